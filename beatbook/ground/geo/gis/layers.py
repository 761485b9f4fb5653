"""One table of a file: its columns, and the shape of each row in degrees."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from beatbook.ground.geo import town

Shapes = NDArray[np.object_]
"""shapely geometries with x = lon, y = lat; None where a row has none."""

LINES = frozenset({"LineString", "MultiLineString"})
POINTS = frozenset({"Point", "MultiPoint"})
POLYGONS = frozenset({"Polygon", "MultiPolygon"})


@dataclass(slots=True)
class Layer:
    """What was read of a file. `notes` are sentences for whoever imports it."""

    source: str
    columns: Mapping[str, Sequence[Any]]
    shapes: Shapes
    row_word: str = "feature"
    first_row: int = 1
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.shapes)

    def row(self, position: int) -> str:
        """The row as whoever looks into the file finds it: "feature 17", "line 18"."""
        return f"{self.row_word} {position + self.first_row}"

    def column(self, name: str | None) -> list[str]:
        """A column as plain texts; empty ones without a name."""
        if name is None:
            return [""] * len(self)
        return [text(value) for value in self.columns[name]]

    def kinds(self) -> set[str]:
        """The geometry types that occur."""
        return {shape.geom_type for shape in self.shapes if shape is not None}

    def demand(self, wanted: frozenset[str], noun: str) -> None:
        """Raise MapRefused for the first shape that is of another type than `wanted`."""
        for position, shape in enumerate(self.shapes):
            if shape is not None and shape.geom_type not in wanted:
                raise town.MapRefused(
                    f"{self.source}: {self.row(position)} is a {shape.geom_type}, not {noun}."
                )

    def bounds(self) -> town.Bounds | None:
        """The rectangle around every shape; None if there is no shape."""
        there = [shape for shape in self.shapes if shape is not None]
        if not there:
            return None
        west, south, east, north = shapely.total_bounds(there).tolist()
        return town.Bounds(south, west, north, east)


def text(value: Any) -> str:
    """A value as a person would write it: 1094.0 is "1094", nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, float | np.floating):
        if math.isnan(value):
            return ""
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, np.datetime64) and np.isnat(value):
        return ""
    plain = str(value).strip()
    return "" if plain in {"<Null>", "NULL", "None"} else plain
