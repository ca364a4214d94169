export const id = 127;
export const ids = [127];
export const modules = {

/***/ 1299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PJ: () => (/* binding */ parseSource),
/* harmony export */   k$: () => (/* binding */ shortArn),
/* harmony export */   uD: () => (/* binding */ checkPlace)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

/** The last part of an ARN: `family:revision` of a task definition's, the name in any other. */
function shortArn(arn) {
    return arn.split('/').at(-1) ?? arn;
}
// Source: Service Authorization Reference, "Resource types defined by Amazon Elastic Container Service".
const TASK_DEFINITION = /^arn:[\w-]+:ecs:([\w-]+):\d{12}:task-definition\/([\w-]{1,255}):\d+$/;
/**
 * What the input `task-definition` says.
 * @throws UserError for anything but `service`, `family`, or the ARN of a revision in this region
 */
function parseSource(value, region) {
    if (value === 'service' || value === 'family')
        return { from: value };
    const [, itsRegion = region, family] = TASK_DEFINITION.exec(value) ?? [];
    if (family === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The input "task-definition" is "${value}", which names no revision of a task definition.`, 'It is "service" (what the service runs), "family" (the newest revision of its family), or the ARN of a revision.');
    }
    if (itsRegion !== region) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The input "task-definition" is in ${itsRegion}, and the service in ${region}: ${value}.`, 'A service runs task definitions of its own region. With targets in several regions give "family".');
    }
    return { from: 'revision', reference: value, family };
}
// The older form of a service's ARN has no cluster.
const CLUSTER = /^arn:[\w-]+:ecs:([\w-]+):(\d{12}):cluster\/([\w-]{1,255})$/;
const SERVICE = /^arn:[\w-]+:ecs:([\w-]+):(\d{12}):service\/(?:([\w-]{1,255})\/)?[\w-]{1,255}$/;
/**
 * Refuses ARNs that are none of a cluster and a service, or that disagree with each other or with the region.
 * @throws UserError
 */
