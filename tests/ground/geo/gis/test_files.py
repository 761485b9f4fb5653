"""Files that are broken, or not where they say, get a sentence that names what is wrong."""

import gzip
import json
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely

from beatbook.ground.geo.gis import files
from beatbook.ground.geo.gis.files import Source
from tests.ground.geo.gis import city


@pytest.fixture
def reads(tmp_path):
    def reads(name, content, crs=""):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content)
        (layer,) = files.read(Source(path), crs)
        return layer

    return reads


@pytest.fixture
def says(reads, refusal):
    return lambda name, content, **more: refusal(reads, name, content, **more)


def geojson(*coordinates):
    points = [city.feature({"type": "Point", "coordinates": list(c)}) for c in coordinates]
    return json.dumps(city.collection(*points))


WHOLE = json.dumps(city.collection(*city.STREETS))


def test_geojson_is_read_with_its_columns(reads):
    layer = reads("streets.geojson", WHOLE)
    assert len(layer) == 5
    assert layer.column("Street")[0] == "Main St"
    assert layer.kinds() == {"LineString"}


def test_a_packed_file_is_unpacked(reads):
    assert len(reads("streets.geojson.gz", gzip.compress(WHOLE.encode()))) == 5


def test_a_zipped_shapefile_in_feet_comes_out_in_degrees(tmp_path):
    path = city.shapefile(tmp_path / "streets.zip", city.STREETS)
    (layer,) = files.read(Source(path))
    found = shapely.get_coordinates(layer.shapes[0])
    assert found[0] == pytest.approx(city.spot(0, 0), abs=1e-7)
    assert layer.column("L_To")[0] == "98"


def test_a_projection_that_the_file_does_not_name_can_be_told(tmp_path, refusal):
    path = city.shapefile(tmp_path / "streets.zip", city.STREETS, prj=False)
    said = refusal(files.read, Source(path))
    assert said.startswith("streets.zip does not say its projection, and its coordinates, such as ")
    assert "Say it with --crs" in said
    (layer,) = files.read(Source(path), city.FEET)
    assert layer.bounds().west == pytest.approx(city.WEST, abs=1e-7)


@pytest.mark.parametrize("part", [".shp", ".shx", ".dbf"])
def test_half_a_shapefile_is_refused_rather_than_read_by_half(tmp_path, refusal, part):
    packed = city.shapefile(tmp_path / "streets.zip", city.STREETS)
    with zipfile.ZipFile(packed) as whole:
        whole.extractall(tmp_path)
    path = tmp_path / f"streets{part}"
    length = path.stat().st_size
    path.write_bytes(path.read_bytes()[: length - 60])
    said = refusal(files.read, Source(tmp_path / "streets.shp"))
    assert said.startswith(f"streets{part} is cut short: it has {length - 60:,} bytes of ")


def test_half_a_geopackage_is_refused_in_plain_words(tmp_path, refusal):
    path = tmp_path / "signs.gpkg"
    pyogrio.raw.write(
        path, geometry=shapely.to_wkb(np.array([shapely.Point(*city.spot(0, 0))])),
        field_data=[np.arange(1)], fields=["n"], geometry_type="Point", crs="EPSG:4326",
    )  # fmt: skip
    path.write_bytes(path.read_bytes()[:30_000])
    assert refusal(files.read, Source(path)) == (
        "signs.gpkg cannot be read: it is not what its name says, or it is cut short."
    )


def test_a_comma_is_a_decimal_point_where_it_can_be_nothing_else(reads):
    layer = reads("a.csv", 'n;lat;lon\n1;42,360100;-71,100200\n2;"42.36";"-71.1"\n')
    assert shapely.get_coordinates(layer.shapes).tolist() == [[-71.1002, 42.3601], [-71.1, 42.36]]
    feet = reads("b.csv", 'n,lat,lon\n1,"2,950,000","760,000"\n', crs=city.FEET)
    assert feet.bounds().south == pytest.approx(42.34, abs=0.01)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.geojson", b"", "a.geojson is empty."),
        ("a.geojson", b"no map", "it is not what its name says, or it is cut short"),
        ("a.geojson", WHOLE[: len(WHOLE) // 2].encode(), "a.geojson cannot be read: "),
        ("a.geojson", b'{"type":"Feat\0ureCollection"}', "a.geojson cannot be read: "),
        ("a.geojson", geojson(), "a.geojson has no features."),
        ("a.geojson.gz", gzip.compress(WHOLE.encode(), mtime=0)[:80], "it is broken or cut short"),
        ("a.zip", b"PK no zip", "a.zip cannot be unpacked"),
        ("a.docx", b"words", "a.docx is not named like a file that Beatbook reads"),
        ("a.shp", b"\0" * 200, "a.shp lacks a.dbf and a.shx"),
        ("a.csv", b"number,street\n", "a.csv has a header line and no rows."),
        ("a.csv", b"words\n", "a.csv has no header line"),
        ("a.csv", b"number,street\n1,Ma\0in\n", "a.csv: line 2 holds a NUL byte"),
        ("a.csv", b"lat,lon\nnorth,west\n", "line 2 has 'west', 'north' for lon and lat"),
        ("a.csv", b"a,b\n1,2\n1,2,3,4\n5,6,7\n", "line 3 has 4 fields where the header has 2"),
        ("a.csv", b"a,a\n1,2\n", "a.csv has more than one column a."),
    ],
)  # fmt: skip
def test_a_broken_file_is_said_to_be_so(says, name, content, message):
    assert message in says(name, content)


