"""From what the caller says to where it is, as far as the map knows."""

from __future__ import annotations

from beatbook.contract.values import Point
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import areas
from beatbook.ground.geo.vocabulary import MatchKind
from beatbook.ground.geo.where import geocode
from beatbook.ground.geo.where.matches import Answer, Match
from beatbook.ground.registry.addresses import plain
from beatbook.ground.registry.commands import Location

SURE = 0.8
"""An answer of the geocoder that fits less well is not taken for what was said."""


def locate(agency: Agency, text: str, lat: float | None, lon: float | None) -> Location:
    """The location of an incident. A point that was chosen stands; else the one sure answer.

    Without one the words are kept: *unknown yet* is an allowed answer.
    """
    if lat is not None and lon is not None:
        return Location(text, Point(lat, lon), _beat(agency, lat, lon), plain(text))
    best = _sure(geocode.find(text, limit=2, agencies=[agency.pk], agency_id=agency.pk))
    if best is None:
        return Location(text)
    beat = _beat(agency, best.lat, best.lon)
    return Location(best.label, Point(best.lat, best.lon), beat, best.plain)


def _sure(answer: Answer) -> Match | None:
    """Where several places may be meant, none is taken: we do not guess."""
    if answer.ambiguous or not answer.matches:
        return None
    best = answer.matches[0]
    return None if best.score < SURE or best.kind is MatchKind.STREET else best


def _beat(agency: Agency, lat: float, lon: float) -> str:
    beat = areas.beat_at(lat, lon, agency_id=agency.pk)
    return beat.code if beat else ""
