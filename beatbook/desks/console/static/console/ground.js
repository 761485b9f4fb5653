// The map between the lists. It follows the calls until somebody moves it, and then stays put until
// it is given back with its button.

import { closureFeatures, draftFeature } from "../ui/closures.js";
import { attribute } from "../ui/dom.js";
import { createLayers } from "../ui/layers.js";
import { createMap } from "../ui/map.js";

const OLD_AFTER_MS = 10 * 60_000;

/**
 * @param {{board, choice, record, clock, ticker, map: {tiles, attribution, view, beats}, open,
 *   openClosure, pick}} does  `open(unit)` shows what can be done with a unit; `openClosure(row)`
 *   what is known of a closed street; `pick(point)` hears a click elsewhere on the map.
 */
export async function drawGround(does) {
  const { board, choice, record, clock, ticker, map: options, open } = does;
  const follow = document.getElementById("whole-town");
  const map = await createMap(document.getElementById("map"), { ...options, onChoose });
  const calls = () => [...board.rows("call").values()];

  let drawn = "";

  function onChoose(kind, id) {
    if (kind === "call") choice.choose(id);
    else if (kind === "closure") does.openClosure(board.row("closure", id));
    else open(board.row("unit", id));
  }

  /** Again when one is set or lifted, and when one begins or ends by the clock. */
  function drawClosures(now) {
    const features = closureFeatures(board.rows("closure").values(), now);
    const wanted = JSON.stringify(features);
    if (wanted === drawn) return;
    drawn = wanted;
    map.showClosures(features);
  }

  function pick({ lngLat, point }) {
    const marks = map.map.queryRenderedFeatures(point, { layers: ["call", "unit"] });
    if (marks.length === 0) does.pick({ lat: lngLat.lat, lon: lngLat.lng });
  }

  function drawCalls() {
    map.showCalls(calls(), choice.number);
    drawFollowing();
  }

  function drawUnits() {
    const chosen = choice.number;
    const rows = [...board.rows("unit").values()].filter((unit) => unit.status !== "OD");
    const placed = rows.map(withPosition);
    map.showUnits(placed, placed.find((unit) => chosen !== null && unit.call === chosen)?.id);
    drawLeads(placed);
  }

  function withPosition(unit) {
    const seen = board.position(unit.id);
    if (!seen) return unit;
    const old = clock.now() - Date.parse(seen.at) > OLD_AFTER_MS;
    return { ...unit, lat: seen.lat, lon: seen.lon, old };
  }

  /** One line through the call, from the soonest recommended units: who would come from where. */
  function drawLeads(units) {
    const { call } = choice;
    const waits = call?.status === "waiting" && Number.isFinite(call.lat);
    const soonest = record
      .recommended()
      .slice(0, 2)
      .map((unit) => unit.unit_id);
    const from = units.filter((unit) => soonest.includes(unit.id) && Number.isFinite(unit.lat));
    if (!waits || from.length === 0) return map.showRoute([]);
    const [first, second] = from.map((unit) => [unit.lon, unit.lat]);
    map.showRoute([first, [call.lon, call.lat], ...(second ? [second] : [])]);
  }

  function drawFollowing() {
    attribute(follow, "aria-pressed", String(!map.camera.moved));
  }

  follow.addEventListener("click", () => {
    map.camera.followAgain(calls());
    drawFollowing();
  });
  map.map?.on("movestart", drawFollowing);
  map.map?.on("styledata", () => dashLeads(map.map));
  map.map?.on("click", pick);
  ticker.watch(follow, drawClosures);
  board.subscribe("closure", () => drawClosures(clock.now()));
  board.subscribe("call", drawCalls);
  board.subscribe("unit", drawUnits);
  board.subscribe("position", drawUnits);
  choice.listen(() => {
    drawCalls();
    drawUnits();
  });
  record.listen(drawUnits);
  createLayers(document.getElementById("layers"), {
    show: map.showBeats,
    fetched: { beat: options.beats },
  });
  drawCalls();
  drawUnits();
  map.map?.once("idle", () => attribute(document.documentElement, "data-map", "ready"));

  /** Go to a call because somebody asked to; the second time goes back to where the map was. */
  function visit(call) {
    if (Number.isFinite(call?.lat)) map.camera.visit(call.number, call);
  }

  return { visit, draft: (lines) => map.showDraft(draftFeature(lines)) };
}

/** Leads are dashed, so that nobody takes them for the road. A new theme brings solid ones back. */
function dashLeads(map) {
  if (!map.getLayer("route") || map.getPaintProperty("route", "line-dasharray")) return;
  map.setPaintProperty("route", "line-dasharray", [2, 2]);
  map.setPaintProperty("route", "line-width", 2);
}
