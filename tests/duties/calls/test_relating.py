"""Two calls about the same become one and are taken apart again: nothing is lost either way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Merge
from beatbook.duties.calls.queries import screens
from beatbook.duties.calls.vocabulary import Flag, RequestState, Service, Status
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.registry.commands import Location
from beatbook.ground.work.models import Deadline
from tests.cast import NOON

LATER = NOON + timedelta(minutes=4)
MOVED = "force.assignment.moved"
MERGED = "calls.call.merged"


@pytest.fixture
def send(cast):
    def sent(call, *callsigns):
        units = [cast.unit(callsign) for callsign in callsigns]
        return commands.assign_units(call=call, units=units, by=cast.tess, at=NOON)

    return sent


@pytest.fixture
def first(take):
    return take(note="Two cars collided")


@pytest.fixture
def second(first, take, recorded):
    """What is recorded counts from before it."""
    return take(caller="A. Romero", callback="410-555-0142", note="A crash, cars collided")


@pytest.fixture
def merge(cast):
    def merged(call, into, by=None):
        return commands.merge_call(call=call, into=into, by=by or cast.tess, at=LATER)

    return merged


@pytest.fixture
def unmerge(cast):
    def unmerged(call, by=None):
        return commands.unmerge_call(call=call, by=by or cast.tess, at=LATER)

    return unmerged


def stands(call):
    call = Call.objects.get(pk=call.pk)
    there = Assignment.objects.filter(incident_id=call.pk, cleared_at=None)
    return call.status, sorted(there.values_list("unit__callsign", flat=True))


class TestMerging:
    def test_the_duplicate_leaves_the_board_and_its_units_go_over(
        self, first, second, send, merge, recorded
    ):
        [sent] = send(second, "2B10")
        before = len(recorded())
        merge(second, first)
        assert stands(second) == (Status.MERGED, [])
        assert stands(first) == (Status.ACTIVE, ["2B10"])
        assert [row["key"] for row in queries.board_rows()] == [str(first)]
        assert Assignment.objects.get(pk=sent.pk).assigned_at == NOON
        assert recorded()[before:] == [MOVED, MERGED, MERGED, "force.primary.set"]

    def test_done_twice_it_is_done_once(self, first, second, merge, recorded):
        assert merge(second, first) == merge(second, first)
        assert recorded()[3:] == [MERGED, MERGED]

    def test_caller_notes_and_log_of_both_stay_in_sight(self, first, second, merge, cast):
        merge(second, first)
        shown = screens.detail(cast.tess, first)
        [merged] = shown["merged"]
        assert (merged["number"], merged["callback"]) == (str(second), "410-555-0142")
        said = [line["text"] for line in shown["chronology"]]
        assert "Two cars collided" in said
        assert f"{second.incident.short_number}: A crash, cars collided" in said
        second.refresh_from_db()
        assert screens.detail(cast.tess, second)["merged_into"] == str(first)

    def test_callers_only_for_who_may_know(self, first, second, merge, cast):
        merge(second, first)
        [merged] = screens.detail(cast.jun, first)["merged"]
        assert (merged["caller"], merged["callback"]) == ("", "")

    def test_it_becomes_as_urgent_and_dangerous_as_either(self, first, take, merge, cast):
        other = take("FOUND")
        commands.raise_call(call=other, flag=Flag.WEAPON, by=cast.tess, at=NOON)
        merge(other, first)
        into = Call.objects.get(pk=first.pk)
        assert (into.flags, into.priority) == ([Flag.WEAPON], 1)

    def test_what_is_asked_of_the_police_goes_on_and_is_chased_once(self, take, merge, cast):
        first, second = take("NOISE"), take("DOMESTIC")
        merge(second, first)
        [asked] = queries.requests_of([first.pk])[first.pk]
        assert (asked.service, asked.state) == (Service.POLICE, RequestState.REQUESTED)
        assert Deadline.objects.filter(task="calls.chase_request").count() == 1

    def test_where_both_asked_the_one_asked_for_the_other_is_not_chased(self, take, merge):
        first, second = take("DOMESTIC"), take("DOMESTIC")
        merge(second, first)
        assert Deadline.objects.filter(task="calls.chase_request").count() == 1
        assert len(queries.requests_of([first.pk])[first.pk]) == 1

    def test_nothing_is_done_on_a_merged_call(self, first, second, merge, send):
        merge(second, first)
        with pytest.raises(commands.CallClosed, match=f"merged into {first}. Work on that one"):
            send(second, "2A10")

    def test_it_ends_as_the_other_ends(self, first, second, merge, cast, recorded):
        merge(second, first)
        before = len(recorded())
        end = cast.disposition("CANCELED")
        commands.close_call(call=first, disposition=end, by=cast.tess, at=LATER)
        second.refresh_from_db()
        assert (second.status, second.disposition) == (Status.CLOSED, end)
        closed = ["registry.incident.closed", "calls.call.closed"]
        assert recorded()[before:] == closed * 2

    def test_a_closed_call_takes_none_in(self, first, second, merge, cast):
        end = cast.disposition("CANCELED")
        commands.close_call(call=first, disposition=end, by=cast.tess, at=LATER)
        with pytest.raises(commands.CallClosed):
            merge(second, first)
        assert stands(second) == (Status.WAITING, [])

    def test_not_into_itself(self, first, merge):
        with pytest.raises(commands.NotRelated, match="is one call"):
            merge(first, first)

    def test_who_may_not_dispatch_may_not_merge(self, first, second, merge, cast):
        for by in (cast.jun, cast.nora, cast.carl):
            with pytest.raises(NotAllowed):
                merge(second, first, by=by)


class TestUnmerging:
    def test_everything_is_as_it_was(self, take, send, merge, unmerge, cast, recorded):
        first, second = take(), take("DOMESTIC")
        send(first, "2A10")
        commands.set_staging(call=second, place="church", by=cast.tess, at=NOON)
        merge(second, first)
        before = len(recorded())
        unmerge(second)
        assert stands(first) == (Status.ACTIVE, ["2A10"])
        assert stands(second) == (Status.WAITING, [])
        [asked] = queries.requests_of([second.pk])[second.pk]
        assert asked.chase_at is not None
        assert queries.requests_of([first.pk])[first.pk] == []
        assert recorded()[before:] == ["calls.call.unmerged"] * 2

    def test_units_come_back_with_the_times_they_had_meanwhile(
        self, first, second, send, merge, unmerge, cast
    ):
        send(second, "2B10")
        merge(second, first)
        unit = cast.unit("2B10")
        force.set_status(unit=unit, status=UnitStatus.ON_SCENE, by=cast.tess, at=LATER)
        unmerge(second)
        assert stands(first) == (Status.WAITING, [])
        assert stands(second) == (Status.ACTIVE, ["2B10"])
        assert Assignment.objects.get(unit=unit).on_scene_at == LATER

    def test_a_unit_that_left_meanwhile_left_the_call_it_was_sent_to(
        self, first, second, send, merge, unmerge, cast
    ):
        send(second, "2B10")
        send(first, "2A10")
        merge(second, first)
        unit = cast.unit("2B10")
        force.set_status(unit=unit, status=UnitStatus.ON_SCENE, by=cast.tess, at=LATER)
        commands.clear_unit(call=first, unit=unit, by=cast.tess, at=LATER)
        unmerge(second)
        assert stands(second) == (Status.WAITING, [])
        assert Assignment.objects.get(unit=unit).incident_id == second.pk

    def test_of_three_each_gets_its_own_back(self, take, send, merge, unmerge):
        first, second, third = take(), take(), take()
        send(third, "2B10")
        send(second, "2A10")
        merge(third, second)
        merge(second, first)
        assert stands(first) == (Status.ACTIVE, ["2A10", "2B10"])
        assert set(queries.merged_into(first)) == {second, third}
        unmerge(second)
        assert (stands(first)[1], stands(second)[1]) == (["2B10"], ["2A10"])
        unmerge(third)
        assert (stands(first), stands(third)[1]) == ((Status.WAITING, []), ["2B10"])

    def test_what_is_not_merged_cannot_be_unmerged(self, first, unmerge):
        with pytest.raises(commands.NotRelated, match="not merged"):
            unmerge(first)

    def test_nor_twice(self, first, second, merge, unmerge):
        merge(second, first)
        unmerge(second)
        with pytest.raises(commands.NotRelated):
            unmerge(second)
        assert Merge.objects.count() == 1

    def test_who_may_not_dispatch_may_not(self, first, second, merge, unmerge, cast):
        merge(second, first)
        with pytest.raises(NotAllowed):
            unmerge(second, by=cast.jun)


class TestLinking:
    def link(self, cast, call, other, by=None):
        return commands.link_calls(call=call, other=other, by=by or cast.tess, at=LATER)

    def test_each_shows_the_other(self, first, second, cast, recorded):
        self.link(cast, second, first)
        for one, other in ((first, second), (second, first)):
            assert [each["number"] for each in screens.detail(cast.tess, one)["linked"]] == [
                str(other)
            ]
            assert screens.detail(cast.tess, one)["duplicates"] == []
        assert recorded()[3:] == ["calls.call.linked"] * 2

    def test_either_way_it_is_one_link(self, first, second, cast, recorded):
        assert self.link(cast, second, first) == self.link(cast, first, second)
        assert recorded()[3:] == ["calls.call.linked"] * 2

    def test_it_is_taken_back_once(self, first, second, cast, recorded):
        self.link(cast, second, first)
        told = {"call": first, "other": second, "by": cast.tess, "at": LATER}
        commands.unlink_calls(**told)
        assert recorded()[5:] == ["calls.call.unlinked"] * 2
        with pytest.raises(commands.NotRelated, match="are not linked"):
            commands.unlink_calls(**told)

    def test_an_officer_does_not_link(self, first, second, cast):
        with pytest.raises(NotAllowed):
            self.link(cast, second, first, by=cast.jun)

    def test_calls_of_two_agencies_stay_two(self, first, cast):
        cast.enter(cast.cory)
        theirs = commands.take_call(
            agency=cast.mb,
            call_type=cast.call_type("NOISE", "MB"),
            location=Location("Mill Lane"),
            by=cast.cory,
            at=NOON,
        )
        with pytest.raises(commands.NotRelated, match="two agencies"):
            self.link(cast, first, theirs, by=cast.cory)


class TestByHttp:
    def test_merged_unmerged_linked_unlinked(self, browser, first, second):
        tess, path, other = browser("tess"), f"/calls/{second}", {"other": str(first)}
        for verb in ("merge", "unmerging", "link", "link/removal"):
            status, body = tess.post(f"{path}/{verb}/", other)
            assert (status, body["ok"]) == (200, True), verb

    def test_another_that_there_is_not(self, browser, first):
        status, body = browser("tess").post(f"/calls/{first}/merge/", {"other": "A26-999999"})
        assert (status, body["field"]) == (422, "other")

    @pytest.mark.parametrize("verb", ["merge", "unmerging", "link", "link/removal"])
    def test_the_neighbor_finds_neither(self, millbrook, first, second, verb):
        assert millbrook.post(f"/calls/{second}/{verb}/", {"other": str(first)})[0] == 404
