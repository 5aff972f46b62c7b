// The reading page, once its HTML is there: everything here only makes easier what the page does by itself.

import { wireArrivals } from "./arrivals.js";
import { wireCitations } from "./citations.js";
import { wireCopying } from "./copying.js";
import { wireDisplay } from "./display.js";
import { wireFonts } from "./fonts.js";
import { wireKeys } from "./keys.js";
import { wireLayers } from "./layers.js";
import { wireMaterial } from "./material.js";
import { wireNotes } from "./notes.js";
import { wireNumbers } from "./numbers.js";
import { html, makePage } from "./page.js";
import { wirePlacing } from "./placing.js";
import { wireSelection } from "./selection.js";
import { wireTerms } from "./terms.js";

/** @type {AbortController | undefined} */
let last;

function start() {
  last?.abort();
  const root = document.querySelector(".vr-reading");
  if (root instanceof HTMLElement) wirePage(root);
  html.dataset.vrOn = "";
  html.classList.add("vr-js");
}

/** @param {HTMLElement} root */
function wirePage(root) {
  last = new AbortController();
  const page = makePage(root, last.signal);
  for (const wire of [
    wireFonts,
    wireNotes,
    wireTerms,
    wireLayers,
    wireDisplay,
    wirePlacing,
    wireArrivals,
    wireNumbers,
    wireCitations,
    wireCopying,
    wireSelection,
    wireKeys,
    // the last to hear of a click
    wireMaterial,
  ]) {
    wire(page);
  }
}

// Material's instant navigation changes the page without loading another
const changes = /** @type {{document$?: {subscribe: (start: () => void) => void}}} */ (window).document$;
if (changes) changes.subscribe(start);
else start();
