"""The specimens on /gallery/: rows, a form and a list, made up in code and never stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from beatbook.core import clock
from beatbook.ground.ui import live, vocabulary

HARBOR = (38.9784, -76.4922)


class SpecimenForm(forms.Form):
    """One field of each kind."""

    location = forms.CharField(help_text="Address, crossing or place name.")
    call_type = forms.ChoiceField(
        label="Call type",
        choices=[("", "Choose one"), ("VANDALISM", "Vandalism"), ("PARKING", "Parking")],
    )
    caller_phone = forms.CharField(label="Caller's phone", required=False)
    remarks = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    silent = forms.BooleanField(
        label="Do not send an alert tone",
        help_text="The screen shows it all the same.",
        required=False,
    )


def context(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the gallery's template shows. `query` may carry the page of the list."""
    now = clock.real_now()
    calls, units = specimen_calls(now), specimen_units(now)
    return {
        "now": now,
        "statuses": vocabulary.STATUSES,
        "priorities": range(1, 6),
        "calls": [patch["row"] for patch in calls],
        "units": [patch["row"] for patch in units],
        "form": SpecimenForm(),
        "wrong_form": SpecimenForm({"caller_phone": "555"}),
        "page": Paginator(range(1, 241), 20).get_page(query.get("page", "3")),
        "tabs": _tabs(),
        "state": {
            "clock": live.clock_state(clock.OperationalClock(), now),
            "calls": calls,
            "units": units,
        },
    }


def specimen_calls(now: datetime) -> list[live.Patch]:
    """Waiting on time, late and over target; active with one, several and many units."""
    told = [
        ("waiting", 2, "Vandalism in progress", "1925 North Castle Street", 38, []),
        ("waiting", 3, "Suspicious person", "477 South Macon Street", 350, []),
        ("waiting", 4, "Parking, blocked hydrant", "3167 South Patterson Park Avenue", 1010, []),
        ("active", 1, "Person down", "2790 South Linwood Avenue", 214, ["1C10", "3B10", "2A11"]),
        ("active", 2, "Shoplifter held", "1254 Bank Street", 1490, ["1A11"]),
        ("active", 3, "Traffic hazard, debris", "573 Thames Street", 4112, ["2B10", "4A10"]),
        ("active", 5, "Found property", "3338 South Kresson Street", 725, ["4B10"]),
    ]
    return [_call(number, *facts, now=now) for number, facts in enumerate(told, 131)]


def specimen_units(now: datetime) -> list[live.Patch]:
    """A unit in every status; one whose safety timer has run out."""
    told = [
        ("1A11", "OS", "B. Osel", "0135", "Shoplifter held", 301, 0.25),
        ("4A10", "OS", "A. Brandt", "0136", "Traffic hazard, debris", 1263, 1.05),
        ("1C10", "ER", "L. Petrov", "0134", "Person down", 74, 0.06),
        ("2A11", "DP", "P. Lindqvist", "0134", "Person down", 119, 0.1),
        ("2C11", "TR", "W. Cho", "0135", "Shoplifter held", 51, None),
        ("1B10", "BZ", "K. Whitfield", None, "Report writing, station", 192, None),
        ("2B10", "AV", "J. Park", None, "South Broadway", 1005, None),
        ("3C11", "OO", "Q. Rossi", None, "Vehicle in the shop", 5400, None),
    ]
    return [_unit(number, *facts, now=now) for number, facts in enumerate(told, 1)]


def _call(
    number: int,
    status: str,
    priority: int,
    type_name: str,
    location: str,
    lasted: int,
    units: list[str],
    *,
    now: datetime,
) -> live.Patch:
    since = (now - timedelta(seconds=lasted)).isoformat()
    row = {
        "number": f"A26-000{number}",
        "short": f"0{number}",
        "agency": "AB",
        "status": status,
        "priority": priority,
        "type_name": type_name,
        "location": location,
        "beat": str(number % 4 + 1),
        "since": since,
        "received_at": since,
        "target_s": {1: 60, 2: 180, 3: 480, 4: 900, 5: 1800}[priority],
        "units": units,
        **_place(number),
    }
    return live.patch("call", row["number"], 1, row)


def _unit(
    number: int,
    callsign: str,
    status: str,
    crew: str,
    call_short: str | None,
    doing: str,
    lasted: int,
    safety: float | None,
    *,
    now: datetime,
) -> live.Patch:
    allowed = timedelta(seconds=1200)
    due = now + allowed * (1 - safety) if safety is not None else None
    row = {
        "id": number,
        "callsign": callsign,
        "status": status,
        "crew": crew,
        "since": (now - timedelta(seconds=lasted)).isoformat(),
        "call_short": call_short,
        "call_type_name": doing if call_short else "",
        "where": "" if call_short else doing,
        "safety_due_at": due.isoformat() if due else None,
        "safety_s": int(allowed.total_seconds()),
        "beat": callsign[0],
        "position_at": now.isoformat(),
        **_place(number * 7 + 3),
    }
    return live.patch("unit", number, 1, row)


def _place(seed: int) -> dict[str, float]:
    """Somewhere around the harbor, the same for the same seed."""
    lat, lon = HARBOR
    return {"lat": lat + (seed * 37 % 19 - 9) / 1100, "lon": lon + (seed * 53 % 23 - 11) / 800}


def _tabs() -> list[dict[str, Any]]:
    return [
        {"text": "Open", "url": "?page=1#lists", "current": True, "count": 12},
        {"text": "Closed today", "url": "?page=2#lists", "current": False, "count": 48},
        {"text": "All", "url": "?page=3#lists", "current": False, "count": None},
    ]
