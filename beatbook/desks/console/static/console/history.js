// The lines said before, as in a terminal: Up goes back, Down comes forward to the unfinished line.

const MOST = 100;

export function createHistory() {
  const lines = [];
  let at = 0;
  let unfinished = "";

  function add(line) {
    if (line.trim() !== "" && lines.at(-1) !== line) lines.push(line);
    if (lines.length > MOST) lines.shift();
    at = lines.length;
    unfinished = "";
  }

  /** @param {1|-1} by @param {string} current what is in the line now */
  function step(by, current) {
    if (at === lines.length) unfinished = current;
    at = Math.min(lines.length, Math.max(0, at + by));
    return lines[at] ?? unfinished;
  }

  return { add, step };
}
