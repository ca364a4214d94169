export const id = 518;
export const ids = [518];
export const modules = {

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


/***/ }),

/***/ 1336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jd: () => (/* binding */ readAlias),
/* harmony export */   S0: () => (/* binding */ refuseBesideOthers),
/* harmony export */   kb: () => (/* binding */ moveAlias),
/* harmony export */   lB: () => (/* binding */ createAlias)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1696);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _halt_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9441);
/* harmony import */ var _site_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2509);
/* harmony import */ var _traffic_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9109);






const MOST_STALE = 3;
/** An alias as it is now; undefined where it does not exist, or its function does not. */
async function readAlias(client, functionName, name) {
    try {
        return stateOf(await client.send(new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__/* .GetAliasCommand */ .MES({ FunctionName: functionName, Name: name })));
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) === 'ResourceNotFoundException')
            return undefined;
        throw error;
    }
}
function stateOf({ Name, FunctionVersion, RoutingConfig, RevisionId }) {
    return {
        name: Name ?? '',
        version: FunctionVersion ?? '$LATEST',
        weights: RoutingConfig?.AdditionalVersionWeights ?? {},
        revisionId: RevisionId,
    };
}
/**
 * An alias that does not exist is created for a function that has none. Beside others it is rather a slip of the pen,
 * and what clients call would not be released.
 * @throws UserError that lists the others
 */
