// What a query asks for by kind, `kind:note`, in words that the reader sees and may write.

/** A phrase, in which nothing is meant but its words; or a kind. */
const PART = /["“”„‟«»″＂「」『』][^"“”„‟«»″＂「」『』]*["“”„‟«»″＂「」『』]?|(?<!\S)kind:(\S+)/giu;

/**
 * @param {string} query
 * @returns {string[]} The kinds to which it keeps.
 */
export function listKinds(query) {
  return [...query.matchAll(PART)].flatMap(([, kind]) => (kind ? [kind.toLowerCase()] : []));
}

/**
 * Take a kind into a query, or out of it.
 *
 * @param {string} query
 * @param {string} kind
 */
export function switchKind(query, kind) {
  if (!listKinds(query).includes(kind)) return `${query.trim()} kind:${kind}`.trim();
  return query.replace(PART, (part, other) => (other?.toLowerCase() === kind ? "" : part)).replace(/ {2,}/g, " ").trim();
}
