// What is known already while a call is being typed: calls that may be the same, premise notes, the
// questions of the type. It stands beside the form and never holds it up: asked a moment after the
// last key, a late or missing answer changes nothing.

import { attribute, h, icon } from "../ui/dom.js";
import { t, tn } from "../ui/language.js";
import { premise } from "./chosen.js";

const AFTER_MS = 250;
const ASKED = new Set(["location", "call_type", "callback", "notes", "agency"]);
const ANSWER = "answer.";

export const isAnswer = (name) => name.startsWith(ANSWER);

/**
 * @param {{ask: (body, signal) => Promise<object>, said: () => object,
 *   show: (number: string) => void}} does `show` brings a call up behind the form.
 */
export function createBeside(dialog, { ask, said, show }) {
  const form = dialog.querySelector("form");
  const questions = dialog.querySelector(".questions");
  const beside = dialog.querySelector(".beside");
  let timer = 0;
  let running = new AbortController();
  let asked = ""; // the questions that stand, so that answers given are not drawn anew

  function look() {
    clearTimeout(timer);
    running.abort();
    timer = setTimeout(fetchNow, AFTER_MS);
  }

  async function fetchNow() {
    running = new AbortController();
    const { signal } = running;
    const body = Object.fromEntries(Object.entries(said()).filter(([name]) => knows(name)));
    try {
      const found = await ask(body, signal);
      if (!signal.aborted) draw(found);
    } catch (error) {
      if (!signal.aborted) console.warn(`beside the form: ${error.message}`);
    }
  }

  function draw(found) {
    drawQuestions(found.questions);
    beside.replaceChildren(
      ...[
        found.hint ? h("p", { class: "notice note tight" }, icon("info"), h("div", {}, found.hint)) : null,
        ...found.premise_notes.map(premise),
        found.earlier_calls ? h("p", { class: "dim" }, earlier(found.earlier_calls)) : null,
        ...found.duplicates.map(duplicate),
      ].filter(Boolean),
    );
  }

  function duplicate(call) {
    const bringUp = () => {
      dialog.close();
      show(call.number);
    };
    const open = call.status !== "closed";
    return h(
      "div",
      { class: "notice warn tight", "data-duplicate": call.number },
      icon("copy"),
      h("div", {}, h("strong", {}, t("The same as {short}?", { short: call.short })), ` ${aboutCall(call)}`),
      open ? h("button", { type: "button", class: "button small", onclick: bringUp }, t("Show it")) : null,
    );
  }

  function drawQuestions(found) {
    const wanted = found.map(({ code }) => code).join();
    if (wanted === asked) return;
    asked = wanted;
    const [legend] = questions.children;
    questions.replaceChildren(legend, ...found.map(question));
    attribute(questions, "hidden", found.length === 0);
  }

  function answers() {
    const given = [...new FormData(form)].filter(([name]) => isAnswer(name));
    return Object.fromEntries(given.map(([name, reply]) => [name.slice(ANSWER.length), reply]));
  }

  function clear() {
    clearTimeout(timer);
    running.abort();
    drawQuestions([]);
    beside.replaceChildren();
  }

  form.addEventListener("input", ({ target }) => knows(target.name) && look());
  form.addEventListener("change", ({ target }) => knows(target.name) && look());
  return { look, answers, clear };
}

const knows = (name) => ASKED.has(name) || name === "lat" || name === "lon";

function question({ code, text }) {
  const choices = ["yes", "no", "unknown"].map((reply) =>
    h("label", {}, h("input", { type: "radio", name: `${ANSWER}${code}`, value: reply }), reply),
  );
  return h("div", { class: "question", role: "group", "aria-label": text }, h("span", {}, text), ...choices);
}

function earlier(count) {
  return tn("{count} call at this address in 90 days.", "{count} calls at this address in 90 days.", count);
}

/** What a call that may be the same has in common with this one. */
function aboutCall(call) {
  return `${call.type_name}, ${call.location}, ${call.status}: ${call.alike.join("; ")}`;
}
