// Notes: opened from their words or signs, lit with them, closed by Escape.

import { closest, fill, hold, isPlain, make, makeButton, nameTarget, paper } from "./page.js";
import { showPanel } from "./panel.js";
import { explain } from "./terms.js";
import { fillAddress, readWays } from "./ways.js";

const SIGNS = ".vr-noteref, .vr-correction";
const NOTES = ".vr-annotation, .vr-emendation";

/** @typedef {{onclose: () => void, destroy: () => void}} Watcher  Hears when the system asks to close what is open. */

/** @param {import("./page.js").Page} page */
export function wireNotes(page) {
  const { root, signal } = page;
  const narrow = matchMedia("(max-width: 76.24em)");
  const notes = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(NOTES)]);
  /** @type {HTMLElement | null} */
  let opened = null;
  /** @type {HTMLElement | null} */
  let cameFrom = null;
  // some telephones have a key or a gesture that closes what is open before it leads back
  const { CloseWatcher } = /** @type {{CloseWatcher?: new (options: object) => Watcher}} */ (window);
  /** @type {Watcher | undefined} */
  let watcher;
  const back = makeButton("×", () => page.close(), { class: "vr-close" });

  // what is folded away is still found by the browser's own search
  const fold = () => {
    if (paper.matches) return;
    for (const note of notes) {
      if (narrow.matches && note !== opened && note.matches(".vr-annotation")) {
        note.setAttribute("hidden", "until-found");
      } else note.removeAttribute("hidden");
    }
  };

  page.open = (note, from = null) => {
    cameFrom = from ?? findSign(root, note);
    // the words stay where they were, whatever is closed above them
    const release = hold(cameFrom);
    if (opened !== note) shut();
    opened = note;
    note.removeAttribute("hidden");
    note.classList.add("vr-open");
    note.tabIndex = -1;
    note.ariaLabel = cameFrom?.ariaLabel ?? null;
    note.prepend(back);
    void page.words().then((words) => {
      back.setAttribute("aria-label", words.back);
      if (linkFile(root, note, words)) page.place();
    });
    page.place();
    release();
    note.focus({ preventScroll: true });
    bringIntoSight(note, cameFrom);
    light(note);
    if (CloseWatcher && isSheet(note)) {
      watcher?.destroy();
      watcher = new CloseWatcher({ signal });
      watcher.onclose = page.close;
    }
  };

  function shut() {
    if (!opened) return;
    back.remove();
    opened.classList.remove("vr-open");
    opened.removeAttribute("tabindex");
    opened = null;
    watcher?.destroy();
    fold();
    page.place();
  }

  page.close = () => {
    if (!opened) return;
    shut();
    cameFrom?.focus({ preventScroll: true });
    cameFrom?.scrollIntoView({ block: "nearest" });
  };

  /** @param {EventTarget | null} target */
  const isBeside = (target) => opened && isSheet(opened) && !closest(target, ".vr-open, .vr-panel");

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
      if (!document.getSelection()?.isCollapsed) return;
      const control = closest(event.target, "a:not(.vr-term), button, summary");
      if (isBeside(event.target)) shut();
      if (control) return;
      const term = closest(event.target, ".vr-term");
      const words = closest(event.target, ".vr-lemma, .vr-emended");
      const signs = words ? listSigns(root, words) : [];
      // by key the link says what it leads to; who points at words may mean the note or the term
      if (words && signs.length && (!term || event.detail)) {
        event.preventDefault();
        void choose(page, words, signs, term);
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
  root.addEventListener("focusin", ({ target }) => {
    // what is reached by keys would be hidden by the sheet
    if (isBeside(target) && closest(target, ":focus-visible")) shut();
  }, { signal });
  root.addEventListener("pointerleave", () => light(document.activeElement), { signal });
  root.addEventListener("beforematch", (event) => {
    const note = closest(event.target, NOTES);
    if (note) page.open(note);
  }, { signal });
  narrow.addEventListener("change", fold, { signal });
  fold();
}

