// The text as it was printed: what the copy-text reads, in place of what the edition reads.

import { make } from "./page.js";

/**
 * Show the copy-text's readings; the text nodes stay, emptied, so that whatever holds them still does.
 *
 * @param {Element} root
 * @returns {() => void} Puts the edition's readings back.
 */
export function showPrinted(root) {
  /** @type {(() => void)[]} */
  const acts = [];
  for (const run of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-printed]"))) {
    for (const text of listTexts(run)) {
      const { data } = text;
      text.data = "";
      acts.push(() => (text.data = data));
    }
    const shown = make("span", { class: "vr-as-printed" }, ...splitParagraphs(run.dataset.printed ?? ""));
    run.prepend(shown);
    acts.push(() => shown.remove());
  }
  return () => acts.forEach((act) => act());
}

/**
 * @param {Node} node
 * @returns {Text[]}
 */
function listTexts(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts;
}

/**
 * @param {string} words
 * @returns {(string | HTMLElement)[]} With a sign for each break between paragraphs, still to be named.
 */
function splitParagraphs(words) {
  return words
    .split(/(\n\n)/)
    .map((part) => (part === "\n\n" ? make("span", { class: "vr-parted", role: "img" }, part) : part));
}
