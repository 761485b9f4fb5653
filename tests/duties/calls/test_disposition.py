"""How calls can end: set up by the agency, several for one call, in its own order."""

from __future__ import annotations

import pytest

from beatbook.contract.access import NotAllowed, Permission
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Disposition, FurtherDisposition
from beatbook.duties.calls.seeds import DISPOSITIONS
from beatbook.duties.calls.vocabulary import CommonDisposition, Ending
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import Status as UnitStatus
from tests.cast import NOON

TOWED = Ending(code="TOWED", name="Vehicle towed", eido=CommonDisposition.CONTACT)
CONFIGURED = ["calls.disposition.configured"]


@pytest.fixture
def configure(cast):
    cast.enter(cast.ada)

    def configured(ending=TOWED, **more):
        more = {"agency": cast.ab, "by": cast.ada, "at": NOON} | more
        return commands.configure_disposition(ending=ending, **more)

    return configured


@pytest.fixture
def retire(cast):
    def retired(code, by=None):
        found = cast.disposition(code)
        commands.retire_disposition(disposition=found, by=by or cast.ada, at=NOON)

    return retired


@pytest.fixture
def close(cast, call):
    """Ends the call with 2B10 there."""

    def closed(*codes, arrived=True, by=None):
        if arrived:
            unit = [cast.unit("2B10")]
            commands.assign_units(
                call=call, units=unit, status=UnitStatus.ON_SCENE, by=cast.tess, at=NOON
            )
        primary, *further = map(cast.disposition, codes)
        return commands.close_call(
            call=call, disposition=primary, further=further, by=by or cast.tess, at=NOON
        )

    return closed


def offered(cast):
    found = queries.dispositions_for(cast.ada, Permission.CALL_CLOSE)
    return list(found.filter(agency=cast.ab).values_list("code", flat=True))


def test_an_agency_begins_with_a_handful_each_told_to_others_by_a_common_code(cast):
    assert 8 <= len(DISPOSITIONS) <= 15
    stands = [one.ending for one in Disposition.objects.filter(agency=cast.ab).order_by("order")]
    assert stands == list(DISPOSITIONS)
    assert {one.name for one in stands} >= {
        "Written citation",
        "Written warning",
        "Verbal warning",
        "Settled by phone",
        "Gone on arrival",
        "Handed to police",
        "Checked OK",
        "Canceled",
        "Duplicate",
    }


class TestSettingUp:
    def test_a_new_one_comes_last(self, configure, cast, recorded):
        configure()
        assert offered(cast)[-1] == "TOWED"
        assert recorded() == CONFIGURED

    def test_twice_is_once(self, configure, recorded):
        assert configure() == configure()
        assert recorded() == CONFIGURED

    def test_a_new_name_stands_from_then_on(self, configure, cast, recorded):
        before = cast.disposition("GOA")
        configure(Ending(code="GOA", name="Gone", eido=CommonDisposition.GONE))
        after = cast.disposition("GOA")
        assert (after.pk, after.order, after.name) == (before.pk, before.order, "Gone")
        assert recorded() == CONFIGURED

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"code": "GONE ON"}, "code"),
            ({"code": "x"}, "code"),
            ({"name": "  "}, "name"),
            ({"owes_report": True}, "needs_case_number"),
        ],
        ids=str,
    )
    def test_what_cannot_be_is_refused_in_words(self, configure, recorded, change, field):
        values = {"code": "TOWED", "name": "Towed", "eido": CommonDisposition.CONTACT} | change
        with pytest.raises(commands.UnfitDisposition) as refused:
            configure(Ending(**values))
        assert refused.value.field == field
        assert recorded() == []

    def test_only_an_administrator_sets_them_up(self, configure, cast):
        with pytest.raises(NotAllowed, match="call:configure"):
            configure(by=cast.rosa)

    def test_one_out_of_use_is_not_offered_and_comes_back(self, configure, retire, cast, recorded):
        ending = cast.disposition("GOA").ending
        retire("GOA")
        retire("GOA")
        assert "GOA" not in offered(cast)
        configure(ending)
        assert "GOA" in offered(cast)
        assert recorded() == ["calls.disposition.retired", *CONFIGURED]

    def test_one_is_left_for_calls_where_nobody_was(self, retire, cast):
        *most, last = [one.code for one in DISPOSITIONS if one.without_arrival]
        for code in most:
            retire(code)
        with pytest.raises(commands.StillNeeded, match="no unit was"):
            retire(last)

    def test_the_order_is_the_agency_s_own(self, cast, recorded):
        cast.enter(cast.ada)
        for _ in range(2):
            commands.order_dispositions(
                agency=cast.ab, codes=["PHONE", "GOA"], by=cast.ada, at=NOON
            )
        assert offered(cast)[:3] == ["PHONE", "GOA", "REPORT"]
        assert recorded() == ["calls.dispositions.ordered"]

    def test_a_sergeant_neither_orders_nor_retires(self, cast, retire):
        with pytest.raises(NotAllowed, match="call:configure"):
            commands.order_dispositions(agency=cast.ab, codes=["GOA"], by=cast.rosa, at=NOON)
        with pytest.raises(NotAllowed, match="call:configure"):
            retire("GOA", by=cast.rosa)


class TestSeveral:
    def test_a_call_ends_in_several_ways_the_first_is_the_primary_one(self, close, recorded):
        close("CITATION", "VERBAL", "CITATION")
        call = Call.objects.get()
        assert [one.code for one in call.endings] == ["CITATION", "VERBAL"]
        assert call.ended_as == "Written citation, Verbal warning"
        assert recorded()[-2:] == ["registry.incident.closed", "calls.call.closed"]

    def test_any_of_them_draws_the_case_number(self, close):
        assert close("CITATION", "REPORT").incident.case_numbers.count() == 1

    def test_all_of_them_must_be_possible_where_nobody_was(self, close, call):
        with pytest.raises(commands.NobodyWasThere, match="Verbal warning"):
            close("PHONE", "VERBAL", arrived=False)
        assert not FurtherDisposition.objects.exists()

    def test_a_call_is_closed_at_the_desk_with_its_report(self, close, call):
        close("PHONEREPORT", arrived=False)
        assert call.incident.case_numbers.count() == 1

    def test_the_last_unit_says_all_of_it(self, call, cast, browser):
        unit = cast.unit("2B10")
        commands.assign_units(call=call, units=[unit], by=cast.tess, at=NOON)
        force.set_status(unit=unit, status=UnitStatus.ON_SCENE, by=cast.jun, at=NOON)
        path = f"/calls/{call.incident.number}"
        body = {"unit": unit.pk, "disposition": ["citation", "ok"]}
        assert browser("jun").post(f"{path}/release/", body)[0] == 200
        ended = browser("jun").get(f"{path}/detail.json")[1]["disposition"]
        assert ended == "Written citation, Checked OK"

    @pytest.mark.parametrize("given", [[], "", None], ids=repr)
    def test_without_one_the_desk_is_asked(self, call, browser, given):
        path = f"/calls/{call.incident.number}/closure/"
        status, answer = browser("tess").post(path, {"disposition": given})
        assert (status, answer["field"]) == (422, "disposition")

    @pytest.mark.parametrize("given", [["NEVER"], [7], {"a": 1}], ids=repr)
    def test_what_is_none_is_said(self, call, browser, given):
        path = f"/calls/{call.incident.number}/closure/"
        status, answer = browser("tess").post(path, {"disposition": given})
        assert (status, answer["field"]) == (422, "disposition")
