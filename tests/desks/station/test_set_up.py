"""Setting up the agency: its settings, its members, and who may open these pages at all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.ground.agency.models import Agency, Member, Membership

SETTINGS = {
    "name": "Alder Bay Stewards",
    "time_zone": "America/Chicago",
    "language": "en",
    "safety_check": "10",
    "position_stale": "5",
    "case_number_format": "CSO{YY}-{serial:04}",
    "chase": "4",
    "meal": "40",
    "auto_send": "on",
    "hit_confirmation": "10",
    "hit_phrase": "Call the desk",
    "waits": "1 2, 3, 4, 5",
    "acknowledge": "3",
    "arrival_margin": "6",
}
NEWT = {
    "name": "Newt Green",
    "username": "newt",
    "member_class": "volunteer",
    "role": "officer",
    "password": "correct horse battery",
}


@pytest.mark.parametrize(
    "page", ["settings", "members", "members/new", "call-types", "call-types/new"]
)
@pytest.mark.parametrize(("username", "status"), [("ada", 200), ("rosa", 403), ("cory", 403)])
def test_only_an_administrator_opens_them(as_member, page, username, status):
    assert as_member(username).get(f"/station/{page}/").status_code == status


def test_home_leads_an_administrator_to_all_of_it_and_a_dispatcher_to_none(as_member):
    places = [
        "/station/settings/",
        "/station/call-types/",
        "/station/members/",
        "/station/units/",
    ]
    section = as_member("ada").get("/").content.decode().partition("Set-up</h2>")[2]
    assert [place for place in places if place in section] == places
    assert "Set-up</h2>" not in as_member("tess").get("/").content.decode()


class TestSettings:
    def test_what_is_saved_holds_and_is_shown(self, as_member, cast):
        page = as_member("ada").post("/station/settings/", SETTINGS, follow=True).content.decode()
        agency = Agency.objects.get(pk=cast.ab.pk)
        assert agency.case_number_format == "CSO{YY}-{serial:04}"
        stands = (agency.name, agency.time_zone, agency.safety_check_s, agency.position_stale_s)
        assert stands == ("Alder Bay Stewards", "America/Chicago", 600, 300)
        assert not agency.emergency_driving, "off until somebody checks the box"
        assert "Saved." in page
        assert "Alder Bay Stewards" in page.partition("</header>")[0]

    def test_emergency_speeds_are_switched_on_by_a_box(self, as_member, cast):
        as_member("ada").post("/station/settings/", SETTINGS | {"emergency_driving": "on"})
        assert Agency.objects.get(pk=cast.ab.pk).emergency_driving

    def test_who_goes_to_verbal_disputes_is_a_box_too(self, as_member, cast):
        as_member("ada").post("/station/settings/", SETTINGS)
        agency = Agency.objects.get(pk=cast.ab.pk)
        assert (agency.csos_alone_at_verbal, agency.chase_s) == (False, 240)
        as_member("ada").post("/station/settings/", SETTINGS | {"csos_alone_at_verbal": "on"})
        assert Agency.objects.get(pk=cast.ab.pk).csos_alone_at_verbal

    def test_what_cannot_be_is_said_and_nothing_is_lost(self, as_member, cast):
        wrong = SETTINGS | {"name": "Millbrook Community Safety", "safety_check": "15"}
        page = as_member("ada").post("/station/settings/", wrong).content.decode()
        assert "Another agency is called Millbrook Community Safety." in page
        assert 'value="15"' in page
        assert Agency.objects.get(pk=cast.ab.pk).safety_check_s == 1200

    def test_case_numbers_that_would_be_alike_are_refused_in_words(self, as_member):
        wrong = SETTINGS | {"case_number_format": "CSO{serial}"}
        page = as_member("ada").post("/station/settings/", wrong).content.decode()
        assert "Say once where the year stands" in page
        assert 'value="CSO{serial}"' in page

    def test_a_neighbor_s_are_not_there(self, as_member, cast):
        assert as_member("ada").post("/station/settings/?agency=MB", SETTINGS).status_code == 404


class TestMembers:
    def test_they_are_listed_with_their_roles_and_a_neighbor_s_are_not(self, as_member):
        page = as_member("ada").get("/station/members/").content.decode()
        assert "Tess Ellis" in page
        assert "Dispatcher" in page
        assert "Nora Quist" not in page

    def test_a_new_one_signs_in_with_the_first_role(self, as_member, client):
        page = as_member("ada").post("/station/members/new/", NEWT, follow=True).content.decode()
        assert "Newt Green can sign in as newt." in page
        client.logout()
        signed_in = client.post("/sign-in/", {"username": "newt", "password": NEWT["password"]})
        assert signed_in.status_code == 302
        assert Member.objects.get(username="newt").member_class == "volunteer"

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("username", "tess", "The sign-in name tess is taken."),
            ("username", "Newt Green", "Small letters, digits, dots and dashes only"),
            ("password", "short", "too short"),
            ("role", "captain", "Select a valid choice."),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, as_member, field, typed, words):
        page = as_member("ada").post("/station/members/new/", NEWT | {field: typed})
        assert words in page.content.decode()
        assert not Member.objects.filter(username="newt").exists()

    def test_a_neighbor_s_is_not_there(self, as_member, cast):
        nora = cast.members["nora"].pk
        assert as_member("ada").get(f"/station/members/{nora}/").status_code == 404

    def test_the_list_costs_the_same_for_one_more(self, as_member):
        ada = as_member("ada")

        def cost():
            with CaptureQueriesContext(connection) as asked:
                ada.get("/station/members/")
            return len(asked)

        before = cost()
        ada.post("/station/members/new/", NEWT, follow=True)
        assert cost() == before


class TestOneMember:
    @pytest.fixture
    def send(self, as_member, cast):
        def sent(noun, username="jun", **fields):
            member = cast.members[username].pk
            address = f"/station/members/{member}/{noun}/?agency=AB"
            return as_member("ada").post(address, fields, follow=True).content.decode()

        return sent

    def roles(self, cast, username="jun"):
        held = Membership.objects.filter(member=cast.members[username], ended_at=None)
        return sorted(held.values_list("role__code", flat=True))

    def test_a_role_is_given_and_taken(self, send, cast):
        assert "Jun Park is Sergeant now." in send("roles", role="sergeant")
        assert self.roles(cast) == ["officer", "sergeant"]
        officer = Membership.objects.get(member=cast.members["jun"], role__code="officer")
        assert "Jun Park is Officer no longer." in send(f"roles/{officer.pk}/end")
        assert self.roles(cast) == ["sergeant"]

    def test_a_role_there_is_not_is_refused_in_words(self, send, cast):
        assert "has no role “captain”" in send("roles", role="captain")
        assert self.roles(cast) == ["officer"]

    def test_a_sign_in_is_disabled_and_enabled(self, send, cast):
        assert "Jun Park cannot sign in any more." in send("sign-in")
        assert not Member.objects.get(username="jun").is_active
        assert "Jun Park can sign in again." in send("sign-in", enable="1")
        assert Member.objects.get(username="jun").is_active

    def test_whoever_belongs_elsewhere_too_is_not_ours_alone_to_lock_out(self, send):
        assert "Cory Banks belongs to another agency too" in send("sign-in", "cory")
        assert "Cory Banks belongs to another agency too" in send(
            "password", "cory", password="correct horse battery"
        )
        assert Member.objects.get(username="cory").is_active

    def test_a_new_password_takes_the_old_one_s_place(self, send):
        assert "Jun Park has a new password." in send("password", password=NEWT["password"])
        assert Member.objects.get(username="jun").check_password(NEWT["password"])

    def test_a_weak_password_is_refused_in_words(self, send):
        assert "too short" in send("password", password="short")


def test_a_name_and_a_class_are_corrected_on_the_members_page(as_member, cast):
    ada, path = as_member("ada"), f"/station/members/{cast.members['jun'].pk}/"
    page = ada.post(path, {"name": "Jun Parker", "member_class": "volunteer"}, follow=True)
    assert "Saved: Jun Parker." in page.content.decode()
    page = ada.post(path, {"name": "", "member_class": "sworn"}).content.decode()
    assert "This field is required." in page
    jun = Member.objects.get(username="jun")
    assert (jun.name, jun.member_class) == ("Jun Parker", "volunteer")
