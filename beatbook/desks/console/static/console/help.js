// The list of commands beside the map. It takes no focus and hides nothing that is typed into.

import { attribute } from "../ui/dom.js";

export function createHelp(root) {
  root.querySelector("[data-close-help]").addEventListener("click", close);

  /** All commands, or the one asked for in view. */
  function open(topic = null) {
    root.hidden = false;
    for (const entry of root.querySelectorAll("[data-topic]")) {
      const wanted = topic !== null && entry.dataset.topic === topic.code;
      attribute(entry, "data-wanted", wanted ? "" : null);
      if (wanted) entry.scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    root.hidden = true;
  }

  return {
    open,
    close,
    toggle: () => (root.hidden ? open() : close()),
    get isOpen() {
      return !root.hidden;
    },
  };
}
