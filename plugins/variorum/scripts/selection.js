// Words selected in the text: a link to them, a quotation with its reference, a note on them.

import { citePlace } from "./citations.js";
import { findSelected, writeText } from "./copying.js";
import { putBeside } from "./panel.js";
import { addressOf, copyAndSay } from "./numbers.js";
import { closest, fill, loadTools, make, makeButton } from "./page.js";
import { writeFragment } from "./quoting.js";

/**
 * @typedef {object} Picked  The words selected, as text: what the page holds of them may change.
 * @property {import("./quoting.js").Passage} passage
 * @property {import("./quoting.js").Passage} quote  As much of it as lies in its first block.
 * @property {import("./quoting.js").Passage[]} terms  As a link names them: by block, so that no note between two is lit.
 * @property {string} id  Of its first block.
 * @property {string} label  Of its first block, or of all from the first to the last.
 * @property {boolean} several  It has more blocks than its first.
 * @property {boolean} printed  Its first block shows what was printed, not what the edition reads.
 */

/** A selection made by finger or keys is at rest after so many milliseconds. */
const REST = 150;
/** Of more blocks a link names the beginning and the end. */
const MANY = 5;
/** @type {WeakMap<import("./page.js").Page, () => boolean>} */
const focus = new WeakMap();

/** @param {import("./page.js").Page} page */
export function wireSelection(page) {
  const { root, signal } = page;
  const tools = make("div", { class: "vr-tools", role: "toolbar", hidden: "" });
  /** @type {Picked | null} */
  let picked = null;
  /** @type {Element | null} */
  let cameFrom = null;
  /** @type {() => void} */
  let reselect = () => {};
  let pressed = false;
  let timer = 0;

  const update = () => {
    if (tools.contains(document.activeElement) || document.querySelector("dialog[open]")) return;
    const now = pressed ? null : pick(root);
    if (!now) {
      hide();
      return;
    }
    picked = now;
    void show();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(update, REST);
  };
  const hide = () => {
    clearTimeout(timer);
    picked = null;
    tools.hidden = true;
  };
  const show = async () => {
    const words = await page.words();
    if (!picked || signal.aborted) return;
    if (!tools.isConnected) fillTools(words);
    tools.hidden = false;
    put(tools, root);
  };
  const fillTools = (/** @type {import("./page.js").Words} */ words) => {
    tools.setAttribute("aria-label", words.selection);
    tools.lang = root.dataset.words ?? "";
    tools.dir = "auto";
    for (const [key, act] of Object.entries(root.dataset.ways ? { ...TOOLS, ...WRITING } : TOOLS)) {
      const use = () => {
        picked = pick(root) ?? picked;
        if (picked) void act(page, picked, words);
      };
      tools.append(makeButton(words[key], use, { tabindex: tools.firstChild ? "-1" : "0" }));
    }
    root.append(tools);
  };

  // neither pointing at the tools nor going to them by keys loses the words
  tools.addEventListener("mousedown", (event) => event.preventDefault());
  tools.addEventListener("focusout", later);
  tools.addEventListener("keydown", (event) => {
    const buttons = /** @type {HTMLElement[]} */ ([...tools.children]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const by = getComputedStyle(tools).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + by, ArrowLeft: at - by, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      for (const button of buttons) button.tabIndex = -1;
      const button = buttons.at(to % buttons.length) ?? buttons[0];
      button.tabIndex = 0;
      button.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (cameFrom instanceof HTMLElement && cameFrom !== document.body) cameFrom.focus({ preventScroll: true });
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      reselect();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  focus.set(page, () => {
    picked ??= pick(root);
    if (!picked) return false;
    const selection = document.getSelection();
    if (selection?.anchorNode && selection.focusNode) {
      const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
      reselect = () => selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    cameFrom = document.activeElement;
    void show().then(() => /** @type {HTMLElement | null} */ (tools.querySelector("[tabindex='0']"))?.focus());
    return true;
  });

  document.addEventListener("selectionchange", later, { signal });
  document.addEventListener(
    "pointerdown",
    (event) => (pressed = event.pointerType === "mouse" && !closest(event.target, ".vr-tools")),
    { signal },
  );
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      pressed = false;
      later();
    }, { signal });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || tools.hidden || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return; // it is what is closed
    hide();
    event.preventDefault();
  }, { signal });
  for (const name of ["scroll", "resize"]) {
    addEventListener(name, () => !tools.hidden && put(tools, root), { signal, passive: true });
  }
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    tools.remove();
  });
}

