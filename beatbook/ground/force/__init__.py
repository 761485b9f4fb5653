"""The force: who can be sent, in what state, where, and to what.

Nouns: a *unit* (callsign, kind, class, capabilities, home beat), its *roster entry* for the day
(who crews it), its live *status*, its *last position*, a *qualification* a member holds, and the
*assignment* of a unit to an incident.

A unit has one active assignment at most: a partial unique index says so, whoever acts at once.
"""
