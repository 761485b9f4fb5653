"""Units: set up, changed, taken out of use; crewed for a shift and taken off duty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import MemberClass, UnitKind
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import LastPosition, Qualification, RosterEntry, Unit, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal.models import Entry
from tests.cast import NOON

LATER = NOON + timedelta(minutes=4)
WHAT = {"kind": UnitKind.CAR, "member_class": MemberClass.NON_SWORN}


@pytest.fixture
def create(cast):
    def created(callsign="5A10", **more):
        return commands.create_unit(
            **{"agency": cast.ab, "callsign": callsign, "by": cast.ada, "at": LATER} | WHAT | more
        )

    return created


@pytest.fixture
def change(cast):
    def changed(unit, by=None, **more):
        stands = {
            name: getattr(unit, name)
            for name in ("callsign", "kind", "member_class", "capabilities", "home_beat")
        }
        return commands.change_unit(unit=unit, by=by or cast.ada, at=LATER, **stands | more)

    return changed


@pytest.fixture
def crew(cast):
    def crewed(callsign, *usernames, by=None, at=LATER):
        members = [cast.members[username] for username in usernames]
        return commands.put_on_duty(
            unit=cast.unit(callsign), members=members, by=by or cast.rosa, at=at
        )

    return crewed


@pytest.fixture
def off(cast):
    def taken(callsign, by=None, at=LATER):
        commands.put_off_duty(unit=cast.unit(callsign), by=by or cast.rosa, at=at)

    return taken


def state_of(callsign):
    return UnitState.objects.get(unit__callsign=callsign)


def now_crewing(callsign):
    entries = RosterEntry.objects.filter(unit__callsign=callsign, ends_at=None)
    return [entry.member.username for entry in entries.order_by("pk")]


class TestCreating:
    def test_a_new_unit_is_off_duty(self, create, recorded):
        unit = create("5a10", capabilities=["ramp", "animal"], home_beat="2")
        assert (unit.callsign, unit.capabilities, unit.home_beat) == (
            "5A10",
            ["animal", "ramp"],
            "2",
        )
        state = state_of("5A10")
        assert (state.status, state.since, state.version) == (Status.OFF_DUTY, LATER, 1)
        assert recorded() == ["force.unit.created"]

    def test_a_callsign_in_use_is_refused(self, create, recorded):
        with pytest.raises(commands.CallsignTaken, match=r"There is already a unit 2B10\."):
            create("2b10")
        assert recorded() == []

    def test_the_neighbor_may_use_the_same_callsign(self, create, cast):
        cast.enter(cast.cory)
        by = cast.system("MB")
        assert create("2B10", agency=cast.mb, by=by).agency == cast.mb

    def test_a_callsign_out_of_use_is_free_again(self, create, cast):
        first = create()
        commands.retire_unit(unit=first, by=cast.ada, at=LATER)
        assert create().pk != first.pk

    @pytest.mark.parametrize("who", ["tess", "jun", "carl", "audrey", "nora"])
    def test_only_who_configures_units_may(self, create, cast, who, recorded):
        with pytest.raises(NotAllowed, match="unit:configure is needed"):
            create(by=cast.principals[who])
        assert recorded() == []


class TestChanging:
    def test_what_changed_is_named(self, create, change, recorded):
        unit = create()
        changed = change(unit, kind=UnitKind.BIKE, home_beat="3")
        assert (changed.kind, changed.home_beat, changed.callsign) == (UnitKind.BIKE, "3", "5A10")
        assert recorded() == ["force.unit.created", "force.unit.changed"]
        assert Entry.objects.order_by("pk").last().codes["fields"] == "kind, home beat"
        assert state_of("5A10").version == 2

    def test_nothing_is_recorded_when_nothing_changed(self, create, change, recorded):
        change(create())
        assert recorded() == ["force.unit.created"]

    def test_another_unit_s_callsign_is_refused(self, create, change):
        with pytest.raises(commands.CallsignTaken, match=r"There is already a unit 2B10\."):
            change(create(), callsign="2b10")

    def test_the_neighbor_may_not(self, create, change, cast):
        with pytest.raises(NotAllowed, match="unit:configure"):
            change(create(), by=cast.nora, home_beat="3")


class TestRetiring:
    def test_a_unit_on_duty_goes_off_duty_first(self, cast, recorded):
        commands.retire_unit(unit=cast.unit("2B10"), by=cast.ada, at=LATER)
        assert Unit.objects.get(callsign="2B10").retired_at == LATER
        assert (now_crewing("2B10"), state_of("2B10").status) == ([], Status.OFF_DUTY)
        assert recorded() == ["force.unit.off_duty", "force.unit.retired"]

    def test_done_twice_the_first_time_stands(self, cast, recorded):
        unit = cast.unit("2B10")
        commands.retire_unit(unit=unit, by=cast.ada, at=LATER)
        commands.retire_unit(unit=unit, by=cast.ada, at=LATER + timedelta(hours=1))
        assert Unit.objects.get(callsign="2B10").retired_at == LATER
        assert recorded() == ["force.unit.off_duty", "force.unit.retired"]

    def test_it_leaves_every_board(self, cast):
        unit = cast.unit("2B10")
        commands.retire_unit(unit=unit, by=cast.ada, at=LATER)
        assert [patch["row"] for patch in queries.board_rows([unit.pk])] == [None]
        assert unit not in queries.units_for(cast.tess)

    def test_a_unit_on_a_call_stays(self, cast, incident, recorded):
        unit = cast.unit("2B10")
        commands.assign(unit=unit, incident=incident, by=cast.tess, at=LATER)
        with pytest.raises(commands.OnACall, match="2B10 is on a call"):
            commands.retire_unit(unit=unit, by=cast.ada, at=LATER)
        assert recorded() == ["force.unit.assigned"]

    def test_nobody_crews_what_is_out_of_use(self, cast, crew):
        unit = cast.unit("2B10")
        commands.retire_unit(unit=unit, by=cast.ada, at=LATER)
        with pytest.raises(commands.OutOfUse, match=r"2B10 is out of use\."):
            commands.put_on_duty(unit=unit, members=[cast.members["jun"]], by=cast.rosa, at=LATER)

    @pytest.mark.parametrize("who", ["tess", "jun", "nora"])
    def test_only_who_configures_units_may(self, cast, who):
        with pytest.raises(NotAllowed, match="unit:configure"):
            commands.retire_unit(unit=cast.unit("2B10"), by=cast.principals[who], at=LATER)


class TestOnDuty:
    def test_a_crewed_unit_is_available(self, cast, crew, off, recorded):
        off("2B10")
        [entry] = crew("2B10", "jun")
        assert (entry.starts_at, entry.ends_at) == (LATER, None)
        assert state_of("2B10").status == Status.AVAILABLE
        assert recorded() == ["force.unit.off_duty", "force.unit.on_duty"]

    def test_another_crew_relieves_the_one_before(self, crew, off):
        off("1A10")
        crew("2B10", "osel")
        assert now_crewing("2B10") == ["osel"]
        before = RosterEntry.objects.get(unit__callsign="2B10", member__username="jun")
        assert before.ends_at == LATER

    def test_the_same_crew_again_changes_nothing(self, crew, recorded):
        version = state_of("2B10").version
        [entry] = crew("2B10", "jun")
        assert entry.starts_at == NOON
        assert (recorded(), state_of("2B10").version) == ([], version)

    def test_a_crew_chosen_by_mistake_is_corrected_in_the_same_instant(self, crew, off):
        off("1A10")
        crew("2B10", "osel")
        off("2C10")
        crew("2B10", "cho")
        assert now_crewing("2B10") == ["cho"]

    def test_who_crews_another_unit_is_not_put_on_a_second(self, crew, recorded):
        with pytest.raises(commands.AlreadyCrewing, match="Bea Osel crews another unit now"):
            crew("2B10", "osel")
        assert (now_crewing("2B10"), recorded()) == (["jun"], [])

    def test_the_crew_of_a_unit_on_a_call_does_not_change(self, cast, crew, incident):
        commands.assign(unit=cast.unit("2B10"), incident=incident, by=cast.tess, at=LATER)
        with pytest.raises(commands.OnACall, match="its crew changes after it has cleared"):
            crew("2B10", "jun")

    @pytest.mark.parametrize("who", ["tess", "jun", "carl", "audrey", "nora"])
    def test_only_who_edits_the_roster_may(self, cast, crew, who, recorded):
        with pytest.raises(NotAllowed, match="roster:edit"):
            crew("2B10", "jun", by=cast.principals[who])
        assert recorded() == []


class TestOffDuty:
    def test_the_shift_of_the_crew_ends(self, off, recorded):
        off("2B10")
        assert (now_crewing("2B10"), state_of("2B10").since) == ([], LATER)
        assert recorded() == ["force.unit.off_duty"]

    def test_done_twice_nothing_happens(self, off, recorded):
        off("2B10")
        off("2B10", at=LATER + timedelta(hours=1))
        assert recorded() == ["force.unit.off_duty"]
        assert state_of("2B10").since == LATER

    def test_not_from_a_call(self, cast, off, incident):
        commands.assign(unit=cast.unit("2B10"), incident=incident, by=cast.tess, at=LATER)
        with pytest.raises(commands.OnACall, match="Clear it from the call first"):
            off("2B10")

    @pytest.mark.parametrize("who", ["tess", "jun", "nora"])
    def test_only_who_edits_the_roster_may(self, cast, off, who):
        with pytest.raises(NotAllowed, match="roster:edit"):
            off("2B10", by=cast.principals[who])


class TestQualifications:
    @pytest.fixture
    def grant(self, cast):
        def granted(expires_on, by=None):
            return commands.grant_qualification(
                agency=cast.ab,
                member=cast.members["jun"],
                code="animal",
                expires_on=expires_on,
                by=by or cast.ada,
                at=LATER,
            )

        return granted

    def test_the_expiry_given_last_stands(self, grant, recorded):
        grant(date(2026, 6, 30))
        grant(None)
        assert Qualification.objects.get(code="animal", member__username="jun").expires_on is None
        assert recorded() == ["force.qualification.granted"] * 2

    def test_it_counts_through_the_day_it_expires(self, grant, cast):
        grant(date(2026, 6, 30))
        unit = cast.unit("2B10")
        held = [
            "animal" in queries.crews([unit.pk], date(2026, month, day))[unit.pk].qualifications
            for month, day in ((6, 30), (7, 1))
        ]
        assert held == [True, False]

    @pytest.mark.parametrize("who", ["tess", "jun", "nora"])
    def test_only_who_configures_units_may(self, grant, cast, who):
        with pytest.raises(NotAllowed, match="unit:configure"):
            grant(None, by=cast.principals[who])


class TestTheDatabaseRefuses:
    """Whatever the commands do: what must not stand does not get in."""

    @pytest.fixture
    def unit(self, cast):
        return {"agency": cast.ab, "callsign": "5A10", "kind": "car", "member_class": "sworn"}

    @pytest.fixture
    def refused(self):
        def by(constraint):
            return pytest.raises(IntegrityError, match=constraint)

        return by

    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"callsign": "2B10"}, "one_unit_per_callsign"),
            ({"callsign": "2b 10"}, "callsign_can_be_typed"),
            ({"callsign": "X"}, "callsign_can_be_typed"),
            ({"kind": "horse"}, "known_unit_kind"),
            ({"member_class": "robot"}, "known_unit_class"),
        ],
    )
    def test_a_unit_that_makes_no_sense(self, unit, wrong, constraint, refused):
        with refused(constraint):
            Unit.objects.create(**unit | wrong)

    @pytest.mark.parametrize("status", [Status.BUSY, Status.OUT_OF_SERVICE])
    def test_busy_without_a_reason(self, cast, status, refused):
        with refused("busy_for_a_reason"):
            UnitState.objects.filter(unit__callsign="2B10").update(status=status, reason="")

    def test_a_shift_that_ends_before_it_begins(self, cast, refused):
        with refused("roster_ends_after_it_starts"):
            RosterEntry.objects.filter(unit__callsign="2B10").update(
                ends_at=NOON - timedelta(seconds=1)
            )

    def test_a_member_on_two_units(self, cast, refused):
        with refused("member_crews_one_unit_at_a_time"):
            RosterEntry.objects.create(
                agency=cast.ab,
                unit=cast.unit("1A10"),
                member=cast.members["jun"],
                starts_at=LATER,
            )

    def test_a_qualification_twice(self, cast, refused):
        with refused("one_qualification_per_member"):
            Qualification.objects.create(agency=cast.ab, member=cast.members["jun"], code="traffic")

    def test_a_position_beyond_the_pole(self, cast, refused):
        with refused("last_position_on_earth"), transaction.atomic():
            LastPosition.objects.create(
                unit=cast.unit("2B10"), agency=cast.ab, lat=91, lon=0, at=NOON, received=NOON
            )

    def test_the_neighbor_s_scope_has_none_of_our_units(self, cast):
        cast.enter(cast.nora)
        assert set(Unit.objects.values_list("agency__code", flat=True)) == {"MB"}
        assert set(RosterEntry.objects.values_list("agency_id", flat=True)) == {cast.mb.pk}
        assert set(UnitState.objects.values_list("agency_id", flat=True)) == {cast.mb.pk}


def test_the_board_costs_the_same_for_one_unit_and_for_all(cast, django_assert_num_queries):
    every = list(Unit.objects.values_list("pk", flat=True))
    for wanted in (every[:1], every):
        with django_assert_num_queries(4):
            assert len(queries.board_rows(wanted)) == len(wanted)
