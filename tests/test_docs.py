"""What the documents name exists, and what exists is named."""

from __future__ import annotations

import re

import pytest

from beatbook.contract.access import ROLES, Permission
from beatbook.contract.base import EVENTS
from beatbook.site import cli
from tests import source

DOCS = source.CHECKOUT / "docs"
REFERENCE = (DOCS / "reference.md").read_text()


def section(title):
    """The names in the first column of the tables under a heading."""
    text = REFERENCE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return {row.split("`")[1] for row in text.splitlines() if row.startswith("| `")}


def test_every_event_is_in_the_reference():
    assert section("Events") == set(EVENTS)


def test_every_permission_is_in_the_reference():
    assert section("Permissions") == set(Permission)


def test_every_role_is_in_the_reference():
    assert section("Roles") == {role.code for role in ROLES}


def test_every_command_is_in_the_reference():
    assert section("Commands") == {f"beatbook {command.word}" for command in cli.COMMANDS}


def test_every_setting_is_in_the_reference():
    asked = re.compile(r"\b(BEATBOOK_[A-Z_]*[A-Z]|DATABASE_URL)\b")
    code = [path for path in source.tracked() if path.suffix == ".py" or path.name == "Makefile"]
    read = {name for path in code for name in asked.findall(path.read_text())}
    assert section("Settings") == read | {"PORT"}


def test_the_reference_says_who_is_told_of_each_event():
    for line in REFERENCE.partition("\n## Events\n")[2].splitlines():
        if line.startswith("| `"):
            event, permission = re.findall(r"`([^`]+)`", line)[:2]
            assert EVENTS[event].audience == permission, event


DOCUMENTS = [path for path in source.tracked() if path.suffix == ".md"]
OF_OURS = re.compile(r"`((?:beatbook|docs|tests|site|ground|duties|desks)/[\w./-]+)`")


@pytest.mark.parametrize("path", DOCUMENTS, ids=source.name)
def test_every_file_that_a_document_names_exists(path):
    missing = [
        name
        for name in OF_OURS.findall(path.read_text())
        if not (source.CHECKOUT / name).exists() and not (source.PACKAGE / name).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=source.name)
def test_every_link_inside_the_repository_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_a_gap_and_fit_on_a_page():
    decisions = sorted((DOCS / "adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        text = path.read_text()
        assert re.match(rf"# {int(path.name[:4])}\. \S", text)
        assert len(text.splitlines()) <= 90, path.name


def test_a_newcomer_finds_the_tour():
    assert (DOCS / "tour.md").exists()