function checkPlace({ region }, { cluster, service }) {
    const inCluster = matched(cluster, CLUSTER, 'cluster', 'arn:aws:ecs:us-east-1:123456789012:cluster/dev');
    const inService = matched(service, SERVICE, 'service', 'arn:aws:ecs:us-east-1:123456789012:service/dev/app');
    for (const [what, there] of [
        [cluster, inCluster?.[1]],
        [service, inService?.[1]],
    ]) {
        if (there === undefined || there === region)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${what} is in ${there}, and the release goes to ${region}.`, 'Correct the ARN or the region.');
    }
    const clusterName = inCluster?.[3] ?? (inCluster === undefined ? cluster : undefined);
    if (inService?.[3] !== undefined && inService[3] !== clusterName) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The service ${service} is in the cluster "${inService[3]}", and the cluster is given as "${cluster}".`, 'Correct one of them, or give the service by its name.');
    }
    if (inCluster !== undefined && inService !== undefined && inCluster[2] !== inService[2]) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The cluster ${cluster} and the service ${service} are of different accounts.`, 'A service is in the account of its cluster; correct one of them.');
    }
}
function matched(value, pattern, what, example) {
    if (!value.startsWith('arn:'))
        return undefined;
    const found = pattern.exec(value);
    if (found !== null)
        return found;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`"${value}" is no ARN of an ECS ${what}.`, `It looks like ${example}; the name alone is enough.`);
}


/***/ }),

/***/ 6087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ findContainer),
/* harmony export */   s: () => (/* binding */ digestIn)
/* harmony export */ });
/* unused harmony export repositoryName */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

/**
 * The containers that run the released repository: the one that is named, or those whose image is of exactly this
 * repository in any registry. The same repository in another region or account counts, `app-worker` never counts as
 * `app`, and a single container is taken whatever it runs now (a first release replaces a placeholder image).
 * @returns the index of the container in the list
 * @throws UserError that lists the containers when none or several match
 */
function findContainer(containers, repository, name, taskDefinition) {
    const listed = containers.map((container) => `${container.name} (${container.image})`).join(', ');
    if (name !== undefined) {
        const named = containers.findIndex((container) => container.name === name);
        if (named >= 0)
            return named;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The task definition ${taskDefinition} has no container "${name}".`, `Its containers: ${listed}. Set "container-name" to one of them.`);
    }
    const matching = containers.flatMap((container, index) => repositoryName(container.image) === repository.name ? [index] : []);
    const [only, another] = matching.length === 0 && containers.length === 1 ? [0] : matching;
    if (only !== undefined && another === undefined)
        return only;
    const count = only === undefined ? 'no container' : `${matching.length} containers`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The task definition ${taskDefinition} has ${count} of the repository "${repository.name}".`, `Its containers: ${listed}. Set "container-name" to the one that runs this application.`);
}
/**
 * The repository name in an image reference, without registry, tag and digest.
 * Source: distribution/reference, grammar: the part before the first slash is a host when it has a dot, a colon, or is
 * `localhost`.
 */
function repositoryName(image) {
    const [withoutDigest = ''] = image.split('@');
    const slash = withoutDigest.indexOf('/');
    const host = withoutDigest.slice(0, Math.max(slash, 0));
    const path = host === 'localhost' || /[.:]/.test(host) ? withoutDigest.slice(slash + 1) : withoutDigest;
    return path.replace(/:[\w][\w.-]{0,127}$/, '');
}
/** The digest in an image reference, or undefined. */
function digestIn(image) {
    return /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
}


/***/ }),

/***/ 6418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ readDefinitions),
/* harmony export */   eQ: () => (/* binding */ registerTaskDefinition),
/* harmony export */   oh: () => (/* binding */ describeTaskDefinition)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7831);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3681);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3896);
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8889);






/** Reads a task definition as it is, with its tags and with fields that no SDK knows. */
async function describeTaskDefinition(client, taskDefinition) {
    const command = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__/* .DescribeTaskDefinitionCommand */ .Zy$({ taskDefinition, include: ['TAGS'] });
    return (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .readTaskDefinition */ .Lx)(await (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_4__/* .sendRaw */ .d)(command.middlewareStack, async () => await client.send(command)));
}
/** Registers a revision from raw JSON. Returns its ARN. */
async function registerTaskDefinition(client, definition) {
    const command = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__/* .RegisterTaskDefinitionCommand */ .$Hl({ family: '', containerDefinitions: [] });
    const answer = await (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_4__/* .sendRaw */ .d)(command.middlewareStack, async () => await client.send(command), definition);
    const registered = (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .O)(answer['taskDefinition']) ? answer['taskDefinition'] : {};
    const arn = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(registered['taskDefinitionArn']);
    if (arn === '')
        throw new Error('RegisterTaskDefinition answered without an ARN');
    return arn;
}
/**
 * Reads what the service runs, what is to be cloned, and the newest revision of its family: all at once, since an ARN
 * names its family.
 * Source: Amazon ECS API Reference, DescribeTaskDefinition: a family alone is its latest ACTIVE revision.
 * @param running the task definition that the service runs, by its ARN
 * @throws UserError where the revision that is asked for does not exist or was deregistered
 */
async function readDefinitions(client, running, source, region) {
    const family = source.from === 'revision' ? source.family : familyIn(running);
    const [former, newest, named] = await Promise.all([
        describeTaskDefinition(client, running),
        describeTaskDefinition(client, family).catch(isMissing),
        source.from === 'revision' ? readNamed(client, source.reference, region) : undefined,
    ]);
    if (source.from === 'service')
        return { former, base: former, newest };
    const base = named ?? newest;
    if (base !== undefined)
        return { former, base, newest };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The family "${family}" has no active task definition in ${region}.`, 'Register one, or set "task-definition" to "service", which clones what the service runs.');
}
async function readNamed(client, reference, region) {
    const found = await describeTaskDefinition(client, reference).catch(isMissing);
    if (found === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no task definition ${reference} in ${region}.`, 'Check "task-definition": its family, its revision and the region.');
    }
    if ((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .isActive */ .$m)(found))
        return found;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The task definition ${reference} is ${(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(found.definition['status'])}, not ACTIVE.`, 'It was deregistered. Set "task-definition" to another revision, or to "family" for the newest one.');
}
/** ECS says of a task definition that does not exist that it is unable to describe it. */
function isMissing(error) {
    if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) === 'ClientException')
        return undefined;
    throw error;
}
function familyIn(arn) {
    return /([^/:]+):\d+$/.exec(arn)?.[1] ?? arn;
}


/***/ }),

/***/ 7181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withEnvironment),
/* harmony export */   K: () => (/* binding */ checkSecrets)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3896);


