// Words that are spelled nearly alike.

/** How many are offered. */
export const MOST_NEAR = 5;

/**
 * @param {readonly string[]} words
 * @param {string} word
 * @returns {[steps: number, word: string][]} Those that differ from it by a sign or two, the nearest first.
 */
export function listNear(words, word) {
  // two wrong signs of five leave too little of a word: "dingo" is not "wings"
  const most = word.length > 5 ? 2 : 1;
  /** @type {[number, string][]} */
  const near = [];
  // of a sign or two nothing tells what was meant
  for (const other of word.length > 2 ? words : []) {
    if (Math.abs(other.length - word.length) > most || other.startsWith("#")) continue;
    const steps = countSteps(word, other, most);
    // who mistypes a word mostly has its first letter right
    if (steps <= most) near.push([steps + (other[0] === word[0] ? 0 : 0.5), other]);
  }
  return near.sort(([one], [other]) => one - other).slice(0, MOST_NEAR);
}

/**
 * @param {string} one
 * @param {string} other
 * @param {number} most
 * @returns {number} How many signs are to be added, left out, changed or swapped to make one of the other; more than `most` where it
 *   is more than that.
 */
function countSteps(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, number) => number);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, before[j - 2] + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}
