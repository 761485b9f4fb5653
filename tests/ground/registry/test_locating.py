"""From what the caller says to where it is: taken when sure, kept in words when not."""

from __future__ import annotations

import pytest

from beatbook.contract.values import Point
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.locating import locate
from tests.ground.geo.places import OLD_TOWN, spot

pytestmark = pytest.mark.usefixtures("small_town_map")


@pytest.fixture
def find(cast, draw):
    cast.enter(cast.ada)
    draw(OLD_TOWN)
    cast.enter(cast.tess)

    def found(text, lat=None, lon=None):
        return locate(cast.ab, text, lat, lon)

    return found


def test_an_address_on_file_is_taken_with_its_point_and_beat(find):
    location = find("1921 n castle")
    assert (location.text, location.beat) == ("1921 North Castle Street", "1")
    assert (location.point.lat, location.point.lon) == pytest.approx(spot(3.20, 1.05), abs=2e-6)


@pytest.mark.parametrize(
    "said", ["1921 n castle apt 4", "behind 1921 N CASTLE", "1921 n castle st; Quick Lube"]
)
def test_what_is_said_beside_an_address_does_not_make_it_another(find, said):
    assert find(said).address == "1921 North Castle Street"


def test_a_corner_is_taken(find):
    assert find("casa and murray").point is not None


@pytest.mark.parametrize("said", ["quick stop", "castle st"])
def test_two_places_that_fit_alike_are_no_answer(find, said):
    assert find(said) == Location(said)


def test_a_number_that_is_not_on_file_is_kept_in_words(find):
    assert find("700 n castle").point is None


def test_what_no_map_knows_is_kept_as_said(find):
    assert find("behind the old mill") == Location("behind the old mill")


def test_a_point_that_was_chosen_stands_with_the_words_as_said(find):
    lat, lon = spot(2, 2)
    said = "behind the fountain"
    assert find(said, lat, lon) == Location(said, Point(lat, lon), "1", "the fountain")


def test_a_point_outside_all_beats_has_none(find):
    lat, lon = spot(9, 9)
    assert find("out on the point", lat, lon).beat == ""


def test_half_a_point_is_none(find):
    assert find("by the fountain", 41.5, None) == Location("by the fountain")
