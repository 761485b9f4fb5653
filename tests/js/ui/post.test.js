import assert from "node:assert/strict";
import { test } from "node:test";

import { newCommandId, post } from "../../../beatbook/ground/ui/static/ui/post.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A server that gives these answers in turn; null is a network that fails. */
function server(...answers) {
  const requests = [];
  return {
    requests,
    setTimeout: (run) => queueMicrotask(run),
    async fetch(url, request) {
      requests.push({ url, ...request });
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      if (answer === null) throw new TypeError("network");
      const { status = 200, body } = answer;
      return {
        status,
        ok: status < 400,
        json: async () => {
          if (body === undefined) throw new SyntaxError("not JSON");
          return body;
        },
      };
    },
  };
}

const send = (environment, body = { unit: [12] }) =>
  post("/calls/A26-000132/assignment/", body, { csrf: "token", environment });

test("a command carries the token, an id of its own and its body as JSON", async () => {
  const environment = server({ body: { ok: true, message: "Sent." } });
  const answer = await send(environment);
  const [request] = environment.requests;
  assert.equal(request.headers["X-CSRFToken"], "token");
  assert.match(request.headers["Command-Id"], UUID);
  assert.equal(request.headers["Content-Type"], "application/json");
  assert.equal(request.body, '{"unit":[12]}');
  assert.deepEqual([answer.ok, answer.status, answer.message], [true, 200, "Sent."]);
});

test("a form is sent as a form", async () => {
  const environment = server({ body: { ok: true } });
  const form = new FormData();
  form.set("reason", "lunch");
  await send(environment, form);
  assert.equal(environment.requests[0].body, form);
  assert.equal("Content-Type" in environment.requests[0].headers, false);
});

test("a network that fails is tried again under the same id", async () => {
  const environment = server(null, { status: 503 }, { body: { ok: true, message: "Sent." } });
  const answer = await send(environment);
  const ids = new Set(environment.requests.map((request) => request.headers["Command-Id"]));
  assert.deepEqual([answer.ok, environment.requests.length, ids.size], [true, 3, 1]);
});

test("a network that stays away ends in a sentence, and again() keeps the id", async () => {
  const environment = server(null);
  const answer = await send(environment);
  assert.equal(answer.ok, false);
  assert.equal(answer.message, "The server did not answer. Trying again is safe: it will not be done twice.");
  await answer.again();
  const ids = new Set(environment.requests.map((request) => request.headers["Command-Id"]));
  assert.deepEqual([environment.requests.length, ids.size], [8, 1]);
});

test("a refusal is the server's sentence, with its field, and is not tried again", async () => {
  const refusal = { ok: false, message: "2B10 is already on call 0134.", field: "unit" };
  const environment = server({ status: 422, body: refusal });
  const answer = await send(environment);
  assert.deepEqual(
    [answer.ok, answer.status, answer.message, answer.field],
    [false, 422, "2B10 is already on call 0134.", "unit"],
  );
  assert.equal(environment.requests.length, 1);
});

test("every failure without words gets words", async () => {
  for (const status of [401, 403, 404, 409, 413, 429, 500]) {
    const answer = await send(server({ status }));
    assert.equal(answer.ok, false);
    assert.match(answer.message, /^[A-Z].*\.$/);
  }
});

test("ids are never the same", () => {
  const ids = Array.from({ length: 1000 }, newCommandId);
  assert.equal(new Set(ids).size, 1000);
  for (const id of ids) assert.match(id, UUID);
});
