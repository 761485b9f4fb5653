"""The dispatcher: takes the planned calls and sends units to them, one thing at a time.

Only calls that were taken here are worked here: what a person takes is that person's to dispatch.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from beatbook.contract.access import Principal
from beatbook.contract.values import Part
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.queries import ranking
from beatbook.duties.calls.vocabulary import (
    OverrideReason,
    RequestState,
    Service,
    Source,
    Status,
)
from beatbook.ground.force.models import Unit
from beatbook.ground.journal import recording
from beatbook.ground.registry.locating import locate
from beatbook.site.day import stage, words
from beatbook.site.day.planning import PlannedCall
from beatbook.site.day.stage import Board, Stage

AGAIN_S = (25.0, 70.0)
"""How long until the next attempt when nobody is free."""
SETTLE_AFTER = timedelta(hours=2)
"""A call that nobody can go to for so long is settled by phone."""
ACT_S = (3.0, 9.0)
NEAR_S = 900.0
"""Nobody is sent farther than this while there is hope of somebody nearer."""


@dataclass
class Held:
    """A call in the dispatcher's care, and when to look at it next."""

    planned: PlannedCall | None
    received: datetime
    due: datetime
    later: list[tuple[datetime, str]] = field(default_factory=list)
    police: list[tuple[datetime, str, str]] = field(default_factory=list)


class Dispatcher:
    """Takes, sends, tries again. ``due`` says when there is something to do."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self._stage = stage
        self._chance = chance
        self._free_at: datetime | None = None
        self.held: dict[int, Held] = {}

    def take_over(self, call: Call, planned: PlannedCall | None, now: datetime) -> None:
        """Go on with a call that was taken before we were started."""
        hold_s = planned.hold_s if planned else self._chance.uniform(*words.HOLD_S[call.priority])
        due = call.received_at + timedelta(seconds=hold_s)
        police = self._police(call, now)
        self.held[call.pk] = Held(planned, call.received_at, max(due, now), [], police)

    def leave_behind(self, call_id: int, now: datetime) -> None:
        """End a call of our own that lies in another town than the one that is lived in now."""
        self._stage.as_dispatcher(lambda by: _leave_behind(by, call_id, now))

    def take(self, planned: PlannedCall, now: datetime) -> None:
        """Answer the phone. The call carries the plan's id, so that we know it again."""
        call = self._stage.as_dispatcher(lambda by: _take(by, planned, self._stage, now))
        if call is not None:
            later = [(now + timedelta(seconds=after), text) for after, text in planned.later]
            due = now + timedelta(seconds=planned.hold_s)
            self.held[call.pk] = Held(planned, now, due, sorted(later), self._police(call, now))

    def _police(self, call: Call, now: datetime) -> list[tuple[datetime, str, str]]:
        """When the police say what, if this call is theirs."""
        if not rules.asks_police(call.call_type, call.agency):
            return []
        return [
            (now + timedelta(seconds=self._chance.uniform(*within)), state, who)
            for within, state, who in words.POLICE
        ]

    def planned(self, call_id: int) -> PlannedCall | None:
        held = self.held.get(call_id)
        return held.planned if held else None

    def due(self, board: Board) -> datetime | None:
        """When there is next something to do, as far as the board shows."""
        times = [when for held in self.held.values() for when, _ in held.later[:1]]
        times += [when for held in self.held.values() for when, _, _ in held.police[:1]]
        times += [
            self.held[call].due
            for call, status in board.calls.items()
            if status == Status.WAITING and call in self.held
        ]
        if not times:
            return None
        return max(min(times), self._free_at) if self._free_at else min(times)

    def look(self, board: Board, now: datetime) -> None:
        """Do the most urgent thing that is due, if hands are free."""
        self.held = {call: held for call, held in self.held.items() if call in board.calls}
        if self._free_at and now < self._free_at:
            return
        for call_id, held in self.held.items():
            if held.later and held.later[0][0] <= now:
                self._tell_more(call_id, held, now)
                return
            if held.police and held.police[0][0] <= now:
                self._hear_police(call_id, held, now)
                return
        ready = [
            (self._urgency(held), call_id)
            for call_id, held in self.held.items()
            if board.calls[call_id] == Status.WAITING and held.due <= now
        ]
        if ready:
            self._send(min(ready)[1], now)

    def _urgency(self, held: Held) -> tuple[float, datetime]:
        return (held.planned.hold_s if held.planned else 0.0), held.received

    def _tell_more(self, call_id: int, held: Held, now: datetime) -> None:
        _, text = held.later.pop(0)
        self._stage.as_dispatcher(
            lambda by: calls.add_note(call=stage.call_for(by, call_id), text=text, by=by, at=now)
        )
        self._rest(now)

    def _hear_police(self, call_id: int, held: Held, now: datetime) -> None:
        """What they said already, or to another dispatcher, is refused and left at that."""
        _, state, who = held.police.pop(0)
        self._stage.as_dispatcher(
            lambda by: calls.report_request(
                call=stage.call_for(by, call_id),
                service=Service.POLICE,
                state=RequestState(state),
                who=who,
                by=by,
                at=now,
            )
        )
        self._rest(now)

    def _send(self, call_id: int, now: datetime) -> None:
        held = self.held[call_id]
        if (held.planned and held.planned.by_phone) or now - held.received > SETTLE_AFTER:
            self._stage.as_dispatcher(lambda by: _settle(by, call_id, now))
        else:
            self._stage.as_dispatcher(lambda by: self._assign(by, call_id, now))
        # Where that changed nothing, the call still waits and is looked at again.
        held.due = now + timedelta(seconds=self._chance.uniform(*AGAIN_S))
        self._rest(now)

    def _assign(self, by: Principal, call_id: int, now: datetime) -> bool:
        call = stage.call_for(by, call_id)
        chosen, override = _choose(by, call, now)
        sent = chosen[: call.call_type.units]
        if sent:
            calls.assign_units(call=call, units=sent, override=override, by=by, at=now)
        return bool(sent)

    def _rest(self, now: datetime) -> None:
        self._free_at = now + timedelta(seconds=self._chance.uniform(*ACT_S))


