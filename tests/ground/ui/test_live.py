"""Page state and feed get their rows from the same function."""

from __future__ import annotations

import gc
import weakref
from datetime import UTC, datetime, timedelta

import pytest

from beatbook.core.clock import OperationalClock
from beatbook.ground.force.models import Unit
from beatbook.ground.ui import live
from tests.cast import Cast

CALLS = {"A26-000001": 3, "A26-000002": 7}


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_SOURCES", {})

    @live.rows("call")
    def call_rows(keys: list[str] | None) -> list[live.Patch]:
        return [
            live.patch("call", number, version, {"number": number})
            for number, version in CALLS.items()
            if keys is None or number in keys
        ]


def test_a_page_starts_with_every_row() -> None:
    assert live.state("call") == [
        {"kind": "call", "key": "A26-000001", "version": 3, "row": {"number": "A26-000001"}},
        {"kind": "call", "key": "A26-000002", "version": 7, "row": {"number": "A26-000002"}},
    ]


def test_a_touched_key_gives_its_row_once() -> None:
    patches = live.patches("call", ["A26-000002", "A26-000002"])
    assert [(patch["key"], patch["version"]) for patch in patches] == [("A26-000002", 7)]


def test_a_key_that_cannot_be_seen_is_a_removal() -> None:
    assert live.patches("call", ["A26-000009"]) == [
        {"kind": "call", "key": "A26-000009", "version": None, "row": None}
    ]


def test_a_kind_nobody_registered_has_no_rows() -> None:
    assert live.patches("zebra", ["1"]) == []
    assert live.kinds() == ["call"]


def test_the_clock_is_told_as_it_stands_when_it_is_sent() -> None:
    midnight = datetime(2026, 11, 7, tzinfo=UTC)
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    clock = OperationalClock(rate=10, real=midnight, operational=noon)
    assert live.clock_state(clock, midnight + timedelta(minutes=1)) == {
        "rate": 10,
        "real": "2026-11-07T00:01:00+00:00",
        "operational": "2026-06-01T12:10:00+00:00",
    }


@pytest.mark.parametrize(("let_go", "left"), [(False, True), (True, False)])
def test_what_was_read_for_a_row_is_freed_without_the_collector(
    cast: Cast, let_go: bool, left: bool
) -> None:
    gc.disable()
    try:
        units = list(Unit.objects.select_related("state")[:1])
        read = weakref.ref(units[0])
        if let_go:
            live.let_go(units)
        units.clear()
        assert (read() is not None) == left
    finally:
        gc.enable()
