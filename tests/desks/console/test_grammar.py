"""The registry of commands: one list, without clashes, that browsers and people can live with.

The browser's tests read a copy of it as JSON. To write the copy anew:

    python -c "import json; from beatbook.desks.console import grammar; \
        print(json.dumps(grammar.as_json(), indent=1))" > tests/js/console/registry.json
"""

import json
import re
from pathlib import Path

import pytest

from beatbook.contract.access import Permission
from beatbook.desks.console import grammar
from beatbook.desks.console.parts_of_speech import Kind
from beatbook.ground.force.vocabulary import Status

REGISTRY_FOR_JAVASCRIPT = Path(__file__).parents[2] / "js" / "console" / "registry.json"
BROWSER_KEYS = {"F1", "F5", "F10", "F11", "F12"}


def test_the_browser_tests_read_the_same_registry() -> None:
    delivered = json.loads(json.dumps(grammar.as_json()))
    assert json.loads(REGISTRY_FOR_JAVASCRIPT.read_text()) == delivered


def test_no_two_verbs_share_a_name() -> None:
    names = [name for verb in grammar.VERBS for name in (verb.code, *verb.aliases)]
    assert sorted(names) == sorted(set(names))


def test_keys_are_unique_and_leave_the_browser_its_own() -> None:
    keys = [verb.key for verb in grammar.VERBS if verb.key]
    assert len(keys) == len(set(keys))
    assert not BROWSER_KEYS & set(keys)


@pytest.mark.parametrize("verb", grammar.VERBS, ids=lambda verb: verb.code)
def test_a_verb_explains_itself(verb: grammar.Verb) -> None:
    assert verb.help.endswith(".")
    assert verb.examples
    assert isinstance(verb.permission, Permission)
    for example in verb.examples:
        assert re.split(r"[\s.]", example)[0] in (verb.code, *verb.aliases)


@pytest.mark.parametrize("verb", grammar.VERBS, ids=lambda verb: verb.code)
def test_sentences_and_requests_name_only_slots_that_the_form_has(verb: grammar.Verb) -> None:
    for form in verb.forms:
        kinds = {slot.kind.value for slot in form.slots}
        assert set(re.findall(r"\{(\w+)\}", form.sentence)) <= kinds
        for step in form.steps:
            bound = kinds | ({"unit"} if step.each else set())
            assert set(re.findall(r"\{(\w+)", step.url)) <= bound
            assert set(re.findall(r"\{(\w+)", " ".join(step.body.values()))) <= set(Kind) | bound
            assert not step.each or Kind.UNITS in kinds


@pytest.mark.parametrize("verb", grammar.VERBS, ids=lambda verb: verb.code)
def test_a_verb_either_asks_the_server_or_acts_on_the_screen(verb: grammar.Verb) -> None:
    asks = [bool(form.steps) for form in verb.forms]
    assert asks == [not verb.local] * len(verb.forms)


def test_an_agency_says_its_own_letters_and_ours_are_still_understood() -> None:
    verbs = {verb.status: verb for verb in grammar.in_letters({"OS": "97", "OO": "OOS"})}
    scene = verbs["OS"]
    assert scene.words == ("97", "OS", "ONS")
    assert scene.examples == ("97 2B10", "97.2B10.2C10", "97 2B10 @2107")
    assert scene.forms == grammar.WORDS["OS"].forms
    assert verbs["OO"].words == ("OOS", "OO")
    assert verbs["ER"] is grammar.WORDS["ER"]
    assert [verb.key for verb in grammar.in_letters({"OS": "97"})] == [
        verb.key for verb in grammar.VERBS
    ]


def test_a_word_that_became_a_command_later_keeps_to_the_command() -> None:
    assert grammar.in_letters({"OS": "BU"}) == grammar.VERBS


def test_every_status_that_is_typed_is_a_word() -> None:
    assert {verb.status for verb in grammar.VERBS} == {"", *Status.values} - {Status.OFF_DUTY}
    assert all(grammar.WORDS[verb.status] is verb for verb in grammar.VERBS if verb.status)
