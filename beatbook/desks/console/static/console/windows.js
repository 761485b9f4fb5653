// The windows of one browser, on as many monitors as there are: what is chosen in one is chosen in
// all of them. A window that opens asks the others.

const CHANNEL = "beatbook-console";

/** @param {{choose, expect, listen, number}} choice @param {BroadcastChannel} [channel] */
export function shareChoice(choice, channel = new BroadcastChannel(CHANNEL)) {
  let telling = true;

  function hear(number) {
    telling = false; // else two windows would tell one another for ever
    if (number === null) choice.choose(null);
    else choice.expect(number); // its row may come later to this window than to the other
    telling = true;
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.asks) channel.postMessage({ chosen: choice.number });
    else hear(data.chosen);
  });
  choice.listen((number) => {
    if (telling) channel.postMessage({ chosen: number });
  });
  channel.postMessage({ asks: true });
}
