"""The sealer gives every committed entry one place, in the order of cause and effect."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from django.db import transaction

from beatbook.ground.journal import reading, scope, sealer
from beatbook.site.data_directory import CHECKOUT
from tests import threads
from tests.ground.journal import announcing
from tests.ground.journal.announcing import announce, announce_alone

FOREVER = """
import sys, threading, psycopg
import django
django.setup()
from beatbook.ground.journal import sealer
sealer.run(lambda: psycopg.connect(sys.argv[1], autocommit=True), threading.Event())
"""


def seal_all(credentials):
    with announcing.a_sealer(credentials) as connection:
        while sealer.seal_batch(connection)[0]:
            pass


def assert_gapless(credentials, count):
    """Positions from 1 in the installation, leaves from 0 in each agency, each entry once."""
    placed = announcing.places(credentials)
    assert [position for position, _, _ in placed] == list(range(1, count + 1))
    for agency in {agency for _, agency, _ in placed}:
        leaves = [leaf for _, of, leaf in placed if of == agency]
        assert leaves == list(range(len(leaves)))
    assert len(set(announcing.sealed_entries(credentials))) == count


def test_positions_are_gapless_in_the_installation_and_leaves_in_each_agency(committed):
    for agency_id in (1, 2, 1, 1, 2):
        announce_alone(agency_id=agency_id)
    seal_all(committed)
    assert announcing.places(committed) == [(1, 1, 0), (2, 2, 0), (3, 1, 1), (4, 1, 2), (5, 2, 1)]


def test_the_rest_is_sealed_only_where_no_other_sealer_is_connected(committed):
    announce_alone()
    with announcing.a_sealer(committed) as one, announcing.a_sealer(committed):
        sealer.seal_the_rest(one)
        assert announcing.places(committed) == []
    deadline = time.monotonic() + threads.PATIENCE_S
    while _sealers(committed):
        assert time.monotonic() < deadline
    with announcing.a_sealer(committed) as alone:
        sealer.seal_the_rest(alone)
    assert announcing.places(committed) == [(1, 1, 0)]


def _sealers(credentials):
    with psycopg.connect(credentials.dsn("owner")) as owner:
        return owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", [credentials.user("sealer")]
        ).fetchall()


def test_an_entry_that_was_rolled_back_takes_no_place(committed):
    announce_alone()
    with transaction.atomic():
        scope.enter([1])
        announce()
        transaction.set_rollback(True)
    announce_alone()
    seal_all(committed)
    assert_gapless(committed, 2)


class Writer:
    """A transaction that stays open until it is told to commit, on a connection of its own."""

    def __init__(self, **what):
        self._recorded, self._go_on = threading.Event(), threading.Event()
        self._what = what
        self._actor = threads.Actor(self._write)
        assert self._recorded.wait(threads.PATIENCE_S)

    def _write(self):
        with scope.within([self._what.get("agency_id", 1)]):
            self.entry = announce(**self._what)
            self._recorded.set()
            assert self._go_on.wait(threads.PATIENCE_S)

    def commit(self):
        self._go_on.set()
        self._actor.result()
        return self.entry


def test_who_commits_late_is_not_skipped(committed):
    """It drew its identity first; whoever reads "id greater than the last" would miss it."""
    late, early = Writer(), Writer()
    assert late.entry < early.commit()
    seal_all(committed)
    assert announcing.sealed_entries(committed) == [early.entry]
    with scope.within([1]):
        latest = reading.read(0, 100)[-1].position
    late.commit()
    seal_all(committed)
    assert announcing.sealed_entries(committed) == [early.entry, late.entry]
    with scope.within([1]):
        assert [entry.entry_id for entry in reading.read(latest, 100)] == [late.entry]


def test_a_transaction_that_stays_open_holds_nobody_up(committed):
    stuck = Writer()
    for _ in range(3):
        announce_alone()
    seal_all(committed)
    assert_gapless(committed, 3)
    stuck.commit()


def test_cause_comes_before_effect_when_one_waits_for_the_others_lock(committed):
    """The effect's transaction began first, and even wrote first."""
    locked, waiting_pids, committed_first = threading.Event(), [], []

    def effect():
        with transaction.atomic():
            _touch("other row")
            waiting_pids.append(threads.server_pid())
            assert locked.wait(threads.PATIENCE_S)
            _touch("shared row")
            scope.enter([1])
            return announce(name="effect")

    def cause():
        with transaction.atomic():
            _touch("shared row")
            locked.set()
            threads.until(lambda: threads.is_waiting_for_a_lock(waiting_pids[0]))
            scope.enter([1])
            committed_first.append(announce(name="cause"))

    began_first = threads.Actor(effect)
    threads.until(lambda: waiting_pids)
    threads.Actor(cause).result()
    effect_entry = began_first.result()
    seal_all(committed)
    assert announcing.sealed_entries(committed) == [*committed_first, effect_entry]