/**
 * A container with changed environment variables: those it has keep their place, new ones come last, and a container
 * without any does not get an empty list. Everything else of it stays, its secrets above all.
 */
function withEnvironment(container, { set, remove }) {
    const names = Object.keys(set);
    if (names.length === 0 && remove.length === 0)
        return container;
    const had = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectsIn */ .Qv)(container['environment']);
    const known = new Set(had.map(({ name }) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(name)));
    const environment = [
        ...had
            .filter(({ name }) => !remove.includes((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(name)))
            .map((variable) => {
            const value = Object.hasOwn(set, (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(variable['name'])) ? set[(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(variable['name'])] : undefined;
            return value === undefined ? variable : { ...variable, value };
        }),
        ...names.filter((name) => !known.has(name)).map((name) => ({ name, value: set[name] })),
    ];
    if (environment.length === 0 && container['environment'] === undefined)
        return container;
    return { ...container, environment };
}
/**
 * Refuses to give a container a variable that it has as a secret: ECS takes no name twice, and a secret must not turn
 * into plain text.
 * @param what names the container and where it stands, as in `the container "app" of app:7`
 * @throws UserError
 */
function checkSecrets(container, { set, remove }, what) {
    const secrets = new Set((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectsIn */ .Qv)(container['secrets']).map(({ name }) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(name)));
    const taken = [...Object.keys(set), ...remove].filter((name) => secrets.has(name));
    if (taken.length === 0)
        return;
    const names = taken.join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${names} ${taken.length === 1 ? 'is a secret' : 'are secrets'} of ${what}, and secrets are left as they are.`, `Remove ${names} from "environment-variables", or change the secret in the task definition.`);
}


/***/ }),

/***/ 3896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qv: () => (/* binding */ objectsIn),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3681);

/** The objects of a list; anything else in it is left out, and no list is the empty one. */
function objectsIn(value) {
    return Array.isArray(value) ? value.filter(_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O) : [];
}
/** A string as it is; the empty one for anything else. */
function textOf(value) {
    return typeof value === 'string' ? value : '';
}
/** An object as it is; an empty one for anything else. */
function objectOf(value) {
    return (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(value) ? value : {};
}


/***/ }),

/***/ 8889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $m: () => (/* binding */ isActive),
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   DT: () => (/* binding */ revisionOf),
/* harmony export */   Lx: () => (/* binding */ readTaskDefinition),
/* harmony export */   Mo: () => (/* binding */ withImage),
/* harmony export */   fo: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3681);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7181);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3896);



/**
 * What DescribeTaskDefinition says of a revision and RegisterTaskDefinition does not take. Everything else is passed
 * on, also fields that did not exist when this was written.
 * Source: Amazon ECS API Reference, TaskDefinition against the request of RegisterTaskDefinition.
 */
const OF_THE_REVISION = new Set([
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'registeredBy',
    'deregisteredAt',
    'deleteRequestedAt',
]);
/** Reads the answer of DescribeTaskDefinition with `include: TAGS`, where the tags stand beside the definition. */
function readTaskDefinition(answer) {
    const definition = (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(answer['taskDefinition']) ? answer['taskDefinition'] : {};
    return {
        arn: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(definition['taskDefinitionArn']),
        definition,
        tags: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(answer['tags']),
        containers: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(definition['containerDefinitions']).map(({ name, image }) => ({
            name: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(name),
            image: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(image),
        })),
    };
}
/**
 * The request that registers the same task definition again. Tags of AWS itself cannot be set, and an empty list of
 * tags is refused.
 */
function requestOf(base) {
    const kept = Object.entries(base.definition).filter(([key]) => !OF_THE_REVISION.has(key));
    const tags = base.tags.filter(({ key }) => !(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(key).startsWith('aws:'));
    return { ...Object.fromEntries(kept), ...(tags.length === 0 ? {} : { tags: [...tags] }) };
}
/** The same with another image and changed environment variables in one container, and nothing else changed. */
function withImage(base, container, image, environment = { set: {}, remove: [] }) {
    const containerDefinitions = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(base.definition['containerDefinitions']).map((definition, index) => index === container ? (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .withEnvironment */ .E)({ ...definition, image }, environment) : definition);
    return { ...requestOf(base), containerDefinitions };
}
/** The family of a task definition. */
function familyOf({ definition }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(definition['family']);
}
/** The number of a revision; 0 where AWS did not say it. */
function revisionOf({ definition }) {
    const { revision } = definition;
    return typeof revision === 'number' ? revision : 0;
}
/** Whether tasks can still be started from it: one that was deregistered runs on in its services, and no more. */
function isActive({ definition }) {
    return (definition['status'] ?? 'ACTIVE') === 'ACTIVE';
}


/***/ }),

/***/ 4760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H1: () => (/* binding */ brokenOff),
/* harmony export */   PX: () => (/* binding */ cancelledCommand),
/* harmony export */   Vh: () => (/* binding */ cancelledEarly),
/* harmony export */   xx: () => (/* binding */ because)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

/** Why something failed, in the words of the error that ended it. */
function because(error) {
    return {
        reason: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error),
        ...(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y && error.hint !== undefined ? { hint: error.hint } : {}),
    };
}
/**
 * The outcome of a target whose deployment an error broke off.
 * @param accepted what the target runs may have changed by then, so it has to be brought back
 */
function brokenOff(error, accepted, signal) {
    if (!signal.aborted)
        return { result: 'failed', accepted, ...because(error) };
    const reason = accepted
        ? 'The job was cancelled while this was deployed.'
        : 'The job was cancelled before anything was deployed here.';
    return { result: 'cancelled', accepted, reason };
}
/** The error of a release that was cancelled before anything was written. */
function cancelledEarly(stage, { reason }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The release to "${stage}" was cancelled before anything was written.`, undefined, {
        cause: reason,
    });
}
/** A one-off task that did not end when the job was cancelled. */
function cancelledCommand() {
    return {
        exitCode: undefined,
        failure: { reason: 'The job was cancelled while the command ran.' },
        taskArn: undefined,
        log: [],
        milliseconds: 0,
    };
}


/***/ }),

