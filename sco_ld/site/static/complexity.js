// How deep a query is nested, measured before the engine sees it: beyond its limits it ends with a trap, and every later
// query fails. The limits are those of the command line (sco_ld/sparql/complexity.py).

const MAX_DEPTH = 100;
const MAX_CHAIN = 256;
const MAX_LENGTH = 65536;
const CLAUSES = new Set(["OPTIONAL", "UNION", "MINUS", "FILTER", "VALUES", "GRAPH", "LATERAL", "EXISTS", "AS"]);
const TOKEN = new RegExp(
    [
        String.raw`(?<space>(?:[ \t\r\n]+|#[^\r\n]*)+)`,
        String.raw`(?<iri><[^<>"{}|^\x60\\\x00-\x20]*>)`,
        String.raw`(?<string>"""(?:"{0,2}(?:[^"\\]|\\[^]))*"""|'''(?:'{0,2}(?:[^'\\]|\\[^]))*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')`,
        String.raw`(?<open>[({[])`,
        String.raw`(?<close>[)}\]])`,
        String.raw`(?<word>[\p{L}_?$:@][\p{L}\p{N}_:.%-]*)`,
        String.raw`(?<operator>\|\||&&|\^\^|[-!+*/|^])`,
        String.raw`(?<other>[^])`,
    ].join("|"),
    "uy",
);

/**
 * Return the form of a query (SELECT, ASK, CONSTRUCT, DESCRIBE, else another word) and whether it is beyond the limits.
 * @param {string} text
 * @returns {{form: string, tooDeep: boolean}}
 */
export function measure(text) {
    if (text.length > MAX_LENGTH) return { form: "", tooDeep: true };
    const levels = [{ chain: 0, deepest: 0 }];
    let form = "";
    let total = 0;
    let tooDeep = false;
    let prologue = true;
    for (const match of text.matchAll(new RegExp(TOKEN, "ugy"))) {
        const { iri = "", open, close, word = "", operator } = match.groups ?? {};
        const level = levels[levels.length - 1];
        if (open) {
            levels.push({ chain: open === "{" ? 1 : 0, deepest: 0 });
            total += open === "{" ? 1 : 0;
        } else if (close && levels.length > 1) {
            levels.pop();
            total -= level.chain;
            const around = levels[levels.length - 1];
            around.deepest = Math.max(around.deepest, level.chain + level.deepest);
        } else if ((operator && operator !== "^^") || CLAUSES.has(word.toUpperCase())) {
            level.chain += 1;
            total += 1;
        }
        if (prologue && /^(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|WITH)$/i.test(word)) {
            form = word.toUpperCase();
            prologue = false;
        }
        const inside = (iri.match(/[([]/g) ?? []).length; // what looks like an IRI can be two comparisons
        const depth = levels.length - 1 + inside;
        tooDeep ||= depth > MAX_DEPTH || total + levels[levels.length - 1].deepest > MAX_CHAIN;
    }
    return { form, tooDeep };
}
