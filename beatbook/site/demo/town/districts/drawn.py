"""Streets drawn by hand, or none at all."""

from __future__ import annotations

from dataclasses import dataclass

from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town.roads import Road


@dataclass(frozen=True)
class Drawn:
    """A district that takes its streets as they are."""

    roads: tuple[Road, ...] = ()

    def streets(self, _face: Polygon, _solid: BaseGeometry) -> list[Road]:
        return list(self.roads)


NOTHING = Drawn()
