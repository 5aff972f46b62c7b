// A page that says how to cite something: its citations get their buttons. A reading page takes its dialog from here.

import { showCitation } from "./citedialog.js";
import { wireCopies } from "./citing.js";

async function wireCitePage() {
  const root = document.querySelector(".vr-edition[data-words]");
  const sections = /** @type {HTMLElement[]} */ ([...(root?.querySelectorAll(".vr-citing") ?? [])]);
  if (!(root instanceof HTMLElement) || !sections.length) return;
  const address = new URL(`words/${root.dataset.words}.json`, import.meta.url);
  const words = await (await fetch(address)).json();
  for (const section of sections) wireCopies(section, words);
}

// a page may come without another being loaded
const arrivals = /** @type {{document$?: {subscribe: (start: () => unknown) => void}}} */ (window).document$;
if (arrivals) arrivals.subscribe(wireCitePage);
else void wireCitePage();

export { showCitation };
