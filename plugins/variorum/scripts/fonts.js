// Fonts that come when the reader has begun stay for the next page: lines do not move under the eye.

import { html } from "./page.js";

/** The faces of a text; others, of words in other scripts, may come when they are needed. */
const FACES = ['1em "Variorum Serif"', 'italic 1em "Variorum Serif"'];

export function wireFonts() {
  const decide = () => html.classList.toggle("vr-late", !FACES.every((face) => document.fonts.check(face)));
  // when the page has been seen for the first time
  requestAnimationFrame(() => setTimeout(decide));
}
