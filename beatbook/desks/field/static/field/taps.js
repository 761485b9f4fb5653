// What a tap is: an item for the outbox, with the address and the body of its command.

import { t } from "../ui/language.js";
import { newCommandId } from "../ui/post.js";
import { BACKUP, CASE_NUMBER, GOT, MEAL, ON_VIEW, RAISE, READ, REPORT, SENDABLE, SERVICE, SHOWN } from "./mine.js";

/** Makes the items of one unit. `now()` is the operational time in milliseconds. */
export function tapsOf({ unit, statusUrl, safetyUrl, mealUrl, sendableUrl, onViewUrl, transportUrl, backupUrl, shownUrl, cancellationUrl, names, now }) {
  let order = 0;

  function item(more) {
    order = Math.max(order + 1, Date.now());
    return { id: newCommandId(), order, unit, at: new Date(now()).toISOString(), ...more };
  }

  return {
    status: (code, call, { reason = "", back = "" } = {}) =>
      item({
        kind: "status",
        status: code,
        call,
        reason,
        back,
        title: names[code],
        url: statusUrl,
        body: { status: code, ...(reason && { reason }), ...(back && { back }) },
      }),
    safe: (call) => item({ kind: "safe", call, title: t("I’m OK"), url: safetyUrl, body: {} }),
    meal: (act, call) =>
      item({
        kind: MEAL,
        act,
        call,
        title: act === "ask" ? t("Ask for a meal") : t("No meal now"),
        url: mealUrl,
        body: { act },
      }),
    sendable: (sendable, call) =>
      item({
        kind: SENDABLE,
        sendable,
        call,
        title: sendable ? t("I can be sent") : t("I cannot be sent"),
        url: sendableUrl,
        body: { sendable: sendable ? "yes" : "no" },
      }),
    transport: (call, said) =>
      item({
        kind: "status",
        status: "TR",
        call,
        title: names.TR,
        url: transportUrl,
        body: said,
      }),
    transportEnds: (call, odometer) =>
      item({
        kind: "transport",
        call,
        title: t("Transport arrived"),
        url: `${transportUrl}end/`,
        body: { odometer },
      }),
    onView: (type, point) =>
      item({
        kind: ON_VIEW,
        call: null,
        title: t("On view: {name}", { name: type.name }),
        url: onViewUrl,
        body: { unit: [unit], call_type: type.code, ...point },
      }),
    caseNumber: (call) =>
      item({
        kind: CASE_NUMBER,
        call,
        title: t("Case number"),
        url: `/incidents/${encodeURIComponent(call)}/case-numbers/`,
        body: {},
      }),
    raise: (call, { code, name }) =>
      item({
        kind: RAISE,
        call,
        flag: code,
        title: t("Danger: {name}", { name }),
        url: `/calls/${encodeURIComponent(call)}/flag/`,
        body: { flag: code },
      }),
    service: (call, { code, name }) =>
      item({
        kind: SERVICE,
        call,
        service: code,
        name,
        title: t("Ask for: {name}", { name }),
        url: `/calls/${encodeURIComponent(call)}/request/`,
        body: { service: code },
      }),
    backup: (backup, call) =>
      item({
        kind: BACKUP,
        call,
        backup,
        title: backup ? t("Back-up") : t("No back-up any more"),
        url: backup ? backupUrl : `${backupUrl}end/`,
        body: backup ? { backup } : {},
      }),
    report: ({ id, number }) =>
      item({
        kind: REPORT,
        call: number,
        report: id,
        title: t("Report on {number} written", { number }),
        url: `/reports/${id}/writing/`,
        body: {},
      }),
    shown: (call) => item({ kind: SHOWN, call, title: t("The call is on this phone"), url: shownUrl, body: { call } }),
    read: (call) => item({ kind: READ, call, title: t("Got it"), url: cancellationUrl, body: { call } }),
    got: (alert, member) =>
      item({
        kind: GOT,
        alert,
        member,
        call: null,
        title: t("Got it"),
        url: `/alerts/${alert}/acknowledgement/`,
        body: {},
      }),
    note: (call, text) =>
      item({
        kind: "note",
        call,
        text,
        title: t("Note"),
        url: `/calls/${encodeURIComponent(call)}/note/`,
        body: { text },
      }),
    clear: (call, dispositions = [], left = "") =>
      item({
        kind: "clear",
        call,
        title: [t("Clear"), dispositions.map(({ name }) => name).join(", ")].filter(Boolean).join(": "),
        url: `/calls/${encodeURIComponent(call)}/release/`,
        body: { unit, disposition: dispositions.map(({ code }) => code), ...(left && { left }) },
      }),
  };
}
