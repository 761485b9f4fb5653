"""A restricted call: for those cleared for its class, on every screen and in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from beatbook.contract.access import NotAllowed, Permission
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Note, Request
from beatbook.duties.calls.queries import screens
from beatbook.duties.calls.vocabulary import Service
from beatbook.ground.agency import commands as agencies
from beatbook.ground.force import queries as force
from beatbook.ground.journal import chronology
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident, Involvement
from beatbook.ground.work import firing
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def cleared(cast):
    return cast.cleared("rosa", "juvenile")


@pytest.fixture
def restricted(cast, runaway, cleared):
    """Taken by somebody cleared, with a note and a unit; the scope is then Tess's, who is not."""
    cast.enter(cleared)
    call = commands.take_call(
        agency=cast.ab,
        call_type=runaway,
        location=CASTLE_STREET,
        caller="A. Romero",
        note="13 years old",
        by=cleared,
        at=NOON,
    )
    commands.request_service(call=call, service=Service.POLICE, by=cleared, at=NOON)
    commands.assign_units(call=call, units=[cast.unit("2B10")], by=cleared, at=NOON)
    cast.enter(cast.tess)
    return call


def test_a_timer_set_before_a_call_was_restricted_still_fires(cast, runaway, cleared, recorded):
    cast.enter(cleared)
    told = {"by": cleared, "at": NOON}
    call = commands.take_call(
        agency=cast.ab, call_type=cast.call_type("DOMESTIC"), location=CASTLE_STREET, **told
    )
    commands.correct_call(call=call, call_type=runaway, **told)
    firing.fire_due(NOON + timedelta(hours=1))
    assert recorded()[-1] == "calls.request.overdue"


class TestWhoIsNotCleared:
    def test_has_it_on_no_list(self, restricted, cast):
        assert list(queries.calls_for(cast.tess)) == []
        assert list(queries.notes_for(cast.tess)) == []
        assert queries.history_page(cast.tess).calls == []
        assert queries.history_page(cast.tess, text=str(restricted)).calls == []
        assert queries.board_rows() == []

    def test_does_not_find_it_by_address(self, restricted, browser):
        tess = browser("tess")
        path = f"/calls/{restricted.incident.number}"
        assert tess.get(f"{path}/detail.json")[0] == 404
        assert tess.post(f"{path}/note/", {"text": "x"})[0] == 404
        assert tess.client.get(f"/station/calls/{restricted.incident.number}/").status_code == 404

    def test_reads_no_row_of_it_in_the_database(self, restricted):
        for table in (Call, Note, Request, Incident, Involvement):
            assert list(table.objects.all()) == []
        assert chronology.of(registry.subject(restricted.incident)) == []

    def test_the_rule_hides_it_without_the_fence_too(self, restricted, cast, cleared):
        cast.enter(cleared)
        assert list(queries.calls_for(cast.tess)) == []
        assert list(queries.notes_for(cast.tess)) == []

    def test_sees_that_a_unit_is_taken_but_not_by_what(self, restricted, cast):
        [patch] = force.board_rows([cast.unit("2B10").pk])
        row = patch["row"]
        assert (row["status"], row["call"], row["call_type_name"], row["where"]) == (
            "DP",
            None,
            None,
            "",
        )

    def test_does_not_change_it(self, restricted, cast):
        with pytest.raises(registry.OutOfSight, match="You may not see this call"):
            commands.add_note(call=restricted, text="x", by=cast.tess, at=NOON)

    def test_is_not_offered_its_type_and_may_not_take_it(self, cast, runaway, recorded):
        offered = queries.call_types_for(cast.tess, Permission.CALL_TAKE)
        assert "RUNAWAY" not in {one.code for one in offered}
        with pytest.raises(NotAllowed, match="may not see calls restricted to “juvenile”"):
            commands.take_call(
                agency=cast.ab, call_type=runaway, location=CASTLE_STREET, by=cast.tess, at=NOON
            )
        assert recorded() == []

    def test_does_not_make_a_call_vanish_from_sight(self, cast, runaway, call):
        with pytest.raises(NotAllowed, match="restricted to “juvenile”"):
            commands.correct_call(call=call, call_type=runaway, by=cast.tess, at=NOON)

    def test_writes_no_restricted_row_by_hand(self, call):
        with pytest.raises(DatabaseError, match="row-level security"):
            Call.objects.filter(pk=call.pk).update(need_to_know="juvenile")


