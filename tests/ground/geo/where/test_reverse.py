import pytest

from beatbook.contract.values import Point
from beatbook.ground.geo import queries
from beatbook.ground.geo.vocabulary import Exactness
from beatbook.ground.geo.where import reverse, shapes
from tests.ground.geo.places import HARBOR, OLD_TOWN, spot

pytestmark = pytest.mark.usefixtures("small_town_map", "cast")


def test_at_a_house_the_address_is_said():
    assert reverse.describe(Point(*spot(3.2, 1.04))) == "1921 North Castle Street"


def test_away_from_houses_the_street_and_its_nearest_corner_are_said():
    assert reverse.describe(Point(*spot(1.4, 4.01))) == "Broadway near Bank Street"
    assert reverse.describe(Point(*spot(1.6, 4.01))) == "Broadway near Main Street"


def test_the_parts_can_be_had_one_by_one():
    here = reverse.locate(Point(*spot(3.2, 1.04)))
    assert here == reverse.Whereabouts(
        address="1921 North Castle Street",
        street="North Castle Street",
        corner="Murray Avenue",
        exactness=Exactness.POINT,
        away_m=0.8,
    )


def test_away_from_houses_it_says_how_far_the_street_is():
    here = reverse.locate(Point(*spot(1.4, 4.1)))
    assert (str(here), here.exactness) == ("Broadway near Bank Street", Exactness.STREET)
    assert here.away_m == pytest.approx(8.3, abs=0.3)


def test_the_beat_is_that_of_the_agency_asked_for(cast, draw):
    draw(OLD_TOWN, HARBOR)
    here = reverse.locate(Point(*spot(3.2, 1.04)), agency_id=cast.ab.pk)
    assert (here.beat, here.beat_name) == ("1", "Old Town")


def test_off_the_map_only_that_is_said():
    lat, lon = spot(2, 1)
    here = reverse.locate(Point(lat, lon - 0.1))
    assert here == reverse.Whereabouts(outside="outside the map, 5 mi west of it")
    assert reverse.describe(Point(10.0, 20.0)) == ""


def test_without_its_graph_a_map_still_knows_addresses(settings, tmp_path, small_town_map):
    settings.MAPS = tmp_path
    shapes._shapes.cache_clear()
    here = reverse.locate(Point(*spot(3.2, 1.04)))
    assert (here.address, here.street) == ("1921 North Castle Street", "")
    assert queries.directory_of(small_town_map.key) == tmp_path / small_town_map.key
