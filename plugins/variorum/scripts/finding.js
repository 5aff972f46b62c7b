// What a query finds: the index of `search_index.py`, fetched file by file as words are asked for.

import { chooseMarks, cut, cutAround, findHits } from "./excerpt.js";
import { findFirst, findLast, follow } from "./order.js";
import { parseQuery } from "./query.js";
import { findWords } from "./searchwords.js";
import { listNear, MOST_NEAR } from "./spelling.js";

/**
 * @typedef {object} Catalogue  As `search_index.py` describes it.
 * @property {number} version
 * @property {string} folder
 * @property {Record<string, string>} stemmers
 * @property {[string, number][]} classes
 * @property {[number, string, string, string][]} pages
 * @property {number[]} class
 * @property {number[]} length
 * @property {number[]} title
 * @property {[number, number][]} printed
 * @property {string} words
 * @property {number[]} postings
 * @property {number[]} texts
 *
 * @typedef {[fragment: string, label: string, title: string, text: string, printed: string]} Shown
 * @typedef {(name: string) => Promise<any>} Fetch  Fetches a file of `search/`.
 * @typedef {(language: string) => Promise<(word: string) => string>} FetchStemmer
 *
 * @typedef {import("./query.js").Clause} Clause
 * @typedef {import("./query.js").Query} Query
 * @typedef {import("./excerpt.js").Matcher} Matcher
 * @typedef {import("./excerpt.js").Segment} Segment
 * @typedef {{location: string, label: string, title: string}} Place
 * @typedef {{location: string, kind: string, label: string, title: Segment[], snippet: Segment[], printed: boolean,
 *   marks: string}} Result
 * @typedef {{location: string, title: string, lang: string, total: number, results: Result[]}} Group
 * @typedef {{total: number, texts: number, kinds: Record<string, number>, places: Place[], groups: Group[],
 *   near: string[]}} Found
 *
 * @typedef {object} Hits  Of one clause.
 * @property {Float32Array} weights  Of each entry: how often the words stand there, and in what form.
 * @property {Uint8Array} read  Of each entry: whether they stand in what is read, not only in what was printed.
 * @property {Set<number> | null} places  Where, if another clause may stand beside it.
 *
 * @typedef {Map<number, {weight: number, languages?: string[]}>} Forms  The words of the index that count for one of the query,
 *   by their numbers: what for, and in texts of which languages, if not of all.
 */

const VERSION = 1;
/** Files kept for the next query. */
const KEPT_FILES = 200;
/** Places that one number leads to. */
const MOST_PLACES = 20;
/** What an occurrence counts for: another form of the word, its beginning; in a title. */
const OTHER_FORM = 0.7;
const BEGUN = 0.5;
const IN_TITLE = 2;
/** What words count for that stand side by side as they do in the query. */
const SIDE_BY_SIDE = 1.5;
/** Of Okapi BM25: how soon a word more often there counts no more, and how much a long entry is held to be long. */
const SATURATION = 1.2;
const LENGTH = 0.5;

/** Which languages are written in a script; of the first the others' words are taken to be, where they quote. */
const SCRIPTS = /** @type {[RegExp, string[]][]} */ ([
  [/^\p{Script=Latin}/u, ["en"]],
  [/^\p{Script=Cyrillic}/u, ["ru", "bg", "mk", "uk", "be", "kk", "ky", "mn", "tg"]],
  [/^\p{Script=Arabic}/u, ["ar", "fa", "ur", "ps", "ug"]],
  [/^\p{Script=Greek}/u, ["el"]],
  [/^\p{Script=Hebrew}/u, ["yi", "he"]],
  [/^\p{Script=Devanagari}/u, ["hi", "mr", "ne", "sa"]],
  [/^\p{Script=Armenian}/u, ["hy"]],
  [/^\p{Script=Tamil}/u, ["ta"]],
]);

