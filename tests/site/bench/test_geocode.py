"""``beatbook bench geocode``: letters, known positions and strings are measured."""

from __future__ import annotations

import csv
import json
from argparse import Namespace

import pytest

from beatbook.site.bench import county, keystrokes, round_trip, strings, tables, truth
from beatbook.site.trouble import Trouble
from tests.ground.geo.places import spot
from tests.site.bench.test_travel import bench


def test_letters_are_measured_on_a_made_up_county(server):
    done = bench("geocode", "--addresses", "2000", "--typed", "20")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["map"] == "A made-up county"
    assert told["addresses"] >= 2000
    assert 0 < told["each_letter"]["p50_ms"] <= told["each_letter"]["p99_ms"]
    assert told["by_kind"]["address"]["answered_in_full"] == "100.0%"


def test_a_county_is_the_same_whenever_it_is_drawn():
    assert county._draw(500).streets == county._draw(500).streets
    assert len(county._draw(500).addresses) >= 500


def write(path, *rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def options(**given):
    return Namespace(**{"most": 100, "town": "", "misses": "", "column": "", **given})


def measured(truth_file, small_town_map, **given):
    return truth.measure(options(truth=str(truth_file), **given), small_town_map)


@pytest.mark.django_db
def test_known_positions_give_a_hit_rate_and_errors(small_town_map, tmp_path):
    house, between, nowhere = spot(3.2, 1.05), spot(3.3, 1.06), spot(2.5, 2.5)
    file = write(
        tmp_path / "truth.csv",
        ("Full Address", "Latitude", "Longitude"),
        ("1921 N Castle St", *house),
        ("1925 North Castle Street", *between),
        ("12 Nowhere Lane", *nowhere),
        ("1 Far Street", 10.0, 20.0),
        ("no position", "", ""),
    )
    misses = tmp_path / "misses.csv"
    told = measured(file, small_town_map, misses=str(misses))
    assert (told["rows"], told["on_the_map"], told["hits"], told["hit_rate"]) == (4, 3, 2, "66.7%")
    assert told["misses"] == {"no street or place of this name on the map": 1}
    assert told["error"]["p95_ft"] == pytest.approx(2.7, abs=0.3)
    assert list(told["by_exactness"]) == ["point", "interpolated"]
    with misses.open() as written:
        assert [(row["address"], row["reason"]) for row in csv.DictReader(written)] == [
            ("12 Nowhere Lane", "no street or place of this name on the map"),
            ("1 Far Street", "its position is outside the map"),
        ]


@pytest.mark.django_db
def test_a_file_without_positions_is_said_to_be_so(small_town_map, tmp_path):
    file = write(tmp_path / "truth.csv", ("name", "age"), ("x", "3"))
    with pytest.raises(Trouble, match="has no row with an address and a position"):
        measured(file, small_town_map)


@pytest.mark.django_db
def test_strings_are_counted_by_what_they_are_understood_as(small_town_map, tmp_path):
    file = write(
        tmp_path / "calls.csv",
        ("when", "place"),
        ("1", "1921 CASTLE N;"),
        ("2", "CASA & MURRAY;"),
        ("3", "1900 BLK CASTLE N"),
        ("4", "OHARAS"),
        ("5", ""),
    )
    told = strings.measure(options(strings=str(file), column="place"), small_town_map)
    assert told["understood_as"] == {
        "address": "1 (20.0%)",
        "intersection": "1 (20.0%)",
        "block": "1 (20.0%)",
        "a name only": "1 (20.0%)",
        "empty": "1 (20.0%)",
    }
    assert told["found_in_all"] == {
        "address (point)": "1 (25.0%)",
        "block (block)": "1 (25.0%)",
        "place (point)": "1 (25.0%)",
        "intersection (point)": "1 (25.0%)",
    }
    with pytest.raises(Trouble, match="has no column street"):
        strings.measure(options(strings=str(file), column="street"), small_town_map)


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ({"address": "12 Bank Street"}, "12 Bank Street"),
        ({"number": "12", "street": "Bank Street"}, "12 Bank Street"),
        ({"number": "12", "street": "Bank St", "unit": "4", "city": "X"}, "12 Bank St, # 4, X"),
        ({"steet_name": "BANK ST", "cross_street": "CASA ST"}, "BANK ST & CASA ST"),
        ({"location": "12 BANK ST, X, MA"}, "12 BANK ST, X, MA"),
    ],
)
def test_an_address_is_read_from_whatever_columns_hold_it(row, address):
    assert tables.address_of(row) == address


def test_headings_are_read_however_they_are_written(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("\ufeffFull Address ;LAT;Lng\n12 Bank St;41.5;-69.2\n", encoding="utf-8")
    [row] = tables.rows(file, 10)
    assert (tables.address_of(row), tables.point_of(row)) == ("12 Bank St", (41.5, -69.2))
    with pytest.raises(Trouble, match="cannot be read"):
        list(tables.rows(tmp_path / "missing.csv", 10))


@pytest.mark.django_db
def test_points_are_led_into_words_and_back(small_town_map, tmp_path):
    file = write(tmp_path / "points.csv", ("y", "x"), spot(3.2, 1.05), spot(1.02, 4), (10, 20))
    told = round_trip.measure(options(points=str(file)), small_town_map)
    assert (told["points"], told["on_the_map"], told["found_again"]) == (3, 2, 2)
    assert told["said"] == {"address": 1, "corner": 1}
    assert told["p95_m"] == pytest.approx(2.2, abs=0.2)


@pytest.mark.django_db
def test_a_slip_changes_one_text_in_four(small_town_map):
    texts = keystrokes.typed(small_town_map, 40)
    slipped = [each for each in texts if each.kind.startswith("misspelled")]
    assert len(slipped) == (len(texts) - len(slipped)) // 4
