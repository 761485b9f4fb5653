// The outline as a list of corners: the way to draw for who cannot drag, and what the form sends.

import { attribute, h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import * as outline from "./outline.js";
import { suggestPlaces } from "./suggest.js";

/** @param {{where, change: (rings) => void, type: (ring, at, text) => void}} does */
export function createCorners(root, { where, change, type }) {
  let rings = [];

  function draw(next) {
    const kept = focused();
    rings = next;
    root.replaceChildren(...rings.map(list));
    if (kept) root.querySelector(kept)?.focus();
  }

  function list(corners, ring) {
    const rows = corners.map((corner, at) => row(corner, ring, at));
    const label = ring === 0 ? t("Corners of the outline") : t("Corners of hole or part {ring}", { ring: ring + 1 });
    return h("ol", { class: "ring", "aria-label": label }, ...rows, adder(corners, ring));
  }

  function row(corner, ring, at) {
    const name = t("Corner {at}", { at: at + 1 });
    const input = h("input", { name: `corner-${ring}`, value: corner.text, "aria-label": name });
    attribute(input, "aria-invalid", corner.lat === null ? "true" : null);
    attribute(input, "data-spot", `${ring}-${at}-text`);
    input.addEventListener("change", () => type(ring, at, input.value));
    suggestPlaces(input, where);
    return h(
      "li",
      {},
      input,
      act("arrow-up", t("{name} up", { name }), ring, at, () => outline.shift(rings, ring, at, -1), at === 0),
      act("arrow-down", t("{name} down", { name }), ring, at, () => outline.shift(rings, ring, at, 1),
        at === rings[ring].length - 1),
      act("x", t("Remove {name}", { name: name.toLowerCase() }), ring, at, () => outline.remove(rings, ring, at)),
    );
  }

  function adder(corners, ring) {
    const input = h("input", { "aria-label": t("Corner {corners}, a new one", { corners: corners.length + 1 }) });
    attribute(input, "data-spot", `${ring}-new`);
    attribute(input, "placeholder", t("One more corner"));
    attribute(input, "name", `corner-${ring}`);
    input.addEventListener("change", () => {
      if (input.value.trim()) type(ring, corners.length, input.value);
    });
    suggestPlaces(input, where);
    return h("li", {}, input);
  }

  function act(sign, name, ring, at, does, disabled = false) {
    const click = () => change(does());
    const button = { type: "button", class: "button quiet small", "aria-label": name, disabled };
    return h("button", { ...button, "data-spot": `${ring}-${at}-${sign}`, onclick: click }, icon(sign));
  }

  function focused() {
    const spot = document.activeElement?.dataset.spot;
    return spot && root.contains(document.activeElement) ? `[data-spot="${spot}"]` : null;
  }

  // Enter in a corner goes on to the next one: saving is the button's.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const [ring] = event.target.dataset.spot.split("-");
    event.target.dispatchEvent(new Event("change"));
    root.querySelector(`[data-spot="${ring}-new"]`)?.focus();
  });

  return { draw };
}
