"""What screens ask of the calls duty."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Greatest

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import Call, CallType, Disposition, Note, Request
from beatbook.duties.calls.queries import exchange, relation, request
from beatbook.duties.calls.vocabulary import (
    COUNTED,
    ENDED_REQUEST,
    ON_BOARD,
    Interval,
    Source,
    sources_that_count,
)
from beatbook.ground.agency import queries as agency
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.journal import chronology
from beatbook.ground.journal.chronology import Happening
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry import queries as registry_queries
from beatbook.ground.ui import live

EARLIER = 5
"""How many earlier calls at an address are named; all are counted."""
AT_PLACE = 20
"""How many calls the history of a place goes back."""
SHOWN_AS_NOTES = frozenset({"calls.note.added"})
SILENT = frozenset(
    {
        "registry.incident.opened",
        "registry.incident.closed",
        "registry.incident.reopened",
    }
)


def calls_for(principal: Principal) -> QuerySet[Call]:
    """The calls that this principal may read: the rule, in front of the database's own fence."""
    return Call.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).select_related("incident", "agency", "call_type", "disposition")


def notes_for(principal: Principal) -> QuerySet[Note]:
    return Note.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).select_related("call__incident")


def call_types_for(principal: Principal, permission: Permission) -> QuerySet[CallType]:
    """The call types in use, without those whose calls this principal may not see."""
    return CallType.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(permission),
        retired_at=None,
    ).order_by("priority", "name")


def call_types_of(principal: Principal, agency: Agency) -> QuerySet[CallType]:
    """Every call type of an agency, those out of use too, that this principal may know of."""
    return CallType.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes), agency=agency
    ).order_by("priority", "name")


def dispositions_for(principal: Principal, permission: Permission) -> QuerySet[Disposition]:
    return Disposition.objects.filter(
        agency_id__in=principal.agencies(permission), retired_at=None
    ).order_by("order", "name")


def agencies_for_taking(principal: Principal) -> QuerySet[Agency]:
    """The agencies that this principal takes calls for, by name."""
    return Agency.objects.filter(pk__in=principal.agencies(Permission.CALL_TAKE)).order_by("name")


def board_rows(numbers: list[str] | None = None) -> list[live.Patch]:
    """Live rows of calls, for the page's state and for the feed alike: six queries.

    The running scope decides which calls exist. A call that is closed or merged has no row.
    Agencies and types, of which there are few, are each read once, not with every call.
    """
    calls = Call.objects.select_related("incident", "stacked_unit")
    calls = calls.prefetch_related("agency", "call_type")
    if numbers is None:
        calls = calls.filter(status__in=ON_BOARD)
    else:
        calls = calls.filter(incident__number__in=numbers)
    found = list(calls.order_by("priority", "received_at", "incident"))
    sent = force.active_assignments(None if numbers is None else [call.pk for call in found])
    asked = request.requests_of([call.pk for call in found])
    elsewhere = exchange.their_numbers([call.pk for call in found])
    rows = [
        live.patch(
            "call",
            call.incident.number,
            call.incident.version,
            _row(call, sent.get(call.pk, []), asked.get(call.pk, []))
            | {"elsewhere": elsewhere[call.pk]}
            if call.status in ON_BOARD
            else None,
        )
        for call in found
    ]
    live.let_go(found)
    return rows


def _row(call: Call, sent: list[Assignment], asked: list[Request]) -> dict[str, Any]:
    incident = call.incident
    return {
        "number": incident.number,
        "short": incident.short_number,
        "agency": call.agency.code,
        "status": call.status,
        "priority": call.priority,
        "type": call.call_type.code,
        "type_name": call.call_type.name,
        "location": incident.location,
        "beat": incident.beat,
        "lat": incident.lat,
        "lon": incident.lon,
        "received_at": call.received_at.isoformat(),
        "since": _since(call).isoformat(),
        "due_at": call.due_at.isoformat() if call.due_at else None,
        "target_s": call.call_type.target_s,
        "units": [assignment.unit.callsign for assignment in sent],
        "unit_ids": [assignment.unit_id for assignment in sent],
        "primary": next((one.unit.callsign for one in sent if one.primary), None),
        "stack": _stack(call),
        "flags": call.flags,
        "wait_due_at": _wait_due(call),
        "wait_seen": call.wait_seen_at is not None,
        "requests": [request.on_board(one) for one in asked if one.state not in ENDED_REQUEST],
    }


def _stack(call: Call) -> dict[str, Any] | None:
    """For whom it is kept, at which place, and until when."""
    if call.stacked_until is None:
        return None
    return {
        "unit": call.stacked_unit_id,
        "beat": call.stacked_beat,
        "for": call.kept_for,
        "place": call.stacked_place,
        "until": call.stacked_until.isoformat(),
    }


def _since(call: Call) -> datetime:
    """From when its stopwatch counts."""
    if call.reopened_at or call.first_dispatched_at is None:
        return call.waits_from
    return call.first_dispatched_at


