// Where words and phrases stand in a text, whatever its case and accents: folded as the index has them.

import { findWords, foldWords } from "./searchwords.js";

/** A phrase, as the address has it; or a word. */
const WANTED = /"([^"]*)"|([^\s"]+)/g;

/**
 * @param {string} wanted  Words and, in quotation marks, phrases.
 * @param {string} text
 * @returns {[number, number][]} Stretches of the text, in their order and apart.
 */
export function findMarked(wanted, text) {
  /** @type {Map<string, string[][]>} */
  const sequences = new Map();
  for (const [, phrase, word] of wanted.matchAll(WANTED)) {
    const words = foldWords(phrase ?? word);
    if (words.length) sequences.set(words[0], [...(sequences.get(words[0]) ?? []), words]);
  }
  const stood = [...findWords(text)].flatMap(({ start, end, words }) => words.map((word) => ({ start, end, word })));
  /** @type {[number, number][]} */
  const hits = [];
  stood.forEach(({ start, word: begun }, first) => {
    const begin = sequences.get(begun) ?? [];
    const found = begin.filter((words) => words.every((word, index) => stood[first + index]?.word === word));
    if (!found.length) return;
    const last = first + Math.max(...found.map(({ length }) => length)) - 1;
    const before = hits.at(-1);
    if (before && start < before[1]) before[1] = Math.max(before[1], stood[last].end);
    else hits.push([start, stood[last].end]);
  });
  return hits;
}
