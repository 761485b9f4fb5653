from __future__ import annotations

import pytest

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"


@pytest.fixture
def as_member(cast, client):
    def signed_in(username):
        cast.enter(cast.principals[username])
        client.force_login(cast.members[username], BACKEND)
        return client

    return signed_in
