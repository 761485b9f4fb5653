"""The catalogs of other languages: whole, true to the source, and as programs read them."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.utils import translation

from beatbook.contract.values import Language
from beatbook.ground.ui import catalog
from beatbook.site import wording


@pytest.fixture(scope="module", params=catalog.languages())
def language(request):
    return request.param


def strings(message):
    """(English, translation) pairs: one, or two for what has a plural."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


@pytest.fixture(scope="module")
def words(language):
    return wording.current(language)


def test_the_catalog_is_what_the_source_says(language, words):
    """Otherwise: ``make words``."""
    written = catalog.written(language).read_text()
    assert wording.text_of(words) == written


def test_every_string_is_translated(language, words):
    assert wording.missing(words) == []


def test_a_translation_puts_in_the_same_values(language, words):
    """A plural may say "one" in words where English counts."""
    wrong = [
        (english, said)
        for message in catalog.messages(words)
        for english, said in strings(message)
        if set(wording.HOLE.findall(english)) != set(wording.HOLE.findall(said))
    ]
    assert wrong == []


def test_no_translation_has_space_at_its_ends_that_english_has_not(language, words):
    def ends(text):
        return (text[:1].isspace(), text[-1:].isspace())

    wrong = [
        said
        for message in catalog.messages(words)
        for english, said in strings(message)
        if ends(english) != ends(said)
    ]
    assert wrong == []


def test_what_programs_read_is_what_people_wrote(language, words):
    """Otherwise: ``make setup``."""
    with translation.override(language):
        assert translation.gettext("Skip to the main part") != "Skip to the main part"
    served = json.loads((catalog.SERVED / f"{language}.json").read_text())
    assert served == catalog.said_by_scripts(catalog.read(language))


def test_the_catalog_belongs_to_a_language_that_one_can_choose(language):
    assert Counter(catalog.languages()) == Counter(set(Language) - {Language.ENGLISH})
