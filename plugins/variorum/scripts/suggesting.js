// A note or a correction to be written on words of the text: its file, and the ways to the editors.

import { putNow, putOnClipboard } from "./clipboard.js";
import { findPrinted, loadEdition } from "./copytext.js";
import { findContext, nameFile, writeCorrection, writeNote } from "./drafting.js";
import { fill, focusBlock, make, makeButton } from "./page.js";
import { cutStart } from "./quoting.js";
import { fillAddress, readWays } from "./ways.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./page.js").Words} Words
 * @typedef {"note" | "correction"} Kind
 *
 * @typedef {object} Place
 * @property {string} id  Of a block.
 * @property {import("./quoting.js").Passage} quote  Of its words.
 * @property {boolean} printed  It shows what was printed, not what the edition reads.
 *
 * @typedef {object} Draft
 * @property {string} name  Of the file.
 * @property {string} file
 * @property {Record<string, string>} fields  Of a form.
 * @property {boolean} [unchanged]  Nothing is corrected yet.
 */

/** Of a paragraph so many words are named. */
const BEGINNING = 8;
/** So many code points may be quoted. */
const LONGEST = 2000;
const FOLDERS = { note: "annotations", correction: "emendations" };

/**
 * Begin a note on the beginning of a block, or a correction of it.
 *
 * @param {Page} page
 * @param {HTMLElement} block
 * @param {Kind} kind
 */
export function suggestOnBlock(page, block, kind) {
  const text = block.querySelector(".vr-text");
  const [whole] = /\S.*/.exec(text?.textContent ?? "") ?? [""];
  const words = cutStart(whole, BEGINNING, page.root.lang) || whole;
  const [before, ...after] = (text?.textContent ?? "").split(words);
  const quote = { before, words, after: after.join(words) };
  return suggest(page, { id: block.id, quote, printed: !!text?.querySelector(".vr-as-printed") }, kind);
}

/**
 * Begin a note on some words, or a correction of them, in a dialog that offers the ways to the editors.
 *
 * @param {Page} page
 * @param {Place} place
 * @param {Kind} kind
 */
export async function suggest(page, place, kind) {
  if (place.printed) return page.say("note-on-reading");
  if ([...place.quote.words].length > LONGEST) return page.say("too-many-words");
  const words = await page.words();
  const begin = kind === "note" ? beginNote : beginCorrection;
  const shown = make("div", { class: "vr-suggested" });
  const write = await begin(page, place, words, shown).catch(() => "tools-missing");
  if (typeof write === "string") return page.say(write);
  // it was asked for twice
  if (page.signal.aborted || document.querySelector("dialog[open]")) return;
  show(page, place, kind, words, shown, write);
}

/**
 * @param {Page} page
 * @param {Place} place
 * @param {Words} words
 * @param {HTMLElement} shown  Takes what the dialog shows of it.
 * @returns {Promise<() => Draft>} Writes the file.
 */
async function beginNote({ root }, { id, quote }, words, shown) {
  // notes of other texts are not in the page
  const known = root.querySelector(".vr-neighbours") ? await loadEdition(root).catch(() => null) : null;
  const taken = new Set(known?.registry.map((registered) => registered.id));
  for (const { stem } of known?.annotations ?? []) taken.add(`note-${stem}`);
  const { target, by, date } = findCommon(root, id, words);
  const name = nameFile(quote.words, `note-on-${id}`, (stem) => {
    return taken.has(`note-${stem}`) || !!document.getElementById(`note-${stem}`);
  });
  const fields = { target, quote: quote.words, ...findContext(quote, root.lang) };
  const file = writeNote({ ...fields, title: words["note-title"], by, date, body: words["note-body"] });
  shown.append(quoteWords(root, quote.words));
  return () => ({ name: `${name}.md`, file, fields });
}

/**
 * @param {Page} page
 * @param {Place} place
 * @param {Words} words
 * @param {HTMLElement} shown  Takes what the dialog shows of it, with a field for what should be read.
 * @returns {Promise<(() => Draft) | string>} Writes the file; or says why there is none.
 */
async function beginCorrection(page, { id, quote }, words, shown) {
  const { root } = page;
  const known = await loadEdition(root);
  const printed = findPrinted(known, root.dataset.text ?? "", id, quote, root.lang);
  if (!printed) return "page-outdated";
  if (printed.emendation) {
    const account = document.getElementById(`correction-${printed.emendation}`);
    if (account) page.open(account);
    return "corrected-already";
  }
  if (!printed.once) return "printed-often";
  const { target, by, date } = findCommon(root, id, words);
  const taken = new Set(known.emendations.map((emendation) => emendation.id));
  const name = nameFile(quote.words, `correction-in-${id}`, (stem) => taken.has(stem));
  const wanted = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { rows: "2", autofocus: "", lang: root.lang, dir: "auto" }, quote.words)
  );
  shown.append(
    make("p", { class: "vr-kind" }, words["printed-there"]),
    quoteWords(root, printed.words),
    make("label", {}, make("span", { class: "vr-kind" }, words["should-read"]), wanted),
  );
  return () => {
    const { prefix, suffix } = printed;
    const source = prefix + printed.words + suffix;
    const reading = prefix + wanted.value + suffix;
    const file = writeCorrection({ source, reading, reason: words["correction-reason"], by, date });
    return { name: `${name}.yml`, file, fields: { target, printed: source, reading }, unchanged: wanted.value === quote.words };
  };
}

