// On paper the works cited are unfolded.

/** @param {import("./page.js").Page} page */
export function wirePrinting({ root, signal }) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  const unfold = () => {
    opened = [...root.querySelectorAll("details")].filter((part) => part.matches(".vr-works:not([open])"));
    for (const part of opened) part.open = true;
  };
  const fold = () => {
    for (const part of opened) part.open = false;
  };
  addEventListener("beforeprint", unfold, { signal });
  addEventListener("afterprint", fold, { signal });
}
