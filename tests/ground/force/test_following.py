"""Back for a reason, heard late, and cleared without having arrived."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, heard
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import LeftEarly, Status, StepBack
from beatbook.ground.journal import chronology
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

MINUTE = timedelta(minutes=1)
SENT_AT = NOON
NOW = NOON + 15 * MINUTE
PROGRESSED = "force.assignment.progressed"


@pytest.fixture
def sent(cast, incident):
    return commands.assign(unit=cast.unit("2B10"), incident=incident, by=cast.tess, at=SENT_AT)


@pytest.fixture
def say(cast, sent):
    def said(status, by=None, at=NOW, **more):
        return commands.progress(
            unit=cast.unit("2B10"), status=status, by=by or cast.tess, at=at, **more
        )

    return said


def stands(sent):
    return Assignment.objects.get(pk=sent.pk)


class TestBack:
    @pytest.fixture
    def on_scene(self, say):
        say(Status.EN_ROUTE, at=NOON + MINUTE)
        say(Status.ON_SCENE, at=NOON + 5 * MINUTE)

    def test_what_was_given_by_mistake_never_was(self, on_scene, say, sent, recorded):
        state = say(Status.EN_ROUTE, back=StepBack.MISTAKE)
        assert (state.status, state.since) == (Status.EN_ROUTE, NOW)
        assert (stands(sent).en_route_at, stands(sent).on_scene_at) == (NOON + MINUTE, None)
        assert recorded()[-1] == "force.assignment.set_back"

    @pytest.mark.parametrize("back", [StepBack.LEFT, StepBack.ORDERED], ids=["left", "ordered"])
    def test_who_was_there_was_there(self, on_scene, say, sent, back):
        say(Status.EN_ROUTE, back=back)
        assert stands(sent).on_scene_at == NOON + 5 * MINUTE

    def test_the_log_says_what_stood_and_why(self, on_scene, say, incident):
        say(Status.DISPATCHED, back=StepBack.MISTAKE)
        last = chronology.of(registry.subject(incident))[-1]
        assert last.sentence == "2B10 back from on scene to dispatched: given by mistake"

    def test_done_twice_it_is_done_once(self, on_scene, say, recorded):
        say(Status.EN_ROUTE, back=StepBack.LEFT)
        say(Status.EN_ROUTE, back=StepBack.LEFT)
        assert recorded().count("force.assignment.set_back") == 1

    def test_the_officer_may_and_the_neighbor_may_not(self, on_scene, say, cast):
        say(Status.EN_ROUTE, back=StepBack.LEFT, by=cast.jun)
        with pytest.raises(NotAllowed):
            say(Status.DISPATCHED, back=StepBack.LEFT, by=cast.nora)


class TestHeardLate:
    def test_the_unit_was_there_since_then(self, say, sent, recorded):
        state = say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)
        assert (state.status, state.since) == (Status.ON_SCENE, NOON + 7 * MINUTE)
        assert stands(sent).on_scene_at == NOON + 7 * MINUTE
        assert recorded()[-1] == "force.assignment.heard_late"

    def test_both_times_are_in_the_log(self, say, incident):
        say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)
        last = chronology.of(registry.subject(incident))[-1]
        assert (last.at, last.sentence) == (NOW, "2B10 on scene at 12:07:00, heard late")

    def test_a_time_that_was_passed_over_is_filled_and_the_unit_stays_where_it_is(self, say, sent):
        say(Status.ON_SCENE, at=NOON + 7 * MINUTE)
        assert stands(sent).missing == ("en_route_at",)
        assert say(Status.EN_ROUTE, reached_at=NOON + 2 * MINUTE).status == Status.ON_SCENE
        assert (stands(sent).en_route_at, stands(sent).missing) == (NOON + 2 * MINUTE, ())

    def test_a_time_that_was_given_is_corrected_and_the_log_says_so(self, say, sent, incident):
        say(Status.ON_SCENE, at=NOON + 9 * MINUTE)
        say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)
        assert stands(sent).on_scene_at == NOON + 7 * MINUTE
        said = chronology.of(registry.subject(incident))[-1].sentence
        assert said == "2B10 on scene at 12:07:00 instead of 12:09:00, heard late"

    def test_said_twice_it_is_said_once(self, say, recorded):
        say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)
        version = UnitState.objects.get(unit__callsign="2B10").version
        say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)
        assert recorded().count("force.assignment.heard_late") == 1
        assert UnitState.objects.get(unit__callsign="2B10").version == version

    @pytest.mark.parametrize("minute", [-2, 16])
    def test_not_before_it_was_sent_and_not_in_the_future(self, say, minute, sent):
        with pytest.raises(commands.NotThen, match="between 12:00:00 and 12:15:00"):
            say(Status.ON_SCENE, reached_at=NOON + minute * MINUTE)
        assert stands(sent).on_scene_at is None

    def test_not_before_what_came_before_it(self, say):
        say(Status.EN_ROUTE, at=NOON + 10 * MINUTE)
        with pytest.raises(commands.NotThen, match="between 12:10:00 and"):
            say(Status.ON_SCENE, reached_at=NOON + 7 * MINUTE)

    def test_a_clock_without_seconds_means_the_minute(self, say, sent):
        say(Status.EN_ROUTE, at=NOON + timedelta(seconds=40))
        say(Status.ON_SCENE, reached_at=NOON)
        assert stands(sent).on_scene_at == NOON + timedelta(seconds=40)

    def test_when_it_was_sent_is_known(self, say):
        with pytest.raises(commands.NotThen, match="known already"):
            say(Status.DISPATCHED, reached_at=NOON + MINUTE)


class TestTheWords:
    """Noon in Alder Bay is NOON."""

    @pytest.mark.parametrize("text", ["1153", "11:53", "@1153", "11:53 am", "1153A"])
    def test_the_last_such_moment(self, text):
        found = heard.read(text, now=NOON, time_zone="America/New_York")
        assert found == NOON - 7 * MINUTE

    def test_before_midnight_is_yesterday(self):
        after_midnight = NOON + timedelta(hours=12, minutes=5)
        found = heard.read("2358", now=after_midnight, time_zone="America/New_York")
        assert found == NOON + timedelta(hours=11, minutes=58)

    @pytest.mark.parametrize("text", ["", "soon", "2560", "99"])
    def test_what_no_clock_shows_is_refused(self, text):
        with pytest.raises(heard.TimeUnclear, match="is no time of day"):
            heard.read(text, now=NOON, time_zone="America/New_York")

    def test_what_has_not_come_yet_is_refused(self):
        with pytest.raises(heard.TimeUnclear, match="12:30 has not come yet"):
            heard.read("1230", now=NOON, time_zone="America/New_York")


def test_who_never_arrived_leaves_for_a_reason_that_is_kept(sent, cast, recorded):
    with pytest.raises(commands.SayWhyItLeft, match="N not needed any more, M sent to"):
        commands.demand_reason(sent, None)
    commands.release(assignment=sent, left=LeftEarly.UNABLE, by=cast.tess, at=NOW)
    assert stands(sent).left_early == LeftEarly.UNABLE
    assert recorded()[-2:] == ["force.unit.released", "force.assignment.left_early"]


@pytest.mark.parametrize("status", [Status.ON_SCENE, Status.TRANSPORTING])
def test_who_arrived_just_leaves(say, sent, status):
    say(status)
    commands.demand_reason(stands(sent), None)
