"""The map as the day needs it: places that calls come from, and streets to drive on."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import datetime

import numpy as np
import shapely
from django.db import connection
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from beatbook.contract.values import Point, UnitKind
from beatbook.core.geometry import LocalPlane
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import areas, closures, graph, queries
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.trips import NoRoute
from beatbook.ground.journal import scope
from beatbook.site.day import words
from beatbook.site.day.driving import Drive
from beatbook.site.day.planning import Spot

MOST_OF_A_KIND = 3_000
LIVELY_M = 250.0
MOST_LIVELY = 12
FAR_AWAY_MPS = 8.0
"""How fast one gets where no known street leads."""

_SAMPLED = """
SELECT text, lat, lon FROM (
    SELECT *, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total FROM ({source}) AS one
) AS every WHERE n %% greatest(1, total / %s) = 0 ORDER BY n
"""
_ADDRESSES = """
SELECT a.id, a.number || a.suffix || ' ' || s.name AS text, a.lat, a.lon
FROM geo_address a JOIN geo_street s ON s.id = a.street_id WHERE s.map_id = %s
"""
_CORNERS = """
SELECT x.id, one.name || ' & ' || other.name AS text, x.lat, x.lon
FROM geo_intersection x JOIN geo_street one ON one.id = x.first_id
JOIN geo_street other ON other.id = x.second_id WHERE one.map_id = %s
"""
_STREETS = "SELECT id, name AS text, lat, lon FROM geo_street WHERE map_id = %s"
_PLACES = """
SELECT id, CASE WHEN address = '' THEN name ELSE address END AS text, lat, lon
FROM geo_namedplace WHERE map_id = %s
"""

Rows = list[tuple[str, float, float]]


class Ground:
    """One map, as far as one agency's beats reach."""

    def __init__(self, agency: Agency, stored: Map) -> None:
        self._map = stored
        self._shapes = _beats(agency)
        self._all = shapely.union_all(list(self._shapes.values())) if self._shapes else None
        self._streets = _connected(queries.graph_of(stored.key))
        self._in_beat: dict[str, NDArray[np.float64]] = {}

    @property
    def key(self) -> str:
        return self._map.key

    def spots(self) -> list[Spot]:
        """Places that calls come from, in the order of the map; more weight where shops are.

        Where the map has no addresses, homes are corners, and then streets.
        """
        places, corners = self._sample(_PLACES), self._sample(_CORNERS)
        homes = self._sample(_ADDRESSES) or corners or self._sample(_STREETS)
        kinds = {
            words.HOME: homes,
            words.BUSINESS: places or homes,
            words.CORNER: corners or homes,
        }
        lively = _Lively(places)
        return [
            Spot(text, Point(lat, lon), kind, lively.weight(lat, lon))
            for kind, rows in kinds.items()
            for text, lat, lon in rows
        ]

    def route(
        self, start: Point, end: Point, kind: UnitKind, began: datetime, driving: Driving
    ) -> Drive:
        """The drive from one place to another; as the crow flies where no street leads."""
        try:
            found = engine.current().route(start, end, kind, driving=driving)
        except NoRoute:
            straight = Drive([(start.lat, start.lon), (end.lat, end.lon)], began, 0.0)
            return Drive(straight.line, began, straight.meters / FAR_AWAY_MPS)
        return Drive(found.polyline, began, found.seconds)

    def somewhere(self, beat: str, chance: random.Random) -> Point:
        """A corner or street end in the beat, or anywhere if there is no such beat."""
        if beat not in self._in_beat:
            self._in_beat[beat] = self._within(beat)
        choice = self._in_beat[beat]
        lat, lon = choice[chance.randrange(len(choice))]
        return Point(float(lat), float(lon))

    def holds(self, point: Point) -> bool:
        return self._map.bounds.holds(point.lat, point.lon)

    def _within(self, beat: str) -> NDArray[np.float64]:
        shape = self._shapes.get(beat, self._all)
        if shape is None:
            return self._streets
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, self._streets[:, 1], self._streets[:, 0])
        return self._streets[inside] if inside.any() else self._streets

    def _sample(self, source: str) -> Rows:
        """Evenly from all of a kind, those of the agency only."""
        with connection.cursor() as cursor:
            cursor.execute(_SAMPLED.format(source=source), [self._map.pk, MOST_OF_A_KIND])
            rows: Rows = cursor.fetchall()
        return [(text, lat, lon) for text, lat, lon in rows if self._is_ours(lat, lon)]

    def _is_ours(self, lat: float, lon: float) -> bool:
        return self._all is None or bool(shapely.contains_xy(self._all, lon, lat))


class _Lively:
    """How many named places lie around: where people are, calls come from."""

    def __init__(self, places: Rows) -> None:
        self._plane = LocalPlane(*places[0][1:]) if places else LocalPlane(0.0, 0.0)
        self._tree = cKDTree([self._plane.to_xy(lat, lon) for _, lat, lon in places] or [(0, 0)])
        self._any = bool(places)

    def weight(self, lat: float, lon: float) -> float:
        if not self._any:
            return 1.0
        around = self._tree.query_ball_point(
            self._plane.to_xy(lat, lon), LIVELY_M, return_length=True
        )
        return 1.0 + min(int(around), MOST_LIVELY) / 2


def serving(stored: Map, at: datetime, wait_s: float = 60.0) -> None:
    """Let this process's travel times be those of the map, with the closures that stand."""
    directory = queries.directory_of(stored.key)
    engine.start(directory, closures.in_force(at)).wait_until_fast(wait_s)


def _beats(agency: Agency) -> dict[str, shapely.Geometry]:
    with scope.within([agency.pk]):
        features = areas.as_geojson([agency.pk])["features"]
    return {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
    }


def _connected(streets: graph.StreetGraph) -> NDArray[np.float64]:
    """[(lat, lon)] of the junctions that cars can reach from, and return to, most others."""
    arcs = np.flatnonzero(streets.car)
    ends: Sequence[NDArray[np.int32]] = (streets.tail[arcs], streets.head[arcs])
    size = (streets.node_count, streets.node_count)
    matrix = coo_array((np.ones(len(arcs), dtype=np.int8), ends), shape=size)
    _, component = connected_components(matrix, directed=True, connection="strong")
    largest = np.bincount(component).argmax()
    chosen = np.flatnonzero(component == largest)
    return np.column_stack((streets.node_lat[chosen], streets.node_lon[chosen]))
