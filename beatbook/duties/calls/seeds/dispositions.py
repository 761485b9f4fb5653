"""How calls can end, as an agency begins: data only."""

# Code, what it says, and whether a call may end so without a unit having been there.
DISPOSITIONS: tuple[tuple[str, str, bool], ...] = (
    ("REPORT", "Report taken", False),
    ("CITATION", "Citation issued", False),
    ("WARNING", "Warning given", False),
    ("ASSISTED", "Assistance given", False),
    ("OK", "Checked, all in order", False),
    ("GOA", "Gone on arrival", False),
    ("UTL", "Unable to locate", False),
    ("POLICE", "Handed to police", True),
    ("PHONE", "Settled by phone", True),
    ("CANCELED", "Canceled by the caller", True),
)

ON_RECORD = frozenset({"REPORT"})
"""With these a record begins, and a record needs a case number."""
