// The map page.

import { drawGround } from "./ground-map.js";
import { suggestPlaces } from "./suggest.js";

const map = await drawGround();
const where = document.querySelector("[name=where]");
if (where) {
  suggestPlaces(where, "/where/");
  map.map?.on("click", ({ lngLat }) => {
    where.value = `${lngLat.lat.toFixed(6)}, ${lngLat.lng.toFixed(6)}`;
  });
}
document.documentElement.dataset.ready = "";
