// Photos that the server has not got, in this browser's own database: the memory of taps takes only
// words. Where the browser refuses it they are held in this page alone, and `isDurable` says so.

const SHELF = "photos";

/**
 * The photos of one member: `all()`, `keep({id, url, of, file, taken})`, `drop(id)`. `file` is a Blob,
 * `taken` in milliseconds orders them, `of` names the vehicle.
 */
export async function openPhotos(member, factory = globalThis.indexedDB) {
  const database = await opened(`beatbook.field.${member}`, factory).catch(() => null);
  return database ? inDatabase(database) : inThisPage();
}

function inDatabase(database) {
  const shelf = (mode) => database.transaction(SHELF, mode).objectStore(SHELF);
  return {
    isDurable: true,
    all: async () => inOrder(await answered(shelf("readonly").getAll())),
    keep: (photo) => answered(shelf("readwrite").put(photo)),
    drop: (id) => answered(shelf("readwrite").delete(id)),
  };
}

function inThisPage() {
  const held = new Map();
  return {
    isDurable: false,
    all: async () => inOrder([...held.values()]),
    keep: async (photo) => void held.set(photo.id, photo),
    drop: async (id) => void held.delete(id),
  };
}

async function opened(name, factory) {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(SHELF, { keyPath: "id" });
  return answered(request);
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function inOrder(photos) {
  return photos.sort((one, other) => one.taken - other.taken);
}
