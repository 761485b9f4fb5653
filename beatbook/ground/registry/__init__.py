"""The nouns all duties share.

Nouns: an *incident* (something that happened, with the call number that people say), the *case
number* under which it is on record (drawn from the agency's own series, or issued by another
agency), a *place*
(an address that keeps premise notes), a *person* and a *vehicle* as far as a caller needs them,
and their *involvement* in an incident.

An incident is nobody's property: a call, and later a citation, a case or a report, each points
down to it.
"""