def test_a_file_that_is_not_there_is_named(tmp_path, refusal):
    path = tmp_path / "none.geojson"
    assert refusal(files.check, Source(path)) == f"There is no file {path}."
    assert refusal(files.check, Source(tmp_path)) == (
        f"{tmp_path} is a directory: name the file in it."
    )


def test_of_several_layers_one_is_named_and_tables_and_empty_ones_do_not_count(tmp_path, refusal):
    path = tmp_path / "city.gpkg"
    point = shapely.to_wkb(np.array([shapely.Point(*city.spot(0, 0))]))
    for name, shapes in (("signs", point), ("trees", point), ("none", point[:0])):
        fields = [np.arange(len(shapes))]
        pyogrio.raw.write(
            path, geometry=shapes, field_data=fields, fields=["n"], geometry_type="Point",
            crs="EPSG:4326", layer=name, append=path.exists(),
        )  # fmt: skip
    assert [layer.source for layer in files.read(Source(path))] == [
        "city.gpkg@signs",
        "city.gpkg@trees",
    ]
    (one,) = files.read(Source.of(f"{path}@trees"))
    assert one.source == "city.gpkg@trees"
    assert refusal(files.read, Source.of(f"{path}@bees")) == (
        "city.gpkg has no layer bees. It has: signs, trees."
    )


class TestWhereItLies:
    def test_half_projected(self, says):
        content = geojson((-71.1, 42.36), (-71.1, 42.37), (760_000, 2_950_000))
        assert says("a.geojson", content).startswith(
            "a.geojson is only half projected: feature 3 lies at 760000, 2950000, while others "
            "are at -71.1, 42.36."
        )

    def test_feet_that_are_called_degrees(self, says):
        said = says("a.geojson", geojson((760_000, 2_950_000)))
        assert said.startswith("a.geojson says that it is in degrees, and its coordinates, such as")

    def test_degrees_that_are_called_feet(self, tmp_path, refusal):
        path = tmp_path / "a.shp"
        point = shapely.to_wkb(np.array([shapely.Point(*city.spot(0, 0))]))
        pyogrio.raw.write(
            path, geometry=point, field_data=[np.array([1])], fields=["n"], geometry_type="Point",
            crs=city.FEET,
        )  # fmt: skip
        assert refusal(files.read, Source(path)) == (
            "a.shp says that it is projected by NAD83 / Massachusetts Mainland (ftUS), but its "
            "coordinates are degrees, such as -71.1, 42.36. Export it again."
        )

    def test_a_projection_that_is_told_is_for_those_only_that_do_not_say(self, reads):
        layer = reads("a.geojson", geojson((-71.1, 42.36)), crs=city.FEET)
        assert layer.bounds().west == -71.1
        feet = reads("b.geojson", geojson((760_000, 2_950_000)), crs=city.FEET)
        assert feet.bounds().west == pytest.approx(-71.1, abs=0.1)

    def test_outside_of_its_projection(self, says):
        said = says("a.geojson", geojson((7_600_000, 29_500_000)), crs=city.FEET)
        assert "lies outside the ground of NAD83 / Massachusetts Mainland (ftUS)" in said

    def test_latitude_and_longitude_swapped(self, says):
        said = says("a.geojson", geojson((42.36, -71.1), (42.37, -71.1)))
        assert said.endswith("where nobody lives: latitude and longitude seem to be swapped.")

    def test_an_unknown_projection(self, says):
        said = says("a.geojson", geojson((760_000, 2_950_000)), crs="EPSG:1")
        assert said.startswith("a.geojson: the projection 'EPSG:1' is not known.")

    def test_a_coordinate_that_is_no_number(self, says):
        assert says("a.csv", b"lat,lon\n42,nan\n") == (
            "a.csv: line 2 has a coordinate that is no number."
        )


class TestTables:
    def test_separators_are_found(self, reads):
        layer = reads("a.csv", "number;street\n12;Main St\n")
        assert (layer.column("number"), layer.column("street")) == (["12"], ["Main St"])

    def test_each_line_may_write_letters_its_own_way(self, reads):
        rows = b"street,n\n" + "Peña St,1\n".encode() + "Peña St,2\n".encode("cp1252")
        assert reads("a.csv", rows).column("street") == ["Peña St", "Peña St"]

    def test_wide_letters(self, reads):
        assert reads("a.csv", "street,n\nPeña,1\n".encode("utf-16")).column("street") == ["Peña"]

    def test_nothing_and_zero_are_no_place(self, reads):
        layer = reads("a.csv", "n,lat,lon\n1,,\n2,0,0\n3,42.36,-71.1\n")
        assert [shape is not None for shape in layer.shapes] == [False, False, True]

    def test_points_in_feet(self, reads):
        layer = reads("a.csv", "n,x,y\n1,760000,2950000\n", crs=city.FEET)
        assert layer.bounds().south == pytest.approx(42.34, abs=0.1)

    def test_shapes_written_out(self, reads):
        layer = reads("a.csv", 'n,the_geom\n1,"POINT (-71.1 42.36)"\n')
        assert shapely.get_coordinates(layer.shapes).tolist() == [[-71.1, 42.36]]

    def test_a_single_row_that_is_too_long_is_left_out_and_told(self, reads):
        rows = "n,street\n" + "1,Main St\n" * 300 + "2,Oak,Ave\n"
        layer = reads("a.csv", rows)
        assert len(layer) == 300
        assert layer.notes == [
            "a.csv: line 302 has 3 fields where the header has 2, and was left out."
        ]
