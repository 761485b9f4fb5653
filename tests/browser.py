"""A real browser on a real server, both on this machine only.

Nothing waits for a fixed time: wait for an element, e.g. ``html[data-ready]``. The policy forbids
``wait_for_function("...")``, which the page would have to evaluate.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import Browser, Page, sync_playwright

from beatbook.site import installation

REPOSITORY = Path(__file__).resolve().parents[1]
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = {"type": "rule", "values": ["color-contrast"]}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # a software renderer for WebGL, so that maps are drawn on a machine without a graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        pass


@contextlib.contextmanager
def serving(application: Callable[..., Any]) -> Iterator[str]:
    """Serve a WSGI application on a free port; yields its address without a final slash."""
    with make_server("127.0.0.1", 0, application, _Server, _Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium. Close it before the process uses Django's database again."""
    path = installation.find_browser()
    assert path, "Chromium is not installed: make setup-dev says how."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def complaints(page: Page) -> list[str]:
    """A list that fills with what the page complains about: errors, and policy violations."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type == "error" else None,
    )
    return heard


def violations(page: Page, rules: Any = AA) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, place, and what is wrong there."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
