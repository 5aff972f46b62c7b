// The controls under the title: what the page shows, and how.

import { wireDisplay } from "./display.js";
import { wireLayers } from "./layers.js";

/** @param {import("./page.js").Page} page */
export function wireControls(page) {
  wireLayers(page);
  wireDisplay(page);
}
