"""Taking, sending, following and closing over HTTP: object through the rule, form, one command."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms, queries
from beatbook.duties.calls.models import Call, CallType, Disposition
from beatbook.duties.calls.queries import ranking, screens
from beatbook.duties.calls.vocabulary import Source
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.posted import InvalidField
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.registry import locating

ID = re.compile(r"[0-9]{1,18}")


@requires(Permission.CALL_TAKE)
@require_POST
def take(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency = agency_of(request, str(fields.get("agency", "")))

    def run() -> dict[str, Any]:
        given = posted.clean(forms.TakeCallForm(fields))
        call = commands.take_call(
            agency=agency,
            call_type=call_type_of(agency, given["call_type"]),
            location=locating.locate(agency, given["location"], given["lat"], given["lon"]),
            source=Source(given["source"] or Source.PHONE),
            caller=given["caller"],
            callback=given["callback"],
            note=given["notes"],
            plate=given["plate"],
            by=request.principal,
            at=request.now,
        )
        for question, reply in given["answers"].items():
            commands.answer_question(
                call=call, question=question, reply=reply, by=request.principal, at=request.now
            )
        number = call.incident.number
        return {
            "number": number,
            "message": _("{number} taken: {call_type}.").format(
                number=number, call_type=call.call_type.name
            ),
        }

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.CALL_READ)
def detail(request: Request, number: str) -> HttpResponse:
    return JsonResponse(screens.detail(request.principal, call_of(request, number)))


@requires(Permission.CALL_READ)
def recommendation(request: Request, number: str) -> HttpResponse:
    call = call_of(request, number)
    ranked = ranking.rank_units(request.principal, call, at=request.now)
    return JsonResponse({"number": number, "units": [screens.ranked(one) for one in ranked]})


@requires(Permission.CALL_DISPATCH)
@require_POST
def assign(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.AssignmentForm(fields))
        units = units_named(request, fields.get("unit"))
        commands.assign_units(
            call=call,
            units=units,
            status=UnitStatus(given["status"] or UnitStatus.DISPATCHED),
            override=given["override"],
            preempt=given["preempt"],
            by=request.principal,
            at=request.now,
        )
        sent = ", ".join(unit.callsign for unit in units)
        return {"message": _("{sent} sent to {number}.").format(sent=sent, number=number)}

    return answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def choose_primary(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        [unit, *more] = units_named(request, fields.get("unit"))
        if more:
            raise InvalidField("unit", _("Which one? A call has one primary unit."))
        commands.choose_primary(call=call, unit=unit, by=request.principal, at=request.now)
        return {
            "message": _("{callsign} is the primary unit on {number}.").format(
                callsign=unit.callsign, number=number
            )
        }

    return answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def see_wait(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        commands.see_wait(call=call, by=request.principal, at=request.now)
        return {"message": _("Seen: {number} waits.").format(number=number)}

    return answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def swap(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency_id = request.principal.agencies(Permission.CALL_DISPATCH)[0]

    def run() -> dict[str, Any]:
        units = units_named(request, fields.get("unit"))
        if len(units) != 2:
            raise InvalidField("unit", _("Which two units? Name both."))
        one, other = units
        commands.swap_units(units=(one, other), by=request.principal, at=request.now)
        return {
            "message": _("{callsign} and {callsign2} swapped.").format(
                callsign=one.callsign, callsign2=other.callsign
            )
        }

    return posted.answer(request, agency_id=agency_id, fields=fields, run=run)


@requires(Permission.CALL_READ)
@require_POST
def release(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.ReleaseForm(fields))
        unit = get_object_or_404(force.units_for(request.principal), pk=given["unit"])
        endings = dispositions_of(call, given["disposition"])
        _add_note(request, call, given["note"])
        cleared = commands.clear_unit(
            call=call,
            unit=unit,
            disposition=endings[0] if endings else None,
            further=endings[1:],
            left=given["left"],
            by=request.principal,
            at=request.now,
        )
        return {
            "message": _("{callsign} cleared from {number}.").format(
                callsign=unit.callsign, number=number
            ),
            "status": cleared.status,
        }

    return answer(request, call, fields, run)


@requires(Permission.CALL_CLOSE)
@require_POST
def close(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.ClosureForm(fields))
        primary, *further = dispositions_of(call, given["disposition"])
        _add_note(request, call, given["note"])
        closed = commands.close_call(
            call=call, disposition=primary, further=further, by=request.principal, at=request.now
        )
        return {
            "message": _("{number} closed: {ended_as}.").format(
                number=number, ended_as=closed.ended_as
            )
        }

    return answer(request, call, fields, run)


@requires(Permission.CALL_NOTE)
@require_POST
def note(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.NoteForm(fields))
        added = commands.add_note(
            call=call, text=given["text"], by=request.principal, at=request.now
        )
        return {"message": _("Note added."), "note": added.pk}

    return answer(request, call, fields, run)


@requires(Permission.CALL_NOTE)
@require_POST
def strike(request: Request, number: str, note_id: int) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)
    struck = get_object_or_404(queries.notes_for(request.principal), pk=note_id, call=call)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.StrikeForm(fields))
        commands.strike_note(
            note=struck, reason=given["reason"], by=request.principal, at=request.now
        )
        return {"message": _("Note struck out. It stays readable.")}

    return answer(request, call, fields, run)


@requires(Permission.CALL_TAKE)
@require_POST
def correct(request: Request, number: str) -> HttpResponse:
    call, fields = call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.CorrectionForm(fields))
        where, kind = given["location"], given["call_type"]
        commands.correct_call(
            call=call,
            location=locating.locate(call.agency, where, given["lat"], given["lon"])
            if where
            else None,
            call_type=call_type_of(call.agency, kind) if kind else None,
            priority=given["priority"],
            source=given["source"],
            by=request.principal,
            at=request.now,
        )
        return {"message": _("{number} corrected.").format(number=number)}

    return answer(request, call, fields, run)


def call_of(request: Request, number: str) -> Call:
    return get_object_or_404(queries.calls_for(request.principal), incident__number=number)


def answer(request: Request, call: Call, fields: dict[str, Any], run: Any) -> HttpResponse:
    return posted.answer(request, agency_id=call.agency_id, fields=fields, run=run)


def agency_of(request: Request, code: str) -> Agency:
    """The agency a call is taken for: named by its code, else the first by name."""
    agencies = queries.agencies_for_taking(request.principal)
    return get_object_or_404(agencies, code=code) if code else agencies[0]


def call_type_of(agency: Agency, code: str) -> CallType:
    found = CallType.objects.filter(agency=agency, code=code.upper(), retired_at=None).first()
    if found is None:
        raise InvalidField(
            "call_type",
            _("{agency} has no call type {code}.").format(agency=agency.name, code=code.upper()),
        )
    return found


def dispositions_of(call: Call, codes: list[str]) -> list[Disposition]:
    """Those of the agency in use, in the order in which they were named."""
    offered = Disposition.objects.filter(agency_id=call.agency_id, retired_at=None)
    found = {one.code: one for one in offered.filter(code__in=codes)}
    for code in codes:
        if code not in found:
            raise InvalidField(
                "disposition", _("There is no disposition {code}.").format(code=code)
            )
    return [found[code] for code in codes]


def units_named(request: Request, given: Any) -> list[Unit]:
    """The units named by id, all of them visible. Raises ``InvalidField``."""
    wanted = given if isinstance(given, list) else [given]
    if not wanted or not all(ID.fullmatch(str(one)) for one in wanted):
        raise InvalidField("unit", _("Which unit? Name at least one."))
    found = list(force.units_for(request.principal).filter(pk__in=wanted))
    if len(found) != len(set(map(int, wanted))):
        raise InvalidField("unit", _("One of these units is not there (any more)."))
    return found


def _add_note(request: Request, call: Call, text: str) -> None:
    if text.strip():
        commands.add_note(call=call, text=text, by=request.principal, at=request.now)
