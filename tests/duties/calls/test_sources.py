"""How dispatch learned of a call, and which of its times count for that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import COUNTED, Interval, Source, sources_that_count
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.force.vocabulary import Status as UnitStatus
from tests.cast import NOON

WAITED = timedelta(minutes=4)
# Whose caller waits for somebody to be sent.
WAITED_FOR = {"phone", "911_transfer", "radio", "walk_in", "alarm", "other_agency"}


@pytest.fixture
def sent(cast, take):
    """A call that came in that way, to which a unit was sent after four minutes."""

    def taken_and_sent(callsign="2B10", **more):
        call = take(**more)
        unit = [cast.unit(callsign)]
        commands.assign_units(call=call, units=unit, by=cast.tess, at=call.received_at + WAITED)
        return call

    return taken_and_sent


def test_every_source_says_which_intervals_count() -> None:
    assert set(COUNTED) == set(Source)


@pytest.mark.parametrize(
    ("interval", "left_out"),
    [
        (Interval.WAIT, {"telephone_report", "online", "on_view", "scheduled"}),
        (Interval.TRAVEL, {"telephone_report", "on_view"}),
        (Interval.RESPONSE, {"telephone_report", "online", "on_view", "scheduled"}),
    ],
    ids=["wait", "travel", "response"],
)
def test_what_nobody_waits_for_does_not_count(interval, left_out) -> None:
    assert set(Source.values) - set(sources_that_count(interval)) == left_out


@pytest.mark.parametrize("source", list(Source), ids=lambda source: source.value)
def test_the_median_wait_is_of_the_sources_that_wait(cast, sent, source) -> None:
    sent(source=source)
    median = queries.median_seconds_to_dispatch(cast.tess, at=NOON + timedelta(hours=1))
    assert median == (WAITED.total_seconds() if source in WAITED_FOR else None)


def test_one_that_nobody_waited_for_leaves_the_median_as_it_is(cast, sent) -> None:
    sent()
    sent("2A10", source=Source.ON_VIEW, at=NOON - timedelta(minutes=30))
    median = queries.median_seconds_to_dispatch(cast.tess, at=NOON + timedelta(hours=1))
    assert median == WAITED.total_seconds()


class TestTheIntervalsOfACall:
    def counted(self, cast, sent, source):
        call = sent(source=source)
        unit, at = cast.unit("2B10"), call.received_at + WAITED + timedelta(minutes=6)
        force.set_status(unit=unit, status=UnitStatus.ON_SCENE, by=cast.tess, at=at)
        call.refresh_from_db()
        there = force_queries.assignments_of(call.pk)
        found = queries.counted_intervals(call, there)
        return {interval: length.total_seconds() / 60 for interval, length in found.items()}

    def test_somebody_who_called_waited_and_was_driven_to(self, cast, sent) -> None:
        minutes = {Interval.WAIT: 4, Interval.TRAVEL: 6, Interval.RESPONSE: 10}
        assert self.counted(cast, sent, Source.PHONE) == minutes

    def test_what_was_scheduled_only_has_a_way(self, cast, sent) -> None:
        assert self.counted(cast, sent, Source.SCHEDULED) == {Interval.TRAVEL: 6}

    def test_what_an_officer_met_has_none(self, cast, sent) -> None:
        assert self.counted(cast, sent, Source.ON_VIEW) == {}

    def test_what_has_not_happened_is_not_measured(self, call) -> None:
        assert queries.counted_intervals(call, []) == {}


class TestCorrecting:
    def correct(self, call, cast, source, by=None):
        return commands.correct_call(call=call, source=source, by=by or cast.tess, at=NOON)

    def test_the_log_keeps_what_stood_before(self, call, cast, recorded) -> None:
        self.correct(call, cast, Source.ALARM)
        assert Call.objects.get(pk=call.pk).source == Source.ALARM
        assert recorded()[-1] == "calls.call.corrected"
        assert queries.chronology_of(call)[-1].text == "corrected source: “Phone” became “Alarm”"

    def test_said_again_it_is_refused(self, call, cast, recorded) -> None:
        before = recorded()
        with pytest.raises(commands.NothingToCorrect):
            self.correct(call, cast, Source.PHONE)
        assert recorded() == before

    def test_who_may_not_take_calls_may_not_correct_it(self, call, cast) -> None:
        with pytest.raises(NotAllowed):
            self.correct(call, cast, Source.ALARM, by=cast.jun)


class TestByHttp:
    def test_a_call_is_taken_by_its_source_and_corrected(self, browser) -> None:
        tess = browser("tess")
        told = {"call_type": "NOISE", "location": "Mill Lane", "source": "walk_in"}
        _, body = tess.post("/calls/", told)
        path = f"/calls/{body['number']}"
        assert tess.get(f"{path}/detail.json")[1]["source"] == "Walk-in"
        assert tess.post(f"{path}/correction/", {"source": "911_transfer"})[0] == 200
        assert tess.get(f"{path}/detail.json")[1]["source"] == "911 transfer"

    def test_no_such_source_names_those_there_are(self, browser, call) -> None:
        status, body = browser("tess").post(f"/calls/{call}/correction/", {"source": "pigeon"})
        assert (status, body["field"]) == (422, "source")
        assert "There are phone, 911_transfer, radio" in body["message"]
