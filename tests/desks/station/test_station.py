"""The station's pages: what each role sees and may change, and that a page's cost is fixed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beatbook.contract.values import MemberClass, UnitKind
from beatbook.duties.calls import commands as calls
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import RosterEntry, Unit, UnitState
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def noise(cast):
    return calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        note="loud music",
        by=cast.tess,
        at=NOON,
    )


@pytest.mark.parametrize("page", ["home", "call_history", "units"])
def test_a_stranger_is_sent_to_sign_in(client, db, page):
    answer = client.get(reverse(page))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


def test_home_counts_what_is_open_and_lists_the_latest(as_member, noise):
    page = as_member("rosa").get("/").content.decode()
    assert noise.incident.number in page
    assert "1925 North Castle Street" in page


def test_the_record_tells_who_did_what(as_member, noise):
    page = as_member("carl").get(f"/station/calls/{noise.incident.number}/").content.decode()
    assert "took the call: Noise complaint at 1925 North Castle Street" in page
    assert "loud music" in page
    assert "T. Ellis" in page


def test_the_neighbor_finds_nothing_of_ours(as_member, noise, cast):
    nora = as_member("nora")
    assert nora.get(f"/station/calls/{noise.incident.number}/").status_code == 404
    assert noise.incident.number not in nora.get("/station/calls/").content.decode()
    assert "2B10" not in nora.get("/station/units/").content.decode()
    cast.enter(cast.tess)
    ours = UnitState.objects.get(unit__callsign="2B10").unit_id
    assert nora.get(f"/station/units/{ours}/").status_code == 404


def test_the_history_costs_the_same_for_one_call_and_for_many(as_member, cast, noise):
    carl = as_member("carl")
    one = queries_of(lambda: carl.get("/station/calls/"))
    cast.enter(cast.tess)
    for _ in range(5):
        calls.take_call(
            agency=cast.ab,
            call_type=cast.call_type("NOISE"),
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )
    assert queries_of(lambda: carl.get("/station/calls/")) == one


def test_the_roster_costs_the_same_for_many_units_and_for_more(as_member, cast):
    rosa = as_member("rosa")
    many = queries_of(lambda: rosa.get("/station/units/"))
    cast.enter(cast.tess)
    force.create_unit(
        agency=cast.ab,
        callsign="9A99",
        kind=UnitKind.CAR,
        member_class=MemberClass.NON_SWORN,
        by=cast.rosa,
        at=NOON,
    )
    assert queries_of(lambda: rosa.get("/station/units/")) == many


def queries_of(job):
    with CaptureQueriesContext(connection) as captured:
        job()
    return len(captured)


class TestCaseNumbers:
    """On the record of a call: drawn, noted from elsewhere, voided, and found again."""

    @pytest.fixture
    def record(self, as_member, noise):
        def acted(username, what="", **fields):
            path = f"/station/calls/{noise.incident.number}/"
            member = as_member(username)
            if what is not None:
                answer = member.post(f"{path}case-numbers/{what}", fields, follow=True)
            else:
                answer = member.get(path)
            return answer.status_code, answer.content.decode()

        return acted

    def test_a_clerk_draws_one_and_it_stands_on_the_record_and_in_the_list(
        self, record, noise, cast, as_member
    ):
        _, page = record("carl")
        cast.enter(cast.tess)
        number = noise.incident.case_numbers.get().number
        assert f"{noise.incident.number} has the case number {number}." in page
        assert "Draw a case number" not in page
        found = as_member("carl").get(f"/station/calls/?q={number.replace('-', '')}")
        assert number in found.content.decode()

    def test_one_of_another_agency_is_noted(self, record):
        _, page = record("carl", "foreign/", case_number="cr26-7", issued_by="County Sheriff")
        assert "CR26-7</strong>" in page
        assert "Draw a case number" in page

    def test_one_without_its_issuer_is_refused_in_words(self, record):
        assert "Say which agency issued it" in record("carl", "foreign/", case_number="26-7")[1]

    def test_a_voided_one_stays_with_who_and_why(self, record, noise, cast):
        record("carl")
        cast.enter(cast.tess)
        number = noise.incident.case_numbers.get().number
        _, page = record("rosa", "voiding/", case_number=number, reason="two calls, one thing")
        assert f"{number} is voided. It stays on file." in page
        shown = " ".join(page.partition("Voided case numbers")[2].split())
        assert "by R. Delgado: two calls, one thing" in shown

    def test_a_voiding_without_a_reason_is_refused_in_words(self, record, noise, cast):
        record("carl")
        cast.enter(cast.tess)
        number = noise.incident.case_numbers.get().number
        assert "Say why it is voided" in record("carl", "voiding/", case_number=number)[1]

    def test_an_auditor_sees_them_and_changes_nothing(self, record):
        record("carl")
        _, page = record("audrey", None)
        assert "Void a case number" not in page
        assert [record("audrey", what)[0] for what in ("", "foreign/", "voiding/")] == [403] * 3

    def test_an_officer_does_not_void(self, record):
        assert record("jun", "voiding/")[0] == 403


class TestSettingUpUnits:
    NEW = {"callsign": "9a99", "kind": "car", "member_class": "non_sworn", "home_beat": ""}

    def test_a_sergeant_sets_up_a_unit(self, as_member, cast):
        answer = as_member("rosa").post(
            "/station/units/new/", self.NEW | {"capabilities": "Dog box"}
        )
        unit = Unit.objects.get(callsign="9A99")
        assert (answer.status_code, unit.capabilities) == (302, ["dog_box"])

    def test_a_callsign_in_use_is_refused_beside_the_field(self, as_member):
        page = as_member("rosa").post("/station/units/new/", self.NEW | {"callsign": "2B10"})
        assert "There is already a unit 2B10." in page.content.decode()

    def test_a_dispatcher_may_not(self, as_member):
        assert as_member("tess").post("/station/units/new/", self.NEW).status_code == 403

    def test_putting_on_duty_names_the_crew(self, as_member, cast):
        rosa = as_member("rosa")
        unit = Unit.objects.get(callsign="2B10")
        rosa.post(f"/station/units/{unit.pk}/duty/", {"off": "1"})
        rosa.post(f"/station/units/{unit.pk}/duty/", {"members": [cast.members["rosa"].pk]})
        cast.enter(cast.tess)
        [entry] = RosterEntry.objects.filter(unit=unit, ends_at=None)
        assert entry.member.username == "rosa"

    def test_a_member_who_crews_another_unit_is_refused_in_words(self, as_member, cast):
        unit = Unit.objects.get(callsign="2A10")
        page = as_member("rosa").post(
            f"/station/units/{unit.pk}/duty/", {"members": [cast.members["jun"].pk]}, follow=True
        )
        assert "Jun Park crews another unit now." in page.content.decode()

    def test_a_unit_is_taken_out_of_use_and_its_history_stays(self, as_member):
        unit = Unit.objects.get(callsign="2B10")
        as_member("ada").post(f"/station/units/{unit.pk}/retirement/")
        assert Unit.objects.get(pk=unit.pk).retired_at is not None
