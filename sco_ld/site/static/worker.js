// The engine: Oxigraph, compiled to WebAssembly, with the data of the site. It answers one query after another.

import init, { Store } from "./oxigraph.js";

const ready = start();

self.addEventListener("message", async (event) => {
    const { id, query, form } = event.data;
    try {
        const store = await ready;
        self.postMessage({ id, answer: answer(store, query, form) });
    } catch (error) {
        const trapped = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
        self.postMessage({ id, error: error instanceof Error ? error.message : String(error), trapped });
    }
});

async function start() {
    const [wasm, data] = await Promise.all([unpacked("oxigraph.wasm.gz"), unpacked("data.nq.gz")]);
    await init({ module_or_path: wasm });
    const store = new Store();
    store.load(new TextDecoder().decode(data), { format: "application/n-quads" });
    return store;
}

/** @param {string} name */
async function unpacked(name) {
    const response = await fetch(new URL(name, import.meta.url));
    if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // else the server has unpacked it
    return packed ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : bytes;
}

/**
 * Return rows in SPARQL's JSON, or the terms of triples as rows.
 * @param {Store} store
 * @param {string} query
 * @param {string} form
 */
function answer(store, query, form) {
    if (form === "SELECT" || form === "ASK") {
        return JSON.parse(/** @type {string} */ (store.query(query, { results_format: "json" })));
    }
    const quads = /** @type {any[]} */ (store.query(query));
    const bindings = quads.map((quad) => ({ subject: term(quad.subject), predicate: term(quad.predicate), object: term(quad.object) }));
    return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings } };
}

/** @param {any} value */
function term(value) {
    if (value.termType === "NamedNode") return { type: "uri", value: value.value };
    if (value.termType === "BlankNode") return { type: "bnode", value: value.value };
    const lang = value.language ? { "xml:lang": value.language } : {};
    const plain = value.datatype.value.endsWith("#string") || value.language;
    return { type: "literal", value: value.value, ...lang, ...(plain ? {} : { datatype: value.datatype.value }) };
}
