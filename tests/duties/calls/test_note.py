"""Notes: kept as typed, struck out and still readable."""

from __future__ import annotations

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def call(cast):
    return commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )


def write(call, by, text="Caller hears glass"):
    return commands.add_note(call=call, text=text, by=by, at=NOON)


def test_words_are_kept_exactly_as_typed(call, cast, recorded):
    assert write(call, cast.jun, "  two\n men ").text == "  two\n men "
    assert recorded() == ["calls.note.added"]


def test_an_empty_note_is_refused(call, cast):
    with pytest.raises(commands.NothingToSay, match="The note is empty"):
        write(call, cast.jun, " \n ")


def test_an_auditor_reads_and_does_not_write(call, cast):
    with pytest.raises(NotAllowed, match="call:note"):
        write(call, cast.audrey)


def test_the_neighbor_does_not_write(call, cast):
    with pytest.raises(NotAllowed, match="call:note"):
        write(call, cast.nora)


def test_a_struck_note_stays_readable_with_who_and_why(call, cast, recorded):
    note = write(call, cast.tess)
    commands.strike_note(note=note, reason="wrong call", by=cast.rosa, at=NOON)
    [line] = [line for line in queries.chronology_of(call) if line.note_id == note.pk]
    assert (line.by, line.text, line.struck) == (
        "T. Ellis",
        "Caller hears glass",
        "R. Delgado: wrong call",
    )
    assert recorded() == ["calls.note.added", "calls.note.struck"]


def test_struck_twice_the_first_strike_stands(call, cast, recorded):
    note = write(call, cast.tess)
    commands.strike_note(note=note, reason="wrong call", by=cast.tess, at=NOON)
    again = commands.strike_note(note=note, reason="no, really", by=cast.rosa, at=NOON)
    assert again.struck_reason == "wrong call"
    assert recorded() == ["calls.note.added", "calls.note.struck"]


def test_striking_needs_a_reason(call, cast):
    with pytest.raises(commands.NothingToSay, match="why"):
        commands.strike_note(note=write(call, cast.tess), reason=" ", by=cast.tess, at=NOON)
