// What scripts say, in the language of the page: <html lang>. English is the source and the key;
// the other languages come as one file that set-up made, loaded before any script says a word.

const language = globalThis.document?.documentElement.lang || "en";
const catalog = language === "en" ? {} : await load(language);
const rules = new Intl.PluralRules(language);

/** How times of day and names of days are written: always the way of the United States. */
export const locale = `${language}-US`;

/** t("until {time}", { time }): the words in the page's language, with the values put in. */
export function t(words, values = {}) {
  const said = catalog[words];
  return filled(typeof said === "string" ? said : words, values);
}

/** tn("{count} unit", "{count} units", count): as many as there are. */
export function tn(one, many, count, values = {}) {
  const isOne = rules.select(count) === "one";
  const said = catalog[one]?.[isOne ? 0 : 1];
  return filled(said ?? (isOne ? one : many), { count, ...values });
}

/** The same object with its words translated: for a table of names, made once. */
export function translated(table) {
  return Object.fromEntries(Object.entries(table).map(([key, words]) => [key, t(words)]));
}

// Where rows and records carry words of the program. What a person typed is never a whole entry of
// the catalog under one of these names, or if it is, it means the same.
const NAMES = new Set(
  ["ask", "call_type_name", "headline", "help", "hint", "kind_name", "name", "order", "outcome_name", "reason", "result_name"].concat(
    ["said", "sentence", "service_name", "source", "state_name", "type_name", "why"],
  ),
);

/** For JSON.parse: the names of vocabularies in the page's language. In English there is nothing to do. */
export const reviver =
  language === "en"
    ? undefined
    : (key, value) => (NAMES.has(key) && typeof value === "string" ? t(value) : value);

/** What a server answered, with the names of vocabularies in the page's language. */
export async function answerOf(response) {
  return JSON.parse(await response.text(), reviver);
}

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (mark, name) => values[name] ?? mark);
}

/** Without it a page still works, in English. */
async function load(tag) {
  const response = await fetch(new URL(`language/${tag}.json`, import.meta.url)).catch(() => null);
  return response?.ok ? response.json() : {};
}
