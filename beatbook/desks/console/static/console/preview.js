// What Enter would do, said beside the line while it is typed, with the words that could follow.

import { h, icon, text } from "../ui/dom.js";
import { t } from "../ui/language.js";

const SPEAK_AFTER_MS = 600;

/**
 * @param {{apply: (line) => void, history: string}} does `history` is the address of all calls, or "".
 * @returns a function that draws a parsed line; its `insist()` points at an open problem until
 *   `ease()`, however often the board changes under it.
 */
export function drawPreview(form, { apply, history }) {
  const preview = form.querySelector("#preview");
  const spoken = form.querySelector("#spoken");
  const completions = form.querySelector("#completions");
  let timer = 0;

  function draw(parsed) {
    preview.replaceChildren(...words(parsed, history));
    const begun = parsed.verb !== null || parsed.problems.length > 0;
    const offers = parsed.completions.map((each, index) => offer(each, begun && index === 0));
    completions.replaceChildren(...offers);
    clearTimeout(timer);
    timer = setTimeout(() => text(spoken, inWords(parsed)), SPEAK_AFTER_MS);
  }

  function offer({ label, detail, line }, byTab) {
    return h(
      "button",
      { type: "button", tabindex: "-1", onclick: () => apply(line) },
      byTab ? h("kbd", {}, "Tab") : null,
      h("b", {}, label),
      detail ? h("span", {}, detail) : null,
    );
  }

  draw.said = (words) => {
    preview.replaceChildren(h("span", { class: "done" }, icon("check"), words));
    text(spoken, words);
  };
  draw.insist = () => {
    preview.classList.add("insisting");
    text(spoken, preview.textContent);
  };
  draw.ease = () => preview.classList.remove("insisting");
  return draw;
}

function words({ parts, problems, remarks, warnings, verb }, history) {
  if (problems.length > 0) return trouble(problems, parts, verb, history);
  if (parts.length === 0) return [];
  return [
    ...parts.map(part),
    ...remarks.map((remark) => h("span", { class: "remark" }, remark)),
    ...warnings.map((warning) => h("span", { class: "warning" }, warning)),
    h("kbd", {}, "Enter"),
  ];
}

function trouble(problems, parts, verb, history) {
  const [first] = problems;
  const missing = first.kind === "missing";
  const readable = missing || first.kind === "stale";
  return [
    h("span", { class: missing ? "wanted" : "problem" }, first.text),
    ...(history && first.history ? [lookIn(history, first.history)] : []),
    ...(verb && readable ? parts.map(part) : []),
  ];
}

/** In a tab of its own: the console stays where it is. */
function lookIn(history, said) {
  const href = `${history}?q=${encodeURIComponent(said.replace("#", ""))}`;
  return h("a", { href, target: "_blank" }, t("Look among the closed"));
}

function part({ text: said, role }) {
  const tag = role === "units" ? "strong" : "span";
  return h(tag, { "data-role": role }, said);
}

function inWords({ sentence, problems, remarks, warnings }) {
  if (problems.length > 0) return problems[0].text;
  return [sentence, ...remarks, ...warnings].filter(Boolean).join(". ");
}
