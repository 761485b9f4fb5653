"""Measurements that can be repeated: each runs on a database of its own, made and thrown away.

A bench is a line in ``BENCHES`` and a module of that name with ``run(args, place)``, which returns
figures that can be written as JSON. It runs in a process of its own, signed in as the web role, on
loopback only, and stops by itself.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """An option that is a number; several, when the default is."""

    name: str
    default: int | tuple[int, ...]
    help: str

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            f"--{self.name}",
            type=int,
            default=self.default,
            nargs="+" if isinstance(self.default, tuple) else None,
            metavar="N",
            help=f"{self.help} (default: {self.default})",
        )


@dataclass(frozen=True)
class Bench:
    name: str
    about: str
    options: tuple[Number, ...] = ()


BENCHES = (
    Bench(
        "feed",
        "One entry to many screens while calls are taken: how long until the last one has it, and "
        "how much memory a screen costs.",
        (
            Number("screens", (200, 1000), "how many screens, one measurement each"),
            Number("calls", 20, "calls taken in each measurement"),
            Number("rate", 4, "calls a second"),
        ),
    ),
    Bench(
        "take",
        "Calls taken a second over HTTP, against a raw database transaction of the same rows.",
        (
            Number("clients", (1, 8), "how many callers at once, one measurement each"),
            Number("calls", 400, "calls in each measurement"),
        ),
    ),
)
