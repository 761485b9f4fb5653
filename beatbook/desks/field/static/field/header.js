// The head of the screen and the strips under it: the shift, whether all is sent and live, and what
// the server said no to.

import { attribute, h, icon, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { refused, unsent } from "./queue.js";
import { pill, shift } from "./words.js";

const NOT_LIVE = t("What you see may be old. What you tap is kept here and sent when the connection is back.");

/** @returns draw(queue, feedState, heardAt) */
export function createHeader({ ticker, since, wall, again, drop }) {
  const find = (id) => document.getElementById(id);
  const sync = find("sync");
  const strips = keyedList(find("strips"), stripRows({ again, drop }));
  if (find("shift")) ticker.watch(find("shift"), (now) => text(find("shift"), shift(since, now)));

  function drawPill(queue, feed) {
    const { tone, icon: name, text: words } = pill(feed, unsent(queue));
    attribute(sync, "data-tone", tone);
    text(sync.lastElementChild, words);
    if (sync.dataset.icon === name) return;
    sync.dataset.icon = name;
    sync.firstElementChild.replaceWith(icon(name));
  }

  return function draw(queue, feed, liveUntil) {
    drawPill(queue, feed);
    const rows = refused(queue).map((item) => ({ key: item.id, item }));
    if (feed === "stale") rows.unshift({ key: "stale", since: wall(liveUntil).slice(0, 8) });
    if (feed === "signed-out") rows.unshift({ key: "signed-out" });
    strips.show(rows);
  };
}

function stripRows({ again, drop }) {
  function make(row) {
    if (row.key === "stale") return strip("warn", "wifi-off", t("Not live since {since}", { since: row.since }), NOT_LIVE);
    if (row.key === "signed-out") return signedOut();
    const { item } = row;
    const isNote = item.kind === "note";
    const element = strip("bad", "octagon-alert", t("Not done: {title}", { title: item.title }), item.message);
    element.lastElementChild.append(
      h(
        "p",
        { class: "buttons" },
        h("button", { class: "button large", type: "button", onclick: () => again(item) }, t("Try again")),
        h(
          "button",
          { class: "button large", type: "button", onclick: () => drop(item) },
          isNote ? t("Back to the note") : t("All right"),
        ),
      ),
    );
    return element;
  }

  return { key: (row) => row.key, make, patch: () => {} };
}

function signedOut() {
  const next = encodeURIComponent(location.pathname);
  const words = t("What you tap and type is kept here and sent after you have signed in.");
  const element = strip("warn", "log-in", t("You are signed out"), words);
  element.lastElementChild.append(
    h("p", { class: "buttons" }, h("a", { class: "button primary large", href: `/sign-in/?next=${next}` }, t("Sign in"))),
  );
  return element;
}

function strip(tone, name, title, words) {
  return h(
    "div",
    { class: `notice ${tone}`, role: "alert" },
    icon(name),
    h("div", {}, h("strong", {}, title), h("p", {}, words)),
  );
}
