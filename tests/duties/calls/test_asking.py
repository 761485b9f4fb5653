"""An agency sets up what is asked about a kind of call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands
from beatbook.duties.calls.commands import asking
from beatbook.duties.calls.models import Answer
from beatbook.duties.calls.queries import beside
from beatbook.duties.calls.vocabulary import Flag, Question, Reply, Service
from tests.cast import NOON

DOG = Question(code="DOG", text="Does a dog bark?", service=Service.ANIMAL_CONTROL)


@pytest.fixture
def noise(cast, recorded):
    return cast.call_type("NOISE")


@pytest.fixture
def configure(cast, noise):
    def configured(question=DOG, by=None):
        cast.enter(by or cast.ada)
        return commands.configure_question(
            call_type=noise, question=question, by=by or cast.ada, at=NOON
        )

    return configured


@pytest.fixture
def retire(cast, noise):
    def retired(code, by=None):
        cast.enter(by or cast.ada)
        return commands.retire_question(call_type=noise, code=code, by=by or cast.ada, at=NOON)

    return retired


@pytest.fixture
def order(cast, noise):
    def ordered(*codes, by=None):
        cast.enter(by or cast.ada)
        return commands.order_questions(call_type=noise, codes=codes, by=by or cast.ada, at=NOON)

    return ordered


def codes(cast):
    return [one.code for one in cast.call_type("NOISE").asks]


def test_a_new_one_is_asked_after_the_others_and_heeded(cast, configure, take):
    configure()
    cast.enter(cast.tess)
    call = take("NOISE")
    assert [one["code"] for one in beside.questions_of(call)] == ["FIGHT", "BEFORE", "DOG"]
    commands.answer_question(
        call=call, question="dog", reply=Reply.YES, by=cast.tess, at=call.received_at
    )
    assert call.requests.get().service == Service.ANIMAL_CONTROL


def test_the_log_says_what_stood_before(configure, recorded, cast):
    configure()
    configure()
    changed = replace(DOG, text="Is it a dog?", service="", flag=Flag.IN_PROGRESS, priority=2)
    configure(changed)
    assert recorded() == ["calls.question.added", "calls.question.changed"]
    assert cast.call_type("NOISE").asks[-1] == changed
    assert asking._said(changed) == "“Is it a dog?” (raised: in progress, priority 2)"


def test_one_is_asked_no_more_and_again_as_the_last(cast, retire, configure, recorded):
    standing = cast.call_type("NOISE").asks[0]
    retire("FIGHT")
    retire("FIGHT")
    assert codes(cast) == ["BEFORE"]
    configure(standing)
    assert codes(cast) == ["BEFORE", "FIGHT"]
    assert recorded() == ["calls.question.retired", "calls.question.added"]


def test_an_answer_outlives_its_question(cast, take, retire):
    call = take("NOISE")
    commands.answer_question(
        call=call, question="BEFORE", reply=Reply.NO, by=cast.tess, at=call.received_at
    )
    retire("BEFORE")
    cast.enter(cast.tess)
    assert Answer.objects.get(call=call).text == "Has the caller spoken with them?"
    with pytest.raises(commands.NoSuchQuestion):
        commands.answer_question(
            call=call, question="BEFORE", reply=Reply.YES, by=cast.tess, at=call.received_at
        )


def test_they_are_asked_in_the_agencys_order(cast, order, recorded):
    order("BEFORE")
    order("BEFORE", "FIGHT")
    assert codes(cast) == ["BEFORE", "FIGHT"]
    assert recorded() == ["calls.questions.ordered"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "dog"}, "code"),
        ({"code": "A DOG"}, "code"),
        ({"text": " "}, "text"),
        ({"text": "?" * 121}, "text"),
        ({"flag": "scary"}, "flag"),
        ({"priority": 6}, "priority"),
        ({"service": "navy"}, "service"),
    ],
    ids=str,
)
def test_what_nobody_can_be_asked_is_refused(configure, recorded, wrong, field):
    with pytest.raises(commands.UnfitQuestion) as refused:
        configure(replace(DOG, **wrong))
    assert (refused.value.field, recorded()) == (field, [])


def test_nobody_asks_without_end(cast, configure):
    for number in range(asking.MOST - len(codes(cast))):
        configure(replace(DOG, code=f"DOG{number}"))
    with pytest.raises(commands.UnfitQuestion, match="12 questions are the most"):
        configure()
    configure(replace(DOG, code="DOG0", text="One that is there can be changed?"))


def test_what_is_not_asked_cannot_be_retired(retire):
    with pytest.raises(commands.NoSuchQuestion):
        retire("DOG")


@pytest.mark.parametrize("username", ["tess", "rosa", "nora"])
def test_only_who_sets_up_calls_does(cast, configure, retire, order, username):
    by = cast.principals[username]
    for deed in (configure, lambda by: retire("FIGHT", by), lambda by: order("BEFORE", by=by)):
        with pytest.raises(NotAllowed):
            deed(by=by)
