// Values of parameters as terms of SPARQL, and IRIs as names and pages.

import { address, json, LANG } from "./site.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NOT_IN_IRI = /[\x00-\x20<>"{}|^`\\]/;

/** @typedef {{name: string, kind: string, example: string, default: string | null}} Parameter */

/**
 * Return how a value stands in a query as a term; null if it is not one of the parameter's kind.
 * @param {Parameter} parameter
 * @param {string} value
 * @param {Record<string, string>} prefixes
 * @returns {string | null}
 */
export function spelled({ kind }, value, prefixes) {
    if (kind === "day") return isDay(value) ? `"${value}"^^<${XSD}date>` : null;
    if (kind === "integer") return /^[+-]?\d{1,18}$/.test(value) ? `"${value}"^^<${XSD}integer>` : null;
    if (kind === "language") return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(value) ? `"${value.toLowerCase()}"` : null;
    const iri = expanded(value, prefixes);
    return iri ? `<${iri}>` : null;
}

/** @param {string} value */
export function isDay(value) {
    const day = new Date(`${value}T00:00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(+day) && day.toISOString().slice(0, 10) === value;
}

/**
 * Return the IRI that a prefixed name or an IRI, with or without its brackets, stands for; null if it is none.
 * @param {string} name
 * @param {Record<string, string>} prefixes
 */
function expanded(name, prefixes) {
    const bare = name.replace(/^<(.*)>$/, "$1");
    const [prefix, ...local] = bare.split(":");
    const iri = local.length && Object.hasOwn(prefixes, prefix) && !local[0].startsWith("//") ? prefixes[prefix] + local.join(":") : bare;
    return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(iri) && !NOT_IN_IRI.test(iri) ? iri : null;
}

/**
 * Return the prefixed name of an IRI, else the IRI.
 * @param {string} iri
 * @param {Record<string, string>} prefixes
 */
export function shortened(iri, prefixes) {
    const known = Object.entries(prefixes).filter(([, namespace]) => namespace && iri.startsWith(namespace));
    const [prefix, namespace] = known.sort((one, other) => other[1].length - one[1].length)[0] ?? ["", ""];
    const local = iri.slice(namespace.length);
    return namespace && /^[\p{L}\p{N}_-]*$/u.test(local) ? `${prefix}:${local}` : iri;
}

/** The pages of the resources of the site: their addresses and titles. */
export class Pages {
    /**
     * @param {{base: string, paths: Record<string, string>, points: Record<string, [number, number]>}} places
     * @param {{path: string, title: string, source?: string}[]} entries
     */
    constructor(places, entries) {
        this.places = places;
        this.titles = new Map(entries.map(({ path, title, source }) => [path, source ? `${source}, ${title}` : title]));
    }

    static async load() {
        return new Pages(await json("static/pages.json"), await json(`static/search-${LANG}.json`));
    }

    /**
     * Return longitude and latitude of a resource; undefined if it has none.
     * @param {string} iri
     */
    point(iri) {
        return this.places.points[iri];
    }

    /**
     * Return title and address of the page of a resource; null if it has none that has a title.
     * @param {string} iri
     */
    find(iri) {
        const { base, paths } = this.places;
        const path = paths[iri] ?? (iri.startsWith(base) ? iri.slice(base.length).replace("#", "/") : "");
        const title = this.titles.get(path);
        return title === undefined ? null : { title, href: address(`${LANG}/${path}/`) };
    }
}
