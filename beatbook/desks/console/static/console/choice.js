// Which call is chosen. It survives every patch; it never moves by itself, because a command that
// names no call means the chosen one. When the chosen call is gone, nothing is chosen.

/** @param board the live board @param {string|null} first the number of the call to begin with */
export function createChoice(board, first) {
  const listeners = new Set();
  let expected = null;
  let number = board.row("call", first) ? first : null;

  function choose(next) {
    expected = null;
    const wanted = next !== null && board.row("call", next) ? next : null;
    if (wanted === number) return;
    number = wanted;
    for (const listener of listeners) listener(number);
  }

  /** Choose a call as soon as the board has it: one's own new call comes by the feed. */
  function expect(next) {
    if (board.row("call", next)) choose(next);
    else expected = next;
  }

  board.subscribe("call", () => {
    if (expected !== null && board.row("call", expected)) choose(expected);
    if (number !== null && !board.row("call", number)) choose(null);
  });

  return {
    choose,
    expect,
    listen: (listener) => listeners.add(listener),
    get number() {
      return number;
    },
    get call() {
      return number === null ? null : board.row("call", number);
    },
  };
}