/** The index of a site, as far as it has been fetched. */
export class Index {
  /**
   * @param {Catalogue} catalogue
   * @param {Fetch} fetchFile
   * @param {FetchStemmer} fetchStemmer
   */
  constructor(catalogue, fetchFile, fetchStemmer) {
    if (catalogue.version !== VERSION) throw new Error(`the search index is of version ${catalogue.version}`);
    this.catalogue = catalogue;
    this.fetchFile = fetchFile;
    this.fetchStemmer = fetchStemmer;
    this.size = catalogue.class.length;
    this.words = joinBeginnings(catalogue.words);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, Map<string, number[]>>} */
    this.stems = new Map();
    const places = catalogue.length.reduce((sum, length) => sum + length, 0);
    /** The entry that each place is in. */
    this.entryAt = new Uint32Array(places);
    this.starts = new Uint32Array(this.size);
    let start = 0;
    catalogue.length.forEach((length, entry) => {
      this.starts[entry] = start;
      this.entryAt.fill(entry, start, start + length);
      start += length;
    });
    this.average = places / (this.size || 1);
    this.pageAt = new Uint32Array(this.size);
    catalogue.pages.forEach(([first], page) => this.pageAt.fill(page, first, catalogue.pages[page + 1]?.[0]));
    /** Of each entry, at which of its places what was printed begins: beyond all, where that is what is read. */
    this.printedAt = new Uint32Array(this.size).fill(places);
    for (const [entry, place] of catalogue.printed) this.printedAt[entry] = place;
    this.languages = [...new Set(catalogue.pages.map(([, , , language]) => language))];
  }

  /** Sort the words by their stems before one is asked for: it takes as long as many a query. */
  async warmUp() {
    const { stemmers } = this.catalogue;
    const stemmer = this.languages.map((language) => stemmers[language]).find(Boolean);
    if (stemmer) this.listStems(stemmer, await this.fetchStemmer(stemmer));
  }

  /**
   * Find what a query asks for.
   *
   * @param {string} text  The query as it is typed.
   * @param {object} options
   * @param {string} [options.here]  The page that asks.
   * @param {number} options.limit  How many results are to be made.
   * @param {() => boolean} [options.isWanted]  Whether the answer is still waited for.
   * @returns {Promise<Found | null>} Nothing where it is not.
   */
  async find(text, { here = "", limit, isWanted = () => true }) {
    const query = parseQuery(text);
    const clauses = await Promise.all(query.clauses.map((clause) => this.listForms(clause)));
    if (!isWanted()) return null;
    const [places, hits] = await Promise.all([
      this.findPlaces(query.id, here),
      Promise.all(clauses.map((forms) => this.findClause(forms, clauses.length > 1))),
    ]);
    if (!isWanted()) return null;
    const matched = clauses.length || query.kinds.length ? this.intersect(hits) : [];
    const kinds = countAll(matched, (entry) => this.kindOf(entry));
    const asked = query.kinds.length ? matched.filter((entry) => query.kinds.includes(this.kindOf(entry))) : matched;
    const printed = new Set(asked.filter((entry) => hits.some(({ read }) => !read[entry])));
    const { kept, links } = this.join(asked, printed);
    const scores = this.score(hits, kept);
    const ranked = takeBest(kept, scores, limit);
    const totals = countAll(kept, (entry) => this.pathOf(entry));
    const matchers = new Map(this.languages.map((language) => [language, this.listMatchers(clauses, language)]));
    const results = await Promise.all(
      ranked.map((entry) => {
        const matching = matchers.get(this.languageOf(entry)) ?? [];
        return this.show(entry, matching, printed.has(entry), links.get(entry));
      }),
    );
    /** @type {Map<string, Group>} */
    const groups = new Map();
    results.forEach((result, number) => {
      const [, location, title, lang] = this.catalogue.pages[this.pageAt[ranked[number]]];
      // of a page that keeps its heading out of the search there is its address
      const heading = title || this.titleOf(location) || location;
      /** @type {Group} */
      const group = groups.get(location) ?? { location, title: heading, lang, total: totals.get(location) ?? 0, results: [] };
      groups.set(location, group);
      group.results.push(result);
    });
    const near = matched.length || places.length ? [] : this.findNear(text, query, hits);
    return { total: kept.length, texts: totals.size, kinds: Object.fromEntries(kinds), places, groups: [...groups.values()], near };
  }

  /** @param {number} entry */
  kindOf(entry) {
    return this.catalogue.classes[this.catalogue.class[entry]][0];
  }

  /** @param {number} entry */
  pathOf(entry) {
    return this.catalogue.pages[this.pageAt[entry]][1];
  }

  /**
   * @param {string} id  `p5`, or `?5` of a number alone; empty where none is asked for.
   * @param {string} here
   * @returns {Promise<Place[]>} Where passages of that id are, those of the page that asks first.
   */
  async findPlaces(id, here) {
    const names = id.startsWith("?") ? [`p${id.slice(1)}`, `v${id.slice(1)}`] : [id];
    const known = id ? names.filter((name) => this.findWord(`#${name}`) >= 0) : [];
    const lists = await Promise.all(
      known.map(async (name) =>
        Array.from(await this.fetchPlaces(this.findWord(`#${name}`)), (place) => ({ name, entry: this.entryAt[place] })),
      ),
    );
    const isHere = (/** @type {number} */ entry) => Number(this.pathOf(entry).replace(/index\.html$/, "") === here);
    const found = lists.flat().sort((one, other) => isHere(other.entry) - isHere(one.entry) || one.entry - other.entry);
    return Promise.all(
      found.slice(0, MOST_PLACES).map(async ({ name, entry }) => {
        const [fragment, label] = await this.fetchEntry(entry);
        const [, path, title] = this.catalogue.pages[this.pageAt[entry]];
        // a retired id is said with what took its place
        const said = name === fragment ? label : `${name} → ${label}`;
        return { location: `${path}#${fragment}`, label: said, title: this.titleOf(path) || title };
      }),
    );
  }

  /** @param {string} path */
  titleOf(path) {
    return this.catalogue.pages.find(([, other, title]) => other === path && title)?.[2] ?? "";
  }

  /**
   * @param {Forms[]} forms  Of each word of a clause.
   * @param {boolean} noted  Whether the places are wanted.
   * @returns {Promise<Hits>}
   */
  async findClause(forms, noted) {
    /** @type {Hits} */
    const hits = { weights: new Float32Array(this.size), read: new Uint8Array(this.size), places: noted ? new Set() : null };
    if (forms.length > 1) {
      const lists = await Promise.all(forms.map((of) => this.fetchAll([...of.keys()])));
      for (const place of follow(lists)) this.count(hits, place, 1);
      return hits;
    }
    await Promise.all(
      [...forms[0]].map(async ([word, { weight, languages }]) => {
        for (const place of await this.fetchPlaces(word)) {
          if (!languages || languages.includes(this.languageOf(this.entryAt[place]))) this.count(hits, place, weight);
        }
      }),
    );
    return hits;
  }

  /** @param {number} entry */
  languageOf(entry) {
    return this.catalogue.pages[this.pageAt[entry]][3];
  }

  /**
   * @param {Hits} hits
   * @param {number} place
   * @param {number} weight
   */
  count({ weights, read, places }, place, weight) {
    const entry = this.entryAt[place];
    const within = place - this.starts[entry];
    const isRead = within < this.printedAt[entry];
    places?.add(place);
    // what was printed counts where it is all there is
    if (isRead && !read[entry]) weights[entry] = 0;
    if (isRead) read[entry] = 1;
    if (isRead || !read[entry]) weights[entry] += weight * (within < this.catalogue.title[entry] ? IN_TITLE : 1);
  }

  /**
   * @param {Clause} clause
   * @returns {Promise<Forms[]>} Of each of its words.
   */
  listForms({ words, exact, open }) {
    return Promise.all(words.map((word, number) => this.listFormsOf(word, !exact, open && number === words.length - 1)));
  }

  /**
   * @param {string} word
   * @param {boolean} stemmed  Whether other forms of the word count.
   * @param {boolean} open  Whether it may go on.
   * @returns {Promise<Forms>}
   */
  async listFormsOf(word, stemmed, open) {
    /** @type {Forms} */
    const forms = new Map();
    for (const { stemmer, languages } of stemmed ? this.listStemmers(word) : []) {
      const stem = await this.fetchStemmer(stemmer).catch(() => null);
      if (!stem) continue;
      const alike = this.listStems(stemmer, stem).get(stem(word)) ?? [];
      for (const number of alike) {
        const others = forms.get(number)?.languages ?? [];
        forms.set(number, { weight: OTHER_FORM, languages: [...others, ...languages] });
      }
    }
    const first = findFirst(this.words, word);
    for (let number = first; this.words[number]?.startsWith(word); number += 1) {
      const whole = this.words[number] === word;
      if (!whole && !open) break;
      const alike = whole ? undefined : forms.get(number);
      // the beginning of a word counts in texts of all languages
      forms.set(number, { weight: whole ? 1 : alike ? OTHER_FORM : BEGUN });
    }
    return forms;
  }

  /**
   * @param {string} word
   * @returns {{stemmer: string, languages: string[]}[]} The stemmers for a word of its script, each with the languages of
   *   texts in which it is taken to be of that language.
   */
  listStemmers(word) {
    const script = SCRIPTS.find(([letters]) => letters.test(word));
    if (!script) return [];
    /** @type {Map<string, string[]>} */
    const stemmers = new Map();
    const known = this.catalogue.stemmers;
    for (const language of this.languages) {
      const isOwn = findHome(language) === script && Object.hasOwn(known, language);
      const stemmer = isOwn ? known[language] : known[script[1][0]];
      if (stemmer) stemmers.set(stemmer, [...(stemmers.get(stemmer) ?? []), language]);
    }
    return Array.from(stemmers, ([stemmer, languages]) => ({ stemmer, languages }));
  }

  /**
   * @param {string} stemmer
   * @param {(word: string) => string} stem
   * @returns {Map<string, number[]>} The words of the index by their stems.
   */
  listStems(stemmer, stem) {
    const known = this.stems.get(stemmer);
    if (known) return known;
    const script = findHome(stemmer);
    /** @type {Map<string, number[]>} */
    const stems = new Map();
    this.words.forEach((word, number) => {
      if (!script[0].test(word)) return;
      const name = stem(word);
      const alike = stems.get(name);
      if (alike) alike.push(number);
      else stems.set(name, [number]);
    });
    this.stems.set(stemmer, stems);
    return stems;
  }

  /**
   * @param {string} word
   * @returns {number} Its number; -1 when no entry has it.
   */
  findWord(word) {
    const number = findFirst(this.words, word);
    return this.words[number] === word ? number : -1;
  }

  /**
   * @param {number} word
   * @returns {Promise<Uint32Array>} The places of a word.
   */
  async fetchPlaces(word) {
    const file = findLast(this.catalogue.postings, word);
    const lists = await this.fetchPart("postings", file);
    const at = word - this.catalogue.postings[file];
    // most of a file is never asked for
    if (Array.isArray(lists[at])) lists[at] = addUp(lists[at]);
    return lists[at];
  }

  /**
   * @param {number[]} words
   * @returns {Promise<Uint32Array>} The places of all of them, in their order.
   */
  async fetchAll(words) {
    const lists = await Promise.all(words.map((word) => this.fetchPlaces(word)));
    if (lists.length === 1) return lists[0];
    const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const list of lists) {
      all.set(list, end);
      end += list.length;
    }
    return all.sort();
  }

  /**
   * @param {number} entry
   * @returns {Promise<Shown>}
   */
  async fetchEntry(entry) {
    const file = findLast(this.catalogue.texts, entry);
    const entries = await this.fetchPart("entries", file);
    return entries[entry - this.catalogue.texts[file]];
  }

  /**
   * @param {string} kind
   * @param {number} file
   */
  fetchPart(kind, file) {
    const name = `${this.catalogue.folder}/${kind}-${String(file).padStart(3, "0")}.json`;
    const known = this.files.get(name);
    if (known) return known;
    const [oldest] = this.files.keys();
    if (this.files.size >= KEPT_FILES) this.files.delete(oldest);
    const fetched = this.fetchFile(name);
    this.files.set(name, fetched);
    // whoever asks again may have more luck
    fetched.catch(() => this.files.delete(name));
    return fetched;
  }

  /**
   * @param {Hits[]} hits
   * @returns {number[]} The entries that have something of all.
   */
  intersect(hits) {
    /** @type {number[]} */
    const entries = [];
    for (let entry = 0; entry < this.size; entry += 1) {
      if (hits.every(({ weights }) => weights[entry])) entries.push(entry);
    }
    return entries;
  }

  /**
   * Take together a passage that only has the words as they were printed and its correction, which says the same.
   *
   * @param {number[]} entries
   * @param {Set<number>} printed  Those of them.
   * @returns {{kept: number[], links: Map<number, number>}} The entries without such corrections, and these by their passages.
   */
  join(entries, printed) {
    const links = new Map();
    let passage = -1;
    const kept = entries.filter((entry) => {
      if (this.kindOf(entry) === "text") passage = entry;
      if (this.kindOf(entry) !== "correction" || !printed.has(passage)) return true;
      // what stands between a passage and its corrections is nothing but such
      for (let other = entry; other > passage; other -= 1) if (this.kindOf(other) !== "correction") return true;
      if (!links.has(passage)) links.set(passage, entry);
      return false;
    });
    return { kept, links };
  }

  /**
   * @param {Hits[]} hits
   * @param {number[]} entries
   * @returns {Float32Array} What each entry counts for: Okapi BM25, with what its kind is worth.
   */
  score(hits, entries) {
    const scores = new Float32Array(this.size);
    hits.forEach(({ weights, places }, number) => {
      const having = weights.reduce((sum, weight) => sum + Number(weight > 0), 0);
      const rarity = Math.log(1 + (this.size - having + 0.5) / (having + 0.5));
      for (const entry of entries) {
        const long = 1 - LENGTH + (LENGTH * this.catalogue.length[entry]) / this.average;
        scores[entry] += (rarity * weights[entry] * (SATURATION + 1)) / (weights[entry] + SATURATION * long);
      }
      const next = hits[number + 1]?.places;
      if (!places || !next) return;
      const beside = new Set();
      for (const place of places) if (next.has(place + 1)) beside.add(this.entryAt[place]);
      for (const entry of beside) scores[entry] *= SIDE_BY_SIDE;
    });
    for (const entry of entries) scores[entry] *= this.catalogue.classes[this.catalogue.class[entry]][1];
    return scores;
  }

  /**
   * @param {number} entry
   * @param {Matcher[][]} matchers  Of each clause, of each of its words.
   * @param {boolean} printed  Whether it was found by what was printed.
   * @param {number} [link]  The correction that the result leads to.
   * @returns {Promise<Result>}
   */
  async show(entry, matchers, printed, link) {
    const [fragment, label, title, text, source] = await this.fetchEntry(entry);
    const [target] = link === undefined ? [fragment] : await this.fetchEntry(link);
    const path = this.pathOf(entry);
    const titleHits = findHits(title, matchers);
    const words = printed ? source : text;
    const textHits = findHits(words, matchers);
    // the heading of a page says its title
    const said = !fragment && title === this.titleOf(path) ? "" : title;
    return {
      location: target ? `${path}#${target}` : path,
      kind: this.kindOf(entry),
      label,
      title: said ? cut(said, titleHits, 0, said.length) : [],
      snippet: cutAround(words, textHits),
      printed,
      marks: chooseMarks([...textHits, ...titleHits]).join(" "),
    };
  }

  /**
   * @param {Forms[][]} clauses
   * @param {string} language  Of the text.
   * @returns {Matcher[][]} Of each clause, what its words match there.
   */
  listMatchers(clauses, language) {
    return clauses.map((forms) =>
      forms.map((of) => {
        const known = new Set();
        for (const [form, { languages }] of of) if (!languages || languages.includes(language)) known.add(this.words[form]);
        return (word) => known.has(word);
      }),
    );
  }

  /**
   * @param {string} text
   * @param {Query} query
   * @param {Hits[]} hits  Of its clauses.
   * @returns {string[]} Queries with other spellings of the words that are found nowhere.
   */
  findNear(text, { clauses }, hits) {
    /** @type {[number, string][]} */
    const near = [];
    const unknown = clauses.filter((_, number) => !hits[number].weights.some((weight) => weight > 0));
    // whoever has pasted a page is not helped word by word
    unknown.slice(0, MOST_NEAR).forEach(({ words, exact }) => {
      for (const word of words.slice(0, MOST_NEAR)) {
        if (exact && this.findWord(word) >= 0) continue;
        const written = [...findWords(text)].find((stretch) => stretch.words.includes(word));
        if (!written) continue;
        for (const [steps, other] of listNear(this.words, word)) {
          near.push([steps, text.slice(0, written.start) + other + text.slice(written.end)]);
        }
      }
    });
    near.sort(([one], [other]) => one - other);
    return [...new Set(near.map(([, query]) => query))].slice(0, MOST_NEAR);
  }

}

