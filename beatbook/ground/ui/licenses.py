"""What Beatbook is made of: every package, its version and its license, read from the packages.

Nothing is written down twice: the front-end packages describe themselves in `package.json`, the
Python ones in their metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from beatbook.ground.ui import packages

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)")
_LICENSE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Licensed:
    name: str
    version: str
    license: str
    text: str


def front_end() -> list[Licensed]:
    """The packages whose files the browser gets."""
    found = []
    for package in packages.PACKAGES:
        about = package.about()
        folder = packages.node_modules() / package.name
        files = [path for path in sorted(folder.iterdir()) if _LICENSE_FILE.search(path.name)]
        found.append(
            Licensed(
                name=about["name"],
                version=about["version"],
                license=about["license"],
                text=_joined(files),
            )
        )
    return found


@cache
def server() -> list[Licensed]:
    """The Python packages that this one needs, directly or not, that are installed here."""
    found = {one.metadata["Name"].lower(): one for one in _needed("beatbook", set())}
    return [_described(found[name]) for name in sorted(found)]


def _needed(name: str, seen: set[str]) -> Iterator[metadata.Distribution]:
    """The distributions a distribution requires, without the extras nobody asked for."""
    for requirement in _requirements(name):
        match = _REQUIREMENT.match(requirement)
        other = match.group(1) if match else ""
        if other.lower() in seen or "extra ==" in requirement:
            continue
        seen.add(other.lower())
        try:
            yield metadata.distribution(other)
        except metadata.PackageNotFoundError:
            continue  # for another platform or an older Python
        yield from _needed(other, seen)


def _requirements(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _described(distribution: metadata.Distribution) -> Licensed:
    about = distribution.metadata
    files = [
        Path(str(file.locate()))
        for file in distribution.files or []
        if _LICENSE_FILE.search(str(file)) and ".dist-info" in str(file)
    ]
    return Licensed(
        name=about["Name"],
        version=about["Version"],
        license=_license(about),
        text=_joined(files),
    )


def _license(about: metadata.PackageMetadata) -> str:
    """The license in one line: the expression, else the old field, else the classifier."""
    expression = about.get("License-Expression") or about.get("License") or ""
    if expression and "\n" not in expression and len(expression) < 60:
        return expression
    classifiers = about.get_all("Classifier") or []
    names = [one.split(" :: ")[-1] for one in classifiers if one.startswith("License")]
    return ", ".join(names) or "see the text"


def _joined(files: list[Path]) -> str:
    return "\n\n".join(path.read_text(errors="replace").strip() for path in files if path.is_file())
