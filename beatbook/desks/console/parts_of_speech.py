"""What a command is made of: verbs, their forms, the slots of a form and the requests it makes.

Pure data, delivered to the browser as JSON. ``static/console/grammar.js`` gives it meaning and
knows no verb by name.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from beatbook.contract.access import Permission


class Kind(StrEnum):
    """What may stand in a slot."""

    AGENCY = "agency"
    ALERT = "alert"
    ALERT_KIND = "alert_kind"
    BACK = "back"
    CALL = "call"
    CALL_TYPE = "call_type"
    CASE_NUMBER = "case_number"
    CHECK = "check"
    CLOSURE = "closure"
    DISPOSITIONS = "dispositions"
    FLAG = "flag"
    LEFT = "left"
    LINKED = "linked"
    MEANS = "means"
    MERGED = "merged"
    NOTE = "note"
    NOTE_NUMBER = "note_number"
    OFFER = "offer"
    OTHER_CALL = "other_call"
    ODOMETER = "odometer"
    OVERRIDE = "override"
    NUMBER = "number"
    PERCENT = "percent"
    PLACE = "place"
    PLATE = "plate"
    PLATE_STATE = "plate_state"
    PRIORITY = "priority"
    QUESTION = "question"
    REACHED = "reached"
    REPLY = "reply"
    RESULT = "result"
    SERVICE = "service"
    SOURCE = "source"
    STOPPED = "stopped"
    STRETCH = "stretch"
    TEXT = "text"
    TOPIC = "topic"
    UNITS = "units"
    UNTIL = "until"
    WAITER = "waiter"


@dataclass(frozen=True)
class Slot:
    """One argument.

    ``implied`` lets it be left out: the chosen call, the only unit of the chosen call whose
    status is in ``among``, or the first agency for who takes calls for several. A unit in
    another status is still accepted, with a warning: the server decides. ``on_call`` refuses
    units that are on no call; ``leaving`` says what becomes of the call when these units leave
    it. ``least`` is how many units there must be. ``needed_from`` are the statuses of a unit in
    which an argument that may else be left out is needed, unless the unit's row says yes to
    ``needed_unless``. ``after`` is the word that this argument stands behind; ``ask`` is said
    while it is missing.
    """

    kind: Kind
    required: bool = True
    implied: bool = False
    among: tuple[str, ...] = ()
    on_call: bool = False
    leaving: bool = False
    least: int = 1
    needed_from: tuple[str, ...] = ()
    needed_unless: str = ""
    after: str = ""
    ask: str = ""


AGENCY = Slot(Kind.AGENCY, required=False, implied=True)
"""Whose it is, for who works for several agencies."""


@dataclass(frozen=True)
class Step:
    """One HTTP request. Braces are filled from the slots: ``{call.number}``, ``{units.id}``.

    With ``each`` the step is made once for every unit, called ``{unit...}`` in the templates. A
    body field whose braces are empty is left out.
    """

    method: str
    url: str
    body: dict[str, str] = dataclasses.field(default_factory=dict)
    each: bool = False


@dataclass(frozen=True)
class Form:
    """One way to complete a verb.

    In ``sentence``, ``[...]`` is dropped when its slot is empty. ``dialog`` is the form that
    Enter opens when something required is missing.
    """

    sentence: str
    slots: tuple[Slot, ...] = ()
    steps: tuple[Step, ...] = ()
    dialog: str = ""


@dataclass(frozen=True)
class Verb:
    """A command as a dispatcher says it.

    ``opening`` is what the verb's key writes behind it; ``local`` is an act of the screen itself,
    without request. ``status`` is the unit status that it says, which an agency may have letters
    of its own for.
    """

    code: str
    name: str
    help: str
    examples: tuple[str, ...]
    forms: tuple[Form, ...]
    permission: Permission
    aliases: tuple[str, ...] = ()
    key: str = ""
    opening: str = ""
    local: str = ""
    status: str = ""

    @functools.cached_property
    def as_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    def called(self, word: str) -> Verb:
        """The same command, said with this word; those it had are still understood."""
        before = re.compile(rf"^{re.escape(self.code)}\b")
        return dataclasses.replace(
            self,
            code=word,
            aliases=tuple(name for name in self.words if name != word),
            examples=tuple(before.sub(word, example) for example in self.examples),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it is typed as."""
        return (self.code, *self.aliases)

    @property
    def kinds(self) -> set[Kind]:
        """What any of its forms may hold."""
        return {slot.kind for form in self.forms for slot in form.slots}
