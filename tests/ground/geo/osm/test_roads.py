import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.osm import roads

CAR, BIKE, FOOT = 0, 1, 2


def read(**tags):
    return roads.read({key.replace("__", ":"): value for key, value in tags.items()})


@pytest.mark.parametrize(
    ("posted", "kmh"),
    [
        ("25 mph", 40.2336),
        ("25mph", 40.2336),
        ("50", 50.0),
        ("50 km/h", 50.0),
        ("35 mph;40 mph", 56.32704),
        ("none", None),
        ("signals", None),
        ("", None),
        ("0", None),
    ],
)
def test_a_posted_limit_is_read_in_miles_and_in_kilometers(posted, kmh):
    assert roads.speed_kmh(posted) == (pytest.approx(kmh) if kmh else None)


def test_a_posted_limit_counts_for_more_than_the_class_of_the_road():
    assert read(highway="residential", maxspeed="50").forward_kmh[CAR] == 45.0
    assert read(highway="residential").forward_kmh[CAR] == roads.CAR_KMH["residential"]


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({}, True, True),
        ({"oneway": "yes"}, True, False),
        ({"oneway": "-1"}, False, True),
        ({"oneway": "no"}, True, True),
        ({"junction": "roundabout"}, True, False),
    ],
)
def test_cars_keep_to_one_way_streets(tags, forward, backward):
    road = read(highway="residential", **tags)
    assert (road.forward_kmh[CAR] > 0, road.backward_kmh[CAR] > 0) == (forward, backward)
    assert road.forward_kmh[FOOT] == road.backward_kmh[FOOT] == roads.FOOT_KMH


def test_a_motorway_is_one_way_without_saying_so_and_only_for_cars():
    road = read(highway="motorway")
    assert road.forward_kmh == (roads.CAR_KMH["motorway"], 0, 0)
    assert road.backward_kmh == (0, 0, 0)


def test_a_bicycle_may_go_against_where_the_street_says_so():
    assert read(highway="residential", oneway="yes").backward_kmh[BIKE] == 0
    assert read(highway="residential", oneway="yes", oneway__bicycle="no").backward_kmh[BIKE] > 0
    assert read(highway="residential", oneway="yes", cycleway="opposite").backward_kmh[BIKE] > 0


@pytest.mark.parametrize(
    ("tags", "modes"),
    [
        ({"highway": "residential"}, (True, True, True)),
        ({"highway": "footway"}, (False, True, True)),
        ({"highway": "steps"}, (False, False, True)),
        ({"highway": "cycleway"}, (False, True, True)),
        ({"highway": "service", "access": "no", "foot": "yes"}, (False, False, True)),
        ({"highway": "residential", "motor_vehicle": "no"}, (False, True, True)),
        ({"highway": "footway", "foot": "no", "bicycle": "yes"}, (False, True, False)),
        ({"highway": "pedestrian", "motor_vehicle": "yes"}, (True, True, True)),
        ({"highway": "trunk", "foot": "yes", "bicycle": "yes"}, (True, True, True)),
    ],
)
def test_each_mode_is_let_in_where_it_may_go(tags, modes):
    assert tuple(speed > 0 for speed in roads.read(tags).forward_kmh) == modes


def test_a_private_way_is_open_to_patrol_but_no_short_cut():
    assert read(highway="residential", access="private").forward_kmh[CAR] == roads.PRIVATE_KMH


def test_a_bicycle_is_pushed_where_it_may_not_be_ridden():
    assert read(highway="footway").forward_kmh[BIKE] == roads.PUSHED_BIKE_KMH
    assert read(highway="footway", bicycle="yes").forward_kmh[BIKE] == roads.BIKE_KMH


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"highway": "construction"},
        {"highway": "bus_stop"},
        {"highway": "service", "access": "no"},
        {"building": "yes"},
    ],
)
def test_what_nobody_may_use_is_no_road(tags):
    assert roads.read(tags) is None


@pytest.mark.parametrize(
    ("tags", "blocks"),
    [
        ({"barrier": "bollard"}, True),
        ({"barrier": "bollard", "bollard": "removable"}, False),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, False),
        ({"barrier": "gate"}, False),
        ({"barrier": "gate", "access": "no"}, True),
        ({"highway": "crossing"}, False),
    ],
)
def test_a_bollard_stops_a_car_and_a_gate_is_opened(tags, blocks):
    assert roads.blocks_cars(tags) == blocks


@given(
    st.dictionaries(
        st.sampled_from(["highway", "access", "oneway", "maxspeed", "foot", "bicycle", "junction"]),
        st.sampled_from(
            ["residential", "motorway", "steps", "yes", "no", "-1", "private", "30 mph"]
        )
        | st.text(max_size=8),
    )
)
def test_no_tags_break_the_reader_and_a_road_is_open_to_somebody(tags):
    road = roads.read(tags)
    assert road is None or max(*road.forward_kmh, *road.backward_kmh) > 0
