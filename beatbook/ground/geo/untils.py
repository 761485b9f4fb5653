"""Until when: "1700", "5:30 pm", "+2h", "90m", "6/16 0800" become a moment. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from beatbook.contract.base import Refused

LONGEST = timedelta(days=366)

_SPAN = re.compile(r"\+?\s*(\d{1,4})\s*(m|min|h|hr|d)[a-z]*", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_CLOCK = re.compile(r"(\d{1,2}):?(\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})(?:/(\d{4}))?)[T\s]+(.+)")


class UntilUnclear(Refused):
    """The words name no moment to come."""

    field = "until"


def read(text: str, *, now: datetime, time_zone: str) -> datetime:
    """The moment that the words mean; a time of day that has passed is tomorrow's.

    Raises UntilUnclear for words that mean none, and for a moment that is past or years ahead.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    try:
        found = _span(text.strip(), now) or _on_a_day(text.strip(), local) or _today(text, local)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise UntilUnclear(
            _("Until when? {text} is no time. Write 1700, 5:30 pm, +2h or 6/16 0800.").format(
                text=f"{text!r}"
            )
        )
    if found <= now:
        raise UntilUnclear(_("The end must lie ahead."))
    if found - now > LONGEST:
        raise UntilUnclear(_("The end is more than a year ahead."))
    return found


def _span(text: str, now: datetime) -> datetime | None:
    match = _SPAN.fullmatch(text)
    return now + timedelta(**{_UNITS[match[2][0].lower()]: int(match[1])}) if match else None


def _on_a_day(text: str, local: datetime) -> datetime | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day, us_month, us_day, us_year, clock = match.groups()
    hour, minute = hours(clock)
    return local.replace(
        year=int(year or us_year or local.year),
        month=int(month or us_month),
        day=int(day or us_day),
        hour=hour,
        minute=minute,
        second=0,
        microsecond=0,
    )


def _today(text: str, local: datetime) -> datetime:
    hour, minute = hours(text)
    found = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return found if found > local else found + timedelta(days=1)


def hours(text: str) -> tuple[int, int]:
    """Hour and minute of a clock. ValueError for what no clock shows."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if len(match[1]) == 1 and match[2] is None and not half:
        raise ValueError(text)
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(text)
    return hour, minute
