// Arriving from the search: the words that were looked for are marked where they stand, until Escape.

import { findMarked } from "./hits.js";
import { make, nameTarget } from "./page.js";
import { carryParameter } from "./parameters.js";

const MARK = "vr-found";
/** What stands apart from what is before and after it, so that no phrase runs over its end. */
const DIVIDED =
  "p, div, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, figure, figcaption, section, aside, summary, article";
/** What is no part of what is read. */
const APART = "script, style, template, noscript, button, .vr-number, .vr-cite, .headerlink";
const ROWS = "table, thead, tbody, tfoot, tr, ul, ol, dl";
/** What stands over what it names, up to the next that has an address. */
const HEAD = "h1, h2, h3, h4, h5, h6, dt";
/** Where a key belongs to something else. */
const OVER = "dialog[open], :popover-open, #__search:checked";

/** @type {HTMLDetailsElement[]} */
const unfolded = [];

/** Mark what the address names, in what it leads to. */
function mark() {
  unmark();
  const wanted = new URLSearchParams(location.search).get("h");
  if (!wanted) return;
  const places = findTargets(wanted);
  for (const place of places) markIn(place, wanted);
  // a phrase as it was printed, or a correction that is accounted for elsewhere
  if (!listMarks().length) for (const place of places) markIn(place, wanted, true);
  const [first] = listMarks();
  if (!first) return;
  unfold();
  // where the reader has been already, the browser knows where on the page that was
  if (history.state?.vrFound) return;
  history.replaceState({ ...history.state, vrFound: true }, "");
  if (document.readyState === "complete") bring(first);
  else addEventListener("load", () => bring(first), { once: true });
}

/** Put all as it was; text nodes that were cut stay so, since others may hold them. */
function unmark() {
  for (const found of listMarks()) found.replaceWith(...found.childNodes);
  for (const details of unfolded.splice(0)) details.open = false;
}

/** @returns {HTMLElement[]} */
function listMarks() {
  return [...document.querySelectorAll(`mark.${MARK}`)].map((found) => /** @type {HTMLElement} */ (found));
}

/**
 * @param {string} wanted
 * @returns {Element[]} What an address leads to: all of a page, the part below a heading, the account of a name, a passage, a correction with its account.
 */
function findTargets(wanted) {
  const id = nameTarget(location);
  const article = document.querySelector("main article");
  if (!id) return article ? [article] : [];
  const place = document.getElementById(id);
  if (!place) return [];
  if (place.matches(HEAD)) return listBelow(place);
  const account = document.getElementById(id.replace("emendation-", "correction-"));
  /** @type {Element[]} */
  const places = [place.textContent ? place : (place.parentElement ?? place)];
  if (account && account !== place) places.push(account);
  if (places.some((one) => findMarked(wanted, readText(one).text).length)) return places;
  // what was printed there stands in the account of the correction
  for (let next = place.nextElementSibling; next && !next.matches(".vr-block"); next = next.nextElementSibling) {
    if (next.matches(".vr-emendation")) places.push(next);
  }
  return places;
}

/** @param {Element} head */
function listBelow(head) {
  /** @type {Element[]} */
  const below = [head];
  for (let next = head.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches(HEAD) && next.id) break;
    below.push(next);
  }
  return below;
}

/**
 * @param {Element} place
 * @param {boolean} [printed]  Whether as the copy-text has it.
 * @returns {{text: string, runs: {node: Text, start: number, end: number, whole: boolean}[]}} Its words, and where in them each text
 *   node stands; the whole of one, where it stands for what was printed.
 */
function readText(place, printed = false) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element
      ? node.matches(APART) ? NodeFilter.FILTER_REJECT : node.matches("br, [data-printed]") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
      : NodeFilter.FILTER_ACCEPT,
  );
  let text = "";
  const runs = [];
  /** @type {Element | null | undefined} */
  let around;
  let begun = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const block = (node instanceof Element ? node : node.parentElement)?.closest(DIVIDED);
    if (block !== around) text += "\n";
    around = block;
    if (!(node instanceof Text)) {
      begun = text.length;
      if (node instanceof HTMLElement && node.dataset.printed !== undefined) text += printed ? node.dataset.printed : "";
      else text += "\n";
      continue;
    }
    const whole = printed && !!node.parentElement?.closest("[data-printed]");
    const start = whole ? begun : text.length;
    if (!whole) text += node.data;
    runs.push({ node, start, end: text.length, whole });
  }
  return { text, runs };
}

/**
 * @param {Element} place
 * @param {string} wanted
 * @param {boolean} [printed]
 */
function markIn(place, wanted, printed = false) {
  const { text, runs } = readText(place, printed);
  const hits = findMarked(wanted, text);
  for (const { node, start, end, whole } of runs) {
    // what stands between cells would be taken for a cell
    if (node.parentElement?.matches(ROWS)) continue;
    const { length } = node;
    // from the end, so that what is before keeps its offsets
    for (const [from, to] of hits.filter((hit) => hit[0] < end && hit[1] > start).reverse()) {
      const words = node.splitText(whole ? 0 : Math.max(from - start, 0));
      words.splitText(whole ? length : Math.min(to, end) - Math.max(from, start));
      const found = make("mark", { class: MARK });
      words.replaceWith(found);
      found.append(words);
      if (whole) break;
    }
  }
}

/** Open what is folded around words that were found. */
function unfold() {
  for (const found of listMarks()) {
    for (let details = found.closest("details"); details; details = details.parentElement?.closest("details") ?? null) {
      if (!details.open) unfolded.push(details);
      details.open = true;
    }
  }
  const account = listMarks().find((found) => !found.checkVisibility())?.closest(".vr-emendation");
  // the page opens it from its sign
  const sign = account && document.querySelector(`.vr-correction[href$="#${CSS.escape(account.id)}"]`);
  /** @type {HTMLElement | null | undefined} */ (sign)?.click();
}

/** @param {HTMLElement} found */
function bring(found) {
  const { top, bottom } = found.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight) found.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", ({ key, defaultPrevented, isComposing }) => {
  if (key !== "Escape" || defaultPrevented || isComposing || document.querySelector(OVER)) return;
  if (!new URLSearchParams(location.search).has("h")) return;
  unmark();
  carryParameter("h", "");
});

export { mark };
