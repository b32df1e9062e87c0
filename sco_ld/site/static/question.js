// The page of a named question: its form is answered here, for other values than those of the page.

import { Asking } from "./asking.js";
import { byId, element, json, LANG } from "./site.js";
import { spelled } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("./terms.js").Parameter} Parameter */
/** @typedef {{name: string, parameters: Parameter[], pieces: (string | {parameter: string})[]}} Question */

const form = /** @type {HTMLFormElement} */ (byId("question"));
const { prefixes, questions } = await json("static/questions.json");
/** @type {Question} */
const question = questions.find((/** @type {Question} */ one) => one.name === form.dataset.question);
const stop = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "plain", id: "stop", disabled: "" }, word("stop")));
const status = element("span", { class: "meta", role: "status", id: "said" });
form.append(stop, status);
const asking = new Asking(status, stop, prefixes);

/**
 * Return the query with terms in the place of parameters; null, after a word on it, if a value is not of its kind.
 * @param {URLSearchParams} values
 */
function filled(values) {
    /** @type {Record<string, string>} */
    const terms = {};
    for (const parameter of question.parameters) {
        const value = values.get(parameter.name) ?? (parameter.kind === "language" ? LANG : (parameter.default ?? parameter.example));
        const term = spelled(parameter, value.trim(), prefixes);
        const field = form.elements.namedItem(parameter.name);
        if (field instanceof HTMLElement) field.toggleAttribute("aria-invalid", term === null);
        if (term === null) {
            status.textContent = word("value-not-usable", { value, name: parameter.name, example: parameter.example });
            return null;
        }
        terms[parameter.name] = term;
    }
    return question.pieces.map((piece) => (typeof piece === "string" ? piece : terms[piece.parameter])).join("");
}

/** @param {URLSearchParams} values */
async function ask(values) {
    const query = filled(values);
    if (query === null) return;
    history.replaceState(null, "", `?${values}`);
    const link = document.getElementById("permalink");
    if (link instanceof HTMLAnchorElement) link.href = location.href;
    for (const file of document.querySelectorAll(".built")) file.toggleAttribute("hidden", true);
    await asking.run(query, question.name);
}

function given() {
    const fields = new FormData(form);
    return new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
}

form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(given());
});
form.addEventListener("focusin", () => asking.engine.start(), { once: true });

const linked = new URLSearchParams(location.search);
if (question.parameters.some(({ name }) => linked.has(name))) {
    for (const parameter of question.parameters) {
        const value = linked.get(parameter.name);
        const field = form.elements.namedItem(parameter.name);
        const takesValue = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
        if (takesValue && value !== null && spelled(parameter, value, prefixes)) field.value = value;
    }
    void ask(linked);
}
