export const id = 547;
export const ids = [547];
export const modules = {

/***/ 3672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ checkHealth)
});

// UNUSED EXPORTS: steadyWhile

;// CONCATENATED MODULE: ./.build/shared/release/deploy/health-words.js
const WHERE = '"health-check-url" (or "health-check" in the stages file)';
const STATUS_HINTS = [
    [
        [401, 403, 407],
        'The address has to answer without signing in: a firewall rule or an authorizer may refuse the runner.',
    ],
    [[404, 410], `Check the path in ${WHERE}.`],
    [
        [429],
        'Something before the application limits requests: let the runner through, or give another address.',
    ],
    [
        [502, 503, 504],
        'What stands before the application finds nothing healthy behind it: see the events of the service and the log of the application.',
    ],
];
/** The answer of a status. */
function answered(status) {
    const isGood = status >= 200 && status < 300;
    const said = `it answered ${status}`;
    if (isGood)
        return { isGood, said, hint: undefined };
    const known = STATUS_HINTS.find(([statuses]) => statuses.includes(status))?.[1];
    const own = status >= 500 ? 'The application itself answers with an error: see its log.' : undefined;
    return {
        isGood,
        said,
        hint: known ?? own ?? `Only an answer of 200 to 299 counts: check ${WHERE}.`,
    };
}
/** A redirect that is not followed. */
function redirectedTo(status, fault) {
    return {
        isGood: false,
        said: `it answered ${status}, ${fault}`,
        hint: `Give the address that it ends at in ${WHERE}.`,
    };
}
const REACH = 'It has to be reachable from the runner: hosted runners reach public addresses only, and a security group may keep them out.';
// Codes of Node's net, tls and undici.
const ERRORS = [
    [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'its name has no address', `Check the name in ${WHERE}. ${REACH}`],
    [/^ECONNREFUSED$/, 'the connection was refused', `Nothing listens there, or not yet. ${REACH}`],
    [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'it cannot be reached', REACH],
    [/TIMEOUT|^ETIMEDOUT$/, 'it did not answer in time', REACH],
    [
        /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_|^HOSTNAME_MISMATCH$/,
        'its certificate or TLS was not accepted',
        'The certificate has to be valid for that name, and signed by an authority that everyone trusts.',
    ],
    [
        /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
        'the connection was closed',
        'What listens there closes connections without an answer: see its log, and whether it expects https.',
    ],
];
/**
 * What it means that there was no answer.
 * @param seconds how long an answer was waited for
 */
function unanswered(error, seconds) {
    if (error instanceof Error && error.name === 'TimeoutError') {
        return { isGood: false, said: `it did not answer within ${seconds} s`, hint: REACH };
    }
    const code = codeOf(error);
    const known = ERRORS.find(([pattern]) => pattern.test(code));
    const said = known?.[1] ?? 'it gave no valid answer';
    return { isGood: false, said: `${said} (${code})`, hint: known?.[2] ?? REACH };
}
/** The code of the innermost error, or what it says: `fetch failed` says nothing, and its causes do. */
function codeOf(error) {
    if (!(error instanceof Error))
        return String(error);
    if (error.cause !== undefined)
        return codeOf(error.cause);
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 100);
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/health-probe.js

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;
// Each question is one of a new visitor: no cache answers it, and no connection leads to the same server again.
const HEADERS = { 'cache-control': 'no-cache', connection: 'close', 'user-agent': 'tinystacks-actions' };
/** An address without its query, which may hold a key. */
function shownAddress(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}
/**
 * Asks an address once, and follows redirects.
 * @param timeout for the answer, redirects included, in milliseconds
 * @throws the signal's reason when the job is cancelled
 */
