"""A member's name and class, corrected by who manages the members everywhere they belong."""

from __future__ import annotations

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import MemberClass
from beatbook.ground.agency import commands
from beatbook.ground.agency.models import Member
from tests.cast import NOON


@pytest.fixture
def correct(cast, recorded):
    cast.enter(cast.ada)

    def corrected(username="jun", name="Jun Parker", by=None):
        return commands.correct_member(
            agency=cast.ab,
            member=cast.members[username],
            name=name,
            member_class=MemberClass.SWORN,
            by=by or cast.ada,
            at=NOON,
        )

    return corrected


def test_both_hold_and_the_same_again_is_no_news(cast, correct, recorded):
    correct(name="  Jun   Parker ")
    correct()
    jun = Member.objects.get(username="jun")
    assert (jun.name, jun.member_class) == ("Jun Parker", MemberClass.SWORN)
    assert recorded() == ["agency.member.corrected"]


def test_nobody_goes_without_a_name(correct, recorded):
    with pytest.raises(commands.NameNeeded):
        correct(name=" ")
    assert recorded() == []


@pytest.mark.parametrize("username", ["tess", "rosa", "jun", "nora"])
def test_only_who_manages_members_may(cast, correct, recorded, username):
    with pytest.raises(NotAllowed):
        correct(by=cast.principals[username])
    assert recorded() == []


def test_not_of_somebody_who_belongs_to_another_agency_too(correct, recorded):
    with pytest.raises(NotAllowed):
        correct("cory")
    assert recorded() == []
