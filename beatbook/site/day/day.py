"""The day itself: look at the board, let everybody act in turn, report where the units are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from beatbook.contract.values import Point
from beatbook.site.day.dispatcher import Dispatcher
from beatbook.site.day.driving import Fix
from beatbook.site.day.ground import Ground
from beatbook.site.day.officer import Officer
from beatbook.site.day.planning import Almanac, PlannedCall
from beatbook.site.day.stage import Board, Seen, Stage

MISSED_AFTER = timedelta(minutes=5)
"""A call that nobody was there to take for so long was never made."""
STILL_HERE = timedelta(seconds=60)
"""How often a unit that stands still says so."""


class Day:
    """All actors of one agency on one map. ``step`` lives one moment."""

    def __init__(
        self,
        on: Stage,
        ground: Ground,
        almanac: Almanac,
        *,
        start: datetime,
    ) -> None:
        self._stage, self._ground, self._almanac = on, ground, almanac
        self._seed = almanac.seed
        self.report_every = timedelta(seconds=1)
        self._dispatcher = Dispatcher(on, self._chance("dispatcher"))
        self._officers: dict[int, Officer] = {}
        self._calls: Iterator[PlannedCall] = almanac.calls_from(start)
        self._next = next(self._calls)
        self._told: dict[int, datetime] = {}
        self._report_due = start
        self._places = on.positions()
        self._due = start
        self._resume(start)

    @property
    def due(self) -> datetime:
        """When there is next something to do, as far as the last look showed."""
        return self._due

    def step(self, now: datetime) -> None:
        """Everything that is due at this moment, in a fixed order."""
        while self._next.at <= now:
            if now - self._next.at < MISSED_AFTER:
                self._dispatcher.take(self._next, now)
            self._next = next(self._calls)
        board = self._stage.board()
        self._dispatcher.look(board, now)
        for seen in board.units:
            self._officer(seen).look(seen, now)
        if self._report_due <= now:
            self._report(now)
        self._due = self._next_due(board, now)

    def _next_due(self, board: Board, now: datetime) -> datetime:
        times = [self._next.at, self._report_due]
        times += [officer.due for officer in self._officers.values() if officer.due]
        if waiting := self._dispatcher.due(board):
            times.append(waiting)
        return max(min(times), now)

    def _report(self, now: datetime) -> None:
        """Those who moved, and now and then those who stand."""
        still_here = max(STILL_HERE, self.report_every)
        fixes: list[tuple[int, Fix]] = []
        for unit_id, officer in self._officers.items():
            told = self._told.get(unit_id)
            moving = officer.is_moving(now)
            if officer.is_on_duty and (moving or told is None or now - told >= still_here):
                fixes.append((unit_id, officer.fix(now)))
                self._told[unit_id] = now
        self._stage.report(fixes, now)
        self._report_due = now + self.report_every

    def _officer(self, seen: Seen) -> Officer:
        officer = self._officers.get(seen.unit_id)
        if officer is None:
            chance = self._chance(seen.callsign)
            officer = Officer(
                seen,
                self._place(seen, chance),
                on=self._stage,
                ground=self._ground,
                almanac=self._almanac,
                dispatcher=self._dispatcher,
                chance=chance,
            )
            self._officers[seen.unit_id] = officer
        return officer

    def _place(self, seen: Seen, chance: random.Random) -> Point:
        """Where the unit was last; somewhere in its beat if that is not on this map."""
        last = self._places.get(seen.unit_id)
        if last and self._ground.holds(last):
            return last
        return self._ground.somewhere(seen.beat, chance)

    def _resume(self, now: datetime) -> None:
        """Take up the calls that were ours before a restart, with their plans.

        Those of a town whose map is no longer in use are over: nobody will ever arrive there.
        """
        for call_id, identity in self._stage.played().items():
            call = self._stage.call(call_id)
            if call is None:
                continue
            place = call.incident.point
            if place and not self._ground.holds(place):
                self._dispatcher.leave_behind(call_id, now)
            else:
                planned = self._almanac.find(identity, call.received_at)
                self._dispatcher.take_over(call, planned, now)

    def _chance(self, who: str) -> random.Random:
        return random.Random(f"{self._seed}:{who}")  # noqa: S311 -- a game
