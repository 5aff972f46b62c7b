// Words of the page → the words that are printed there, from the edition as data.

import { AROUND, cutEnd, cutStart } from "./quoting.js";

/**
 * @typedef {{start: number, end: number}} Span  In code points.
 * @typedef {{printed: Span, reading: Span, emendation?: string}} Change
 * @typedef {{id: string, start: number, text: string}} Block
 * @typedef {{slug: string, printed: string, blocks: Block[], changes: Change[]}} Text
 * @typedef {object} Known  Of `edition.json` what is wanted here.
 * @property {Text[]} texts
 * @property {{stem: string}[]} annotations
 * @property {{id: string, path?: string}[]} emendations
 * @property {{id: string}[]} registry
 *
 * @typedef {object} Printed
 * @property {string} words  As printed in the place of those that are read.
 * @property {string} prefix  Printed before them: so much that the whole is printed once.
 * @property {string} suffix
 * @property {string} [emendation]  The id of what has corrected them already.
 * @property {boolean} once
 */

/** Of the text on both sides so many UTF-16 units are looked at. */
const NEAR = 2000;
/** @type {Map<string, Promise<Known>>} */
const loaded = new Map();

/**
 * Load what the edition knows of itself.
 *
 * @param {HTMLElement} root  Of the page.
 * @returns {Promise<Known>}
 * @throws Where it can't be had.
 */
export function loadEdition(root) {
  const { href } = new URL(root.dataset.text ? "../edition.json" : "edition.json", location.href);
  const load = async () => /** @type {Promise<Known>} */ ((await fetch(href)).json());
  const known = loaded.get(href) ?? load();
  loaded.set(href, known);
  known.catch(() => loaded.delete(href));
  return known;
}

/**
 * Find what is printed where some words of a block are read.
 *
 * @param {Known} known
 * @param {string} slug  Of the text.
 * @param {string} id  Of the block.
 * @param {import("./quoting.js").Passage} passage  Of it, as the edition reads it.
 * @param {string} [language]
 * @returns {Printed | null} Null when the page is of another time than what is known.
 */
export function findPrinted(known, slug, id, { before, words, after }, language) {
  const text = known.texts.find((other) => other.slug === slug);
  const block = text?.blocks.find((other) => other.id === id);
  if (!text || block?.text !== before + words + after) return null;
  const start = block.start + countPoints(before);
  const end = start + countPoints(words);
  const printed = [...text.printed];
  const from = start + findShift(text.changes.filter(({ reading }) => reading.end <= start));
  const to = end + findShift(text.changes.filter(({ reading }) => reading.start < end));
  const source = printed.slice(from, to).join("");
  const made = text.changes.find(
    ({ emendation, reading }) => emendation && reading.start < end && reading.end > start,
  );
  const found = { words: source, prefix: "", suffix: "", emendation: made?.emendation, once: true };
  const leading = printed.slice(Math.max(0, from - NEAR), from).join("");
  const following = printed.slice(to, to + NEAR).join("");
  // words of the same paragraph are better than the end of another
  const inner = leading.split("\n\n").at(-1) ?? "";
  const [outer = ""] = following.split("\n\n");
  for (const [ahead, behind] of [[inner, outer], [leading, following]]) {
    for (const count of AROUND) {
      found.prefix = cutEnd(ahead, count, language);
      found.suffix = cutStart(behind, count, language);
      if (isPrintedOnce(known.texts, found.prefix + source + found.suffix)) return found;
    }
  }
  return { ...found, once: false };
}

/** @param {readonly Change[]} changes  All before a place. */
function findShift(changes) {
  const last = changes.at(-1);
  return last ? last.printed.end - last.reading.end : 0;
}

/** @param {string} words */
function countPoints(words) {
  return [...words].length;
}

/**
 * @param {readonly Text[]} texts
 * @param {string} words
 */
function isPrintedOnce(texts, words) {
  let times = 0;
  for (const { printed } of texts) {
    for (let at = printed.indexOf(words); at >= 0 && times < 2; at = printed.indexOf(words, at + 1)) times++;
  }
  return times === 1;
}
