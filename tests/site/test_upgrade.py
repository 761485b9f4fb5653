"""An installation that has been lived in is brought up to date, and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from beatbook.site import database, roles
from tests.conftest import DATABASE, REPOSITORY

NAME = f"{DATABASE}_old"


@pytest.fixture(scope="module")
def upgraded(server: database.Server) -> Iterator[psycopg.Connection]:
    roles.remove(server.admin_dsn, NAME)
    credentials = roles.prepare(server.admin_dsn, NAME, server.data)
    try:
        subprocess.run(
            [sys.executable, "-m", "tests.site.upgrading"],
            env=os.environ | {"BEATBOOK_ROLE": "owner", "BEATBOOK_DATABASE": NAME},
            cwd=REPOSITORY,
            check=True,
        )
        with psycopg.connect(credentials.dsn("owner")) as owner:
            yield owner
    finally:
        roles.remove(server.admin_dsn, NAME)


def test_a_call_is_still_there(upgraded):
    found = upgraded.execute(
        "SELECT i.number, i.location, t.code, c.source FROM calls_call c"
        " JOIN registry_incident i ON i.id = c.incident_id"
        " JOIN calls_calltype t ON t.id = c.call_type_id"
    ).fetchall()
    assert found == [("O26-000001", "1 Main St", "NOISE", "911_transfer")]


def test_a_domestic_dispute_becomes_a_call_for_sworn_units(upgraded):
    found = upgraded.execute("SELECT code, alone, assist FROM calls_calltype ORDER BY code")
    assert found.fetchall() == [
        ("DOMESTIC", ["sworn"], ["non_sworn"]),
        ("NOISE", ["non_sworn", "sworn"], []),
        # What other centers send under a name that the agency does not know.
        ("OTHER", ["sworn", "non_sworn"], []),
        ("OURS", ["non_sworn", "sworn"], []),
    ]


def test_a_beat_keeps_its_name_and_its_shape(upgraded):
    found = upgraded.execute(
        "SELECT a.code, o.name, o.shape ->> 'type', o.until FROM geo_areaoutline o"
        " JOIN geo_area a ON a.id = o.area_id"
    )
    assert found.fetchall() == [("1", "Mill", "Polygon", None)]


def test_an_address_was_an_exact_point(upgraded):
    found = upgraded.execute("SELECT number, exactness FROM geo_address")
    assert found.fetchall() == [(1, "point")]


def test_roles_get_what_their_holders_need_now(upgraded):
    (permissions,) = upgraded.execute("SELECT permissions FROM agency_role").fetchone()
    assert {"call:take", "closure:set"} <= set(permissions)
