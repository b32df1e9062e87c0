// An answer as a table, as CSV and as JSON.

import { pictures } from "./row-pictures.js";
import { element } from "./site.js";
import { shortened } from "./terms.js";
import { capital, counted, number, time, word } from "./words.js";

const SHOWN = 1000;
const DATES = /#(date|gYear|gYearMonth)$/;
const SAFE = /^(https?:\/\/[^\s/]|mailto:|urn:|doi:)/i;

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./engine.js").Term} Term */
/** @typedef {import("./terms.js").Pages} Pages */

/**
 * Return a sentence on how much there is, the table, and links to the answer as CSV and JSON.
 * @param {Answer} answer
 * @param {Pages} pages
 * @param {Record<string, string>} prefixes
 * @param {string} name
 */
export function shown(answer, pages, prefixes, name) {
    const { columns, rows } = tabular(answer);
    const cut = rows.length > SHOWN ? word("first-rows", { number: number(SHOWN), total: number(rows.length) }) : "";
    const said = element("p", { class: "meta" }, cut || (rows.length ? `${counted("row", rows.length)}.` : `${word("nothing-found")}.`));
    const head = element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, heading(column))));
    const lines = rows.slice(0, SHOWN).map((row) => element("tr", {}, ...row.map((term) => element("td", {}, cell(term, pages, prefixes)))));
    const table = element("table", { class: "rows" }, element("thead", {}, head), element("tbody", {}, ...lines));
    const frame = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "an" }, table);
    const files = element(
        "ul",
        { class: "formats" },
        file(`${name}.csv`, "CSV", "text/csv", csv(answer)),
        file(`${name}.json`, "JSON", "application/sparql-results+json", JSON.stringify(answer)),
    );
    return rows.length ? [said, frame, ...pictures(columns, rows, pages, prefixes), files] : [said];
}

/**
 * Return an answer as CSV. https://www.w3.org/TR/sparql11-results-csv-tsv/
 * @param {Answer} answer
 */
export function csv(answer) {
    const { columns, rows } = tabular(answer);
    const lines = [columns, ...rows.map((row) => row.map((term) => (term?.type === "bnode" ? `_:${term.value}` : (term?.value ?? ""))))];
    return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

/** @param {string} value */
function quoted(value) {
    return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * @param {Answer} answer
 * @returns {{columns: string[], rows: (Term | undefined)[][]}}
 */
function tabular(answer) {
    if (answer.boolean !== undefined) {
        return { columns: ["answer"], rows: [[{ type: "literal", value: String(answer.boolean), datatype: "#boolean" }]] };
    }
    const columns = answer.head.vars ?? [];
    return { columns, rows: (answer.results?.bindings ?? []).map((binding) => columns.map((column) => binding[column])) };
}

/**
 * @param {Term | undefined} term
 * @param {Pages} pages
 * @param {Record<string, string>} prefixes
 * @returns {Node | string}
 */
function cell(term, pages, prefixes) {
    if (!term) return "";
    if (term.type === "uri") {
        const found = pages.find(term.value);
        if (found) return element("a", { href: found.href }, found.title);
        const name = shortened(term.value, prefixes);
        return SAFE.test(term.value) ? element("a", { href: term.value }, name) : name;
    }
    if (term.type === "bnode") return `_:${term.value}`;
    const lang = term["xml:lang"];
    if (lang) return element("span", { lang }, term.value);
    if (DATES.test(term.datatype ?? "")) return time(term.value);
    if (term.datatype?.endsWith("#boolean")) return word(term.value === "true" ? "yes" : "no");
    return term.value;
}

/** @param {string} column */
function heading(column) {
    return capital(column.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim());
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} type
 * @param {string} content
 */
function file(name, label, type, content) {
    const href = URL.createObjectURL(new Blob([content], { type }));
    return element("li", {}, element("a", { href, download: name, type }, label));
}
