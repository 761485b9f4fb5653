"""What the phone starts with and asks for: my unit, the live rows, my call, the way there."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import models
from django.db.models import Count
from django.urls import reverse

from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import Point, UnitKind
from beatbook.core import clock
from beatbook.core.clock import OperationalClock
from beatbook.desks.field import vocabulary
from beatbook.duties.calls import queries as calls
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.queries import screens
from beatbook.duties.calls.vocabulary import Flag, Service, Source
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import queries as units
from beatbook.ground.force import vocabulary as force
from beatbook.ground.force.models import LastPosition, RosterEntry, Unit
from beatbook.ground.geo import areas
from beatbook.ground.geo import queries as geo
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.trips import Route
from beatbook.ground.geo.where import reverse as whereabouts
from beatbook.ground.journal import cursor
from beatbook.ground.registry import queries as registry
from beatbook.ground.ui import live

RECENT_CALLS = 1_000
"""How many of the agency's last calls tell how such a call usually ends."""


def shift_of(principal: Principal) -> RosterEntry | None:
    """The unit this member crews now, and since when."""
    if principal.member_id is None:
        return None
    return (
        RosterEntry.objects.filter(member_id=principal.member_id, ends_at=None)
        .select_related("unit__agency", "member")
        .first()
    )


def page_state(
    principal: Principal, operational: OperationalClock, shift: RosterEntry | None
) -> dict[str, Any]:
    """The cursor first, then the rows: whatever happens in between comes by the feed once more."""
    position = cursor.latest_position()
    return {
        "cursor": cursor.seal(position),
        "clock": live.clock_state(operational, clock.real_now()),
        "calls": live.state("call") if shift else [],
        "units": live.state("unit"),
        "closures": live.state("closure"),
        "reports": live.state("report") if shift else [],
        "alerts": _alerts(principal),
        "checks": live.state("check") if shift else [],
        "tags": live.state("tag") if shift else [],
        "cancellations": live.patches("cancellation", [str(shift.unit_id)]) if shift else [],
        "me": {"member": principal.member_id, "unit": shift.unit_id if shift else None},
    }


def told_state(principal: Principal, operational: OperationalClock) -> dict[str, Any]:
    """What a page of the phone that is about no unit starts with: the alerts in force."""
    position = cursor.latest_position()
    return {
        "cursor": cursor.seal(position),
        "clock": live.clock_state(operational, clock.real_now()),
        "alerts": _alerts(principal),
    }


def told_book(principal: Principal) -> dict[str, Any]:
    """Who is told, and by which wall clock: that of the first of the member's agencies by name."""
    mine = Agency.objects.filter(pk__in=principal.agencies()).order_by("name")
    return {"member": principal.member_id, "time_zone": mine[0].time_zone}


def _alerts(principal: Principal) -> list[live.Patch]:
    return live.state("alert") if principal.may_somewhere(Permission.ALERT_READ) else []


def book(principal: Principal, shift: RosterEntry) -> dict[str, Any]:
    """What does not change during a shift: who I am, the words, the order of statuses, the map."""
    unit = shift.unit
    return {
        "member": principal.member_id,
        "unit": unit.pk,
        "kind": unit.kind,
        "since": shift.starts_at.isoformat(),
        "time_zone": unit.agency.time_zone,
        "beats": {beat.code: beat.name for beat in areas.beats_of(unit.agency_id)},
        "order": {
            "on_call": _sorted(force.ALLOWED_ON_CALL),
            "without_call": _sorted(force.ALLOWED_WITHOUT_CALL),
            "course": list(force.COURSE),
        },
        "names": {button.code: button.name for button in (*vocabulary.STEPS, *vocabulary.DUTY)},
        "types": on_view_types(principal, unit),
        "reasons": vocabulary.REASONS,
        "backs": _choices(force.StepBack),
        "lefts": _choices(force.LeftEarly),
        "dispositions": _dispositions(principal, unit),
        "may_draw_case_numbers": principal.may(Permission.CASE_NUMBER_DRAW, unit.agency_id),
        "flags": _choices(Flag),
        "services": _choices(Service),
        "map": geo.shown(),
        "urls": {
            "status": reverse("set_unit_status", args=[unit.pk]),
            "safety": reverse("confirm_safe", args=[unit.pk]),
            "on_view": reverse("on_view"),
            "transport": reverse("start_transport", args=[unit.pk]),
            "emergency": reverse("raise_emergency", args=[unit.pk]),
            "backup": reverse("ask_backup", args=[unit.pk]),
            "shown": reverse("show_call", args=[unit.pk]),
            "cancellation": reverse("read_cancellation", args=[unit.pk]),
            "meal": reverse("unit_meal", args=[unit.pk]),
            "sendable": reverse("set_unit_sendable", args=[unit.pk]),
            "record": reverse("field_record"),
            "tags": reverse("field_tags"),
            "route": reverse("field_route"),
            "positions": "/positions",
        },
    }


