export const id = 20;
export const ids = [20];
export const modules = {

/***/ 3169:
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

/***/ 4020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareEcsTarget: () => (/* binding */ prepareEcsTarget)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js
var errors = __webpack_require__(6177);
// EXTERNAL MODULE: ./.build/shared/release/failure.js
var failure = __webpack_require__(9034);
// EXTERNAL MODULE: ./.build/shared/release/ecs/container.js
var ecs_container = __webpack_require__(3169);
;// CONCATENATED MODULE: ./.build/shared/release/ecs/diagnose.js

const MOST_EVENTS = 5;
const TELLING = /fail|unhealthy|error|throttle|unable|missing|alarm|roll|stopped|insufficient|not able/i;
/**
 * Why a deployment did not succeed, as far as AWS tells: the service's events since it began, and its stopped tasks
 * grouped by reason. What the role may not read is left out: the release failed already, and for its own reason.
 */
async function explainFailure(client, service, taskDefinition, since) {
    const [events, tasks] = await Promise.all([
        client
            .send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster: service.cluster, services: [service.service] }))
            .then((answer) => answer.services?.[0]?.events ?? [])
            .catch(() => []),
        stoppedTasks(client, service).catch(() => []),
    ]);
    return [
        ...stoppedReasons(tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === taskDefinition)),
        ...tellingEvents(events, since),
    ];
}
// Source: Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors": kept for one hour at least.
async function stoppedTasks(client, { cluster, service }) {
    const serviceName = service.split('/').at(-1);
    const { taskArns = [] } = await client.send(new dist_cjs/* ListTasksCommand */.MYg({ cluster, serviceName, desiredStatus: 'STOPPED' }));
    if (taskArns.length === 0)
        return [];
    const { tasks = [] } = await client.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks: taskArns.slice(0, 100) }));
    return tasks;
}
/** The events that tell of a failure since a time, oldest first; all of them when none does. */
function tellingEvents(events, since) {
    const recent = events
        .filter(({ createdAt }) => since === undefined || createdAt === undefined || createdAt >= since)
        .flatMap(({ message }) => message ?? []);
    const telling = recent.filter((message) => TELLING.test(message));
    return (telling.length > 0 ? telling : recent).slice(0, MOST_EVENTS).toReversed();
}
/** One line for each reason that tasks stopped for, the commonest first. */
function stoppedReasons(tasks) {
    const counts = new Map();
    for (const task of tasks) {
        const exits = (task.containers ?? [])
            .filter(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined)
            .map(({ name, exitCode, reason }) => [
            `container ${name ?? '?'}`,
            exitCode === undefined
                ? undefined
                : `exit code ${exitCode}${exitCode === 137 ? ' (killed, out of memory?)' : ''}`,
            reason,
        ]
            .filter((part) => part !== undefined)
            .join(' '));
        const why = [task.stoppedReason ?? task.stopCode ?? 'no reason given', ...exits].join('; ');
        counts.set(why, (counts.get(why) ?? 0) + 1);
    }
    return [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([why, count]) => `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${why}`);
}

;// CONCATENATED MODULE: ./.build/shared/aws/raw-json.js
/**
 * Sends a command of a JSON protocol with the SDK's endpoint, signature, retries and errors, but with our own body
 * (where given) and with the response as the service wrote it. The SDK's types drop every field that this release of
 * the SDK does not know, in both directions and without a word: a task definition cloned through them loses what AWS
 * has added since.
 * @param middlewareStack the command's own
 * @param send sends that command
 */