async function refuseBesideOthers(client, functionName, name) {
    const { Aliases = [] } = await client.send(new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__/* .ListAliasesCommand */ .UZx({ FunctionName: functionName }));
    if (Aliases.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The function "${functionName}" has no alias "${name}".`, `Its aliases: ${Aliases.map(({ Name }) => Name ?? '').join(', ')}. Correct "lambda-alias", or create it: aws lambda create-alias --function-name ${functionName} --name ${name} --function-version VERSION.`);
}
/** Creates an alias; one that is there by now is left as it is. */
async function createAlias(site, name, version) {
    try {
        const command = new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__/* .CreateAliasCommand */ .W_e({ FunctionName: site.arn, Name: name, FunctionVersion: version });
        const created = stateOf(await site.client.send(command));
        site.accepted = true;
        return created;
    }
    catch (error) {
        // It may be ours, when the answer to a first try was lost.
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ResourceConflictException')
            throw error;
        const there = await readAlias(site.client, site.arn, name);
        if (there === undefined)
            throw error;
        return there;
    }
}
/**
 * Moves an alias, unless someone else moved it since it was read.
 * @returns the alias as it is then
 * @throws a halt as `superseded`
 */
async function moveAlias(site, alias, to) {
    let known = alias;
    for (let stale = 0;; stale += 1) {
        const { name, revisionId } = known;
        const command = new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__/* .UpdateAliasCommand */ .lqC({
            FunctionName: site.arn,
            Name: name,
            FunctionVersion: to.version,
            // An empty map takes the weights away; no map leaves them.
            RoutingConfig: { AdditionalVersionWeights: { ...to.weights } },
            ...(revisionId === undefined ? {} : { RevisionId: revisionId }),
        });
        try {
            return stateOf(await (0,_site_js__WEBPACK_IMPORTED_MODULE_2__/* .write */ .M9)(site, async () => await site.client.send(command)));
        }
        catch (error) {
            if (!(0,_site_js__WEBPACK_IMPORTED_MODULE_2__/* .isStale */ .QO)(error) || stale === MOST_STALE)
                throw error;
            const now = await readAlias(site.client, site.arn, name);
            // The first try was carried out, and its answer lost.
            if (now !== undefined && (0,_traffic_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameRouting */ .l1)(now, to))
                return now;
            if (now === undefined || !(0,_traffic_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameRouting */ .l1)(now, alias))
                throw moved(name, now);
            known = now;
        }
    }
}
function moved(name, now) {
    const where = now === undefined ? 'it is gone' : `it points to version ${now.version}`;
    return (0,_halt_js__WEBPACK_IMPORTED_MODULE_5__/* .superseded */ .zT)(`Something else moved the alias "${name}" while it was released: ${where} now.`);
}


/***/ }),

/***/ 5518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bringBackLambda: () => (/* binding */ bringBackLambda),
/* harmony export */   k: () => (/* binding */ bringBack),
/* harmony export */   y: () => (/* binding */ unknownFormer)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1696);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4760);
/* harmony import */ var _ecs_container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6087);
/* harmony import */ var _alias_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1336);
/* harmony import */ var _function_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3046);
/* harmony import */ var _halt_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9441);
/* harmony import */ var _tag_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5068);
/* harmony import */ var _traffic_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9109);
/* harmony import */ var _update_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(431);
/* harmony import */ var _way_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5743);











// A runner gives a cancelled step seven seconds in all, and other targets want theirs.
const START_MS = 2_000;
/**
 * Brings a function back to what it ran before a release: its alias first, which takes effect at once, then its
 * environment and its image. Whatever someone else deployed meanwhile is left as it is.
 */
async function bringBackLambda(target, runs, wayBack, pace, context) {
    const former = (0,_way_back_js__WEBPACK_IMPORTED_MODULE_7__/* .fromWayBack */ .Vf)(wayBack);
    if (former === undefined)
        return unknownFormer();
    const client = context.session.client(_aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_8__/* .LambdaClient */ .Nox, target.region);
    return await bringBack(target, runs, await recall(client, runs.name, former), pace, context);
}
/** The outcome where nobody knows what to bring back. */
function unknownFormer() {
    return { result: 'failed', accepted: true, reason: 'It is not known what the function ran before.' };
}
/** As `bringBackLambda`, by the process that released and knows the former values of variables, too. */
async function bringBack(target, runs, former, pace, { session, request, ports }) {
    const client = session.client(_aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_8__/* .LambdaClient */ .Nox, target.region);
    const isStart = pace === 'start';
    // The signal of a cancelled job would end each wait at once, and an update has to end before the next one begins.
    const signal = isStart ? new AbortController().signal : ports.signal;
    const waitMs = isStart ? START_MS : request.waitMs;
    const before = await (0,_function_js__WEBPACK_IMPORTED_MODULE_4__/* .readFunction */ .v)(client, runs.name);
    const { clock, log } = ports;
    const site = {
        client,
        name: target.name,
        arn: before.arn,
        ports: { clock, log, signal },
        waitMs,
        accepted: true,
    };
    const functionArn = before.arn;
    try {
        refuseForeign(before, former);
        const alias = await bringAliasBack(site, runs, former);
        await (0,_update_js__WEBPACK_IMPORTED_MODULE_6__/* .updateLatest */ .L)(site, before, { imageUri: former.image, environment: former.environment }, !isStart);
        if (isStart)
            return { ...started(alias, former.image), functionArn };
        const tag = former.tag ?? (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(former.image);
        if (tag !== undefined)
            await (0,_tag_js__WEBPACK_IMPORTED_MODULE_5__/* .tagDigest */ .$)(site, tag);
        const lost = forgottenReason(former);
        if (lost !== undefined)
            return { result: 'failed', accepted: true, functionArn, reason: lost };
        return {
            result: 'rolled-back',
            accepted: true,
            functionArn,
            functionVersion: former.routing?.version ?? '$LATEST',
        };
    }
    catch (error) {
        if ((0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .isHalt */ .w0)(error) && error.end.result === 'superseded') {
            return { ...error.end, accepted: true, functionArn };
        }
        if (isStart && isStillUpdating(error))
            return { ...stillUpdating(), functionArn };
        const broken = (0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .isHalt */ .w0)(error) ? error.end : (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .brokenOff */ .H1)(error, true, signal);
        const reason = `It could not be brought back: ${broken.reason ?? broken.result}`;
        return { ...broken, result: 'failed', accepted: true, reason, functionArn };
    }
}
function refuseForeign(now, { released, image }) {
    if (now.digest === undefined || now.digest === released || now.digest === (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(image))
        return;
    throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .superseded */ .zT)(`Something else updated the function after this release: it has ${now.image ?? 'another image'} now.`);
}
/** Moves the alias to where it was, unless someone else moved it. */
async function bringAliasBack(site, { alias: name }, { routing, released }) {
    if (name === undefined)
        return undefined;
    if (routing === undefined) {
        site.ports.log.info(`${site.name}: the alias "${name}" is new, and stays where it is`);
        return undefined;
    }
    const now = await (0,_alias_js__WEBPACK_IMPORTED_MODULE_3__/* .readAlias */ .Jd)(site.client, site.arn, name);
    if (now === undefined)
        throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .superseded */ .zT)(`Something else removed the alias "${name}".`);
    if ((0,_traffic_js__WEBPACK_IMPORTED_MODULE_10__/* .isSameRouting */ .l1)(now, routing))
        return now;
    const versions = versionsIn(now).filter((version) => !versionsIn(routing).includes(version));
    const digests = await Promise.all(versions.map(async (version) => (await (0,_function_js__WEBPACK_IMPORTED_MODULE_4__/* .readFunction */ .v)(site.client, site.arn, version)).digest));
    if (digests.some((digest) => digest !== released)) {
        throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .superseded */ .zT)(`Something else moved the alias "${name}" after this release: it points to version ${now.version} now.`);
    }
    const back = await (0,_alias_js__WEBPACK_IMPORTED_MODULE_3__/* .moveAlias */ .kb)(site, now, routing);
    site.ports.log.info(`${site.name}: the alias "${name}" is at version ${routing.version} again`);
    return back;
}
function versionsIn({ version, weights }) {
    return [version, ...Object.keys(weights)];
}
/** What the version that the alias had before still knows of variables that were changed. */
async function recall(client, name, former) {
    const { routing, forgotten, environment } = former;
    if (forgotten.length === 0 || routing === undefined || routing.version === '$LATEST')
        return former;
    const known = (await (0,_function_js__WEBPACK_IMPORTED_MODULE_4__/* .readFunction */ .v)(client, name, routing.version)).environment ?? {};
    const set = forgotten.flatMap((variable) => {
        const value = Object.hasOwn(known, variable) ? known[variable] : undefined;
        return value === undefined ? [] : [[variable, value]];
    });
    return {
        ...former,
        environment: { set: { ...environment.set, ...Object.fromEntries(set) }, remove: environment.remove },
        forgotten: forgotten.filter((variable) => !set.some(([found]) => found === variable)),
    };
}
function forgottenReason({ forgotten }) {
    if (forgotten.length === 0)
        return undefined;
    const names = forgotten.join(', ');
    return `The former image is back, but the environment is not: nobody knows any more what ${names} had before. Set it by hand.`;
}
function isStillUpdating(error) {
    if ((0,_halt_js__WEBPACK_IMPORTED_MODULE_9__/* .isHalt */ .w0)(error))
        return error.end.result === 'timed-out';
    return (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) === 'ResourceConflictException';
}
function stillUpdating() {
    return {
        result: 'cancelled',
        accepted: true,
        reason: 'Lambda takes nothing new while it updates the function: the post step of this job brings it back after that.',
    };
}
function started(alias, image) {
    const first = alias === undefined ? '' : `The alias "${alias.name}" is at version ${alias.version} again. `;
    return {
        result: 'cancelled',
        accepted: true,
        reason: `${first}The function was told to run its former image again, ${(0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(image) ?? image}; that goes on.`,
    };
}


/***/ }),

/***/ 2001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ undoOf),
/* harmony export */   KN: () => (/* binding */ isApplied),
/* harmony export */   gj: () => (/* binding */ isSameEnvironment),
/* harmony export */   pE: () => (/* binding */ environmentDiff),
/* harmony export */   sm: () => (/* binding */ mergedEnvironment),
/* harmony export */   wX: () => (/* binding */ namesIn)
/* harmony export */ });
/** The variables with a change applied; all others stay. */
function mergedEnvironment(current, { set, remove }) {
    const kept = Object.entries(current).filter(([name]) => !remove.includes(name));
    return Object.fromEntries([...kept, ...Object.entries(set)]);
}
/** True where a change would change nothing; variables that cannot be read have no change but none. */
function isApplied(current, change) {
    if (current === undefined)
        return namesIn(change).length === 0;
    return touched(current, change).length === 0;
}
/** The names that a change is about. */
function namesIn({ set, remove }) {
    return [...Object.keys(set), ...remove];
}
/** The names whose variables a change would really change. */
function touched(current, { set, remove }) {
    return [
        ...Object.keys(set).filter((name) => !Object.hasOwn(current, name) || current[name] !== set[name]),
        ...remove.filter((name) => Object.hasOwn(current, name)),
    ];
}
/** What takes a change back. */
function undoOf(former, change) {
    const names = touched(former, change);
    return {
        set: Object.fromEntries(names.flatMap((name) => (Object.hasOwn(former, name) ? [[name, former[name] ?? '']] : []))),
        remove: names.filter((name) => !Object.hasOwn(former, name)),
    };
}
/** The change, line by line, without values. */
function environmentDiff(current, change) {
    return touched(current, change)
        .toSorted()
        .flatMap((name) => {
        const had = Object.hasOwn(current, name);
        if (change.remove.includes(name))
            return [`- environment ${name}`];
        return had
            ? [`- environment ${name} (its former value)`, `+ environment ${name} (a new value)`]
            : [`+ environment ${name}`];
    });
}
/** True for the same variables with the same values. */
function isSameEnvironment(one, other) {
    if (one === undefined || other === undefined)
        return one === other;
    const names = Object.keys(one);
    return (names.length === Object.keys(other).length &&
        names.every((name) => Object.hasOwn(other, name) && other[name] === one[name]));
}


/***/ }),

/***/ 3046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ describeFunction),
/* harmony export */   v: () => (/* binding */ readFunction)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1696);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _ecs_container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6087);




/**
 * A function as it is now.
 * @param qualifier a version or an alias; `$LATEST` without one
 */
async function readFunction(client, name, qualifier) {
    const Qualifier = qualifier === undefined ? {} : { Qualifier: qualifier };
    return stateOf(await client.send(new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_3__/* .GetFunctionCommand */ .YF5({ FunctionName: name, ...Qualifier })));
}
/**
 * Looks a function up and refuses what cannot be given an image.
 * @throws UserError
 */
async function describeFunction(client, name, region) {
    const state = await readFunction(client, name).catch((error) => {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ResourceNotFoundException')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no Lambda function "${name}" in ${region}.`, 'Check "lambda-function-name" and the region ("stage-region", or the one in the ARN). A function that is not created yet is given as "placeholder" or left empty.', { cause: error });
    });
    if (state.packageType === 'Image')
        return state;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The Lambda function "${name}" in ${region} is packaged as ${state.packageType}, not as an image.`, 'The package type of a function cannot be changed: create it with "PackageType: Image".');
}
// Source: AWS Lambda API Reference, GetFunction, FunctionConfiguration; Developer Guide, "Lambda function states".
function stateOf({ Configuration, Code, Tags, TagsError }) {
    const { State, LastUpdateStatus, Environment } = Configuration ?? {};
    // A tag was resolved when it was given; a digest needs no resolving.
    const byDigest = (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(Code?.ImageUri ?? '') !== undefined;
    const image = (byDigest ? undefined : Code?.ResolvedImageUri) ?? Code?.ImageUri;
    const error = Environment?.Error;
    return {
        arn: (Configuration?.FunctionArn ?? '').split(':').slice(0, 7).join(':'),
        version: Configuration?.Version ?? '$LATEST',
        packageType: Configuration?.PackageType ?? 'Zip',
        architecture: Configuration?.Architectures?.[0] ?? 'x86_64',
        image,
        digest: (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_2__/* .digestIn */ .s)(image ?? ''),
        codeSha256: Configuration?.CodeSha256,
        revisionId: Configuration?.RevisionId,
        updating: LastUpdateStatus === 'InProgress' || State === 'Pending',
        state: State,
        failed: LastUpdateStatus === 'Failed' || State === 'Failed',
        reasonCode: Configuration?.LastUpdateStatusReasonCode ?? Configuration?.StateReasonCode,
        reason: Configuration?.LastUpdateStatusReason ?? Configuration?.StateReason,
        environment: error === undefined ? (Environment?.Variables ?? {}) : undefined,
        environmentError: error === undefined ? undefined : `${error.ErrorCode ?? ''}: ${error.Message ?? ''}`,
        tags: TagsError === undefined ? (Tags ?? {}) : undefined,
    };
}


/***/ }),

/***/ 9441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w0: () => (/* binding */ isHalt),
/* harmony export */   yj: () => (/* binding */ halt),
/* harmony export */   zT: () => (/* binding */ superseded)
/* harmony export */ });
/** Ends a deployment from anywhere in its course. */
function halt(end) {
    return Object.assign(new Error(end.reason), { end });
}
function isHalt(error) {
    return error instanceof Error && 'end' in error;
}
/** Someone else changed what is deployed to, in the middle of it. What they did is left as it is. */
function superseded(reason) {
    return halt({
        result: 'superseded',
        reason,
        hint: 'Let only one thing deploy to this function: give the workflow a concurrency group, and see CloudTrail for who else does.',
    });
}


/***/ }),

/***/ 957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ hintForRefusal),
/* harmony export */   m: () => (/* binding */ explainReason)
/* harmony export */ });
const PULL = 'Let lambda.amazonaws.com pull it: the repository\'s policy has to allow "ecr:BatchGetImage" and "ecr:GetDownloadUrlForLayer" to that service, in the region of the function.';
const KEY = "See the KMS key of the function's environment variables.";
const NETWORK = 'See the subnets and security groups of the function.';
const FILES = 'See the file system of the function: its mount targets, their security group and its access point.';
// Source: AWS Lambda API Reference, FunctionConfiguration, LastUpdateStatusReasonCode and StateReasonCode.
const HINTS = {
    ImageAccessDenied: PULL,
    ImageDeleted: 'The image was deleted from the repository: see its lifecycle policy.',
    InvalidImage: 'Lambda could not use the image: see that it is one of a single platform, and that its layers are complete.',
    'FunctionError.InvalidEntryPoint': "The image's ENTRYPOINT or CMD names nothing that can be run, or the function's ImageConfig overrides it.",
    'FunctionError.InvalidWorkingDirectory': "The image's WORKDIR does not exist in it, or the function's ImageConfig overrides it.",
    'FunctionError.PermissionDenied': 'What the ENTRYPOINT names may not be run by the user that Lambda runs it as: see its file permissions.',
    'FunctionError.RuntimeInitError': "The runtime ended before it was ready: see the function's log.",
    'FunctionError.ExtensionInitError': "An extension in the image ended before it was ready: see the function's log.",
    'FunctionError.TooManyExtensions': 'The image has more extensions than Lambda takes.',
    'FunctionError.InitTimeout': 'It was not ready in time: start with less, or give the function more memory.',
    'FunctionError.InitResourceExhausted': 'It ran out of memory before it was ready: give the function more.',
    FunctionError: "The code failed when it was started: see the function's log.",
    SubnetOutOfIPAddresses: 'The subnets of the function have no address left: give it larger or more ones.',
    InvalidSubnet: NETWORK,
    InvalidSecurityGroup: NETWORK,
    EniLimitExceeded: 'Have the quota of elastic network interfaces in the VPC raised.',
    DisallowedByVpcEncryptionControl: NETWORK,
    InsufficientRolePermissions: "The function's role has to allow what Lambda does in its name, in a VPC for example the policy AWSLambdaVPCAccessExecutionRole.",
    EFSIOError: FILES,
    EFSMountConnectivityError: FILES,
    EFSMountFailure: FILES,
    EFSMountTimeout: FILES,
    DisabledKMSKey: `${KEY} It is disabled.`,
    InvalidStateKMSKey: `${KEY} Its state does not allow its use.`,
    KMSKeyAccessDenied: `${KEY} Its policy has to let the function's role decrypt.`,
    KMSKeyNotFound: `${KEY} It does not exist.`,
    InternalError: 'It failed inside Lambda: run the release again, and see the AWS Health Dashboard.',
    InsufficientCapacity: 'Lambda had no capacity for it: run the release again later.',
    EC2RequestLimitExceeded: 'The account makes too many calls of EC2 at once: run the release again later.',
    InvalidConfiguration: 'The configuration of the function does not go with the image.',
    ServiceQuotaExceededException: 'Have the quota that it names raised.',
    VcpuLimitExceeded: 'Have the quota of vCPUs raised.',
};
/**
 * Why Lambda did not take an image or a configuration.
 * @param what begins the sentence: `Lambda did not take the image`
 */
