"""A day lived in Alder Bay, on the real map, through the commands, as fast as possible."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction

from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.models import Call, Note, OwedReport
from beatbook.duties.calls.vocabulary import Status as CallStatus
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.force.models import Assignment, LastPosition, Position, UnitState
from beatbook.ground.force.vocabulary import ALLOWED_ON_CALL, Status
from beatbook.ground.geo import commands as geo
from beatbook.ground.geo import queries as maps
from beatbook.ground.geo import stretches
from beatbook.ground.geo.models import Street
from beatbook.ground.geo.travel import engine
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident
from beatbook.site.day import ground, living, words
from beatbook.site.day.day import Day
from beatbook.site.day.living import Town
from beatbook.site.trouble import Trouble
from tests.cast import CASTLE_STREET, NOON, Cast

HOUR = timedelta(hours=1)
SEED = 7

Towns = Callable[[int], Town]


def live(day: Day, start: datetime, end: datetime) -> datetime:
    return living.hurry(day, start, end, threading.Event())


def test_an_hour_keeps_every_rule_of_the_board(town: Towns, cast: Cast) -> None:
    live(town(SEED).hurried_day(NOON), NOON, NOON + HOUR)
    assert Call.objects.count() > 10
    assert Call.objects.filter(status=CallStatus.CLOSED).count() > 2
    _assert_every_call_ends_or_is_worked(NOON + HOUR)
    _assert_no_unit_was_on_two_calls()
    _assert_statuses_followed_the_table()
    _assert_units_moved_on_streets()


def test_the_same_seed_lives_the_same_day(town: Towns, cast: Cast) -> None:
    lived = []
    for seed in (SEED, SEED, SEED + 1):
        with transaction.atomic():
            live(town(seed).hurried_day(NOON), NOON, NOON + HOUR / 2)
            lived.append(_story())
            transaction.set_rollback(True)
        cast.enter(cast.tess)
    assert lived[0] == lived[1]
    assert lived[0] != lived[2]


def test_a_call_that_a_person_took_is_left_to_people_until_they_send_somebody(
    town: Towns, cast: Cast
) -> None:
    day = town(SEED).hurried_day(NOON)
    call = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("VANDALISM"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    later = live(day, NOON, NOON + HOUR / 4)
    call.refresh_from_db()
    assert call.status == CallStatus.WAITING

    free = UnitState.objects.filter(status=Status.AVAILABLE, unit__kind="car").first()
    assert free is not None
    calls.assign_units(call=call, units=[free.unit], by=cast.tess, at=later)
    live(day, later, later + HOUR * 3 / 4)
    call.refresh_from_db()
    [assignment] = force_queries.assignments_of(call.pk)
    assert call.status == CallStatus.CLOSED
    assert assignment.on_scene_at is not None


def test_a_call_that_a_person_closes_is_over_for_everybody(town: Towns, cast: Cast) -> None:
    day = town(SEED).hurried_day(NOON)
    later = NOON
    while not (closed := list(Call.objects.filter(status=CallStatus.ACTIVE))):
        assert later < NOON + HOUR, "nobody was sent anywhere"
        later = live(day, later, later + HOUR / 12)
    for call in closed:
        calls.close_call(
            call=call, disposition=cast.disposition("CANCELED"), by=cast.tess, at=later
        )
    live(day, later, later + HOUR / 6)
    assert not Assignment.objects.filter(incident__in=[c.pk for c in closed], cleared_at=None)
    _assert_no_unit_was_on_two_calls()


def test_an_officer_who_goes_en_route_by_phone_works_that_call_to_its_end(
    town: Towns, cast: Cast
) -> None:
    day = town(SEED).hurried_day(NOON)
    day.step(NOON)
    jun = cast.unit("2B10")
    call = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("FOUND"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    calls.assign_units(call=call, units=[jun], by=cast.tess, at=NOON)
    day.step(NOON)
    force.set_status(unit=jun, status=Status.EN_ROUTE, by=cast.jun, at=NOON)
    later = live(day, NOON, NOON + HOUR / 3)
    assert UnitState.objects.get(unit=jun).status == Status.EN_ROUTE
    there = LastPosition.objects.get(unit=jun)
    assert (round(there.lat, 2), round(there.lon, 2)) == (41.5, -69.2)

    call.refresh_from_db()
    force.set_status(unit=jun, status=Status.ON_SCENE, by=cast.jun, at=later)
    calls.clear_unit(
        call=call, unit=jun, disposition=cast.disposition("REPORT"), by=cast.jun, at=later
    )
    assert UnitState.objects.get(unit=jun).status == Status.AVAILABLE


def test_a_break_that_a_person_gave_lasts_until_a_person_ends_it(town: Towns, cast: Cast) -> None:
    unit = cast.unit("1A10")
    force.set_status(unit=unit, status=Status.BUSY, reason="Court", by=cast.tess, at=NOON)
    live(town(SEED).hurried_day(NOON), NOON, NOON + HOUR / 4)
    state = UnitState.objects.get(unit=unit)
    assert (state.status, state.since) == (Status.BUSY, NOON)


def test_a_report_that_an_officer_owes_is_written_in_the_break(town: Towns, cast: Cast) -> None:
    call = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("FOUND"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    unit = [cast.unit("2B10")]
    calls.assign_units(call=call, units=unit, status=Status.ON_SCENE, by=cast.tess, at=NOON)
    calls.close_call(call=call, disposition=cast.disposition("REPORT"), by=cast.jun, at=NOON)
    live(town(SEED).hurried_day(NOON), NOON, NOON + 2 * HOUR)
    assert OwedReport.objects.get(call=call).state == "written"


def test_after_a_sudden_end_the_day_goes_on_and_nothing_is_doubled(town: Towns, cast: Cast) -> None:
    end = NOON
    for _ in range(4):
        begin, end = end, end + HOUR / 4
        live(town(SEED).hurried_day(begin), begin, end)
    entries = Entry.objects.filter(name="calls.call.taken").order_by("pk")
    taken = list(entries.values_list("command_id", flat=True))
    planned = [
        call.id
        for call in town(SEED).almanac.calls_on(NOON.date())
        if NOON <= call.at < end - timedelta(seconds=1)
    ]
    assert taken == planned
    _assert_every_call_ends_or_is_worked(end)
    _assert_no_unit_was_on_two_calls()
    _assert_statuses_followed_the_table()


def test_on_another_map_our_own_calls_of_the_old_town_end_and_those_of_people_stay(
    town: Towns, cast: Cast
) -> None:
    later, lived = NOON, town(SEED).hurried_day(NOON)
    while not Call.objects.filter(status=CallStatus.ACTIVE).exists():
        assert later < NOON + HOUR, "nobody was sent anywhere"
        later = live(lived, later, later + HOUR / 12)
    ours = set(Call.objects.exclude(status=CallStatus.CLOSED).values_list("pk", flat=True))
    Incident.objects.filter(pk__in=ours).update(lat=39.29, lon=-76.61)
    free = UnitState.objects.filter(status=Status.AVAILABLE, unit__kind="car").order_by("unit_id")
    there, here = (
        calls.take_call(
            agency=cast.ab,
            call_type=cast.call_type("VANDALISM"),
            location=location,
            by=cast.tess,
            at=later,
        )
        for location in (Location("Light Street", Point(39.29, -76.61)), CASTLE_STREET)
    )
    for call, state in zip((there, here), list(free[:2]), strict=True):
        calls.assign_units(call=call, units=[state.unit], by=cast.tess, at=later)

    for _ in range(2):
        later = live(town(SEED).hurried_day(later), later, later + HOUR / 2)
    ended = Call.objects.filter(pk__in=ours).values_list("status", "disposition__code")
    assert set(ended) == {(CallStatus.CLOSED, "CANCELED")}
    assert not Assignment.objects.filter(incident__in=ours, cleared_at=None).exists()
    assert Note.objects.filter(call__in=ours, text=words.LEFT_BEHIND).count() == len(ours)
    there.refresh_from_db()
    here.refresh_from_db()
    assert (there.status, here.status) == (CallStatus.ACTIVE, CallStatus.CLOSED)
    assert [note.text for note in there.notes.all()] == [words.NOT_ON_THIS_MAP]


def test_a_unit_whose_position_is_off_the_map_begins_in_its_beat(town: Towns, cast: Cast) -> None:
    unit = cast.unit("3A10")
    LastPosition.objects.create(
        unit=unit, agency=cast.ab, lat=39.29, lon=-76.61, at=NOON - HOUR, received=NOON
    )
    lived = town(SEED)
    lived.day(NOON).step(NOON)
    position = LastPosition.objects.get(unit=unit)
    assert position.at == NOON
    assert 41.4 < position.lat < 41.6


def test_at_sixty_times_two_minutes_pass_in_two_seconds(town: Towns, cast: Cast) -> None:
    lived = town(SEED)
    clock = living.set_pace(60.0, cast.ab, NOON)
    began = time.monotonic()
    assert living.live(lived, NOON + timedelta(minutes=2), threading.Event())
    assert time.monotonic() - began > 1.5
    assert clock.now() >= NOON + timedelta(minutes=2)
    # About one report a second, of operational time sixty.
    assert Position.objects.values("at").distinct().count() <= 8


def test_no_two_days_are_lived_in_one_agency(town: Towns, cast: Cast) -> None:
    with living.alone(cast.ab), ThreadPoolExecutor(1) as other:
        refusal = other.submit(_try_alone, cast.ab).result()
    assert refusal.startswith("A day is being lived in Alder Bay Community Safety already.")


def test_the_time_since_crews_came_on_duty_is_lived_only_where_nothing_has_happened(
    town: Towns, cast: Cast
) -> None:
    now = NOON + HOUR / 2
    living.warm_up(town(SEED), now, threading.Event())
    lived = Call.objects.count()
    assert 3 < lived < 30
    assert Call.objects.filter(received_at__range=(NOON, now)).count() == lived
    living.warm_up(town(SEED), now + HOUR, threading.Event())
    assert Call.objects.count() == lived


def test_the_clock_goes_back_to_real_time_once_all_that_happened_is_past(cast: Cast) -> None:
    ahead = clock.real_now() + HOUR
    living.set_pace(1.0, cast.ab, ahead)
    living.return_to_real_time(cast.ab)
    assert queries.operational_clock().is_real

    living.set_pace(1.0, cast.ab, ahead)
    calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("FOUND"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=ahead,
    )
    with pytest.raises(Trouble, match="the clock cannot go back behind them"):
        living.return_to_real_time(cast.ab)
    assert not queries.operational_clock().is_real


def _try_alone(agency: Agency) -> str:
    try:
        with living.alone(agency):
            return "nothing said"
    except Trouble as trouble:
        return str(trouble)
    finally:
        connection.close()


def _story() -> list[tuple[str, str, str]]:
    """Every entry as (event, call type, location), in order."""
    told = []
    for entry in (
        Entry.objects.filter(at__gte=NOON).exclude(name__startswith="agency").order_by("pk")
    ):
        call = (
            Call.objects.filter(pk=entry.subject_id) if entry.subject_kind == "incident" else None
        )
        found = call.select_related("incident", "call_type").first() if call else None
        where = found.incident.location if found else entry.codes.get("callsign", "")
        told.append((entry.name, found.call_type.code if found else "", where))
    return told


def _assert_every_call_ends_or_is_worked(now: datetime) -> None:
    for call in Call.objects.exclude(status=CallStatus.CLOSED):
        crewed = bool(force_queries.active_assignments([call.pk])[call.pk])
        assert crewed == (call.status == CallStatus.ACTIVE)
        assert crewed or now - call.received_at < HOUR


def _assert_no_unit_was_on_two_calls() -> None:
    by_unit = defaultdict(list)
    for assignment in Assignment.objects.order_by("assigned_at", "pk"):
        by_unit[assignment.unit_id].append(assignment)
    for assignments in by_unit.values():
        for first, second in pairwise(assignments):
            assert first.cleared_at is not None
            assert first.cleared_at <= second.assigned_at


def _assert_statuses_followed_the_table() -> None:
    now: dict[int, str] = {}
    names = ("force.unit.assigned", "force.assignment.progressed", "force.unit.released")
    for entry in Entry.objects.filter(name__in=names).order_by("pk"):
        unit = entry.codes["unit_id"]
        if entry.name == "force.unit.assigned":
            assert now.get(unit, Status.AVAILABLE) == Status.AVAILABLE
            now[unit] = Status.DISPATCHED
        elif entry.name == "force.unit.released":
            now[unit] = Status.AVAILABLE
        else:
            assert entry.codes["status"] in ALLOWED_ON_CALL[now[unit]]
            now[unit] = entry.codes["status"]


def _assert_units_moved_on_streets() -> None:
    tracks = defaultdict(set)
    for position in Position.objects.all():
        tracks[position.unit_id].add((position.lat, position.lon))
    cars = UnitState.objects.filter(unit__kind="car", unit__agency__code="AB")
    assert all(len(tracks[car.unit_id]) > 5 for car in cars)
    for lat, lon in list(tracks[cars[0].unit_id])[:20]:
        assert engine.current().snap(lat, lon, "car") is not None


def test_its_units_drive_around_a_closed_street(town: Callable[[int], Town], cast: Cast):
    town(1)
    street = Street.objects.order_by("-length_m").first()
    closed = geo.close_street(
        agency=cast.ab,
        found=stretches.by_words(street.name),
        speed_percent=None,
        reason="Parade",
        by=cast.tess,
        at=NOON,
    )
    assert engine.current().state.closed == 0
    ground.serving(maps.active_map(), NOON)
    assert engine.current().state.closed > 0
    geo.lift_closure(closure=closed, by=cast.tess, at=NOON)
    town(1)
    assert engine.current().state.closed == 0