/**
 * @param {HTMLElement} root
 * @param {string} id  Of the block.
 * @param {Words} words
 */
function findCommon({ dataset: { text } }, id, words) {
  // Swedes write a day as the files of editions do
  return { target: text ? `${text}#${id}` : id, by: words["note-by"], date: new Date().toLocaleDateString("sv") };
}

/**
 * @param {HTMLElement} root
 * @param {string} words
 */
function quoteWords({ lang }, words) {
  return make("blockquote", { lang, dir: "auto" }, words);
}

/**
 * @param {Page} page
 * @param {Place} place
 * @param {Kind} kind
 * @param {Words} words
 * @param {HTMLElement} shown
 * @param {() => Draft} write
 */
function show(page, { id }, kind, words, shown, write) {
  const ways = readWays(page.root);
  const block = document.getElementById(id);
  const label = block?.querySelector(".vr-number")?.textContent ?? id;
  const title = make("h2", { id: "vr-suggest-title" }, fill(words[`${kind}-on`], { label }));
  const list = make("ul", { class: "vr-ways" });
  const where = make("summary");
  const text = make("pre", { dir: "auto" });
  const said = make("p", { role: "status", class: "vr-sent" });
  let { file } = write();
  const tell = (/** @type {boolean} */ done) => {
    said.textContent = fill(words[done ? "copied" : "not-copied"], { what: words["the-file"] });
  };
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "vr-panel vr-suggest", "aria-labelledby": title.id, closedby: "any", lang: page.root.dataset.words ?? "", dir: "auto" },
      make("header", { class: "vr-dialog-head" }, title, makeButton(words.close, () => dialog.close())),
      shown,
      list,
      make("details", {}, where, text),
      make("p", {}, makeButton(words["copy-file"], async () => tell(await putOnClipboard(file)))),
      said,
    )
  );
  const update = () => {
    const draft = write();
    ({ file } = draft);
    where.textContent = fill(words["file-named"], { path: `${ways?.folder}/${FOLDERS[kind]}/${draft.name}` });
    text.textContent = file;
    const edition = page.root.dataset.edition ?? "";
    const values = {
      ...draft.fields,
      name: draft.name,
      title: fill(words[`${kind}-subject`], { label, edition }),
      file,
      text: fence(file),
      // a letter's lines end so in an address (RFC 6068, section 5)
      mail: file.replace(/\n/g, "\r\n"),
    };
    const offered = (ways?.[kind] ?? []).map((way) => showWay(way, values, words, () => tell(putNow(file))));
    list.replaceChildren(...(draft.unchanged ? [make("li", {}, make("p", {}, words["correct-first"]))] : offered));
  };
  update();
  shown.addEventListener("input", update);
  const selection = document.getSelection();
  const selected = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  dialog.addEventListener("close", () => {
    dialog.remove();
    // a field takes the selection with it
    if (selected) selection?.setBaseAndExtent(selected.startContainer, selected.startOffset, selected.endContainer, selected.endOffset);
    else if (document.activeElement === document.body && block) focusBlock(block);
  });
  page.root.append(dialog);
  dialog.showModal();
}

/**
 * @param {import("./ways.js").Way} way
 * @param {Record<string, string>} values
 * @param {Words} words
 * @param {() => void} copy  Puts the file on the clipboard.
 */
function showWay({ kind, form, filled, limit }, values, words, copy) {
  const bare = fillAddress(form, values);
  const whole = bare + fillAddress(filled, values);
  // who is not signed in is sent on with the whole address encoded once more
  const length = (/^http/.test(whole) ? encodeURIComponent(whole) : whole).length;
  const fits = filled && length <= limit;
  const { host } = new URL(bare);
  const link = make("a", { href: fits ? whole : bare, target: "_blank", rel: "noopener" }, fill(words[`way-${kind}`], { host }));
  const needs = make("p", {}, words[`needs-${kind}`]);
  if (!fits) {
    needs.append(" ", make("strong", {}, words["way-pasted"]));
    // at once: the page in front is another one a moment later
    for (const name of ["click", "auxclick"]) link.addEventListener(name, copy);
  }
  return make("li", {}, link, needs);
}

/** @param {string} file  For a text in Markdown. */
function fence(file) {
  const runs = (file.match(/~+/g) ?? []).map((run) => run.length + 1);
  const sign = "~".repeat(Math.max(3, ...runs));
  return `${sign}\n${file}${sign}\n`;
}
