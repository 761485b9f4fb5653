"""What a file is for shows in its content, or is asked for."""

import pytest

from beatbook.ground.geo.gis import describing, sources
from beatbook.ground.geo.gis import mapping as mapping_file
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.mapping import Mapping
from beatbook.ground.geo.gis.sources import Sources
from tests.ground.geo.gis import city


def test_streets_and_addresses_are_known_by_their_content(tmp_path):
    streets = city.streets(tmp_path)
    listed = city.table(tmp_path / "list.csv", ("number", "street"), ("1", "Main St"))
    found = sources.sort_out([listed, streets], Mapping())
    assert found == {"streets": [Source(streets)], "addresses": [Source(listed)]}


def test_what_polygons_are_is_asked_for(tmp_path, refusal):
    path = city.write(tmp_path / "zones.geojson", city.feature(city.square(0, 0), code=1))
    assert refusal(sources.sort_out, [path], Mapping()).startswith(
        "zones.geojson holds polygons. Say what they are: --areas KIND=FILE (KIND is one of beat, "
    )


def test_two_files_for_one_role_are_told_apart(tmp_path, refusal):
    one = city.streets(tmp_path)
    other = city.write(tmp_path / "more.geojson", *city.STREETS)
    assert refusal(sources.sort_out, [one, other], Mapping()) == (
        "streets.geojson and more.geojson both look like streets: say which with --streets FILE."
    )


def test_an_import_without_streets_is_refused(tmp_path, refusal):
    listed = city.table(tmp_path / "list.csv", ("number", "street"), ("1", "Main St"))
    assert refusal(Sources(addresses=Source(listed)).check).startswith("No file has the streets")


def test_every_file_is_looked_for_first(tmp_path, refusal):
    given = Sources(streets=Source(city.streets(tmp_path)), boundary=Source(tmp_path / "no.json"))
    assert refusal(given.check) == f"There is no file {tmp_path / 'no.json'}."


def test_the_columns_of_a_file_are_shown_with_a_mapping_to_start_from(tmp_path):
    said = describing.describe(Source(city.streets(tmp_path)))
    assert said.startswith("streets.geojson: 5 rows, LineString\n  around 42.36")
    assert "taken for: streets" in said
    assert '[streets]\nname = "Street"' in said
    assert 'left_from = "L_From"' in said
    assert 'one_way = "Direction"' in said


def test_a_file_of_strange_columns_gets_a_mapping_to_start_from_too(tmp_path):
    strange = city.feature(city.line((0, 0), (0, 1)), RDNM_X="MAIN ST", JURIS_CD="1")
    said = describing.describe(Source(city.write(tmp_path / "cl.geojson", strange)))
    assert "taken for: nothing that Beatbook knows" in said
    assert "then say --streets cl.geojson and add --mapping FILE." in said
    assert '[streets]\n# name = ""' in said


class TestMappingFile:
    @pytest.fixture
    def read(self, tmp_path):
        def read(text):
            path = tmp_path / "city.toml"
            path.write_text(text)
            return mapping_file.read(path)

        return read

    def test_it_is_read(self, read):
        found = read(
            'crs = "EPSG:2249"\n[streets]\nname = "S"\n[streets.one_way_values]\nforward = ["D"]\n'
            '[areas.beat]\ncode = "C"\nmerge = true\n'
        )
        streets = found.of(mapping_file.Role.STREETS)
        assert (streets.columns, streets.crs) == ({"name": "S"}, "EPSG:2249")
        assert streets.one_way_values == {"forward": ("D",)}
        assert found.of(mapping_file.Role.AREAS, "beat").merge

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("name = [", "city.toml cannot be read as TOML"),
            ('[roads]\nname = "S"', "city.toml: 'roads' is not one of crs, [streets]"),
            ('[streets]\nnmae = "S"', "city.toml: 'nmae' in [streets] is not one of name"),
            ('[areas.beet]\ncode = "C"', "city.toml: 'beet' in [areas.beet] is not one of beat"),
            ('[streets.classes]\n1 = "big"', "'big' in [streets.classes] is not one of motorway"),
        ],
    )
    def test_what_is_wrong_in_it_is_named(self, read, refusal, text, message):
        assert message in refusal(read, text)
