// The notes of some statuses are shown, the others are not: with their signs and the lines under their words.

import { fill, nameTarget } from "./page.js";

/**
 * @param {import("./page.js").Page} page
 * @param {readonly string[]} view  Its tokens: `no-draft` leaves out the drafts.
 */
export async function sift(page, view) {
  const { root } = page;
  /** @type {Set<string>} */
  const off = new Set();
  const notes = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".vr-annotation")]);
  for (const note of notes) {
    const { status = "reviewed" } = note.dataset;
    const is = view.includes(`no-${status}`);
    note.classList.toggle("vr-off", is);
    if (is) off.add(note.id);
  }
  // of signs side by side, the first that is seen has no comma before it
  let seen = false;
  for (const sign of root.querySelectorAll(".vr-noteref")) {
    const follows = sign.previousElementSibling?.classList.contains("vr-noteref");
    const is = off.has(nameTarget(sign));
    sign.classList.toggle("vr-off", is);
    sign.classList.toggle("vr-first", Boolean(follows && !is && !seen));
    seen = !is || Boolean(follows && seen);
  }
  for (const words of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".vr-lemma"))) {
    const stems = (words.dataset.annotations ?? "").split(" ");
    words.classList.toggle("vr-off", stems.every((stem) => off.has(`note-${stem}`)));
  }
  const line = root.querySelector(".vr-sifted");
  const said = { shown: `${notes.length - off.size}`, all: `${notes.length}` };
  if (line) line.textContent = off.size ? fill((await page.words()).sifted, said) : "";
}
