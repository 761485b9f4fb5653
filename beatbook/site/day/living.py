"""Living days: who may, from when, at which pace, and what to say of it afterwards."""

from __future__ import annotations

import statistics
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max, Min

from beatbook.core import clock, units
from beatbook.core.clock import OperationalClock
from beatbook.duties.calls.models import Call
from beatbook.ground.agency import commands as agencies
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models import Assignment
from beatbook.ground.geo import queries as maps
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import Entry
from beatbook.site.day import ground, stage
from beatbook.site.day.day import Day
from beatbook.site.day.ground import Ground
from beatbook.site.day.planning import Almanac, Setting
from beatbook.site.day.stage import Stage
from beatbook.site.trouble import Trouble

LOCK = 0xDA1
WARM_UP = timedelta(minutes=90)
WARM_UP_S = 10.0
"""The most processor time that living the last hour and a half may take."""
HURRIED_REPORTS = timedelta(seconds=30)
LEAST_STEP = timedelta(seconds=1)
LOOK_EVERY_S = 1.0
LEAST_WAIT_S = 0.05
MAP_EVERY_S = 5.0


@dataclass(frozen=True)
class Town:
    """An agency on the map in use, with the seed of its days."""

    stage: Stage
    ground: Ground
    almanac: Almanac

    @classmethod
    def of(cls, agency: Agency, seed: int) -> Town:
        """Trouble, in a sentence, where no day can be lived."""
        stored = maps.active_map()
        if stored is None:
            raise Trouble("There is no map to live on.", "Import one: beatbook map import FILE")
        dispatcher = stage.dispatcher_of(agency)
        if dispatcher is None:
            raise Trouble(f"{agency.name} has no dispatcher.", "Give a member that role.")
        on = Stage(agency, dispatcher)
        units, kinds = on.units_on_duty(), on.kinds()
        if not units:
            raise Trouble(f"{agency.name} has no units on duty.", "Put units on duty with a crew.")
        if not kinds:
            raise Trouble(f"{agency.name} has no call types.", "Set them up first.")
        ground.serving(stored, queries.operational_clock().now())
        here = Ground(agency, stored)
        spots = here.spots()
        if not spots:
            raise Trouble(
                f"The map {stored.name} shows no place where {agency.name} works.",
                f"Draw its beats: beatbook map import FILE --make-beats 4 --agency {agency.code}",
            )
        setting = Setting(agency.code, agency.time_zone, spots, kinds, units)
        return cls(on, here, Almanac(setting, seed))

    def day(self, start: datetime) -> Day:
        return Day(self.stage, self.ground, self.almanac, start=start)

    def hurried_day(self, start: datetime) -> Day:
        """One whose units report less often."""
        day = self.day(start)
        day.report_every = HURRIED_REPORTS
        return day


def hurry(
    day: Day,
    start: datetime,
    end: datetime,
    stop: threading.Event,
    *,
    processor_s: float | None = None,
) -> datetime:
    """Live from start to end as fast as possible; when it stopped, which may be sooner."""
    now, began = start, time.process_time()
    while now < end and not stop.is_set():
        day.step(now)
        now = max(day.due, now + LEAST_STEP)
        if processor_s is not None and time.process_time() - began > processor_s:
            break
    return min(now, end)


def live(town: Town, end: datetime | None, stop: threading.Event) -> bool:
    """Live by the operational clock until the end; False as soon as another map is in use."""
    now = queries.operational_clock().now()
    day, looked = town.day(now), time.monotonic()
    pace = queries.operational_clock()
    day.report_every = timedelta(seconds=max(1.0, pace.rate))
    while not stop.is_set() and (end is None or now < end):
        day.step(now)
        if time.monotonic() - looked > MAP_EVERY_S:
            looked, pace = time.monotonic(), queries.operational_clock()
            stored = maps.active_map()
            if stored is None or stored.key != town.ground.key:
                return False
            ground.serving(stored, now)
        wait = (pace.real_at(day.due) - clock.real_now()).total_seconds()
        stop.wait(min(max(wait, LEAST_WAIT_S), LOOK_EVERY_S))
        now = max(pace.now(), now)
    return True


def warm_up(town: Town, now: datetime, stop: threading.Event) -> None:
    """Live the last hour and a half in a few seconds where nothing has happened yet."""
    last = town.stage.latest()
    start = max(now - WARM_UP, last) if last else now - WARM_UP
    if start < now and not town.stage.board().calls and not town.stage.calls_since(start):
        hurry(town.hurried_day(start), start, now, stop, processor_s=WARM_UP_S)


def set_pace(rate: float, agency: Agency, operational: datetime | None = None) -> OperationalClock:
    """Let operational time run at this rate, from where it is unless told otherwise."""
    now = queries.operational_clock()
    if now.rate != rate or operational is not None:
        real = clock.real_now()
        agencies.set_clock(
            rate=rate,
            operational=operational or now.at(real),
            real=real,
            by=queries.system("simulated day", [agency]),
        )
    return queries.operational_clock()


def return_to_real_time(agency: Agency) -> None:
    """Trouble while something has happened at a time that is still to come."""
    real = clock.real_now()
    agencies_here = list(Agency.objects.values_list("pk", flat=True))
    with scope.within(agencies_here):
        happened = Entry.objects.filter(agency_id__in=agencies_here)
        last = happened.aggregate(last=Max("at"))["last"]
    if last and last > real:
        raise Trouble(
            f"Things have happened until {agency.local(last):%m/%d/%Y %H:%M}, and the clock "
            "cannot go back behind them.",
            "Do it after that, or begin anew in another directory (BEATBOOK_DATA).",
        )
    set_pace(1.0, agency, real)


@contextmanager
def alone(agency: Agency, *, wait: threading.Event | None = None) -> Iterator[None]:
    """No two days in one agency. Trouble if there is one, or wait for its end (or the event)."""
    key = zlib.crc32(f"day of {agency.code}".encode()) - 2**31
    while not _locked("pg_try_advisory_lock", key):
        if wait is None:
            raise Trouble(
                f"A day is being lived in {agency.name} already.",
                "Stop that one first (beatbook run lives one, too).",
            )
        if wait.wait(MAP_EVERY_S):
            break
    try:
        yield
    finally:
        _locked("pg_advisory_unlock", key)


def _locked(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK, key])
        row = cursor.fetchone()
        return bool(row and row[0])


def told(agency: Agency, start: datetime, end: datetime) -> str:
    """How many calls there were, and how long they waited."""
    with scope.within([agency.pk]):
        calls = list(Call.objects.filter(agency=agency, received_at__range=(start, end)))
        here = Assignment.objects.filter(incident__in=[call.pk for call in calls])
        arrivals = here.values("incident").annotate(first=Min("on_scene_at"))
        arrived = {row["incident"]: row["first"] for row in arrivals if row["first"]}
    hours = max((end - start).total_seconds() / 3600, 1e-9)
    closed = sum(call.closed_at is not None for call in calls)
    sent = [(c.received_at, c.first_dispatched_at) for c in calls if c.first_dispatched_at]
    there = [(c.received_at, arrived[c.pk]) for c in calls if c.pk in arrived]
    return (
        f"{len(calls)} calls in {hours:.1f} h ({len(calls) / hours:.1f} an hour), {closed} closed. "
        f"Median to dispatch {_median(sent)}, to arrival {_median(there)}."
    )


def _median(times: list[tuple[datetime, datetime]]) -> str:
    waits = [(until - since).total_seconds() for since, until in times]
    return units.stopwatch_text(statistics.median(waits)) if waits else "unknown"
