"""``beatbook map import FILE``: a map to dispatch on."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, ProgrammingError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from beatbook.contract.base import Refused
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import imports
from beatbook.ground.geo.models import Map
from beatbook.site import commands
from beatbook.site.commands import Subparsers
from beatbook.site.trouble import Trouble

SUFFIXES = (".osm.pbf", ".osm", ".pbf", ".gz", ".bz2")


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "map",
        about="Import the map that everybody works on.",
        example="beatbook map import baltimore.osm.pbf --make-beats 4 --agency AB",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    imported = commands.add(
        verbs,
        "import",
        about=(
            "Import an OpenStreetMap file and put it in use at once. If anything is wrong with "
            "the file, the map before it stays."
        ),
        example="beatbook map import baltimore.osm.pbf --name Baltimore",
    )
    imported.add_argument("file", type=Path, help="an OpenStreetMap file, such as town.osm.pbf")
    imported.add_argument("--name", help="what to call the map (default: the file's name)")
    imported.add_argument("--agency", metavar="CODE", help="whose beats come with the map")
    beats = imported.add_mutually_exclusive_group()
    beats.add_argument("--beats", type=Path, metavar="FILE", help="GeoJSON polygons of the beats")
    beats.add_argument("--make-beats", type=int, metavar="N", help="cut the map into N beats")


def run(args: argparse.Namespace) -> int:
    console = Console(stderr=True)
    if args.file.is_dir():
        raise Trouble(f"{args.file} is a directory.", "Name the map file that is in it.")
    wanted = _beats(args)
    try:
        with _bars(console) as progress:
            stored = imports.import_map(
                args.file,
                name=args.name or _plain_name(args.file),
                wanted=wanted,
                by=queries.system("map import", [wanted.agency] if wanted else []),
                at=queries.operational_clock().now(),
                progress=progress,
            )
    except Refused as refusal:
        raise Trouble(refusal.message, "The map in use has not changed.") from refusal
    console.print(_told(stored, wanted), highlight=False)
    return commands.DONE


def _beats(args: argparse.Namespace) -> imports.Beats | None:
    """Whose beats come with the map, if any were asked for."""
    agencies = _agencies()
    if args.beats is None and args.make_beats is None:
        return None
    code = args.agency and args.agency.upper()
    chosen = [agency for agency in agencies if code in (None, agency.code)]
    if len(chosen) != 1:
        codes = ", ".join(agency.code for agency in agencies) or "none yet"
        what = f"There is no agency {args.agency}." if code else "Say whose beats they are."
        raise Trouble(what, f"Add --agency CODE (agencies: {codes}).")
    return imports.Beats(chosen[0], args.beats, args.make_beats or 0)


def _agencies() -> list[Agency]:
    try:
        return list(Agency.objects.order_by("code"))
    except (OperationalError, ProgrammingError) as fault:
        raise Trouble(
            "The database is not set up yet.", "Start it once with `beatbook run`, then import."
        ) from fault


def _plain_name(file: Path) -> str:
    """``"new-town.osm.pbf"`` is called New Town."""
    name = file.name
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return name.replace("-", " ").replace("_", " ").strip().title() or file.name


@contextmanager
def _bars(console: Console) -> Iterator[Callable[[str, int, int | None], None]]:
    """A line for each stage of the import; a bar where its length is known."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as shown:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                _finish(shown, tasks)
                tasks[stage] = shown.add_task(stage, total=total)
            shown.update(tasks[stage], completed=done, total=total)

        yield progress
        _finish(shown, tasks)


def _finish(shown: Progress, tasks: dict[str, TaskID]) -> None:
    for task in tasks.values():
        shown.update(task, completed=1, total=1)
        shown.stop_task(task)


def _told(stored: Map, wanted: imports.Beats | None) -> str:
    counts = ", ".join(f"{noun}: {count:,}" for noun, count in stored.counts.items())
    beats = f" The beats of {wanted.agency.name} are drawn." if wanted else ""
    return f"{stored.name} is in use ({counts}).{beats}"
