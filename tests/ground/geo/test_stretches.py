"""A stretch of street from words or from a point, with the choices where it is not clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo import stretches
from beatbook.ground.geo.stretches import StretchRefused
from beatbook.ground.geo.vocabulary import Lane
from tests.ground.geo.places import spot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_town_map")]
BANK_MEETS = (
    "Bank Street does not meet 9. It meets Broadway, Casa Street, North Point Road, "
    "Saint Helena Avenue, South Castle Street."
)

SECOND_MEETS = (
    "2nd Street does not meet Zzz. It meets Broadway, Casa Street, North Castle Street, "
    "North Point Road, Saint Helena Avenue."
)


def said(text):
    found = stretches.by_words(text)
    return found.stretch.street, found.stretch.between, found.heading


@pytest.mark.parametrize(
    "text",
    [
        "bank casa/broadway",
        "BANK ST CASA/BROADWAY",
        "bank street between casa and broadway",
        "Bank St from Casa St to Broadway",
        "bank, casa / broadway",
        "bank st casa st/brodway",
    ],
)
def test_a_street_and_the_two_it_lies_between_are_found_however_they_are_written(text):
    assert said(text) == ("Bank Street", "Casa Street and Broadway", "")


def test_names_of_several_words_are_told_apart_by_what_the_map_knows():
    assert said("st helena harbor rd/murray") == (
        "Saint Helena Avenue", "Harbor Road and Murray Avenue", "",
    )  # fmt: skip
    assert said("2nd north point/casa")[:2] == ("2nd Street", "North Point Road and Casa Street")
    assert said("north point harbor/bank")[:2] == (
        "North Point Road", "Harbor Road and Bank Street",
    )  # fmt: skip


def test_without_cross_streets_the_whole_street_is_meant():
    assert said("murray") == ("Murray Avenue", "", "")


@pytest.mark.parametrize(
    ("text", "heading", "lane"),
    [
        ("bank casa/broadway EB", "eastbound", Lane.WITH),
        ("bank casa/broadway wb", "westbound", Lane.AGAINST),
        ("bank broadway/casa eastbound", "eastbound", Lane.AGAINST),
        ("bank broadway/casa both ways", "", Lane.BOTH),
    ],
)
def test_a_heading_says_which_way_of_the_street_is_meant(text, heading, lane):
    found = stretches.by_words(text)
    assert (found.heading, found.lane) == (heading, lane)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bank casa/broadway NB", "Bank Street runs eastbound and westbound there."),
        ("castle", "Which street: North Castle Street or South Castle Street?"),
        ("nowhere casa/broadway", "No street on the map is called nowhere casa/broadway."),
        ("", "No street on the map is called that."),
        ("2nd casa/zzz", SECOND_MEETS),
        ("harbor road/casa", stretches.BOTH),
        ("1921 zzyzx", "No street on the map is called 1921 zzyzx."),
        ("bank casa/9th", BANK_MEETS),
    ],
)
def test_what_is_not_clear_is_said(text, message):
    with pytest.raises(StretchRefused) as refused:
        stretches.by_words(text)
    assert refused.value.message == message


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("castle", ["North Castle Street", "South Castle Street"]),
        ("2nd casa/9th", ["2nd Street, casa / Broadway", "2nd Street, casa / Casa Street"]),
        ("2nd 9th/casa", ["2nd Street, Broadway / casa", "2nd Street, Casa Street / casa"]),
    ],
)
def test_the_choices_can_be_typed(text, choices):
    with pytest.raises(StretchRefused) as refused:
        stretches.by_words(text)
    assert list(refused.value.choices[:2]) == choices
    assert said(choices[0])[0] in choices[0]


@pytest.mark.parametrize(
    "text", ["1900 block of n castle", "1921 N CASTLE ST", "1900-BLK CASTLE N", "1999 castle nb"]
)
def test_a_house_or_a_hundred_block_means_its_block(text):
    assert said(text)[:2] == ("North Castle Street", "Murray Avenue and 2nd Street")


def test_a_point_on_the_map_chooses_its_block():
    found = stretches.by_point(*spot(1.02, 0.5), after=1, heading="WB")
    assert (found.stretch.street, found.heading) == ("Bank Street", "westbound")
    assert found.stretch.between == "Casa Street and Saint Helena Avenue"
    with pytest.raises(StretchRefused, match="no named street here"):
        stretches.by_point(10.0, 20.0)


@given(st.text(max_size=60))
def test_reading_never_fails_and_loses_no_word(text):
    for reading in stretches.read(text):
        assert reading.street
        assert reading.crosses is None or all(reading.crosses)
