"""Live rows of calls: their shape, their fixed cost, and that a fence stands behind the query."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Note
from beatbook.ground.force import queries as force
from beatbook.ground.journal import chronology
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident
from tests.cast import NOON


def test_a_row_has_the_shape_that_screens_read(call, cast):
    commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
    [patch] = queries.board_rows()
    assert patch == {
        "kind": "call",
        "key": call.incident.number,
        "version": 2,
        "row": {
            "number": call.incident.number,
            "short": call.incident.short_number,
            "agency": "AB",
            "status": "active",
            "priority": 4,
            "type": "NOISE",
            "type_name": "Noise complaint",
            "location": "1925 North Castle Street",
            "beat": "2",
            "lat": 41.5,
            "lon": -69.2,
            "received_at": NOON.isoformat(),
            "since": NOON.isoformat(),
            "due_at": None,
            "target_s": 900,
            "units": ["2B10"],
            "unit_ids": [cast.unit("2B10").pk],
            "primary": "2B10",
            "stack": None,
            "flags": [],
            "wait_due_at": None,
            "wait_seen": False,
            "requests": [],
            "elsewhere": [],
        },
    }


def test_the_most_urgent_comes_first_then_the_oldest(take):
    said = [take(code).incident.number for code in ("PARKING", "NOISE", "DOMESTIC", "NOISE")]
    assert [patch["key"] for patch in queries.board_rows()] == [said[i] for i in (2, 1, 3, 0)]


def test_a_closed_call_leaves_the_board(call, cast):
    commands.close_call(call=call, disposition=cast.disposition("PHONE"), by=cast.tess, at=NOON)
    assert queries.board_rows() == []
    assert queries.board_rows([str(call)]) == [
        {"kind": "call", "key": str(call), "version": 2, "row": None}
    ]


def test_only_the_rows_asked_for_are_rendered(take):
    first, _ = take(), take()
    assert [patch["key"] for patch in queries.board_rows([str(first)])] == [str(first)]


@pytest.mark.parametrize("count", [1, 10])
def test_it_costs_the_same_however_many_calls(take, cast, count):
    callsigns = ("2B10", "2A10", "2A11", "1A10", "1A11", "3A10", "3A11", "3A12", "4A10", "4A11")
    for callsign in callsigns[:count]:
        commands.assign_units(call=take(), units=[cast.unit(callsign)], by=cast.tess, at=NOON)
    with CaptureQueriesContext(connection) as asked:
        rows = queries.board_rows()
    assert (len(rows), len(asked)) == (count, 6)


class TestTheNeighbor:
    """The board asks no rule of its own: the scope of the transaction decides what exists."""

    @pytest.fixture(autouse=True)
    def next_door(self, call, cast):
        commands.add_note(call=call, text="loud music", by=cast.tess, at=NOON)
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
        cast.enter(cast.nora)

    def test_has_an_empty_board(self, call):
        assert queries.board_rows() == []
        assert queries.board_rows([call.incident.number]) == []

    def test_sees_no_row_even_without_the_query_s_own_filter(self, call):
        for table in (Call, Note, Incident):
            assert list(table.objects.all()) == []
        assert dict(force.active_assignments([call.pk])) == {}
        assert chronology.of(registry.subject(call.incident)) == []

    def test_sees_nothing_by_the_rule_even_without_the_fence(self, call, cast):
        cast.enter(cast.tess)
        assert list(queries.calls_for(cast.nora)) == []
        assert list(queries.notes_for(cast.nora)) == []

    def test_changes_nothing_by_hand(self, call, cast):
        assert Call.objects.filter(pk=call.pk).update(priority=1) == 0
