// What all scripts share: where the site is, the language of the page, its files, the making of elements.

export const ROOT = new URL("..", import.meta.url);
export const LANG = document.documentElement.lang;

/**
 * Return the address of a file or page, by its path in the site.
 * @param {string} path
 */
export function address(path) {
    return new URL(path, ROOT).href;
}

/**
 * Return the address of the page of a resource in the language of this page.
 * @param {string} path
 */
export function page(path) {
    return address(`${LANG}/${path}/`);
}

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * Return the content of a JSON file of the site; it is fetched once.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function json(path) {
    const found = loaded.get(path) ?? fetch(address(path)).then((answer) => answer.json());
    loaded.set(path, found);
    return found;
}

/**
 * Return a new element with attributes and children. Texts become text, never markup.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
}

/**
 * Return the element with an id, which the page has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
    const found = document.getElementById(id);
    if (!found) throw new Error(`The page has no element #${id}.`);
    return found;
}

/**
 * Return an element of SVG.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function svg(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
}
