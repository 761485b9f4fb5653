"""House numbers where only centerlines with ranges are on file: Broadway of the small town."""

import pytest

from beatbook.ground.geo import queries
from beatbook.ground.geo.models import AddressRange, Street
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import geocode, shapes
from tests.ground.geo.places import spot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_town_map")]

FEET = 0.3048


@pytest.fixture
def ranges(small_town_map):
    """Odd numbers on the left of Broadway, even ones on the right: a hundred a block, northward."""
    street = Street.objects.get(map=small_town_map, name="Broadway")
    known = shapes.of_map(small_town_map.key)
    graph = queries.graph_of(small_town_map.key)
    for edge in known.edges_of(street.position):
        points = graph.shape(edge)
        row = round((points[:, 0].min() - spot(0, 0)[0]) / 0.001)
        up = points[-1, 0] > points[0, 0]
        for parity, first in (("odd", 1), ("even", 2)):
            low, high = row * 100 + first, row * 100 + first + 98
            AddressRange.objects.create(
                street=street,
                edge=edge,
                side="L" if (parity == "odd") == up else "R",
                first=low if up else high,
                last=high if up else low,
                parity=parity,
            )


def first(text):
    return geocode.find(text).matches[0]


def test_a_number_lies_at_its_share_of_the_range_on_its_side(ranges):
    odd, even = first("151 broadway"), first("152 broadway")
    assert (odd.exactness, odd.note) == (
        Exactness.INTERPOLATED,
        "between 101 and 199, west side",
    )
    assert even.note == "between 102 and 200, east side"
    assert odd.lat == pytest.approx(spot(1.505, 4)[0], abs=1e-5)
    assert odd.lat == pytest.approx(even.lat, abs=1e-6)
    assert odd.lon < spot(0, 4)[1] < even.lon
    meters_apart = (even.lon - odd.lon) * 83_200
    assert meters_apart / FEET == pytest.approx(59, abs=2)


def test_numbers_rise_along_the_street(ranges):
    lats = [first(f"{number} broadway").lat for number in (103, 121, 151, 199, 203, 299, 301)]
    assert lats == sorted(lats)


def test_a_number_beyond_every_range_is_at_the_nearest_end_and_said_so(ranges):
    near = first("521 broadway")
    assert (near.exactness, near.note) == (
        Exactness.BLOCK,
        "not in any range; the nearest is 500",
    )
    assert near.lat == pytest.approx(spot(5, 4)[0], abs=2e-5)
    far = first("2500 broadway")
    assert (far.kind, far.exactness) == (MatchKind.STREET, Exactness.STREET)


def test_a_block_is_at_its_middle_on_the_line(ranges):
    match = first("300 blk broadway")
    assert (match.kind, match.exactness, match.note) == (
        MatchKind.BLOCK,
        Exactness.BLOCK,
        "middle of the block",
    )
    assert (match.lat, match.lon) == pytest.approx(spot(3.5, 4), abs=1e-5)


def test_between_neighbors_wins_over_a_wider_range(ranges, small_town_map):
    street = Street.objects.get(map=small_town_map, name="Broadway")
    for number, row in ((151, 1.3), (155, 1.4)):
        lat, lon = spot(row, 4.1)
        street.address_set.create(number=number, suffix="", lat=lat, lon=lon, cell=0)
    assert first("153 broadway").note == "between 151 and 155"
    assert (first("153 broadway").lat, first("153 broadway").lon) == pytest.approx(spot(1.35, 4.1))
    assert first("171 broadway").note == "between 101 and 199, west side"


def test_a_parcel_says_that_it_is_one(small_town_map):
    street = Street.objects.get(map=small_town_map, name="Broadway")
    lat, lon = spot(1.3, 4.1)
    street.address_set.create(
        number=151, suffix="", lat=lat, lon=lon, cell=0, exactness=Exactness.PARCEL
    )
    match = first("151 broadway")
    assert (match.exactness, match.exact) == (Exactness.PARCEL, True)


def test_a_number_whose_neighbors_stand_opposite_is_mirrored_across_the_street(small_town_map):
    street = Street.objects.get(map=small_town_map, name="Broadway")
    for number, row in ((1141, 1.3), (1171, 1.4)):
        lat, lon = spot(row, 4.1)
        street.address_set.create(number=number, suffix="", lat=lat, lon=lon, cell=0)
    match = first("1156 broadway")
    assert (match.exactness, match.note) == (Exactness.INTERPOLATED, "opposite 1141 to 1171")
    assert (match.lat, match.lon) == pytest.approx(spot(1.35, 3.9), abs=1e-6)
