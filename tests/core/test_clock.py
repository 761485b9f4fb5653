"""Operational time: the installation's own clock, beside the real one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from beatbook.core.clock import OperationalClock, real_now

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LAST_TUESDAY = datetime(2026, 5, 26, 8, tzinfo=UTC)
FAST = OperationalClock(rate=60.0, real=NOON, operational=LAST_TUESDAY)


def test_the_default_clock_is_real_time():
    clock = OperationalClock()
    assert clock.is_real
    assert clock.at(NOON) == NOON
    assert abs(clock.now() - real_now()) < timedelta(seconds=5)


def test_a_fast_clock_runs_from_where_it_was_set():
    assert FAST.at(NOON) == LAST_TUESDAY
    assert FAST.at(NOON + timedelta(minutes=1)) == LAST_TUESDAY + timedelta(hours=1)
    assert FAST.at(NOON - timedelta(minutes=1)) == LAST_TUESDAY - timedelta(hours=1)


def test_a_clock_of_another_rate_or_hour_is_not_real():
    assert not FAST.is_real
    assert not OperationalClock(real=NOON, operational=LAST_TUESDAY).is_real


@given(
    rate=st.floats(0.1, 1000),
    seconds=st.integers(-(10**6), 10**6),
)
def test_both_ways_lead_to_the_same_instant(rate, seconds):
    clock = OperationalClock(rate, NOON, LAST_TUESDAY)
    instant = NOON + timedelta(seconds=seconds)
    assert abs(clock.real_at(clock.at(instant)) - instant) < timedelta(milliseconds=1)
