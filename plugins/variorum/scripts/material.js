// Material's own script, which a reading page holds back until search or drawer are wanted.

import { closest } from "./page.js";

const SEARCH_KEYS = ["/", "f", "s"];

/** @param {import("./page.js").Page} page */
export function wireMaterial({ signal }) {
  const held = /** @type {HTMLTemplateElement | null} */ (document.querySelector("#vr-material"));
  if (!held) return;
  const load = () => {
    if (!held.isConnected) return;
    const scripts = document.importNode(held.content, true);
    for (const script of scripts.querySelectorAll("script")) {
      script.async = false;
      // it waits for an event that has been
      script.addEventListener("load", () => document.dispatchEvent(new Event("DOMContentLoaded")));
    }
    document.body.append(scripts);
    held.remove();
  };
  /** @type {Element | null} */
  let from = null;
  document.addEventListener(
    "change",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement && target.id === "__search")) return;
      if (target.checked) from = document.activeElement;
      else if (from instanceof HTMLElement && !closest(from, ".md-search")) from.focus({ preventScroll: true });
    },
    { signal },
  );
  // words searched for are shown where they stand
  if (new URLSearchParams(location.search).has("h")) load();
  for (const name of ["pointerover", "pointerdown", "focusin"]) {
    const load_in_header = (/** @type {Event} */ event) => {
      if (closest(event.target, ".md-header, .md-sidebar, .md-overlay")) load();
    };
    document.addEventListener(name, load_in_header, { signal, passive: true });
  }
  document.addEventListener(
    "keydown",
    (event) => {
      if (!held.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!SEARCH_KEYS.includes(event.key) || closest(event.target, "input, select, textarea")) return;
      load();
      event.preventDefault();
      const toggle = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
      if (toggle && !toggle.checked) toggle.click();
      /** @type {HTMLElement | null} */ (document.querySelector("[name=query]"))?.focus();
    },
    { signal },
  );
}
