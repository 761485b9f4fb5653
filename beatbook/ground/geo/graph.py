"""The street graph: what the map's streets become, so that travel times can be computed.

Nodes are junctions and ends of streets. An *edge* is the stretch of street between two nodes, with
its shape. An *arc* is an edge in one direction: a two-way street gives two arcs that share an edge.
Every column is a numpy array; a graph is never changed after it is made. No arc returns to the node
it left (loops are cut in two), but two edges may join the same two nodes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from beatbook.core import geometry

FORMAT = 1
CLOSED_MS = 2**31 - 1
"""Time of an arc that a mode may not use (the largest int32)."""
NO_STREET = -1
"""Street of an arc without a name."""
MODES = ("car", "bike", "foot")

# Codes are positions in this tuple, and are kept in files: add at the end, never reorder.
ROAD_CLASSES = (
    "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link",
    "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential",
    "living_street", "service", "track", "pedestrian", "cycleway", "footway", "path", "steps",
    "bridleway", "road",
)  # fmt: skip

_DTYPES = {
    "node_lat": np.float64, "node_lon": np.float64,
    "tail": np.int32, "head": np.int32, "length_m": np.float32,
    "car": np.bool_, "bike": np.bool_, "foot": np.bool_,
    "car_ms": np.int32, "bike_ms": np.int32, "foot_ms": np.int32,
    "street": np.int32, "edge": np.int32, "forward": np.bool_,
    "road_class": np.uint8, "shape_start": np.int64,
    "shape_lat": np.float64, "shape_lon": np.float64,
    "banned_from": np.int32, "banned_to": np.int32,
}  # fmt: skip


class GraphError(ValueError):
    """A street graph that cannot be used; the message says why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetGraph:
    """N nodes, M arcs, E edges. Degrees (WGS 84), meters, milliseconds at free flow."""

    node_lat: NDArray[np.float64]  # [N]
    node_lon: NDArray[np.float64]  # [N]
    tail: NDArray[np.int32]  # [M] node the arc leaves
    head: NDArray[np.int32]  # [M] node the arc reaches
    length_m: NDArray[np.float32]  # [M]
    car: NDArray[np.bool_]  # [M] may a car use the arc
    bike: NDArray[np.bool_]  # [M]
    foot: NDArray[np.bool_]  # [M]
    car_ms: NDArray[np.int32]  # [M] CLOSED_MS where the mode may not pass, else at least 1
    bike_ms: NDArray[np.int32]  # [M]
    foot_ms: NDArray[np.int32]  # [M]
    street: NDArray[np.int32]  # [M] position in street_names, or NO_STREET
    edge: NDArray[np.int32]  # [M] edge of the arc
    forward: NDArray[np.bool_]  # [M] does the arc run in the direction of the edge's shape
    road_class: NDArray[np.uint8]  # [E] position in ROAD_CLASSES
    shape_start: NDArray[np.int64]  # [E + 1] edge e has points shape_start[e]:shape_start[e + 1]
    shape_lat: NDArray[np.float64]  # points of all edges, both ends included
    shape_lon: NDArray[np.float64]
    banned_from: NDArray[np.int32]  # [K] a car may not turn from arc banned_from[k] ...
    banned_to: NDArray[np.int32]  # [K] ... into arc banned_to[k], which leaves where it ends
    street_names: tuple[str, ...]

    @property
    def node_count(self) -> int:
        return len(self.node_lat)

    @property
    def arc_count(self) -> int:
        return len(self.tail)

    @property
    def edge_count(self) -> int:
        return len(self.road_class)

    def shape(self, edge: int) -> NDArray[np.float64]:
        """Points of an edge as rows of (lat, lon), in the edge's own direction."""
        points = slice(self.shape_start[edge], self.shape_start[edge + 1])
        return np.column_stack((self.shape_lat[points], self.shape_lon[points]))

    def arc_shape(self, arc: int) -> NDArray[np.float64]:
        """Points of an arc as rows of (lat, lon), from its tail to its head."""
        points = self.shape(int(self.edge[arc]))
        return points if self.forward[arc] else points[::-1]

    def street_name(self, arc: int) -> str:
        """Name of the street an arc lies on, or an empty text."""
        position = int(self.street[arc])
        return "" if position == NO_STREET else self.street_names[position]

    def check(self) -> None:
        """Raise GraphError, naming the fault, unless every column agrees with every other."""
        self._check_lengths()
        if not self.arc_count:
            raise GraphError("The street graph has no streets.")
        _within("arc", "tail node", self.tail, self.node_count)
        _within("arc", "head node", self.head, self.node_count)
        _within("arc", "edge", self.edge, self.edge_count)
        _within("arc", "street", self.street, len(self.street_names), least=NO_STREET)
        _within("edge", "road class", self.road_class, len(ROAD_CLASSES))
        _within("banned turn", "first arc", self.banned_from, self.arc_count)
        _within("banned turn", "second arc", self.banned_to, self.arc_count)
        if (np.diff(self.shape_start) < 2).any():
            raise GraphError("An edge of the street graph has fewer than two points.")
        if (self.tail == self.head).any():
            raise GraphError("An arc of the street graph ends where it starts.")
        if (self.head[self.banned_from] != self.tail[self.banned_to]).any():
            raise GraphError("A banned turn of the street graph joins arcs that do not meet.")
        for mode in MODES:
            self._check_times(mode)

    def _check_lengths(self) -> None:
        groups = {
            "node": ("node_lat", "node_lon"),
            "arc": ("tail", "head", "length_m", "car", "bike", "foot", "car_ms", "bike_ms",
                    "foot_ms", "street", "edge", "forward"),
            "shape point": ("shape_lat", "shape_lon"),
            "banned turn": ("banned_from", "banned_to"),
        }  # fmt: skip
        for thing, columns in groups.items():
            if len({len(getattr(self, column)) for column in columns}) != 1:
                raise GraphError(f"The {thing} columns of the street graph differ in length.")
        starts = self.shape_start
        if (
            len(starts) != self.edge_count + 1
            or starts[0] != 0
            or starts[-1] != len(self.shape_lat)
        ):
            raise GraphError("The edge shapes of the street graph do not cover its points.")

    def _check_times(self, mode: str) -> None:
        allowed, times = getattr(self, mode), getattr(self, f"{mode}_ms")
        if (times < 1).any():
            raise GraphError(f"An arc of the street graph takes less than 1 ms by {mode}.")
        if (allowed == (times == CLOSED_MS)).any():
            raise GraphError(f"Access and time by {mode} disagree in the street graph.")

    def save(self, path: Path) -> None:
        """Write the graph to `path` (.npz)."""
        columns = {name: getattr(self, name) for name in _DTYPES}
        names = np.frombuffer("\n".join(self.street_names).encode(), dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(file, format=np.int32(FORMAT), names=names, **columns)


def load(path: Path) -> StreetGraph:
    """Read a graph written by `save`; GraphError if it is missing, broken or of another format."""
    try:
        with np.load(path, allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
    except FileNotFoundError:
        raise GraphError(f"There is no street graph at {path}.") from None
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as fault:
        raise GraphError(f"The street graph at {path} cannot be read: {fault}.") from fault
    if int(stored.get("format", 0)) != FORMAT:
        raise GraphError(f"The street graph at {path} has another format: import the map again.")
    missing = sorted({*_DTYPES, "names"} - stored.keys())
    if missing:
        raise GraphError(f"The street graph at {path} lacks {', '.join(missing)}.")
    text = stored["names"].tobytes().decode()
    columns = {name: stored[name].astype(dtype, copy=False) for name, dtype in _DTYPES.items()}
    graph = StreetGraph(street_names=tuple(text.split("\n")) if text else (), **columns)
    graph.check()
    return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One stretch of street, as a reader of map files describes it.

    `shape` is (lat, lon) points from `tail` to `head`. Speeds are km/h by car, bike and foot in and
    against that direction; 0 closes the mode.
    """

    tail: int
    head: int
    shape: Sequence[tuple[float, float]]
    road_class: str
    street: int = NO_STREET
    forward_kmh: tuple[float, float, float]
    backward_kmh: tuple[float, float, float]


def assemble(
    nodes: Sequence[tuple[float, float]],
    edges: Sequence[Edge],
    street_names: Sequence[str],
    banned: Sequence[tuple[tuple[int, bool], tuple[int, bool]]] = (),
) -> StreetGraph:
    """Make the graph of `nodes` (lat, lon) and `edges`.

    A banned turn is two (edge position, forward) pairs; one that names no arc is ignored.
    """
    shape_start = np.cumsum([0, *(len(edge.shape) for edge in edges)], dtype=np.int64)
    points = np.array([p for edge in edges for p in edge.shape], dtype=np.float64).reshape(-1, 2)
    lengths = _edge_lengths(points, shape_start)
    directed = [
        (position, edge, ahead, edge.forward_kmh if ahead else edge.backward_kmh)
        for position, edge in enumerate(edges)
        for ahead in (True, False)
        if any(edge.forward_kmh if ahead else edge.backward_kmh)
    ]
    arc_of = {(position, ahead): arc for arc, (position, _, ahead, _) in enumerate(directed)}
    turns = [(arc_of[a], arc_of[b]) for a, b in banned if a in arc_of and b in arc_of]
    length_m = lengths[[position for position, *_ in directed]] if directed else np.empty(0)
    speeds = np.array([kmh for *_, kmh in directed], dtype=np.float64).reshape(-1, len(MODES))
    times = _times_ms(length_m, speeds)
    coordinates = np.array(nodes, dtype=np.float64).reshape(-1, 2)
    columns = {
        "node_lat": coordinates[:, 0],
        "node_lon": coordinates[:, 1],
        "tail": [edge.tail if ahead else edge.head for _, edge, ahead, _ in directed],
        "head": [edge.head if ahead else edge.tail for _, edge, ahead, _ in directed],
        "length_m": length_m,
        "street": [edge.street for _, edge, _, _ in directed],
        "edge": [position for position, *_ in directed],
        "forward": [ahead for _, _, ahead, _ in directed],
        "road_class": [ROAD_CLASSES.index(edge.road_class) for edge in edges],
        "shape_start": shape_start,
        "shape_lat": points[:, 0],
        "shape_lon": points[:, 1],
        "banned_from": [a for a, _ in turns],
        "banned_to": [b for _, b in turns],
        **{mode: speeds[:, i] > 0 for i, mode in enumerate(MODES)},
        **{f"{mode}_ms": times[:, i] for i, mode in enumerate(MODES)},
    }
    typed: dict[str, Any] = {
        name: np.array(columns[name], dtype=dtype) for name, dtype in _DTYPES.items()
    }
    graph = StreetGraph(street_names=tuple(street_names), **typed)
    graph.check()
    return graph


def _edge_lengths(points: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Length in meters of each edge: the sum over its steps, none of them longer than a town."""
    radians = np.radians(points)
    step = np.diff(radians, axis=0)
    middle = (radians[1:, 0] + radians[:-1, 0]) / 2
    meters = geometry.EARTH_RADIUS_M * np.hypot(step[:, 0], step[:, 1] * np.cos(middle))
    reached = np.concatenate(([0.0], np.cumsum(meters)))
    return reached[starts[1:] - 1] - reached[starts[:-1]]


def _times_ms(length_m: NDArray[np.float64], kmh: NDArray[np.float64]) -> NDArray[np.int64]:
    with np.errstate(divide="ignore"):
        milliseconds = length_m[:, None] * 3_600 / kmh
    open_times = np.clip(np.rint(milliseconds), 1, CLOSED_MS - 1)
    return np.where(kmh > 0, open_times, CLOSED_MS).astype(np.int64)


def _within(thing: str, column: str, values: NDArray[Any], count: int, *, least: int = 0) -> None:
    wrong = np.flatnonzero((values < least) | (values >= count))
    if wrong.size:
        first = int(wrong[0])
        raise GraphError(
            f"The {column} of {thing} {first} is {values[first]}, but there are {count}."
        )
