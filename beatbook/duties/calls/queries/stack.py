"""What is kept for a unit."""

from __future__ import annotations

from django.db.models import Q

from beatbook.duties.calls.models import Call
from beatbook.ground.force.models import Unit


def stack_of(unit: Unit) -> list[Call]:
    """The calls that are kept for the unit, in their order, then those for its beat, the most
    urgent first.
    """
    kept = Q(stacked_unit=unit)
    if unit.home_beat:
        kept |= Q(stacked_beat=unit.home_beat, agency_id=unit.agency_id)
    found = Call.objects.filter(kept).select_related("incident", "agency", "stacked_unit")
    return sorted(found.order_by("priority", "received_at", "pk"), key=_place)


def _place(call: Call) -> tuple[bool, int]:
    own = call.stacked_unit_id is not None
    return not own, (call.stacked_place or 0) if own else 0
