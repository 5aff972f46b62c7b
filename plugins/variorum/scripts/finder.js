// The worker of the search: what is asked last is answered, from the index beside the site's pages.

import { Index } from "./finding.js";
import { isBegun } from "./query.js";

/** @typedef {{ask: number, query: string, here: string, limit: number} | {open: true}} Message */

/** From this script, `assets/variorum/search/finder.js`. */
const INDEX_FOLDER = new URL("../../../search/", import.meta.url);

/** Milliseconds in which whoever has begun a word goes on. */
const PAUSE = 250;

/** @type {Promise<Index> | undefined} */
let opened;
/** @type {Extract<Message, {ask: number}> | undefined} */
let waiting;
let isBusy = false;
/** Ends a rest. */
let stir = () => {};

/** @param {RequestCache} cache */
async function openIndex(cache) {
  return new Index(await fetchJson("catalogue.json", cache), (name) => fetchJson(name), fetchStemmer);
}

/**
 * @param {string} name
 * @param {RequestCache} [cache]
 */
async function fetchJson(name, cache = "default") {
  const answer = await fetch(new URL(name, INDEX_FOLDER), { cache });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/**
 * @param {string} language
 * @returns {Promise<(word: string) => string>}
 */
async function fetchStemmer(language) {
  return (await import(new URL(`stems/${language}.js`, import.meta.url).href)).stem;
}

/** @param {RequestCache} [cache] */
function open(cache = "no-cache") {
  opened ??= openIndex(cache);
  opened.catch(() => (opened = undefined));
  return opened;
}

/** @param {Extract<Message, {ask: number}>} message */
async function answer({ ask, query, here, limit }) {
  const options = { here, limit, isWanted: () => !waiting };
  try {
    return { ask, ...(await (await open()).find(query, options)) };
  } catch {
    // the site may have been built again, and its files be others
    opened = undefined;
    return { ask, ...(await (await open("reload")).find(query, options)) };
  }
}

/** Wait until nothing more is asked for a moment, or something is. */
function rest() {
  return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    stir = resolve;
    setTimeout(resolve, PAUSE);
  });
}

async function work() {
  if (isBusy) return;
  isBusy = true;
  while (waiting) {
    const message = waiting;
    waiting = undefined;
    if (isBegun(message.query)) await rest();
    if (waiting) continue;
    const said = await answer(message).catch((error) => ({ ask: message.ask, failed: String(error.message) }));
    if (!waiting) postMessage(said);
  }
  isBusy = false;
}

addEventListener("message", (/** @type {MessageEvent<Message>} */ { data }) => {
  if ("ask" in data) {
    waiting = data;
    stir();
  } else void open().then((index) => index.warmUp()).catch(() => {});
  void work();
});