function explainReason(what, code, reason) {
    const said = [code, reason].filter((part) => part !== undefined).join(': ');
    const hint = hintFor(code);
    return {
        reason: `${what}: ${said === '' ? 'no reason given' : said.replace(/\.$/, '')}.`,
        ...(hint === undefined ? {} : { hint }),
    };
}
/** What helps against a reason; a kind of error that is new has the hint of its family (`FunctionError.Other`). */
function hintFor(code) {
    if (code === undefined)
        return undefined;
    return HINTS[code] ?? HINTS[code.split('.')[0] ?? ''];
}
/** What helps where UpdateFunctionCode refuses an image at once. Its errors have one code for all of it. */
function hintForRefusal(message) {
    if (/permission to access the ECR image/i.test(message))
        return PULL;
    if (/media type/i.test(message)) {
        return 'Lambda takes manifests of a single platform, of Docker or OCI media types: build with "provenance: false".';
    }
    if (/does not exist/i.test(message))
        return HINTS['ImageDeleted'];
    return undefined;
}


/***/ }),

/***/ 2509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   M9: () => (/* binding */ write),
/* harmony export */   QO: () => (/* binding */ isStale)
/* harmony export */ });
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _function_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _halt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9441);



const FIRST_POLL_MS = 200;
const SLOWEST_POLL_MS = 5_000;
const REPEAT_PROGRESS_MS = 60_000;
/**
 * Waits until no update of the function, or of a version of it, is in progress.
 * @returns the function as it is then
 * @throws a halt as `timed-out`
 */
