"""The United States National Grid, back to latitude and longitude."""

import pyproj
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beatbook.core import geometry
from beatbook.ground.geo.where import coordinates, national_grid
from beatbook.ground.geo.where.national_grid import BANDS, COLUMNS, ROWS

JEFFERSON_PIER = (38.88981, -77.03654)


def written(lat, lon, digits):
    """The square of a point, worked out the other way around."""
    zone = int((lon + 180) // 6) + 1
    east, north = pyproj.Proj(proj="utm", zone=zone, datum="WGS84")(lon, lat)
    north += 0 if lat >= 0 else 10_000_000
    column = COLUMNS[zone % 3][int(east // 100_000) - 1]
    row = ROWS[(int(north // 100_000) + (0 if zone % 2 else 5)) % 20]
    places = [f"{int(axis % 100_000):05d}"[:digits] for axis in (east, north)]
    return f"{zone}{BANDS[min(int((lat + 80) // 8), 19)]} {column}{row} {' '.join(places)}"


@pytest.mark.parametrize(
    "text",
    [
        "18S UJ 23371 06519",
        "18SUJ2337106519",
        "18s uj 23371 06519",
        "USNG 18S UJ 23371 06519",
        "MGRS: 18S UJ 2337106519",
    ],
)
def test_a_point_is_read_however_it_is_spaced(text):
    square = national_grid.read(text)
    assert (round(square.lat, 5), round(square.lon, 5)) == JEFFERSON_PIER
    assert square.note == "grid square of 3 ft"


def test_fewer_digits_are_a_larger_square_and_its_middle_is_meant():
    square = national_grid.read("18S UJ 233 065")
    assert square.note == "grid square of 328 ft"
    assert geometry.haversine_m(*JEFFERSON_PIER, square.lat, square.lon) < 71


@pytest.mark.parametrize(
    "text",
    [
        "18S UJ 2337 065",
        "18S UJ 233",
        "18S AJ 2337 0651",
        "18T UJ 2337 0651",
        "61S UJ 2337 0651",
        "18I UJ 2337 0651",
        "10 CASTLE ST",
        "2 E MAIN 23 45",
    ],
)
def test_what_names_no_square_is_not_guessed(text):
    assert national_grid.read(text) is None


@given(st.floats(-79.9, 83.9), st.floats(-179.9, 179.9), st.integers(2, 5))
def test_every_point_is_in_the_square_that_is_written_for_it(lat, lon, digits):
    norway_or_svalbard = (56 <= lat < 64 and 0 <= lon < 12) or lat >= 72
    assume(not norway_or_svalbard)
    assume(0.01 < lat % 8 < 7.99)  # the middle of a square may lie in the next band
    square = national_grid.read(written(lat, lon, digits))
    assert geometry.haversine_m(lat, lon, square.lat, square.lon) <= square.side_m * 0.72


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    national_grid.read(text)


def test_it_is_one_of_the_ways_to_type_a_point():
    (point,) = coordinates.read("18S UJ 23371 06519")
    assert (round(point.lat, 5), round(point.lon, 5)) == JEFFERSON_PIER
