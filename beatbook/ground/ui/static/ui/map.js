// The map of a live screen. Calls are rounded squares with their priority (filled: waiting, outline:
// active), units are circles with their callsign. Everything on it is also in a list on the page.
//
// It moves by itself only until somebody has moved it; `followAgain()` gives it back.

import { LngLatBounds, Map as GlMap, NavigationControl } from "../vendor/maplibre-gl/maplibre-gl.mjs";
import { h, icon } from "./dom.js";
import { onThemeChange } from "./display.js";
import { t } from "./language.js";
import { drawImages, IMAGE_TOKENS } from "./mapimages.js";
import { MAP_TOKENS, mapStyle, MARKS, PRIORITIES, STATUS_COLORS } from "./mapstyle.js";
import { boundsOf, callFeatures, difference, isWithin, unitFeatures } from "./marks.js";

const REDRAW_EVERY = 1000; // units move every second or so; drawing more often costs and shows nothing
const NEAREST = 16.5;
const PADDING = 56;
const COLORS = [
  ...MAP_TOKENS,
  "accent",
  ...IMAGE_TOKENS,
  ...Object.values(STATUS_COLORS).flatMap((name) => [name, `${name}-fill`]),
  ...PRIORITIES.flatMap((digit) => [`p${digit}`, `p${digit}-fill`]),
];

/**
 * Draw a map in `container`. `tiles` is the path of the vector tiles ("/tiles/town/{z}/{x}/{y}") or
 * null; `view` is {center: [lon, lat], zoom} or {bounds}. `onChoose(kind, id)` hears a click on a
 * mark. Without WebGL the container says so, and the same functions do nothing.
 */
export async function createMap(container, options) {
  await Promise.all([document.fonts.load("500 14px Inter"), document.fonts.load("800 27px Inter")]);
  try {
    return liveMap(container, options);
  } catch (error) {
    console.warn("No map:", error);
    return noMap(container);
  }
}

