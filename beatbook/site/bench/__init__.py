"""Measurements that can be repeated: each runs on a database of its own, made and thrown away.

A bench is a line in ``BENCHES`` and a module of that name with ``run(args, place)``, which returns
figures that can be written as JSON. It runs in a process of its own, signed in as the web role, on
loopback only, and stops by itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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

    def words(self, given: object) -> Iterator[str]:
        """The option as it is handed on to the process of the bench."""
        yield f"--{self.name}"
        yield from map(str, given if isinstance(given, list | tuple) else [given])


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

    def words(self, given: object) -> Iterator[str]:
        yield from (f"--{self.name}", str(given))


@dataclass(frozen=True)
class Text:
    """An option that may be left out, such as the name of a file."""

    name: str
    metavar: str
    help: str

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(f"--{self.name}", default="", metavar=self.metavar, help=self.help)

    def words(self, given: object) -> Iterator[str]:
        if given:
            yield from (f"--{self.name}", str(given))


@dataclass(frozen=True)
class Flag:
    """An option that is there or not."""

    name: str
    help: str

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(f"--{self.name}", action="store_true", help=self.help)

    def words(self, given: object) -> Iterator[str]:
        if given:
            yield f"--{self.name}"


Option = Number | Word | Text | Flag


@dataclass(frozen=True)
class Bench:
    """One measurement.

    Any of the options in `at_home` sends it to the installation's own data, which it then only
    reads; any of those in `abroad` keeps it on a database of its own all the same.
    """

    name: str
    about: str
    example: str
    options: tuple[Option, ...] = ()
    at_home: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()


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
    Bench(
        "console",
        "From Enter on one dispatcher's keyboard to what it does on another's screen, two real "
        "browsers on a real server; and how long a whole console takes to be told, over HTTP.",
        "beatbook bench console --drawn 10000",
        (
            *MAP,
            Number("units", 200, "units on duty, each with a member, all over the map"),
            Number("calls", 100, "open calls, half of them with a unit"),
            Number("snapshots", 200, "whole consoles asked for"),
            Number("rounds", 40, "calls taken, sent to, arrived at and closed at the keyboard"),
        ),
    ),
    Bench(
        "geocode",
        "Addresses, corners and names typed letter by letter, slips included: how long each letter "
        "waits for its answer. Or a file of addresses whose position is known, or of strings.",
        "beatbook bench geocode --truth addresses.csv",
        (
            Number("addresses", 100_000, "addresses in the made-up county"),
            Number("typed", 400, "texts typed, every letter of each measured"),
            Flag("here", "type the addresses of the map in use, not of a made-up county"),
            Text("truth", "FILE", "a CSV of address, lat, lon: how far off are we?"),
            Text("misses", "FILE", "with --truth: write what was missed there, and why"),
            Text("strings", "FILE", "a CSV of strings: what is understood, what is found?"),
            Text("column", "NAME", "with --strings: the columns to read, with commas between them"),
            Text("town", "TOWN", "with --truth or --strings: said after each address"),
            Text(
                "points", "FILE", "a CSV of lat, lon: say what is there, type that, how far back?"
            ),
            Text("gazetteer", "FILE", "with --strings: look in the addresses of this CSV instead"),
            Number("most", 20_000, "rows read of a file"),
        ),
        at_home=("here", "truth", "strings", "points"),
        abroad=("gazetteer",),
    ),
)
