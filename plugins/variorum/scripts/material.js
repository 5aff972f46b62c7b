// Material's own script, where a site has it: it leaves alone what a reading page answers itself.

/** @param {import("./page.js").Page} page */
export function wireMaterial({ root, signal }) {
  // instant navigation asks not whether a click was answered: it would fetch the page again and put it in place
  root.addEventListener("click", (event) => event.defaultPrevented && event.stopPropagation(), { signal });
}
