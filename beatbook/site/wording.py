"""What the product says: every marked string of the source, and the catalogs brought up to date.

``make words`` runs ``update``. Marked are ``_("…")`` in Python,
``{% translate %}`` and ``{% blocktranslate %}`` in templates, ``t("…")`` in scripts. Words that are
data of the program, such as the sentences of events and the names of statuses, are marked by being
where they are declared.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import extract, pofile
from babel.messages.catalog import Catalog
from django.db.models import Choices
from django.utils.translation.template import templatize

from beatbook.contract.access import ROLES
from beatbook.contract.base import EVENTS
from beatbook.contract.values import MemberClass
from beatbook.core import units
from beatbook.desks.console.grammar import VERBS
from beatbook.desks.console.parts_of_speech import Kind
from beatbook.desks.console.views import PANELS
from beatbook.duties.calls import seeds
from beatbook.duties.calls.vocabulary import Interval
from beatbook.ground.force import vocabulary as force
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.registry.vocabulary import AUTHORITY, LOCAL_ONLY
from beatbook.ground.ui import catalog, vocabulary, workspaces
from beatbook.site.data_directory import CHECKOUT

PACKAGE = CHECKOUT / "beatbook"
PYTHON: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "system": (1,),
}
SCRIPT: dict[str, Any] = {"t": None, "tn": (1, 2)}
OPTIONS = {"encoding": "utf-8"}
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
"""Of every catalog, so that only a change of words changes the file."""

HOLE = re.compile(r"%\(\w+\)s|\{\w+\}")
"""Where a value is put in."""
WORD = re.compile(r"[A-Za-z]{2}")

Found = tuple[str, str | tuple[str, ...], str | None]
"""Where a string stands, the string (with its plural), and its context."""


def said() -> Iterator[Found]:
    """Every string that is shown to people and comes from the source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _marked("python", path, PYTHON, path.read_text())
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield from _marked("python", path, PYTHON, _templatized(path))
    for path in sorted(PACKAGE.rglob("static/**/*.js")):
        yield from _marked("javascript", path, SCRIPT, path.read_text())
    yield from ((catalog.DECLARED, words, None) for words in sorted(set(declared())))


def declared() -> Iterator[str]:
    """The words that rows and registries carry in English, translated where they are shown."""
    yield from (event.sentence for event in EVENTS.values())
    yield from vocabulary.STATUSES.values()
    yield from workspaces.names()
    yield from PANELS.values()
    yield from (kind.replace("_", " ").removesuffix("s") for kind in Kind)
    for verb in VERBS:
        yield from (verb.name, verb.help)
        yield from (form.sentence for form in verb.forms)
        yield from (slot.ask for form in verb.forms for slot in form.slots if slot.ask)
    yield from seeded()
    yield from (*Interval, units.UNDER_A_MINUTE)
    yield from (kind.plural for kind in AreaKind)
    yield from (LOCAL_ONLY, *AUTHORITY.values())
    yield from (name for _, name in (*force.CLASSES, *force.KINDS))
    yield from (force.order_of(hold, kind) for hold in force.Hold for kind in MemberClass)
    for choices in _below(Choices):
        if choices.__module__.startswith("beatbook."):
            yield from (str(label) for label in choices.labels if label)


def seeded() -> Iterator[str]:
    """What an agency begins with. Renamed, it is the agency's own word, and stays as it is."""
    for plan in seeds.PLANS:
        yield plan.name
        yield from (words for words in (plan.hint,) if words)
        yield from (question.text for question in plan.questions or ())
    yield from (ending.name for ending in seeds.DISPOSITIONS)
    for role in ROLES:
        yield from (role.name, role.description)


def current(language: str) -> Catalog:
    """The catalog of a language as it has to be: what is said now, translated where it is."""
    before = catalog.read(language)
    template = Catalog(domain="django", charset="utf-8")
    before.msgid_bugs_address = before.last_translator = before.language_team = ""
    for place, words, context in said():
        template.add(words, locations=[(place, 0)], context=context)
    before.update(template, no_fuzzy_matching=True)
    before.obsolete.clear()
    for message in catalog.messages(before):
        if not message.string and not WORD.search(HOLE.sub("", str(message.id))):
            message.string = message.id
    before.creation_date = before.revision_date = WRITTEN
    return before


def text_of(words: Catalog) -> str:
    """A catalog as it is written to its file."""
    file = io.BytesIO()
    pofile.write_po(file, words, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue().decode()


def missing(words: Catalog) -> list[str]:
    """What the language does not say yet."""
    return [
        str(message.id)
        for message in catalog.messages(words)
        if not message.string or (isinstance(message.string, tuple) and not all(message.string))
    ]


def _marked(method: str, path: Path, keywords: dict[str, Any], text: str) -> Iterator[Found]:
    file = io.BytesIO(text.encode())
    place = path.relative_to(CHECKOUT).as_posix()
    for _, words, _, context in extract.extract(method, file, keywords, options=OPTIONS):
        yield place, words, context


def _templatized(path: Path) -> str:
    """A template as calls of gettext; without its indentation, it can be read as Python."""
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)


def _below(choices: type[Choices]) -> Iterable[Any]:
    for one in choices.__subclasses__():
        yield one
        yield from _below(one)


def update() -> int:
    """Bring every catalog up to date, and say what has no words yet."""
    untranslated = 0
    for language in catalog.languages():
        words = current(language)
        catalog.written(language).write_text(text_of(words))
        for text in missing(words):
            untranslated += 1
            print(f"{language}: {text}")
    catalog.compile_all()
    return min(untranslated, 1)
