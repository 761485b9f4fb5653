import gzip

import pytest
from django.test import Client

from tests.ground.geo.places import HARBOR, OLD_TOWN, spot, tile_at

pytestmark = pytest.mark.usefixtures("small_town_map")


@pytest.fixture
def signed_in(cast):
    def signed_in(username):
        cast.enter(cast.principals[username])
        client = Client()
        client.force_login(cast.members[username], "beatbook.ground.agency.sign_in.MemberBackend")
        return client

    return signed_in


def test_suggestions_say_what_and_where_and_in_which_beat(signed_in, draw):
    draw(OLD_TOWN, HARBOR)
    answer = signed_in("tess").get("/where/", {"q": "1921 n castle"}).json()
    lat, lon = spot(3.20, 1.05)
    assert answer == {
        "ok": True,
        "ambiguous": False,
        "said": "",
        "places": [
            {
                "kind": "address",
                "label": "1921 North Castle Street",
                "detail": "address on file \u00b7 Old Town",
                "lat": pytest.approx(lat),
                "lon": pytest.approx(lon),
                "exactness": "point",
                "exactly": "Exact point",
                "exact": True,
                "note": "address on file",
                "score": 0.99,
                "locality": "",
                "unit": "",
                "beat": "1",
                "outside": "",
            }
        ],
    }


def test_a_unit_can_be_asked_where_it_is(signed_in, draw):
    draw(OLD_TOWN)
    lat, lon = spot(3.2, 1.04)
    answer = signed_in("tess").get("/where/here/", {"lat": lat, "lon": lon}).json()
    assert answer == {
        "ok": True,
        "said": "1921 North Castle Street",
        "address": "1921 North Castle Street",
        "street": "North Castle Street",
        "corner": "Murray Avenue",
        "beat": "1",
        "exactness": "point",
        "away_m": 0.8,
        "outside": "",
    }
    assert signed_in("tess").get("/where/here/").status_code == 422


def test_unknown_yet_is_an_empty_list(signed_in):
    assert signed_in("tess").get("/where/", {"q": "over the rainbow"}).json()["places"] == []
    assert signed_in("tess").get("/where/").json()["places"] == []


def test_no_more_is_told_than_was_asked_for(signed_in):
    answer = signed_in("tess").get("/where/", {"q": "broadway &", "limit": "3"})
    assert len(answer.json()["places"]) == 3


def test_senseless_parameters_do_no_harm(signed_in):
    query = {"q": "broadway", "limit": "many", "lat": "north", "lon": "", "agency": "ZZ"}
    assert signed_in("tess").get("/where/", query).json()["places"][0]["label"] == "Broadway"


def test_a_tile_comes_packed_and_may_be_kept_for_good(signed_in, small_town_map):
    z, x, y = tile_at(*spot(2.5, 2), 15)
    answer = signed_in("tess").get(f"/tiles/{small_town_map.key}/{z}/{x}/{y}")
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert "immutable" in answer["Cache-Control"]
    assert b"Broadway" in gzip.decompress(answer.content)


def test_an_empty_tile_has_no_content(signed_in, small_town_map):
    answer = signed_in("tess").get(f"/tiles/{small_town_map.key}/12/0/0")
    assert (answer.status_code, answer.content) == (204, b"")


def test_an_unknown_map_is_not_found(signed_in):
    assert signed_in("tess").get("/tiles/nowhere/12/0/0").status_code == 404
    assert signed_in("tess").get("/tiles/../12/0/0").status_code == 404


def test_areas_are_those_of_the_agencies_one_may_read(signed_in, draw):
    draw(OLD_TOWN, HARBOR)
    assert len(signed_in("tess").get("/areas.geojson").json()["features"]) == 2
    assert signed_in("nora").get("/areas.geojson").json()["features"] == []
    assert signed_in("tess").get("/areas.geojson", {"kind": "secret"}).status_code == 404


@pytest.mark.parametrize("path", ["/where/?q=castle", "/areas.geojson", "/tiles/any/12/0/0"])
def test_the_map_is_for_members(db, path):
    assert Client().get(path).status_code == 302
