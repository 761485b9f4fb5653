"""Which streets are closed or slow, and what a screen shows of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from beatbook.contract.access import Permission, Principal
from beatbook.core import geometry, units
from beatbook.ground.agency import queries as agency
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.models import Closure
from beatbook.ground.geo.stretches import Found, heading_of
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.geo.vocabulary import Lane
from beatbook.ground.journal import scope
from beatbook.ground.ui import live


def closures_for(principal: Principal) -> QuerySet[Closure]:
    """Every closure, also past ones, of the agencies whose map this member may read."""
    mine = principal.agencies(Permission.MAP_READ)
    return Closure.objects.filter(agency_id__in=mine).select_related("agency")


def standing(found: QuerySet[Closure], at: datetime) -> QuerySet[Closure]:
    """Those that stand at a moment, or are to come."""
    not_over = Q(ends_at=None) | Q(ends_at__gt=at)
    return found.filter(not_over, lifted_at=None).order_by("street", "pk")


def in_force(at: datetime) -> list[Standing]:
    """What travel times obey at a moment: the closures of every agency, line by line."""
    every = list(Agency.objects.values_list("pk", flat=True))
    with scope.within(every):
        found = list(standing(Closure.objects.all(), at).filter(starts_at__lte=at))
    return [one for closure in found for one in _lines(closure)]


def board_rows(keys: Sequence[int] | None = None) -> list[live.Patch]:
    """The live rows of the closures that stand or are to come; a lifted one is taken off."""
    every = Closure.objects.select_related("agency")
    if keys is None:
        found = standing(every, agency.operational_clock().now())
    else:
        found = every.filter(pk__in=keys)
    return [
        live.patch("closure", one.pk, one.version, None if one.lifted_at else row(one))
        for one in found
    ]


def row(closure: Closure) -> dict[str, Any]:
    """A closure as a screen needs it. Whether it stands now is told by the clock of the screen."""
    return {
        "id": closure.pk,
        "agency": closure.agency.code,
        "street": closure.street,
        "between": closure.between,
        "shape": closure.shape,
        "direction": closure.direction,
        "heading": heading_of(_bearing(closure.shape), Lane(closure.direction)),
        "percent": closure.speed_percent,
        "starts_at": closure.starts_at.isoformat(),
        "ends_at": closure.ends_at.isoformat() if closure.ends_at else None,
        "reason": closure.reason,
        "by": closure.set_by,
        "set_at": closure.set_at.isoformat(),
    }


def as_geojson(found: QuerySet[Closure], at: datetime) -> dict[str, Any]:
    """Closures as a GeoJSON FeatureCollection; `stands` says which have begun."""
    rows = [row(one) | {"stands": one.starts_at <= at} for one in found]
    features = [
        {
            "type": "Feature",
            "id": one["id"],
            "properties": {name: value for name, value in one.items() if name != "shape"},
            "geometry": one["shape"],
        }
        for one in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def told(found: Found, until: datetime | None) -> dict[str, Any]:
    """A stretch that was found, as a form shows it before it is closed."""
    stretch = found.stretch
    return {
        "street": stretch.street,
        "between": stretch.between,
        "words": _words(found, until),
        "direction": found.lane,
        "heading": found.heading,
        "headings": [heading_of(stretch.bearing, lane) for lane in (Lane.WITH, Lane.AGAINST)],
        "lines": [[[lon, lat] for lat, lon in line] for line in stretch.lines],
    }


def _words(found: Found, until: datetime | None) -> str:
    """ "Bank Street between Casa Street and Broadway, eastbound, 0.2 mi, until Mon 17:00"."""
    stretch = found.stretch
    between = f" between {stretch.between}" if stretch.between else ", all of it"
    end = f"until {timezone.localtime(until):%a %H:%M}" if until else ""
    parts = [stretch.street + between, found.heading, units.distance_text(stretch.meters), end]
    return ", ".join(part for part in parts if part)


def _bearing(shape: dict[str, Any]) -> float:
    line = shape["coordinates"] if shape["type"] == "LineString" else shape["coordinates"][0]
    (lon, lat), (other_lon, other_lat) = line[0], line[-1]
    return geometry.bearing_deg(lat, lon, other_lat, other_lon)


def _lines(closure: Closure) -> Iterator[Standing]:
    """Each line of the closure: a divided street has two."""
    shape, percent = closure.shape, closure.speed_percent or 0
    lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
    for line in lines:
        points = tuple((lat, lon) for lon, lat, *_ in line)
        yield Standing(points, Lane(closure.direction), closure.street, percent)
