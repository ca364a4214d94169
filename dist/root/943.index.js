export const id = 943;
export const ids = [943];
export const modules = {

/***/ 8517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ diffLines)
/* harmony export */ });
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3681);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3896);


/**
 * What differs between two task definitions, a line each: the released image first, then its environment variables,
 * then the rest by the path of the field: `+ cpu: 256 -> 512`. Values of environment variables are never shown, nor
 * whatever else is called a secret. A container that comes or goes is one line with its image.
 * @param container the container that is released: its environment variables are named without it
 */
function diffLines(from, to, container) {
    const [before, after] = [leavesOf(from), leavesOf(to)];
    for (const [one, other] of [
        [before, after],
        [after, before],
    ])
        foldContainers(one, other);
    const own = `containerDefinitions.${container}`;
    const rank = (path) => path === `${own}.image` ? 0 : path.startsWith(`${own}.environment`) ? 1 : 2;
    const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
    return paths
        .toSorted((a, b) => rank(a) - rank(b))
        .flatMap((path) => {
        const [was, is] = [before.get(path), after.get(path)];
        return was === is ? [] : lineOf(path, was, is, container);
    });
}
/** Leaves the image alone of every container that the other one does not have. */
function foldContainers(one, other) {
    const there = new Set([...other.keys()].map((path) => CONTAINER.exec(path)?.[0]));
    for (const path of [...one.keys()]) {
        const its = CONTAINER.exec(path)?.[0];
        if (its === undefined || there.has(its))
            continue;
        const image = one.get(`${its}image`);
        if (path === `${its}image`)
            one.set(its.slice(0, -1), image ?? '');
        one.delete(path);
    }
}
const CONTAINER = /^containerDefinitions\.[^.]+\./;
function lineOf(path, was, is, container) {
    const sign = is === undefined ? '-' : '+';
    const what = is === undefined ? 'removed' : was === undefined ? 'added' : 'changed';
    const [inEnvironment, owner = '', variable = ''] = ENVIRONMENT.exec(path) ?? [];
    if (inEnvironment !== undefined) {
        const whose = owner === container ? '' : `containerDefinitions.${owner}.`;
        return [`${sign} ${whose}environment ${variable} (${what})`.replace('  ', ' ')];
    }
    if (isTelling(path, was) || isTelling(path, is))
        return [`${sign} ${path} (${what})`];
    if (is === undefined)
        return [`- ${path}: ${was ?? ''}`];
    if (was === undefined)
        return [`+ ${path}: ${is}`];
    const line = `+ ${path}: ${was} -> ${is}`;
    return line.length <= WIDEST ? [line] : [`- ${path}: ${was}`, `+ ${path}: ${is}`];
}
const WIDEST = 100;
// A container's name has no dot, a variable's may.
const ENVIRONMENT = /^containerDefinitions\.([^.]+)\.environment(?:\.(.+?)(?:\.value)?)?$/s;
// Tokens stand in the options of log drivers and proxies, and on command lines.
const SECRET_NAME = /(?:token|password|passwd|secret|api_?key|credential)[^.]*$/i;
const SECRET_TEXT = /(?:token|password|passwd|secret|api[-_]?key)["\s]*[=:,]/i;
const FREE_TEXT = /\.(?:command|entryPoint)$/;
function isTelling(path, value) {
    if (value === undefined || path.endsWith('.valueFrom'))
        return false;
    return SECRET_NAME.test(path) || (FREE_TEXT.test(path) && SECRET_TEXT.test(value));
}
/** Every value by its path; what has a name stands under it, whatever its place in the list. */
function leavesOf(value) {
    const leaves = new Map();
    collect(value, '', leaves);
    return leaves;
}
function collect(value, path, leaves) {
    const below = (key) => (path === '' ? key : `${path}.${key}`);
    if (value === undefined || value === null)
        return;
    if ((0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(value)) {
        for (const [key, inner] of Object.entries(value)) {
            // The name is in the path already.
            if (key !== idOf(value) || !path.endsWith(`.${(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(value[key])}`))
                collect(inner, below(key), leaves);
        }
        return;
    }
    if (!Array.isArray(value)) {
        leaves.set(path, String(value));
        return;
    }
    if (value.every((item) => !(0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(item))) {
        if (value.length > 0)
            leaves.set(path, JSON.stringify(value));
        return;
    }
    for (const [index, item] of value.entries()) {
        const id = (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(item) ? idOf(item) : undefined;
        const name = (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(item) && id !== undefined ? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(item[id]) : '';
        collect(item, below(name === '' ? String(index) : name), leaves);
    }
}
/** The member by which an object of a list is known: of a container, a variable, a volume; of a tag. */
function idOf(item) {
    if (typeof item['name'] === 'string')
        return 'name';
    return typeof item['key'] === 'string' ? 'key' : undefined;
}


/***/ }),

/***/ 749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ checkCompatibility),
/* harmony export */   Wt: () => (/* binding */ platformsOf),
/* harmony export */   oF: () => (/* binding */ checkPlatform),
/* harmony export */   zT: () => (/* binding */ wantedPlatform)
/* harmony export */ });
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3681);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3896);



