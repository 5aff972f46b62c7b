// Words as they are looked up; the package has the same in `search_index.py`.

const LONGEST_WORD = 64;
/** Signs of scripts that leave no room between words: each is looked up by itself. */
const SINGLE =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035" +
  "\\u3038-\\u303c\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf" +
  "\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const HIDDEN = "\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff";
const MARKS = new RegExp(
  "(?<!и)\\u0306|[\\u0300-\\u0305\\u0307-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff" +
    "\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f" +
    HIDDEN +
    "]",
  "gu",
);
/** @type {Record<string, string>} */
const LETTERS = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l" },
  ...{ ı: "i", ς: "σ", ى: "ي", ی: "ي", ک: "ك" },
};
for (let digit = 0; digit < 10; digit += 1) {
  LETTERS[String.fromCharCode(0x0660 + digit)] = LETTERS[String.fromCharCode(0x06f0 + digit)] = String(digit);
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const STOPS = /[\u2010-\u2027\u2030-\u205e]+/gu;
const INITIALS = /(?<![\p{L}\p{N}\p{M}.])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}\p{M}])/gu;
const WORD = new RegExp(`[${SINGLE}]|(?:(?![${SINGLE}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
/** The same in a text as it is written: with accents that stand apart, and signs that cannot be seen. */
const STRETCH = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}.])\\p{L}\\p{M}*(?:\\.\\p{L}\\p{M}*)+(?![\\p{L}\\p{N}\\p{M}])|[${SINGLE}]\\p{M}*` +
    `|(?:(?![${SINGLE}])[\\p{L}\\p{N}\\p{M}${HIDDEN}])+`,
  "gu",
);

/**
 * @param {string} text
 * @returns {string[]} Its words in their order, without difference of case, accents, ligatures and widths.
 */
export function foldWords(text) {
  const folded = foldLetters(text).replace(INITIALS, (initials) => initials.replaceAll(".", ""));
  return (folded.match(WORD) ?? []).map((word) =>
    word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join("") : word,
  );
}

/** @param {string} text */
function foldLetters(text) {
  const plain = text.replace(STOPS, " ").normalize("NFKD").toLowerCase().replace(MARKS, "");
  return plain.replace(LETTER, (letter) => LETTERS[letter]).normalize("NFC");
}

/**
 * @param {string} text
 * @returns {Generator<{start: number, end: number, words: string[]}>} The stretches of a text that words stand in, each with those.
 */
export function* findWords(text) {
  for (const found of text.matchAll(STRETCH)) {
    const words = foldWords(found[0]);
    if (words.length) yield { start: found.index, end: found.index + found[0].length, words };
  }
}
