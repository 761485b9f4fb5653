// Photos of one vehicle: each is sent as it was taken, and stands in the list with how far it is.

import "./aside.js";
import { attribute, h, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { post } from "../ui/post.js";

const PATIENCE = 120_000; // a photo over a slow network
const input = document.getElementById("photo");
const list = document.getElementById("photos");
let underWay = 0;

input?.addEventListener("change", () => {
  for (const file of input.files) deliver(file);
  input.value = "";
});
addEventListener("beforeunload", (event) => underWay > 0 && event.preventDefault());

function deliver(file) {
  const said = h("span", { role: "status" });
  const again = h("button", { class: "button large", type: "button", hidden: true }, t("Try again"));
  const picture = h("img", { src: URL.createObjectURL(file), width: 320, height: 240, alt: t("The new photo") });
  const row = h("li", {}, picture, said, again);
  list.append(row);
  follow({ row, said, again }, () => post(input.dataset.url, file, { patience: PATIENCE }));
}

/** One try; another one is the same command under the same id. */
async function follow({ row, said, again }, attempt) {
  underWay += 1;
  attribute(row, "data-state", "sending");
  attribute(again, "hidden", true);
  text(said, t("Sending…"));
  const answer = await attempt();
  underWay -= 1;
  attribute(row, "data-state", answer.ok ? "kept" : "unsent");
  text(said, answer.ok ? t("Kept") : t("Not kept. {why}", { why: answer.message }));
  attribute(again, "hidden", answer.ok);
  again.onclick = () => follow({ row, said, again }, answer.again);
}