const ARCHITECTURES = { X86_64: 'amd64', ARM64: 'arm64' };
/**
 * What a task definition's tasks run on; undefined where it is not known before they are placed, as on container
 * instances of any kind.
 * Source: Amazon ECS API Reference, RuntimePlatform, and the task definition parameters for Fargate: X86_64 and LINUX
 * unless told.
 */
function wantedPlatform(definition, isFargate) {
    const said = (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(definition['runtimePlatform']) ? definition['runtimePlatform'] : {};
    const family = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(said['operatingSystemFamily']);
    const architecture = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(said['cpuArchitecture']);
    if (architecture === '' && !isFargate)
        return undefined;
    const known = ARCHITECTURES[architecture === '' ? 'X86_64' : architecture];
    if (known === undefined)
        return undefined;
    const os = family.startsWith('WINDOWS') ? 'windows' : 'linux';
    return {
        platform: `${os}/${known}`,
        said: architecture === '' && family === ''
            ? 'it has no runtimePlatform, so Fargate takes X86_64'
            : `its runtimePlatform is ${[family, architecture].filter((part) => part !== '').join(' ')}`,
    };
}
/**
 * Refuses an image that cannot start where the tasks run.
 * @param has the platforms of the image; none where they are not known
 * @param what the service or task definition that wants the platform
 * @throws UserError that says what the image has, what is wanted, and what to change
 */
function checkPlatform(wanted, has, what) {
    if (has.length === 0 || has.includes(wanted.platform))
        return;
    const [os = '', architecture] = wanted.platform.split('/');
    const other = has.find((platform) => platform === `${os}/${architecture === 'arm64' ? 'amd64' : 'arm64'}`);
    const change = other === undefined
        ? ''
        : `, or set its cpuArchitecture to ${other.endsWith('arm64') ? 'ARM64' : 'X86_64'}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The image is made for ${has.join(', ')}, and ${what} runs on ${wanted.platform} (${wanted.said}).`, os === 'windows'
        ? 'Build the image for Windows, or take a task definition whose operatingSystemFamily is LINUX.'
        : `Build it with "platforms: ${wanted.platform}" in build-action${change}.`);
}
/**
 * Refuses a task definition that was registered for something else than Fargate, for a service that runs there.
 * Source: Amazon ECS API Reference, TaskDefinition, `compatibilities`: what it was found to be fit for.
 * @throws UserError
 */
