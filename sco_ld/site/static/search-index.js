// What can be searched, as an index: words by their beginning, with one typo; Chinese by pairs of characters.

import MiniSearch from "./minisearch.js";

const HAN = /\p{Script=Han}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const FIELDS = ["title", "names", "roles", "kind"];
const BOOST = { title: 4, names: 3, roles: 2, kind: 1 };
const MOST = 50;
const TYPO_FROM = 5; // letters of a word that may have a typo

/** @typedef {{path: string, title: string, names: string[], kind: string, links: number, roles?: string, source?: string, cited?: boolean}} Entry */

/**
 * Return the words of a text: of Chinese each pair of neighbours, or a single character.
 * @param {string} text
 * @returns {string[]}
 */
export function tokens(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'’ʼ]/g, "").toLowerCase().normalize("NFC");
    return (plain.match(WORD) ?? []).flatMap((word) => [
        ...(word.match(HAN) ?? []).flatMap(pairs),
        ...word.replace(HAN, " ").split(" ").filter(Boolean),
    ]);
}

/** @param {string} run */
function pairs(run) {
    const characters = [...run];
    return characters.length === 1 ? characters : characters.slice(1).map((character, at) => characters[at] + character);
}

export class Index {
    /** @param {Entry[]} entries */
    constructor(entries) {
        this.entries = entries;
        this.search = new MiniSearch({
            fields: FIELDS,
            idField: "number",
            tokenize: tokens,
            processTerm: (/** @type {string} */ term) => term,
            extractField: (/** @type {any} */ entry, /** @type {string} */ field) => [entry[field] ?? ""].flat().join(" "),
        });
        this.search.addAll(entries.map((entry, number) => ({ ...entry, number })));
    }

    /**
     * Return the entries that have all words of a query, the best first; if there are none, those that have some.
     * @param {string} query
     * @returns {{entries: Entry[], all: boolean}}
     */
    find(query) {
        const wanted = tokens(query).join(" ");
        const all = this.#found(query, "AND", wanted);
        return all.length ? { entries: all, all: true } : { entries: this.#found(query, "OR", wanted), all: false };
    }

    /**
     * @param {string} query
     * @param {"AND" | "OR"} combineWith
     * @param {string} wanted
     */
    #found(query, combineWith, wanted) {
        const options = {
            combineWith,
            bm25: { k: 1.2, b: 0.2, d: 0.5 }, // a long name counts almost as much as a short one
            boost: BOOST,
            prefix: (/** @type {string} */ term) => term.length > 1 || /\p{Script=Han}/u.test(term),
            fuzzy: (/** @type {string} */ term) => term.length >= TYPO_FROM && !/\p{Script=Han}/u.test(term) ? 1 : false,
            boostDocument: (/** @type {number} */ number) => this.#weight(this.entries[number], wanted),
        };
        return this.search.search(query, options).slice(0, MOST).map(({ id }) => this.entries[id]);
    }

    /**
     * Return how much an entry counts: most if it is called what is asked for; the more, the more points to it. What is only
     * cited, such as a source, counts less than what the data are about.
     * @param {Entry} entry
     * @param {string} wanted
     */
    #weight(entry, wanted) {
        const names = [entry.title, ...entry.names].map((name) => tokens(name).join(" "));
        return (names.includes(wanted) ? 8 : 1) * (entry.cited ? 0.4 : 1) * (1 + Math.log10(1 + entry.links));
    }
}
