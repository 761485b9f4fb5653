"""Reads a table of comma-separated values, whatever its separator and its way to write letters."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from beatbook.ground.geo import town
from beatbook.ground.geo.gis import columns, projections
from beatbook.ground.geo.gis.layers import Layer, Shapes

SEPARATORS = ",;\t|"
_WIDE_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_FIELD = 2**20
_MOST_RAGGED = 0.01


def read(path: Path, label: str, crs: str) -> Layer:
    """The table with a point for each row that has coordinates. MapRefused if it is unusable."""
    csv.field_size_limit(_LONGEST_FIELD)
    lines = _lines(path.read_bytes(), label)
    separator = max(SEPARATORS, key=lines[0].count)
    try:
        rows = list(csv.reader(lines, delimiter=separator, strict=False))
    except csv.Error as fault:
        raise town.MapRefused(f"{label} cannot be read as a table: {fault}.") from fault
    header = [name.strip() for name in rows[0]]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise town.MapRefused(f"{label} has more than one column {', '.join(twice)}.")
    if len(header) < 2:
        raise town.MapRefused(f"{label} has no header line with column names, separated by commas.")
    body = [row for row in rows[1:] if any(field.strip() for field in row)]
    if not body:
        raise town.MapRefused(f"{label} has a header line and no rows.")
    layer = Layer(label, {}, np.full(0, None), row_word="line", first_row=2)
    kept = _even(body, len(header), layer)
    table = dict(zip(header, (list(values) for values in zip(*kept, strict=True)), strict=True))
    layer.columns = {name: values for name, values in table.items() if name}
    layer.shapes = _points(layer, len(kept))
    if any(shape is not None for shape in layer.shapes):
        return projections.to_degrees(layer, "", crs)
    return layer


def _lines(content: bytes, label: str) -> list[str]:
    """Each line by itself: a file put together from several may write letters in several ways."""
    for mark, encoding in _WIDE_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").splitlines(keepends=True)
    if b"\0" in content:
        number = content[: content.index(b"\0")].count(b"\n") + 1
        raise town.MapRefused(f"{label}: line {number} holds a NUL byte; this is no plain table.")
    lines = [_decoded(line) for line in content.splitlines(keepends=True)]
    if not any(line.strip() for line in lines):
        raise town.MapRefused(f"{label} is empty.")
    lines[0] = lines[0].removeprefix("\ufeff")
    return lines


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _even(body: Sequence[list[str]], width: int, layer: Layer) -> list[list[str]]:
    """Rows as long as the header. A few longer ones are left out and told; many are refused."""
    longer = [
        position for position, row in enumerate(body) if any(field.strip() for field in row[width:])
    ]
    if longer:
        first = layer.row(longer[0])
        told = f"has {len(body[longer[0]])} fields where the header has {width}"
        if len(longer) > max(1, _MOST_RAGGED * len(body)):
            raise town.MapRefused(
                f"{layer.source}: {first} {told}, and so have {len(longer) - 1} others."
            )
        layer.notes.append(f"{layer.source}: {first} {told}, and was left out.")
    left_out = set(longer)
    return [
        (row + [""] * width)[:width]
        for position, row in enumerate(body)
        if position not in left_out
    ]


def _points(layer: Layer, count: int) -> Shapes:
    shapes: Shapes = np.full(count, None, dtype=object)
    written = columns.written_shapes(layer)
    if written:
        texts = [text or None for text in layer.column(written)]
        return np.asarray(shapely.from_wkt(texts, on_invalid="ignore"), dtype=object)
    across, up = columns.coordinates(layer)
    if across is None or up is None:
        return shapes
    pairs = zip(layer.column(across), layer.column(up), strict=True)
    for position, (x, y) in enumerate(pairs):
        point = _point(x, y)
        if point is _WRONG:
            raise town.MapRefused(
                f"{layer.source}: {layer.row(position)} has {x!r}, {y!r} for {across} and {up}; "
                "coordinates are numbers."
            )
        shapes[position] = point
    return shapes


_WRONG = shapely.Point()


def _point(x: str, y: str) -> shapely.Point | None:
    """None for an empty pair and for 0, 0, which is how many lists write "unknown"."""
    if not x and not y:
        return None
    try:
        across, up = _number(x), _number(y)
    except ValueError:
        return _WRONG
    return None if across == up == 0 else shapely.Point(across, up)


_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,7},(?!\d{3}$)\d+")


def _number(text: str) -> float:
    """A comma parts thousands, unless what follows it can only be decimals: -71,399514."""
    is_decimal = _DECIMAL_COMMA.fullmatch(text.strip())
    return float(text.replace(",", "." if is_decimal else ""))
