"""Calls that go between centers: one arrives, and its status goes back."""

from __future__ import annotations

from typing import Any

import ninja
from django.shortcuts import get_object_or_404
from ninja import Router

from beatbook.contract.access import Permission
from beatbook.desks.api import arrivals, schemas
from beatbook.desks.api.access import Token
from beatbook.desks.api.operations import REFUSALS
from beatbook.duties.calls import commands, queries
from beatbook.ground.agency import posted
from beatbook.ground.agency.requests import Request
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