/***/ 8127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bringBackFamily: () => (/* binding */ bringBackFamily)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7831);
/* harmony import */ var _ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1299);
/* harmony import */ var _ecs_container_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6087);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4760);
/* harmony import */ var _family_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6027);
/* harmony import */ var _move_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2762);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(215);
/* harmony import */ var _starter_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5916);
/* harmony import */ var _way_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1410);









// A registration whose answer was lost may have been made twice.
const MOST_NEW_REVISIONS = 5;
/**
 * Brings a family back from what was kept before its deployment: schedules and rules pin what they pinned, and where
 * the newest revision decides, the released one is deregistered. What somebody else moved meanwhile is left alone.
 * There is nothing to wait for, so it is the same work however little time is left.
 */
async function bringBackFamily(target, runs, wayBack, pace, context) {
    const former = (0,_way_back_js__WEBPACK_IMPORTED_MODULE_7__/* .readWayBack */ .b)(wayBack);
    const client = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_8__/* .ECSClient */ .Zgc, target.region);
    const parts = await Promise.all([
        movePinsBack(client, target, runs, former, context).catch(failed),
        withdraw(client, target, runs, former).catch(failed),
    ]);
    const back = parts.flatMap((part) => part.back);
    const taken = parts.flatMap((part) => part.taken);
    const [error] = parts.flatMap((part) => part.errors);
    for (const sentence of [...back, ...taken])
        context.ports.log.info(`${target.name}: ${sentence}`);
    const said = [...taken, ...back].join(' ');
    if (error !== undefined) {
        const { reason = '', hint } = (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .because */ .xx)(error);
        return {
            result: 'failed',
            accepted: true,
            reason: `It could not be brought back: ${reason} ${said}`.trim(),
            ...(hint === undefined ? {} : { hint }),
        };
    }
    if (taken.length > 0)
        return { result: 'superseded', accepted: true, reason: said };
    if (pace === 'start') {
        return {
            result: 'cancelled',
            accepted: true,
            reason: `The job was cancelled, and all is back. ${said}`.trim(),
        };
    }
    return { result: 'rolled-back', accepted: true, ...(said === '' ? {} : { reason: said }) };
}
function failed(error) {
    return { back: [], taken: [], errors: [error] };
}
async function movePinsBack(client, target, runs, { pins, digest }, context) {
    if (pins.size === 0)
        return { back: [], taken: [], errors: [] };
    const now = (0,_starter_js__WEBPACK_IMPORTED_MODULE_6__/* .pinsOf */ .cz)(await (0,_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readStarters */ .T)(target, runs, context), runs);
    const strays = now.filter(({ key, taskDefinition }) => pins.has(key) && pins.get(key) !== taskDefinition);
    const held = await (0,_family_js__WEBPACK_IMPORTED_MODULE_3__/* .describeRevisions */ .cs)(client, strays.map(({ taskDefinition }) => taskDefinition));
    const { moves, taken } = (0,_move_js__WEBPACK_IMPORTED_MODULE_4__/* .sortOut */ .$)(now, pins, ({ taskDefinition }) => {
        const revision = held.get(taskDefinition);
        return revision !== undefined && isReleased(revision, digest);
    });
    const { keys, errors } = await (0,_move_js__WEBPACK_IMPORTED_MODULE_4__/* .carryOut */ .u)(moves);
    return { back: keys.map((key) => `The ${key} runs ${(0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(pins.get(key) ?? '')} again.`), taken, errors };
}
/** Takes the released revision away from what runs the newest one. */
async function withdraw(client, target, { family }, { newest, digest }) {
    const back = [];
    for (let tries = 0; newest !== undefined && tries < MOST_NEW_REVISIONS; tries += 1) {
        const latest = await (0,_family_js__WEBPACK_IMPORTED_MODULE_3__/* .describeNewest */ .qx)(client, family, target);
        if (latest.arn === newest)
            break;
        const name = (0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(latest.arn);
        if (!isReleased(latest, digest)) {
            return {
                back,
                taken: [`${name} was registered by somebody else meanwhile, and is left there.`],
                errors: [],
            };
        }
        await (0,_family_js__WEBPACK_IMPORTED_MODULE_3__/* .deregister */ .BX)(client, latest.arn);
        back.push(`${name} was deregistered, so that ${(0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(newest)} is the newest revision again.`);
    }
    return { back, taken: [], errors: [] };
}
function isReleased({ containers }, digest) {
    return containers.some(({ image }) => (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_1__/* .digestIn */ .s)(image) === digest);
}


/***/ }),

