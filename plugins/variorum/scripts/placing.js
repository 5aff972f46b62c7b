// Notes in the margin: each level with its words, or below the one before it.

import { nameTarget, paper } from "./page.js";

/**
 * @typedef {object} Sized
 * @property {number} wanted  Where it should begin, in pixels from the top of the page's text.
 * @property {number} height
 * @property {number} least  Its height when it is shortened; the same where it can't be.
 */

const GAP = 10;
/** Below a note that is shortened to its title there is less: where much is said, its lines stand as a list's do. */
const TIGHT = 5;
/** So far below its words, in pixels, a note may stand before those above it are shortened: under two lines. */
const FAR = 40;
const BESIDE = ".vr-annotation, .vr-emendation, .vr-card";

/** @type {(item: Sized, brief: boolean) => number} */
const measure = ({ height, least }, brief) => (brief ? least + TIGHT : height + GAP);

/**
 * @param {readonly Sized[]} items  In the order in which they are to stand.
 * @param {readonly boolean[]} brief  Which are shortened.
 * @returns {number[]} Where each begins: where it should, or below the one before.
 */
export function stack(items, brief) {
  let free = -Infinity;
  return items.map((item, index) => {
    const top = Math.max(item.wanted, free);
    free = top + measure(item, brief[index]);
    return top;
  });
}

/**
 * Choose which notes are shortened to their titles, so that none stands far below its words: as few as will do.
 *
 * @param {readonly Sized[]} items
 * @returns {boolean[]}
 */
export function shorten(items) {
  const brief = items.map(() => false);
  const fits = (/** @type {number} */ from, /** @type {number} */ free) => {
    for (let index = from; index < items.length; index++) {
      const { wanted, height, least } = items[index];
      if (free <= wanted && index > from) return true;
      const top = Math.max(wanted, free);
      if (top - wanted > FAR) return false;
      free = top + measure(items[index], index > from && least < height);
    }
    return true;
  };
  let free = -Infinity;
  items.forEach((item, index) => {
    brief[index] = item.least < item.height && !fits(index, free);
    free = Math.max(item.wanted, free) + measure(item, brief[index]);
  });
  return brief;
}

/** @param {import("./page.js").Page} page */
export function wirePlacing(page) {
  const { root, signal } = page;
  const wide = matchMedia("(min-width: 76.25em)");
  const notes = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(BESIDE)]);
  const signs = new Map();
  for (const sign of root.querySelectorAll(".vr-noteref, .vr-correction")) {
    const id = nameTarget(sign);
    if (!signs.has(id)) signs.set(id, sign);
  }
  // an essay stands beside the block before it
  const places = notes.map((note) => signs.get(note.id) ?? findBlock(note));

  page.place = () => {
    if (paper.matches || !wide.matches) return;
    for (const note of root.querySelectorAll(".vr-brief")) note.classList.remove("vr-brief");
    // everything is read before anything is written: the browser lays the page out once
    // the middle of a note's first line is level with that of its words
    const line = notes[0] ? parseFloat(getComputedStyle(notes[0]).lineHeight) : 0;
    const zero = root.getBoundingClientRect().top + line / 2 - 1;
    const items = notes
      .map((note, index) => {
        const height = note.offsetHeight;
        const body = /** @type {HTMLElement | null} */ (note.querySelector(":scope > .vr-note-body"));
        const least = body && !note.matches(":focus-within, .vr-open") ? body.offsetTop : height;
        return { note, wanted: findMiddle(places[index]) - zero, height, least };
      })
      .filter(({ note, height }) => height && getComputedStyle(note).position === "absolute")
      .sort((a, b) => a.wanted - b.wanted);
    const brief = shorten(items);
    const tops = stack(items, brief);
    items.forEach(({ note }, index) => {
      const top = `${Math.round(tops[index])}px`;
      if (note.style.getPropertyValue("--vr-top") !== top) {
        note.style.setProperty("--vr-top", top);
        // a note above was closed by Tab, or its face came late
        if (note.contains(document.activeElement)) document.activeElement?.scrollIntoView({ block: "nearest" });
      }
      if (brief[index]) note.classList.add("vr-brief");
    });
  };

  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(page.place);
  };
  const observer = new ResizeObserver(page.place); // windows, zoom, fonts that come late
  observer.observe(root);
  signal.addEventListener("abort", () => observer.disconnect());
  document.fonts.addEventListener("loadingdone", later, { signal });
  for (const name of ["focusin", "focusout", "toggle"]) {
    root.addEventListener(name, later, { signal, capture: true }); // a note unfolds, an essay opens
  }
}

/**
 * @param {Element} note
 * @returns {Element | null}
 */
function findBlock(note) {
  let before = note.previousElementSibling;
  while (before && !before.classList.contains("vr-block")) before = before.previousElementSibling;
  return before;
}

/**
 * @param {Element | null | undefined} place
 * @returns {number} The middle of a sign; of a block that of its last line, so that its notes come before its essay.
 */
function findMiddle(place) {
  const box = place?.getClientRects()[0];
  if (!box) return 0;
  return place?.classList.contains("vr-block") ? box.bottom - 16 : box.top + box.height / 2;
}
