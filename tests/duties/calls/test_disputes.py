"""A dispute is for sworn police: they are asked at once, and others stage until it is safe."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.values import Part
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Request
from beatbook.duties.calls.queries import screens
from beatbook.duties.calls.vocabulary import ALLOWED_REQUEST, RequestState, Service
from beatbook.ground.agency import commands as agency
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import ALLOWED_ON_CALL, AT_THE_CALL, Hold
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.journal.models import Entry
from beatbook.ground.work import firing
from beatbook.ground.work.models import Deadline
from tests.cast import NOON

LATER = NOON + timedelta(minutes=1)
POLICE = Service.POLICE
S = RequestState
WAITS = "stage until a sworn unit is on scene or the police said it is safe"
OPENED = ["registry.incident.opened", "calls.call.taken", "calls.request.made"]
SENT = ["force.unit.assigned", "force.assignment.held"]


@pytest.fixture
def dispute(take, recorded):
    """What is recorded counts from before it."""
    return take("DOMESTIC")


@pytest.fixture
def report(cast):
    def reported(call, state, *, by=None, at=LATER, **more):
        more = {"service": POLICE, "state": state, "by": by or cast.tess, "at": at} | more
        return commands.report_request(call=call, **more)

    return reported


@pytest.fixture
def send(cast):
    def sent(call, *callsigns, **more):
        units = [cast.unit(callsign) for callsign in callsigns]
        return commands.assign_units(
            call=call, units=units, **{"by": cast.tess, "at": LATER} | more
        )

    return sent


@pytest.fixture
def move(cast):
    def moved(callsign, status, by=None):
        return force.set_status(
            unit=cast.unit(callsign), status=status, by=by or cast.tess, at=LATER
        )

    return moved


def hold_of(callsign):
    return Assignment.objects.get(unit__callsign=callsign, cleared_at=None).hold


def row_of(unit):
    [patch] = force_queries.board_rows([unit.pk])
    return patch["row"]


class TestAsking:
    def test_taking_one_asks_for_the_police_at_once(self, dispute, cast, recorded):
        asked = Request.objects.get(call=dispute)
        assert (asked.service, asked.state) == (POLICE, S.REQUESTED)
        assert asked.chase_at == NOON + timedelta(seconds=180)
        assert recorded() == OPENED
        assert Deadline.objects.get().due_at == asked.chase_at

    def test_a_noise_complaint_asks_nobody(self, take):
        take("NOISE")
        assert not Request.objects.exists()

    def test_correcting_a_call_into_one_asks_them_too(self, take, cast, recorded):
        call = take("NOISE")
        commands.correct_call(
            call=call, call_type=cast.call_type("DOMESTIC"), by=cast.tess, at=LATER
        )
        assert Request.objects.get(call=call).state == S.REQUESTED
        assert recorded()[2:] == ["calls.call.corrected"] * 2 + ["calls.request.made"]

    def test_who_was_asked_and_who_accepted_is_kept(self, dispute, report, recorded):
        report(dispute, S.ASKED, who="Sgt. Lee")
        report(dispute, S.ACCEPTED, who="Unit 12", number="26-04471")
        asked = Request.objects.get(call=dispute)
        assert (asked.asked_of, asked.accepted_by, asked.their_number) == (
            "Sgt. Lee",
            "Unit 12",
            "26-04471",
        )
        assert (asked.asked_at, asked.accepted_at, asked.chase_at) == (LATER, LATER, None)
        assert recorded()[3:] == ["calls.request.progressed"] * 2
        told = [line.text for line in queries.chronology_of(dispute)][-2:]
        assert told == [
            "Police asked: Sgt. Lee",
            "Police accepted: Unit 12, their number 26-04471",
        ]

    def test_the_same_again_is_no_news_but_asking_again_is(self, dispute, report, recorded):
        for _ in range(2):
            report(dispute, S.ASKED)
        for _ in range(2):
            report(dispute, S.ACCEPTED, who="Unit 12")
        report(dispute, S.ACCEPTED, number="26-04471")
        assert recorded()[3:] == ["calls.request.progressed"] * 4

    def test_requested_twice_it_is_requested_once(self, take, cast, recorded):
        call = take("NOISE")
        for _ in range(2):
            commands.request_service(call=call, service=Service.EMS, by=cast.tess, at=LATER)
        assert recorded()[2:] == ["calls.request.made"]

    def test_it_is_canceled_for_a_reason_and_may_be_made_again(self, dispute, cast, recorded):
        told = {"call": dispute, "service": POLICE, "by": cast.tess, "at": LATER}
        with pytest.raises(commands.SayWhy):
            commands.cancel_request(reason=" ", **told)
        commands.cancel_request(reason="caller was mistaken", **told)
        assert not Deadline.objects.exists()
        with pytest.raises(commands.NotRequested, match="Police was not asked to come"):
            commands.cancel_request(reason="again", **told)
        commands.request_service(**told)
        assert recorded()[3:] == ["calls.request.canceled", "calls.request.made"]

    def test_nothing_goes_back(self, dispute, report):
        report(dispute, S.SAFE)
        with pytest.raises(commands.NotAfterThat, match="Police: said safe; it cannot become"):
            report(dispute, S.ACCEPTED)

    @given(state=st.sampled_from(list(S)), then=st.sampled_from(list(S)))
    def test_no_state_leads_back_to_the_beginning_and_two_are_the_end(self, state, then):
        assert S.REQUESTED not in ALLOWED_REQUEST[state]
        assert (ALLOWED_REQUEST[state] == frozenset()) == (state in (S.CLEARED, S.CANCELED))
        if then in ALLOWED_REQUEST[state] and state == S.ON_SCENE:
            assert then in (S.SAFE, S.CLEARED)

    @pytest.mark.parametrize("username", ["jun", "carl", "audrey", "nora"])
    def test_only_who_dispatches_may(self, dispute, cast, report, recorded, username):
        by = cast.principals[username]
        with pytest.raises(NotAllowed, match="call:dispatch"):
            report(dispute, S.ASKED, by=by)
        with pytest.raises(NotAllowed, match="call:dispatch"):
            commands.request_service(call=dispute, service=Service.EMS, by=by, at=LATER)
        with pytest.raises(NotAllowed, match="call:dispatch"):
            commands.cancel_request(call=dispute, service=POLICE, reason="x", by=by, at=LATER)
        with pytest.raises(NotAllowed, match="call:dispatch"):
            commands.set_staging(call=dispute, place="here", by=by, at=LATER)
        assert recorded() == OPENED


class TestChasing:
    def due(self):
        return Request.objects.get().chase_at

    def test_when_nobody_accepted_in_time_every_console_is_told(self, dispute, recorded):
        assert firing.fire_due(self.due() - timedelta(seconds=1)) == 0
        assert firing.fire_due(self.due()) == 1
        assert recorded() == [*OPENED, "calls.request.overdue"]
        [patch] = queries.board_rows([dispute.incident.number])
        assert [one["overdue"] for one in patch["row"]["requests"]] == [True]
        assert patch["version"] > dispute.incident.version

    def test_it_is_said_once(self, dispute, recorded):
        for _ in range(2):
            firing.fire_due(self.due() + timedelta(hours=1))
        assert recorded() == [*OPENED, "calls.request.overdue"]

    def test_asking_again_begins_the_timer_anew(self, dispute, report, cast):
        firing.fire_due(self.due())
        cast.enter(cast.tess)
        report(dispute, S.ASKED, at=NOON + timedelta(minutes=4))
        asked = Request.objects.get()
        assert (asked.overdue_at, asked.chase_at) == (None, NOON + timedelta(minutes=7))
        assert Deadline.objects.get().due_at == asked.chase_at

    @pytest.mark.parametrize("state", [S.ACCEPTED, S.ON_SCENE, S.SAFE])
    def test_an_answer_ends_the_chase(self, dispute, report, state):
        report(dispute, state)
        assert not Deadline.objects.exists()

    def test_so_does_the_end_of_the_call(self, dispute, cast):
        commands.close_call(
            call=dispute, disposition=cast.disposition("PHONE"), by=cast.tess, at=LATER
        )
        assert not Deadline.objects.exists()
        assert Request.objects.get().chase_at is None

    def test_how_long_is_the_agency_s_choice(self, cast, take):
        wanted = replace(agency.Settings.of(cast.ab), chase_s=300)
        cast.agencies["AB"] = agency.change_settings(
            agency=cast.ab, settings=wanted, by=cast.ada, at=NOON
        )
        take("DOMESTIC")
        assert self.due() == NOON + timedelta(seconds=300)


class TestStaging:
    def test_who_assists_is_told_to_stage_and_checked_every_ten_minutes(
        self, dispute, send, recorded, cast
    ):
        [assignment] = send(dispute, "2A10")
        assert (assignment.part, assignment.hold) == (Part.ASSIST, Hold.WAIT)
        assert recorded()[3:] == SENT
        assert Entry.objects.get(name="force.assignment.held").codes["order"] == WAITS
        row = row_of(cast.unit("2A10"))
        assert (row["hold"], row["order"], row["safety_s"]) == ("wait", WAITS, 600)

    @pytest.mark.parametrize("status", sorted(AT_THE_CALL))
    def test_it_cannot_be_set_on_scene_and_is_told_until_when(self, dispute, send, move, status):
        send(dispute, "2A10")
        move("2A10", UnitStatus.EN_ROUTE)
        move("2A10", UnitStatus.STAGING)
        with pytest.raises(force.HeldBack) as refused:
            move("2A10", status)
        assert refused.value.message == f"2A10 cannot be {UnitStatus(status).label}: {WAITS}."

    def test_nor_sent_there_as_being_on_scene(self, dispute, send):
        with pytest.raises(force.HeldBack, match="2A10 cannot be on scene: stage until"):
            send(dispute, "2A10", status=UnitStatus.ON_SCENE)

    def test_one_of_them_must_know_about_domestic_violence(self, dispute, send):
        with pytest.raises(commands.MustNotGo, match="qualified for domestic violence; 2B10"):
            send(dispute, "2B10")
        send(dispute, "2A10", "2B10")

    def test_a_sworn_unit_on_scene_lets_them_in(self, dispute, send, move, recorded):
        send(dispute, "2A10", "4S10")
        move("4S10", UnitStatus.ON_SCENE)
        assert hold_of("2A10") == Hold.NONE
        assert recorded()[-2:] == ["force.assignment.progressed", "force.assignment.freed"]
        move("2A10", UnitStatus.ON_SCENE)

    def test_sent_as_being_on_scene_it_lets_them_in_too(self, dispute, send):
        send(dispute, "2A10")
        send(dispute, "4S10", status=UnitStatus.ON_SCENE)
        assert hold_of("2A10") == Hold.NONE

    def test_a_unit_sent_after_that_need_not_stage(self, dispute, send, move, recorded):
        send(dispute, "4S10", status=UnitStatus.ON_SCENE)
        send(dispute, "2A10")
        assert hold_of("2A10") == Hold.NONE

    @pytest.mark.parametrize("state", [S.ON_SCENE, S.SAFE])
    def test_so_do_the_police_who_are_there_or_said_it_is_safe(
        self, dispute, send, report, move, recorded, state
    ):
        send(dispute, "2A10")
        report(dispute, S.ACCEPTED)
        assert hold_of("2A10") == Hold.WAIT
        report(dispute, state)
        assert recorded()[-2:] == ["calls.request.progressed", "force.assignment.freed"]
        move("2A10", UnitStatus.ON_SCENE)

    def test_another_service_there_lets_nobody_in(self, dispute, send, report):
        send(dispute, "2A10")
        report(dispute, S.ASKED, service=Service.EMS)
        report(dispute, S.ON_SCENE, service=Service.EMS)
        assert hold_of("2A10") == Hold.WAIT

    def test_who_is_there_when_it_becomes_one_is_told_to_stand_off(
        self, take, send, cast, move, report, recorded
    ):
        call = take("NOISE")
        send(call, "2B10", status=UnitStatus.ON_SCENE)
        commands.correct_call(
            call=call, call_type=cast.call_type("DOMESTIC"), by=cast.tess, at=LATER
        )
        assert hold_of("2B10") == Hold.STAND_OFF
        assert recorded()[-2:] == ["calls.request.made", "force.assignment.held"]
        move("2B10", UnitStatus.STAGING)
        report(call, S.ON_SCENE)
        with pytest.raises(force.HeldBack, match="stand off until the police said it is safe"):
            move("2B10", UnitStatus.ON_SCENE)
        report(call, S.SAFE)
        move("2B10", UnitStatus.ON_SCENE)

    def test_and_freed_when_it_turns_out_to_be_none(self, dispute, send, cast):
        send(dispute, "2A10")
        commands.correct_call(
            call=dispute, call_type=cast.call_type("NOISE"), by=cast.tess, at=LATER
        )
        assert hold_of("2A10") == Hold.NONE

    def test_where_they_stage_is_told_to_their_phones(self, dispute, send, cast, recorded):
        send(dispute, "2A10")
        version = force_queries.board_rows([cast.unit("2A10").pk])[0]["version"]
        for _ in range(2):
            commands.set_staging(call=dispute, place="the church lot", by=cast.tess, at=LATER)
        assert recorded()[-1:] == ["calls.call.staging_set"]
        assert force_queries.board_rows([cast.unit("2A10").pk])[0]["version"] == version + 1
        call = queries.calls_for(cast.tess).get(pk=dispute.pk)
        assert screens.detail(cast.tess, call)["staging"] == "the church lot"

    @given(status=st.sampled_from(sorted(ALLOWED_ON_CALL)))
    def test_staging_is_reached_before_the_scene_or_from_it_and_leads_there(self, status):
        before = {UnitStatus.DISPATCHED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE}
        assert (UnitStatus.STAGING in ALLOWED_ON_CALL[status]) == (status in before)
        assert ALLOWED_ON_CALL[UnitStatus.STAGING] == AT_THE_CALL


class TestVerbalDisputes:
    @pytest.fixture
    def alone(self, cast):
        wanted = replace(agency.Settings.of(cast.ab), csos_alone_at_verbal=True)
        cast.agencies["AB"] = agency.change_settings(
            agency=cast.ab, settings=wanted, by=cast.ada, at=NOON
        )
        yield
        cast.agencies["AB"].csos_alone_at_verbal = False

    def test_without_a_word_of_the_agency_it_is_like_any_dispute(self, take, send):
        call = take("VERBAL")
        send(call, "2A10")
        assert (Request.objects.count(), hold_of("2A10")) == (1, Hold.WAIT)

    def test_where_the_agency_says_so_csos_go_alone_and_nobody_is_asked(
        self, alone, take, send, move
    ):
        send(take("VERBAL"), "2A10")
        move("2A10", UnitStatus.ON_SCENE)
        assert not Request.objects.exists()

    def test_that_says_nothing_of_a_domestic_dispute(self, alone, take, send):
        send(take("DOMESTIC"), "2A10")
        assert hold_of("2A10") == Hold.WAIT


class TestWhoCalled:
    def test_the_caller_is_named_to_those_who_may_know_on_the_call_itself_only(self, take, cast):
        call = take("DOMESTIC", caller="A. Romero", callback="410-555-0142")
        found = queries.calls_for(cast.tess).get(pk=call.pk)
        seen = {
            who: screens.detail(cast.principals[who], found)["callback"]
            for who in ("tess", "rosa", "carl", "audrey", "jun")
        }
        number = "410-555-0142"
        assert seen == dict.fromkeys(["tess", "rosa", "carl", "audrey"], number) | {"jun": ""}
        shared = str(queries.board_rows()) + str(queries.chronology_of(found))
        assert "555" not in shared
        assert "Romero" not in shared

    def test_who_may_know_is_a_permission_of_its_own(self, cast):
        assert cast.tess.may(Permission.CALLER_READ, cast.ab.pk)
        assert not cast.jun.may(Permission.CALLER_READ, cast.ab.pk)


class TestOverHttp:
    def test_from_asking_to_safe(self, dispute, browser):
        path = f"/calls/{dispute.incident.number}/request/"
        tess = browser("tess")
        steps = [
            {"state": "asked", "who": "Sgt. Lee"},
            {"state": "accepted", "who": "Unit 12", "number": "4471"},
            {"state": "on_scene"},
            {"state": "safe"},
        ]
        answers = [tess.post(path, {"service": "police"} | step) for step in steps]
        assert [status for status, _ in answers] == [200] * 4
        assert answers[1][1]["message"] == f"Police accepted, {dispute.incident.number}."
        _, detail = tess.get(f"/calls/{dispute.incident.number}/detail.json")
        assert [(one["state"], one["their_number"]) for one in detail["requests"]] == [
            ("safe", "4471")
        ]

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({}, "Which service"),
            ({"service": "navy"}, "navy is no service"),
            ({"service": "fire", "state": "accepted"}, "Fire was not asked to come"),
            ({"service": "police", "state": "canceled"}, "Say why"),
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, dispute, browser, body, words):
        status, answer = browser("tess").post(f"/calls/{dispute.incident.number}/request/", body)
        assert (status, words in answer["message"]) == (422, True)

    def test_the_neighbor_finds_no_such_call(self, dispute, millbrook):
        number = dispute.incident.number
        assert millbrook.post(f"/calls/{number}/request/", {"service": "police"})[0] == 404
        assert millbrook.post(f"/calls/{number}/staging/", {"place": "here"})[0] == 404
