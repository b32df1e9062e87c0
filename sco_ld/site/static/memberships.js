// Who holds which status on a day, from the bounds of their time, and what changes between two days.

/** @typedef {[string | null, string | null, string | null, string | null]} Bounds earliest and latest start, earliest and latest end */
/** @typedef {{member: number, role: number, path: string | null, bounds: Bounds, confidence: number, passages: number[]}} Membership */
/** @typedef {{iri: string, path: string | null, names: Record<string, string>}} Member */
/** @typedef {{iri: string, path: string | null, key: string, names: Record<string, string>, letters: Record<string, string>}} Role */
/** @typedef {{path: string | null, sources: Record<string, string>, places: Record<string, string>}} Passage */
/** @typedef {{today: string, days: string[], roles: Role[], members: Member[], memberships: Membership[], passages: Passage[]}} Days */

export const NO = 0;
export const POSSIBLE = 1;
export const CERTAIN = 2;
const DAY = 86_400_000;

/**
 * Return whether a membership holds on a day: NO, POSSIBLE or CERTAIN. A missing bound is open.
 * @param {Membership} membership
 * @param {string} day
 */
export function state({ bounds: [earliestStart, latestStart, earliestEnd, latestEnd] }, day) {
    const began = (/** @type {string | null} */ start) => start === null || start <= day;
    const lasts = (/** @type {string | null} */ end) => end === null || day <= end;
    if (began(latestStart) && lasts(earliestEnd)) return CERTAIN;
    return began(earliestStart) && lasts(latestEnd) ? POSSIBLE : NO;
}

/**
 * Return the status of a member on a day that is surest and comes first; undefined if it has none.
 * @param {Days} days
 * @param {number} member
 * @param {string} day
 */
export function status(days, member, day) {
    const own = days.memberships.filter((one) => one.member === member && state(one, day));
    return own.sort((one, other) => state(other, day) - state(one, day) || one.role - other.role)[0];
}

/**
 * Return what holds on the second of two days more surely than on the first, and what less surely.
 * @param {Membership[]} all
 * @param {string} first
 * @param {string} second
 */
export function changes(all, first, second) {
    return {
        began: all.filter((one) => state(one, second) > state(one, first)),
        ended: all.filter((one) => state(one, second) < state(one, first)),
    };
}

/**
 * Return the first and last day of a scale that holds all bounds and a day.
 * @param {Days} days
 * @param {string} day
 */
export function scale(days, day) {
    const known = [day, days.today, ...days.memberships.flatMap(({ bounds }) => bounds.filter((bound) => bound !== null))].sort();
    return { first: `${known[0].slice(0, 4)}-01-01`, last: known[known.length - 1] };
}

/**
 * Return the number of a day, counted from 1970-01-01.
 * @param {string} day
 */
export function ordinal(day) {
    return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

/** @param {number} number */
export function dayOf(number) {
    return new Date(number * DAY).toISOString().slice(0, 10);
}
