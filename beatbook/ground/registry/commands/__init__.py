"""The verbs of the shared nouns. Duties call them inside their own transactions."""

from beatbook.ground.registry.commands.case_number import (
    IssuerNeeded,
    ReasonNeeded,
    UnfitCaseNumber,
    draw_case_number,
    need_case_number,
    record_foreign_case_number,
    void_case_number,
)
from beatbook.ground.registry.commands.incident import (
    Location,
    OutOfSight,
    close_incident,
    involve_person,
    involve_vehicle,
    lock,
    move,
    open_incident,
    rename,
    subject,
    touch,
)
from beatbook.ground.registry.commands.premise_note import (
    NothingToSay,
    add_premise_note,
    remove_premise_note,
)

__all__ = [
    "IssuerNeeded",
    "Location",
    "NothingToSay",
    "OutOfSight",
    "ReasonNeeded",
    "UnfitCaseNumber",
    "add_premise_note",
    "close_incident",
    "draw_case_number",
    "involve_person",
    "involve_vehicle",
    "lock",
    "move",
    "need_case_number",
    "open_incident",
    "record_foreign_case_number",
    "remove_premise_note",
    "rename",
    "subject",
    "touch",
    "void_case_number",
]
