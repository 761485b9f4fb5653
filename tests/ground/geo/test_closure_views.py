"""Closing streets over HTTP."""

import pytest
from django.test import Client

from beatbook.ground.geo.models import Closure
from tests.ground.geo.places import spot

pytestmark = pytest.mark.usefixtures("small_town_map")
BANK = {"stretch": "bank casa/broadway EB", "reason": "Water main", "until": "+2h"}


@pytest.fixture
def signed_in(cast):
    def signed_in(username):
        cast.enter(cast.principals[username])
        client = Client()
        client.force_login(cast.members[username], "beatbook.ground.agency.sign_in.MemberBackend")
        return client

    return signed_in


def close(client, **more):
    return client.post("/closures/", BANK | more, content_type="application/json")


def test_the_stretch_is_told_before_it_is_closed(signed_in):
    told = signed_in("tess").get("/closures/stretch/", BANK).json()
    (line,) = told.pop("lines")
    assert [line[0], line[-1]] == [[*reversed(spot(1, 0))], [*reversed(spot(1, 4))]]
    assert told == {
        "ok": True,
        "street": "Bank Street",
        "between": "Casa Street and Broadway",
        "words": told["words"],
        "direction": "with",
        "heading": "eastbound",
        "headings": ["eastbound", "westbound"],
    }
    assert told["words"].startswith(
        "Bank Street between Casa Street and Broadway, eastbound, 0.2 mi, until "
    )


def test_a_click_chooses_a_block_and_more_of_the_street(signed_in):
    lat, lon = spot(1.02, 0.5)
    asked = {"lat": lat, "lon": lon, "after": 1}
    told = signed_in("tess").get("/closures/stretch/", asked).json()
    assert told["between"] == "Casa Street and Saint Helena Avenue"


def test_what_is_not_clear_is_answered_with_the_choices(signed_in):
    told = signed_in("tess").get("/closures/stretch/", {"stretch": "castle"}).json()
    assert told == {
        "ok": False,
        "message": "Which street: North Castle Street or South Castle Street?",
        "choices": ["North Castle Street", "South Castle Street"],
    }
    nothing = signed_in("tess").get("/closures/stretch/").json()
    assert nothing["message"].startswith("Which street?")


def test_closed_changed_and_opened_again(signed_in):
    client = signed_in("tess")
    answer = close(client)
    closure = Closure.objects.get(pk=answer.json()["id"])
    assert answer.json()["message"].startswith(
        "Bank Street between Casa Street and Broadway is closed until "
    )
    [feature] = client.get("/closures.geojson").json()["features"]
    assert (feature["id"], feature["properties"]["reason"]) == (closure.pk, "Water main")

    changed = client.post(f"/closures/{closure.pk}/change/", {"reason": "Gas leak"})
    assert changed.json()["message"] == "The closure of Bank Street is changed."
    lifted = client.post(f"/closures/{closure.pk}/lifting/")
    assert lifted.json()["message"] == "Bank Street is open again."
    assert client.get("/closures.geojson").json()["features"] == []
    again = client.post(f"/closures/{closure.pk}/lifting/")
    assert (again.status_code, again.json()["message"]) == (
        422,
        "Bank Street was opened again before, by Tess Ellis.",
    )


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"stretch": "nowhere lane"}, "stretch", "No street on the map"),
        ({"stretch": ""}, "stretch", "Which street?"),
        ({"until": "soon"}, "until", "is no time"),
        ({"reason": ""}, "reason", "Why is the street closed"),
        ({"speed_percent": "99"}, "speed_percent", "5 to 95 percent"),
        ({"speed_percent": "half"}, "speed_percent", "whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(signed_in, wrong, field, words):
    answer = close(signed_in("tess"), **wrong)
    told = answer.json()
    assert (answer.status_code, told["field"]) == (422, field)
    assert words in told["message"]


def test_who_may_not_is_told_and_who_is_elsewhere_finds_nothing(signed_in):
    made = close(signed_in("tess")).json()["id"]
    assert close(signed_in("jun")).status_code == 403
    assert signed_in("jun").get("/closures.geojson").json()["features"] != []
    assert signed_in("nora").get("/closures.geojson").json()["features"] == []
    assert signed_in("cory").post(f"/closures/{made}/lifting/").status_code == 200
