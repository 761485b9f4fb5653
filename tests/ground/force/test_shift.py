"""Shifts: planned, started with what is taken out, ended with what the odometer says."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, shifts
from beatbook.ground.force.commands import CheckOut
from beatbook.ground.force.models import (
    Equipment,
    Issue,
    PlannedShift,
    RosterEntry,
    Shift,
    StaffingMinimum,
    UnitState,
)
from beatbook.ground.force.vocabulary import EquipmentKind, Fuel, Status
from tests.cast import NOON

HOUR = timedelta(hours=1)
EVENING = NOON + 8 * HOUR


@pytest.fixture
def add(cast):
    cast.enter(cast.rosa)

    def added(name="Car 12", kind=EquipmentKind.VEHICLE, by=None, **more):
        return commands.add_equipment(
            agency=cast.ab, kind=kind, name=name, by=by or cast.rosa, at=NOON, **more
        )

    return added


@pytest.fixture
def plan(cast):
    cast.enter(cast.rosa)

    def planned(username="jun", callsign="2B10", starts_at=NOON, hours=8, by=None):
        return commands.plan_shift(
            unit=cast.unit(callsign),
            member=cast.members[username],
            starts_at=starts_at,
            ends_at=starts_at + hours * HOUR,
            by=by or cast.rosa,
            at=NOON,
        )

    return planned


@pytest.fixture
def off(cast):
    """Everybody of 2B10 and 2A10 is off duty, as before a shift."""
    for callsign in ("2B10", "2A10"):
        commands.put_off_duty(unit=cast.unit(callsign), by=cast.rosa, at=NOON)


@pytest.fixture
def start(cast, off):
    def started(*equipment, by="jun", callsign="2B10", at=NOON, **check):
        return commands.start_shift(
            unit=cast.unit(callsign),
            members=[cast.members[by]],
            check=CheckOut(equipment=equipment, **check),
            by=cast.principals[by],
            at=at,
        )

    return started


class TestEquipment:
    def test_a_vehicle_is_added_with_its_odometer(self, add, cast, recorded):
        car = add(plate="cso 12", odometer=41_000)
        assert (car.plate, car.readings.get().miles) == ("CSO 12", 41_000)
        assert recorded() == ["force.equipment.added", "force.odometer.read"]

    def test_a_radio_has_neither_plate_nor_odometer(self, add):
        radio = add("R-1", EquipmentKind.RADIO, plate="X", odometer=3)
        assert (radio.plate, radio.readings.count()) == ("", 0)

    @pytest.mark.parametrize("name", ["Car 12", " "])
    def test_a_name_is_needed_and_is_one_thing_s(self, add, name):
        add()
        with pytest.raises(commands.NameTaken):
            add(name)

    def test_an_odometer_counts_up(self, add, cast, recorded):
        car = add(odometer=41_000)
        before = len(recorded())
        for miles in (41_000, 41_020, 41_020):
            commands.read_odometer(vehicle=car, miles=miles, by=cast.jun, at=NOON)
        assert recorded()[before:] == ["force.odometer.read"]
        with pytest.raises(commands.OdometerRanBack, match="41,020 miles already"):
            commands.read_odometer(vehicle=car, miles=4_102, by=cast.jun, at=NOON)

    def test_what_is_out_is_not_retired(self, add, start, plan, cast, recorded):
        car = add(odometer=10)
        plan()
        start(car, odometer=10)
        with pytest.raises(commands.OutNow):
            commands.retire_equipment(equipment=car, by=cast.rosa, at=NOON)
        commands.end_shift(unit=cast.unit("2B10"), odometer=12, by=cast.jun, at=EVENING)
        for _ in range(2):
            commands.retire_equipment(equipment=car, by=cast.rosa, at=EVENING)
        assert recorded().count("force.equipment.retired") == 1
        assert shifts.free_equipment(cast.rosa, cast.ab.pk) == []

    def test_an_officer_adds_and_retires_nothing(self, add, cast):
        car = add()
        with pytest.raises(NotAllowed, match="unit:configure"):
            add("Car 13", by=cast.jun)
        with pytest.raises(NotAllowed, match="unit:configure"):
            commands.retire_equipment(equipment=car, by=cast.jun, at=NOON)
        with pytest.raises(NotAllowed):
            commands.read_odometer(vehicle=car, miles=1, by=cast.carl, at=NOON)


class TestPlan:
    def test_a_member_is_planned_on_several_units_a_day_but_on_one_at_a_time(self, plan, recorded):
        plan(hours=4)
        plan(callsign="2A10", starts_at=NOON + 4 * HOUR, hours=4)
        with pytest.raises(commands.PlannedElsewhere, match="Nobody is in two at once"):
            plan(callsign="2A11", starts_at=NOON + 3 * HOUR, hours=2)
        assert recorded() == ["force.shift.planned"] * 2

    def test_twice_is_once(self, plan, recorded):
        assert plan() == plan()
        assert recorded() == ["force.shift.planned"]

    @pytest.mark.parametrize("hours", [0, -1, 37])
    def test_a_shift_takes_time_but_no_day_and_a_half(self, plan, hours):
        with pytest.raises(commands.NoSuchShift):
            plan(hours=hours)

    def test_it_is_taken_off_the_plan(self, plan, cast, recorded):
        planned = plan()
        for _ in range(2):
            commands.cancel_planned_shift(planned=planned, by=cast.rosa, at=NOON)
        assert recorded()[1:] == ["force.shift.unplanned"]

    def test_two_swap_though_both_are_planned_at_that_time(self, plan, cast, recorded):
        one, other = plan(), plan("singh", "2A10")
        commands.swap_planned_shifts(one=one, other=other, by=cast.rosa, at=NOON)
        found = PlannedShift.objects.values_list("unit__callsign", "member__username")
        assert sorted(found) == [("2A10", "jun"), ("2B10", "singh")]
        assert recorded()[2:] == ["force.shift.swapped"]

    def test_a_swap_that_puts_one_on_two_units_is_refused(self, plan, cast):
        one, other = plan(hours=4), plan("singh", "2A10", NOON + 4 * HOUR, 4)
        plan("singh", "2A11", NOON, 4)
        with pytest.raises(commands.PlannedElsewhere):
            commands.swap_planned_shifts(one=one, other=other, by=cast.rosa, at=NOON)
        assert PlannedShift.objects.get(pk=one.pk).member == cast.members["jun"]

    def test_only_who_keeps_the_roster_plans(self, plan, cast):
        one, other = plan(), plan("singh", "2A10")
        with pytest.raises(NotAllowed, match="roster:edit"):
            plan(callsign="2A11", by=cast.jun)
        with pytest.raises(NotAllowed, match="roster:edit"):
            commands.cancel_planned_shift(planned=one, by=cast.jun, at=NOON)
        with pytest.raises(NotAllowed, match="roster:edit"):
            commands.swap_planned_shifts(one=one, other=other, by=cast.jun, at=NOON)


class TestMinimum:
    @pytest.fixture
    def need(self, cast):
        def needed(members=2, by=None, ends=time(20)):
            return commands.set_staffing_minimum(
                agency=cast.ab,
                name="Day",
                starts=time(12),
                ends=ends,
                members=members,
                by=by or cast.rosa,
                at=NOON,
            )

        return needed

    def test_the_plan_is_held_against_it(self, need, plan, cast):
        need()
        plan(hours=8)
        plan("singh", "2A10", hours=4)
        [day] = shifts.coverage(cast.ab, cast.ab.local(NOON).date())
        assert (day.planned, day.missing) == (1, 1)

    def test_one_that_ends_in_the_morning_reaches_past_midnight(self, need, plan, cast):
        need(1, ends=time(6))
        plan(hours=18)
        [night] = shifts.coverage(cast.ab, cast.ab.local(NOON).date())
        assert night.missing == 0

    def test_twice_is_once_and_zero_removes_it(self, need, recorded):
        for members in (2, 2, 3, 0, 0):
            need(members)
        assert recorded() == ["force.staffing_minimum.set"] * 3
        assert not StaffingMinimum.objects.exists()

    def test_only_who_keeps_the_roster_sets_it(self, need, cast):
        with pytest.raises(NotAllowed, match="roster:edit"):
            need(by=cast.jun)


class TestStarting:
    def test_who_is_planned_takes_the_unit_out(self, add, plan, start, cast, recorded):
        car, radio = add(odometer=41_000), add("R-1", EquipmentKind.RADIO)
        plan()
        before = len(recorded())
        shift = start(car, radio, odometer=41_010, fuel=Fuel.HALF, damage="scratch, left door")
        assert (shift.fuel, shift.damage) == ("1/2", "scratch, left door")
        assert UnitState.objects.get(unit=shift.unit).status == Status.AVAILABLE
        assert RosterEntry.objects.get(unit=shift.unit, ends_at=None).member == cast.members["jun"]
        assert [one.out_with for one in shifts.equipment_for(cast.rosa)] == ["2B10", "2B10"]
        assert recorded()[before:] == [
            "force.unit.on_duty",
            "force.odometer.read",
            "force.shift.started",
        ]

    def test_an_hour_early_is_early_enough_and_more_is_not(self, plan, start):
        plan(starts_at=NOON + HOUR)
        with pytest.raises(NotAllowed, match="is not planned on 2B10 now"):
            start(at=NOON - timedelta(minutes=1))
        assert start(at=NOON).unit.callsign == "2B10"

    def test_nobody_takes_out_a_unit_of_another_s_plan(self, plan, start):
        plan("singh", "2A10")
        with pytest.raises(NotAllowed, match="Jun Park is not planned on 2A10"):
            start(callsign="2A10")

    def test_who_keeps_the_roster_needs_no_plan(self, start):
        assert start(by="rosa").unit.callsign == "2B10"

    def test_a_unit_on_duty_is_out_already(self, plan, start):
        plan()
        start()
        with pytest.raises(commands.AlreadyOut):
            start()
        assert Shift.objects.count() == 1

    def test_a_vehicle_needs_its_odometer_read(self, add, plan, start, cast):
        car = add(odometer=10)
        plan()
        with pytest.raises(commands.OdometerNeeded, match="odometer of Car 12"):
            start(car)
        with pytest.raises(commands.OdometerRanBack):
            start(car, odometer=9)
        assert not Shift.objects.exists()
        assert UnitState.objects.get(unit=cast.unit("2B10")).status == Status.OFF_DUTY

    def test_nothing_is_out_with_two_units(self, add, plan, start):
        car = add(odometer=10)
        plan()
        start(car, odometer=10)
        with pytest.raises(commands.TakenOut, match="Car 12 is out with another unit"):
            start(car, by="rosa", callsign="2A10", odometer=11)


class TestEnding:
    @pytest.fixture
    def out(self, add, plan, start):
        plan()
        return start(add(odometer=10), odometer=10).unit

    def test_everything_is_in_again(self, out, cast, recorded):
        before = len(recorded())
        for _ in range(2):
            commands.end_shift(unit=out, odometer=60, by=cast.jun, at=EVENING)
        assert Shift.objects.get().ended_at == EVENING
        assert not Issue.objects.filter(returned_at=None).exists()
        assert Equipment.objects.get().readings.order_by("-pk")[0].miles == 60
        assert recorded()[before:] == [
            "force.odometer.read",
            "force.unit.off_duty",
            "force.shift.ended",
        ]

    def test_not_without_the_odometer(self, out, cast):
        with pytest.raises(commands.OdometerNeeded):
            commands.end_shift(unit=out, by=cast.jun, at=EVENING)

    def test_not_by_somebody_else(self, out, cast):
        with pytest.raises(NotAllowed, match="roster:edit"):
            commands.end_shift(unit=out, odometer=60, by=cast.tess, at=EVENING)

    def test_a_unit_that_others_take_off_duty_brings_its_things_back(self, out, cast):
        commands.set_status(unit=out, status=Status.OFF_DUTY, by=cast.tess, at=EVENING)
        assert not Issue.objects.filter(returned_at=None).exists()
        assert Shift.objects.get().ended_at == EVENING


SPAN = st.tuples(st.integers(0, 48), st.integers(1, 24)).map(
    lambda span: (NOON + span[0] * HOUR, NOON + (span[0] + span[1]) * HOUR)
)


@given(st.lists(SPAN, max_size=6), SPAN)
def test_the_thinnest_hour_is_the_fewest_of_all_hours(spans, window):
    begins, ends = window
    hours = int((ends - begins) / HOUR)
    counts = [
        sum(start <= begins + hour * HOUR < end for start, end in spans) for hour in range(hours)
    ]
    assert shifts.fewest(spans, begins, ends) == min(counts)


def test_the_fleet_costs_the_same_for_one_more(add, cast, django_assert_num_queries):
    add()
    for _ in range(2):
        with django_assert_num_queries(1):
            assert list(shifts.equipment_for(cast.rosa))
        add("R-9", EquipmentKind.RADIO) if not Equipment.objects.filter(name="R-9") else None
