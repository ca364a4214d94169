export const id = 860;
export const ids = [860];
export const modules = {

/***/ 4860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareCodeDeploy: () => (/* binding */ prepareCodeDeploy)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-codedeploy/dist-cjs/index.js
var dist_cjs = __webpack_require__(7507);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var client_ecs_dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/runner/workspace-file.js
var workspace_file = __webpack_require__(9571);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var failure = __webpack_require__(4760);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/arn.js
var arn = __webpack_require__(1299);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/definitions.js
var definitions = __webpack_require__(6418);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/planned.js
var ecs_planned = __webpack_require__(7878);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/revision.js
var revision = __webpack_require__(2615);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/task-definition.js
var task_definition = __webpack_require__(8889);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./.build/shared/stages/value.js
var value = __webpack_require__(6961);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/json.js
var json = __webpack_require__(3896);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/appspec-file.js



// Source: CodeDeploy User Guide, "AppSpec 'hooks' section for an Amazon ECS deployment".
const HOOKS = [
    'BeforeInstall',
    'AfterInstall',
    'AfterAllowTestTraffic',
    'BeforeAllowTraffic',
    'AfterAllowTraffic',
];
/**
 * An AppSpec file, YAML or JSON, with the task definition replaced and everything else as it is.
 * Source: CodeDeploy User Guide, "AppSpec file structure for Amazon ECS deployments"; keys are told apart without case,
 * as peer actions have it.
 * @param definition what is released, to check container and port against
 * @throws UserError with file, line and column for what CodeDeploy would refuse
 */
function appSpecOfFile(file, definition) {
    const lines = new dist/* LineCounter */.HN();
    const source = { file: file.name, lines };
    const document = (0,dist/* parseDocument */.Tp)(file.text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const problem = document.errors[0];
    // The library's own messages quote the text.
    if (problem !== undefined)
        throw (0,value/* faultAt */.ux)(source, problem.pos[0], 'This is neither YAML nor JSON.');
    const root = mapOf(document.contents, 'The AppSpec', source, 0);
    const resources = member(root, 'Resources');
    if (resources === undefined) {
        throw (0,value/* faultAt */.ux)(source, offsetOf(document.contents), 'The AppSpec has no "Resources".', EXAMPLE);
    }
    const properties = propertiesIn(resources.value, source);
    checkContainer(properties, definition, source);
    checkHooks(root, source);
    const key = member(properties, 'TaskDefinition')?.key ?? 'TaskDefinition';
    return (taskDefinitionArn) => {
        properties.set(key, taskDefinitionArn);
        return JSON.stringify(document.toJS());
    };
}
const EXAMPLE = 'It has one resource: - TargetService: { Type: AWS::ECS::Service, Properties: { TaskDefinition: any, LoadBalancerInfo: { ContainerName: app, ContainerPort: 80 } } }.';
/** The properties of the one service in a list of resources. */
function propertiesIn(resources, source) {
    const items = (0,dist/* isSeq */.oP)(resources) ? resources.items : [];
    const [only, another] = items;
    if (only === undefined || another !== undefined) {
        const what = another === undefined ? 'a list with one resource' : 'no more than one resource';
        throw (0,value/* faultAt */.ux)(source, offsetOf(another ?? resources), `"Resources" must be ${what}, the service.`, EXAMPLE);
    }
    const named = mapOf(only, 'The resource', source, offsetOf(resources)).items[0];
    const service = mapOf(named?.value, 'The resource', source, offsetOf(only));
    const type = member(service, 'Type');
    if (!(0,dist/* isScalar */.jn)(type?.value) || type.value.value !== 'AWS::ECS::Service') {
        throw (0,value/* faultAt */.ux)(source, offsetOf(type?.value ?? service), 'The resource must have the "Type" AWS::ECS::Service.', EXAMPLE);
    }
    const properties = member(service, 'Properties');
    return mapOf(properties?.value, '"Properties"', source, offsetOf(service));
}
function checkContainer(properties, definition, source) {
    const balancer = mapOf(member(properties, 'LoadBalancerInfo')?.value, '"LoadBalancerInfo"', source, offsetOf(properties));
    const name = member(balancer, 'ContainerName')?.value;
    const port = member(balancer, 'ContainerPort')?.value;
    const containers = (0,json/* objectsIn */.Qv)(definition['containerDefinitions']);
    const container = containers.find((each) => (0,dist/* isScalar */.jn)(name) && each['name'] === name.value);
    if (container === undefined) {
        const names = containers.map((each) => (0,json/* textOf */.b6)(each['name'])).join(', ');
        throw (0,value/* faultAt */.ux)(source, offsetOf(name ?? balancer), '"ContainerName" must be a container of the task definition.', `Its containers: ${names}.`);
    }
    const number = (0,dist/* isScalar */.jn)(port) ? Number(port.value) : Number.NaN;
    const ports = (0,json/* objectsIn */.Qv)(container['portMappings']).map(({ containerPort }) => containerPort);
    if (!ports.includes(number)) {
        throw (0,value/* faultAt */.ux)(source, offsetOf(port ?? balancer), `"ContainerPort" must be a port of the container "${(0,json/* textOf */.b6)(container['name'])}".`, ports.length === 0 ? 'It has no port mapping.' : `Its ports: ${ports.map(String).join(', ')}.`);
    }
}
function checkHooks(root, source) {
    const hooks = member(root, 'Hooks')?.value;
    if (hooks === undefined || ((0,dist/* isScalar */.jn)(hooks) && hooks.value === null))
        return;
    if (!(0,dist/* isSeq */.oP)(hooks))
        throw (0,value/* faultAt */.ux)(source, offsetOf(hooks), '"Hooks" must be a list.', '- BeforeInstall: a Lambda function');
    for (const item of hooks.items) {
        for (const { key } of mapOf(item, 'A hook', source, offsetOf(hooks)).items) {
            if ((0,dist/* isScalar */.jn)(key) && HOOKS.includes(String(key.value)))
                continue;
            throw (0,value/* faultAt */.ux)(source, offsetOf(key), 'There is no such hook of an ECS deployment.', `They are ${HOOKS.join(', ')}.`);
        }
    }
}
function member(map, name) {
    const found = map.items.find(({ key }) => (0,dist/* isScalar */.jn)(key) && String(key.value).toLowerCase() === name.toLowerCase());
    if (found === undefined || !(0,dist/* isScalar */.jn)(found.key))
        return undefined;
    return { key: String(found.key.value), value: found.value };
}
function mapOf(node, what, source, otherwise) {
    if ((0,dist/* isMap */.jh)(node))
        return node;
    throw (0,value/* faultAt */.ux)(source, offsetOf(node) || otherwise, `${what} must be a mapping.`, EXAMPLE);
}
function offsetOf(node) {
    if (typeof node !== 'object' || node === null || !('range' in node))
        return 0;
    const { range } = node;
    return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/appspec.js
var appspec = __webpack_require__(5123);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/bring-back.js
var bring_back = __webpack_require__(7211);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/conclude.js + 1 modules
var conclude = __webpack_require__(5505);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/deployments.js
var deployments = __webpack_require__(7323);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/describe.js
var describe = __webpack_require__(3402);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/follow.js + 1 modules
var follow = __webpack_require__(7722);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/codedeploy/group.js
var codedeploy_group = __webpack_require__(4648);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/codedeploy/target.js




















/**
 * A service that CodeDeploy deploys: its deployment group is found, and nothing else is under way there.
 * @throws UserError when the release cannot work here
 */
async function prepareCodeDeploy(target, runs, service, planned, context) {
    const { session, image, request, ports, alarms } = context;
    const { former, plan, container } = planned;
    const { outlook, runCommand, ...found } = (0,ecs_planned/* rollingOf */.$)(target, runs, service, planned, context);
    const client = session.client(dist_cjs/* CodeDeployClient */.cHd, target.region);
    const ecs = session.client(client_ecs_dist_cjs/* ECSClient */.Zgc, target.region);
    const place = {
        cluster: (0,arn/* shortArn */.k$)(service.clusterArn ?? runs.cluster),
        service: service.serviceName ?? (0,arn/* shortArn */.k$)(runs.service),
        region: target.region,
    };
    const group = await (0,codedeploy_group/* findGroup */.$)(client, runs.codeDeploy, place);
    const { request: definition } = plan;
    const way = { client, ecs, target, runs, place, name: group, context, definition };
    const underWay = await deploymentUnderWay(way, group, former.arn, plan);
    const settled = found.hasIt && underWay === undefined;
    const appSpec = await appSpecFor(way, service, plan);
    const wayBack = {
        taskDefinition: former.arn,
        application: group.application,
        group: group.group,
        appSpec: appSpec(former.arn),
        container,
        digest: image.digest,
    };
    let deployed = underWay?.taskDefinition ?? plan.existing?.arn;
    const watch = async (id, to) => {
        if (request.wait === 'none')
            return { result: 'deployed', accepted: true };
        try {
            return await (0,conclude/* conclude */.E)(way, await (0,follow/* followDeployment */.I)(way, id, alarms), { from: former.arn, to });
        }
        catch (error) {
            return (0,failure/* brokenOff */.H1)(error, true, ports.signal);
        }
    };
    const start = async (to) => {
        const description = (0,describe/* describeRelease */.N)(`Release of ${request.stage}: ${image.digest.slice(0, 19)}`, context);
        try {
            const id = await (0,deployments/* createDeployment */.Yy)(client, group, appSpec(to), description);
            ports.log.info(`${target.name}: CodeDeploy deploys it as ${id}`);
            return await watch(id, to);
        }
        catch (error) {
            return (0,failure/* brokenOff */.H1)(error, !(0,errors/* isRefusal */.vu)(error), ports.signal);
        }
    };
    return {
        target,
        settled,
        outlook: { ...outlook, notes: [...outlook.notes, ...notesOn(group)] },
        names: { taskDefinitionArn: former.arn },
        wayBack: settled ? undefined : wayBack,
        deploy: async () => {
            if (settled)
                return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn };
            const previousTaskDefinitionArn = former.arn;
            if (underWay !== undefined) {
                const { id, taskDefinition } = underWay;
                ports.log.info(`${target.name}: ${id} of an earlier release is under way, and followed`);
                return {
                    ...(await watch(id, taskDefinition)),
                    taskDefinitionArn: taskDefinition,
                    previousTaskDefinitionArn,
                };
            }
            const taskDefinitionArn = (await found.revision()) ?? former.arn;
            deployed = taskDefinitionArn;
            ports.log.info(`${target.name}: ${(0,arn/* shortArn */.k$)(former.arn)} -> ${(0,arn/* shortArn */.k$)(taskDefinitionArn)}`);
            return { ...(await start(taskDefinitionArn)), taskDefinitionArn, previousTaskDefinitionArn };
        },
        runCommand,
        rollBack: async (pace) => await (0,bring_back.bringBackCodeDeploy)(target, runs, { ...wayBack, deployed: deployed ?? null }, pace, context),
    };
}
/** What a person should know of the group that was found. */
function notesOn({ application, group, info }) {
    const { enabled = false, events = [] } = info.autoRollbackConfiguration ?? {};
    const rollsBack = enabled && events.includes('DEPLOYMENT_FAILURE');
    return [
        `CodeDeploy deploys it by the deployment group "${group}" of "${application}".`,
        ...(rollsBack
            ? []
            : [
                'Its deployment group brings nothing back by itself: when a deployment fails, traffic that was shifted stays until the release has brought it back.',
            ]),
    ];
}
/**
 * The deployment of this very revision that an earlier release began and did not see the end of.
 * @throws UserError for any other deployment: a group takes one at a time
 */
async function deploymentUnderWay({ client, ecs, target }, { group, info }, running, plan) {
    const last = info.lastAttemptedDeployment;
    if (last?.deploymentId === undefined || !(0,deployments/* isUnderWay */.gn)(last.status))
        return undefined;
    const id = last.deploymentId;
    const deployment = await (0,deployments/* getDeployment */.i8)(client, id);
    const taskDefinition = (0,deployments/* taskDefinitionIn */.ah)(deployment);
    const isTerminating = deployment.instanceTerminationWaitTimeStarted === true || taskDefinition === running;
    // Its traffic was shifted, and only the former tasks are kept for a while.
    if (isTerminating && taskDefinition === running && plan.existing?.arn === running)
        return undefined;
    if (taskDefinition !== undefined && taskDefinition !== running) {
        const asked = await (0,definitions/* describeTaskDefinition */.oh)(ecs, taskDefinition);
        if ((0,revision/* isSame */.F)((0,task_definition/* requestOf */.fo)(asked), plan.request))
            return { id, taskDefinition };
    }
    throw new shared_errors/* UserError */.y(`The deployment ${id} of the CodeDeploy deployment group "${group}" in ${target.region} is not over (${last.status ?? 'under way'}), and a group takes one at a time.`, isTerminating
        ? `Its traffic is shifted, and it keeps the former tasks for a while. Wait for that, or end it: aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type TERMINATION_WAIT --region ${target.region}`
        : 'Wait until it is over, or stop it in the CodeDeploy console, and release again.');
}
async function appSpecFor({ runs, context }, service, plan) {
    const path = runs.codeDeploy.appSpec;
    if (path === undefined)
        return (0,appspec/* appSpecOfService */.B)(service, runs.service);
    const file = await (0,workspace_file/* readWorkspaceFile */.s)((0,variable/* workspaceOf */.B)(context.ports.env), path, 'The AppSpec file');
    if (file !== undefined)
        return appSpecOfFile(file, plan.request);
    throw new shared_errors/* UserError */.y(`The AppSpec file "${path}" does not exist.`, 'Check the input "codedeploy-appspec", and that the repository is checked out.');
}


/***/ })

};
