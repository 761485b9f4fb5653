// Photos are in the browser's own database, or in the page where there is none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";

const { openPhotos } = await served("photo-store.js");

const photo = (id, taken) => ({ id, url: "/tags/1/photos/", of: "4ABC123 CA", file: new Blob([id]), taken });

/** What a browser's database does of this: every answer comes later, by an event. */
function factory(shelves = new Map()) {
  const later = (result) => {
    const request = { result };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  return {
    open(name) {
      const isNew = !shelves.has(name);
      if (isNew) shelves.set(name, new Map());
      const rows = shelves.get(name);
      const objectStore = () => ({
        getAll: () => later([...rows.values()]),
        put: (row) => later(void rows.set(row.id, row)),
        delete: (id) => later(void rows.delete(id)),
      });
      const request = { result: { createObjectStore: () => {}, transaction: () => ({ objectStore }) } };
      queueMicrotask(() => {
        if (isNew) request.onupgradeneeded();
        request.onsuccess();
      });
      return request;
    },
  };
}

const refusing = {
  open() {
    const request = { error: new Error("Private window.") };
    queueMicrotask(() => request.onerror());
    return request;
  },
};

test("photos outlive the page, in the order in which they were taken", async () => {
  const browser = factory();
  const before = await openPhotos(7, browser);
  await before.keep(photo("b", 2));
  await before.keep(photo("a", 1));
  await before.keep(photo("c", 3));
  await before.drop("b");

  const after = await openPhotos(7, browser);
  assert.equal(after.isDurable, true);
  assert.deepEqual(
    (await after.all()).map(({ id }) => id),
    ["a", "c"],
  );
});

test("whoever takes over the phone does not send the photos of another member", async () => {
  const browser = factory();
  await (await openPhotos(7, browser)).keep(photo("a", 1));
  assert.deepEqual(await (await openPhotos(8, browser)).all(), []);
});

for (const [name, browser] of [
  ["refuses", refusing],
  ["knows no database", undefined],
]) {
  test(`a browser that ${name} holds them in the page, and says so`, async () => {
    const photos = await openPhotos(7, browser ?? null);
    await photos.keep(photo("a", 1));
    assert.equal(photos.isDurable, false);
    assert.equal((await photos.all()).length, 1);
    await photos.drop("a");
    assert.deepEqual(await photos.all(), []);
  });
}
