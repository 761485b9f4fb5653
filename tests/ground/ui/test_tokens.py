"""The colors keep WCAG 2.2 AA in both themes: words 4.5:1, outlines of controls 3:1."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from beatbook.ground import ui

TOKENS = Path(ui.__file__).parent / "static" / "ui" / "tokens.css"
TOKEN = re.compile(
    r"--([\w-]+): (?:light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\)|(#[0-9a-f]{6}));"
)
THEMES = ("light", "dark")
SURFACES = ("bg", "panel", "band", "raise", "chosen", "well")
STATUSES = ("av", "dp", "er", "staging", "os", "tr", "bz")
PRIORITIES = ("p1", "p2", "p3", "p4", "p5")
TINT = 0.16
"""The most that chips and badges mix of their color into the panel."""

ON_THEIR_GROUND = [
    ("on-accent", "accent-fill"),
    ("warn", "warn-back"),
    ("bad", "bad-back"),
    ("ink", "bad-back"),
    ("ink", "bad-row"),
    ("bad", "bad-row"),
    ("ink2", "bad-row"),
    ("ink", "good-back"),
    ("ink", "note-back"),
    ("map-text", "map-land"),
    ("map-place", "map-land"),
    ("map-park", "map-green"),
]

Color = tuple[float, float, float]


def product(*choices: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(itertools.product(*choices))


def _tokens(theme: str) -> dict[str, Color]:
    found = {}
    for name, light, dark, both in TOKEN.findall(TOKENS.read_text()):
        text = both or (light if theme == "light" else dark)
        found[name] = tuple(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return found


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(color: Color) -> float:
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _tinted(color: Color, panel: Color) -> Color:
    """About what `color-mix(in oklab, color 16%, panel)` gives."""
    red, green, blue = (c * TINT + p * (1 - TINT) for c, p in zip(color, panel, strict=True))
    return red, green, blue


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (1, 1, 1)) == 1
    assert contrast((0x77 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("theme", "words", "surface"),
    product(THEMES, ("ink", "ink2", "ink3", "accent", "bad", *STATUSES, *PRIORITIES), SURFACES),
)
def test_words_are_readable_on_every_surface(theme: str, words: str, surface: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens[words], tokens[surface]) >= 4.5


@pytest.mark.parametrize(("theme", "color"), product(THEMES, ("ink2", *STATUSES, *PRIORITIES[1:])))
def test_words_are_readable_on_their_own_tint(theme: str, color: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens[color], _tinted(tokens[color], tokens["panel"])) >= 4.5


@pytest.mark.parametrize(("theme", "fill"), product(THEMES, STATUSES + PRIORITIES))
def test_letters_are_readable_on_filled_badges(theme: str, fill: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["on-fill"], tokens[f"{fill}-fill"]) >= 4.5


@pytest.mark.parametrize(
    ("theme", "words", "back"),
    [(theme, *pair) for theme in THEMES for pair in ON_THEIR_GROUND],
)
def test_words_are_readable_on_their_notice_and_on_the_map(
    theme: str, words: str, back: str
) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens[words], tokens[back]) >= 4.5


@pytest.mark.parametrize(("theme", "surface"), product(THEMES, ("bg", "panel", "raise", "well")))
def test_the_outline_of_a_control_stands_out(theme: str, surface: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["edge"], tokens[surface]) >= 3


@pytest.mark.parametrize(("theme", "surface"), product(THEMES, SURFACES))
def test_the_ring_of_the_focus_stands_out(theme: str, surface: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["accent"], tokens[surface]) >= 3


def test_every_color_token_was_read() -> None:
    declared = set(re.findall(r"--([\w-]+): (?:light-dark\(#|#)", TOKENS.read_text()))
    assert set(_tokens("dark")) == declared
