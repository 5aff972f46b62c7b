// Paragraph numbers: a click copies the permalink, and the address becomes it.

import { putOnClipboard } from "./clipboard.js";
import { closest, isPlain, markHere } from "./page.js";

/** @param {import("./page.js").Page} page */
export function wireNumbers(page) {
  page.root.addEventListener(
    "click",
    (event) => {
      const block = closest(event.target, ".vr-number")?.closest(".vr-block");
      if (!block || !isPlain(event)) return;
      event.preventDefault();
      void copyLink(page, block);
    },
    { signal: page.signal },
  );
}

/**
 * Copy the permalink of a block and say so; the address of the page becomes it, and Back leads from it.
 *
 * @param {import("./page.js").Page} page
 * @param {Element} block
 */
export async function copyLink(page, block) {
  const label = block.querySelector(".vr-number")?.textContent ?? block.id;
  if (location.hash !== `#${block.id}`) history.pushState({ vr: true }, "", `#${block.id}`);
  markHere(page, block);
  const link = addressOf(block.id);
  const what = (await page.words())["link-to"].replace("{label}", label);
  await copyAndSay(page, link, what);
}

/**
 * @param {string} id
 * @returns {string} The address for life of what has the id: the published one, where the page knows it.
 */
export function addressOf(id) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const address = new URL(canonical?.href ?? location.href);
  address.pathname = address.pathname.replace(/\/index\.html$/, "/");
  address.search = "";
  address.hash = id;
  return address.href;
}

/**
 * Put text on the clipboard and say what was put there, or why not.
 *
 * @param {import("./page.js").Page} page
 * @param {string} text
 * @param {string} what  As the line says it.
 */
export async function copyAndSay(page, text, what) {
  if (await putOnClipboard(text)) await page.say("copied", { what });
  else await page.say("not-copied", { what: text });
}
