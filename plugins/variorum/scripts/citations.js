// How to cite a passage, a note, an essay or the edition, in a dialog: what its own page says of it.

import { closest, fill, focusBlock, isPlain, make, makeButton } from "./page.js";

/** @param {import("./page.js").Page} page */
export function wireCitations(page) {
  page.root.addEventListener(
    "click",
    (event) => {
      const link = closest(event.target, "a.vr-cite");
      if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation(); // Material's instant navigation would go there
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
  if (link instanceof HTMLAnchorElement) void showCitation(page, link.href, link.closest(".vr-block"));
}

/**
 * Show how to cite what a page is about; where that page can't be had, say so.
 *
 * @param {import("./page.js").Page} page
 * @param {string} address  Of the page.
 * @param {Element | null} [block]  What has the focus when the dialog is closed and nothing had it before.
 */
async function showCitation(page, address, block) {
  const read = async () => (await fetch(address)).text();
  const found = new DOMParser().parseFromString(await read().catch(() => ""), "text/html");
  const sections = /** @type {HTMLElement[]} */ ([...found.querySelectorAll(".vr-citing")]);
  const words = await page.words();
  if (page.signal.aborted) return;
  if (!sections.length) return page.say("cite-missing", { address });
  for (const link of sections.flatMap((section) => [...section.querySelectorAll("a")])) {
    link.href = new URL(link.getAttribute("href") ?? "", address).href;
  }
  const what = found.querySelector("h1")?.textContent ?? "";
  // the page of the edition has that title itself
  const [own] = sections.length > 1 ? [] : sections.map((section) => section.querySelector("h2"));
  const title = make("h2", { id: own?.id ?? "vr-cite-title" }, own ? fill(words["cite-title"], { what }) : what);
  own?.remove();
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "vr-panel vr-cite-dialog", "aria-labelledby": title.id, closedby: "any" },
      make("header", { class: "vr-dialog-head" }, title, makeButton(words.close, () => dialog.close())),
      ...sections.map((section) => document.importNode(section, true)),
      make("p", {}, make("a", { href: address }, words["own-page"])),
    )
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (block instanceof HTMLElement && document.activeElement === document.body) focusBlock(block);
  });
  page.root.append(dialog);
  dialog.showModal();
  const script = new URL("cite.js", import.meta.url).href;
  // the buttons come with a script of their own, the first time by its being loaded
  if (document.querySelector(`script[src="${script}"]`)) document.dispatchEvent(new Event("vr-citing"));
  else document.head.append(make("script", { type: "module", src: script }));
}
