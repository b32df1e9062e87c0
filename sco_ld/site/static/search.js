// The search page.

import { Index } from "./search-index.js";
import { byId, element, json, LANG, page } from "./site.js";
import { capital, counted, word } from "./words.js";

/** @typedef {import("./search-index.js").Entry} Entry */

const field = /** @type {HTMLInputElement} */ (byId("q"));
const place = byId("results");
const status = element("p", { class: "meta", role: "status" });
const list = element("ol", { class: "plain" });
place.replaceChildren(status, list);

field.value ||= new URLSearchParams(location.search).get("q") ?? "";
const index = new Index(await json(`static/search-${LANG}.json`));
show(field.value);

field.addEventListener("input", () => {
    history.replaceState(null, "", field.value ? `?${new URLSearchParams({ q: field.value })}` : location.pathname);
    show(field.value);
});
field.form?.addEventListener("submit", (event) => event.preventDefault());

/** @param {string} query */
function show(query) {
    const { entries, all } = index.find(query);
    list.replaceChildren(...entries.map(line));
    const some = all || !entries.length ? "" : `${word("some-of-the-words")} `;
    status.textContent = !query.trim() ? "" : entries.length ? `${some}${counted("result", entries.length)}.` : `${word("nothing-found")}.`;
}

/** @param {Entry} entry */
function line(entry) {
    const said = [capital(entry.kind), entry.source, entry.roles].filter(Boolean).join(" · ");
    return element("li", {}, element("a", { href: page(entry.path) }, entry.title), " ", element("span", { class: "soft" }, said));
}
