"""The web server as it runs: two processes on one socket, feeds, positions, and good order."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psutil
import psycopg
import pytest
from django.db import connections

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.ground.agency import commands as agency
from beatbook.ground.force.models import LastPosition
from beatbook.ground.journal import cursor, scope
from beatbook.ground.ui import csp
from tests.cast import CASTLE_STREET, Cast
from tests.ground.journal.screens import Board, sealed, sealing
from tests.site.web import FORM_TOKEN, Browser, Web, serving, sign_in
from tests.threads import until


@pytest.fixture(scope="module")
def web(credentials, django_db_setup, tmp_path_factory) -> Iterator[Web]:
    with serving(tmp_path_factory.mktemp("web") / "log") as running:
        yield running


@pytest.fixture
def cast(credentials, baseline, django_db_blocker) -> Iterator[Cast]:
    """The committed cast, with the sealer at work. Calls that are taken here stay for the next."""
    with django_db_blocker.unblock(), sealing(credentials):
        sealed(credentials)
        yield baseline
        connections.close_all()
    with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
        owner.execute("TRUNCATE force_position, force_lastposition, django_session")


@pytest.fixture(scope="module", autouse=True)
def leave_nothing(credentials) -> Iterator[None]:
    """What was taken here is removed with the cast, which the next module sets up again."""
    yield
    from tests.conftest import empty  # noqa: PLC0415 -- must be the plugin's own module

    empty(credentials)


def take_call(cast: Cast) -> str:
    with scope.within([cast.ab.pk]):
        call = calls.take_call(
            agency=cast.ab,
            call_type=cast.call_type("VANDALISM"),
            location=CASTLE_STREET,
            by=cast.tess,
            at=clock.real_now(),
        )
        return call.incident.number


Browse = Callable[..., Browser]


@pytest.fixture
def browse(web, cast) -> Iterator[Browse]:
    """Opens pages, and closes them in the end: ``browse(username)`` from the page as it is now."""
    opened: list[Browser] = []

    def open_page(
        username: str = "tess", *, cookie: str = "", board: Board | None = None, **headers: str
    ) -> Browser:
        cookie = cookie or sign_in(cast.members[username])
        board = board or Board.of_page(cast.principals[username])
        opened.append(Browser(web, cookie, board, **headers))
        return opened[-1]

    yield open_page
    for browser in opened:
        browser.close()


def on_every_worker(web: Web, browse: Browse) -> list[Browser]:
    """Open pages until each process has one."""
    browsers: list[Browser] = []
    served: set[int] = set()
    while len(served) < 2:
        browsers.append(browse())
        served.add(web.worker_of(browsers[-1].socket))
        assert len(browsers) < 100, "All connections went to one process."
    return browsers


def test_both_processes_stream_what_anybody_wrote(web, cast, browse):
    browsers = on_every_worker(web, browse)
    number = take_call(cast)
    for browser in browsers:
        until(lambda board=browser.board: ("call", number) in board.rows)


def test_a_lost_feed_goes_on_where_it_ended(cast, browse):
    browser = browse()
    number = take_call(cast)
    until(lambda: ("call", number) in browser.board.rows)
    browser.close()
    missed = take_call(cast)
    # The address still names the page's old cursor: the last event counts.
    stale = Board(cursor.seal(0), browser.board.rows)
    again = browse(board=stale, **{"Last-Event-ID": browser.board.cursor})
    until(lambda: ("call", missed) in again.board.rows)
    assert not again.board.heard("resync")


def test_a_forged_cursor_is_answered_with_a_resync_and_a_reason(browse):
    browser = browse(board=Board("forged"))
    until(lambda: browser.board.heard("resync"))
    reason = browser.board.heard("resync")[0].data["reason"]
    assert reason == "This page is too old to continue."


def test_a_feed_is_only_for_members_who_are_signed_in(web, cast):
    for headers in ({}, {"Cookie": "sessionid=invented"}, {"Authorization": "Bearer bb_invented"}):
        status, _, body = web.ask("GET", "/feed", **headers)
        assert status == 401
        assert "Sign in" in json.loads(body)["message"]


def test_signing_out_ends_the_feeds_of_that_session_alone(web, cast, browse):
    leaving, staying = sign_in(cast.members["tess"]), sign_in(cast.members["tess"])
    gone, here = browse(cookie=leaving), browse(cookie=staying)
    web.ask("POST", "/sign-out/", Cookie=leaving, X_CSRFToken=FORM_TOKEN)
    until(gone.ended.is_set)
    number = take_call(cast)
    until(lambda: ("call", number) in here.board.rows)
    assert not here.board.heard("resync")


def test_the_raw_routes_have_the_security_headers_of_pages(web, cast):
    for path in ("/feed", "/positions", "/health"):
        _, headers, _ = web.ask("GET", path)
        assert headers["content-security-policy"] == csp.POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_another_host_name_is_not_served(web, cast):
    for path in ("/feed", "/health", "/sign-in/"):
        assert web.ask("GET", path, Host="elsewhere.example")[0] == 400


def here(web: Web) -> str:
    return f"http://127.0.0.1:{web.port}"


def a_point(**more: Any) -> bytes:
    at = (clock.real_now() - timedelta(seconds=1)).isoformat()
    return json.dumps({"points": [{"lat": 41.5, "lon": -69.2, "at": at, **more}]}).encode()


def test_an_officers_phone_is_believed_on_our_own_page(web, cast):
    cookie = sign_in(cast.members["jun"])
    status, _, body = web.ask("POST", "/positions", a_point(), Cookie=cookie, Origin=here(web))
    assert (status, json.loads(body)) == (200, {"accepted": 1, "refused": []})
    status, _, _ = web.ask("POST", "/positions", a_point(), Cookie=cookie, X_CSRFToken=FORM_TOKEN)
    assert status == 200
    with scope.within([cast.ab.pk]):
        assert LastPosition.objects.get().unit.callsign == "2B10"


def test_a_phone_on_another_sites_page_is_not_believed(web, cast):
    cookie = sign_in(cast.members["jun"])
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"X_CSRFToken": "x" * 32},
        {},
    ):
        assert web.ask("POST", "/positions", a_point(), Cookie=cookie, **headers)[0] == 403


def test_a_token_moves_units_until_it_is_revoked(web, cast, browse):
    with scope.within([cast.ab.pk]):
        token, secret = agency.create_token(
            agency=cast.ab,
            name="Radio",
            permissions=[Permission.UNIT_STATUS, Permission.UNIT_READ],
            lifetime=timedelta(days=1),
            by=cast.ada,
            at=clock.real_now(),
        )
        unit = cast.unit("1A10").pk
    bearer = {"Authorization": f"Bearer {secret}"}
    browser = browse(cookie="none", board=Board(), **bearer)
    status, _, body = web.ask("POST", "/positions", a_point(unit=unit), **bearer)
    assert (status, json.loads(body)["accepted"]) == (200, 1)
    until(lambda: browser.board.heard("positions"))
    with scope.within([cast.ab.pk]):
        agency.revoke_token(token=token, by=cast.ada, at=clock.real_now())
    until(lambda: web.ask("POST", "/positions", a_point(unit=unit), **bearer)[0] == 401)
    until(browser.ended.is_set)


def test_too_large_a_request_is_refused(web, cast):
    cookie = sign_in(cast.members["jun"])
    status, _, body = web.ask(
        "POST", "/positions", b" " * (300 * 1024), Cookie=cookie, Origin=here(web)
    )
    assert status == 413
    assert "262,144" in json.loads(body)["message"]


def test_threads_keep_their_database_connections(web, cast, credentials):
    for _ in range(60):
        web.ask("GET", "/sign-in/")
    before = _server_processes(credentials)
    for _ in range(60):
        web.ask("GET", "/sign-in/")
    assert before <= _server_processes(credentials)


def _server_processes(credentials: Any) -> set[int]:
    """The database's processes that serve the web role."""
    with psycopg.connect(credentials.dsn("sealer")) as other:
        rows = other.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", [credentials.user("web")]
        ).fetchall()
    return {row[0] for row in rows}


