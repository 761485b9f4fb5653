"""Alder Bay with its map and its beats, imported once for a module, under every test of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from beatbook.core import clock
from beatbook.ground.agency import commands as agencies
from beatbook.ground.agency import queries
from beatbook.ground.geo import queries as maps
from beatbook.ground.geo.travel import engine
from beatbook.site import roles
from beatbook.site.day.living import Town
from beatbook.site.demo import build
from tests.cast import NOON, Cast
from tests.conftest import empty


@pytest.fixture(scope="module")
def map_folder(
    credentials: roles.Credentials, django_db_setup: None, tmp_path_factory: Any
) -> Iterator[Path]:
    with override_settings(MAPS=tmp_path_factory.mktemp("maps")) as _:
        yield tmp_path_factory.mktemp("town")
    engine.stop()
    empty(credentials)


@pytest.fixture
def alder_bay(baseline: Cast, map_folder: Path, django_db_blocker: Any) -> Cast:
    """The cast in its town."""
    with django_db_blocker.unblock():
        if maps.active_map() is None:
            build.draw_town(map_folder, NOON)
    return baseline


@pytest.fixture
def town(alder_bay: Cast, cast: Cast) -> Callable[[int], Town]:
    """The town as the day of one seed sees it. Its clock shows an hour after all that happens."""
    agencies.set_clock(
        rate=1.0,
        operational=NOON + timedelta(hours=12),
        real=clock.real_now(),
        by=queries.system("test"),
    )
    return lambda seed: Town.of(cast.ab, seed)
