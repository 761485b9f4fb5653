"""Statuses, sources and the ten call types and dispositions an agency begins with: data only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from beatbook.contract.values import MemberClass, UnitKind


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"


# From waiting to active by sending a unit, back when the last unit leaves without closing.
ALLOWED: dict[str, frozenset[str]] = {
    Status.WAITING: frozenset({Status.ACTIVE, Status.CLOSED}),
    Status.ACTIVE: frozenset({Status.WAITING, Status.CLOSED}),
    Status.CLOSED: frozenset(),
}


class Source(models.TextChoices):
    PHONE = "phone", "Phone"
    TRANSFER = "transfer", "911 transfer"
    RADIO = "radio", "Radio"
    WALK_IN = "walk_in", "Walk-in"
    ONLINE = "online", "Online"
    ON_VIEW = "on_view", "On view"
    API = "api", "Another system"


@dataclass(frozen=True)
class Plan:
    """A call type as an agency begins with it: priority, and who the response plan asks for."""

    code: str
    name: str
    priority: int
    target_s: int
    units: int = 1
    classes: tuple[MemberClass, ...] = (MemberClass.SWORN, MemberClass.NON_SWORN)
    qualifications: tuple[str, ...] = ()
    kinds: tuple[UnitKind, ...] = ()


_ANY = tuple(MemberClass)
_OFFICERS = (MemberClass.SWORN, MemberClass.NON_SWORN)
_CARS = (UnitKind.CAR, UnitKind.MOTORCYCLE)

PLANS: tuple[Plan, ...] = (
    Plan("DOMESTIC", "Domestic dispute", 1, 120, 2, _OFFICERS, ("domestic_violence",)),
    Plan("WELFARE", "Welfare check", 2, 300, 1, _OFFICERS, ("first_aid",)),
    Plan("VANDALISM", "Vandalism", 2, 300, 1, _OFFICERS),
    Plan("CRASH", "Minor traffic accident", 2, 300, 1, _OFFICERS, ("traffic",), _CARS),
    Plan("SUSPICIOUS", "Suspicious person", 3, 480, 1, _OFFICERS),
    Plan("HAZARD", "Traffic hazard", 3, 480, 1, _OFFICERS, (), _CARS),
    Plan("NOISE", "Noise complaint", 4, 900, 1, _OFFICERS),
    Plan("ANIMAL", "Animal", 4, 900, 1, _OFFICERS, ("animal",)),
    Plan("PARKING", "Parking complaint", 5, 1800, 1, _ANY),
    Plan("FOUND", "Found property", 5, 1800, 1, _ANY),
)

# Code, what it says, and whether a call may end so without a unit having been there.
DISPOSITIONS: tuple[tuple[str, str, bool], ...] = (
    ("REPORT", "Report taken", False),
    ("CITATION", "Citation issued", False),
    ("WARNING", "Warning given", False),
    ("ASSISTED", "Assistance given", False),
    ("OK", "Checked, all in order", False),
    ("GOA", "Gone on arrival", False),
    ("UTL", "Unable to locate", False),
    ("POLICE", "Handed to police", True),
    ("PHONE", "Settled by phone", True),
    ("CANCELED", "Canceled by the caller", True),
)
