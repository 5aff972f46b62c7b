// A small panel beside some words: the choice between notes, the explanation of a term.

import { make } from "./page.js";

/**
 * Show a panel until Escape, or a click elsewhere, closes it; the focus goes back to where it was.
 *
 * @param {import("./page.js").Page} page
 * @param {Element} words  Below them, or above where there is no room.
 * @param {HTMLElement | null} back  What has the focus when the panel is closed and nothing else has taken it.
 * @param {string} label  Its name.
 * @param {...Node} children
 * @returns {HTMLElement}
 */
export function showPanel({ root }, words, back, label, ...children) {
  const panel = make(
    "div",
    { popover: "auto", class: "vr-panel", role: "group", "aria-label": label, tabindex: "-1" },
    ...children,
  );
  panel.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    panel.remove();
    if (document.activeElement === document.body) back?.focus({ preventScroll: true });
  });
  root.append(panel);
  panel.showPopover();
  putBeside(panel, words.getBoundingClientRect());
  (panel.querySelector("button") ?? panel).focus();
  return panel;
}

/**
 * Put a panel below some words, or above where there is no room, inside the window.
 *
 * @param {HTMLElement} panel
 * @param {DOMRect} at  Where the words are.
 */
export function putBeside(panel, at) {
  const { width, height } = panel.getBoundingClientRect();
  const below = at.bottom + 8;
  const top = below + height > innerHeight ? at.top - height - 8 : below;
  panel.style.left = `clamp(8px, ${at.left}px, 100vw - ${width + 8}px)`;
  panel.style.top = `clamp(8px, ${top}px, 100vh - ${height + 8}px)`;
}
