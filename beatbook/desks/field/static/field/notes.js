// Writing a note: the words are on this phone from the first letter until the server has them.

import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t, tn } from "../ui/language.js";

/**
 * @param {{drafts, isDurable: () => boolean, send: (number, words) => void}} does
 * @returns draw(picture), draft(number), restore(number, words)
 */
export function createNotes({ drafts, isDurable, send }) {
  const find = (id) => document.getElementById(id);
  const words = find("words");
  const leftOver = keyedList(find("left-over-notes"), leftOverRows({ drafts, send, redraw }));
  let number = null;

  find("note").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  words.addEventListener("input", () => {
    drafts.set(number, words.value);
    sayKept();
  });

  function submit() {
    const typed = words.value;
    if (!typed.trim()) return words.focus();
    send(number, typed);
    words.value = "";
    drafts.set(number, "");
    sayKept();
  }

  function sayKept() {
    const kept = isDurable() ? t("Kept on this phone") : t("Kept while this page is open");
    text(find("words-kept"), words.value ? kept : "");
  }

  function redraw() {
    const numbers = drafts.numbers().filter((one) => one !== number);
    leftOver.show(numbers.map((one) => ({ number: one, words: drafts.get(one) })));
    attribute(find("left-over"), "hidden", numbers.length === 0);
  }

  function draw({ call }) {
    const next = call?.number ?? null;
    if (next !== number) {
      number = next;
      words.value = number ? drafts.get(number) : "";
      text(find("words-label"), t("Note on {number}", { number: number ?? "" }));
      sayKept();
    }
    attribute(find("writing"), "hidden", number === null);
    redraw();
  }

  /** Give words back that the server did not take. */
  function restore(call, text_) {
    const together = [drafts.get(call), text_].filter(Boolean).join("\n");
    drafts.set(call, together);
    if (call === number) words.value = together;
    sayKept();
    redraw();
  }

  return { draw, restore, draft: (call) => drafts.get(call).trim() };
}

/** Words for a call that is not mine any more: they can still be sent, or thrown away. */
function leftOverRows({ drafts, send, redraw }) {
  function make(row) {
    const forget = () => {
      drafts.set(row.number, "");
      redraw();
    };
    const deliver = () => {
      send(row.number, drafts.get(row.number));
      forget();
    };
    return h(
      "li",
      {},
      h("p", {}),
      h("small", {}),
      h("button", { class: "button primary large", type: "button", onclick: deliver }, t("Send note")),
      h("button", { class: "button large", type: "button", onclick: forget }, t("Throw away")),
    );
  }

  function patch(element, row) {
    const [said, about] = element.children;
    text(said, row.words);
    text(about, tn("Note on {number}, {count} letter", "Note on {number}, {count} letters", row.words.length, row));
  }

  return { key: (row) => row.number, make, patch };
}
