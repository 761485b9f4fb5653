"""The verbs of the force, by noun."""

from beatbook.ground.force.commands.assignment import (
    NotAvailable,
    SayWhyItLeft,
    Terms,
    assign,
    demand_reason,
    release,
)
from beatbook.ground.force.commands.emergency import end_emergency, raise_emergency
from beatbook.ground.force.commands.following import (
    NotAssigned,
    NotInThatOrder,
    NotThen,
    SayWhyBack,
    progress,
)
from beatbook.ground.force.commands.holding import HeldBack, free, hold
from beatbook.ground.force.commands.meal import NotNow, ask_meal, decline_meal, grant_meal
from beatbook.ground.force.commands.moving import move_assignment
from beatbook.ground.force.commands.status import (
    NotOnScene,
    ReasonNeeded,
    confirm_safe,
    set_sendable,
    set_status,
)
from beatbook.ground.force.commands.unit import (
    AlreadyCrewing,
    CallsignTaken,
    OnACall,
    OutOfUse,
    change_unit,
    create_unit,
    grant_qualification,
    put_off_duty,
    put_on_duty,
    retire_unit,
)

__all__ = [
    "AlreadyCrewing",
    "CallsignTaken",
    "HeldBack",
    "NotAssigned",
    "NotAvailable",
    "NotInThatOrder",
    "NotNow",
    "NotOnScene",
    "NotThen",
    "OnACall",
    "OutOfUse",
    "ReasonNeeded",
    "SayWhyBack",
    "SayWhyItLeft",
    "Terms",
    "ask_meal",
    "assign",
    "change_unit",
    "confirm_safe",
    "create_unit",
    "decline_meal",
    "demand_reason",
    "end_emergency",
    "free",
    "grant_meal",
    "grant_qualification",
    "hold",
    "move_assignment",
    "progress",
    "put_off_duty",
    "put_on_duty",
    "raise_emergency",
    "release",
    "retire_unit",
    "set_sendable",
    "set_status",
]
