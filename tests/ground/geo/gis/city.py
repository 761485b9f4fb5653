"""A tiny city's own files: two streets that cross, and a bridge over one of them."""

import csv
import json
import zipfile

import numpy as np
import pyogrio
import pyproj
import shapely

SOUTH, WEST = 42.36, -71.10
FEET = "EPSG:2249"
"""Massachusetts State Plane, in feet."""


def spot(north, east):
    """(lon, lat) so many steps (about 110 m) north and east of the southwest corner."""
    return WEST + east * 0.001, SOUTH + north * 0.001


def line(*spots):
    return {"type": "LineString", "coordinates": [spot(*place) for place in spots]}


def square(north, east, size=1.0):
    corners = [(0, 0), (0, size), (size, size), (size, 0), (0, 0)]
    ring = [spot(north + up, east + across) for up, across in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def write(path, *features, **more):
    path.write_text(json.dumps(collection(*features, **more)))
    return path


def block(shape, name, left=(0, 0), right=(0, 0), **more):
    """A stretch of street as cities write it."""
    ranges = dict(zip(("L_From", "L_To", "R_From", "R_To"), (*left, *right), strict=True))
    return feature(shape, Street=name, **ranges, **more)


STREETS = (
    block(line((0, 0), (0, 1)), "Main St", (2, 98), (1, 99), Direction="0"),
    block(line((0, 1), (0, 2)), "Main St", (102, 198), (101, 199), Direction="0"),
    block(line((0, 1), (1, 1)), "Oak Ave", (1, 9), (2, 10), Direction="1"),
    block(line((0, 1), (-1, 1)), "Oak Ave", Direction="-1"),
    # Crosses Main Street without a node there: a bridge.
    block(line((-1, 1.5), (1, 1.5)), "High Bridge", Direction="0"),
)


def streets(folder, *features):
    return write(folder / "streets.geojson", *(features or STREETS))


def table(path, *rows, **options):
    """A list of addresses; the first row is the header."""
    with path.open("w", newline="", encoding=options.pop("encoding", "utf-8")) as file:
        csv.writer(file, **options).writerows(rows)
    return path


def shapefile(path, features, crs=FEET, *, prj=True):
    """The features as a zipped Shapefile, projected to `crs`."""
    change = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features]
    moved = shapely.transform(
        shapes, lambda points: np.column_stack(change.transform(points[:, 0], points[:, 1]))
    )
    names = list(features[0]["properties"])
    inner = path.with_suffix(".shp")
    pyogrio.raw.write(
        inner,
        geometry=shapely.to_wkb(moved),
        field_data=[np.array([f["properties"][name] for f in features]) for name in names],
        fields=names,
        geometry_type=shapes[0].geom_type,
        crs=crs,
    )
    with zipfile.ZipFile(path, "w") as packed:
        for part in sorted(path.parent.glob(f"{path.stem}.*")):
            if part != path and (prj or part.suffix != ".prj"):
                packed.write(part, part.name)
                part.unlink()
    return path
