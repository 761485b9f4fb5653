"""A possible hit on a call: police are asked to come, by themselves and once."""

from __future__ import annotations

import pytest

from beatbook.duties.calls import commands, subscribers
from beatbook.duties.calls.models import Request
from beatbook.ground.journal.models import Entry
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.journal.subscribers import SUBSCRIBERS
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.vocabulary import Asked, CheckResult
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def call(cast):
    told = {"agency": cast.ab, "call_type": cast.call_type("NOISE"), "at": NOON}
    return commands.take_call(location=CASTLE_STREET, by=cast.tess, **told)


@pytest.fixture
def answered(cast, call):
    """The entry of a check that came back, as subscribers read it."""

    def sealed(result, incident=call.incident):
        told = {"agency": cast.ab, "kind": Asked.PLATE, "asked": "4ABC123", "purpose": "stop"}
        check = registry.request_check(**told, incident=incident, by=cast.jun, at=NOON)
        registry.answer_check(check=check, result=result, by=cast.tess, at=NOON)
        entry = Entry.objects.filter(name="registry.check.answered").last()
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

    return sealed


def services():
    return list(Request.objects.values_list("service", flat=True))


def test_the_police_are_asked_to_the_call(answered):
    subscribers.ask_sworn_unit(answered(CheckResult.HIT))
    assert services() == ["police"]


def test_told_twice_they_are_asked_once(answered, recorded):
    entry = answered(CheckResult.HIT)
    subscribers.ask_sworn_unit(entry)
    before = recorded()
    subscribers.ask_sworn_unit(entry)
    assert (services(), recorded()) == (["police"], before)


@pytest.mark.parametrize("result", [CheckResult.SUSPENDED, CheckResult.CLEAR])
def test_any_other_result_asks_nobody(answered, result):
    subscribers.ask_sworn_unit(answered(result))
    assert services() == []


def test_without_a_call_dispatch_asks_by_hand(answered):
    subscribers.ask_sworn_unit(answered(CheckResult.HIT, incident=None))
    assert services() == []


def test_a_closed_call_asks_nobody(answered, call, cast):
    ended = cast.disposition("CANCELED")
    commands.close_call(call=call, disposition=ended, by=cast.tess, at=NOON)
    subscribers.ask_sworn_unit(answered(CheckResult.HIT))
    assert services() == []


def test_it_is_that_event_that_is_heard():
    assert SUBSCRIBERS["calls.ask_sworn_unit"] == (
        frozenset({"registry.check.answered"}),
        subscribers.ask_sworn_unit,
    )
