// What a query finds: the index of `search_index.py`, fetched file by file as words are asked for.

import { QUOTATION_MARK, readKinds } from "./inquiry.js";
import { findWords, foldWords } from "./searchwords.js";

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
 * @typedef {(name: string) => Promise<any>} Fetch  Fetches a file of `search/`; `isNew` asks the server again.
 * @typedef {(language: string) => Promise<(word: string) => string>} FetchStemmer
 *
 * @typedef {object} Clause  What an entry must hold.
 * @property {string[]} words  One, or several that follow each other.
 * @property {boolean} exact  Whether as they are written, without other forms of them.
 * @property {boolean} open  Whether the last may go on.
 * @typedef {{clauses: Clause[], kinds: string[], id: string}} Query
 *
 * @typedef {(word: string) => boolean} Matcher
 * @typedef {[words: string, isHit: boolean]} Segment
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
/** Characters shown on either side of a hit. */
const SHOWN_BESIDE = 60;
/** Characters of a query that count: whoever pastes a page is not to wait for all its words, nor be led to an address too long. */
const MOST_ASKED = 500;
/** Files kept for the next query. */
const KEPT_FILES = 200;
/** Places that one number leads to, and spellings that are offered. */
const MOST_PLACES = 20;
const MOST_NEAR = 5;
/** What an occurrence counts for: another form of the word, its beginning; in a title. */
const OTHER_FORM = 0.7;
const BEGUN = 0.5;
const IN_TITLE = 2;
/** What words count for that stand side by side as they do in the query. */
const SIDE_BY_SIDE = 1.5;
/** Of Okapi BM25: how soon a word more often there counts no more, and how much a long entry is held to be long. */
const SATURATION = 1.2;
const LENGTH = 0.5;

