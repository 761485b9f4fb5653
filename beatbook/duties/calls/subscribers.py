"""What the calls duty does when something happened elsewhere."""

from __future__ import annotations

from beatbook.contract.force import AssignmentSetBack
from beatbook.contract.registry import CheckAnswered
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Service, Status
from beatbook.ground import journal
from beatbook.ground.agency import queries as agencies
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.registry.vocabulary import CheckResult


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
