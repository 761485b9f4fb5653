"""Points into words and back: what is said of a place, typed again, and how far that leads away."""

from __future__ import annotations

import argparse
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.where import geocode, outside, reverse
from beatbook.ground.journal import scope
from beatbook.site.bench import tables
from beatbook.site.trouble import Trouble

FEET = 0.3048


def measure(args: argparse.Namespace, stored: Map) -> dict[str, Any]:
    """What is said of each point of a CSV, and the distance to where those words lead."""
    points = [tables.point_of(row) for row in tables.rows(Path(args.points), args.most)]
    known = [Point(*point) for point in points if point]
    if not known:
        raise Trouble(f"{args.points} has no row with a position.", "Name the columns lat and lon.")
    on_map = [p for p in known if not outside.of_map(stored, p.lat, p.lon)]
    said: Counter[str] = Counter()
    errors: list[float] = []
    for point in on_map:
        with scope.within([]):
            error = _back(point, said)
        errors.extend([error] if error is not None else [])
    return {
        "map": stored.name,
        "points": len(known),
        "on_the_map": len(on_map),
        "said": dict(said.most_common()),
        "found_again": len(errors),
        **_errors(sorted(errors)),
    }


def _back(point: Point, said: Counter[str]) -> float | None:
    here = reverse.locate(point)
    text = here.address or (f"{here.street} & {here.corner}" if here.corner else here.street)
    said["address" if here.address else "corner" if here.corner else "street" if text else ""] += 1
    matches = geocode.find(text, near=point).matches if text else ()
    if not matches:
        return None
    return geometry.haversine_m(point.lat, point.lon, matches[0].lat, matches[0].lon)


def _errors(errors: list[float]) -> dict[str, float]:
    if not errors:
        return {}
    median, high = statistics.median(errors), errors[int(len(errors) * 0.95)]
    return {
        "median_ft": round(median / FEET, 1),
        "p95_ft": round(high / FEET, 1),
        "median_m": round(median, 1),
        "p95_m": round(high, 1),
    }
