"""What will happen on a day: calls and breaks, drawn from a seed. Pure; no clock, no database."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from beatbook.contract.values import Point
from beatbook.site.day import words

MARK = b"a played"
"""The first half of the command id of every call that the simulated dispatcher takes."""

BY_PHONE = 0.04
BREAKS = ((0.55, 10, 25, 0), (0.45, 25, 35, 1), (0.35, 8, 20, 2))
"""In each eight hours: how likely, shortest and longest minutes, and which of the reasons."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a call may come from, as the caller says it."""

    text: str
    point: Point
    kind: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Kind:
    """A call type of the agency, as far as planning goes."""

    code: str
    priority: int


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call and how it will go if nobody interferes. Durations are seconds."""

    id: uuid.UUID
    at: datetime
    call_type: str
    spot: Spot
    source: str
    caller: str
    callback: str
    note: str
    later: tuple[tuple[float, str], ...]
    hold_s: float
    by_phone: bool
    work_s: float
    found: str
    transport_s: float
    ending: str


@dataclass(frozen=True, slots=True)
class Break:
    """When a unit is busy with something other than calls."""

    at: datetime
    seconds: float
    reason: str


@dataclass(frozen=True)
class Setting:
    """Where the day happens: all that a plan depends on besides seed and date."""

    agency: str
    time_zone: str
    spots: Sequence[Spot]
    kinds: Sequence[Kind]
    units: int


@dataclass
class Almanac:
    """The plans of all days of one seed, each made when it is first asked for."""

    setting: Setting
    seed: int
    _calls: dict[date, list[PlannedCall]] = field(default_factory=dict)
    _chosen: Mapping[str, tuple[list[Spot], list[float]]] = field(init=False)

    def __post_init__(self) -> None:
        self._chosen = _by_kind(self.setting.spots)

    def calls_from(self, start: datetime) -> Iterator[PlannedCall]:
        """Every call from this moment on, without end."""
        day = self._local_date(start)
        while True:
            yield from (call for call in self.calls_on(day) if call.at >= start)
            day += timedelta(days=1)

    def calls_on(self, day: date) -> list[PlannedCall]:
        """The calls of one local day, in order."""
        if day not in self._calls:
            self._calls = {kept: calls for kept, calls in self._calls.items() if kept >= day}
            self._calls[day] = list(self._draw_calls(day))
        return self._calls[day]

    def find(self, identity: uuid.UUID, received: datetime) -> PlannedCall | None:
        """The planned call with this id, received about then."""
        day = self._local_date(received)
        planned = Almanac(self.setting, self.seed).calls_on(day)
        return next((call for call in planned if call.id == identity), None)

    def breaks_on(self, day: date, callsign: str) -> Iterator[Break]:
        """The breaks of one unit on one local day, in order."""
        chance = random.Random(f"{self.seed}:{day}:breaks:{callsign}")  # noqa: S311 -- a game
        midnight, _ = self._bounds(day)
        for shift in range(3):
            for likely, least, most, reason in BREAKS:
                if chance.random() < likely:
                    begins = midnight + timedelta(minutes=shift * 480 + chance.uniform(0, 440))
                    seconds = chance.uniform(least, most) * 60
                    yield Break(begins, seconds, words.REASONS[reason])

    def break_at(self, now: datetime, callsign: str) -> Break | None:
        """The break that this unit should be in."""
        for one in self.breaks_on(self._local_date(now), callsign):
            if one.at <= now < one.at + timedelta(seconds=one.seconds):
                return one
        return None

    def _draw_calls(self, day: date) -> Iterator[PlannedCall]:
        chance = random.Random(f"{self.seed}:{day}:{self.setting.agency}")  # noqa: S311 -- a game
        at, end = self._bounds(day)
        busiest = max(1.0, self.setting.units * words.CALLS_PER_UNIT)
        number = 0
        while True:
            at += timedelta(seconds=max(1, round(chance.expovariate(busiest / 3600))))
            if at >= end:
                return
            hour = at.astimezone(ZoneInfo(self.setting.time_zone)).hour
            if chance.random() < words.HOURS[hour]:
                yield self._draw_call(chance, self._identity(day, number), at, hour)
                number += 1

    def _draw_call(
        self, chance: random.Random, identity: uuid.UUID, at: datetime, hour: int
    ) -> PlannedCall:
        kinds = self.setting.kinds
        frequency = [words.manner(kind.code).weights[hour // 4] for kind in kinds]
        kind = chance.choices(kinds, frequency)[0]
        manner = words.manner(kind.code)
        later = [text for text in manner.later if chance.random() < 0.5]
        return PlannedCall(
            id=identity,
            at=at,
            call_type=kind.code,
            spot=self._choose_spot(chance, chance.choice(manner.where)),
            source=_draw(chance, words.SOURCES),
            caller=f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}",
            callback=f"555-01{chance.randrange(100):02}",
            note=chance.choice(manner.notes),
            later=tuple((chance.uniform(20, 110), text) for text in later),
            hold_s=chance.uniform(*words.HOLD_S[kind.priority]),
            by_phone=kind.priority >= 3 and chance.random() < BY_PHONE,
            work_s=chance.uniform(*manner.minutes) * 60,
            found=chance.choice(manner.found),
            transport_s=chance.uniform(300, 900) if chance.random() < manner.transport else 0.0,
            ending=_draw(chance, manner.endings),
        )

    def _choose_spot(self, chance: random.Random, kind: str) -> Spot:
        spots, sums = self._chosen[kind] if kind in self._chosen else self._chosen[""]
        return chance.choices(spots, cum_weights=sums)[0]

    def _identity(self, day: date, number: int) -> uuid.UUID:
        name = f"{self.seed}:{self.setting.agency}:{day}:{number}".encode()
        return uuid.UUID(bytes=MARK + hashlib.sha256(name).digest()[:8])

    def _bounds(self, day: date) -> tuple[datetime, datetime]:
        zone = ZoneInfo(self.setting.time_zone)
        midnights = [datetime.combine(day + timedelta(days=n), time(), zone) for n in (0, 1)]
        return midnights[0].astimezone(UTC), midnights[1].astimezone(UTC)

    def _local_date(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.setting.time_zone)).date()


def is_played(identity: uuid.UUID) -> bool:
    """Was the call with this command id taken by the simulated dispatcher?"""
    return identity.bytes.startswith(MARK)


def improvised_ending(chance: random.Random, call_type: str) -> tuple[float, str, str]:
    """(seconds of work, words, disposition) for a call that was in no plan."""
    manner = words.manner(call_type)
    seconds = chance.uniform(*manner.minutes) * 60
    return seconds, chance.choice(manner.found), _draw(chance, manner.endings)


def _draw(chance: random.Random, weighted: Sequence[tuple[str, float]]) -> str:
    return chance.choices([one for one, _ in weighted], [weight for _, weight in weighted])[0]


def _by_kind(spots: Sequence[Spot]) -> dict[str, tuple[list[Spot], list[float]]]:
    """The spots of each kind with the running sums of their weights; all of them under ''."""
    sorted_out: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        sorted_out[spot.kind].append(spot)
        sorted_out[""].append(spot)
    return {
        kind: (found, list(accumulate(spot.weight for spot in found)))
        for kind, found in sorted_out.items()
    }
