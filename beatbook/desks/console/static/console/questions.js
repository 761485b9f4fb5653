// The questions of the chosen call's type, folded to one line: each answer is the command "ANS" as a
// button. What was answered stays marked; the last answer counts.

import { attribute, h, text } from "../ui/dom.js";
import { t } from "../ui/language.js";

const REPLIES = ["yes", "no", "unknown"];

/** @param {{choice, record, run: (line: string) => void}} does */
export function drawQuestions({ choice, record, run }) {
  const root = document.getElementById("chosen-questions");
  const [summary, rows] = root.children;
  let drawn = "";

  function draw() {
    const detail = choice.call ? record.detail() : null;
    const questions = detail?.questions ?? [];
    const wanted = JSON.stringify([detail?.number, detail?.hint, questions]);
    if (wanted === drawn) return;
    drawn = wanted;
    const hint = detail?.hint ? [h("p", { class: "dim" }, detail.hint)] : [];
    attribute(root, "hidden", questions.length + hint.length === 0);
    text(summary, wordsOf(questions));
    rows.replaceChildren(...hint, ...questions.map(row));
  }

  function row({ code, text: asked, reply }) {
    const buttons = REPLIES.map((each) =>
      h(
        "button",
        {
          type: "button",
          class: "button small",
          "aria-pressed": String(reply === each),
          "aria-label": `${asked} ${each}`,
          onclick: () => run(`ANS ${code} ${each}`),
        },
        each,
      ),
    );
    return h("div", { class: "question", "data-question": code }, h("span", {}, asked), ...buttons);
  }

  record.listen(draw);
  choice.listen(() => {
    root.open = false;
    draw();
  });
  draw();
}

/** "Ask: hurt, blocked" names what is still open, so that one need not unfold it to know. */
function wordsOf(questions) {
  const open = questions.filter(({ reply }) => !reply).map(({ code }) => code.toLowerCase());
  if (open.length > 0) return t("Ask: {open}", { open: open.join(", ") });
  return questions.length > 0 ? t("All questions answered") : t("Keep in mind");
}
