"""Close a street or slow it down, change that, and open it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import geo as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.models import Closure
from beatbook.ground.geo.stretches import Found

SLOWEST, FASTEST = 5, 95
"""Percent of the usual speed that a slowed street may have."""
LONGEST_REASON = 200
WHY = "Why is the street closed or slow? Write a word or two."


class BadClosure(Refused):
    """A closure that cannot be as it was asked for."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyLifted(Refused):
    """The closure was lifted or has ended before."""


@journal.command
def close_street(
    *,
    agency: Agency,
    found: Found,
    speed_percent: int | None,
    reason: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> Closure:
    """Close a stretch of street, or slow it to a share of its usual speed (`speed_percent`).

    From now on, unless `starts_at` says later; until it is lifted, unless `ends_at` says when.
    """
    _check_right(agency, by)
    stretch = found.stretch
    starts = max(starts_at or at, at)
    _check_times(starts, ends_at, at)
    if speed_percent is not None and not SLOWEST <= speed_percent <= FASTEST:
        message = f"A slowed street has {SLOWEST} to {FASTEST} percent of its speed left."
        raise BadClosure("speed_percent", message)
    closure = Closure.objects.create(
        agency=agency,
        street=stretch.street,
        between=stretch.between,
        shape=_geojson(found),
        direction=found.lane,
        speed_percent=speed_percent,
        starts_at=starts,
        ends_at=ends_at,
        reason=_reason(reason),
        set_at=at,
        set_by=by.name[:60],
    )
    journal.record(
        events.ClosureSet(
            closure_id=closure.pk,
            street=closure.street,
            between=_between(closure),
            heading=f", {found.heading}" if found.heading else "",
            effect=f"slowed to {speed_percent}%" if speed_percent else "closed",
            starts_at=starts.isoformat(),
            ends_at=ends_at.isoformat() if ends_at else "",
            reason=closure.reason,
        ),
        subject=Subject("closure", str(closure.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return closure


@journal.command
def change_closure(
    *, closure: Closure, ends_at: datetime | None, reason: str, by: Principal, at: datetime
) -> Closure:
    """Change when a closure ends, and why it is. The same again changes nothing."""
    _check_right(closure.agency, by)
    held = _standing(closure, at)
    words = _reason(reason)
    _check_times(held.starts_at, ends_at, at)
    if (held.ends_at, held.reason) == (ends_at, words):
        return held
    held.ends_at, held.reason, held.version = ends_at, words, held.version + 1
    held.save(update_fields=["ends_at", "reason", "version"])
    journal.record(
        events.ClosureChanged(
            closure_id=held.pk,
            street=held.street,
            ends_at=ends_at.isoformat() if ends_at else "",
            reason=words,
        ),
        subject=Subject("closure", str(held.pk)),
        agency_id=held.agency_id,
        by=by,
        at=at,
    )
    return held


@journal.command
def lift_closure(*, closure: Closure, by: Principal, at: datetime) -> Closure:
    """Open the street again, also before the closure began."""
    _check_right(closure.agency, by)
    held = _standing(closure, at)
    held.lifted_at, held.lifted_by, held.version = at, by.name[:60], held.version + 1
    held.save(update_fields=["lifted_at", "lifted_by", "version"])
    journal.record(
        events.ClosureLifted(closure_id=held.pk, street=held.street, between=_between(held)),
        subject=Subject("closure", str(held.pk)),
        agency_id=held.agency_id,
        by=by,
        at=at,
    )
    return held


def _check_right(agency: Agency, by: Principal) -> None:
    if not by.may(Permission.CLOSURE_SET, agency.pk):
        raise NotAllowed(
            _("{by} may not close streets for {agency}: closure:set is needed.").format(
                by=by.name, agency=agency.name
            )
        )


def _check_times(starts_at: datetime, ends_at: datetime | None, at: datetime) -> None:
    if ends_at is not None and ends_at <= max(starts_at, at):
        raise BadClosure("until", _("The end must come after the beginning, and lie ahead."))


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise BadClosure("reason", WHY)
    if len(words) > LONGEST_REASON:
        raise BadClosure(
            "reason",
            _("Say why in at most {longest_reason} characters.").format(
                longest_reason=LONGEST_REASON
            ),
        )
    return words


def _standing(closure: Closure, at: datetime) -> Closure:
    """The closure, locked, if it is not over."""
    held = (
        Closure.objects.select_for_update(of=("self",)).select_related("agency").get(pk=closure.pk)
    )
    if held.lifted_at is not None:
        raise AlreadyLifted(
            _("{street} was opened again before, by {lifted_by}.").format(
                street=held.street, lifted_by=held.lifted_by
            )
        )
    if held.ends_at is not None and held.ends_at <= at:
        raise AlreadyLifted(
            _("The closure of {street} has ended by itself.").format(street=held.street)
        )
    return held


def _between(closure: Closure) -> str:
    return f" between {closure.between}" if closure.between else ""


def _geojson(found: Found) -> Mapping[str, Any]:
    lines = [[[lon, lat] for lat, lon in line] for line in found.stretch.lines]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}
