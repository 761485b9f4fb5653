"""Questions that a kind of call brings: kept on the call, and a yes is heeded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Answer, Call
from beatbook.duties.calls.queries import beside
from beatbook.duties.calls.seeds import PLANS
from beatbook.duties.calls.vocabulary import Flag, Question, Reply, Service
from tests.cast import NOON

ANSWERED = "calls.question.answered"


@pytest.fixture
def crash(take, recorded):
    """What is recorded counts from before it."""
    return take("CRASH")


@pytest.fixture
def reply(cast):
    def replied(call, question, said, by=None):
        return commands.answer_question(
            call=call, question=question, reply=Reply(said), by=by or cast.tess, at=NOON
        )

    return replied


def services(call):
    return {one.service for one in queries.requests_of([call.pk])[call.pk]}


class TestAnswering:
    def test_the_answer_is_kept_and_read_in_the_log(self, crash, reply, recorded):
        reply(crash, "hurt", "no")
        assert [(one["code"], one["reply"]) for one in beside.questions_of(crash)][:2] == [
            ("HURT", "no"),
            ("BLOCKED", ""),
        ]
        assert recorded()[2:] == [ANSWERED]
        assert queries.chronology_of(crash)[-1].text == "Is anybody hurt? no"

    def test_the_same_answer_again_is_no_news(self, crash, reply, recorded):
        first = reply(crash, "HURT", "no")
        assert reply(crash, "HURT", "no") == first
        assert recorded()[2:] == [ANSWERED]

    def test_the_last_answer_counts_and_the_log_keeps_both(self, crash, reply, recorded):
        reply(crash, "TOW", "unknown")
        reply(crash, "TOW", "yes")
        assert Answer.objects.get(call=crash).reply == "yes"
        assert recorded()[2:] == [ANSWERED, ANSWERED]

    def test_somebody_hurt_raises_the_call_and_hands_it_over(self, crash, reply, recorded):
        reply(crash, "HURT", "yes")
        call = Call.objects.get(pk=crash.pk)
        assert (call.flags, call.priority) == ([Flag.INJURY], 1)
        assert services(call) == {Service.POLICE, Service.EMS}
        made = "calls.request.made"
        assert recorded()[2:] == [ANSWERED, "calls.call.raised", made, made]

    def test_a_blocked_road_makes_it_urgent_and_leaves_it_to_a_cso(self, crash, reply, recorded):
        reply(crash, "BLOCKED", "yes")
        call = Call.objects.get(pk=crash.pk)
        assert (call.flags, call.priority) == ([], 1)
        assert recorded()[2:] == [ANSWERED, "calls.call.corrected"]

    def test_what_leaks_asks_for_the_fire_department(self, crash, reply):
        reply(crash, "LEAKING", "yes")
        assert services(crash) == {Service.FIRE}

    def test_another_answer_takes_nothing_back(self, crash, reply):
        reply(crash, "HURT", "yes")
        reply(crash, "HURT", "no")
        assert Call.objects.get(pk=crash.pk).flags == [Flag.INJURY]

    def test_what_is_not_asked_names_what_is(self, call, reply, recorded):
        before = recorded()
        with pytest.raises(commands.NoSuchQuestion, match="There are: FIGHT, BEFORE"):
            reply(call, "HURT", "yes")
        assert recorded() == before

    def test_who_may_not_take_calls_answers_none(self, crash, reply, cast):
        with pytest.raises(NotAllowed):
            reply(crash, "HURT", "no", by=cast.jun)

    def test_a_closed_call_is_asked_nothing(self, crash, reply, cast):
        end = cast.disposition("CANCELED")
        commands.close_call(call=crash, disposition=end, by=cast.tess, at=NOON)
        with pytest.raises(commands.CallClosed):
            reply(crash, "HURT", "yes")

    def test_answers_are_as_restricted_as_the_call_becomes(self, crash, reply, cast, runaway):
        reply(crash, "HURT", "no")
        by = cast.enter(cast.cleared("tess", "juvenile"))
        commands.correct_call(call=crash, call_type=runaway, by=by, at=NOON)
        assert Answer.objects.get(call=crash).need_to_know == "juvenile"


class TestSettingUp:
    plan = next(plan for plan in PLANS if plan.code == "NOISE")

    def configure(self, cast, **changes):
        plan = replace(self.plan, **changes)
        return commands.configure_call_type(agency=cast.ab, plan=plan, by=cast.ada, at=NOON)

    def test_an_agency_asks_what_it_likes(self, cast):
        asked = (Question(code="DOG", text="Is it a dog?"), Question(code="A", text="Loud?"))
        made = self.configure(cast, questions=asked, hint="Be kind.")
        made.refresh_from_db()
        assert (tuple(made.asks), made.hint) == (asked, "Be kind.")

    def test_who_says_nothing_of_questions_leaves_them(self, cast):
        made = self.configure(cast, questions=None, hint=None)
        made.refresh_from_db()
        assert (tuple(made.asks), made.hint) == (self.plan.questions, self.plan.hint)

    @pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.code)
    def test_what_an_agency_begins_with_can_be_asked_and_heeded(self, plan):
        codes = [one.code for one in plan.questions]
        assert len(codes) == len(set(codes))
        for one in plan.questions:
            assert re.fullmatch("[A-Z]{3,20}", one.code)
            assert one.text.endswith("?")
            assert {one.flag} <= {"", *Flag}
            assert {one.service} <= {"", *Service}


class TestByHttp:
    def test_a_call_is_taken_with_its_answers(self, browser):
        told = {"call_type": "CRASH", "location": "Mill Lane", "answers": {"HURT": "yes"}}
        _, body = browser("tess").post("/calls/", told)
        call = Call.objects.get(incident__number=body["number"])
        assert (call.priority, call.answers.get().reply) == (1, "yes")

    @pytest.mark.parametrize("answers", [{"HURT": "maybe"}, ["yes"], "yes", {"HURT": ["yes"]}])
    def test_what_is_no_answer_takes_no_call(self, browser, answers):
        told = {"call_type": "CRASH", "location": "Mill Lane", "answers": answers}
        status, body = browser("tess").post("/calls/", told)
        assert (status, body["field"], Call.objects.count()) == (422, "answers", 0)

    def test_it_is_answered_later(self, browser, crash):
        path = f"/calls/{crash}/answer/"
        status, body = browser("tess").post(path, {"question": "tow", "reply": "yes"})
        assert (status, body["message"]) == (200, f"{crash}: Does a vehicle need a tow? yes.")
        assert browser("tess").post(path, {"question": "tow"})[1]["message"] == (
            "Yes, no or unknown?"
        )
        assert browser("jun").post(path, {"question": "tow", "reply": "no"})[0] == 403

    def test_the_neighbor_finds_no_such_call(self, millbrook, crash):
        said = {"question": "tow", "reply": "yes"}
        assert millbrook.post(f"/calls/{crash}/answer/", said)[0] == 404
