"""Where things lie in the small town of these tests."""

import math

import shapely

from beatbook.ground.geo import beats

SOUTH, WEST, BLOCK = 41.500, -69.200, 0.001


def spot(rows, columns):
    """A place in degrees: so many blocks north and east of the town's southwest corner."""
    return SOUTH + rows * BLOCK, WEST + columns * BLOCK


def outline(code, name, south, west, north, east):
    """A beat between these rows and columns of blocks."""
    low, high = spot(south, west), spot(north, east)
    return beats.Outline(code, name, shapely.box(low[1], low[0], high[1], high[0]))


def tile_at(lat, lon, zoom):
    """The tile that holds a point, as (zoom, x, y)."""
    size = 2**zoom
    north = math.asinh(math.tan(math.radians(lat))) / math.pi
    return zoom, int((lon + 180) / 360 * size), int((1 - north) / 2 * size)


OLD_TOWN = outline("1", "Old Town", 0, 0, 4, 4)
HARBOR = outline("2", "Harbor", 0, 4, 4, 8)
