"""The console's pages: the screen, its cheat sheet, and the figures it asks for each minute."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beatbook.contract.access import Permission
from beatbook.desks.console import grammar, queries
from beatbook.duties.calls import queries as calls
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import letters
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.ui import vocabulary, workspaces

PANELS = {"": "Dispatch console", "calls": "Calls", "units": "Units", "map": "Map"}
LEGEND = 8
"""Statuses that are drawn on the map: out of service and off duty are not."""


@require_safe
@requires(Permission.CALL_DISPATCH)
def console(request: Request, panel: str = "") -> HttpResponse:
    """The screen a dispatcher sits at all day; or one part of it, for another monitor."""
    verbs = grammar.in_letters(letters.of_agency(request.home))
    return render(
        request,
        "console/console.html",
        {
            "panel": panel,
            "panel_name": PANELS[panel],
            "state": queries.page_state(request.clock),
            "book": queries.book(request.principal, verbs),
            "verbs": verbs,
            "key_verbs": grammar.for_keys(verbs),
            "call_verbs": grammar.for_a_call(verbs),
            "kinds": AreaKind.choices,
            "alert_records": workspaces.address_of("alerts", request.principal),
            "may_issue": request.principal.may_somewhere(Permission.ALERT_ISSUE),
            "may_close": request.principal.may_somewhere(Permission.CLOSURE_SET),
            "legend": list(vocabulary.STATUSES.items())[:LEGEND],
        },
    )


@require_safe
@requires(Permission.CALL_DISPATCH)
def snapshot(request: Request) -> JsonResponse:
    """The rows alone, for a screen that must begin again: when all do at once, that is cheap."""
    return JsonResponse(queries.page_state(request.clock))


@require_safe
@requires(Permission.CALL_READ)
def wall_snapshot(request: Request) -> JsonResponse:
    return JsonResponse(queries.wall_state(request.clock))


@require_safe
@requires(Permission.CALL_READ)
def wall(request: Request) -> HttpResponse:
    """Calls, units and the map for a room to look at: nothing of a call's record."""
    context = {
        "state": queries.wall_state(request.clock),
        "book": queries.wall_book(request.principal),
        "kinds": AreaKind.choices,
        "legend": list(vocabulary.STATUSES.items())[:LEGEND],
    }
    return render(request, "console/wall.html", context)


@require_safe
@requires(Permission.CALL_DISPATCH)
def commands(request: Request) -> HttpResponse:
    """Every command on one page that prints."""
    verbs = grammar.in_letters(letters.of_agency(request.home))
    return render(request, "console/commands.html", {"verbs": verbs})


@require_safe
@requires(Permission.CALL_DISPATCH)
def figures(request: Request) -> HttpResponse:
    """The median wait from received to first unit sent, today: seconds, null when none was sent."""
    median = calls.median_seconds_to_dispatch(request.principal, at=request.now)
    return JsonResponse({"median_to_dispatch_s": median})
