// The emergency button: held for one second it goes at once, past everything else that waits to be
// sent. The phone makes no sound and does not shake. It says "sent" only when the server has it.

import { attribute, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { newCommandId } from "../ui/post.js";

export const HOLD_MS = 1000;
const AGAIN_MS = 2000;
const KEPT = "emergency";

/** What is shown: {state, words}. `at`: when the server says that it was raised, null without one. */
export function told({ at, sending }, wall) {
  if (at) return { state: "sent", words: t("Emergency sent {time}. Dispatch ends it.", { time: wall(Date.parse(at)).slice(0, 5) }) };
  if (sending === "unsent") return { state: "unsent", words: t("NOT SENT - use the radio. Still trying.") };
  if (sending === "sending") return { state: "sending", words: t("Sending the emergency…") };
  return { state: "", words: "" };
}

/**
 * @param {{
 *   store: {get, set, drop}, send: (options) => Promise<{ok, status}>,
 *   onChange: () => void, timers?: {setTimeout},
 * }} does What was not sent is kept on this device and tried again until the server has answered.
 */
export function createEmergency({ store, send, onChange, timers = globalThis }) {
  let sending = "";

  async function go(commandId) {
    store.set(KEPT, commandId);
    sending ||= "sending";
    onChange();
    const answer = await send({ commandId });
    const refused = !answer.ok && answer.status >= 400 && answer.status < 500 && answer.status !== 401;
    if (answer.ok || refused) store.drop(KEPT);
    sending = answer.ok ? "answered" : "unsent";
    onChange();
    if (!answer.ok && !refused) timers.setTimeout(() => go(commandId), AGAIN_MS);
  }

  const left = store.get(KEPT);
  if (left) go(left);

  return {
    /** Once it is under way, holding the button again changes nothing. */
    raise: () => store.get(KEPT) ?? go(newCommandId()),
    /** The row says it now: what was tapped is in it. */
    seen: () => {
      if (sending === "answered") sending = "";
    },
    get sending() {
      return sending === "answered" ? "sending" : sending;
    },
  };
}

/** The button: a press that is let go earlier does nothing. `held()` hears a whole second. */
export function listenToHold(button, held, timers = globalThis) {
  let timer = null;

  function begin(event) {
    if (timer !== null || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    if (event.type === "keydown") event.preventDefault();
    attribute(button, "data-held", "true");
    timer = timers.setTimeout(() => {
      stop();
      held();
    }, HOLD_MS);
  }

  function stop() {
    timers.clearTimeout(timer);
    timer = null;
    attribute(button, "data-held", null);
  }

  button.addEventListener("pointerdown", begin);
  button.addEventListener("keydown", begin);
  for (const end of ["pointerup", "pointerleave", "pointercancel", "keyup", "blur"]) {
    button.addEventListener(end, stop);
  }
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

/** `draw(unit, emergency)`: what the officer reads, without a sound. */
export function drawEmergency({ wall }) {
  const line = document.getElementById("emergency-said");
  return function draw({ emergency_at: at }, emergency) {
    if (at) emergency.seen();
    const { state, words } = told({ at, sending: emergency.sending }, wall);
    attribute(line, "hidden", state === "");
    attribute(line, "data-state", state);
    text(line, words);
  };
}