async function probe(url, timeout, { fetch, clock, journal, signal }) {
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    let next = url;
    for (let redirects = 0;; redirects += 1) {
        const started = clock.now();
        const record = (status) => {
            journal.record({
                service: 'health-check',
                action: `GET ${shownAddress(next)}`,
                region: undefined,
                status,
                bytesSent: 0,
                bytesReceived: 0,
                milliseconds: clock.now() - started,
            });
        };
        let response;
        try {
            response = await fetch(next, { redirect: 'manual', headers: HEADERS, signal: until });
        }
        catch (error) {
            record(undefined);
            signal.throwIfAborted();
            return unanswered(error, timeout / 1000);
        }
        record(response.status);
        // What it says is of no use here, and may be of any size.
        await response.body?.cancel().catch(() => undefined);
        if (!REDIRECTS.includes(response.status))
            return answered(response.status);
        if (redirects === MOST_REDIRECTS) {
            return redirectedTo(response.status, `after ${MOST_REDIRECTS} redirects`);
        }
        const onward = targetOf(response.headers.get('location'), next);
        if (onward === undefined)
            return redirectedTo(response.status, 'to no http or https address');
        next = onward;
    }
}
function targetOf(location, from) {
    if (location === null || !URL.canParse(location, from))
        return undefined;
    const to = new URL(location, from);
    const isHttp = to.protocol === 'http:' || to.protocol === 'https:';
    return isHttp && to.username === '' && to.password === '' ? to.href : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/health-check.js

const STEADY_MS = 10_000;
const STEADY_SHARE = 5;
const LEAST_ANSWERS = 3;
// Six answers make a steady while, two seconds apart in the longest.
const ASKS_A_WHILE = 5;
const ANSWER_MS = 10_000;
/** How long an address has to go on answering with success, and how often it is asked meanwhile, in milliseconds. */
function steadyWhile(allowed) {
    const steady = Math.min(STEADY_MS, allowed / STEADY_SHARE);
    return { steady, every: steady / ASKS_A_WHILE };
}
/**
 * Waits until an address has answered with success (2xx, redirects followed) for a steady while. The last answer is
 * waited for, also when it comes after the time.
 * @returns why it did not, or undefined when it did
 * @throws the signal's reason when the job is cancelled
 */
async function checkHealth({ url, milliseconds }, ports) {
    const { clock, log, signal } = ports;
    const { steady, every } = steadyWhile(milliseconds);
    // Minutes are decimal fractions, and a timeout is a whole number.
    const timeout = Math.ceil(Math.min(ANSWER_MS, milliseconds));
    const address = shownAddress(url);
    const deadline = clock.now() + milliseconds;
    let said = '';
    let asked = 0;
    let good = 0;
    let row;
    for (;;) {
        const answer = await probe(url, timeout, ports);
        const now = clock.now();
        asked += 1;
        if (answer.said !== said) {
            const stays = answer.isGood ? `, which has to go on for ${seconds(steady)}` : '';
            log.info(`Health check ${address}: ${answer.said}${stays}`);
        }
        said = answer.said;
        if (answer.isGood) {
            good += 1;
            row ??= { since: now, answers: 0 };
            row.answers += 1;
            if (row.answers >= LEAST_ANSWERS && now - row.since >= steady) {
                log.info(`Health check ${address}: passed, ${good} of ${asked} answers were good`);
                return undefined;
            }
        }
        else {
            row = undefined;
        }
        if (now >= deadline) {
            const lasted = row === undefined ? undefined : now - row.since;
            return failure(address, { allowed: milliseconds, steady, asked, good, answer, lasted });
        }
        await clock.sleep(Math.min(every, deadline - now), signal);
    }
}
function failure(address, { allowed, steady, asked, good, answer, lasted }) {
    const counted = `${good} of ${asked} ${asked === 1 ? 'answer was' : 'answers were'} good`;
    const last = lasted === undefined
        ? answer.said
        : `${answer.said}, but for ${seconds(lasted)} of the ${seconds(steady)} only`;
    const hint = answer.hint ??
        'It comes and goes, or comes up slowly: see the log of the application, or raise "health-check-minutes".';
    const minutes = allowed >= 60_000 ? `${round(allowed / 60_000)} min` : seconds(allowed);
    return {
        reason: `The health check ${address} did not pass within ${minutes}: at the end ${last} (${counted}).`,
        hint,
    };
}
function seconds(milliseconds) {
    return `${round(milliseconds / 1000)} s`;
}
function round(value) {
    return Math.round(value * 10) / 10;
}


/***/ }),

