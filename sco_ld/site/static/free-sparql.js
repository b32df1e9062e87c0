// The page for any SPARQL: examples, the known prefixes, a Stop button.

import { Asking, withPrefixes } from "./asking.js";
import { byId, element, json, LANG } from "./site.js";
import { spelled } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("./question.js").Question & {titles: Record<string, string>}} Question */

const form = /** @type {HTMLFormElement} */ (byId("sparql"));
const text = /** @type {HTMLTextAreaElement} */ (byId("sp"));
/** @type {{prefixes: Record<string, string>, questions: Question[]}} */
const { prefixes, questions } = await json("static/questions.json");
const asking = new Asking(byId("said"), /** @type {HTMLButtonElement} */ (byId("stop")), prefixes);

/** @param {Question} question */
function example(question) {
    const { parameters, pieces } = question;
    const terms = Object.fromEntries(
        parameters.map((one) => [one.name, spelled(one, one.kind === "language" ? LANG : one.example, prefixes) ?? '""']),
    );
    return pieces.map((piece) => (typeof piece === "string" ? piece : terms[piece.parameter])).join("");
}

function examples() {
    const options = questions
        .filter(({ pieces }) => pieces.length)
        .map(({ name, titles }) => element("option", { value: name }, titles[LANG] ?? titles.en ?? name));
    const select = /** @type {HTMLSelectElement} */ (element("select", { id: "examples" }, element("option", { value: "" }, "—"), ...options));
    select.addEventListener("change", () => {
        const chosen = questions.find(({ name }) => name === select.value);
        if (chosen) text.value = readable(example(chosen));
    });
    return element("p", {}, element("label", { for: "examples" }, word("example-questions")), select);
}

/**
 * Return a query with line breaks, and prefixed names where a prefix is known.
 * @param {string} query
 */
function readable(query) {
    const short = query.replace(/"(?:[^"\\]|\\.)*"|<([^<>\s]*)>/g, (whole, iri) => {
        if (!iri) return whole;
        const found = Object.entries(prefixes).find(([, namespace]) => iri.startsWith(namespace) && /^[A-Za-z][\w-]*$/.test(iri.slice(namespace.length)));
        return found ? `${found[0]}:${iri.slice(found[1].length)}` : whole;
    });
    return short.replace(/"(?:[^"\\]|\\.)*"| (\.|WHERE \{|OPTIONAL|FILTER|UNION|ORDER BY|LIMIT|VALUES|BIND) ?/g, (whole, sign) =>
        !sign ? whole : sign === "." ? " .\n" : sign === "WHERE {" ? " WHERE {\n" : `\n${sign} `,
    );
}

function knownPrefixes() {
    const lines = Object.entries(prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`);
    const list = element("pre", { tabindex: "0" }, element("code", {}, lines.join("\n")));
    return element("details", { class: "wide" }, element("summary", {}, word("known-prefixes")), list);
}

async function ask() {
    history.replaceState(null, "", `?${new URLSearchParams({ query: text.value })}`);
    await asking.run(withPrefixes(text.value, prefixes), "answer");
}

form.prepend(examples());
form.append(knownPrefixes());
form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask();
});
text.addEventListener("focus", () => asking.engine.start(), { once: true });
text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void ask();
});

const linked = new URLSearchParams(location.search).get("query");
if (linked !== null) {
    text.value = linked;
    void ask();
}
