// How to cite a passage, a note, an essay or the edition, in a dialog: what its own page says of it.

import { closest, isPlain, make, makeButton } from "./page.js";

/** @param {import("./page.js").Page} page */
export function wireCitations(page) {
  page.root.addEventListener(
    "click",
    (event) => {
      const link = closest(event.target, "a.vr-cite");
      if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
      event.preventDefault();
      void showCitation(page, link.href);
    },
    { signal: page.signal },
  );
}

/**
 * Show how to cite a block.
 *
 * @param {import("./page.js").Page} page
 * @param {Element | null} block
 */
export function citeBlock(page, block) {
  const link = block?.querySelector(":scope > a.vr-cite");
  if (link instanceof HTMLAnchorElement) void showCitation(page, link.href);
}

/**
 * Show how to cite what a page is about; where that page can't be had, go there.
 *
 * @param {import("./page.js").Page} page
 * @param {string} address  Of the page.
 */
async function showCitation(page, address) {
  let found;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    found = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    location.assign(address);
    return;
  }
  const sections = /** @type {HTMLElement[]} */ ([...found.querySelectorAll(".vr-citing")]);
  const words = await page.words();
  if (!sections.length) {
    location.assign(address);
    return;
  }
  for (const link of sections.flatMap((section) => [...section.querySelectorAll("a")])) {
    link.href = new URL(link.getAttribute("href") ?? "", address).href;
  }
  const title = make("h2", { id: "vr-cite-title" }, found.querySelector("h1")?.textContent ?? "");
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "vr-panel vr-cite-dialog", "aria-labelledby": title.id, closedby: "any" },
      make("header", { class: "vr-dialog-head" }, title, makeButton(words.close, () => dialog.close())),
      ...sections.map((section) => document.importNode(section, true)),
      make("p", {}, make("a", { href: address }, words["own-page"])),
    )
  );
  dialog.addEventListener("close", () => dialog.remove());
  page.root.append(dialog);
  dialog.showModal();
  const script = new URL("cite.js", import.meta.url).href;
  // the buttons come with a script of their own, the first time by its being loaded
  if (document.querySelector(`script[src="${script}"]`)) document.dispatchEvent(new Event("vr-citing"));
  else document.head.append(make("script", { type: "module", src: script }));
}
