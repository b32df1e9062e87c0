// Queries, answered in a worker. It is ended and started anew when a query is stopped, takes too long, or traps: after a trap
// no later query would succeed.

import { measure } from "./complexity.js";

const SECONDS = 60;

/** @typedef {{type: string, value: string, datatype?: string, "xml:lang"?: string}} Term */
/** @typedef {{head: {vars?: string[]}, boolean?: boolean, results?: {bindings: Record<string, Term>[]}}} Answer */

/** A query that has no answer: `reason` is a word of the interface, `message` what the engine says. */
export class QueryError extends Error {
    /**
     * @param {string} reason
     * @param {string} [message]
     */
    constructor(reason, message = "") {
        super(message);
        this.reason = reason;
    }
}

export class Engine {
    /** @type {Worker | null} */ #worker = null;
    /** @type {((error: QueryError) => void) | null} */ #reject = null;
    #id = 0;

    /** Start the worker, so that it is ready when the first query comes. */
    start() {
        this.#worker ??= new Worker(new URL("worker.js", import.meta.url), { type: "module" });
        return this.#worker;
    }

    /**
     * Return the answer to a query; throw a QueryError if there is none. An earlier query is stopped.
     * @param {string} query
     * @returns {Promise<Answer>}
     */
    ask(query) {
        const { form, tooDeep } = measure(query);
        if (tooDeep) return Promise.reject(new QueryError("query-too-deep"));
        if (this.#reject) this.stop();
        const worker = this.start();
        const id = ++this.#id;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => this.#end("took-too-long"), SECONDS * 1000);
            const settle = (/** @type {() => void} */ then) => {
                clearTimeout(timer);
                this.#reject = null;
                then();
            };
            this.#reject = (error) => settle(() => reject(error));
            worker.onerror = (event) => this.#end("query-ended-engine", event.message);
            worker.onmessage = ({ data }) => {
                if (data.id !== id) return;
                if (data.trapped) this.#end("query-ended-engine", data.error);
                else if (data.error) settle(() => reject(new QueryError("error", data.error)));
                else settle(() => resolve(data.answer));
            };
            worker.postMessage({ id, query, form });
        });
    }

    /** End the query that is being answered. */
    stop() {
        this.#end("stopped");
    }

    /**
     * @param {string} reason
     * @param {string} [message]
     */
    #end(reason, message) {
        this.#worker?.terminate();
        this.#worker = null;
        this.#reject?.(new QueryError(reason, message));
        this.start();
    }
}
