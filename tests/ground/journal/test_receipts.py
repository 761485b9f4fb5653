"""A command from outside is run once; its second arrival gets the first answer."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import transaction

from beatbook.contract.access import Actor, Principal
from beatbook.contract.base import Refused
from beatbook.ground.journal import receipts, scope
from beatbook.ground.journal.models import Entry, Receipt
from tests import threads
from tests.ground.journal.announcing import CALLER, announce

COMMAND = uuid.UUID("00000000-0000-4000-8000-000000000001")
BODY = {"unit": "2B10", "status": "ER"}
ANSWER = {"ok": True, "message": "2B10 is en route."}


@pytest.fixture
def runs():
    return []


@pytest.fixture
def answer_once(runs):
    """Send a command; what it did is counted in ``runs``."""

    def send(*, body=BODY, by=CALLER, agency_id=1, command_id=COMMAND, run=None):
        def count():
            runs.append(body)
            announce(agency_id=agency_id)
            return ANSWER

        with scope.within([1, 2]):
            return receipts.answer_once(
                by=by, agency_id=agency_id, command_id=command_id, body=body, run=run or count
            )

    return send


def test_the_second_arrival_gets_the_first_answer(committed, answer_once, runs):
    assert answer_once() == ANSWER
    assert answer_once() == ANSWER
    assert runs == [BODY]


def test_the_order_of_the_keys_makes_no_other_body(committed, answer_once, runs):
    answer_once()
    answer_once(body=dict(reversed(BODY.items())))
    assert runs == [BODY]


def test_another_body_under_the_same_id_is_refused(committed, answer_once, runs):
    answer_once()
    with pytest.raises(receipts.DifferentBody, match="Nothing was done"):
        answer_once(body=BODY | {"status": "OS"})
    assert runs == [BODY]


def test_an_id_belongs_to_its_agency_and_its_actor(committed, answer_once, runs):
    other = Principal(actor=Actor("token", "9"), name="Other", grants={})
    answer_once()
    answer_once(agency_id=2)
    answer_once(by=other)
    assert len(runs) == 3


def test_what_it_records_carries_the_id_it_came_with(committed, answer_once):
    answer_once()
    with scope.within([1]):
        assert Entry.objects.get().command_id == COMMAND


def test_a_refused_command_keeps_nothing_and_may_come_again_corrected(committed, answer_once, runs):
    def refuse():
        raise Refused("2B10 is off duty.")

    with pytest.raises(Refused):
        answer_once(run=refuse)
    with scope.within([1]):
        assert Receipt.objects.count() == 0
    assert answer_once(body=BODY | {"unit": "2B11"}) == ANSWER
    assert len(runs) == 1


def test_a_receipt_is_rolled_back_with_what_it_answers(committed, answer_once, runs):
    with transaction.atomic():
        answer_once()
        transaction.set_rollback(True)
    answer_once()
    assert len(runs) == 2
    with scope.within([1]):
        assert Entry.objects.count() == 1


def test_two_arrivals_at_once_run_it_once(committed, answer_once, runs):
    running, go_on, pids = threading.Event(), threading.Event(), []

    def take_time():
        runs.append(BODY)
        running.set()
        assert go_on.wait(threads.PATIENCE_S)
        return ANSWER

    def arrive_second():
        with transaction.atomic():
            pids.append(threads.server_pid())
            return answer_once()

    first = threads.Actor(answer_once, run=take_time)
    assert running.wait(threads.PATIENCE_S)
    second = threads.Actor(arrive_second)
    threads.until(lambda: pids and threads.is_waiting_for_a_lock(pids[0]))
    go_on.set()
    assert [first.result(), second.result()] == [ANSWER, ANSWER]
    assert runs == [BODY]


def test_many_arrivals_at_once_run_it_once(committed, answer_once, runs):
    arrivals = [threads.Actor(answer_once) for _ in range(8)]
    assert [arrival.result() for arrival in arrivals] == [ANSWER] * 8
    assert runs == [BODY]
