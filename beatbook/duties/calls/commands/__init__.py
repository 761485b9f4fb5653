"""The verbs of the calls duty, by noun: the only writers of its tables."""

from beatbook.duties.calls.commands.arriving import (
    UNKNOWN_PLACE,
    Arrival,
    NoTypeForUnknown,
    Outcome,
    OutOfReach,
    Said,
    receive_call,
)
from beatbook.duties.calls.commands.asking import (
    UnfitQuestion,
    configure_question,
    order_questions,
    retire_question,
)
from beatbook.duties.calls.commands.call import (
    LocationNeeded,
    NothingToCorrect,
    correct_call,
    take_call,
)
from beatbook.duties.calls.commands.call_type import (
    CallTypeRetired,
    UnfitPlan,
    add_call_types,
    configure_call_type,
    retire_call_type,
)
from beatbook.duties.calls.commands.center import (
    UnfitAddress,
    UnfitCenter,
    rename_center,
    renew_secret,
    set_status_address,
)
from beatbook.duties.calls.commands.closing import (
    NobodyWasThere,
    ReopenedForAReason,
    close_call,
    reopen_call,
)
from beatbook.duties.calls.commands.disposition import (
    StillNeeded,
    UnfitDisposition,
    configure_disposition,
    order_dispositions,
    retire_disposition,
)
from beatbook.duties.calls.commands.holding import reconsider_call, set_staging
from beatbook.duties.calls.commands.note import NothingToSay, add_note, strike_note
from beatbook.duties.calls.commands.on_view import TRAFFIC_STOP, start_on_view
from beatbook.duties.calls.commands.outside import follow_service
from beatbook.duties.calls.commands.question import NoSuchQuestion, answer_question
from beatbook.duties.calls.commands.raising import lower_call, raise_call
from beatbook.duties.calls.commands.relating import (
    NotRelated,
    link_calls,
    merge_call,
    unlink_calls,
    unmerge_call,
)
from beatbook.duties.calls.commands.report import (
    NotAMember,
    ReportSettled,
    WaivedForAReason,
    reassign_report,
    waive_report,
    write_report,
)
from beatbook.duties.calls.commands.request import (
    NotAfterThat,
    NotRequested,
    SayWhy,
    cancel_request,
    report_request,
    request_service,
)
from beatbook.duties.calls.commands.rotation import (
    NotNext,
    UnfitCompany,
    add_company,
    change_company,
    give_turn_back,
    report_offer,
    retire_company,
)
from beatbook.duties.calls.commands.scheduling import (
    CannotWait,
    RuleUnfit,
    ScheduleEnded,
    end_schedule,
    hold_call,
    make_due,
    repeat_call,
    schedule_call,
    take_scheduled,
)
from beatbook.duties.calls.commands.seeing import see_wait
from beatbook.duties.calls.commands.sending import (
    DispositionNeeded,
    MustNotGo,
    UnitNeeded,
    assign_units,
    choose_primary,
    clear_unit,
)
from beatbook.duties.calls.commands.stacking import (
    ForWhom,
    NotStacked,
    send_next,
    stack_call,
    stack_first,
    tell_stacked,
    unstack_call,
)
from beatbook.duties.calls.commands.standing import CallClosed, NotOnThisCall
from beatbook.duties.calls.commands.swapping import NothingToSwap, swap_units
from beatbook.duties.calls.commands.transferring import UnfitTransfer, transfer_call
from beatbook.duties.calls.commands.undoing import undo

__all__ = [
    "TRAFFIC_STOP",
    "UNKNOWN_PLACE",
    "Arrival",
    "CallClosed",
    "CallTypeRetired",
    "CannotWait",
    "DispositionNeeded",
    "ForWhom",
    "LocationNeeded",
    "MustNotGo",
    "NoSuchQuestion",
    "NoTypeForUnknown",
    "NobodyWasThere",
    "NotAMember",
    "NotAfterThat",
    "NotNext",
    "NotOnThisCall",
    "NotRelated",
    "NotRequested",
    "NotStacked",
    "NothingToCorrect",
    "NothingToSay",
    "NothingToSwap",
    "OutOfReach",
    "Outcome",
    "ReopenedForAReason",
    "ReportSettled",
    "RuleUnfit",
    "Said",
    "SayWhy",
    "ScheduleEnded",
    "StillNeeded",
    "UnfitAddress",
    "UnfitCenter",
    "UnfitCompany",
    "UnfitDisposition",
    "UnfitPlan",
    "UnfitQuestion",
    "UnfitTransfer",
    "UnitNeeded",
    "WaivedForAReason",
    "add_call_types",
    "add_company",
    "add_note",
    "answer_question",
    "assign_units",
    "cancel_request",
    "change_company",
    "choose_primary",
    "clear_unit",
    "close_call",
    "configure_call_type",
    "configure_disposition",
    "configure_question",
    "correct_call",
    "end_schedule",
    "follow_service",
    "give_turn_back",
    "hold_call",
    "link_calls",
    "lower_call",
    "make_due",
    "merge_call",
    "order_dispositions",
    "order_questions",
    "raise_call",
    "reassign_report",
    "receive_call",
    "reconsider_call",
    "rename_center",
    "renew_secret",
    "reopen_call",
    "repeat_call",
    "report_offer",
    "report_request",
    "request_service",
    "retire_call_type",
    "retire_company",
    "retire_disposition",
    "retire_question",
    "schedule_call",
    "see_wait",
    "send_next",
    "set_staging",
    "set_status_address",
    "stack_call",
    "stack_first",
    "start_on_view",
    "strike_note",
    "swap_units",
    "take_call",
    "take_scheduled",
    "tell_stacked",
    "transfer_call",
    "undo",
    "unlink_calls",
    "unmerge_call",
    "unstack_call",
    "waive_report",
    "write_report",
]
