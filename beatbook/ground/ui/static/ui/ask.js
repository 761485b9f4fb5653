// Questions to the server: what it knows, without changing anything.

import { answerOf } from "./language.js";
import { csrfToken } from "./post.js";

/** What the server answers at `path`. Throws when it does not answer well. */
export async function askJson(path, signal) {
  return answered(await fetch(path, { headers: { Accept: "application/json" }, signal }));
}

/** The same for a question too long, or too private, for an address. */
export async function askWith(path, body, signal) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

function answered(response) {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return answerOf(response);
}
