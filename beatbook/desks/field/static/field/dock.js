// The big buttons under the thumb: the steps of a call, or the ways to be without one.

import { attribute, h, icon, text } from "../ui/dom.js";
import { said } from "./words.js";

const CAN_BE_TAPPED = new Set(["next", "open", "unsent"]);
const DONE = new Set(["done", "now"]);
const ON_THE_WAY = new Set(["sending", "unsent"]);

/**
 * `tapped(step)` hears a tap on a step that can be tapped. The answer draws a picture (see mine.js).
 */
export function createDock(root, { wall, tapped }) {
  const groups = { steps: root.querySelector("#steps"), duty: root.querySelector("#duty") };
  const icons = new Map();
  let shown = new Map();

  for (const button of root.querySelectorAll(".step")) {
    icons.set(button, button.querySelector("svg"));
    button.addEventListener("click", () => {
      const step = shown.get(button);
      if (step && canBeTapped(step)) tapped(step);
    });
  }

  function drawGroup(group, steps) {
    attribute(group, "hidden", steps.length === 0);
    const codes = new Set(steps.map((step) => step.code));
    for (const button of group.children) attribute(button, "hidden", !codes.has(button.dataset.step));
    for (const step of steps) {
      const button = group.querySelector(`[data-step="${step.code}"]`);
      shown.set(button, step);
      drawStep(button, step, icons.get(button), wall);
    }
  }

  return function draw({ steps, duty }) {
    shown = new Map();
    drawGroup(groups.steps, steps);
    drawGroup(groups.duty, duty);
  };
}

function canBeTapped({ state, back }) {
  return CAN_BE_TAPPED.has(state) || Boolean(back && !ON_THE_WAY.has(state));
}

/** A button keeps its place and its focus; what cannot be tapped is only called disabled. */
function drawStep(button, step, usualIcon, wall) {
  attribute(button, "data-state", step.state);
  attribute(button, "aria-disabled", canBeTapped(step) ? null : "true");
  attribute(button, "aria-current", step.state === "now" ? "step" : null);
  text(button.querySelector("small"), said(step, wall));
  const look = lookOf(step.state);
  if (button.dataset.look === look) return;
  button.dataset.look = look;
  button.querySelector("svg").replaceWith(look === "usual" ? usualIcon : icon(look));
}

function lookOf(state) {
  if (DONE.has(state)) return "check";
  return ON_THE_WAY.has(state) ? "loader-circle" : "usual";
}

/** A choice in a sheet: a large button. */
export function choice(words, choose) {
  return h("button", { class: "button large", type: "button", onclick: choose }, words);
}
