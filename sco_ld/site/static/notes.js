// The passages that a page cites, numbered in the order of their first use.

import { address, element, LANG } from "./site.js";
import { word } from "./words.js";

/** @typedef {import("./memberships.js").Membership} Membership */
/** @typedef {import("./memberships.js").Passage} Passage */

const SHOWN = 8;

export class Notes {
    /** @param {Passage[]} passages */
    constructor(passages) {
        this.passages = passages;
        /** @type {Map<number, number>} */
        this.numbers = new Map();
    }

    /**
     * Return the numbers of the passages that a membership rests on, each a link to its entry in the list.
     * @param {Membership} membership
     */
    cite({ passages }) {
        for (const one of passages) if (!this.numbers.has(one)) this.numbers.set(one, this.numbers.size + 1);
        const links = passages.slice(0, SHOWN).flatMap((one, at) => {
            const number = String(this.numbers.get(one));
            const link = element("a", { href: `#n${number}`, "aria-label": word("passage-number", { number }) }, number);
            return [at ? "\u200A" : "\u2060", link];
        });
        return links.length ? element("sup", {}, ...links, passages.length > SHOWN ? "…" : "") : "";
    }

    /** Return the entries of the list. */
    entries() {
        return [...this.numbers].map(([passage, number]) => {
            const { path, sources, places } = this.passages[passage];
            const place = path ? element("a", { href: address(`${LANG}/${path}/`) }, places[LANG]) : places[LANG];
            return element("li", { id: `n${number}` }, element("cite", {}, sources[LANG]), element("span", { class: "place" }, place));
        });
    }
}
