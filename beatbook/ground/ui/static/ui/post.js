// Send a command to the server: with the CSRF token, with an id that makes a repeat harmless, and
// with an answer that is always a sentence a person can act on.

import { t } from "./language.js";

const WAITS = [400, 1000, 2500]; // between tries when the network fails
const PATIENCE = 10_000;
const TRY_AGAIN = new Set([502, 503, 504]);

const SENTENCES = {
  0: t("The server did not answer. Trying again is safe: it will not be done twice."),
  401: t("You are signed out. Sign in again; what you typed is still here."),
  403: t("You may not do this. Your role does not include it."),
  404: t("That is no longer there. The page may be out of date."),
  409: t("Somebody else was faster. Look at it again before you repeat this."),
  413: t("That is too large to send."),
  429: t("Too many at once. Wait a minute and try again."),
};
const BROKE = t("Something broke on our side, and nothing was changed. Try again.");

/**
 * Send `body` (an object as JSON, FormData, or a Blob as it is) and answer {ok, status, message, ...}: what the
 * server said, or a sentence for what went wrong. Never throws for a failed request. The answer's
 * `again()` sends the same command under the same id. `waits`: the pauses between tries, in ms; none
 * for whoever tries again by itself. `patience`: how long one try may take, in ms.
 */
export async function post(url, body = {}, options = {}) {
  const { commandId = newCommandId(), csrf = csrfToken(), environment = globalThis } = options;
  const request = () => environment.fetch(url, requestOf(body, commandId, csrf, options.patience ?? PATIENCE));
  const response = await withPatience(request, options.waits ?? WAITS, environment);
  const answer = response ? await read(response) : { ok: false, status: 0, message: SENTENCES[0] };
  const again = () => post(url, body, { ...options, commandId });
  return { ...answer, commandId, again };
}

/** A random UUID, also on a page that is not served over TLS. */
export function newCommandId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The token the page was delivered with. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

function requestOf(body, commandId, csrf, patience) {
  const ready = body instanceof FormData || body instanceof Blob;
  const headers = { Accept: "application/json", "X-CSRFToken": csrf, "Command-Id": commandId };
  if (!ready) headers["Content-Type"] = "application/json";
  if (body instanceof Blob) headers["Content-Type"] = "application/octet-stream";
  return {
    method: "POST",
    headers,
    body: ready ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  };
}

/** Try until the server answers; null when it never did. */
async function withPatience(request, waits, environment) {
  let last = null;
  for (const wait of [...waits, null]) {
    last = await request().catch(() => null);
    if (last && !TRY_AGAIN.has(last.status)) return last;
    if (wait !== null) await new Promise((resolve) => environment.setTimeout(resolve, wait));
  }
  return last;
}

async function read(response) {
  const said = await response.json().catch(() => ({}));
  const message = said.message ?? (response.ok ? "" : (SENTENCES[response.status] ?? BROKE));
  return { ...said, ok: response.ok && said.ok !== false, status: response.status, message };
}