async function sendRaw(middlewareStack, send, body) {
    let answer = {};
    const withBody = (next) => async (args) => {
        if (body !== undefined && isMessage(args.request))
            args.request.body = JSON.stringify(body);
        return await next(args);
    };
    const keepAnswer = (next) => async (args) => {
        const result = await next(args);
        if (!isMessage(result.response))
            return result;
        const bytes = await readAll(result.response.body);
        result.response.body = bytes;
        if (result.response.statusCode === 200)
            answer = parseObject(bytes);
        return result;
    };
    middlewareStack.addRelativeTo(withBody, {
        relation: 'after',
        toMiddleware: 'serializerMiddleware',
        name: 'rawRequestMiddleware',
    });
    middlewareStack.addRelativeTo(keepAnswer, {
        relation: 'after',
        toMiddleware: 'deserializerMiddleware',
        name: 'rawResponseMiddleware',
    });
    await send();
    return answer;
}
function isMessage(value) {
    return typeof value === 'object' && value !== null && 'headers' in value;
}
async function readAll(body) {
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}
function parseObject(bytes) {
    const value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return isJsonObject(value) ? value : {};
}
/** True for a JSON object, false for arrays, null and plain values. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/release/ecs/task-definition.js

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
    const definition = isJsonObject(answer['taskDefinition']) ? answer['taskDefinition'] : {};
    const arn = definition['taskDefinitionArn'];
    return {
        arn: typeof arn === 'string' ? arn : '',
        definition,
        tags: objects(answer['tags']),
        containers: objects(definition['containerDefinitions']).map(({ name, image }) => ({
            name: typeof name === 'string' ? name : '',
            image: typeof image === 'string' ? image : '',
        })),
    };
}
/**
 * The request that registers the same task definition with another image in one container and nothing else changed.
 * Tags of AWS itself cannot be set, and an empty list of tags is refused.
 */
function withImage(base, container, image) {
    const kept = Object.entries(base.definition).filter(([key]) => !OF_THE_REVISION.has(key));
    const containerDefinitions = objects(base.definition['containerDefinitions']).map((definition, index) => index === container ? { ...definition, image } : definition);
    const tags = base.tags.filter(({ key }) => typeof key !== 'string' || !key.startsWith('aws:'));
    return {
        ...Object.fromEntries(kept),
        containerDefinitions,
        ...(tags.length === 0 ? {} : { tags: [...tags] }),
    };
}
function objects(value) {
    return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

;// CONCATENATED MODULE: ./.build/shared/release/ecs/service.js





/**
 * Looks a service up and refuses what cannot be deployed to.
 * Source: Amazon ECS API Reference, DescribeServices: a service that does not exist is not an error but an entry of
 * `failures` with the reason MISSING.
 * @throws UserError
 */
async function describeService(client, target, { cluster, service }) {
    const where = `in the cluster "${cluster}" in ${target.region}`;
    const answer = await client
        .send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [service] }))
        .catch((error) => {
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'ClusterNotFoundException')
            throw error;
        throw new shared_errors/* UserError */.y(`There is no ECS cluster "${cluster}" in ${target.region}.`, 'Check "cluster-arn" and the region ("stage-region", or the one in the ARN).', { cause: error });
    });
    const found = answer.services?.[0];
    if (found === undefined) {
        throw new shared_errors/* UserError */.y(`There is no ECS service "${service}" ${where}.`, 'Check "service-name", the cluster and the region. A service that is not created yet is given as "placeholder" or left empty.');
    }
    if (found.status !== 'ACTIVE') {
        throw new shared_errors/* UserError */.y(`The ECS service "${service}" ${where} is ${found.status ?? 'in no state'}, not ACTIVE.`);
    }
    const controller = found.deploymentController?.type ?? 'ECS';
    if (controller !== 'ECS') {
        throw new shared_errors/* UserError */.y(`The ECS service "${service}" ${where} is deployed by ${controller}, which this action cannot do.`, 'Its deployment controller must be ECS (rolling, blue/green, linear or canary).');
    }
    return found;
}
/** Reads a task definition as it is, with its tags and with fields that no SDK knows. */
async function describeTaskDefinition(client, taskDefinition) {
    const command = new dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition, include: ['TAGS'] });
    return readTaskDefinition(await sendRaw(command.middlewareStack, async () => await client.send(command)));
}
/** Registers a revision from raw JSON. Returns its ARN. */
async function registerTaskDefinition(client, definition) {
    const command = new dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({ family: '', containerDefinitions: [] });
    const answer = await sendRaw(command.middlewareStack, async () => await client.send(command), definition);
    const registered = isJsonObject(answer['taskDefinition'])
        ? answer['taskDefinition']['taskDefinitionArn']
        : undefined;
    if (typeof registered !== 'string')
        throw new Error('RegisterTaskDefinition answered without an ARN');
    return registered;
}
/**
 * Starts a deployment of a task definition. Nothing but the task definition is sent: the desired count is the
 * autoscaler's, and the deployment strategies of ECS refuse most other fields.
 * @returns the new primary deployment
 */
