"""Who may be sent: by class, by qualification, and against the rules for a reason."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.values import AUTHORITY, MemberClass, Part
from beatbook.duties.calls import commands, queries, rules, seeds
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.rules import Able, Going
from beatbook.duties.calls.vocabulary import OverrideReason, Plan
from beatbook.ground.force import rules as force_rules
from beatbook.ground.force.models import Assignment, RosterEntry, Unit
from beatbook.ground.journal.models import Entry
from tests.cast import NOON
from tests.conftest import SHARED

LATER = NOON + timedelta(minutes=4)
CLASSES = st.sampled_from(list(MemberClass))
QUALIFICATIONS = st.frozensets(st.sampled_from(["animal", "first_aid", "traffic"]))


@st.composite
def goings(draw):
    """A call to which some classes go alone, some to assist, and the rest must not go."""
    alone = draw(st.frozensets(CLASSES, min_size=1))
    return Going(
        name="Anything",
        alone=alone,
        assist=draw(st.frozensets(CLASSES)) - alone,
        qualifications=tuple(sorted(draw(QUALIFICATIONS))),
    )


ABLE = st.builds(
    Able,
    callsign=st.sampled_from(["1A1", "1A2", "1A3"]),
    member_class=CLASSES,
    kind=st.just("car"),
    held=QUALIFICATIONS,
)


class TestClasses:
    @given(going=goings(), member_class=CLASSES)
    def test_a_class_has_one_part_and_it_is_said_unless_it_goes_alone(self, going, member_class):
        part = going.part_of(member_class)
        said = rules.part_in_words(going, member_class)
        assert (said is None) == (part == Part.ALONE)
        assert (member_class in going.alone | going.assist) == (part != Part.NEVER)

    @given(going=goings(), sent=st.lists(ABLE, min_size=1, max_size=3), there=ABLE)
    def test_whoever_must_not_go_is_objected_to_whoever_else_goes(self, going, sent, there):
        objected = rules.objections(going, sent, [there])
        never = [s for s in sent if going.part_of(s.member_class) == Part.NEVER]
        by_class = [one for one in objected if one.rule.startswith("class:")]
        assert [one.callsigns for one in by_class] == [one.callsign for one in never]

    @given(going=goings(), sent=st.lists(ABLE, min_size=1, max_size=3), more=ABLE)
    def test_one_more_who_is_there_never_makes_a_qualification_missing(self, going, sent, more):
        """But for sworn units where only they go alone: of them nothing is asked."""
        alone = rules.lacking(going, sent)
        if alone or not going.is_for_sworn:
            assert set(rules.lacking(going, [*sent, more])) <= set(alone)

    @given(going=goings(), one=ABLE)
    def test_whoever_is_sent_goes_alone_or_assists_and_where_only_sworn_go_others_assist(
        self, going, one
    ):
        part = rules.part_of_sent(going, one)
        assert part != Part.NEVER
        if going.is_for_sworn:
            assert (part == Part.ALONE) == (one.member_class == MemberClass.SWORN)

    @given(unit=CLASSES, crew=st.sets(CLASSES))
    def test_a_unit_counts_as_no_more_than_it_is_and_no_more_than_its_best_crew(self, unit, crew):
        rank = AUTHORITY.index
        counted = rank(force_rules.counts_as(unit, crew))
        assert counted <= rank(unit)
        assert counted <= max(map(rank, crew), default=rank(unit))
        assert counted in {rank(unit), *map(rank, crew)}

    def test_a_community_service_officer_in_a_sworn_car_is_not_a_sworn_unit(self, take, cast):
        call = take("DOMESTIC")
        RosterEntry.objects.filter(unit__callsign="4S10").update(member=cast.members["carl"])
        unit = cast.unit("4S10")
        [able] = queries.able_units(call, [unit], NOON).values()
        assert able.member_class == MemberClass.CIVILIAN


class TestSending:
    @pytest.fixture
    def send(self, cast):
        def sent(call, *callsigns, by=None, **more):
            units = [cast.unit(callsign) for callsign in callsigns]
            more = {"by": by or cast.tess, "at": LATER} | more
            return commands.assign_units(call=call, units=units, **more)

        return sent

    def test_a_class_that_must_not_go_is_refused_with_what_is_needed(self, take, send, recorded):
        call = take("NOISE")
        with pytest.raises(commands.MustNotGo) as refused:
            send(call, "3V10")
        assert refused.value.message == (
            "3V10 counts as volunteer and must not go to “Noise complaint”: it needs a sworn or "
            "CSO unit. To send all the same, override with a reason."
        )
        assert refused.value.field == "override"
        assert recorded() == ["registry.incident.opened", "calls.call.taken"]
        assert not Assignment.objects.exists()

    def test_of_several_one_that_must_not_go_keeps_all_at_home(self, take, send):
        with pytest.raises(commands.MustNotGo):
            send(take("NOISE"), "2B10", "3V10")
        assert not Assignment.objects.exists()

    def test_a_qualification_that_nobody_holds_is_refused(self, take, send):
        with pytest.raises(commands.MustNotGo, match="somebody qualified for first aid; 2A11"):
            send(take("WELFARE"), "2A11")

    def test_one_of_those_who_are_sent_or_there_already_is_enough(self, take, send):
        call = take("WELFARE")
        send(call, "2B10", "2A11")
        send(call, "2C10")
        assert Assignment.objects.filter(incident=call.incident).count() == 3

    def test_a_sworn_unit_needs_no_qualification_where_only_sworn_go_alone(self, take, send, cast):
        plan = Plan(
            code="FIGHT",
            name="Fight",
            priority=1,
            target_s=120,
            alone=(MemberClass.SWORN,),
            assist=(MemberClass.NON_SWORN,),
            qualifications=("riot",),
        )
        commands.configure_call_type(agency=cast.ab, plan=plan, by=cast.ada, at=NOON)
        send(take("FIGHT"), "4S10")
        with pytest.raises(commands.MustNotGo, match="qualified for riot"):
            send(take("FIGHT"), "2B10")

    def test_an_override_sends_and_is_kept_with_its_reason(self, take, send, recorded):
        call = take("NOISE")
        send(call, "3V10", override=OverrideReason.NOBODY_ELSE)
        assert recorded()[2:] == ["force.unit.assigned", "calls.rule.overridden"]
        entry = Entry.objects.get(name="calls.rule.overridden")
        assert entry.codes == {
            "number": call.incident.number,
            "callsigns": "3V10",
            "rule": "class:volunteer",
            "reason": "N",
            "reason_name": "nobody else is free",
        }

    def test_each_rule_that_is_set_aside_is_an_entry_of_its_own(self, take, send, recorded):
        send(take("ANIMAL"), "3V10", override=OverrideReason.LIFE)
        assert recorded()[2:] == ["force.unit.assigned"] + ["calls.rule.overridden"] * 2

    def test_done_twice_it_is_overridden_once(self, take, send, recorded):
        call = take("NOISE")
        for _ in range(2):
            send(call, "3V10", override=OverrideReason.LIFE)
        assert recorded()[2:] == ["force.unit.assigned", "calls.rule.overridden"]

    def test_an_override_that_nothing_asked_for_is_no_entry(self, take, send, recorded):
        send(take("NOISE"), "2B10", override=OverrideReason.LIFE)
        assert recorded()[2:] == ["force.unit.assigned"]

    def test_who_may_not_override_is_told_what_would_be_needed(self, take, send, cast, recorded):
        held = cast.tess.grants[cast.ab.pk] - {Permission.CALL_OVERRIDE}
        tess = replace(cast.tess, grants={cast.ab.pk: held})
        with pytest.raises(NotAllowed, match="call:override is needed"):
            send(take("NOISE"), "3V10", by=tess, override=OverrideReason.LIFE)
        assert recorded()[2:] == []

    def test_how_often_one_must_be_heard_of_comes_with_the_kind_of_call(self, take, send):
        [alone] = send(take("STANDBY"), "2A10")
        [usual] = send(take("NOISE"), "2B10")
        assert (alone.safety_check_s, usual.safety_check_s) == (600, None)


class TestOverHttp:
    def test_a_refusal_names_the_field_that_would_let_them_go(self, take, cast, browser):
        call = take("NOISE")
        path, unit = f"/calls/{call.incident.number}/assignment/", cast.unit("3V10").pk
        code, said = browser("tess").post(path, {"unit": unit})
        assert (code, said["field"]) == (422, "override")
        code, said = browser("tess").post(path, {"unit": unit, "override": "Z"})
        assert (code, said["field"]) == (422, "override")
        assert said["message"].startswith("Z is no reason to override. The reasons are N nobody")
        assert browser("tess").post(path, {"unit": unit, "override": "N"})[0] == 200

    def test_the_neighbor_finds_no_such_call(self, take, cast, millbrook):
        path = f"/calls/{take('NOISE').incident.number}/assignment/"
        assert millbrook.post(path, {"unit": cast.unit("3V10").pk, "override": "N"})[0] == 404


class TestCallTypes:
    def test_an_agency_begins_with_a_community_service_officer_s_whole_day(self, cast):
        assert CallType.objects.filter(agency=cast.ab).count() == len(seeds.PLANS) == 48
        codes = [plan.code for plan in seeds.PLANS]
        assert len(codes) == len(set(codes))

    def test_set_up_again_nothing_is_doubled_and_what_was_changed_stays(self, cast, recorded):
        plan = Plan(code="NOISE", name="Loud neighbors", priority=5, target_s=600)
        commands.configure_call_type(agency=cast.ab, plan=plan, by=cast.ada, at=NOON)
        seeds.set_up(cast.ab, by=cast.ada, at=NOON)
        assert cast.call_type("NOISE").name == "Loud neighbors"
        assert recorded() == ["calls.call_type.changed"]

    def test_what_is_missing_is_added_under_one_entry(self, cast, recorded):
        CallType.objects.filter(agency=cast.ab, code__in=["VIN", "FIXIT"]).delete()
        seeds.set_up(cast.ab, by=cast.ada, at=NOON)
        assert recorded() == ["calls.call_types.added"]
        entry = Entry.objects.get(name="calls.call_types.added", codes__call_types="VIN, FIXIT")
        assert entry.agency_id == cast.ab.pk

    def test_who_takes_calls_may_not_set_up_what_they_can_be(self, cast, recorded):
        with pytest.raises(NotAllowed, match="call:configure"):
            commands.add_call_types(agency=cast.ab, plans=seeds.PLANS, by=cast.tess, at=NOON)
        with pytest.raises(NotAllowed, match="call:configure"):
            commands.add_call_types(agency=cast.ab, plans=seeds.PLANS, by=cast.nora, at=NOON)
        assert recorded() == []

    def test_somebody_can_go_to_each_kind_of_call(self, cast):
        classes = set(Unit.objects.filter(agency=cast.ab).values_list("member_class", flat=True))
        assert [plan.code for plan in seeds.PLANS if not classes & set(plan.alone)] == []

    def test_every_nearest_code_is_one_of_the_common_registry_or_of_apco(self):
        standards = SHARED / "standards"
        if not standards.exists():
            pytest.skip(f"{standards} is missing: the common registries of incident types")
        known = {
            row["value"]
            for row in rows(standards / "eido" / "eido_registries.csv")
            if row["registry"].startswith("Incident Type")
        } | {
            row["code"]
            for row in rows(standards / "codelists" / "apco.csv")
            if row["list"] == "IncidentCategoryCode"
        }
        assert [plan.code for plan in seeds.PLANS if plan.eido not in known] == []


def rows(path):
    with path.open() as file:
        return list(csv.DictReader(file))
