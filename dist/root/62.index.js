export const id = 62;
export const ids = [62];
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

/***/ 1062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bringBackEcs: () => (/* binding */ bringBackEcs)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var failure = __webpack_require__(4760);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/arn.js
var arn = __webpack_require__(1299);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/container.js
var container = __webpack_require__(6087);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/definitions.js
var definitions = __webpack_require__(6418);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/service.js
var ecs_service = __webpack_require__(2875);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/rollout-view.js
var rollout_view = __webpack_require__(255);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/task-definition.js
var task_definition = __webpack_require__(8889);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/watch.js + 10 modules
var watch = __webpack_require__(8659);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/way-back.js









/** ECS, or someone, deploys the former task definition already, or has done so. */
function isBack(way) {
    const { service, former } = way;
    const primary = (0,ecs_service/* primaryOf */.Os)(service) ?? {};
    if (primary.rolloutState === 'COMPLETED') {
        const said = `It runs ${(0,arn/* shortArn */.k$)(former)} again already.`;
        return { said, wait: () => Promise.resolve({ result: 'rolled-back', accepted: true }) };
    }
    const said = `It is on its way back to ${(0,arn/* shortArn */.k$)(former)} already.`;
    return { said, wait: async () => await way_back_watch(way, primary, primary.taskDefinition ?? former, undefined) };
}
/**
 * Has ECS roll our deployment back, which is quicker than another deployment: what ran before runs still.
 * Source: Amazon ECS API Reference, StopServiceDeployment: from PENDING and IN_PROGRESS, whatever the service is set to.
 * @returns undefined where there is nothing to stop, or the role may not
 */
async function stopDeployment(way) {
    const { client, service, former, target, context } = way;
    const primary = (0,ecs_service/* primaryOf */.Os)(service);
    if (primary === undefined)
        return undefined;
    if (primary.rolloutState === 'COMPLETED' && (0,rollout_view/* deploymentEntries */.KH)(service).length < 2)
        return undefined;
    try {
        const underWay = await onlyUnderWay(way);
        if (underWay === undefined)
            return undefined;
        const { serviceDeploymentArn, status } = underWay;
        if (status === 'PENDING' || status === 'IN_PROGRESS')
            await client.send(new dist_cjs/* StopServiceDeploymentCommand */.a8L({ serviceDeploymentArn, stopType: 'ROLLBACK' }));
    }
    catch (error) {
        context.ports.log.info(`${target.name}: ECS does not roll the deployment back itself, ${(0,arn/* shortArn */.k$)(former)} is deployed again: ${(0,shared_errors/* messageOf */.b)(error)}`);
        return undefined;
    }
    return {
        said: `ECS rolls the deployment back to ${(0,arn/* shortArn */.k$)(former)}; that was not waited for.`,
        wait: async () => {
            const outcome = await way_back_watch(way, primary, primary.taskDefinition ?? '', former);
            // Where the deployment was quicker than its stop, it succeeded, and there is everything to bring back still.
            if (!['failed', 'deployed', 'tagged', 'rolled-back'].includes(outcome.result))
                return outcome;
            // ECS goes back to the last deployment that succeeded, and what ran before ours may not have.
            const isThere = outcome.result === 'rolled-back' && (await runsNow(way)) === former;
            return isThere ? outcome : await (await deployFormer(way)).wait();
        },
    };
}
/** The one deployment of the service that goes on, or is on its way back. */
async function onlyUnderWay({ client, runs }) {
    const { cluster, service } = runs;
    const { serviceDeployments = [] } = await client.send(new dist_cjs/* ListServiceDeploymentsCommand */.jz8({
        cluster,
        service,
        status: ['PENDING', 'IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'],
    }));
    return serviceDeployments.length === 1 ? serviceDeployments[0] : undefined;
}
async function runsNow({ client, target, runs }) {
    return (0,ecs_service/* runningTaskDefinition */.cd)(await (0,ecs_service/* findService */.Ln)(client, target, runs));
}
/** Deploys the former task definition. */
async function deployFormer(way) {
    const { taskDefinition, deployment } = await startFormer(way);
    return {
        said: `A deployment of ${(0,arn/* shortArn */.k$)(taskDefinition)} was started; it was not waited for.`,
        wait: async () => {
            const outcome = await way_back_watch(way, deployment, taskDefinition, undefined);
            return { ...outcome, taskDefinitionArn: taskDefinition };
        },
    };
}
async function startFormer({ client, runs, former, express, context }) {
    if (express !== undefined) {
        const { restartExpress } = await __webpack_require__.e(/* import() */ 43).then(__webpack_require__.bind(__webpack_require__, 5043));
        return await restartExpress(client, runs, express, former, context.ports);
    }
    try {
        return await (0,ecs_service/* updateService */.bU)(client, runs, former);
    }
    catch (error) {
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'ClientException')
            throw error;
        // A task definition that was deregistered runs on, but is not deployed again.
        const definition = await (0,definitions/* describeTaskDefinition */.oh)(client, former);
        if ((0,task_definition/* isActive */.$m)(definition))
            throw error;
        return await (0,ecs_service/* updateService */.bU)(client, runs, await (0,definitions/* registerTaskDefinition */.eQ)(client, (0,task_definition/* requestOf */.fo)(definition)));
    }
}
/** What is brought back runs another digest, and no alarm must hold it up: neither is given. */
async function way_back_watch({ client, target, runs, service, context: { session, request, ports } }, { id: deploymentId = '', createdAt }, taskDefinition, former) {
    const finder = session.client(dist_cjs/* ECSClient */.Zgc, target.region, watch/* FINDING_ATTEMPTS */.p);
    const watched = { target, service: runs, deploymentId, taskDefinition, former, createdAt, found: service };
    return await (0,watch/* watchRollout */.D)(client, { ...watched, finder }, request.waitMs, ports);
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/bring-back.js







/**
 * Brings a service back to the task definition of `wayBack`. A deployment of ours that is under way is stopped and
 * rolled back by ECS, where the role may; else the former task definition is deployed. A service that runs something
 * else by now belongs to someone else, and is left alone.
 */
async function bringBackEcs(target, runs, wayBack, pace, context) {
    if (typeof wayBack['application'] === 'string') {
        const { bringBackCodeDeploy } = await Promise.all(/* import() */[__webpack_require__.e(507), __webpack_require__.e(211), __webpack_require__.e(570)]).then(__webpack_require__.bind(__webpack_require__, 7211));
        return await bringBackCodeDeploy(target, runs, wayBack, pace, context);
    }
    const { ports, session } = context;
    const { taskDefinition: former, express } = wayBack;
    if (typeof former !== 'string')
        return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' };
    const client = session.client(dist_cjs/* ECSClient */.Zgc, target.region);
    try {
        const service = await (0,ecs_service/* findService */.Ln)(client, target, runs);
        const way = { client, target, runs, service, former, context };
        const begun = await begin({ ...way, express: typeof express === 'string' ? express : undefined }, wayBack);
        if (begun === undefined)
            return superseded((0,ecs_service/* runningTaskDefinition */.cd)(service), former);
        ports.log.info(`${target.name}: back to ${(0,arn/* shortArn */.k$)(former)}`);
        if (pace === 'start')
            return { result: 'cancelled', accepted: true, reason: begun.said };
        return ended(await begun.wait(), former);
    }
    catch (error) {
        return ended((0,failure/* brokenOff */.H1)(error, true, ports.signal), former);
    }
}
function superseded(now, former) {
    return {
        result: 'superseded',
        accepted: true,
        reason: `The service runs ${(0,arn/* shortArn */.k$)(now)} by now, which is not of this release: it was not brought back to ${(0,arn/* shortArn */.k$)(former)}.`,
        taskDefinitionArn: now,
    };
}
/** Begins it, unless it was begun before. Undefined where the service is somebody else's by now. */
async function begin(way, wayBack) {
    const { client, service, former, express } = way;
    const now = (0,ecs_service/* runningTaskDefinition */.cd)(service);
    if (now === former)
        return isBack(way);
    if (await isOurs(client, now, wayBack))
        return (await stopDeployment(way)) ?? (await deployFormer(way));
    if (express === undefined)
        return undefined;
    // The way back of an Express Mode service is a revision that ECS makes.
    const { isRestored } = await __webpack_require__.e(/* import() */ 43).then(__webpack_require__.bind(__webpack_require__, 5043));
    return (await isRestored(client, now, former)) ? isBack(way) : undefined;
}
/** What is deployed by this release is known by its ARN, or, after a kill, by the digest that it runs. */
async function isOurs(client, now, wayBack) {
    if (typeof wayBack['deployed'] === 'string')
        return wayBack['deployed'] === now;
    const { containers } = await (0,definitions/* describeTaskDefinition */.oh)(client, now);
    const named = containers.find(({ name }) => name === wayBack['container']);
    const released = named ?? (containers.length === 1 ? containers[0] : undefined);
    return released !== undefined && (0,container/* digestIn */.s)(released.image) === wayBack['digest'];
}
function ended(outcome, former) {
    const { result, reason, taskDefinitionArn = former } = outcome;
    if (result === 'deployed' || result === 'tagged' || result === 'rolled-back')
        return { ...outcome, result: 'rolled-back', taskDefinitionArn };
    if (result === 'superseded' || result === 'cancelled')
        return outcome;
    return {
        ...outcome,
        result: 'failed',
        reason: `It could not be brought back to ${(0,arn/* shortArn */.k$)(former)}: ${reason ?? result}`,
        taskDefinitionArn,
    };
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

/***/ 5306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ failuresOf),
  x: () => (/* binding */ groupStops)
});

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/known-starts.js
const PULL = 'CannotPull\\w*Error.*';
const SECRETS = '(secretsmanager|secrets? from|asm|ssm|parameter).*';
const SUBNETS = 'Give the subnets of the tasks a way to ECR: a NAT gateway, a public IP address, or VPC endpoints (ecr.api, ecr.dkr, S3, logs), and let their security group out on port 443.';
const PLATFORM = 'Build the image for the architecture that the task definition asks for in runtimePlatform: "platforms" of build-action.';
/**
 * What keeps a task from starting, the telling ones first.
 * Source: Amazon ECS Developer Guide, "Amazon ECS stopped tasks error messages", "CannotPullContainer task errors",
 * "ResourceInitializationError errors".
 */
