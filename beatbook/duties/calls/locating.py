"""From what the caller says to where it is, as far as the map knows."""

from __future__ import annotations

from beatbook.contract.values import Point
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import areas, geocode
from beatbook.ground.registry.commands import Location

SURE = 0.85
"""A suggestion this good is taken for what was typed; below it the words stand alone."""


def locate(agency: Agency, text: str, lat: float | None, lon: float | None) -> Location:
    """The location of a call. A point that was chosen on the map stands; else the best sure match.

    Without one the words are kept: *unknown yet* is an allowed answer.
    """
    if lat is not None and lon is not None:
        return Location(text, Point(lat, lon), _beat(agency, lat, lon))
    found = geocode.suggest(text, limit=1)
    if not found or found[0].score < SURE:
        return Location(text)
    best = found[0]
    return Location(best.label, Point(best.lat, best.lon), _beat(agency, best.lat, best.lon))


def _beat(agency: Agency, lat: float, lon: float) -> str:
    beat = areas.beat_at(lat, lon, agency_id=agency.pk)
    return beat.code if beat else ""
