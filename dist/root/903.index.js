export const id = 903;
export const ids = [903,570];
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

/***/ 8570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ openTaskLog),
  q: () => (/* binding */ tailTaskLog)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/aws/raw-json.js
var raw_json = __webpack_require__(3681);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/log-place.js

/**
 * Where a container of a task logs to; undefined where that is not CloudWatch Logs, or cannot be told. With a prefix
 * the stream is `prefix/container/task-id`; without one, which Fargate does not take, it is the container's runtime id.
 * Source: Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch", `awslogs-stream-prefix`.
 * @param region the task's, for a driver that names none
 */
function logPlaceOf(taskDefinition, task, containerName, region) {
    const containers = taskDefinition['containerDefinitions'];
    const definition = Array.isArray(containers)
        ? containers.filter(raw_json/* isJsonObject */.O).find(({ name }) => name === containerName)
        : undefined;
    const configuration = definition?.['logConfiguration'];
    if (!(0,raw_json/* isJsonObject */.O)(configuration) || configuration['logDriver'] !== 'awslogs')
        return undefined;
    const options = (0,raw_json/* isJsonObject */.O)(configuration['options']) ? configuration['options'] : {};
    const group = options['awslogs-group'];
    const prefix = options['awslogs-stream-prefix'];
    const other = options['awslogs-region'];
    const id = task.taskArn.split('/').at(-1) ?? '';
    const runtimeId = task.containers?.find(({ name }) => name === containerName)?.runtimeId;
    const stream = typeof prefix === 'string' && prefix !== '' ? `${prefix}/${containerName}/${id}` : runtimeId;
    if (typeof group !== 'string' || group === '' || stream === undefined || id === '')
        return undefined;
    return {
        region: typeof other === 'string' && other !== '' ? other : region,
        logGroupName: group,
        logStreamName: stream,
    };
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/logs.js



// A line of a log may be 256 KB long, and a stack trace on one line is still useful when it is cut.
const LONGEST_LINE = 2_000;
// A page is at most 1 MB; a task that writes faster than this is shown in part, and its last lines at the end.
const MOST_PAGES = 5;
/**
 * The last lines of a container's log, oldest first, where it logs by `awslogs`. Never throws: [] where the log is
 * kept elsewhere, is not there yet, or cannot be read.
 * Source: CloudWatch Logs API Reference, GetLogEvents.
 * @param region the task's
 */
async function tailTaskLog(session, region, taskDefinition, task, containerName, lines) {
    const place = logPlaceOf(taskDefinition, task, containerName, region);
    if (place === undefined)
        return [];
    try {
        const { events } = await readPage(session, place, { limit: lines, startFromHead: false });
        return events.slice(-lines);
    }
    catch {
        // Why a task failed is told without its log too.
        return [];
    }
}
/**
 * Opens the log of a task's container to read on as it is written. A stream that is not there yet is empty.
 * @param region the task's
 */
function openTaskLog(session, region, taskDefinition, task, containerName) {
    const place = logPlaceOf(taskDefinition, task, containerName, region);
    let trouble = place === undefined
        ? `The container "${containerName}" does not log to CloudWatch Logs (awslogs), so its output cannot be shown here.`
        : undefined;
    let nextToken;
    return {
        trouble: () => trouble,
        next: async () => {
            const lines = [];
            if (place === undefined || trouble !== undefined)
                return lines;
            try {
                for (let pages = 0; pages < MOST_PAGES; pages += 1) {
                    const page = await readPage(session, place, { startFromHead: true, nextToken });
                    lines.push(...page.events);
                    // The end of a stream answers with the token that it was asked with.
                    const isEnd = page.nextToken === undefined || page.nextToken === nextToken;
                    nextToken = page.nextToken ?? nextToken;
                    if (isEnd)
                        break;
                }
            }
            catch (error) {
                if ((0,errors/* awsErrorName */.ZH)(error) !== 'ResourceNotFoundException')
                    trouble = troubleOf(error, place);
            }
            return lines;
        },
    };
}
function troubleOf(error, { logGroupName }) {
    return (0,errors/* isAccessDenied */.w7)(error)
        ? `The task's log cannot be shown: allow "logs:GetLogEvents" on the log group "${logGroupName}".`
        : `The task's log cannot be shown: ${(0,shared_errors/* messageOf */.b)(error)}`;
}
async function readPage(session, { region, logGroupName, logStreamName }, options) {
    const { CloudWatchLogsClient: Client, GetLogEventsCommand } = await __webpack_require__.e(/* import() */ 303).then(__webpack_require__.t.bind(__webpack_require__, 2684, 19));
    const client = session.client(Client, region);
    const answer = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...options }));
    return {
        events: (answer.events ?? []).flatMap(({ message }) => linesOf(message ?? '')),
        nextToken: answer.nextForwardToken,
    };
}
// One event may hold several lines, where a pattern for multi-line messages is set.
function linesOf(message) {
    return message
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}... (cut)` : line));
}


/***/ }),

/***/ 6837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ notesOn)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1299);
/* harmony import */ var _revision_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2615);
/* harmony import */ var _rollout_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(255);
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8889);




/** Sentences about what was found that a person should know, none of which keeps a release from going on. */
function notesOn(found) {
    return [
        ...driftNote(found),
        ...outsideNote(found),
        ...deregisteredNote(found),
        ...underWayNote(found),
        ...taskNote(found.service),
        ...breakerNote(found.service),
    ];
}
function driftNote({ running, incoming, stage, stageDigest }) {
    if (running === undefined || stageDigest === undefined || running === stageDigest)
        return [];
    const which = running === incoming ? ', the image that is released' : '';
    return [`It runs ${running}${which}, and the tag "${stage}" names ${stageDigest}.`];
}
/** A revision that a release left behind differs by its image alone: only what somebody else changed is worth a word. */
function outsideNote({ former, newest, container }) {
    if (newest === undefined || (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .familyOf */ .Ap)(newest) !== (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .familyOf */ .Ap)(former))
        return [];
    if ((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionOf */ .DT)(newest) <= (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionOf */ .DT)(former))
        return [];
    const index = newest.containers.findIndex(({ name }) => name === container);
    const image = former.containers.find(({ name }) => name === container)?.image;
    if (image !== undefined && index >= 0 && (0,_revision_js__WEBPACK_IMPORTED_MODULE_1__/* .isSame */ .F)((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .withImage */ .Mo)(newest, index, image), (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .requestOf */ .fo)(former)))
        return [];
    return [
        `${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(newest.arn)} was registered after ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(former.arn)}, which it runs, and is left out: "task-definition: family" would deploy it.`,
    ];
}
function deregisteredNote({ former }) {
    if ((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .isActive */ .$m)(former))
        return [];
    return [`It runs ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(former.arn)}, which was deregistered: a way back would register it again.`];
}
function underWayNote({ service }) {
    const entries = (0,_rollout_view_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentEntries */ .KH)(service);
    const primary = entries.find(({ status }) => status === 'PRIMARY');
    const moves = primary?.rolloutState === 'IN_PROGRESS' || entries.length > 1;
    if (primary === undefined || !moves)
        return [];
    return [
        `A deployment of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(primary.taskDefinition)} is under way: ${primary.running} of ${primary.desired} tasks run.`,
    ];
}
function taskNote({ desiredCount = 0, runningCount = 0 }) {
    if (desiredCount === 0)
        return ['It wants no tasks (desired count 0): nothing will run the image.'];
    return runningCount === 0
        ? [`None of the ${desiredCount} ${desiredCount === 1 ? 'task' : 'tasks'} that it wants runs.`]
        : [];
}
function breakerNote({ deploymentController, deploymentConfiguration, resourceManagementType, }) {
    // An Express Mode service rolls back by its alarms, which are ECS's to set.
    if ((deploymentController?.type ?? 'ECS') !== 'ECS' || resourceManagementType === 'ECS')
        return [];
    const { enable = false, rollback = false } = deploymentConfiguration?.deploymentCircuitBreaker ?? {};
    if (!enable) {
        return [
            'Its deployment circuit breaker is off: ECS goes on starting tasks that fail, until the time is up.',
        ];
    }
    return rollback
        ? []
        : ['Its deployment circuit breaker does not roll back: a deployment that fails is only stopped by ECS.'];
}


/***/ }),

/***/ 7878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ rollingOf),
/* harmony export */   H: () => (/* binding */ planDeployment)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7831);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1299);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6087);
/* harmony import */ var _definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6418);
/* harmony import */ var _diff_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8517);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7181);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3896);
/* harmony import */ var _notes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6837);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(749);
/* harmony import */ var _revision_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2615);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2875);
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8889);












/**
 * Reads the task definitions of a service and plans the revision that is deployed.
 * @throws UserError where the image, the container or the environment does not fit
 */
async function planDeployment(target, runs, service, running, { session, image, stageDigest }) {
    const source = (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSource */ .PJ)(runs.taskDefinition, target.region);
    const client = session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_9__/* .ECSClient */ .Zgc, target.region);
    const isFargate = (0,_service_js__WEBPACK_IMPORTED_MODULE_7__/* .runsOnFargate */ .iw)(service);
    // Most likely it is needed: it is asked meanwhile, and kept.
    const isNew = isFargate && stageDigest !== image.digest;
    const [definitions] = await Promise.all([
        (0,_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .readDefinitions */ .TL)(client, running, source, target.region),
        isNew ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .platformsOf */ .Wt)(image) : undefined,
    ]);
    const { former, base, newest } = definitions;
    const called = (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(base.arn);
    (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .checkCompatibility */ .P9)(base.definition, isFargate, `the task definition ${called}`);
    const index = (0,_container_js__WEBPACK_IMPORTED_MODULE_1__/* .findContainer */ .FA)(base.containers, target.repository, runs.container, called);
    const container = base.containers[index]?.name ?? '';
    const definition = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(base.definition['containerDefinitions'])[index] ?? {};
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSecrets */ .K)(definition, target.environment, `the container "${container}" of ${called}`);
    const usable = [base, ...(newest === undefined ? [] : [newest])].filter(_task_definition_js__WEBPACK_IMPORTED_MODULE_8__/* .isActive */ .$m);
    const change = {
        repository: target.repository.url,
        digest: image.digest,
        environment: target.environment,
    };
    const plan = (0,_revision_js__WEBPACK_IMPORTED_MODULE_6__/* .planRevision */ .X)(base, index, change, [former, ...usable]);
    if (runningDigest(former, container) !== image.digest) {
        const wanted = (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .wantedPlatform */ .zT)(base.definition, isFargate);
        if (wanted !== undefined)
            (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .checkPlatform */ .oF)(wanted, await (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .platformsOf */ .Wt)(image), `the task definition ${called}`);
    }
    const isLeft = plan.existing?.arn === former.arn && stageDigest !== undefined && stageDigest !== image.digest;
    const predecessor = isLeft ? await predecessorOf(client, former.arn, container, stageDigest) : undefined;
    return { ...definitions, plan, container, predecessor };
}
/**
 * What a service ran before a release that was killed between its deployment and the stage's tag: the revision before,
 * where it has the digest that the tag still names. When this release fails, that is what has to run again.
 */
async function predecessorOf(client, running, container, stageDigest) {
    const revision = Number(/:(\d+)$/.exec(running)?.[1]);
    if (!(revision > 1))
        return undefined;
    const before = running.replace(/\d+$/, String(revision - 1));
    const definition = await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaskDefinition */ .oh)(client, before).catch(() => undefined);
    if (definition === undefined || runningDigest(definition, container) !== stageDigest)
        return undefined;
    return definition.arn;
}
/** All but how the deployment is started. */
function rollingOf(target, runs, service, planned, context) {
    const { former, plan, container, predecessor } = planned;
    const client = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_9__/* .ECSClient */ .Zgc, target.region);
    let arn = plan.existing?.arn;
    // One revision a release: a command runs by the very one that is deployed afterwards.
    const revision = async () => (arn ??= await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .registerTaskDefinition */ .eQ)(client, plan.request));
    return {
        service,
        former: former.arn,
        hasIt: plan.existing?.arn === former.arn,
        container,
        predecessor,
        outlook: outlookOf(service, planned, context),
        revision,
        definition: () => Promise.resolve(plan.request),
        runCommand: async (words) => {
            const { runCommand } = await __webpack_require__.e(/* import() */ 960).then(__webpack_require__.bind(__webpack_require__, 8960));
            const place = { target, runs, service, container, definition: plan.request };
            return await runCommand(words, { ...place, taskDefinitionArn: revision }, context);
        },
    };
}
function outlookOf(service, { former, base, newest, plan, container }, { image, request, stageDigest }) {
    const to = plan.existing === undefined ? plan.request : (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_8__/* .requestOf */ .fo)(plan.existing);
    const running = runningDigest(former, container);
    const found = {
        service,
        running,
        incoming: image.digest,
        stage: request.stage,
        stageDigest,
        former,
        container,
        // Where the family is cloned it is not left out.
        newest: former === base && newest?.arn !== plan.existing?.arn ? newest : undefined,
    };
    return {
        running,
        revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortArn */ .k$)(former.arn),
        diff: (0,_diff_js__WEBPACK_IMPORTED_MODULE_11__/* .diffLines */ .P)((0,_task_definition_js__WEBPACK_IMPORTED_MODULE_8__/* .requestOf */ .fo)(former), to, container),
        notes: (0,_notes_js__WEBPACK_IMPORTED_MODULE_4__/* .notesOn */ .v)(found),
    };
}
function runningDigest({ containers }, name) {
    return (0,_container_js__WEBPACK_IMPORTED_MODULE_1__/* .digestIn */ .s)(containers.find((each) => each.name === name)?.image ?? '');
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

/***/ 6997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ rollingTarget)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7831);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4760);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1299);
/* harmony import */ var _bring_back_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1062);
/* harmony import */ var _logs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8570);
/* harmony import */ var _rollout_view_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(255);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2875);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8659);









/** A target whose service ECS deploys, whatever the strategy of its deployments. */
function rollingTarget(target, runs, rolling, context) {
    const { service, former, hasIt, container, outlook } = rolling;
    const { session, image, request, ports, alarms } = context;
    const client = session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .ECSClient */ .Zgc, target.region);
    const entries = (0,_rollout_view_js__WEBPACK_IMPORTED_MODULE_8__/* .deploymentEntries */ .KH)(service);
    const primary = (0,_service_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryOf */ .Os)(service);
    const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED';
    // A deployment that failed is the primary one still where no circuit breaker rolls back: it is not waited for again.
    const runsIt = hasIt && primary !== undefined && primary.rolloutState !== 'FAILED';
    const settled = runsIt && steady && entries.length <= 1;
    // A release that was killed after its update left the service on its way, and what it ran before is still there.
    const outgoing = entries.find(({ status, taskDefinition }) => status === 'ACTIVE' && taskDefinition !== former);
    const backTo = hasIt ? (outgoing?.taskDefinition ?? rolling.predecessor) : former;
    // What a killed release deployed is this one's to answer for: it completes it, or brings it back.
    const isLeftBehind = settled && backTo !== undefined;
    const wayBack = backTo === undefined
        ? undefined
        : { ...rolling.wayBack, taskDefinition: backTo, container, digest: image.digest };
    const url = rolling.url === undefined ? {} : { url: rolling.url };
    let deployed = hasIt ? former : undefined;
    const watch = async (deployment, taskDefinition) => {
        const { id: deploymentId = '', createdAt } = deployment;
        const digests = new Set([image.digest, ...image.platforms.values()]);
        const watched = { target, service: runs, deploymentId, taskDefinition, former: backTo, createdAt };
        const tail = async (taskArn, name, lines) => await (0,_logs_js__WEBPACK_IMPORTED_MODULE_4__/* .tailTaskLog */ .q)(session, target.region, await rolling.definition(), { taskArn }, name, lines);
        const finder = session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .ECSClient */ .Zgc, target.region, _watch_js__WEBPACK_IMPORTED_MODULE_6__/* .FINDING_ATTEMPTS */ .p);
        const judged = { ...watched, finder, found: service, expected: { container, digests }, alarms, tail };
        try {
            return await (0,_watch_js__WEBPACK_IMPORTED_MODULE_6__/* .watchRollout */ .D)(client, judged, request.waitMs, ports);
        }
        catch (error) {
            return (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .brokenOff */ .H1)(error, true, ports.signal);
        }
    };
    const start = async (revision) => {
        try {
            if (ports.signal.aborted)
                return (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .brokenOff */ .H1)(ports.signal.reason, false, ports.signal);
            const { taskDefinition, deployment } = await rolling.start(revision);
            deployed = taskDefinition;
            if (request.wait === 'none')
                return { result: 'deployed', accepted: true };
            return await watch(deployment, taskDefinition);
        }
        catch (error) {
            return (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .brokenOff */ .H1)(error, !(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error), ports.signal);
        }
    };
    return {
        target,
        settled,
        outlook,
        names: { taskDefinitionArn: former, ...url },
        wayBack,
        deploy: async () => {
            if (settled || (runsIt && request.wait === 'none'))
                return { result: 'unchanged', accepted: isLeftBehind, taskDefinitionArn: former, ...url };
            if (runsIt)
                return { ...(await watch(primary, former)), taskDefinitionArn: former, ...url };
            deployed = await rolling.revision();
            ports.log.info(`${target.name}: ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortArn */ .k$)(former)} -> ${deployed === undefined ? 'a new revision' : (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortArn */ .k$)(deployed)}`);
            const outcome = await start(deployed);
            const arns = deployed === undefined ? {} : { taskDefinitionArn: deployed };
            return { ...outcome, ...arns, previousTaskDefinitionArn: former, ...url };
        },
        runCommand: rolling.runCommand,
        rollBack: async (pace) => await (0,_bring_back_js__WEBPACK_IMPORTED_MODULE_3__.bringBackEcs)(target, runs, { ...wayBack, deployed: deployed ?? null }, pace, context),
    };
}


/***/ }),

/***/ 8903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prepareEcsService: () => (/* binding */ prepareEcsService)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7831);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1299);
/* harmony import */ var _planned_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7878);
/* harmony import */ var _rolling_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6997);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2875);





/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, takes this image, and it is known
 * which container gets it and what else changes.
 * @throws UserError when the release cannot work here
 */
async function prepareEcsService(target, runs, context) {
    (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .checkPlace */ .uD)(target, runs);
    // Refused before anything is asked.
    (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSource */ .PJ)(runs.taskDefinition, target.region);
    const client = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_4__/* .ECSClient */ .Zgc, target.region);
    const service = await (0,_service_js__WEBPACK_IMPORTED_MODULE_3__/* .describeService */ .Jv)(client, target, runs);
    if (service.resourceManagementType === 'ECS') {
        const { prepareExpress } = await __webpack_require__.e(/* import() */ 354).then(__webpack_require__.bind(__webpack_require__, 7354));
        return await prepareExpress(target, runs, service, context);
    }
    const running = (0,_service_js__WEBPACK_IMPORTED_MODULE_3__/* .runningTaskDefinition */ .cd)(service);
    const planned = await (0,_planned_js__WEBPACK_IMPORTED_MODULE_1__/* .planDeployment */ .H)(target, runs, service, running, context);
    if (service.deploymentController?.type === 'CODE_DEPLOY') {
        const { prepareCodeDeploy } = await Promise.all(/* import() */[__webpack_require__.e(507), __webpack_require__.e(211), __webpack_require__.e(860)]).then(__webpack_require__.bind(__webpack_require__, 4860));
        return await prepareCodeDeploy(target, runs, service, planned, context);
    }
    const start = async (revision = '') => await (0,_service_js__WEBPACK_IMPORTED_MODULE_3__/* .updateService */ .bU)(client, runs, revision, revision === running);
    return (0,_rolling_js__WEBPACK_IMPORTED_MODULE_2__/* .rollingTarget */ .T)(target, runs, { ...(0,_planned_js__WEBPACK_IMPORTED_MODULE_1__/* .rollingOf */ .$)(target, runs, service, planned, context), start }, context);
}


/***/ })

};
