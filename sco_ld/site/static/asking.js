// A query is run and its answer shown, with a button that stops it.

import { Engine, QueryError } from "./engine.js";
import { shown } from "./results.js";
import { byId, element } from "./site.js";
import { Pages } from "./terms.js";
import { word } from "./words.js";

export class Asking {
    engine = new Engine();

    /**
     * @param {HTMLElement} status
     * @param {HTMLButtonElement} stop
     * @param {Record<string, string>} prefixes
     */
    constructor(status, stop, prefixes) {
        this.status = status;
        this.button = stop;
        this.prefixes = prefixes;
        stop.addEventListener("click", () => this.engine.stop());
    }

    /**
     * Run a query and show its answer, or why there is none.
     * @param {string} query
     * @param {string} name
     */
    async run(query, name) {
        this.status.textContent = word("loading");
        this.button.disabled = false;
        const place = byId("answer");
        place.setAttribute("aria-busy", "true");
        try {
            const [answer, pages] = await Promise.all([this.engine.ask(query), Pages.load()]);
            const [said, ...rest] = shown(answer, pages, this.prefixes, name);
            this.status.textContent = said.textContent;
            place.replaceChildren(...rest);
        } catch (error) {
            const { reason, message } = error instanceof QueryError ? error : new QueryError("error", String(error));
            this.status.textContent = `${word(reason)}.`;
            place.replaceChildren(...(message ? [element("pre", { tabindex: "0", lang: "en" }, message)] : []));
        }
        place.removeAttribute("aria-busy");
        this.button.disabled = true;
    }
}

/**
 * Return the declarations of the prefixes that a query does not declare, on one line.
 * @param {string} query
 * @param {Record<string, string>} prefixes
 */
export function withPrefixes(query, prefixes) {
    const own = new Set([...query.matchAll(/PREFIX\s+([^\s:]*):/gi)].map((match) => match[1]));
    const used = Object.entries(prefixes).filter(([prefix]) => !own.has(prefix) && query.includes(`${prefix}:`));
    return used.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `).join("") + query;
}
