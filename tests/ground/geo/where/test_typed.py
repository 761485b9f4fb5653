import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beatbook.ground.geo import names
from beatbook.ground.geo.houses import HouseNumber
from beatbook.ground.geo.where import typed
from beatbook.ground.geo.where.coordinates import TypedPoint
from beatbook.ground.geo.where.typed import (
    TypedAddress,
    TypedBlock,
    TypedCrossing,
    TypedMilepost,
    TypedPlace,
    TypedStreet,
    TypedStretch,
)

CASTLE = tuple(names.StreetName.readings(["n", "castle"]))
STREETS = ["castle", "n castle", "st helena ave", "broadway", "25th street", "o'donnell st"]


def streets(text):
    return tuple(names.StreetName.readings(names.words(text)))


@pytest.mark.parametrize(
    "text", ["1925 N Castle", "1925 n. castle", "  1925  N  CASTLE ", "1925, N Castle"]
)
def test_a_number_and_a_street_are_an_address(text):
    first = typed.read(text).readings[0]
    assert first == TypedAddress(HouseNumber(1925), CASTLE)


def test_a_number_may_come_last_as_in_europe():
    assert (
        TypedAddress(HouseNumber(24), streets("dorfstrasse"))
        in typed.read("Dorfstrasse 24").readings
    )


@pytest.mark.parametrize(
    "text",
    [
        "casa & murray",
        "casa and murray",
        "casa at murray",
        "Casa @ Murray",
        "casa/murray",
        "casa x murray",
        "casa + murray",
        "corner of casa and murray",
        "intersection of Casa & Murray",
    ],
)
def test_two_streets_are_a_crossing_however_they_are_joined(text):
    assert typed.read(text).readings[0] == TypedCrossing(streets("casa"), streets("murray"))


def test_a_crossing_whose_second_street_is_not_typed_yet_is_one_already():
    assert typed.read("casa &").readings[0] == TypedCrossing(streets("casa"), ())


@pytest.mark.parametrize(
    "text", ["1900 block of n castle", "1923 blk N Castle", "1900-block n castle"]
)
def test_a_hundred_block_is_read(text):
    assert typed.read(text).readings[0] == TypedBlock(1900, CASTLE)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("39.29,-76.59", TypedPoint(39.29, -76.59)),
        ("39.29 -76.59", TypedPoint(39.29, -76.59)),
        ("39.29 N 76.59 W", TypedPoint(39.29, -76.59)),
        ("41.5°S, 7°E", TypedPoint(-41.5, 7.0)),
    ],
)
def test_coordinates_are_a_point_and_nothing_else(text, point):
    assert typed.read(text).points[0] == point


def test_numbers_that_are_no_place_on_earth_are_no_point():
    assert TypedPoint not in {type(reading) for reading in typed.read("95.5, 10.0").readings}


@pytest.mark.parametrize(
    "text",
    [
        "1925 N Castle St, Baltimore, MD 21231",
        "1925 N Castle St Baltimore",
        "1925 N Castle St Apt 3, Baltimore",
        "1925 N Castle St #3b, Baltimore MD",
    ],
)
def test_town_state_and_apartment_do_not_get_in_the_way(text):
    found = [r for r in typed.read(text).readings if isinstance(r, TypedAddress)]
    assert (HouseNumber(1925), "north castle street") in {
        (address.house, address.street[0].key) for address in found
    }


def test_before_a_state_stands_a_town_even_after_a_street_without_a_type():
    readings = typed.read("Castle St & Broadway Baltimore, MD").readings
    assert typed.TypedCrossing(streets("castle st"), streets("broadway"), "baltimore") in readings


def test_what_follows_a_comma_is_the_town():
    assert typed.read("1925 n castle, dundalk").readings[0].locality == "dundalk"


def test_half_numbers_and_letters_belong_to_the_number():
    assert typed.read("5 1/2 murray").readings[0] == TypedAddress(
        HouseNumber(5, "1/2"), streets("murray")
    )
    assert typed.read("12 b murray").readings[0] == TypedAddress(
        HouseNumber(12, "b"), streets("murray")
    )


def test_a_numbered_street_may_be_all_there_is():
    assert TypedStreet(streets("25 st")) in typed.read("25 st").readings