/** What a word does not go on after: room, the letter of a genitive, any other sign; but "U." may be the beginning of "U.S.". */
const ENDED = /\s$|['’]\p{L}$|(?<!^\p{L})[^\p{L}\p{N}\p{M}\p{Cf}*]$/u;
const KIND = /^kind:(\S*)$/iu;
const ID = /^([a-z]?)(\d+[a-z]*)$/u;
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

/**
 * Take a query apart.
 *
 * @param {string} query  As it is typed: words, "phrases", `kind:note`.
 * @returns {Query}
 */
export function parseQuery(query) {
  /** @type {Map<string, Clause>} */
  const clauses = new Map();
  /** @type {string[]} */
  const kinds = [];
  const [, letter = "", numeral = ""] = ID.exec(foldId(query)) ?? [];
  const parts = query.slice(0, MOST_ASKED).split(QUOTATION_MARK);
  parts.forEach((part, number) => {
    const isLast = number === parts.length - 1;
    const quoted = number % 2 === 1;
    const terms = quoted ? [part] : part.split(/\s+/u);
    terms.forEach((term, place) => {
      const kind = quoted ? null : KIND.exec(term);
      if (kind) {
        kinds.push(...readKinds(kind[1]));
        return;
      }
      const words = foldWords(term);
      const open = isLast && place === terms.length - 1 && !numeral && !ENDED.test(term);
      const clause = { words, exact: quoted || words.length > 1, open };
      // what is asked for twice is looked for once
      if (words.length) clauses.set(JSON.stringify(clause), clause);
    });
  });
  return { clauses: [...clauses.values()], kinds, id: numeral && (letter || "?") + numeral };
}

/**
 * @param {string} query
 * @returns {string} What may be an id, `p5` of "¶ P5"; empty where more is asked for.
 */
function foldId(query) {
  const name = query.trim().replace(/^[¶§#]\s*/u, "");
  return /[^\p{L}\p{N}]/u.test(name) ? "" : foldWords(name).join();
}

/**
 * @param {string} text  A query.
 * @returns {boolean} Whether its last word has only begun: whoever goes on typing means another, and many begin so.
 */
export function isBegun(text) {
  const last = parseQuery(text).clauses.at(-1);
  return !!last?.open && last.words[last.words.length - 1].length < 3;
}

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
    this.printedAt = new Map(catalogue.printed);
    this.languages = [...new Set(catalogue.pages.map(([, , , language]) => language))];
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
    /** @type {Record<string, number>} */
    const kinds = {};
    for (const entry of matched) kinds[this.kindOf(entry)] = (kinds[this.kindOf(entry)] ?? 0) + 1;
    const asked = query.kinds.length ? matched.filter((entry) => query.kinds.includes(this.kindOf(entry))) : matched;
    const printed = new Set(asked.filter((entry) => hits.some(({ read }) => !read[entry])));
    const { kept, links } = this.join(asked, printed);
    const scores = this.score(hits, kept);
    const ranked = kept.sort((one, other) => scores[other] - scores[one] || one - other);
    const totals = new Map();
    for (const entry of ranked) {
      const path = this.pathOf(entry);
      totals.set(path, (totals.get(path) ?? 0) + 1);
    }
    const matchers = new Map(this.languages.map((language) => [language, this.listMatchers(clauses, language)]));
    const results = await Promise.all(
      ranked.slice(0, limit).map((entry) => {
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
      const group = groups.get(location) ?? { location, title: heading, lang, total: totals.get(location), results: [] };
      groups.set(location, group);
      group.results.push(result);
    });
    const near = matched.length || places.length ? [] : this.findNear(text, query, hits);
    return { total: kept.length, texts: totals.size, kinds, places, groups: [...groups.values()], near };
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
    const isRead = within < (this.printedAt.get(entry) ?? Infinity);
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
    const lists = await this.fetchPart("postings", file, decodeAll);
    return lists[word - this.catalogue.postings[file]];
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
    const entries = await this.fetchPart("entries", file, (all) => all);
    return entries[entry - this.catalogue.texts[file]];
  }

  /**
   * @param {string} kind
   * @param {number} file
   * @param {(content: any) => any} read
   */
  fetchPart(kind, file, read) {
    const name = `${this.catalogue.folder}/${kind}-${String(file).padStart(3, "0")}.json`;
    const known = this.files.get(name);
    if (known) return known;
    const [oldest] = this.files.keys();
    if (this.files.size >= KEPT_FILES) this.files.delete(oldest);
    const fetched = this.fetchFile(name).then(read);
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
        for (const [steps, other] of this.listNear(word)) {
          near.push([steps, text.slice(0, written.start) + other + text.slice(written.end)]);
        }
      }
    });
    near.sort(([one], [other]) => one - other);
    return [...new Set(near.map(([, query]) => query))].slice(0, MOST_NEAR);
  }

  /**
   * @param {string} word
   * @returns {[number, string][]} The words of the index that differ by a sign or two, the nearest first.
   */
  listNear(word) {
    // two wrong signs of five leave too little of a word: "dingo" is not "wings"
    const most = word.length > 5 ? 2 : 1;
    /** @type {[number, string][]} */
    const near = [];
    // of a sign or two nothing tells what was meant
    for (const other of word.length > 2 ? this.words : []) {
      if (Math.abs(other.length - word.length) > most || other.startsWith("#")) continue;
      const steps = countSteps(word, other, most);
      // who mistypes a word mostly has its first letter right
      if (steps <= most) near.push([steps + (other[0] === word[0] ? 0 : 0.5), other]);
    }
    return near.sort(([one], [other]) => one - other).slice(0, MOST_NEAR);
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

/** @param {number[][]} lists */
function decodeAll(lists) {
  return lists.map((steps) => {
    let place = 0;
    return Uint32Array.from(steps, (step) => (place += step));
  });
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {boolean} Whether it comes before the other, by code points.
 */
function isBefore(one, other) {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one[at] === other[at]) at += 1;
  if (at === end) return one.length < other.length;
  // half a sign stands for one beyond all that have only one half
  const [high, low] = [one.charCodeAt(at), other.charCodeAt(at)].map((unit) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit));
  return high < low;
}

/**
 * @param {readonly string[]} words  In their order.
 * @param {string} word
 * @returns {number} The number of the first that does not come before the word.
 */
function findFirst(words, word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(words[middle], word)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {readonly number[]} firsts
 * @param {number} number
 * @returns {number} Which of the files, of which the first numbers are known, has this one.
 */
function findLast(firsts, number) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {readonly Uint32Array[]} lists  The places of words that are to follow each other.
 * @returns {Generator<number>} The places of the first of them where they do.
 */
function* follow(lists) {
  const rarest = lists.reduce((least, list, number) => (list.length < lists[least].length ? number : least), 0);
  for (const place of lists[rarest]) {
    const start = place - rarest;
    if (lists.every((list, number) => number === rarest || has(list, start + number))) yield start;
  }
}

/**
 * @param {Uint32Array} list
 * @param {number} place
 */
function has(list, place) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < place) low = middle + 1;
    else high = middle;
  }
  return list[low] === place;
}

