"""Alder Bay: a town of our own, drawn by a program and written as an OpenStreetMap extract.

It is invented. It lies at 41.5 N, 69.2 W, in the open Atlantic off Cape Cod, so that it covers no
real place; no street or shop is named for a person. The same program draws the same town, byte for
byte: what is random comes from seeds in the source.

The drawing has layers, each a module that knows only those below it:

    tagging    which OpenStreetMap tags each thing gets; ``write`` puts them in the file
    survey     all layers together; ``landcover`` is what is left: woods, a beach, a golf course
    places     public buildings and shops, and ``buildings`` on the lots
    lots       land along the streets, with house numbers: odd on the right, a hundred a block
    streets    every road of the sheet: each of the ``districts`` draws its own
    grounds    parks, schools, the hospital: what keeps streets out
    arterials  the roads that were there first, and the railway; they cut the land into districts
    network    making lines meet; ``roads``, ``lattice``, ``plans`` and ``shapes`` to draw with
    terrain    a bay, a river, a brook, an island

Alder Bay has a hand-drawn old center inside Rampart Street, a surveyed grid that turns at Castle
Street to meet the shore, suburbs of curving drives, a college, works by the railway and a ring
road. Millbrook, the village to the southwest, belongs to another agency.
"""

from __future__ import annotations

from pathlib import Path

from beatbook.site.demo.town import areas, tagging
from beatbook.site.demo.town.landmarks import LANDMARKS, Landmark

__all__ = ["LANDMARKS", "Landmark", "beats", "build"]


def build(path: Path) -> None:
    """Draw the town and write it to ``path``, an .osm.pbf. Takes a few seconds."""
    tagging.sheet().save(path)


def beats() -> dict[str, dict[str, object]]:
    """Agency code to a GeoJSON FeatureCollection of its beats, each with ``code`` and ``name``."""
    return areas.collections()
