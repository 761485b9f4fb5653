"""What others ask of the map as a whole: which one is in use, and its files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from beatbook.ground.geo import graph
from beatbook.ground.geo.models import Map

GRAPH_FILE = "graph.npz"


def active_map() -> Map | None:
    """The map in use; None before the first import."""
    return Map.objects.filter(is_active=True).first()


def directory_of(key: str) -> Path:
    """The folder of a map's files."""
    return Path(settings.MAPS) / key


def graph_of(key: str) -> graph.StreetGraph:
    """A map's street graph, read once in each process. GraphError if the file is unusable."""
    return _loaded(directory_of(key) / GRAPH_FILE)


@lru_cache(maxsize=2)
def _loaded(path: Path) -> graph.StreetGraph:
    return graph.load(path)


def shown() -> dict[str, Any]:
    """The map in use as a screen shows it: address of the tiles, credit, and what to look at.

    Without an imported map there are still the marks, around nothing.
    """
    active = active_map()
    if active is None:
        return {"tiles": None, "view": {}}
    bounds = active.bounds
    return {
        "tiles": f"/tiles/{active.key}/{{z}}/{{x}}/{{y}}",
        "attribution": active.credit,
        "view": {"bounds": [[bounds.west, bounds.south], [bounds.east, bounds.north]]},
    }
