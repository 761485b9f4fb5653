"""Which town a street is in: that of the nearest address or town center which says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy.spatial import KDTree

from beatbook.core import geometry
from beatbook.ground.geo import town
from beatbook.ground.geo.osm import reading

TOWNS = frozenset({"city", "town", "village"})
FURTHEST_M = 8_000.0


def with_towns(streets: Sequence[town.Street], survey: reading.Survey) -> list[town.Street]:
    """The streets with their localities, as far as the file tells."""
    known = list(_known(survey))
    if not known or not streets:
        return list(streets)
    plane = geometry.LocalPlane(streets[0].lat, streets[0].lon)
    tree = KDTree(np.array([plane.to_xy(lat, lon) for _, lat, lon in known]))
    middles = np.array([plane.to_xy(street.lat, street.lon) for street in streets])
    away, nearest = tree.query(middles)
    return [
        replace(street, locality=known[place][0])
        if meters <= FURTHEST_M and not street.locality
        else street
        for street, meters, place in zip(streets, away.tolist(), nearest.tolist(), strict=True)
    ]


def _known(survey: reading.Survey) -> Iterator[tuple[str, float, float]]:
    for address in survey.addresses:
        if address.locality:
            yield address.locality, address.lat, address.lon
    for place in survey.places:
        if place.kind in TOWNS:
            yield place.name, place.lat, place.lon
