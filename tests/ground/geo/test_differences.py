"""What is told when a newer map takes the place of an older one."""

import pytest
from django.db import connection

from beatbook.ground.agency import queries as agencies
from beatbook.ground.geo import imports
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.sources import Sources
from tests.cast import NOON
from tests.ground.geo.gis import city


@pytest.fixture
def use(cast, settings, tmp_path):
    settings.MAPS = tmp_path / "maps"
    with connection.cursor() as cursor:
        # Outside of tests no transaction is open while a map is drawn.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")

    def use(name, *streets, addresses=()):
        listed = city.table(tmp_path / "list.csv", ("number", "street", "lon", "lat"), *addresses)
        return imports.import_map(
            Sources(
                streets=Source(city.streets(tmp_path, *streets)),
                addresses=Source(listed) if addresses else None,
            ),
            name=name,
            by=agencies.system("test"),
            at=NOON,
            progress=lambda *_: None,
        )

    return use


MAIN, _, OAK, *_ = city.STREETS
ELM = city.block(city.line((1, 0), (1, 1)), "Elm Street")


def test_streets_and_addresses_that_came_went_and_moved_are_told(use):
    here, there = city.spot(0.1, 0.5), city.spot(0.1, 0.9)
    first = use("Old", MAIN, OAK, addresses=[("50", "Main St", *here), ("5", "Oak Ave", "", "")])
    assert "before" not in first.changes
    second = use(
        "New", MAIN, ELM, addresses=[("50", "Main Street", *there), ("52", "Main St", *here)]
    )
    told = {key: value for key, value in second.changes.items() if key in TOLD}
    assert told == {
        "before": "Old",
        "streets_gone": {"count": 1, "names": ["Oak Ave"]},
        "streets_new": {"count": 1, "names": ["Elm Street"]},
        "addresses_gone": 1,
        "addresses_new": 1,
        "addresses_moved": {"count": 1, "largest_feet": 108},
    }


TOLD = {"before", "streets_gone", "streets_new", "addresses_gone", "addresses_new",
        "addresses_moved"}  # fmt: skip


def test_of_another_town_nothing_is_gone(use):
    use("Here", MAIN)
    far = city.block(city.line((100, 100), (100, 101)), "Main St")
    assert use("There", far).changes["elsewhere"] == "Here"


def test_what_could_not_be_placed_lies_beside_the_map(use, settings):
    stored = use("Town", MAIN, addresses=[("50", "Main St", "", ""), ("3", "Lost Ln", "", "")])
    assert stored.changes["left_out"] == {
        "count": 1,
        "rows": ["3 Lost Ln: the map has no such street"],
    }
    written = (settings.MAPS / stored.key / imports.LEFT_FILE).read_text()
    assert written.splitlines() == [
        "row,address,reason",
        "line 3,3 Lost Ln,the map has no such street",
    ]
    assert stored.changes["exactness"] == {"interpolated": 1}


def test_what_a_straight_line_would_cost_is_kept(use):
    assert use("Town", MAIN, OAK).figures["calls"] == imports.CALLS_MEASURED // 4
