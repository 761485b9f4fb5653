"""Where is that? Typed text becomes places on the map, best first.

An empty answer means *unknown yet*: the call is taken with the words as they were said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from beatbook.contract.values import Point
from beatbook.ground.geo import areas, names, queries
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import (
    book,
    choosing,
    coordinates,
    likeness,
    lookups,
    outside,
    reverse,
    shapes,
    typed,
)
from beatbook.ground.geo.where.matches import Answer, Match
from beatbook.ground.geo.where.searching import Ground, Search

NO_MAP = "There is no map yet: the words are kept as they are."
UNKNOWN = "Not on the map: the words are kept as they are."


def find(
    text: str,
    *,
    near: Point | None = None,
    limit: int = 6,
    agencies: Sequence[int] = (),
    agency_id: int | None = None,
) -> Answer:
    """At most `limit` places that `text` may mean; those near `near` first among equals.

    `agencies` are those whose own names of places count; `agency_id` is the one for whose beats
    each place is looked at.
    """
    said = typed.read(text)
    stored = queries.active_map()
    if said.points:
        return _of_points(said.points, stored, agency_id)
    if not said.readings:
        return Answer()
    if stored is None:
        return Answer(said=NO_MAP)
    ground = Ground(stored.pk, shapes.of_map(stored.key), agencies)
    beat_names, twins = _beat_names(agency_id), book.twins_of(stored.pk)
    found = choosing.best(_searched(ground, said.readings), near, beat_names, twins)
    tied = choosing.tied(found)
    matches = tuple(
        _finished(match, said, stored, agency_id) for match in _tied_first(found, tied)[:limit]
    )
    if len(tied) > 1:
        return Answer(matches, ambiguous=True, said=choosing.sentence(matches[: len(tied)]))
    if not matches:
        return Answer(said=UNKNOWN)
    told = (_foreign_town(found[0], said, stored), matches[0].outside)
    return Answer(matches, said="; ".join(part for part in told if part))


def _searched(ground: Ground, readings: Sequence[typed.Reading]) -> list[Match]:
    """Names are looked up as they are spelled; only where that is not enough, by likeness."""
    quick = Search(ground, readings, lookups.Beginning())
    found = quick.matches()
    if not quick.both_streets_known and not any(m.score >= likeness.WELL for m in found):
        found += Search(ground, readings, lookups.Alike()).matches()
    return found


def _tied_first(found: Sequence[Match], tied: Sequence[Match]) -> list[Match]:
    return [*tied, *(match for match in found if match not in tied)]


def _finished(match: Match, said: typed.Typed, stored: Map, agency_id: int | None) -> Match:
    """With all that was typed beside the place, its beat, and whether it lies outside."""
    wide = said.before and match.exactness in (Exactness.POINT, Exactness.PARCEL)
    return _on_ground(
        replace(
            match,
            label=_in_full(match, said),
            plain=match.label,
            unit=said.unit,
            exactness=Exactness.BLOCK if wide else match.exactness,
            exact=match.exact and not said.before,
        ),
        stored,
        agency_id,
    )


def _in_full(match: Match, said: typed.Typed) -> str:
    """ "behind 1925 North Castle Street, Apt 4; Quick Stop": nothing that was said is lost."""
    unit = "" if match.has_unit else said.unit
    place = f"{said.before} {match.label}".strip()
    parts = (place, _no_town(match, said), said.heading, unit)
    label = ", ".join(part for part in parts if part)
    if match.is_tail:
        return f"{said.place}; {label}"
    return f"{label}; {said.tail}" if said.tail else label


def _foreign_town(match: Match, said: typed.Typed, stored: Map) -> str:
    """Boston, where the map has towns and Boston is none of them: it is said, and allowed."""
    other = _no_town(match, said) if "," in said.place else ""
    return f"“{other}” is no town on the map" if other and book.towns_of(stored.pk) else ""


def _no_town(match: Match, said: typed.Typed) -> str:
    """What stands where a town would, and is not the town of this street: "ask for Jim"."""
    known = (names.place_key(match.locality), names.place_key(match.label))
    if match.kind is MatchKind.PLACE or any(match.wanted in name for name in known):
        return ""
    return typed.as_said(match.wanted, said.place)


def _on_ground(match: Match, stored: Map | None, agency_id: int | None) -> Match:
    off = outside.of_map(stored, match.lat, match.lon) if stored else ""
    beat = None
    if agency_id is not None:
        beat, off_area = outside.of_agency(agency_id, match.lat, match.lon)
        off = off or off_area
    return replace(
        match,
        beat=beat.code if beat else "",
        beat_name=beat.name if beat else "",
        outside=off,
    )


def _beat_names(agency_id: int | None) -> choosing.BeatName:
    def name(lat: float, lon: float) -> str:
        beat = areas.beat_at(lat, lon, agency_id=agency_id) if agency_id is not None else None
        return beat.name if beat else ""

    return name


def _of_points(
    points: Sequence[coordinates.TypedPoint], stored: Map | None, agency_id: int | None
) -> Answer:
    """The first meaning that lies on the map, else the first."""
    inside = [
        point for point in points if stored and not outside.of_map(stored, point.lat, point.lon)
    ]
    point = (inside or points)[0]
    here = reverse.locate(Point(point.lat, point.lon))
    match = Match(
        kind=MatchKind.COORDINATE,
        label=f"{point.lat:.5f}, {point.lon:.5f}",
        lat=point.lat,
        lon=point.lon,
        exactness=Exactness.POINT,
        exact=True,
        note=str(here) or ("no street near" if inside else "nothing known there"),
        score=1.0,
    )
    match = _on_ground(match, stored, agency_id)
    assumed = point.note if point is not points[0] or inside else ""
    said = "; ".join(part for part in (assumed, match.outside) if part)
    return Answer((match,), said=said)
