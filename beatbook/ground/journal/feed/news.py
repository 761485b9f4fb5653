"""What a run of sealed entries means to each audience. Runs in a thread.

A touched row is rendered in the audience's own scope, after its entry was sealed, so the patch is
at least as new as the entry. Whether the row may be seen is decided by the row, not by the entry:
a unit sent to a restricted call still changes on every board. Only a *removal* (the row is not
there to be seen) is told to nobody but those who may read the entry, or it would tell of rows
that were never theirs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection

from beatbook.contract import agency as events
from beatbook.contract.access import Actor
from beatbook.contract.base import EVENTS, Touch
from beatbook.ground.journal import cursor, scope
from beatbook.ground.journal.feed import frames
from beatbook.ground.journal.feed.audience import Audience
from beatbook.ground.journal.feed.sources import Sources

log = logging.getLogger(__name__)


def _names(*declared: type[Any]) -> frozenset[str]:
    return frozenset(event.name for event in declared)


_OF_MEMBER = _names(
    events.MembershipGranted,
    events.MembershipEnded,
    events.MemberDisabled,
    events.PasswordSet,
    events.SignedOut,
)
_OF_TOKEN = _names(events.TokenRevoked)
_OF_CLOCK = _names(events.ClockSet)
_OF_AGENCY = _names(events.SettingsChanged)


@dataclass(frozen=True)
class Item:
    """The part of a sealed entry that says which rows it touches."""

    agency_id: int
    need_to_know: str
    name: str
    codes: dict[str, Any]


@dataclass(frozen=True)
class News:
    """The frame of each audience, the clock's if it was set, and whose grants are in question.

    ``names`` are those of the entries, for whoever else follows what happens.
    """

    frames: Mapping[Audience, bytes]
    names: frozenset[str]
    clock: bytes | None = None
    regranted: frozenset[Actor] = field(default_factory=frozenset)


def gather(sources: Sources, after: int, upto: int, audiences: Iterable[Audience]) -> News:
    """News of the entries with ``after < position <= upto``."""
    items = _read(after, upto)
    place = cursor.seal(upto)
    drawn = {audience: _patch(sources, audience, items, place) for audience in audiences}
    return News(
        frames={audience: frame for audience, frame in drawn.items() if frame},
        names=frozenset(item.name for item in items),
        clock=_clock(sources, items),
        regranted=frozenset(_regranted(items)),
    )


def replay(sources: Sources, audience: Audience, after: int, upto: int) -> bytes:
    """What one audience missed, as one frame. Never empty, so that the cursor moves on."""
    items, place = _read(after, upto), cursor.seal(upto)
    patch = _patch(sources, audience, items, place) or frames.frame("patch", [], cursor=place)
    return patch + (_clock(sources, items) or b"")


def _read(after: int, upto: int) -> list[Item]:
    with connection.cursor() as database:
        database.execute("SELECT * FROM journal_news(%s, %s)", [after, upto])
        return [
            Item(agency_id, need_to_know, name, json.loads(codes))
            for agency_id, need_to_know, name, codes in database.fetchall()
        ]


def _patch(sources: Sources, audience: Audience, items: list[Item], place: str) -> bytes | None:
    """The frame with every touched row; None if there is none. A failure becomes a resync.

    A setting of an agency may change every row of it: those screens read all of them again.
    """
    if _is_about_settings(items, audience):
        return frames.SETTINGS_CHANGED
    try:
        patches = _patches(sources, audience, items)
        return frames.frame("patch", patches, cursor=place) if patches else None
    except DatabaseError:
        raise
    except Exception:
        log.exception("Rows could not be rendered for the feed.")
        return frames.NOT_RENDERED


def _is_about_settings(items: list[Item], audience: Audience) -> bool:
    seen = frozenset().union(*(agencies for _, agencies in audience.agencies))
    return any(item.name in _OF_AGENCY and item.agency_id in seen for item in items)


def _patches(sources: Sources, audience: Audience, items: list[Item]) -> list[Mapping[str, Any]]:
    patches: list[Mapping[str, Any]] = []
    for kind, agencies in audience.agencies:
        touched = _touched(items, kind, audience, agencies)
        if not touched:
            continue
        with scope.within(sorted(agencies), classes=audience.classes):
            rows = sources.rows(kind, touched.keys())
        patches += [row for row in rows if row["version"] is not None or touched[row["key"]]]
    return patches


def _touched(
    items: list[Item], kind: str, audience: Audience, agencies: frozenset[int]
) -> dict[str, bool]:
    """The keys of this kind that were touched; True for those whose removal may be told."""
    keys: dict[str, bool] = {}
    for item in items:
        if item.agency_id not in agencies:
            continue
        may_read = audience.sees_class(item.need_to_know)
        for touch in EVENTS[item.name].touches:
            for key in _keys(item, touch) if touch.kind == kind else ():
                keys[key] = keys.get(key, False) or may_read
    return keys


def _keys(item: Item, touch: Touch) -> list[str]:
    """A field names one row or several."""
    named = item.codes.get(touch.field)
    return [str(key) for key in (named if isinstance(named, list) else [named]) if key is not None]


def _clock(sources: Sources, items: list[Item]) -> bytes | None:
    if any(item.name in _OF_CLOCK for item in items):
        return frames.frame("clock", sources.clock())
    return None


def _regranted(items: list[Item]) -> Iterable[Actor]:
    for item in items:
        if item.name in _OF_MEMBER:
            yield Actor("member", str(item.codes["member_id"]))
        elif item.name in _OF_TOKEN:
            yield Actor("token", str(item.codes["token_id"]))
