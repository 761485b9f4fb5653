// One area: its outline is drawn on the map and listed corner by corner; both are one thing.

import { attribute, pageData, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { createCorners } from "./corners.js";
import { drawGround } from "./ground-map.js";
import { createHandles } from "./handles.js";
import * as outline from "./outline.js";
import { find } from "./suggest.js";

const form = document.getElementById("area-form");
const shapes = pageData("shapes") ?? {};
const map = await drawGround();
await map.ready;
const typed = (pageData("typed-rings") ?? []).map((ring) => ring.map(outline.typed));
if (form) edit(typed.length > 0 ? typed : [[]]);
else fit(Object.values(shapes).at(0));
showHistory();
document.documentElement.dataset.ready = "";

function edit(start) {
  const said = document.getElementById("corners-said");
  const undo = document.getElementById("undo");
  const pen = document.getElementById("draw");
  const past = [];
  let rings = start;
  let before = null; // the state that a drag began with
  const corners = createCorners(document.getElementById("rings"), {
    where: form.dataset.where,
    change: (next) => become(next),
    type,
  });
  const handles = map.map && createHandles(map.map, { rings: () => rings, change: drag });

  function become(next) {
    if (next === rings) return;
    past.push(rings);
    rings = next;
    draw();
  }

  /** `settled` false: a drag begins; null: it goes on; true: it is over, and can be undone. */
  function drag(next, settled) {
    if (settled === false) before ??= rings;
    rings = next;
    handles.draw();
    if (settled !== true) return;
    if (before !== rings) past.push(before);
    before = null;
    draw();
  }

  function draw() {
    handles?.draw();
    corners.draw(rings);
    undo.disabled = past.length === 0;
    const count = rings.flat().length;
    text(said, count ? t("{count} corners.", { count }) : t("No corner yet."));
  }

  function type(ring, at, words) {
    const corner = outline.typed(words.trim());
    const known = rings[ring][at];
    if (known?.text === corner.text) return;
    const put = known ? outline.replace : outline.insert;
    become(put(rings, ring, at, corner));
    lookUp(ring, at);
  }

  /** The words stay as they were typed; the map shows where they are. */
  async function lookUp(ring, at) {
    const corner = rings[ring]?.[at];
    if (!corner || corner.lat !== null) return;
    const [best] = await find(form.dataset.where, corner.text);
    if (rings[ring]?.[at] !== corner) return;
    if (!best) return text(said, t("“{text}” is not on the map.", { text: corner.text }));
    rings = outline.replace(rings, ring, at, { ...corner, lat: best.lat, lon: best.lon });
    draw();
  }

  undo.addEventListener("click", () => {
    rings = past.pop() ?? rings;
    draw();
  });
  document.getElementById("add-ring").addEventListener("click", () => {
    become(outline.addRing(rings));
    const added = document.querySelector(`[data-spot="${rings.length - 1}-new"]`);
    added?.focus();
  });
  pen.addEventListener("click", () => setDrawing(pen.getAttribute("aria-pressed") !== "true"));

  function setDrawing(on) {
    attribute(pen, "aria-pressed", String(on));
    handles?.setDrawing(on);
  }

  let saved = JSON.stringify(rings);
  addEventListener("beforeunload", (event) => {
    if (JSON.stringify(rings) !== saved) event.preventDefault();
  });
  form.addEventListener("submit", () => (saved = JSON.stringify(rings)));

  setDrawing(rings.flat().length < 3);
  pen.hidden = map.map === null;
  draw();
  findWords();
  fitTo(rings.flat());

  /** After a refusal the form comes back with its words: they are found again. */
  async function findWords() {
    for (const [ring, listed] of start.entries()) {
      for (const at of listed.keys()) await lookUp(ring, at);
    }
  }
}

/** The outlines of other days, one at a time, over the map. */
function showHistory() {
  const buttons = [...document.querySelectorAll("[data-shape]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const each of buttons) attribute(each, "aria-pressed", String(on && each === button));
      const shape = shapes[button.dataset.shape];
      map.showDraft({ type: "Feature", properties: {}, geometry: on ? shape : null });
      if (on) fit(shape);
      document.getElementById("map").scrollIntoView({ block: "nearest" });
    });
  }
}

function fit(shape) {
  if (!shape) return;
  const rings = shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();
  fitTo(rings.flat().map(([lon, lat]) => ({ lat, lon })));
}

function fitTo(points) {
  const found = points.filter((point) => point.lat !== null);
  if (found.length > 1) map.camera.fit(found, { animate: false });
}
