"""The front-end packages that are served: which files of each, and under which address.

Set-up installs them with npm into `node_modules`; nothing of them is kept in the repository.
`PackageFinder` shows them to Django's staticfiles below `vendor/`, and the icon sprite made from
one of them as `ui/icons.svg`, so `{% static "vendor/maplibre-gl/maplibre-gl.mjs" %}` works and an
ES module in `ui/` imports `../vendor/maplibre-gl/maplibre-gl.mjs`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

from beatbook.ground.ui import sprite

SPRITE = "ui/icons.svg"


class PackagesMissing(Exception):
    """A front-end package is not installed. The message says what to run."""


@dataclass(frozen=True)
class Package:
    """`files` are served as `vendor/<folder>/<file name>`; none when only a build reads them."""

    name: str
    folder: str
    files: tuple[str, ...] = ()

    def served(self) -> Iterator[tuple[str, Path]]:
        """Address below the static prefix, and the file."""
        for file in self.files:
            yield f"vendor/{self.folder}/{Path(file).name}", node_modules() / self.name / file

    def about(self) -> dict[str, Any]:
        """The package's own description: name, version, license and so on."""
        description = node_modules() / self.name / "package.json"
        if not description.is_file():
            raise PackagesMissing(_missing(description))
        return dict(json.loads(description.read_text()))


PACKAGES = (
    Package(
        "maplibre-gl",
        "maplibre-gl",
        ("dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css"),
    ),
    Package(
        "@fontsource-variable/inter",
        "inter",
        ("files/inter-latin-wght-normal.woff2", "files/inter-latin-ext-wght-normal.woff2"),
    ),
    Package(
        "@fontsource-variable/jetbrains-mono",
        "jetbrains-mono",
        ("files/jetbrains-mono-latin-wght-normal.woff2",),
    ),
    Package("lucide-static", "lucide"),
)


def node_modules() -> Path:
    return Path(settings.NODE_MODULES)


@cache
def served_files() -> dict[str, Path]:
    """Every address below the static prefix, and its file. Raises PackagesMissing."""
    files = {address: path for package in PACKAGES for address, path in package.served()}
    for path in files.values():
        if not path.is_file():
            raise PackagesMissing(_missing(path))
    try:
        files[SPRITE] = sprite.up_to_date(node_modules())
    except FileNotFoundError as missing:
        raise PackagesMissing(_missing(Path(missing.filename))) from missing
    return files


def _missing(path: Path) -> str:
    return f"A front-end file is missing: {path}. Run `make setup`, which installs it with npm."


class PackageStorage(FileSystemStorage):
    """Reads served files by their address. It never writes."""

    def path(self, name: str) -> str:
        return str(served_files()[name])


class PackageFinder(BaseFinder):
    """Finds the files of `PACKAGES` for `{% static %}`, whitenoise and collectstatic."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        found = served_files().get(path) if path.startswith(("vendor/", SPRITE)) else None
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:
        del ignore_patterns  # we list only what is served
        storage = PackageStorage(location=node_modules())
        for address in served_files():
            yield address, storage


def check(**_: object) -> list[CheckMessage]:
    """`manage.py check` says it before a page does."""
    try:
        served_files()
    except PackagesMissing as missing:
        return [Error(str(missing), id="ui.E001")]
    return []