const KNOWN_STARTS = [
    {
        name: 'image pull: too many requests',
        reason: new RegExp(`${PULL}(toomanyrequests|rate limit|429)`, 'is'),
        hint: 'The registry counts anonymous pulls: take the image of that container from ECR, by a pull-through cache for example.',
    },
    {
        name: 'image pull: platform',
        reason: new RegExp(`${PULL}(no matching manifest|matching platform|image platform)`, 'is'),
        hint: PLATFORM,
    },
    {
        name: 'image pull: disk full',
        reason: new RegExp(`${PULL}no space left on device`, 'is'),
        hint: 'Raise ephemeralStorage of the task definition, or the disk of the instances.',
    },
    {
        name: 'image pull: denied',
        reason: new RegExp(`${PULL}(denied|forbidden|unauthorized|not authorized|no basic auth)`, 'is'),
        hint: 'Allow the execution role of the task definition ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, and in another account the policy of the repository, too.',
    },
    {
        name: 'image pull: not found',
        reason: new RegExp(`${PULL}(not found|manifest unknown|does not exist|unknown manifest)`, 'is'),
        hint: 'The image is not in its repository any more: check its lifecycle policy and the image of each container, then release again.',
    },
    {
        name: 'image pull: network',
        reason: new RegExp(`${PULL}(timeout|timed out|dial tcp|no such host|connection re|deadline exceeded|canceled|eof)`, 'is'),
        hint: SUBNETS,
    },
    {
        name: 'image pull',
        reason: /CannotPull\w*Error/i,
        hint: 'See what the registry answered; the execution role must be allowed to pull, and the subnets must reach the registry.',
    },
    {
        name: 'secret: denied',
        reason: new RegExp(`ResourceInitializationError.*${SECRETS}(denied|not authorized)`, 'is'),
        hint: 'Allow the execution role secretsmanager:GetSecretValue or ssm:GetParameters for what "secrets" of the task definition names, and kms:Decrypt where it has a key of its own.',
    },
    {
        name: 'secret: not found',
        reason: new RegExp(`ResourceInitializationError.*${SECRETS}(not ?found|invalid ssm parameters|can't find|json key)`, 'is'),
        hint: 'Create the secret or parameter in this region, or mend its name in "secrets" of the task definition.',
    },
    {
        name: 'log group missing',
        reason: /log group does not exist|ResourceNotFoundException.*log group|log group.*not (found|exist)/is,
        hint: 'Create the log group that awslogs-group names, or set awslogs-create-group and allow the execution role logs:CreateLogGroup.',
    },
    {
        name: 'log driver',
        reason: /failed to (initialize|validate|create) (logg|cloudwatch log)|failed to validate logger args/i,
        hint: 'Check logConfiguration of the containers: the log group is there, and the execution role may logs:CreateLogStream and logs:PutLogEvents.',
    },
    {
        name: 'start: network',
        reason: /ResourceInitializationError.*(registry auth|secrets).*(timeout|timed out|RequestError|RequestCanceled|deadline|dial tcp|no such host|send request failed|connection issue)/is,
        hint: SUBNETS,
    },
    {
        name: 'registry: denied',
        reason: /ResourceInitializationError.*(registry auth|\becr\b).*(denied|not authorized)/is,
        hint: 'Allow the execution role of the task definition ecr:GetAuthorizationToken.',
    },
    {
        name: 'EFS mount',
        reason: /EFS|mount\.nfs|failed to (invoke|mount)/,
        hint: 'Check that the file system has a mount target in these subnets, that its security group takes port 2049 from the tasks, and the access point and IAM settings of the volume.',
    },
    {
        name: 'network interface',
        reason: /network interface|RESOURCE:ENI|free addresses/i,
        hint: 'Check that the subnets have free addresses and the account free network interfaces, then release again.',
    },
    {
        name: 'resources',
        reason: /ResourceInitializationError/,
        hint: 'See what could not be prepared in the reason: secrets, logs, volumes and the network of the task definition.',
    },
    { name: 'architecture', reason: /exec format error/i, hint: PLATFORM },
    {
        name: 'start command',
        reason: /Cannot(Start|Create)ContainerError.*(executable file not found|no such file or directory|permission denied|not a directory)/is,
        hint: 'The image has no such program, or it may not be run: check entryPoint and command of the container, and ENTRYPOINT and CMD of the Dockerfile.',
    },
    {
        name: 'container start',
        reason: /Cannot(Start|Create)ContainerError|(Docker|ContainerRuntime)TimeoutError|CannotInspectContainerError/,
        hint: 'See the reason of the container; it could not be started with what the task definition asks for.',
    },
];

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/known-stops.js
/**
 * Why tasks stop that had started, the telling ones first: a task that failed its health check is killed, and its exit
 * code then says only that.
 * Source: Amazon ECS Developer Guide, "Amazon ECS stopped tasks error messages"; API Reference, Task, `stopCode`.
 */
