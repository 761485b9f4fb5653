"""Whoever reads Spanish reads no English but what somebody typed, on any page.

A word counts as English when the Spanish catalog never uses it and nobody typed it. Words that are
rows of the program, such as the names an agency begins with, do not count as typed.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models
from django.utils import dates, translation

from beatbook.contract.values import Language
from beatbook.ground.agency.models import Member
from beatbook.ground.ui import catalog
from tests.cast import PASSWORD
from tests.site import everything, reading

WORD = re.compile(r"[^\W\d_]{2,}")
ZONE = re.compile(r"\w+/[\w/+-]+")
"""A time zone as the world's database names it."""
APART = {"gallery/", "licenses/"}
"""For who builds screens, and the words of licenses, which hold as they are written."""
PLACES = "Alaska Arizona Hawaii Puerto Rico"
"""States whose time zone has no other name."""
DJANGOS = "activo"
"""The count beside the mark of Django's own catalog, which is Spanish already."""
TEXT = (models.CharField, models.TextField, models.JSONField)

KNOWN = {
    "anotó un remolque (private property): 4ABC123 CA, Private property": (
        "the log keeps the words that a tow was recorded with"
    ),
}
"""English that is left, and why. It may only become shorter."""


@pytest.fixture
def pages(cast, client):
    """Every page of the station, the console and the phone, as an administrator reads it."""
    ours = everything.of(cast)
    Member.objects.update(language=Language.SPANISH)
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    read = {}
    for of_objects in (False, True):
        for address, entry in (one.values for one in everything.addresses(of_objects=of_objects)):
            if address.startswith(everything.API) or address in APART:
                continue
            answer = client.get(everything.path(address, entry, ours))
            if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", ""):
                read[address] = answer.content.decode()
    return read


def test_spanish_readers_read_spanish(pages):
    assert len(pages) >= 50
    spanish, typed = spanish_words(), typed_words()
    left = {}
    for address, page in pages.items():
        for text in reading.texts(page):
            rest = WORD.findall(typed.sub(" ", ZONE.sub(" ", text)))
            if english := [word for word in rest if word.lower() not in spanish]:
                left[text] = f"{' '.join(english)} at /{address}"
    assert {text: where for text, where in left.items() if text not in KNOWN} == {}
    assert sorted(left) == sorted(KNOWN), "mended: take it off the list"


def spanish_words():
    """Of the catalog, of the calendar, and names that are the same in every language."""
    said = [PLACES, DJANGOS, *(language.own_name for language in Language)]
    for message in catalog.messages(catalog.read("es")):
        said += [message.string] if isinstance(message.string, str) else message.string
    with translation.override("es"):
        for names in (dates.MONTHS, dates.MONTHS_3, dates.WEEKDAYS, dates.WEEKDAYS_ABBR):
            said += map(str, names.values())
        said += [translation.gettext(name) for name in ("English", "Spanish")]
    return {word.lower() for text in said for word in WORD.findall(text)}


def typed_words():
    """What stands in rows and is not the program's own, the longest first."""
    ours = set()
    for message in catalog.messages(catalog.read("es")):
        ours |= {message.id} if isinstance(message.id, str) else set(message.id)
    found = {member.short_name for member in Member.objects.all()}
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, TEXT)]
        if names and model.__module__.startswith("beatbook."):
            for row in model.objects.values_list(*names):
                found.update(strings(list(row)))
    typed = sorted((text for text in found - ours if WORD.search(text)), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, typed)) + r")(?!\w)")


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
