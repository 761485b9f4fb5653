// What this agency's own records have of a plate or a person, beside the map, under the words that
// say how far that goes.

import { attribute, h, text } from "../ui/dom.js";
import { alertNotice, towNotice } from "./matches.js";

/** @param {{write: {wall, day}, records: string}} does  `records` is the address of all calls, or "". */
export function createLookUps(root, { write, records }) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  root.querySelector("[data-close-look-up]").addEventListener("click", close);

  function show({ asked, said, tows, alerts, incidents }) {
    root.hidden = false;
    text(find("asked"), asked);
    text(find("said"), said);
    find("alerts").replaceChildren(...tows.map(towNotice), ...alerts.map(alertNotice));
    find("incidents").replaceChildren(...incidents.map(incident));
    attribute(find("nothing"), "hidden", tows.length + alerts.length + incidents.length > 0);
  }

  function incident({ number, headline, location, opened_at: opened }) {
    const at = Date.parse(opened);
    const link = { href: `${records}${number}/`, target: "_blank" };
    return h(
      "li",
      {},
      records ? h("a", link, number) : number,
      ` ${headline}, ${location}, ${write.day(at)} ${write.wall(at)}`,
    );
  }

  function close() {
    root.hidden = true;
  }

  return {
    show,
    close,
    get isOpen() {
      return !root.hidden;
    },
  };
}
