"""What stands beside the form while a call is taken: it never holds anybody up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beatbook.contract.access import Principal
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.queries import duplicates, relation
from beatbook.duties.calls.queries.duplicates import Told
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry import commands as registry_commands
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident, PremiseNote


def beside(
    principal: Principal,
    agency: Agency,
    location: Location,
    call_type: CallType | None,
    *,
    words: str,
    callback: str,
    at: datetime,
) -> dict[str, Any]:
    """Calls that may be the same, premise notes and how many calls there were, questions."""
    there = registry_commands.imagined(agency, location, at)
    told = Told(
        location=location.text,
        address=location.address,
        point=location.point,
        call_type=call_type.code if call_type else "",
        words=words,
        callback=callback,
    )
    alike = duplicates.like(principal, told, at=at) if location.text.strip() else []
    return {
        "duplicates": [one.as_json() for one in alike],
        "premise_notes": premise_notes(principal, there),
        "earlier_calls": registry.earlier_at_address(principal, there),
        "questions": [asked(one.code, one.text) for one in call_type.asks] if call_type else [],
        "hint": call_type.hint if call_type else "",
    }


def of_call(principal: Principal, call: Call) -> list[dict[str, Any]]:
    """Calls that may be about the same as one that was taken, but are not known to be."""
    words = " ".join(call.notes.filter(struck_at=None).values_list("text", flat=True))
    incident = call.incident
    told = Told(
        location=incident.location,
        address=incident.address_key,
        point=incident.point,
        call_type=call.call_type.code,
        words=words,
        callback=call.callback,
    )
    related = {one.pk for one in [*relation.merged_into(call), *relation.linked_to(call), call]}
    alike = duplicates.like(principal, told, at=call.received_at, but=related)
    return [one.as_json() for one in alike]


def questions_of(call: Call) -> list[dict[str, Any]]:
    """What is asked about the call as it is now, with what was answered: one query."""
    said = dict(call.answers.values_list("question", "reply"))
    return [asked(one.code, one.text, said.get(one.code, "")) for one in call.call_type.asks]


def asked(code: str, text: str, reply: str = "") -> dict[str, str]:
    return {"code": code, "text": text, "reply": reply}


def premise_notes(principal: Principal, incident: Incident) -> list[dict[str, str]]:
    return [_premise(note) for note in registry.premise_notes_for(principal, incident)]


def _premise(note: PremiseNote) -> dict[str, str]:
    return {"kind": note.kind, "text": note.text, "verified_on": note.verified_on.isoformat()}
