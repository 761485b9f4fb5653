"""Taking a call and correcting it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Point
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import holding, request, standing
from beatbook.duties.calls.commands import note as note_commands
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, CallType, Merge
from beatbook.duties.calls.vocabulary import Service, Source
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import states
from beatbook.ground.journal import undoing
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident
from beatbook.ground.registry.vocabulary import IncidentKind, InvolvementRole

CORRECT = "calls.correct"


class LocationNeeded(Refused):
    """A call without a word about where."""


class NothingToCorrect(Refused):
    """The correction says what already stands."""


@journal.command
def take_call(
    *,
    agency: Agency,
    call_type: CallType,
    location: Location,
    source: Source = Source.PHONE,
    caller: str = "",
    callback: str = "",
    note: str = "",
    plate: str = "",
    plate_state: str = "",
    by: Principal,
    at: datetime,
) -> Call:
    """Accept a call. Location and type are enough; the rest is saved as typed.

    A location that is not on the map is kept in the caller's words. Raises ``LocationNeeded``.
    """
    rules.demand(by, Permission.CALL_TAKE, agency.pk)
    rules.demand_class(by, call_type.need_to_know)
    demand_location(location)
    incident = registry.open_incident(
        agency=agency,
        kind=IncidentKind.CALL,
        headline=call_type.name,
        location=location,
        need_to_know=call_type.need_to_know,
        by=by,
        at=at,
    )
    call = Call.objects.create(
        incident=incident,
        agency=agency,
        need_to_know=incident.need_to_know,
        call_type=call_type,
        priority=call_type.priority,
        source=source,
        caller=caller,
        callback=callback,
        received_at=at,
        taken_by=str(by.actor),
    )
    _involve(incident, caller, callback, plate, plate_state)
    event = events.CallTaken(
        number=incident.number,
        call_type=call_type.code,
        call_type_name=call_type.name,
        priority=call.priority,
        source=source,
        location=location.text,
        caller=caller,
        callback=callback,
    )
    record(event, call, by, at)
    if rules.asks_police(call_type, agency):
        request.make(call, Service.POLICE, by, at)
    if note.strip():
        note_commands.add_note(call=call, text=note, by=by, at=at)
    undoing.cannot("A call keeps its number. Close it as canceled, or merge it: C, MERGE.")
    return call


@journal.command
def correct_call(
    *,
    call: Call,
    location: Location | None = None,
    call_type: CallType | None = None,
    priority: int | None = None,
    source: Source | None = None,
    by: Principal,
    at: datetime,
) -> Call:
    """Correct where or what it is, or how we learned of it. What stood before stays in the log.

    Another type brings its own priority, unless one is given, and its own class: what is recorded
    from then on is as restricted as the new type. Raises ``NothingToCorrect`` when nothing would
    change, ``LocationNeeded`` for a location without words.
    """
    rules.demand(by, Permission.CALL_TAKE, call.agency_id)
    if location:
        demand_location(location)
    call = standing.lock_open(call)
    if call_type == call.call_type:
        call_type = None
    if call_type:
        rules.demand_class(by, call_type.need_to_know)
        priority = priority or _priority(call, call_type)
    changes = _changes(call, location, call_type, priority, source)
    if not changes:
        raise NothingToCorrect(_("{call} already says that.").format(call=call))
    if location and any(field == "location" for field, _, _ in changes):
        registry.move(call.incident, location)
    # The new type is told to those who saw the call until now: it may have to leave their boards.
    known_to = call.need_to_know
    stood = call.call_type_id, call.priority, call.need_to_know
    if call_type:
        _retype(call, call_type)
    call.priority, call.source = priority or call.priority, source or call.source
    call.save(update_fields=["call_type", "need_to_know", "priority", "source"])
    registry.touch(call.incident)
    unit_ids = [assignment.unit_id for assignment in standing.assignments(call)]
    for unit_id in unit_ids:
        states.touch(unit_id)
    for field, before, after in changes:
        event = events.CallCorrected(
            number=call.incident.number,
            unit_ids=unit_ids,
            field=field,
            before=before,
            after=after,
        )
        record(event, call, by, at, need_to_know=known_to if field == "type" else None)
    if call_type:
        _respond(call, by, at)
    _offer_back(call, stood, changes)
    return call


def _offer_back(
    call: Call, before: tuple[int, int, str], changes: list[tuple[str, str, str]]
) -> None:
    """A type or a priority is taken back; not once others were asked because of it."""
    fields = {field for field, _, _ in changes}
    if not fields <= {"type", "priority"}:
        return undoing.cannot("Correct it once more: LOC, SRC.")
    call_type, priority, klass = before
    if klass != call.need_to_know or rules.asks_police(call.call_type, call.agency):
        return undoing.cannot("Others were told because of it. Correct the type once more: TYPE.")
    undoing.offer(
        CORRECT,
        ", ".join(f"{field} {after}" for field, _, after in changes),
        call=call.pk,
        type=call_type,
        priority=priority,
        now=[call.call_type_id, call.priority],
    )
    return None


def _priority(call: Call, call_type: CallType) -> int:
    """That of the type; a raised call stays as urgent as it is."""
    return min(call.priority, call_type.priority) if call.flags else call_type.priority


def _respond(call: Call, by: Principal, at: datetime) -> None:
    """It is another kind of call now: ask the police if it is theirs, and hold who must wait."""
    request.chase_under_class(call)
    if rules.asks_police(call.call_type, call.agency):
        request.make(call, Service.POLICE, by, at)
    holding.reconsider(call, by, at)


def _retype(call: Call, call_type: CallType) -> None:
    """Another type, and its class for the call, its incident and its notes."""
    call.call_type, call.need_to_know = call_type, call_type.need_to_know
    registry.rename(call.incident, call_type.name, need_to_know=call_type.need_to_know)
    call.notes.update(need_to_know=call_type.need_to_know)
    call.requests.update(need_to_know=call_type.need_to_know)
    call.answers.update(need_to_know=call_type.need_to_know)
    Merge.objects.filter(call=call).update(need_to_know=call_type.need_to_know)
    call.owed_reports.update(need_to_know=call_type.need_to_know)
    call.counterparts.update(need_to_know=call_type.need_to_know)
    call.transfers.update(need_to_know=call_type.need_to_know)


def _changes(
    call: Call,
    location: Location | None,
    call_type: CallType | None,
    priority: int | None,
    source: Source | None,
) -> list[tuple[str, str, str]]:
    """(field, before, after) of everything that would really change."""
    stands, wanted = _said(call.incident, location)
    said = [
        ("location", stands, wanted),
        ("type", call.call_type.name, call_type.name if call_type else None),
        ("priority", str(call.priority), str(priority) if priority else None),
        ("source", call.get_source_display(), source.label if source else None),
    ]
    return [(field, old, new) for field, old, new in said if new is not None and new != old]


def _said(incident: Incident, location: Location | None) -> tuple[str, str | None]:
    """Where it is and where it should be. The same words with another point name the points."""
    if location is None:
        return incident.location, None
    stands = incident.point
    if location.text != incident.location or location.point in (None, stands):
        return incident.location, location.text
    return _with_point(incident.location, stands), _with_point(location.text, location.point)


def _with_point(text: str, point: Point | None) -> str:
    return f"{text} ({point.lat:.5f}, {point.lon:.5f})" if point else f"{text} (not on the map)"


def demand_location(location: Location) -> None:
    """Raise ``LocationNeeded`` without a word about where."""
    if not location.text.strip():
        raise LocationNeeded(_("Where is it? Type what the caller says; “unknown yet” will do."))


def _involve(incident: Incident, caller: str, callback: str, plate: str, plate_state: str) -> None:
    if caller or callback:
        registry.involve_person(
            incident=incident, name=caller, phone=callback, role=InvolvementRole.CALLER
        )
    if plate:
        registry.involve_vehicle(incident=incident, plate=plate, state=plate_state, description="")
