"""Looking up a plate or a person in the agency's own records. Who, what and why is journaled."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import OPEN, Subject
from beatbook.core import vehicles
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.commands import incident as incidents
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.models import Incident
from beatbook.ground.registry.names import person_key
from beatbook.ground.registry.queries import look_up as records
from beatbook.ground.registry.vocabulary import Asked

LONGEST = 120


class UnfitLookUp(Refused):
    """Nothing can be looked up so; ``field`` says what is missing."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@journal.command
def look_up(
    *,
    agency: Agency,
    kind: Asked,
    asked: str,
    purpose: str,
    incident: Incident | None = None,
    by: Principal,
    at: datetime,
) -> records.Found:
    """What the agency's own records have. The purpose may be left out where a call is the reason.

    Raises ``UnfitLookUp``.
    """
    demand(by, Permission.RECORD_LOOK_UP, agency.pk)
    said, why = readable(kind, asked), reason(purpose, incident)
    found = records.find(by, agency, kind, said, at)
    event = events.RecordLookedUp(
        kind=kind,
        kind_name=kind.label.lower(),
        number=incident.number if incident else "",
        found=found.count,
        asked=said,
        purpose=why,
    )
    journal.record(
        event,
        subject=incidents.subject(incident) if incident else Subject("agency", str(agency.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
        need_to_know=incident.need_to_know if incident else OPEN,
    )
    return found


def readable(kind: Asked, asked: str) -> str:
    """The plate, VIN or name as it is kept. Raises ``UnfitLookUp``."""
    words = " ".join(asked.split())
    if kind in (Asked.PLATE, Asked.VIN):
        read = vehicles.read_vin if kind == Asked.VIN else vehicles.read_plate
        try:
            return str(read(words))
        except vehicles.UnfitVehicle as error:
            raise UnfitLookUp("asked", str(error)) from error
    if not person_key(words) or len(words) > LONGEST:
        raise UnfitLookUp(
            "asked", _("Write the name, in at most {longest} letters.").format(longest=LONGEST)
        )
    return words


def reason(purpose: str, incident: Incident | None) -> str:
    """Why somebody wants to know. Raises ``UnfitLookUp``."""
    why = " ".join(purpose.split()) or (f"call {incident.number}" if incident else "")
    if not why or len(why) > LONGEST:
        raise UnfitLookUp("purpose", _("Say why: every look-up is kept with its reason."))
    return why