async function updateService(client, { cluster, service }, taskDefinition) {
    const answer = await client.send(new dist_cjs/* UpdateServiceCommand */.kZr({ cluster, service, taskDefinition }));
    const primary = answer.service?.deployments?.find(({ status }) => status === 'PRIMARY');
    if (primary === undefined)
        throw new Error('UpdateService answered without a primary deployment');
    return primary;
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

;// CONCATENATED MODULE: ./.build/shared/release/ecs/rollout.js
/**
 * What a rollout means for the release that started it. Success is one status only; there is no FAILED: a deployment
 * that failed is stopped or rolled back.
 * Source: Amazon ECS API Reference, ServiceDeployment, `status`.
 */
function judgeRollout(view) {
    const because = view.statusReason === undefined ? '' : ` ECS says: ${view.statusReason}`;
    const alarms = view.alarms.length === 0 ? '' : ` Alarms: ${view.alarms.join(', ')}.`;
    switch (view.status) {
        case 'SUCCESSFUL':
            if (view.desired === 0) {
                return {
                    over: true,
                    result: 'tagged',
                    reason: 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
                };
            }
            return { over: true, result: 'deployed' };
        case 'ROLLBACK_SUCCESSFUL':
            return {
                over: true,
                result: 'rolled-back',
                reason: `ECS rolled the deployment back.${because}${alarms}`,
            };
        case 'ROLLBACK_FAILED':
            return {
                over: true,
                result: 'failed',
                reason: `The deployment failed, and so did ECS's rollback.${because}${alarms}`,
            };
        case 'STOPPED':
            return { over: true, result: 'failed', reason: `The deployment was stopped.${because}` };
        case 'SUPERSEDED':
            return {
                over: true,
                result: 'superseded',
                reason: `Another deployment of the service replaced this one.${because}`,
            };
        default:
            return { over: false, progress: progressOf(view) };
    }
}
function progressOf(view) {
    const stage = view.lifecycleStage === undefined ? '' : `, ${words(view.lifecycleStage)}`;
    const failed = view.failed === 0 ? '' : `, ${view.failed} failed`;
    return `${words(view.status)}${stage}, ${view.running} of ${view.desired} tasks running${failed}`;
}
function words(status) {
    return status.toLowerCase().replaceAll('_', ' ');
}
/**
 * The same judgement from DescribeServices alone, for roles that may not see service deployments. A deployment that
 * was rolled back disappears from the list; who is primary then tells a rollback from another deployment.
 * Source: Amazon ECS API Reference, Deployment, `rolloutState` (absent behind a Classic Load Balancer).
 * @param id the deployment that UpdateService answered with
 * @param former the task definition that the service ran before
 */
function viewFromService(deployments, id, former) {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    const own = deployments.find((deployment) => deployment.id === id);
    const view = (entry, status) => ({
        status,
        statusReason: entry?.rolloutStateReason,
        running: entry?.running ?? 0,
        desired: entry?.desired ?? 0,
        failed: entry?.failed ?? 0,
        lifecycleStage: undefined,
        alarms: [],
    });
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

;// CONCATENATED MODULE: ./.build/shared/release/ecs/watch.js





const FIRST_POLL_MS = 500;
const SLOWEST_POLL_MS = 15_000;
const REPEAT_PROGRESS_MS = 60_000;
// A deployment of the same task definition that is older than ours, as after a quick way there and back, is not ours.
const CREATED_MARGIN_MS = 5_000;
/** Waits until a deployment is over, or the time is. Says how it goes on whenever that changes. */
async function watchRollout(client, watched, waitMs, ports) {
    const { clock, log, signal } = ports;
    const deadline = clock.now() + waitMs;
    const look = serviceDeploymentView(client, watched, ports);
    let said = { text: '', at: 0 };
    let serviceDeploymentArn;
    for (let pause = FIRST_POLL_MS;; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
        const seen = await look();
        serviceDeploymentArn ??= seen.arn;
        const verdict = judgeRollout(seen.view);
        const arn = serviceDeploymentArn === undefined ? {} : { serviceDeploymentArn };
        if (verdict.over) {
            return {
                result: verdict.result,
                accepted: true,
                ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
                ...arn,
            };
        }
        const now = clock.now();
        if (verdict.progress !== said.text || now - said.at >= REPEAT_PROGRESS_MS) {
            said = { text: verdict.progress, at: now };
            log.info(`${watched.target.name}: ${verdict.progress}`);
        }
        if (now >= deadline) {
            return {
                result: 'timed-out',
                accepted: true,
                reason: `The deployment was not over after ${Math.round(waitMs / 6000) / 10} minutes: ${verdict.progress}.`,
                hint: 'Raise "wait-minutes" if the service needs longer; the events below say what it waits for.',
                ...arn,
            };
        }
        await clock.sleep(Math.min(pause, Math.max(deadline - now, 1)), signal);
    }
}
function serviceDeploymentView(client, watched, { log }) {
    let arn;
    let mayAsk = true;
    return async () => {
        if (mayAsk) {
            try {
                arn ??= await findServiceDeployment(client, watched);
                const deployment = arn === undefined ? undefined : await describeDeployment(client, arn);
                if (deployment && deployment.status !== 'STOPPED')
                    return { view: viewFromDeployment(deployment), arn };
                if (deployment)
                    return { view: await viewOfStopped(client, watched, deployment), arn };
            }
            catch (error) {
                mayAsk = false;
                const why = (0,errors/* isAccessDenied */.w7)(error)
                    ? 'the role may not see its service deployments. Allow ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions for exact reasons.'
                    : (0,shared_errors/* messageOf */.b)(error);
                log.info(`${watched.target.name}: judged by the service alone, because ${why}`);
            }
        }
        const service = await readService(client, watched.service);
        return { view: viewFromService(deploymentEntries(service), watched.deploymentId, watched.former) };
    };
}
/** The service deployment whose target revision runs our task definition; none while the list lags behind. */
async function findServiceDeployment(client, watched) {
    const { cluster, service } = watched.service;
    const after = watched.createdAt && new Date(watched.createdAt.getTime() - CREATED_MARGIN_MS);
    const { serviceDeployments = [] } = await client.send(new dist_cjs/* ListServiceDeploymentsCommand */.jz8({ cluster, service, ...(after ? { createdAt: { after } } : {}) }));
    const revisions = serviceDeployments.flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
    if (revisions.length === 0)
        return undefined;
    const { serviceRevisions = [] } = await client.send(new dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns: [...new Set(revisions)].slice(0, 20) }));
    const own = new Set(serviceRevisions
        .filter(({ taskDefinition }) => taskDefinition === watched.taskDefinition)
        .map(({ serviceRevisionArn }) => serviceRevisionArn));
    return serviceDeployments
        .filter(({ targetServiceRevisionArn }) => own.has(targetServiceRevisionArn))
        .toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0]
        ?.serviceDeploymentArn;
}
async function describeDeployment(client, arn) {
    const answer = await client.send(new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: [arn] }));
    return answer.serviceDeployments?.[0];
}
async function readService(client, { cluster, service }) {
    const answer = await client.send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [service] }));
    return answer.services?.[0] ?? {};
}
/** A deployment is stopped by hand, by a rollback, or because another one came: the service tells which. */
async function viewOfStopped(client, watched, deployment) {
    const entries = deploymentEntries(await readService(client, watched.service));
    const { status } = viewFromService(entries, watched.deploymentId, watched.former);
    const stopped = viewFromDeployment(deployment);
    return status === 'SUCCESSFUL' || status === 'IN_PROGRESS' ? stopped : { ...stopped, status };
}
function viewFromDeployment(deployment) {
    const revision = deployment.targetServiceRevision;
    return {
        status: deployment.status ?? 'PENDING',
        statusReason: deployment.rollback?.reason ?? deployment.statusReason,
        running: revision?.runningTaskCount ?? 0,
        desired: revision?.requestedTaskCount ?? 0,
        failed: deployment.deploymentCircuitBreaker?.failureCount ?? 0,
        lifecycleStage: deployment.lifecycleStage,
        alarms: deployment.alarms?.triggeredAlarmNames ?? [],
    };
}

