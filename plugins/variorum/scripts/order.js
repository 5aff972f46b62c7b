// What is looked up in lists that are in order.

/**
 * @param {string} one
 * @param {string} other
 * @returns {boolean} Whether it comes before the other, by code points.
 */
function isBefore(one, other) {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one[at] === other[at]) at += 1;
  if (at === end) return one.length < other.length;
  // half a sign stands for one beyond all that have only one half
  const [high, low] = [one.charCodeAt(at), other.charCodeAt(at)].map((unit) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit));
  return high < low;
}

/**
 * @param {readonly string[]} words  In their order.
 * @param {string} word
 * @returns {number} The number of the first that does not come before the word.
 */
export function findFirst(words, word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(words[middle], word)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {readonly number[]} firsts
 * @param {number} number
 * @returns {number} Which of the files, of which the first numbers are known, has this one.
 */
export function findLast(firsts, number) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {readonly Uint32Array[]} lists  The places of words that are to follow each other.
 * @returns {Generator<number>} The places of the first of them where they do.
 */
export function* follow(lists) {
  const rarest = lists.reduce((least, list, number) => (list.length < lists[least].length ? number : least), 0);
  for (const place of lists[rarest]) {
    const start = place - rarest;
    if (lists.every((list, number) => number === rarest || has(list, start + number))) yield start;
  }
}

/**
 * @param {Uint32Array} list
 * @param {number} place
 */
function has(list, place) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < place) low = middle + 1;
    else high = middle;
  }
  return list[low] === place;
}