class TestWhoIsCleared:
    @pytest.fixture(autouse=True)
    def inside(self, cast, restricted, cleared):
        cast.enter(cleared)

    def test_has_it_on_every_list(self, restricted, cleared):
        assert list(queries.calls_for(cleared)) == [restricted]
        assert queries.history_page(cleared, text=str(restricted)).calls == [restricted]
        assert [patch["key"] for patch in queries.board_rows()] == [str(restricted)]

    def test_reads_all_of_it(self, restricted, cleared):
        read = screens.detail(cleared, queries.calls_for(cleared).get())
        assert (read["caller"], [unit["callsign"] for unit in read["units"]]) == (
            "A. Romero",
            ["2B10"],
        )
        assert [line["text"] for line in read["chronology"]] == [
            "took the call: Runaway at 1925 North Castle Street",
            "13 years old",
            "requested Police",
            "assigned 2B10 as the primary unit",
        ]

    def test_sees_what_the_unit_is_on(self, restricted, cast):
        [patch] = force.board_rows([cast.unit("2B10").pk])
        assert patch["row"]["call"] == str(restricted)


def test_a_membership_carries_the_class_through_the_door(restricted, cast, browser):
    agencies.grant_role(
        agency=cast.ab,
        member=cast.members["carl"],
        role="dispatcher",
        classes=["juvenile"],
        by=cast.ada,
        at=NOON,
    )
    status, body = browser("carl").get(f"/calls/{restricted.incident.number}/detail.json")
    assert (status, body["type_name"]) == (200, "Runaway")


class TestAnotherClass:
    """A call that turns out to be about a child, and one that turns out not to be."""

    def test_a_call_that_becomes_restricted_leaves_with_its_notes(
        self, cast, take, runaway, cleared
    ):
        call = take(note="13 years old")
        cast.enter(cleared)
        corrected = commands.correct_call(call=call, call_type=runaway, by=cleared, at=NOON)
        assert (corrected.need_to_know, corrected.incident.need_to_know) == ("juvenile",) * 2
        cast.enter(cast.tess)
        assert list(queries.calls_for(cast.tess)) == []
        for table in (Call, Note, Incident):
            assert list(table.objects.all()) == []

    def test_who_saw_it_is_told_that_it_leaves_and_nothing_else(self, cast, take, runaway, cleared):
        call = take()
        cast.enter(cleared)
        commands.correct_call(
            call=call,
            call_type=runaway,
            location=registry.Location("12 Harbor Street"),
            by=cleared,
            at=NOON,
        )
        cast.enter(cast.tess)
        told = [h.sentence for h in chronology.of(registry.subject(call.incident))]
        assert told[2:] == ["corrected type: “Noise complaint” became “Runaway”"]

    def test_a_call_that_is_open_again_is_there_for_all(self, cast, restricted, cleared):
        cast.enter(cleared)
        commands.correct_call(
            call=restricted, call_type=cast.call_type("NOISE"), by=cleared, at=NOON
        )
        cast.enter(cast.tess)
        assert list(queries.calls_for(cast.tess)) == [restricted]
        assert [note.text for note in queries.notes_for(cast.tess)] == ["13 years old"]


def test_the_policies_hold_for_the_role_that_serves_requests(cast):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relname IN"
            " ('calls_call', 'calls_note', 'registry_incident', 'journal_payload')"
            " ORDER BY relname"
        )
        fenced = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        [(above,)] = cursor.fetchall()
    assert fenced == ["calls_call", "calls_note", "journal_payload", "registry_incident"]
    assert above is False
