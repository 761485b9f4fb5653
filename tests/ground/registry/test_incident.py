"""Incidents: numbered by agency and local year, and who and what had a part in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from beatbook.contract.values import Point
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident, Involvement, Person, Vehicle
from beatbook.ground.registry.vocabulary import IncidentKind, InvolvementRole
from tests.cast import CASTLE_STREET, NOON

IN_2030 = datetime(2030, 6, 15, 16, 0, tzinfo=UTC)
NEW_YEAR = datetime(2031, 1, 1, 5, 0, tzinfo=UTC)
"""Midnight in Alder Bay, five hours after London."""
SECOND = timedelta(seconds=1)


@pytest.fixture
def open_incident(cast):
    def opened(agency=None, at=NOON, location=CASTLE_STREET, by=None, **more):
        return commands.open_incident(
            agency=agency or cast.ab,
            kind=IncidentKind.CALL,
            headline="Noise complaint",
            location=location,
            by=by or cast.tess,
            at=at,
            **more,
        )

    return opened


@pytest.fixture
def incident(open_incident):
    return open_incident()


class TestOpening:
    def test_the_row_is_what_was_said(self, incident):
        serial = incident.serial
        assert (incident.number, incident.short_number) == (
            f"A26-{serial:06}",
            f"{serial % 10_000:04}",
        )
        assert (incident.location, incident.address_key) == (
            "1925 North Castle Street",
            "1925 north castle street",
        )
        assert (incident.point, incident.beat) == (Point(41.5, -69.2), "2")
        assert incident.cell is not None
        assert (incident.opened_at, incident.closed_at, incident.version) == (NOON, None, 1)

    def test_one_entry_is_recorded(self, open_incident, recorded):
        open_incident()
        assert recorded() == ["registry.incident.opened"]

    def test_a_place_in_words_has_no_point(self, open_incident):
        stands = open_incident(location=Location("behind the old mill"))
        assert (stands.point, stands.cell, stands.beat) == (None, None, "")

    def test_a_key_is_never_longer_than_its_column(self, open_incident):
        assert len(open_incident(location=Location("ß" * 300)).address_key) == 300

    def test_closing_raises_the_version(self, incident, cast, recorded):
        closed = commands.close_incident(incident=incident, by=cast.tess, at=NOON + SECOND)
        stands = Incident.objects.get(pk=closed.pk)
        assert (stands.closed_at, stands.version) == (NOON + SECOND, 2)
        assert recorded() == ["registry.incident.closed"]


class TestNumbers:
    """In a year whose series nobody has opened: a series outlives the test that draws from it."""

    @pytest.fixture
    def draw(self, open_incident):
        def drawn(agency=None, at=IN_2030, **more):
            return open_incident(agency, at, **more)

        return drawn

    @pytest.fixture
    def lose(self, draw):
        """Draws a number in a command which then fails."""

        def lost():
            with transaction.atomic():
                number = draw().number
                transaction.set_rollback(True)
            return number

        return lost

    def gaps(self):
        return [gap for gap in queries.number_gaps() if gap.number[1:3] in ("30", "31")]

    def test_the_year_turns_at_the_agency_s_midnight(self, draw):
        last, first = draw(at=NEW_YEAR - SECOND), draw(at=NEW_YEAR)
        assert [last.number, first.number] == ["A30-000001", "A31-000001"]

    def test_each_agency_has_its_own(self, draw, cast):
        cast.enter(cast.cory)
        numbers = [draw(agency, by=cast.cory).number for agency in (cast.ab, cast.mb, cast.ab)]
        assert numbers == ["A30-000001", "M30-000001", "A30-000002"]

    def test_a_number_that_was_drawn_is_not_drawn_again(self, draw, lose):
        draw()
        lost = lose()
        assert (lost, draw().number) == ("A30-000002", "A30-000003")

    def test_a_lost_number_is_listed_with_its_neighbors(self, draw, lose):
        first = draw()
        lost = lose()
        second = draw(at=IN_2030 + SECOND)
        assert self.gaps() == [
            queries.NumberGap(
                number=lost,
                before=(first.number, IN_2030),
                after=(second.number, IN_2030 + SECOND),
            )
        ]

    def test_the_last_number_lost_has_nothing_after_it(self, draw, lose):
        first = draw()
        lost = lose()
        assert self.gaps() == [queries.NumberGap(lost, before=(first.number, IN_2030), after=None)]

    def test_a_neighbor_s_gaps_are_not_listed(self, draw, lose, cast):
        draw()
        lose()
        cast.enter(cast.nora)
        assert self.gaps() == []

    def test_a_restricted_incident_is_no_gap_to_who_may_not_see_it(self, draw, cast):
        cast.enter(cleared := cast.cleared("tess", "juvenile"))
        draw(need_to_know="juvenile", by=cleared)
        cast.enter(cast.audrey)
        assert list(Incident.objects.all()) == []
        assert self.gaps() == []

    def test_a_series_opened_ahead_draws_nothing(self, draw, cast):
        for _ in range(2):
            queries.open_number_series([cast.ab.pk], 2031)
        assert self.gaps() == []
        assert draw(at=NEW_YEAR).number == "A31-000001"

    @pytest.mark.parametrize("function", ["registry_next_serial", "registry_open_series"])
    def test_nobody_touches_a_neighbor_s_series(self, cast, function):
        with (
            pytest.raises(DatabaseError, match="is outside the running scope"),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT {function}(%s, 2026)", [cast.mb.pk])


class TestInvolvement:
    def involve_caller(self, incident, name="A. Romero", phone="410-555-0142"):
        commands.involve_person(
            incident=incident, name=name, phone=phone, role=InvolvementRole.CALLER
        )

    def involve_vehicle(self, incident, plate="4abc 123", state="md"):
        commands.involve_vehicle(incident=incident, plate=plate, state=state, description="red van")

    def test_who_calls_again_is_the_same_person(self, open_incident):
        for incident in (open_incident(), open_incident()):
            self.involve_caller(incident)
        assert [(p.name, p.phone) for p in Person.objects.all()] == [("A. Romero", "410-555-0142")]
        assert Involvement.objects.count() == 2

    def test_another_name_from_the_same_phone_is_another_person(self, incident):
        self.involve_caller(incident)
        self.involve_caller(incident, name="B. Romero")
        assert Person.objects.count() == 2

    def test_a_plate_is_one_vehicle_however_it_is_typed(self, incident):
        self.involve_vehicle(incident)
        self.involve_vehicle(incident, plate="4ABC123", state="MD")
        assert [(v.plate, v.state, v.description) for v in Vehicle.objects.all()] == [
            ("4ABC123", "MD", "red van")
        ]

    def test_the_neighbor_sees_none_of_it(self, incident, cast):
        self.involve_caller(incident)
        self.involve_vehicle(incident)
        cast.enter(cast.nora)
        for table in (Person, Vehicle, Involvement, Incident):
            assert list(table.objects.all()) == []

    def test_who_had_a_part_in_a_restricted_incident_is_restricted(self, open_incident, cast):
        cast.enter(cleared := cast.cleared("tess", "juvenile"))
        self.involve_caller(open_incident(need_to_know="juvenile", by=cleared))
        assert Involvement.objects.count() == 1
        cast.enter(cast.tess)
        assert Involvement.objects.count() == 0


class TestEarlierIncidents:
    def test_those_of_ninety_days_at_the_same_address_count(self, open_incident, cast):
        same = Location("1925  north CASTLE street", CASTLE_STREET.point)
        open_incident(location=same, at=NOON - timedelta(days=89))
        open_incident(at=NOON - timedelta(days=91))
        open_incident(location=Location("12 Harbor Street"), at=NOON - timedelta(days=1))
        assert queries.earlier_at_address(cast.tess, open_incident()) == 1

    def test_without_a_place_on_the_map_nothing_is_said(self, open_incident, cast):
        nowhere = Location("behind the old mill")
        open_incident(location=nowhere)
        assert queries.earlier_at_address(cast.tess, open_incident(location=nowhere)) == 0

    def test_the_neighbor_is_told_nothing(self, open_incident, cast):
        open_incident()
        assert queries.earlier_at_address(cast.nora, open_incident()) == 0


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"lat": None}, "incident_point_whole_and_on_earth"),
            ({"lat": 91}, "incident_point_whole_and_on_earth"),
            ({"lon": 181}, "incident_point_whole_and_on_earth"),
            ({"closed_at": NOON - SECOND}, "incident_closed_after_opened"),
        ],
    )
    def test_an_incident_that_makes_no_sense(self, incident, wrong, constraint):
        with pytest.raises(IntegrityError, match=constraint):
            Incident.objects.filter(pk=incident.pk).update(**wrong)

    def test_a_number_twice(self, open_incident):
        first, second = open_incident(), open_incident()
        with pytest.raises(IntegrityError, match="number"):
            Incident.objects.filter(pk=second.pk).update(number=first.number)

    def test_a_serial_twice(self, open_incident):
        first, second = open_incident(), open_incident()
        with pytest.raises(IntegrityError, match="one_incident_per_serial"):
            Incident.objects.filter(pk=second.pk).update(serial=first.serial)

    def test_a_part_without_anybody(self, incident, cast):
        with pytest.raises(IntegrityError, match="involves_one_person_or_vehicle"):
            Involvement.objects.create(
                agency=cast.ab, incident=incident, role=InvolvementRole.CALLER
            )

    def test_a_neighbor_s_row_from_our_scope(self, cast):
        with pytest.raises(DatabaseError, match="row-level security"):
            Person.objects.create(agency=cast.mb, name="A. Romero", phone="")
