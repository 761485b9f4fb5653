// The calls that are kept for a unit, from the live rows. Pure.

/** What the unit does next: what is kept for it in its order, then what is kept for its beat. */
export function stackOf(unit, calls) {
  const waiting = calls.filter((call) => call.status === "waiting" && call.stack);
  const own = waiting.filter((call) => call.stack.unit === unit.id);
  const beat = waiting.filter(
    (call) => call.stack.beat && call.stack.beat === unit.beat && call.agency === unit.agency,
  );
  own.sort((one, other) => one.stack.place - other.stack.place);
  beat.sort((one, other) => one.priority - other.priority || Date.parse(one.since) - Date.parse(other.since));
  return [...own, ...beat];
}

/** Units that are free and what is kept for them: {unit, call}, each call once. */
export function proposals(units, calls) {
  const taken = new Set();
  const free = units.filter((unit) => unit.status === "AV");
  free.sort((one, other) => Date.parse(one.since) - Date.parse(other.since));
  return free.flatMap((unit) => {
    const call = stackOf(unit, calls).find(({ number }) => !taken.has(number));
    if (!call) return [];
    taken.add(call.number);
    return [{ unit, call }];
  });
}