/**
 * @param {string} language
 * @returns The script that it is written in.
 */
function findHome(language) {
  const [own] = language.toLowerCase().split("-");
  return SCRIPTS.find(([, languages]) => languages.includes(own)) ?? SCRIPTS[0];
}

/** @param {string} lines */
function joinBeginnings(lines) {
  let before = "";
  return lines ? lines.split("\n").map((line) => (before = takeBeginning(before, parseInt(line[0], 36)) + line.slice(1))) : [];
}

/**
 * @param {string} word
 * @param {number} count  Of code points.
 */
function takeBeginning(word, count) {
  const units = word.slice(0, count);
  return /[\ud800-\udfff]/.test(word) ? [...word].slice(0, count).join("") : units;
}

/** @param {number[]} steps */
function addUp(steps) {
  const places = new Uint32Array(steps.length);
  let place = 0;
  for (let number = 0; number < steps.length; number += 1) places[number] = place += steps[number];
  return places;
}

/**
 * @param {readonly number[]} entries
 * @param {(entry: number) => string} name
 * @returns {Map<string, number>} How many there are of each name.
 */
function countAll(entries, name) {
  const counts = new Map();
  for (const entry of entries) counts.set(name(entry), (counts.get(name(entry)) ?? 0) + 1);
  return counts;
}

/**
 * @param {readonly number[]} entries
 * @param {Float32Array} scores
 * @param {number} limit
 * @returns {number[]} The best of them, in their order; of equal ones that which comes first in the site.
 */
function takeBest(entries, scores, limit) {
  const values = Float32Array.from(entries, (entry) => scores[entry]).sort();
  const least = values[values.length - limit] ?? -Infinity;
  const best = entries.filter((entry) => scores[entry] >= least);
  return best.sort((one, other) => scores[other] - scores[one] || one - other).slice(0, limit);
}
