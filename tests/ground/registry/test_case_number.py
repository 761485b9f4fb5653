"""Case numbers: drawn on demand or typed in, voided with a reason, every one of them explained."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from beatbook.contract.access import NotAllowed
from beatbook.ground.agency import commands as agency
from beatbook.ground.agency.commands import Settings
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.models import CaseNumber, Incident
from beatbook.ground.registry.vocabulary import IncidentKind
from tests.cast import CASTLE_STREET, NOON

IN_2030 = datetime(2030, 6, 15, 16, 0, tzinfo=UTC)
NEW_YEAR = datetime(2031, 1, 1, 5, 0, tzinfo=UTC)
"""Midnight in Alder Bay, five hours after London."""
SECOND = timedelta(seconds=1)
BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
SHERIFF = {"number": "cr 2030-00123", "issued_by": "Alder County  Sheriff"}


@pytest.fixture
def open_incident(cast):
    def opened(agency=None, by=None, **more):
        return commands.open_incident(
            agency=agency or cast.ab,
            kind=IncidentKind.CALL,
            headline="Noise complaint",
            location=CASTLE_STREET,
            by=by or cast.tess,
            at=NOON,
            **more,
        )

    return opened


@pytest.fixture
def incident(open_incident):
    return open_incident()


@pytest.fixture
def draw(open_incident, cast):
    """In a year whose series nobody has opened: a series outlives the test that draws from it."""

    def drawn(incident=None, by=None, at=IN_2030):
        incident = incident or open_incident()
        return commands.draw_case_number(incident=incident, by=by or cast.jun, at=at)

    return drawn


@pytest.fixture
def note(cast):
    def noted(incident, by=None, **more):
        return commands.record_foreign_case_number(
            incident=incident, by=by or cast.tess, at=IN_2030, **(SHERIFF | more)
        )

    return noted


@pytest.fixture
def void(cast):
    def voided(case_number, by=None, reason="drawn on the wrong call"):
        commands.void_case_number(
            case_number=case_number, reason=reason, by=by or cast.rosa, at=IN_2030 + SECOND
        )
        return CaseNumber.objects.get(pk=case_number.pk)

    return voided


def rewrite(cast, text):
    wanted = replace(Settings.of(cast.ab), case_number_format=text)
    agency.change_settings(agency=cast.ab, settings=wanted, by=cast.ada, at=NOON)


class TestDrawing:
    def test_the_row_says_which_for_what_when_and_by_whom(self, draw, incident, cast):
        found = draw(incident)
        assert (found.number, found.year, found.serial) == ("30-00001", 2030, 1)
        assert (found.compact, found.squeezed) == ("3000001", "301")
        assert (found.incident, found.drawn_at) == (incident, IN_2030)
        assert found.drawn_by == str(cast.jun.actor)
        assert (found.issued_by_agency, found.voided_at) == ("", None)

    def test_one_entry_is_recorded_and_screens_show_the_incident_anew(
        self, draw, incident, recorded
    ):
        draw(incident)
        assert recorded() == ["registry.case_number.drawn"]
        assert Entry.objects.latest("pk").codes == {
            "number": incident.number,
            "case_number": "30-00001",
        }
        assert Incident.objects.get(pk=incident.pk).version == 2

    def test_drawn_twice_it_is_the_same_one(self, draw, incident, recorded, cast):
        assert draw(incident) == draw(incident, by=cast.tess)
        assert recorded() == ["registry.case_number.drawn"]

    @pytest.mark.parametrize("username", ["nora", "audrey"])
    def test_who_may_not_is_told_what_is_needed(self, draw, incident, cast, recorded, username):
        with pytest.raises(NotAllowed, match="case_number:draw is needed"):
            draw(incident, by=getattr(cast, username))
        assert recorded() == []

    def test_the_year_turns_at_the_agency_s_midnight(self, draw):
        drawn = [draw(at=at).number for at in (NEW_YEAR - SECOND, NEW_YEAR)]
        assert drawn == ["30-00001", "31-00001"]

    def test_each_agency_has_its_own_series(self, draw, open_incident, cast):
        cast.enter(cast.cory)
        incidents = [open_incident(one, by=cast.cory) for one in (cast.ab, cast.mb, cast.ab)]
        drawn = [draw(one, by=cast.cory).number for one in incidents]
        assert drawn == ["30-00001", "30-00001", "30-00002"]

    def test_what_is_drawn_from_now_on_is_written_as_the_agency_says_now(self, draw, cast):
        before = draw()
        rewrite(cast, "CSO{YYYY}/{serial:03}")
        assert (before.number, draw().number) == ("30-00001", "CSO2030/002")

    def test_nobody_draws_from_a_neighbor_s_series(self, cast):
        with (
            pytest.raises(DatabaseError, match="is outside the running scope"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT registry_next_case_serial(%s, 2030)", [cast.mb.pk])


class TestAnotherAgencyS:
    def test_the_row_says_who_issued_it_and_takes_no_serial(self, note, incident, recorded):
        found = note(incident)
        assert str(found) == "CR 2030-00123 (Alder County Sheriff)"
        assert (found.serial, found.year) == (None, None)
        assert recorded() == ["registry.case_number.recorded"]

    def test_noted_twice_it_is_the_same_one(self, note, incident, recorded):
        again = note(incident, number="CR2030 00123", issued_by="ALDER COUNTY SHERIFF")
        assert note(incident) == again
        assert recorded() == ["registry.case_number.recorded"]

    def test_it_stands_beside_the_own_one(self, note, draw, incident):
        foreign, own = note(incident), draw(incident)
        assert list(queries.case_numbers_of(incident)) == [own, foreign]

    @pytest.mark.parametrize("number", ["", "CR", "7", "26_123", "-26", "x" * 29 + "-1"])
    def test_what_is_no_number_is_refused_in_words(self, note, incident, number):
        with pytest.raises(commands.UnfitCaseNumber, match="at least one of them a digit"):
            note(incident, number=number)

    @pytest.mark.parametrize("issuer", ["", "  ", "s" * 81])
    def test_without_its_issuer_it_says_nothing(self, note, incident, issuer):
        with pytest.raises(commands.IssuerNeeded, match="which agency issued it"):
            note(incident, issued_by=issuer)

    def test_who_may_not_draw_may_not_note_one(self, note, incident, cast):
        with pytest.raises(NotAllowed, match="case_number:draw is needed"):
            note(incident, by=cast.audrey)


class TestNeeding:
    """What a rule asks for, whoever acts: any number that stands will do."""

    def need(self, incident, by):
        return commands.need_case_number(incident=incident, by=by, at=IN_2030)

    def test_without_one_the_next_is_drawn(self, incident, cast, recorded):
        assert self.need(incident, cast.audrey).number == "30-00001"
        assert recorded() == ["registry.case_number.drawn"]

    def test_another_agency_s_is_enough(self, incident, note, cast):
        assert note(incident) == self.need(incident, cast.jun)


class TestVoiding:
    def test_it_stays_with_who_when_and_why(self, draw, void, cast, recorded):
        found = void(draw())
        assert (found.voided_at, found.voided_why) == (IN_2030 + SECOND, "drawn on the wrong call")
        assert found.voided_by == str(cast.rosa.actor)
        assert recorded()[-1] == "registry.case_number.voided"

    def test_voided_twice_the_first_stands(self, draw, void, recorded):
        number = draw()
        assert void(number) == void(number, reason="another reason")
        assert recorded().count("registry.case_number.voided") == 1

    def test_its_number_is_never_drawn_again(self, draw, void, incident):
        void(draw(incident))
        assert draw(incident).number == "30-00002"

    @pytest.mark.parametrize("reason", ["", "  ", "w" * 201])
    def test_without_a_reason_it_stands(self, draw, void, reason):
        with pytest.raises(commands.ReasonNeeded, match="Say why"):
            void(draw(), reason=reason)

    @pytest.mark.parametrize("username", ["jun", "tess", "nora", "audrey"])
    def test_who_may_not_is_told_what_is_needed(self, draw, void, cast, username):
        with pytest.raises(NotAllowed, match="case_number:void is needed"):
            void(draw(), by=getattr(cast, username))


class TestEveryNumberIsExplained:
    def gaps(self):
        return [gap for gap in queries.case_number_gaps() if gap.number.startswith("30-")]

    def lose(self, draw, incident):
        with transaction.atomic():
            number = draw(incident).number
            transaction.set_rollback(True)
        return number

    def test_one_that_was_drawn_in_vain_is_listed_with_its_neighbors(self, draw, open_incident):
        first, incident = draw(), open_incident()
        lost, second = self.lose(draw, incident), draw(incident)
        assert self.gaps() == [
            queries.NumberGap(lost, (first.number, IN_2030), (second.number, IN_2030))
        ]

    def test_a_voided_one_is_no_gap(self, draw, void):
        number = void(draw())
        assert self.gaps() == []
        assert list(queries.voided_case_numbers()) == [number]

    def test_one_of_a_restricted_incident_is_no_gap_to_who_may_not_see_it(
        self, draw, void, open_incident, cast
    ):
        cast.enter(cleared := cast.cleared("rosa", "juvenile"))
        void(draw(open_incident(need_to_know="juvenile", by=cleared), by=cleared), by=cleared)
        cast.enter(cast.audrey)
        assert list(CaseNumber.objects.all()) == []
        assert self.gaps() == []

    def test_a_neighbor_s_are_not_listed(self, draw, open_incident, cast):
        draw()
        self.lose(draw, open_incident())
        cast.enter(cast.nora)
        assert self.gaps() == []


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["30-00001", "30-1", "3000001", "301", "30 0001", "30/1", "1", "0001"]
    )
    def test_an_own_one_is_found_however_it_is_typed(self, draw, incident, cast, typed):
        draw(incident)
        assert queries.incidents_on_record_as(cast.carl, typed) == [incident.pk]

    @pytest.mark.parametrize("typed", ["CR 2030-00123", "cr2030-123", "CR203000123", "cr 2030 123"])
    def test_another_agency_s_too(self, note, incident, cast, typed):
        note(incident)
        assert queries.incidents_on_record_as(cast.carl, typed) == [incident.pk]

    def test_a_voided_one_leads_to_where_it_was_drawn(self, draw, void, incident, cast):
        void(draw(incident))
        assert queries.incidents_on_record_as(cast.carl, "30-1") == [incident.pk]
        assert queries.case_number_meant(incident, "30-1").voided_at

    @pytest.mark.parametrize("typed", ["30-00002", "2", "noise", "", "30"])
    def test_nothing_else_is_found(self, draw, cast, typed):
        draw()
        assert queries.incidents_on_record_as(cast.carl, typed) == []

    def test_the_neighbor_finds_nothing(self, draw, cast):
        draw()
        assert queries.incidents_on_record_as(cast.nora, "30-00001") == []
        cast.enter(cast.nora)
        assert list(CaseNumber.objects.all()) == []


class TestOverHttp:
    @pytest.fixture
    def send(self, cast, incident):
        def sent(username, what, body=None, **headers):
            client = Client()
            cast.enter(cast.principals[username])
            client.force_login(cast.members[username], BACKEND)
            path = f"/incidents/{incident.number}/case-numbers/{what}"
            answer = client.post(path, json.dumps(body or {}), "application/json", headers=headers)
            cast.enter(cast.tess)
            return answer.status_code, answer.json() if answer.status_code != 404 else None

        return sent

    def test_an_officer_draws_one(self, send, incident):
        status, answer = send("jun", "")
        assert status == 200
        number = incident.case_numbers.get().number
        assert answer["case_number"] == number
        assert answer["message"] == f"{incident.number} has the case number {number}."

    def test_the_second_arrival_gets_the_first_answer(self, send, recorded):
        identity = "7a2c8f6e-7b11-4f2c-9a51-0f9c2b1d3e4f"
        first, second = (send("jun", "", command_id=identity) for _ in range(2))
        assert first == second
        assert recorded().count("registry.case_number.drawn") == 1

    def test_a_dispatcher_notes_another_agency_s(self, send, incident):
        body = {"case_number": "cr 26-7", "issued_by": "Alder County Sheriff"}
        assert send("tess", "foreign/", body)[0] == 200
        assert str(incident.case_numbers.get()) == "CR 26-7 (Alder County Sheriff)"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"issued_by": "Sheriff"}, "case_number"),
            ({"case_number": "CR", "issued_by": "Sheriff"}, "case_number"),
            ({"case_number": "26-7"}, "issued_by"),
        ],
    )
    def test_what_is_missing_is_said_at_its_field(self, send, body, field):
        status, answer = send("tess", "foreign/", body)
        assert (status, answer["field"]) == (422, field)

    def test_a_clerk_voids_it_as_he_types_it(self, send, draw, incident):
        draw(incident)
        status, answer = send("carl", "voiding/", {"case_number": "30-1", "reason": "typed twice"})
        assert (status, answer["message"]) == (200, "30-00001 is voided. It stays on file.")
        assert incident.case_numbers.get().voided_why == "typed twice"

    def test_a_number_that_the_call_has_not_is_not_voided(self, send, draw, incident):
        draw(incident)
        status, answer = send("carl", "voiding/", {"case_number": "30-9", "reason": "typed twice"})
        assert (status, answer["message"]) == (422, f"{incident.number} has no case number 30-9.")

    def test_a_dispatcher_does_not_void(self, send):
        assert send("tess", "voiding/", {"case_number": "30-1", "reason": "no"})[0] == 403

    @pytest.mark.parametrize("what", ["", "foreign/", "voiding/"])
    def test_the_neighbor_finds_no_such_incident(self, send, cast, what):
        cast.enter(by := cast.system("MB"))
        agency.grant_role(
            agency=cast.mb, member=cast.members["nora"], role="administrator", by=by, at=NOON
        )
        assert send("nora", what)[0] == 404


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"serial": None}, "case_number_drawn_or_issued_elsewhere"),
            ({"issued_by_agency": "Sheriff"}, "case_number_drawn_or_issued_elsewhere"),
            ({"voided_at": NOON}, "case_number_voided_by_whom_and_why"),
            ({"voided_why": "wrong call"}, "case_number_voided_by_whom_and_why"),
        ],
    )
    def test_a_case_number_that_makes_no_sense(self, draw, wrong, constraint):
        number = draw()
        with pytest.raises(IntegrityError, match=constraint):
            CaseNumber.objects.filter(pk=number.pk).update(**wrong)

    @pytest.mark.parametrize(
        ("field", "constraint"),
        [
            ("serial", "one_case_number_per_serial"),
            ("number", "one_own_case_per_number"),
            ("incident", "one_standing_own_case_number"),
        ],
    )
    def test_the_same_twice(self, draw, field, constraint):
        first, second = draw(), draw()
        with pytest.raises(IntegrityError, match=constraint):
            CaseNumber.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})
