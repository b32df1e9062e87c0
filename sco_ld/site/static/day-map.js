// The map of the page of a day: how the discs look, and the table that says the same.

import { CERTAIN, state, status } from "./memberships.js";
import { LANG } from "./site.js";
import { word } from "./words.js";

/** @typedef {import("./memberships.js").Days} Days */

const NONE = "–";

/**
 * Let the discs of places show what the members in whose countries they lie are on a day.
 * @param {Days} days
 * @param {string} day
 */
export function moveMap(days, day) {
    for (const disc of document.querySelectorAll("svg.map .cap[data-member]")) {
        disc.setAttribute("class", `cap c-${look(days, Number(disc.getAttribute("data-member")), day)}`);
    }
    const said = [];
    for (const row of /** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll(".places tbody tr"))) {
        const cell = row.querySelector("[data-member]");
        if (cell) cell.textContent = words(days, Number(cell.getAttribute("data-member")), day);
        said.push(`${row.cells[0].textContent}: ${row.cells[1].textContent}`);
    }
    document.querySelector("svg.map > desc")?.replaceChildren(said.join("; "));
}

/**
 * @param {Days} days
 * @param {number} member
 * @param {string} day
 */
function look(days, member, day) {
    const held = status(days, member, day);
    if (!held) return "none";
    if (state(held, day) !== CERTAIN) return "possible";
    return held.role ? "ring" : "full";
}

/**
 * @param {Days} days
 * @param {number} member
 * @param {string} day
 */
function words(days, member, day) {
    const held = status(days, member, day);
    if (!held) return NONE;
    const name = days.roles[held.role].names[LANG];
    return state(held, day) === CERTAIN ? name : `${name} (${word("perhaps-short")})`;
}
