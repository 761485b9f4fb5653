// The map of the card: the call, me, who comes with me, and the way by street. It is looked at, not
// moved, so that a thumb on it scrolls the page.

import { closureFeatures } from "../ui/closures.js";
import { attribute, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { createMap } from "../ui/map.js";
import { arrival } from "./words.js";

const ROOM = { top: 48, right: 44, bottom: 58, left: 44 };
const OLD_AFTER_MS = 5 * 60_000;
const OLD_WAY_MS = 90_000;

/** @returns draw(picture, route, reason) */
export async function createGround({ board, clock, book, wall }) {
  const find = (id) => document.getElementById(id);
  const { map: options, unit: mine } = book;
  const map = await createMap(find("map"), { ...options, interactive: false });
  let fitted = "";

  function placed(unit) {
    const seen = board.position(unit.id);
    if (!seen) return null;
    const old = clock.now() - Date.parse(seen.at) > OLD_AFTER_MS;
    return { ...unit, lat: seen.lat, lon: seen.lon, old };
  }

  function unitsOf({ unit, call }) {
    const others = [...board.rows("unit").values()].filter((one) => call && one.call === call.number);
    return [unit, ...others.filter((one) => one.id !== unit.id)].map(placed).filter(Boolean);
  }

  /** Show all of it, again only when there is something else to show, or I have come closer. */
  function fit(calls, units, line) {
    const points = [
      ...calls.filter((call) => Number.isFinite(call.lat)),
      ...units.filter((unit) => unit.id === mine),
      ...line.map(([lon, lat]) => ({ lat, lon })),
    ];
    const key = JSON.stringify(points.map(({ lat, lon }) => [lat?.toFixed(3), lon?.toFixed(3)]));
    if (key === fitted || points.length === 0) return;
    fitted = key;
    map.camera.fit(points, { padding: ROOM, maxZoom: 15.6, animate: false });
  }

  /** A way from where I was a while ago says so. */
  function told(route, reason) {
    if (!route) return { time: "", way: reason };
    const { time, way } = arrival(route);
    const from = Date.parse(route.from_at);
    const isOld = clock.now() - from > OLD_WAY_MS;
    return { time, way: isOld ? t("{way}, from where you were at {time}", { way, time: wall(from).slice(0, 5) }) : way };
  }

  return function draw(picture, route, reason) {
    const { call, nearby } = picture;
    const calls = call ? [call] : nearby;
    const units = unitsOf(picture);
    const line = route?.line ?? [];
    map.showCalls(calls, call?.number ?? null);
    map.showUnits(units, mine);
    map.showRoute(line);
    map.showClosures(closureFeatures(board.rows("closure").values(), clock.now()));
    fit(calls, units, line);
    drawArrival(find("arrival"), told(route, call ? reason : ""));
    attribute(find("go"), "hidden", !route);
  };
}

function drawArrival(element, { time, way }) {
  const [lasts, by] = element.children;
  text(lasts, time);
  text(by, way);
  attribute(element, "hidden", !time && !way);
}
