"""``beatbook bench NAME``: measure this machine, on a database of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager

from beatbook.site import bench, commands, roles
from beatbook.site.bench import scratch
from beatbook.site.commands import Subparsers
from beatbook.site.data_directory import DataDirectory
from beatbook.site.startup import Place

LONGEST_S = 1_800.0


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "bench",
        about="Measure this machine. The database that is used is made for it, and removed.",
        example="\n  ".join(known.example for known in bench.BENCHES),
    )
    names = parser.add_subparsers(metavar="NAME", dest="name", required=True)
    for known in bench.BENCHES:
        options = commands.add(names, known.name, about=known.about, example=known.example)
        for option in known.options:
            option.add_to(options)


def run(args: argparse.Namespace) -> int:
    [chosen] = [known for known in bench.BENCHES if known.name == args.name]
    with _place(chosen, args) as place:
        words = ["-m", bench.__name__, chosen.name, str(place.port), *_options(chosen, args)]
        done = subprocess.run(
            [sys.executable, *words],
            env=place.environment(roles.WEB),
            timeout=LONGEST_S,
            check=False,
        )
    return commands.DONE if done.returncode == 0 else commands.PROBLEMS


def _place(chosen: bench.Bench, args: argparse.Namespace) -> AbstractContextManager[Place]:
    given = {option.name for option in chosen.options if getattr(args, option.name)}
    is_home = given & {*chosen.at_home} and not given & {*chosen.abroad}
    return (scratch.at_home if is_home else scratch.installation)(DataDirectory.locate())


def _options(chosen: bench.Bench, args: argparse.Namespace) -> Iterator[str]:
    for option in chosen.options:
        yield from option.words(getattr(args, option.name))
