"""What the modules do to the page: text nodes are patched, elements stay who they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

ROWS = 200
START = """
const list = document.body.appendChild(document.createElement("ul"));
const {keyedList} = await import("%(ui)skeyed.js");
const {h, text} = await import("%(ui)sdom.js");
const keyed = keyedList(list, {
  key: (row) => row.id,
  make: () => h("li", {tabindex: 0}, h("b"), h("span")),
  patch: (element, row) => {
    text(element.firstChild, row.id);
    text(element.lastChild, row.words);
  },
});
const rows = (words, ids = %(rows)d) => Array.from({length: ids}, (_, id) => ({id, words}));
"""


@pytest.fixture
def small_page(page: Page, address: str) -> Page:
    """A page of the kit with nothing moving on it."""
    page.goto(f"{address}/licenses/")
    return page


def _run(page: Page, script: str) -> Any:
    start = START % {"ui": f"{settings.STATIC_URL}ui/", "rows": ROWS}
    return page.evaluate(f"async () => {{ {start} {script} }}")


def test_two_hundred_changed_rows_change_two_hundred_text_nodes_and_nothing_else(
    small_page: Page,
) -> None:
    changed = _run(
        small_page,
        """
        keyed.show(rows("one"));
        const observer = new MutationObserver(() => {});
        const everything = {childList: true, characterData: true, attributes: true};
        observer.observe(list, {...everything, subtree: true});
        keyed.show(rows("two"));
        const records = observer.takeRecords();
        return [records.length, [...new Set(records.map((record) => record.type))]];
        """,
    )
    assert changed == [ROWS, ["characterData"]]


def test_a_row_that_is_the_same_object_is_not_touched(small_page: Page) -> None:
    touched = _run(
        small_page,
        """
        const same = rows("one");
        keyed.show(same);
        const observer = new MutationObserver(() => {});
        observer.observe(list, {childList: true, characterData: true, subtree: true});
        keyed.show([...same]);
        return observer.takeRecords().length;
        """,
    )
    assert touched == 0


def test_a_row_that_goes_from_first_to_last_is_the_only_one_that_moves(small_page: Page) -> None:
    moved = _run(
        small_page,
        """
        const [first, ...others] = rows("one");
        keyed.show([first, ...others]);
        const observer = new MutationObserver(() => {});
        observer.observe(list, {childList: true});
        keyed.show([...others, first]);
        const nodes = observer.takeRecords().flatMap((record) => [...record.addedNodes]);
        return [nodes.length, list.lastChild.firstChild.textContent];
        """,
    )
    assert moved == [1, "0"]


def test_rows_that_went_are_gone_and_others_keep_their_element(small_page: Page) -> None:
    kept = _run(
        small_page,
        """
        keyed.show(rows("one", 3));
        const second = keyed.element(1);
        keyed.show([{id: 9, words: "new"}, {id: 1, words: "kept"}]);
        return [list.children.length, keyed.element(1) === second, keyed.element(0)];
        """,
    )
    assert kept == [2, True, None]


def test_the_focus_stays_on_a_row_that_moves(small_page: Page) -> None:
    focused = _run(
        small_page,
        """
        keyed.show(rows("one", 3));
        keyed.element(0).focus();
        keyed.show([...rows("two", 3)].reverse());
        return document.activeElement === keyed.element(0);
        """,
    )
    assert focused is True


def test_a_row_can_be_patched_again_though_it_is_the_same(small_page: Page) -> None:
    words = _run(
        small_page,
        """
        const row = {id: 1, words: "one"};
        keyed.show([row]);
        row.words = "two";
        keyed.refresh([1, 99]);
        return keyed.element(1).lastChild.textContent;
        """,
    )
    assert words == "two"


def test_the_script_draws_the_rows_the_server_drew(page: Page, address: str) -> None:
    answer = page.request.get(f"{address}/gallery/").text()
    drawn = """async (source) => {
      const page = new DOMParser().parseFromString(source, "text/html");
      const words = (root) => [...root.querySelectorAll("li")].map((row) =>
        [...row.querySelectorAll("[data-field]:not(time)")]
          .map((part) => part.textContent.replace(/\\s+/g, " ").trim()).join("|"));
      return ["#calls", "#units"].map((list) =>
        [words(page.querySelector(list)), words(document.querySelector(list))]);
    }"""
    page.goto(f"{address}/gallery/")
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    for server, script in page.evaluate(drawn, answer):
        assert [_without_blanks(row) for row in server] == [_without_blanks(row) for row in script]


def _without_blanks(row: str) -> str:
    return row.replace(" ", "")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("live", "live"),
        ("reconnecting", "reconnecting"),
        ("stale", "not live for 0:45"),
        ("signed-out", "signed out: sign in"),
    ],
)
def test_the_state_of_the_feed_is_said_in_words(small_page: Page, state: str, words: str) -> None:
    _run(
        small_page,
        f"""
        const {{connection}} = await import("{settings.STATIC_URL}ui/connection.js");
        const element = document.body.appendChild(h("output", {{class: "connection"}}));
        connection(element, {{now: () => 45_000}})("{state}", 0);
        """,
    )
    expect(small_page.locator("output.connection")).to_have_text(words)
    expect(small_page.locator("html")).to_have_attribute("data-feed", state)


def test_a_toast_of_the_same_key_takes_the_place_of_the_first(small_page: Page) -> None:
    _run(
        small_page,
        f"""
        const {{toast}} = await import("{settings.STATIC_URL}ui/toast.js");
        toast({{title: "First", tone: "alarm", key: "safety-12"}});
        toast({{title: "Second", tone: "alarm", key: "safety-12"}});
        """,
    )
    expect(small_page.locator("#toasts strong")).to_have_text(["Second"])
    expect(small_page.get_by_role("alert")).to_have_count(1)
