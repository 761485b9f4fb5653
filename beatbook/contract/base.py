"""How an event is declared, and the error every anticipated refusal derives from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform

from beatbook.contract.access import Permission

CODE = "code"
PERSONAL = "personal"


class Refused(Exception):
    """A command said no, for a reason that the person who asked can act on."""

    @property
    def message(self) -> str:
        return str(self)


def code(**options: Any) -> Any:
    """A field that names no person and holds no free text: kept in the entry for ever."""
    return dataclasses.field(metadata={"privacy": CODE}, **options)


def personal(**options: Any) -> Any:
    """A field with personal or free text: kept in the payload, which can be expunged."""
    return dataclasses.field(metadata={"privacy": PERSONAL}, **options)


@dataclasses.dataclass(frozen=True)
class Touch:
    """Live rows that an event changes: their kind, and the event's field with key or keys."""

    kind: str
    field: str


class Event(Protocol):
    """What every class decorated with ``@event`` carries."""

    name: ClassVar[str]
    sentence: ClassVar[str]
    audience: ClassVar[Permission]
    touches: ClassVar[tuple[Touch, ...]]
    __dataclass_fields__: ClassVar[dict[str, Any]]


EVENTS: dict[str, type[Event]] = {}

E = TypeVar("E")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(code, personal))
def event(
    name: str,
    *,
    sentence: str,
    audience: Permission,
    touches: tuple[tuple[str, str], ...] = (),
) -> Callable[[type[E]], type[E]]:
    """Declare an event type.

    ``name`` is ``part.noun.past_tense_verb``; ``sentence`` is what a person reads in the log,
    with the fields in braces; ``audience`` is the permission (in the entry's agency) needed to
    be told; ``touches`` are (kind of live row, field that holds its key).
    """

    def declare(cls: type[E]) -> type[E]:
        declared: Any = dataclasses.dataclass(frozen=True, kw_only=True)(cls)
        for field in dataclasses.fields(declared):
            if field.name in ("name", "sentence", "audience", "touches"):
                raise TypeError(f"{name}.{field.name} would hide what the event says of itself.")
            if field.metadata.get("privacy") not in (CODE, PERSONAL):
                raise TypeError(f"{name}.{field.name} must be declared code() or personal().")
        if name in EVENTS:
            raise TypeError(f"Two events are called {name}.")
        declared.name = name
        declared.sentence = sentence
        declared.audience = audience
        declared.touches = tuple(Touch(kind, field) for kind, field in touches)
        EVENTS[name] = declared
        known: type[E] = declared
        return known

    return declare


def _fields(cls: type[Event], privacy: str) -> Iterator[str]:
    for field in dataclasses.fields(cls):
        if field.metadata["privacy"] == privacy:
            yield field.name


def code_fields(cls: type[Event]) -> tuple[str, ...]:
    return tuple(_fields(cls, CODE))


def personal_fields(cls: type[Event]) -> tuple[str, ...]:
    return tuple(_fields(cls, PERSONAL))


class _Blank(dict[str, Any]):
    """Missing words become a plain mark, so that an expunged payload still reads as a sentence."""

    def __missing__(self, key: str) -> str:
        return "[removed]"


def describe(
    cls: type[Event], values: dict[str, Any], said: Callable[[str], str] = lambda words: words
) -> str:
    """The event's sentence with its values; values that were expunged read ``[removed]``.

    A code that an event did not have when it was recorded has its default. ``said`` gives the
    program's own words, the sentence and its codes, in the reader's language; what people wrote
    stays as they wrote it.
    """
    codes = set(code_fields(cls))
    read = {
        name: said(value) if name in codes and value and isinstance(value, str) else value
        for name, value in (_defaults(cls) | values).items()
    }
    return said(cls.sentence).format_map(_Blank(read))


def _defaults(cls: type[Event]) -> dict[str, Any]:
    return {
        field.name: field.default
        for field in dataclasses.fields(cls)
        if field.metadata["privacy"] == CODE and field.default is not dataclasses.MISSING
    }