const KNOWN_STOPS = [
    {
        name: 'scaled in',
        stopCode: 'ServiceSchedulerInitiated',
        reason: /Scaling activity initiated by/,
        harmless: true,
        hint: 'Nothing: the service wanted fewer tasks, or this one was replaced.',
    },
    {
        name: 'load balancer: codes',
        reason: /ELB health checks.*(codes|Target\.ResponseCodeMismatch)/is,
        hint: 'The address of the health check answers with another code than it should: check the path and the success codes of the target group.',
    },
    {
        name: 'load balancer: no answer',
        reason: /ELB health checks.*(timed out|Target\.Timeout|refused|Target\.FailedHealthChecks)/is,
        hint: 'The load balancer gets no answer: let its security group into the port of the tasks, and let the program listen on 0.0.0.0 and that port.',
    },
    {
        name: 'load balancer',
        reason: /ELB health checks/i,
        hint: 'Check path and port of the health check of the target group and the security group of the tasks, and raise healthCheckGracePeriodSeconds if the program takes long to start.',
    },
    {
        name: 'container health check',
        reason: /container health checks/i,
        hint: 'The command of healthCheck in the task definition fails: check that the image has the program it calls, and raise startPeriod if the program takes long to start.',
    },
    {
        name: 'out of memory',
        reason: /OutOfMemory/i,
        hint: 'Raise memory of the container or of the task, or have the program use less.',
    },
    {
        name: 'Spot interruption',
        reason: /Spot.*interrupt/i,
        hint: 'AWS took the Spot capacity back: release again, or give the capacity provider strategy a base of FARGATE.',
    },
    {
        name: 'Spot interruption',
        stopCode: 'SpotInterruption',
        hint: 'AWS took the Spot capacity back: release again, or give the capacity provider strategy a base of FARGATE.',
    },
    {
        name: 'host terminated',
        reason: /Host EC2.*(terminated|stopped)|instance.*(terminated|deregistered)|container instance.*draining/i,
        hint: 'The instance went away under the task: check its Auto Scaling group, then release again.',
    },
    {
        name: 'host terminated',
        stopCode: 'TerminationNotice',
        hint: 'The instance went away under the task: check its Auto Scaling group, then release again.',
    },
    {
        name: 'infrastructure',
        stopCode: 'InfrastructureHealth',
        hint: 'The host under the task was not healthy: release again, and see the AWS Health Dashboard if that does not help.',
    },
    {
        name: 'stopped by a person',
        stopCode: 'UserInitiated',
        hint: 'Somebody stopped the task (StopTask): CloudTrail says who, and the service starts another one.',
    },
    {
        name: 'capacity',
        reason: /Capacity is unavailable|RESOURCE:|insufficient/i,
        hint: 'There was no room for the task: give the service more instances or subnets in other zones, or release again later.',
    },
    {
        name: 'start',
        stopCode: 'TaskFailedToStart',
        hint: 'The task never began to run: its reason says what it lacked.',
    },
];
/** What the exit code of a container tells, where nothing else told more. */
const KNOWN_EXITS = {
    0: 'The program ended by itself, and a service has to go on running: check its start command.',
    1: 'The program ended with an error of its own: the last lines of its log say which.',
    126: 'The start command may not be run: check that the file is executable and made for this architecture.',
    127: 'A program that the start command calls is not in the image: check entryPoint, command and the Dockerfile.',
    137: 'The container was killed: it used more memory than it has, or did not stop in time; raise its memory, or see why it was stopped.',
    139: 'The program crashed on an invalid memory access (SIGSEGV): check its native libraries against the base image and the architecture.',
    143: 'The container was told to stop (SIGTERM) and did: the events of the service say by what, a health check or an instance that went away.',
};
/** What is said of any other exit code. */
const ANY_EXIT = 'The program ended: the last lines of its log say why.';

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/diagnose-stops.js


const ALL_STOPS = [...KNOWN_STARTS, ...KNOWN_STOPS];
// What differs between tasks that stopped for one reason.
const OF_ONE_TASK = /\b(?:[0-9a-f]{32}|[0-9a-f-]{36}|i-[0-9a-f]+|\d+\.\d+\.\d+\.\d+(?::\d+)?)\b/g;
/**
 * The tasks of a deployment that failed. One that was stopped because it was not wanted any more is none.
 * @param deploymentId `ecs-svc/...`, which the tasks of a service name as who started them
 */
