"""The release changes when anything that is served changes, and only then."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

import beatbook
from beatbook.ground.ui import release


def test_it_is_the_version_and_a_hash() -> None:
    version = re.escape(beatbook.__version__)
    assert re.fullmatch(rf"{version}-[0-9a-f]{{8}}", release.name(settings.NODE_MODULES))


def test_static_addresses_begin_with_it() -> None:
    assert f"/static/{settings.RELEASE}/" == settings.STATIC_URL


def test_another_version_of_a_front_end_package_is_another_release(tmp_path: Path) -> None:
    description = tmp_path / "maplibre-gl" / "package.json"
    description.parent.mkdir()
    description.write_text('{"version": "6.17.0"}')
    before = release.name(tmp_path)
    description.write_text('{"version": "6.17.1"}')
    assert release.name(tmp_path) != before


def test_it_can_be_named_before_the_packages_are_installed(tmp_path: Path) -> None:
    assert release.name(tmp_path) == release.name(tmp_path / "nothing")