function checkCompatibility(definition, isFargate, what) {
    const said = definition['compatibilities'];
    const compatibilities = Array.isArray(said) ? said.filter((each) => typeof each === 'string') : [];
    if (!isFargate || compatibilities.length === 0 || compatibilities.includes('FARGATE'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The service runs on Fargate, and ${what} is fit for ${compatibilities.join(', ')} only.`, 'Register it with requiresCompatibilities FARGATE, or clone another one ("task-definition").');
}
/** The platforms of an image; asks for those of a single-platform image, which costs a request or two. */
async function platformsOf(image) {
    if (image.platforms.size > 0)
        return [...image.platforms.keys()];
    const one = await image.platform();
    return one === undefined ? [] : [one];
}


/***/ }),

/***/ 2615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isSame),
/* harmony export */   X: () => (/* binding */ planRevision)
/* harmony export */ });
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3681);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6087);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3896);
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8889);




/**
 * The revision that runs the image: the base with this image and environment, and nothing else changed. An image that
 * has the digest already keeps its spelling, whatever tag or region it names.
 * @param known revisions that are taken instead of a new one where they are the same; the first one is preferred
 */
function planRevision(base, container, { repository, digest, environment }, known) {
    const now = base.containers[container]?.image ?? '';
    const image = (0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .digestIn */ .s)(now) === digest ? now : `${repository}@${digest}`;
    const request = (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .withImage */ .Mo)(base, container, image, environment);
    return { request, existing: known.find((revision) => isSame((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOf */ .fo)(revision), request)) };
}
/** Whether two requests register the same thing: the order of members never counts. */
function isSame(one, other) {
    return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}
// ECS does not promise to give these back in the order in which they were registered.
const UNORDERED = { environment: 'name', secrets: 'name', tags: 'key' };
function ordered(value, member = '') {
    if (Array.isArray(value)) {
        const items = value.map((item) => ordered(item) ?? null);
        const by = UNORDERED[member];
        return by === undefined ? items : items.toSorted((a, b) => compare(nameOf(a, by), nameOf(b, by)));
    }
    if (!(0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value))
        return value;
    const members = Object.entries(value).toSorted(([a], [b]) => compare(a, b));
    return Object.fromEntries(members.map(([key, inner]) => [key, ordered(inner, key)]));
}
function nameOf(item, by) {
    return (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(item) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(item[by]) : '';
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareFamily: () => (/* binding */ prepareFamily)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/arn.js
var ecs_arn = __webpack_require__(1299);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/container.js
var ecs_container = __webpack_require__(6087);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/environment.js
var ecs_environment = __webpack_require__(7181);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/json.js
var json = __webpack_require__(3896);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/platform.js
var platform = __webpack_require__(749);
// EXTERNAL MODULE: ./.build/shared/release/deploy/family/bring-back.js
var bring_back = __webpack_require__(8127);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var aws_errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/definitions.js
var definitions = __webpack_require__(6418);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var failure = __webpack_require__(4760);
// EXTERNAL MODULE: ./.build/shared/release/deploy/family/family.js
var family = __webpack_require__(6027);
// EXTERNAL MODULE: ./.build/shared/release/deploy/family/move.js
var move = __webpack_require__(2762);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/diff.js
var diff = __webpack_require__(8517);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/task-definition.js
var task_definition = __webpack_require__(8889);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/family/outlook.js




/** What a family runs now: what is pinned first, or else the newest revision. */
function runningOf({ pins, newest }) {
    return pins.find(({ isPinned }) => isPinned)?.taskDefinition ?? newest.arn;
}
/** What was found of a family before the first write, and what would change. */
function outlookOf(starters, state, plan, { request, stageDigest, image }) {
    const { newest, container, revisions } = state;
    const arn = runningOf(state);
    const runs = revisions.get(arn);
    const name = newest.containers[container]?.name ?? '';
    const running = (0,ecs_container/* digestIn */.s)(runs?.containers.find((each) => each.name === name)?.image ?? '');
    const to = plan.existing === undefined ? plan.request : (0,task_definition/* requestOf */.fo)(plan.existing);
    const drifted = running !== undefined && stageDigest !== undefined && running !== stageDigest;
    return {
        running,
        revision: (0,ecs_arn/* shortArn */.k$)(arn),
        diff: [
            ...(0,diff/* diffLines */.P)((0,task_definition/* requestOf */.fo)(runs ?? newest), to, name),
            ...plan.moves.flatMap((pin) => moveLine(pin, plan)),
        ],
        notes: [
            ...(drifted
                ? [
                    `It runs ${running}${running === image.digest ? ', the image that is released' : ''}, and the tag "${request.stage}" names ${stageDigest}.`,
                ]
                : []),
            ...starters.flatMap(({ notes }) => notes),
            ...state.pins.flatMap((pin) => pinNote(pin, state, plan)),
            ...(starters.length === 0
                ? [
                    'No schedule and no rule is named: whatever names the family without a revision runs the newest one.',
                ]
                : []),
        ],
    };
}
function moveLine({ key, taskDefinition }, { existing }) {
    const to = existing === undefined ? 'the new revision' : (0,ecs_arn/* shortArn */.k$)(existing.arn);
    return [`+ ${key}: ${(0,ecs_arn/* shortArn */.k$)(taskDefinition)} -> ${to}`];
}
function pinNote({ key, isPinned, taskDefinition }, { newest, revisions }, { existing }) {
    if (!isPinned)
        return [`The ${key} names the family without a revision: it runs the newest one, and is not changed.`];
    const name = (0,ecs_arn/* shortArn */.k$)(taskDefinition);
    const revision = revisions.get(taskDefinition);
    if (revision === undefined || !(0,task_definition/* isActive */.$m)(revision)) {
        return [`The ${key} pins ${name}, which was deregistered: it starts nothing now.`];
    }
    if (taskDefinition === newest.arn || existing !== undefined)
        return [];
    return [`The ${key} pins ${name}; what is cloned is the newest revision, ${(0,ecs_arn/* shortArn */.k$)(newest.arn)}.`];
}
/** What a family that is deployed means: nothing runs by the release itself. */
function whenItRuns(pins, revision) {
    const name = (0,ecs_arn/* shortArn */.k$)(revision);
    if (pins.length === 0)
        return `${name} is the newest revision: what names the family without one runs it.`;
    return `${name} runs at the next time of ${pins.map(({ key }) => `the ${key}`).join(' and ')}.`;
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/family/read.js
var read = __webpack_require__(215);
// EXTERNAL MODULE: ./.build/shared/release/deploy/family/starter.js
var starter = __webpack_require__(5916);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/family/deploy.js









/**
 * Registers a revision where there is none, and moves what pins another one to it. Nothing runs by that: the alarms are
 * asked once. Does not throw for what AWS says.
 */
async function deployFamily(work, context) {
    const { plan } = work;
    if (plan.existing !== undefined)
        return await deploy_move(plan.existing.arn, false, work, context);
    const registered = await register(work, context);
    if (typeof registered !== 'string')
        return registered;
    return { ...(await deploy_move(registered, plan.follows, work, context)), taskDefinitionArn: registered };
}
async function register({ client, target, runs, state, plan }, { ports }) {
    const { newest } = state;
    try {
        const latest = await (0,family/* describeNewest */.qx)(client, runs.family, target);
        if (latest.arn !== newest.arn) {
            const reason = `${(0,ecs_arn/* shortArn */.k$)(latest.arn)} was registered by somebody else meanwhile.`;
            return { result: 'superseded', accepted: false, reason, hint: 'Run it again: it then clones that one.' };
        }
        const revision = await (0,definitions/* registerTaskDefinition */.eQ)(client, plan.request);
        ports.log.info(`${target.name}: ${(0,ecs_arn/* shortArn */.k$)(newest.arn)} -> ${(0,ecs_arn/* shortArn */.k$)(revision)}`);
        return revision;
    }
    catch (error) {
        return (0,failure/* brokenOff */.H1)(error, plan.follows && !(0,aws_errors/* isRefusal */.vu)(error), ports.signal);
    }
}
/**
 * Makes what pins another revision pin this one, unless somebody else moved it since it was looked at.
 * @param isFollowed what names no revision runs it already
 */
async function deploy_move(revision, isFollowed, { target, runs, state, plan }, context) {
    const { ports } = context;
    const seen = new Map(plan.moves.map(({ key, taskDefinition }) => [key, taskDefinition]));
    const wanted = new Map(plan.moves.map(({ key }) => [key, revision]));
    let accepted = isFollowed;
    try {
        const changing = new Set(plan.moves.map(({ starter }) => starter.key));
        const starters = await (0,read/* readStarters */.T)(target, runs, context, changing);
        const { moves, taken } = (0,move/* sortOut */.$)((0,starter/* pinsOf */.cz)(starters, runs), wanted, ({ key, taskDefinition }) => seen.get(key) === taskDefinition);
        if (taken.length > 0) {
            const hint = 'Run it again when nobody else changes what is scheduled.';
            return { result: 'superseded', accepted, reason: taken.join(' '), hint };
        }
        const { keys, errors } = await (0,move/* carryOut */.u)(moves);
        for (const key of keys)
            ports.log.info(`${target.name}: the ${key} runs ${(0,ecs_arn/* shortArn */.k$)(revision)} from now on`);
        accepted ||= keys.length > 0 || errors.some((error) => !(0,aws_errors/* isRefusal */.vu)(error));
        if (errors.length > 0)
            return (0,failure/* brokenOff */.H1)(errors[0], accepted, ports.signal);
        const off = await context.alarms(true);
        if (off.length > 0) {
            const hint = 'The alarms say what; the release is brought back.';
            return { result: 'failed', accepted: true, reason: `Alarms went off: ${off.join(', ')}.`, hint };
        }
        return { result: 'deployed', accepted: true, reason: whenItRuns(state.pins, revision) };
    }
    catch (error) {
        return (0,failure/* brokenOff */.H1)(error, accepted, ports.signal);
    }
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/revision.js
var revision = __webpack_require__(2615);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/family/revision.js



/**
 * What has to be done so that everything named runs the newest revision with this image and environment. No revision
 * is registered beside one that is exactly it: the newest, or an older one that all of them pin, as after a release
 * that was brought back.
 */
function planFamily({ newest, container, pins, revisions }, change) {
    const held = pins.filter(({ isPinned }) => isPinned);
    const follows = held.length < pins.length || pins.length === 0;
    const [common = '', another] = new Set(held.map(({ taskDefinition }) => taskDefinition));
    const all = follows || another !== undefined ? undefined : revisions.get(common);
    const known = [...(all !== undefined && (0,task_definition/* isActive */.$m)(all) ? [all] : []), newest];
    const plan = (0,revision/* planRevision */.X)(newest, container, change, known);
    const moves = held.filter(({ taskDefinition }) => taskDefinition !== plan.existing?.arn);
    return { ...plan, follows, moves, settled: plan.existing !== undefined && moves.length === 0 };
}
/**
 * What each run is brought back to, by its key. A release that was killed between two schedules has moved some of them
 * already: these are brought back to what the others pin still, where that is the image that the stage's tag names.
 */
function formersOf({ moves, existing }, { pins, revisions }, stageDigest) {
    const own = moves.map(({ key, taskDefinition }) => [key, taskDefinition]);
    const [former = '', another] = new Set(own.map(([, taskDefinition]) => taskDefinition));
    const digests = revisions.get(former)?.containers.map(({ image }) => (0,ecs_container/* digestIn */.s)(image)) ?? [];
    if (another !== undefined || stageDigest === undefined || !digests.includes(stageDigest))
        return new Map(own);
    const moved = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition === existing?.arn);
    return new Map([...own, ...moved.map(({ key }) => [key, former])]);
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/family/way-back.js
var way_back = __webpack_require__(1410);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/family/target.js














/**
 * Looks at a family of task definitions and at what runs it: the schedules and rules that are named run the family in
 * its cluster, and it is known which of them have to be moved to a new revision.
 * @throws UserError when the release cannot work here
 */
async function prepareFamily(target, runs, context) {
    const { digest } = context.image;
    const client = context.session.client(dist_cjs/* ECSClient */.Zgc, target.region);
    const { starters, ...state } = await look(client, target, runs, context);
    await checkFit(target, state, context);
    const { repository, environment } = target;
    const plan = planFamily(state, { repository: repository.url, digest, environment });
    const wayBack = (0,way_back/* keepWayBack */.C)({
        digest,
        pins: formersOf(plan, state, context.stageDigest),
        newest: plan.follows && plan.existing === undefined ? state.newest.arn : undefined,
    });
    return {
        target,
        settled: plan.settled,
        outlook: outlookOf(starters, state, plan, context),
        wayBack: plan.settled ? undefined : wayBack,
        deploy: async () => {
            const taskDefinitionArn = plan.existing?.arn ?? '';
            if (plan.settled)
                return { result: 'unchanged', accepted: false, taskDefinitionArn };
            const outcome = await deployFamily({ client, target, runs, state, plan }, context);
            return { taskDefinitionArn, previousTaskDefinitionArn: runningOf(state), ...outcome };
        },
        rollBack: async (pace) => await (0,bring_back.bringBackFamily)(target, runs, wayBack, pace, context),
    };
}
async function look(client, target, runs, context) {
    const [newest, starters] = await Promise.all([
        (0,family/* describeNewest */.qx)(client, runs.family, target),
        (0,read/* readStarters */.T)(target, runs, context),
    ]);
    const container = (0,ecs_container/* findContainer */.FA)(newest.containers, target.repository, runs.container, (0,ecs_arn/* shortArn */.k$)(newest.arn));
    (0,starter/* refuseStrangers */.Ce)(starters, runs);
    const pins = (0,starter/* pinsOf */.cz)(starters, runs);
    const others = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition !== newest.arn);
    const pinned = await (0,family/* describeRevisions */.cs)(client, others.map(({ taskDefinition }) => taskDefinition));
    return { newest, container, starters, pins, revisions: new Map([[newest.arn, newest], ...pinned]) };
}
async function checkFit({ environment }, { newest, container, pins }, { image }) {
    const name = (0,ecs_arn/* shortArn */.k$)(newest.arn);
    const { name: containerName = '', image: now = '' } = newest.containers[container] ?? {};
    const definition = (0,json/* objectsIn */.Qv)(newest.definition['containerDefinitions'])[container] ?? {};
    (0,ecs_environment/* checkSecrets */.K)(definition, environment, `the container "${containerName}" of ${name}`);
    if ((0,ecs_container/* digestIn */.s)(now) === image.digest)
        return;
    const isFargate = pins.length > 0 && pins.every((pin) => pin.isFargate);
    const wanted = (0,platform/* wantedPlatform */.zT)(newest.definition, isFargate);
    if (wanted !== undefined)
        (0,platform/* checkPlatform */.oF)(wanted, await (0,platform/* platformsOf */.Wt)(image), `the task definition ${name}`);
}


/***/ })

};
