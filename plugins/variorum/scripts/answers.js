// What stands below the field of the search: kinds to choose, how much was found, and where.

import { HIT, listPlaces, showGroups } from "./findings.js";
import { listKinds } from "./inquiry.js";
import { fill, make, makeButton } from "./page.js";

/** As many results are shown at first, and as many more each time. */
export const STEP = 20;
const FACETS = ["text", "note", "correction", "context", "reference", "page"];

/**
 * @param {import("./findings.js").Said} words
 * @returns What stands below the field, and how it is changed.
 */
export function makeView(words) {
  const plural = new Intl.PluralRules(words.language);
  const number = new Intl.NumberFormat(words.language);
  /** @param {string} noun  @param {number} n */
  const count = (noun, n) => fill(words[`count.${noun}.${plural.select(n)}`] ?? "{n}", { n: number.format(n) });

  const facets = make("div", { class: "vr-find-kinds", role: "group", "aria-label": words.kinds });
  const buttons = FACETS.map((kind) => {
    const button = make("button", { type: "button", "data-kind": kind, hidden: "" });
    button.append(words[`kind.${kind}`], " ", make("span"));
    return button;
  });
  facets.append(...buttons);
  const said = make("p", { class: "md-search-result__meta vr-find-said" });
  const spoken = make("p", { class: "vr-find-spoken", role: "status" });
  const near = make("p", { class: "md-search-result__meta vr-find-near" });
  const places = make("ul", { class: "vr-find-places" });
  const list = make("ol", { class: "vr-find-groups" });
  const more = makeButton(fill(words.more, { n: String(STEP) }), () => {}, { class: "vr-find-more", "data-vr-more": "" });
  const box = make("div", { class: "vr-find" }, facets, said, spoken, near, places, list, more);
  let last = 0;

  /** @param {import("./asking.js").Answer} answer  @param {string[]} pressed */
  const showKinds = ({ kinds }, pressed) => {
    buttons.forEach((button, index) => {
      const kind = FACETS[index];
      const on = pressed.includes(kind);
      button.hidden = !(kinds[kind] || on);
      button.setAttribute("aria-pressed", String(on));
      const shown = button.querySelector("span");
      if (shown) shown.textContent = number.format(kinds[kind] ?? 0);
    });
    facets.hidden = buttons.filter(({ hidden }) => !hidden).length < 2 && !pressed.length;
  };
  const reset = (/** @type {string} */ line) => {
    said.replaceChildren(line);
    near.replaceChildren();
    places.replaceChildren();
    list.replaceChildren();
    facets.hidden = true;
    more.hidden = true;
    last = 0;
  };
  return {
    box,
    clear: () => reset(words.hint),
    fail: () => {
      reset(words.failed);
      said.append(" ", makeButton(words.again, () => {}, { "data-vr-again": "" }));
    },
    announce: () => {
      const line = said.textContent || (places.textContent ?? "");
      if (spoken.textContent !== line) spoken.textContent = line;
    },
    /** @param {import("./asking.js").Answer} answer  @param {import("./asking.js").Question} question */
    show: (answer, { query, limit }) => {
      const { total, texts, groups } = answer;
      const hadFocus = document.activeElement === more;
      const known = new Set(list.querySelectorAll(`.${HIT}`));
      showKinds(answer, listKinds(query));
      const nothing = answer.places.length ? "" : fill(words.nothing, { query: query.trim() });
      said.textContent = total ? `${count("result", total)} ${count("page-found", texts)}` : nothing;
      near.replaceChildren();
      if (answer.near.length) {
        const others = answer.near.map((word) => makeButton(word, () => {}, { "data-near": word, dir: "auto" }));
        near.append(words.near, ...others.flatMap((other) => [" ", other]));
      }
      places.replaceChildren(...listPlaces(answer.places, words));
      if (limit <= last || limit === STEP) list.replaceChildren();
      last = limit;
      showGroups(list, groups, words);
      const results = groups.reduce((sum, group) => sum + group.results.length, 0);
      more.hidden = results >= total;
      if (hadFocus && more.hidden) {
        const added = [...list.querySelectorAll(`.${HIT}`)].find((hit) => !known.has(hit));
        /** @type {HTMLElement | undefined} */ (added)?.focus();
      }
    },
  };
}
