// Where the words of a query stand in a text, and what is shown around them.

import { findWords } from "./searchwords.js";

/**
 * @typedef {(word: string) => boolean} Matcher
 * @typedef {[words: string, isHit: boolean]} Segment
 * @typedef {{start: number, end: number, clause: number, mark: string}} Hit  Of which clause of the query, and its words.
 */

/** Characters shown on either side of a hit. */
const SHOWN_BESIDE = 60;
/** Characters of what is to be marked that an address may hold. */
const ROOM_FOR_MARKS = 500;

/**
 * @param {string} text
 * @param {Matcher[][]} clauses  What the words of each match.
 * @returns {Hit[]} Where they stand in a text.
 */
export function findHits(text, clauses) {
  const words = [...findWords(text)].flatMap(({ start, end, words }) => words.map((word) => ({ start, end, word })));
  /** @type {Hit[]} */
  const hits = [];
  words.forEach(({ start }, number) => {
    clauses.forEach((matchers, clause) => {
      if (number + matchers.length > words.length) return;
      if (!matchers.every((matches, place) => matches(words[number + place].word))) return;
      const run = words.slice(number, number + matchers.length);
      const mark = run.map(({ word }) => word).join(" ");
      hits.push({ start, end: run[run.length - 1].end, clause, mark: run.length > 1 ? `"${mark}"` : mark });
    });
  });
  return hits;
}

/**
 * @param {Hit[]} hits
 * @returns {string[]} What is to be marked, as much as an address may hold: a letter begins hundreds of words of a book.
 */
export function chooseMarks(hits) {
  let room = ROOM_FOR_MARKS;
  const marks = [...new Set(hits.map(({ mark }) => mark))];
  return marks.filter((mark, number) => (room -= mark.length + 1) > 0 || number === 0);
}

/**
 * @param {string} text
 * @param {Hit[]} hits
 * @returns {Segment[]} The text around the hits that say most of the query.
 */
export function cutAround(text, hits) {
  let best = { start: 0, end: 0 };
  let most = 0;
  let first = 0;
  for (const { start, end } of hits) {
    // hits stand in their order: of a whole book only those nearby are looked at
    while (hits[first].start < start - SHOWN_BESIDE) first += 1;
    const met = new Set();
    for (let other = first; hits[other]?.start <= end + SHOWN_BESIDE; other += 1) {
      if (hits[other].end <= end + SHOWN_BESIDE) met.add(hits[other].clause);
    }
    if (met.size > most) [best, most] = [{ start, end }, met.size];
  }
  return cut(text, hits, best.start - SHOWN_BESIDE, best.end + (hits.length ? SHOWN_BESIDE : 2 * SHOWN_BESIDE));
}

/**
 * @param {string} text
 * @param {Hit[]} hits
 * @param {number} from
 * @param {number} to
 * @returns {Segment[]} The text from about there to there, with what was left out said.
 */
export function cut(text, hits, from, to) {
  const first = hits.find(({ start }) => start >= from) ?? { start: to };
  // no word is cut, unless it is longer than what is shown
  let start = 0;
  if (from > 0) {
    const gap = text.slice(from, first.start).search(/\s/u);
    start = gap < 0 ? keepWhole(text, from) : from + gap;
    start += text.slice(start).search(/\S|$/u);
  }
  const gap = text.slice(Math.max(start, from), to).search(/\s\S*$/u);
  let end = to >= text.length ? text.length : gap < 0 ? keepWhole(text, to) : Math.max(start, from) + gap;
  end = Math.max(end, ...hits.filter((hit) => hit.start >= from && hit.end <= to).map((hit) => hit.end));
  end = text.slice(0, end).trimEnd().length;
  /** @type {Segment[]} */
  const segments = start > 0 ? [["…", false]] : [];
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    if (hit.start > at) segments.push([text.slice(at, hit.start), false]);
    segments.push([text.slice(hit.start, hit.end), true]);
    at = hit.end;
  }
  if (at < end) segments.push([text.slice(at, end), false]);
  if (text.slice(end).trim()) segments.push(["…", false]);
  return segments.map(([words, isHit]) => [words.replace(/\s+/gu, " "), isHit]);
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} The same place, or the one before where it would part the two halves of a sign.
 */
function keepWhole(text, at) {
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}
