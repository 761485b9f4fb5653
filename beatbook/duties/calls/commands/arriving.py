"""Calls that arrive from another center: taken once, and followed as that center learns more.

What a later version changes is changed here only where it still stands as the center had told it.
Where somebody of ours said otherwise, our words stay, and theirs are kept in the chronology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction

from beatbook.contract import exchange as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.core import numbering
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.commands import call as call_commands
from beatbook.duties.calls.commands import note as note_commands
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, CallType, Center, Counterpart
from beatbook.duties.calls.queries import eido
from beatbook.duties.calls.vocabulary import Source, Status
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location

UNKNOWN_TYPE = "OTHER"
UNKNOWN_PLACE = "unknown yet"


class NoTypeForUnknown(Refused):
    """The agency has no type for calls of an unknown kind."""

    field = "call_type"


class OutOfReach(Refused):
    """We have the call, and whoever sends it may not see it."""


class Outcome(StrEnum):
    """What became of what was sent."""

    TAKEN = "taken"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One note of theirs. ``key`` stays the same in every version."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A call as another center tells it; everything but center, number and place may be missing.

    ``call_type`` is a code, ours if they use ours; ``eido`` one of NENA's common registry;
    ``kind`` what they call it in words. ``received_at`` is when they received it, ``sent_at`` when
    this version was made, ``tracking`` how their EIDOs name the incident.
    """

    center: str
    number: str
    location: str = UNKNOWN_PLACE
    lat: float | None = None
    lon: float | None = None
    call_type: str = ""
    eido: str = ""
    kind: str = ""
    caller: str = ""
    callback: str = ""
    status: str = ""
    received_at: datetime | None = None
    sent_at: datetime | None = None
    tracking: str = ""
    notes: tuple[Said, ...] = ()


@journal.command
def receive_call(
    *, agency: Agency, arrival: Arrival, location: Location, by: Principal, at: datetime
) -> tuple[Counterpart, Outcome]:
    """Take the call, or bring the one that came under this number before up to this version.

    ``location`` is where we found what ``arrival`` says. A version made before the last one changes
    nothing. Raises ``NoTypeForUnknown``.
    """
    rules.demand(by, Permission.CALL_TAKE, agency.pk)
    center = center_called(agency, arrival.center, at)
    found = Counterpart.objects.filter(center=center, number=arrival.number).first()
    call_type = _type(agency, arrival, by)
    if found is None:
        return _take(agency, center, arrival, location, call_type, by, at), Outcome.TAKEN
    found.center = center
    if arrival.sent_at and found.told_at and arrival.sent_at < found.told_at:
        return found, Outcome.OUTDATED
    changes = list(_follow(found, arrival, location, call_type, by, at))
    _keep(found, arrival, location, call_type)
    if not changes:
        return found, Outcome.UNCHANGED
    _announce(found, "; ".join(changes), by, at)
    return found, Outcome.UPDATED


def center_called(agency: Agency, sends_as: str, at: datetime) -> Center:
    """The one that sends under this name, locked: it is heard one call after another."""
    known = Center.objects.select_for_update().filter(agency=agency)
    found = known.filter(sends_as__iexact=sends_as).first()
    return found or _made_known(agency, sends_as, at)


def _made_known(agency: Agency, sends_as: str, at: datetime) -> Center:
    """Two first calls at once make it known once."""
    row = Center(agency=agency, name=sends_as[:80], sends_as=sends_as, known_at=at)
    Center.objects.bulk_create([row], ignore_conflicts=True)
    return Center.objects.select_for_update().get(agency=agency, sends_as__iexact=sends_as)


def _type(agency: Agency, arrival: Arrival, by: Principal) -> CallType:
    """By our own code, else by the common one, the most urgent first; else the unknown type."""
    known = queries.call_types_for(by, Permission.CALL_TAKE).filter(agency=agency)
    found = known.filter(code=arrival.call_type.upper()).first() if arrival.call_type else None
    if found is None and arrival.eido and arrival.eido != eido.WITHOUT_CODE:
        found = known.filter(eido=arrival.eido.upper()).first()
    found = found or CallType.objects.filter(agency=agency, code=UNKNOWN_TYPE).first()
    if found is None:
        raise NoTypeForUnknown(
            f"{agency.name} has no such call type, and no type {UNKNOWN_TYPE} to take it as."
        )
    return found


def _take(
    agency: Agency,
    center: Center,
    arrival: Arrival,
    location: Location,
    call_type: CallType,
    by: Principal,
    at: datetime,
) -> Counterpart:
    call = call_commands.take_call(
        agency=agency,
        call_type=call_type,
        location=location,
        source=Source.OTHER_AGENCY,
        caller=arrival.caller,
        callback=arrival.callback,
        by=by,
        at=at,
    )
    made = Counterpart(
        agency=agency,
        need_to_know=call.need_to_know,
        call=call,
        center=center,
        number=arrival.number,
        compact=numbering.compact(arrival.number),
        squeezed=numbering.squeeze(arrival.number),
        received_at=arrival.received_at,
        told=_told(arrival, location, call_type),
        told_at=arrival.sent_at,
        known_at=at,
    )
    save_new(made)
    event = events.CounterpartReceived(
        number=call.incident.number,
        center=center.name,
        received=_received(agency, arrival.received_at),
        their_number=made.number,
        kind=f", there “{_kind(arrival)}”" if _kind(arrival) else "",
    )
    record(event, call, by, at)
    for said in arrival.notes:
        note_commands.add_note(call=call, text=f"{center}: {said.text}", by=by, at=at)
    return made


