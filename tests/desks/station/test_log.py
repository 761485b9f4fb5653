"""The shift log and what a unit did: for who may see it, page by page, at a fixed cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import Permission
from beatbook.desks.station import log as logs
from beatbook.duties.calls import commands as calls
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal import chronology
from tests.cast import CASTLE_STREET, NOON

LOG = "/station/log/"


@pytest.fixture
def noise(cast):
    return calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        note="loud music",
        by=cast.tess,
        at=NOON,
    )


def rest(cast, minutes: int) -> None:
    """2B10 takes a break and comes back."""
    unit, at = cast.unit("2B10"), NOON + timedelta(minutes=minutes)
    force.set_status(unit=unit, status=Status.BUSY, reason="lunch", by=cast.tess, at=at)
    force.set_status(unit=unit, status=Status.AVAILABLE, by=cast.tess, at=at)


def said(answer) -> list[str]:
    return [line["sentence"] for line in answer.context["lines"]]


def test_it_tells_what_happened_newest_first_with_a_way_to_the_call(as_member, noise, cast):
    rest(cast, 1)
    answer = as_member("rosa").get(LOG)
    told = said(answer)
    assert told.index("took the call: Noise complaint at 1925 North Castle Street") > 1
    assert "lunch" in " ".join(told[:2])
    page = answer.content.decode()
    assert f"/station/calls/{noise.incident.number}/" in page
    assert "T. Ellis" in page
    assert not [line for line in told if "call type" in line], "set-up is no part of a shift"


def test_a_day_is_shown_as_it_was_at_its_end(as_member, noise):
    rosa = as_member("rosa")
    assert "took the call" in " ".join(said(rosa.get(LOG, {"day": "2026-06-15"})))
    assert "took the call" not in " ".join(said(rosa.get(LOG, {"day": "2026-06-14"})))
    assert rosa.get(LOG, {"day": "yesterday"}).status_code == 200


def test_the_neighbor_reads_another_log(as_member, noise):
    nora = as_member("nora")
    assert "Noise complaint" not in nora.get(LOG).content.decode()
    assert nora.get(LOG, {"agency": "AB"}).status_code == 404


def test_what_one_may_not_be_told_is_left_out(noise, cast):
    cast.enter(cast.tess)
    told = [one.name for one in logs.page(cast.tess, cast.ab, None).happenings]
    assert "calls.call.taken" in told
    deaf = replace(cast.tess, grants={cast.ab.pk: frozenset({Permission.UNIT_READ})})
    others = [one.name for one in logs.page(deaf, cast.ab, None).happenings]
    assert others == [name for name in told if name.startswith("force.unit.")]
    assert others


def test_page_after_page_holds_everything_once(cast, noise):
    for minute in range(6):
        rest(cast, minute)
    cast.enter(cast.rosa)
    names = ["force.unit.status_changed", "calls.call.taken", "calls.note.added"]
    whole = chronology.log(cast.ab.pk, names, size=100)
    assert whole.next_key is None
    key, gathered = None, []
    while True:
        page = chronology.log(cast.ab.pk, names, before=key, size=4)
        gathered += page.happenings
        key = page.next_key
        if key is None:
            break
    assert gathered == whole.happenings
    assert [one.at for one in gathered] == sorted((one.at for one in gathered), reverse=True)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC), 0
    assert chronology.log(cast.ab.pk, names, before=long_ago).happenings == []


def test_a_unit_shows_what_it_did_without_a_call(as_member, cast):
    rest(cast, 1)
    rosa, path = as_member("rosa"), f"/station/units/{cast.unit('2B10').pk}/"
    page = rosa.get(path)
    assert "lunch" in page.context["happened"][1]["sentence"]
    assert "on duty" in page.context["happened"][-2]["sentence"]


def test_it_costs_the_same_however_much_happened(as_member, cast, noise):
    rosa, costs = as_member("rosa"), []
    for minute in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            assert rosa.get(LOG).status_code == 200
        costs.append(len(asked))
        rest(cast, minute)
    assert costs[0] == costs[1]
