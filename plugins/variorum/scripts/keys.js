// Keys: from paragraph to paragraph, from note to note, layers, help; all can be switched off, but Escape.

import { citePlace } from "./citations.js";
import { toggleLayer } from "./layers.js";
import { findSign } from "./notes.js";
import { copyLink } from "./numbers.js";
import { closest, focusBlock, loadTools, markHere } from "./page.js";
import { focusToolbar } from "./selection.js";
import { readSettings } from "./settings.js";

/** @typedef {(page: import("./page.js").Page) => unknown} Act */

/** @type {Record<string, Act>} */
const ACTS = {
  j: (page) => goToBlock(page, 1),
  k: (page) => goToBlock(page, -1),
  a: (page) => goToSign(page, 1),
  "shift+a": (page) => goToSign(page, -1),
  c: (page) => copyLink(page, findHere(page)),
  "shift+c": (page) => citePlace(page, closest(findFocused(page), ".vr-annotation") ?? findHere(page)),
  q: focusToolbar,
  v: (page) => switchLayer(page, "notes"),
  x: (page) => switchLayer(page, "corrections"),
  o: (page) => switchLayer(page, "printed"),
  t: (page) => switchLayer(page, "text"),
  "?": showKeys,
};
/** Acts that a key held down repeats. */
const REPEATED = /[jka]$/;
/** Material's own, where a site has its script, which cannot be switched off by themselves: the page before, the next. */
const MATERIALS = "p,n.";
/** Where keys have a meaning of their own. */
const BUSY = "dialog[open], :popover-open, #__search:checked";
/** What the header covers, and a little more, in pixels. */
const EDGE = 92;

/**
 * @param {{key: string, code: string, shiftKey: boolean}} event
 * @returns {string} The key as the list names it: by its letter or, where letters are not Latin, by its place.
 */
export function nameKey({ key, code, shiftKey }) {
  const letter = /^[!-~]$/.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1].toLowerCase() ?? key);
  return shiftKey && /^[a-z]$/.test(letter) ? `shift+${letter}` : letter;
}

/**
 * @param {readonly number[]} tops  In their order, of what lies on the page.
 * @param {number} edge  Where reading begins.
 * @param {number} by  1 for the next, -1 for the one before.
 * @returns {number} Which lies next to the edge; -1 when none does.
 */
export function findStep(tops, edge, by) {
  return by > 0 ? tops.findIndex((top) => top > edge + 1) : tops.findLastIndex((top) => top < edge - 1);
}

/** @param {import("./page.js").Page} page */
export function wireKeys(page) {
  const { root, signal } = page;
  root.querySelector('[data-opens="keys"]')?.addEventListener("click", () => showKeys(page), { signal });
  document.addEventListener(
    "keydown",
    (event) => {
      if (isTyping(event.target) || readSettings().keys !== "off") return;
      if (MATERIALS.includes(event.key.toLowerCase())) event.stopPropagation();
    },
    { signal, capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector(BUSY)) return;
      if (event.key === "Escape") {
        // a note that Tab has unfolded is left for its words
        const note = closest(event.target, ".vr-annotation");
        if (note && !note.matches(".vr-open")) findSign(root, note)?.focus();
        else page.close();
        return;
      }
      const name = nameKey(event);
      if (!Object.hasOwn(ACTS, name) || readSettings().keys === "off") return;
      if (event.repeat && !REPEATED.test(name)) return;
      event.preventDefault();
      void ACTS[name](page);
    },
    { signal },
  );
}

/** @param {import("./page.js").Page} page */
async function showKeys(page) {
  await (await loadTools(page))?.showHelp(page);
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

/**
 * @param {import("./page.js").Page} page
 * @param {import("./layers.js").Layer} layer
 */
async function switchLayer(page, layer) {
  const button = toggleLayer(page, layer);
  if (!button) return;
  const on = button.getAttribute("aria-pressed") === "true";
  const said = layer === "text" && on ? "text-shown" : on ? "layer-on" : "layer-off";
  await page.say(said, { layer: button.textContent ?? "" });
}

/**
 * @param {import("./page.js").Page} page
 * @param {number} by
 */
function goToBlock(page, by) {
  const blocks = listBlocks(page);
  const here = findFocused(page);
  const from = here ? blocks.findLastIndex((block) => isUpTo(block, here)) : -1;
  const within = here && from >= 0 && blocks[from].contains(here);
  const index = here ? from + (by > 0 || within ? by : 0) : findStep(blocks.map(findTop), EDGE, by);
  const block = blocks[index];
  if (!block) return;
  markHere(page, block);
  focusBlock(block);
  block.scrollIntoView({ block: "start" });
}

/**
 * @param {import("./page.js").Page} page
 * @param {number} by
 */
function goToSign(page, by) {
  const signs = /** @type {HTMLElement[]} */ ([...page.root.querySelectorAll(".vr-noteref")]).filter(isShown);
  const focused = findFocused(page);
  const note = closest(focused, ".vr-annotation");
  const here = note ? findSign(page.root, note) : focused;
  const others = signs.filter((sign) => sign !== here);
  const sign = !here
    ? signs[findStep(signs.map(findTop), EDGE, by)]
    : by > 0
      ? others.find((sign) => isUpTo(here, sign))
      : others.findLast((sign) => isUpTo(sign, here));
  if (!sign) return;
  sign.focus({ preventScroll: true });
  const { top, bottom } = sign.getBoundingClientRect();
  if (top < EDGE || bottom > innerHeight - EDGE) sign.scrollIntoView({ block: "center" });
}

/**
 * @param {import("./page.js").Page} page
 * @returns {Element} The block whose words are selected; or in which the focus is; or that was clicked; or the first to be read.
 */
function findHere(page) {
  const blocks = listBlocks(page);
  const here = findFocused(page);
  const focused = here && blocks.findLast((block) => isUpTo(block, here));
  const selection = document.getSelection();
  const start = selection?.rangeCount ? selection.getRangeAt(0).startContainer : null;
  const pointed = blocks.find((block) => block.contains(start) && isInSight(block));
  if (pointed && !selection?.isCollapsed) return pointed;
  return focused ?? pointed ?? blocks.find((block) => block.getBoundingClientRect().bottom > EDGE) ?? blocks[0];
}

/**
 * @param {import("./page.js").Page} page
 * @returns {Element | null} What has the focus, if it is in the page's text and in sight.
 */
function findFocused({ root }) {
  const active = document.activeElement;
  if (!active || active === root || !root.contains(active)) return null;
  return isInSight(active) ? active : null;
}

/** @param {Element} element */
function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** @param {import("./page.js").Page} page */
function listBlocks({ root }) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".vr-block:has(> .vr-number)")]).filter(isShown);
}

/**
 * @param {Node} one
 * @param {Node} other
 * @returns {boolean} Whether the one begins before the other, or is it.
 */
function isUpTo(one, other) {
  return !(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** @param {Element} element */
function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true });
}

/** @param {Element} element */
function findTop(element) {
  return element.getBoundingClientRect().top;
}
