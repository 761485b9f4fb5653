"""A call as screens get it: plain values, ready for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.queries import beside, exchange, relation, request, rotation
from beatbook.duties.calls.queries.call import chronology_of, earlier_calls
from beatbook.duties.calls.queries.ranking import Ranked
from beatbook.duties.calls.vocabulary import ON_BOARD
from beatbook.ground.agency import queries as agency
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.models import CaseNumber


def detail(principal: Principal, call: Call) -> dict[str, Any]:
    """Everything about one call: facts, premise notes, units with times, chronology."""
    incident = call.incident
    named = principal.may(Permission.CALLER_READ, call.agency_id)
    return {
        "number": incident.number,
        "short": incident.short_number,
        "case_numbers": [_on_record(one) for one in registry.case_numbers_of(incident)],
        "elsewhere": exchange.in_full(call),
        "transfers": [exchange.transferred(one) for one in exchange.transfers_of(call)],
        "version": incident.version,
        "agency": call.agency.code,
        "agency_name": call.agency.name,
        "status": call.status,
        "priority": call.priority,
        "type": call.call_type.code,
        "type_name": call.call_type.name,
        "target_s": call.call_type.target_s,
        "source": call.get_source_display(),
        "location": incident.location,
        "lat": incident.lat,
        "lon": incident.lon,
        "beat": incident.beat,
        "caller": call.caller if named else "",
        "callback": call.callback if named else "",
        "received_at": call.received_at.isoformat(),
        "closed_at": call.closed_at.isoformat() if call.closed_at else None,
        "disposition": call.ended_as or None,
        "earlier_calls": registry.earlier_at_address(principal, incident),
        "earlier": [_earlier(one) for one in earlier_calls(principal, call)],
        "staging": call.staging,
        "requests": [
            request.in_full(one) | {"next": rotation.offer(one)}
            for one in request.requests_of([call.pk])[call.pk]
        ],
        "premise_notes": beside.premise_notes(principal, incident),
        "duplicates": beside.of_call(principal, call) if call.status in ON_BOARD else [],
        "questions": beside.questions_of(call),
        "hint": call.call_type.hint,
        "alerts": _alerts(principal, call),
        "units": [_sent(assignment) for assignment in force.assignments_of(call.pk)],
        "chronology": [
            asdict(line) | {"at": line.at.isoformat(), "received": line.received.isoformat()}
            for line in chronology_of(call)
        ],
        "dispositions": [
            {"code": one.code, "name": one.name, "without_arrival": one.without_arrival}
            for one in call.agency.disposition_set.filter(retired_at=None).order_by("order", "pk")
        ],
    } | relation.in_full(principal, call)


def _earlier(call: Call) -> dict[str, Any]:
    return {
        "number": call.incident.number,
        "type_name": call.call_type.name,
        "received_at": call.received_at.isoformat(),
        "disposition": call.ended_as or None,
    }


def _alerts(principal: Principal, call: Call) -> list[dict[str, Any]]:
    """Those in force about its place, its people and vehicles, and whom its notes name."""
    words = " ; ".join(call.notes.filter(struck_at=None).values_list("text", flat=True))
    now = agency.operational_clock().now()
    return registry.alert_rows(registry.alerts_concerning(principal, call.incident, words, now))


def ranked(one: Ranked) -> dict[str, Any]:
    return asdict(one) | {"recommended": one.recommended}


def _on_record(case_number: CaseNumber) -> dict[str, Any]:
    return {
        "number": case_number.number,
        "issued_by": case_number.issued_by_agency,
        "drawn_at": case_number.drawn_at.isoformat(),
        "voided_at": case_number.voided_at.isoformat() if case_number.voided_at else None,
        "voided_why": case_number.voided_why,
    }


def _sent(assignment: Assignment) -> dict[str, Any]:
    times = {
        name: at.isoformat() if at else None
        for name in exchange.TIMES
        for at in [getattr(assignment, name)]
    }
    return {
        "unit_id": assignment.unit_id,
        "callsign": assignment.unit.callsign,
        "primary": assignment.primary,
        "missing": list(assignment.missing),
    } | times
