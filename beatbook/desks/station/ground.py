"""What the map page shows: areas with when and by whom, then and now, and the map in figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from beatbook.contract.values import Point, Subject
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import areas
from beatbook.ground.geo.models import Area, AreaOutline, Map
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.journal import chronology

NAMED = 8
COUNTED = ("streets", "addresses", "intersections", "places")


@dataclass(frozen=True, slots=True)
class Then:
    """An area of one kind at a place: as it was on a day, and as it is."""

    kind: str
    then: areas.Beat | None
    now: areas.Beat | None


def then_and_now(agency: Agency, point: Point, at: datetime) -> list[Then]:
    """For every kind of which the agency has, or had, areas."""
    drawn = set(Area.objects.filter(agency=agency).values_list("kind", flat=True).distinct())
    return [
        Then(
            kind.label,
            areas.area_at(point.lat, point.lon, agency_id=agency.pk, kind=kind, at=at),
            areas.beat_at(point.lat, point.lon, agency_id=agency.pk, kind=kind),
        )
        for kind in AreaKind
        if kind in drawn
    ]


def outlines_in_force(agency: Agency, kind: AreaKind) -> list[AreaOutline]:
    found = AreaOutline.objects.filter(agency=agency, area__kind=kind, until=None)
    return list(found.select_related("area").order_by("area__code"))


def retired(agency: Agency, kind: AreaKind) -> list[Area]:
    found = Area.objects.filter(agency=agency, kind=kind).exclude(retired_at=None)
    return list(found.order_by("code"))


def counts(agency: Agency) -> dict[str, int]:
    """How many areas of each kind are in use."""
    kinds = Area.objects.filter(agency=agency, retired_at=None).values_list("kind", flat=True)
    found = list(kinds)
    return {kind: found.count(kind) for kind in AreaKind.values}


def happened(area: Area) -> list[dict[str, Any]]:
    """What was done to one area, newest first, with who did it."""
    lines = chronology.of(Subject("area", str(area.pk)))
    names = agencies.actor_names(line.actor for line in lines)
    return [
        {"at": line.at, "by": names.get(line.actor, "Beatbook"), "sentence": line.sentence}
        for line in reversed(lines)
    ]


def differences(stored: Map) -> list[str]:
    """What changed at the last import, in words."""
    return list(_differences(stored.changes)) if "before" in stored.changes else []


def _differences(changes: dict[str, Any]) -> Iterator[str]:
    for key, one, many in (
        ("streets_new", "new street", "new streets"),
        ("streets_gone", "street gone", "streets gone"),
    ):
        found = changes[key]
        if found["count"]:
            names = ", ".join(found["names"][:NAMED])
            more = f" and {found['count'] - NAMED:,} more" if found["count"] > NAMED else ""
            yield f"{_counted(found['count'], one, many)}: {names}{more}."
    moved = changes["addresses_moved"]
    if moved["count"]:
        yield (
            f"{_counted(moved['count'], 'address', 'addresses')} moved by more than 100 ft, "
            f"by {moved['largest_feet']:,} ft at most."
        )
    new = _counted(changes["addresses_new"], "new address", "new addresses")
    yield f"{new}, {changes['addresses_gone']:,} gone."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def figures(stored: Map) -> list[tuple[str, str]]:
    """What the map holds: (streets, 1,234)."""
    return [(noun, f"{stored.counts.get(noun, 0):,}") for noun in COUNTED]


def straight_line(stored: Map) -> list[str]:
    """What ranking by distance would cost in this town, in words, for each count of units."""
    return [
        f"With {row['units']} units on the street, the nearest as the crow flies is the wrong one "
        f"in {row['wrong_share']:.0%} of calls; it then comes later by "
        f"{row['median_extra_when_wrong_s']:.0f} seconds in the middle, and by more than "
        f"{row['p95_extra_when_wrong_s']:.0f} seconds in one of twenty."
        for row in stored.figures.get("units", [])
        if row["wrong"]
    ]
