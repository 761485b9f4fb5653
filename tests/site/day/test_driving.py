"""Driving a line at an even pace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.site.day.driving import Drive
from tests.cast import NOON

NORTH_THEN_EAST = [(41.500, -69.200), (41.510, -69.200), (41.510, -69.180)]
DRIVE = Drive(NORTH_THEN_EAST, NOON, 120.0)


def test_one_is_at_the_start_before_and_at_the_end_after() -> None:
    assert DRIVE.at(NOON - timedelta(seconds=5)).point == Point(41.500, -69.200)
    assert DRIVE.at(NOON + timedelta(seconds=300)).point == Point(41.510, -69.180)
    assert DRIVE.at(NOON + timedelta(seconds=300)).speed_mph == 0.0


@pytest.mark.parametrize("second", range(0, 120, 7))
def test_the_distance_gone_is_even_along_the_line(second: int) -> None:
    fix = DRIVE.at(NOON + timedelta(seconds=second))
    corner = geometry.haversine_m(*NORTH_THEN_EAST[0], *NORTH_THEN_EAST[1])
    gone = DRIVE.meters * second / 120
    if gone <= corner:
        assert fix.point.lon == pytest.approx(-69.2)
        assert fix.heading == pytest.approx(0.0)
        reached = geometry.haversine_m(*NORTH_THEN_EAST[0], fix.point.lat, fix.point.lon)
    else:
        assert fix.point.lat == pytest.approx(41.51)
        assert fix.heading == pytest.approx(90.0, abs=0.1)
        reached = corner + geometry.haversine_m(*NORTH_THEN_EAST[1], fix.point.lat, fix.point.lon)
    assert reached == pytest.approx(gone, rel=1e-3, abs=0.5)


def test_a_drive_to_where_one_is_ends_at_once() -> None:
    here = Drive([(41.5, -69.2)], NOON, 0.0)
    assert here.at(NOON).point == Point(41.5, -69.2)
    assert here.ends == NOON
