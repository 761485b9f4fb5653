import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo import names


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("N Gay St.", "north gay street"),
        ("North Gay Street", "north gay street"),
        ("N. Gay Street", "north gay street"),
        ("NE 25th Ave", "northeast 25 avenue"),
        ("First Street", "1 street"),
        ("1st St", "1 street"),
        ("St. Helena Ave", "saint helena avenue"),
        ("Saint Helena Avenue", "saint helena avenue"),
        ("O\u2019Donnell St", "odonnell street"),
        ("O'Donnell St. Viaduct", "odonnell street viaduct"),
        ("Mt Pleasant Ave", "mount pleasant avenue"),
        ("5 1/2 Street", "5 1/2 street"),
        ("MLK Jr Blvd", "martin luther king boulevard"),
        ("Dorfstraße", "dorfstrasse"),
        ("Dorfstr.", "dorfstrasse"),
        ("Bühelgässle", "buhelgassle"),
    ],
)
def test_every_spelling_of_a_street_has_the_same_key(written, key):
    assert names.StreetName.of(written).key == key


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("East Street", ("", "east", "street", "")),
        ("North East Avenue", ("north", "east", "avenue", "")),
        ("Avenue E", ("", "e", "avenue", "")),
        ("Key Highway East", ("", "key", "highway", "east")),
        ("North Broadway", ("north", "broadway", "", "")),
        ("The Mall", ("", "the mall", "", "")),
        ("Avenue Princesse Grace", ("", "princesse grace", "avenue", "")),
        ("Rue de la Côte", ("", "de la cote", "rue", "")),
        ("I-83", ("", "83", "interstate", "")),
        ("North Point Road", ("north", "point", "road", "")),
        ("Pier 5", ("", "5", "pier", "")),
    ],
)
def test_a_name_is_taken_apart_where_a_reader_would(written, parts):
    found = names.StreetName.of(written)
    assert (found.direction, found.base, found.type, found.ending) == parts


def test_words_that_may_be_a_direction_and_a_type_are_read_both_ways():
    bases = [reading.base for reading in names.StreetName.readings(["n", "point"])]
    assert bases == ["n", "point", "n point"]


def test_two_streets_of_different_directions_have_different_keys():
    north, south = names.StreetName.of("North Castle Street"), names.StreetName.of("S Castle St")
    assert north.key != south.key


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_is_its_own_key(text):
    key = names.place_key(text)
    assert names.place_key(key) == key


@given(st.text(max_size=40))
def test_case_and_space_around_a_name_do_not_matter(text):
    assert names.StreetName.of(f"  {text} ") == names.StreetName.of(text)


@given(st.lists(st.sampled_from(["n", "east", "castle", "st", "the", "ave", "5"]), max_size=5))
def test_a_name_keeps_every_word_that_is_no_direction_or_type(parts):
    found = names.StreetName.of_words(parts)
    kept = [word for word in parts if word in ("castle", "the", "5")]
    assert [word for word in found.base.split() if word in kept] == kept


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("I-95", "i 95"),
        ("Interstate 95", "i 95"),
        ("US 101", "us 101"),
        ("Hwy 101", "hwy 101"),
        ("SR-1", "hwy 1"),
        ("Route 9A", "hwy 9a"),
        ("Castle Street", ""),
    ],
)
def test_a_numbered_highway_has_one_spelling(written, key):
    assert names.route_key(written) == key
