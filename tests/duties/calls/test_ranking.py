"""Which unit to send: able, available, soonest by road; each with its reason in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls import queries
from beatbook.duties.calls.queries import ranking
from beatbook.ground.agency import commands as agency
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.geo.travel import engine
from beatbook.ground.registry.commands import Location
from tests.cast import NOON
from tests.duties.calls.conftest import spot

ASSISTS = "CSO: may assist once a sworn unit is on scene"
HERE = Location("Main Street", spot(400, 0), "2")


@pytest.fixture
def rank(cast, take):
    def ranked(code="NOISE", location=HERE, at=NOON, by=None):
        call = take(code, location=location, at=at)
        return {one.callsign: one for one in ranking.rank_units(by or cast.tess, call, at=at)}

    return ranked


@pytest.fixture
def set_status(cast):
    def changed(callsign, status, reason=""):
        force.set_status(
            unit=cast.unit(callsign), status=status, reason=reason, by=cast.tess, at=NOON
        )

    return changed


class TestOrder:
    def test_soonest_by_road_comes_first_not_nearest_by_straight_line(self, town, park, rank):
        park("1A10", 400, 100)  # across the river, 100 m away
        park("2A10", 800, 0)  # down the street, 400 m away
        ranked = rank()
        assert list(ranked)[:2] == ["2A10", "1A10"]
        assert [round(ranked[c].seconds) for c in ("2A10", "1A10")] == [40, 250]
        assert [round(ranked[c].meters) for c in ("2A10", "1A10")] == [400, 2500]

    def test_each_kind_travels_at_its_own_speed(self, town, park, rank):
        for callsign in ("2A10", "2B10", "2C10"):
            park(callsign, 800, 0)
        assert [round(rank()[c].seconds) for c in ("2A10", "2B10", "2C10")] == [40, 80, 400]

    def test_cars_are_reckoned_faster_where_the_agency_allows_emergency_speeds(
        self, town, park, rank, cast
    ):
        for callsign in ("2A10", "2B10"):
            park(callsign, 400, 100)
        usual = rank()
        wanted = replace(agency.Settings.of(cast.ab), emergency_driving=True)
        agency.change_settings(agency=cast.ab, settings=wanted, by=cast.ada, at=NOON)
        hurried = rank()
        assert hurried["2A10"].seconds < usual["2A10"].seconds
        assert hurried["2B10"].seconds == usual["2B10"].seconds

    def test_the_able_come_before_the_unable_and_the_available_before_the_busy(
        self, town, park, rank, set_status
    ):
        for callsign, east in (("3V10", 410), ("2A10", 420), ("2A11", 800)):
            park(callsign, east, 0)
        set_status("2A10", Status.BUSY, "report")
        ranked = list(rank())
        assert [c for c in ranked if c in ("3V10", "2A10", "2A11")] == ["2A11", "2A10", "3V10"]

    def test_units_off_duty_and_a_neighbor_s_are_not_in_it(self, town, rank, set_status):
        set_status("2A10", Status.OFF_DUTY)
        ranked = rank()
        assert len(ranked) == 23
        assert not {"2A10", "M1A1"} & set(ranked)

    def test_of_equals_the_callsign_decides(self, town, rank):
        able = [one.callsign for one in rank().values() if one.able]
        assert able == sorted(able)


class TestReasons:
    @pytest.mark.parametrize(
        ("callsign", "x", "y", "reason"),
        [
            ("2A10", 800, 0, "under 1 min by car, 0.2 mi"),
            ("2A10", 400, 100, "4 min by car, 1.6 mi"),
            ("2B10", 400, 100, "8 min by bike, 1.6 mi"),
            ("2C10", 800, 0, "7 min on foot, 0.2 mi"),
            ("1M10", 400, 0, "under 1 min by motorcycle, 0 ft"),
            ("2A10", 400, 3000, "The start is too far from any street"),
        ],
    )
    def test_how_long_it_takes(self, town, park, rank, callsign, x, y, reason):
        park(callsign, x, y)
        assert rank()[callsign].reason == reason

    def test_nobody_guesses_over_water(self, town, park, rank):
        park("2W10", 400, 0)
        assert rank("PARKING")["2W10"].reason == "Travel times over water are not known"

    def test_without_a_position_there_is_no_time(self, town, rank):
        one = rank()["2A10"]
        assert (one.seconds, one.meters, one.reason) == (None, None, "position unknown")
        assert one.recommended

    @pytest.mark.parametrize(("minutes", "said"), [(10, ""), (12, " · last seen 12 min ago")])
    def test_an_old_position_says_its_age(self, town, park, rank, minutes, said):
        park("2A10", 800, 0, at=NOON - timedelta(minutes=minutes))
        assert rank()["2A10"].reason == f"under 1 min by car, 0.2 mi{said}"

    def test_when_a_position_is_old_the_agency_decides(self, town, park, take, cast):
        wanted = replace(agency.Settings.of(cast.ab), position_stale_s=900)
        agency.change_settings(agency=cast.ab, settings=wanted, by=cast.ada, at=NOON)
        park("2A10", 800, 0, at=NOON - timedelta(minutes=12))
        call = queries.calls_for(cast.tess).get(pk=take(location=HERE).pk)
        ranked = {one.callsign: one for one in ranking.rank_units(cast.tess, call, at=NOON)}
        assert ranked["2A10"].reason == "under 1 min by car, 0.2 mi"

    def test_a_place_that_is_not_on_the_map_has_no_way_to_it(self, town, park, rank):
        park("2A10", 800, 0)
        one = rank(location=Location("behind the old mill"))["2A10"]
        assert (one.seconds, one.reason) == (None, "the place is not on the map yet")

    def test_a_place_far_from_every_street_says_so(self, town, park, rank):
        park("2A10", 800, 0)
        away = Location("out at sea", spot(0, -5000))
        assert rank(location=away)["2A10"].reason == ("The destination is too far from any street")

    def test_without_a_map_it_says_so(self, park, rank):
        engine.stop()
        park("2A10", 800, 0)
        assert rank()["2A10"].reason == "There is no map, so there are no travel times"

    def test_what_speaks_against_a_unit_comes_first(self, town, park, rank, set_status):
        park("3V10", 800, 0)
        set_status("3V10", Status.BUSY, "parade")
        assert rank()["3V10"].reason == (
            "volunteer: must not go to this kind of call · busy · under 1 min by car, 0.2 mi"
        )


class TestAble:
    @pytest.mark.parametrize(
        ("code", "callsign", "reason"),
        [
            ("NOISE", "3V10", "volunteer: must not go to this kind of call"),
            ("CRASH", "2B10", "needs a car or motorcycle"),
            ("CRASH", "2A10", "nobody aboard is qualified for traffic"),
            (
                "DOMESTIC",
                "2B10",
                f"{ASSISTS} · nobody aboard is qualified for domestic violence",
            ),
        ],
    )
    def test_the_response_plan_says_who_is_not(self, town, rank, code, callsign, reason):
        one = rank(code)[callsign]
        assert (one.able, one.recommended, one.reason) == (
            False,
            False,
            f"{reason} · position unknown",
        )

    @pytest.mark.parametrize(
        ("code", "callsign"),
        [("PARKING", "3V10"), ("CRASH", "1M10"), ("DOMESTIC", "2A10"), ("NOISE", "4S10")],
    )
    def test_and_who_is(self, town, rank, code, callsign):
        assert rank(code)[callsign].recommended

    def test_what_the_unit_itself_carries_counts(self, town, rank, cast):
        Unit.objects.filter(callsign="2B10").update(capabilities=["animal"])
        assert rank("ANIMAL")["2B10"].able

    def test_a_qualification_lasts_until_midnight_on_the_agency_s_clock(self, town, rank, cast):
        force.grant_qualification(
            agency=cast.ab,
            member=cast.members["jun"],
            code="animal",
            expires_on=date(2026, 6, 30),
            by=cast.ada,
            at=NOON,
        )
        before, after = (
            datetime.fromisoformat(f"2026-{text}:30-04:00")
            for text in ("06-30T23:59", "07-01T00:00")
        )
        assert [rank("ANIMAL", at=at)["2B10"].able for at in (before, after)] == [True, False]


def test_it_asks_the_database_the_same_for_five_units_as_for_all(town, park, cast, take):
    taken = take(location=HERE)
    call = queries.calls_for(cast.tess).get(pk=taken.pk)
    for number, unit in enumerate(Unit.objects.order_by("callsign")):
        park(unit.callsign, 10 * number, 0)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ranked = ranking.rank_units(cast.tess, call, at=NOON)
        return len(ranked), len(asked)

    every = cost()
    few = list(Unit.objects.order_by("callsign").values_list("pk", flat=True)[:5])
    UnitState.objects.exclude(unit_id__in=few).update(status=Status.OFF_DUTY)
    assert [every, cost()] == [(24, 5), (5, 5)]
