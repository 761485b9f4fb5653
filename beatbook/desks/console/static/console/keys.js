// Function keys of the registry, and typing that goes to the command line wherever one is.

const TYPED_INTO = "input, textarea, select, [contenteditable], dialog";

/** @param {{registry, line, press: (verb) => void, escape: () => void}} does */
export function listenToKeys(target, { registry, line, press, escape }) {
  const byKey = new Map(registry.filter((verb) => verb.key).map((verb) => [verb.key, verb]));

  target.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.target.closest?.("dialog, [popover]")) return;
    const chord = byKey.get(chordOf(event));
    if (chord && isFree(event)) {
      event.preventDefault();
      press(chord);
    }
    if (hasModifier(event)) return;
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

/** "Ctrl+Enter", on a Mac with the command key. */
function chordOf(event) {
  const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return isChord ? `Ctrl+${event.key.length === 1 ? event.key.toUpperCase() : event.key}` : null;
}

/** Where something is written already, the key means that. */
function isFree({ target }) {
  return !target.closest?.(TYPED_INTO) || (target.id === "line" && target.value === "");
}

function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** A character typed where nothing else would take it. Space stays with buttons and lists. */
function isTyping(event) {
  return event.key.length === 1 && event.key !== " " && !event.target.closest?.(TYPED_INTO);
}
