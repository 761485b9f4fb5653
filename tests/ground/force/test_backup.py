"""Back-up: asked by the crew, taken up by dispatch, and over when the call is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.vocabulary import BackUp, LeftEarly, Status
from beatbook.ground.journal import chronology
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
LATER = NOON + timedelta(minutes=1)
ASKED, TAKEN_UP, ENDED = (f"force.backup.{what}" for what in ("asked", "taken_up", "ended"))


@pytest.fixture
def told(cast):
    return {"unit": cast.unit("2B10"), "by": cast.jun, "at": NOON}


@pytest.fixture
def ask(told):
    def asked(backup=BackUp.ROUTINE, **more):
        return commands.ask_backup(backup=backup, **told | more)

    return asked


def wanted(cast):
    [patch] = queries.board_rows([cast.unit("2B10").pk])
    row = patch["row"]
    return row["backup"], row["backup_at"], row["backup_seen_at"]


def test_every_screen_is_told_and_asked_twice_the_first_time_stands(ask, cast, recorded):
    ask()
    ask(at=LATER)
    assert (wanted(cast), recorded()) == (("routine", NOON.isoformat(), None), [ASKED])


def test_dispatch_takes_it_up_once_and_the_phone_says_when(ask, told, cast, recorded):
    ask()
    for _ in range(2):
        commands.take_up_backup(**told | {"by": cast.tess, "at": LATER})
    assert wanted(cast) == ("routine", NOON.isoformat(), LATER.isoformat())
    assert recorded() == [ASKED, TAKEN_UP]


def test_what_becomes_urgent_must_be_taken_up_anew_and_does_not_become_routine(ask, told, cast):
    ask()
    commands.take_up_backup(**told | {"by": cast.tess})
    ask(BackUp.URGENT, at=LATER)
    ask(BackUp.ROUTINE, at=LATER)
    assert wanted(cast) == ("urgent", LATER.isoformat(), None)


def test_the_crew_ends_it_once(ask, told, cast, recorded):
    ask()
    for _ in range(2):
        commands.end_backup(**told)
    assert (wanted(cast), recorded()) == (("", None, None), [ASKED, ENDED])


def test_leaving_the_call_ends_it_and_arriving_does_not(ask, told, incident, cast):
    assigned = commands.assign(incident=incident, **told | {"by": cast.tess})
    ask(BackUp.URGENT)
    commands.set_status(status=Status.ON_SCENE, **told | {"at": LATER})
    assert wanted(cast)[0] == "urgent"
    commands.release(assignment=assigned, left=LeftEarly.NOT_NEEDED, by=cast.tess, at=LATER)
    assert wanted(cast) == ("", None, None)


def test_the_call_it_is_on_says_so(ask, told, incident, cast):
    commands.assign(incident=incident, **told | {"by": cast.tess})
    ask(BackUp.URGENT)
    said = [line.sentence for line in chronology.of(registry.subject(incident))]
    assert said[-1] == "2B10 wants URGENT back-up"


def test_who_may_not(ask, told, cast):
    for who in ("carl", "audrey", "nora"):
        with pytest.raises(NotAllowed):
            ask(by=cast.principals[who])
    ask()
    for who in (cast.jun, cast.nora):
        with pytest.raises(NotAllowed):
            commands.take_up_backup(**told | {"by": who})
    with pytest.raises(NotAllowed):
        commands.end_backup(**told | {"by": cast.nora})


def test_nobody_takes_up_what_was_not_asked_and_who_is_off_duty_does_not_ask(ask, told, cast):
    with pytest.raises(commands.NoBackUp, match="has not asked"):
        commands.take_up_backup(**told | {"by": cast.tess})
    commands.put_off_duty(unit=told["unit"], by=cast.rosa, at=NOON)
    with pytest.raises(commands.NoBackUp, match="off duty"):
        ask(by=cast.tess)


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("jun", "", 200),
        ("jun", "taking/", 403),
        ("tess", "taking/", 200),
        ("jun", "end/", 200),
        ("nora", "", 404),
    ],
)
def test_over_http(ask, cast, client, who, path, status):
    if path:
        ask()
    unit_id = cast.unit("2B10").pk
    cast.enter(cast.principals[who])
    client.force_login(cast.members[who], BACKEND)
    given = {"backup": "urgent"}
    answer = client.post(f"/units/{unit_id}/backup/{path}", given, "application/json")
    assert answer.status_code == status
