export const id = 354;
export const ids = [354];
export const modules = {

/***/ 9916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ mainOf),
/* harmony export */   Q: () => (/* binding */ MAIN)
/* harmony export */ });
/**
 * The container that an Express Mode service sends its requests to.
 * Source: Amazon ECS API Reference, UpdateExpressGatewayService, `taskDefinitionArn`.
 */
const MAIN = 'Main';
/** Its index in a task definition; the first container where none has the name. */
function mainOf({ containers }) {
    return Math.max(0, containers.findIndex(({ name }) => name === MAIN));
}


/***/ }),

/***/ 2779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ describeExpress),
  y: () => (/* binding */ updateExpress)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/aws/raw-json.js
var raw_json = __webpack_require__(3681);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/json.js
var json = __webpack_require__(3896);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/service.js
var ecs_service = __webpack_require__(2875);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/express/configuration.js


/**
 * Reads the answer of DescribeExpressGatewayService. While a deployment is under way there are several active
 * configurations: the newest one is what the service is on its way to.
 * Source: Amazon ECS API Reference, ECSExpressGatewayService.
 */
function readExpress(answer) {
    const service = (0,raw_json/* isJsonObject */.O)(answer['service']) ? answer['service'] : {};
    const configurations = (0,json/* objectsIn */.Qv)(service['activeConfigurations']);
    const newest = configurations.toSorted((a, b) => timeOf(b['createdAt']) - timeOf(a['createdAt']))[0] ?? {};
    const { primaryContainer, cpuArchitecture } = newest;
    return {
        container: (0,raw_json/* isJsonObject */.O)(primaryContainer) ? primaryContainer : undefined,
        taskDefinition: (0,json/* textOf */.b6)(newest['taskDefinitionArn']),
        architecture: typeof cpuArchitecture === 'string' ? cpuArchitecture : undefined,
        url: urlOf((0,json/* objectsIn */.Qv)(newest['ingressPaths'])),
    };
}
/** Public entry points come before private ones. An endpoint is a host, always behind TLS. */
function urlOf(paths) {
    const entry = paths.find(({ accessType }) => accessType === 'PUBLIC') ?? paths[0];
    const endpoint = (0,json/* textOf */.b6)(entry?.['endpoint']);
    if (endpoint === '')
        return undefined;
    return /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
}
function timeOf(value) {
    return typeof value === 'number' ? value : 0;
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/express/service.js





/**
 * Looks an Express Mode service up, with fields that no SDK knows.
 * @param serviceArn the call takes no name
 */
async function describeExpress(client, serviceArn) {
    const command = new dist_cjs/* DescribeExpressGatewayServiceCommand */.UMo({ serviceArn });
    return readExpress(await (0,raw_json/* sendRaw */.d)(command.middlewareStack, async () => await client.send(command)));
}
const LOOKS = 8;
const FIRST_LOOK_MS = 250;
/**
 * Updates an Express Mode service by its own API, so that its history of revisions stays whole. What is not given
 * keeps its value.
 * Source: Amazon ECS API Reference, UpdateExpressGatewayService.
 * @param change `primaryContainer`, or `taskDefinitionArn` where the task definition is the owner's
 */
async function updateExpress(client, runs, serviceArn, change, ports) {
    const command = new dist_cjs/* UpdateExpressGatewayServiceCommand */.omG({ serviceArn });
    const body = { serviceArn, ...change };
    const answer = await (0,raw_json/* sendRaw */.d)(command.middlewareStack, async () => await client.send(command), body);
    const service = (0,raw_json/* isJsonObject */.O)(answer['service']) ? answer['service'] : {};
    const configuration = (0,raw_json/* isJsonObject */.O)(service['targetConfiguration']) ? service['targetConfiguration'] : {};
    const taskDefinition = (0,json/* textOf */.b6)(configuration['taskDefinitionArn']);
    if (taskDefinition === '')
        throw new Error('UpdateExpressGatewayService answered without a task definition');
    return { taskDefinition, deployment: await deploymentOf(client, runs, taskDefinition, ports) };
}
/** The update is carried out after its answer: the deployment shows some moments later. */
async function deploymentOf(client, { cluster, service }, taskDefinition, { clock, signal }) {
    for (let look = 0; look < LOOKS; look += 1) {
        const answer = await client.send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [service] }));
        const primary = (0,ecs_service/* primaryOf */.Os)(answer.services?.[0]);
        if (primary?.taskDefinition === taskDefinition)
            return primary;
        if (signal.aborted)
            break;
        await clock.sleep(FIRST_LOOK_MS * 1.6 ** look, signal);
    }
    return {};
}


/***/ }),

/***/ 7354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prepareExpress: () => (/* binding */ prepareExpress)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7831);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1299);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6087);
/* harmony import */ var _definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6418);
/* harmony import */ var _diff_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(8517);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7181);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3896);
/* harmony import */ var _notes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6837);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(749);
/* harmony import */ var _revision_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2615);
/* harmony import */ var _rolling_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6997);
/* harmony import */ var _planned_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7878);
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8889);
/* harmony import */ var _main_container_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9916);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2779);

















/**
 * Looks at an Express Mode service before the first write. It is updated by its own API: by its container where it
 * was given one, by a clone of its task definition where that is its owner's. Either way ECS makes a service revision
 * and deploys it, by canary unless told, so it is followed as any other service.
 * @throws UserError when the release cannot work here
 */
