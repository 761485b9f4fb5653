"""Finds the street that a list of addresses means, however the list writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from beatbook.ground.geo import names, town


class Gazetteer:
    """The streets of a town by every spelling that is sure: other names, run-together words."""

    def __init__(self, streets: list[town.Street], aliases: Mapping[str, set[int]]) -> None:
        self.streets = streets
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_other: dict[str, list[int]] = defaultdict(list)
        self.by_base: dict[str, list[int]] = defaultdict(list)
        for position, street in enumerate(streets):
            self.add(position, street.name)
        for alias, positions in aliases.items():
            key = names.StreetName.of(alias).key
            self.by_other[key].extend(sorted(positions))

    def grow(self, street: town.Street) -> int:
        """Add a street that no line was drawn for; its position."""
        self.streets.append(street)
        self.add(len(self.streets) - 1, street.name)
        return len(self.streets) - 1

    def add(self, position: int, written: str) -> None:
        """Make a street known by its name."""
        name = names.StreetName.of(written)
        self.by_key[name.key].append(position)
        self.by_other[_run_together(name.key)].append(position)
        self.by_base[name.base].append(position)

    def find(self, written: str, city: str = "") -> list[int]:
        """The streets of that name, those in the city first; none if the name is unknown."""
        name = names.StreetName.of(written)
        found = (
            self.by_key.get(name.key)
            or self.by_other.get(name.key)
            or self.by_other.get(_run_together(name.key))
            or self._without_its_type(name)
            or []
        )
        here = [position for position in found if self.streets[position].locality == city]
        return here or list(dict.fromkeys(found))

    def namesake(self, written: str) -> int | None:
        """The one street of the same name but of another type."""
        same = self.by_base.get(names.StreetName.of(written).base, [])
        return same[0] if len(same) == 1 else None

    def _without_its_type(self, name: names.StreetName) -> list[int]:
        """Broadway for "Broadway Street", if only one street is called so and one has no type."""
        same = self.by_base.get(name.base, [])
        if len(same) != 1:
            return []
        other = names.StreetName.of(self.streets[same[0]].name)
        types_fit = name.type == other.type or not (name.type and other.type)
        winds_fit = {name.direction, name.ending} >= {other.direction, other.ending} - {""} or (
            not name.direction and not name.ending
        )
        return same if types_fit and winds_fit else []


def _run_together(key: str) -> str:
    return "=" + key.replace(" ", "")
