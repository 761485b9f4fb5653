"""What the parts publish to one another: events, permissions and small value types.

Frozen dataclasses and enumerations only. Everything above may read it; it reads nothing but
``core``.
"""
