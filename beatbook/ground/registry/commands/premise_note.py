"""What the next officer at a place must know."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.addresses import address_key
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.commands.incident import Location
from beatbook.ground.registry.models import Place, PremiseNote
from beatbook.ground.registry.vocabulary import PremiseNoteKind


class NothingToSay(Refused):
    """A premise note, or the reason to take one down, without words."""


@journal.command
def add_premise_note(
    *,
    agency: Agency,
    location: Location,
    kind: PremiseNoteKind,
    text: str,
    verified_on: date,
    by: Principal,
    at: datetime,
) -> PremiseNote:
    """What the next officer at this address must know."""
    demand(by, Permission.PREMISE_EDIT, agency.pk)
    if not text.strip():
        raise NothingToSay(_("A premise note needs words: what should the next officer know?"))
    note = PremiseNote.objects.create(
        agency=agency,
        place=_place(agency, location),
        kind=kind,
        text=text.strip(),
        verified_on=verified_on,
        added_at=at,
        added_by=str(by.actor),
    )
    journal.record(
        events.PremiseNoteAdded(
            place_id=note.place_id,
            note_id=note.pk,
            kind=kind,
            address=location.text,
            text=note.text,
        ),
        subject=Subject("place", str(note.place_id)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return note


@journal.command
def remove_premise_note(*, note: PremiseNote, reason: str, by: Principal, at: datetime) -> None:
    """Take a note down: it stays on file, with who and why. The first removal stands."""
    demand(by, Permission.PREMISE_EDIT, note.agency_id)
    if not reason.strip():
        raise NothingToSay(_("Say why the premise note is taken down."))
    standing = PremiseNote.objects.filter(pk=note.pk, removed_at=None)
    if standing.update(removed_at=at, removed_by=str(by.actor)):
        journal.record(
            events.PremiseNoteRemoved(place_id=note.place_id, note_id=note.pk, reason=reason),
            subject=Subject("place", str(note.place_id)),
            agency_id=note.agency_id,
            by=by,
            at=at,
        )


def _place(agency: Agency, location: Location) -> Place:
    point = location.point
    place, _ = Place.objects.get_or_create(
        agency=agency,
        address_key=address_key(location.text),
        defaults={
            "address": location.text,
            "lat": point.lat if point else None,
            "lon": point.lon if point else None,
        },
    )
    return place
