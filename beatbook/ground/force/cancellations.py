"""Calls that a unit was called off from before it arrived, as its phone shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.models.assignment import UNREAD
from beatbook.ground.ui import live


def board_rows(unit_ids: Iterable[int] | None = None) -> list[live.Patch]:
    """Live rows, one a unit: the newest call that its phone has shown and that it was called off
    from, until somebody reads it. Who crews the unit since then was never sent there. A unit that
    is asked for and has none has an empty row, of its version: there may be one later.
    """
    unread = Assignment.objects.filter(
        UNREAD, unit__rosterentry__ends_at=None, unit__rosterentry__starts_at__lte=F("cleared_at")
    )
    asked = [] if unit_ids is None else list(unit_ids)
    if unit_ids is not None:
        unread = unread.filter(unit_id__in=asked)
    found = unread.select_related("incident", "unit__state").order_by("cleared_at", "pk")
    newest = {one.unit_id: one for one in found}
    rows: dict[int, tuple[int, dict[str, Any] | None]] = {
        unit_id: (one.unit.state.version, _row(one)) for unit_id, one in newest.items()
    }
    none = [unit_id for unit_id in asked if unit_id not in rows]
    empty = UnitState.objects.filter(unit_id__in=none).values_list("unit_id", "version")
    rows |= {unit_id: (version, None) for unit_id, version in empty}
    return [live.patch("cancellation", unit_id, *row) for unit_id, row in rows.items()]


def _row(cancelled: Assignment) -> dict[str, Any]:
    incident, at = cancelled.incident, cancelled.cleared_at
    return {
        "unit": cancelled.unit_id,
        "call": incident.number,
        "call_type_name": incident.headline,
        "where": incident.location,
        "at": at.isoformat() if at else None,
    }
