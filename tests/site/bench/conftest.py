"""The small town on which the geocoder is tried."""

from tests.ground.geo.conftest import map_in_use, small_town_map

__all__ = ["map_in_use", "small_town_map"]
