"""The verbs of the force, by noun."""

from beatbook.ground.force.commands.assignment import (
    NotAvailable,
    SayWhyItLeft,
    Terms,
    assign,
    demand_reason,
    release,
)
from beatbook.ground.force.commands.backup import (
    NoBackUp,
    ask_backup,
    end_backup,
    take_up_backup,
)
from beatbook.ground.force.commands.emergency import end_emergency, raise_emergency
from beatbook.ground.force.commands.equipment import (
    NameTaken,
    OdometerRanBack,
    OutNow,
    add_equipment,
    read_odometer,
    retire_equipment,
)
from beatbook.ground.force.commands.following import (
    NotAssigned,
    NotInThatOrder,
    NotThen,
    SayWhyBack,
    progress,
)
from beatbook.ground.force.commands.holding import HeldBack, free, hold
from beatbook.ground.force.commands.letters import UnfitLetters, set_letters
from beatbook.ground.force.commands.line_up import NobodyHeard, record_line_up
from beatbook.ground.force.commands.meal import NotNow, ask_meal, decline_meal, grant_meal
from beatbook.ground.force.commands.moving import move_assignment
from beatbook.ground.force.commands.phone import read_cancellation, show_call
from beatbook.ground.force.commands.primary import make_primary, settle_primary
from beatbook.ground.force.commands.radio import NothingSaid, log_radio
from beatbook.ground.force.commands.roster import (
    NoSuchShift,
    PlannedElsewhere,
    cancel_planned_shift,
    plan_shift,
    set_staffing_minimum,
    swap_planned_shifts,
)
from beatbook.ground.force.commands.seeing import see_timers
from beatbook.ground.force.commands.shift import (
    AlreadyOut,
    CheckOut,
    OdometerNeeded,
    TakenOut,
    end_shift,
    start_shift,
)
from beatbook.ground.force.commands.status import (
    NotOnScene,
    ReasonNeeded,
    confirm_safe,
    set_sendable,
    set_status,
)
from beatbook.ground.force.commands.transport import (
    TransportUnclear,
    end_transport,
    start_transport,
)
from beatbook.ground.force.commands.undoing import demand_unchanged
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
    "AlreadyOut",
    "CallsignTaken",
    "CheckOut",
    "HeldBack",
    "NameTaken",
    "NoBackUp",
    "NoSuchShift",
    "NobodyHeard",
    "NotAssigned",
    "NotAvailable",
    "NotInThatOrder",
    "NotNow",
    "NotOnScene",
    "NotThen",
    "NothingSaid",
    "OdometerNeeded",
    "OdometerRanBack",
    "OnACall",
    "OutNow",
    "OutOfUse",
    "PlannedElsewhere",
    "ReasonNeeded",
    "SayWhyBack",
    "SayWhyItLeft",
    "TakenOut",
    "Terms",
    "TransportUnclear",
    "UnfitLetters",
    "add_equipment",
    "ask_backup",
    "ask_meal",
    "assign",
    "cancel_planned_shift",
    "change_unit",
    "confirm_safe",
    "create_unit",
    "decline_meal",
    "demand_reason",
    "demand_unchanged",
    "end_backup",
    "end_emergency",
    "end_shift",
    "end_transport",
    "free",
    "grant_meal",
    "grant_qualification",
    "hold",
    "log_radio",
    "make_primary",
    "move_assignment",
    "plan_shift",
    "progress",
    "put_off_duty",
    "put_on_duty",
    "raise_emergency",
    "read_cancellation",
    "read_odometer",
    "record_line_up",
    "release",
    "retire_equipment",
    "retire_unit",
    "see_timers",
    "set_letters",
    "set_sendable",
    "set_staffing_minimum",
    "set_status",
    "settle_primary",
    "show_call",
    "start_shift",
    "start_transport",
    "swap_planned_shifts",
    "take_up_backup",
]
