"""Which beat a point lies in. An agency's areas are held in memory until one of them changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.db.models import Count, Max
from shapely.geometry.base import BaseGeometry

from beatbook.contract.values import Point
from beatbook.ground.geo.models import Area
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
    areas = _standing(kind).filter(agency_id__in=agency_ids).select_related("agency")
    features = [
        {
            "type": "Feature",
            "properties": {"agency": area.agency.code, "code": area.code, "name": area.name},
            "geometry": area.outline,
        }
        for area in areas.order_by("agency__code", "code")
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
    areas = list(_standing(kind).filter(agency_id=agency_id).order_by("code"))
    shapes: list[BaseGeometry] = [shapely.from_geojson(json.dumps(a.outline)) for a in areas]
    centers = [shape.representative_point() for shape in shapes]
    beats = [
        Beat(area.code, area.name, Point(center.y, center.x))
        for area, center in zip(areas, centers, strict=True)
    ]
    return _Held(version, shapely.STRtree(shapes), beats)


def _standing(kind: AreaKind) -> Any:
    return Area.objects.filter(kind=kind, retired_at=None)
