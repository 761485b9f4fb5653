// What this page asks of the server besides its feed.

import { pageData } from "../ui/dom.js";
import { answerOf } from "../ui/language.js";
import { post } from "../ui/post.js";

const NO_ANSWER = 0;
const SIGNED_OUT = 401;

/** The server answers this page with the sign-in page. */
class SignedOut extends Error {}

/**
 * Send one command once, see `post`: to try again is up to the caller. After somebody has signed in
 * anew this page's form token is old: it is renewed and the same command is sent once more.
 */
export async function send(url, body, options = {}) {
  const once = () => post(url, body, { ...options, waits: [] });
  const answer = await once();
  if (answer.status !== 403 || "field" in answer) return answer;
  try {
    await refetch();
  } catch (error) {
    return { ...answer, status: error instanceof SignedOut ? SIGNED_OUT : NO_ANSWER };
  }
  return once();
}

/** This page's state as the server would deliver it now, and its form token. Throws without one. */
export async function refetch(address = location.href) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(`The page answered ${response.status}.`);
  if (response.redirected) throw new SignedOut("The page asks to sign in.");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const state = pageData("state", page);
  if (!state) throw new Error("The page came without its state.");
  renewToken(page);
  return state;
}

/** The answer of an address as JSON. Throws when there is none. */
export async function ask(address, signal) {
  const response = await fetch(address, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return answerOf(response);
}

function renewToken(page) {
  const token = 'meta[name="csrf-token"]';
  const fresh = page.querySelector(token);
  if (fresh) document.querySelector(token)?.replaceWith(fresh);
}
