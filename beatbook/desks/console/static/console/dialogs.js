// The two forms of the console. They send what the command line would send; a refusal is said in
// the form, and what was typed stays until the server has accepted it.

import { attribute, h, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { createBeside, isAnswer } from "./beside.js";
import { unitName } from "./grammar/resolve.js";
import { both } from "./grammar/say.js";

/**
 * A new call. `send(body)` answers {ok, message}; `taken(answer)` is told when it was accepted;
 * `ask(body)` answers what is known already of what is typed so far.
 */
export function createTakeDialog(dialog, { places, matches, send, taken, ask, show: bringUp }) {
  const form = dialog.querySelector("form");
  const { location } = form.elements;
  const suggestions = placeList(location, dialog.querySelector(".places"), places);
  const said = () => ({ ...Object.fromEntries(filled(form)), ...suggestions.point() });
  const beside = createBeside(dialog, { ask, said, show: bringUp });

  function lookForMatches() {
    const { caller, callback, notes } = form.elements;
    const words = [caller, callback, notes].map((field) => field.value).join(" ; ");
    matches.look({ words, place: location.value });
  }

  form.addEventListener("input", lookForMatches);
  onSubmit(dialog, form, async () => {
    const missing = firstMissing(form);
    if (missing) return missing;
    const answer = await send({ ...said(), answers: beside.answers() });
    if (!answer.ok) return answer.message;
    form.reset();
    beside.clear();
    taken(answer);
    return null;
  });

  return function open({ place, call_type: type, note } = {}) {
    if (place) location.value = place;
    if (type) form.elements.call_type.value = type.code;
    if (note) form.elements.notes.value = note;
    suggestions.close();
    beside.look();
    lookForMatches();
    show(dialog, place ? form.elements.call_type : location);
  };
}

/** The end of a call. `close(call, [code], note)` answers {ok, message}. */
export function createCloseDialog(dialog, { facts, close }) {
  const form = dialog.querySelector("form");
  let call = null;

  onSubmit(dialog, form, async () => {
    const dispositions = new FormData(form).getAll("disposition");
    if (dispositions.length === 0) return t("How did it end? Choose a disposition.");
    const answer = await close(call, dispositions, form.elements.note.value.trim());
    if (!answer.ok) return answer.message;
    form.reset();
    return null;
  });
  form.addEventListener("keydown", (event) => walk(event, form));

  return function open({ call: named, dispositions = [], note } = {}) {
    const board = facts();
    call = named ?? board.calls.find((each) => each.number === board.chosen) ?? null;
    if (!call) return;
    form.reset();
    const units = board.units.filter((unit) => unit.call === call.number);
    const freed = units.map((unit) => unitName(unit, board));
    const frees = freed.length ? t(" Closing frees {freed}.", { freed: both(freed) }) : "";
    const what = `${call.number} · ${call.type_name} · ${call.location}.${frees}`;
    text(dialog.querySelector("#close-what"), what);
    const chosen = dispositions.map(({ code }) => code);
    for (const box of boxes(form)) box.checked = chosen.includes(box.value);
    if (note) form.elements.note.value = note;
    show(dialog, boxes(form).find((box) => box.checked) ?? boxes(form)[0]);
  };
}

function boxes(form) {
  return [...form.querySelectorAll('[name="disposition"]')];
}

/** Arrows walk through the dispositions; the space bar ticks as many as there are. */
function walk(event, form) {
  const all = boxes(form);
  const at = all.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (at < 0 || !step) return;
  event.preventDefault();
  all.at((at + step) % all.length).focus();
}

function show(dialog, first) {
  complain(dialog, null);
  dialog.showModal();
  first?.focus();
}

/** `act` answers null when done, or the sentence that says why not. One press sends once. */
function onSubmit(dialog, form, act) {
  const button = dialog.querySelector("footer .primary");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy") === "true") return;
    attribute(button, "aria-busy", "true");
    const trouble = await act();
    attribute(button, "aria-busy", null);
    complain(dialog, trouble);
    if (trouble === null) dialog.close();
  });
  // Enter in a list of choices does nothing by itself; in notes it is a new line without Ctrl.
  form.addEventListener("keydown", (event) => {
    const sends = event.target.matches("select") || event.ctrlKey || event.metaKey;
    if (event.key !== "Enter" || !sends) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

function complain(dialog, trouble) {
  const error = dialog.querySelector("[data-error]");
  text(error, trouble);
  attribute(error, "hidden", trouble === null);
}

function firstMissing(form) {
  const field = [...form.elements].find((each) => each.required && each.value.trim() === "");
  field?.focus();
  return field ? t("{field} is needed.", { field: field.labels[0].textContent.trim() }) : null;
}

/** What the call itself is; answers are told apart. */
function filled(form) {
  return [...new FormData(form)].filter(([name, value]) => value.trim() && !isAnswer(name));
}

/** Known places under the location: arrows choose, Enter or a click takes, typing goes on. */
function placeList(input, list, places) {
  let at = -1;
  const placeOf = new WeakMap();
  let taken = null; // the suggestion that was taken, as long as its words stand

  const hint = document.getElementById(input.getAttribute("aria-describedby"));
  const usual = hint.textContent;
  const options = () => [...list.children];

  function offer(answer) {
    draw(answer.places ?? []);
    text(hint, answer.said || usual);
  }

  function draw(found) {
    at = -1;
    list.replaceChildren(...found.map(option));
    attribute(list, "hidden", found.length === 0);
    attribute(input, "aria-expanded", String(found.length > 0));
    attribute(input, "aria-activedescendant", null);
  }

  function option(place, index) {
    const words = [h("span", {}, place.label), place.detail ? h("small", {}, place.detail) : null];
    const element = h("li", { role: "option", id: `place-${index}` }, ...words);
    placeOf.set(element, place);
    return element;
  }

  function move(by) {
    at = Math.max(-1, Math.min(options().length - 1, at + by));
    for (const [index, each] of options().entries()) {
      attribute(each, "aria-selected", String(index === at));
    }
    attribute(input, "aria-activedescendant", at < 0 ? null : `place-${at}`);
  }

  function take(chosen) {
    taken = placeOf.get(chosen);
    input.value = taken.label;
    text(hint, taken.outside || usual);
    draw([]);
  }

  input.addEventListener("input", () => places.suggest(input.value.trim(), offer, input.form.elements.agency?.value));
  input.addEventListener("blur", () => draw([]));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(step);
    else if (event.key === "Enter" && at >= 0) take(options()[at]);
    else if (event.key === "Escape") draw([]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen);
  });

  /** Where the taken suggestion is: two streets may have one name. */
  function point() {
    return taken?.label === input.value ? { lat: taken.lat, lon: taken.lon } : {};
  }

  return { point, close: () => draw([]) };
}
