"""Imports a map: everything is made beside the map in use, which then gives way at one moment.

Whatever fails before that moment, a broken file or a full disk, leaves the old map as it was.
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from beatbook.contract.access import Principal
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import beats, commands, differences, queries, rows, tiles, town
from beatbook.ground.geo.gis import building, placing
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.travel import engine, order, straight_line
from beatbook.ground.geo.vocabulary import OSM_CREDIT, AreaKind
from beatbook.ground.journal import scope

DRAWING = "Drawing tiles"
ORDERING = "Preparing travel times"
MEASURING = "Measuring"
STORING = "Storing"
FEATURES_FILE = "features.geojsonl"
LOCK_FILE = "import.lock"
LEFT_FILE = "not-placed.csv"
LEFT_NAMED = 50
NAMED_OUTSIDE = 10
CALLS_MEASURED = 1_000
MAPS_KEPT = 2
"""The map in use and the one before it."""
DRAFT = "."
"""Before the name of a directory that is not a map yet."""


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas that come with the map: an agency's own, read already, and beats to be cut."""

    agency: Agency
    outlines: Mapping[AreaKind, Sequence[beats.Outline]]
    cut: int = 0

    def of(
        self, drawn: town.Town, report: building.Report
    ) -> dict[AreaKind, Sequence[beats.Outline]]:
        """Every area by its kind. MapRefused if all of a kind lie outside of the map."""
        for kind, outlines in self.outlines.items():
            outside = beats.check_within(outlines, drawn.bounds)
            if outside:
                report.notes.append(
                    f"{len(outside)} of {len(outlines)} {kind.label.lower()}s lie outside the "
                    f"map: {', '.join(outside[:NAMED_OUTSIDE])}."
                )
        made = {AreaKind.BEAT: beats.cut(drawn.graph, self.cut)} if self.cut else {}
        return {**self.outlines, **made}


@dataclass(frozen=True, slots=True)
class _Made:
    """A town whose files are written, and what else is stored of it."""

    drawn: town.Town
    areas: Mapping[AreaKind, Sequence[beats.Outline]]
    report: building.Report
    figures: Mapping[str, Any]


def import_map(
    sources: Sources,
    *,
    name: str,
    agency: Agency | None = None,
    make_beats: int = 0,
    credit: str | None = None,
    by: Principal,
    at: datetime,
    progress: town.Progress,
) -> Map:
    """Make the map of these files the one in use. MapRefused, with the old map in place, if not.

    Files and areas are looked at before anything slow is done.
    """
    sources.check()
    outlines, report = building.read_areas(sources)
    if agency is None and (outlines or make_beats):
        raise town.MapRefused("Whose areas are these? An agency must be named.")
    areas = Areas(agency, outlines, make_beats) if agency is not None else None
    with _alone() as maps:
        key = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
        draft, final = maps / f"{DRAFT}{key}", maps / key
        try:
            draft.mkdir()
            drawn = _read(sources, draft, report, progress)
            of_agency = areas.of(drawn, report) if areas else {}
            figures = _make_files(drawn, draft, progress)
            made = _Made(drawn, of_agency, report, figures)
            _write_left(report, draft)
            progress(STORING, 0, None)
            draft.rename(final)
            stored = _switch(key, name, sources, credit, made, agency, by, at)
        except OSError as fault:
            _discard(draft, final)
            raise town.MapRefused(f"The map could not be written: {fault}.") from fault
        except BaseException:
            _discard(draft, final)
            raise
        _prune(maps)
        return stored


@contextlib.contextmanager
def _alone() -> Iterator[Path]:
    """The maps directory, held so that two imports do not meet."""
    maps = Path(settings.MAPS)
    maps.mkdir(parents=True, exist_ok=True)
    with (maps / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise town.MapRefused(
                "Another map is being imported. Try again when it is done."
            ) from None
        yield maps


def _read(
    sources: Sources, directory: Path, report: building.Report, progress: town.Progress
) -> town.Town:
    """Read the files; what is to be drawn is written into `directory`."""
    with (directory / FEATURES_FILE).open("w", encoding="utf-8") as scenery:
        return building.read_town(sources, scenery, progress, report)


def _make_files(drawn: town.Town, directory: Path, progress: town.Progress) -> dict[str, Any]:
    """Write graph, order and tiles into `directory`; the figures of its streets."""
    features = directory / FEATURES_FILE
    progress(DRAWING, 0, None)
    tiles.draw(features, directory / tiles.TILES_FILE)
    features.unlink()
    progress(ORDERING, 0, None)
    drawn.graph.save(directory / queries.GRAPH_FILE)
    orders = order.build_order(drawn.graph)
    order.save(orders, directory)
    progress(MEASURING, 0, None)
    return _straight_line(drawn, orders)


def _straight_line(drawn: town.Town, orders: order.Orders) -> dict[str, Any]:
    """What the straight line would have cost on these streets."""
    measured = engine.Engine(drawn.graph, orders)
    try:
        measured.wait_until_fast()
        return straight_line.figures(measured, calls=CALLS_MEASURED)
    finally:
        measured.stop()


def _write_left(report: building.Report, directory: Path) -> None:
    """The rows that became no address, each with its reason, for whoever mends the list."""
    if not report.left:
        return
    with (directory / LEFT_FILE).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("row", "address", "reason"))
        table.writerows((left.row, left.text, left.reason) for left in report.left)


@journal.command
def _switch(
    key: str,
    name: str,
    sources: Sources,
    credit: str | None,
    made: _Made,
    agency: Agency | None,
    by: Principal,
    at: datetime,
) -> Map:
    """The one moment: rows, the flag and the areas change together, or not at all."""
    changes = differences.between(queries.active_map(), made.drawn)
    stored = commands.put_in_use(
        key=key,
        name=name,
        source=sources.name[:255],
        credit=(OSM_CREDIT if sources.osm else "") if credit is None else credit,
        drawn=made.drawn,
        changes=changes | _told(made),
        figures=made.figures,
        by=by,
        at=at,
    )
    if agency is not None and made.areas:
        with scope.within([agency.pk]):
            for kind, outlines in made.areas.items():
                commands.replace_areas(agency=agency, outlines=outlines, kind=kind, by=by, at=at)
    return stored


def _told(made: _Made) -> dict[str, Any]:
    """What the import itself has to say: how exactly addresses are known, what was left out."""
    report = made.report
    return {
        "exactness": dict(placing.by_exactness(made.drawn.addresses)),
        "left_out": {
            "count": len(report.left),
            "rows": [
                f"{left.text or left.row}: {left.reason}" for left in report.left[:LEFT_NAMED]
            ],
        },
        "notes": report.notes,
        "areas": {kind: len(outlines) for kind, outlines in made.areas.items()},
    }


def _discard(*directories: Path) -> None:
    for directory in directories:
        shutil.rmtree(directory, ignore_errors=True)


def _prune(maps: Path) -> None:
    """Remove all but the newest maps, and drafts that an interrupted import left behind.

    What else lies there may be the map of another database that keeps its maps in this directory.
    """
    old = list(Map.objects.order_by("-is_active", "-imported_at", "-pk")[MAPS_KEPT:])
    with transaction.atomic():
        for stored in old:
            rows.remove(stored)
    _discard(*(maps / stored.key for stored in old), *maps.glob(f"{DRAFT}*/"))
