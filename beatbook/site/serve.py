"""The web server: ``python -m beatbook.site.serve``.

This process binds the address and keeps a few worker processes on that one socket; each serves
pages, feeds and positions by itself (see ``door``), and knows nothing that another needs. A worker
that dies is replaced. SIGTERM ends them in good order: requests are finished, feeds closed.

``BEATBOOK_BIND`` (127.0.0.1), ``PORT`` (8000) and ``BEATBOOK_PROCESSES`` (2) say where, and how
many.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import FrameType

import uvicorn

from beatbook.site import processes
from beatbook.site.trouble import Trouble

log = logging.getLogger("beatbook.site.serve")

HOST, PORT, PROCESSES = "127.0.0.1", 8000, 2
BACKLOG = 4_096
STUCK_MS = 30_000
GRACE_S = 5
KEEP_ALIVE_S = 30
LOOK_EVERY_S = 0.1
ROWS_OF_A_BOARD = 50_000
"""More objects than the largest answer is made of."""
PAUSE_S = 1.0

FLAG = "--socket"


class Server(uvicorn.Server):
    """A worker. It closes its feeds first, or it would wait for their end for ever."""

    def __init__(self, config: uvicorn.Config, close_feeds: Callable[[], None]) -> None:
        super().__init__(config)
        self._close_feeds = close_feeds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._close_feeds()
        await super().shutdown(sockets)


class Master:
    """Binds once, and keeps the workers running until it is told to stop."""

    def __init__(self, listener: socket.socket, count: int) -> None:
        self._listener = listener
        self._count = count
        self._workers: list[subprocess.Popen[bytes]] = []
        self._stopping = False

    def run(self) -> None:
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, self._stop)
        self._workers = [self._spawn() for _ in range(self._count)]
        while not self._stopping:
            self._replace_the_dead()
            time.sleep(LOOK_EVERY_S)
        self._end()

    def _stop(self, _signum: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _spawn(self) -> subprocess.Popen[bytes]:
        listener = self._listener.fileno()
        return processes.spawn(
            [sys.executable, "-m", "beatbook.site.serve", FLAG, str(listener)],
            environment=os.environ,
            log=sys.stderr.buffer,
            dies_by=signal.SIGTERM,
            pass_fds=[listener],
        )

    def _replace_the_dead(self) -> None:
        for place, worker in enumerate(self._workers):
            if worker.poll() is not None and not self._stopping:
                log.error("A web process ended (%s); starting another.", worker.returncode)
                time.sleep(PAUSE_S)
                self._workers[place] = self._spawn()

    def _end(self) -> None:
        """No new callers, then each worker finishes what it has."""
        self._listener.close()
        for worker in self._workers:
            worker.send_signal(signal.SIGTERM)
        for worker in self._workers:
            try:
                worker.wait(timeout=GRACE_S + 2)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def bind(environment: Mapping[str, str] = os.environ) -> socket.socket:
    """The listening socket. Options set here are inherited by every connection."""
    host = environment.get("BEATBOOK_BIND") or HOST
    port = int(environment.get("PORT") or PORT)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # A screen that vanished, or does not read, is cut off by the kernel after this long.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK_MS)
    try:
        listener.bind((host, port))
    except OSError as refusal:
        raise Trouble(
            f"The web server cannot listen on {host} port {port} ({refusal.strerror}).",
            "Stop the program that does, or set PORT or BEATBOOK_BIND.",
        ) from refusal
    listener.listen(BACKLOG)
    return listener


def work(listener: socket.socket) -> None:
    """Serve on the master's socket until SIGTERM."""
    from beatbook.site.asgi import application  # noqa: PLC0415 -- slow import

    # What stays for good need not be looked through while somebody waits, and what one request
    # makes goes with it: to look for more of it in the middle of a board costs 10 to 30 ms.
    gc.freeze()
    gc.set_threshold(ROWS_OF_A_BOARD, 20, 20)
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
        access_log=False,
        log_config=None,
        server_header=False,
        # Django reads the one header of a TLS proxy that we trust, by its own setting.
        proxy_headers=False,
    )
    Server(config, application.close_feeds).run(sockets=[listener])


def main(arguments: list[str]) -> int:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if arguments[:1] == [FLAG]:
        work(socket.socket(fileno=int(arguments[1])))
        return 0
    try:
        Master(bind(), int(os.environ.get("BEATBOOK_PROCESSES") or PROCESSES)).run()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
