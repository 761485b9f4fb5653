"""Calls that another center has too, and under which number."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from beatbook.contract.access import Permission, Principal
from beatbook.core.numbering import compact, squeeze
from beatbook.duties.calls.models import Call, Center, Counterpart, StatusAddress, Transfer
from beatbook.duties.calls.vocabulary import CALLED_OFF, Stage, Status
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import Assignment

TIMES = (
    "assigned_at",
    "en_route_at",
    "staging_at",
    "on_scene_at",
    "transporting_at",
    "cleared_at",
)
MOST = 100
"""Of the calls whose number may be meant, the last ones."""


def centers_of(agency_id: int) -> QuerySet[Center]:
    """The other centers that an agency knows, by name, each with how many calls it sent."""
    known = Center.objects.filter(agency_id=agency_id)
    with_address = known.select_related("status_address")
    return with_address.annotate(sent=Count("counterpart")).order_by("name", "pk")


def status_url_of(center: Center) -> str:
    """Where it is told how its calls stand; empty where it is not."""
    address: StatusAddress | None = getattr(center, "status_address", None)
    return address.url if address else ""


def secret_of(address: StatusAddress) -> str:
    """What the center checks our signature with: made anew from our own secret, kept nowhere."""
    return salted_hmac("beatbook.calls.center", address.salt, algorithm="sha256").hexdigest()


def counterparts_of(call: Call) -> list[Counterpart]:
    """The first known first: one query."""
    return list(call.counterparts.select_related("center").order_by("pk"))


def counterparts_for(principal: Principal) -> QuerySet[Counterpart]:
    """Those of the calls that this principal may read."""
    return Counterpart.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).select_related("center", "call__incident", "call__agency", "call__call_type")


def with_call(counterpart_id: int) -> Counterpart | None:
    """With all that ``status_of`` reads of it."""
    read = Counterpart.objects.select_related("center", "call__incident")
    return read.filter(pk=counterpart_id).first()


def their_numbers(call_ids: list[int]) -> dict[int, list[str]]:
    """The numbers of these calls elsewhere, the first known first: one query."""
    numbers: dict[int, list[str]] = defaultdict(list)
    rows = Counterpart.objects.filter(call_id__in=call_ids).order_by("pk")
    for call_id, number in rows.values_list("call_id", "number"):
        numbers[call_id].append(number)
    return numbers


def calls_elsewhere_as(principal: Principal, typed: str) -> list[int]:
    """Ids of the calls that some center has under this number, with or without zeros and dashes."""
    if not any(letter.isdigit() for letter in typed):
        return []
    found = Counterpart.objects.filter(
        Q(compact=compact(typed)) | Q(squeezed=squeeze(typed)),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).order_by("-known_at")
    return list(found.values_list("call_id", flat=True)[:MOST])


def in_full(call: Call) -> list[dict[str, Any]]:
    """Their numbers as a call's record shows them."""
    return [
        {
            "center": one.center.name,
            "number": one.number,
            "received_at": one.received_at.isoformat() if one.received_at else None,
            "kind": one.told.get("kind", ""),
            "status": one.told.get("status", ""),
        }
        for one in counterparts_of(call)
    ]


def transfers_of(call: Call) -> list[Transfer]:
    """In the order in which they were written down: one query."""
    return list(call.transfers.order_by("pk"))


def transferred(one: Transfer) -> dict[str, Any]:
    return {
        "center": one.center,
        "whom": one.whom,
        "means": one.means,
        "said": one.said,
        "said_at": one.said_at.isoformat(),
        "at": one.at.isoformat(),
    }


def stage_of(call: Call, sent: list[Assignment], transfers: list[Transfer]) -> Stage:
    """How far a call is, by one word. ``sent`` are all its assignments."""
    if call.status in (Status.CLOSED, Status.MERGED):
        if any(one.closed and max(one.at, call.received_at) == call.closed_at for one in transfers):
            return Stage.TRANSFERRED
        called_off = call.disposition and call.disposition.eido in CALLED_OFF
        return Stage.CANCELED if called_off else Stage.CLOSED
    there = [one for one in sent if one.cleared_at is None]
    if any(one.on_scene_at for one in there):
        return Stage.ON_SCENE
    if any(one.en_route_at for one in there):
        return Stage.EN_ROUTE
    if there:
        return Stage.DISPATCHED
    return Stage.HELD if call.status == Status.HELD else Stage.RECEIVED


def status_of(counterpart: Counterpart) -> dict[str, Any]:
    """What goes back to the center: both numbers, how far it is, units with times, how it ended."""
    call = counterpart.call
    sent, transfers = force.assignments_of(call.pk), transfers_of(call)
    return {
        "center": counterpart.center.name,
        "their_number": counterpart.number,
        "number": call.incident.number,
        "status": stage_of(call, sent, transfers),
        "received_at": call.received_at.isoformat(),
        "closed_at": call.closed_at.isoformat() if call.closed_at else None,
        "units": [_unit(one) for one in sent],
        "dispositions": [
            {"code": one.code, "name": one.name, "eido": one.eido} for one in call.endings
        ],
        "transfers": [transferred(one) for one in transfers],
    }


def _unit(one: Assignment) -> dict[str, Any]:
    times = {name: getattr(one, name) for name in TIMES}
    return {"callsign": one.unit.callsign} | {
        name: at.isoformat() if at else None for name, at in times.items()
    }
