// Alerts on the phone: a new one stands above everything with one button until that is tapped; those
// that were got stay in a list under the card.

import { hasGot, headline, inForce, sourceWords, untilWords } from "../ui/alerts.js";
import { attribute, h, icon, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { locale, t, tn } from "../ui/language.js";
import { GOT } from "./mine.js";

/** @param {{board, clock, book, wall, queue: () => object[], got: (alert) => void, told}} does
 *   `got(alert)` says “Got it”; `told(alert)` is called once for each that comes in. */
export function createAlerts({ board, clock, book, wall, queue, got, told }) {
  const find = (id) => document.getElementById(id);
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: book.time_zone,
    ...{ weekday: "short", month: "short", day: "numeric" },
  });
  const write = { wall: (at) => wall(at).slice(0, 5), day: (at) => day.format(at) };
  const fresh = keyedList(find("alerts"), rows({ clock, write, button: true, got }));
  const known = keyedList(find("alerts-got").querySelector("ul"), rows({ clock, write }));
  const seen = new Set();

  return function draw() {
    const tapped = new Map(queue().filter(({ kind }) => kind === GOT).map((item) => [item.alert, item]));
    const all = inForce(board.rows("alert").values(), clock.now());
    const waits = (alert) => !hasGot(alert, book.member) && tapped.get(alert.id)?.state !== "answered";
    const waiting = all.filter(waits).map((alert) => ({ alert, item: tapped.get(alert.id) ?? null }));
    fresh.show(waiting);
    known.show(all.filter((alert) => !waits(alert)).map((alert) => ({ alert, item: null })));
    const others = all.length - waiting.length;
    text(find("alerts-got").querySelector("summary"), tn("{count} alert in force", "{count} alerts in force", others));
    attribute(find("alerts-got"), "hidden", others === 0);
    for (const { alert } of waiting) {
      if (seen.has(alert.id)) continue;
      seen.add(alert.id);
      told(alert);
    }
  };
}

function rows({ clock, write, button = false, got }) {
  return {
    key: ({ alert }) => alert.id,
    make: ({ alert }) =>
      h(
        "li",
        { class: button ? "notice bad" : "" },
        icon("bell-ring"),
        h("div", {}, h("strong"), h("p"), h("small")),
        button ? gotButton(alert, got) : null,
      ),
    patch(element, { alert, item }) {
      const [, words, pressed] = element.children;
      const [head, said, source] = words.children;
      text(head, headline(alert));
      text(said, alert.text);
      const now = clock.now();
      text(source, `${t("From {source}", { source: sourceWords(alert, now, write) })} · ${untilWords(alert, now, write)}`);
      if (pressed) drawButton(pressed, item);
    },
  };
}

function gotButton(alert, got) {
  const properties = { type: "button", class: "button primary large", onclick: () => got(alert) };
  return h("button", properties, h("span", {}, t("Got it")), h("small"));
}

/** While it is on its way it says so, and a second tap sends nothing. */
function drawButton(button, item) {
  const waits = item !== null && item.state !== "refused";
  attribute(button, "aria-disabled", waits ? "true" : null);
  text(button.lastElementChild, waits ? (item.tries > 0 ? t("not sent yet") : t("sending…")) : "");
}
