"""Rules of RFC 5545 on a wall clock, as far as calls come again by them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.core.recurrence import Recurrence, UnfitRule

MONDAY = datetime(2026, 6, 15, 8, 0)  # noqa: DTZ001 -- a wall clock without zone
EASTERN = "America/New_York"


def times(rule, count=3, starts=MONDAY):
    recurrence, found = Recurrence.read(rule, starts), [starts - timedelta(minutes=1)]
    for _ in range(count):
        found.append(recurrence.after(found[-1]))
    return [f"{one:%m-%d %H:%M}" if one else None for one in found[1:]]


@pytest.mark.parametrize(
    ("rule", "expected", "words"),
    [
        ("FREQ=DAILY", ["06-15 08:00", "06-16 08:00", "06-17 08:00"], "every day at 08:00"),
        (
            "rrule:freq=weekly;byday=mo,fr",
            ["06-15 08:00", "06-19 08:00", "06-22 08:00"],
            "every week on Mon, Fri at 08:00",
        ),
        ("FREQ=HOURLY;INTERVAL=2", ["06-15 08:00", "06-15 10:00", "06-15 12:00"], "every 2 hours"),
        ("FREQ=MONTHLY;BYDAY=1MO", ["07-06 08:00", "08-03 08:00", "09-07 08:00"], "1MO at 08:00"),
        ("FREQ=DAILY;COUNT=2", ["06-15 08:00", "06-16 08:00", None], "COUNT=2"),
        ("FREQ=DAILY;UNTIL=20260616T000000", ["06-15 08:00", None, None], "UNTIL=20260616T000000"),
    ],
    ids=["daily", "weekly", "hourly", "first Monday", "counted", "until"],
)
def test_when_it_comes_and_how_that_is_said(rule, expected, words) -> None:
    count = next((n for n, one in enumerate(expected) if one is None), 2) + 1
    assert times(rule, count) == expected[:count]
    assert words in Recurrence.read(rule, MONDAY).words


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "",
            "daily",
            "FREQ=SECONDLY",
            "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        ),
        *("FREQ=DAILY;BYMINUTE=5", "FREQ=DAILY;DTSTART=20260101", "FREQ=DAILY;BYDAY=1MO"),
        *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=1MO,XX", "FREQ=DAILY;;"),
        *("FREQ=DAILY;UNTIL=20200101", "FREQ=HOURLY;BYMONTH=2", "FREQ=DAILY;" * 40),
    ],
)
def test_what_cannot_be_followed_is_refused_in_words(rule) -> None:
    with pytest.raises(UnfitRule) as refused:
        Recurrence.read(rule, MONDAY)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("day", "offset"), [(7, 5), (8, 4)], ids=["before", "after"])
def test_eight_stays_eight_when_the_clocks_change(day, offset) -> None:
    """In March 2026 the clocks go forward on the 8th."""
    daily = Recurrence.read("FREQ=DAILY", datetime(2026, 3, 1, 8, 0))  # noqa: DTZ001 -- the same
    midnight = datetime(2026, 3, day, 5, 30, tzinfo=UTC)
    found = daily.after_in(midnight, EASTERN)
    assert found.astimezone(UTC) == datetime(2026, 3, day, 8 + offset, 0, tzinfo=UTC)


@given(
    text=st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                ["FREQ=DAILY", "FREQ=WEEKLY", "INTERVAL=3", "BYDAY=MO", "COUNT=5", "BYMONTHDAY=31"]
            ),
            max_size=4,
        ).map(";".join),
    ),
    hours=st.integers(0, 24 * 700),
)
def test_each_time_lies_after_the_one_before(text, hours) -> None:
    """Whatever is typed is refused in words, or names times that go forward."""
    try:
        recurrence = Recurrence.read(text, MONDAY)
    except UnfitRule:
        return
    moment = MONDAY + timedelta(hours=hours)
    found = recurrence.after(moment)
    assert found is None or found > moment
    assert re.search(r"\d\d:\d\d$", recurrence.words)
