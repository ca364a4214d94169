export const id = 323;
export const ids = [323];
export const modules = {

/***/ 323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  listApplications: () => (/* binding */ listApplications),
  runDockerize: () => (/* binding */ runDockerize)
});

// EXTERNAL MODULE: ./.build/shared/runner/log.js
var log = __webpack_require__(3423);
;// CONCATENATED MODULE: ./.build/shared/report/markdown.js

/**
 * Text from outside as plain text in GitHub's Markdown: characters that mean something there are escaped, lines become
 * one, and it can neither mention people nor open HTML.
 */
function plain(text) {
    return oneLine(text)
        .replace(/[\\`*_[\]|~]/g, '\\$&')
        .replace(/^(?:[#>+=-]|\d+(?=[.)]))/, '\\$&')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/@(?=\w)/g, '@\u200b');
}
/** Text from outside in code type, for names, digests and commands. */
function code(text) {
    const line = oneLine(text);
    if (line === '')
        return '';
    const longest = longestRun(line);
    const fence = '`'.repeat(longest + 1);
    const pad = longest > 0 ? ' ' : '';
    // A table cell ends at a bar even inside code.
    return `${fence}${pad}${line.replace(/\|/g, '\\|')}${pad}${fence}`;
}
/** A table whose cells are Markdown already. */
function table(header, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
/** A list whose items are Markdown already. */
function bullets(items) {
    return items.map((item) => `- ${item}`).join('\n');
}
/** Text from outside as a block of code, line by line as it is; a long line is cut. */
function codeBlock(lines, language = '') {
    const shown = lines.map((line) => cut(printable(line).replace(/\s*\n\s*/g, ' '), MOST_OF_A_LINE));
    const fence = '`'.repeat(Math.max(2, longestRun(shown.join('\n'))) + 1);
    return [`${fence}${language}`, ...shown, fence].join('\n');
}
/**
 * A part that is folded away until it is opened.
 * @param title text from outside; GitHub shows it as HTML, where Markdown means nothing
 * @param body Markdown
 */
function details(title, body) {
    const shown = oneLine(title)
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/@(?=\w)/g, '@\u200b');
    return `<details><summary>${shown}</summary>\n\n${body}\n\n</details>`;
}
/** A link; without an address, or with one that is none of the web, its text alone. */
function markdown_link(markdown, url) {
    if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url))
        return markdown;
    const address = new URL(url).href.replace(/[()<>\s|]/g, (character) => encodeURIComponent(character));
    // These two are left as they are by encodeURIComponent.
    return `[${markdown}](${address.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
}
/** At most so many characters of a text, of a longer one with an ellipsis at its end. */
function cut(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
const MOST_OF_A_LINE = 300;
function longestRun(text) {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
/** `sha256:0123456789ab`: enough of a digest to tell images apart. */
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}
function oneLine(text) {
    return (0,log/* printable */.g)(text).replace(/\s+/g, ' ').trim();
}

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 12 modules
var step = __webpack_require__(5735);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./node_modules/@humanwhocodes/momoa/dist/momoa.js
var momoa = __webpack_require__(3162);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/document.js
/** Whether a parsed value is a table (TOML), mapping (YAML) or object (JSON). */
function isTable(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
/** The value at a path of keys below another. */
function valueAt(root, path) {
    let value = root;
    for (const key of path) {
        if (Array.isArray(value) && typeof key === 'number')
            value = value[key];
        else if (isTable(value) && Object.hasOwn(value, key))
            value = value[key];
        else
            return undefined;
    }
    return value;
}
/** A value with the place that it has in a document. */
function foundAt(document, value, ...path) {
    const line = document.lineOf(...path);
    return { value, file: document.file, ...(line === undefined ? {} : { line }) };
}
/** The text at a path: a string that is not blank, or a number. */
function textAt(document, ...path) {
    const value = document.get(...path);
    if (typeof value === 'number')
        return foundAt(document, String(value), ...path);
    if (typeof value !== 'string' || value.trim() === '')
        return undefined;
    return foundAt(document, value.trim(), ...path);
}
/** The entries of the list at a path that are tables, each with its index. */
function tablesAt(document, ...path) {
    const list = document.get(...path);
    if (!Array.isArray(list))
        return [];
    return list.flatMap((table, index) => (isTable(table) ? [{ index, table }] : []));
}
/** The names of the table at a path, in the file's order; none where there is no table. */
function namesAt(document, ...path) {
    const value = document.get(...path);
    return isTable(value) ? Object.keys(value) : [];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/json.js



// A syntax tree takes many times the memory of its text: of what no person wrote, the lines do not matter.
const LINES_UP_TO = 1_000_000;
/** Parses JSON, or JSON with comments for the files that allow it. Throws a UserError with file, line and column. */
function parseJson(file, text, mode = 'json') {
    const root = parseRoot(file, text, mode);
    let tree;
    const child = childFinder();
    const lineOf = (...path) => {
        if (text.length > LINES_UP_TO)
            return undefined;
        tree ??= parseTree(file, text, mode);
        return path.reduce(child, tree)?.loc.start.line;
    };
    const get = (...path) => valueAt(root, path);
    const document = { file, get, lineOf };
    return {
        ...document,
        string: (...path) => {
            const value = get(...path);
            return typeof value === 'string' ? foundAt(document, value, ...path) : undefined;
        },
        strings: (...path) => {
            const table = get(...path);
            const pairs = Object.entries(isTable(table) ? table : {}).flatMap(([name, value]) => typeof value === 'string' ? [[name, foundAt(document, value, ...path, name)]] : []);
            return new Map(pairs);
        },
        has: (...path) => get(...path) !== undefined,
    };
}
function parseRoot(file, text, mode) {
    if (mode === 'jsonc')
        return (0,momoa/* evaluate */._3)(parseTree(file, text, mode));
    try {
        return JSON.parse(text);
    }
    catch (error) {
        // The engine's own parser is the fast one, the other knows where the mistake is.
        parseTree(file, text, mode);
        throw new errors/* UserError */.y(`${file} is not valid JSON: ${(0,errors/* messageOf */.b)(error)}`, `Mend ${file}; nothing was written.`);
    }
}
function parseTree(file, text, mode) {
    try {
        return (0,momoa/* parse */.qg)(text, { mode, allowTrailingCommas: mode === 'jsonc' }).body;
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        throw new errors/* UserError */.y(`${file} is not valid JSON${place(error, text)}: ${(0,errors/* messageOf */.b)(error).replace(/ \(\d+:\d+\)$/, '')}`, `Mend ${file}; nothing was written.`);
    }
}
function place(error, text) {
    // The parser says where a token is wrong, but not where the text ends too soon.
    if ((0,errors/* messageOf */.b)(error).startsWith('Unexpected end of input')) {
        const lines = text.split('\n');
        return ` at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
    }
    if (!(error instanceof Error) || !('line' in error) || !('column' in error))
        return '';
    return ` at line ${String(error.line)}, column ${String(error.column)}`;
}
/** Finds the child of a node; the members of an object are gone through once. */
function childFinder() {
    const indices = new Map();
    return (node, key) => {
        if (node?.type === 'Array')
            return typeof key === 'number' ? node.elements[key]?.value : undefined;
        if (node?.type !== 'Object')
            return undefined;
        let index = indices.get(node);
        if (index === undefined) {
            // Of members with the same name the last one counts, as for JSON.parse.
            index = new Map(node.members.map((member) => [keyOf(member), member.value]));
            indices.set(node, index);
        }
        return index.get(String(key));
    };
}
function keyOf(member) {
    return member.name.type === 'String' ? member.name.value : member.name.name;
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/toml-lines.js
/**
 * Finds the lines of a document that the library has parsed already: it keeps no positions. So nothing is judged here,
 * and what is not understood only has no line. Source: toml.io, "TOML v1.0.0".
 */
function tomlLines(text) {
    const lines = new Map();
    const words = [];
    scan(text, (path, line, word) => {
        const name = JSON.stringify(path);
        if (!lines.has(name))
            lines.set(name, line);
        if (word !== undefined)
            words.push({ word: toml_lines_plain(word), line });
    });
    return {
        at: (path) => lines.get(JSON.stringify(path)),
        naming: (name) => {
            const wanted = toml_lines_plain(name);
            return words.find(({ word }) => word.startsWith(wanted) && !/^[\w-]/.test(word.slice(wanted.length)))
                ?.line;
        },
    };
}
function toml_lines_plain(name) {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
}
function scan(text, note) {
    let position = 0;
    let line = 1;
    const peek = () => text[position] ?? '';
    const advance = (to) => {
        const passed = text.slice(position, to);
        for (const character of passed)
            if (character === '\n')
                line += 1;
        position = to;
        return passed;
    };
    // White space, line breaks and comments.
    const skip = () => {
        for (;;) {
            const blank = /[^\s]/g;
            blank.lastIndex = position;
            advance(blank.exec(text)?.index ?? text.length);
            if (peek() !== '#')
                return;
            advance(endOf('\n'));
        }
    };
    const endOf = (mark, from = position) => {
        const found = text.indexOf(mark, from);
        return found === -1 ? text.length : found;
    };
    const quoted = () => {
        const mark = peek();
        const fence = text.startsWith(mark.repeat(3), position) ? mark.repeat(3) : mark;
        let end = endOf(fence, position + fence.length);
        while (mark === '"' && escaped(text, end))
            end = endOf(fence, end + 1);
        // A fence of three may follow one or two quotes that belong to the text.
        while (fence.length === 3 && text[end + 3] === mark)
            end += 1;
        const raw = advance(end + fence.length);
        return raw.slice(fence.length, -fence.length);
    };
    const key = () => {
        const parts = [];
        for (;;) {
            skip();
            if (peek() === '"' || peek() === "'")
                parts.push(quoted());
            else {
                const word = /[^\w-]/g;
                word.lastIndex = position;
                parts.push(advance(word.exec(text)?.index ?? text.length));
            }
            skip();
            if (peek() !== '.')
                return parts;
            advance(position + 1);
        }
    };
    const value = (path) => {
        skip();
        const start = line;
        if (peek() === '"' || peek() === "'") {
            note(path, start, quoted());
        }
        else if (peek() === '[' || peek() === '{') {
            note(path, start);
            const list = peek() === '[';
            advance(position + 1);
            for (let index = 0; position < text.length; index += 1) {
                skip();
                if (peek() === ']' || peek() === '}')
                    break;
                if (list) {
                    value([...path, index]);
                }
                else {
                    pair(path);
                }
                skip();
                if (peek() === ',')
                    advance(position + 1);
            }
            advance(position + 1);
        }
        else {
            note(path, start);
            const end = /[,\]}#\n]/g;
            end.lastIndex = position;
            advance(end.exec(text)?.index ?? text.length);
        }
    };
    const pair = (path) => {
        const start = line;
        const names = key();
        for (const [index, name] of names.entries())
            note([...path, ...names.slice(0, index + 1)], start, name);
        advance(endOf('=') + 1);
        value([...path, ...names]);
    };
    const lists = new Map();
    let table = [];
    for (;;) {
        skip();
        if (position >= text.length)
            return;
        if (peek() !== '[') {
            pair(table);
            continue;
        }
        const start = line;
        const many = text.startsWith('[[', position);
        advance(position + (many ? 2 : 1));
        table = header(key(), many, lists);
        for (const [index, name] of table.entries())
            note(table.slice(0, index + 1), start, String(name));
        advance(endOf(']') + (many ? 2 : 1));
    }
}
/** The full path of a header: a name that is a list of tables means its newest one. */
function header(names, many, lists) {
    const path = [];
    for (const [index, name] of names.entries()) {
        path.push(name);
        const id = JSON.stringify(path);
        const newest = lists.get(id);
        if (many && index === names.length - 1) {
            lists.set(id, (newest ?? -1) + 1);
            path.push((newest ?? -1) + 1);
        }
        else if (newest !== undefined)
            path.push(newest);
    }
    return path;
}
/** Whether an odd number of backslashes stands before a place. */
function escaped(text, place) {
    let count = 0;
    while (text[place - 1 - count] === '\\')
        count += 1;
    return count % 2 === 1;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/toml.js





// Of what no person wrote, lockfiles of thousands of packages, the lines do not matter.
const toml_LINES_UP_TO = 1_000_000;
/** Parses TOML. Throws a UserError with file, line and column. */
function parseToml(file, text) {
    const root = toml_parseRoot(file, text);
    // Lines are looked up only where something is to be shown: most lockfiles are read for their values alone.
    let lines;
    const lineOf = (...path) => {
        if (text.length > toml_LINES_UP_TO)
            return undefined;
        lines ??= tomlLines(text);
        const [name] = path;
        return lines.at(path) ?? (path.length === 1 && typeof name === 'string' ? lines.naming(name) : undefined);
    };
    const get = (...path) => valueAt(root, path);
    return {
        file,
        get,
        lineOf,
        string: (...path) => {
            const value = get(...path);
            if (typeof value !== 'string')
                return undefined;
            const line = lineOf(...path);
            return { value, file, ...(line === undefined ? {} : { line }) };
        },
        table: (...path) => {
            const value = get(...path);
            return isTable(value) ? value : {};
        },
    };
}
function toml_parseRoot(file, text) {
    try {
        return (0,dist/* parse */.qg)(text);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        const place = error instanceof dist/* TomlError */.zx ? ` at line ${error.line}, column ${error.column}` : '';
        const reason = (0,errors/* messageOf */.b)(error).split('\n')[0] ?? '';
        throw new errors/* UserError */.y(`${file} is not valid TOML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
    }
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/yaml.js



/** Parses YAML into plain values. Throws a UserError with file, line and column. */
function parseYaml(file, text) {
    return plainValues(file, parse(file, text));
}
/** Parses YAML into a document whose values know their line. Throws a UserError with file, line and column. */
function parseYamlFile(file, text) {
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = parse(file, text, lines);
    const root = plainValues(file, document);
    return {
        file,
        get: (...path) => valueAt(root, path),
        lineOf: (...path) => {
            const node = document.getIn(path, true);
            const start = (0,yaml_dist/* isNode */.Ll)(node) ? node.range?.[0] : undefined;
            return start === undefined ? undefined : lines.linePos(start).line;
        },
    };
}
function parse(file, text, lineCounter = new yaml_dist/* LineCounter */.HN()) {
    let document;
    try {
        // Compose files and others share settings by `<<: *anchor`, which YAML 1.2 left out.
        document = (0,yaml_dist/* parseDocument */.Tp)(text, { lineCounter, merge: true });
    }
    catch (error) {
        throw tooDeep(file, error);
    }
    const error = document.errors[0];
    if (error === undefined)
        return document;
    const at = error.linePos?.[0];
    const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
    const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
    throw new errors/* UserError */.y(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
}
function plainValues(file, document) {
    try {
        return document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        // Aliases that multiply (a "billion laughs" document) are refused by the library's own limit.
        if (error instanceof ReferenceError) {
            throw new errors/* UserError */.y(`${file} is not read: ${(0,errors/* messageOf */.b)(error)}.`, `Mend ${file}; nothing was written.`);
        }
        throw tooDeep(file, error);
    }
}
function tooDeep(file, error) {
    return error instanceof RangeError ? new errors/* UserError */.y(`${file} is nested too deeply to be read.`) : error;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/text-cache.js
/** Keeps texts that were read, by path, as many as fit in a number of bytes: the oldest is forgotten first. */
function textCache(bytes) {
    // Two bytes a character at most, and a little for the entry.
    return boundedCache(bytes, (text) => 2 * (text?.length ?? 0) + 100);
}
/** Keeps values up to a sum of costs: the oldest is forgotten first. What costs more than all is kept by itself. */
function boundedCache(limit, costOf) {
    const entries = new Map();
    let kept = 0;
    return (key, make) => {
        const known = entries.get(key);
        if (known !== undefined)
            return known.value;
        const value = make();
        const cost = costOf(value);
        kept += cost;
        entries.set(key, { value, cost });
        for (const [oldest, old] of entries) {
            if (kept <= limit || entries.size === 1)
                break;
            kept -= old.cost;
            entries.delete(oldest);
        }
        return value;
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/once.js




// In characters of the texts: what is parsed takes some times the memory, and a repository has thousands of manifests.
const KEPT = 2_000_000;
/**
 * A reader of an application's files that parses each once in a view of a repository, as every provider asks for the
 * same manifests: undefined where there is no such file. What is broken throws each time, as `parse` does.
 */
function parsedOnce(parse) {
    const caches = new WeakMap();
    return ({ repository, at }, path) => {
        let cache = caches.get(repository);
        if (cache === undefined) {
            cache = boundedCache(KEPT, (kept) => kept?.length ?? 0);
            caches.set(repository, cache);
        }
        const file = at(path);
        if (!repository.isFile(file))
            return undefined;
        return cache(file, () => {
            const text = repository.text(file);
            return text === undefined ? undefined : { parsed: parse(file, text), length: text.length };
        })?.parsed;
    };
}
/** JSON. Throws a UserError with file, line and column, as the others do. */
const readJson = parsedOnce((file, text) => parseJson(file, text));
/** JSON with comments and commas at ends. */
const readJsonc = parsedOnce((file, text) => parseJson(file, text, 'jsonc'));
const readToml = parsedOnce(parseToml);
const readYaml = parsedOnce(parseYamlFile);

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/patterns.js


/**
 * The patterns of a workspace's members as the folder at its top gives them, and where; undefined where the folder is no
 * workspace's top. Sources: pnpm's documentation, "pnpm-workspace.yaml" (which may hold settings alone); npm's, Yarn's
 * and Bun's, `workspaces` in package.json; Lerna's, lerna.json `packages`.
 */
function workspacePatterns(top) {
    return pnpmPatterns(top) ?? manifestPatterns(top) ?? lernaPatterns(top);
}
function pnpmPatterns(top) {
    const yaml = readYaml(top, 'pnpm-workspace.yaml');
    return yaml === undefined ? undefined : listAt(yaml, 'packages');
}
function manifestPatterns(top) {
    // Parsed only where the word is there: every folder above the application is asked.
    if (top.files.text('package.json')?.includes('"workspaces"') !== true)
        return undefined;
    const json = readJson(top, 'package.json');
    if (json === undefined)
        return undefined;
    return isTable(json.get('workspaces')) ? listAt(json, 'workspaces', 'packages') : listAt(json, 'workspaces');
}
function lernaPatterns(top) {
    const json = top.files.isFile('package.json') ? readJsonc(top, 'lerna.json') : undefined;
    return json === undefined ? undefined : listAt(json, 'packages');
}
function listAt(document, ...path) {
    const list = document.get(...path);
    const value = Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    return value.length === 0 ? undefined : foundAt(document, value, ...path);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/holds-packages.js


// Scripts at the top of a workspace that start those of its packages.
const DELEGATES = /^\s*cd\s|\b(?:turbo|nx|lerna|moon|rush|concurrently|npm-run-all|run-p|run-s|docker|docker-compose|make)\b|\b(?:npm|pnpm|yarn|bun)\b.*\s(?:-r|-F|-w|-C|--recursive|--filter|--workspaces?|--prefix|--cwd|--dir|workspaces?)\b/;
/** Whether a folder is the top of a JavaScript workspace that starts nothing but its packages, if anything. */
function onlyHoldsPackages(app) {
    const { files } = app;
    const manifest = readJson(app, 'package.json');
    if (manifest === undefined)
        return false;
    const holds = workspacePatterns(app) !== undefined || files.isFile('nx.json');
    if (!holds || files.isFile('Procfile'))
        return false;
    const scripts = ['start:prod', 'start:production', 'start'].map((name) => manifest.string('scripts', name));
    const start = scripts.find((script) => script !== undefined);
    return start === undefined || DELEGATES.test(start.value);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/copies.js
/** Everything that .dockerignore lets through, from the application's folder. */
function copySource(app) {
    return app.folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${app.folder}/`], to: './' };
}
/**
 * Files and folders of the application, each to where it stands in it: files of one folder by one instruction, folders
 * by one each. `why` goes to the first.
 */
function copyOnly(app, paths, why) {
    const files = paths.filter((path) => !app.files.isFolder(path));
    const parents = [...new Set(files.map(parentOf))];
    const copies = [
        ...parents.map((parent) => ({
            sources: files.filter((file) => parentOf(file) === parent).map((file) => app.at(file)),
            to: parent === '' ? './' : `./${parent}/`,
        })),
        ...paths
            .filter((path) => app.files.isFolder(path))
            .map((path) => ({ sources: [app.at(path)], to: `./${path}` })),
    ];
    return copies.map((copy, index) => ({
        kind: 'copy',
        ...copy,
        ...(index === 0 ? { why: [why] } : {}),
    }));
}
function parentOf(path) {
    return path.split('/').slice(0, -1).join('/');
}
/** Why manifests are copied before the source. */
const MANIFESTS_FIRST = 'Only what decides the dependencies, so that a change of source alone installs nothing again.';
/**
 * The end of a build stage whose application writes to some of its folders: they are set apart, as a folder that is there
 * already keeps its owner when it is copied to. They are made where they are not there.
 */
function setApart(folders) {
    if (folders.length === 0)
        return [];
    const names = folders.join(' ');
    return [`mkdir -p ${names} /writable`, `cp --archive --parents ${names} /writable/`, `rm -r ${names}`];
}
/** Brings them to where they belong. */
function copyWritable(folders, owner) {
    if (folders.length === 0)
        return undefined;
    return {
        kind: 'copy',
        why: [`What it writes to while it runs: ${folders.join(', ')}.`],
        from: 'build',
        sources: ['/writable'],
        to: '.',
        owner,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/steps.js
/** What a Dockerfile is made of, before it is text: providers decide, one renderer writes. */
/** Leaves out what does not apply, so that stages read as lists. */
function steps(...parts) {
    return parts.filter((part) => part !== false && part !== undefined);
}
/** An official image, from Docker Hub or a mirror of it: `public.ecr.aws/docker/library` gives `.../node:24-slim`. */
function officialImage(baseRegistry, image) {
    return baseRegistry === undefined ? image : `${baseRegistry.replace(/\/+$/, '')}/${image}`;
}
// Source: the adapter's README, "Lambda functions packaged as Docker Images"; the gallery has no floating major tag.
const LAMBDA_ADAPTER = 'public.ecr.aws/awsguru/aws-lambda-adapter:1.0.1';
const WHY_PROBE = 'Asked with what the image has already: nothing to install or patch.';
const WHY_COMMAND = 'The process itself is PID 1, so that it gets SIGTERM and can finish its requests.';
/** How every image that serves HTTP ends, whatever the language. */
function serving(options) {
    const { port, lambda, healthCheckPath, user, probe, argv, stopSignal, whyStopSignal, env = {} } = options;
    const { whyProbe = WHY_PROBE, whyCommand = WHY_COMMAND } = options;
    return steps(lambda && {
        kind: 'copy',
        why: [
            'The same image runs on AWS Lambda: there, and only there, this extension hands events to the server on $PORT.',
        ],
        from: LAMBDA_ADAPTER,
        sources: ['/lambda-adapter'],
        to: '/opt/extensions/lambda-adapter',
    }, {
        kind: 'env',
        values: {
            ...env,
            PORT: String(port),
            // Lambda's readiness check asks `/` otherwise, which an API may not have.
            ...(lambda && healthCheckPath !== '/' ? { AWS_LWA_READINESS_CHECK_PATH: healthCheckPath } : {}),
        },
    }, { kind: 'user', why: ['By number, so that an orchestrator can tell it is not root.'], value: user }, { kind: 'expose', value: String(port) }, stopSignal !== undefined && {
        kind: 'stopsignal',
        ...(whyStopSignal === undefined ? {} : { why: [whyStopSignal] }),
        value: stopSignal,
    }, {
        kind: 'healthcheck',
        why: [whyProbe],
        argv: probe,
    }, {
        kind: 'cmd',
        why: [whyCommand],
        argv,
    });
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./.build/shared/dockerize/found.js
/** A value that an input of the action gave: it wins over everything found. */
function fromInput(value, input) {
    return { value, why: `the input "${input}"` };
}
/** The same origin with another value. */
function withValue(origin, value) {
    return { ...origin, value };
}
/** The first candidate that is there, the strongest first; it remembers the others, so that a plan can tell them. */
function choose(candidates) {
    const [first, ...others] = candidates.filter((candidate) => candidate !== undefined);
    if (first === undefined)
        return undefined;
    const considered = [...(first.considered ?? []), ...others.flatMap(lost)];
    return considered.length === 0 ? first : { ...first, considered };
}
/** A candidate as one that lost, and what it had won over before. */
function lost({ value, considered = [], ...origin }) {
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    return [{ ...origin, value: text }, ...considered];
}
/** A warning about the place where a value was found. */
function warningAt({ file, line }, text) {
    return { text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
/** For people: `package.json:12`, or the reason, or both. */
function originOf(found) {
    if (found.file === undefined)
        return found.why ?? 'default';
    const place = found.line === undefined ? found.file : `${found.file}:${found.line}`;
    return found.why === undefined ? place : `${place}, ${found.why}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/lockfile.js
/** In the order in which one wins where several are there: the others are more often left over from a start with npm. */
const LOCKFILES = [
    ['pnpm-lock.yaml', 'pnpm'],
    ['bun.lock', 'bun'],
    ['bun.lockb', 'bun'],
    ['yarn.lock', 'yarn'],
    ['package-lock.json', 'npm'],
    ['npm-shrinkwrap.json', 'npm'],
];
/** The warning about a project without a lockfile. */
function unlocked({ top }, lockfile) {
    return {
        text: `There is no lockfile: each build may install other versions. Commit ${lockfile}.`,
        file: top.at('package.json'),
    };
}
/**
 * Warns of the first dependency of a manifest that its lockfile never names: an exact installation refuses it. It only
 * looks for the name, which every lockfile has as it is; ranges are the manager's own to compare.
 */
function driftWarning({ top }, manifest, lockfiles, manager) {
    const lockfile = lockfiles.find((name) => name !== 'bun.lockb' && top.files.isFile(name));
    const text = lockfile === undefined ? undefined : top.files.text(lockfile);
    // Lockfiles that say nothing at all are those of a project without dependencies, or of an example.
    if (lockfile === undefined || text === undefined || text.length < 200)
        return undefined;
    const missing = [...manifest.dependencies, ...manifest.devDependencies].find(([name, { value }]) => /^[\^~\d*><=v]/.test(value) && !mentions(text, name));
    if (missing === undefined)
        return undefined;
    const [name, { file, line }] = missing;
    return {
        text: `${top.at(lockfile)} does not have "${name}", which ${file ?? 'package.json'} asks for: the build will refuse it. ` +
            `Run \`${manager} install\` and commit the lockfile.`,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
    };
}
// Between what lockfiles put around names: `"node_modules/x"`, `x@^1:`, `'@scope/x':`, `/x/1.0.0:`.
function mentions(text, name) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
        const before = text[at - 1] ?? '\n';
        const after = text[at + name.length] ?? '\n';
        if (/["'/\s]/.test(before) && /["'@:/\s]/.test(after))
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/bun.js

const IMAGE = 'oven/bun';
/** The official image of Bun at a version, a part of one, or its newest. */
function bunImage(version) {
    return `${IMAGE}:${version ?? '1'}-slim`;
}
/**
 * Bun as the package manager. From 1.4 on it installs a part of a workspace; before, its frozen lockfile insists on the
 * package.json of every member, and a filter tells the part (seen with Bun 1.1, 1.2, 1.3 and 1.4).
 */
function bun({ project, found, version }) {
    const { top } = project;
    const lockfile = ['bun.lock', 'bun.lockb'].find((name) => top.files.isFile(name));
    const insists = project.file !== undefined && version !== undefined && /^1\.[0-3]\./.test(version);
    const filters = (places) => insists ? places.map((place) => ` --filter ./${place}`).join('') : '';
    return {
        found,
        setup: {
            kind: 'copy',
            why: ['Bun installs; Node.js runs.'],
            from: bunImage(version),
            sources: ['/usr/local/bin/bun'],
            to: '/usr/local/bin/',
        },
        files: ['bun.lock', 'bun.lockb', 'bunfig.toml'].filter((name) => top.files.isFile(name)),
        mounts: [{ type: 'cache', target: '/root/.bun/install/cache' }],
        manifests: insists ? 'all' : 'closure',
        install: (what, places) => `bun install${lockfile === undefined ? ' --no-save' : ' --frozen-lockfile'}` +
            `${what === 'production' ? ' --production' : ''}${filters(places)}`,
        prune: 'bun install --production --frozen-lockfile --ignore-scripts',
        again: true,
        pkg: 'bun pm pkg',
        run: (script) => `bun run ${script}`,
        runIn: ({ place }, script) => `bun run --cwd=${place} ${script}`,
        warnings: lockfile === undefined ? [unlocked(project, 'bun.lock')] : [],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/npm.js

/**
 * npm, the one that every image of Node.js has. Of a workspace it installs what it finds the package.json of, and takes
 * no offence at the others (seen with npm 8 to 12).
 */
function npm({ project, found, version }) {
    const { top } = project;
    const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => top.files.isFile(name));
    const omit = (what) => (what === 'production' ? ' --omit=dev' : '');
    return {
        found,
        ...(version === undefined
            ? {}
            : {
                setup: {
                    kind: 'run',
                    why: [`The npm that package.json pins.`],
                    commands: [`npm install --global npm@${version}`],
                },
            }),
        files: lockfile === undefined ? [] : [lockfile],
        mounts: [{ type: 'cache', target: '/root/.npm' }],
        manifests: 'closure',
        install: (what) => lockfile === undefined ? `npm install --no-package-lock${omit(what)}` : `npm ci${omit(what)}`,
        prune: 'npm prune --omit=dev',
        pkg: 'npm pkg',
        run: (script) => `npm run ${script}`,
        runIn: ({ place }, script) => `npm run ${script} --workspace=${place}`,
        warnings: lockfile === undefined ? [unlocked(project, 'package-lock.json')] : [],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/pnpm.js





const STORE = '/pnpm/store';
/**
 * pnpm, at the version that package.json pins or that wrote the lockfile. Of a workspace it installs what it finds the
 * package.json of, lockfile-exact all the same (seen with pnpm 8 to 11).
 */
function pnpm({ project, found, version: pinned, range }) {
    const { top } = project;
    const version = pinned ?? withinRange(range, versionOfLockfile(top) ?? '10');
    const locked = top.files.isFile('pnpm-lock.yaml');
    const store = `--store-dir=${STORE}`;
    const only = (what) => (what === 'production' ? ' --prod' : '');
    return {
        found,
        setup: {
            kind: 'run',
            why: [
                pinned === undefined
                    ? 'The pnpm that reads this lockfile; "packageManager" in package.json would pin it exactly.'
                    : 'The pnpm that package.json pins.',
            ],
            commands: [`npm install --global pnpm@${version}`],
        },
        files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', '.pnpmfile.mjs'].filter((name) => top.files.isFile(name)),
        // pnpm asks before it removes node_modules unless it knows that nobody is there to answer.
        env: { CI: 'true', ...linker(top) },
        mounts: [{ type: 'cache', id: 'pnpm', target: STORE }],
        manifests: 'closure',
        install: (what) => `pnpm install ${locked ? '--frozen-lockfile' : '--no-frozen-lockfile'} ${store}${only(what)}`,
        ...pruning(project, store),
        pkg: 'npm pkg',
        run: (script) => `pnpm run ${script}`,
        runIn: ({ place }, script) => `pnpm --dir ${place} run ${script}`,
        warnings: locked ? [] : [unlocked(project, 'pnpm-lock.yaml')],
    };
}
// It prunes one package alone, and of a workspace it would leave what is not needed in node_modules/.pnpm.
function pruning({ file }, store) {
    // By names that `prune` of every version takes (seen with 7 to 11).
    if (file === undefined)
        return { prune: `pnpm prune --prod --config.ignore-scripts=true --config.store-dir=${STORE}` };
    return { prune: `pnpm install --prod --frozen-lockfile --ignore-scripts ${store}`, again: true };
}
// Without node_modules there would be nothing to copy, and nothing that node looks in.
// Source: pnpm's documentation, "Settings", nodeLinker and symlink.
function linker(top) {
    const lines = (top.files.text('.npmrc') ?? '').split('\n').map((line) => line.replace(/\s/g, ''));
    return lines.includes('node-linker=pnp')
        ? { npm_config_node_linker: 'isolated', npm_config_symlink: 'true' }
        : {};
}
/** The line that wrote the lockfile, unless `engines` forbids it: pnpm refuses to run then. */
function withinRange(range, line) {
    if (range === undefined || semver.satisfies(`${line}.999.999`, range))
        return line;
    return /^[\w.^~-]+$/.test(range) ? range : `'${range.replaceAll("'", '')}'`;
}
// Source: pnpm/pnpm, packages/constants, LOCKFILE_VERSION of each major release.
function versionOfLockfile(top) {
    const text = top.files.text('pnpm-lock.yaml');
    if (text === undefined)
        return undefined;
    // Only the first lines: the version stands there, and the rest can have hundred thousands of lines.
    const head = text.split('\n', 20).filter((line) => line.startsWith('lockfileVersion'));
    const parsed = parseYaml(top.at('pnpm-lock.yaml'), head.join('\n'));
    const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined;
    const version = typeof field === 'number' || typeof field === 'string' ? String(field) : '';
    if (version.startsWith('9'))
        return '10';
    if (version.startsWith('6'))
        return '8';
    if (version.startsWith('5.4'))
        return '7';
    if (version.startsWith('5.3'))
        return '6';
    throw new errors/* UserError */.y(`${top.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`, 'Set "packageManager" in package.json, for example to "pnpm@10.20.0".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/berry.js

/**
 * Yarn 2 and later. The linker is node_modules whatever the repository uses: the lockfile is the same for every linker,
 * Plug'n'Play only takes away what an application may load, and node_modules is what every framework and native module
 * can be loaded from without hooks in the server's process.
 */
function berry({ project, found }, version, settings) {
    const { top } = project;
    const workspace = project.file !== undefined;
    const focus = Number(version.split('.')[0]) >= 4 || hasFocus(settings);
    const all = workspace ? ' --all' : '';
    const offline = isCommitted(top);
    const own = [
        '.yarn/releases',
        '.yarn/plugins',
        '.yarn/patches',
        ...(offline ? ['.yarn/cache'] : []),
    ].filter((name) => top.files.isFolder(name));
    return {
        found,
        setup: setup(top, version, settings),
        files: [...['yarn.lock', '.yarnrc.yml'].filter((name) => top.files.isFile(name)), ...own],
        env: {
            YARN_NODE_LINKER: 'node-modules',
            ...(offline
                ? { YARN_ENABLE_GLOBAL_CACHE: 'false' }
                : { YARN_ENABLE_GLOBAL_CACHE: 'true', YARN_GLOBAL_FOLDER: '/var/cache/yarn' }),
        },
        mounts: offline ? [] : [{ type: 'cache', target: '/var/cache/yarn' }],
        // Focused on what it finds the package.json of; without that it insists on the whole lockfile.
        manifests: focus ? 'closure' : 'all',
        install: (what) => {
            if (what === 'production' && focus)
                return `yarn workspaces focus${all} --production`;
            return workspace && focus ? 'yarn workspaces focus --all' : 'yarn install --immutable';
        },
        ...(focus ? { prune: `yarn workspaces focus${all} --production` } : {}),
        pkg: 'npm pkg',
        run: (script) => `yarn run ${script}`,
        runIn: ({ name }, script) => `yarn workspace ${name} run ${script}`,
        warnings: [
            ...(top.files.isFile('yarn.lock') ? [] : [unlocked(project, 'yarn.lock')]),
            ...(focus
                ? []
                : [
                    {
                        text: `Yarn ${version} cannot leave out development dependencies: they are in the image. Yarn 4 can.`,
                        file: found.file ?? top.at('package.json'),
                    },
                ]),
        ],
    };
}
/** Before Yarn 4 a plugin brought the command. Source: Yarn's documentation, `yarn workspaces focus`. */
function hasFocus(settings) {
    const plugins = settings['plugins'];
    return Array.isArray(plugins) && JSON.stringify(plugins).includes('plugin-workspace-tools');
}
// Source: Yarn's documentation, "Zero-installs": the cache is committed, and nothing is fetched.
function isCommitted(top) {
    return top.files.list('.yarn/cache').some(({ name }) => name.endsWith('.zip'));
}
// A release that is committed needs no registry; `yarnPath` makes every other Yarn hand over to it.
function setup(top, version, settings) {
    const path = settings['yarnPath'];
    const committed = typeof path === 'string' && top.files.isFile(path);
    return {
        kind: 'run',
        why: [
            committed
                ? 'It hands over to the Yarn that is committed.'
                : 'The Yarn that the repository pins; images bring Yarn 1 or none, hence --force.',
        ],
        commands: [`npm install --global --force @yarnpkg/cli-dist@${version}`],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/yarn.js




// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22';
/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
function yarn(context) {
    const { top } = context.project;
    const text = top.files.text('.yarnrc.yml');
    const settings = text === undefined ? undefined : parseYaml(top.at('.yarnrc.yml'), text);
    const yarnPath = isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined;
    const version = context.version ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1];
    const berryLock = /^__metadata:/m.test(top.files.head('yarn.lock') ?? '');
    if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
        return classic(context, version ?? CLASSIC);
    return berry(context, version ?? yarn_versionOfLockfile(top), isTable(settings) ? settings : {});
}
// Source: yarnpkg/berry, packages/yarnpkg-core, LOCKFILE_VERSION of each major release.
function yarn_versionOfLockfile(top) {
    const version = /^__metadata:\s+version: ["']?(\d+)/m.exec(top.files.head('yarn.lock') ?? '')?.[1];
    if (version === undefined || Number(version) >= 7)
        return '4';
    if (Number(version) >= 5)
        return '3';
    return '2';
}
/** Of a workspace it installs what it finds the package.json of (seen with Yarn 1.22). */
function classic({ project, found }, version) {
    const { top } = project;
    const locked = top.files.isFile('yarn.lock');
    const install = `yarn install${locked ? ' --frozen-lockfile' : ' --no-lockfile'} --non-interactive`;
    return {
        found,
        setup: {
            kind: 'run',
            why: ['Newer images come without Yarn; older ones with another one, hence --force.'],
            commands: [`npm install --global --force yarn@${version}`],
        },
        files: ['yarn.lock', '.yarnrc'].filter((name) => top.files.isFile(name)),
        mounts: [{ type: 'cache', target: '/usr/local/share/.cache/yarn' }],
        manifests: 'closure',
        install: (what) => (what === 'production' ? `${install} --production` : install),
        prune: `${install} --production --ignore-scripts --prefer-offline`,
        pkg: 'npm pkg',
        run: (script) => `yarn run ${script}`,
        runIn: ({ place }, script) => `yarn --cwd ${place} run ${script}`,
        warnings: locked ? [] : [unlocked(project, 'yarn.lock')],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/managers/choose.js








const MANAGERS = { npm: npm, pnpm: pnpm, yarn: yarn, bun: bun };
/**
 * What the manifest at the project's top declares (or the application's own), then the lockfile there is, then what
 * `engines` names, then npm. Two lockfiles are a warning, and so is one that lacks a dependency.
 */
function choosePackageManager(project, application) {
    const { top, manifest } = project;
    const locks = LOCKFILES.filter(([file]) => top.files.isFile(file));
    const declared = declaredManager(manifest) ?? declaredManager(application);
    const [first] = locks;
    const locked = first && { value: first[1], file: top.at(first[0]) };
    // `engines.npm` says nothing, as every Node.js comes with npm.
    const engines = manifest.json.strings('engines');
    const engine = (name) => {
        const field = engines.get(name);
        return field && withValue(field, name);
    };
    const found = choose([
        declared?.found,
        locked,
        engine('pnpm'),
        engine('yarn'),
        engine('bun'),
    ]) ?? { value: 'npm', why: 'no lockfile' };
    const name = found.value;
    const asked = declared?.asked ?? (name === 'npm' ? undefined : engines.get(name)?.value);
    const version = exact(asked);
    const range = version === undefined && semver.validRange(asked) !== null ? asked : undefined;
    const manager = MANAGERS[name]({ project, found, version, range });
    const own = locks.filter(([, other]) => other === name).map(([file]) => file);
    const drift = driftWarning(project, application, own, name);
    const warnings = [
        ...manager.warnings,
        ...twoLockfiles(project, locks, name, declared !== undefined),
        ...(drift === undefined ? [] : [drift]),
    ];
    return { ...manager, warnings };
}
// Sources: nodejs.org, "Packages", the packageManager field (`name@version`, with an optional hash); OpenJS,
// package-metadata-interoperability, devEngines.
function declaredManager(manifest) {
    const field = manifest.json.string('packageManager') ?? manifest.json.string('devEngines', 'packageManager', 'name');
    if (field === undefined)
        return undefined;
    const [name = '', version = manifest.json.string('devEngines', 'packageManager', 'version')?.value] = field.value.split('@');
    if (!isName(name)) {
        throw new errors/* UserError */.y(`${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`, `Valid ones: ${Object.keys(MANAGERS).join(', ')}.`);
    }
    return { asked: version?.split('+')[0], found: withValue(field, name) };
}
function exact(version) {
    return semver.valid(version) ?? undefined;
}
function isName(name) {
    return Object.hasOwn(MANAGERS, name);
}
function twoLockfiles({ top }, locks, name, declared) {
    const other = locks.find(([, owner]) => owner !== name);
    const own = locks.find(([, owner]) => owner === name);
    if (other === undefined)
        return [];
    const text = own === undefined
        ? `${other[0]} is there, but ${name} is what package.json declares, and it has no lockfile.`
        : `Both ${own[0]} and ${other[0]} are there: ${name} is used. Remove one${declared ? '' : ', or set "packageManager" in package.json'}.`;
    return [{ text, file: top.at(other[0]) }];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/manifest.js

// Each of a package.json that is kept, for as long as it is.
const manifests = new WeakMap();
/** The application's package.json, or undefined. Throws a UserError when it is no JSON. */
function readManifest(app) {
    const json = readJson(app, 'package.json');
    if (json === undefined)
        return undefined;
    const manifest = manifests.get(json) ?? manifestOf(json);
    manifests.set(json, manifest);
    return manifest;
}
/** What a parsed package.json says. */
function manifestOf(json) {
    const dependencies = new Map([...json.strings('optionalDependencies'), ...json.strings('dependencies')]);
    const devDependencies = json.strings('devDependencies');
    return {
        json,
        scripts: json.strings('scripts'),
        dependencies,
        devDependencies,
        dependency: (name) => dependencies.get(name) ?? devDependencies.get(name),
    };
}
// What each command belongs to, where the package is not called the same.
const PACKAGE_OF = {
    tsc: 'typescript',
    nest: '@nestjs/cli',
    'remix-serve': '@remix-run/serve',
    'react-router-serve': '@react-router/serve',
    'babel-node': '@babel/node',
    'pm2-runtime': 'pm2',
};
/** The package that brings a command. */
function packageOf(command) {
    return PACKAGE_OF[command] ?? command;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/secrets.js
/** Reads .npmrc and .yarnrc.yml for the variables that stand for tokens. */
function registrySettings(app) {
    const files = ['.npmrc'].filter((name) => app.files.isFile(name));
    const variables = new Set();
    for (const name of ['.npmrc', '.yarnrc.yml']) {
        for (const [, variable] of (app.files.text(name) ?? '').matchAll(/\$\{([A-Z_][A-Z0-9_]*)[^}]*\}/gi)) {
            if (variable !== undefined)
                variables.add(variable);
        }
    }
    const mounts = [...variables].sort().map((name) => ({ type: 'secret', id: name, env: name }));
    // What a runner's own .npmrc (as actions/setup-node writes it) can be handed in as.
    if (files.length > 0)
        mounts.push({ type: 'secret', id: 'npmrc', target: '/root/.npmrc' });
    return { files, mounts };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/releases.js
/**
 * Node.js, in the order of choice where a range leaves one: the long-term line that most native modules have prebuilt
 * files for, then its neighbours, then what only an application that insists on it should get.
 * Source: nodejs/Release, schedule.json.
 */
const NODE_RELEASES = [
    { line: '24', endOfLife: '2028-04-30' },
    { line: '22', endOfLife: '2027-04-30' },
    { line: '26', endOfLife: '2029-04-30' },
    { line: '25', endOfLife: '2026-06-01' },
    { line: '20', endOfLife: '2026-04-30' },
    { line: '23', endOfLife: '2025-06-01' },
    { line: '21', endOfLife: '2024-06-01' },
    { line: '18', endOfLife: '2025-04-30' },
    { line: '19', endOfLife: '2023-06-01' },
    { line: '16', endOfLife: '2023-09-11' },
    { line: '17', endOfLife: '2022-06-01' },
    { line: '14', endOfLife: '2023-04-30' },
    { line: '12', endOfLife: '2022-04-30' },
];
/** Names that .nvmrc may use for long-term lines. Source: nodejs/Release, CODENAMES.md. */
const NODE_CODENAMES = {
    erbium: '12',
    fermium: '14',
    gallium: '16',
    hydrogen: '18',
    iron: '20',
    jod: '22',
    krypton: '24',
};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./.build/shared/dockerize/view/file-view.js
/** Joins two relative paths; either may be `''`. */
function join(folder, path) {
    return folder === '' ? path : path === '' ? folder : `${folder}/${path}`;
}
/** The application in a folder of a repository. */
function appIn(repository, folder) {
    const at = (path) => join(folder, path);
    const files = {
        isFile: (path) => repository.isFile(at(path)),
        isFolder: (path) => repository.isFolder(at(path)),
        text: (path) => repository.text(at(path)),
        head: (path) => repository.head(at(path)),
        list: (path) => repository.list(at(path)),
    };
    return { files, repository, folder, at };
}
/** The application seen from its own folder, then from each folder above it, up to the top of the repository. */
function upward(app) {
    const parts = app.folder === '' ? [] : app.folder.split('/');
    const above = parts.map((_, index) => appIn(app.repository, parts.slice(0, index).join('/')));
    return [app, ...above.reverse()];
}
const GENERATED = `.git node_modules bower_components vendor .venv venv env __pycache__ site-packages dist build out
  coverage`.split(/\s+/);
// Often far more files than the source; tests start servers of their own, and migrations are endless.
const NOT_SOURCE = 'test tests __tests__ spec e2e fixtures examples docs migrations'.split(' ');
const PASSED_OVER = new Set([...GENERATED, ...NOT_SOURCE]);
// Tests have applications of their own, which nobody deploys; examples and documentation may well be served.
const NO_APPLICATIONS = new Set([
    ...GENERATED,
    ...'test tests __tests__ spec e2e cypress fixtures __fixtures__ testdata'.split(' '),
]);
/** Files with one of these endings, nearest to the top first, at most `limit` of them. */
function sources(view, endings, limit = 500) {
    const found = [];
    let folders = [''];
    for (let depth = 0; depth < 12 && folders.length > 0; depth += 1) {
        const deeper = [];
        for (const folder of folders) {
            for (const { name, kind } of view.list(folder)) {
                const path = join(folder, name);
                if (kind === 'folder') {
                    if (!PASSED_OVER.has(name) && !name.startsWith('.'))
                        deeper.push(path);
                }
                else if (endings.some((ending) => name.endsWith(ending)) &&
                    !/\.(test|spec|config|d)\.\w+$/.test(name)) {
                    found.push(path);
                    if (found.length >= limit)
                        return found;
                }
            }
        }
        folders = deeper;
    }
    return found;
}
/** Folders that may have an application of their own, nearest to the top first, at most `limit` of them. */
function folders(view, limit = 5000) {
    const found = [];
    let level = [''];
    for (let depth = 0; depth < 6 && level.length > 0 && found.length < limit; depth += 1) {
        level = level.flatMap((folder) => view
            .list(folder)
            .filter(({ name, kind }) => kind === 'folder' && !NO_APPLICATIONS.has(name) && !name.startsWith('.'))
            .map(({ name }) => join(folder, name)));
        found.push(...level);
    }
    return found.slice(0, limit);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/files.js



/** The first of these files that lies in the application's folder. Throws a UserError for one that cannot be parsed. */
function ownManifest(app, names) {
    for (const name of names) {
        const document = readDocument(app, name);
        if (document !== undefined)
            return document;
    }
    return undefined;
}
/** The same in the application's folder and at the top of the repository, where manifests for many applications lie. */
function files_manifests(app, names) {
    const places = app.folder === '' ? [app] : [app, appIn(app.repository, '')];
    return places.flatMap((place) => {
        const document = ownManifest(place, names);
        return document === undefined ? [] : [{ document, folder: place.folder }];
    });
}
function readDocument(app, name) {
    if (name.endsWith('.json'))
        return readJson(app, name);
    return name.endsWith('.toml') ? readToml(app, name) : readYaml(app, name);
}
/** Whether a path that a manifest names is the application's folder. */
function isHere(app, manifestFolder, path) {
    const folder = external_node_path_.posix.join('/', manifestFolder, path).replace(/\/+$/, '');
    return folder === (app.folder === '' ? '' : `/${app.folder}`);
}
// Folders for Dockerfiles alone, beside the application that they are of.
const DOCKER_FOLDER = /^(?:\.|\.?docker|deploy(?:ment)?|ops|infra|build|containers?)$/;
/**
 * Whether an image that a manifest describes is built from the application's folder. With one context for many
 * images, the Dockerfile's folder tells whose it is.
 */
function isBuiltHere(app, manifestFolder, context, dockerfile) {
    const folder = dockerfile === undefined ? '.' : external_node_path_.posix.dirname(dockerfile);
    return (isHere(app, manifestFolder, external_node_path_.posix.join(context ?? '.', folder)) ||
        (context !== undefined &&
            DOCKER_FOLDER.test(external_node_path_.posix.basename(folder)) &&
            isHere(app, manifestFolder, context)));
}
/** A folder below the application's, without the dots and slashes that people write around it. */
function plainFolder(path) {
    const plain = external_node_path_.posix.normalize(path).replace(/^(?:\.?\/)+|\/+$/g, '');
    return plain.startsWith('..') ? undefined : plain === '.' ? '' : plain;
}

// EXTERNAL MODULE: ./node_modules/shell-quote/index.js
var shell_quote = __webpack_require__(6591);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/shell.js

/** Stands in an argv for the port that is found later: `$PORT`, or `${PORT:-3000}` with its default in the second part. */
const PORT_WORD = '$PORT';
/** Splits a command line as a shell splits words. `port` is the default of a `${PORT:-N}` in it. */
function parseCommandLine(line) {
    const variables = new Set();
    let operators = false;
    let parallel = false;
    let port;
    const tokens = (0,shell_quote.parse)(line, (variable) => {
        const [name, fallback] = variable.split(/:?-/);
        if (name === 'PORT') {
            if (fallback !== undefined && /^\d+$/.test(fallback))
                port = Number(fallback);
            return PORT_WORD;
        }
        variables.add(variable);
        return `$${variable}`;
    });
    const words = [[]];
    for (const token of tokens) {
        if (typeof token === 'string')
            words.at(-1)?.push(token);
        else if ('comment' in token)
            break;
        else if ('op' in token && token.op === '&&')
            words.push([]);
        else if ('op' in token && token.op === 'glob' && 'pattern' in token)
            words.at(-1)?.push(token.pattern);
        else {
            operators = true;
            parallel ||= 'op' in token && token.op === '&';
        }
    }
    const segments = words.filter((list) => list.length > 0).map(segmentOf);
    const single = segments.length === 1 && !operators;
    return {
        segments,
        needsShell: variables.size > 0 || operators,
        parallel,
        single,
        ...(port === undefined ? {} : { port }),
    };
}
/** Words with the assignments at their beginning taken off. */
function segmentOf(words) {
    const rest = [...words];
    const env = {};
    for (let word = rest[0]; word !== undefined; word = rest[0]) {
        const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
        if (assignment?.[1] !== undefined)
            env[assignment[1]] = assignment[2] ?? '';
        // cross-env does on Windows what the shell does by itself; exec is what the exec form is anyway.
        else if (word !== 'cross-env' && word !== 'env' && word !== 'exec')
            break;
        rest.shift();
    }
    return { env, argv: rest };
}
/** The words as a line for a shell. */
function shellLine(argv) {
    return (0,shell_quote.quote)(argv.map(String));
}
/** A line that only a shell understands. */
function throughShell(line, { single, segments }) {
    if (!single)
        return ['/bin/sh', '-c', line];
    const assigns = Object.keys(segments[0]?.env ?? {}).length > 0;
    return ['/bin/sh', '-c', `exec ${assigns ? 'env ' : ''}${line}`];
}

// EXTERNAL MODULE: ./.build/shared/dockerize/decide/routes.js + 1 modules
var routes = __webpack_require__(3168);
;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/told.js



/** The port at a path, be it a number or the digits of one. */
function portAt(document, ...path) {
    const text = textAt(document, ...path);
    const port = Number(text?.value);
    return text !== undefined && (0,routes/* isPort */.sW)(port) ? { ...text, value: port } : undefined;
}
/** The path of a health check; nothing for what is no path. */
function pathAt(document, ...path) {
    const text = textAt(document, ...path);
    return text !== undefined && (0,routes/* isHttpPath */.oU)(text.value) ? text : undefined;
}
/** A command that is one line, or a list of words. */
function commandAt(document, ...path) {
    const value = document.get(...path);
    if (!Array.isArray(value))
        return textAt(document, ...path);
    const words = value.filter((word) => typeof word === 'string');
    return words.length === 0 ? undefined : foundAt(document, shellLine(words), ...path);
}
/** The port that the variable PORT is set to. */
function portVariable(variables) {
    const found = variables.get('PORT');
    const port = Number(found?.value);
    return found !== undefined && (0,routes/* isPort */.sW)(port) ? { ...found, value: port } : undefined;
}
/** The variables of a table from names to values. */
function variableTable(document, ...path) {
    return new Map(namesAt(document, ...path).flatMap((name) => entry(name, textAt(document, ...path, name))));
}
/** The variables of a list of tables such as `{ name, value }` or `{ key, value }`. */
function variableList(document, key, ...path) {
    return new Map(tablesAt(document, ...path).flatMap(({ index }) => {
        const name = textAt(document, ...path, index, key);
        return name === undefined ? [] : entry(name.value, textAt(document, ...path, index, 'value'));
    }));
}
function entry(name, found) {
    return found === undefined ? [] : [[name, found]];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/app-runner.js


/** apprunner.yaml. Source: AWS App Runner developer guide, "App Runner configuration file reference". */
function appRunner(app) {
    const yaml = ownManifest(app, ['apprunner.yaml']);
    if (yaml === undefined)
        return [];
    const lines = yaml.get('build', 'commands', 'build');
    const build = (Array.isArray(lines) ? lines : []).filter((line) => typeof line === 'string');
    const first = commandAt(yaml, 'build', 'commands', 'build', 0);
    return [
        {
            start: commandAt(yaml, 'run', 'command'),
            build: first === undefined ? undefined : { ...first, value: build.join(' && ') },
            port: portAt(yaml, 'run', 'network', 'port'),
            variables: variableList(yaml, 'name', 'run', 'env'),
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/beanstalk.js




const ENVIRONMENT = 'aws:elasticbeanstalk:application:environment';
const PROCESS = 'aws:elasticbeanstalk:environment:process:default';
/**
 * Elastic Beanstalk: Dockerrun.aws.json, and the options in .ebextensions. Source: AWS Elastic Beanstalk developer
 * guide, "Docker configuration" and "General options for all environments".
 */
function beanstalk(app) {
    const run = ownManifest(app, ['Dockerrun.aws.json']);
    const extensions = app.files
        .list('.ebextensions')
        .filter(({ name }) => name.endsWith('.config'))
        .flatMap(({ name }) => {
        const path = `.ebextensions/${name}`;
        const text = app.files.text(path);
        return text === undefined ? [] : [options(parseYamlFile(app.at(path), text))];
    });
    return run === undefined ? extensions : [{ port: portAt(run, 'Ports', 0, 'ContainerPort') }, ...extensions];
}
// A table by namespace, or a list of single options.
function options(document) {
    const at = (namespace, name) => {
        const entry = tablesAt(document, 'option_settings').find(({ table, index }) => table['namespace'] === namespace &&
            textAt(document, 'option_settings', index, 'option_name')?.value === name);
        return entry === undefined
            ? ['option_settings', namespace, name]
            : ['option_settings', entry.index, 'value'];
    };
    return {
        port: portAt(document, ...at(ENVIRONMENT, 'PORT')) ?? portAt(document, ...at(PROCESS, 'Port')),
        healthCheckPath: pathAt(document, ...at(PROCESS, 'HealthCheckPath')),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/commands.js
/**
 * The commands of a shell line that run one after another: split at `&&`, `;` and line breaks outside of quotes and
 * parentheses. Each keeps its text; one with a pipe or `||` stays whole. Source: POSIX, "Shell Command Language".
 */
function splitCommands(line) {
    const commands = [];
    let start = 0;
    let quote = '';
    let depth = 0;
    for (let index = 0; index < line.length; index += 1) {
        const character = line[index] ?? '';
        if (character === '\\' && quote !== "'")
            index += 1;
        else if (quote !== '')
            quote = character === quote ? '' : quote;
        else if (character === '"' || character === "'" || character === '`')
            quote = character;
        else if (character === '(')
            depth += 1;
        else if (character === ')')
            depth -= 1;
        else if (depth === 0 && (character === ';' || character === '\n' || line.startsWith('&&', index))) {
            commands.push(line.slice(start, index));
            if (character === '&')
                index += 1;
            start = index + 1;
        }
    }
    commands.push(line.slice(start));
    return commands
        .map((command) => command.trim())
        .filter((command) => command !== '' && !command.startsWith('#'));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/commands.js


// What installs, prepares a machine, or only talks.
const INSTALLS = [
    /^(?:npm|pnpm|bun) (?:i|install|ci|clean-install|add)\b/,
    /^yarn(?: install\b| add\b|$)/,
    /^(?:python3? -m )?pip3? install\b/,
    /^(?:poetry|pipenv|pdm|uv) (?:install|sync|lock)\b|^uv pip install\b/,
    /^(?:bundle|composer|gem) (?:install|config)\b/,
    /^go mod (?:download|tidy|vendor)\b|^go get\b|^cargo fetch\b|^dotnet restore\b/,
    /^mix (?:deps\.get|local\.\w+)\b/,
    /^corepack\b|^(?:apt|apt-get|apk) |^(?:nvm|rbenv|pyenv|asdf|mise) /,
    /^(?:set|echo|export|source|true|cd \.)(?: |$)|^\. /,
];
// What needs the database of a running environment.
const MIGRATES = [
    /\bmanage\.py (?:migrate|createsuperuser|loaddata)\b/,
    /\b(?:alembic|flask db) upgrade\b/,
    /\b(?:rails|rake) db:/,
    /\bprisma (?:migrate|db)\b/,
    /\bartisan (?:migrate|db:)/,
    /\bmix ecto\./,
    /\b(?:knex|typeorm|sequelize|sequelize-cli|drizzle-kit|node-pg-migrate)\b.*\b(?:migrat|push|db:)/,
    /^(?:npm|pnpm|yarn|bun)(?: run)? [\w:-]*(?:migrat|seed)/,
];
// What frameworks' own images do with more care: with no secret, and only where there is something to do.
const OWN = [/\bmanage\.py (?:collectstatic|compress|compilemessages)\b/, /\b(?:rails|rake) assets:/];
// A script may do all of it at once; what it does is not to be seen here.
const SCRIPT = /^(?:(?:ba|z)?sh )?(?:\.\/)?[\w./-]*\.(?:sh|bash)\b|^(?:\.\/)?bin\/[\w.-]+$|^make\b/;
/**
 * A platform's build command without what it does beside building: installing, which the image does in a layer of its
 * own, and migrating, which no image can. Nothing is left of most.
 */
function buildHint(found) {
    if (found === undefined)
        return { build: undefined, unclear: false };
    const rest = splitCommands(found.value).filter((command) => ![...INSTALLS, ...MIGRATES, ...OWN].some((pattern) => pattern.test(command)));
    if (rest.some((command) => SCRIPT.test(command)))
        return { build: undefined, unclear: true };
    return { build: rest.length === 0 ? undefined : withValue(found, rest.join(' && ')), unclear: false };
}
/** A platform's start command without the installing before it, which the image has done. */
function startHint(found) {
    if (found === undefined)
        return undefined;
    const commands = splitCommands(found.value);
    const first = commands.findIndex((command) => !INSTALLS.some((pattern) => pattern.test(command)));
    if (first <= 0)
        return first === -1 ? undefined : found;
    return withValue(found, commands.slice(first).join(' && '));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/compose.js



const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
/**
 * The ports of the service that Docker Compose builds from this folder. Its command is left alone: in these files it is
 * mostly the one for development. Source: Docker's documentation, "Compose file reference", Services.
 */
function compose(app) {
    return files_manifests(app, FILES).flatMap((manifest) => namesAt(manifest.document, 'services')
        .filter((name) => builtHere(app, manifest, name))
        .flatMap((name) => {
        const port = containerPort(manifest.document, ['services', name]);
        return port === undefined ? [] : [{ port }];
    }));
}
function builtHere(app, { document, folder }, name) {
    const path = ['services', name, 'build'];
    const context = textAt(document, ...path) ?? textAt(document, ...path, 'context');
    if (context === undefined)
        return false;
    const dockerfile = textAt(document, ...path, 'dockerfile');
    return isBuiltHere(app, folder, context.value, dockerfile?.value);
}
function containerPort(document, service) {
    for (const key of ['ports', 'expose']) {
        const list = document.get(...service, key);
        for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
            const port = targetOf(value);
            if ((0,routes/* isPort */.sW)(port))
                return foundAt(document, port, ...service, key, index);
        }
    }
    return undefined;
}
// `3000`, `8080:3000/tcp`, `127.0.0.1:8080:3000`, `${PORT:-8080}:3000`, `{ target: 3000 }`.
function targetOf(value) {
    if (isTable(value))
        return Number(value['target']);
    const words = String(value)
        .replace(/\/(?:tcp|udp)$/, '')
        .replace(/\$\{\w+:?-(\w*)\}/g, '$1');
    return Number(words.split(':').at(-1));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/copilot.js




/**
 * copilot/NAME/manifest.yml: the services whose image is built from this folder. Source: AWS Copilot's documentation,
 * "Load Balanced Web Service" and "Backend Service".
 */
function copilot(app) {
    const top = appIn(app.repository, '');
    return top.files
        .list('copilot')
        .filter(({ kind }) => kind === 'folder')
        .flatMap(({ name }) => {
        const document = ownManifest(top, [`copilot/${name}/manifest.yml`]);
        return document !== undefined && copilot_builtHere(app, document) ? [service(document)] : [];
    });
}
// Paths are relative to the repository; a Dockerfile's too, whatever the context.
function copilot_builtHere(app, document) {
    const dockerfile = textAt(document, 'image', 'build') ?? textAt(document, 'image', 'build', 'dockerfile');
    const context = textAt(document, 'image', 'build', 'context');
    return dockerfile === undefined
        ? context !== undefined && isBuiltHere(app, '', context.value, undefined)
        : isBuiltHere(app, '', '.', dockerfile.value);
}
function service(document) {
    const variables = variableTable(document, 'variables');
    return {
        start: commandAt(document, 'command'),
        port: portAt(document, 'image', 'port') ?? portVariable(variables),
        healthCheckPath: pathAt(document, 'http', 'healthcheck') ?? pathAt(document, 'http', 'healthcheck', 'path'),
        variables,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/digital-ocean.js



/**
 * .do/app.yaml, or a template for the "Deploy" button, which has the same below `spec`. Source: DigitalOcean's
 * documentation, "App Specification".
 */
function digitalOcean(app) {
    return files_manifests(app, ['.do/app.yaml', '.do/deploy.template.yaml']).flatMap(({ document, folder }) => {
        const top = document.get('spec') === undefined ? [] : ['spec'];
        const here = (kind) => tablesAt(document, ...top, kind)
            .map(({ index }) => [...top, kind, index])
            .filter((path) => isHere(app, folder, textAt(document, ...path, 'source_dir')?.value ?? ''));
        const release = here('jobs')
            .filter((path) => document.get(...path, 'kind') === 'PRE_DEPLOY')
            .map((path) => commandAt(document, ...path, 'run_command'))
            .find((command) => command !== undefined);
        return [
            ...here('services').map((path) => ({ ...digital_ocean_service(document, path), release })),
            ...here('static_sites').map((path) => staticSite(document, path)),
        ];
    });
}
function digital_ocean_service(document, path) {
    const variables = variableList(document, 'key', ...path, 'envs');
    return {
        start: commandAt(document, ...path, 'run_command'),
        build: commandAt(document, ...path, 'build_command'),
        port: portAt(document, ...path, 'http_port') ?? portVariable(variables),
        healthCheckPath: pathAt(document, ...path, 'health_check', 'http_path'),
        variables,
    };
}
function staticSite(document, path) {
    const everything = document.get(...path, 'catchall_document');
    return {
        build: commandAt(document, ...path, 'build_command'),
        siteFolder: textAt(document, ...path, 'output_dir'),
        fallback: everything === undefined
            ? undefined
            : foundAt(document, everything === 'index.html', ...path, 'catchall_document'),
        variables: variableList(document, 'key', ...path, 'envs'),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/fly.js



/** fly.toml. Source: Fly.io's documentation, "App configuration (fly.toml)". */
function fly(app) {
    const toml = ownManifest(app, ['fly.toml']);
    if (toml === undefined)
        return [];
    const variables = variableTable(toml, 'env');
    const service = webService(toml);
    return [
        {
            start: fly_process(toml),
            release: commandAt(toml, 'deploy', 'release_command'),
            port: portAt(toml, 'http_service', 'internal_port') ??
                portAt(toml, 'services', service, 'internal_port') ??
                portVariable(variables),
            healthCheckPath: checkPath(toml, service),
            variables,
        },
    ];
}
// Of several services the one that the proxy speaks HTTP for.
function webService(toml) {
    const services = tablesAt(toml, 'services');
    const web = services.find(({ index }) => tablesAt(toml, 'services', index, 'ports').some(({ table: { handlers } }) => Array.isArray(handlers) && handlers.includes('http')));
    return (web ?? services[0])?.index ?? 0;
}
function checkPath(toml, service) {
    const lists = [
        ['http_service', 'checks'],
        ['services', service, 'http_checks'],
    ];
    const inService = lists.flatMap((path) => tablesAt(toml, ...path).map(({ index }) => pathAt(toml, ...path, index, 'path')));
    const named = namesAt(toml, 'checks').map((name) => pathAt(toml, 'checks', name, 'path'));
    return [...inService, ...named].find((path) => path !== undefined);
}
// The process that the service names, else what is called for serving, else the only one.
function fly_process(toml) {
    const names = namesAt(toml, 'processes');
    const serving = textAt(toml, 'http_service', 'processes', 0)?.value;
    const name = [serving, 'web', 'app'].find((wanted) => wanted !== undefined && names.includes(wanted));
    return name === undefined && names.length > 1
        ? undefined
        : commandAt(toml, 'processes', name ?? names[0] ?? '');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/heroku.js



/**
 * heroku.yml and app.json. Sources: Heroku Dev Center, "Building Docker Images with heroku.yml" and "app.json Schema";
 * the health checks of app.json are Dokku's ("Zero Downtime Deploys").
 */
function heroku(app) {
    const yaml = ownManifest(app, ['heroku.yml']);
    const json = ownManifest(app, ['app.json']);
    return [
        ...(yaml === undefined
            ? []
            : [
                {
                    start: commandAt(yaml, 'run', 'web') ?? commandAt(yaml, 'run', 'web', 'command'),
                    release: commandAt(yaml, 'release', 'command'),
                },
            ]),
        ...(json === undefined
            ? []
            : [
                {
                    port: portAt(json, 'env', 'PORT', 'value') ?? portAt(json, 'env', 'PORT'),
                    healthCheckPath: tablesAt(json, 'healthchecks', 'web')
                        .map(({ index }) => pathAt(json, 'healthchecks', 'web', index, 'path'))
                        .find((path) => path !== undefined),
                },
            ]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/rewrites.js

/**
 * Whether a list of rewrites sends every path to index.html, as pages do that route by themselves. Undefined where no
 * rewrite says so.
 */
function rewriteAt(document, path, from, to) {
    const rule = tablesAt(document, ...path).find(({ table }) => {
        const status = table['status'] ?? 200;
        return isEverything(table[from]) && isIndex(table[to]) && status === 200 && table['type'] !== 'redirect';
    });
    return rule === undefined ? undefined : foundAt(document, true, ...path, rule.index, from);
}
/** `/*`, `/(.*)`, `/:path*`, `**`: what platforms write for every path, perhaps with exceptions for an API. */
function isEverything(pattern) {
    return typeof pattern === 'string' && /^\/?(?:\*|\(|:\w+\*)/.test(pattern);
}
/** The page that routes by itself. */
function isIndex(target) {
    return typeof target === 'string' && /^\/?(?:index\.html|index)?$/.test(target);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/netlify.js





/**
 * netlify.toml, and `_redirects` beside a site's public files. Sources: Netlify's documentation, "File-based
 * configuration" and "Redirects and rewrites".
 */
function netlify(app) {
    const configured = files_manifests(app, ['netlify.toml']).flatMap(({ document, folder }) => {
        const base = textAt(document, 'build', 'base')?.value ?? '';
        if (!isHere(app, folder, base))
            return [];
        return [
            {
                build: commandAt(document, 'context', 'production', 'command') ?? commandAt(document, 'build', 'command'),
                siteFolder: publish(document, base),
                fallback: rewriteAt(document, ['redirects'], 'from', 'to'),
                variables: variableTable(document, 'build', 'environment'),
            },
        ];
    });
    const fallback = redirects(app);
    return fallback === undefined ? configured : [...configured, { fallback }];
}
// Relative to the base folder; older files repeat it, as it was relative to the repository then.
function publish(document, base) {
    const found = textAt(document, 'context', 'production', 'publish') ?? textAt(document, 'build', 'publish');
    if (found === undefined)
        return undefined;
    const inside = external_node_path_.posix.relative(external_node_path_.posix.join('/', base), external_node_path_.posix.join('/', found.value));
    return base === '' || inside.startsWith('..') ? found : { ...found, value: inside };
}
function redirects(app) {
    const path = ['public/_redirects', 'static/_redirects', '_redirects'].find((name) => app.files.isFile(name));
    const lines = (path === undefined ? undefined : app.files.text(path))?.split(/\r?\n/) ?? [];
    const index = lines.findIndex((line) => {
        const [from, to, status = '301'] = line.trim().split(/\s+/);
        return isEverything(from) && isIndex(to) && /^200!?$/.test(status);
    });
    return path === undefined || index === -1 ? undefined : { value: true, file: app.at(path), line: index + 1 };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/procfile.js
/**
 * The `web` and `release` processes of a Procfile: a name, a colon, and the rest of the line as the command. Source:
 * Heroku Dev Center, "The Procfile".
 */
function procfile(app) {
    const processes = new Map();
    const lines = app.files.text('Procfile')?.split(/\r?\n/) ?? [];
    for (const [index, text] of lines.entries()) {
        const colon = text.indexOf(':');
        const name = text.slice(0, Math.max(colon, 0)).trim();
        const value = text.slice(colon + 1).trim();
        // Names are letters, digits, - and _: so a line that begins with # is none, whatever it goes on with.
        if (!/^[\w-]+$/.test(name) || value === '' || processes.has(name))
            continue;
        processes.set(name, { value, file: app.at('Procfile'), line: index + 1 });
    }
    return processes.size === 0 ? [] : [{ start: processes.get('web'), release: processes.get('release') }];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/project-descriptor.js


/**
 * project.toml of Cloud Native Buildpacks: its build environment, in which buildpacks take their settings. Sources:
 * buildpacks.io, "Project descriptor" (schema 0.1 and 0.2); Google's buildpacks, GOOGLE_ENTRYPOINT; Paketo's web
 * servers, BP_WEB_SERVER_ROOT and BP_WEB_SERVER_ENABLE_PUSH_STATE.
 */
function projectDescriptor(app) {
    const toml = ownManifest(app, ['project.toml']);
    if (toml === undefined)
        return [];
    const variables = new Map([
        ...variableList(toml, 'name', 'build', 'env'),
        ...variableList(toml, 'name', 'io', 'buildpacks', 'build', 'env'),
    ]);
    const push = variables.get('BP_WEB_SERVER_ENABLE_PUSH_STATE');
    return [
        {
            start: variables.get('GOOGLE_ENTRYPOINT'),
            port: portVariable(variables),
            siteFolder: variables.get('BP_WEB_SERVER_ROOT'),
            fallback: push === undefined ? undefined : { ...push, value: push.value === 'true' },
            variables,
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/railway.js


/** railway.json or railway.toml. Source: Railway's documentation, "Config as Code Reference". */
function railway(app) {
    const file = ownManifest(app, ['railway.json', 'railway.toml']);
    if (file === undefined)
        return [];
    return [
        {
            start: commandAt(file, 'deploy', 'startCommand'),
            build: commandAt(file, 'build', 'buildCommand'),
            release: commandAt(file, 'deploy', 'preDeployCommand'),
            healthCheckPath: pathAt(file, 'deploy', 'healthcheckPath'),
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/render.js




/** render.yaml: the web services of this folder. Source: Render's documentation, "Blueprint YAML Reference". */
function render(app) {
    return files_manifests(app, ['render.yaml', 'render.yml']).flatMap(({ document, folder }) => servicesOf(document)
        .filter((path) => ['web', 'pserv', 'static'].includes(textAt(document, ...path, 'type')?.value ?? ''))
        .filter((path) => isHere(app, folder, textAt(document, ...path, 'rootDir')?.value ?? ''))
        .map((path) => render_service(document, path)));
}
// At the top, or inside the environments of projects.
function servicesOf(document) {
    const environments = tablesAt(document, 'projects').flatMap(({ index }) => tablesAt(document, 'projects', index, 'environments').map((environment) => [
        'projects',
        index,
        'environments',
        environment.index,
    ]));
    return [[], ...environments].flatMap((above) => tablesAt(document, ...above, 'services').map(({ index }) => [
        ...above,
        'services',
        index,
    ]));
}
function render_service(document, path) {
    const variables = variableList(document, 'key', ...path, 'envVars');
    const publish = textAt(document, ...path, 'staticPublishPath');
    return {
        start: commandAt(document, ...path, 'startCommand'),
        build: commandAt(document, ...path, 'buildCommand'),
        release: commandAt(document, ...path, 'preDeployCommand'),
        port: portVariable(variables),
        healthCheckPath: pathAt(document, ...path, 'healthCheckPath'),
        siteFolder: publish,
        fallback: publish === undefined
            ? undefined
            : (rewriteAt(document, [...path, 'routes'], 'source', 'destination') ??
                foundAt(document, false, ...path, 'staticPublishPath')),
        variables,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/static-files.js




/**
 * Hosts of files alone: Staticfile, firebase.json and staticwebapp.config.json. Sources: Cloud Foundry's
 * documentation, "Staticfile buildpack"; Firebase's, "Configure Hosting behavior"; Azure's, "Configure Azure Static
 * Web Apps".
 */
function staticFiles(app) {
    return [...staticfile(app), ...firebase(app), ...azure(app)];
}
function staticfile(app) {
    const text = app.files.text('Staticfile');
    if (text === undefined)
        return [];
    const yaml = parseYamlFile(app.at('Staticfile'), text);
    const push = textAt(yaml, 'pushstate');
    return [
        {
            siteFolder: textAt(yaml, 'root'),
            fallback: push === undefined ? undefined : { ...push, value: push.value === 'enabled' },
        },
    ];
}
function firebase(app) {
    const json = ownManifest(app, ['firebase.json']);
    if (json === undefined)
        return [];
    return [
        {
            siteFolder: textAt(json, 'hosting', 'public'),
            fallback: rewriteAt(json, ['hosting', 'rewrites'], 'source', 'destination'),
        },
    ];
}
function azure(app) {
    const json = ownManifest(app, ['staticwebapp.config.json', 'public/staticwebapp.config.json']);
    const page = json?.get('navigationFallback', 'rewrite');
    if (json === undefined || page === undefined)
        return [];
    return [{ fallback: foundAt(json, isIndex(page), 'navigationFallback', 'rewrite') }];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/vercel.js




/** vercel.json. Source: Vercel's documentation, "Project configuration". */
function vercel(app) {
    const json = ownManifest(app, ['vercel.json']);
    if (json === undefined)
        return [];
    return [
        {
            build: commandAt(json, 'buildCommand'),
            siteFolder: textAt(json, 'outputDirectory'),
            fallback: rewriteAt(json, ['rewrites'], 'source', 'destination') ?? rewriteAt(json, ['routes'], 'src', 'dest'),
            variables: variableTable(json, 'build', 'env'),
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/hints/index.js

















/**
 * In the order in which they win, for each value by itself: what was written for this one process first, then
 * manifests of whole platforms, and last the files that are mostly for development.
 */
const READERS = [
    procfile,
    heroku,
    render,
    fly,
    railway,
    vercel,
    netlify,
    digitalOcean,
    projectDescriptor,
    copilot,
    appRunner,
    beanstalk,
    staticFiles,
    compose,
];
/**
 * Reads what the repository says to other platforms about this application.
 * @throws UserError for a manifest that cannot be parsed
 */
function readHints(app) {
    const told = READERS.flatMap((read) => read(app));
    const builds = told.map(({ build }) => buildHint(build));
    return {
        start: choose(told.map(({ start }) => startHint(start))),
        build: choose(builds.map(({ build }) => build)),
        port: choose(told.map(({ port }) => port)),
        healthCheckPath: choose(told.map(({ healthCheckPath }) => healthCheckPath)),
        siteFolder: choose(told.map(({ siteFolder }) => insideApp(siteFolder))),
        fallback: choose(told.map(({ fallback }) => fallback)),
        variables: new Map(told.toReversed().flatMap(({ variables }) => [...(variables ?? [])])),
        warnings: [...releaseWarnings(told), ...unclearWarnings(told)],
    };
}
function insideApp(found) {
    const folder = found === undefined ? undefined : plainFolder(found.value);
    return found === undefined || folder === undefined ? undefined : withValue(found, folder);
}
// Once for each command: the same one often stands in the manifests of two platforms.
function releaseWarnings(told) {
    const releases = new Map(told.flatMap(({ release }) => (release === undefined ? [] : [[release.value, release]])));
    return [...releases.values()].map((release) => warningAt(release, `"${release.value}" (${originOf(release)}) is to run once before each release, which no image can do: give it ` +
        'to release-action as "command".'));
}
function unclearWarnings(told) {
    return told.flatMap(({ build }) => build === undefined || !buildHint(build).unclear
        ? []
        : [
            warningAt(build, `The build command "${build.value}" (${originOf(build)}) is left out, as it may install and migrate, too: ` +
                'where the image needs what it builds, set the input "build-command".'),
        ]);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/lines.js
/** The first line of a file that is neither blank nor a comment: what version files like .nvmrc hold. */
function firstLine(app, path) {
    const lines = app.files.text(path)?.split(/\r?\n/) ?? [];
    const index = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const value = lines[index]?.replace(/#.*$/, '').trim();
    return value === undefined || value === '' ? undefined : { value, file: app.at(path), line: index + 1 };
}
/** The version of one tool in asdf's .tool-versions (`nodejs 24.1.0`); the first of several. */
function toolVersion(app, names) {
    const lines = app.files.text('.tool-versions')?.split(/\r?\n/) ?? [];
    for (const [index, line] of lines.entries()) {
        const [name, version] = line.replace(/#.*$/, '').trim().split(/\s+/);
        if (name !== undefined && version !== undefined && names.includes(name)) {
            return { value: version, file: app.at('.tool-versions'), line: index + 1 };
        }
    }
    return undefined;
}
/** The first line of a text that a pattern matches, with its groups. */
function searchLines(text, pattern) {
    const match = pattern.exec(text);
    if (match === null)
        return undefined;
    return { line: text.slice(0, match.index).split('\n').length, groups: match.slice(1) };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/decide/versions.js




/**
 * The version as it was asked for, unresolved: the input, then what pins one (in the application's folder, or in one
 * above it, the nearest first), then `ranges`, which a manifest allows. What lost is remembered.
 */
function askedVersion(app, input, { files, tools }, ranges = []) {
    const pinned = upward(app).flatMap((above) => [
        ...files.map((file) => firstLine(above, file)),
        toolVersion(above, tools),
        miseVersion(above, tools),
    ]);
    return choose([input === undefined ? undefined : fromInput(input, 'version'), ...pinned, ...ranges]);
}
/** Source: mise's documentation, "Configuration": a string, a list of them, or a table with `version`. */
function miseVersion(app, tools) {
    for (const path of ['mise.toml', '.mise.toml', '.config/mise.toml']) {
        const text = app.files.text(path);
        if (text === undefined)
            continue;
        const toml = parseToml(app.at(path), text);
        for (const tool of tools) {
            const value = first(toml.get('tools', tool));
            if (value === undefined)
                continue;
            const line = toml.lineOf(tool);
            return { value, file: app.at(path), ...(line === undefined ? {} : { line }) };
        }
    }
    return undefined;
}
function first(value) {
    if (Array.isArray(value))
        return first(value[0]);
    if (isTable(value))
        return first(value['version']);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/version.js






const DEFAULT = NODE_RELEASES[0]?.line ?? 'lts';
/**
 * The tag of the official image: what pins a version beats what only gives a range. `top` is the package.json at the top
 * of the workspace.
 */
function nodeVersion(app, manifest, input, top) {
    // The top of a workspace speaks for every package; with Volta one may also say `extends`, which is the same.
    const manifests = [manifest, ...(top === undefined || top === manifest ? [] : [top])];
    const asked = askedVersion(app, input, { files: ['.nvmrc', '.node-version'], tools: ['nodejs', 'node'] }, [
        // Netlify and Render pin it so.
        readHints(app).variables.get('NODE_VERSION'),
        ...manifests.flatMap((one) => [one?.json.string('volta', 'node'), runtimeVersion(one)]),
        ...manifests.map((one) => one?.json.string('engines', 'node')),
    ]);
    if (asked === undefined)
        return { value: DEFAULT, why: 'the default long-term line' };
    const tag = resolveNodeVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new errors/* UserError */.y(`No release of Node.js is known that fits "${asked.value}" (${originOf(asked)}).`, 'Set the input "version", for example to 24.');
}
/** The image tag for what a version file or range says: `v22` gives 22, `>=20` the preferred line, `22.4.1` itself. */
function resolveNodeVersion(text) {
    const word = text
        .trim()
        .toLowerCase()
        .replace(/^v(?=\d)/, '');
    if (['node', 'stable', 'current', 'latest', 'lts', 'lts/*', '*'].includes(word))
        return DEFAULT;
    const codename = NODE_CODENAMES[word.replace(/^lts\//, '')];
    if (codename !== undefined)
        return codename;
    // A version or a part of one is a tag as it stands, whether or not its line is in our table.
    if (/^\d+(\.\d+){0,2}$/.test(word))
        return word;
    if (semver.validRange(word) === null)
        return undefined;
    for (const { line } of NODE_RELEASES) {
        const tag = tagWithin(line, word);
        if (tag !== undefined)
            return tag;
    }
    return undefined;
}
// A floating tag is its line's newest release: it fits only where the range leaves the line open at the top.
function tagWithin(line, range) {
    if (semver.satisfies(`${line}.99.99`, range))
        return line;
    for (let minor = 30; minor >= 0; minor -= 1) {
        if (semver.satisfies(`${line}.${minor}.99`, range))
            return `${line}.${minor}`;
    }
    const lowest = semver.minVersion(range);
    return lowest !== null && lowest.major === Number(line) && semver.satisfies(lowest, range)
        ? lowest.version
        : undefined;
}
function runtimeVersion(manifest) {
    const name = manifest?.json.string('devEngines', 'runtime', 'name');
    return name?.value === 'node' ? manifest?.json.string('devEngines', 'runtime', 'version') : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/closure.js


/**
 * Follows an application's dependencies through the members of its workspace. Cycles are followed once. `named` are
 * members that it takes without depending on them.
 */
function closureOf(application, members, named = []) {
    const byName = new Map(members.map((member) => [member.name, member]));
    const byPlace = new Map(members.map((member) => [member.place, member]));
    const reach = (development) => {
        const ordered = [];
        const seen = new Set([application.place]);
        const visit = (member) => {
            for (const [name, asked] of dependenciesOf(member, development)) {
                const next = target(member, name, asked.value, byName, byPlace);
                if (next === undefined || seen.has(next.place))
                    continue;
                seen.add(next.place);
                visit(next);
                ordered.push(next);
            }
        };
        visit(application);
        for (const next of named) {
            if (seen.has(next.place))
                continue;
            seen.add(next.place);
            visit(next);
            ordered.push(next);
        }
        return ordered;
    };
    return { builds: reach(true), runs: reach(false) };
}
function dependenciesOf(member, development) {
    const manifest = member.manifest();
    return [
        ...manifest.dependencies,
        ...manifest.json.strings('peerDependencies'),
        ...(development ? manifest.devDependencies : []),
    ];
}
/**
 * The member that a dependency means, or undefined for a package of a registry. Sources: pnpm's documentation,
 * "Workspace protocol" (`workspace:*`, `workspace:name@range`, `workspace:../folder`); Yarn's, "Workspaces"; npm's,
 * package.json "Local Paths" (`file:`) and "Workspaces", where a plain range that the member satisfies means it.
 */
function target(from, name, asked, byName, byPlace) {
    const [, protocol, rest = ''] = /^(workspace|file|link|portal):(.*)$/.exec(asked) ?? [];
    if (protocol !== undefined && (protocol !== 'workspace' || /^\.{0,2}\//.test(rest))) {
        const place = external_node_path_.posix.normalize(external_node_path_.posix.join(from.place, rest)).replace(/\/+$/, '');
        return byPlace.get(place === '.' ? '' : place);
    }
    if (protocol === 'workspace') {
        const alias = /^(@?[^@]+)@./.exec(rest)?.[1];
        return byName.get(alias ?? name) ?? byPlace.get(rest);
    }
    const member = byName.get(name);
    return member !== undefined && satisfies(member, asked) ? member : undefined;
}
function satisfies(member, range) {
    if (range === '' || range === '*' || range === 'latest')
        return true;
    return semver.satisfies(member.version, range, { includePrerelease: true });
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/members.js




/** Folders that never hold a member of their own. */
const NEVER = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.next', '.turbo', '.nx']);
const DEPTH = 8;
const MOST = 5000;
/** Tells whether a folder below the workspace's top is one of its members. Later patterns beat earlier ones. */
function memberMatcher(patterns) {
    const rules = patterns.map((pattern) => {
        const excludes = pattern.startsWith('!');
        const glob = pattern
            .replace(/^!/, '')
            .replace(/^\.?\//, '')
            .replace(/\/+$/, '');
        return { excludes, matches: picomatch(glob) };
    });
    return (place) => {
        let member = false;
        for (const { excludes, matches } of rules)
            if (matches(place))
                member = !excludes;
        return member;
    };
}
/** All members below a workspace's top, sorted by folder; a bounded part of a huge tree. */
function findMembers(top, patterns) {
    const isMember = memberMatcher(patterns);
    const depth = Math.max(...patterns.filter((pattern) => !pattern.startsWith('!')).map(depthOf), 1);
    // Whole folders are passed over that no pattern can lead into.
    const starts = patterns.filter((pattern) => !pattern.startsWith('!')).map(fixedPart);
    const leadsOn = (place) => starts.some((start) => start === '' || within(place, start) || within(start, place));
    const members = [];
    let level = [''];
    for (let step = 0; step < depth && level.length > 0 && members.length < MOST; step += 1) {
        level = level.flatMap((folder) => top.files
            .list(folder)
            .filter(({ name, kind }) => kind === 'folder' && !NEVER.has(name))
            .map(({ name }) => join(folder, name))
            .filter(leadsOn));
        for (const place of level) {
            const member = isMember(place) ? readMember(top, place) : undefined;
            if (member !== undefined)
                members.push(member);
        }
    }
    return members.sort((one, other) => (one.place < other.place ? -1 : 1));
}
/** The package in a folder below the workspace's top, or undefined where none is. */
function readMember(top, place) {
    const app = appIn(top.repository, join(top.folder, place));
    const json = readJson(app, 'package.json');
    if (json === undefined)
        return undefined;
    let manifest;
    return {
        app,
        manifest: () => (manifest ??= manifestOf(json)),
        place,
        name: stringAt(json, 'name') ?? place,
        version: stringAt(json, 'version') ?? '0.0.0',
    };
}
function stringAt(json, key) {
    const value = json.get(key);
    return typeof value === 'string' ? value : undefined;
}
function depthOf(pattern) {
    return pattern.includes('**') ? DEPTH : pattern.replace(/^\.?\/|\/+$/g, '').split('/').length;
}
function fixedPart(pattern) {
    const parts = pattern.replace(/^\.?\//, '').split('/');
    const end = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part));
    return (end === -1 ? parts : parts.slice(0, end)).join('/');
}
function within(path, folder) {
    return path === folder || path.startsWith(`${folder}/`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/named.js
// Source: the runners' documentation of what means every package.
const EVERY = /\b(?:turbo|lerna) (?:run )?\w|\bnx (?:run-many|affected)\b|\s(?:-r|--recursive|--workspaces|-ws)(?:\s|$)|\bworkspaces foreach\b/;
/**
 * The members of a workspace that command lines at its top are about: by folder (`node packages/api/index.js`), by name
 * (`--filter=api`), or all of them, where a task runner is asked to run through them.
 */
function namedMembers(lines, members) {
    if (lines.some((line) => EVERY.test(line)))
        return members;
    return members.filter(({ place, name }) => lines.some((line) => line.split(/[\s"'=;&|()]+/).some((word) => means(word, place, name))));
}
function means(word, place, name) {
    const path = word.replace(/^\.\//, '');
    return path === place || path.startsWith(`${place}/`) || path === name;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/project.js







/** The project of an application that belongs to no workspace. */
function ownProject(app, manifest) {
    return {
        top: app,
        manifest,
        place: '',
        name: undefined,
        file: undefined,
        builds: [],
        runs: [],
        others: [],
    };
}
// The scripts of a workspace's top that make or run something for production.
const SCRIPTS = /^(?:(?:pre|post)?build|start|serve)/;
/**
 * The project of an application: the nearest folder above it whose workspace it is a member of, else its own folder.
 * `given` are command lines of inputs and hints, which at the top of a workspace may be about its members.
 * Throws a UserError for Rush, which keeps its lockfile elsewhere and installs with a tool of its own.
 */
function findProject(app, manifest, given = []) {
    for (const top of upward(app)) {
        if (top.files.isFile('rush.json'))
            throw rush(top);
        const patterns = workspacePatterns(top);
        if (patterns === undefined)
            continue;
        const place = app.folder.slice(top.folder === '' ? 0 : top.folder.length + 1);
        if (place !== '' && !memberMatcher(patterns.value)(place))
            continue;
        const application = readMember(top, place);
        const topMember = readMember(top, '');
        if (application === undefined)
            continue;
        const members = findMembers(top, patterns.value).filter((member) => member.place !== place);
        const named = place === '' ? namedMembers([...given, ...scriptLines(manifest)], members) : [];
        const { builds, runs } = closureOf(application, members, named);
        // Lerna and others leave each package its own lockfile where the top has none: it is installed by itself then.
        if (place !== '' && builds.length === 0 && !isLocked(top) && isLocked(app))
            break;
        return {
            top,
            manifest: topMember?.manifest() ?? manifest,
            place,
            name: application.name,
            file: patterns.file,
            builds,
            runs,
            others: members,
        };
    }
    return ownProject(app, manifest);
}
function scriptLines({ scripts }) {
    return [...scripts].filter(([name]) => SCRIPTS.test(name)).map(([, script]) => script.value);
}
function isLocked({ files }) {
    return LOCKFILES.some(([name]) => files.isFile(name));
}
function rush(top) {
    return new errors/* UserError */.y(`${top.at('rush.json')} makes this a Rush repository, and Rush is not supported.`, 'Run `rush deploy` for the application and write a Dockerfile that copies its result, or set "root-directory" to an application outside of it.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/assets.js







// What people call it; `prod` is Laravel Mix's.
const assets_SCRIPTS = ['build', 'production', 'prod'];
/** Reads the package.json of a folder as one that only makes assets; undefined where there is none. */
function readNodeTools(app, request) {
    const manifest = readManifest(app);
    if (manifest === undefined)
        return undefined;
    const manager = choosePackageManager(ownProject(app, manifest), manifest);
    const version = nodeVersion(app, manifest, undefined);
    const registry = registrySettings(app);
    const script = assets_SCRIPTS.map((name) => [name, manifest.scripts.get(name)]).find(([, found]) => found !== undefined);
    return {
        app,
        manifest,
        image: officialImage(request.baseRegistry, `node:${version.value}-slim`),
        install: steps(manager.setup, manager.env !== undefined && { kind: 'env', values: manager.env }, ...copyOnly(app, ['package.json', ...manager.files, ...registry.files], MANIFESTS_FIRST), {
            kind: 'run',
            commands: [manager.install('all', [])],
            mounts: [...manager.mounts, ...registry.mounts],
        }),
        run: (name) => manager.run(name),
        script: script?.[1] === undefined ? undefined : { ...script[1], value: script[0] },
    };
}
/** Node.js and npm in a stage of another language. The layout is that of the official images. */
function nodeCopies({ image }) {
    return [
        {
            kind: 'copy',
            why: ['The build of the assets calls Node.js; the final stage has none.'],
            from: image,
            sources: ['/usr/local/bin/node'],
            to: '/usr/local/bin/',
        },
        {
            kind: 'copy',
            from: image,
            sources: ['/usr/local/lib/node_modules'],
            to: '/usr/local/lib/node_modules',
        },
        {
            kind: 'run',
            commands: [
                'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm',
                'ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx',
            ],
        },
    ];
}
/** Plans the stage `assets`. */
function assetStage({ tools, script, outputs, inside }) {
    return {
        stages: (vendor) => [
            {
                name: 'assets',
                base: inside?.stage ?? tools.image,
                steps: steps(...(inside === undefined ? [{ kind: 'workdir', value: '/app' }] : nodeCopies(tools)), vendor !== undefined &&
                    inside === undefined && {
                    kind: 'copy',
                    why: ['Style sheets and scripts of packages are bundled, too.'],
                    from: vendor.from,
                    sources: [vendor.path],
                    to: vendor.to,
                }, ...tools.install, copySource(tools.app), { kind: 'run', commands: [...(inside?.before ?? []), tools.run(script)] }),
            },
        ],
        copies: outputs.map((folder) => ({
            kind: 'copy',
            from: 'assets',
            sources: [`/app/${folder}`],
            to: `./${folder}`,
        })),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/decide/command.js




/** Turns a line of one's own (an input, a Procfile) into words where no shell is needed, else into a shell that becomes it. */
function commandFromLine(line) {
    const parsed = parseCommandLine(line.value);
    const [only, ...more] = parsed.segments;
    const named = parsed.port ?? (0,routes/* portInArguments */.B5)(only?.argv ?? []);
    const port = named === undefined ? {} : { port: withValue(line, named) };
    if (parsed.needsShell || only === undefined || more.length > 0) {
        return { run: withValue(line, throughShell(line.value, parsed)), env: {}, ...port };
    }
    return { run: withValue(line, only.argv), env: only.env, ...port };
}
const command_MIGRATES = /\b(?:rails|rake) db:|\bartisan (?:migrate|db:)|\bmigrations:migrate\b/;
/** A platform's start line without the migrations before the server, which several tasks would run at once, and their warning. */
function withoutMigrations(line) {
    if (line === undefined)
        return { line, warnings: [] };
    const commands = splitCommands(line.value);
    const migrations = commands.filter((command) => command_MIGRATES.test(command));
    const rest = commands.filter((command) => !command_MIGRATES.test(command));
    if (migrations.length === 0 || rest.length === 0)
        return { line, warnings: [] };
    const text = `"${migrations.join(' && ')}" (${originOf(line)}) is left out, as several tasks would run it at once: run it as a task of its own.`;
    return { line: withValue(line, rest.join(' && ')), warnings: [warningAt(line, text)] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/plan.js

/** The port where nothing tells: TinyStacks' own default. */
const DEFAULT_PORT = 8000;
/** Whether this image gets the Lambda adapter. Throws a UserError where that is insisted on and cannot work. */
function takesLambda(request, port) {
    // Lambda runs every image as a user that may not bind the ports below 1024.
    if (request.lambda === 'never' || port >= 1024)
        return request.lambda !== 'never';
    if (request.lambda === 'auto')
        return false;
    throw new errors/* UserError */.y(`"lambda" is true, but the application listens on port ${port}, and AWS Lambda lets no process bind a port below 1024.`, 'Set the input "port" to a higher one that the application listens on, or "lambda" to false.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/decide/values.js


/**
 * The port: the input, what the start command binds, what other platforms are told, then the candidates of the language
 * (source, framework), then TinyStacks' default.
 */
function decidePort({ overrides }, hints, bound, ...candidates) {
    const input = overrides.port === undefined ? undefined : fromInput(overrides.port, 'port');
    return choose([input, bound, hints.port, ...candidates]) ?? { value: DEFAULT_PORT, why: 'default' };
}
/** The health check's path: the input, what other platforms are told, then a path that the code serves, else `/`. */
function decideHealthPath({ overrides }, hints, ...candidates) {
    const { healthCheckPath } = overrides;
    const input = healthCheckPath === undefined ? undefined : fromInput(healthCheckPath, 'health-check-path');
    return (choose([input, hints.healthCheckPath, ...candidates]) ?? {
        value: '/',
        why: 'no health path in the source',
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/decide/releases.js
/** The sentence about a version whose line is past its end of life. `now` in milliseconds since the epoch. */
function endOfLifeWarning(runtime, version, releases, now) {
    const release = releases.find(({ line }) => version === line || version.startsWith(`${line}.`));
    if (release === undefined || Date.parse(release.endOfLife) > now)
        return undefined;
    return `${runtime} ${version} has had no security fixes since ${release.endOfLife}.`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/static/nginx.js
// Folders that build tools fill with names that change with the content: of Next.js, Nuxt, SvelteKit and Astro; and
// elsewhere names with a hash in them: of Vite, webpack and Angular. Of eight letters without a digit or a capital
// among them nobody can tell whether they are a hash or a word.
const HASHED = [
    '/(?:_next/static|_nuxt|_app/immutable|_astro)/',
    '/(?:assets|static)/.*[.-](?=[a-z_-]*[0-9A-Z])[\\w-]{8}(?:\\.chunk)?\\.\\w+$',
    '/(?:main|polyfills|styles|scripts|chunk)-[0-9A-Z]{8}\\.(?:js|css)$',
];
/**
 * nginx.conf for files alone. It writes to /tmp only, which AWS Lambda and read-only containers leave writable. Source:
 * nginx.org, ngx_http_core_module, ngx_http_gzip_module and ngx_http_map_module.
 */
function nginxConfiguration({ port, fallback, utf8 = true }) {
    const page = fallback === true ? '/index.html' : fallback === false ? undefined : `/${fallback}`;
    return `
pid /tmp/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  types {
    text/javascript mjs;
    application/manifest+json webmanifest;
  }
  default_type application/octet-stream;${utf8 ? '\n  charset utf-8;' : ''}
  # The load balancer logs requests; a container's stdout cannot be opened by path everywhere.
  access_log off;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  server_tokens off;
  sendfile on;
  gzip on;
  gzip_vary on;
  gzip_min_length 1000;
  # CDNs ask as proxies do.
  gzip_proxied any;
  gzip_types text/css text/plain text/xml text/javascript application/javascript application/json
    application/manifest+json application/xml application/rss+xml application/atom+xml application/wasm image/svg+xml;
  # What a build names by its content is kept for good; everything else is asked for again, and mostly unchanged.
  map $uri $cache_control {
    default no-cache;
${HASHED.map((pattern) => `    "~^${pattern}" "public, max-age=31536000, immutable";`).join('\n')}
  }
  server {
    listen ${port};
    root /srv/www;
    index index.html;
    # Behind a load balancer the port of a redirect would be the wrong one.
    absolute_redirect off;
    add_header Cache-Control $cache_control;
    add_header X-Content-Type-Options nosniff always;
    location / {
      try_files $uri $uri.html $uri/ ${page ?? '=404'};
    }
    # Settings and history, should any be among the files.
    location ~ /\\.(?!well-known/) {
      return 404;
    }
${(page === undefined ? NOT_FOUND : ASSETS).join('\n')}
  }
}`
        .trim()
        .split('\n');
}
const NOT_FOUND = ['    error_page 404 /404.html;'];
// A page in place of a script would be a puzzle for the browser, and for whoever looks for the missing file.
const ASSETS = [
    '    location ~ \\.(?:js|mjs|css|map|json|wasm|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|txt|xml)$ {',
    '      try_files $uri =404;',
    '    }',
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/static/site.js



/** The process of every site. */
const NGINX = ['nginx', '-g', 'daemon off;'];
/** The release line that the image's tag names. */
const NGINX_VERSION = '1';
/** The stage that serves files: nginx, as its own non-root user, writing to /tmp alone. */
function siteStage(site, request) {
    const lambda = takesLambda(request, site.port);
    return {
        name: 'runtime',
        base: officialImage(request.baseRegistry, `nginx:${NGINX_VERSION}`),
        steps: [
            {
                kind: 'inline',
                why: ['All that nginx writes goes to /tmp, so that it needs neither root nor a writable image.'],
                to: '/etc/nginx/nginx.conf',
                lines: nginxConfiguration(site),
            },
            { ...site.copy, why: ['The files belong to root: the server can read them and change nothing.'] },
            ...serving({
                port: site.port,
                lambda,
                healthCheckPath: site.healthCheckPath,
                user: '101:101',
                probe: [
                    'curl',
                    '--fail',
                    '--silent',
                    '--output',
                    '/dev/null',
                    `http://127.0.0.1:${site.port}${site.healthCheckPath}`,
                ],
                argv: NGINX,
                stopSignal: 'SIGQUIT',
                whyStopSignal: 'The signal on which nginx finishes its requests; SIGTERM cuts them off.',
            }),
        ],
    };
}

// EXTERNAL MODULE: ./node_modules/fast-xml-parser/src/xmlparser/XMLParser.js + 26 modules
var XMLParser = __webpack_require__(9658);
// EXTERNAL MODULE: ./node_modules/fast-xml-parser/src/fxp.js
var fxp = __webpack_require__(5824);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/xml.js



const PARSER = new XMLParser/* default */.A({
    preserveOrder: true,
    captureMetaData: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    removeNSPrefix: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    // A manifest has no business with more; entities that multiply end here.
    processEntities: { enabled: true, maxTotalExpansions: 200, maxExpandedLength: 20_000, maxEntityCount: 50 },
    maxNestedTags: 100,
});
/** Parses XML into its root element. Throws a UserError with file, line and column. */
function parseXml(file, text) {
    // The parser counts positions after this, too.
    const source = text.replace(/\r\n?/g, '\n');
    // Its successor is the same code in a package of its own.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const valid = fxp/* XMLValidator */.iI.validate(source);
    if (valid !== true)
        throw broken(file, valid.err.line, valid.err.col, valid.err.msg);
    const root = elementsOf(xml_parse(file, source), file, lineCounter(source))[0];
    if (root === undefined)
        throw broken(file, 1, 1, 'There is no element.');
    return root;
}
/** The first element at a path of names. */
function xmlChild(from, ...path) {
    return path.reduce((element, name) => element?.elements.find((child) => child.name === name), from);
}
/** All elements of a name in the element at a path. */
function xmlChildren(from, name, ...path) {
    return xmlChild(from, ...path)?.elements.filter((child) => child.name === name) ?? [];
}
/** An element's text with the place where it stands; undefined for an empty one. */
function xmlText(element) {
    if (element === undefined || element.text === '')
        return undefined;
    return { value: element.text, file: element.file, line: element.line };
}
function xml_parse(file, source) {
    try {
        return PARSER.parse(source);
    }
    catch (error) {
        // Beyond one of the limits above.
        throw new errors/* UserError */.y(`${file} cannot be read: ${(0,errors/* messageOf */.b)(error)}`, `Mend ${file}; nothing was written.`);
    }
}
function elementsOf(nodes, file, lineOf) {
    if (!Array.isArray(nodes))
        return [];
    return nodes.flatMap((node) => {
        if (!isTable(node))
            return [];
        const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
        if (name === undefined)
            return [];
        const inside = node[name];
        return [
            {
                name,
                file,
                line: lineOf(startOf(node)),
                text: textOf(inside),
                attributes: attributesOf(node[':@']),
                elements: elementsOf(inside, file, lineOf),
            },
        ];
    });
}
function attributesOf(node) {
    const entries = isTable(node) ? Object.entries(node) : [];
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
function textOf(nodes) {
    if (!Array.isArray(nodes))
        return '';
    const parts = nodes.flatMap((node) => (isTable(node) ? [node['#text']] : []));
    return parts
        .filter((part) => typeof part === 'string')
        .join('')
        .trim();
}
function startOf(node) {
    // The parser keeps positions under a symbol, the only one that there is.
    const [symbol] = Object.getOwnPropertySymbols(node);
    const meta = symbol === undefined ? undefined : Reflect.get(node, symbol);
    return isTable(meta) && typeof meta['startIndex'] === 'number' ? meta['startIndex'] : 0;
}
/** Positions come in the document's order, so that each line is counted once. */
function lineCounter(source) {
    let line = 1;
    let at = 0;
    return (index) => {
        for (; at < index; at += 1)
            if (source[at] === '\n')
                line += 1;
        return line;
    };
}
function broken(file, line, column, reason) {
    return new errors/* UserError */.y(`${file} is not valid XML at line ${line}, column ${column ?? 1}: ${reason}`, `Mend ${file}; nothing was written.`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/paths.js

/** The folder of a path, `''` being the top. */
function folderOf(path) {
    const folder = external_node_path_.posix.dirname(path);
    return folder === '.' ? '' : folder;
}
/**
 * A path of a project file as one of the repository: both slashes are written, and it starts at the project's folder.
 * Undefined where it leads out of the repository or holds a property that only MSBuild knows.
 */
function resolvePath(folder, path) {
    const plain = path.replaceAll('\\', '/').replace(/\$\(MSBuild(?:ThisFile|Project)Directory\)\/?/g, '');
    if (plain.includes('$(') || plain.startsWith('/') || /^[A-Za-z]:/.test(plain))
        return undefined;
    const resolved = external_node_path_.posix.normalize(external_node_path_.posix.join(folder, plain)).replace(/\/+$/, '');
    if (resolved === '..' || resolved.startsWith('../'))
        return undefined;
    return resolved === '.' ? '' : resolved;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/project.js




const PROJECT_ENDINGS = ['.csproj', '.fsproj', '.vbproj'];
/** The projects in a folder of the application and below it, the nearest to the top first. */
function projectsIn(app) {
    return sources(app.files, PROJECT_ENDINGS, 200).flatMap((path) => readProject(app.repository, app.at(path)) ?? []);
}
/** The projects in the application's folder itself. */
function projectsBeside(app) {
    return app.files
        .list('')
        .filter(({ name, kind }) => kind === 'file' && isProject(name))
        .flatMap(({ name }) => readProject(app.repository, app.at(name)) ?? []);
}
/** Whether a solution is in the application's folder, or a project at most two folders below: no more is looked at. */
function hasProjectBelow({ files }) {
    const inFolder = (folder, depth) => files
        .list(folder)
        .some(({ name, kind }) => kind === 'file'
        ? isProject(name) || (folder === '' && /\.slnx?$/.test(name))
        : depth > 0 &&
            !/^(?:\.|node_modules$|vendor$)/.test(name) &&
            inFolder(join(folder, name), depth - 1));
    return inFolder('', 2);
}
function isProject(name) {
    return PROJECT_ENDINGS.some((ending) => name.endsWith(ending));
}
/**
 * Reads a project of SDK style; undefined where there is none, or one of an older style, which needs Windows.
 * Source: Microsoft's documentation, ".NET project SDKs" and "MSBuild reference for .NET SDK projects".
 */
function readProject(repository, path) {
    const text = repository.text(path);
    if (text === undefined)
        return undefined;
    const root = parseXml(path, text);
    const sdk = sdkOf(root);
    if (sdk === undefined)
        return undefined;
    const folder = folderOf(path);
    const items = inGroups(root, 'ItemGroup');
    const properties = [...inGroups(root, 'PropertyGroup'), ...sharedProperties(repository, folder)];
    const property = (name) => xmlText(properties.find((element) => element.name.toLowerCase() === name.toLowerCase()));
    const packages = new Set(includes(items, 'PackageReference'));
    return {
        path,
        folder,
        kind: kindOf(sdk.value, packages, property, includes(items, 'FrameworkReference')),
        sdk,
        property,
        references: includes(items, 'ProjectReference').flatMap((one) => resolvePath(folder, one) ?? []),
        packages,
        linked: items.flatMap((item) => linkedFolder(folder, item) ?? []),
        commands: root.elements
            .filter(({ name }) => name === 'Target')
            .flatMap(({ elements }) => elements.filter(({ name }) => name === 'Exec'))
            .map(({ attributes }) => attributes['Command'] ?? ''),
    };
}
function sdkOf(root) {
    const inside = root.elements.find(({ name }) => name === 'Sdk')?.attributes['Name'];
    const value = root.attributes['Sdk'] ?? inside;
    return value === undefined ? undefined : { value, file: root.file, line: root.line };
}
function inGroups(root, group) {
    return root.elements.filter(({ name }) => name === group).flatMap(({ elements }) => elements);
}
function includes(items, name) {
    return items
        .filter((item) => item.name === name)
        .flatMap(({ attributes }) => (attributes['Include'] ?? '').split(';'))
        .map((one) => one.trim())
        .filter((one) => one !== '');
}
// MSBuild takes the nearest one alone; it may take in others by itself.
function sharedProperties(repository, folder) {
    for (let at = folder;; at = folderOf(at)) {
        const path = join(at, 'Directory.Build.props');
        const text = repository.text(path);
        if (text !== undefined)
            return inGroups(parseXml(path, text), 'PropertyGroup');
        if (at === '')
            return [];
    }
}
function kindOf(sdk, packages, property, frameworks) {
    const is = (name) => sdk.split(';').some((one) => one.trim().split('/')[0] === name);
    if (packages.has('Microsoft.NET.Test.Sdk') || property('IsTestProject')?.value.toLowerCase() === 'true')
        return 'test';
    if (is('Microsoft.NET.Sdk.BlazorWebAssembly'))
        return 'site';
    const library = property('OutputType')?.value.toLowerCase() === 'library';
    if (is('Microsoft.NET.Sdk.Web'))
        return library ? 'library' : 'web';
    const starts = property('OutputType')?.value.toLowerCase() === 'exe' || is('Microsoft.NET.Sdk.Worker');
    if (!starts)
        return 'library';
    return frameworks.includes('Microsoft.AspNetCore.App') ? 'web' : 'program';
}
// A file of another folder, by `<Compile Include="../shared/Clock.cs" />` and the like.
function linkedFolder(folder, { name, attributes }) {
    const include = attributes['Include']?.replaceAll('\\', '/');
    if (include?.startsWith('../') !== true || name === 'ProjectReference')
        return undefined;
    const fixed = include.split('/').filter((part) => !/[*?]/.test(part));
    const path = resolvePath(folder, fixed.join('/'));
    return path === undefined ? undefined : folderOf(path);
}
/** The name of the assembly that the project makes. */
function assemblyName({ path, property }) {
    const named = property('AssemblyName')?.value;
    const file = external_node_path_.posix.basename(path).replace(/\.\w+proj$/, '');
    return named === undefined || named.includes('$(') ? file : named;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/choose.js



/**
 * The application's one project that serves: the one in its folder, else the only one below. A site that another project
 * serves is a part of that. Throws a UserError for none and for several, naming them.
 */
function chooseProject(app) {
    const projects = projectsIn(app);
    const direct = projects.filter(({ folder }) => folder === app.folder);
    const among = servers(app, direct);
    const found = among.length > 0 ? among : servers(app, projects);
    const [project, second] = found;
    if (project !== undefined && second === undefined) {
        return { project, closure: choose_closureOf(app, project) };
    }
    if (project === undefined) {
        const others = projects.filter(({ kind }) => kind !== 'test').map(({ path }) => path);
        throw new errors/* UserError */.y(`No project in ${app.at('') || 'the repository'} serves HTTP: looked for the SDKs Microsoft.NET.Sdk.Web and Microsoft.NET.Sdk.BlazorWebAssembly${others.length === 0 ? '' : ` in ${others.join(', ')}`}.`, 'Set the input "root-directory" to the folder of the one that does, or write a Dockerfile.');
    }
    throw new errors/* UserError */.y(`There are several applications: ${found.map(({ path }) => path).join(', ')}.`, `Set the input "root-directory" to one of their folders, for example ${project.folder || '.'}.`);
}
/** The projects that serve HTTP. */
function servers(app, projects) {
    const serving = projects.filter((one) => one.kind === 'web' || one.kind === 'site' || (one.kind === 'program' && listens(app, one)));
    const parts = new Set(serving.flatMap((one) => choose_closureOf(app, one)
        .slice(1)
        .map(({ path }) => path)));
    const whole = serving.filter(({ path }) => !parts.has(path));
    return whole.length === 0 ? serving : whole;
}
function listens({ repository }, { folder }) {
    return sources(repository, ['.cs', '.fs', '.vb'], 2000)
        .filter((file) => folder === '' || file.startsWith(`${folder}/`))
        .some((file) => /\b(?:HttpListener|TcpListener)\b/.test(repository.head(file) ?? ''));
}
function choose_closureOf({ repository }, project) {
    const found = new Map([[project.path, project]]);
    for (const { references } of found.values()) {
        for (const path of references) {
            const referenced = found.has(path) ? undefined : readProject(repository, path);
            if (referenced !== undefined)
                found.set(path, referenced);
        }
    }
    return [...found.values()];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/releases.js
/** .NET, the newest first: an application's target framework names its line. Source: ".NET Support Policy". */
const DOTNET_RELEASES = [
    { line: '11.0', endOfLife: '2028-11-14' },
    { line: '10.0', endOfLife: '2028-11-14' },
    { line: '9.0', endOfLife: '2026-11-10' },
    { line: '8.0', endOfLife: '2026-11-10' },
    { line: '7.0', endOfLife: '2024-05-14' },
    { line: '6.0', endOfLife: '2024-11-12' },
    { line: '5.0', endOfLife: '2022-05-10' },
    { line: '3.1', endOfLife: '2022-12-13' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/restore.js



const ABOVE = [
    'global.json',
    'Directory.Build.props',
    'Directory.Build.targets',
    'Directory.Packages.props',
    'nuget.config',
    'NuGet.config',
    'NuGet.Config',
];
/** Source: NuGet's documentation, "Common NuGet configurations", "Central Package Management" and "lock file". */
function restoreFiles({ repository }, { closure }) {
    const folders = closure.map(({ folder }) => folder);
    const settings = new Set(folders.flatMap((folder) => upTo(folder).flatMap((above) => ABOVE.map((name) => join(above, name)).filter((path) => repository.isFile(path)))));
    const locks = closure
        .map(({ folder }) => join(folder, 'packages.lock.json'))
        .filter((path) => repository.isFile(path));
    const configs = [...settings].filter((path) => path.toLowerCase().endsWith('nuget.config'));
    const tools = ['.config/dotnet-tools.json'].filter((path) => repository.isFile(path));
    return {
        files: [...new Set([...settings, ...tools, ...closure.map(({ path }) => path), ...locks])],
        locked: locks.length === closure.length,
        mounts: configs.flatMap((path) => feedSecrets(path, repository.text(path) ?? '')),
    };
}
function upTo(folder) {
    return folder === '' ? [''] : [...upTo(folderOf(folder)), folder];
}
// What stands in `%NAME%` is read from the environment, and so are credentials by a feed's name.
// Source: NuGet's documentation, "Consuming packages from authenticated feeds".
function feedSecrets(path, text) {
    const root = parseXml(path, text);
    const feeds = xmlChildren(root, 'add', 'packageSources')
        .filter(({ attributes }) => /^https?:/.test(attributes['value'] ?? ''))
        .filter(({ attributes }) => !(attributes['value'] ?? '').startsWith('https://api.nuget.'))
        .map(({ attributes }) => `NuGetPackageSourceCredentials_${attributes['key'] ?? ''}`)
        .filter((name) => /^\w+$/.test(name));
    const variables = [...text.matchAll(/%(\w+)%/g)].map(([, name = '']) => name);
    const names = variables.length > 0 ? variables : feeds;
    return [...new Set(names)].sort().map((name) => ({ type: 'secret', id: name, env: name }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/apt.js
/** Installs Debian packages, or is nothing for none. */
function aptInstall(packages, why) {
    if (packages.length === 0)
        return undefined;
    return {
        kind: 'run',
        why: [why],
        commands: [
            'apt-get update',
            `apt-get install --yes --no-install-recommends ${packages.join(' ')}`,
            'rm -rf /var/lib/apt/lists/*',
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/probe.js
/**
 * Asks the server on $PORT with bash alone, for images that have neither curl nor a runtime that speaks HTTP. Debian's
 * and Ubuntu's images have bash, distroless ones do not. `checksHost`: the server may refuse the probe's own Host header,
 * which is an answer. Source: Bash manual, "Redirections", /dev/tcp.
 */
function bashProbe(path, checksHost = false) {
    // At `/` any answer but a server error will do: an API may well have nothing there.
    const good = path === '/' || checksHost ? '[1-4]' : '[23]';
    return [
        'bash',
        '-c',
        `exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == ${good}* ]]`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/user.js
/** The user and group of images whose base has none but root. */
const USER = '1001:1001';
/** Makes that user. */
function appUser() {
    return {
        kind: 'run',
        why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
        commands: [
            'groupadd --gid 1001 app',
            'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/stages.js








// Microsoft's images are in a registry of their own, which no mirror of Docker Hub has.
const REGISTRY = 'mcr.microsoft.com/dotnet';
// Source: dotnet/dotnet-docker, the variable APP_UID of the images since 8.0.
const APP_USER = '1654:1654';
/** Packages, then what is published from the source, then what runs. */
function dotnetStages(facts, how, request) {
    const { choice, versions, native } = facts;
    const build = buildStage(facts);
    if (choice.project.kind === 'site') {
        const copy = { kind: 'copy', from: 'build', sources: ['/app/publish/wwwroot'], to: '/srv/www' };
        return [build, siteStage({ ...how, copy, fallback: true }, request)];
    }
    const has = Number.parseFloat(versions.runtime.value) >= 8;
    const runtime = {
        name: 'runtime',
        base: `${REGISTRY}/${native ? 'runtime-deps' : 'aspnet'}:${versions.runtime.value}`,
        steps: steps({ kind: 'workdir', value: '/app' }, !has && appUser(), {
            kind: 'copy',
            why: ['What was published alone. Owned by root: the server can read it and change nothing.'],
            from: 'build',
            sources: ['/app/publish'],
            to: '.',
        }, ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: has ? APP_USER : USER,
            probe: bashProbe(how.healthCheckPath),
            env: facts.env,
        })),
    };
    return [build, runtime];
}
function buildStage({ app, choice, versions, restore, build, native, node }) {
    const { project, closure } = choice;
    const locked = restore.locked ? ' --locked-mode' : '';
    const top = closure.some(({ folder }) => folder === '') || app.folder === '';
    return {
        name: 'build',
        base: `${REGISTRY}/sdk:${versions.sdk.value}`,
        steps: steps({ kind: 'workdir', value: '/src' }, native &&
            aptInstall(['clang', 'zlib1g-dev'], 'What native code is linked with; not in the final stage.'), ...(node === undefined ? [] : nodeCopies(node)), ...stages_manifests(restore.files), {
            kind: 'run',
            why: ['Packages stay in the layer: a cached one must not point to a cache that is gone.'],
            commands: [`dotnet restore ${quoted(project.path)}${locked}`],
            mounts: [{ type: 'cache', target: '/root/.local/share/NuGet/http-cache' }, ...restore.mounts],
        }, ...(top ? [{ kind: 'copy', sources: ['.'], to: '.' }] : sourceFolders(choice).map(copyFolder)), { kind: 'run', commands: [build] }),
    };
}
/** The folders that the application is built from, none within another. */
function sourceFolders({ closure }) {
    const all = [...new Set(closure.flatMap(({ folder, linked }) => [folder, ...linked]))].sort();
    return all.filter((folder) => !all.some((other) => other !== folder && folder.startsWith(`${other}/`)));
}
function copyFolder(folder) {
    return { kind: 'copy', sources: [`${folder}/`], to: `${folder}/` };
}
function stages_manifests(files) {
    const folders = [...new Set(files.map(folderOf))];
    return folders.map((folder, index) => ({
        kind: 'copy',
        sources: files.filter((file) => folderOf(file) === folder),
        to: folder === '' ? './' : `${folder}/`,
        ...(index === 0
            ? { why: ['Only what decides the packages, so that a change of source alone restores nothing again.'] }
            : {}),
    }));
}
/** A path as one word of the shell. */
function quoted(path) {
    return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/version.js




/**
 * The target framework decides what runs it; global.json what builds it. Throws a UserError for one that needs Windows,
 * and for an input that contradicts it. Source: Microsoft's documentation, "Target frameworks" and "global.json overview".
 */
function dotnetVersions(app, project, input) {
    const targets = project.property('TargetFramework') ?? project.property('TargetFrameworks');
    if (targets === undefined) {
        throw new errors/* UserError */.y(`${project.path} has no TargetFramework, nor has a Directory.Build.props above it.`, 'Set it in the project, for example to net10.0.');
    }
    const lines = targets.value.split(';').flatMap((one) => lineOf(one.trim()) ?? []);
    const best = [...lines].sort((one, other) => Number.parseFloat(other) - Number.parseFloat(one));
    const asked = input === undefined ? undefined : input.replace(/^v/, '').split('.').slice(0, 2).join('.');
    const wanted = asked === undefined || asked.includes('.') ? asked : `${asked}.0`;
    const line = wanted === undefined ? best[0] : best.find((one) => one === wanted);
    if (line === undefined) {
        throw new errors/* UserError */.y(wanted === undefined || lines.length === 0
            ? `${originOf(targets)} targets "${targets.value}", which runs in no Linux container.`
            : `The input "version" is "${input ?? ''}", but ${originOf(targets)} targets "${targets.value}".`, 'Change the target framework, for example to net10.0.');
    }
    const runtime = wanted === undefined ? withValue(targets, line) : fromInput(line, 'version');
    const { sdk, warnings } = sdkVersion(app, runtime);
    return {
        runtime,
        sdk,
        framework: targets.value.includes(';')
            ? `${Number.parseFloat(line) < 5 ? 'netcoreapp' : 'net'}${line}`
            : undefined,
        warnings,
    };
}
function lineOf(framework) {
    const match = /^net(?:coreapp)?(\d+\.\d+)$/.exec(framework);
    return match?.[1] !== undefined && Number.parseFloat(match[1]) >= 3 ? match[1] : undefined;
}
const ROLLS_ON = ['feature', 'minor', 'major', 'latestfeature', 'latestminor', 'latestmajor'];
// An SDK builds for its own line and for those before. Without rollForward only its own patches are taken, and images
// of a line have its newest feature band: then the exact one is named.
function sdkVersion(app, runtime) {
    for (const above of upward(app)) {
        const text = above.files.text('global.json');
        if (text === undefined)
            continue;
        const json = parseJson(above.at('global.json'), text, 'jsonc');
        const version = json.string('sdk', 'version');
        if (version === undefined)
            continue;
        const [major = '', minor = '0'] = version.value.split('.');
        const line = `${major}.${minor}`;
        // Numbers of SDKs begin at 100: what is below is that of a runtime, and means the line.
        const band = Number(version.value.split('.')[2]?.split('-')[0] ?? '0');
        const roll = json.string('sdk', 'rollForward')?.value.toLowerCase();
        if (Number.parseFloat(line) < Number.parseFloat(runtime.value) && !/m(?:in|aj)or$/.test(roll ?? '')) {
            throw new errors/* UserError */.y(`${originOf(version)} asks for the SDK ${version.value}, which cannot build for ${runtime.value} (${originOf(runtime)}).`, 'Raise the version in global.json, or set its "rollForward" to "latestMajor".');
        }
        if (band < 100 || (roll !== undefined && ROLLS_ON.includes(roll))) {
            const newer = Number.parseFloat(line) < Number.parseFloat(runtime.value) ? runtime.value : line;
            return { sdk: withValue(version, newer), warnings: [] };
        }
        return {
            sdk: version,
            warnings: [
                warningAt(version, `The SDK ${version.value} is pinned and gets no fixes: "rollForward": "latestFeature" lets its line be taken.`),
            ],
        };
    }
    return { sdk: runtime, warnings: [] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/dotnet/provider.js

















const KINDS = {
    web: 'aspnet',
    site: 'blazor-wasm',
    program: 'dotnet',
    library: 'dotnet',
    test: 'dotnet',
};
// An address in the source wins over the environment.
const PORTS = [
    /\b(?:UseUrls|Urls\.Add|Run)\(\s*\$?"https?:\/\/[^":/]*:(\d{2,5})\b/,
    /\bListen(?:AnyIP|Localhost)\(\s*(\d{2,5})\b/,
    /\bGetEnvironmentVariable\("PORT"\)\s*\?\?\s*"?(\d{2,5})\b/,
    /\bPrefixes\.Add\(\s*"https?:\/\/[^":/]*:(\d{2,5})\b/,
];
const ROUTES = /\b(?:MapHealthChecks|UseHealthChecks|MapGet)\(\s*"\/?([\w/-]{2,40})"|\[Http(?:Get|Head)\("\/([\w/-]{2,40})"\)\]|\broute\s+"\/([\w/-]{2,40})"/g;
/** Applications of ASP.NET Core, and Blazor's that run in browsers. */
const dotnet = {
    language: 'dotnet',
    frameworks: ['aspnet', 'blazor-wasm', 'dotnet'],
    lookedFor: PROJECT_ENDINGS.map((ending) => `*${ending}`).join(', '),
    detect: (app) => {
        const direct = projectsBeside(app);
        if (direct.length > 0)
            return servers(app, direct).length === 1 ? 'application' : 'helper';
        // A project below is an application of its own folder; from here it is one only where nothing else is.
        return hasProjectBelow(app) ? 'helper' : undefined;
    },
    plan: planDotnet,
};
function planDotnet(app, request) {
    const { overrides } = request;
    const choice = chooseProject(app);
    const { project } = choice;
    const site = project.kind === 'site';
    const versions = dotnetVersions(app, project, overrides.version);
    const hints = readHints(app);
    const files = sources(app.repository, ['.cs', '.fs', '.vb'], 2000).filter((file) => isIn(project.folder, file));
    const top = appIn(app.repository, '');
    const native = project.property('PublishAot')?.value.toLowerCase() === 'true' && !site;
    const build = publishLine(choice, versions.framework, native, overrides.buildCommand);
    const own = overrides.runCommand === undefined
        ? undefined
        : commandFromLine(fromInput(overrides.runCommand, 'run-command'));
    const port = decidePort(request, hints, own?.port, ...(site ? [] : [(0,routes/* portIn */.Ju)(top, files, PORTS), kestrelPort(app, project)]), site ? undefined : { value: 8080, why: "the framework's default" });
    const health = decideHealthPath(request, hints, site ? undefined : (0,routes/* healthPath */.OW)(top, files, ROUTES));
    const name = assemblyName(project);
    const start = site
        ? { ...project.sdk, value: NGINX }
        : { ...project.sdk, value: native ? [`./${name}`] : ['dotnet', `${name}.dll`] };
    const run = own?.run ?? start;
    const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const usesNode = project.property('SpaRoot') !== undefined || project.commands.some((line) => /\bnpm\b/.test(line));
    const facts = {
        app,
        choice,
        versions,
        restore: restoreFiles(app, choice),
        build: build.value,
        native,
        node: usesNode ? spaTools(app, project, request) : undefined,
        env: {
            ...own?.env,
            ...(Number.parseFloat(versions.runtime.value) >= 8
                ? { ASPNETCORE_HTTP_PORTS: String(port.value) }
                : { ASPNETCORE_URLS: `http://+:${port.value}` }),
        },
    };
    const ended = endOfLifeWarning('.NET', versions.runtime.value, DOTNET_RELEASES, request.now);
    return {
        language: { value: 'dotnet', file: project.path },
        framework: overrides.framework === undefined
            ? withValue(project.sdk, KINDS[project.kind])
            : fromInput(overrides.framework, 'framework'),
        version: versions.runtime,
        packageManager: { value: 'nuget', file: project.path },
        buildCommand: build,
        runCommand: withValue(run, argv),
        port,
        healthCheckPath: health,
        stages: dotnetStages(facts, { argv, port: port.value, healthCheckPath: health.value }, request),
        about: about(project),
        scope: scopeOf(app, choice, facts.restore.files),
        ignore: ['**/bin', '**/obj', '**/.vs', '**/TestResults', '**/*.user', '**/appsettings.Development.json'],
        warnings: [
            ...(ended === undefined ? [] : [warningAt(versions.runtime, ended)]),
            ...versions.warnings,
            ...hints.warnings,
        ],
    };
}
function isIn(folder, path) {
    return folder === '' || path.startsWith(`${folder}/`);
}
/** Source: Microsoft's documentation, "dotnet publish", UseAppHost, and "Native AOT deployment". */
function publishLine({ project }, framework, native, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    const is = (name) => project.property(name)?.value.toLowerCase() === 'true';
    const flags = [
        '--configuration Release',
        '--no-restore',
        ...(framework === undefined ? [] : [`--framework ${framework}`]),
        '--output /app/publish',
        ...(native || project.kind === 'site' ? [] : ['-p:UseAppHost=false']),
        // The image has the runtime: what a project bundles for machines without one would be there twice.
        ...(is('PublishSingleFile') && !native ? ['-p:PublishSingleFile=false'] : []),
        ...(is('SelfContained') && !native ? ['-p:SelfContained=false'] : []),
    ];
    return { value: `dotnet publish ${quoted(project.path)} ${flags.join(' ')}`, why: 'the build of .NET' };
}
// Source: Microsoft's documentation, "Configure endpoints for Kestrel": endpoints in the settings win over variables.
function kestrelPort(app, { folder }) {
    const path = folder === '' ? 'appsettings.json' : `${folder}/appsettings.json`;
    const text = app.repository.text(path);
    if (text === undefined)
        return undefined;
    const json = parseJson(path, text, 'jsonc');
    const url = choose([
        json.string('Kestrel', 'Endpoints', 'Http', 'Url'),
        json.string('Kestrel', 'EndPoints', 'Http', 'Url'),
    ]);
    const port = Number(/:(\d+)\/?$/.exec(url?.value ?? '')?.[1]);
    return url === undefined || !(0,routes/* isPort */.sW)(port) ? undefined : withValue(url, port);
}
function spaTools(app, project, request) {
    const root = project.property('SpaRoot')?.value.replaceAll('\\', '/').replace(/\/+$/, '') ?? '';
    const folders = [root, 'ClientApp', 'client', ''].map((name) => [project.folder, name].filter(Boolean).join('/'));
    const folder = folders.find((one) => app.repository.isFile(`${one}/package.json`));
    return folder === undefined ? undefined : readNodeTools(appIn(app.repository, folder), request);
}
/** What the build copies from outside of the application's folder. */
function scopeOf(app, choice, files) {
    if (app.folder === '')
        return [];
    const folders = sourceFolders(choice).filter((folder) => folder !== '');
    const all = [...folders, ...files].filter((path) => !isIn(app.folder, path) && path !== app.folder);
    return [...new Set(all)]
        .filter((path) => !folders.some((folder) => path !== folder && isIn(folder, path)))
        .sort();
}
function about({ property, ...project }) {
    const description = property('Description')?.value;
    const licenses = property('PackageLicenseExpression')?.value;
    return {
        title: property('Product')?.value ?? assemblyName({ property, ...project }),
        ...(description === undefined ? {} : { description }),
        ...(licenses === undefined ? {} : { licenses }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/assets.js


/** Node.js for the package.json of the assets, where there is one. */
function assetTools(app, children, request) {
    const folder = ['assets', ...children.map((child) => `${child}/assets`)].find((one) => app.files.isFile(`${one}/package.json`));
    return folder === undefined ? undefined : readNodeTools(appIn(app.repository, app.at(folder)), request);
}
/** Lines for the shell that make the assets. Source: Phoenix' guides, "Asset Management" and "Deploying with Releases". */
function assetLines(app, mix, phoenix, node) {
    if (mix.aliases.has('assets.deploy')) {
        return [...(mix.aliases.has('assets.setup') ? ['mix assets.setup'] : []), 'mix assets.deploy'];
    }
    const script = ['deploy', 'build'].find((name) => node?.manifest.scripts.has(name));
    if (node !== undefined && script !== undefined) {
        const folder = node.app.folder.slice(app.folder.length).replace(/^\//, '');
        return [`(cd ${folder} && ${node.run(script)})`, ...(phoenix ? ['mix phx.digest'] : [])];
    }
    return [];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/tokens.js
const RULES = [
    ['skip', /\s+|#[^\n]*/y],
    ['string', /"""[\s\S]*?"""/y],
    ['key', /"((?:[^"\\]|\\.)*)":(?=\s)/y],
    ['string', /"((?:[^"\\]|\\.)*)"/y],
    ['key', /([A-Za-z_]\w*[?!]?):(?=\s)/y],
    ['atom', /:"((?:[^"\\]|\\.)*)"/y],
    ['atom', /:([A-Za-z_]\w*[?!]?)/y],
    ['name', /([A-Za-z_][\w.]*[?!]?)/y],
    ['mark', /([\s\S])/y],
];
/** Splits source into words; comments and blanks are left out. Source: Elixir's documentation, "Syntax reference". */
function tokens(source) {
    const found = [];
    let line = 1;
    for (let at = 0; at < source.length;) {
        for (const [kind, rule] of RULES) {
            rule.lastIndex = at;
            const match = rule.exec(source);
            if (match === null)
                continue;
            if (kind !== 'skip')
                found.push({ kind, text: match[1] ?? match[0], line });
            line += match[0].split('\n').length - 1;
            at += match[0].length;
            break;
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/mix.js

/** The application's mix.exs, or undefined. Source: Mix' documentation, `Mix.Project`, `mix deps` and `mix release`. */
function readMix(app) {
    const text = app.files.text('mix.exs');
    if (text === undefined)
        return undefined;
    const file = app.at('mix.exs');
    const words = tokens(text);
    const valueOf = (key, kind) => {
        const index = words.findIndex((word) => word.kind === 'key' && word.text === key);
        const value = words[index + 1];
        return index === -1 || value?.kind !== kind ? undefined : { value: value.text, file, line: value.line };
    };
    const tuples = dependencyTuples(words);
    const options = (name) => tuples.flatMap((tuple) => {
        const index = tuple.findIndex((word) => word.kind === 'key' && word.text === name);
        const value = tuple[index + 1];
        return index === -1 || value?.kind !== 'string' ? [] : [value.text];
    });
    return {
        file,
        app: valueOf('app', 'atom'),
        elixir: valueOf('elixir', 'string'),
        description: valueOf('description', 'string')?.value,
        dependencies: new Map(tuples.flatMap(([name, , second]) => name === undefined
            ? []
            : [[name.text, { value: second?.kind === 'string' ? second.text : '', file, line: name.line }]])),
        paths: options('path').filter((path) => !path.startsWith('..') && app.files.isFolder(path)),
        organizations: [...new Set(options('organization'))].sort(),
        fromGit: options('git').length + options('github').length > 0,
        releases: releaseNames(words, file),
        aliases: new Set(words.filter(({ kind }) => kind === 'key').map(({ text: name }) => name)),
        appsPath: valueOf('apps_path', 'string')?.value,
    };
}
// More than any dependency has: braces that never close must not cost the square of the file.
const TUPLE_WORDS = 100;
/** The words of each `{:name, ...}`, without the braces. */
function dependencyTuples(words) {
    return words.flatMap((word, index) => {
        const [name, comma] = [words[index + 1], words[index + 2]];
        if (word.text !== '{' || word.kind !== 'mark' || name?.kind !== 'atom' || comma?.text !== ',')
            return [];
        const tuple = words.slice(index + 1, index + TUPLE_WORDS);
        const end = tuple.findIndex((other) => other.kind === 'mark' && other.text === '}');
        return end === -1 ? [] : [tuple.slice(0, end)];
    });
}
/** The keys of the list after `releases:`, or of the function of that name. */
function releaseNames(words, file) {
    const key = words.findIndex((word) => word.kind === 'key' && word.text === 'releases');
    if (key === -1)
        return [];
    const direct = words[key + 1]?.text === '[';
    const called = words.findIndex((word, at) => word.text === 'releases' && /^defp?$/.test(words[at - 1]?.text ?? ''));
    const start = direct ? key + 1 : words.findIndex((word, at) => at > called && word.text === '[');
    if (start === -1 || (!direct && called === -1))
        return [];
    const names = [];
    let depth = 0;
    for (const word of words.slice(start)) {
        if (word.kind === 'mark' && '[{('.includes(word.text))
            depth += 1;
        if (word.kind === 'mark' && ']})'.includes(word.text))
            depth -= 1;
        if (depth === 0)
            break;
        if (depth === 1 && word.kind === 'key')
            names.push({ value: word.text, file, line: word.line });
    }
    return names;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/releases.js
/**
 * In the order of choice where a requirement leaves one. Source: Elixir's documentation, "Compatibility and
 * Deprecations", and docker-library/official-images, library/elixir.
 */
const ELIXIR_LINES = [
    { line: '1.19', otp: ['28', '27', '26'] },
    { line: '1.20', otp: ['28', '29', '27'] },
    { line: '1.18', otp: ['27', '28', '26', '25'] },
    { line: '1.17', otp: ['27', '26', '25'] },
    { line: '1.16', otp: ['26', '25', '24'] },
    { line: '1.15', otp: ['26', '25', '24'] },
    { line: '1.14', otp: ['25', '24'] },
    { line: '1.13', otp: ['25', '24'] },
    { line: '1.12', otp: ['24'] },
];
/** A line gets security fixes until the fifth after it is out; these are the days of those releases. */
const ELIXIR_RELEASES = [
    { line: '1.14', endOfLife: '2025-10-16' },
    { line: '1.13', endOfLife: '2024-12-19' },
    { line: '1.12', endOfLife: '2024-06-12' },
];
/** The Debian of the official images by line of OTP: what a release is linked to. Source: erlang/docker-erlang-otp. */
function debianOf(otp) {
    const line = Number(otp);
    if (line >= 28)
        return 'trixie';
    return line >= 26 ? 'bookworm' : 'bullseye';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/stages.js









/** Dependencies, then the release that is made from the source, then what runs: Debian with the release. */
function elixirStages(facts, how, request) {
    const { versions, release, env } = facts;
    const { elixir, otp } = versions;
    const builder = officialImage(request.baseRegistry, `elixir:${elixir.value}-otp-${otp.value}-slim`);
    const runtime = {
        name: 'runtime',
        base: officialImage(request.baseRegistry, `debian:${debianOf(otp.value)}-slim`),
        why: [
            'The Debian that the release was built on: it brings Erlang along, which is linked to its libraries.',
        ],
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(['ca-certificates', 'libncurses6', 'libstdc++6', 'openssl'], 'What Erlang itself loads, and the certificates of servers that the application calls.'), appUser(), {
            kind: 'copy',
            why: ['The release alone. Owned by root: the server can read it and change nothing.'],
            from: 'build',
            sources: [`/app/_build/prod/rel/${release}`],
            to: '.',
        }, ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: USER,
            probe: bashProbe(how.healthCheckPath),
            // Erlang takes the locale's encoding for that of files and terminals; Debian has this one built in.
            env: { LANG: 'C.UTF-8', RELEASE_TMP: '/tmp', ...env },
        })),
    };
    return [dependencyStage(facts, builder), stages_buildStage(facts), runtime];
}
function dependencyStage({ app, mix, children }, builder) {
    const manifests = ['mix.exs', 'mix.lock', ...children.flatMap((child) => [join(child, 'mix.exs')])];
    const configs = ['config/config.exs', 'config/prod.exs', ...children.map((child) => `${child}/config`)];
    const there = (path) => app.files.isFile(path) || app.files.isFolder(path);
    return {
        name: 'deps',
        base: builder,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(['build-essential', 'git'], 'What dependencies are fetched and compiled with; not in the final stage.'), { kind: 'env', values: { MIX_ENV: 'prod' } }, { kind: 'run', commands: ['mix local.hex --force', 'mix local.rebar --force'] }, ...copyOnly(app, [...manifests.filter(there), ...mix.paths], MANIFESTS_FIRST), { kind: 'run', commands: fetchCommands(mix), mounts: fetchMounts(mix) }, ...copyOnly(app, configs.filter(there), 'Settings of compile time: dependencies are compiled again when these change.'), { kind: 'run', commands: ['mix deps.compile'] }),
    };
}
// What signs in is taken away in the same layer.
// Source: Hex' documentation, "Private packages" and `mix hex.organization`.
function fetchCommands({ organizations }) {
    const signIn = organizations.map((name) => `mix hex.organization auth ${name} --key "$${keyName(name)}"`);
    return [
        ...signIn,
        'mix deps.get --only prod',
        ...(signIn.length === 0 ? [] : ['rm -f /root/.hex/hex.config']),
    ];
}
function fetchMounts({ organizations }) {
    return [
        { type: 'cache', target: '/root/.hex/packages' },
        ...organizations.map((name) => ({ type: 'secret', id: keyName(name), env: keyName(name) })),
    ];
}
function keyName(organization) {
    return `HEX_${organization.replace(/\W/g, '_').toUpperCase()}_KEY`;
}
function stages_buildStage({ app, build, node }) {
    const folder = node === undefined ? '' : node.app.folder.slice(app.folder.length).replace(/^\//, '');
    return {
        name: 'build',
        base: 'deps',
        steps: steps(...(node === undefined
            ? []
            : [
                ...nodeCopies(node),
                { kind: 'workdir', value: join('/app', folder) },
                ...node.install,
                { kind: 'workdir', value: '/app' },
            ]), copySource(app), { kind: 'run', commands: build }),
    };
}

// EXTERNAL MODULE: ./node_modules/@renovatebot/ruby-semver/dist/index.js + 2 modules
var ruby_semver_dist = __webpack_require__(6795);
;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/version.js





const version_DEFAULT = ELIXIR_LINES[0]?.line ?? '1';
/**
 * Elixir and the Erlang/OTP that it runs on. Throws a UserError for what nothing fits, and for two pins that no image has
 * together. `1.17.3-otp-27` names both, as version managers write it.
 */
function elixirVersions(app, mix, input) {
    const asked = askedVersion(app, input, { files: ['.elixir-version'], tools: ['elixir'] }, [
        herokuVersion(app, 'elixir_version'),
        mix.elixir,
    ]);
    const elixir = asked === undefined ? { value: version_DEFAULT, why: 'the default' } : resolved(asked);
    const line = elixir.value.split('.').slice(0, 2).join('.');
    const known = ELIXIR_LINES.find((one) => one.line === line)?.otp ?? [];
    const pinned = asked === undefined ? undefined : /-otp-(\d+)$/.exec(asked.value)?.[1];
    const erlang = pinned === undefined || asked === undefined
        ? askedVersion(app, undefined, { files: ['.erlang-version', '.otp-version'], tools: ['erlang'] }, [
            herokuVersion(app, 'erlang_version'),
        ])
        : withValue(asked, pinned);
    if (erlang === undefined || erlang.value === 'latest') {
        return { elixir, otp: { value: known[0] ?? '27', why: `the best for Elixir ${line}` } };
    }
    const otp = withValue(erlang, erlang.value.replace(/^OTP-/i, '').split('.')[0] ?? '');
    if (!/^\d+$/.test(otp.value) || (known.length > 0 && !known.includes(otp.value))) {
        throw new errors/* UserError */.y(`Erlang ${erlang.value} (${originOf(erlang)}) has no image with Elixir ${elixir.value} (${originOf(elixir)}).`, `Pin one that it goes with: Erlang/OTP ${known.join(', ')} for Elixir ${line}.`);
    }
    return { elixir, otp };
}
function resolved(asked) {
    const word = asked.value
        .trim()
        .replace(/^v(?=\d)/, '')
        .replace(/-otp-\d+$/, '');
    if (word === 'latest')
        return withValue(asked, version_DEFAULT);
    if (/^\d+\.\d+(\.\d+)?$/.test(word))
        return withValue(asked, word);
    const line = ELIXIR_LINES.find((one) => fits(`${one.line}.99`, word))?.line;
    if (line !== undefined)
        return withValue(asked, line);
    throw new errors/* UserError */.y(`No release of Elixir is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${version_DEFAULT}.`);
}
// Source: Elixir's documentation, `Version`, "Requirements": as in RubyGems, joined by words.
function fits(version, requirement) {
    return requirement
        .split(/\s+or\s+/)
        .some((part) => part.split(/\s+and\s+/).every((one) => (0,ruby_semver_dist/* satisfies */.ib)(version, one.trim().replace(/^==/, '='))));
}
/** Source: the README of Heroku's buildpack for Elixir, elixir_buildpack.config. */
function herokuVersion(app, name) {
    const lines = app.files.text('elixir_buildpack.config')?.split(/\r?\n/) ?? [];
    const index = lines.findIndex((line) => line.trim().startsWith(`${name}=`));
    const value = lines[index]?.split('=')[1]?.trim();
    return value === undefined || value === ''
        ? undefined
        : { value, file: app.at('elixir_buildpack.config'), line: index + 1 };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/warnings.js



/** What the user ought to know about the version, the lockfile, and what the running release needs. */
function warningsOf(app, mix, version, files, phoenix, now) {
    const ended = endOfLifeWarning('Elixir', version.value, ELIXIR_RELEASES, now);
    const runtime = files.includes('config/runtime.exs') ? 'config/runtime.exs' : undefined;
    const needs = requiredVariables(app.files.head(runtime ?? '') ?? '');
    const named = phoenix ? [...new Set(['PHX_HOST', ...needs])].sort() : needs;
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(app.files.isFile('mix.lock') || mix.dependencies.size === 0
            ? []
            : [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit mix.lock.',
                    file: mix.file,
                },
            ]),
        ...(named.length === 0
            ? []
            : [
                {
                    text: `The application reads ${named.join(', ')} when it starts: set them where the image runs.`,
                    file: app.at(runtime ?? 'mix.exs'),
                },
            ]),
        ...(mix.dependencies.has('ecto_sql')
            ? [
                {
                    text: 'The image migrates no database when it starts, as several tasks would do so at once: run the migrations as a task of its own, by "bin/NAME eval".',
                    file: mix.file,
                },
            ]
            : []),
    ];
}
/** Variables without which the settings raise. */
function requiredVariables(text) {
    const strict = [...text.matchAll(/System\.fetch_env!\(\s*"(\w+)"/g)];
    const raised = [...text.matchAll(/System\.get_env\(\s*"(\w+)"\s*\)\s*\|\|\s*raise\b/g)];
    return [...new Set([...strict, ...raised].map(([, name = '']) => name))].sort();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/elixir/provider.js













const SERVERS = ['bandit', 'plug_cowboy', 'cowboy', 'mochiweb', 'ace'];
const provider_PORTS = [
    /System\.(?:get_env|fetch_env!)\(\s*"PORT"\s*(?:,\s*"(\d{2,5})"\s*)?\)(?:\s*\|\|\s*"(\d{2,5})")?/,
    /\bport:\s*(\d{2,5})\b/,
];
const provider_ROUTES = /^\s*(?:get|forward|match)\s*\(?\s*"\/?([\w/-]{2,40})"/gm;
/** Applications of Phoenix and Plug, as releases. */
const elixir = {
    language: 'elixir',
    frameworks: ['phoenix', 'plug', 'elixir'],
    lookedFor: 'mix.exs',
    detect: (app) => {
        const mix = readMix(app);
        if (mix === undefined)
            return undefined;
        const { value } = frameworkOf(app, mix);
        return value !== 'elixir' || mix.releases.length > 0 ? 'application' : 'helper';
    },
    plan: planElixir,
};
function planElixir(app, request) {
    const { overrides } = request;
    const mix = readMix(app);
    if (mix === undefined) {
        throw new errors/* UserError */.y(`${app.at('mix.exs')} is not there, which every application of Elixir has.`, 'Set "root-directory" to the folder of the application.');
    }
    const shown = frameworkOf(app, mix);
    const framework = overrides.framework === undefined ? shown : fromInput(overrides.framework, 'framework');
    const children = umbrella(app, mix);
    const hints = readHints(app);
    const files = sources(app.files, ['.ex', '.exs']);
    refuseWithoutServer(app, framework, files, overrides);
    const versions = elixirVersions(app, mix, overrides.version);
    const release = releaseName(app, mix);
    const own = overrides.runCommand === undefined
        ? undefined
        : commandFromLine(fromInput(overrides.runCommand, 'run-command'));
    const phoenix = framework.value === 'phoenix';
    const port = decidePort(request, hints, own?.port, (0,routes/* portIn */.Ju)(app, portFiles(files, phoenix), provider_PORTS), {
        value: 4000,
        why: "the framework's default",
    });
    const health = decideHealthPath(request, hints, (0,routes/* healthPath */.OW)(app, files, provider_ROUTES));
    const run = own?.run ?? {
        ...release,
        value: [`/app/bin/${release.value}`, 'start'],
    };
    const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const node = assetTools(app, children, request);
    const assets = assetLines(app, mix, phoenix, node);
    const build = choose([
        overrides.buildCommand === undefined ? undefined : fromInput([overrides.buildCommand], 'build-command'),
        // A name is for releases that mix.exs defines; without any there is the application's own.
        {
            ...release,
            value: [
                'mix compile',
                ...assets,
                mix.releases.length === 0 ? 'mix release' : `mix release ${release.value}`,
            ],
        },
    ]);
    const lines = build?.value ?? [];
    const description = mix.description;
    return {
        language: { value: 'elixir', file: mix.file },
        framework,
        version: versions.elixir,
        packageManager: { value: 'mix', file: app.at(app.files.isFile('mix.lock') ? 'mix.lock' : 'mix.exs') },
        ...(build === undefined ? {} : { buildCommand: withValue(build, lines.join(' && ')) }),
        runCommand: withValue(run, argv),
        port,
        healthCheckPath: health,
        stages: elixirStages({
            app,
            mix,
            children,
            versions,
            release: release.value,
            build: lines,
            node,
            env: { ...(phoenix ? { PHX_SERVER: 'true' } : {}), ...own?.env },
        }, { argv, port: port.value, healthCheckPath: health.value }, request),
        about: { title: release.value, ...(description === undefined ? {} : { description }) },
        ignore: [
            '**/_build',
            '**/deps',
            '.elixir_ls',
            'test',
            'cover',
            'doc',
            'erl_crash.dump',
            '**/priv/static/assets',
        ],
        warnings: [...warningsOf(app, mix, versions.elixir, files, phoenix, request.now), ...hints.warnings],
    };
}
const LISTENS = /:gen_tcp\.listen\(|:inets\b|:httpd\b|:ranch\b|:elli\b|\bThousandIsland\b/;
function refuseWithoutServer(app, framework, files, { runCommand, framework: input }) {
    if (framework.value !== 'elixir' || runCommand !== undefined || input !== undefined)
        return;
    if (files.some((file) => LISTENS.test(app.files.head(file) ?? '')))
        return;
    throw new errors/* UserError */.y(`${app.at('mix.exs')} is of an application that serves no HTTP: looked for the dependencies phoenix, ${SERVERS.join(', ')}.`, 'Set the input "framework" to "elixir" where it does, or "root-directory" to the folder of the one that does.');
}
function frameworkOf(app, mix) {
    const all = [
        mix,
        ...umbrella(app, mix).flatMap((child) => readMix(appIn(app.repository, app.at(child))) ?? []),
    ];
    const dependency = (name) => all.map(({ dependencies }) => dependencies.get(name)).find((found) => found !== undefined);
    const phoenix = dependency('phoenix');
    if (phoenix !== undefined)
        return withValue(phoenix, 'phoenix');
    const server = SERVERS.map(dependency).find((found) => found !== undefined);
    return server === undefined ? { value: 'elixir', why: 'no known framework' } : withValue(server, 'plug');
}
/** The applications of an umbrella, relative to it. */
function umbrella(app, { appsPath }) {
    if (appsPath === undefined)
        return [];
    return app.files
        .list(appsPath)
        .filter(({ name, kind }) => kind === 'folder' && app.files.isFile(`${appsPath}/${name}/mix.exs`))
        .map(({ name }) => join(appsPath, name));
}
function releaseName(app, mix) {
    const [first, second] = mix.releases;
    if (first !== undefined && second !== undefined) {
        const same = mix.releases.find(({ value }) => value === mix.app?.value);
        if (same !== undefined)
            return same;
        throw new errors/* UserError */.y(`${originOf(first)} defines several releases: ${mix.releases.map(({ value }) => value).join(', ')}.`, 'Set the inputs "build-command" (mix release NAME) and "run-command" (/app/bin/NAME start).');
    }
    const found = first ?? mix.app;
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.y(`${app.at('mix.exs')} names neither an application nor a release${mix.appsPath === undefined ? '' : ', which an umbrella needs'}.`, 'Add "releases" to the project in mix.exs.');
}
// The port of Phoenix is in its settings for run time; others may name a port anywhere.
function portFiles(files, phoenix) {
    const settings = ['config/runtime.exs', 'config/prod.exs', 'config/config.exs'].filter((file) => files.includes(file));
    return phoenix ? settings.slice(0, 1) : [...settings, ...files.filter((file) => file.endsWith('.ex'))];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/config.js



const NAMES = ['deno.json', 'deno.jsonc'];
/** Reads deno.json or deno.jsonc of a folder and of the workspace above it. Throws a UserError for broken JSON. */
function denoConfig(app) {
    const own = configIn(app);
    const above = upward(app)
        .slice(1)
        .find((folder) => membersOf(folder).includes(app.folder));
    const top = above ?? app;
    const shared = above === undefined ? undefined : configIn(above)?.json;
    const map = own?.json.string('importMap')?.value;
    const mapped = map === undefined ? undefined : readJsonc(app, map.replace(/^\.\//, ''));
    return {
        json: own?.json,
        name: own?.name,
        tasks: new Map([...tasksOf(shared), ...tasksOf(own?.json)]),
        imports: new Map([
            ...(shared?.strings('imports') ?? []),
            ...(mapped?.strings('imports') ?? []),
            ...(own?.json.strings('imports') ?? []),
        ]),
        top,
        members: membersOf(top),
    };
}
/** What is read before the source: configurations, lockfile, and package.json, the repository's paths. */
function manifestPaths(app, { json, top, members }) {
    const names = [...NAMES, 'package.json'];
    const folders = [...new Set([top.folder, app.folder, ...members])];
    const map = json?.string('importMap')?.value.replace(/^\.\//, '');
    return [
        ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
        top.at('deno.lock'),
        ...(map === undefined ? [] : [app.at(map)]),
    ].filter((path) => app.repository.isFile(path));
}
function configIn(app) {
    const name = NAMES.find((one) => app.files.isFile(one));
    const json = name === undefined ? undefined : readJsonc(app, name);
    return name === undefined || json === undefined ? undefined : { json, name };
}
// A task is a line, or a table with one. Source: Deno's documentation, "deno task".
function tasksOf(json) {
    const tasks = json?.get('tasks');
    const names = Object.keys(isTable(tasks) ? tasks : {});
    return new Map(names.flatMap((name) => {
        const found = json?.string('tasks', name) ?? json?.string('tasks', name, 'command');
        return found === undefined ? [] : [[name, found]];
    }));
}
function membersOf(app) {
    const json = configIn(app)?.json;
    const workspace = json?.get('workspace');
    const list = isTable(workspace) ? workspace['members'] : workspace;
    const paths = (Array.isArray(list) ? list : []).filter((path) => typeof path === 'string');
    return paths.flatMap((path) => {
        const plain = path.replace(/^\.\//, '').replace(/\/$/, '');
        const folders = plain.endsWith('/*')
            ? app.files
                .list(plain.slice(0, -2))
                .filter(({ kind }) => kind === 'folder')
                .map(({ name }) => `${plain.slice(0, -2)}/${name}`)
            : [plain];
        return folders
            .filter((folder) => configIn(appIn(app.repository, app.at(folder))) !== undefined)
            .map(app.at);
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/frameworks.js
/** In the order in which they are looked for: what builds on another comes before it. */
const DENO_FRAMEWORKS = [
    { name: 'fresh', modules: /@fresh\/core|deno\.land\/x\/fresh@/ },
    { name: 'lume', modules: /deno\.land\/x\/lume|@lume\/lume/ },
    { name: 'oak', modules: /@oak\/oak|deno\.land\/x\/oak@/ },
    { name: 'hono', modules: /(?:npm:|jsr:@hono\/)hono\b|deno\.land\/x\/hono@/ },
    { name: 'express', modules: /npm:express\b/ },
    { name: 'fastify', modules: /npm:fastify\b/ },
];
const PLAIN = 'deno';
// Names that other languages' frameworks have, too, mean those.
const FRAMEWORK_NAMES = ['fresh', 'oak', PLAIN];
/** The framework that the imports of the configuration or of the source reveal. */
function findFramework({ imports }, files) {
    for (const { name, modules } of DENO_FRAMEWORKS) {
        const named = [...imports.values()].find(({ value }) => modules.test(value));
        if (named !== undefined)
            return { ...named, value: name };
        const file = files.find(({ text }) => importLines(text).some((line) => modules.test(line)));
        if (file !== undefined)
            return { value: name, file: file.path };
    }
    return { value: PLAIN, why: 'no known framework' };
}
function importLines(text) {
    return text.split('\n').filter((line) => /\bfrom\s+["']|^\s*import\b/.test(line));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/source.js


const READ = String.raw `(?:Deno\.env\.get\(\s*["']PORT["']\s*\)|process\.env\.PORT)`;
const source_PORTS = [
    new RegExp(`${READ}[\\s)]*(?:\\|\\||\\?\\?|,)\\s*["']?(\\d{2,5})\\b`),
    /\bDeno\.serve\(\s*\{[^}]*?\bport:\s*(\d{2,5})\b/,
    /\.listen\(\s*(?:\{[^}]*?\bport:\s*)?(\d{2,5})\b/,
    /\bserve\([\s\S]{0,200}?\bport:\s*(\d{2,5})\b/,
    /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*["']?(\d{2,5})\b/,
];
// Only routes of the application itself: a router's may be below a path that is not to be seen here.
const source_ROUTES = /(?:\b(?:app|server|router)\s*\.(?:get|all|head)\(\s*|\b(?:url\.pathname|pathname|path)\s*={2,3}\s*|\bpathname:\s*|\bcase\s+)["'`](\/[\w/-]{1,40})["'`]/g;
/** Reads the source nearest to the top, a bounded part of it. */
function readSource(app) {
    const files = sources(app.files, ['.ts', '.tsx', '.js', '.jsx', '.mjs']);
    const texts = files.map((path) => ({ path: app.at(path), text: app.files.head(path) ?? '' }));
    return {
        files: texts,
        port: (0,routes/* portIn */.Ju)(app, files, source_PORTS),
        readsPort: texts.some(({ text }) => new RegExp(READ).test(text)),
        healthPath: (0,routes/* healthPath */.OW)(app, files, source_ROUTES),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/stages.js




// The user `deno` of the official images.
const stages_USER = '1993:1993';
const stages_WHY_COMMAND = "The image's entry point is tini: it hands SIGTERM on to Deno, which as the first process would not end well.";
/** Dependencies, then what is built of the source, then what runs. */
function denoStages(facts, how, request) {
    const { app, version, env } = facts;
    // Deno's own image: a mirror of the official ones does not have it.
    const base = `denoland/deno:${version}`;
    const folder = below(facts.root, app.folder);
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, {
            kind: 'copy',
            why: [
                'Every module that it loads, so that nothing is fetched at start. Owned by root: it can change none.',
            ],
            from: 'build',
            sources: ['/deno-dir'],
            to: '/deno-dir',
        }, { kind: 'copy', from: 'build', sources: ['/app'], to: '.' }, folder !== '' && { kind: 'workdir', value: `/app/${folder}` }, ...serving({
            ...how,
            argv: how.argv[0] === 'deno' ? how.argv.slice(1) : how.argv,
            whyCommand: stages_WHY_COMMAND,
            lambda: takesLambda(request, how.port),
            user: stages_USER,
            probe: bashProbe(how.healthCheckPath),
            env: { DENO_NO_UPDATE_CHECK: '1', ...env },
        })),
    };
    return [deno_stages_buildStage(facts, base), runtime];
}
function deno_stages_buildStage(facts, base) {
    const { app, manifests, installs, locked, root, folders, entry, build } = facts;
    const frozen = locked ? ' --frozen' : '';
    const place = (path) => (below(root, path) === '' ? './' : `./${below(root, path)}/`);
    const parents = [...new Set(manifests.map(stages_parentOf))];
    const copies = parents.map((parent, index) => ({
        kind: 'copy',
        ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
        sources: manifests.filter((path) => stages_parentOf(path) === parent),
        to: place(parent),
    }));
    const inside = below(root, app.folder);
    return {
        name: 'build',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, ...(installs ? copies : []), installs && { kind: 'run', commands: [`deno install${frozen}`] }, ...folders.map((folder) => ({
            kind: 'copy',
            sources: [folder === '' ? '.' : `${folder}/`],
            to: folder === '' ? '.' : place(folder),
        })), inside !== '' && { kind: 'workdir', value: `/app/${inside}` }, ...build.map((command) => ({ kind: 'run', commands: [command] })), entry !== undefined && {
            kind: 'run',
            why: ['What the source imports beside that, and what it is translated to.'],
            commands: [`deno cache${frozen} ${entry}`],
        }),
    };
}
function stages_parentOf(path) {
    return path.split('/').slice(0, -1).join('/');
}
function below(root, path) {
    return root === '' ? path : path.slice(root.length + 1);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/start.js



const TASKS = ['start:prod', 'start', 'serve', 'prod'];
const RUNS = ['run', 'serve', 'task', 'eval'];
const ENTRIES = ['main', 'server', 'index', 'app', 'mod', 'src/main', 'src/server', 'src/index', 'src/app'];
const ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.jsx'];
const start_LISTENS = /\bDeno\.serve(?:Http)?\(|\bserve\(|\.listen\(|\bcreateServer\(/;
const FETCHES = /export default (?:\{[\s\S]{0,400}?\bfetch\b|app\b|router\b)/;
// What a server usually needs, without writing files or running programs.
const PERMISSIONS = ['--allow-net', '--allow-env', '--allow-read'];
const DEVELOPMENT = /^(?:--watch(?:-hmr|-exclude)?(?:=.*)?|--inspect(?:-\w+)?(?:=.*)?|--reload(?:=.*)?|-r)$/;
/** Finds what to start: a line of one's own, a task, or a file that listens. */
function findCommand(app, config, line) {
    if (line !== undefined)
        return fromLine(line, config, []);
    const refused = [];
    for (const name of TASKS) {
        const task = config.tasks.get(name);
        if (task === undefined)
            continue;
        const command = fromLine(task, config, [name]);
        const better = withoutDevelopment(app, command);
        if (better !== undefined)
            return better;
        refused.push(`the task "${name}" starts ${command.entry ?? 'something'}, which is for development`);
    }
    const entry = entryFile(app);
    if (entry !== undefined)
        return entry;
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, the tasks ` +
        `${TASKS.join(', ')} in deno.json, and a file such as main.ts that listens${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`, 'Set the input "run-command", for example to "deno run --allow-net main.ts".');
}
function fromLine(line, config, seen) {
    const parsed = parseCommandLine(line.value);
    const last = parsed.segments.at(-1);
    const [first, command, ...rest] = last?.argv ?? [];
    const before = parsed.segments.slice(0, -1).map(({ argv }) => argv.join(' '));
    if (last === undefined)
        throw new errors/* UserError */.y(`"${line.value}" (${originOf(line)}) starts nothing.`, 'Set "run-command".');
    const port = parsed.port === undefined ? {} : { port: parsed.port };
    if (first === 'deno' && command === 'task') {
        const name = rest.find((word) => !word.startsWith('-')) ?? '';
        const task = config.tasks.get(name);
        if (task !== undefined && !seen.includes(name)) {
            const inner = fromLine(task, config, [...seen, name]);
            return { ...inner, env: { ...last.env, ...inner.env }, build: [...before, ...inner.build] };
        }
    }
    if (parsed.needsShell || first !== 'deno' || command === undefined) {
        return {
            run: withValue(line, throughShell(line.value, parsed)),
            env: {},
            build: [],
            granted: false,
            ...port,
        };
    }
    // `deno main.ts` is `deno run main.ts`. Source: Deno's documentation, "deno run".
    const short = /\.[cm]?[jt]sx?$/.test(command) || command.startsWith('-');
    if (!short && !RUNS.includes(command)) {
        throw new errors/* UserError */.y(`"${line.value}" (${originOf(line)}) runs no server: "deno ${command}" is none of ${RUNS.map((name) => `deno ${name}`).join(', ')}.`, 'Set the input "run-command", for example to "deno run --allow-net main.ts".');
    }
    const words = (short ? ['run', command, ...rest] : [command, ...rest]).filter((word) => !DEVELOPMENT.test(word));
    const entry = words.slice(1).find((word) => !word.startsWith('-') && /\.[cm]?[jt]sx?$/.test(word));
    return {
        run: withValue(line, ['deno', ...words]),
        env: last.env,
        build: before,
        granted: false,
        ...(entry === undefined || entry.includes('://') ? {} : { entry: entry.replace(/^\.\//, '') }),
        ...port,
    };
}
/** Fresh's dev.ts builds while it serves: main.ts beside it is what serves in production. */
function withoutDevelopment(app, command) {
    const { entry, run } = command;
    if (entry === undefined || !/(?:^|\/)dev\.tsx?$/.test(entry))
        return command;
    const main = entry.replace(/dev(\.tsx?)$/, 'main$1');
    if (!app.files.isFile(main))
        return undefined;
    const argv = run.value.map((word) => (word.replace(/^\.\//, '') === entry ? main : word));
    return { ...command, entry: main, run: { ...run, value: argv, why: `${main} in place of ${entry}` } };
}
/** The files that are there of those that people start, the likeliest first. */
function entryFiles(files) {
    return ENTRIES.flatMap((name) => ENDINGS.map((ending) => name + ending).find(files.isFile) ?? []);
}
function entryFile(app) {
    for (const path of entryFiles(app.files)) {
        const text = app.files.head(path) ?? '';
        const serves = FETCHES.test(text) && !start_LISTENS.test(text);
        if (!(serves || start_LISTENS.test(text)))
            continue;
        return {
            run: {
                value: ['deno', serves ? 'serve' : 'run', ...PERMISSIONS, path],
                file: app.at(path),
                why: serves ? 'a file that exports fetch' : 'a file that listens',
            },
            env: {},
            build: [],
            entry: path,
            granted: true,
        };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/releases.js
/**
 * Deno, the newest first, each line with its newest release: the images have no floating tags but `latest`. A line is
 * mended until the next one. Source: Deno's documentation, "Stability and releases"; denoland/deno_docker.
 */
const DENO_RELEASES = [
    { line: '2.9', newest: '2.9.6', endOfLife: '2027-04-30' },
    { line: '2.8', newest: '2.8.3', endOfLife: '2026-06-25' },
    { line: '2.7', newest: '2.7.14', endOfLife: '2026-05-31' },
    { line: '2.6', newest: '2.6.8', endOfLife: '2026-02-28' },
    { line: '2.5', newest: '2.5.7', endOfLife: '2026-04-30' },
    { line: '2.4', newest: '2.4.4', endOfLife: '2025-09-16' },
    { line: '2.3', newest: '2.3.7', endOfLife: '2025-07-01' },
    { line: '2.2', newest: '2.2.15', endOfLife: '2025-10-31' },
    { line: '2.1', newest: '2.1.14', endOfLife: '2025-04-30' },
    { line: '2.0', newest: '2.0.6', endOfLife: '2024-11-21' },
    { line: '1.46', newest: '1.46.3', endOfLife: '2024-10-09' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/version.js





const deno_version_DEFAULT = DENO_RELEASES[0]?.newest ?? 'latest';
/** The tag of the official image. Throws a UserError for an unknown version. */
function denoVersion(app, input) {
    const asked = askedVersion(app, input, { files: ['.deno-version', '.dvmrc'], tools: ['deno'] });
    if (asked === undefined)
        return { value: deno_version_DEFAULT, why: 'the default' };
    const tag = resolveDenoVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new errors/* UserError */.y(`No release of Deno is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${deno_version_DEFAULT}.`);
}
/** The image's tag: a full version stands as it is, a line or a range gives the newest release that fits. */
function resolveDenoVersion(text) {
    const word = text.trim().replace(/^(?:deno[ @]|v)(?=\d)/, '');
    if (['latest', 'lts', 'stable'].includes(word))
        return deno_version_DEFAULT;
    if (/^\d+\.\d+\.\d+$/.test(word))
        return word;
    if (semver.validRange(word) === null)
        return undefined;
    return DENO_RELEASES.map(({ newest }) => newest).find((newest) => semver.satisfies(newest, word));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/warnings.js



/** What the user of an application for Deno ought to know. */
function warnings_warningsOf({ version, port, source, command, locked, remote, config, now, }) {
    const ended = endOfLifeWarning('Deno', version.value, DENO_RELEASES, now);
    const fixed = source.readsPort ? undefined : source.port;
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(locked || !remote
            ? []
            : [
                {
                    text: `There is no ${config.top.at('deno.lock')}: every build may get other modules. Commit it.`,
                },
            ]),
        ...(command.granted
            ? [
                warningAt(command.run, 'Nothing tells which permissions the server needs: it gets --allow-net, --allow-env and --allow-read. A task "start" in deno.json decides.'),
            ]
            : []),
        ...(fixed === undefined || fixed.value === port.value
            ? []
            : [
                warningAt(fixed, `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`),
            ]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/deno/provider.js












const provider_FILES = ['deno.json', 'deno.jsonc', 'deno.lock', '.deno-version'];
// What no other runtime has.
const provider_OWN = /\bDeno\.(?:serve|env|args|open|readTextFile)\b|from\s+["'](?:jsr:|https:\/\/deno\.land\/)/;
/** Applications for Deno: a configuration of its own, or source that nothing else runs. */
const deno = {
    language: 'deno',
    frameworks: FRAMEWORK_NAMES,
    lookedFor: 'deno.json, deno.lock',
    detect: (app) => {
        const file = provider_FILES.find((name) => app.files.isFile(name));
        const node = app.files.isFile('package.json');
        if (file === undefined)
            return !node && usesDeno(app) ? 'application' : undefined;
        const { tasks } = denoConfig(app);
        const starts = ['start', 'start:prod', 'serve', 'prod'].some((name) => tasks.get(name)?.value.includes('deno ') === true);
        if (node && !starts)
            return usesDeno(app) ? 'application' : 'helper';
        // A configuration alone may be that of a linter, or of a library.
        return starts || usesDeno(app) || readHints(app).start?.value.startsWith('deno ') === true
            ? 'application'
            : 'helper';
    },
    plan: planDeno,
};
/** Only files that would be started are read: a repository has thousands of folders that are source of something else. */
function usesDeno({ files }) {
    return entryFiles(files).some((path) => provider_OWN.test(files.head(path) ?? ''));
}
function planDeno(app, request) {
    const { overrides } = request;
    const hints = readHints(app);
    const config = denoConfig(app);
    const line = overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command');
    const command = findCommand(app, config, line);
    const source = readSource(app);
    const framework = overrides.framework === undefined
        ? findFramework(config, source.files)
        : fromInput(overrides.framework, 'framework');
    const version = denoVersion(app, overrides.version);
    const build = findBuild(config, command, hints, overrides.buildCommand);
    const bound = (0,routes/* portInArguments */.B5)(command.run.value) ?? command.port ?? Number(command.env['PORT'] ?? Number.NaN);
    const port = decidePort(request, hints, Number.isNaN(bound) ? undefined : withValue(command.run, bound), source.port, {
        value: 8000,
        why: "Deno's default",
    });
    const healthCheckPath = decideHealthPath(request, hints, source.healthPath);
    const argv = startArguments(command, port.value);
    const manifests = manifestPaths(app, config);
    const locked = config.top.files.isFile('deno.lock');
    const folders = config.members.length === 0 ? [app.folder] : neededMembers(app, config, source);
    const remote = config.imports.size > 0 || manifests.some((path) => path.endsWith('package.json'));
    return {
        language: { value: 'deno', file: app.at(config.name ?? command.entry ?? '') },
        framework,
        version,
        packageManager: {
            value: 'deno',
            ...(locked ? { file: config.top.at('deno.lock') } : { why: 'no lockfile' }),
        },
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: denoStages({
            app,
            version: version.value,
            manifests,
            installs: remote && manifests.length > 0 && !version.value.startsWith('1.'),
            locked,
            root: config.top.folder,
            folders,
            entry: command.entry,
            build: build === undefined ? command.build : [build.value],
            env: command.env,
        }, { argv, port: port.value, healthCheckPath: healthCheckPath.value }, request),
        about: aboutOf(config),
        scope: app.folder === ''
            ? []
            : [...new Set([...manifests, ...folders])].filter((path) => !isWithin(path, app.folder)),
        ignore: ['**/node_modules', '.deno', 'coverage'],
        warnings: [
            ...hints.warnings,
            ...warnings_warningsOf({ version, port, source, command, locked, remote, config, now: request.now }),
        ],
    };
}
/** `deno serve` takes its port from its arguments alone. */
function startArguments({ run }, port) {
    const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port)));
    if (argv[0] !== 'deno' || argv[1] !== 'serve' || (0,routes/* portInArguments */.B5)(argv) !== undefined || port === 8000)
        return argv;
    return ['deno', 'serve', `--port=${port}`, ...argv.slice(2)];
}
function findBuild({ tasks }, command, hints, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    if (hints.build !== undefined)
        return hints.build;
    const task = tasks.get('build');
    // A start that builds needs no second build; a compiled program would not be run.
    if (task === undefined ||
        command.build.length > 0 ||
        /\bdeno (?:compile|bundle|publish)\b/.test(task.value))
        return undefined;
    return withValue(task, 'deno task build');
}
/** The application's folder, the workspace's top, and the members that its source names. */
function neededMembers(app, { top, members }, { files }) {
    const others = members.filter((folder) => {
        if (folder === app.folder)
            return false;
        const json = ['deno.json', 'deno.jsonc']
            .map((name) => app.repository.text(`${folder}/${name}`))
            .find((text) => text !== undefined);
        const name = /"name"\s*:\s*"([^"]+)"/.exec(json ?? '')?.[1];
        return name !== undefined && files.some(({ text }) => text.includes(name));
    });
    return app.folder === top.folder ? [app.folder] : [app.folder, ...others];
}
function aboutOf({ json }) {
    const title = json?.string('name')?.value;
    const licenses = json?.string('license')?.value;
    return { ...(title === undefined ? {} : { title }), ...(licenses === undefined ? {} : { licenses }) };
}
function isWithin(path, folder) {
    return path === folder || path.startsWith(`${folder}/`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/base-address.js

/** A site for a folder of some host: here it is served at the top. */
function baseWarnings(base) {
    const path = base === undefined ? '' : pathOf(base.value);
    if (base === undefined || path === '')
        return [];
    return [
        warningAt(base, `The site is made for the path ${path} ("${base.value}"), but the image serves it at the top: change it, or strip the path before the container.`),
    ];
}
function pathOf(address) {
    const path = URL.canParse(address) ? new URL(address).pathname : address.startsWith('/') ? address : '';
    return path.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/settings.js


/** The first of these files that is there, parsed by its ending. Throws a UserError for one that is broken. */
function settingsFile(app, names) {
    for (const name of names) {
        if (!app.files.isFile(name))
            continue;
        if (name.endsWith('.toml'))
            return readToml(app, name);
        return name.endsWith('.json') ? readJson(app, name) : readYaml(app, name);
    }
    return undefined;
}
/** How a document spells a key at its top: Hugo takes any case. */
function spelling(document, key) {
    const root = document.get();
    const names = isTable(root) ? Object.keys(root) : [];
    return names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/themes.js



/**
 * Refuses a site whose theme is not there. A checkout has the folder of a Git submodule, but nothing in it.
 * Source: Git's documentation, gitmodules; actions/checkout's README, `submodules`.
 * @throws UserError
 */
function requireTheme(app, theme, folder) {
    const path = join(folder, theme.value);
    if (app.files.list(path).length > 0)
        return;
    const name = `The theme "${theme.value}" (${originOf(theme)})`;
    if (submodules(app).includes(app.at(path))) {
        throw new errors/* UserError */.y(`${name} is a Git submodule that was not checked out: ${app.at(path)} is empty.`, 'Set "submodules: recursive" at the step that uses actions/checkout.');
    }
    throw new errors/* UserError */.y(`${name} is not there: looked for ${app.at(path)}.`, 'Commit the theme, or add it as a Git submodule and set "submodules: recursive" at the step that uses actions/checkout.');
}
/** The paths of submodules, relative to the repository: lines `path = ...` of .gitmodules. */
function submodules({ repository }) {
    return (repository.text('.gitmodules') ?? '').split(/\r?\n/).flatMap((line) => {
        const [key = '', ...value] = line.split('=');
        return key.trim() === 'path' ? [value.join('=').trim().replace(/^"|"$/g, '')] : [];
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/hugo.js











// Source: Hugo's documentation, "Configuration introduction": hugo.* since 0.110, config.* before, or folders of them.
const hugo_OWN = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json'];
const OLD = ['config.toml', 'config.yaml', 'config.yml', 'config.json'];
const FOLDER = 'config/_default/';
// Source: the releases of gohugoio/hugo; their image is published since 0.132.
const NEWEST = '0.165.0';
const FIRST_OFFICIAL = 132;
/** Hugo, in its own image: with Dart Sass, Go for modules, and Node.js for PostCSS. */
const hugo = {
    name: 'hugo',
    lookedFor: 'hugo.toml, or config.toml with the folder content',
    detect: (app) => {
        const settings = settingsOf(app);
        return settings === undefined ? undefined : { value: 'hugo', file: settings.file };
    },
    generate,
};
function settingsOf(app) {
    const own = settingsFile(app, [...hugo_OWN, ...hugo_OWN.map((name) => FOLDER + name)]);
    if (own !== undefined)
        return own;
    const folders = ['content', 'layouts', 'themes', 'archetypes'].some((name) => app.files.isFolder(name));
    if (!folders)
        return undefined;
    const old = settingsFile(app, [...OLD, ...OLD.map((name) => FOLDER + name)]);
    // Zola's is called the same, with a name for the address that is not Hugo's.
    const keys = ['baseURL', 'theme', 'languageCode', 'module'];
    return old !== undefined && keys.some((key) => old.get(spelling(old, key)) !== undefined) ? old : undefined;
}
function generate(app, hints, request) {
    const settings = settingsOf(app);
    const at = (key) => settings === undefined ? undefined : textAt(settings, spelling(settings, key));
    const themes = settings === undefined ? [] : themesOf(settings);
    for (const theme of themes)
        requireTheme(app, theme, at('themesDir')?.value ?? 'themes');
    const version = hugoVersion(app, hints, request);
    const build = buildLine(hints, request);
    const gitInfo = settings?.get(spelling(settings, 'enableGitInfo')) === true;
    return {
        version,
        build,
        folder: destination(build.value) ?? at('publishDir')?.value ?? 'public',
        stages: [hugo_buildStage(app, version.value, build.value, gitInfo, request)],
        ...(at('title') === undefined ? {} : { title: at('title')?.value ?? '' }),
        ignore: ['.hugo_build.lock', 'hugo_stats.json'],
        warnings: [
            ...baseWarnings(at('baseURL')),
            ...(settings !== undefined && gitInfo ? [historyWarning(settings)] : []),
        ],
    };
}
/** Themes by name; those with a slash are modules, which Hugo fetches. */
function themesOf(settings) {
    const key = spelling(settings, 'theme');
    const value = settings.get(key);
    const names = Array.isArray(value)
        ? value.map((_, index) => textAt(settings, key, index))
        : [textAt(settings, key)];
    return names.filter((name) => name !== undefined).filter(({ value: name }) => !name.includes('/'));
}
function hugoVersion(app, hints, { overrides }) {
    const pins = { files: ['.hugo-version', '.hvm'], tools: ['hugo', 'gohugo', 'hugo-extended'] };
    const asked = askedVersion(app, overrides.version, pins, [hints.variables.get('HUGO_VERSION')]);
    if (asked === undefined)
        return { value: NEWEST, why: 'the newest release known' };
    const word = asked.value.replace(/^(?:v|extended_)/, '').replace(/[/_+-]?extended$/, '');
    if (word === 'latest')
        return withValue(asked, NEWEST);
    if (/^0\.\d+(?:\.\d+)?$/.test(word)) {
        return withValue(asked, word.split('.').length === 2 ? `${word}.0` : word);
    }
    throw new errors/* UserError */.y(`"${asked.value}" (${originOf(asked)}) is no version of Hugo.`, `Set the input "version", for example to ${NEWEST}.`);
}
function buildLine(hints, { overrides }) {
    if (overrides.buildCommand !== undefined)
        return fromInput(overrides.buildCommand, 'build-command');
    // Addresses of previews are variables of the platform.
    const hint = hints.build;
    const own = hint !== undefined && /^hugo\b/.test(hint.value) && !hint.value.includes('$') ? hint : undefined;
    return own ?? { value: 'hugo --gc --minify', why: 'the build of Hugo' };
}
/** The folder that a command line names. */
function destination(line) {
    const words = parseCommandLine(line).segments.flatMap(({ argv }) => argv);
    for (const [index, word] of words.entries()) {
        const [flag, value = words[index + 1]] = word.split('=');
        if (flag === '-d' || flag === '--destination')
            return value;
    }
    return undefined;
}
function hugo_buildStage(app, version, build, gitInfo, request) {
    const tools = app.files.isFile('package.json') ? readNodeTools(app, request) : undefined;
    const installs = tools !== undefined && tools.manifest.dependencies.size + tools.manifest.devDependencies.size > 0;
    const official = Number(version.split('.')[1]) >= FIRST_OFFICIAL;
    return {
        name: 'build',
        base: official
            ? `ghcr.io/gohugoio/hugo:v${version}`
            : officialImage(undefined, `hugomods/hugo:exts-${version}`),
        steps: steps({ kind: 'workdir', value: '/app' }, ...(installs ? tools.install : []), copyOf(app, official), gitInfo && { kind: 'env', values: { HUGO_ENABLEGITINFO: 'false' } }, { kind: 'run', commands: [build] }),
    };
}
// The official image runs as a user of its own, to whom the working directory belongs.
function copyOf(app, official) {
    const source = copySource(app);
    return official && source.kind === 'copy' ? { ...source, owner: '1000:1000' } : source;
}
function historyWarning(settings) {
    return warningAt(foundAt(settings, true, spelling(settings, 'enableGitInfo')), 'The image is built without the history of the repository, so that pages have no dates from Git ("enableGitInfo").');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/lockfile.js
/**
 * Reads a Gemfile.lock: sections begin at the left, their members are indented by two, gems by four.
 * Source: Bundler's LockfileParser.
 */
function readLockfile(app) {
    const name = ['Gemfile.lock', 'gems.locked'].find((path) => app.files.isFile(path));
    if (name === undefined)
        return undefined;
    const file = app.at(name);
    const gems = new Map();
    const remotes = [];
    const paths = [];
    const platforms = [];
    let fetched = false;
    let fromGit = false;
    let ruby;
    let bundler;
    let section = '';
    for (const [index, text] of (app.files.text(name) ?? '').split(/\r?\n/).entries()) {
        const place = { file, line: index + 1 };
        if (/^[A-Z]/.test(text)) {
            section = text.trim();
            fromGit ||= section === 'GIT';
            continue;
        }
        const line = text.trim();
        if (line === '')
            continue;
        const gem = /^ {4}(\S+) \(([^)]+)\)$/.exec(text);
        const remote = /^ {2}remote: (\S+)$/.exec(text)?.[1];
        fetched ||= gem !== null && section === 'GEM';
        if (gem?.[1] !== undefined && gem[2] !== undefined)
            gems.set(gem[1], { value: gem[2], ...place });
        else if (remote !== undefined && section === 'GEM')
            remotes.push(remote);
        else if (remote !== undefined && section === 'PATH')
            paths.push(remote);
        else if (section === 'PLATFORMS')
            platforms.push({ value: line, ...place });
        else if (section === 'RUBY VERSION')
            ruby = { value: line.replace(/^ruby /, '').replace(/p\d+$/, ''), ...place };
        else if (section === 'BUNDLED WITH')
            bundler = { value: line, ...place };
    }
    return { file, gems, remotes, paths, fetched, fromGit, platforms, ruby, bundler };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/gemfile.js

/** The application's Gemfile and lockfile, or undefined. Source: Bundler's documentation, "gemfile(5)". */
function readGemfile(app) {
    const name = ['Gemfile', 'gems.rb'].find((path) => app.files.isFile(path));
    if (name === undefined)
        return undefined;
    const file = app.at(name);
    const lock = readLockfile(app);
    const gems = new Map();
    const sources = [];
    const reads = new Set(lock?.paths.map((path) => path.replace(/^\.\//, '')) ?? []);
    // What stands in a block of development or test is not installed; blocks nest.
    const blocks = [];
    let ruby;
    let gemspec = false;
    for (const [index, text] of (app.files.text(name) ?? '').split(/\r?\n/).entries()) {
        const line = withoutComment(text).trim();
        const [word = ''] = line.split(/[\s(]/, 1);
        const place = { file, line: index + 1 };
        const [argument] = strings(line);
        if (word === 'ruby')
            ruby = rubyRequirement(line, place);
        if (word === 'gemspec')
            gemspec = true;
        if (word === 'source' && argument !== undefined)
            sources.push(argument);
        if (word === 'eval_gemfile' && argument !== undefined)
            reads.add(argument);
        if (word === 'gem' && argument !== undefined && !blocks.includes(true) && !developmentOnly(line)) {
            gems.set(argument, { value: strings(line)[1] ?? '*', ...place });
        }
        const path = /\bpath:?\s*(?:=>)?\s*["']([^"']+)["']/.exec(line)?.[1];
        if (path !== undefined)
            reads.add(path.replace(/^\.\//, ''));
        if (/\bdo\b(?:\s*\|[^|]*\|)?$/.test(line) || /^(?:if|unless|case)\b/.test(line)) {
            blocks.push(word === 'group' && developmentOnly(line));
        }
        else if (word === 'end')
            blocks.pop();
    }
    for (const pin of ['.ruby-version', '.tool-versions', 'mise.toml', 'vendor/cache']) {
        if (app.files.isFile(pin) || app.files.isFolder(pin))
            reads.add(pin);
    }
    return {
        name,
        lock,
        gems,
        ruby,
        sources: [...sources, ...(lock?.remotes ?? [])],
        reads: [...reads]
            .filter((path) => !path.startsWith('.') || path.startsWith('.ruby') || path.startsWith('.tool'))
            .filter((path) => app.files.isFile(path) || app.files.isFolder(path))
            .sort(),
        gemspec,
        gem: (gem) => lock?.gems.get(gem) ?? gems.get(gem),
    };
}
const gemfile_DEVELOPMENT = /:(?:development|test)\b|["'](?:development|test)["']/;
const OTHER_GROUPS = /:(?:production|default|assets)\b/;
function developmentOnly(line) {
    return /\bgroups?\b/.test(line) && gemfile_DEVELOPMENT.test(line) && !OTHER_GROUPS.test(line);
}
// A `#` inside of quotes is no comment.
function withoutComment(line) {
    let quote = '';
    for (let index = 0; index < line.length; index += 1) {
        const character = line[index] ?? '';
        if (quote !== '')
            quote = character === quote ? '' : quote;
        else if (character === '"' || character === "'")
            quote = character;
        else if (character === '#')
            return line.slice(0, index);
    }
    return line;
}
/** The quoted words of a line up to its first option (`key:` or `=>`). */
function strings(line) {
    const [plain = ''] = line.split(/\b\w+:\s|=>/, 1);
    return [...plain.matchAll(/["']([^"']*)["']/g)].map(([, text = '']) => text);
}
function rubyRequirement(line, place) {
    // Its version is read as a pin of its own.
    if (/\bfile:/.test(line) || line.includes('File.read'))
        return undefined;
    const value = strings(line).join(', ');
    return value === '' ? undefined : { value, ...place };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/releases.js
/**
 * Ruby, in the order of choice where a requirement leaves one: a line that gems have been compiled for since a while.
 * Source: ruby-lang.org, "Ruby Maintenance Branches".
 */
const RUBY_RELEASES = [
    { line: '3.4', endOfLife: '2028-03-31' },
    { line: '4.0', endOfLife: '2029-03-31' },
    { line: '3.3', endOfLife: '2027-03-31' },
    { line: '3.2', endOfLife: '2026-03-31' },
    { line: '3.1', endOfLife: '2025-03-26' },
    { line: '3.0', endOfLife: '2024-04-23' },
    { line: '2.7', endOfLife: '2023-03-31' },
    { line: '2.6', endOfLife: '2022-04-12' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/secrets.js
/**
 * Credentials of gem servers other than the public one, as Bundler takes them from the environment: a host's dots become
 * two underscores, its dashes three. Source: Bundler's documentation, "bundle-config(1)", credentials for gem sources.
 */
function gemServerSecrets({ sources }) {
    const hosts = sources.flatMap((source) => (URL.canParse(source) ? [new URL(source).host] : []));
    const names = hosts
        .filter((host) => !/^(?:index\.)?rubygems\./.test(host))
        .map((host) => `BUNDLE_${host.replaceAll('-', '___').replaceAll('.', '__').replaceAll(':', '_').toUpperCase()}`);
    return [...new Set(names)].sort().map((name) => ({ type: 'secret', id: name, env: name }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/system-packages.js
// Gems that link to a library or call a program. The names are the same in Debian 12 and 13.
const PACKAGES = {
    pg: { build: ['libpq-dev'], run: ['libpq5'] },
    mysql2: { build: ['default-libmysqlclient-dev'], run: ['libmariadb3'] },
    tiny_tds: { build: ['freetds-dev'], run: ['libsybdb5'] },
    image_processing: { run: ['libvips'] },
    'ruby-vips': { run: ['libvips'] },
    mini_magick: { run: ['imagemagick'] },
    rmagick: { build: ['libmagickwand-dev'], run: ['imagemagick'] },
    // icu-devtools depends on the library, whose own name has a version in it.
    charlock_holmes: { build: ['libicu-dev'], run: ['icu-devtools'] },
    'streamio-ffmpeg': { run: ['ffmpeg'] },
    rugged: { build: ['cmake', 'libssl-dev'] },
    curb: { build: ['libcurl4-openssl-dev'], run: ['libcurl4'] },
    ethon: { run: ['libcurl4'] },
    psych: { build: ['libyaml-dev'], run: ['libyaml-0-2'] },
    grover: { run: ['chromium', 'fonts-liberation'] },
    ferrum: { run: ['chromium', 'fonts-liberation'] },
};
/** Debian packages that the gems need beyond the slim image, by stage. */
function systemPackages(gemfile) {
    const named = Object.entries(PACKAGES).filter(([name]) => gemfile.gem(name) !== undefined);
    const of = (stage) => named.flatMap(([, packages]) => packages[stage] ?? []);
    // Gems of the repository's own alone: nothing is compiled.
    const nothing = gemfile.lock?.fetched === false && !gemfile.lock.fromGit;
    const toolchain = nothing ? [] : ['build-essential', 'libyaml-dev', 'pkg-config'];
    const git = gemfile.lock?.fromGit === true ? ['git'] : [];
    return {
        build: unique([...toolchain, ...git, ...of('build')]),
        run: unique(of('run')),
    };
}
function unique(names) {
    return [...new Set(names)].sort();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/version.js





const ruby_version_DEFAULT = RUBY_RELEASES[0]?.line ?? '3';
/**
 * The tag of the official image: what pins a version beats what the Gemfile allows, and what the lockfile was made with
 * comes last. Throws a UserError where nothing fits, and where Bundler would refuse the pinned version.
 */
function rubyVersion(app, gemfile, input) {
    const asked = askedVersion(app, input, { files: ['.ruby-version'], tools: ['ruby'] }, [
        exactRuby(gemfile),
        lockedLine(gemfile),
        gemfile?.ruby,
    ]);
    if (asked === undefined)
        return { value: ruby_version_DEFAULT, why: 'the default' };
    if (/^(?:jruby|truffleruby|rbx)/i.test(asked.value)) {
        throw new errors/* UserError */.y(`"${asked.value}" (${originOf(asked)}) is another implementation of Ruby, which no rule here knows.`, 'Write a Dockerfile; it is then used as it is.');
    }
    const tag = resolveRubyVersion(asked.value);
    if (tag === undefined) {
        throw new errors/* UserError */.y(`No release of Ruby is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${ruby_version_DEFAULT}.`);
    }
    const required = gemfile?.ruby;
    if (required !== undefined && !version_fits(tag, required.value)) {
        throw new errors/* UserError */.y(`Ruby ${tag} (${originOf(asked)}) is not what ${originOf(required)} asks for: "${required.value}". Bundler would refuse it.`, 'Make both the same.');
    }
    return withValue(asked, tag);
}
// `ruby "3.3"` is 3.3.0 and no later one: Bundler compares it as it does the version of a gem.
function exactRuby(gemfile) {
    const found = gemfile?.ruby;
    if (found === undefined || !/^\d+\.\d+(\.\d+)?$/.test(found.value))
        return undefined;
    return withValue(found, found.value.replace(/^(\d+\.\d+)$/, '$1.0'));
}
// Of what a requirement allows, the line that the gems were locked with, at its newest patch.
function lockedLine(gemfile) {
    const found = gemfile?.lock?.ruby;
    const line = found?.value.split('.').slice(0, 2).join('.') ?? '';
    if (found === undefined || (gemfile?.ruby !== undefined && !version_fits(line, gemfile.ruby.value)))
        return undefined;
    return withValue(found, line);
}
/** The image tag for what a version file or requirement says: `ruby-3.3.1` gives 3.3.1, `~> 3.2` the preferred line. */
function resolveRubyVersion(text) {
    const word = text
        .trim()
        .replace(/^ruby[- ]/, '')
        .replace(/-p\d+$/, '');
    if (word === 'latest')
        return ruby_version_DEFAULT;
    if (/^\d+\.\d+(\.\d+)?$/.test(word))
        return word;
    if (/^\d+$/.test(word))
        return RUBY_RELEASES.find(({ line }) => line.startsWith(`${word}.`))?.line;
    if (!/^[\s\d.,<>=~!]+$/.test(word))
        return undefined;
    return RUBY_RELEASES.find(({ line }) => version_fits(line, word))?.line;
}
/** Whether a tag can be what a requirement asks for; a tag without a patch is its line's newest release. */
function version_fits(tag, requirement) {
    const version = tag.split('.').length === 2 ? `${tag}.99` : tag;
    return requirement.split(',').every((part) => {
        const exact = /^\d+(?:\.\d+)*$/.test(part.trim());
        return exact ? `${version}.`.startsWith(`${part.trim()}.`) : (0,ruby_semver_dist/* satisfies */.ib)(version, part.trim());
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/jekyll.js













const SETTINGS = ['_config.yml', '_config.yaml', '_config.toml'];
// Jekyll before 4.4, which GitHub Pages and most lockfiles have, needs gems that Ruby 3.4 left out of its own.
const RUBY = '3.3';
/** Jekyll, with the gems of its Gemfile. */
const jekyll = {
    name: 'jekyll',
    lookedFor: '_config.yml with a Gemfile for Jekyll',
    detect: (app) => {
        const settings = settingsFile(app, SETTINGS);
        if (settings === undefined)
            return undefined;
        const folders = ['_posts', '_layouts', '_includes'].some((name) => app.files.isFolder(name));
        return folders || bringsJekyll(readGemfile(app)) ? { value: 'jekyll', file: settings.file } : undefined;
    },
    generate: jekyll_generate,
};
function bringsJekyll(gemfile) {
    return gemfile?.gem('jekyll') !== undefined || gemfile?.gem('github-pages') !== undefined;
}
function jekyll_generate(app, hints, request) {
    const { overrides, now } = request;
    const settings = settingsFile(app, SETTINGS);
    const gemfile = readGemfile(app);
    if (gemfile === undefined) {
        throw new errors/* UserError */.y(`${app.at('Gemfile')} is not there, which says which Jekyll and which plugins to install.`, 'Commit one with `gem "jekyll"` or `gem "github-pages"`, and its Gemfile.lock.');
    }
    const found = rubyVersion(app, gemfile, overrides.version);
    const version = found.why === 'the default' ? { value: RUBY, why: 'the line that every Jekyll runs on' } : found;
    const base = settings === undefined ? undefined : textAt(settings, 'baseurl');
    const build = choose([
        overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command'),
        hints.build?.value.includes('jekyll build') === true && !hints.build.value.includes('$')
            ? hints.build
            : undefined,
    ]) ?? {
        value: `bundle exec jekyll build${base === undefined ? '' : ' --baseurl ""'}`,
        why: 'the build of Jekyll',
    };
    const ended = endOfLifeWarning('Ruby', version.value, RUBY_RELEASES, now);
    return {
        version,
        packageManager: { value: 'bundler', file: gemfile.lock?.file ?? app.at(gemfile.name) },
        build,
        folder: jekyll_folderOf(settings),
        stages: [jekyll_buildStage(app, gemfile, version.value, build.value, request)],
        ...titleOf(settings),
        // Jekyll makes the first page of it where there is no other.
        ignore: ['.jekyll-cache', '.sass-cache', 'vendor/bundle', '.bundle', '!README.md'],
        warnings: [
            ...(ended === undefined ? [] : [warningAt(version, ended)]),
            ...(base === undefined ? [] : [baseWarning(base)]),
            ...(gemfile.lock === undefined
                ? [
                    {
                        text: 'There is no Gemfile.lock: each build may install other versions. Commit it.',
                        file: app.at(gemfile.name),
                    },
                ]
                : []),
        ],
    };
}
function jekyll_folderOf(settings) {
    return ((settings === undefined ? undefined : textAt(settings, 'destination')?.value.replace(/^\.\//, '')) ??
        '_site');
}
function titleOf(settings) {
    const title = settings === undefined ? undefined : textAt(settings, 'title');
    return title === undefined ? {} : { title: title.value };
}
function baseWarning(base) {
    return warningAt(base, `"baseurl" is ${base.value}, but the image serves the site at the top: it is built with an empty one. The input "build-command" would change that.`);
}
function jekyll_buildStage(app, gemfile, version, build, request) {
    const lock = gemfile.lock === undefined ? [] : [gemfile.name === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked'];
    const packages = systemPackages(gemfile);
    return {
        name: 'build',
        base: officialImage(request.baseRegistry, `ruby:${version}-slim`),
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall([...new Set([...packages.build, ...packages.run])].sort(), 'What gems are compiled with; not in the final stage.'), {
            kind: 'env',
            values: {
                ...(gemfile.lock === undefined ? {} : { BUNDLE_DEPLOYMENT: '1' }),
                BUNDLE_PATH: '/usr/local/bundle',
                BUNDLE_GLOBAL_GEM_CACHE: 'true',
            },
        }, ...(gemfile.gemspec
            ? [{ ...copySource(app), why: ['The theme is a gem itself, which needs its source.'] }]
            : copyOnly(app, [gemfile.name, ...lock, ...gemfile.reads], MANIFESTS_FIRST)), {
            kind: 'run',
            commands: ['bundle install'],
            mounts: [{ type: 'cache', target: '/root/.bundle/cache' }, ...gemServerSecrets(gemfile)],
        }, !gemfile.gemspec && copySource(app), { kind: 'env', values: { JEKYLL_ENV: 'production' } }, { kind: 'run', commands: [build] }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/groups.js

const PRODUCTION = /^(?:prod|production|deploy|deployment|server)$/;
/** What is installed beside the application's own dependencies. */
function productionGroups(pyproject) {
    const named = (...path) => pyproject === undefined ? [] : namesAt(pyproject, ...path).filter((name) => PRODUCTION.test(name));
    return {
        poetry: named('tool', 'poetry', 'group'),
        groups: named('dependency-groups'),
        extras: named('project', 'optional-dependencies'),
    };
}
/** The groups of a lockfile's package that are installed. */
function isInstalled(groups) {
    return (groups === undefined ||
        groups.some((name) => name === 'main' || name === 'default' || PRODUCTION.test(name)));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/requirements.js


// The one for production where there are several; the top of the application first.
const requirements_NAMES = [
    'requirements.txt',
    'requirements/production.txt',
    'requirements/prod.txt',
    'requirements-production.txt',
    'requirements-prod.txt',
    'requirements.prod.txt',
    'requirements/requirements.txt',
    'requirements/base.txt',
    'requirements/main.txt',
    'requirements.in',
    'requirements/production.in',
];
/** The requirements files that are there, the one to install first. */
function requirementsFiles(app) {
    return requirements_NAMES.filter((name) => app.files.isFile(name));
}
/** Reads a requirements file. Source: pip's documentation, "Requirements File Format". */
function readRequirements(app, top) {
    const files = [];
    const packages = new Map();
    const pins = new Map();
    const variables = new Set();
    const says = { hashed: false, local: false, git: false, index: false };
    const queue = [{ path: top, constrains: false }];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { path, constrains } = next;
        const text = app.files.text(path);
        if (text === undefined || files.includes(path) || files.length > 50)
            continue;
        files.push(path);
        for (const [index, raw] of text.split(/\r?\n/).entries()) {
            const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
            for (const [, name] of line.matchAll(/\$\{([A-Z0-9_]+)\}/g))
                if (name !== undefined)
                    variables.add(name);
            says.hashed ||= line.includes('--hash=');
            says.git ||= /(?:^|\s)(?:-e\s+)?git\+/.test(line);
            says.index ||= /^(?:-i|-f|--(?:extra-)?index-url|--find-links)\b/.test(line);
            const [, option, included] = /^(-r|-c|--requirement|--constraint)[\s=]*(\S+)/.exec(line) ?? [];
            if (included !== undefined) {
                const file = external_node_path_.posix.normalize(join(external_node_path_.posix.dirname(path), included));
                // A constraint says at which version, not that it is installed.
                queue.push({ path: file, constrains: constrains || option === '-c' || option === '--constraint' });
            }
            says.local ||= /^(?:-e\s*|--editable[\s=]+)?\.(?:\/|\[|$)/.test(line);
            const requirement = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(?:===?\s*([\w.+!-]+))?/.exec(line);
            if (requirement?.[1] === undefined)
                continue;
            const name = canonical(requirement[1]);
            if (requirement[3] !== undefined && !pins.has(name))
                pins.set(name, requirement[3]);
            if (constrains || packages.has(name))
                continue;
            packages.set(name, { value: `${name}${requirement[2] ?? ''}`, file: app.at(path), line: index + 1 });
        }
    }
    return { top, files, packages, pins, ...says, variables: [...variables].sort() };
}
/** A name as indexes compare it. Source: PyPA specifications, "Names and normalization". */
function canonical(name) {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/lock.js


/** The packages of uv.lock, poetry.lock or pdm.lock. Sources: each tool's documentation of its lockfile. */
function lockedPackages(lock) {
    return tables(lock.get('package')).flatMap((entry) => {
        const { name, version } = entry;
        if (typeof name !== 'string')
            return [];
        return [
            {
                name: canonical(name),
                version: typeof version === 'string' ? version : undefined,
                dependencies: edges(entry['dependencies']),
                extras: extrasOf(entry),
                wheels: wheelsOf(entry),
                folder: lock_folderOf(entry['source']),
                git: isTable(entry['source']) && (entry['source']['type'] === 'git' || 'git' in entry['source']),
                groups: groupsOf(entry),
            },
        ];
    });
}
/**
 * What is installed for some dependencies: everything that they lead to, with the extras that are asked for on the way.
 */
function closure(packages, roots) {
    const byName = new Map();
    for (const one of packages)
        byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
    const found = new Map();
    const seen = new Set();
    const queue = [...roots];
    for (let edge = queue.pop(); edge !== undefined; edge = queue.pop()) {
        const key = `${edge.name}[${edge.extras.join(',')}]`;
        if (seen.has(key))
            continue;
        seen.add(key);
        for (const one of byName.get(edge.name) ?? []) {
            found.set(one.name, one);
            queue.push(...one.dependencies, ...edge.extras.flatMap((extra) => one.extras.get(extra) ?? []));
        }
    }
    return found;
}
/** A requirement such as `uvicorn[standard]>=0.30; python_version > "3.9"`. Source: PyPA, "Dependency specifiers". */
function parseRequirement(text) {
    const match = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?/.exec(text);
    if (match?.[1] === undefined)
        return undefined;
    const extras = (match[2] ?? '').split(',').map((extra) => extra.trim());
    return { name: canonical(match[1]), extras: extras.filter(Boolean) };
}
// uv: a list of tables; PDM: a list of requirements; Poetry: a table of names, some of them only for extras.
function edges(value) {
    if (isTable(value)) {
        return Object.entries(value).flatMap(([name, constraint]) => {
            const optional = isTable(constraint) && constraint['optional'] === true;
            return optional
                ? []
                : [{ name: canonical(name), extras: lock_strings(isTable(constraint) ? constraint['extras'] : []) }];
        });
    }
    return (Array.isArray(value) ? value : []).flatMap((entry) => {
        if (typeof entry === 'string')
            return parseRequirement(entry) ?? [];
        if (!isTable(entry) || typeof entry['name'] !== 'string')
            return [];
        return [{ name: canonical(entry['name']), extras: lock_strings(entry['extra']) }];
    });
}
function extrasOf(entry) {
    const table = entry['optional-dependencies'] ?? entry['extras'];
    if (!isTable(table))
        return new Map();
    return new Map(Object.entries(table).map(([name, list]) => [name, edges(list)]));
}
function wheelsOf(entry) {
    const listed = entry['wheels'] ?? entry['files'];
    if (listed === undefined)
        return undefined;
    return tables(listed)
        .map(({ url, path, file, filename }) => [file, filename, url, path].find((name) => typeof name === 'string'))
        .flatMap((name) => (typeof name === 'string' ? [name.split('/').at(-1) ?? ''] : []))
        .filter((name) => name.endsWith('.whl'));
}
function lock_folderOf(source) {
    if (!isTable(source))
        return undefined;
    const { editable, directory, virtual, type, url } = source;
    const folder = [editable, directory, virtual, type === 'directory' ? url : undefined];
    return folder.find((value) => typeof value === 'string');
}
// Poetry before 1.5 has a category; Poetry 2 and PDM have groups.
function groupsOf({ category, groups }) {
    if (typeof category === 'string')
        return [category];
    return Array.isArray(groups) ? lock_strings(groups) : undefined;
}
function tables(value) {
    return (Array.isArray(value) ? value : []).filter(isTable);
}
function lock_strings(value) {
    const list = Array.isArray(value) ? value : [];
    return list.filter((entry) => typeof entry === 'string');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/calls.js
/** The calls that a pattern finds; it has the flag `g`, and ends with the opening bracket. */
function callsOf(text, opening) {
    return [...text.matchAll(opening)].map(({ index, 0: match }) => {
        const positional = [];
        const named = new Map();
        for (const argument of calls_elements(text, index + match.length)) {
            const keyword = /^(\w+)\s*=(?!=)\s*([\s\S]*)$/.exec(argument);
            if (keyword?.[1] === undefined)
                positional.push(argument);
            else
                named.set(keyword[1], keyword[2] ?? '');
        }
        return { index, positional, named };
    });
}
/** What stands between commas up to the bracket that closes the one before `start`. */
function calls_elements(text, start) {
    const found = [];
    let depth = 0;
    let from = start;
    let quote;
    // Source that never closes a bracket is broken; it must not cost its whole length again for each call.
    const end = Math.min(text.length, start + 10_000);
    for (let at = start; at < end; at += 1) {
        const character = text.charAt(at);
        if (quote !== undefined) {
            if (character === '\\')
                at += 1;
            else if (character === quote)
                quote = undefined;
        }
        else if (character === '"' || character === "'")
            quote = character;
        else if ('([{'.includes(character))
            depth += 1;
        else if (')]}'.includes(character)) {
            depth -= 1;
            if (depth < 0)
                return [...found, text.slice(from, at)].map((part) => part.trim()).filter(Boolean);
        }
        else if (character === ',' && depth === 0) {
            found.push(text.slice(from, at));
            from = at + 1;
        }
    }
    return found.map((part) => part.trim()).filter(Boolean);
}
/** The text of a plain string literal, or undefined for any other expression. */
function literal(expression) {
    const match = /^[rbu]?(?:"([^"\\]*)"|'([^'\\]*)')$/i.exec(expression?.trim() ?? '');
    return match === null ? undefined : (match[1] ?? match[2] ?? '');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/mask.js
const TOKEN = /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/g;
/**
 * The source with comments, and strings of three quotes, blanked: examples in a docstring are no code. Lines and columns
 * stay where they are. Source: Python's language reference, "Lexical analysis".
 */
function withoutComments(text) {
    return text.replace(TOKEN, (token) => (/^(?:#|"""|''')/.test(token) ? token.replace(/[^\n]/g, ' ') : token));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/setup-files.js



/**
 * What setup.cfg and setup.py say that a package needs. Source: setuptools' documentation, "Dependencies Management";
 * a list that setup.py works out is not seen.
 */
function setupDependencies(app) {
    return [...fromConfiguration(app), ...fromScript(app)];
}
/** `[options] install_requires` of an INI file: a line each, indented. */
function fromConfiguration(app) {
    const found = [];
    let section = '';
    let key = '';
    for (const [index, line] of (app.files.text('setup.cfg') ?? '').split(/\r?\n/).entries()) {
        const header = /^\[([^\]]*)\]/.exec(line);
        if (header !== null) {
            section = header[1]?.trim() ?? '';
            key = '';
            continue;
        }
        const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
        if (pair !== null)
            key = pair[1]?.trim() ?? '';
        if (section !== 'options' || key !== 'install_requires')
            continue;
        const edge = parseRequirement(pair === null ? line : (pair[2] ?? ''));
        if (edge !== undefined)
            found.push({ value: edge, file: app.at('setup.cfg'), line: index + 1 });
    }
    return found;
}
function fromScript(app) {
    const text = withoutComments(app.files.head('setup.py') ?? '');
    return callsOf(text, /\bsetup\(/g).flatMap(({ named }) => {
        const list = named.get('install_requires');
        if (list?.startsWith('[') !== true)
            return [];
        return calls_elements(list, 1).flatMap((element) => {
            const requirement = literal(element);
            const edge = requirement === undefined ? undefined : parseRequirement(requirement);
            const line = text.slice(0, Math.max(text.indexOf(element), 0)).split('\n').length;
            return edge === undefined ? [] : [{ value: edge, file: app.at('setup.py'), line }];
        });
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/declared.js





/** What the application itself asks for, by name: `uvicorn[standard]` under `uvicorn`. */
function direct(app, { pyproject, pipfile, requirements, lockfile }) {
    const declared = [
        ...(pyproject === undefined
            ? []
            : [...standard(pyproject), ...poetry(pyproject), ...forProduction(pyproject, lockfile)]),
        ...(pipfile === undefined ? [] : tableOf(pipfile, 'packages')),
        ...setupDependencies(app),
    ].map((edge) => [edge.value.name, { ...edge, value: written(edge.value) }]);
    // Beside a lockfile, requirements.txt is not what is installed.
    const beside = lockfile === 'requirements' || lockfile === 'none';
    return new Map([...declared.reverse(), ...(beside ? (requirements?.packages ?? []) : [])]);
}
/** Where a lockfile's closure starts: the application's own dependencies, and the groups that are installed, too. */
function rootsOf(named, pyproject, lockfile) {
    const own = pyproject?.get('project', 'name');
    const self = lockfile === 'uv.lock' && typeof own === 'string' ? [{ name: canonical(own), extras: [] }] : [];
    return [...self, ...[...named.values()].flatMap(({ value }) => parseRequirement(value) ?? [])];
}
function written({ name, extras }) {
    return extras.length === 0 ? name : `${name}[${extras.join(',')}]`;
}
/** Groups and extras for production, which only a lockfile's tool installs. */
function forProduction(pyproject, lockfile) {
    const { poetry: named, groups, extras } = productionGroups(pyproject);
    if (!/^(?:uv|poetry|pdm)\.lock$/.test(lockfile))
        return [];
    return [
        ...named.flatMap((name) => tableOf(pyproject, 'tool', 'poetry', 'group', name, 'dependencies')),
        ...groups.flatMap((name) => listOf(pyproject, 'dependency-groups', name)),
        ...extras.flatMap((name) => listOf(pyproject, 'project', 'optional-dependencies', name)),
    ];
}
/** Source: PyPA specifications, "Declaring project metadata". */
function standard(pyproject) {
    return listOf(pyproject, 'project', 'dependencies');
}
function listOf(pyproject, ...path) {
    const list = pyproject.get(...path);
    return (Array.isArray(list) ? list : []).flatMap((entry, index) => {
        const edge = typeof entry === 'string' ? parseRequirement(entry) : undefined;
        return edge === undefined ? [] : [foundAt(pyproject, edge, ...path, index)];
    });
}
/** Source: Poetry's documentation, "The pyproject.toml file". */
function poetry(pyproject) {
    return tableOf(pyproject, 'tool', 'poetry', 'dependencies').filter(({ value }) => value.name !== 'python');
}
function tableOf(toml, ...path) {
    return Object.entries(toml.table(...path)).map(([name, value]) => {
        const listed = isTable(value) && Array.isArray(value['extras']) ? value['extras'] : [];
        const extras = listed.filter((extra) => typeof extra === 'string');
        return foundAt(toml, { name: canonical(name), extras }, ...path, name);
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/workspace.js





/** The workspace whose root or member an application is, or undefined. */
function uvWorkspace(app) {
    if (!app.files.isFile('pyproject.toml'))
        return undefined;
    for (const root of upward(app)) {
        const pyproject = readToml(root, 'pyproject.toml');
        if (pyproject === undefined)
            continue;
        const table = pyproject.get('tool', 'uv', 'workspace');
        if (table === undefined)
            continue;
        const members = workspace_membersOf(root, pyproject);
        const isMember = root.folder === app.folder || members.some(({ folder }) => folder === app.folder);
        return isMember ? { root, pyproject, members } : undefined;
    }
    return undefined;
}
function workspace_membersOf(root, pyproject) {
    const patterns = workspace_strings(pyproject.get('tool', 'uv', 'workspace', 'members'));
    const excluded = workspace_strings(pyproject.get('tool', 'uv', 'workspace', 'exclude'));
    const isExcluded = excluded.length === 0 ? () => false : picomatch([...excluded]);
    const folders = new Set(patterns.flatMap((pattern) => expand(root, pattern.replace(/^\.\//, ''))));
    return [...folders].sort().flatMap((folder) => {
        if (folder === '' || isExcluded(folder))
            return [];
        const member = appIn(root.repository, join(root.folder, folder));
        const toml = readToml(member, 'pyproject.toml');
        if (toml === undefined)
            return [];
        const name = toml.string('project', 'name')?.value;
        if (name === undefined)
            return [];
        const dependencies = workspace_strings(toml.get('project', 'dependencies')).flatMap((one) => parseRequirement(one) ?? []);
        return [{ name: canonical(name), folder: member.folder, dependencies }];
    });
}
/** The folders that a pattern names, a level at a time: no other folder is listed. */
function expand(root, pattern) {
    let level = [''];
    for (const part of pattern.split('/').filter(Boolean)) {
        const plain = !/[*?[\]{}!]/.test(part);
        const matches = picomatch(part);
        level = level.flatMap((folder) => plain
            ? [join(folder, part)]
            : root.files
                .list(folder)
                .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && matches(name))
                .map(({ name }) => join(folder, name)));
    }
    return level;
}
/** The members that some dependencies lead to, by their manifests alone. */
function memberClosure({ members }, roots) {
    const found = new Set();
    const queue = [...roots];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        if (found.has(name))
            continue;
        found.add(name);
        queue.push(...(members.find((member) => member.name === name)?.dependencies ?? []).map((edge) => edge.name));
    }
    return found;
}
function workspace_strings(value) {
    const list = Array.isArray(value) ? value : [];
    return list.filter((entry) => typeof entry === 'string');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/project.js








/** Reads the manifests; the lockfile only when asked. Throws a UserError where one is no TOML or JSON. */
function project_readProject(app) {
    const pyproject = readToml(app, 'pyproject.toml');
    const pipfile = readToml(app, 'Pipfile');
    const workspace = uvWorkspace(app);
    const [top] = requirementsFiles(app);
    const requirements = top === undefined ? undefined : readRequirements(app, top);
    const lockfile = lockfileOf(app, pyproject, workspace, requirements);
    const named = lazily(() => direct(app, { pyproject, pipfile, requirements, lockfile }));
    const lock = lazily(() => {
        if (!/^(?:uv|poetry|pdm)\.lock$/.test(lockfile))
            return undefined;
        return readToml(lockfile === 'uv.lock' && workspace !== undefined ? workspace.root : app, lockfile);
    });
    const piplock = lazily(() => {
        const text = lockfile === 'Pipfile.lock' ? app.files.text('Pipfile.lock') : undefined;
        return text === undefined || text.trim() === '' ? undefined : parseJson(app.at('Pipfile.lock'), text);
    });
    const installed = lazily(() => {
        const pip = piplock();
        if (pip !== undefined)
            return pipenvPackages(pip);
        const locked = lock();
        if (locked === undefined)
            return undefined;
        const packages = lockedPackages(locked);
        if (packages.length === 0)
            return undefined;
        return closure(packages.filter(({ groups }) => isInstalled(groups)), rootsOf(named(), pyproject, lockfile));
    });
    const lockName = lazily(() => piplock()?.file ?? lock()?.file ?? '');
    return {
        pyproject,
        pipfile,
        requirements,
        workspace,
        lockfile,
        installed,
        direct: (name) => named().get(name),
        dependency: (name) => named().get(name) ?? (installed()?.has(name) === true ? { value: name, file: lockName() } : undefined),
        lockedPython: () => pythonOf(lock()),
        versionOf: (name) => installed()?.get(name)?.version ??
            (lockfile === 'requirements' ? requirements?.pins.get(name) : undefined),
    };
}
/**
 * Which file decides when several are there: the lockfile of the tool that pyproject.toml configures, then any lockfile,
 * then requirements, which beside a lockfile are mostly an export of it.
 */
function lockfileOf(app, pyproject, workspace, requirements) {
    const there = ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock'].filter((name) => app.files.isFile(name) || (name === 'uv.lock' && workspace?.root.files.isFile('uv.lock') === true));
    const declared = there.find((name) => pyproject?.get('tool', name.replace('.lock', '')) !== undefined);
    return declared ?? there[0] ?? (requirements === undefined ? 'none' : 'requirements');
}
/** Pipfile.lock has a flat list. Source: Pipenv's documentation, "Pipfile & Pipfile.lock". */
function pipenvPackages(lock) {
    const table = lock.get('default');
    return new Map(Object.entries(isTable(table) ? table : {}).map(([name, entry]) => {
        const version = isTable(entry) && typeof entry['version'] === 'string' ? entry['version'] : undefined;
        const known = {
            name: canonical(name),
            version: version?.replace(/^=+/, ''),
            dependencies: [],
            extras: new Map(),
            wheels: undefined,
            folder: undefined,
            git: isTable(entry) && 'git' in entry,
            groups: undefined,
        };
        return [known.name, known];
    }));
}
// uv writes it at the top, Poetry and PDM among the metadata.
function pythonOf(lock) {
    return (lock?.string('requires-python') ??
        lock?.string('metadata', 'python-versions') ??
        lock?.string('metadata', 'targets', 0, 'requires_python'));
}
function lazily(work) {
    let made;
    return () => {
        made ??= { value: work() };
        return made.value;
    };
}

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js
var pep440 = __webpack_require__(8898);
;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/constraint.js


/** Whether a version satisfies a constraint of PEP 440, or of Poetry, which writes carets and alternatives as well. */
function constraint_fits(version, constraint) {
    return constraint.split('||').some((alternative) => alternative
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
        .every((part) => fitsOne(version, part)));
}
function fitsOne(version, part) {
    if (part === '*')
        return true;
    if (/^[\^~](?!=)/.test(part))
        return semver.satisfies(version, part);
    if (/^\d/.test(part))
        return fitsOne(version, part.includes('*') ? `==${part}` : `==${part}.*`);
    return pep440.validRange(part) && pep440.satisfies(version, part, { prereleases: true });
}
/** Whether a text is a constraint at all. */
function isConstraint(text) {
    return text.split('||').every((alternative) => alternative
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
        .every((part) => /^[\^~]?\d[\d.*]*$/.test(part) || part === '*' || pep440.validRange(part)));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/releases.js
/**
 * Python, in the order of choice where a range leaves one: a line that wheels have been published for since a while.
 * Source: Python Developer's Guide, "Status of Python versions".
 */
const PYTHON_RELEASES = [
    { line: '3.13', released: '2024-10-07', endOfLife: '2029-10-31' },
    { line: '3.14', released: '2025-10-07', endOfLife: '2030-10-31' },
    { line: '3.12', released: '2023-10-02', endOfLife: '2028-10-31' },
    { line: '3.15', released: '2026-10-01', endOfLife: '2031-10-31' },
    { line: '3.11', released: '2022-10-24', endOfLife: '2027-10-31' },
    { line: '3.10', released: '2021-10-04', endOfLife: '2026-10-31' },
    { line: '3.9', released: '2020-10-05', endOfLife: '2025-10-31' },
    { line: '3.8', released: '2019-10-14', endOfLife: '2024-10-07' },
    { line: '3.7', released: '2018-06-27', endOfLife: '2023-06-27' },
];
/** The sentence about a version that is no final release of its line. `now` in milliseconds since the epoch. */
function preReleaseWarning(version, now) {
    const line = /^(3\.\d+)(?:\.\d+)?-?(?:a|b|rc)\d*$/.exec(version)?.[1];
    if (line === undefined)
        return undefined;
    const released = PYTHON_RELEASES.find((release) => release.line === line)?.released;
    const known = released === undefined
        ? 'its line has no final release'
        : `Python ${line} ${Date.parse(released) > now ? 'is due' : 'was released'} on ${released}`;
    return `Python ${version} is a pre-release: ${known}.`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/wheels.js

/** Whether a package as locked has a wheel for a line of Python on Linux; undefined where it has none at all to go by. */
function hasWheel({ wheels = [] }, line) {
    const tags = wheels.map(tagsOf).filter(({ platform }) => /linux|^any$/.test(platform));
    if (tags.length === 0)
        return undefined;
    const minor = Number(line.split('.')[1]);
    return tags.some(({ pythons, abi }) => pythons.some((python) => {
        if (/^py3?$|^py2\.py3$|^py3\d*$/.test(python))
            return true;
        const version = Number(/^cp3(\d+)$/.exec(python)?.[1]);
        return version === minor || (abi.includes('abi3') && version <= minor);
    }));
}
// Source: PyPA specifications, "Binary distribution format".
function tagsOf(file) {
    const [platform = '', abi = '', python = ''] = file
        .replace(/\.whl$/, '')
        .split('-')
        .reverse();
    return { pythons: python.split('.'), abi, platform };
}
/** Packages as locked that have to be compiled for a line of Python. */
function compiled(project, line) {
    return [...(project.installed()?.values() ?? [])].filter((one) => hasWheel(one, line) === false);
}
/**
 * The newest line of Python that versions below another have wheels for, or run on at all. Source: the release notes and
 * files of each project; only packages that many applications pin.
 */
const CEILINGS = {
    aiohttp: [
        ['3.8', '3.9'],
        ['3.8.2', '3.10'],
        ['3.9', '3.11'],
        ['3.10.6', '3.12'],
    ],
    cffi: [
        ['1.15', '3.9'],
        ['1.15.1', '3.10'],
        ['1.16', '3.11'],
        ['1.17', '3.12'],
        ['2', '3.13'],
    ],
    django: [
        ['3.1.3', '3.8'],
        ['3.2.9', '3.9'],
        ['4.1.3', '3.10'],
        ['4.2.8', '3.11'],
        ['5.1.3', '3.12'],
        ['5.2.8', '3.13'],
    ],
    greenlet: [
        ['1.1', '3.9'],
        ['2', '3.10'],
        ['3', '3.11'],
        ['3.1', '3.12'],
    ],
    grpcio: [
        ['1.41', '3.9'],
        ['1.49.1', '3.10'],
        ['1.59', '3.11'],
        ['1.66.2', '3.12'],
    ],
    lxml: [
        ['4.6.4', '3.9'],
        ['4.9.2', '3.10'],
        ['4.9.4', '3.11'],
        ['5.3', '3.12'],
        ['6', '3.13'],
    ],
    numpy: [
        ['1.21.2', '3.9'],
        ['1.23.2', '3.10'],
        ['1.26', '3.11'],
        ['2.1', '3.12'],
        ['2.3.2', '3.13'],
    ],
    pandas: [
        ['1.3.3', '3.9'],
        ['1.5.1', '3.10'],
        ['2.1.1', '3.11'],
        ['2.2.3', '3.12'],
        ['2.3.3', '3.13'],
    ],
    pillow: [
        ['8.4', '3.9'],
        ['9.3', '3.10'],
        ['10.1', '3.11'],
        ['11', '3.12'],
        ['12', '3.13'],
    ],
    'psycopg2-binary': [
        ['2.9.2', '3.9'],
        ['2.9.5', '3.10'],
        ['2.9.9', '3.11'],
        ['2.9.10', '3.12'],
        ['2.9.11', '3.13'],
    ],
    scipy: [
        ['1.7.2', '3.9'],
        ['1.9.2', '3.10'],
        ['1.11.2', '3.11'],
        ['1.14.1', '3.12'],
        ['1.16.1', '3.13'],
    ],
    torch: [
        ['1.11', '3.9'],
        ['1.13', '3.10'],
        ['2.2', '3.11'],
        ['2.5', '3.12'],
        ['2.9', '3.13'],
    ],
};
/** The newest line that the pinned packages allow, and which of them says so; undefined where none does. */
function newestLine(project) {
    let lowest;
    for (const [name, ceilings] of Object.entries(CEILINGS)) {
        const version = project.versionOf(name);
        const place = project.dependency(name);
        if (version === undefined || place === undefined || pep440.valid(version) === null)
            continue;
        const line = ceilings.find(([below]) => pep440.lt(version, below))?.[1];
        if (line === undefined || (lowest !== undefined && minor(lowest.value) <= minor(line)))
            continue;
        lowest = { ...place, value: line, why: `the newest that ${name} ${version} supports` };
    }
    return lowest;
}
/** The second number of a line: 13 of 3.13. */
function minor(line) {
    return Number(line.split('.')[1]);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/version.js






const python_version_DEFAULT = PYTHON_RELEASES[0]?.line ?? '3';
const PINS = { files: ['.python-version', 'runtime.txt'], tools: ['python'] };
/**
 * The tag of the official image: what pins a version beats what only gives a range, and has to be in it. `platform`:
 * what another platform's manifest sets as PYTHON_VERSION. Throws a UserError for a version that is not known, and for two places that contradict each other.
 */
function pythonVersion(app, project, input, platform) {
    const { pyproject, pipfile } = project;
    const ranges = [
        pyproject?.string('project', 'requires-python'),
        pyproject?.string('tool', 'poetry', 'dependencies', 'python'),
    ].filter((range) => range !== undefined);
    // That of a workspace's lockfile is what all of its members have in common.
    const locked = project.lockedPython();
    const all = locked === undefined ? ranges : [...ranges, locked];
    const asked = askedVersion(app, input, PINS, [
        platform,
        pipfile?.string('requires', 'python_full_version'),
        pipfile?.string('requires', 'python_version'),
        ...(ranges.length === 0 ? all : ranges),
    ]);
    if (asked === undefined)
        return unasked(project);
    const candidates = candidatesFor(asked);
    const tag = preferred(project, candidates, all);
    if (tag !== undefined)
        return withValue(asked, tag);
    const against = all.find((range) => !candidates.some((candidate) => constraint_fits(floating(candidate), range.value)));
    throw new errors/* UserError */.y(`Python ${asked.value} (${originOf(asked)}) is outside "${against?.value ?? ''}" (${against === undefined ? '' : originOf(against)}).`, 'Change one of the two, or set the input "version".');
}
function unasked(project) {
    const newest = newestLine(project);
    const tag = preferred(project, PYTHON_RELEASES.map(({ line }) => line), []) ?? python_version_DEFAULT;
    return newest?.value === tag ? newest : { value: tag, why: 'the default' };
}
/** The best of the candidates in all ranges: the first one that what is installed has wheels for. */
function preferred(project, candidates, ranges) {
    const open = candidates.filter((candidate) => ranges.every(({ value }) => constraint_fits(floating(candidate), value)));
    if (open.length < 2)
        return open[0];
    const newest = newestLine(project);
    const installed = [...(project.installed()?.values() ?? [])];
    const ready = open.filter((tag) => newest === undefined || minor(tag) <= minor(newest.value));
    return ready.find((tag) => installed.every((one) => hasWheel(one, tag) !== false)) ?? ready[0] ?? open[0];
}
/** The tags that what was asked for leaves open, the best first. Throws a UserError for a version that is not known. */
function candidatesFor(asked) {
    const word = asked.value.trim().replace(/^(?:python|cpython)[-@]?(?=\d|>|<|=|~)/i, '');
    if (/^3\.\d+(?:\.\d+)?t$/.test(word)) {
        throw unknown(asked, 'There is no official image of a free-threaded Python.');
    }
    const tags = tagsFor(word);
    if (tags.length === 0)
        throw unknown(asked);
    return tags;
}
function unknown(asked, reason) {
    return new errors/* UserError */.y(`No release of Python is known that fits "${asked.value}" (${originOf(asked)}).${reason === undefined ? '' : ` ${reason}`}`, `Set the input "version", for example to ${python_version_DEFAULT}.`);
}
/** The image tag for what a version file or constraint says: `python-3.12.1` gives 3.12.1, `>=3.10` the preferred line. */
function resolvePythonVersion(text) {
    return tagsFor(text.trim().replace(/^(?:python|cpython)[-@]/i, ''))[0];
}
function tagsFor(word) {
    const lines = PYTHON_RELEASES.map(({ line }) => line);
    if (['*', '3', '3.x', 'latest', 'stable'].includes(word))
        return lines;
    const exact = /^(3\.\d+)(?:\.(?:\d+|x|\*))?(?:-?(?:(?:a|b|rc)\d+|dev))?$/.exec(word);
    const line = exact?.[1];
    if (line !== undefined)
        return lines.includes(line) || /(?:a|b|rc)\d+$/.test(word) ? [tagOf(word)] : [];
    if (!isConstraint(word))
        return [];
    const open = lines.filter((one) => constraint_fits(floating(one), word));
    const only = open.length === 0 ? lowest(word) : undefined;
    return only === undefined ? open : [only];
}
// A pre-release has a tag of its own, and the newest build of a line that is still one does, too.
function tagOf(word) {
    return word
        .replace(/\.[x*]$/, '')
        .replace(/-?dev$/, '')
        .replace(/-(?=(?:a|b|rc)\d)/, '');
}
/** A floating tag is its line's newest release. */
function floating(tag) {
    return /^3\.\d+$/.test(tag) ? `${tag}.99` : tag;
}
// A constraint such as `<3.12.4` leaves no line open at the top: one exact version then.
function lowest(constraint) {
    for (const { line } of PYTHON_RELEASES) {
        for (let patch = 30; patch >= 0; patch -= 1) {
            if (constraint_fits(`${line}.${patch}`, constraint))
                return `${line}.${patch}`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/layout.js

/**
 * The application is at /app, whatever its folder; where packages beside it come along, all keep their places below
 * /app, as their paths to each other have to stay.
 */
function layoutOf(app, { siblings = [], outside = [] }) {
    const mirrored = outside.length > 0 || beside(app, siblings).length > 0;
    const home = mirrored ? join('/app', app.folder) : '/app';
    const place = (path) => {
        if (mirrored || app.folder === '')
            return join('/app', path);
        return join('/app', path === app.folder ? '' : path.slice(app.folder.length + 1));
    };
    return {
        home,
        place,
        source: ({ folder }) => layout_copyFolder(folder, './'),
        siblings: siblings.map((folder) => layout_copyFolder(folder, layout_below(home, place(folder)))),
    };
}
/** The paths that are outside the application's folder. */
function beside(app, paths) {
    return paths.filter((path) => app.folder !== '' && !path.startsWith(`${app.folder}/`));
}
/** A folder of the image as COPY names it: relative where it is below the working directory. */
function layout_below(home, folder) {
    if (folder === home)
        return './';
    return folder.startsWith(`${home}/`) ? `.${folder.slice(home.length)}/` : `${folder}/`;
}
function layout_copyFolder(folder, to) {
    return folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${folder}/`], to };
}
/** Copies each file into the folder that it stands in. */
function copyFiles({ home, place }, files) {
    const parent = (file) => place(file).split('/').slice(0, -1).join('/');
    const folders = [...new Set(files.map(parent))];
    return folders.map((folder, index) => {
        return {
            kind: 'copy',
            sources: files.filter((file) => parent(file) === folder),
            to: layout_below(home, folder),
            ...(index === 0
                ? {
                    why: [
                        'Only what decides the dependencies, so that a change of source alone installs nothing again.',
                    ],
                }
                : {}),
        };
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/manager.js
/** The secrets by which a package manager takes a user and a password for an index: `UV_INDEX_INNER_PASSWORD`. */
function indexSecrets(prefix, index) {
    const name = `${prefix}_${index.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
    return ['USERNAME', 'PASSWORD'].map((part) => secretVariable(`${name}_${part}`));
}
/** Adds requirements beside those that a lockfile has; nothing for none. */
function addedBeside(added, command = 'pip install --no-cache-dir') {
    return added.length === 0 ? [] : [[command, ...added].join(' ')];
}
/** A secret that is an environment variable while the step runs. */
function secretVariable(name) {
    return { type: 'secret', id: name, env: name };
}
/** The variables that a text expands: `https://${USER}:${TOKEN}@...`. */
function variablesIn(text) {
    return [...new Set([...text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)\}?/g)].map((match) => match[1] ?? ''))];
}
/** The manager at a version in an environment of its own: its dependencies are not the application's. */
function ownEnvironment(name, requirements, why) {
    const quoted = requirements.map((one) => (/^[\w.=-]+$/.test(one) ? one : `'${one}'`)).join(' ');
    return {
        kind: 'run',
        why: [why],
        commands: [`python -m venv /opt/${name}`, `/opt/${name}/bin/pip install ${quoted}`],
        mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/uv.js








// Any recent one reads every lockfile, unless "required-version" in pyproject.toml says otherwise.
const DEFAULT_VERSION = '0.13.9';
/** uv: exactly what uv.lock says, without its development groups. */
function uv(app, project, considered) {
    const { pyproject, workspace } = project;
    const root = workspace?.root ?? app;
    const top = workspace?.pyproject ?? pyproject;
    const locked = root.files.isFile('uv.lock');
    // Without a build system uv treats the project as its source alone.
    const packaged = pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'uv', 'package') !== false;
    const paths = pathSources(app, pyproject);
    const siblings = [
        ...(workspace === undefined ? [] : siblingFolders(app, project, workspace)),
        ...paths.map(({ folder }) => folder),
    ];
    // A list that a build backend works out is not there before the source is.
    const dynamic = pyproject?.get('project', 'dynamic');
    const frozen = Array.isArray(dynamic) && dynamic.includes('dependencies');
    const { groups, extras } = productionGroups(pyproject);
    const extra = [...groups.map((one) => `--group ${one}`), ...extras.map((one) => `--extra ${one}`)];
    const sync = [
        'uv sync',
        ...(locked ? ['--locked'] : []),
        '--no-default-groups',
        ...packageOption(project),
        ...extra,
    ];
    const first = frozen ? sync.map((word) => word.replace('--locked', '--frozen')) : sync;
    const manifests = [
        ...manifestsOf(app, workspace),
        ...paths.map(({ folder }) => join(folder, 'pyproject.toml')),
    ];
    const name = pyproject?.string('project', 'name')?.value;
    return {
        found: {
            value: 'uv',
            file: root.at(locked ? 'uv.lock' : 'pyproject.toml'),
            ...(considered === undefined ? {} : { considered }),
        },
        setup: {
            kind: 'run',
            commands: [`pip install ${requirement(top?.string('tool', 'uv', 'required-version')?.value)}`],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
        files: [...manifests, ...(locked ? [root.at('uv.lock')] : [])],
        whyEnv: "The image's own Python; files compiled now and not at each start; copies, as the cache is not kept.",
        env: {
            UV_PROJECT_ENVIRONMENT: '/opt/venv',
            UV_PYTHON_DOWNLOADS: 'never',
            UV_COMPILE_BYTECODE: '1',
            UV_LINK_MODE: 'copy',
        },
        mounts: [{ type: 'cache', target: '/root/.cache/uv' }, ...credentials(top?.get('tool', 'uv', 'index'))],
        makesEnvironment: true,
        install: (added) => [
            [
                ...first,
                workspace === undefined ? '--no-install-project' : '--no-install-workspace',
                ...paths.map((one) => `--no-install-package ${one.name}`),
            ].join(' '),
            ...addedBeside(added, 'uv pip install'),
        ],
        keeping: '--inexact',
        ...(siblings.length > 0
            ? {
                installSiblings: [
                    ...sync,
                    '--no-editable',
                    ...(packaged && name !== undefined ? [`--no-install-package ${name}`] : []),
                ].join(' '),
            }
            : {}),
        ...(packaged ? { installSelf: [...sync, '--no-editable'].join(' ') } : {}),
        siblings,
        outside: beside(app, [...manifests, ...(locked ? [root.at('uv.lock')] : [])]),
        addCommand: 'uv add',
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no uv.lock: each build may install other versions. Commit the one that "uv lock" makes.',
                    file: app.at('pyproject.toml'),
                },
            ],
    };
}
/** `--package` names the member: without it uv would install what the folder above asks for. */
function packageOption({ pyproject, workspace }) {
    const name = pyproject?.string('project', 'name')?.value;
    return workspace === undefined || name === undefined ? [] : ['--package', name];
}
/** uv holds the lockfile against the manifest of each member, so that all of them have to be there. */
function manifestsOf(app, workspace) {
    if (workspace === undefined)
        return [app.at('pyproject.toml')];
    const folders = [workspace.root.folder, ...workspace.members.map(({ folder }) => folder)];
    return folders.map((folder) => join(folder, 'pyproject.toml'));
}
/** The folders of the members that the application needs, directly or through others. */
function siblingFolders(app, project, workspace) {
    const own = project.pyproject?.string('project', 'name')?.value;
    const direct = workspace.members
        .filter(({ name }) => project.direct(name) !== undefined)
        .map(({ name }) => name);
    const needed = project.installed() ?? memberClosure(workspace, direct);
    return workspace.members
        .filter(({ name, folder }) => folder !== app.folder && name !== canonical(own ?? '') && needed.has(name))
        .map(({ folder }) => folder);
}
/** The packages of the repository that `[tool.uv.sources]` gives a path. Source: uv's documentation, "Managing dependencies". */
function pathSources(app, pyproject) {
    return Object.entries(pyproject?.table('tool', 'uv', 'sources') ?? {}).flatMap(([name, source]) => {
        if (!isTable(source) || typeof source['path'] !== 'string')
            return [];
        const folder = external_node_path_.posix.normalize(join(app.folder, source['path'])).replace(/\/$/, '');
        const known = !folder.startsWith('..') && app.repository.isFile(`${folder}/pyproject.toml`);
        return known ? [{ name: canonical(name), folder }] : [];
    });
}
function requirement(required) {
    if (required === undefined)
        return `uv==${DEFAULT_VERSION}`;
    const version = /^\d/.test(required) ? `uv==${required}` : `uv${required}`;
    return /^[\w.=]+$/.test(version) ? version : `'${version}'`;
}
// Source: uv's documentation, "Package indexes": UV_INDEX_<NAME>_USERNAME and _PASSWORD.
function credentials(indexes) {
    return (Array.isArray(indexes) ? indexes : []).flatMap((index) => isTable(index) && typeof index['name'] === 'string' ? indexSecrets('UV_INDEX', index['name']) : []);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/mkdocs-install.js








const REQUIREMENTS = [
    'requirements.txt',
    'docs/requirements.txt',
    'requirements-docs.txt',
    'docs-requirements.txt',
    'requirements/docs.txt',
    'requirements-dev.txt',
];
// The last release of the line that themes and plugins are made for.
const MKDOCS = 'mkdocs==1.6.1';
/** A list of requirements that names MkDocs or a theme of it, a lockfile of uv or Poetry, else MkDocs alone. */
function mkdocsInstall(app, settings, plugins) {
    for (const name of REQUIREMENTS) {
        if (!app.files.isFile(name))
            continue;
        const { packages, files, git } = readRequirements(app, name);
        const origin = [...packages].find(([package_]) => package_.startsWith('mkdocs'))?.[1];
        if (origin === undefined)
            continue;
        return {
            found: { ...origin, value: 'pip' },
            steps: pip(copyOnly(app, files, MANIFESTS_FIRST), `--requirement ${name}`),
            prefix: '',
            packages: git ? ['git'] : [],
            warnings: [],
        };
    }
    if (app.files.isFile('uv.lock'))
        return mkdocs_install_uv(app);
    if (app.files.isFile('poetry.lock'))
        return mkdocs_install_poetry(app);
    return alone(app, settings, plugins);
}
function pip(copies, what) {
    return [
        ...copies,
        {
            kind: 'run',
            commands: [`pip install ${what}`],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
    ];
}
// Development groups, too: that is where projects have what makes their documentation.
function mkdocs_install_uv(app) {
    const { setup, env, mounts } = uv(app, project_readProject(app), undefined);
    return {
        found: { value: 'uv', file: app.at('uv.lock') },
        steps: steps(setup, env !== undefined && { kind: 'env', values: env }, ...copyOnly(app, ['pyproject.toml', 'uv.lock'], MANIFESTS_FIRST), { kind: 'run', commands: ['uv sync --locked --all-groups --all-extras --no-install-project'], mounts }),
        prefix: 'uv run --no-sync ',
        packages: [],
        warnings: [],
    };
}
function mkdocs_install_poetry(app) {
    return {
        found: { value: 'poetry', file: app.at('poetry.lock') },
        steps: [
            ...pip(copyOnly(app, ['pyproject.toml', 'poetry.lock'], MANIFESTS_FIRST), 'poetry'),
            { kind: 'run', commands: ['poetry install --no-root --no-interaction --all-extras'] },
        ],
        prefix: 'poetry run ',
        packages: [],
        warnings: [],
    };
}
function alone(app, settings, plugins) {
    const theme = settings === undefined ? undefined : (textAt(settings, 'theme', 'name') ?? textAt(settings, 'theme'));
    const foreign = theme === undefined || ['mkdocs', 'readthedocs'].includes(theme.value) ? undefined : theme;
    const plugin = [...plugins.values()].find(({ value }) => value !== 'search');
    const missing = foreign ?? plugin;
    if (missing !== undefined) {
        throw new errors/* UserError */.y(`Nothing says which package brings the ${missing === foreign ? 'theme' : 'plugin'} "${missing.value}" (${originOf(missing)}): looked for MkDocs in ${REQUIREMENTS.join(', ')}, uv.lock and poetry.lock.`, 'List MkDocs, its theme and its plugins in a requirements.txt, for example `mkdocs-material`.');
    }
    return {
        found: { value: 'pip', why: 'nothing is listed' },
        steps: pip([], MKDOCS),
        prefix: '',
        packages: [],
        warnings: [
            {
                text: `No file lists MkDocs: ${MKDOCS} is installed. A requirements.txt with "mkdocs" would pin it.`,
                file: settings?.file ?? app.at(''),
            },
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/mkdocs.js









const mkdocs_SETTINGS = ['mkdocs.yml', 'mkdocs.yaml'];
/** MkDocs and its themes, in Python's own image. */
const mkdocs = {
    name: 'mkdocs',
    lookedFor: 'mkdocs.yml',
    detect: (app) => {
        const file = mkdocs_SETTINGS.find((name) => app.files.isFile(name));
        return file === undefined ? undefined : { value: 'mkdocs', file: app.at(file) };
    },
    generate: mkdocs_generate,
};
function mkdocs_generate(app, hints, request) {
    const { overrides, baseRegistry } = request;
    const settings = settingsFile(app, mkdocs_SETTINGS);
    const version = pythonVersion(app, project_readProject(app), overrides.version);
    const names = pluginsOf(settings);
    const install = mkdocsInstall(app, settings, names);
    const build = overrides.buildCommand === undefined
        ? mkdocs_buildLine(hints, install.prefix)
        : fromInput(overrides.buildCommand, 'build-command');
    // Source: Material for MkDocs, "Image processing": what draws the social cards.
    const cairo = names.has('social') ? ['libcairo2', 'libfreetype6', 'libjpeg62-turbo', 'libpng16-16'] : [];
    return {
        version,
        packageManager: install.found,
        build,
        folder: (settings === undefined ? undefined : textAt(settings, 'site_dir')?.value) ?? 'site',
        stages: [
            {
                name: 'build',
                base: officialImage(baseRegistry, `python:${version.value}-slim`),
                steps: steps({ kind: 'workdir', value: '/app' }, aptInstall([...cairo, ...install.packages], 'What plugins load; not in the final stage.'), ...install.steps, copySource(app), { kind: 'run', commands: [build.value] }),
            },
        ],
        ...(settings === undefined ? {} : mkdocs_titleOf(settings)),
        ignore: ['**/__pycache__', '**/.venv', '**/venv', '.cache'],
        warnings: [...install.warnings, ...historyWarnings(names)],
    };
}
function mkdocs_buildLine(hints, prefix) {
    const { build } = hints;
    const own = build !== undefined && /^(?:python3? -m )?mkdocs build\b[^$]*$/.test(build.value);
    return own
        ? { ...build, value: prefix + build.value }
        : { value: `${prefix}mkdocs build`, why: 'the build of MkDocs' };
}
/** The plugins by name, each with the place that names it. Source: MkDocs' documentation, "Configuration", plugins. */
function pluginsOf(settings) {
    const plugins = settings?.get('plugins');
    const entries = isTable(plugins)
        ? Object.keys(plugins).map((name) => [name, name])
        : (Array.isArray(plugins) ? plugins : []).flatMap((entry, index) => {
            const name = isTable(entry) ? Object.keys(entry)[0] : entry;
            return typeof name === 'string' ? [[name, index]] : [];
        });
    return new Map(entries.map(([name, key]) => {
        const line = settings?.lineOf('plugins', key);
        return [name, { value: name, file: settings?.file ?? '', ...(line === undefined ? {} : { line }) }];
    }));
}
function mkdocs_titleOf(settings) {
    const title = textAt(settings, 'site_name');
    return title === undefined ? {} : { title: title.value };
}
function historyWarnings(plugins) {
    return [...plugins.values()]
        .filter(({ value }) => value.startsWith('git-'))
        .map((plugin) => warningAt(plugin, `The plugin "${plugin.value}" reads the history of the repository, which the image is built without: let it fall back ("fallback_to_build_date"), or take ".git" out of .dockerignore.`));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/zola.js









// Source: the packages of getzola/zola.
const zola_NEWEST = '0.23.3';
/** Zola, in its own image, which has nothing else: not even a shell. */
const zola = {
    name: 'zola',
    lookedFor: 'config.toml with base_url',
    detect: (app) => {
        const settings = zola_settingsOf(app);
        return settings === undefined ? undefined : { value: 'zola', file: settings.file };
    },
    generate: zola_generate,
};
// Source: Zola's documentation, "Configuration": base_url is the one setting that every site has.
function zola_settingsOf(app) {
    const folders = ['content', 'templates', 'themes', 'sass'].some((name) => app.files.isFolder(name));
    const settings = folders ? settingsFile(app, ['zola.toml', 'config.toml']) : undefined;
    return typeof settings?.get('base_url') === 'string' ? settings : undefined;
}
function zola_generate(app, hints, { overrides }) {
    const settings = zola_settingsOf(app);
    const at = (key) => settings === undefined ? undefined : textAt(settings, key);
    const theme = at('theme');
    if (theme !== undefined)
        requireTheme(app, theme, 'themes');
    const version = zolaVersion(app, hints, overrides.version);
    const build = overrides.buildCommand === undefined
        ? { value: 'zola build', why: 'the build of Zola' }
        : fromInput(overrides.buildCommand, 'build-command');
    return {
        version,
        build,
        folder: at('output_dir')?.value ?? 'public',
        stages: [
            {
                name: 'build',
                base: `ghcr.io/getzola/zola:v${version.value}`,
                steps: [
                    { kind: 'workdir', value: '/app' },
                    copySource(app),
                    { kind: 'run', why: ['By words, as the image has no shell.'], commands: [words(build)] },
                ],
            },
        ],
        ...(at('title') === undefined ? {} : { title: at('title')?.value ?? '' }),
        ignore: [],
        warnings: baseWarnings(at('base_url')),
    };
}
function words(build) {
    const { segments, needsShell, single } = parseCommandLine(build.value);
    const argv = segments[0]?.argv ?? [];
    if (single && !needsShell && argv[0] === 'zola')
        return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
    throw new errors/* UserError */.y(`"${build.value}" (${originOf(build)}) needs more than Zola, and its image has nothing else.`, 'Set the input "build-command" to a command line of zola alone, for example to "zola build --drafts".');
}
function zolaVersion(app, hints, input) {
    const asked = askedVersion(app, input, { files: [], tools: ['zola'] }, [
        hints.variables.get('ZOLA_VERSION'),
    ]);
    if (asked === undefined)
        return { value: zola_NEWEST, why: 'the newest release known' };
    const word = asked.value.replace(/^v/, '');
    if (word === 'latest')
        return withValue(asked, zola_NEWEST);
    if (/^\d+\.\d+(?:\.\d+)?$/.test(word))
        return withValue(asked, word.split('.').length === 2 ? `${word}.0` : word);
    throw new errors/* UserError */.y(`"${asked.value}" (${originOf(asked)}) is no version of Zola.`, `Set the input "version", for example to ${zola_NEWEST}.`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/generators/provider.js









const GENERATORS = [hugo, zola, mkdocs, jekyll];
/** Sites that a program makes of texts: built once, and served as files. */
const generators = {
    language: 'static',
    frameworks: GENERATORS.map(({ name }) => name),
    lookedFor: GENERATORS.map(({ lookedFor }) => lookedFor).join(', '),
    detect: (app) => GENERATORS.some((generator) => generator.detect(app) !== undefined) ? 'application' : undefined,
    plan: planSite,
};
function planSite(app, request) {
    const { overrides } = request;
    const { generator, found } = findGenerator(app, overrides.framework);
    if (overrides.runCommand !== undefined) {
        throw new errors/* UserError */.y(`The input "run-command" is "${overrides.runCommand}", but the files that ${generator.name} makes are served by nginx.`, 'Leave it out, or set "framework" to what the command starts.');
    }
    const hints = readHints(app);
    const made = generator.generate(app, hints, request);
    const port = decidePort(request, { ...hints, port: undefined }, undefined);
    const health = decideHealthPath(request, hints, { ...found, value: '/' });
    const site = siteStage({
        copy: { kind: 'copy', from: 'build', sources: [`/app/${made.folder}`], to: '/srv/www' },
        fallback: false,
        port: port.value,
        healthCheckPath: health.value,
    }, request);
    return {
        language: { ...found, value: 'static' },
        framework: found,
        version: made.version,
        ...(made.packageManager === undefined ? {} : { packageManager: made.packageManager }),
        buildCommand: made.build,
        runCommand: { value: NGINX, why: 'a site of files' },
        port,
        healthCheckPath: health,
        stages: [...made.stages, site],
        ...(made.title === undefined ? {} : { about: { title: made.title } }),
        ignore: [made.folder, ...made.ignore],
        warnings: made.warnings,
    };
}
function findGenerator(app, input) {
    for (const generator of GENERATORS) {
        if (input !== undefined && generator.name !== input)
            continue;
        const detected = generator.detect(app);
        if (detected !== undefined) {
            return { generator, found: input === undefined ? detected : fromInput(input, 'framework') };
        }
    }
    throw new errors/* UserError */.y(`No site of ${input ?? 'a generator'} is in ${app.at('') || 'the repository'}: looked for ${generators.lookedFor}.`, 'Set "root-directory" to the folder of the site.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/build.js

const FLAGS = ['-trimpath', '-ldflags=-s -w'];
const WITH_VALUE = [
    '-ldflags',
    '-tags',
    '-gcflags',
    '-asmflags',
    '-mod',
    '-p',
    '-pgo',
    '-overlay',
    '-modfile',
];
/** What is done where no line says otherwise: no paths of the machine, no symbols that only a debugger reads. */
const PLAIN_BUILD = { before: [], flags: FLAGS };
/** Takes a line apart that ends in `go build` or `go install`; undefined for any other. */
function readBuildLine(line) {
    const parsed = line === undefined ? undefined : parseCommandLine(line.value);
    const last = parsed?.segments.at(-1);
    if (parsed === undefined || last === undefined || parsed.needsShell)
        return undefined;
    const [go, command, ...words] = last.argv;
    if (go !== 'go' || (command !== 'build' && command !== 'install'))
        return undefined;
    const flags = [];
    let path;
    for (let index = 0; index < words.length; index += 1) {
        const word = words[index] ?? '';
        if (word === '-o')
            index += 1;
        else if (WITH_VALUE.includes(word)) {
            index += 1;
            flags.push(`${word}=${words[index] ?? ''}`);
        }
        else if (word.startsWith('-')) {
            if (!word.startsWith('-o='))
                flags.push(word);
        }
        else
            path = word;
    }
    const own = flags.some((flag) => flag.startsWith('-ldflags')) ? FLAGS.slice(0, 1) : FLAGS;
    return {
        before: parsed.segments.slice(0, -1).map(({ argv }) => shellLine(argv)),
        flags: [...own, ...flags.filter((flag) => !own.includes(flag))],
        ...(path === undefined || path === './...' ? {} : { package: path }),
    };
}
/** The line for the shell. */
function goBuild({ flags }, { env, output, path }) {
    return `${env} go build ${flags.map(build_quoted).join(' ')} -o ${output} ${path}`;
}
// As people write it: the quotes around the value alone.
function build_quoted(flag) {
    const [name = '', value] = flag.split(/=(.*)/s);
    return value === undefined || /^[\w./:,@%+=-]+$/.test(value)
        ? flag
        : `${name}="${value.replace(/["\\$`]/g, (character) => `\\${character}`)}"`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/module-file.js

/**
 * Reads a go.mod or go.work. Source: go.dev, "Go Modules Reference", go.mod files, Lexical elements.
 * @throws UserError for a block or a string that does not end
 */
function parseModuleFile(file, text) {
    const requires = new Map();
    const replaces = [];
    const uses = [];
    const single = {};
    for (const { words, comment, line } of directives(file, text)) {
        const [name = '', first = '', second = ''] = words;
        const heroku = /^\s*\+heroku\s+goVersion\s+(\S+)/.exec(comment)?.[1];
        if (heroku !== undefined)
            single['heroku'] = { value: heroku, file, line };
        if (name === 'module' || name === 'go')
            single[name] = { value: first, file, line };
        if (name === 'toolchain' && first.startsWith('go')) {
            // The patch number may carry a suffix of whoever built it.
            single[name] = { value: first.slice(2).replace(/[-+].*$/, ''), file, line };
        }
        if (name === 'require') {
            requires.set(first, { value: second, file, line, indirect: /^\s*indirect\b/.test(comment) });
        }
        if (name === 'use')
            uses.push(first);
        const target = words[words.indexOf('=>') + 1];
        if (name === 'replace' && target !== undefined && /^\.{1,2}(?:\/|$)/.test(target)) {
            replaces.push({ module: first, path: target });
        }
    }
    const { module, go, toolchain, heroku } = single;
    return {
        file,
        ...(module === undefined ? {} : { module }),
        ...(go === undefined ? {} : { go }),
        ...(toolchain === undefined ? {} : { toolchain }),
        ...(heroku === undefined ? {} : { herokuVersion: heroku }),
        requires,
        replaces,
        uses,
    };
}
/** Every directive as if it stood on a line of its own: a block's name is put before each of its lines. */
function directives(file, text) {
    const lines = [];
    let block;
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
        const { words, comment } = split(file, raw, index + 1);
        if (words.length === 0 && comment === '')
            continue;
        if (words[0] === ')')
            block = undefined;
        else if (words.at(-1) === '(')
            block = { name: words[0] ?? '', line: index + 1 };
        else {
            const named = block === undefined || words.length === 0 ? words : [block.name, ...words];
            lines.push({ words: named, comment, line: index + 1 });
        }
    }
    if (block === undefined)
        return lines;
    throw new errors/* UserError */.y(`${file} is not valid: the block "${block.name} (" of line ${block.line} does not end.`, `Mend ${file}; nothing was written.`);
}
function split(file, raw, line) {
    const words = [];
    let rest = raw.trimStart();
    while (rest !== '' && !rest.startsWith('//')) {
        const quote = ['"', '`'].find((mark) => rest.startsWith(mark));
        const end = quote === undefined ? rest.search(/[\s()]|\/\/|$/) : rest.indexOf(quote, 1);
        if (end === -1) {
            throw new errors/* UserError */.y(`${file} is not valid at line ${line}: a string does not end.`, `Mend ${file}; nothing was written.`);
        }
        // A parenthesis is a word of its own.
        const length = Math.max(end, 1);
        words.push(quote === undefined ? rest.slice(0, length) : rest.slice(1, end));
        rest = rest.slice(quote === undefined ? length : end + 1).trimStart();
    }
    return { words, comment: rest.slice(2) };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/modules.js




/** The module in a folder itself. Throws a UserError for a go.mod that cannot be read. */
function moduleIn(app) {
    const text = app.files.text('go.mod');
    return text === undefined ? undefined : { app, mod: parseModuleFile(app.at('go.mod'), text) };
}
/** The module that an application belongs to: in its folder, or in the nearest one above it. */
function moduleOf(app) {
    const folder = upward(app).find(({ files }) => files.isFile('go.mod'));
    return folder === undefined ? undefined : moduleIn(folder);
}
/** The workspace in a folder itself. Throws a UserError for one that names a folder without a module. */
function workspaceIn(app) {
    const text = app.files.text('go.work');
    if (text === undefined)
        return undefined;
    const mod = parseModuleFile(app.at('go.work'), text);
    return { app, mod, members: mod.uses.map((path) => memberAt(app, path, mod.file)) };
}
/** The application's module with those that it is built from. */
function modulesOf(own) {
    const above = upward(own.app).find(({ files }) => files.isFile('go.work'));
    const candidate = above === undefined ? undefined : workspaceIn(above);
    const belongs = candidate?.members.some(({ app }) => app.folder === own.app.folder) === true;
    const workspace = belongs ? candidate : undefined;
    const needed = new Map([[own.app.folder, own]]);
    for (const module of needed.values()) {
        for (const other of neighbours(module, workspace)) {
            if (!needed.has(other.app.folder))
                needed.set(other.app.folder, other);
        }
    }
    const local = [...needed.values()]
        .filter((module) => module !== own)
        .sort((one, other) => (one.app.folder < other.app.folder ? -1 : 1));
    return { own, local, ...(workspace === undefined ? {} : { workspace }) };
}
/** The modules of this repository that one names: replaced by a path, or beside it in the workspace. */
function neighbours({ app, mod }, workspace) {
    const replaced = mod.replaces.map(({ path }) => memberAt(app, path, mod.file));
    // A replacement of the workspace counts for every module in it.
    const shared = (workspace?.mod.replaces ?? [])
        .filter(({ module }) => mod.requires.has(module))
        .flatMap(({ path }) => workspace === undefined ? [] : [memberAt(workspace.app, path, workspace.mod.file)]);
    const used = (workspace?.members ?? []).filter((member) => mod.requires.has(member.mod.module?.value ?? ''));
    return [...replaced, ...shared, ...used];
}
function memberAt(app, path, file) {
    const folder = external_node_path_.posix.join(app.folder, path).replace(/^\.$|\/$/, '');
    const module = folder.startsWith('..') ? undefined : moduleIn(appIn(app.repository, folder));
    if (module !== undefined)
        return module;
    throw new errors/* UserError */.y(`${file} names the folder "${path}", where there is no go.mod${folder.startsWith('..') ? ' inside the repository' : ''}.`, 'Mend the path; nothing was written.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/constraints.js
/**
 * Whether Go would compile a file for Linux, on whichever of the processors that images are built for, with these
 * tags beside its own. Source: go.dev, cmd/go, "Build constraints".
 */
function isBuilt(path, text, tags = []) {
    const holds = (tag) => BUILT_IN.has(tag) || /^go1\.\d+$/.test(tag) || tags.includes(tag);
    const clause = text.search(/^package\s/m);
    const head = clause === -1 ? text : text.slice(0, clause);
    const expression = /^\/\/go:build\s+(.+)$/m.exec(head)?.[1];
    if (!nameFits(path, holds))
        return false;
    if (expression !== undefined)
        return evaluate(expression, holds);
    const lines = [...head.matchAll(/^\/\/\s*\+build\s+(.+)$/gm)].map(([, words = '']) => words);
    // Lines must all hold, one of a line's words, and all of a word's parts.
    return lines.every((words) => words
        .trim()
        .split(/\s+/)
        .some((word) => word.split(',').every((part) => (part.startsWith('!') ? !holds(part.slice(1)) : holds(part)))));
}
const BUILT_IN = new Set(['linux', 'unix', 'gc', 'amd64', 'arm64', 'cgo']);
const SYSTEMS = new Set(`aix android darwin dragonfly freebsd hurd illumos ios js nacl netbsd openbsd plan9 solaris wasip1 windows zos
  linux`.split(/\s+/));
const PROCESSORS = new Set('386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '));
function nameFits(path, holds) {
    const name = path.split('/').at(-1)?.replace(/\.go$/, '') ?? '';
    if (name.endsWith('_test') || name.startsWith('_') || name.startsWith('.'))
        return false;
    // A name that is nothing but a system's is no suffix.
    const parts = name.split('_').slice(1);
    const last = parts.at(-1);
    if (last === undefined)
        return true;
    if (PROCESSORS.has(last)) {
        const system = parts.at(-2);
        return holds(last) && (system === undefined || !SYSTEMS.has(system) || holds(system));
    }
    return !SYSTEMS.has(last) || holds(last);
}
/** `a && (!b || c)`, from the weakest operator down. */
function evaluate(expression, holds) {
    const tokens = expression.replace(/\/\/.*$/, '').match(/&&|\|\||[!()]|[\w.]+/g) ?? [];
    let next = 0;
    const either = () => {
        let value = both();
        while (tokens[next] === '||') {
            next += 1;
            value = both() || value;
        }
        return value;
    };
    const both = () => {
        let value = one();
        while (tokens[next] === '&&') {
            next += 1;
            value = one() && value;
        }
        return value;
    };
    const one = () => {
        const token = tokens[next];
        next += 1;
        if (token === '!')
            return !one();
        if (token !== '(')
            return token !== undefined && holds(token);
        const value = either();
        next += 1;
        return value;
    };
    return either();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/packages.js


// Enough for the largest repositories; what is further down is no program that anyone deploys from the top.
const packages_FILES = 4000;
/** What Heroku sets. Source: Heroku's buildpack for Go, README, "Development Flow". */
const HEROKU_TAG = 'heroku';
/** The programs of a module: `package main` with `func main()`, without those of modules inside it. */
function mains(app) {
    const byFolder = new Map();
    for (const path of sources(app.files, ['.go'], packages_FILES)) {
        const folder = path.split('/').slice(0, -1).join('/');
        byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
    }
    return [...byFolder].flatMap(([folder, files]) => {
        if (isOtherModule(app.files, folder))
            return [];
        const main = programIn(app.files, folder, files);
        return main === undefined ? [] : [main];
    });
}
function isOtherModule(view, folder) {
    if (folder === '')
        return false;
    const parts = folder.split('/');
    return parts.some((_, index) => view.isFile(`${parts.slice(0, index + 1).join('/')}/go.mod`));
}
function programIn(view, folder, files) {
    const texts = files.map((path) => ({ path, text: view.head(path) ?? '' }));
    for (const tag of [undefined, HEROKU_TAG]) {
        const tags = tag === undefined ? [] : [tag];
        const built = texts.filter(({ path, text }) => isBuilt(path, text, tags));
        const starts = built.some(({ text }) => isMain(text) && /^func main\(\)/m.test(text));
        if (starts)
            return { folder, ...(tag === undefined ? {} : { tag }) };
    }
    return undefined;
}
function isMain(text) {
    return /^package main\b/m.test(text);
}
/** The packages of this repository that a program is compiled from, itself first. */
function reachable({ own, local, workspace }, main) {
    const modules = [own, ...local, ...(workspace?.members ?? [])];
    const first = readPackage(own, own.app.at(main.folder), main.tag);
    const found = new Map([[first.folder, first]]);
    for (const { imports } of found.values()) {
        for (const path of imports) {
            const module = modules
                .filter(({ mod }) => isBelow(path, mod.module?.value))
                .sort((one, other) => nameOf(other).length - nameOf(one).length)[0];
            if (module === undefined)
                continue;
            const folder = join(module.app.folder, path.slice(nameOf(module).length + 1));
            if (!found.has(folder))
                found.set(folder, readPackage(module, folder, main.tag));
        }
    }
    return [...found.values()];
}
function nameOf({ mod }) {
    return mod.module?.value ?? '';
}
function isBelow(path, module) {
    return module !== undefined && (path === module || path.startsWith(`${module}/`));
}
function readPackage(module, folder, tag) {
    const { repository } = module.app;
    const files = [];
    const imports = new Set();
    for (const { name, kind } of repository.list(folder)) {
        const path = join(folder, name);
        if (kind !== 'file' || !name.endsWith('.go'))
            continue;
        const text = repository.head(path) ?? '';
        if (!isBuilt(path, text, tag === undefined ? [] : [tag]))
            continue;
        files.push(path);
        for (const one of importsOf(text))
            imports.add(one);
    }
    return { module, folder, files, imports: [...imports] };
}
// Imports stand before every other declaration, one each or in parentheses.
function importsOf(text) {
    const blocks = [...text.matchAll(/^import\s*\(([^)]*)\)/gm)].map(([, block = '']) => block);
    const lines = [...text.matchAll(/^import\s+(?:[\w.]+\s+)?("[^"\n]+")/gm)].map(([, line = '']) => line);
    return [...blocks, ...lines].flatMap((block) => block.split('\n').flatMap((line) => {
        const path = /^\s*(?:[\w.]+\s+)?["`]([^"`]+)["`]/.exec(line)?.[1];
        return path === undefined ? [] : [path];
    }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/target.js




/**
 * Chooses among the programs of a module: the one that the start line names, the only one in the application's folder,
 * the one at its top, the only one of the module, or the one named like the module.
 * @throws UserError that lists them where nothing decides
 */
function chooseTarget(app, module, start, build) {
    const all = mains(module.app);
    const inside = app.folder === module.app.folder ? '' : relativeTo(module.app.folder, app.folder);
    const candidates = all.filter(({ folder }) => inside === '' || target_isWithin(folder, inside));
    if (candidates.length === 0) {
        throw new errors/* UserError */.y(`No program was found in ${app.at('') || 'the repository'}: looked for "package main" with "func main()" in every package.`, 'Set "root-directory" to the folder of the program.');
    }
    const built = build?.package === undefined ? undefined : packageAt(build.package, candidates);
    if (start !== undefined)
        return target_fromLine(start, module, built === undefined ? candidates : [built]);
    const main = built ??
        candidates.find(({ folder }) => folder === inside) ??
        (candidates.length === 1 ? candidates[0] : undefined) ??
        candidates.find((one) => target_nameOf(module, one) === lastPart(module));
    if (main === undefined)
        throw several(app, module, candidates);
    return { main, name: target_nameOf(module, main), found: foundIn(module, main), args: [], env: {} };
}
function target_fromLine(line, module, candidates) {
    const parsed = parseCommandLine(line.value);
    const only = parsed.segments[0];
    const argv = only?.argv ?? [];
    const running = argv[0] === 'go' && argv[1] === 'run';
    // Flags of `go run` come before the package; what follows the package is the program's own.
    const at = running ? argv.findIndex((word, index) => index > 1 && !word.startsWith('-')) : 0;
    const word = argv[at] ?? '';
    const main = running ? packageAt(word, candidates) : programNamed(word, module, candidates);
    if (!parsed.single) {
        throw new errors/* UserError */.y(`"${line.value}" (${originOf(line)}) starts more than one program, but an image runs one.`, 'Set the input "run-command" to the one that serves.');
    }
    if (main === undefined || only === undefined) {
        throw new errors/* UserError */.y(`"${line.value}" names none of the programs of ${module.mod.file}: ${list(module, candidates)}.`, 'Begin the command with the name of a program, for example "server --port $PORT".');
    }
    const name = target_nameOf(module, main);
    const rest = argv.slice(at + 1);
    return {
        main,
        name,
        found: withValue(line, folderName(module, main)),
        args: rest,
        env: only.env,
        ...(parsed.port === undefined ? {} : { port: parsed.port }),
        ...(parsed.needsShell ? { shell: throughShell(line.value.replace(word, name), parsed) } : {}),
    };
}
function packageAt(word, candidates) {
    const path = word.replace(/^\.\/?/, '').replace(/\/$/, '');
    const folder = path.endsWith('.go') ? path.split('/').slice(0, -1).join('/') : path;
    return candidates.find((one) => one.folder === folder);
}
function programNamed(word, module, candidates) {
    const name = word.split('/').at(-1);
    const named = candidates.find((one) => target_nameOf(module, one) === name);
    // Where there is but one, a line may call it what it likes.
    return named ?? (candidates.length === 1 && name !== '' ? candidates[0] : undefined);
}
function several(app, module, candidates) {
    return new errors/* UserError */.y(`${app.at('') || 'The repository'} has several programs: ${list(module, candidates)}.`, 'Set "root-directory" to the folder of one, or name one in a Procfile ("web: NAME") or in "run-command".');
}
function list(module, candidates) {
    return candidates.map((one) => folderName(module, one)).join(', ');
}
function folderName(module, { folder }) {
    return module.app.at(folder) || '.';
}
function foundIn(module, main) {
    const view = module.app.files;
    const file = view
        .list(main.folder)
        .map(({ name }) => (main.folder === '' ? name : `${main.folder}/${name}`))
        .find((path) => path.endsWith('.go') && /^func main\(\)/m.test(view.head(path) ?? ''));
    const value = folderName(module, main);
    if (file === undefined)
        return { value, why: 'package main' };
    const line = (view.head(file) ?? '').split('\n').findIndex((text) => text.startsWith('func main()')) + 1;
    return { value, file: module.app.at(file), line, why: 'package main' };
}
/** What `go build` would call the binary: the folder's name, or at the top the module's. */
function target_nameOf(module, { folder }) {
    return folder === '' ? lastPart(module) : (folder.split('/').at(-1) ?? 'app');
}
// A trailing /v2 is the module's major version, not its name.
function lastPart({ mod }) {
    const parts = (mod.module?.value ?? 'app').split('/').filter((part) => !/^v\d+$/.test(part));
    const name = parts.at(-1)?.replace(/[^\w.-]/g, '') ?? '';
    return name === '' ? 'app' : name;
}
function relativeTo(folder, path) {
    return folder === '' ? path : path.slice(folder.length + 1);
}
function target_isWithin(folder, inside) {
    return folder === inside || folder.startsWith(`${inside}/`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/find.js





/** Whether a folder has the program of an application, or only something in Go. */
function hasProgram(app) {
    const module = moduleIn(app);
    if (module !== undefined)
        return decides(module) ? 'application' : 'helper';
    // Of a workspace the modules are the applications.
    if (app.files.isFile('go.work'))
        return 'helper';
    if (!app.files.list('').some(({ name }) => name.endsWith('.go')))
        return undefined;
    const above = moduleOf(app);
    if (above === undefined)
        return mains(app).some(({ folder }) => folder === '') ? 'application' : undefined;
    const own = mains(above.app);
    const inside = own.some(({ folder }) => above.app.at(folder) === app.folder);
    // The only program of a module is found from the module's folder.
    return inside && own.length > 1 ? 'application' : inside ? 'helper' : undefined;
}
/** Whether nothing but the module itself is needed to choose one. */
function decides(module) {
    if (mains(module.app).length === 0)
        return false;
    try {
        chooseTarget(module.app, module, undefined, undefined);
        return true;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return false;
        throw error;
    }
}
/**
 * Finds the program of a folder.
 * @throws UserError where there is none, or several and nothing decides
 */
function findProgram(app, start, build) {
    const module = moduleOf(app);
    if (module !== undefined)
        return programOf(app, module, start, build);
    const members = workspaceIn(app)?.members;
    if (members !== undefined) {
        const programs = members.filter(({ app: folder }) => mains(folder).length > 0);
        const [only, ...more] = programs;
        if (only !== undefined && more.length === 0)
            return programOf(only.app, only, start, build);
        throw new errors/* UserError */.y(`${app.at('go.work')} has ${only === undefined ? 'no module with a program' : `several modules with programs: ${programs.map(({ app: folder }) => folder.folder).join(', ')}`}.`, 'Set "root-directory" to the folder of one.');
    }
    return bareProgram(app, start, build);
}
function programOf(app, module, start, build) {
    return { app, modules: modulesOf(module), target: chooseTarget(app, module, start, build), bare: false };
}
function bareProgram(app, start, build) {
    const module = { app, mod: parseModuleFile(app.at('go.mod'), 'module app\n') };
    const target = chooseTarget(app, module, start, build);
    const modules = { own: module, local: [] };
    const outside = reachable(modules, target.main)
        .flatMap(({ imports }) => imports)
        .find((path) => path.split('/')[0]?.includes('.'));
    if (outside === undefined)
        return { app, modules, target, bare: true };
    throw new errors/* UserError */.y(`The code imports ${outside}, but there is no go.mod to tell which version.`, 'Run "go mod init NAME" and "go mod tidy", and commit go.mod and go.sum.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/frameworks.js

/** In the order in which they are looked for: what builds on another comes before it. */
const GO_FRAMEWORKS = [
    {
        name: 'gin',
        module: 'github.com/gin-gonic/gin',
        port: 8080,
        readsPort: true,
        env: { GIN_MODE: 'release' },
    },
    { name: 'echo', module: 'github.com/labstack/echo' },
    { name: 'fiber', module: 'github.com/gofiber/fiber' },
    {
        name: 'beego',
        module: 'github.com/beego/beego',
        port: 8080,
        files: ['conf', 'views', 'static'],
    },
    { name: 'chi', module: 'github.com/go-chi/chi' },
    { name: 'gorilla', module: 'github.com/gorilla/mux' },
    { name: 'connect', module: 'connectrpc.com/connect' },
    { name: 'fasthttp', module: 'github.com/valyala/fasthttp' },
];
/** Any other server: the standard library's, or one that is not told apart. */
const plainGo = { name: 'go', module: 'net/http' };
/** The framework that the input names, or that an import reveals, or none. */
function frameworks_findFramework({ modules }, packages, input) {
    if (input !== undefined) {
        const framework = GO_FRAMEWORKS.find(({ name }) => name === input) ?? plainGo;
        return { framework, found: fromInput(framework.name, 'framework') };
    }
    const imports = packages.flatMap((one) => one.imports);
    const isOf = (path, module) => path === module || path.startsWith(`${module}/`);
    const framework = GO_FRAMEWORKS.find(({ module }) => imports.some((path) => isOf(path, module)));
    if (framework === undefined)
        return { framework: plainGo, found: { value: plainGo.name, why: 'no known framework' } };
    const required = [modules.own, ...modules.local].flatMap(({ mod }) => [...mod.requires]);
    const origin = required.find(([path]) => isOf(path, framework.module))?.[1];
    if (origin === undefined)
        return { framework, found: { value: framework.name, why: `imports ${framework.module}` } };
    return { framework, found: withValue(origin, framework.name) };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/layout.js


/**
 * Lays the build out: the modules that the program needs at the places where they stand in the repository, or a lone
 * module at the top.
 * @throws UserError for dependencies without a go.sum
 */
function layOut(app, modules, packages, bare) {
    const { own, workspace } = modules;
    const local = localModules(modules, packages);
    const alone = local.length === 0 && workspace === undefined;
    const root = alone ? own.app.folder : '';
    const below = (path) => (root === '' ? path : path.slice(root.length + 1));
    const folder = below(own.app.folder);
    const place = (path) => {
        const inside = below(path);
        return `${folder === '' ? '.' : '/src'}/${inside === '' ? '' : `${inside}/`}`;
    };
    const vendored = workspace === undefined && own.app.files.isFile('vendor/modules.txt');
    const all = [own, ...local];
    const outside = all.some((module) => isOutside(module, all));
    if (outside && !vendored)
        requireSums(all, workspace !== undefined);
    const downloads = outside && !vendored;
    const copies = sourcePaths(app, own, local, packages);
    return {
        manifests: downloads || workspace !== undefined ? manifestSteps(modules, all, place) : [],
        sources: copies.map((path) => copyStep(app, path, place)),
        downloads,
        folder,
        bare,
        scope: [...new Set([...layout_manifestPaths(modules, all), ...copies])].filter((path) => app.folder !== '' && path !== app.folder && !path.startsWith(`${app.folder}/`)),
    };
}
/** Modules of the workspace may import each other without a word in go.mod. */
function localModules({ own, local, workspace }, packages) {
    const imported = new Set(packages.map(({ module }) => module.app.folder));
    const members = workspace?.members ?? [];
    const found = new Map([...local, ...members.filter(({ app }) => imported.has(app.folder))].map((module) => [
        module.app.folder,
        module,
    ]));
    found.delete(own.app.folder);
    return [...found.values()].sort((one, other) => (one.app.folder < other.app.folder ? -1 : 1));
}
function isOutside({ mod }, all) {
    const known = new Set(all.map(({ mod: { module } }) => module?.value));
    return [...mod.requires.keys()].some((path) => !known.has(path));
}
function requireSums(all, workspace) {
    const without = all.find((module) => isOutside(module, all) && !module.app.files.isFile('go.sum'));
    if (without === undefined || workspace)
        return;
    throw new errors/* UserError */.y(`${without.mod.file} requires modules, but there is no ${without.app.at('go.sum')} to tell which bytes they are.`, 'Run "go mod tidy" and commit go.sum.');
}
function layout_manifestPaths({ workspace }, all) {
    const names = all.flatMap(({ app }) => ['go.mod', 'go.sum'].filter((name) => app.files.isFile(name)).map(app.at));
    const work = workspace?.app;
    return work === undefined
        ? names
        : [...['go.work', 'go.work.sum'].filter((name) => work.files.isFile(name)).map(work.at), ...names];
}
function manifestSteps(modules, all, place) {
    const paths = layout_manifestPaths(modules, all);
    const folders = [...new Set(paths.map(layout_folderOf))];
    const copies = folders.map((folder, index) => ({
        kind: 'copy',
        ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
        sources: paths.filter((path) => layout_folderOf(path) === folder),
        to: place(folder),
    }));
    const { workspace } = modules;
    const dropped = (workspace?.mod.uses ?? []).filter((_, index) => {
        const member = workspace?.members[index];
        return member !== undefined && !all.some(({ app }) => app.folder === member.app.folder);
    });
    if (workspace === undefined || dropped.length === 0)
        return copies;
    return [
        ...copies,
        {
            kind: 'run',
            why: ['The other modules of the workspace are not in this image.'],
            commands: [
                `go work edit ${dropped.map((path) => `-dropuse=${path}`).join(' ')} ${place(workspace.app.folder)}go.work`,
            ],
        },
    ];
}
/** What is compiled: the application's folder, whole modules beside it, and single packages of its own module. */
function sourcePaths(app, own, local, packages) {
    const single = packages
        .filter(({ module }) => module.app.folder === own.app.folder && app.folder !== own.app.folder)
        .flatMap(({ folder, files }) => (folder === own.app.folder ? files : [folder]));
    const vendor = app.folder !== own.app.folder && own.app.files.isFile('vendor/modules.txt') ? [own.app.at('vendor')] : [];
    const manifests = app.folder === own.app.folder
        ? []
        : ['go.mod', 'go.sum'].filter((name) => own.app.files.isFile(name)).map(own.app.at);
    const paths = [...manifests, app.folder, ...single, ...vendor, ...local.map((module) => module.app.folder)];
    return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && (other === '' || path.startsWith(`${other}/`))));
}
function copyStep(app, path, place) {
    if (path === '')
        return { kind: 'copy', sources: ['.'], to: place('').replace(/^\.\/$/, '.') };
    if (app.repository.isFile(path))
        return { kind: 'copy', sources: [path], to: place(layout_folderOf(path)) };
    return { kind: 'copy', sources: [`${path}/`], to: place(path) };
}
function layout_folderOf(path) {
    return path.split('/').slice(0, -1).join('/');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/native.js

/** Modules that compile or link C; from their own documentation of what to install. */
const NATIVE_MODULES = [
    { path: 'github.com/mattn/go-sqlite3' },
    { path: 'gorm.io/driver/sqlite' },
    { path: 'github.com/confluentinc/confluent-kafka-go' },
    { path: 'github.com/marcboeker/go-duckdb' },
    { path: 'github.com/davidbyttow/govips', build: ['libvips-dev'], run: ['libvips42'] },
    { path: 'github.com/h2non/bimg', build: ['libvips-dev'], run: ['libvips42'] },
    {
        path: 'gopkg.in/gographics/imagick.v3',
        build: ['libmagickwand-dev'],
        run: ['libmagickwand-7.q16-10'],
    },
    { path: 'github.com/google/gopacket/pcap', build: ['libpcap-dev'], run: ['libpcap0.8'] },
];
/** What of the program is C; undefined where nothing is. */
function nativeParts(app, packages) {
    const own = packages.flatMap(({ files }) => files.flatMap((file) => ownC(app, file)))[0];
    const imports = packages.flatMap((one) => one.imports);
    const modules = NATIVE_MODULES.filter(({ path }) => imports.some((name) => name === path || name.startsWith(`${path}/`)));
    const first = modules[0];
    const found = own ?? (first === undefined ? undefined : { value: first.path, why: `imports ${first.path}` });
    if (found === undefined)
        return undefined;
    return {
        found,
        build: [...new Set(modules.flatMap(({ build = [] }) => build))],
        run: [...new Set(modules.flatMap(({ run = [] }) => run))],
        plusPlus: modules.some(({ path }) => path.includes('duckdb')) ||
            packages.some(({ folder }) => app.repository.list(folder).some(({ name }) => /\.(?:cc|cpp|cxx)$/.test(name))),
    };
}
function ownC(app, file) {
    const match = searchLines(app.repository.head(file) ?? '', /^\s*(?:import\s+)?"C"\s*$/m);
    return match === undefined ? [] : [{ value: 'import "C"', file, line: match.line }];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/probe.js
/** Where the compiled probe and server are in the image. */
const BIN = '/usr/local/bin';
/** The source of a program that asks the server on $PORT, for images without a shell. Exits 0 when it answers well. */
function goProbe(path) {
    // At `/` any answer but a server error will do: an API may well have nothing there.
    const bad = path === '/' ? '5' : '4';
    return `package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	server, err := net.DialTimeout("tcp", "127.0.0.1:"+os.Getenv("PORT"), 4*time.Second)
	if err != nil {
		os.Exit(1)
	}
	server.SetDeadline(time.Now().Add(4 * time.Second))
	fmt.Fprintf(server, "GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n", ${JSON.stringify(path)})
	line, _ := bufio.NewReader(server).ReadString('\\n')
	if len(line) < 10 || line[9] >= '${bad}' {
		os.Exit(1)
	}
}`.split('\n');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/decide/named-paths.js
// A word with a slash is a path wherever it stands; its first part is what has to be in the image.
const PATHS = /["`](?:file:\/\/)?(?:\.\/)?([\w.@-]+)\/[\w.@*?[\]{}/-]*["`]/g;
const DOT_PATHS = /["`](?:file:\/\/)?\.\/([\w.@-]+)["`]/g;
const NOT_RUN = /^\.|^(?:src|vendor|cmd|internal|pkg|node_modules|target|tests?|benches|examples|go\.\w+|Cargo\.\w+|Makefile|Procfile|Dockerfile.*|README.*|LICEN[CS]E.*)$/;
/**
 * Files and folders of the application that a compiled program names by their path, so that they have to be beside it
 * in the image. `source` tells files that are compiled: a folder of nothing else is not read.
 */
function namedPaths(app, texts, { calls, embedded }, source) {
    const entries = new Map(app.files
        .list('')
        .filter(({ name }) => !NOT_RUN.test(name) && !source(name))
        .map(({ name, kind }) => [name, kind]));
    const named = new Set();
    for (const text of texts) {
        const rest = text.replace(embedded, '');
        for (const pattern of [...calls, PATHS, DOT_PATHS]) {
            for (const [, name = ''] of rest.matchAll(pattern))
                if (entries.has(name))
                    named.add(name);
        }
    }
    return [...named].filter((name) => entries.get(name) === 'file' || hasOther(app, name, source)).sort();
}
function hasOther(app, folder, source) {
    return app.files
        .list(folder)
        .some(({ name, kind }) => (kind === 'file' ? !source(name) : hasOther(app, `${folder}/${name}`, source)));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/runtime-files.js


// Calls whose argument names a file or folder: a bare word counts only in one of them.
const runtime_files_READERS = 'Dir|DirFS|Static|StaticFS|StaticFile|AddConfigPath|Up|UpContext|New|NewFileSystem|NewEngine|Open|OpenFile|ReadFile|ReadDir|ServeFile|SendFile|File|LoadHTMLFiles|LoadHTMLGlob|ParseFiles|ParseGlob|Load';
const PATTERNS = {
    calls: [
        new RegExp(`\\b(?:${runtime_files_READERS})\\([^)\\n]*?"([\\w.-]+)"`, 'g'),
        new RegExp(`\\b(?:${runtime_files_READERS})\\([^)\\n]*,\\s*"([\\w.-]+)"`, 'g'),
    ],
    // Files of an embedded tree are named in the same way as others; those trees are told apart below.
    embedded: /\b(?:ParseFS|fs\.Sub)\([^)]*\)/g,
};
const EMBED = /^\/\/go:embed\s+(.+)$/gm;
/**
 * Files and folders beside the source that the code reads while it runs: those that it names by a path, without what is
 * embedded into the program. Paths relative to the application.
 */
function runtimeFiles(app, packages, always) {
    const texts = packages.flatMap(({ files }) => files.map((file) => app.repository.head(file) ?? ''));
    const named = namedPaths(app, texts, PATTERNS, (name) => name.endsWith('.go'));
    const embedded = new Set(runtime_files_embeds(packages).flatMap(({ path, folder }) => (folder === app.folder ? [path.split('/')[0]] : [])));
    const there = always.filter((name) => app.files.isFile(name) || app.files.isFolder(name));
    return [...new Set([...there, ...named.filter((name) => !embedded.has(name))])].sort();
}
/** Throws a UserError for a file that is embedded and is not there, as what another build makes. */
function checkEmbeds(app, packages) {
    for (const { path, file, line, folder } of runtime_files_embeds(packages)) {
        const fixed = path.split('/').filter((_, index, parts) => !parts.slice(0, index + 1).some(isPattern));
        const place = [folder, ...fixed].filter((part) => part !== '').join('/');
        if (app.repository.isFile(place) || app.repository.isFolder(place))
            continue;
        throw new errors/* UserError */.y(`${file}:${line} embeds "${path}", and ${place} is not there.`, 'Build it in a step before this one, so that it is in the workspace, or commit it.');
    }
}
function runtime_files_embeds(packages) {
    return packages.flatMap(({ files, folder, module }) => files.flatMap((file) => {
        const text = module.app.repository.head(file) ?? '';
        return [...text.matchAll(EMBED)].flatMap((match) => {
            const line = text.slice(0, match.index).split('\n').length;
            const words = (match[1] ?? '').match(/"[^"]*"|`[^`]*`|\S+/g) ?? [];
            // Source: go.dev, package embed: "all:" takes hidden files, too.
            return words.map((word) => ({
                path: word.replace(/^["`]|["`]$/g, '').replace(/^all:/, ''),
                file,
                line,
                folder,
            }));
        });
    }));
}
function isPattern(part) {
    return /[*?[]/.test(part);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/secrets.js
const FORGES = ['github.com', 'gitlab.com', 'bitbucket.org'];
// Files in which people set GOPRIVATE for themselves and for CI.
const secrets_SETTINGS = ['Makefile', '.envrc', 'mise.toml', '.mise.toml', 'Taskfile.yml'];
/**
 * Secrets for modules that no public proxy has: the credentials of their host, and GOPRIVATE, which names them.
 * Source: go.dev, "Go Modules Reference", Private modules. Empty where nothing speaks for such a module.
 */
function privateModules({ app, mod }) {
    const owner = ownerOf(mod.module?.value ?? '');
    const siblings = [...mod.requires.keys()].some((path) => owner !== undefined && path.startsWith(owner));
    const named = secrets_SETTINGS.some((file) => /\bGO(?:PRIVATE|NOSUMDB|NOPROXY)\b/.test(app.repository.head(file) ?? ''));
    if (!siblings && !named)
        return [];
    return [
        { type: 'secret', id: 'netrc', target: '/root/.netrc' },
        { type: 'secret', id: 'GOPRIVATE', env: 'GOPRIVATE' },
    ];
}
/** What modules of the same people begin with: a forge's account, or a host of their own. */
function ownerOf(module) {
    const [host = '', account] = module.split('/');
    if (!host.includes('.') || host.startsWith('example.'))
        return undefined;
    if (!FORGES.includes(host))
        return `${host}/`;
    return account === undefined ? undefined : `${host}/${account}/`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/source.js



const go_source_PORTS = [
    // os.Getenv("PORT") with what replaces an empty one, at once or within the next lines.
    /"PORT"\)?[^\n]*\n?[^"]{0,120}(?:==\s*""[^"]{0,80})"(?:[\w.]*:)?(\d{2,5})"/,
    /"PORT"\)?\s*,\s*(?:"(?:[\w.]*:)?)?(\d{2,5})\b/,
    /\bLookupEnv\("PORT"\)[\s\S]{0,200}?"(?:[\w.]*:)?(\d{2,5})"/,
    // Struct tags of caarlos0/env, kelseyhightower/envconfig and sethvargo/go-envconfig.
    /`[^`\n]*env(?:config)?:"PORT(?:"[^`\n]*[dD]efault:"|,\s*default=)(\d{2,5})/,
    /\b(?:ListenAndServe(?:TLS)?|Run|Start|Listen)\(\s*(?:"tcp[46]?",\s*)?"(?:[\w.-]*|\[::\]):(\d{2,5})"/,
    /\bAddr:\s*"(?:[\w.-]*|\[::\]):(\d{2,5})"/,
    /\bflag\.\w+\((?:&\w+,\s*)?"(?:addr|address|listen|port|http)[\w.-]*",\s*"?(?:[\w.]*:)?(\d{2,5})\b/,
    /\b(?:port|Port|PORT|addr|address|listenAddr)\s*(?::?=|string\s*=|int\s*=)\s*"?(?:[\w.]*:)?(\d{2,5})\b/,
];
// Only calls in a function's own block: deeper ones may be below a router's prefix.
const go_source_ROUTES = /^\t(?:\w+(?:\s*:?=\s*))?(?:r|router|e|app|mux|m|http|engine|server|srv|s|echo|g|gin)\.(?:HandleFunc|Handle|GET|Get|HEAD|Any|All)\(\s*"(?:(?:GET|HEAD) )?(\/[\w/-]{1,40})"/gm;
const LOOPBACK = /\b(?:ListenAndServe(?:TLS)?|Run|Start|Listen)\(\s*(?:"tcp[46]?",\s*)?"((?:localhost|127\.0\.0\.1):\d+)"|\bAddr:\s*"((?:localhost|127\.0\.0\.1):\d+)"/;
/** Reads the files that the program is compiled from, its own package first; paths are the repository's. */
function source_readSource(app, files) {
    const whole = appIn(app.repository, '');
    let readsPort = false;
    let loopback;
    for (const file of files) {
        const text = app.repository.head(file) ?? '';
        readsPort ||= /["`:]PORT["`,]/.test(text);
        const match = searchLines(text, LOOPBACK);
        if (match !== undefined)
            loopback ??= { value: match.groups.find(Boolean) ?? '', file, line: match.line };
    }
    return {
        port: (0,routes/* portIn */.Ju)(whole, files, go_source_PORTS),
        readsPort,
        healthPath: (0,routes/* healthPath */.OW)(whole, files, go_source_ROUTES),
        loopback,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/runtime.js
/**
 * Chooses the final image: nothing but the program where it is static. Sources: distroless README, "What images are
 * available?"; Docker Hub, golang: images on Debian 13 begin with Go 1.25.
 */
function runtimeBase(version, native, shell) {
    const minor = Number(version.split('.')[1] ?? '99');
    const debian = minor >= 25 ? { name: 'trixie', number: 13 } : { name: 'bookworm', number: 12 };
    // The first images on Debian 12 are of Go 1.19; older programs run on a newer C library than their own.
    const compiler = native === undefined ? version : minor < 19 ? `${version}-bullseye` : `${version}-${debian.name}`;
    if (shell || (native?.run.length ?? 0) > 0) {
        return { compiler, image: `debian:${native === undefined ? 'trixie' : debian.name}-slim`, shell: true };
    }
    const kind = native === undefined ? 'static' : native.plusPlus ? 'cc' : 'base';
    const number = native === undefined ? 13 : debian.number;
    return { compiler, image: `gcr.io/distroless/${kind}-debian${number}:nonroot`, shell: false };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/stages.js









const MODULES = { type: 'cache', target: '/go/pkg/mod' };
const CACHES = [MODULES, { type: 'cache', target: '/root/.cache/go-build' }];
// The user `nonroot` of distroless images.
const go_stages_USER = '65532:65532';
/** The probe, the program, and what runs. */
function goStages(facts, how, request) {
    const { native, shell } = facts;
    const runtime = runtimeBase(facts.version.value, native, shell);
    const compiler = officialImage(request.baseRegistry, `golang:${runtime.compiler}`);
    const probe = runtime.shell ? [] : [probeStage(facts, how, compiler)];
    return [...probe, go_stages_buildStage(facts, compiler), runtimeStage(facts, how, request, runtime)];
}
/** Without C the compiler itself runs on the builder's processor whatever the image's is. */
function platformOf(native) {
    return native === undefined ? { platform: '$BUILDPLATFORM' } : {};
}
function environmentOf(native) {
    return native === undefined ? 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH' : 'CGO_ENABLED=1';
}
const TARGET = { kind: 'arg', value: 'TARGETOS TARGETARCH' };
function probeStage({ native }, how, compiler) {
    const env = native === undefined ? environmentOf(native) : 'CGO_ENABLED=0';
    return {
        name: 'probe',
        base: compiler,
        ...platformOf(native),
        why: ['Asks for the health path: the final image has neither a shell nor curl.'],
        steps: steps(native === undefined && TARGET, { kind: 'inline', to: '/probe/main.go', lines: goProbe(how.healthCheckPath) }, {
            kind: 'run',
            why: ['Of the standard library alone.'],
            commands: [`${env} go build -trimpath -ldflags="-s -w" -o /out/probe /probe/main.go`],
            mounts: CACHES.slice(1),
        }),
    };
}
function go_stages_buildStage({ layout, native, name, build, path, secrets }, compiler) {
    const target = native === undefined;
    return {
        name: 'build',
        base: compiler,
        ...platformOf(native),
        ...(native !== undefined ? { why: [`With C, as the program has it: ${originOf(native.found)}.`] } : {}),
        ...(target
            ? { why: ["Cross-compiles: an image for another platform than the builder's own needs no emulation."] }
            : {}),
        steps: steps({ kind: 'workdir', value: '/src' }, aptInstall(native?.build ?? [], 'What the C parts are compiled with; not in the final stage.'), ...layout.manifests, layout.folder !== '' && { kind: 'workdir', value: `/src/${layout.folder}` }, layout.downloads && {
            kind: 'run',
            commands: ['go mod download'],
            mounts: [MODULES, ...secrets],
        }, ...layout.sources, target && TARGET, {
            kind: 'run',
            commands: [
                ...(layout.bare ? ['go mod init app'] : []),
                ...build.before,
                goBuild(build, { env: environmentOf(native), output: `/out/${name}`, path }),
            ],
            mounts: [...CACHES, ...(layout.downloads ? secrets : [])],
        }),
    };
}
function runtimeStage({ app, native, name, files, env }, how, request, { image, shell }) {
    const packages = shell ? ['ca-certificates', 'tzdata', ...(native?.run ?? [])] : [];
    return {
        name: 'runtime',
        base: shell ? officialImage(request.baseRegistry, image) : image,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(packages, 'Libraries that the program loads while it runs.'), !shell && { kind: 'copy', from: 'probe', sources: ['/out/probe'], to: `${BIN}/probe` }, { kind: 'copy', from: 'build', sources: [`/out/${name}`], to: `${BIN}/${name}` }, ...copyOnly(app, files, 'Read by their path while the server runs. Owned by root: it can change none of them.'), ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: go_stages_USER,
            probe: shell ? bashProbe(how.healthCheckPath) : [`${BIN}/probe`],
            ...(shell
                ? {}
                : { whyProbe: 'Asked with the probe from above, as there is nothing else in the image.' }),
            env,
        })),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/releases.js
/**
 * Go, the newest first. A line is mended until two newer ones are out. Source: go.dev, "Release History", Release
 * Policy; the last two dates are what the half-yearly schedule gives.
 */
const GO_RELEASES = [
    { line: '1.27', endOfLife: '2027-08-10' },
    { line: '1.26', endOfLife: '2027-02-09' },
    { line: '1.25', endOfLife: '2026-08-11' },
    { line: '1.24', endOfLife: '2026-02-10' },
    { line: '1.23', endOfLife: '2025-08-12' },
    { line: '1.22', endOfLife: '2025-02-11' },
    { line: '1.21', endOfLife: '2024-08-13' },
    { line: '1.20', endOfLife: '2024-02-06' },
    { line: '1.19', endOfLife: '2023-08-08' },
    { line: '1.18', endOfLife: '2023-02-01' },
    { line: '1.17', endOfLife: '2022-08-02' },
    { line: '1.16', endOfLife: '2022-03-15' },
    { line: '1.15', endOfLife: '2021-08-16' },
    { line: '1.14', endOfLife: '2021-02-16' },
    { line: '1.13', endOfLife: '2020-08-11' },
    { line: '1.12', endOfLife: '2020-02-25' },
    { line: '1.11', endOfLife: '2019-09-03' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/version.js





const go_version_DEFAULT = GO_RELEASES[0]?.line ?? '1';
/**
 * The tag of the official image. What pins a version decides; go.mod only gives the least one, and every later release
 * compiles what an earlier one did. Source: go.dev, "Go 1 and the Future of Go Programs", "Go Toolchains".
 * @throws UserError for an unknown version, and for one below what go.mod needs
 */
function goVersion(app, mod, input) {
    const floor = choose([mod?.toolchain, mod?.go]);
    const asked = askedVersion(app, input, { files: ['.go-version'], tools: ['golang', 'go'] }, [
        mod?.herokuVersion,
        floor,
    ]);
    if (asked === undefined)
        return { value: go_version_DEFAULT, why: 'the default' };
    if (asked.file === floor?.file && asked.line === floor?.line) {
        const tag = newestFrom(asked.value);
        return { ...withValue(asked, tag), why: `the newest release: ${asked.value} is the least` };
    }
    const tag = resolveGoVersion(asked.value);
    if (tag === undefined) {
        throw new errors/* UserError */.y(`No release of Go is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${go_version_DEFAULT}.`);
    }
    if (mod?.go !== undefined && version_isBelow(tag, mod.go.value)) {
        throw new errors/* UserError */.y(`Go ${tag} (${originOf(asked)}) is below ${mod.go.value}, which ${originOf(mod.go)} needs.`, 'Raise the one or lower the other.');
    }
    return withValue(asked, tag);
}
/** The image tag for a pin or a range: `go1.22.3` gives 1.22.3, `~1.21` the line, `latest` the newest. */
function resolveGoVersion(text) {
    const word = text.trim().replace(/^(?:go|prefix:|v)+(?=\d)/, '');
    if (['latest', 'stable', '1', '1.x', '*'].includes(word))
        return go_version_DEFAULT;
    if (/^1(\.\d+){1,2}$/.test(word))
        return word;
    if (semver.validRange(word) === null)
        return undefined;
    return GO_RELEASES.map(({ line }) => line).find((line) => semver.satisfies(`${line}.99`, word));
}
/** The newest line, or a newer one where even that is too old. */
function newestFrom(least) {
    return version_isBelow(go_version_DEFAULT, least) ? (/^\d+\.\d+/.exec(least)?.[0] ?? go_version_DEFAULT) : go_version_DEFAULT;
}
// A tag without a patch number is its line's newest release.
function version_isBelow(tag, least) {
    const full = semver.coerce(/^\d+\.\d+$/.test(tag) ? `${tag}.99` : tag);
    const other = semver.coerce(least);
    return full !== null && other !== null && semver.lt(full, other);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/warnings.js




/** What the user of a program in Go ought to know. `now` in milliseconds since the epoch. */
function go_warnings_warningsOf(version, port, source, framework, packages, now) {
    const ended = endOfLifeWarning('Go', version.value, GO_RELEASES, now);
    const { loopback } = source;
    const fixed = source.readsPort || framework.readsPort === true ? undefined : source.port;
    const listens = packages.some(({ imports }) => imports.some((path) => /^net(?:\/http)?$|grpc|fasthttp/.test(path)));
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(loopback === undefined
            ? []
            : [
                warningAt(loopback, `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on ":${port.value}".`),
            ]),
        ...(fixed === undefined || fixed.value === port.value
            ? []
            : [
                warningAt(fixed, `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`),
            ]),
        ...(listens || framework !== plainGo
            ? []
            : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/go/provider.js



















// What builds on this machine leave; a folder that git knows is source, whatever it is called.
const OUTPUTS = ['bin', 'tmp'];
/** Programs in Go: modules, workspaces, and a lone main.go. */
const go = {
    language: 'go',
    frameworks: [...GO_FRAMEWORKS.map(({ name }) => name), plainGo.name],
    lookedFor: 'go.mod, go.work',
    detect: hasProgram,
    plan: planGo,
};
function planGo(app, request) {
    const { overrides } = request;
    const hints = readHints(app);
    const line = overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command');
    const build = provider_findBuild(hints, request);
    const program = findProgram(app, line, build?.line);
    const { modules, target, bare } = program;
    const packages = reachable(modules, target.main);
    checkEmbeds(app, packages);
    const { framework, found } = frameworks_findFramework(program, packages, overrides.framework);
    const source = source_readSource(app, packages.flatMap(({ files }) => files));
    const version = goVersion(program.app, bare ? undefined : modules.own.mod, overrides.version);
    const bound = (0,routes/* portInArguments */.B5)(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN);
    const port = decidePort(request, hints, Number.isNaN(bound) ? undefined : withValue(target.found, bound), source.port, framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" });
    const healthCheckPath = decideHealthPath(request, hints, source.healthPath);
    const native = nativeParts(app, packages);
    const args = target.args.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const argv = target.shell ?? [`${BIN}/${target.name}`, ...args];
    const files = runtimeFiles(program.app, packages, framework.files ?? []);
    const layout = layOut(program.app, modules, packages, bare);
    const path = target.main.folder === '' ? '.' : `./${target.main.folder}`;
    const tags = target.main.tag === undefined ? [] : [`-tags=${target.main.tag}`];
    const plain = build?.line ?? PLAIN_BUILD;
    const known = new Set(app.files.list('').map(({ name }) => name));
    return {
        language: bare
            ? { value: 'go', file: target.found.file ?? app.at('') }
            : { value: 'go', file: modules.own.mod.file },
        framework: found,
        version,
        ...(build === undefined ? {} : { buildCommand: build.found }),
        runCommand: withValue(target.found, argv),
        port,
        healthCheckPath,
        stages: goStages({
            app: program.app,
            layout,
            version,
            native,
            name: target.name,
            build: { ...plain, flags: [...plain.flags, ...tags] },
            path,
            secrets: bare ? [] : privateModules(modules.own),
            files,
            shell: target.shell !== undefined,
            env: { ...framework.env, ...target.env },
        }, { argv, port: port.value, healthCheckPath: healthCheckPath.value }, request),
        about: { title: target.name },
        scope: layout.scope,
        ignore: ['**/*_test.go', '**/testdata', ...OUTPUTS.filter((name) => !known.has(name))],
        warnings: [...hints.warnings, ...go_warnings_warningsOf(version, port, source, framework, packages, request.now)],
    };
}
/** The input's build must be one that this image can take the program from; another platform's is left alone if not. */
function provider_findBuild(hints, { overrides }) {
    const input = overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command');
    const found = input ?? hints.build;
    const line = readBuildLine(found);
    if (found !== undefined && line !== undefined)
        return { found, line };
    if (input === undefined)
        return undefined;
    throw new errors/* UserError */.y(`The input "build-command" is "${input.value}", which does not end in "go build".`, 'Let it end in "go build FLAGS PACKAGE", for example "go generate ./... && go build ./cmd/server".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/properties.js
/**
 * A Java .properties file by key; a key that comes twice has its last value. Source: java.util.Properties, load(Reader):
 * `=`, `:` or blanks end a key, a backslash at the end continues the line, `#` and `!` begin comments.
 */
function readProperties(app, path) {
    const found = new Map();
    const lines = app.files.text(path)?.split(/\r\n|\r|\n/) ?? [];
    for (let index = 0; index < lines.length; index += 1) {
        const line = index + 1;
        let text = (lines[index] ?? '').trimStart();
        if (text === '' || text.startsWith('#') || text.startsWith('!'))
            continue;
        while (continues(text) && index + 1 < lines.length) {
            index += 1;
            text = text.slice(0, -1) + (lines[index] ?? '').trimStart();
        }
        const { key, value } = properties_split(text);
        if (key !== '')
            found.set(key, { value, file: app.at(path), line });
    }
    return found;
}
/** An odd number of backslashes: each pair of them is one that stands for itself. */
function continues(text) {
    const slashes = /\\+$/.exec(text)?.[0].length ?? 0;
    return slashes % 2 === 1;
}
function properties_split(text) {
    const end = /(?<!\\)[=:\s]/.exec(text)?.index ?? text.length;
    const rest = text.slice(end).trimStart();
    const value = rest.startsWith('=') || rest.startsWith(':') ? rest.slice(1).trimStart() : rest;
    return { key: properties_unescape(text.slice(0, end)), value: properties_unescape(value).trimEnd() };
}
function properties_unescape(text) {
    return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code, letter) => {
        if (code !== undefined)
            return String.fromCharCode(Number.parseInt(code, 16));
        return { n: '\n', t: '\t', r: '\r', f: '\f' }[letter] ?? letter;
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/configuration.js




const RESOURCES = 'src/main/resources';
/**
 * Reads `application.properties`, `.yml` and `.yaml` of a module, the strongest first; profiles are for others to
 * choose. Source: Spring Boot's reference, "Externalized Configuration"; Quarkus and Micronaut have the same names.
 */
function readConfiguration(app) {
    const found = new Map();
    const add = (key, value) => {
        const name = relaxed(key);
        if (!found.has(name))
            found.set(name, value);
    };
    for (const folder of [`${RESOURCES}/config`, RESOURCES]) {
        for (const [key, value] of readProperties(app, `${folder}/application.properties`))
            add(key, value);
        for (const name of ['application.yml', 'application.yaml']) {
            for (const [key, value] of yamlValues(app, `${folder}/${name}`))
                add(key, value);
        }
    }
    return { get: (key) => found.get(relaxed(key)), values: [...found.values()] };
}
/** `server.servlet.contextPath`, `server.servlet.context-path` and `...context_path` are one key. */
function relaxed(key) {
    return key.toLowerCase().replace(/[-_]/g, '');
}
function yamlValues(app, path) {
    const text = app.files.text(path);
    if (text === undefined)
        return [];
    const lines = new yaml_dist/* LineCounter */.HN();
    // Maven replaces `@...@` before anything reads the file, and YAML allows no value to begin so.
    const documents = allDocuments(app.at(path), text.replace(/@([\w.-]+)@/g, '_$1_'), lines);
    const values = [];
    for (const document of documents) {
        refuseBroken(app.at(path), document);
        const own = [];
        flatten(document.contents, '', (key, value, offset) => own.push([key, { value, file: app.at(path), line: lines.linePos(offset).line }]));
        // A document for one profile is not for all.
        if (!own.some(([key]) => /^spring\.(?:config\.activate\.on-profile|profiles)$/.test(key)))
            values.push(...own);
    }
    return values;
}
function allDocuments(file, text, lineCounter) {
    try {
        const documents = (0,yaml_dist/* parseAllDocuments */.hR)(text, { lineCounter });
        return Array.isArray(documents) ? documents : [];
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        throw error;
    }
}
function refuseBroken(file, document) {
    const [error] = document.errors;
    if (error === undefined)
        return;
    const at = error.linePos?.[0];
    const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
    const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
    throw new errors/* UserError */.y(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
}
/** A scalar as it would stand in a .properties file. */
function plainText(value) {
    if (typeof value === 'string')
        return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
function flatten(node, prefix, add, depth = 0) {
    if (depth > 20)
        return;
    if ((0,yaml_dist/* isMap */.jh)(node)) {
        for (const { key, value } of node.items) {
            const name = (0,yaml_dist/* isScalar */.jn)(key) ? String(key.value) : '';
            flatten(value, prefix === '' ? name : `${prefix}.${name}`, add, depth + 1);
        }
    }
    else if ((0,yaml_dist/* isSeq */.oP)(node)) {
        const all = node.items.flatMap((item) => ((0,yaml_dist/* isScalar */.jn)(item) ? [plainText(item.value)] : []));
        add(prefix, all.join(','), node.range?.[0] ?? 0);
    }
    else if ((0,yaml_dist/* isScalar */.jn)(node) && node.value !== null) {
        add(prefix, plainText(node.value), node.range?.[0] ?? 0);
    }
}
/** A warning about variables that settings name without a default: without them the application does not start. */
function neededVariables({ values }) {
    const named = values.flatMap((found) => [...found.value.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name = '']) => ({ name, found })));
    const [first] = named;
    const names = [...new Set(named.map(({ name }) => name))].filter((name) => name !== 'PORT');
    if (first === undefined || names.length === 0)
        return [];
    return [
        warningAt(first.found, `The application needs ${names.join(', ')}: set what is not optional where the image runs.`),
    ];
}
/** Takes a value's placeholder apart, one in another included. Ktor writes `$PORT:8080`. */
function placeholder(value) {
    const text = value.trim();
    const match = /^\$\{([^:}]+)(?::(.*))?\}$/s.exec(text) ?? /^\$([A-Z]\w*)(?::(.*))?$/s.exec(text);
    const [, name, fallback] = match ?? [];
    if (name === undefined)
        return { reads: [], value: value.includes('${') ? undefined : value };
    const inner = fallback === undefined ? { reads: [], value: undefined } : placeholder(fallback);
    return { reads: [name, ...inner.reads], value: inner.value };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/project.js
/** The first dependency of one of these names, a prefix where it ends in `*`; only those that are there at run time. */
function findDependency(project, ...names) {
    return project.dependencies.find(({ name, scope }) => scope !== 'test' &&
        names.some((wanted) => (wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted)));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/main-class.js




const FOLDERS = ['src/main/java', 'src/main/kotlin', 'src'];
const JAVA_MAIN = /\bstatic\s+(?:final\s+)?void\s+main\s*\(\s*(?:final\s+)?String\b|^\s*void\s+main\s*\(/m;
const KOTLIN_MAIN = /^(?:suspend\s+)?fun\s+main\s*\(/m;
const KOTLIN_STATIC = /@JvmStatic\s+fun\s+main\s*\(/;
/** Java's and Kotlin's source files of a module, relative to it, the nearest to the top first. */
function javaSources(app) {
    const folder = FOLDERS.find((path) => app.files.isFolder(path));
    if (folder === undefined)
        return [];
    const main = folder.startsWith('src/main') ? 'src/main' : folder;
    const view = { ...app.files, list: (path) => app.files.list(external_node_path_.posix.join(main, path)) };
    return sources(view, ['.java', '.kt']).map((path) => external_node_path_.posix.join(main, path));
}
/** Every class of the source that can be started, the one in the topmost package first. */
function mainClasses(app, files) {
    return files.flatMap((file) => {
        const text = app.files.head(file) ?? '';
        const kotlin = file.endsWith('.kt');
        const match = searchLines(text, kotlin ? KOTLIN_MAIN : JAVA_MAIN) ?? searchLines(text, KOTLIN_STATIC);
        if (match === undefined)
            return [];
        const own = className(file, text, kotlin && KOTLIN_MAIN.test(text));
        return [{ value: own, file: app.at(file), line: match.line }];
    });
}
/** The class to start: the only one, or the one whose name says so; the others are told. */
function mainClass(app, files) {
    const all = mainClasses(app, files);
    const named = all.filter(({ value }) => /(?:^|\.)(?:\w*Application|\w*Main|App|MainKt|ApplicationKt|AppKt|Server)$/.test(value));
    const [first] = named;
    return first === undefined ? choose(all) : choose([first, ...all.filter((one) => one !== first)]);
}
/** Source: Kotlin's documentation, "Calling Kotlin from Java": functions of App.kt are in the class AppKt. */
function className(file, text, topLevel) {
    const base = external_node_path_.posix.basename(file, external_node_path_.posix.extname(file));
    const [, inPackage] = /^\s*package\s+([\w.`]+)/m.exec(text) ?? [];
    const [, named] = /^@file:JvmName\(\s*"(\w+)"\s*\)/m.exec(text) ?? [];
    const name = topLevel ? (named ?? `${base.charAt(0).toUpperCase()}${base.slice(1)}Kt`) : base;
    return inPackage === undefined ? name : `${inPackage.replaceAll('`', '')}.${name}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/archive.js



/**
 * The one archive that a plugin puts everything into, or else the application's own with its libraries beside it. Throws
 * a UserError where no class can be started.
 */
function plainArchive({ project, app, files }, framework) {
    if (project.uber !== undefined) {
        return {
            product: 'uber',
            copies: [{ kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' }],
            arguments: withValue(project.uber, ['-jar', 'app.jar']),
        };
    }
    const main = project.mainClass ?? mainClass(app, files);
    if (main === undefined) {
        throw new errors/* UserError */.y(`No class to start was found in ${app.at('') || 'the repository'} (${framework}): looked for a main class in the build's plugins, ` +
            'and for one source file with a main method.', 'Set the input "run-command", for example to "java -cp app.jar:lib/* com.example.Main".');
    }
    return {
        product: 'thin',
        copies: [
            {
                kind: 'copy',
                why: ['Libraries first: they change less often than the application.'],
                from: 'build',
                sources: ['/out/lib/'],
                to: './lib/',
            },
            { kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' },
        ],
        arguments: withValue(main, ['-cp', 'app.jar:lib/*', main.value]),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/settings.js



/** The port that a setting gives, and the environment variables that it reads. */
function settledPort(configuration, key) {
    const setting = configuration.get(key);
    if (setting === undefined)
        return undefined;
    const { reads, value } = placeholder(setting.value);
    const port = Number(value);
    return { reads, found: (0,routes/* isPort */.sW)(port) ? withValue(setting, port) : undefined };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/libraries.js



/** Paths in the ways of the libraries, of servlets and of JAX-RS: the first group that is there. */
const libraries_ROUTES = /(?:\.|\b)(?:get|createContext|handle|path|route|addServlet\w*)\(\s*"([\w/-]{2,40})"|@(?:Get|Path|RequestMapping|WebServlet)\(\s*(?:(?:value|urlPatterns|path)\s*=\s*)?\{?"([\w/-]{2,40})"/g;
// The settings in application.yaml that some take their port from.
const libraries_SETTINGS = { ktor: 'ktor.deployment.port', helidon: 'server.port' };
/** A library that the application's own main method starts a server with. */
function library(name, defaultPort, ...dependencies) {
    const framework = {
        name,
        reveals: (project) => findDependency(project, ...dependencies)?.found,
        defaultPort,
        routes: libraries_ROUTES,
        shape: (context) => {
            const port = settledPort(context.configuration, libraries_SETTINGS[name] ?? '')?.found;
            return { ...plainArchive(context, name), ...(port === undefined ? {} : { port }) };
        },
    };
    return framework;
}
/** Those that people start with; the port is the one in each library's documentation. */
const LIBRARIES = [
    library('ktor', 8080, 'io.ktor:ktor-server*'),
    library('helidon', 8080, 'io.helidon.webserver:*', 'io.helidon.microprofile*'),
    library('vertx', 8080, 'io.vertx:vertx-web*', 'io.vertx:vertx-core*'),
    library('javalin', 7070, 'io.javalin:javalin*'),
    library('spark', 4567, 'com.sparkjava:spark-core*'),
    library('http4k', 8080, 'org.http4k:http4k-server*', 'org.http4k:http4k-core*'),
    library('armeria', 8080, 'com.linecorp.armeria:armeria*'),
    library('ratpack', 5050, 'io.ratpack:ratpack-core*'),
    library('jooby', 8080, 'io.jooby:jooby*'),
    library('undertow', 8080, 'io.undertow:undertow-core*'),
    library('jetty', 8080, 'org.eclipse.jetty:jetty-server*', 'org.eclipse.jetty.ee*', 'org.eclipse.jetty:jetty-servlet*'),
    library('tomcat-embedded', 8080, 'org.apache.tomcat.embed:tomcat-embed-core*'),
    library('grizzly', 8080, 'org.glassfish.grizzly:*', 'org.glassfish.jersey.containers:*'),
    library('netty', 8080, 'io.netty:netty-all*', 'io.netty:netty-codec-http*', 'io.projectreactor.netty:*'),
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/dropwizard.js








const dropwizard_FILES = ['config.yml', 'config.yaml', 'configuration.yml', 'src/main/resources/config.yml'];
/** Dropwizard: told to serve, and by which file, when it starts. Source: its manual, "Getting Started". */
const dropwizard = {
    name: 'dropwizard',
    reveals: (project) => findDependency(project, 'io.dropwizard:dropwizard-core*')?.found,
    defaultPort: 8080,
    routes: libraries_ROUTES,
    shape: (context) => {
        const shape = plainArchive(context, dropwizard.name);
        const { app } = context;
        const file = dropwizard_FILES.find((path) => app.files.isFile(path));
        const words = [...shape.arguments.value, 'server'];
        if (file === undefined)
            return { ...shape, arguments: withValue(shape.arguments, words) };
        const name = file.split('/').at(-1) ?? file;
        const port = connectorPort(app, file);
        return {
            ...shape,
            copies: [...shape.copies, { kind: 'copy', sources: [app.at(file)], to: './' }],
            arguments: withValue(shape.arguments, [...words, name]),
            ...(port === undefined ? {} : { port }),
        };
    },
};
function connectorPort(app, file) {
    const yaml = parseYaml(app.at(file), app.files.text(file) ?? '');
    const server = isTable(yaml) && isTable(yaml['server']) ? yaml['server'] : {};
    const list = server['applicationConnectors'] ?? server['connector'];
    const first = Array.isArray(list) ? list[0] : list;
    const port = isTable(first) ? Number(placeholder(String(first['port'])).value) : NaN;
    return (0,routes/* isPort */.sW)(port) ? { value: port, file: app.at(file) } : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/micronaut.js



/** Micronaut: the archive that its parent's shade plugin makes, or the thin one with its libraries. */
const micronaut = {
    name: 'micronaut',
    reveals: (project) => (project.plugin('micronaut-maven-plugin') ??
        project.plugin('io.micronaut.application') ??
        findDependency(project, 'io.micronaut:micronaut-http-server*'))?.found,
    defaultPort: 8080,
    routes: /@(?:Get|Controller)\(\s*(?:(?:value|uri)\s*=\s*)?"([\w/-]{2,40})"/g,
    shape: (context) => {
        const { configuration, project } = context;
        const port = settledPort(configuration, 'micronaut.server.port');
        const management = findDependency(project, 'io.micronaut:micronaut-management');
        const path = configuration.get('micronaut.server.context-path')?.value ?? '';
        const base = configuration.get('endpoints.all.path')?.value ?? '';
        const parts = [path, base, 'health'].flatMap((part) => part.split('/')).filter(Boolean);
        return {
            ...plainArchive(context, micronaut.name),
            ...(port?.reads.includes('PORT') ? {} : { portVariable: 'MICRONAUT_SERVER_PORT' }),
            ...(port?.found === undefined ? {} : { port: port.found }),
            ...(management === undefined
                ? {}
                : {
                    healthCheckPath: {
                        ...management.found,
                        value: `/${parts.join('/')}`,
                        why: 'micronaut-management',
                    },
                }),
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/quarkus.js



const LOG_MANAGER = '-Djava.util.logging.manager=org.jboss.logmanager.LogManager';
/** Quarkus: its folder of libraries and generated classes, or the one archive that it is set to make. */
const quarkus = {
    name: 'quarkus',
    reveals: (project) => (project.plugin('quarkus-maven-plugin') ?? project.plugin('io.quarkus'))?.found,
    defaultPort: 8080,
    routes: /@Path\(\s*"([\w/-]{2,40})"/g,
    shape: (context) => {
        const { configuration } = context;
        const port = settledPort(configuration, 'quarkus.http.port');
        const health = healthPath(context);
        const origin = quarkus.reveals(context.project) ?? { value: '' };
        const type = (configuration.get('quarkus.package.jar.type') ?? configuration.get('quarkus.package.type'))
            ?.value;
        const uber = type === 'uber-jar';
        return {
            product: uber ? 'quarkus-uber' : 'quarkus',
            // Source: Quarkus' own src/main/docker/Dockerfile.jvm.
            copies: uber
                ? [{ kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' }]
                : quarkus_layers(['lib', 'app', 'quarkus']),
            arguments: withValue(origin, [LOG_MANAGER, '-jar', uber ? 'app.jar' : 'quarkus-run.jar']),
            env: { QUARKUS_HTTP_HOST: '0.0.0.0' },
            ...(port?.reads.includes('PORT') ? {} : { portVariable: 'QUARKUS_HTTP_PORT' }),
            ...(port?.found === undefined ? {} : { port: port.found }),
            ...(health === undefined ? {} : { healthCheckPath: health }),
        };
    },
};
function quarkus_layers(folders) {
    const copies = folders.map((folder) => ({
        kind: 'copy',
        from: 'build',
        sources: [`/out/${folder}/`],
        to: `./${folder}/`,
    }));
    return [
        {
            kind: 'copy',
            why: ['What changes least comes first, so that a new version moves its own classes alone.'],
            from: 'build',
            sources: ['/out/lib/'],
            to: './lib/',
        },
        ...copies.slice(1),
        { kind: 'copy', from: 'build', sources: ['/out/*.jar'], to: './' },
    ];
}
/** Source: Quarkus' guide "SmallRye Health": `/q/health`, with both roots to be set. */
function healthPath({ project, configuration }) {
    const health = findDependency(project, 'io.quarkus:quarkus-smallrye-health');
    if (health === undefined || configuration.get('quarkus.management.enabled')?.value === 'true')
        return undefined;
    const root = configuration.get('quarkus.http.root-path')?.value ?? '/';
    const inner = configuration.get('quarkus.http.non-application-root-path')?.value ?? 'q';
    const own = configuration.get('quarkus.smallrye-health.root-path')?.value ?? 'health';
    const path = [own, inner, root].reduce((below, above) => below.startsWith('/') ? below : `${above}/${below}`);
    const parts = path.split('/').filter(Boolean);
    return { ...health.found, value: `/${parts.join('/')}/ready`, why: 'SmallRye Health' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/spring-boot.js







const GROUP = 'org.springframework.boot';
// What the archive's layers are called unless its build says otherwise. Source: Spring Boot's reference, "Layers Index".
const LAYERS = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'];
/** Spring Boot: its executable archive, unpacked into layers of which a change of source touches only the last. */
const springBoot = {
    name: 'spring-boot',
    reveals: (project) => 
    // A war that its plugin does not make executable is for a servlet container.
    (pluginOf(project) ??
        (project.packaging === 'war' ? undefined : findDependency(project, `${GROUP}:spring-boot-starter*`)))?.found,
    defaultPort: 8080,
    routes: /@(?:Get|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*["']([\w/-]{2,40})["']/g,
    shape: (context) => {
        const port = settledPort(context.configuration, 'server.port');
        const health = actuatorPath(context);
        return {
            ...archive(context),
            ...(port?.reads.includes('PORT') ? {} : { portVariable: 'SERVER_PORT' }),
            ...(port?.found === undefined ? {} : { port: port.found }),
            ...(health === undefined ? {} : { healthCheckPath: health }),
        };
    },
};
function pluginOf(project) {
    return project.plugin('spring-boot-maven-plugin') ?? project.plugin(GROUP) ?? project.plugin('spring-boot');
}
function archive(context) {
    const { project } = context;
    const plugin = pluginOf(project);
    // Without its plugin nothing makes an executable archive.
    if (plugin === undefined && project.packaging !== 'war')
        return plainArchive(context, springBoot.name);
    const version = versionOf(project);
    const origin = springBoot.reveals(project) ?? { value: '' };
    const file = project.packaging === 'war' ? 'app.war' : 'app.jar';
    // A script before the archive, or no index of the layers in it, and it cannot be taken apart.
    const whole = plugin?.setting('executable')?.value === 'true' || plugin?.setting('layers', 'enabled')?.value === 'false';
    if (project.packaging === 'war' || whole || semver.lt(version, '2.4.0')) {
        return {
            product: 'boot',
            copies: [{ kind: 'copy', from: 'build', sources: [`/out/${file}`], to: './' }],
            arguments: withValue(origin, ['-jar', file]),
        };
    }
    const copies = layersOf(context).map((layer, index) => ({
        kind: 'copy',
        ...(index === 0
            ? { why: ['What changes least comes first, so that a new version moves its own classes alone.'] }
            : {}),
        from: 'build',
        sources: [`/out/layers/${layer}/`],
        to: './',
    }));
    // Source: Spring Boot's reference, "Dockerfiles" and the release notes of 3.3 and 3.2.
    if (semver.gte(version, '3.3.0')) {
        return {
            product: 'boot',
            after: ['java -Djarmode=tools -jar /out/app.jar extract --layers --destination /out/layers'],
            copies,
            arguments: withValue(origin, ['-jar', 'app.jar']),
        };
    }
    const launcher = semver.gte(version, '3.2.0') ? 'loader.launch' : 'loader';
    return {
        product: 'boot',
        after: ['java -Djarmode=layertools -jar /out/app.jar extract --destination /out/layers'],
        copies,
        arguments: withValue(origin, [`${GROUP}.${launcher}.JarLauncher`]),
    };
}
/** A file of the build may name the layers. Source: Spring Boot's Maven plugin, "Layered Jar or War", layers.xml. */
function layersOf({ project, app }) {
    const setting = pluginOf(project)?.setting('layers', 'configuration')?.value;
    const path = setting?.replace(/^\$\{(?:project\.)?basedir\}\/?|^\.\//, '');
    const text = path === undefined ? undefined : app.files.text(path);
    if (path === undefined || text === undefined)
        return LAYERS;
    return xmlChildren(parseXml(app.at(path), text), 'layer', 'layerOrder').map((layer) => layer.text);
}
/** Undetermined, it is a current one: old versions are named where they are used. */
function versionOf(project) {
    const text = project.platform(GROUP) ?? pluginOf(project)?.version ?? '';
    return semver.coerce(text)?.version ?? '4.0.0';
}
/** Source: Spring Boot's reference, "Endpoints"; since 4.0 the probes are there unless they are switched off. */
function actuatorPath({ project, app, files, configuration }) {
    const actuator = findDependency(project, `${GROUP}:spring-boot-starter-actuator`, `${GROUP}:spring-boot-actuator*`);
    if (actuator === undefined)
        return undefined;
    const text = (key) => {
        const value = configuration.get(key)?.value;
        return value === undefined ? undefined : placeholder(value).value;
    };
    const own = text('management.server.port');
    if (own !== undefined && own !== text('server.port'))
        return undefined;
    if (text('management.endpoint.health.enabled') === 'false' || hides(configuration))
        return undefined;
    if (guarded({ project, app, files }))
        return undefined;
    const context = text('server.servlet.context-path') ?? text('spring.webflux.base-path') ?? '';
    // Before 2 the endpoints were at the top.
    const old = semver.lt(versionOf(project), '2.0.0');
    const base = text(old ? 'management.context-path' : 'management.endpoints.web.base-path') ?? (old ? '' : '/actuator');
    const health = text('management.endpoints.web.path-mapping.health') ?? 'health';
    const probes = text('management.endpoint.health.probes.enabled') ?? text('management.health.probes.enabled');
    const ready = probes === 'true' || (probes === undefined && semver.gte(versionOf(project), '4.0.0'));
    const path = [context, base, health, ready ? 'readiness' : '']
        .flatMap((part) => part.split('/'))
        .filter(Boolean);
    return { ...actuator.found, value: `/${path.join('/')}`, why: 'the actuator' };
}
function hides(configuration) {
    const included = configuration.get('management.endpoints.web.exposure.include')?.value;
    const excluded = configuration.get('management.endpoints.web.exposure.exclude')?.value ?? '';
    const names = included?.split(',').map((name) => name.trim()) ?? ['health'];
    return (!(names.includes('*') || names.includes('health')) || /(?:^|,)\s*(?:health|\*)\s*(?:,|$)/.test(excluded));
}
/** A filter chain of the application's own closes every path that it does not name. */
function guarded({ project, app, files }) {
    if (findDependency(project, `${GROUP}:spring-boot-starter-security*`, 'org.springframework.security:*') ===
        undefined) {
        return false;
    }
    const chains = files
        .map((file) => app.files.head(file) ?? '')
        .filter((text) => /\bSecurity(?:Web)?FilterChain\b|\bWebSecurityConfigurerAdapter\b/.test(text));
    return chains.length > 0 && !chains.some((text) => /actuator|EndpointRequest|\bhealth\b/i.test(text));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/index.js





/** In the order in which they are looked for. */
const JAVA_FRAMEWORKS = [
    springBoot,
    quarkus,
    micronaut,
    dropwizard,
    ...LIBRARIES,
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/plain.js



/** Java alone: a main method, served by the JDK's own HTTP server or by something that is not known here. */
const plain_plain = {
    name: 'java',
    reveals: () => undefined,
    defaultPort: 8080,
    routes: libraries_ROUTES,
    shape: (context) => plainArchive(context, 'no known framework'),
};
const plain_LISTENS = /\bcom\.sun\.net\.httpserver\b|\bHttpServer\.create\(|\bnew ServerSocket\(|\bServerSocketChannel\.open\(/;
/** Whether the source opens a server socket itself. */
function plain_listens(app, files) {
    return files.some((file) => searchLines(app.files.head(file) ?? '', plain_LISTENS) !== undefined);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/memo.js
/**
 * Remembers what a function of something that never changes gave, as long as that is there: the modules of a large build
 * are asked one after another, and each needs what all the others are.
 */
function remembered(make) {
    const all = new WeakMap();
    return (key, name) => {
        const known = all.get(key) ?? new Map();
        all.set(key, known);
        const before = known.get(name);
        if (before !== undefined)
            return before;
        const made = make(key, name);
        known.set(name, made);
        return made;
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/catalog.js

/** Reads gradle/libs.versions.toml. Source: Gradle's user manual, "Version Catalogs"; `-` and `_` become dots. */
function readCatalog(app) {
    const path = 'gradle/libs.versions.toml';
    const toml = parseToml(app.at(path), app.files.text(path) ?? '');
    const table = (name) => new Map(Object.entries(toml.table(name)).map(([key, value]) => [key.replace(/[-_]/g, '.'), value]));
    const [versions, plugins, libraries, bundles] = ['versions', 'plugins', 'libraries', 'bundles'].map(table);
    const versionIn = (value) => {
        if (typeof value === 'string')
            return value;
        if (!isTable(value))
            return '';
        if (typeof value['ref'] === 'string')
            return versionIn(versions?.get(value['ref'].replace(/[-_]/g, '.')));
        const rich = value['strictly'] ?? value['require'] ?? value['prefer'];
        return typeof rich === 'string' ? rich : '';
    };
    const library = (value) => {
        if (typeof value === 'string') {
            const [group = '', artifact = '', version = ''] = value.split(':');
            return [{ name: `${group}:${artifact}`, version }];
        }
        if (!isTable(value))
            return [];
        const { module, group, name } = value;
        const full = typeof module === 'string' ? module : `${String(group)}:${String(name)}`;
        return [{ name: full, version: versionIn(value['version']) }];
    };
    return {
        plugin: (accessor) => {
            const value = plugins?.get(accessor);
            if (typeof value === 'string') {
                const [id = '', version = ''] = value.split(':');
                return { id, version };
            }
            return isTable(value) ? { id: String(value['id']), version: versionIn(value['version']) } : undefined;
        },
        libraries: (accessor) => {
            const bundle = bundles?.get(accessor.replace(/^bundles\./, ''));
            if (accessor.startsWith('bundles.') && Array.isArray(bundle)) {
                return bundle.flatMap((name) => library(libraries?.get(String(name).replace(/[-_]/g, '.'))));
            }
            return library(libraries?.get(accessor));
        },
        version: (accessor) => {
            const value = versionIn(versions?.get(accessor));
            return value === '' ? undefined : value;
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/tokens.js
const SPACE = /[^\S\n]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\\\n/y;
const WORD = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|`[^`\n]*`|\d[\w.]*/y;
const STRING = /"""([\s\S]*?)(?:"""|$)|'''([\s\S]*?)(?:'''|$)|"((?:\\.|[^"\\\n])*)"?|'((?:\\.|[^'\\\n])*)'?/y;
/**
 * Takes a script apart as far as both languages are the same: names, strings, symbols and where lines end. What it does
 * not know is a symbol. Linear in the text.
 */
function gradleTokens(text) {
    const source = text.replace(/\r\n?/g, '\n');
    const tokens = [];
    let line = 1;
    let at = 0;
    const take = (pattern) => {
        pattern.lastIndex = at;
        const match = pattern.exec(source);
        if (match === null || match[0] === '')
            return undefined;
        at += match[0].length;
        return match;
    };
    while (at < source.length) {
        const space = take(SPACE);
        if (space !== undefined) {
            line += lines(space[0]);
            continue;
        }
        const word = take(WORD);
        if (word !== undefined) {
            tokens.push({ kind: 'word', text: word[0].replaceAll('`', ''), line });
            continue;
        }
        const string = take(STRING);
        if (string !== undefined) {
            tokens.push({ kind: 'string', text: string.slice(1).find(Boolean) ?? '', line });
            line += lines(string[0]);
            continue;
        }
        const symbol = source[at] ?? '';
        at += 1;
        tokens.push({ kind: symbol === '\n' || symbol === ';' ? 'end' : 'symbol', text: symbol, line });
        if (symbol === '\n')
            line += 1;
    }
    return tokens;
}
function lines(text) {
    return text.split('\n').length - 1;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/script.js

const DEEPEST = 100;
/** Reads a script. What is not a block is a statement, whatever it does. */
function parseScript(file, text) {
    const tokens = gradleTokens(text);
    return { file, statements: parseBlock(tokens, 0, 0).statements };
}
function parseBlock(tokens, start, depth) {
    const statements = [];
    let current = [];
    let block;
    let brackets = 0;
    let at = start;
    const finish = () => {
        const [first] = current;
        if (first !== undefined)
            statements.push({ tokens: current, block, line: first.line });
        current = [];
        block = undefined;
        brackets = 0;
    };
    for (; at < tokens.length; at += 1) {
        const token = tokens[at];
        if (token === undefined)
            break;
        if (token.kind === 'symbol' && token.text === '}') {
            if (depth > 0)
                break;
            continue;
        }
        if (token.kind === 'symbol' && token.text === '{' && depth < DEEPEST) {
            const inner = parseBlock(tokens, at + 1, depth + 1);
            block = [...(block ?? []), ...inner.statements];
            at = inner.next;
            continue;
        }
        if (token.kind === 'end') {
            if (brackets <= 0 || token.text === ';')
                finish();
            continue;
        }
        if (token.kind === 'symbol')
            brackets += '(['.includes(token.text) ? 1 : ')]'.includes(token.text) ? -1 : 0;
        current.push(token);
    }
    finish();
    return { statements, next: at };
}
/** The name that a statement begins with: of a block, a call or a value. `x.set(...)` is about x. */
function script_nameOf({ tokens }) {
    const [first] = tokens;
    return first?.kind === 'word' ? first.text.replace(/\.set$/, '') : '';
}
/** The content of all blocks of a name. */
function blocks(statements, name) {
    return statements.flatMap((statement) => (script_nameOf(statement) === name ? (statement.block ?? []) : []));
}
/** Every statement, those in blocks included. */
function everything(statements) {
    return statements.flatMap((statement) => [statement, ...everything(statement.block ?? [])]);
}
/** What follows the name in the statement that sets a value, by its path: `java.toolchain.languageVersion`. */
function settings(statements, path) {
    return statements.flatMap((statement) => {
        const parts = script_nameOf(statement).split('.');
        if (parts.some((part, index) => part !== path[index]))
            return [];
        const rest = path.slice(parts.length);
        if (rest.length === 0)
            return [statement];
        return settings(statement.block ?? [], rest);
    });
}
/** The strings of a statement, in order. */
function script_strings({ tokens }) {
    return tokens.flatMap(({ kind, text }) => (kind === 'string' ? [text] : []));
}
/** A statement's value with its place: its first string, number or name after the one it begins with. */
function script_valueOf(script, statement) {
    const token = statement.tokens.slice(1).find(({ kind }) => kind === 'string' || kind === 'word');
    return token === undefined ? undefined : { value: token.text, file: script.file, line: token.line };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/build.js





const build_SCRIPTS = ['build.gradle', 'build.gradle.kts'];
const build_SETTINGS = ['settings.gradle', 'settings.gradle.kts'];
/** Reads the build that the application's folder is a project of, or undefined where there is none. */
function readBuild(app) {
    const own = build_SCRIPTS.some((name) => app.files.isFile(name)) || build_SETTINGS.some((name) => app.files.isFile(name));
    if (!own)
        return undefined;
    for (const above of upward(app).toReversed()) {
        if (above.folder !== app.folder && build_settingsOf(above) === undefined)
            continue;
        const build = builds(app.repository, above.folder);
        if ([...build.projects.values()].some(({ folder }) => folder === app.folder))
            return build;
    }
    return undefined;
}
const builds = remembered(buildIn);
function buildIn(repository, root) {
    const app = appIn(repository, root);
    const script = build_settingsOf(app);
    const projects = new Map([[':', projectIn(repository, ':', root)]]);
    for (const [path, folder] of build_includes(script)) {
        projects.set(path, projectIn(repository, path, join(root, folder)));
    }
    const others = (script?.statements ?? [])
        .flatMap((statement) => everything([statement]).filter(({ tokens }) => tokens[0]?.text === 'includeBuild'))
        .flatMap((statement) => script_strings(statement).slice(0, 1));
    return {
        root,
        settings: script,
        projects,
        catalog: readCatalog(app),
        properties: readProperties(app, 'gradle.properties'),
        included: ['buildSrc', ...others]
            .map((name) => join(root, name))
            .filter((path) => repository.isFolder(path)),
    };
}
function build_settingsOf(app) {
    return scriptOf(app, build_SETTINGS);
}
function projectIn(repository, path, folder) {
    const name = path.split(':').at(-1) ?? '';
    const names = [...build_SCRIPTS, ...(name === '' ? [] : [`${name}.gradle`, `${name}.gradle.kts`])];
    return { path, folder, script: scriptOf(appIn(repository, folder), names) };
}
function scriptOf(app, names) {
    const name = names.find((one) => app.files.isFile(one));
    return name === undefined ? undefined : parseScript(app.at(name), app.files.text(name) ?? '');
}
/** Source: Gradle's user manual, "Multi-Project Builds": `include`, and `project(':x').projectDir = file('y')`. */
function build_includes(script) {
    const found = new Map();
    const statements = everything(script?.statements ?? []);
    for (const statement of statements) {
        if (statement.tokens[0]?.text !== 'include')
            continue;
        for (const name of script_strings(statement)) {
            const path = `:${name.replace(/^:/, '')}`;
            found.set(path, path.slice(1).replaceAll(':', '/'));
        }
    }
    for (const { tokens } of statements) {
        const [project, , path, , , place] = tokens;
        if (project?.text !== 'project' || place?.text !== 'projectDir' || path?.kind !== 'string')
            continue;
        const folder = tokens.slice(6).find(({ kind }) => kind === 'string')?.text;
        if (folder !== undefined && found.has(path.text))
            found.set(path.text, folder.replace(/^\.\//, ''));
    }
    return found;
}
/** The name that the build gives itself. */
function rootName(build) {
    const [statement] = settings(build.settings?.statements ?? [], ['rootProject', 'name']);
    const name = statement && script_strings(statement)[0];
    if (statement === undefined || name === undefined || build.settings === undefined)
        return undefined;
    return { value: name, file: build.settings.file, line: statement.line };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/model.js

const KOTLIN = 'org.jetbrains.kotlin.';
/** A project's own statements, those that the root gives all, and those of plugins in buildSrc. */
function partsOf(repository, build, project) {
    const own = project.script === undefined ? [] : [{ script: project.script, statements: project.script.statements }];
    const root = build.projects.get(':')?.script;
    const shared = root === undefined
        ? []
        : [
            { script: root, statements: blocks(root.statements, 'allprojects') },
            ...(project.path === ':'
                ? []
                : [{ script: root, statements: blocks(root.statements, 'subprojects') }]),
        ];
    const parts = [...own, ...shared];
    const conventions = parts
        .flatMap((part) => declared(build, part))
        .flatMap(({ id }) => conventionScript(repository, build, id));
    return [...parts, ...conventions];
}
/** Source: Gradle's user manual, "Pre-compiled script plugins". */
function conventionScript(repository, build, id) {
    for (const folder of build.included) {
        for (const path of [`groovy/${id}.gradle`, `kotlin/${id}.gradle.kts`]) {
            const file = `${folder}/src/main/${path}`;
            const text = repository.text(file);
            if (text === undefined)
                continue;
            const script = parseScript(file, text);
            return [{ script, statements: script.statements }];
        }
    }
    return [];
}
/** The plugins that a project applies, each once, with the version wherever it stands. */
function plugins(build, parts) {
    const applied = parts.flatMap((part) => declared(build, part)).filter(({ apply }) => apply);
    return applied
        .filter(({ id }, index) => applied.findIndex((other) => other.id === id) === index)
        .map(({ id, version, found }) => ({ id, found, version: version ?? versionElsewhere(build, id) }));
}
function declared(build, { script, statements }) {
    const place = (line) => ({ file: script.file, line });
    const inBlock = blocks(statements, 'plugins').flatMap((statement) => {
        const one = model_pluginOf(build, statement);
        if (one === undefined)
            return [];
        return [{ ...one, found: { value: one.id, ...place(statement.line) } }];
    });
    const byCall = statements
        .filter((statement) => script_nameOf(statement) === 'apply')
        .flatMap((statement) => {
        const [id] = script_strings(statement);
        if (id === undefined || !statement.tokens.some(({ text }) => text === 'plugin'))
            return [];
        return [
            { id: fullId(id), version: undefined, apply: true, found: { value: id, ...place(statement.line) } },
        ];
    });
    return [...inBlock, ...byCall];
}
function model_pluginOf(build, { tokens }) {
    const [first] = tokens;
    if (first?.kind !== 'word')
        return undefined;
    const apply = !tokens.some(({ text }, index) => text === 'apply' && tokens[index + 1]?.text === 'false');
    const at = tokens.findIndex(({ text }) => text === 'version');
    const version = at === -1
        ? undefined
        : versionValue(build, tokens.slice(at + 1).map(({ text }) => text));
    const [string] = tokens.flatMap(({ kind, text }) => (kind === 'string' ? [text] : []));
    if (first.text === 'id')
        return string === undefined ? undefined : { id: string, version, apply };
    if (first.text === 'kotlin')
        return string === undefined ? undefined : { id: `${KOTLIN}${string}`, version, apply };
    if (first.text === 'alias') {
        const accessor = tokens.find(({ text }) => text.startsWith('libs.plugins.'))?.text ?? '';
        const entry = build.catalog.plugin(accessor.replace(/^libs\.plugins\./, ''));
        return entry === undefined ? undefined : { ...entry, apply };
    }
    return { id: fullId(first.text), version, apply };
}
/** A version as words give it: itself, or by a name that the build gives one. */
function versionValue(build, words) {
    const word = words.find((text) => /[\w$]/.test(text)) ?? '';
    const [, name] = /^\$\{?([\w.]+)\}?$/.exec(word) ?? [];
    if (/^\d/.test(word))
        return word;
    return build.properties.get(name ?? word)?.value ?? model_variable(build, name ?? word);
}
function fullId(id) {
    return id === 'kotlin' ? `${KOTLIN}jvm` : id;
}
function versionElsewhere(build, id) {
    const root = build.projects.get(':')?.script;
    const scripts = [root, build.settings].filter((script) => script !== undefined);
    for (const script of scripts) {
        const managed = blocks(script.statements, 'pluginManagement');
        for (const statement of [...blocks(script.statements, 'plugins'), ...blocks(managed, 'plugins')]) {
            const one = model_pluginOf(build, statement);
            if (one?.id === id && one.version !== undefined)
                return one.version;
        }
        // What the time before the plugins block wrote.
        const classpath = everything(blocks(script.statements, 'buildscript')).flatMap(script_strings);
        // The plugin's artifact is named after its group: org.springframework.boot:spring-boot-gradle-plugin.
        const artifact = classpath.find((text) => text.startsWith(`${id}:`));
        const version = artifact?.split(':')[2];
        if (version !== undefined)
            return versionValue(build, [version]);
    }
    return undefined;
}
/** The value of a name that a script of the root gives one: `def x = '1'`, `val x = "1"`, `ext { x = '1' }`. */
function model_variable(build, name) {
    if (name.startsWith('libs.versions.')) {
        return build.catalog.version(name.replace(/^libs\.versions\./, '').replace(/\.(?:get|asProvider).*$/, ''));
    }
    const wanted = name.replace(/^(?:rootProject\.|project\.)?(?:ext\.|extra\.)?/, '');
    const scripts = [...build.projects.values()].map(({ script }) => script);
    for (const script of scripts.slice(0, 1)) {
        for (const { tokens } of everything(script?.statements ?? [])) {
            const at = tokens.findIndex(({ text }, index) => text.replace(/^ext\./, '') === wanted && tokens[index + 1]?.text === '=');
            const value = tokens[at + 2];
            if (at !== -1 && value !== undefined && (value.kind === 'string' || /^\d/.test(value.text)))
                return value.text;
        }
    }
    return build.properties.get(wanted)?.value;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/dependencies.js


/** What a project depends on, and the paths of the projects of the build among it. */
function dependencies(build, parts) {
    const external = [];
    const projects = [];
    for (const { script, statements } of parts) {
        for (const statement of blocks(statements, 'dependencies')) {
            const scope = dependencies_scopeOf(script_nameOf(statement));
            const add = (name, version) => {
                external.push({
                    name,
                    version,
                    scope,
                    found: { value: name, file: script.file, line: statement.line },
                });
            };
            projects.push(...dependencies_projectsIn(build, statement));
            for (const { name, version } of librariesIn(build, statement))
                add(name, version);
        }
    }
    return { external, projects };
}
function dependencies_scopeOf(configuration) {
    if (/^test|Test/.test(configuration))
        return 'test';
    return /^(?:compileOnly|provided|annotationProcessor|kapt|ksp|developmentOnly)/.test(configuration)
        ? 'provided'
        : 'compile';
}
function dependencies_projectsIn(build, { tokens }) {
    return tokens.flatMap(({ kind, text }, index) => {
        if (kind === 'word' && text === 'project') {
            const path = tokens.slice(index + 1, index + 5).find((token) => token.kind === 'string')?.text;
            return path === undefined ? [] : [path];
        }
        if (!text.startsWith('projects.'))
            return [];
        const accessor = text.slice('projects.'.length).toLowerCase();
        return [...build.projects.keys()].filter((path) => path.slice(1).replaceAll(':', '.').replace(/[-_]/g, '').toLowerCase() === accessor);
    });
}
function librariesIn(build, statement) {
    const texts = script_strings(statement);
    const named = (key) => {
        const at = statement.tokens.findIndex(({ text }) => text === key);
        return at === -1
            ? undefined
            : statement.tokens.slice(at + 1, at + 3).find(({ kind }) => kind === 'string')?.text;
    };
    const group = named('group');
    if (group !== undefined)
        return [{ name: `${group}:${named('name') ?? ''}`, version: named('version') ?? '' }];
    const byString = texts.flatMap((text) => {
        const [group, artifact, version = ''] = text.split(':');
        if (!group || artifact === undefined || text.startsWith(':'))
            return [];
        return [{ name: `${group}:${artifact}`, version: versionValue(build, [version]) ?? '' }];
    });
    const byCatalog = statement.tokens.flatMap(({ kind, text }) => kind === 'word' && text.startsWith('libs.') ? build.catalog.libraries(text.slice('libs.'.length)) : []);
    return [...byString, ...byCatalog];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/releases.js


const TOOLCHAIN = [
    ['java', 'toolchain', 'languageVersion'],
    ['kotlin', 'jvmToolchain'],
    ['kotlin', 'jvmToolchain', 'languageVersion'],
    ['java', 'toolchain'],
];
const COMPATIBILITY = [
    ['java', 'targetCompatibility'],
    ['targetCompatibility'],
    ['java', 'sourceCompatibility'],
    ['sourceCompatibility'],
];
/** What decides the class files' release, the strongest first. Source: Gradle's user manual, "Toolchains for JVM projects". */
function releases(build, parts) {
    const of = (path) => {
        for (const { script, statements } of parts) {
            for (const statement of settings(statements, path)) {
                const found = javaValue(build, script, statement);
                if (found !== undefined)
                    return found;
            }
        }
        return undefined;
    };
    return [
        ...TOOLCHAIN.map(of),
        inTasks(build, parts, 'release'),
        ...COMPATIBILITY.map(of),
        inTasks(build, parts, 'jvmTarget'),
    ];
}
/** `options.release = 17` and `jvmTarget = "17"`, wherever a block for the compiler's tasks has them. */
function inTasks(build, parts, name) {
    for (const { script, statements } of parts) {
        for (const statement of everything(statements)) {
            if (script_nameOf(statement).split('.').at(-1) !== name)
                continue;
            const found = javaValue(build, script, statement);
            if (found !== undefined)
                return found;
        }
    }
    return undefined;
}
/** `JavaVersion.VERSION_17`, `JavaLanguageVersion.of(17)`, `JvmTarget.JVM_17`, `'1.8'`, 17, or a name for one of them. */
function javaValue(build, script, { tokens }) {
    for (const { text, line, kind } of tokens.slice(1)) {
        const [, version] = /(?:VERSION_|JVM_)(\d+(?:_\d+)?)$/.exec(text) ?? [];
        const value = version?.replace('_', '.') ?? (/^\d+(?:\.\d+)?$/.test(text) ? text : undefined);
        const named = value ??
            (kind === 'word' || text.startsWith('$')
                ? model_variable(build, text.replace(/[${}]|\.toInt|\.toString/g, ''))
                : undefined);
        if (named !== undefined && /^\d+(?:\.\d+)?$/.test(named))
            return { value: named, file: script.file, line };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/shell-path.js


/** A path for /bin/sh in which every character stands for itself, but for the `*` that stands for a version. */
function shellPath(path) {
    return path.replace(/[^\w./*:@+,=-]/g, '\\$&');
}
/** A name that a file can have without making two words or lines of one. Throws a UserError for any other. */
function fileName(found) {
    if (found.value !== '' && !/[\s/\p{Cc}]/u.test(found.value) && !found.value.includes('${'))
        return found.value;
    throw new errors/* UserError */.y(`The name of what is built, "${found.value.replace(/\s+/g, ' ')}" (${originOf(found)}), cannot be told.`, 'Give it a name of letters, digits, dots and hyphens, and properties that are set in a pom.xml of the repository.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/sources.js

// What stands at the top of a project and decides nothing about the application that is built.
const BESIDE = /^(?:\..*|mvnw|mvnw\.cmd|gradlew|gradlew\.bat|gradle|target|build|.*\.(?:md|adoc|txt|iml)|LICENSE.*|NOTICE.*|Dockerfile.*|.*compose.*\.ya?ml|Procfile|system\.properties|app\.json|(?:fly|railway|mise|project|nixpacks|railpack)\.(?:toml|json)|render\.yaml|Jenkinsfile|catalog-info\.yaml)$/i;
/**
 * Copies of what the modules are built from: of one at the top its `src` alone where nothing else is there, so that
 * neither documents nor workflows make the layer new. `manifests` are there already.
 */
function sourceCopies(repository, root, folders, ...manifests) {
    const inside = folders.filter((folder) => folder !== root);
    // The folder of several modules has only their common pom.xml, unless it is a module itself.
    const own = inside.length === 0 || (folders.includes(root) && repository.isFolder(join(root, 'src')));
    return [
        ...(own ? [ownCopy(repository, root, manifests)] : []),
        ...inside.map((folder) => {
            const to = root === '' ? folder : folder.slice(root.length + 1);
            return { kind: 'copy', sources: [`${folder}/`], to: `./${to}/` };
        }),
    ];
}
function ownCopy(repository, root, manifests) {
    const others = repository
        .list(root)
        .filter(({ name }) => !BESIDE.test(name) && !manifests.includes(name))
        .map(({ name }) => name);
    if (others.length === 1 && others[0] === 'src') {
        return { kind: 'copy', sources: [`${join(root, 'src')}/`], to: './src/' };
    }
    return root === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${root}/`], to: './' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/init-script.js
/** Where the image has the script. */
const INIT_SCRIPT = '/opt/container.gradle';
/**
 * Tasks that Gradle does not have: one that downloads what is compiled with and run with, and, where an application is
 * no single archive, one that collects what it runs with. Source: Gradle's user manual, "Initialization Scripts" and
 * "Artifact Views".
 */
function initScript(collects) {
    return [
        'allprojects {',
        "  tasks.register('downloadDependencies') {",
        '    doLast {',
        '      configurations',
        "        .findAll { it.canBeResolved && !it.name.toLowerCase().contains('test') }",
        '        .each { it.incoming.artifactView { lenient = true }.files.files }',
        '    }',
        '  }',
        ...(collects ? COLLECT : []),
        '}',
    ];
}
const COLLECT = [
    "  plugins.withId('java') {",
    "    tasks.register('copyDependencies', Sync) {",
    '      from(configurations.runtimeClasspath)',
    "      into(layout.buildDirectory.dir('dependencies'))",
    '    }',
    '  }',
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/secrets.js

/** A name that is a secret by how it sounds: the environment has harmless ones, too. */
const SECRET = /TOKEN|PASSWORD|USER|ACTOR|KEY|SECRET|CREDENTIAL/i;
/** The variables that scripts read for private repositories: `System.getenv("NEXUS_TOKEN")`. */
function gradleSecrets(build) {
    const names = new Set();
    const scripts = [build.settings, ...[...build.projects.values()].map(({ script }) => script)];
    for (const script of scripts) {
        for (const statement of everything(script?.statements ?? [])) {
            if (!statement.tokens.some(({ text }) => /getenv$|environmentVariable$/.test(text)))
                continue;
            for (const name of script_strings(statement))
                if (/^[A-Z][A-Z0-9_]*$/.test(name) && SECRET.test(name))
                    names.add(name);
        }
    }
    return [...names].sort().map((name) => ({ type: 'secret', id: name, env: name }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/wrapper.js




const PROPERTIES = 'gradle/wrapper/gradle-wrapper.properties';
/** The wrapper where it is whole: a `.gitignore` for `*.jar` often leaves out the part that starts it. */
function gradleCommand(repository, root, script) {
    const app = appIn(repository, root);
    const url = readProperties(app, PROPERTIES).get('distributionUrl');
    const [, version] = /gradle-(\d[\w.-]*?)-(?:bin|all)\.zip/.exec(url?.value ?? '') ?? [];
    const text = app.files.head('gradlew');
    const whole = text !== undefined && !text.includes('\r') && app.files.isFile('gradle/wrapper/gradle-wrapper.jar');
    return {
        found: whole && url !== undefined ? { ...url, value: 'gradle' } : { value: 'gradle', file: script },
        command: whole ? 'sh gradlew --no-daemon' : 'gradle --no-daemon',
        image: !whole,
        version,
    };
}
/** The image that builds: a JDK for the wrapper, or Gradle's own in the wrapper's version. */
function gradleImage({ image, version }, java, registry) {
    if (!image)
        return officialImage(registry, `eclipse-temurin:${java}-jdk`);
    // The major before the current one is what most builds without a wrapper were written for.
    const line = version ?? (Number(java) >= 25 ? '9' : '8');
    return officialImage(registry, `gradle:${line}-jdk${java}`);
}
// The first release that runs on each long-term line. Source: Gradle's user manual, "Compatibility Matrix".
const RUNS_ON = [
    ['9.1.0', 25],
    ['8.5.0', 21],
    ['7.3.0', 17],
    ['5.0.0', 11],
    ['0.0.0', 8],
];
/** The lines of Java that a release of Gradle itself runs on. */
function gradleRunsOn(version) {
    const parsed = semver.coerce(version);
    if (parsed === null)
        return undefined;
    const to = RUNS_ON.find(([since]) => semver.gte(parsed, since))?.[1] ?? 8;
    return { from: parsed.major >= 9 ? 17 : 8, to };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/stages.js








const HOME = '/opt/gradle-home';
/** The stages `deps` and `build`: downloads in a layer of their own, then the product in /out. */
function gradleStages(facts, options) {
    return [depsStage(facts, options), gradle_stages_buildStage(facts, options)];
}
function depsStage(facts, { product, version, request }) {
    const { gradle } = facts;
    return {
        name: 'deps',
        base: gradleImage(gradle, version, request.baseRegistry),
        steps: steps({ kind: 'workdir', value: '/app' }, { kind: 'env', values: { GRADLE_USER_HOME: HOME } }, {
            kind: 'inline',
            why: [
                `Gradle has no task that ${product === 'thin' ? 'collects what an application runs with, nor one that ' : ''}only downloads.`,
            ],
            to: INIT_SCRIPT,
            lines: initScript(product === 'thin'),
        }, ...scriptCopies(facts), {
            kind: 'run',
            why: ['Into the layer, so that a change of source alone downloads nothing, wherever it is built.'],
            commands: [
                `${gradle.command} ${uncached(facts)}--init-script ${INIT_SCRIPT} ${task(facts, 'downloadDependencies')}`,
            ],
            mounts: gradleSecrets(facts.build),
        }),
    };
}
/** A task that resolves what it finds while it runs cannot be kept by the configuration cache, where that is switched on. */
function uncached({ build }) {
    const cached = build.properties.get('org.gradle.configuration-cache')?.value === 'true';
    return cached ? '--no-configuration-cache ' : '';
}
/** What Gradle is configured by: the scripts of all projects, as it reads each before it builds one. */
function scriptCopies({ repository, build }) {
    const { root, projects, included, settings } = build;
    const inside = (path) => (root === '' ? path : path.slice(root.length + 1));
    const own = projects.get(':')?.script;
    const files = [
        ...['gradlew', 'gradle.properties']
            .map((name) => join(root, name))
            .filter((path) => repository.isFile(path)),
        ...[settings, own].flatMap((script) => (script === undefined ? [] : [script.file])),
    ];
    const folders = [join(root, 'gradle'), ...included].filter((path) => repository.isFolder(path));
    const others = [...projects.values()].filter(({ path, script }) => path !== ':' && script !== undefined);
    const copies = [
        { kind: 'copy', why: ['Only what decides the dependencies.'], sources: files, to: './' },
        ...folders.map((path) => ({ kind: 'copy', sources: [`${path}/`], to: `./${inside(path)}/` })),
        ...others.flatMap(({ folder, script }) => script === undefined
            ? []
            : [{ kind: 'copy', sources: [script.file], to: `./${inside(folder)}/` }]),
    ];
    return copies;
}
function gradle_stages_buildStage(facts, options) {
    const { build, closure, repository, project } = facts;
    const scripts = [build.settings?.file, project.script?.file].flatMap((file) => file?.split('/').slice(-1) ?? []);
    return {
        name: 'build',
        base: 'deps',
        steps: steps(...sourceCopies(repository, build.root, closure.map(({ folder }) => folder), ...scripts, 'gradle.properties', 'buildSrc'), {
            kind: 'run',
            why: ['The cache begins as that layer, and keeps what plugins fetch only while they run.'],
            commands: [
                ...buildCommands(facts, options),
                ...collectCommands(facts, options.product),
                ...options.after,
            ],
            mounts: [{ type: 'cache', target: HOME, from: 'deps' }, ...gradleSecrets(facts.build)],
        }),
    };
}
/** A command that was given builds; it does not know that libraries are collected, too. */
function buildCommands(facts, { command, product }) {
    if (command === undefined)
        return [buildCommand(facts, product)];
    return product === 'thin' ? [command, buildCommand(facts, product)] : [command];
}
/** The line that builds the application, without tests: those are the workflow's to run. */
function buildCommand(facts, product) {
    const { gradle } = facts;
    if (product !== 'thin')
        return `${gradle.command} ${task(facts, taskOf(facts, product))}`;
    return `${gradle.command} --init-script ${INIT_SCRIPT} ${task(facts, 'jar')} ${task(facts, 'copyDependencies')}`;
}
function taskOf({ war, plugin }, product) {
    switch (product) {
        case 'boot': {
            // Before 2 it was the archive of `assemble` that became executable.
            const version = semver.coerce(plugin('org.springframework.boot')?.version);
            if (version !== null && version.major < 2)
                return 'assemble';
            return war ? 'bootWar' : 'bootJar';
        }
        case 'quarkus':
        case 'quarkus-uber':
            return 'quarkusBuild';
        case 'uber':
            return plugin('io.ktor.plugin') === undefined ? 'shadowJar' : 'buildFatJar';
        case 'war':
            return 'war';
        case 'thin':
            return 'jar';
    }
}
function task({ project }, name) {
    return project.path === ':' ? `:${name}` : `${shellPath(project.path)}:${name}`;
}
/** The project's folder below the one that Gradle runs in. */
function placeOf({ build, project }) {
    return build.root === '' ? project.folder : project.folder.slice(build.root.length + 1);
}
function collectCommands(facts, product) {
    const output = shellPath(join(placeOf(facts), 'build'));
    switch (product) {
        case 'boot':
            return [
                'mkdir /out',
                `cp ${output}/libs/*.${facts.war ? 'war' : 'jar'} /out/app.${facts.war ? 'war' : 'jar'}`,
            ];
        case 'quarkus':
            return [`cp -R ${output}/quarkus-app /out`];
        case 'quarkus-uber':
            return ['mkdir /out', `cp ${output}/*-runner.jar /out/app.jar`];
        case 'uber':
            return ['mkdir /out', `cp ${output}/libs/*-all.jar /out/app.jar`];
        case 'thin':
            // Without libraries there is no folder for them either.
            return [
                `mkdir -p /out ${output}/dependencies`,
                `cp ${output}/libs/*.jar /out/app.jar`,
                `cp -R ${output}/dependencies /out/lib`,
            ];
        case 'war':
            return ['mkdir /out', `env -C /out jar -xf /app/${output}/libs/*.war`];
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/gradle/project.js








const SHADOW = ['com.gradleup.shadow', 'com.github.johnrengelman.shadow', 'io.ktor.plugin'];
/** The project of a Gradle build, or undefined where there is none. */
function gradleProject(app) {
    const build = readBuild(app);
    const project = build && [...build.projects.values()].find(({ folder }) => folder === app.folder);
    return build === undefined || project === undefined ? undefined : projectOf(app, build, project);
}
function projectOf(app, build, project) {
    const parts = partsOf(app.repository, build, project);
    const applied = plugins(build, parts);
    const closure = project_closureOf(app, build, project);
    const script = project.script?.file ?? build.settings?.file ?? app.at('build.gradle');
    const gradle = gradleCommand(app.repository, build.root, script);
    const external = closure.flatMap((one) => dependencies(build, partsOf(app.repository, build, one)).external);
    const plugin = (id) => {
        const one = applied.find((other) => other.id === id);
        return one && { found: one.found, version: one.version, goals: [], setting: bootSetting(parts) };
    };
    const war = plugin('war') !== undefined;
    const shadow = applied.find(({ id }) => SHADOW.includes(id));
    const facts = { repository: app.repository, build, project, closure, gradle, war, plugin };
    return {
        tool: { ...gradle.found, value: 'gradle' },
        manifest: script,
        about: project_aboutOf(build, project, parts),
        packaging: war ? 'war' : project.script === undefined ? 'pom' : 'jar',
        dependencies: external,
        plugin,
        platform: (group) => external.find(({ name, version }) => name.startsWith(`${group}:`) && version !== '')?.version,
        releases: releases(build, parts),
        runsOn: gradleRunsOn(gradle.version),
        mainClass: project_mainClass(build, parts),
        uber: shadow?.found,
        modules: closure.map(({ folder }) => appIn(app.repository, folder)),
        place: placeOf(facts),
        command: (product) => ({ value: buildCommand(facts, product), file: script }),
        stages: (options) => gradleStages(facts, options),
        scope: (folder) => project_scopeOf(facts, folder),
        members: () => members(app, build, project),
        // A package of the source may have that name, too.
        ignore: ['**/build', '!**/src/**/build', '**/.gradle'],
        warnings: [],
    };
}
/**
 * What Spring Boot's archive is set to, under the names that its Maven plugin has. Layers of the build's own are none that
 * are known, so that the archive stays whole.
 */
function bootSetting(parts) {
    return (...path) => {
        const name = path.join('.');
        for (const { script, statements } of parts) {
            const inside = blocks(statements, 'bootJar').concat(statements.filter(({ tokens }) => tokens.some(({ text }) => text === 'bootJar' || text === 'BootJar')));
            for (const { tokens, line } of everything(inside)) {
                const word = tokens[0]?.text;
                if (name === 'executable' && word === 'launchScript')
                    return { value: 'true', file: script.file, line };
                const off = word === 'layerOrder' || (word === 'enabled' && tokens.some(({ text }) => text === 'false'));
                if (name === 'layers.enabled' && off)
                    return { value: 'false', file: script.file, line };
            }
        }
        return undefined;
    };
}
/** The project and those of the build that it depends on. */
function project_closureOf(app, build, project) {
    const closure = new Set([project]);
    for (const one of closure) {
        for (const path of dependencies(build, partsOf(app.repository, build, one)).projects) {
            const other = build.projects.get(path.startsWith(':') ? path : `:${path}`);
            if (other !== undefined)
                closure.add(other);
        }
    }
    return [...closure];
}
function members(app, build, project) {
    return [...build.projects.values()]
        .filter((one) => one !== project && one.script !== undefined)
        .map((one) => {
        const own = appIn(app.repository, one.folder);
        return { app: own, project: projectOf(own, build, one) };
    });
}
function project_aboutOf(build, project, parts) {
    const title = project.path === ':' ? rootName(build)?.value : project.path.split(':').at(-1);
    const [own] = parts;
    const statement = own && settings(own.statements, ['description'])[0];
    const description = statement && script_strings(statement)[0];
    return {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined || description.includes('$') ? {} : { description }),
    };
}
const MAIN_CLASS = [
    ['application', 'mainClass'],
    ['application', 'mainClassName'],
    ['mainClassName'],
    ['springBoot', 'mainClass'],
];
function project_mainClass(build, parts) {
    for (const path of MAIN_CLASS) {
        for (const { script, statements } of parts) {
            const [statement] = settings(statements, path);
            const found = statement && script_valueOf(script, statement);
            if (found === undefined)
                continue;
            const value = /^[\w.$]+$/.test(found.value)
                ? (model_variable(build, found.value) ?? found.value)
                : found.value;
            if (/^[\w$]+(?:\.[\w$]+)*$/.test(value))
                return { ...found, value };
        }
    }
    return manifestClass(parts);
}
/** `attributes 'Main-Class': 'x'` in Groovy, `attributes["Main-Class"] = "x"` in Kotlin. */
function manifestClass(parts) {
    for (const { script, statements } of parts) {
        const tokens = statementsOf(statements);
        const at = tokens.findIndex(({ kind, text }) => kind === 'string' && text === 'Main-Class');
        const value = tokens.slice(at + 1).find(({ kind }) => kind === 'string');
        if (at !== -1 && value !== undefined)
            return { value: value.text, file: script.file, line: value.line };
    }
    return undefined;
}
function statementsOf(statements) {
    return statements.flatMap(({ tokens, block }) => [...tokens, ...statementsOf(block ?? [])]);
}
/** What the build copies from outside a folder. */
function project_scopeOf({ repository, build, closure }, folder) {
    const root = appIn(repository, build.root);
    const names = ['gradlew', 'gradle', 'gradle.properties'].filter((name) => root.files.isFile(name) || root.files.isFolder(name));
    const scripts = [build.settings, ...[...build.projects.values()].map(({ script }) => script)];
    const paths = [
        ...names.map(root.at),
        ...scripts.flatMap((script) => (script === undefined ? [] : [script.file])),
        ...build.included,
        ...closure.filter((one) => one.folder !== build.root).map((one) => one.folder),
    ];
    const outside = paths.filter((path) => path !== folder && !path.startsWith(`${folder}/`));
    return folder === '' ? [] : [...new Set(outside)];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/pom.js




const pom_DEEPEST = 20;
const LONGEST = 10_000;
const parsed = remembered((repository, file) => {
    const text = repository.text(file);
    return text === undefined ? undefined : parseXml(file, text);
});
/** Reads the pom.xml of a folder, or undefined where there is none. Throws a UserError for broken XML. */
function readPom(repository, folder, given = new Map(), depth = 0) {
    return readFile(repository, join(folder, 'pom.xml'), given, depth);
}
function readFile(repository, file, given, depth) {
    const project = depth > pom_DEEPEST ? undefined : parsed(repository, file);
    if (project === undefined)
        return undefined;
    const folder = file.includes('/') ? external_node_path_.posix.dirname(file) : '';
    const parent = parentFile(repository, folder, project);
    return {
        file,
        folder,
        project,
        given,
        parent: parent === undefined ? undefined : readFile(repository, parent, given, depth + 1),
    };
}
/** Source: Maven's POM reference, "The Parent": ../pom.xml where nothing is said, a repository's where it is empty. */
function parentFile(repository, folder, project) {
    const parent = xmlChild(project, 'parent');
    if (parent === undefined)
        return undefined;
    const element = xmlChild(parent, 'relativePath');
    if (element?.text === '')
        return undefined;
    const path = external_node_path_.posix.normalize(external_node_path_.posix.join(folder, element?.text ?? '../pom.xml'));
    if (path.startsWith('..'))
        return undefined;
    const file = repository.isFolder(path) ? `${path}/pom.xml` : path;
    const above = parsed(repository, file);
    // A folder above often has a pom.xml that is another project's.
    const artifact = above && xmlChild(above, 'artifactId')?.text;
    return artifact === xmlChild(parent, 'artifactId')?.text ? file : undefined;
}
/** The pom and those that it inherits from, the nearest first. */
function lineage(pom) {
    return pom.parent === undefined ? [pom] : [pom, ...lineage(pom.parent)];
}
/** The `<project>` of each pom of the lineage, and before each the profiles that are active unless told otherwise. */
function models(pom) {
    return lineage(pom).flatMap(({ project }) => [
        ...xmlChildren(project, 'profile', 'profiles').filter((profile) => xmlChild(profile, 'activation', 'activeByDefault')?.text === 'true'),
        project,
    ]);
}
/** The parent that comes from outside the repository, as of Spring Boot or Micronaut. */
function outerParent(pom) {
    const last = lineage(pom).at(-1);
    const parent = xmlChild(last?.project, 'parent');
    const found = xmlText(xmlChild(parent, 'version')) ?? xmlText(xmlChild(parent, 'artifactId'));
    if (parent === undefined || found === undefined)
        return undefined;
    return { ...coordinates(pom, parent), found };
}
/** The coordinates that an element names, resolved as the pom's own properties say. */
function coordinates(pom, element) {
    const value = (name) => resolve(pom, xmlChild(element, name)?.text ?? '');
    return { group: value('groupId'), artifact: value('artifactId'), version: value('version') };
}
/** The pom's own coordinates; group and version may be the parent's. */
function ownCoordinates(pom) {
    const value = (name) => resolve(pom, (xmlChild(pom.project, name) ?? xmlChild(pom.project, 'parent', name))?.text ?? '');
    return {
        group: value('groupId'),
        artifact: resolve(pom, xmlChild(pom.project, 'artifactId')?.text ?? ''),
        version: value('version'),
    };
}
/** A property as it is written, unresolved: the command line's, then the nearest pom's. */
function property(pom, name) {
    const given = pom.given.get(name);
    if (given !== undefined)
        return given;
    for (const model of models(pom)) {
        const found = xmlText(xmlChildren(model, 'properties')[0]?.elements.find((element) => element.name === name));
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** A property with what it refers to put in. */
function resolvedProperty(pom, name) {
    const found = property(pom, name);
    return found === undefined ? undefined : { ...found, value: resolve(pom, found.value) };
}
/** A text with `${...}` replaced as far as the poms tell; what they do not tell stays as it is. */
function resolve(pom, text) {
    let resolved = text;
    for (let pass = 0; pass < pom_DEEPEST && resolved.includes('${'); pass += 1) {
        const next = resolved.replace(/\$\{([^${}]+)\}/g, (whole, name) => property(pom, name)?.value ?? ofProject(pom, name) ?? whole);
        // What refers to itself may grow with each pass.
        if (next === resolved || next.length > LONGEST)
            break;
        resolved = next;
    }
    return resolved;
}
function ofProject(pom, name) {
    const [, path] = /^(?:project|pom)\.(.+)$/.exec(name) ?? [];
    if (path === undefined)
        return undefined;
    const parts = path.split('.');
    const inherited = parts.length === 1 && ['groupId', 'version'].includes(path);
    const element = xmlChild(pom.project, ...parts) ?? (inherited ? xmlChild(pom.project, 'parent', path) : undefined);
    return element?.text;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/model.js



/** What a pom depends on, with what it inherits; a version that a bill of materials sets is that one's. */
function model_dependencies(pom) {
    return own(pom, 'dependencies');
}
const own = remembered((pom) => models(pom).flatMap((model) => xmlChildren(model, 'dependency', 'dependencies').map((element) => {
    const { group, artifact, version } = coordinates(pom, element);
    return {
        name: `${group}:${artifact}`,
        version: version === '' ? managedVersion(pom, group, artifact) : version,
        scope: resolve(pom, xmlChild(element, 'scope')?.text ?? 'compile'),
        found: { value: artifact, file: element.file, line: element.line },
    };
})));
/** The bills of materials that a pom imports. */
function imports(pom) {
    return managed(pom).filter(({ scope }) => scope === 'import');
}
function managedVersion(pom, group, artifact) {
    const all = managed(pom);
    const direct = all.find(({ name }) => name === `${group}:${artifact}`);
    const bill = all.find(({ name, scope }) => scope === 'import' && name.startsWith(`${group}:`));
    return direct?.version ?? bill?.version ?? '';
}
function managed(pom) {
    return models(pom).flatMap((model) => xmlChildren(model, 'dependency', 'dependencyManagement', 'dependencies').map((element) => {
        const { group, artifact, version } = coordinates(pom, element);
        return {
            name: `${group}:${artifact}`,
            version,
            scope: xmlChild(element, 'scope')?.text ?? 'compile',
            found: { value: artifact, file: element.file, line: element.line },
        };
    }));
}
/** A plugin that the build runs, by its artifact's name; one that is only managed does not count. */
function model_plugin(pom, artifact) {
    const bound = pluginElements(pom, artifact, 'plugins');
    const [first] = bound;
    if (first === undefined)
        return undefined;
    return maven_model_pluginOf(pom, first, [...bound, ...pluginElements(pom, artifact, 'pluginManagement', 'plugins')]);
}
function pluginElements(pom, artifact, ...path) {
    return models(pom).flatMap((model) => xmlChildren(model, 'plugin', 'build', ...path).filter((element) => resolve(pom, xmlChild(element, 'artifactId')?.text ?? '') === artifact));
}
function maven_model_pluginOf(pom, first, all) {
    const configurations = all.flatMap((element) => [
        ...xmlChildren(element, 'configuration'),
        ...xmlChildren(element, 'execution', 'executions').flatMap((run) => xmlChildren(run, 'configuration')),
    ]);
    const version = all.map((element) => xmlChild(element, 'version')?.text).find(Boolean);
    return {
        found: { value: xmlChild(first, 'artifactId')?.text ?? '', file: first.file, line: first.line },
        version: version === undefined ? undefined : resolve(pom, version),
        goals: all.flatMap((element) => xmlChildren(element, 'execution', 'executions').flatMap((run) => xmlChildren(run, 'goal', 'goals').map(({ text }) => text))),
        setting: (...path) => {
            for (const configuration of configurations) {
                const found = xmlText(find(configuration, path));
                if (found !== undefined)
                    return { ...found, value: resolve(pom, found.value) };
            }
            return undefined;
        },
    };
}
/** The element at a path; `*` stands for any name, of which the first that leads on is taken. */
function find(from, path) {
    const [name, ...rest] = path;
    if (name === undefined)
        return from;
    for (const element of from.elements) {
        if (name !== '*' && element.name !== name)
            continue;
        const found = find(element, rest);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** The name of the file that the build makes, without its ending; the version may stand in it as `*`. */
function finalName(pom, artifact) {
    for (const model of models(pom)) {
        const name = xmlText(xmlChild(model, 'build', 'finalName'));
        // A version is for the pom to raise, and not for the Dockerfile to follow.
        if (name !== undefined)
            return { ...name, value: resolve(pom, withoutVersion(name.value)) };
    }
    const element = xmlChild(pom.project, 'artifactId');
    return { value: `${artifact}-*`, file: pom.file, ...(element === undefined ? {} : { line: element.line }) };
}
function withoutVersion(name) {
    return name.replace(/\$\{(?:project\.|pom\.)?version\}|\$\{revision\}/g, '*');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/archive.js


const archive_MAIN_CLASS = [
    ['maven-shade-plugin', 'transformers', 'transformer', 'mainClass'],
    ['maven-assembly-plugin', 'archive', 'manifest', 'mainClass'],
    ['maven-jar-plugin', 'archive', 'manifest', 'mainClass'],
    ['spring-boot-maven-plugin', 'mainClass'],
    ['exec-maven-plugin', 'mainClass'],
    ['appassembler-maven-plugin', 'programs', 'program', 'mainClass'],
    ['helidon-maven-plugin', 'mainClass'],
];
/** The main class that the build names. */
function archive_mainClass(pom) {
    const named = archive_MAIN_CLASS.map(([id, ...path]) => model_plugin(pom, id)?.setting(...path));
    const properties = ['exec.mainClass', 'mainClass', 'main.class', 'start-class'];
    const found = [...named, ...properties.map((name) => resolvedProperty(pom, name))];
    return found.find((one) => one !== undefined && !one.value.includes('${'));
}
/** The archive that the shade plugin or an assembly puts everything into. */
function uberJar(pom) {
    const shade = model_plugin(pom, 'maven-shade-plugin');
    if (shade?.goals.includes('shade')) {
        const attached = shade.setting('shadedArtifactAttached')?.value === 'true';
        const classifier = shade.setting('shadedClassifierName')?.value ?? 'shaded';
        return { found: shade.found, suffix: attached ? `-${classifier}` : '' };
    }
    const assembly = model_plugin(pom, 'maven-assembly-plugin');
    if (assembly && bindsAssembly(assembly))
        return { found: assembly.found, suffix: assemblySuffix(assembly) };
    return micronautShade(pom);
}
function bindsAssembly(assembly) {
    return (assembly.goals.some((goal) => goal === 'single' || goal === 'assembly') &&
        assembly.setting('descriptorRefs', 'descriptorRef')?.value === 'jar-with-dependencies');
}
function assemblySuffix(assembly) {
    return assembly.setting('appendAssemblyId')?.value === 'false' ? '' : '-jar-with-dependencies';
}
/** Micronaut's parent binds the shade plugin itself. */
function micronautShade(pom) {
    const parent = outerParent(pom);
    return parent?.artifact === 'micronaut-parent' ? { found: parent.found, suffix: '' } : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/reactor.js






const MOST_MODULES = 2000;
/** The reactor of the application in a folder, or undefined where there is no pom.xml. */
function readReactor(app) {
    if (!app.files.isFile('pom.xml'))
        return undefined;
    const root = rootFolder(app);
    const { given, poms } = together(app.repository, root);
    const pom = poms.find(({ folder }) => folder === app.folder) ?? readPom(app.repository, app.folder, given);
    if (pom === undefined)
        return undefined;
    const listed = poms.includes(pom);
    return reactorFor(pom, { root, listed, poms: listed ? poms : [...lineage(pom)].reverse() });
}
const together = remembered((repository, root) => {
    const given = commandLineProperties(appIn(repository, root));
    return { given, poms: collect(repository, root, given) };
});
/** The same poms for another one of them. */
function reactorFor(pom, { root, poms, listed }) {
    return { root, poms, listed, pom, closure: reactor_closureOf(pom, poms) };
}
/** The topmost folder whose modules, or whose parent pom, the application's folder belongs to. */
function rootFolder(app) {
    let root = app.folder;
    for (const { folder } of upward(app).slice(1)) {
        const pom = readPom(app.repository, folder);
        if (pom !== undefined && moduleFolders(pom).includes(root))
            root = folder;
    }
    if (root !== app.folder)
        return root;
    const own = readPom(app.repository, app.folder);
    const folders = own === undefined ? [] : lineage(own).map(({ folder }) => folder);
    return common([app.folder, ...folders]);
}
function common(folders) {
    const [first = [], ...others] = folders.map((folder) => folder.split('/').filter(Boolean));
    const length = first.findIndex((part, index) => others.some((other) => other[index] !== part));
    return (length === -1 ? first : first.slice(0, length)).join('/');
}
/** The folders of a pom's modules; a module may be named by its pom file, too. */
function moduleFolders(pom) {
    const names = [pom.project, ...xmlChildren(pom.project, 'profile', 'profiles')].flatMap((model) => [
        ...xmlChildren(model, 'module', 'modules'),
        // Maven 4's name for them.
        ...xmlChildren(model, 'subproject', 'subprojects'),
    ]);
    return names
        .map(({ text }) => external_node_path_.posix.normalize(external_node_path_.posix.join(pom.folder, text.replace(/\/?[^/]*\.xml$/, ''))))
        .map((folder) => folder.replace(/\/+$/, ''))
        .map((folder) => (folder === '.' ? '' : folder))
        .filter((folder) => !folder.startsWith('..'));
}
function collect(repository, root, given) {
    const found = new Map();
    const waiting = [root];
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
        if (found.has(folder) || found.size >= MOST_MODULES)
            continue;
        const pom = readPom(repository, folder, given);
        if (pom === undefined)
            continue;
        found.set(folder, pom);
        waiting.unshift(...moduleFolders(pom));
    }
    return [...found.values()];
}
function reactor_closureOf(pom, poms) {
    const { byName, byFolder } = indexed(poms, '');
    const closure = new Set([pom]);
    for (const one of closure) {
        const needed = [...model_dependencies(one), ...imports(one)].map(({ name }) => byName.get(name));
        const above = lineage(one)
            .slice(1)
            .map(({ folder }) => byFolder.get(folder));
        for (const other of [...needed, ...above])
            if (other !== undefined)
                closure.add(other);
    }
    return [...closure];
}
const indexed = remembered((poms) => ({
    byName: new Map(poms.map((one) => [reactor_nameOf(one), one])),
    byFolder: new Map(poms.map((one) => [one.folder, one])),
}));
function reactor_nameOf(pom) {
    const { group, artifact } = ownCoordinates(pom);
    return `${group}:${artifact}`;
}
/** Source: Maven's documentation, "Configuring Apache Maven", .mvn/maven.config: an argument a line, `-Dname=value`. */
function commandLineProperties(root) {
    const path = '.mvn/maven.config';
    const lines = root.files.text(path)?.split(/\r?\n/) ?? [];
    const pairs = lines.flatMap((line, index) => line
        .trim()
        .split(/\s+/)
        .flatMap((word) => {
        const [, name, value] = /^-D([^=]+)=(.*)$/.exec(word) ?? [];
        if (name === undefined || value === undefined)
            return [];
        return [[name, { value, file: root.at(path), line: index + 1 }]];
    }));
    return new Map(pairs);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/releases.js


/** What decides the class files' release. Source: Maven Compiler Plugin, `release`, `source`, `target`. */
function releases_releases(pom) {
    const compiler = model_plugin(pom, 'maven-compiler-plugin');
    const kotlin = model_plugin(pom, 'kotlin-maven-plugin');
    const parent = outerParent(pom);
    const candidates = [
        compiler?.setting('release'),
        resolvedProperty(pom, 'maven.compiler.release'),
        // Spring Boot's parent and Micronaut's make the compiler's release of these.
        resolvedProperty(pom, 'java.version'),
        resolvedProperty(pom, 'release.version'),
        resolvedProperty(pom, 'jdk.version'),
        compiler?.setting('target'),
        resolvedProperty(pom, 'maven.compiler.target'),
        compiler?.setting('source'),
        resolvedProperty(pom, 'maven.compiler.source'),
        kotlin?.setting('jvmTarget'),
        resolvedProperty(pom, 'kotlin.compiler.jvmTarget'),
        range(model_plugin(pom, 'maven-enforcer-plugin')?.setting('rules', 'requireJavaVersion', 'version')),
    ].filter((found) => found?.value.includes('${') !== true);
    if (candidates.some((found) => found !== undefined) || parent === undefined)
        return candidates;
    return [oldParent(parent)];
}
// The enforcer takes a bare version for the lowest one.
function range(found) {
    return found && /^[\d.]+$/.test(found.value) ? { ...found, value: `[${found.value},)` } : found;
}
/** Spring Boot before 3 compiles for Java 8 unless told otherwise, and its early versions do not run on much later ones. */
function oldParent(parent) {
    const old = parent.group === 'org.springframework.boot' && /^[12]\./.test(parent.version);
    return old
        ? { ...parent.found, value: '8', why: `the default of Spring Boot ${parent.version}` }
        : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/settings.js



const settings_SETTINGS = ['.mvn/settings.xml', 'settings.xml', '.m2/settings.xml'];
/**
 * The secrets that downloads may need: a settings.xml where a pom names repositories of its own, and the variables that
 * settings in the repository refer to. Source: Maven's "Settings Reference".
 */
function mavenSecrets(repository, root, poms) {
    const names = new Set();
    for (const file of settings_SETTINGS) {
        const text = repository.text(join(root, file)) ?? '';
        for (const [, name] of text.matchAll(/\$\{env\.([A-Za-z_]\w*)\}/g))
            if (name !== undefined)
                names.add(name);
    }
    const variables = [...names].sort().map((name) => ({ type: 'secret', id: name, env: name }));
    const own = poms.some((pom) => models(pom).some((model) => xmlChildren(model, 'repository', 'repositories').length > 0 ||
        xmlChildren(model, 'pluginRepository', 'pluginRepositories').length > 0));
    return own
        ? [...variables, { type: 'secret', id: 'maven-settings', target: '/root/.m2/settings.xml' }]
        : variables;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/wrapper.js



const wrapper_PROPERTIES = '.mvn/wrapper/maven-wrapper.properties';
/** The wrapper where it is whole: its script and the properties that say which Maven to fetch. */
function mavenCommand(repository, root, pom) {
    const app = appIn(repository, root);
    const script = app.files.head('mvnw');
    const url = readProperties(app, wrapper_PROPERTIES).get('distributionUrl');
    // A script with Windows' line ends does not run.
    if (script === undefined || url === undefined || script.includes('\r')) {
        return { found: { value: 'maven', file: pom }, command: 'mvn', image: true, version: undefined };
    }
    const [, version] = /apache-maven\/([\w.-]+)\//.exec(url.value) ?? [];
    return {
        found: { ...url, value: 'maven' },
        // Through the shell, as the script's executable bit is often lost on the way through Windows.
        command: 'sh mvnw',
        image: false,
        version,
    };
}
/** Options of every call. Source: Maven 3.6.1's release notes, --no-transfer-progress. */
function batchOptions({ version }) {
    const parsed = version === undefined ? undefined : semver.coerce(version);
    return parsed && semver.lt(parsed, '3.6.1') ? '-B' : '-B -ntp';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/stages.js







// Named with its version, so that the same plugin does it whatever Maven the image or the wrapper brings.
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0';
const stages_COLLECT = [
    `${DEPENDENCY_PLUGIN}:copy-dependencies`,
    '-DincludeScope=runtime',
    '-DoutputDirectory=target/lib',
];
const CACHE = '/var/cache/maven';
const REPOSITORY = '/root/.m2/repository';
/** The stages `deps` and `build`: downloads in a layer of their own, then the product in /out. */
function mavenStages(facts, options) {
    const secrets = mavenSecrets(facts.repository, facts.reactor.root, facts.reactor.poms);
    return [stages_depsStage(facts, options, secrets), maven_stages_buildStage(facts, options, secrets)];
}
function stages_depsStage(facts, { product, version, request }, secrets) {
    const { maven, artifact } = facts;
    const image = maven.image ? `maven:3-eclipse-temurin-${version}` : `eclipse-temurin:${version}-jdk`;
    return {
        name: 'deps',
        base: officialImage(request.baseRegistry, image),
        steps: steps({ kind: 'workdir', value: '/app' }, ...pomCopies(facts), {
            kind: 'run',
            why: [
                'Into the layer, so that a change of source alone downloads nothing, wherever it is built; a cache beside it',
                'lets a changed pom.xml download only what is new.',
            ],
            commands: [
                `${call(facts)} -Dmaven.repo.local=${CACHE} ${[`${DEPENDENCY_PLUGIN}:go-offline`, ...offlineGoals(product)].join(' ')}`,
                'mkdir -p /root/.m2',
                `cp -R ${CACHE} ${REPOSITORY}`,
            ],
            mounts: [
                { type: 'cache', id: `maven-${artifact.replace(/[^\w.-]/g, '-')}`, target: CACHE },
                ...secrets,
            ],
        }),
    };
}
/** Source: Quarkus' Maven plugin, go-offline: what it adds to the build is named in no pom.xml. */
function offlineGoals(product) {
    return product === 'quarkus' || product === 'quarkus-uber' ? ['quarkus:go-offline'] : [];
}
/** All poms of the reactor, as Maven reads each before it builds one; each in its folder. */
function pomCopies({ repository, reactor, maven }) {
    const { root, poms } = reactor;
    const inside = (path) => (root === '' ? path : path.slice(root.length + 1));
    const why = ['Only what decides the dependencies.'];
    const wrapper = maven.image ? [] : ['mvnw'];
    const settings = repository.isFolder(join(root, '.mvn'));
    const own = poms.filter(({ folder }) => folder === root).map(({ file }) => file);
    const copies = [
        ...(settings ? [{ kind: 'copy', sources: [`${join(root, '.mvn')}/`], to: './.mvn/' }] : []),
        ...(own.length + wrapper.length > 0
            ? [{ kind: 'copy', sources: [...wrapper.map((name) => join(root, name)), ...own], to: './' }]
            : []),
        ...poms
            .filter(({ folder }) => folder !== root)
            .map(({ file, folder }) => ({ kind: 'copy', sources: [file], to: `./${inside(folder)}/` })),
    ];
    return copies.map((copy, index) => (index === 0 ? { ...copy, why } : copy));
}
function maven_stages_buildStage(facts, options, secrets) {
    const { reactor, repository } = facts;
    const folders = reactor.closure.map(({ folder }) => folder);
    return {
        name: 'build',
        base: 'deps',
        steps: steps(...sourceCopies(repository, reactor.root, folders, 'pom.xml'), {
            kind: 'run',
            why: ['The cache begins as that layer, and keeps what plugins fetch only while they run.'],
            commands: [
                ...stages_buildCommands(facts, options),
                ...stages_collectCommands(facts, options.product),
                ...options.after,
            ],
            mounts: [{ type: 'cache', target: REPOSITORY, from: 'deps' }, ...secrets],
        }),
    };
}
/** A command that was given packages; it does not know that libraries are collected, too. */
function stages_buildCommands(facts, { command, product }) {
    if (command === undefined)
        return [packageCommand(facts, product)];
    return product === 'thin' ? [command, [call(facts), ...stages_COLLECT].join(' ')] : [command];
}
/** The line that packages the application, without tests: those are the workflow's to run. */
function packageCommand(facts, product) {
    const { plugin } = facts;
    const skips = [
        ['maven-source-plugin', '-Dmaven.source.skip'],
        ['maven-javadoc-plugin', '-Dmaven.javadoc.skip'],
        // There is no .git in the build's context.
        ['git-commit-id-maven-plugin', '-Dmaven.gitcommitid.skip'],
        ['git-commit-id-plugin', '-Dmaven.gitcommitid.skip'],
    ].flatMap(([id = '', flag = '']) => (plugin(id) === undefined ? [] : [flag]));
    const thin = product === 'thin' ? stages_COLLECT : [];
    return [call(facts), 'package', ...thin, ...repackage(facts, product), '-DskipTests', ...skips].join(' ');
}
/** Only Spring Boot's own parent binds the goal by itself; told of several modules, it would be run on each. */
function repackage({ reactor, plugin }, product) {
    const bound = plugin('spring-boot-maven-plugin')?.goals.includes('repackage') === true ||
        outerParent(reactor.pom) !== undefined;
    return product === 'boot' && !bound && stages_placeOf(reactor) === '' ? ['spring-boot:repackage'] : [];
}
function call({ maven, reactor }) {
    const place = stages_placeOf(reactor);
    const path = shellPath(place);
    const which = place === '' ? '' : reactor.listed ? `-pl ${path} -am` : `-f ${path}/pom.xml`;
    return [maven.command, batchOptions(maven), which].filter(Boolean).join(' ');
}
/** The module's folder below the one that Maven runs in; `''` where it is that folder. */
function stages_placeOf({ root, pom }) {
    return root === '' ? pom.folder : pom.folder.slice(root.length + 1);
}
function stages_collectCommands(facts, product) {
    const target = shellPath(join(stages_placeOf(facts.reactor), 'target'));
    const file = `${target}/${shellPath(facts.finalName)}`;
    const ending = facts.packaging === 'war' ? 'war' : 'jar';
    const classifier = facts.bootClassifier === undefined ? '' : `-${shellPath(facts.bootClassifier)}`;
    switch (product) {
        case 'boot':
            return ['mkdir /out', `cp ${file}${classifier}.${ending} /out/app.${ending}`];
        case 'quarkus':
            return [`cp -R ${target}/quarkus-app /out`];
        case 'quarkus-uber':
            return ['mkdir /out', `cp ${target}/*-runner.jar /out/app.jar`];
        case 'uber':
            return ['mkdir /out', `cp ${file}${shellPath(facts.uber?.suffix ?? '')}.jar /out/app.jar`];
        case 'thin':
            // Without libraries there is no folder for them either.
            return [`mkdir -p /out ${target}/lib`, `cp ${file}.jar /out/app.jar`, `cp -R ${target}/lib /out`];
        case 'war':
            return [`cp -R ${file}/ /out`];
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/maven/project.js










/** The project of a pom.xml, or undefined where there is none. */
function mavenProject(app) {
    const reactor = readReactor(app);
    return reactor === undefined ? undefined : project_projectOf(app, reactor);
}
function project_projectOf(app, reactor) {
    const { pom, closure } = reactor;
    const maven = mavenCommand(app.repository, reactor.root, pom.file);
    const own = ownCoordinates(pom);
    const packaging = resolve(pom, xmlChild(pom.project, 'packaging')?.text ?? 'jar');
    const facts = {
        repository: app.repository,
        reactor,
        maven,
        artifact: own.artifact,
        finalName: fileName(finalName(pom, own.artifact)),
        uber: uberJar(pom),
        plugin: (id) => model_plugin(pom, id),
        packaging,
        bootClassifier: model_plugin(pom, 'spring-boot-maven-plugin')?.setting('classifier')?.value,
    };
    return {
        tool: { ...maven.found, value: 'maven' },
        manifest: pom.file,
        about: maven_project_aboutOf(pom),
        packaging,
        dependencies: closure.flatMap(model_dependencies),
        plugin: facts.plugin,
        platform: (group) => platformVersion(pom, group),
        releases: releases_releases(pom),
        runsOn: undefined,
        mainClass: archive_mainClass(pom),
        uber: facts.uber?.found,
        modules: closure
            .filter((one) => one === pom || isCode(one))
            .map(({ folder }) => appIn(app.repository, folder)),
        place: stages_placeOf(reactor),
        command: (product) => ({
            value: packageCommand(facts, product),
            file: pom.file,
        }),
        stages: (options) => mavenStages(facts, options),
        scope: (folder) => maven_project_scopeOf(app, reactor, folder),
        members: () => project_members(app, reactor),
        // A package of the source may have that name, too.
        ignore: ['**/target', '!**/src/**/target'],
        warnings: [],
    };
}
function isCode(pom) {
    return xmlChild(pom.project, 'packaging')?.text !== 'pom';
}
function maven_project_aboutOf(pom) {
    const text = (name) => {
        const value = resolve(pom, xmlChild(pom.project, name)?.text ?? '');
        return value === '' || value.includes('${') ? undefined : value;
    };
    const title = text('name') ?? text('artifactId');
    const description = text('description');
    const licenses = lineage(pom)
        .map(({ project }) => xmlChildren(project, 'license', 'licenses').map((one) => xmlChild(one, 'name')?.text))
        .find((names) => names.length > 0)
        ?.filter((name) => name !== undefined && name !== '')
        .join(', ');
    return {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(licenses === undefined || licenses === '' ? {} : { licenses }),
    };
}
/** A framework's version: of a parent from outside, an imported bill of materials, or a managed plugin or artifact. */
function platformVersion(pom, group) {
    const parent = outerParent(pom);
    if (parent?.group === group && parent.version !== '')
        return parent.version;
    const known = [...imports(pom), ...model_dependencies(pom)].find(({ name, version }) => name.startsWith(`${group}:`) && version !== '');
    return known?.version;
}
/** What the build copies from outside a folder. */
function maven_project_scopeOf(app, { root, poms, closure }, folder) {
    const paths = [
        ...['.mvn', 'mvnw']
            .map((name) => join(root, name))
            .filter((path) => app.repository.isFile(path) || app.repository.isFolder(path)),
        ...poms.map(({ file }) => file),
        ...closure.filter((one) => one.folder !== root).map((one) => one.folder),
    ];
    const outside = paths.filter((path) => path !== folder && !path.startsWith(`${folder}/`));
    return folder === '' ? [] : [...new Set(outside)];
}
function project_members(app, reactor) {
    return reactor.poms
        .filter((pom) => pom !== reactor.pom && isCode(pom))
        .map((pom) => {
        const own = appIn(app.repository, pom.folder);
        return { app: own, project: project_projectOf(own, reactorFor(pom, reactor)) };
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/choose.js







/** The project in a folder: Maven's, or Gradle's where that alone has its wrapper. */
function choose_findProject(app) {
    const gradleFirst = app.files.isFile('gradlew') && !app.files.isFile('mvnw');
    return gradleFirst ? (gradleProject(app) ?? mavenProject(app)) : (mavenProject(app) ?? gradleProject(app));
}
/** Whether a project can be started and serves: a library or a tool of the build cannot. */
function serves({ app, project }) {
    if (readHints(app).start !== undefined)
        return true;
    if (project.packaging === 'pom')
        return false;
    if (project.packaging === 'war')
        return true;
    const framework = JAVA_FRAMEWORKS.find(({ reveals }) => reveals(project) !== undefined);
    if (framework?.name === 'quarkus')
        return true;
    if (framework !== undefined && project.mainClass !== undefined)
        return true;
    const files = javaSources(app);
    if (mainClasses(app, files).length === 0)
        return false;
    return framework !== undefined || plain_listens(app, files);
}
/**
 * The project itself, or the one of its modules that serves, or at least starts. Throws a UserError where there are
 * several.
 */
function chooseMember(app, project) {
    const own = { app, project };
    const members = project.members();
    if (members.length === 0 || (project.packaging !== 'pom' && serves(own)))
        return own;
    const started = readHints(app).start?.value ?? '';
    const named = members.find(({ app: { folder } }) => namesOutput(started, folder.slice(app.folder.length).replace(/^\//, '')));
    if (named !== undefined)
        return named;
    const serving = members.filter(serves);
    const running = serving.length > 0 ? serving : members.filter(starts);
    const [only, ...others] = running;
    if (only === undefined)
        return own;
    if (others.length === 0)
        return only;
    throw new errors/* UserError */.y(`${app.at('') || 'The repository'} has several applications: ${running.map((one) => one.app.folder).join(', ')}.`, `Set the input "root-directory" to one of them, for example to ${only.app.folder}.`);
}
/** `java -jar web/target/web-1.0.jar` starts what the module web makes. */
function namesOutput(line, folder) {
    return folder !== '' && [`${folder}/target/`, `${folder}/build/`].some((path) => line.includes(path));
}
function starts({ app, project }) {
    return project.mainClass !== undefined || mainClasses(app, javaSources(app)).length > 0;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/stages.js



/** `uid:gid` of every image of Java. */
const java_stages_USER = '1001:1001';
/** The environment of every Java process in a container; what is set where the image runs wins over it. */
const JVM_OPTIONS = {
    kind: 'env',
    why: [
        "Three quarters of the container's memory for the heap, where a quarter is Java's default; and a process that is out",
        'of memory ends, so that it is replaced.',
    ],
    values: { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError' },
};
/** The user that the official images do not have. */
const CREATE_USER = {
    kind: 'run',
    why: ['The official images have no user for it. Its home is what Lambda lets a function write to.'],
    commands: [
        'groupadd --gid 1001 app',
        'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
    ],
};
/** The final stage: a Java runtime, without compiler and build tool, and what was built. */
function stages_runtimeStage(running, request) {
    const { version, copies, env, portVariable, argv, port, healthCheckPath } = running;
    return {
        name: 'runtime',
        base: officialImage(request.baseRegistry, `eclipse-temurin:${version}-jre`),
        steps: steps({ kind: 'workdir', value: '/app' }, CREATE_USER, ...copies, JVM_OPTIONS, portVariable !== undefined && {
            kind: 'env',
            why: ['Not the builder but the framework puts PORT here, when it starts.'],
            values: { [portVariable]: '${PORT}' },
        }, ...serving({
            port,
            lambda: takesLambda(request, port),
            healthCheckPath,
            user: java_stages_USER,
            probe: bashProbe(healthCheckPath),
            argv,
            env,
        })),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/frameworks/war.js





const war_HOME = '/usr/local/tomcat';
/** What catalina.sh becomes: it replaces itself by Java. */
const TOMCAT_COMMAND = ['catalina.sh', 'run'];
/** The line of Tomcat that has the Servlet version which the application is written for. Source: Tomcat's "Which version?". */
function tomcatLine(project) {
    const jakarta = findDependency(project, 'jakarta.servlet:*', 'jakarta.platform:*', 'jakarta.ws.rs:*');
    if (jakarta !== undefined) {
        const newest = jakarta.name.startsWith('jakarta.platform') ? /^1[1-9]/ : /^6\.[1-9]/;
        if (jakarta.version.startsWith('5.') && jakarta.name.startsWith('jakarta.servlet'))
            return '10.1';
        return newest.test(jakarta.version) ? '11.0' : '10.1';
    }
    return findDependency(project, 'javax.servlet:*', 'javax:*', 'javax.servlet.jsp:*') === undefined
        ? '10.1'
        : '9.0';
}
/** Its classes may be older than the Java that Tomcat itself needs. Source: Tomcat's "Which version?". */
function runsOn(tomcat, version) {
    const least = { '11.0': 17, '10.1': 11 }[tomcat] ?? 8;
    return Number(version) < least ? String(least) : version;
}
/** The final stage of a web application that needs a servlet container: Tomcat's official image, as another user. */
function tomcatStage({ tomcat, version, argv, port, healthCheckPath }, request) {
    return {
        name: 'runtime',
        base: officialImage(request.baseRegistry, `tomcat:${tomcat}-jre${runsOn(tomcat, version)}-temurin`),
        steps: steps({ kind: 'workdir', value: war_HOME }, CREATE_USER, {
            kind: 'run',
            why: [
                'It listens where PORT says, takes no shutdown command over the network, and writes nowhere but to /tmp.',
            ],
            commands: [
                // The backslash keeps the variable from looking like one of the shell's.
                `sed -i -e 's/port="8080"/port="$\\{PORT}"/' -e 's/port="8005"/port="-1"/' conf/server.xml`,
                'rm -rf logs temp work',
                'ln -s /tmp logs',
                'ln -s /tmp temp',
                'ln -s /tmp work',
                'mkdir -p conf/Catalina/localhost',
            ],
        }, {
            kind: 'copy',
            why: ['Unpacked already, so that nothing has to be written where it is served from.'],
            from: 'build',
            sources: ['/out/'],
            to: `${war_HOME}/webapps/ROOT/`,
        }, JVM_OPTIONS, ...serving({
            port,
            lambda: takesLambda(request, port),
            healthCheckPath,
            user: java_stages_USER,
            probe: bashProbe(healthCheckPath),
            argv,
            env: {
                // Source: Tomcat's "System Properties": lets server.xml name variables of the environment.
                CATALINA_OPTS: '-Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource',
            },
        })),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/final-stage.js




/** A framework that cannot tell its own start command is no reason to stop where one was given. */
function shapeOf(framework, context, line) {
    try {
        return framework.shape(context);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y) || line === undefined)
            throw error;
        const copies = [
            { kind: 'copy', from: 'build', sources: ['/out/lib/'], to: './lib/' },
            { kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' },
        ];
        return { product: 'thin', copies, arguments: withValue(line, []) };
    }
}
/** What a given start command's archive is called in the image. */
function archiveOf({ arguments: words }) {
    const flag = words.value.indexOf('-jar');
    return flag === -1 ? undefined : words.value[flag + 1];
}
/** The stage that runs what the build made. */
function finalStage({ project, shape, given, argv, version, port, healthCheckPath }, request) {
    if (shape === undefined) {
        return tomcatStage({ tomcat: tomcatLine(project), version, argv, port, healthCheckPath }, request);
    }
    // What starts from the folder that the build left gets that folder, as on the platform that the command is from.
    const built = {
        kind: 'copy',
        why: ['The start command names what the build left where it left it.'],
        from: 'build',
        sources: [project.place === '' ? '/app' : `/app/${project.place}`],
        to: '.',
    };
    return stages_runtimeStage({
        version,
        copies: given?.needsBuild === true ? [built] : shape.copies,
        argv,
        env: { ...shape.env, ...given?.env },
        portVariable: shape.portVariable,
        port,
        healthCheckPath,
    }, request);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/find-framework.js



/** What a web application is called that a servlet container serves. */
const WAR = 'tomcat';
/** The framework of a project, `framework` being absent for a war and for Java alone. */
function find_framework_findFramework(project, input) {
    if (input !== undefined) {
        const framework = JAVA_FRAMEWORKS.find(({ name }) => name === input);
        return { framework, name: fromInput(input, 'framework') };
    }
    for (const framework of JAVA_FRAMEWORKS) {
        const origin = framework.reveals(project);
        if (origin === undefined)
            continue;
        // A servlet container is for what does not bring its own.
        if (project.packaging === 'war' && !['spring-boot', 'quarkus'].includes(framework.name))
            continue;
        return { framework, name: withValue(origin, framework.name) };
    }
    if (project.packaging === 'war')
        return { framework: undefined, name: { value: WAR, file: project.manifest } };
    return { framework: undefined, name: { value: plain_plain.name, why: 'no known framework' } };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/port.js

// `getOrDefault("PORT", "8080")`, `getenv("PORT") ?: "8080"`, `getenv("PORT") != null ? ... : 8080`, and the same on the
// next line.
const DEFAULTS = [
    /getOrDefault\(\s*"PORT"\s*,\s*"?(\d{2,5})\b/,
    /getenv\(\s*"PORT"\s*\)[^;\n]{0,80}?(?:\?:|:|orElse\(|\?\?)\s*"?(\d{2,5})\b/,
    /getenv\(\s*"PORT"\s*\)[^;]{0,160}?\b(\d{4,5})\b/,
    /\bport\w*\s*[!=]=\s*null\s*\?[^:;]{0,60}?\b(\d{2,5})\b/i,
    /\bport\w*\s*!=\s*null\s*\?[^:;]{0,60}:\s*(\d{2,5})\b/i,
    /\$\{PORT:(\d{2,5})\}/,
    /getInteger\(\s*"[\w.]*port"\s*,\s*(\d{2,5})\b/i,
];
const LISTENING = [
    /new InetSocketAddress\(\s*(?:"[^"]*"\s*,\s*)?(\d{2,5})\s*\)/,
    /embeddedServer\([^)]*?\bport\s*=\s*(\d{2,5})\b/s,
    /\b(?:addHttpListener|listen|bind)\(\s*(\d{2,5})\b/,
    /\.start\(\s*(?:"[^"]*"\s*,\s*)?(\d{2,5})\s*\)/,
    /\bnew (?:Server|ServerSocket)\(\s*(\d{2,5})\b/,
    /(?:^|[\s.;])(?:set)?[pP]ort\(\s*(\d{2,5})\s*\)/m,
    /\b(?:int|val|var)\s+\w*port\w*(?:\s*:\s*Int)?\s*=\s*(\d{2,5})\b/i,
];
/** The port that the source listens on: PORT's default, then a number that is bound. */
function sourcePort(app, files) {
    return (0,routes/* portIn */.Ju)(app, files, DEFAULTS) ?? hoconPort(app) ?? (0,routes/* portIn */.Ju)(app, files, LISTENING);
}
/** Source: Ktor's documentation, "Configuration in a file": `port = 8080` under `ktor.deployment`. */
function hoconPort(app) {
    return (0,routes/* portIn */.Ju)(app, ['src/main/resources/application.conf'], [/^\s*port\s*=\s*(\d{2,5})\b/m]);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/releases.js
/**
 * Long-term lines of Java that have official images, in the order of choice where nothing is asked for. 21 is first:
 * every framework in use runs on it, and what was compiled for an older release does, while agents, annotation
 * processors and bytecode libraries of older projects stop at a class file that they do not know yet.
 * Source: Adoptium, "Support", the release roadmap; those of the lines between end when the next one comes.
 */
const JAVA_RELEASES = [
    { line: '21', endOfLife: '2029-12-31' },
    { line: '25', endOfLife: '2031-09-30' },
    { line: '17', endOfLife: '2027-10-31' },
    { line: '11', endOfLife: '2027-10-31' },
    { line: '8', endOfLife: '2030-12-31' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/start.js




const BUILT = /(?:^|[\s/:="'])(?:target|build)\//;
/**
 * Takes a start command of an input or a Procfile. Such lines name the archive where the build leaves it
 * (`java -jar target/shop-1.0.jar`); the image has it under another name, which is put in its place.
 */
function givenStart(line, archive) {
    const renamed = withValue(line, archive === undefined ? renameClassPath(line.value) : renameArchive(line.value, archive));
    const parsed = parseCommandLine(renamed.value);
    const [only, ...more] = parsed.segments;
    const shell = parsed.needsShell || only === undefined || more.length > 0;
    const argv = shell ? throughShell(renamed.value, parsed) : only.argv;
    return {
        run: withValue(renamed, argv),
        port: portOf(parsed.segments.flatMap((segment) => segment.argv)) ?? parsed.port,
        needsBuild: BUILT.test(renamed.value),
        env: shell ? {} : only.env,
    };
}
function renameArchive(line, archive) {
    return line.replace(/(\s-jar\s+)(["']?)(\S+?\.[jw]ar)\2(?=\s|$)/, (whole, flag, _, path) => BUILT.test(path) || external_node_path_.posix.dirname(path) === '.' ? `${flag}${archive}` : whole);
}
/** `-cp target/classes:target/dependency/*` is what the image has as its archive and its libraries. */
function renameClassPath(line) {
    return line.replace(/(\s(?:-cp|-classpath|--class-path)\s+)(["']?)(\S+)\2(?=\s)/, (whole, flag, _, path) => path.split(':').every((part) => BUILT.test(part)) ? `${flag}app.jar:lib/*` : whole);
}
/** The port of `--server.port=9000`, `-Dserver.port=9000` and the usual flags. */
function portOf(argv) {
    const usual = (0,routes/* portInArguments */.B5)(argv);
    if (usual !== undefined)
        return usual;
    const named = argv.map((word) => /^(?:--|-D)(?:[\w.]*\.)?port=(\d{2,5})$/.exec(word)?.[1]).find(Boolean);
    return named === undefined ? undefined : Number(named);
}
/** The words with the port in place of the variable. */
function withPort(argv, port) {
    return argv.map((word) => word.replaceAll(PORT_WORD, String(port)));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/version.js






const java_version_DEFAULT = Number(JAVA_RELEASES[0]?.line);
const LINES = JAVA_RELEASES.map(({ line }) => Number(line));
const ASCENDING = [...LINES].sort((one, other) => one - other);
/** The line of the image: what pins a version, then the release that the build compiles for. */
function javaVersion(app, project, input) {
    const asked = askedVersion(app, input, { files: ['.java-version'], tools: ['java'] }, [
        ...upward(app).flatMap((above) => [
            readProperties(above, '.sdkmanrc').get('java'),
            readProperties(above, 'system.properties').get('java.runtime.version'),
        ]),
        ...project.releases,
    ]);
    if (asked === undefined)
        return defaultVersion(project);
    const resolved = resolveJavaVersion(asked.value);
    if (resolved === undefined) {
        throw new errors/* UserError */.y(`No release of Java is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${java_version_DEFAULT}.`);
    }
    const found = raise(project, { ...asked, value: resolved });
    refuseOlder(project, asked, Number(found.value));
    if (found.value === asked.value || majorOf(asked.value) === Number(found.value))
        return found;
    const line = `the long-term line for ${asked.value}`;
    return { ...found, why: found.why === undefined ? line : `${found.why}, ${line}` };
}
/** The long-term line that runs what was asked for: `17.0.9-tem` gives 17, 22 gives 25, `[17,)` the preferred line. */
function resolveJavaVersion(text) {
    const range = rangeOf(text);
    if (range !== undefined) {
        const line = LINES.find((one) => one >= range.from && one < range.below);
        return line === undefined ? undefined : String(line);
    }
    const major = majorOf(text);
    return major === undefined ? undefined : lineFor(major);
}
/** Between two long-term lines the next one; beyond the last one the release itself. */
function lineFor(major) {
    return String(ASCENDING.find((line) => line >= major) ?? major);
}
/**
 * The feature release of a version as asdf, jEnv, SDKMAN!, mise or a build writes it: `temurin-21.0.2+13`, `1.8`,
 * `17.0.9-tem`, `openjdk64-11`, `graalvm-ce-java17-22.3.1`, `8u402`.
 */
function majorOf(text) {
    const word = text.trim().toLowerCase();
    if (/^(?:lts|latest)$/.test(word))
        return java_version_DEFAULT;
    const [, named] = /(?:^|-)java-?(\d+)\b/.exec(word) ?? [];
    const part = word.split(/[-@ ]/).find((one) => /^\d+(?:[.u+_]|$)/.test(one));
    const [, first, second] = /^(\d+)(?:\.(\d+))?/.exec(part ?? '') ?? [];
    const major = Number(named ?? (first === '1' && second !== undefined ? second : first));
    return Number.isInteger(major) && major > 0 && major < 100 ? major : undefined;
}
/** Source: Maven's documentation, "Version Range Specification", as its enforcer plugin takes it. */
function rangeOf(text) {
    const [, bounds, close] = /^[[(](.*)([\])])$/.exec(text.trim()) ?? [];
    if (bounds === undefined)
        return undefined;
    const [low = '', high] = bounds.split(',').map((bound) => bound.trim());
    const from = majorOf(low) ?? 0;
    if (high === undefined)
        return { from, below: from + 1 };
    const end = high === '' ? undefined : majorOf(high);
    // `(,22)` ends before 22, and `(,21.0.5)` somewhere in 21.
    const inside = close === ']' || high.includes('.');
    return { from, below: end === undefined ? Infinity : end + (inside && !/^1\.\d+$/.test(high) ? 1 : 0) };
}
function defaultVersion(project) {
    const found = { value: String(java_version_DEFAULT), why: 'the default long-term line' };
    const { runsOn } = project;
    if (runsOn === undefined || (java_version_DEFAULT >= runsOn.from && java_version_DEFAULT <= runsOn.to))
        return found;
    const line = LINES.find((one) => one >= runsOn.from && one <= runsOn.to);
    return line === undefined
        ? found
        : { value: String(line), why: `the line that this ${project.tool.value} runs on` };
}
/** The build tool itself may need a newer one than what it compiles for. */
function raise(project, found) {
    const { runsOn, tool } = project;
    if (runsOn === undefined || Number(found.value) >= runsOn.from)
        return found;
    return {
        ...found,
        value: lineFor(runsOn.from),
        why: `${found.value} was asked for, and this ${tool.value} needs ${runsOn.from}`,
    };
}
/** A compiler cannot make class files for a release that comes after it. */
function refuseOlder(project, asked, line) {
    const release = choose(project.releases);
    const wanted = release && !/^[[(]/.test(release.value) ? majorOf(release.value) : undefined;
    if (release === undefined || wanted === undefined || wanted <= line)
        return;
    throw new errors/* UserError */.y(`Java ${asked.value} is asked for (${originOf(asked)}), and it cannot compile for release ${release.value} (${originOf(release)}).`, 'Let both name the same release.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/java/provider.js


















/** Applications with a pom.xml or a Gradle build: Java and Kotlin. */
const java = {
    language: 'java',
    frameworks: [...JAVA_FRAMEWORKS.map(({ name }) => name), WAR, plain_plain.name],
    lookedFor: 'pom.xml, build.gradle, build.gradle.kts',
    detect: (app) => {
        const project = choose_findProject(app);
        if (project === undefined)
            return app.files.isFile('build.sbt') ? 'helper' : undefined;
        return serves({ app, project }) ? 'application' : 'helper';
    },
    plan: planJava,
};
function planJava(app, request) {
    const found = choose_findProject(app);
    if (found === undefined)
        throw unsupported(app);
    const { app: module, project } = chooseMember(app, found);
    const { overrides } = request;
    const version = javaVersion(module, project, overrides.version);
    const ended = endOfLifeWarning('Java', version.value, JAVA_RELEASES, request.now);
    const { name, framework } = find_framework_findFramework(project, overrides.framework);
    const files = javaSources(module);
    const context = {
        project,
        app: module,
        files,
        configuration: readConfiguration(module),
        version: version.value,
    };
    // Told of the folder that was named, whichever of its modules it is.
    const hints = readHints(app);
    const line = overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command');
    const shape = name.value === WAR ? undefined : shapeOf(framework ?? plain_plain, context, line);
    const input = overrides.runCommand !== undefined;
    const given = line && (shape !== undefined || input) ? givenStart(line, shape && archiveOf(shape)) : undefined;
    const port = choose([
        overrides.port === undefined ? undefined : fromInput(overrides.port, 'port'),
        given?.port === undefined ? undefined : withValue(given.run, given.port),
        hints.port,
        shape?.port,
        sourcePort(module, files),
    ]) ?? { value: framework?.defaultPort ?? plain_plain.defaultPort, why: `the default of ${name.value}` };
    const healthCheckPath = choose([
        overrides.healthCheckPath === undefined
            ? undefined
            : fromInput(overrides.healthCheckPath, 'health-check-path'),
        hints.healthCheckPath,
        shape?.healthCheckPath,
        (0,routes/* healthPath */.OW)(module, routeFiles(module, files), framework?.routes ?? libraries_ROUTES),
    ]) ?? { value: '/', why: 'no health path in the source' };
    const product = shape?.product ?? 'war';
    const build = overrides.buildCommand === undefined
        ? (hints.build ?? project.command(product))
        : fromInput(overrides.buildCommand, 'build-command');
    const run = given?.run ??
        (shape === undefined
            ? { ...name, value: TOMCAT_COMMAND }
            : withValue(shape.arguments, ['java', ...shape.arguments.value]));
    const argv = withPort(run.value, port.value);
    const stages = [
        ...project.stages({
            product,
            version: version.value,
            command: overrides.buildCommand ?? hints.build?.value,
            after: shape?.after ?? [],
            request,
        }),
        finalStage({
            project,
            shape,
            given,
            argv,
            version: version.value,
            port: port.value,
            healthCheckPath: healthCheckPath.value,
        }, request),
    ];
    return {
        language: { value: 'java', file: project.manifest },
        framework: name,
        version,
        packageManager: project.tool,
        buildCommand: build,
        runCommand: withValue(run, argv),
        port,
        healthCheckPath,
        stages,
        about: project.about,
        scope: project.scope(app.folder),
        ignore: project.ignore,
        warnings: [
            ...(ended === undefined ? [] : [warningAt(version, ended)]),
            ...project.warnings,
            ...(shape?.warnings ?? []),
            ...hints.warnings,
            ...(line !== undefined && given === undefined
                ? [warningAt(line, `"${line.value}" is left out: Tomcat serves the web application.`)]
                : []),
            ...neededVariables(context.configuration),
        ],
    };
}
/** Files whose paths stand for themselves: below a prefix of the class they do not. */
function routeFiles(app, files) {
    const prefixed = /@(?:RequestMapping|Controller|Path)\(\s*(?:(?:value|path)\s*=\s*)?"\/?[\w/-]+"\s*\)[^;{]*\b(?:class|interface)\b/;
    return files.filter((file) => !prefixed.test(app.files.head(file) ?? ''));
}
function unsupported(app) {
    return new errors/* UserError */.y(`${app.at('build.sbt')} is a build of sbt, as Scala and Play have it, and those are not supported.`, 'Write a Dockerfile, for example with sbt-native-packager\'s "Docker / stage".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/about.js
/** What a package.json says of its application. */
function about_aboutOf({ json }) {
    const title = json.string('name')?.value;
    const description = json.string('description')?.value;
    const licenses = json.string('license')?.value;
    return {
        ...(title === undefined || title === '' ? {} : { title }),
        ...(description === undefined || description === '' ? {} : { description }),
        // npm's word for "nobody may"; the label takes SPDX expressions alone.
        ...(licenses === undefined || licenses === '' || licenses === 'UNLICENSED' ? {} : { licenses }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/entry.js
// Options of node that take the next word as their value. Source: nodejs.org, "Command-line API".
const entry_WITH_VALUE = new Set([
    '-r',
    '--require',
    '--import',
    '--loader',
    '--experimental-loader',
    '-C',
    '--conditions',
    '--title',
    '--env-file',
    '--env-file-if-exists',
]);
const PRELOADS = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader']);
/** Takes `node [options] file [arguments]` apart; `args` are the words after `node`. */
function nodeArguments(args) {
    const options = [];
    let index = 0;
    for (; index < args.length; index += 1) {
        const word = args[index] ?? '';
        if (!word.startsWith('-'))
            break;
        const value = entry_WITH_VALUE.has(word) ? args[index + 1] : undefined;
        options.push(value === undefined ? [word] : [word, value]);
        if (value !== undefined)
            index += 1;
    }
    return { options, entry: args[index], rest: args.slice(index + 1) };
}
/** The file or folder that a command runs: the first word that is neither an option nor the value of one. */
function entryOf(argv) {
    return nodeArguments(argv.slice(1)).entry;
}
/** The packages that options load before the file: `tsx` of `--import tsx`, `dotenv` of `-r dotenv/config`. */
function preloads(args) {
    return nodeArguments(args).options.flatMap(([option = '', next]) => {
        const [name = '', inline] = option.split(/=(.*)/s);
        const value = inline ?? next;
        if (!PRELOADS.has(name) || value === undefined || /^[./]|^node:/.test(value))
            return [];
        return [value.split('/', value.startsWith('@') ? 2 : 1).join('/')];
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/layout.js

/** Where the project's top is in every stage. */
const TOP = '/app';
/** The folder of a package in the image, the application's own without one. */
function imageFolder(project, place = project.place) {
    return join(TOP, place);
}
/** The target of a COPY below the project's top: `./` or `./apps/web/`. */
function layout_target(place) {
    return place === '' ? './' : `./${place}/`;
}
/** Everything of a folder of the repository that .dockerignore lets through. */
function stages_layout_copyFolder(folder, place) {
    return folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${folder}/`], to: layout_target(place) };
}
// Shared between packages without being one of them, by the names that people give such folders.
const SHARED = new Set('config configs scripts tools types typings tsconfig prisma common shared'.split(' '));
const layout_SETTINGS = /\.(?:json|jsonc|[cm]?js|[cm]?ts|ya?ml|toml)$|^\.(?:babelrc|swcrc|browserslistrc|postcssrc)$/;
const NOT_SETTINGS = /^(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|(?:docker-)?compose.*|render\.yaml|fly\.toml|railway\.(?:json|toml)|netlify\.toml|vercel\.json|renovate\.json|app\.json|lerna\.json|mise\.toml)$|^\.pnpmfile|^\.yarnrc|\.config\.test\.|eslint|prettier|commitlint|vitest|jest/;
/** What stands at a workspace's top for all its packages: base configurations, and folders of shared files. */
function sharedEntries({ top, others, place }) {
    const entries = top.files.list('');
    const packages = [...others.map((member) => member.place), place];
    const files = entries
        .filter(({ name, kind }) => kind === 'file' && layout_SETTINGS.test(name) && !NOT_SETTINGS.test(name))
        .map(({ name }) => name);
    const folders = entries
        .filter(({ name, kind }) => kind === 'folder' && SHARED.has(name))
        .filter(({ name }) => !packages.some((path) => path === name || path.startsWith(`${name}/`)))
        .map(({ name }) => name);
    return { files, folders };
}
/** The source that a build takes: the application's, and in a workspace that of the packages that it needs. */
function copySources(facts, members) {
    const { app, project } = facts;
    const own = stages_layout_copyFolder(app.folder, project.place);
    if (project.file === undefined)
        return [own];
    // At the top of its workspace the application's folder has all the others, less what .dockerignore keeps away.
    if (project.place === '')
        return [own];
    const { files, folders } = sharedEntries(project);
    const why = ['The application, the packages of the workspace that it needs, and no other.'];
    const settings = files.length === 0 ? [] : [{ kind: 'copy', sources: files.map((name) => project.top.at(name)), to: './' }];
    const copies = [
        ...settings,
        ...folders.map((name) => stages_layout_copyFolder(project.top.at(name), name)),
        ...members.map((member) => stages_layout_copyFolder(member.app.folder, member.place)),
        own,
    ];
    return copies.map((copy, index) => (index === 0 ? { ...copy, why } : copy));
}
/** Commands of dependencies for a package of a workspace: its own, then those that are installed at the top. */
function commandPath(project, place = project.place) {
    const folders = [...new Set([imageFolder(project, place), TOP])];
    return [...folders.map((folder) => `${folder}/node_modules/.bin`), '$PATH'].join(':');
}
/**
 * A command of a dependency as it is called in the application's folder. In a workspace it may be installed there or at
 * the top, so that it is found by PATH.
 */
function commandIn(project, text) {
    return project.place === '' ? text : text.replace(/(^|[\s;&|(])(?:\.\/)?node_modules\/\.bin\//g, '$1');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/native/table.js
// What node-gyp asks for. Source: node-gyp's README, "Installation", on Unix.
const table_TOOLCHAIN = ['g++', 'make', 'python3'];
// Source: node-canvas' README, "Compiling", for Debian; the same libraries without their headers at run time.
const CANVAS = {
    build: [
        ...table_TOOLCHAIN,
        'libcairo2-dev',
        'libgif-dev',
        'libjpeg-dev',
        'libpango1.0-dev',
        'librsvg2-dev',
        'pkg-config',
    ],
    run: ['libcairo2', 'libgif7', 'libjpeg62-turbo', 'libpango-1.0-0', 'libpangocairo-1.0-0', 'librsvg2-2'],
};
/** What Chromium loads. Source: Playwright, nativeDeps.ts, of Debian. */
const CHROMIUM_LIBRARIES = [
    'libasound2',
    'libatk-bridge2.0-0',
    'libatk1.0-0',
    'libatspi2.0-0',
    'libcairo2',
    'libcups2',
    'libdbus-1-3',
    'libdrm2',
    'libgbm1',
    'libglib2.0-0',
    'libnspr4',
    'libnss3',
    'libpango-1.0-0',
    'libx11-6',
    'libxcb1',
    'libxcomposite1',
    'libxdamage1',
    'libxext6',
    'libxfixes3',
    'libxkbcommon0',
    'libxrandr2',
];
const COMPILED = { build: table_TOOLCHAIN };
/** By the dependency's name. A module that always brings binaries (sharp, esbuild, argon2 today) needs no line. */
const NATIVE = {
    argon2: { ...COMPILED, until: 1 },
    bcrypt: { ...COMPILED, until: 6 },
    'better-sqlite3': COMPILED,
    sqlite3: COMPILED,
    'node-gyp': COMPILED,
    nan: COMPILED,
    'node-addon-api': COMPILED,
    'node-sass': COMPILED,
    'isolated-vm': COMPILED,
    libxmljs: COMPILED,
    libxmljs2: COMPILED,
    'node-expat': COMPILED,
    re2: COMPILED,
    zeromq: { ...COMPILED, until: 6 },
    canvas: CANVAS,
    libpq: { build: [...table_TOOLCHAIN, 'libpq-dev'], run: ['libpq5'] },
    'pg-native': { build: [...table_TOOLCHAIN, 'libpq-dev'], run: ['libpq5'] },
    'fluent-ffmpeg': { run: ['ffmpeg'], unless: 'ffmpeg-static' },
    gm: { run: ['graphicsmagick'] },
    imagemagick: { run: ['imagemagick'] },
    pdf2pic: { run: ['ghostscript', 'graphicsmagick'] },
    'node-poppler': { run: ['poppler-utils'] },
    'node-tesseract-ocr': { run: ['tesseract-ocr'] },
    'simple-git': { run: ['ca-certificates', 'git'] },
    'youtube-dl-exec': { build: ['python3'], run: ['python3'] },
    '@sparticuz/chromium': { run: CHROMIUM_LIBRARIES },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/native/browsers.js


const PLAYWRIGHT = ['playwright', 'playwright-chromium'];
const SANDBOX = 'A container gives Chromium no sandbox: start it with the arguments --no-sandbox and --disable-dev-shm-usage.';
/** The browsers that an application itself drives; in development alone they are for its tests. */
function browserNeeds({ dependencies }) {
    const puppeteer = dependencies.get('puppeteer') ?? dependencies.get('puppeteer-core');
    const playwright = PLAYWRIGHT.map((name) => dependencies.get(name)).find((found) => found !== undefined);
    return [
        puppeteer === undefined
            ? {}
            : {
                // Debian's own gets its security fixes with the image, and is there for ARM too.
                run: ['chromium', 'fonts-liberation'],
                // Source: pptr.dev, "Configuration".
                buildEnv: { PUPPETEER_SKIP_DOWNLOAD: 'true' },
                runEnv: { PUPPETEER_EXECUTABLE_PATH: '/usr/bin/chromium' },
                warnings: [warningAt(puppeteer, SANDBOX)],
            },
        playwright === undefined
            ? {}
            : {
                run: CHROMIUM_LIBRARIES,
                // Beside the package in node_modules, and so into the image with it. Source: playwright.dev, "Browsers".
                buildEnv: { PLAYWRIGHT_BROWSERS_PATH: '0' },
                runEnv: { PLAYWRIGHT_BROWSERS_PATH: '0' },
                after: ['node_modules/.bin/playwright install --only-shell chromium'],
                warnings: [warningAt(playwright, SANDBOX)],
            },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/native/needs.js
/** All of it together, sorted, each once. */
function needs_together(parts) {
    const all = (of) => [
        ...new Set(parts.flatMap((part) => of(part) ?? [])),
    ];
    return {
        build: [...all((part) => part.build)].sort(),
        run: [...all((part) => part.run)].sort(),
        buildEnv: Object.fromEntries(parts.flatMap(({ buildEnv = {} }) => Object.entries(buildEnv))),
        runEnv: Object.fromEntries(parts.flatMap(({ runEnv = {} }) => Object.entries(runEnv))),
        files: [...all((part) => part.files)].sort(),
        after: all((part) => part.after),
        beforeBuild: all((part) => part.beforeBuild),
        warnings: all((part) => part.warnings),
    };
}

// EXTERNAL MODULE: ./node_modules/@babel/parser/lib/index.js
var lib = __webpack_require__(6411);
;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/syntax.js

// The largest configuration files are some hundred lines; this is a bound on what a hostile one can cost.
const MOST_CHARACTERS = 256 * 1024;
/**
 * The statements of a module in JavaScript or TypeScript, CommonJS or not. What cannot be parsed is passed over where
 * that is possible, and otherwise the module says nothing: a configuration is a hint, and the build will name its fault.
 */
function syntax_statementsOf(text) {
    if (text.length > MOST_CHARACTERS)
        return [];
    try {
        const { program } = (0,lib/* parse */.qg)(text, {
            sourceType: 'unambiguous',
            errorRecovery: true,
            allowReturnOutsideFunction: true,
            plugins: ['typescript', 'jsx', 'decorators'],
        });
        return program.body;
    }
    catch {
        return [];
    }
}
/** The name of a key: an identifier, a string or a number. */
function syntax_keyName(key) {
    if ('name' in key && typeof key.name === 'string')
        return key.name;
    if ('value' in key && (typeof key.value === 'string' || typeof key.value === 'number'))
        return String(key.value);
    return undefined;
}
/** The line on which a node begins, counted from 1. */
function syntax_lineOf(node) {
    return node.loc?.start.line ?? 1;
}
/** Whether a node is an expression, where the grammar's types allow more: patterns, types, declarations. */
function isExpression(node) {
    return /^(?:Identifier|JSXElement|JSXFragment|.*Expression|.*Literal)$/.test(node.type);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/scope.js

/** Looks a name up from the inside out. */
function lookUp(scope, table, name) {
    if (scope === undefined)
        return undefined;
    return table(scope).get(name) ?? lookUp(scope.outer, table, name);
}
/** The names that statements declare. */
function scope_scopeOf(statements, outer) {
    const values = new Map();
    const functions = new Map();
    const imports = new Map();
    const members = new Map();
    const declare = (statement) => {
        if (statement.type === 'ExportNamedDeclaration' && statement.declaration)
            declare(statement.declaration);
        if (statement.type === 'ImportDeclaration') {
            for (const { local } of statement.specifiers)
                imports.set(local.name, statement.source.value);
        }
        if (statement.type === 'FunctionDeclaration' && statement.id) {
            functions.set(statement.id.name, statement.body.body);
        }
        if (statement.type === 'VariableDeclaration') {
            for (const { id, init } of statement.declarations) {
                if (!init)
                    continue;
                const source = requiredModule(init);
                if (id.type === 'Identifier')
                    values.set(id.name, init);
                if (source === undefined)
                    continue;
                if (id.type === 'Identifier')
                    imports.set(id.name, source);
                if (id.type === 'ObjectPattern') {
                    for (const property of id.properties) {
                        const name = property.type === 'ObjectProperty' ? syntax_keyName(property.value) : undefined;
                        if (name !== undefined)
                            imports.set(name, source);
                    }
                }
            }
        }
        const assigned = assignment(statement);
        if (assigned?.object === undefined)
            return;
        const list = members.get(assigned.object) ?? [];
        list.push([assigned.key, assigned.value]);
        members.set(assigned.object, list);
    };
    statements.forEach(declare);
    return { values, functions, imports, members, ...(outer === undefined ? {} : { outer }) };
}
/** `object.key = value`, as in `module.exports = value`. */
function assignment(statement) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
        return undefined;
    const { left, right } = statement.expression;
    if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier')
        return undefined;
    const key = syntax_keyName(left.property);
    return key === undefined ? undefined : { object: left.object.name, key, value: right };
}
/** `require('x')`, also with a member of it taken: `require('x').y`. */
function requiredModule(node) {
    const call = node.type === 'MemberExpression' ? node.object : node;
    if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier')
        return undefined;
    const [argument] = call.arguments;
    return call.callee.name === 'require' && argument?.type === 'StringLiteral' ? argument.value : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/value.js


// Configurations nest a few levels; a bound on circles of variables and functions.
const MOST_STEPS = 40;
/**
 * Follows variables, casts, functions and conditions about production to the expression that counts in a production
 * build; undefined where only running the code would tell.
 */
function settle({ node, scope }, steps = 0) {
    if (steps > MOST_STEPS)
        return undefined;
    const again = (next, inside = scope) => settle({ node: next, scope: inside }, steps + 1);
    switch (node.type) {
        case 'TSAsExpression':
        case 'TSSatisfiesExpression':
        case 'TSNonNullExpression':
        case 'TSTypeAssertion':
        case 'ParenthesizedExpression':
            return again(node.expression);
        case 'AwaitExpression':
            return again(node.argument);
        case 'Identifier': {
            const value = lookUp(scope, ({ values }) => values, node.name);
            if (value !== undefined)
                return again(value);
            const body = lookUp(scope, ({ functions }) => functions, node.name);
            return body === undefined ? { node, scope } : returned(body, scope, steps);
        }
        case 'ArrowFunctionExpression':
        case 'FunctionExpression':
            return node.body.type === 'BlockStatement' ? returned(node.body.body, scope, steps) : again(node.body);
        case 'ConditionalExpression': {
            const test = inProduction({ node: node.test, scope });
            return test === undefined ? undefined : again(test ? node.consequent : node.alternate);
        }
        case 'LogicalExpression': {
            if (node.operator === '&&')
                return inProduction({ node: node.left, scope }) === true ? again(node.right) : undefined;
            const left = again(node.left);
            // The environment of a build says nothing, so that the default behind `||` or `??` counts.
            return left === undefined || isEnvironment(left.node) ? again(node.right) : left;
        }
        default:
            return { node, scope };
    }
}
/** Whether a test is about production, and comes out true in a production build. */
function inProduction({ node, scope }, steps = 0) {
    if (steps > MOST_STEPS)
        return undefined;
    if (node.type === 'BooleanLiteral')
        return node.value;
    if (node.type === 'UnaryExpression' && node.operator === '!') {
        const inner = inProduction({ node: node.argument, scope }, steps + 1);
        return inner === undefined ? undefined : !inner;
    }
    if (node.type === 'Identifier') {
        const value = lookUp(scope, ({ values }) => values, node.name);
        return value === undefined ? undefined : inProduction({ node: value, scope }, steps + 1);
    }
    if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator))
        return undefined;
    const sides = [node.left, node.right];
    const literal = sides.find((side) => side.type === 'StringLiteral');
    const variable = sides.find((side) => side.type === 'MemberExpression');
    if (literal === undefined || variable === undefined || syntax_keyName(variable.property) !== 'NODE_ENV')
        return undefined;
    return (literal.value === 'production') === node.operator.startsWith('=');
}
function isEnvironment(node) {
    if (node.type !== 'MemberExpression')
        return false;
    const { object } = node;
    return object.type === 'MemberExpression' && syntax_keyName(object.property) === 'env';
}
/** What a function's body returns; the last return, the others being for special cases. */
function returned(body, outer, steps) {
    const scope = scope_scopeOf(body, outer);
    const found = returns(body).at(-1);
    return found === undefined ? undefined : settle({ node: found, scope }, steps + 1);
}
function returns(body) {
    return body.flatMap((statement) => {
        if (statement.type === 'ReturnStatement')
            return statement.argument ? [statement.argument] : [];
        if (statement.type === 'BlockStatement')
            return returns(statement.body);
        if (statement.type === 'IfStatement') {
            return returns([statement.consequent, ...(statement.alternate ? [statement.alternate] : [])]);
        }
        return [];
    });
}
/**
 * The value of a key. Calls are seen through to the object that they are given: `defineConfig({...})`,
 * `withMDX(options)(config)`, `mergeConfig(base, {...})`.
 */
function member(value, key, steps = 0) {
    const assigned = value.node.type === 'Identifier' ? assignedMember(value, value.node.name, key) : undefined;
    if (assigned !== undefined)
        return assigned;
    const settled = settle(value, steps);
    if (settled === undefined || steps > MOST_STEPS)
        return undefined;
    const { node, scope } = settled;
    if (node.type === 'ObjectExpression')
        return value_property(node, scope, key, steps);
    if (node.type !== 'CallExpression')
        return undefined;
    for (const argument of argumentsOf(node).reverse()) {
        const found = member({ node: argument, scope }, key, steps + 1);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function assignedMember({ scope }, name, key) {
    const list = lookUp(scope, ({ members }) => members, name);
    const found = list?.findLast(([assigned]) => assigned === key);
    return found === undefined ? undefined : { node: found[1], scope };
}
// The last one wins, as in the object itself.
function value_property(node, scope, key, steps) {
    for (const entry of [...node.properties].reverse()) {
        if (entry.type === 'SpreadElement') {
            const found = member({ node: entry.argument, scope }, key, steps + 1);
            if (found !== undefined)
                return found;
        }
        else if (syntax_keyName(entry.key) === key && !(entry.computed && entry.key.type === 'Identifier')) {
            if (entry.type === 'ObjectMethod') {
                const inside = scope_scopeOf(entry.body.body, scope);
                const result = returns(entry.body.body).at(-1);
                return result === undefined ? undefined : { node: result, scope: inside };
            }
            if (!isExpression(entry.value))
                return undefined;
            return { node: entry.value, scope };
        }
    }
    return undefined;
}
/** A call's arguments that are expressions. */
function argumentsOf(node) {
    const inner = node.callee.type === 'CallExpression' ? argumentsOf(node.callee) : [];
    const own = node.arguments.flatMap((argument) => argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder' ? [] : [argument]);
    return [...inner, ...own];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/path.js



/**
 * The text of a string, a template or a path made of parts: `path.resolve(__dirname, 'dist')` is `dist`, as the
 * folder of the configuration file is where it counts from. Undefined where only running the code would tell.
 */
function path_textOf(value) {
    const settled = settle(value);
    if (settled === undefined)
        return undefined;
    const { node, scope } = settled;
    const text = (part) => path_textOf({ node: part, scope });
    switch (node.type) {
        case 'StringLiteral':
            return node.value;
        case 'TemplateLiteral': {
            const parts = node.quasis.flatMap(({ value: { cooked } }, index) => {
                const expression = node.expressions[index];
                const filled = expression === undefined ? '' : isExpression(expression) ? text(expression) : undefined;
                return [cooked ?? undefined, filled];
            });
            return joined(parts, '');
        }
        case 'BinaryExpression':
            if (node.operator !== '+')
                return undefined;
            return joined([text(node.left), text(node.right)], '');
        case 'CallExpression': {
            const name = node.callee.type === 'MemberExpression' ? syntax_keyName(node.callee.property) : syntax_keyName(node.callee);
            const args = argumentsOf(node);
            if (name === 'fileURLToPath')
                return args[0] === undefined ? undefined : text(args[0]);
            if (name !== 'join' && name !== 'resolve')
                return undefined;
            const parts = args.map((part) => (isOwnFolder(part, value) ? '' : text(part)));
            return joined(parts.filter((part) => part !== ''), '/');
        }
        case 'NewExpression': {
            const [first] = node.arguments;
            const isUrl = syntax_keyName(node.callee) === 'URL' && first?.type === 'StringLiteral';
            return isUrl ? first.value : undefined;
        }
        default:
            return undefined;
    }
}
function joined(parts, separator) {
    return parts.some((part) => part === undefined) ? undefined : parts.join(separator);
}
/** `__dirname`, `import.meta.dirname`, `process.cwd()`. */
function isOwnFolder(node, { scope }) {
    if (node.type === 'Identifier') {
        if (node.name === '__dirname')
            return true;
        return node.name === 'dirname' && lookUp(scope, ({ values }) => values, node.name) === undefined;
    }
    if (node.type === 'MemberExpression')
        return syntax_keyName(node.property) === 'dirname' && node.object.type === 'MetaProperty';
    return (node.type === 'CallExpression' &&
        node.callee.type === 'MemberExpression' &&
        syntax_keyName(node.callee.property) === 'cwd');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/index.js




const config_ENDINGS = ['ts', 'mts', 'cts', 'mjs', 'js', 'cjs'];
/** Reads the first of `name.ts`, `name.mjs`, ... that is there: `next.config`. A name with its ending is read as it is. */
function readConfig(app, ...names) {
    const paths = names.flatMap((name) => /\.[cm]?[jt]s$/.test(name) ? [name] : config_ENDINGS.map((ending) => `${name}.${ending}`));
    const path = paths.find((candidate) => app.files.isFile(candidate));
    const text = path === undefined ? undefined : app.files.head(path);
    if (path === undefined || text === undefined)
        return undefined;
    const statements = syntax_statementsOf(text);
    const scope = scope_scopeOf(statements);
    const file = app.at(path);
    const part = (node) => partOf(node && { node, scope }, file);
    return {
        file,
        path,
        ...part(defaultExport(statements)),
        exported: (name) => part(scope.values.get(name) ?? namedExport(statements, name)),
    };
}
function defaultExport(statements) {
    for (const statement of statements) {
        if (statement.type === 'ExportDefaultDeclaration') {
            const { declaration } = statement;
            if (declaration.type === 'FunctionDeclaration')
                return { ...declaration, type: 'FunctionExpression' };
            return isExpression(declaration) ? declaration : undefined;
        }
        if (statement.type === 'TSExportAssignment')
            return statement.expression;
        const assigned = assignment(statement);
        if (assigned?.object === 'module' && assigned.key === 'exports')
            return assigned.value;
    }
    return namedExport(statements, 'default');
}
function namedExport(statements, name) {
    return statements
        .map(assignment)
        .find((assigned) => assigned?.object === 'exports' && assigned.key === name)?.value;
}
function partOf(root, file) {
    const at = (path) => path.reduce((value, key) => value && member(value, key), root);
    const settled = (path) => {
        const value = at(path);
        return value && settle(value);
    };
    const found = (value, of) => {
        const result = value && of(value);
        return value === undefined || result === undefined
            ? undefined
            : { value: result, file, line: syntax_lineOf(value.node) };
    };
    return {
        string: (...path) => found(at(path), path_textOf),
        boolean: (...path) => found(settled(path), ({ node }) => (node.type === 'BooleanLiteral' ? node.value : undefined)),
        number: (...path) => found(settled(path), ({ node }) => (node.type === 'NumericLiteral' ? node.value : undefined)),
        has: (...path) => at(path) !== undefined,
        call: (...path) => found(settled(path), (value) => callOf(value, file)),
        calls: (...path) => items(settled(path)).flatMap((value) => found(value, (item) => callOf(item, file)) ?? []),
        strings: (...path) => items(settled(path)).flatMap((value) => path_textOf(value) ?? []),
        list: (...path) => items(settled(path)).map((value) => partOf(value, file)),
    };
}
/** The settled elements of a list, and of the lists in it. */
function items(value) {
    if (value?.node.type !== 'ArrayExpression')
        return [];
    return value.node.elements.flatMap((element) => {
        if (!element || element.type === 'SpreadElement')
            return [];
        const item = settle({ node: element, scope: value.scope });
        if (item === undefined)
            return [];
        return item.node.type === 'ArrayExpression' ? items(item) : [item];
    });
}
function callOf({ node, scope }, file) {
    if (node.type !== 'CallExpression')
        return undefined;
    const { callee } = node;
    const name = callee.type === 'MemberExpression' ? syntax_keyName(callee.property) : syntax_keyName(callee);
    if (name === undefined)
        return undefined;
    const [argument] = argumentsOf(node);
    return {
        name,
        from: config_moduleOf(callee.type === 'MemberExpression' ? callee.object : callee, scope),
        options: partOf(argument && { node: argument, scope }, file),
        line: syntax_lineOf(node),
    };
}
function config_moduleOf(node, scope) {
    const name = syntax_keyName(node);
    return name === undefined ? undefined : lookUp(scope, ({ imports }) => imports, name);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/hooks.js
/** Scripts that an installation runs by itself. Source: npm's documentation, "scripts", Life Cycle Operation Order. */
const HOOKS = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'];
// Hooks for people's checkouts, which do nothing where there is no .git.
const GIT_HOOKS = /^(?:is-ci \|\| )?(?:husky|lefthook|simple-git-hooks)\b/;
// Types for editors, which the build makes again: they do without any of the application's files (seen with Nuxt 3 and 4).
const TYPE_HOOKS = /^(?:npx )?nux[ti] prepare$|^svelte-kit sync \|\| (?:echo\b.*|true|exit 0)$/;
/** Whether a manifest has hooks that need nothing but the folders named here; undefined where they may read anything. */
function hookFolders(manifest, isFolder) {
    for (const hook of HOOKS) {
        const script = manifest.scripts.get(hook)?.value.trim();
        if (script === undefined || GIT_HOOKS.test(script) || TYPE_HOOKS.test(script))
            continue;
        if (/^(?:npx )?(?:prisma generate|patch-package)$/.test(script))
            continue;
        return undefined;
    }
    return ['prisma', 'patches'].filter(isFolder);
}
/** Whether an installation of these runs scripts of their own. */
function hasHooks(manifests) {
    return manifests.some(({ scripts }) => HOOKS.some((name) => scripts.has(name)));
}
/** The hooks of a manifest that only set up a checkout for people; undefined where it has others. */
function gitHooks({ scripts }) {
    const names = HOOKS.filter((name) => scripts.has(name));
    return names.every((name) => GIT_HOOKS.test(scripts.get(name)?.value.trim() ?? '')) ? names : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/native/prisma.js




const COMMAND = 'node_modules/.bin/prisma generate';
/**
 * What Prisma needs: OpenSSL for its engines, and its client generated. That goes into node_modules, and then has to
 * happen where those are installed, or beside the source, and then before the build.
 */
function prismaNeeds(app, manifest) {
    const client = manifest.dependency('@prisma/client') ?? manifest.dependency('prisma');
    if (client === undefined)
        return undefined;
    // Its engines verify certificates with the system's own.
    const system = { build: ['openssl'], run: ['ca-certificates', 'openssl'] };
    const schema = schemaOf(app, manifest);
    if (schema === undefined || manifest.dependency('prisma') === undefined)
        return system;
    const generates = (names) => names.some((name) => manifest.scripts.get(name)?.value.includes('prisma generate') === true);
    const inModules = schema.outputs.every((output) => output === undefined || output.includes('node_modules'));
    const line = `${environment(app)}${COMMAND}${schema.flag}`;
    const files = [schema.copied, ...CONFIGS.filter((path) => app.files.isFile(path))];
    if (inModules)
        return generates(HOOKS) ? { ...system, files } : { ...system, files, after: [line] };
    // The hook runs where the source is not, and what it writes beside it is in no later stage.
    return generates(['prebuild', 'build']) ? system : { ...system, beforeBuild: [line] };
}
const CONFIGS = ['prisma.config.ts', 'prisma.config.mts', 'prisma.config.js', 'prisma.config.mjs'];
function schemaOf(app, manifest) {
    const named = manifest.json.string('prisma', 'schema') ?? readConfig(app, 'prisma.config')?.string('schema');
    const paths = named === undefined
        ? ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma', 'prisma']
        : [external_node_path_.posix.normalize(named.value)];
    for (const path of paths) {
        const inside = app.files.list(path).filter(({ name }) => name.endsWith('.prisma'));
        const files = app.files.isFile(path) ? [path] : inside.map(({ name }) => join(path, name));
        if (files.length === 0)
            continue;
        const outputs = files.flatMap((file) => generatorOutputs(app.files.head(file) ?? ''));
        return { copied: path.includes('/') ? (path.split('/')[0] ?? path) : path, flag: '', outputs };
    }
    return undefined;
}
/** The `output` of each generator block of a schema. Source: prisma.io, "Prisma schema", generators. */
function generatorOutputs(text) {
    const outputs = [];
    let inside = false;
    for (const raw of text.split('\n')) {
        const line = raw.trim();
        if (/^generator\s+\w+\s*\{/.test(line)) {
            inside = true;
            outputs.push(undefined);
        }
        else if (line.startsWith('}'))
            inside = false;
        else if (inside) {
            const output = /^output\s*=\s*"([^"]*)"/.exec(line)?.[1];
            if (output !== undefined)
                outputs[outputs.length - 1] = output;
        }
    }
    return outputs;
}
// Prisma 7 reads its configuration for `generate` too, and ends where a variable in it is not set. No database is asked.
function environment(app) {
    const url = readConfig(app, 'prisma.config')?.call('datasource', 'url')?.value;
    const name = url?.name === 'env' ? url.options.string()?.value : undefined;
    return name === undefined || !/^\w+$/.test(name) ? '' : `${name}=postgresql://localhost/none `;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/native/system-packages.js






/** What an application needs, and the packages of its workspace that run with it. */
function needsOf({ app, manifest, project, command, }) {
    const own = { app, place: project.place, manifest };
    const members = project.runs.map((member) => ({ ...member, manifest: member.manifest() }));
    const added = command.output?.afterInstall ?? [];
    return needs_together([
        { after: added.map((line) => lineIn(project, project.place, line)) },
        ...[own, ...members].map((one) => {
            const needs = system_packages_systemPackages(one.app, one.manifest);
            return { ...needs, after: needs.after.map((line) => lineIn(project, one.place, line)) };
        }),
    ]);
}
/** A line that runs at the top, for a package below it. */
function lineIn(project, place, line) {
    if (place === '')
        return line;
    return `(cd ${place} && ${commandIn(project, `PATH=${commandPath(project, place)} ${line}`)})`;
}
/** What the dependencies of a package need of the system, and to be complete after their installation. */
function system_packages_systemPackages(app, manifest) {
    const named = Object.entries(NATIVE).flatMap(([name, native]) => {
        const found = manifest.dependency(name);
        if (found === undefined)
            return [];
        if (native.unless !== undefined && manifest.dependency(native.unless) !== undefined)
            return [];
        const major = semver.coerce(found.value)?.major;
        if (native.until !== undefined && major !== undefined && major >= native.until)
            return [];
        // In development alone it is not there while the application runs.
        return [manifest.dependencies.has(name) ? native : { build: native.build ?? [] }];
    });
    const own = app.files.isFile('binding.gyp') ? [{ build: table_TOOLCHAIN }] : [];
    return needs_together([
        ...named,
        ...own,
        ...browserNeeds(manifest),
        prismaNeeds(app, manifest) ?? {},
        gitDependencies(app, manifest) ? { build: ['ca-certificates', 'git', 'openssh-client'] } : {},
    ]);
}
// Source: docs.npmjs.com, "package.json", Git URLs as dependencies.
const GIT = /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|gist:)|^[\w-][\w.-]*\/[\w.-]+(?:#.*)?$/;
function gitDependencies(app, { dependencies, devDependencies }) {
    const direct = [...dependencies.values(), ...devDependencies.values()].some(({ value }) => GIT.test(value));
    return direct || app.files.head('package-lock.json')?.includes('"resolved": "git+') === true;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/host.js

const LOCAL = `['"\`](localhost|127\\.0\\.0\\.1|::1)['"\`]`;
const VARIABLE = /\benv\.(HOST|HOSTNAME|APP_HOST|SERVER_HOST|LISTEN_HOST|LISTEN_ADDRESS|BIND_ADDRESS|BIND_HOST|ADDRESS|FASTIFY_HOST)\s*(?:\|\||\?\?)\s*['"`](?:localhost|127\.0\.0\.1)['"`]/g;
const NAMED = [
    new RegExp(`\\.listen\\(\\s*[^,()]*(?:\\([^()]*\\)[^,()]*)*,\\s*${LOCAL}`),
    new RegExp(`\\b(?:listen|serve|server|Server)\\(\\s*\\{[^}]*\\bhost(?:name)?\\s*:\\s*${LOCAL}`),
];
// A constant that the call then uses, as in the first example of Node.js' own documentation.
const CONSTANT = new RegExp(`\\b(?:const|let|var)\\s+(?:host|hostname|HOST|HOSTNAME)\\s*(?::\\s*string\\s*)?=\\s*${LOCAL}`);
const USED = /\.listen\([^)]*\bhost(?:name)?\b/i;
/** Reads it from the files that start a server; variables may stand in any file. */
function listeningHost(app, servers, files) {
    const env = {};
    for (const path of files) {
        for (const [, name] of (app.files.head(path) ?? '').matchAll(VARIABLE)) {
            if (name !== undefined)
                env[name] = '0.0.0.0';
        }
    }
    return { env, local: localHost(app, servers) };
}
function localHost(app, servers) {
    for (const path of servers) {
        const text = app.files.head(path) ?? '';
        const patterns = USED.test(text) ? [...NAMED, CONSTANT] : NAMED;
        const match = patterns.map((pattern) => searchLines(text, pattern)).find((found) => found !== undefined);
        const value = match?.groups.find((group) => group !== undefined);
        if (match !== undefined && value !== undefined)
            return { value, file: app.at(path), line: match.line };
    }
    return undefined;
}
// Source: fastify.dev, "Server", listen: without a host it is localhost.
const BARE_LISTEN = /\.listen\(\s*(?:\{(?![^}]*(?:\bhost\b|\.\.\.))[^}]*\}|\d+|[\w.]*port[\w.]*)\s*[,)]/i;
/** Where Fastify is told no address: it then listens on the machine itself alone. */
function bareFastify(app, files) {
    for (const path of files) {
        const text = app.files.head(path) ?? '';
        if (!/\bfastify\b/i.test(text))
            continue;
        const match = searchLines(text, BARE_LISTEN);
        if (match !== undefined)
            return { value: 'localhost', file: app.at(path), line: match.line };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/source.js



const source_ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
// Components: only for the variables that they read.
const COMPONENTS = ['.vue', '.svelte', '.astro', '.mdx'];
const PORT_READ = /\benv(?:\.PORT\b|\[['"]PORT['"]\])|\{[^{}]*\bPORT\b[^{}]*\}\s*=\s*process\.env|\.get(?:OrThrow)?(?:<\w+>)?\(\s*['"]PORT['"]|\bPORT:\s*(?:z\.|port\(|num\(|Env\.)/;
const node_source_PORTS = [
    /\benv(?:\.PORT\b|\[['"]PORT['"]\])[\s)]*(?:,\s*10\s*\)\s*)?(?:\|\||\?\?|,)\s*['"]?(\d{2,5})\b/,
    /\{[^{}]*\bPORT\s*=\s*['"]?(\d{2,5})\b[^{}]*\}\s*=\s*process\.env/,
    /\.get(?:<\w+>)?\(\s*['"]PORT['"]\s*(?:,|\)\s*(?:\|\||\?\?))\s*['"]?(\d{2,5})\b/,
    /\bPORT:\s*(?:z\.|port\(|num\(|Env\.)[^\n]*?\bdefault(?:\(|:)\s*['"]?(\d{2,5})\b/,
];
const PORTS_OF_SERVERS = [
    /\.listen\(\s*(?:\{[^}]*?\bport:\s*)?(\d{2,5})\b/,
    /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*['"]?(\d{2,5})\b/,
    /\bport:\s*(\d{2,5})\b/,
];
// Only routes of the application itself: a router's are below a path that is not to be seen here.
const node_source_ROUTES = /(?:\b(?:app|server|fastify|application)\s*\.(?:get|all|route|head)\(\s*|\b(?:url|pathname|path)\s*={2,3}\s*|\bcase\s+)['"`]([\w/-]{2,40})['"`]/g;
const PREFIXES = '(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|VITE|REACT_APP|GATSBY|VUE_APP|PUBLIC)';
const PUBLIC = new RegExp(`(?:process\\.env|import\\.meta\\.env)\\.(${PREFIXES}_[A-Z0-9_]+)\\b`, 'g');
// Source: svelte.dev, "$env/static/public".
const SVELTE_PUBLIC = /import\s*\{([^}]*)\}\s*from\s*['"]\$env\/static\/public['"]/g;
const STOPS = /\bSIGTERM\b|\benableShutdownHooks\(/;
const source_LISTENS = /\.listen\(|createServer\(|\bserve\(/;
/** Reads the source nearest to the top, a bounded part of it. */
function node_source_readSource(view) {
    const app = remembering(view);
    const all = sources(app.files, [...source_ENDINGS, ...COMPONENTS]);
    const files = all.filter((path) => !COMPONENTS.some((ending) => path.endsWith(ending)));
    const started = app.files.isFile('bin/www') ? ['bin/www', ...files] : files;
    const servers = started.filter((path) => source_listens(app, path));
    return {
        files,
        port: (0,routes/* portIn */.Ju)(app, started, node_source_PORTS) ?? (0,routes/* portIn */.Ju)(app, servers, PORTS_OF_SERVERS),
        readsPort: started.some((path) => PORT_READ.test(app.files.head(path) ?? '')),
        healthPath: (0,routes/* healthPath */.OW)(app, files, node_source_ROUTES),
        publicVariables: publicVariables(app, all),
        host: listeningHost(app, servers, files),
        stops: started.some((path) => STOPS.test(app.files.head(path) ?? '')),
    };
}
/** The same application, each file of which is read from the disk once. */
function remembering(app) {
    const heads = new Map();
    const head = (path) => {
        if (!heads.has(path))
            heads.set(path, app.files.head(path));
        return heads.get(path);
    };
    return { ...app, files: { ...app.files, head } };
}
function publicVariables(app, files) {
    const names = new Set();
    for (const path of files) {
        const text = app.files.head(path) ?? '';
        for (const [, name] of text.matchAll(PUBLIC))
            if (name !== undefined)
                names.add(name);
        for (const [, list = ''] of text.matchAll(SVELTE_PUBLIC)) {
            for (const [name] of list.matchAll(/\bPUBLIC_[A-Z0-9_]+\b/g))
                names.add(name);
        }
    }
    return [...names].sort();
}
const source_ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main'];
/** Whether a file starts a server. */
function source_listens(app, path) {
    return source_LISTENS.test(app.files.head(path) ?? '');
}
/** The file that listens and is called as such files are called. */
function listeningFile(app, files, endings) {
    for (const entry of source_ENTRIES) {
        const path = endings.map((ending) => entry + ending).find((name) => files.includes(name));
        if (path !== undefined && source_listens(app, path)) {
            return { value: path, file: app.at(path), why: 'a file that listens' };
        }
    }
    return undefined;
}
/** The file that `node PATH` would load, as Node.js itself looks for it; undefined where there is none yet. */
function scriptFile(app, path) {
    const plain = path.replace(/^\.\//, '').replace(/\/$/, '');
    return [plain, `${plain}.js`, `${plain}.cjs`, `${plain}/index.js`].find((name) => app.files.isFile(name));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/workspace/task-runners.js

/** Turborepo or Nx at a workspace's top, where the application is one of its packages; otherwise undefined. */
function taskRunner(project) {
    return project.place === '' ? undefined : (turborepo(project) ?? nx(project));
}
/**
 * Turborepo, where it knows the task and which package manager calls the scripts. Source: Turborepo's documentation,
 * "Configuring turbo.json", `tasks` (`pipeline` before version 2), and "packageManager" in package.json.
 */
function turborepo({ top, manifest, place, name }) {
    const file = ['turbo.json', 'turbo.jsonc'].find((path) => top.files.isFile(path));
    const text = file === undefined ? undefined : top.files.text(file);
    if (file === undefined || text === undefined || manifest.dependency('turbo') === undefined)
        return undefined;
    if (manifest.json.string('packageManager') === undefined)
        return undefined;
    const json = parseJson(top.at(file), text, 'jsonc');
    if (json.get('tasks', 'build') === undefined && json.get('pipeline', 'build') === undefined)
        return undefined;
    return {
        value: (script) => `node_modules/.bin/turbo run ${script} --filter=${name ?? `./${place}`}`,
        file: top.at(file),
        why: 'Turborepo',
        infers: false,
    };
}
/** Nx. Source: Nx's documentation, "Run tasks": `nx run PROJECT:TARGET`; a project is called as its package. */
function nx({ top, manifest, name }) {
    if (!top.files.isFile('nx.json') || manifest.dependency('nx') === undefined || name === undefined) {
        return undefined;
    }
    return {
        value: (script) => `NX_DAEMON=false node_modules/.bin/nx run ${name}:${script}`,
        file: top.at('nx.json'),
        why: 'Nx',
        infers: true,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/build.js






/**
 * What is built before the application starts, or undefined. Throws a UserError when the file to start is neither there
 * nor built by anything.
 */
function build_findBuild(places) {
    const { project, manager, input, hint } = places;
    const own = prepared(places, ownBuild(places));
    const members = project.builds.filter((member) => member.manifest().scripts.has('build'));
    const runner = input === undefined && hint === undefined ? taskRunner(project) : undefined;
    if (runner !== undefined && own !== undefined && (runner.infers || own.script !== undefined)) {
        const shown = { value: runner.value(own.script ?? 'build'), file: runner.file, why: runner.why };
        return { shown, before: [], line: shown.value, at: 'top', members };
    }
    const before = members.map((member) => manager.runIn(member, 'build'));
    if (own !== undefined)
        return { shown: own.found, before, line: own.found.value, at: 'application', members };
    if (before.length === 0)
        return undefined;
    const shown = { value: before.join(' && '), why: 'what the application needs of its workspace' };
    return { shown, before, at: 'application', members };
}
/** The build with what has to be there before it: clients that are generated beside the source. */
function prepared({ app, manifest }, own) {
    const { beforeBuild } = system_packages_systemPackages(app, manifest);
    if (beforeBuild.length === 0)
        return own;
    const lines = [...beforeBuild, ...(own === undefined ? [] : [own.found.value])];
    const found = own?.found ?? { file: app.at('package.json'), why: 'what the source imports' };
    return { ...own, found: { ...found, value: lines.join(' && ') } };
}
function ownBuild(places) {
    const { app, manifest, framework, manager, command, input, hint } = places;
    if (input !== undefined)
        return { found: fromInput(input, 'build-command') };
    const name = [...(framework.buildScripts ?? []), 'build'].find((script) => manifest.scripts.has(script));
    const script = name === undefined ? undefined : manifest.scripts.get(name);
    const scripted = name === undefined || script === undefined ? undefined : { ...script, value: manager.run(name) };
    const named = choose([hint, scripted]);
    if (named !== undefined)
        return { found: named, ...(name === undefined ? {} : { script: name }) };
    if (command.build.length > 0) {
        return { found: { ...command.run, value: command.build.map(local).join(' && ') } };
    }
    if (framework.build !== undefined) {
        return { found: { value: framework.build, why: `the build of ${framework.name}` } };
    }
    const runs = ['node', 'bun'].includes(command.run.value[0] ?? '');
    const entry = runs ? entryOf(command.run.value) : undefined;
    if (entry === undefined || scriptFile(app, entry) !== undefined)
        return undefined;
    if (app.files.isFile('tsconfig.json') && manifest.dependency('typescript') !== undefined) {
        const found = { value: 'node_modules/.bin/tsc', file: app.at('tsconfig.json'), why: 'no build script' };
        return { found };
    }
    throw new errors/* UserError */.y(`The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`, 'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.');
}
// Commands of dependencies are not on the image's PATH.
function local(line) {
    return /^(?:npm|npx|yarn|pnpm|bun|bunx|node)\b|^\w+=/.test(line) ? line : `node_modules/.bin/${line}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/helpers.js




/**
 * A folder that a configuration names, relative to the application: `./dist/` is `dist`. `root` is the folder it
 * counts from. Throws a UserError for one outside of the application, which is not in the image.
 */
function folderFrom(found, root = '') {
    const folder = external_node_path_.posix.join(root, found.value).replace(/\/+$/, '');
    if (!folder.startsWith('..') && !folder.startsWith('/') && folder !== '.')
        return withValue(found, folder);
    throw new errors/* UserError */.y(`The build goes to "${found.value}" (${originOf(found)}), which is outside of the application's folder.`, 'Build into a folder of the application, for example dist.');
}
/** The first major release of a dependency that package.json asks for: 3 of `^3.1.0`; undefined for a tag or link. */
function helpers_majorOf(manifest, name) {
    const range = manifest.dependency(name)?.value;
    return range === undefined ? undefined : semver.coerce(range)?.major;
}
/** The value that follows one of some options in a script: `docs` of `vitepress build docs`, `out` of `--outDir out`. */
function optionIn(script, ...options) {
    const words = script?.value.split(/\s+/) ?? [];
    for (const [index, word] of words.entries()) {
        const [name = '', inline] = word.split(/=(.*)/s);
        const value = inline ?? words[index + 1];
        if (script !== undefined && options.includes(name) && value !== undefined && value !== '') {
            return withValue(script, value);
        }
    }
    return undefined;
}
/** A whole folder, as it was built. */
function asBuilt(folder) {
    return { from: folder, to: folder };
}
/** package.json beside a build: it says whether files are modules, and what the application is called. */
const PACKAGE_JSON = { from: 'package.json', to: 'package.json' };
/** The error for a build that another platform alone can run. */
function otherPlatform(framework, adapter, instead) {
    return new errors/* UserError */.y(`${framework} builds for ${adapter.value} (${originOf(adapter)}), which gives no server that an image could run.`, instead);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/adonis.js


/** AdonisJS: `node ace build` gives an application of its own in `build`. */
const adonis = {
    name: 'adonis',
    packages: ['@adonisjs/core'],
    port: 3333,
    portInSource: false,
    env: { HOST: '0.0.0.0' },
    build: 'node ace build',
    leaves: ['build'],
    output: (app, manifest) => {
        const found = manifest.dependency('@adonisjs/core');
        if (found === undefined)
            return undefined;
        const entry = (helpers_majorOf(manifest, '@adonisjs/core') ?? 6) >= 6 ? 'bin/server.js' : 'server.js';
        return {
            kind: 'server',
            run: withValue(found, ['node', entry]),
            replaces: ['node build/server.js', 'node build/bin/server.js', 'node ace serve'],
            modules: true,
            built: [{ from: 'build', to: '.' }],
            warnings: [
                {
                    text: 'AdonisJS starts only with the variables that start/env.ts (or env.ts) asks for, APP_KEY among them: set them where the image runs.',
                    file: found.file ?? app.at('package.json'),
                },
            ],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/analog.js

/** Analog: Angular with a server by Nitro. Source: analogjs.org, "Deployment". */
const analog = {
    name: 'analog',
    packages: ['@analogjs/platform'],
    port: 3000,
    portInSource: false,
    build: 'node_modules/.bin/vite build',
    leaves: ['dist', '.angular', '.nitro'],
    output: (app) => ({
        kind: 'server',
        run: {
            value: ['node', 'dist/analog/server/index.mjs'],
            file: app.at('package.json'),
            why: 'the server of Analog',
        },
        modules: false,
        env: { HOST: '0.0.0.0' },
        built: [asBuilt('dist/analog')],
    }),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/angular.js





/** Angular: a single page, or with server-side rendering a server that carries its dependencies. */
const angular = {
    name: 'angular',
    packages: ['@angular/core'],
    unless: ['@analogjs/platform'],
    port: 4000,
    build: 'node_modules/.bin/ng build',
    buildEnv: { NG_CLI_ANALYTICS: 'false' },
    leaves: ['dist', '.angular'],
    output: (app) => {
        const build = buildTarget(app);
        if (build === undefined)
            return undefined;
        const { options, builder, out, browser } = build;
        // Only this builder puts what browsers load into a folder of its own. Source: angular.dev, "Migrating to the new build system".
        const application = builder === undefined || builder.endsWith(':application');
        const site = {
            kind: 'site',
            folder: application && browser !== '' ? withValue(out, `${out.value}/${browser}`) : out,
            fallback: true,
        };
        const rendered = options['ssr'] !== undefined && options['ssr'] !== false;
        if (!application || !rendered || options['outputMode'] === 'static')
            return site;
        return {
            kind: 'server',
            run: { ...withValue(out, ['node', `${out.value}/server/server.mjs`]), why: 'server-side rendering' },
            modules: false,
            built: [asBuilt(out.value)],
        };
    },
};
/** The build of the first application in angular.json, or of the one that it calls the default. */
function buildTarget(app) {
    const text = app.files.text('angular.json');
    if (text === undefined)
        return undefined;
    const json = parseJson(app.at('angular.json'), text, 'jsonc');
    const projects = json.get('projects');
    const names = Object.entries(isTable(projects) ? projects : {}).flatMap(([name, project]) => isTable(project) && project['projectType'] !== 'library' ? [name] : []);
    const standard = json.string('defaultProject')?.value;
    const name = names.find((one) => one === standard) ?? names[0];
    if (name === undefined) {
        throw new errors/* UserError */.y(`${json.file} has no application.`, 'Set the input "root-directory" to the folder of one.');
    }
    const key = json.has('projects', name, 'architect') ? 'architect' : 'targets';
    const path = ['projects', name, key, 'build'];
    const options = json.get(...path, 'options');
    const base = json.string(...path, 'options', 'outputPath') ?? json.string(...path, 'options', 'outputPath', 'base');
    const browser = json.string(...path, 'options', 'outputPath', 'browser');
    const line = json.lineOf('projects', name);
    return {
        options: isTable(options) ? options : {},
        builder: json.string(...path, 'builder')?.value,
        out: base === undefined
            ? {
                value: `dist/${name}`,
                file: json.file,
                ...(line === undefined ? {} : { line }),
                why: 'the default of Angular',
            }
            : folderFrom(base),
        browser: browser?.value ?? 'browser',
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/routes.js

/**
 * The health path of a framework whose routes are files: `server/api/health.get.ts`, `src/routes/healthz/+server.ts`.
 * A folder called `api` at its end is part of the path.
 */
function existsAny(app, folders, endings) {
    for (const folder of folders) {
        const prefix = /(?:^|\/)api$/.test(folder) ? '/api' : '';
        if (!app.files.isFolder(folder))
            continue;
        for (const name of routes/* HEALTH_NAMES */.qW.flatMap((health) => [health, `api/${health}`])) {
            const file = endings
                .map((ending) => `${folder}/${name}${ending}`)
                .find((path) => app.files.isFile(path));
            if (file !== undefined)
                return { value: `${prefix}/${name}`, file: app.at(file) };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/astro.js





/** Astro: a site of files, or with the adapter for Node.js a server. */
const astro = {
    name: 'astro',
    packages: ['astro'],
    port: 4321,
    portInSource: false,
    build: 'node_modules/.bin/astro build',
    buildEnv: { ASTRO_TELEMETRY_DISABLED: '1' },
    leaves: ['.astro', 'dist'],
    healthPath: (app) => existsAny(app, ['src/pages'], ['.ts', '.js', '.astro']),
    output: (app, manifest) => {
        const config = readConfig(app, 'astro.config');
        const out = config?.string('outDir');
        const folder = out === undefined ? { value: 'dist', why: 'the default of Astro' } : folderFrom(out);
        const adapter = config?.call('adapter');
        const output = config?.string('output');
        const installed = manifest.dependency('@astrojs/node');
        // Where the configuration does not tell plainly, the adapter that is installed does.
        const from = adapter?.value.from ?? (config?.has('adapter') === true && installed ? '@astrojs/node' : undefined);
        const place = adapter ?? installed;
        if (from === undefined || place === undefined) {
            if (output !== undefined && output.value !== 'static') {
                throw new errors/* UserError */.y(`Astro's output is "${output.value}" (${originOf(output)}), which needs an adapter, and none was found.`, 'Install the adapter for Node.js: npx astro add node.');
            }
            return { kind: 'site', folder, fallback: false };
        }
        if (from !== '@astrojs/node') {
            if (output === undefined || output.value === 'static')
                return { kind: 'site', folder, fallback: false };
            throw otherPlatform('Astro', withValue(place, from), 'Install the adapter for Node.js: npx astro add node.');
        }
        const mode = adapter?.value.options.string('mode');
        const port = config?.number('server', 'port');
        if (mode?.value === 'middleware' && !manifest.scripts.has('start')) {
            throw new errors/* UserError */.y(`Astro's adapter makes a middleware (${originOf(mode)}), and no script "start" starts a server that uses it.`, 'Set its mode to \'standalone\', or the input "run-command" to what starts the server.');
        }
        return {
            kind: 'server',
            run: {
                ...withValue(mode ?? place, ['node', `${folder.value}/server/entry.mjs`]),
                why: '@astrojs/node',
            },
            replaces: ['astro preview', 'astro start'],
            modules: true,
            env: { HOST: '0.0.0.0' },
            ...(port === undefined ? {} : { port }),
            built: [asBuilt(folder.value), PACKAGE_JSON],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/directus.js

/** Directus: a server that is a dependency, without a build. */
const directus = {
    name: 'directus',
    packages: ['directus', '@directus/api'],
    port: 8055,
    portInSource: false,
    env: { HOST: '0.0.0.0' },
    output: (_, manifest) => {
        const found = manifest.dependency('directus');
        if (found === undefined)
            return undefined;
        return { kind: 'server', run: withValue(found, ['node_modules/.bin/directus', 'start']), modules: true };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/docs.js



const docs_SCRIPTS = ['docs:build', 'build:docs'];
/** VitePress: pages of files, built beside its configuration. */
const vitepress = {
    name: 'vitepress',
    packages: ['vitepress'],
    buildScripts: docs_SCRIPTS,
    output: (app, manifest) => docsSite(app, manifest, 'vitepress', 'outDir'),
};
/** VuePress: pages of files, built beside its configuration. */
const vuepress = {
    name: 'vuepress',
    packages: ['vuepress'],
    buildScripts: docs_SCRIPTS,
    output: (app, manifest) => docsSite(app, manifest, 'vuepress', 'dest'),
};
function docsSite(app, manifest, tool, key) {
    const root = docsRoot(app, manifest, tool);
    const config = readConfig(app, docs_join(root.value, `.${tool}/config`));
    const named = config?.string(key);
    // VitePress counts from the documents' folder, VuePress from the application's.
    const from = tool === 'vitepress' ? root.value : '';
    const standard = withValue(root, docs_join(root.value, `.${tool}/dist`));
    return { kind: 'site', folder: named === undefined ? standard : folderFrom(named, from), fallback: false };
}
/** The folder of the documents: the one that the script builds, or the one with the tool's own folder in it. */
function docsRoot(app, manifest, tool) {
    for (const name of [...docs_SCRIPTS, 'build']) {
        const root = optionIn(manifest.scripts.get(name), 'build');
        if (root !== undefined && app.files.isFolder(docs_join(root.value, `.${tool}`)))
            return withValue(root, root.value.replace(/^\.\/|\/$/g, ''));
    }
    const folders = ['', ...app.files.list('').flatMap(({ name, kind }) => (kind === 'folder' ? [name] : []))];
    const value = folders.find((folder) => app.files.isFolder(docs_join(folder, `.${tool}`))) ?? 'docs';
    return { value, why: `the folder with .${tool}` };
}
function docs_join(folder, path) {
    return folder === '' || folder === '.' ? path : `${folder}/${path}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/eleventy.js


/** Eleventy: pages of files. */
const eleventy = {
    name: 'eleventy',
    packages: ['@11ty/eleventy'],
    build: 'node_modules/.bin/eleventy',
    leaves: ['_site'],
    output: (app, manifest) => {
        const config = readConfig(app, '.eleventy.js', 'eleventy.config');
        const named = optionIn(manifest.scripts.get('build'), '--output') ??
            config?.string('dir', 'output') ??
            config?.exported('config').string('dir', 'output');
        const folder = named === undefined ? { value: '_site', why: 'the default of Eleventy' } : folderFrom(named);
        return { kind: 'site', folder, fallback: false };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/medusa.js

/** Medusa 2: `medusa build` gives an application of its own. Source: docs.medusajs.com, "Build Medusa Application". */
const medusa = {
    name: 'medusa',
    packages: ['@medusajs/medusa'],
    port: 9000,
    portInSource: false,
    env: { HOST: '0.0.0.0' },
    build: 'node_modules/.bin/medusa build',
    leaves: ['.medusa'],
    output: (app, manifest) => {
        const found = manifest.dependency('@medusajs/medusa');
        if (found === undefined)
            return undefined;
        return {
            kind: 'server',
            run: withValue(found, ['node_modules/.bin/medusa', 'start']),
            modules: true,
            built: [{ from: '.medusa/server', to: '.' }],
            warnings: [
                {
                    text: 'Medusa starts only with DATABASE_URL and its secrets in the environment; `medusa db:migrate` is to be run before a release.',
                    file: found.file ?? app.at('package.json'),
                },
            ],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/nest.js




// The path of a whole controller: one for health answers there.
const CONTROLLERS = /@Controller\(\s*['"`]([\w/-]{2,40})['"`]\s*\)/g;
/** NestJS. Its own `start` compiles and watches; what runs in production is the compiled entry. */
const nest = {
    name: 'nest',
    packages: ['@nestjs/core'],
    port: 3000,
    build: 'node_modules/.bin/nest build',
    healthPath: (app, files) => {
        // Below a prefix no path is what its controller says.
        const prefixed = files.some((path) => app.files.head(path)?.includes('.setGlobalPrefix(') === true);
        return prefixed ? undefined : (0,routes/* healthPath */.OW)(app, files, CONTROLLERS);
    },
    entry: (app) => {
        const cli = readJsonc(app, 'nest-cli.json');
        const root = cli?.string('root');
        // In a monorepo of Nest each project is compiled into a folder of its path. Source: docs.nestjs.com, "Workspaces".
        const project = cli?.get('monorepo') === true && root !== undefined ? root.value : '';
        const main = `${cli?.string('entryFile')?.value ?? 'main'}.js`;
        const folder = outDir(app, cli?.string('compilerOptions', 'tsConfigPath')?.value);
        if (folder === undefined || project !== '') {
            const value = external_node_path_.posix.join('dist', project, main);
            return project === '' || root === undefined
                ? { value, why: 'the default of Nest' }
                : withValue(root, value);
        }
        return withValue(folder, external_node_path_.posix.join(folder.value, main));
    },
};
function outDir(app, named) {
    const paths = [named, 'tsconfig.build.json', 'tsconfig.json'].filter((path) => path !== undefined);
    return paths
        .map((path) => readJsonc(app, path)?.string('compilerOptions', 'outDir'))
        .find((found) => found !== undefined);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/config/imports.js


const imports_ENDINGS = [
    '',
    '.js',
    '.mjs',
    '.cjs',
    '.ts',
    '.mts',
    '.cts',
    '.json',
    '/index.js',
    '/index.mjs',
    '/index.ts',
];
// A configuration that loads half the application is no configuration.
const MOST_FILES = 40;
/** Follows the imports of a file through the application's own files. Types are erased, and so left out. */
function loadedBy(app, path) {
    const files = [path];
    const packages = new Set();
    for (let index = 0; index < files.length && files.length < MOST_FILES; index += 1) {
        const file = files[index] ?? path;
        for (const source of sourcesIn(app.files.head(file) ?? '')) {
            if (source.startsWith('.')) {
                const found = imports_resolve(app, external_node_path_.posix.join(external_node_path_.posix.dirname(file), source));
                if (found !== undefined && !files.includes(found))
                    files.push(found);
            }
            else if (/^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/.test(source)) {
                packages.add(source.split('/', source.startsWith('@') ? 2 : 1).join('/'));
            }
        }
    }
    return { files, packages: [...packages].sort() };
}
function imports_resolve(app, path) {
    // TypeScript lets `./x.js` stand for `./x.ts`.
    const typed = path.replace(/\.([cm]?)js$/, '.$1ts');
    return [...imports_ENDINGS.map((ending) => path + ending), typed].find((file) => app.files.isFile(file));
}
/** The modules that a text imports or requires, by whatever function: `import`, `require`, `jiti(...)('./env')`. */
function sourcesIn(text) {
    const found = new Set();
    const visit = (node) => {
        if (Array.isArray(node))
            node.forEach(visit);
        if (!isNode(node))
            return;
        const source = sourceOf(node);
        if (source !== undefined)
            found.add(source);
        if (!('importKind' in node) || node.importKind !== 'type')
            Object.values(node).forEach(visit);
    };
    visit(syntax_statementsOf(text));
    return [...found];
}
function isNode(value) {
    return typeof value === 'object' && value !== null && 'type' in value;
}
function sourceOf(node) {
    const types = 'importKind' in node && node.importKind === 'type';
    if (!types && 'source' in node && /^(?:Import|Export)/.test(String(node.type)))
        return imports_textOf(node.source);
    if (node.type !== 'CallExpression' || !('arguments' in node) || !Array.isArray(node.arguments))
        return undefined;
    const list = node.arguments;
    const value = imports_textOf(list[0]);
    const callee = 'callee' in node && isNode(node.callee) ? node.callee : undefined;
    const loads = callee?.type === 'Import' || (callee !== undefined && 'name' in callee && callee.name === 'require');
    return loads || /^\.\.?\//.test(value ?? '') ? value : undefined;
}
function imports_textOf(node) {
    return isNode(node) && node.type === 'StringLiteral' && 'value' in node && typeof node.value === 'string'
        ? node.value
        : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/next.js






/** Next.js: a server, a standalone server with its own dependencies traced, or a site of files. */
const next = {
    name: 'next',
    packages: ['next'],
    port: 3000,
    portInSource: false,
    buildCache: '.next/cache',
    buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
    build: 'node_modules/.bin/next build',
    leaves: ['.next'],
    healthPath: routeFile,
    output: (app, manifest) => {
        const config = readConfig(app, 'next.config');
        const output = config?.string('output');
        const named = config?.string('distDir');
        const dist = named && folderFrom(named);
        if (output?.value === 'export') {
            return { kind: 'site', folder: dist ?? withValue(output, 'out'), fallback: false };
        }
        return output?.value === 'standalone'
            ? standalone(app, dist?.value ?? '.next', output)
            : server(app, manifest, dist?.value ?? '.next', config);
    },
};
const ENV = { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' };
/** COPY fails for a folder that is not there, and many applications have no public files. */
function publicFiles(app) {
    return app.files.isFolder('public') ? [{ from: 'public', to: 'public' }] : [];
}
function standalone(app, dist, origin) {
    return {
        kind: 'server',
        run: { ...withValue(origin, ['node', 'server.js']), why: 'standalone output' },
        replaces: ['next start', `node ${dist}/standalone/server.js`],
        modules: false,
        stops: true,
        env: ENV,
        // Apart from the rest, so that it alone belongs to the server's user, and is in the image once.
        afterBuild: (place) => `mv ${join(`${dist}/standalone`, join(place, dist))} ${dist}/written`,
        built: [
            { from: `${dist}/standalone`, to: '.', tree: true },
            { from: `${dist}/written`, to: dist, writable: true },
            { from: `${dist}/static`, to: `${dist}/static` },
            ...publicFiles(app),
        ],
    };
}
function server(app, manifest, dist, config) {
    const text = "With `output: 'standalone'` in the Next.js configuration the image would be several times smaller.";
    // The server reads its configuration again, and with it all that it imports.
    const loaded = config && loadedBy(app, config.path);
    // Before Next.js 16 a configuration in TypeScript is compiled at each start.
    const compiles = config !== undefined && config.path.endsWith('ts') && (helpers_majorOf(manifest, 'next') ?? 16) < 16;
    return {
        kind: 'server',
        run: { value: ['node_modules/.bin/next', 'start'], file: app.at('package.json'), why: 'next' },
        modules: true,
        stops: true,
        env: ENV,
        needs: [...(loaded?.packages ?? []), ...(compiles ? ['typescript'] : [])],
        built: [
            { from: dist, to: dist, writable: true },
            ...publicFiles(app),
            PACKAGE_JSON,
            ...(loaded?.files ?? []).map(asBuilt),
        ],
        warnings: [{ text, file: config?.file ?? app.at('package.json') }],
    };
}
/** A route handler (app/api/health/route.ts, app/healthz/route.js) or API route (pages/api/health.ts). */
function routeFile(app) {
    const base = readConfig(app, 'next.config')?.string('basePath')?.value ?? '';
    for (const top of ['', 'src/']) {
        for (const path of routes/* HEALTH_NAMES */.qW.flatMap((name) => [name, `api/${name}`])) {
            const routes = ['ts', 'js'].map((ending) => `${top}app/${path}/route.${ending}`);
            const pages = path.startsWith('api/')
                ? ['ts', 'js'].map((ending) => `${top}pages/${path}.${ending}`)
                : [];
            const file = [...routes, ...pages].find((name) => app.files.isFile(name));
            if (file !== undefined)
                return { value: `${base}/${path}`, file: app.at(file) };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/nitro.js



// Source: nitro.build, "Deploy", presets that give a server for Node.js.
const NODE_PRESETS = ['node-server', 'node_server', 'node', 'node-cluster', 'node_cluster', 'node-middleware'];
const STATIC_PRESETS = ['static', 'github-pages', 'github_pages'];
/** The server that Nitro builds: it carries its dependencies with it. */
function nitroServer(app, why, replaces = []) {
    return {
        kind: 'server',
        run: { value: ['node', '.output/server/index.mjs'], file: app.at('package.json'), why },
        replaces,
        modules: false,
        stops: true,
        env: { HOST: '0.0.0.0' },
        built: [asBuilt('.output')],
    };
}
/** What Nitro makes with a preset. Throws a UserError for the preset of another platform. */
function nitroOutput(app, framework, preset, replaces = []) {
    if (preset === undefined || NODE_PRESETS.includes(preset.value)) {
        return nitroServer(app, `the server of ${framework}`, replaces);
    }
    if (STATIC_PRESETS.includes(preset.value)) {
        return { kind: 'site', folder: { ...preset, value: '.output/public' }, fallback: false };
    }
    throw otherPlatform(framework, preset, 'Take the preset away, or set it to "node-server".');
}
/** Nitro by itself: an API server with routes as files. */
const nitro = {
    name: 'nitro',
    packages: ['nitropack', 'nitro'],
    unless: ['nuxt', '@solidjs/start', '@tanstack/react-start', '@tanstack/solid-start', '@analogjs/platform'],
    port: 3000,
    portInSource: false,
    build: 'node_modules/.bin/nitro build',
    leaves: ['.output', '.nitro'],
    healthPath: (app) => existsAny(app, ['routes', 'server/routes', 'server/api', 'api'], ['.ts', '.js', '.get.ts', '.get.js']),
    output: (app) => nitroOutput(app, 'Nitro', readConfig(app, 'nitro.config')?.string('preset'), [
        'nitro preview',
        'nitropack preview',
    ]),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/nuxt.js





/** Nuxt: a server with its own dependencies; `nuxt generate` gives a site of files. Nuxt 2 starts from its own folder. */
const nuxt = {
    name: 'nuxt',
    packages: ['nuxt', 'nuxt3', 'nuxt-nightly'],
    port: 3000,
    portInSource: false,
    env: { HOST: '0.0.0.0' },
    buildEnv: { NUXT_TELEMETRY_DISABLED: '1' },
    build: 'node_modules/.bin/nuxt build',
    buildScripts: ['build', 'generate'],
    leaves: ['.nuxt', '.output', '.data'],
    healthPath: (app) => existsAny(app, ['server/routes', 'server/api'], ['.ts', '.js', '.get.ts', '.get.js']),
    output: (app, manifest) => {
        const config = readConfig(app, 'nuxt.config');
        const script = manifest.scripts.get('build') ?? manifest.scripts.get('generate');
        const generates = script !== undefined && /\bnux[ti] generate\b|--prerender\b/.test(script.value);
        if (helpers_majorOf(manifest, 'nuxt') === 2) {
            const target = config?.string('target');
            if (generates || target?.value === 'static') {
                return { kind: 'site', folder: { value: 'dist', why: 'the default of Nuxt 2' }, fallback: '200.html' };
            }
            return {
                kind: 'server',
                run: { value: ['node_modules/.bin/nuxt', 'start'], file: app.at('package.json'), why: 'Nuxt 2' },
                modules: true,
                built: [
                    asBuilt('.nuxt'),
                    ...['static', 'server', 'serverMiddleware'].filter((name) => app.files.isFolder(name)).map(asBuilt),
                    PACKAGE_JSON,
                    ...(config === undefined ? [] : [{ from: config.path, to: config.path }]),
                ],
            };
        }
        if (generates) {
            const spa = config?.boolean('ssr')?.value === false;
            const folder = config?.string('nitro', 'output', 'publicDir');
            return {
                kind: 'site',
                folder: folder === undefined ? withValue(script, '.output/public') : folderFrom(folder),
                fallback: spa && '200.html',
            };
        }
        return nitroOutput(app, 'Nuxt', config?.string('nitro', 'preset'), [
            'nuxt start',
            'nuxt preview',
            'nuxi preview',
            'nuxi start',
        ]);
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/qwik.js


const qwik_SERVERS = ['express', 'fastify', 'node-server'];
/** Qwik City: what the adapter in its folder `adapters` makes. */
const qwik = {
    name: 'qwik',
    packages: ['@builder.io/qwik-city', '@qwik.dev/router'],
    port: 3000,
    leaves: ['server', 'dist'],
    output: (app) => {
        const adapter = app.files.list('adapters').find(({ name }) => qwik_SERVERS.includes(name) || name === 'static');
        if (adapter === undefined)
            return undefined;
        const found = { value: adapter.name, file: app.at(`adapters/${adapter.name}`) };
        if (adapter.name === 'static')
            return { kind: 'site', folder: withValue(found, 'dist'), fallback: false };
        return {
            kind: 'server',
            run: withValue(found, ['node', `server/entry.${adapter.name}`]),
            modules: true,
            built: [asBuilt('server'), asBuilt('dist'), PACKAGE_JSON],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/react-router.js




/** React Router as a framework (7 and later): a server, or a single page where `ssr` is off. */
const reactRouter = {
    name: 'react-router',
    packages: ['@react-router/dev'],
    port: 3000,
    build: 'node_modules/.bin/react-router build',
    leaves: ['build', '.react-router'],
    healthPath: (app) => existsAny(app, ['app/routes'], ['.ts', '.tsx', '.js', '.jsx']),
    output: (app, manifest) => {
        const config = readConfig(app, 'react-router.config');
        const directory = config?.string('buildDirectory');
        const build = directory === undefined ? 'build' : folderFrom(directory).value;
        const ssr = config?.boolean('ssr');
        if (ssr?.value === false) {
            // Source: reactrouter.com, "Single Page App (SPA) mode": the fallback's name where `/` itself is rendered.
            const prerenders = config?.has('prerender') === true;
            return {
                kind: 'site',
                folder: withValue(ssr, `${build}/client`),
                fallback: prerenders ? '__spa-fallback.html' : true,
            };
        }
        const serve = manifest.dependency('@react-router/serve');
        if (serve === undefined)
            return undefined;
        return {
            kind: 'server',
            run: withValue(serve, ['node_modules/.bin/react-router-serve', `${build}/server/index.js`]),
            modules: true,
            stops: true,
            built: [asBuilt(build), PACKAGE_JSON],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/refused.js


function refused({ name, packages, reason, instead }) {
    return {
        name,
        packages,
        output: (_, manifest) => {
            const found = packages.map((one) => manifest.dependency(one)).find((one) => one !== undefined);
            const where = found === undefined ? '' : ` (${originOf(found)})`;
            throw new errors/* UserError */.y(`This is an application of ${name}${where}, ${reason}.`, instead);
        },
    };
}
/** Known, and known not to fit into one image that is written from the outside. */
const REFUSED = [
    refused({
        name: 'redwood',
        packages: ['@redwoodjs/core'],
        reason: 'which is two: an API and a site, each with a server of its own',
        instead: 'Let Redwood write its Dockerfiles: yarn rw setup docker. They are then used as they are.',
    }),
    refused({
        name: 'sapper',
        packages: ['sapper'],
        reason: 'which has had no releases since 2021',
        instead: 'Move to SvelteKit, its successor, or write a Dockerfile. It is then used as it is.',
    }),
    refused({
        name: 'meteor',
        packages: ['meteor-node-stubs'],
        reason: "which only Meteor's own tool can build",
        instead: 'Write a Dockerfile, for example on the image geoffreybooth/meteor-base. It is then used as it is.',
    }),
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/remix.js




/** Remix, with Vite or its own compiler: a server, or a single page where `ssr` is off. */
const remix = {
    name: 'remix',
    packages: ['@remix-run/dev'],
    port: 3000,
    portInSource: true,
    build: 'node_modules/.bin/remix vite:build',
    leaves: ['build'],
    healthPath: (app) => existsAny(app, ['app/routes'], ['.ts', '.tsx', '.js', '.jsx', '[.]ts']),
    output: (app, manifest) => {
        const plugin = readConfig(app, 'vite.config')
            ?.calls('plugins')
            .find(({ value: { from } }) => from === '@remix-run/dev');
        if (plugin === undefined)
            return classic();
        const options = plugin.value.options;
        const directory = options.string('buildDirectory');
        const build = directory === undefined ? 'build' : folderFrom(directory).value;
        const ssr = options.boolean('ssr');
        if (ssr?.value === false) {
            return { kind: 'site', folder: withValue(ssr, `${build}/client`), fallback: true };
        }
        return serve([`${build}/server/index.js`], [asBuilt(build)]);
        // Source: remix.run, "remix.config.js": serverBuildPath and assetsBuildDirectory, public/ beside them.
        function classic() {
            const config = readConfig(app, 'remix.config');
            const server = config?.string('serverBuildPath');
            const path = server === undefined ? 'build/index.js' : folderFrom(server).value;
            return serve([path], [asBuilt(path.split('/')[0] ?? 'build'), asBuilt('public')]);
        }
        function serve(args, built) {
            const found = manifest.dependency('@remix-run/serve');
            if (found === undefined)
                return undefined;
            return {
                kind: 'server',
                run: withValue(found, ['node_modules/.bin/remix-serve', ...args]),
                modules: true,
                stops: true,
                built: [...built, PACKAGE_JSON],
            };
        }
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/servers.js

// Servers that need nothing but their start command: named so that the plan can name them.
function servers_server(name, { packages = [name], ...more } = {}) {
    return { name, packages, ...more };
}
/** Servers that a start command alone runs. Ports are what their own generators and documentation listen on. */
const servers_SERVERS = [
    servers_server('keystone', { packages: ['@keystone-6/core'], port: 3000 }),
    servers_server('loopback', {
        packages: ['@loopback/rest', '@loopback/core'],
        port: 3000,
        env: { HOST: '0.0.0.0' },
    }),
    servers_server('feathers', { packages: ['@feathersjs/koa', '@feathersjs/express'], port: 3030 }),
    servers_server('sails', { port: 1337 }),
    servers_server('apollo', { packages: ['@apollo/server', 'apollo-server'], port: 4000 }),
    servers_server('express'),
    // Source: fastify-cli's README: the environment that gives its address. Fastify itself does not read it.
    { ...servers_server('fastify', { port: 3000, env: { FASTIFY_ADDRESS: '0.0.0.0' } }), localByDefault: bareFastify },
    servers_server('koa'),
    servers_server('hapi', { packages: ['@hapi/hapi'] }),
    servers_server('hono', { packages: ['@hono/node-server', 'hono'], port: 3000 }),
    servers_server('elysia', { packages: ['elysia'], port: 3000 }),
    servers_server('h3', { packages: ['h3', 'listhen', 'srvx'], port: 3000 }),
    servers_server('restify'),
    servers_server('polka'),
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/sites.js



function site({ name, packages, build, folder, named, page, leaves = [], unless = [] }) {
    return {
        name,
        packages,
        unless,
        build: `node_modules/.bin/${build}`,
        leaves,
        output: (app, manifest) => {
            const found = named?.(app, manifest.scripts.get('build'));
            return {
                kind: 'site',
                folder: found === undefined ? { value: folder, why: `the default of ${name}` } : folderFrom(found),
                fallback: typeof page === 'boolean' ? page : page(app),
            };
        },
    };
}
/** Frameworks and generators whose build is a folder of files, and that differ in nothing but its name. */
const SITES = [
    site({
        name: 'create-react-app',
        packages: ['react-scripts', 'react-app-rewired', '@craco/craco'],
        build: 'react-scripts build',
        folder: 'build',
        page: true,
    }),
    site({
        name: 'vue-cli',
        packages: ['@vue/cli-service'],
        build: 'vue-cli-service build',
        folder: 'dist',
        named: (app, script) => optionIn(script, '--dest') ?? readConfig(app, 'vue.config')?.string('outputDir'),
        page: true,
    }),
    site({
        name: 'gatsby',
        packages: ['gatsby'],
        build: 'gatsby build',
        folder: 'public',
        page: false,
        leaves: ['.cache'],
    }),
    site({
        name: 'docusaurus',
        packages: ['@docusaurus/core'],
        build: 'docusaurus build',
        folder: 'build',
        named: (_, script) => optionIn(script, '--out-dir'),
        page: false,
        leaves: ['.docusaurus'],
    }),
    site({ name: 'umi', packages: ['umi', '@umijs/max'], build: 'umi build', folder: 'dist', page: true }),
    site({ name: 'stencil', packages: ['@stencil/core'], build: 'stencil build', folder: 'www', page: true }),
    site({
        name: 'sanity',
        packages: ['sanity', '@sanity/base'],
        build: 'sanity build',
        folder: 'dist',
        page: true,
    }),
    site({ name: 'preact-cli', packages: ['preact-cli'], build: 'preact build', folder: 'build', page: true }),
    site({
        name: 'brunch',
        packages: ['brunch'],
        build: 'brunch build --production',
        folder: 'public',
        page: true,
    }),
    site({ name: 'hexo', packages: ['hexo'], build: 'hexo generate', folder: 'public', page: false }),
    site({
        name: 'rspress',
        packages: ['rspress', '@rspress/core'],
        build: 'rspress build',
        folder: 'doc_build',
        named: (app) => readConfig(app, 'rspress.config')?.string('outDir'),
        page: false,
    }),
    site({
        name: 'rsbuild',
        packages: ['@rsbuild/core'],
        build: 'rsbuild build',
        folder: 'dist',
        named: (app) => {
            const config = readConfig(app, 'rsbuild.config');
            return config?.string('output', 'distPath', 'root') ?? config?.string('output', 'distPath');
        },
        page: true,
    }),
    site({
        name: 'ember',
        packages: ['ember-cli'],
        build: 'ember build --environment=production',
        folder: 'dist',
        page: true,
    }),
    site({
        name: 'parcel',
        packages: ['parcel'],
        build: 'parcel build',
        folder: 'dist',
        named: (_, script) => optionIn(script, '--dist-dir'),
        page: false,
        leaves: ['.parcel-cache'],
    }),
    site({
        name: 'expo',
        // Without it Expo builds for phones alone.
        packages: ['react-native-web'],
        unless: ['vite', 'webpack'],
        build: 'expo export --platform web',
        folder: 'dist',
        named: (_, script) => optionIn(script, '--output-dir'),
        page: (app) => !rendersPages(app),
        leaves: ['.expo', 'web-build'],
    }),
];
/** Whether the manifest of Expo asks for one file a page. Source: docs.expo.dev, "Static rendering". */
function rendersPages(app) {
    const text = app.files.text('app.json');
    if (text === undefined)
        return false;
    return parseJson(app.at('app.json'), text).string('expo', 'web', 'output')?.value === 'static';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/solid-start.js


/** SolidStart: a server by Nitro. */
const solidStart = {
    name: 'solid-start',
    packages: ['@solidjs/start'],
    port: 3000,
    portInSource: false,
    build: 'node_modules/.bin/vinxi build',
    leaves: ['.output', '.vinxi'],
    output: (app) => nitroOutput(app, 'SolidStart', readConfig(app, 'app.config')?.string('server', 'preset'), [
        'vinxi start',
        'vinxi serve',
    ]),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/strapi.js


// What Strapi reads while it runs, beside its build. Source: docs.strapi.io, "Project structure".
const strapi_READ = ['config', 'database', 'src', 'favicon.png', 'favicon.ico', 'tsconfig.json'];
/** Strapi: a server and its admin panel, which is built. */
const strapi = {
    name: 'strapi',
    packages: ['@strapi/strapi'],
    port: 1337,
    portInSource: false,
    env: { HOST: '0.0.0.0', STRAPI_TELEMETRY_DISABLED: 'true' },
    build: 'node_modules/.bin/strapi build',
    leaves: ['build', 'dist', '.cache', '.tmp', '.strapi'],
    output: (app, manifest) => {
        const found = manifest.dependency('@strapi/strapi');
        if (found === undefined)
            return undefined;
        const typed = app.files.isFile('tsconfig.json');
        const here = strapi_READ.filter((name) => app.files.isFile(name) || app.files.isFolder(name));
        const uploads = app.files.isFolder('public')
            ? [
                {
                    from: 'public',
                    to: 'public',
                    writable: true,
                    why: 'Uploads go here unless a provider stores them elsewhere.',
                },
            ]
            : [];
        return {
            kind: 'server',
            run: withValue(found, ['node_modules/.bin/strapi', 'start']),
            modules: true,
            built: [
                // Since Strapi 5 the admin panel of JavaScript projects is in dist too.
                ...(typed || /^\D*[5-9]/.test(found.value) ? ['dist'] : ['build']).map((name) => ({
                    from: name,
                    to: name,
                })),
                ...here.map((name) => ({ from: name, to: name })),
                ...uploads,
                PACKAGE_JSON,
            ],
            warnings: [
                {
                    text: 'Strapi starts only with APP_KEYS and its other secrets in the environment; uploads below public/ are lost with the container unless a provider stores them elsewhere.',
                    file: found.file ?? app.at('package.json'),
                },
            ],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/sveltekit.js





const INSTEAD = 'Install @sveltejs/adapter-node (npm install --save-dev @sveltejs/adapter-node) and name it in svelte.config.js.';
const ADAPTERS = ['node', 'static', 'auto'].map((name) => `@sveltejs/adapter-${name}`);
/** SvelteKit: what its adapter makes. */
const sveltekit = {
    name: 'sveltekit',
    packages: ['@sveltejs/kit'],
    port: 3000,
    portInSource: false,
    build: 'node_modules/.bin/vite build',
    leaves: ['.svelte-kit', 'build'],
    healthPath: (app) => existsAny(app, ['src/routes'], ['/+server.ts', '/+server.js']),
    output: (app, manifest) => {
        const call = adapterOf(app);
        // What the configuration does not tell plainly, the only adapter that is installed does.
        const named = ADAPTERS.map((name) => {
            const found = manifest.dependency(name);
            return found && withValue(found, name);
        }).find((found) => found !== undefined);
        const adapter = call?.value.from === undefined ? named : withValue(call, call.value.from);
        if (adapter === undefined) {
            const config = app.at('svelte.config.js');
            throw new errors/* UserError */.y(`No adapter of SvelteKit was found in ${config}.`, INSTEAD);
        }
        const from = adapter.value;
        const options = call?.value.options;
        if (from === '@sveltejs/adapter-node') {
            const out = options?.string('out');
            const folder = out === undefined ? withValue(adapter, 'build') : folderFrom(out);
            return {
                kind: 'server',
                run: { ...withValue(folder, ['node', folder.value]), why: 'adapter-node' },
                modules: true,
                stops: true,
                env: { HOST: '0.0.0.0' },
                built: [asBuilt(folder.value), PACKAGE_JSON],
            };
        }
        if (from === '@sveltejs/adapter-static') {
            const pages = options?.string('pages');
            const folder = pages === undefined ? withValue(adapter, 'build') : folderFrom(pages);
            return { kind: 'site', folder, fallback: options?.string('fallback')?.value ?? false };
        }
        if (from === '@sveltejs/adapter-auto') {
            throw new errors/* UserError */.y(`SvelteKit's adapter-auto (${originOf(adapter)}) chooses a platform by where it builds, and knows no container.`, INSTEAD);
        }
        throw otherPlatform('SvelteKit', adapter, INSTEAD);
    },
};
/** In svelte.config.js, or since SvelteKit 3 in the plugin of vite.config. */
function adapterOf(app) {
    const own = readConfig(app, 'svelte.config')?.call('kit', 'adapter');
    if (own !== undefined)
        return own;
    const plugin = readConfig(app, 'vite.config')
        ?.calls('plugins')
        .find(({ value }) => value.name === 'sveltekit');
    return plugin?.value.options.call('adapter') ?? plugin?.value.options.call('kit', 'adapter');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/tanstack-start.js




const NITRO = ['nitro', 'nitropack', 'nitro-nightly', '@tanstack/nitro-v2-vite-plugin', 'vinxi'];
// Source: tanstack.com, "Hosting", Node.js: srvx serves the handler, and the files beside it.
const SERVE = ['--prod', '-s', '../client', 'dist/server/server.js'];
const SRVX = 'srvx@1.0.8';
/** TanStack Start: a server by Nitro where that is there, a handler for a server otherwise, or a single page. */
const tanstackStart = {
    name: 'tanstack-start',
    packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/start'],
    port: 3000,
    portInSource: false,
    build: 'node_modules/.bin/vite build',
    leaves: ['.output', '.nitro', '.tanstack', 'dist'],
    output: (app, manifest) => {
        const config = readConfig(app, 'vite.config', 'app.config');
        const plugins = config?.calls('plugins') ?? [];
        const start = plugins.find(({ value: { name } }) => name === 'tanstackStart');
        const spa = start?.value.options.boolean('spa', 'enabled');
        if (spa?.value === true) {
            // Source: tanstack.com, "SPA mode": the shell's name.
            return { kind: 'site', folder: withValue(spa, 'dist/client'), fallback: '_shell.html' };
        }
        if (NITRO.some((name) => manifest.dependency(name) !== undefined)) {
            const nitro = plugins.find(({ value: { name } }) => name.startsWith('nitro'));
            const preset = nitro?.value.options.string('preset') ?? config?.string('server', 'preset');
            return nitroOutput(app, 'TanStack Start', preset, ['vite preview', 'vinxi start']);
        }
        const srvx = manifest.dependency('srvx');
        const script = manifest.scripts.get('start');
        // A server of the application's own; Vite's is for development, whatever the script is called.
        if (srvx === undefined && script !== undefined && !/^vite\b/.test(script.value))
            return undefined;
        return srvx === undefined
            ? servedByOurs(app)
            : handler(withValue(srvx, ['node_modules/.bin/srvx', ...SERVE]));
    },
};
function handler(run) {
    return {
        kind: 'server',
        run,
        replaces: ['srvx', 'vite preview'],
        modules: true,
        stops: true,
        built: [asBuilt('dist'), PACKAGE_JSON],
    };
}
/** What a new application has is a handler and no server: the image adds one, beside what was built. */
function servedByOurs(app) {
    const file = app.at('package.json');
    const run = ['node', '.srvx/node_modules/srvx/bin/srvx.mjs', ...SERVE];
    return {
        ...handler({ value: run, file, why: 'srvx, which the image adds' }),
        afterInstall: [`npm install --no-audit --no-fund --no-save --prefix=.srvx ${SRVX}`],
        built: [asBuilt('dist'), asBuilt('.srvx'), PACKAGE_JSON],
        warnings: [
            {
                text: `TanStack Start builds a handler and no server: the image adds ${SRVX} to serve it. Add srvx or Nitro to package.json to have it in the lockfile.`,
                file,
            },
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/vite.js



/** Vite by itself: a single page application of files. A library or a server's bundle has no page. */
const vite = {
    name: 'vite',
    packages: ['vite', 'rolldown-vite'],
    build: 'node_modules/.bin/vite build',
    when: (app) => app.files.isFile(pageOf(app)),
    output: (app, manifest) => {
        const config = readConfig(app, 'vite.config');
        const script = manifest.scripts.get('build');
        const root = rootOf(config);
        if (!app.files.isFile(pageOf(app)))
            return undefined;
        const named = optionIn(script, '--outDir') ?? config?.string('build', 'outDir');
        const folder = folderFrom(named ?? { value: 'dist', why: 'the default of Vite' }, root);
        return { kind: 'site', folder, fallback: config?.string('appType')?.value !== 'mpa' };
    },
};
function rootOf(config) {
    return external_node_path_.posix.normalize(config?.string('root')?.value ?? '');
}
/** The page that everything is bundled for. */
function pageOf(app) {
    return external_node_path_.posix.join(rootOf(readConfig(app, 'vite.config')), 'index.html');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/frameworks/index.js
























/**
 * In the order in which they are looked for: what builds on another comes before it, a server before its bundler, and
 * what documents an application after all that could be one.
 */
const NODE_FRAMEWORKS = [
    ...REFUSED,
    next,
    nuxt,
    remix,
    reactRouter,
    sveltekit,
    solidStart,
    tanstackStart,
    qwik,
    astro,
    strapi,
    medusa,
    directus,
    adonis,
    nest,
    nitro,
    analog,
    angular,
    ...servers_SERVERS,
    ...SITES,
    eleventy,
    vite,
    vitepress,
    vuepress,
];
/** Any other server, and one without dependencies. */
const plainNode = { name: 'node', packages: [] };
/** The framework that the input names, or that the dependencies reveal, or none. */
function node_frameworks_findFramework(app, manifest, input) {
    if (input !== undefined) {
        const framework = NODE_FRAMEWORKS.find(({ name }) => name === input) ?? plainNode;
        return { framework, found: fromInput(framework.name, 'framework') };
    }
    for (const framework of NODE_FRAMEWORKS) {
        if (framework.unless?.some((name) => manifest.dependency(name)))
            continue;
        if (framework.when?.(app) === false)
            continue;
        // A server's dependency must be there in production: in development alone it is a test's or a tool's.
        const places = framework.output === undefined ? manifest.dependencies : undefined;
        for (const name of framework.packages) {
            const found = places === undefined ? manifest.dependency(name) : places.get(name);
            if (found !== undefined)
                return { framework, found: { ...found, value: framework.name } };
        }
    }
    return {
        framework: plainNode,
        found: { value: plainNode.name, file: app.at('package.json'), why: 'no known framework' },
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/nx/project.js





/**
 * The Nx project of a folder, or undefined where it has none that can be run. Source: Nx's documentation, "Project
 * Configuration": targets, `outputPath`, and targets that plugins infer from configuration files.
 */
function nxProject(app) {
    const text = app.files.isFile('package.json') ? undefined : app.files.text('project.json');
    const top = text === undefined ? undefined : topOf(app);
    if (text === undefined || top === undefined)
        return undefined;
    const json = parseJson(app.at('project.json'), text, 'jsonc');
    if (json.get('projectType') === 'library')
        return undefined;
    const place = app.folder.slice(top.folder === '' ? 0 : top.folder.length + 1);
    const executor = json.string('targets', 'build', 'executor')?.value;
    const kind = project_kindOf(app, executor);
    if (kind === undefined)
        return undefined;
    const output = outputOf(app, json, place, kind, executor);
    return {
        top,
        place,
        name: json.string('name')?.value ?? external_node_path_.posix.basename(place),
        json,
        kind,
        output: external_node_path_.posix.normalize(output).replace(/\/+$/, ''),
        main: mainOf(json, place, output, executor),
        production: isTable(json.get('targets', 'build', 'configurations', 'production')),
    };
}
// Executors that make a program of Node.js; what others make is not known.
const project_SERVERS = /^@(?:nx|nrwl)\/(?:node|js|webpack|esbuild|rollup|nest|express):/;
function topOf(app) {
    const top = upward(app).find(({ files }) => files.isFile('nx.json') && files.isFile('package.json'));
    return top === undefined || top.folder === app.folder ? undefined : appIn(app.repository, top.folder);
}
function project_kindOf(app, executor) {
    if (executor?.endsWith('next:build') === true || readConfig(app, 'next.config') !== undefined)
        return 'next';
    const page = ['index.html', 'src/index.html'].some((name) => app.files.isFile(name));
    if (page)
        return 'site';
    if (executor !== undefined)
        return project_SERVERS.test(executor) ? 'server' : undefined;
    return readConfig(app, 'webpack.config') === undefined ? undefined : 'server';
}
function outputOf(app, json, place, kind, executor) {
    const path = ['targets', 'build', 'options', 'outputPath'];
    const named = json.string(...path)?.value ?? json.string(...path, 'base')?.value;
    if (named !== undefined) {
        const folder = named.replace('{workspaceRoot}/', '').replace('{projectRoot}', place);
        // Source: Angular's documentation, "Angular workspace configuration": the application builder has a folder for browsers.
        return executor?.endsWith(':application') === true ? `${folder}/browser` : folder;
    }
    const built = readConfig(app, 'vite.config')?.string('build', 'outDir')?.value;
    if (built !== undefined)
        return external_node_path_.posix.join(place, built);
    return kind === 'next' ? place : `dist/${place}`;
}
/** Compilers of single files keep the folders of the source; bundlers make one file. */
function mainOf(json, place, output, executor) {
    const named = json.string('targets', 'build', 'options', 'outputFileName')?.value;
    if (named !== undefined)
        return external_node_path_.posix.join(output, named);
    const main = json.string('targets', 'build', 'options', 'main')?.value ?? `${place}/src/main.ts`;
    const compiled = external_node_path_.posix.relative(place, main).replace(/\.([cm]?)tsx?$/, '.$1js');
    return external_node_path_.posix.join(output, executor?.endsWith(':tsc') === true ? compiled : external_node_path_.posix.basename(compiled));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/scripts.js
/** Scripts that start an application, in the order in which they are tried. */
// A plain `start` is often for development where one of the others is there.
const scripts_SCRIPTS = ['start:prod', 'start:production', 'start', 'serve'];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/detect.js








// Manifests of languages whose applications have a package.json for their assets.
const OTHERS = ['manage.py', 'requirements.txt', 'pyproject.toml', 'artisan', 'Gemfile', 'go.mod'];
const detect_ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts'];
const SOURCES = 60;
/**
 * Whether a folder has an application of Node.js or Bun, or a package.json for something else: a library, the top of a
 * workspace that only starts its packages, the assets of another language.
 */
function detectNode(app) {
    const manifest = readManifest(app);
    if (manifest === undefined)
        return nxProject(app) === undefined ? undefined : 'application';
    const { framework } = node_frameworks_findFramework(app, manifest, undefined);
    if (framework.output === undefined && onlyHoldsPackages(app))
        return 'helper';
    // Of the values alone: where they stand is not asked for each of a thousand packages.
    const starts = scripts_SCRIPTS.slice(0, 3).some((name) => typeof manifest.json.get('scripts', name) === 'string');
    if (starts)
        return 'application';
    if (framework === plainNode || isForOthers(framework, manifest))
        return 'helper';
    // A bundler beside another language makes that application's assets.
    const assets = OTHERS.some((name) => app.files.isFile(name)) && makesSite(framework, app, manifest);
    if (assets)
        return 'helper';
    const itself = framework.output !== undefined || framework.entry !== undefined || detect_serves(app);
    return itself ? 'application' : 'helper';
}
/** A package for applications of a framework names it as what they bring. Source: docs.npmjs.com, peerDependencies. */
function isForOthers({ packages }, { json }) {
    return packages.some((name) => json.get('peerDependencies', name) !== undefined);
}
/** Whether some file starts a server: a library that only depends on a server's framework has none. */
function detect_serves(app) {
    return (app.files.isFile('Procfile') || sources(app.files, detect_ENDINGS, SOURCES).some((path) => source_listens(app, path)));
}
/** Whether its build gives files; false too for what cannot run, which the plan will say. */
function makesSite({ output }, app, manifest) {
    try {
        return output?.(app, manifest)?.kind === 'site';
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/served.js



/** The port that the server listens on; `source` is undefined for a site of files. */
function findPort({ port: fallback, portInSource = true }, command, source, input, hints) {
    const named = [(0,routes/* portInArguments */.B5)(command.run.value), command.port, Number(command.env['PORT'])].find((port) => port !== undefined && (0,routes/* isPort */.sW)(port));
    const standard = source === undefined ? undefined : fallback;
    const found = choose([
        input === undefined ? undefined : fromInput(input, 'port'),
        named === undefined ? undefined : withValue(command.run, named),
        // What serves the files is ours, so that nothing but the input has a say in its port.
        source === undefined ? undefined : hints.port,
        command.output?.port,
        portInSource ? source?.port : undefined,
        standard === undefined ? undefined : { value: standard, why: "the framework's default" },
    ]);
    return found ?? { value: DEFAULT_PORT, why: 'default' };
}
/** The path that tells whether the server is well. */
function findHealthPath(app, { healthPath }, source, { overrides: { healthCheckPath: input } }, hints) {
    const found = choose([
        input === undefined ? undefined : fromInput(input, 'health-check-path'),
        hints.healthCheckPath,
        source && (healthPath === undefined ? source.healthPath : healthPath(app, source.files)),
    ]);
    return found ?? { value: '/', why: 'no health path in the source' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/runtime-files.js
// Source and what only builds, tests or people need; what a build makes comes from its stage.
const runtime_files_NOT_RUN = new Set(`src test tests __tests__ __mocks__ spec e2e docs coverage node_modules scripts examples bin.ts patches
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml Procfile Makefile
  docker-compose.yml docker-compose.yaml compose.yml compose.yaml jest.setup.ts`.split(/\s+/));
const NOT_RUN_PATTERN = /^\.|^(?:Dockerfile|LICEN[CS]E|README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT|AUTHORS)|\.(?:md|ts|tsx|mts|cts|tsbuildinfo|log)$|^tsconfig.*\.json$|^(?:nest-cli|tslint|biome|renovate|turbo|nx)\.json$|\.config\.\w+$/;
/**
 * What a built server needs beside its dependencies: the folder that the start command names, and what stands beside
 * the source (views, public files, templates). Paths below the application.
 */
function runtimeEntries(app, argv) {
    const started = argv.slice(1).find((word) => !word.startsWith('-') && !word.startsWith('node_modules/'));
    const first = started?.replace(/^\.\//, '').split('/')[0];
    const entries = app.files.list('').filter(({ name }) => !runtime_files_NOT_RUN.has(name) && !NOT_RUN_PATTERN.test(name));
    const folders = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
    const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
    names.add('package.json');
    if (first !== undefined && started?.includes('/'))
        folders.add(first);
    return { folders: [...folders].sort(), names: [...names].sort() };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/signals.js
const FILE = '/usr/local/lib/stop.cjs';
/**
 * What ends a server that has no handler for SIGTERM. The kernel gives the first process of a container only signals
 * that it has a handler for, so that such a server would be killed after the orchestrator's patience, 30 s on ECS.
 * Source: pid_namespaces(7), "The namespace init process"; nodejs.org, "Process", Signal events;
 * Bun's documentation, "Environment variables", BUN_OPTIONS.
 */
function stopping({ source, command, runtime }) {
    const framework = command.custom !== true && command.output?.stops === true;
    if (framework || source.stops)
        return { steps: [], env: {} };
    return {
        steps: [
            {
                kind: 'inline',
                why: [
                    'The source has no handler for SIGTERM, and the first process of a container ignores signals without one.',
                    'Where a dependency has one, that decides.',
                ],
                to: FILE,
                lines: ["process.once('SIGTERM', () => process.listenerCount('SIGTERM') > 0 || process.exit(143))"],
            },
        ],
        env: runtime.name === 'bun' ? { BUN_OPTIONS: `--preload=${FILE}` } : { NODE_OPTIONS: `--require=${FILE}` },
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/build.js





const build_PUBLIC = ['Public by their prefix: they end up in what browsers load. Given by --build-arg.'];
/** The stage that has the source and makes from it what runs or is served. */
function build_buildStage(facts, install, build) {
    const { app, project, framework, source, command, tools } = facts;
    const { before, line, at } = build;
    const cache = framework.buildCache;
    const mounts = cache === undefined ? [] : [{ type: 'cache', target: `${imageFolder(project)}/${cache}` }];
    const afterBuild = command.output?.afterBuild;
    const after = typeof afterBuild === 'function' ? afterBuild(project.place) : afterBuild;
    const below = project.place !== '';
    const own = line === undefined ? undefined : commandIn(project, line);
    const first = [...before, ...(at === 'top' && line !== undefined ? [line] : [])];
    const clean = wholeBuild(facts) ? ['node_modules', ...registrySettings(app).files] : [];
    const second = [
        ...(at === 'application' && own !== undefined ? [own] : []),
        ...(after === undefined ? [] : [after]),
        ...(clean.length === 0 ? [] : [`rm -rf ${clean.join(' ')}`]),
    ];
    const run = (commands, cached = true) => ({
        kind: 'run',
        commands,
        ...(mounts.length === 0 || !cached ? {} : { mounts }),
    });
    return {
        name: 'build',
        base: install.all ?? tools,
        steps: steps(install.all === undefined && { kind: 'workdir', value: TOP }, ...copySources(facts, project.builds), ...source.publicVariables.map((value, index) => ({
            kind: 'arg',
            value,
            ...(index === 0 ? { why: build_PUBLIC } : {}),
        })), framework.buildEnv !== undefined && { kind: 'env', values: framework.buildEnv }, below &&
            at === 'application' &&
            own !== line && { kind: 'env', values: { PATH: commandPath(project) } }, below && first.length > 0 && run(first, at === 'top'), below && second.length > 0 && { kind: 'workdir', value: imageFolder(project) }, below ? second.length > 0 && run(second) : run([...first, ...second])),
    };
}
/** Whether source runs and something is built for it too: then what was built may be anywhere. */
function wholeBuild({ app, build, command }) {
    if (build?.line === undefined)
        return false;
    const { output, custom = false, run } = command;
    if (output !== undefined && !custom)
        return false;
    const entry = entryOf(run.value);
    // A tool that is not known may keep what it built anywhere, in a folder with a dot as well.
    if (/^(?:\/bin\/sh$|node_modules\/\.bin\/)/.test(run.value[0] ?? ''))
        return true;
    return entry !== undefined && (scriptFile(app, entry) !== undefined || compiledInPlace(app, entry));
}
/** Whether the compiler puts this file beside its source: `server.js` beside `server.ts`. */
function compiledInPlace(app, entry) {
    const [, path, kind] = /^(?:\.\/)?(.+)\.([cm]?)js$/.exec(entry) ?? [];
    return path !== undefined && app.files.isFile(`${path}.${kind ?? ''}ts`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/manifests.js




/** The packages that an installation is for: the workspace's top, the application, and the members. */
function packagesOf(facts, members) {
    const { app, project, manifest } = facts;
    const top = { app: project.top, place: '', manifest: project.manifest };
    const own = { app, place: project.place, manifest };
    return [
        ...(project.place === '' ? [] : [top]),
        own,
        ...members.map((member) => ({ app: member.app, place: member.place, manifest: member.manifest() })),
    ];
}
/** Copies what decides the dependencies, and everything where scripts of the installation may read it. */
function copyManifests(facts, members) {
    const { project, manager } = facts;
    const installed = packagesOf(facts, members);
    const folders = installed.map(({ app, manifest }) => hookFolders(manifest, (name) => app.files.isFolder(name)));
    const { top } = project;
    const names = ['package.json', ...manager.files, ...registrySettings(top).files];
    const patches = project.place !== '' && top.files.isFolder('patches') ? ['patches'] : [];
    const topFolders = [...names.filter((name) => top.files.isFolder(name)), ...patches];
    const files = {
        kind: 'copy',
        sources: names.filter((name) => !topFolders.includes(name)).map((name) => top.at(name)),
        to: './',
    };
    const copyTop = (name) => ({ kind: 'copy', sources: [top.at(name)], to: `./${name}` });
    if (folders.includes(undefined)) {
        const why = [
            "package.json has scripts that run while installing and may need any of the application's files.",
        ];
        const sources = copySources(facts, members);
        if (project.place === '')
            return sources.map((step, index) => (index === 0 ? { ...step, why } : step));
        return [{ ...files, why }, ...topFolders.map(copyTop), ...sources];
    }
    const insisted = manager.manifests === 'all' ? project.others : members;
    return [
        {
            ...files,
            why: ['Only what decides the dependencies, so that a change of source alone installs nothing again.'],
        },
        ...topFolders.map(copyTop),
        ...packagesOf(facts, insisted).flatMap(({ app, place }) => place === '' ? [] : [{ kind: 'copy', sources: [app.at('package.json')], to: layout_target(place) }]),
        ...installed.flatMap(({ app, place, manifest }, index) => {
            const needed = system_packages_systemPackages(app, manifest).files;
            return [...new Set([...(folders[index] ?? []), ...needed])].map((name) => ({
                kind: 'copy',
                sources: [app.at(name)],
                to: `${layout_target(place)}${name}`,
            }));
        }),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/install.js







/** Plans the installation so that it runs again only when the lockfile changes. */
function installation(facts) {
    const { project, manager, build, command } = facts;
    const manifests = packagesOf(facts, project.builds).map(({ manifest }) => manifest);
    const development = manifests.some(({ devDependencies }) => devDependencies.size > 0) ||
        project.builds.length > project.runs.length;
    if (!development && manifests.every(({ dependencies }) => dependencies.size === 0)) {
        return { stages: () => [], all: undefined, modules: 'deps', keep: false, why: '' };
    }
    // A start command from a development dependency would not be there after pruning.
    const keep = command.needs.some((name) => !manifests.some(({ dependencies }) => dependencies.has(name)) &&
        manifests.some(({ devDependencies }) => devDependencies.has(name)));
    const { after } = needsOf(facts);
    const everything = (build !== undefined || hasHooks(manifests) || keep || after.length > 0) && development;
    const slims = everything && !keep && manager.prune !== undefined;
    const slim = slims ? slimStages(facts) : undefined;
    const deps = install_depsStage(facts, everything ? 'all' : 'production');
    const cleaned = slims ? undefined : cleanedStage(facts);
    return {
        stages: (modules) => {
            if (!modules)
                return [deps];
            return slim ?? (cleaned === undefined ? [deps] : [deps, cleaned]);
        },
        all: 'deps',
        modules: slims || cleaned !== undefined ? 'production-deps' : 'deps',
        keep,
        why: keep
            ? 'All dependencies: what runs needs one that is for development.'
            : 'Production dependencies only.',
    };
}
function ownStart(facts) {
    return { base: facts.tools, setup: managerSteps(facts) };
}
function install_depsStage(facts, what, { base, setup } = ownStart(facts)) {
    const { project } = facts;
    const members = what === 'all' ? project.builds : project.runs;
    const { after } = needsOf(facts);
    return {
        name: 'deps',
        base,
        steps: steps(...setup, ...copyManifests(facts, members), install(facts, what, members), after.length > 0 && {
            kind: 'run',
            why: ['Here, so that a change of source alone does not do it again.'],
            commands: after,
        }),
    };
}
/** Two installations: of everything for the build, and of what runs. */
function slimStages(facts) {
    const { project, manager, tools } = facts;
    const second = manager.again === true || project.file !== undefined;
    const hooks = packagesOf(facts, project.builds).map(({ manifest }) => gitHooks(manifest));
    // Hooks have done their work, and may need what would be missing.
    const completed = needsOf(facts).after.length > 0 || hooks.slice(1).some((names) => names?.length !== 0);
    if (!second || hooks.includes(undefined) || completed) {
        return [install_depsStage(facts, 'all'), prunedStage(facts)];
    }
    const disabled = (hooks[0] ?? []).map((name) => `scripts.${name}`);
    const before = disabled.length === 0 ? [] : [`${manager.pkg} delete ${disabled.join(' ')}`];
    const own = ownStart(facts);
    // A working directory alone is not worth a stage of its own.
    const shared = own.setup.length > 1 ? { name: 'manager', base: tools, steps: own.setup } : undefined;
    const start = shared === undefined ? own : { base: shared.name, setup: [] };
    return [
        ...(shared === undefined ? [] : [shared]),
        install_depsStage(facts, 'all', start),
        {
            name: 'production-deps',
            base: start.base,
            why: ['A second installation: only the packages that run, without development dependencies.'],
            steps: [
                ...start.setup,
                ...copyManifests(facts, project.runs),
                install(facts, 'production', project.runs, before, cleanUp(facts)),
            ],
        },
    ];
}
function prunedStage(facts) {
    const { manager } = facts;
    const commands = [...(manager.prune === undefined ? [] : [manager.prune]), ...cleanUp(facts)];
    return {
        name: 'production-deps',
        base: 'deps',
        why: ['From the same installation, so that nothing is compiled or fetched twice.'],
        steps: [{ kind: 'run', commands, mounts: manager.mounts }],
    };
}
/** Of a workspace the final stage takes the whole tree, so that settings have to go where nothing else is left out. */
function cleanedStage(facts) {
    const commands = cleanUp(facts);
    if (commands.length === 0)
        return undefined;
    return {
        name: 'production-deps',
        base: 'deps',
        steps: [{ kind: 'run', why: ['Settings of the installation may hold a token.'], commands }],
    };
}
function cleanUp({ project, manager }) {
    if (project.file === undefined)
        return [];
    const settings = [...registrySettings(project.top).files, ...manager.files]
        .filter((name) => name.startsWith('.'))
        .map((name) => name.split('/')[0] ?? name);
    return settings.length === 0 ? [] : [`rm -rf ${[...new Set(settings)].join(' ')}`];
}
function managerSteps(facts) {
    const { manager, runtime, tools } = facts;
    const system = needsOf(facts);
    const bun = runtime.name === 'bun';
    return steps({ kind: 'workdir', value: TOP }, aptInstall(system.build, 'What dependencies are compiled with; not in the final stage.'), Object.keys(system.buildEnv).length > 0 && { kind: 'env', values: system.buildEnv }, 
    // Bun's own image has it.
    !(bun && tools === runtime.image) && manager.setup, bun &&
        tools !== runtime.image && {
        kind: 'copy',
        why: ['Scripts may call it, as what runs is Bun.'],
        from: runtime.image,
        sources: ['/usr/local/bin/bun'],
        to: '/usr/local/bin/',
    }, manager.env !== undefined && { kind: 'env', values: manager.env });
}
function install({ project, manager }, what, members, before = [], after = []) {
    const places = [project.place, ...members.map(({ place }) => place)];
    const commands = [...before, manager.install(what, places), ...after];
    return { kind: 'run', commands, mounts: [...manager.mounts, ...registrySettings(project.top).mounts] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/member-files.js



/** What a running application needs of another package of its workspace: what was built, or all as it is. */
function memberFiles({ project, build }, member) {
    const { place, app } = member;
    if (build?.members.includes(member) !== true)
        return [stages_layout_copyFolder(app.folder, place)];
    const { folders, names } = runtimeEntries(app, []);
    const listed = new Set(app.files.list('').map(({ name }) => name));
    const entries = entryFolders(member);
    // Entry points below a folder that is not there before the build are in one that the build makes.
    const made = entries.filter((name) => !listed.has(name));
    const source = entries.filter((name) => listed.has(name));
    const all = [...new Set([...folders, ...made, ...source])].sort();
    const from = imageFolder(project, place);
    return [
        { kind: 'copy', from: 'build', sources: names.map((name) => `${from}/${name}`), to: layout_target(place) },
        ...all.map((name) => ({
            kind: 'copy',
            from: 'build',
            sources: [`${from}/${name}`],
            to: `${layout_target(place)}${name}`,
        })),
    ];
}
/** The folders that a package's entry points are in. Source: nodejs.org, "Packages", Package entry points. */
function entryFolders({ manifest }) {
    const { json } = manifest();
    const paths = ['main', 'module', 'exports'].flatMap((key) => member_files_strings(json.get(key)));
    const first = paths.map((path) => /^(?:\.\/)?([^./*][^/*]*)\//.exec(path)?.[1]);
    return [...new Set(first.filter((name) => name !== undefined))];
}
function member_files_strings(value) {
    if (typeof value === 'string')
        return [value];
    if (Array.isArray(value))
        return value.flatMap(member_files_strings);
    // Types are for compilers alone, and may be in a folder of their own.
    return isTable(value)
        ? Object.entries(value).flatMap(([key, inner]) => (key === 'types' ? [] : member_files_strings(inner)))
        : [];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/server.js











// The users `node` and `bun` of the official images.
const server_USER = '1000:1000';
/** The stages of a server: what it installs, what it builds, and what runs. */
function serverStages(facts, how, request) {
    const { manifest, project, framework, source, command, build, runtime } = facts;
    const install = installation(facts);
    const own = command.output;
    const system = needsOf(facts);
    const modules = (own?.modules !== false || command.custom === true) &&
        (project.file !== undefined || manifest.dependencies.size + (install.keep ? 1 : 0) > 0) &&
        install.all !== undefined;
    // The top of a workspace has its members' source with it.
    const wholeTree = project.place === '' && unbuilt(facts);
    const stop = stopping(facts);
    const argv = how.argv.map((word) => commandIn(project, word));
    const final = {
        name: 'runtime',
        base: runtime.image,
        steps: steps({ kind: 'workdir', value: TOP }, aptInstall(system.run, 'Libraries that dependencies load while they run.'), ...(modules ? copyModules(facts, install) : []), ...(modules && !wholeTree ? project.runs.flatMap((member) => memberFiles(facts, member)) : []), ...server_runtimeFiles(facts), project.place !== '' && { kind: 'workdir', value: imageFolder(project) }, ...stop.steps, ...serving({
            ...how,
            argv,
            lambda: takesLambda(request, how.port),
            user: server_USER,
            probe: runtime.probe(how.healthCheckPath),
            env: {
                NODE_ENV: 'production',
                ...stop.env,
                ...framework.env,
                ...source.host.env,
                ...system.runEnv,
                ...own?.env,
                ...server_environment(facts, how.argv),
            },
        })),
    };
    const building = build === undefined ? [] : [build_buildStage(facts, install, build)];
    const installing = modules || build !== undefined ? install.stages(modules) : [];
    const plain = sourceStage(facts);
    return [...installing, ...building, ...(plain === undefined ? [] : [plain]), final];
}
/** In a workspace every package may have modules of its own beside those at the top: the whole tree comes over. */
function copyModules({ project }, install) {
    const copy = { kind: 'copy', why: [install.why], from: install.modules };
    return project.file === undefined
        ? [{ ...copy, sources: [`${TOP}/node_modules`], to: './node_modules' }]
        : [{ ...copy, sources: [TOP], to: './' }];
}
/** Whether the application's own files come from the context as they are. */
function unbuilt({ build, project }) {
    return build === undefined || (build.line === undefined && project.file !== undefined);
}
// The settings of registries may hold a token: the source reaches the final stage by way of one without them.
function sourceStage(facts) {
    const { files } = registrySettings(facts.app);
    if (!unbuilt(facts) || files.length === 0)
        return undefined;
    return {
        name: 'source',
        base: facts.runtime.image,
        steps: [
            { kind: 'workdir', value: imageFolder(facts.project) },
            stages_layout_copyFolder(facts.app.folder, ''),
            { kind: 'run', why: ['It may hold a token.'], commands: [`rm ${files.join(' ')}`] },
        ],
    };
}
// They belong to root, so that a server that was broken into can change none of them.
function server_runtimeFiles(facts) {
    const { app, project } = facts;
    const { output, custom = false } = facts.command;
    const built = output?.built;
    const folder = imageFolder(project);
    const to = layout_target(project.place);
    if (unbuilt(facts)) {
        if (registrySettings(app).files.length > 0) {
            return [{ kind: 'copy', from: 'source', sources: [folder], to: project.place === '' ? '.' : to }];
        }
        const why = ['Owned by root: the server can read its source and change nothing.'];
        return [{ ...stages_layout_copyFolder(app.folder, project.place), why }];
    }
    const copyBuilt = copyingBuilt(facts);
    if (built !== undefined && !custom)
        return built.map(copyBuilt);
    if (wholeBuild(facts)) {
        return [
            {
                kind: 'copy',
                why: [
                    'The source, which is what runs, and what was built for it. Owned by root: the server can change nothing.',
                ],
                from: 'build',
                sources: [folder],
                to,
            },
            ...(built ?? []).filter(({ writable }) => writable).map(copyBuilt),
        ];
    }
    const { folders, names } = runtimeEntries(app, facts.command.run.value);
    return [
        {
            kind: 'copy',
            why: [
                'What was built, and what stands beside the source (views, public files). Owned by root: the server can',
                'read it and change nothing.',
            ],
            from: 'build',
            sources: names.map((name) => `${folder}/${name}`),
            to,
        },
        ...folders.map((name) => ({
            kind: 'copy',
            from: 'build',
            sources: [`${folder}/${name}`],
            to: `${to}${name}`,
        })),
        // A server of the application's own that serves what the framework built.
        ...(built ?? []).filter((copy) => ![...folders, ...names].includes(copy.to)).map(copyBuilt),
    ];
}
function copyingBuilt({ project }) {
    return ({ from, to, why, writable = false, tree = false }) => {
        const below = layout_target(tree ? '' : project.place);
        const step = {
            kind: 'copy',
            from: 'build',
            sources: [`${imageFolder(project)}/${from}`],
            to: to === '.' ? below : `${below}${to}`,
        };
        if (!writable)
            return step;
        return {
            ...step,
            why: [why ?? 'Written to while the server runs: pages rendered again, optimised images.'],
            owner: server_USER,
        };
    };
}
// What the start script sets, and for a shell the commands of dependencies, which npm has on its PATH.
function server_environment({ command, project }, argv) {
    const own = Object.entries(command.env).filter(([name]) => name !== 'PORT' && name !== 'NODE_ENV');
    const byPath = argv[0] === '/bin/sh' || argv.some((word) => commandIn(project, word) !== word);
    return { ...Object.fromEntries(own), ...(byPath ? { PATH: commandPath(project) } : {}) };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/site.js




/** The stages of files that a build makes and nginx serves; one alone where they are there already. */
function siteStages(facts, site, how, request) {
    const { app, project, build } = facts;
    const folder = site.folder.value;
    const copy = {
        kind: 'copy',
        ...(build === undefined
            ? { sources: [app.at(folder === '.' ? '' : folder) || '.'] }
            : { from: 'build', sources: [`${imageFolder(project)}/${folder}`] }),
        to: '/srv/www',
    };
    const final = siteStage({ ...how, copy, fallback: site.fallback }, request);
    if (build === undefined)
        return [final];
    const install = installation(facts);
    return [...install.stages(false), build_buildStage(facts, install, build), final];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/server-warnings.js




/** What the user ought to know of how the server starts and listens; nothing for a site of files. */
function serverWarnings(facts, port) {
    const { app, command, framework, output, source, version } = facts;
    if (output?.kind === 'site' && command.output === undefined && command.run.value[0] === 'nginx')
        return [];
    const own = command.output === undefined || command.custom === true;
    const local = own ? (source.host.local ?? framework.localByDefault?.(app, source.files)) : undefined;
    const fixed = framework.portInSource === false || source.readsPort ? undefined : source.port;
    const typed = command.run.value[0] === 'node' && /\.[cm]?ts$/.test(entryOf(command.run.value) ?? '');
    return [
        ...(command.output?.warnings ?? []),
        ...needsOf(facts).warnings,
        ...(local === undefined
            ? []
            : [
                warningAt(local, `The code listens on ${local.value} alone, which nothing outside of the container reaches: let it listen on 0.0.0.0.`),
            ]),
        ...(fixed === undefined || fixed.value === port.value
            ? []
            : [
                warningAt(fixed, `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`),
            ]),
        ...(command.run.value.some((word) => /\bmigrate\b/.test(word))
            ? [
                warningAt(command.run, 'Each container migrates the database when it starts, several at once where several start: better as a step of its own before the release.'),
            ]
            : []),
        ...(typed && !runsTypeScript(version, command.run.value)
            ? [
                warningAt(command.run, `Node.js ${version} runs no TypeScript by itself: that needs 22.18 or later, or a build.`),
            ]
            : []),
    ];
}
/** Source: nodejs.org, "TypeScript": type stripping without a flag since 22.18 and 23.6. A line's tag is its newest. */
function runsTypeScript(tag, argv) {
    if (argv.some((word) => /^--(?:import|require|loader|experimental-)|^-r$/.test(word)))
        return true;
    const parts = tag.split('.').length;
    const version = semver.coerce(parts === 1 ? `${tag}.99.0` : parts === 2 ? `${tag}.99` : tag);
    return version === null || semver.satisfies(version, '^22.18.0 || >=23.6.0');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/version-warnings.js


// What each major release of a framework runs on. Source: `engines` of its package on its registry.
const FLOORS = {
    next: [
        [16, '>=20.9.0'],
        [15, '>=18.18.0'],
        [14, '>=18.17.0'],
    ],
    vite: [
        [7, '^20.19.0 || >=22.12.0'],
        [6, '^18.0.0 || ^20.0.0 || >=22.0.0'],
        [5, '^18.0.0 || >=20.0.0'],
    ],
    nuxt: [[4, '^20.19.0 || >=22.12.0']],
    '@angular/core': [
        [20, '^20.19.0 || ^22.12.0 || >=24.0.0'],
        [19, '^18.19.1 || ^20.11.1 || >=22.0.0'],
    ],
    '@nestjs/core': [[11, '>=20.0.0']],
    fastify: [[5, '>=20.0.0']],
    express: [[5, '>=18.0.0']],
    '@react-router/serve': [[7, '>=20.0.0']],
};
/** Warns of a version of Node.js that `engines` or a framework does not allow; the first of each. */
function versionWarnings(version, manifests) {
    const newest = newestOf(version.value);
    if (newest === null)
        return [];
    const engines = manifests
        .map(({ json }) => json.string('engines', 'node'))
        .find((range) => range !== undefined && !allows(range.value, newest));
    const found = engines === undefined ? [] : [contradiction(version, engines)];
    return [...found, ...manifests.flatMap((manifest) => floorWarnings(version, newest, manifest)).slice(0, 1)];
}
function contradiction(version, engines) {
    const text = `Node.js ${version.value} (${originOf(version)}) is not within "${engines.value}" (${originOf(engines)}).`;
    return warningAt(engines, text);
}
function floorWarnings(version, newest, manifest) {
    return Object.entries(FLOORS).flatMap(([name, majors]) => {
        const asked = manifest.dependency(name);
        const lowest = asked === undefined ? null : minimum(asked.value);
        const floor = majors.find(([major]) => major === lowest?.major)?.[1];
        if (asked === undefined || lowest === null || floor === undefined || allows(floor, newest))
            return [];
        const text = `${name} ${lowest.major} needs Node.js ${floor}, and ${version.value} is asked for (${originOf(version)}).`;
        return [warningAt(version.file === undefined ? asked : version, text)];
    });
}
function minimum(range) {
    return semver.validRange(range) === null ? null : semver.minVersion(range);
}
function allows(range, version) {
    return semver.validRange(range) === null || semver.satisfies(version, range);
}
/** The newest release that a tag can mean: 22 is a 22.99. */
function newestOf(tag) {
    const parts = tag.split('.').length;
    return semver.valid(parts === 1 ? `${tag}.99.0` : parts === 2 ? `${tag}.99` : tag);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/warnings.js






/** What the user ought to know of an application that can be built all the same. */
function node_warnings_warningsOf(facts, version, port, now) {
    const { manifest, manager, project, runtime } = facts;
    const manifests = project.place === '' ? [manifest] : [manifest, project.manifest];
    const ended = facts.runtime.name === 'bun' ? undefined : endOfLifeWarning('Node.js', version.value, NODE_RELEASES, now);
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(runtime.name === 'bun' ? [] : versionWarnings(version, manifests)),
        ...(manifest.dependencies.size + manifest.devDependencies.size === 0 ? [] : manager.warnings),
        ...serverWarnings(facts, port),
    ];
}
/** What a build on this machine has left: never what goes into the image. */
function outputFolders({ app, framework, output, command }) {
    const leaves = framework.leaves ?? [];
    if (output?.kind === 'site')
        return [...new Set([output.folder.value, ...leaves])];
    if (output?.kind === 'server')
        return leaves;
    const entry = entryOf(command.run.value);
    const folder = entry?.includes('/') === true ? entry.replace(/^\.\//, '').split('/')[0] : undefined;
    // A folder that git knows is source, whatever it is called.
    return folder === undefined || app.files.list('').some(({ name }) => name === folder) ? [] : [folder];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/assemble.js






/** Puts a plan together: the port and the health path are what the facts tell, the stages are made from all of it. */
function assemble(parts) {
    const { facts, site, hints, request, version } = parts;
    const { overrides } = request;
    const { app, build, command, framework, manager, runtime } = facts;
    const source = site === undefined ? facts.source : undefined;
    const port = findPort(framework, command, source, overrides.port, hints);
    const healthCheckPath = findHealthPath(app, framework, source, request, hints);
    const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value };
    return {
        language: { value: runtime.name, file: parts.manifest },
        framework: parts.framework,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build.shown }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
        about: parts.about,
        ...parts.context,
        warnings: [...node_warnings_warningsOf(facts, version, port, request.now), ...hints.warnings],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/bun.js




// The one release line that gets fixes; older minors are tags of their own.
const LINE = '1';
/** The tag of Bun's image. What pins a version beats what only gives a range, as for Node.js. */
function bunVersion(app, manifest, input) {
    const declared = manifest.json.string('packageManager');
    const pinned = declared?.value.startsWith('bun@') === true ? declared : undefined;
    const asked = askedVersion(app, input, { files: ['.bun-version'], tools: ['bun'] }, [
        pinned && withValue(pinned, pinned.value.slice('bun@'.length).split('+')[0] ?? ''),
        manifest.json.string('engines', 'bun'),
    ]);
    if (asked === undefined)
        return { value: LINE, why: 'the current line of Bun' };
    const tag = resolveBunVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new errors/* UserError */.y(`No release of Bun is known that fits "${asked.value}" (${originOf(asked)}).`, 'Set the input "version", for example to 1.');
}
function resolveBunVersion(text) {
    const word = text
        .trim()
        .toLowerCase()
        .replace(/^(?:bun-)?v(?=\d)/, '');
    if (word === 'latest' || word === '*')
        return LINE;
    if (/^\d+(\.\d+){0,2}$/.test(word))
        return word;
    if (semver.validRange(word) === null)
        return undefined;
    if (semver.satisfies('1.999.999', word))
        return LINE;
    const lowest = semver.minVersion(word);
    if (lowest === null)
        return undefined;
    const minor = `${lowest.major}.${lowest.minor}`;
    return semver.satisfies(`${minor}.999`, word) ? minor : lowest.version;
}
/** Whether the code is written for Bun: it says so by its types, its manager or a framework that runs on nothing else. */
function writtenForBun(app, manifest) {
    const declared = manifest.json.string('packageManager')?.value;
    if (declared !== undefined && !declared.startsWith('bun@'))
        return false;
    const locked = ['bun.lock', 'bun.lockb', 'bunfig.toml'].some((name) => app.files.isFile(name));
    const types = ['@types/bun', 'bun-types'].some((name) => manifest.dependency(name) !== undefined);
    const elysia = manifest.dependencies.has('elysia') && !manifest.dependencies.has('@elysiajs/node');
    return types || elysia || (locked && manifest.json.string('engines', 'node') === undefined);
}
const bun_ENTRIES = ['index', 'server', 'app', 'main', 'src/index', 'src/server', 'src/app', 'src/main'];
const bun_ENDINGS = ['.ts', '.tsx', '.js', '.mjs'];
// Source: Bun's documentation, "HTTP server": Bun.serve, or a default export with `fetch`.
const SERVES = /\bBun\.serve\(|\bserve\(|\.listen\(|export\s+default\s+(?:\{[\s\S]*\bfetch\b|app\b|server\b)/;
/** The file that Bun would serve: `module` or `main` of package.json, or one that is called as such files are called. */
function bunEntry(app, manifest) {
    for (const field of ['module', 'main']) {
        const found = manifest.json.string(field);
        const path = found?.value.replace(/^\.\//, '');
        if (found !== undefined && path !== undefined && bun_serves(app, path))
            return withValue(found, path);
    }
    const path = bun_ENTRIES.flatMap((entry) => bun_ENDINGS.map((ending) => entry + ending)).find((name) => bun_serves(app, name));
    return path === undefined
        ? undefined
        : { value: path, file: app.at(path), why: 'a file that serves with Bun' };
}
function bun_serves(app, path) {
    return SERVES.test(app.files.head(path) ?? '');
}
/** `bun run src/index.ts` as `bun src/index.ts`, which is the same; scripts are followed before. */
function bunArguments(args) {
    const rest = args.filter((arg) => arg !== '--bun' && arg !== '-b');
    const [first, second] = rest;
    return first === 'run' && second !== undefined && isFile(second) ? rest.slice(1) : rest;
}
/** `bun run next start`: a command of a dependency, which its first line gives to Node.js. */
function bunCommand(args) {
    const [first, second, ...rest] = args.filter((arg) => arg !== '--bun' && arg !== '-b');
    if (first !== 'run' || second === undefined || second.startsWith('-') || isFile(second))
        return undefined;
    return [second, ...rest];
}
function isFile(word) {
    return /[./]/.test(word);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/typescript.js



/** Where the compiler puts what it makes of a file. Source: typescriptlang.org, "TSConfig", outDir and rootDir. */
function compiledByTypeScript(app, entry, project) {
    const outDir = typescript_option(app, project ?? 'tsconfig.json', 'outDir');
    if (outDir === undefined)
        return undefined;
    // Without one it is the folder that all files have in common, nearly always src where the entry is in it.
    const root = typescript_option(app, project ?? 'tsconfig.json', 'rootDir')?.value ?? (entry.startsWith('src/') ? 'src' : '.');
    const inside = external_node_path_.posix.relative(root, entry);
    if (inside.startsWith('..'))
        return undefined;
    return withValue(outDir, external_node_path_.posix.join(outDir.value, inside.replace(/\.([cm]?)tsx?$/, '.$1js')));
}
/** An option of the compiler that is a path, from the application's folder, in a file or one that it extends. */
function typescript_option(app, path, name, depth = 0) {
    const file = app.files.isFolder(path) ? external_node_path_.posix.join(path, 'tsconfig.json') : path;
    const text = app.files.text(file);
    if (text === undefined || depth > 5)
        return undefined;
    const json = parseJson(app.at(file), text, 'jsonc');
    const found = json.string('compilerOptions', name);
    if (found !== undefined)
        return withValue(found, external_node_path_.posix.join(external_node_path_.posix.dirname(file), found.value.replace('${configDir}', '.')));
    const base = json.string('extends')?.value;
    if (base?.startsWith('.') !== true)
        return undefined;
    const named = external_node_path_.posix.join(external_node_path_.posix.dirname(file), base);
    return typescript_option(app, named.endsWith('.json') ? named : `${named}.json`, name, depth + 1);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/builders.js




/** Builders by the command that starts them, each by its own documentation's defaults. */
const BUILDERS = {
    tsc: ({ app, args, entry }) => {
        const folder = builders_option(args, '--outDir');
        if (folder !== undefined)
            return external_node_path_.posix.join(folder, javascript(entry.replace(/^src\//, '')));
        return compiledByTypeScript(app, entry, builders_option(args, '-p', '--project'))?.value;
    },
    esbuild: ({ args, entry }) => {
        const file = builders_option(args, '--outfile');
        if (file !== undefined)
            return tidy(file);
        const folder = builders_option(args, '--outdir');
        const ending = args.find((arg) => arg.startsWith('--out-extension:.js='))?.split('=')[1] ?? '.js';
        return folder === undefined ? undefined : external_node_path_.posix.join(folder, stem(entry) + ending);
    },
    tsup: ({ app, manifest, args, entry }) => {
        const config = readConfig(app, 'tsup.config');
        const folder = builders_option(args, '-d', '--out-dir') ?? config?.string('outDir')?.value ?? 'dist';
        const format = builders_option(args, '--format') ?? config?.string('format')?.value ?? config?.strings('format')[0] ?? 'cjs';
        return external_node_path_.posix.join(folder, stem(entry) + ending(manifest, format.split(',')[0] === 'esm'));
    },
    ncc: ({ args }) => external_node_path_.posix.join(builders_option(args, '-o', '--out') ?? 'dist', 'index.js'),
    swc: ({ manifest, args, entry }) => {
        const folder = builders_option(args, '-d', '--out-dir');
        if (folder === undefined)
            return undefined;
        // Since 0.3 the folder of the source is kept, unless it is told not to.
        const version = semver.coerce(manifest.dependency('@swc/cli')?.value);
        const kept = version !== null && semver.gte(version, '0.3.0') && !args.includes('--strip-leading-paths');
        return external_node_path_.posix.join(folder, javascript(kept ? entry : withoutFirst(entry)));
    },
    babel: ({ args, entry }) => {
        const folder = builders_option(args, '-d', '--out-dir');
        return folder === undefined ? undefined : external_node_path_.posix.join(folder, javascript(withoutFirst(entry)));
    },
    rollup: ({ app, args }) => {
        const config = readConfig(app, 'rollup.config');
        const file = builders_option(args, '-o', '--file') ?? config?.string('output', 'file')?.value;
        return file === undefined ? undefined : tidy(file);
    },
    webpack: ({ app }) => {
        const config = readConfig(app, 'webpack.config');
        const name = config?.string('output', 'filename')?.value ?? 'main.js';
        return name.includes('[')
            ? undefined
            : external_node_path_.posix.join(config?.string('output', 'path')?.value ?? 'dist', name);
    },
    unbuild: ({ entry }) => `dist/${stem(entry)}.mjs`,
    vite: ({ app, manifest, args }) => {
        const server = builders_option(args, '--ssr');
        if (server === undefined || server.startsWith('-'))
            return undefined;
        const folder = builders_option(args, '--outDir') ?? readConfig(app, 'vite.config')?.string('build', 'outDir')?.value ?? 'dist';
        return external_node_path_.posix.join(folder, stem(server) + ending(manifest, true));
    },
};
/** The value of an option: `-o dist`, `--outfile=dist/x.js`. */
function builders_option(args, ...names) {
    for (const [index, word] of args.entries()) {
        const [name = '', inline] = word.split(/=(.*)/s);
        if (names.includes(name))
            return inline ?? args[index + 1];
    }
    return undefined;
}
/** The ending that Node.js takes for the right kind of module. */
function ending(manifest, modules) {
    const standard = manifest.json.string('type')?.value === 'module';
    if (modules === standard)
        return '.js';
    return modules ? '.mjs' : '.cjs';
}
function stem(path) {
    return external_node_path_.posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}
function javascript(path) {
    return path.replace(/\.([cm]?)tsx?$/, '.$1js');
}
function withoutFirst(path) {
    return path.includes('/') ? path.slice(path.indexOf('/') + 1) : path;
}
function tidy(path) {
    return external_node_path_.posix.normalize(path);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/wrappers.js
// Options of wrappers that take the next word as their value.
const VALUES = {
    npx: ['-p', '--package'],
    dotenv: ['-e', '-v', '-p', '--env'],
    dotenvx: ['-f', '--env-file', '-e', '--env', '-fk'],
    'env-cmd': ['-f', '--file', '-e', '--environments', '-r', '--rc-file'],
    pm2: ['--name', '-n', '--env', '-i', '--instances', '--max-memory-restart', '-l', '--log', '-o', '-e'],
    'pm2-runtime': ['--name', '-n', '--env', '-i', '--instances', '--max-memory-restart'],
    forever: ['-l', '-o', '-e', '-m', '--minUptime', '--spinSleepTime', '-c', '--uid'],
    tini: ['-p', '-e'],
};
const SUBCOMMANDS = {
    dotenvx: ['run'],
    npm: ['exec', 'x'],
    pnpm: ['exec', 'dlx'],
    yarn: ['exec', 'dlx'],
    bun: ['x'],
    pm2: ['start'],
    'pm2-runtime': ['start'],
    forever: ['start'],
};
const ALWAYS = new Set(['npx', 'bunx', 'dotenv', 'env-cmd', 'tini', 'dumb-init']);
const SUPERVISORS = new Set(['pm2', 'pm2-runtime', 'forever', 'supervisor']);
/**
 * Takes off what stands around the real process: `npx`, `dotenv --`, `pnpm exec`. The environment comes from the
 * orchestrator, and so does starting again what has died, which is all that pm2 and forever are there for.
 */
function unwrap(argv) {
    let words = argv;
    for (let depth = 0; depth < 8; depth += 1) {
        const inner = unwrapOnce(words);
        if (inner === undefined)
            return words;
        words = inner;
    }
    return words;
}
function unwrapOnce([first = '', ...args]) {
    const command = first.replace(/^(?:\.\/)?node_modules\/\.bin\//, '');
    if ((command === 'yarn' || command === 'pnpm') && args[0] === 'node')
        return args;
    const subcommands = SUBCOMMANDS[command];
    const subcommand = subcommands?.includes(args[0] ?? '') === true;
    if (SUPERVISORS.has(command))
        return supervised(command, subcommand ? args.slice(1) : args);
    if (!ALWAYS.has(command) && !subcommand)
        return undefined;
    const rest = afterOptions(command, subcommand ? args.slice(1) : args);
    return rest.length === 0 ? undefined : rest;
}
/** The words from the first that is no option: the wrapped command. */
function afterOptions(command, args) {
    for (let index = 0; index < args.length; index += 1) {
        const word = args[index] ?? '';
        if (word === '--')
            return args.slice(index + 1);
        if (!word.startsWith('-'))
            return args.slice(index);
        if (VALUES[command]?.includes(word) === true)
            index += 1;
    }
    return [];
}
/** The file that a process manager runs; a command of another kind, as `pm2 start npm -- start`, likewise. */
function supervised(command, args) {
    const words = [];
    let passed = [];
    for (let index = 0; index < args.length; index += 1) {
        const word = args[index] ?? '';
        if (word === '--') {
            passed = args.slice(index + 1);
            break;
        }
        if (VALUES[command]?.includes(word) === true)
            index += 1;
        else if (!word.startsWith('-'))
            words.push(word);
    }
    const [file, ...rest] = words;
    if (file === undefined || /\.(?:json|ya?ml)$|\.config\.[cm]?js$/.test(file))
        return undefined;
    if (['npm', 'yarn', 'pnpm', 'bun'].includes(file))
        return [file, ...passed];
    const runner = /\.[cm]?ts$/.test(file) ? 'tsx' : 'node';
    return [runner, file, ...rest, ...passed];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/compiled.js






const compiled_SCRIPTS = ['build', 'build:server', 'compile'];
/** The file that a build makes of the application's entry, where no script starts one. */
function compiledEntry(app, manifest, source) {
    const entry = listeningFile(app, source.files, ['.ts', '.mts', '.cts', '.js', '.mjs']);
    if (entry === undefined || manifest === undefined)
        return undefined;
    const builds = compiled_SCRIPTS.some((name) => manifest.scripts.has(name));
    const main = manifest.json.string('main') ?? manifest.json.string('module');
    // What is written by hand into package.json is what the build is for; a file that is there already is no result of it.
    if (builds && main !== undefined && scriptFile(app, main.value) === undefined) {
        return withValue(main, main.value.replace(/^\.\//, ''));
    }
    for (const name of compiled_SCRIPTS) {
        const script = manifest.scripts.get(name);
        const made = script === undefined ? undefined : madeBy(app, manifest, script, entry.value);
        if (script !== undefined && made !== undefined)
            return withValue(script, made);
    }
    return compiledByTypeScript(app, entry.value);
}
/** What the commands of a build script make of a file; the last of them that makes anything. */
function madeBy(app, manifest, script, entry) {
    const { segments } = parseCommandLine(script.value);
    return segments
        .map(({ argv }) => {
        const [command = '', ...args] = unwrap(argv);
        const builder = Object.hasOwn(BUILDERS, command) ? BUILDERS[command] : undefined;
        return builder?.({ app, manifest, args, entry });
    })
        .findLast((made) => made !== undefined);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/pm2.js


/**
 * A start by PM2's configuration file as the process it stands for: one application is one process, that the
 * orchestrator starts again where it dies. Several are several, which one image does not run. Source: pm2.keymetrics.io,
 * "Ecosystem File". Other starts come back as they are.
 */
function withoutPm2(app, start) {
    if (start.kind !== 'process' || !/^pm2(?:-runtime)?$/.test(start.command ?? ''))
        return start;
    const file = start.argv.find((word) => /\.(?:json|[cm]?js)$/.test(word));
    const apps = file === undefined ? [] : appsOf(app, file.replace(/^\.\//, ''));
    const [first, second] = apps;
    if (second !== undefined)
        return { kind: 'several', tool: start.argv.slice(1).join(' ') };
    // Not readable: PM2 itself then, in the foreground.
    if (first?.script === undefined)
        return { ...start, argv: foreground(start) };
    const args = first.args === undefined || first.args === '' ? [] : first.args.split(/\s+/);
    return {
        ...start,
        argv: ['node', first.script.replace(/^\.\//, ''), ...args],
        command: undefined,
        needs: [],
        ...(first.port === undefined ? {} : { port: first.port }),
    };
}
function foreground({ argv }) {
    const [program = '', ...rest] = argv;
    return [program.replace(/pm2$/, 'pm2-runtime'), ...rest];
}
function appsOf(app, path) {
    if (path.endsWith('.json')) {
        const text = app.files.text(path);
        if (text === undefined)
            return [];
        const json = parseJson(app.at(path), text, 'jsonc');
        const list = json.get('apps');
        return (Array.isArray(list) ? list : []).map((_, index) => {
            const port = Number(json.get('apps', index, 'env', 'PORT'));
            return {
                script: json.string('apps', index, 'script')?.value,
                args: json.string('apps', index, 'args')?.value,
                port: Number.isInteger(port) ? port : undefined,
            };
        });
    }
    return (readConfig(app, path)?.list('apps') ?? []).map((part) => ({
        script: part.string('script')?.value,
        args: part.string('args')?.value,
        port: part.number('env_production', 'PORT')?.value ?? part.number('env', 'PORT')?.value,
    }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/tools.js

// Programs that only ever serve a developer.
const tools_DEVELOPMENT = new Set([
    'nodemon',
    'ts-node-dev',
    'tsnd',
    'node-dev',
    'webpack-dev-server',
    'live-server',
    'vite-node',
    'browser-sync',
    'docusaurus-start',
    'lite-server',
    'tsc-watch',
    'wrangler',
]);
const BUILD = new Set([
    'tsc',
    'rimraf',
    'tsup',
    'esbuild',
    'swc',
    'rollup',
    'babel',
    'tsc-alias',
    'ncc',
    'unbuild',
]);
const SEVERAL = new Set(['concurrently', 'run-p', 'npm-run-all2', 'nf', 'foreman']);
// Subcommands that serve a developer; '' stands for none at all.
const DEVELOPMENT_SUBCOMMANDS = {
    next: ['', 'dev'],
    astro: ['', 'dev'],
    nuxt: ['', 'dev'],
    nuxi: ['', 'dev'],
    remix: ['', 'dev', 'watch'],
    'react-router': ['', 'dev'],
    vinxi: ['', 'dev'],
    nitro: ['', 'dev'],
    nitropack: ['', 'dev'],
    gatsby: ['develop', 'serve'],
    docusaurus: ['start', 'serve'],
    vitepress: ['', 'dev', 'preview', 'serve'],
    vuepress: ['dev'],
    'react-scripts': ['start'],
    'vue-cli-service': ['', 'serve'],
    ng: ['serve', 's'],
    webpack: ['serve'],
    nest: ['start'],
    strapi: ['dev', 'develop', 'watch-admin'],
    medusa: ['develop'],
    tsx: ['watch'],
    parcel: ['', 'serve', 'watch'],
    expo: ['', 'start'],
    rspress: ['', 'dev', 'preview'],
    hexo: ['server', 's'],
    nx: ['serve', 'dev'],
    turbo: ['dev'],
    polymer: ['serve'],
    brunch: ['watch'],
    umi: ['dev'],
    sanity: ['start', 'preview'],
    ember: ['serve', 's'],
    rsbuild: ['', 'dev', 'preview'],
};
const BUILD_SUBCOMMANDS = {
    next: ['build', 'lint'],
    nest: ['build'],
    vite: ['build'],
    prisma: ['generate'],
    nuxt: ['build', 'generate', 'prepare'],
    nuxi: ['build', 'generate', 'prepare'],
    astro: ['build', 'check'],
    remix: ['build', 'vite:build'],
    'react-router': ['build', 'typegen'],
    gatsby: ['build', 'clean'],
    ng: ['build'],
    strapi: ['build'],
    medusa: ['build'],
    vinxi: ['build'],
    'react-scripts': ['build'],
    npm: ['install', 'ci', 'i'],
    yarn: ['install'],
    pnpm: ['install', 'i'],
    bun: ['install', 'i', 'build'],
};
/** What a command is for; `argv` begins with the program's plain name. */
function purposeOf([command = '', ...args]) {
    const [first] = args;
    const subcommand = first === undefined || first.startsWith('-') ? '' : first;
    if (SEVERAL.has(command))
        return 'several';
    if (command === 'npm-run-all' && args.some((arg) => ['-p', '--parallel'].includes(arg)))
        return 'several';
    if (tools_DEVELOPMENT.has(command))
        return 'development';
    if (DEVELOPMENT_SUBCOMMANDS[command]?.includes(subcommand) === true)
        return 'development';
    // Whatever the tool, it calls these the same.
    if (command !== 'node' && ['dev', 'develop', 'watch'].includes(subcommand))
        return 'development';
    if (command !== 'node' && args.some((arg) => ['--watch', '--hot', '--dev'].includes(arg)))
        return 'development';
    if (BUILD_SUBCOMMANDS[command]?.includes(subcommand) === true)
        return 'build';
    if (command === 'vite')
        return 'development';
    if (command === 'webpack' || BUILD.has(command))
        return watches(args) ? 'development' : 'build';
    if (command === 'node')
        return watches(nodeArguments(args).options.flat()) ? 'development' : 'run';
    if (command === 'bun')
        return args.some((arg) => arg === '--hot') || watches(args) ? 'development' : 'run';
    if (command === 'eleventy')
        return args.some((arg) => /^--(?:serve|watch)$/.test(arg)) ? 'development' : 'build';
    return 'run';
}
function watches(args) {
    return args.some((arg) => arg === '-w' || arg.startsWith('--watch'));
}
// Source: the READMEs of serve, http-server, sirv-cli and local-web-server.
const FALLBACK = {
    serve: ['-s', '--single'],
    'http-server': [],
    sirv: ['-s', '--single'],
    'sirv-cli': ['-s', '--single'],
    'static-server': [],
};
const TAKES_NO_VALUE = /^(?:-s|--single|-d|--dev|-C|--cors|-n|--no-clipboard|-g|--gzip|-u|--silent|-q|--quiet)$/;
/** The files that a command serves, where that is all it does: `serve -s build`. */
function servedFiles([command = '', ...args]) {
    const flags = Object.hasOwn(FALLBACK, command) ? FALLBACK[command] : undefined;
    if (flags === undefined)
        return undefined;
    const folder = args.find((arg, index) => {
        const before = args[index - 1];
        if (arg.startsWith('-'))
            return false;
        return (before === undefined || !before.startsWith('-') || before.includes('=') || TAKES_NO_VALUE.test(before));
    });
    const standard = command === 'http-server' ? 'public' : '.';
    return { folder: tools_tidy(folder ?? standard), fallback: args.some((arg) => flags.includes(arg)) };
}
function tools_tidy(folder) {
    return folder.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
}
// Source: the documentations of npm, Yarn, pnpm, Turborepo and Lerna, on running a script of one package.
const ELSEWHERE = {
    npm: ['-w', '--workspace', '--prefix', '-C'],
    yarn: ['--cwd'],
    pnpm: ['--filter', '-F', '-C', '--dir'],
    bun: ['--filter', '--cwd'],
    turbo: ['--filter', '-F'],
    lerna: ['--scope'],
};
/** The package or folder that a command leaves its own for: `cd apps/web`, `npm start -w api`, `yarn workspace web start`. */
function elsewhere([command = '', ...args]) {
    // What a build has made is no package of its own.
    if (command === 'cd')
        return /^(?:\.\/)?(?:dist|build|out|lib|public|\.\w+)\b/.test(args[0] ?? '') ? undefined : args[0];
    if (command === 'yarn' && args[0] === 'workspace')
        return args[1];
    const options = Object.hasOwn(ELSEWHERE, command) ? ELSEWHERE[command] : undefined;
    for (const [index, word] of args.entries()) {
        const [name = '', inline] = word.split(/=(.*)/s);
        if (options?.includes(name) === true)
            return inline ?? args[index + 1];
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/start.js






const start_BIN = 'node_modules/.bin/';
const start_MANAGERS = ['npm', 'yarn', 'pnpm', 'bun'];
/** Follows a script through `npm run` to the process that stays, without running anything. */
function reduceScript(name, manifest, seen = []) {
    const script = manifest.scripts.get(name);
    if (script === undefined || seen.includes(name) || seen.length > 8)
        return { kind: 'none' };
    const before = manifest.scripts.get(`pre${name}`);
    const line = before === undefined ? script.value : `${before.value} && ${script.value}`;
    return reduceLine(line, manifest, [...seen, name]);
}
/** The same for a command line: a Procfile's, or the input's. */
function reduceLine(line, manifest, seen = []) {
    const parsed = parseCommandLine(line);
    const { segments, needsShell, port } = parsed;
    const withPort = port === undefined ? {} : { port };
    if (needsShell) {
        const several = parsed.parallel || segments.some(({ argv }) => purposeOf(unwrap(argv)) === 'several');
        if (several)
            return { kind: 'several', tool: line };
        const argv = throughShell(line, parsed);
        const needs = segments.flatMap((segment) => start_needsOf(unwrap(segment.argv)));
        return { kind: 'process', argv, before: [], env: {}, build: [], command: undefined, needs, ...withPort };
    }
    const place = segments.map(({ argv }) => elsewhere(argv)).find((found) => found !== undefined);
    if (place !== undefined)
        return { kind: 'elsewhere', place };
    const steps = segments.flatMap((segment) => sequence(segment, manifest));
    const last = steps.at(-1);
    if (last === undefined)
        return { kind: 'none' };
    const start = reduceSegment(last, manifest, seen);
    if (start.kind !== 'process')
        return start;
    const earlier = steps.slice(0, -1);
    const before = earlier.filter((segment) => !isBuild(segment));
    return {
        ...start,
        build: [...earlier.filter(isBuild).map(start_lineOf), ...start.build],
        before: [...before.map(start_lineOf), ...start.before],
        needs: [...before.flatMap(({ argv }) => start_needsOf(unwrap(argv))), ...start.needs],
        ...withPort,
    };
}
/** The process, and the shell that runs what comes before it where there is something. */
function argvOf({ argv, before }) {
    if (before.length === 0)
        return argv;
    const last = argv[0] === '/bin/sh' && argv[2] !== undefined ? argv[2] : `exec ${shellLine(argv)}`;
    return ['/bin/sh', '-c', [...before, last].join(' && ')];
}
/** `run-s build serve` is one script after another. Source: npm-run-all's README. */
function sequence(segment, manifest) {
    const [command, ...args] = unwrap(segment.argv);
    if (command !== 'run-s' && command !== 'npm-run-all')
        return [segment];
    if (purposeOf([command, ...args]) === 'several')
        return [segment];
    const names = args.filter((arg) => !arg.startsWith('-'));
    if (!names.every((name) => manifest?.scripts.has(name)))
        return [segment];
    return names.map((name) => ({ env: segment.env, argv: ['npm', 'run', name] }));
}
function reduceSegment({ env, argv }, manifest, seen) {
    const script = start_scriptOf(argv, manifest);
    if (script !== undefined && manifest !== undefined) {
        const start = reduceScript(script.name, manifest, seen);
        if (start.kind !== 'process')
            return start;
        return { ...start, env: { ...env, ...start.env }, argv: [...start.argv, ...script.args] };
    }
    const inner = unwrap(argv);
    if (inner.length !== argv.length) {
        const wrapped = segmentOf(inner);
        return reduceSegment({ env: { ...env, ...wrapped.env }, argv: wrapped.argv }, manifest, seen);
    }
    const [first = '', ...rest] = start_managed(argv);
    const command = first.replace(/^(\.\/)?node_modules\/\.bin\//, '');
    const files = servedFiles([command, ...rest]);
    if (files !== undefined)
        return { kind: 'files', ...files };
    const purpose = purposeOf([command, ...rest]);
    const tool = [command, ...rest].join(' ');
    if (purpose === 'several')
        return { kind: 'several', tool };
    if (purpose === 'development')
        return { kind: 'development', tool, entry: start_sourceOf(rest) };
    const plain = ['node', 'bun', 'sh', 'bash'].includes(command) || command.includes('/');
    return {
        kind: 'process',
        argv: plain
            ? [command, ...(command === 'node' ? withoutAbsentFiles(rest) : rest)]
            : [`${start_BIN}${command}`, ...rest],
        before: [],
        env,
        build: [],
        command: plain && command !== 'bun' ? undefined : command,
        needs: start_needsOf([command, ...rest]),
    };
}
/** `yarn next start` and `pnpm next start` run the command of a dependency. */
function start_managed(argv) {
    const [manager = '', ...rest] = argv;
    if (manager === 'bun')
        return bunCommand(rest) ?? ['bun', ...bunArguments(rest)];
    const runs = (manager === 'yarn' || manager === 'pnpm') && rest[0] !== undefined && !rest[0].startsWith('-');
    return runs && purposeOf(argv) !== 'build' ? (rest[0] === 'run' ? rest.slice(1) : rest) : argv;
}
/** `npm run x`, `npm start`, `yarn x`, `pnpm x`: the script, if there is one of that name. */
function start_scriptOf([manager = '', ...words], manifest) {
    if (!start_MANAGERS.includes(manager))
        return undefined;
    const rest = words.filter((word) => !['--silent', '-s', '--bun', '-b'].includes(word));
    // `bun build` is its bundler, whatever the scripts are called.
    if (manager === 'bun' && rest[0] === 'build')
        return undefined;
    const [name = '', ...args] = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest;
    if (manifest?.scripts.has(name) !== true)
        return undefined;
    return { name, args: args[0] === '--' ? args.slice(1) : args };
}
// Files that are not in the image, and node ends where it is told of one that is not there: settings of a developer's
// machine, and the loaders of Yarn's Plug'n'Play, in place of which the image has node_modules.
function withoutAbsentFiles(args) {
    const { options, entry, rest } = nodeArguments(args);
    const kept = options.filter((words) => !words.some((word) => /^--env-file|\.pnp\.(?:cjs|js|loader\.mjs)$/.test(word)));
    return [...kept.flat(), ...(entry === undefined ? [] : [entry]), ...rest];
}
function start_sourceOf(args) {
    return args.find((arg) => /\.[cm]?[jt]s$/.test(arg));
}
function start_needsOf([command = '', ...args]) {
    if (command === 'node')
        return preloads(args);
    return command === '' || command.includes('/') || start_MANAGERS.includes(command) ? [] : [packageOf(command)];
}
function isBuild({ argv }) {
    const words = unwrap(argv);
    const [command = '', ...rest] = words;
    if (start_MANAGERS.includes(command)) {
        const name = rest[0] === 'run' ? rest[1] : rest[0];
        if (name === 'build' || name?.startsWith('build:') === true)
            return true;
    }
    return purposeOf(words) === 'build';
}
function start_lineOf({ env, argv }) {
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${shellLine([value])}`);
    return [...assignments, shellLine(argv)].join(' ');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/resolve.js










/**
 * Finds what to start: the input, other platforms' manifests, the framework's own way or the scripts, `main`, files
 * that listen. Throws a UserError that tells what was looked for where nothing was found.
 */
function resolve_findCommand(places) {
    const { app, manifest, framework, output, source, input, hint } = places;
    const server = output?.kind === 'server' ? output : undefined;
    const line = choose([input === undefined ? undefined : fromInput(input, 'run-command'), hint]);
    if (line !== undefined)
        return resolve_fromLine(line, places, server);
    const refused = [];
    let place;
    let meant;
    for (const name of scripts_SCRIPTS) {
        const script = manifest?.scripts.get(name);
        if (manifest === undefined || script === undefined)
            continue;
        const start = withoutPm2(app, reduceScript(name, manifest));
        if (start.kind === 'process')
            return fromProcess(start, script, server);
        const reason = refusal(start);
        if (reason !== undefined)
            refused.push(`the script "${name}" ${reason}`);
        if (start.kind === 'elsewhere')
            place ??= start.place;
        if (start.kind === 'development' && start.entry !== undefined)
            meant ??= withValue(script, start.entry);
    }
    if (server !== undefined)
        return { run: server.run, env: {}, build: [], needs: server.needs ?? [], output: server };
    const bun = manifest !== undefined && writtenForBun(app, manifest) ? bunEntry(app, manifest) : undefined;
    if (bun !== undefined) {
        return { run: withValue(bun, ['bun', bun.value]), env: {}, build: [], needs: [] };
    }
    const entry = framework.entry?.(app) ?? resolve_entryFile(app, manifest, source, meant) ?? compiledEntry(app, manifest, source);
    if (entry !== undefined) {
        return { run: withValue(entry, ['node', entry.value]), env: {}, build: [], needs: [] };
    }
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
        `the scripts ${scripts_SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
        `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`, place === undefined
        ? 'Set the input "run-command", for example to "node server.js".'
        : `Set the input "root-directory" to the folder of ${place}.`);
}
/**
 * Whether a site of files has a server of its own after all: what the input or another platform's manifest starts, or
 * a script that runs a file of the application that listens.
 */
function servesItself({ app, manifest, input, hint }) {
    if (input !== undefined)
        return true;
    const start = hint === undefined ? startOfScripts(manifest) : reduceLine(hint.value, manifest);
    if (start?.kind !== 'process')
        return false;
    const entry = entryOf(start.argv);
    const file = entry === undefined ? undefined : scriptFile(app, entry);
    return file !== undefined && source_listens(app, file);
}
/** The site that a start script or another platform's manifest serves: `serve -s build`, a folder to publish. */
function servedSite(manifest, framework, hints) {
    const { start: hint, siteFolder } = hints;
    const start = hint === undefined ? startOfScripts(manifest) : reduceLine(hint.value, manifest);
    const line = hint ?? scripts_SCRIPTS.map((name) => manifest.scripts.get(name)).find((script) => script !== undefined);
    if (start?.kind === 'files' && line !== undefined) {
        return { kind: 'site', folder: withValue(line, start.folder), fallback: start.fallback };
    }
    // A known server is not one for having a folder of files too.
    if (siteFolder === undefined || start?.kind === 'process' || framework.packages.length > 0)
        return undefined;
    return { kind: 'site', folder: siteFolder, fallback: hints.fallback?.value ?? false };
}
function startOfScripts(manifest) {
    const name = scripts_SCRIPTS.find((script) => manifest?.scripts.has(script));
    return name === undefined || manifest === undefined ? undefined : reduceScript(name, manifest);
}
function resolve_fromLine(line, { app, manifest }, server) {
    const start = withoutPm2(app, reduceLine(line.value, manifest));
    if (start.kind === 'process')
        return fromProcess(start, line, server);
    if (start.kind === 'development' && server !== undefined && line.file !== undefined) {
        return { run: server.run, env: {}, build: [], needs: server.needs ?? [], output: server };
    }
    throw new errors/* UserError */.y(`"${line.value}" (${originOf(line)}) ${refusal(start) ?? 'starts nothing'}.`, start.kind === 'elsewhere'
        ? `Set the input "root-directory" to the folder of ${start.place}.`
        : 'Set the input "run-command" to what runs in production.');
}
function refusal(start) {
    if (start.kind === 'development')
        return `starts ${start.tool}, which is for development`;
    if (start.kind === 'several') {
        return `starts several processes at once (${start.tool}), and an image runs one`;
    }
    if (start.kind === 'elsewhere')
        return `starts another package (${start.place})`;
    return start.kind === 'files' ? `serves the files in ${start.folder}` : undefined;
}
const OTHER_LANGUAGES = [
    'python',
    'python3',
    'gunicorn',
    'uvicorn',
    'ruby',
    'bundle',
    'php',
    'java',
    'go',
    'dotnet',
];
function fromProcess(start, origin, server) {
    if (OTHER_LANGUAGES.includes(start.command ?? '')) {
        throw new errors/* UserError */.y(`"${origin.value}" (${originOf(origin)}) starts ${start.command ?? ''}, which an image of Node.js does not have.`, 'Set the input "framework" or "root-directory" to what names the application in its own language, or write a Dockerfile.');
    }
    if (start.command === 'deno') {
        throw new errors/* UserError */.y(`"${origin.value}" (${originOf(origin)}) starts Deno, which a package.json is not the manifest of.`, 'Set the input "run-command" to a command of Node.js or Bun, or "framework" to deno.');
    }
    const same = server !== undefined && sameServer(start, server);
    // What a script calls the framework's server is not always what starts it in an image.
    const replaced = same && replaces(start, server);
    const port = start.port ?? (0,routes/* portInArguments */.B5)(start.argv);
    return {
        run: replaced
            ? withValue(server.run, argvOf({ ...start, argv: server.run.value }))
            : withValue(origin, argvOf(start)),
        env: start.env,
        build: start.build,
        needs: [...(replaced ? [] : start.needs), ...(server?.needs ?? [])],
        ...(server === undefined ? {} : { output: server, custom: !same }),
        ...(port === undefined ? {} : { port }),
    };
}
function sameServer(start, server) {
    const [words, own] = [plainWords(start.argv), plainWords(server.run.value)];
    const program = words[0] !== 'node' && words[0] === own[0];
    return program || begins(words, own) || replaces(start, server);
}
function replaces({ argv }, { replaces: lines = [] }) {
    return lines.some((line) => begins(plainWords(argv), line.split(' ')));
}
function begins(words, start) {
    return start.every((word, index) => words[index] === word);
}
/** A process without what is written in different ways: options of node, `./`, the folder of commands. */
function plainWords(argv) {
    const words = argv[0] === 'node' ? ['node', entryOf(argv) ?? ''] : argv;
    return words.map((word) => word
        .replace(/^(?:\.\/)?node_modules\/\.bin\//, '')
        .replace(/^\.\//, '')
        .replace(/(?:\/index\.[cm]?js|\/)$/, ''));
}
/** The file of the application itself that listens: the one that a script for development runs, `main`, or a usual name. */
function resolve_entryFile(app, manifest, source, meant) {
    for (const candidate of [meant, manifest?.json.string('main')]) {
        const file = candidate === undefined ? undefined : scriptFile(app, candidate.value);
        if (candidate === undefined || file === undefined || !/\.[cm]?js$/.test(file))
            continue;
        // What it starts may listen in another file; where none does, it is a library or a task.
        if ([file, ...source.files].some((path) => source_listens(app, path)))
            return withValue(candidate, file);
    }
    return listeningFile(app, source.files, ['.js', '.mjs', '.cjs']);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/probe.js
/** Asks the server with Node.js itself, in a way that every release still in use understands. */
function nodeProbe(path) {
    // At `/` any answer but a server error will do: an API may well have nothing there.
    const limit = path === '/' ? 500 : 400;
    const url = `'http://127.0.0.1:'+process.env.PORT+${JSON.stringify(path).replace(/^"|"$/g, "'")}`;
    return [
        'node',
        '-e',
        `require('http').get(${url},r=>process.exit(r.statusCode<${limit}?0:1)).on('error',()=>process.exit(1))`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/runtimes.js





/** The runtime that the start command names, its version, and the image that installs and builds. */
function runtimeOf(app, manifest, top, manager, command, { overrides, baseRegistry }) {
    const onNode = (tag) => officialImage(baseRegistry, `node:${tag}-slim`);
    if (command.run.value[0] !== 'bun') {
        const version = nodeVersion(app, manifest, overrides.version, top);
        const image = onNode(version.value);
        return { version, runtime: { name: 'node', image, probe: nodeProbe }, tools: image };
    }
    const version = bunVersion(app, manifest, overrides.version);
    const image = bunImage(version.value);
    const probe = (path) => ['bun', ...nodeProbe(path).slice(1)];
    // Other managers are programs of Node.js, and so is what they build with.
    const tools = manager.found.value === 'bun' ? image : onNode(nodeVersion(app, manifest, undefined, top).value);
    return { version, runtime: { name: 'bun', image, probe }, tools };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/nx/context.js

const NOT_BUILT = /^(?:node_modules|dist|tmp|coverage|docs?|e2e|README.*|LICEN[CS]E|CHANGELOG.*)$|^\.(?!npmrc$|yarnrc|yarn$|swcrc$|babelrc)/;
/**
 * What the build of an Nx project takes of its repository: the top with its libraries, without the other applications,
 * which stand beside this one.
 */
function nxScope({ top, place }) {
    const [first = ''] = place.split('/');
    const apart = place.includes('/') ? first : '';
    return top.files
        .list('')
        .filter(({ name }) => !NOT_BUILT.test(name) && name !== apart && name !== place)
        .map(({ name }) => join(top.folder, name));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/nx/plan.js












/**
 * Plans an application of an integrated Nx repository: everything is installed at its top, Nx builds the one project
 * with the libraries that it uses, and what that made is run with the production dependencies of the top.
 */
function planNx(app, nx, manifest, request) {
    const { overrides } = request;
    const { top } = nx;
    const project = ownProject(top, manifest);
    const manager = choosePackageManager(project, manifest);
    const hints = readHints(app);
    const source = node_source_readSource(app);
    const output = plan_outputOf(nx);
    const detected = node_frameworks_findFramework(top, manifest, overrides.framework);
    // Of the frameworks that the top has dependencies on, those of servers tell a port; the others are other projects'.
    const server = detected.framework.output === undefined ? detected.framework : plainNode;
    const framework = nx.kind === 'next' ? { ...next, buildCache: `${nx.output}/.next/cache` } : server;
    const site = output.kind === 'site' && overrides.runCommand === undefined ? output : undefined;
    const places = {
        app: top,
        manifest: undefined,
        framework,
        output,
        source,
        input: overrides.runCommand,
        hint: hints.start,
    };
    const command = site === undefined
        ? resolve_findCommand(places)
        : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [], needs: [] };
    const shown = buildOf(nx, overrides.buildCommand);
    const build = { shown, before: [], line: shown.value, at: 'application', members: [] };
    const runs = runtimeOf(app, manifest, manifest, manager, command, request);
    return assemble({
        facts: {
            app: top,
            project,
            manifest,
            source,
            framework,
            output,
            manager,
            build,
            command,
            ...runs,
            version: runs.version.value,
        },
        manifest: app.at('project.json'),
        framework: { value: nx.kind === 'site' ? 'nx' : framework.name, file: app.at('project.json'), why: 'Nx' },
        version: runs.version,
        site,
        hints,
        request,
        about: { title: nx.name },
        context: { scope: nxScope(nx), ignore: [] },
    });
}
function buildOf({ name, json, production }, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    const flag = production ? ' --configuration=production' : '';
    const value = `NX_DAEMON=false node_modules/.bin/nx run ${name}:build${flag}`;
    const line = json.lineOf('targets', 'build');
    return { value, file: json.file, ...(line === undefined ? {} : { line }), why: 'Nx' };
}
function plan_outputOf({ kind, output, main, json }) {
    const origin = { file: json.file, why: 'Nx' };
    if (kind === 'site')
        return { kind: 'site', folder: { value: output, ...origin }, fallback: true };
    if (kind === 'next') {
        return {
            kind: 'server',
            run: { value: ['node_modules/.bin/next', 'start', output], ...origin },
            built: [{ from: output, to: output, writable: true }],
            modules: true,
            env: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' },
            stops: true,
        };
    }
    const built = [{ from: output, to: output }];
    return { kind: 'server', run: { value: ['node', main], ...origin }, built, modules: true };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/stages/scope.js


/** Paths of the repository beside the application's folder that the build of a workspace's package copies. */
function contextScope({ project, manager }) {
    const { top, builds, others } = project;
    const { files, folders } = sharedEntries(project);
    const patches = top.files.isFolder('patches') ? ['patches'] : [];
    const insisted = manager.manifests === 'all' ? others : [];
    const names = [
        'package.json',
        ...manager.files,
        ...registrySettings(top).files,
        ...patches,
        ...files,
        ...folders,
    ];
    return [
        ...new Set([
            ...names.map((name) => top.at(name)),
            ...insisted.map(({ app }) => app.at('package.json')),
            ...builds.map(({ app }) => app.folder),
        ]),
    ].sort();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/node/provider.js


















/** Applications with a package.json. */
const node = {
    language: 'node',
    frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
    lookedFor: 'package.json, project.json of Nx',
    detect: detectNode,
    plan: planNode,
};
function planNode(app, request) {
    const { overrides } = request;
    const manifest = readManifest(app);
    const nx = manifest === undefined ? nxProject(app) : undefined;
    const top = nx && readManifest(nx.top);
    if (nx !== undefined && top !== undefined)
        return planNx(app, nx, top, request);
    if (manifest === undefined) {
        throw new errors/* UserError */.y(`${app.at('package.json')} is not there, which every Node.js application has.`, 'Set "root-directory" to the folder of the application.');
    }
    const { framework, found } = node_frameworks_findFramework(app, manifest, overrides.framework);
    const hints = readHints(app);
    const given = [overrides.runCommand, overrides.buildCommand, hints.start?.value, hints.build?.value];
    const project = findProject(app, manifest, given.filter((line) => line !== undefined));
    const output = framework.output?.(app, manifest) ?? servedSite(manifest, framework, hints);
    const source = node_source_readSource(app);
    const places = {
        app,
        manifest,
        framework,
        output,
        source,
        input: overrides.runCommand,
        hint: hints.start,
    };
    const site = output?.kind === 'site' && !servesItself(places) ? output : undefined;
    const manager = choosePackageManager(project, manifest);
    const command = site === undefined
        ? resolve_findCommand(places)
        : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [], needs: [] };
    const build = build_findBuild({
        app,
        project,
        manifest,
        framework,
        manager,
        command,
        input: overrides.buildCommand,
        hint: hints.build,
    });
    const { version, runtime, tools } = runtimeOf(app, manifest, project.manifest, manager, command, request);
    const facts = {
        app,
        project,
        manifest,
        source,
        framework,
        output,
        manager,
        version: version.value,
        runtime,
        tools,
        build,
        command,
    };
    return assemble({
        facts,
        manifest: app.at('package.json'),
        framework: found,
        version,
        site,
        hints,
        request,
        about: about_aboutOf(manifest),
        context: contextOf(facts),
    });
}
/** What .dockerignore lets through beside the application's folder, and keeps away inside of it. */
function contextOf(facts) {
    const { project, build } = facts;
    const own = ['coverage', ...(build === undefined ? [] : outputFolders(facts))];
    if (project.file === undefined)
        return { ignore: own };
    if (project.place !== '')
        return { scope: contextScope(facts), ignore: own };
    const needed = new Set(project.builds);
    const insisted = facts.manager.manifests === 'all';
    const others = project.others.filter((member) => !needed.has(member));
    return { ignore: [...own, ...(insisted ? [] : others.map(({ place }) => place))] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/assets.js

/**
 * What package.json bundles beside PHP, or undefined where no known bundler says where its result goes.
 * Source: the documentation of laravel-vite-plugin, Laravel Mix, Webpack Encore and Inertia ("Server-side rendering").
 */
function phpAssets(app, composer, request) {
    const tools = readNodeTools(app, request);
    const { manifest, script } = tools ?? {};
    if (tools === undefined || manifest === undefined || script === undefined)
        return undefined;
    const has = (...names) => names.some((name) => manifest.dependency(name) !== undefined);
    const line = manifest.scripts.get(script.value)?.value ?? '';
    const outputs = has('laravel-vite-plugin', '@symfony/webpack-encore', 'vite-plugin-symfony')
        ? ['public/build', ...(/--ssr\b/.test(line) ? ['bootstrap/ssr'] : [])]
        : has('laravel-mix')
            ? ['public']
            : undefined;
    if (outputs === undefined)
        return undefined;
    // Its plug-in calls artisan for the routes while it bundles.
    const inside = has('@laravel/vite-plugin-wayfinder') && composer !== undefined
        ? {
            stage: 'vendor',
            before: [
                'mkdir -p bootstrap/cache storage/framework/cache/data storage/framework/views',
                'composer dump-autoload --no-dev --no-interaction',
            ],
        }
        : undefined;
    return assetStage({ tools, script: script.value, outputs, ...(inside === undefined ? {} : { inside }) });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/frameworks/framework.js
/** Whether git has a file of the application's folder. */
function framework_isCommitted(app, name) {
    return app.files.list('').some((entry) => entry.name === name);
}
/** A framework that one Composer package reveals. */
function byPackage(...names) {
    return (_, composer) => names.map((name) => composer?.dependency(name)).find((found) => found !== undefined);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/frameworks/simple.js

/** `$app->get('/health', ...)`, as Slim, Lumen, Mezzio and Flight have it. */
const CALLED_ROUTES = /->(?:get|any|map)\(\s*(?:\[[^\]]*\]\s*,\s*)?['"]\/?([\w/-]{2,40})['"]/g;
function simple(name, packages, publicFolders, writable = []) {
    return {
        name,
        detect: byPackage(...packages),
        publicFolders,
        writable,
        frontController: true,
        routes: CALLED_ROUTES,
    };
}
/** Frameworks that differ in nothing but their folders. Source: the "installation" or "deployment" page of each. */
const SIMPLE_FRAMEWORKS = [
    simple('lumen', ['laravel/lumen-framework'], ['public'], ['storage']),
    simple('slim', ['slim/slim'], ['public', '']),
    simple('codeigniter', ['codeigniter4/framework'], ['public'], ['writable']),
    simple('cakephp', ['cakephp/cakephp'], ['webroot'], ['logs', 'tmp']),
    simple('yii', ['yiisoft/yii2', 'yiisoft/yii-runner-http'], ['web', 'public'], ['runtime', 'web/assets']),
    simple('laminas', ['laminas/laminas-mvc', 'mezzio/mezzio'], ['public'], ['data']),
    simple('drupal', ['drupal/core-recommended', 'drupal/core'], ['web', ''], ['web/sites/default/files']),
];
/** WordPress as its archive has it: the whole folder is published. */
const wordpress = {
    name: 'wordpress',
    detect: (app) => app.files.isFile('wp-settings.php') ? { value: 'wordpress', file: app.at('wp-settings.php') } : undefined,
    publicFolders: [''],
    writable: ['wp-content/uploads'],
    frontController: true,
    extensions: (app) => ['exif', 'gd', 'intl', 'mysqli', 'zip'].map((value) => ({ value, file: app.at('wp-settings.php') })),
    needs: () => 'WordPress reads its database and keys from wp-config.php: have that read the environment. Uploads, plugins and themes that are installed while it runs are gone with the container.',
};
/** Files of PHP without a framework. */
const plainPhp = {
    name: 'php',
    detect: () => undefined,
    publicFolders: ['public', 'web', 'public_html', 'htdocs', 'www', 'src/public', '', 'src'],
    writable: [],
    frontController: false,
    routes: CALLED_ROUTES,
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/apache.js
/** The process: a script of the official image that becomes Apache. */
const APACHE = ['apache2-foreground'];
/** All that Apache writes goes to /tmp: neither root nor a writable image is needed. */
const APACHE_ENV = {
    APACHE_RUN_DIR: '/tmp',
    APACHE_LOCK_DIR: '/tmp',
    APACHE_PID_FILE: '/tmp/apache2.pid',
};
/**
 * Apache with the published folder, on the port that PORT says when it starts.
 * Source: httpd's documentation, core, mod_dir (FallbackResource) and "Stopping and Restarting" (GracefulShutdownTimeout).
 */
function apacheSteps(publicFolder, frontController) {
    const root = publicFolder === '' ? '/app' : `/app/${publicFolder}`;
    return [
        { kind: 'run', commands: ['a2enmod rewrite headers expires', 'a2disconf other-vhosts-access-log'] },
        {
            kind: 'inline',
            why: ['On $PORT, which needs no root, and with the published folder alone.'],
            to: '/etc/apache2/ports.conf',
            lines: [
                'Listen ${PORT}',
                'ServerName localhost',
                'ServerTokens Prod',
                'GracefulShutdownTimeout 20',
                "# By a pipe, as a container's streams cannot be opened by path everywhere. The load balancer logs requests.",
                'ErrorLog "|/bin/cat"',
            ],
        },
        {
            kind: 'inline',
            to: '/etc/apache2/sites-available/000-default.conf',
            lines: [
                '<VirtualHost *:${PORT}>',
                `  DocumentRoot ${root}`,
                `  <Directory ${root}>`,
                '    Options -Indexes +FollowSymLinks',
                '    AllowOverride All',
                '    Require all granted',
                ...(frontController ? ['    FallbackResource /index.php'] : []),
                '  </Directory>',
                '  <LocationMatch "/\\.(?!well-known/)|^/composer\\.(?:json|lock)$|^/vendor/.*\\.php$">',
                '    Require all denied',
                '  </LocationMatch>',
                '</VirtualHost>',
            ],
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/server.js




/** The official image of a version. Its lines have one with Debian 13 since 8.2; an exact version may be older. */
function server_image(version, variant) {
    const debian13 = /^8\.(?:[2-9]|\d\d)$/.test(version);
    return { tag: `php:${version}-${variant}${debian13 ? '-trixie' : ''}`, debian13 };
}
/** Apache with PHP in it: one process tree that the official image starts, and that reads the .htaccess files there are. */
function apacheServer(version, publicFolder, frontController, why, request) {
    const { tag, debian13 } = server_image(version, 'apache');
    return {
        base: officialImage(request.baseRegistry, tag),
        debian13,
        run: { ...why, value: APACHE },
        steps: apacheSteps(publicFolder, frontController),
        env: APACHE_ENV,
        extensions: [],
        stopSignal: {
            stopSignal: 'SIGWINCH',
            whyStopSignal: 'The signal on which Apache finishes its requests; SIGTERM cuts them off.',
        },
    };
}
/** A server in PHP itself: what a start line of the application's own runs. */
function lineServer(version, line, request) {
    const { tag, debian13 } = server_image(version, 'cli');
    const { run, env, port } = commandFromLine(line);
    return {
        base: officialImage(request.baseRegistry, tag),
        debian13,
        run,
        steps: [],
        env,
        extensions: [],
        ...(port === undefined ? {} : { port }),
    };
}
/** Laravel Octane: the application stays in memory between requests. Source: Laravel's documentation, "Octane". */
function octaneServer(version, server, request) {
    const { tag, debian13 } = server_image(version, 'cli');
    const line = `php artisan octane:start --server=${server.value} --host=0.0.0.0 --port=${PORT_WORD}`;
    const run = { ...server, value: line.split(' ') };
    const common = { run, env: {}, debian13 };
    if (server.value === 'frankenphp') {
        // Source: FrankenPHP's documentation, "Laravel"; its images are named by the line of PHP.
        const [major = '8', minor = '4'] = version.split('.');
        return {
            ...common,
            base: `dunglas/frankenphp:1-php${major}.${minor}${debian13 ? '-trixie' : ''}`,
            steps: [
                {
                    kind: 'run',
                    why: [
                        'The capability to bind low ports is not needed, and where it is not granted nothing starts with it.',
                    ],
                    commands: ['setcap -r /usr/local/bin/frankenphp'],
                },
            ],
            env: { XDG_CONFIG_HOME: '/tmp', XDG_DATA_HOME: '/tmp' },
            extensions: ['pcntl'],
        };
    }
    const base = officialImage(request.baseRegistry, tag);
    if (server.value === 'swoole')
        return { ...common, base, steps: [], extensions: ['pcntl', 'swoole'] };
    return {
        ...common,
        base,
        steps: [
            {
                kind: 'copy',
                from: 'ghcr.io/roadrunner-server/roadrunner:2025',
                sources: ['/usr/bin/rr'],
                to: '/usr/local/bin/rr',
            },
        ],
        extensions: ['pcntl', 'sockets'],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/choose-server.js





/** The published index.php. */
function publicIndex(app, { publicFolders }) {
    const folder = publicFolders.find((name) => app.files.isFile(name === '' ? 'index.php' : `${name}/index.php`));
    if (folder === undefined)
        return undefined;
    return { value: folder, file: app.at(folder === '' ? 'index.php' : `${folder}/index.php`) };
}
// Start lines that mean "a web server with PHP": what Heroku's buildpack brings, and PHP's own for development.
const WEB_SERVER = /(?:^|[\s/])heroku-php-(?:apache2|nginx)\b(?:\s+-\S+\s+\S+)*\s*(?<folder>[\w./-]*)/;
const choose_server_DEVELOPMENT = /\bphp\s+(?:artisan\s+serve|-S\s+\S+(?:\s+-t\s+(?<folder>[\w./-]+))?)|\bsymfony\s+(?:server:start|serve)\b/;
/**
 * What serves the application: the input, a start line of the repository, Octane, else Apache with the index.php that is
 * there. Throws a UserError where there is none.
 */
function chooseServer(app, composer, framework, version, hints, request) {
    const { overrides } = request;
    const input = overrides.runCommand === undefined ? undefined : fromInput(overrides.runCommand, 'run-command');
    const line = choose([input, withoutMigrations(hints.start).line]);
    const named = line === undefined ? null : (WEB_SERVER.exec(line.value) ?? choose_server_DEVELOPMENT.exec(line.value));
    if (line !== undefined && named === null) {
        const octane = /\boctane:(?:start|frankenphp|swoole|roadrunner)\b/.test(line.value);
        if (octane && composer !== undefined)
            return octaneServer(version, octaneKind(app, composer, line), request);
        return lineServer(version, line, request);
    }
    const octane = composer?.dependency('laravel/octane');
    if (octane !== undefined && composer !== undefined && line === undefined) {
        return octaneServer(version, octaneKind(app, composer, octane), request);
    }
    const folder = named?.groups?.['folder']?.replace(/^\.\/|\/+$/g, '');
    const index = line !== undefined && folder !== undefined && folder !== ''
        ? withValue(line, folder)
        : (publicIndex(app, framework) ?? publicIndex(app, plainPhp));
    if (index === undefined) {
        throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, and for index.php in ${[...new Set([...framework.publicFolders, ...plainPhp.publicFolders])].map((name) => name || 'the top').join(', ')}.`, 'Set the input "run-command", for example to "php server.php".');
    }
    const routed = framework.frontController || routesByItself(app, index.value);
    return apacheServer(version, index.value, routed, index, request);
}
// Source: Laravel's documentation, "Octane": the configuration's server, which OCTANE_SERVER overrides.
function octaneKind(app, composer, origin) {
    const text = `${app.files.text('.env.example') ?? ''}\n${app.files.head('config/octane.php') ?? ''}`;
    const named = /^OCTANE_SERVER=["']?(frankenphp|swoole|roadrunner)/m.exec(text) ??
        /OCTANE_SERVER['"]\s*,\s*['"](frankenphp|swoole|roadrunner)/.exec(text);
    const value = named?.[1];
    if (value === 'swoole' || value === 'frankenphp')
        return { ...origin, value };
    const roadrunner = value === 'roadrunner' || composer.dependency('spiral/roadrunner-http') !== undefined;
    return { ...origin, value: roadrunner ? 'roadrunner' : 'frankenphp' };
}
// An index.php that looks at the path of the request answers for all paths.
function routesByItself(app, folder) {
    const text = app.files.head(folder === '' ? 'index.php' : `${folder}/index.php`) ?? '';
    return /REQUEST_URI|PATH_INFO/.test(text);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/composer.js


/** The application's composer.json, or undefined. Throws a UserError where it, or its lockfile, is no JSON. */
function readComposer(app) {
    const text = app.files.text('composer.json');
    if (text === undefined)
        return undefined;
    const json = parseJson(app.at('composer.json'), text);
    const require = json.strings('require');
    const locked = readLock(app);
    const whole = JSON.parse(text);
    const root = isTable(whole) ? whole : {};
    const repositories = Object.values(isTable(root['repositories']) ? root['repositories'] : {});
    const listed = Array.isArray(root['repositories']) ? root['repositories'] : repositories;
    const known = listed.filter(isTable);
    return {
        json,
        require,
        locked,
        scripts: new Set(Object.keys(isTable(root['scripts']) ? root['scripts'] : {})),
        pathFolders: known
            .filter(({ type, url }) => type === 'path' && typeof url === 'string')
            .map(({ url }) => folderBefore(String(url)))
            .filter((folder) => folder !== '' && !folder.startsWith('.') && app.files.isFolder(folder)),
        privateRepositories: known.some(({ type }) => type === 'composer' || type === 'vcs' || type === 'git'),
        dependency: (name) => require.get(name) ??
            (locked?.has(name) === true ? { value: name, file: app.at('composer.lock') } : undefined),
    };
}
/** The folder of a path with patterns: `./packages/*` gives `packages`. */
function folderBefore(url) {
    const parts = url.replace(/^\.\//, '').split('/');
    const pattern = parts.findIndex((part) => /[*?{[]/.test(part));
    return (pattern === -1 ? parts : parts.slice(0, pattern)).join('/').replace(/\/+$/, '');
}
function readLock(app) {
    const text = app.files.text('composer.lock');
    if (text === undefined)
        return undefined;
    const lock = parseLock(app, text);
    const packages = Array.isArray(lock['packages']) ? lock['packages'].filter(isTable) : [];
    return new Map(packages.map((item) => {
        const name = String(item['name']);
        const require = isTable(item['require']) ? item['require'] : {};
        const texts = Object.entries(require).map(([key, value]) => [key, String(value)]);
        return [name, { name, require: Object.fromEntries(texts), fromGit: !isTable(item['dist']) }];
    }));
}
// The quick parser first: lockfiles have ten thousands of lines, and the one with positions is for the error alone.
function parseLock(app, text) {
    try {
        const lock = JSON.parse(text);
        return isTable(lock) ? lock : {};
    }
    catch {
        parseJson(app.at('composer.lock'), text);
        return {};
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/extension-table.js
/** Compiled into the official images. Source: docker-library/php, Dockerfile-linux.template, and `php -m` there. */
const BUNDLED = new Set(`core ctype curl date dom fileinfo filter hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite phar
  posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib
  zend-opcache opcache`.split(/\s+/));
/** Source: the PHP manual's "Requirements" and PECL's page of each, and Debian's package index. */
const EXTENSIONS = {
    bcmath: {},
    bz2: { build: ['libbz2-dev'] },
    calendar: {},
    dba: {},
    enchant: { build: ['libenchant-2-dev'], run: ['libenchant-2-2'] },
    exif: {},
    ffi: { build: ['libffi-dev'], run: ['libffi8'] },
    ftp: { build: ['libssl-dev'] },
    gd: {
        build: ['libfreetype-dev', 'libjpeg62-turbo-dev', 'libpng-dev', 'libwebp-dev'],
        run: ['libfreetype6', 'libjpeg62-turbo', 'libpng16-16t64', 'libwebp7'],
        configure: '--with-freetype --with-jpeg --with-webp',
    },
    gettext: {},
    gmp: { build: ['libgmp-dev'], run: ['libgmp10'] },
    intl: { build: ['libicu-dev'], run: ['libicu76'] },
    ldap: { build: ['libldap-dev'], run: ['libldap2'] },
    mysqli: {},
    pcntl: {},
    pdo_mysql: {},
    pdo_pgsql: { build: ['libpq-dev'], run: ['libpq5'] },
    pgsql: { build: ['libpq-dev'], run: ['libpq5'] },
    shmop: {},
    snmp: { build: ['libsnmp-dev'], run: ['libsnmp40t64'] },
    soap: { build: ['libxml2-dev'] },
    sockets: {},
    sysvmsg: {},
    sysvsem: {},
    sysvshm: {},
    tidy: { build: ['libtidy-dev'], run: ['libtidy58'] },
    xsl: { build: ['libxslt1-dev'], run: ['libxslt1.1'] },
    zip: { build: ['libzip-dev'], run: ['libzip5'] },
    amqp: { pecl: true, build: ['librabbitmq-dev'], run: ['librabbitmq4'] },
    apcu: { pecl: true },
    ds: { pecl: true },
    excimer: { pecl: true },
    grpc: { pecl: true, build: ['zlib1g-dev'] },
    igbinary: { pecl: true },
    imagick: { pecl: true, build: ['libmagickwand-dev'], run: ['libmagickwand-7.q16-10'] },
    mailparse: { pecl: true },
    memcached: {
        pecl: true,
        build: ['libmemcached-dev', 'libssl-dev', 'zlib1g-dev'],
        run: ['libmemcached11t64'],
    },
    mongodb: { pecl: true, build: ['libssl-dev'] },
    msgpack: { pecl: true },
    opentelemetry: { pecl: true },
    protobuf: { pecl: true },
    rdkafka: { pecl: true, build: ['librdkafka-dev'], run: ['librdkafka1'] },
    redis: { pecl: true },
    ssh2: { pecl: true, build: ['libssh2-1-dev'], run: ['libssh2-1t64'] },
    swoole: { pecl: true, build: ['libssl-dev'] },
    uuid: { pecl: true, build: ['uuid-dev'], run: ['libuuid1'] },
    yaml: { pecl: true, build: ['libyaml-dev'], run: ['libyaml-0-2'] },
    pcov: { pecl: true, development: true },
    xdebug: { pecl: true, development: true },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/extensions.js




// What source without a composer.json tells by what it calls.
const CALLS = [
    ['mysqli', /\bmysqli_connect\(|\bnew \\?mysqli\(/],
    ['pdo_mysql', /['"]mysql:(?:host|unix_socket|dbname)=/],
    ['pdo_pgsql', /['"]pgsql:(?:host|dbname|port)=/],
    ['pgsql', /\bpg_connect\(/],
    ['redis', /\bnew \\?Redis\(/],
    ['gd', /\bimagecreate(?:truecolor|from\w+)?\(/],
    ['zip', /\bnew \\?ZipArchive\b/],
    ['intl', /\bnew \\?(?:NumberFormatter|IntlDateFormatter|Collator)\(/],
    ['bcmath', /\bbc(?:add|sub|mul|div)\(/],
    ['soap', /\bnew \\?SoapClient\(/],
];
/**
 * The extensions that the application asks for and the image lacks, by name: from composer.json, from the locked
 * packages, from `more`, and where there is no composer.json from the source. Throws a UserError for one that no rule
 * knows, or that the image cannot have.
 */
function extensions(app, composer, files, more) {
    const asked = [
        ...(composer === undefined ? calledExtensions(app, files) : requiredExtensions(app, composer)),
        ...more,
    ];
    const byName = new Map();
    for (const found of asked) {
        const name = found.value.toLowerCase();
        if (BUNDLED.has(name) || byName.has(name) || EXTENSIONS[name]?.development === true)
            continue;
        if (EXTENSIONS[name] === undefined) {
            throw new errors/* UserError */.y(`The extension "${name}" (${originOf(found)}) is not one that is known how to install.`, 'Write a Dockerfile; it is then used as it is.');
        }
        byName.set(name, { ...found, value: name });
    }
    return [...byName.values()].sort((one, other) => (one.value < other.value ? -1 : 1));
}
function requiredExtensions(app, composer) {
    const own = [...composer.require].flatMap(([name, found]) => name.startsWith('ext-') ? [{ ...found, value: name.slice(4) }] : []);
    const provided = new Set(composer.json.strings('provide').keys());
    const locked = [...(composer.locked?.values() ?? [])].flatMap(({ name, require }) => Object.keys(require)
        .filter((key) => key.startsWith('ext-') && !provided.has(key))
        .map((key) => ({
        value: key.slice(4),
        file: app.at('composer.lock'),
        why: `asked for by ${name}`,
    })));
    return [...own, ...locked];
}
function calledExtensions(app, files) {
    return CALLS.flatMap(([name, pattern]) => {
        for (const file of files) {
            const match = searchLines(app.files.head(file) ?? '', pattern);
            if (match !== undefined)
                return [{ value: name, file: app.at(file), line: match.line }];
        }
        return [];
    });
}
/**
 * Compiles the extensions. `debian13`: the names of their libraries are known, so that all that only compiles is taken
 * away again in the same layer; else it stays.
 */
function installExtensions(names, debian13) {
    if (names.length === 0)
        return undefined;
    const known = names.map((name) => ({ name, ...EXTENSIONS[name] }));
    const build = extensions_unique(known.flatMap((one) => one.build ?? []));
    const run = debian13 ? extensions_unique(known.flatMap((one) => one.run ?? [])) : [];
    const own = known.filter(({ pecl }) => pecl !== true).map(({ name }) => name);
    const pecl = known.filter((one) => one.pecl === true).map(({ name }) => name);
    const packages = [...run, ...build];
    return {
        kind: 'run',
        why: [
            build.length > 0 && debian13
                ? 'Extensions, and the libraries that they load; what only compiles them goes again in the same layer.'
                : 'Extensions that the application asks for.',
        ],
        commands: [
            ...(packages.length === 0
                ? []
                : ['apt-get update', `apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
            ...known.flatMap(({ name, configure }) => configure === undefined ? [] : [`docker-php-ext-configure ${name} ${configure}`]),
            ...(own.length === 0 ? [] : [`docker-php-ext-install -j"$(nproc)" ${own.join(' ')}`]),
            ...(pecl.length === 0
                ? []
                : [
                    `pecl install ${pecl.join(' ')}`,
                    `docker-php-ext-enable ${pecl.join(' ')}`,
                    'rm -rf /tmp/pear /root/.pearrc',
                ]),
            ...(build.length > 0 && debian13 ? [`apt-get purge --yes --auto-remove ${build.join(' ')}`] : []),
            ...(packages.length === 0 ? [] : ['rm -rf /var/lib/apt/lists/*']),
        ],
    };
}
function extensions_unique(names) {
    return [...new Set(names)].sort();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/frameworks/laravel.js


const DRIVERS = {
    mysql: 'pdo_mysql',
    mariadb: 'pdo_mysql',
    pgsql: 'pdo_pgsql',
};
/** Laravel. Its configuration is not cached at build time: that would write the build's environment into the image. */
const laravel = {
    name: 'laravel',
    detect: byPackage('laravel/framework'),
    publicFolders: ['public'],
    writable: ['bootstrap/cache', 'storage'],
    folders: [
        'storage/app/public',
        'storage/framework/cache/data',
        'storage/framework/sessions',
        'storage/framework/views',
        'storage/logs',
    ],
    frontController: true,
    env: { APP_ENV: 'production', APP_DEBUG: 'false', LOG_CHANNEL: 'stderr' },
    routes: /\bRoute::(?:get|any|view)\(\s*['"]\/?([\w/-]{2,40})['"]/g,
    // Source: Laravel's documentation, "Deployment", the health route.
    healthPath: (app) => {
        const file = 'bootstrap/app.php';
        const match = searchLines(app.files.head(file) ?? '', /\bhealth:\s*['"](\/[\w/-]+)['"]/);
        const value = match?.groups[0];
        return match === undefined || value === undefined
            ? undefined
            : { value, file: app.at(file), line: match.line };
    },
    extensions: (app, composer) => {
        const driver = setting(app, 'DB_CONNECTION');
        const extension = DRIVERS[driver?.value ?? ''];
        const store = ['CACHE_STORE', 'CACHE_DRIVER', 'SESSION_DRIVER', 'QUEUE_CONNECTION']
            .map((name) => setting(app, name))
            .find((found) => found?.value === 'redis');
        const client = setting(app, 'REDIS_CLIENT')?.value ?? 'phpredis';
        const redis = composer?.dependency('predis/predis') === undefined && client === 'phpredis' ? store : undefined;
        return [
            ...(driver === undefined || extension === undefined ? [] : [{ ...driver, value: extension }]),
            ...(redis === undefined ? [] : [redis]),
        ];
    },
    needs: () => 'Laravel answers nothing without APP_KEY: set it, and the DB_ variables, where the image runs. The image migrates no database: several tasks would do so at once.',
};
/** What the sample of the settings says, which is what the application is made to run with. */
function setting(app, name) {
    const lines = app.files.text('.env.example')?.split(/\r?\n/) ?? [];
    const index = lines.findIndex((line) => line.startsWith(`${name}=`));
    const value = lines[index]?.slice(name.length + 1).trim();
    return value === undefined || value === ''
        ? undefined
        : { value, file: app.at('.env.example'), line: index + 1 };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/frameworks/symfony.js


const DATABASES = [
    [/^DATABASE_URL=["']?(?:postgres\w*|pgsql):/m, 'pdo_pgsql'],
    [/^DATABASE_URL=["']?(?:mysql|mariadb):/m, 'pdo_mysql'],
];
/** Symfony: its cache and its assets are made at build time, for the environment `prod`. */
const symfony = {
    name: 'symfony',
    detect: byPackage('symfony/framework-bundle'),
    publicFolders: ['public', 'web'],
    writable: ['var'],
    frontController: true,
    env: { APP_ENV: 'prod', APP_DEBUG: '0' },
    readsDotEnv: true,
    routes: /#\[Route\(\s*(?:path:\s*)?['"]\/?([\w/-]{2,40})['"]/g,
    build: (app, { scripts, dependency }) => {
        const has = (name) => dependency(name) !== undefined;
        const mapped = app.files.isFile('importmap.php');
        return [
            ...(has('symfony/flex') && framework_isCommitted(app, '.env') ? ['composer dump-env prod'] : []),
            // Its scripts make the cache and install assets; without them the cache alone is made.
            scripts.has('post-install-cmd')
                ? 'composer run-script --no-dev post-install-cmd'
                : 'php bin/console cache:clear',
            ...(has('symfonycasts/tailwind-bundle') ? ['php bin/console tailwind:build --minify'] : []),
            ...(has('symfonycasts/sass-bundle') ? ['php bin/console sass:build'] : []),
            ...(mapped ? ['php bin/console asset-map:compile'] : []),
        ];
    },
    extensions: (app) => DATABASES.flatMap(([pattern, value]) => {
        const match = searchLines(app.files.text('.env') ?? '', pattern);
        return match === undefined ? [] : [{ value, file: app.at('.env'), line: match.line }];
    }),
    needs: (app) => {
        const names = ['APP_SECRET', 'DATABASE_URL'].filter((name) => new RegExp(`^${name}=`, 'm').test(app.files.text('.env') ?? ''));
        return names.length === 0
            ? undefined
            : `${app.at('.env')} has defaults for development: set ${names.join(' and ')} where the image runs. The image migrates no database: several tasks would do so at once.`;
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/frameworks/index.js




/** The first that shows is taken: what builds on another comes before it. */
const PHP_FRAMEWORKS = [
    laravel,
    ...SIMPLE_FRAMEWORKS,
    symfony,
    wordpress,
    plainPhp,
];
/** The framework that the input names or that shows in the files. */
function findPhpFramework(app, composer, input) {
    if (input !== undefined) {
        const named = PHP_FRAMEWORKS.find(({ name }) => name === input) ?? plainPhp;
        return { framework: named, found: fromInput(input, 'framework') };
    }
    for (const framework of PHP_FRAMEWORKS) {
        const shown = framework.detect(app, composer);
        if (shown !== undefined)
            return { framework, found: withValue(shown, framework.name) };
    }
    return { framework: plainPhp, found: { value: plainPhp.name, why: 'no known framework' } };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/releases.js
/**
 * PHP, in the order of choice where a constraint leaves one: the line that extensions have followed since a while.
 * Source: php.net, "Supported Versions" and "Unsupported Branches".
 */
const PHP_RELEASES = [
    { line: '8.4', endOfLife: '2028-12-31' },
    { line: '8.5', endOfLife: '2029-12-31' },
    { line: '8.3', endOfLife: '2027-12-31' },
    { line: '8.2', endOfLife: '2026-12-31' },
    { line: '8.1', endOfLife: '2025-12-31' },
    { line: '8.0', endOfLife: '2023-11-26' },
    { line: '7.4', endOfLife: '2022-11-28' },
    { line: '7.3', endOfLife: '2021-12-06' },
    { line: '7.2', endOfLife: '2020-11-30' },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/ini.js
/** The settings of production. Source: the PHP manual, "OPcache" runtime configuration, and php.ini-production. */
function productionSettings() {
    return [
        { kind: 'run', commands: ['mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"'] },
        {
            kind: 'inline',
            why: ['Files never change in an image, so that compiled ones need no second look.'],
            to: '/usr/local/etc/php/conf.d/zz-app.ini',
            lines: [
                'opcache.enable = 1',
                'opcache.validate_timestamps = 0',
                'opcache.max_accelerated_files = 20000',
                'opcache.memory_consumption = 192',
                'realpath_cache_size = 4096K',
                'realpath_cache_ttl = 600',
                'expose_php = Off',
                '; Settings come from the environment; php.ini-production leaves $_ENV empty.',
                'variables_order = EGPCS',
            ],
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/stages.js







// The user www-data of Debian, and so of the official images.
const php_stages_USER = '33:33';
const COMPOSER_INSTALL = 'composer install --no-dev --no-scripts --no-autoloader --prefer-dist --no-interaction --no-progress';
/** The interpreter with its extensions, then packages and what is built, then what runs. */
function phpStages(facts, how, request) {
    const { app, composer, framework, server, extensions, assets, build } = facts;
    const interpreter = steps({ kind: 'workdir', value: '/app' }, installExtensions(extensions, server.debian13), ...productionSettings(), ...server.steps);
    const built = composer !== undefined || build.length > 0 || assets !== undefined;
    const runtime = steps(...(built ? [] : interpreter), ...files(framework, built, app), ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: php_stages_USER,
        probe: bashProbe(how.healthCheckPath),
        env: { ...framework.env, ...server.env },
        ...server.stopSignal,
    }));
    if (!built)
        return [{ name: 'runtime', base: server.base, steps: runtime }];
    return [
        { name: 'base', base: server.base, steps: interpreter },
        ...(composer === undefined ? [] : [vendorStage(facts, composer, request)]),
        ...(assets?.stages(composer === undefined ? undefined : { from: 'vendor', path: '/app/vendor', to: './vendor' }) ?? []),
        php_stages_buildStage(facts),
        { name: 'runtime', base: 'base', steps: runtime },
    ];
}
function vendorStage({ app }, composer, request) {
    const git = [...(composer.locked?.values() ?? [])].some(({ fromGit }) => fromGit);
    const plugins = ['symfony.lock', 'patches', 'patches.json', 'patches.lock.json'].filter((name) => app.files.isFile(name) || app.files.isFolder(name));
    const lock = composer.locked === undefined ? [] : ['composer.lock'];
    return {
        name: 'vendor',
        base: 'base',
        steps: steps(aptInstall(git ? ['git', 'unzip'] : ['unzip'], 'What Composer unpacks with; not in the final stage.'), {
            kind: 'copy',
            from: officialImage(request.baseRegistry, 'composer:2'),
            sources: ['/usr/bin/composer'],
            to: '/usr/local/bin/composer',
        }, {
            kind: 'env',
            values: { COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_CACHE_DIR: '/var/cache/composer' },
        }, ...copyOnly(app, ['composer.json', ...lock, ...plugins, ...composer.pathFolders], MANIFESTS_FIRST), {
            kind: 'run',
            commands: [COMPOSER_INSTALL],
            mounts: [
                { type: 'cache', target: '/var/cache/composer' },
                ...(composer.privateRepositories
                    ? [{ type: 'secret', id: 'COMPOSER_AUTH', env: 'COMPOSER_AUTH' }]
                    : []),
            ],
        }),
    };
}
function php_stages_buildStage({ app, composer, framework, assets, build }) {
    const autoload = composer === undefined ? [] : ['composer dump-autoload --no-dev --optimize --no-interaction'];
    const made = [...framework.writable, ...(framework.folders ?? [])];
    const folders = made.length === 0 ? [] : [`mkdir -p ${made.join(' ')}`];
    const lines = [...folders, ...autoload, ...build, ...setApart(framework.writable)];
    return {
        name: 'build',
        base: composer === undefined ? 'base' : 'vendor',
        steps: steps(copySource(app), ...(assets?.copies ?? []), framework.env !== undefined && build.length > 0 && { kind: 'env', values: framework.env }, lines.length > 0 && { kind: 'run', commands: lines }),
    };
}
function files(framework, built, app) {
    const why = ['Owned by root: the server can read its source and change nothing.'];
    if (!built) {
        return steps({ ...copySource(app), why }, framework.writable.length > 0 && {
            kind: 'run',
            why: ['What it writes to while it runs.'],
            commands: [
                `mkdir -p ${framework.writable.join(' ')}`,
                `chown -R ${php_stages_USER} ${framework.writable.join(' ')}`,
            ],
        });
    }
    return steps({ kind: 'copy', why, from: 'build', sources: ['/app'], to: '.' }, copyWritable(framework.writable, php_stages_USER));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/constraint.js

/**
 * Composer's constraint as a range of semver, or undefined where it is none. They differ in the alternative (`|`), the
 * comma, the branch (`-dev`, `@stable`) and the tilde: `~8.2` allows 8.9, `~8.2.0` does not.
 * Source: getcomposer.org, "Versions and constraints".
 */
function composerRange(constraint) {
    const range = constraint
        .split(/\s*\|\|?\s*/)
        .map((alternative) => alternative
        .replace(/@\w+/g, '')
        .replace(/\s*,\s*/g, ' ')
        .replace(/([<>=!~^]+)\s+/g, '$1')
        .trim()
        .split(' ')
        .filter((part) => !part.startsWith('!='))
        .map(tilde)
        .join(' '))
        .join(' || ');
    return semver.validRange(range) === null ? undefined : range;
}
function tilde(part) {
    const match = /^~(\d+)\.(\d+)$/.exec(part);
    return match === null ? part : `>=${match[1] ?? ''}.${match[2] ?? ''} <${Number(match[1]) + 1}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/version.js






const php_version_DEFAULT = PHP_RELEASES[0]?.line ?? '8';
/**
 * The line of the official image: what pins a version beats what only allows some; of those the best that the locked
 * packages allow, too. Throws a UserError where nothing fits, naming both places.
 */
function phpVersion(app, composer, input) {
    const asked = askedVersion(app, input, { files: ['.php-version'], tools: ['php'] }, [
        version_platformVersion(composer),
        composer?.require.get('php'),
    ]);
    const locked = [...(composer?.locked?.values() ?? [])].flatMap(({ name, require }) => {
        const range = composerRange(require['php'] ?? '*');
        return range === undefined ? [] : [{ name, range, text: require['php'] ?? '*' }];
    });
    const lines = PHP_RELEASES.map(({ line }) => line);
    const within = lines.filter((line) => locked.every(({ range }) => semver.satisfies(`${line}.99`, range)));
    if (asked === undefined)
        return { value: within[0] ?? php_version_DEFAULT, why: 'the default' };
    const candidates = resolvePhpVersions(asked.value);
    const [best] = candidates;
    if (best === undefined) {
        throw new errors/* UserError */.y(`No release of PHP is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${php_version_DEFAULT}.`);
    }
    const both = candidates.find((line) => locked.length === 0 || within.includes(version_lineOf(line)));
    if (both === best)
        return withValue(asked, both);
    if (both !== undefined) {
        const limit = locked.find(({ range }) => !semver.satisfies(`${version_lineOf(best)}.99`, range));
        return { ...withValue(asked, both), why: `${limit?.name ?? 'a locked package'} allows no ${best}` };
    }
    const against = locked.find(({ range }) => !semver.satisfies(`${version_lineOf(best)}.99`, range));
    throw new errors/* UserError */.y(`PHP ${best} (${originOf(asked)}) is not what ${against?.name ?? 'a package'} in ${app.at('composer.lock')} allows: "${against?.text ?? ''}".`, 'Make both agree: change the constraint in composer.json, or update the package.');
}
// What packages are chosen for, down to a patch that nobody wants to run: its line is meant.
function version_platformVersion(composer) {
    const found = composer?.json.string('config', 'platform', 'php');
    return found === undefined ? undefined : withValue(found, version_lineOf(found.value));
}
function version_lineOf(version) {
    return version.split('.').slice(0, 2).join('.');
}
/** Image tags for what a version file or constraint says, the best first: `8.3.4` itself, `>=8.2` the lines that fit. */
function resolvePhpVersions(text) {
    const word = text.trim().replace(/^(?:php[-@]|v(?=\d))/i, '');
    if (word === 'latest' || word === '*')
        return [php_version_DEFAULT];
    if (/^\d+\.\d+(\.\d+)?$/.test(word))
        return [word];
    const range = composerRange(word);
    if (range === undefined)
        return [];
    const open = PHP_RELEASES.filter(({ line }) => semver.satisfies(`${line}.99`, range));
    if (open.length > 0)
        return open.map(({ line }) => line);
    const lowest = semver.minVersion(range);
    return lowest === null || !semver.satisfies(lowest, range) ? [] : [lowest.version];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/php/provider.js


















/** Applications with an index.php that a web server publishes, or that a known framework of Composer runs. */
const php = {
    language: 'php',
    frameworks: PHP_FRAMEWORKS.map(({ name }) => name),
    lookedFor: `index.php (also in ${plainPhp.publicFolders.filter((folder) => folder !== '').join(', ')}), composer.json`,
    detect: (app) => {
        const composer = readComposer(app);
        if (publicIndex(app, plainPhp) !== undefined)
            return 'application';
        if (composer === undefined)
            return undefined;
        const { framework } = findPhpFramework(app, composer, undefined);
        return framework !== plainPhp || readHints(app).start !== undefined ? 'application' : 'helper';
    },
    plan: planPhp,
};
function planPhp(app, request) {
    const { overrides } = request;
    const composer = readComposer(app);
    const { framework, found } = findPhpFramework(app, composer, overrides.framework);
    const hints = readHints(app);
    const files = sources(app.files, ['.php']);
    const version = phpVersion(app, composer, overrides.version);
    const server = chooseServer(app, composer, framework, version.value, hints, request);
    const more = [
        ...(framework.extensions?.(app, composer) ?? []),
        ...server.extensions.map((value) => ({ ...server.run, value })),
    ];
    const needed = extensions(app, composer, files, more);
    const build = php_provider_findBuild(composer, hints, overrides.buildCommand);
    const port = decidePort(request, hints, server.port);
    const health = decideHealthPath(request, hints, framework.healthPath?.(app), framework.routes && (0,routes/* healthPath */.OW)(app, provider_routeFiles(files), framework.routes), healthFile(app, framework));
    const argv = server.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const lines = [
        ...(composer === undefined ? [] : (framework.build?.(app, composer) ?? [])),
        ...(build === undefined ? [] : [build.value]),
    ];
    const facts = {
        app,
        composer,
        framework,
        server,
        extensions: needed.map(({ value }) => value),
        assets: phpAssets(app, composer, request),
        build: lines,
    };
    return {
        language: { value: 'php', ...languageOrigin(app, composer, framework) },
        framework: found,
        version,
        ...(composer === undefined
            ? {}
            : {
                packageManager: {
                    value: 'composer',
                    file: app.at(composer.locked === undefined ? 'composer.json' : 'composer.lock'),
                },
            }),
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(server.run, argv),
        port,
        healthCheckPath: health,
        stages: phpStages(facts, { argv, port: port.value, healthCheckPath: health.value }, request),
        ...(composer === undefined ? {} : { about: provider_about(composer) }),
        ignore: [
            'vendor',
            'auth.json',
            ...(facts.assets === undefined ? [] : ['public/build', 'public/hot']),
            ...(framework.name === 'symfony' ? ['var/cache', 'var/log'] : []),
            // Defaults of the repository, and no secrets: those stand in files that git does not see.
            ...(framework.readsDotEnv === true
                ? ['.env', '.env.prod'].filter((name) => framework_isCommitted(app, name)).map((name) => `!${name}`)
                : []),
            ...(framework.name === 'laravel' ? ['storage/logs/*.log', 'bootstrap/cache/*.php'] : []),
            'tests',
            '.phpunit*',
        ],
        warnings: [
            ...provider_warningsOf(app, composer, framework, version, found, request.now),
            ...withoutMigrations(hints.start).warnings,
            ...hints.warnings,
        ],
    };
}
function provider_routeFiles(files) {
    return files.slice(0, 200);
}
function healthFile(app, framework) {
    const index = publicIndex(app, framework);
    const prefix = index === undefined || index.value === '' ? '' : `${index.value}/`;
    const name = routes/* HEALTH_NAMES */.qW.find((one) => app.files.isFile(`${prefix}${one}.php`));
    return name === undefined ? undefined : { value: `/${name}.php`, file: app.at(`${prefix}${name}.php`) };
}
function php_provider_findBuild(composer, hints, input) {
    // Heroku's buildpack runs it, and so do those that follow it.
    const compile = composer?.json.string('scripts', 'compile');
    return choose([
        input === undefined ? undefined : fromInput(input, 'build-command'),
        hints.build,
        compile === undefined ? undefined : withValue(compile, 'composer run-script --no-dev compile'),
    ]);
}
function languageOrigin(app, composer, framework) {
    if (composer !== undefined)
        return { file: composer.json.file };
    const file = publicIndex(app, framework)?.file;
    return file === undefined ? {} : { file };
}
function provider_about({ json }) {
    const title = json.string('name')?.value;
    const description = json.string('description')?.value;
    const licenses = json.string('license')?.value;
    return {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(licenses === undefined ? {} : { licenses }),
    };
}
function provider_warningsOf(app, composer, framework, version, found, now) {
    const ended = endOfLifeWarning('PHP', version.value, PHP_RELEASES, now);
    const needs = framework.needs?.(app, composer);
    const unlocked = composer !== undefined &&
        composer.locked === undefined &&
        [...composer.require.keys()].some((name) => name.includes('/'));
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(unlocked
            ? [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit composer.lock.',
                    file: app.at('composer.json'),
                },
            ]
            : []),
        ...(needs === undefined ? [] : [warningAt(found, needs)]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/about.js
/** What pyproject.toml says of the application. Source: PyPA specifications, "Declaring project metadata". */
function aboutProject({ pyproject }) {
    if (pyproject === undefined)
        return undefined;
    const text = (name) => {
        const value = (pyproject.string('project', name) ?? pyproject.string('tool', 'poetry', name))?.value.trim();
        // What "uv init" writes until somebody has a description.
        return value === '' || value === 'Add your description here' ? undefined : value;
    };
    const title = text('name');
    const description = text('description');
    const licenses = text('license') ?? pyproject.string('project', 'license', 'text')?.value;
    if (title === undefined && description === undefined)
        return undefined;
    return {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(licenses === undefined ? {} : { licenses }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/advice.js

/** What is no mistake, and yet costs: said once, changed by nobody but the user. */
function advice(project) {
    return [...onlyProcessor(project), ...gevent(project)];
}
function onlyProcessor(project) {
    const torch = project.dependency('torch');
    if (torch === undefined)
        return [];
    const cuda = project.installed()?.has('nvidia-cublas-cu12');
    if (cuda === false || project.versionOf('torch')?.includes('+cpu') === true)
        return [];
    const text = 'torch brings the libraries of CUDA along, gigabytes of them: without a graphics card take it from the index of its builds for the processor alone.';
    return [warningAt(torch, text)];
}
function gevent(project) {
    const found = project.direct('eventlet');
    if (found === undefined)
        return [];
    return [warningAt(found, 'eventlet is no longer developed: gevent or asyncio take its place.')];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/modules.js


/** `src/shop/main.py` is the module `shop.main` below `src`, unless `src` is a package itself. */
function modules_moduleOf(source, file) {
    const path = importRoot(source, file);
    const inside = path === '' ? file : file.slice(path.length + 1);
    const name = inside
        .replace(/\.py$/, '')
        .replace(/(?:^|\/)__init__$/, '')
        .replaceAll('/', '.');
    return { name, path };
}
/**
 * The folder that a file's imports start from: the one below which what it imports is there. Where its imports do not
 * tell, the folder above its packages.
 */
function importRoot({ app, code }, file) {
    const parts = file.split('/').slice(0, -1);
    if (parts.length === 0)
        return '';
    // A relative import goes up inside a package, whose folder is then none to start from.
    const deepest = parts.length - (/^[ \t]*from\s+\./m.test(code(file)) ? 1 : 0);
    const folders = Array.from({ length: deepest + 1 }, (_, length) => parts.slice(0, length).join('/'));
    const imported = importedNames(code(file));
    const scores = folders.map((folder) => {
        const inside = folder === '' ? '' : `${folder}/`;
        return imported.filter((name) => resolves(app, inside, name)).length;
    });
    const best = Math.max(...scores);
    if (best > 0)
        return folders[scores.indexOf(best)] ?? '';
    if (parts[0] === 'src' && !app.files.isFile('src/__init__.py'))
        return 'src';
    const plain = folders.findLast((folder) => folder === '' || !app.files.isFile(`${folder}/__init__.py`));
    // A folder without __init__.py is a package, too, when nothing is imported from it.
    return plain === parts.join('/') && parts.length === 1 ? '' : (plain ?? '');
}
function importedNames(code) {
    const names = [
        ...code.matchAll(/^[ \t]*(?:from\s+([A-Za-z_][\w.]*)\s+import\b|import\s+([A-Za-z_][\w.]*))/gm),
    ];
    return [...new Set(names.map((match) => match[1] ?? match[2] ?? ''))].filter(Boolean);
}
function resolves(app, inside, name) {
    const path = inside + name.replaceAll('.', '/');
    return app.files.isFile(`${path}.py`) || app.files.isFile(`${path}/__init__.py`) || app.files.isFolder(path);
}
// What people call the file with the application, the one made for servers first.
const modules_NAMES = [
    'wsgi.py',
    'asgi.py',
    'main.py',
    'app.py',
    'application.py',
    'server.py',
    'api.py',
    'run.py',
    'web.py',
    '__main__.py',
    '__init__.py',
];
/** Files in the order in which people put the application into them. */
function likelyFirst(files) {
    const rank = (file) => (modules_NAMES.indexOf(external_node_path_.posix.basename(file)) + modules_NAMES.length + 1) % (modules_NAMES.length + 1);
    const depth = (file) => file.split('/').length;
    return [...files].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
}
/** A name that a pattern finds at the start of a line of some file: its first group. */
function findName(source, pattern) {
    for (const file of likelyFirst(source.files)) {
        const match = searchLines(source.code(file), pattern);
        const value = match?.groups.find((group) => group !== undefined);
        if (match === undefined || value === undefined)
            continue;
        return {
            module: modules_moduleOf(source, file),
            name: { value, file: source.app.at(file), line: match.line },
            file,
        };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/source.js


// Tests start servers of their own; setup.py is run by installers alone.
const NOT_SERVED = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile)\.py$/;
/** The Python source of an application. */
function pythonSource(app) {
    const texts = new Map();
    let files;
    return {
        app,
        get files() {
            files ??= sources(app.files, ['.py']).filter((file) => !NOT_SERVED.test(file));
            return files;
        },
        code: (file) => {
            const known = texts.get(file);
            if (known !== undefined)
                return known;
            const text = withoutComments(app.files.head(file) ?? '');
            texts.set(file, text);
            return text;
        },
    };
}
/** Counted from 1. */
function lineAt(text, index) {
    return text.slice(0, index).split('\n').length;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/objects.js




/**
 * The application object that a server loads, or the function that makes it. `constructor` is a pattern for what makes
 * one: `(?:flask\.)?Flask`; `method` is wsgi or asgi.
 */
function servedObject(source, constructor, protocol) {
    const made = findName(source, new RegExp(`^(\\w+)\\s*(?::\\s*[\\w.\\[\\]"']+\\s*)?=\\s*${constructor}\\(`, 'm')) ??
        findName(source, new RegExp(`^(\\w*app\\w*|server)\\s*(?::\\s*[\\w.]+\\s*)?=\\s*(?:\\w+\\.)?${FACTORY}\\(`, 'm')) ??
        imported(source);
    if (made !== undefined)
        return objectOf(made, protocol, false);
    const factory = makingFunction(source, constructor);
    return factory === undefined ? undefined : objectOf(factory, protocol, true);
}
function objectOf({ module, name }, protocol, factory) {
    const found = withValue(name, `${module.name}:${name.value}`);
    return { kind: 'object', found, protocol, factory, path: module.path };
}
const FACTORY = '(?:create|make|build|get|init|setup)_\\w*(?:app|application|server|api)\\w*';
/** `from shop import app` in a file that is there for servers. */
function imported(source) {
    for (const file of source.files) {
        if (!/(?:^|\/)(?:wsgi|asgi)\.py$/.test(file))
            continue;
        const code = source.code(file);
        const match = /^from\s+[\w.]+\s+import\s+(?:.*\bas\s+)?(app|application|server)\b/m.exec(code);
        if (match?.[1] === undefined)
            continue;
        const name = { value: match[1], file: source.app.at(file), line: lineAt(code, match.index) };
        return { module: modules_moduleOf(source, file), name, file };
    }
    return undefined;
}
/** A function that makes the application, and can be called without arguments. */
function makingFunction(source, constructor) {
    const definition = new RegExp(`^def\\s+(${FACTORY}|app|application)\\s*\\(`, 'gm');
    const makes = new RegExp(`\\b${constructor}\\(`);
    for (const file of likelyFirst(source.files)) {
        const code = source.code(file);
        if (!makes.test(code))
            continue;
        for (const match of code.matchAll(definition)) {
            const parameters = calls_elements(code, match.index + match[0].length);
            if (match[1] === undefined || parameters.some(isRequired))
                continue;
            const name = { value: match[1], file: source.app.at(file), line: lineAt(code, match.index) };
            return { module: modules_moduleOf(source, file), name, file };
        }
    }
    return undefined;
}
function isRequired(parameter) {
    return !parameter.includes('=') && !parameter.startsWith('*') && parameter !== '/';
}
/** The object that a file of settings names for a server: `shop.web:app`. */
function objectNamed(source, file, pattern) {
    const text = source.app.files.text(file) ?? '';
    const match = pattern.exec(text);
    if (match?.[1] === undefined)
        return undefined;
    const found = { value: match[1], file: source.app.at(file), line: lineAt(text, match.index) };
    return { kind: 'object', found, protocol: 'wsgi', factory: false, path: '' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/server-calls.js

const named = (...names) => (call) => names.map((name) => call.named.get(name)).find((value) => value !== undefined);
const positional = (index, ...names) => (call) => named(...names)(call) ?? call.positional[index];
/** An address as a pair: `('', 8000)`. */
const pair = (index) => (call) => {
    const address = call.positional[0];
    return address?.startsWith('(') === true ? calls_elements(address, 1)[index] : undefined;
};
const EVERYWHERE = { text: '0.0.0.0' };
const server_calls_LOOPBACK = { text: '127.0.0.1' };
const port = (number) => ({ text: String(number) });
/** Source: each project's documentation of the call, and its signature. */
const SERVER_CALLS = [
    {
        call: 'uvicorn.run',
        opening: /\buvicorn\.run\(/g,
        host: named('host'),
        port: named('port'),
        defaults: { host: server_calls_LOOPBACK, port: port(8000) },
    },
    {
        call: 'web.run_app',
        opening: /\brun_app\(/g,
        inFile: /\baiohttp\b/,
        host: named('host'),
        port: named('port'),
        defaults: { host: EVERYWHERE, port: port(8080) },
    },
    {
        call: 'web.TCPSite',
        opening: /\bTCPSite\(/g,
        host: positional(1, 'host'),
        port: positional(2, 'port'),
        defaults: { host: EVERYWHERE, port: port(8080) },
    },
    {
        call: 'HTTPServer',
        opening: /\b\w*(?:HTTPServer|TCPServer)\(\s*(?=\()/g,
        host: pair(0),
        port: pair(1),
        defaults: { host: EVERYWHERE, port: {} },
    },
    {
        call: 'HTTPServer.listen',
        opening: /\.listen\(/g,
        inFile: /\btornado\b/,
        host: positional(1, 'address'),
        port: positional(0, 'port'),
        defaults: { host: EVERYWHERE, port: {} },
    },
    {
        call: 'make_server',
        opening: /\bmake_server\(/g,
        host: positional(0, 'host'),
        port: positional(1, 'port'),
        defaults: { host: EVERYWHERE, port: {} },
    },
    {
        call: 'WSGIServer',
        opening: /\bWSGIServer\(\s*(?=\()/g,
        host: pair(0),
        port: pair(1),
        defaults: { host: EVERYWHERE, port: {} },
    },
    {
        call: 'asyncio.start_server',
        opening: /\bstart_server\(/g,
        host: positional(1, 'host'),
        port: positional(2, 'port'),
        defaults: { host: EVERYWHERE, port: {} },
    },
    {
        call: 'waitress.serve',
        opening: /\bserve\(/g,
        inFile: /\bwaitress\b/,
        host: named('host'),
        port: named('port'),
        defaults: { host: EVERYWHERE, port: port(8080) },
    },
    {
        call: 'launch',
        opening: /\.launch\(/g,
        inFile: /\bgradio\b/,
        host: named('server_name'),
        port: named('server_port'),
        defaults: {
            host: { text: '127.0.0.1', variable: 'GRADIO_SERVER_NAME' },
            port: { text: '7860', variable: 'GRADIO_SERVER_PORT' },
        },
    },
    {
        call: 'ui.run',
        opening: /\bui\.run\(/g,
        inFile: /\bnicegui\b/,
        host: named('host'),
        port: named('port'),
        defaults: { host: EVERYWHERE, port: port(8080) },
    },
    {
        call: 'serve',
        opening: /^serve\(/gm,
        inFile: /\bfasthtml\b/,
        host: named('host'),
        port: named('port'),
        defaults: { host: EVERYWHERE, port: { text: '5001', variable: 'PORT' } },
    },
    {
        call: 'run',
        opening: /(?<=^[ \t]*(?:\w+\.)?)\brun\(/gm,
        inFile: /\bbottle\b/,
        host: named('host'),
        port: named('port'),
        defaults: { host: server_calls_LOOPBACK, port: port(8080) },
    },
    {
        call: 'app.run',
        opening: /\b(?!(?:subprocess|asyncio|anyio|trio|uvicorn)\b)\w+\.run\(/g,
        inFile: /\bdash\b/i,
        host: named('host'),
        port: named('port'),
        defaults: {
            host: { text: '127.0.0.1', variable: 'HOST' },
            port: { text: '8050', variable: 'PORT' },
        },
    },
    {
        call: 'app.run',
        opening: /\b(?!(?:subprocess|asyncio|anyio|trio|uvicorn)\b)\w+\.run\(/g,
        inFile: /\bsanic\b/i,
        host: positional(0, 'host'),
        port: positional(1, 'port'),
        defaults: { host: server_calls_LOOPBACK, port: port(8000) },
    },
    {
        call: 'app.run',
        opening: /\b\w*(?:app\w*|socketio)\.run\(/g,
        inFile: /\b(?:flask|quart)\b|\w*app\.run\([^)]*\bport\s*=/i,
        host: named('host'),
        port: named('port'),
        defaults: { host: server_calls_LOOPBACK, port: port(5000) },
    },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/values.js

const values_READ = /(?:\benviron(?:\.get\(|\[)|\bgetenv\(|\benv(?:\.\w+)?\(|\bconfig\()\s*['"](\w+)['"]\s*\]?\s*(?:,\s*(?:default\s*=\s*)?(['"]?)([\w.:-]*)\2)?/;
/** Evaluates an expression: a literal, an environment variable with its default, or a name of the file that is one. */
function values_evaluate(expression, code, depth = 0) {
    const text = literal(expression);
    if (text !== undefined)
        return { text };
    if (/^\d+$/.test(expression))
        return { text: expression };
    const read = values_READ.exec(expression);
    if (read?.[1] !== undefined) {
        const given = read[3] === '' ? undefined : read[3];
        const fallback = given ?? /\bor\s+['"]?([\w.]+)/.exec(expression)?.[1];
        return { variable: read[1], ...(fallback === undefined ? {} : { text: fallback }) };
    }
    if (depth > 3)
        return {};
    const wrapped = /^(?:int|str)\(\s*([\s\S]*?)\s*\)$/.exec(expression)?.[1];
    if (wrapped !== undefined)
        return values_evaluate(wrapped, code, depth + 1);
    // `args.port` of an argument parser, which is not given one in an image.
    const option = /^(?:args|options|opts|arguments|cli_args|parsed\w*)\.(\w+)$/.exec(expression)?.[1];
    if (option !== undefined) {
        const made = new RegExp(`add_argument\\([^)]*['"]--${option.replace(/_/g, '[-_]')}['"]([^\\n]*)`).exec(code);
        const value = /\bdefault\s*=\s*(.+?)(?:,\s*\w+\s*=|\)\s*$|$)/m.exec(made?.[1] ?? '')?.[1];
        return value === undefined ? {} : values_evaluate(value.trim(), code, depth + 1);
    }
    if (!/^[A-Za-z_]\w*$/.test(expression))
        return {};
    const assigned = new RegExp(`^[ \\t]*${expression}\\s*(?::\\s*\\w+\\s*)?=(?!=)\\s*(.+)$`, 'm').exec(code)?.[1];
    return assigned === undefined ? {} : values_evaluate(assigned.trim(), code, depth + 1);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/listen.js




/** The places in one file that open a port. */
function listenersIn(source, file) {
    const code = source.code(file);
    const found = SERVER_CALLS.flatMap((pattern) => {
        if (pattern.inFile?.test(code) === false)
            return [];
        return callsOf(code, pattern.opening).map((call) => {
            const host = pattern.host(call);
            const number = pattern.port(call);
            return {
                file,
                line: lineAt(code, call.index),
                call: pattern.call,
                host: said(host) ? values_evaluate(host, code) : pattern.defaults.host,
                port: said(number) ? values_evaluate(number, code) : pattern.defaults.port,
                hostUnsaid: !said(host),
            };
        });
    });
    // The more particular pattern of a call comes first.
    return found.filter(({ line }, index) => found.findIndex((other) => other.line === line) === index);
}
function said(expression) {
    return expression !== undefined && expression !== 'None';
}
/** Whether an address is one that only the container itself reaches. */
function isLoopback(host) {
    return host !== undefined && /^(?:localhost|127\.[\d.]+|::1|\[::1\])$/i.test(host);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/scripts.js





/** A file that listens when it is run, as the process that runs it; undefined where none does. */
function servingScript(source, takes = () => true) {
    for (const file of likelyFirst(source.files)) {
        const listener = listenersIn(source, file).find(takes);
        if (listener === undefined)
            continue;
        return processOf(source, commandFor(source, starterOf(source, file)), listener);
    }
    return undefined;
}
/** How Python runs a file: a package by its name, a file of one as a module, any other as it is. */
function commandFor(source, file) {
    const { name, path } = modules_moduleOf(source, file);
    if (!file.includes('/'))
        return { argv: ['python', file], path: '' };
    if (file.endsWith('/__main__.py'))
        return { argv: ['python', '-m', name.replace(/\.__main__$/, '')], path };
    if (name.includes('.'))
        return { argv: ['python', '-m', name], path };
    // Run from its own folder, as people do, so that files beside it are found.
    return path === '' || path === 'src'
        ? { argv: ['python', file], path: '' }
        : { argv: ['python', file.slice(path.length + 1)], path };
}
/**
 * The file to run for one that listens inside a function: itself where it is run as a script, or else one beside or
 * above it that imports it and is.
 */
function starterOf(source, file) {
    if (runsItself(source.code(file), file))
        return file;
    const { name } = modules_moduleOf(source, file);
    const last = name.split('.').at(-1) ?? name;
    const imports = new RegExp(`^[ \\t]*(?:from\\s+[\\w.]*\\b${last}\\s+import|from\\s+[\\w.]+\\s+import\\s+.*\\b${last}\\b|import\\s+[\\w.]*\\b${last}\\b)`, 'm');
    const starter = likelyFirst(source.files).find((other) => other !== file && imports.test(source.code(other)) && runsItself(source.code(other), other));
    return starter ?? file;
}
function runsItself(code, file) {
    return /^if\s+__name__\s*==/m.test(code) || file.endsWith('__main__.py');
}
/**
 * A command whose listening place is known. Throws a UserError for one that nothing outside the container can reach.
 */
function processOf(source, { argv, path }, listener) {
    const { file, line, call, host, port } = listener;
    const at = source.app.at(file);
    if (isLoopback(host.text) && host.variable === undefined) {
        const reason = listener.hostUnsaid ? `, which is the default of ${call}` : '';
        throw new errors/* UserError */.y(`${at}:${line} listens on ${host.text ?? ''}${reason}: nothing outside the container can reach it.`, `Let it listen on 0.0.0.0, or set the input "run-command" to a server that does.`);
    }
    const hostEnv = host.variable !== undefined && isLoopback(host.text ?? '127.0.0.1') ? { [host.variable]: '0.0.0.0' } : {};
    const named = port.variable !== undefined && port.variable !== 'PORT' ? { [port.variable]: PORT_WORD } : {};
    const number = Number(port.text);
    const known = (0,routes/* isPort */.sW)(number) ? { value: number, file: at, line } : undefined;
    return {
        kind: 'process',
        found: { value: argv, file: at, line },
        path,
        env: { ...hostEnv, ...named },
        readsPort: port.variable === 'PORT',
        ...(known === undefined ? {} : { port: known }),
        ...(port.variable === undefined && known !== undefined ? { fixedPort: true } : {}),
        warnings: unknownAddress(listener, at),
    };
}
function unknownAddress({ host, port, line }, file) {
    const unknown = [
        ...(host.text === undefined && host.variable === undefined ? ['address'] : []),
        ...(port.text === undefined && port.variable === undefined ? ['port'] : []),
    ];
    if (unknown.length === 0)
        return [];
    return [
        {
            text: `The ${unknown.join(' and ')} that it listens on cannot be read from the source: it has to be 0.0.0.0, and the port of the plan.`,
            file,
            line,
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/aiohttp.js


/**
 * aiohttp's server: the script that runs the application is fit for production, or gunicorn with aiohttp's worker.
 * Source: aiohttp's documentation, "Server Deployment".
 */
const aiohttp = {
    name: 'aiohttp',
    package: 'aiohttp',
    isClient: true,
    lookedFor: '`web.run_app(...)`, or `app = web.Application()` beside gunicorn',
    routes: /\b(?:add_get|web\.get|routes\.get)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source, project) => {
        const script = servingScript(source, ({ call }) => call.startsWith('web.'));
        const object = servedObject(source, '(?:aiohttp\\.)?web\\.Application', 'wsgi');
        const byGunicorn = project.dependency('gunicorn') !== undefined && object !== undefined;
        if (!byGunicorn)
            return script;
        return { ...object, gunicorn: ['--worker-class', 'aiohttp.GunicornWebWorker'] };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/blacksheep.js

/** BlackSheep: an ASGI application, whose routes are decorators or calls of its router. */
const blacksheep = {
    name: 'blacksheep',
    package: 'blacksheep',
    lookedFor: '`app = Application(...)`',
    routes: /(?:@|\.)(?:get|add_get|router\.get)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:blacksheep\\.)?Application', 'asgi'),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/bottle.js


/** Bottle: a WSGI application; its own server is for development. */
const bottle = {
    name: 'bottle',
    package: 'bottle',
    lookedFor: '`app = Bottle()`, `app = default_app()` or `run(host=..., port=...)`',
    routes: /@(?:\w+\.)?(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:bottle\\.)?(?:Bottle|default_app|app)', 'wsgi') ?? servingScript(source),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/chainlit.js



/** Chainlit: its own server runs a script. Source: Chainlit's documentation, "Command Line Options". */
const chainlit = {
    name: 'chainlit',
    package: 'chainlit',
    lookedFor: 'a script that imports chainlit',
    target: (source) => {
        const script = findName(source, /^(?:import|from)\s+(chainlit)\b/m);
        if (script === undefined)
            return undefined;
        const words = ['chainlit', 'run', script.file, '--headless', '--host', '0.0.0.0', '--port', PORT_WORD];
        return { kind: 'process', found: withValue(script.name, words), path: '', readsPort: false };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/dash.js


/** Dash: the Flask application inside it is what a server loads. Source: Dash's documentation, "Deploy your Dash App". */
const dash = {
    name: 'dash',
    package: 'dash',
    lookedFor: '`server = app.server`, or `app.run()`',
    target: (source) => {
        const server = findName(source, /^(\w+)\s*=\s*\w+\.server\b/m);
        if (server !== undefined) {
            const { module, name } = server;
            const found = { ...name, value: `${module.name}:${name.value}` };
            return { kind: 'object', found, protocol: 'wsgi', factory: false, path: module.path };
        }
        const script = servingScript(source, ({ call }) => call === 'app.run');
        if (script === undefined)
            return undefined;
        const { file, line } = script.found;
        const text = 'Dash starts its development server: with `server = app.server` the image takes one for production.';
        return {
            ...script,
            warnings: [{ text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }],
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/django-static.js


/**
 * Static files are collected while the image is built: only with STATIC_ROOT, without which there is nowhere to collect
 * to, and never into a bucket. Settings are loaded without the environment of a running container: what they insist on
 * gets a stand-in, for this one command and not in the image. Source: Django's documentation, "The staticfiles app".
 */
function collectStatic(source, project, { path, settings, module, needs }) {
    const found = settings.map((file) => ({
        file,
        match: searchLines(source.code(file), /^[ \t]*STATIC_ROOT\s*(?::\s*\w+\s*)?=/m),
    }));
    const root = found.find(({ match }) => match !== undefined);
    const code = settings.map(source.code).join('\n');
    // Without the application there is no such command.
    const absent = code.includes('INSTALLED_APPS') && !code.includes('django.contrib.staticfiles');
    if (root?.match === undefined || absent)
        return { warnings: [] };
    const place = { file: source.app.at(root.file), line: root.match.line };
    if (storesElsewhere(code)) {
        const text = 'Static files are stored outside the image: run "python manage.py collectstatic" when a version is released.';
        return { warnings: [{ text, ...place }] };
    }
    const line = [
        ...needs.map(({ name, standIn }) => `${name}=${standIn}`),
        // Where manage.py names other settings than the server's.
        ...(managedBy(source, path, module) ? [] : [`DJANGO_SETTINGS_MODULE=${module}`]),
        `python ${join(path, 'manage.py')} collectstatic --noinput`,
    ];
    const served = /whitenoise|servestatic/i.test(code) || project.dependency('whitenoise') !== undefined;
    const text = 'Nothing in the settings serves the collected static files: add WhiteNoise, or let the load balancer have them elsewhere.';
    return {
        build: { value: line.join(' '), ...place },
        warnings: served ? [] : [{ text, ...place }],
    };
}
function managedBy(source, path, module) {
    return (source.code(join(path, 'manage.py')).includes(`"${module}"`) ||
        source.code(join(path, 'manage.py')).includes(`'${module}'`));
}
/** django-storages with a bucket for static files, and not for uploads alone. */
function storesElsewhere(code) {
    return (/^[ \t]*STATICFILES_STORAGE\s*=\s*['"](?:storages\.|[\w.]*s3)/im.test(code) ||
        /['"]staticfiles['"]\s*:\s*\{\s*['"]BACKEND['"]\s*:\s*['"]storages\./.test(code));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/django-variables.js

/**
 * The variables without which settings do not load: `os.environ["X"]`; a secret key that would be empty; django-environ's
 * `env("X")` and decouple's `config("X")` without a default. Sources: the documentation of each.
 */
function django_variables_requiredVariables(code) {
    const found = new Map();
    const add = (name, kind) => {
        if (name !== undefined && !found.has(name) && !defaults.has(name))
            found.set(name, standIn(name, kind));
    };
    const defaults = schemaDefaults(code);
    for (const match of code.matchAll(/(\bint\(\s*)?os\.environ\[\s*['"](\w+)['"]\s*\](?!\s*=[^=])/g)) {
        add(match[2], match[1] === undefined ? 'str' : 'int');
    }
    for (const { positional } of callsOf(code, /\b(?:getenv|environ\.get)\(/g)) {
        const name = literal(positional[0]);
        if (positional.length === 1 && name?.includes('SECRET_KEY') === true)
            add(name, 'str');
    }
    for (const { positional, named, index } of callsOf(code, /\b(?:env(?:\.(?:str|bool|int|float|list|tuple|url|db|db_url|cache|cache_url|email|email_url|path|json))?|config)\(/g)) {
        const method = /^(?:config|env)(?:\.(\w+))?/.exec(code.slice(index))?.[1];
        if (named.has('default') || positional.length > 1)
            continue;
        const own = method?.startsWith('db') === true
            ? 'DATABASE_URL'
            : method?.startsWith('cache') === true
                ? 'CACHE_URL'
                : undefined;
        add(literal(positional[0]) ?? (positional.length === 0 && named.size === 0 ? own : undefined), method ?? named.get('cast') ?? 'str');
    }
    return [...found]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => ({ name, standIn: value }));
}
/** `env = environ.Env(DEBUG=(bool, False))`: names that have a default. */
function schemaDefaults(code) {
    const calls = callsOf(code, /\b(?:environ\.)?Env\(/g);
    return new Set(calls.flatMap(({ named }) => [...named].filter(([, value]) => value.includes(',')).map(([name]) => name)));
}
function standIn(name, kind) {
    if (name.includes('DATABASE_URL'))
        return 'sqlite:////tmp/build.sqlite3';
    if (kind.includes('bool'))
        return 'false';
    if (/int|float/.test(kind) || /_PORT$|^PORT$/.test(name))
        return '0';
    if (kind.startsWith('json'))
        return '{}';
    if (/(?:REDIS|CELERY|BROKER|CACHE)\w*URL|CACHE_URL/.test(name))
        return 'redis://build';
    return 'build';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/django.js






/** Django: the WSGI application that its settings name, or the ASGI one where channels or daphne need it. */
const django = {
    name: 'django',
    package: 'django',
    lookedFor: 'manage.py with DJANGO_SETTINGS_MODULE, and WSGI_APPLICATION in those settings or a wsgi.py beside them',
    routes: /\bre_path\(\s*r?['"]\^?([\w/-]{2,40})\$?['"]|\bpath\(\s*r?['"]([\w/-]{2,40})['"]/g,
    // Included ones are below a prefix, and so are no paths of their own.
    routeFiles: (files) => files.filter((file) => file.endsWith('urls.py')).slice(0, 1),
    checksHost: true,
    target: djangoTarget,
};
function djangoTarget(source, project) {
    const manage = source.files.find((file) => external_node_path_.posix.basename(file) === 'manage.py');
    if (manage === undefined)
        return undefined;
    const path = manage.includes('/') ? external_node_path_.posix.dirname(manage) : '';
    const wantsAsgi = ['channels', 'daphne'].some((name) => project.dependency(name) !== undefined);
    const asked = settingsModule(source, path, manage, wantsAsgi ? 'asgi' : 'wsgi');
    if (asked === undefined)
        return undefined;
    const settings = settingsFiles(source, path, asked.value);
    const order = wantsAsgi ? ['asgi', 'wsgi'] : ['wsgi', 'asgi'];
    const protocol = order.find((one) => application(source, path, asked.value, settings, one) !== undefined);
    const found = protocol && application(source, path, asked.value, settings, protocol);
    if (protocol === undefined || found === undefined)
        return undefined;
    const needs = django_variables_requiredVariables(settings.map(source.code).join('\n'));
    const statics = collectStatic(source, project, { path, settings, module: asked.value, needs });
    return {
        kind: 'object',
        found,
        protocol,
        factory: false,
        path,
        env: { DJANGO_SETTINGS_MODULE: asked.value },
        needs: needs.map(({ name }) => name),
        warnings: [...statics.warnings, ...forDevelopment(asked)],
        ...(statics.build === undefined ? {} : { build: statics.build }),
    };
}
const MODULE = /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/;
/**
 * The settings that the server's own file names, then those of manage.py, which people use while they develop; of either,
 * the ones for production that are beside settings for development.
 */
function settingsModule(source, path, manage, protocol) {
    const server = source.files.filter((file) => file.endsWith(`/${protocol}.py`) && (path === '' || file.startsWith(`${path}/`)));
    const named = [...server, manage].map((file) => {
        const match = searchLines(source.code(file), MODULE);
        const value = match?.groups[0];
        return match === undefined || value === undefined
            ? undefined
            : { value, file: source.app.at(file), line: match.line };
    });
    const different = named.filter((one, index) => one !== undefined && named.findIndex((other) => other?.value === one.value) === index);
    const asked = choose(different);
    if (asked === undefined || !django_DEVELOPMENT.test(asked.value))
        return asked;
    const folder = asked.value.split('.').slice(0, -1);
    const production = ['production', 'prod'].find((name) => source.app.files.isFile(join(path, `${[...folder, name].join('/')}.py`)));
    if (production === undefined)
        return asked;
    const value = [...folder, production].join('.');
    const file = source.app.at(join(path, `${[...folder, production].join('/')}.py`));
    return choose([{ value, file, why: 'the settings for production' }, asked]);
}
const django_DEVELOPMENT = /(?:^|\.)(?:local|dev|develop|development|test)$/;
function forDevelopment({ value, file }) {
    if (!django_DEVELOPMENT.test(value))
        return [];
    const text = `${value} looks like settings for development: set DJANGO_SETTINGS_MODULE where the image runs.`;
    return [{ text, ...(file === undefined ? {} : { file }) }];
}
/** The settings module's files: itself, and what it takes its settings from. */
function settingsFiles(source, path, module) {
    const { files } = source.app;
    const found = [];
    const queue = [module];
    for (let name = queue.shift(); name !== undefined && found.length < 20; name = queue.shift()) {
        const base = join(path, name.replaceAll('.', '/'));
        const file = [`${base}.py`, `${base}/__init__.py`].find((candidate) => files.isFile(candidate));
        if (file === undefined || found.includes(file))
            continue;
        found.push(file);
        const package_ = file.endsWith('__init__.py') ? name : name.split('.').slice(0, -1).join('.');
        for (const match of source.code(file).matchAll(/^[ \t]*from\s+(\.*)([\w.]*)\s+import\b/gm)) {
            const [, dots = '', rest = ''] = match;
            const parts = package_.split('.');
            const parent = parts.slice(0, parts.length - Math.max(dots.length - 1, 0)).join('.');
            queue.push(dots === '' ? rest : [parent, rest].filter(Boolean).join('.'));
        }
    }
    return found;
}
function application(source, path, module, settings, protocol) {
    const { app } = source;
    const pattern = protocol === 'wsgi'
        ? /^WSGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
        : /^ASGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m;
    for (const file of settings) {
        const match = searchLines(source.code(file), pattern);
        if (match !== undefined)
            return { value: match.groups.join(':'), file: app.at(file), line: match.line };
    }
    const parts = module.split('.');
    for (let length = parts.length - 1; length > 0; length -= 1) {
        const file = join(path, `${parts.slice(0, length).join('/')}/${protocol}.py`);
        if (app.files.isFile(file)) {
            return { value: `${parts.slice(0, length).join('.')}.${protocol}:application`, file: app.at(file) };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/falcon.js

/** Falcon: a WSGI application, or an ASGI one from its module of that name. */
const falcon = {
    name: 'falcon',
    package: 'falcon',
    lookedFor: '`app = falcon.App(...)` or `app = falcon.asgi.App(...)`',
    routes: /\badd_route\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:falcon\\.)?asgi\\.App', 'asgi') ??
        servedObject(source, 'falcon\\.(?:App|API)', 'wsgi'),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/fastapi.js



/** FastAPI: an ASGI application; where no file has it in the open, the script that starts uvicorn. */
const fastapi = {
    name: 'fastapi',
    package: 'fastapi',
    lookedFor: '`app = FastAPI(...)`, `def create_app()` that needs no argument, or `uvicorn.run(...)`',
    routes: /@\w*(?:app|application|api|router)\.get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (source, { pyproject }) => {
        // Source: FastAPI's documentation, "FastAPI CLI": the entry point in pyproject.toml.
        const entry = pyproject?.get('tool', 'fastapi', 'entrypoint');
        if (pyproject !== undefined && typeof entry === 'string') {
            const found = foundAt(pyproject, entry, 'tool', 'fastapi', 'entrypoint');
            return { kind: 'object', found, protocol: 'asgi', factory: false, path: '' };
        }
        return servedObject(source, '(?:fastapi\\.)?FastAPI', 'asgi') ?? servingScript(source);
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/fasthtml.js


/** FastHTML: an ASGI application; uvicorn comes with it. */
const fasthtml = {
    name: 'fasthtml',
    package: 'python-fasthtml',
    lookedFor: '`app = FastHTML(...)` or `app, rt = fast_app(...)`',
    routes: /@(?:rt|app\.\w+)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => {
        const made = findName(source, /^(\w+)\s*,.*=\s*fast_app\(/m);
        if (made === undefined)
            return servedObject(source, '(?:FastHTML|FastHTMLWithLiveReload)', 'asgi');
        const { module, name } = made;
        const found = { ...name, value: `${module.name}:${name.value}` };
        return { kind: 'object', found, protocol: 'asgi', factory: false, path: module.path };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/flask.js

/** Flask: its own server is for development, so a WSGI server loads the application object or calls its factory. */
const flask = {
    name: 'flask',
    package: 'flask',
    lookedFor: '`app = Flask(...)`, or `def create_app()` that needs no argument',
    routes: /@\w*(?:app|application|bp|blueprint|api)\.(?:route|get)\(\s*(?:rule\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (source, project) => {
        const found = objectNamed(source, '.flaskenv', /^(?:export\s+)?FLASK_APP\s*=\s*['"]?([\w.]+:\w+)/m);
        const object = found ?? servedObject(source, '(?:flask\\.)?Flask', 'wsgi');
        if (object === undefined || project.dependency('flask-socketio') === undefined)
            return object;
        // A client's requests have to meet the same process, and each open socket holds a thread.
        return { ...object, gunicorn: ['--workers', '1', '--threads', '100'] };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/gradio.js

/** Gradio: the script starts the server, which environment variables tell where to listen. */
const gradio = {
    name: 'gradio',
    package: 'gradio',
    lookedFor: 'a script with `.launch()`',
    target: (source) => servingScript(source, ({ call }) => call === 'launch'),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/litestar.js


/** Litestar: an ASGI application. */
const litestar = {
    name: 'litestar',
    package: 'litestar',
    lookedFor: '`app = Litestar(...)`, or `def create_app()` that needs no argument',
    routes: /@(?:\w+\.)?get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:litestar\\.)?Litestar', 'asgi') ?? servingScript(source),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/quart.js

/** Quart: Flask's interface as an ASGI application; Hypercorn comes with it. */
const quart = {
    name: 'quart',
    package: 'quart',
    lookedFor: '`app = Quart(...)`, or `def create_app()` that needs no argument',
    routes: /@\w*(?:app|application|bp|blueprint)\.(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:quart\\.)?Quart', 'asgi'),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/sanic.js


/** Sanic: its own server is the one for production. Source: Sanic's user guide, "Running Sanic". */
const sanic = {
    name: 'sanic',
    package: 'sanic',
    lookedFor: '`app = Sanic(...)`, or `def create_app()` that needs no argument',
    routes: /@\w*(?:app|application|bp|blueprint)\.(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
    target: (source) => {
        const object = servedObject(source, '(?:sanic\\.)?Sanic', 'asgi');
        if (object === undefined)
            return undefined;
        const { found, factory, path } = object;
        const words = [found.value, ...(factory ? ['--factory'] : []), '--host', '0.0.0.0', '--port', PORT_WORD];
        return { kind: 'process', found: { ...found, value: ['sanic', ...words] }, path, readsPort: false };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/starlette.js


/** Starlette: an ASGI application. */
const starlette = {
    name: 'starlette',
    package: 'starlette',
    lookedFor: '`app = Starlette(...)`',
    routes: /\bRoute\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (source) => servedObject(source, '(?:[\\w.]+\\.)?Starlette', 'asgi') ?? servingScript(source),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/streamlit.js





const streamlit_DEFAULT = 8501;
/** Streamlit: its own server runs a script. Source: Streamlit's documentation, "config.toml" and "Docker". */
const streamlit = {
    name: 'streamlit',
    package: 'streamlit',
    lookedFor: 'a script that imports streamlit',
    healthCheckPath: '/_stcore/health',
    target: (source) => {
        // Pages of an application of many are no applications themselves.
        const files = source.files.filter((file) => !/(?:^|\/)pages\//.test(file));
        const named = files.filter((file) => /(?:^|\/)(?:streamlit_app|Home|home|🏠.*)\.py$/u.test(file));
        const imports = /^[ \t]*(?:import|from)\s+(streamlit)\b/m;
        const script = findName({ ...source, files: named }, imports) ?? findName({ ...source, files }, imports);
        if (script === undefined)
            return undefined;
        const flags = ['--server.address', '0.0.0.0', '--server.port', PORT_WORD, '--server.headless', 'true'];
        return {
            kind: 'process',
            found: withValue(script.name, ['streamlit', 'run', script.file, ...flags]),
            path: '',
            readsPort: false,
            port: configuredPort(source.app) ?? { value: streamlit_DEFAULT, why: "Streamlit's default" },
            env: { STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false' },
        };
    },
};
function configuredPort(app) {
    const path = '.streamlit/config.toml';
    const text = app.files.text(path);
    if (text === undefined)
        return undefined;
    const toml = parseToml(app.at(path), text);
    const port = toml.get('server', 'port');
    const line = toml.lineOf('server', 'port');
    if (typeof port !== 'number' || !(0,routes/* isPort */.sW)(port))
        return undefined;
    return { value: port, file: toml.file, ...(line === undefined ? {} : { line }) };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/tornado.js

/** Tornado: its own server is the one for production, started by the application's script. */
const tornado = {
    name: 'tornado',
    package: 'tornado',
    isClient: true,
    lookedFor: 'a script with `.listen(port)`',
    routes: /\(\s*r?['"]([\w/-]{2,40})\$?['"]\s*,\s*\w+/g,
    target: (source) => servingScript(source, ({ call }) => call === 'HTTPServer.listen'),
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/frameworks/index.js

















/** In the order in which they are looked for: what is built on another comes before it, client libraries last. */
const PYTHON_FRAMEWORKS = [
    django,
    chainlit,
    streamlit,
    dash,
    fasthtml,
    litestar,
    fastapi,
    gradio,
    quart,
    sanic,
    flask,
    starlette,
    blacksheep,
    falcon,
    bottle,
    tornado,
    aiohttp,
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/detect.js





/** What tells that Python is there. */
const MANIFESTS = [
    'requirements.txt',
    'pyproject.toml',
    'uv.lock',
    'poetry.lock',
    'pdm.lock',
    'Pipfile',
    'setup.py',
    'setup.cfg',
    'manage.py',
    'requirements.in',
    'requirements',
    'environment.yml',
];
/** Source alone, at the top of an application that needs nothing but Python. */
const detect_SCRIPTS = ['main.py', 'app.py', 'server.py', 'run.py', 'wsgi.py', 'asgi.py'];
const PYTHON_PROGRAM = /\b(?:python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|waitress-serve|streamlit|chainlit|sanic|granian|flask|fastapi|uwsgi|uv run|poetry run|pipenv run)\b/;
/** An application where something is served; a helper where Python is there for something else. */
function detectPython(app) {
    const names = new Set(app.files.list('').map(({ name }) => name));
    const manifest = MANIFESTS.some((name) => names.has(name));
    if (!manifest && !detect_SCRIPTS.some((name) => names.has(name)))
        return undefined;
    const source = pythonSource(app);
    if (!manifest)
        return detect_listens(source) ? 'application' : undefined;
    const project = project_readProject(app);
    if (python_detect_serves(project, source))
        return 'application';
    const start = readHints(app).start?.value;
    if (start !== undefined && (!names.has('package.json') || PYTHON_PROGRAM.test(start)))
        return 'application';
    // A site of documentation is built by MkDocs, and needs nothing of this image.
    return names.has('mkdocs.yml') || names.has('mkdocs.yaml') ? undefined : 'helper';
}
function python_detect_serves(project, source) {
    const named = PYTHON_FRAMEWORKS.filter((one) => project.direct(one.package) !== undefined);
    if (named.some(({ isClient }) => isClient !== true))
        return true;
    return detect_listens(source);
}
// What is deeper in a repository is another application, or none.
function detect_listens(source) {
    return source.files.some((file) => file.split('/').length < 5 && listenersIn(source, file).length > 0);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/pdm.js



const VERSION = '2.29.4';
// It starts with no later one, and its own requirements allow them.
const LIMITS = ['hishel<2'];
/** PDM: exactly what pdm.lock says of production. Source: PDM's documentation, "Manage dependencies". */
function pdm(app, { pyproject }, considered) {
    const packaged = pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'pdm', 'distribution') !== false;
    const { extras } = productionGroups(pyproject);
    const sync = ['/opt/pdm/bin/pdm sync --prod --no-editable', ...extras.map((one) => `--group ${one}`)].join(' ');
    return {
        found: {
            value: 'pdm',
            file: app.at('pdm.lock'),
            ...(considered === undefined ? {} : { considered }),
        },
        setup: ownEnvironment('pdm', [`pdm==${VERSION}`, ...LIMITS], 'In an environment of its own: its dependencies are not those of the application.'),
        files: ['pyproject.toml', 'pdm.lock', 'pdm.toml'].filter((name) => app.files.isFile(name)).map(app.at),
        env: { PDM_CHECK_UPDATE: 'false' },
        mounts: [
            { type: 'cache', target: '/root/.cache/pdm' },
            ...sourceVariables(pyproject?.get('tool', 'pdm', 'source')).map(secretVariable),
        ],
        install: (added) => [`${sync} --no-self`, ...addedBeside(added)],
        ...(packaged ? { installSelf: sync } : {}),
        addCommand: 'pdm add',
        warnings: [],
    };
}
/** The variables that the addresses of indexes have: `https://${USER}:${TOKEN}@...`. */
function sourceVariables(sources) {
    const urls = (Array.isArray(sources) ? sources : []).map((source) => isTable(source) && typeof source['url'] === 'string' ? source['url'] : '');
    return variablesIn(urls.join('\n'));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/pip.js



// Both print what a manifest lists, a requirement a line.
const FROM_PYPROJECT = "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\\n')";
const FROM_SETUP_CFG = "import configparser; c = configparser.ConfigParser(); c.read('setup.cfg'); print(c['options']['install_requires'])";
const pip_CACHE = { type: 'cache', target: '/root/.cache/pip' };
/** Source: pip's documentation, "Configuration": PIP_INDEX_URL is --index-url. */
const INDEX = secretVariable('PIP_INDEX_URL');
/** Source: the same, "Location": the file of all users. */
const CONFIGURATION = { type: 'secret', id: 'pip.conf', target: '/etc/pip.conf' };
/** pip with a requirements file. */
function pip_pip(app, requirements, considered) {
    const { top, files, local, hashed, variables, index } = requirements;
    const source = compiledFrom(app, top);
    const settings = index || app.files.isFile('pip.conf') ? [CONFIGURATION] : [];
    return {
        found: {
            value: source === undefined ? 'pip' : 'pip-tools',
            file: app.at(top),
            ...(considered === undefined ? {} : { considered }),
        },
        files: local ? undefined : files.map(app.at),
        mounts: [pip_CACHE, INDEX, ...settings, ...variables.map(secretVariable)],
        install: (added) => [['pip install', `--requirement ${top}`, ...added].join(' ')],
        ...(hashed ? { hashed, addCommand: addToHashed(source, top) } : {}),
        warnings: uncompiled(app, requirements),
    };
}
/** The file that a requirements file is compiled from. Source: pip-tools' documentation: the same name with .in. */
function compiledFrom(app, top) {
    const source = top.replace(/\.txt$/, '.in');
    return source !== top && app.files.isFile(source) ? source : undefined;
}
function addToHashed(source, top) {
    return source === undefined ? `Add to ${top}, with its hash:` : `Add to ${source}, and compile it again:`;
}
function uncompiled(app, { top, packages, pins }) {
    if (top.endsWith('.in')) {
        return [
            {
                text: `${top} is not compiled: each build may install other versions. Commit what "pip-compile ${top}" makes of it.`,
                file: app.at(top),
            },
        ];
    }
    const loose = [...packages.values()].find(({ value }) => !pins.has(value.replace(/\[.*$/, '')));
    if (loose === undefined)
        return [];
    const { file, line } = loose;
    const text = `${loose.value} is not pinned to a version: each build may install another one.`;
    return [{ text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }];
}
/**
 * pip with a pyproject.toml or setup.py that no lockfile accompanies: dependencies first where the file lists them. 3.11
 * is the first Python that reads TOML by itself.
 */
function pipProject(app, { pyproject }, version) {
    const file = pyproject?.get('project') === undefined ? setupFile(app) : 'pyproject.toml';
    const listed = Array.isArray(pyproject?.get('project', 'dependencies'));
    const packaged = pyproject?.get('build-system') !== undefined || pyproject?.get('project') === undefined;
    const backend = pyproject?.string('build-system', 'build-backend');
    const hatch = backend?.value.startsWith('hatchling') === true || pyproject?.get('tool', 'hatch') !== undefined;
    const found = { value: hatch ? 'hatch' : 'pip', file: app.at(file) };
    const warnings = [
        {
            text: 'There is no lockfile: each build may install other versions. Commit uv.lock, poetry.lock or a requirements.txt with versions.',
            file: app.at(file),
        },
    ];
    const mounts = [pip_CACHE, INDEX];
    const listing = listed && minor(version) >= 11
        ? { manifest: 'pyproject.toml', script: FROM_PYPROJECT }
        : pyproject?.get('project') === undefined && setupConfigured(app)
            ? { manifest: 'setup.cfg', script: FROM_SETUP_CFG }
            : undefined;
    if (listing !== undefined) {
        return {
            found,
            files: [app.at(listing.manifest)],
            mounts,
            install: (added) => [
                `python -c "${listing.script}" > /tmp/requirements.txt`,
                ['pip install --requirement /tmp/requirements.txt', ...added].join(' '),
            ],
            ...(packaged ? { installSelf: 'pip install --no-deps .' } : {}),
            warnings,
        };
    }
    return {
        found,
        files: undefined,
        mounts,
        install: (added) => [['pip install .', ...added].join(' ')],
        warnings,
    };
}
function setupConfigured(app) {
    return setupDependencies(app).some(({ file }) => file === app.at('setup.cfg'));
}
function setupFile(app) {
    return ['setup.cfg', 'setup.py'].find((name) => app.files.isFile(name)) ?? 'pyproject.toml';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/pipenv.js


const pipenv_VERSION = '2026.10.3';
/** Pipenv: what Pipfile.lock says, and an error where the Pipfile has moved on. Source: Pipenv's documentation, "CLI". */
function pipenv(app, { pipfile }, considered) {
    const locked = app.files.isFile('Pipfile.lock');
    return {
        found: {
            value: 'pipenv',
            file: app.at(locked ? 'Pipfile.lock' : 'Pipfile'),
            ...(considered === undefined ? {} : { considered }),
        },
        setup: ownEnvironment('pipenv', [`pipenv==${pipenv_VERSION}`], 'In an environment of its own: its dependencies are not those of the application.'),
        files: ['Pipfile', 'Pipfile.lock'].filter((name) => app.files.isFile(name)).map(app.at),
        // It takes the environment that is active.
        env: { PIPENV_VERBOSITY: '-1', PIPENV_NOSPIN: '1' },
        mounts: [
            { type: 'cache', target: '/root/.cache/pip' },
            { type: 'cache', target: '/root/.cache/pipenv' },
            ...sourceVariables(pipfile?.get('source')).map(secretVariable),
        ],
        install: (added) => [
            `/opt/pipenv/bin/pipenv install ${locked ? '--deploy' : '--skip-lock'}`,
            ...addedBeside(added),
        ],
        addCommand: 'pipenv install',
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no Pipfile.lock: each build may install other versions. Commit the one that "pipenv lock" makes.',
                    file: app.at('Pipfile'),
                },
            ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/poetry.js








/** The last ones that run on a line of Python. Source: the metadata of Poetry's releases. */
const VERSIONS = { now: '2.5.1', before310: '2.2.1', before39: '1.8.5', before38: '1.5.1' };
/** Poetry, at the version that wrote the lockfile, in an environment of its own. */
function poetry_poetry(app, project, version, considered) {
    const { pyproject } = project;
    const locked = app.files.isFile('poetry.lock');
    const head = app.files.head('poetry.lock')?.split('\n', 1)[0] ?? '';
    const written = /generated by Poetry (\d+\.\d+\.\d+)/.exec(head)?.[1];
    const folders = pathDependencies(app, pyproject);
    const self = installsItself(app, pyproject);
    const { poetry: groups, extras } = productionGroups(pyproject);
    const install = [
        `/opt/poetry/bin/poetry install --only ${['main', ...groups].join(',')}`,
        ...extras.map((one) => `--extras ${one}`),
    ].join(' ');
    return {
        found: {
            value: 'poetry',
            file: app.at(locked ? 'poetry.lock' : 'pyproject.toml'),
            ...(written === undefined ? {} : { line: 1 }),
            ...(considered === undefined ? {} : { considered }),
        },
        setup: ownEnvironment('poetry', [`poetry==${versionToUse(written, version, pyproject)}`], written === undefined
            ? 'In an environment of its own: its dependencies are not those of the application.'
            : "The Poetry that wrote the lockfile, in an environment of its own: its dependencies are not the application's."),
        files: ['pyproject.toml', 'poetry.lock', 'poetry.toml']
            .filter((name) => app.files.isFile(name))
            .map(app.at),
        env: { POETRY_CACHE_DIR: '/var/cache/poetry', POETRY_NO_INTERACTION: '1' },
        mounts: [
            { type: 'cache', target: '/var/cache/poetry' },
            ...poetry_credentials(pyproject?.get('tool', 'poetry', 'source')),
        ],
        install: (added) => [
            `${install} --no-root${folders.length === 0 ? '' : ' --no-directory'}`,
            ...addedBeside(added),
        ],
        ...(folders.length > 0 ? { installSiblings: `${install} --no-root` } : {}),
        ...(self ? { installSelf: install } : {}),
        ...(self || folders.length > 0 ? { editable: true } : {}),
        siblings: folders,
        addCommand: 'poetry add',
        warnings: locked ? [] : poetry_unlocked(app),
    };
}
function poetry_unlocked(app) {
    return [
        {
            text: 'There is no poetry.lock: each build may install other versions. Commit the one that "poetry lock" makes.',
            file: app.at('pyproject.toml'),
        },
    ];
}
// Poetry below 1.8 does not run on Python 3.12; within its first major version each reads what another wrote.
function versionToUse(written, python, pyproject) {
    const line = minor(python);
    const newest = line < 8
        ? VERSIONS.before38
        : line < 9
            ? VERSIONS.before39
            : line < 10
                ? VERSIONS.before310
                : VERSIONS.now;
    if (written !== undefined)
        return semver.lt(written, '1.8.0') && line >= 12 ? VERSIONS.before39 : written;
    const required = pyproject?.string('tool', 'poetry', 'requires-poetry')?.value;
    return required !== undefined && /^={0,2}\d+\.\d+\.\d+$/.test(required)
        ? required.replace(/^=+/, '')
        : newest;
}
/**
 * Whether the application is a package of its own that is there. Poetry takes every project for one, and fails where
 * its folder is missing. Source: Poetry's documentation, "Operating modes".
 */
function installsItself(app, pyproject) {
    if (pyproject === undefined || pyproject.get('tool', 'poetry', 'package-mode') === false)
        return false;
    if (pyproject.get('build-system') === undefined)
        return false;
    if (pyproject.get('tool', 'poetry', 'packages') !== undefined)
        return true;
    const name = pyproject.string('project', 'name') ?? pyproject.string('tool', 'poetry', 'name');
    if (name === undefined)
        return false;
    const module = canonical(name.value).replaceAll('-', '_');
    return [module, `src/${module}`].some((path) => app.files.isFolder(path) || app.files.isFile(`${path}.py`));
}
/** The folders of the repository that `{path = "../lib"}` leads to. */
function pathDependencies(app, pyproject) {
    const tables = [
        ...Object.values(pyproject?.table('tool', 'poetry', 'dependencies') ?? {}),
        ...Object.values(pyproject?.table('tool', 'uv', 'sources') ?? {}),
    ];
    const folders = tables.flatMap((value) => {
        if (!isTable(value) || typeof value['path'] !== 'string')
            return [];
        const folder = external_node_path_.posix.normalize(join(app.folder, value['path'])).replace(/\/$/, '');
        return folder.startsWith('..') || !app.repository.isFolder(folder) ? [] : [folder];
    });
    return [...new Set(folders)].sort();
}
// Source: Poetry's documentation, "Configuring credentials": POETRY_HTTP_BASIC_<NAME>_USERNAME and _PASSWORD.
function poetry_credentials(sources) {
    return (Array.isArray(sources) ? sources : []).flatMap((source) => isTable(source) && typeof source['name'] === 'string'
        ? indexSecrets('POETRY_HTTP_BASIC', source['name'])
        : []);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/managers/choose.js







const choose_FILES = {
    'uv.lock': 'uv',
    'poetry.lock': 'poetry',
    'pdm.lock': 'pdm',
    'Pipfile.lock': 'pipenv',
};
/**
 * The manager whose file decides: of a lockfile, else of requirements, else of a manifest alone. Those of others are told.
 */
function chooseManager(app, project, version) {
    const others = besides(app, project);
    const considered = others.length === 0 ? undefined : others;
    const manager = managerOf(app, project, version, considered);
    const beside = others.filter(({ file }) => file !== undefined && file !== manager.found.file);
    const warning = beside.length === 0
        ? []
        : [
            {
                text: `Installed is what ${manager.found.file ?? ''} says; ${beside.map(({ file }) => file).join(', ')} is not read.`,
                file: beside[0]?.file ?? '',
            },
        ];
    return { ...manager, warnings: [...manager.warnings, ...warning] };
}
function managerOf(app, project, version, considered) {
    const { pyproject, requirements, lockfile } = project;
    switch (lockfile) {
        case 'uv.lock':
            return uv(app, project, considered);
        case 'poetry.lock':
            return poetry_poetry(app, project, version, considered);
        case 'pdm.lock':
            return pdm(app, project, considered);
        case 'Pipfile.lock':
            return pipenv(app, project, considered);
        case 'requirements':
            if (requirements !== undefined)
                return pip_pip(app, requirements, considered);
            break;
        case 'none':
            break;
    }
    if (pyproject?.get('tool', 'poetry', 'dependencies') !== undefined)
        return poetry_poetry(app, project, version, considered);
    if (pyproject?.get('tool', 'uv') !== undefined)
        return uv(app, project, considered);
    if (project.pipfile !== undefined)
        return pipenv(app, project, considered);
    if (pyproject?.get('project') !== undefined || hasSetup(app))
        return pipProject(app, project, version);
    if (withoutDependencies(app))
        return nothing(app);
    const there = ['environment.yml', 'environment.yaml', 'pyproject.toml'].find((name) => app.files.isFile(name));
    throw new errors/* UserError */.y(`${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone does not say what pip can install`}: looked for uv.lock, poetry.lock, pdm.lock, Pipfile, requirements.txt, setup.py and [project] in pyproject.toml.`, 'Commit a requirements.txt, for example by `pip freeze > requirements.txt`.');
}
function hasSetup(app) {
    return app.files.isFile('setup.py') || app.files.isFile('setup.cfg');
}
function withoutDependencies(app) {
    return !['environment.yml', 'environment.yaml', 'pyproject.toml'].some((name) => app.files.isFile(name));
}
/** Source alone, which has no more than Python's own library. */
function nothing(app) {
    return {
        found: { value: 'pip', why: 'nothing is asked for' },
        files: [],
        mounts: [],
        install: (added) => (added.length === 0 ? [] : [['pip install', ...added].join(' ')]),
        warnings: app.files.isFolder('venv')
            ? [{ text: 'There is no requirements.txt: nothing but Python itself is installed.' }]
            : [],
    };
}
/** Files of other managers, which lose. */
function besides(app, { lockfile, requirements: read }) {
    const locks = Object.entries(choose_FILES).filter(([name]) => name !== lockfile && app.files.isFile(name));
    const included = lockfile === 'requirements' ? (read?.files ?? []) : [];
    const requirements = requirementsFiles(app).filter((name) => !included.includes(name));
    return [
        ...locks.map(([name, value]) => ({ value, file: app.at(name) })),
        // A .in is what a .txt is compiled from, and not another list.
        ...requirements
            .filter((name) => name.endsWith('.txt'))
            .map((name) => ({ value: 'pip', file: app.at(name) })),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/port.js



const port_PATTERNS = [
    /environ(?:\.get\(|\[)\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /getenv\(\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /\.run\([^)]*\bport\s*=\s*(\d{2,5})\b/,
];
/**
 * Input, then what the command itself binds, then what other platforms are told, then the source, then the framework's
 * default. A warning where an input cannot change what the source fixes.
 */
function port_findPort({ source, command, hints, request }) {
    const input = request.overrides.port;
    const named = (0,routes/* portInArguments */.B5)(command.run.value);
    const bound = named === undefined ? undefined : withValue(command.run, named);
    const fixed = bound ?? (command.fixedPort === true ? command.port : undefined);
    if (input !== undefined) {
        const value = fromInput(input, 'port');
        if (fixed === undefined || fixed.value === input)
            return { value, warnings: [] };
        const text = `The input "port" is ${input}, but the application listens on ${fixed.value} whatever it is told.`;
        return { value, warnings: [warningAt(fixed, text)] };
    }
    const value = fixed ??
        (command.port?.file === undefined ? undefined : command.port) ??
        hints.port ??
        command.port ??
        (0,routes/* portIn */.Ju)(source.app, source.files, port_PATTERNS) ?? { value: DEFAULT_PORT, why: 'default' };
    return { value, warnings: [] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/probe.js
/**
 * Asks the server with Python itself. `limit`: the first status that is no longer well; `port`: a number, or undefined
 * for what PORT says when it is asked.
 */
function pythonProbe(path, limit, port) {
    const where = port === undefined ? "int(os.environ['PORT'])" : String(port);
    const imports = port === undefined ? 'http.client, os, sys' : 'http.client, sys';
    return [
        'python',
        '-c',
        `import ${imports}; c = http.client.HTTPConnection('127.0.0.1', ${where}, timeout=4); ` +
            `c.request('GET', '${path}'); sys.exit(c.getresponse().status >= ${limit})`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/assets.js




/**
 * What the package.json beside Python bundles for browsers, in a stage that has the whole source afterwards: where a
 * bundler writes is not to be told for all of them. Undefined where there is nothing to bundle, or where Node.js has an
 * application of its own in the same folder.
 */
function pythonAssets(app, home, request) {
    if (!app.files.isFile('package.json') || node.detect(app) === 'application')
        return undefined;
    const tools = readNodeTools(app, request);
    if (tools?.script === undefined)
        return undefined;
    return {
        name: 'assets',
        base: tools.image,
        why: ['What browsers load is bundled by Node.js, which is not in the final image.'],
        steps: steps({ kind: 'workdir', value: home }, ...tools.install, copySource(app), {
            kind: 'run',
            commands: [tools.run(tools.script.value), 'rm -rf node_modules'],
        }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/facts.js
/** The environment that everything is installed into. */
const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' };
/** Whether there is anything to install. */
function installs({ manager, added }) {
    return manager.files === undefined || manager.install(added).length > 0;
}
/** Whether installing goes on once source is there. */
function makes({ installSelf, installSiblings }) {
    return installSelf !== undefined || installSiblings !== undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/browsers.js
/** Where Playwright looks for what the step below downloads. Source: Playwright's documentation, "Browsers". */
const BROWSERS = { PLAYWRIGHT_BROWSERS_PATH: '/opt/browsers' };
/** Downloads the browsers that the source starts, and the libraries that they load; nothing without Playwright. */
function browserStep(project, source) {
    if (project.direct('playwright') === undefined)
        return undefined;
    const names = ['chromium', 'firefox', 'webkit'].filter((name) => source.files.some((file) => source.code(file).includes(`.${name}.`)));
    const wanted = names.length === 0 ? ['chromium'] : names;
    return {
        kind: 'run',
        why: ['The browsers that the source starts, without a window, and the libraries that they load.'],
        commands: [
            `PLAYWRIGHT_BROWSERS_PATH=${BROWSERS.PLAYWRIGHT_BROWSERS_PATH} /opt/venv/bin/playwright install --with-deps --only-shell ${wanted.join(' ')}`,
            'rm -rf /var/lib/apt/lists/*',
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/signals.js


// Each ends its requests on SIGTERM. Source: the documentation of each server, on signals.
const STOP_BY_THEMSELVES = /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|sanic|streamlit|chainlit|fastapi|sh|bash|ash)$/;
const CALLS_THAT_STOP = ['uvicorn.run', 'web.run_app', 'app.run', 'ui.run', 'serve'];
/**
 * Whether a command has to be ended by SIGINT, for which Python has a handler of its own: the kernel gives the first
 * process of a container no signal that it has no handler for, so that it would be killed after the orchestrator's
 * patience. Source: pid_namespaces(7), "The namespace init process"; Python's documentation, "signal".
 */
function needsInterrupt(source, argv) {
    const [program = '', first, second] = argv;
    const name = external_node_path_.posix.basename(program);
    const python = /^python[\d.]*$/.test(name);
    const module = python && first === '-m' ? (second ?? '') : name;
    if (STOP_BY_THEMSELVES.test(module))
        return false;
    if (['waitress-serve', 'waitress', 'http.server', 'uwsgi'].includes(module))
        return true;
    if (!python && !source.app.files.isFile('pyproject.toml'))
        return false;
    const handled = source.files.some((file) => /\bSIGTERM\b/.test(source.code(file)));
    const calls = source.files.flatMap((file) => listenersIn(source, file));
    return !handled && !calls.some(({ call }) => CALLS_THAT_STOP.includes(call));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/system-packages.js

const COMPILER = ['gcc', 'libc6-dev'];
const only = (...run) => ({ build: [], run });
/**
 * Packages that link to a library or start a program, by what their installation and their running need: names of
 * Debian's packages. Source: the installation pages of each project.
 */
const system_packages_PACKAGES = {
    psycopg2: { build: [...COMPILER, 'libpq-dev'], run: ['libpq5'] },
    psycopg: only('libpq5'),
    'psycopg-c': { build: [...COMPILER, 'libpq-dev'], run: ['libpq5'] },
    mysqlclient: { build: [...COMPILER, 'default-libmysqlclient-dev', 'pkg-config'], run: ['libmariadb3'] },
    pyodbc: only('unixodbc'),
    'python-ldap': { build: [...COMPILER, 'libldap2-dev', 'libsasl2-dev'], run: ['libldap2', 'libsasl2-2'] },
    xmlsec: {
        build: [...COMPILER, 'libxml2-dev', 'libxmlsec1-dev', 'pkg-config'],
        run: ['libxmlsec1', 'libxmlsec1-openssl'],
    },
    uwsgi: { build: [...COMPILER], run: [] },
    pycairo: { build: [...COMPILER, 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] },
    cairosvg: only('libcairo2'),
    cairocffi: only('libcairo2'),
    weasyprint: only('libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'),
    pdf2image: only('poppler-utils'),
    pytesseract: only('tesseract-ocr'),
    ocrmypdf: only('tesseract-ocr', 'ghostscript'),
    pydub: only('ffmpeg'),
    moviepy: only('ffmpeg'),
    'ffmpeg-python': only('ffmpeg'),
    'openai-whisper': only('ffmpeg'),
    pyaudio: { build: [...COMPILER, 'portaudio19-dev'], run: ['libportaudio2'] },
    'opencv-python': only('libgl1', 'libglib2.0-0'),
    'opencv-contrib-python': only('libgl1', 'libglib2.0-0'),
    'opencv-python-headless': only('libglib2.0-0'),
    'python-magic': only('libmagic1'),
    graphviz: only('graphviz'),
    pydot: only('graphviz'),
    pygraphviz: { build: [...COMPILER, 'libgraphviz-dev', 'pkg-config'], run: ['graphviz'] },
    wand: only('imagemagick'),
    pyzbar: only('libzbar0'),
    gdal: { build: [...COMPILER, 'g++', 'libgdal-dev'], run: ['gdal-bin'] },
    gitpython: only('git'),
    pypandoc: only('pandoc'),
    selenium: only('chromium', 'chromium-driver'),
    dlib: { build: [...COMPILER, 'g++', 'cmake', 'make'], run: [] },
};
/** Debian packages that the dependencies need beyond the slim image, by stage. `version` is that of Python. */
function python_system_packages_systemPackages(project, version) {
    const named = Object.entries(system_packages_PACKAGES).filter(([name]) => {
        const found = project.dependency(name);
        // psycopg[binary] brings the library along, whoever asks for it.
        return found !== undefined && !(name === 'psycopg' && bringsLibrary(project, found.value));
    });
    const compilesC = /\[[^\]]*\bc\b/.test(project.dependency('psycopg')?.value ?? '');
    const line = version.split('.').slice(0, 2).join('.');
    const extra = [
        ...(compilesC ? [...COMPILER, 'libpq-dev'] : []),
        ...(compiled(project, line).length === 0 ? [] : COMPILER),
        ...(usesGit(project) ? ['git'] : []),
    ];
    const of = (stage) => [
        ...new Set(named.flatMap(([, packages]) => packages[stage])),
    ];
    return { build: [...new Set([...of('build'), ...extra])].sort(), run: [...of('run')].sort() };
}
function bringsLibrary(project, value) {
    return value.includes('binary') || project.dependency('psycopg-binary') !== undefined;
}
function usesGit(project) {
    const locked = [...(project.installed()?.values() ?? [])];
    return project.lockfile === 'requirements'
        ? project.requirements?.git === true
        : locked.some(({ git }) => git);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/runtime-stage.js









const INTERRUPT = {
    stopSignal: 'SIGINT',
    whyStopSignal: 'Python handles SIGINT, but not SIGTERM, and the first process of a container ignores signals without a handler.',
};
/** The final stage: the environment and the source, a user who can change neither, and the server. */
function runtime_stage_runtimeStage(facts, layout, how, request, base) {
    const { app, source, project, manager, version, build, path, env } = facts;
    const { home } = layout;
    const copied = build === undefined ? layout.source(app) : { kind: 'copy', from: 'build', sources: [home], to: '.' };
    // A folder of sources is only a place to import from; any other is where the application is started by hand.
    const isSourceFolder = path === 'src' || path.endsWith('/src');
    const environment = installs(facts) || build !== undefined;
    const browsers = browserStep(project, source);
    return {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: home }, aptInstall(python_system_packages_systemPackages(project, version).run, 'Libraries that dependencies load while they run.'), appUser(), environment && {
            kind: 'copy',
            why: ['The virtual environment alone: neither compiler nor cache comes along.'],
            from: build === undefined && !makes(manager) ? 'deps' : 'build',
            sources: ['/opt/venv'],
            to: '/opt/venv',
        }, browsers, ...(manager.editable === true ? inPlace(layout.siblings) : []), { ...copied, why: ['Owned by root: the server can read its source and change nothing.'] }, path !== '' && !isSourceFolder && { kind: 'workdir', value: join(home, path) }, ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: USER,
            ...(needsInterrupt(source, how.argv) ? INTERRUPT : {}),
            env: {
                ...(environment ? VENV : {}),
                PYTHONUNBUFFERED: '1',
                PYTHONDONTWRITEBYTECODE: '1',
                ...(isSourceFolder && manager.installSelf === undefined ? { PYTHONPATH: join(home, path) } : {}),
                ...(browsers === undefined ? {} : BROWSERS),
                ...env,
            },
        })),
    };
}
function inPlace(copies) {
    return copies.map((copy, index) => index === 0 ? { ...copy, why: ['Installed in place: the environment points at its source.'] } : copy);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/stages.js







/** Dependencies, then whatever is built from the source, then what runs. */
function pythonStages(facts, how, request) {
    const { app, manager, build, version } = facts;
    const base = officialImage(request.baseRegistry, `python:${version}-slim`);
    const plain = layoutOf(app, manager);
    const assets = pythonAssets(app, plain.home, request);
    const bundled = { kind: 'copy', from: 'assets', sources: [plain.home], to: '.' };
    const layout = assets === undefined ? plain : { ...plain, source: () => bundled };
    const before = assets === undefined ? [] : [assets];
    const runtime = runtime_stage_runtimeStage(facts, layout, how, request, base);
    const built = build !== undefined || makes(manager);
    // An application that needs nothing but Python has no environment to make.
    if (!installs(facts) && !built)
        return [...before, runtime];
    const install = installSteps(facts, layout);
    const first = built
        ? { name: 'build', base, steps: [...install, ...buildSteps(facts, layout)] }
        : { name: 'deps', base, steps: install };
    return [...before, first, runtime];
}
function installSteps({ project, manager, added, version, app }, layout) {
    const { files } = manager;
    const install = manager.install(added);
    return steps({ kind: 'workdir', value: layout.home }, aptInstall(python_system_packages_systemPackages(project, version).build, 'What dependencies are compiled with; not in the final stage.'), manager.setup, manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] }, {
        kind: 'env',
        ...(manager.whyEnv === undefined ? {} : { why: [manager.whyEnv] }),
        values: { ...VENV, ...manager.env },
    }, ...(files === undefined
        ? [
            ...layout.siblings,
            { ...layout.source(app), why: ['The application itself is installed, which needs its source.'] },
        ]
        : copyFiles(layout, files)), install.length > 0 && { kind: 'run', commands: install, mounts: manager.mounts });
}
/** Packages beside the application before its own source, so that its change does not build them again. */
function buildSteps({ app, manager, build, added }, layout) {
    const { installSiblings, installSelf, mounts, files, keeping } = manager;
    const keep = (line) => keeping === undefined || added.length === 0 ? line : `${line} ${keeping}`;
    const source = files !== undefined && (installSelf !== undefined || build !== undefined);
    return steps(...(installSiblings === undefined ? [] : layout.siblings), installSiblings !== undefined && {
        kind: 'run',
        why: ['The packages of this repository that the application needs.'],
        commands: [keep(installSiblings)],
        mounts,
    }, source && layout.source(app), installSelf !== undefined && {
        kind: 'run',
        why: ['The application itself, so that its metadata and entry points are there.'],
        commands: [keep(installSelf)],
        mounts,
    }, build !== undefined && {
        kind: 'run',
        ...(/^\w+=/.test(build)
            ? {
                why: ['Stand-ins for what the settings insist on: for this command alone, not in the image.'],
            }
            : {}),
        commands: [build],
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/server.js




const WSGI = ['gunicorn', 'waitress', 'granian'];
const ASGI = ['uvicorn', 'hypercorn', 'daphne', 'granian'];
// Exact, so that two builds are the same; an entry of one's own in the requirements replaces them.
const ADDED = { gunicorn: 'gunicorn==27.0.1', uvicorn: 'uvicorn==0.54.0' };
// The last ones for Python before 3.10.
const ADDED_BEFORE_3_10 = { gunicorn: 'gunicorn==23.0.0', uvicorn: 'uvicorn==0.33.0' };
/** Packages that always bring a server along, by the extras that they need for it. */
const BRINGS = [
    ['fastapi', 'standard', 'uvicorn'],
    ['fastapi', 'all', 'uvicorn'],
    ['litestar', 'standard', 'uvicorn'],
    ['python-fasthtml', undefined, 'uvicorn'],
    ['gradio', undefined, 'uvicorn'],
    ['uvicorn-worker', undefined, 'uvicorn'],
    ['quart', undefined, 'hypercorn'],
    ['channels', 'daphne', 'daphne'],
];
/** Chooses a production server among the dependencies, or adds one. Throws a UserError where every download is held to a hash. */
function server_chooseServer(target, facts) {
    const { project, manager, version } = facts;
    const names = target.protocol === 'wsgi' ? WSGI : ASGI;
    const name = names.find((one) => has(project, one));
    const chosen = name ?? (target.protocol === 'wsgi' ? 'gunicorn' : 'uvicorn');
    if (name === undefined && manager.hashed === true) {
        throw new errors/* UserError */.y(`The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`, `${manager.addCommand ?? ''} ${chosen}`);
    }
    const pins = minor(version) < 10 ? ADDED_BEFORE_3_10 : ADDED;
    const added = name === undefined && (chosen === 'gunicorn' || chosen === 'uvicorn') ? [pins[chosen]] : [];
    const advice = manager.addCommand === undefined
        ? 'Add it to choose the version.'
        : `"${manager.addCommand} ${chosen}" would lock it.`;
    return {
        ...commandOf(chosen, target, facts),
        added,
        warnings: added.map((requirement) => ({
            text: `The dependencies have no production server: the image adds ${requirement}. ${advice}`,
            ...(manager.found.file === undefined ? {} : { file: manager.found.file }),
        })),
    };
}
function has(project, server) {
    if (project.dependency(server) !== undefined)
        return true;
    return BRINGS.some(([name, extra, brought]) => {
        const found = brought === server ? project.dependency(name)?.value : undefined;
        return (found !== undefined && (extra === undefined || new RegExp(`[[,]\\s*${extra}\\s*[\\],]`).test(found)));
    });
}
function commandOf(name, target, facts) {
    const { found, factory, protocol } = target;
    const called = factory ? `${found.value}()` : found.value;
    switch (name) {
        case 'gunicorn':
            return gunicorn(target, called, facts);
        case 'waitress': {
            const call = factory ? ['--call'] : [];
            const argv = ['waitress-serve', `--listen=0.0.0.0:${PORT_WORD}`, ...call, found.value];
            return { argv, readsPort: false, env: {} };
        }
        case 'uvicorn': {
            const flag = factory ? ['--factory'] : [];
            const version = facts.project.versionOf('uvicorn');
            // Known since 0.22: without it a request that never ends holds the process until it is killed.
            const old = version !== undefined && pep440.valid(version) !== null && pep440.lt(version, '0.22');
            const graceful = old ? [] : ['--timeout-graceful-shutdown', '25'];
            const argv = ['uvicorn', ...flag, '--host', '0.0.0.0', ...graceful, '--port', PORT_WORD, found.value];
            return { argv, readsPort: false, env: {} };
        }
        case 'hypercorn':
            return { argv: ['hypercorn', '--bind', `0.0.0.0:${PORT_WORD}`, called], readsPort: false, env: {} };
        case 'daphne':
            return { argv: ['daphne', '-b', '0.0.0.0', '-p', PORT_WORD, found.value], readsPort: false, env: {} };
        case 'granian': {
            const interfaceName = protocol === 'wsgi' ? 'wsgi' : 'asgi';
            const flags = ['--interface', interfaceName, '--host', '0.0.0.0', '--port', PORT_WORD];
            const argv = ['granian', ...flags, ...(factory ? ['--factory'] : []), found.value];
            return { argv, readsPort: false, env: {} };
        }
    }
}
/**
 * Its default address is 0.0.0.0:$PORT, and WEB_CONCURRENCY is its number of processes. Threads let a slow request wait
 * without the others; requests that run get less time to end than the 30 seconds that ECS waits. Its workers show that
 * they live by a file, which belongs into memory; AWS Lambda has no /dev/shm. Source: Gunicorn's documentation,
 * "Settings" and "FAQ".
 */
function gunicorn({ gunicorn: words }, called, { configured, lambda }) {
    if (configured)
        return { argv: ['gunicorn', ...(words ?? []), called], readsPort: true, env: {} };
    const memory = lambda ? [] : ['--worker-tmp-dir', '/dev/shm'];
    const argv = [
        'gunicorn',
        ...(words ?? ['--threads', '4']),
        ...memory,
        '--graceful-timeout',
        '25',
        '--access-logfile',
        '-',
        called,
    ];
    return { argv, readsPort: true, env: { WEB_CONCURRENCY: '2' } };
}
/** The part of a command line that starts a development server; undefined for any other. */
function developmentServer(argv) {
    const line = argv.join(' ');
    const found = /\bmanage\.py runserver\b|\bflask\b.*\brun\b|\bfastapi dev\b|\buvicorn\b.*--reload\b/.exec(line);
    return found?.[0];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/gunicorn-config.js


/** The settings that gunicorn reads: the file that it is given, else the one that it looks for. Source: its documentation, "Configuration Overview". */
function gunicornConfig(source, given) {
    const file = (given ?? './gunicorn.conf.py').replace(/^(?:file:)?(?:\.\/)?/, '');
    if (!source.app.files.isFile(file))
        return undefined;
    const code = source.code(file);
    const match = /^bind\s*=\s*(.+)$/m.exec(code);
    const expression = match?.[1]?.trim().replace(/^\[\s*|\s*\]$/g, '');
    if (match === null || expression === undefined)
        return { file };
    const inText = /['"]([\w.[\]]*):(\d+)?/.exec(expression);
    const rest = /\{(.+?)(?:![rsa])?\}/.exec(expression)?.[1] ?? /\+\s*(?:str\()?(.+?)\)?$/.exec(expression)?.[1];
    const direct = values_evaluate(expression, code);
    const host = inText?.[1] ?? direct.text?.split(':')[0];
    const number = inText?.[2] ?? direct.text?.split(':')[1];
    return {
        file,
        bind: {
            line: lineAt(code, match.index),
            host: host === undefined ? {} : { text: host },
            port: number === undefined ? (rest === undefined ? {} : values_evaluate(rest.trim(), code)) : { text: number },
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/server-arguments.js








/**
 * A server's command with what it needs to be reached from outside: its address and port by the environment where it
 * reads them, else as arguments. Throws a UserError where it is told to listen on loopback alone.
 */
function completed(source, run) {
    refuseLoopback(run);
    const words = run.value;
    const [program = '', ...rest] = words;
    const name = external_node_path_.posix.basename(program);
    const module = /^python[\d.]*$/.test(name) && rest[0] === '-m' ? (rest[1] ?? '') : name;
    const plain = { run, readsPort: !says(words), added: [], env: {}, warnings: [] };
    switch (module) {
        case 'gunicorn':
            return { ...plain, ...gunicornPlace(source, run) };
        // Source: Uvicorn's documentation, "Settings": each option is read from UVICORN_<NAME>.
        case 'uvicorn':
            return {
                ...plain,
                readsPort: false,
                env: {
                    ...(server_arguments_has(words, '--host') || server_arguments_has(words, '--uds') ? {} : { UVICORN_HOST: '0.0.0.0' }),
                    ...(server_arguments_has(words, '--port') ? {} : { UVICORN_PORT: PORT_WORD }),
                },
            };
        case 'streamlit':
            return {
                ...plain,
                readsPort: false,
                env: {
                    ...(server_arguments_has(words, '--server.port') ? {} : { STREAMLIT_SERVER_PORT: PORT_WORD }),
                    ...(server_arguments_has(words, '--server.headless') ? {} : { STREAMLIT_SERVER_HEADLESS: 'true' }),
                },
                port: server_arguments_portOf(run, '--server.port') ?? { value: 8501, why: "Streamlit's default" },
            };
        case 'hypercorn':
            return server_arguments_has(words, '--bind') || server_arguments_has(words, '-b')
                ? plain
                : extended(plain, ['--bind', `0.0.0.0:${PORT_WORD}`]);
        case 'daphne':
            return server_arguments_has(words, '-b') || server_arguments_has(words, '--bind')
                ? plain
                : extended(plain, ['-b', '0.0.0.0', ...(server_arguments_has(words, '-p') ? [] : ['-p', PORT_WORD])]);
        case 'waitress-serve':
        case 'waitress':
            return says(words)
                ? plain
                : { ...plain, readsPort: false, port: { value: 8080, why: "Waitress' default" } };
        case 'http.server': {
            const port = words.map(Number).find(routes/* isPort */.sW);
            const found = port === undefined ? { value: 8000, why: 'the default of http.server' } : withValue(run, port);
            return { ...plain, readsPort: false, ...(words.includes(PORT_WORD) ? {} : { port: found }) };
        }
        default:
            return scriptPlace(source, run) ?? plain;
    }
}
/** What gunicorn's settings say where its arguments say nothing. */
function gunicornPlace(source, run) {
    const words = run.value;
    if (server_arguments_has(words, '--bind') || server_arguments_has(words, '-b'))
        return {};
    const config = gunicornConfig(source, optionValue(words, '-c') ?? optionValue(words, '--config'));
    return config === undefined ? {} : configuredPlace(source, config);
}
/** The place that gunicorn's settings file gives it. Throws a UserError for loopback. */
function configuredPlace(source, { file, bind }) {
    if (bind === undefined)
        return {};
    const at = source.app.at(file);
    if (isLoopback(bind.host.text)) {
        throw new errors/* UserError */.y(`${at}:${bind.line} binds ${bind.host.text ?? ''}: nothing outside the container can reach it.`, 'Bind 0.0.0.0, or leave "bind" out: gunicorn then takes 0.0.0.0 and PORT.');
    }
    const port = Number(bind.port.text);
    const { variable } = bind.port;
    return {
        readsPort: variable === 'PORT',
        ...(variable === undefined || variable === 'PORT' ? {} : { env: { [variable]: PORT_WORD } }),
        ...((0,routes/* isPort */.sW)(port) ? { port: { value: port, file: at, line: bind.line } } : {}),
        ...(variable === undefined && (0,routes/* isPort */.sW)(port) ? { fixedPort: true } : {}),
    };
}
/** `python server.py`: what the file says of its own address and port. */
function scriptPlace(source, run) {
    const [program = '', ...rest] = run.value;
    if (!/^python[\d.]*$/.test(external_node_path_.posix.basename(program)))
        return undefined;
    const words = rest.filter((word) => word !== '-u');
    const module = words[0] === '-m' ? words[1]?.replaceAll('.', '/') : undefined;
    const files = module === undefined ? [words[0] ?? ''] : [`${module}.py`, `${module}/__main__.py`];
    const file = files.find((name) => source.app.files.isFile(name));
    const listener = file === undefined ? undefined : listenersIn(source, file)[0];
    if (listener === undefined || says(run.value))
        return undefined;
    const { readsPort, port, fixedPort, env = {}, warnings = [], } = processOf(source, { argv: run.value, path: '' }, listener);
    return {
        run,
        readsPort,
        added: [],
        env,
        warnings,
        ...(port === undefined ? {} : { port }),
        ...(fixedPort === undefined ? {} : { fixedPort }),
    };
}
function extended(command, words) {
    const { run } = command;
    const text = `"${run.value.join(' ')}" would listen on 127.0.0.1: the image adds ${words.join(' ')}.`;
    return {
        ...command,
        run: withValue(run, [...run.value, ...words]),
        readsPort: false,
        warnings: [warningAt(run, text)],
    };
}
function refuseLoopback(run) {
    for (const option of ['--host', '--bind', '-b', '--server.address', '--listen', '-H', '--server-name']) {
        const value = optionValue(run.value, option)?.replace(/:(?:\d+|\$PORT)$/, '');
        if (!isLoopback(value))
            continue;
        throw new errors/* UserError */.y(`"${run.value.join(' ')}" (${originOf(run)}) listens on ${value ?? ''}: nothing outside the container can reach it.`, `Give ${option} the address 0.0.0.0.`);
    }
}
function server_arguments_portOf(run, option) {
    const port = Number(optionValue(run.value, option));
    return (0,routes/* isPort */.sW)(port) ? withValue(run, port) : undefined;
}
function says(words) {
    return (0,routes/* portInArguments */.B5)(words) !== undefined || words.some((word) => word.includes(PORT_WORD));
}
function server_arguments_has(words, option) {
    return words.some((word) => word === option || word.startsWith(`${option}=`));
}
/** The value of an option: `--host 0.0.0.0`, `--host=0.0.0.0`. */
function optionValue(words, option) {
    const inline = words.find((word) => word.startsWith(`${option}=`));
    if (inline !== undefined)
        return inline.slice(option.length + 1);
    const index = words.indexOf(option);
    return index === -1 ? undefined : words[index + 1];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/command.js





/**
 * The command that somebody wrote, as an exec form where no shell is needed. Throws a UserError for a development server,
 * and for one that only the container itself could reach.
 */
function command_commandFromLine(source, line) {
    const parsed = parseCommandLine(line.value);
    const development = developmentServer(line.value.split(/\s+/));
    if (development !== undefined) {
        throw new errors/* UserError */.y(`"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`, 'Start a production server instead, for example by "gunicorn app:app".');
    }
    const [only, ...more] = parsed.segments;
    const port = parsed.port === undefined ? {} : { port: withValue(line, parsed.port) };
    if (parsed.needsShell || only === undefined || more.length > 0) {
        const run = withValue(line, throughShell(line.value, parsed));
        return { run, readsPort: true, added: [], env: {}, warnings: [], ...port };
    }
    const command = completed(source, withValue(line, only.argv));
    return { ...port, ...command, env: { ...command.env, ...only.env } };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/entry-point.js



const entry_point_NAMES = /^(?:start|serve|server|web|api|run|app)$/;
/**
 * The command of `[project.scripts]` that starts the server, where the project is installed and its source listens. Of
 * several the one that is called as the project, or like a server. Source: PyPA specifications, "Entry points".
 */
function entryPoint(source, { pyproject }) {
    if (pyproject?.get('build-system') === undefined)
        return undefined;
    const tables = [
        ['project', 'scripts'],
        ['tool', 'poetry', 'scripts'],
    ];
    const name = canonical((pyproject.string('project', 'name') ?? pyproject.string('tool', 'poetry', 'name'))?.value ?? '');
    const scripts = tables.flatMap((path) => Object.keys(pyproject.table(...path)).map((key) => ({ key, path })));
    const chosen = scripts.find(({ key }) => canonical(key) === name) ??
        scripts.find(({ key }) => entry_point_NAMES.test(key)) ??
        (scripts.length === 1 ? scripts[0] : undefined);
    const target = chosen && pyproject.string(...chosen.path, chosen.key);
    if (chosen === undefined || target === undefined)
        return undefined;
    const module = target.value.split(':')[0]?.trim().replaceAll('.', '/') ?? '';
    const own = source.files.filter((file) => file.endsWith(`${module}.py`) || file.endsWith(`${module}/__init__.py`));
    const listener = [...own, ...source.files].flatMap((file) => listenersIn(source, file))[0];
    if (listener === undefined)
        return undefined;
    return {
        ...processOf(source, { argv: [chosen.key], path: '' }, listener),
        found: { ...target, value: [chosen.key] },
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/start.js










/** The framework of an application without one. */
const start_PLAIN = 'python';
/**
 * The framework, and what of it is to be started. A dependency on several (a test client, a mounted application): the
 * one whose application is there, of those that are asked for directly before those that another brings along.
 * `commanded`: a start command is given, so that nothing has to be found.
 */
function findTarget(source, project, input, commanded) {
    if (input !== undefined) {
        const framework = PYTHON_FRAMEWORKS.find(({ name }) => name === input);
        return {
            framework,
            found: fromInput(input, 'framework'),
            ...start_targetOf(framework, source, project, commanded),
        };
    }
    const direct = PYTHON_FRAMEWORKS.filter((one) => project.direct(one.package) !== undefined);
    const brought = PYTHON_FRAMEWORKS.filter((one) => !direct.includes(one) && project.dependency(one.package) !== undefined);
    const named = [...direct, ...brought].map((framework) => ({
        framework,
        ...start_targetOf(framework, source, project, commanded),
    }));
    const chosen = named.find(({ target }) => target !== undefined) ?? named.find(({ failure }) => failure !== undefined);
    const script = chosen ?? { framework: undefined, ...plainTarget(source, project, commanded) };
    // A framework that is only there as a client or a test tool does not name a plain script.
    const first = script.target === undefined ? (script.framework ?? direct[0]) : script.framework;
    const origin = first && project.dependency(first.package);
    const found = first === undefined || origin === undefined
        ? { value: start_PLAIN, why: 'no known framework' }
        : withConsidered(withValue(origin, first.name), direct, first);
    return { framework: first, found, target: script.target, failure: script.failure };
}
function withConsidered(found, direct, chosen) {
    const others = direct
        .filter((one) => one !== chosen)
        .map(({ name }) => ({ value: name, why: 'asked for, too' }));
    return others.length === 0 ? found : { ...found, considered: others };
}
function start_targetOf(framework, source, project, commanded) {
    if (framework === undefined)
        return plainTarget(source, project, commanded);
    return attempt(() => framework.target(source, project));
}
function plainTarget(source, project, commanded) {
    if (commanded)
        return { target: undefined, failure: undefined };
    return attempt(() => entryPoint(source, project) ?? servingScript(source));
}
function attempt(work) {
    try {
        return { target: work(), failure: undefined };
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return { target: undefined, failure: error };
        throw error;
    }
}
/** The command of the image: a given one, else what serves the target. Throws a UserError where there is neither. */
function start_commandFor(facts, line, request) {
    const { source, project, manager, version, framework, target, failure } = facts;
    if (line !== undefined)
        return command_commandFromLine(source, line);
    if (target === undefined)
        throw failure ?? nothingFound(source, framework);
    if (target.kind === 'process') {
        const { found, readsPort, port, fixedPort } = target;
        return {
            run: found,
            readsPort,
            added: [],
            env: {},
            warnings: [],
            ...(port === undefined ? {} : { port }),
            ...(fixedPort === undefined ? {} : { fixedPort }),
        };
    }
    const config = gunicornConfig(source, undefined);
    // The port is not known yet, and only one below 1024 would make a difference.
    const lambda = takesLambda(request, request.overrides.port ?? DEFAULT_PORT);
    const server = server_chooseServer(target, { project, manager, version, lambda, configured: config !== undefined });
    const place = config !== undefined && server.argv[0] === 'gunicorn' ? configuredPlace(source, config) : {};
    return {
        run: withValue(target.found, server.argv),
        ...server,
        ...place,
        env: { ...server.env, ...place.env },
    };
}
function nothingFound({ app }, framework) {
    const looked = framework === undefined
        ? `an application of ${PYTHON_FRAMEWORKS.map(({ name }) => name).join(', ')}, and an entry point or script that listens on a port`
        : `for ${framework.name} ${framework.lookedFor}`;
    return new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile and other platforms' manifests, ${looked}.`, 'Set the input "run-command", for example to "gunicorn app:app".');
}
/** The command without what only starts it in an environment that the image has anyway: `uv run`, `poetry run`. */
function unwrapped(line) {
    return withValue(line, line.value.replace(/^\s*(?:uv run(?:\s+--\S+)*|poetry run|pipenv run|pdm run|hatch run)\s+(?!-)/, ''));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/python/provider.js



















const IGNORED = [
    '**/.venv',
    '**/venv',
    '**/__pycache__',
    '**/*.pyc',
    '.pytest_cache',
    '.mypy_cache',
    '.ruff_cache',
    '.tox',
    '.nox',
    '.coverage',
    '**/*.egg-info',
    '**/.streamlit/secrets.toml',
];
/** Applications in Python. */
const python = {
    language: 'python',
    frameworks: [...PYTHON_FRAMEWORKS.map(({ name }) => name), start_PLAIN],
    lookedFor: 'requirements.txt, pyproject.toml, uv.lock, poetry.lock, pdm.lock, Pipfile, setup.py',
    detect: detectPython,
    plan: planPython,
};
function planPython(app, request) {
    const { overrides } = request;
    const project = project_readProject(app);
    const source = pythonSource(app);
    const hints = readHints(app);
    const line = overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command');
    const { framework, found, target, failure } = findTarget(source, project, overrides.framework, line !== undefined);
    const version = pythonVersion(app, project, overrides.version, hints.variables.get('PYTHON_VERSION'));
    const manager = chooseManager(app, project, version.value);
    const command = start_commandFor({ source, project, manager, version: version.value, framework, target, failure }, line === undefined ? undefined : unwrapped(line), request);
    const port = port_findPort({ source, command, hints, request });
    const healthCheckPath = provider_findHealthPath(source, framework, hints, overrides.healthCheckPath);
    const withPort = (word) => word.replaceAll(PORT_WORD, String(port.value.value));
    const argv = command.run.value.map(withPort);
    const variables = Object.entries({ ...target?.env, ...command.env });
    const env = new Map(variables.map(([name, value]) => [name, withPort(value)]));
    const anything = healthCheckPath.value === '/' || framework?.checksHost === true;
    const build = python_provider_findBuild(hints, target, overrides.buildCommand);
    const about = aboutProject(project);
    return {
        language: languageOf(app),
        framework: found,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port: port.value,
        healthCheckPath,
        ...(about === undefined ? {} : { about }),
        stages: pythonStages({
            app,
            source,
            project,
            manager,
            version: version.value,
            added: command.added,
            build: build?.value,
            path: target?.path ?? '',
            env: Object.fromEntries(env),
        }, {
            argv,
            port: port.value.value,
            healthCheckPath: healthCheckPath.value,
            probe: pythonProbe(healthCheckPath.value, anything ? 500 : 400, command.readsPort ? undefined : port.value.value),
        }, request),
        ...provider_scopeOf(app, manager),
        ignore: [...IGNORED, ...keptReadme(app, project.pyproject?.get('project', 'readme'))],
        warnings: [
            ...provider_versionWarnings(version, request.now),
            ...command.warnings,
            ...manager.warnings,
            ...port.warnings,
            ...(target?.warnings ?? []),
            ...missingVariables(target),
            ...advice(project),
            ...hints.warnings,
        ],
    };
}
function languageOf(app) {
    const file = [...MANIFESTS, ...detect_SCRIPTS].find((name) => app.files.isFile(name));
    return { value: 'python', ...(file === undefined ? {} : { file: app.at(file) }) };
}
function provider_scopeOf(app, manager) {
    const { siblings = [], outside = [] } = manager;
    const scope = [...new Set([...outside, ...beside(app, siblings)])].sort();
    return scope.length === 0 ? {} : { scope };
}
function provider_versionWarnings(version, now) {
    const texts = [
        endOfLifeWarning('Python', version.value, PYTHON_RELEASES, now),
        preReleaseWarning(version.value, now),
    ];
    return texts.filter((text) => text !== undefined).map((text) => warningAt(version, text));
}
function missingVariables(target) {
    if (target?.needs === undefined || target.needs.length === 0)
        return [];
    const text = `The application does not start without ${target.needs.join(', ')}: set it where the image runs.`;
    return [warningAt(target.found, text)];
}
function python_provider_findBuild(hints, target, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    const hinted = hints.build;
    if (hinted === undefined || target?.build === undefined)
        return hinted ?? target?.build;
    return withValue(target.build, `${hinted.value} && ${target.build.value}`);
}
function provider_findHealthPath(source, framework, hints, input) {
    if (input !== undefined)
        return fromInput(input, 'health-check-path');
    if (hints.healthCheckPath !== undefined)
        return hints.healthCheckPath;
    const own = framework?.healthCheckPath;
    if (own !== undefined)
        return { value: own, why: `${framework?.name ?? ''} answers there` };
    const { files } = source;
    const found = framework?.routes && (0,routes/* healthPath */.OW)(source.app, framework.routeFiles?.(files) ?? files, framework.routes);
    return found ?? { value: '/', why: 'no health path in the source' };
}
/** Build backends read the file that `readme` names; no image wants it otherwise. */
function keptReadme(app, readme) {
    return typeof readme === 'string' && app.files.isFile(readme) ? [`!${readme}`] : [];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/frameworks/plain.js


const plain_FILES = ['server.rb', 'app.rb', 'main.rb', 'web.rb', 'bin/server', 'bin/server.rb', 'lib/server.rb'];
const frameworks_plain_LISTENS = /\b(?:TCPServer|HTTPServer|Socket\.tcp_server_loop)\b|\bRack::Handler\b|\bRackup::Handler\b/;
/** Ruby without a framework: a file by a usual name that listens. */
const plainRuby = {
    name: 'ruby',
    detect: () => undefined,
    routes: /["'](?:GET\s+)?\/([\w/-]{2,40})["']/g,
    image: (app, gemfile) => {
        const file = plain_listeningFile(app);
        if (file === undefined) {
            throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, config.ru, Rails, Sinatra, and a server in ${plain_FILES.join(', ')}.`, 'Set the input "run-command", for example to "bundle exec puma".');
        }
        const bundle = gemfile === undefined ? [] : ['bundle', 'exec'];
        return { server: { run: { ...file, value: [...bundle, 'ruby', file.value] } } };
    },
};
/** The file that serves, where there is one. */
function plain_listeningFile(app) {
    for (const file of plain_FILES) {
        const match = searchLines(app.files.head(file) ?? '', frameworks_plain_LISTENS);
        if (match !== undefined)
            return { value: file, file: app.at(file), line: match.line };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/server.js



// The strongest first. Each becomes the process that `bundle exec` was, so that signals reach it.
// Source: the documentation of each, "configuration" or "command line".
const server_SERVERS = [
    ['puma', puma],
    ['falcon', () => ['falcon', 'serve', '--bind', `http://0.0.0.0:${PORT_WORD}`]],
    ['unicorn', unicorn],
    ['thin', () => ['thin', 'start', '-a', '0.0.0.0', '-p', PORT_WORD, '-R', 'config.ru']],
    ['rackup', rackup],
    // Before Rack 3 the command was its own.
    ['webrick', rackup],
];
/** The server of a config.ru: the first that the Gemfile has. Throws a UserError where it has none. */
function rackServer(app, gemfile, why) {
    for (const [gem, command] of server_SERVERS) {
        const found = gemfile.gem(gem);
        if (found === undefined)
            continue;
        return {
            run: withValue(found, ['bundle', 'exec', ...command(app)]),
            ...(gem === 'unicorn'
                ? {
                    stopSignal: {
                        stopSignal: 'SIGQUIT',
                        whyStopSignal: 'The signal on which Unicorn finishes its requests; SIGTERM cuts them off.',
                    },
                }
                : {}),
        };
    }
    throw new errors/* UserError */.y(`${originOf(why)} is a Rack application, but ${app.at(gemfile.name)} has no server for it: looked for ${server_SERVERS.map(([gem]) => gem).join(', ')}.`, 'bundle add puma');
}
function puma(app) {
    const config = ['config/puma.rb', 'config/puma/production.rb'].find((path) => app.files.isFile(path));
    if (config === undefined)
        return ['puma', '--bind', `tcp://0.0.0.0:${PORT_WORD}`];
    // What binds by PORT already is left to do so; an address on the command line would replace it.
    return pumaReadsPort(app, config)
        ? ['puma', '--config', config]
        : ['puma', '--config', config, '--bind', `tcp://0.0.0.0:${PORT_WORD}`];
}
function pumaReadsPort(app, config) {
    return /^\s*(?:port|bind)\b.*\bPORT\b/m.test(app.files.head(config) ?? '');
}
function unicorn(app) {
    const config = ['config/unicorn.rb', 'unicorn.rb'].find((path) => app.files.isFile(path));
    const flag = config === undefined ? [] : ['--config-file', config];
    return ['unicorn', '--host', '0.0.0.0', '--port', PORT_WORD, ...flag];
}
function rackup() {
    return ['rackup', '--host', '0.0.0.0', '--port', PORT_WORD, 'config.ru'];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/frameworks/framework.js
/** The config.ru that is there. */
function rackFile(app) {
    return app.files.isFile('config.ru') ? { value: 'config.ru', file: app.at('config.ru') } : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/frameworks/rack.js






const rack_ROUTES = /(?:^|\s)(?:get|r\.get|r\.is|r\.on|on|map)\s*\(?\s*["']\/?([\w/-]{2,40})["']/gm;
/** A framework on Rack whose config.ru any server of Rack serves. */
function onRack(name, gem, build) {
    return {
        name,
        detect: (app, gemfile) => (rackFile(app) === undefined ? undefined : gemfile?.gem(gem)),
        port: 9292,
        routes: rack_ROUTES,
        image: build ?? ((app, gemfile) => rackImage(app, gemfile)),
    };
}
function rackImage(app, gemfile) {
    const file = rackFile(app) ?? { value: 'config.ru' };
    return { server: rackServer(app, gemfile ?? NO_GEMS, file), env: { RACK_ENV: 'production' } };
}
const NO_GEMS = {
    name: 'Gemfile',
    lock: undefined,
    gems: new Map(),
    ruby: undefined,
    sources: [],
    reads: [],
    gemspec: false,
    gem: () => undefined,
};
/** Sinatra: by its config.ru, or as the one file that starts itself. */
const sinatra = {
    name: 'sinatra',
    detect: (_, gemfile) => gemfile?.gem('sinatra'),
    port: 4567,
    routes: rack_ROUTES,
    image: (app, gemfile) => {
        if (rackFile(app) !== undefined)
            return withEnv(rackImage(app, gemfile));
        const classic = classicFile(app);
        if (classic === undefined)
            return withEnv(rackImage(app, gemfile));
        // Source: Sinatra's README, "Command Line".
        const argv = ['bundle', 'exec', 'ruby', classic.value, '-o', '0.0.0.0', '-p', PORT_WORD];
        return withEnv({ server: { run: withValue(classic, argv) } });
    },
};
function withEnv(image) {
    return { ...image, env: { RACK_ENV: 'production', APP_ENV: 'production' } };
}
// `require 'sinatra/base'` alone starts nothing.
function classicFile(app) {
    for (const file of sources(app.files, ['.rb'], 100)) {
        const match = searchLines(app.files.head(file) ?? '', /^\s*require\s*\(?["']sinatra["']|\brun!/m);
        if (match !== undefined)
            return { value: file, file: app.at(file), line: match.line };
    }
    return undefined;
}
/** Hanami: its assets are bundled at build time. Source: Hanami's guides, "Assets" and "Deployment". */
const hanami = onRack('hanami', 'hanami', (app, gemfile) => {
    const assets = gemfile?.gem('hanami-assets') !== undefined && app.files.isFile('package.json');
    return {
        ...rackImage(app, gemfile),
        env: { HANAMI_ENV: 'production', HANAMI_SERVE_ASSETS: 'true', RACK_ENV: 'production' },
        ...(assets ? { build: ['bundle exec hanami assets compile'], needsNode: true } : {}),
    };
});
/** Frameworks on Rack, the most telling first. */
const RACK_FRAMEWORKS = [
    hanami,
    sinatra,
    onRack('roda', 'roda'),
    onRack('grape', 'grape'),
    onRack('padrino', 'padrino'),
    {
        name: 'rack',
        detect: (app) => rackFile(app),
        port: 9292,
        routes: rack_ROUTES,
        image: rackImage,
    },
];

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/frameworks/rails.js



const PIPELINES = [
    'propshaft',
    'sprockets-rails',
    'sprockets',
    'vite_rails',
    'vite_ruby',
    'shakapacker',
    'webpacker',
];
const rails_PRODUCTION = 'config/environments/production.rb';
/**
 * Rails. Migrations are not run when it starts: several tasks would do so at once.
 * Source: Rails' guides, "Configuring Rails Applications" and "The Asset Pipeline"; Thruster's README.
 */
const rails = {
    name: 'rails',
    detect: (app, gemfile) => app.files.isFile('config/application.rb')
        ? (gemfile?.gem('rails') ?? gemfile?.gem('railties'))
        : undefined,
    port: 3000,
    routes: /^\s*get\s*\(?\s*["']\/?([\w/-]{2,40})["']/gm,
    routeFiles: (files) => files.filter((file) => file === 'config/routes.rb'),
    image: (app, gemfile, version) => {
        const rails = railsVersion(gemfile);
        const pipeline = PIPELINES.some((gem) => gemfile?.gem(gem) !== undefined);
        return {
            server: rails_server(app, gemfile),
            env: {
                RAILS_ENV: 'production',
                LD_PRELOAD: 'libjemalloc.so.2',
                ...(Number(version.split('.').slice(0, 2).join('')) >= 32 ? { RUBY_YJIT_ENABLE: '1' } : {}),
                // Later ones do both by themselves.
                ...(rails < 7.1 ? { RAILS_LOG_TO_STDOUT: '1', RAILS_SERVE_STATIC_FILES: '1' } : {}),
            },
            build: [
                ...(gemfile?.gem('bootsnap') === undefined ? [] : ['bundle exec bootsnap precompile -j 1 app/ lib/']),
                // A stand-in for the secret, for this one command and not in the image.
                ...(pipeline
                    ? [
                        `${rails < 7.1 ? 'SECRET_KEY_BASE=build' : 'SECRET_KEY_BASE_DUMMY=1'} ${bin(app, 'rails').join(' ')} assets:precompile`,
                    ]
                    : []),
            ],
            needsNode: pipeline,
            writable: ['db', 'log', 'storage', 'tmp'],
            packages: ['libjemalloc2'],
            warnings: warnings(app, gemfile),
            checksHost: hostCheck(app) !== undefined,
        };
    },
};
function railsVersion(gemfile) {
    const text = (gemfile?.gem('rails') ?? gemfile?.gem('railties'))?.value ?? '';
    const version = /(\d+\.\d+)/.exec(text)?.[1];
    return version === undefined ? 8 : Number(version);
}
function rails_server(app, gemfile) {
    const file = ['bin/rails', 'config/application.rb'].find((path) => app.files.isFile(path)) ?? '';
    const found = { value: 'rails', file: app.at(file) };
    const command = bin(app, 'rails');
    const thruster = gemfile?.gem('thruster');
    if (thruster !== undefined && app.files.isFile('bin/thrust')) {
        // Rails itself is told another port: PORT is set for it by Thruster.
        return {
            run: withValue(thruster, [...bin(app, 'thrust'), ...command, 'server']),
            env: { HTTP_PORT: PORT_WORD, TARGET_PORT: '3001' },
        };
    }
    return { run: withValue(found, [...command, 'server', '--binding', '0.0.0.0']) };
}
// A script that was made on Windows, or for one Ruby by name, starts by way of the interpreter alone.
function bin(app, name) {
    const head = app.files.head(`bin/${name}`);
    if (head === undefined)
        return ['bundle', 'exec', name];
    return head.startsWith('#!/usr/bin/env ruby\n') ? [`./bin/${name}`] : ['ruby', `bin/${name}`];
}
function hostCheck(app) {
    const text = app.files.head(rails_PRODUCTION) ?? '';
    const match = searchLines(text, /^\s*config\.hosts\b/m);
    if (match === undefined || /^\s*config\.host_authorization\b.*exclude/m.test(text))
        return undefined;
    return { value: 'config.hosts', file: app.at(rails_PRODUCTION), line: match.line };
}
function warnings(app, gemfile) {
    const credentials = ['config/credentials/production.yml.enc', 'config/credentials.yml.enc'].find((path) => app.files.isFile(path));
    const database = ['pg', 'mysql2', 'trilogy'].some((gem) => gemfile?.gem(gem) !== undefined);
    const sqlite = !database && gemfile?.gem('sqlite3') !== undefined;
    const hosts = hostCheck(app);
    const key = credentials === undefined ? 'SECRET_KEY_BASE' : 'RAILS_MASTER_KEY';
    return [
        {
            text: `Rails does not start without ${key}${database ? ', and finds its database by DATABASE_URL' : ''}: set ${database ? 'them' : 'it'} where the image runs.`,
            file: app.at(credentials ?? 'config/application.rb'),
        },
        {
            text: 'The image migrates no database when it starts, as several tasks would do so at once: run "bin/rails db:prepare" as a task of its own.',
            file: app.at('config/application.rb'),
        },
        ...(sqlite
            ? [
                {
                    text: 'A database of SQLite is gone with its container: mount a volume where it is written, or take another one for production.',
                    file: app.at(gemfile.name),
                },
            ]
            : []),
        ...(hosts === undefined
            ? []
            : [
                warningAt(hosts, 'Hosts that are not listed are refused, and a load balancer asks by address: exclude the health path by config.host_authorization.'),
            ]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/stages.js









/** Gems, then what is built from the source, then what runs. */
function rubyStages(facts, how, request) {
    const { app, gemfile, image, build, node, nodeAtRunTime } = facts;
    const base = officialImage(request.baseRegistry, `ruby:${facts.version}-slim`);
    const packages = [...(image.packages ?? []), ...(gemfile === undefined ? [] : systemPackages(gemfile).run)];
    const { writable = [] } = image;
    const built = build.length > 0 || writable.length > 0;
    const source = built ? { kind: 'copy', from: 'build', sources: ['/app'], to: '.' } : copySource(app);
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall([...new Set(packages)].sort(), 'Libraries and programs that gems use while they run.'), ...(nodeAtRunTime ? nodeAlone(facts, request) : []), appUser(), gemfile !== undefined && {
            kind: 'copy',
            why: ['The gems alone: neither compiler nor cache comes along.'],
            from: 'gems',
            sources: ['/usr/local/bundle'],
            to: '/usr/local/bundle',
        }, { ...source, why: ['Owned by root: the server can read its source and change nothing.'] }, copyWritable(writable, USER), ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: USER,
            probe: bashProbe(how.healthCheckPath, image.checksHost),
            env: { ...bundleEnv(gemfile), ...image.env, ...how.env },
            ...image.server.stopSignal,
        })),
    };
    return [
        ...(gemfile === undefined ? [] : [gemsStage(facts, gemfile, base)]),
        ...(built ? [ruby_stages_buildStage(facts, base, node)] : []),
        runtime,
    ];
}
/** Where gems are and which are left out. Source: Bundler's documentation, "bundle-config(1)". */
function bundleEnv(gemfile) {
    if (gemfile === undefined)
        return {};
    return {
        ...(gemfile.lock === undefined ? {} : { BUNDLE_DEPLOYMENT: '1' }),
        BUNDLE_PATH: '/usr/local/bundle',
        BUNDLE_WITHOUT: 'development:test',
        ...(gemfile.name === 'Gemfile' ? {} : { BUNDLE_GEMFILE: `/app/${gemfile.name}` }),
    };
}
function gemsStage({ app, ...facts }, gemfile, base) {
    const lock = gemfile.lock === undefined ? [] : [gemfile.name === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked'];
    const packages = systemPackages(gemfile);
    // What the build loads of the application, it loads libraries for.
    const build = [...new Set([...packages.build, ...(facts.build.length === 0 ? [] : packages.run)])].sort();
    const bootsnap = gemfile.gem('bootsnap') !== undefined && facts.build.some((line) => line.includes('bootsnap'));
    return {
        name: 'gems',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(build, 'What gems are compiled with; not in the final stage.'), { kind: 'env', values: { ...bundleEnv(gemfile), BUNDLE_GLOBAL_GEM_CACHE: 'true' } }, ...(gemfile.gemspec
            ? [{ ...copySource(app), why: ['The application is a gem itself, which needs its source.'] }]
            : copyOnly(app, [gemfile.name, ...lock, ...gemfile.reads], MANIFESTS_FIRST)), {
            kind: 'run',
            commands: [
                'bundle install',
                'rm -rf /usr/local/bundle/ruby/*/cache /usr/local/bundle/ruby/*/bundler/gems/*/.git',
                ...(bootsnap ? ['bundle exec bootsnap precompile -j 1 --gemfile'] : []),
            ],
            mounts: [{ type: 'cache', target: '/root/.bundle/cache' }, ...gemServerSecrets(gemfile)],
        }),
    };
}
function ruby_stages_buildStage({ app, gemfile, image, build }, base, node) {
    const { writable = [] } = image;
    return {
        name: 'build',
        base: gemfile === undefined ? base : 'gems',
        steps: steps(gemfile === undefined && { kind: 'workdir', value: '/app' }, ...(node === undefined ? [] : [...nodeCopies(node), ...node.install]), copySource(app), build.length > 0 && image.env !== undefined && { kind: 'env', values: forBuild(image.env) }, {
            kind: 'run',
            commands: [...build, ...(node === undefined ? [] : ['rm -rf node_modules']), ...setApart(writable)],
        }),
    };
}
// For the server alone; the library is not even there.
function forBuild(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'LD_PRELOAD' && name !== 'RUBY_YJIT_ENABLE'));
}
function nodeAlone({ node }, request) {
    return [
        {
            kind: 'copy',
            why: ['Gems that run JavaScript (execjs) look for a runtime when they are loaded.'],
            from: node?.image ?? officialImage(request.baseRegistry, 'node:24-slim'),
            sources: ['/usr/local/bin/node'],
            to: '/usr/local/bin/',
        },
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/warnings.js




/** Ports that source listens on, or takes where PORT is not set: the first group. */
const warnings_PORTS = [
    /ENV(?:\.fetch\(|\[)\s*["']PORT["']\s*\]?\)?\s*(?:,|\|\|)\s*["']?(\d{2,5})\b/,
    /ENV\.fetch\(["']PORT["']\)\s*\{\s*["']?(\d{2,5})\b/,
    /^\s*port\s+(\d{2,5})\b/m,
    /\bset\s*:port,\s*(\d{2,5})\b/,
    /\bTCPServer\.(?:new|open)\(\s*(?:["'][\d.:]*["']\s*,\s*)?(\d{2,5})\b/,
    /:?\bPort\b(?:\s*=>|:)\s*(\d{2,5})\b/,
];
const READS_PORT = /ENV(?:\.fetch\(|\[)\s*["']PORT["']/;
/** What the user ought to know about the version, the lockfile and the port. */
function ruby_warnings_warningsOf(app, gemfile, version, files, port, framework, now) {
    const ended = endOfLifeWarning('Ruby', version.value, RUBY_RELEASES, now);
    const lock = gemfile?.lock;
    const [first] = lock?.platforms ?? [];
    const linux = lock?.platforms.some(({ value }) => value === 'ruby' || value.includes('linux'));
    const fixed = framework.name === 'ruby' ? (0,routes/* portIn */.Ju)(app, files, warnings_PORTS) : undefined;
    const reads = files.some((file) => READS_PORT.test(app.files.head(file) ?? ''));
    return [
        ...(ended === undefined ? [] : [warningAt(version, ended)]),
        ...(gemfile !== undefined && lock === undefined && gemfile.gems.size > 0
            ? [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit Gemfile.lock.',
                    file: app.at(gemfile.name),
                },
            ]
            : []),
        ...(first === undefined || linux === true
            ? []
            : [
                warningAt(first, 'The lockfile is for no Linux, and Bundler refuses to install it there: run "bundle lock --add-platform x86_64-linux aarch64-linux".'),
            ]),
        ...(fixed === undefined || reads || fixed.value === port.value
            ? []
            : [
                warningAt(fixed, `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`),
            ]),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/ruby/provider.js















const FRAMEWORKS = [rails, ...RACK_FRAMEWORKS, plainRuby];
/** Applications of Rails, Sinatra and Rack, and files of Ruby that listen. */
const ruby = {
    language: 'ruby',
    frameworks: FRAMEWORKS.map(({ name }) => name),
    lookedFor: 'Gemfile, config.ru',
    detect: (app) => {
        const gemfile = readGemfile(app);
        if (gemfile === undefined && !app.files.isFile('config.ru')) {
            return plain_listeningFile(app) === undefined ? undefined : 'application';
        }
        if (FRAMEWORKS.some((framework) => framework.detect(app, gemfile) !== undefined))
            return 'application';
        // A site that Jekyll generates has a Gemfile for Jekyll.
        if (gemfile?.gem('jekyll') !== undefined || gemfile?.gem('github-pages') !== undefined)
            return undefined;
        return plain_listeningFile(app) !== undefined || readHints(app).start !== undefined ? 'application' : 'helper';
    },
    plan: planRuby,
};
function planRuby(app, request) {
    const { overrides } = request;
    const gemfile = readGemfile(app);
    const { framework, found } = provider_findFramework(app, gemfile, overrides.framework);
    const hints = readHints(app);
    const files = sources(app.files, ['.rb', '.ru']);
    const version = rubyVersion(app, gemfile, overrides.version);
    const input = overrides.runCommand === undefined ? undefined : fromInput(overrides.runCommand, 'run-command');
    const start = withoutMigrations(hints.start);
    const line = choose([input, start.line]);
    const own = line === undefined ? undefined : commandFromLine(line);
    const image = imageOf(framework, app, gemfile, version.value, own?.run);
    const port = decidePort(request, hints, own?.port ?? pumaPort(app, own?.run), framework === rails ? undefined : (0,routes/* portIn */.Ju)(app, files, warnings_PORTS), framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" });
    const health = decideHealthPath(request, hints, (0,routes/* healthPath */.OW)(app, framework.routeFiles?.(files) ?? files, framework.routes));
    const put = (word) => word.replaceAll(PORT_WORD, String(port.value));
    const argv = image.server.run.value.map(put);
    const build = ruby_provider_findBuild(image, hints.build, overrides.buildCommand);
    const tools = image.needsNode === true || build !== undefined ? readNodeTools(app, request) : undefined;
    const execjs = gemfile?.gem('execjs') !== undefined && gemfile.gem('mini_racer') === undefined;
    const env = { ...own?.env, ...image.server.env };
    const facts = {
        app,
        gemfile,
        version: version.value,
        image,
        build: build === undefined ? [] : build.value,
        node: tools,
        nodeAtRunTime: execjs,
    };
    return {
        language: { value: 'ruby', ...origin(app, gemfile) },
        framework: found,
        version,
        ...(gemfile === undefined
            ? {}
            : { packageManager: { value: 'bundler', file: gemfile.lock?.file ?? app.at(gemfile.name) } }),
        ...(build === undefined ? {} : { buildCommand: withValue(build, build.value.join(' && ')) }),
        runCommand: withValue(image.server.run, argv),
        port,
        healthCheckPath: health,
        stages: rubyStages(facts, {
            argv,
            port: port.value,
            healthCheckPath: health.value,
            env: Object.fromEntries(Object.entries(env)
                .filter(([name]) => name !== 'PORT')
                .map(([name, value]) => [name, put(value)])),
        }, request),
        ignore: [
            'vendor/bundle',
            '.bundle',
            'log/*',
            'tmp/*',
            'storage/*',
            'spec',
            'test',
            'coverage',
            'config/*.key',
            'config/credentials/*.key',
            ...(tools === undefined ? [] : ['public/assets', 'public/packs', 'public/vite']),
        ],
        warnings: [
            ...ruby_warnings_warningsOf(app, gemfile, version, files, port, framework, request.now),
            ...(image.warnings ?? []),
            ...start.warnings,
            ...hints.warnings,
        ],
    };
}
function provider_findFramework(app, gemfile, input) {
    if (input !== undefined) {
        const framework = FRAMEWORKS.find(({ name }) => name === input) ?? plainRuby;
        return { framework, found: fromInput(input, 'framework') };
    }
    for (const framework of FRAMEWORKS) {
        const shown = framework.detect(app, gemfile);
        if (shown !== undefined)
            return { framework, found: withValue(shown, framework.name) };
    }
    return { framework: plainRuby, found: { value: plainRuby.name, why: 'no known framework' } };
}
/** The framework's image; with a start line of one's own, that runs in it, and it need not know a server. */
function imageOf(framework, app, gemfile, version, own) {
    if (own === undefined)
        return framework.image(app, gemfile, version);
    const server = { run: own };
    return framework === rails
        ? { ...rails.image(app, gemfile, version), server }
        : { server, env: { RACK_ENV: 'production' } };
}
// Source: Puma's documentation, "Binding TCP": without an address, and without settings, it takes this port and no other.
function pumaPort(app, run) {
    if (run === undefined)
        return undefined;
    const settings = ['config/puma.rb', 'config/puma/production.rb'].some((path) => app.files.isFile(path));
    const argv = run.value.filter((word) => word !== 'bundle' && word !== 'exec');
    const bound = argv.some((word) => /^(?:-[bpC]|--(?:bind|port|config))/.test(word));
    return argv[0] !== 'puma' || settings || bound
        ? undefined
        : { ...withValue(run, 9292), why: "Puma's default, as the command names none" };
}
function ruby_provider_findBuild(image, hint, input) {
    const [first] = image.build ?? [];
    return choose([
        input === undefined ? undefined : fromInput([input], 'build-command'),
        hint === undefined ? undefined : withValue(hint, [hint.value]),
        first === undefined || image.build === undefined
            ? undefined
            : { value: image.build, why: 'the build of the framework' },
    ]);
}
function origin(app, gemfile) {
    if (gemfile !== undefined)
        return { file: app.at(gemfile.name) };
    const file = plain_listeningFile(app)?.file ?? (app.files.isFile('config.ru') ? app.at('config.ru') : undefined);
    return file === undefined ? {} : { file };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/build.js

/** Flags of `cargo build` that choose what is compiled in; undefined for a line that does anything else. */
function build_readBuildLine(line) {
    const parsed = line === undefined ? undefined : parseCommandLine(line.value);
    const only = parsed?.segments[0];
    if (parsed === undefined || only === undefined || !parsed.single || parsed.needsShell)
        return undefined;
    const [cargo, command, ...words] = only.argv;
    if (cargo !== 'cargo' || (command !== 'build' && command !== 'b'))
        return undefined;
    return words.flatMap((word, index) => {
        if (/^(?:--all-features|--no-default-features|--features=.*)$/.test(word))
            return [word];
        return word === '--features' || word === '-F' ? ['--features', words[index + 1] ?? ''] : [];
    });
}
/** The line that builds one program, the same for its dependencies' stand-ins as for itself. */
function cargoBuild(options) {
    const { locked, program, flags } = options;
    const own = options.package === undefined ? [] : ['--package', options.package];
    return shellLine([
        'cargo',
        'build',
        '--release',
        ...(locked ? ['--locked'] : []),
        ...own,
        '--bin',
        program,
        ...flags,
    ]);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/manifest.js



/** The Cargo.toml of a folder, or undefined. Throws a UserError for one that is not valid TOML. */
function cargoToml(app) {
    return readToml(app, 'Cargo.toml');
}
/**
 * The package of a folder, or undefined where there is none. Source: The Cargo Book, "Cargo Targets", Target
 * auto-discovery.
 */
function packageIn(app) {
    const toml = cargoToml(app);
    if (toml?.get('package') === undefined)
        return undefined;
    const name = toml.string('package', 'name');
    if (name === undefined) {
        throw new errors/* UserError */.y(`${toml.file} has a [package] without a name.`, `Mend ${toml.file}; nothing was written.`);
    }
    return {
        app,
        toml,
        name,
        programs: programs(app, toml, name.value),
        library: manifest_library(app, toml, name.value),
        buildScript: buildScript(app, toml),
        others: ['example', 'test', 'bench'].flatMap((kind) => targets(toml, kind).map((target) => ({
            name: target.name,
            path: target.path ?? `${kind === 'bench' ? 'benches' : `${kind}s`}/${target.name}.rs`,
        }))),
    };
}
function programs(app, toml, name) {
    const named = targets(toml, 'bin');
    const found = new Map();
    if (toml.get('package', 'autobins') !== false) {
        if (app.files.isFile('src/main.rs'))
            found.set(name, 'src/main.rs');
        for (const entry of app.files.list('src/bin')) {
            const own = entry.name.replace(/\.rs$/, '');
            if (entry.kind === 'file' && entry.name.endsWith('.rs'))
                found.set(own, `src/bin/${entry.name}`);
            if (entry.kind === 'folder' && app.files.isFile(`src/bin/${own}/main.rs`))
                found.set(own, `src/bin/${own}/main.rs`);
        }
    }
    for (const { name: own, path } of named) {
        const usual = found.get(own) ?? (own === name ? 'src/main.rs' : `src/bin/${own}.rs`);
        // A file has one target: a name of its own takes the discovered one's place.
        for (const [other, file] of found)
            if (file === (path ?? usual))
                found.delete(other);
        found.set(own, path ?? usual);
    }
    return [...found].map(([own, path]) => ({ name: own, path }));
}
function manifest_library(app, toml, name) {
    const path = toml.string('lib', 'path')?.value;
    const own = toml.string('lib', 'name')?.value ?? name;
    if (path !== undefined)
        return { name: own, path };
    return toml.get('lib') !== undefined || app.files.isFile('src/lib.rs')
        ? { name: own, path: 'src/lib.rs' }
        : undefined;
}
function buildScript(app, toml) {
    const build = toml.get('package', 'build');
    if (build === false)
        return undefined;
    if (typeof build === 'string')
        return build;
    return app.files.isFile('build.rs') ? 'build.rs' : undefined;
}
function targets(toml, kind) {
    const list = toml.get(kind);
    return (Array.isArray(list) ? list : []).flatMap((entry) => {
        if (!isTable(entry) || typeof entry['name'] !== 'string')
            return [];
        const path = entry['path'];
        return [{ name: entry['name'], ...(typeof path === 'string' ? { path } : {}) }];
    });
}
/** The names of a package's dependencies, those of its build script and for some platforms included, each with its table. */
function manifest_dependencies(toml) {
    const platforms = Object.keys(toml.table('target')).map((name) => ['target', name]);
    const tables = [[], ...platforms].flatMap((place) => ['dependencies', 'build-dependencies', 'dev-dependencies'].map((kind) => toml.table(...place, kind)));
    return new Map(tables.flatMap((table) => Object.entries(table).map(([name, value]) => [
        name,
        isTable(value) ? value : {},
    ])));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/frameworks.js


/** In the order in which they are looked for: what builds on another comes before it. */
const RUST_FRAMEWORKS = [
    {
        name: 'rocket',
        crate: 'rocket',
        port: 8000,
        // Source: Rocket's API documentation, rocket::config, Shutdown.
        endsOnSigterm: true,
        env: (port) => ({ ROCKET_ADDRESS: '0.0.0.0', ROCKET_PORT: String(port) }),
        files: ['Rocket.toml', 'templates', 'static', 'public'],
    },
    // Source: actix-web's documentation, "Server", Graceful shutdown.
    { name: 'actix', crate: 'actix-web', endsOnSigterm: true },
    { name: 'axum', crate: 'axum' },
    { name: 'poem', crate: 'poem' },
    { name: 'salvo', crate: 'salvo' },
    { name: 'warp', crate: 'warp' },
    { name: 'tide', crate: 'tide' },
    { name: 'hyper', crate: 'hyper' },
];
/** Any other server. */
const plainRust = { name: 'rust', crate: '' };
/** The framework that the input names, or that a dependency reveals, or none. */
function rust_frameworks_findFramework(packages, input) {
    if (input !== undefined) {
        const framework = RUST_FRAMEWORKS.find(({ name }) => name === input) ?? plainRust;
        return { framework, found: fromInput(framework.name, 'framework') };
    }
    for (const framework of RUST_FRAMEWORKS) {
        const user = packages.find(({ toml }) => manifest_dependencies(toml).has(framework.crate));
        if (user === undefined)
            continue;
        const line = user.toml.lineOf('dependencies', framework.crate);
        return {
            framework,
            found: { value: framework.name, file: user.toml.file, ...(line === undefined ? {} : { line }) },
        };
    }
    return { framework: plainRust, found: { value: plainRust.name, why: 'no known framework' } };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/layout.js

// What macros read while compiling, at a workspace's top.
const layout_BESIDE = ['.sqlx', 'sqlx-data.json', 'migrations'];
/** Lays the build out: packages at the places where they stand in the repository. */
function layout_layOut(app, workspace, needed, config) {
    const packages = [...workspace.packages.values()];
    const top = workspace.app.folder;
    const outside = packages.some((one) => top !== '' && !layout_isWithin(one.app.folder, top));
    const root = outside ? '' : top;
    const below = (path) => root === '' || path === root ? path.slice(root.length) : path.slice(root.length + 1);
    const folder = below(top);
    const place = (path) => {
        const inside = below(path);
        return `${folder === '' ? '.' : '/src'}/${inside === '' ? '' : `${inside}/`}`;
    };
    const manifests = rust_layout_manifestPaths(workspace, packages, config);
    const copied = layout_sourcePaths(app, workspace, needed);
    const scope = [...manifests, ...config.vendored.map(workspace.app.at), ...copied];
    return {
        manifests: [
            ...groups(manifests).map(([parent, sources], index) => ({
                kind: 'copy',
                ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
                sources,
                to: place(parent),
            })),
            ...config.vendored.map((path) => ({
                kind: 'copy',
                sources: [`${workspace.app.at(path)}/`],
                to: place(workspace.app.at(path)),
            })),
        ],
        standIns: standIns(packages, (path) => `${place(rust_layout_folderOf(path))}${path.split('/').at(-1) ?? ''}`.replace(/^\.\//, '')),
        sources: copied.map((path) => layout_copyStep(app, path, place)),
        roots: needed
            .flatMap(rootFiles)
            .map((path) => `${place(rust_layout_folderOf(path))}${path.split('/').at(-1) ?? ''}`.replace(/^\.\//, '')),
        folder,
        scope: app.folder === '' ? [] : scope.filter((path) => !layout_isWithin(path, app.folder)),
    };
}
function rust_layout_manifestPaths({ app }, packages, { files }) {
    const own = ['Cargo.toml', 'Cargo.lock', ...files].filter((name) => app.files.isFile(name)).map(app.at);
    return [...new Set([...own, ...packages.map((one) => one.app.at('Cargo.toml'))])];
}
/** Paths with their folders, in the order in which each folder first comes up. */
function groups(paths) {
    const folders = [...new Set(paths.map(rust_layout_folderOf))];
    return folders.map((folder) => [folder, paths.filter((path) => rust_layout_folderOf(path) === folder)]);
}
function standIns(packages, named) {
    const programs = packages.flatMap(({ app, programs: own, others, buildScript }) => [...own, ...others]
        .map(({ path }) => app.at(path))
        .concat(buildScript === undefined ? [] : [app.at(buildScript)]));
    const libraries = packages.flatMap(({ app, library }) => library === undefined ? [] : [app.at(library.path)]);
    const folders = [...new Set([...programs, ...libraries].map((path) => rust_layout_folderOf(named(path))))].filter((folder) => folder !== '');
    const files = programs.map(named);
    const [only = '', ...more] = files;
    return [
        ...(folders.length === 0 ? [] : [`mkdir -p ${folders.join(' ')}`]),
        ...(libraries.length === 0 ? [] : [`touch ${libraries.map(named).join(' ')}`]),
        ...(files.length === 0
            ? []
            : more.length === 0
                ? [`echo 'fn main() {}' > ${only}`]
                : [`for file in ${files.join(' ')}; do echo 'fn main() {}' > $file; done`]),
    ];
}
function rootFiles({ app, programs, library, buildScript }) {
    const paths = [...programs, ...(library === undefined ? [] : [library])].map(({ path }) => path);
    return [...paths, ...(buildScript === undefined ? [] : [buildScript])].map(app.at);
}
/** The application's folder and the packages that it is compiled from; the whole workspace where that is the folder. */
function layout_sourcePaths(app, workspace, needed) {
    const beside = layout_BESIDE.filter((name) => workspace.app.files.isFile(name) || workspace.app.files.isFolder(name));
    const paths = [app.folder, ...needed.map((one) => one.app.folder), ...beside.map(workspace.app.at)];
    return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && layout_isWithin(path, other)));
}
function layout_copyStep(app, path, place) {
    if (path === '')
        return { kind: 'copy', sources: ['.'], to: place('').replace(/^\.\/$/, '.') };
    if (app.repository.isFile(path))
        return { kind: 'copy', sources: [path], to: place(rust_layout_folderOf(path)) };
    return { kind: 'copy', sources: [`${path}/`], to: place(path) };
}
function rust_layout_folderOf(path) {
    return path.split('/').slice(0, -1).join('/');
}
function layout_isWithin(path, folder) {
    return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/about.js
/** What Cargo.toml says of a package. Source: The Cargo Book, "The Manifest Format", inheritance from a workspace. */
function rust_about_aboutOf({ toml }, own) {
    const field = (name) => own.toml.string('package', name)?.value ??
        (own.toml.get('package', name, 'workspace') === true
            ? toml.string('workspace', 'package', name)?.value
            : undefined);
    const description = field('description');
    const licenses = field('license');
    return {
        title: own.name.value,
        ...(description === undefined ? {} : { description }),
        ...(licenses === undefined ? {} : { licenses }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/native.js


/** From the crates' own documentation of what to install. */
const NATIVE_CRATES = [
    // The library itself is in distroless images.
    { crate: 'openssl-sys', unless: 'openssl-src', build: ['pkg-config', 'libssl-dev'] },
    { crate: 'openssl-src', build: ['make', 'perl'] },
    { crate: 'pq-sys', unless: 'pq-src', build: ['libpq-dev'], run: ['libpq5'] },
    { crate: 'mysqlclient-sys', build: ['default-libmysqlclient-dev', 'pkg-config'], run: ['libmariadb3'] },
    { crate: 'rdkafka-sys', build: ['g++', 'make', 'zlib1g-dev'], run: ['zlib1g'] },
    { crate: 'librocksdb-sys', build: ['clang', 'g++', 'libclang-dev', 'make'] },
    { crate: 'tikv-jemalloc-sys', build: ['make'] },
    { crate: 'prost-build', unless: 'protobuf-src', build: ['protobuf-compiler'] },
    {
        crate: 'magick_rust',
        build: ['clang', 'libclang-dev', 'libmagickwand-dev', 'pkg-config'],
        run: ['libmagickwand-7.q16-10'],
    },
    { crate: 'libvips', build: ['libvips-dev', 'pkg-config'], run: ['libvips42'] },
];
// Builders that crates use: needed unless all that use them have a way without.
const native_BUILDERS = [
    { crate: 'cmake', build: ['cmake', 'g++', 'make'] },
    { crate: 'bindgen', build: ['clang', 'libclang-dev'] },
];
// Source: AWS-LC's Rust bindings, "Requirements": prebuilt bindings and no CMake on Linux.
const WITHOUT_BUILDERS = [
    'aws-lc-sys',
    'aws-lc-fips-sys',
    'libsqlite3-sys',
    'zstd-sys',
    'mysqlclient-sys',
    'pq-sys',
    'openssl-sys',
];
// Without a lockfile: crates of a manifest that bring openssl-sys by default.
const BRINGS_OPENSSL = ['openssl', 'openssl-sys', 'native-tls', 'reqwest', 'hyper-tls', 'lettre'];
/** What the crates of a workspace need, from its lockfile; from its manifests alone where there is none. */
function native_systemPackages(workspace) {
    const locked = lockedCrates(workspace);
    const names = locked ?? namedCrates(workspace);
    const needed = NATIVE_CRATES.filter(({ crate, unless }) => names.has(crate) && (unless === undefined || !names.has(unless)));
    const builders = native_BUILDERS.filter(({ crate }) => [...(locked ?? [])].some(([name, uses]) => uses.includes(crate) && !WITHOUT_BUILDERS.includes(name)));
    const sqlite = locked?.get('libsqlite3-sys');
    // Compiled from source that comes along only with the feature that brings the compiler's crate.
    const ownSqlite = sqlite !== undefined && !sqlite.includes('cc');
    const all = [...needed, ...builders, ...(ownSqlite ? [SQLITE] : [])];
    return {
        build: [...new Set(all.flatMap(({ build = [] }) => build))].sort(),
        run: [...new Set(all.flatMap(({ run = [] }) => run))].sort(),
    };
}
const SQLITE = {
    crate: 'libsqlite3-sys',
    build: ['libsqlite3-dev', 'pkg-config'],
    run: ['libsqlite3-0'],
};
/** Each crate of Cargo.lock with the names of those that it uses; undefined without a lockfile. */
function lockedCrates({ app }) {
    const text = app.files.text('Cargo.lock');
    if (text === undefined)
        return undefined;
    const list = parseToml(app.at('Cargo.lock'), text).get('package');
    return new Map((Array.isArray(list) ? list : []).flatMap((entry) => {
        if (!isTable(entry) || typeof entry['name'] !== 'string')
            return [];
        const uses = entry['dependencies'];
        // A name is followed by its version where there are several.
        const names = (Array.isArray(uses) ? uses : []).map((use) => String(use).split(' ')[0] ?? '');
        return [[entry['name'], names]];
    }));
}
function namedCrates({ packages }) {
    const names = [...packages.values()].flatMap(({ toml }) => [...manifest_dependencies(toml).keys()]);
    const openssl = names.some((name) => BRINGS_OPENSSL.includes(name)) ? ['openssl-sys'] : [];
    return new Map([...names, ...openssl].map((name) => [name, []]));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/registries.js

/** Reads the configuration that stands beside a workspace. Throws a UserError for one that is not valid TOML. */
function cargoConfig(app) {
    const file = ['.cargo/config.toml', '.cargo/config'].find((name) => app.files.isFile(name));
    if (file === undefined)
        return { files: [], secrets: [], vendored: [] };
    const toml = parseToml(app.at(file), app.files.text(file) ?? '');
    const names = Object.keys(toml.table('registries')).map((name) => `CARGO_REGISTRIES_${name.toUpperCase().replaceAll('-', '_')}_TOKEN`);
    const vendored = Object.values(toml.table('source')).flatMap((source) => isTable(source) && typeof source['directory'] === 'string' ? [source['directory']] : []);
    const target = toml.string('build', 'target')?.value;
    return {
        files: [file],
        secrets: names.map((name) => ({ type: 'secret', id: name, env: name })),
        vendored: vendored.filter((folder) => app.files.isFolder(folder)),
        ...(target === undefined ? {} : { target }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/source.js



const rust_source_PORTS = [
    /\bvar(?:_os)?\("PORT"\)[\s\S]{0,200}?(?:"(?:[\w.]*:)?(\d{2,5})"|\b(?:unwrap_or|map_or|or)\w*\(\s*(?:\|_\w*\|\s*)?(?:\w+\(\s*)?(\d{2,5})\b)/,
    // clap's attributes, in either order.
    /\benv\s*=\s*"PORT"[^\]]*?\bdefault_value(?:_t)?\s*=\s*"?(\d{2,5})\b/,
    /\bdefault_value(?:_t)?\s*=\s*"?(\d{2,5})\b[^\]]*?\benv\s*=\s*"PORT"/,
    /"(?:0\.0\.0\.0|\[::\]):(\d{2,5})"/,
    /\(\s*"(?:0\.0\.0\.0|\[?::\]?)"\s*,\s*(\d{2,5})\s*\)/,
    /\(\s*\[\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*\]\s*,\s*(\d{2,5})\s*\)/,
    /\bUNSPECIFIED(?:\.into\(\)|\))?\s*,\s*(\d{2,5})\s*\)/,
    /\b(?:bind|run|listen|serve)\w*\(\s*(?:[\w:]+\(\s*)*"(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})"/,
    /\b(?:bind|run|from|new)\w*\(\s*\(*\s*(?:"(?:127\.0\.0\.1|localhost)"|\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])\s*,\s*(\d{2,5})\b/,
    /\b(?:const|let|static)\s+(?:mut\s+)?(?:addr|ADDR|address|ADDRESS|port|PORT)\s*(?::\s*[&\w']+(?:\s*str)?\s*)?=\s*"?(?:[\w.]+:)?(\d{2,5})\b/,
    /\bmerge\(\(\s*"port"\s*,\s*(\d{2,5})\b/,
];
const rust_source_ROUTES = /(?:\.(?:route|at)\(\s*|\bwith_path\(\s*|#\[(?:get|head|route)\(\s*|\bwarp::path\(\s*|\bwarp::path!\(\s*)"\/?([\w/-]{2,40})"/g;
// A router below a path: what its routes say is not where they answer.
const NESTED = /\.(?:nest|scope|mount)\(\s*"\/\w|\bscope\(\s*"\/\w/;
const source_LOOPBACK = /\b(?:bind|run|listen|serve)\w*\(\s*&?(?:[\w:]+\(\s*)*\(?\s*("(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?"|\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])|\bSocketAddr\w*::(?:from|new)\(\s*\(*\s*(\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])|\b(?:const|let|static)\s+(?:addr|ADDR|address|ADDRESS)\b[^=\n]*=\s*("(?:127\.0\.0\.1|localhost):\d+")/;
const TERMINATE = /\bSignalKind::terminate\(|\bSIGTERM\b|\bTERM_SIGNALS\b/;
const source_INTERRUPT = /\bctrl_c\(\)|\bctrlc::set_handler\b/;
/** Reads the packages that the program is compiled from, its own first. */
function rust_source_readSource(packages, program) {
    const files = packages.flatMap(({ app }, index) => {
        const own = sources(app.files, ['.rs']);
        // The program's own file tells before its neighbours do.
        const first = index === 0 ? own.filter((path) => path === program) : [];
        return [...first, ...own.filter((path) => !first.includes(path))].map((path) => join(app.folder, path));
    });
    const repository = packages[0]?.app.repository;
    if (repository === undefined)
        throw new TypeError('A program has a package.');
    const whole = appIn(repository, '');
    const texts = files.map((file) => repository.head(file) ?? '');
    const loopback = files.flatMap((file, index) => {
        const match = searchLines(texts[index] ?? '', source_LOOPBACK);
        return match === undefined ? [] : [{ value: match.groups.find(Boolean) ?? '', file, line: match.line }];
    })[0];
    const nested = texts.some((text) => NESTED.test(text));
    const routed = nested ? files.filter((_, index) => NESTED.test(texts[index] ?? '')) : files;
    return {
        texts,
        port: (0,routes/* portIn */.Ju)(whole, files, rust_source_PORTS),
        readsPort: texts.some((text) => text.includes('"PORT"')),
        healthPath: (0,routes/* healthPath */.OW)(whole, routed, rust_source_ROUTES),
        loopback,
        stops: texts.some((text) => TERMINATE.test(text))
            ? 'terminate'
            : texts.some((text) => source_INTERRUPT.test(text))
                ? 'interrupt'
                : 'never',
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/probe.js
/** The source of a program that asks the server on $PORT, for images without a shell. Exits 0 when it answers well. */
function rustProbe(path) {
    // At `/` any answer but a server error will do: an API may well have nothing there.
    const bad = path === '/' ? '5' : '4';
    const request = JSON.stringify(`GET ${path} HTTP/1.0\r\nHost: localhost\r\n\r\n`);
    return `use std::io::{Read, Write};
use std::time::Duration;

fn main() {
    std::process::exit(if answers().unwrap_or(false) { 0 } else { 1 });
}

fn answers() -> std::io::Result<bool> {
    let port = std::env::var("PORT").unwrap_or_default();
    let mut server = std::net::TcpStream::connect(format!("127.0.0.1:{}", port))?;
    server.set_read_timeout(Some(Duration::from_secs(4)))?;
    server.write_all(b${request})?;
    let mut status = [0; 10];
    server.read_exact(&mut status)?;
    Ok(status[9] < b'${bad}')
}`.split('\n');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/version.js







const rust_version_DEFAULT = '1';
/**
 * The toolchain: a release (`1`, `1.84.0`) or a channel with a date. What pins one decides; `rust-version` only gives
 * the least, and every later release compiles what an earlier one did. Source: The rustup book, "Overrides"; The Cargo
 * Book, "The rust-version field".
 * @throws UserError for an unknown version, and for one below what Cargo.toml needs
 */
function rustVersion(app, workspace, own, input) {
    const floor = leastVersion(workspace, own);
    const pins = upward(app).map(toolchainFile);
    const asked = choose([
        input === undefined ? undefined : askedVersion(app, input, { files: [], tools: [] }),
        ...pins,
        askedVersion(app, undefined, { files: [], tools: ['rust'] }, [floor]),
    ]);
    if (asked === undefined)
        return { value: rust_version_DEFAULT, why: 'the current release' };
    if (asked.file === floor?.file && asked.line === floor?.line) {
        return { ...withValue(asked, rust_version_DEFAULT), why: `the current release: ${asked.value} is the least` };
    }
    const version = resolveRustVersion(asked.value);
    if (version === undefined) {
        throw new errors/* UserError */.y(`No release of Rust is known that fits "${asked.value}" (${originOf(asked)}).`, 'Set the input "version", for example to 1 for the current release.');
    }
    const full = semver.coerce(/^\d+\.\d+$/.test(version) ? `${version}.99` : version);
    const least = semver.coerce(floor?.value ?? '');
    if (floor !== undefined &&
        /^\d+\.\d/.test(version) &&
        full !== null &&
        least !== null &&
        semver.lt(full, least)) {
        throw new errors/* UserError */.y(`Rust ${version} (${originOf(asked)}) is below ${floor.value}, which ${originOf(floor)} needs.`, 'Raise the one or lower the other.');
    }
    return withValue(asked, version);
}
/** A release as an image's tag has it, or a channel; undefined for what is neither. */
function resolveRustVersion(text) {
    // A toolchain's name may end in the platform that it runs on.
    const word = text.trim().replace(/-(?:x86_64|aarch64|i686)-.*$/, '');
    if (['stable', 'latest', '1'].includes(word))
        return rust_version_DEFAULT;
    return /^1\.\d+(\.\d+)?$/.test(word) || isChannel(word) ? word : undefined;
}
/** Whether a toolchain is none of the releases, so that rustup has to fetch it. */
function isChannel(version) {
    return /^(?:nightly|beta)(?:-\d{4}-\d{2}-\d{2})?$/.test(version);
}
function toolchainFile(app) {
    for (const name of ['rust-toolchain.toml', 'rust-toolchain']) {
        const text = app.files.text(name);
        if (text === undefined)
            continue;
        // The older form is the channel's name and nothing else.
        if (!text.includes('['))
            return firstLine(app, name);
        const channel = parseToml(app.at(name), text).string('toolchain', 'channel');
        if (channel !== undefined)
            return channel;
    }
    return undefined;
}
function leastVersion({ toml }, own) {
    const inherited = own.toml.get('package', 'rust-version', 'workspace') === true;
    const named = inherited
        ? toml.string('workspace', 'package', 'rust-version')
        : own.toml.string('package', 'rust-version');
    const edition = own.toml.string('package', 'edition') ?? toml.string('workspace', 'package', 'edition');
    // Source: The Rust Edition Guide, the page of each edition.
    const needs = edition?.value === '2024' ? withValue(edition, '1.85') : undefined;
    return choose([named, needs]);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/runtime.js

/**
 * Chooses the final image: distroless unless the program needs packages or its command a shell. Sources: distroless
 * README, "What images are available?"; Docker Hub, rust: images on Debian 13 begin with Rust 1.89, those on 12 with
 * 1.70.
 */
function runtime_runtimeBase(version, { packages, openssl, shell }) {
    const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? '999');
    const debian = minor >= 89 ? 'trixie' : minor >= 70 ? 'bookworm' : 'bullseye';
    const compiler = `${isChannel(version) ? '1' : version}-slim-${debian}`;
    if (debian === 'bullseye') {
        return { compiler, image: 'debian:bullseye-slim', shell: true, packages: openssl ? ['libssl1.1'] : [] };
    }
    if (shell || packages.length > 0) {
        return { compiler, image: `debian:${debian}-slim`, shell: true, packages: openssl ? ['libssl3'] : [] };
    }
    const number = debian === 'trixie' ? 13 : 12;
    return { compiler, image: `gcr.io/distroless/cc-debian${number}:nonroot`, shell: false, packages: [] };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/stages.js








const stages_BIN = '/usr/local/bin';
// Cargo's own lock is beside these folders, not in them. Source: The Cargo Book, "Cargo Home".
const stages_REGISTRY = ['registry', 'git'].map((name) => ({
    type: 'cache',
    target: `/usr/local/cargo/${name}`,
    sharing: 'locked',
}));
const rust_stages_USER = '65532:65532';
const INIT = 'tini';
/** The tools that the final image lacks, the program, and what runs. */
function rustStages(facts, how, request) {
    const { system, shell } = facts;
    const openssl = system.build.includes('libssl-dev');
    const runtime = runtime_runtimeBase(facts.version, { packages: system.run, openssl, shell });
    const compiler = officialImage(request.baseRegistry, `rust:${runtime.compiler}`);
    const tools = runtime.shell ? [] : [toolsStage(facts, how, compiler)];
    return [...tools, rust_stages_buildStage(facts, compiler), rust_stages_runtimeStage(facts, how, request, runtime)];
}
function toolsStage({ stops }, how, compiler) {
    return {
        name: 'tools',
        base: compiler,
        why: ['What the final image lacks, as it has neither a shell nor curl: a probe for the health path.'],
        steps: steps(stops === 'never' && aptInstall(['tini'], 'The first process of the container, see the end.'), { kind: 'inline', to: '/tools/probe.rs', lines: rustProbe(how.healthCheckPath) }, {
            kind: 'run',
            why: ['Of the standard library alone.'],
            commands: ['rustc -O -o /tools/probe /tools/probe.rs'],
        }),
    };
}
function rust_stages_buildStage({ layout, version, system, config, build, sqlx }, compiler) {
    const mounts = [...(config.vendored.length > 0 ? [] : stages_REGISTRY), ...config.secrets];
    return {
        name: 'build',
        base: compiler,
        steps: steps({ kind: 'workdir', value: '/src' }, aptInstall(system.build, 'What dependencies are compiled with; not in the final stage.'), isChannel(version) && {
            kind: 'run',
            commands: [`rustup toolchain install ${version} --profile minimal`],
        }, isChannel(version) && { kind: 'env', values: { RUSTUP_TOOLCHAIN: version } }, ...layout.manifests, layout.folder !== '' && { kind: 'workdir', value: `/src/${layout.folder}` }, {
            kind: 'run',
            why: [
                'Dependencies are compiled for empty programs, in a layer of their own: a change of source compiles none of',
                'them again, on this machine or on another that has the cached layer.',
            ],
            commands: [...layout.standIns, build],
            mounts,
        }, ...layout.sources, sqlx && { kind: 'env', values: { SQLX_OFFLINE: 'true' } }, {
            kind: 'run',
            why: [
                'Cargo goes by time stamps: the source must be newer than what was built for the empty programs.',
            ],
            commands: [`touch ${layout.roots.join(' ')}`, build],
            mounts,
        }),
    };
}
function rust_stages_runtimeStage(facts, how, request, { image, shell, packages }) {
    const { app, layout, system, config, program, files, stops, env } = facts;
    const folder = ['/src', layout.folder, 'target', config.target ?? '', 'release']
        .filter((part) => part !== '')
        .join('/');
    const init = stops === 'never';
    const all = [...new Set(['ca-certificates', ...packages, ...system.run, ...(init ? [INIT] : [])])].sort();
    return {
        name: 'runtime',
        base: shell ? officialImage(request.baseRegistry, image) : image,
        steps: steps({ kind: 'workdir', value: '/app' }, shell && aptInstall(all, 'What the program loads or asks while it runs.'), ...(shell ? [] : toolCopies(init)), { kind: 'copy', from: 'build', sources: [`${folder}/${program}`], to: `${stages_BIN}/${program}` }, ...copyOnly(app, files, 'Read by their path while the server runs. Owned by root: it can change none of them.'), ...serving({
            ...how,
            argv: init ? [shell ? `/usr/bin/${INIT}` : `${stages_BIN}/${INIT}`, '--', ...how.argv] : how.argv,
            ...(init ? { whyCommand: WHY_INIT } : {}),
            ...(stops === 'interrupt'
                ? { stopSignal: 'SIGINT', whyStopSignal: WHY_INTERRUPT, whyCommand: WHY_FIRST }
                : {}),
            lambda: takesLambda(request, how.port),
            user: rust_stages_USER,
            probe: shell ? bashProbe(how.healthCheckPath) : [`${stages_BIN}/probe`],
            ...(shell
                ? {}
                : { whyProbe: 'Asked with the probe from above, as there is nothing else in the image.' }),
            env,
        })),
    };
}
// Source: signal(7) and pid_namespaces(7): the first process of a container ignores what it has no handler for.
const WHY_INIT = 'The program has no handler for SIGTERM, which the first process of a container then ignores: tini is first and hands it on.';
const WHY_FIRST = 'The process itself is PID 1, so that it gets the signal and can finish its requests.';
const WHY_INTERRUPT = 'The signal that the code waits for; as the first process it would ignore SIGTERM.';
function toolCopies(init) {
    return steps(init && { kind: 'copy', from: 'tools', sources: ['/usr/bin/tini-static'], to: `${stages_BIN}/${INIT}` }, { kind: 'copy', from: 'tools', sources: ['/tools/probe'], to: `${stages_BIN}/probe` });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/target.js



/**
 * Chooses the program: the one that the start line names, `default-run`, the only one, or the one named like its package.
 * @throws UserError that lists them where nothing decides
 */
function target_chooseTarget(app, workspace, start) {
    const own = workspace.packages.get(app.folder);
    const packages = own === undefined ? workspace.defaults : [own];
    const candidates = packages.flatMap((one) => one.programs.map((program) => ({ package: one, program })));
    if (candidates.length === 0) {
        throw new errors/* UserError */.y(`No program was found in ${app.at('') || 'the repository'}: looked for src/main.rs, src/bin and [[bin]] in ` +
            `${packages.map(({ toml }) => toml.file).join(', ') || workspace.toml.file}.`, 'Set "root-directory" to the folder of the program.');
    }
    if (start !== undefined)
        return rust_target_fromLine(start, workspace, candidates);
    const preferred = packages.flatMap((one) => {
        const name = one.toml.string('package', 'default-run');
        const program = one.programs.find((candidate) => candidate.name === name?.value);
        return name === undefined || program === undefined ? [] : [{ package: one, program, found: name }];
    });
    const byDefault = preferred.length === 1 ? preferred[0] : undefined;
    if (byDefault !== undefined)
        return { ...byDefault, args: [], env: {} };
    const alike = candidates.filter((one) => one.program.name === one.package.name.value);
    const choice = candidates.length === 1 ? candidates[0] : alike.length === 1 ? alike[0] : undefined;
    if (choice === undefined) {
        throw new errors/* UserError */.y(`${app.at('') || 'The repository'} has several programs: ${target_list(candidates)}.`, 'Set "root-directory" to the folder of one, "default-run" in its Cargo.toml, or name one in a Procfile ("web: NAME") or in "run-command".');
    }
    return { ...choice, found: target_foundIn(choice), args: [], env: {} };
}
function rust_target_fromLine(line, workspace, own) {
    const parsed = parseCommandLine(line.value);
    const only = parsed.segments[0];
    const argv = only?.argv ?? [];
    const running = argv[0] === 'cargo' && argv[1] === 'run';
    const flag = running
        ? argv.findIndex((word) => word === '--bin' || word === '-p' || word === '--package')
        : -1;
    const word = running ? (argv[flag + 1] ?? '') : (argv[0] ?? '');
    const name = word.split('/').at(-1) ?? '';
    const every = [...workspace.packages.values()].flatMap((one) => one.programs.map((program) => ({ package: one, program })));
    const named = [...own, ...every].find((one) => one.program.name === name || (running && one.package.name.value === name));
    // Where there is but one, a line may call it what it likes.
    const choice = named ?? (own.length === 1 ? own[0] : undefined);
    if (choice === undefined || only === undefined || !parsed.single) {
        const what = parsed.single ? 'names none of the programs' : 'starts more than one of the programs';
        throw new errors/* UserError */.y(`"${line.value}" (${originOf(line)}) ${what} of ${workspace.toml.file}: ${target_list(every)}.`, 'Begin the command with the name of one program, for example "server --port $PORT".');
    }
    const separator = argv.indexOf('--');
    const args = running ? (separator === -1 ? [] : argv.slice(separator + 1)) : argv.slice(1);
    return {
        ...choice,
        found: withValue(line, choice.program.name),
        args,
        env: only.env,
        ...(parsed.port === undefined ? {} : { port: parsed.port }),
        ...(parsed.needsShell
            ? { shell: throughShell(line.value.replace(word, choice.program.name), parsed) }
            : {}),
    };
}
function target_foundIn({ package: own, program }) {
    const text = own.app.files.head(program.path) ?? '';
    const line = text.split('\n').findIndex((row) => /^\s*(?:pub )?(?:async )?fn main\b/.test(row)) + 1;
    return { value: program.name, file: own.app.at(program.path), ...(line === 0 ? {} : { line }) };
}
function target_list(candidates) {
    return candidates.map((one) => `${one.program.name} (${one.package.app.at(one.program.path)})`).join(', ');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/releases.js
/** Milliseconds of six weeks: a release of Rust is mended until the next one. Source: doc.rust-lang.org, "Release channels". */
const SIX_WEEKS = 6 * 7 * 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(2015, 4, 14);
const YEAR = 365 * 24 * 60 * 60 * 1000;
/**
 * The sentence about a release whose successor is more than a year old: compilers are pinned for good reasons, but the
 * standard library that they link in is not mended either. `now` in milliseconds since the epoch.
 */
function oldRustWarning(version, now) {
    const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);
    if (Number.isNaN(minor))
        return undefined;
    const successor = FIRST + (minor + 1) * SIX_WEEKS;
    if (now - successor < YEAR)
        return undefined;
    return `Rust ${version} has had no fixes since ${new Date(successor).toISOString().slice(0, 10)}.`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/warnings.js



/** What the user of a program in Rust ought to know. */
function rust_warnings_warningsOf({ version, port, source, framework, workspace, locked, sqlx, now, }) {
    const old = oldRustWarning(version.value, now);
    const { loopback } = source;
    const fixed = source.readsPort || framework.env !== undefined ? undefined : source.port;
    const listens = framework !== plainRust ||
        source.texts.some((text) => /\b(?:TcpListener|bind|Server::http|serve)\b/.test(text));
    const queries = source.texts.some((text) => /\bquery(?:_as|_scalar)?!\(/.test(text));
    return [
        ...(old === undefined ? [] : [warningAt(version, old)]),
        ...(locked
            ? []
            : [
                {
                    text: `There is no ${workspace.app.at('Cargo.lock')}: every build may get other dependencies. Commit it.`,
                    file: workspace.toml.file,
                },
            ]),
        ...(loopback === undefined || framework.env !== undefined
            ? []
            : [
                warningAt(loopback, `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on 0.0.0.0:${port.value}.`),
            ]),
        ...(fixed === undefined || fixed.value === port.value
            ? []
            : [
                warningAt(fixed, `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`),
            ]),
        ...(listens
            ? []
            : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
        ...(listens && source.stops === 'never' && framework.endsOnSigterm !== true
            ? [
                {
                    text: 'The code does not handle SIGTERM: the image stops it at once by way of tini, and requests in flight are ' +
                        'cut off. Wait for tokio::signal::unix::SignalKind::terminate to finish them.',
                },
            ]
            : []),
        ...(queries && !sqlx && framework !== plainRust
            ? [
                {
                    text: 'The code has query! macros, and no .sqlx folder: run "cargo sqlx prepare" and commit what it writes.',
                },
            ]
            : []),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/workspace.js






/** The workspace of a folder with a Cargo.toml: the nearest one above that does not exclude it, or the folder itself. */
function workspaceOf(app) {
    const own = cargoToml(app);
    if (own === undefined)
        return undefined;
    const above = upward(app)
        .map((folder) => ({ folder, toml: cargoToml(folder) }))
        .find(({ folder, toml }) => toml?.get('workspace') !== undefined && !excludes(toml, workspace_relativeTo(folder.folder, app.folder)));
    const { folder, toml } = above ?? { folder: app, toml: own };
    return readWorkspace(folder, toml ?? own);
}
function readWorkspace(app, toml) {
    const members = rust_workspace_strings(toml.get('workspace', 'members')).flatMap((pattern) => {
        const found = workspace_expand(app, pattern).filter((path) => !excludes(toml, path));
        // Cargo insists on members that are named in full.
        if (found.length > 0 || /[*?[]/.test(pattern))
            return found;
        throw new errors/* UserError */.y(`${toml.file} names the member "${pattern}", where there is no Cargo.toml.`, `Mend ${toml.file}; nothing was written.`);
    });
    const packages = new Map();
    for (const folder of ['', ...members]) {
        const found = packageIn(appIn(app.repository, app.at(folder)));
        if (found !== undefined)
            packages.set(found.app.folder, found);
    }
    for (const found of packages.values()) {
        for (const folder of workspace_pathDependencies(found, toml, app)) {
            const other = packages.has(folder) ? undefined : packageIn(appIn(app.repository, folder));
            if (other !== undefined)
                packages.set(folder, other);
        }
    }
    const named = rust_workspace_strings(toml.get('workspace', 'default-members')).flatMap((pattern) => workspace_expand(app, pattern));
    const own = packages.get(app.folder);
    const defaults = named.length > 0
        ? named.map((path) => packages.get(app.at(path)))
        : own === undefined
            ? [...packages.values()]
            : [own];
    return { app, toml, packages, defaults: defaults.filter((one) => one !== undefined) };
}
/** A package with those that it is compiled from, all of this repository. */
function workspace_closure({ app, toml, packages }, first) {
    const found = new Map([[first.app.folder, first]]);
    for (const one of found.values()) {
        for (const folder of workspace_pathDependencies(one, toml, app)) {
            const other = packages.get(folder);
            if (other !== undefined)
                found.set(folder, other);
        }
    }
    return [...found.values()];
}
/** The repository's folders that a package names by a path, or by way of the workspace, or that patch others. */
function workspace_pathDependencies({ app, toml }, workspace, top) {
    const shared = workspace.table('workspace', 'dependencies');
    const own = [...manifest_dependencies(toml)].flatMap(([name, table]) => {
        const common = table['workspace'] === true ? shared[name] : undefined;
        if (isTable(common))
            return typeof common['path'] === 'string' ? [external_node_path_.posix.join(top.folder, common['path'])] : [];
        return typeof table['path'] === 'string' ? [external_node_path_.posix.join(app.folder, table['path'])] : [];
    });
    const patches = Object.values(workspace.table('patch')).flatMap((table) => Object.values(isTable(table) ? table : {}).flatMap((patch) => isTable(patch) && typeof patch['path'] === 'string' ? [external_node_path_.posix.join(top.folder, patch['path'])] : []));
    return [...own, ...patches].map((path) => {
        const folder = path.replace(/^\.$|\/$/, '');
        if (!folder.startsWith('..'))
            return folder;
        throw new errors/* UserError */.y(`${toml.file} names "${folder}", which is outside the repository.`, 'Move it inside.');
    });
}
/** The folders with a Cargo.toml that a member's pattern stands for, relative to the workspace. */
function workspace_expand(app, pattern) {
    let folders = [''];
    for (const part of external_node_path_.posix
        .normalize(pattern)
        .split('/')
        .filter((name) => name !== '' && name !== '.')) {
        const matches = picomatch(part);
        folders = folders.flatMap((folder) => /[*?[]/.test(part)
            ? app.files
                .list(folder)
                .flatMap(({ name, kind }) => (kind === 'folder' && matches(name) ? [join(folder, name)] : []))
            : [join(folder, part)]);
    }
    return folders.filter((folder) => app.files.isFile(join(folder, 'Cargo.toml')));
}
function excludes(toml, path) {
    return rust_workspace_strings(toml.get('workspace', 'exclude')).some((folder) => path === folder.replace(/\/$/, '') || path.startsWith(`${folder.replace(/\/$/, '')}/`));
}
function workspace_relativeTo(folder, path) {
    return folder === '' ? path : path.slice(folder.length + 1);
}
function rust_workspace_strings(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/rust/provider.js




















/** Programs in Rust: packages and workspaces of Cargo. */
const rust = {
    language: 'rust',
    frameworks: [...RUST_FRAMEWORKS.map(({ name }) => name), plainRust.name],
    lookedFor: 'Cargo.toml',
    detect: (app) => {
        const own = packageIn(app);
        if (own !== undefined)
            return own.programs.length > 0 ? 'application' : 'helper';
        // Of a workspace without a package of its own the members are the applications.
        return app.files.isFile('Cargo.toml') ? 'helper' : undefined;
    },
    plan: planRust,
};
function planRust(app, request) {
    const { overrides } = request;
    const workspace = workspaceOf(app);
    if (workspace === undefined) {
        throw new errors/* UserError */.y(`${app.at('Cargo.toml')} is not there, which every program in Rust has.`, 'Set "root-directory" to the folder of the program.');
    }
    const hints = readHints(app);
    const line = overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command');
    const build = rust_provider_findBuild(hints, request);
    const target = target_chooseTarget(app, workspace, line);
    const needed = workspace_closure(workspace, target.package);
    const { framework, found } = rust_frameworks_findFramework(needed, overrides.framework);
    const source = rust_source_readSource(needed, target.program.path);
    const version = rustVersion(app, workspace, target.package, overrides.version);
    const bound = (0,routes/* portInArguments */.B5)(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN);
    const port = decidePort(request, hints, Number.isNaN(bound) ? undefined : withValue(target.found, bound), framework.name === 'rocket' ? (0,routes/* portIn */.Ju)(app, ['Rocket.toml'], [/^\s*port\s*=\s*(\d{2,5})\b/m]) : undefined, source.port, framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" });
    const healthCheckPath = decideHealthPath(request, hints, source.healthPath);
    const args = target.args.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const argv = target.shell ?? [`/usr/local/bin/${target.program.name}`, ...args];
    const config = cargoConfig(workspace.app);
    const locked = lockedCrates(workspace);
    const layout = layout_layOut(app, workspace, needed, config);
    const files = namedPaths(app, source.texts, provider_PATTERNS, (name) => name.endsWith('.rs'));
    const always = (framework.files ?? []).filter((name) => app.files.isFile(name) || app.files.isFolder(name));
    const sqlx = app.files.isFile('sqlx-data.json') ||
        [app, workspace.app].some(({ files: view }) => view.isFolder('.sqlx'));
    return {
        language: { value: 'rust', file: target.package.toml.file },
        framework: found,
        version,
        packageManager: {
            value: 'cargo',
            file: locked === undefined ? workspace.toml.file : workspace.app.at('Cargo.lock'),
        },
        ...(build === undefined ? {} : { buildCommand: build.found }),
        runCommand: withValue(target.found, argv),
        port,
        healthCheckPath,
        stages: rustStages({
            app,
            layout,
            version: version.value,
            system: native_systemPackages(workspace),
            config,
            build: cargoBuild({
                locked: locked !== undefined,
                package: workspace.packages.size > 1 ? target.package.name.value : undefined,
                program: target.program.name,
                flags: build?.flags ?? [],
            }),
            program: target.program.name,
            sqlx,
            files: [...new Set([...files, ...always])].sort(),
            shell: target.shell !== undefined,
            stops: framework.endsOnSigterm === true ? 'terminate' : source.stops,
            env: { ...target.env, ...framework.env?.(port.value) },
        }, { argv, port: port.value, healthCheckPath: healthCheckPath.value }, request),
        about: rust_about_aboutOf(workspace, target.package),
        scope: layout.scope,
        // The image's tag says the same: rustup would fetch the toolchain a second time.
        ignore: ['**/target', 'rust-toolchain', 'rust-toolchain.toml'],
        warnings: [
            ...hints.warnings,
            ...rust_warnings_warningsOf({
                version,
                port,
                source,
                framework,
                workspace,
                locked: locked !== undefined,
                sqlx,
                now: request.now,
            }),
        ],
    };
}
const provider_READERS = 'ServeDir::new|ServeFile::new|Files::new|FileServer::from|NamedFile::open|Tera::new|Environment::new|path_loader|with_name|dir|file|static_files|open|read_to_string|read|from_path|StaticFilesEndpoint::new|StaticDir::new';
const provider_PATTERNS = {
    calls: [new RegExp(`\\b(?:${provider_READERS})\\((?:[^)\\n"]*"[^"\\n]*"\\s*,)?[^)\\n"]*"([\\w.-]+)"`, 'g')],
    embedded: /\b(?:include_(?:str|bytes|dir)|include|migrate|embed_migrations|query_file(?:_as|_scalar)?)!\([^)]*\)|#\[(?:folder|template)[^\]]*\]|\bmod\s+\w+;/g,
};
function rust_provider_findBuild(hints, { overrides }) {
    const input = overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command');
    const found = input ?? hints.build;
    const flags = build_readBuildLine(found);
    if (found !== undefined && flags !== undefined)
        return { found, flags };
    if (input === undefined)
        return undefined;
    throw new errors/* UserError */.y(`The input "build-command" is "${input.value}", which is not "cargo build" alone.`, 'Give the flags that choose features, for example "cargo build --features postgres".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/static/provider.js




// Where an index.html is looked for: the top first, then what generators and people call the published folder.
const provider_FOLDERS = ['', 'public', 'dist', 'site', 'www', 'htdocs', 'public_html', '_site', 'docs'];
/** Files alone: an index.html, and no language that serves it. */
const provider_site = {
    language: 'static',
    frameworks: ['static'],
    lookedFor: `index.html (also in ${provider_FOLDERS.slice(1).join(', ')})`,
    detect: (app) => (conventional(app) === undefined ? undefined : 'helper'),
    plan: (app, request) => {
        const hints = readHints(app);
        const index = indexOf(app, hints);
        const fallback = hints.fallback?.value ?? false;
        const port = decidePort(request, { ...hints, port: undefined }, undefined);
        const health = decideHealthPath(request, hints, { ...index, value: '/' });
        const path = app.at(index.value);
        const stage = siteStage({
            copy: { kind: 'copy', sources: [path === '' ? '.' : `${path}/`], to: '/srv/www/' },
            fallback,
            port: port.value,
            healthCheckPath: health.value,
            // What is no UTF-8 says itself what it is.
            utf8: app.files.head(join(index.value, 'index.html'))?.includes('\ufffd') !== true,
        }, request);
        return {
            language: { ...index, value: 'static' },
            framework: { ...index, value: 'static' },
            version: { value: NGINX_VERSION, why: 'nginx' },
            runCommand: { value: NGINX, why: 'files alone' },
            port,
            healthCheckPath: health,
            stages: [stage],
            ignore: ['**/*.md', ...provider_CONFIGURATION],
            warnings: [],
        };
    },
};
// For other hosts of files, which take these for settings and do not serve them.
const provider_CONFIGURATION = ['Staticfile', 'vercel.json', 'netlify.toml', '_redirects', '_headers', 'firebase.json'];
/** The folder with the index.html: what another host serves, else where one is by convention. */
function indexOf(app, { siteFolder }) {
    const told = siteFolder !== undefined && hasIndex(app, siteFolder.value) ? siteFolder : undefined;
    const folder = conventional(app);
    const own = folder === undefined ? undefined : { value: folder, file: app.at(join(folder, 'index.html')) };
    return told ?? own ?? { value: '', why: 'the input "framework"' };
}
function conventional(app) {
    const { siteFolder } = readHints(app);
    const folders = siteFolder === undefined ? provider_FOLDERS : [siteFolder.value, ...provider_FOLDERS];
    return folders.find((folder) => hasIndex(app, folder));
}
function hasIndex(app, folder) {
    return app.files.isFile(join(folder, 'index.html'));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/languages/providers.js













/**
 * In the order in which they are asked. Languages whose sites have a package.json for their assets come before Node.js;
 * what only generates or serves files comes last.
 */
const PROVIDERS = [
    php,
    ruby,
    elixir,
    dotnet,
    java,
    go,
    rust,
    python,
    deno,
    node,
    generators,
    provider_site,
];
/** The provider of an application: the first whose language runs it, else the first whose language is there at all. */
function chooseProvider(app, framework) {
    if (framework !== undefined)
        return { provider: providerOf(framework), others: [] };
    const matches = PROVIDERS.map((provider) => ({ provider, role: provider.detect(app) })).filter(({ role }) => role !== undefined);
    const match = matches.find(({ role }) => role === 'application') ?? matches[0];
    if (match !== undefined) {
        const others = matches.filter((other) => other !== match);
        return {
            provider: match.provider,
            others: others.map(({ provider, role }) => ({
                value: provider.language,
                why: role === 'helper' ? 'only beside the application' : 'asked for later',
            })),
        };
    }
    throw new errors/* UserError */.y(`No application was recognised in ${app.folder === '' ? 'the repository' : app.folder}: looked for ` +
        `${PROVIDERS.map(({ lookedFor }) => lookedFor).join('; ')}.`, 'Set "root-directory" to the folder that the application is in, "framework" to what it is, or write a Dockerfile.');
}
/** What there is to recognise, for the documentation. */
function known() {
    return PROVIDERS;
}
/** Whether a folder has something that can be run or served, of a framework where one is given. */
function hasApplication(app, framework) {
    const providers = framework === undefined ? PROVIDERS : [providerOf(framework)];
    return providers.some((provider) => provider.detect(app) === 'application');
}
function providerOf(framework) {
    const provider = PROVIDERS.find(({ frameworks }) => frameworks.includes(framework));
    if (provider !== undefined)
        return provider;
    const names = PROVIDERS.flatMap(({ frameworks }) => frameworks);
    const nearest = [...names].sort((one, other) => distance(framework, one) - distance(framework, other));
    throw new errors/* UserError */.y(`The input "framework" is "${framework}".`, `Valid values, nearest first: ${nearest.join(', ')}.`);
}
/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (const [index, letter] of Array.from(one).entries()) {
        const next = [index + 1];
        for (const [column, against] of Array.from(other).entries()) {
            const change = (row[column] ?? 0) + (letter === against ? 0 : 1);
            next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/locate/applications.js




/**
 * The folders of a repository that have an application. The top of a workspace whose packages are applications is none
 * itself, unless it starts something of its own. A folder with a broken manifest is said and passed over: the others
 * are not to wait for it.
 */
function applicationsIn(view, framework) {
    const warnings = [];
    const judged = (folder) => {
        try {
            return hasApplication(appIn(view, folder), framework);
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.y))
                throw error;
            warnings.push({ text: `${folder === '' ? 'The top' : folder} is passed over: ${error.message}` });
            return false;
        }
    };
    const below = folders(view).filter(judged);
    const top = judged('') && !(below.length > 0 && onlyHoldsPackages(appIn(view, '')));
    return { folders: top ? ['', ...below] : below, warnings };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/locate/choose-folder.js





const SHOWN = 30;
const choose_folder_TOP = { folder: '', warnings: [] };
/**
 * The folder of the application: the top of the repository where something there can be run, else the only folder that
 * has an application. Where none has, it is the top, whose own error says what is missing. `runs` tells whether the top
 * can be planned.
 * @throws UserError that lists them where there are several
 */
function chooseFolder(view, framework, runs) {
    const top = appIn(view, '');
    // Nothing below is looked at where the top is what was meant, which is nearly always.
    if (!onlyHoldsPackages(top) && (hasApplication(top, framework) || runs(top)))
        return choose_folder_TOP;
    const { folders, warnings } = applicationsIn(view, framework);
    const below = folders.filter((folder) => folder !== '');
    const [first, ...others] = below;
    if (first === undefined)
        return choose_folder_TOP;
    if (others.length === 0) {
        const text = `Nothing can be run at the top of the repository: the application in ${first} is taken. ` +
            'The input "root-directory" would say so.';
        return { folder: first, warnings: [...warnings, { text }] };
    }
    const more = below.length > SHOWN ? ` and ${below.length - SHOWN} more` : '';
    throw new errors/* UserError */.y(`There are several applications: ${below.slice(0, SHOWN).join(', ')}${more}.`, 'Set the input "root-directory" to one of them; "list: true" gives all of them to a matrix.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/image/labels.js
/**
 * The stages with labels on the last one. Source: OCI image-spec, annotations.md, "Pre-Defined Annotation Keys"; those
 * that change with every commit are the build's to set.
 */
function labelled(stages, about = {}) {
    const last = stages.at(-1);
    if (last === undefined)
        return stages;
    const own = Object.entries({ ...about }).map(([name, text]) => [
        `org.opencontainers.image.${name}`,
        labels_oneLine(text),
    ]);
    const [base = '', digest] = labels_imageOf(stages, last.base).split('@');
    const values = {
        ...Object.fromEntries(own),
        'org.opencontainers.image.base.name': base,
        ...(digest === undefined ? {} : { 'org.opencontainers.image.base.digest': digest }),
    };
    const step = { kind: 'label', values };
    return [...stages.slice(0, -1), { ...last, steps: [step, ...last.steps] }];
}
/** The image that a stage comes from, by way of the stages between. */
function labels_imageOf(stages, base) {
    const stage = stages.find(({ name }) => name === base);
    return stage === undefined ? base : labels_imageOf(stages, stage.base);
}
// A line break would end the instruction.
function labels_oneLine(text) {
    return text.replace(/[\s\u2028\u2029]+/g, ' ').trim();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/pin/references.js
/** The images that stages are made from, each once, in the order in which they are named; stages themselves are none. */
function imagesOf(stages) {
    const names = new Set(stages.map(({ name }) => name));
    const named = stages.flatMap(({ base, steps }) => [
        base,
        ...steps.flatMap((step) => (step.kind === 'copy' && step.from !== undefined ? [step.from] : [])),
    ]);
    return [...new Set(named)].filter((image) => !names.has(image) && isPinnable(image));
}
// `scratch` is no image, and what has a digest is pinned.
function isPinnable(image) {
    return image !== 'scratch' && !image.includes('@') && !image.includes('$');
}
/** The stages with `image:tag@digest` in place of `image:tag`: the tag stays, for people and for tools that update it. */
function pinned(stages, digests) {
    const pin = (image) => {
        const digest = digests.get(image);
        return digest === undefined ? image : `${image}@${digest}`;
    };
    return stages.map((stage) => ({
        ...stage,
        base: pin(stage.base),
        steps: stage.steps.map((step) => step.kind === 'copy' && step.from !== undefined ? { ...step, from: pin(step.from) } : step),
    }));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerfile.js
/** A Dockerfile's text. Pure: the same stages are the same bytes. */
function renderDockerfile(header, stages) {
    const lines = [
        // Parser directives count only before everything else.
        '# syntax=docker/dockerfile:1',
        `# check=${stages.some(hasSecretName) ? 'skip=SecretsUsedInArgOrEnv;' : ''}error=true`,
        '',
        ...header.map((line) => comment(line)),
        ...stages.flatMap((stage) => ['', ...renderStage(stage)]),
    ];
    return `${lines.join('\n')}\n`;
}
// BuildKit takes these for secrets by their names. Arguments are only ever what is public by its prefix, as the key of a
// map in a browser: VITE_MAP_KEY. Source: docs.docker.com, "Build checks", SecretsUsedInArgOrEnv.
const dockerfile_SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const dockerfile_PUBLIC = /(?:^|_)public(?:_|$)/i;
function hasSecretName({ steps }) {
    return steps.some((step) => step.kind === 'arg' && dockerfile_SECRET.test(step.value) && !dockerfile_PUBLIC.test(step.value));
}
function renderStage({ name, base, platform, why = [], steps }) {
    const where = platform === undefined ? '' : `--platform=${platform} `;
    const lines = [...why.map(comment), `FROM ${where}${base} AS ${name}`];
    // Parsers lose an instruction that follows right after the end of a file.
    let inline = false;
    for (const step of steps) {
        // A comment starts a paragraph; what follows without one belongs to it.
        if (step.why !== undefined)
            lines.push('', ...step.why.map(comment));
        else if (inline)
            lines.push('');
        lines.push(...renderStep(step));
        inline = step.kind === 'inline';
    }
    return lines;
}
function renderStep(step) {
    switch (step.kind) {
        case 'copy': {
            const flags = [
                step.from === undefined ? [] : [`--from=${step.from}`],
                step.owner === undefined ? [] : [`--chown=${step.owner}`],
            ].flat();
            return [['COPY', ...flags, copyPaths(step.sources, step.to, step.from === undefined)].join(' ')];
        }
        case 'run':
            return [
                `RUN ${[...(step.mounts ?? []).map(renderMount), step.commands.join(' \\\n && ')].join(' \\\n    ')}`,
            ];
        case 'inline':
            return [`COPY <<'EOF' ${step.to}`, ...step.lines, 'EOF'];
        case 'env':
        case 'label':
            return [
                `${step.kind.toUpperCase()} ${Object.entries(step.values)
                    .map(([name, value]) => `${name}=${quote(value)}`)
                    .join(' \\\n    ')}`,
            ];
        case 'healthcheck':
            return [
                'HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=2s --retries=3 \\',
                `    CMD ${execForm(step.argv)}`,
            ];
        case 'cmd':
            return [`CMD ${execForm(step.argv)}`];
        case 'workdir':
        case 'user':
        case 'expose':
        case 'stopsignal':
        case 'arg':
            return [`${step.kind.toUpperCase()} ${step.value}`];
    }
}
function renderMount(mount) {
    if (mount.type === 'cache') {
        const id = mount.id === undefined ? '' : `,id=${mount.id}`;
        const start = mount.from === undefined ? '' : `,from=${mount.from},source=${mount.target}`;
        const sharing = mount.sharing === undefined ? '' : `,sharing=${mount.sharing}`;
        return `--mount=type=cache${id},target=${mount.target}${start}${sharing}`;
    }
    const where = 'env' in mount ? `env=${mount.env}` : `target=${mount.target}`;
    return `--mount=type=secret,id=${mount.id},${where},required=false`;
}
/** Exec form is JSON; the builder expands nothing in it. */
function execForm(argv) {
    return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}
// The builder expands variables and, from the context, patterns in COPY's paths: names that happen to hold such
// characters have to stand for themselves. Source: Dockerfile reference, COPY and "Environment replacement".
function copyPaths(sources, to, patterns) {
    const literal = (path) => {
        // A name that begins like a flag would be taken for one.
        const plain = path.replace(/^-/, './-').replace(/\$/g, '\\$');
        return patterns
            ? plain.replace(/[[*?]/g, (character) => (character === '[' ? '[[]' : `[${character}]`))
            : plain;
    };
    const target = sources.length > 1 && !to.endsWith('/') ? `${to}/` : to;
    const paths = [...sources.map(literal), target];
    return paths.some((path) => /\s/.test(path)) ? execForm(paths) : paths.join(' ');
}
// The one variable that is meant: a path put before those that the image has.
function quote(value) {
    if (value.endsWith(':$PATH'))
        return `${quote(value.slice(0, -':$PATH'.length))}:$PATH`;
    return /^[\w./:@%+,=-]+$/.test(value)
        ? value
        : `"${value.replace(/["\\$]/g, (character) => `\\${character}`)}"`;
}
// A line break in outside text would end the comment and begin an instruction.
function comment(text) {
    return `# ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`.trimEnd();
}

// EXTERNAL MODULE: ./node_modules/ignore/index.js
var ignore = __webpack_require__(298);
;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerignore-match.js

/** The rules of a .dockerignore, without comments. Source: Docker's documentation, "Build context", .dockerignore files. */
function ignoreLines(text) {
    return text.split(/\r?\n/).flatMap((line, index) => {
        const rule = line.trim();
        if (line.startsWith('#') || rule === '' || rule === '!')
            return [];
        const pattern = rule
            .replace(/^!\s*/, '')
            .replace(/^(?:\.?\/)+/, '')
            .replace(/\/+$/, '');
        // Unlike in .gitignore, patterns start at the top.
        let matcher;
        const fits = (path) => {
            matcher ??= ignore({ allowRelativePaths: true, ignorecase: false }).add(`/${pattern}`);
            return matcher.ignores(path);
        };
        return [{ text: rule, line: index + 1, includes: rule.startsWith('!'), fits }];
    });
}
/** The rule that decides about a path: the last one that fits it or a folder above it. */
function decisive(lines, path) {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return lines.findLast((line) => above.some((folder) => line.fits(folder)));
}
/** Whether a path is kept out of the build. */
function isIgnored(lines, path) {
    return decisive(lines, path)?.includes === false;
}
/** A path as a pattern that stands for itself alone. */
function literalPattern(path) {
    return path.replace(/[\\*?[\]!#]/g, (character) => `\\${character}`);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerignore.js

/** What must never get into an image, whatever else an existing file says; each with a path that it is tried on. */
const SAFETY = [
    ['**/.git', '.git'],
    ['**/node_modules', 'node_modules'],
    ['**/.env', '.env'],
    ['**/.env.*', '.env.local'],
];
const PYTHON_SAFETY = [
    ['**/.venv', '.venv'],
    ['**/__pycache__', '__pycache__'],
];
const SAMPLE = '!**/.env.example';
/** Beside that: what no build needs, and what changes without the application changing. */
const COMMON = [
    '.github',
    '.gitignore',
    '.gitattributes',
    'README.md',
    '.gitlab-ci.yml',
    '.vscode',
    '.idea',
    '**/.DS_Store',
    '**/*.log',
    'Dockerfile*',
    '*.Dockerfile',
    '.dockerignore',
    'compose*.yml',
    'compose*.yaml',
    'docker-compose*',
];
/** The text of a new .dockerignore. What the image copies by name is let through. */
function renderDockerignore({ folder, patterns, scope = [], stages }) {
    const needed = copiedPaths(stages);
    const wanted = [...SAFETY.map(([pattern]) => pattern), ...COMMON, ...patterns].map((pattern) => inFolder(folder, pattern));
    const own = [...new Set(wanted)].filter((pattern) => pattern.startsWith('!') || !needed.some((path) => isIgnored(ignoreLines(pattern), path)));
    const whole = folder === '' || scope.includes('') || scope.includes('.');
    const lines = [
        ...(whole
            ? []
            : [
                '# Other folders are other applications.',
                '*',
                ...[...new Set([folder, ...scope])].map((path) => `!${literalPattern(path)}`),
                '',
            ]),
        '# Neither built from nor safe to have in an image; it would also make unchanged layers new.',
        ...own,
        '',
        '# The sample of the settings is no secret.',
        SAMPLE,
    ];
    return `${lines.join('\n')}\n`;
}
// What is meant at any depth is meant in the other folders of the build, too.
function inFolder(folder, pattern) {
    const sign = pattern.startsWith('!') ? '!' : '';
    const plain = pattern.slice(sign.length).replace(/^\//, '');
    return sign + (folder === '' || plain.startsWith('**/') ? plain : `${literalPattern(folder)}/${plain}`);
}
/** Completes an existing file by what is missing for safety, and by nothing else. */
function completeDockerignore(existing, { folder, scope = [] }, language) {
    const lines = ignoreLines(existing);
    const places = [...new Set(['', folder, ...scope])]
        .filter((place) => place === '' || !isIgnored(lines, place))
        .map((place) => (place === '' ? '' : `${place}/`));
    const added = [];
    const letsIn = new Set();
    for (const [pattern, name] of [...SAFETY, ...(language === 'python' ? PYTHON_SAFETY : [])]) {
        const rules = places.map((place) => decisive(lines, place + name));
        const onPurpose = rules.filter((rule) => rule?.includes === true && rule.text.includes(name.slice(0, 4)));
        for (const rule of onPurpose)
            if (rule !== undefined)
                letsIn.add(rule);
        if (onPurpose.length === 0 && rules.some((rule) => rule?.includes !== false))
            added.push(pattern);
    }
    const kept = lines.filter((line) => line.includes && line.text.includes('.env'));
    return { text: dockerignore_completed(existing, added, kept), added, letsIn: [...letsIn] };
}
// At the end, as later rules win; so what lets in single files of settings is said again.
function dockerignore_completed(existing, added, kept) {
    if (added.length === 0)
        return existing;
    const start = existing === '' || existing.endsWith('\n') ? existing : `${existing}\n`;
    const again = added.includes('**/.env.*') ? [SAMPLE, ...kept.map(({ text }) => text)] : [];
    const lines = [...added, ...new Set(again)];
    return `${start}\n# Never in an image: secrets, history, and what belongs to this machine.\n${lines.join('\n')}\n`;
}
/** Paths that the Dockerfile copies and that the .dockerignore keeps from it. */
function ignoredCopies(text, stages) {
    const lines = ignoreLines(text);
    return copiedPaths(stages).filter((path) => isIgnored(lines, path));
}
/** The paths of the context that the Dockerfile names. */
function copiedPaths(stages) {
    const copied = stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])));
    const paths = copied.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '.' && path !== '');
    return [...new Set(paths)];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/values.js

// Where people pin a version, by language.
const PIN_FILES = {
    node: '.nvmrc',
    bun: '.bun-version',
    deno: '.tool-versions',
    python: '.python-version',
    java: '.java-version',
    go: 'go.mod',
    rust: 'rust-toolchain.toml',
    php: 'composer.json',
    ruby: '.ruby-version',
    dotnet: 'global.json',
    elixir: '.tool-versions',
};
/** The plan's values in the order in which people read them; those that it lacks are left out. */
function valuesOf(plan) {
    const pin = PIN_FILES[plan.language.value];
    const all = [
        ['language', plan.language, 'the input "framework" or "root-directory"'],
        ['framework', plan.framework, 'the input "framework"'],
        ['version', plan.version, `the input "version"${pin === undefined ? '' : ` or ${pin}`}`],
        ['package manager', plan.packageManager, 'the lockfile that is committed'],
        ['build command', plan.buildCommand, 'the input "build-command"'],
        ['run command', plan.runCommand, 'the input "run-command" or a web process in Procfile'],
        ['port', plan.port, 'the input "port"'],
        ['health check path', plan.healthCheckPath, 'the input "health-check-path"'],
    ];
    return all.flatMap(([name, found, change]) => (found === undefined ? [] : [{ name, found, change }]));
}
/** The plan for the log, a value a line. */
function planLines(plan) {
    return valuesOf(plan).map(({ name, found }) => `${`${name}:`.padEnd(19)}${shown(found)} (${originOf(found)})`);
}
/** The Dockerfile's head: what it was made from. */
function explanation(plan) {
    return [
        'Made by auto-dockerize from what it found. It is yours to change, and never overwritten unasked.',
        ...planLines(plan).map((line) => `  ${line}`),
    ];
}
/** The output `plan`: each value's name with `{value, file, line}`; null where no file says so. */
function planJson(plan) {
    const entries = valuesOf(plan).map(({ name, found, change }) => {
        const { value, file = null, line = null, why, considered } = found;
        const more = {
            ...(why === undefined ? {} : { why }),
            ...(considered === undefined ? {} : { considered: considered.map(consideredJson) }),
        };
        return [name.replaceAll(' ', '-'), { value, file, line, ...more, change }];
    });
    return JSON.stringify(Object.fromEntries(entries));
}
function consideredJson({ value, file, line, why }) {
    return { value, file: file ?? null, line: line ?? null, ...(why === undefined ? {} : { why }) };
}
/** An exec form's words for people. */
function commandLine(argv) {
    return argv.map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}
/** A value of a plan as people write it. */
function shown({ value }) {
    return typeof value === 'object' ? commandLine(value) : String(value);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./.build/shared/dockerize/locate/target.js




/** An application in a folder, with its Dockerfile beside it. */
function placeIn(folder) {
    return { folder, dockerfilePath: folder === '' ? 'Dockerfile' : `${folder}/Dockerfile` };
}
/**
 * The application's folder and its Dockerfile. Throws a UserError for a path that leads out of the workspace or to
 * nothing.
 */
function locate(workspace, rootDirectory, dockerfile) {
    const given = dockerfile === undefined ? undefined : inside(workspace, dockerfile, 'dockerfile-path');
    if (given === '' || given?.endsWith('/') === true) {
        throw new errors/* UserError */.y(`The input "dockerfile-path" is "${dockerfile ?? ''}".`, 'Name the file, for example services/api/Dockerfile.');
    }
    const parent = given === undefined ? '' : target_folderOf(given);
    const input = rootDirectory === undefined ? 'dockerfile-path' : 'root-directory';
    const named = rootDirectory === undefined ? parent : inside(workspace, rootDirectory, 'root-directory');
    const folder = realFolder(workspace, named, input);
    return given === undefined ? placeIn(folder) : { folder, dockerfilePath: given };
}
// `services/api/Dockerfile` is of the application in services/api; `docker/Dockerfile` of the one beside `docker`.
function target_folderOf(dockerfile) {
    const folder = external_node_path_.posix.dirname(dockerfile);
    const named = /^\.?docker$/.test(external_node_path_.posix.basename(folder)) ? external_node_path_.posix.dirname(folder) : folder;
    return named === '.' ? '' : named;
}
/** A folder without the links that it is named by: the build copies by name, and follows none. */
function realFolder(workspace, folder, input) {
    const top = (0,external_node_fs_.realpathSync)(workspace);
    const path = (0,external_node_path_.join)(workspace, folder);
    const real = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) === undefined ? undefined : realpathOf(path);
    if (real === undefined || !(0,external_node_fs_.lstatSync)(real).isDirectory()) {
        throw new errors/* UserError */.y(`The folder "${folder}" (input "${input}") is not there.`, `Workspace: ${workspace}.`);
    }
    if (!target_within(top, real))
        throw outside(input, folder);
    return (0,external_node_path_.relative)(top, real).split(external_node_path_.sep).join('/');
}
function realpathOf(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return undefined;
    }
}
function inside(workspace, path, input) {
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    if (!target_within((0,external_node_path_.resolve)(workspace), absolute) || ((0,external_node_path_.isAbsolute)(path) && !target_within(workspace, path)))
        throw outside(input, path);
    return (0,external_node_path_.relative)(workspace, absolute).split(external_node_path_.sep).join('/');
}
function target_within(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : folder + external_node_path_.sep);
}
function outside(input, path) {
    return new errors/* UserError */.y(`The input "${input}" is "${path}", which is outside the repository.`, 'Use a path relative to its top.');
}
/** Whether anything is at a path, a broken link included. */
function pathExists(workspace, path) {
    return (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(workspace, path), { throwIfNoEntry: false }) !== undefined;
}
/** Writes a file at once or not at all, and never through a link that leads out of the workspace. */
async function writeInside(workspace, path, text) {
    const file = (0,external_node_path_.join)(workspace, path);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    if (!target_within((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(file))) ||
        (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw new errors/* UserError */.y(`${path} is a link, and nothing is written through links.`, 'Replace it by a file of its own.');
    }
    const draft = `${file}.${process.pid}.tmp`;
    await (0,promises_.writeFile)(draft, text);
    await (0,promises_.rename)(draft, file);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/decode.js
const UTF8 = new TextDecoder();
/**
 * The text of a file's bytes. A byte order mark says UTF-16 and is no part of the text; everything else is UTF-8.
 * What is not valid becomes replacement characters, as does NUL, which no tool takes in an argument: a file in another
 * encoding must not end the run.
 */
function decode(bytes) {
    const encoding = encodingOf(bytes);
    const text = (encoding === 'utf-8' ? UTF8 : new TextDecoder(encoding)).decode(bytes);
    return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}
function encodingOf([first, second]) {
    if (first === 0xff && second === 0xfe)
        return 'utf-16le';
    if (first === 0xfe && second === 0xff)
        return 'utf-16be';
    return 'utf-8';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/git-ignore.js

/** The rules of a folder: those from above, and what its own file adds. */
function withRules(above, depth, text) {
    return text === undefined ? above : [...above, { depth, rules: ignore().add(text) }];
}
/** The same rules for the names of one folder: the library remembers every path that it was asked for. */
function forgetful(rules) {
    return rules.map(({ depth, rules: own }) => ({ depth, rules: ignore().add(own) }));
}
/**
 * Whether rules ignore an entry of a folder that is not ignored itself. The last rule that fits decides, files further
 * down after those above. Source: git's documentation, gitignore.
 */
function git_ignore_isIgnored(rules, path, kind) {
    if (rules.length === 0)
        return false;
    const parts = path.split('/');
    let verdict = false;
    for (const { depth, rules: own } of rules) {
        const inside = (depth === 0 ? path : parts.slice(depth).join('/')) + (kind === 'folder' ? '/' : '');
        const { ignored, unignored } = own.test(inside);
        if (ignored)
            verdict = true;
        if (unignored)
            verdict = false;
    }
    return verdict;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/disk-folders.js





// The rules of a repository are some hundred lines; what is longer is no such file.
const RULES_BYTES = 1024 * 1024;
const NO_LINKS = new Map();
/** Finds the folders below a top, each once: without what git ignores, what leads out, and what nobody may read. */
function diskFolders(top) {
    const folders = new Map();
    const first = readFolder(top, top, '', withRules([], 0, readRules((0,external_node_path_.join)(top, '.git/info/exclude'))));
    folders.set('', first);
    return (path) => {
        const before = folders.get(path);
        if (before !== undefined)
            return before;
        // From the nearest folder above that is known, so that a name that is nowhere costs a look or two.
        let known = path;
        while (!folders.has(known))
            known = disk_folders_parentOf(known);
        let folder = folders.get(known);
        const deeper = path.slice(known === '' ? 0 : known.length + 1);
        // From there down, so that paths of any depth need no recursion.
        for (const part of deeper === '' ? [] : deeper.split('/')) {
            const kind = folder && kindIn(folder, part);
            if (folder === undefined || (kind !== 'folder' && kind !== 'linked-folder'))
                return undefined;
            known = join(known, part);
            const real = (0,external_node_path_.join)(folder.real, part);
            const inside = kind === 'folder' ? real : realInside(top, real);
            folder = inside === undefined ? undefined : readFolder(top, inside, known, folder.rules);
            folders.set(known, folder);
        }
        return folder;
    };
}
/** The folder that a path is in; `''` for what is at the top. */
function disk_folders_parentOf(path) {
    return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
/** What a name in a folder is. Its list is searched: a map of each folder beside it would double what is kept. */
function kindIn({ entries, links }, name) {
    let from = 0;
    let to = entries.length;
    while (from < to) {
        const middle = (from + to) >> 1;
        const entry = entries[middle];
        if (entry === undefined)
            break;
        if (entry.name === name)
            return links.get(name) ?? entry.kind;
        if (entry.name < name)
            from = middle + 1;
        else
            to = middle;
    }
    return links.get(name);
}
function readFolder(top, real, path, above) {
    const found = namesIn(real);
    const depth = path === '' ? 0 : path.split('/').length;
    const own = found.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const rules = withRules(above, depth, own ? readRules((0,external_node_path_.join)(real, '.gitignore')) : undefined);
    const asked = forgetful(rules);
    const entries = [];
    let links;
    for (const entry of found) {
        const kind = disk_folders_kindOf(top, real, entry);
        if (kind === undefined || !isPlainName(entry.name))
            continue;
        const visible = kind === 'folder' ? kind : 'file';
        if (git_ignore_isIgnored(asked, join(path, entry.name), visible))
            continue;
        if (kind !== 'linked-folder')
            entries.push({ name: entry.name, kind: visible });
        if (kind !== visible)
            links = (links ?? new Map()).set(entry.name, kind);
    }
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    return { real, entries, links: links ?? NO_LINKS, rules };
}
/** A folder that may not be read is one in which nothing can be seen. */
function namesIn(real) {
    try {
        return (0,external_node_fs_.readdirSync)(real, { withFileTypes: true });
    }
    catch {
        return [];
    }
}
// Neither pipes, sockets and devices, which a read could wait for, nor links to them.
function disk_folders_kindOf(top, folder, entry) {
    if (entry.name === '.git')
        return undefined;
    if (entry.isFile())
        return 'file';
    if (entry.isDirectory())
        return 'folder';
    if (!entry.isSymbolicLink())
        return undefined;
    const real = realInside(top, (0,external_node_path_.join)(folder, entry.name));
    const stat = real === undefined ? undefined : (0,external_node_fs_.statSync)(real, { throwIfNoEntry: false });
    // A linked folder is another name of one that is listed anyway, or a cycle.
    return stat?.isFile() === true ? 'linked-file' : stat?.isDirectory() === true ? 'linked-folder' : undefined;
}
/** What a path leads to, where that is in the repository, and not in .git, which holds the token of the checkout. */
function realInside(top, path) {
    try {
        const real = (0,external_node_fs_.realpathSync)(path);
        const parts = (0,external_node_path_.relative)(top, real).split(external_node_path_.sep);
        return parts[0] === '..' || parts.includes('.git') ? undefined : real;
    }
    catch {
        return undefined;
    }
}
// Names that no line of a Dockerfile or log can hold as they are: with control characters, or in another encoding.
function isPlainName(name) {
    return !/[\p{Cc}\u2028\u2029\ufffd]/u.test(name);
}
function readRules(path) {
    try {
        const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
        if (stat?.isFile() !== true || stat.size > RULES_BYTES)
            return undefined;
        return decode((0,external_node_fs_.readFileSync)(path));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/disk-view.js






const HEAD_BYTES = 256 * 1024;
// The largest lockfiles of public repositories are under 10 MB; beyond this a file is an accident or an attack.
const TEXT_BYTES = 32 * 1024 * 1024;
// Every source is looked at by several questions; together they are kept only as far as memory allows.
const KEPT_BYTES = 24 * 1024 * 1024;
/** The files below a folder of this machine, each folder listed and each text read once. No link leads out. */
function diskView(root) {
    const top = (0,external_node_fs_.realpathSync)(root);
    const folderAt = diskFolders(top);
    const texts = textCache(KEPT_BYTES);
    const heads = textCache(KEPT_BYTES);
    const kindAt = (path) => {
        const folder = path === '' ? undefined : folderAt(disk_folders_parentOf(path));
        return path === '' ? 'folder' : folder && kindIn(folder, disk_view_nameOf(path));
    };
    /** Where a file is; undefined where there is none, which is what most questions find: it must cost nothing. */
    const fileAt = (path) => {
        const folder = path === '' ? undefined : folderAt(disk_folders_parentOf(path));
        const name = disk_view_nameOf(path);
        const kind = folder && kindIn(folder, name);
        if (folder === undefined || (kind !== 'file' && kind !== 'linked-file'))
            return undefined;
        const real = `${folder.real}${external_node_path_.sep}${name}`;
        return kind === 'file' ? real : realInside(top, real);
    };
    const cached = (cache, given, read) => {
        const path = plainPath(given);
        const real = fileAt(path);
        return real === undefined ? undefined : cache(path, () => read(real, path));
    };
    return {
        isFile: (given) => {
            const kind = kindAt(plainPath(given));
            return kind === 'file' || kind === 'linked-file';
        },
        isFolder: (given) => {
            const kind = kindAt(plainPath(given));
            return kind === 'folder' || kind === 'linked-folder';
        },
        text: (path) => cached(texts, path, readText),
        head: (path) => cached(heads, path, readHead),
        list: (path) => folderAt(plainPath(path))?.entries ?? [],
    };
}
// Files name each other in every way: `./a`, `a//b`, `a/../b`. What leads out stays so, and is not found.
function plainPath(path) {
    if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path))
        return path;
    const plain = external_node_path_.posix.normalize(path).replace(/^\/+|\/+$/g, '');
    return plain === '.' ? '' : plain;
}
function disk_view_nameOf(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
function readText(real, path) {
    let bytes;
    try {
        bytes = readBytes(real, TEXT_BYTES + 1);
    }
    catch {
        throw new errors/* UserError */.y(`${path} cannot be read.`, 'Look at its permissions.');
    }
    if (bytes.length <= TEXT_BYTES)
        return decode(bytes);
    throw new errors/* UserError */.y(`${path} is too large to be read as a manifest.`, `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`);
}
// Of source that cannot be read nothing is known, which is no reason to stop.
function readHead(real) {
    try {
        return decode(readBytes(real, HEAD_BYTES));
    }
    catch {
        return undefined;
    }
}
function readBytes(real, limit) {
    const file = (0,external_node_fs_.openSync)(real, 'r');
    try {
        const bytes = Buffer.allocUnsafe(Math.min(limit, (0,external_node_fs_.fstatSync)(file).size));
        let length = 0;
        while (length < bytes.length) {
            const count = (0,external_node_fs_.readSync)(file, bytes, length, bytes.length - length, null);
            if (count === 0)
                break;
            length += count;
        }
        return bytes.subarray(0, length);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/index.js












/**
 * Finds the application, plans its image and writes the Dockerfile and its .dockerignore, unless a Dockerfile is there.
 * Throws a UserError, having written nothing, for an application that is not recognised or cannot run.
 */
async function dockerize(options) {
    const { workspace, overwrite = false, write = true } = options;
    const located = locate(workspace, options.rootDirectory, options.dockerfilePath);
    const view = diskView(workspace);
    const { folder, dockerfilePath, warnings } = chosenPlace(view, located, options);
    const app = appIn(view, folder);
    const exists = pathExists(workspace, dockerfilePath);
    const place = { dockerfilePath, context: '.' };
    if (exists && !overwrite)
        return { generated: false, ...place, ...reportOnly(app, options) };
    const plan = planOf(app, options);
    const dockerfile = renderDockerfile(explanation(plan), await finished(plan, options));
    const dockerignore = ignoreFile(app, dockerfilePath, plan);
    const ignored = ignoredCopies(dockerignore.text, plan.stages);
    if (ignored[0] !== undefined) {
        throw new errors/* UserError */.y(`${dockerignore.path} keeps ${ignored.join(', ')} out of the build, but the image needs it.`, 'Take the pattern out of the file.');
    }
    if (write) {
        await writeInside(workspace, dockerignore.path, dockerignore.text);
        await writeInside(workspace, dockerfilePath, dockerfile);
    }
    return {
        generated: true,
        ...place,
        plan,
        dockerfile,
        dockerignore,
        warnings: [...warnings, ...plan.warnings, ...readHints(app).warnings, ...ignoreWarnings(dockerignore)],
    };
}
/** Where nothing names the application's folder: the one that has it. A Dockerfile at the top is that of the top. */
function chosenPlace(view, located, options) {
    const { workspace, rootDirectory, dockerfilePath, overwrite = false, overrides = {} } = options;
    const named = rootDirectory !== undefined || located.folder !== '';
    if (named || (!overwrite && pathExists(workspace, located.dockerfilePath)))
        return { ...located, warnings: [] };
    const chosen = chooseFolder(view, overrides.framework, (top) => canPlan(top, options));
    return { ...(dockerfilePath === undefined ? placeIn(chosen.folder) : located), ...chosen };
}
/** Whether something is there in the folder itself, and it runs. */
function canPlan(app, options) {
    try {
        const { provider } = chooseProvider(app, options.overrides?.framework);
        return provider.detect(app) !== undefined && planOf(app, options).stages.length > 0;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return false;
        throw error;
    }
}
/** The stages with what does not depend on the language: digests, then labels, which tell the base's. */
async function finished({ stages, about }, { resolveDigests }) {
    if (resolveDigests === undefined)
        return labelled(stages, about);
    return labelled(pinned(stages, await resolveDigests(imagesOf(stages))), about);
}
function planOf(app, { overrides = {}, lambda = 'auto', baseRegistry, now }) {
    const request = { overrides, lambda, now, ...(baseRegistry === undefined ? {} : { baseRegistry }) };
    const { provider, others } = chooseProvider(app, overrides.framework);
    const plan = provider.plan(app, request);
    const considered = [...(plan.language.considered ?? []), ...others];
    return considered.length === 0 ? plan : { ...plan, language: { ...plan.language, considered } };
}
/** The plan beside a Dockerfile that stays: nothing to fail for, as the Dockerfile knows better. */
function reportOnly(app, options) {
    try {
        return { plan: planOf(app, options), warnings: [] };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return { warnings: [{ text: `The application itself is not described: ${error.message}` }] };
    }
}
/** BuildKit reads `<Dockerfile>.dockerignore` in place of the context's own. Source: docs.docker.com, "Build context". */
function ignoreFile(app, dockerfilePath, plan) {
    const path = dockerfilePath === 'Dockerfile' ? '.dockerignore' : `${dockerfilePath}.dockerignore`;
    const existing = app.repository.text(path);
    const { ignore, scope, stages } = plan;
    const made = { folder: app.folder, patterns: ignore, stages, ...(scope === undefined ? {} : { scope }) };
    if (existing === undefined)
        return { path, text: renderDockerignore(made), added: [], letsIn: [] };
    return { path, ...completeDockerignore(existing, made, plan.language.value) };
}
function ignoreWarnings({ path, added, letsIn, }) {
    const completed = `Completed ${path} by what must not be in an image: ${added.join(', ')}.`;
    return [
        ...(added.length === 0 ? [] : [{ text: completed, file: path }]),
        ...letsIn.map(({ text, line }) => ({
            text: `The rule "${text}" of ${path} lets into the image what is better kept out of it. It stays as it is.`,
            file: path,
            line,
        })),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/outputs.js

/** The action's outputs; those of the plan are empty where nothing could be told. */
function dockerizeOutputs({ generated, dockerfilePath, context, plan }) {
    return {
        generated,
        'dockerfile-path': dockerfilePath,
        context,
        language: plan?.language.value,
        framework: plan?.framework.value,
        version: plan?.version.value,
        'package-manager': plan?.packageManager?.value,
        port: plan?.port.value,
        'run-command': plan === undefined ? undefined : commandLine(plan.runCommand.value),
        'health-check-path': plan?.healthCheckPath.value,
        plan: plan === undefined ? undefined : planJson(plan),
        apps: undefined,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/pin/public-image.js
const public_image_LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/;
/**
 * Reads an image reference as Docker does: without a host it is Docker Hub's, and there without a namespace an official
 * one. Source: github.com/distribution/reference, ParseNormalizedNamed.
 */
function publicImage(reference) {
    const slash = reference.indexOf('/');
    const first = reference.slice(0, Math.max(slash, 0));
    const hasHost = first.includes('.') || first.includes(':') || first === 'localhost';
    const host = hasHost ? first : 'docker.io';
    const rest = hasHost ? reference.slice(slash + 1) : reference;
    const colon = rest.lastIndexOf(':');
    const path = colon > rest.lastIndexOf('/') ? rest.slice(0, colon) : rest;
    const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : 'latest';
    const isHub = host === 'docker.io' || host === 'index.docker.io';
    return {
        // Docker Hub's API is at another host than its images are named by.
        origin: isHub ? 'https://registry-1.docker.io' : `${public_image_LOOPBACK.test(host) ? 'http' : 'https'}://${host}`,
        name: isHub && !path.includes('/') ? `library/${path}` : path,
        tag,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/pin/resolve-digest.js


// An index first, so that the pin is good for every platform.
const ACCEPT = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const PATIENCE_MS = 20_000;
/**
 * The digests that images have now, asked of their public registries without credentials.
 * Source: OCI Distribution Specification v1.1, "Checking if content exists in the registry".
 * @throws UserError that names the image, where its registry does not tell
 */
async function resolveDigests(images, ports) {
    const pairs = await Promise.all(images.map(async (image) => [image, await digestOf(image, ports)]));
    return new Map(pairs);
}
async function digestOf(image, ports) {
    const place = publicImage(image);
    const failed = (why) => new errors/* UserError */.y(`The digest of the image ${image} cannot be told: ${why}.`, 'Run it again, set the input "base-registry" to a registry that is in reach, or leave "pin-digests" out.');
    try {
        const first = await head(place, undefined, ports);
        const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null;
        const answer = challenge === null ? first : await head(place, await anonymousToken(challenge, place, ports), ports);
        const digest = answer.headers.get('docker-content-digest');
        if (answer.ok && digest !== null && /^sha256:[0-9a-f]{64}$/.test(digest))
            return digest;
        throw failed(`${new URL(place.origin).host} answers ${answer.status}`);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            throw error;
        throw failed(`${new URL(place.origin).host} is not in reach (${(0,errors/* messageOf */.b)(error)})`);
    }
}
async function head({ origin, name, tag }, token, { fetch, signal }) {
    return await fetch(`${origin}/v2/${name}/manifests/${tag}`, {
        method: 'HEAD',
        headers: { accept: ACCEPT, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
}
/** Source: Distribution documentation, "Token Authentication Specification". Nothing of ours is sent. */
async function anonymousToken(challenge, { name }, { fetch, signal }) {
    const fields = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    const realm = fields.get('realm');
    if (realm === undefined || !URL.canParse(realm))
        return undefined;
    const url = new URL(realm);
    const service = fields.get('service');
    if (service !== undefined)
        url.searchParams.set('service', service);
    url.searchParams.set('scope', `repository:${name}:pull`);
    const answer = await fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const body = (await answer.json());
    const token = body?.token ?? body?.access_token;
    return typeof token === 'string' ? token : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/github/api.js

const api_PATIENCE_MS = 10_000;
/** The API of the run's own repository; undefined outside of GitHub, and without a token. */
function openGithubApi({ apiUrl, repository }, token, ports) {
    if (repository === undefined || token === undefined)
        return undefined;
    const base = `${apiUrl}/repos/${repository}/`;
    return { ask: async (question) => await ask(base, token, question, ports) };
}
/** Source: GitHub REST API, "Getting started with the REST API": headers and versions. */
async function ask(base, token, { action, method = 'GET', path, body, signal }, { fetch, clock, journal, log }) {
    const started = clock.now();
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const record = (status, received) => {
        journal.record({
            service: 'github',
            action,
            region: undefined,
            status,
            bytesSent: Buffer.byteLength(sent ?? ''),
            bytesReceived: Buffer.byteLength(received),
            milliseconds: clock.now() - started,
        });
    };
    const patience = AbortSignal.timeout(api_PATIENCE_MS);
    try {
        const response = await fetch(`${base}${path}`, {
            method,
            headers: {
                authorization: `Bearer ${token}`,
                accept: 'application/vnd.github+json',
                'x-github-api-version': '2022-11-28',
                ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(sent === undefined ? {} : { body: sent }),
            signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
        });
        const text = await response.text();
        record(response.status, text);
        const answer = api_parsed(text);
        const said = isRecord(answer) && typeof answer['message'] === 'string' ? answer['message'] : '';
        if (!response.ok)
            log.debug(`GitHub answered ${response.status} to ${action}: ${said}`);
        return { ok: response.ok, status: response.status, body: answer, message: said };
    }
    catch (error) {
        record(undefined, '');
        log.debug(`GitHub cannot be asked for ${action}: ${(0,errors/* messageOf */.b)(error)}`);
        return { ok: false, status: undefined, body: undefined, message: (0,errors/* messageOf */.b)(error) };
    }
}
function api_parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** True for what JSON calls an object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./.build/shared/github/branch.js

/**
 * The last commit of a branch; undefined where there is no such branch.
 * Source: GitHub REST API, "Get a reference" and "Get a commit object".
 */
async function readBranch(api, branch, signal) {
    const path = `git/ref/heads/${encodePath(branch)}`;
    const reference = await api.ask({ action: 'GetReference', path, signal });
    if (reference.status === 404)
        return undefined;
    const sha = branch_textAt(reference.body, 'object', 'sha');
    if (!reference.ok || sha === undefined)
        return { refused: reference };
    const commit = await api.ask({ action: 'GetCommitObject', path: `git/commits/${sha}`, signal });
    const tree = branch_textAt(commit.body, 'tree', 'sha');
    if (!commit.ok || tree === undefined)
        return { refused: commit };
    return { sha, tree, message: branch_textAt(commit.body, 'message') ?? '' };
}
/**
 * Makes a commit of files on another one; undefined where the files are in it as they are.
 * Source: GitHub REST API, "Create a tree" (content inline) and "Create a commit".
 */
async function commitFiles(api, parent, files, message, signal) {
    const entries = files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text }));
    const tree = await api.ask({
        action: 'CreateTree',
        method: 'POST',
        path: 'git/trees',
        body: { base_tree: parent.tree, tree: entries },
        signal,
    });
    const treeSha = branch_textAt(tree.body, 'sha');
    if (!tree.ok || treeSha === undefined)
        return { refused: tree };
    if (treeSha === parent.tree)
        return undefined;
    const commit = await api.ask({
        action: 'CreateCommit',
        method: 'POST',
        path: 'git/commits',
        body: { message, tree: treeSha, parents: [parent.sha] },
        signal,
    });
    const sha = branch_textAt(commit.body, 'sha');
    return commit.ok && sha !== undefined ? sha : { refused: commit };
}
/**
 * Makes a branch, or moves one.
 * Source: GitHub REST API, "Create a reference" and "Update a reference".
 * @param force moves it even where commits of it are lost
 */
async function pointBranch(api, branch, sha, how, signal) {
    const answer = how === 'create'
        ? await api.ask({
            action: 'CreateReference',
            method: 'POST',
            path: 'git/refs',
            body: { ref: `refs/heads/${branch}`, sha },
            signal,
        })
        : await api.ask({
            action: 'UpdateReference',
            method: 'PATCH',
            path: `git/refs/heads/${encodePath(branch)}`,
            body: { sha, force: how === 'force' },
            signal,
        });
    return answer.ok ? undefined : { refused: answer };
}
/** The text at a path of keys in an answer. */
function branch_textAt(body, ...keys) {
    const value = keys.reduce((part, key) => (isRecord(part) ? part[key] : undefined), body);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function encodePath(branch) {
    return branch.split('/').map(encodeURIComponent).join('/');
}

;// CONCATENATED MODULE: ./.build/shared/github/pull-request.js


/**
 * Proposes files by a pull request, or brings the one up to date that is open. A branch whose pull request was merged
 * or closed starts anew. Never touches what a person committed.
 */
async function proposeFiles(api, proposal, signal) {
    const { base, branch, files, message } = proposal;
    const from = await readBranch(api, base, signal);
    if (from === undefined)
        return { kind: 'no-base' };
    if ('refused' in from)
        return { kind: 'refused', doing: `reading the branch ${base}`, ...from };
    const open = await openPullRequest(api, proposal, signal);
    if ('refused' in open)
        return { kind: 'refused', doing: 'listing pull requests', ...open };
    const tip = await readBranch(api, branch, signal);
    if (tip !== undefined && 'refused' in tip) {
        return { kind: 'refused', doing: `reading the branch ${branch}`, ...tip };
    }
    if (open.known !== undefined && tip !== undefined && !isOurs(tip, message)) {
        return { kind: 'edited', url: open.known.url };
    }
    const parent = open.known === undefined ? from : (tip ?? from);
    const commit = await commitFiles(api, parent, files, message, signal);
    if (commit === undefined) {
        return open.known === undefined ? { kind: 'nothing' } : { kind: 'unchanged', url: open.known.url };
    }
    if (typeof commit !== 'string')
        return { kind: 'refused', doing: 'committing the files', ...commit };
    const how = tip === undefined ? 'create' : open.known === undefined ? 'force' : 'forward';
    const moved = await pointBranch(api, branch, commit, how, signal);
    if (moved !== undefined)
        return { kind: 'refused', doing: `writing the branch ${branch}`, ...moved };
    return await pull_request_publish(api, proposal, open.known, signal);
}
/** Source: GitHub REST API, "List pull requests": `head` as `owner:branch`. */
async function openPullRequest(api, { repository, base, branch }, signal) {
    const query = new URLSearchParams({
        state: 'open',
        head: `${repository.split('/')[0] ?? ''}:${branch}`,
        base,
    });
    const answer = await api.ask({ action: 'ListPullRequests', path: `pulls?${query.toString()}`, signal });
    if (!answer.ok)
        return { refused: answer };
    return { known: knownIn(Array.isArray(answer.body) ? answer.body[0] : undefined) };
}
/** Source: GitHub REST API, "Create a pull request" and "Update a pull request". */
async function pull_request_publish(api, { title, body, base, branch }, known, signal) {
    const answer = known === undefined
        ? await api.ask({
            action: 'CreatePullRequest',
            method: 'POST',
            path: 'pulls',
            body: { title, body, base, head: branch, maintainer_can_modify: true },
            signal,
        })
        : await api.ask({
            action: 'UpdatePullRequest',
            method: 'PATCH',
            path: `pulls/${known.number}`,
            body: { title, body },
            signal,
        });
    const now = known ?? knownIn(answer.body);
    if (!answer.ok || now === undefined) {
        return { kind: 'refused', doing: 'opening the pull request', refused: answer };
    }
    return { kind: known === undefined ? 'opened' : 'updated', url: now.url };
}
function knownIn(body) {
    const number = isRecord(body) ? body['number'] : undefined;
    const url = branch_textAt(body, 'html_url');
    return typeof number === 'number' && url !== undefined ? { number, url } : undefined;
}
function isOurs({ message }, wanted) {
    const last = (text) => text.trimEnd().split('\n').at(-1) ?? '';
    return last(message) === last(wanted);
}

;// CONCATENATED MODULE: ./.build/shared/runner/github-context.js


/** Reads the variables of a run, and the default branch from the event's payload. */
async function readGithubContext(env) {
    const value = (name) => (0,variable/* variable */.b)(env, name);
    const repository = value('GITHUB_REPOSITORY');
    const server = value('GITHUB_SERVER_URL') ?? 'https://github.com';
    const run = value('GITHUB_RUN_ID');
    const repositoryUrl = repository === undefined ? undefined : `${server}/${repository}`;
    return {
        event: value('GITHUB_EVENT_NAME'),
        ref: value('GITHUB_REF'),
        sha: value('GITHUB_SHA'),
        defaultBranch: await defaultBranchIn(value('GITHUB_EVENT_PATH')),
        repository,
        repositoryUrl,
        runUrl: repositoryUrl === undefined || run === undefined ? undefined : `${repositoryUrl}/actions/runs/${run}`,
        runId: run,
        workflow: value('GITHUB_WORKFLOW'),
        actor: value('GITHUB_ACTOR'),
        triggeringActor: value('GITHUB_TRIGGERING_ACTOR') ?? value('GITHUB_ACTOR'),
        apiUrl: value('GITHUB_API_URL') ?? 'https://api.github.com',
    };
}
async function defaultBranchIn(eventPath) {
    if (eventPath === undefined)
        return undefined;
    const text = await (0,promises_.readFile)(eventPath, 'utf8').catch(() => '{}');
    try {
        const payload = JSON.parse(text);
        const branch = payload?.repository?.default_branch;
        return typeof branch === 'string' && branch !== '' ? branch : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/summary.js



/** The job summary: each value, and where it was found. */
function dockerizeSummary({ generated, dockerfilePath, plan, warnings }) {
    return [
        `### ${code(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
        ...(plan === undefined ? [] : planMarkdown(plan)),
        ...(warnings.length === 0 ? [] : [bullets(warnings.map(({ text }) => plain(text)))]),
        '',
    ].join('\n\n');
}
/** Each value of a plan with where it was found, then what was passed over and what would change it. */
function planMarkdown(plan) {
    const values = valuesOf(plan);
    const found = values.map(({ name, found }) => [name, code(shown(found)), plain(originOf(found))]);
    const passedOver = values.map(({ name, found, change }) => [
        name,
        (found.considered ?? [])
            .map((considered) => `${code(considered.value)} (${plain(originOf(considered))})`)
            .join('<br>'),
        plain(change),
    ]);
    return [
        table(['value', 'found', 'where'], found),
        details('What was passed over, and what would change a value', table(['value', 'passed over', 'changed by'], passedOver)),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/propose/texts.js


// Source: GitHub REST API, "Create a pull request"; a longer body is refused.
const MOST_OF_A_BODY = 65_000;
/** The last line of every commit of ours: how a later run tells it from a person's. */
const TRAILER = 'Generated-by: auto-dockerize';
/** The texts of the pull request that proposes a Dockerfile. Pure: the same plan is the same text. */
function proposalTexts({ plan, dockerfilePath, dockerignore, warnings }, base) {
    const folder = dockerfilePath.includes('/') ? dockerfilePath.slice(0, dockerfilePath.lastIndexOf('/')) : '';
    const where = folder === '' ? '' : ` for ${folder}`;
    const title = `Add a Dockerfile${where}`;
    const port = plan?.port.value ?? 8000;
    const lines = [
        `Adds ${code(dockerfilePath)} and ${code(dockerignore?.path ?? '.dockerignore')}, made from what the repository says. Nothing else changes.`,
        '### What was found',
        ...(plan === undefined ? [] : planMarkdown(plan)),
        ...(warnings.length === 0 ? [] : ['### Look at this', bullets(warnings.map(({ text }) => plain(text)))]),
        '### Try it',
        [
            '```sh',
            `docker build -t app -f '${dockerfilePath.replace(/'/g, String.raw `'\''`)}' .`,
            `docker run --rm -p ${port}:${port} app`,
            '```',
        ].join('\n'),
        'Commits of your own to this branch are kept: it is then not updated any more.',
    ];
    return {
        branch: branchName(base, dockerfilePath),
        title,
        body: cut(lines.join('\n\n'), MOST_OF_A_BODY),
        message: `${title}\n\nMade from what the repository says; the pull request explains each value.\n\n${TRAILER}`,
    };
}
// A branch can be no folder of another one's name, hence hyphens; and a Dockerfile and a base have one branch, always.
function branchName(base, dockerfilePath) {
    const slug = (text) => text.replace(/[^\w.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
    return `auto-dockerize/${slug(base)}-${slug(dockerfilePath)}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/propose/propose.js






const propose_PERMISSIONS = 'The job needs `permissions: { contents: write, pull-requests: write }`; a run for a fork has neither.';
const SETTING = 'Allow it in the repository\'s settings (Actions, General, "Allow GitHub Actions to create and approve pull requests"), or give "github-token" a token of your own.';
/**
 * Looks, before anything is made, whether a pull request can be opened at all.
 * @throws UserError outside of GitHub, without a token, and for a run that belongs to no branch
 */
async function proposalPlace(token, ports) {
    const context = await readGithubContext(ports.env);
    const api = openGithubApi(context, token, ports);
    if (api === undefined || context.repository === undefined) {
        throw new errors/* UserError */.y('"pull-request" is true, but there is no token or no repository to open one with.', 'Run it in a workflow, and give the input "github-token" a token.');
    }
    // Of a pull request, the branch it comes from; else what the run was started for.
    const base = (0,variable/* variable */.b)(ports.env, 'GITHUB_HEAD_REF') ?? /^refs\/heads\/(.+)$/.exec(context.ref ?? '')?.[1];
    if (base === undefined) {
        throw new errors/* UserError */.y(`"pull-request" is true, but this run is of ${context.ref ?? 'no ref'}, which is no branch.`, 'Run it on a branch, for example by workflow_dispatch.');
    }
    return { api, repository: context.repository, base };
}
/**
 * Proposes what was generated, and says what came of it.
 * @returns a sentence for the log and the summary, and the pull request's address where there is one
 * @throws UserError where GitHub refuses
 */
async function propose(result, { api, repository, base }, signal) {
    const { dockerfilePath, dockerfile = '', dockerignore } = result;
    const files = [
        { path: dockerfilePath, text: dockerfile },
        ...(dockerignore === undefined ? [] : [{ path: dockerignore.path, text: dockerignore.text }]),
    ];
    const texts = proposalTexts(result, base);
    const proposed = await proposeFiles(api, { repository, base, files, ...texts }, signal);
    return tell(proposed, base, texts.branch);
}
function tell(proposed, base, branch) {
    switch (proposed.kind) {
        case 'opened':
            return { sentence: `Opened a pull request for ${base}.`, url: proposed.url };
        case 'updated':
            return { sentence: `Brought the open pull request for ${base} up to date.`, url: proposed.url };
        case 'unchanged':
            return { sentence: `The open pull request for ${base} has these files already.`, url: proposed.url };
        case 'edited':
            return {
                sentence: `The open pull request stays as it is: somebody has committed to ${branch}.`,
                url: proposed.url,
            };
        case 'nothing':
            return { sentence: `${base} has these files already: there is nothing to propose.` };
        case 'no-base':
            throw new errors/* UserError */.y(`The branch ${base} is not on GitHub any more.`, 'Run it on a branch that is there.');
        case 'refused':
            throw propose_refusal(proposed);
    }
}
function propose_refusal({ doing, refused }) {
    const { status, message } = refused;
    const said = `GitHub refused ${doing}: ${status ?? 'no answer'} ${message}`.trimEnd();
    const may = status === 403 || status === 404 || status === 401;
    const hint = message.includes('not permitted to create') ? SETTING : may ? propose_PERMISSIONS : undefined;
    return new errors/* UserError */.y(/[.!]$/.test(said) ? said : `${said}.`, hint);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/run.js











/**
 * auto-dockerize from inputs to outputs, log and summary.
 * @throws UserError, having written nothing, but for a pull request that GitHub refuses: the files are there then
 */
async function runDockerize(inputs, ports) {
    const { log } = ports;
    const place = inputs.pullRequest ? await proposalPlace(inputs.githubToken, ports) : undefined;
    const result = await dockerize(optionsOf(inputs, ports));
    const { generated, dockerfilePath, dockerignore, plan, warnings } = result;
    for (const line of plan === undefined ? [] : planLines(plan))
        log.info(line);
    for (const { text, ...at } of warnings)
        log.warning(text, { title: 'auto-dockerize', ...at });
    log.info(generated
        ? `Wrote ${dockerfilePath} and ${dockerignore?.path ?? 'its .dockerignore'}`
        : `${dockerfilePath} is there already and stays as it is; "overwrite: true" would replace it`);
    (0,step/* setOutputs */.n0)(dockerizeOutputs(result));
    await (0,step/* addSummary */.S0)(dockerizeSummary(result));
    if (place !== undefined && generated) {
        const { sentence, url } = await propose(result, place, ports.signal);
        log.info(url === undefined ? sentence : `${sentence} ${url}`);
        await (0,step/* addSummary */.S0)(`${url === undefined ? plain(sentence) : markdown_link(plain(sentence), url)}\n`);
    }
    return result;
}
/** `list: true`: the folders with an application as JSON, and nothing else. */
function listApplications({ env, log }) {
    const { folders, warnings } = applicationsIn(diskView((0,variable/* workspaceOf */.B)(env)));
    const apps = folders.map((folder) => (folder === '' ? '.' : folder));
    for (const { text } of warnings)
        log.warning(text, { title: 'auto-dockerize' });
    log.info(apps.length === 0 ? 'No application was found.' : `Applications in ${apps.join(', ')}`);
    (0,step/* setOutputs */.n0)({ generated: false, apps: JSON.stringify(apps) });
}
function optionsOf(inputs, { env, clock, fetch, signal }) {
    const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda, overwrite, pinDigests } = inputs;
    return {
        workspace: (0,variable/* workspaceOf */.B)(env),
        now: clock.now(),
        overrides,
        lambda,
        overwrite,
        ...(rootDirectory === undefined ? {} : { rootDirectory }),
        ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
        ...(baseRegistry === undefined ? {} : { baseRegistry }),
        ...(pinDigests ? { resolveDigests: (images) => resolveDigests(images, { fetch, signal }) } : {}),
    };
}


/***/ })

};
