// The search, once it is opened: what is typed is asked, and what is found is shown, counted and read out.

import { STEP, makeView } from "./answers.js";
import { hireFinder } from "./asking.js";
import { HIT } from "./findings.js";
import { switchKind } from "./inquiry.js";
import { closest, make } from "./page.js";
import { carryParameter } from "./parameters.js";

/** Whoever types has come to rest after so many milliseconds: some browsers let an address be changed no oftener. */
const AT_REST = 500;
/** Characters of a query that an address may have; servers take no long ones. */
const LONGEST_QUERY = 1000;
/** Whoever begins with a phrase has not asked for anything yet. */
const ONLY_MARKS = /^[\s"“”„‟«»″＂「」『』]*$/;

/**
 * Begin to answer what is typed into the search.
 *
 * @param {HTMLElement} search  The element of class `md-search`.
 */
async function startSearch(search) {
  const input = /** @type {HTMLInputElement} */ (search.querySelector("input"));
  const [words] = await Promise.all([loadSaid(search.dataset.words ?? ""), loadStyle(search)]);
  const view = makeView(words);
  search.querySelector("[role=status]")?.after(view.box);

  /** @type {import("./asking.js").Question} */
  let wanted = { query: "", limit: STEP };
  let answered = "";
  let follows = false;
  let composing = false;
  let timer = 0;
  const listHits = () => /** @type {HTMLElement[]} */ ([...view.box.querySelectorAll(`.${HIT}`)]);
  const isOpen = () => /** @type {HTMLInputElement} */ (document.getElementById("__search")).checked;

  const finder = hireFinder(
    (answer, question) => {
      // letters that are still to become a word find nothing yet
      if (composing && !answer.total && !answer.places.length) return;
      delete search.dataset.vrBusy;
      answered = question.query;
      view.show(answer, question);
      rest();
      if (follows) listHits()[0]?.click();
      follows = false;
    },
    () => {
      delete search.dataset.vrBusy;
      answered = "";
      view.fail();
      rest();
    },
  );
  const ask = (limit = STEP) => {
    wanted = { query: input.value, limit };
    follows = false;
    if (!ONLY_MARKS.test(wanted.query)) {
      search.dataset.vrBusy = "";
      finder.ask(wanted);
    } else {
      finder.drop();
      delete search.dataset.vrBusy;
      answered = "";
      view.clear();
      rest();
    }
  };
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, AT_REST);
  };
  const settle = () => {
    clearTimeout(timer);
    if (!isOpen()) return;
    const query = input.value.trim();
    carryParameter("q", query.length > LONGEST_QUERY ? "" : query);
    view.announce();
  };
  /** @param {string} query */
  const put = (query) => {
    input.value = query;
    ask();
  };

  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    ask();
  });
  input.addEventListener("input", () => ask());
  search.addEventListener("open", () => {
    if (input.value !== wanted.query) ask();
    else rest();
  });
  search.addEventListener("close", () => {
    clearTimeout(timer);
    follows = false;
    carryParameter("q", "");
  });
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    // a letter that is typed among the results belongs to the words asked for
    if (/^\S$/u.test(event.key) && target !== input) input.focus();
    if (event.shiftKey) return;
    const hits = [input, ...listHits()];
    const here = hits.indexOf(target);
    if (event.key === "Enter" && here === 0) {
      event.preventDefault();
      if (answered !== input.value) {
        if (!("vrBusy" in search.dataset)) ask();
        follows = true;
      } else hits[1]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      // between two of them a button may have the focus
      const before = hits.findLastIndex((hit) => hit.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING);
      const next = hits[event.key === "ArrowDown" ? Math.max(here, before) + 1 : before];
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: "nearest" });
    }
  });
  search.addEventListener("click", ({ target }) => {
    if (closest(target, "a")) settle();
    const kind = closest(target, "[data-kind]:is(button)")?.dataset.kind;
    if (kind) put(switchKind(input.value, kind));
    const near = closest(target, "[data-near]")?.dataset.near;
    if (near) {
      put(near);
      input.focus();
    }
    if (closest(target, "[data-vr-more]")) ask(wanted.limit + STEP);
    if (closest(target, "[data-vr-again]")) ask(wanted.limit);
    if (closest(target, "[data-vr-clears]")) {
      put("");
      input.focus();
    }
  });
  view.clear();
  if (input.value) ask();
  // Enter came before this script
  follows = search.dataset.vrLast === "Enter";
}

/** @param {string} language  As the catalogue of the words is called. */
async function loadSaid(language) {
  const answer = await fetch(new URL(`words/${language}.json`, import.meta.url));
  if (!answer.ok) throw new Error(answer.statusText);
  return /** @type {Promise<import("./findings.js").Said>} */ (answer.json());
}

/**
 * @param {HTMLElement} search
 * @returns {Promise<void>} When the style is there; without it the search is plain, and works.
 */
function loadStyle(search) {
  const { href } = new URL("search.css", import.meta.url);
  const link = make("link", { rel: "stylesheet", href });
  return new Promise((resolve) => {
    for (const end of ["load", "error"]) link.addEventListener(end, () => resolve());
    search.append(link);
  });
}

export { startSearch };