/**
 * Go to the tools for the words selected.
 *
 * @param {import("./page.js").Page} page
 * @returns {boolean} False when no words of the text are selected.
 */
export function focusToolbar(page) {
  return focus.get(page)?.() ?? false;
}

/** @typedef {(page: import("./page.js").Page, picked: Picked, words: import("./page.js").Words) => unknown} Tool */

/** What can be done, by the names of the buttons.
 *
 * @type {Record<string, Tool>}
 */
const TOOLS = {
  "copy-link": (page, { terms, id, printed }, words) => {
    const whole = document.body.textContent ?? "";
    const fragment = terms.map((term) => writeFragment(term, whole, page.root.lang)).join("&");
    const address = addressOf(id).replace("#", printed ? "?view=printed#" : "#");
    return copyAndSay(page, `${address}:~:${fragment}`, words["the-words"]);
  },
  "copy-quotation": (page, { passage, id, label }, words) => {
    const reference = page.root.dataset.reference ?? "";
    const values = { words: passage.words, reference, label, link: addressOf(id) };
    return copyAndSay(page, fill(words.quotation, values), words["the-quotation"]);
  },
  "cite-words": (page, { id, several }) => citePlace(page, document.getElementById(id), several),
};

/** Likewise, where the site says how its editors are written to.
 *
 * @type {Record<string, Tool>}
 */
const WRITING = {
  suggest: async (page, picked) => (await loadTools(page))?.suggest(page, picked, "note"),
  correct: async (page, picked) => (await loadTools(page))?.suggest(page, picked, "correction"),
};

/**
 * @param {HTMLElement} root
 * @returns {Picked | null} Null when no words of the text are selected.
 */
function pick(root) {
  const parts = findSelected(root).filter(({ range }) => range.toString().trim());
  if (!parts.length) return null;
  const [first] = parts;
  const last = parts[parts.length - 1];
  const labels = [first, last].map(findLabel);
  const passage = findPassage(first, last, writeText(parts));
  const passages = parts.length > MANY ? [passage] : parts.map((part) => findPassage(part, part, part.range.toString()));
  return {
    passage,
    quote: findPassage(first, first, first.range.toString()),
    // words that begin a block have its number before them
    terms: passages.map((term, index) => ({ ...term, before: term.before || `${findLabel(parts[index])}\n` })),
    id: first.text.closest(".vr-block")?.id ?? "",
    label: [...new Set(labels)].join("–"),
    several: parts.length > 1,
    printed: !!first.text.querySelector(".vr-as-printed"),
  };
}

/** @param {import("./copying.js").Part} part */
function findLabel({ text }) {
  return text.closest(".vr-block")?.querySelector(".vr-number")?.textContent ?? "";
}

/**
 * @param {import("./copying.js").Part} first
 * @param {import("./copying.js").Part} last
 * @param {string} words
 * @returns {import("./quoting.js").Passage}
 */
function findPassage(first, last, words) {
  const before = document.createRange();
  before.setStart(first.text, 0);
  before.setEnd(first.range.startContainer, first.range.startOffset);
  const after = document.createRange();
  after.setStart(last.range.endContainer, last.range.endOffset);
  after.setEnd(last.text, last.text.childNodes.length);
  const [leading] = /^\s*/.exec(first.range.toString()) ?? [""];
  const [trailing] = /\s*$/.exec(last.range.toString()) ?? [""];
  return { before: before + leading, words: words.trim(), after: trailing + after };
}

/**
 * Put the tools beside the end of the words selected, or where the window ends when that is out of sight.
 *
 * @param {HTMLElement} tools
 * @param {HTMLElement} root
 */
function put(tools, root) {
  const at = [...(findSelected(root).at(-1)?.range.getClientRects() ?? [])].pop();
  if (at) putBeside(tools, at);
}
