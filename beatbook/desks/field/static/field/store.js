// This browser's own memory for one member: taps that are not sent and words that are not finished.
// Where the browser refuses it they are held in this page alone, and `isDurable` says so.

/** Texts under names, below a prefix of their own. */
export function createStore(prefix, storage = storageOf(globalThis)) {
  const held = new Map(); // what the browser would not take
  const name = (key) => `${prefix}.${key}`;
  let durable = works(storage, name("?"));

  function get(key) {
    return held.get(key) ?? storage?.getItem(name(key)) ?? null;
  }

  function set(key, text) {
    held.delete(key);
    try {
      if (!durable) throw new Error("The browser keeps nothing.");
      storage.setItem(name(key), text);
    } catch {
      durable = false;
      held.set(key, text);
    }
  }

  function drop(key) {
    held.delete(key);
    storage?.removeItem(name(key));
  }

  function keys() {
    const stored = storage ? Object.keys(storage).filter((key) => key.startsWith(name(""))) : [];
    return [...new Set([...stored.map((key) => key.slice(prefix.length + 1)), ...held.keys()])];
  }

  return {
    get,
    set,
    drop,
    keys,
    get isDurable() {
      return durable;
    },
  };
}

/** The items of an outbox in a store, in the order in which they were tapped. */
export function itemStore(store) {
  const key = (id) => `item.${id}`;
  return {
    all: () =>
      store
        .keys()
        .filter((one) => one.startsWith("item."))
        .map((one) => parsed(store.get(one)))
        .filter((item) => item !== null)
        .sort((one, other) => one.order - other.order),
    keep: (item) => store.set(key(item.id), JSON.stringify(item)),
    drop: (id) => store.drop(key(id)),
  };
}

/** Words typed for a call and not sent, by the call's number. */
export function draftStore(store) {
  const key = (number) => `draft.${number}`;
  return {
    get: (number) => store.get(key(number)) ?? "",
    set: (number, words) => (words ? store.set(key(number), words) : store.drop(key(number))),
    numbers: () =>
      store
        .keys()
        .filter((one) => one.startsWith("draft."))
        .map((one) => one.slice("draft.".length)),
  };
}

/** What another version of this page may have left there stays where it is, and is not read. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function works(storage, probe) {
  try {
    storage.setItem(probe, "1");
    storage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

/** Even asking for the storage may be refused. */
function storageOf(environment) {
  try {
    return environment.localStorage ?? null;
  } catch {
    return null;
  }
}
