// Known places for what is being typed into a field, as the browser's own list of suggestions.

import { h } from "../ui/dom.js";

const AFTER_MS = 180;
const SHORTEST = 3;
let lists = 0;

/** Offer places below `input` while it is typed into; `where` is the address that knows them. */
export function suggestPlaces(input, where) {
  const list = h("datalist", { id: `places-${(lists += 1)}` });
  let timer = 0;
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  input.after(list);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, AFTER_MS);
  });

  async function offer() {
    const text = input.value.trim();
    if (text.length < SHORTEST) return list.replaceChildren();
    const places = await find(where, text);
    if (input.value.trim() !== text) return;
    list.replaceChildren(...places.map(({ label, detail }) => h("option", { value: label }, detail)));
  }
}

/** What a text means, best first; nothing when nobody can be asked. */
export async function find(where, text) {
  const path = `${where}?q=${encodeURIComponent(text)}`;
  const response = await fetch(path, { headers: { Accept: "application/json" } }).catch(() => null);
  return response?.ok ? ((await response.json()).places ?? []) : [];
}
