"""Addresses whose position is known: how many are found, and how far off the answers are."""

from __future__ import annotations

import argparse
import csv
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatbook.core import geometry
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import geocode, outside
from beatbook.ground.geo.where.matches import Answer
from beatbook.ground.journal import scope
from beatbook.site.bench import tables
from beatbook.site.trouble import Trouble

FEET = 0.3048
FAR_M = 250.0
_NOT_FOUND = {MatchKind.STREET}


@dataclass(frozen=True, slots=True)
class Tried:
    """One address of the file and what became of it; `reason` is empty for a hit."""

    address: str
    lat: float
    lon: float
    on_map: bool
    reason: str
    label: str = ""
    exactness: Exactness | None = None
    error_m: float | None = None
    ambiguous: bool = False


def measure(args: argparse.Namespace, stored: Map) -> dict[str, Any]:
    path = Path(args.truth)
    tried = list(_tried(path, args.most, args.town, stored))
    if not tried:
        raise Trouble(
            f"{path} has no row with an address and a position.",
            "Name the columns address, lat and lon.",
        )
    if args.misses:
        _write_misses(Path(args.misses), tried)
    on_map = [one for one in tried if one.on_map]
    hits = [one for one in on_map if not one.reason]
    return {
        "map": stored.name,
        "file": path.name,
        "rows": len(tried),
        "on_the_map": len(on_map),
        "hits": len(hits),
        "hit_rate": _percent(len(hits), len(on_map)),
        "ambiguous_hits": sum(one.ambiguous for one in hits),
        "error": _errors(hits),
        "by_exactness": _by_exactness(hits, len(on_map)),
        "misses": dict(Counter(one.reason for one in on_map if one.reason).most_common()),
    }


def _tried(path: Path, most: int, town: str, stored: Map) -> Iterator[Tried]:
    for row in tables.rows(path, most):
        address, point = tables.address_of(row), tables.point_of(row)
        if not address or point is None:
            continue
        asked = f"{address}, {town}" if town else address
        on_map = not outside.of_map(stored, *point)
        with scope.within([]):
            answer = geocode.find(asked)
        yield _judged(address, point, on_map, answer)


def _judged(address: str, point: tuple[float, float], on_map: bool, answer: Answer) -> Tried:
    """A hit is an answer that says more than which street: the first one given counts."""
    if not answer.matches:
        return Tried(address, *point, on_map, "no street or place of this name on the map")
    best = answer.matches[0]
    error = geometry.haversine_m(*point, best.lat, best.lon)
    reason = f"{best.note} " if best.kind in _NOT_FOUND else ""
    return Tried(
        address,
        *point,
        on_map,
        reason.strip(),
        best.label,
        best.exactness,
        round(error, 1),
        answer.ambiguous,
    )


def _errors(hits: Sequence[Tried]) -> dict[str, Any]:
    errors = sorted(one.error_m for one in hits if one.error_m is not None)
    if not errors:
        return {}
    median, high = statistics.median(errors), errors[int(len(errors) * 0.95)]
    return {
        "median_ft": round(median / FEET, 1),
        "p95_ft": round(high / FEET, 1),
        "median_m": round(median, 1),
        "p95_m": round(high, 1),
        "further_than_250_m": _percent(sum(e > FAR_M for e in errors), len(errors)),
    }


def _by_exactness(hits: Sequence[Tried], rows: int) -> dict[str, Any]:
    groups: dict[str, list[Tried]] = defaultdict(list)
    for one in hits:
        if one.exactness:
            groups[one.exactness.value].append(one)
    return {
        kind: {"share": _percent(len(groups[kind]), rows), **_errors(groups[kind])}
        for kind in Exactness.values
        if kind in groups
    }


def _write_misses(path: Path, tried: Sequence[Tried]) -> None:
    """What was not found, and what was found far away, with the reason."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["address", "lat", "lon", "reason", "answer", "exactness", "error_m"])
        for one in tried:
            far = one.error_m is not None and one.error_m > FAR_M
            reason = one.reason or ("found elsewhere" if far else "")
            reason = reason if one.on_map else "its position is outside the map"
            if reason:
                table.writerow([one.address, one.lat, one.lon, reason, one.label,
                                one.exactness or "", one.error_m])  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"