async function prepareExpress(target, runs, service, context) {
    const client = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_12__/* .ECSClient */ .Zgc, target.region);
    const serviceArn = service.serviceArn ?? runs.service;
    const express = await (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .describeExpress */ .W)(client, serviceArn);
    const more = { url: express.url, wayBack: { express: serviceArn } };
    if (express.container === undefined) {
        const planned = await (0,_planned_js__WEBPACK_IMPORTED_MODULE_9__/* .planDeployment */ .H)(target, runs, service, express.taskDefinition, context);
        const start = async (taskDefinitionArn) => await (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .updateExpress */ .y)(client, runs, serviceArn, { taskDefinitionArn }, context.ports);
        const rolling = (0,_planned_js__WEBPACK_IMPORTED_MODULE_9__/* .rollingOf */ .$)(target, runs, service, planned, context);
        return (0,_rolling_js__WEBPACK_IMPORTED_MODULE_8__/* .rollingTarget */ .T)(target, runs, { ...rolling, ...more, start }, context);
    }
    const primaryContainer = await planContainer(target, runs, express.container, express, context);
    const start = async () => await (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .updateExpress */ .y)(client, runs, serviceArn, { primaryContainer }, context.ports);
    const rolling = {
        service,
        former: express.taskDefinition,
        hasIt: (0,_revision_js__WEBPACK_IMPORTED_MODULE_7__/* .isSame */ .F)(express.container, primaryContainer),
        container: _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q,
        outlook: outlookOf(service, express.container, primaryContainer, express, context),
        // ECS registers it.
        revision: () => Promise.resolve(undefined),
        start,
        // Read for the log of a task that failed, which is told where it can be.
        definition: async () => await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .describeTaskDefinition */ .oh)(client, express.taskDefinition).then(({ definition }) => definition, () => ({})),
        runCommand: commandOf(target, runs, service, express, context),
    };
    return (0,_rolling_js__WEBPACK_IMPORTED_MODULE_8__/* .rollingTarget */ .T)(target, runs, { ...rolling, ...more }, context);
}
/** The whole container with this image and environment: what is left out of it would fall back to its default. */
async function planContainer({ environment, repository }, runs, container, { architecture }, { image }) {
    const what = `the Express Mode service "${runs.service}"`;
    if (runs.taskDefinition !== 'service') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The input "task-definition" is "${runs.taskDefinition}", and ECS itself keeps the task definitions of ${what}.`, 'Leave "task-definition" out, or give the service a task definition of your own first.');
    }
    if (runs.container !== undefined && runs.container !== _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The input "container-name" is "${runs.container}", and the container of ${what} is "${_main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q}".`, 'Leave "container-name" out.');
    }
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_4__/* .checkSecrets */ .K)(container, environment, what);
    const now = (0,_json_js__WEBPACK_IMPORTED_MODULE_14__/* .textOf */ .b6)(container['image']);
    if ((0,_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(now) === image.digest)
        return (0,_environment_js__WEBPACK_IMPORTED_MODULE_4__/* .withEnvironment */ .E)(container, environment);
    const runtimePlatform = architecture === undefined ? {} : { cpuArchitecture: architecture };
    const wanted = (0,_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .wantedPlatform */ .zT)({ runtimePlatform }, true);
    if (wanted !== undefined)
        (0,_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .checkPlatform */ .oF)(wanted, await (0,_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .platformsOf */ .Wt)(image), what);
    return (0,_environment_js__WEBPACK_IMPORTED_MODULE_4__/* .withEnvironment */ .E)({ ...container, image: `${repository.url}@${image.digest}` }, environment);
}
function outlookOf(service, from, to, { taskDefinition }, { image, request, stageDigest }) {
    const running = (0,_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)((0,_json_js__WEBPACK_IMPORTED_MODULE_14__/* .textOf */ .b6)(from['image']));
    const definition = (container) => ({
        containerDefinitions: [{ ...container, name: _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q }],
    });
    const former = { arn: taskDefinition, definition: {}, tags: [], containers: [] };
    const stage = { stage: request.stage, stageDigest };
    return {
        running,
        revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(taskDefinition),
        diff: (0,_diff_js__WEBPACK_IMPORTED_MODULE_15__/* .diffLines */ .P)(definition(from), definition(to), _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q),
        notes: (0,_notes_js__WEBPACK_IMPORTED_MODULE_5__/* .notesOn */ .v)({ service, running, incoming: image.digest, ...stage, former, container: _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q }),
    };
}
/** A one-off task needs a task definition before the service has it: a clone of what it runs, with this image. */
function commandOf(target, runs, service, { taskDefinition }, context) {
    return async (words) => {
        const client = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_12__/* .ECSClient */ .Zgc, target.region);
        const former = await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .describeTaskDefinition */ .oh)(client, taskDefinition);
        const image = `${target.repository.url}@${context.image.digest}`;
        const definition = (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_10__/* .withImage */ .Mo)(former, (0,_main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .mainOf */ .H)(former), image, target.environment);
        const container = former.containers[(0,_main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .mainOf */ .H)(former)]?.name ?? _main_container_js__WEBPACK_IMPORTED_MODULE_13__/* .MAIN */ .Q;
        const taskDefinitionArn = async () => await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .registerTaskDefinition */ .eQ)(client, definition);
        const { runCommand } = await __webpack_require__.e(/* import() */ 960).then(__webpack_require__.bind(__webpack_require__, 8960));
        return await runCommand(words, { target, runs, service, container, definition, taskDefinitionArn }, context);
    };
}


/***/ })

};
