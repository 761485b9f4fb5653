"""The line of companies that are called in turn, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls.models import Company, Request, Turn
from beatbook.duties.calls.vocabulary import BY_ROTATION, UNANSWERED, USES_THE_TURN

PAGE = 50


def companies_for(principal: Principal, permission: Permission) -> QuerySet[Company]:
    """Those in use, in the order of the line."""
    mine = Company.objects.filter(agency_id__in=principal.agencies(permission), retired_at=None)
    return mine.order_by("service", "place")


def line(principal: Principal, agency_id: int) -> QuerySet[Any]:
    """Who is next, then who follows; how many turns each has used, and when the last one was."""
    used = Q(turns__outcome__in=sorted(USES_THE_TURN), turns__returned_at=None)
    found = companies_for(principal, Permission.CALL_READ).filter(agency_id=agency_id)
    return found.annotate(used=Count("turns", filter=used), last=Max("turns__at", filter=used))


def next_in_line(request: Request) -> Company | None:
    """Whom to ask now: the first that was not asked for this request already."""
    asked = Turn.objects.filter(request=request, returned_at=None).values("company_id")
    standing = Company.objects.filter(
        agency_id=request.agency_id, service=request.service, retired_at=None
    )
    return standing.exclude(pk__in=asked).order_by("place").first()


def offer(request: Request) -> dict[str, Any] | None:
    """Whom to ask next for a request that nobody has accepted, as screens get it."""
    if request.service not in BY_ROTATION or request.state not in UNANSWERED:
        return None
    company = next_in_line(request)
    if company is None:
        return None
    return {"id": company.pk, "name": company.name, "phone": company.phone}


@dataclass(frozen=True)
class TurnPage:
    """Turns, newest first, and the key of the page after it."""

    turns: list[Turn]
    next_key: tuple[datetime, int] | None


def turns_page(
    principal: Principal,
    agency_id: int,
    *,
    after: tuple[datetime, int] | None = None,
    size: int = PAGE,
) -> TurnPage:
    """By keyset: the thousandth page costs what the first does."""
    found = Turn.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id=agency_id,
        agency__in=principal.agencies(Permission.CALL_READ),
    ).select_related("company", "request__call__incident")
    if after:
        at, pk = after
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    turns = list(found.order_by("-at", "-pk")[: size + 1])
    last = turns[size - 1] if len(turns) > size else None
    return TurnPage(turns[:size], (last.at, last.pk) if last else None)
