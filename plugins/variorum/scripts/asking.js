// The worker that searches, seen from the page: it is asked, and the answer to the latest question is heard.

/**
 * @typedef {[text: string, found: boolean]} Segment
 * @typedef {{location: string, label: string, title: string}} Place
 * @typedef {object} Result
 * @property {string} location  From the site's root.
 * @property {string} kind
 * @property {string} label  What it is: "Note on ¶5".
 * @property {Segment[]} title  Empty where it says no more.
 * @property {Segment[]} snippet
 * @property {boolean} printed  Found only in what the copy-text printed.
 * @property {string} marks  What is to be marked where it leads.
 * @typedef {{location: string, title: string, total: number, results: Result[], lang?: string}} Group  Of one page.
 * @typedef {object} Answer
 * @property {number} total
 * @property {number} texts
 * @property {Record<string, number>} kinds
 * @property {Place[]} places
 * @property {Group[]} groups
 * @property {string[]} near
 * @typedef {{query: string, limit: number}} Question
 */

/** The site's root; this script is in `assets/variorum/search/`. */
export const siteRoot = new URL("../../../", import.meta.url);

/**
 * @param {(answer: Answer, question: Question) => void} hear
 * @param {() => void} fail
 */
export function hireFinder(hear, fail) {
  /** @type {Worker | null} */
  let worker = null;
  let number = 0;
  /** @type {Question} */
  let latest;
  const hire = () => {
    const hired = new Worker(new URL("finder.js", import.meta.url), { type: "module" });
    hired.addEventListener("message", ({ data }) => {
      if (data.ask !== number) return;
      if ("failed" in data) fail();
      else hear(data, latest);
    });
    hired.addEventListener("error", () => {
      worker = null;
      fail();
    });
    hired.postMessage({ open: true });
    return hired;
  };
  worker = hire();
  return {
    /** @param {Question} question */
    ask: (question) => {
      latest = question;
      worker ??= hire();
      worker.postMessage({ ask: ++number, here: nameHere(), ...question });
    },
    /** What was asked is wanted no more. */
    drop: () => {
      number++;
    },
  };
}

/** @returns {string} This page, from the site's root. */
function nameHere() {
  return location.pathname.slice(siteRoot.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}
