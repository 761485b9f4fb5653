"""Each part is drawn the same wherever it is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, TemplateSyntaxError, engines
from django.test import RequestFactory

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.ground import ui
from beatbook.ground.ui import vocabulary, workspaces
from beatbook.ground.ui.workspaces import Workspace


def draw(source: str, *, cookies: dict[str, str] | None = None, **context: Any) -> str:
    """What a template says, with its blanks run together."""
    request = RequestFactory().get("/calls/", {"q": "castle"})
    request.COOKIES.update(cookies or {})
    request.principal = context.pop("principal", None)
    template = engines["django"].from_string("{% load ui words %}" + source)
    return " ".join(template.render(context, request).split())


class TakeForm(forms.Form):
    location = forms.CharField(help_text="Address or crossing.")
    remarks = forms.CharField(required=False)


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "map-pin" %}')
    assert 'role="img" aria-label="Place"' in draw('{% icon "map-pin" label="Place" %}')
    assert '/ui/icons.svg#map-pin"' in draw('{% icon "map-pin" %}')


def test_an_icon_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="There is no icon 'unicorn'"):
        draw('{% icon "unicorn" %}')


def test_a_priority_is_filled_while_the_call_waits() -> None:
    assert draw("{% priority 2 %}") == (
        '<span class="priority solid" data-pr="2" data-field="priority" role="img"'
        ' aria-label="Priority 2">2</span>'
    )
    assert 'class="priority"' in draw("{% priority 2 waiting=False %}")


def test_a_status_is_two_letters_with_its_name() -> None:
    assert draw('{% status "OS" %}') == (
        '<abbr class="status" data-st="OS" data-field="status" title="On scene">OS</abbr>'
    )
    assert draw('{% status "OS" words=True %}').endswith("</abbr> On scene")


def test_the_browser_has_the_same_names_of_statuses() -> None:
    rows = (Path(ui.__file__).parent / "static" / "ui" / "statuses.js").read_text()
    assert (
        dict(re.findall(r'^  ([A-Z]{2}): "([\w ]+)",$', rows, re.MULTILINE)) == vocabulary.STATUSES
    )


def test_a_status_has_the_letters_of_the_readers_agency_wherever_it_is_drawn() -> None:
    letters = {"letters": lambda: {"OS": "97"}, "row": {"status": "OS"}}
    drawn = draw('{% status "OS" %} {% unit_row row %} {% row_templates %}', **letters)
    badge = '<abbr class="status" data-st="OS" data-field="status" title="On scene">97</abbr>'
    assert drawn.count(badge) == 2
    assert '<script id="status-letters" type="application/json">{"OS": "97"}</script>' in drawn


def test_words_from_people_are_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    row = {"number": evil, "type_name": evil, "location": evil, "units": [evil], "crew": evil}
    drawn = draw(
        "{% call_row row %}{% unit_row row %}{% chip evil %}{% notice %}{{ evil }}{% endnotice %}"
        '{% blank_state "inbox" evil %}{{ evil }}{% endblank_state %}'
        "{% heading evil lead=evil %}{% endheading %}",
        row=row,
        evil=evil,
    )
    assert "<script" not in drawn


def test_a_field_ties_its_hint_and_its_error_to_the_control() -> None:
    drawn = draw("{% field form.location %}", form=TakeForm({"location": ""}))
    assert 'aria-describedby="id_location_hint id_location_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<p class="hint" id="id_location_hint">Address or crossing.</p>' in drawn
    assert "This field is required." in drawn


def test_what_may_be_left_out_says_so() -> None:
    assert "(optional)" in draw("{% field form.remarks %}", form=TakeForm())
    assert "(optional)" not in draw("{% field form.location %}", form=TakeForm())


def test_errors_at_the_head_of_a_form_lead_to_the_fields() -> None:
    drawn = draw("{% form_errors form %}", form=TakeForm({}))
    assert '<a href="#id_location">Location: This field is required.</a>' in drawn
    assert draw("{% form_errors form %}", form=TakeForm({"location": "here"})) == ""


def test_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(100), 10).get_page(3)
    drawn = draw('{% pagination page "calls" %}', page=page)
    assert 'href="?page=4&amp;q=castle" rel="next"' in drawn
    assert "21\u201330 of 100 calls" in drawn


def test_a_notice_without_a_tone_is_a_note() -> None:
    assert draw("{% notice %}Hello{% endnotice %}").startswith('<div class="notice note">')
    assert draw('{{ "error"|tone }} {{ "debug"|tone }}') == "bad note"


def test_the_display_follows_the_cookies_and_nothing_else() -> None:
    tag = "<html{% display_attributes %}>"
    assert draw(tag) == "<html>"
    chosen = {"theme": "dark", "size": "large"}
    assert draw(tag, cookies=chosen) == '<html data-theme="dark" data-size="large">'
    assert draw(tag, cookies={"theme": '"><script>', "size": "huge"}) == "<html>"


def test_the_place_one_is_in_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "_WORKSPACES", {})
    workspaces.register(Workspace("Gallery", "gallery", None, order=1))
    workspaces.register(Workspace("Licenses", "licenses", Permission.JOURNAL_READ, order=2))
    member = Principal(actor=Actor("member", "1"), name="T. Ellis", grants={1: frozenset()})
    drawn = draw('{% include "ui/workspaces.html" %}', principal=member)
    assert drawn.count("<a ") == 1
    assert "Licenses" not in drawn
    assert draw('{% include "ui/workspaces.html" %}') == ""


def test_blank_rows_for_the_script_are_the_rows_of_the_server() -> None:
    drawn = draw("{% row_templates option=True %}")
    assert drawn.count('role="option"') == 2
    fields = {"priority", "type_name", "since", "short", "location", "aside"}
    assert all(f'data-field="{field}"' in drawn for field in fields)


def test_pages_without_a_request_can_be_drawn() -> None:
    template = engines["django"].from_string(
        "{% load ui %}{% nav_items as places %}{{ places }}{% display_attributes %}"
    )
    assert template.template.render(Context({})) == "[]"
