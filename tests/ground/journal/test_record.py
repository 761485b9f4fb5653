"""Announcing: what ``record`` writes, and that it can be verified for ever."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.contract.agency import ClockSet
from beatbook.contract.base import describe
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground import journal
from beatbook.ground.journal import chronology, recording, scope
from beatbook.ground.journal.models import Entry, Payload
from tests.conftest import empty
from tests.ground.journal.announcing import TESTER, announce, announce_alone


@pytest.fixture(scope="module", autouse=True)
def nothing_recorded(credentials):
    """In whatever order tests run: what other tests left standing is not in this journal."""
    empty(credentials)


@pytest.fixture
def in_agency_1(db):
    scope.enter([1])


def test_codes_stay_in_the_entry_and_personal_values_in_the_payload(in_agency_1):
    announce()
    entry = Entry.objects.get()
    assert entry.codes == {"member_id": 7}
    assert Payload.objects.get().values == {"username": "jun", "full_name": "Jun Park"}


def test_an_event_without_personal_values_has_no_payload_and_no_commitment(in_agency_1):
    @journal.command
    def set_clock():
        journal.record(
            ClockSet(rate=2.0, operational="2026-06-01"),
            subject=Subject("installation", "1"),
            agency_id=1,
            by=TESTER,
            at=clock.real_now(),
        )

    set_clock()
    assert Entry.objects.get().commitment is None
    assert Payload.objects.count() == 0


def _still_binds(payload, entry):
    text = recording.canonical(payload.values)
    return recording.commitment(bytes(payload.salt), text) == bytes(entry.commitment)


def test_the_commitment_binds_the_entry_to_its_payload(in_agency_1):
    announce()
    entry, payload = Entry.objects.get(), Payload.objects.get()
    assert _still_binds(payload, entry)
    payload.values["full_name"] = "June Park"
    assert not _still_binds(payload, entry)


def test_equal_payloads_have_different_commitments(in_agency_1):
    """So that nobody can confirm a guess of a name."""
    announce()
    announce()
    first, second = Entry.objects.all()
    assert bytes(first.commitment) != bytes(second.commitment)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(VALUES)
def test_every_value_verifies_after_its_stay_in_the_database(db, value):
    text = recording.canonical({"value": value})
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb", [text])
        kept = recording.loaded(cursor.fetchone()[0])
    assert recording.canonical(kept) == text


def test_what_json_cannot_say_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        recording.canonical({"speed": float("nan")})


def test_the_log_verifies_after_a_payload_was_removed(committed):
    announce_alone()
    with scope.within([1]):
        entry = Entry.objects.get()
        before = bytes(entry.commitment)
    with psycopg.connect(committed.dsn("owner"), autocommit=True) as owner:
        owner.execute("DELETE FROM journal_payload")
    with scope.within([1]):
        assert bytes(Entry.objects.get().commitment) == before
        [happening] = chronology.of(Subject("member", "7"))
    assert happening.sentence == "added the member [removed] ([removed])"


def test_a_chronology_reads_as_sentences_oldest_first(in_agency_1):
    announce(name="Jun Park")
    announce(name="Jun Parker")
    assert [happening.sentence for happening in chronology.of(Subject("member", "7"))] == [
        "added the member Jun Park (jun)",
        "added the member Jun Parker (jun)",
    ]


def test_a_sentence_names_every_value_it_needs():
    assert describe(ClockSet, {"rate": 2, "operational": "noon"}) == (
        "set the operational clock to noon at 2 times real time"
    )


def test_recording_outside_a_command_is_refused(in_agency_1):
    with pytest.raises(RuntimeError, match="belongs inside"):
        journal.record(
            ClockSet(rate=1.0, operational="now"),
            subject=Subject("installation", "1"),
            agency_id=1,
            by=TESTER,
            at=clock.real_now(),
        )


def test_a_command_and_the_commands_it_calls_share_one_id(in_agency_1):
    @journal.command
    def announce_twice():
        announce()
        announce()

    announce_twice()
    announce()
    first, second, third = Entry.objects.values_list("command_id", flat=True).order_by("id")
    assert first == second != third


def test_a_command_from_outside_keeps_the_id_it_came_with(in_agency_1):
    identity = uuid.uuid4()
    with recording.command_id(identity):
        announce()
    assert Entry.objects.get().command_id == identity


def test_a_command_that_fails_leaves_nothing(in_agency_1):
    @journal.command
    def announce_and_fail():
        announce()
        raise LookupError

    with pytest.raises(LookupError):
        announce_and_fail()
    assert Entry.objects.count() == 0


def test_the_entry_is_the_rows_own_transaction(committed):
    """What cannot be written cannot be announced."""

    def announce_and_break():
        with scope.within([1]), connection.cursor() as cursor:
            announce()
            cursor.execute("INSERT INTO journal_bookmark VALUES ('twice', 0), ('twice', 0)")

    with pytest.raises(IntegrityError):
        announce_and_break()
    with scope.within([1]):
        assert Entry.objects.count() == 0


def test_received_is_real_time_whatever_the_operational_clock_says(in_agency_1):
    before = clock.real_now()
    announce()
    assert before <= Entry.objects.get().received <= clock.real_now()


def test_a_scope_lives_in_a_transaction(transactional_db_free):
    with pytest.raises(RuntimeError, match="begin one first"):
        scope.enter([1])


@pytest.fixture
def transactional_db_free(committed):
    assert not transaction.get_connection().in_atomic_block
