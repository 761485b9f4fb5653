"""What screens ask of the calls duty: ``call`` rows and pages, the ``ranking``, the ``screens``."""

from beatbook.duties.calls.queries.call import (
    HistoryPage,
    Line,
    agencies_for_taking,
    board_rows,
    call_types_for,
    calls_for,
    chronology_of,
    dispositions_for,
    history_page,
    median_seconds_to_dispatch,
    notes_for,
)

__all__ = [
    "HistoryPage",
    "Line",
    "agencies_for_taking",
    "board_rows",
    "call_types_for",
    "calls_for",
    "chronology_of",
    "dispositions_for",
    "history_page",
    "median_seconds_to_dispatch",
    "notes_for",
]
