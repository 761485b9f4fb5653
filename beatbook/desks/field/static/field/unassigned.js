// Without a unit: send what is still here from the last shift, and change when somebody puts me on one.

import { pageData } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { createOutbox } from "./outbox.js";
import { refetch, send } from "./server.js";
import { createStore, itemStore } from "./store.js";

const LOOK_AFTER_MS = 500;

const state = pageData("state");
const outbox = createOutbox({
  store: itemStore(createStore(`beatbook.field.${state.me.member}`)),
  send,
  seen: () => 0,
  now: Date.now,
  onChange: () => {},
});
let timer = null;

openFeed({
  cursor: state.cursor,
  onEvent: (event) => {
    if (event.type === "patch" && event.data.some((patch) => patch.kind === "unit")) lookSoon();
  },
  onState: (now) => now === "live" && outbox.flush(),
  refetch: look,
});
outbox.flush();
document.documentElement.dataset.ready = "";

/** A unit has changed: it may be mine now. */
function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => look().catch(() => {}), LOOK_AFTER_MS);
}

async function look() {
  const fresh = await refetch();
  if (fresh.me.unit !== null) location.reload();
  return fresh.cursor;
}
