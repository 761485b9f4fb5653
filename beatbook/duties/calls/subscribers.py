"""What the calls duty does when something happened elsewhere."""

from __future__ import annotations

from beatbook.contract.base import EVENTS
from beatbook.contract.calls import CommandUndone
from beatbook.contract.force import AssignmentSetBack, UnitReleased, UnitStatusChanged
from beatbook.contract.registry import CheckAnswered
from beatbook.duties.calls import commands
from beatbook.duties.calls.commands import telling
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Service, Status
from beatbook.ground import journal
from beatbook.ground.agency import queries as agencies
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.journal import reading
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.registry.vocabulary import CheckResult

OF_A_CALL = [
    event for event in EVENTS.values() if any(touch.kind == "call" for touch in event.touches)
]


@journal.subscribe(*OF_A_CALL, name="calls.owe_status")
def owe_status(entry: Sealed) -> None:
    """A call changed, perhaps: whoever else has it is told how it stands."""
    for touch in EVENTS[entry.name].touches:
        if touch.kind == "call" and entry.codes[touch.field]:
            telling.owe_status(number=entry.codes[touch.field], at=entry.at)


@journal.subscribe(AssignmentSetBack, name="calls.hold_again")
def hold_again(entry: Sealed) -> None:
    """An arrival that others waited for was none: whoever went in because of it waits again.

    The neighbor's copy of the entry finds no call, and a call that has closed holds nobody.
    """
    number = entry.codes["number"]
    call = Call.objects.filter(incident__number=number).exclude(status=Status.CLOSED).first()
    if call is not None:
        by = agencies.system("who may go in", [call.agency_id])
        commands.reconsider_call(call=call, by=by, at=entry.at)


@journal.subscribe(CheckAnswered, name="calls.ask_sworn_unit")
def ask_sworn_unit(entry: Sealed) -> None:
    """A possible hit on a call: who is not sworn is not left alone with it."""
    if entry.codes["result"] != CheckResult.HIT:
        return
    number = entry.codes["number"]
    call = Call.objects.filter(incident__number=number).exclude(status=Status.CLOSED).first()
    if call is not None:
        by = agencies.system("possible hit", [call.agency_id])
        commands.request_service(call=call, service=Service.POLICE, by=by, at=entry.at)


@journal.subscribe(UnitReleased, UnitStatusChanged, name="calls.send_next")
def send_next(entry: Sealed) -> None:
    """A unit is free: where its agency wants that, it goes to what is kept for it at once.

    Elsewhere the console proposes it to the dispatcher. So too where a sending was taken back:
    who undid it wants it undone, not done again at once.
    """
    found = Unit.objects.filter(pk=entry.codes["unit_id"], agency__auto_send=True)
    unit = found.select_related("agency", "state").first()
    if unit is None or unit.state.status != UnitStatus.AVAILABLE:
        return
    if not reading.recorded_with(entry, CommandUndone):
        by = agencies.system("stack", [unit.agency_id])
        commands.send_next(unit=unit, by=by, at=max(entry.at, unit.state.since))
