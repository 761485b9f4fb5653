import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.where import asides


@pytest.mark.parametrize(
    ("text", "place", "unit"),
    [
        ("1925 N Castle St Apt 4", "1925 N Castle St", "Apt 4"),
        ("1925 N Castle St, Apt. 4B, Dundalk", "1925 N Castle St, Dundalk", "Apt 4B"),
        ("1925 castle #4", "1925 castle", "#4"),
        ("1033 CASTLE # G;", "1033 CASTLE", "#G"),
        ("12 Bank St Unit b", "12 Bank St", "Unit B"),
        ("12 Bank St ste 200", "12 Bank St", "Suite 200"),
        ("2nd floor, 12 Bank St", "12 Bank St", "Floor 2"),
        ("12 Bank St basement", "12 Bank St", "Basement"),
        ("12 BANK; #209; QUICK STOP;", "12 BANK", "#209"),
        ("Lot 5", "Lot 5", ""),
        ("Ste Marie St", "Ste Marie St", ""),
        ("12 Bank St, Miami, FL 33101", "12 Bank St, Miami, FL 33101", ""),
    ],
)
def test_a_unit_stands_beside_the_place(text, place, unit):
    said = asides.apart(text)
    assert (said.place, said.unit) == (place, unit)


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        ("behind the old mill", "behind", "the old mill"),
        ("in the area of 12 Bank", "in the area of", "12 Bank"),
        ("12 BANK; AREA OF;", "area of", "12 BANK"),
        ("across the street from 12 Bank", "across the street from", "12 Bank"),
        ("behind", "", "behind"),
    ],
)
def test_beside_a_place_is_not_quite_the_place(text, before, place):
    said = asides.apart(text)
    assert (said.before, said.place) == (before, place)


@pytest.mark.parametrize(
    "text", ["I-95 NB MM 33", "I-95 northbound MM 33", "I-95 MM 33 (north-bound)"]
)
def test_the_way_of_a_highway_is_kept(text):
    said = asides.apart(text)
    assert (said.heading, said.place.split()) == ("northbound", ["I-95", "MM", "33"])


def test_what_follows_a_semicolon_is_kept_as_the_name_of_the_place():
    assert asides.apart("12 BANK; QUICK STOP;").tail == "QUICK STOP"


@pytest.mark.parametrize(
    ("text", "place"),
    [("12\u00bd Bank", "12 1/2 Bank"), ("12 BANK # 1/2;", "12 1/2 BANK")],
)
def test_a_half_belongs_to_the_number_however_it_is_written(text, place):
    assert asides.apart(text).place == place


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    asides.apart(text)


@given(st.integers(1, 9999), st.sampled_from(["Apt", "Unit", "Suite", "#"]), st.integers(1, 999))
def test_no_unit_is_lost(number, name, unit):
    gap = "" if name == "#" else " "
    said = asides.apart(f"{number} Bank Street {name}{gap}{unit}")
    assert (said.place, said.unit) == (f"{number} Bank Street", f"{name}{gap}{unit}")
