"""A real city from its own files: Cambridge, Massachusetts."""

import collections
import gzip
import io
import json

import pytest
import shapely

from beatbook.ground.geo.gis import building
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.mapping import Mapping, Role, Section
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.vocabulary import AreaKind, Exactness
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "cambridge_ma" / "gis"
BLOCKS = "Address/ADDRESS_MasterAddressBlocks.geojson.gz"
OTHERWISE = {
    "Acorn Park Dr": "Acorn Pk",
    "Jefferson Park Apts": "42.3920, -71.1380",
    "Cambridge Ctr": "42.3632, -71.0868",
    "Riverview Ave": "42.3745, -71.1290",
    "Fresh Pond Joggers Path": "42.3835, -71.1490",
}
"""Streets of the list that the centerlines call otherwise, or have not."""


def source(path):
    found = FOLDER / path
    if not found.exists():
        pytest.skip(f"The reference file {found} is missing; set BEATBOOK_SHARED to its folder.")
    return Source(found)


@pytest.fixture(scope="module")
def cambridge():
    of = Sources(
        streets=source("Trans/TRANS_Centerlines.geojson.gz"),
        addresses=source("Address/master_address_2020_fixed.csv.gz"),
        blocks=source(BLOCKS),
        mapping=Mapping("", {Role.ADDRESSES: Section(names=OTHERWISE)}),
    )
    report = building.Report()
    return building.read_town(of, io.StringIO(), lambda *_: None, report), report


def test_its_streets_make_one_network(cambridge):
    town, _ = cambridge
    assert (town.graph.node_count, town.graph.edge_count) == (1871, 2648)
    one_way = town.graph.edge_count * 2 - int(town.graph.car.sum())
    assert one_way == pytest.approx(435 + 502, abs=12)


def test_every_address_is_placed_and_nearly_all_between_known_numbers(cambridge):
    town, report = cambridge
    assert (len(town.addresses), report.left) == (21_488, [])
    exactness = collections.Counter(address.exactness for address in town.addresses)
    assert exactness[Exactness.INTERPOLATED] > 20_500
    assert exactness[Exactness.STREET] + exactness[Exactness.AREA] < 70


def test_addresses_lie_on_the_block_that_the_list_names(cambridge):
    town, _ = cambridge
    with gzip.open(FOLDER / BLOCKS) as file:
        blocks = json.load(file)["features"]
    shapes = [shapely.from_geojson(json.dumps(block["geometry"])) for block in blocks]
    near = shapely.STRtree(shapes).query(
        shapely.points([(a.lon, a.lat) for a in town.addresses]), predicate="dwithin", distance=1e-4
    )
    assert len(set(near[0].tolist())) > 0.99 * len(town.addresses)


@pytest.mark.parametrize(
    ("kind", "file", "count"),
    [
        (AreaKind.BEAT, "PoliceResponseDistricts.geojson.gz", 117),
        (AreaKind.SECTOR, "PoliceSectors.geojson", 5),
        (AreaKind.CAR_ROUTE, "PoliceCarRoutes.geojson", 9),
        (AreaKind.WALKING_ROUTE, "PoliceWalkingRoutes.geojson", 36),
    ],
)
def test_its_police_areas_are_read(kind, file, count):
    of = Sources(areas=[(kind, source(f"Public_Safety/PUBLICSAFETY_{file}"))])
    found, _ = building.read_areas(of)
    assert len({area.code for area in found[kind]}) == count
