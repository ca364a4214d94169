export const id = 43;
export const ids = [43];
export const modules = {

/***/ 5043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isRestored: () => (/* binding */ isRestored),
/* harmony export */   restartExpress: () => (/* binding */ restartExpress)
/* harmony export */ });
/* unused harmony export restored */
/* harmony import */ var _definitions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6418);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3896);
/* harmony import */ var _main_container_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9916);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2779);




/**
 * Starts the way back of an Express Mode service. Where it has a task definition of its owner, that is the former one.
 * Else its container gets back the former image and environment, which is all that a release changes: they are read
 * from the former task definition, so that no value of a variable has to be kept anywhere.
 * @param former the ARN of the task definition that it ran before
 */
async function restartExpress(client, runs, serviceArn, former, ports) {
    const { container } = await (0,_service_js__WEBPACK_IMPORTED_MODULE_1__/* .describeExpress */ .W)(client, serviceArn);
    if (container === undefined)
        return await (0,_service_js__WEBPACK_IMPORTED_MODULE_1__/* .updateExpress */ .y)(client, runs, serviceArn, { taskDefinitionArn: former }, ports);
    const primaryContainer = restored(container, await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTaskDefinition */ .oh)(client, former));
    return await (0,_service_js__WEBPACK_IMPORTED_MODULE_1__/* .updateExpress */ .y)(client, runs, serviceArn, { primaryContainer }, ports);
}
/** The container as it is now, with the image and the environment of a task definition. */
function restored(container, former) {
    const main = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(former.definition['containerDefinitions'])[(0,_main_container_js__WEBPACK_IMPORTED_MODULE_3__/* .mainOf */ .H)(former)] ?? {};
    const { image, environment } = main;
    const had = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(environment).length > 0 || container['environment'] !== undefined;
    return { ...container, image, ...(had ? { environment: environment ?? [] } : {}) };
}
/** Whether a task definition that ECS made on the way back runs what the former one ran. */
async function isRestored(client, now, former) {
    const [one, other] = await Promise.all([now, former].map(async (arn) => {
        const definition = await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTaskDefinition */ .oh)(client, arn);
        return definition.containers[(0,_main_container_js__WEBPACK_IMPORTED_MODULE_3__/* .mainOf */ .H)(definition)]?.image;
    }));
    return one !== undefined && one === other;
}


/***/ }),

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


/***/ })

};
