"""Call types set up on screen, by who set up an agency and nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import CallType

PATH = "/station/call-types/"
DRONE = {
    "code": "drone",
    "name": "Drone",
    "priority": "3",
    "target": "8",
    "units": "1",
    "qualifications": "Traffic, first aid",
    "kinds": ["car"],
    "safety_check": "10",
    "eido": "SUSPCIRC",
    "class_sworn": "alone",
    "class_non_sworn": "assist",
    "class_volunteer": "never",
    "class_civilian": "never",
}


def one(code: str) -> CallType:
    return CallType.objects.get(agency__code="AB", code=code)


def test_a_new_one_is_set_up_with_its_plan(as_member, cast):
    page = as_member("ada").post(f"{PATH}new/", DRONE, follow=True).content.decode()
    assert "DRONE can be typed from now on." in page
    made = one("DRONE")
    assert (made.name, made.priority, made.target_s, made.safety_check_s) == ("Drone", 3, 480, 600)
    assert (made.alone, made.assist) == (["sworn"], ["non_sworn"])
    assert (made.qualifications, made.kinds) == (["first_aid", "traffic"], ["car"])


def test_what_is_shown_is_what_stands_and_saving_it_changes_nothing(as_member, cast, recorded):
    ada, noise = as_member("ada"), one("NOISE")
    form = ada.get(f"{PATH}{noise.pk}/").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    ada.post(f"{PATH}{noise.pk}/", typed)
    assert recorded() == []
    ada.post(f"{PATH}{noise.pk}/", typed | {"target": "20", "name": "Loud neighbors"})
    assert recorded() == ["calls.call_type.changed"]
    noise.refresh_from_db()
    assert (noise.name, noise.target_s, noise.code) == ("Loud neighbors", 1200, "NOISE")


def test_a_code_in_use_and_a_plan_without_anybody_are_said_beside_the_form(as_member, cast):
    ada = as_member("ada")
    page = ada.post(f"{PATH}new/", DRONE | {"code": "NOISE"}).content.decode()
    assert "NOISE is in use" in page
    nobody = {"class_sworn": "never", "class_non_sworn": "never"}
    page = ada.post(f"{PATH}new/", DRONE | nobody).content.decode()
    assert "Somebody must be allowed to handle it." in page
    assert 'value="drone"' in page, "what was typed stays"


def test_out_of_use_it_leaves_the_list_and_comes_back_when_it_is_saved(as_member, cast):
    ada, noise = as_member("ada"), one("NOISE")
    page = ada.post(f"{PATH}{noise.pk}/retirement/", follow=True).content.decode()
    assert "NOISE is out of use." in page
    assert noise.name in page.partition('id="retired"')[2]
    again = ada.post(f"{PATH}{noise.pk}/retirement/", follow=True).content.decode()
    assert "out of use already" in again
    form = ada.get(f"{PATH}{noise.pk}/").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    ada.post(f"{PATH}{noise.pk}/", typed)
    assert one("NOISE").retired_at is None


@pytest.mark.parametrize(("username", "status"), [("tess", 403), ("rosa", 403), ("nora", 403)])
def test_who_may_not(as_member, cast, username, status):
    path = f"{PATH}{one('NOISE').pk}/"
    client = as_member(username)
    assert client.get(path).status_code == status
    assert client.post(f"{path}retirement/").status_code == status


def test_it_costs_the_same_however_many_there_are(as_member, cast):
    ada, costs = as_member("ada"), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(PATH).status_code == 200
        costs.append(len(asked))
        CallType.objects.filter(agency=cast.ab, code__in=["VIN", "FIXIT", "TOW"]).delete()
    assert costs[0] == costs[1]
