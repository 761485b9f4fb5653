"""Outside resources: others who come without an account, and companies that are called in turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Subject
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Request, Turn
from beatbook.duties.calls.queries import rotation, screens
from beatbook.duties.calls.vocabulary import (
    ALLOWED_REQUEST,
    USES_THE_TURN,
    Outcome,
    RequestState,
    Service,
)
from beatbook.ground.journal import chronology
from tests.cast import NOON

MINUTE = timedelta(minutes=1)
End, S = Outcome, RequestState
NAMES = ("Ace Towing", "Bay Tow", "Crane & Sons")
OFFERED = "calls.turn.offered"


@pytest.fixture
def companies(cast, recorded):
    """Three that tow, in the order of the line. What is recorded counts from before them."""
    return [
        commands.add_company(
            agency=cast.ab,
            service=Service.TOW,
            name=name,
            phone="410-555-0100",
            by=cast.ada,
            at=NOON,
        )
        for name in NAMES
    ]


@pytest.fixture
def report(cast):
    def reported(call, service, state, minutes=0, **more):
        at = NOON + minutes * MINUTE
        told = {"call": call, "service": service, "state": state, "by": cast.tess, "at": at}
        return commands.report_request(**told | more)

    return reported


@pytest.fixture
def offer(cast):
    def offered(call, outcome, **more):
        told = {"call": call, "service": Service.TOW, "outcome": outcome, "by": cast.tess}
        return commands.report_offer(**told | {"at": NOON} | more)

    return offered


def line(cast):
    return [one.name for one in rotation.line(cast.tess, cast.ab.pk)]


class TestTimes:
    @pytest.mark.parametrize("service", list(Service), ids=lambda service: service.value)
    def test_each_service_has_the_times_of_a_unit(self, call, report, cast, service):
        for minutes, state in enumerate((S.ASKED, S.ACCEPTED, S.EN_ROUTE, S.ON_SCENE, S.CLEARED)):
            report(call, service, state, minutes)
        [shown] = screens.detail(cast.tess, call)["requests"]
        times = [shown[f"{name}_at"] for name in ("accepted", "en_route", "on_scene", "cleared")]
        assert times == [(NOON + n * MINUTE).isoformat() for n in (1, 2, 3, 4)]

    def test_who_left_is_no_longer_on_the_board_and_may_be_asked_again(self, call, report):
        report(call, Service.TOW, S.ASKED)
        report(call, Service.TOW, S.CLEARED)
        assert queries.board_rows()[0]["row"]["requests"] == []
        report(call, Service.TOW, S.ASKED)
        assert Request.objects.filter(call=call).count() == 2
        assert [one["state"] for one in queries.board_rows()[0]["row"]["requests"]] == ["asked"]

    def test_who_is_at_the_call_asks_dispatch_to_ask(self, call, report, cast):
        told = {"call": call, "service": Service.TOW, "by": cast.jun, "at": NOON}
        with pytest.raises(NotAllowed, match="call:dispatch is needed, or to be on"):
            commands.request_service(**told)
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
        commands.request_service(**told)
        [row] = queries.board_rows()[0]["row"]["requests"]
        assert (row["wanted_by"], row["state"]) == ("2B10", "requested")
        with pytest.raises(NotAllowed):
            report(call, Service.TOW, S.ASKED, by=cast.jun)

    def test_forward_only(self, call, report):
        report(call, Service.TOW, S.ASKED)
        report(call, Service.TOW, S.ON_SCENE)
        with pytest.raises(commands.NotAfterThat):
            report(call, Service.TOW, S.EN_ROUTE)

    def test_the_police_leave_and_what_they_said_stands(self, take, report):
        dispute = take("DOMESTIC")
        report(dispute, Service.POLICE, S.SAFE)
        report(dispute, Service.POLICE, S.CLEARED)
        asked = queries.requests_of([dispute.pk])[dispute.pk]
        assert queries.said_safe(asked)
        assert queries.is_opened(asked, [])

    def test_who_left_without_a_word_opened_nothing(self, take, report):
        dispute = take("DOMESTIC")
        report(dispute, Service.POLICE, S.ON_SCENE)
        report(dispute, Service.POLICE, S.CLEARED)
        assert not queries.is_opened(queries.requests_of([dispute.pk])[dispute.pk], [])

    def test_asked_anew_what_they_said_is_past(self, take, report, cast):
        dispute = take("DOMESTIC")
        report(dispute, Service.POLICE, S.SAFE)
        report(dispute, Service.POLICE, S.CLEARED)
        commands.request_service(call=dispute, service=Service.POLICE, by=cast.tess, at=NOON)
        assert not queries.said_safe(queries.requests_of([dispute.pk])[dispute.pk])

    @given(states=st.lists(st.sampled_from(list(S)), max_size=12))
    def test_no_course_leads_back(self, states):
        """What is allowed leads to one of the two ends, and from there nowhere."""
        now = S.REQUESTED
        for state in states:
            now = state if state in ALLOWED_REQUEST[now] else now
        assert (not ALLOWED_REQUEST[now]) == (now in (S.CLEARED, S.CANCELED))
        assert S.REQUESTED not in ALLOWED_REQUEST[now]


class TestTheLine:
    def test_the_next_is_offered_and_who_accepts_goes_to_its_end(
        self, call, companies, offer, cast, recorded
    ):
        commands.request_service(call=call, service=Service.TOW, by=cast.tess, at=NOON)
        [shown] = screens.detail(cast.tess, call)["requests"]
        assert (shown["next"]["name"], shown["next"]["phone"]) == ("Ace Towing", "410-555-0100")
        before = len(recorded())
        offer(call, End.ACCEPTED, company=companies[0])
        [shown] = screens.detail(cast.tess, call)["requests"]
        assert (shown["state"], shown["accepted_by"], shown["next"]) == (
            "accepted",
            "Ace Towing",
            None,
        )
        assert line(cast) == ["Bay Tow", "Crane & Sons", "Ace Towing"]
        assert recorded()[before:] == [OFFERED, "calls.request.progressed"]
        assert queries.chronology_of(call)[-2].text == "Tow by rotation: Ace Towing accepted"

    @pytest.mark.parametrize("outcome", [End.REFUSED, End.NO_ANSWER], ids=lambda one: one.value)
    def test_who_refuses_has_used_the_turn_and_the_next_is_offered(
        self, call, companies, offer, cast, outcome
    ):
        offer(call, outcome)
        assert line(cast) == ["Bay Tow", "Crane & Sons", "Ace Towing"]
        assert offer(call, End.ACCEPTED).company.name == "Bay Tow"

    def test_who_cannot_do_this_one_is_first_the_next_time(
        self, call, take, companies, offer, cast
    ):
        offer(call, End.PASSED, reason="no flatbed")
        assert offer(call, End.ACCEPTED).company.name == "Bay Tow"
        assert offer(take(), End.ACCEPTED).company.name == "Ace Towing"

    def test_passing_over_needs_a_reason(self, call, companies, offer, cast):
        with pytest.raises(commands.SayWhy):
            offer(call, End.PASSED, reason=" ")
        assert Turn.objects.count() == 0

    def test_two_dispatchers_never_offer_the_same_turn(self, call, take, companies, offer, cast):
        offer(call, End.ACCEPTED, company=companies[0])
        with pytest.raises(commands.NotNext, match="Bay Tow is"):
            offer(take(), End.ACCEPTED, company=companies[0])

    def test_after_the_last_there_is_nobody(self, call, companies, offer):
        for _ in NAMES:
            offer(call, End.NO_ANSWER)
        with pytest.raises(commands.NotNext, match="Nobody else is in line for tow"):
            offer(call, End.NO_ANSWER)

    def test_who_was_not_needed_is_first_again(self, call, companies, offer, cast, recorded):
        offer(call, End.ACCEPTED)
        told = {"call": call, "service": Service.TOW, "by": cast.tess, "at": NOON}
        canceled = commands.cancel_request(reason="drove off", **told)
        back = commands.give_turn_back(request=canceled, by=cast.tess, at=NOON)
        assert back.returned_at == NOON
        assert line(cast) == list(NAMES)
        assert recorded()[-1] == "calls.turn.returned"
        assert commands.give_turn_back(request=canceled, by=cast.tess, at=NOON) is None

    def test_a_service_that_is_not_called_by_rotation_has_no_line(self, cast):
        with pytest.raises(commands.UnfitCompany, match="not called by rotation"):
            commands.add_company(
                agency=cast.ab, service=Service.FIRE, name="Ladder 1", by=cast.ada, at=NOON
            )

    def test_one_name_stands_once(self, cast, companies):
        with pytest.raises(commands.UnfitCompany, match="stands in this line already"):
            commands.add_company(
                agency=cast.ab, service=Service.TOW, name="Bay  Tow", by=cast.ada, at=NOON
            )

    def test_one_that_is_called_otherwise_keeps_its_place(self, cast, companies, recorded):
        told = {"name": " Bay  Towing ", "phone": "410-555-0199", "by": cast.ada, "at": NOON}
        for _ in range(2):
            changed = commands.change_company(company=companies[0], **told)
        assert (changed.name, changed.phone) == ("Bay Towing", "410-555-0199")
        assert recorded() == ["calls.company.added"] * 3 + ["calls.company.changed"]
        assert line(cast)[0] == "Bay Towing"
        told = chronology.of(Subject("company", str(changed.pk)))[-1].sentence
        assert told.endswith("before: Ace Towing, 410-555-0100")

    @pytest.mark.parametrize(("name", "said"), [(" ", "called"), ("Crane & Sons", "already")])
    def test_it_needs_a_name_of_its_own(self, cast, companies, name, said):
        with pytest.raises(commands.UnfitCompany, match=said):
            commands.change_company(company=companies[0], name=name, phone="", by=cast.ada, at=NOON)

    def test_who_is_retired_is_not_asked_and_its_turns_stay(
        self, call, take, companies, offer, cast, recorded
    ):
        offer(call, End.REFUSED)
        for _ in range(2):
            commands.retire_company(company=companies[1], by=cast.ada, at=NOON)
        assert recorded().count("calls.company.retired") == 1
        assert line(cast) == ["Crane & Sons", "Ace Towing"]
        assert len(rotation.turns_page(cast.tess, cast.ab.pk).turns) == 1

    def test_who_may_what(self, call, companies, offer, cast):
        with pytest.raises(NotAllowed):
            offer(call, End.REFUSED, by=cast.jun)
        told = {"agency": cast.ab, "service": Service.TOW, "name": "X", "at": NOON}
        with pytest.raises(NotAllowed):
            commands.add_company(by=cast.tess, **told)
        with pytest.raises(NotAllowed):
            commands.change_company(company=companies[0], name="X", phone="", by=cast.tess, at=NOON)
        with pytest.raises(NotAllowed):
            commands.retire_company(company=companies[0], by=cast.tess, at=NOON)

    def test_the_history_is_read_by_pages(self, take, companies, offer, cast):
        for number in range(5):
            offer(take(), End.ACCEPTED, at=NOON + number * MINUTE)
        page = rotation.turns_page(cast.tess, cast.ab.pk, size=3)
        rest = rotation.turns_page(cast.tess, cast.ab.pk, size=3, after=page.next_key)
        names = [turn.company.name for turn in [*page.turns, *rest.turns]]
        assert names == ["Bay Tow", "Ace Towing", "Crane & Sons", "Bay Tow", "Ace Towing"]
        assert rest.next_key is None


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.sampled_from(list(End)), min_size=1, max_size=12))
def test_the_order_is_fair(cast, companies, take, answers):
    """Whatever is answered: the first in line is asked, once for each call; who used the turn goes
    to the end, so that without anybody passed over nobody is two turns ahead of another.
    """
    queue, used, call, asked = list(NAMES), dict.fromkeys(NAMES, 0), None, []
    with transaction.atomic():
        for outcome in answers:
            if call is None or len(asked) == len(NAMES):
                call, asked = take(), []
            told = {"call": call, "service": Service.TOW, "outcome": outcome, "reason": "why"}
            company = commands.report_offer(**told, by=cast.tess, at=NOON).company.name
            assert company == next(name for name in queue if name not in asked)
            asked.append(company)
            if outcome in USES_THE_TURN:
                used[company] += 1
                queue = [*(name for name in queue if name != company), company]
            if outcome == End.ACCEPTED:
                call = None
            if End.PASSED not in answers:
                assert max(used.values()) - min(used.values()) <= 1
        assert line(cast) == queue
        transaction.set_rollback(True)


class TestByHttp:
    def test_the_next_in_line_accepts(self, browser, call, companies):
        path, told = f"/calls/{call}/offer/", {"service": "tow", "outcome": "refused"}
        status, body = browser("tess").post(path, told | {"company": companies[0].pk})
        assert (status, body["message"]) == (200, f"Ace Towing refused, {call}.")
        status, body = browser("tess").post(path, told | {"company": companies[0].pk})
        assert (status, body["message"]) == (
            422,
            "Ace Towing is not next in line now: Bay Tow is.",
        )

    def test_a_canceled_tow_gives_the_turn_back(self, browser, call, companies, cast):
        tess = browser("tess")
        tess.post(f"/calls/{call}/offer/", {"service": "tow", "outcome": "accepted"})
        canceled = {"service": "tow", "state": "canceled", "reason": "drove off"}
        assert tess.post(f"/calls/{call}/request/", canceled)[0] == 200
        assert line(cast) == list(NAMES)

    def test_the_neighbor_finds_nothing(self, millbrook, call, companies):
        told = {"service": "tow", "outcome": "refused"}
        assert millbrook.post(f"/calls/{call}/offer/", told)[0] == 404
