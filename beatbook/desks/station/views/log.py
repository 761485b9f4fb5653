"""The shift log: what happened, newest first, or as it was at the end of a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beatbook.contract.access import Permission
from beatbook.desks.station import agencies
from beatbook.desks.station import log as logs
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.ui import keyset


@require_safe
@requires(Permission.CALL_READ)
def log(request: Request) -> HttpResponse:
    """`?day=2026-06-15&after=...`: a day that is none is as if none were given."""
    agency, *others = agencies.to_set_up(request, Permission.CALL_READ)
    day = _day(request.GET.get("day", ""))
    after = keyset.read(request.GET.get("after", ""))
    page = logs.page(
        request.principal, agency, after or (logs.end_of(day, agency) if day else None)
    )
    context = {
        "agency": agency,
        "others": others,
        "day": day,
        "lines": logs.lines(page),
        "next": keyset.write(page.next_key),
        "later_page": bool(after),
    }
    return render(request, "station/log.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
