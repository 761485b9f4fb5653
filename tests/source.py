"""The source as the tests of architecture, docs and repository read it."""

from __future__ import annotations

import functools
import re
import subprocess
import tomllib
from pathlib import Path

from beatbook.site.data_directory import CHECKOUT

PACKAGE = CHECKOUT / "beatbook"


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file that is committed or about to be, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def of_package(*suffixes: str) -> list[Path]:
    return [path for path in tracked() if path.suffix in suffixes and path.is_relative_to(PACKAGE)]


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@functools.cache
def floors() -> dict[str, int]:
    """How high each room stands, from the contracts that the imports are held to."""
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]
    by_id = {contract["id"]: contract for contract in contracts["contracts"]}
    heights: dict[str, int] = {}
    for height, layer in enumerate(reversed(by_id["storeys"]["layers"])):
        heights[f"beatbook.{layer}"] = 100 * height
    ground = heights["beatbook.ground"]
    for height, layer in enumerate(reversed(by_id["ground"]["layers"])):
        for room in re.findall(r"\w+", layer):
            heights[f"beatbook.ground.{room}"] = ground + height
    return heights


def room(module: str) -> str:
    """``beatbook.duties.calls.models`` is in ``beatbook.duties.calls``; the site is one room."""
    parts = module.split(".")
    deep = len(parts) > 1 and parts[1] in ("ground", "duties", "desks")
    return ".".join(parts[: 3 if deep else 2])


def height(place: str) -> int:
    known = floors()
    return known[place] if place in known else known[place.rpartition(".")[0]]


def may_lean_on(one: str, other: str) -> bool:
    """May something in the room ``one`` point at something in the room ``other``?"""
    return one == other or height(other) < height(one)
