"""The buttons of the phone and the reasons they offer: data only."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.ground.force.vocabulary import Status


@dataclass(frozen=True)
class Button:
    """A status button: what it sets, its words and icon, and the status whose color it has."""

    code: str
    name: str
    icon: str
    color: str


STEPS = (
    Button(Status.EN_ROUTE, "En route", "navigation", Status.EN_ROUTE),
    Button(Status.STAGING, "Staging", "eye-off", Status.STAGING),
    Button(Status.ON_SCENE, "On scene", "flag", Status.ON_SCENE),
    Button(Status.TRANSPORTING, "Transport", "route", Status.TRANSPORTING),
    Button("clear", "Clear", "circle-check", Status.AVAILABLE),
)
DUTY = (
    Button(Status.AVAILABLE, "Available", "circle-check", Status.AVAILABLE),
    Button(Status.BUSY, "Busy", "timer", Status.BUSY),
    Button(Status.OUT_OF_SERVICE, "Out of service", "circle-x", Status.OUT_OF_SERVICE),
)

# What one taps instead of typing; any other reason may be typed.
REASONS = {
    Status.BUSY: ("Meal", "Paperwork", "Follow-up", "Public contact", "Court"),
    Status.OUT_OF_SERVICE: ("Vehicle trouble", "Refueling", "Equipment", "Training", "Restroom"),
}

# What an officer comes upon most, until the agency's own calls say otherwise.
COME_UPON = ("PARKING", "HAZARD", "STOP", "DISABLED", "ABANDONED", "CITIZEN")
