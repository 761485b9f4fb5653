// Units that are free and the calls that are kept for them, over the map: one key sends the first.

import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { proposals } from "../ui/stack.js";

const SHOWN = 3;

/** @param {{board, run: (line: string) => void, say: (words: string) => void}} does */
export function drawProposals({ board, run, say }) {
  const root = document.getElementById("proposals");
  let found = [];
  let shown = "";

  function draw() {
    found = proposals([...board.rows("unit").values()], [...board.rows("call").values()]);
    const keys = found.map(({ unit, call }) => `${unit.id} ${call.number} ${call.version}`).join();
    if (keys === shown) return;
    shown = keys;
    root.replaceChildren(...found.slice(0, SHOWN).map(toast));
  }

  function toast(one, index) {
    const { unit, call } = one;
    const words = { callsign: unit.callsign, number: call.short };
    const what = [call.type_name, call.location].filter(Boolean).join(" · ");
    const send = h("button", { type: "button", class: "button small primary", onclick: () => dispatch(one) }, t("Send"));
    if (index === 0) send.append(" ", h("kbd", {}, "Ctrl+Enter"));
    const off = () => run(`UNHOLD #${call.number}`);
    return h(
      "div",
      { class: "toast proposal", role: "group", "aria-label": t("{callsign} is free: {number} is next", words) },
      icon("hand-helping"),
      h("strong", {}, t("{callsign} is free: {number} is next", words)),
      h("span", { class: "cut" }, what),
      h(
        "div",
        { class: "buttons" },
        send,
        h("button", { type: "button", class: "button small", onclick: off }, t("Keep for nobody")),
      ),
    );
  }

  function dispatch({ unit, call }) {
    run(`D ${unit.agency}/${unit.callsign} #${call.number}`);
  }

  board.subscribe("unit", draw);
  board.subscribe("call", draw);
  draw();
  return {
    /** Send the first of them, as its key does. */
    send: () => (found.length > 0 ? dispatch(found[0]) : say(t("No call is kept for a unit that is free."))),
  };
}