async function settle({ client, name, arn, waitMs, ports: { clock, log, signal } }, qualifier) {
    const deadline = clock.now() + waitMs;
    let saidAt = clock.now();
    for (let pause = FIRST_POLL_MS;; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
        const now = await (0,_function_js__WEBPACK_IMPORTED_MODULE_1__/* .readFunction */ .v)(client, arn, qualifier);
        if (!now.updating)
            return now;
        if (clock.now() >= deadline) {
            throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_2__/* .halt */ .yj)({
                result: 'timed-out',
                reason: `The update of the function was still in progress after ${Math.round(waitMs / 6000) / 10} minutes.`,
                hint: 'Raise "wait-minutes" if the function needs longer.',
            });
        }
        if (clock.now() - saidAt >= REPEAT_PROGRESS_MS) {
            saidAt = clock.now();
            log.info(`${name}: Lambda is still at it${now.reason === undefined ? '' : `: ${now.reason}`}`);
        }
        await clock.sleep(pause, signal);
    }
}
/**
 * Makes a call that changes something, again and again while Lambda answers 409 because an update is in progress.
 * Source: AWS Lambda API Reference, ResourceConflictException.
 */
async function write(site, call) {
    const { clock, signal } = site.ports;
    const deadline = clock.now() + site.waitMs;
    for (let pause = FIRST_POLL_MS;; pause = Math.min(pause * 2, SLOWEST_POLL_MS)) {
        try {
            const answer = await call();
            site.accepted = true;
            return answer;
        }
        catch (error) {
            // No answer leaves open whether it was carried out.
            if (!(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error))
                site.accepted = true;
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'ResourceConflictException' || clock.now() >= deadline)
                throw error;
            await clock.sleep(pause, signal);
        }
    }
}
/** True where what was read before has changed since. */
function isStale(error) {
    return (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) === 'PreconditionFailedException';
}


