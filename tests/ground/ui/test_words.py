"""Dates, times and distances as people in the United States read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats, timezone, translation

from beatbook.ground.ui.templatetags import words

EVENING = datetime(2026, 11, 8, 2, 5, 48, tzinfo=UTC)  # still the 7th in New York
EXAMPLES = Path(__file__).parents[2] / "js" / "ui" / "stopwatch.json"


@pytest.fixture(autouse=True)
def new_york() -> Iterator[None]:
    with timezone.override(ZoneInfo("America/New_York")):
        yield


def test_times_are_the_agencys() -> None:
    assert words.us_date(EVENING) == "Nov 7, 2026"
    assert words.day(EVENING) == "Sat Nov 7"
    assert words.clock(EVENING) == "21:05"
    assert words.clock_seconds(EVENING) == "21:05:48"
    assert words.us_datetime(EVENING) == "Nov 7, 2026 21:05"


def test_in_spanish_days_have_their_own_names_and_the_clock_stays() -> None:
    with translation.override("es"):
        assert words.us_datetime(EVENING) == "7 Nov 2026 21:05"
        assert words.day(EVENING) == "Sáb 7 Nov"
        assert formats.localize(1234.5) == "1234.5"
        assert words.distance(483) == "0.3 mi"


def test_a_row_of_the_board_carries_its_times_as_text() -> None:
    assert words.clock_seconds("2026-11-08T02:05:48+00:00") == "21:05:48"
    assert words.iso(EVENING) == words.iso("2026-11-08T02:05:48+00:00")


def test_no_time_is_no_words() -> None:
    for filter_ in (words.iso, words.us_date, words.day, words.clock, words.us_datetime):
        assert filter_(None) == ""
    assert words.stopwatch(None, EVENING) == ""


@pytest.mark.parametrize(("seconds", "text"), json.loads(EXAMPLES.read_text()))
def test_a_stopwatch_reads_as_it_does_in_the_browser(seconds: float, text: str) -> None:
    now = datetime.fromtimestamp(EVENING.timestamp() + seconds, UTC)
    assert words.stopwatch(EVENING, now) == text


def test_a_stopwatch_never_shows_a_negative_time() -> None:
    assert words.stopwatch(EVENING, "2026-11-08T02:00:00+00:00") == "0:00"


def test_durations_and_distances_are_in_words() -> None:
    assert words.duration(3900) == "1 h 5 min"
    assert words.distance(100) == "330 ft"
    assert words.distance(1000) == "0.6 mi"
    assert words.duration(None) == words.distance(None) == ""
