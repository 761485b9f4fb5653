"""The kit's own pages: the gallery, the licenses, and what one sees when something goes wrong."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from beatbook.ground.ui import licenses, packages, views

ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")


def _request(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.principal = None
    return request


def _has_the_frame(page: str) -> None:
    assert page.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="en"' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    assert page.count('<main id="main"') == 1
    assert '<a class="skip" href="#main">' in page
    assert '{"allowEval":false,"includeIndicatorStyles":false}' in page


def test_the_gallery_shows_every_part() -> None:
    page = views.gallery(_request("/gallery/")).content.decode()
    _has_the_frame(page)
    for part in ("priority", "status", "chip", "notice", "empty", "toast", "dialog", "field",
                 "call", "unit", "connection", "table", "pages", "tabs", "progress"):  # fmt: skip
        assert re.search(rf'class="(?:[\w ]* )?{part}[ "]', page), part


def test_the_licenses_are_read_from_the_packages() -> None:
    page = views.licenses(_request("/licenses/")).content.decode()
    _has_the_frame(page)
    assert [one.name for one in licenses.front_end()] == [one.name for one in packages.PACKAGES]
    for package in licenses.front_end():
        assert package.name in page
        assert "copyright" in package.text.lower()


def test_every_package_on_the_server_states_its_license() -> None:
    found = {one.name.lower(): one for one in licenses.server()}
    assert found["django"].license == "BSD-3-Clause"
    assert all(one.version and one.license for one in found.values())


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_said_in_plain_words_with_a_way_on(name: str) -> None:
    page = render_to_string(name)
    _has_the_frame(page)
    assert 'href="/"' in page
    assert not re.search(r"exception|traceback|\b[45]\d\d\b|error", page, re.IGNORECASE)


def test_a_refusal_gives_its_reason() -> None:
    reason = "Your role does not include call:dispatch."
    assert reason in render_to_string("403.html", {"message": reason})