def save_new(made: Counterpart) -> None:
    """Under a number that is there, and out of sight, the call has been restricted since."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OutOfReach(
            f"{made.number} is restricted here and cannot be changed from outside: call dispatch."
        ) from error


def _received(agency: Agency, at: datetime | None) -> str:
    if at is None:
        return ""
    there = agency.local(at)
    return f", received there {there:%H:%M:%S on %b} {there.day}"


def _kind(arrival: Arrival) -> str:
    return arrival.kind or arrival.call_type or arrival.eido


def _told(arrival: Arrival, location: Location, call_type: CallType) -> dict[str, Any]:
    """What the next version is compared with: their words, and what we made of them."""
    return {
        "location": arrival.location,
        "located": location.text,
        "lat": arrival.lat,
        "lon": arrival.lon,
        "kind": _kind(arrival),
        "type": call_type.code,
        "caller": arrival.caller,
        "callback": arrival.callback,
        "status": arrival.status,
        "tracking": arrival.tracking,
        "notes": [said.key for said in arrival.notes],
    }


def _keep(found: Counterpart, arrival: Arrival, location: Location, call_type: CallType) -> None:
    """Notes that they leave out of a version were said all the same."""
    heard = found.told.get("notes", [])
    now = _told(arrival, location, call_type)
    found.told = now | {"notes": list(dict.fromkeys([*heard, *now["notes"]]))}
    found.told_at = arrival.sent_at or found.told_at
    found.received_at = arrival.received_at or found.received_at
    found.save(update_fields=["told", "told_at", "received_at"])


def _follow(
    found: Counterpart,
    arrival: Arrival,
    location: Location,
    call_type: CallType,
    by: Principal,
    at: datetime,
) -> Iterator[str]:
    """Do what follows from the new version, and say it, one change after another."""
    told, call = found.told, standing.lock(found.call)
    found.call = call
    where = (arrival.location, arrival.lat, arrival.lon)
    if where != (told.get("location"), told.get("lat"), told.get("lon")):
        yield _relocated(call, arrival, location, told, by, at)
    if _kind(arrival) and _kind(arrival) != told.get("kind"):
        yield _retyped(call, arrival, call_type, told, by, at)
    if (arrival.caller, arrival.callback) != (told.get("caller"), told.get("callback")):
        yield _called_by(call, arrival, told, by, at)
    if arrival.received_at and arrival.received_at != found.received_at:
        yield f"received{_received(call.agency, arrival.received_at).removeprefix(', received')}"
    if arrival.status and arrival.status != told.get("status"):
        yield f"its status is {arrival.status}"
    heard = set(told.get("notes", []))
    new = [said for said in arrival.notes if said.key not in heard]
    for said in new:
        note_commands.add_note(call=call, text=f"{found.center}: {said.text}", by=by, at=at)
    if new:
        yield f"{len(new)} note{'s' if len(new) > 1 else ''}"


def _is_open(call: Call) -> bool:
    return call.status not in (Status.CLOSED, Status.MERGED)


def _relocated(
    call: Call,
    arrival: Arrival,
    location: Location,
    told: dict[str, Any],
    by: Principal,
    at: datetime,
) -> str:
    said = f"location “{arrival.location}”"
    if not _is_open(call) or call.incident.location != told.get("located"):
        return f"{said}, ours stays “{call.incident.location}”"
    _correct(call, {"location": location}, by, at)
    return said


def _retyped(
    call: Call,
    arrival: Arrival,
    call_type: CallType,
    told: dict[str, Any],
    by: Principal,
    at: datetime,
) -> str:
    said = f"type “{_kind(arrival)}”"
    stands = call.call_type.code
    if call_type.code == stands:
        return said
    if not _is_open(call) or stands != told.get("type") or call_type.code == UNKNOWN_TYPE:
        return f"{said}, ours stays “{call.call_type.name}”"
    _correct(call, {"call_type": call_type}, by, at)
    return said


def _correct(call: Call, changes: dict[str, Any], by: Principal, at: datetime) -> None:
    """What says the same as before, in other words or places, is no news to us."""
    try:
        call_commands.correct_call(call=call, by=by, at=at, **changes)
    except call_commands.NothingToCorrect:
        return
    call.refresh_from_db()


def _called_by(
    call: Call, arrival: Arrival, told: dict[str, Any], by: Principal, at: datetime
) -> str:
    """Names and numbers are on the call alone, where fewer people see them."""
    before = {"caller": told.get("caller", ""), "callback": told.get("callback", "")}
    for name, said in before.items():
        if getattr(call, name) in ("", said):
            setattr(call, name, getattr(arrival, name) or getattr(call, name))
    call.save(update_fields=["caller", "callback"])
    registry.touch(call.incident)
    event = events.CallerCorrected(
        number=call.incident.number, caller=call.caller, callback=call.callback
    )
    record(event, call, by, at)
    return "who called"


def _announce(found: Counterpart, changes: str, by: Principal, at: datetime) -> None:
    event = events.CounterpartUpdated(
        number=found.call.incident.number,
        center=found.center.name,
        their_number=found.number,
        changes=changes,
    )
    registry.touch(found.call.incident)
    record(event, found.call, by, at)
