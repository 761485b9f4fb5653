"""Drawing one area, changing it, taking it out of use."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Subject
from beatbook.ground.geo import areas, commands, outlines, town
from beatbook.ground.geo.models import Area, AreaOutline
from beatbook.ground.geo.outlines import BadOutline
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.journal import chronology
from tests.cast import NOON
from tests.ground.geo.places import BLOCK, SOUTH, WEST, spot

LATER = NOON + timedelta(hours=1)
GROUND = town.Bounds(SOUTH, WEST, SOUTH + 10 * BLOCK, WEST + 10 * BLOCK)


def square(south, west, size):
    far_south, far_west = south + size, west + size
    return [spot(*c) for c in ((south, west), (far_south, west), (far_south, far_west),
                               (south, far_west))]  # fmt: skip


QUAY, YARD = outlines.from_rings([square(0, 0, 4)], GROUND), square(1, 1, 1)


@pytest.fixture
def draw(cast):
    def draw(**more):
        given = {"kind": AreaKind.SCHOOL_ZONE, "code": "S1", "name": "Bank School", "shape": QUAY}
        return commands.draw_area(
            **({"agency": cast.ab, "by": cast.ada, "at": NOON} | given | more)
        )

    return draw


def sentences(area):
    return [one.sentence for one in chronology.of(Subject("area", str(area.pk)))]


class TestOutlines:
    def test_a_ring_inside_another_is_a_hole_and_one_beside_it_another_part(self):
        shape = outlines.from_rings([square(0, 0, 4), YARD, square(6, 6, 2)], GROUND)
        assert shape.geom_type == "MultiPolygon"
        assert shape.area == pytest.approx((16 - 1 + 4) * BLOCK**2)
        assert len(outlines.rings_of(outlines.of("1", "x", shape).geojson)) == 3

    @pytest.mark.parametrize(
        ("rings", "message"),
        [
            ([], "at least 3 corners"),
            ([square(0, 0, 4)[:2]], "at least 3 corners"),
            ([[spot(0, 0), spot(4, 4), spot(4, 0), spot(0, 4)]], "crosses or touches itself near"),
            ([[spot(0, 0), spot(1, 1), spot(2, 2)]], "one line"),
            ([square(40, 40, 1)], "outside the map"),
        ],
    )
    def test_what_is_no_area_is_refused_in_words(self, rings, message):
        with pytest.raises(BadOutline, match=message):
            outlines.from_rings(rings, GROUND)

    @given(
        st.lists(
            st.tuples(st.floats(41.5, 41.51), st.floats(-69.2, -69.19)), min_size=0, max_size=8
        )
    )
    def test_any_corners_make_a_valid_area_or_are_refused(self, ring):
        try:
            shape = outlines.from_rings([ring], GROUND)
        except BadOutline:
            return
        assert shape.is_valid


class TestDrawing:
    def test_a_new_area_is_in_force_with_its_outline(self, cast, draw, recorded):
        area = draw()
        (outline,) = area.outlines.all()
        assert (area.kind, area.code, area.retired_at) == ("school_zone", "S1", None)
        assert (outline.name, outline.since, outline.until) == ("Bank School", NOON, None)
        assert outline.shape["type"] == "Polygon"
        assert recorded() == ["geo.area.drawn"]
        assert sentences(area) == ["drew the school zone S1 Bank School"]

    def test_a_code_is_used_once_in_a_kind(self, draw, recorded):
        draw()
        with pytest.raises(commands.BadArea, match="There is a school zone S1 already"):
            draw()
        with pytest.raises(commands.BadArea, match="There is a school zone S1 already"):
            draw(code="s1")
        draw(kind=AreaKind.PARK)
        assert recorded() == ["geo.area.drawn", "geo.area.drawn"]

    @pytest.mark.parametrize(("field", "value"), [("code", " "), ("code", "x" * 21), ("name", "")])
    def test_it_needs_a_code_and_a_name(self, draw, field, value):
        with pytest.raises(commands.BadArea) as refused:
            draw(**{field: value})
        assert refused.value.field == field

    def test_overlaps_of_its_kind_are_told_and_borders_are_none(self, draw):
        draw()
        draw(code="S2", shape=outlines.from_rings([square(0, 4, 4)], GROUND))
        across = draw(code="S3", shape=outlines.from_rings([square(2, 3, 4)], GROUND))
        assert areas.overlapping(across) == ["S1", "S2"]
        assert areas.overlapping(Area.objects.get(code="S2")) == ["S3"]

    @pytest.mark.parametrize("username", ["tess", "rosa", "jun", "nora"])
    def test_not_everybody_may(self, cast, draw, recorded, username):
        with pytest.raises(NotAllowed, match="map:edit is needed"):
            draw(by=cast.principals[username])
        assert recorded() == []


class TestChanging:
    def test_the_outline_before_stays_with_its_dates(self, cast, draw, recorded):
        area = draw()
        new = outlines.from_rings([square(0, 0, 5), YARD], GROUND)
        for _ in range(2):
            commands.change_area(area=area, name="Mill School", shape=new, by=cast.ada, at=LATER)
        assert list(area.outlines.order_by("since").values_list("name", "since", "until")) == [
            ("Bank School", NOON, LATER),
            ("Mill School", LATER, None),
        ]
        assert recorded() == ["geo.area.drawn", "geo.area.drawn"]
        assert sentences(area)[1] == "changed the school zone S1 Mill School"

    def test_not_everybody_may(self, cast, draw):
        with pytest.raises(NotAllowed):
            commands.change_area(area=draw(), name="x", shape=QUAY, by=cast.tess, at=LATER)


class TestRetiring:
    def test_it_is_out_of_use_and_keeps_its_history(self, cast, draw, recorded):
        area = commands.retire_area(area=draw(), by=cast.ada, at=LATER)
        assert area.retired_at == LATER
        assert areas.as_geojson([cast.ab.pk], AreaKind.SCHOOL_ZONE)["features"] == []
        was = areas.area_at(*spot(1, 1), agency_id=cast.ab.pk, kind=AreaKind.SCHOOL_ZONE, at=NOON)
        assert was
        assert was.code == "S1"
        assert recorded() == ["geo.area.drawn", "geo.area.retired"]
        assert sentences(area)[1] == "took the school zone S1 out of use"

    def test_twice_is_refused_and_drawing_it_anew_brings_it_back(self, cast, draw, recorded):
        area = commands.retire_area(area=draw(), by=cast.ada, at=LATER)
        with pytest.raises(commands.AlreadyRetired, match="School zone S1 was retired before"):
            commands.retire_area(area=area, by=cast.ada, at=LATER)
        assert draw(at=LATER).pk == area.pk
        assert recorded() == ["geo.area.drawn", "geo.area.retired", "geo.area.drawn"]

    def test_not_everybody_may(self, cast, draw):
        with pytest.raises(NotAllowed):
            commands.retire_area(area=draw(), by=cast.tess, at=LATER)


def test_the_neighbor_sees_none_even_without_the_filter_of_the_query(cast, draw):
    draw()
    cast.enter(cast.nora)
    assert AreaOutline.objects.count() == 0
    assert not areas.as_geojson([cast.ab.pk], AreaKind.SCHOOL_ZONE)["features"]
