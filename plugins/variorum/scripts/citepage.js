// A page that says how to cite something: its citations get their buttons.

import { wireCopies } from "./citing.js";

async function wireCitePage() {
  const root = document.querySelector(".vr-edition[data-words]");
  const sections = /** @type {HTMLElement[]} */ ([...(root?.querySelectorAll(".vr-citing") ?? [])]);
  if (!(root instanceof HTMLElement) || !sections.length) return;
  const address = new URL(`words/${root.dataset.words}.json`, import.meta.url);
  const words = await (await fetch(address)).json();
  for (const section of sections) wireCopies(section, words);
}

document.addEventListener("vr-citing", wireCitePage);
// a page may come without another being loaded
const arrivals = /** @type {{document$?: {subscribe: (start: () => unknown) => void}}} */ (window).document$;
if (arrivals) arrivals.subscribe(wireCitePage);
else void wireCitePage();
