// The links that lead to how to cite something open a dialog; what it needs is loaded when the first one is wanted.

import { closest, isPlain } from "./page.js";

/** @param {import("./page.js").Page} page */
export function wireCitations(page) {
  page.root.addEventListener(
    "click",
    (event) => {
      const link = closest(event.target, "a.vr-cite");
      if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
      event.preventDefault();
      void cite(page, link.href, link);
    },
    { signal: page.signal },
  );
}

/**
 * Show how to cite a block or a note.
 *
 * @param {import("./page.js").Page} page
 * @param {Element | null} place
 * @param {boolean} [isFirst]  It is the first of several that were selected.
 */
export function citePlace(page, place, isFirst) {
  const link = place?.querySelector(":scope > a.vr-cite");
  if (link instanceof HTMLAnchorElement) void cite(page, link.href, closest(link, ".vr-block"), isFirst);
}

/**
 * @param {import("./page.js").Page} page
 * @param {string} address  Of the page that says how to cite something.
 * @param {HTMLElement | null} [from]  What has the focus when the dialog is closed: a block, or the link in one.
 * @param {boolean} [isFirst]  It is the first of several that were selected.
 */
async function cite(page, address, from, isFirst) {
  const script = new URL("cite.js", import.meta.url).href;
  try {
    const { showCitation } = /** @type {typeof import("./citepage.js")} */ (await import(script));
    await showCitation(page, address, from, isFirst);
  } catch {
    // without the words to say it, the browser does
    await page.say("cite-missing", { address }).catch(() => (location.href = address));
  }
}
