"""The history of calls: found by number, address or type, newest first, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.duties.calls import commands
from beatbook.duties.calls.queries import history_page
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from tests.cast import NOON


@pytest.fixture
def calls(cast):
    said = [
        ("NOISE", "1925 North Castle Street"),
        ("PARKING", "12 Harbor Street"),
        ("NOISE", "14 Harbor Street"),
    ]
    return [
        commands.take_call(
            agency=cast.ab,
            call_type=cast.call_type(code),
            location=Location(where),
            by=cast.tess,
            at=NOON + timedelta(minutes=minute),
        )
        for minute, (code, where) in enumerate(said)
    ]


def test_pages_join_without_gap_or_overlap(cast, calls):
    first = history_page(cast.tess, size=2)
    second = history_page(cast.tess, size=2, after=first.next_key)
    assert first.calls + second.calls == calls[::-1]
    assert second.next_key is None


@pytest.mark.parametrize(
    "dash", ["{0.number}", "{0.year}-{0.serial}", "{0.serial}", "000{0.serial}"]
)
def test_a_number_is_found_as_people_say_it(cast, calls, dash):
    said = dash.format(calls[1].incident).replace("2026-", "26-")
    assert calls[1] in history_page(cast.tess, text=said).calls


@pytest.mark.parametrize("said", ["26-{0.serial:05}", "26-{0.serial}", "26{0.serial:05}"])
def test_a_case_number_is_found_with_or_without_zeros_and_dashes(cast, calls, said):
    incident = calls[1].incident
    drawn = registry.draw_case_number(incident=incident, by=cast.tess, at=NOON)
    [found] = history_page(cast.tess, text=said.format(drawn)).calls
    assert (found, found.incident.standing_case_numbers) == (calls[1], [drawn])


@pytest.mark.parametrize(("said", "found"), [("12 harbor", [1]), ("1925", [0]), ("noise", [2, 0])])
def test_an_address_or_a_type_is_found_by_its_beginning(cast, calls, said, found):
    assert history_page(cast.tess, text=said).calls == [calls[i] for i in found]


def test_the_neighbor_s_history_is_empty(cast, calls):
    assert history_page(cast.nora).calls == []


def test_a_page_costs_the_same_however_many_calls(cast, calls, django_assert_num_queries):
    with django_assert_num_queries(4):
        page = history_page(cast.tess)
        assert [(c.incident.number, c.agency.code, c.call_type.name) for c in page.calls]
