"""Agencies, their members, and who may do what.

Nouns: the *installation* (its clock), an *agency*, a *member* (who signs in), a *role* (a named
set of permissions), a *membership* (this member holds this role in this agency), a *token* (a
machine's grant).

An installation holds several agencies, a county and its towns. A member sees an agency through a
membership, and may have several: a county center dispatches *for* towns.
"""
