"""``beatbook bench dispatch`` and ``snap``: they measure, compare every answer, and tidy up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from beatbook.site.bench import city, snap
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble
from tests.conftest import DATA

REPOSITORY = Path(__file__).resolve().parents[3]


def bench(*words):
    return subprocess.run(
        [sys.executable, "-m", "beatbook.site.cli", "bench", *words],
        cwd=REPOSITORY,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
    )


def drawn_maps():
    return list((DATA / "maps").glob("drawn-*"))


def test_dispatch_is_measured_on_a_drawn_city_and_both_back_ends_agree(server):
    done = bench("dispatch", "--drawn", "300", "--units", "5", "20", "--calls", "10")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [(one["network"], one["units"]) for one in told["dispatch"]] == [
        ("turns", 5),
        ("turns", 20),
        ("junctions", 5),
        ("junctions", 20),
    ]
    for one in told["dispatch"]:
        assert one["answers_different"] == 0
        assert 0 < one["search"]["p50_ms"] <= one["search"]["p99_ms"] <= one["search"]["max_ms"]
    assert told["http"]["units"] == 100
    assert told["http"]["trips_ranked"] > 500
    assert drawn_maps() == []


def test_snapping_is_measured_on_a_drawn_city(server):
    told = snap.run(Namespace(drawn=300, map="", points=1000), Place(server.data, "", "", 0))
    assert [one["batch"] for one in told["snap"]] == [100, 10_000]
    assert all(one["points_a_second"] > 0 for one in told["snap"])
    assert drawn_maps() == []


def test_a_map_that_is_not_there_is_named(server):
    named = Namespace(drawn=0, map="no-such-map", points=1000)
    with pytest.raises(Trouble, match="There is no imported map no-such-map"):
        snap.run(named, Place(server.data, "", "", 0))


def test_the_help_shows_every_bench_with_an_example():
    told = bench("--help").stdout
    for name in ("feed", "take", "dispatch", "snap"):
        assert f"  beatbook bench {name} " in told


def test_the_same_number_draws_the_same_city():
    one, other = city.draw(200), city.draw(200)
    assert one.length_m.tolist() == other.length_m.tolist()
    assert 140 <= one.node_count <= 230
