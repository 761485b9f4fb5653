"""What the database itself refuses, whatever the program tries."""

from __future__ import annotations

import psycopg
import pytest
from django.db import Error, ProgrammingError, transaction

from beatbook.contract.values import Subject
from beatbook.ground.journal import chronology, reading, scope, sealer
from beatbook.ground.journal.models import Entry, Payload, Receipt
from tests.ground.journal import announcing

CHANGES = [
    "UPDATE journal_entry SET actor = 'member:1'",
    "DELETE FROM journal_entry",
    "UPDATE journal_seal SET hash = '\\x00'",
    "DELETE FROM journal_seal",
]


@pytest.fixture
def sealed_entry(committed):
    announcing.announce_alone()
    with announcing.a_sealer(committed) as connection:
        sealer.seal_batch(connection)
    return committed


@pytest.mark.parametrize("role", ["web", "worker", "sealer"])
@pytest.mark.parametrize("change", CHANGES)
def test_no_running_role_may_change_the_log(sealed_entry, role, change):
    with (
        psycopg.connect(sealed_entry.dsn(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(change)


@pytest.mark.parametrize(
    "change", [*CHANGES, "TRUNCATE journal_seal, journal_entry, journal_payload"]
)
def test_even_the_owner_is_stopped_by_a_trigger(sealed_entry, change):
    with (
        psycopg.connect(sealed_entry.dsn("owner")) as owner,
        pytest.raises(psycopg.errors.RaiseException, match="The journal is insert-only"),
    ):
        owner.execute(change)


@pytest.mark.parametrize("role", ["web", "worker"])
def test_only_the_sealer_seals(committed, role):
    with (
        psycopg.connect(committed.dsn(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("INSERT INTO journal_seal (position) VALUES (1)")


@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_payload_is_written_once(sealed_entry, role):
    with (
        psycopg.connect(sealed_entry.dsn(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE journal_payload SET salt = ''")


@pytest.mark.parametrize("table", ["journal_payload", "agency_member", "journal_bookmark"])
def test_the_sealer_sees_nothing_personal(sealed_entry, table):
    with (
        psycopg.connect(sealed_entry.dsn("sealer")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"SELECT * FROM {table}")


def test_without_a_scope_every_table_of_the_log_is_empty(sealed_entry):
    with transaction.atomic():
        assert [Entry.objects.count(), Payload.objects.count()] == [0, 0]


def test_another_agencys_entries_are_not_there_though_no_query_filters(sealed_entry):
    announcing.announce_alone(agency_id=2)
    with scope.within([2]):
        assert [entry.agency_id for entry in Entry.objects.all()] == [2]
        assert [payload.agency_id for payload in Payload.objects.all()] == [2]
        assert [happening.values["full_name"] for happening in _chronology()] == ["Jun Park"]
        assert reading.read(0, 100) == []
    with scope.within([1]):
        assert [entry.agency_id for entry in reading.read(0, 100)] == [1]
    with scope.within([1, 2]):
        assert len(_chronology()) == 2


def _chronology():
    return chronology.of(Subject("member", "7"))


def test_an_entry_of_a_class_is_not_there_for_who_does_not_hold_it(committed):
    announcing.announce_alone(need_to_know="juvenile")
    with scope.within([1]):
        assert [Entry.objects.count(), Payload.objects.count()] == [0, 0]
    with scope.within([1], classes=["juvenile"]):
        assert [Entry.objects.count(), Payload.objects.count()] == [1, 1]


def test_nothing_can_be_announced_in_another_agencys_name(committed):
    with pytest.raises(ProgrammingError, match="row-level security"), scope.within([2]):
        announcing.announce(agency_id=1)


def test_receipts_are_fenced_too(committed):
    with scope.within([1]):
        Receipt.objects.create(agency_id=1, actor="system:test", command_id="0" * 32, body_hash=b"")
    with scope.within([2]):
        assert Receipt.objects.count() == 0


def test_an_inner_scope_ends_where_it_ends(committed):
    announcing.announce_alone(agency_id=1)
    with scope.within([1]):
        with scope.within([2]):
            assert Entry.objects.count() == 0
        assert Entry.objects.count() == 1
        with pytest.raises(Error), scope.within([2]):
            announcing.announce(agency_id=1)
        assert Entry.objects.count() == 1


def test_a_scope_does_not_outlive_its_transaction(sealed_entry):
    with scope.within([1]):
        assert Entry.objects.count() == 1
    with transaction.atomic():
        assert Entry.objects.count() == 0
