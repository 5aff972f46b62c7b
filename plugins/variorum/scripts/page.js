// What the modules of a reading page share.

/**
 * @typedef {Record<string, string>} Words  What the page says, by key; see the catalogue's section `say`.
 * @typedef {object} Page
 * @property {HTMLElement} root  The element of class `vr-reading`.
 * @property {AbortSignal} signal  Ends the listeners when another page takes this one's place.
 * @property {() => Promise<Words>} words
 * @property {(key: string, values?: Words) => Promise<void>} say  Show a line, and have it read out.
 * @property {(note: HTMLElement, from?: HTMLElement | null) => void} open  Open a note; closing it leads back to `from`.
 * @property {() => void} close  Close what is open.
 * @property {() => void} place  Put the notes level with their words again.
 */

export const html = document.documentElement;
/** A page that changes while it is printed loses its end. */
export const paper = matchMedia("print");

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @returns {Page} With the acts still to be given by their modules.
 */
export function makePage(root, signal) {
  /** @type {Promise<Words> | undefined} */
  let loaded;
  const load = async () => {
    const address = new URL(`words/${root.dataset.words}.json`, import.meta.url);
    return /** @type {Promise<Words>} */ ((await fetch(address)).json());
  };
  const words = () =>
    (loaded ??= load().catch((error) => {
      loaded = undefined; // the next who asks may have more luck
      throw error;
    }));
  const said = make("div", { class: "vr-said", role: "status" });
  root.append(said);
  let timer = 0;
  return {
    root,
    signal,
    words,
    say: async (key, values = {}) => {
      said.textContent = fill((await words())[key] ?? "", values);
      clearTimeout(timer);
      timer = setTimeout(() => (said.textContent = ""), 5000);
    },
    open: () => {},
    close: () => {},
    place: () => {},
  };
}

/**
 * Load the tools of which a page that is only read has no need.
 *
 * @param {Page} page
 * @returns {Promise<typeof import("./tools.js") | undefined>} Nothing where they can't be had, which is said.
 */
export async function loadTools(page) {
  try {
    return await import(new URL("tools.js", import.meta.url).href);
  } catch {
    await page.say("tools-missing").catch(() => {});
  }
}

/**
 * @param {string} words  With `{name}` where a value goes.
 * @param {Words} values
 */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} words
 * @param {() => unknown} act
 * @param {Record<string, string>} [attributes]
 */
export function makeButton(words, act, attributes) {
  const button = make("button", { type: "button", ...attributes }, words);
  button.addEventListener("click", act);
  return button;
}

/**
 * @param {MouseEvent} event
 * @returns {boolean} Whether it is a click that means the page, not another tab or window.
 */
export function isPlain({ defaultPrevented, button, ctrlKey, metaKey, shiftKey }) {
  return !(defaultPrevented || button || ctrlKey || metaKey || shiftKey);
}

/**
 * @param {Element | Location} link  With an address in this page, which Material's instant navigation may have made absolute.
 * @returns {string} The id of what it leads to; empty when it leads to nothing here.
 */
export function nameTarget(link) {
  const { hash = "" } = /** @type {{hash?: string}} */ (link);
  const [id] = hash.slice(1).split(":~:");
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // it was not written by us
  }
}

/**
 * Light the place where the reader is, and no other.
 *
 * @param {Page} page
 * @param {Element | null} place
 */
export function markHere(page, place) {
  for (const other of page.root.querySelectorAll(".vr-here")) other.classList.remove("vr-here");
  place?.classList.add("vr-here");
}

/**
 * Hold a place where it is in the window, whatever comes or goes above it.
 *
 * @param {Element | null | undefined} place
 * @returns {() => void} Releases it.
 */
export function hold(place) {
  const before = place?.getBoundingClientRect().top ?? 0;
  return () => {
    if (place?.checkVisibility()) scrollBy(0, place.getBoundingClientRect().top - before);
  };
}

/**
 * Give the focus to a block: to its number or, where that is not to be seen, to itself.
 *
 * @param {HTMLElement} block
 */
export function focusBlock(block) {
  const number = /** @type {HTMLElement | null} */ (block.querySelector(".vr-number"));
  number?.focus({ preventScroll: true });
  if (document.activeElement === number) return;
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function closest(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
