"""The commands of ``beatbook``, one module each.

A module offers ``register(subparsers)``, which says what the command takes and gives an example
(``add`` below does both), and ``run(args) -> int``, which returns the exit code: 0 done, 1 the
data has problems. Wrong use is 2, and argparse says so by itself. The table in ``site.cli`` names
them all.
"""

from __future__ import annotations

import argparse
from typing import TypeAlias

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DONE = 0
PROBLEMS = 1
WRONG_USE = 2


def add(subparsers: Subparsers, name: str, *, about: str, example: str) -> argparse.ArgumentParser:
    """A parser for one command, whose ``--help`` ends with an example."""
    return subparsers.add_parser(
        name,
        description=about,
        epilog=f"Example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