def _choose(by: Principal, call: Call, now: datetime) -> tuple[list[Unit], OverrideReason | None]:
    """Free units, best first: those that the plan asks for, if near.

    When a call has waited too long, the soonest of those who may go by law, qualified or not.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(agency=call.agency, retired_at=None)}
    free = [
        (ranked.seconds, ranked.able, units[ranked.unit_id])
        for ranked in ranking.rank_units(by, call, at=now)
        if ranked.available and ranked.seconds is not None and ranked.part != Part.NEVER
    ]
    near = [unit for seconds, able, unit in free if able and seconds <= NEAR_S]
    if near or (now - call.received_at).total_seconds() < 2 * call.call_type.target_s:
        return near, None
    soonest = [unit for _, _, unit in sorted(free, key=lambda one: one[0])]
    return soonest, OverrideReason.NOBODY_ELSE


def _take(by: Principal, planned: PlannedCall, on: Stage, now: datetime) -> Call:
    point = planned.spot.point
    with recording.command_id(planned.id):
        return calls.take_call(
            agency=on.agency,
            call_type=CallType.objects.get(agency=on.agency, code=planned.call_type),
            location=locate(on.agency, planned.spot.text, point.lat, point.lon),
            source=Source(planned.source),
            caller=planned.caller,
            callback=planned.callback,
            note=planned.note,
            by=by,
            at=now,
        )


def _leave_behind(by: Principal, call_id: int, now: datetime) -> Call:
    call = stage.call_for(by, call_id)
    ending = stage.disposition(by, "CANCELED", without_arrival=True)
    calls.add_note(call=call, text=words.LEFT_BEHIND, by=by, at=now)
    return calls.close_call(call=call, disposition=ending, by=by, at=now)


def _settle(by: Principal, call_id: int, now: datetime) -> Call:
    return calls.close_call(
        call=stage.call_for(by, call_id),
        disposition=stage.disposition(by, "PHONE", without_arrival=True),
        by=by,
        at=now,
    )
