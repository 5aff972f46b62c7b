// Notes: opened from their words or signs, lit with them, closed by Escape.

import { closest, isPlain, make, paper } from "./page.js";
import { showPanel } from "./panel.js";
import { explain } from "./terms.js";

const SIGNS = ".vr-noteref, .vr-correction";
const NOTES = ".vr-annotation, .vr-emendation";
const SHOWN_LEMMA = ':root:not([data-vr-view~="no-notes"], [data-vr-view~="text"]) .vr-lemma';

/** @param {import("./page.js").Page} page */
export function wireNotes(page) {
  const { root, signal } = page;
  const narrow = matchMedia("(max-width: 76.24em)");
  const notes = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(NOTES)]);
  /** @type {HTMLElement | null} */
  let opened = null;
  /** @type {HTMLElement | null} */
  let cameFrom = null;
  const back = make("button", { type: "button", class: "vr-close" }, "×");
  back.addEventListener("click", () => page.close());

  // what is folded away is still found by the browser's own search
  const fold = () => {
    if (paper.matches) return;
    for (const note of notes) {
      if (narrow.matches && note !== opened && note.classList.contains("vr-annotation")) {
        note.setAttribute("hidden", "until-found");
      } else note.removeAttribute("hidden");
    }
  };

  page.open = (note, from = null) => {
    if (opened && opened !== note) shut();
    opened = note;
    cameFrom = from;
    note.removeAttribute("hidden");
    note.classList.add("vr-open");
    note.tabIndex = -1;
    note.prepend(back);
    void page.words().then((words) => {
      back.setAttribute("aria-label", words.back);
    });
    page.place();
    note.focus({ preventScroll: true });
    bringIntoSight(note, from ?? findSign(root, note));
    light(note);
  };

  function shut() {
    if (!opened) return;
    back.remove();
    opened.classList.remove("vr-open");
    opened.removeAttribute("tabindex");
    opened = null;
    fold();
    page.place();
  }

  page.close = () => {
    const note = opened;
    if (!note) return false;
    shut();
    const sign = cameFrom ?? findSign(root, note);
    sign?.focus({ preventScroll: true });
    sign?.scrollIntoView({ block: "nearest" });
    return true;
  };

  root.addEventListener(
    "click",
    (event) => {
      if (!isPlain(event)) return;
      const sign = closest(event.target, SIGNS);
      if (sign) {
        const note = findNote(root, sign);
        if (!note) return;
        event.preventDefault();
        if (note === opened && narrow.matches) page.close();
        else page.open(note, sign);
        return;
      }
      const term = closest(event.target, ".vr-term");
      if (!document.getSelection()?.isCollapsed || closest(event.target, "a:not(.vr-term), button, summary")) return;
      const lemma = closest(event.target, SHOWN_LEMMA);
      // by key the link says what it leads to; who points at words may mean the note or the term
      if (lemma && (!term || event.detail)) {
        event.preventDefault();
        void choose(page, lemma, term);
        return;
      }
      const long = closest(event.target, ":is(.vr-long, .vr-brief):not(.vr-open)");
      if (long) page.open(long);
    },
    { signal },
  );

  /** @type {Element[]} */
  let lit = [];
  /** @param {EventTarget | null} target */
  const light = (target) => {
    for (const element of lit) element.classList.remove("vr-lit");
    lit = [...findRelated(root, target)];
    for (const element of lit) element.classList.add("vr-lit");
  };
  for (const name of ["pointerover", "focusin"]) {
    root.addEventListener(name, (event) => light(event.target), { signal });
  }
  root.addEventListener("pointerleave", () => light(document.activeElement), { signal });
  root.addEventListener("beforematch", (event) => {
    const note = closest(event.target, NOTES);
    if (note) page.open(note);
  }, { signal });
  narrow.addEventListener("change", fold, { signal });
  fold();
}

/**
 * Scroll no further than needed: to a note that begins out of sight, or its words from below a sheet.
 *
 * @param {HTMLElement} note
 * @param {HTMLElement | null} words
 */
function bringIntoSight(note, words) {
  const { top } = note.getBoundingClientRect();
  if (getComputedStyle(note).position === "fixed") {
    const below = (words?.getBoundingClientRect().bottom ?? 0) - top + 16;
    if (below > 0) scrollBy(0, below);
  } else if (top < 64 || top > innerHeight - 96) note.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement} root
 * @param {Element} sign
 * @returns {HTMLElement | null}
 */
export function findNote(root, sign) {
  const id = decodeURIComponent(sign.getAttribute("href")?.slice(1) ?? "");
  return id ? root.querySelector(`#${CSS.escape(id)}`) : null;
}

/**
 * @param {HTMLElement} root
 * @param {Element} note
 * @returns {HTMLElement | null}
 */
export function findSign(root, note) {
  return root.querySelector(`:is(${SIGNS})[href="#${CSS.escape(note.id)}"]`);
}

/**
 * @param {HTMLElement} root
 * @param {EventTarget | null} target
 * @returns {Iterable<Element>} The notes on a word, or the words of a note, with what was pointed at.
 */
function* findRelated(root, target) {
  const found = closest(target, `.vr-lemma, .vr-noteref, .vr-annotation`);
  if (!found) return;
  const note = found.classList.contains("vr-noteref") ? findNote(root, found) : found;
  const stems = note?.id ? [note.id.replace("note-", "")] : (found.dataset.annotations ?? "").split(" ");
  for (const stem of stems) {
    yield* root.querySelectorAll(`.vr-lemma[data-annotations~="${CSS.escape(stem)}"]`);
    const beside = root.querySelector(`#note-${CSS.escape(stem)}`);
    if (beside) yield beside;
  }
}

/**
 * Open the note on some words, or ask which where there are several, or a term among them.
 *
 * @param {import("./page.js").Page} page
 * @param {HTMLElement} lemma
 * @param {HTMLElement | null} term  The link to the term's explanation.
 */
async function choose(page, lemma, term) {
  const { root } = page;
  const notes = (lemma.dataset.annotations ?? "")
    .split(" ")
    .map((stem) => /** @type {HTMLElement | null} */ (root.querySelector(`#note-${CSS.escape(stem)}`)))
    .filter((note) => note !== null);
  if (notes.length === 1 && !term) {
    page.open(notes[0], findSign(root, notes[0]));
    return;
  }
  /** @type {[string, () => void][]} */
  const choices = notes.map((note) => [
    `${note.querySelector(".vr-kind")?.textContent} ${note.querySelector("b")?.textContent}`,
    () => page.open(note, findSign(root, note)),
  ]);
  if (term) choices.push([term.textContent ?? "", () => explain(page, term)]);
  const buttons = choices.map(([name, act]) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      panel.hidePopover();
      act();
    });
    return button;
  });
  const back = notes[0] ? findSign(root, notes[0]) : term;
  const panel = showPanel(page, lemma, back, (await page.words())["notes-here"], ...buttons);
  panel.classList.add("vr-chooser");
}
