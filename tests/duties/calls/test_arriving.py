"""A call comes from another center: taken once, followed, and our own words stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Point
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.commands import Arrival, Outcome, Said
from beatbook.duties.calls.models import CallType, Center
from beatbook.duties.calls.queries import screens
from beatbook.duties.calls.vocabulary import Source
from beatbook.ground.registry.commands import Location
from tests.cast import NOON

LATER = NOON + timedelta(minutes=4)
SENT = Arrival(
    center="Alder County 911",
    number="2026-0004711",
    location="1925 N Castle",
    call_type="NOISE",
    kind="Loud party",
    caller="Zebulon Barker",
    callback="410-555-0100",
    status="Active",
    received_at=NOON - timedelta(minutes=3),
    sent_at=NOON,
    notes=(Said(key="1", text="drums"),),
)
TAKEN = ["registry.incident.opened", "calls.call.taken", "calls.counterpart.received"]
CAME = (
    "came from Alder County 911 as 2026-0004711, received there 11:57:00 on Jun 15, "
    "there “Loud party”"
)
UPDATED = "calls.counterpart.updated"


@pytest.fixture
def send(cast):
    def sent(arrival=SENT, *, located=None, by=None, at=LATER):
        location = Location(located or arrival.location, Point(41.5, -69.2), "2")
        return commands.receive_call(
            agency=cast.ab, arrival=arrival, location=location, by=by or cast.tess, at=at
        )

    return sent


@pytest.fixture
def came(send, recorded):
    return send()[0]


def said(call):
    return [line.text for line in queries.chronology_of(call)]


def newer(**changes):
    return replace(SENT, sent_at=LATER, **changes)


class TestTheFirstTime:
    def test_it_is_a_call_like_any_other_with_both_numbers(self, came, recorded):
        call = came.call
        assert (call.call_type.code, call.source) == ("NOISE", Source.OTHER_AGENCY)
        assert (call.caller, call.callback) == ("Zebulon Barker", "410-555-0100")
        assert (came.number, came.received_at) == (SENT.number, SENT.received_at)
        assert said(call) == [
            "took the call: Noise complaint at 1925 N Castle",
            CAME,
            "Alder County 911: drums",
        ]
        assert recorded() == [*TAKEN, "calls.note.added"]

    @pytest.mark.parametrize(
        ("told", "taken_as"),
        [
            ({"call_type": "noise"}, "NOISE"),
            ({"call_type": "X9", "eido": "MVA"}, "CRASH"),
            ({"call_type": "X9", "eido": "ADMIN"}, "OTHER"),
            ({"call_type": "", "eido": ""}, "OTHER"),
            ({"call_type": "X9", "eido": "GLORP"}, "OTHER"),
        ],
        ids=str,
    )
    def test_what_kind_it_is(self, send, told, taken_as):
        found, _ = send(replace(SENT, **told))
        assert found.call.call_type.code == taken_as
        assert any("there “Loud party”" in line for line in said(found.call))

    def test_a_type_that_the_sender_may_not_know_is_none_to_it(self, send, runaway):
        found, _ = send(replace(SENT, call_type=runaway.code, eido=""))
        assert found.call.call_type.code == "OTHER"

    def test_an_agency_without_a_type_for_it_says_so(self, send, cast):
        CallType.objects.filter(agency=cast.ab, code="OTHER").delete()
        with pytest.raises(commands.NoTypeForUnknown):
            send(replace(SENT, call_type="", eido=""))

    def test_the_same_number_of_two_centers_is_two_calls(self, send, came):
        other, outcome = send(replace(SENT, center="State Police"))
        assert (outcome, other.call == came.call) == (Outcome.TAKEN, False)

    def test_who_may_not_take_calls_may_not_send_any(self, send, cast):
        for by in (cast.jun, cast.nora):
            with pytest.raises(NotAllowed):
                send(by=by)
        assert not Center.objects.exists()


class TestSentAgain:
    def test_the_same_is_no_news(self, send, came, recorded):
        before = recorded()
        again, outcome = send(replace(SENT, center="ALDER COUNTY 911"))
        assert (again, outcome) == (came, Outcome.UNCHANGED)
        assert recorded() == before

    def test_what_changed_there_changes_here_where_it_stands_as_they_said(
        self, send, came, recorded
    ):
        before = len(recorded())
        changed = newer(
            location="8 Mill Lane", call_type="CRASH", kind="Collision", callback="410-555-0199"
        )
        found, outcome = send(changed)
        found.call.refresh_from_db()
        assert (outcome, found.call.incident.location) == (Outcome.UPDATED, "8 Mill Lane")
        assert (found.call.call_type.code, found.call.callback) == ("CRASH", "410-555-0199")
        assert recorded()[before:] == [
            *["calls.call.corrected"] * 2,
            "calls.call.corrected",
            "calls.caller.corrected",
            UPDATED,
        ]
        assert said(found.call)[-1] == (
            "Alder County 911 sent a newer 2026-0004711: location “8 Mill Lane”; "
            "type “Collision”; who called"
        )
        assert "0199" not in str(said(found.call))

    def test_the_words_of_a_dispatcher_stay(self, send, came, cast):
        theft = cast.call_type("THEFT")
        where = Location("back door of the mill")
        commands.correct_call(
            call=came.call, location=where, call_type=theft, by=cast.tess, at=LATER
        )
        found, outcome = send(newer(location="8 Mill Lane", call_type="CRASH", kind="Collision"))
        found.call.refresh_from_db()
        assert found.call.incident.location == "back door of the mill"
        assert (outcome, found.call.call_type) == (Outcome.UPDATED, theft)
        assert said(found.call)[-1] == (
            "Alder County 911 sent a newer 2026-0004711: location “8 Mill Lane”, ours stays "
            "“back door of the mill”; type “Collision”, ours stays “Theft report”"
        )

    def test_a_new_note_is_added_once_and_one_left_out_stays(self, send, came, recorded):
        before = len(recorded())
        send(newer(notes=(Said(key="2", text="and horns"),)))
        send(newer(notes=(Said(key="1", text="drums"), Said(key="2", text="and horns"))))
        assert recorded()[before:] == ["calls.note.added", UPDATED]

    def test_an_older_version_comes_too_late(self, send, came, recorded):
        send(newer(status="Closed"))
        before = recorded()
        assert send(replace(SENT, location="elsewhere"))[1] == Outcome.OUTDATED
        assert recorded() == before

    def test_a_closed_call_stays_as_it_ended_and_hears_of_it(self, send, came, cast):
        ending = cast.disposition("CANCELED")
        commands.close_call(call=came.call, disposition=ending, by=cast.tess, at=LATER)
        found, outcome = send(newer(location="8 Mill Lane", notes=(Said(key="2", text="late"),)))
        assert outcome == Outcome.UPDATED
        assert found.call.incident.location == "1925 N Castle"
        assert "Alder County 911: late" in said(found.call)

    def test_a_call_restricted_since_is_out_of_reach_and_stays_one(self, send, came, cast, runaway):
        cleared = cast.enter(cast.cleared("tess", "juvenile"))
        commands.correct_call(call=came.call, call_type=runaway, by=cleared, at=LATER)
        cast.enter(cast.tess)
        with pytest.raises(commands.OutOfReach):
            send(newer())


class TestBothNumbers:
    def test_either_finds_the_call_with_or_without_zeros_and_dashes(self, came, cast):
        for typed in ("2026-0004711", "20260004711", "2026-4711", str(came.call)):
            [found] = queries.history_page(cast.tess, text=typed).calls
            assert found == queries.call_numbered(cast.tess, typed) == came.call, typed
        assert queries.history_page(cast.tess, text="2026-4712").calls == []
        assert queries.call_numbered(cast.nora, SENT.number) is None

    def test_the_board_and_the_record_have_both(self, came, cast):
        [patch] = queries.board_rows([str(came.call)])
        assert patch["row"]["elsewhere"] == ["2026-0004711"]
        [theirs] = screens.detail(cast.tess, came.call)["elsewhere"]
        assert (theirs["center"], theirs["number"]) == ("Alder County 911", "2026-0004711")
        assert theirs["received_at"] == SENT.received_at.isoformat()

    def test_a_page_of_history_costs_the_same_however_many_came(self, send, came, cast):
        def cost():
            with CaptureQueriesContext(connection) as asked:
                calls = queries.history_page(cast.tess).calls
                assert all(str(one) for call in calls for one in call.counterparts.all())
            return len(asked)

        before = cost()
        for number in ("1", "2", "3"):
            send(replace(SENT, number=number))
        assert cost() == before
