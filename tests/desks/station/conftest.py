from __future__ import annotations

import pytest

from tests.desks.console.conftest import office, room
from tests.ground.geo.conftest import draw, map_in_use, small_town_map

__all__ = ["draw", "map_in_use", "office", "room", "small_town_map"]

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"


@pytest.fixture
def as_member(cast, client):
    def signed_in(username):
        cast.enter(cast.principals[username])
        client.force_login(cast.members[username], BACKEND)
        return client

    return signed_in
