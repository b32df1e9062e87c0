// The parts of the page of a day, made of memberships.

import { CERTAIN, ordinal, state } from "./memberships.js";
import { address, element, LANG, svg } from "./site.js";
import { capital, number, time, word } from "./words.js";

/** @typedef {import("./memberships.js").Days} Days */
/** @typedef {import("./memberships.js").Membership} Membership */
/** @typedef {import("./memberships.js").Role} Role */
/** @typedef {import("./notes.js").Notes} Notes */

const SOLID = "m";

/**
 * Return how many hold each status: certain, and after a dash with those that may hold it.
 * @param {Days} days
 * @param {string} day
 */
export function totals(days, day) {
    return days.roles.flatMap((role, at) => {
        const { certain, possible } = counts(days, at, day);
        const count = possible ? `${certain}–${certain + possible}` : String(certain);
        return [...(at ? [" · "] : []), `${capital(role.names[LANG])}: `, element("b", {}, count)];
    });
}

/**
 * Return how many hold a status for certain, and how many more may hold it.
 * @param {Days} days
 * @param {number} role
 * @param {string} day
 */
export function counts(days, role, day) {
    const states = days.memberships.filter((one) => one.role === role).map((one) => state(one, day));
    const certain = states.filter((one) => one === CERTAIN).length;
    return { certain, possible: states.filter(Boolean).length - certain };
}

/**
 * Return a group of rows for each status that someone holds.
 * @param {Days} days
 * @param {string} day
 * @param {Notes} notes
 */
export function groups(days, day, notes) {
    return days.roles.flatMap((role, at) => {
        const { certain, possible } = counts(days, at, day);
        const held = days.memberships.filter((one) => one.role === at && state(one, day));
        if (!held.length) return [];
        const said = element("span", { class: "n" }, word("certain-and-possible", { certain, possible }));
        const head = element("th", { scope: "rowgroup", colspan: "5" }, `${capital(role.names[LANG])} `, said);
        return [element("tbody", {}, element("tr", { class: "gh" }, head), ...held.map((one) => row(days, one, day, notes)))];
    });
}

/**
 * Return the lists of what began and what ended, under their headings.
 * @param {Days} days
 * @param {{began: Membership[], ended: Membership[]}} changed
 * @param {string} before
 * @param {string} day
 * @param {{began: string, ended: string}} headings
 * @param {Notes} notes
 */
export function changeLists(days, changed, before, day, headings, notes) {
    const list = (/** @type {Membership[]} */ all, /** @type {string} */ heading) => {
        const items = all.map((one) => {
            const sure = state(one, before) + state(one, day) === CERTAIN;
            const role = days.roles[one.role];
            return element("li", {}, swatch(role), name(days, one), `, ${role.names[LANG]}`, sure ? "" : ` (${word("perhaps-short")})`, notes.cite(one));
        });
        return element("div", {}, ...(items.length ? [element("h3", {}, heading), element("ul", {}, ...items)] : []));
    };
    if (!changed.began.length && !changed.ended.length) return element("p", {}, `${word("nothing-changed")}.`);
    return element("div", { class: "change" }, list(changed.ended, headings.ended), list(changed.began, headings.began));
}

/**
 * @param {Days} days
 * @param {Membership} one
 * @param {string} day
 * @param {Notes} notes
 */
function row(days, one, day, notes) {
    const [earliest, latest] = one.bounds;
    const isNew = earliest === day || latest === day ? [" ", element("span", { class: "new" }, word("began-this-day"))] : [];
    const perhaps = state(one, day) === CERTAIN ? [] : [" ", element("span", { class: "soft" }, word("perhaps-short"))];
    const held = latest !== null && latest <= day ? number(ordinal(day) - ordinal(latest)) : "0";
    return element(
        "tr",
        {},
        element("td", {}, swatch(days.roles[one.role]), name(days, one), ...isNew, ...perhaps),
        element("td", {}, ...since(earliest, latest)),
        element("td", { class: "num" }, held),
        element("td", {}, confidence(one.confidence)),
        element("td", {}, notes.cite(one)),
    );
}

/**
 * @param {Days} days
 * @param {Membership} one
 */
function name(days, one) {
    const { path, names } = days.members[one.member];
    return path ? element("a", { href: address(`${LANG}/${path}/`) }, names[LANG]) : names[LANG];
}

/**
 * Return when something began: a day, a month or a year that the bounds span, or both bounds.
 * @param {string | null} earliest
 * @param {string | null} latest
 * @returns {(Node | string)[]}
 */
function since(earliest, latest) {
    if (earliest === null) return latest === null ? [] : around("not-after", { date: time(latest) });
    if (latest === null) return around("not-before", { date: time(earliest) });
    if (earliest === latest) return [time(earliest)];
    const [year, month] = [earliest.slice(0, 4), earliest.slice(0, 7)];
    if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return [time(year)];
    const last = new Date(Date.UTC(Number(year), Number(month.slice(5)), 0)).getUTCDate();
    if (earliest === `${month}-01` && latest === `${month}-${last}`) return [time(month)];
    return around("between", { first: time(earliest), last: time(latest) });
}

/**
 * Return a phrase with elements in the place of the names in braces.
 * @param {string} phrase
 * @param {Record<string, Node>} values
 */
function around(phrase, values) {
    return word(phrase).split(/(\{\w+\})/).map((part) => values[part.slice(1, -1)] ?? part);
}

/** @param {Role} role */
function swatch({ key, letters }) {
    /** @type {Record<string, string>} */
    const fill = key === SOLID ? {} : { fill: `url(#p-${key})` };
    const rect = svg("rect", { class: `b b-${key}`, x: ".5", y: ".5", width: "21", height: "13", ...fill });
    const letter = svg("text", { class: `l l-${key}`, x: "6", y: "11" }, letters[LANG]);
    return svg("svg", { class: "sw", width: "22", height: "14", "aria-hidden": "true" }, rect, letter);
}

/** @param {number} level */
function confidence(level) {
    if (!level) return "";
    const bars = [0, 1, 2].map((at) => svg("rect", { ...(at < level ? { class: "on" } : {}), x: String(at * 7 + 0.5), y: ".5", width: "5", height: "8" }));
    const picture = svg("svg", { width: "22", height: "9", "aria-hidden": "true" }, ...bars);
    return element("span", { class: "conf" }, picture, " ", element("span", { class: "w" }, word(["low", "medium", "high"][level - 1])));
}
