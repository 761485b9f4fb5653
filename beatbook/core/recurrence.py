"""When something repeats: a rule of RFC 5545 on the wall clock of an agency.

Rules are reckoned on local times without a zone, so that "every day at 8" stays at 8 when the
clocks change. What reads the rule is dateutil; here is what of it makes sense for a call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil import rrule

FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
HORIZON = timedelta(days=4 * 366)
"""What does not come within this time does not come."""
LONGEST = 200
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+")
# What may stand in a rule, and how it looks. dateutil goes on looking for what never comes, and
# never ends where the interval is 0: so what cannot be is refused before it is asked.
_KNOWN = {
    "FREQ": re.compile("|".join(FREQUENCIES)),
    "INTERVAL": re.compile(r"[1-9]\d{0,2}"),
    "COUNT": re.compile(r"[1-9]\d{0,3}"),
    "UNTIL": re.compile(r"\d{8}(T\d{6})?"),
    "WKST": re.compile(r"MO|TU|WE|TH|FR|SA|SU"),
    "BYDAY": re.compile(r"([+-]?[1-4]|-?5)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-4])?[A-Z]{2})*"),
    "BYMONTH": re.compile(r"([1-9]|1[0-2])(,([1-9]|1[0-2]))*"),
    "BYMONTHDAY": re.compile(r"-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*"),
}
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}


class UnfitRule(ValueError):
    """The words are no rule of RFC 5545 that can be followed; the message says why."""


@dataclass(frozen=True)
class Recurrence:
    """A rule, and the first time that it may name: local, without zone, to the minute."""

    rule: str
    starts: datetime

    @classmethod
    def read(cls, rule: str, starts: datetime) -> Recurrence:
        """``FREQ=WEEKLY;BYDAY=MO,FR``, with or without ``RRULE:``. Raises ``UnfitRule``."""
        text = rule.strip().upper().removeprefix("RRULE:")
        _demand_fit(dict(_split(text)))
        found = cls(text, starts.replace(second=0, microsecond=0))
        if found.after(starts - timedelta(minutes=1)) is None:
            raise UnfitRule("By this rule it never comes.")
        return found

    def after(self, moment: datetime) -> datetime | None:
        """The first time after this local moment; None when there is none within four years."""
        begun = max(moment, self.starts - timedelta(minutes=1))
        try:
            rule = rrule.rrulestr(self.rule, dtstart=self.starts)
            counted = "COUNT=" in self.rule  # it has an end of its own
            limited = rule if counted else rule.replace(until=_sooner(rule, begun + HORIZON))
        except (ValueError, TypeError, KeyError) as error:
            raise UnfitRule(f"That is no rule: {error}.") from error
        found: datetime | None = limited.after(begun)
        return found

    def after_in(self, moment: datetime, time_zone: str) -> datetime | None:
        """The same for a moment anywhere: the time in the zone whose wall clock is meant."""
        zone = ZoneInfo(time_zone)
        found = self.after(moment.astimezone(zone).replace(tzinfo=None))
        return found.replace(tzinfo=zone) if found else None

    @property
    def words(self) -> str:
        """``every week on Mon, Fri at 08:00``; rules that are seldom used as they are written."""
        parts = dict(_split(self.rule))
        said = {"HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
        days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
        known = set(parts) <= {"FREQ", "INTERVAL", "BYDAY"} and set(days) <= set(_DAYS)
        if not known or parts["FREQ"] not in said:
            return f"{self.rule} at {self.starts:%H:%M}"
        count, unit = parts.get("INTERVAL", "1"), said[parts["FREQ"]]
        every = f"every {unit}" if count == "1" else f"every {count} {unit}s"
        on = f" on {', '.join(_DAYS[day] for day in days)}" if days else ""
        return f"{every}{on} at {self.starts:%H:%M}"


def _split(text: str) -> list[tuple[str, str]]:
    pieces = text.split(";")
    if len(text) > LONGEST or not all(_PART.fullmatch(piece) for piece in pieces):
        raise UnfitRule("A rule looks like FREQ=WEEKLY;BYDAY=MO,FR.")
    return [(name, value) for name, _, value in (piece.partition("=") for piece in pieces)]


def _demand_fit(parts: dict[str, str]) -> None:
    """Raise ``UnfitRule`` for what does not belong in a rule of calls, or can never come."""
    if "FREQ" not in parts:
        raise UnfitRule(f"A rule begins with FREQ= and one of {', '.join(FREQUENCIES)}.")
    for name, value in parts.items():
        if name not in _KNOWN:
            raise UnfitRule(f"{name} is not used here. There are {', '.join(_KNOWN)}.")
        if not _KNOWN[name].fullmatch(value):
            raise UnfitRule(f"{value} is nothing that {name} can be.")
    if parts["FREQ"] == "HOURLY" and {"BYMONTH", "BYMONTHDAY"} & set(parts):
        raise UnfitRule("What comes every hour does so on all days, or on those of BYDAY.")
    if any(char.isdigit() for char in parts.get("BYDAY", "")) and parts["FREQ"] != "MONTHLY":
        raise UnfitRule("Only every month has a first Monday: write FREQ=MONTHLY.")
    if {"COUNT", "UNTIL"} <= set(parts):
        raise UnfitRule("A rule ends by COUNT or by UNTIL, not by both.")
    _demand_a_day(parts)


def _demand_a_day(parts: dict[str, str]) -> None:
    """Some day of BYMONTHDAY is in some month of BYMONTH."""
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
    if min(days) > max(_LONGEST_MONTHS[month - 1] for month in months):
        raise UnfitRule("By this rule it never comes.")


def _sooner(rule: rrule.rrule, horizon: datetime) -> datetime:
    """The rule's own end stands where it comes first; one with a zone is read as local."""
    own: datetime | None = rule._until
    return horizon if own is None else min(own.replace(tzinfo=None), horizon)
