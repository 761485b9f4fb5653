// Who and what else is needed here: back-up, other services, and that a call is dangerous. And where
// one may look: the history of the place.

import { attribute, h, icon, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { choice } from "./dock.js";
import { sentence } from "./sheets.js";
import { backup as backupWords, serviceWords } from "./words.js";

const find = (id) => document.getElementById(id);
const WAYS = { sending: t("sending…"), unsent: t("not sent yet") };
const KINDS = [
  { code: "routine", name: t("Back-up, when somebody can") },
  { code: "urgent", name: t("URGENT back-up") },
];

/**
 * @param {{book, wall, raise: (flag) => void, ask: (service) => void, backup: (kind) => void}} does
 *   `backup("")` says that none is needed any more. The answer draws a picture (see mine.js).
 */
export function createHelp({ book, wall, raise, ask, backup }) {
  const names = Object.fromEntries(book.flags.map(({ code, name }) => [code, name]));
  const services = keyedList(find("asked"), {
    key: ({ service }) => service,
    make: () => h("li", { class: "notice tight note" }, icon("radio"), h("span")),
    patch: (element, one) => text(element.lastChild, serviceWords(one, wall)),
  });
  let shown = null;

  find("tool-danger").addEventListener("click", () => {
    const raised = new Set(shown.flags.map(({ code }) => code));
    askWhich("What makes it dangerous?", DANGER, open(book.flags, raised), raise);
  });
  find("tool-service").addEventListener("click", () => {
    const asked = new Set(shown.asked.map(({ service }) => service));
    askWhich("Who else is needed?", SERVICES, open(book.services, asked), ask);
  });
  find("tool-backup").addEventListener("click", () => {
    const wanted = shown.backup?.kind;
    const kinds = KINDS.filter(({ code }) => code !== wanted && wanted !== "urgent");
    const end = wanted ? [{ code: "", name: t("Not needed any more") }] : [];
    askWhich("Back-up?", BACKUP, [...kinds, ...end], ({ code }) => backup(code));
  });

  return function draw(picture) {
    const { unit, call, flags, asked, companions } = picture;
    shown = picture;
    const isSeen = Boolean(call?.priority); // not of a call that is kept from this officer
    for (const id of ["tool-danger", "tool-service", "tool-place"]) attribute(find(id), "hidden", !isSeen);
    attribute(find("tool-backup"), "hidden", unit.status === "OD");
    attribute(find("tool-backup"), "aria-pressed", String(Boolean(picture.backup)));
    attribute(find("tool-danger"), "aria-pressed", String(flags.length > 0));
    const said = flags.map(({ code, way }) => [names[code], WAYS[way]].filter(Boolean).join(", ")).join(" · ");
    text(find("danger").lastElementChild, said && t("DANGER: {said}", { said }));
    attribute(find("danger"), "hidden", !said);
    services.show(asked);
    attribute(find("asked"), "hidden", asked.length === 0);
    drawBackup(picture.backup, companions, wall);
  };
}

const DANGER = t("One tap makes it priority 1, asks for the police, and tells you to stand off.");
const SERVICES = t("Dispatch asks them, and how far they are is shown here.");
const BACKUP = t("Dispatch is told at once. If you are in danger, hold SOS instead.");

function open(all, done) {
  return all.filter(({ code }) => !done.has(code));
}

function drawBackup(wanted, companions, wall) {
  const line = find("backup-said");
  attribute(line, "hidden", !wanted);
  if (!wanted) return;
  const { tone, title, words } = backupWords(wanted, companions, wall);
  attribute(line, "class", `notice ${tone}`);
  const [strong, said] = line.lastElementChild.children;
  text(strong, title);
  text(said, words);
}

/** The second tap. `choose(one)` hears which. */
function askWhich(title, words, choices, choose) {
  const sheet = find("which");
  const pick = (one) => {
    sheet.close();
    choose(one);
  };
  text(find("which-title"), title);
  text(find("which-words"), choices.length ? words : t("All of it is said already."));
  find("which-choices").replaceChildren(...choices.map((one) => choice(sentence(one.name), () => pick(one))));
  sheet.showModal();
}
