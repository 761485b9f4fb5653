import pytest

from beatbook.contract.values import Point
from beatbook.ground.geo import queries, reverse
from tests.ground.geo.places import spot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_town_map")]


def test_at_a_house_the_address_is_said():
    assert reverse.describe(Point(*spot(3.2, 1.04))) == "1921 North Castle Street"


def test_away_from_houses_the_street_and_its_nearest_corner_are_said():
    assert reverse.describe(Point(*spot(1.4, 4.01))) == "Broadway near Bank Street"
    assert reverse.describe(Point(*spot(1.6, 4.01))) == "Broadway near Main Street"


def test_the_parts_can_be_had_one_by_one():
    here = reverse.locate(Point(*spot(3.2, 1.04)))
    assert here == reverse.Whereabouts(
        address="1921 North Castle Street", street="North Castle Street", corner="Murray Avenue"
    )


def test_off_the_map_nothing_is_said():
    assert reverse.locate(Point(10.0, 20.0)) == reverse.NOWHERE
    assert reverse.describe(Point(10.0, 20.0)) == ""


def test_without_its_graph_a_map_still_knows_addresses(settings, tmp_path, small_town_map):
    settings.MAPS = tmp_path
    reverse._shapes.cache_clear()
    here = reverse.locate(Point(*spot(3.2, 1.04)))
    assert (here.address, here.street) == ("1921 North Castle Street", "")
    assert queries.directory_of(small_town_map.key) == tmp_path / small_town_map.key
