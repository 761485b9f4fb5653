import pytest

from beatbook.ground.geo.gis import outlines
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.mapping import Mapping, Section
from beatbook.ground.geo.vocabulary import AreaKind
from tests.ground.geo.gis import city


@pytest.fixture
def areas(tmp_path):
    def areas(*features, kind=AreaKind.BEAT, mapping=Mapping()):  # noqa: B008 -- it is frozen
        path = city.write(tmp_path / "areas.geojson", *features)
        return outlines.read(Source(path), kind, mapping)

    return areas


def codes(found):
    return [(area.code, area.name) for area in found[0]]


def test_codes_and_names_are_read(areas):
    found = areas(
        city.feature(city.square(0, 0), code="1", name="Old Town"),
        city.feature(city.square(0, 1), code=2, name="HARBOR SIDE"),
    )
    assert codes(found) == [("1", "Old Town"), ("2", "Harbor Side")]


def test_the_code_is_the_column_that_tells_the_areas_apart(areas):
    found = areas(
        city.feature(city.square(0, 0), OBJECTID=8, SECTOR=1, CADRA=1104),
        city.feature(city.square(0, 1), OBJECTID=9, SECTOR=1, CADRA=1111),
    )
    assert codes(found) == [("1104", "Beat 1104"), ("1111", "Beat 1111")]


def test_areas_without_a_code_are_numbered_and_that_is_told(areas):
    found = areas(city.feature(city.square(0, 0), OBJECTID=8, Shape_Area=1.5))
    assert codes(found) == [("1", "Beat 1")]
    assert "they are numbered as they stand in the file" in found[1][0]


def test_a_code_for_several_areas_is_refused_unless_they_are_pieces_of_one(areas, refusal):
    same = [city.feature(city.square(0, n), SECTOR=1) for n in (0, 2)]
    assert refusal(areas, *same, kind=AreaKind.SECTOR).startswith(
        "areas.geojson has more than one sector 1. Name another column as code under "
        "[areas.sector] in the mapping file, or say merge = true"
    )
    merged = Mapping("", {"areas.sector": Section({"code": "SECTOR"}, merge=True)})
    (area,) = areas(*same, kind=AreaKind.SECTOR, mapping=merged)[0]
    assert area.shape.geom_type == "MultiPolygon"


def test_a_route_drawn_as_a_line_gets_ground_on_either_side(areas):
    found, notes = areas(
        city.feature(city.line((0, 0), (0, 1)), ROUTE="W1"), kind=AreaKind.WALKING_ROUTE
    )
    assert found[0].shape.geom_type == "Polygon"
    assert notes == ["areas.geojson draws lines: each was given 80 feet of ground on either side."]


def test_points_are_refused(areas, refusal):
    point = {"type": "Point", "coordinates": city.spot(0, 0)}
    assert refusal(areas, city.feature(point, code=1)) == (
        "areas.geojson: feature 1 is a Point, not a polygon."
    )


def test_long_names_are_cut_and_that_is_told(areas):
    found, notes = areas(city.feature(city.square(0, 0), code="1", name="N" + "o" * 100))
    assert len(found[0].name) == 80
    assert notes == ["areas.geojson: long codes or names were cut: 1."]


def test_a_polygon_that_crosses_itself_is_put_right(areas):
    corners = [city.spot(*c) for c in ((0, 0), (2, 2), (2, 0), (0, 2), (0, 0))]
    bow_tie = {"type": "Polygon", "coordinates": [corners]}
    assert areas(city.feature(bow_tie, code="1"))[0][0].shape.is_valid
