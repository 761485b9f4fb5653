// An outline being drawn: rings of corners, and what can be done to them. Pure; nothing is changed
// in place, so every state can be gone back to.
//
// A corner is {text, lat, lon}; lat and lon are null until the words are found on the map.

const DEGREES = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;
const DIGITS = 6;

/** A corner as it was typed; degrees are understood here, words by the server. */
export function typed(text) {
  const found = DEGREES.exec(text);
  const [lat, lon] = found ? [Number(found[1]), Number(found[2])] : [null, null];
  return { text, lat, lon };
}

/** A corner where somebody clicked or dragged it to. */
export function placed({ lat, lon }) {
  return { text: `${lat.toFixed(DIGITS)}, ${lon.toFixed(DIGITS)}`, lat, lon };
}

export function replace(rings, ring, at, corner) {
  return withRing(rings, ring, (corners) => corners.with(at, corner));
}

/** Put a corner before the one at `at`; at the end if there is none. */
export function insert(rings, ring, at, corner) {
  return withRing(rings, ring, (corners) => corners.toSpliced(at, 0, corner));
}

export function remove(rings, ring, at) {
  const next = withRing(rings, ring, (corners) => corners.toSpliced(at, 1));
  return next[ring].length === 0 && next.length > 1 ? next.toSpliced(ring, 1) : next;
}

/** Move a corner up (-1) or down (1) in its ring. */
export function shift(rings, ring, at, by) {
  const to = at + by;
  if (to < 0 || to >= rings[ring].length) return rings;
  const corner = rings[ring][at];
  return withRing(rings, ring, (corners) => corners.toSpliced(at, 1).toSpliced(to, 0, corner));
}

export function addRing(rings) {
  return [...rings, []];
}

/** The corners that are on the map, with where each stands. */
export function known(rings) {
  return rings.map((corners, ring) =>
    corners.map((corner, at) => ({ ...corner, ring, at })).filter((corner) => corner.lat !== null),
  );
}

/** Ground, lines and handles for the map: corners to drag, and between two of them a dot for a new one. */
export function features(rings) {
  const shown = known(rings).filter((corners) => corners.length > 0);
  const lines = shown.flatMap(drawn);
  const handles = shown.flatMap((corners) =>
    corners.flatMap((corner, index) => {
      const next = corners[(index + 1) % corners.length];
      const dot = { lat: (corner.lat + next.lat) / 2, lon: (corner.lon + next.lon) / 2 };
      const middle = { ...dot, ring: corner.ring, at: corner.at + 1 };
      const handle = point(corner, false);
      return corners.length > 1 ? [handle, point(middle, true)] : [handle];
    }),
  );
  return { outline: collection(lines), handles: collection(handles) };
}

/** The line is one of its own: a map draws no edge of ground that has no area, as between two. */
function drawn(corners) {
  const around = [...corners, corners[0]].map(lonLat);
  const line = feature({ type: "LineString", coordinates: around });
  return corners.length > 2 ? [feature({ type: "Polygon", coordinates: [around] }), line] : [line];
}

function feature(geometry) {
  return { type: "Feature", properties: {}, geometry };
}

function point({ lat, lon, ring, at }, isNew) {
  return {
    type: "Feature",
    properties: { ring, at, isNew },
    geometry: { type: "Point", coordinates: [lon, lat] },
  };
}

function lonLat({ lat, lon }) {
  return [lon, lat];
}

function collection(found) {
  return { type: "FeatureCollection", features: found };
}

function withRing(rings, ring, change) {
  return rings.map((corners, index) => (index === ring ? change(corners) : corners));
}
