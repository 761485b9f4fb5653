"""``beatbook simulate``: what it takes, and what it says where no day can be lived."""

from __future__ import annotations

import argparse
from datetime import timedelta

import pytest

from beatbook.core import clock
from beatbook.site.commands import simulate
from beatbook.site.day import living
from beatbook.site.day.living import Town
from beatbook.site.trouble import Trouble
from tests.cast import Cast

AHEAD = (
    "The clock is 24 h ahead of real time now; every screen says Practice clock. "
    "When that time has passed: beatbook simulate --real-time\n"
)


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    simulate.register(parser.add_subparsers())
    return parser.parse_args(["simulate", *words])


def test_without_options_it_is_a_day_of_alder_bay_in_real_time() -> None:
    args = parse()
    assert (args.agency, args.seed, args.hours, args.speed) == ("AB", 1, 24.0, 1.0)
    assert (args.fast, args.for_ever) == (False, False)


@pytest.mark.parametrize(
    "words", [["--speed", "0.5"], ["--speed", "61"], ["--hours", "-1"], ["--speed", "2", "--fast"]]
)
def test_a_speed_or_a_time_that_makes_no_sense_is_wrong_use(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(*words)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, ""),
        (24, AHEAD),
    ],
)
def test_a_clock_that_is_ahead_is_said_with_the_way_back(
    cast: Cast, capsys: pytest.CaptureFixture[str], hours: int, said: str
) -> None:
    living.set_pace(1.0, cast.ab, clock.real_now() + timedelta(hours=hours))
    simulate.tell_how_far_ahead()
    assert capsys.readouterr().out == said


def test_without_a_map_it_says_how_to_get_one(cast: Cast) -> None:
    with pytest.raises(Trouble) as trouble:
        Town.of(cast.ab, 1)
    assert str(trouble.value) == (
        "There is no map to live on. Import one: beatbook map import FILE"
    )


def test_an_agency_that_is_not_there_is_named_with_those_that_are(cast: Cast) -> None:
    with pytest.raises(Trouble) as trouble:
        simulate.run(parse("--agency", "ZZ"))
    assert str(trouble.value) == "There is no agency ZZ. Use one of: AB, AC, MB."
