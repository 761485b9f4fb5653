"""An officer in a unit: answers whoever sends it, drives there, works, clears; else patrols.

What an officer does follows from the unit's status as everybody sees it. Whoever changed it, a
dispatcher, a person on the phone or this officer, the agenda is made anew; so a restart needs no
special case. A crew that moves itself along on a call without us is a person with a phone: the rest
of that call is left to that person.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from beatbook.contract.access import Principal
from beatbook.contract.values import Point, UnitKind
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls import queries as call_queries
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import LeftEarly, Status
from beatbook.ground.geo.travel.driving import Driving
from beatbook.site.day import planning, stage, words
from beatbook.site.day.dispatcher import Dispatcher
from beatbook.site.day.driving import Drive, Fix
from beatbook.site.day.ground import Ground
from beatbook.site.day.planning import Almanac
from beatbook.site.day.stage import Seen, Stage

LOOK_AGAIN = timedelta(seconds=1)
AFTER_REFUSAL = timedelta(seconds=20)
TURN_OUT_S = (8.0, 45.0)
PARK_S = 6.0
STAGE_S = 20.0
FIND_S = (240.0, 480.0)
"""How long it takes to get where no street leads, or to a place that is not on the map."""
LINGER_S: dict[str, tuple[float, float]] = {
    UnitKind.FOOT: (120.0, 480.0),
    UnitKind.BIKE: (60.0, 300.0),
}
CAR_LINGER_S = (45.0, 400.0)
PATROL_PACE = 1.6
"""On patrol one takes so many times as long as in a hurry."""

Deed = Callable[[datetime], bool]
"""Something to do at a moment; False if it was refused."""


class Officer:
    """The crew of one unit. ``due`` says when there is something to do."""

    def __init__(
        self,
        seen: Seen,
        place: Point,
        *,
        on: Stage,
        ground: Ground,
        almanac: Almanac,
        dispatcher: Dispatcher,
        chance: random.Random,
    ) -> None:
        self.seen = seen
        self.due: datetime | None = None
        self._place = place
        self._drive: Drive | None = None
        self._stage, self._ground, self._almanac = on, ground, almanac
        self._dispatcher = dispatcher
        self._chance = chance
        self._known: tuple[str, int | None] | None = None
        self._said: tuple[str, int | None] | None = None
        self._left: int | None = None  # the assignment that a person works
        self._agenda: list[tuple[datetime, Deed]] = []
        # After a restart the reason tells a break of our own.
        self._resting = seen.reason in words.REASONS

    # Being somewhere.

    def fix(self, now: datetime) -> Fix:
        return self._drive.at(now) if self._drive else Fix(self._place)

    def is_moving(self, now: datetime) -> bool:
        """Still on the way, or just arrived and not yet told."""
        if self._drive and now >= self._drive.ends:
            self._place, self._drive = self._drive.at(now).point, None
            return True
        return self._drive is not None

    @property
    def is_on_duty(self) -> bool:
        return self.seen.status != Status.OFF_DUTY

    # Acting.

    def look(self, seen: Seen, now: datetime) -> None:
        """See what became of the unit; do what is due."""
        self.seen = seen
        if self._known != (seen.status, seen.assignment):
            self._notice_person()
            self._known = (seen.status, seen.assignment)
            self._agenda = []
            _BEGIN[seen.status](self, now)
        elif self._agenda and self._agenda[0][0] <= now:
            self._do_next(now)
        self.due = self._agenda[0][0] if self._agenda else None

    def _notice_person(self) -> None:
        now = (self.seen.status, self.seen.assignment)
        if self._left != self.seen.assignment:
            self._left = None
        if self._known is None or now == self._said or self.seen.call is None:
            return
        if self._stage.moved_by_crew(self.seen.unit_id, self.seen.call):
            self._left = self.seen.assignment

    @property
    def _is_left(self) -> bool:
        return self._left is not None

    def _do_next(self, now: datetime) -> None:
        _, deed = self._agenda.pop(0)
        if not deed(now):
            self._agenda.insert(0, (now + AFTER_REFUSAL, deed))
        elif not self._agenda:
            self._agenda.append((now + LOOK_AGAIN, lambda _: True))

    def _plan(self, when: datetime, deed: Deed) -> None:
        self._agenda.append((when, deed))
        self._agenda.sort(key=lambda planned: planned[0])

    # What each status asks for.

    def _be_off(self, now: datetime) -> None:
        self._stop(now)

    def _be_available(self, now: datetime) -> None:
        self._stop(now)
        self._resting = False
        self._plan(_in(now, self._chance.uniform(5, 60)), self._roam)

    def _turn_out(self, now: datetime) -> None:
        self._plan(
            _in(now, self._chance.uniform(*TURN_OUT_S)), lambda at: self._say(Status.EN_ROUTE, at)
        )

    def _go(self, now: datetime) -> None:
        to = self._stage.place_of(self.seen.call) if self.seen.call else None
        if to and not self._ground.holds(to):
            self._plan(now, self._cannot_get_there)
            return
        driving = self._stage.driving
        seconds = self._set_out(to, now, 1.0, driving) if to else self._chance.uniform(*FIND_S)
        if not self._is_left:
            self._plan(_in(now, seconds + PARK_S), self._arrive)

    def _stage_there(self, now: datetime) -> None:
        self._stop(now)
        if not self._is_left:
            self._plan(_in(now, STAGE_S), self._go_in)

    def _work(self, now: datetime) -> None:
        self._stop(now)
        if self._is_left:
            return
        seconds, found, ending, transport_s = self._script()
        begun = self.seen.since
        done = max(_in(begun, seconds), now)
        self._plan(_in(begun, seconds * self._chance.uniform(0.3, 0.6)), self._noting(found))
        self._plan_safety(begun, done)
        if transport_s:
            self._plan(done, lambda at: self._say(Status.TRANSPORTING, at))
        else:
            self._plan(done, self._clearing(ending))

    def _plan_safety(self, begun: datetime, done: datetime) -> None:
        """Answer each safety check before it is due; now and then an officer is late."""
        every = self._stage.agency.safety_check_s
        checked = begun
        while (checked := _in(checked, every * self._chance.triangular(0.6, 1.05, 0.9))) < done:
            self._plan(checked, self._confirm_safe)

    def _transport(self, now: datetime) -> None:
        _, _, ending, transport_s = self._script()
        to = self._ground.somewhere(self.seen.beat, self._chance)
        seconds = max(self._set_out(to, now, pace=1.2), transport_s or 300.0)
        if not self._is_left:
            self._plan(_in(now, seconds), self._clearing(ending))

    def _be_busy(self, now: datetime) -> None:
        """A break of our own ends by itself; a person's lasts until that person ends it."""
        self._stop(now)
        if self._resting:
            planned = self._almanac.break_at(now, self.seen.callsign)
            ends = planned.at + timedelta(seconds=planned.seconds) if planned else now
            self._plan(ends, self._back_to_work)

    # Deeds.

    def _back_to_work(self, now: datetime) -> bool:
        """What was owed is written in the break."""

        def write(by: Principal) -> None:
            for report in call_queries.owed_reports(by):
                if report.member_id == by.member_id:
                    calls.write_report(report=report, by=by, at=now)

        self._stage.as_officer(self.seen.unit_id, write)
        return self._say(Status.AVAILABLE, now)

    def _arrive(self, now: datetime) -> bool:
        """Near by while it is not safe, else at the call."""
        return self._say(Status.STAGING if self.seen.hold else Status.ON_SCENE, now)

    def _go_in(self, now: datetime) -> bool:
        return not self.seen.hold and self._say(Status.ON_SCENE, now)

    def _roam(self, now: datetime) -> bool:
        """Patrol: to some corner of the beat, linger, and on. Breaks are taken in between."""
        planned = self._almanac.break_at(now, self.seen.callsign)
        if planned:
            self._resting = self._say(Status.BUSY, now, planned.reason)
            return self._resting
        if self.seen.kind == UnitKind.BOAT:
            self._plan(_in(now, 300), self._roam)
            return True
        to = self._ground.somewhere(self.seen.beat, self._chance)
        seconds = self._set_out(to, now, pace=PATROL_PACE)
        linger = self._chance.uniform(*LINGER_S.get(self.seen.kind, CAR_LINGER_S))
        self._plan(_in(now, seconds + linger), self._roam)
        return True

    def _say(self, status: Status, now: datetime, reason: str = "") -> bool:
        def tell(by: Principal) -> bool:
            unit = stage.unit(self.seen.unit_id)
            force.set_status(unit=unit, status=status, reason=reason, by=by, at=now)
            self._said = (status, self.seen.assignment)
            return True

        return bool(self._stage.as_officer(self.seen.unit_id, tell))

    def _cannot_get_there(self, now: datetime) -> bool:
        """A person's call in another town stays that person's; the officer says so, once."""
        call_id = self.seen.call
        if call_id is None or self._stage.has_note(call_id, words.NOT_ON_THIS_MAP):
            return True
        return self._noting(words.NOT_ON_THIS_MAP)(now)

    def _confirm_safe(self, now: datetime) -> bool:
        def tell(by: Principal) -> bool:
            force.confirm_safe(unit=stage.unit(self.seen.unit_id), by=by, at=now)
            return True

        self._stage.as_officer(self.seen.unit_id, tell)
        return True

    def _noting(self, text: str) -> Deed:
        def note(now: datetime) -> bool:
            call_id = self.seen.call
            if call_id is not None:
                self._stage.as_officer(
                    self.seen.unit_id,
                    lambda by: calls.add_note(
                        call=stage.call_for(by, call_id), text=text, by=by, at=now
                    ),
                )
            return True

        return note

    def _clearing(self, ending: str) -> Deed:
        def clear(now: datetime) -> bool:
            call_id = self.seen.call
            if call_id is None:
                return True

            def tell(by: Principal) -> bool:
                calls.clear_unit(
                    call=stage.call_for(by, call_id),
                    unit=stage.unit(self.seen.unit_id),
                    disposition=stage.disposition(by, ending),
                    left=LeftEarly.NOT_NEEDED if self.seen.status == Status.STAGING else None,
                    by=by,
                    at=now,
                )
                return True

            return bool(self._stage.as_officer(self.seen.unit_id, tell))

        return clear

    # Small things.

    def _script(self) -> tuple[float, str, str, float]:
        """Seconds of work, what was found, the disposition, seconds of transport."""
        call_id = self.seen.call
        planned = self._dispatcher.planned(call_id) if call_id else None
        if planned and call_id:
            leads = self._stage.leads(self.seen.unit_id, call_id)
            transport_s = planned.transport_s if leads else 0.0
            return planned.work_s, planned.found, planned.ending, transport_s
        call = self._stage.call(call_id) if call_id else None
        kind = call.call_type.code if call else ""
        return (*planning.improvised_ending(self._chance, kind), 0.0)

    def _set_out(
        self, to: Point, now: datetime, pace: float, driving: Driving = Driving.ORDINARY
    ) -> float:
        """Start driving from where the unit is; how long it will take, in seconds."""
        if self.seen.kind == UnitKind.BOAT:
            return self._chance.uniform(*FIND_S)
        start = self.fix(now).point
        drive = self._ground.route(start, to, UnitKind(self.seen.kind), now, driving)
        self._drive = Drive(drive.line, now, drive.seconds * pace)
        return self._drive.seconds

    def _stop(self, now: datetime) -> None:
        self._place, self._drive = self.fix(now).point, None


def _in(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=round(seconds))


_BEGIN: dict[str, Callable[[Officer, datetime], None]] = {
    Status.AVAILABLE: Officer._be_available,
    Status.DISPATCHED: Officer._turn_out,
    Status.EN_ROUTE: Officer._go,
    Status.STAGING: Officer._stage_there,
    Status.ON_SCENE: Officer._work,
    Status.TRANSPORTING: Officer._transport,
    Status.BUSY: Officer._be_busy,
    Status.OUT_OF_SERVICE: Officer._be_off,
    Status.OFF_DUTY: Officer._be_off,
}
