"""``beatbook map import``: what it says, and what it answers to the shell."""

import json

import pytest
from django.db import connection

from beatbook.contract.values import Point
from beatbook.duties.calls import commands as calls
from beatbook.ground.geo import areas, queries
from beatbook.ground.registry.commands import Location
from beatbook.site import cli
from tests.cast import NOON
from tests.ground.geo.gis import city

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
    with connection.cursor() as cursor:
        # Outside of tests no transaction is open while a map is drawn.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")

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


class TestACitysOwnFiles:
    @pytest.fixture
    def files(self, tmp_path):
        streets = city.streets(tmp_path)
        listed = city.table(tmp_path / "list.csv", ("number", "street"), ("50", "Main St"))
        areas = city.write(
            tmp_path / "areas.geojson", city.feature(city.square(-1, -1, 4), code="7")
        )
        return streets, listed, areas

    def test_they_become_a_map(self, run, files, cast):
        streets, listed, areas_file = files
        code, said = run(
            streets, listed, "--areas", f"beat={areas_file}", "--areas",
            f"car_route={areas_file}", "--agency", "ab", "--name", "Smallville",
        )  # fmt: skip
        assert code == 0
        assert "Smallville is in use (streets: 3, addresses: 1, intersections: 1" in said
        assert "how exactly they are known: between known numbers 1." in said
        assert "Alder Bay Community Safety are drawn (beats: 1, car routes: 1)." in said
        assert [beat.code for beat in areas.beats_of(cast.ab.pk)] == ["7"]

    def test_with_openstreetmap_streets_and_the_citys_addresses(self, run, file, tmp_path):
        listed = city.table(
            tmp_path / "list.csv", ("number", "street", "lon", "lat"),
            ("7", "MAIN ST", -69.2, 41.505),
        )  # fmt: skip
        code, said = run(file, "--addresses", listed)
        assert code == 0
        assert "Alder Bay is in use (streets: 1, addresses: 1," in said

    def test_a_broken_area_file_is_refused_before_anything_is_read(self, run, files):
        streets, listed, areas_file = files
        areas_file.write_text('{"type": "FeatureCollection", "features": [')
        code, said = run(streets, listed, "--areas", f"beat={areas_file}", "--agency", "AB")
        assert code == 1
        assert said.startswith("beatbook: areas.geojson cannot be read:")
        assert said.endswith("The map in use has not changed.")
        assert queries.active_map() is None

    def test_what_an_area_is_must_be_said(self, run, files):
        assert run(files[0], "--areas", files[2])[1].startswith(
            f"beatbook: --areas {files[2]} does not say what it is. Write --areas KIND=FILE"
        )

    def test_an_open_call_that_the_new_map_does_not_find_is_named(self, run, file, tmp_path, cast):
        run(file)
        call = calls.take_call(
            agency=cast.ab,
            call_type=cast.call_type("NOISE"),
            location=Location("Main Street", Point(41.505, -69.2)),
            by=cast.tess,
            at=NOON,
        )
        code, said = run(city.streets(tmp_path, city.block(city.line((0, 0), (0, 1)), "Elm St")))
        assert code == 0
        assert f"does not find the address of {call.incident.number} at Main Street." in said
        call.incident.refresh_from_db()
        assert (call.incident.location, call.incident.lat) == ("Main Street", 41.505)


def test_the_columns_of_a_file_are_shown(run, tmp_path, capsys):
    path = city.streets(tmp_path)
    assert cli.main(["map", "columns", str(path)]) == 0
    assert "taken for: streets" in capsys.readouterr().out