def my_call(principal: Principal, unit: Unit) -> Call | None:
    """The call that the unit is on, if this member may read it."""
    return (
        calls.calls_for(principal)
        .filter(incident__assignment__unit=unit, incident__assignment__cleared_at=None)
        .first()
    )


def record(principal: Principal, call: Call) -> dict[str, Any]:
    """The call's record, with the corner it is at and how such calls usually end."""
    return screens.detail(principal, call) | {
        "corner": _corner(call),
        "usual": usual_dispositions(call),
    }


def place(principal: Principal, call: Call) -> dict[str, Any]:
    """The premise notes and earlier calls of the place where the call is.

    Who called is shown to whom the agency lets know that, and on no other screen of the phone.
    """
    return {
        "premise_notes": registry.premise_notes_for(principal, call.incident),
        "earlier": calls.calls_at_place_of(principal, call),
        "names_callers": principal.may(Permission.CALLER_READ, call.agency_id),
    }


def on_view_types(principal: Principal, unit: Unit) -> list[dict[str, str]]:
    """The kinds of call of the unit's agency; those that officers came upon lately first."""
    types = calls.call_types_for(principal, Permission.CALL_ON_VIEW).filter(agency=unit.agency_id)
    recent = Call.objects.filter(agency_id=unit.agency_id).order_by("-received_at", "-incident")
    seen = Call.objects.filter(pk__in=recent.values("pk")[:RECENT_CALLS], source=Source.ON_VIEW)
    counts = dict(seen.values_list("call_type__code").annotate(Count("pk")))
    often = {code: place for place, code in enumerate(vocabulary.COME_UPON)}
    ranked = sorted(
        types, key=lambda one: (-counts.get(one.code, 0), often.get(one.code, len(often)), one.name)
    )
    return [{"code": one.code, "name": one.name} for one in ranked]


def usual_dispositions(call: Call) -> list[str]:
    """Codes of how calls of this type ended, the most frequent first.

    Counted over the agency's last calls only, so the cost does not grow with the history.
    """
    recent = Call.objects.filter(agency_id=call.agency_id).order_by("-received_at", "-incident")
    ended = Call.objects.filter(
        pk__in=recent.values("pk")[:RECENT_CALLS],
        call_type_id=call.call_type_id,
        disposition__isnull=False,
    )
    counted = ended.values_list("disposition__code").annotate(Count("pk"))
    return [code for code, _ in sorted(counted, key=lambda pair: (-pair[1], pair[0]))]


def route(unit: Unit, call: Call) -> dict[str, Any] | None:
    """The way by street from the unit's last position to the call.

    None while one of the two places is not known. Raises ``NoRoute``.
    """
    seen = LastPosition.objects.filter(unit=unit).first()
    if seen is None or call.incident.lat is None or call.incident.lon is None:
        return None
    destination = Point(call.incident.lat, call.incident.lon)
    kind = UnitKind(unit.kind)
    driving = units.driving_of(unit.agency)
    found = engine.current().route(Point(seen.lat, seen.lon), destination, kind, driving=driving)
    return _told(found) | {"number": call.incident.number, "kind": kind, "from_at": seen.at}


def _told(found: Route) -> dict[str, Any]:
    return {
        "seconds": round(found.seconds),
        "meters": round(found.meters),
        "line": [[round(lon, 6), round(lat, 6)] for lat, lon in found.polyline],
        "steps": [asdict(step) for step in found.steps],
    }


def _corner(call: Call) -> str:
    """The cross street nearest to the call; empty where there is none, or no map."""
    incident = call.incident
    if incident.lat is None or incident.lon is None:
        return ""
    return whereabouts.locate(Point(incident.lat, incident.lon)).corner


def _sorted(order: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    return {status: sorted(following) for status, following in order.items()}


def _choices(words: type[models.TextChoices]) -> list[dict[str, str]]:
    return [{"code": code, "name": name} for code, name in words.choices]


def _dispositions(principal: Principal, unit: Unit) -> list[dict[str, Any]]:
    """Those of the unit's agency, for a call whose record is not there (yet)."""
    found = calls.dispositions_for(principal, Permission.CALL_CLOSE).filter(agency=unit.agency_id)
    return [
        {"code": one.code, "name": one.name, "without_arrival": one.without_arrival}
        for one in found
    ]