/***/ 6027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BX: () => (/* binding */ deregister),
/* harmony export */   cs: () => (/* binding */ describeRevisions),
/* harmony export */   qx: () => (/* binding */ describeNewest)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7831);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _ecs_definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6418);




/**
 * The newest active revision of a family.
 * Source: Amazon ECS API Reference, DescribeTaskDefinition: a family without a revision is its latest ACTIVE one.
 * @throws UserError when the family has none
 */
async function describeNewest(client, family, { region }) {
    try {
        return await (0,_ecs_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaskDefinition */ .oh)(client, family);
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ClientException')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no active task definition of the family "${family}" in ${region}.`, 'Check "family" in the stages file and the region, or register a first revision.', { cause: error });
    }
}
/** Revisions by their ARNs; one that is gone is left out. */
async function describeRevisions(client, arns) {
    const found = await Promise.all([...new Set(arns)].map(async (arn) => {
        try {
            return [[arn, await (0,_ecs_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaskDefinition */ .oh)(client, arn)]];
        }
        catch (error) {
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error) && !(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isAccessDenied */ .w7)(error))
                return [];
            throw error;
        }
    }));
    return new Map(found.flat());
}
/** Takes a revision away from whatever names its family without a revision; what runs it goes on. */
async function deregister(client, taskDefinition) {
    await client.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__/* .DeregisterTaskDefinitionCommand */ .sjB({ taskDefinition }));
}


/***/ }),

/***/ 2762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ sortOut),
/* harmony export */   u: () => (/* binding */ carryOut)
/* harmony export */ });
/* harmony import */ var _ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1299);

/**
 * What is to be moved of what was just read. What is there already needs nothing, and what is neither there nor where
 * it is expected to be belongs to somebody else now.
 * @param wanted task definitions by the keys of their runs
 * @param isExpected true for a run that nobody else has touched
 */
