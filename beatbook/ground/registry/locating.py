"""From what the caller says to where it is, as far as the map knows."""

from __future__ import annotations

from collections.abc import Sequence

from beatbook.contract.values import Point
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import areas, geocode
from beatbook.ground.geo.geocode import Match
from beatbook.ground.geo.vocabulary import MatchKind
from beatbook.ground.registry.commands import Location

SURE = 0.8
"""An answer of the geocoder that fits less well is not taken for what was said."""
APART = 0.03
"""A second answer this close to the first makes it a guess, and we do not guess."""


def locate(agency: Agency, text: str, lat: float | None, lon: float | None) -> Location:
    """The location of an incident. A point that was chosen stands; else the one sure answer.

    Without one the words are kept: *unknown yet* is an allowed answer.
    """
    if lat is not None and lon is not None:
        return Location(text, Point(lat, lon), _beat(agency, lat, lon))
    best = _sure(geocode.suggest(text, limit=2))
    if best is None:
        return Location(text)
    return Location(best.label, Point(best.lat, best.lon), _beat(agency, best.lat, best.lon))


def _sure(found: Sequence[Match]) -> Match | None:
    if not found or found[0].score < SURE or found[0].kind is MatchKind.STREET:
        return None
    if len(found) > 1 and found[0].score - found[1].score < APART:
        return None
    return found[0]


def _beat(agency: Agency, lat: float, lon: float) -> str:
    beat = areas.beat_at(lat, lon, agency_id=agency.pk)
    return beat.code if beat else ""