/***/ 2547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareLambdaTarget: () => (/* binding */ prepareLambdaTarget)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-lambda/dist-cjs/index.js
var dist_cjs = __webpack_require__(1696);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var failure = __webpack_require__(4760);
// EXTERNAL MODULE: ./.build/shared/release/deploy/health-check.js + 2 modules
var health_check = __webpack_require__(3672);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/alias.js
var lambda_alias = __webpack_require__(1336);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/bring-back.js
var bring_back = __webpack_require__(5518);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/halt.js
var halt = __webpack_require__(9441);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/environment.js
var lambda_environment = __webpack_require__(2001);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/function.js
var lambda_function = __webpack_require__(3046);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/tag.js
var tag = __webpack_require__(5068);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/way-back.js
var way_back = __webpack_require__(5743);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/left-behind.js




/**
 * What a function was before a release that was killed between its update and the stage's tag: what that tag still
 * names. When this release fails, that is what has to run again. With an alias it is the version before, where it runs
 * that digest; without one the image itself, unless the environment changes too, whose former values nobody knows.
 * @returns undefined where nothing was left behind, and where it is not certain
 */
async function leftBehind(client, found, digest, target, runs, { image, stageDigest }) {
    // An index stands for the image of one platform, which is another digest.
    if (stageDigest === undefined || stageDigest === image.digest || image.platforms.size > 0)
        return undefined;
    const { latest, alias } = found;
    const tags = { ...latest.tags, [tag/* DIGEST_TAG */.K]: stageDigest };
    if (runs.alias === undefined) {
        if ((0,lambda_environment/* namesIn */.wX)(target.environment).length > 0)
            return undefined;
        const before = { ...latest, tags, digest: stageDigest, image: `${target.repository.url}@${stageDigest}` };
        return (0,way_back/* formerOf */.TV)({ ...found, latest: before }, digest, target.environment);
    }
    const version = Number(alias?.version) - 1;
    if (alias === undefined || !(version >= 1))
        return undefined;
    const before = await (0,lambda_function/* readFunction */.v)(client, runs.name, String(version)).catch(() => undefined);
    if (before?.digest !== stageDigest)
        return undefined;
    const routed = { ...alias, version: String(version), weights: {} };
    return (0,way_back/* formerOf */.TV)({ ...found, latest: { ...latest, tags }, alias: routed, aliased: before }, digest, target.environment);
}

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/deployable.js

// Source: AWS Lambda API Reference, Architectures; OCI Image Specification, `platform.architecture` (GOARCH).
const PLATFORMS = { x86_64: 'linux/amd64', arm64: 'linux/arm64' };
/**
 * The digest that Lambda is given. It refuses an image index ("media type ... is not supported"), so an index is
 * unwrapped to the manifest of the function's architecture; a single image is taken as it is.
 * @param architecture as the function has it, `x86_64` or `arm64`
 * @throws UserError when the index has no image for it
 */
function digestForLambda(image, architecture, functionName) {
    if (image.platforms.size === 0)
        return image.digest;
    const platform = PLATFORMS[architecture] ?? architecture;
    const digest = image.platforms.get(platform);
    if (digest !== undefined)
        return digest;
    throw new shared_errors/* UserError */.y(`The function "${functionName}" runs on ${architecture}, and the image ${image.digest} has no ${platform} in it.`, `It has ${[...image.platforms.keys()].join(', ')}. Build with "platforms: ${platform}", or change the function's architecture.`);
}
/**
 * Refuses a single-platform image that the function cannot run: Lambda takes it, and every request fails with "exec
 * format error". An image that does not tell its platform is taken.
 * @throws UserError
 */
