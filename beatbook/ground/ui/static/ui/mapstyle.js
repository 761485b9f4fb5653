// One map style for every screen, made from the design tokens. No sprite and no glyph server: the
// map draws its labels from the page's own font.

/** The tokens a map is drawn with; `readColors` of map.js fetches them from the page. */
export const MAP_TOKENS = [
  ...["land", "water", "green", "building", "building-line", "casing", "minor", "middle"],
  ...["major", "rail", "text", "place", "park", "halo", "rim", "beat", "closed", "slow", "sign"],
  ...["sector", "reporting", "car-route", "walk", "school"],
].map((name) => `map-${name}`);
/** The sources of our own marks, which a change of theme keeps. */
export const MARKS = [
  ...["beats", "route", "closures", "draft", "outline", "handles", "calls", "units"],
];
/** The token of each kind of area. */
const AREAS = {
  beat: "map-beat",
  sector: "map-sector",
  reporting_area: "map-reporting",
  car_route: "map-car-route",
  walking_route: "map-walk",
  school_zone: "map-school",
  park: "map-park",
};
export const STATUS_COLORS = { AV: "av", CA: "av", DP: "dp", ER: "er", ST: "staging", OS: "os", TR: "tr", BZ: "bz" };
export const PRIORITIES = ["1", "2", "3", "4", "5"];

const MINOR = ["residential", "unclassified", "living_street", "road"];
const MIDDLE = ["tertiary", "secondary", "tertiary_link", "secondary_link"];
const MAJOR = ["primary", "trunk", "motorway", "primary_link", "trunk_link", "motorway_link"];
const PATHS = ["footway", "path", "cycleway", "steps", "pedestrian"];
const PLACES = ["neighbourhood", "suburb", "quarter", "village", "town"];
const ROUND = { "line-cap": "round", "line-join": "round" };
const NOTHING = { type: "FeatureCollection", features: [] };

/**
 * The style. `color(name)` answers a token's color; `tiles` is the absolute address of the vector
 * tiles with {z}/{x}/{y}, or null for a map with only our own marks on it.
 */
export function mapStyle(color, { tiles = null, attribution = "", minzoom = 10, maxzoom = 15 } = {}) {
  const sources = Object.fromEntries(MARKS.map((name) => [name, geojson()]));
  if (tiles) sources.town = { type: "vector", tiles: [tiles], minzoom, maxzoom, attribution };
  const town = tiles ? [...ground(color), ...streets(color), ...names(color)] : [];
  const background = {
    id: "land",
    type: "background",
    paint: { "background-color": color("map-land") },
  };
  return { version: 8, sources, layers: [background, ...town, ...ours(color)] };
}

function geojson() {
  return { type: "geojson", data: NOTHING, promoteId: "id" };
}

function ground(color) {
  return [
    layer("green", "green", "fill", { "fill-color": color("map-green") }),
    layer("water", "water", "fill", { "fill-color": color("map-water") }),
    line("waterway", "waterway", color("map-water"), [12, 1, 18, 8]),
    line("rail", "rail", color("map-rail"), [12, 0.6, 18, 3]),
  ];
}

function streets(color) {
  return [
    line("path", "road", color("map-minor"), [14, 0.4, 18, 2], {
      filter: isOne(PATHS),
      minzoom: 14.5,
      opacity: 0.55,
    }),
    line("service", "road", color("map-minor"), [13, 0.3, 18, 6], {
      filter: isOne(["service", "track"]),
      minzoom: 13,
      opacity: 0.75,
    }),
    line("casing", "road", color("map-casing"), [12, 2, 18, 30], {
      filter: isOne([...MIDDLE, ...MAJOR]),
    }),
    line("minor", "road", color("map-minor"), [12, 0.5, 18, 15], { filter: isOne(MINOR) }),
    line("middle", "road", color("map-middle"), [12, 1.1, 18, 20], { filter: isOne(MIDDLE) }),
    line("major", "road", color("map-major"), [12, 1.6, 18, 24], { filter: isOne(MAJOR) }),
    layer("building", "building", "fill", {
      "fill-color": color("map-building"),
      "fill-outline-color": color("map-building-line"),
      "fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0, 14, 1],
    }),
  ];
}

