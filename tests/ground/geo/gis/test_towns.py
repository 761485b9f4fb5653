"""Streets of one name in the towns of a county: told apart by the towns and by their numbers."""

from collections import defaultdict

from tests.ground.geo.gis import city


def piece(start, end, name, numbers, left, right="", north=0.0):
    """A stretch from west to east; odd numbers on the left, even ones on the right."""
    low, high = numbers
    shape = city.line((north, start), (north, end))
    return city.block(
        shape, name, (low, high), (low + 1, high + 1), City_L=left, City_R=right or left
    )


def towns_of(town):
    return sorted((street.name, street.locality) for street in town.streets)


def ranges_of(town):
    found = defaultdict(set)
    for one in town.ranges:
        found[town.streets[one.street].locality].add((one.first, one.last))
    return dict(found)


def read(read_town, tmp_path, *pieces, **more):
    return read_town(city.streets(tmp_path, *pieces), **more)[0]


def test_two_streets_of_one_name_a_quarter_mile_apart_are_two_towns_streets(tmp_path, read_town):
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "Elm St", (1, 99), "Alpha"),
        piece(6, 8, "Elm St", (1, 99), "Beta"),
    )
    assert towns_of(town) == [("Elm St", "Alpha"), ("Elm St", "Beta")]


def test_a_street_whose_numbers_go_on_in_the_next_town_stays_one(tmp_path, read_town):
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "Main St", (1, 99), "Alpha"),
        piece(2, 4, "Main St", (101, 199), "Beta"),
        piece(4, 6, "Main St", (201, 299), "Unincorporated"),
    )
    assert len(town.streets) == 1


def test_where_the_numbers_begin_again_they_are_two_and_make_no_corner(tmp_path, read_town):
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "Oak St", (1, 99), "Alpha"),
        piece(2, 4, "Oak St", (1, 99), "Beta"),
    )
    assert towns_of(town) == [("Oak St", "Alpha"), ("Oak St", "Beta")]
    assert town.intersections == []


def test_lines_of_no_town_go_with_the_street_that_they_touch(tmp_path, read_town):
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "Elm St", (1, 99), "Alpha"),
        piece(6, 8, "Elm St", (1, 99), "Beta"),
        piece(8, 9, "Elm St", (101, 149), ""),
        piece(9.5, 9.8, "Elm St", (151, 199), ""),
    )
    assert len(town.streets) == 2
    assert ranges_of(town)["Beta"] >= {(101, 149), (151, 199)}


def test_each_side_of_the_line_between_towns_has_its_own_town(tmp_path, read_town):
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "County Rd", (1, 99), "Alpha", "Beta"),
        piece(0, 2, "County Rd", (1, 99), "Beta", north=3.0),
    )
    assert ranges_of(town) == {"Alpha": {(1, 99)}, "Beta": {(2, 100), (1, 99)}}


def test_an_address_is_placed_in_the_town_that_its_list_names(tmp_path, read_town):
    listed = city.table(
        tmp_path / "list.csv",
        ("number", "street", "city"),
        ("50", "ELM ST", "ALPHA"),
        ("50", "ELM ST", "BETA"),
    )
    town = read(
        read_town,
        tmp_path,
        piece(0, 2, "Elm St", (1, 99), "Alpha"),
        piece(6, 8, "Elm St", (1, 99), "Beta"),
        addresses=listed,
    )
    east = {one.locality: round((one.lon - city.WEST) / 0.001, 1) for one in town.addresses}
    assert east == {"Alpha": 1.0, "Beta": 7.0}
