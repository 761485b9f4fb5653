"""Which file is for what: as a person said, or as its content shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beatbook.ground.geo import town
from beatbook.ground.geo.gis import columns, files, mapping
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.layers import LINES, POINTS, POLYGONS, Layer
from beatbook.ground.geo.gis.mapping import Mapping, Role
from beatbook.ground.geo.osm import reading
from beatbook.ground.geo.vocabulary import AreaKind

Named = tuple[str, Source]
"""A kind ("beat", "school") and the file of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every file of one import. Streets come from `streets` if given, else from `osm`."""

    osm: Path | None = None
    streets: Source | None = None
    addresses: Source | None = None
    blocks: Source | None = None
    areas: Sequence[tuple[AreaKind, Source]] = ()
    places: Sequence[Named] = ()
    mileposts: Source | None = None
    boundary: Source | None = None
    scenery: Sequence[Named] = ()
    mapping: Mapping = field(default_factory=Mapping)
    anywhere: bool = False
    """Take house-number ranges outside of America too."""

    @property
    def name(self) -> str:
        """The file that the map is named for."""
        if self.streets is not None:
            return self.streets.label
        return self.osm.name if self.osm else ""

    @property
    def files(self) -> list[Source]:
        """Every file but OpenStreetMap's."""
        alone = (self.streets, self.addresses, self.blocks, self.mileposts, self.boundary)
        many = (*self.areas, *self.places, *self.scenery)
        return [source for source in (*alone, *(s for _, s in many)) if source is not None]

    def check(self) -> None:
        """Raise MapRefused, before anything slow is done, if a file is missing or no map file."""
        if self.osm is None and self.streets is None:
            raise town.MapRefused(
                "No file has the streets: give an OpenStreetMap extract or --streets FILE."
            )
        if self.osm is not None:
            reading.check_file(self.osm)
        for source in self.files:
            files.check(source)


def is_osm(path: Path) -> bool:
    """Is the file named like OpenStreetMap data?"""
    return path.name.lower().endswith(reading.SUFFIXES)


def read_one(source: Source, role: Role, of: Mapping, kind: str = "") -> Layer:
    """The one layer of a file that fits the role. MapRefused if there is none, or a choice."""
    found = files.read(source, of.of(role, kind).crs)
    fitting = [layer for layer in found if layer.kinds() & _SHAPES[role]] or found
    if len(fitting) > 1:
        fitting = [layer for layer in fitting if guess(layer) is role] or fitting
    if len(fitting) > 1:
        names = ", ".join(layer.source for layer in fitting)
        raise town.MapRefused(f"{source.label} has several layers: name one of {names}.")
    return fitting[0]


_SHAPES = {
    Role.STREETS: LINES,
    Role.ADDRESSES: POINTS,
    Role.AREAS: POLYGONS,
    Role.PLACES: POINTS,
    Role.MILEPOSTS: POINTS,
    Role.BLOCKS: POLYGONS,
}


def guess(layer: Layer) -> Role | None:
    """What a layer is for, by its shapes and columns; None where that does not show."""
    kinds = layer.kinds()
    if kinds and kinds <= LINES:
        found = columns.find(layer, Role.STREETS, mapping.Section())
        tells = {"left_from", "one_way", "class", "speed", "from_node", "type"}
        return Role.STREETS if {"name", "base"} & found.keys() and tells & found.keys() else None
    if kinds and kinds <= POLYGONS:
        found = columns.find(layer, Role.ADDRESSES, mapping.Section())
        has_number = "number" in found and {"street", "base"} & found.keys()
        return Role.ADDRESSES if has_number else Role.AREAS
    found = columns.find(layer, Role.ADDRESSES, mapping.Section())
    if ("number" in found and {"street", "base"} & found.keys()) or ("full" in found and not kinds):
        return Role.ADDRESSES
    if "mile" in columns.find(layer, Role.MILEPOSTS, mapping.Section()):
        return Role.MILEPOSTS
    if "full" in found and "name" not in columns.find(layer, Role.PLACES, mapping.Section()):
        return Role.ADDRESSES
    return Role.PLACES if kinds else None


def sort_out(named: Sequence[str | Path], of: Mapping) -> dict[str, list[Source]]:
    """Files given without a word, by role ("osm" too). MapRefused if one is not plain."""
    found: dict[str, list[Source]] = {}
    for name in named:
        source = Source.of(name)
        if is_osm(source.path):
            reading.check_file(source.path)
            found.setdefault("osm", []).append(source)
            continue
        layers = files.read(source, of.crs)
        for layer in layers:
            role = guess(layer)
            if role is None or role is Role.AREAS:
                raise town.MapRefused(_unclear(layer, role))
            whole = source if len(layers) == 1 else Source(source.path, layer.source.split("@")[-1])
            found.setdefault(role, []).append(whole)
    for role_name, sources in found.items():
        if len(sources) > 1 and role_name != Role.PLACES:
            names = " and ".join(source.label for source in sources)
            raise town.MapRefused(
                f"{names} both look like {role_name}: say which with --{role_name} FILE."
            )
    return found


def _unclear(layer: Layer, role: Role | None) -> str:
    if role is Role.AREAS:
        kinds = ", ".join(AreaKind.values)
        return (
            f"{layer.source} holds polygons. Say what they are: --areas KIND=FILE (KIND is one of "
            f"{kinds}), --boundary FILE, --blocks FILE or --scenery KIND=FILE."
        )
    return (
        f"It does not show what {layer.source} is for; it has {columns.named(layer)}. "
        "Say --streets FILE, --addresses FILE, --places FILE or --mileposts FILE; "
        f"`beatbook map columns {layer.source}` prints a mapping file to start from."
    )
