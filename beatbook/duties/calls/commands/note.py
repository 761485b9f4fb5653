"""Notes: words are kept as typed; a wrong note is struck out and stays readable."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Note
from beatbook.ground import journal
from beatbook.ground.journal import undoing
from beatbook.ground.registry import commands as registry


class NothingToSay(Refused):
    """A note, or a reason, without words."""


@journal.command
def add_note(*, call: Call, text: str, by: Principal, at: datetime) -> Note:
    """Write something down about a call, open or closed. Words are kept exactly as typed."""
    rules.demand(by, Permission.CALL_NOTE, call.agency_id)
    if not text.strip():
        raise NothingToSay(_("The note is empty. Type what happened."))
    incident = registry.lock(call.pk)
    note = Note.objects.create(
        agency_id=call.agency_id,
        need_to_know=call.need_to_know,
        call=call,
        at=at,
        by=str(by.actor),
        text=text,
    )
    registry.touch(incident)
    record(events.NoteAdded(number=incident.number, note_id=note.pk, text=text), call, by, at)
    undoing.cannot("A note is struck out with a reason, and stays readable: X.")
    return note


@journal.command
def strike_note(*, note: Note, reason: str, by: Principal, at: datetime) -> Note:
    """Strike a note out: it stays readable, with who and why. The first strike stands."""
    rules.demand(by, Permission.CALL_NOTE, note.agency_id)
    if not reason.strip():
        raise NothingToSay(_("Say why the note is struck out."))
    incident = registry.lock(note.call_id)
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.struck_at:
        return note
    note.struck_at, note.struck_by, note.struck_reason = at, str(by.actor), reason
    note.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    registry.touch(incident)
    event = events.NoteStruck(number=incident.number, note_id=note.pk, reason=reason)
    record(event, note.call, by, at)
    return note
