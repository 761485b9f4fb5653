"""When it was so: a time of day that a dispatcher heard late becomes a moment. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from beatbook.contract.base import Refused
from beatbook.ground.geo import untils

LONGEST = timedelta(hours=12)


class TimeUnclear(Refused):
    """The words name no time of day, or none that has just been."""

    field = "reached"


def read(text: str, *, now: datetime, time_zone: str) -> datetime:
    """``2107``, ``21:07`` or ``9:07 pm`` as the last such moment. Raises ``TimeUnclear``."""
    local = now.astimezone(ZoneInfo(time_zone))
    try:
        hour, minute = untils.hours(text.strip().removeprefix("@"))
    except ValueError as error:
        raise TimeUnclear(
            _("{text} is no time of day. Write 2107 or 9:07 pm.").format(text=f"{text!r}")
        ) from error
    found = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if found > local:
        found -= timedelta(days=1)
    if local - found > LONGEST:
        raise TimeUnclear(
            _("{hour}:{minute} has not come yet.").format(hour=f"{hour:02}", minute=f"{minute:02}")
        )
    return found
