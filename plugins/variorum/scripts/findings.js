// What was found, as the page shows it: groups of results, each a link to its passage. All words go in as text.

import { siteRoot } from "./asking.js";
import { putParameter } from "./parameters.js";
import { make } from "./page.js";

/** @typedef {Record<string, string>} Said  The words of the search, in the site's language. */

/** What links have in common that arrows lead to. */
export const HIT = "vr-find-hit";
/** Characters of words to be marked that an address may have; servers take no long ones. */
const MOST_MARKED = 2000;
/** The children of a list that stay when it grows, by what they show. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Put results into a list; what it has of them already stays, so that neither focus nor place are lost when it grows.
 *
 * @param {HTMLElement} list
 * @param {readonly import("./asking.js").Group[]} groups
 * @param {Said} words
 */
export function showGroups(list, groups, words) {
  arrange(list, groups, ({ location }) => location, (group) => {
    const section = make("li", { class: "vr-find-group" });
    const link = make("a", { dir: "auto" }, group.title);
    section.append(make("h2", {}, link, make("span", { class: "vr-find-total" })), make("ol"));
    if (group.lang) section.querySelector("h2")?.setAttribute("lang", group.lang);
    return section;
  });
  groups.forEach(({ location, total, results, lang = "" }, index) => {
    const section = list.children[index];
    const count = /** @type {HTMLElement} */ (section.querySelector(".vr-find-total"));
    count.textContent = total > 1 ? String(total) : "";
    const heading = /** @type {HTMLAnchorElement} */ (section.querySelector("h2 a"));
    const inner = /** @type {HTMLElement} */ (section.querySelector("ol"));
    // a page that has the words in its title only has no more to show than that
    const whole = results.find(({ label, title, snippet }) => !(label || title.length || snippet.length));
    heading.href = whole ? addressOfResult(whole.location, whole.marks) : siteRoot.href + location;
    heading.classList.toggle(HIT, Boolean(whole));
    const others = results.filter((result) => result !== whole);
    arrange(inner, others, nameResult, (result) => make("li", {}, linkResult(result, lang, words)));
  });
}

/**
 * @param {readonly import("./asking.js").Place[]} places
 * @param {Said} words
 */
export function listPlaces(places, words) {
  return places.map(({ location, label, title }) => {
    const to = make("b", {}, `${words["go-to"]} ${label}`);
    const link = make("a", { class: HIT, href: siteRoot.href + location }, to, " – ", make("bdi", {}, title));
    return make("li", {}, link);
  });
}

/**
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} name
 * @param {(item: T) => HTMLElement} build
 */
function arrange(list, items, name, build) {
  const known = new Map([...list.children].map((child) => [shown.get(child), child]));
  const wanted = items.map((item) => {
    const key = name(item);
    const child = known.get(key) ?? build(item);
    shown.set(child, key);
    return child;
  });
  for (const child of known.values()) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
  });
}

/** @param {import("./asking.js").Result} result */
function nameResult(result) {
  return JSON.stringify(result);
}

/**
 * @param {import("./asking.js").Result} result
 * @param {string} lang
 * @param {Said} words
 */
function linkResult({ location, kind, label, title, snippet, printed, marks }, lang, words) {
  const link = make("a", { class: HIT, href: addressOfResult(location, marks), "data-kind": kind });
  if (label) link.append(make("span", { class: "vr-find-label" }, make("bdi", {}, label)), " ");
  const spoken = { ...(lang && { lang }), ...(kind !== "text" && { dir: "auto" }) };
  // a passage has its number on the side where its text begins
  if (kind === "text") link.dir = "auto";
  if (title.length) link.append(make("cite", spoken, ...listSegments(title)), " ");
  if (printed) link.append(make("bdi", { class: "vr-find-printed" }, words.printed), " ");
  if (snippet.length) link.append(make("span", { class: "vr-find-snippet", ...spoken }, ...listSegments(snippet)));
  return link;
}

/** @param {readonly import("./asking.js").Segment[]} segments */
function listSegments(segments) {
  return segments.map(([text, found]) => (found ? make("mark", {}, text) : text));
}

/**
 * @param {string} location
 * @param {string} marks
 */
function addressOfResult(location, marks) {
  const [path, fragment] = location.split("#");
  const wanted = marks.length > MOST_MARKED ? "" : marks;
  return siteRoot.href + path + putParameter("", "h", wanted) + (fragment ? `#${fragment}` : "");
}
