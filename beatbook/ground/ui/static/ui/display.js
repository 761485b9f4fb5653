// Theme and size of the text: chosen for this browser, kept in a cookie so that the server draws
// the next page right from the start.

const YEAR = 365 * 24 * 3600;

/** Show the choices of the display menu and make them work. */
export function wireDisplay(root = document) {
  for (const choice of root.querySelectorAll("[data-display]")) {
    const name = choice.dataset.display;
    const current = document.documentElement.dataset[name] ?? "";
    for (const radio of choice.querySelectorAll("input")) {
      radio.checked = radio.value === current;
      radio.addEventListener("change", () => choose(name, radio.value));
    }
    choice.hidden = false;
  }
}

/** Choose a theme ("", "dark", "light") or a size ("", "large", "larger"). */
export function choose(name, value) {
  const page = document.documentElement;
  if (value) page.dataset[name] = value;
  else delete page.dataset[name];
  document.cookie = `${name}=${value}; path=/; samesite=lax; max-age=${value ? YEAR : 0}`;
}

/** Call `changed` whenever the colors of the page change, by the menu or by the machine. */
export function onThemeChange(changed) {
  const machine = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  machine.addEventListener("change", changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    machine.removeEventListener("change", changed);
    observer.disconnect();
  };
}
