// What the reader has chosen, remembered in the browser; early.js reads the same before the page is seen.

/** @typedef {{view?: string, size?: string, scheme?: string, contrast?: string, keys?: string}} Settings */

const KEY = "variorum";

/** @returns {Settings} */
export function readSettings() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "") ?? {};
  } catch {
    return {}; // nothing chosen yet, or the browser keeps nothing
  }
}

/**
 * @param {keyof Settings} name
 * @param {string} value  Empty forgets it.
 */
export function remember(name, value) {
  const settings = readSettings();
  if (value) settings[name] = value;
  else delete settings[name];
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // it holds for this page alone
  }
}
