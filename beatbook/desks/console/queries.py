"""What the console's page starts with: the live rows from a cursor on, and the desk's words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse

from beatbook.contract.access import Permission, Principal
from beatbook.core import clock
from beatbook.core.clock import OperationalClock
from beatbook.desks.console import grammar
from beatbook.duties.calls import queries as calls
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.models import Area, Map
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.journal import cursor
from beatbook.ground.ui import live, vocabulary

ATTRIBUTION = "© OpenStreetMap contributors"


def page_state(operational: OperationalClock) -> dict[str, Any]:
    """The cursor first, then the rows: whatever happens in between comes by the feed once more."""
    position = cursor.latest_position()
    real = clock.real_now()
    return {
        "cursor": cursor.seal(position),
        "clock": {
            "rate": operational.rate,
            "real": real.isoformat(),
            "operational": operational.at(real).isoformat(),
        },
        "calls": live.state("call"),
        "units": live.state("unit"),
    }


def book(principal: Principal) -> dict[str, Any]:
    """What does not change while one sits here: commands, vocabularies, grants, the map."""
    agencies = list(Agency.objects.filter(pk__in=principal.agencies()).order_by("name"))
    return {
        "registry": grammar.as_json(),
        "types": _types(principal),
        "dispositions": _dispositions(principal),
        "statuses": vocabulary.STATUSES,
        "grants": {a.code: sorted(principal.grants[a.pk]) for a in agencies},
        "beats": _beat_names(agencies),
        "time_zone": agencies[0].time_zone if agencies else "UTC",
        "map": _map(agencies),
        "urls": {
            "take": reverse("take_call"),
            "where": reverse("where"),
            "figures": reverse("console_figures"),
        },
    }


def agencies_to_take_for(principal: Principal) -> list[Agency]:
    return list(calls.agencies_for_taking(principal))


def _types(principal: Principal) -> list[dict[str, Any]]:
    """Each code once: agencies that one center dispatches for share most of them."""
    types = calls.call_types_for(principal, Permission.CALL_TAKE)
    return list(
        {
            type_.code: {"code": type_.code, "name": type_.name, "priority": type_.priority}
            for type_ in types
        }.values()
    )


def _dispositions(principal: Principal) -> list[dict[str, Any]]:
    dispositions = calls.dispositions_for(principal, Permission.CALL_CLOSE)
    return list({d.code: {"code": d.code, "name": d.name} for d in dispositions}.values())


def _beats(agencies: list[Agency]) -> list[Area]:
    areas = Area.objects.filter(agency__in=agencies, kind=AreaKind.BEAT, retired_at=None)
    return list(areas.select_related("agency").order_by("agency__code", "code"))


def _beat_names(agencies: list[Agency]) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for area in _beats(agencies):
        names[area.agency.code][area.code] = area.name
    return names


def _map(agencies: list[Agency]) -> dict[str, Any]:
    """Without an imported map there are still the marks, around nothing."""
    active = Map.objects.filter(is_active=True).first()
    if active is None:
        return {"tiles": None, "view": {}, "beats": []}
    bounds = active.bounds
    return {
        "tiles": f"/tiles/{active.key}/{{z}}/{{x}}/{{y}}",
        "attribution": ATTRIBUTION,
        "view": {"bounds": [[bounds.west, bounds.south], [bounds.east, bounds.north]]},
        "beats": [
            {
                "type": "Feature",
                "properties": {"code": area.code, "name": area.name},
                "geometry": area.outline,
            }
            for area in _beats(agencies)
        ],
    }