function failuresOf(tasks, deploymentId, taskDefinition) {
    return tasks.filter((task) => task.lastStatus !== 'RUNNING' &&
        (task.startedBy?.startsWith('ecs-svc/') === true
            ? task.startedBy === deploymentId
            : task.taskDefinitionArn === taskDefinition) &&
        known(task)?.harmless !== true);
}
/** One group for each reason that tasks stopped for, the commonest first. */
function groupStops(tasks) {
    const groups = new Map();
    for (const task of tasks) {
        const key = whyOf(task).replace(OF_ONE_TASK, '');
        groups.set(key, [...(groups.get(key) ?? []), task]);
    }
    return [...groups.values()]
        .toSorted((a, b) => b.length - a.length)
        .flatMap((group) => {
        const last = group.toSorted((a, b) => stoppedAt(b) - stoppedAt(a))[0];
        if (last === undefined)
            return [];
        const { length: count } = group;
        return {
            count,
            line: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${whyOf(last)}`,
            hint: known(last)?.hint ?? exitHint(last),
            taskArn: last.taskArn ?? '',
            container: culprit(last)?.name,
        };
    });
}
function stoppedAt({ stoppedAt }) {
    return stoppedAt?.getTime() ?? 0;
}
function whyOf(task) {
    const failing = (task.containers ?? []).filter(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined);
    const ended = (task.containers ?? []).filter(({ exitCode }) => exitCode === 0);
    const isUnknown = known(task) === undefined;
    const exits = (failing.length > 0 ? failing : ended).map(({ name, exitCode, reason }) => [
        `container ${name ?? '?'}`,
        exitCode === undefined ? undefined : `exit code ${exitCode}`,
        exitCode === 137 && reason === undefined && isUnknown ? '(killed, out of memory?)' : undefined,
        reason,
    ]
        .filter((part) => part !== undefined)
        .join(' '));
    return [task.stoppedReason ?? task.stopCode ?? 'no reason given', ...exits].join('; ');
}
function known(task) {
    const said = [task.stoppedReason, ...(task.containers ?? []).map(({ reason }) => reason)];
    return ALL_STOPS.find(({ reason, stopCode }) => (stopCode === undefined || task.stopCode === stopCode) &&
        (reason === undefined || said.some((text) => text !== undefined && reason.test(text))));
}
function exitHint(task) {
    const exitCode = culprit(task)?.exitCode;
    return exitCode === undefined ? undefined : (KNOWN_EXITS[exitCode] ?? ANY_EXIT);
}
/**
 * The container that ended the task. When an essential one ends, the others are told to stop, and end with 143, with 0,
 * or are killed.
 */
function culprit({ containers = [] }) {
    const blame = ({ exitCode, reason }) => {
        if (reason !== undefined)
            return 5;
        if (exitCode === undefined)
            return 0;
        return { 143: 1, 0: 2, 137: 3 }[exitCode] ?? 4;
    };
    return containers.toSorted((a, b) => blame(b) - blame(a))[0];
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

/***/ 4657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ patiently)
/* harmony export */ });
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _rollout_schedule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7659);



const MOST_FAILED_LOOKS = 5;
const REST_MS = 30_000;
/**
 * One look that AWS answers. A wait takes long enough that a few of its looks may fail, after all the retries of each
 * call.
 * @throws what AWS answered when it cannot be asked any more, and the signal's reason
 */
async function patiently(look, { clock, signal }, say) {
    for (let failed = 1;; failed += 1) {
        try {
            return await look();
        }
        catch (error) {
            if (signal.aborted || failed === MOST_FAILED_LOOKS || isFinal(error))
                throw error;
            say(`AWS did not answer, and is asked again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(error)}`);
            await clock.sleep((0,_rollout_schedule_js__WEBPACK_IMPORTED_MODULE_2__/* .pauseAfter */ .l)(failed * REST_MS), signal);
        }
    }
}
/** What will be answered again: a denial, credentials that expired. */
function isFinal(error) {
    return (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error) && !(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isThrottled */ .B5)(error);
}


/***/ }),

/***/ 7659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ configuredMs),
/* harmony export */   l: () => (/* binding */ pauseAfter)
/* harmony export */ });
const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
// Who waits notices the end at most a sixth of the wait later.
const SHARE_OF_THE_WAIT = 6;
/**
 * How long a deployment is left alone before it is looked at again: shortly at first, and twice a minute in the end.
 * @param waitedMs since it began
 */
function pauseAfter(waitedMs) {
    return Math.min(Math.max(waitedMs / SHARE_OF_THE_WAIT, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}
/**
 * How long a deployment takes by its configuration alone, in milliseconds: bake times, and the steps before all traffic
 * is shifted.
 * Source: Amazon ECS API Reference, LinearConfiguration (steps of 10 percent and 6 minutes unless told; none after the
 * last one), CanaryConfiguration (10 minutes unless told).
 */
function configuredMs(configuration) {
    if (configuration === undefined)
        return 0;
    const { strategy, bakeTimeInMinutes = 0, linearConfiguration, canaryConfiguration } = configuration;
    if (strategy === 'LINEAR') {
        const { stepPercent = 10, stepBakeTimeInMinutes = 6 } = linearConfiguration ?? {};
        const steps = Math.ceil(100 / stepPercent) - 1;
        return (bakeTimeInMinutes + steps * stepBakeTimeInMinutes) * MINUTE_MS;
    }
    if (strategy === 'CANARY') {
        return (bakeTimeInMinutes + (canaryConfiguration?.canaryBakeTimeInMinutes ?? 10)) * MINUTE_MS;
    }
    return bakeTimeInMinutes * MINUTE_MS;
}


/***/ }),

/***/ 255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KH: () => (/* binding */ deploymentEntries),
/* harmony export */   Vt: () => (/* binding */ viewFromService),
/* harmony export */   vC: () => (/* binding */ viewFromDeployment)
/* harmony export */ });
/** Source: Amazon ECS API Reference, ServiceDeployment. */
function viewFromDeployment(deployment) {
    const revision = deployment.targetServiceRevision;
    const breaker = deployment.deploymentCircuitBreaker;
    const { failureCount: failures = 0, threshold = 0 } = breaker ?? {};
    return {
        status: deployment.status ?? 'PENDING',
        statusReason: deployment.rollback?.reason ?? deployment.statusReason,
        running: revision?.runningTaskCount ?? 0,
        desired: revision?.requestedTaskCount,
        failed: failures,
        lifecycleStage: deployment.lifecycleStage,
        traffic: revision?.requestedProductionTrafficWeight,
        testTraffic: revision?.requestedTestTrafficWeight,
        alarms: deployment.alarms?.triggeredAlarmNames ?? [],
        breaker: breaker?.status === 'TRIGGERED' ? { failures, threshold } : undefined,
        paused: (deployment.lifecycleHookDetails ?? []).filter(({ status }) => status === 'AWAITING_ACTION'),
        early: deployment.deploymentConfiguration?.earlySuccessCriteria?.enable === true,
    };
}
/** A service's deployments in the words of the judgement. */
function deploymentEntries(service) {
    return (service.deployments ?? []).map((deployment) => ({
        id: deployment.id ?? '',
        status: deployment.status ?? '',
        taskDefinition: deployment.taskDefinition ?? '',
        rolloutState: deployment.rolloutState,
        rolloutStateReason: deployment.rolloutStateReason,
        running: deployment.runningCount ?? 0,
        pending: deployment.pendingCount ?? 0,
        desired: deployment.desiredCount ?? 0,
        failed: deployment.failedTasks ?? 0,
    }));
}
/**
 * The same from DescribeServices alone. A deployment that was rolled back disappears from the list; who is primary then
 * tells a rollback from another deployment.
 * Source: Amazon ECS API Reference, Deployment, `rolloutState` (absent behind a Classic Load Balancer).
 * @param id the deployment that UpdateService answered with
 * @param former the task definition that the service ran before
 */
function viewFromService(deployments, id, former) {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    const own = deployments.find((deployment) => deployment.id === id);
    if (primary?.id !== id) {
        const back = former !== undefined && primary?.taskDefinition === former;
        if (!back)
            return view(own ?? primary, 'SUPERSEDED');
        return view(primary, primary.rolloutState === 'IN_PROGRESS' ? 'ROLLBACK_IN_PROGRESS' : 'ROLLBACK_SUCCESSFUL');
    }
    if (primary.rolloutState === 'FAILED')
        return view(primary, 'STOPPED');
    const steady = primary.running === primary.desired && primary.pending === 0 && deployments.length === 1;
    const done = primary.rolloutState === undefined ? steady : primary.rolloutState === 'COMPLETED';
    return view(primary, done ? 'SUCCESSFUL' : 'IN_PROGRESS');
}
function view(entry, status) {
    return {
        status,
        statusReason: entry?.rolloutStateReason,
        running: entry?.running ?? 0,
        desired: entry?.desired,
        failed: entry?.failed ?? 0,
        lifecycleStage: undefined,
        traffic: undefined,
        testTraffic: undefined,
        alarms: [],
        breaker: undefined,
        paused: [],
        early: false,
    };
}


/***/ }),

/***/ 2875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jv: () => (/* binding */ describeService),
/* harmony export */   Ln: () => (/* binding */ findService),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   bU: () => (/* binding */ updateService),
/* harmony export */   cd: () => (/* binding */ runningTaskDefinition),
/* harmony export */   iw: () => (/* binding */ runsOnFargate)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7831);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);



/**
 * Looks a service up, in whatever state it is.
 * Source: Amazon ECS API Reference, DescribeServices: a service that does not exist is not an error but an entry of
 * `failures` with the reason MISSING.
 * @throws UserError where the cluster or the service does not exist
 */
async function findService(client, { region }, { cluster, service }) {
    const answer = await client
        .send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_2__/* .DescribeServicesCommand */ .H7c({ cluster, services: [service] }))
        .catch((error) => {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ClusterNotFoundException')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no ECS cluster "${cluster}" in ${region}.`, 'Check "cluster-arn" and the region ("stage-region", or the one in the ARN).', { cause: error });
    });
    const found = answer.services?.[0];
    if (found !== undefined)
        return found;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no ECS service "${service}" in the cluster "${cluster}" in ${region}.`, 'Check "service-name", the cluster and the region. A service that is not created yet is given as "placeholder" or left empty.');
}
/**
 * Looks a service up and refuses what cannot be deployed to.
 * @throws UserError
 */
async function describeService(client, target, runs) {
    const found = await findService(client, target, runs);
    const what = `The ECS service "${runs.service}" in the cluster "${runs.cluster}" in ${target.region}`;
    if (found.status !== 'ACTIVE') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${what} is ${found.status ?? 'in no state'}, not ACTIVE.`, found.status === 'DRAINING'
            ? 'It is being deleted: its last tasks are stopping.'
            : 'It was deleted. Create it again, or give "placeholder" as "service-name" until it exists.');
    }
    if (found.deploymentController?.type === 'EXTERNAL') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${what} is deployed by EXTERNAL: something else makes its task sets, and ECS takes no task definition for it.`, 'Release to it with the tool that makes the task sets, or give it the deployment controller ECS (rolling, blue/green, linear or canary).');
    }
    return found;
}
/**
 * The task definition that a service runs, or is on its way to: its own. Services of CodeDeploy name the one they were
 * created with, and run that of their primary task set; Express Mode services name none, and run that of their primary
 * deployment.
 */
function runningTaskDefinition({ taskSets, deployments, taskDefinition }) {
    const primary = (sets) => sets?.find(({ status }) => status === 'PRIMARY')?.taskDefinition;
    return primary(taskSets) ?? taskDefinition ?? primary(deployments) ?? '';
}
/** Whether tasks run on Fargate and nowhere else, so that their platform is known before they are placed. */
function runsOnFargate({ launchType, capacityProviderStrategy = [] }) {
    if (capacityProviderStrategy.length === 0)
        return launchType === 'FARGATE';
    return capacityProviderStrategy.every(({ capacityProvider }) => capacityProvider?.startsWith('FARGATE'));
}
/**
 * Starts a deployment of a task definition. Nothing but the task definition is sent: the desired count is the
 * autoscaler's, and the deployment strategies of ECS refuse most other fields.
 * @param again it is the one that the service has already, which ECS deploys only when it is forced to
 */
async function updateService(client, { cluster, service }, taskDefinition, again = false) {
    const force = again ? { forceNewDeployment: true } : {};
    const answer = await client.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_2__/* .UpdateServiceCommand */ .kZr({ cluster, service, taskDefinition, ...force }));
    const started = primaryOf(answer.service);
    if (started?.taskDefinition === taskDefinition)
        return { taskDefinition, deployment: started };
    const { services } = await client.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_2__/* .DescribeServicesCommand */ .H7c({ cluster, services: [service] }));
    return { taskDefinition, deployment: primaryOf(services?.[0]) ?? started ?? {} };
}
/** The deployment that a service is at, or on its way to. */
function primaryOf(service) {
    return service?.deployments?.find(({ status }) => status === 'PRIMARY');
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

/***/ 3332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ openStoppedTasks)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7831);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);


// Source: API Reference, DescribeTasks: at most 100.
const MOST_TASKS = 100;
/**
 * Reads a service's stopped tasks, each once.
 * Source: Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors": kept for one hour at least.
 */
function openStoppedTasks(client, { cluster, service }) {
    const serviceName = service.split('/').at(-1);
    const tasks = new Map();
    let unread = [];
    let isDenied = false;
    const list = async () => {
        const arns = [];
        let nextToken;
        do {
            const page = await client.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_1__/* .ListTasksCommand */ .MYg({ cluster, serviceName, desiredStatus: 'STOPPED', nextToken }));
            arns.push(...(page.taskArns ?? []));
            nextToken = page.nextToken;
        } while (nextToken !== undefined);
        unread = arns.filter((arn) => !tasks.has(arn));
    };
    const describe = async () => {
        const answer = await client.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_1__/* .DescribeTasksCommand */ .z8X({ cluster, tasks: unread.slice(0, MOST_TASKS) }));
        unread = unread.slice(MOST_TASKS);
        for (const task of answer.tasks ?? [])
            tasks.set(task.taskArn ?? '', task);
    };
    const unlessDenied = async (read) => {
        if (isDenied)
            return;
        try {
            await read();
        }
        catch (error) {
            if (!(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isAccessDenied */ .w7)(error))
                throw error;
            isDenied = true;
            unread = [];
        }
    };
    return {
        seen: () => [...tasks.values()],
        isBehind: () => unread.length > 0,
        readOn: async () => {
            await unlessDenied(unread.length > 0 ? describe : list);
        },
        readAll: async () => {
            await unlessDenied(async () => {
                await list();
                while (unread.length > 0)
                    await describe();
            });
        },
    };
}


/***/ }),

/***/ 8659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ FINDING_ATTEMPTS),
  D: () => (/* binding */ watchRollout)
});

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/diagnose-events.js
const MOST_EVENTS = 5;
const TELLING = /fail|unhealthy|error|throttle|unable|missing|alarm|roll|stopped|insufficient|not able/i;
/**
 * The events since a time, newest first as ECS gives them.
 * Source: Amazon ECS API Reference, Service, `events`: the 100 newest.
 */
function eventsSince(events, since) {
    return (events ?? []).filter(({ createdAt }) => since === undefined || createdAt === undefined || createdAt >= since);
}
/** The events that tell of a failure since a time, oldest first; all of them when none does. */
function tellingEvents(events, since) {
    const recent = eventsSince(events, since).map(saidBy);
    const telling = recent.filter((message) => TELLING.test(message));
    return [...new Set(telling.length > 0 ? telling : recent)].slice(0, MOST_EVENTS).toReversed();
}
/** `12:04:31 was unable to place a task ...`, in UTC. */
function eventLine(event) {
    const { createdAt } = event;
    const at = createdAt === undefined ? '' : `${createdAt.toISOString().slice(11, 19)} `;
    return at + saidBy(event);
}
/** What an event says, without the name of the service, which is known. */
function saidBy({ message = '' }) {
    return message.replace(/^\(service [^)]+\) /, '');
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/diagnose-stops.js + 2 modules
var diagnose_stops = __webpack_require__(5306);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/known-events.js
/** Also for a deployment that is stopped without a word. */
const STOPPED_BY_HAND = 'Somebody or something stopped it (StopServiceDeployment): CloudTrail says who; release again when that is settled.';
const LISTENERS = 'Check the listener rules and both target groups of the load balancer, and the infrastructure role of the service: ECS has to be able to shift the traffic.';
/**
 * Service events and reasons of service deployments, the telling ones first.
 * Source: Amazon ECS Developer Guide, "Service event messages", "Troubleshooting Amazon ECS blue/green deployments",
 * "API failure reasons".
 */
const KNOWN_EVENTS = [
    { name: 'stopped by hand', says: /StopServiceDeployment/, hint: STOPPED_BY_HAND },
    {
        name: 'lifecycle hook',
        says: /lifecycle hook\(s\) failed/i,
        hint: 'The Lambda function of the lifecycle hook refused the deployment, or could not be asked: see its log, and the role that the hook names.',
    },
    {
        name: 'networking',
        says: /invalid networking configuration|not associated with either productionListenerRule/i,
        hint: LISTENERS,
    },
    {
        name: 'target group permissions',
        says: /failed to (register|deregister|describe) (targets?|target health).*(not authorized|denied)/is,
        hint: LISTENERS,
    },
    {
        name: 'role cannot be assumed',
        says: /unable to assume (the )?(service linked )?role/i,
        hint: 'Let ecs-tasks.amazonaws.com assume the task role and the execution role, and ecs.amazonaws.com the infrastructure role.',
    },
    {
        name: 'port in use',
        says: /already using a port required by your task|RESOURCE:PORTS/i,
        hint: 'Each instance has this host port once: set hostPort to 0, add instances, or lower minimumHealthyPercent so that the former task may stop first.',
    },
    {
        name: 'attribute missing',
        says: /missing an attribute required by your task|ATTRIBUTE/,
        hint: 'No instance fits the placement constraints, the platform or the features that the task definition asks for: check them against the instances of the cluster.',
    },
    {
        name: 'agent',
        says: /encountered error "?AGENT|agent.*(disconnected|not connected)/,
        hint: 'The agents of the instances are not connected: check that they reach ECS, and their instance role.',
    },
    {
        name: 'no instances',
        says: /no container instances were found in your cluster/i,
        hint: 'The cluster has no instances: add some, or give the service another launch type or capacity provider.',
        external: 'The cluster has no instances: register one (ECS Anywhere).',
    },
    {
        name: 'no room on instances',
        says: /no container instance met all of its requirements|insufficient (memory|cpu)|RESOURCE:/i,
        hint: 'Add instances, or ask for less CPU and memory in the task definition; lowering minimumHealthyPercent lets former tasks stop first.',
        external: 'Register another instance (ECS Anywhere), or ask for less CPU and memory in the task definition.',
    },
    {
        name: 'capacity unavailable',
        says: /capacity is unavailable/i,
        hint: 'AWS has no capacity of this kind there now: give the service subnets in other availability zones, ask for another size, or release again later.',
    },
    {
        name: 'quota',
        says: /reached the limit on the number of|quota/i,
        hint: 'Have the quota of the account raised (Service Quotas, AWS Fargate), or stop what is not needed.',
    },
    {
        name: 'unhealthy target',
        says: /is unhealthy in \(?target-group|health checks failed|failed ELB health checks/i,
        hint: 'Check path and port of the health check of the target group and the security group of the tasks, and raise healthCheckGracePeriodSeconds if the program takes long to start.',
    },
    {
        name: 'throttled',
        says: /rate exceeded|throttl/i,
        hint: 'AWS has too many calls of this account at once: release again later.',
    },
];

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/diagnose.js



const LONGEST_CAUSE = 300;
/** Why tasks of the judged deployment stopped, the commonest reason first. */
function stopsOf(tasks, { deploymentId, taskDefinition }) {
    return (0,diagnose_stops/* groupStops */.x)((0,diagnose_stops/* failuresOf */.d)(tasks, deploymentId, taskDefinition));
}
/**
 * The cause of a failed deployment in a sentence, and what to do: by what ECS says of the deployment where that is a
 * cause, then by its stopped tasks, then by the events of the service.
 */
function adviceOf(statusReason, seen, judged) {
    const external = judged.found?.launchType === 'EXTERNAL';
    const knownOf = (text) => {
        const known = KNOWN_EVENTS.find(({ says }) => says.test(text));
        return (external ? known?.external : undefined) ?? known?.hint;
    };
    const byReason = knownOf(statusReason ?? '');
    if (byReason !== undefined)
        return { hint: byReason };
    const stops = stopsOf(seen.stopped, judged);
    const [stop] = stops;
    const hint = stops.find((group) => group.hint !== undefined)?.hint;
    if (stop !== undefined)
        return { cause: `${shortened(stop.line)}.`, ...(hint === undefined ? {} : { hint }) };
    for (const message of eventsSince(seen.service?.events, judged.createdAt).map(saidBy)) {
        const byEvent = knownOf(message);
        if (byEvent !== undefined)
            return { cause: `ECS says: ${shortened(message)}`, hint: byEvent };
    }
    return {};
}
/** What AWS said meanwhile, for the report of a deployment that did not succeed. */
function evidenceOf(seen, judged) {
    return [
        ...stopsOf(seen.stopped, judged).map(({ line }) => line),
        ...tellingEvents(seen.service?.events ?? [], judged.createdAt),
    ];
}
function shortened(text) {
    return text.length <= LONGEST_CAUSE ? text : `${text.slice(0, LONGEST_CAUSE)}...`;
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/patience.js
var patience = __webpack_require__(4657);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/arn.js
var arn = __webpack_require__(1299);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/rollout-endings.js


/**
 * How a rollout ended that did not succeed; undefined while it goes on, and for one that is successful. There is no
 * FAILED: a deployment that failed is stopped or rolled back.
 * Source: Amazon ECS API Reference, ServiceDeployment, `status`.
 */
function endingOf(view, seen, judged) {
    if (seen.gone !== undefined) {
        return {
            result: 'failed',
            reason: `The ${seen.gone} was deleted while it was deployed to.`,
            hint: 'If it is created again under the same name, release again; if it is not wanted any more, take it out of the stage.',
        };
    }
    const says = view.statusReason === undefined ? '' : ` ECS says: ${sentence(view.statusReason)}`;
    const by = triggerOf(view);
    switch (view.status) {
        case 'ROLLBACK_SUCCESSFUL':
            return seen.deployment?.status === 'STOPPED'
                ? {
                    result: 'rolled-back',
                    reason: `The former task definition ${(0,arn/* shortArn */.k$)(judged.former ?? '')} was deployed again, and not by this release.`,
                    hint: 'CloudTrail says who (UpdateService); release again when that is settled.',
                }
                : { result: 'rolled-back', reason: `ECS rolled the deployment back${by}.${says}` };
        case 'ROLLBACK_FAILED':
            return /no rollback candidate/i.test(view.statusReason ?? '')
                ? {
                    result: 'failed',
                    reason: `The deployment failed${by}, and ECS had nothing to roll back to: none of the service's deployments has ever succeeded.`,
                }
                : { result: 'failed', reason: `The deployment failed${by}, and so did ECS's rollback.${says}` };
        case 'STOPPED':
            return by === '' && !failedByItself(view)
                ? { result: 'failed', reason: `The deployment was stopped.${says}`, hint: STOPPED_BY_HAND }
                : {
                    result: 'failed',
                    reason: `The deployment failed${by}, and is not configured to be rolled back.${says}`,
                };
        case 'SUPERSEDED':
            return superseded(seen, judged);
    }
    // What ECS rolls back already is left to it.
    if (seen.alarms.length === 0 || view.status.startsWith('ROLLBACK'))
        return undefined;
    return {
        result: 'failed',
        reason: `${seen.alarms.length === 1 ? 'The alarm' : 'The alarms'} ${seen.alarms.join(', ')} went off while the image was deployed.`,
        hint: 'See what the alarm watches; one that has nothing to do with this service does not belong in "alarms".',
    };
}
// The service alone tells a circuit breaker that does not roll back only by its sentence.
function failedByItself({ statusReason = '', failed }) {
    return failed > 0 || /fail|circuit breaker/i.test(statusReason);
}
function triggerOf({ alarms, breaker }) {
    if (alarms.length > 0)
        return `, because ${alarms.length === 1 ? 'the alarm' : 'the alarms'} ${alarms.join(', ')} went off`;
    if (breaker === undefined)
        return '';
    const { failures, threshold } = breaker;
    return `, because the deployment circuit breaker counted ${failures} failed ${failures === 1 ? 'task' : 'tasks'}${threshold > 0 ? ` of ${threshold}` : ''}`;
}
function superseded({ newer }, { taskDefinition, expected }) {
    if (newer === undefined) {
        return {
            result: 'superseded',
            reason: 'Another deployment of the service replaced this one.',
            hint: WHO_DEPLOYS,
        };
    }
    const other = (0,arn/* shortArn */.k$)(newer.taskDefinition);
    const same = newer.taskDefinition === taskDefinition ||
        newer.images.some((image) => expected?.digests.has(image.split('@')[1] ?? '') === true);
    return same
        ? {
            result: 'superseded',
            reason: `Another deployment of this very image (${other}) replaced this one: another run of the same release, perhaps.`,
            hint: `That one decides now. ${CONCURRENCY}`,
        }
        : {
            result: 'superseded',
            reason: `Another deployment of the service (${other}) replaced this one.`,
            hint: WHO_DEPLOYS,
        };
}
const CONCURRENCY = 'Give the workflow a concurrency group for each stage, so that releases wait for each other.';
const WHO_DEPLOYS = `CloudTrail says who deployed it (UpdateService). ${CONCURRENCY}`;
function sentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/rollout-digest.js
/**
 * Whether a service revision runs the released image.
 * Source: Amazon ECS API Reference, ServiceRevision, `containerImages`; Developer Guide, "Container image resolution":
 * ECS resolves an image to a digest once for each deployment, and tells it only when it has.
 * @param images undefined where they were not told
 */
