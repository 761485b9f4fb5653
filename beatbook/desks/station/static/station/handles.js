// The outline on the map: its corners are dragged with mouse or finger, the dots between two of
// them make new ones, and while drawing a click adds a corner.

import * as outline from "./outline.js";

/** @param {{rings: () => object[], change: (rings, settled: boolean) => void}} does */
export function createHandles(map, { rings, change }) {
  let held = null; // the handle under the finger
  let drawing = false;

  function draw() {
    const { outline: lines, handles } = outline.features(rings());
    map.getSource("outline")?.setData(lines);
    map.getSource("handles")?.setData(handles);
  }

  function take(event) {
    const [handle] = event.features;
    event.preventDefault();
    const { ring, at, isNew } = handle.properties;
    held = { ring, at };
    if (isNew) change(outline.insert(rings(), ring, at, spotOf(event)), false);
    else change(rings(), false);
  }

  function drag(event) {
    if (held) change(outline.replace(rings(), held.ring, held.at, spotOf(event)), null);
  }

  function drop() {
    if (held) change(rings(), true);
    held = null;
  }

  function add(event) {
    if (!drawing || map.queryRenderedFeatures(event.point, { layers: ["handle"] }).length) return;
    const last = rings().length - 1;
    change(outline.insert(rings(), last, rings()[last].length, spotOf(event)), false);
    change(rings(), true);
  }

  for (const [down, move, up] of [
    ["mousedown", "mousemove", "mouseup"],
    ["touchstart", "touchmove", "touchend"],
  ]) {
    map.on(down, "handle", take);
    map.on(move, drag);
    map.on(up, drop);
  }
  map.on("click", add);
  map.on("mouseenter", "handle", () => (map.getCanvas().style.cursor = "move"));
  map.on("mouseleave", "handle", () => (map.getCanvas().style.cursor = ""));

  return { draw, setDrawing: (on) => (drawing = on) };
}

function spotOf({ lngLat }) {
  return outline.placed({ lat: lngLat.lat, lon: lngLat.lng });
}
