"""The plan of a day: drawn from a seed alone, and shaped like a town."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.contract.values import Point
from beatbook.duties.calls.seeds import DISPOSITIONS, PLANS
from beatbook.duties.calls.vocabulary import Source
from beatbook.site.day import planning, words
from beatbook.site.day.planning import Almanac, Kind, Setting, Spot

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 6, 15)
SPOTS = [
    Spot(f"{number} {kind.title()} Street", Point(41.5, -69.2 + number / 1000), kind, number)
    for kind in (words.HOME, words.BUSINESS, words.CORNER)
    for number in range(1, 6)
]
KINDS = [Kind(plan.code, plan.priority) for plan in PLANS if plan.code in words.MANNERS]
SETTING = Setting("AB", "America/New_York", SPOTS, KINDS, 24)
DATES = st.dates(date(2020, 1, 1), date(2040, 12, 31))
SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS, day=DATES)
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_day(seed: int, day: date) -> None:
    assert Almanac(SETTING, seed).calls_on(day) == Almanac(SETTING, seed).calls_on(day)
    breaks = [list(Almanac(SETTING, seed).breaks_on(day, "1A10")) for _ in range(2)]
    assert breaks[0] == breaks[1]


@given(seed=SEEDS, day=DATES)
@settings(max_examples=20, deadline=None)
def test_the_calls_of_a_day_are_in_order_within_it_and_each_has_its_own_id(
    seed: int, day: date
) -> None:
    calls = Almanac(SETTING, seed).calls_on(day)
    times = [call.at for call in calls]
    assert times == sorted(times)
    assert {call.at.astimezone(ZONE).date() for call in calls} <= {day}
    assert len({call.id for call in calls}) == len(calls)
    assert all(planning.is_played(call.id) for call in calls)


def test_another_seed_or_another_day_is_another_day() -> None:
    first = Almanac(SETTING, 1).calls_on(MONDAY)
    assert first != Almanac(SETTING, 2).calls_on(MONDAY)
    assert [call.note for call in first] != [
        call.note for call in Almanac(SETTING, 1).calls_on(MONDAY + timedelta(days=1))
    ]


def test_nights_have_noise_mornings_have_parking_and_crashes_come_at_rush_hour() -> None:
    almanac = Almanac(SETTING, 7)
    days = [MONDAY + timedelta(days=n) for n in range(60)]
    by_hours: dict[str, Counter[int]] = {plan.code: Counter() for plan in PLANS}
    for call in (call for day in days for call in almanac.calls_on(day)):
        by_hours[call.call_type][call.at.astimezone(ZONE).hour // 4] += 1
    assert by_hours["NOISE"].most_common(1)[0][0] == 5
    assert by_hours["PARKING"].most_common(1)[0][0] == 3
    assert by_hours["CRASH"].most_common(1)[0][0] == 4


def test_a_busy_hour_brings_about_nine_calls_for_ten_units() -> None:
    almanac = Almanac(SETTING, 7)
    calls = [call for n in range(60) for call in almanac.calls_on(MONDAY + timedelta(days=n))]
    at_five = [call for call in calls if call.at.astimezone(ZONE).hour == 17]
    assert 0.8 < len(at_five) / 60 / 24 < 1.0


def test_a_stream_of_calls_goes_on_over_midnight_and_begins_where_asked() -> None:
    start = datetime(2026, 6, 16, 3, 30, tzinfo=UTC)
    stream = Almanac(SETTING, 3).calls_from(start)
    calls = [next(stream) for _ in range(40)]
    assert calls == sorted(calls, key=lambda call: call.at)
    assert calls[0].at >= start
    assert {call.at.astimezone(ZONE).date().day for call in calls} == {15, 16}


def test_a_call_is_found_again_by_its_id() -> None:
    call = Almanac(SETTING, 3).calls_on(MONDAY)[4]
    late = call.at + timedelta(seconds=20)
    assert Almanac(SETTING, 3).find(call.id, late) == call
    assert Almanac(SETTING, 4).find(call.id, late) is None


def test_every_word_of_the_tables_is_one_that_an_agency_begins_with() -> None:
    codes = {one.code for one in DISPOSITIONS}
    endings = {code for manner in words.MANNERS.values() for code, _ in manner.endings}
    assert words.MANNERS.keys() <= {plan.code for plan in PLANS}
    assert endings <= codes
    assert {source for source, _ in words.SOURCES} <= set(Source.values)
