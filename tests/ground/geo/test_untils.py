"""Until when, as it is typed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo import untils
from tests.cast import NOON

ZONE = "America/New_York"


def at(month, day, hour, minute=0):
    """A time in Alder Bay in June, four hours behind."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) + timedelta(hours=4)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1700", at(6, 15, 17)),
        ("17:30", at(6, 15, 17, 30)),
        ("5:30 pm", at(6, 15, 17, 30)),
        ("5pm", at(6, 15, 17)),
        ("12 am", at(6, 16, 0)),
        ("0800", at(6, 16, 8)),
        ("+2h", NOON + timedelta(hours=2)),
        ("90m", NOON + timedelta(minutes=90)),
        ("3d", NOON + timedelta(days=3)),
        ("6/16 0800", at(6, 16, 8)),
        ("2026-06-20T18:00", at(6, 20, 18)),
    ],
)
def test_a_time_means_the_next_moment_it_is_so(text, moment):
    assert untils.read(text, now=NOON, time_zone=ZONE) == moment


@pytest.mark.parametrize("text", ["soon", "", "2570", "25:00", "13 pm", "5", "6/31 0800", "99999"])
def test_what_is_no_time_is_said(text):
    with pytest.raises(untils.UntilUnclear, match="is no time"):
        untils.read(text, now=NOON, time_zone=ZONE)


def test_the_end_lies_ahead_and_not_years_ahead():
    with pytest.raises(untils.UntilUnclear, match="ahead"):
        untils.read("6/14 0800", now=NOON, time_zone=ZONE)
    with pytest.raises(untils.UntilUnclear, match="more than a year"):
        untils.read("1/1/2030 0800", now=NOON, time_zone=ZONE)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_moment_to_come_or_refused_in_words(text):
    try:
        found = untils.read(text, now=NOON, time_zone=ZONE)
    except untils.UntilUnclear:
        return
    assert found > NOON
