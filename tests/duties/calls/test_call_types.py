"""Call types set up, changed and taken out of use: the rows, the entries, and who may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import MemberClass
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground.journal.models import Entry
from tests.cast import NOON

DRONE = Plan(code="DRONE", name="Drone", priority=3, target_s=480)


@pytest.fixture
def configure(cast):
    def configured(plan=DRONE, by=None):
        return commands.configure_call_type(agency=cast.ab, plan=plan, by=by or cast.ada, at=NOON)

    return configured


def test_a_new_one_is_a_row_and_an_entry(configure, recorded):
    made = configure()
    assert (made.priority, made.target_s, made.alone) == (3, 480, sorted(MemberClass))
    assert recorded() == ["calls.call_type.configured"]


def test_a_change_says_what_stood_before_and_the_same_again_says_nothing(configure, recorded):
    configure()
    other = replace(DRONE, priority=2, alone=(MemberClass.SWORN,), safety_check_s=600)
    assert configure(other) == configure(other)
    assert recorded() == ["calls.call_type.configured", "calls.call_type.changed"]
    assert Entry.objects.get(name="calls.call_type.changed").codes == {
        "call_type": "DRONE",
        "changes": "priority 3 to 2; alone civilian,non_sworn,sworn,volunteer to sworn; "
        "safety_check_s None to 600",
    }


def test_one_out_of_use_is_offered_no_more_and_its_calls_keep_it(configure, take, cast, recorded):
    made = configure()
    call = take("DRONE")
    before = len(recorded())
    commands.retire_call_type(call_type=made, by=cast.ada, at=NOON)
    assert made not in queries.call_types_for(cast.tess, "call:take")
    call.refresh_from_db()
    assert call.call_type == made
    with pytest.raises(commands.CallTypeRetired, match="out of use already"):
        commands.retire_call_type(call_type=made, by=cast.ada, at=NOON)
    configure()
    assert recorded()[before:] == ["calls.call_type.retired", "calls.call_type.configured"]
    assert made in queries.call_types_for(cast.tess, "call:take")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "drone"}, "code"),
        ({"code": "D"}, "code"),
        ({"name": " "}, "name"),
        ({"priority": 6}, "priority"),
        ({"target_s": 0}, "target"),
        ({"units": 0}, "units"),
        ({"alone": ()}, "classes"),
        ({"assist": (MemberClass.SWORN,)}, "classes"),
        ({"safety_check_s": 5}, "safety_check"),
    ],
)
def test_nobody_can_work_with_it_and_is_told_why(configure, recorded, changes, field):
    with pytest.raises(commands.UnfitPlan) as refused:
        configure(replace(DRONE, **changes))
    assert refused.value.field == field
    assert recorded() == []


@pytest.mark.parametrize("who", ["tess", "rosa", "nora"])
def test_who_may_not(configure, cast, recorded, who):
    with pytest.raises(NotAllowed):
        configure(by=cast.principals[who])
    with pytest.raises(NotAllowed):
        commands.retire_call_type(
            call_type=cast.call_type("NOISE"), by=cast.principals[who], at=NOON
        )
    assert recorded() == []
    assert not CallType.objects.filter(code="DRONE").exists()
