"""From a city's own files to a town, on a city small enough to check by hand."""

import pytest

from beatbook.core import geometry
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.mapping import Mapping, Role, Section
from beatbook.ground.geo.vocabulary import Exactness, Parity, Side
from tests.ground.geo.gis import city


def feet_between(address, north, east):
    lon, lat = city.spot(north, east)
    return geometry.haversine_m(address.lat, address.lon, lat, lon) / 0.3048


def by_text(town):
    return {f"{a.house} {town.streets[a.street].name}": a for a in town.addresses}


class TestStreets:
    def test_blocks_of_a_name_are_one_street_and_meet_at_shared_ends(self, read_town):
        town, _ = read_town()
        assert [street.name for street in town.streets] == ["High Bridge", "Main St", "Oak Ave"]
        assert (town.graph.node_count, town.graph.edge_count) == (7, 5)
        corners = [(town.streets[x.first].name, town.streets[x.second].name)
                   for x in town.intersections]  # fmt: skip
        assert corners == [("Main St", "Oak Ave")]

    def test_one_way_streets_are_open_in_their_direction_only(self, read_town):
        graph = read_town()[0].graph
        oak = [arc for arc in range(graph.arc_count) if graph.street_name(arc) == "Oak Ave"]
        open_to_cars = [arc for arc in oak if graph.car[arc]]
        assert len(open_to_cars) == 2
        # North of Main Street with the line, which runs north; south of it against the line.
        assert {bool(graph.forward[arc]) for arc in open_to_cars} == {True, False}
        assert all(
            graph.node_lat[graph.head[arc]] > graph.node_lat[graph.tail[arc]]
            for arc in open_to_cars
        )

    def test_ranges_lie_on_their_edges_with_side_and_parity(self, read_town):
        town, _ = read_town()
        main = [r for r in town.ranges if town.streets[r.street].name == "Main St"]
        assert [(r.side, r.first, r.last, r.parity) for r in main] == [
            (Side.LEFT, 2, 98, Parity.EVEN),
            (Side.RIGHT, 1, 99, Parity.ODD),
            (Side.LEFT, 102, 198, Parity.EVEN),
            (Side.RIGHT, 101, 199, Parity.ODD),
        ]
        assert len(town.ranges) == 6

    def test_ends_a_foot_apart_meet(self, tmp_path, read_town):
        near = (0.000_002, 1.000_002)
        path = city.streets(
            tmp_path,
            city.block(city.line((0, 0), (0, 1)), "Main St"),
            city.block(city.line(near, (1, 1)), "Oak Ave"),
        )
        assert read_town(path)[0].graph.node_count == 3

    def test_a_street_that_ends_on_another_meets_it(self, tmp_path, read_town):
        path = city.streets(
            tmp_path,
            city.block(city.line((0, 0), (0, 2)), "Main St", (2, 20)),
            city.block(city.line((0, 1), (1, 1)), "Oak Ave"),
        )
        town, _ = read_town(path)
        assert (town.graph.node_count, town.graph.edge_count) == (4, 3)
        assert [(r.first, r.last) for r in town.ranges] == [(2, 10), (12, 20)]

    @pytest.mark.parametrize("columns", [{"FromNode": 0, "ToNode": 0}, {"F_ELEV": 0, "T_ELEV": 0}])
    def test_nodes_and_levels_keep_a_bridge_apart(self, tmp_path, read_town, columns):
        first, second = columns
        path = city.streets(
            tmp_path,
            city.block(city.line((0, 0), (0, 1)), "Main St", **{first: 5, second: 1}),
            city.block(city.line((0, 1), (0, 2)), "Main St", **{first: 1, second: 6}),
            city.block(city.line((-1, 1), (0, 1)), "Oak Ave", **{first: 7, second: 2}),
            city.block(city.line((0, 1), (1, 1)), "Oak Ave", **{first: 2, second: 8}),
        )
        town, _ = read_town(path)
        assert (town.graph.node_count, list(town.intersections)) == (6, [])

    def test_names_in_parts_and_capitals_are_put_together(self, tmp_path, read_town):
        shape = city.line((0, 0), (0, 1))
        row = {"St_PreDir": "N", "St_Name": "MARTIN LUTHER KING", "St_PosTyp": "BLVD",
               "FromAddr_L": 1, "ToAddr_L": 9, "FromAddr_R": 0, "ToAddr_R": 0, "OneWay": "FT",
               "SpeedLimit": 35}  # fmt: skip
        town, _ = read_town(city.streets(tmp_path, city.feature(shape, **row)))
        assert [street.name for street in town.streets] == ["N Martin Luther King Blvd"]
        assert town.graph.car.sum() == 1

    def test_tiger_columns_are_known(self, tmp_path, read_town):
        row = {"FULLNAME": "Elm St", "LFROMADD": "1", "LTOADD": "9", "RFROMADD": "", "RTOADD": "",
               "MTFCC": "S1400"}  # fmt: skip
        shape = city.line((0, 0), (0, 1))
        town, _ = read_town(city.streets(tmp_path, city.feature(shape, **row)))
        assert [(r.side, r.first, r.last) for r in town.ranges] == [(Side.LEFT, 1, 9)]

    def test_rivers_and_railroads_of_the_census_are_no_streets(self, tmp_path, read_town):
        path = city.streets(
            tmp_path,
            city.feature(city.line((0, 0), (0, 1)), FULLNAME="Main St", MTFCC="S1400"),
            city.feature(city.line((1, 0), (1, 1)), FULLNAME="Mill Creek", MTFCC="H3010"),
            city.feature(city.line((2, 0), (2, 1)), FULLNAME="Old Colony RR", MTFCC="R1011"),
        )
        found, report = read_town(path)
        assert [street.name for street in found.streets] == ["Main St"]
        assert report.notes == [
            "streets.geojson: 2 of the rows are no roads (MTFCC H3010, R1011) and were left out."
        ]

    def test_streets_in_the_wrong_hemisphere_are_refused(self, tmp_path, read_town, refusal):
        shape = {"type": "LineString", "coordinates": [[71.1, 42.36], [71.1, 42.37]]}
        path = city.streets(tmp_path, city.block(shape, "Main St", (1, 9)))
        assert refusal(read_town, path) == (
            "streets.geojson: the streets lie around 42.36, 71.10, outside of the United States "
            "(is the minus sign of the longitude missing?). If that is right, add --anywhere."
        )
        assert read_town(path, anywhere=True)[0].streets[0].name == "Main St"

    def test_one_street_far_from_the_others_is_named(self, tmp_path, read_town, refusal):
        far = {"type": "LineString", "coordinates": [[71.1, 42.36], [71.1, 42.37]]}
        path = city.streets(tmp_path, *city.STREETS, city.block(far, "Far St"))
        assert refusal(read_town, path).startswith(
            "streets.geojson: feature 6 lies at 42.36, 71.10"
        )

    def test_a_file_without_names_lists_its_columns(self, tmp_path, read_town, refusal):
        path = city.streets(tmp_path, city.feature(city.line((0, 0), (0, 1)), width=3))
        assert refusal(read_town, path).startswith(
            "streets.geojson has no column for the street's name. It has: width. Name it under "
            "[streets] in a mapping file"
        )

    def test_a_mapping_file_names_the_columns(self, tmp_path, read_town):
        path = city.streets(tmp_path, city.feature(city.line((0, 0), (0, 1)), calle="Main St"))
        told = Mapping("", {Role.STREETS: Section({"name": "calle"})})
        assert read_town(path, mapping=told)[0].streets[0].name == "Main St"


