// The sentence a command says before Enter, and the requests that Enter makes.

import { t } from "../../ui/language.js";
import { unitName } from "./resolve.js";

const TEMPLATE = /\[([^\]]*)\]|\{(\w+)\}|[^[{]+/g;

/** @returns {{text: string, role: string}[]} `role` is "act" or the kind of a slot. */
export function say(template, args, board) {
  const parts = [];
  for (const [plain, optional, kind] of template.matchAll(TEMPLATE)) {
    if (optional !== undefined) {
      if (kindsIn(optional).every((each) => args[each] !== undefined)) {
        parts.push(...say(optional, args, board));
      }
    } else if (kind !== undefined) {
      parts.push({ text: show(kind, args[kind], board), role: kind });
    } else {
      parts.push({ text: plain, role: "act" });
    }
  }
  return parts;
}

function kindsIn(template) {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
}

const CALLS = new Set(["call", "other_call", "merged", "linked"]);

function show(kind, value, board) {
  if (value === undefined) return "…";
  if (kind === "units") return both(value.map((unit) => unitName(unit, board)));
  if (kind === "dispositions") return both(value.map(({ name }) => name));
  if (CALLS.has(kind)) return `${value.number} · ${value.type_name} · ${value.location}`;
  if (kind === "note_number") return `“${value.text}”`;
  return typeof value === "string" ? value : value.name;
}

export function both(names) {
  if (names.length < 2) return names.join("");
  return t("{names} and {last}", { names: names.slice(0, -1).join(", "), last: names.at(-1) });
}

/** Every request that a filled form stands for, in order. */
export function requests(form, args) {
  return form.steps.flatMap((step) => {
    if (!step.each) return [request(step, args)];
    return args.units.map((unit) => request(step, { ...args, unit }));
  });
}

function request(step, args) {
  const url = step.url.replace(/\{([\w.]+)\}/g, (_, path) => encodeURIComponent(read(path, args)));
  const fields = Object.entries(step.body)
    .map(([name, template]) => [name, expand(template, args)])
    .filter(([, value]) => value !== undefined && value !== "");
  return { method: step.method, url, body: Object.fromEntries(fields) };
}

/** A template is either one pair of braces, kept with its type, or a literal. */
function expand(template, args) {
  const path = /^\{([\w.]+)\}$/.exec(template)?.[1];
  return path ? read(path, args) : template;
}

function read(path, args) {
  const [kind, attribute] = path.split(".");
  const value = args[kind];
  if (value === undefined || attribute === undefined) return value;
  return Array.isArray(value) ? value.map((item) => item[attribute]) : value[attribute];
}
