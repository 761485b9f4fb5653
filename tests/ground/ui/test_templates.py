"""Every template of the product keeps the rules of the kit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import beatbook

ROOT = Path(beatbook.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/*/templates/**/*.html"))
PAGES = [path for path in TEMPLATES if "{% extends" in path.read_text()]
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE)
STYLE = re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)


def _source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_template = pytest.mark.parametrize("path", TEMPLATES, ids=_name)


@every_template
def test_no_script_is_inside_a_template(path: Path) -> None:
    for attributes in SCRIPT.findall(_source(path)):
        assert "src=" in attributes or 'type="application/json"' in attributes
    assert HANDLER.findall(_source(path)) == []


@every_template
def test_no_style_is_inside_a_template(path: Path) -> None:
    assert STYLE.findall(_source(path)) == []


@every_template
def test_htmx_never_evaluates(path: Path) -> None:
    assert re.findall(r"""hx-[\w-]+=["']\s*(?:js|javascript):""", _source(path)) == []


@every_template
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    links = ELSEWHERE.findall(re.sub(r"<a\b[^>]*>", "", _source(path)))
    assert links == []


@every_template
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_has_a_title_and_no_second_h1(path: Path) -> None:
    source = _source(path)
    heads = len(re.findall(r"<h1\b|{% heading ", source))
    assert heads <= 1
    if heads:
        assert "{% block title %}" in source
