// Layers: notes, those of a status, corrections, the text as printed, the text alone; remembered, and carried in the address.

import { closest, focusBlock, hold, html, loadTools, make } from "./page.js";
import { showPrinted } from "./printed.js";
import { readSettings, remember } from "./settings.js";

/** @typedef {keyof typeof TOKENS} Layer */

/** What the address and the page's `data-vr-view` call a layer that is not as it comes. */
const TOKENS = {
  notes: "no-notes",
  reviewed: "no-reviewed",
  disputed: "no-disputed",
  draft: "no-draft",
  corrections: "no-corrections",
  printed: "printed",
  text: "text",
};
const LAYERS = /** @type {Layer[]} */ (Object.keys(TOKENS));
const SIFTED = /^no-(reviewed|disputed|draft)$/;

/** @type {WeakMap<Element, () => void>} */
const unprint = new WeakMap();

/**
 * @param {string} search  Of the address; what it says goes before what is remembered.
 * @param {string} [remembered]
 * @returns {string[]} The tokens of the view.
 */
export function readView(search, remembered = "") {
  const given = (new URLSearchParams(search).get("view") ?? remembered).split(/[\s,]+/);
  return Object.values(TOKENS).filter((token) => given.includes(token));
}

/**
 * @param {string} search  Of the address; its other parameters are kept as they are written.
 * @param {readonly string[]} view
 */
export function writeView(search, view) {
  const kept = search.slice(1).split("&").filter((part) => part && !/^view(=|$)/.test(part));
  if (view.length) kept.push(`view=${view.join(",")}`);
  return kept.length ? `?${kept.join("&")}` : "";
}

/** @param {import("./page.js").Page} page */
export function wireLayers(page) {
  const { root, signal } = page;
  const lines = ["vr-shown"];
  if (findButton(page, "disputed") ?? findButton(page, "draft")) lines.push("vr-shown vr-sifted");
  root.querySelector(".vr-controls")?.after(...lines.map((name) => make("p", { class: name, role: "status" })));
  apply(page, readView(location.search, readSettings().view));
  root.addEventListener(
    "click",
    (event) => {
      const layer = closest(event.target, "[data-layer]")?.dataset.layer;
      if (layer) toggleLayer(page, /** @type {Layer} */ (layer));
    },
    { signal },
  );
  // a layer holds for the page, wherever in it Back leads
  const { pathname } = location;
  addEventListener("popstate", () => {
    if (location.pathname === pathname) carry(readView("", html.dataset.vrView));
  }, { signal });
}

/**
 * Switch a layer, and remember it.
 *
 * @param {import("./page.js").Page} page
 * @param {Layer} layer
 * @returns {HTMLElement | null} Its button; null when the page has no such layer.
 */
export function toggleLayer(page, layer) {
  const button = findButton(page, layer);
  if (!button) return null;
  const from = /** @type {HTMLElement} */ (document.activeElement);
  const read = findRead(page);
  const release = hold(read);
  page.close();
  const sign = document.activeElement;
  const view = readView("", html.dataset.vrView);
  const token = TOKENS[layer];
  const now = readView("", (view.includes(token) ? view.filter((other) => other !== token) : [...view, token]).join());
  apply(page, now);
  carry(now);
  remember("view", now.join(" "));
  // what had the focus may have gone with its layer
  const block = closest(sign, ".vr-block") ?? read;
  if (from.checkVisibility()) from.focus({ preventScroll: true });
  else if (block && !sign?.checkVisibility()) focusBlock(block);
  release();
  return button;
}

/** @param {import("./page.js").Page} page */
function findRead({ root }) {
  const places = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".vr-block, dt")]);
  return places.find((place) => place.getBoundingClientRect().bottom > innerHeight / 3);
}

/**
 * Show, for this visit, the layer to which a note or a correction belongs.
 *
 * @param {import("./page.js").Page} page
 * @param {Element} target
 */
export function showLayerOf(page, target) {
  const { status = "reviewed" } = /** @type {HTMLElement} */ (target).dataset;
  const off = target.matches(".vr-annotation, .vr-card, .vr-noteref")
    ? [TOKENS.notes, TOKENS.text, `no-${status}`]
    : target.matches(".vr-emendation, .vr-emended, .vr-correction")
      ? [TOKENS.corrections, TOKENS.text]
      : [];
  const view = readView("", html.dataset.vrView);
  const now = view.filter((token) => !off.includes(token));
  if (now.length === view.length) return;
  apply(page, now);
  carry(now);
}

/** @param {readonly string[]} view  For the address. */
function carry(view) {
  history.replaceState(history.state, "", location.pathname + writeView(location.search, view) + location.hash);
}

/**
 * @param {import("./page.js").Page} page
 * @param {Layer} layer
 */
function findButton({ root }, layer) {
  return /** @type {HTMLElement | null} */ (root.querySelector(`[data-layer="${layer}"]`));
}

/**
 * @param {import("./page.js").Page} page
 * @param {readonly string[]} wanted  Of these the page shows what it has a button to leave.
 */
function apply(page, wanted) {
  const { root } = page;
  const view = LAYERS.filter((layer) => wanted.includes(TOKENS[layer]) && findButton(page, layer)).map((on) => TOKENS[on]);
  html.dataset.vrView = view.join(" ");
  for (const layer of LAYERS) {
    const pressed = view.includes(TOKENS[layer]) !== TOKENS[layer].startsWith("no-");
    findButton(page, layer)?.setAttribute("aria-pressed", String(pressed));
  }
  const printed = view.includes(TOKENS.printed);
  if (printed !== unprint.has(root)) void print(page, printed);
  // in the text alone words are no links to what explains them
  const alone = view.includes(TOKENS.text);
  for (const name of ["href", "role"]) {
    const [from, to] = alone ? [name, `data-${name}`] : [`data-${name}`, name];
    for (const term of root.querySelectorAll(`.vr-text .vr-term[${from}]`)) {
      term.setAttribute(to, term.getAttribute(from) ?? "");
      term.removeAttribute(from);
    }
  }
  page.place();
  if (root.querySelector(".vr-off") || view.some((token) => SIFTED.test(token))) void siftNotes(page);
}

/**
 * Show the notes of some statuses only; few pages have notes of several.
 *
 * @param {import("./page.js").Page} page
 */
async function siftNotes(page) {
  const tools = await loadTools(page);
  const release = hold(findRead(page));
  await tools?.sift(page, readView("", html.dataset.vrView));
  page.place();
  release();
}

/**
 * @param {import("./page.js").Page} page
 * @param {boolean} printed
 */
async function print(page, printed) {
  const { root } = page;
  unprint.get(root)?.();
  unprint.delete(root);
  if (printed) unprint.set(root, showPrinted(root));
  const line = root.querySelector(".vr-shown");
  if (!line) return;
  line.textContent = "";
  if (!printed) return;
  const words = await page.words();
  if (!unprint.has(root)) return;
  const release = hold(findRead(page));
  line.textContent = words["printed-shown"];
  release();
  for (const parted of root.querySelectorAll(".vr-parted")) parted.setAttribute("aria-label", words["paragraph-break"]);
}
