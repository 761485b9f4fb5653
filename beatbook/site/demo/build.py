"""``python -m beatbook.site.demo.build``: the demo installation, made once, where there is none.

The town is drawn as an .osm.pbf and comes in through the same import as a real one; the people and
their units come in through the commands. An installation of an agency's own is left alone; one
that was interrupted goes on with what is missing.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings

django.setup()

from beatbook.contract.values import Point  # noqa: E402 -- needs the apps
from beatbook.core import clock  # noqa: E402
from beatbook.ground.agency import queries  # noqa: E402
from beatbook.ground.agency.models import Agency  # noqa: E402
from beatbook.ground.force.models import LastPosition, Unit  # noqa: E402
from beatbook.ground.geo import areas, commands, imports  # noqa: E402
from beatbook.ground.geo import queries as geo  # noqa: E402
from beatbook.ground.geo.gis import outlines as outlines_of  # noqa: E402
from beatbook.ground.geo.gis.files import Source  # noqa: E402
from beatbook.ground.geo.gis.mapping import Mapping  # noqa: E402
from beatbook.ground.geo.gis.sources import Sources  # noqa: E402
from beatbook.ground.geo.vocabulary import AreaKind  # noqa: E402
from beatbook.ground.journal import scope  # noqa: E402
from beatbook.ground.registry import commands as registry  # noqa: E402
from beatbook.ground.registry.locating import locate  # noqa: E402
from beatbook.ground.registry.models import PremiseNote  # noqa: E402
from beatbook.ground.registry.vocabulary import PremiseNoteKind  # noqa: E402
from beatbook.site.demo import cast, logins, people, stores, town  # noqa: E402

ON_DUTY_FOR = timedelta(hours=2)
"""Crews came on duty so long ago that a first stretch of the day can lie behind them."""

PREMISE_NOTES = (
    ("1925 North Castle Street", PremiseNoteKind.ACCESS, "Side gate code 4471; ring twice."),
    ("1925 North Castle Street", PremiseNoteKind.HAZARD, "Large dog in the yard."),
)


def main() -> None:
    empty = not Agency.objects.exists()
    if not empty and not logins.known(settings.DATA):
        return
    at = clock.real_now() - ON_DUTY_FOR
    if empty:
        people.set_up(password=logins.password(settings.DATA), at=at)
    if geo.active_map() is None:
        with tempfile.TemporaryDirectory() as folder:
            draw_town(Path(folder), at)
    people.add_call_types(at)
    stores.set_up(at)
    if _without(PremiseNote):
        _premise_notes(at)
    if _without(LastPosition):
        _park_units(at)


def _without(model: type[PremiseNote] | type[LastPosition]) -> bool:
    with scope.within(Agency.objects.values_list("pk", flat=True)):
        return not model.objects.exists()


def draw_town(folder: Path, at: datetime) -> None:
    """Draw the town's file in a folder, import it, and give each agency its beats."""
    file = folder / "alder-bay.osm.pbf"
    town.build(file)
    by = queries.system("set-up")
    for agency in Agency.objects.all():
        _beats(agency, at)
    imports.import_map(
        Sources(osm=file),
        name="Alder Bay",
        credit="Alder Bay is invented",
        by=by,
        at=at,
        progress=_progress,
    )


def _progress(stage: str, done: int, _total: int | None) -> None:
    """The import tells every step; a line a stage is enough here."""
    if done == 0:
        print(f"    {stage}", flush=True)


def _beats(agency: Agency, at: datetime) -> None:
    collection = town.beats().get(agency.code)
    if collection is None:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".geojson") as file:
        json.dump(collection, file)
        file.flush()
        outlines, _ = outlines_of.read(Source(Path(file.name)), AreaKind.BEAT, Mapping())
    with scope.within([agency.pk]):
        by = queries.system("set-up", [agency])
        commands.replace_areas(agency=agency, outlines=outlines, by=by, at=at)


def _premise_notes(at: datetime) -> None:
    agency = Agency.objects.get(code=cast.ALDER_BAY.code)
    with scope.within([agency.pk]):
        by = queries.system("set-up", [agency])
        for address, kind, text in PREMISE_NOTES:
            registry.add_premise_note(
                agency=agency,
                location=locate(agency, address, None, None),
                kind=kind,
                text=text,
                verified_on=at.date(),
                by=by,
                at=at,
            )


def _park_units(at: datetime) -> None:
    """Every unit somewhere in its home beat, so that the first call can be ranked at once."""
    for agency in Agency.objects.all():
        with scope.within([agency.pk]):
            centers = {beat.code: beat.center for beat in areas.beats_of(agency.pk)}
            units = Unit.objects.filter(agency=agency).order_by("callsign")
            LastPosition.objects.bulk_create(
                _parked(unit, number, centers[unit.home_beat], at)
                for number, unit in enumerate(units)
                if unit.home_beat in centers
            )


def _parked(unit: Unit, number: int, center: Point, at: datetime) -> LastPosition:
    """A few blocks apart, so that twenty-four units do not stand on one spot."""
    east, north = (number % 5 - 2) * 0.0018, (number // 5 % 5 - 2) * 0.0014
    return LastPosition(
        unit=unit,
        agency_id=unit.agency_id,
        lat=center.lat + north,
        lon=center.lon + east,
        at=at,
        received=at,
    )


if __name__ == "__main__":
    main()
