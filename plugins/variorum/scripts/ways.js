// How a reader can write to the editors: the addresses that the page brings.

/**
 * @typedef {object} Way
 * @property {string} kind  As the words of the page name it.
 * @property {string} form  Opens the form; with `{name}` where a value goes.
 * @property {string} filled  What follows it to fill the form in; empty where no form can be.
 * @property {number} limit  So long the address may be then.
 *
 * @typedef {object} Ways
 * @property {string} folder  Of the edition, where its files are kept.
 * @property {Way[]} note
 * @property {Way[]} correction
 * @property {string} [edit]  Where the file of a note is edited.
 * @property {string} [history]
 */

/**
 * @param {HTMLElement} root  Of the page.
 * @returns {Ways | null} Null where the site names none.
 */
export function readWays({ dataset }) {
  return dataset.ways ? JSON.parse(dataset.ways) : null;
}

/**
 * @param {string} address  With `{name}` where a value goes.
 * @param {Record<string, string>} values
 */
export function fillAddress(address, values) {
  return address.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
}
