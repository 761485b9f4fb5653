"""``beatbook bench``: it measures, says so in JSON, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from beatbook.site.bench import scratch

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_feed_is_measured_on_a_database_that_is_gone_afterwards(server):
    words = ["bench", "feed", "--screens", "4", "8", "--calls", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "beatbook.site.cli", *words],
        cwd=REPOSITORY,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert [one["screens"] for one in figures["feed"]] == [4, 8]
    for one in figures["feed"]:
        assert one["everybody_heard_of_every_call"]
        assert one["screens_lost"] == 0
        assert 0 < one["first_ms"] <= one["last_ms"] <= one["worst_last_ms"]
    with psycopg.connect(server.admin_dsn) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [scratch.NAME])
        assert found.fetchone() is None
