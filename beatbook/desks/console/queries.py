"""What the console's page starts with: the live rows from a cursor on, and the desk's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from beatbook.contract.access import Permission, Principal
from beatbook.core import clock, vehicles
from beatbook.core.clock import OperationalClock
from beatbook.desks.console import grammar
from beatbook.desks.console.parts_of_speech import Verb
from beatbook.duties.calls import queries as calls
from beatbook.duties.calls.vocabulary import (
    Flag,
    Means,
    Outcome,
    OverrideReason,
    Reply,
    Service,
    Source,
)
from beatbook.ground.agency.models import Agency
from beatbook.ground.force.vocabulary import LeftEarly, StepBack
from beatbook.ground.geo import areas
from beatbook.ground.geo import queries as geo
from beatbook.ground.journal import cursor
from beatbook.ground.registry.vocabulary import AlertKind, CheckResult
from beatbook.ground.ui import live, vocabulary, workspaces


def page_state(operational: OperationalClock) -> dict[str, Any]:
    """What a dispatcher's screen begins with: the wall's rows, then those for dispatchers alone."""
    return wall_state(operational) | {
        "alerts": live.state("alert"),
        "checks": live.state("check"),
        "tags": live.state("tag"),
    }


def wall_state(operational: OperationalClock) -> dict[str, Any]:
    """The cursor first, then the rows: whatever happens in between comes by the feed once more."""
    position = cursor.latest_position()
    return {
        "cursor": cursor.seal(position),
        "clock": live.clock_state(operational, clock.real_now()),
        "calls": live.state("call"),
        "units": live.state("unit"),
        "closures": live.state("closure"),
    }


def wall_book(principal: Principal) -> dict[str, Any]:
    """What a wall is told once: the names of beats, the time zone and the map."""
    agencies = list(Agency.objects.filter(pk__in=principal.agencies()).order_by("name"))
    beats = areas.as_geojson([agency.pk for agency in agencies])
    return {
        "beats": _names(beats),
        "time_zone": agencies[0].time_zone if agencies else "UTC",
        "map": geo.shown() | {"beats": beats},
        "urls": {"snapshot": reverse("wall_snapshot")},
    }


def book(principal: Principal, verbs: Sequence[Verb] = grammar.VERBS) -> dict[str, Any]:
    """What does not change while one sits here: commands, vocabularies, grants, the map.

    ``verbs`` is the registry in the letters of who sits here.
    """
    agencies = list(Agency.objects.filter(pk__in=principal.agencies()).order_by("name"))
    return wall_book(principal) | {
        "registry": grammar.as_json(verbs),
        "types": _types(principal),
        "dispositions": _dispositions(principal),
        "flags": [{"code": code, "name": name} for code, name in Flag.choices],
        "services": [{"code": code, "name": name} for code, name in Service.choices],
        "replies": [{"code": code, "name": name} for code, name in Reply.choices],
        "results": [{"code": code, "name": name} for code, name in CheckResult.choices],
        "alert_kinds": [{"code": code, "name": name} for code, name in AlertKind.choices],
        "states": sorted(vehicles.STATES),
        "sources": [{"code": code, "name": name} for code, name in Source.choices],
        "means": [{"code": code, "name": name} for code, name in Means.choices],
        "offers": [{"code": code, "name": name} for code, name in Outcome.choices],
        "overrides": [{"code": code, "name": name} for code, name in OverrideReason.choices],
        "backs": [{"code": code, "name": name} for code, name in StepBack.choices],
        "lefts": [{"code": code, "name": name} for code, name in LeftEarly.choices],
        "agencies": [
            {"code": agency.code, "name": agency.name}
            for agency in calls.agencies_for_taking(principal)
        ],
        "statuses": vocabulary.STATUSES,
        "grants": {agency.code: sorted(principal.grants[agency.pk]) for agency in agencies},
        "urls": {
            "snapshot": reverse("console_snapshot"),
            "take": reverse("take_call"),
            "undo": reverse("undo"),
            "beside": reverse("beside"),
            "where": reverse("where"),
            "close": reverse("close_street"),
            "stretch": reverse("stretch"),
            "alert": reverse("issue_alert"),
            "matching": reverse("matching_alerts"),
            "figures": reverse("console_figures"),
            "alerts": workspaces.address_of("alerts", principal),
            "tows": workspaces.address_of("tows", principal),
            "history": workspaces.address_of("call_history", principal),
        },
    }


def _types(principal: Principal) -> list[dict[str, Any]]:
    """Each code once: agencies that one center dispatches for share most of them."""
    types = calls.call_types_for(principal, Permission.CALL_TAKE)
    return list(
        {
            one.code: {"code": one.code, "name": one.name, "priority": one.priority}
            for one in types
        }.values()
    )


def _dispositions(principal: Principal) -> list[dict[str, Any]]:
    dispositions = calls.dispositions_for(principal, Permission.CALL_CLOSE)
    return list({one.code: {"code": one.code, "name": one.name} for one in dispositions}.values())


def _names(beats: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The names of beats by agency and code."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for area in (feature["properties"] for feature in beats["features"]):
        names[area["agency"]][area["code"]] = area["name"]
    return names
