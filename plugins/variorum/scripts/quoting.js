// Words of the text → the address that finds them again, and a note to be written on them.

/**
 * @typedef {object} Passage
 * @property {string} before  What the block has before the words.
 * @property {string} words
 * @property {string} after  What the block in which they end has after them.
 *
 * @typedef {object} Note  What is known of a note before it is written.
 * @property {string} target
 * @property {Passage} passage  Of one block.
 * @property {string} title
 * @property {string} by
 * @property {string} date
 * @property {string} body
 */

/** So many UTF-16 units are named in full; of more, the first words and the last. */
const LONG = 200;
/** So many words around a passage are tried, until they tell it from all others. */
const AROUND = [0, 3, 6, 12, 24, 48];
/** An address longer than that may be refused. */
const ADDRESS = 7500;

/**
 * Write the text directive that finds a passage: it matches whole words, and each of its terms within a line.
 *
 * Source: WICG, URL Fragment Text Directives, section 2.
 *
 * @param {Passage} passage
 * @param {string} whole  All that the browser will search.
 * @param {string} [language]
 */
export function writeFragment(passage, whole, language) {
  const { before, words, after } = widen(passage, language);
  const lines = words.split(/\s*\n\s*/);
  const [leading] = /[^\n]*\n*$/.exec(before) ?? [""];
  const [following] = /^\n*[^\n]*/.exec(after) ?? [""];
  const page = even(whole);
  let written = "";
  for (const count of AROUND) {
    const prefix = cutEnd(leading, count, language);
    const suffix = cutStart(following, count, language);
    const start = cutStart(lines[0], count + 5, language);
    const end = cutEnd(lines[lines.length - 1], count + 5, language);
    const full = lines.length === 1 && (words.length <= LONG || start.length + end.length > words.length);
    written = [
      prefix.trim() && `${encode(prefix)}-`,
      encode(full ? words : start),
      full ? "" : encode(end),
      suffix.trim() && `-${encode(suffix)}`,
    ]
      .filter(Boolean)
      .join(",");
    const opening = even(prefix + (full ? words + suffix : start));
    const rest = page.slice(page.indexOf(opening) + opening.length);
    if (isOnce(page, opening) && (full || isOnce(rest, even(end + suffix)))) break;
  }
  return `text=${written}`;
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
 * @param {Passage} passage
 * @param {string} [language]
 * @returns {Passage} With the rest of the words in whose midst it begins and ends.
 */
function widen({ before, words, after }, language) {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const first = segmenter.segment(before + words).containing(before.length);
  const last = segmenter.segment(words + after).containing(words.length - 1);
  const more = first?.isWordLike ? before.length - first.index : 0;
  const rest = last?.isWordLike ? last.index + last.segment.length - words.length : 0;
  return {
    before: before.slice(0, before.length - more),
    words: before.slice(before.length - more) + words + after.slice(0, rest),
    after: after.slice(rest),
  };
}

/**
 * @param {string} text
 * @param {number} count  Of words.
 * @param {string} [language]
 */
function cutStart(text, count, language) {
  const words = count ? listWords(text, language) : [];
  const last = words[count - 1];
  return count ? text.slice(0, last ? last.index + last.segment.length : text.length) : "";
}

/**
 * @param {string} text
 * @param {number} count  Of words.
 * @param {string} [language]
 */
function cutEnd(text, count, language) {
  return count ? text.slice(listWords(text, language).at(-count)?.index ?? 0) : "";
}

/**
 * @param {string} text
 * @param {string} [language]
 */
function listWords(text, language) {
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike);
}

/**
 * @param {string} text
 * @param {string} words
 */
function isOnce(text, words) {
  return text.indexOf(words) === text.lastIndexOf(words);
}

/** @param {string} text  As browsers compare what they look for. */
function even(text) {
  return text.replace(/\s+/g, " ").toLowerCase();
}

/** @param {string} term */
function encode(term) {
  const plain = encodeURIComponent(term.replace(/\s+/g, " ").trim());
  return plain.replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * @param {string} name
 * @param {string} words
 */
function writeBlock(name, words) {
  // all white space but a newline is one to those who compare, and some of it would end a line in YAML
  return `${name}: |-\n${words.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/^(?=.)/gm, "  ")}`;
}
