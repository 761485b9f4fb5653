// Listens to the board, and draws the table of what makes a sound with a box and a try for each.

import { attribute, h, icon, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { heard, pictureOf, SOUNDS } from "./sounds.js";

/** Make what happens from now on heard. */
export function listenToBoard({ board, clock, ticker, loudspeaker, isLive }) {
  let before = picture();

  function picture() {
    return pictureOf({
      calls: [...board.rows("call").values()],
      units: [...board.rows("unit").values()],
      live: isLive(),
      now: clock.now(),
    });
  }

  function listen() {
    const after = picture();
    loudspeaker.play(heard(before, after));
    before = after;
  }

  board.subscribe("call", listen);
  board.subscribe("unit", listen);
  ticker.watch(document.getElementById("sounds"), listen); // what falls due, and a lost connection
}

/** @param {HTMLDialogElement} dialog with a range, a table body and nothing else to fill */
export function drawSounds(dialog, { loudspeaker, opener }) {
  const volume = dialog.querySelector("[type=range]");
  const said = dialog.querySelector("output");

  function row(sound) {
    const { code, name, always } = sound;
    const box = h("input", { type: "checkbox", id: `sound-${code}`, disabled: always });
    box.checked = loudspeaker.isChosen(code);
    box.addEventListener("change", () => loudspeaker.mute(code, !box.checked));
    const hear = () => loudspeaker.sound(sound);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("label", { class: "choice", for: box.id }, box, h("span", {}, name))),
      h(
        "td",
        {},
        h(
          "button",
          { type: "button", class: "button small", "aria-label": t("Hear: {name}", { name }), onclick: hear },
          icon("volume-2"),
          t("Hear"),
        ),
      ),
    );
  }

  function show() {
    text(said, loudspeaker.volume === 0 ? "off" : `${loudspeaker.volume} %`);
    attribute(opener, "data-off", loudspeaker.volume === 0 ? "" : null);
    attribute(opener, "aria-label", loudspeaker.volume === 0 ? t("Sounds: off") : t("Sounds"));
  }

  volume.value = loudspeaker.volume;
  volume.addEventListener("input", () => {
    loudspeaker.volume = Number(volume.value);
    show();
  });
  dialog.querySelector("tbody").replaceChildren(...SOUNDS.map(row));
  show();
}
