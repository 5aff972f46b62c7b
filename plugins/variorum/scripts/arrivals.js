// Arriving at a passage, a note or a correction: it is shown, lit and focused, whatever was closed.

import { showLayerOf } from "./layers.js";
import { closest, isPlain, markHere, nameTarget } from "./page.js";

/** @param {import("./page.js").Page} page */
export function wireArrivals(page) {
  const { root, signal } = page;
  /** @type {HTMLDetailsElement[]} */
  const unfolded = [];
  const show = (/** @type {string} */ id, /** @type {boolean} */ still) => {
    markHere(page, null);
    const found = document.getElementById(id);
    if (!found || !root.contains(found)) return;
    // an address that is no longer given stands before the passage that took its place
    const target = /** @type {HTMLElement} */ (
      root.querySelector(`.vr-retired#${CSS.escape(id)} ~ :not(.vr-retired)`) ?? found
    );
    if (target !== found) {
      // the browser, when all has come, gives the focus to the address itself
      found.tabIndex = -1;
      found.addEventListener("focus", () => target.focus({ preventScroll: true }), { signal });
    }
    showLayerOf(page, target);
    const inside = /** @type {HTMLDetailsElement | null} */ (target.querySelector(":scope > details"));
    /** @type {HTMLDetailsElement | null | undefined} */
    let details = inside ?? target.closest("details");
    for (; details; details = details.parentElement?.closest("details")) {
      if (!details.open) unfolded.push(details);
      details.open = true;
    }
    if (target.matches(".vr-annotation, .vr-emendation")) {
      page.open(target);
      return;
    }
    markHere(page, target);
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    page.place();
    if (!still) target.scrollIntoView({ block: target.offsetHeight > innerHeight * 0.6 ? "start" : "center" });
  };

  const arrive = () => {
    page.close();
    // where Back leads, nothing has moved
    for (const details of unfolded.splice(0)) details.open = false;
    // where the reader has been already, the browser knows where on the page that was
    const still = !!history.state?.vr;
    history.replaceState({ ...history.state, vr: true }, "");
    show(nameTarget(location), still);
  };
  addEventListener("popstate", arrive, { signal });
  // a link to where one is already is no change of the address
  root.addEventListener(
    "click",
    (event) => {
      const link = closest(event.target, "a");
      if (link instanceof HTMLAnchorElement && isPlain(event) && link.href === location.href) arrive();
    },
    { signal },
  );
  // words that an address names are the browser's to show: a place further down would take them from sight
  if (!arrivedAtWords()) arrive();
}

/** @returns {boolean} Whether the address had a text fragment, which browsers take out of it. */
function arrivedAtWords() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry?.name.includes(":~:text=") ?? false;
}
