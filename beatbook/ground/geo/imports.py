"""Imports a map: everything is made beside the map in use, which then gives way at one moment.

Whatever fails before that moment, a broken file or a full disk, leaves the old map as it was.
"""

from __future__ import annotations

import contextlib
import fcntl
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from beatbook.contract.access import Principal
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import beats, commands, queries, rows, tiles, town
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.osm import building
from beatbook.ground.geo.travel import order
from beatbook.ground.geo.vocabulary import OSM_CREDIT
from beatbook.ground.journal import scope

DRAWING = "Drawing tiles"
ORDERING = "Preparing travel times"
STORING = "Storing"
FEATURES_FILE = "features.geojsonl"
LOCK_FILE = "import.lock"
MAPS_KEPT = 2
"""The map in use and the one before it."""


@dataclass(frozen=True, slots=True)
class Beats:
    """Whose beats come with the map: read from a file of polygons, or cut from its streets."""

    agency: Agency
    file: Path | None = None
    count: int = 0

    def outlines(self, drawn: town.Town) -> list[beats.Outline]:
        if self.file is None:
            return beats.cut(drawn.graph, self.count)
        found = beats.read(self.file)
        beats.check_within(found, drawn.bounds)
        return found


def import_map(
    path: Path,
    *,
    name: str,
    wanted: Beats | None = None,
    credit: str = OSM_CREDIT,
    by: Principal,
    at: datetime,
    progress: town.Progress,
) -> Map:
    """Make the map in `path` the one in use. MapRefused, with the old map in place, if it fails."""
    with _alone() as maps:
        key = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
        draft, final = maps / f".{key}", maps / key
        try:
            draft.mkdir()
            drawn = _make_files(path, draft, progress)
            outlines = wanted.outlines(drawn) if wanted else []
            progress(STORING, 0, None)
            draft.rename(final)
            stored = _switch(key, name, path.name, credit, drawn, wanted, outlines, by, at)
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


def _make_files(path: Path, directory: Path, progress: town.Progress) -> town.Town:
    """Read the file and write graph, order and tiles into `directory`."""
    features = directory / FEATURES_FILE
    with features.open("w", encoding="utf-8") as scenery:
        drawn = building.read_town(path, scenery, progress)
    progress(DRAWING, 0, None)
    tiles.draw(features, directory / tiles.TILES_FILE)
    features.unlink()
    progress(ORDERING, 0, None)
    drawn.graph.save(directory / queries.GRAPH_FILE)
    order.save(order.build_order(drawn.graph), directory)
    return drawn


@journal.command
def _switch(
    key: str,
    name: str,
    source: str,
    credit: str,
    drawn: town.Town,
    wanted: Beats | None,
    outlines: Sequence[beats.Outline],
    by: Principal,
    at: datetime,
) -> Map:
    """The one moment: rows, the flag and the beats change together, or not at all."""
    stored = commands.put_in_use(
        key=key, name=name, source=source, credit=credit, drawn=drawn, by=by, at=at
    )
    if wanted:
        with scope.within([wanted.agency.pk]):
            commands.replace_areas(agency=wanted.agency, outlines=outlines, by=by, at=at)
    return stored


def _discard(*directories: Path) -> None:
    for directory in directories:
        shutil.rmtree(directory, ignore_errors=True)


def _prune(maps: Path) -> None:
    """Remove all but the newest maps, and what an interrupted import left behind."""
    by_age = Map.objects.order_by("-is_active", "-imported_at", "-pk")
    kept = list(by_age[:MAPS_KEPT])
    with transaction.atomic():
        for stored in by_age[MAPS_KEPT:]:
            rows.remove(stored)
    keys = {stored.key for stored in kept}
    _discard(*(entry for entry in maps.iterdir() if entry.is_dir() and entry.name not in keys))
