"""What Alder Bay has before its first call."""

from __future__ import annotations

from collections import Counter

from beatbook.duties.calls.models import Company
from beatbook.ground.force.models import Equipment, PlannedShift, StaffingMinimum
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.site.demo import cast as people
from beatbook.site.demo import stores
from tests.cast import NOON


def test_every_unit_finds_what_it_takes_out_and_when_it_is_on(cast, recorded):
    for _ in range(2):
        stores.set_up(NOON)
    ours = [unit for unit in people.UNITS if unit.agency == "AB"]
    driven = [unit for unit in ours if unit.kind in stores.DRIVEN]
    assert Counter(Equipment.objects.values_list("kind", flat=True)) == {
        EquipmentKind.VEHICLE: len(driven),
        EquipmentKind.RADIO: len(ours),
        EquipmentKind.CAMERA: len(ours),
    }
    assert PlannedShift.objects.count() == stores.DAYS * len(ours)
    assert StaffingMinimum.objects.count() == 3
    assert Company.objects.count() == len(stores.COMPANIES)
    assert Counter(recorded()) == {
        "force.equipment.added": len(driven) + 2 * len(ours),
        "force.odometer.read": len(driven),
        "force.shift.planned": stores.DAYS * len(ours),
        "force.staffing_minimum.set": 3,
        "calls.company.added": len(stores.COMPANIES),
    }


def test_nobody_works_two_shifts_of_a_day_and_each_has_enough_crews():
    shifts = Counter(
        stores.SHIFT_OF_BEAT[unit.beat] for unit in people.UNITS if unit.agency == "AB"
    )
    assert {starts: members for starts, _, members in stores.MINIMUM}.keys() == shifts.keys()
    assert all(members <= shifts[starts] for starts, _, members in stores.MINIMUM)
