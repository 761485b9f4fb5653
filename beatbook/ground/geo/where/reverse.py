"""What is here? A point on the map in words: the nearest address, or a street and its corner."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo import areas, queries
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.vocabulary import Exactness
from beatbook.ground.geo.where import lookups, outside
from beatbook.ground.geo.where import shapes as lines

ADDRESS_M = 40.0
STREET_M = 150.0
NEAR_CORNER_M = 250.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What lies at a point; a part is empty when nothing of the kind is near.

    `away_m` is the distance to what `str` names: the address, else the street. `exactness` is empty
    where nothing is near.
    """

    address: str = ""
    street: str = ""
    corner: str = ""
    beat: str = ""
    beat_name: str = ""
    exactness: Exactness | None = None
    away_m: float | None = None
    outside: str = ""

    def __str__(self) -> str:
        if self.address:
            return self.address
        if self.street and self.corner:
            return f"{self.street} near {self.corner}"
        return self.street


NOWHERE = Whereabouts()


def describe(point: Point) -> str:
    """`locate` in words: "1925 North Castle Street", "Bank Street near South Ann Street", or ""."""
    return str(locate(point))


def locate(point: Point, *, agency_id: int | None = None) -> Whereabouts:
    """The nearest address, street and cross street of a point, and the agency's beat.

    Off the map only that is said; without a map it is NOWHERE.
    """
    stored = queries.active_map()
    if stored is None:
        return NOWHERE
    off = outside.of_map(stored, point.lat, point.lon)
    beat = areas.beat_at(point.lat, point.lon, agency_id=agency_id) if agency_id else None
    street, street_away = _nearest_street(stored, point)
    address, exactness, away = _address(stored.pk, point)
    if not address and street:
        exactness, away = Exactness.STREET, street_away
    return Whereabouts(
        address=address,
        street=street,
        corner=_corner(stored.pk, point, street) if street else "",
        beat=beat.code if beat else "",
        beat_name=beat.name if beat else "",
        exactness=exactness,
        away_m=away,
        outside=off,
    )


def _address(map_id: int, point: Point) -> tuple[str, Exactness | None, float | None]:
    nearest = min(
        (
            (_away(point, lat, lon), label, exactness)
            for label, exactness, lat, lon in lookups.addresses_around(map_id, point)
        ),
        default=None,
    )
    if nearest is None or nearest[0] > ADDRESS_M:
        return "", None, None
    away, label, exactness = nearest
    return label, exactness, round(away, 1)


def _corner(map_id: int, point: Point, street: str) -> str:
    """The street that the point's street crosses nearest to it."""
    corners = [
        (_away(point, lat, lon), one if other == street else other)
        for one, other, lat, lon in lookups.corners_around(map_id, point)
        if street in (one, other)
    ]
    away, crossed = min(corners, default=(NEAR_CORNER_M + 1, ""))
    return crossed if away <= NEAR_CORNER_M else ""


def _nearest_street(stored: Map, point: Point) -> tuple[str, float | None]:
    shapes = lines.of_map(stored.key)
    if shapes is None:
        return "", None
    here = shapely.Point(*shapes.plane.to_xy(point.lat, point.lon))
    nearest = shapes.tree.query_nearest(here, max_distance=STREET_M)
    if not len(nearest):
        return "", None
    place = int(nearest[0])
    away = float(shapes.tree.geometries[place].distance(here))
    return shapes.streets.street_names[shapes.street_in_tree(place)], round(away, 1)


def _away(point: Point, lat: float, lon: float) -> float:
    return geometry.haversine_m(point.lat, point.lon, lat, lon)
