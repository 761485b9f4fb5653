// The look-up page: alerts, and what came back of my checks appears by itself, and nothing typed is lost.

import { pageData } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { tellAlerts } from "./told.js";

const list = document.getElementById("my-checks");
const state = pageData("state");
const told = tellAlerts(state, pageData("book"));
let timer = null;

openFeed({
  cursor: state.cursor,
  onEvent: (event) => {
    told.hear(event);
    if (event.type === "patch" && event.data.some((patch) => patch.kind === "check")) lookSoon();
  },
  onState: told.connected,
  refetch: look,
});
document.documentElement.dataset.ready = "";

function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => look().catch(() => {}), 200);
}

/** The page again, of which only the list is taken; its cursor goes on from there. */
async function look() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  list.replaceChildren(...page.getElementById("my-checks").children);
  const fresh = pageData("state", page);
  told.load(fresh);
  return fresh.cursor;
}
