// Words of a command line. Spaces and dots both separate; ";" begins the note.

const SEPARATORS = " \t\n\r\u00a0.";

/**
 * @param {string} line
 * @returns {{line: string, main: string, note: string|null, words: {text, start, end}[]}}
 *   `start` and `end` are offsets into `line`; `note` is null when there is no ";".
 */
export function split(line) {
  const opened = line.replace(/^(\s*)\//, "$1 ");
  const semicolon = opened.indexOf(";");
  const main = semicolon < 0 ? opened : opened.slice(0, semicolon);
  const note = semicolon < 0 ? null : opened.slice(semicolon + 1).trim();
  const words = [...main.matchAll(/[^\s.]+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { line: opened, main, note, words };
}

/** The text between two offsets as a person would write it: `1925.N.CASTLE` has no dots. */
export function freeText(main, start, end) {
  const text = trimSeparators(main.slice(start, end));
  return /\s/.test(text) ? text : text.replaceAll(".", " ").trim();
}

/** Whether the line's last word is finished, so that the next completion is for a new word. */
export function endsOpen(main) {
  return main === "" || SEPARATORS.includes(main.at(-1)) || /\s$/.test(main);
}

function trimSeparators(text) {
  return text.replace(/^[\s.]+/, "").replace(/\s+$/, "");
}
