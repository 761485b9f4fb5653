// Does what a parsed line says, one request after the other, and says how it ended. What is not
// done is said with the command, so that nobody takes it for done.

import { t } from "../ui/language.js";
import { STALE } from "./grammar.js";

/**
 * The one way out of the console: `post`, but only while the picture is live. Nobody acts on what
 * may no longer be true; what was typed stays with whoever typed it.
 */
export function whileLive(post, isLive) {
  async function send(request, again = null) {
    if (!isLive()) return { ok: false, status: 0, message: STALE, again };
    const answer = await request();
    const retry = () => send(answer.again, retry);
    return { ...answer, again: retry };
  }

  return (url, body) => send(() => post(url, body));
}

/**
 * @param {{send, toast, done: (answer, parsed, answers) => void}} does
 * @returns {(parsed) => Promise<object|null>} the last answer, or null when not all was done.
 */
export function createActor({ send, toast, done }) {
  async function perform(parsed) {
    let answer = null;
    const answers = [];
    for (const request of parsed.requests) {
      answer = await send(request.url, request.body);
      if (!answer.ok) return refuse(parsed, answer);
      answers.push(answer);
    }
    done(answer, parsed, answers);
    return answer;
  }

  function refuse(parsed, answer) {
    const retry = answer.status === 0 && answer.again;
    toast({
      title: t("Not done: {sentence}", { sentence: parsed.sentence }),
      words: answer.message,
      tone: "bad",
      key: "refused",
      action: retry ? { text: t("Try again"), run: () => again(parsed, answer) } : null,
    });
    return null;
  }

  /** The same command under the same id: if it did arrive, it is not done twice. */
  async function again(parsed, refused) {
    const answer = await refused.again();
    if (answer.ok) done(answer, parsed, [answer]);
    else refuse(parsed, answer);
  }

  return perform;
}
