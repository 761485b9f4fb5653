"""``beatbook bench``: it measures, says so in JSON, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from beatbook.site.bench import scratch

REPOSITORY = Path(__file__).resolve().parents[2]


def measured(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "beatbook.site.cli", "bench", *words],
        cwd=REPOSITORY,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def test_the_feed_is_measured_on_a_database_that_is_gone_afterwards(server):
    figures = measured("feed", "--screens", "4", "8", "--calls", "2")
    assert [one["screens"] for one in figures["feed"]] == [4, 8]
    for one in figures["feed"]:
        assert one["everybody_heard_of_every_call"]
        assert one["screens_lost"] == 0
        assert 0 < one["first_ms"] <= one["last_ms"] <= one["worst_last_ms"]
    with psycopg.connect(server.admin_dsn) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [scratch.NAME])
        assert found.fetchone() is None


def test_the_console_is_measured_with_two_browsers_and_a_full_board(server):
    sizes = ["--drawn", "300", "--units", "30", "--calls", "10"]
    figures = measured("console", *sizes, "--snapshots", "5", "--rounds", "1")
    assert (figures["snapshot"]["calls"], figures["snapshot"]["units"]) == (10, 30)
    assert 0 < figures["snapshot"]["p50_ms"] <= figures["snapshot"]["p99_ms"]
    assert list(figures["keystroke"]["by_command"]) == ["N", "D", "ER", "OS", "C"]
    assert 0 < figures["keystroke"]["p50_ms"] <= figures["keystroke"]["max_ms"]
