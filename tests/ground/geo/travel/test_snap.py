import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import streets
from tests.ground.geo.travel.conftest import EVERYBODY, PLANE

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


METERS = st.integers(-1500, 1500).map(float)
PLACES = st.tuples(METERS, METERS)


@st.composite
def crooked_streets(draw):
    """Streets of up to five points, anywhere in two miles, some of them long and slanting."""
    shapes = draw(st.lists(st.lists(PLACES, min_size=2, max_size=5, unique=True), min_size=1))
    corners = [PLANE.to_degrees(*place) for shape in shapes for place in (shape[0], shape[-1])]
    edges = [
        graph.Edge(
            tail=2 * number,
            head=2 * number + 1,
            shape=[PLANE.to_degrees(*place) for place in shape],
            road_class="road",
            forward_kmh=EVERYBODY,
            backward_kmh=EVERYBODY,
        )
        for number, shape in enumerate(shapes)
    ]
    return graph.assemble(corners, edges, [])


@given(made=crooked_streets(), drawn=st.lists(PLACES, min_size=1, max_size=20))
@settings(deadline=None)
def test_no_street_is_nearer_than_the_one_that_is_found(made, drawn):
    town = streets.Streets(made)
    lines = [town.line_of(edge) for edge in range(made.edge_count)]
    positions = [Point(*PLANE.to_degrees(*place)) for place in drawn]
    found = town.snap(positions, CAR)
    for position, place in zip(positions, found, strict=True):
        x, y = town.segments.to_xy(position.lat, position.lon)
        gaps = shapely.distance(lines, shapely.Point(x, y))
        if place is None:
            assert gaps.min() > 499.9
            continue
        assert place.distance_m == pytest.approx(gaps.min(), abs=0.01)
        assert gaps[place.edge] == pytest.approx(gaps.min(), abs=0.01)
        on_line = shapely.line_interpolate_point(
            lines[place.edge], place.offset_m / edge_length(made, place.edge), normalized=True
        )
        assert on_line.distance(shapely.Point(x, y)) == pytest.approx(gaps.min(), abs=0.05)


def edge_length(made, edge):
    return float(made.length_m[made.edge == edge][0])


@given(made=crooked_streets(), drawn=PLACES, within=st.sampled_from([30.0, 50.0, 300.0]))
@settings(deadline=None)
def test_the_streets_around_a_position_are_all_of_those_within_reach(made, drawn, within):
    town = streets.Streets(made)
    position = Point(*PLANE.to_degrees(*drawn))
    x, y = town.segments.to_xy(position.lat, position.lon)
    gaps = [town.line_of(edge).distance(shapely.Point(x, y)) for edge in range(made.edge_count)]
    found = town.near(position, CAR, within)
    assert [place.distance_m for place in found] == pytest.approx(
        sorted(gap for gap in gaps if gap <= within), abs=0.01
    )


def test_many_positions_are_snapped_as_each_alone(town, at):
    alone = streets.Streets(town)
    positions = [at(x, y) for x in range(-600, 1500, 100) for y in (-450, -20, 140, 310, 900)]
    together = alone.snap(positions, FOOT)
    assert together == [alone.snap([position], FOOT)[0] for position in positions]
    assert None in together
