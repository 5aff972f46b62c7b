// The file of a note or a correction, before it is written: what is known of it from the page.

import { AROUND, cutEnd, cutStart, isOnce } from "./quoting.js";

/**
 * @typedef {import("./quoting.js").Passage} Passage
 *
 * @typedef {object} Note
 * @property {string} target
 * @property {string} quote
 * @property {string} prefix  Empty where the quote stands in its block once.
 * @property {string} suffix
 * @property {string} title
 * @property {string} by
 * @property {string} date
 * @property {string} body
 *
 * @typedef {object} Correction
 * @property {string} source  As printed, to the letter.
 * @property {string} reading
 * @property {string} reason
 * @property {string} by
 * @property {string} date
 */

/**
 * Write the file of a note, as DESIGN.md has it.
 *
 * @param {Note} note
 */
export function writeNote({ target, quote, prefix, suffix, title, by, date, body }) {
  const fields = [
    `target: ${target}`,
    writeWords("quote", quote),
    prefix && writeWords("prefix", prefix),
    suffix && writeWords("suffix", suffix),
    "kind: explanation",
    writeWords("title", title),
    `by: [${JSON.stringify(by)}]`,
    `date: ${date}`,
    "status: draft",
  ];
  return `---\n${fields.filter(Boolean).join("\n")}\n---\n${body}\n`;
}

/**
 * Write the file of a correction, likewise.
 *
 * @param {Correction} correction
 */
export function writeCorrection({ source, reading, reason, by, date }) {
  const fields = [
    writeExactly("source", source),
    writeExactly("reading", reading),
    "kind: spelling",
    writeWords("reason", reason),
    `by: [${JSON.stringify(by)}]`,
    `date: ${date}`,
  ];
  return `${fields.join("\n")}\n`;
}

/**
 * @param {string} words
 * @param {string} otherwise  Where the words have none for an address.
 * @param {(name: string) => boolean} isTaken
 * @returns {string} The name of a new file, without its ending.
 */
export function nameFile(words, otherwise, isTaken) {
  const plain = words.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  let stem = (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 5).join("-").slice(0, 60).replace(/-$/, "");
  // of words in other letters the numbers alone say nothing
  if (!/[a-z]/.test(stem) && (!stem || /\p{L}/u.test(plain))) stem = otherwise;
  let name = stem;
  // a file called readme is no note
  for (let number = 2; name === "readme" || isTaken(name); number++) name = `${stem}-${number}`;
  return name;
}

/**
 * @param {Passage} passage  Of one block.
 * @param {string} [language]
 * @returns {{prefix: string, suffix: string}} What tells the words from the same words elsewhere in the block.
 */
export function findContext({ before, words, after }, language) {
  const block = fold(before + words + after);
  let prefix = "";
  let suffix = "";
  for (const count of [...AROUND, 120, 240, 480]) {
    prefix = cutEnd(before, count, language);
    suffix = cutStart(after, count, language);
    if (isOnce(block, fold(prefix + words + suffix))) break;
  }
  return { prefix: prefix.trim(), suffix: suffix.trim() };
}

/**
 * Fold a text as quotes are compared; see DESIGN.md, Annotations.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFC")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[\u2010-\u2015\u2212]|-{2,3}/g, "-")
    .replace(/…/g, "...")
    .replace(/[\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * @param {string} name
 * @param {string} words
 */
function writeWords(name, words) {
  // all white space but a newline is one to those who compare, and some of it would end a line in YAML
  return writeBlock(name, words.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n"));
}

/**
 * @param {string} name
 * @param {string} words  To be kept as they are, which a block of lines does only where no white space is at its ends.
 */
function writeExactly(name, words) {
  if (/^\S(.*\S)?$/s.test(words) && !/[^\n\P{C}]|[^\S\n\xa0\u2000-\u200a\u3000 ]/u.test(words)) return writeBlock(name, words);
  const quoted = JSON.stringify(words).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `${name}: ${quoted}`;
}

/**
 * @param {string} name
 * @param {string} lines
 */
function writeBlock(name, lines) {
  return `${name}: |-\n${lines.replace(/^(?=.)/gm, "  ")}`;
}
