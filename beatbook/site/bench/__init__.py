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
class Word:
    """An option that is a word."""

    name: str
    default: str
    help: str

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            f"--{self.name}",
            default=self.default,
            metavar="KEY",
            help=f"{self.help} (default: {self.default})",
        )


@dataclass(frozen=True)
class Bench:
    name: str
    about: str
    example: str
    options: tuple[Number | Word, ...] = ()


MAP = (
    Word("map", "active", "an imported map, by its key, or the one in use"),
    Number("drawn", 0, "instead of a map, a city drawn with about N junctions"),
)


BENCHES = (
    Bench(
        "feed",
        "One entry to many screens while calls are taken: how long until the last one has it, and "
        "how much memory a screen costs.",
        "beatbook bench feed --screens 200 1000",
        (
            Number("screens", (200, 1000), "how many screens, one measurement each"),
            Number("calls", 20, "calls taken in each measurement"),
            Number("rate", 4, "calls a second"),
        ),
    ),
    Bench(
        "take",
        "Calls taken a second over HTTP, against a raw database transaction of the same rows.",
        "beatbook bench take --calls 800",
        (
            Number("clients", (1, 8), "how many callers at once, one measurement each"),
            Number("calls", 400, "calls in each measurement"),
        ),
    ),
    Bench(
        "dispatch",
        "Who is there soonest by road: the engine against scipy's Dijkstra, every answer compared; "
        "a closure; and the ranked list over HTTP.",
        "beatbook bench dispatch --map active",
        (
            *MAP,
            Number("units", (10, 100, 1000), "how many units, one measurement each"),
            Number("calls", 100, "calls in each measurement"),
        ),
    ),
    Bench(
        "snap",
        "Positions taken to the nearest street, points a second.",
        "beatbook bench snap --drawn 270000",
        (*MAP, Number("points", 100_000, "how many positions")),
    ),
)
