"""Subscribers take sealed entries in order, once; a failing one parks its subject only."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from django.db import connection, transaction

from beatbook.contract.agency import MemberAdded, SignedIn
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground import journal
from beatbook.ground.journal import cursor, delivery, scope, sealer
from beatbook.ground.journal.models import Bookmark, Entry, Parked, Payload
from beatbook.ground.journal.subscribers import SUBSCRIBERS
from tests import threads
from tests.ground.journal import announcing
from tests.ground.journal.announcing import TESTER, announce, announce_alone

LISTENER = "test.listener"


@pytest.fixture
def listen(committed):
    """Let a function be the one subscriber of the installation."""
    before = dict(SUBSCRIBERS)
    SUBSCRIBERS.clear()

    def become(function, *events):
        return journal.subscribe(*(events or (MemberAdded,)), name=LISTENER)(function)

    yield become
    SUBSCRIBERS.clear()
    SUBSCRIBERS.update(before)


@pytest.fixture
def heard(listen):
    """What a subscriber that never fails was handed: (subject, name), in order."""
    taken = []
    listen(lambda entry: taken.append((entry.subject.id, entry.event.full_name)))
    return taken


@pytest.fixture
def deliver(committed):
    def seal_and_deliver():
        with announcing.a_sealer(committed) as connection:
            sealer.seal_batch(connection)
        return delivery.deliver_pending(cursor.latest_position())

    return seal_and_deliver


def test_entries_come_in_the_order_of_their_positions(heard, deliver):
    for name in ("first", "second", "third"):
        announce_alone(name=name)
    assert deliver() == 3
    assert heard == [("7", "first"), ("7", "second"), ("7", "third")]
    assert deliver() == 0


def test_entries_come_in_order_over_many_pages(heard, deliver, monkeypatch):
    monkeypatch.setattr(delivery, "PAGE", 3)
    for number in range(10):
        announce_alone(name=str(number))
    assert deliver() == 10
    assert [name for _, name in heard] == [str(number) for number in range(10)]


def test_a_subscriber_hears_only_what_it_asked_for(listen, deliver):
    taken = []
    listen(taken.append, SignedIn)
    announce_alone()
    assert deliver() == 0
    assert taken == []
    assert Bookmark.objects.get().position == 1, "and will not look at it again"


def test_a_new_subscriber_begins_with_the_first_entry(listen, deliver):
    announce_alone()
    deliver()
    taken = []
    listen(taken.append)
    assert deliver() == 1


def test_a_subscriber_sees_the_agency_of_the_entry_and_no_other(listen, deliver):
    announce_alone(agency_id=1)
    announce_alone(agency_id=2)
    seen = []
    listen(lambda _: seen.append([entry.agency_id for entry in Entry.objects.all()]))
    deliver()
    assert seen == [[1], [2]]


def test_an_entry_of_a_class_is_handed_over_in_its_class(listen, deliver):
    announce_alone(need_to_know="juvenile")
    seen = []
    listen(lambda entry: seen.append((entry.need_to_know, Entry.objects.count())))
    deliver()
    assert seen == [("juvenile", 1)]


def test_what_a_subscriber_records_has_an_id_made_of_its_name_and_the_position(listen, deliver):
    def answer(entry):
        announce(name="answer", member_id=8)

    announce_alone()
    listen(answer)
    with transaction.atomic():
        deliver()
    with scope.within([1]):
        recorded = Entry.objects.get(subject_id="8").command_id
    assert recorded == uuid.uuid5(delivery.NAMESPACE, f"{LISTENER}/1")


class Choosy:
    """Fails on some subjects until it is mended; counts what it took."""

    def __init__(self, *refused):
        self.refused = set(refused)
        self.taken = []

    def __call__(self, entry):
        if entry.subject.id in self.refused:
            raise LookupError("cannot")
        self.taken.append((entry.subject.id, entry.event.full_name))


def end_pauses():
    Parked.objects.update(retry_at=clock.real_now())


def test_a_failure_parks_its_subject_only(listen, deliver):
    choosy = Choosy("7")
    listen(choosy)
    for member_id, name in ((7, "a"), (8, "b"), (7, "c"), (8, "d")):
        announce_alone(member_id=member_id, name=name)
    assert deliver() == 2
    assert choosy.taken == [("8", "b"), ("8", "d")]
    parked = Parked.objects.order_by("position").values_list("position", "error", "attempts")
    assert list(parked) == [(1, "LookupError: cannot", 1), (3, "", 0)]


def test_parked_entries_wait_for_their_pause_and_then_come_in_order(listen, deliver):
    choosy = Choosy("7")
    listen(choosy)
    for name in ("a", "b", "c"):
        announce_alone(name=name)
    deliver()
    choosy.refused.clear()
    announce_alone(name="d")
    assert deliver() == 0, "the pause is not over, and the later one waits behind"
    end_pauses()
    assert deliver() == 4
    assert [name for _, name in choosy.taken] == ["a", "b", "c", "d"]
    assert Parked.objects.count() == 0


def test_a_pause_grows_and_the_hundredth_is_no_longer_than_the_tenth(listen, deliver):
    listen(Choosy("7"))
    announce_alone()
    deliver()
    pauses = []
    for attempts in (1, 2, 10, 100):
        Parked.objects.update(attempts=attempts)
        end_pauses()
        before = clock.real_now()
        deliver()
        pauses.append(round((Parked.objects.get().retry_at - before).total_seconds()))
    assert pauses == [4, 8, 600, 600]


def test_what_a_failing_subscriber_wrote_is_undone(listen, deliver):
    def write_and_fail(entry):
        announce(name="half done", member_id=9)
        raise LookupError

    listen(write_and_fail)
    announce_alone()
    deliver()
    with scope.within([1]):
        assert not Entry.objects.filter(subject_id="9").exists()


def test_two_deliverers_at_once_hand_nothing_over_twice(listen, deliver, committed):
    taken = []
    listen(lambda entry: taken.append(entry.position))
    for _ in range(30):
        announce_alone()
    with announcing.a_sealer(committed) as connection:
        sealer.seal_batch(connection)
    deliverers = [threads.Actor(delivery.deliver_pending, 30) for _ in range(2)]
    assert sum(deliverer.result() for deliverer in deliverers) == 30
    assert taken == list(range(1, 31))


class Died(BaseException):
    """The end of a process, for whoever runs in a thread."""


def test_a_deliverer_that_dies_hands_the_entry_over_again(listen, deliver):
    deaths = []

    def die_once(entry):
        announce(name=f"after {len(deaths)} deaths", member_id=9)
        if not deaths:
            deaths.append(entry)
            raise Died

    listen(die_once)
    announce_alone()
    with pytest.raises(Died):
        deliver()
    assert (Bookmark.objects.get().position, Parked.objects.count()) == (0, 0)
    assert deliver() == 1
    with scope.within([1]):
        assert Payload.objects.get(entry__subject_id="9").values["full_name"] == "after 1 deaths"


def test_a_subscriber_whose_connection_is_cut_is_asked_again(listen, deliver):
    """The deliverer cannot tell whose fault it was: the entry is parked, and comes again."""
    taken = []

    def lose_the_connection_once(entry):
        if not taken:
            taken.append("lost")
            with connection.cursor() as itself:
                itself.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        taken.append(entry.position)

    listen(lose_the_connection_once)
    announce_alone()
    assert deliver() == 0
    end_pauses()
    assert deliver() == 1
    assert taken == ["lost", 1]


def test_an_entry_whose_payload_was_removed_can_still_be_taken(listen, deliver, committed):
    taken = []
    listen(lambda entry: taken.append((entry.codes, entry.personal)))
    announce_alone()
    with psycopg.connect(committed.dsn("owner"), autocommit=True) as owner:
        owner.execute("DELETE FROM journal_payload")
    deliver()
    assert taken == [({"member_id": 7}, None)]


def test_a_subject_is_parked_for_one_subscriber_and_not_for_another(listen, deliver):
    choosy, taken = Choosy("7"), []
    listen(choosy)
    journal.subscribe(MemberAdded, name="test.other")(taken.append)
    announce_alone()
    assert deliver() == 1
    assert [entry.subject for entry in taken] == [Subject("member", "7")]
    assert [parked.subscriber for parked in Parked.objects.all()] == [LISTENER]


def test_nobody_signed_in_to_deliver(deliver, listen):
    """The deliverer needs no scope of its own: it enters each entry's."""
    listen(lambda _: None)
    with scope.within([3]):
        journal.command(
            lambda: journal.record(
                SignedIn(member_id=1),
                subject=Subject("member", "1"),
                agency_id=3,
                by=TESTER,
                at=clock.real_now(),
            )
        )()
    assert deliver() == 0
