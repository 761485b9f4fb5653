"""What the phone has shown, and a call that the unit is called off from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import cancellations, commands
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import LeftEarly, Status
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
SOON, LATER, LAST = (NOON + timedelta(minutes=minutes) for minutes in (1, 2, 3))
SHOWN, RELEASED = "force.assignment.shown", "force.unit.released"
EARLY, READ = "force.assignment.left_early", "force.cancellation.read"


@pytest.fixture
def phone(cast, incident):
    return {"unit": cast.unit("2B10"), "number": incident.number, "by": cast.jun, "at": SOON}


@pytest.fixture
def sent(cast, incident):
    registry.lock(incident.pk)
    return commands.assign(unit=cast.unit("2B10"), incident=incident, by=cast.tess, at=NOON)


@pytest.fixture
def call_off(cast, sent):
    def called_off(by=None, left=LeftEarly.NOT_NEEDED):
        commands.release(assignment=sent, left=left, by=by or cast.tess, at=LATER)

    return called_off


def unread(cast):
    [patch] = cancellations.board_rows([cast.unit("2B10").pk])
    return patch["row"]


def test_that_a_call_was_shown_is_kept_once(sent, phone, recorded):
    commands.show_call(**phone)
    commands.show_call(**phone | {"at": LATER})
    sent.refresh_from_db()
    assert (sent.shown_at, recorded()) == (SOON, [SHOWN])


def test_a_call_that_was_shown_is_cancelled_until_it_is_read(
    sent, phone, call_off, incident, cast, recorded
):
    commands.show_call(**phone)
    call_off()
    assert unread(cast) == {
        "unit": sent.unit_id,
        "call": incident.number,
        "call_type_name": "Noise complaint",
        "where": "1925 North Castle Street",
        "at": LATER.isoformat(),
    }
    commands.read_cancellation(**phone | {"at": LAST})
    commands.read_cancellation(**phone | {"at": LAST + timedelta(minutes=1)})
    assert Assignment.objects.get().call_off_read_at == LAST
    assert unread(cast) is None
    assert recorded() == [SHOWN, RELEASED, EARLY, READ]


def test_what_no_phone_has_shown_goes_without_a_word(sent, phone, call_off, cast, recorded):
    call_off()
    assert unread(cast) is None
    commands.read_cancellation(**phone)
    assert recorded() == [RELEASED, EARLY]


def test_a_phone_that_was_offline_says_later_that_it_had_shown_it(phone, call_off, cast):
    call_off()
    commands.show_call(**phone | {"at": LAST})
    assert unread(cast)["call"] == phone["number"]


def test_who_clears_the_own_unit_knows_it(phone, call_off, cast):
    commands.show_call(**phone)
    call_off(by=cast.jun, left=LeftEarly.UNABLE)
    assert unread(cast) is None


def test_whoever_has_arrived_is_cleared_and_not_called_off(sent, phone, call_off, incident, cast):
    commands.show_call(**phone)
    sent.refresh_from_db()
    registry.lock(incident.pk)
    commands.progress(unit=sent.unit, status=Status.ON_SCENE, by=cast.jun, at=SOON)
    sent.refresh_from_db()
    call_off(left=None)
    assert unread(cast) is None


def test_the_next_crew_was_never_sent_there(sent, phone, call_off, cast):
    commands.show_call(**phone)
    call_off()
    unit = cast.unit("2B10")
    commands.put_off_duty(unit=cast.unit("2A10"), by=cast.rosa, at=LAST)
    commands.put_off_duty(unit=unit, by=cast.rosa, at=LAST)
    commands.put_on_duty(unit=unit, members=[cast.members["singh"]], by=cast.rosa, at=LAST)
    assert unread(cast) is None


@pytest.mark.parametrize("who", ["tess", "rosa", "carl", "nora"])
@pytest.mark.parametrize("command", [commands.show_call, commands.read_cancellation])
def test_only_the_crew_says_what_its_phone_has_shown(command, who, sent, phone, cast, recorded):
    with pytest.raises(NotAllowed, match="does not crew 2B10"):
        command(**phone | {"by": cast.principals[who]})
    assert recorded() == []


def test_a_call_that_the_unit_was_not_sent_to_was_not_shown(phone):
    with pytest.raises(commands.NotAssigned, match="2B10 was not sent to"):
        commands.show_call(**phone)


@pytest.mark.parametrize("units", [1, 3])
def test_the_rows_of_a_whole_board_are_one_query(units, cast, incident, django_assert_num_queries):
    for callsign in ("2B10", "2A10", "1A10")[:units]:
        unit = cast.unit(callsign)
        registry.lock(incident.pk)
        sent = commands.assign(unit=unit, incident=incident, by=cast.tess, at=NOON)
        Assignment.objects.filter(pk=sent.pk).update(shown_at=SOON)
        commands.release(assignment=sent, left=LeftEarly.NOT_NEEDED, by=cast.tess, at=LATER)
    with django_assert_num_queries(1):
        assert len(cancellations.board_rows()) == units


def test_over_http_the_phone_says_both_and_the_neighbor_finds_no_unit(sent, phone, cast, call_off):
    address = f"/units/{sent.unit_id}/"
    jun, nora = Client(), Client()
    jun.force_login(cast.members["jun"], BACKEND)
    cast.enter(cast.nora)
    nora.force_login(cast.members["nora"], BACKEND)
    body = {"call": phone["number"]}

    def post(client, what):
        return client.post(f"{address}{what}/", body, "application/json")

    assert post(jun, "shown").json()["message"] == f"{phone['number']} is on the phone of 2B10."
    cast.enter(cast.tess)
    call_off()
    answer = post(jun, "cancellation").json()["message"]
    assert answer == f"2B10 need not go to {phone['number']}."
    cast.enter(cast.tess)
    assert Assignment.objects.get().call_off_read_at
    for what in ("shown", "cancellation"):
        assert post(nora, what).status_code == 404
