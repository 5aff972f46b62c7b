// Size of the text, colours, contrast: a panel of them, applied at once and remembered.

import { putBeside } from "./panel.js";
import { html, make } from "./page.js";
import { readSettings, remember } from "./settings.js";

/** @typedef {Record<"media" | "scheme" | "primary" | "accent", string | null>} Colour  As Material keeps it. */
/** @typedef {{__md_get?: (key: string) => {color?: Colour} | null, __md_set?: (key: string, value: object) => void}} Kept */

const SIZES = ["0.85", "1", "1.15", "1.3", "1.5"];
const SYSTEM = "(prefers-color-scheme)";
const kept = /** @type {Kept} */ (window);

/** What may be chosen: of what values, which it is now, and how another is applied. */
const CHOICES = {
  size: { values: SIZES, read: () => html.style.getPropertyValue("--vr-scale") || "1", apply: applySize },
  scheme: { values: ["auto", "light", "dark"], read: readScheme, apply: applyScheme },
  contrast: { values: ["auto", "more"], read: () => html.dataset.vrContrast ?? "auto", apply: applyContrast },
};

/** @param {import("./page.js").Page} page */
export function wireDisplay(page) {
  const { root, signal } = page;
  // where this panel is, Material's switch is not; elsewhere its choice must show again
  html.dataset.vrScheme = readScheme();
  signal.addEventListener("abort", () => {
    const { scheme } = readSettings();
    if (scheme) html.dataset.vrScheme = scheme;
    else delete html.dataset.vrScheme;
  });

  const button = /** @type {HTMLButtonElement | null} */ (root.querySelector('[data-opens="display"]'));
  if (!button) return;
  const label = button.textContent ?? "";
  const panel = make("div", { popover: "auto", class: "vr-panel vr-display", role: "dialog", "aria-label": label });
  button.after(panel);
  button.popoverTargetElement = panel;
  panel.addEventListener("toggle", async (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") {
      // a click elsewhere has its own focus
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
      return;
    }
    const put = () => {
      page.place();
      putBeside(panel, button.getBoundingClientRect());
    };
    panel.replaceChildren(...listChoices(await page.words(), put));
    put();
    panel.querySelector("select")?.focus({ preventScroll: true });
  });
}

/**
 * @param {import("./page.js").Words} words
 * @param {() => void} put  Puts notes and panel in their places when one was made.
 */
function listChoices(words, put) {
  return Object.entries(CHOICES).map(([name, { values, read, apply }]) => {
    const select = /** @type {HTMLSelectElement} */ (make("select"));
    for (const value of values) select.append(make("option", { value }, words[`${name}-${value.replace(".", "-")}`]));
    select.value = read();
    select.addEventListener("change", () => {
      apply(select.value);
      put();
    });
    return make("label", {}, words[name], select);
  });
}

/** @param {string} size */
function applySize(size) {
  html.style.setProperty("--vr-scale", size);
  remember("size", size);
}

/** @param {string} contrast */
function applyContrast(contrast) {
  html.dataset.vrContrast = contrast;
  remember("contrast", contrast);
}

/** @returns {string} As the reader chose here, or by Material's own switch, or else as the site is. */
function readScheme() {
  const chosen = readSettings().scheme;
  if (chosen) return chosen;
  const { mdColorScheme } = document.body.dataset;
  const color = kept.__md_get?.("__palette")?.color;
  const follows = color ? color.media === SYSTEM : listPalettes()[0]?.dataset.mdColorMedia;
  if (!mdColorScheme || follows) return "auto";
  return mdColorScheme === "slate" ? "dark" : "light";
}

/** @param {string} scheme */
function applyScheme(scheme) {
  html.dataset.vrScheme = scheme;
  const inputs = listPalettes();
  const index = inputs.findIndex(({ dataset: { mdColorMedia, mdColorScheme } }) =>
    scheme === "auto"
      ? mdColorMedia === SYSTEM
      : mdColorMedia !== SYSTEM && (mdColorScheme === "slate") === (scheme === "dark"),
  );
  // what Material's switch has too is kept where it looks, so that the site's other pages follow
  remember("scheme", index < 0 ? scheme : "");
  if (index < 0) return;
  const { mdColorMedia: media, mdColorScheme, mdColorPrimary: primary, mdColorAccent: accent } = inputs[index].dataset;
  kept.__md_set?.("__palette", { index, color: { media, scheme: mdColorScheme, primary, accent } });
  inputs[index].click();
}

function listPalettes() {
  const inputs = document.querySelectorAll("[data-md-component=palette] input");
  return /** @type {HTMLInputElement[]} */ ([...inputs]);
}