;// CONCATENATED MODULE: ./.build/shared/release/ecs/target.js








/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, and it is known which container gets
 * the image.
 * @throws UserError when the release cannot work here
 */
async function prepareEcsTarget(session, target, runs, image, request, ports) {
    const client = session.client(dist_cjs/* ECSClient */.Zgc, target.region);
    const service = await describeService(client, target, runs);
    const former = await describeTaskDefinition(client, service.taskDefinition ?? '');
    const container = (0,ecs_container/* findContainer */.FA)(former.containers, target.repository, runs.container, shortArn(former.arn));
    const runsNow = (0,ecs_container/* digestIn */.s)(former.containers[container]?.image ?? '');
    const entries = deploymentEntries(service);
    const primary = entries.find(({ status }) => status === 'PRIMARY');
    const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED';
    // A deployment that failed is the primary one still where no circuit breaker rolls back: it is not waited for again.
    const runsIt = runsNow === image.digest && primary !== undefined && primary.rolloutState !== 'FAILED';
    const settled = runsIt && steady && entries.length <= 1;
    // A release that was killed after UpdateService left the service on its way, and what it ran before is still there.
    const outgoing = entries.find(({ status, taskDefinition }) => status === 'ACTIVE' && taskDefinition !== former.arn);
    const backTo = runsIt ? outgoing?.taskDefinition : former.arn;
    const watch = async (deployment, from) => {
        const { id = '', taskDefinition = '', createdAt } = deployment;
        const watched = { target, service: runs, deploymentId: id, taskDefinition, former: from, createdAt };
        try {
            const outcome = await watchRollout(client, watched, request.waitMs, ports);
            if (outcome.result === 'deployed' || outcome.result === 'tagged')
                return outcome;
            return { ...outcome, evidence: await explainFailure(client, runs, taskDefinition, createdAt) };
        }
        catch (error) {
            return (0,failure/* brokenOff */.H)(error, true, ports.signal);
        }
    };
    const roll = async (taskDefinition, from) => {
        try {
            const deployment = await updateService(client, runs, taskDefinition);
            if (request.wait === 'none')
                return { result: 'deployed', accepted: true };
            return await watch({ ...deployment, taskDefinition }, from);
        }
        catch (error) {
            return (0,failure/* brokenOff */.H)(error, !(0,errors/* isRefusal */.vu)(error), ports.signal);
        }
    };
    return {
        target,
        settled,
        deploy: async () => {
            if (settled || (runsIt && request.wait === 'none'))
                return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn };
            if (runsIt) {
                const underWay = service.deployments?.find(({ id }) => id === primary.id);
                const outcome = await watch({ ...underWay, taskDefinition: former.arn }, backTo);
                return { ...outcome, taskDefinitionArn: former.arn };
            }
            const reference = `${target.repository.url}@${image.digest}`;
            const taskDefinitionArn = await registerTaskDefinition(client, withImage(former, container, reference));
            ports.log.info(`${target.name}: ${shortArn(former.arn)} -> ${shortArn(taskDefinitionArn)}`);
            const outcome = await roll(taskDefinitionArn, former.arn);
            return { ...outcome, taskDefinitionArn, previousTaskDefinitionArn: former.arn };
        },
        rollBack: async () => {
            if (backTo === undefined)
                return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' };
            ports.log.info(`${target.name}: back to ${shortArn(backTo)}`);
            const outcome = await roll(backTo, undefined);
            const back = outcome.result === 'deployed' || outcome.result === 'tagged';
            return {
                ...outcome,
                result: back ? 'rolled-back' : 'failed',
                taskDefinitionArn: backTo,
                ...(back
                    ? {}
                    : {
                        reason: `It could not be brought back to ${shortArn(backTo)}: ${outcome.reason ?? outcome.result}`,
                    }),
            };
        },
    };
}
/** `family:revision` of a task definition's ARN. */
function shortArn(arn) {
    return arn.split('/').at(-1) ?? arn;
}


/***/ })

};
