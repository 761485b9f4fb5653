"""A call's life: taken, units sent, followed, corrected, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Point
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident, Involvement
from tests.cast import CASTLE_STREET, NOON

LATER = NOON + timedelta(minutes=4)
SENT = ["force.unit.assigned"]
ARRIVED = ["force.assignment.progressed"]


@pytest.fixture
def take(cast):
    def taken(code="NOISE", **more):
        more = {"location": CASTLE_STREET, "by": cast.tess, "at": NOON} | more
        return commands.take_call(agency=cast.ab, call_type=cast.call_type(code), **more)

    return taken


@pytest.fixture
def send(cast):
    def sent(call, *callsigns, by=None, **more):
        return commands.assign_units(
            call=call, units=[cast.unit(c) for c in callsigns], by=by or cast.tess, at=LATER, **more
        )

    return sent


def status_of(callsign):
    return UnitState.objects.get(unit__callsign=callsign).status


class TestTaking:
    def test_location_and_type_are_enough(self, take, recorded):
        call = take()
        assert (call.status, call.priority) == (Status.WAITING, 4)
        assert recorded() == ["registry.incident.opened", "calls.call.taken"]

    def test_the_number_carries_agency_year_and_series_and_rises(self, take):
        first, second = take().incident, take().incident
        assert first.number == f"A26-{first.serial:06}"
        assert second.serial == first.serial + 1

    def test_the_year_is_the_agency_s_own(self, take):
        new_year_in_london = NOON.replace(year=2027, month=1, day=1, hour=3)
        assert take(at=new_year_in_london).incident.number.startswith("A26-")

    def test_what_the_caller_said_is_kept_as_typed(self, take, recorded):
        call = take(
            caller="A. Romero", callback="410-555-0142", note="  loud\nmusic ", plate="4abc 123"
        )
        assert call.notes.get().text == "  loud\nmusic "
        roles = Involvement.objects.filter(incident=call.incident).order_by("role")
        assert [
            (i.role, str((i.person_id and i.person.phone) or i.vehicle.plate)) for i in roles
        ] == [
            ("caller", "410-555-0142"),
            ("vehicle", "4ABC123"),
        ]
        assert recorded() == ["registry.incident.opened", "calls.call.taken", "calls.note.added"]

    def test_a_place_that_no_map_knows_is_kept_in_words(self, take):
        incident = take(location=Location("behind the old mill")).incident
        assert (incident.location, incident.lat) == ("behind the old mill", None)

    def test_a_call_without_a_word_about_where_is_refused(self, take, recorded):
        with pytest.raises(commands.LocationNeeded, match="Where is it"):
            take(location=Location("  "))
        assert recorded() == []

    def test_an_officer_may_not_take_calls(self, take, cast, recorded):
        with pytest.raises(NotAllowed, match="call:take"):
            take(by=cast.jun)
        assert recorded() == []

    def test_the_neighbor_may_not_take_our_calls(self, take, cast):
        with pytest.raises(NotAllowed):
            take(by=cast.nora)


class TestSending:
    def test_units_are_dispatched_and_the_call_is_active(self, take, send, recorded):
        call = take()
        send(call, "2B10", "2A10")
        call.refresh_from_db()
        assert (call.status, call.first_dispatched_at) == (Status.ACTIVE, LATER)
        assert (status_of("2B10"), status_of("2A10")) == (UnitStatus.DISPATCHED,) * 2
        assert recorded()[2:] == SENT + SENT

    def test_a_unit_that_is_already_there_may_be_sent_on_scene(self, take, send, recorded):
        call = take()
        [assignment] = send(call, "2B10", status=UnitStatus.ON_SCENE)
        assert (assignment.en_route_at, assignment.on_scene_at) == (None, LATER)
        assert recorded()[2:] == SENT + ARRIVED

    def test_sending_twice_is_sending_once(self, take, send, recorded):
        call = take()
        first, second = send(call, "2B10"), send(call, "2B10")
        assert first == second
        assert recorded()[2:] == SENT

    def test_one_that_cannot_go_keeps_all_at_home(self, take, send):
        send(take(), "2B10")
        with pytest.raises(force.NotAvailable, match="2B10 is already on A26-"):
            send(take(), "2A10", "2B10")
        assert status_of("2A10") == UnitStatus.AVAILABLE

    def test_a_busy_unit_says_with_what(self, take, send, cast):
        force.set_status(
            unit=cast.unit("2B10"), status=UnitStatus.BUSY, reason="report", by=cast.tess, at=NOON
        )
        with pytest.raises(force.NotAvailable, match=r"2B10 is busy \(report\) and cannot be sent"):
            send(take(), "2B10")

    def test_sending_nobody_is_refused_and_the_call_waits_on(self, take, send):
        call = take()
        with pytest.raises(commands.UnitNeeded, match="Name at least one"):
            send(call)
        call.refresh_from_db()
        assert call.status == Status.WAITING

    def test_an_officer_may_not_send(self, take, send, cast):
        with pytest.raises(NotAllowed, match="call:dispatch"):
            send(take(), "2B10", by=cast.jun)

    def test_nobody_is_sent_to_a_closed_call(self, take, send, cast):
        call = take()
        commands.close_call(
            call=call, disposition=cast.disposition("PHONE"), by=cast.tess, at=LATER
        )
        with pytest.raises(commands.CallClosed, match="already closed: Settled by phone"):
            send(call, "2B10")


class TestClearing:
    @pytest.fixture
    def on_scene(self, take, send):
        call = take()
        send(call, "2B10", status=UnitStatus.ON_SCENE)
        return call

    def test_the_last_unit_says_how_it_ended_and_the_call_closes(self, on_scene, cast, recorded):
        cast.enter(cast.jun)
        call = commands.clear_unit(
            call=on_scene,
            unit=cast.unit("2B10"),
            disposition=cast.disposition("WARNING"),
            by=cast.jun,
            at=LATER,
        )
        assert (call.status, call.disposition.code) == (Status.CLOSED, "WARNING")
        assert status_of("2B10") == UnitStatus.AVAILABLE
        assert recorded() == [
            "force.unit.released",
            "registry.incident.closed",
            "calls.call.closed",
        ]

    def test_an_officer_does_not_leave_a_call_open(self, on_scene, cast):
        with pytest.raises(commands.DispositionNeeded, match="How did it end"):
            commands.clear_unit(call=on_scene, unit=cast.unit("2B10"), by=cast.jun, at=LATER)

    def test_a_dispatcher_may_and_it_waits_again(self, on_scene, cast):
        call = commands.clear_unit(call=on_scene, unit=cast.unit("2B10"), by=cast.tess, at=LATER)
        assert (call.status, call.received_at) == (Status.WAITING, NOON)

    def test_one_of_two_leaves_and_the_call_goes_on(self, on_scene, send, cast):
        send(on_scene, "2A10")
        call = commands.clear_unit(call=on_scene, unit=cast.unit("2B10"), by=cast.jun, at=LATER)
        assert call.status == Status.ACTIVE

    def test_who_never_arrived_says_why_whatever_is_said_of_the_end(
        self, on_scene, send, cast, recorded
    ):
        send(on_scene, "2A10")
        told = {"call": on_scene, "unit": cast.unit("2A10"), "by": cast.tess, "at": LATER}
        ending = cast.disposition("WARNING")
        with pytest.raises(force.SayWhyItLeft, match="2A10 never arrived"):
            commands.clear_unit(disposition=ending, **told)
        before = len(recorded())
        call = commands.clear_unit(disposition=ending, left=LeftEarly.NOT_NEEDED, **told)
        assert (call.status, status_of("2A10")) == (Status.ACTIVE, UnitStatus.AVAILABLE)
        assert Assignment.objects.get(unit__callsign="2A10").left_early == LeftEarly.NOT_NEEDED
        assert recorded()[before:] == ["force.unit.released", "force.assignment.left_early"]
        with pytest.raises(commands.NotOnThisCall):
            commands.clear_unit(left=LeftEarly.NOT_NEEDED, **told)

    def test_another_officer_may_not_clear_my_unit(self, on_scene, cast):
        with pytest.raises(NotAllowed, match="Nora Quist is not on A26-"):
            commands.clear_unit(call=on_scene, unit=cast.unit("2B10"), by=cast.nora, at=LATER)

    def test_a_unit_that_is_elsewhere_is_not_cleared(self, on_scene, cast):
        with pytest.raises(commands.NotOnThisCall, match="2A10 is not on A26-"):
            commands.clear_unit(call=on_scene, unit=cast.unit("2A10"), by=cast.tess, at=LATER)


class TestClosing:
    def test_a_disposition_that_claims_arrival_needs_one(self, take, cast):
        with pytest.raises(commands.NobodyWasThere, match="No unit was on scene"):
            commands.close_call(
                call=take(), disposition=cast.disposition("REPORT"), by=cast.tess, at=LATER
            )

    def test_closing_at_the_desk_releases_every_unit(self, take, send, cast, recorded):
        call = take()
        send(call, "2B10", "2A10")
        closed = commands.close_call(
            call=call, disposition=cast.disposition("CANCELED"), by=cast.tess, at=LATER
        )
        assert closed.closed_at == Incident.objects.get(pk=call.pk).closed_at == LATER
        assert not Assignment.objects.filter(incident=call.incident, cleared_at=None).exists()
        assert recorded()[4:] == [
            "force.unit.released",
            "force.unit.released",
            "registry.incident.closed",
            "calls.call.closed",
        ]

    def test_a_closing_that_waited_its_turn_comes_after_what_it_waited_for(self, take, send, cast):
        """Its request began, and took its time, before the assignment it then had to wait for."""
        call = take(at=LATER)
        send(call, "2B10")
        closed = commands.close_call(
            call=call, disposition=cast.disposition("CANCELED"), by=cast.tess, at=NOON
        )
        assert closed.closed_at == LATER
        assert Assignment.objects.get(incident=call.incident).cleared_at == LATER

    def test_a_report_needs_a_case_number_and_draws_one(self, take, send, cast, recorded):
        call = take()
        send(call, "2B10", status=UnitStatus.ON_SCENE)
        commands.close_call(
            call=call, disposition=cast.disposition("REPORT"), by=cast.tess, at=LATER
        )
        assert call.incident.case_numbers.get().drawn_at == LATER
        assert recorded()[-5:] == [
            "force.unit.released",
            "registry.case_number.drawn",
            "registry.incident.closed",
            "calls.call.closed",
            "calls.report.owed",
        ]

    def test_closing_twice_says_that_it_is_closed(self, take, cast, recorded):
        call = take()
        commands.close_call(
            call=call, disposition=cast.disposition("PHONE"), by=cast.tess, at=LATER
        )
        with pytest.raises(commands.CallClosed, match="already closed"):
            commands.close_call(
                call=call, disposition=cast.disposition("PHONE"), by=cast.tess, at=LATER
            )
        assert recorded()[2:] == ["registry.incident.closed", "calls.call.closed"]


class TestCorrecting:
    def test_what_stood_before_stays_in_the_log(self, take, cast, recorded):
        call = take()
        corrected = commands.correct_call(
            call=call, call_type=cast.call_type("DOMESTIC"), by=cast.tess, at=LATER
        )
        assert (corrected.priority, corrected.incident.headline) == (1, "Domestic dispute")
        assert recorded()[2:] == ["calls.call.corrected"] * 2 + ["calls.request.made"]
        assert [line.text for line in queries.chronology_of(corrected)][1:] == [
            "corrected type: “Noise complaint” became “Domestic dispute”",
            "corrected priority: “4” became “1”",
            "requested Police",
        ]

    def test_a_priority_that_was_raised_stays_when_only_the_place_is_corrected(self, take, cast):
        call = commands.correct_call(call=take(), priority=1, by=cast.tess, at=LATER)
        corrected = commands.correct_call(
            call=call,
            call_type=call.call_type,
            location=Location("12 Harbor Street"),
            by=cast.tess,
            at=LATER,
        )
        assert (corrected.priority, corrected.incident.location) == (1, "12 Harbor Street")

    def test_the_same_words_with_a_point_put_the_call_on_the_map(self, take, cast):
        call = take(location=Location("behind the old mill"))
        corrected = commands.correct_call(
            call=call,
            location=Location("behind the old mill", Point(41.5, -69.2), "2"),
            by=cast.tess,
            at=LATER,
        )
        assert (corrected.incident.lat, corrected.incident.beat) == (41.5, "2")
        assert queries.chronology_of(corrected)[-1].text == (
            "corrected location: “behind the old mill (not on the map)”"
            " became “behind the old mill (41.50000, -69.20000)”"
        )

    def test_a_place_without_a_word_is_refused(self, take, cast):
        with pytest.raises(commands.LocationNeeded, match="Where is it"):
            commands.correct_call(call=take(), location=Location(" "), by=cast.tess, at=LATER)

    def test_an_officer_may_not_correct(self, take, cast):
        with pytest.raises(NotAllowed, match="call:take"):
            commands.correct_call(call=take(), priority=1, by=cast.jun, at=LATER)

    def test_saying_the_same_again_is_refused(self, take, cast, recorded):
        with pytest.raises(commands.NothingToCorrect):
            commands.correct_call(call=take(), location=CASTLE_STREET, by=cast.tess, at=LATER)
        assert recorded()[2:] == []

    def test_the_row_s_version_rises(self, take, cast):
        call = take()
        corrected = commands.correct_call(call=call, priority=1, by=cast.tess, at=LATER)
        assert corrected.incident.version == call.incident.version + 1
