"""The connections of one process, by audience: who is told what."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.ground.journal.feed import frames
from beatbook.ground.journal.feed.audience import Audience
from beatbook.ground.journal.feed.connection import Connection
from beatbook.ground.journal.feed.sources import Credential

CHECK_S = 60.0


class Screens:
    """Every open connection, and the *live* ones grouped by audience."""

    def __init__(self, readers: Mapping[str, Permission]) -> None:
        self._readers = readers
        self._all: set[Connection] = set()
        self._live: dict[Audience, set[Connection]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._all))

    @property
    def audiences(self) -> list[Audience]:
        """The audiences that somebody is live for."""
        return list(self._live)

    def open(self, credential: Credential, principal: Principal) -> Connection:
        """A new connection, not yet live."""
        connection = Connection(credential, principal, Audience.of(principal, self._readers))
        # Checks are spread over time, also when all screens came at once.
        connection.check_at = time.monotonic() + CHECK_S * random.uniform(0.5, 1.0)  # noqa: S311
        self._all.add(connection)
        return connection

    def close(self, connection: Connection) -> None:
        connection.close()
        self._all.discard(connection)
        self._leave(connection)

    def join(self, connection: Connection, since: int) -> None:
        """Make it live: it is sent what comes after the position ``since``."""
        if connection in self._all:
            connection.since = since
            self._live[connection.audience].add(connection)

    def tell(self, told: Mapping[Audience, bytes], after: int) -> None:
        """Send each audience its frame, which begins at ``after``."""
        for audience, frame in told.items():
            for connection in self._live.get(audience, ()):
                if connection.since is not None and connection.since <= after:
                    connection.offer(frame)

    def tell_all(self, frame: bytes) -> None:
        """Send everybody who is live a frame."""
        for members in self._live.values():
            for connection in members:
                connection.offer(frame)

    def due(self) -> list[Connection]:
        """Those whose session was last checked a minute ago; the next check is planned."""
        now = time.monotonic()
        found = [connection for connection in self._all if connection.check_at <= now]
        for connection in found:
            connection.check_at = now + CHECK_S
        return found

    def of_actors(self, actors: Collection[Actor]) -> list[Connection]:
        return [c for c in self._all if c.principal.actor in actors] if actors else []

    def regrant(self, connection: Connection, principal: Principal | None, since: int) -> None:
        """Let it see what ``principal`` may see from now on; close it for None.

        The rows it holds may be too many or too few, so it must read them again.
        """
        if principal == connection.principal:
            return
        self._leave(connection)
        if principal is None:
            connection.close()
            return
        connection.principal = principal
        connection.audience = Audience.of(principal, self._readers)
        connection.replace(frames.GRANTS_CHANGED)
        if connection.since is not None:
            self.join(connection, since)

    def _leave(self, connection: Connection) -> None:
        members = self._live.get(connection.audience, set())
        members.discard(connection)
        if not members:
            self._live.pop(connection.audience, None)


def by_credential(connections: Iterable[Connection]) -> dict[Credential, list[Connection]]:
    """Several pages of one session are one question."""
    found: dict[Credential, list[Connection]] = defaultdict(list)
    for connection in connections:
        found[connection.credential].append(connection)
    return found
