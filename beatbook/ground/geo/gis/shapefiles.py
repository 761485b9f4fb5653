"""A Shapefile is several files side by side, and each says how long it is."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from beatbook.ground.geo import town

SUFFIX = ".shp"
_NEEDED = (".dbf", ".shx")


def check(path: Path, name: str = "") -> None:
    """Raise MapRefused if a part of the Shapefile is missing or cut short.

    The library reads half a file without a word: the streets of the other half would be gone.
    """
    beside = {other.suffix.lower(): other for other in path.parent.iterdir() if _is_of(path, other)}
    missing = [part for part in _NEEDED if part not in beside]
    if missing:
        raise town.MapRefused(
            f"{name or path.name} lacks {' and '.join(f'{path.stem}{part}' for part in missing)}: "
            "a Shapefile is .shp, .shx, .dbf and .prj together."
        )
    for suffix, said in _LENGTHS.items():
        part = beside[suffix]
        length, told = part.stat().st_size, said(part)
        if told is None or length < told:
            inside = f" in {name}" if name else ""
            raise town.MapRefused(
                f"{part.name}{inside} is cut short: it has {length:,} bytes"
                f"{f' of {told:,}' if told else ''}. Copy or download it again."
            )


def _is_of(path: Path, other: Path) -> bool:
    return other.stem == path.stem


def _of_shapes(path: Path) -> int | None:
    """What the header of a .shp or .shx says: its length in words of two bytes."""
    head = _head(path, 28)
    return None if len(head) < 28 else int(struct.unpack(">i", head[24:28])[0]) * 2


def _of_table(path: Path) -> int | None:
    """What the header of a .dbf says: so many rows of one length."""
    head = _head(path, 12)
    if len(head) < 12:
        return None
    rows, header, row = struct.unpack("<IHH", head[4:12])
    return int(header + rows * row)


def _head(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


_LENGTHS: Mapping[str, Callable[[Path], int | None]] = {
    ".shp": _of_shapes,
    ".shx": _of_shapes,
    ".dbf": _of_table,
}
