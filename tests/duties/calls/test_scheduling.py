"""Calls that wait for their time: held, scheduled, and coming again by a rule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Schedule
from beatbook.duties.calls.vocabulary import Flag, Source, Status
from beatbook.ground.work import firing
from beatbook.ground.work.models import Deadline
from tests.cast import CASTLE_STREET, NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HELD = "calls.call.held"


@pytest.fixture
def hold(cast):
    def held(call, until=NOON + HOUR, by=None, at=NOON, reason=""):
        told = {"call": call, "until": until, "reason": reason, "by": by or cast.tess, "at": at}
        return commands.hold_call(**told)

    return held


@pytest.fixture
def fire(cast):
    """Let the timers run as a worker does, which sees nothing until a task enters its scope."""

    def fired(at):
        cast.enter(cast.system())
        count = firing.fire_due(at)
        cast.enter(cast.tess)
        return count

    return fired


@pytest.fixture
def repeat(cast):
    def repeated(rule="FREQ=DAILY", by=None, at=NOON, code="NOISE", **more):
        told = {"agency": cast.ab, "call_type": cast.call_type(code), "location": CASTLE_STREET}
        told |= {"starts": cast.ab.local(NOON).replace(tzinfo=None) + HOUR, "rule": rule}
        return commands.repeat_call(**told | more, by=by or cast.tess, at=at)

    return repeated


def status(call):
    return Call.objects.get(pk=call.pk).status


class TestHolding:
    def test_it_stands_apart_until_its_time_and_then_waits(self, call, hold, fire, recorded):
        hold(call, reason="caller is out")
        row = queries.board_rows()[0]["row"]
        assert (row["status"], row["since"]) == ("held", (NOON + HOUR).isoformat())
        assert fire(NOON + HOUR - timedelta(seconds=1)) == 0
        assert status(call) == Status.HELD
        assert fire(NOON + HOUR) == 1
        assert status(call) == Status.WAITING
        assert recorded() == [HELD, "calls.call.due"]
        said = [line.text for line in queries.chronology_of(call)]
        assert "put the call off until Mon Jun 15 13:00: caller is out" in said

    def test_the_same_again_is_no_news_and_another_time_moves_it(self, call, hold, recorded):
        for until in (NOON + HOUR, NOON + HOUR, NOON + 2 * HOUR):
            hold(call, until)
        assert recorded() == [HELD, HELD]
        assert Deadline.objects.get(task="calls.make_due").due_at == NOON + 2 * HOUR

    def test_nobody_s_minutes_count_before_it_is_due(self, call, hold, fire, cast):
        hold(call)
        fire(NOON + HOUR)
        sent = NOON + HOUR + timedelta(minutes=4)
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=sent)
        assert queries.median_seconds_to_dispatch(cast.tess, at=sent) == 240

    def test_it_waits_too_long_only_from_when_it_was_due(self, call, hold, fire):
        hold(call)
        assert queries.board_rows()[0]["row"]["wait_due_at"] is None
        fire(NOON + HOUR)
        assert queries.board_rows()[0]["row"]["wait_due_at"] > (NOON + HOUR).isoformat()

    def test_units_may_be_sent_before_and_the_timer_is_moot(self, call, hold, fire, cast):
        hold(call)
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
        fire(NOON + HOUR)
        assert status(call) == Status.ACTIVE

    def test_it_is_let_wait_at_once(self, call, hold, cast, recorded):
        hold(call)
        for _ in range(2):
            commands.make_due(call=call, by=cast.tess, at=NOON)
        assert status(call) == Status.WAITING
        assert recorded() == [HELD, "calls.call.due"]
        assert not Deadline.objects.filter(task="calls.make_due").exists()

    def test_what_becomes_dangerous_waits_no_longer(self, call, hold, cast):
        hold(call)
        commands.raise_call(call=call, flag=Flag.WEAPON, by=cast.tess, at=NOON)
        assert status(call) == Status.WAITING
        with pytest.raises(commands.CannotWait, match="dangerous"):
            hold(call)

    def test_what_somebody_is_sent_to_is_not_put_off(self, call, hold, cast):
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
        with pytest.raises(commands.CannotWait, match="Release them first"):
            hold(call)

    def test_not_into_the_past(self, call, hold):
        with pytest.raises(commands.CannotWait, match="must lie ahead"):
            hold(call, NOON)

    @pytest.mark.parametrize("username", ["jun", "carl", "nora"])
    def test_only_who_dispatches(self, call, hold, cast, username):
        with pytest.raises(NotAllowed):
            hold(call, by=cast.principals[username])
        with pytest.raises(NotAllowed):
            commands.make_due(call=call, by=cast.principals[username], at=NOON)


class TestScheduling:
    def schedule(self, cast, code="CHECK", by=None, due=NOON + DAY):
        return commands.schedule_call(
            agency=cast.ab,
            call_type=cast.call_type(code),
            location=CASTLE_STREET,
            due=due,
            by=by or cast.tess,
            at=NOON,
        )

    def test_it_is_taken_now_and_waits_then(self, cast, fire, recorded):
        call = self.schedule(cast)
        assert (call.source, call.status) == (Source.SCHEDULED, Status.HELD)
        assert recorded() == ["registry.incident.opened", "calls.call.taken", HELD]
        fire(NOON + DAY)
        assert status(call) == Status.WAITING

    def test_the_time_must_lie_ahead(self, cast):
        with pytest.raises(commands.CannotWait):
            self.schedule(cast, due=NOON)
        assert not Call.objects.exists()

    def test_an_officer_does_not_take_calls(self, cast):
        with pytest.raises(NotAllowed):
            self.schedule(cast, by=cast.jun)


class TestComingAgain:
    def test_a_call_is_taken_each_time(self, repeat, fire, recorded):
        repeat(note="look at the back door")
        assert recorded() == ["calls.schedule.added"]
        for day in range(3):
            assert fire(NOON + HOUR + day * DAY) == 1
        calls = Call.objects.order_by("pk")
        assert [call.received_at for call in calls] == [NOON + HOUR + n * DAY for n in range(3)]
        assert {(call.source, call.status) for call in calls} == {("scheduled", "waiting")}
        assert calls[0].notes.get().text == "look at the back door"
        assert Schedule.objects.get().next_at == NOON + HOUR + 3 * DAY

    def test_what_was_missed_is_taken_once(self, repeat, fire):
        repeat()
        fire(NOON + 5 * DAY)
        assert Call.objects.count() == 1
        assert Schedule.objects.get().next_at == NOON + HOUR + 5 * DAY

    def test_after_the_last_time_there_is_no_next(self, repeat, fire):
        repeat("FREQ=DAILY;COUNT=1")
        fire(NOON + HOUR)
        assert fire(NOON + 9 * DAY) == 0
        assert (Call.objects.count(), Schedule.objects.get().next_at) == (1, None)

    def test_ended_it_comes_no_more(self, repeat, fire, cast, recorded):
        schedule = repeat()
        for _ in range(2):
            commands.end_schedule(schedule=schedule, by=cast.tess, at=NOON)
        assert recorded() == ["calls.schedule.added", "calls.schedule.ended"]
        assert fire(NOON + DAY) == 0
        with pytest.raises(commands.ScheduleEnded):
            commands.take_scheduled(schedule=schedule, by=cast.tess, at=NOON)

    def test_a_rule_that_cannot_be_followed_is_refused(self, repeat):
        with pytest.raises(commands.RuleUnfit, match="FREQ="):
            repeat("INTERVAL=2")
        assert not Schedule.objects.exists()

    def test_who_may_not_take_calls_schedules_none(self, repeat, cast):
        with pytest.raises(NotAllowed):
            repeat(by=cast.jun)
        with pytest.raises(NotAllowed):
            commands.end_schedule(schedule=repeat(), by=cast.jun, at=NOON)


class TestByHttp:
    def test_held_let_wait_and_scheduled(self, browser, call):
        tess = browser("tess")
        status_, body = tess.post(f"/calls/{call}/hold/", {"until": "+2h", "reason": "out"})
        assert (status_, status(call)) == (200, Status.HELD), body
        assert tess.post(f"/calls/{call}/due/")[0] == 200
        assert status(call) == Status.WAITING
        told = {"call_type": "check", "location": "8 Mill Lane", "due": "+3h", "notes": "ring"}
        status_, body = tess.post("/calls/scheduled/", told)
        made = Call.objects.get(incident__number=body["number"])
        assert (status_, made.status, made.notes.get().text) == (200, "held", "ring")

    def test_no_time_is_refused_in_words(self, browser, call):
        status_, body = browser("tess").post(f"/calls/{call}/hold/", {"until": "soon"})
        assert (status_, body["field"]) == (422, "until")

    @pytest.mark.parametrize("verb", ["hold", "due"])
    def test_the_neighbor_finds_none(self, millbrook, call, verb):
        assert millbrook.post(f"/calls/{call}/{verb}/", {"until": "+2h"})[0] == 404
