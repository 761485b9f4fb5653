// A small board for the grammar's tests: two agencies that share a callsign and a short number.

import { readFileSync } from "node:fs";

export const registry = JSON.parse(readFileSync(new URL("./registry.json", import.meta.url)));

const ALL = ["alert:issue", "alert:read", "check:answer", "record:look_up", "tow:log", "call:read", "call:on_view", "call:take", "call:dispatch", "call:note"].concat([
  "call:close",
  "call:override",
  "case_number:draw",
  "case_number:void",
  "closure:set",
  "unit:status",
]);

export function unit(id, callsign, status = "AV", call = null, agency = "AB") {
  const short = call ? call.slice(-4) : null;
  return { id, callsign, agency, status, call, call_short: short, crew: "J. Park" };
}

export function call(number, typeName, location, agency = "AB") {
  return { number, short: number.slice(-4), type_name: typeName, location, agency };
}

export function town(changes = {}) {
  return {
    calls: [
      call("A26-000132", "Vandalism", "1925 North Castle Street"),
      call("A26-000142", "Welfare check", "2659 Bank Street"),
      call("A26-000150", "Noise complaint", "8 Mill Lane"),
      call("M26-000150", "Animal loose", "4 Bridge Road", "MB"),
    ],
    units: [
      unit(1, "4A11"),
      unit(2, "4C10"),
      unit(3, "2B10", "ER", "A26-000142"),
      unit(4, "2C10", "OS", "A26-000150"),
      unit(5, "1A10"),
      unit(6, "1A10", "AV", null, "MB"),
    ],
    chosen: "A26-000132",
    recommended: [1, 2],
    notes: [
      { id: 71, text: "Caller hears glass breaking.", struck: false },
      { id: 72, text: "Wrong street.", struck: true },
    ],
    types: [
      { code: "NOISE", name: "Noise complaint" },
      { code: "PARKING", name: "Parking" },
      { code: "VANDAL", name: "Vandalism" },
    ],
    means: [
      { code: "phone", name: "phone" },
      { code: "radio", name: "radio" },
      { code: "cad", name: "CAD" },
    ],
    dispositions: [
      { code: "REPORT", name: "Report taken" },
      { code: "GOA", name: "Gone on arrival" },
      { code: "POLICE", name: "Handed to police" },
      { code: "CITATION", name: "Written citation" },
    ],
    overrides: [
      { code: "N", name: "nobody else is free" },
      { code: "L", name: "life in danger" },
    ],
    backs: [
      { code: "M", name: "given by mistake" },
      { code: "L", name: "left again" },
    ],
    lefts: [
      { code: "N", name: "not needed any more" },
      { code: "U", name: "could not get there" },
    ],
    flags: [
      { code: "in_progress", name: "in progress" },
      { code: "weapon", name: "weapon" },
      { code: "injury", name: "injury" },
      { code: "person_down", name: "person down" },
    ],
    offers: ["accepted", "refused", "no_answer", "passed"].map((code) => ({ code, name: code })),
    merged: [{ number: "A26-000140", short: "0140", type_name: "Noise", location: "8 Mill Lane" }],
    linked: [{ number: "A26-000141", short: "0141", type_name: "Noise", location: "8 Mill Lane" }],
    questions: [
      { code: "HURT", name: "Is anybody hurt?" },
      { code: "BLOCKED", name: "Is the road blocked?" },
    ],
    replies: ["yes", "no", "unknown"].map((code) => ({ code, name: code })),
    sources: [
      { code: "phone", name: "Phone" },
      { code: "911_transfer", name: "911 transfer" },
      { code: "radio", name: "Radio" },
      { code: "walk_in", name: "Walk-in" },
    ],
    alerts: [{ id: 12, agency: "AB", name: "no. 12 (Stolen or recovered, 4ABC123 CA)" }],
    checks: [{ id: 7, agency: "AB", name: "7 (4ABC123 CA)" }],
    results: [
      { code: "clear", name: "No record" },
      { code: "hit", name: "Possible hit" },
    ],
    alert_kinds: [
      { code: "bolo", name: "Be on the lookout" },
      { code: "safety", name: "Officer safety" },
      { code: "stolen", name: "Stolen or recovered" },
    ],
    states: ["CA", "NY"],
    services: [
      { code: "police", name: "Police" },
      { code: "fire", name: "Fire" },
      { code: "ems", name: "EMS" },
      { code: "tow", name: "Tow", next: 7 },
    ],
    agencies: [{ code: "AB", name: "Alder Bay Community Safety" }],
    places: [],
    closures: [
      { id: 12, code: "12", agency: "AB", name: "Harbor Road between 3rd Street and 5th Street" },
      { id: 13, code: "13", agency: "AB", name: "Mill Lane" },
    ],
    stretch: null,
    statuses: { AV: "Available", ER: "En route", OS: "On scene", DP: "Dispatched" },
    grants: { AB: ALL, MB: ALL },
    live: true,
    ...changes,
  };
}