def test_a_worker_that_dies_is_replaced_while_the_other_serves(web, browse):
    victim = web.workers[0]
    victim.send_signal(signal.SIGKILL)
    assert web.ask("GET", "/health")[0] == 200
    until(lambda: len(web.workers) == 2 and victim.pid not in {w.pid for w in web.workers})
    on_every_worker(web, browse)


def test_a_request_that_is_being_answered_is_finished_and_feeds_are_closed(
    credentials, cast, tmp_path
):
    with serving(tmp_path / "log") as web:
        browser = Browser(web, sign_in(cast.members["tess"]), Board.of_page(cast.tess))
        until(lambda: browser.board.heard("beat"))
        began = time.monotonic()
        web.process.send_signal(signal.SIGTERM)
        until(browser.ended.is_set)
        assert web.process.wait(10) == 0
        assert time.monotonic() - began < 4
        assert "Traceback" not in web.log.read_text()
        browser.close()


def test_no_worker_outlives_a_master_that_is_killed(credentials, tmp_path):
    with serving(tmp_path / "log") as web:
        workers = web.workers
        os.kill(web.process.pid, signal.SIGKILL)
        web.process.wait(10)
        until(lambda: not any(_works(worker) for worker in workers))


def _works(worker: psutil.Process) -> bool:
    return worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE


def test_a_port_that_is_taken_is_said_in_one_sentence(web, tmp_path):
    said = f"The web server cannot listen on 127.0.0.1 port {web.port}"
    with pytest.raises(AssertionError, match=re.escape(said)):
        serving(tmp_path / "log", PORT=str(web.port)).__enter__()
