"""Available on a condition, until when, on a call but to be sent, and meals in their queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import UnitState
from beatbook.ground.force.vocabulary import NENA, Meal, Status, nena
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
LATER = NOON + timedelta(minutes=4)
CHANGED = "force.unit.status_changed"


@pytest.fixture
def told(cast):
    return {"unit": cast.unit("2B10"), "by": cast.tess, "at": LATER}


def state():
    return UnitState.objects.get(unit__callsign="2B10")


def row(cast):
    [patch] = queries.board_rows([cast.unit("2B10").pk])
    return patch["row"]


class TestConditions:
    def test_a_condition_is_said(self, told):
        with pytest.raises(commands.ReasonNeeded, match="conditionally available"):
            commands.set_status(status=Status.CONDITIONAL, **told)

    def test_such_a_unit_is_sent_like_a_free_one(self, told, incident):
        commands.set_status(status=Status.CONDITIONAL, reason="priority 1 only", **told)
        commands.assign(incident=incident, **told)
        assert (state().status, state().reason) == (Status.DISPATCHED, "")

    def test_the_limit_is_kept_and_told_on_the_wall_clock(self, told, cast, recorded):
        until = NOON + timedelta(hours=1)
        commands.set_status(status=Status.BUSY, reason="court", until=until, **told)
        assert (row(cast)["until"], row(cast)["until_clock"]) == (until.isoformat(), "13:00")
        assert recorded() == [CHANGED]

    def test_another_limit_is_news_and_the_next_status_has_none(self, told, recorded):
        for hours in (1, 1, 2):
            until = NOON + timedelta(hours=hours)
            commands.set_status(status=Status.BUSY, reason="court", until=until, **told)
        commands.set_status(status=Status.AVAILABLE, until=until, **told)
        assert state().until is None
        assert recorded() == [CHANGED] * 3


class TestCanBeSent:
    @pytest.fixture
    def on_scene(self, told, incident):
        commands.assign(incident=incident, status=Status.ON_SCENE, **told)

    def test_said_twice_it_is_said_once_and_taken_back(self, on_scene, told, recorded):
        for sendable in (True, True, False):
            commands.set_sendable(sendable=sendable, **told)
        assert not state().sendable
        assert recorded()[-2:] == ["force.unit.sendable"] * 2

    def test_the_next_status_ends_it(self, on_scene, told):
        commands.set_sendable(sendable=True, **told)
        commands.set_status(status=Status.TRANSPORTING, **told)
        assert not state().sendable

    def test_it_is_for_units_on_a_call(self, told):
        with pytest.raises(commands.NotAssigned, match="is on no call; AV says"):
            commands.set_sendable(sendable=True, **told)

    @pytest.mark.parametrize("who", ["carl", "nora"])
    def test_the_crew_may_and_others_may_not(self, on_scene, told, cast, who):
        commands.set_sendable(sendable=True, **told | {"by": cast.jun})
        with pytest.raises(NotAllowed):
            commands.set_sendable(sendable=False, **told | {"by": cast.principals[who]})


class TestMeals:
    def test_asked_granted_and_ended(self, told, cast, recorded):
        commands.ask_meal(**told | {"by": cast.jun})
        assert (row(cast)["meal"], row(cast)["meal_since"]) == ("asked", LATER.isoformat())
        commands.grant_meal(**told)
        assert (state().status, state().reason, state().meal) == ("BZ", "Meal", Meal.GRANTED)
        assert state().until == LATER + timedelta(minutes=30)
        commands.set_status(status=Status.AVAILABLE, **told)
        assert (state().meal, state().meal_since) == ("", None)
        assert recorded() == [
            "force.meal.asked",
            CHANGED,
            "force.meal.granted",
            CHANGED,
            "force.meal.ended",
        ]

    def test_each_is_done_once(self, told, recorded):
        for act in (commands.ask_meal, commands.ask_meal, commands.grant_meal, commands.grant_meal):
            act(**told)
        assert recorded() == ["force.meal.asked", CHANGED, "force.meal.granted"]

    def test_who_asked_stays_in_the_queue_through_a_call(self, told, incident, cast):
        commands.ask_meal(**told)
        sent = commands.assign(incident=incident, **told)
        with pytest.raises(commands.NotNow, match="2B10 is dispatched; it cannot go to a meal"):
            commands.grant_meal(**told)
        commands.release(assignment=sent, by=cast.tess, at=LATER)
        assert state().meal == Meal.ASKED

    def test_the_queue_is_left(self, told, recorded):
        commands.ask_meal(**told)
        commands.decline_meal(**told)
        assert (state().meal, recorded()[-1]) == ("", "force.meal.declined")
        with pytest.raises(commands.NotNow, match="has not asked"):
            commands.decline_meal(**told)

    def test_off_duty_nobody_is_hungry(self, told):
        commands.ask_meal(**told)
        commands.set_status(status=Status.OFF_DUTY, **told)
        assert state().meal == ""
        with pytest.raises(commands.NotNow, match="off duty"):
            commands.ask_meal(**told)

    def test_an_officer_asks_and_a_dispatcher_grants(self, told, cast, recorded):
        with pytest.raises(NotAllowed):
            commands.grant_meal(**told | {"by": cast.jun})
        with pytest.raises(NotAllowed):
            commands.ask_meal(**told | {"by": cast.nora})
        assert recorded() == []


class TestOverHttp:
    @pytest.fixture
    def post(self, cast, client):
        def posted(path, username="tess", **body):
            unit_id = cast.unit("2B10").pk
            cast.enter(cast.principals[username])
            client.force_login(cast.members[username], BACKEND)
            answer = client.post(f"/units/{unit_id}/{path}/", body, "application/json")
            cast.enter(cast.tess)
            return answer.status_code, answer.json() if answer.status_code != 404 else None

        return posted

    def test_meals(self, post):
        said = [post("meal", act=act)[1]["message"] for act in ("ask", "decline", "grant")]
        assert said == [
            "2B10 asked for a meal.",
            "2B10 is not in the queue for a meal.",
            "2B10 may go to a meal.",
        ]
        assert post("meal", act="eat")[0] == post("meal", act="decline")[0] == 422
        assert post("meal", "nora", act="ask")[0] == 404

    def test_who_can_be_sent(self, post, told, incident):
        assert post("sendable", sendable="yes")[0] == 422
        commands.assign(incident=incident, **told)
        assert post("sendable", sendable="yes")[1]["message"] == "2B10 can be sent."
        assert post("sendable", sendable="no")[1]["message"] == "2B10 cannot be sent."
        assert post("sendable", "nora", sendable="yes")[0] == 404

    def test_until_when(self, post):
        assert post("status", status="BZ", reason="court", until="+2h")[0] == 200
        assert state().until is not None
        status, answer = post("status", status="BZ", reason="court", until="soon")
        assert (status, answer["field"]) == (422, "until")


def test_every_status_has_its_place_in_nena_s_registries():
    assert set(NENA) == set(Status)
    assert nena("OS", sendable=True) == ("ConditionallyAvailable", "OnScene")
    assert nena("BZ", meal=Meal.GRANTED) == ("NotAvailable", "Meal")
