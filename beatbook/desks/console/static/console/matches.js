// Alerts that what is being typed may be about: a plate, a name, an address. They appear beside the
// form and never stop anybody; an answer that does not come is no answer.

import { headline } from "../ui/alerts.js";
import { attribute, h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { createPlaces } from "./places.js";

const MOST_WORDS = 1_500; // an address has room for so many

/** @param {(query: string, signal: AbortSignal) => Promise<{alerts: object[]}>} ask */
export function createMatches(root, ask) {
  const asked = createPlaces(ask);

  /** What is typed now: `words` in which a plate or a name may stand, and the `place`. */
  function look({ words = "", place = "" }) {
    if (!words.trim() && !place.trim()) return clear();
    const query = new URLSearchParams({ words: words.slice(0, MOST_WORDS), place: place.slice(0, 300) });
    return asked.suggest(query.toString(), ({ alerts = [], tows = [] }) => draw(alerts, tows));
  }

  function clear() {
    asked.cancel();
    draw([], []);
  }

  /** A tow first: it is the answer to “my car is stolen”. */
  function draw(alerts, tows) {
    root.replaceChildren(...tows.map(towNotice), ...alerts.map(alertNotice));
    attribute(root, "hidden", alerts.length + tows.length === 0);
  }

  return { look, clear };
}

export function towNotice({ id, said }) {
  return h(
    "div",
    { class: "notice warn tight", "data-tow": id, title: said },
    icon("car-front"),
    h("div", {}, h("strong", {}, t("Tow no. {id}", { id })), ` ${said}`),
  );
}

/** An alert beside what it may be about, with what is to be done before anybody acts on it. */
export function alertNotice(alert) {
  const head = t("Alert no. {id} · {alert}", { id: alert.id, alert: headline(alert) });
  const words = t("{text} (from {source})", { text: alert.text, source: alert.source });
  return h(
    "div",
    { class: "notice bad tight", "data-alert": alert.id, title: `${head}: ${words}` },
    icon("bell-ring"),
    h("div", {}, h("strong", {}, head), ` ${words}`),
  );
}
