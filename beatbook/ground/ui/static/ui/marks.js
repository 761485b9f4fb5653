// What lies on the map as data: features by id, and the smallest change from one set to the next.

/** Calls that have a place, as features for the `calls` source. */
export function callFeatures(rows, chosen = null) {
  const shown = [...rows].filter((row) => row.status !== "held" || row.number === chosen);
  return featuresOf(shown, (row) => row.number, (row) => ({
    priority: String(row.priority),
    waiting: row.status === "waiting",
    chosen: row.number === chosen,
  }));
}

/** Units that have a position, as features for the `units` source. `old`: a position to distrust. */
export function unitFeatures(rows, chosen = null) {
  return featuresOf(rows, (row) => row.id, (row) => ({
    callsign: row.callsign,
    status: row.status,
    old: row.old === true,
    chosen: String(row.id) === String(chosen),
  }));
}

function featuresOf(rows, idOf, propertiesOf) {
  const features = new Map();
  for (const row of rows) {
    if (!Number.isFinite(row.lat) || !Number.isFinite(row.lon)) continue;
    const id = String(idOf(row));
    features.set(id, {
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: [row.lon, row.lat] },
      properties: { id, ...propertiesOf(row) },
    });
  }
  return features;
}

/** The change from one set of features to the next, for updateData; null when there is none. */
export function difference(before, after) {
  const remove = [...before.keys()].filter((id) => !after.has(id));
  const add = [];
  const update = [];
  for (const [id, feature] of after) {
    const known = before.get(id);
    if (!known) add.push(feature);
    else if (!same(known, feature)) update.push(changeOf(id, feature));
  }
  return remove.length + add.length + update.length ? { remove, add, update } : null;
}

/** Is it on the map? `bounds` is [[west, south], [east, north]]; without any, everything is. */
export function isWithin(bounds, { lon, lat }) {
  if (!bounds) return true;
  const [[west, south], [east, north]] = bounds;
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

/** South-west and north-east corner of points, or null without points. */
export function boundsOf(points) {
  if (!points.length) return null;
  const lons = points.map((point) => point.lon);
  const lats = points.map((point) => point.lat);
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}

function changeOf(id, feature) {
  const properties = Object.entries(feature.properties);
  return {
    id,
    newGeometry: feature.geometry,
    addOrUpdateProperties: properties.map(([key, value]) => ({ key, value })),
  };
}

function same(one, other) {
  const [x, y] = one.geometry.coordinates;
  const [otherX, otherY] = other.geometry.coordinates;
  const keys = Object.keys(other.properties);
  return (
    x === otherX &&
    y === otherY &&
    keys.every((key) => one.properties[key] === other.properties[key])
  );
}
