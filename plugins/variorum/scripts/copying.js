// Copying: what is copied of the text is its prose, without numbers, notes, signs and marks.

import { closest, make } from "./page.js";

/**
 * @typedef {object} Part  Words of one block.
 * @property {HTMLElement} text  The element of class `vr-text`.
 * @property {Range} range
 */

const INLINE = "a em strong code sup sub".split(" ");
const BLOCKS = "p h1 h2 h3 h4 h5 h6 blockquote ul ol li table caption tr td th pre br".split(" ");
const CELLS = ["td", "th"];
/** Other attributes are left out, and elements of other names give way to what they hold. */
const KEPT = "href start type reversed value colspan rowspan scope".split(" ");

/** @param {import("./page.js").Page} page */
export function wireCopying({ root, signal }) {
  document.addEventListener(
    "copy",
    (event) => {
      if (event.defaultPrevented || !event.clipboardData || closest(event.target, "input, textarea")) return;
      const parts = findSelected(root);
      if (!parts.length) return;
      event.clipboardData.setData("text/plain", writeText(parts));
      event.clipboardData.setData("text/html", writeHtml(parts));
      event.preventDefault();
    },
    { signal },
  );
}

/**
 * @param {Element} root
 * @returns {Part[]} The blocks' words that are selected; none when what is selected lies elsewhere.
 */
export function findSelected(root) {
  const selection = document.getSelection();
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, index) => selection?.getRangeAt(index));
  return ranges.flatMap((range) => (range ? findParts(range, root) : []));
}

/**
 * @param {Range} range
 * @param {Element} root
 * @returns {Part[]} What the range has of each block's words, in their order.
 */
export function findParts(range, root) {
  if (range.collapsed) return [];
  const parts = [];
  for (const text of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".vr-text"))) {
    if (!range.intersectsNode(text)) continue;
    const part = document.createRange();
    part.selectNodeContents(text);
    if (range.comparePoint(text, 0) < 0) part.setStart(range.startContainer, range.startOffset);
    if (range.comparePoint(text, text.childNodes.length) > 0) part.setEnd(range.endContainer, range.endOffset);
    if (part.toString()) parts.push({ text, range: part });
  }
  return parts;
}

/**
 * @param {readonly Part[]} parts
 * @returns {string} The prose: an empty line between blocks, inside them what their text has.
 */
export function writeText(parts) {
  return parts
    .map(({ text, range }, index) => {
      const words = range.toString().replace(/^\n+|\n+$/g, "");
      return index && !isRunOn(text) ? `\n\n${words}` : words;
    })
    .join("");
}

/**
 * @param {readonly Part[]} parts
 * @returns {string} The prose as HTML with nothing of the page's own; some words of one line are no paragraph.
 */
export function writeHtml(parts) {
  const some = parts.length === 1 && parts[0].range.toString() !== parts[0].text.textContent;
  const names = some && !parts[0].range.toString().includes("\n") ? INLINE : [...INLINE, ...BLOCKS];
  const written = parts.map(({ text, range }) => {
    const copy = make("div", {}, ...prune(text, range, names));
    copy.normalize();
    return copy.innerHTML;
  });
  return written.reduce((before, words, index) =>
    isRunOn(parts[index].text) ? (before + words).replace("</p><p>", "") : `${before}\n${words}`,
  );
}

/**
 * @param {HTMLElement} text
 * @returns {boolean} Whether it goes on with the block before, as it was printed.
 */
function isRunOn(text) {
  return !!text.closest("[data-split=on], [data-split=last]") && getComputedStyle(text).display === "inline";
}

/**
 * @param {Node} node
 * @param {Range} range
 * @param {readonly string[]} names  Of the elements that are kept.
 * @returns {Node[]} What a copy of the part of a node that is in a range consists of.
 */
function prune(node, range, names) {
  if (node instanceof Text) {
    if (!range.intersectsNode(node)) return [];
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    return start < end ? [new Text(node.data.slice(start, end))] : [];
  }
  if (!(node instanceof HTMLElement)) return [];
  const name = node.localName;
  const inside = range.intersectsNode(node);
  // a row of which only some is wanted keeps its columns
  if (CELLS.includes(name) ? !names.includes(name) && !inside : !inside) return [];
  if (name === "br") return names.includes(name) ? [make(name)] : [];
  const children = [...node.childNodes].flatMap((child) => prune(child, range, names));
  if (node.matches(".vr-parted") && names.includes("br")) return [make("br"), make("br")];
  const empty = !children.some((child) => child.textContent);
  if (empty && !CELLS.includes(name)) return [];
  const ours = name === "a" && !(/^https?:/.test(node.getAttribute("href") ?? "") && !/\bvr-/.test(node.className));
  if (names.includes(name) && !ours) {
    const copy = make(name, {}, ...children);
    for (const key of KEPT) if (node.hasAttribute(key)) copy.setAttribute(key, node.getAttribute(key) ?? "");
    return [copy];
  }
  const holds = children.some((child) => child instanceof Element && BLOCKS.includes(child.localName) && child.localName !== "br");
  return /^(div|fig)/.test(name) && names.includes("p") && !holds ? [make("p", {}, ...children)] : children;
}
