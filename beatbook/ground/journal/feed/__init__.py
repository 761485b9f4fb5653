"""The live feed: every screen hears of what happened, once, in order, and only what it may see.

Nouns: the *hub* (one in each web process), a *connection* (one open screen), its *audience* (what
its grants let it see; screens with equal audiences get the same bytes), *news* (what a run of
sealed entries means for each audience), a *frame* (one server-sent event, as bytes).

The way of an entry: the sealer gives it a position and notifies; ``watch`` hears; the hub reads
which live rows the new entries touch, renders each once per audience in a thread, and puts the
frame into the queue of every connection of that audience.

The promise to a screen: it starts from a page whose position was read before its rows; it hears
of every later position; after a lost connection it continues from its last one. Where the hub
cannot keep that, it says ``resync``, and the screen reads the page's state again.

What only higher floors know is handed in as ``Sources``, by ``site``.
"""

from beatbook.ground.journal.feed.audience import Audience
from beatbook.ground.journal.feed.connection import Connection
from beatbook.ground.journal.feed.hub import Hub
from beatbook.ground.journal.feed.sources import Sources
from beatbook.ground.journal.feed.threads import Threads

__all__ = ["Audience", "Connection", "Hub", "Sources", "Threads"]
