"""Calls that go between centers: one arrives, and its status goes back."""

from __future__ import annotations

import uuid
from typing import Any

import ninja
from django.shortcuts import get_object_or_404
from ninja import Router

from beatbook.contract.access import Permission
from beatbook.desks.api import arrivals, schemas
from beatbook.desks.api.access import Token
from beatbook.desks.api.operations import REFUSALS, CommandId, call_of, named, once
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Counterpart
from beatbook.duties.calls.queries import eido, exchange
from beatbook.duties.calls.vocabulary import Means
from beatbook.ground.agency import posted
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import queries as units
from beatbook.ground.registry import locating

router = Router(tags=["exchange"])
BODY = {"content": {"application/json": {"schema": {"type": "object"}}}, "required": True}
TAKEN = {201: schemas.Arrived, 200: schemas.Arrived, **REFUSALS}


@router.post("/exchange/calls", response=TAKEN, auth=Token(Permission.CALL_TAKE))
def receive_call(request: Request, body: schemas.Arrive) -> Any:
    """A call of another center, under their number. Sent again, it follows what has changed."""
    told = body.dict(exclude={"agency", "notes"})
    notes = tuple(commands.Said(key=text, text=text) for text in body.notes if text.strip())
    return _receive(request, body.agency, commands.Arrival(**told, notes=notes))


@router.post(
    "/exchange/eido",
    response=TAKEN,
    auth=Token(Permission.CALL_TAKE),
    openapi_extra={"requestBody": BODY},
)
def receive_eido(request: Request, agency: str = "") -> Any:
    """The same as EIDO JSON: number, type, place, notes, call-back, times and sending agency."""
    return _receive(request, agency, arrivals.read_eido(posted.body(request)))


@router.get("/exchange/calls", response=schemas.Elsewhere, auth=Token(Permission.CALL_READ))
def read_status(request: Request, center: str, number: str) -> Any:
    """How the call stands that this center has under this number: both numbers, units, the end."""
    return exchange.status_of(_counterpart(request, center, number))


@router.get("/exchange/eido", response=dict[str, Any], auth=Token(Permission.CALL_READ))
def read_status_as_eido(request: Request, center: str, number: str) -> Any:
    """The same call as EIDO JSON 1.0."""
    call = _counterpart(request, center, number).call
    sent = units.assignments_of(call.pk)
    return eido.of_call(call, sent, issuer=request.get_host(), at=request.now)


@router.post(
    "/calls/{number}/transfer",
    response={200: schemas.Done, **REFUSALS},
    auth=Token(Permission.CALL_DISPATCH),
)
def transfer_call(
    request: Request,
    number: str,
    body: schemas.TransferOut,
    command_id: uuid.UUID = CommandId,
) -> Any:
    """Hand a call to another center, and close it here if it ends with that."""
    call = call_of(request, number)
    told = body.dict(exclude={"disposition", "means"})

    def run() -> dict[str, Any]:
        code, offered = body.disposition, queries.dispositions_for
        made = commands.transfer_call(
            call=call,
            means=Means(body.means),
            disposition=named(offered, request, code, agency_id=call.agency_id) if code else None,
            by=request.principal,
            at=request.now,
            **told,
        )
        return {"message": f"{number} transferred to {made}."}

    sent = {"number": number} | body.model_dump(mode="json")
    return once(request, call.agency_id, command_id, sent, run)


def _counterpart(request: Request, center: str, number: str) -> Counterpart:
    theirs = exchange.counterparts_for(request.principal)
    return get_object_or_404(theirs, center__sends_as__iexact=center, number=number)


def _receive(request: Request, agency_code: str, arrival: commands.Arrival) -> Any:
    agencies = queries.agencies_for_taking(request.principal)
    agency = get_object_or_404(agencies, code=agency_code) if agency_code else agencies[0]
    counterpart, outcome = commands.receive_call(
        agency=agency,
        arrival=arrival,
        location=locating.locate(agency, arrival.location, arrival.lat, arrival.lon),
        by=request.principal,
        at=request.now,
    )
    number = counterpart.call.incident.number
    answer = {
        "number": number,
        "their_number": counterpart.number,
        "center": counterpart.center.name,
        "outcome": outcome,
        "message": f"{counterpart.number} is {number} here: {outcome}.",
    }
    return ninja.Status(201 if outcome == commands.Outcome.TAKEN else 200, answer)
