"""The live status row of a unit: locking and moving it. Below the commands, recorded by them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from beatbook.contract.access import Principal
from beatbook.ground.force.models import Issue, RosterEntry, Shift, UnitState
from beatbook.ground.force.vocabulary import ASSIGNED, BackUp, Meal, Status

MOVED = [
    "status",
    "since",
    "reason",
    "checked_at",
    "until",
    "sendable",
    "seen",
    "meal",
    "meal_since",
    "backup",
    "backup_at",
    "backup_seen_at",
    "version",
]


def lock(unit_id: int) -> UnitState:
    """The unit's status row, locked until the transaction ends."""
    return UnitState.objects.select_for_update(of=("self",)).select_related("unit").get(pk=unit_id)


def not_before(state: UnitState, at: datetime) -> datetime:
    """``at``, or when the present status began if that is later.

    A command that waited for the lock began before the one it waited for; its times come after.
    """
    return max(at, state.since)


def move(
    state: UnitState,
    status: Status,
    at: datetime,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    """The next status. What was said of the last one goes with it; a meal that was asked for stays
    in the queue, except off duty; back-up is wanted until the call is left, or the shift ends."""
    left = state.status in ASSIGNED and status not in ASSIGNED
    if left or status == Status.OFF_DUTY:
        want_backup(state, BackUp.NONE, None)
    state.status, state.since, state.reason, state.checked_at = status, at, reason, None
    state.until, state.sendable, state.seen = until, False, []
    if state.meal == Meal.GRANTED or status == Status.OFF_DUTY:
        state.meal, state.meal_since = Meal.NONE, None
    state.version += 1
    state.save(update_fields=MOVED)


def want_backup(state: UnitState, backup: BackUp, at: datetime | None) -> None:
    """Back-up is wanted from then on, and nobody has taken it up yet; not saved."""
    state.backup, state.backup_at, state.backup_seen_at = backup, at, None


def touch(unit_id: int) -> None:
    """Something that screens show of this unit changed: raise its version."""
    UnitState.objects.filter(pk=unit_id).update(version=F("version") + 1)


def end_shift(unit_id: int, at: datetime) -> None:
    """Nobody crews the unit any more."""
    RosterEntry.objects.filter(unit_id=unit_id, ends_at=None).update(ends_at=at)


def bring_back(unit_id: int, at: datetime) -> None:
    """What the unit had out is in again."""
    running = Shift.objects.filter(unit_id=unit_id, ended_at=None)
    Issue.objects.filter(shift__in=running, returned_at=None).update(returned_at=at)
    running.update(ended_at=at)


def tell(state: UnitState) -> None:
    """Every screen gets the unit's row anew: something about it has changed, not its status."""
    state.version += 1
    state.save(update_fields=["version"])


def crew_ids(unit_id: int) -> set[int]:
    """Who crews the unit now."""
    entries = RosterEntry.objects.filter(unit_id=unit_id, ends_at=None)
    return set(entries.values_list("member_id", flat=True))


def is_crewed_by(unit_id: int, by: Principal) -> bool:
    """Is it one of the crew who acts? Asked only of members: the program crews nothing."""
    return by.member_id is not None and by.member_id in crew_ids(unit_id)
