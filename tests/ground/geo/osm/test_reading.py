"""Files that are no map are refused in words; none of them is read half."""

import gzip
import io

import pytest

from beatbook.ground.geo.osm import reading
from beatbook.ground.geo.town import MapRefused

STREETS = (
    b'<osm version="0.6"><node id="1" lat="41.5" lon="-69.2"/><node id="2" lat="41.6" lon="-69.2"/>'
    b'<way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>'
)


def refusal(path):
    with pytest.raises(MapRefused) as refused:
        reading.read(path, io.StringIO(), lambda *_: None)
    return refused.value.message


def test_a_file_that_is_not_there(tmp_path):
    assert refusal(tmp_path / "town.osm") == f"There is no file {tmp_path / 'town.osm'}."


def test_a_folder(tmp_path):
    (tmp_path / "town.osm").mkdir()
    said = f"{tmp_path / 'town.osm'} is a directory: name the file in it."
    assert refusal(tmp_path / "town.osm") == said


def test_an_empty_file(tmp_path):
    path = tmp_path / "town.osm.pbf"
    path.touch()
    assert refusal(path) == "town.osm.pbf is empty."


def test_another_kind_of_file(tmp_path):
    path = tmp_path / "centerlines.geojson"
    path.write_text("{}")
    assert "centerlines.geojson is not named like an OpenStreetMap file" in refusal(path)


@pytest.mark.parametrize("name", ["town.osm", "town.osm.pbf", "town.osm.gz", "town.osm.bz2"])
def test_a_text_that_only_has_the_name_of_a_map(tmp_path, name):
    path = tmp_path / name
    path.write_text("Dear Sir or Madam, please find attached the map of our town.\n" * 50)
    assert refusal(path).startswith(f"{name} cannot be read as OpenStreetMap data: ")


@pytest.mark.parametrize("size", [100, 400_000, 651_000])
def test_a_truncated_file(tmp_path, real_map, size):
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(real_map("baltimore.osm.pbf").read_bytes()[:size])
    assert refusal(path).startswith("town.osm.pbf cannot be read as OpenStreetMap data: ")


def test_a_truncated_compressed_text(tmp_path):
    path = tmp_path / "town.osm.gz"
    path.write_bytes(gzip.compress(STREETS * 100)[:-20])
    assert refusal(path).startswith("town.osm.gz cannot be read as OpenStreetMap data: ")


def test_a_text_that_stops_in_the_middle(tmp_path):
    path = tmp_path / "town.osm"
    path.write_bytes(STREETS[:-40])
    assert refusal(path).startswith("town.osm cannot be read as OpenStreetMap data: ")


def test_a_file_with_damaged_bytes(tmp_path, real_map):
    data = bytearray(real_map("baltimore.osm.pbf").read_bytes())
    data[1_000:3_000] = bytes(2_000)
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(data)
    assert refusal(path).startswith("town.osm.pbf cannot be read as OpenStreetMap data: ")


def test_a_file_larger_than_any_county(tmp_path):
    path = tmp_path / "planet.osm.pbf"
    with path.open("wb") as file:
        file.truncate(reading.LARGEST_BYTES + 1)
    assert "cut your county out of it first" in refusal(path)


def test_a_whole_file_is_read(tmp_path):
    path = tmp_path / "town.osm"
    path.write_bytes(STREETS)
    survey = reading.read(path, io.StringIO(), lambda *_: None)
    assert [way.points for way in survey.ways] == [[(41.5, -69.2), (41.6, -69.2)]]
