// Fonts that come when the reader has begun stay for the next page: lines do not move under the eye.

import { html } from "./page.js";

/** So many milliseconds after the page is there a change of face would be seen. */
const PATIENCE = 300;

/** @param {import("./page.js").Page} page */
export function wireFonts({ signal }) {
  const awaited = [...document.fonts].filter((face) => face.status === "loading");
  const timer = setTimeout(() => {
    const late = awaited.some((face) => face.status === "loading");
    html.classList.toggle("vr-late", late);
  }, PATIENCE);
  signal.addEventListener("abort", () => clearTimeout(timer));
}
