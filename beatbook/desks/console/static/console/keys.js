// Function keys of the registry, and typing that goes to the command line wherever one is.

const TYPED_INTO = "input, textarea, select, [contenteditable], dialog";

/** @param {{registry, line, press: (verb) => void, escape: () => void}} does */
export function listenToKeys(target, { registry, line, press, escape }) {
  const byKey = new Map(registry.filter((verb) => verb.key).map((verb) => [verb.key, verb]));

  target.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || hasModifier(event)) return;
    if (event.target.closest?.("dialog, [popover]")) return;
    if (event.key === "Escape") return void escape();
    const verb = byKey.get(event.key);
    if (verb) {
      event.preventDefault();
      press(verb);
    } else if (isTyping(event)) {
      line.focus();
      if (event.key === "/") event.preventDefault();
    }
  });
}

function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** A character typed where nothing else would take it. Space stays with buttons and lists. */
function isTyping(event) {
  return event.key.length === 1 && event.key !== " " && !event.target.closest?.(TYPED_INTO);
}
