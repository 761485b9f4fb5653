"""Look-ups in local records, checks asked of dispatch, and possible hits."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands as calls
from beatbook.ground.agency import queries as agencies
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.models import Check
from beatbook.ground.registry.vocabulary import LOCAL_ONLY, AlertKind, Asked, CheckResult
from beatbook.ground.ui import live
from beatbook.ground.work import firing
from tests.cast import CASTLE_STREET, NOON

MINUTE = timedelta(minutes=1)
BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"


@pytest.fixture
def call(cast):
    return calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        caller="Kim Lee",
        plate="4abc 123",
        by=cast.tess,
        at=NOON,
    )


@pytest.fixture
def look(cast):
    def looked(kind=Asked.PLATE, asked="4ABC-I23", purpose="parked here for days", by=None, **more):
        told = {"agency": cast.ab, "kind": kind, "asked": asked, "purpose": purpose}
        return commands.look_up(**told, by=by or cast.jun, at=NOON, **more)

    return looked


@pytest.fixture
def ask(cast):
    def asked(by=None, said="4ABC123 CA", **more):
        told = {"agency": cast.ab, "kind": Asked.PLATE, "asked": said, "purpose": "traffic contact"}
        return commands.request_check(**told, by=by or cast.jun, at=NOON, **more)

    return asked


@pytest.fixture
def answer(cast):
    def answered(check, result=CheckResult.CLEAR, by=None):
        told = {"check": check, "result": result, "at": NOON + MINUTE}
        return commands.answer_check(**told, by=by or cast.tess)

    return answered


def test_the_words_are_exactly_these():
    assert LOCAL_ONLY == "Local records only - not a state or NCIC check"


class TestLookingUp:
    def test_a_plate_leads_to_its_alerts_and_its_incidents(self, look, call, cast):
        said = commands.Particulars(text="Stolen", source="Sheriff", plate="4ABC123 CA")
        told = {"agency": cast.ab, "kind": AlertKind.STOLEN, "by": cast.tess, "at": NOON}
        alert = commands.issue_alert(said=said, **told)
        found = look()
        assert (found.alerts, found.incidents) == ([alert], [call.incident])
        assert found.as_json()["said"] == LOCAL_ONLY
        assert found.sentence == f"4ABCI23: 2 found. {LOCAL_ONLY}."

    def test_a_person_leads_to_incidents_but_who_called_only_for_who_may_know(
        self, look, call, cast
    ):
        asked = {"kind": Asked.PERSON, "asked": "LEE, Kim"}
        assert look(**asked, by=cast.tess).incidents == [call.incident]
        assert look(**asked).incidents == []

    def test_who_what_and_why_is_journaled_and_what_can_be_removed(self, look, call, recorded):
        look(incident=call.incident, purpose="")
        assert recorded()[-1] == "registry.record.looked_up"
        entry = Entry.objects.latest("pk")
        number = call.incident.number
        assert entry.codes == {"kind": "plate", "kind_name": "plate", "number": number, "found": 1}

    def test_nothing_found_is_journaled_too(self, look, recorded):
        assert look(asked="8XYZ999").sentence == f"8XYZ999: nothing found. {LOCAL_ONLY}."
        assert recorded() == ["registry.record.looked_up"]

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"purpose": " "}, "Say why"),
            ({"asked": "*"}, "A plate has 2 to 10"),
            ({"kind": Asked.PERSON, "asked": "42"}, "Write the name"),
        ],
        ids=["no purpose", "no plate", "no name"],
    )
    def test_what_cannot_be_looked_up_is_refused_in_words(self, look, recorded, given, words):
        with pytest.raises(commands.UnfitLookUp, match=words):
            look(**given)
        assert recorded() == []

    @pytest.mark.parametrize("username", ["nora", "audrey"])
    def test_who_may_not_is_told_what_is_needed(self, look, cast, username):
        with pytest.raises(NotAllowed, match="record:look_up is needed"):
            look(by=getattr(cast, username))

    def test_it_costs_the_same_however_much_is_found(self, look, cast):
        def counted():
            with CaptureQueriesContext(connection) as asked:
                look().as_json()
            return len(asked)

        def take():
            told = {"agency": cast.ab, "call_type": cast.call_type("NOISE"), "at": NOON}
            calls.take_call(location=CASTLE_STREET, plate="4ABC123", by=cast.tess, **told)

        take()
        few = counted()
        for _ in range(4):
            take()
        assert counted() == few


class TestChecks:
    def test_it_stands_in_the_queue_until_it_is_answered_with_a_code(
        self, ask, answer, cast, recorded
    ):
        check = ask()
        [row] = [patch["row"] for patch in live.state("check")]
        assert (row["asked"], row["asked_by"], row["answered"]) == ("4ABC123 CA", "J. Park", False)
        answer(check)
        check.refresh_from_db()
        assert (check.result, check.answered_at) == ("clear", NOON + MINUTE)
        assert check.answered_by == str(cast.tess.actor)
        assert live.state("check") == []
        assert recorded() == ["registry.check.requested", "registry.check.answered"]

    def test_no_column_could_hold_the_text_of_a_return(self):
        texts = {
            f.name for f in Check._meta.concrete_fields if f.get_internal_type() == "CharField"
        }
        assert texts == {"kind", "asked", "purpose", "result", "answered_by"}

    def test_asked_twice_it_is_one(self, ask, recorded):
        assert ask() == ask()
        assert recorded() == ["registry.check.requested"]

    def test_answered_twice_the_first_stands(self, ask, answer, recorded):
        check = ask()
        answer(check)
        answer(check)
        with pytest.raises(commands.AnsweredBefore, match="was answered: No record"):
            answer(check, CheckResult.VALID)
        assert recorded() == ["registry.check.requested", "registry.check.answered"]

    def test_who_may_not_is_told_what_is_needed(self, ask, answer, cast):
        with pytest.raises(NotAllowed, match="record:look_up is needed"):
            ask(by=cast.audrey)
        with pytest.raises(NotAllowed, match="Only a member"):
            ask(by=agencies.system("test", [cast.ab]))
        with pytest.raises(NotAllowed, match="check:answer is needed"):
            answer(ask(), by=cast.jun)

    def test_the_neighbor_has_none_of_it(self, ask, cast):
        ask()
        cast.enter(cast.nora)
        assert live.state("check") == []
        assert not queries.checks_for(cast.nora).exists()

    def test_the_queue_costs_one_query(self, ask):
        for plate in ("4ABC123", "4ABC124", "4ABC125"):
            ask(said=plate)
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.board_checks()) == 3
        assert len(asked) == 1


class TestPossibleHits:
    def test_who_asked_is_shown_the_phrase_and_the_timer_runs(self, ask, answer):
        answer(ask(), CheckResult.HIT)
        [row] = [patch["row"] for patch in live.state("check")]
        assert row["phrase"] == "Call the desk about your schedule"
        assert row["confirm_by"] == (NOON + 11 * MINUTE).isoformat()

    def test_nobody_confirmed_it_in_time_and_every_console_is_told(self, ask, answer, recorded):
        answer(ask(), CheckResult.HIT)
        firing.fire_due(NOON + 11 * MINUTE)
        [row] = [patch["row"] for patch in live.state("check")]
        assert row["overdue"]
        assert recorded()[-1] == "registry.hit.overdue"

    @pytest.mark.parametrize("confirmed", [True, False])
    def test_settled_it_leaves_the_queue(self, ask, answer, cast, recorded, confirmed):
        check = answer(ask(), CheckResult.HIT)
        told = {"check": check, "confirmed": confirmed, "by": cast.tess, "at": NOON + 2 * MINUTE}
        commands.confirm_hit(**told)
        commands.confirm_hit(**told)
        assert live.state("check") == []
        firing.fire_due(NOON + 60 * MINUTE)
        assert recorded()[-1] == "registry.hit.settled"
        with pytest.raises(commands.AnsweredBefore, match="settled before"):
            commands.confirm_hit(**told | {"confirmed": not confirmed})

    def test_what_is_no_hit_is_not_confirmed(self, ask, answer, cast):
        check = answer(ask())
        with pytest.raises(commands.AnsweredBefore, match="is no possible hit"):
            commands.confirm_hit(check=check, confirmed=True, by=cast.tess, at=NOON)
        with pytest.raises(NotAllowed, match="check:answer is needed"):
            commands.confirm_hit(check=check, confirmed=True, by=cast.jun, at=NOON)


class TestOverHttp:
    @pytest.fixture
    def send(self, cast):
        def sent(username, path, body):
            client = Client()
            client.force_login(cast.members[username], backend=BACKEND)
            answered = client.post(path, json.dumps(body), content_type="application/json")
            return answered.status_code, answered.json()

        return sent

    def test_a_look_up_answers_with_its_words(self, send, call):
        body = {"kind": "plate", "asked": "4ABC123", "call": call.incident.number}
        status, answered = send("jun", "/look-ups/", body)
        assert status == 200
        assert answered["found"]["said"] == LOCAL_ONLY
        assert [one["number"] for one in answered["found"]["incidents"]] == [call.incident.number]

    def test_a_check_is_asked_answered_and_settled(self, send):
        body = {"kind": "person", "asked": "Kim Lee", "purpose": "welfare"}
        status, made = send("jun", "/checks/", body)
        assert status == 200
        path = f"/checks/{made['id']}"
        assert send("jun", f"{path}/answer/", {"result": "clear"})[0] == 403
        assert send("tess", f"{path}/answer/", {})[1]["message"].startswith("What came back?")
        assert send("tess", f"{path}/answer/", {"result": "hit"})[0] == 200
        status, settled = send("tess", f"{path}/confirmation/", {"confirmed": "no"})
        assert (status, settled["message"]) == (
            200,
            f"Check {made['id']} of Kim Lee is not confirmed: no hit.",
        )

    def test_without_a_reason_nothing_is_looked_up(self, send):
        status, refused = send("jun", "/look-ups/", {"kind": "plate", "asked": "4ABC123"})
        assert (status, refused["field"]) == (422, "purpose")
