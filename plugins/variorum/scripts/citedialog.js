// How to cite a passage, a note, an essay or the edition, in a dialog: what its own page says of it.

import { wireCopies } from "./citing.js";
import { closest, fill, focusBlock, loadTools, make, makeButton } from "./page.js";

/**
 * Show how to cite what a page is about.
 *
 * @param {import("./page.js").Page} page
 * @param {string} address  Of the page.
 * @param {HTMLElement | null} [from]  What has the focus when the dialog is closed: a block, or the link in one.
 * @param {boolean} [isFirst]  Say that it is the first of several that were selected.
 * @throws Where that page can't be had.
 */
export async function showCitation(page, address, from, isFirst) {
  const found = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const sections = /** @type {HTMLElement[]} */ ([...found.querySelectorAll(".vr-citing")]);
  const words = await page.words();
  if (!sections.length) throw new Error("no citations");
  // it was asked for twice
  if (page.signal.aborted || page.root.querySelector("dialog[open]")) return;
  for (const link of sections.flatMap((section) => [...section.querySelectorAll("a")])) {
    link.href = new URL(link.getAttribute("href") ?? "", address).href;
  }
  const what = found.querySelector("h1")?.textContent ?? "";
  // the page of the edition has that title itself
  const [own] = sections.length > 1 ? [] : sections.map((section) => section.querySelector("h2"));
  const title = make("h2", { id: own?.id ?? "vr-cite-title" }, own ? fill(words["cite-title"], { what }) : what);
  own?.remove();
  const shown = sections.map((section) => document.importNode(section, true));
  const block = page.root.dataset.ways ? closest(from ?? null, ".vr-block") : null;
  const offer = (/** @type {string} */ key, /** @type {"note" | "correction"} */ kind) =>
    makeButton(words[key], async () => {
      dialog.close();
      if (block) await (await loadTools(page))?.suggestOnBlock(page, block, kind);
    });
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "vr-panel vr-cite-dialog", "aria-labelledby": title.id, closedby: "any" },
      make("header", { class: "vr-dialog-head" }, title, makeButton(words.close, () => dialog.close())),
      ...(isFirst ? [make("p", {}, words["cite-first"])] : []),
      ...shown,
      make("p", {}, make("a", { href: address }, words["own-page"])),
      ...(block ? [make("p", {}, offer("suggest", "note"), offer("correct", "correction"))] : []),
    )
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!from || document.activeElement !== document.body) return;
    // the link shows where the focus is in its block
    focusBlock(closest(from, ".vr-block") ?? from);
    if (from.matches("a")) from.focus({ preventScroll: true });
  });
  page.root.append(dialog);
  dialog.showModal();
  for (const section of shown) wireCopies(section, words);
}
