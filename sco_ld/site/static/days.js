// The page of a day: a slider with the days of change as its stops, and a second day to compare with.

import { changeLists, counts, groups, totals } from "./day-parts.js";
import { moveMap } from "./day-map.js";
import { changes, dayOf, ordinal, scale } from "./memberships.js";
import { Notes } from "./notes.js";
import { byId, element, json, LANG } from "./site.js";
import { isDay } from "./terms.js";
import { capital, date, word } from "./words.js";

/** @typedef {import("./memberships.js").Days} Days */

/** @type {Days} */
const days = await json("static/days.json");
const form = /** @type {HTMLFormElement} */ (byId("days"));
const field = /** @type {HTMLInputElement} */ (byId("d"));
const built = field.value;
const { first, last } = scale(days, built);
const slider = addSlider();
const second = addSecondDay();
const comparison = element("section", { class: "sec", "aria-labelledby": "cmp", hidden: "" });
form.closest("section")?.after(comparison);
const sources = document.getElementById("src")?.closest("section") ?? addSources();

form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(field.value, second.value);
});
field.addEventListener("change", () => show(field.value, second.value));
second.addEventListener("change", () => show(field.value, second.value));

const linked = new URLSearchParams(location.search);
if (linked.has("on") || linked.has("with")) show(linked.get("on") ?? built, linked.get("with") ?? "");

/**
 * Show a day, and what differs on another; the address holds both.
 * @param {string} day
 * @param {string} other
 */
function show(day, other) {
    if (!isDay(day)) return;
    const before = dayOf(ordinal(day) - 1);
    const title = word("on-day", { date: date(day) });
    field.value = day;
    document.title = title;
    /** @type {HTMLElement} */ (document.querySelector("h1")).textContent = title;
    for (const one of document.querySelectorAll(".dateline b")) one.replaceChildren(element("time", { datetime: day }, date(day)));
    byId("totals").replaceChildren(...totals(days, day));
    moveSlider(day);
    movePictures(day);
    moveMap(days, day);
    showNeighbours(day);
    const headings = { began: word("began-on", { date: date(day) }), ended: word("ended-on", { date: date(before) }) };
    const notes = new Notes(days.passages);
    const rows = groups(days, day, notes);
    const changed = changeLists(days, changes(days.memberships, before, day), before, day, headings, notes);
    for (const one of [...document.querySelectorAll("#chg ~ .change, #chg ~ p")]) one.remove();
    byId("chg").after(changed);
    const table = byId("states");
    for (const one of table.querySelectorAll("tbody")) one.remove();
    table.append(...rows);
    for (const one of byId("stops").querySelectorAll("a")) {
        if (one.pathname.endsWith(`/${day}/`)) one.setAttribute("aria-current", "page");
        else one.removeAttribute("aria-current");
    }
    compare(day, isDay(other) ? other : "", notes);
    sources.toggleAttribute("hidden", !notes.numbers.size);
    sources.querySelector("ol")?.replaceChildren(...notes.entries());
    history.replaceState(null, "", `?${new URLSearchParams({ on: day, ...(other ? { with: other } : {}) })}`);
}

/**
 * @param {string} day
 * @param {string} other
 * @param {Notes} notes
 */
function compare(day, other, notes) {
    second.value = other;
    comparison.toggleAttribute("hidden", !other);
    if (!other) return;
    const [from, to] = [day, other].sort();
    const headings = { began: capital(word("began")), ended: capital(word("ended")) };
    const heading = element("h2", { id: "cmp" }, capital(word("from-to", { start: date(from), end: date(to) })));
    comparison.replaceChildren(heading, changeLists(days, changes(days.memberships, from, to), from, to, headings, notes));
}