/**
 * Give a note the links to its file, where it is edited and where its history is.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} note
 * @param {import("./page.js").Words} words
 * @returns {boolean} False where it has them, or there are none.
 */
function linkFile(root, note, words) {
  const { edit, history } = readWays(root) ?? {};
  if (!edit || !history || !note.matches(".vr-annotation:not(:has(> .vr-file))")) return false;
  const name = note.id.replace("note-", "");
  const what = note.querySelector("b")?.textContent ?? "";
  const { lang } = /** @type {HTMLElement | null} */ (note.querySelector(".vr-cite")) ?? root;
  const links = [["edit-file", edit], ["file-history", history]].map(([key, address]) => {
    const label = fill(words[`${key}-name`], { what });
    return make("a", { href: fillAddress(address, { name }), "aria-label": label, lang }, words[key]);
  });
  note.append(" ", make("span", { class: "vr-file" }, links[0], " · ", links[1]));
  return true;
}

/**
 * Scroll no further than needed: to a note that begins out of sight, or words that a sheet or the header hides.
 *
 * @param {HTMLElement} note
 * @param {HTMLElement | null} words
 */
function bringIntoSight(note, words) {
  const { top } = note.getBoundingClientRect();
  if (isSheet(note)) {
    const end = words?.getBoundingClientRect().bottom;
    if (end && (end < 64 || end > top - 16)) scrollBy(0, end - top + 16);
  } else if (top < 64 || top > innerHeight - 96) note.scrollIntoView({ block: "nearest" });
}

/** @param {Element} note */
function isSheet(note) {
  return getComputedStyle(note).position === "fixed";
}

/**
 * @param {HTMLElement} root
 * @param {Element} sign
 * @returns {HTMLElement | null}
 */
export function findNote(root, sign) {
  const id = nameTarget(sign);
  return id ? root.querySelector(`#${CSS.escape(id)}`) : null;
}

/**
 * @param {HTMLElement} root
 * @param {{id: string}} note
 * @returns {HTMLElement | null}
 */
export function findSign(root, { id }) {
  return root.querySelector(`:is(${SIGNS})[href$="#${CSS.escape(id)}"]`);
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
 * @param {HTMLElement} root
 * @param {HTMLElement} words
 * @returns {HTMLElement[]} The signs of the notes on a word and of its correction, of the layers that are shown.
 */
function listSigns(root, words) {
  const names = (closest(words, ".vr-lemma")?.dataset.annotations ?? "").split(" ").map((stem) => `note-${stem}`);
  names.push(`correction-${closest(words, ".vr-emended")?.dataset.emendation}`);
  // of several corrections of one kind that of these words is meant
  const block = closest(words, ".vr-block") ?? root;
  return names
    .map((id) => findSign(block, { id }) ?? findSign(root, { id }))
    .filter((sign) => sign !== null)
    .filter((sign) => sign.checkVisibility({ visibilityProperty: true }));
}

/**
 * Open the note on some words, or ask which where there are several, or a term among them.
 *
 * @param {import("./page.js").Page} page
 * @param {HTMLElement} words
 * @param {readonly HTMLElement[]} signs  Of their notes, at least one.
 * @param {HTMLElement | null} term  The link to the term's explanation.
 */
async function choose(page, words, signs, term) {
  /** @type {[string, () => void][]} */
  const choices = signs.flatMap((sign) => {
    const note = findNote(page.root, sign);
    if (!note) return [];
    const name = `${note.querySelector(".vr-kind")?.textContent} ${note.querySelector("b")?.textContent ?? ""}`;
    return [[name.trim(), () => page.open(note, sign)]];
  });
  if (term) choices.push([term.textContent ?? "", () => explain(page, term)]);
  if (choices.length === 1) {
    choices[0][1]();
    return;
  }
  const buttons = choices.map(([name, act]) =>
    makeButton(name, () => {
      panel.hidePopover();
      act();
    }),
  );
  const panel = showPanel(page, words, signs[0], (await page.words())["notes-here"], ...buttons);
  panel.classList.add("vr-chooser");
}
