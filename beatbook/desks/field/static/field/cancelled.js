// A call that this phone has shown does not vanish when it is called off: it says so until it is read.
// So the server is told when a call was shown.

import { attribute, fields, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { SHOWN } from "./mine.js";

/** `got(call)` hears that it was read, `told(words)` what must not be missed. The answer draws a picture. */
export function createCancelled({ wall, got, told }) {
  const element = document.getElementById("cancelled");
  const { title, where } = fields(element);
  let shown = null; // {call, at}: what stands there

  element.querySelector("button").addEventListener("click", () => got(shown.call));

  return function draw({ cancelled }) {
    attribute(element, "hidden", !cancelled);
    if (!cancelled) {
      shown = null;
      return;
    }
    const time = wall(Date.parse(cancelled.at)).slice(0, 5);
    const words = t("Cancelled {time}: {type_name}", { time, type_name: cancelled.call_type_name });
    text(title, words);
    text(where, `${cancelled.where} · ${cancelled.call}`);
    if (shown?.at !== cancelled.at) told(t("{cancelled}. You need not go.", { cancelled: words }));
    shown = cancelled;
  };
}

/** `put(call)` tells the server, once for each call that was really to be seen. */
export function createShown({ put, queue, page = document }) {
  const isTold = (number) => queue().some((item) => item.kind === SHOWN && item.call === number);

  return function draw({ unit, call }) {
    if (call && !unit.shown && !page.hidden && !isTold(call.number)) put(call.number);
  };
}
