"""The operations: object through the rule, one command, its answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import ninja
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router

from beatbook.contract.access import Permission
from beatbook.desks.api import pages, schemas
from beatbook.desks.api.access import Token
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls import models as calls
from beatbook.duties.calls.queries import eido, ranking, screens
from beatbook.duties.calls.vocabulary import OverrideReason
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as units
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import Status, StepBack, nena
from beatbook.ground.journal import receipts
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry import locating
from beatbook.ground.registry import queries as incidents
from beatbook.ground.ui import keyset

MOST_ALERTS = 500
router = Router()
REFUSALS = {409: schemas.Problem, 422: schemas.Problem, 403: schemas.Problem}
CommandId: Any = Header(
    None, alias="Command-Id", description="Yours: sent twice, the second gets the first answer."
)


@router.post(
    "/calls",
    response={201: schemas.Taken, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CALL_TAKE),
)
def take_call(request: Request, body: schemas.TakeCall, command_id: uuid.UUID = CommandId) -> Any:
    """Take a call. It is accepted when its number is in the answer."""
    agencies = queries.agencies_for_taking(request.principal)
    agency = get_object_or_404(agencies, code=body.agency) if body.agency else agencies[0]

    def run() -> dict[str, Any]:
        call = commands.take_call(
            agency=agency,
            call_type=named(queries.call_types_for, request, body.call_type, agency_id=agency.pk),
            location=locating.locate(agency, body.location, body.lat, body.lon),
            source=body.source,
            caller=body.caller,
            callback=body.callback,
            note=body.notes,
            plate=body.plate,
            by=request.principal,
            at=request.now,
        )
        number = call.incident.number
        return {"number": number, "message": f"{number} taken: {call.call_type.name}."}

    return ninja.Status(201, once(request, agency.pk, command_id, body.dict(), run))


@router.get("/calls", response=schemas.CallPage, tags=["calls"], auth=Token(Permission.CALL_READ))
def list_calls(
    request: Request,
    status: str = Query("", pattern="^(waiting|active|closed|merged)?$"),
    after: str = Query("", max_length=200),
    size: int = Query(50, ge=1, le=200),
) -> Any:
    """Calls newest first, a page at a time."""
    page = queries.history_page(
        request.principal, status=status, after=pages.open_key(after), size=size
    )
    return {"calls": map(pages.call, page.calls), "next": keyset.write(page.next_key) or None}


@router.get(
    "/calls/{number}",
    response={200: dict[str, Any]},
    tags=["calls"],
    auth=Token(Permission.CALL_READ),
)
def read_call(request: Request, number: str) -> Any:
    """One call with its facts, premise notes, units with times, and chronology."""
    return screens.detail(request.principal, call_of(request, number))


@router.get(
    "/calls/{number}/eido",
    response={200: dict[str, Any]},
    tags=["calls"],
    auth=Token(Permission.CALL_READ),
)
def read_eido(request: Request, number: str) -> Any:
    """One call as EIDO JSON 1.0, for another center: type, status, place, notes, how it ended."""
    call = call_of(request, number)
    return eido.of_call(
        call, units.assignments_of(call.pk), issuer=request.get_host(), at=request.now
    )


@router.get(
    "/calls/{number}/recommendation",
    response=list[schemas.Ranked],
    tags=["calls"],
    auth=Token(Permission.CALL_READ),
)
def recommend(request: Request, number: str) -> Any:
    """Every unit on duty, best first: able, available, soonest by road, each with its reason."""
    ranked = ranking.rank_units(request.principal, call_of(request, number), at=request.now)
    return [vars(one) | {"recommended": one.recommended} for one in ranked]


@router.post(
    "/calls/{number}/assignment",
    response={200: schemas.Done, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CALL_DISPATCH),
)
def assign(
    request: Request, number: str, body: schemas.Assign, command_id: uuid.UUID = CommandId
) -> Any:
    """Send units. All of them are sent, or none."""
    call = call_of(request, number)

    def run() -> dict[str, Any]:
        commands.assign_units(
            call=call,
            units=[_sendable(request, callsign) for callsign in body.units],
            status=Status(body.status),
            override=OverrideReason(body.override) if body.override else None,
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{', '.join(body.units)} sent to {number}."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.post(
    "/calls/{number}/closure",
    response={200: schemas.Done, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CALL_CLOSE),
)
def close_call(
    request: Request, number: str, body: schemas.Close, command_id: uuid.UUID = CommandId
) -> Any:
    """Close a call and free the units on it."""
    call = call_of(request, number)

    def run() -> dict[str, Any]:
        disposition, *further = (
            named(queries.dispositions_for, request, code, agency_id=call.agency_id)
            for code in (body.disposition, *body.further)
        )
        if body.note.strip():
            commands.add_note(call=call, text=body.note, by=request.principal, at=request.now)
        closed = commands.close_call(
            call=call,
            disposition=disposition,
            further=further,
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{number} closed: {closed.ended_as}."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.post(
    "/calls/{number}/case-numbers",
    response={200: schemas.OnRecord, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CASE_NUMBER_DRAW),
)
def put_on_record(
    request: Request, number: str, body: schemas.CaseNumber, command_id: uuid.UUID = CommandId
) -> Any:
    """Draw a case number, or note one that another agency issued. Twice gives the same one."""
    call = call_of(request, number)
    who_and_when: Any = {"incident": call.incident, "by": request.principal, "at": request.now}

    def run() -> dict[str, Any]:
        if body.case_number or body.issued_by:
            found = registry.record_foreign_case_number(
                number=body.case_number, issued_by=body.issued_by, **who_and_when
            )
        else:
            found = registry.draw_case_number(**who_and_when)
        return {"case_number": str(found), "message": f"{number} has the case number {found}."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.post(
    "/calls/{number}/case-numbers/voiding",
    response={200: schemas.OnRecord, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CASE_NUMBER_VOID),
)
def void_case_number(
    request: Request, number: str, body: schemas.Void, command_id: uuid.UUID = CommandId
) -> Any:
    """Void a case number. It stays on file, with who and why, and is never used again."""
    call = call_of(request, number)

    def run() -> dict[str, Any]:
        meant = incidents.case_number_meant(call.incident, body.case_number)
        if meant is None:
            raise pages.UnknownCode(f"{number} has no case number {body.case_number}.")
        registry.void_case_number(
            case_number=meant, reason=body.reason, by=request.principal, at=request.now
        )
        return {"case_number": str(meant), "message": f"{meant} is voided. It stays on file."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.get(
    "/alerts", response=list[schemas.Alert], tags=["alerts"], auth=Token(Permission.ALERT_READ)
)
def list_alerts(request: Request) -> Any:
    """The alerts in force, newest first: at most 500."""
    return incidents.alert_rows(
        list(incidents.alerts_in_force(request.principal, request.now)[:MOST_ALERTS])
    )


@router.post(
    "/calls/{number}/requests",
    response={200: schemas.Done, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CALL_DISPATCH),
)
def follow_service(
    request: Request, number: str, body: schemas.Ask, command_id: uuid.UUID = CommandId
) -> Any:
    """Request an outside service, say how far it is, or cancel it."""
    call = call_of(request, number)

    def run() -> dict[str, Any]:
        made = commands.follow_service(
            call=call, by=request.principal, at=request.now, **body.dict()
        )
        return {"message": f"{made.get_service_display()} {made.get_state_display()}, {number}."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.post(
    "/calls/{number}/flags",
    response={200: schemas.Done, **REFUSALS},
    tags=["calls"],
    auth=Token(Permission.CALL_TAKE),
)
def raise_call(
    request: Request, number: str, body: schemas.Raise, command_id: uuid.UUID = CommandId
) -> Any:
    """Raise a call that has become dangerous; with a reason, take that back."""
    call = call_of(request, number)
    told: Any = {"call": call, "flag": body.flag, "by": request.principal, "at": request.now}

    def run() -> dict[str, Any]:
        if body.reason:
            commands.lower_call(reason=body.reason, **told)
            return {"message": f"{number}: “{body.flag.label}” taken back."}
        commands.raise_call(**told)
        return {"message": f"{number} raised: {body.flag.label}."}

    return once(request, call.agency_id, command_id, {"number": number} | body.dict(), run)


@router.get("/units", response=list[schemas.Unit], tags=["units"], auth=Token(Permission.UNIT_READ))
def list_units(request: Request) -> Any:
    """Every unit in use with its status, crew, call and last position."""
    visible = units.units_for(request.principal).values_list("pk", flat=True)
    rows = units.board_rows(list(visible))
    return [_unit_as_told(row["row"]) for row in rows if row["row"]]


@router.post(
    "/units/{callsign}/status",
    response={200: schemas.Done, **REFUSALS},
    tags=["units"],
    auth=Token(Permission.UNIT_STATUS),
)
def set_status(
    request: Request, callsign: str, body: schemas.Status, command_id: uuid.UUID = CommandId
) -> Any:
    """Set a unit's status: on a call it moves the assignment on."""
    unit = _unit(request, callsign)
    status = Status(body.status)

    def run() -> dict[str, Any]:
        force.set_status(
            unit=unit,
            status=status,
            reason=body.reason,
            back=StepBack(body.back) if body.back else None,
            reached_at=body.reached_at,
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{unit.callsign} {status.label}."}

    return once(
        request, unit.agency_id, command_id, {"unit": callsign} | body.model_dump(mode="json"), run
    )


def _unit_as_told(row: Mapping[str, Any]) -> dict[str, Any]:
    primary, secondary = nena(row["status"], sendable=row["sendable"], meal=row["meal"])
    told = {"primary_status": primary, "secondary_status": secondary}
    return {**row} | told | {"kind": row["unit_kind"]}


def once(
    request: Request,
    agency_id: int,
    command_id: uuid.UUID | None,
    body: dict[str, Any],
    run: Callable[[], dict[str, Any]],
) -> dict[str, Any]:
    if command_id is None:
        return run()
    return receipts.answer_once(
        by=request.principal, agency_id=agency_id, command_id=command_id, body=body, run=run
    )


def call_of(request: Request, number: str) -> calls.Call:
    return get_object_or_404(queries.calls_for(request.principal), incident__number=number)


def _unit(request: Request, callsign: str) -> Unit:
    return get_object_or_404(units.units_for(request.principal), callsign=callsign.upper())


def _sendable(request: Request, callsign: str) -> Unit:
    """A unit that the body names. Raises ``UnknownCode``, which says the one of them it is."""
    try:
        return _unit(request, callsign)
    except Http404 as missing:
        raise pages.UnknownCode(f"There is no unit {callsign}.") from missing


def named(rows: Any, request: Request, code: str, **where: Any) -> Any:
    """A call type or disposition by its code. Raises ``InvalidField``."""
    found = rows(request.principal, Permission.CALL_READ).filter(code=code.upper(), **where)
    if not found:
        raise pages.UnknownCode(f"There is no {code.upper()} in this agency.")
    return found[0]
