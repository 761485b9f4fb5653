"""A county center dispatches for towns: a unit of one town on a call of another."""

from __future__ import annotations

from beatbook.contract.access import Principal
from beatbook.duties.calls import commands
from beatbook.ground.force.models import Unit
from beatbook.ground.journal.models import Entry
from tests.cast import CASTLE_STREET, NOON


def test_the_unit_s_own_agency_hears_what_its_unit_does(cast):
    cory: Principal = cast.enter(cast.cory)
    call = commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cory,
        at=NOON,
    )
    unit = Unit.objects.get(callsign="M1A1")
    commands.assign_units(call=call, units=[unit], by=cory, at=NOON)
    heard = Entry.objects.filter(name="force.unit.assigned").values_list(
        "agency_id", "subject_kind"
    )
    assert sorted(heard) == sorted([(cast.ab.pk, "incident"), (cast.mb.pk, "unit")])


def test_a_correction_reaches_the_rows_of_the_units_on_the_call(cast, recorded):
    call = commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    unit = cast.unit("2B10")
    commands.assign_units(call=call, units=[unit], by=cast.tess, at=NOON)
    unit.state.refresh_from_db()
    before = unit.state.version
    commands.correct_call(call=call, call_type=cast.call_type("FIREWORKS"), by=cast.tess, at=NOON)
    unit.state.refresh_from_db()
    assert unit.state.version == before + 1
    assert Entry.objects.latest("pk").codes["unit_ids"] == [unit.pk]
    assert recorded()[-1] == "calls.call.corrected"
