export const id = 256;
export const ids = [256];
export const modules = {

/***/ 6256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   putTargets: () => (/* binding */ putTargets),
/* harmony export */   readRule: () => (/* binding */ readRule),
/* harmony export */   withTaskDefinitions: () => (/* binding */ withTaskDefinitions)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_eventbridge__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6612);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _aws_raw_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3681);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _ecs_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3896);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1195);
/* harmony import */ var _starter_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5916);







const MOST_TRIES = 5;
const PAUSE_MS = 300;
const CONTENDED = 'ConcurrentModificationException';
/**
 * Reads a rule and its targets with every field they have.
 * @throws UserError when there is none of that name, or when it is a service's own
 */
async function readRule(name, region, { session, ports }) {
    const client = session.client(_aws_sdk_client_eventbridge__WEBPACK_IMPORTED_MODULE_4__/* .EventBridgeClient */ .Ldt, region);
    const key = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .ruleKey */ .ep)(name);
    const [state, targets] = await Promise.all([
        describe(client, name, region),
        listTargets(client, name),
    ]).catch((error) => {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ResourceNotFoundException')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no ${key} in ${region}.`, 'Check "rules" in the stages file: a rule of another bus than the default one is given by its ARN.', { cause: error });
    });
    return {
        key,
        runs: targets.map((target) => (0,_starter_js__WEBPACK_IMPORTED_MODULE_3__/* .runOf */ .ng)(idOf(target), target)),
        notes: state === 'DISABLED' ? [`The ${key} is disabled: it is moved too, and starts nothing.`] : [],
        move: async (to) => {
            await putTargets(client, name, withTaskDefinitions(targets, to), ports.clock);
        },
    };
}
async function describe(client, { bus, name, arn }, region) {
    const key = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .ruleKey */ .ep)({ bus, name, arn });
    const rule = await client.send(new _aws_sdk_client_eventbridge__WEBPACK_IMPORTED_MODULE_4__/* .DescribeRuleCommand */ .NDC({ Name: name, EventBusName: bus }));
    if (arn !== undefined && rule.Arn !== arn) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The rule ${arn} is not in the account of this target, which has ${rule.Arn ?? 'another'}.`, 'Give the target the "role" of the account that the rule is in.');
    }
    if (rule.ManagedBy !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The ${key} in ${region} is managed by ${rule.ManagedBy}, and nobody else can change it.`, 'Remove it from "rules" in the stages file.');
    }
    return rule.State;
}
async function listTargets(client, { bus, name }) {
    const targets = [];
    let token;
    do {
        const command = new _aws_sdk_client_eventbridge__WEBPACK_IMPORTED_MODULE_4__/* .ListTargetsByRuleCommand */ .Hi6({ Rule: name, EventBusName: bus, NextToken: token });
        const answer = await (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_5__/* .sendRaw */ .d)(command.middlewareStack, async () => await client.send(command));
        targets.push(...(0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectsIn */ .Qv)(answer['Targets']));
        token = (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(answer['NextToken']) || undefined;
    } while (token !== undefined);
    return targets;
}
/** The targets that change, each as it was with another task definition: a put replaces a target as a whole. */
function withTaskDefinitions(targets, to) {
    return targets.flatMap((target) => {
        const taskDefinitionArn = to.get(idOf(target));
        if (taskDefinitionArn === undefined)
            return [];
        return [
            {
                ...target,
                EcsParameters: { ...(0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectOf */ .Xy)(target['EcsParameters']), TaskDefinitionArn: taskDefinitionArn },
            },
        ];
    });
}
/**
 * Puts targets, and those again that failed because others wrote to the rule at the same time.
 * Source: Amazon EventBridge API Reference, PutTargets: entries fail one by one, with status 200.
 */
async function putTargets(client, { bus, name, arn }, targets, clock) {
    let left = targets;
    for (let tries = 1; left.length > 0; tries += 1) {
        const body = { Rule: name, EventBusName: bus, Targets: [...left] };
        const failed = await put(client, body);
        left = left.filter((target) => failed.has(idOf(target)));
        const final = [...failed].find(([, { code }]) => code !== CONTENDED || tries === MOST_TRIES);
        if (final !== undefined) {
            const [id, { code, message }] = final;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`EventBridge did not take the target "${id}" of the ${(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .ruleKey */ .ep)({ bus, name, arn })} (${code}): ${message}`);
        }
        // Not to be cut short by a cancelled job: what is brought back then has no other time.
        if (left.length > 0)
            await clock.sleep(PAUSE_MS * tries);
    }
}
async function put(client, body) {
    const command = new _aws_sdk_client_eventbridge__WEBPACK_IMPORTED_MODULE_4__/* .PutTargetsCommand */ .Ve7({ Rule: undefined, Targets: undefined });
    try {
        const answer = await (0,_aws_raw_json_js__WEBPACK_IMPORTED_MODULE_5__/* .sendRaw */ .d)(command.middlewareStack, async () => await client.send(command), body);
        return new Map((0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectsIn */ .Qv)(answer['FailedEntries']).map((entry) => [
            (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(entry['TargetId']),
            { code: (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(entry['ErrorCode']), message: (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(entry['ErrorMessage']) },
        ]));
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== CONTENDED)
            throw error;
        const failure = { code: CONTENDED, message: 'others write to it at the same time.' };
        return new Map((0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectsIn */ .Qv)(body['Targets']).map((target) => [idOf(target), failure]));
    }
}
function idOf(target) {
    return (0,_ecs_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(target['Id']);
}


/***/ })

};
