"""The verbs of the calls duty, by noun: the only writers of its tables."""

from beatbook.duties.calls.commands.call import (
    CallClosed,
    DispositionNeeded,
    LocationNeeded,
    NobodyWasThere,
    NothingToCorrect,
    NotOnThisCall,
    UnitNeeded,
    assign_units,
    clear_unit,
    close_call,
    correct_call,
    take_call,
)
from beatbook.duties.calls.commands.configuration import configure_call_type, configure_disposition
from beatbook.duties.calls.commands.note import NothingToSay, add_note, strike_note

__all__ = [
    "CallClosed",
    "DispositionNeeded",
    "LocationNeeded",
    "NobodyWasThere",
    "NotOnThisCall",
    "NothingToCorrect",
    "NothingToSay",
    "UnitNeeded",
    "add_note",
    "assign_units",
    "clear_unit",
    "close_call",
    "configure_call_type",
    "configure_disposition",
    "correct_call",
    "strike_note",
    "take_call",
]
