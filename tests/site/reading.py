"""What a person reads of a page, or hears of it: its texts, without those that are code."""

from __future__ import annotations

from html.parser import HTMLParser

SILENT = {"script", "style", "kbd", "code", "textarea"}
"""Not read, or, as what a form holds, the words that will be kept as they are."""
HEARD = {"alt", "aria-description", "aria-label", "aria-roledescription"}
HEARD |= {"data-label", "label", "placeholder", "title"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.found += [value for name, value in attrs if name in HEARD and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def texts(page: str) -> list[str]:
    """Each with its white space made single."""
    reader = _Reader()
    reader.feed(page)
    return [" ".join(text.split()) for text in reader.found if text.strip()]
