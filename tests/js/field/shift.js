// A shift as the tests see it: my unit 2B10 and its call, other units, other calls.

export const ORDER = {
  on_call: {
    DP: ["ER", "OS", "ST", "TR"],
    ER: ["OS", "ST", "TR"],
    ST: ["OS", "TR"],
    OS: ["ST", "TR"],
    TR: ["OS"],
  },
  without_call: { OD: ["AV"], AV: ["BZ", "OD", "OO"], BZ: ["AV", "OD", "OO"], OO: ["AV", "BZ", "OD"] },
  course: ["DP", "ER", "ST", "OS", "TR"],
};
export const MINE = 12;
export const CALL = "A26-000132";

const at = (time) => `2026-06-15T${time}Z`;

export const unitRow = (more = {}) => ({
  id: MINE,
  callsign: "2B10",
  agency: "AB",
  beat: "2",
  status: "DP",
  since: at("21:05:00"),
  reason: "",
  call: CALL,
  call_short: "0132",
  call_type_name: "Vandalism",
  where: "1925 North Castle Street",
  ...more,
});

export const callRow = (more = {}) => ({
  number: CALL,
  short: "0132",
  agency: "AB",
  status: "active",
  priority: 2,
  type_name: "Vandalism",
  location: "1925 North Castle Street",
  beat: "2",
  since: at("21:04:00"),
  units: ["2B10"],
  flags: [],
  requests: [],
  ...more,
});

export const patchOf = (kind, row, version = 1) => ({
  kind,
  key: String(kind === "call" ? row.number : row.id),
  version,
  row,
});

export const patches = (...data) => ({ type: "patch", data });

let tapped = 0;
const item = (more) => ({
  id: `tap-${(tapped += 1)}`,
  unit: MINE,
  call: CALL,
  at: at("21:07:00"),
  order: tapped,
  state: "waiting",
  tries: 0,
  ...more,
});

export const tap = (status, more = {}) => item({ kind: "status", status, ...more });
export const note = (text, more = {}) => item({ kind: "note", text, ...more });
export const clear = (more = {}) => item({ kind: "clear", ...more });

export const asks = (kind, more = {}) => item({ kind, ...more });

export const safe = (more = {}) => item({ kind: "safe", ...more });

export const caseNumber = (more = {}) => item({ kind: "case number", ...more });

export const got = (alert, more = {}) =>
  item({ kind: "got an alert", alert, member: 7, call: null, ...more });

export const alertRow = (more = {}) => ({ id: 12, acknowledged: [], ...more });

export const drawn = (number, more = {}) => ({ number, issued_by: "", voided_at: null, ...more });

export const recordOf = (more = {}) => ({
  number: CALL,
  units: [{ unit_id: MINE, callsign: "2B10", en_route_at: null, on_scene_at: null, cleared_at: null }],
  chronology: [],
  premise_notes: [],
  case_numbers: [],
  ...more,
});

export const line = (text, more = {}) => ({
  at: at("21:04:10"),
  by: "T. Ellis",
  text,
  kind: "note",
  note_id: 1,
  struck: "",
  ...more,
});