function liveMap(container, { tiles = null, attribution, view, interactive = true, onChoose }) {
  const address = tiles && new URL(tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  const style = () => mapStyle(readColors(container), { tiles: address, attribution });
  const map = new GlMap({
    container,
    style: style(),
    ...view,
    interactive,
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: tiles ? { compact: false } : false,
  });
  map.touchZoomRotate?.disableRotation();
  if (interactive) map.addControl(new NavigationControl({ showCompass: false }), "top-left");
  const draw = () => drawImages(map, readColors(container));
  draw();

  const ready = new Promise((resolve) => map.once("load", resolve));
  const layers = {
    calls: throttledSource(map, "calls", ready),
    units: throttledSource(map, "units", ready),
  };
  const camera = createCamera(map, view?.bounds);
  const stopTheme = onThemeChange(() => {
    map.setStyle(style(), { transformStyle: keepData });
    draw();
  });
  if (onChoose) listenForChoices(map, onChoose);

  return {
    map,
    ready,
    camera,
    showCalls(rows, chosen) {
      layers.calls.show(callFeatures(rows, chosen));
      camera.followCalls(rows);
    },
    showUnits: (rows, chosen) => layers.units.show(unitFeatures(rows, chosen)),
    showBeats: (features) => ready.then(() => map.getSource("beats").setData(features)),
    showClosures: (features) => ready.then(() => map.getSource("closures").setData(features)),
    showDraft: (feature) => ready.then(() => map.getSource("draft").setData(feature)),
    showRoute: (coordinates) => ready.then(() => map.getSource("route").setData(routeOf(coordinates))),
    close() {
      stopTheme();
      map.remove();
    },
  };
}

/** Where the map looks. Nothing but `visit`, asked for by a person, moves a map they have moved. */
function createCamera(map, town) {
  let moved = false;
  let fitted = "";
  let before = null; // the view to go back to, and for which visit

  map.on("movestart", (event) => {
    if (event.originalEvent) moved = true;
  });

  function fit(points, moveOptions = {}) {
    const bounds = boundsOf(points);
    if (moved || !bounds) return;
    map.fitBounds(new LngLatBounds(...bounds), { padding: PADDING, maxZoom: 15.5, ...moveOptions });
  }

  /**
   * Show all calls, again only when there are others than before. One that lies off the map, as
   * from the map before it, would make the town too small to read.
   */
  function followCalls(rows) {
    const placed = rows.filter((row) => Number.isFinite(row.lat) && isWithin(town, row));
    const keys = placed.map((row) => row.number).sort().join();
    if (keys === fitted) return;
    fitted = keys;
    fit(placed);
  }

  /** Go to a point; the second visit to the same one goes back to where the map was. */
  function visit(key, point, zoom = NEAREST) {
    if (before?.key === key) {
      map.easeTo(before.view);
      before = null;
      return;
    }
    before = { key, view: { center: map.getCenter(), zoom: map.getZoom() } };
    map.easeTo({ center: [point.lon, point.lat], zoom: Math.max(zoom, map.getZoom()) });
  }

  function followAgain(rows = []) {
    moved = false;
    fitted = "";
    followCalls(rows);
  }

  return {
    fit,
    followCalls,
    followAgain,
    visit,
    get moved() {
      return moved;
    },
  };
}

/** A source that is given whole sets of features and sends the map only what changed, once a second. */
function throttledSource(map, name, ready) {
  let drawn = new Map();
  let wanted = new Map();
  let timer = null;

  function draw() {
    timer = null;
    const change = difference(drawn, wanted);
    if (!change) return;
    map.getSource(name).updateData(change);
    drawn = wanted;
  }

  function show(features) {
    const first = drawn.size === 0 || chosenChanged(drawn, features);
    wanted = features;
    if (first) ready.then(draw);
    else timer ??= setTimeout(() => ready.then(draw), REDRAW_EVERY);
  }

  return { show };
}

/** What a person chose is drawn at once. */
function chosenChanged(before, after) {
  for (const [id, feature] of after) {
    if (feature.properties.chosen !== (before.get(id)?.properties.chosen ?? false)) return true;
  }
  return false;
}

function listenForChoices(map, onChoose) {
  const marks = { call: "call", unit: "unit", closure: "closure", slow: "closure" };
  for (const [layer, kind] of Object.entries(marks)) {
    map.on("click", layer, (event) => onChoose(kind, event.features[0].properties.id));
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

/** A new style keeps what our own sources show. */
function keepData(before, next) {
  const kept = { ...next.sources };
  for (const name of MARKS) {
    if (before?.sources[name]) kept[name] = before.sources[name];
  }
  return { ...next, sources: kept };
}

function routeOf(coordinates) {
  if (!coordinates?.length) return { type: "FeatureCollection", features: [] };
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } };
}

/** The colors of the tokens as they are on this element, in the theme it has now. */
function readColors(element) {
  const probe = h("span", { hidden: true });
  element.append(probe);
  const colors = new Map();
  for (const token of COLORS) {
    probe.style.color = `var(--${token})`;
    colors.set(token, getComputedStyle(probe).color);
  }
  probe.remove();
  return (token) => colors.get(token);
}

function noMap(container) {
  container.replaceChildren(
    h(
      "div",
      { class: "empty" },
      icon("map-pin-off"),
      h("h3", {}, t("No map on this machine")),
      h("p", {}, t("The browser cannot draw it (it needs WebGL). Every call and unit is in the lists.")),
    ),
  );
  const nothing = () => {};
  const camera = { fit: nothing, followCalls: nothing, followAgain: nothing, visit: nothing };
  return {
    map: null,
    ready: Promise.resolve(),
    camera: { ...camera, moved: false },
    ...{ showCalls: nothing, showUnits: nothing, showBeats: nothing, showRoute: nothing },
    ...{ showClosures: nothing, showDraft: nothing },
    close: nothing,
  };
}
