"""Premise notes: what the next officer at an address must know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from beatbook.contract.access import NotAllowed
from beatbook.ground.registry import addresses, commands, queries
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident, Place, PremiseNote
from beatbook.ground.registry.vocabulary import IncidentKind, PremiseNoteKind
from tests.cast import CASTLE_STREET, NOON

LATER = NOON + timedelta(minutes=4)


@pytest.fixture
def add(cast):
    def added(text="Dog in the yard", location=CASTLE_STREET, by=None, agency=None, at=NOON):
        return commands.add_premise_note(
            agency=agency or cast.ab,
            location=location,
            kind=PremiseNoteKind.HAZARD,
            text=text,
            verified_on=date(2026, 6, 1),
            by=by or cast.tess,
            at=at,
        )

    return added


@pytest.fixture
def remove(cast):
    def removed(note, reason="the dog moved away", by=None, at=LATER):
        commands.remove_premise_note(note=note, reason=reason, by=by or cast.tess, at=at)
        return PremiseNote.objects.get(pk=note.pk)

    return removed


@pytest.fixture
def standing(cast):
    """The words that stand at an address, as somebody who reads an incident there sees them."""

    def at(text, reader=None):
        incident = Incident(agency=cast.ab, address_key=addresses.address_key(text))
        notes = queries.premise_notes_for(reader or cast.tess, incident)
        return [note.text for note in notes]

    return at


class TestAdding:
    def test_the_row_says_what_who_and_when(self, add, cast, recorded):
        note = add("  Dog in the yard ")
        assert (note.text, note.kind, note.verified_on) == (
            "Dog in the yard",
            "hazard",
            date(2026, 6, 1),
        )
        assert (note.added_at, note.added_by) == (NOON, str(cast.tess.actor))
        assert (note.place.address, note.place.lat) == ("1925 North Castle Street", 41.5)
        assert recorded() == ["registry.premise_note.added"]

    def test_one_address_is_one_place_however_it_is_typed(self, add):
        add("Dog")
        add("Gate code at the desk", Location("1925  NORTH castle street"))
        assert Place.objects.count() == 1

    def test_a_note_without_words_is_refused(self, add, recorded):
        with pytest.raises(commands.NothingToSay, match="what should the next officer know"):
            add(" \n ")
        assert recorded() == []

    @pytest.mark.parametrize("who", ["jun", "carl", "audrey", "nora"])
    def test_only_who_edits_premises_may(self, add, cast, who, recorded):
        with pytest.raises(NotAllowed, match="premise:edit"):
            add(by=cast.principals[who])
        assert recorded() == []


class TestRemoving:
    def test_it_stays_on_file_with_who_and_when(self, add, remove, cast, standing, recorded):
        note = remove(add())
        assert (note.removed_at, note.removed_by) == (LATER, str(cast.tess.actor))
        assert standing("1925 North Castle Street") == []
        assert recorded() == ["registry.premise_note.added", "registry.premise_note.removed"]

    def test_done_twice_the_first_removal_stands(self, add, remove, cast, recorded):
        remove(note := add())
        again = remove(note, "no, really", by=cast.rosa, at=LATER + timedelta(hours=1))
        assert (again.removed_at, again.removed_by) == (LATER, str(cast.tess.actor))
        assert recorded() == ["registry.premise_note.added", "registry.premise_note.removed"]

    def test_it_needs_a_reason(self, add, remove):
        with pytest.raises(commands.NothingToSay, match="Say why"):
            remove(add(), " ")

    @pytest.mark.parametrize("who", ["jun", "audrey", "nora"])
    def test_only_who_edits_premises_may(self, add, remove, cast, who):
        with pytest.raises(NotAllowed, match="premise:edit"):
            remove(add(), by=cast.principals[who])


class TestReading:
    def test_those_at_the_address_newest_first(self, add, standing):
        add("Dog")
        add("Two dogs", at=LATER)
        add("Alarm", Location("12 Harbor Street"))
        assert standing("1925 north castle street") == ["Two dogs", "Dog"]

    def test_the_neighbor_reads_none(self, add, standing, cast):
        add()
        assert standing("1925 North Castle Street", cast.nora) == []
        cast.enter(cast.nora)
        assert (list(PremiseNote.objects.all()), list(Place.objects.all())) == ([], [])

    def test_a_neighbor_s_note_at_the_same_address_is_not_ours(self, add, standing, cast):
        cast.enter(cast.cory)
        add("Millbrook keeps the key", agency=cast.mb, by=cast.cory)
        assert standing("1925 North Castle Street", cast.cory) == []

    def test_an_incident_there_shows_them(self, add, cast):
        add()
        incident = commands.open_incident(
            agency=cast.ab,
            kind=IncidentKind.CALL,
            headline="Noise complaint",
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )
        assert [n.text for n in queries.premise_notes_for(cast.jun, incident)] == [
            "Dog in the yard"
        ]

    def test_an_incident_in_an_apartment_shows_those_of_the_house_and_its_own(self, add, cast):
        house = "1925 North Castle Street"
        add("Dog in the yard", Location(house))
        add("Oxygen tanks", Location(f"{house}, Apt 4"))
        add("Loud bell", Location(f"{house}, Apt 5"))

        def shown(text):
            incident = commands.open_incident(
                agency=cast.ab,
                kind=IncidentKind.CALL,
                headline="Noise complaint",
                location=Location(text, address=addresses.plain(text)),
                by=cast.tess,
                at=NOON,
            )
            return {n.text for n in queries.premise_notes_for(cast.jun, incident)}

        assert shown(f"{house}, Apt 4") == {"Dog in the yard", "Oxygen tanks"}
        assert shown(f"behind {house}; Quick Lube") == {"Dog in the yard"}


class TestTheDatabaseRefuses:
    def test_a_removal_by_nobody(self, add):
        with pytest.raises(IntegrityError, match="premise_note_removed_by_whom"):
            PremiseNote.objects.filter(pk=add().pk).update(removed_at=LATER)

    def test_an_address_twice(self, add, cast):
        add()
        with pytest.raises(IntegrityError, match="one_place_per_address"):
            Place.objects.create(
                agency=cast.ab, address="x", address_key="1925 north castle street"
            )
