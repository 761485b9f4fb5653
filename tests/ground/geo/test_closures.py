"""Closing a street, changing that, and opening it again."""

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Subject
from beatbook.ground.geo import closures, commands, stretches
from beatbook.ground.geo.models import Closure
from beatbook.ground.journal import chronology
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("small_town_map")
LATER = NOON + timedelta(minutes=10)


@pytest.fixture
def close(cast):
    """Tess closes a street, with whatever the test wants otherwise."""

    def close(text="bank casa/broadway EB", **more):
        given = {"speed_percent": None, "reason": "Water main", "by": cast.tess, "at": NOON}
        found = stretches.by_words(text)
        return commands.close_street(agency=cast.ab, found=found, **given | more)

    return close


def sentences(closure):
    return [one.sentence for one in chronology.of(Subject("closure", str(closure.pk)))]


def shown():
    return [patch["key"] for patch in closures.board_rows() if patch["row"]]


class TestClosing:
    def test_it_is_kept_as_a_line_with_the_words_of_its_street(self, close, recorded):
        made = close(ends_at=LATER)
        made.refresh_from_db()
        assert (made.street, made.between) == ("Bank Street", "Casa Street and Broadway")
        assert (made.direction, made.speed_percent, made.set_by) == ("with", None, "Tess Ellis")
        assert (made.starts_at, made.ends_at) == (NOON, LATER)
        assert made.shape["type"] == "LineString"
        assert len(made.shape["coordinates"]) == 5
        assert recorded() == ["geo.closure.set"]
        assert sentences(made) == [
            "closed Bank Street between Casa Street and Broadway, eastbound: Water main"
        ]

    def test_a_street_can_be_slowed_to_a_share_of_its_speed(self, close):
        made = close("murray", speed_percent=40)
        assert (made.speed_percent, made.between, made.direction) == (40, "", "both")
        assert sentences(made) == ["slowed to 40% Murray Avenue: Water main"]

    def test_it_may_begin_later_but_not_earlier(self, close):
        assert close(starts_at=LATER).starts_at == LATER
        assert close(starts_at=NOON - timedelta(hours=1)).starts_at == NOON

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"ends_at": NOON}, "The end must come after the beginning, and lie ahead."),
            ({"starts_at": LATER, "ends_at": LATER}, "The end must come after the beginning"),
            ({"reason": "  "}, "Why is the street closed"),
            ({"reason": "x" * 201}, "in at most 200 characters"),
            ({"speed_percent": 0}, "5 to 95 percent"),
            ({"speed_percent": 100}, "5 to 95 percent"),
        ],
    )
    def test_what_cannot_be_is_said(self, close, recorded, wrong, message):
        with pytest.raises(commands.BadClosure, match=message):
            close(**wrong)
        assert (recorded(), Closure.objects.count()) == ([], 0)

    @pytest.mark.parametrize("username", ["jun", "carl", "nora", "audrey"])
    def test_not_everybody_may(self, cast, close, recorded, username):
        with pytest.raises(NotAllowed, match="closure:set is needed"):
            close(by=cast.principals[username])
        assert recorded() == []


class TestChanging:
    def test_the_end_and_the_reason_change(self, cast, close, recorded):
        made = close()
        commands.change_closure(
            closure=made, ends_at=LATER, reason="Gas leak", by=cast.rosa, at=NOON
        )
        made.refresh_from_db()
        assert (made.ends_at, made.reason, made.version) == (LATER, "Gas leak", 2)
        assert recorded() == ["geo.closure.set", "geo.closure.changed"]
        assert sentences(made)[1] == "changed the closure of Bank Street: Gas leak"

    def test_the_same_again_changes_nothing(self, cast, close, recorded):
        made = close(ends_at=LATER)
        for _ in range(2):
            commands.change_closure(
                closure=made, ends_at=LATER, reason="Water main", by=cast.tess, at=NOON
            )
        assert recorded() == ["geo.closure.set"]

    def test_what_is_over_is_not_changed(self, cast, close):
        made = close(ends_at=LATER)
        with pytest.raises(commands.AlreadyLifted, match="has ended by itself"):
            commands.change_closure(closure=made, ends_at=None, reason="x", by=cast.tess, at=LATER)

    def test_not_everybody_may(self, cast, close):
        with pytest.raises(NotAllowed):
            commands.change_closure(closure=close(), ends_at=None, reason="x", by=cast.jun, at=NOON)


class TestLifting:
    def test_it_is_over_with_who_and_when(self, cast, close, recorded):
        made = close()
        commands.lift_closure(closure=made, by=cast.rosa, at=LATER)
        made.refresh_from_db()
        assert (made.lifted_at, made.lifted_by, made.version) == (LATER, "Rosa Delgado", 2)
        assert recorded() == ["geo.closure.set", "geo.closure.lifted"]
        assert sentences(made)[1] == ("opened Bank Street between Casa Street and Broadway again")

    def test_twice_is_refused_with_who_did_it(self, cast, close, recorded):
        made = close()
        commands.lift_closure(closure=made, by=cast.rosa, at=LATER)
        with pytest.raises(commands.AlreadyLifted, match="opened again before, by Rosa Delgado"):
            commands.lift_closure(closure=made, by=cast.tess, at=LATER)
        assert recorded() == ["geo.closure.set", "geo.closure.lifted"]

    def test_not_everybody_may(self, cast, close):
        with pytest.raises(NotAllowed):
            commands.lift_closure(closure=close(), by=cast.jun, at=LATER)


class TestScreens:
    def test_what_stands_or_is_to_come_is_shown_and_what_is_over_is_not(self, cast, close):
        now = closures.agency.operational_clock().now()
        stands = close(at=now, ends_at=now + timedelta(hours=1))
        to_come = close("murray", at=now, starts_at=now + timedelta(hours=1))
        close("broadway", at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
        lifted = close("harbor", at=now)
        commands.lift_closure(closure=lifted, by=cast.tess, at=now)
        assert shown() == [str(stands.pk), str(to_come.pk)]

    def test_lifting_takes_the_row_off_with_its_version(self, cast, close):
        made = close()
        commands.lift_closure(closure=made, by=cast.tess, at=LATER)
        assert closures.board_rows([made.pk]) == [
            {"kind": "closure", "key": str(made.pk), "version": 2, "row": None}
        ]

    def test_a_row_says_everything_a_popup_needs(self, close):
        [patch] = closures.board_rows([close(ends_at=LATER).pk])
        row = dict(patch["row"])
        assert row.pop("shape")["type"] == "LineString"
        assert row == {
            "id": int(patch["key"]),
            "agency": "AB",
            "street": "Bank Street",
            "between": "Casa Street and Broadway",
            "direction": "with",
            "heading": "eastbound",
            "percent": None,
            "starts_at": NOON.isoformat(),
            "ends_at": LATER.isoformat(),
            "reason": "Water main",
            "by": "Tess Ellis",
            "set_at": NOON.isoformat(),
        }

    def test_the_neighbor_sees_none_even_without_the_filter_of_the_query(self, cast, close):
        close()
        cast.enter(cast.nora)
        assert (shown(), Closure.objects.count()) == ([], 0)