function names(color) {
  return [
    label("street-name", "road", color("map-text"), color("map-halo"), {
      filter: isOne([...MINOR, ...MIDDLE, ...MAJOR]),
      minzoom: 13.6,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-letter-spacing": 0.02,
        "text-size": ["interpolate", ["linear"], ["zoom"], 13, 9.5, 17, 13],
      },
    }),
    label("house-number", "address", color("map-text"), color("map-halo"), {
      minzoom: 16,
      layout: { "text-field": ["get", "housenumber"], "text-size": 10, "text-padding": 4 },
    }),
    label("park-name", "green", color("map-park"), color("map-halo"), {
      minzoom: 14,
      layout: { "text-size": 11.5, "text-max-width": 7 },
    }),
    label("place-name", "place", color("map-place"), color("map-halo"), {
      filter: isOne(PLACES),
      layout: {
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 10.5, 16, 14],
        "text-transform": "uppercase",
        "text-letter-spacing": 0.12,
        "text-max-width": 8,
      },
    }),
  ];
}

/** Our own marks, over the town: beats, the route, calls as squares, units as circles. */
function ours(color) {
  return [
    {
      id: "beat-line",
      type: "line",
      source: "beats",
      paint: {
        "line-color": areaColor(color),
        "line-width": ["interpolate", ["linear"], ["zoom"], 11, 1, 16, 2.5],
        "line-dasharray": [4, 2.5],
        "line-opacity": 0.75,
      },
    },
    label("beat-name", null, areaColor(color), color("map-halo"), {
      source: "beats",
      maxzoom: 15,
      layout: { "text-size": 11, "text-letter-spacing": 0.06 },
    }),
    {
      id: "route",
      type: "line",
      source: "route",
      layout: ROUND,
      paint: { "line-color": color("accent"), "line-width": 4, "line-opacity": 0.9 },
    },
    ...closureMarks(color),
    ...drawnMarks(color),
    ...callMarks(color),
    ...unitMarks(color),
  ];
}

function areaColor(color) {
  const pairs = Object.entries(AREAS).flatMap(([kind, token]) => [kind, color(token)]);
  return ["match", ["get", "kind"], ...pairs, color("map-beat")];
}

/** An outline that is being drawn, with its corners as handles and dots for new ones. */
function drawnMarks(color) {
  return [
    {
      id: "outline-fill",
      type: "fill",
      source: "outline",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": color("accent"), "fill-opacity": 0.12 },
    },
    {
      id: "outline",
      type: "line",
      source: "outline",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: ROUND,
      paint: { "line-color": color("accent"), "line-width": 3 },
    },
    {
      id: "handle",
      type: "circle",
      source: "handles",
      paint: {
        "circle-radius": ["case", ["get", "isNew"], 4.5, 8],
        "circle-color": ["case", ["get", "isNew"], color("accent"), color("map-sign")],
        "circle-stroke-width": ["case", ["get", "isNew"], 1, 3],
        "circle-stroke-color": color("accent"),
      },
    },
  ];
}

