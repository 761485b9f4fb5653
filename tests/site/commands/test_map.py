"""``beatbook map import``: what it says, and what it answers to the shell."""

import json

import pytest

from beatbook.ground.geo import areas, queries
from beatbook.site import cli

STREET = (
    '<osm version="0.6"><node id="1" lat="41.5" lon="-69.2"/><node id="2" lat="41.51" lon="-69.2"/>'
    '<way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>'
    '<tag k="name" v="Main Street"/></way></osm>'
)


@pytest.fixture
def run(cast, settings, tmp_path, monkeypatch, capsys):
    """Runs the command line in this process; returns its exit code and what it said."""
    settings.MAPS = tmp_path / "maps"
    monkeypatch.setenv("BEATBOOK_ROLE", "web")

    def run(*words):
        try:
            code = cli.main(["map", "import", *map(str, words)])
        except SystemExit as left:
            code = left.code
        return code, " ".join(capsys.readouterr().err.split())

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "alder-bay.osm"
    path.write_text(STREET)
    return path


def test_a_map_is_put_in_use(run, file):
    code, said = run(file)
    assert code == 0
    assert "Alder Bay is in use (streets: 1, addresses: 0, intersections: 0, places: 0)." in said
    assert queries.active_map().name == "Alder Bay"


def test_its_name_can_be_chosen(run, file):
    run(file, "--name", "Harbor Town")
    assert queries.active_map().name == "Harbor Town"


def test_a_directory_is_called_one(run, tmp_path):
    said = f"beatbook: {tmp_path} is a directory: name the file in it."
    said += " The map in use has not changed."
    assert run(tmp_path) == (1, said)


def test_a_broken_file_says_why_and_that_nothing_changed(run, file, tmp_path):
    run(file)
    broken = tmp_path / "broken.osm.pbf"
    broken.write_text("no map")
    code, said = run(broken)
    assert code == 1
    assert "broken.osm.pbf cannot be read as OpenStreetMap data" in said
    assert said.endswith("The map in use has not changed.")
    assert queries.active_map().name == "Alder Bay"


def test_beats_come_from_a_file(run, file, tmp_path, cast):
    box = [[-69.3, 41.4], [-69.1, 41.4], [-69.1, 41.6], [-69.3, 41.6], [-69.3, 41.4]]
    beats = tmp_path / "beats.geojson"
    feature = {
        "type": "Feature",
        "properties": {"code": "9", "name": "Everywhere"},
        "geometry": {"type": "Polygon", "coordinates": [box]},
    }
    beats.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    code, said = run(file, "--beats", beats, "--agency", "AB")
    assert code == 0
    assert said.endswith("The areas of Alder Bay Community Safety are drawn (beats: 1).")
    assert [beat.code for beat in areas.beats_of(cast.ab.pk)] == ["9"]


def test_beats_are_cut(run, file, cast):
    assert run(file, "--make-beats", "2", "--agency", "AB")[0] == 0
    assert [beat.code for beat in areas.beats_of(cast.ab.pk)] == ["1", "2"]


def test_whose_beats_they_are_must_be_said_where_there_are_several_agencies(run, file):
    code, said = run(file, "--make-beats", "2")
    assert code == 1
    assert "Add --agency CODE (agencies: AB, AC, MB)." in said


def test_an_agency_that_does_not_exist_is_named(run, file):
    code, said = run(file, "--make-beats", "2", "--agency", "ZZ")
    assert code == 1
    assert said.startswith("beatbook: There is no agency ZZ. Add --agency CODE")


def test_no_file_at_all_is_said(run):
    assert run()[1].startswith("beatbook: No file has the streets: give an OpenStreetMap extract")


@pytest.mark.parametrize("words", [["--make-beats", "two", "file"], ["--areas"]])
def test_wrong_use_is_said(run, words):
    code, said = run(*words)
    assert code == 2
    assert said.startswith("usage: beatbook")


def test_file_and_cut_exclude_one_another(run, file):
    assert run(file, "--make-beats", "2", "--beats", "b.geojson")[0] == 2
