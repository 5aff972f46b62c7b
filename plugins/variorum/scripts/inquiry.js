// What a query asks for by kind, `kind:note`, in words that the reader sees and may write.

const QUOTES = "[\"“”„‟«»″＂「」『』]";
/** Opens a phrase or ends it; between Hebrew letters it is a part of the word, as in ארה"ב. */
export const QUOTATION_MARK = new RegExp(`(?<!\\p{Script=Hebrew})${QUOTES}|${QUOTES}(?!\\p{Script=Hebrew})`, "u");
const { source } = QUOTATION_MARK;
/** A phrase, in which nothing is meant but its words; or a kind. */
const PART = new RegExp(`(?:${source})(?:(?!${source}).)*(?:${source})?|(?<!\\S)kind:(\\S+)`, "gisu");

/** The kinds, by their names and by what the editors call them. @type {Record<string, string>} */
const KINDS = {
  ...{ text: "text", note: "note", correction: "correction", context: "context", reference: "reference", page: "page" },
  ...{ passage: "text", annotation: "note", emendation: "correction", sidebar: "context", source: "reference" },
};

/**
 * @param {string} name  As it is typed after `kind:`, begun or in the plural.
 * @returns {string[]} The kinds that are meant.
 */
export function readKinds(name) {
  const begun = name.toLowerCase().replace(/(?<=.)s$/u, "");
  if (!begun) return [];
  const known = Object.keys(KINDS).filter((kind) => kind.startsWith(begun));
  return known.length ? [...new Set(known.map((kind) => KINDS[kind]))] : [name];
}

/**
 * @param {string} query
 * @returns {string[]} The kinds to which it keeps.
 */
export function listKinds(query) {
  return [...query.matchAll(PART)].flatMap(([, kind]) => (kind ? readKinds(kind) : []));
}

/**
 * Take a kind into a query, or out of it.
 *
 * @param {string} query
 * @param {string} kind
 */
export function switchKind(query, kind) {
  if (!listKinds(query).includes(kind)) return `${query.trim()} kind:${kind}`.trim();
  return query.replace(PART, (part, other) => (other && readKinds(other).includes(kind) ? "" : part)).replace(/ {2,}/g, " ").trim();
}