function sortOut(now, wanted, isExpected) {
    const moves = [];
    const taken = [];
    for (const [key, to] of wanted) {
        const pin = now.find((candidate) => candidate.key === key);
        if (pin === undefined)
            taken.push(`The ${key} does not run the family any more.`);
        else if (pin.taskDefinition === to)
            continue;
        else if (isExpected(pin))
            moves.push({ pin, to });
        else {
            taken.push(`The ${key} was moved to ${(0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(pin.taskDefinition)} by somebody else meanwhile, and is left there.`);
        }
    }
    return { moves, taken };
}
/** Moves runs, each schedule or rule by one call, all at once. Does not throw. */
async function carryOut(moves) {
    const byStarter = new Map();
    for (const move of moves) {
        const { starter } = move.pin;
        byStarter.set(starter, [...(byStarter.get(starter) ?? []), move]);
    }
    const ended = await Promise.all([...byStarter].map(async ([starter, own]) => {
        try {
            await starter.move(new Map(own.map(({ pin, to }) => [pin.id, to])));
            return { keys: own.map(({ pin }) => pin.key), errors: [] };
        }
        catch (error) {
            return { keys: [], errors: [error] };
        }
    }));
    return { keys: ended.flatMap(({ keys }) => keys), errors: ended.flatMap(({ errors }) => errors) };
}


/***/ }),

