"""Which beat a point lies in. An agency's areas are held in memory until one of them changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.db.models import Count, Max, QuerySet
from shapely.geometry.base import BaseGeometry

from beatbook.contract.values import Point
from beatbook.ground.geo.models import Area, AreaOutline
from beatbook.ground.geo.vocabulary import AreaKind

Version = tuple[int, datetime | None]


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


def beats_of(agency_id: int, kind: AreaKind = AreaKind.BEAT) -> Sequence[Beat]:
    """The agency's beats in the order of their codes."""
    return _current(agency_id, kind).beats


def as_geojson(agency_ids: Sequence[int], kind: AreaKind = AreaKind.BEAT) -> dict[str, Any]:
    """The areas of these agencies as a GeoJSON FeatureCollection."""
    outlines = _in_force(kind).filter(agency_id__in=agency_ids).select_related("area", "agency")
    features = [
        {
            "type": "Feature",
            "properties": {
                "agency": outline.agency.code,
                "code": outline.area.code,
                "name": outline.name,
            },
            "geometry": outline.shape,
        }
        for outline in outlines.order_by("agency__code", "area__code")
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
    """How many areas there are and when one was last changed: a change alters one of the two."""
    found = Area.objects.filter(agency_id=agency_id, kind=kind).aggregate(
        count=Count("pk"), changed=Max("changed_at")
    )
    return found["count"], found["changed"]


def _load(agency_id: int, kind: AreaKind, version: Version) -> _Held:
    outlines = list(
        _in_force(kind).filter(agency_id=agency_id).select_related("area").order_by("area__code")
    )
    shapes: list[BaseGeometry] = [shapely.from_geojson(json.dumps(o.shape)) for o in outlines]
    centers = [shape.representative_point() for shape in shapes]
    beats = [
        Beat(outline.area.code, outline.name, Point(center.y, center.x))
        for outline, center in zip(outlines, centers, strict=True)
    ]
    return _Held(version, shapely.STRtree(shapes), beats)


def _in_force(kind: AreaKind) -> QuerySet[AreaOutline]:
    return AreaOutline.objects.filter(area__kind=kind, until=None)
