"""``beatbook simulate``: a day in the town of the map in use, through the commands people use."""

from __future__ import annotations

import argparse
import contextlib
import signal
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from beatbook.core import clock, units
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.site import commands
from beatbook.site.commands import Subparsers
from beatbook.site.day import living
from beatbook.site.day.living import Town
from beatbook.site.demo import cast, logins
from beatbook.site.trouble import Trouble

FASTEST = 60.0
LONGEST_H = 24.0 * 31
SAID_FROM_S = 60.0


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "simulate",
        about=(
            "Live a day on the map in use: calls come in, a dispatcher sends units, officers "
            "drive and work. You may dispatch beside them. The same seed gives the same day."
        ),
        example="beatbook simulate --seed 7 --hours 24 --fast",
    )
    parser.add_argument(
        "--agency", default=cast.ALDER_BAY.code, metavar="CODE", help="whose day (default: AB)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which day (default: 1)")
    parser.add_argument(
        "--hours", type=_hours, default=24.0, metavar="N", help="how long (default: 24)"
    )
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help="1 to 60 times real time"
    )
    pace.add_argument("--fast", action="store_true", help="as fast as this machine can")
    pace.add_argument(
        "--real-time",
        action="store_true",
        help="live nothing: set the clock back to real time, once all that happened is past",
    )
    parser.add_argument(
        "--for-ever", action="store_true", help="day after day, in the demo installation only"
    )


def run(args: argparse.Namespace) -> int:
    with _until_told() as stop:
        return _run(args, stop)


def _run(args: argparse.Namespace, stop: threading.Event) -> int:
    if args.for_ever and not _is_demo():
        print("This is no demo installation: nothing is simulated.", flush=True)
        stop.wait()
        return commands.DONE
    agency = _agency(args.agency)
    with living.alone(agency, wait=stop if args.for_ever else None):
        if args.real_time:
            living.return_to_real_time(agency)
            print("The clock shows real time.", flush=True)
            return commands.DONE
        start = queries.operational_clock().now()
        if args.fast:
            _hurry(agency, args, start, stop)
        else:
            _live(agency, args, start, stop)
        end = queries.operational_clock().now()
    print(living.told(agency, start, end), flush=True)
    tell_how_far_ahead()
    return commands.DONE


def tell_how_far_ahead() -> None:
    """Nothing that happened may lie in the future: so the clock stays where the day ended."""
    ahead = (queries.operational_clock().now() - clock.real_now()).total_seconds()
    if ahead >= SAID_FROM_S:
        print(
            f"The clock is {units.minutes_text(ahead)} ahead of real time now; every screen says "
            "Practice clock. When that time has passed: beatbook simulate --real-time",
            flush=True,
        )


def _hurry(
    agency: Agency, args: argparse.Namespace, start: datetime, stop: threading.Event
) -> None:
    """Operational time goes to the end at once, as nothing may happen later than now."""
    town = Town.of(agency, args.seed)
    end = start + timedelta(hours=args.hours)
    living.set_pace(1.0, agency, end)
    living.set_pace(1.0, agency, living.hurry(town.hurried_day(start), start, end, stop))


def _live(agency: Agency, args: argparse.Namespace, start: datetime, stop: threading.Event) -> None:
    """At a steady pace, which ends with us; a map that is imported meanwhile is moved to."""
    end = None if args.for_ever else start + timedelta(hours=args.hours)
    living.warm_up(Town.of(agency, args.seed), start, stop)
    living.set_pace(args.speed, agency)
    print(f"Living a day in {agency.name} at speed {args.speed:g}. Ctrl-C ends it.", flush=True)
    try:
        while not stop.is_set() and not living.live(Town.of(agency, args.seed), end, stop):
            print("Another map is in use: moving there.", flush=True)
    finally:
        living.set_pace(1.0, agency)


def _agency(code: str) -> Agency:
    found = Agency.objects.filter(code=code.upper()).first()
    if found is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True))
        raise Trouble(f"There is no agency {code}.", f"Use one of: {known or 'none yet'}.")
    return found


def _is_demo() -> bool:
    return any(logins.lines(settings.DATA))


@contextlib.contextmanager
def _until_told() -> Iterator[threading.Event]:
    """Set by Ctrl-C and SIGTERM, so that what is being done is done to its end."""
    stop = threading.Event()
    asked = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(one, lambda *_: stop.set()) for one in asked]
    try:
        yield stop
    finally:
        for one, handler in zip(asked, before, strict=True):
            signal.signal(one, handler)


def _hours(text: str) -> float:
    return _between(text, 0.0, LONGEST_H, "hours")


def _speed(text: str) -> float:
    return _between(text, 1.0, FASTEST, "the speed")


def _between(text: str, least: float, most: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{what}: a number from {least:g} to {most:g}, please")
    return number
