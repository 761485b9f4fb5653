"""The neighbor, with every permission at home, finds nothing of ours behind any address.

Walks every address of the installation, so a new one is closed to the neighbor or fails here.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import commands, queries
from beatbook.ground.journal import scope
from tests.cast import NOON, PASSWORD
from tests.site import everything

BODY = {"units": ["2B10"], "status": "ER", "disposition": "WARNING"}
BODY |= {"service": "tow", "flag": "weapon", "question": "FIGHT", "reply": "no"}
BODY |= {"case_number": "26-00001", "reason": "typed twice"}
BODY |= {"center": "State Police", "said": "theirs from here"}
"""Enough for whatever a machine can ask for; each takes of it what it needs."""


@pytest.fixture
def ours(cast):
    return everything.of(cast)


def sign_in(client, username):
    answer = client.post("/sign-in/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 302


def token(cast, agency):
    by = queries.system("test", [agency])
    with scope.within([agency.pk]):
        _, secret = commands.create_token(
            agency=agency,
            name="All",
            permissions=list(Permission),
            lifetime=timedelta(hours=1),
            by=by,
            at=clock.real_now(),
        )
    return {"authorization": f"Bearer {secret}"}


def ask(client, address, entry, ours, headers):
    """GET, or POST where only that is taken, as a page or a machine would."""
    path = everything.path(address, entry, ours)
    answer = client.get(path, headers=headers)
    if answer.status_code == 405:
        body = BODY if address.startswith(everything.API) else {}
        answer = client.post(path, data=body, content_type="application/json", headers=headers)
    return answer


@pytest.fixture
def neighbor(cast, client, ours):
    """Nora Quist, who has become the administrator of Millbrook; and Millbrook's machine."""
    with scope.within([cast.mb.pk]):
        commands.grant_role(
            agency=cast.mb,
            member=cast.members["nora"],
            role="administrator",
            by=queries.system("test", [cast.mb]),
            at=NOON,
        )
    sign_in(client, "nora")
    headers = token(cast, cast.mb)

    def asked(address, entry):
        return ask(
            client, address, entry, ours, headers if address.startswith(everything.API) else {}
        )

    return asked


@pytest.mark.parametrize(("address", "entry"), list(everything.addresses(of_objects=True)))
def test_what_is_ours_does_not_exist_for_the_neighbor(neighbor, address, entry):
    answer = neighbor(address, entry)
    assert answer.status_code == 404
    assert not [word for word in everything.SECRETS if word in answer.content.decode()]


@pytest.mark.parametrize(("address", "entry"), list(everything.addresses(of_objects=True)))
def test_and_it_is_there_for_us(cast, client, ours, address, entry):
    """Else the test above would prove nothing."""
    sign_in(client, "ada")
    headers = token(cast, cast.ab) if address.startswith(everything.API) else {}
    assert ask(client, address, entry, ours, headers).status_code in (200, 302, 422)


@pytest.mark.parametrize(("address", "entry"), list(everything.addresses(of_objects=False)))
def test_no_page_shows_the_neighbor_anything_of_ours(neighbor, address, entry):
    answer = neighbor(address, entry)
    assert answer.status_code in (200, 302, 422), "the page opens, and shows what is theirs"
    shown = b"".join(answer) if answer.streaming else answer.content
    assert not [word for word in everything.SECRETS if word in shown.decode()]
