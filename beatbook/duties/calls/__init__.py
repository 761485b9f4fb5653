"""Duty 3, responding to calls: take, dispatch, follow, close.

Nouns: a *call* (an incident that somebody asked help for), its *call type* (priority and response
plan, as data), a *note*, a *disposition* (how it ended), a *ranking* of units.

Verbs: ``take_call``, ``assign_units``, ``clear_unit``, ``add_note``, ``strike_note``,
``correct_call``, ``close_call``; ``configure_call_type`` and ``configure_disposition`` set it up.

Publishes (``contract.calls``): CallTaken, CallCorrected, NoteAdded, NoteStruck, CallClosed,
CallTypeConfigured, DispositionConfigured.
Hears: nothing yet.

Nothing an officer or a dispatcher wrote is edited away: a correction is an entry that says what
stood before, a note is struck out and stays readable.
"""
