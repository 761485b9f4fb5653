// Show the state of the feed where the page has {% connection %}, and on <html data-feed="…">, so
// that a screen can dim what may no longer be true.

import { h, text } from "./dom.js";
import { stopwatch } from "./clock.js";
import { t } from "./language.js";

const WORDS = { live: t("live"), reconnecting: t("reconnecting") };

/**
 * The answer is a function for `openFeed`'s onState. `signInUrl` is where a signed-out reader goes.
 */
export function connection(element, { signInUrl = "/sign-in/", now = () => performance.now() } = {}) {
  let timer = null;

  return function show(state, heardAt) {
    clearInterval(timer);
    element.dataset.state = state;
    document.documentElement.dataset.feed = state;
    if (state === "stale") {
      const age = () => text(element, t("not live for {time}", { time: stopwatch(now() - heardAt) }));
      timer = setInterval(age, 1000);
      age();
    } else if (state === "signed-out") {
      const next = encodeURIComponent(location.pathname + location.search);
      element.replaceChildren(t("signed out: "), h("a", { href: `${signInUrl}?next=${next}` }, t("sign in")));
    } else {
      text(element, WORDS[state]);
    }
  };
}
