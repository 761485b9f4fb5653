// Say what just happened, with a way back. An alarm stays until somebody answers it.

import { h, icon } from "./dom.js";
import { t } from "./language.js";

const ICONS = { note: "info", good: "circle-check", bad: "circle-alert", alarm: "octagon-alert" };
const SECONDS = { note: 6, good: 6, bad: 12, alarm: Infinity };
const WITH_ACTION = 10;

/**
 * Show a toast. `key` replaces the toast of the same key. `action` is {text, run, keys}: pressing
 * it closes the toast. The answer closes it.
 */
export function toast({ title, words = "", tone = "note", key = null, action = null, seconds }) {
  const area = document.getElementById("toasts");
  if (key) area.querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove();
  const element = draw({ title, words, tone, key, action, close: () => element.remove() });
  area.append(element);
  closeAfter(element, seconds ?? (action ? Math.max(WITH_ACTION, SECONDS[tone]) : SECONDS[tone]));
  return () => element.remove();
}

function draw({ title, words, tone, key, action, close }) {
  const answer = () => {
    close();
    action.run();
  };
  return h(
    "div",
    { class: `toast ${tone}`, "data-key": key, role: tone === "alarm" ? "alert" : null },
    icon(ICONS[tone]),
    h("strong", {}, title),
    h("p", {}, words),
    h(
      "div",
      { class: "buttons" },
      action && h("button", { class: "button small", onclick: answer }, action.text, keysOf(action)),
      h(
        "button",
        { class: "button quiet small", "aria-label": t("Close this message"), onclick: close },
        icon("x"),
      ),
    ),
  );
}

function keysOf(action) {
  return action.keys ? h("kbd", {}, action.keys) : null;
}

/** The time stands still while somebody points at the toast or is inside it. */
function closeAfter(element, seconds) {
  if (!Number.isFinite(seconds)) return;
  let left = seconds;
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer);
    else if (!element.matches(":hover, :focus-within") && (left -= 1) <= 0) element.remove();
  }, 1000);
}
