// A list of options: arrows, Home and End move, a click picks, Enter, Space and a double click act.
// One option of the list can be reached by Tab, the one last touched or the first.

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/**
 * @param {Element} root the element with role="listbox"
 * @param {{onMove?, onPick: (option: Element) => void, onAct: (option: Element) => void}} does
 */
export function listbox(root, { onMove = () => {}, onPick, onAct }) {
  const options = () => [...root.querySelectorAll('[role="option"]')];

  function move(event) {
    const all = options();
    const index = all.indexOf(event.target.closest('[role="option"]'));
    const to = target(event.key, index, all.length);
    if (index < 0 || to === null) return;
    event.preventDefault();
    all[to].focus();
    onMove(all[to]);
  }

  root.addEventListener("keydown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      onAct(option);
    } else {
      move(event);
    }
  });
  for (const [kind, does] of [
    ["click", onPick],
    ["dblclick", onAct],
  ]) {
    root.addEventListener(kind, (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) does(option);
    });
  }
  root.addEventListener("focusin", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) reachable(options(), option);
  });

  /** Call after the options changed: exactly one stays in the order of Tab. */
  return function refresh() {
    const all = options();
    const current = all.find((option) => option.tabIndex === 0);
    reachable(all, current ?? all.find(isSelected) ?? all[0]);
  };
}

function target(key, index, length) {
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  if (!(key in STEPS)) return null;
  return Math.min(length - 1, Math.max(0, index + STEPS[key]));
}

function reachable(options, chosen) {
  for (const option of options) option.tabIndex = option === chosen ? 0 : -1;
}

function isSelected(option) {
  return option.getAttribute("aria-selected") === "true";
}
