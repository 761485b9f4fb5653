"""A part shows panels on a page of another without either knowing the other."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.ground.ui import slots
from beatbook.ground.ui.slots import Panel

READER = Principal(
    actor=Actor("member", "1"), name="T. Ellis", grants={1: frozenset({Permission.CALL_READ})}
)
PAGE = engines["django"].from_string('{% load ui %}{% slot "incident" subject %}')


@pytest.fixture(autouse=True)
def no_other_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_OFFERED", slots._OFFERED.__class__(dict))


def _offer(name: str, permission: Permission, context: dict[str, Any] | None, order: int) -> None:
    panel = Panel(name, permission, lambda _by, _subject: context, "ui/progress.html", order)
    slots.offer("incident", panel)


def _drawn() -> str:
    request = RequestFactory().get("/")
    request.principal = READER
    return PAGE.render({"subject": "A26-000132"}, request)


def test_panels_come_in_order_with_their_own_context() -> None:
    _offer("Second", Permission.CALL_READ, {"label": "two", "maximum": 1, "value": 1}, 20)
    _offer("First", Permission.CALL_READ, {"label": "one", "maximum": 1, "value": 1}, 10)
    drawn = _drawn()
    assert drawn.index("First") < drawn.index("<span>one</span>") < drawn.index("Second")


def test_a_panel_one_may_not_see_is_not_drawn() -> None:
    _offer("Secret", Permission.JOURNAL_READ, {"label": "hidden", "maximum": 1}, 10)
    assert _drawn() == ""


def test_a_panel_with_nothing_to_show_is_not_drawn() -> None:
    _offer("Empty", Permission.CALL_READ, None, 10)
    assert _drawn() == ""


def test_the_query_hears_who_asks_and_about_what() -> None:
    heard: list[Any] = []
    slots.offer(
        "incident",
        Panel("Ears", Permission.CALL_READ, lambda *asked: heard.append(asked), "ui/progress.html"),
    )
    _drawn()
    assert heard == [(READER, "A26-000132")]
