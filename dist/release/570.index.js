export const id = 570;
export const ids = [570];
export const modules = {

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


/***/ })

};
