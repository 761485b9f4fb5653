"""From the catalogs that people write to the ones that programs read.

``locale/LANGUAGE/LC_MESSAGES/django.po`` is written by people. Set-up makes two files of it, which
git ignores: ``django.mo`` for Django, and ``static/ui/language/LANGUAGE.json`` with the words that
scripts say. ``python -m beatbook.ground.ui.catalog`` makes them; only Babel is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
SERVED = HERE / "static" / "ui" / "language"
DECLARED = "declared"
"""The place of words that are data of the program: rows carry them to the scripts."""


def languages() -> list[str]:
    """Those that there is a catalog for, besides English, which is the source."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def written(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    with written(language).open("rb") as file:
        return pofile.read_po(file, locale=language, domain="django")


def said_by_scripts(catalog: Catalog) -> dict[str, str | list[str]]:
    """English to the other language; what has a plural has a list, singular first."""
    return {
        _key(message): message.string if isinstance(message.string, str) else list(message.string)
        for message in messages(catalog)
        if message.string and any(_is_for_scripts(path) for path, _ in message.locations)
    }


def messages(catalog: Catalog) -> Iterator[Message]:
    """All but the head."""
    return (message for message in catalog if message.id)


def compile_all() -> None:
    """Make what Django and the scripts read, and write only what differs."""
    for language in languages():
        catalog = read(language)
        compiled = BytesIO()
        mofile.write_mo(compiled, catalog)
        _write(written(language).with_suffix(".mo"), compiled.getvalue())
        words = json.dumps(said_by_scripts(catalog), ensure_ascii=False, sort_keys=True)
        _write(SERVED / f"{language}.json", words.encode())


def _is_for_scripts(path: str) -> bool:
    return path == DECLARED or path.endswith((".js", "/vocabulary.py"))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _write(path: Path, content: bytes) -> None:
    """Web processes may be reading it: the whole file is put in its place at once."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)


if __name__ == "__main__":
    compile_all()
