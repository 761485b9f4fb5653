import pytest

from beatbook.core import units


@pytest.mark.parametrize(
    ("meters", "text"),
    [
        (0, "0 ft"),
        (2, "10 ft"),
        (137, "450 ft"),
        (160.9, "530 ft"),
        (161, "0.1 mi"),
        (483, "0.3 mi"),
        (1609.344, "1.0 mi"),
        (16_000, "9.9 mi"),
        (16_050, "10 mi"),
        (20_000, "12 mi"),
    ],
)
def test_a_distance_is_written_in_feet_then_tenths_then_whole_miles(meters, text):
    assert units.distance_text(meters) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (7, "0:07"), (252.9, "4:12"), (3599, "59:59"), (3852, "1:04:12")],
)
def test_a_running_timer_shows_whole_seconds(seconds, text):
    assert units.stopwatch_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "under 1 min"),
        (59.9, "under 1 min"),
        (60, "1 min"),
        (89, "1 min"),
        (90, "2 min"),
        (252, "4 min"),
        (3580, "1 h"),
        (3900, "1 h 5 min"),
        (7200, "2 h"),
    ],
)
def test_a_duration_is_written_to_the_nearest_minute(seconds, text):
    assert units.minutes_text(seconds) == text


def test_feet_and_miles_agree_with_the_international_definitions():
    assert units.feet(0.3048) == 1.0
    assert units.miles(1609.344) == 1.0
    assert units.miles(units.meters_from_miles(2.5)) == 2.5
    assert units.feet(units.METERS_PER_MILE) == pytest.approx(5280.0)
