"""Reports that calls end with, and calls that are opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, OwedReport
from beatbook.duties.calls.queries import report as report_queries
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.registry.models import CaseNumber
from tests.cast import NOON

LATER = NOON + timedelta(minutes=30)
OWED = ["calls.report.owed"]


@pytest.fixture
def end(cast, call):
    """Ends the call; with 2B10 there, which Jun Park crews, and 2A10 after it."""

    def ended(code="REPORT", *, by=None, units=("2B10", "2A10"), call=call):
        for callsign in units:
            commands.assign_units(
                call=call,
                units=[cast.unit(callsign)],
                status=UnitStatus.ON_SCENE,
                by=cast.tess,
                at=NOON,
            )
        return commands.close_call(
            call=call, disposition=cast.disposition(code), by=by or cast.tess, at=LATER
        )

    return ended


@pytest.fixture
def report(end):
    end()
    return OwedReport.objects.get()


def reopen(cast, call, reason="the caller called back", by=None):
    return commands.reopen_call(call=call, reason=reason, by=by or cast.tess, at=LATER)


class TestOwing:
    def test_a_report_is_owed_by_the_officer_of_the_unit_that_was_there_first(
        self, end, cast, recorded
    ):
        end()
        report = OwedReport.objects.get()
        assert (report.member, report.state, report.owed_at) == (cast.members["jun"], "owed", LATER)
        assert recorded()[-2:] == ["calls.call.closed", *OWED]
        assert queries.owed_reports(cast.jun) == [report]

    def test_at_the_desk_it_is_owed_by_who_closed_the_call(self, end, cast):
        end("PHONEREPORT", units=())
        assert OwedReport.objects.get().member == cast.members["tess"]

    def test_the_program_owes_no_report(self, end, cast):
        end("PHONEREPORT", units=(), by=cast.system("AB"))
        assert OwedReport.objects.get().member is None

    def test_without_a_report_nobody_owes_one(self, end):
        end("WARNING")
        assert not OwedReport.objects.exists()

    def test_a_sergeant_sees_all_of_them_others_their_own(self, report, cast):
        assert queries.owed_reports(cast.rosa) == [report]
        assert queries.owed_reports(cast.tess) == []
        assert queries.owed_reports(cast.nora) == []

    def test_the_list_costs_the_same_for_one_more(
        self, report, take, end, cast, django_assert_num_queries
    ):
        cost = 2
        with django_assert_num_queries(cost):
            assert len(queries.owed_reports(cast.rosa)) == 1
        end("PHONEREPORT", units=(), call=take())
        with django_assert_num_queries(cost):
            assert len(queries.owed_reports(cast.rosa)) == 2

    def test_live_rows_say_what_is_owed_and_what_is_not_any_more(self, report, cast):
        [patch] = report_queries.board_rows()
        assert (patch["row"]["member_id"], patch["row"]["number"]) == (
            cast.jun.member_id,
            report.call.incident.number,
        )
        assert patch["row"]["case_numbers"] == [CaseNumber.objects.get().number]
        commands.write_report(report=report, by=cast.jun, at=LATER)
        assert report_queries.board_rows() == []
        [gone] = report_queries.board_rows([report.pk])
        assert (gone["row"], gone["version"]) == (None, patch["version"] + 1)


class TestSettling:
    def test_who_owes_it_says_that_it_is_written(self, report, cast, recorded):
        for _ in range(2):
            written = commands.write_report(report=report, by=cast.jun, at=LATER)
        assert (written.state, written.settled_by) == ("written", str(cast.jun.actor))
        assert recorded()[-1] == "calls.report.written"
        assert recorded().count("calls.report.written") == 1
        assert queries.owed_reports(cast.rosa) == []

    def test_nobody_else_does_but_a_sergeant(self, report, cast):
        with pytest.raises(NotAllowed, match="does not owe"):
            commands.write_report(report=report, by=cast.tess, at=LATER)
        assert commands.write_report(report=report, by=cast.rosa, at=LATER).state == "written"

    def test_a_sergeant_gives_it_to_somebody_else(self, report, cast, recorded):
        rosa = cast.members["rosa"]
        for _ in range(2):
            commands.reassign_report(
                report=report, member=rosa, reason="Jun is on leave", by=cast.rosa, at=LATER
            )
        assert OwedReport.objects.get().member == rosa
        assert recorded().count("calls.report.reassigned") == 1

    def test_not_to_somebody_of_another_agency(self, report, cast):
        with pytest.raises(commands.NotAMember, match="Nora Quist does not belong"):
            commands.reassign_report(
                report=report, member=cast.members["nora"], by=cast.rosa, at=LATER
            )

    def test_a_sergeant_waives_it_for_a_reason(self, report, cast, recorded):
        with pytest.raises(commands.WaivedForAReason):
            commands.waive_report(report=report, reason="  ", by=cast.rosa, at=LATER)
        commands.waive_report(report=report, reason="no crime", by=cast.rosa, at=LATER)
        waived = OwedReport.objects.get()
        assert (waived.state, waived.waived_why) == ("waived", "no crime")
        assert recorded()[-1] == "calls.report.waived"

    def test_what_is_settled_is_settled(self, report, cast):
        commands.waive_report(report=report, reason="no crime", by=cast.rosa, at=LATER)
        with pytest.raises(commands.ReportSettled, match="is waived already"):
            commands.write_report(report=report, by=cast.jun, at=LATER)
        with pytest.raises(commands.ReportSettled):
            commands.reassign_report(
                report=report, member=cast.members["rosa"], by=cast.rosa, at=LATER
            )

    @pytest.mark.parametrize("username", ["jun", "tess"])
    def test_officers_and_dispatchers_neither_waive_nor_reassign(self, report, cast, username):
        by = cast.principals[username]
        with pytest.raises(NotAllowed, match="report:assign"):
            commands.waive_report(report=report, reason="no", by=by, at=LATER)
        with pytest.raises(NotAllowed, match="report:assign"):
            commands.reassign_report(report=report, member=cast.members["rosa"], by=by, at=LATER)


class TestReopening:
    def test_the_call_waits_again_and_units_can_be_sent(self, end, cast, call, recorded):
        end("WARNING")
        before = len(recorded())
        opened = reopen(cast, call)
        call.refresh_from_db()
        assert (call.status, call.closed_at, call.disposition) == (Status.WAITING, None, None)
        assert (call.incident.closed_at, call.reopened_at) == (None, opened.reopened_at)
        assert recorded()[before:] == ["registry.incident.reopened", "calls.call.reopened"]
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=LATER)
        assert Call.objects.get().status == Status.ACTIVE

    def test_the_log_keeps_how_it_had_ended_and_why_it_is_open(self, end, cast, call):
        end("WARNING")
        reopen(cast, call)
        assert queries.chronology_of(call)[-1].text == (
            "reopened the call, which had ended as Written warning: the caller called back"
        )

    def test_it_stands_on_the_board_again_and_waits_from_then_on(self, end, cast, call):
        closed = end("WARNING").incident.version
        reopen(cast, call)
        [patch] = queries.board_rows()
        assert patch["version"] > closed
        assert (patch["row"]["status"], patch["row"]["since"]) == ("waiting", LATER.isoformat())

    def test_one_that_was_merged_stands_for_itself_and_the_other_ends_without_it(
        self, end, take, cast, call, recorded
    ):
        other = take()
        commands.merge_call(call=other, into=call, by=cast.tess, at=NOON)
        end("WARNING")
        reopen(cast, other)
        reopen(cast, call)
        before = len(recorded())
        end("CANCELED", units=())
        assert recorded()[before:] == ["registry.incident.closed", "calls.call.closed"]
        other.refresh_from_db()
        assert other.status == Status.WAITING

    def test_put_off_after_that_it_waits_from_then(self, end, cast, call):
        end("WARNING")
        reopen(cast, call)
        until = LATER + timedelta(hours=2)
        commands.hold_call(call=call, until=until, by=cast.tess, at=LATER)
        [patch] = queries.board_rows()
        assert patch["row"]["since"] == until.isoformat()

    def test_twice_is_once(self, end, cast, call, recorded):
        end("WARNING")
        reopen(cast, call)
        reopen(cast, call)
        assert recorded().count("calls.call.reopened") == 1

    def test_without_a_reason_it_stays_closed(self, end, cast, call):
        end("WARNING")
        with pytest.raises(commands.ReopenedForAReason):
            reopen(cast, call, " ")
        assert Call.objects.get().status == Status.CLOSED

    def test_an_officer_does_not_reopen(self, end, cast, call):
        end("WARNING")
        with pytest.raises(NotAllowed, match="call:dispatch"):
            reopen(cast, call, by=cast.jun)

    def test_its_report_stays_owed_and_is_owed_once(self, end, cast, call):
        end("REPORT")
        reopen(cast, call)
        assert OwedReport.objects.get().state == "owed"
        end("REPORT", units=())
        assert OwedReport.objects.get().member == cast.members["jun"]
        assert CaseNumber.objects.count() == 1

    def test_a_report_is_not_owed_when_it_ends_otherwise(self, end, cast, call):
        end("REPORT")
        reopen(cast, call)
        end("CANCELED", units=())
        report = OwedReport.objects.get()
        assert (report.state, report.waived_why) == ("waived", "the call ended otherwise")


class TestOverHTTP:
    @pytest.mark.parametrize("typed", ["{}", "{}.lower", "short"], ids=str)
    def test_a_call_is_reopened_by_its_number_in_any_usual_way(self, end, browser, typed):
        incident = end("WARNING").incident
        said = {"{}": incident.number, "{}.lower": incident.number.lower()}
        path = f"/calls/{said.get(typed, incident.short_number)}/reopening/"
        status, answer = browser("tess").post(path, {"reason": "called back"})
        assert (status, answer["number"]) == (200, incident.number)

    def test_a_number_of_no_call_is_not_there(self, browser):
        assert browser("tess").post("/calls/9999/reopening/", {"reason": "x"})[0] == 404

    def test_the_phone_says_that_the_report_is_written(self, report, browser, millbrook):
        path = f"/reports/{report.pk}/writing/"
        assert millbrook.post(path)[0] == 404
        assert browser("tess").post(path)[0] == 404
        assert browser("jun").post(path) == (
            200,
            {"ok": True, "message": f"The report on {report.call} is written."},
        )


def test_a_crew_that_came_later_does_not_owe_the_report(end, cast):
    """Who crewed the unit when it arrived owes it, whoever crews it now."""
    end("REPORT", units=("2B10",))
    cast.enter(cast.rosa)
    force.put_on_duty(
        unit=cast.unit("2B10"), members=[cast.members["rosa"]], by=cast.rosa, at=LATER
    )
    assert OwedReport.objects.get().member == cast.members["jun"]
