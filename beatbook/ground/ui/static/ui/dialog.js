// Dialogs are <dialog> elements: the browser keeps the focus inside, closes on Escape and gives the
// focus back. Here is only what it does not do by itself.

import { h } from "./dom.js";
import { t } from "./language.js";

/**
 * Let data-opens="id" open a dialog and data-closes close the one it is in, below root. One
 * listener serves the elements that come later too.
 */
export function wireDialogs(root = document) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog.dialog")) closeIfOutside(event);
  });
}

/** Ask before something that cannot be taken back. True when the person chose to do it. */
export function confirm({ title, words, doing, danger = false }) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "confirm-title" },
      h("header", {}, h("h2", { id: "confirm-title" }, title)),
      h("div", { class: "inside" }, h("p", {}, words)),
      h(
        "footer",
        {},
        h("button", { class: "button", onclick: () => dialog.close("") }, t("Cancel")),
        h(
          "button",
          { class: `button ${danger ? "danger" : "primary"}`, onclick: () => dialog.close("yes") },
          doing,
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A click on the backdrop is a click on the dialog itself, outside its box. */
function closeIfOutside(event) {
  const box = event.target.getBoundingClientRect();
  const inside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  if (!inside) event.target.close();
}
