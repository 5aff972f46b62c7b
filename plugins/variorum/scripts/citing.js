// How to cite: a button beside each citation copies it, and says that it did.

import { putOnClipboard } from "./clipboard.js";
import { fill, make, makeButton } from "./page.js";

/** For so many milliseconds a button says that it has copied. */
const SAYS = 2500;

/**
 * Give each citation of a section its buttons.
 *
 * @param {HTMLElement} section  Of class `vr-citing`.
 * @param {import("./page.js").Words} words
 */
export function wireCopies(section, words) {
  if (section.querySelector(".vr-copies")) return;
  const status = make("p", { role: "status", class: "vr-copied" });
  section.append(status);
  // of several sections each button says which it is in
  const several = section.parentElement?.querySelectorAll(".vr-citing").length !== 1;
  const whose = several ? `${section.querySelector("h2")?.textContent}, ` : "";
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".vr-citation"))) {
    const cited = line.querySelector(".vr-cited-as, .vr-address");
    if (!cited) continue;
    const style = line.closest("[data-style]")?.getAttribute("data-style");
    const kind = line.querySelector(".vr-kind")?.textContent ?? "";
    const name = whose + (style ? `${style}, ${kind}` : kind);
    const text = cited.textContent ?? "";
    const html = style ? cited.innerHTML : undefined;
    const buttons = [makeCopy("copy", name, () => putOnClipboard(text, html), words, status)];
    if (html) buttons.push(makeCopy("copy-html", name, () => putOnClipboard(html), words, status));
    line.append(make("span", { class: "vr-copies" }, ...buttons));
  }
}

/**
 * @param {string} key  Of what the button says.
 * @param {string} name  What it copies.
 * @param {() => Promise<boolean>} copy
 * @param {import("./page.js").Words} words
 * @param {HTMLElement} status
 * @returns {HTMLElement}
 */
function makeCopy(key, name, copy, words, status) {
  const says = words[key];
  let timer = 0;
  const button = makeButton(says, async () => {
    const done = await copy();
    button.textContent = words[done ? "is-copied" : "is-not-copied"];
    const said = fill(words[done ? "copied" : "not-copied"], { what: name });
    status.textContent = said;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = says;
      // another may have been copied since
      if (status.textContent === said) status.textContent = "";
    }, SAYS);
  }, { "aria-label": `${says}: ${name}` });
  return button;
}
