"""A call is handed to another center: to whom, how, what was said, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Transfer
from beatbook.duties.calls.queries import eido, exchange
from beatbook.duties.calls.vocabulary import Means, Stage, Status
from beatbook.ground.force import queries as force
from tests.cast import NOON

LATER = NOON + timedelta(minutes=4)
TRANSFERRED = "calls.call.transferred"


@pytest.fixture
def hand(cast, call, recorded):
    def handed(by=None, **more):
        told = {"center": "State Police", "means": Means.PHONE, "said": "theirs from here"}
        return commands.transfer_call(call=call, by=by or cast.tess, at=LATER, **told | more)

    return handed


def last_said(call):
    return queries.chronology_of(call)[-1].text


def stage(call):
    call.refresh_from_db()
    return exchange.stage_of(call, force.assignments_of(call.pk), exchange.transfers_of(call))


def test_the_call_stays_open_and_what_was_said_is_kept_word_for_word(hand, call, recorded):
    made = hand(whom="Sgt. Lopez", said="  They send a deputy; ETA 10. ")
    assert (made.said, made.said_at, str(made)) == (
        "  They send a deputy; ETA 10. ",
        LATER,
        "State Police, Sgt. Lopez, by phone",
    )
    assert recorded() == [TRANSFERRED]
    assert last_said(call) == (
        "transferred the call to State Police, Sgt. Lopez by phone:   They send a deputy; ETA 10. "
    )
    assert stage(call) == Stage.RECEIVED


def test_the_same_said_again_is_the_same_transfer(hand, recorded):
    assert hand() == hand()
    assert recorded() == [TRANSFERRED]
    hand(said="and the plate")
    assert Transfer.objects.count() == 2


def test_with_a_disposition_it_is_closed_and_reopens_like_any(hand, call, cast, recorded):
    hand(disposition=cast.disposition("POLICE"))
    assert recorded() == [TRANSFERRED, "registry.incident.closed", "calls.call.closed"]
    assert (stage(call), call.status) == (Stage.TRANSFERRED, Status.CLOSED)
    commands.reopen_call(call=call, reason="they sent it back", by=cast.tess, at=LATER)
    assert stage(call) == Stage.RECEIVED
    after = LATER + timedelta(minutes=1)
    ending = cast.disposition("CANCELED")
    commands.close_call(call=call, disposition=ending, by=cast.tess, at=after)
    assert stage(call) == Stage.CANCELED


def test_one_that_was_said_earlier_says_when(hand, call):
    hand(said_at=NOON + timedelta(minutes=1))
    assert last_said(call) == (
        "transferred the call to State Police by phone at 12:01: theirs from here"
    )


def test_their_number_is_noted_and_finds_the_call(hand, call, cast, recorded, take):
    hand(their_number="SP-0099")
    hand(their_number="SP-0099")
    assert recorded() == [TRANSFERRED, "calls.counterpart.noted"]
    assert queries.call_numbered(cast.tess, "sp99") == call
    with pytest.raises(commands.UnfitTransfer, match="SP-0099"):
        commands.transfer_call(
            call=take(), center="State Police", means=Means.CAD, said="x",
            their_number="SP-0099", by=cast.tess, at=LATER,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"center": " "}, "center"),
        ({"said": "\n"}, "said"),
        ({"said_at": NOON - timedelta(minutes=2)}, "said_at"),
        ({"said_at": LATER + timedelta(minutes=1)}, "said_at"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_by_its_field(hand, wrong, field, recorded):
    with pytest.raises(commands.UnfitTransfer) as refusal:
        hand(**wrong)
    assert refusal.value.field == field
    assert recorded() == []


def test_who_may_not_dispatch_may_not_transfer_and_a_closed_call_is_not(hand, cast, call):
    for by in (cast.jun, cast.carl, cast.nora):
        with pytest.raises(NotAllowed):
            hand(by=by)
    commands.close_call(call=call, disposition=cast.disposition("CANCELED"), by=cast.tess, at=LATER)
    with pytest.raises(commands.CallClosed):
        hand()


def test_another_center_reads_it_in_the_eido(hand, call):
    hand(said="<theirs>")
    [note] = eido.of_call(call, [], issuer="ab.example", at=LATER)["notesComponent"]
    assert note["notesActionComments"] == "Transferred to State Police, by phone: &lt;theirs&gt;"


def test_over_http_the_person_stands_behind_the_comma(browser, call):
    body = {"center": "State Police, Cpl. Ray", "means": "radio", "said": "x", "reached": ""}
    status, answer = browser("tess").post(
        f"/calls/{call}/transfer/", body | {"disposition": "POLICE"}
    )
    assert (status, answer["message"]) == (
        200,
        f"{call} transferred to State Police, Cpl. Ray, by radio.",
    )
    status, answer = browser("tess").post(f"/calls/{call}/transfer/", {"center": "x", "said": "y"})
    assert (status, answer["field"]) == (422, "means")


def test_the_neighbor_finds_no_such_call(millbrook, call):
    assert millbrook.post(f"/calls/{call}/transfer/", {})[0] == 404


def test_how_far_a_call_is_by_one_word(call, cast):
    assert stage(call) == Stage.RECEIVED
    unit = cast.unit("2B10")
    commands.assign_units(call=call, units=[unit], by=cast.tess, at=NOON)
    assert stage(call) == Stage.DISPATCHED
