"""Another host, on this machine: it keeps what was posted to it and answers as it is told."""

from __future__ import annotations

import contextlib
import http.server
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Receiver:
    """``answers`` are given in turn, then 204. ``slowly``: seconds before each letter of them."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    slowly: float = 0
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def url(self, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}/status?of=calls"


def _handler(receiver: Receiver) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.heard.append((self.path, dict(self.headers), body))
            status = receiver.answers.pop(0) if receiver.answers else 204
            answer = f"HTTP/1.1 {status} So\r\nLocation: {receiver.url()}\r\n\r\n".encode()
            with contextlib.suppress(OSError):
                for letter in answer if receiver.slowly else ():
                    time.sleep(receiver.slowly)
                    self.wfile.write(bytes([letter]))
                if not receiver.slowly:
                    self.wfile.write(answer)

        def log_message(self, *_said: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def listening(trusted: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
    server.handle_error = lambda *_said: None  # type: ignore[method-assign]
    if trusted:
        server.socket = trusted.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
