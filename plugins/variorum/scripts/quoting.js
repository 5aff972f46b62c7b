// Words of the text → the address that finds them again.

/**
 * @typedef {object} Passage
 * @property {string} before  What the block has before the words.
 * @property {string} words
 * @property {string} after  What the block in which they end has after them.
 */

/** So many UTF-16 units are named in full; of more, the first words and the last. */
const LONG = 200;
/** So many words around a passage are tried, until they tell it from all others. */
export const AROUND = [0, 3, 6, 12, 24, 48];

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
export function cutStart(text, count, language) {
  const words = count ? listWords(text, language) : [];
  const last = words[count - 1];
  return count ? text.slice(0, last ? last.index + last.segment.length : text.length) : "";
}

/**
 * @param {string} text
 * @param {number} count  Of words.
 * @param {string} [language]
 */
export function cutEnd(text, count, language) {
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
export function isOnce(text, words) {
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
