export const id = 211;
export const ids = [211];
export const modules = {

/***/ 5123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ appSpecOfService),
/* harmony export */   D: () => (/* binding */ revisionOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);


/**
 * The AppSpec that deploys a task definition as the service is set up now: the container and port that its load balancer
 * reaches, its platform version, network and capacity providers.
 * Source: CodeDeploy User Guide, "AppSpec 'resources' section for Amazon ECS deployments".
 * @param name of the service for messages
 * @throws UserError where the load balancer does not tell a container and a port
 */
function appSpecOfService(service, name) {
    const taskSet = service.taskSets?.find(({ status }) => status === 'PRIMARY');
    const balancer = onlyBalancer(taskSet?.loadBalancers, service.loadBalancers, name);
    const network = (taskSet?.networkConfiguration ?? service.networkConfiguration)?.awsvpcConfiguration;
    const providers = [service.capacityProviderStrategy, taskSet?.capacityProviderStrategy].find((strategy) => strategy !== undefined && strategy.length > 0);
    const platformVersion = service.platformVersion ?? taskSet?.platformVersion;
    return (taskDefinitionArn) => appSpecText({
        TaskDefinition: taskDefinitionArn,
        LoadBalancerInfo: { ContainerName: balancer.containerName, ContainerPort: balancer.containerPort },
        PlatformVersion: platformVersion,
        NetworkConfiguration: network === undefined
            ? undefined
            : {
                AwsvpcConfiguration: {
                    Subnets: network.subnets ?? [],
                    SecurityGroups: network.securityGroups ?? [],
                    AssignPublicIp: network.assignPublicIp,
                },
            },
        CapacityProviderStrategy: providers?.map(({ base, capacityProvider, weight }) => ({
            Base: base,
            CapacityProvider: capacityProvider ?? '',
            Weight: weight,
        })),
    });
}
function appSpecText(Properties) {
    const document = {
        version: 0.0,
        Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }],
    };
    return JSON.stringify(document);
}
function onlyBalancer(ofTaskSet, ofService, name) {
    const balancers = [ofTaskSet, ofService].find((list) => list !== undefined && list.length > 0) ?? [];
    const pairs = new Map(balancers.flatMap(({ containerName, containerPort }) => containerName === undefined || containerPort === undefined
        ? []
        : [[`${containerName}:${containerPort}`, { containerName, containerPort }]]));
    const [only, another] = [...pairs.values()];
    if (only !== undefined && another === undefined)
        return only;
    const found = only === undefined ? 'no container and port' : `several of them: ${[...pairs.keys()].join(', ')}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`CodeDeploy needs to know where the load balancer of the service "${name}" reaches its containers, and ECS tells ${found}.`, 'Set "codedeploy-appspec" to an AppSpec file that has them under LoadBalancerInfo.');
}
/** The revision that CreateDeployment takes for an AppSpec. Source: CodeDeploy API Reference, AppSpecContent. */
function revisionOf(content) {
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
    return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } };
}


/***/ }),

/***/ 7211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bringBackCodeDeploy: () => (/* binding */ bringBackCodeDeploy)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7507);
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7831);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4760);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1299);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6087);
/* harmony import */ var _definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6418);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2875);
/* harmony import */ var _conclude_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5505);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7323);
/* harmony import */ var _describe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3402);
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7722);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4648);












/**
 * Brings a service of CodeDeploy back to the task definition of `wayBack`. A deployment of ours that is under way, or
 * whose former tasks have not ended yet, is stopped and rolled back by CodeDeploy, which only reroutes the traffic; else
 * the former task definition is deployed again. What belongs to someone else by now is left alone.
 */
async function bringBackCodeDeploy(target, runs, wayBack, pace, context) {
    const { taskDefinition: former, application, group, appSpec } = wayBack;
    const texts = [former, application, group, appSpec];
    if (!texts.every((text) => typeof text === 'string'))
        return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' };
    const [to = '', applicationName = '', groupName = '', content = ''] = texts;
    try {
        const ecs = context.session.client(_aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_10__/* .ECSClient */ .Zgc, target.region);
        const service = await (0,_service_js__WEBPACK_IMPORTED_MODULE_4__/* .findService */ .Ln)(ecs, target, runs);
        const way = {
            client: context.session.client(_aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_11__/* .CodeDeployClient */ .cHd, target.region),
            ecs,
            target,
            runs,
            place: {
                cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(service.clusterArn ?? runs.cluster),
                service: service.serviceName ?? (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(runs.service),
                region: target.region,
            },
            name: { application: applicationName, group: groupName },
            context,
            definition: {},
        };
        context.ports.log.info(`${target.name}: back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(to)}`);
        return await goBack(way, { to, content, now: (0,_service_js__WEBPACK_IMPORTED_MODULE_4__/* .runningTaskDefinition */ .cd)(service), wayBack }, pace);
    }
    catch (error) {
        return ended((0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .brokenOff */ .H1)(error, true, context.ports.signal), to);
    }
}
async function goBack(way, back, pace) {
    const { to, now } = back;
    const last = (await (0,_group_js__WEBPACK_IMPORTED_MODULE_9__/* .getGroup */ .W)(way.client, way.name)).lastAttemptedDeployment;
    if (last?.deploymentId !== undefined && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .isUnderWay */ .gn)(last.status)) {
        const info = await (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .getDeployment */ .i8)(way.client, last.deploymentId);
        const itsOwn = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .taskDefinitionIn */ .ah)(info);
        const isRollback = info.creator === 'codeDeployRollback';
        if (!isRollback && !(await isOurs(way, itsOwn, back.wayBack)))
            return superseded(itsOwn ?? now, to);
        return await stopped(way, back, last.deploymentId, itsOwn ?? now, isRollback, pace);
    }
    if (now === to)
        return { result: 'rolled-back', accepted: true, taskDefinitionArn: to };
    if (!(await isOurs(way, now, back.wayBack)))
        return superseded(now, to);
    return await redeployed(way, back, pace);
}
/** What is deployed by this release is known by its ARN or, after a kill, by the digest that it runs. */
async function isOurs(way, taskDefinition, wayBack) {
    if (taskDefinition === undefined)
        return false;
    if (typeof wayBack['deployed'] === 'string')
        return wayBack['deployed'] === taskDefinition;
    const { containers } = await (0,_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .describeTaskDefinition */ .oh)(way.ecs, taskDefinition);
    const released = containers.find(({ name }) => name === wayBack['container']);
    return released !== undefined && (0,_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(released.image) === wayBack['digest'];
}
async function stopped(way, back, id, ours, isRollback, pace) {
    const { to } = back;
    if (!isRollback)
        await (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .stopDeployment */ .Uk)(way.client, id);
    if (pace === 'start') {
        const reason = `CodeDeploy brings the traffic back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(to)}; that was not waited for.`;
        return { result: 'cancelled', accepted: true, reason };
    }
    const followed = await (0,_follow_js__WEBPACK_IMPORTED_MODULE_8__/* .followDeployment */ .I)(way, id);
    if (isRollback && followed.end === 'deployed')
        return ended({ result: 'deployed', accepted: true }, to);
    if (followed.end === 'broken') {
        const where = await (0,_conclude_js__WEBPACK_IMPORTED_MODULE_5__/* .whereItIs */ .X)(way, followed.view, { from: to, to: ours }, true);
        if (where === 'back')
            return ended({ result: 'rolled-back', accepted: true }, to);
        if (where === 'elsewhere')
            return superseded('another task definition', to);
    }
    if (followed.end === 'timed-out') {
        const reason = `the deployment ${id} did not stop in time: ${followed.progress}.`;
        return ended({ result: 'timed-out', accepted: true, reason }, to);
    }
    return await redeployed(way, back, pace);
}
async function redeployed(way, { to, content, now }, pace) {
    const description = (0,_describe_js__WEBPACK_IMPORTED_MODULE_7__/* .describeRelease */ .N)(`Bring ${way.context.request.stage} back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(to)}`, way.context);
    const id = await (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .createDeployment */ .Yy)(way.client, way.name, content, description);
    if (pace === 'start') {
        const reason = `The deployment ${id} of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(to)} was started; it was not waited for.`;
        return { result: 'cancelled', accepted: true, reason };
    }
    const followed = await (0,_follow_js__WEBPACK_IMPORTED_MODULE_8__/* .followDeployment */ .I)(way, id);
    if (followed.end === 'deployed')
        return ended({ result: 'deployed', accepted: true }, to);
    const reason = followed.end === 'broken'
        ? followed.reason
        : `the deployment ${id} is not over; the service runs ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(now)}.`;
    return ended({ result: 'failed', accepted: true, reason }, to);
}
function superseded(now, former) {
    return {
        result: 'superseded',
        accepted: true,
        reason: `The service is deployed to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(now)} by now, which is not of this release: it was not brought back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(former)}.`,
    };
}
function ended(outcome, former) {
    const { result, reason } = outcome;
    if (result === 'deployed' || result === 'rolled-back')
        return { result: 'rolled-back', accepted: true, taskDefinitionArn: former };
    if (result === 'superseded' || result === 'cancelled')
        return outcome;
    return {
        ...outcome,
        result: 'failed',
        reason: `It could not be brought back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(former)}: ${reason ?? result}`,
        taskDefinitionArn: former,
    };
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ conclude),
  X: () => (/* binding */ whereItIs)
});

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/arn.js
var arn = __webpack_require__(1299);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/service.js
var ecs_service = __webpack_require__(2875);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/deployments.js
var deployments = __webpack_require__(7323);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/diagnose-stops.js + 2 modules
var diagnose_stops = __webpack_require__(5306);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/logs.js + 1 modules
var logs = __webpack_require__(8570);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/watch-tasks.js
var watch_tasks = __webpack_require__(3332);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/evidence.js



const LOG_LINES = 10;
const LOGS_OF_REASONS = 2;
/**
 * What CodeDeploy and ECS said of a deployment that broke: its steps, why its tasks stopped, and the end of their logs.
 * Never throws: the deployment broke for a reason of its own.
 * @param taskDefinition what was deployed
 */
async function evidenceOf(way, view, taskDefinition) {
    const stops = await stopsOf(way, view, taskDefinition).catch(() => []);
    const logs = await Promise.all(stops.slice(0, LOGS_OF_REASONS).map(async (stop) => await logOf(way, stop)));
    const hint = stops.find((stop) => stop.hint !== undefined)?.hint;
    return {
        evidence: [...stepsOf(view), ...stops.map(({ line }) => line), ...logs.flat()],
        ...(hint === undefined ? {} : { hint }),
    };
}
/** The steps of a deployment with what became of each, in a line. */
function stepsOf({ id, steps }) {
    const done = steps.filter(({ status }) => status !== 'Pending');
    if (done.length === 0)
        return [];
    return [`${id}: ${done.map(({ name, status }) => `${name} ${status.toLowerCase()}`).join(', ')}`];
}
async function stopsOf({ ecs, runs }, { replacement }, taskDefinition) {
    const tasks = (0,watch_tasks/* openStoppedTasks */.c)(ecs, runs);
    await tasks.readAll();
    return (0,diagnose_stops/* groupStops */.x)((0,diagnose_stops/* failuresOf */.d)(tasks.seen(), replacement ?? '', taskDefinition));
}
async function logOf(way, { taskArn, container }) {
    if (container === undefined)
        return [];
    const { context, target, definition } = way;
    const lines = await (0,logs/* tailTaskLog */.q)(context.session, target.region, definition, { taskArn }, container, LOG_LINES);
    return lines.map((line) => `${container}: ${line}`);
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/follow.js + 1 modules
var follow = __webpack_require__(7722);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/group.js
var group = __webpack_require__(4648);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/conclude.js






const LOOKS = 4;
const BETWEEN_LOOKS_MS = 1_500;
/**
 * What an ended deployment means for its target: the word of CodeDeploy, checked against the task set that serves the
 * traffic. A rollback that CodeDeploy began is waited for.
 */
async function conclude(way, followed, change) {
    const { view } = followed;
    if (followed.end === 'deployed')
        return await concludeDeployed(way, change, followed.reason);
    if (followed.end === 'alarm') {
        return {
            result: 'failed',
            accepted: true,
            reason: `While it was deployed the alarm ${followed.alarms.join(', ')} went off.`,
            evidence: stepsOf(view),
        };
    }
    if (followed.end === 'timed-out') {
        return {
            result: 'timed-out',
            accepted: true,
            reason: `The deployment ${view.id} was not over after ${Math.round(way.context.request.waitMs / 6000) / 10} minutes: ${followed.progress}.`,
            hint: followed.waitsForSomeone
                ? (0,follow/* continueHint */.p)(way, view.id)
                : 'Raise "wait-minutes" if the deployment group needs longer.',
            evidence: stepsOf(view),
        };
    }
    const { reason } = followed;
    const where = await whereItIs(way, view, change);
    const found = await evidenceOf(way, view, change.to);
    const { evidence } = found;
    // CodeDeploy says where it broke, and a stopped task says why.
    const hint = found.hint ?? followed.hint;
    const said = { accepted: true, reason, ...(hint === undefined ? {} : { hint }), evidence };
    if (where === 'back') {
        const former = change.from === undefined ? 'what it was' : (0,arn/* shortArn */.k$)(change.from);
        return { ...said, result: 'rolled-back', reason: `${reason} All traffic goes to ${former} again.` };
    }
    if (where === 'elsewhere') {
        return {
            ...said,
            result: 'superseded',
            reason: `${reason} Another deployment of the service came in between.`,
        };
    }
    return { ...said, result: 'failed' };
}
async function concludeDeployed(way, { from, to }, reason) {
    let service = await serviceOf(way);
    // The service shows its new primary task set some moments after CodeDeploy has changed it.
    for (let looks = 1; looks < LOOKS && (0,ecs_service/* runningTaskDefinition */.cd)(service) === from && from !== to; looks += 1) {
        await pause(way);
        service = await serviceOf(way);
    }
    const now = (0,ecs_service/* runningTaskDefinition */.cd)(service);
    if (now !== to && now !== from) {
        return {
            result: 'superseded',
            accepted: true,
            reason: `The deployment succeeded, and the service runs ${(0,arn/* shortArn */.k$)(now)} by now, of another deployment.`,
        };
    }
    if (service.desiredCount === 0) {
        return {
            result: 'tagged',
            accepted: true,
            reason: 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
        };
    }
    return { result: 'deployed', accepted: true, ...(reason === undefined ? {} : { reason }) };
}
/**
 * Looks where a broken deployment has left its service, after the rollback where there is one.
 * @param asked a rollback was asked for, whatever the deployment group is set to
 */
async function whereItIs(way, view, { from, to }, asked = false) {
    const rollback = view.rollbackId ?? (await awaitRollback(way, view, asked));
    if (rollback === 'other')
        return 'elsewhere';
    const back = rollback === undefined ? undefined : await (0,follow/* followDeployment */.I)(way, rollback);
    if (back !== undefined && back.end !== 'deployed')
        return 'stuck';
    const now = (0,ecs_service/* runningTaskDefinition */.cd)(await serviceOf(way));
    if (now !== from)
        return now === to ? 'stuck' : 'elsewhere';
    return back === undefined && (view.weight ?? 0) > 0 ? 'stuck' : 'back';
}
/** The rollback of a deployment, which CodeDeploy begins some moments after its end, or that someone else deploys. */
async function awaitRollback(way, { id, status }, asked) {
    for (let looks = 0; looks < LOOKS; looks += 1) {
        const { lastAttemptedDeployment: last, autoRollbackConfiguration: auto } = await (0,group/* getGroup */.W)(way.client, way.name);
        if (last?.deploymentId !== undefined && last.deploymentId !== id) {
            const { creator } = await (0,deployments/* getDeployment */.i8)(way.client, last.deploymentId);
            if (creator === 'codeDeployRollback')
                return last.deploymentId;
            return (0,deployments/* isUnderWay */.gn)(last.status) ? 'other' : undefined;
        }
        const events = auto?.enabled === true ? (auto.events ?? []) : [];
        const isDue = events.some((event) => (event === 'DEPLOYMENT_STOP_ON_REQUEST') === (status === 'Stopped'));
        if (!asked && !isDue)
            return undefined;
        await pause(way);
    }
    return undefined;
}
async function serviceOf({ ecs, target, runs }) {
    return await (0,ecs_service/* findService */.Ln)(ecs, target, runs);
}
async function pause({ context }) {
    await context.ports.clock.sleep(BETWEEN_LOOKS_MS, context.ports.signal);
}


/***/ }),

/***/ 7323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LB: () => (/* binding */ getEcsTarget),
/* harmony export */   Uk: () => (/* binding */ stopDeployment),
/* harmony export */   Yy: () => (/* binding */ createDeployment),
/* harmony export */   ah: () => (/* binding */ taskDefinitionIn),
/* harmony export */   du: () => (/* binding */ viewOf),
/* harmony export */   gn: () => (/* binding */ isUnderWay),
/* harmony export */   i8: () => (/* binding */ getDeployment)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7507);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _appspec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5123);




/** Looks a deployment up. */
async function getDeployment(client, deploymentId) {
    const { deploymentInfo } = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_3__/* .GetDeploymentCommand */ .Tvn({ deploymentId }));
    return deploymentInfo ?? {};
}
/**
 * Looks at what a deployment did to its service; undefined while it has not begun.
 * Source: CodeDeploy API Reference, GetDeploymentTarget: the id of an ECS target is `cluster:service`, by name.
 */
async function getEcsTarget(client, deploymentId, targetId) {
    try {
        const answer = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_3__/* .GetDeploymentTargetCommand */ .Oxg({ deploymentId, targetId }));
        return answer.deploymentTarget?.ecsTarget;
    }
    catch (error) {
        const name = (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error);
        if (name === 'DeploymentNotStartedException' || name === 'DeploymentTargetDoesNotExistException')
            return undefined;
        throw error;
    }
}
/** Both in the words of the judgement. */
function viewOf(id, info, target) {
    const green = target?.taskSetsInfo?.find(({ taskSetLabel }) => taskSetLabel === 'Green');
    return {
        id,
        status: info.status ?? 'Created',
        errorCode: info.errorInformation?.code,
        errorMessage: info.errorInformation?.message,
        rollbackId: info.rollbackInfo?.rollbackDeploymentId,
        rollbackMessage: info.rollbackInfo?.rollbackMessage,
        isTerminating: info.instanceTerminationWaitTimeStarted ?? false,
        steps: (target?.lifecycleEvents ?? []).map(({ lifecycleEventName, status, diagnostics }) => ({
            name: lifecycleEventName ?? '',
            status: status ?? '',
            message: diagnostics?.message,
        })),
        replacement: green?.identifer,
        weight: green?.trafficWeight,
    };
}
/** True until a deployment is over; a group takes no other one meanwhile. */
function isUnderWay(status) {
    return status !== undefined && !['Succeeded', 'Failed', 'Stopped'].includes(status);
}
/**
 * The task definition in a deployment's AppSpec; undefined where it has none that can be read. The answer has the
 * content under one of two names (`appSpecContent`, or the older `string`).
 */
function taskDefinitionIn({ revision }) {
    return /arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/[\w-]+:\d+/.exec(JSON.stringify(revision ?? {}))?.[0];
}
/**
 * Starts a deployment. The API has no token to send it twice with: where the answer to the first time was lost, the
 * group refuses a second one and names the first.
 * @returns its id
 */
async function createDeployment(client, { application, group }, content, description) {
    const revision = (0,_appspec_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionOf */ .D)(content);
    try {
        const { deploymentId } = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_3__/* .CreateDeploymentCommand */ .ttP({
            applicationName: application,
            deploymentGroupName: group,
            revision,
            description,
        }));
        if (deploymentId !== undefined)
            return deploymentId;
    }
    catch (error) {
        const other = /\bd-[A-Z0-9]+\b/.exec((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(error))?.[0];
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'DeploymentLimitExceededException' || other === undefined)
            throw error;
        const info = await getDeployment(client, other);
        if (info.description === description)
            return other;
        throw error;
    }
    throw new Error('CreateDeployment answered without an id');
}
/** Stops a deployment and has CodeDeploy bring back what ran before. One that is over already stays as it is. */
async function stopDeployment(client, deploymentId) {
    try {
        await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_3__/* .StopDeploymentCommand */ .NzN({ deploymentId, autoRollbackEnabled: true }));
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'DeploymentAlreadyCompletedException')
            throw error;
    }
}


/***/ }),

/***/ 3402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ describeRelease)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _runner_variable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3089);


/**
 * The comment of a deployment: what was done and by which run. It is like no other, so that a deployment whose answer
 * was lost is known again.
 */
function describeRelease(what, { ports: { env } }) {
    const repository = (0,_runner_variable_js__WEBPACK_IMPORTED_MODULE_1__/* .variable */ .b)(env, 'GITHUB_REPOSITORY');
    const run = (0,_runner_variable_js__WEBPACK_IMPORTED_MODULE_1__/* .variable */ .b)(env, 'GITHUB_RUN_ID');
    const by = repository === undefined || run === undefined ? '' : `, ${repository} run ${run}`;
    return `${what}${by} (${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)})`.slice(0, 200);
}


/***/ }),

/***/ 7722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ continueHint),
  I: () => (/* binding */ followDeployment)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/patience.js
var patience = __webpack_require__(4657);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/rollout-schedule.js
var rollout_schedule = __webpack_require__(7659);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/deployments.js
var deployments = __webpack_require__(7323);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/judge.js
/**
 * What a deployment of CodeDeploy means for who waits for it. It is deployed once all traffic goes to the new tasks and
 * the last hook is through: for CodeDeploy it goes on (InProgress, or Ready for ContinueDeployment to end the wait) until
 * the original tasks have ended, which can be two days later and only keeps the quick way back open.
 * Source: CodeDeploy User Guide, "Deployments on an Amazon ECS compute platform"; API Reference, DeploymentInfo,
 * `instanceTerminationWaitTimeStarted`, and ContinueDeployment, `deploymentWaitType`.
 */
function judgeDeployment(view) {
    switch (view.status) {
        case 'Succeeded':
            return { over: true, result: 'deployed' };
        case 'Failed':
        case 'Stopped':
            return { over: true, result: 'broken', ...whyBroken(view) };
        case 'Ready':
        case 'InProgress':
            if (isShifted(view)) {
                return {
                    over: true,
                    result: 'deployed',
                    reason: 'All traffic goes to the new tasks; CodeDeploy keeps the former ones for a quick way back until its wait is over.',
                };
            }
            return view.status === 'Ready'
                ? {
                    over: false,
                    progress: `${progressOf(view)}, waits for its traffic to be rerouted`,
                    waitsForSomeone: true,
                }
                : { over: false, progress: progressOf(view), waitsForSomeone: false };
        default:
            return { over: false, progress: progressOf(view), waitsForSomeone: false };
    }
}
function isShifted({ steps, isTerminating, weight }) {
    if (weight !== undefined && weight < 100)
        return false;
    const allow = steps.find(({ name }) => name === 'AllowTraffic');
    if (allow === undefined)
        return isTerminating;
    const after = steps.find(({ name }) => name === 'AfterAllowTraffic');
    return (allow.status === 'Succeeded' && (after === undefined || ['Succeeded', 'Skipped'].includes(after.status)));
}
function progressOf({ status, steps, weight }) {
    const step = steps.find((each) => each.status === 'InProgress');
    const shown = step === undefined ? '' : `, ${step.name}`;
    const traffic = weight === undefined || weight === 0 ? '' : `, ${Math.round(weight)} % of the traffic`;
    return `CodeDeploy ${words(status)}${shown}${traffic}`;
}
function whyBroken(view) {
    const failed = view.steps.find(({ status }) => status === 'Failed');
    const where = failed === undefined ? '' : ` in ${failed.name}`;
    const said = [...new Set([view.errorMessage, failed?.message, view.rollbackMessage])].filter((text) => text !== undefined && text !== '');
    const because = said.length === 0 ? '' : ` CodeDeploy says: ${said.join(' ')}`;
    const what = view.status === 'Stopped' ? 'was stopped' : 'failed';
    return {
        reason: `The deployment ${view.id} ${what}${where}.${because}`,
        hint: hintFor(view.errorCode ?? ''),
    };
}
// Source: CodeDeploy API Reference, ErrorInformation, `code`.
const HINTS = {
    ALARM_ACTIVE: 'An alarm of the deployment group went off; CloudWatch shows which and when.',
    HOOK_EXECUTION_FAILURE: "A Lambda function of the AppSpec's hooks failed or did not answer in time: its own log says why.",
    ECS_UPDATE_ERROR: 'ECS could not make the new tasks run: the stopped tasks say why.',
    IAM_ROLE_PERMISSIONS: 'The service role of the deployment group lacks a permission: it needs the policy AWSCodeDeployRoleForECS, and iam:PassRole on the roles of the task.',
    IAM_ROLE_MISSING: 'The service role of the deployment group does not exist any more.',
    INVALID_ECS_SERVICE: 'The service of the deployment group does not exist, or is not deployed by CodeDeploy.',
    ELASTIC_LOAD_BALANCING_INVALID: 'The target groups or listeners of the deployment group do not fit the service.',
    MANUAL_STOP: 'Somebody stopped it, or the wait for its traffic to be rerouted ran out.',
    TIMEOUT: 'A step took too long; the new tasks or a hook did not get done.',
};
function hintFor(code) {
    return HINTS[code];
}
function words(status) {
    return status.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/follow.js





const REPEAT_PROGRESS_MS = 60_000;
/**
 * Waits until a deployment is over, an alarm goes off, or the time is. Says each step and how the traffic is shifted.
 * @param alarms asked at every look; none for a way back, which no alarm must hold up
 */
async function followDeployment(way, id, alarms) {
    const { clock, log, signal } = way.context.ports;
    const { waitMs } = way.context.request;
    const began = clock.now();
    const look = lookerAt(way, id);
    const say = speaker(way, id);
    for (;;) {
        const view = await (0,patience/* patiently */.d)(look, way.context.ports, log.info);
        say.steps(view);
        const verdict = judgeDeployment(view);
        if (verdict.over && verdict.result === 'broken')
            return { end: 'broken', view, reason: verdict.reason, hint: verdict.hint };
        const triggered = (await alarms?.(verdict.over)) ?? [];
        if (triggered.length > 0)
            return { end: 'alarm', view, alarms: triggered };
        if (verdict.over)
            return { end: 'deployed', view, reason: verdict.reason };
        const { progress, waitsForSomeone } = verdict;
        const now = clock.now();
        const left = began + waitMs - now;
        if (say.progress(progress, now) && waitsForSomeone)
            log.info(continueHint(way, id));
        if (left <= 0)
            return { end: 'timed-out', view, progress, waitsForSomeone };
        await clock.sleep(Math.min((0,rollout_schedule/* pauseAfter */.l)(now - began), left), signal);
    }
}
/** How a person has the traffic rerouted. */
function continueHint({ target }, id) {
    return `Its deployment group waits for someone to reroute the traffic: aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type READY_WAIT --region ${target.region}`;
}
/**
 * The deployment and its target; without the target, said once, where the role may not see it. The target is read after
 * the deployment, so that what it shows of one that has ended is final.
 */
function lookerAt({ client, place, context }, id) {
    let maySeeTarget = true;
    return async () => {
        const info = await (0,deployments/* getDeployment */.i8)(client, id);
        if (!maySeeTarget)
            return (0,deployments/* viewOf */.du)(id, info, undefined);
        try {
            return (0,deployments/* viewOf */.du)(id, info, await (0,deployments/* getEcsTarget */.LB)(client, id, `${place.cluster}:${place.service}`));
        }
        catch (error) {
            if (!(0,errors/* isAccessDenied */.w7)(error))
                throw error;
            maySeeTarget = false;
            context.ports.log.info('The steps of the deployment are not shown: allow "codedeploy:GetDeploymentTarget". Without it the end of the former tasks may be waited for, too.');
            return (0,deployments/* viewOf */.du)(id, info, undefined);
        }
    };
}
function speaker({ target, context }, id) {
    const { log } = context.ports;
    const known = new Map();
    let said = { text: '', at: 0 };
    return {
        steps: ({ steps }) => {
            for (const { name, status, message } of steps) {
                if (known.get(name) === status || status === 'Pending')
                    continue;
                known.set(name, status);
                const detail = message === undefined || message === '' ? '' : `: ${message}`;
                if (status !== 'InProgress')
                    log.info(`${target.name}: ${id} ${name} ${status.toLowerCase()}${detail}`);
            }
        },
        progress: (text, now) => {
            if (text === said.text && now - said.at < REPEAT_PROGRESS_MS)
                return false;
            said = { text, at: now };
            log.info(`${target.name}: ${text}`);
            return true;
        },
    };
}


/***/ }),

/***/ 4648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ findGroup),
/* harmony export */   W: () => (/* binding */ getGroup)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7507);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);



// Each application costs a call or two: whoever has more of them names the one.
const MOST_APPLICATIONS = 100;
const AT_ONCE = 5;
const NAME_THEM = 'Set "codedeploy-application" and "codedeploy-deployment-group".';
/**
 * The deployment group that deploys a service: the one that is named, the one that the ECS console creates with such a
 * service, or the only one of the account that is for it.
 * Source: Amazon ECS Developer Guide, "CodeDeploy blue/green deployments": AppECS-cluster-service, DgpECS-cluster-service.
 * @throws UserError where there is none or several, and where it is for something else
 */
async function findGroup(client, names, place) {
    const { application, group } = names;
    if (application !== undefined && group !== undefined) {
        return checked(await getGroup(client, { application, group }), { application, group }, place);
    }
    const usual = {
        application: application ?? `AppECS-${place.cluster}-${place.service}`,
        group: group ?? `DgpECS-${place.cluster}-${place.service}`,
    };
    try {
        const [found] = (await groupsNamed(client, usual.application, [usual.group])).filter((info) => isFor(info, place));
        return found === undefined ? await searched(client, names, place) : named(found);
    }
    catch (error) {
        if (!(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isAccessDenied */ .w7)(error))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The CodeDeploy deployment group of the service "${place.service}" cannot be looked for: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(error)}`, NAME_THEM, { cause: error });
    }
}
/** Reads a group that is known by name. @throws UserError where it does not exist */
async function getGroup(client, { application, group }) {
    try {
        const { deploymentGroupInfo } = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__/* .GetDeploymentGroupCommand */ .WOp({ applicationName: application, deploymentGroupName: group }));
        return deploymentGroupInfo ?? {};
    }
    catch (error) {
        const missing = MISSING[(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error)];
        if (missing === undefined)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(missing === 'application'
            ? `There is no CodeDeploy application "${application}".`
            : `The CodeDeploy application "${application}" has no deployment group "${group}".`, `Check "codedeploy-${missing}" and the region; without both names the group that is for the service is looked for.`, { cause: error });
    }
}
const MISSING = {
    ApplicationDoesNotExistException: 'application',
    DeploymentGroupDoesNotExistException: 'deployment-group',
};
function checked(info, { application, group }, place) {
    const what = `The CodeDeploy deployment group "${group}" of "${application}"`;
    if (info.computePlatform !== undefined && info.computePlatform !== 'ECS') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${what} is for ${info.computePlatform}, not for ECS.`, NAME_THEM);
    }
    if (!isFor(info, place)) {
        const others = (info.ecsServices ?? []).map(({ clusterName, serviceName }) => `${clusterName ?? '?'}/${serviceName ?? '?'}`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${what} deploys ${others.join(', ') || 'no service'}, not ${place.cluster}/${place.service}.`, 'Name the group that is for this service, or leave both names out.');
    }
    return { application, group, info };
}
async function searched(client, names, place) {
    const applications = names.application === undefined ? await ecsApplications(client) : [names.application];
    const found = [];
    for (let start = 0; start < applications.length; start += AT_ONCE) {
        const some = applications.slice(start, start + AT_ONCE);
        const infos = await Promise.all(some.map(async (application) => await groupsIn(client, application)));
        found.push(...infos
            .flat()
            .filter((info) => isFor(info, place))
            .map(named));
    }
    const fitting = found.filter(({ group }) => names.group === undefined || group === names.group);
    const [only, another] = fitting;
    if (only !== undefined && another === undefined)
        return only;
    const service = `the service "${place.service}" in the cluster "${place.cluster}" in ${place.region}`;
    if (only === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`No CodeDeploy deployment group${names.group === undefined ? '' : ` "${names.group}"`} deploys ${service}.`, names.application === undefined && names.group === undefined
            ? 'Create one for it, or give the service the deployment controller ECS.'
            : NAME_THEM);
    }
    const all = fitting.map(({ application, group }) => `${application}/${group}`).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`Several CodeDeploy deployment groups deploy ${service}: ${all}.`, NAME_THEM);
}
async function ecsApplications(client) {
    const { applications = [], nextToken } = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__/* .ListApplicationsCommand */ .BJ_({}));
    if (applications.length === 0)
        return [];
    if (applications.length > MOST_APPLICATIONS || nextToken !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('The account has too many CodeDeploy applications to look through.', NAME_THEM);
    }
    const { applicationsInfo = [] } = await client.send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__/* .BatchGetApplicationsCommand */ .nsl({ applicationNames: applications }));
    return applicationsInfo.flatMap(({ applicationName, computePlatform }) => applicationName === undefined || computePlatform !== 'ECS' ? [] : [applicationName]);
}
async function groupsIn(client, applicationName) {
    const { deploymentGroups = [] } = await client
        .send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__/* .ListDeploymentGroupsCommand */ .XOe({ applicationName }))
        .catch(noApplication);
    return deploymentGroups.length === 0
        ? []
        : await groupsNamed(client, applicationName, deploymentGroups.slice(0, 100));
}
async function groupsNamed(client, applicationName, deploymentGroupNames) {
    const { deploymentGroupsInfo = [] } = await client
        .send(new _aws_sdk_client_codedeploy__WEBPACK_IMPORTED_MODULE_2__/* .BatchGetDeploymentGroupsCommand */ .rUZ({ applicationName, deploymentGroupNames }))
        .catch(noApplication);
    return deploymentGroupsInfo;
}
function noApplication(error) {
    if (MISSING[(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error)] === undefined)
        throw error;
    return {};
}
function named(info) {
    return { application: info.applicationName ?? '', group: info.deploymentGroupName ?? '', info };
}
function isFor({ ecsServices = [] }, { cluster, service }) {
    return ecsServices.some(({ clusterName, serviceName }) => clusterName === cluster && serviceName === service);
}


/***/ })

};