/***/ }),

/***/ 5068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ tagDigest),
/* harmony export */   K: () => (/* binding */ DIGEST_TAG)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1696);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _site_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2509);



/** TinyStacks' own name for it; the digest in the registry, not the image id that its script put there. */
const DIGEST_TAG = 'IMAGE_SHA';
/**
 * Tags the function with the digest that was promoted, and keeps its other tags. A function that runs the image but may
 * not be tagged is released all the same, with a warning.
 */
async function tagDigest(site, digest) {
    const command = new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_2__/* .TagResourceCommand */ .eqU({ Resource: site.arn, Tags: { [DIGEST_TAG]: digest } });
    try {
        await (0,_site_js__WEBPACK_IMPORTED_MODULE_1__/* .write */ .M9)(site, async () => await site.client.send(command));
    }
    catch (error) {
        site.ports.signal.throwIfAborted();
        site.ports.log.warning(`${site.name}: the function runs the image, but its tag ${DIGEST_TAG} could not be set: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error)}`);
    }
}


/***/ }),

/***/ 9109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Es: () => (/* binding */ isRouted),
/* harmony export */   H6: () => (/* binding */ planTraffic),
/* harmony export */   Ht: () => (/* binding */ describeTime),
/* harmony export */   N$: () => (/* binding */ describeSteps),
/* harmony export */   l1: () => (/* binding */ isSameRouting)
/* harmony export */ });
/* unused harmony export shareOf */
/** A version's share of the requests, in percent. */
function shareOf({ version, weights }, wanted) {
    const others = Object.entries(weights).filter(([name]) => name !== version);
    if (version === wanted)
        return percent(1 - others.reduce((sum, [, weight]) => sum + weight, 0));
    return percent(weights[wanted] ?? 0);
}
/** Weights are decimal fractions: 0.07 of them is 7 %, and not 7.000000000000001. */
function percent(weight) {
    return Math.round(weight * 10_000) / 100;
}
/**
 * The moves that bring an alias to a version. Without steps it moves at once. A shift that was begun, by a list that
 * ended below 100 or by a release that broke off, goes on from the share that the version has; a step that is reached
 * already is held once more, because nobody saw it through. Weights of any other version are taken away.
 * Source: AWS Lambda Developer Guide, "Implement Lambda canary deployments using a weighted alias": two versions at most.
 */
