// Terms and people of the glossary: explained where the words stand.

import { closest, isPlain, make } from "./page.js";
import { findNote } from "./notes.js";
import { showPanel } from "./panel.js";

/** @param {import("./page.js").Page} page */
export function wireTerms(page) {
  page.root.addEventListener(
    "click",
    (event) => {
      const link = closest(event.target, ".vr-text .vr-term");
      if (!link || !isPlain(event)) return;
      if (explain(page, link)) event.preventDefault();
    },
    { signal: page.signal },
  );
}

/**
 * @param {import("./page.js").Page} page
 * @param {HTMLElement} link  To an entry of the glossary in the page.
 * @returns {boolean} Whether there was one.
 */
export function explain(page, link) {
  const head = findNote(page.root, link)?.closest("dt");
  const said = head?.nextElementSibling;
  if (!head || !said) return false;
  const title = make("p", { class: "vr-panel-title" }, ...head.cloneNode(true).childNodes);
  showPanel(page, link, link, head.textContent ?? "", title, ...said.cloneNode(true).childNodes);
  return true;
}
