from datetime import timedelta

import pytest

from beatbook.ground.geo import areas
from beatbook.ground.geo.models import AreaOutline
from beatbook.ground.geo.vocabulary import AreaKind
from tests.cast import NOON
from tests.ground.geo.places import HARBOR, OLD_TOWN, outline, spot


def beat(cast, row, column):
    found = areas.beat_at(*spot(row, column), agency_id=cast.ab.pk)
    return found and (found.code, found.name)


def test_a_point_lies_in_its_beat(cast, draw):
    draw(OLD_TOWN, HARBOR)
    assert beat(cast, 1, 1) == ("1", "Old Town")
    assert beat(cast, 1, 5) == ("2", "Harbor")
    assert beat(cast, 9, 9) is None


def test_where_two_meet_the_first_code_has_it(cast, draw):
    draw(HARBOR, OLD_TOWN)
    assert beat(cast, 1, 4) == ("1", "Old Town")


def test_a_beat_has_a_center_that_lies_in_it(cast, draw):
    draw(OLD_TOWN)
    (old_town,) = areas.beats_of(cast.ab.pk)
    assert (old_town.center.lat, old_town.center.lon) == pytest.approx(spot(2, 2))


def test_without_areas_no_point_lies_in_one(cast):
    AreaOutline.objects.all().delete()
    assert beat(cast, 1, 1) is None
    assert areas.beats_of(cast.ab.pk) == []


def test_a_change_is_seen_at_the_next_question(cast, draw):
    draw(OLD_TOWN, HARBOR)
    assert beat(cast, 1, 5) == ("2", "Harbor")
    draw(outline("2", "Waterfront", 0, 4, 4, 8), at=NOON + timedelta(seconds=1))
    assert beat(cast, 1, 5) == ("2", "Waterfront")
    assert beat(cast, 1, 1) is None


def test_an_area_that_is_gone_is_retired_and_comes_back_as_itself(cast, draw):
    (old_town, _) = draw(OLD_TOWN, HARBOR)
    draw(HARBOR, at=NOON + timedelta(hours=1))
    old_town.refresh_from_db()
    assert old_town.retired_at == NOON + timedelta(hours=1)
    (again,) = draw(OLD_TOWN, at=NOON + timedelta(hours=2))
    assert (again.pk, again.retired_at) == (old_town.pk, None)


def test_the_outlines_an_area_had_are_kept(cast, draw):
    draw(OLD_TOWN)
    later = NOON + timedelta(hours=1)
    (old_town,) = draw(outline("1", "Old Quarter", 0, 0, 4, 4), at=later)
    assert list(old_town.outlines.order_by("since").values_list("name", "since", "until")) == [
        ("Old Town", NOON, later),
        ("Old Quarter", later, None),
    ]


def test_drawing_is_announced(cast, draw, recorded):
    draw(OLD_TOWN, HARBOR)
    assert recorded() == ["geo.areas.replaced"]


def test_another_agency_s_areas_are_not_there(cast, draw):
    draw(OLD_TOWN)
    cast.enter(cast.nora)
    assert areas.as_geojson([cast.ab.pk, cast.mb.pk]) == {
        "type": "FeatureCollection",
        "features": [],
    }
    assert areas.beat_at(*spot(1, 1), agency_id=cast.ab.pk) is None


def test_areas_are_told_as_geojson(cast, draw):
    harbor, old_town = draw(HARBOR, OLD_TOWN)
    found = areas.as_geojson([cast.ab.pk])["features"]
    assert [feature["properties"] for feature in found] == [
        {"id": old_town.pk, "kind": "beat", "agency": "AB", "code": "1", "name": "Old Town"},
        {"id": harbor.pk, "kind": "beat", "agency": "AB", "code": "2", "name": "Harbor"},
    ]
    assert found[0]["geometry"] == OLD_TOWN.geojson


def at(cast, row, column, moment):
    found = areas.area_at(*spot(row, column), agency_id=cast.ab.pk, kind=AreaKind.BEAT, at=moment)
    return found and (found.code, found.name)


def test_which_beat_was_it_in_on_that_day(cast, draw):
    hour = timedelta(hours=1)
    draw(OLD_TOWN, HARBOR)
    draw(outline("2", "Waterfront", 0, 0, 4, 8), at=NOON + hour)
    assert at(cast, 1, 1, NOON - hour) is None
    assert at(cast, 1, 1, NOON) == ("1", "Old Town")
    assert at(cast, 1, 1, NOON + hour) == ("2", "Waterfront")
    assert at(cast, 1, 1, None) == ("2", "Waterfront")


def test_what_is_drawn_again_unchanged_keeps_its_outline(cast, draw):
    (old_town, _) = draw(OLD_TOWN, HARBOR)
    draw(OLD_TOWN, at=NOON + timedelta(hours=1))
    assert old_town.outlines.count() == 1


def test_a_change_at_the_same_moment_is_seen_too(cast, draw):
    draw(OLD_TOWN, HARBOR)
    assert beat(cast, 1, 5) == ("2", "Harbor")
    draw(OLD_TOWN)
    assert beat(cast, 1, 5) is None
    draw(OLD_TOWN, HARBOR)
    assert beat(cast, 1, 5) == ("2", "Harbor")
    draw(OLD_TOWN, outline("2", "Quay", 0, 4, 4, 8))
    assert beat(cast, 1, 5) == ("2", "Quay")
