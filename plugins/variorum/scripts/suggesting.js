// A note to be written on words selected: its file, and the form of the forge that takes it.

import { copyAndSay } from "./numbers.js";
import { AROUND, cutEnd, cutStart, isOnce } from "./quoting.js";

/**
 * @typedef {import("./quoting.js").Passage} Passage
 *
 * @typedef {object} Note  What is known of a note before it is written.
 * @property {string} target
 * @property {Passage} passage  Of one block.
 * @property {string} title
 * @property {string} by
 * @property {string} date
 * @property {string} body
 */

/** An address longer than that may be refused. */
const ADDRESS = 7500;

/**
 * Begin a note on words selected: in the form of the forge, or else on the clipboard.
 *
 * @param {import("./page.js").Page} page
 * @param {import("./selection.js").Picked} picked
 * @param {import("./page.js").Words} words
 */
export function suggest(page, { quote, id }, words) {
  const { text, edition = "" } = page.root.dataset;
  const note = writeNote(
    {
      target: text ? `${text}#${id}` : id,
      passage: quote,
      title: words["note-title"],
      by: words["note-by"],
      // Swedes write a day as the files of notes do
      date: new Date().toLocaleDateString("sv"),
      body: words["note-body"],
    },
    page.root.lang,
  );
  const stem = nameNote(quote.words, `note-on-${id}`, (name) => !!document.getElementById(`note-${name}`));
  const source = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="variorum:source"]'));
  const form = findForm(source?.content ?? "", edition, `${stem}.md`, note);
  if (!form) return copyAndSay(page, note, words["the-note"]);
  return open(form, "_blank", "noopener");
}

/**
 * Write the file of a note, as DESIGN.md has it.
 *
 * @param {Note} note
 * @param {string} [language]
 */
export function writeNote({ target, passage, title, by, date, body }, language) {
  const { prefix, suffix } = findContext(passage, language);
  const fields = [
    `target: ${target}`,
    writeBlock("quote", passage.words),
    prefix && writeBlock("prefix", prefix),
    suffix && writeBlock("suffix", suffix),
    "kind: explanation",
    writeBlock("title", title),
    `by: [${JSON.stringify(by)}]`,
    `date: ${date}`,
    "status: draft",
  ];
  return `---\n${fields.filter(Boolean).join("\n")}\n---\n${body}\n`;
}

/**
 * @param {string} words
 * @param {string} otherwise  Where the words have no letters for an address.
 * @param {(stem: string) => boolean} isTaken
 * @returns {string} The stem of a new note's file.
 */
export function nameNote(words, otherwise, isTaken) {
  const plain = words.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  const stem = (plain.match(/[a-z0-9]+/g) ?? [otherwise]).slice(0, 5).join("-").slice(0, 60).replace(/-$/, "");
  let name = stem;
  for (let number = 2; isTaken(name); number++) name = `${stem}-${number}`;
  return name;
}

/**
 * @param {string} source  Where the copy-text is edited.
 * @param {string} edition  The name of its folder.
 * @param {string} filename
 * @param {string} value
 * @returns {string} The address of GitHub's form for a new file; empty for other forges, or when it would be too long.
 */
export function findForm(source, edition, filename, value) {
  const found = /^(https:\/\/(?:[\w-]+\.)*github\.[\w.-]+\/[^/]+\/[^/]+)\/edit\/(.+)\/[^/]*$/.exec(source);
  if (!found) return "";
  const [, repository, path] = found;
  const at = `${path}/`.lastIndexOf(`/${edition}/`);
  const folder = at < 0 ? path : path.slice(0, at + edition.length + 1);
  const query = `filename=${encodeURIComponent(filename)}&value=${encodeURIComponent(value)}`;
  const address = `${repository}/new/${folder}/annotations?${query}`;
  return address.length > ADDRESS ? "" : address;
}

/**
 * @param {Passage} passage
 * @param {string} [language]
 * @returns {{prefix: string, suffix: string}} What tells the words from the same words elsewhere in the block.
 */
function findContext({ before, words, after }, language) {
  const block = fold(before + words + after);
  let prefix = "";
  let suffix = "";
  for (const count of AROUND) {
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
    .replace(/[\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[\u2010-\u2015\u2212]|-{2,3}/g, "-")
    .replace(/…/g, "...")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * @param {string} name
 * @param {string} words
 */
function writeBlock(name, words) {
  // all white space but a newline is one to those who compare, and some of it would end a line in YAML
  return `${name}: |-\n${words.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/^(?=.)/gm, "  ")}`;
}