def test_the_whole_text_may_name_a_place():
    assert typed.read("O'Hara's Diner").readings[-1] == TypedPlace("oharas diner")


def test_what_follows_the_name_of_a_place_may_be_its_address():
    assert typed.read("Quick Stop, 3 Harbor Road").readings[-1] == TypedPlace(
        "quick stop", "3 harbor road"
    )


@pytest.mark.parametrize("text", ["", "   ", "&", "@ / &", "!?"])
def test_nothing_is_read_from_nothing(text):
    assert typed.read(text).readings == ()


@given(st.text())
def test_no_text_breaks_the_reader(text):
    readings = typed.read(text).readings
    assert len(readings) == len(set(readings))


@given(st.text(alphabet="ns 1925/&@,.-#abcdeltst'", max_size=60))
def test_no_scramble_of_an_address_breaks_the_reader(text):
    typed.read(text)


@given(st.integers(1, 99_999), st.sampled_from(STREETS))
def test_every_number_on_every_street_is_read_first_as_an_address(number, street):
    assert typed.read(f"{number} {street}").readings[0] == TypedAddress(
        HouseNumber(number), streets(street)
    )


@given(
    st.sampled_from(STREETS),
    st.sampled_from(STREETS),
    st.sampled_from([" & ", " and ", " at ", " @ ", "/"]),
)
def test_every_two_streets_are_read_first_as_a_crossing(one, other, joint):
    assume(one != other)
    assert typed.read(f"{one}{joint}{other}").readings[0] == TypedCrossing(
        streets(one), streets(other)
    )


@given(st.text(max_size=60))
def test_capitals_do_not_matter(text):
    if text.upper().lower() == text.lower():
        assert typed.read(text.upper()) == typed.read(text.lower())


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            "Main St between 3rd and 5th",
            TypedStretch(streets("main st"), streets("3rd"), streets("5th")),
        ),
        ("main btwn 3rd", TypedStretch(streets("main"), streets("3rd"), ())),
        ("I-95 MM 33.4", TypedMilepost("i 95", 33.4, streets("I-95"))),
        ("HWY 101 AT MP 203", TypedMilepost("hwy 101", 203.0, streets("hwy 101"))),
        ("101SOFF CALIFORNIA;", TypedCrossing(streets("101"), streets("california"))),
        ("101N BTWN MAIN AND BANK", TypedStretch(streets("101 n"), streets("main"),
                                                streets("bank"))),
        ("00 BLK MAIN", TypedBlock(0, streets("main"))),
        ("BLOCK OF 1900 MAIN", TypedBlock(1900, streets("main"))),
        ("0 HARBOR DR", TypedBlock(0, streets("harbor dr"))),
        ("37-12 65th St", TypedAddress(HouseNumber(37, "-12"), streets("65th st"))),
        ("1925-1/2 castle", TypedAddress(HouseNumber(1925, "1/2"), streets("castle"))),
        ("One Market Plaza", TypedAddress(HouseNumber(1), streets("market plaza"))),
        ("1600 06TH AV, SLO", TypedAddress(HouseNumber(1600), streets("6th ave"), "slo")),
        ("CASTLE ST & Castle St", TypedStreet(streets("castle st"))),
    ],
)  # fmt: skip
def test_what_dispatch_systems_write_is_read_first(text, reading):
    assert typed.read(text).readings[0] == reading


@given(
    st.integers(1, 99_999),
    st.sampled_from(STREETS),
    st.sampled_from(["Apt 4", "#4", "Unit B", "Suite 200"]),
    st.sampled_from(["", ", Baltimore, MD 21231", ";"]),
)
def test_the_number_and_the_unit_are_never_lost(number, street, unit, tail):
    said = typed.read(f"{number} {street} {unit}{tail}")
    assert said.unit == unit
    assert said.readings[0].house == HouseNumber(number)
    assert said.readings[0].street == streets(street)


@given(st.sampled_from(STREETS), st.sampled_from(STREETS))
def test_the_order_of_a_corner_does_not_matter(one, other):
    assume(one != other)
    here, there = (typed.read(text).readings[0] for text in (f"{one}/{other}", f"{other}/{one}"))
    assert (here.first, here.second) == (there.second, there.first)
