// Calls that belong to the chosen one: those that may be the same, merged into it, or linked. Each
// line is a command as a button.

import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";

/** @param {{choice, record, run: (line: string) => void}} does */
export function drawRelated({ choice, record, run }) {
  const root = document.getElementById("chosen-related");
  let drawn = "";

  function draw() {
    const detail = choice.call ? record.detail() : null;
    const { duplicates = [], merged = [], linked = [] } = detail ?? {};
    const wanted = JSON.stringify([detail?.number, duplicates, merged, linked]);
    if (wanted === drawn) return;
    drawn = wanted;
    const own = `#${detail?.short}`;
    root.replaceChildren(
      ...merged.map((call) => line("copy", mergedWords(call), [[t("Unmerge"), `UNMERGE ${call.short}`]])),
      ...linked.map((call) => line("link", t("Linked: {call}", { call: named(call) }), [[t("Unlink"), `UNLINK ${call.short}`]])),
      ...duplicates.map((call) => line("copy", maybeTheSame(call), acts(call, own))),
    );
  }

  function line(name, words, buttons) {
    return h(
      "div",
      { class: "notice tight", title: words },
      icon(name),
      h("div", {}, words),
      ...buttons.map(([label, command]) =>
        h("button", { type: "button", class: "button small", onclick: () => run(command) }, label),
      ),
    );
  }

  record.listen(draw);
  choice.listen(draw);
  draw();
}

/** Where first: there is little room, and the type is most often that of the chosen call. */
function maybeTheSame(call) {
  const about = `${call.location}, ${call.type_name}, ${call.status}: ${call.alike.join("; ")}`;
  return t("The same as {short}? {call}", { short: call.short, call: about });
}

/** A closed call takes no other in; it can still be linked where it is on the board. */
function acts(call, own) {
  if (call.status === "closed") return [];
  return [
    [t("Merge into it"), `MERGE ${own} INTO #${call.short}`],
    [t("Link"), `LINK #${call.short}`],
  ];
}

function mergedWords(call) {
  const caller = [call.caller, call.callback].filter(Boolean).join(" · ");
  return [t("Merged: {call}", { call: named(call) }), caller].filter(Boolean).join(" · ");
}

function named({ short, type_name: type, location }) {
  return `${short} ${type}, ${location}`;
}