function planTraffic(now, version, steps) {
    const whole = { percent: 100, milliseconds: 0 };
    const last = steps.at(-1) ?? whole;
    if (now.version === version)
        return [moveTo(now, version, whole)];
    const share = now.weights[version] === undefined ? 0 : shareOf(now, version);
    const ahead = steps.filter((step) => step.percent >= share);
    return (ahead.length === 0 ? [last] : ahead).map((step) => moveTo(now, version, step));
}
function moveTo(now, version, { percent: share, milliseconds }) {
    const to = share === 100
        ? { version, weights: {} }
        : { version: now.version, weights: { [version]: percent(share / 100) / 100 } };
    return { to: isSameRouting(now, to) ? undefined : to, percent: share, milliseconds };
}
function isSameRouting(one, other) {
    const versions = Object.keys(one.weights);
    return (one.version === other.version &&
        versions.length === Object.keys(other.weights).length &&
        versions.every((version) => shareOf(one, version) === shareOf(other, version)));
}
/** True when the last move is done: there is nothing to shift. */
function isRouted(now, version, steps) {
    return planTraffic(now, version, steps).at(-1)?.to === undefined;
}
/** The steps for a person: `10 % for 5 min, 50 % for 10 min, 100 %`. */
function describeSteps(steps) {
    return steps
        .map(({ percent: share, milliseconds }) => milliseconds === 0 ? `${share} %` : `${share} % for ${describeTime(milliseconds)}`)
        .join(', ');
}
/** Minutes, or seconds where it is less than one. */
function describeTime(milliseconds) {
    return milliseconds < 60_000
        ? `${Math.round(milliseconds / 100) / 10} s`
        : `${Math.round(milliseconds / 6_000) / 10} min`;
}


