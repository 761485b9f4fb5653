"""``beatbook map import FILE...``: a map to dispatch on."""

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
from beatbook.ground.geo.gis import describing, features, mapping, sources
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.mapping import Role
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.site import commands, map_report
from beatbook.site.commands import Subparsers
from beatbook.site.trouble import Trouble

SUFFIXES = (".osm.pbf", ".osm", ".pbf", ".gz", ".bz2", ".zip", ".geojson", ".shp", ".gpkg", ".csv")
_FILE_ROLES = (
    (Role.STREETS, "street centerlines, in place of OpenStreetMap's"),
    (Role.ADDRESSES, "the list of addresses, in place of OpenStreetMap's"),
    (Role.BLOCKS, "polygons of the blocks that the addresses name"),
    (Role.MILEPOSTS, "points with a highway and a mile"),
)


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
            "Import OpenStreetMap data, a city's own files (GeoJSON, Shapefile, GeoPackage, CSV), "
            "or both, and put the map in use at once. If anything is wrong with a file, the map "
            "before it stays."
        ),
        example="beatbook map import baltimore.osm.pbf --name Baltimore",
    )
    _add_files(imported)
    imported.add_argument("--name", help="what to call the map (default: the file's name)")
    imported.add_argument("--credit", help="whose data it is, as the map is to say")
    imported.add_argument("--agency", metavar="CODE", help="whose areas come with the map")
    beats = imported.add_mutually_exclusive_group()
    beats.add_argument("--beats", metavar="FILE", help="short for --areas beat=FILE")
    beats.add_argument("--make-beats", type=int, metavar="N", help="cut the map into N beats")
    described = commands.add(
        verbs,
        "columns",
        about="Show what a city's file holds, what Beatbook takes it for, and a mapping file.",
        example="beatbook map columns centerlines.zip",
    )
    described.add_argument("file", help="GeoJSON, Shapefile, GeoPackage or CSV, packed or not")
    described.add_argument("--crs", default="", metavar="EPSG:N", help="its projection")
    described.set_defaults(verb=show_columns)
    imported.set_defaults(verb=import_files)


def _add_files(parser: argparse.ArgumentParser) -> None:
    """The files of an import: those whose role shows, and those whose role is said."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="an OpenStreetMap file, or one of the city's"
    )
    for role, about in _FILE_ROLES:
        parser.add_argument(f"--{role}", metavar="FILE", help=about)
    parser.add_argument(
        "--areas", metavar="KIND=FILE", action="append", default=[],
        help=f"polygons of the agency's areas ({', '.join(AreaKind.values)})",
    )  # fmt: skip
    parser.add_argument(
        "--places", metavar="[KIND=]FILE", action="append", default=[],
        help="points that people call by a name, such as school=schools.geojson",
    )  # fmt: skip
    parser.add_argument(
        "--scenery", metavar="KIND=FILE", action="append", default=[],
        help=f"what is only drawn ({', '.join(features.SCENERY)})",
    )  # fmt: skip
    parser.add_argument("--boundary", metavar="FILE", help="the polygon that the map covers")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="what columns are called")
    parser.add_argument("--crs", default="", metavar="EPSG:N", help="of files that do not say")
    parser.add_argument("--anywhere", action="store_true", help="a town outside of America")


def run(args: argparse.Namespace) -> int:
    verb: Callable[[argparse.Namespace], int] = args.verb
    return verb(args)


def import_files(args: argparse.Namespace) -> int:
    console = Console(stderr=True)
    try:
        given = _sources(args)
        agency = _agency(args)
        with _bars(console) as progress:
            stored = imports.import_map(
                given,
                name=args.name or _plain_name(given.name),
                agency=agency,
                make_beats=args.make_beats or 0,
                credit=args.credit,
                by=queries.system("map import", [agency] if agency else []),
                at=queries.operational_clock().now(),
                progress=progress,
            )
    except Refused as refusal:
        raise Trouble(refusal.message, "The map in use has not changed.") from refusal
    for line in map_report.told(stored, agency):
        console.print(line, highlight=False, markup=False)
    return commands.DONE


def show_columns(args: argparse.Namespace) -> int:
    try:
        text = describing.describe(Source.of(args.file), args.crs)
    except Refused as refusal:
        raise Trouble(refusal.message, "Nothing was imported.") from refusal
    print(text)
    return commands.DONE


def _sources(args: argparse.Namespace) -> Sources:
    """Every file of the import. MapRefused if the role of one is not plain."""
    of = mapping.read(args.mapping, args.crs)
    found = sources.sort_out(args.files, of)
    for role, _ in _FILE_ROLES:
        told = getattr(args, role)
        if told:
            found[role] = [Source.of(told)]
    areas = [*args.areas, *([f"beat={args.beats}"] if args.beats else [])]
    places = [(kind, Source.of(name)) for kind, name in map(_kind_of_place, args.places)]
    osm = found.get("osm", [])

    def one(role: Role) -> Source | None:
        return next(iter(found.get(role, [])), None)

    return Sources(
        osm=osm[0].path if osm else None,
        streets=one(Role.STREETS),
        addresses=one(Role.ADDRESSES),
        blocks=one(Role.BLOCKS),
        mileposts=one(Role.MILEPOSTS),
        areas=[(AreaKind(k), s) for k, s in (_kind(a, AreaKind.values, "areas") for a in areas)],
        places=[*places, *(("", source) for source in found.get(Role.PLACES, []))],
        scenery=[_kind(named, list(features.SCENERY), "scenery") for named in args.scenery],
        boundary=Source.of(args.boundary) if args.boundary else None,
        mapping=of,
        anywhere=args.anywhere,
    )


def _kind(named: str, kinds: list[str], option: str) -> tuple[str, Source]:
    kind, sign, file = named.partition("=")
    if not sign or kind not in kinds:
        raise Trouble(
            f"--{option} {named} does not say what it is.",
            f"Write --{option} KIND=FILE, where KIND is one of {', '.join(kinds)}.",
        )
    return kind, Source.of(file)


def _kind_of_place(named: str) -> tuple[str, str]:
    kind, sign, file = named.partition("=")
    return (kind, file) if sign else ("", named)


def _agency(args: argparse.Namespace) -> Agency | None:
    """Whose areas come with the map, if any do."""
    agencies = _agencies()
    if not args.areas and args.beats is None and args.make_beats is None:
        return None
    code = args.agency and args.agency.upper()
    chosen = [agency for agency in agencies if code in (None, agency.code)]
    if len(chosen) != 1:
        codes = ", ".join(agency.code for agency in agencies) or "none yet"
        what = f"There is no agency {args.agency}." if code else "Say whose areas they are."
        raise Trouble(what, f"Add --agency CODE (agencies: {codes}).")
    return chosen[0]


def _agencies() -> list[Agency]:
    try:
        return list(Agency.objects.order_by("code"))
    except (OperationalError, ProgrammingError) as fault:
        raise Trouble(
            "The database is not set up yet.", "Start it once with `beatbook run`, then import."
        ) from fault


def _plain_name(file: str) -> str:
    """``"new-town.osm.pbf"`` is called New Town."""
    name = file
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return name.replace("-", " ").replace("_", " ").strip().title() or file


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
