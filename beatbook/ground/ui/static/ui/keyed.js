// A list on the screen that follows a list of rows: elements are made once per key, patched only
// when their row is another object, and moved as little as possible. 200 rows changing every second
// cost a few milliseconds; replacing their HTML costs fifty times that.

/**
 * Tie a parent element to rows.
 *
 *   const list = keyedList(parent, { key: (row) => row.number, make: (row) => element,
 *                                    patch: (element, row) => {} });
 *   list.show(rows);            // in the order wanted
 *   list.element("A26-000132"); // the element of a key
 *
 * Children of the parent that the list did not make stay where they are, before the rows.
 */
export function keyedList(parent, { key, make, patch }) {
  const shown = new Map(); // key -> {element, row}
  let order = [];

  function show(rows) {
    const focused = parent.contains(document.activeElement) ? document.activeElement : null;
    const keys = rows.map((row) => String(key(row)));
    removeMissing(new Set(keys));
    rows.forEach((row, index) => draw(keys[index], row));
    arrange(keys);
    if (focused?.isConnected && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  function draw(rowKey, row) {
    const known = shown.get(rowKey);
    if (known?.row === row) return;
    const element = known?.element ?? make(row);
    patch(element, row);
    shown.set(rowKey, { element, row });
  }

  /** Patch these keys though their row is the same: something else that they show has changed. */
  function refresh(rowKeys) {
    for (const rowKey of rowKeys) {
      const known = shown.get(String(rowKey));
      if (known) patch(known.element, known.row);
    }
  }

  function removeMissing(wanted) {
    for (const [rowKey, { element }] of shown) {
      if (wanted.has(rowKey)) continue;
      element.remove();
      shown.delete(rowKey);
    }
    order = order.filter((rowKey) => wanted.has(rowKey));
  }

  function arrange(keys) {
    if (order.length === keys.length && keys.every((rowKey, index) => order[index] === rowKey)) {
      return;
    }
    const before = new Map(order.map((rowKey, index) => [rowKey, index]));
    const staying = longestRising(keys.map((rowKey) => before.get(rowKey) ?? -1));
    let next = null;
    for (let index = keys.length - 1; index >= 0; index -= 1) {
      const { element } = shown.get(keys[index]);
      if (!staying.has(index)) parent.insertBefore(element, next);
      next = element;
    }
    order = keys;
  }

  return { show, refresh, element: (rowKey) => shown.get(String(rowKey))?.element ?? null };
}

/**
 * The indexes of a longest rising run of positions (-1: not there before), which need not move.
 * Patience sorting, n log n.
 */
export function longestRising(positions) {
  const tails = []; // tails[length - 1]: index of the smallest end of a run of that length
  const previous = new Array(positions.length).fill(-1);
  positions.forEach((position, index) => {
    if (position < 0) return;
    const length = firstNotBelow(tails, positions, position);
    previous[index] = length > 0 ? tails[length - 1] : -1;
    tails[length] = index;
  });
  const staying = new Set();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) staying.add(index);
  return staying;
}

function firstNotBelow(tails, positions, position) {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[tails[middle]] < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
