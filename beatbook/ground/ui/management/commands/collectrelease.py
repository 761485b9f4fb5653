"""Put the static files of this release in one place, compressed, ready to be served."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand
from whitenoise.compress import Compressor


class Command(BaseCommand):
    help = "Collect and compress the static files of this release into STATIC_ROOT, once."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        root = Path(settings.STATIC_ROOT)
        if root.is_dir():
            return
        fresh = root.with_name(f"{root.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        _copy_all(fresh)
        _compress_all(fresh)
        fresh.rename(root)
        for other in root.parent.iterdir():
            if other != root:
                shutil.rmtree(other)


def _copy_all(target: Path) -> None:
    for finder in finders.get_finders():
        for address, storage in finder.list([]):
            place = target / address
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                shutil.copyfile(storage.path(address), place)


def _compress_all(target: Path) -> None:
    compressor = Compressor(quiet=True)
    for path in [path for path in target.rglob("*") if path.is_file()]:
        if compressor.should_compress(str(path)):
            list(compressor.compress(str(path)))