class TestAddresses:
    def addresses(self, tmp_path, *rows):
        return city.table(tmp_path / "addresses.csv", *rows)

    def test_a_place_of_its_own_is_taken(self, tmp_path, read_town):
        lon, lat = city.spot(0.1, 0.3)
        path = self.addresses(tmp_path, ("LON", "LAT", "NUMBER", "STREET", "UNIT", "CITY"),
                              (lon, lat, "29", "MAIN ST", "", "Smallville"))  # fmt: skip
        (address,) = read_town(addresses=path)[0].addresses
        assert (address.lat, address.lon, address.exactness) == (lat, lon, Exactness.POINT)

    def test_else_its_number_says_where_on_its_side_of_the_street(self, tmp_path, read_town):
        path = self.addresses(
            tmp_path, ("number", "street"), ("50", "Main Street"), ("149", "Main St")
        )
        found = by_text(read_town(addresses=path)[0])
        left, right = found["50 Main St"], found["149 Main St"]
        assert {left.exactness, right.exactness} == {Exactness.INTERPOLATED}
        assert left.lat > city.SOUTH > right.lat
        assert feet_between(left, 0, 0.5) == pytest.approx(40, abs=5)
        assert feet_between(right, 0, 1.49) == pytest.approx(40, abs=5)

    def test_else_its_block_and_else_its_street(self, tmp_path, read_town):
        path = self.addresses(tmp_path, ("number", "street"), ("11", "Oak Ave"),
                              ("900", "Main St"), ("5", "High Bridge"))  # fmt: skip
        found = by_text(read_town(addresses=path)[0])
        assert {text: address.exactness for text, address in found.items()} == {
            "11 Oak Ave": Exactness.BLOCK,
            "900 Main St": Exactness.STREET,
            "5 High Bridge": Exactness.STREET,
        }
        assert feet_between(found["11 Oak Ave"], 1, 1) < 60

    def test_between_its_neighbors_where_there_are_no_ranges(self, tmp_path, read_town):
        (west, south), (east, _) = city.spot(0, 1.5), city.spot(0, 1.7)
        path = self.addresses(
            tmp_path, ("number", "street", "lon", "lat"), ("2", "High Bridge", west, south),
            ("4", "High Bridge", "", ""), ("6", "High Bridge", east, south),
        )  # fmt: skip
        found = by_text(read_town(addresses=path)[0])["4 High Bridge"]
        assert found.exactness is Exactness.INTERPOLATED
        assert feet_between(found, 0, 1.6) < 1

    def test_a_block_that_the_list_names_is_believed(self, tmp_path, read_town):
        blocks = city.write(
            tmp_path / "blocks.geojson", city.feature(city.square(0.1, 0), UNQ_ID=7, NHOOD="EC")
        )
        path = self.addresses(tmp_path, ("number", "street", "bldg_id"), ("3", "Lost Lane", "7-1"))
        (address,) = read_town(addresses=path, blocks=blocks)[0].addresses
        assert address.exactness is Exactness.BLOCK
        assert feet_between(address, 0.6, 0.5) < 5

    def test_one_on_the_parcel_of_another_is_placed_there(self, tmp_path, read_town):
        path = self.addresses(tmp_path, ("number", "street", "map_lot"), ("50", "Main St", "4-2"),
                              ("1", "Mill Court", "4-2"))  # fmt: skip
        found = by_text(read_town(addresses=path)[0])
        assert found["1 Mill Court"].exactness is Exactness.PARCEL
        assert found["1 Mill Court"].lat == found["50 Main St"].lat

    def test_what_cannot_be_placed_is_listed_with_the_reason(self, tmp_path, read_town):
        path = self.addresses(tmp_path, ("number", "street"), ("50", "Main St"), ("3", "Lost Ln"),
                              ("", "Oak Ave"), ("9", "Oak Ave"))  # fmt: skip
        town, report = read_town(addresses=path)
        assert len(town.addresses) == 2
        assert [(left.row, left.text, left.reason) for left in report.left] == [
            ("line 4", "Oak Ave", "no house number"),
            ("line 3", "3 Lost Ln", "the map has no such street"),
        ]

    def test_units_of_one_house_are_one_address(self, tmp_path, read_town):
        path = self.addresses(tmp_path, ("number", "street", "unit"), ("50", "Main St", "1"),
                              ("50", "Main St", "2"))  # fmt: skip
        assert len(read_town(addresses=path)[0].addresses) == 1

    def test_whole_addresses_in_one_column_are_taken_apart(self, tmp_path, read_town):
        path = self.addresses(tmp_path, ("id", "address"), ("1", "50 MAIN ST APT 3"),
                              ("2", "3 1/2 Oak Ave, Unit B"))  # fmt: skip
        assert set(by_text(read_town(addresses=path)[0])) == {"50 Main St", "3 1/2 Oak Ave"}

    def test_addresses_on_the_other_half_of_the_earth_are_refused(
        self, tmp_path, read_town, refusal
    ):
        lon, lat = city.spot(0, 0.5)
        path = self.addresses(
            tmp_path, ("number", "street", "lon", "lat"), ("50", "Main St", -lon, lat)
        )
        assert refusal(read_town, addresses=path) == (
            "addresses.csv: the streets lie around 42.36, -71.10 and the addresses around 42.36, "
            "71.10. A minus sign seems to be missing or too many."
        )

    def test_an_address_far_from_every_street_is_placed_by_its_number(self, tmp_path, read_town):
        lon, lat = city.spot(0.1, 0.5)
        path = self.addresses(
            tmp_path,
            ("number", "street", "lon", "lat"),
            ("48", "Main St", lon, lat),
            ("50", "Main St", lon, lat),
            ("52", "Main St", lon + 1, lat),
        )
        town, report = read_town(addresses=path)
        assert feet_between(by_text(town)["52 Main St"], 0, 0.5) < 60
        (note,) = report.notes
        assert note.startswith("1 addresses lie far from every street in their list")

    def test_a_list_without_its_columns_says_what_it_has(self, tmp_path, read_town, refusal):
        path = self.addresses(tmp_path, ("what", "where"), ("a", "b"))
        assert "no column for the house number and the street. It has: what, where." in refusal(
            read_town, addresses=path
        )


class TestExtras:
    def test_mileposts_places_and_boundary(self, tmp_path, read_town):
        point = {"type": "Point", "coordinates": city.spot(0, 1)}
        posts = city.write(tmp_path / "posts.geojson", city.feature(point, ROUTE="I-95", MILE=12.5))
        schools = city.write(
            tmp_path / "schools.geojson", city.feature(point, SITE_NAME="Oak School")
        )
        ground = city.write(tmp_path / "city.geojson", city.feature(city.square(-2, -1, 5), a=1))
        parks = city.write(
            tmp_path / "parks.geojson", city.feature(city.square(0.2, 0.2, 0.5), NAME="Elm Park")
        )
        town, _ = read_town(
            mileposts=posts,
            places=[("school", Source(schools))],
            boundary=ground,
            scenery=[("park", Source(parks))],
        )
        assert [(post.name, post.mile) for post in town.mileposts] == [("I-95", 12.5)]
        assert sorted((place.name, place.kind) for place in town.places) == [
            ("Elm Park", "park"),
            ("Oak School", "school"),
        ]
        assert town.ground["type"] == "Polygon"
