"""The roster and the fleet at the station, and the shift on the phone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.core import clock
from beatbook.ground.force import commands
from beatbook.ground.force.models import Equipment, PlannedShift, StaffingMinimum, UnitState
from beatbook.ground.force.vocabulary import EquipmentKind

ROSTER, FLEET = "/station/roster/", "/station/fleet/"
HOUR = timedelta(hours=1)


@pytest.fixture
def rosa(as_member):
    return as_member("rosa")


@pytest.fixture
def fields(cast):
    return {
        "unit": cast.unit("2B10").pk,
        "member": cast.members["jun"].pk,
        "starts": "14:00",
        "ends": "22:00",
    }


@pytest.fixture
def planned(cast):
    """Jun Park on 2B10 from an hour ago, off duty still."""
    cast.enter(cast.rosa)
    now = clock.real_now()
    unit = cast.unit("2B10")
    commands.put_off_duty(unit=unit, by=cast.rosa, at=now)
    return commands.plan_shift(
        unit=unit,
        member=cast.members["jun"],
        starts_at=now - HOUR,
        ends_at=now + 7 * HOUR,
        by=cast.rosa,
        at=now,
    )


@pytest.fixture
def car(cast):
    cast.enter(cast.rosa)
    return commands.add_equipment(
        agency=cast.ab,
        kind=EquipmentKind.VEHICLE,
        name="Car 12",
        odometer=41_000,
        by=cast.rosa,
        at=clock.real_now() - HOUR,
    )


def test_a_shift_is_planned_and_shown_on_its_day(rosa, fields):
    page = rosa.post(f"{ROSTER}?day=2026-06-15", fields, follow=True).content.decode()
    assert "Jun Park is planned on 2B10." in page
    assert "14:00" in page
    assert "Nobody is planned" in rosa.get(f"{ROSTER}?day=2026-06-17").content.decode()


def test_what_cannot_be_is_said_beside_the_field(rosa, fields, cast):
    rosa.post(f"{ROSTER}?day=2026-06-15", fields)
    fields["unit"] = cast.unit("2A10").pk
    page = rosa.post(f"{ROSTER}?day=2026-06-15", fields).content.decode()
    assert "Nobody is in two at once." in page


def test_a_minimum_says_how_many_are_short(rosa, fields):
    rosa.post(f"{ROSTER}?day=2026-06-15", fields)
    minimum = {"name": "Late", "starts": "14:00", "ends": "22:00", "members": "3"}
    page = rosa.post(f"{ROSTER}minimum/?day=2026-06-15", minimum, follow=True).content.decode()
    assert "1 planned of 3, 2 short." in page
    wrong = rosa.post(f"{ROSTER}minimum/", minimum | {"starts": "x"}, follow=True)
    assert "From: Enter a valid time." in wrong.content.decode()
    assert StaffingMinimum.objects.get().members == 3


def test_shifts_are_swapped_and_removed(rosa, fields, cast):
    rosa.post(f"{ROSTER}?day=2026-06-15", fields)
    other = fields | {"unit": cast.unit("2A10").pk, "member": cast.members["singh"].pk}
    rosa.post(f"{ROSTER}?day=2026-06-15", other)
    one, two = PlannedShift.objects.order_by("pk")
    assert (
        "<option value"
        not in rosa.get(f"{ROSTER}?day=2026-06-15").content.decode().split("Plan a")[0]
    )
    asked = rosa.get(f"{ROSTER}?day=2026-06-15&swap={one.pk}").content.decode()
    assert f'<option value="{two.pk}">Hari Singh, 2A10 14:00</option>' in asked
    page = rosa.post(f"{ROSTER}{one.pk}/swap/", {"other": two.pk}, follow=True)
    assert "have swapped." in page.content.decode()
    assert PlannedShift.objects.get(pk=one.pk).member == cast.members["singh"]
    rosa.post(f"{ROSTER}{one.pk}/removal/")
    assert PlannedShift.objects.count() == 1


@pytest.mark.parametrize("path", [f"{ROSTER}minimum/", FLEET])
def test_an_officer_reads_and_changes_nothing(as_member, path):
    jun = as_member("jun")
    assert jun.get(ROSTER).status_code == 200
    assert "Plan a shift" not in jun.get(ROSTER).content.decode()
    assert "Add to the fleet" not in jun.get(FLEET).content.decode()
    jun.post(path, {"kind": "radio", "name": "R-1", "members": 1})
    assert not Equipment.objects.exists()
    assert not StaffingMinimum.objects.exists()


def test_the_fleet_is_set_up_on_screen(rosa):
    fields = {"kind": "vehicle", "name": "Car 12", "plate": "cso12", "odometer": "41000"}
    page = rosa.post(FLEET, fields, follow=True).content.decode()
    assert "Car 12 can be taken out." in page
    assert "41000 mi" in page
    assert "There is already a vehicle Car 12." in rosa.post(FLEET, fields).content.decode()
    address = f"{FLEET}{Equipment.objects.get().pk}/"
    assert "R. Delgado" in rosa.get(address).content.decode()
    assert "is out of use" in rosa.post(f"{address}retirement/", follow=True).content.decode()


def test_a_shift_is_started_in_two_taps_and_ended(as_member, planned, car, cast):
    jun = as_member("jun")
    start = f"/field/shift/{planned.pk}/"
    assert f'href="{start}"' in jun.get("/field/").content.decode()
    form = jun.get(start).content.decode()
    assert "Car 12 (41,000 mi)" in form
    wrong = jun.post(start, {"vehicle": car.pk, "odometer": "40"}).content.decode()
    assert "had 41,000 miles already" in wrong
    assert jun.post(start, {"vehicle": car.pk, "odometer": "41000"}).status_code == 302
    assert UnitState.objects.get(unit=planned.unit).status == "AV"
    assert "Car 12 comes back." in jun.get("/field/shift/end/").content.decode()
    assert "What does the odometer" in jun.post("/field/shift/end/").content.decode()
    page = jun.post("/field/shift/end/", {"odometer": "41044"}, follow=True).content.decode()
    assert "2B10 is off duty." in page
    assert UnitState.objects.get(unit=planned.unit).status == "OD"


def test_what_the_unit_took_last_is_chosen_already(as_member, planned, car):
    jun = as_member("jun")
    start = f"/field/shift/{planned.pk}/"
    jun.post(start, {"vehicle": car.pk, "odometer": "41000"})
    jun.post("/field/shift/end/", {"odometer": "41044"})
    form = jun.get(start).content.decode()
    assert f'<option value="{car.pk}" selected>' in form
    assert 'value="41044"' in form


def test_the_shift_of_another_is_not_there(as_member, planned):
    assert as_member("nora").get(f"/field/shift/{planned.pk}/").status_code == 404
    assert as_member("rosa").get(f"/field/shift/{planned.pk}/").status_code == 200
