// A page beside one's unit: of what it shows only alerts change by themselves.

import { pageData } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { refetch } from "./server.js";
import { tellAlerts } from "./told.js";

const state = pageData("state");
const told = tellAlerts(state, pageData("book"));

openFeed({
  cursor: state.cursor,
  onEvent: told.hear,
  onState: told.connected,
  refetch: async () => {
    const fresh = await refetch();
    told.load(fresh);
    return fresh.cursor;
  },
});
document.documentElement.dataset.ready = "";
