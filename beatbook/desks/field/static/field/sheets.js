// The sheets that come up from below: how a call ended, why busy, the way in words.

import { attribute, h, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { choice } from "./dock.js";
import { dispositions } from "./mine.js";
import { arrival } from "./words.js";

const find = (id) => document.getElementById(id);
const USUAL = 6;
const NOT_THERE = t("Nobody has been on scene, so these are the ways it can end.");

/**
 * Ask how the call ended, or whether to leave it to the others: who never arrived says why.
 * `clear([disposition], reason)`.
 */
export function askEnding(picture, { fallback, lefts, draft, clear }) {
  const sheet = find("ending");
  const end = (dispositions, left) => {
    sheet.close();
    clear(dispositions, left);
  };
  const { atHand, more } = endings(picture, fallback);
  const chosen = createChosen(end);
  text(find("ending-title"), picture.isLast ? t("How did it end?") : t("Clear {callsign}?", { callsign: picture.unit.callsign }));
  text(find("ending-words"), endingWords(picture, draft));
  attribute(find("ending-words"), "hidden", !endingWords(picture, draft));
  find("ending-choices").replaceChildren(
    ...(picture.isLast
      ? atHand.map(chosen.offer)
      : leavings(picture, lefts).map(({ code, name }) => choice(sentence(name), () => end([], code)))),
  );
  const rest = find("ending-more");
  rest.open = false;
  attribute(rest, "hidden", more.length === 0);
  rest.querySelector(".choices").replaceChildren(...more.map(chosen.offer));
  attribute(find("ending-several"), "hidden", !picture.isLast);
  sheet.showModal();
}

/** One tap ends it; after a tap on "More than one" every tap marks, and the last button ends it. */
function createChosen(end) {
  const several = find("ending-several");
  const done = find("ending-done");
  let marked = null;

  function draw() {
    attribute(several, "aria-pressed", String(marked !== null));
    attribute(done, "hidden", !marked?.length);
    text(done, t("Clear: {name}", { name: (marked ?? []).map(({ name }) => name).join(", ") }));
  }

  function tap(one, button) {
    if (marked === null) return end([one]);
    marked = marked.includes(one) ? marked.filter((each) => each !== one) : [...marked, one];
    attribute(button, "aria-pressed", String(marked.includes(one)));
    return draw();
  }

  several.onclick = () => {
    marked = marked === null ? [] : null;
    for (const button of find("ending").querySelectorAll(".choices [aria-pressed]")) {
      attribute(button, "aria-pressed", null);
    }
    draw();
  };
  done.onclick = () => end(marked);
  draw();
  return {
    offer(one) {
      const button = choice(one.name, () => tap(one, button));
      return button;
    },
  };
}

function leavings({ arrived, unit }, lefts) {
  return arrived ? [{ code: "", name: t("Clear {callsign}", { callsign: unit.callsign }) }] : lefts;
}

function endings({ isLast, record, somebodyArrived }, fallback) {
  if (!isLast) return { atHand: [], more: [] };
  return dispositions(record?.dispositions ?? fallback, record?.usual ?? [], somebodyArrived);
}

function endingWords({ isLast, companions, somebodyArrived }, draft) {
  const others = companions.map((one) => one.callsign).join(", ");
  return [
    !isLast && t("The call stays open with {others}.", { others }),
    isLast && !somebodyArrived && NOT_THERE,
    draft && t("The note you began is sent first."),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Ask why the unit is busy or out of service; any reason may be typed. `choose(reason)`. */
export function askReason(name, reasons, choose) {
  const form = find("reason-form");
  askWhy(
    t("{name}: why?", { name }),
    reasons.map((reason) => ({ code: reason, name: t(reason) })),
    choose,
  );
  attribute(form, "hidden", false);
  form.reset();
  form.onsubmit = (event) => {
    event.preventDefault();
    const typed = find("other").value.trim();
    if (!typed) return;
    find("reason").close();
    choose(typed);
  };
}

/** Ask where to, who and the odometer; at the end the odometer alone. `choose({destination, who, odometer})`. */
export function askTransport(choose, ends = false) {
  const sheet = find("transport");
  const form = find("transport-form");
  const { destination, who, odometer } = form.elements;
  text(find("transport-title"), ends ? t("Transport arrived") : t("Transport: where to?"));
  for (const field of [destination, who]) attribute(field.closest(".field"), "hidden", ends);
  attribute(destination, "required", !ends);
  form.reset();
  form.onsubmit = (event) => {
    event.preventDefault();
    sheet.close();
    choose({ destination: destination.value.trim(), who: who.value.trim(), odometer: Number(odometer.value) });
  };
  sheet.showModal();
}

/** Ask what an officer came upon: the kinds of call by name, the usual ones first. `start(type)`. */
export function askOnView(types, start) {
  const sheet = find("on-view-sheet");
  const offer = (type) =>
    choice(type.name, () => {
      sheet.close();
      start(type);
    });
  find("on-view-choices").replaceChildren(...types.slice(0, USUAL).map(offer));
  const more = find("on-view-more");
  more.open = false;
  attribute(more, "hidden", types.length <= USUAL);
  more.querySelector(".choices").replaceChildren(...types.slice(USUAL).map(offer));
  sheet.showModal();
}

/** Ask why, where only these reasons count: {code, name}. `choose(code)`. */
export function askWhy(title, reasons, choose) {
  const sheet = find("reason");
  const set = (code) => {
    sheet.close();
    choose(code);
  };
  text(find("reason-title"), title);
  find("reason-choices").replaceChildren(
    ...reasons.map(({ code, name }) => choice(sentence(name), () => set(code))),
  );
  attribute(find("reason-form"), "hidden", true);
  sheet.showModal();
}

export function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The way, street by street. */
export function showWay(route, wall) {
  const { time, way } = arrival(route);
  text(find("way-title"), `${time} · ${way}`);
  text(find("way-from"), t("From where you were at {time}.", { time: wall(Date.parse(route.from_at)).slice(0, 5) }));
  find("turns").replaceChildren(...route.steps.map((step) => h("li", {}, step.words)));
  find("way").showModal();
}

/** What was asked about a call that is gone is not asked any more. */
export function closeAll() {
  for (const id of ["ending", "on-view-sheet", "reason", "transport", "way", "which"]) find(id).close();
}
