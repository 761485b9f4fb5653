"""What a unit announces when it needs others with it: an emergency, and back-up."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event

_UNIT = (("unit", "unit_id"),)


@event(
    "force.emergency.raised",
    sentence="EMERGENCY: {callsign} needs help",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class EmergencyRaised:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.emergency.ended",
    sentence="ended the emergency of {callsign}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class EmergencyEnded:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.backup.asked",
    sentence="{callsign} wants {words}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class BackUpAsked:
    unit_id: int = code()
    callsign: str = code()
    backup: str = code()
    words: str = code()


@event(
    "force.backup.taken_up",
    sentence="takes up the back-up that {callsign} wants",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class BackUpTakenUp:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.backup.ended",
    sentence="{callsign} wants no back-up any more",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class BackUpEnded:
    unit_id: int = code()
    callsign: str = code()