/***/ }),

/***/ 431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ updateLatest)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1696);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _ecs_container_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6087);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2001);
/* harmony import */ var _function_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3046);
/* harmony import */ var _halt_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9441);
/* harmony import */ var _reasons_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(957);
/* harmony import */ var _site_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2509);








/** How often a write is made again because something else of the function changed in between. */
const MOST_STALE = 5;
/**
 * Gives `$LATEST` its environment and then its image, each where it has another one. The environment goes first: when
 * that fails, the function still runs what it ran. Everything else of the function stays as it is.
 * @param isWaiting false: the last update is accepted, and not waited for
 * @returns the function as it is then
 * @throws a halt when it fails, does not end, or someone else comes in between
 */
async function updateLatest(site, before, wanted, isWaiting = true) {
    // An update that someone else started has to end first, whatever its outcome.
    let now = before.updating ? await (0,_site_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G9)(site) : before;
    if (!isSameFunction(now, before))
        throw otherCame(now);
    if (!(0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .isApplied */ .KN)(now.environment, wanted.environment)) {
        now = await updateEnvironment(site, now, wanted.environment);
    }
    if (now.digest === (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_1__/* .digestIn */ .s)(wanted.imageUri) && !now.failed)
        return now;
    return await updateCode(site, now, wanted.imageUri, isWaiting);
}
async function updateEnvironment(site, before, change) {
    const isDone = (now) => (0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .isApplied */ .KN)(now.environment, change);
    await guarded(site, before, isDone, async (now) => {
        const Variables = { ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .mergedEnvironment */ .sm)(now.environment ?? {}, change) };
        await site.client.send(new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_6__/* .UpdateFunctionConfigurationCommand */ .Zlw({
            FunctionName: site.arn,
            Environment: { Variables },
            ...guardOf(now),
        }));
    });
    site.ports.log.info(`${site.name}: Lambda changes the environment`);
    const after = await (0,_site_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G9)(site);
    if (after.failed) {
        const why = (0,_reasons_js__WEBPACK_IMPORTED_MODULE_3__/* .explainReason */ .m)('Lambda did not take the environment', after.reasonCode, after.reason);
        throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_7__/* .halt */ .yj)({ result: 'failed', ...why });
    }
    if (isDone(after))
        return after;
    throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_7__/* .superseded */ .zT)("Something else changed the function's environment while it was released.");
}
/**
 * The architecture is sent as it is, because the API's default is x86_64 whatever the function has.
 * Source: AWS Lambda API Reference, UpdateFunctionCode.
 */
async function updateCode(site, before, imageUri, isWaiting) {
    const digest = (0,_ecs_container_js__WEBPACK_IMPORTED_MODULE_1__/* .digestIn */ .s)(imageUri);
    const Architectures = [before.architecture === 'arm64' ? 'arm64' : 'x86_64'];
    const isDone = (now) => now.digest === digest;
    try {
        await guarded(site, before, isDone, async (now) => {
            const guard = guardOf(now);
            const FunctionName = site.arn;
            await site.client.send(new _aws_sdk_client_lambda__WEBPACK_IMPORTED_MODULE_6__/* .UpdateFunctionCodeCommand */ .KfB({ FunctionName, ImageUri: imageUri, Architectures, ...guard }));
        });
    }
    catch (error) {
        const hint = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y ? (error.hint ?? (0,_reasons_js__WEBPACK_IMPORTED_MODULE_3__/* .hintForRefusal */ .T)(error.message)) : undefined;
        throw hint === undefined ? error : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error), hint, { cause: causeOf(error) });
    }
    site.ports.log.info(`${site.name}: Lambda updates the function to ${digest ?? imageUri}`);
    if (!isWaiting)
        return before;
    const after = await (0,_site_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G9)(site);
    if (after.failed && (isDone(after) || after.digest === before.digest)) {
        throw (0,_halt_js__WEBPACK_IMPORTED_MODULE_7__/* .halt */ .yj)({
            result: 'failed',
            ...(0,_reasons_js__WEBPACK_IMPORTED_MODULE_3__/* .explainReason */ .m)('Lambda did not take the image', after.reasonCode, after.reason),
        });
    }
    if (!isDone(after))
        throw otherCame(after);
    return after;
}
/**
 * Writes only onto the function that was read. The id changes with whatever is changed of the function: what is not
 * ours, as its memory, is read again and kept; another image or environment belongs to someone else.
 * @param isDone true where it has been carried out already, and its answer was lost
 */
