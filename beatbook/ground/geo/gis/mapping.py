"""The mapping file: what the columns of a city's files are called, where that is not plain."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from beatbook.ground.geo import graph, town
from beatbook.ground.geo.vocabulary import AreaKind


class Role(StrEnum):
    """What a file is for."""

    STREETS = "streets"
    ADDRESSES = "addresses"
    AREAS = "areas"
    PLACES = "places"
    MILEPOSTS = "mileposts"
    BLOCKS = "blocks"


NAME_PARTS = ("before", "prefix", "base", "type", "after")
"""Of a street's name: North, Avenue of the, Castle, Street, East."""
FIELDS: Table[Role, tuple[str, ...]] = {
    Role.STREETS: (
        "name", *NAME_PARTS, "alias", "left_from", "left_to", "right_from", "right_to",
        "left_parity", "right_parity", "one_way", "speed", "class", "from_node", "to_node",
        "from_level", "to_level", "city", "city_right",
    ),
    Role.ADDRESSES: (
        "number", "number_suffix", "street", *NAME_PARTS, "full", "city", "lat", "lon", "parcel",
        "block",
    ),
    Role.AREAS: ("code", "name"),
    Role.PLACES: ("name", "kind", "address"),
    Role.MILEPOSTS: ("route", "mile"),
    Role.BLOCKS: ("code",),
}  # fmt: skip
ONE_WAY = ("forward", "backward", "both", "closed")
_OPTIONS: Table[Role, tuple[str, ...]] = {
    Role.STREETS: ("one_way_values", "classes"),
    Role.ADDRESSES: ("names",),
    Role.AREAS: ("merge",),
}


@dataclass(frozen=True, slots=True)
class Section:
    """What the mapping file says of one role, or of one kind of area."""

    columns: Table[str, str] = field(default_factory=dict)
    crs: str = ""
    one_way_values: Table[str, tuple[str, ...]] = field(default_factory=dict)
    classes: Table[str, str] = field(default_factory=dict)
    merge: bool = False
    names: Table[str, str] = field(default_factory=dict)
    """Of streets that the map calls otherwise, or "lat, lon" of one that it has not."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping file; an empty one leaves everything to be guessed."""

    crs: str = ""
    sections: Table[str, Section] = field(default_factory=dict)

    def of(self, role: Role, kind: str = "") -> Section:
        """The section of a role, or of a kind of area. Its projection is the file's own or ours."""
        found = self.sections.get(f"{role}.{kind}" if kind else role, Section())
        return found if found.crs else replace(found, crs=self.crs)


def read(path: Path | None, crs: str = "") -> Mapping:
    """The mapping in a TOML file. MapRefused, naming what is wrong in it."""
    if path is None:
        return Mapping(crs)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise town.MapRefused(f"There is no mapping file {path}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise town.MapRefused(f"{path.name} cannot be read as TOML: {fault}.") from fault
    sections: dict[str, Section] = {}
    for name, table in written.items():
        if name == "crs":
            continue
        if name not in set(Role) or not isinstance(table, dict):
            known = ", ".join(("crs", *(f"[{role}]" for role in Role)))
            raise town.MapRefused(f"{path.name}: {name!r} is not one of {known}.")
        role = Role(name)
        if role is Role.AREAS:
            for kind, of_kind in table.items():
                _known(path, f"areas.{kind}", kind, AreaKind.values)
                sections[f"{role}.{kind}"] = _section(path, f"areas.{kind}", role, of_kind)
        else:
            sections[role] = _section(path, name, role, table)
    return Mapping(crs or str(written.get("crs", "")), sections)


def _section(path: Path, title: str, role: Role, table: Any) -> Section:
    if not isinstance(table, dict):
        raise town.MapRefused(f'{path.name}: [{title}] must hold lines such as name = "STREET".')
    for key in table:
        _known(path, title, key, (*FIELDS[role], "crs", *_OPTIONS.get(role, ())))
    one_way = {
        key: tuple(str(value).strip().upper() for value in values)
        for key, values in table.get("one_way_values", {}).items()
    }
    for key in one_way:
        _known(path, f"{title}.one_way_values", key, ONE_WAY)
    classes = {str(code): str(name) for code, name in table.get("classes", {}).items()}
    for name in classes.values():
        _known(path, f"{title}.classes", name, graph.ROAD_CLASSES)
    columns = {key: str(table[key]) for key in FIELDS[role] if key in table}
    return Section(
        columns,
        str(table.get("crs", "")),
        one_way,
        classes,
        merge=bool(table.get("merge")),
        names={str(name): str(other) for name, other in table.get("names", {}).items()},
    )


def _known(path: Path, title: str, word: str, words: Any) -> None:
    if word not in words:
        raise town.MapRefused(
            f"{path.name}: {word!r} in [{title}] is not one of {', '.join(words)}."
        )
