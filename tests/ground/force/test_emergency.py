"""An officer needs help: raised in any status, and ended by dispatch only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal import chronology
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
LATER = NOON + timedelta(minutes=1)
RAISED, ENDED = "force.emergency.raised", "force.emergency.ended"


@pytest.fixture
def told(cast):
    return {"unit": cast.unit("2B10"), "by": cast.jun, "at": NOON}


def since(cast):
    [patch] = queries.board_rows([cast.unit("2B10").pk])
    return patch["row"]["emergency_at"]


def test_every_screen_is_told(told, cast, recorded):
    commands.raise_emergency(**told)
    assert (since(cast), recorded()) == (NOON.isoformat(), [RAISED])


def test_raised_twice_the_first_time_stands(told, cast, recorded):
    commands.raise_emergency(**told)
    commands.raise_emergency(**told | {"at": LATER})
    assert (since(cast), recorded()) == (NOON.isoformat(), [RAISED])


@pytest.mark.parametrize("status", [Status.BUSY, Status.OUT_OF_SERVICE, Status.AVAILABLE])
def test_it_stands_through_every_status(told, cast, status):
    commands.raise_emergency(**told)
    commands.set_status(status=status, reason="none", **told | {"at": LATER})
    assert since(cast) == NOON.isoformat()


def test_the_call_it_is_on_says_so(told, incident, cast):
    commands.assign(incident=incident, **told | {"by": cast.tess})
    commands.raise_emergency(**told)
    said = [line.sentence for line in chronology.of(registry.subject(incident))]
    assert said[-1] == "EMERGENCY: 2B10 needs help"


def test_dispatch_ends_it_once(told, cast, recorded):
    commands.raise_emergency(**told)
    for _ in range(2):
        commands.end_emergency(**told | {"by": cast.tess, "at": LATER})
    assert (since(cast), recorded()) == (None, [RAISED, ENDED])


def test_the_officer_does_not_end_it_nor_the_neighbor(told, cast):
    commands.raise_emergency(**told)
    for who in (cast.jun, cast.nora):
        with pytest.raises(NotAllowed):
            commands.end_emergency(**told | {"by": who})
    assert since(cast) is not None


@pytest.mark.parametrize("who", ["carl", "audrey", "nora"])
def test_others_do_not_raise_it(told, cast, who):
    with pytest.raises(NotAllowed):
        commands.raise_emergency(**told | {"by": cast.principals[who]})


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("jun", "emergency/", 200),
        ("jun", "emergency/end/", 403),
        ("tess", "emergency/end/", 200),
        ("nora", "emergency/", 404),
    ],
)
def test_over_http(cast, client, who, path, status):
    unit_id = cast.unit("2B10").pk
    cast.enter(cast.principals[who])
    client.force_login(cast.members[who], BACKEND)
    answer = client.post(f"/units/{unit_id}/{path}", {}, "application/json")
    cast.enter(cast.tess)
    assert answer.status_code == status
    raised = UnitState.objects.get(unit=unit_id).emergency_at is not None
    assert raised == (who == "jun" and status == 200)
