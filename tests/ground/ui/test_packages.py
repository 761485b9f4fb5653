"""Front-end packages are served from node_modules, and a missing one is said in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from beatbook.ground import ui
from beatbook.ground.ui import icons, packages, sprite

MODULES = Path(ui.__file__).parent / "static" / "ui"
VENDOR = re.compile(r"""["'(]\.\./(vendor/[^"')]+)["')]""")
ICON = re.compile(r'\bicon\("([\w-]+)"\)')


@pytest.fixture
def empty_node_modules(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.NODE_MODULES = tmp_path
    packages.served_files.cache_clear()
    yield tmp_path
    packages.served_files.cache_clear()


def test_every_served_file_is_found_under_its_address() -> None:
    addresses = [address for package in packages.PACKAGES for address, _ in package.served()]
    assert len(addresses) == 6
    for address in addresses:
        assert Path(str(finders.find(address))).is_file()


def test_every_file_that_our_own_styles_and_modules_name_is_served() -> None:
    named = {
        address
        for path in MODULES.iterdir()
        if path.suffix in {".css", ".js"}
        for address in VENDOR.findall(path.read_text())
    }
    assert named == set(packages.served_files()) - {packages.SPRITE} - {
        "vendor/maplibre-gl/maplibre-gl-worker.mjs"  # the library itself starts it
    }


def test_a_missing_package_says_what_to_run(empty_node_modules: Path) -> None:
    with pytest.raises(packages.PackagesMissing) as missing:
        packages.served_files()
    assert str(missing.value) == (
        f"A front-end file is missing: {empty_node_modules}/maplibre-gl/dist/maplibre-gl.mjs. "
        "Run `make setup`, which installs it with npm."
    )


def test_the_check_of_the_installation_reports_it(empty_node_modules: Path) -> None:
    assert [message.id for message in packages.check()] == ["ui.E001"]


def test_the_check_is_silent_when_everything_is_there() -> None:
    assert packages.check() == []


def test_the_sprite_holds_every_icon_once() -> None:
    drawn = packages.served_files()[packages.SPRITE].read_text()
    assert re.findall(r'<symbol id="([\w-]+)"', drawn) == list(icons.NAMES)


def test_a_stale_sprite_is_built_again(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "lucide-static").symlink_to(Path(settings.NODE_MODULES) / "lucide-static")
    path = sprite.up_to_date(tmp_path)
    fresh = path.read_text()
    path.write_text("<!-- lucide 0.1 -->")
    assert sprite.up_to_date(tmp_path).read_text() == fresh


def test_the_icons_are_listed_in_order() -> None:
    assert list(icons.NAMES) == sorted(set(icons.NAMES))


def test_every_icon_a_module_draws_is_in_the_sprite() -> None:
    root = Path(ui.__file__).parents[2]
    used = {
        name for path in root.glob("*/*/static/**/*.js") for name in ICON.findall(path.read_text())
    }
    assert used - set(icons.NAMES) == set()
