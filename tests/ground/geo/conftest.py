"""Maps to test on: a small town written out here, and real ones from the shared reference data."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from beatbook.ground.agency import queries as agencies
from beatbook.ground.geo import imports
from tests.conftest import empty

REPOSITORY = Path(__file__).resolve().parents[3]
REAL_MAPS = Path(os.environ.get("BEATBOOK_SHARED", REPOSITORY.parent / "shared")) / "data" / "osm"
NOON = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)


def quiet(*_):
    """Progress that nobody watches."""


def real_map(name):
    path = REAL_MAPS / name
    if not path.exists():
        pytest.skip(f"The reference map {path} is missing; set BEATBOOK_SHARED to where it is.")
    return path
