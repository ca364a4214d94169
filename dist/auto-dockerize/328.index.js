export const id = 328;
export const ids = [328];
export const modules = {

/***/ 9328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  listApplications: () => (/* binding */ listApplications),
  runDockerize: () => (/* binding */ runDockerize)
});

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 12 modules
var step = __webpack_require__(5735);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/dockerize/found.js
/** A value that an input of the action gave: it wins over everything found. */
function fromInput(value, input) {
    return { value, why: `the input "${input}"` };
}
/** The same origin with another value. */
function withValue(origin, value) {
    return { ...origin, value };
}
/** For people: `package.json:12`, or the reason, or both. */
function originOf(found) {
    if (found.file === undefined)
        return found.why ?? 'default';
    const place = found.line === undefined ? found.file : `${found.file}:${found.line}`;
    return found.why === undefined ? place : `${place}, ${found.why}`;
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
        else
            operators = true;
    }
    const segments = words.filter((list) => list.length > 0).map(segment);
    const single = segments.length === 1 && !operators;
    return {
        segments,
        needsShell: variables.size > 0 || operators,
        single,
        ...(port === undefined ? {} : { port }),
    };
}
function segment(words) {
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/releases.js
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
/**
 * Python, in the order of choice where a range leaves one: a line that wheels have been published for since a while.
 * Source: Python Developer's Guide, "Status of Python versions".
 */
const PYTHON_RELEASES = [
    { line: '3.13', endOfLife: '2029-10-31' },
    { line: '3.14', endOfLife: '2030-10-31' },
    { line: '3.12', endOfLife: '2028-10-31' },
    { line: '3.11', endOfLife: '2027-10-31' },
    { line: '3.10', endOfLife: '2026-10-31' },
    { line: '3.9', endOfLife: '2025-10-31' },
    { line: '3.8', endOfLife: '2024-10-07' },
    { line: '3.7', endOfLife: '2023-06-27' },
];
/** The sentence about a version whose line is past its end of life. `now` in milliseconds since the epoch. */
function endOfLifeWarning(runtime, version, releases, now) {
    const release = releases.find(({ line }) => version === line || version.startsWith(`${line}.`));
    if (release === undefined || Date.parse(release.endOfLife) > now)
        return undefined;
    return `${runtime} ${version} has had no security fixes since ${release.endOfLife}.`;
}

// EXTERNAL MODULE: ./.build/shared/dockerize/routes.js
var routes = __webpack_require__(225);
;// CONCATENATED MODULE: ./.build/shared/dockerize/image.js
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
/** How every image that serves HTTP ends, whatever the language. */
function serving(options) {
    const { port, lambda, healthCheckPath, user, probe, argv, stopSignal, whyStopSignal, env = {} } = options;
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
        why: ['Asked with what the image has already: nothing to install or patch.'],
        argv: probe,
    }, {
        kind: 'cmd',
        why: ['The process itself is PID 1, so that it gets SIGTERM and can finish its requests.'],
        argv,
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/static/site.js


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
                lines: configuration(site),
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
function configuration({ fallback, port }) {
    return `
pid /tmp/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
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
  gzip_types text/css text/plain text/javascript application/javascript application/json image/svg+xml;
  server {
    listen ${port};
    root /srv/www;
    index index.html;
    # Behind a load balancer the port of a redirect would be the wrong one.
    absolute_redirect off;
    location / {
      try_files $uri $uri.html $uri/ ${fallback ? '/index.html' : '=404'};
    }${fallback ? '' : '\n    error_page 404 /404.html;'}
  }
}`
        .trim()
        .split('\n');
}

// EXTERNAL MODULE: ./.build/shared/dockerize/parse/lines.js
var lines = __webpack_require__(8100);
;// CONCATENATED MODULE: ./.build/shared/dockerize/node/start.js

const BIN = 'node_modules/.bin/';
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
        const argv = throughShell(line, parsed);
        return { kind: 'process', argv, env: {}, build: [], command: undefined, ...withPort };
    }
    const last = segments.at(-1);
    if (last === undefined)
        return { kind: 'none' };
    const start = reduceSegment(last, manifest, seen);
    if (start.kind !== 'process')
        return start;
    const earlier = segments.slice(0, -1);
    const build = earlier.filter(isBuild).map(lineOf);
    const prefix = earlier.filter((segment) => !isBuild(segment)).map(lineOf);
    if (prefix.length === 0)
        return { ...start, build: [...build, ...start.build], ...withPort };
    const argv = ['/bin/sh', '-c', [...prefix, `exec ${shellLine(start.argv)}`].join(' && ')];
    return { ...start, argv, build: [...build, ...start.build], ...withPort };
}
function reduceSegment({ env, argv }, manifest, seen) {
    const script = scriptOf(argv, manifest);
    if (script !== undefined && manifest !== undefined) {
        const start = reduceScript(script.name, manifest, seen);
        if (start.kind !== 'process')
            return start;
        return { ...start, env: { ...env, ...start.env }, argv: [...start.argv, ...script.args] };
    }
    const [first = '', ...rest] = argv[0] === 'npx' ? argv.slice(1).filter((word) => word !== '--no-install') : argv;
    const command = first.replace(/^(\.\/)?node_modules\/\.bin\//, '');
    const development = developmentServer(command, rest);
    if (development)
        return { kind: 'development', tool: [command, ...rest].join(' '), entry: entryOf(rest) };
    const plain = command === 'node' || command === 'sh' || command === 'bash' || command.includes('/');
    return {
        kind: 'process',
        argv: plain ? [command, ...rest] : [`${BIN}${command}`, ...rest],
        env,
        build: [],
        command: plain ? undefined : command,
    };
}
/** `npm run x`, `npm start`, `yarn x`, `pnpm x`: the script, if there is one of that name. */
function scriptOf([manager = '', ...words], manifest) {
    if (manager !== 'npm' && manager !== 'yarn' && manager !== 'pnpm')
        return undefined;
    const rest = words.filter((word) => word !== '--silent' && word !== '-s');
    const [name = '', ...args] = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest;
    if (manifest?.scripts.has(name) !== true)
        return undefined;
    return { name, args: args[0] === '--' ? args.slice(1) : args };
}
function developmentServer(command, args) {
    const [first] = args;
    switch (command) {
        case 'nodemon':
        case 'ts-node-dev':
        case 'tsnd':
        case 'node-dev':
        case 'webpack-dev-server':
        case 'live-server':
        case 'react-scripts':
        case 'vue-cli-service':
            return true;
        case 'vite':
            return first !== 'build';
        case 'next':
        case 'astro':
        case 'nuxt':
        case 'nuxi':
        case 'remix':
        case 'react-router':
            return first === undefined || first === 'dev';
        case 'ng':
        case 'webpack':
            return first === 'serve';
        case 'nest':
            return first === 'start';
        case 'tsx':
            return first === 'watch';
        case 'node':
            return args.some((arg) => arg.startsWith('--watch'));
        default:
            return false;
    }
}
function entryOf(args) {
    return args.find((arg) => /\.[cm]?[jt]s$/.test(arg));
}
const BUILD_COMMANDS = new Set([
    'tsc',
    'rimraf',
    'tsup',
    'esbuild',
    'swc',
    'webpack',
    'rollup',
    'babel',
    'tsc-alias',
]);
function isBuild({ argv }) {
    const words = argv[0] === 'npx' ? argv.slice(1) : argv;
    const [command = '', ...rest] = words;
    if (['npm', 'yarn', 'pnpm'].includes(command)) {
        const name = rest[0] === 'run' ? rest[1] : rest[0];
        return (name !== undefined &&
            (name === 'build' || name.startsWith('build:') || name === 'install' || name === 'ci'));
    }
    return BUILD_COMMANDS.has(command) || (['next', 'nest', 'vite'].includes(command) && rest[0] === 'build');
}
function lineOf({ env, argv }) {
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${shellLine([value])}`);
    return [...assignments, shellLine(argv)].join(' ');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/resolve.js




/** In the order in which they are tried. */
// A plain `start` is often for development where one of the others is there.
const SCRIPTS = ['start:prod', 'start:production', 'start', 'serve'];
const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main'];
const LISTENS = /\.listen\(|createServer\(|\bserve\(/;
/** Finds what to start: the input, the Procfile, the framework's own way, scripts, `main`, files that listen. */
function findCommand(app, manifest, framework, output, source, input) {
    if (input !== undefined)
        return fromLine(fromInput(input, 'run-command'), manifest);
    const procfile = (0,lines/* procfileWeb */.bM)(app);
    if (procfile !== undefined)
        return fromLine(procfile, manifest);
    if (output?.kind === 'server')
        return { run: output.run, env: {}, build: [] };
    const refused = [];
    for (const name of SCRIPTS) {
        const script = manifest?.scripts.get(name);
        if (manifest === undefined || script === undefined)
            continue;
        const start = reduceScript(name, manifest);
        if (start.kind === 'process')
            return fromStart(start, script);
        if (start.kind === 'development')
            refused.push(`the script "${name}" starts ${start.tool}, which is for development`);
    }
    const compiled = framework.entry?.(app);
    if (compiled !== undefined)
        return { run: withValue(compiled, ['node', compiled.value]), env: {}, build: [] };
    const entry = entryFile(app, manifest, source);
    if (entry !== undefined)
        return { run: entry, env: {}, build: [] };
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
        `the scripts ${SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
        `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`, 'Set the input "run-command", for example to "node server.js".');
}
function fromLine(line, manifest) {
    const start = reduceLine(line.value, manifest);
    if (start.kind === 'process')
        return fromStart(start, line);
    const what = start.kind === 'development' ? `starts ${start.tool}, which is for development` : 'starts nothing';
    throw new errors/* UserError */.y(`"${line.value}" ${what}.`, 'Set the input "run-command" to what runs in production.');
}
function fromStart(start, origin) {
    if (start.command === 'bun' || start.command === 'deno') {
        throw new errors/* UserError */.y(`"${origin.value}" (${originOf(origin)}) starts ${start.command}, which is not supported yet.`, 'Set the input "run-command" to a command of Node.js, or write a Dockerfile.');
    }
    return {
        run: withValue(origin, start.argv),
        env: start.env,
        build: start.build,
        ...(start.command === undefined ? {} : { command: start.command }),
        ...(start.port === undefined ? {} : { port: start.port }),
    };
}
function entryFile(app, manifest, source) {
    const main = manifest?.json.string('main');
    const file = main === undefined ? undefined : scriptFile(app, main.value);
    if (main !== undefined && file !== undefined && listens(app, file))
        return withValue(main, ['node', file]);
    for (const entry of ENTRIES) {
        const path = ['.js', '.mjs', '.cjs']
            .map((ending) => entry + ending)
            .find((name) => source.files.includes(name));
        if (path !== undefined && listens(app, path)) {
            return { value: ['node', path], file: app.at(path), why: 'a file that listens' };
        }
    }
    return undefined;
}
function listens(app, path) {
    return LISTENS.test(app.files.head(path) ?? '');
}
/** The file that `node PATH` would load, as Node.js itself looks for it; undefined where there is none yet. */
function scriptFile(app, path) {
    const plain = path.replace(/^\.\//, '').replace(/\/$/, '');
    return [plain, `${plain}.js`, `${plain}.cjs`, `${plain}/index.js`].find((name) => app.files.isFile(name));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/build.js



/**
 * What is built before the application starts, or undefined. Throws a UserError when the file to start is neither there
 * nor built by anything.
 */
function findBuild(app, manifest, framework, manager, command, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    const script = manifest.scripts.get('build');
    if (script !== undefined)
        return { ...script, value: manager.run('build') };
    if (command.build.length > 0)
        return { ...command.run, value: command.build.map(local).join(' && ') };
    if (framework.build !== undefined)
        return { value: framework.build, why: `the build of ${framework.name}` };
    const [program, ...args] = command.run.value;
    const entry = program === 'node' ? args.find((arg) => !arg.startsWith('-')) : undefined;
    if (entry === undefined || scriptFile(app, entry) !== undefined)
        return undefined;
    if (app.files.isFile('tsconfig.json') && manifest.dependency('typescript') !== undefined) {
        return { value: 'node_modules/.bin/tsc', file: app.at('tsconfig.json'), why: 'no build script' };
    }
    throw new errors/* UserError */.y(`The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`, 'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.');
}
// Commands of dependencies are not on the image's PATH.
function local(line) {
    return /^(?:npm|npx|yarn|pnpm|node)\b|^\w+=/.test(line) ? line : `node_modules/.bin/${line}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/create-react-app.js
/** Create React App: a single page application of files. */
const createReactApp = {
    name: 'create-react-app',
    packages: ['react-scripts'],
    build: 'node_modules/.bin/react-scripts build',
    output: () => ({
        kind: 'site',
        folder: { value: 'build', why: 'the default of react-scripts' },
        fallback: true,
    }),
};

// EXTERNAL MODULE: ./node_modules/@humanwhocodes/momoa/dist/momoa.js
var momoa = __webpack_require__(3162);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/json.js


/** Parses JSON, or JSON with comments for the files that allow it. Throws a UserError with file, line and column. */
function parseJson(file, text, mode = 'json') {
    const root = parseRoot(file, text, mode);
    const locate = (path) => {
        let node = root;
        for (const key of path)
            node = node && members(node).find((member) => keyOf(member) === key)?.value;
        return node;
    };
    const found = (node) => node?.type === 'String' ? { value: node.value, file, line: node.loc.start.line } : undefined;
    return {
        file,
        string: (...path) => found(locate(path)),
        strings: (...path) => {
            const node = locate(path);
            const pairs = (node ? members(node) : []).flatMap((member) => {
                const value = found(member.value);
                return value === undefined ? [] : [[keyOf(member), value]];
            });
            return new Map(pairs);
        },
        has: (...path) => locate(path) !== undefined,
    };
}
function parseRoot(file, text, mode) {
    try {
        return (0,momoa/* parse */.qg)(text, { mode, allowTrailingCommas: mode === 'jsonc' }).body;
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        throw new errors/* UserError */.y(`${file} is not valid JSON${place(error)}: ${(0,errors/* messageOf */.b)(error).replace(/ \(\d+:\d+\)$/, '')}`, `Mend ${file}; nothing was written.`);
    }
}
function place(error) {
    if (!(error instanceof Error) || !('line' in error) || !('column' in error))
        return '';
    return ` at line ${String(error.line)}, column ${String(error.column)}`;
}
function members(node) {
    return node.type === 'Object' ? node.members : [];
}
function keyOf(member) {
    return member.name.type === 'String' ? member.name.value : member.name.name;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/nest.js


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
        const text = app.files.text('tsconfig.json');
        const json = text === undefined ? undefined : parseJson(app.at('tsconfig.json'), text, 'jsonc');
        const folder = json?.string('compilerOptions', 'outDir');
        if (folder === undefined)
            return { value: 'dist/main.js', why: 'the default of Nest' };
        return { ...folder, value: `${folder.value.replace(/^\.\//, '').replace(/\/+$/, '')}/main.js` };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/next.js


const CONFIGS = ['next.config.ts', 'next.config.mjs', 'next.config.js', 'next.config.cjs', 'next.config.mts'];
/** Next.js: a server, a standalone server with its own dependencies traced, or a site of files. */
const next = {
    name: 'next',
    packages: ['next'],
    port: 3000,
    portInSource: false,
    buildCache: '.next/cache',
    buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
    build: 'node_modules/.bin/next build',
    healthPath: routeFile,
    output: (app) => {
        const config = CONFIGS.find((path) => app.files.isFile(path));
        const text = withoutComments((config === undefined ? undefined : app.files.head(config)) ?? '');
        const output = (0,lines/* searchLines */.gV)(text, /\boutput\s*:\s*['"`](\w+)['"`]/);
        const dist = (0,lines/* searchLines */.gV)(text, /\bdistDir\s*:\s*['"`]([\w./-]+)['"`]/)
            ?.groups[0]?.replace(/^\.\//, '')
            .replace(/\/+$/, '');
        const origin = {
            file: app.at(config ?? 'package.json'),
            ...(output === undefined ? {} : { line: output.line }),
        };
        if (output?.groups[0] === 'export') {
            return { kind: 'site', folder: { value: dist ?? 'out', ...origin }, fallback: false };
        }
        return output?.groups[0] === 'standalone'
            ? standalone(app, dist ?? '.next', origin)
            : server(app, dist ?? '.next', config);
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
        run: { value: ['node', 'server.js'], ...origin, why: 'standalone output' },
        modules: false,
        env: ENV,
        // Apart from the rest, so that it alone belongs to the server's user, and is in the image once.
        afterBuild: `mv ${dist}/standalone/${dist} ${dist}/written`,
        built: [
            { from: `${dist}/standalone`, to: '.' },
            { from: `${dist}/written`, to: dist, writable: true },
            { from: `${dist}/static`, to: `${dist}/static` },
            ...publicFiles(app),
        ],
    };
}
function server(app, dist, config) {
    const text = "With `output: 'standalone'` in the Next.js configuration the image would be several times smaller.";
    return {
        kind: 'server',
        run: { value: ['node_modules/.bin/next', 'start'], file: app.at('package.json'), why: 'next' },
        modules: true,
        env: ENV,
        built: [
            { from: dist, to: dist, writable: true },
            ...publicFiles(app),
            { from: 'package.json', to: 'package.json' },
            ...(config === undefined ? [] : [{ from: config, to: config }]),
        ],
        warnings: [{ text, file: app.at(config ?? 'package.json') }],
    };
}
/** A route handler (app/api/health/route.ts, app/healthz/route.js) or API route (pages/api/health.ts). */
function routeFile(app) {
    for (const top of ['', 'src/']) {
        for (const path of routes/* HEALTH_NAMES */.qW.flatMap((name) => [name, `api/${name}`])) {
            const routes = ['ts', 'js'].map((ending) => `${top}app/${path}/route.${ending}`);
            const pages = path.startsWith('api/')
                ? ['ts', 'js'].map((ending) => `${top}pages/${path}.${ending}`)
                : [];
            const file = [...routes, ...pages].find((name) => app.files.isFile(name));
            if (file !== undefined)
                return { value: `/${path}`, file: app.at(file) };
        }
    }
    return undefined;
}
// Blanks them out rather than removing them, so that lines stay where they are.
function withoutComments(text) {
    return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/vite.js

const vite_CONFIGS = ['vite.config.ts', 'vite.config.mts', 'vite.config.js', 'vite.config.mjs'];
/** Vite: a single page application of files. */
const vite = {
    name: 'vite',
    packages: ['vite'],
    unless: [
        '@remix-run/dev',
        '@react-router/dev',
        '@sveltejs/kit',
        '@angular/core',
        '@solidjs/start',
        '@tanstack/react-start',
        '@builder.io/qwik-city',
        '@redwoodjs/core',
        'astro',
        'nuxt',
        'vitepress',
    ],
    build: 'node_modules/.bin/vite build',
    output: (app) => {
        const config = vite_CONFIGS.find((path) => app.files.isFile(path));
        const text = config === undefined ? '' : (app.files.head(config) ?? '');
        const found = (0,lines/* searchLines */.gV)(text, /\boutDir\s*:\s*['"`]([\w./-]+)['"`]/);
        const folder = found?.groups[0]?.replace(/^\.\//, '');
        return {
            kind: 'site',
            folder: folder === undefined || config === undefined || folder.startsWith('.')
                ? { value: 'dist', why: 'the default of Vite' }
                : { value: folder, file: app.at(config), line: found?.line ?? 1 },
            fallback: true,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/index.js





// Servers that need nothing but their start command: named so that the plan can name them.
const frameworks_server = (name, packages = [name]) => ({ name, packages });
/** In the order in which they are looked for: what builds on another comes before it, a server before its bundler. */
const NODE_FRAMEWORKS = [
    next,
    nest,
    frameworks_server('express'),
    frameworks_server('fastify'),
    frameworks_server('koa'),
    frameworks_server('hono', ['@hono/node-server']),
    createReactApp,
    vite,
];
/** Any other server, and one without dependencies. */
const plainNode = { name: 'node', packages: [] };
/** The framework that the input names, or that the dependencies reveal, or none. */
function findFramework(app, manifest, input) {
    if (input !== undefined) {
        const framework = NODE_FRAMEWORKS.find(({ name }) => name === input) ?? plainNode;
        return { framework, found: fromInput(framework.name, 'framework') };
    }
    for (const framework of NODE_FRAMEWORKS) {
        if (framework.unless?.some((name) => manifest.dependency(name)))
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

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/npm.js
/** npm, the one that every image has. */
function npm(app, found, version) {
    const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => app.files.isFile(name));
    const warnings = lockfile === undefined
        ? [
            {
                text: 'There is no lockfile: each build may install other versions. Commit package-lock.json.',
                file: app.at('package.json'),
            },
        ]
        : [];
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
        install: (what) => lockfile === undefined ? `npm install --no-package-lock${omit(what)}` : `npm ci${omit(what)}`,
        prune: 'npm prune --omit=dev',
        run: (script) => `npm run ${script}`,
        warnings,
    };
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/toml.js


/** Parses TOML. Throws a UserError with file, line and column. */
function parseToml(file, text) {
    const root = toml_parseRoot(file, text);
    const get = (...path) => path.reduce((value, key) => (isTable(value) ? value[key] : undefined), root);
    return {
        file,
        get,
        string: (...path) => {
            const value = get(...path);
            if (typeof value !== 'string')
                return undefined;
            const line = toml_lineOf(text, path.at(-1) ?? '', value);
            return { value, file, ...(line === undefined ? {} : { line }) };
        },
        lineOf: (name) => toml_lineOf(text, name, ''),
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
/** Whether a parsed value is a table (TOML), mapping (YAML) or object (JSON). */
function isTable(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
// The parser keeps no positions. The value itself comes from the parser; this only finds the line to show for it.
function toml_lineOf(text, key, value) {
    const lines = text.split('\n');
    const both = lines.findIndex((line) => line.includes(key) && line.includes(value));
    return both === -1 ? undefined : both + 1;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/yaml.js


/** Parses YAML into plain values. Throws a UserError with file, line and column. */
function parseYaml(file, text) {
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, { prettyErrors: true });
    const error = document.errors[0];
    if (error !== undefined) {
        const at = error.linePos?.[0];
        const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
        const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
        throw new errors/* UserError */.y(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
    }
    // Aliases that multiply (a "billion laughs" document) are refused by the library's own limit.
    return document.toJS({ maxAliasCount: 100 });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/pnpm.js



/** pnpm, at the version that package.json pins or that wrote the lockfile. */
function pnpm(app, found, pinned) {
    const version = pinned ?? versionOfLockfile(app);
    const exact = version === undefined ? 'pnpm@10' : `pnpm@${version}`;
    const locked = app.files.isFile('pnpm-lock.yaml');
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
            commands: [`npm install --global ${exact}`],
        },
        files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs'].filter((name) => app.files.isFile(name)),
        // pnpm asks before it removes node_modules unless it knows that nobody is there to answer.
        env: { CI: 'true' },
        mounts: [{ type: 'cache', id: 'pnpm', target: '/pnpm/store' }],
        install: (what) => `pnpm install ${locked ? '--frozen-lockfile' : '--no-frozen-lockfile'} --store-dir=/pnpm/store${only(what)}`,
        prune: 'pnpm prune --prod --ignore-scripts --store-dir=/pnpm/store',
        run: (script) => `pnpm run ${script}`,
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit pnpm-lock.yaml.',
                    file: app.at('package.json'),
                },
            ],
    };
}
// Source: pnpm/pnpm, packages/constants, LOCKFILE_VERSION of each major release.
function versionOfLockfile(app) {
    const text = app.files.text('pnpm-lock.yaml');
    if (text === undefined)
        return undefined;
    // Only the first lines: the version stands there, and the rest can have hundred thousands of lines.
    const head = text.split('\n', 20).filter((line) => line.startsWith('lockfileVersion'));
    const parsed = parseYaml(app.at('pnpm-lock.yaml'), head.join('\n'));
    const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined;
    const version = typeof field === 'number' || typeof field === 'string' ? String(field) : '';
    if (version.startsWith('9'))
        return '10';
    if (version.startsWith('6'))
        return '8';
    if (version.startsWith('5.4'))
        return '7';
    throw new errors/* UserError */.y(`${app.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`, 'Set "packageManager" in package.json, for example to "pnpm@10.20.0".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/yarn.js



// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22';
/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
function yarn(app, found, pinned) {
    const text = app.files.text('.yarnrc.yml');
    const settings = text === undefined ? undefined : parseYaml(app.at('.yarnrc.yml'), text);
    const yarnPath = isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined;
    const version = pinned ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1];
    const berryLock = /^__metadata:/m.test(app.files.head('yarn.lock') ?? '');
    if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
        return classic(app, found, version ?? CLASSIC);
    if (version === undefined) {
        throw new errors/* UserError */.y(`${app.at('yarn.lock')} was written by Yarn 2 or later, but nothing says which version.`, 'Set "packageManager" in package.json (`yarn set version stable` does), for example to "yarn@4.11.0".');
    }
    return berry(app, found, version);
}
function classic(app, found, version) {
    const locked = app.files.isFile('yarn.lock');
    const install = `yarn install${locked ? ' --frozen-lockfile' : ' --no-lockfile'} --non-interactive`;
    return {
        found,
        setup: {
            kind: 'run',
            why: ['Newer images come without Yarn; older ones with another one, hence --force.'],
            commands: [`npm install --global --force yarn@${version}`],
        },
        files: ['yarn.lock', '.yarnrc'].filter((name) => app.files.isFile(name)),
        mounts: [{ type: 'cache', target: '/usr/local/share/.cache/yarn' }],
        install: (what) => (what === 'production' ? `${install} --production` : install),
        prune: `${install} --production --ignore-scripts --prefer-offline`,
        run: (script) => `yarn run ${script}`,
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit yarn.lock.',
                    file: app.at('package.json'),
                },
            ],
    };
}
function berry(app, found, version) {
    const focus = Number(version.split('.')[0]) >= 4;
    const own = ['.yarn/releases', '.yarn/plugins', '.yarn/patches'].filter((name) => app.files.isFolder(name));
    return {
        found,
        setup: {
            kind: 'run',
            why: ['The Yarn that the repository pins; images bring Yarn 1 or none, hence --force.'],
            commands: [`npm install --global --force @yarnpkg/cli-dist@${version}`],
        },
        files: [...['yarn.lock', '.yarnrc.yml'].filter((name) => app.files.isFile(name)), ...own],
        // The lockfile is the same for every linker; node_modules is what every framework and native module can load.
        env: {
            YARN_NODE_LINKER: 'node-modules',
            YARN_ENABLE_GLOBAL_CACHE: 'true',
            YARN_GLOBAL_FOLDER: '/var/cache/yarn',
        },
        mounts: [{ type: 'cache', target: '/var/cache/yarn' }],
        install: (what) => what === 'production' && focus ? 'yarn workspaces focus --production' : 'yarn install --immutable',
        ...(focus ? { prune: 'yarn workspaces focus --production' } : {}),
        run: (script) => `yarn run ${script}`,
        warnings: focus
            ? []
            : [
                {
                    text: `Yarn ${version} cannot leave out development dependencies: they are in the image. Yarn 4 can.`,
                    file: found.file ?? app.at('package.json'),
                },
            ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/choose.js





const MANAGERS = { npm: npm, pnpm: pnpm, yarn: yarn };
const LOCKFILES = [
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
    ['package-lock.json', 'npm'],
    ['npm-shrinkwrap.json', 'npm'],
];
/** What package.json declares, then the lockfile there is, then npm. */
function choosePackageManager(app, manifest) {
    const declared = declaredManager(manifest);
    const locks = LOCKFILES.filter(([file]) => app.files.isFile(file));
    if (declared !== undefined) {
        return MANAGERS[declared.name](app, declared.found, declared.version);
    }
    const [first, second] = locks;
    if (first === undefined) {
        if (app.files.isFile('bun.lock') || app.files.isFile('bun.lockb'))
            throw bunError(app.at('bun.lock'));
        return npm(app, { value: 'npm', why: 'no lockfile' }, undefined);
    }
    const [file, name] = first;
    const manager = MANAGERS[name](app, { value: name, file: app.at(file) }, undefined);
    if (second === undefined || second[1] === name)
        return manager;
    const text = `Both ${file} and ${second[0]} are there: ${name} is used. Remove one, or set "packageManager" in package.json.`;
    return { ...manager, warnings: [...manager.warnings, { text, file: app.at(second[0]) }] };
}
// Source: nodejs.org, "Packages", the packageManager field (`name@version`, with an optional hash).
function declaredManager(manifest) {
    const field = manifest.json.string('packageManager') ?? manifest.json.string('devEngines', 'packageManager', 'name');
    if (field === undefined)
        return undefined;
    const [name, version = manifest.json.string('devEngines', 'packageManager', 'version')?.value] = field.value.split('@');
    if (name === 'bun')
        throw bunError(field.file ?? 'package.json');
    if (name !== 'npm' && name !== 'pnpm' && name !== 'yarn') {
        throw new errors/* UserError */.y(`${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`, 'Valid ones: npm, pnpm, yarn.');
    }
    const exact = semver.valid(version?.split('+')[0]);
    return { name, version: exact ?? undefined, found: { ...field, value: name } };
}
function bunError(file) {
    return new errors/* UserError */.y(`${file}: Bun is not supported yet.`, 'Write a Dockerfile, or commit the lockfile of npm, pnpm or yarn.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/manifest.js

/** The application's package.json, or undefined. Throws a UserError when it is no JSON. */
function readManifest(app) {
    const text = app.files.text('package.json');
    if (text === undefined)
        return undefined;
    const json = parseJson(app.at('package.json'), text);
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
const GENERATED = `.git node_modules bower_components vendor .venv venv env __pycache__ site-packages dist build out
  coverage`.split(/\s+/);
// Often far more files than the source; tests start servers of their own, and migrations are endless.
const NOT_SOURCE = 'test tests __tests__ spec e2e fixtures examples docs migrations'.split(' ');
const PASSED_OVER = new Set([...GENERATED, ...NOT_SOURCE]);
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
            .filter(({ name, kind }) => kind === 'folder' && !GENERATED.includes(name) && !name.startsWith('.'))
            .map(({ name }) => join(folder, name)));
        found.push(...level);
    }
    return found.slice(0, limit);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/source.js


const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
const PORT_READ = /process\.env(?:\.PORT\b|\[['"]PORT['"]\])|\bBun\.env\.PORT\b/;
const PORTS = [
    /process\.env(?:\.PORT\b|\[['"]PORT['"]\])[\s)]*(?:\|\||\?\?|,)\s*['"]?(\d{2,5})\b/,
    /\.listen\(\s*(?:\{[^}]*?\bport:\s*)?(\d{2,5})\b/,
    /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*['"]?(\d{2,5})\b/,
    /\bport:\s*(\d{2,5})\b/,
];
// Only routes of the application itself: a router's are below a path that is not to be seen here.
const ROUTES = /(?:\b(?:app|server|fastify|application)\s*\.(?:get|all|route|head)\(\s*|\b(?:url|pathname|path)\s*={2,3}\s*|\bcase\s+)['"`]([\w/-]{2,40})['"`]/g;
const PUBLIC = /(?:process\.env|import\.meta\.env)\.((?:NEXT_PUBLIC|VITE|REACT_APP)_[A-Z0-9_]+)\b/g;
/** Reads the source nearest to the top, a bounded part of it. */
function readSource(app) {
    const files = sources(app.files, ENDINGS);
    const publicVariables = new Set();
    let readsPort = false;
    for (const path of files) {
        const text = app.files.head(path) ?? '';
        readsPort ||= PORT_READ.test(text);
        for (const [, name] of text.matchAll(PUBLIC))
            if (name !== undefined)
                publicVariables.add(name);
    }
    return {
        files,
        port: (0,routes/* portIn */.Ju)(app, files, PORTS),
        readsPort,
        healthPath: (0,routes/* healthPath */.OW)(app, files, ROUTES),
        publicVariables: [...publicVariables].sort(),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/apt.js
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/secrets.js
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/system-packages.js
const TOOLCHAIN = ['g++', 'make', 'python3'];
// Native modules: what their installation may have to compile with, and what they load while running.
const PACKAGES = {
    prisma: { build: ['openssl'], run: ['openssl'] },
    '@prisma/client': { build: ['openssl'], run: ['openssl'] },
    bcrypt: { build: TOOLCHAIN },
    'better-sqlite3': { build: TOOLCHAIN },
    sqlite3: { build: TOOLCHAIN },
    argon2: { build: TOOLCHAIN },
    'fluent-ffmpeg': { run: ['ffmpeg'] },
};
/** Debian packages that the dependencies need beyond the slim image, by stage. */
function systemPackages(manifest) {
    const named = Object.entries(PACKAGES).filter(([name]) => manifest.dependency(name) !== undefined);
    const of = (stage) => [...new Set(named.flatMap(([, packages]) => packages[stage] ?? []))].sort();
    return { build: of('build'), run: of('run') };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/install.js





const HOOKS = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'];
// Hooks for people's checkouts, which do nothing where there is no .git.
const GIT_HOOKS = /^(?:is-ci \|\| )?(?:husky|lefthook|simple-git-hooks)\b/;
/** Plans the installation so that it runs again only when the lockfile changes, and once for all stages. */
function installation(facts, base) {
    const { manifest, manager, build, command } = facts;
    const development = manifest.devDependencies.size > 0;
    if (manifest.dependencies.size === 0 && !development) {
        return { stages: () => [], all: undefined, modules: 'deps', keep: false, why: '' };
    }
    // A start command from a development dependency would not be there after pruning.
    const needed = command.command === undefined ? undefined : packageOf(command.command);
    const keep = needed !== undefined && !manifest.dependencies.has(needed) && manifest.devDependencies.has(needed);
    const hooks = HOOKS.some((name) => manifest.scripts.has(name));
    const everything = (build !== undefined || hooks || keep) && development;
    const prunes = everything && !keep && manager.prune !== undefined;
    const deps = {
        name: 'deps',
        base,
        steps: installSteps(facts, everything ? 'all' : 'production'),
    };
    const pruned = {
        name: 'production-deps',
        base: 'deps',
        why: ['From the same installation, so that nothing is compiled or fetched twice.'],
        steps: manager.prune === undefined ? [] : [{ kind: 'run', commands: [manager.prune], mounts: manager.mounts }],
    };
    return {
        stages: (modules) => (prunes && modules ? [deps, pruned] : [deps]),
        all: 'deps',
        modules: prunes ? 'production-deps' : 'deps',
        keep,
        why: keep
            ? 'All dependencies: the start command is a development dependency.'
            : 'Production dependencies only.',
    };
}
function installSteps(facts, what) {
    const { app, manifest, manager } = facts;
    const registry = registrySettings(app);
    const extra = hookFiles(facts);
    const names = ['package.json', ...manager.files, ...registry.files, ...(extra ?? [])];
    const folders = names.filter((name) => app.files.isFolder(name));
    return steps({ kind: 'workdir', value: '/app' }, aptInstall(systemPackages(manifest).build, 'What dependencies are compiled with; not in the final stage.'), manager.setup, manager.env !== undefined && { kind: 'env', values: manager.env }, {
        kind: 'copy',
        why: extra === undefined
            ? [
                "package.json has scripts that run while installing and may need any of the application's files.",
            ]
            : ['Only what decides the dependencies, so that a change of source alone installs nothing again.'],
        sources: extra === undefined
            ? [app.folder === '' ? '.' : `${app.folder}/`]
            : names.filter((name) => !folders.includes(name)).map((name) => app.at(name)),
        to: './',
    }, ...(extra === undefined ? [] : folders).map((folder) => ({
        kind: 'copy',
        sources: [app.at(folder)],
        to: `./${folder}`,
    })), { kind: 'run', commands: [manager.install(what)], mounts: [...manager.mounts, ...registry.mounts] });
}
/** Files that hooks of the installation read; undefined where they may read anything. */
function hookFiles({ app, manifest }) {
    const extra = ['prisma', 'patches'].filter((name) => app.files.isFolder(name));
    for (const hook of HOOKS) {
        const script = manifest.scripts.get(hook)?.value.trim();
        if (script === undefined || GIT_HOOKS.test(script))
            continue;
        if (/^(?:npx )?(?:prisma generate|patch-package)$/.test(script))
            continue;
        return undefined;
    }
    return extra;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/probe.js
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/runtime-files.js
// Source and what only builds, tests or people need; what a build makes comes from its stage.
const NOT_RUN = new Set(`src test tests __tests__ __mocks__ spec e2e docs coverage node_modules scripts examples bin.ts patches
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
    const entries = app.files.list('').filter(({ name }) => !NOT_RUN.has(name) && !NOT_RUN_PATTERN.test(name));
    const folders = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
    const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
    names.add('package.json');
    if (first !== undefined && started?.includes('/'))
        folders.add(first);
    return { folders: [...folders].sort(), names: [...names].sort() };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/stages.js









// The user `node` of the official images.
const USER = '1000:1000';
/** The stages of a server: what it installs, what it builds, and what runs. */
function serverStages(facts, how, request) {
    const { manifest, output, build, command } = facts;
    const base = baseImage(facts, request);
    const install = installation(facts, base);
    const own = output?.kind === 'server' && output.run === command.run ? output : undefined;
    const modules = (own?.modules ?? true) && manifest.dependencies.size + (install.keep ? 1 : 0) > 0;
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(systemPackages(manifest).run, 'Libraries that dependencies load while they run.'), modules && {
            kind: 'copy',
            why: [install.why],
            from: install.modules,
            sources: ['/app/node_modules'],
            to: './node_modules',
        }, ...runtimeFiles(facts, own?.built), ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: USER,
            probe: nodeProbe(how.healthCheckPath),
            env: { NODE_ENV: 'production', ...own?.env, ...environment(facts, how.argv) },
        })),
    };
    const building = build === undefined ? [] : [buildStage(facts, base, install, build)];
    const installing = modules || build !== undefined ? install.stages(modules) : [];
    const source = sourceStage(facts, base);
    return [...installing, ...building, ...(source === undefined ? [] : [source]), runtime];
}
/** The stages of files that a build makes and nginx serves. */
function siteStages(facts, site, how, request) {
    const base = baseImage(facts, request);
    const install = installation(facts, base);
    const copy = {
        kind: 'copy',
        from: 'build',
        sources: [`/app/${site.folder.value}`],
        to: '/srv/www',
    };
    const build = facts.build ?? { value: facts.manager.run('build') };
    return [
        ...install.stages(false),
        buildStage(facts, base, install, build),
        siteStage({ ...how, copy, fallback: site.fallback }, request),
    ];
}
function baseImage({ version }, { baseRegistry }) {
    return officialImage(baseRegistry, `node:${version}-slim`);
}
function buildStage(facts, base, install, build) {
    const { app, framework, source } = facts;
    const cache = framework.buildCache;
    const after = facts.output?.kind === 'server' && facts.output.run === facts.command.run
        ? facts.output.afterBuild
        : undefined;
    const why = ['Public by their prefix: they end up in what browsers load. Given by --build-arg.'];
    return {
        name: 'build',
        base: install.all ?? base,
        steps: steps(install.all === undefined && { kind: 'workdir', value: '/app' }, copyAll(app), ...source.publicVariables.map((value, index) => ({
            kind: 'arg',
            value,
            ...(index === 0 ? { why } : {}),
        })), framework.buildEnv !== undefined && { kind: 'env', values: framework.buildEnv }, {
            kind: 'run',
            commands: [build.value, ...(after === undefined ? [] : [after])],
            ...(cache === undefined ? {} : { mounts: [{ type: 'cache', target: `/app/${cache}` }] }),
        }),
    };
}
/** Everything that .dockerignore lets through, from the application's folder. */
function copyAll(app) {
    return app.folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${app.folder}/`], to: './' };
}
// The settings of registries may hold a token: the source reaches the final stage by way of one without them.
function sourceStage(facts, base) {
    const { files } = registrySettings(facts.app);
    if (facts.build !== undefined || files.length === 0)
        return undefined;
    return {
        name: 'source',
        base,
        steps: [
            { kind: 'workdir', value: '/app' },
            copyAll(facts.app),
            { kind: 'run', why: ['It may hold a token.'], commands: [`rm ${files.join(' ')}`] },
        ],
    };
}
// They belong to root, so that a server that was broken into can change none of them.
function runtimeFiles(facts, built) {
    if (facts.build === undefined) {
        if (registrySettings(facts.app).files.length > 0) {
            return [{ kind: 'copy', from: 'source', sources: ['/app'], to: '.' }];
        }
        return [
            { ...copyAll(facts.app), why: ['Owned by root: the server can read its source and change nothing.'] },
        ];
    }
    if (built !== undefined)
        return built.map(copyBuilt);
    const { folders, names } = runtimeEntries(facts.app, facts.command.run.value);
    return [
        {
            kind: 'copy',
            why: [
                'What was built, and what stands beside the source (views, public files). Owned by root: the server can',
                'read it and change nothing.',
            ],
            from: 'build',
            sources: names.map((name) => `/app/${name}`),
            to: './',
        },
        ...folders.map((folder) => ({
            kind: 'copy',
            from: 'build',
            sources: [`/app/${folder}`],
            to: `./${folder}`,
        })),
    ];
}
function copyBuilt({ from, to, writable = false }) {
    const step = {
        kind: 'copy',
        from: 'build',
        sources: [`/app/${from}`],
        to: to === '.' ? './' : `./${to}`,
    };
    if (!writable)
        return step;
    return {
        ...step,
        why: ['Written to while the server runs: pages rendered again, optimised images.'],
        owner: USER,
    };
}
// What the start script sets, and for a shell the commands of dependencies, which npm has on its PATH.
function environment({ command }, [first]) {
    const own = Object.entries(command.env).filter(([name]) => name !== 'PORT' && name !== 'NODE_ENV');
    if (first !== '/bin/sh')
        return Object.fromEntries(own);
    const path = '/app/node_modules/.bin:$PATH';
    return { ...Object.fromEntries(own), PATH: path };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/version.js






const DEFAULT = NODE_RELEASES[0]?.line ?? 'lts';
/** The tag of the official image: what pins a version beats what only gives a range. */
function nodeVersion(app, manifest, input) {
    const asked = (input === undefined ? undefined : fromInput(input, 'version')) ??
        (0,lines/* firstLine */.TM)(app, '.nvmrc') ??
        (0,lines/* firstLine */.TM)(app, '.node-version') ??
        (0,lines/* toolVersion */.fX)(app, ['nodejs', 'node']) ??
        miseVersion(app) ??
        manifest?.json.string('volta', 'node') ??
        runtimeVersion(manifest) ??
        manifest?.json.string('engines', 'node');
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
function miseVersion(app) {
    for (const path of ['mise.toml', '.mise.toml']) {
        const text = app.files.text(path);
        const found = text === undefined ? undefined : parseToml(app.at(path), text).string('tools', 'node');
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function runtimeVersion(manifest) {
    const name = manifest?.json.string('devEngines', 'runtime', 'name');
    return name?.value === 'node' ? manifest?.json.string('devEngines', 'runtime', 'version') : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/provider.js















const OTHERS = ['manage.py', 'requirements.txt', 'pyproject.toml', 'artisan', 'Gemfile', 'go.mod'];
/** Applications with a package.json. */
const node = {
    language: 'node',
    frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
    lookedFor: 'package.json',
    detect: (app) => {
        const manifest = readManifest(app);
        if (manifest === undefined)
            return undefined;
        const { framework } = findFramework(app, manifest, undefined);
        // A bundler beside another language makes that application's assets.
        const assets = framework.output?.(app, manifest).kind === 'site' && OTHERS.some((name) => app.files.isFile(name));
        const runs = (framework !== plainNode && !assets) || SCRIPTS.slice(0, 3).some((name) => manifest.scripts.has(name));
        return runs ? 'application' : 'helper';
    },
    plan: planNode,
};
function planNode(app, request) {
    const { overrides } = request;
    const manifest = readManifest(app);
    if (manifest === undefined) {
        throw new errors/* UserError */.y(`${app.at('package.json')} is not there, which every Node.js application has.`, 'Set "root-directory" to the folder of the application.');
    }
    refuseWorkspaces(app, manifest);
    const { framework, found } = findFramework(app, manifest, overrides.framework);
    const output = framework.output?.(app, manifest);
    const site = output?.kind === 'site' && overrides.runCommand === undefined ? output : undefined;
    const source = readSource(app);
    const manager = choosePackageManager(app, manifest);
    const version = nodeVersion(app, manifest, overrides.version);
    const command = site === undefined
        ? findCommand(app, manifest, framework, output, source, overrides.runCommand)
        : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [] };
    const build = findBuild(app, manifest, framework, manager, command, overrides.buildCommand);
    const port = findPort(framework, command, site === undefined ? source : undefined, overrides.port);
    const healthCheckPath = findHealthPath(app, framework, site === undefined ? source : undefined, request);
    const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const facts = {
        app,
        manifest,
        source,
        framework,
        output,
        manager,
        version: version.value,
        build,
        command,
    };
    const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value };
    return {
        language: { value: 'node', file: app.at('package.json') },
        framework: found,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
        ignore: ['coverage', ...(build === undefined ? [] : outputFolders(facts))],
        warnings: warningsOf(facts, version, port, request.now),
    };
}
function findPort({ port: fallback, portInSource = true }, command, source, input) {
    if (input !== undefined)
        return fromInput(input, 'port');
    const named = (0,routes/* portInArguments */.B5)(command.run.value) ?? command.port ?? Number(command.env['PORT']);
    if ((0,routes/* isPort */.sW)(named))
        return withValue(command.run, named);
    if (portInSource && source?.port !== undefined)
        return source.port;
    if (source === undefined || fallback === undefined)
        return { value: DEFAULT_PORT, why: 'default' };
    return { value: fallback, why: "the framework's default" };
}
function findHealthPath(app, { healthPath }, source, { overrides }) {
    if (overrides.healthCheckPath !== undefined)
        return fromInput(overrides.healthCheckPath, 'health-check-path');
    const found = source && (healthPath === undefined ? source.healthPath : healthPath(app, source.files));
    return found ?? { value: '/', why: 'no health path in the source' };
}
function warningsOf({ manager, manifest, output, command, source, framework }, version, port, now) {
    const ended = endOfLifeWarning('Node.js', version.value, NODE_RELEASES, now);
    const fixed = framework.portInSource === false || source.readsPort ? undefined : source.port;
    return [
        ...(ended === undefined ? [] : [{ ...provider_place(version), text: ended }]),
        ...(manifest.dependencies.size + manifest.devDependencies.size === 0 ? [] : manager.warnings),
        ...(output?.kind === 'server' && output.run === command.run ? (output.warnings ?? []) : []),
        ...(fixed === undefined || fixed.value === port.value || output?.kind === 'site'
            ? []
            : [
                {
                    ...provider_place(fixed),
                    text: `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
                },
            ]),
    ];
}
function provider_place({ file, line }) {
    return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
/** What a build on this machine has left: never what goes into the image. */
function outputFolders({ app, framework, output, command }) {
    if (output?.kind === 'site')
        return [output.folder.value, ...(framework.name === 'next' ? ['.next'] : [])];
    if (output?.kind === 'server')
        return ['.next'];
    const entry = command.run.value.slice(1).find((word) => !word.startsWith('-'));
    const folder = entry?.includes('/') === true ? entry.replace(/^\.\//, '').split('/')[0] : undefined;
    // A folder that git knows is source, whatever it is called.
    return folder === undefined || app.files.list('').some(({ name }) => name === folder) ? [] : [folder];
}
// Said rather than built wrongly: the packages of a workspace are installed from its top, together.
function refuseWorkspaces(app, manifest) {
    const local = [...manifest.dependencies].find(([, { value }]) => value.startsWith('workspace:'));
    const file = manifest.json.has('workspaces') ? app.at('package.json') : local?.[1].file;
    if (file === undefined)
        return;
    throw new errors/* UserError */.y(`${file} belongs to a workspace of several packages, which is not supported yet.`, 'Write a Dockerfile for the application; it is then used as it is.');
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/django.js



/** Django: the WSGI application that its settings name, or the ASGI one where channels need it. */
const django = {
    name: 'django',
    package: 'django',
    lookedFor: 'manage.py with DJANGO_SETTINGS_MODULE, and WSGI_APPLICATION in those settings or a wsgi.py beside them',
    routes: /\bre_path\(\s*r?['"]\^?([\w/-]{2,40})\$?['"]|\bpath\(\s*r?['"]([\w/-]{2,40})['"]/g,
    // Included ones are below a prefix, and so are no paths of their own.
    routeFiles: (files) => files.filter((file) => file.endsWith('urls.py')).slice(0, 1),
    checksHost: true,
    target: (app, files, project) => {
        const manage = files.find((file) => external_node_path_.posix.basename(file) === 'manage.py');
        if (manage === undefined)
            return undefined;
        const path = manage.includes('/') ? external_node_path_.posix.dirname(manage) : '';
        const module = (0,lines/* searchLines */.gV)(app.files.head(manage) ?? '', /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/);
        const name = module?.groups[0];
        if (module === undefined || name === undefined)
            return undefined;
        const settings = settingsFiles(app, path, name);
        const channels = project.dependency('channels') !== undefined;
        const protocol = channels ? 'asgi' : 'wsgi';
        const found = application(app, path, name, settings, protocol);
        if (found === undefined)
            return undefined;
        const texts = settings.map((file) => app.files.head(file) ?? '');
        const needs = requiredVariables(texts.join('\n'));
        const build = collectStatic(app, path, settings, needs);
        return {
            found,
            protocol,
            factory: false,
            path,
            env: { DJANGO_SETTINGS_MODULE: name },
            needs,
            ...(build === undefined ? {} : { build }),
        };
    },
};
/** The settings module, and what is in its package: settings are often split. */
function settingsFiles(app, path, module) {
    const file = join(path, module.replaceAll('.', '/'));
    const package_ = [file, external_node_path_.posix.dirname(file)].find((folder) => app.files.isFile(`${folder}/__init__.py`) && folder.includes('settings'));
    const split = package_ === undefined ? [] : app.files.list(package_).map(({ name }) => `${package_}/${name}`);
    return [...new Set([`${file}.py`, ...split])].filter((name) => name.endsWith('.py') && app.files.isFile(name));
}
function application(app, path, module, settings, protocol) {
    const pattern = protocol === 'wsgi'
        ? /^WSGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
        : /^ASGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m;
    for (const file of settings) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', pattern);
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
/** Only with STATIC_ROOT: without it there is nowhere to collect to. */
function collectStatic(app, path, settings, needs) {
    for (const file of settings) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', /^STATIC_ROOT\s*=/m);
        if (match === undefined)
            continue;
        const environment = needs.map((name) => `${name}=${placeholder(name)} `);
        const manage = join(path, 'manage.py');
        return {
            value: `${environment.join('')}python ${manage} collectstatic --noinput`,
            file: app.at(file),
            line: match.line,
        };
    }
    return undefined;
}
// Settings are loaded without the environment of a running container: what they insist on gets a stand-in, for this one
// command and not in the image.
function requiredVariables(text) {
    const names = new Set();
    for (const match of text.matchAll(/os\.environ\[['"](\w+)['"]\]|\bgetenv\(['"](\w*SECRET_KEY\w*)['"]\)|\benviron\.get\(['"](\w*SECRET_KEY\w*)['"]\)|\benv(?:\.\w+)?\(\s*['"](\w+)['"]\s*\)|\bconfig\(\s*['"](\w+)['"]\s*\)/g)) {
        const name = match.slice(1).find(Boolean);
        if (name !== undefined)
            names.add(name);
    }
    if (/\benv\.db(?:_url)?\(\s*\)/.test(text))
        names.add('DATABASE_URL');
    return [...names].sort();
}
function placeholder(name) {
    return name.includes('DATABASE_URL') ? 'sqlite:////tmp/build.sqlite3' : 'build';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/modules.js


/** `src/shop/main.py` is the module `shop.main` below `src`, unless `src` is a package itself. */
function moduleOf(app, file) {
    const path = file.startsWith('src/') && !app.files.isFile('src/__init__.py') ? 'src' : '';
    const inside = path === '' ? file : file.slice(path.length + 1);
    const name = inside
        .replace(/\.py$/, '')
        .replace(/\/__init__$/, '')
        .replaceAll('/', '.');
    return { name, path };
}
// What people call the file with the application, the one made for servers first.
const NAMES = [
    'wsgi.py',
    'asgi.py',
    'main.py',
    'app.py',
    'application.py',
    'server.py',
    'api.py',
    'run.py',
    '__init__.py',
];
/** A name that a pattern finds at the start of a line of some file: its first group. */
function findName(app, files, pattern) {
    const rank = (file) => (NAMES.indexOf(external_node_path_.posix.basename(file)) + NAMES.length + 1) % (NAMES.length + 1);
    const depth = (file) => file.split('/').length;
    const order = [...files].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
    for (const file of order) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', pattern);
        const value = match?.groups.find((group) => group !== undefined);
        if (match === undefined || value === undefined)
            continue;
        return { module: moduleOf(app, file), name: { value, file: app.at(file), line: match.line } };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/fastapi.js


/** FastAPI: an ASGI application. */
const fastapi = {
    name: 'fastapi',
    package: 'fastapi',
    lookedFor: '`app = FastAPI(...)` or `def create_app()`',
    routes: /@\w*(?:app|application|api)\.get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (app, files) => {
        const made = findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:fastapi\.)?FastAPI\(/m);
        const found = made ?? findName(app, files, /^def\s+(create_app|make_app)\s*\(/m);
        if (found === undefined)
            return undefined;
        const { module, name } = found;
        return {
            found: withValue(name, `${module.name}:${name.value}`),
            protocol: 'asgi',
            factory: made === undefined,
            path: module.path,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/flask.js


/** Flask: its own server is for development, so a WSGI server loads the application object or calls its factory. */
const flask = {
    name: 'flask',
    package: 'flask',
    lookedFor: '`app = Flask(...)` or `def create_app()`',
    routes: /@\w*(?:app|application)\.(?:route|get)\(\s*(?:rule\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (app, files) => {
        const made = findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:flask\.)?Flask\(/m) ??
            findName(app, files, /^(app|application)\s*=\s*(?:create_app|make_app)\(/m);
        if (made !== undefined) {
            const { module, name } = made;
            const found = withValue(name, `${module.name}:${name.value}`);
            return { found, protocol: 'wsgi', factory: false, path: module.path };
        }
        const factory = findName(app, files, /^def\s+(create_app|make_app)\s*\(/m);
        if (factory === undefined)
            return undefined;
        const { module, name } = factory;
        return {
            found: withValue(name, `${module.name}:${name.value}`),
            protocol: 'wsgi',
            factory: true,
            path: module.path,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/index.js



/** In the order in which they are looked for. */
const PYTHON_FRAMEWORKS = [django, fastapi, flask];

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/pip.js
/** pip: with a requirements.txt, or with a pyproject.toml that no lockfile accompanies. */
function pip(app, { requirements }) {
    const variables = (requirements?.variables ?? []).map((name) => ({
        type: 'secret',
        id: name,
        env: name,
    }));
    const mounts = [{ type: 'cache', target: '/root/.cache/pip' }, ...variables];
    if (requirements === undefined) {
        return {
            found: { value: 'pip', file: app.at('pyproject.toml') },
            files: undefined,
            mounts,
            install: (added) => ['pip install .', ...added].join(' '),
            warnings: [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit uv.lock, poetry.lock or a requirements.txt with versions.',
                    file: app.at('pyproject.toml'),
                },
            ],
        };
    }
    return {
        found: { value: 'pip', file: app.at('requirements.txt') },
        files: requirements.local ? undefined : requirements.files,
        mounts,
        install: (added) => ['pip install --requirement requirements.txt', ...added].join(' '),
        ...(requirements.hashed ? { addCommand: 'Add to requirements.txt, with its hash:' } : {}),
        warnings: [],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/poetry.js

const DEFAULT_VERSION = '2.5.1';
/** Poetry, at the version that wrote the lockfile, in an environment of its own. */
function poetry(app, { pyproject }) {
    const head = app.files.head('poetry.lock')?.split('\n', 1)[0] ?? '';
    const written = /generated by Poetry (\d+\.\d+\.\d+)/.exec(head)?.[1];
    return {
        found: { value: 'poetry', file: app.at('poetry.lock'), ...(written === undefined ? {} : { line: 1 }) },
        setup: {
            kind: 'run',
            why: [
                written === undefined
                    ? 'In an environment of its own: its dependencies are not those of the application.'
                    : "The Poetry that wrote the lockfile, in an environment of its own: its dependencies are not the application's.",
            ],
            commands: [
                'python -m venv /opt/poetry',
                `/opt/poetry/bin/pip install poetry==${written ?? DEFAULT_VERSION}`,
            ],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
        files: ['pyproject.toml', 'poetry.lock', 'poetry.toml'].filter((name) => app.files.isFile(name)),
        env: { POETRY_CACHE_DIR: '/var/cache/poetry', POETRY_NO_INTERACTION: '1' },
        mounts: [
            { type: 'cache', target: '/var/cache/poetry' },
            ...credentials(pyproject?.get('tool', 'poetry', 'source')),
        ],
        install: () => '/opt/poetry/bin/poetry install --only main --no-root',
        addCommand: 'poetry add',
        warnings: [],
    };
}
// Source: Poetry's documentation, "Configuring credentials": POETRY_HTTP_BASIC_<NAME>_USERNAME and _PASSWORD.
function credentials(sources) {
    return (Array.isArray(sources) ? sources : []).flatMap((source) => {
        if (!isTable(source) || typeof source['name'] !== 'string')
            return [];
        const name = `POETRY_HTTP_BASIC_${source['name'].toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
        return ['USERNAME', 'PASSWORD'].map((part) => ({
            type: 'secret',
            id: `${name}_${part}`,
            env: `${name}_${part}`,
        }));
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/uv.js

// Any recent one reads every lockfile, unless "required-version" in pyproject.toml says otherwise.
const uv_DEFAULT_VERSION = 'uv==0.13.9';
/** uv: exactly what uv.lock says, without its development groups. */
function uv(app, { pyproject }) {
    const required = pyproject?.string('tool', 'uv', 'required-version')?.value;
    const version = required === undefined ? uv_DEFAULT_VERSION : /^\d/.test(required) ? `uv==${required}` : `uv${required}`;
    // Without a build system uv treats the project as its source alone.
    const packaged = pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'uv', 'package') !== false;
    return {
        found: { value: 'uv', file: app.at('uv.lock') },
        setup: {
            kind: 'run',
            commands: [`pip install ${/^[\w.=]+$/.test(version) ? version : `'${version}'`}`],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
        files: ['pyproject.toml', 'uv.lock'],
        env: {
            UV_PROJECT_ENVIRONMENT: '/opt/venv',
            // The image's own Python, compiled files, and copies: the cache is another file system.
            UV_PYTHON_DOWNLOADS: 'never',
            UV_COMPILE_BYTECODE: '1',
            UV_LINK_MODE: 'copy',
        },
        mounts: [
            { type: 'cache', target: '/root/.cache/uv' },
            ...uv_credentials(pyproject?.get('tool', 'uv', 'index')),
        ],
        makesEnvironment: true,
        install: () => `uv sync --locked --no-default-groups --no-install-project`,
        ...(packaged ? { installSelf: 'uv sync --locked --no-default-groups --no-editable' } : {}),
        addCommand: 'uv add',
        warnings: [],
    };
}
// Source: uv's documentation, "Package indexes": UV_INDEX_<NAME>_USERNAME and _PASSWORD.
function uv_credentials(indexes) {
    return (Array.isArray(indexes) ? indexes : []).flatMap((index) => {
        if (!isTable(index) || typeof index['name'] !== 'string')
            return [];
        const name = `UV_INDEX_${index['name'].toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
        return ['USERNAME', 'PASSWORD'].map((part) => ({
            type: 'secret',
            id: `${name}_${part}`,
            env: `${name}_${part}`,
        }));
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/choose.js




/** The lockfile that is there; a requirements.txt beside one is mostly an export of it. */
function chooseManager(app, project) {
    if (app.files.isFile('uv.lock'))
        return uv(app, project);
    if (app.files.isFile('poetry.lock'))
        return poetry(app, project);
    if (project.requirements !== undefined || project.pyproject?.get('project') !== undefined)
        return pip(app, project);
    const there = ['Pipfile', 'pdm.lock', 'environment.yml', 'setup.py', 'pyproject.toml'].find((name) => app.files.isFile(name));
    throw new errors/* UserError */.y(`${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone is not supported yet`}: looked for uv.lock, poetry.lock, requirements.txt and [project] in pyproject.toml.`, 'Commit a requirements.txt, for example by `pip freeze > requirements.txt`.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/probe.js
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/requirements.js

/** Reads a requirements file. Source: pip's documentation, "Requirements File Format". */
function readRequirements(app, top) {
    const files = [];
    const packages = new Map();
    const variables = new Set();
    let hashed = false;
    let local = false;
    const queue = [top];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const text = app.files.text(path);
        if (text === undefined || files.includes(path) || files.length > 50)
            continue;
        files.push(path);
        for (const [index, raw] of text.split(/\r?\n/).entries()) {
            const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
            for (const [, name] of line.matchAll(/\$\{([A-Z0-9_]+)\}/g))
                if (name !== undefined)
                    variables.add(name);
            hashed ||= line.includes('--hash=');
            const included = /^(?:-r|-c|--requirement|--constraint)[\s=]+(\S+)/.exec(line)?.[1];
            if (included !== undefined)
                queue.push(external_node_path_.posix.normalize(external_node_path_.posix.join(external_node_path_.posix.dirname(path), included)));
            local ||= /^(?:-e\s+|--editable[\s=]+)?\.(?:\/|\[|$)/.test(line);
            const requirement = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?/.exec(line);
            if (requirement?.[1] === undefined)
                continue;
            const name = canonical(requirement[1]);
            if (!packages.has(name)) {
                packages.set(name, { value: `${name}${requirement[2] ?? ''}`, file: app.at(path), line: index + 1 });
            }
        }
    }
    return { files, packages, hashed, local, variables: [...variables].sort() };
}
/** A name as PyPI compares it. Source: PyPA specifications, "Names and normalization". */
function canonical(name) {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/project.js


/** Reads pyproject.toml, lockfiles and requirements.txt. Throws a UserError where one is no TOML. */
function readProject(app) {
    const toml = (path) => {
        const text = app.files.text(path);
        return text === undefined ? undefined : parseToml(app.at(path), text);
    };
    const pyproject = toml('pyproject.toml');
    const locked = toml('uv.lock') ?? toml('poetry.lock');
    const requirements = app.files.isFile('requirements.txt')
        ? readRequirements(app, 'requirements.txt')
        : undefined;
    const direct = new Map([...(requirements?.packages ?? []), ...declared(pyproject)]);
    const installed = lockedNames(locked);
    return {
        pyproject,
        requirements,
        mise: toml('mise.toml') ?? toml('.mise.toml'),
        dependency: (name) => direct.get(name) ?? (installed.has(name) ? { value: name, file: locked?.file ?? '' } : undefined),
    };
}
function declared(pyproject) {
    if (pyproject === undefined)
        return new Map();
    const list = pyproject.get('project', 'dependencies');
    const standard = (Array.isArray(list) ? list : []).flatMap((entry) => {
        const match = typeof entry === 'string' ? /^([\w.-]+)\s*(\[[^\]]*\])?/.exec(entry) : null;
        return match?.[1] === undefined ? [] : [[canonical(match[1]), match[2] ?? '']];
    });
    const poetry = Object.entries(pyproject.table('tool', 'poetry', 'dependencies')).map(([name, value]) => {
        const extras = isTable(value) && Array.isArray(value['extras']) ? `[${value['extras'].join(',')}]` : '';
        return [canonical(name), extras];
    });
    return new Map([...standard, ...poetry].map(([name, extras]) => {
        const line = pyproject.lineOf(name);
        const found = { value: name + extras, file: pyproject.file, ...(line === undefined ? {} : { line }) };
        return [name, found];
    }));
}
// Development groups are locked, too: what only they need is not installed in production.
function lockedNames(lock) {
    const packages = lock?.get('package');
    const names = (Array.isArray(packages) ? packages : []).flatMap((entry) => {
        if (!isTable(entry) || typeof entry['name'] !== 'string')
            return [];
        const { groups } = entry;
        return Array.isArray(groups) && !groups.includes('main') ? [] : [canonical(entry['name'])];
    });
    return new Set(names);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/server.js


// Exact, so that two builds are the same; an entry of one's own in the requirements replaces them.
const ADDED = { gunicorn: 'gunicorn==27.0.1', uvicorn: 'uvicorn==0.54.0' };
// The last ones for Python before 3.10.
const ADDED_BEFORE_3_10 = { gunicorn: 'gunicorn==23.0.0', uvicorn: 'uvicorn==0.33.0' };
/** Chooses a production server among the dependencies, or adds one. Throws a UserError where adding would break a lockfile. */
function chooseServer(target, project, manager, version) {
    const has = (name) => project.dependency(name) !== undefined;
    const standard = /\[(?:.*,)?\s*(?:standard|all)\b/.test(project.dependency('fastapi')?.value ?? '');
    const name = target.protocol === 'wsgi' ? wsgiServer(has) : asgiServer(has);
    const chosen = name ?? (target.protocol === 'wsgi' ? 'gunicorn' : 'uvicorn');
    const missing = name === undefined && !(chosen === 'uvicorn' && standard);
    if (missing && manager.addCommand !== undefined) {
        throw new errors/* UserError */.y(`The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`, `${manager.addCommand} ${chosen}`);
    }
    const pins = Number(version.split('.')[1]) < 10 ? ADDED_BEFORE_3_10 : ADDED;
    const added = missing && (chosen === 'gunicorn' || chosen === 'uvicorn') ? [pins[chosen]] : [];
    return {
        ...commandOf(chosen, target),
        added,
        warnings: added.map((requirement) => ({
            text: `The dependencies have no production server: the image adds ${requirement}. Add it to choose the version.`,
            ...(manager.found.file === undefined ? {} : { file: manager.found.file }),
        })),
    };
}
function wsgiServer(has) {
    return ['gunicorn', 'waitress'].find(has);
}
function asgiServer(has) {
    return ['uvicorn', 'hypercorn'].find(has);
}
function commandOf(name, { found, factory }) {
    const called = factory ? `${found.value}()` : found.value;
    switch (name) {
        // Its default address is 0.0.0.0:$PORT. Workers are processes: threads let a slow request wait without the others.
        case 'gunicorn':
            return {
                argv: ['gunicorn', '--threads', '4', '--access-logfile', '-', called],
                readsPort: true,
                env: { WEB_CONCURRENCY: '2' },
            };
        case 'waitress': {
            const call = factory ? ['--call'] : [];
            return {
                argv: ['waitress-serve', `--listen=0.0.0.0:${PORT_WORD}`, ...call, found.value],
                readsPort: false,
                env: {},
            };
        }
        case 'uvicorn': {
            const flag = factory ? ['--factory'] : [];
            return {
                argv: ['uvicorn', ...flag, '--host', '0.0.0.0', '--port', PORT_WORD, found.value],
                readsPort: false,
                env: {},
            };
        }
        case 'hypercorn':
            return { argv: ['hypercorn', '--bind', `0.0.0.0:${PORT_WORD}`, called], readsPort: false, env: {} };
    }
}
/** The server of a command line of one's own, for the error about a development server: undefined for any other. */
function server_developmentServer(argv) {
    const line = argv.join(' ');
    const found = /\bmanage\.py runserver\b|\bflask\b.*\brun\b|\bfastapi dev\b|\buvicorn\b.*--reload\b/.exec(line);
    return found?.[0];
}
/** The origin of a server that the target alone decides. */
function serverOrigin({ found }, argv) {
    return { ...found, value: argv };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/system-packages.js
// Packages that come as source and link to a library, by what their installation and their running need.
const system_packages_PACKAGES = {
    psycopg2: { build: ['gcc', 'libc6-dev', 'libpq-dev'], run: ['libpq5'] },
    psycopg: { build: [], run: ['libpq5'] },
    mysqlclient: {
        build: ['gcc', 'libc6-dev', 'default-libmysqlclient-dev', 'pkg-config'],
        run: ['libmariadb3'],
    },
    pycairo: { build: ['gcc', 'libc6-dev', 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] },
    pdf2image: { build: [], run: ['poppler-utils'] },
    pydub: { build: [], run: ['ffmpeg'] },
    weasyprint: { build: [], run: ['libpango-1.0-0', 'libpangoft2-1.0-0'] },
};
/** Debian packages that the dependencies need beyond the slim image, by stage. */
function system_packages_systemPackages(project) {
    const named = Object.entries(system_packages_PACKAGES).filter(([name]) => {
        const found = project.dependency(name);
        // psycopg[binary] brings the library along.
        return found !== undefined && !found.value.includes('binary');
    });
    const of = (stage) => [...new Set(named.flatMap(([, packages]) => packages[stage]))].sort();
    return { build: of('build'), run: of('run') };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/stages.js




const stages_USER = '1001:1001';
const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' };
/** Dependencies, then whatever is built from the source, then what runs. */
function pythonStages(facts, how, request) {
    const { app, project, manager, build, path, env } = facts;
    const base = officialImage(request.baseRegistry, `python:${facts.version}-slim`);
    const built = build !== undefined || manager.installSelf !== undefined;
    const own = build !== undefined;
    const source = own ? { kind: 'copy', from: 'build', sources: ['/app'], to: '.' } : stages_copyAll(app);
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(system_packages_systemPackages(project).run, 'Libraries that dependencies load while they run.'), {
            kind: 'run',
            why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
            commands: [
                'groupadd --gid 1001 app',
                'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
            ],
        }, {
            kind: 'copy',
            why: ['The virtual environment alone: neither compiler nor cache comes along.'],
            from: manager.installSelf === undefined ? 'deps' : 'build',
            sources: ['/opt/venv'],
            to: '/opt/venv',
        }, { ...source, why: ['Owned by root: the server can read its source and change nothing.'] }, ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: stages_USER,
            env: {
                ...VENV,
                PYTHONUNBUFFERED: '1',
                PYTHONDONTWRITEBYTECODE: '1',
                ...(path === '' || manager.installSelf !== undefined ? {} : { PYTHONPATH: `/app/${path}` }),
                ...env,
            },
        })),
    };
    return [depsStage(facts, base), ...(built ? [stages_buildStage(facts)] : []), runtime];
}
function depsStage({ app, project, manager, added }, base) {
    const { files } = manager;
    return {
        name: 'deps',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(system_packages_systemPackages(project).build, 'What dependencies are compiled with; not in the final stage.'), manager.setup, manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] }, { kind: 'env', values: { ...VENV, ...manager.env } }, ...(files === undefined
            ? [{ ...stages_copyAll(app), why: ['The application itself is installed, which needs its source.'] }]
            : copyFiles(app, files)), { kind: 'run', commands: [manager.install(added)], mounts: manager.mounts }),
    };
}
/** Each file into the folder that it stands in. */
function copyFiles(app, files) {
    const folders = [...new Set(files.map((file) => file.split('/').slice(0, -1).join('/')))];
    return folders.map((folder, index) => ({
        kind: 'copy',
        sources: files.filter((file) => file.split('/').slice(0, -1).join('/') === folder).map(app.at),
        to: folder === '' ? './' : `./${folder}/`,
        ...(index === 0
            ? {
                why: [
                    'Only what decides the dependencies, so that a change of source alone installs nothing again.',
                ],
            }
            : {}),
    }));
}
function stages_buildStage({ app, manager, build }) {
    return {
        name: 'build',
        base: 'deps',
        steps: steps(stages_copyAll(app), manager.installSelf !== undefined && {
            kind: 'run',
            why: ['The application itself, so that its metadata and entry points are there.'],
            commands: [manager.installSelf],
            mounts: manager.mounts,
        }, build !== undefined && { kind: 'run', commands: [build] }),
    };
}
function stages_copyAll(app) {
    return app.folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${app.folder}/`], to: './' };
}

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js
var pep440 = __webpack_require__(8898);
;// CONCATENATED MODULE: ./.build/shared/dockerize/python/version.js






const version_DEFAULT = PYTHON_RELEASES[0]?.line ?? '3';
/** The tag of the official image: what pins a version beats what only gives a range. */
function pythonVersion(app, project, input) {
    const asked = (input === undefined ? undefined : fromInput(input, 'version')) ??
        (0,lines/* firstLine */.TM)(app, '.python-version') ??
        (0,lines/* toolVersion */.fX)(app, ['python']) ??
        project.mise?.string('tools', 'python') ??
        (0,lines/* firstLine */.TM)(app, 'runtime.txt') ??
        project.pyproject?.string('project', 'requires-python') ??
        project.pyproject?.string('tool', 'poetry', 'dependencies', 'python');
    if (asked === undefined)
        return { value: version_DEFAULT, why: 'the default' };
    const tag = resolvePythonVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new errors/* UserError */.y(`No release of Python is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${version_DEFAULT}.`);
}
/** The image tag for what a version file or constraint says: `python-3.12.1` gives 3.12.1, `>=3.10` the preferred line. */
function resolvePythonVersion(text) {
    const word = text.trim().replace(/^(?:python|cpython)[-@]/i, '');
    if (word === '*' || word === '3' || word === 'latest')
        return version_DEFAULT;
    if (/^3\.\d+(\.\d+)?$/.test(word))
        return word;
    return PYTHON_RELEASES.find(({ line }) => fits(`${line}.99`, word))?.line ?? lowest(word);
}
// A floating tag is its line's newest release. Poetry writes carets and alternatives, which PEP 440 does not know.
function fits(version, constraint) {
    return constraint.split('||').some((alternative) => alternative
        .split(',')
        .map((part) => part.trim())
        .every((part) => fitsOne(version, part)));
}
function fitsOne(version, part) {
    if (/^[\^~](?!=)/.test(part))
        return semver.satisfies(version, part);
    if (/^\d/.test(part))
        return fitsOne(version, part.includes('*') ? `==${part}` : `==${part}.*`);
    return pep440.validRange(part) && pep440.satisfies(version, part);
}
// A constraint such as `<3.12.4` leaves no line open at the top: one exact version then.
function lowest(constraint) {
    for (const { line } of PYTHON_RELEASES) {
        for (let patch = 30; patch >= 0; patch -= 1) {
            if (fits(`${line}.${patch}`, constraint))
                return `${line}.${patch}`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/provider.js















const MANIFESTS = [
    'requirements.txt',
    'pyproject.toml',
    'uv.lock',
    'poetry.lock',
    'Pipfile',
    'setup.py',
    'manage.py',
];
const PLAIN = 'python';
const provider_PORTS = [
    /environ(?:\.get\(|\[)\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /getenv\(\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /\.run\([^)]*\bport\s*=\s*(\d{2,5})\b/,
];
/** Applications with a Python manifest. */
const python = {
    language: 'python',
    frameworks: [...PYTHON_FRAMEWORKS.map(({ name }) => name), PLAIN],
    lookedFor: MANIFESTS.slice(0, 4).join(', '),
    detect: (app) => {
        if (!MANIFESTS.some((name) => app.files.isFile(name)))
            return undefined;
        const project = readProject(app);
        const runs = PYTHON_FRAMEWORKS.some((framework) => project.dependency(framework.package) !== undefined);
        return runs || (0,lines/* procfileWeb */.bM)(app) !== undefined ? 'application' : 'helper';
    },
    plan: planPython,
};
function planPython(app, request) {
    const { overrides } = request;
    const project = readProject(app);
    const files = sources(app.files, ['.py']);
    const { framework, found } = provider_findFramework(app, project, overrides.framework);
    const target = framework?.target(app, files, project);
    const manager = chooseManager(app, project);
    const version = pythonVersion(app, project, overrides.version);
    const ended = endOfLifeWarning('Python', version.value, PYTHON_RELEASES, request.now);
    const line = overrides.runCommand === undefined ? (0,lines/* procfileWeb */.bM)(app) : fromInput(overrides.runCommand, 'run-command');
    const command = line === undefined
        ? findServer(app, framework, target, { project, manager, version: version.value })
        : provider_fromLine(line);
    const port = provider_findPort(app, files, command, overrides.port);
    const healthCheckPath = provider_findHealthPath(app, files, framework, overrides.healthCheckPath);
    const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const anything = healthCheckPath.value === '/' || framework?.checksHost === true;
    const build = overrides.buildCommand === undefined ? target?.build : fromInput(overrides.buildCommand, 'build-command');
    return {
        language: { value: 'python', file: app.at(MANIFESTS.find((name) => app.files.isFile(name)) ?? '') },
        framework: found,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: pythonStages({
            app,
            project,
            manager,
            version: version.value,
            added: command.server.added,
            build: build?.value,
            path: target?.path ?? '',
            env: { ...target?.env, ...command.server.env },
        }, {
            argv,
            port: port.value,
            healthCheckPath: healthCheckPath.value,
            probe: pythonProbe(healthCheckPath.value, anything ? 500 : 400, command.readsPort ? undefined : port.value),
        }, request),
        ignore: [
            '**/.venv',
            '**/venv',
            '**/__pycache__',
            '**/*.pyc',
            '.pytest_cache',
            '.mypy_cache',
            '.ruff_cache',
        ],
        warnings: [
            ...(ended === undefined ? [] : [warningAt(version, ended)]),
            ...manager.warnings,
            ...command.server.warnings,
            ...(target?.needs?.length
                ? [
                    warningAt(target.found, `The application does not start without ${target.needs.join(', ')}: set it where the image runs.`),
                ]
                : []),
        ],
    };
}
function warningAt({ file, line }, text) {
    return { text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
function provider_findFramework(app, project, input) {
    if (input !== undefined) {
        return {
            framework: PYTHON_FRAMEWORKS.find(({ name }) => name === input),
            found: fromInput(input, 'framework'),
        };
    }
    // A dependency on several (a test client, a mounted application): the one whose application object is there.
    const files = sources(app.files, ['.py']);
    const named = PYTHON_FRAMEWORKS.filter((framework) => project.dependency(framework.package) !== undefined);
    const framework = named.find((one) => one.target(app, files, project) !== undefined) ?? named[0];
    const origin = framework && project.dependency(framework.package);
    if (framework === undefined || origin === undefined) {
        return { framework: undefined, found: { value: PLAIN, why: 'no known framework' } };
    }
    return { framework, found: withValue(origin, framework.name) };
}
function findServer(app, framework, target, { project, manager, version, }) {
    if (target !== undefined) {
        const server = chooseServer(target, project, manager, version);
        return { run: serverOrigin(target, server.argv), readsPort: server.readsPort, server };
    }
    const looked = PYTHON_FRAMEWORKS.filter((one) => framework === undefined || one === framework);
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile` +
        `${looked.map(({ name, lookedFor }) => `, for ${name} ${lookedFor}`).join('')}.`, 'Set the input "run-command", for example to "gunicorn app:app".');
}
function provider_fromLine(line) {
    const parsed = parseCommandLine(line.value);
    const server = { added: [], warnings: [], env: {} };
    const development = server_developmentServer(line.value.split(/\s+/));
    if (development !== undefined) {
        throw new errors/* UserError */.y(`"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`, 'Start a production server instead, for example by "gunicorn app:app".');
    }
    const [only, ...more] = parsed.segments;
    const port = parsed.port === undefined ? {} : { port: parsed.port };
    if (parsed.needsShell || only === undefined || more.length > 0) {
        return { run: withValue(line, throughShell(line.value, parsed)), readsPort: true, server, ...port };
    }
    const bound = (0,routes/* portInArguments */.B5)(only.argv) !== undefined || only.argv.some((word) => word.includes(PORT_WORD));
    return { run: withValue(line, only.argv), readsPort: !bound, server: { ...server, env: only.env }, ...port };
}
function provider_findPort(app, files, command, input) {
    if (input !== undefined)
        return fromInput(input, 'port');
    const named = (0,routes/* portInArguments */.B5)(command.run.value) ?? command.port;
    if (named !== undefined)
        return withValue(command.run, named);
    return (0,routes/* portIn */.Ju)(app, files, provider_PORTS) ?? { value: DEFAULT_PORT, why: 'default' };
}
function provider_findHealthPath(app, files, framework, input) {
    if (input !== undefined)
        return fromInput(input, 'health-check-path');
    const found = framework && (0,routes/* healthPath */.OW)(app, framework.routeFiles?.(files) ?? files, framework.routes);
    return found ?? { value: '/', why: 'no health path in the source' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/static/provider.js



// Where an index.html is looked for: the top first, then what generators and people call the published folder.
const FOLDERS = ['', 'public', 'dist', 'site', 'www', '_site', 'docs'];
/** Files alone: an index.html, and no language that serves it. */
const site = {
    language: 'static',
    frameworks: ['static'],
    lookedFor: `index.html (also in ${FOLDERS.slice(1).join(', ')})`,
    detect: (app) => (folderOf(app) === undefined ? undefined : 'helper'),
    plan: (app, request) => {
        const { overrides } = request;
        const folder = folderOf(app) ?? '';
        const index = app.at(folder === '' ? 'index.html' : `${folder}/index.html`);
        const port = overrides.port === undefined
            ? { value: DEFAULT_PORT, why: 'default' }
            : fromInput(overrides.port, 'port');
        const healthCheckPath = overrides.healthCheckPath === undefined
            ? { value: '/', file: index }
            : fromInput(overrides.healthCheckPath, 'health-check-path');
        const path = app.at(folder);
        const stage = siteStage({
            copy: { kind: 'copy', sources: [path === '' ? '.' : `${path}/`], to: '/srv/www/' },
            fallback: false,
            port: port.value,
            healthCheckPath: healthCheckPath.value,
        }, request);
        return {
            language: { value: 'static', file: index },
            framework: { value: 'static', file: index },
            version: { value: NGINX_VERSION, why: 'nginx' },
            runCommand: { value: NGINX, why: 'files alone' },
            port,
            healthCheckPath,
            stages: [stage],
            ignore: ['**/*.md'],
            warnings: [],
        };
    },
};
function folderOf(app) {
    return FOLDERS.find((folder) => app.files.isFile(folder === '' ? 'index.html' : `${folder}/index.html`));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/providers.js




/** In the order in which they are asked. */
const PROVIDERS = [node, python, site];
/** The provider of an application: the first whose language runs it, else the first whose language is there at all. */
function chooseProvider(app, framework) {
    if (framework !== undefined)
        return providerOf(framework);
    const matches = PROVIDERS.map((provider) => ({ provider, role: provider.detect(app) }));
    const match = matches.find(({ role }) => role === 'application') ?? matches.find(({ role }) => role !== undefined);
    if (match !== undefined)
        return match.provider;
    throw new errors/* UserError */.y(`No application was recognised in ${app.folder === '' ? 'the repository' : app.folder}: looked for ` +
        `${PROVIDERS.map(({ lookedFor }) => lookedFor).join('; ')}.`, 'Set "root-directory" to the folder that the application is in, "framework" to what it is, or write a Dockerfile.');
}
/** Whether a folder has something that can be run or served. */
function hasApplication(app) {
    return PROVIDERS.some((provider) => provider.detect(app) === 'application');
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/ignore/index.js
var ignore = __webpack_require__(298);
;// CONCATENATED MODULE: ./.build/shared/dockerize/view/disk-view.js





const HEAD_BYTES = 256 * 1024;
// The largest lockfiles of public repositories are under 10 MB; beyond this a file is an accident or an attack.
const TEXT_BYTES = 32 * 1024 * 1024;
/** The files below a folder of this machine. Every path is resolved first, so that no link leads out. */
function diskView(root) {
    const top = (0,external_node_fs_.realpathSync)(root);
    const ignored = gitIgnores((path) => readText(top, path));
    const kindOf = (path) => {
        const real = resolveInside(top, path);
        if (real === undefined)
            return undefined;
        const stat = (0,external_node_fs_.statSync)(real);
        return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : undefined;
    };
    return {
        isFile: (path) => kindOf(path) === 'file',
        isFolder: (path) => kindOf(path) === 'folder',
        text: (path) => (kindOf(path) === 'file' ? readText(top, path) : undefined),
        head: (path) => (kindOf(path) === 'file' ? readHead(top, path) : undefined),
        list: (folder) => {
            const real = resolveInside(top, folder);
            if (real === undefined || kindOf(folder) !== 'folder')
                return [];
            return (0,external_node_fs_.readdirSync)(real, { withFileTypes: true })
                .flatMap((entry) => {
                const path = join(folder, entry.name);
                const kind = entry.isSymbolicLink()
                    ? linkKind(kindOf(path))
                    : entry.isFile()
                        ? 'file'
                        : entry.isDirectory()
                            ? 'folder'
                            : undefined;
                if (kind === undefined || entry.name === '.git' || ignored(path, kind))
                    return [];
                return [{ name: entry.name, kind }];
            })
                .sort((one, other) => (one.name < other.name ? -1 : 1));
        },
    };
}
// A linked folder is another name of one that is listed anyway, or a cycle.
function linkKind(kind) {
    return kind === 'file' ? kind : undefined;
}
function resolveInside(top, path) {
    if (path.includes('\0'))
        return undefined;
    try {
        const real = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(top, path));
        return real === top || real.startsWith(top.endsWith(external_node_path_.sep) ? top : top + external_node_path_.sep) ? real : undefined;
    }
    catch {
        return undefined;
    }
}
function readText(top, path) {
    const real = resolveInside(top, path);
    if (real === undefined)
        return undefined;
    const { size } = (0,external_node_fs_.statSync)(real);
    if (size > TEXT_BYTES) {
        throw new errors/* UserError */.y(`${path} has ${Math.round(size / 1024 / 1024)} MiB: too large to be read as a manifest.`, `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`);
    }
    return decode((0,external_node_fs_.readFileSync)(real));
}
function readHead(top, path) {
    const real = resolveInside(top, path);
    if (real === undefined)
        return undefined;
    const file = (0,external_node_fs_.openSync)(real, 'r');
    try {
        const bytes = Buffer.alloc(Math.min(HEAD_BYTES, (0,external_node_fs_.statSync)(real).size));
        return decode(bytes.subarray(0, (0,external_node_fs_.readSync)(file, bytes)));
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
// Invalid UTF-8 becomes replacement characters: a file in another encoding must not end the run.
function decode(bytes) {
    return new TextDecoder('utf-8').decode(bytes);
}
/** The rules of every .gitignore from the top down to a path, each read once. */
function gitIgnores(read) {
    const rules = new Map();
    const rulesOf = (folder) => {
        if (!rules.has(folder)) {
            const text = read(join(folder, '.gitignore'));
            rules.set(folder, text === undefined ? undefined : ignore().add(text));
        }
        return rules.get(folder);
    };
    return (path, kind) => {
        const parts = path.split('/');
        let verdict = false;
        for (let depth = 0; depth < parts.length; depth += 1) {
            const inside = parts.slice(depth).join('/') + (kind === 'folder' ? '/' : '');
            const result = rulesOf(parts.slice(0, depth).join('/'))?.test(inside);
            if (result?.ignored)
                verdict = true;
            if (result?.unignored)
                verdict = false;
        }
        return verdict;
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/applications.js



/** The folders of a checkout that have an application, `.` being the top, for a workflow's matrix. */
function applications(workspace) {
    const view = diskView(workspace);
    return ['', ...folders(view)]
        .filter((folder) => hasApplication(appIn(view, folder)))
        .map((folder) => (folder === '' ? '.' : folder));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerfile.js
/** A Dockerfile's text. Pure: the same stages are the same bytes. */
function renderDockerfile(header, stages) {
    const lines = [
        // Parser directives count only before everything else.
        '# syntax=docker/dockerfile:1',
        '# check=error=true',
        '',
        ...header.map((line) => comment(line)),
        ...stages.flatMap((stage) => ['', ...renderStage(stage)]),
    ];
    return `${lines.join('\n')}\n`;
}
function renderStage({ name, base, why = [], steps }) {
    const lines = [...why.map(comment), `FROM ${base} AS ${name}`];
    for (const step of steps) {
        // A comment starts a paragraph; what follows without one belongs to it.
        if (step.why !== undefined)
            lines.push('', ...step.why.map(comment));
        lines.push(...renderStep(step));
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
            return [
                `ENV ${Object.entries(step.values)
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
        return `--mount=type=cache${id},target=${mount.target}`;
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
        const plain = path.replace(/\$/g, '\\$');
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerignore.js

/** What must never get into an image, whatever else an existing file says. */
const SAFETY = ['**/.git', '**/node_modules', '**/.env', '**/.env.*'];
const PYTHON_SAFETY = ['**/.venv', '**/__pycache__'];
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
/**
 * The text of the .dockerignore. `folder` is the application's; below the top everything else is left out, as other
 * applications of the repository are none of this image's business.
 */
function renderDockerignore(folder, patterns) {
    const inside = (pattern) => folder === '' ? pattern : `${folder}/${pattern.replace(/^\//, '')}`;
    const own = [...new Set([...SAFETY, ...COMMON, ...patterns])].map((pattern) => inside(pattern.replace(/^\//, '')));
    const lines = [
        ...(folder === '' ? [] : ['# Other folders are other applications.', '*', `!${folder}`, '']),
        '# Neither built from nor safe to have in an image; it would also make unchanged layers new.',
        ...own,
        '',
        '# The sample of the settings is no secret.',
        `!${inside('**/.env.example')}`,
    ];
    return `${lines.join('\n')}\n`;
}
/** Completes an existing file by what is missing for safety, and by nothing else. */
function completeDockerignore(existing, folder, language) {
    const has = new Set(existing.split(/\r?\n/).map(normal));
    const wanted = [...SAFETY, ...(language === 'python' ? PYTHON_SAFETY : [])];
    const everything = has.has('*');
    const added = everything
        ? []
        : wanted.filter((pattern) => !has.has(normal(pattern)) && !has.has(normal(`${folder}/${pattern}`)));
    if (added.length === 0)
        return { text: existing, added };
    const start = existing === '' || existing.endsWith('\n') ? existing : `${existing}\n`;
    return {
        text: `${start}\n# Never in an image: secrets, history, and what belongs to this machine.\n${added.join('\n')}\n`,
        added,
    };
}
/** Paths that the Dockerfile copies and that the .dockerignore keeps from it. */
function ignoredCopies(text, stages) {
    const copied = stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])));
    const paths = copied.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '.' && path !== '');
    return [...new Set(paths)].filter((path) => isIgnored(text, path));
}
// Unlike in .gitignore, patterns start at the top, and the last one that fits a path or a folder above it decides.
// Source: Docker's documentation, "Build context", .dockerignore files.
function isIgnored(text, path) {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    let ignored = false;
    for (const line of text.split(/\r?\n/)) {
        const pattern = line.trim();
        if (pattern === '' || pattern.startsWith('#'))
            continue;
        const plain = pattern.replace(/^!/, '').replace(/^\.?\//, '');
        const matcher = ignore({ allowRelativePaths: true }).add(`/${plain}`);
        if (above.some((folder) => matcher.ignores(folder)))
            ignored = !pattern.startsWith('!');
    }
    return ignored;
}
function normal(line) {
    return line
        .trim()
        .replace(/^(?:\.?\/|\*\*\/)+/, '')
        .replace(/(?:\/\*{0,2})+$/, '');
}

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

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/summary.js


/** The plan's values in the order in which people read them. */
function values(plan) {
    return [
        ['language', plan.language],
        ['framework', plan.framework],
        ['version', plan.version],
        ['package manager', plan.packageManager],
        ['build command', plan.buildCommand],
        ['run command', plan.runCommand],
        ['port', plan.port],
        ['health check path', plan.healthCheckPath],
    ];
}
/** The plan for the log, a value a line. */
function planLines(plan) {
    return values(plan).flatMap(([name, value]) => value === undefined ? [] : [`${`${name}:`.padEnd(19)}${shown(value.value)} (${originOf(value)})`]);
}
/** The Dockerfile's head: what it was made from. */
function explanation(plan) {
    return [
        'Made by auto-dockerize from what it found. It is yours to change, and never overwritten unasked.',
        ...planLines(plan).map((line) => `  ${line}`),
    ];
}
/** The job summary: each value, and where it was found. */
function dockerizeSummary({ generated, dockerfilePath, plan, warnings }) {
    const rows = (plan === undefined ? [] : values(plan)).flatMap(([name, value]) => value === undefined ? [] : [[name, code(shown(value.value)), plain(originOf(value))]]);
    return [
        `### ${code(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
        ...(rows.length === 0 ? [] : [table(['value', 'found', 'where'], rows)]),
        ...(warnings.length === 0 ? [] : [warnings.map(({ text }) => `- ${plain(text)}`).join('\n')]),
        '',
    ].join('\n\n');
}
/** The output `plan`: each value's name with `{value, file, line}`; null where no file says so. */
function planJson(plan) {
    const entries = values(plan).flatMap(([name, found]) => {
        if (found === undefined)
            return [];
        const { value, file = null, line = null, why } = found;
        return [[name.replaceAll(' ', '-'), { value, file, line, ...(why === undefined ? {} : { why }) }]];
    });
    return JSON.stringify(Object.fromEntries(entries));
}
/** An exec form's words for people. */
function commandLine(argv) {
    return argv.map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}
function shown(value) {
    return typeof value === 'object' ? commandLine(value) : String(value);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./.build/shared/dockerize/target.js




/**
 * The application's folder and its Dockerfile, relative to the workspace. Throws a UserError for a path that leads out
 * of it or to nothing.
 */
function locate(workspace, rootDirectory, dockerfile) {
    const given = dockerfile === undefined ? undefined : inside(workspace, dockerfile, 'dockerfile-path');
    if (given === '') {
        throw new errors/* UserError */.y(`The input "dockerfile-path" is "${dockerfile ?? ''}".`, 'Name the file, for example services/api/Dockerfile.');
    }
    const parent = given?.includes('/') ? external_node_path_.posix.dirname(given) : '';
    const folder = rootDirectory === undefined ? parent : inside(workspace, rootDirectory, 'root-directory');
    const name = rootDirectory === undefined ? 'dockerfile-path' : 'root-directory';
    let real;
    try {
        real = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(workspace, folder));
        if (!(0,external_node_fs_.lstatSync)(real).isDirectory())
            throw new Error('no folder');
    }
    catch {
        throw new errors/* UserError */.y(`The folder "${folder}" (input "${name}") is not there.`, `Workspace: ${workspace}.`);
    }
    if (!within((0,external_node_fs_.realpathSync)(workspace), real))
        throw outside(name, folder);
    return { folder, dockerfilePath: given ?? (folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`) };
}
function inside(workspace, path, input) {
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    if (!within((0,external_node_path_.resolve)(workspace), absolute) || ((0,external_node_path_.isAbsolute)(path) && !within(workspace, path)))
        throw outside(input, path);
    return (0,external_node_path_.relative)(workspace, absolute).split(external_node_path_.sep).join('/');
}
function within(folder, path) {
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
    if (!within((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(file))) ||
        (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw new errors/* UserError */.y(`${path} is a link, and nothing is written through links.`, 'Replace it by a file of its own.');
    }
    const draft = `${file}.${process.pid}.tmp`;
    await (0,promises_.writeFile)(draft, text);
    await (0,promises_.rename)(draft, file);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/index.js








/**
 * Finds the application, plans its image and writes the Dockerfile and its .dockerignore, unless a Dockerfile is there.
 * Throws a UserError, having written nothing, for an application that is not recognised or cannot run.
 */
async function dockerize(options) {
    const { workspace, overwrite = false, write = true } = options;
    const { folder, dockerfilePath } = locate(workspace, options.rootDirectory, options.dockerfilePath);
    const app = appIn(diskView(workspace), folder);
    const exists = pathExists(workspace, dockerfilePath);
    const place = { dockerfilePath, context: '.' };
    if (exists && !overwrite)
        return { generated: false, ...place, ...reportOnly(app, options) };
    const plan = planOf(app, options);
    const dockerfile = renderDockerfile(explanation(plan), plan.stages);
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
        warnings: [...plan.warnings, ...ignoreWarnings(dockerignore)],
    };
}
function planOf(app, { overrides = {}, lambda = 'auto', baseRegistry, now }) {
    const request = { overrides, lambda, now, ...(baseRegistry === undefined ? {} : { baseRegistry }) };
    return chooseProvider(app, overrides.framework).plan(app, request);
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
    if (existing === undefined)
        return { path, text: renderDockerignore(app.folder, plan.ignore), added: [] };
    return { path, ...completeDockerignore(existing, app.folder, plan.language.value) };
}
function ignoreWarnings({ path, added }) {
    return added.length === 0
        ? []
        : [{ text: `Completed ${path} by what must not be in an image: ${added.join(', ')}.`, file: path }];
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

;// CONCATENATED MODULE: ./.build/shared/dockerize/run.js






/**
 * auto-dockerize from inputs to outputs, log and summary.
 * @throws UserError, having written nothing
 */
async function runDockerize(inputs, ports) {
    const { env, log, clock } = ports;
    const result = await dockerize(optionsOf(inputs, (0,variable/* workspaceOf */.B)(env), clock.now()));
    const { generated, dockerfilePath, dockerignore, plan, warnings } = result;
    for (const line of plan === undefined ? [] : planLines(plan))
        log.info(line);
    for (const { text, ...place } of warnings)
        log.warning(text, { title: 'auto-dockerize', ...place });
    log.info(generated
        ? `Wrote ${dockerfilePath} and ${dockerignore?.path ?? 'its .dockerignore'}`
        : `${dockerfilePath} is there already and stays as it is; "overwrite: true" would replace it`);
    (0,step/* setOutputs */.n0)(dockerizeOutputs(result));
    await (0,step/* addSummary */.S0)(dockerizeSummary(result));
    return result;
}
/** `list: true`: the folders with an application as JSON, and nothing else. */
function listApplications({ env, log }) {
    const apps = applications((0,variable/* workspaceOf */.B)(env));
    log.info(apps.length === 0 ? 'No application was found.' : `Applications in ${apps.join(', ')}`);
    (0,step/* setOutputs */.n0)({ generated: false, apps: JSON.stringify(apps) });
}
function optionsOf(inputs, workspace, now) {
    const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda, overwrite } = inputs;
    return {
        workspace,
        now,
        overrides,
        lambda,
        overwrite,
        ...(rootDirectory === undefined ? {} : { rootDirectory }),
        ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
        ...(baseRegistry === undefined ? {} : { baseRegistry }),
    };
}


/***/ })

};
