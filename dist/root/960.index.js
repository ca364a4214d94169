export const id = 960;
export const ids = [960];
export const modules = {

/***/ 8960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommand: () => (/* binding */ runCommand)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(7831);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var deploy_failure = __webpack_require__(4760);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/logs.js + 1 modules
var logs = __webpack_require__(8570);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/patience.js
var patience = __webpack_require__(4657);
// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/rollout-schedule.js
var rollout_schedule = __webpack_require__(7659);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/one-off-task.js
/**
 * The request for a one-off task where the service's own tasks run: its network, launch type or capacity providers,
 * platform version and placement constraints. A service of CodeDeploy keeps some of them at its primary task set. No
 * tags are sent, which would take a permission of their own.
 * Source: Amazon ECS API Reference, RunTask: a launch type and a capacity provider strategy exclude each other, and the
 * network is required for `awsvpc` and refused for every other mode.
 */
function runTaskRequest(task) {
    const { service } = task;
    const taskSet = service.taskSets?.find(({ status }) => status === 'PRIMARY');
    const deployment = service.deployments?.find(({ status }) => status === 'PRIMARY');
    const networkConfiguration = service.networkConfiguration ?? taskSet?.networkConfiguration ?? deployment?.networkConfiguration;
    const providers = [
        service.capacityProviderStrategy,
        taskSet?.capacityProviderStrategy,
        deployment?.capacityProviderStrategy,
    ].find((strategy) => strategy !== undefined && strategy.length > 0);
    const launchType = service.launchType ?? taskSet?.launchType ?? deployment?.launchType;
    const platformVersion = service.platformVersion ?? taskSet?.platformVersion;
    const { placementConstraints = [] } = service;
    return {
        cluster: task.cluster,
        taskDefinition: task.taskDefinitionArn,
        count: 1,
        overrides: { containerOverrides: [{ name: task.container, command: [...task.words] }] },
        ...(networkConfiguration === undefined ? {} : { networkConfiguration }),
        ...(providers === undefined
            ? launchType === undefined
                ? {}
                : { launchType }
            : { capacityProviderStrategy: providers }),
        ...(platformVersion === undefined ? {} : { platformVersion }),
        ...(placementConstraints.length === 0 ? {} : { placementConstraints }),
        startedBy: plain(`release/${task.stage}/${task.run}`).slice(0, 128),
        group: `release:${plain(task.stage)}`,
        clientToken: task.clientToken,
    };
}
// Source: Amazon ECS API Reference, RunTask, `startedBy`: letters, numbers, hyphens, forward slashes and underscores.
function plain(text) {
    return text.replace(/[^\w/-]/g, '_');
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/ecs/diagnose-stops.js + 2 modules
var diagnose_stops = __webpack_require__(5306);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/task-outcome.js

/**
 * What a one-off task amounts to. The command is over as soon as its own container has an exit code: others in the task
 * may run on where it is not essential.
 * Source: Amazon ECS API Reference, Task, `stopCode`, and Container, `exitCode`.
 * @param container the one that runs the command
 */
function judgeTask(task, container) {
    const own = task.containers?.find(({ name }) => name === container);
    const exitCode = own?.exitCode;
    const isOver = task.lastStatus === 'STOPPED' || (own?.lastStatus === 'STOPPED' && exitCode !== undefined);
    if (!isOver)
        return { over: false, progress: `The task is ${words(task.lastStatus ?? 'PENDING')}.` };
    // A program that ends well when it is told to stop has not done its work.
    const wasStopped = task.stopCode !== undefined && task.stopCode !== 'EssentialContainerExited';
    if (exitCode === 0 && !wasStopped)
        return { over: true, exitCode };
    return { over: true, exitCode, failure: failureOf(task, container, exitCode, own?.reason) };
}
function failureOf(task, container, exitCode, detail) {
    const said = [...new Set([task.stoppedReason, detail])].filter((text) => text !== undefined && text !== '');
    const because = said.length === 0 ? '' : ` ECS says: ${said.join('; ')}`;
    if (task.stopCode === 'UserInitiated') {
        return {
            reason: `The command's task was stopped before it ended.${because}`,
            hint: 'Somebody stopped it by hand or by the API. Run the release again when its work can be done twice.',
        };
    }
    if (task.stopCode === 'SpotInterruption' || task.stopCode === 'TerminationNotice') {
        return {
            reason: `The command's task lost its machine before it ended.${because}`,
            hint: 'Run the release again; a service on Spot capacity can lose a task at any time.',
        };
    }
    if (exitCode === undefined) {
        const other = endedFirst(task, container);
        if (other !== undefined)
            return otherEnded(other, because);
        const hint = knownHint(task);
        return {
            reason: `The command's task could not start.${because}`,
            ...(hint === undefined ? {} : { hint }),
        };
    }
    const other = exitCode === 137 || exitCode === 143 ? endedFirst(task, container) : undefined;
    if (other !== undefined && !/OutOfMemory/i.test(because))
        return otherEnded(other, because);
    return {
        reason: `The command ended with exit code ${exitCode}.${detail === undefined || detail === '' ? '' : ` ECS says: ${detail}`}`,
        hint: exitCode > 125 || detail !== undefined ? (knownHint(task) ?? SEE_OUTPUT) : SEE_OUTPUT,
    };
}
const SEE_OUTPUT = 'Its output above says why. Nothing was deployed, and no tag was moved.';
/** What is known of how tasks stop, whatever they ran. */
function knownHint(task) {
    return (0,diagnose_stops/* groupStops */.x)([task])[0]?.hint;
}
/** The other container whose end ended the task: one that failed, as those that were stopped mostly do not. */
function endedFirst(task, container) {
    const others = (task.containers ?? []).flatMap(({ name, exitCode }) => name === undefined || name === container || exitCode === undefined ? [] : [{ name, exitCode }]);
    return others.find(({ exitCode }) => exitCode !== 0 && exitCode !== 137 && exitCode !== 143);
}
function otherEnded({ name, exitCode }, because) {
    return {
        reason: `The container "${name}" of the command's task ended with exit code ${exitCode}, and ended the command with it.${because}`,
        hint: `Have "${name}" run on while the command does, or make it not essential in the task definition.`,
    };
}
/**
 * Why ECS started no task, from `failures` of RunTask.
 * Source: Amazon ECS Developer Guide, "API failures" messages.
 */
function judgeRefusal(failures) {
    const reasons = [
        ...new Set(failures.map(({ reason, detail }) => [reason ?? 'no reason', detail].filter(Boolean).join(': '))),
    ];
    const said = reasons.length === 0 ? 'It gave no reason.' : `It says: ${reasons.join(', ')}.`;
    return { reason: `ECS did not start the command's task. ${said}`, ...refusalHint(reasons.join(' ')) };
}
function refusalHint(said) {
    if (/RESOURCE|MEMORY|CPU|ENI|PORTS/.test(said)) {
        return { hint: 'No machine of the cluster has room for one more task of this service: add capacity.' };
    }
    if (/capacity is unavailable/i.test(said))
        return { hint: 'Fargate has no capacity just now: run it again.' };
    if (/AGENT|INACTIVE|NO ACTIVE|EMPTY|ATTRIBUTE|memberOf/i.test(said)) {
        return { hint: 'No machine of the cluster can take the task: look at its container instances.' };
    }
    return {};
}
function words(status) {
    return status.toLowerCase().replaceAll('_', ' ');
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/ecs/command.js










// Its output is read as it comes, and not half a minute late.
const LONGEST_PAUSE_MS = 10_000;
const LINES_KEPT = 50;
// CloudWatch Logs shows an event some moments after it took it.
const LOG_LAG_MS = 1_000;
/**
 * Runs words in a one-off task of the released image, in the service's own network, and waits for its end. Shows the
 * container's log meanwhile. Its exit code decides. A task that takes too long, or whose job is cancelled, is stopped.
 * Never throws: the outcome has the failure.
 */
async function runCommand(words, place, context) {
    const { clock, log } = context.ports;
    const started = clock.now();
    const outcome = await log.group(`Run the command in ${place.target.name}`, async () => {
        const ended = await attempt(words, place, context);
        const { failure, exitCode } = ended;
        log.info(failure === undefined ? `The command ended with exit code ${exitCode ?? 0}.` : (failure.reason ?? ''));
        return ended;
    });
    return { ...outcome, milliseconds: clock.now() - started };
}
async function attempt(words, place, context) {
    const { session, request, ports } = context;
    const client = session.client(dist_cjs/* ECSClient */.Zgc, place.target.region);
    let taskArn;
    try {
        const taskDefinitionArn = await place.taskDefinitionArn();
        ports.signal.throwIfAborted();
        const asked = runTaskRequest({
            cluster: place.runs.cluster,
            service: place.service,
            taskDefinitionArn,
            container: place.container,
            words,
            stage: request.stage,
            run: runOf(ports.env),
            clientToken: (0,external_node_crypto_.randomUUID)(),
        });
        const answer = await client.send(new dist_cjs/* RunTaskCommand */._eD(asked)).catch((error) => {
            if ((0,errors/* isRefusal */.vu)(error))
                throw error;
            const { reason = '' } = (0,deploy_failure/* because */.xx)(error);
            throw new Error(`It is not known whether the command's task was started by "${asked.startedBy ?? ''}": ${reason}`);
        });
        taskArn = answer.tasks?.[0]?.taskArn;
        if (taskArn === undefined) {
            return { exitCode: undefined, failure: judgeRefusal(answer.failures ?? []), taskArn, log: [] };
        }
        ports.log.info(`${shortId(taskDefinitionArn)} runs it as the task ${shortId(taskArn)}`);
        return await follow(client, taskArn, place, context);
    }
    catch (error) {
        const failure = ports.signal.aborted
            ? { reason: 'The job was cancelled before the command ran.' }
            : (0,deploy_failure/* because */.xx)(error);
        return { exitCode: undefined, failure, taskArn, log: [] };
    }
}
async function follow(client, taskArn, place, context) {
    const { cluster } = place.runs;
    const { clock, log, signal } = context.ports;
    const { waitMs } = context.request;
    const began = clock.now();
    const output = openOutput(place, context);
    const stop = async (reason) => await client.send(new dist_cjs/* StopTaskCommand */.PP1({ cluster, task: taskArn, reason })).then(() => true, () => false);
    const failed = (failure) => ({
        exitCode: undefined,
        ...(failure === undefined ? {} : { failure }),
        taskArn,
        log: output.kept(),
    });
    const describe = describer(client, cluster, taskArn);
    let progress = '';
    try {
        for (;;) {
            const task = await (0,patience/* patiently */.d)(describe, context.ports, log.info);
            const verdict = judgeTask(task, place.container);
            await output.show(task);
            if (verdict.over) {
                // A container that is not essential leaves the others of its task running.
                if (task.desiredStatus === 'RUNNING')
                    await stop('The command of the release has ended.');
                if (verdict.exitCode !== undefined)
                    await output.showRest(task);
                return { ...failed(verdict.failure), exitCode: verdict.exitCode };
            }
            if (verdict.progress !== progress)
                log.info(verdict.progress);
            progress = verdict.progress;
            const waited = clock.now() - began;
            if (waited >= waitMs)
                return failed(await timedOut(waitMs, stop));
            const pause = Math.min((0,rollout_schedule/* pauseAfter */.l)(waited), LONGEST_PAUSE_MS, waitMs - waited);
            await clock.sleep(pause, signal);
        }
    }
    catch (error) {
        // Nobody would look at what a task does that goes on.
        const stopped = await stop(signal.aborted ? 'The job was cancelled.' : 'The release lost sight of it.');
        const what = stopped ? 'it was stopped' : `it could not be stopped, and goes on as ${shortId(taskArn)}`;
        const { reason = '', hint } = (0,deploy_failure/* because */.xx)(error);
        const why = signal.aborted ? 'The job was cancelled while the command ran' : reason.replace(/\.$/, '');
        return failed({ reason: `${why}; ${what}.`, ...(hint === undefined ? {} : { hint }) });
    }
}
/** The container's output as it comes: shown in the step's log, its last lines kept. */
function openOutput(place, { session, ports }) {
    const lines = [];
    let log;
    const show = async (task) => {
        if (!isLogging(task))
            return;
        const logged = { ...task, taskArn: task.taskArn ?? '' };
        log ??= (0,logs/* openTaskLog */.M)(session, place.target.region, place.definition, logged, place.container);
        const fresh = await log.next();
        for (const line of fresh)
            ports.log.info(`  ${line}`);
        lines.push(...fresh);
        lines.splice(0, lines.length - LINES_KEPT);
    };
    return {
        show,
        showRest: async (task) => {
            if (log !== undefined && log.trouble() === undefined) {
                await ports.clock.sleep(LOG_LAG_MS, ports.signal);
                await show(task);
            }
            const trouble = log?.trouble();
            if (trouble !== undefined)
                ports.log.info(trouble);
        },
        kept: () => lines,
    };
}
async function timedOut(waitMs, stop) {
    const minutes = Math.round(waitMs / 6000) / 10;
    const stopped = await stop(`The command of the release did not end within ${minutes} minutes.`);
    return {
        reason: `The command did not end within ${minutes} minutes; its task ${stopped ? 'was' : 'could not be'} stopped.`,
        hint: 'Raise "wait-minutes" if it needs longer; its output above says how far it came.',
    };
}
/** Looks at a task; one that was just started is not shown for a moment. */
function describer(client, cluster, taskArn) {
    let task = { taskArn };
    return async () => {
        const { tasks } = await client.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks: [taskArn] }));
        task = tasks?.[0] ?? task;
        return task;
    };
}
// Before its containers run there is no stream, and each look at one that is missing is a call for nothing.
function isLogging({ lastStatus }) {
    return lastStatus !== undefined && !['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(lastStatus);
}
function runOf(env) {
    const id = (0,variable/* variable */.b)(env, 'GITHUB_RUN_ID') ?? 'run';
    return `${id}-${(0,variable/* variable */.b)(env, 'GITHUB_RUN_ATTEMPT') ?? '1'}`;
}
function shortId(arn) {
    return arn.split('/').at(-1) ?? arn;
}


/***/ })

};