/**
 * @param {string} text
 * @param {Matcher[][]} clauses  What the words of each match.
 * @returns {{start: number, end: number, clause: number, mark: string}[]} Where they stand in a text.
 */
function findHits(text, clauses) {
  const words = [...findWords(text)].flatMap(({ start, end, words }) => words.map((word) => ({ start, end, word })));
  /** @type {{start: number, end: number, clause: number, mark: string}[]} */
  const hits = [];
  words.forEach(({ start }, number) => {
    clauses.forEach((matchers, clause) => {
      const run = words.slice(number, number + matchers.length);
      if (run.length < matchers.length || !run.every(({ word }, place) => matchers[place](word))) return;
      const mark = run.map(({ word }) => word).join(" ");
      hits.push({ start, end: run[run.length - 1].end, clause, mark: run.length > 1 ? `"${mark}"` : mark });
    });
  });
  return hits;
}

/**
 * @param {{mark: string}[]} hits
 * @returns {string[]} What is to be marked, as much as an address may hold: a letter begins hundreds of words of a book.
 */
function chooseMarks(hits) {
  let room = MOST_ASKED;
  const marks = [...new Set(hits.map(({ mark }) => mark))];
  return marks.filter((mark, number) => (room -= mark.length + 1) > 0 || number === 0);
}

/**
 * @param {string} text
 * @param {{start: number, end: number, clause: number}[]} hits
 * @returns {Segment[]} The text around the hits that say most of the query.
 */
function cutAround(text, hits) {
  let best = { start: 0, end: 0 };
  let most = 0;
  let first = 0;
  for (const { start, end } of hits) {
    // hits stand in their order: of a whole book only those nearby are looked at
    while (hits[first].start < start - SHOWN_BESIDE) first += 1;
    const met = new Set();
    for (let other = first; hits[other]?.start <= end + SHOWN_BESIDE; other += 1) {
      if (hits[other].end <= end + SHOWN_BESIDE) met.add(hits[other].clause);
    }
    if (met.size > most) [best, most] = [{ start, end }, met.size];
  }
  return cut(text, hits, best.start - SHOWN_BESIDE, best.end + (hits.length ? SHOWN_BESIDE : 2 * SHOWN_BESIDE));
}

/**
 * @param {string} text
 * @param {{start: number, end: number}[]} hits
 * @param {number} from
 * @param {number} to
 * @returns {Segment[]} The text from about there to there, with what was left out said.
 */
function cut(text, hits, from, to) {
  const first = hits.find(({ start }) => start >= from) ?? { start: to };
  // no word is cut, unless it is longer than what is shown
  let start = 0;
  if (from > 0) {
    const gap = text.slice(from, first.start).search(/\s/u);
    start = gap < 0 ? keepWhole(text, from) : from + gap;
    start += text.slice(start).search(/\S|$/u);
  }
  const gap = text.slice(Math.max(start, from), to).search(/\s\S*$/u);
  let end = to >= text.length ? text.length : gap < 0 ? keepWhole(text, to) : Math.max(start, from) + gap;
  end = Math.max(end, ...hits.filter((hit) => hit.start >= from && hit.end <= to).map((hit) => hit.end));
  end = text.slice(0, end).trimEnd().length;
  /** @type {Segment[]} */
  const segments = start > 0 ? [["…", false]] : [];
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    if (hit.start > at) segments.push([text.slice(at, hit.start), false]);
    segments.push([text.slice(hit.start, hit.end), true]);
    at = hit.end;
  }
  if (at < end) segments.push([text.slice(at, end), false]);
  if (text.slice(end).trim()) segments.push(["…", false]);
  return segments.map(([words, isHit]) => [words.replace(/\s+/gu, " "), isHit]);
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} The same place, or the one before where it would part the two halves of a sign.
 */
function keepWhole(text, at) {
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}

/**
 * @param {string} one
 * @param {string} other
 * @param {number} most
 * @returns {number} How many signs are to be added, left out, changed or swapped to make one of the other; more than `most` where it
 *   is more than that.
 */
function countSteps(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, number) => number);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, before[j - 2] + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}
