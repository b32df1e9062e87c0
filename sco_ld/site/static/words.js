// The words of the interface in the language of the page.

import { element, json, LANG } from "./site.js";

/** @type {Record<string, string | Record<string, string>>} */
const words = await json(`static/words-${LANG}.json`);
const plural = new Intl.PluralRules(LANG);

/**
 * Return a phrase, with values in the place of the names in braces.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function word(name, values = {}) {
    const phrase = words[name];
    return typeof phrase === "string" ? filled(phrase, values) : name;
}

/**
 * Return a counted word in the form that its number wants.
 * @param {string} name
 * @param {number} count
 */
export function counted(name, count) {
    const forms = words[`count-${name}`];
    if (typeof forms !== "object") return `${count} ${name}`;
    return filled(forms[plural.select(count)] ?? forms.other, { count: number(count) });
}

/**
 * Return a number with its thousands set apart.
 * @param {number} value
 */
export function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, word("group-separator"));
}

/**
 * Return a day, month or year in words, and any other text as it is.
 * @param {string} value
 */
export function date(value) {
    const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value);
    if (!match) return value;
    const [year, month, day] = match.slice(1).map(Number);
    if (!match[2]) return word("date-year", { year });
    if (!match[3]) return word("date-month", { year, month: word(`month-${month}`) });
    return word("date-day", { year, month: word(`of-month-${month}`), day });
}

/**
 * Return a time element that says a day, month or year in words.
 * @param {string} value
 */
export function time(value) {
    return element("time", { datetime: value }, date(value));
}

/**
 * Return a text with its first letter as a capital.
 * @param {string} text
 */
export function capital(text) {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * @param {string} phrase
 * @param {Record<string, string | number>} values
 */
function filled(phrase, values) {
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
