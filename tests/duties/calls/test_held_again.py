"""An arrival that opened a call for others was a mistake: they wait again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, subscribers
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Hold, Status, StepBack
from beatbook.ground.journal.models import Entry
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.journal.subscribers import SUBSCRIBERS
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def dispute(take, cast):
    """A CSO stages; a sworn unit is said to be on scene, and is not."""
    call = take("DOMESTIC")
    units = [cast.unit("2A10"), cast.unit("4S10")]
    commands.assign_units(call=call, units=units, by=cast.tess, at=LATER)
    sworn = {"unit": cast.unit("4S10"), "by": cast.tess, "at": LATER}
    force.set_status(status=Status.ON_SCENE, **sworn)
    assert hold_of("2A10") == Hold.NONE
    force.set_status(status=Status.EN_ROUTE, back=StepBack.MISTAKE, **sworn)
    return call


def hold_of(callsign):
    return Assignment.objects.get(unit__callsign=callsign, cleared_at=None).hold


def sealed(call):
    """The entry that says so, as subscribers read it."""
    entry = Entry.objects.filter(name="force.assignment.set_back").last()
    return Sealed(
        position=1,
        entry_id=entry.pk,
        agency_id=entry.agency_id,
        need_to_know=entry.need_to_know,
        name=entry.name,
        subject=registry.subject(call.incident),
        actor=entry.actor,
        at=entry.at,
        codes=entry.codes,
        personal=None,
    )


def test_who_waited_for_it_waits_again(dispute):
    subscribers.hold_again(sealed(dispute))
    assert hold_of("2A10") == Hold.WAIT


def test_told_twice_it_is_told_once(dispute, recorded):
    subscribers.hold_again(sealed(dispute))
    before = len(recorded())
    subscribers.hold_again(sealed(dispute))
    assert len(recorded()) == before


def test_it_is_that_event_that_is_heard():
    assert SUBSCRIBERS["calls.hold_again"] == (
        frozenset({"force.assignment.set_back"}),
        subscribers.hold_again,
    )


def test_a_closed_call_holds_nobody(dispute, cast):
    ended = cast.disposition("CANCELED")
    commands.close_call(call=dispute, disposition=ended, by=cast.tess, at=LATER)
    subscribers.hold_again(sealed(dispute))
    assert not Assignment.objects.exclude(hold=Hold.NONE).filter(cleared_at=None).exists()


def test_only_who_dispatches_may_decide_it(dispute, cast):
    with pytest.raises(NotAllowed):
        commands.reconsider_call(call=dispute, by=cast.jun, at=LATER)
