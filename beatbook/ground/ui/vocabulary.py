"""The words of the parts: names of statuses, icons of tones. Data only."""

from __future__ import annotations

STATUSES = {
    "AV": "Available",
    "DP": "Dispatched",
    "ER": "En route",
    "ST": "Staging",
    "OS": "On scene",
    "TR": "Transport",
    "CA": "Conditionally available",
    "BZ": "Busy",
    "OO": "Out of service",
    "OD": "Off duty",
}

TONE_ICONS = {
    "note": "info",
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-alert",
}

MESSAGE_TONES = {"success": "good", "warning": "warn", "error": "bad"}

THEMES = ("dark", "light")
SIZES = ("large", "larger")
