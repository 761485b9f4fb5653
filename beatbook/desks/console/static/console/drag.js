// A unit is dragged onto a call: the same line as typed, so the same checks and the same answer.

import { attribute } from "../ui/dom.js";
import { callName, unitName } from "./grammar/resolve.js";

/** @param {{board, facts: () => object, run: (line: string) => void}} does */
export function dragUnits({ board, facts, run }) {
  const calls = document.querySelector(".desk > .calls");
  let dragged = null;
  let over = null;

  function target(event) {
    return dragged && event.target.closest?.("#waiting > .call, #active > .call");
  }

  function mark(call) {
    if (call === over) return;
    if (over) attribute(over, "data-drop", null);
    if (call) attribute(call, "data-drop", true);
    over = call;
  }

  document.getElementById("beats").addEventListener("dragstart", (event) => {
    const row = event.target.closest?.(".unit");
    dragged = row ? board.row("unit", row.dataset.key) : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "link";
    event.dataTransfer.setData("text/plain", dragged.callsign);
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
  calls.addEventListener("dragover", (event) => {
    const call = target(event);
    mark(call || null);
    if (!call) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "link";
  });
  calls.addEventListener("dragleave", (event) => {
    if (!calls.contains(event.relatedTarget)) mark(null);
  });
  calls.addEventListener("drop", (event) => {
    const call = target(event);
    if (!call) return;
    event.preventDefault();
    const known = facts();
    const row = board.row("call", call.dataset.key);
    run(`D ${unitName(dragged, known)} ${callName(row, known)}`);
  });
}
