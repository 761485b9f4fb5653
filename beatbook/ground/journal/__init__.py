"""The journal: what happened, in order.

It is the only way anything that someone did is announced, audited, streamed or synchronized.

Nouns: an *entry* (codes, never changed), its *payload* (personal and free text, may be expunged),
its *seal* (position in the installation, leaf in its agency's log, hash), a *receipt* (the answer
to a command that arrived from outside), a *subscriber* with its bookmark and parked subjects.

Verbs: ``record`` announces, the sealer puts in order, subscribers react, the feed streams.

Writers never wait for one another: an entry has no position until the one sealer gives it one.
Everyone reads by sealed position; nobody reads by the identity drawn at insert.
"""

from beatbook.ground.journal.recording import command, record
from beatbook.ground.journal.subscribers import subscribe

__all__ = ["command", "record", "subscribe"]