function addSlider() {
    const input = /** @type {HTMLInputElement} */ (
        element("input", { type: "range", id: "slider", min: String(ordinal(first)), max: String(ordinal(last)), list: "days-of-change" })
    );
    const list = element("datalist", { id: "days-of-change" }, ...days.days.map((day) => element("option", { value: String(ordinal(day)) })));
    const label = element("label", { for: "slider" }, word("day"));
    const row = element("tr", {}, element("th", { scope: "row" }, label), element("td", { class: "g" }, input, list));
    form.querySelector(".steps tbody")?.append(row);
    input.value = String(ordinal(built));
    input.setAttribute("aria-valuetext", date(built));
    input.addEventListener("input", () => show(nearest(Number(input.value)), second.value));
    input.addEventListener("keydown", (event) => {
        const stop = neighbour(event.key, field.value);
        if (!stop) return;
        event.preventDefault();
        show(stop, second.value);
    });
    return input;
}

/**
 * Return the stop that a key leads to: the next or previous one, the first or last.
 * @param {string} key
 * @param {string} day
 */
function neighbour(key, day) {
    const earlier = days.days.filter((one) => one < day);
    const later = days.days.filter((one) => one > day);
    if (key === "ArrowLeft" || key === "ArrowDown") return earlier.at(-1) ?? day;
    if (key === "ArrowRight" || key === "ArrowUp") return later[0] ?? day;
    if (key === "PageUp") return later[4] ?? days.days.at(-1);
    if (key === "PageDown") return earlier.at(-5) ?? days.days[0];
    return key === "Home" ? days.days[0] : key === "End" ? days.days.at(-1) : undefined;
}

/** @param {number} wanted */
function nearest(wanted) {
    const far = (/** @type {string} */ day) => Math.abs(ordinal(day) - wanted);
    return days.days.reduce((best, day) => (far(day) < far(best) ? day : best));
}

/** @param {string} day */
function moveSlider(day) {
    slider.value = String(ordinal(day));
    slider.setAttribute("aria-valuetext", date(day));
}

/**
 * Move the line of the day in the pictures, and say how many there are at it.
 * @param {string} day
 */
function movePictures(day) {
    const share = (ordinal(day) - ordinal(first)) / Math.max(1, ordinal(last) - ordinal(first));
    const at = `${Math.min(100, Math.max(0, 100 * share)).toFixed(2)}%`;
    for (const [number, picture] of [...form.querySelectorAll("svg.step")].entries()) {
        const { certain } = counts(days, number, day);
        for (const line of picture.querySelectorAll(".dayline")) for (const end of ["x1", "x2"]) line.setAttribute(end, at);
        const text = picture.querySelector(".sv");
        text?.setAttribute("x", at);
        text?.setAttribute("y", "14");
        text?.setAttribute("text-anchor", share > 0.9 ? "end" : "start");
        text?.setAttribute("dx", share > 0.9 ? "-5" : "5");
        text?.replaceChildren(String(certain));
        picture.setAttribute("aria-label", `${days.roles[number].names[LANG]}: ${certain}`);
    }
}

/**
 * Let the links before and after the day lead to the stops around it.
 * @param {string} day
 */
function showNeighbours(day) {
    const navigation = form.querySelector(".daynav");
    const [before, , after] = navigation?.children ?? [];
    before?.replaceWith(link(neighbour("ArrowLeft", day) ?? day, day, "prev"));
    after?.replaceWith(link(neighbour("ArrowRight", day) ?? day, day, "next"));
}

/**
 * @param {string} to
 * @param {string} day
 * @param {"prev" | "next"} rel
 */
function link(to, day, rel) {
    if (to === day) return element("span");
    const words = rel === "prev" ? `← ${date(to)}` : `${date(to)} →`;
    const made = element("a", { href: `?on=${to}`, rel }, words);
    made.addEventListener("click", (event) => {
        event.preventDefault();
        show(to, second.value);
    });
    return made;
}

/** Add the list of passages to a page that cites none. */
function addSources() {
    const made = element("section", { class: "sec", "aria-labelledby": "src", hidden: "" });
    made.append(element("h2", { id: "src" }, word("what-it-rests-on")), element("ol", { class: "sources wide" }));
    document.querySelector("main")?.append(made);
    return made;
}

function addSecondDay() {
    const input = /** @type {HTMLInputElement} */ (
        element("input", { type: "date", id: "with", name: "with", min: field.min, max: field.max })
    );
    form.append(element("p", {}, element("label", { for: "with" }, word("compare-days")), input));
    return input;
}
