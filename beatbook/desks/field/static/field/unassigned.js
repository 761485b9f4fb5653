// Without a unit: be told of alerts, send what is still here from the last shift, and change when
// somebody puts me on one.

import { pageData } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { refetch } from "./server.js";
import { tellAlerts } from "./told.js";

const LOOK_AFTER_MS = 500;

const state = pageData("state");
const told = tellAlerts(state, pageData("book"));
let timer = null;

openFeed({
  cursor: state.cursor,
  onEvent: (event) => {
    told.hear(event);
    if (event.type === "patch" && event.data.some((patch) => patch.kind === "unit")) lookSoon();
  },
  onState: told.connected,
  refetch: look,
});
document.documentElement.dataset.ready = "";

/** A unit has changed: it may be mine now. */
function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => look().catch(() => {}), LOOK_AFTER_MS);
}

async function look() {
  const fresh = await refetch();
  if (fresh.me.unit !== null) location.reload();
  told.load(fresh);
  return fresh.cursor;
}