def _touch(row):
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_bookmark VALUES (%s, 0)"
            " ON CONFLICT (subscriber) DO UPDATE SET position = journal_bookmark.position + 1",
            [row],
        )


def test_more_than_a_batch_is_sealed_in_order(committed, monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 3)
    entries = [announce_alone() for _ in range(8)]
    seal_all(committed)
    assert announcing.sealed_entries(committed) == entries
    assert_gapless(committed, 8)


def test_word_is_sent_once_for_a_batch_and_says_the_last_position(committed):
    with psycopg.connect(committed.dsn("web"), autocommit=True) as listener:
        listener.execute(f"LISTEN {sealer.CHANNEL}")
        for _ in range(3):
            announce_alone()
        seal_all(committed)
        notices = list(listener.notifies(timeout=0.5, stop_after=2))
    assert [notice.payload for notice in notices] == ["3"]


def test_the_hash_covers_all_but_the_payload(committed):
    announce_alone()
    with psycopg.connect(committed.dsn("owner")) as owner:
        [row] = owner.execute(sealer._UNSEALED, [0, 1]).fetchall()
    whole = sealer.leaf_hash(0, row)
    assert sealer.leaf_hash(1, row) != whole
    for column in range(1, len(row)):
        changed = list(row)
        changed[column] = _other(row[column])
        assert sealer.leaf_hash(0, tuple(changed)) != whole, f"column {column}"


def _other(value):
    match value:
        case bytes():
            return value[::-1]
        case str():
            return value + "?"
        case int():
            return value + 1
        case dict():
            return value | {"more": 1}
        case _ if hasattr(value, "hex"):
            return "another command"
    return value.replace(year=1999)


def write_for(seconds, *, seed):
    """One writer among several: short and long transactions, some rolled back."""
    dice, committed_entries = random.Random(seed), []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        agency = dice.choice((1, 2, 3))
        with scope.within([agency]):
            entry = announce(agency_id=agency)
            if dice.random() < 0.2:
                threading.Event().wait(dice.random() * 0.05)
            if dice.random() < 0.1:
                transaction.set_rollback(True)
                continue
        committed_entries.append(entry)
    return committed_entries


def seal_all_that_writers_write(credentials, *, seconds, writers, meanwhile=lambda: None):
    """Let writers write under a running sealer; return the entries, all of them sealed."""
    writing = [threads.Actor(write_for, seconds, seed=seed) for seed in range(writers)]
    while any(writer.is_alive() for writer in writing):
        meanwhile()
        threading.Event().wait(0.01)
    written = sorted(entry for writer in writing for entry in writer.result())
    threads.until(lambda: len(announcing.sealed_entries(credentials)) == len(written))
    assert sorted(announcing.sealed_entries(credentials)) == written
    assert_gapless(credentials, len(written))
    return written


def test_two_sealers_at_once_leave_no_gap_and_no_double(committed):
    with announcing.a_running_sealer(committed), announcing.a_running_sealer(committed):
        seal_all_that_writers_write(committed, seconds=1.5, writers=3)


def test_a_sealer_whose_connection_is_cut_at_random_leaves_no_gap_and_no_double(committed, caplog):
    dice = random.Random(7)

    def cut_now_and_then():
        if dice.random() < 0.2:
            _cut_the_sealer(committed)

    with announcing.a_running_sealer(committed):
        seal_all_that_writers_write(committed, seconds=3, writers=2, meanwhile=cut_now_and_then)
    assert "Sealing failed" in caplog.text, "it was cut at least once"


def _cut_the_sealer(credentials):
    """Only the role itself, or an administrator, may end its connections."""
    with psycopg.connect(credentials.dsn("sealer"), autocommit=True) as itself:
        itself.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("seed", range(3))
def test_a_sealer_killed_at_random_leaves_no_gap_and_no_double(committed, seed):
    dice = random.Random(seed)
    child = subprocess.Popen([sys.executable, "-c", FOREVER, committed.dsn("sealer")], cwd=CHECKOUT)
    with child:
        writer = threads.Actor(write_for, 2.0, seed=seed)
        threads.until(lambda: announcing.sealed_entries(committed))
        threading.Event().wait(dice.random() * 0.5)
        child.kill()
    written = writer.result()
    seal_all(committed)
    assert sorted(announcing.sealed_entries(committed)) == written
    assert_gapless(committed, len(written))
