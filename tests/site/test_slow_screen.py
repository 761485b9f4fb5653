"""A screen that stops reading: it is let go, holds nobody up, and catches up when it returns."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from beatbook.ground.journal.feed import connection as queue
from beatbook.site.door import FrontDoor
from tests.ground.journal.screens import Board, sealed, sealing
from tests.ground.journal.test_feed import take_call
from tests.site.web import HOST, Browser, sign_in
from tests.threads import until

SMALL = 4096


class Here:
    """A web process inside this one, whose connections hold little on their way."""

    def __init__(self) -> None:
        self.door = FrontDoor()
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
        self.listener.bind((HOST, 0))
        self.listener.listen()
        self.port = self.listener.getsockname()[1]
        config = uvicorn.Config(self.door, loop="uvloop", http="httptools", log_config=None)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.listener],))


@pytest.fixture
def here(committed, committed_cast) -> Iterator[Here]:
    with sealing(committed):
        sealed(committed)
        web = Here()
        web.thread.start()
        until(lambda: web.server.started)
        yield web
        web.server.should_exit = True
        web.thread.join(20)


@contextlib.contextmanager
def a_screen_that_never_reads(web: Here, cookie: str, board: Board) -> Iterator[None]:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        line.connect((HOST, web.port))
        line.sendall(
            f"GET /feed?cursor={board.cursor} HTTP/1.1\r\nHost: {HOST}:{web.port}\r\n"
            f"Cookie: {cookie}\r\n\r\n".encode()
        )
        yield


def test_a_screen_that_stops_reading_is_let_go_and_catches_up(here, committed_cast, monkeypatch):
    monkeypatch.setattr(queue, "QUEUE", 8)
    cast, page = committed_cast, Board.of_page(committed_cast.tess)
    cookie = sign_in(cast.members["tess"])
    reading = Browser(here, cookie, Board.of_page(cast.tess))
    with a_screen_that_never_reads(here, cookie, page):
        until(lambda: len(here.door.hub) == 2)
        taken = 0
        while len(here.door.hub) == 2:
            call = take_call(cast)
            key = ("call", call.incident.number)
            until(lambda key=key: key in reading.board.rows)
            taken += 1
            assert taken < 400, "The stuck screen was never let go."
    returned = Browser(here, cookie, page)
    until(lambda: returned.board.shown == reading.board.shown)
    assert not returned.board.heard("resync")
    for browser in (reading, returned):
        browser.close()