/***/ 1195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XZ: () => (/* binding */ ruleNames),
/* harmony export */   ep: () => (/* binding */ ruleKey),
/* harmony export */   ip: () => (/* binding */ taskDefinitionName),
/* harmony export */   me: () => (/* binding */ scheduleNames),
/* harmony export */   rW: () => (/* binding */ scheduleKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

// Names without a group or bus are in the one that every account has.
const DEFAULT = 'default';
/**
 * The schedules of a target, each once.
 * Source: Amazon EventBridge Scheduler API Reference, GetSchedule: `schedule/GROUP/NAME` in its ARN.
 * @throws UserError for one of another region
 */
function scheduleNames(runs, target) {
    const names = runs.schedules.map((reference) => {
        const arn = ownArn(reference, 'schedule', target);
        const [name = '', group = DEFAULT] = (arn?.split(':schedule/')[1] ?? reference).split('/').toReversed();
        return { group, name, arn };
    });
    return unique(names, ({ group, name }) => `${group}/${name}`);
}
/**
 * The rules of a target, each once. A bus of a partner has slashes in its name.
 * Source: Service Authorization Reference, Amazon EventBridge, "Resource types": `rule/NAME` on the default bus,
 * `rule/BUS/NAME` on any other.
 * @throws UserError for one of another region
 */
function ruleNames(runs, target) {
    const names = runs.rules.map((reference) => {
        const arn = ownArn(reference, 'rule', target);
        const path = arn?.split(':rule/')[1] ?? reference;
        const slash = path.lastIndexOf('/');
        return { bus: slash < 0 ? DEFAULT : path.slice(0, slash), name: path.slice(slash + 1), arn };
    });
    return unique(names, ({ bus, name }) => `${bus}/${name}`);
}
function ownArn(reference, what, { region, name }) {
    if (!reference.startsWith('arn:'))
        return undefined;
    const there = reference.split(':')[3];
    if (there === region)
        return reference;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The ${what} ${reference} is in ${there ?? 'no region'}, and the target "${name}" in ${region}.`, 'Correct one of them in the stages file.');
}
function unique(all, keyOf) {
    return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
/** How a schedule is called in messages, and told from all others of a region. */
function scheduleKey({ group, name }) {
    return `schedule ${group === DEFAULT ? name : `${group}/${name}`}`;
}
/** How a rule is called in messages, and told from all others of a region. */
function ruleKey({ bus, name }) {
    return `rule ${bus === DEFAULT ? name : `${bus}/${name}`}`;
}
/** The family and revision in a task definition's ARN, or undefined for anything else. */
function taskDefinitionName(arn) {
    const found = /^arn:[^:]+:ecs:[^:]*:\d*:task-definition\/(?<family>[^:/]+)(?::(?<revision>\d+))?$/.exec(arn);
    const family = found?.groups?.['family'];
    return family === undefined ? undefined : { family, revision: found?.groups?.['revision'] };
}


/***/ }),

/***/ 215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readStarters)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1195);

/**
 * Reads the schedules and rules that a target names, all at once.
 * @param keys of those that are wanted; without them all
 * @throws UserError for one that is not there, or is in another region or account
 */
async function readStarters(target, runs, context, keys) {
    const isWanted = (key) => keys?.has(key) ?? true;
    const schedules = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleNames */ .me)(runs, target).filter((name) => isWanted((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleKey */ .rW)(name)));
    const rules = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleNames */ .XZ)(runs, target).filter((name) => isWanted((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleKey */ .ep)(name)));
    // Each client is loaded for who needs it.
    const [ofSchedules, ofRules] = await Promise.all([
        schedules.length === 0 ? undefined : __webpack_require__.e(/* import() */ 153).then(__webpack_require__.bind(__webpack_require__, 8153)),
        rules.length === 0 ? undefined : Promise.all(/* import() */[__webpack_require__.e(612), __webpack_require__.e(256)]).then(__webpack_require__.bind(__webpack_require__, 6256)),
    ]);
    return await Promise.all([
        ...(ofSchedules === undefined
            ? []
            : schedules.map(async (name) => await ofSchedules.readSchedule(name, target.region, context))),
        ...(ofRules === undefined
            ? []
            : rules.map(async (name) => await ofRules.readRule(name, target.region, context))),
    ]);
}


/***/ }),

/***/ 5916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ce: () => (/* binding */ refuseStrangers),
/* harmony export */   cz: () => (/* binding */ pinsOf),
/* harmony export */   ng: () => (/* binding */ runOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _ecs_arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1299);
/* harmony import */ var _ecs_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3896);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1195);




/** A target of a schedule or rule, which look alike, as AWS answered it. */
function runOf(id, target) {
    const { TaskDefinitionArn, LaunchType } = (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectOf */ .Xy)(target['EcsParameters']);
    return {
        id,
        arn: (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(target['Arn']),
        taskDefinition: (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(TaskDefinitionArn) || undefined,
        isFargate: LaunchType === 'FARGATE',
    };
}
/** The runs of a family in its cluster, whatever else the same starters run. */
function pinsOf(starters, runs) {
    return starters.flatMap((starter) => starter.runs.flatMap(({ id, arn, taskDefinition = '', isFargate }) => {
        const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .taskDefinitionName */ .ip)(taskDefinition);
        if (name?.family !== runs.family || !isSameCluster(arn, runs.cluster))
            return [];
        const key = id === '' ? starter.key : `${starter.key} (target ${id})`;
        return [{ starter, id, key, taskDefinition, isPinned: name.revision !== undefined, isFargate }];
    }));
}
/**
 * Refuses a schedule or rule that was named and does not run the family: its name is a mistake, or it is another
 * stage's.
 * @throws UserError that lists what it runs
 */
function refuseStrangers(starters, runs) {
    for (const starter of starters) {
        if (pinsOf([starter], runs).length > 0)
            continue;
        const [kind = ''] = starter.key.split(' ');
        const found = starter.runs.map(describeRun).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The ${starter.key} runs no task of the family "${runs.family}" in the cluster "${runs.cluster}".`, [
            `It runs: ${found === '' ? 'nothing' : found}.`,
            starter.runs.some(({ arn }) => arn.endsWith(UNIVERSAL))
                ? 'A universal target keeps the task definition in its input, which is not changed: use the target "Amazon ECS RunTask".'
                : `Correct "${kind}s", "family" or "cluster" in the stages file.`,
        ].join(' '));
    }
}
// Source: Amazon EventBridge Scheduler User Guide, "Using universal targets": arn:aws:scheduler:::aws-sdk:service:apiAction.
const UNIVERSAL = ':scheduler:::aws-sdk:ecs:runTask';
function describeRun({ arn, taskDefinition }) {
    if (taskDefinition === undefined)
        return arn;
    return `${(0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(taskDefinition)} in the cluster ${(0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(arn)}`;
}
function isSameCluster(arn, nameOrArn) {
    return nameOrArn.startsWith('arn:') ? arn === nameOrArn : (0,_ecs_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(arn) === nameOrArn;
}


/***/ }),

/***/ 1410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ keepWayBack),
/* harmony export */   b: () => (/* binding */ readWayBack)
/* harmony export */ });
/** As JSON values, to be kept by the step. */
function keepWayBack({ digest, pins, newest }) {
    return { digest, pins: Object.fromEntries(pins), newest: newest ?? null };
}
/** From what was kept. */
function readWayBack({ digest, pins, newest }) {
    return {
        digest: typeof digest === 'string' ? digest : '',
        pins: new Map(typeof pins === 'object' && pins !== null ? Object.entries(pins) : []),
        newest: typeof newest === 'string' ? newest : undefined,
    };
}


/***/ })

};
