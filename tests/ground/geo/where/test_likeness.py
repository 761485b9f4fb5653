import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo import names
from beatbook.ground.geo.where import likeness


def street(typed, on_file, *, town="", on_file_town=""):
    named = likeness.Named(names.StreetName.of(on_file), on_file_town)
    return likeness.of_street(names.StreetName.of(typed), town, named)


@pytest.mark.parametrize(
    "typed", ["N Castle St", "North Castle Street", "n castle", "castle", "n cas", "n castel st"]
)
def test_what_people_type_for_a_street_fits_it(typed):
    assert street(typed, "North Castle Street") >= likeness.LEAST


@pytest.mark.parametrize("typed", ["broadway", "n bank", "26th", "castlerock avenue north", ""])
def test_other_streets_do_not_fit(typed):
    assert street(typed, "North Castle Street") < likeness.LEAST


def test_numbered_streets_are_never_taken_for_one_another():
    assert street("25th st", "26th Street") == 0
    assert street("25th st", "25th Street") == 1


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("north castle street", "n castle"),
        ("n castle", "castle"),
        ("castle", "s castle"),
        ("castle st", "castle ave"),
        ("castle", "castel"),
        ("castle", "cast"),
    ],
)
def test_the_nearer_to_the_name_the_better(better, worse):
    assert street(better, "North Castle Street") > street(worse, "North Castle Street")


def test_the_right_town_is_better_than_no_town_and_another_is_worse():
    def main_street(town):
        return street("main st", "Main Street", town=town, on_file_town="millbrook")

    assert main_street("mill") >= main_street("") > main_street("alder bay")


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_lies_between_nothing_and_all(typed, on_file):
    assert 0.0 <= likeness.of_words(names.place_key(typed), names.place_key(on_file)) <= 1.0


@given(st.text(max_size=30))
def test_a_name_fits_itself(text):
    assert street(text, text) == 1.0 or not names.StreetName.of(text).base


@pytest.mark.parametrize("on_file", ["Galileo Way", "Galilei Way"])
def test_a_name_said_with_more_than_is_on_file_is_offered(on_file):
    assert likeness.LEAST <= street("galileo galilei way", on_file) < 0.9
