"""The buttons of the phone and the reasons they offer: data only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from beatbook.ground.force.vocabulary import Status


@dataclass(frozen=True)
class Button:
    """A status button: what it sets, its words and icon, and the status whose color it has."""

    code: str
    name: str
    icon: str
    color: str


STEPS = (
    Button(Status.EN_ROUTE, gettext_noop("En route"), "navigation", Status.EN_ROUTE),
    Button(Status.STAGING, gettext_noop("Staging"), "eye-off", Status.STAGING),
    Button(Status.ON_SCENE, gettext_noop("On scene"), "flag", Status.ON_SCENE),
    Button(Status.TRANSPORTING, gettext_noop("Transport"), "route", Status.TRANSPORTING),
    Button("clear", gettext_noop("Clear"), "circle-check", Status.AVAILABLE),
)
DUTY = (
    Button(Status.AVAILABLE, gettext_noop("Available"), "circle-check", Status.AVAILABLE),
    Button(Status.BUSY, gettext_noop("Busy"), "timer", Status.BUSY),
    Button(
        Status.OUT_OF_SERVICE, gettext_noop("Out of service"), "circle-x", Status.OUT_OF_SERVICE
    ),
)

# What one taps instead of typing; any other reason may be typed.
REASONS = {
    Status.BUSY: (
        gettext_noop("Meal"),
        gettext_noop("Paperwork"),
        gettext_noop("Follow-up"),
        gettext_noop("Public contact"),
        gettext_noop("Court"),
    ),
    Status.OUT_OF_SERVICE: (
        gettext_noop("Vehicle trouble"),
        gettext_noop("Refueling"),
        gettext_noop("Equipment"),
        gettext_noop("Training"),
        gettext_noop("Restroom"),
    ),
}

# What an officer comes upon most, until the agency's own calls say otherwise.
COME_UPON = ("PARKING", "HAZARD", "STOP", "DISABLED", "ABANDONED", "CITIZEN")
