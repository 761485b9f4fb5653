"""Statuses that are taken back a moment after they were given."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import following, recording, status
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import Status, StepBack
from beatbook.ground.journal.undoing import CannotUndo, Offer, inverse
from beatbook.ground.registry import commands as registry


@inverse(following.TAKE_BACK)
@journal.command
def take_back_advance(*, offer: Offer, by: Principal, at: datetime) -> None:
    """On its call the unit is where it was before, and the time that was given is empty again."""
    given = offer.facts
    found = Assignment.objects.select_related("unit__agency").get(pk=given["assignment"])
    incident = registry.lock(found.incident_id)
    rules.demand_status(by, found.unit, states.crew_ids(found.unit_id))
    state = states.lock(found.unit_id)
    demand_unchanged(state, given["since"])
    found.refresh_from_db(fields=["en_route_at", "staging_at", "on_scene_at", "transporting_at"])
    before, now = Status(given["before"]), Status(state.status)
    at = states.not_before(state, at)
    if given["stamp"]:
        setattr(found, given["stamp"], None)
        found.save(update_fields=[given["stamp"]])
    states.move(state, before, at)
    registry.touch(incident)
    event = events.AssignmentSetBack(
        unit_id=found.unit_id,
        callsign=found.unit.callsign,
        number=incident.number,
        status=before,
        status_name=before.label,
        before=now.label,
        reason=StepBack.MISTAKE,
        reason_name=StepBack.MISTAKE.label,
    )
    recording.record(event, found.unit, incident, by, at)


@inverse(status.TAKE_BACK)
@journal.command
def take_back_status(*, offer: Offer, by: Principal, at: datetime) -> None:
    """Without a call the unit is again what it was, for the reason it was."""
    given = offer.facts
    state = states.lock(given["unit"])
    rules.demand_status(by, state.unit, states.crew_ids(state.unit_id))
    demand_unchanged(state, given["since"])
    at = states.not_before(state, at)
    until = datetime.fromisoformat(given["until"]) if given["until"] else None
    before = Status(given["status"])
    status.change(state, before, at, by, reason=given["reason"], until=until)
    event = events.StatusUndone(
        unit_id=state.unit_id,
        callsign=state.unit.callsign,
        command=offer.command,
        what=offer.what,
    )
    recording.record_of_unit(event, state.unit, by, at)


def demand_unchanged(state: UnitState, since: str) -> None:
    """Raise ``CannotUndo`` if the unit has another status since then."""
    if state.since != datetime.fromisoformat(since):
        now = Status(state.status).label
        raise CannotUndo(f"{state.unit.callsign} has gone on: it is {now} now.")
