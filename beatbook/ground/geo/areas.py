"""Which beat a point lies in, now or on a day gone by.

An agency's areas of now are held in memory until one of them changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.db.models import Count, Max, Q, QuerySet
from shapely.geometry.base import BaseGeometry

from beatbook.contract.values import Point
from beatbook.ground.geo import outlines
from beatbook.ground.geo.models import Area, AreaOutline
from beatbook.ground.geo.vocabulary import AreaKind

Version = tuple[int, int | None]
OVERLAP = 1e-9
"""Square degrees, some ten square meters at most: less in common is a border, not an overlap."""


@dataclass(frozen=True, slots=True)
class Beat:
    """An area as callers need it: what to print, without its outline."""

    code: str
    name: str
    center: Point


@dataclass(frozen=True, slots=True)
class _Held:
    version: Version
    tree: shapely.STRtree
    beats: Sequence[Beat]


_held: dict[tuple[int, str], _Held] = {}


def beat_at(
    lat: float, lon: float, *, agency_id: int, kind: AreaKind = AreaKind.BEAT
) -> Beat | None:
    """The agency's beat at a point (degrees); None outside all of them.

    Where two overlap, the one whose code comes first.
    """
    held = _current(agency_id, kind)
    hits = held.tree.query(shapely.Point(lon, lat), predicate="intersects")
    return held.beats[int(hits.min())] if len(hits) else None


def area_at(
    lat: float, lon: float, *, agency_id: int, kind: AreaKind, at: datetime | None = None
) -> Beat | None:
    """The agency's area of a kind at a point: now, or as it was at a moment gone by."""
    if at is None:
        return beat_at(lat, lon, agency_id=agency_id, kind=kind)
    in_force = AreaOutline.objects.filter(
        Q(until=None) | Q(until__gt=at), agency_id=agency_id, area__kind=kind, since__lte=at
    )
    here = shapely.Point(lon, lat)
    for outline in in_force.select_related("area").order_by("area__code"):
        shape = outlines.loaded(outline.shape)
        if shape.intersects(here):
            return _beat(outline, shape)
    return None


def overlapping(area: Area) -> list[str]:
    """The codes of other areas of its kind that have ground in common with it now."""
    found = _in_force(AreaKind(area.kind)).filter(agency_id=area.agency_id).select_related("area")
    shapes = {one.area.code: outlines.loaded(one.shape) for one in found.order_by("area__code")}
    mine = shapes.pop(area.code, None)
    if mine is None:
        return []
    return [code for code, one in shapes.items() if mine.intersection(one).area > OVERLAP]


def beats_of(agency_id: int, kind: AreaKind = AreaKind.BEAT) -> Sequence[Beat]:
    """The agency's beats in the order of their codes."""
    return _current(agency_id, kind).beats


def as_geojson(agency_ids: Sequence[int], kind: AreaKind = AreaKind.BEAT) -> dict[str, Any]:
    """The areas of these agencies as a GeoJSON FeatureCollection."""
    found = _in_force(kind).filter(agency_id__in=agency_ids).select_related("area", "agency")
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": outline.area_id,
                "kind": kind,
                "agency": outline.agency.code,
                "code": outline.area.code,
                "name": outline.name,
            },
            "geometry": outline.shape,
        }
        for outline in found.order_by("agency__code", "area__code")
    ]
    return {"type": "FeatureCollection", "features": features}


def _current(agency_id: int, kind: AreaKind) -> _Held:
    version = _version(agency_id, kind)
    held = _held.get((agency_id, kind))
    if held is None or held.version != version:
        held = _load(agency_id, kind, version)
        _held[agency_id, kind] = held
    return held


def _version(agency_id: int, kind: AreaKind) -> Version:
    """How many outlines are in force, and the newest of all: no state of both comes twice.

    A change makes a new outline, or only ends one, which leaves fewer in force.
    """
    found = AreaOutline.objects.filter(agency_id=agency_id, area__kind=kind).aggregate(
        count=Count("pk", filter=Q(until=None)), newest=Max("pk")
    )
    return found["count"], found["newest"]


def _load(agency_id: int, kind: AreaKind, version: Version) -> _Held:
    found = list(
        _in_force(kind).filter(agency_id=agency_id).select_related("area").order_by("area__code")
    )
    shapes = [outlines.loaded(outline.shape) for outline in found]
    beats = [_beat(outline, shape) for outline, shape in zip(found, shapes, strict=True)]
    return _Held(version, shapely.STRtree(shapes), beats)


def _beat(outline: AreaOutline, shape: BaseGeometry) -> Beat:
    center = shape.representative_point()
    return Beat(outline.area.code, outline.name, Point(center.y, center.x))


def _in_force(kind: AreaKind) -> QuerySet[AreaOutline]:
    return AreaOutline.objects.filter(area__kind=kind, until=None)
