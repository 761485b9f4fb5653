"""Shows what a city's file holds, and what Beatbook takes its columns for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from beatbook.ground.geo.gis import columns, files, mapping, sources, whereabouts
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.layers import LINES, Layer
from beatbook.ground.geo.gis.mapping import FIELDS, Role
from beatbook.ground.geo.vocabulary import AreaKind

SAMPLES = 4
_LONGEST_SAMPLE = 30


def describe(source: Source, crs: str = "") -> str:
    """The file in words, and a mapping file to start from. MapRefused if it cannot be read."""
    return "\n".join(line for layer in files.read(source, crs) for line in _layer(layer))


def _layer(layer: Layer) -> Iterator[str]:
    role = sources.guess(layer)
    kinds = " and ".join(sorted(layer.kinds())) or "no shapes"
    yield f"{layer.source}: {len(layer):,} rows, {kinds}"
    if layer.kinds():
        lat, lon = whereabouts.middle(layer)
        yield f"  around {lat:.4f}, {lon:.4f} (latitude, longitude)"
    yield f"  taken for: {role or 'nothing that Beatbook knows'}"
    yield from (f"  {note}" for note in layer.notes)
    yield ""
    for name in layer.columns:
        yield f"  {name:<24} {_samples(layer.column(name))}"
    likely = role or _likely(layer)
    said = f"say --{likely} {layer.source} and " if role is None else ""
    yield ""
    yield f"# A mapping file to start from: change what is wrong, then {said}add --mapping FILE."
    yield from _mapping(layer, likely)


def _likely(layer: Layer) -> Role:
    """What a layer is for whose columns tell nothing: lines are streets, the rest addresses."""
    return Role.STREETS if layer.kinds() & LINES else Role.ADDRESSES


def _samples(values: list[str]) -> str:
    often = [value for value, _ in Counter(v for v in values if v).most_common(SAMPLES)]
    there = sum(bool(value) for value in values)
    shown = ", ".join(value[:_LONGEST_SAMPLE] for value in often) or "empty"
    return shown if there in (0, len(values)) else f"{shown} ({there:,} of {len(values):,})"


def _mapping(layer: Layer, role: Role) -> Iterator[str]:
    kind = AreaKind.BEAT if role is Role.AREAS else ""
    found = columns.find(layer, role, mapping.Section(), kind)
    yield f"[{role}.{kind}]" if kind else f"[{role}]"
    for field in FIELDS[role]:
        if field in found:
            yield f'{field} = "{found[field]}"'
        else:
            yield f'# {field} = ""'
