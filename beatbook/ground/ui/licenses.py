"""What Beatbook is made of: every package, its version and its license, read from the packages.

Nothing is written down twice: the front-end packages describe themselves in `package.json`, the
Python ones in their metadata.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import beatbook
from beatbook.ground.ui import packages

LOCK = Path(beatbook.__file__).parents[1] / "requirements.lock"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
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
    """The Python packages that are locked for running Beatbook and installed on this machine."""
    names = [match.group(1) for match in _LOCKED.finditer(LOCK.read_text())]
    return [_described(found) for name in names if (found := _installed(name))]


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # locked for another platform


def _described(distribution: metadata.Distribution) -> Licensed:
    about = distribution.metadata
    files = [
        Path(str(file.locate()))
        for file in distribution.files or []
        if _LICENSE_FILE.search(str(file)) and ".dist-info" in str(file)
    ]
    return Licensed(
        name=distribution.name,
        version=distribution.version,
        license=_license(about),
        text=_joined(files),
    )


def _license(about: metadata.PackageMetadata) -> str:
    """The license in one line: the expression, else the old field, else the classifier."""
    stated = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    if stated and "\n" not in stated[0] and len(stated[0]) < 60:
        return str(stated[0])
    classifiers = about.get_all("Classifier") or []
    names = [one.split(" :: ")[-1] for one in classifiers if one.startswith("License")]
    return ", ".join(names) or "see the text"


def _joined(files: list[Path]) -> str:
    return "\n\n".join(path.read_text(errors="replace").strip() for path in files if path.is_file())
