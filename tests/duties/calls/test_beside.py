"""What stands beside the form: calls that may be the same, premise notes, questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.contract.values import Point
from beatbook.duties.calls import commands
from beatbook.duties.calls.queries import duplicates
from beatbook.duties.calls.queries.duplicates import Told
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.vocabulary import PremiseNoteKind
from tests.cast import CASTLE_STREET, NOON

LATER = NOON + timedelta(minutes=4)
HERE = CASTLE_STREET.point
NORTH_200_M = Point(HERE.lat + 0.0018, HERE.lon)
NORTH_400_M = Point(HERE.lat + 0.0036, HERE.lon)


@pytest.fixture
def like(cast):
    """The numbers and reasons of what may be the same as what is told."""

    def found(by=None, at=LATER, **changes):
        told = {"location": "1925 North Castle Street", "address": "", "point": HERE}
        told |= {"call_type": "NOISE", "words": "", "callback": ""} | changes
        candidates = duplicates.like(by or cast.tess, Told(**told), at=at)
        return {one.call.incident.number: one.alike for one in candidates}

    return found


class TestDuplicates:
    def test_near_lately_and_of_the_same_type(self, call, like):
        assert like() == {str(call): ("same address, 4 min ago", "same type")}

    def test_around_the_corner_but_not_across_town(self, take, like):
        near = take(location=Location("8 Mill Lane", NORTH_200_M))
        take(location=Location("99 Mill Lane", NORTH_400_M))
        assert like() == {str(near): ("0.1 mi away, 4 min ago", "same type")}

    def test_yesterday_is_another_call(self, take, like):
        take(at=NOON - timedelta(days=1))
        assert like() == {}

    def test_another_type_with_the_same_words_may_be_the_same(self, take, like):
        call = take("FIREWORKS", note="Teenagers with fireworks behind the church")
        assert like() == {}
        [alike] = like(words="loud bangs behind the church, fireworks?").values()
        assert alike[1] == "both say: behind, church, fireworks"
        assert like(call_type="") == {str(call): ("same address, 4 min ago",)}

    def test_the_same_caller_again(self, take, like):
        take("FIREWORKS", callback="(410) 555-0142")
        [alike] = like(callback="410 555 0142").values()
        assert alike[1] == "same call-back number"

    def test_numbers_are_compared_only_for_who_may_see_them(self, take, like, cast):
        take("FIREWORKS", callback="410-555-0142")
        assert like(by=cast.jun, callback="410-555-0142") == {}

    def test_a_place_that_no_map_knows_is_found_by_its_words(self, take, like):
        call = take(location=Location("behind the  Old Mill"))
        assert list(like(location="Behind the old mill", point=None)) == [str(call)]

    def test_the_most_alike_comes_first_and_no_more_than_help(self, take, like):
        twins = [take(note="music and drums") for _ in range(6)]
        near = take(location=Location("8 Mill Lane", NORTH_200_M))
        found = list(like(words="drums, music"))
        assert len(found) == duplicates.MOST_SHOWN
        assert set(found) < {str(one) for one in twins}
        assert str(near) not in found

    def test_the_neighbor_s_and_the_restricted_are_not_named(self, take, like, cast, runaway):
        by = cast.enter(cast.cleared("tess", "juvenile"))
        commands.take_call(
            agency=cast.ab, call_type=runaway, location=CASTLE_STREET, by=by, at=NOON
        )
        cast.enter(cast.tess)
        assert like(call_type="RUNAWAY") == {}
        take()
        assert like(by=cast.nora) == {}

    def test_it_costs_three_queries_however_long_the_history(self, take, like):
        def cost():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                like()
            return len(queries)

        take()
        before = cost()
        for hours in range(3, 30):
            take(at=NOON - timedelta(hours=hours))
        take(), take()
        assert cost() == before == 3

    def test_the_place_is_looked_up_by_an_index(self, take, cast):
        """What was opened long ago at the place is not read: the range is in the index."""
        take()
        near = duplicates._near
        with CaptureQueriesContext(connection) as queries:
            near(cast.tess, Told("x", "", HERE, "", "", ""), LATER)
        [asked] = queries.captured_queries
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {asked['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "opened_at" in plan.split("Index Cond")[1]


class TestBeside:
    def beside(self, browser, who="tess", **typed):
        return browser(who).post("/calls/beside/", typed)

    def test_an_empty_form_knows_nothing(self, browser):
        assert self.beside(browser) == (
            200,
            {
                "ok": True,
                "duplicates": [],
                "premise_notes": [],
                "earlier_calls": 0,
                "questions": [],
                "hint": "",
            },
        )

    def test_the_type_brings_its_questions_and_a_hint(self, browser):
        _, body = self.beside(browser, call_type="noise")
        assert [one["code"] for one in body["questions"]] == ["FIGHT", "BEFORE"]
        assert body["hint"].startswith("One unit. Warn first")

    def test_the_place_brings_its_notes_and_the_calls_there(self, browser, call, cast):
        registry.add_premise_note(
            agency=cast.ab,
            location=CASTLE_STREET,
            kind=PremiseNoteKind.HAZARD,
            text="Large dog",
            verified_on=NOON.date(),
            by=cast.rosa,
            at=NOON,
        )
        where = {"location": "1925 North Castle Street", "lat": HERE.lat, "lon": HERE.lon}
        _, body = self.beside(browser, call_type="NOISE", **where)
        assert [one["text"] for one in body["premise_notes"]] == ["Large dog"]

    def test_the_call_itself_names_what_may_be_the_same_but_not_itself(self, browser, take):
        first, second = take(), take(at=LATER)
        _, body = browser("tess").get(f"/calls/{second}/detail.json")
        assert [one["number"] for one in body["duplicates"]] == [str(first)]

    @pytest.mark.parametrize("who", ["jun", "carl", "audrey"])
    def test_it_is_for_who_takes_calls(self, browser, who):
        assert self.beside(browser, who)[0] == 403

    def test_what_cannot_be_is_refused(self, browser):
        assert self.beside(browser, lat=91.0)[0] == 422
