"""What the phones of a crew announce of the calls that they have shown."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event

_UNIT_AND_CALL = (("unit", "unit_id"), ("call", "number"), ("cancellation", "unit_id"))


@event(
    "force.assignment.shown",
    sentence="{callsign} has it on the phone",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentShown:
    """The screen of the crew has shown the call. That is no answer yet."""

    unit_id: int = code()
    callsign: str = code()
    number: str = code()


@event(
    "force.cancellation.read",
    sentence="{callsign} read that it was called off",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class CancellationRead:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
