"""A small map in use, for what callers say about where they are."""

from tests.ground.geo.conftest import draw, map_in_use, small_town_map

__all__ = ["draw", "map_in_use", "small_town_map"]
