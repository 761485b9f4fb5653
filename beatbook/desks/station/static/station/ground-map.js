// The station's map: areas by kind, and the streets that are closed now, live.

import { openFeed, refetchPage } from "../ui/feed.js";
import { createLayers } from "../ui/layers.js";
import { createMap } from "../ui/map.js";
import { pageData } from "../ui/dom.js";

export async function drawGround() {
  const map = await createMap(document.getElementById("map"), pageData("options"));
  createLayers(document.getElementById("layers"), { show: map.showBeats });
  followClosures(map);
  map.map?.once("idle", () => document.documentElement.setAttribute("data-map", "ready"));
  return map;
}

async function followClosures(map) {
  const draw = async () => {
    const response = await fetch("/closures.geojson").catch(() => null);
    if (response?.ok) map.showClosures(standing(await response.json()));
  };
  const hear = ({ type, data }) => {
    if (type === "patch" && data.some((patch) => patch.kind === "closure")) draw();
  };
  const { cursor } = pageData("live");
  openFeed({ cursor, onEvent: hear, refetch: async () => (await refetchPage("live")).cursor });
  setInterval(draw, 30_000); // one that begins or ends by the clock is told by nobody
  draw();
}

/** The collection that the server sends, as the map's marks have it. */
function standing({ features }) {
  const marks = features
    .filter(({ properties }) => properties.stands)
    .map(({ geometry, properties: { id, percent, direction } }) => ({
      type: "Feature",
      geometry,
      properties: { id, closed: percent === null, direction },
    }));
  return { type: "FeatureCollection", features: marks };
}
