"""Taking back what one did a moment ago: by another command that names it, never by deleting.

A command *offers* how it can be taken back: the name of an inverse and what that must know. The
answer carries the offer as a signed token, for a few seconds of real time and for the same person
only. The inverse looks whether everything still stands as the command left it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.ground.journal import recording

SECONDS = 10
GRACE_S = 2
"""For the way to the server: what was pressed in time is in time."""
SALT = "beatbook.undo"


class CannotUndo(Refused):
    """It cannot be taken back (any more); the message says why."""


@dataclass(frozen=True)
class Offer:
    """``what`` was done, as the log will name it; ``facts`` are plain values for the inverse."""

    kind: str
    what: str
    command: str
    facts: dict[str, Any]


@dataclass
class Collected:
    """What the commands of one request said of being taken back. ``why`` it cannot be, wins."""

    offers: list[Offer] = field(default_factory=list)
    why: str = ""


Inverse = Callable[..., None]
INVERSES: dict[str, Inverse] = {}
_collected: ContextVar[Collected | None] = ContextVar("undo_collected", default=None)


def inverse(kind: str) -> Callable[[Inverse], Inverse]:
    """Register the command that takes back what is offered under this name."""

    def register(function: Inverse) -> Inverse:
        INVERSES[kind] = function
        return function

    return register


def offer(kind: str, what: str, **facts: Any) -> None:
    """Inside a command: it can be taken back so. Nothing where nobody collects."""
    collected = _collected.get()
    if collected is not None:
        command = str(recording.running_command())
        collected.offers.append(Offer(kind, what, command, facts))


def cannot(why: str) -> None:
    """Inside a command: it cannot be taken back by undoing; how else, or why not."""
    collected = _collected.get()
    if collected is not None:
        collected.why = why


@contextmanager
def collecting() -> Iterator[Collected]:
    """What the commands inside say of being taken back."""
    collected = Collected()
    token = _collected.set(collected)
    try:
        yield collected
    finally:
        _collected.reset(token)


def told(collected: Collected, by: Principal) -> dict[str, Any]:
    """For the answer: the token and how long it holds; or why there is none, if that is known."""
    if collected.why:
        return {"not_undone": collected.why}
    if not collected.offers:
        return {}
    offers = [dataclasses.asdict(one) for one in collected.offers]
    token = signing.dumps({"by": str(by.actor), "offers": offers}, salt=SALT)
    return {"undo": {"token": token, "seconds": SECONDS}}


def take_back(token: str, *, by: Principal, at: datetime) -> str:
    """Take back what the token names, the last thing first; says what. Raises ``CannotUndo``."""
    try:
        given = signing.loads(token, salt=SALT, max_age=SECONDS + GRACE_S)
    except signing.SignatureExpired as error:
        raise CannotUndo(_("More than ten seconds have gone by.")) from error
    except signing.BadSignature as error:
        raise CannotUndo(_("This cannot be undone.")) from error
    if given["by"] != str(by.actor):
        raise CannotUndo(_("Only who did it can undo it."))
    offers = [Offer(**one) for one in given["offers"]]
    for one in reversed(offers):
        INVERSES[one.kind](offer=one, by=by, at=at)
    return ", ".join(one.what for one in offers)
