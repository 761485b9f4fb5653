"""What can go wrong while starting, said in one sentence with what to do about it."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str], None]
"""Told what is being done while a person waits."""


class Trouble(Exception):
    """Starting cannot go on. ``what`` is one sentence; ``remedy`` says what the reader can do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
