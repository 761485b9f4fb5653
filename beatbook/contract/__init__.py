"""What the parts publish to one another: events, permissions and small value types.

Frozen dataclasses and enumerations only. Everything above may read it; it reads nothing but
``core``. Every event is declared in every process: whoever reads the journal must know them all,
also those of parts that this process has not used yet.
"""

from beatbook.contract import agency, calls, closing, force, geo, registry, shift, taking

__all__ = ["agency", "calls", "closing", "force", "geo", "registry", "shift", "taking"]
