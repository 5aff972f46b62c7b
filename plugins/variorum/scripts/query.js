// A query, taken apart: words, phrases, kinds, the id of a passage.

import { QUOTATION_MARK, readKinds } from "./inquiry.js";
import { foldWords } from "./searchwords.js";

/**
 * @typedef {object} Clause  What an entry must hold.
 * @property {string[]} words  One, or several that follow each other.
 * @property {boolean} exact  Whether as they are written, without other forms of them.
 * @property {boolean} open  Whether the last may go on.
 * @typedef {{clauses: Clause[], kinds: string[], id: string}} Query  Of the id, `p5`, a number alone has `?` for the letter.
 */

/** Characters of a query that count: whoever pastes a page is not to wait for all its words. */
const MOST_ASKED = 500;
/** What a word does not go on after: room, the letter of a genitive, any other sign; but "U." may be the beginning of "U.S.". */
const ENDED = /\s$|['’]\p{L}$|(?<!^\p{L})[^\p{L}\p{N}\p{M}\p{Cf}*]$/u;
const KIND = /^kind:(\S*)$/iu;
const ID = /^([a-z]?)(\d+[a-z]*)$/u;

/**
 * Take a query apart.
 *
 * @param {string} query  As it is typed: words, "phrases", `kind:note`.
 * @returns {Query}
 */
export function parseQuery(query) {
  /** @type {Map<string, Clause>} */
  const clauses = new Map();
  /** @type {string[]} */
  const kinds = [];
  const [, letter = "", numeral = ""] = ID.exec(foldId(query)) ?? [];
  const parts = query.slice(0, MOST_ASKED).split(QUOTATION_MARK);
  parts.forEach((part, number) => {
    const isLast = number === parts.length - 1;
    const quoted = number % 2 === 1;
    const terms = quoted ? [part] : part.split(/\s+/u);
    terms.forEach((term, place) => {
      const kind = quoted ? null : KIND.exec(term);
      if (kind) {
        kinds.push(...readKinds(kind[1]));
        return;
      }
      const words = foldWords(term);
      const open = isLast && place === terms.length - 1 && !numeral && !ENDED.test(term);
      const clause = { words, exact: quoted || words.length > 1, open };
      // what is asked for twice is looked for once
      if (words.length) clauses.set(JSON.stringify(clause), clause);
    });
  });
  return { clauses: [...clauses.values()], kinds, id: numeral && (letter || "?") + numeral };
}

/**
 * @param {string} query
 * @returns {string} What may be an id, `p5` of "¶ P5"; empty where more is asked for.
 */
function foldId(query) {
  const name = query.trim().replace(/^[¶§#]\s*/u, "");
  return /[^\p{L}\p{N}]/u.test(name) ? "" : foldWords(name).join();
}

/**
 * @param {string} text  A query.
 * @returns {boolean} Whether its last word has only begun: whoever goes on typing means another, and many begin so.
 */
export function isBegun(text) {
  const last = parseQuery(text).clauses.at(-1);
  return !!last?.open && last.words[last.words.length - 1].length < 3;
}
