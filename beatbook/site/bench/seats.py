"""Two dispatchers with a real browser each: one types, the other's screen is watched.

Both pages keep time by the clock of this machine: when Enter went down on the one, and when the
other had drawn what it does.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from beatbook.ground.force.models import Unit
from beatbook.site import installation
from beatbook.site.bench import figures
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble

try:
    from playwright import sync_api as playwright
except ModuleNotFoundError:  # it comes with what the checks and tests need
    playwright = None  # type: ignore[assignment]

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
CLOSED_AS = "OK"
READY = "html[data-ready][data-feed=live]"
PATIENCE_MS = 30_000

WITHOUT_MAP = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...more);
};
"""
"""A map drawn by the processor would measure the processor: consoles have a graphics card."""

NOTE_ENTER = """
window.pressed = null;
addEventListener("keydown", (event) => {
  if (event.key === "Enter") window.pressed = performance.timeOrigin + event.timeStamp;
}, true);
"""
WATCH = """
({ selector, words, there }) => {
  const found = () =>
    [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(words));
  window.seen = new Promise((resolve) => {
    const look = () => {
      if (found() !== there) return;
      watcher.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
    look();
  });
}
"""


SEEN = """
(patience) => Promise.race([
  window.seen, new Promise((resolve) => setTimeout(() => resolve(null), patience)),
])
"""


def measure(place: Place, sessions: tuple[str, str], *, unit: Unit, rounds: int) -> dict[str, Any]:
    """Milliseconds from Enter to the effect on the other screen, all together and by command."""
    path = installation.find_browser()
    if playwright is None or path is None:
        raise Trouble("This needs Chromium and Playwright.", "make setup-dev says how.")
    taken: dict[str, list[float]] = defaultdict(list)
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            typing, watching = (_sit_down(browser, place, session) for session in sessions)
            for number in range(-1, rounds):
                for code, ms in _round(typing, watching, unit, number):
                    if number >= 0:
                        taken[code].append(ms)
        finally:
            browser.close()
    return {
        "pressed": sum(map(len, taken.values())),
        **figures.spread([ms for one in taken.values() for ms in one]),
        "by_command": {code: figures.spread(each) for code, each in taken.items()},
    }


def _sit_down(browser: playwright.Browser, place: Place, session: str) -> playwright.Page:
    address = f"http://{place.host}:{place.port}"
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    context.add_init_script(WITHOUT_MAP)
    context.add_init_script(NOTE_ENTER)
    page = context.new_page()
    page.goto(f"{address}/dispatch/")
    page.wait_for_selector(READY, timeout=PATIENCE_MS)
    return page


def _round(
    typing: playwright.Page, watching: playwright.Page, unit: Unit, number: int
) -> list[tuple[str, float]]:
    """The life of one call at the keyboard: taken, sent to, on the way, there, closed."""
    where, name = f"Bench {number + 2}", unit.callsign
    told = [("N", _press(typing, watching, f"N NOISE {where}", ".calls .call", words=where))]
    chosen = f'.calls .call[aria-selected="true"]:has-text("{where}")'
    typing.wait_for_selector(chosen, timeout=PATIENCE_MS)
    call_number = typing.get_attribute(chosen, "data-key")
    for code, status in (("D", "DP"), ("ER", "ER"), ("OS", "OS")):
        row = f'#beats .unit[data-key="{unit.pk}"][data-st="{status}"]'
        told.append((code, _press(typing, watching, f"{code} {name}", row)))
        typing.wait_for_selector(row, timeout=PATIENCE_MS)
    row = f'.calls .call[data-key="{call_number}"]'
    told.append(("C", _press(typing, watching, f"C {CLOSED_AS}", row, there=False)))
    return told


def _press(
    typing: playwright.Page,
    watching: playwright.Page,
    line: str,
    selector: str,
    *,
    words: str = "",
    there: bool = True,
) -> float:
    """Milliseconds from Enter behind this line until the other screen shows what it does."""
    watching.evaluate(WATCH, {"selector": selector, "words": words, "there": there})
    typing.keyboard.type(line)
    typing.keyboard.press("Enter")
    seen = watching.evaluate(SEEN, PATIENCE_MS)
    if seen is None:
        said = typing.inner_text("#preview, .toast")
        raise RuntimeError(f"{line} was not seen on the other screen: {said}")
    return float(seen - typing.evaluate("window.pressed"))
