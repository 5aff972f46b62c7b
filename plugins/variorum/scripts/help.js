// The list of the page's keys, with the switch for them.

import { make, makeButton } from "./page.js";
import { readSettings, remember } from "./settings.js";

/** What each key does, as the catalogue names it. */
const KEYS = [
  ["j", "next-paragraph"],
  ["k", "previous-paragraph"],
  ["a", "next-note"],
  ["⇧ a", "previous-note"],
  ["c", "cite"],
  ["⇧ c", "how-to-cite"],
  ["q", "selection-tools"],
  ["v", "layer-notes"],
  ["x", "layer-corrections"],
  ["o", "layer-printed"],
  ["t", "layer-text"],
  ["/", "search"],
  ["Esc", "escape"],
  ["?", "help"],
];

/** @param {import("./page.js").Page} page */
export async function showHelp({ root, words: load }) {
  if (root.querySelector(".vr-keys")) return;
  const words = await load();
  const keys = KEYS.filter(([key]) => key !== "/" || document.querySelector("[name=query]"));
  const rows = keys.map(([key, does]) =>
    make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, words[does])),
  );
  const table = make("table", {}, make("tbody", {}, ...rows));
  const on = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
  on.checked = readSettings().keys !== "off";
  on.addEventListener("change", () => remember("keys", on.checked ? "" : "off"));
  const title = make("h2", { id: "vr-keys-title" }, words.keys);
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "vr-panel vr-keys", "aria-labelledby": title.id, closedby: "any" },
      title,
      make("label", {}, on, words["keys-on"]),
      table,
      makeButton(words.close, () => dialog.close()),
    )
  );
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
