"""A call that becomes dangerous is raised and handed over, and who is there stands off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import MemberClass, Part
from beatbook.duties.calls import commands, queries, rules
from beatbook.duties.calls.models import Call, CallType, Request
from beatbook.duties.calls.vocabulary import HANDED_TO, Flag, RequestState, Service
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Hold
from beatbook.ground.force.vocabulary import Status as UnitStatus
from tests.cast import NOON

LATER = NOON + timedelta(minutes=4)


@pytest.fixture
def flag(cast):
    def flagged(call, which=Flag.WEAPON, by=None):
        return commands.raise_call(call=call, flag=which, by=by or cast.tess, at=LATER)

    return flagged


@pytest.fixture
def lower(cast):
    def lowered(call, which=Flag.WEAPON, reason="an umbrella", by=None):
        told = {"reason": reason, "by": by or cast.tess, "at": LATER}
        return commands.lower_call(call=call, flag=which, **told)

    return lowered


@pytest.fixture
def noise(take, recorded):
    """What is recorded counts from before it."""
    return take("NOISE")


@pytest.fixture
def on_scene(noise, cast):
    """A community service officer at a noise complaint."""
    sent = commands.assign_units(
        call=noise,
        units=[cast.unit("2B10")],
        status=UnitStatus.ON_SCENE,
        by=cast.tess,
        at=NOON,
    )
    return sent[0]


def hold_of(callsign):
    return Assignment.objects.get(unit__callsign=callsign, cleared_at=None).hold


def asked():
    standing = Request.objects.exclude(state=RequestState.CANCELED)
    return {Service(one.service) for one in standing}


@pytest.mark.parametrize("which", list(Flag))
def test_it_becomes_the_most_urgent_and_is_handed_to_those_whose_it_is(
    noise, flag, recorded, which
):
    flag(noise, which)
    call = Call.objects.get(pk=noise.pk)
    assert (call.priority, call.flags, call.priority_before) == (1, [which], 4)
    assert asked() == set(HANDED_TO[which])
    assert Service.POLICE in asked()
    requests = ["calls.request.made"] * len(HANDED_TO[which])
    assert recorded()[2:] == ["calls.call.raised", *requests]


def test_said_twice_it_is_no_news(noise, flag, recorded):
    for _ in range(2):
        flag(noise)
    assert recorded()[2:] == ["calls.call.raised", "calls.request.made"]


def test_who_is_there_is_told_to_stand_off_until_it_is_said_to_be_safe(
    on_scene, noise, flag, cast, recorded
):
    flag(noise)
    assert hold_of("2B10") == Hold.STAND_OFF
    assert recorded()[-1] == "force.assignment.held"
    told = {"call": noise, "service": Service.POLICE, "by": cast.tess, "at": LATER}
    commands.report_request(state=RequestState.ON_SCENE, **told)
    assert hold_of("2B10") == Hold.STAND_OFF
    commands.report_request(state=RequestState.SAFE, **told)
    assert hold_of("2B10") == Hold.NONE


def test_even_where_a_sworn_unit_is_there_already(on_scene, noise, flag, cast):
    commands.assign_units(
        call=noise, units=[cast.unit("4S10")], status=UnitStatus.ON_SCENE, by=cast.tess, at=NOON
    )
    flag(noise)
    assert (hold_of("2B10"), hold_of("4S10")) == (Hold.STAND_OFF, Hold.NONE)


def test_who_is_sent_from_then_on_stages(noise, flag, cast):
    flag(noise)
    unit = cast.unit("2B10")
    commands.assign_units(call=noise, units=[unit], by=cast.tess, at=LATER)
    with pytest.raises(force.HeldBack, match="stage until a sworn unit is on scene"):
        force.set_status(unit=unit, status=UnitStatus.ON_SCENE, by=cast.tess, at=LATER)


def test_what_was_said_to_be_safe_is_not_when_it_is_raised_again(noise, flag, cast, recorded):
    flag(noise)
    told = {"call": noise, "service": Service.POLICE, "by": cast.tess, "at": LATER}
    commands.report_request(state=RequestState.SAFE, **told)
    flag(noise, Flag.IN_PROGRESS)
    assert recorded()[-3:] == [
        "calls.call.raised",
        "calls.request.canceled",
        "calls.request.made",
    ]


def test_it_is_taken_back_for_a_reason_and_is_as_urgent_as_before(
    on_scene, noise, flag, lower, recorded
):
    flag(noise)
    flag(noise, Flag.INJURY)
    with pytest.raises(commands.SayWhy, match="taken back"):
        lower(noise, reason=" ")
    lower(noise)
    assert Call.objects.get(pk=noise.pk).priority == 1
    assert hold_of("2B10") == Hold.STAND_OFF
    lower(noise, Flag.INJURY)
    call = Call.objects.get(pk=noise.pk)
    assert (call.priority, call.flags, call.priority_before) == (4, [], None)
    assert hold_of("2B10") == Hold.NONE
    assert recorded()[-3:] == [
        "calls.call.lowered",
        "calls.call.lowered",
        "force.assignment.freed",
    ]
    assert "took back “weapon”: an umbrella" in [line.text for line in queries.chronology_of(call)]


def test_taken_back_twice_it_is_taken_back_once(noise, flag, lower, recorded):
    flag(noise)
    for _ in range(2):
        lower(noise)
    assert recorded()[-1] == "calls.call.lowered"
    assert recorded().count("calls.call.lowered") == 1


def test_another_kind_of_call_does_not_make_it_less_urgent(noise, flag, cast):
    flag(noise)
    corrected = commands.correct_call(
        call=noise, call_type=cast.call_type("PARKING"), by=cast.tess, at=LATER
    )
    assert corrected.priority == 1


@pytest.mark.parametrize("username", ["jun", "carl", "audrey", "nora"])
def test_only_who_takes_calls_may(noise, flag, lower, cast, recorded, username):
    by = cast.principals[username]
    with pytest.raises(NotAllowed, match="call:take"):
        flag(noise, by=by)
    with pytest.raises(NotAllowed, match="call:take"):
        lower(noise, by=by)
    assert recorded() == ["registry.incident.opened", "calls.call.taken"]


def test_who_is_at_it_may_raise_it_and_not_take_that_back(on_scene, noise, flag, lower, cast):
    flag(noise, by=cast.jun)
    assert Call.objects.get(pk=noise.pk).flags == [Flag.WEAPON]
    assert hold_of("2B10") == Hold.STAND_OFF
    with pytest.raises(NotAllowed, match="call:take"):
        lower(noise, by=cast.jun)


@given(
    alone=st.sets(st.sampled_from(list(MemberClass)), min_size=1),
    member_class=st.sampled_from(list(MemberClass)),
)
def test_raised_only_sworn_go_alone_and_nobody_goes_who_might_not_before(alone, member_class):
    call_type, agency = CallType(name="Any", alone=sorted(alone), assist=[]), Agency()
    before = rules.going(call_type, agency).part_of(member_class)
    after = rules.going(call_type, agency, [Flag.WEAPON]).part_of(member_class)
    assert (after == Part.ALONE) == (member_class == MemberClass.SWORN)
    if before == Part.NEVER and member_class != MemberClass.SWORN:
        assert after == Part.NEVER


class TestOverHttp:
    def test_there_and_back(self, noise, browser):
        path = f"/calls/{noise.incident.number}/flag/"
        tess = browser("tess")
        assert tess.post(path, {"flag": "weapon"})[1]["message"].endswith("raised: weapon.")
        [patch] = queries.board_rows([noise.incident.number])
        assert (patch["row"]["flags"], patch["row"]["priority"]) == (["weapon"], 1)
        assert tess.post(f"{path}removal/", {"flag": "weapon"})[0] == 422
        assert tess.post(f"{path}removal/", {"flag": "weapon", "reason": "a cane"})[0] == 200

    def test_what_is_no_flag_is_refused_in_words(self, noise, browser):
        status, answer = browser("tess").post(
            f"/calls/{noise.incident.number}/flag/", {"flag": "dragon"}
        )
        assert (status, answer["message"]) == (
            422,
            "dragon is none of in_progress, weapon, injury, person_down.",
        )

    def test_the_neighbor_finds_no_such_call(self, noise, millbrook):
        path = f"/calls/{noise.incident.number}/flag/"
        assert millbrook.post(path, {"flag": "weapon"})[0] == 404
        assert millbrook.post(f"{path}removal/", {"flag": "weapon", "reason": "x"})[0] == 404
