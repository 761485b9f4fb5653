import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.where import coordinates


@pytest.mark.parametrize(
    "text",
    [
        "39.29,-76.59",
        "39.29 -76.59",
        "39.29;-76.59",
        "39.29N 76.59W",
        "39.29 N, 76.59 W",
        "N39.29 W76.59",
        "W76.59 N39.29",
        "39.29° N 76.59° W",
        "39°17'24\"N 76°35'24\"W",
        "39° 17' 24\" N, 76° 35' 24\" W",
        "39\u00b017\u203224\u2033N76\u00b035\u203224\u2033W",
        "39 17 24 N 76 35 24 W",
        "39-17-24N 076-35-24W",
        "39 17.4 N 76 35.4 W",
        "N 39 17.4 W 076 35.4",
        "39°17.4'N 76°35.4'W",
        "lat: 39.29 lon: -76.59",
        "(39.29, -76.59)",
        "geo:39.29,-76.59",
        "maps/@39.29,-76.59,17z",
    ],
)
def test_every_usual_notation_is_the_same_point(text):
    point = coordinates.read(text)[0]
    assert (point.lat, point.lon) == pytest.approx((39.29, -76.59))
    assert point.note == ""


def test_a_longitude_without_a_sign_may_be_west():
    assert [(p.lat, p.lon, p.note) for p in coordinates.read("39.29, 76.59")][:2] == [
        (39.29, 76.59, ""),
        (39.29, -76.59, "read as west, no sign was typed"),
    ]


def test_the_two_may_have_been_swapped():
    swapped = coordinates.read("-76.59, 39.29")[-1]
    assert (swapped.lat, swapped.lon) == (39.29, -76.59)
    assert swapped.note == "longitude was typed first"


@pytest.mark.parametrize(
    "text",
    ["1925 N Castle", "1900 1904", "12 5", "200.5 300.1", "39 75 10 N 76 10 10 W", "25 1/2", ""],
)
def test_what_is_no_point_is_none(text):
    assert coordinates.read(text) == ()


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_every_point_that_is_written_is_read_back(lat, lon):
    point = coordinates.read(f"{lat:.6f}, {lon:.6f}")[0]
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=1e-6)


@given(st.text(alphabet="0123456789 .,-+°'\"NSEWnsew", max_size=40))
def test_no_scramble_of_a_point_breaks_the_reader(text):
    coordinates.read(text)
