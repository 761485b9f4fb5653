import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo import houses
from beatbook.ground.geo.houses import HouseNumber


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("1925", HouseNumber(1925)),
        ("12A", HouseNumber(12, "a")),
        ("12 a", HouseNumber(12, "a")),
        ("7 1/2", HouseNumber(7, "1/2")),
        ("37-12", HouseNumber(37, "-12")),
        ("1900-1904", HouseNumber(1900)),
    ],
)
def test_a_house_number_is_read(text, house):
    assert houses.read(text) == house


@pytest.mark.parametrize("text", ["", "castle", "1st", "A12", "1234567", "-"])
def test_what_is_no_house_number_is_none(text):
    assert houses.read(text) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("12;14", ["12", "14"]),
        ("12, 14,", ["12", "14"]),
        ("1900-1904", ["1900", "1904"]),
        ("37-12", ["37-12"]),
        ("no number", []),
    ],
)
def test_a_building_may_have_several_numbers(text, written):
    assert [str(house) for house in houses.read_all(text)] == written


@given(st.integers(0, 999_999), st.sampled_from(["", "a", "z", "1/2"]))
def test_a_number_that_is_written_is_read_back(number, suffix):
    house = HouseNumber(number, suffix)
    assert houses.read(str(house)) == house


@pytest.mark.parametrize(
    ("house", "position"),
    [
        (houses.HouseNumber(1925), 1925),
        (houses.HouseNumber(12, "a"), 12),
        (houses.HouseNumber(37, "-12"), 3712),
        (houses.HouseNumber(91, "-1234"), 911234),
        (houses.HouseNumber(84, "-1"), 84),
        (houses.HouseNumber(37, "-1b"), 37),
    ],
    ids=str,
)
def test_a_number_stands_somewhere_along_its_street(house, position):
    assert house.position == position
