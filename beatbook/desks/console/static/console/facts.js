// What the grammar may know of this moment: the rows, the choice, the connection.

import { nameOf } from "../ui/closures.js";
import { t } from "../ui/language.js";

/** @param {object} book what the page was delivered with: registry, types, dispositions, ... */
export function createFacts({ board, book, choice, record, isLive }) {
  return () => ({
    ...book, // every vocabulary, whatever a verb may ask for
    calls: [...board.rows("call").values()],
    units: [...board.rows("unit").values()],
    closures: [...board.rows("closure").values()].map(named),
    alerts: [...board.rows("alert").values()].map(called),
    checks: [...board.rows("check").values()].map((row) => ({ ...row, name: `${row.id} (${row.asked})` })),
    chosen: choice.number,
    recommended: record.recommended().map((unit) => unit.unit_id),
    notes: record.notes(),
    services: book.services.map((one) => ({ ...one, next: nextOf(one.code, record.detail()) })),
    merged: record.detail()?.merged ?? [],
    linked: record.detail()?.linked ?? [],
    questions: (record.detail()?.questions ?? []).map((one) => ({ ...one, name: one.text })),
    live: isLive(),
  });
}

/** The company that is next in line for a service that the chosen call waits for. */
function nextOf(service, detail) {
  return (detail?.requests ?? []).find((one) => one.service === service && one.next)?.next.id;
}

/** A closed street with what it is called by: its number or its name. */
function named(closure) {
  return { ...closure, code: String(closure.id), name: nameOf(closure) };
}

/** An alert with what it is called by. */
function called(alert) {
  return { ...alert, name: t("no. {id} ({what})", { id: alert.id, what: [alert.kind_name, alert.title].filter(Boolean).join(", ") }) };
}
