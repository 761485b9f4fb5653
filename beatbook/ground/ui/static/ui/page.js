// What every page does: the display menu, dialogs, menus that close.

import { wireDialogs } from "./dialog.js";
import { wireDisplay } from "./display.js";

wireDialogs();
wireDisplay();

// On a narrow screen the navigation scrolls sideways: the page one is on is in sight.
document.querySelector(".topbar nav [aria-current]")?.scrollIntoView({ block: "nearest" });

/** An open menu closes when one goes elsewhere. */
addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.dropdown[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
