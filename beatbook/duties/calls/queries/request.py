"""Requests to other services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from beatbook.contract.values import Part
from beatbook.duties.calls.models import Request
from beatbook.duties.calls.vocabulary import RequestState, Service
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Hold


def requests_of(call_ids: Iterable[int]) -> dict[int, list[Request]]:
    """The requests that were not canceled, by call, in the order they were made: one query."""
    found: dict[int, list[Request]] = defaultdict(list)
    standing = Request.objects.filter(call_id__in=list(call_ids))
    for request in standing.exclude(state=RequestState.CANCELED).order_by("pk"):
        found[request.call_id].append(request)
    return found


def on_board(request: Request) -> dict[str, Any]:
    """What every screen shows of a request: no names, no numbers."""
    return {
        "service": request.service,
        "name": request.get_service_display(),
        "state": request.state,
        "state_name": request.get_state_display(),
        "since": request.since.isoformat(),
        "chase_at": request.chase_at.isoformat() if request.chase_at else None,
        "overdue": request.overdue_at is not None,
        "wanted_by": request.wanted_by,
    }


TIMES = (
    *("requested_at", "asked_at", "accepted_at"),
    *("en_route_at", "on_scene_at", "safe_at", "cleared_at"),
)


def in_full(request: Request) -> dict[str, Any]:
    """What the call's own record shows, with the times of a unit."""
    full = on_board(request) | {
        "asked_of": request.asked_of,
        "accepted_by": request.accepted_by,
        "their_number": request.their_number,
    }
    for name in TIMES:
        at = getattr(request, name)
        full[name] = at.isoformat() if at else None
    return full


def last_of(requests: Iterable[Request], service: Service) -> Request | None:
    """What was asked of the service last: once it is asked again, what was said before is past."""
    return next((one for one in reversed(list(requests)) if one.service == service), None)


def said_safe(requests: Iterable[Request]) -> bool:
    """Did the police, asked last, say that it is safe? It is so when they have left, too."""
    police = last_of(requests, Service.POLICE)
    return police is not None and police.safe_at is not None


def is_opened(requests: Iterable[Request], there: Iterable[Assignment]) -> bool:
    """Is somebody there who may handle the call alone, so that others need not wait outside?"""
    asked = list(requests)
    police = last_of(asked, Service.POLICE)
    arrived = said_safe(asked) or (police is not None and police.state == RequestState.ON_SCENE)
    return arrived or any(
        one.part == Part.ALONE and one.on_scene_at and one.hold != Hold.STAND_OFF for one in there
    )
