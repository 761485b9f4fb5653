import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.core import geometry

BALTIMORE = (39.2904, -76.6122)
PORTLAND = (45.5152, -122.6784)


def test_a_degree_of_latitude_is_about_111_km():
    assert geometry.haversine_m(39.0, -76.0, 40.0, -76.0) == pytest.approx(111_195, abs=1)


def test_the_distance_between_two_cities_is_that_of_the_great_circle():
    assert geometry.haversine_m(*BALTIMORE, *PORTLAND) == pytest.approx(3_791_500, rel=0.005)


def test_the_distance_to_the_other_side_of_the_earth_is_half_its_girth():
    assert geometry.haversine_m(0, 0, 0, 180) == pytest.approx(math.pi * geometry.EARTH_RADIUS_M)


@pytest.mark.parametrize(
    ("lat", "lon", "word"),
    [
        (39.30, -76.6122, "North"),
        (39.30, -76.6, "Northeast"),
        (39.2904, -76.60, "East"),
        (39.28, -76.60, "Southeast"),
        (39.28, -76.6122, "South"),
        (39.28, -76.624, "Southwest"),
        (39.2904, -76.63, "West"),
        (39.30, -76.624, "Northwest"),
    ],
)
def test_a_direction_is_told_by_the_nearest_of_eight_winds(lat, lon, word):
    assert geometry.compass_word(geometry.bearing_deg(*BALTIMORE, lat, lon)) == word


def test_a_bearing_a_little_west_of_north_is_still_north():
    assert geometry.compass_word(359.0) == "North"


@given(lat=st.floats(39.0, 39.6), lon=st.floats(-77.0, -76.2))
def test_the_local_plane_goes_there_and_back(lat, lon):
    plane = geometry.LocalPlane(*BALTIMORE)
    assert plane.to_degrees(*plane.to_xy(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


@given(lat=st.floats(39.0, 39.6), lon=st.floats(-77.0, -76.2))
def test_the_local_plane_agrees_with_the_sphere_within_half_a_percent(lat, lon):
    flat = math.hypot(*geometry.LocalPlane(*BALTIMORE).to_xy(lat, lon))
    assert flat == pytest.approx(geometry.haversine_m(*BALTIMORE, lat, lon), rel=0.005, abs=0.01)


@pytest.mark.parametrize(
    ("point", "distance", "fraction"),
    [
        ((5, 3), 3, 0.5),
        ((-3, 4), 5, 0.0),
        ((13, 4), 5, 1.0),
        ((2, 0), 0, 0.2),
    ],
)
def test_the_nearest_place_on_a_segment_is_found(point, distance, fraction):
    assert geometry.point_to_segment(point, (0, 0), (10, 0)) == pytest.approx((distance, fraction))


def test_a_segment_of_no_length_is_its_start():
    assert geometry.point_to_segment((3, 4), (0, 0), (0, 0)) == (5, 0)
