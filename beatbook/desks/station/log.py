"""The log of the shift: what happened in an agency, by whom, as its readers may see it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from beatbook.contract.access import Principal
from beatbook.contract.base import EVENTS
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import chronology
from beatbook.ground.journal.chronology import Key, Page

OF_THE_SHIFT = ("calls.", "force.", "registry.", "geo.closure.")
"""What is set up, and who signed in, is no part of a shift."""
SET_UP = (
    "calls.call_type",
    "calls.disposition",
    "force.qualification",
    "force.unit.created",
    "force.unit.changed",
)


def page(principal: Principal, agency: Agency, before: Key | None) -> Page:
    """What this reader may be told of, newest first."""
    held = principal.grants[agency.pk]
    told = [
        name
        for name, event in EVENTS.items()
        if event.audience in held and name.startswith(OF_THE_SHIFT) and not name.startswith(SET_UP)
    ]
    return chronology.log(agency.pk, told, before=before)


def lines(found: Page) -> list[dict[str, Any]]:
    """When, who, what, and the number of the call, if it concerns one."""
    names = agencies.actor_names(one.actor for one in found.happenings)
    return [
        {
            "at": one.at,
            "by": names[one.actor],
            "sentence": one.sentence,
            "number": one.values.get("number"),
        }
        for one in found.happenings
    ]


def end_of(day: date, agency: Agency) -> Key:
    """The key before which that day of the agency lies, with all before it."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(agency.time_zone))
    return midnight, 0