/** Closed streets are red and white with a no-entry sign, slow ones amber; arrows tell one way. */
function closureMarks(color) {
  const width = ["interpolate", ["linear"], ["zoom"], 12, 3, 17, 8];
  const arrow = ["match", ["get", "direction"], "with", "arrow-with", "arrow-against"];
  return [
    {
      id: "draft",
      type: "line",
      source: "draft",
      layout: ROUND,
      paint: { "line-color": color("accent"), "line-width": 9, "line-opacity": 0.55 },
    },
    {
      id: "closure-back",
      type: "line",
      source: "closures",
      filter: ["get", "closed"],
      paint: { "line-color": color("map-sign"), "line-width": width },
    },
    {
      id: "closure",
      type: "line",
      source: "closures",
      filter: ["get", "closed"],
      paint: { "line-color": color("map-closed"), "line-width": width, "line-dasharray": [1.6, 1] },
    },
    {
      id: "slow",
      type: "line",
      source: "closures",
      filter: ["!", ["get", "closed"]],
      layout: ROUND,
      paint: { "line-color": color("map-slow"), "line-width": width, "line-opacity": 0.85 },
    },
    {
      id: "closure-arrow",
      type: "symbol",
      source: "closures",
      filter: ["!=", ["get", "direction"], "both"],
      minzoom: 13,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 70,
        "icon-image": arrow,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "closure-sign",
      type: "symbol",
      source: "closures",
      layout: {
        "symbol-placement": "line-center",
        "icon-image": ["case", ["get", "closed"], "sign-closed", "sign-slow"],
        "icon-rotation-alignment": "viewport",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}

function callMarks(color) {
  return [
    {
      id: "call-halo",
      type: "circle",
      source: "calls",
      filter: ["any", ["get", "waiting"], ["get", "chosen"]],
      paint: {
        "circle-radius": ["case", ["get", "chosen"], 32, 19],
        "circle-color": match("priority", PRIORITIES, (one) => color(`p${one}-fill`)),
        "circle-opacity": 0.22,
      },
    },
    {
      id: "call",
      type: "symbol",
      source: "calls",
      layout: {
        "icon-image": ["concat", "call-", ["get", "priority"], waitingOr("-waiting", "-active")],
        "icon-size": ["case", ["get", "chosen"], 1.2, 1],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["-", 9, ["to-number", ["get", "priority"]]],
      },
    },
  ];
}

function unitMarks(color) {
  const faded = ["case", ["get", "old"], 0.45, 1];
  return [
    {
      id: "unit-ring",
      type: "circle",
      source: "units",
      filter: ["get", "chosen"],
      paint: {
        "circle-radius": 13,
        "circle-opacity": 0,
        "circle-stroke-width": 2.5,
        "circle-stroke-color": color("accent"),
      },
    },
    {
      id: "unit",
      type: "circle",
      source: "units",
      paint: {
        "circle-radius": 7,
        "circle-color": onCondition(color("map-rim"), statusColor(color, "-fill")),
        "circle-opacity": faded,
        "circle-stroke-width": onCondition(3, 2),
        "circle-stroke-color": onCondition(statusColor(color, "-fill"), color("map-rim")),
      },
    },
    label("unit-callsign", null, statusColor(color, ""), color("map-halo"), {
      source: "units",
      halo: 2,
      layout: {
        "text-field": ["get", "callsign"],
        "text-size": 12,
        "text-variable-anchor": ["bottom", "left", "right", "top"],
        "text-radial-offset": 0.85,
        "text-allow-overlap": false,
      },
    }),
  ];
}

/** The color of a unit's status: bright as a mark, readable as words. */
function statusColor(color, ending) {
  return match("status", Object.keys(STATUS_COLORS), (code) => color(`${STATUS_COLORS[code]}${ending}`));
}

/** Who can be sent on a condition only is a ring: the color is that of who is available. */
function onCondition(yes, no) {
  return ["case", ["==", ["get", "status"], "CA"], yes, no];
}

function match(property, values, answer) {
  const pairs = values.flatMap((value) => [value, answer(value)]);
  return ["match", ["get", property], ...pairs, answer(values.at(-1))];
}

function waitingOr(yes, no) {
  return ["case", ["get", "waiting"], yes, no];
}

function isOne(classes) {
  return ["in", ["get", "cls"], ["literal", classes]];
}

function growing([fromZoom, fromWidth, toZoom, toWidth]) {
  const curve = ["exponential", 1.55];
  return ["interpolate", curve, ["zoom"], fromZoom, fromWidth, toZoom, toWidth];
}

function layer(id, from, type, paint, more = {}) {
  return { id, source: "town", "source-layer": from, type, paint, ...more };
}

function line(id, from, color, widths, { opacity = 1, ...more } = {}) {
  const paint = { "line-color": color, "line-width": growing(widths), "line-opacity": opacity };
  return layer(id, from, "line", paint, { layout: ROUND, ...more });
}

function label(id, from, color, haloColor, { layout, source = "town", halo = 1.4, ...more }) {
  return {
    id,
    type: "symbol",
    source,
    ...(from && { "source-layer": from }),
    ...more,
    layout: { "text-font": ["Inter"], "text-field": ["get", "name"], ...layout },
    paint: { "text-color": color, "text-halo-color": haloColor, "text-halo-width": halo },
  };
}
