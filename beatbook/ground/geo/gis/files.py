"""Opens a city's file: GeoJSON, Shapefile, GeoPackage, File Geodatabase or CSV, packed or not."""

from __future__ import annotations

import contextlib
import gzip
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio import errors, raw

from beatbook.ground.geo import town
from beatbook.ground.geo.gis import projections, shapefiles, tables
from beatbook.ground.geo.gis.layers import Layer

TABLES = (".csv", ".tsv", ".txt")
MAPS = (".geojson", ".json", ".geojsonl", ".shp", ".gpkg", ".gdb")
PACKED = (".gz", ".zip")
LARGEST_BYTES = 4 * 2**30
LAYER_MARK = "@"
_BROKEN = (
    "not recognized as being in a supported file format",
    "disk image is malformed",
    "file is not a database",
)
"""What the library says of files of another kind, and of halves."""
_NOT_READ = "is not named like a file that Beatbook reads"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was named: "city.gpkg@Centerlines" is one layer of it."""

    path: Path
    layer: str = ""

    @classmethod
    def of(cls, named: str | Path) -> Source:
        """The source that a person named. MapRefused if there is nothing to read."""
        path = Path(named)
        if path.exists():
            return cls(path)
        before, mark, layer = str(named).rpartition(LAYER_MARK)
        return cls(Path(before), layer) if mark else cls(path)

    @property
    def label(self) -> str:
        return f"{self.path.name}{LAYER_MARK}{self.layer}" if self.layer else self.path.name


def check(source: Source) -> None:
    """Raise MapRefused if there is no such file, or none that could be read."""
    path = source.path
    suffix = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    if not path.exists():
        raise town.MapRefused(f"There is no file {path}.")
    if path.is_dir() and path.suffix.lower() != ".gdb":
        raise town.MapRefused(f"{path} is a directory: name the file in it.")
    if f".{suffix}" not in (*TABLES, *MAPS, ".zip"):
        known = ", ".join((*MAPS, *TABLES, *PACKED))
        raise town.MapRefused(f"{path.name} {_NOT_READ} ({known}).")
    if path.is_file():
        size = path.stat().st_size
        if size == 0:
            raise town.MapRefused(f"{path.name} is empty.")
        if size > LARGEST_BYTES:
            raise town.MapRefused(
                f"{path.name} has {size / 2**30:.1f} GB, more than one agency needs: "
                "cut your county out of it first."
            )


def read(source: Source, crs: str = "") -> list[Layer]:
    """Every layer of the file, in degrees; `crs` is what it is projected by if it does not say.

    MapRefused, naming the file and the row, if anything is wrong with it.
    """
    check(source)
    with _unpacked(source.path) as path:
        if path.suffix.lower() in TABLES:
            return [tables.read(path, source.label, crs)]
        there = _layers(path, source)
        found = [name for name in there if source.layer in ("", name)]
        if not found:
            names = ", ".join(there)
            raise town.MapRefused(
                f"{source.path.name} has no layer {source.layer}. It has: {names}."
            )
        several = len(found) > 1 or bool(source.layer)
        return [
            _read_layer(path, name, Source(source.path, name if several else ""), crs)
            for name in found
        ]


def _layers(path: Path, source: Source) -> list[str]:
    """The layers with shapes; of a file that has none, its tables."""
    with _clear(source):
        there = [(str(name), kind) for name, kind in pyogrio.list_layers(path)]
        drawn = [name for name, kind in there if kind is not None]
        if len(drawn) > 1:
            counts = {name: pyogrio.read_info(path, layer=name)["features"] for name in drawn}
            drawn = [name for name in drawn if counts[name]] or drawn[:1]
    return drawn or [name for name, _ in there]


def _read_layer(path: Path, name: str, source: Source, crs: str) -> Layer:
    with _clear(source):
        meta, _, shapes, values = raw.read(path, layer=name, force_2d=True)
    columns = dict(zip(meta["fields"].tolist(), values, strict=True))
    count = len(shapes) if shapes is not None else len(values[0]) if values else 0
    if not count:
        raise town.MapRefused(f"{source.label} has no features.")
    if shapes is None:
        raise town.MapRefused(
            f"{source.label} is a table without shapes: export it as CSV with its coordinates."
        )
    layer = Layer(source.label, columns, _decoded(shapes, source))
    return projections.to_degrees(layer, meta["crs"] or "", crs)


def _decoded(shapes: Any, source: Source) -> Any:
    try:
        return shapely.from_wkb(shapes)
    except shapely.errors.ShapelyError as fault:
        raise town.MapRefused(f"{source.label} holds a broken shape: {fault}.") from fault


@contextlib.contextmanager
def _clear(source: Source) -> Iterator[None]:
    """What the library says about a broken file, as a sentence that names the file."""
    try:
        with warnings.catch_warnings():
            # Said of dates without a zone and of rings to be mended: nothing to act on.
            warnings.simplefilter("ignore", RuntimeWarning)
            warnings.simplefilter("ignore", UserWarning)
            yield
    except UnicodeDecodeError as fault:
        raise town.MapRefused(
            f"{source.label} mixes ways of writing letters ({fault.reason}): export it as UTF-8."
        ) from fault
    except (errors.DataSourceError, errors.DataLayerError, ValueError, RuntimeError) as fault:
        said = str(fault).replace(str(source.path), source.label).split("; It might help")[0]
        if any(sign in said for sign in _BROKEN):
            said = "it is not what its name says, or it is cut short"
        raise town.MapRefused(f"{source.label} cannot be read: {said.rstrip('.')}.") from fault


@contextlib.contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or what is packed in it, in a folder that goes away."""
    if path.suffix.lower() not in PACKED:
        if path.suffix.lower() == shapefiles.SUFFIX:
            shapefiles.check(path)
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            unpack = _from_zip if path.suffix.lower() == ".zip" else _from_gzip
            inside = unpack(path, Path(folder))
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as fault:
            message = f"{path.name} cannot be unpacked: it is broken or cut short ({fault})."
            raise town.MapRefused(message) from fault
        if inside.suffix.lower() == shapefiles.SUFFIX:
            shapefiles.check(inside, path.name)
        yield inside


def _from_gzip(path: Path, folder: Path) -> Path:
    inside = folder / path.name.removesuffix(path.suffix)
    with gzip.open(path) as packed, inside.open("wb") as file:
        _copy(packed, file, path.name)
    return inside


def _from_zip(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as packed:
        if sum(member.file_size for member in packed.infolist()) > LARGEST_BYTES:
            raise town.MapRefused(f"{path.name} holds more than {LARGEST_BYTES / 2**30:.0f} GB.")
        packed.extractall(folder)
    found = sorted(
        entry
        for entry in folder.rglob("*")
        if entry.suffix.lower() in (*MAPS, ".csv")
        and "__MACOSX" not in entry.parts
        and not any(parent.suffix.lower() == ".gdb" for parent in entry.parents)
    )
    if len(found) != 1:
        names = ", ".join(entry.name for entry in found) or "none"
        raise town.MapRefused(
            f"{path.name} must hold one map file; it holds {names}. Unpack it and name the one."
        )
    return found[0]


def _copy(packed: Any, file: Any, name: str) -> None:
    written = 0
    while piece := packed.read(2**20):
        written += file.write(piece)
        if written > LARGEST_BYTES:
            raise town.MapRefused(f"{name} holds more than {LARGEST_BYTES / 2**30:.0f} GB.")
