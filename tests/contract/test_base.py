"""How an event is declared, and what is refused."""

from __future__ import annotations

import dataclasses

import pytest

from beatbook.contract import base
from beatbook.contract.access import Permission


@pytest.fixture
def declare():
    """Declare an event for one test only."""
    before = dict(base.EVENTS)

    def event(cls, name="test.thing.done", **more):
        more = {"sentence": "did it", "audience": Permission.CALL_READ} | more
        return base.event(name, **more)(cls)

    yield event
    base.EVENTS.clear()
    base.EVENTS.update(before)


def test_an_event_is_a_frozen_value_known_by_its_name(declare):
    class Done:
        number: str = base.code()
        text: str = base.personal()

    event = declare(Done, touches=(("call", "number"),))
    assert base.EVENTS["test.thing.done"] is event
    assert (base.code_fields(event), base.personal_fields(event)) == (("number",), ("text",))
    assert event.touches == (base.Touch("call", "number"),)
    with pytest.raises(dataclasses.FrozenInstanceError):
        event(number="1", text="").number = "2"


def test_a_field_that_is_neither_code_nor_personal_is_refused(declare):
    class Done:
        number: str = dataclasses.field()

    with pytest.raises(TypeError, match=r"number must be declared code\(\) or personal\(\)"):
        declare(Done)


@pytest.mark.parametrize("taken", ["name", "sentence", "audience", "touches"])
def test_a_field_that_hides_what_the_event_says_of_itself_is_refused(declare, taken):
    done = type("Done", (), {"__annotations__": {taken: str}, taken: base.personal()})
    with pytest.raises(TypeError, match="would hide"):
        declare(done)


def test_two_events_cannot_have_one_name(declare):
    class Done:
        number: str = base.code()

    class DoneToo:
        number: str = base.code()

    declare(Done)
    with pytest.raises(TypeError, match="Two events"):
        declare(DoneToo)


def test_a_sentence_says_what_was_removed(declare):
    class Done:
        number: str = base.code()
        text: str = base.personal()

    event = declare(Done, sentence="noted {text} on {number}")
    assert base.describe(event, {"number": "7", "text": "loud"}) == "noted loud on 7"
    assert base.describe(event, {"number": "7"}) == "noted [removed] on 7"
