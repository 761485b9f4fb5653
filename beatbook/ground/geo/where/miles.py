"""A mile of a highway, between the mileposts on file."""

from __future__ import annotations

from collections.abc import Sequence

from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import lookups, typed
from beatbook.ground.geo.where.matches import Match

BETWEEN_AT_MOST_MI = 2.0
NEAR_AT_MOST_MI = 1.0
_SAME_MI = 0.005
_OTHER_ROUTE = 0.05


def find(map_id: int, reading: typed.TypedMilepost) -> Match | None:
    """Where the mile is; None where the map has no milepost of the route near it."""
    kind, _, number = reading.route.partition(" ")
    # 101 may be written US 101 or HWY 101; the one that was typed counts for more.
    kinds = (kind, *(other for other in ("i", "us", "hwy") if other != kind))
    known = lookups.mileposts(map_id, [f"{kind} {number}" for kind in kinds], reading.mile)
    for place, kind in enumerate(kinds):
        on_route = [post for post in known if post.route == f"{kind} {number}"]
        found = _on(on_route, reading.mile, 1.0 - place * _OTHER_ROUTE) if on_route else None
        if found:
            return found
    return None


def _on(posts: Sequence[lookups.Milepost], mile: float, score: float) -> Match | None:
    nearest = min(posts, key=lambda post: abs(post.mile - mile))
    away = abs(nearest.mile - mile)
    if away <= _SAME_MI:
        return _match(nearest, mile, (nearest.lat, nearest.lon), "milepost", score, exact=True)
    lower = max((p for p in posts if p.mile < mile), key=lambda p: p.mile, default=None)
    upper = min((p for p in posts if p.mile > mile), key=lambda p: p.mile, default=None)
    if lower and upper and upper.mile - lower.mile <= BETWEEN_AT_MOST_MI:
        share = (mile - lower.mile) / (upper.mile - lower.mile)
        lat = lower.lat + share * (upper.lat - lower.lat)
        lon = lower.lon + share * (upper.lon - lower.lon)
        note = f"between mileposts {lower.mile:g} and {upper.mile:g}"
        return _match(nearest, mile, (lat, lon), note, score - 0.01)
    if away <= NEAR_AT_MOST_MI:
        note = f"nearest milepost on file is {nearest.mile:g}"
        return _match(nearest, mile, (nearest.lat, nearest.lon), note, score - 0.06)
    return None


def _match(
    post: lookups.Milepost,
    mile: float,
    spot: tuple[float, float],
    note: str,
    score: float,
    *,
    exact: bool = False,
) -> Match:
    between = Exactness.INTERPOLATED if note.startswith("between") else Exactness.BLOCK
    return Match(
        kind=MatchKind.MILEPOST,
        label=f"{post.name} milepost {mile:g}",
        lat=spot[0],
        lon=spot[1],
        exactness=Exactness.POINT if exact else between,
        exact=exact,
        note=note,
        score=score,
    )
