"""What is drawn, as GeoJSON lines that tippecanoe reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TextIO

import shapely
from shapely.geometry.base import BaseGeometry

from beatbook.ground.geo.osm import scenery

ADDRESS_ZOOM = 15


def write(file: TextIO, layer: scenery.Layer, tags: Mapping[str, str], shape: BaseGeometry) -> None:
    """Write one feature as a line of `file`."""
    properties: dict[str, str | int] = {"cls": layer.cls}
    for key in ("name", "ref") if layer.name == "road" else ("name",):
        if key in tags:
            properties[key] = tags[key]
    if layer.name == "road" and tags.get("oneway") in {"yes", "1", "true", "-1"}:
        properties["oneway"] = -1 if tags["oneway"] == "-1" else 1
    write_feature(file, layer.name, layer.min_zoom, properties, shape)


def write_feature(
    file: TextIO,
    layer: str,
    min_zoom: int,
    properties: Mapping[str, str | int],
    shape: BaseGeometry,
) -> None:
    """The line that puts `shape` on `layer` from `min_zoom` up."""
    where = json.dumps({"layer": layer, "minzoom": min_zoom})
    geometry = shapely.to_geojson(shape)
    words = json.dumps(properties, ensure_ascii=False)
    file.write(
        f'{{"type":"Feature","tippecanoe":{where},"properties":{words},"geometry":{geometry}}}\n'
    )


def write_address(file: TextIO, house: str, lat: float, lon: float) -> None:
    """The house number that is drawn at the closest zoom."""
    properties = {"housenumber": house}
    write_feature(file, "address", ADDRESS_ZOOM, properties, shapely.Point(lon, lat))
