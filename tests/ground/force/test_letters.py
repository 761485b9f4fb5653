"""An agency's own letters of the statuses: what they may be, and what is kept of a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, letters, spoken
from beatbook.ground.force.commands import UnfitLetters
from beatbook.ground.force.commands.letters import demand_fit
from beatbook.ground.force.models import StatusLetters
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal.models import Entry
from tests.cast import NOON


@pytest.fixture
def say(cast):
    cast.enter(cast.ada)

    def said(by=None, **own):
        return commands.set_letters(agency=cast.ab, letters=own, by=by or cast.ada, at=NOON)

    return said


def test_they_are_kept_in_capitals_and_ours_hold_for_the_rest(say, cast):
    assert say(ER="97 ", OS="sc") == {"ER": "97", "OS": "SC"}
    assert letters.of_agency(cast.ab) == {"ER": "97", "OS": "SC"}
    assert letters.of_agency(None) == {}


def test_each_change_is_an_entry_with_before_and_after(say, recorded):
    say(ER="97", OS="OS", AV="")
    assert recorded() == ["force.status_letters.changed"]
    assert Entry.objects.order_by("-pk")[0].codes == {
        "status": "ER",
        "status_name": "en route",
        "before": "ER",
        "after": "97",
    }


def test_twice_is_once_and_empty_or_ours_is_back_to_ours(say, recorded):
    for own in ("97", "97", "98", "", "", "ER"):
        say(ER=own)
    assert recorded() == ["force.status_letters.changed"] * 3
    assert not StatusLetters.objects.exists()


def test_two_statuses_swap_theirs_at_once(say, cast):
    say(ER="RT", OS="SC")
    say(ER="SC", OS="RT")
    assert letters.of_agency(cast.ab) == {"ER": "SC", "OS": "RT"}


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ({"ER": "ABCDE"}, "1 to 4 of A to Z"),
        ({"ER": "10-8"}, "1 to 4 of A to Z"),
        ({"ER": "É"}, "1 to 4 of A to Z"),
        ({"ER": "108"}, "108 reads like the number of a call"),
        ({"ER": "A132"}, "A132 reads like the number of a call"),
        ({"ER": "OD"}, "OD stands for another status: off duty"),
        ({"ER": "B9", "OS": "B9"}, "B9 stands for another status: on scene"),
        ({"ER": "N"}, "N is a command of the console: New call"),
        ({"ER": "ONS"}, "ONS is a command of the console: On scene"),
    ],
    ids=["long", "dash", "accent", "number", "prefixed", "ours", "twice", "verb", "alias"],
)
def test_what_could_be_taken_for_something_else_is_refused(say, own, why, recorded):
    with pytest.raises(UnfitLetters, match=why) as refused:
        say(**own)
    assert refused.value.field == "ER"
    assert recorded() == []
    assert not StatusLetters.objects.exists()


def test_a_word_that_says_this_status_already_may_be_shown_for_it(say):
    assert say(OO="OOS", ER="ENR") == {"OO": "OOS", "ER": "ENR"}


@pytest.mark.parametrize("username", ["rosa", "tess", "nora"])
def test_only_who_sets_up_the_agency_chooses_them(say, cast, username, recorded):
    with pytest.raises(NotAllowed, match="agency:configure"):
        say(by=cast.principals[username], ER="97")
    assert recorded() == []


def test_the_agency_next_door_has_its_own(say, cast):
    say(ER="97")
    cast.enter(cast.nora)
    assert not StatusLetters.objects.exists()
    assert letters.of_agency(cast.mb) == {}


@given(st.dictionaries(st.sampled_from(Status.values), st.text("AEROSB12", max_size=5)))
def test_whatever_is_accepted_says_one_thing(typed):
    own = {status: letters for status, letters in typed.items() if letters not in ("", status)}
    try:
        demand_fit(own)
    except UnfitLetters:
        return
    words = [*own.values(), *Status.values]
    assert len(set(words)) == len(words)
    for status, word in own.items():
        assert spoken.meaning(word) in (None, spoken.meaning(status))