async function guarded(site, before, isDone, change) {
    let known = before;
    for (let stale = 0;; stale += 1) {
        try {
            await (0,_site_js__WEBPACK_IMPORTED_MODULE_4__/* .write */ .M9)(site, async () => {
                await change(known);
            });
            return;
        }
        catch (error) {
            if (!(0,_site_js__WEBPACK_IMPORTED_MODULE_4__/* .isStale */ .QO)(error) || stale === MOST_STALE)
                throw error;
            const now = await (0,_function_js__WEBPACK_IMPORTED_MODULE_2__/* .readFunction */ .v)(site.client, site.arn);
            if (isDone(now)) {
                site.accepted = true;
                return;
            }
            if (!isSameFunction(now, before))
                throw otherCame(now);
            known = now;
        }
    }
}
function guardOf({ revisionId }) {
    return revisionId === undefined ? {} : { RevisionId: revisionId };
}
function isSameFunction(now, before) {
    return now.image === before.image && (0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .isSameEnvironment */ .gj)(now.environment, before.environment);
}
function otherCame({ image }) {
    return (0,_halt_js__WEBPACK_IMPORTED_MODULE_7__/* .superseded */ .zT)(`Something else updated the function while it was released: it has ${image ?? 'another image'} now, or another environment.`);
}
function causeOf(error) {
    return error instanceof Error ? error.cause : undefined;
}


/***/ }),

/***/ 5743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TV: () => (/* binding */ formerOf),
/* harmony export */   Vf: () => (/* binding */ fromWayBack),
/* harmony export */   k3: () => (/* binding */ toWayBack)
/* harmony export */ });
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2001);
/* harmony import */ var _tag_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5068);


/**
 * What a function is before its release. One that was killed may have left its image in `$LATEST`; the version of the
 * alias is what is gone back to then.
 */
function formerOf({ latest, alias, aliased }, digest, change) {
    const isBegun = latest.digest === digest && aliased !== undefined && aliased.digest !== digest;
    const before = isBegun ? aliased : latest;
    const { image } = before;
    if (image === undefined)
        return undefined;
    return {
        image,
        released: digest,
        tag: latest.tags?.[_tag_js__WEBPACK_IMPORTED_MODULE_0__/* .DIGEST_TAG */ .K],
        routing: alias === undefined ? undefined : { version: alias.version, weights: alias.weights },
        environment: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .undoOf */ .CF)(before.environment ?? {}, change),
        forgotten: [],
    };
}
/**
 * The way back as it is kept for a later process: with names of environment variables and never with a value, because
 * the runner writes a step's state to its log when it is debugged.
 */
function toWayBack({ image, released, tag, routing, environment }) {
    const weights = Object.entries(routing?.weights ?? {}).map(([version, weight]) => [version, String(weight)]);
    const names = [
        ...Object.keys(environment.set).map((name) => [name, 'changed']),
        ...environment.remove.map((name) => [name, 'added']),
    ];
    return {
        image,
        released,
        tag: tag ?? null,
        version: routing?.version ?? null,
        weights: Object.fromEntries(weights),
        environment: Object.fromEntries(names),
    };
}
/** The way back as it was kept; undefined where it is none of ours. */
function fromWayBack(wayBack) {
    const image = textOf(wayBack['image']);
    const released = textOf(wayBack['released']);
    if (image === undefined || released === undefined)
        return undefined;
    const version = textOf(wayBack['version']);
    const weights = Object.entries(recordOf(wayBack['weights'])).map(([name, weight]) => [
        name,
        Number(weight),
    ]);
    const names = Object.entries(recordOf(wayBack['environment']));
    return {
        image,
        released,
        tag: textOf(wayBack['tag']),
        routing: version === undefined ? undefined : { version, weights: Object.fromEntries(weights) },
        environment: { set: {}, remove: namesOf(names, 'added') },
        forgotten: namesOf(names, 'changed'),
    };
}
function namesOf(names, kind) {
    return names.flatMap(([name, was]) => (was === kind ? [name] : []));
}
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}
function recordOf(value) {
    return typeof value === 'object' && value !== null ? value : {};
}


/***/ })

};
