import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import streets

CAR, FOOT = "car", "foot"


@pytest.fixture(scope="module")
def snapper(town):
    made = streets.Streets(town)

    def nearest(position, mode):
        (place,) = made.snap([position], mode)
        return place

    return nearest


def test_a_position_is_taken_to_the_nearest_street_and_how_far_along(snapper, at, edge):
    place = snapper(at(100, 20), CAR)
    assert place.edge == edge("AB")
    assert (place.offset_m, place.distance_m) == pytest.approx((100, 20), abs=0.1)


def test_the_offset_is_measured_along_the_shape_whatever_the_direction_of_travel(snapper, at, edge):
    place = snapper(at(100, 310), CAR)
    assert place.edge == edge("ED")
    assert (place.offset_m, place.distance_m) == pytest.approx((300, 10), abs=0.1)


def test_a_position_is_taken_to_a_street_that_the_mode_may_use(snapper, at, edge):
    assert snapper(at(395, 100), FOOT).edge == edge("BE")
    assert snapper(at(395, 100), CAR).edge == edge("AB")


def test_a_position_beyond_the_end_of_a_street_is_taken_to_its_end(snapper, at):
    place = snapper(at(-30, -40), CAR)
    assert (place.offset_m, place.distance_m) == pytest.approx((0, 50), abs=0.1)


def test_a_position_far_from_every_street_is_off_the_map(snapper, at):
    assert snapper(at(100, -490), CAR) is not None
    assert snapper(at(100, -510), CAR) is None


def test_a_batch_keeps_its_order(town, at, edge):
    places = streets.Streets(town).snap([at(100, 0), at(0, 9000), at(600, 0)], CAR)
    assert [place and place.edge for place in places] == [edge("AB"), None, edge("BC")]


def test_no_positions_are_no_places(town):
    assert streets.Streets(town).snap([], CAR) == []


def test_a_street_cut_off_from_all_others_is_not_snapped_to(at):
    """A grid of 49 corners, and beside it one piece of road that joins nothing."""
    grid = {(x, y): at(100 * x, 100 * y) for x in range(7) for y in range(7)}
    corners = [(p.lat, p.lon) for p in [*grid.values(), at(650, 0), at(650, 50)]]
    number = {place: i for i, place in enumerate(grid)}
    pairs = [(number[x, y], number[x + 1, y]) for x, y in grid if x < 6]
    pairs += [(number[x, y], number[x, y + 1]) for x, y in grid if y < 6]
    kmh = (36.0, 18.0, 3.6)
    edges = [
        graph.Edge(
            tail=a,
            head=b,
            shape=[corners[a], corners[b]],
            road_class="road",
            forward_kmh=kmh,
            backward_kmh=kmh,
        )
        for a, b in [*pairs, (49, 50)]
    ]
    made = graph.assemble(corners, edges, [])
    (place,) = streets.Streets(made).snap([at(650, 20)], CAR)
    assert made.node_lon[made.head[made.edge == place.edge]].max() < at(640, 0).lon
    assert place.distance_m == pytest.approx(50, abs=0.1)


def test_a_map_on_which_a_mode_has_no_streets_has_no_places_for_it(at):
    corners = [(p.lat, p.lon) for p in (at(0, 0), at(100, 0))]
    path = graph.Edge(
        tail=0,
        head=1,
        shape=corners,
        road_class="footway",
        forward_kmh=(0, 0, 3.6),
        backward_kmh=(0, 0, 3.6),
    )
    made = streets.Streets(graph.assemble(corners, [path], []))
    assert made.snap([at(50, 0)], CAR) == [None]
    assert made.snap([at(50, 0)], FOOT) != [None]


def test_every_kind_of_unit_but_a_boat_has_a_way_to_travel():
    assert set(streets.MODE_OF) == set(UnitKind) - {UnitKind.BOAT}
    assert set(streets.MODE_OF.values()) == set(graph.MODES)
