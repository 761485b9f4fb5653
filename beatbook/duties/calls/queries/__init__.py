"""What screens ask of the calls duty: rows of calls, the history, the ranking, one call whole."""

from beatbook.duties.calls.queries.call import (
    Line,
    agencies_for_taking,
    board_rows,
    call_types_for,
    call_types_of,
    calls_at_place_of,
    calls_for,
    chronology_of,
    counted_intervals,
    dispositions_for,
    median_seconds_to_dispatch,
    notes_for,
)
from beatbook.duties.calls.queries.history import HistoryPage, call_numbered, history_page
from beatbook.duties.calls.queries.relation import merged_into, merged_into_what
from beatbook.duties.calls.queries.report import owed_reports, reports_for
from beatbook.duties.calls.queries.request import is_opened, requests_of, said_safe
from beatbook.duties.calls.queries.sending import able_units
from beatbook.duties.calls.queries.stack import stack_of

__all__ = [
    "HistoryPage",
    "Line",
    "able_units",
    "agencies_for_taking",
    "board_rows",
    "call_numbered",
    "call_types_for",
    "call_types_of",
    "calls_at_place_of",
    "calls_for",
    "chronology_of",
    "counted_intervals",
    "dispositions_for",
    "history_page",
    "is_opened",
    "median_seconds_to_dispatch",
    "merged_into",
    "merged_into_what",
    "notes_for",
    "owed_reports",
    "reports_for",
    "requests_of",
    "said_safe",
    "stack_of",
]
