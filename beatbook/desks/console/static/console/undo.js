// Taking the last command back, for the seconds that the server gives.

import { t } from "../ui/language.js";

/**
 * @param {HTMLButtonElement} button shown while something can be undone; [data-field=seconds] inside
 * @param {{send: (tokens: string[]) => Promise<object>, say: (words: string) => void,
 *   refuse: (words: string) => void, ticker: object, now?: () => number}} does
 */
export function createUndo(button, { send, say, refuse, ticker, now = () => performance.now() }) {
  const seconds = button.querySelector("[data-field=seconds]");
  let last = { tokens: [], until: 0, why: t("There is nothing to undo.") };

  /** What the server said of taking back what was just done: all of it, or nothing. */
  function offer(answers) {
    const tokens = answers.map((answer) => answer.undo?.token).filter(Boolean);
    const whole = tokens.length > 0 && tokens.length === answers.length;
    const why = answers.map((answer) => answer.not_undone).find(Boolean);
    const lasts = whole ? Math.min(...answers.map((answer) => answer.undo.seconds)) * 1000 : 0;
    last = {
      tokens: whole ? tokens : [],
      until: now() + lasts,
      why: why ?? t("This cannot be undone."),
    };
    draw();
  }

  function draw() {
    const left = Math.ceil((last.until - now()) / 1000);
    const open = last.tokens.length > 0 && left > 0;
    button.hidden = !open;
    seconds.textContent = open ? String(left) : "";
  }

  async function act() {
    const { tokens, until, why } = last;
    if (tokens.length === 0) return refuse(why);
    if (now() >= until) return refuse(t("More than ten seconds have gone by."));
    const answer = await send(tokens);
    if (!answer.ok) return refuse(answer.message);
    last = { tokens: [], until: 0, why: t("There is nothing to undo.") };
    draw();
    say(answer.message);
  }

  button.addEventListener("click", act);
  ticker.watch(button, draw);
  return { offer, act };
}
