"""Chance that falls the same way every time."""

from __future__ import annotations

import random


def seeded(seed: str) -> random.Random:
    """The dice of one layer: its throws do not depend on what other layers throw."""
    return random.Random(seed)  # noqa: S311 -- repeatable on purpose
