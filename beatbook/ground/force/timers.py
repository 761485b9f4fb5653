"""When dispatch is told of a unit: by its state, its assignment and its agency's settings. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import Status, Timer

ON_THE_WAY = frozenset({Status.DISPATCHED, Status.EN_ROUTE})


def of(unit: Unit, assignment: Assignment | None) -> dict[Timer, datetime]:
    """What runs for the unit now, with the moment when it runs out."""
    return dict(_running(unit, assignment))


def _running(unit: Unit, assignment: Assignment | None) -> Iterator[tuple[Timer, datetime]]:
    state, agency = unit.state, unit.agency
    if state.until:
        yield Timer.BACK, state.until
    if assignment is None:
        return
    if state.status == Status.DISPATCHED:
        yield Timer.ACKNOWLEDGE, state.since + timedelta(seconds=agency.acknowledge_s)
    if state.status in ON_THE_WAY and assignment.travel_s is not None:
        travel = timedelta(seconds=assignment.travel_s + agency.arrival_margin_s)
        yield Timer.ARRIVE, assignment.assigned_at + travel
