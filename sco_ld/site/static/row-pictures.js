// The rows of an answer on a timeline and on the map, where they have dates or places.

import { ordinal } from "./memberships.js";
import { element, json, svg } from "./site.js";
import { shortened } from "./terms.js";
import { capital, date, word } from "./words.js";

/** @typedef {import("./engine.js").Term} Term */
/** @typedef {import("./terms.js").Pages} Pages */
/** @typedef {(Term | undefined)[][]} Rows */
/** @typedef {{centre: [number, number], left: number, top: number, scale: number, land: string, width: number, height: number}} Land */
/** @typedef {{name: string, point: [number, number]}} Place */
/** @typedef {(term: Term) => string} Name */

const MOST = 200;
const DATE = /#(date|gYear|gYearMonth)$/;
const LATITUDE = /^lat(itude)?$/i;
const LONGITUDE = /^(lon|lng|long|longitude)$/i;
const RADIANS = Math.PI / 180;

/**
 * Return folds with the timeline and the map of the rows; none where they have neither dates nor places.
 * @param {string[]} columns
 * @param {Rows} rows
 * @param {Pages} pages
 * @param {Record<string, string>} prefixes
 */
export function pictures(columns, rows, pages, prefixes) {
    const shown = rows.slice(0, MOST);
    const name = (/** @type {Term} */ { type, value }) => (type === "uri" ? (pages.find(value)?.title ?? shortened(value, prefixes)) : value);
    const dated = columns.flatMap((_, at) => (isDated(shown, at) ? [at] : []));
    const places = shown.flatMap((row) => placesOf(columns, row, dated, pages, name));
    return [
        ...(dated.length ? [fold("as-timeline", () => timeline(shown, dated, name))] : []),
        ...(places.length ? [fold("as-map", async () => map(places, await json("static/land.json")))] : []),
    ];
}

/**
 * Return a fold whose content is made when it is first opened.
 * @param {string} name
 * @param {() => Node | Promise<Node>} made
 */
function fold(name, made) {
    const found = element("details", { class: "wide" }, element("summary", {}, word(name)));
    found.addEventListener("toggle", async () => found.append(await made()), { once: true });
    return found;
}

/**
 * @param {Rows} rows
 * @param {number} column
 */
function isDated(rows, column) {
    const terms = rows.flatMap((row) => row[column] ?? []);
    return terms.length > 0 && terms.every(({ datatype, value }) => DATE.test(datatype ?? "") && /^\d{4}(-\d\d){0,2}$/.test(value));
}

/**
 * Return the table of rows: what each is called, and its days as a mark, or as a bar from the first to the last.
 * @param {Rows} rows
 * @param {number[]} dated
 * @param {Name} name
 */
function timeline(rows, dated, name) {
    const days = rows.map((row) => [...new Set(dated.flatMap((at) => row[at]?.value ?? []))].sort());
    const known = days.flat().map(first).sort((one, other) => one - other);
    const [from, to] = [known[0], Math.max(known[known.length - 1], known[0] + 1)];
    const at = (/** @type {string} */ day) => ((100 * (first(day) - from)) / (to - from)).toFixed(2);
    const lines = rows.map((row, number) => {
        const own = days[number];
        const said = own.map(date).join(" – ");
        const [start, end] = [at(own[0] ?? ""), at(own[own.length - 1] ?? "")];
        const marks = own.map((day) => svg("circle", { class: "ev", cx: `${at(day)}%`, cy: "11", r: "4" }));
        const bar = start === end ? [] : [svg("line", { class: "gap", x1: `${start}%`, x2: `${end}%`, y1: "11", y2: "11" })];
        const picture = svg("svg", { class: "tl", width: "100%", height: "22", role: "img", "aria-label": said }, ...bar, ...marks);
        return element("tr", {}, element("th", { scope: "row" }, called(row, dated, name)), element("td", { class: "g" }, own.length ? picture : ""), element("td", { class: "dt" }, said));
    });
    return element("table", { class: "timeline" }, element("tbody", {}, ...lines));
}

/** @param {string} day */
function first(day) {
    return ordinal(`${day}-01-01`.slice(0, 10));
}

/**
 * Return the places of a row: resources that have coordinates, or columns with latitude and longitude.
 * @param {string[]} columns
 * @param {(Term | undefined)[]} row
 * @param {number[]} dated
 * @param {Pages} pages
 * @param {Name} name
 * @returns {Place[]}
 */
function placesOf(columns, row, dated, pages, name) {
    const named = row.flatMap((term) => {
        const point = term?.type === "uri" ? pages.point(term.value) : undefined;
        return term && point ? [{ name: name(term), point }] : [];
    });
    const [latitude, longitude] = [LATITUDE, LONGITUDE].map((wanted) => Number(row[columns.findIndex((one) => wanted.test(one))]?.value ?? NaN));
    if (named.length || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return named;
    return [{ name: called(row, dated, name), point: [longitude, latitude] }];
}

/**
 * Return what a row is called: its first text, else its first resource.
 * @param {(Term | undefined)[]} row
 * @param {number[]} dated
 * @param {Name} name
 */
function called(row, dated, name) {
    const terms = row.flatMap((term, at) => (term && !dated.includes(at) ? [term] : []));
    const first = terms.find((term) => term["xml:lang"]) ?? terms[0];
    return first ? name(first) : "";
}

/**
 * @param {Place[]} places
 * @param {Land} land
 */
function map(places, land) {
    const named = new Map(places.map((one) => [one.name, one]));
    const discs = [...named.values()].flatMap(({ name, point }) => {
        const at = projected(point, land);
        if (!at) return [];
        const [cx, cy] = at.map(String);
        return [svg("g", { class: "cap c-full" }, svg("circle", { cx, cy, r: "8" }, svg("title", {}, name)))];
    });
    const size = { viewBox: `0 0 ${land.width} ${land.height}` };
    const sea = svg("rect", { class: "sea", width: String(land.width), height: String(land.height) });
    const said = capital([...named.keys()].join(", "));
    const picture = svg("svg", { class: "map", role: "img", "aria-label": said, ...size }, sea, svg("path", { class: "land", d: land.land }), ...discs);
    return element("figure", {}, picture, element("figcaption", {}, said));
}

/**
 * Return where a point is in pixels, by Lambert's azimuthal equal-area projection; undefined if the map does not show it.
 * @param {[number, number]} point
 * @param {Land} land
 * @returns {[number, number] | undefined}
 */
function projected([longitude, latitude], { centre, left, top, scale, width, height }) {
    const [east, north, middle] = [(longitude - centre[0]) * RADIANS, latitude * RADIANS, centre[1] * RADIANS];
    const nearness = Math.sin(middle) * Math.sin(north) + Math.cos(middle) * Math.cos(north) * Math.cos(east);
    const factor = Math.sqrt(2 / (1 + nearness));
    const across = factor * Math.cos(north) * Math.sin(east);
    const up = factor * (Math.cos(middle) * Math.sin(north) - Math.sin(middle) * Math.cos(north) * Math.cos(east));
    const [x, y] = [Math.round((across - left) * scale), Math.round((-up - top) * scale)];
    return x >= 0 && x <= width && y >= 0 && y <= height ? [x, y] : undefined;
}