async function checkPlatform(image, architecture, functionName) {
    if (image.platforms.size > 0)
        return;
    const wanted = PLATFORMS[architecture] ?? architecture;
    const platform = await image.platform();
    if (platform === undefined || platform === wanted)
        return;
    throw new shared_errors/* UserError */.y(`The function "${functionName}" runs on ${architecture}, and the image ${image.digest} is for ${platform}.`, `Build with "platforms: ${wanted}", or change the function's architecture.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/look.js







/**
 * Reads a function, its alias and what that points to, and refuses what cannot be released here.
 * @returns what was found, and the digest that the function is to run
 * @throws UserError
 */
async function lookAtFunction(target, runs, { session, image }) {
    refuseOtherRegion(target, runs);
    const client = session.client(dist_cjs/* LambdaClient */.Nox, target.region);
    const [latest, alias, aliased] = await Promise.all([
        (0,lambda_function/* describeFunction */.s)(client, runs.name, target.region),
        runs.alias === undefined ? undefined : (0,lambda_alias/* readAlias */.Jd)(client, runs.name, runs.alias),
        runs.alias === undefined ? undefined : readAliased(client, runs.name, runs.alias),
    ]);
    refuseEncrypted(latest, target, runs);
    if (runs.alias !== undefined && alias === undefined) {
        await (0,lambda_alias/* refuseBesideOthers */.S0)(client, runs.name, runs.alias);
    }
    if (alias !== undefined)
        refuseUnversioned(alias, runs);
    const digest = digestForLambda(image, latest.architecture, runs.name);
    if (latest.digest !== digest)
        await checkPlatform(image, latest.architecture, runs.name);
    const isIt = (state) => state !== undefined && state.version !== '$LATEST' && isReady(state, digest, target);
    const others = await Promise.all(Object.keys(alias?.weights ?? {}).map(async (version) => await (0,lambda_function/* readFunction */.v)(client, runs.name, version)));
    const candidate = [aliased, ...others].find(isIt)?.version;
    return { found: { latest, alias, aliased, candidate }, digest };
}
/** True for a function, or a version, that runs an image with the environment that is wanted, and is at rest. */
function isReady(state, digest, { environment }) {
    return (state.digest === digest && !state.updating && !state.failed && (0,lambda_environment/* isApplied */.KN)(state.environment, environment));
}
async function readAliased(client, name, alias) {
    return await (0,lambda_function/* readFunction */.v)(client, name, alias).catch((error) => {
        if ((0,errors/* awsErrorName */.ZH)(error) === 'ResourceNotFoundException')
            return undefined;
        throw error;
    });
}
function refuseOtherRegion(target, runs) {
    if (target.repository.region === target.region)
        return;
    throw new shared_errors/* UserError */.y(`The Lambda function "${runs.name}" is in ${target.region}, and its image in ${target.repository.region}. Lambda takes images of its own region only.`, 'Set "regional-ecr-image-url" to a repository in the region of the function; the image is copied there.');
}
/** Variables that cannot be read cannot be kept. */
function refuseEncrypted(latest, { environment }, { name }) {
    if (latest.environment !== undefined || (0,lambda_environment/* namesIn */.wX)(environment).length === 0)
        return;
    throw new shared_errors/* UserError */.y(`The environment of the function "${name}" cannot be changed, because its variables cannot be read: ${latest.environmentError ?? ''}.`, 'Allow "kms:Decrypt" on the function\'s key to the role of this job: a change keeps all other variables, and so has to read them.');
}
// Source: AWS Lambda Developer Guide, weighted aliases: $LATEST takes no part in them.
function refuseUnversioned({ name, version }, { traffic }) {
    if (version !== '$LATEST' || traffic.every(({ percent }) => percent === 100))
        return;
    throw new shared_errors/* UserError */.y(`The alias "${name}" points to $LATEST, and Lambda shifts traffic between versions only.`, 'Release once without "lambda-traffic": the alias then points to a version.');
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/traffic.js
var lambda_traffic = __webpack_require__(9109);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/outlook.js



/** What was found of a function, and what a release would change. */
function outlookOf(found, asked) {
    const serving = found.aliased ?? found.latest;
    return {
        running: serving.digest,
        revision: found.alias?.version,
        diff: [...imageDiff(serving, asked), ...aliasDiff(found, asked.runs)],
        notes: [
            ...driftNote(serving, found, asked),
            ...stateNotes(found.latest),
            ...aliasNotes(found, asked.runs),
        ],
    };
}
function imageDiff(serving, { target, digest }) {
    const image = serving.digest === digest
        ? []
        : [`- image ${serving.image ?? 'unknown'}`, `+ image ${target.repository.url}@${digest}`];
    return [...image, ...(0,lambda_environment/* environmentDiff */.pE)(serving.environment ?? {}, target.environment)];
}
function aliasDiff({ alias, candidate }, { alias: name, traffic }) {
    if (name === undefined)
        return [];
    if (alias !== undefined && candidate !== undefined && (0,lambda_traffic/* isRouted */.Es)(alias, candidate, traffic))
        return [];
    const version = candidate === undefined ? 'a new version' : `version ${candidate}`;
    const steps = traffic.length === 0 || alias === undefined ? '' : `, ${(0,lambda_traffic/* describeSteps */.N$)(traffic)}`;
    const former = alias === undefined ? [] : [`- alias ${name}: version ${alias.version}${weightsOf(alias)}`];
    return [...former, `+ alias ${name}: ${version}${steps}`];
}
function weightsOf({ weights }) {
    return Object.entries(weights)
        .map(([version, weight]) => `, ${Math.round(weight * 10_000) / 100} % to version ${version}`)
        .join('');
}
/** A function whose code was changed by something else keeps the tag that the last release gave it. */
function driftNote(serving, { latest: { tags }, candidate }, { image, digest, stage, stageDigest }) {
    // A share of the traffic is where the last release left it.
    if (candidate !== undefined)
        return [];
    if (stageDigest === undefined || serving.digest === undefined)
        return [];
    if (serving.digest === digest || serving.digest === stageDigest)
        return [];
    if (image.digest !== stageDigest && tags?.[tag/* DIGEST_TAG */.K] === stageDigest)
        return [];
    return [
        `It drifted: it runs ${serving.digest}, and the tag "${stage}" names ${stageDigest}. Something else deployed to it since the last release.`,
    ];
}
function stateNotes({ state, updating, failed, reasonCode }) {
    if (updating)
        return ['An update of the function is in progress; the release waits for its end.'];
    if (failed)
        return [`The last update of the function failed${reasonCode === undefined ? '' : ` (${reasonCode})`}.`];
    if (state === 'Inactive')
        return ['The function is inactive: nobody has called it for weeks.'];
    return [];
}
function aliasNotes({ alias, candidate }, { alias: name, traffic }) {
    if (name === undefined)
        return [];
    if (alias === undefined)
        return [`The function has no alias yet; "${name}" is created.`];
    const strangers = Object.keys(alias.weights).filter((version) => version !== candidate);
    const replaced = strangers.length === 0
        ? []
        : [`The alias "${name}" has${weightsOf(alias).slice(1)}; the release replaces that.`];
    const going = candidate !== undefined && alias.weights[candidate] !== undefined && !(0,lambda_traffic/* isRouted */.Es)(alias, candidate, traffic)
        ? [`The alias "${name}" has${weightsOf(alias).slice(1)} already; the release goes on from there.`]
        : [];
    const unversioned = alias.version === '$LATEST'
        ? [`The alias "${name}" points to $LATEST; from now on it points to a version.`]
        : [];
    return [...replaced, ...going, ...unversioned];
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/reasons.js
var reasons = __webpack_require__(957);
// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/site.js
var lambda_site = __webpack_require__(2509);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/publish.js





// Source: AWS Lambda API Reference, PublishVersion, Description.
const LONGEST_DESCRIPTION = 256;
/**
 * Publishes what `$LATEST` runs, and waits until the version can take requests. Where nothing has changed since the
 * newest version, Lambda answers with that one.
 * @param latest as it was read after its update
 * @returns the version's number
 * @throws a halt when it does not come up, or someone else changed the code in between
 */
async function publishVersion(site, latest, description) {
    const { codeSha256, digest } = latest;
    const command = new dist_cjs/* PublishVersionCommand */.D3m({
        FunctionName: site.arn,
        Description: description.slice(0, LONGEST_DESCRIPTION),
        ...(codeSha256 === undefined ? {} : { CodeSha256: codeSha256 }),
    });
    const { Version } = await (0,lambda_site/* write */.M9)(site, async () => await site.client.send(command)).catch((error) => {
        const isOther = (0,errors/* awsErrorName */.ZH)(error) === 'InvalidParameterValueException' && /CodeSha/i.test(String(error));
        throw isOther
            ? (0,halt/* superseded */.zT)('Something else updated the function before its version was published.')
            : error;
    });
    if (Version === undefined)
        throw new Error('Lambda published a version without a number.');
    const published = await (0,lambda_site/* settle */.G9)(site, Version);
    if (published.failed) {
        const { reasonCode, reason } = published;
        const what = `Lambda could not make version ${Version} ready`;
        throw (0,halt/* halt */.yj)({ result: 'failed', ...(0,reasons/* explainReason */.m)(what, reasonCode, reason) });
    }
    if (published.digest === digest) {
        site.ports.log.info(`${site.name}: version ${Version} is ready`);
        return Version;
    }
    throw (0,halt/* superseded */.zT)(`Version ${Version} of the function runs ${published.image ?? 'another image'}.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/shift.js


const LOOK_EVERY_MS = 5_000;
/**
 * Moves an alias to a version step by step. When an alarm goes off, or the health check fails between two steps, the
 * alias goes back at once: to where it was, without the released version.
 */
async function shiftTraffic(site, alias, version, steps, { alarms, health, isGoingBack }) {
    const { log } = site.ports;
    const moves = (0,lambda_traffic/* planTraffic */.H6)(alias, version, steps);
    let now = alias;
    let percent = 0;
    for (const [index, move] of moves.entries()) {
        percent = move.percent;
        if (move.to !== undefined)
            now = await (0,lambda_alias/* moveAlias */.kb)(site, now, move.to);
        const stays = move.milliseconds > 0 ? `, for ${(0,lambda_traffic/* describeTime */.Ht)(move.milliseconds)}` : '';
        log.info(`${site.name}: version ${version} gets ${percent} % of the alias "${alias.name}"${stays}`);
        const gone = await hold(site, move.milliseconds, alarms);
        const wrong = gone.length > 0 ? alarmTrouble(gone) : index < moves.length - 1 ? await health() : undefined;
        if (wrong === undefined)
            continue;
        if (isGoingBack) {
            await (0,lambda_alias/* moveAlias */.kb)(site, now, without(alias, version));
            log.info(`${site.name}: the alias "${alias.name}" went back to version ${alias.version}`);
        }
        return { percent, wrong };
    }
    return { percent, wrong: undefined };
}
/** The sentence about alarms that went off. */
function alarmTrouble(gone) {
    const names = gone.map((alarm) => `"${alarm}"`).join(', ');
    return {
        reason: `The ${gone.length === 1 ? 'alarm' : 'alarms'} ${names} went off while the release was deployed.`,
        hint: 'See the alarm in CloudWatch for what it saw, and the log of the function.',
    };
}
/** Where the alias was, less a share that the version had by then. */
function without({ version, weights }, released) {
    return {
        version,
        weights: Object.fromEntries(Object.entries(weights).filter(([name]) => name !== released)),
    };
}
/** Lets a step last, and asks the alarms meanwhile and at its end. */
async function hold({ ports: { clock, signal } }, milliseconds, alarms) {
    const end = clock.now() + milliseconds;
    for (;;) {
        const left = end - clock.now();
        const gone = await alarms(left <= 0);
        if (gone.length > 0 || left <= 0)
            return gone;
        await clock.sleep(Math.min(left, LOOK_EVERY_MS), signal);
    }
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/lambda/update.js
var update = __webpack_require__(431);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/lambda/target.js















/**
 * Looks at a Lambda function before the first write: it exists, takes images, and the image has its architecture.
 * @throws UserError when the release cannot work here
 */
async function prepareLambdaTarget(target, runs, context) {
    const { session, image, request, stageDigest, ports } = context;
    const client = session.client(dist_cjs/* LambdaClient */.Nox, target.region);
    const { found, digest } = await lookAtFunction(target, runs, context);
    const { latest, alias, candidate } = found;
    const { arn } = latest;
    const runsIt = isReady(latest, digest, target);
    const isAliasDone = runs.alias === undefined ||
        (alias !== undefined && candidate !== undefined && (0,lambda_traffic/* isRouted */.Es)(alias, candidate, runs.traffic));
    const isTagged = latest.tags === undefined || latest.tags[tag/* DIGEST_TAG */.K] === image.digest;
    const isDone = runsIt && isAliasDone;
    const former = isDone
        ? await leftBehind(client, found, digest, target, runs, context)
        : (0,way_back/* formerOf */.TV)(found, digest, target.environment);
    const site = { client, name: target.name, arn, ports, waitMs: request.waitMs, accepted: false };
    const rollBack = async (pace) => former === undefined ? (0,bring_back/* unknownFormer */.y)() : await (0,bring_back/* bringBack */.k)(target, runs, former, pace, context);
    const run = async () => {
        const isWaiting = request.wait === 'deployed' || runs.alias !== undefined;
        const wanted = { imageUri: `${target.repository.url}@${digest}`, environment: target.environment };
        const now = runsIt ? latest : await (0,update/* updateLatest */.L)(site, latest, wanted, isWaiting);
        const moved = runs.alias === undefined ? await watchLatest(runsIt) : await moveToVersion(now);
        if (moved.result !== 'deployed')
            return moved;
        await (0,tag/* tagDigest */.$)(site, image.digest);
        return moved;
    };
    const watchLatest = async (isThere) => {
        const functionVersion = '$LATEST';
        if (isThere)
            return { result: 'unchanged', accepted: false, functionVersion };
        const gone = await context.alarms(true);
        if (gone.length > 0)
            return { result: 'failed', accepted: true, functionVersion, ...alarmTrouble(gone) };
        return { result: 'deployed', accepted: true, functionVersion };
    };
    const watch = {
        alarms: context.alarms,
        health: async () => request.healthCheck === undefined ? undefined : await (0,health_check/* checkHealth */.N)(request.healthCheck, ports),
        isGoingBack: request.rollbackOnFailure,
    };
    const moveToVersion = async (now) => {
        const name = runs.alias ?? '';
        const description = `Released to ${request.stage}: ${image.digest}`;
        const functionVersion = candidate ?? (await publishVersion(site, now, description));
        const from = alias ?? (await (0,lambda_alias/* createAlias */.lB)(site, name, functionVersion));
        const { wrong, percent } = await shiftTraffic(site, from, functionVersion, runs.traffic, watch);
        const share = `${percent} % of the alias "${name}"`;
        if (wrong !== undefined) {
            const reason = `${wrong.reason ?? ''} Version ${functionVersion} had ${share}.`;
            return await goBack({ ...wrong, reason });
        }
        const reason = `Version ${functionVersion} gets ${share}; the next release completes or replaces that.`;
        return { result: 'deployed', accepted: true, functionVersion, ...(percent < 100 ? { reason } : {}) };
    };
    const goBack = async (wrong) => {
        if (!request.rollbackOnFailure)
            return { result: 'failed', accepted: true, ...wrong };
        const back = await rollBack('wait');
        const reason = [back.result === 'rolled-back' ? '' : back.reason, wrong.reason].filter(Boolean).join(' ');
        const hint = back.hint ?? wrong.hint;
        return { ...back, reason, ...(hint === undefined ? {} : { hint }) };
    };
    return {
        target,
        outlook: outlookOf(found, { target, runs, image, digest, stage: request.stage, stageDigest }),
        wayBack: former === undefined ? undefined : (0,way_back/* toWayBack */.k3)(former),
        names: { functionArn: arn, functionVersion: alias?.version ?? '$LATEST' },
        settled: isDone && isTagged,
        deploy: async () => {
            try {
                if (isDone) {
                    await (0,tag/* tagDigest */.$)(site, image.digest);
                    const functionVersion = candidate ?? '$LATEST';
                    // What a killed release left is this one's to answer for: it completes it, or brings it back.
                    const accepted = former !== undefined;
                    return { result: 'unchanged', accepted, functionArn: arn, functionVersion };
                }
                return { functionArn: arn, ...(await run()) };
            }
            catch (error) {
                if ((0,halt/* isHalt */.w0)(error))
                    return { ...error.end, accepted: site.accepted, functionArn: arn };
                return { ...(0,failure/* brokenOff */.H1)(error, site.accepted, ports.signal), functionArn: arn };
            }
        },
        rollBack,
    };
}


/***/ })

};
