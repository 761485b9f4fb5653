"""The release: the part of every static address that changes when any static file changes.

Files keep their plain names below it, so ES modules import one another by relative path and every
file can be cached for ever. All processes of one installation compute the same name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import beatbook
from beatbook.ground.ui import packages

_PACKAGE = Path(beatbook.__file__).parent


def name(node_modules: Path) -> str:
    """The version and a hash of what is served: `"0.1.0-3f9c2a71"`.

    Takes the folder and asks no settings, because the settings themselves ask for it.
    """
    digest = hashlib.sha256(metadata.version("django-htmx").encode())
    for path in _files(node_modules):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{beatbook.__version__}-{digest.hexdigest()[:8]}"


def _files(node_modules: Path) -> Iterator[Path]:
    """Our own static files, the list of icons, and the version of each front-end package."""
    yield from (path for path in sorted(_PACKAGE.glob("*/*/static/**/*")) if path.is_file())
    yield _PACKAGE / "ground" / "ui" / "icons.py"
    for package in packages.PACKAGES:
        description = node_modules / package.name / "package.json"
        if description.is_file():
            yield description
