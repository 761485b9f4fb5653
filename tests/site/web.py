"""A real web server for tests: the processes of ``beatbook.site.serve``, and callers of it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from beatbook.ground.agency.models import Member
from tests.ground.journal.screens import Board, parse
from tests.threads import until

REPOSITORY = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


FORM_TOKEN = "a" * 32


def sign_in(member: Member) -> str:
    """The cookies of a new session, as signing in leaves them in a browser."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "beatbook.ground.agency.sign_in.MemberBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={FORM_TOKEN}"


class Web:
    """A running web server."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    @property
    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request on a connection of its own: (status, headers, body)."""
        with self.call(method, path, body, **headers) as answer:
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()

    @contextlib.contextmanager
    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> Iterator[http.client.HTTPResponse]:
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout=15)) as line:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, body, sent)
            yield line.getresponse()

    def worker_of(self, line: socket.socket) -> int:
        """Which process serves this connection."""
        mine = line.getsockname()
        for worker in self.workers:
            for one in worker.net_connections("tcp"):
                if one.raddr and tuple(one.raddr) == mine:
                    return int(worker.pid)
        raise AssertionError("No worker has this connection.")


class Browser:
    """A page with an open feed: it keeps a board, and goes on until it is closed."""

    def __init__(self, web: Web, cookie: str, board: Board, **headers: str) -> None:
        self.board = board
        self.ended = threading.Event()
        self._line = http.client.HTTPConnection(HOST, web.port, timeout=30)
        self._line.request(
            "GET", f"/feed?cursor={board.cursor or ''}", headers={"Cookie": cookie, **headers}
        )
        assert self._line.sock is not None
        self.socket = self._line.sock
        self.answer = self._line.getresponse()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        waiting = b""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError, AttributeError):
            while piece := self.answer.read1(65536):
                waiting += piece
                whole, _, waiting = waiting.rpartition(b"\n\n")
                for event in parse(whole + b"\n\n") if whole else ():
                    self.board.take(event)
        self.ended.set()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self.answer.close()
        self._line.close()


@contextlib.contextmanager
def serving(log: Path, **environment: str) -> Iterator[Web]:
    """Two web processes on a free port, as the web role, until the block ends."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    told = os.environ | {"PORT": str(port), "BEATBOOK_ROLE": "web"} | environment
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "beatbook.site.serve"],
            env=told,
            cwd=REPOSITORY,
            stdout=file,
            stderr=file,
        )
    web = Web(process, port, log)
    try:
        until(lambda: process.poll() is not None or _is_up(web))
        assert process.poll() is None, log.read_text()
        yield web
    finally:
        end(process)


def _is_up(web: Web) -> bool:
    """Do all workers take part? Each that is up has asked the database to listen."""
    try:
        return web.ask("GET", "/health")[0] == 200 and len(web.workers) == 2
    except OSError:
        return False


def end(process: subprocess.Popen[Any]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(20)
