// A call's chronology as the console reads it: lines that are notes can be struck by their number.

/** The lines with a key each, and a number for the notes among them; events carry none. */
export function numbered(chronology) {
  let notes = 0;
  return chronology.map((line, index) => ({
    ...line,
    key: line.note_id ? `note ${line.note_id}` : `event ${index}`,
    number: line.note_id ? (notes += 1) : null,
  }));
}

/** The notes for the grammar, in the order of their numbers. */
export function notesOf(detail) {
  return (detail?.chronology ?? [])
    .filter((line) => line.note_id)
    .map((line) => ({ id: line.note_id, text: line.text, struck: Boolean(line.struck) }));
}