def _wait_due(call: Call) -> str | None:
    due = rules.wait_due(call)
    return due.isoformat() if due else None


@dataclass(frozen=True)
class Line:
    """One line of a call's chronology, as a person reads it."""

    at: datetime
    received: datetime
    by: str
    text: str
    kind: str
    note_id: int | None = None
    struck: str = ""


def chronology_of(call: Call) -> list[Line]:
    """Everything that happened to the call, oldest first; struck notes stay, with the reason.

    What happened to calls that were merged into it stands among it, under their short numbers.
    """
    lines = _lines_of(call)
    for merged in relation.merged_into(call):
        lines += [_of_merged(line, merged) for line in _lines_of(merged)]
    return sorted(lines, key=lambda line: line.received)


def _of_merged(line: Line, merged: Call) -> Line:
    """As a line of the other call: a note of it is struck on its own record."""
    return replace(line, text=f"{merged.incident.short_number}: {line.text}", note_id=None)


def _lines_of(call: Call) -> list[Line]:
    happened = [h for h in chronology.of(registry.subject(call.incident)) if h.name not in SILENT]
    names = agency.actor_names(h.actor for h in happened)
    struck = {
        h.values["note_id"]: f"{names[h.actor]}: {h.values.get('reason', '')}"
        for h in happened
        if h.name == "calls.note.struck"
    }
    return [_line(h, names, struck) for h in happened]


def _line(happening: Happening, names: dict[Actor, str], struck: dict[int, str]) -> Line:
    note_id = happening.values["note_id"] if happening.name in SHOWN_AS_NOTES else None
    return Line(
        at=happening.at,
        received=happening.received,
        by=names[happening.actor],
        text=happening.sentence,
        kind="note" if note_id else "event",
        note_id=note_id,
        struck=struck.get(note_id, "") if note_id else "",
    )


def earlier_calls(principal: Principal, call: Call) -> list[Call]:
    """The last calls at the same address in the 90 days before, newest first, with their ends."""
    incident = call.incident
    if incident.lat is None:
        return []
    since = incident.opened_at - registry_queries.RECENT
    there = calls_for(principal).filter(
        agency_id=call.agency_id,
        incident__agency_id=call.agency_id,
        incident__address_key=incident.address_key,
        incident__opened_at__range=(since, incident.opened_at),
    )
    there = there.exclude(pk=call.pk).prefetch_related("further__disposition")
    return list(there.order_by("-received_at", "-pk")[:EARLIER])


def calls_at_place_of(principal: Principal, call: Call) -> list[Call]:
    """The last other calls at the call's address, newest first, each with its ends, its case
    numbers and, as ``read_notes``, the notes that this principal may read: five queries.
    """
    there = calls_for(principal).filter(
        agency_id=call.agency_id,
        incident__agency_id=call.agency_id,
        incident__address_key=call.incident.address_key,
    )
    standing = notes_for(principal).filter(struck_at=None).order_by("at", "pk")
    there = there.exclude(pk=call.pk).prefetch_related(
        "further__disposition",
        registry_queries.with_case_numbers("incident__"),
        Prefetch("notes", standing, to_attr="read_notes"),
    )
    return list(there.order_by("-received_at", "-pk")[:AT_PLACE])


def counted_intervals(call: Call, sent: Iterable[Assignment]) -> dict[Interval, timedelta]:
    """The intervals of a call that count for its source, as far as both of their times are known.

    ``sent`` are all its assignments, those that ended too.
    """
    arrivals = [one.on_scene_at for one in sent if one.on_scene_at]
    times = {
        Interval.WAIT: (call.waits_from, call.first_dispatched_at),
        Interval.TRAVEL: (call.first_dispatched_at, min(arrivals, default=None)),
        Interval.RESPONSE: (call.waits_from, min(arrivals, default=None)),
    }
    counted = COUNTED[Source(call.source)]
    return {
        interval: end - start
        for interval, (start, end) in times.items()
        if interval in counted and start and end and start <= end
    }


def median_seconds_to_dispatch(principal: Principal, *, at: datetime) -> float | None:
    """From received to first unit sent, of the calls since local midnight; None without any.

    Only those whose source makes that a wait: not what an officer met, nor what was scheduled.
    """
    agencies = Agency.objects.filter(pk__in=principal.agencies(Permission.CALL_READ))
    zone = ZoneInfo(next((a.time_zone for a in agencies), "UTC"))
    midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    times = (
        calls_for(principal)
        .filter(
            received_at__range=(midnight, at + timedelta(seconds=1)),
            first_dispatched_at__isnull=False,
            source__in=sources_that_count(Interval.WAIT),
        )
        .annotate(waits_since=Greatest("received_at", "due_at"))
        .values_list("waits_since", "first_dispatched_at")
    )
    waits = [(sent - since).total_seconds() for since, sent in times if sent and since <= sent]
    return statistics.median(waits) if waits else None
