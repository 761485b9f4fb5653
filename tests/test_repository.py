"""What is in the repository, how big it is, and what must never be in it.

Each test collects the offenders and holds that there are none, so that all are named at once.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests import source

MOST_LINES = {".py": 400, ".js": 400, ".css": 400, ".html": 120}
MOST_LINES_OF_A_FUNCTION = 60

# Name: why it may be longer. A migration is written by a machine and read by nobody twice.
LONGER: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}

NOT_TEXT = re.compile(r"\.(whl|so|pbf|pmtiles|woff2?|ttf|otf|png|jpe?g|gif|ico|zip|gz|pyc|db)$")
MINIFIED = re.compile(r"[.-]min\.(js|css|mjs)$")
LONGEST_LINE_OF_SOURCE = 400
PICTURES = source.CHECKOUT / "docs" / "pictures"
MOST_BYTES_OF_PICTURES = 1_500_000

UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b|//.*\b(TODO|FIXME|XXX|HACK)\b")
INLINE_IMPORT = re.compile(r"#\s*noqa:[^#]*PLC0415(?P<reason>.*)")
WHOLE_FILE = re.compile(r"#\s*(ruff: noqa|mypy: ignore-errors)(?P<rest>.*)")
SWITCHED_OFF = re.compile(r"mark\.(skip\(|xfail|skip\b(?!if))")

DRAWERS = {"utils", "common", "helpers", "manager", "managers", "misc", "service", "services"}


def written(*suffixes: str) -> list[Path]:
    """Source that people wrote: not migrations, and not this file, which names the sins."""
    return [
        path
        for path in source.tracked()
        if path.suffix in suffixes
        and "/migrations/" not in source.name(path)
        and path != Path(__file__)
    ]


def lines_that_match(pattern: re.Pattern[str], *suffixes: str) -> Iterator[tuple[str, re.Match]]:
    for path in written(*suffixes):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if found := pattern.search(line):
                yield f"{source.name(path)}:{number}", found


def test_no_file_is_longer_than_one_can_read():
    lengths = {path: len(path.read_text().splitlines()) for path in written(*MOST_LINES)}
    too_long = {source.name(p): n for p, n in lengths.items() if n > MOST_LINES[p.suffix]}
    assert set(too_long) == set(LONGER), too_long


def test_no_function_is_longer_than_one_can_hold():
    too_long = {
        f"{source.name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in written(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    }
    assert set(too_long) == set(LONGER_FUNCTIONS), too_long


def test_an_import_inside_a_function_says_why():
    """Ruff finds them (PLC0415); none is silenced without a reason."""
    silent = [
        place
        for place, found in lines_that_match(INLINE_IMPORT, ".py")
        if " -- " not in found["reason"]
    ]
    assert silent == []


def test_what_is_silenced_for_a_whole_file_is_one_rule_with_a_reason():
    found = lines_that_match(WHOLE_FILE, ".py")
    assert [place for place, m in found if not re.match(r": [A-Z]+\d+ -- \S", m["rest"])] == []


def test_only_text_is_kept():
    """Binaries, fonts and minified files are installed at set-up, never committed; but for our own
    pictures of the guides."""
    pictures = [path for path in source.tracked() if path.parent == PICTURES]
    assert {path.suffix for path in pictures} <= {".png"}
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES_OF_PICTURES
    names = [source.name(path) for path in source.tracked() if path not in pictures]
    assert [name for name in names if NOT_TEXT.search(name) or MINIFIED.search(name)] == []
    texts = [path for path in source.tracked() if path not in pictures]
    assert [source.name(path) for path in texts if b"\0" in path.read_bytes()] == []
    dense = [
        source.name(path)
        for path in written(".js", ".mjs", ".css", ".html")
        if max(map(len, path.read_text().splitlines()), default=0) > LONGEST_LINE_OF_SOURCE
    ]
    assert dense == []


def hosts_of_registries() -> set[str]:
    """Where this machine gets its packages from, asked now so that it need not be written here."""
    found: set[str] = set()
    for asked in (["pip", "config", "list"], ["npm", "config", "get", "registry"]):
        try:
            done = subprocess.run(asked, capture_output=True, text=True, timeout=30)
        except FileNotFoundError:
            continue
        found.update(re.findall(r"https?://(?:[^@/\s'\"]*@)?([^/:\s'\"]+)", done.stdout))
    return found - {"localhost", "127.0.0.1"}


def test_nothing_names_this_machine_or_where_its_packages_come_from():
    here = [f"{source.CHECKOUT}/", *hosts_of_registries()]
    telling = [
        source.name(path)
        for path in source.tracked()
        if any(tell in path.read_bytes().decode(errors="replace") for tell in here)
    ]
    assert telling == []


def test_locks_hold_versions_and_hashes_only():
    locks = [path for path in source.tracked() if path.name.startswith("requirements")]
    assert locks
    assert [path.name for path in locks if "://" in path.read_text()] == []
    assert '"resolved"' not in (source.CHECKOUT / "package-lock.json").read_text()


def test_nothing_is_left_marked_unfinished():
    found = lines_that_match(UNFINISHED, ".py", ".js", ".css", ".html", ".md")
    assert [place for place, _ in found] == []


def test_no_test_is_switched_off():
    """What a machine lacks is said with ``skipif`` or ``pytest.skip`` and a reason."""
    assert [place for place, _ in lines_that_match(SWITCHED_OFF, ".py")] == []


def test_no_room_is_a_drawer():
    paths = source.of_package(".py", ".js", ".css", ".html")
    assert [p for p in paths if DRAWERS & {p.stem, p.parent.name}] == []
