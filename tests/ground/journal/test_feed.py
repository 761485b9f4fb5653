"""The feed: what a screen shows is what happened, whenever it began to listen."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from beatbook.contract.access import Principal
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.ground.agency import commands as agency
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Membership
from beatbook.ground.journal import cursor, scope
from beatbook.ground.journal.feed import connection as queue
from beatbook.ground.journal.feed import hub as hubs
from beatbook.ground.journal.feed import screens
from beatbook.site.roles import Credentials
from tests.cast import CASTLE_STREET, Cast
from tests.ground.journal.screens import Board, Screen, aside, hub_of, sealed, sealing, until

CALLS = 25


@pytest.fixture
def town(committed, committed_cast):
    """The committed cast, with the sealer at work."""
    with sealing(committed):
        sealed(committed)
        yield committed_cast


@contextlib.contextmanager
def seen_by(principal: Principal):
    with scope.within(principal.agencies(), classes=principal.classes):
        yield


def take_call(cast: Cast, by: str = "tess", agency_code: str = "AB", kind: str = "VANDALISM"):
    principal = cast.principals[by]
    with seen_by(principal):
        return calls.take_call(
            agency=cast.agencies[agency_code],
            call_type=cast.call_type(kind, agency_code),
            location=CASTLE_STREET,
            by=principal,
            at=clock.real_now(),
        )


def note(cast: Cast, call: Any, text: str) -> None:
    with seen_by(cast.tess):
        calls.add_note(call=call, text=text, by=cast.tess, at=clock.real_now())


def a_burst(cast: Cast) -> None:
    """Calls are taken and written about."""
    for number in range(CALLS):
        note(cast, take_call(cast), f"note {number}")


def is_shown_by(board: Board, principal: Principal) -> bool:
    return board.shown == Board.of_page(principal).shown


async def page_of(principal: Principal) -> Board:
    return await aside(Board.of_page, principal)


def test_pages_read_during_a_burst_end_with_every_row_as_it_is(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            bursts = [aside(a_burst, town) for _ in range(2)]
            burst = asyncio.gather(*bursts)
            screens = []
            while not burst.done():
                screens.append(Screen(hub, town.tess, await page_of(town.tess)))
                await asyncio.sleep(0.03)
            await burst
            last = await aside(sealed, committed)
            await until(lambda: hub.position == last)
            truth = await page_of(town.tess)
            for screen in screens:
                await until(lambda board=screen.board: board.shown == truth.shown)
            assert len(screens) > 2
            assert len(truth.shown) > 2 * CALLS
            for screen in screens:
                assert not screen.board.heard("resync")
                await screen.leave()

    asyncio.run(story())


def test_each_change_of_a_row_comes_once_to_a_screen_that_stays(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            call = await aside(take_call, town)
            key = ("call", call.incident.number)
            await until(lambda: key in screen.board.rows)
            await aside(note, town, call, "a second look")
            await until(lambda: screen.board.rows[key][0] > 1)
            await screen.leave()
        versions = [
            patch["version"]
            for event in screen.board.heard("patch")
            for patch in event.data
            if patch["key"] == call.incident.number
        ]
        assert versions == sorted(set(versions))

    asyncio.run(story())


def test_a_screen_that_returns_with_its_cursor_misses_nothing(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            await aside(take_call, town)
            await until(lambda: screen.board.heard("patch"))
            await screen.leave()
            await aside(a_burst, town)
            again = Screen(hub, town.tess, screen.board)
            truth = await page_of(town.tess)
            await until(lambda: again.board.shown == truth.shown)
            assert not again.board.heard("resync")
            await again.leave()

    asyncio.run(story())


def test_the_neighbor_hears_nothing_of_another_agency(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            tess = Screen(hub, town.tess, await page_of(town.tess))
            nora = Screen(hub, town.nora, await page_of(town.nora))
            cory = Screen(hub, town.cory, await page_of(town.cory))
            call = await aside(take_call, town)
            key = ("call", call.incident.number)
            await until(lambda: key in tess.board.rows and key in cory.board.rows)
            other = await aside(take_call, town, "cory", "MB")
            key = ("call", other.incident.number)
            await until(lambda: key in nora.board.rows and key in cory.board.rows)
            for screen in (tess, nora, cory):
                await screen.leave()
            assert key not in tess.board.rows
            told = {patch["key"] for event in nora.board.heard("patch") for patch in event.data}
            assert told == {other.incident.number}

    asyncio.run(story())


def test_a_row_of_a_class_one_may_not_see_is_not_even_mentioned(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            hidden = await aside(_take_hidden, town)
            call = await aside(take_call, town)
            await until(lambda: ("call", call.incident.number) in screen.board.rows)
            await screen.leave()
            told = {patch["key"] for event in screen.board.heard("patch") for patch in event.data}
            assert hidden not in told

    asyncio.run(story())


def _take_hidden(cast: Cast) -> str:
    with scope.within([cast.ab.pk], classes=["juvenile"]):
        kind = cast.call_type("VANDALISM")
        kind.need_to_know = "juvenile"
        kind.save()
        call = calls.take_call(
            agency=cast.ab,
            call_type=kind,
            location=CASTLE_STREET,
            by=queries.system("test", [cast.ab]),
            at=clock.real_now(),
        )
        kind.need_to_know = "open"
        kind.save()
        return call.incident.number


def test_who_loses_a_grant_is_told_to_begin_again_and_hears_no_more(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            cory = Screen(hub, town.cory, await page_of(town.cory))
            await until(lambda: cory.connection.since is not None)
            await aside(_end_membership, town, "cory", "AB")
            await until(lambda: cory.board.heard("resync"))
            begun_again = cory.board.events.index(cory.board.heard("resync")[0])
            call = await aside(take_call, town)
            other = await aside(take_call, town, "cory", "MB")
            await until(lambda: ("call", other.incident.number) in cory.board.rows)
            told = [
                patch["key"]
                for event in cory.board.events[begun_again:]
                if event.type == "patch"
                for patch in event.data
            ]
            assert call.incident.number not in told
            await cory.leave()

    asyncio.run(story())


def _end_membership(cast: Cast, username: str, agency_code: str) -> None:
    with seen_by(cast.ada):
        for held in Membership.objects.filter(
            member=cast.members[username], agency__code=agency_code, ended_at=None
        ):
            agency.end_membership(membership=held, by=cast.ada, at=clock.real_now())


def test_who_signed_out_is_closed(town, committed):
    async def story():
        async with hub_of(committed, principal=lambda _: None) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            await until(lambda: screen.connection.since is not None)
            await aside(_sign_out, town)
            await until(lambda: screen.connection.closed)
            await screen.leave()

    asyncio.run(story())


def test_a_setting_is_read_again_by_the_screens_of_its_agency_and_no_other(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            ours, theirs = [
                Screen(hub, principal, await page_of(principal))
                for principal in (town.tess, town.nora)
            ]
            await aside(_shorten_the_safety_check, town)
            await until(lambda: ours.board.heard("resync"))
            page = await page_of(town.tess)
            rows = [row for (kind, _), row in page.shown.items() if kind == "unit"]
            assert {row["safety_s"] for row in rows} == {300}
            assert not theirs.board.heard("resync")
            await ours.leave()
            await theirs.leave()

    asyncio.run(story())


def _shorten_the_safety_check(cast: Cast) -> None:
    with seen_by(cast.ada):
        wanted = replace(agency.Settings.of(cast.ab), safety_check_s=300)
        agency.change_settings(agency=cast.ab, settings=wanted, by=cast.ada, at=clock.real_now())


def _sign_out(cast: Cast) -> None:
    with seen_by(cast.tess):
        agency.record_sign_out(member=cast.members["tess"], by=cast.tess, at=clock.real_now())


def test_too_large_a_gap_is_said_and_not_replayed(town, committed, monkeypatch):
    monkeypatch.setattr(hubs, "LONGEST_REPLAY", 3)

    async def story():
        async with hub_of(committed) as hub:
            page = await page_of(town.tess)
            await aside(a_burst, town)
            await aside(sealed, committed)
            await until(lambda: hub.position > cursor.open(page.cursor) + 3)
            screen = Screen(hub, town.tess, page)
            await until(lambda: screen.board.heard("resync"))
            assert not screen.board.heard("patch")
            await screen.leave()

    asyncio.run(story())


def test_a_cursor_from_a_time_to_come_is_not_believed(town, committed, monkeypatch):
    monkeypatch.setattr(hubs, "AHEAD_S", 0.2)

    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, Board(cursor.seal(hub.position + 50)))
            await until(lambda: screen.board.heard("resync"))
            await screen.leave()

    asyncio.run(story())


def test_a_screen_that_does_not_keep_up_is_closed_and_catches_up_when_it_returns(
    town, committed, monkeypatch
):
    monkeypatch.setattr(queue, "QUEUE", 4)

    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            reading, screen._receive = screen._receive, _never
            await until(lambda: screen.connection.since is not None)
            while not screen.connection.closed:
                await aside(take_call, town)
            with pytest.raises(TimeoutError):
                await screen._task
            await screen.leave()
            assert reading
            again = Screen(hub, town.tess, screen.board)
            truth = await page_of(town.tess)
            await until(lambda: again.board.shown == truth.shown)
            await again.leave()

    asyncio.run(story())


async def _never(piece: bytes) -> None:
    await asyncio.Event().wait()


def test_the_operational_clock_is_told_when_it_is_set(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.nora, await page_of(town.nora))
            await until(lambda: screen.connection.since is not None)
            await aside(_set_clock)
            await until(lambda: screen.board.heard("clock"))
            assert screen.board.heard("clock")[0].data["rate"] == 60.0
            await screen.leave()

    asyncio.run(story())


def _set_clock() -> None:
    now = clock.real_now()
    agency.set_clock(rate=60.0, operational=now, real=now, by=queries.system("test"))


def test_a_session_that_ends_without_an_entry_is_noticed_at_the_next_check(
    town, committed, monkeypatch
):
    monkeypatch.setattr(screens, "CHECK_S", 0.1)
    monkeypatch.setattr(hubs, "BEAT_S", 0.1)

    async def story():
        async with hub_of(committed, principal=lambda _: None) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            await until(lambda: screen.connection.closed)
            await screen.leave()

    asyncio.run(story())


def test_a_lost_database_is_waited_for_and_nothing_is_skipped(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            screen = Screen(hub, town.tess, await page_of(town.tess))
            first = await aside(take_call, town)
            await until(lambda: ("call", first.incident.number) in screen.board.rows)
            await aside(_cut_connections, committed)
            second = await aside(take_call, town)
            await until(lambda: ("call", second.incident.number) in screen.board.rows)
            assert hub.is_well
            assert not screen.board.heard("resync")
            await screen.leave()

    asyncio.run(story())


def _cut_connections(credentials: Credentials) -> None:
    with psycopg.connect(credentials.dsn("web")) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )


def test_what_happens_is_named_in_its_process_whether_or_not_a_screen_is_open(town, committed):
    async def story():
        async with hub_of(committed) as hub:
            heard = set()
            hub.on_news = heard.update
            await aside(take_call, town)
            await until(lambda: "calls.call.taken" in heard)

    asyncio.run(story())
