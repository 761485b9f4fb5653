// Photos of vehicles: each is kept on this phone before it is sent as it was taken, and stands in the
// list with how far it is until the server has it. The page of one vehicle takes them; the list of
// all vehicles sends what is left of any.

import "./aside.js";
import { attribute, h, pageData, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { newCommandId, post } from "../ui/post.js";
import { openPhotos } from "./photo-store.js";

const PATIENCE = 120_000; // a photo over a slow network
const NO_ANSWER = 0;
const input = document.getElementById("photo");
const list = document.getElementById("photos");
const unheard = new Set();
const underWay = new Set();

const store = await openPhotos(pageData("book").member);
for (const photo of await store.all()) if (!input || photo.url === input.dataset.url) deliver(photo);

input?.addEventListener("change", () => {
  for (const file of input.files) take(file);
  input.value = "";
});
addEventListener("online", () => [...unheard].forEach((again) => again()));
addEventListener("beforeunload", (event) => !store.isDurable && underWay.size > 0 && event.preventDefault());

async function take(file) {
  const { url, of } = input.dataset;
  const photo = { id: newCommandId(), url, of, file, taken: Date.now() };
  await store.keep(photo).catch(() => {}); // a full phone: it is sent all the same
  deliver(photo);
}

function deliver(photo) {
  const said = h("span", { role: "status" });
  const again = h("button", { class: "button large", type: "button", hidden: true }, t("Try again"));
  const remove = h("button", { class: "button large", type: "button", hidden: true }, t("Remove it"));
  const alt = t("The new photo of {vehicle}", { vehicle: photo.of });
  const picture = h("img", { src: URL.createObjectURL(photo.file), width: 320, height: 240, alt });
  const row = h("li", {}, picture, said, again, remove);
  const attempt = () => send(photo, { row, said, again, remove }, attempt);
  again.addEventListener("click", attempt);
  remove.addEventListener("click", () => store.drop(photo.id).then(() => row.remove()));
  list.append(row);
  attempt();
}

/** One try; another one is the same command under the same id. */
async function send(photo, { row, said, again, remove }, attempt) {
  underWay.add(photo);
  unheard.delete(attempt);
  attribute(row, "data-state", "sending");
  for (const button of [again, remove]) attribute(button, "hidden", true);
  text(said, input ? t("Sending…") : t("Sending the photo of {vehicle}…", { vehicle: photo.of }));
  const answer = await post(photo.url, photo.file, { commandId: photo.id, patience: PATIENCE });
  if (answer.ok) await store.drop(photo.id).catch(() => {});
  if (answer.status === NO_ANSWER) unheard.add(attempt);
  underWay.delete(photo);
  attribute(row, "data-state", answer.ok ? "kept" : "unsent");
  text(said, answer.ok ? t("Kept") : t("Not kept. {why}", { why: answer.message }));
  attribute(again, "hidden", answer.ok);
  attribute(remove, "hidden", answer.ok || answer.status === NO_ANSWER);
}
