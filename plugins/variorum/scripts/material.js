// Material's own script: a reading page holds it back until search or drawer are wanted, and answers its own links.

import { closest } from "./page.js";

const SEARCH = ".md-search";
const SEARCH_KEYS = ["/", "f", "s"];

/** @param {import("./page.js").Page} page */
export function wireMaterial({ root, signal }) {
  // instant navigation asks not whether a click was answered: it would fetch the page again and put it in place
  root.addEventListener("click", (event) => event.defaultPrevented && event.stopPropagation(), { signal });
  const held = /** @type {HTMLTemplateElement | null} */ (document.querySelector("#vr-material"));
  if (!held) return;
  const search = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
  const load = () => {
    if (!held.isConnected) return;
    const scripts = document.importNode(held.content, true);
    for (const script of scripts.querySelectorAll("script")) {
      script.async = false;
      script.addEventListener("load", () => {
        // it waits for an event that has been
        document.dispatchEvent(new Event("DOMContentLoaded"));
        // where the address names a place it soon closes the search
        const soon = { once: true, signal: AbortSignal.timeout(1000) };
        if (location.hash && search?.checked) search.addEventListener("change", () => queueMicrotask(openSearch), soon);
      });
    }
    document.body.append(scripts);
    held.remove();
  };
  const openSearch = () => {
    if (!search?.checked) search?.click();
    /** @type {HTMLElement | null} */ (document.querySelector("[name=query]"))?.focus();
  };
  /** @type {EventTarget | null} */
  let from = null;
  document.addEventListener(
    "focusin",
    ({ target, relatedTarget }) => {
      if (closest(target, SEARCH) && !closest(relatedTarget, SEARCH)) from = relatedTarget;
    },
    { signal },
  );
  search?.addEventListener(
    "change",
    () => {
      if (!search.checked && from instanceof HTMLElement) from.focus();
    },
    { signal },
  );
  // words searched for are shown where they stand
  if (new URLSearchParams(location.search).has("h")) load();
  for (const name of ["pointerover", "pointerdown", "focusin"]) {
    const loadInHeader = (/** @type {Event} */ event) => {
      if (closest(event.target, ".md-header, .md-sidebar, .md-overlay")) load();
    };
    document.addEventListener(name, loadInHeader, { signal });
  }
  document.addEventListener(
    "keydown",
    (event) => {
      if (!held.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!SEARCH_KEYS.includes(event.key) || closest(event.target, "input, select, textarea")) return;
      load();
      event.preventDefault();
      openSearch();
    },
    { signal },
  );
}