function proveDigest(images, { container, digests }) {
    const digest = images?.find(({ containerName }) => containerName === container)?.imageDigest;
    if (digest === undefined)
        return 'unknown';
    return digests.has(digest) ? 'right' : { runs: digest };
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/rollout-progress.js
/** How far a rollout is, in words: `in progress, bake time, 100 % of the traffic, 2 of 2 tasks running`. */
function progressOf(view) {
    const { status, lifecycleStage, running, desired, failed } = view;
    return [
        words(status),
        ...(lifecycleStage === undefined ? [] : [words(lifecycleStage)]),
        ...trafficOf(view),
        `${running} of ${desired ?? '?'} tasks running`,
        ...(failed === 0 ? [] : [`${failed} failed`]),
    ].join(', ');
}
function trafficOf({ traffic, testTraffic, lifecycleStage }) {
    if (lifecycleStage?.includes('TEST_TRAFFIC') === true && testTraffic !== undefined)
        return [`${testTraffic} % of the test traffic`];
    return traffic === undefined ? [] : [`${traffic} % of the traffic`];
}
/** A constant of ECS in lower-case words. */
function words(constant) {
    return constant.toLowerCase().replaceAll('_', ' ');
}
/** What a paused deployment waits for, and how it goes on. */
function pauseLine(view, serviceDeploymentArn, region) {
    const [hook] = view.paused;
    if (hook === undefined)
        return undefined;
    const until = hook.expiresAt === undefined
        ? ''
        : ` Left alone, it goes on with ${hook.timeoutAction ?? 'ROLLBACK'} at ${hook.expiresAt.toISOString()}.`;
    const at = view.lifecycleStage === undefined ? '' : ` at ${words(view.lifecycleStage)}`;
    return `paused${at} by the lifecycle hook ${hook.hookId ?? '?'}. Continue with: aws ecs continue-service-deployment --region ${region} --service-deployment-arn ${serviceDeploymentArn} --hook-id ${hook.hookId ?? '?'} --action CONTINUE (or ROLLBACK).${until}`;
}
/** `1 minute`, `2.5 minutes`. */
function minutes(milliseconds) {
    const count = Math.round(milliseconds / 6000) / 10;
    return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/rollout-schedule.js
var rollout_schedule = __webpack_require__(7659);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/rollout-view.js
var rollout_view = __webpack_require__(255);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/rollout.js






// ECS tells the digest when it has resolved it; where the image is named by one, it cannot be another.
const PROVING_MS = 60_000;
/**
 * What a rollout means for the release that started it, by what AWS said, and nothing else. Success is one thing only:
 * this very deployment is SUCCESSFUL, and what it runs is the released image.
 */
function judgeRollout(seen, judged, waited) {
    const view = viewOf(seen, judged);
    const ending = endingOf(view, seen, judged) ?? proved(view, seen, judged, waited);
    if (ending === 'goes on') {
        return waited.waitedMs < waited.waitMs
            ? { over: false, progress: progressOf(view), view }
            : explained(timedOut(view, judged, waited), view, seen, judged);
    }
    return explained(ending, view, seen, judged);
}
function viewOf(seen, { deploymentId, former }) {
    const { deployment, service } = seen;
    const told = deployment && (0,rollout_view/* viewFromDeployment */.vC)(deployment);
    if (service === undefined)
        return told ?? (0,rollout_view/* viewFromDeployment */.vC)({});
    const byService = (0,rollout_view/* viewFromService */.Vt)((0,rollout_view/* deploymentEntries */.KH)(service), deploymentId, former);
    if (told === undefined)
        return byService;
    const desired = told.desired ?? service.desiredCount;
    // A deployment is stopped by hand, by its circuit breaker, or because another one came: the service tells which.
    const replaced = told.status === 'STOPPED' && !['SUCCESSFUL', 'IN_PROGRESS'].includes(byService.status);
    return { ...told, desired, status: replaced ? byService.status : told.status };
}
function proved(view, seen, { expected, found }, waited) {
    if (view.status !== 'SUCCESSFUL')
        return 'goes on';
    if (view.desired === 0) {
        return {
            result: 'tagged',
            reason: found?.schedulingStrategy === 'DAEMON'
                ? 'There is no instance that a task of this daemon service could run on: nothing runs, so nothing was proved.'
                : 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
        };
    }
    const few = view.early && view.desired !== undefined && view.running < view.desired
        ? `ECS counts the deployment as successful early, by the service's own criteria: ${view.running} of ${view.desired} tasks run so far.`
        : undefined;
    const done = { result: 'deployed', ...(few === undefined ? {} : { reason: few }) };
    if (expected === undefined || seen.deployment === undefined || seen.images === 'denied')
        return done;
    const proof = proveDigest(seen.images, expected);
    if (proof === 'right')
        return done;
    if (proof === 'unknown')
        return waited.provingMs < PROVING_MS && waited.waitedMs < waited.waitMs ? 'goes on' : done;
    return {
        result: 'failed',
        reason: `The deployment succeeded, but its container "${expected.container}" runs ${proof.runs}, which is not the image that was released.`,
        hint: 'The digest in the task definition and the one that ECS resolved differ: see whether something changes images on their way (a pull-through rule, a proxy), then release again.',
    };
}
function timedOut(view, { found }, { waitMs }) {
    const configured = (0,rollout_schedule/* configuredMs */.V)(found?.deploymentConfiguration);
    const [hook] = view.paused;
    const because = hook !== undefined
        ? `It waits for somebody to continue it at the lifecycle hook ${hook.hookId ?? '?'} (ContinueServiceDeployment).`
        : configured >= waitMs
            ? `The service's deployment strategy alone takes ${minutes(configured)}: set "wait-minutes" to more than that.`
            : undefined;
    return {
        result: 'timed-out',
        reason: `The deployment was not over after ${minutes(waitMs)}: ${progressOf(view)}.`,
        ...(because === undefined ? {} : { hint: because }),
    };
}
const DEFAULT_HINTS = {
    'timed-out': 'Raise "wait-minutes" if the service needs longer; the events below say what it waits for.',
    failed: 'The events and the stopped tasks below say what went wrong.',
    'rolled-back': 'The events and the stopped tasks below say what went wrong.',
};
/** A bad ending with why the tasks stopped, and what to do. */
function explained(ending, view, seen, judged) {
    const { result } = ending;
    const fallback = DEFAULT_HINTS[result];
    if (fallback === undefined || ending.hint !== undefined)
        return { over: true, ...ending };
    const { cause, hint = fallback } = adviceOf(view.statusReason, seen, judged);
    const reason = [ending.reason, cause].filter((part) => part !== undefined).join(' ');
    return { over: true, result, reason, hint };
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/definitions.js
var definitions = __webpack_require__(6418);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/watch-deployment.js



// A deployment of the same task definition that is older than ours, as after a quick way there and back, is not ours.
const CREATED_MARGIN_MS = 5_000;
// Source: API Reference, DescribeServiceRevisions: at most 20 ARNs.
const MOST_REVISIONS = 20;
/**
 * Finds the service deployment that UpdateService started, and follows it. It is not named in UpdateService's answer:
 * it is the one whose target revision runs our task definition, created when ours was.
 * @param note is told once what the role may not see
 * @param finder asks for the list of deployments; the client unless told
 * @returns asks once more; undefined while the list of deployments lags behind
 */
function openDeployment(client, { cluster, service }, judged, note, finder = client) {
    const taskDefinitions = new Map();
    let arn;
    let images;
    let mayAskRevisions = true;
    const askRevisions = async (revisions) => {
        if (!mayAskRevisions || revisions.length === 0)
            return;
        try {
            const { serviceRevisions = [] } = await client.send(new dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns: revisions.slice(0, MOST_REVISIONS) }));
            for (const revision of serviceRevisions) {
                taskDefinitions.set(revision.serviceRevisionArn ?? '', revision.taskDefinition ?? '');
                if (revision.taskDefinition === judged.taskDefinition)
                    images = revision.containerImages;
            }
        }
        catch (error) {
            if (!(0,errors/* isAccessDenied */.w7)(error))
                throw error;
            mayAskRevisions = false;
            note('the role may not see its service revisions, so that the digest which runs is not proved. Allow ecs:DescribeServiceRevisions.');
        }
    };
    const find = async () => {
        const after = judged.createdAt && new Date(judged.createdAt.getTime() - CREATED_MARGIN_MS);
        const { serviceDeployments = [] } = await finder.send(new dist_cjs/* ListServiceDeploymentsCommand */.jz8({ cluster, service, ...(after ? { createdAt: { after } } : {}) }));
        const revisionOf = ({ targetServiceRevisionArn = '' }) => targetServiceRevisionArn;
        await askRevisions(serviceDeployments.map(revisionOf).filter((each) => !taskDefinitions.has(each)));
        const own = serviceDeployments.filter((each) => !mayAskRevisions || taskDefinitions.get(revisionOf(each)) === judged.taskDefinition);
        return nearest(own, judged.createdAt)?.serviceDeploymentArn;
    };
    return async () => {
        arn ??= await find();
        if (arn === undefined)
            return undefined;
        const answer = await client.send(new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: [arn] }));
        const [deployment] = answer.serviceDeployments ?? [];
        if (deployment === undefined)
            return undefined;
        const { expected } = judged;
        if (deployment.status === 'SUCCESSFUL' && expected && proveDigest(images, expected) === 'unknown') {
            await askRevisions([deployment.targetServiceRevision?.arn ?? ''].filter((each) => each !== ''));
        }
        return { deployment, images: mayAskRevisions ? images : 'denied' };
    };
}
/** The deployment that was created closest to a time, the newest where none is known. */
function nearest(deployments, createdAt) {
    const distance = (each) => {
        const at = each.createdAt?.getTime() ?? 0;
        return createdAt === undefined ? -at : Math.abs(at - createdAt.getTime());
    };
    return deployments.toSorted((a, b) => distance(a) - distance(b))[0];
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/watch-tasks.js
var watch_tasks = __webpack_require__(3332);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/watch-look.js







// Between two looks at what only explains.
const ERRAND_MS = 1_500;
/** @param note is told once what the role may not see */
function openLook(client, subject, clock, note) {
    const { cluster, service: name } = subject.service;
    const askDeployment = openDeployment(client, subject.service, subject, note, subject.finder);
    const tasks = (0,watch_tasks/* openStoppedTasks */.c)(client, subject.service);
    const alarms = new Set();
    let maySeeDeployments = true;
    let told;
    let service;
    let gone;
    let newer;
    let failed = 0;
    let turn = 0;
    let ranAt = clock.now();
    const seen = () => ({
        deployment: told?.deployment,
        images: told?.images,
        service,
        gone,
        newer,
        stopped: tasks.seen(),
        alarms: [...alarms],
    });
    const readService = async () => {
        const answer = await client.send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [name] }));
        const found = answer.services?.[0];
        if (found === undefined || found.status === 'INACTIVE' || found.status === 'DRAINING')
            gone = 'service';
        service = found ?? service;
    };
    const readNewer = async () => {
        if (service === undefined || newer !== undefined)
            return;
        const entries = (0,rollout_view/* deploymentEntries */.KH)(service);
        if ((0,rollout_view/* viewFromService */.Vt)(entries, subject.deploymentId, subject.former).status !== 'SUPERSEDED')
            return;
        const taskDefinition = entries.find(({ status }) => status === 'PRIMARY')?.taskDefinition ?? '';
        const definition = await (0,definitions/* describeTaskDefinition */.oh)(client, taskDefinition).catch(() => undefined);
        newer = { taskDefinition, images: definition?.containers.map(({ image }) => image) ?? [] };
    };
    const readAlarms = async (isDue) => {
        for (const alarm of (await subject.alarms?.(isDue)) ?? [])
            alarms.add(alarm);
    };
    const errand = async () => {
        const now = clock.now();
        if (now - ranAt < ERRAND_MS)
            return;
        ranAt = now;
        const before = failed;
        failed = told?.deployment.deploymentCircuitBreaker?.failureCount ?? 0;
        if (tasks.isBehind() || failed > before) {
            await tasks.readOn();
            return;
        }
        const rest = [
            ...(subject.alarms === undefined ? [] : [readAlarms]),
            ...(told === undefined ? [] : [readService]),
            tasks.readOn,
        ];
        await rest[turn++ % rest.length]?.();
    };
    /** The deployment itself, or what the service tells of it. */
    const readRollout = async () => {
        if (maySeeDeployments) {
            try {
                told = await askDeployment();
            }
            catch (error) {
                // Once it could be seen, a failure is one of the moment.
                if (told !== undefined || goneBy(error) !== undefined || (0,errors/* isThrottled */.B5)(error))
                    throw error;
                maySeeDeployments = false;
                note(`judged by the service alone, because ${(0,errors/* isAccessDenied */.w7)(error) ? 'the role may not see its service deployments. Allow ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions for exact reasons.' : (0,shared_errors/* messageOf */.b)(error)}`);
            }
        }
        if (told === undefined || told.deployment.status === 'STOPPED')
            await readService();
        await readNewer();
    };
    return {
        next: async () => {
            try {
                await readRollout();
                await errand();
            }
            catch (error) {
                gone = goneBy(error);
                if (gone === undefined)
                    throw error;
            }
            return seen();
        },
        withAlarms: async () => {
            await readAlarms(true);
            return seen();
        },
        full: async () => {
            await Promise.allSettled([readService(), tasks.readAll()]);
            return seen();
        },
    };
}
function goneBy(error) {
    switch ((0,errors/* awsErrorName */.ZH)(error)) {
        case 'ServiceNotFoundException':
        case 'ServiceNotActiveException':
            return 'service';
        case 'ClusterNotFoundException':
            return 'cluster';
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/watch-news.js



const REPEAT_MS = 60_000;
/**
 * Tells what is new at each look: events of the service since the deployment began, oldest first, and reasons that
 * tasks stopped for, each once, with what to do.
 */
function openNews(judged) {
    const told = new Set();
    const isNew = (text) => !told.has(text) && told.add(text).has(text);
    // What happened before a way back was told already.
    let isPast = judged.expected === undefined;
    return ({ service, stopped }) => {
        const events = eventsSince(service?.events, judged.createdAt)
            .toReversed()
            .filter(({ id, message = '' }) => isNew(id ?? message))
            .map(eventLine);
        const stops = stopsOf(stopped, judged)
            .filter(({ line }) => isNew(line.replace(/^\d+ tasks? /, '')))
            .flatMap(({ line, hint }) => [line, ...(hint !== undefined && isNew(hint) ? [`  ${hint}`] : [])]);
        const past = isPast;
        if (service !== undefined)
            isPast = false;
        return past ? [] : [...events, ...stops];
    };
}
/**
 * Tells how a rollout goes on when that changed, once a minute else, and once for each hook that it is paused at.
 * @returns takes the time since the wait began, in milliseconds
 */
function openProgress(region, say) {
    let said = '';
    let saidAt = 0;
    let paused;
    return ({ progress, view }, arn, waitedMs) => {
        const pause = pauseLine(view, arn ?? '?', region);
        if (pause !== undefined && pause !== paused)
            say(pause);
        paused = pause;
        const changed = progress !== said;
        if (!changed && waitedMs - saidAt < REPEAT_MS)
            return;
        say(changed ? progress : `${progress} (after ${minutes(waitedMs)})`);
        said = progress;
        saidAt = waitedMs;
    };
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/watch.js







/** How often a call may be tried that looks for a deployment: the service itself tells enough where it fails. */
const FINDING_ATTEMPTS = 2;
const LOG_LINES = 10;
const LOGS_OF_REASONS = 2;
/**
 * Waits until a deployment is over, or the time is. Says how it goes on whenever that changes and once a minute, what
 * ECS says meanwhile as it comes, and in the end why it did not succeed.
 * @throws what AWS answered when it cannot be asked any more, and the signal's reason
 */
async function watchRollout(client, watched, waitMs, ports) {
    const { clock, signal } = ports;
    const say = (text) => {
        ports.log.info(`${watched.target.name}: ${text}`);
    };
    const alarms = watched.target.alarms.length === 0 ? undefined : watched.alarms;
    const look = openLook(client, { ...watched, alarms }, clock, say);
    const news = openNews(watched);
    const began = clock.now();
    let succeededAt;
    const tellProgress = openProgress(watched.target.region, say);
    warnOfShortWait(watched.found, waitMs, say);
    for (;;) {
        let seen = await (0,patience/* patiently */.d)(look.next, ports, say);
        const now = clock.now();
        if (seen.deployment?.status === 'SUCCESSFUL')
            succeededAt ??= now;
        const waited = { waitedMs: now - began, waitMs, provingMs: now - (succeededAt ?? now) };
        let verdict = judgeRollout(seen, watched, waited);
        if (verdict.over && verdict.result === 'deployed' && alarms !== undefined) {
            seen = await look.withAlarms();
            verdict = judgeRollout(seen, watched, waited);
        }
        news(seen).forEach(say);
        if (verdict.over) {
            if (!isToExplain(verdict, watched))
                return outcomeOf(verdict, seen);
            const whole = await look.full();
            const again = judgeRollout(whole, watched, waited);
            const ended = again.over && again.result === verdict.result ? again : verdict;
            return { ...outcomeOf(ended, whole), evidence: await explain(whole, watched) };
        }
        tellProgress(verdict, seen.deployment?.serviceDeploymentArn, now - began);
        await clock.sleep(Math.min((0,rollout_schedule/* pauseAfter */.l)(now - began), Math.max(began + waitMs - now, 1)), signal);
    }
}
/** What succeeded, was replaced by another deployment, or came back as it was meant to, needs no evidence. */
function isToExplain({ result }, { expected }) {
    const isBack = result === 'rolled-back' && expected === undefined;
    return !isBack && !['deployed', 'tagged', 'superseded'].includes(result);
}
function warnOfShortWait(found, waitMs, say) {
    const configured = (0,rollout_schedule/* configuredMs */.V)(found?.deploymentConfiguration);
    if (configured < waitMs || configured === 0)
        return;
    const strategy = found?.deploymentConfiguration?.strategy ?? 'ROLLING';
    say(`its ${strategy} deployment takes ${minutes(configured)} by its configuration alone, and "wait-minutes" is ${waitMs / 60_000}: it will time out.`);
}
function outcomeOf({ result, reason, hint }, { deployment }) {
    const arn = deployment?.serviceDeploymentArn;
    return {
        result,
        accepted: true,
        ...(reason === undefined ? {} : { reason }),
        ...(hint === undefined ? {} : { hint }),
        ...(arn === undefined ? {} : { serviceDeploymentArn: arn }),
    };
}
/** What AWS said, with the end of the log of a container for the commonest reasons that tasks stopped for. */
async function explain(seen, watched) {
    const { tail } = watched;
    const logs = stopsOf(seen.stopped, watched)
        .slice(0, LOGS_OF_REASONS)
        .map(async ({ taskArn, container }) => {
        if (container === undefined || tail === undefined)
            return [];
        return (await tail(taskArn, container, LOG_LINES)).map((line) => `${container}: ${line}`);
    });
    return [...evidenceOf(seen, watched), ...(await Promise.all(logs)).flat()];
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


/***/ })

};
