// Which kinds of areas lie on the map: checkboxes that fetch a kind once, when it is first wanted.

/**
 * @param {HTMLElement} root with checkboxes named "layer", their value the kind
 * @param {{show: (collection) => void, fetched?: object}} does `show` draws the areas of all kinds
 *   that are chosen; `fetched` holds collections by kind that are there already.
 */
export function createLayers(root, { show, fetched = {} }) {
  const known = new Map(Object.entries(fetched));

  async function draw() {
    const kinds = [...root.querySelectorAll("input:checked")].map((box) => box.value);
    const found = await Promise.all(kinds.map(areas));
    show({ type: "FeatureCollection", features: found.flatMap((one) => one.features) });
  }

  async function areas(kind) {
    if (!known.has(kind)) known.set(kind, await ask(kind));
    return known.get(kind);
  }

  root.addEventListener("change", draw);
  draw();
}

/** What cannot be fetched is not drawn; the lists have it all the same. */
async function ask(kind) {
  const none = { type: "FeatureCollection", features: [] };
  const path = `/areas.geojson?kind=${encodeURIComponent(kind)}`;
  const response = await fetch(path, { headers: { Accept: "application/json" } }).catch(() => null);
  return response?.ok ? response.json() : none;
}
