"""Maps to test on: a small town written out here, and real ones from the shared reference data."""

import os
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from django.db import connections
from django.test import override_settings

from beatbook.ground.agency import queries
from beatbook.ground.geo import commands, imports
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.where import book
from tests.cast import NOON
from tests.conftest import empty
from tests.ground.geo.places import spot

REPOSITORY = Path(__file__).resolve().parents[3]
REAL_MAPS = Path(os.environ.get("BEATBOOK_SHARED", REPOSITORY.parent / "shared")) / "data" / "osm"

# A grid of blocks. Streets run west to east, then south to north.
ROWS = ("Harbor Road", "Bank Street", "Main Street", "Murray Avenue", "2nd Street", "25th Street")
COLUMNS = ("Casa Street", "Castle Street", "Saint Helena Avenue", "North Point Road", "Broadway")
PLACES = (
    ("Castle Park", "leisure", "park", 4.5, 1.5, ""),
    ("O'Hara's Diner", "amenity", "restaurant", 1.2, 2.2, "12 Bank Street"),
    ("Quick Stop", "shop", "convenience", 0.3, 0.2, "3 Harbor Road"),
    ("Quick Stop", "shop", "convenience", 4.8, 3.8, "450 2nd Street"),
    ("Oldtown", "place", "neighbourhood", 1.5, 1.5, ""),
)
# (number, street, rows north, columns east)
HOUSES = (
    ("1921", "North Castle Street", 3.20, 1.05),
    ("1922", "North Castle Street", 3.20, 0.95),
    ("1931", "N Castle St", 3.45, 1.05),
    ("1931A", "North Castle Street", 3.46, 1.05),
    ("1999", "North Castle Street", 3.90, 1.05),
    ("12;14", "Bank Street", 1.05, 2.20),
    ("5 1/2", "Murray Avenue", 3.05, 0.10),
)


def quiet(*_):
    """Progress that nobody watches."""


class OsmFile:
    """Writes an OpenStreetMap file by hand: nodes, ways, relations, and what they are."""

    def __init__(self):
        self.elements = []
        self.last = 0

    def node(self, lat, lon, **tags):
        return self._add("node", f'lat="{lat:.7f}" lon="{lon:.7f}"', "", tags)

    def way(self, *nodes, **tags):
        return self._add("way", "", "".join(f'<nd ref="{n}"/>' for n in nodes), tags)

    def relation(self, *members, **tags):
        inside = "".join(f'<member type="{t}" ref="{r}" role="{role}"/>' for t, r, role in members)
        return self._add("relation", "", inside, tags)

    def write(self, path):
        order = ("<node", "<way", "<relation")
        ordered = sorted(self.elements, key=lambda text: order.index(text.split(" ")[0]))
        path.write_text(f'<osm version="0.6">{"".join(ordered)}</osm>', encoding="utf-8")
        return path

    def _add(self, kind, place, inside, tags):
        self.last += 1
        words = "".join(
            f"<tag k={quoteattr(key.replace('__', ':'))} v={quoteattr(value)}/>"
            for key, value in tags.items()
        )
        self.elements.append(
            f'<{kind} id="{self.last}" version="1" {place}>{inside}{words}</{kind}>'
        )
        return self.last


def small_town():
    """Six streets that cross five others. Castle Street is North and South of Main Street."""
    file = OsmFile()
    corners = {
        (row, column): file.node(*spot(row, column))
        for row in range(len(ROWS))
        for column in range(len(COLUMNS))
    }
    for row, name in enumerate(ROWS):
        file.way(*(corners[row, c] for c in range(len(COLUMNS))), highway="residential", name=name)
    for column, name in enumerate(COLUMNS):
        south = [corners[row, column] for row in range(3)]
        north = [corners[row, column] for row in range(2, len(ROWS))]
        first, second = (f"South {name}", f"North {name}") if name == COLUMNS[1] else (name, name)
        file.way(*south, highway="residential", name=first)
        file.way(*north, highway="residential", name=second)
    for number, street, row, column in HOUSES:
        file.node(*spot(row, column), addr__housenumber=number, addr__street=street)
    for name, key, value, row, column, address in PLACES:
        number, _, street = address.partition(" ")
        told = {"addr__housenumber": number, "addr__street": street} if address else {}
        file.node(*spot(row, column), **{key: value}, name=name, **told)
    return file


@pytest.fixture
def osm_file():
    return OsmFile()


@pytest.fixture
def small_town_file(tmp_path):
    return small_town().write(tmp_path / "small-town.osm")


@pytest.fixture(scope="session")
def real_map():
    """The path of a reference map, by name; the test is skipped where it is missing."""

    def path(name):
        found = REAL_MAPS / name
        if not found.exists():
            pytest.skip(f"The reference map {found} is missing; set BEATBOOK_SHARED to its folder.")
        return found

    return path


@pytest.fixture(scope="module")
def map_in_use(credentials, django_db_setup, django_db_blocker, tmp_path_factory):
    """Puts a map in use for the tests of one module, committed; removes it afterwards."""
    folder = tmp_path_factory.mktemp("maps")
    with override_settings(MAPS=folder), django_db_blocker.unblock():

        def use(path, **files):
            by = queries.system("test")
            given = Sources(**files) if files else Sources(osm=path)
            return imports.import_map(given, name=path.stem, by=by, at=NOON, progress=quiet)

        yield use
        connections.close_all()
    for names in (book.streets_of, book.places_of, book.towns_of, book.twins_of):
        names.cache_clear()  # the next module's map may have the same number
    empty(credentials)


@pytest.fixture(scope="module")
def small_town_map(map_in_use, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "small-town.osm"
    return map_in_use(small_town().write(path))


@pytest.fixture
def draw(cast):
    """Makes these outlines the beats of Alder Bay."""

    def draw(*outlines, at=NOON):
        return commands.replace_areas(agency=cast.ab, outlines=outlines, by=cast.ada, at=at)

    return draw
