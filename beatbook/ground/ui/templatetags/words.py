"""Dates, times, durations and distances as people in the United States read them.

Times are shown in the agency's time zone, which is Django's active one (`timezone.activate`).
The rows of the live board carry times as ISO text, so every filter takes a datetime or ISO text.
"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from beatbook.core import units

register = template.Library()

Moment = datetime | str | None


def _local(moment: datetime | str) -> datetime:
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return timezone.localtime(found)


def _month(local: datetime) -> str:
    """`Nov`"""
    return str(MONTHS_3[local.month]).capitalize()


@register.filter
def iso(moment: Moment) -> str:
    """For the `datetime` attribute of a `<time>`."""
    return moment.isoformat() if isinstance(moment, datetime) else moment or ""


@register.filter
def us_date(moment: Moment) -> str:
    """`Nov 7, 2026`"""
    if not moment:
        return ""
    local = _local(moment)
    return _("{month} {day}, {year}").format(month=_month(local), day=local.day, year=local.year)


@register.filter
def day(moment: Moment) -> str:
    """`Sat Nov 7`"""
    if not moment:
        return ""
    local = _local(moment)
    weekday = str(WEEKDAYS_ABBR[local.weekday()]).capitalize()
    return _("{weekday} {month} {day}").format(weekday=weekday, month=_month(local), day=local.day)


@register.filter
def clock(moment: Moment) -> str:
    """`21:05`: dispatch rooms use the 24-hour clock."""
    return f"{_local(moment):%H:%M}" if moment else ""


@register.filter
def clock_seconds(moment: Moment) -> str:
    """`21:05:48`"""
    return f"{_local(moment):%H:%M:%S}" if moment else ""


@register.filter
def us_datetime(moment: Moment) -> str:
    """`Nov 7, 2026 21:05`"""
    return f"{us_date(moment)} {clock(moment)}" if moment else ""


@register.filter
def stopwatch(since: Moment, now: Moment) -> str:
    """The time from `since` to `now` as a running timer: `4:12`, `1:04:12`. Never negative."""
    if not since or not now:
        return ""
    return units.stopwatch_text(max(0.0, (_local(now) - _local(since)).total_seconds()))


@register.filter
def duration(seconds: float | None) -> str:
    """`under 1 min`, `4 min`, `1 h 5 min`"""
    return "" if seconds is None else _(units.minutes_text(seconds))


@register.filter
def distance(meters: float | None) -> str:
    """`450 ft`, `0.3 mi`, `12 mi`"""
    return "" if meters is None else units.distance_text(meters)
