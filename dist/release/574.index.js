export const id = 574;
export const ids = [574];
export const modules = {

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

/***/ 3574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRelease: () => (/* binding */ runRelease)
});

// EXTERNAL MODULE: ./.build/shared/aws/sessions.js + 5 modules
var aws_sessions = __webpack_require__(6402);
// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/stages/index.js + 6 modules
var stages = __webpack_require__(6972);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/verdict.js
const GOOD = new Set(['deployed', 'unchanged', 'tagged']);
/** True when nothing about these targets keeps the stage's tag from moving. */
function allGood(outcomes) {
    return outcomes.every(({ result }) => GOOD.has(result));
}
/**
 * What a release whose targets are all good amounts to.
 * @param changed something was written
 */
function goodResult(outcomes, changed) {
    if (!changed)
        return 'unchanged';
    return outcomes.some(({ result }) => result === 'deployed' || result === 'unchanged')
        ? 'released'
        : 'tagged';
}
/**
 * What a release that did not succeed amounts to, after whatever was brought back. What failed and was not brought back
 * comes before everything else. `rolled-back` is said only when every target that was touched runs its former image
 * again, whoever brought it back.
 */
function badResult(outcomes) {
    const touched = outcomes.filter(isTouched);
    if (touched.some(({ result }) => result === 'failed'))
        return 'failed';
    const results = new Set(outcomes.map(({ result }) => result));
    if (results.has('superseded'))
        return 'superseded';
    if (results.has('cancelled'))
        return 'cancelled';
    if (touched.length > 0 && touched.every(({ result }) => result === 'rolled-back'))
        return 'rolled-back';
    if (results.has('timed-out') && !results.has('failed'))
        return 'timed-out';
    return 'failed';
}
/** What AWS brought back was touched too, whatever it said of the update. */
function isTouched({ accepted, result }) {
    return accepted || result === 'rolled-back';
}
/**
 * True for a target of a release that did not succeed which may run something else than before: it is what a person has
 * to look at first. A superseded one is someone else's.
 */
function isLeft({ accepted, result }) {
    return accepted && result !== 'rolled-back' && result !== 'superseded';
}
/** The outcome that explains a failed release: what could not be brought back first, then what failed first. */
function decisive(outcomes) {
    const order = ['failed', 'timed-out', 'superseded', 'cancelled', 'rolled-back'];
    return order
        .flatMap((result) => outcomes.filter((outcome) => outcome.result === result).toSorted(touchedFirst))
        .find(({ reason }) => reason);
}
function touchedFirst(one, other) {
    return Number(other.accepted) - Number(one.accepted);
}
/** True for the results that exit 0. */
function isGoodResult(result) {
    return ['released', 'unchanged', 'tagged', 'planned'].includes(result);
}

// EXTERNAL MODULE: ./.build/shared/registry/open.js + 9 modules
var registry_open = __webpack_require__(8026);
;// CONCATENATED MODULE: ./.build/shared/runner/shield.js
/** @param signal aborted when the job is cancelled */
function followUntilShielded(signal) {
    const own = new AbortController();
    const follow = () => {
        own.abort(signal.reason);
    };
    if (signal.aborted)
        follow();
    else
        signal.addEventListener('abort', follow, { once: true });
    return {
        signal: own.signal,
        shield: () => {
            signal.removeEventListener('abort', follow);
        },
    };
}

// EXTERNAL MODULE: ./.build/shared/runner/within-reach.js
var within_reach = __webpack_require__(1388);
// EXTERNAL MODULE: ./.build/shared/release/request/command.js
var request_command = __webpack_require__(4635);
// EXTERNAL MODULE: ./.build/shared/release/deploy/health-check.js + 2 modules
var health_check = __webpack_require__(3672);
// EXTERNAL MODULE: ./.build/shared/release/deploy/failure.js
var failure = __webpack_require__(4760);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/roll-back.js


// A cancelled job has seven seconds, of which the answers of what was under way have taken some. Whoever does not
// answer in time holds up nobody else: the post step goes on with it.
const START_MS = 2_500;
const ANSWER_MS = 500;
/**
 * Brings back what was deployed, all at once. The reason why the release failed stays the reason of its target. When
 * the job is cancelled meanwhile, the way back is started everywhere and no longer waited for.
 * @param pace `start` where the job is cancelled: what was interrupted is brought back too, and not waited for
 */
async function rollBackAll(ended, pace, ports) {
    return await Promise.all(ended.map(async ({ ready, outcome }) => {
        if (!isToBringBack(outcome, pace))
            return { ready, outcome };
        const started = ports.clock.now();
        const back = await broughtBack(ready, pace, ports);
        const milliseconds = (outcome.milliseconds ?? 0) + ports.clock.now() - started;
        return { ready, outcome: { ...afterwards(outcome, back), milliseconds } };
    }));
}
async function broughtBack(ready, pace, { signal }) {
    if (pace === 'wait') {
        const back = await (0,within_reach/* withinReach */.D)(attempt(ready, 'wait'), signal, ANSWER_MS, unanswered);
        if (!signal.aborted || back.result === 'rolled-back' || back.result === 'superseded')
            return back;
    }
    // Whether it was started is not known, and to start it again changes nothing.
    return await (0,within_reach/* withinReach */.D)(attempt(ready, 'start'), signal, START_MS, unanswered);
}
async function attempt(ready, pace) {
    try {
        return await ready.rollBack(pace);
    }
    catch (error) {
        const { reason = '', ...more } = (0,failure/* because */.xx)(error);
        return { result: 'failed', accepted: true, reason: `It could not be brought back: ${reason}`, ...more };
    }
}
function unanswered() {
    return {
        result: 'cancelled',
        accepted: true,
        reason: 'Its way back was asked for, and AWS has not answered yet; the post step of this job goes on with it.',
    };
}
/** What became of a target in the end. What it runs now is what the way back says. */
function afterwards(outcome, back) {
    // What is said of a deployment that went well is not why it is brought back.
    const own = outcome.result === 'deployed' ? undefined : outcome.reason;
    const failed = own ?? 'Brought back, because the release failed elsewhere.';
    const evidence = [...(outcome.evidence ?? []), ...(back.evidence ?? [])];
    // That it was cancelled is said of the release as a whole.
    const before = outcome.result === 'cancelled' ? undefined : own;
    const reason = back.result === 'rolled-back' ? failed : [back.reason, before].filter(Boolean).join(' ');
    const hint = back.hint ?? outcome.hint;
    return {
        ...outcome,
        result: back.result,
        accepted: true,
        reason,
        ...(hint === undefined ? {} : { hint }),
        ...(evidence.length === 0 ? {} : { evidence }),
    };
}
/** A superseded target belongs to someone else now, and a rolled-back one is back already. */
function isToBringBack({ accepted, result }, pace) {
    if (result === 'cancelled')
        return accepted && pace === 'start';
    return accepted && result !== 'rolled-back' && result !== 'superseded';
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/standing.js
var standing = __webpack_require__(264);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/waves.js



const SKIPPED = { result: 'skipped', accepted: false };
/** Targets by wave, in the order of the waves. */
function inWaves(targets) {
    const numbers = [...new Set(targets.map(({ target }) => target.wave))].toSorted((a, b) => a - b);
    return numbers.map((wave) => targets.filter(({ target }) => target.wave === wave));
}
/**
 * Deploys wave by wave, the targets of one wave at once. After a wave that is not all good the rest is skipped, and
 * nothing begins once the job is cancelled.
 * @param isHealthy asked after each wave; what it returns is why the targets of that wave do not count
 */
async function deployWaves(targets, isHealthy, ports) {
    const ended = [];
    for (const wave of inWaves(targets)) {
        if (!allGood(ended.map(({ outcome }) => outcome))) {
            ended.push(...allSkipped(wave));
            continue;
        }
        const done = await Promise.all(wave.map(async (ready) => ({ ready, outcome: await waves_attempt(ready.deploy, ports) })));
        const outcomes = done.map(({ outcome }) => outcome);
        const runs = outcomes.some(({ result }) => result === 'deployed' || result === 'unchanged');
        const sick = allGood(outcomes) && runs ? await waves_attempt(async () => await verdictOf(isHealthy), ports) : HEALTHY;
        ended.push(...(sick.result === 'deployed' ? done : done.map((entry) => spoiled(entry, sick))));
    }
    return ended;
}
const HEALTHY = { result: 'deployed', accepted: false };
async function verdictOf(isHealthy) {
    const sick = await isHealthy();
    return sick === undefined ? HEALTHY : { result: 'failed', accepted: false, ...sick };
}
/** What runs but does not count, because the stage as a whole does not answer. */
function spoiled({ ready, outcome }, { result, reason, hint }) {
    if (outcome.result !== 'deployed' && outcome.result !== 'unchanged')
        return { ready, outcome };
    return {
        ready,
        outcome: {
            ...outcome,
            result,
            ...(reason === undefined ? {} : { reason }),
            ...(hint === undefined ? {} : { hint }),
        },
    };
}
// Once the job is cancelled, what was just asked for may be answered yet.
const waves_ANSWER_MS = 1_000;
/** Whatever is thrown while a target is deployed is that target's failure: others may have to be brought back. */
async function waves_attempt(work, { signal, clock }) {
    const started = clock.now();
    try {
        signal.throwIfAborted();
        const outcome = await (0,within_reach/* withinReach */.D)(work(), signal, waves_ANSWER_MS, waves_unanswered);
        return { ...outcome, milliseconds: clock.now() - started };
    }
    catch (error) {
        return { ...(0,failure/* brokenOff */.H1)(error, false, signal), milliseconds: clock.now() - started };
    }
}
/** Nobody knows whether AWS has carried it out. */
function waves_unanswered() {
    return {
        result: 'cancelled',
        accepted: true,
        reason: 'The job was cancelled before AWS had answered.',
    };
}
/** All targets of a release that ended before its first deployment. */
function allSkipped(targets) {
    return targets.map((ready) => ({ ready, outcome: SKIPPED }));
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/deploy.js






/** Deploys all targets, wave by wave, each wave checked by the stage's health check. */
async function deployAll(ready, request, ports) {
    const { healthCheck } = request;
    const isHealthy = async () => healthCheck === undefined ? undefined : await (0,health_check/* checkHealth */.N)(healthCheck, ports);
    if (ready.every(({ target }) => target.runs === undefined))
        return await deployWaves(ready, isHealthy, ports);
    return await ports.log.group('Deploy', async () => {
        const ended = await deployWaves(ready, isHealthy, ports);
        for (const { ready: done, outcome } of ended) {
            const reason = outcome.reason === undefined ? '' : `. ${outcome.reason}`;
            ports.log.info(`${done.target.name}: ${outcome.result}${reason}`);
            for (const line of outcome.evidence ?? [])
                ports.log.info(`  ${line}`);
        }
        return ended;
    });
}
/**
 * Brings back what was deployed, where that is wanted, and says why the release failed. What could not be brought back
 * comes before what failed first.
 * @param begins called before the first target is brought back
 */
async function bringBack(ended, request, ports, begins) {
    const before = decisive(ended.map(({ outcome }) => outcome));
    if (!request.rollbackOnFailure)
        return { back: ended, because: before };
    begins();
    const back = await sayingEach(ended, ports, async () => await rollBackAll(ended, 'wait', ports));
    const stuck = back.filter(({ outcome }) => outcome.accepted && outcome.result === 'failed');
    const [first] = stuck;
    if (first === undefined)
        return { back, because: before ?? decisive(back.map(({ outcome }) => outcome)) };
    const each = stuck.map(({ ready, outcome }) => `${ready.target.name}: ${outcome.reason ?? ''}`);
    const reason = `${stuck.length} of ${back.length} targets could not be brought back. ${each.join(' ')}`;
    const { hint } = first.outcome;
    return { back, because: { reason, ...(hint === undefined ? {} : { hint }) }, stuck: reason, cause: before };
}
/** Leaves what was deployed when the job was cancelled, or starts its way back, and says where each target stands. */
async function leaveOrReturn(ended, digest, { onCancel }, ports) {
    const goesBack = onCancel === 'rollback' && ended.some(({ outcome }) => outcome.accepted);
    const back = goesBack
        ? await sayingEach(ended, ports, async () => await rollBackAll(ended, 'start', ports))
        : ended;
    const said = back.map((entry) => {
        const { ready, outcome } = entry;
        if (ready.target.runs === undefined || !['cancelled', 'skipped'].includes(outcome.result))
            return entry;
        return { ready, outcome: { ...outcome, reason: `It ${(0,standing/* standing */.JA)(entry, digest, goesBack)}` } };
    });
    return {
        back: said,
        because: {
            reason: `The job was cancelled. ${(0,standing/* whereTheyStand */.iv)(back, digest, goesBack)}`.trim(),
            hint: goesBack
                ? 'The post step of this job follows the way back, and says how it ends.'
                : 'Run it again to complete it; what was deployed is found and not deployed twice. With "on-cancel: rollback" it would have been brought back.',
        },
    };
}
async function sayingEach(ended, { log }, work) {
    return await log.group('Bring back', async () => {
        const back = await work();
        for (const [index, { ready, outcome }] of back.entries()) {
            if (outcome === ended[index]?.outcome)
                continue;
            log.info(`${ready.target.name}: ${outcome.result}. ${outcome.reason ?? ''}`);
        }
        return back;
    });
}
/**
 * What runs the release's one-off task: the first target that can.
 * @throws UserError where there is a command and no ECS service to run it
 */
function commandRunnerOf(ready, { command, stage }) {
    if (command.length === 0)
        return undefined;
    const first = ready.find(({ runCommand }) => runCommand !== undefined);
    if (first?.runCommand !== undefined) {
        const { runCommand } = first;
        return async () => await runCommand(command);
    }
    throw (0,request_command/* commandNeedsService */.C)(stage);
}

// EXTERNAL MODULE: ./.build/shared/release/kept/kept.js
var kept = __webpack_require__(1937);
;// CONCATENATED MODULE: ./.build/shared/release/kept/keeper.js

/** @param signal aborted when the job is cancelled, which is kept too */
function keeperOf({ keep }, signal) {
    const reached = (index, how) => {
        keep(`target_${index}`, how);
    };
    const phase = (now) => {
        keep('phase', now);
    };
    return {
        begins: ({ stage, onCancel }, { digest, platforms }, ready) => {
            const targets = ready.map(({ target, outlook, wayBack }) => ({
                name: target.name,
                running: outlook.running,
                revision: outlook.revision,
                wayBack,
            }));
            const image = { digest, platforms: Object.fromEntries(platforms) };
            keep(kept/* UNFINISHED */.y, 'true');
            keep('release', JSON.stringify({ stage, image, targets }));
            const cancel = () => {
                keep('cancelled', onCancel);
            };
            if (signal.aborted)
                cancel();
            else
                signal.addEventListener('abort', cancel, { once: true });
        },
        keeping: (ready) => ready.map((target, index) => ({
            ...target,
            deploy: async () => {
                // Before the call: a process that is killed meanwhile does not hear whether it was accepted.
                reached(index, 'begun');
                const outcome = await target.deploy();
                reached(index, reachedBy(outcome));
                return outcome;
            },
            rollBack: async (pace) => {
                const outcome = await target.rollBack(pace);
                if (reachedBy(outcome) === 'left')
                    reached(index, 'left');
                return outcome;
            },
        })),
        moves: (states) => {
            const named = states.map(({ store, current }) => [store.repository.url, current?.digest ?? null]);
            keep('tags', JSON.stringify(Object.fromEntries(named)));
            phase('tagging');
        },
        returns: () => {
            phase('returning');
        },
        ended: (result) => {
            keep('result', result);
            // What a cancelled one leaves goes on.
            if (result !== 'cancelled')
                keep(kept/* UNFINISHED */.y, 'false');
        },
    };
}
function reachedBy({ accepted, result }) {
    if (!accepted)
        return 'untouched';
    return result === 'rolled-back' || result === 'superseded' ? 'left' : 'accepted';
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
// EXTERNAL MODULE: ./.build/shared/registry/manifest.js
var registry_manifest = __webpack_require__(5471);
;// CONCATENATED MODULE: ./.build/shared/registry/image-labels.js


/** The commit that an image was made from. Source: OCI Image Specification v1.1, "Pre-Defined Annotation Keys". */
const REVISION_LABEL = 'org.opencontainers.image.revision';
/**
 * The labels of an image; of an index those of its first image. Throws when the configuration cannot be read.
 * In ECR the blob is asked of the API, which answers with a presigned URL: no registry token is needed.
 * Source: Amazon ECR API Reference, GetDownloadUrlForLayer.
 */
async function readLabels(store, manifest, session, ports) {
    const image = (0,registry_manifest/* isIndex */.nw)(manifest) ? await firstImage(store, manifest) : manifest;
    const labels = image === undefined ? undefined : (await readConfig(store, image, session, ports)).config?.Labels;
    if (typeof labels !== 'object' || labels === null)
        return {};
    return Object.fromEntries(Object.entries(labels).filter((entry) => typeof entry[1] === 'string'));
}
/**
 * The platform of an image that is no index, `linux/amd64`; undefined where its configuration does not tell. Throws
 * when that cannot be read.
 * Source: OCI Image Specification v1.1, "Image Configuration", `os` and `architecture`.
 */
async function readPlatform(store, image, session, ports) {
    const { os, architecture } = await readConfig(store, image, session, ports);
    return typeof os === 'string' && typeof architecture === 'string' ? `${os}/${architecture}` : undefined;
}
async function readConfig(store, image, session, ports) {
    const config = (0,registry_manifest/* configOf */.W1)(image);
    if (config === undefined)
        return {};
    const bytes = (await fromApi(store, config, session, ports)) ?? (await bytesOf(await store.readBlob(config)));
    if ((0,registry_manifest/* digestOf */.ol)(bytes) !== config.digest)
        throw new Error(`The configuration ${config.digest} has another digest.`);
    return JSON.parse(Buffer.from(bytes).toString('utf8')) ?? {};
}
/** Attestations stand in an index as images of an unknown platform. */
async function firstImage(store, index) {
    const child = (0,registry_manifest/* childrenOf */.LU)(index).find(({ platform }) => platform?.os !== 'unknown');
    if (child === undefined)
        return undefined;
    const image = (await store.read([child.digest])).get(child.digest);
    return image !== undefined && (0,registry_manifest/* isIndex */.nw)(image) ? undefined : image;
}
async function fromApi(store, config, session, { http, clock, journal, signal }) {
    const { repository, protocol } = store;
    if (protocol !== 'ecr')
        return undefined;
    try {
        const { downloadUrl } = await session.client(dist_cjs/* ECRClient */.S70, repository.region).send(new dist_cjs/* GetDownloadUrlForLayerCommand */.pKL({
            registryId: repository.account,
            repositoryName: repository.name,
            layerDigest: config.digest,
        }));
        if (!downloadUrl)
            return undefined;
        const started = clock.now();
        const response = await http({ method: 'GET', url: new URL(downloadUrl), headers: {}, signal });
        const bytes = await bytesOf(response.body);
        journal.record({
            service: 'registry',
            action: 'GET blob',
            region: repository.region,
            status: response.status,
            bytesSent: 0,
            bytesReceived: bytes.byteLength,
            milliseconds: clock.now() - started,
        });
        return response.status === 200 ? bytes : undefined;
    }
    catch (error) {
        // Whatever stands in the way here, the registry itself is asked next and says what it is.
        signal.throwIfAborted();
        if (error instanceof Error)
            return undefined;
        throw error;
    }
}
// Source: OCI Image Specification v1.1 names no bound; a configuration is some kB, with a long history some more.
const MOST_BYTES = 8 * 1024 * 1024;
async function bytesOf(chunks) {
    const parts = [];
    let size = 0;
    for await (const chunk of chunks) {
        size += chunk.byteLength;
        if (size > MOST_BYTES)
            throw new Error('The configuration is larger than any is.');
        parts.push(chunk);
    }
    return new Uint8Array(Buffer.concat(parts));
}

// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var reference = __webpack_require__(2785);
// EXTERNAL MODULE: ./.build/shared/release/deploy/prepare.js + 2 modules
var prepare = __webpack_require__(8099);
;// CONCATENATED MODULE: ./.build/shared/release/promote/commits.js


/**
 * The commits of images: by their tags or, in a registry that cannot say which tags a digest has, by their revision
 * label.
 * @param source the tag that the incoming image, the first one, was found by
 */
async function lookUpCommits(store, images, source, session, ports) {
    const [incoming] = images;
    const distinct = [...new Map(images.map((image) => [image.digest, image])).values()];
    const tags = await store.tagsOf(distinct.map(({ digest }) => digest)).catch(() => undefined);
    const commitOf = async (image) => {
        if (image.digest === incoming?.digest && (0,reference/* isCommit */.WM)(source))
            return source;
        if (store.protocol === 'ecr')
            return tags?.get(image.digest)?.find(reference/* isCommit */.WM);
        const labels = await readLabels(store, image, session, ports).catch(() => undefined);
        const revision = labels?.[REVISION_LABEL];
        return revision !== undefined && (0,reference/* isCommit */.WM)(revision) ? revision : undefined;
    };
    const known = await Promise.all(distinct.map(async (image) => [image.digest, await commitOf(image)]));
    return new Map(known.flatMap(([digest, commit]) => (commit === undefined ? [] : [[digest, commit]])));
}

// EXTERNAL MODULE: ./.build/shared/release/promote/images.js
var promote_images = __webpack_require__(8294);
// EXTERNAL MODULE: ./.build/shared/release/promote/stage-tag.js + 1 modules
var stage_tag = __webpack_require__(4192);
;// CONCATENATED MODULE: ./.build/shared/release/look.js







/**
 * Looks at everything that can be known before the first write.
 * @throws UserError for what stands in the way of the release
 */
async function lookAtAll(request, registries, sessions, ports) {
    const home = sessions.of(request.role);
    const images = await ports.log.group(`Look at ${request.stage}`, async () => {
        const found = await (0,promote_images/* readImages */.H)(registries, request, (store, incoming, there) => lookUpCommits(store, [incoming, ...there.values()], request.source, home, ports), async (store, manifest) => await readPlatform(store, manifest, home, ports));
        ports.log.info(`${(0,reference/* isDigest */.Bc)(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`);
        return found;
    });
    const { manifest, image, states } = images;
    const [first] = states;
    // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
    const outgoing = states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? first.current;
    const commits = outgoing === undefined || outgoing.digest === first.current?.digest
        ? images.asked
        : lookUpCommits(first.store, [manifest, outgoing], request.source, home, ports);
    const look = looksAt(request, image, sessions, ports, first.current?.digest);
    const [ready] = await Promise.all([
        Promise.all(request.targets.map(look)),
        (0,stage_tag/* checkTagsCanMove */.fd)(states, manifest, request.stage, !request.rollback),
    ]);
    for (const { target, outlook } of ready) {
        for (const note of outlook.notes)
            ports.log.info(`${target.name}: ${note}`);
    }
    return {
        known: { request, images, commits, previousDigest: outgoing?.digest },
        ready,
        runCommand: commandRunnerOf(ready, request),
    };
}
/** What looks at a target with its own identity. */
function looksAt(request, image, sessions, ports, stageDigest) {
    return async (target) => {
        const session = sessions.of(target.role ?? request.role);
        return await (0,prepare/* prepareTarget */.z)(target, image, { session, request, ports, stageDigest });
    };
}

// EXTERNAL MODULE: ./.build/shared/registry/map-limited.js
var map_limited = __webpack_require__(2562);
// EXTERNAL MODULE: ./.build/shared/registry/http/refusal.js
var refusal = __webpack_require__(5489);
// EXTERNAL MODULE: ./.build/shared/registry/http/retry.js
var retry = __webpack_require__(3903);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/shared/registry/copy/blob-content.js




// Without a byte in between.
const MOST_FAILURES = 4;
/**
 * The content of a blob, verified: the last chunk is given only when size and digest are those of the descriptor, so
 * that whoever passes the content on cannot complete it otherwise. A download that breaks off goes on from where it was.
 * @throws UserError when the content is not that of the descriptor (`isDamaged`), or cannot be read
 */
async function* blobContent(source, blob, { clock, signal, retries }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let received = 0;
    let failures = 0;
    for (let whole = false; !whole;) {
        try {
            for await (const chunk of await blob_content_open(source, blob, received)) {
                received += chunk.byteLength;
                if (received > blob.size)
                    throw damaged(blob, `more than ${received - chunk.byteLength} bytes`);
                hash.update(chunk);
                failures = 0;
                if (received === blob.size)
                    check(hash.digest('hex'), received, blob);
                yield chunk;
                if (received === blob.size)
                    return;
            }
            whole = true;
        }
        catch (error) {
            signal.throwIfAborted();
            failures += 1;
            if (isDamaged(error) || (0,refusal/* isFinalRefusal */.R)(error) || failures > MOST_FAILURES || !retries.take())
                throw error instanceof errors/* UserError */.y ? error : unreadable(blob, error);
            await clock.sleep((0,retry/* backoff */.JN)(failures), signal);
        }
    }
    check(hash.digest('hex'), received, blob);
}
function check(hex, received, blob) {
    const digest = `sha256:${hex}`;
    if (digest === blob.digest && received === blob.size)
        return;
    throw damaged(blob, `${received} bytes of digest ${digest}`);
}
/** True for content that came whole and was not what it should be. */
function isDamaged(error) {
    return error instanceof errors/* UserError */.y && error.cause === DAMAGED;
}
function unreadable({ digest }, error) {
    return new errors/* UserError */.y(`The blob ${digest} cannot be read to its end: ${(0,errors/* messageOf */.b)(error)}.`, 'Run it again: what is there already is not copied again.', { cause: error });
}
const DAMAGED = Symbol('damaged');
function damaged(blob, got) {
    return new errors/* UserError */.y(`The source gave ${got} for the blob ${blob.digest} of ${blob.size} bytes.`, 'The image is damaged where it is read. Build it again.', { cause: DAMAGED });
}
/** Source: OCI Image Specification v1.1, "Content Descriptors", `data`: content that stands in the descriptor itself. */
async function blob_content_open(source, blob, offset) {
    const inline = typeof blob.data === 'string' && offset === 0 ? Buffer.from(blob.data, 'base64') : undefined;
    if (inline?.byteLength === blob.size)
        return inlined(inline);
    return await source.readBlob(blob, offset);
}
async function* inlined(bytes) {
    if (bytes.byteLength > 0)
        yield await Promise.resolve(bytes);
}

// EXTERNAL MODULE: ./.build/shared/registry/http/idle.js
var http_idle = __webpack_require__(1947);
;// CONCATENATED MODULE: ./.build/shared/registry/copy/tee.js

/**
 * Gives content to several takers at once, at the pace of the slowest: a chunk is read when all have taken the one
 * before, so that one chunk is all that is held. One that fails, takes nothing for so long, or has not begun in a sixth
 * of that while others wait for it, is left out, and the others go on.
 * @param idleMs how long a taker may take nothing, in milliseconds
 */
async function tee(content, takers, idleMs) {
    const lanes = takers.map(({ given }) => openLane(given, idleMs));
    const ended = takers.map(async ({ take }, index) => {
        const lane = lanes[index];
        if (lane === undefined)
            return undefined;
        try {
            await take(lane.content, lane.begins);
            return undefined;
        }
        catch (error) {
            return lane.content.signal.aborted
                ? lane.content.signal.reason
                : (error ?? new Error('it failed without a reason'));
        }
        finally {
            // Nothing is given any more to one that ended, however it did.
            lane.close();
        }
    });
    let broken;
    try {
        for await (const chunk of content) {
            const open = lanes.filter(({ isOpen }) => isOpen());
            if (open.length === 0)
                break;
            await Promise.all(open.map((lane) => lane.give(chunk, () => othersWait(lane, open))));
        }
        for (const lane of lanes)
            lane.end();
    }
    catch (error) {
        broken = error;
        for (const lane of lanes)
            lane.fail(error);
    }
    return { failures: await Promise.all(ended), broken };
}
function othersWait(lane, lanes) {
    return lanes.some((other) => other !== lane && other.isOpen() && other.hasBegun());
}
const LATE = 6;
function openLane(given, idleMs) {
    const failed = new AbortController();
    let open = true;
    let begun = false;
    let ended = false;
    let offered;
    let wake = () => undefined;
    let taken = () => undefined;
    async function* chunks() {
        try {
            for (;;) {
                failed.signal.throwIfAborted();
                if (offered !== undefined) {
                    yield offered;
                    offered = undefined;
                    taken();
                }
                else if (ended)
                    return;
                else {
                    await new Promise((resolve) => {
                        wake = resolve;
                    });
                }
            }
        }
        finally {
            close();
        }
    }
    const close = () => {
        open = false;
        taken();
    };
    const fail = (error) => {
        if (!open)
            return;
        failed.abort(error);
        wake();
        close();
    };
    return {
        content: { chunks: chunks(), signal: failed.signal },
        begins: () => {
            begun = true;
        },
        isOpen: () => open,
        hasBegun: () => begun,
        end: () => {
            ended = true;
            wake();
        },
        fail,
        close,
        give: async (chunk, others) => {
            if (!open)
                return;
            given(chunk.byteLength);
            await new Promise((resolve) => {
                const late = setTimeout(() => {
                    if (!begun && others())
                        fail(new Error('the upload did not begin in time'));
                }, idleMs / LATE);
                // One that has not begun yet still waits for its registry, which has a limit of its own.
                const idle = setInterval(() => {
                    if (begun)
                        fail((0,http_idle/* idleError */.NF)(idleMs));
                }, idleMs);
                taken = () => {
                    clearTimeout(late);
                    clearInterval(idle);
                    resolve();
                };
                offered = chunk;
                wake();
            });
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/copy-blob.js




const MOST_ATTEMPTS = 4;
// What is damaged on disk stays so, and what was damaged on the way does not: once more tells them apart.
const MOST_DAMAGED = 2;
const IDLE_MS = 30_000;
/**
 * Copies a blob to every receiver that needs it with one read of the source. Where it fails, it is tried again for
 * those where it failed, each time in a new upload session.
 */
async function copyBlob(source, blob, receivers, ports) {
    let waiting = receivers;
    let damaged = 0;
    for (let attempt = 1; waiting.length > 0; attempt += 1) {
        const { failed, broken } = await copyOnce(source, blob, waiting, ports);
        if (isDamaged(broken))
            damaged += 1;
        waiting = failed
            .filter(({ receiver, error }) => {
            const again = (isDamaged(broken) ? damaged < MOST_DAMAGED : mayHelp(error, broken, attempt)) &&
                ports.retries.take();
            if (!again || ports.signal.aborted)
                receiver.settle(ports.signal.aborted ? ports.signal.reason : error);
            return again && !ports.signal.aborted;
        })
            .map(({ receiver }) => receiver);
        if (waiting.length === 0)
            return;
        try {
            await ports.clock.sleep(isDamaged(broken) ? 0 : (0,retry/* backoff */.JN)(attempt), ports.signal);
            waiting = await stillLacking(blob, waiting);
        }
        catch (error) {
            for (const { settle } of waiting)
                settle(error);
            return;
        }
    }
}
function mayHelp(error, broken, attempt) {
    // Reading has its own attempts, and they are used up.
    return broken === undefined && !(0,refusal/* isFinalRefusal */.R)(error) && attempt < MOST_ATTEMPTS;
}
async function copyOnce(source, blob, receivers, ports) {
    const begun = receivers.map((receiver) => ({
        receiver,
        upload: receiver.store.startUpload(blob, receiver.mountFrom),
    }));
    // Heard of where it is awaited, which may be later.
    for (const { upload } of begun)
        upload.catch(() => undefined);
    const toSend = await withoutMounted(begun, blob);
    if (toSend.length === 0)
        return { failed: [], broken: undefined };
    const given = toSend.map(() => 0);
    const takers = toSend.map(({ receiver, upload }, index) => ({
        given: (bytes) => {
            given[index] = (given[index] ?? 0) + bytes;
            receiver.moved(bytes);
        },
        take: async (content, begins) => {
            const send = await upload;
            content.signal.throwIfAborted();
            begins();
            await send?.(content);
            receiver.settle();
        },
    }));
    const { failures, broken } = await tee(blobContent(source, blob, ports), takers, IDLE_MS);
    const failed = toSend.flatMap(({ receiver }, index) => {
        if (failures[index] === undefined)
            return [];
        receiver.moved(-(given[index] ?? 0));
        return [{ receiver, error: broken ?? failures[index] }];
    });
    return { failed, broken };
}
/** Where a blob may be mounted, the source is read only after the registry has said that it is not. */
async function withoutMounted(begun, { size }) {
    const left = await Promise.all(begun.map(async (each) => {
        if (each.receiver.mountFrom === undefined)
            return [each];
        const isMounted = await each.upload.then((upload) => upload === undefined, () => false);
        if (!isMounted)
            return [each];
        each.receiver.moved(size);
        each.receiver.settle();
        return [];
    }));
    return left.flat();
}
/** An upload of which the answer was lost may have been stored all the same. */
async function stillLacking(blob, receivers) {
    const lacking = await Promise.all(receivers.map(async (receiver) => {
        const lacks = await receiver.store.missing([blob]).then((missing) => missing.length > 0, () => true);
        if (lacks)
            return [receiver];
        receiver.moved(blob.size);
        receiver.settle();
        return [];
    }));
    return lacking.flat();
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/error-of.js

/** Anything that can be thrown, as an error. */
function errorOf(thrown) {
    return thrown instanceof Error ? thrown : new Error((0,errors/* messageOf */.b)(thrown));
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/needs.js

/**
 * Asks what repositories lack of an image.
 * @throws when one of them cannot be asked
 */
async function askNeeds(tree, stores) {
    return await Promise.all(stores.map(async (store) => await needsOf(tree, store)));
}
async function needsOf(tree, store) {
    const digests = tree.children.map(({ digest }) => digest);
    const there = digests.length === 0 ? new Set() : await store.has(digests);
    const children = tree.children.filter(({ digest }) => !there.has(digest));
    // Where a child is, what it needs is too: a registry refuses it otherwise.
    const known = new Set(tree.children
        .filter(({ digest }) => there.has(digest))
        .flatMap(registry_manifest/* blobsOf */.OR)
        .map(({ digest }) => digest));
    const unknown = tree.blobs.filter(({ digest }) => !known.has(digest));
    const missing = unknown.length === 0 ? [] : await store.missing(unknown);
    if (missing.length > 0)
        await store.signIn();
    return { store, children, missing };
}

// EXTERNAL MODULE: ./.build/shared/runner/journal.js
var journal = __webpack_require__(6902);
;// CONCATENATED MODULE: ./.build/shared/registry/copy/progress.js

const EVERY_MS = 5_000;
/**
 * Logs how far a copy is while some work lasts: one line for each destination that is not finished, every few seconds.
 */
async function withProgress(progress, work, { clock, log, signal }) {
    const done = new AbortController();
    const started = clock.now();
    const report = async () => {
        const until = AbortSignal.any([signal, done.signal]);
        while (!until.aborted) {
            await clock.sleep(EVERY_MS, until);
            for (const line of progressLines(progress(), clock.now() - started))
                log.info(line);
        }
    };
    // It ends by being aborted.
    const reporting = report().catch(() => undefined);
    try {
        return await work();
    }
    finally {
        done.abort();
        await reporting;
    }
}
/**
 * For example `us-west-2: 412 MB of 2.0 GB (20 %), 95 MB/s, 17 s left`.
 * @param elapsed milliseconds since the copy began
 */
function progressLines(progress, elapsed) {
    return progress
        .filter(({ done, total }) => done < total)
        .map(({ name, done, total }) => {
        const percent = Math.floor((100 * done) / total);
        const perSecond = elapsed > 0 ? (done * 1000) / elapsed : 0;
        const rate = perSecond > 0 ? `, ${(0,journal/* formatBytes */.z)(perSecond)}/s, ${timeLeft((total - done) / perSecond)} left` : '';
        return `${name}: ${(0,journal/* formatBytes */.z)(done)} of ${(0,journal/* formatBytes */.z)(total)} (${percent} %)${rate}`;
    });
}
function timeLeft(seconds) {
    if (seconds < 90)
        return `${Math.ceil(seconds)} s`;
    return `${Math.ceil(seconds / 60)} min`;
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/tree.js


// An index of all platforms that Go knows, with an attestation for each, has a hundred.
const MOST_MANIFESTS = 2_000;
// Manifests are held in memory, all of an image: they have some kB each.
const tree_MOST_BYTES = 64 * 1024 * 1024;
/**
 * Reads all manifests below a root, a level in one call. Those that the source lacks (a sparse index) are left out;
 * children of a type that is unknown here are taken for manifests first, and else for blobs.
 * Source: OCI Image Specification v1.1, "Image Index": implementations must not fail on an unknown media type.
 * @throws UserError for what is no manifest, and for an index without end
 */
async function readTree(source, root) {
    const known = new Map([[root.digest, root]]);
    const unknown = new Map();
    let level = [root];
    let bytes = 0;
    while (level.length > 0) {
        const wanted = distinct(level.flatMap(registry_manifest/* childrenOf */.LU)).filter(({ digest }) => !known.has(digest));
        if (known.size + wanted.length > MOST_MANIFESTS) {
            throw new errors/* UserError */.y(`The image ${root.digest} has more than ${MOST_MANIFESTS} manifests.`, 'Promote the index of one application, not that of a whole repository.');
        }
        // A child of another type can be a blob, which has any size.
        const manifests = wanted.filter(({ mediaType }) => registry_manifest/* MANIFEST_TYPES */._P.includes(mediaType));
        bytes += manifests.reduce((sum, { size }) => sum + size, 0);
        if (bytes > tree_MOST_BYTES) {
            throw new errors/* UserError */.y(`The manifests of the image ${root.digest} have more than ${tree_MOST_BYTES / 1024 / 1024} MiB.`, 'Something large stands in a manifest that belongs into a blob.');
        }
        const found = wanted.length === 0 ? NONE : await source.read(wanted.map(({ digest }) => digest));
        for (const child of wanted) {
            if (!found.has(child.digest) && !registry_manifest/* MANIFEST_TYPES */._P.includes(child.mediaType))
                unknown.set(child.digest, child);
        }
        for (const [digest, manifest] of found)
            known.set(digest, manifest);
        level = [...found.values()];
    }
    const children = inPostOrder(root, known).slice(0, -1);
    const blobs = [...children, root].flatMap(registry_manifest/* blobsOf */.OR);
    return { root, children, blobs: distinct([...blobs, ...(await blobsAmong([...unknown.values()], source))]) };
}
const NONE = new Map();
/** A manifest can stand below several others, at different depths. */
function inPostOrder(root, known) {
    const ordered = new Map();
    const visit = (manifest) => {
        if (ordered.has(manifest.digest))
            return;
        for (const { digest } of (0,registry_manifest/* childrenOf */.LU)(manifest)) {
            const child = known.get(digest);
            if (child !== undefined)
                visit(child);
        }
        ordered.set(manifest.digest, manifest);
    };
    visit(root);
    return [...ordered.values()];
}
async function blobsAmong(unknown, source) {
    if (unknown.length === 0 || source.missing === undefined)
        return [];
    const lacking = new Set((await source.missing(unknown)).map(({ digest }) => digest));
    return unknown.filter(({ digest }) => !lacking.has(digest));
}
/** Descriptors, each digest once. */
function distinct(descriptors) {
    return [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()];
}

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var aws_errors = __webpack_require__(7463);
;// CONCATENATED MODULE: ./.build/shared/registry/copy/write-manifests.js




/**
 * Writes the manifests that a repository lacks, children first, and the root last. What the registry lacks then although
 * it said otherwise is brought, once.
 */
async function writeManifests(tree, { store, children, tag }, source, ports) {
    try {
        for (const child of children)
            await store.write(child);
        await store.write(tree.root, tag);
    }
    catch (error) {
        if (ports.signal.aborted || !isIncomplete(error))
            throw error;
        await mend(tree, store, (0,errors/* messageOf */.b)(error), source, ports);
        await store.write(tree.root, tag);
    }
}
/**
 * Brings what a registry says it lacks although it said before that it has it: it may have dropped a blob of no image
 * meanwhile, and one that was half restored has images without their content.
 * @param said names the digests, as ECR does; else everything is asked for again
 */
async function mend(tree, store, said, source, ports) {
    const lacking = new Set((await store.missing(tree.blobs)).map(({ digest }) => digest));
    for (const blob of tree.blobs) {
        if (!lacking.has(blob.digest) && !said.includes(blob.digest))
            continue;
        await new Promise((resolve, reject) => {
            const settle = (error) => {
                if (error === undefined)
                    resolve();
                else
                    reject(errorOf(error));
            };
            void copyBlob(source, blob, [{ store, mountFrom: undefined, moved: () => undefined, settle }], ports);
        });
    }
    for (const child of tree.children)
        await store.write(child);
}
// Source: Amazon ECR API Reference, PutImage, errors; OCI Distribution Specification v1.1, "Error Codes".
function isIncomplete(error) {
    const name = (0,aws_errors/* awsErrorName */.ZH)(error);
    if (name === 'LayersNotFoundException' || name === 'ReferencedImagesNotFoundException')
        return true;
    return /MANIFEST_BLOB_UNKNOWN|BLOB_UNKNOWN|BLOB_UPLOAD_UNKNOWN|MANIFEST_UNKNOWN/.test((0,errors/* messageOf */.b)(error));
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/copy-tree.js







// Many small blobs want many at once, for the latency; ECR drops connections of clients that open dozens.
const BLOBS_AT_ONCE = 8;
/**
 * Makes an image exist in other repositories, byte for byte: blobs, then child manifests, then the root by its digest
 * and, where one is given, under a tag. Until the root is written, nothing of it can be seen; stopped at any point, the
 * same copy goes on from what is there. Each blob is read once, however many destinations lack it, and a destination
 * that fails does not take the others with it.
 * @throws before anything is written, when a destination cannot be asked what it lacks
 */
async function copyTree(source, tree, destinations, ports) {
    const needs = await askNeeds(tree, destinations.map(({ store }) => store));
    return await copyNeeded(source, tree, needs.map((need, index) => ({ ...need, tag: destinations[index]?.tag })), ports);
}
/** Copies what is needed, as `copyTree` does. */
async function copyNeeded(source, tree, needs, ports) {
    const blobs = distinct(needs.flatMap(({ missing }) => missing)).toSorted((a, b) => b.size - a.size);
    if (blobs.length > 0)
        await source.signIn?.();
    const works = needs.map((need) => openWork(need, source));
    const copied = Promise.all(works.map(async (work) => await finish(tree, work, source, ports)));
    const transfer = async () => {
        await (0,map_limited/* mapLimited */.b)(blobs, BLOBS_AT_ONCE, async (blob) => {
            const receivers = works.flatMap(({ receivers, failure }) => {
                const receiver = receivers.get(blob.digest);
                if (receiver === undefined || failure() === undefined)
                    return receiver ?? [];
                // Where the image cannot arrive any more, the retries are left to the others.
                receiver.settle(failure());
                return [];
            });
            await copyBlob(source, blob, receivers, ports);
        });
    };
    if (blobs.length > 0)
        await withProgress(() => works.map(({ progress }) => progress()), transfer, ports);
    return await copied;
}
function openWork(needs, source) {
    const total = sum(needs.missing);
    let done = 0;
    let failure;
    const { repository } = needs.store;
    const mountFrom = source.repository?.host === repository.host ? source.repository.name : undefined;
    const waits = needs.missing.map((blob) => ({ blob, ...Promise.withResolvers() }));
    const receivers = waits.map(({ blob, resolve, reject }) => [
        blob.digest,
        {
            store: needs.store,
            mountFrom: mountFrom === repository.name ? undefined : mountFrom,
            moved: (bytes) => {
                done += bytes;
            },
            settle: (error) => {
                failure ??= error;
                if (error === undefined)
                    resolve(undefined);
                else
                    reject(errorOf(error));
            },
        },
    ]);
    return {
        ...needs,
        receivers: new Map(receivers),
        arrived: waits.map(({ promise }) => promise),
        failure: () => failure,
        progress: () => ({ name: repository.region, done, total }),
    };
}
async function finish(tree, work, source, ports) {
    const { store, missing } = work;
    const failed = (await Promise.allSettled(work.arrived)).find(({ status }) => status === 'rejected');
    const bytesCopied = sum(missing);
    const bytesAvoided = sum(tree.blobs) - bytesCopied;
    const copied = { store, blobsCopied: missing.length, bytesCopied, bytesAvoided };
    if (failed?.status === 'rejected') {
        return { store, error: errorOf(failed.reason), blobsCopied: 0, bytesCopied: 0, bytesAvoided: 0 };
    }
    try {
        await writeManifests(tree, work, source, ports);
        ports.journal.avoid(bytesAvoided);
        return { ...copied, error: undefined };
    }
    catch (error) {
        return { ...copied, error: errorOf(error) };
    }
}
function sum(blobs) {
    return blobs.reduce((total, { size }) => total + size, 0);
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/merge-tag.js

/**
 * Decides about a tag that lists what refers to an image, so that nothing is lost that was attached on the spot. Only
 * the index of OCI 1.1's tag schema can be put together: clients maintain it, and nothing refers to its digest.
 * Source: OCI Distribution Specification v1.1, "Referrers Tag Schema".
 * @param theirs what the tag names in the source
 * @param ours what it names where it is copied to
 */
function mergeTag(theirs, ours) {
    if (ours === undefined)
        return { kind: 'write', manifest: theirs };
    const [inTheirs, inOurs] = [entriesOf(theirs), entriesOf(ours)];
    if (isWithin(inTheirs, inOurs))
        return { kind: 'keep' };
    if (isWithin(inOurs, inTheirs))
        return { kind: 'write', manifest: theirs };
    if (!(0,registry_manifest/* isIndex */.nw)(theirs) || !(0,registry_manifest/* isIndex */.nw)(ours))
        return { kind: 'conflict' };
    return { kind: 'write', manifest: together(ours, inTheirs) };
}
/** What a list lists: referrers in an index, signatures as the layers of an image of cosign. */
function entriesOf(manifest) {
    if ((0,registry_manifest/* isIndex */.nw)(manifest))
        return (0,registry_manifest/* childrenOf */.LU)(manifest);
    // The configuration names all layers, so it is another one with each signature.
    const config = (0,registry_manifest/* configOf */.W1)(manifest)?.digest;
    return (0,registry_manifest/* blobsOf */.OR)(manifest).filter(({ digest }) => digest !== config);
}
function isWithin(some, all) {
    const digests = new Set(all.map(({ digest }) => digest));
    return some.every(({ digest }) => digests.has(digest));
}
function together(index, more) {
    const document = JSON.parse(Buffer.from(index.bytes).toString('utf8'));
    const there = (0,registry_manifest/* childrenOf */.LU)(index);
    const added = more.filter(({ digest }) => !there.some((each) => each.digest === digest));
    const bytes = new Uint8Array(Buffer.from(JSON.stringify({ ...document, manifests: [...there, ...added] })));
    return { bytes, digest: (0,registry_manifest/* digestOf */.ol)(bytes), mediaType: index.mediaType };
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/attach.js





const AT_ONCE = 4;
/**
 * Copies what refers to an image to repositories that have the image, each attachment to all that lack it at once. What
 * one of them refuses is a warning, or its error where the policy requires all.
 */
async function attach(source, attachments, stores, policy, ports) {
    const attached = new Map(stores.map((store) => [store, { count: 0, error: undefined }]));
    if (attachments.length === 0)
        return attached;
    const fail = (store, error) => {
        attached.set(store, { count: 0, error: attached.get(store)?.error ?? error });
    };
    const lacking = await Promise.all(stores.map(async (store) => await lackingOf(attachments, store, policy, ports.log).catch((error) => {
        fail(store, errorOf(error));
        return [];
    })));
    await (0,map_limited/* mapLimited */.b)(groups(lacking.flat()), AT_ONCE, async ({ tree, tag, stores: wanting }) => {
        const destinations = wanting.map((store) => ({ store, tag }));
        const copied = await copyTree(source, tree, destinations, ports).catch((error) => wanting.map((store) => ({ store, error: errorOf(error) })));
        for (const { store, error } of copied) {
            const { count } = attached.get(store) ?? { count: 0 };
            if (error === undefined)
                attached.set(store, { count: count + 1, error: attached.get(store)?.error });
            else if (policy === 'require' || ports.signal.aborted)
                fail(store, error);
            else {
                ports.log.warning(`${store.repository.url} did not take ${tag ?? tree.root.digest}, which refers to the image; the image is released without it. ${(0,errors/* messageOf */.b)(error)}`);
            }
        }
    });
    return attached;
}
/** The same attachment of several repositories is read once for all of them. */
function groups(lacking) {
    const byContent = Map.groupBy(lacking, ({ tree, tag }) => `${tag ?? ''} ${tree.root.digest}`);
    return [...byContent.values()].flatMap((same) => {
        const [first] = same;
        return first === undefined
            ? []
            : [{ tree: first.tree, tag: first.tag, stores: same.map(({ store }) => store) }];
    });
}
/** What a repository lacks of the attachments, where both have something under one tag put together. */
async function lackingOf(attachments, store, policy, log) {
    const there = await store.read(attachments.map(({ tree, tag }) => tag ?? tree.root.digest));
    return attachments.flatMap(({ tree, tag }) => {
        if (tag === undefined)
            return there.has(tree.root.digest) ? [] : [{ tree, tag, store }];
        const merge = mergeTag(tree.root, there.get(tag));
        if (merge.kind === 'keep')
            return [];
        if (merge.kind === 'write')
            return [{ tree: { ...tree, root: merge.manifest }, tag, store }];
        const conflict = new errors/* UserError */.y(`${store.repository.url}:${tag} has signatures of its own, and lacks some of the source's.`, 'Sign the image once, where it is built, or set "referrers: off".');
        if (policy === 'require')
            throw conflict;
        log.warning(`${conflict.message} It is left as it is.`);
        return [];
    });
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/attachments.js




const attachments_AT_ONCE = 6;
// Referrers of referrers: a signature of an SBOM. Deeper ones are nobody's.
const MOST_ROUNDS = 4;
// Each costs five requests where a registry cannot be asked for many at once.
const MOST_SUBJECTS = 2_000;
/**
 * Everything that refers to an image or to one of its platforms: by `subject`, by the fallback tag of OCI 1.1, and by
 * the tags of cosign.
 * Source: OCI Distribution Specification v1.1, "Listing Referrers" and "Referrers Tag Schema"; cosign, "Signature Spec".
 * @param note takes a sentence where it cannot be told
 * @throws UserError where it cannot be told, and the policy requires it
 */
async function readAttachments(source, root, policy, note) {
    if (policy === 'off')
        return [];
    try {
        return await findAttachments(source, root);
    }
    catch (error) {
        if (policy === 'require') {
            throw new errors/* UserError */.y(`What refers to ${root.digest} in ${source.repository.url} cannot be read: ${(0,errors/* messageOf */.b)(error)}`, 'With "referrers: copy" the image is released without its signatures and SBOMs, and with a warning.', { cause: error });
        }
        note(`Signatures and SBOMs of ${root.digest} cannot be read in ${source.repository.url}, so none are copied. ${(0,errors/* messageOf */.b)(error)}`);
        return [];
    }
}
async function findAttachments(source, root) {
    const found = new Map();
    const seen = new Set();
    let subjects = await subjectsIn(source, [root]);
    for (let round = 0; subjects.length > 0 && round < MOST_ROUNDS; round += 1) {
        for (const subject of subjects)
            seen.add(subject);
        checkCount(seen.size);
        const [bySubject, byTag] = await Promise.all([referrersOf(source, subjects), taggedFor(source, subjects)]);
        for (const manifest of bySubject) {
            if (!found.has(manifest.digest))
                found.set(manifest.digest, { tree: await readTree(source, manifest), tag: undefined });
        }
        for (const [tag, manifest] of byTag)
            found.set(tag, { tree: await readTree(source, manifest), tag });
        // A registry that lists no referrers has them below the tag of the subject.
        const next = await subjectsIn(source, [...bySubject, ...byTag.values()]);
        subjects = next.filter((digest) => !seen.has(digest));
    }
    return [...found.values()];
}
/** Manifests and all below them, which may be signed each; an index in an index is looked into as well. */
async function subjectsIn(source, manifests) {
    const found = new Set(manifests.map(({ digest }) => digest));
    let level = manifests;
    while (level.length > 0) {
        const below = level.flatMap(registry_manifest/* childrenOf */.LU).filter(({ digest }) => !found.has(digest));
        for (const { digest } of below)
            found.add(digest);
        const indexes = below.filter(registry_manifest/* isIndex */.nw).map(({ digest }) => digest);
        level = indexes.length === 0 ? [] : [...(await source.read(indexes)).values()];
    }
    return [...found];
}
async function referrersOf(source, subjects) {
    const listed = await (0,map_limited/* mapLimited */.b)(subjects, attachments_AT_ONCE, async (subject) => (await source.referrers(subject)) ?? []);
    const digests = [...new Set(listed.flat().map(({ digest }) => digest))];
    checkCount(digests.length);
    return digests.length === 0 ? [] : [...(await source.read(digests)).values()];
}
function checkCount(manifests) {
    if (manifests <= MOST_SUBJECTS)
        return;
    throw new errors/* UserError */.y(`More than ${MOST_SUBJECTS} manifests belong to it or refer to it.`);
}
async function taggedFor(source, subjects) {
    return await source.read(subjects.flatMap(fallbackTags));
}
function fallbackTags(digest) {
    const base = digest.replace(':', '-');
    return [base, `${base}.sig`, `${base}.att`, `${base}.sbom`];
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/copy-image.js






/**
 * Copies an image, and by policy what refers to it, from one repository to others: all of them at once, each blob read
 * once. The tag is written last, so what it names is complete.
 * @throws before anything is written, when source or destinations cannot be asked
 */
async function copyImage(source, root, destinations, policy, ports) {
    const lacking = destinations.filter(({ hasImage }) => !hasImage);
    const stores = lacking.map(({ store }) => store);
    const [image, attachments] = await Promise.all([
        stores.length === 0 ? undefined : readNeeded(source, root, stores),
        readAttachments(source, root, policy, ports.log.warning),
    ]);
    // Without attachments the tag is written with the root, in one call.
    const tagFirst = attachments.length === 0;
    const needs = lacking.flatMap(({ store, tag }, index) => {
        const need = image?.needs[index];
        return need === undefined ? [] : [{ ...need, store, tag: tagFirst ? tag : undefined }];
    });
    const images = image === undefined ? [] : await copyNeeded(source, image.tree, needs, ports);
    const whole = destinations.filter(({ store }) => copiedTo(images, store).error === undefined);
    const attached = await attach(source, attachments, whole.map(({ store }) => store), policy, ports);
    return await Promise.all(destinations.map(async ({ store, tag, hasImage }) => {
        const copied = copiedTo(images, store);
        const { count = 0, error } = attached.get(store) ?? {};
        if (copied.error !== undefined || error !== undefined) {
            return { ...copied, error: copied.error ?? error, referrers: 0 };
        }
        try {
            if (tag !== undefined && (hasImage || !tagFirst))
                await store.write(root, tag);
            return { ...copied, referrers: count };
        }
        catch (thrown) {
            return { ...copied, error: errorOf(thrown), referrers: 0 };
        }
    }));
}
function copiedTo(images, store) {
    const nothing = { store, error: undefined, blobsCopied: 0, bytesCopied: 0, bytesAvoided: 0 };
    return images.find((each) => each.store === store) ?? nothing;
}
async function readNeeded(source, root, stores) {
    const tree = await readTree(source, root);
    return { tree, needs: await askNeeds(tree, stores) };
}

;// CONCATENATED MODULE: ./.build/shared/registry/read-settings.js



/** Reads the settings of a repository; what cannot be read is said and left out. */
async function readSettings(model, session, log) {
    const { account: registryId, name, region, url } = model;
    const client = session.client(dist_cjs/* ECRClient */.S70, region);
    const named = { registryId, repositoryName: name };
    const [described, lifecycle, policy] = await Promise.all([
        orNotice(client.send(new dist_cjs/* DescribeRepositoriesCommand */.pE_({ registryId, repositoryNames: [name] })), `Mutability, scanning and encryption of ${url} cannot be read, so the defaults are used.`, log),
        orNotice(client.send(new dist_cjs/* GetLifecyclePolicyCommand */.O0C(named)), `The lifecycle policy of ${url} cannot be read, and is not copied.`, log),
        orNotice(client.send(new dist_cjs/* GetRepositoryPolicyCommand */.MeN(named)), `The repository policy of ${url} cannot be read, and is not copied.`, log),
    ]);
    return {
        repository: described?.repositories?.[0],
        lifecycle: lifecycle?.lifecyclePolicyText,
        policy: policy?.policyText,
    };
}
async function orNotice(answer, sentence, log) {
    try {
        return await answer;
    }
    catch (error) {
        if (!NO_POLICY.test((0,aws_errors/* awsErrorName */.ZH)(error)))
            log.notice(`${sentence} ${(0,errors/* messageOf */.b)(error)}`);
        return undefined;
    }
}
/** True where a policy is known not to exist: one that cannot be read is not replaced. */
async function isAbsent(answer) {
    try {
        await answer;
        return false;
    }
    catch (error) {
        return NO_POLICY.test((0,aws_errors/* awsErrorName */.ZH)(error));
    }
}
const NO_POLICY = /^(?:Lifecycle|Repository)PolicyNotFoundException$/;

;// CONCATENATED MODULE: ./.build/shared/registry/repository-settings.js
/** The settings of a repository that is to be like another one, which may be in another region or account. */
function settingsLike(model, wanted, found) {
    const { repository, lifecycle } = found;
    const notes = [];
    const { encryptionType, kmsKey } = repository?.encryptionConfiguration ?? {};
    // A key is of one region and account. Source: Amazon ECR API Reference, EncryptionConfiguration, kmsKey.
    const sameKey = model.region === wanted.region && model.account === wanted.account;
    if (kmsKey !== undefined && !sameKey) {
        notes.push(`${wanted.url} is encrypted with the key "aws/ecr" of ${wanted.region}, for the one of ${model.url} is not there.`);
    }
    const document = found.policy === undefined ? undefined : parse(found.policy);
    if (found.policy !== undefined && document === undefined) {
        notes.push(`The repository policy of ${model.url} is no JSON object, and is not copied.`);
    }
    const statements = listOf(document?.['Statement']);
    const ofLambda = statements.filter(isJson).filter(letsLambdaPull);
    if (ofLambda.length < statements.length) {
        notes.push(`Of the repository policy of ${model.url} only what lets Lambda pull is copied, and ${statements.length - ofLambda.length} of its statements not.`);
    }
    const filters = repository?.imageTagMutabilityExclusionFilters ?? [];
    return {
        create: {
            registryId: wanted.account,
            repositoryName: wanted.name,
            // Where the model's is not known: tags that can move, as those of stages have to.
            imageTagMutability: repository?.imageTagMutability ?? 'MUTABLE',
            ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
            ...(repository?.imageScanningConfiguration === undefined
                ? {}
                : { imageScanningConfiguration: repository.imageScanningConfiguration }),
            ...(encryptionType === undefined
                ? {}
                : { encryptionConfiguration: { encryptionType, ...(sameKey && kmsKey ? { kmsKey } : {}) } }),
        },
        lifecycle,
        policy: ofLambda.length === 0 ? undefined : policyOf(ofLambda, document?.['Version'], model, wanted),
        notes,
    };
}
/**
 * The policy of a repository whose functions are in another region; what else a policy allows or denies was decided for
 * its own repository only.
 * Source: AWS Lambda Developer Guide, "Create a Lambda function using a container image", Amazon ECR permissions.
 */
function policyOf(statements, version, model, wanted) {
    const moved = statements.map((statement) => {
        const condition = statement['Condition'];
        return {
            ...statement,
            Principal: { Service: LAMBDA },
            ...(isJson(condition) ? { Condition: movedCondition(condition, model, wanted) } : {}),
        };
    });
    return JSON.stringify({ ...(version === undefined ? {} : { Version: version }), Statement: moved });
}
const LAMBDA = 'lambda.amazonaws.com';
const PULLS = ['ecr:batchgetimage', 'ecr:getdownloadurlforlayer', 'ecr:*', '*'];
function letsLambdaPull(statement) {
    const principal = statement['Principal'];
    return (statement['Effect'] === 'Allow' &&
        isJson(principal) &&
        listOf(principal['Service']).includes(LAMBDA) &&
        // Names of actions are not case-sensitive. Source: IAM User Guide, "IAM JSON policy elements: Action".
        listOf(statement['Action']).some((action) => typeof action === 'string' && PULLS.includes(action.toLowerCase())));
}
/** A condition whose source, a function's ARN or its account, is that of the model moves along with the repository. */
function movedCondition(condition, model, wanted) {
    const move = (key, value) => {
        if (Array.isArray(value))
            return value.map((item) => move(key, item));
        if (typeof value !== 'string')
            return value;
        // Keys of conditions are not case-sensitive. Source: IAM User Guide, "IAM JSON policy elements: Condition".
        if (key.toLowerCase() === 'aws:sourceaccount')
            return value === model.account ? wanted.account : value;
        return key.toLowerCase() === 'aws:sourcearn' ? movedArn(value, model, wanted) : value;
    };
    return mapValues(condition, (tests) => isJson(tests) ? mapValues(tests, (value, key) => move(key, value)) : tests);
}
// arn:partition:service:region:account:resource. Source: AWS General Reference, "Amazon Resource Names (ARNs)".
function movedArn(arn, model, wanted) {
    return arn
        .split(':')
        .map((part, index) => {
        if (index === 3 && part === model.region)
            return wanted.region;
        return index === 4 && part === model.account ? (wanted.account ?? part) : part;
    })
        .join(':');
}
function parse(text) {
    try {
        const document = JSON.parse(text);
        return isJson(document) ? document : undefined;
    }
    catch {
        return undefined;
    }
}
function mapValues(json, change) {
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, change(value, key)]));
}
function listOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}
function isJson(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./.build/shared/registry/create-repository.js





/**
 * Creates a repository whose tags can move, as `latest` and stages have to; scanning, encryption and lifecycle are left
 * to the defaults of the registry. One that another run created meanwhile is as good.
 * Source: Amazon ECR API Reference, CreateRepository.
 */
async function createRepository(repository, session, log) {
    const { account, name } = repository;
    await create(repository, { registryId: account, repositoryName: name, imageTagMutability: 'MUTABLE' }, session, log);
}
/**
 * Creates a repository with the settings of another one: mutability, scanning, kind of encryption, lifecycle policy,
 * and the permission of Lambda to pull. One that exists and has an image is left as it is; an empty one gets the
 * policies it lacks.
 * @throws UserError when it cannot be created. What cannot be read of the model, or set, is said and left out.
 */
async function createRepositoryLike({ repository: model, session: modelSession }, { repository: wanted, session }, log) {
    // Everything is read before anything is made, so that only two calls are left to be cut off from the first one.
    const settings = settingsLike(model, wanted, await readSettings(model, modelSession, log));
    const created = await create(wanted, settings.create, session, log);
    if (created)
        settings.notes.forEach(log.info);
    // Killed after CreateRepository, a run leaves a repository with nothing in it, for images are pushed only after this
    // function. So the next run ends what this one began wherever a repository is still empty, and nowhere else: with an
    // image in it, it was finished, or is somebody's own.
    if (!created && !(await isEmpty(wanted, session)))
        return;
    const client = session.client(dist_cjs/* ECRClient */.S70, wanted.region);
    const named = { registryId: wanted.account, repositoryName: wanted.name };
    // The permission first: without it a function does not start, without a lifecycle only old images pile up.
    const lacks = async (read) => created || (await isAbsent(read()));
    if (settings.policy !== undefined &&
        (await lacks(async () => await client.send(new dist_cjs/* GetRepositoryPolicyCommand */.MeN(named))))) {
        const set = new dist_cjs/* SetRepositoryPolicyCommand */.IOA({ ...named, policyText: settings.policy });
        await orWarn(client.send(set), `${wanted.url} does not let Lambda pull, as ${model.url} does.`, log);
    }
    if (settings.lifecycle !== undefined &&
        (await lacks(async () => await client.send(new dist_cjs/* GetLifecyclePolicyCommand */.O0C(named))))) {
        const put = new dist_cjs/* PutLifecyclePolicyCommand */.Rcn({ ...named, lifecyclePolicyText: settings.lifecycle });
        await orWarn(client.send(put), `${wanted.url} has no lifecycle policy, as ${model.url} has.`, log);
    }
}
async function create(repository, request, session, log) {
    try {
        await session.client(dist_cjs/* ECRClient */.S70, repository.region).send(new dist_cjs/* CreateRepositoryCommand */.WTe(request));
        log.info(`The repository ${repository.url} did not exist and is created.`);
        return true;
    }
    catch (error) {
        if ((0,aws_errors/* awsErrorName */.ZH)(error) !== 'RepositoryAlreadyExistsException')
            throw error;
        return false;
    }
}
/** True where it is known that a repository has no image. */
async function isEmpty({ account, name, region }, session) {
    const ask = new dist_cjs/* DescribeImagesCommand */.ji5({ registryId: account, repositoryName: name, maxResults: 1 });
    const answer = await session
        .client(dist_cjs/* ECRClient */.S70, region)
        .send(ask)
        .catch(() => undefined);
    return answer?.imageDetails?.length === 0;
}
/** A denial would be the same the next time; any other failure ends the run, and the next one goes on from here. */
async function orWarn(done, sentence, log) {
    try {
        await done;
    }
    catch (error) {
        if (!(0,aws_errors/* isAccessDenied */.w7)(error))
            throw error;
        log.warning(`${sentence} ${(0,errors/* messageOf */.b)(error)}`);
    }
}

;// CONCATENATED MODULE: ./.build/shared/release/promote/copy-regions.js




/**
 * Brings the image, the commit's tag and what refers to the image to every repository of the release that lacks them;
 * the repository first, where it is to be created.
 * @param sessionOf whose identity a repository is created with
 * @param commit whose tag the image has; undefined where it is not known
 * @throws before anything is written, when a repository cannot be asked
 */
async function copyToRegions({ manifest, states: [home, ...others] }, commit, request, sessionOf, ports) {
    // Where the stage's tag is right already, an earlier run of this release brought everything before it.
    const incomplete = others.filter(({ hasImage, current }) => !hasImage || current?.digest !== manifest.digest);
    if (incomplete.length === 0)
        return { copies: [] };
    const regions = incomplete.map(({ store }) => store.repository.region).join(', ');
    const title = incomplete.every(({ hasImage }) => hasImage) ? 'Look for signatures' : `Copy to ${regions}`;
    return await ports.log.group(title, async () => {
        const destinations = await Promise.all(incomplete.map(async (state) => await destinationOf(state, manifest.digest, commit)));
        for (const state of incomplete) {
            if (!mayBeNew(state, request))
                continue;
            const model = home.store.repository;
            const wanted = state.store.repository;
            await createRepositoryLike({ repository: model, session: sessionOf(model) }, { repository: wanted, session: sessionOf(wanted) }, ports.log);
        }
        const copied = await copyImage(home.store, manifest, destinations, request.referrers, ports);
        for (const line of linesOf(copied, destinations))
            ports.log.info(line);
        const copies = copied
            .filter(({ error }) => error === undefined)
            .map(({ store, bytesCopied }) => ({ repository: store.repository, bytesCopied }));
        const error = copy_regions_errorOf(copied);
        return error === undefined ? { copies } : { copies, error };
    });
}
/** One that exists without anything of the release may be what a run left that was killed between creating and setting. */
function mayBeNew({ store, isAbsent, hasImage, current, previous }, { createRepository }) {
    if (isAbsent)
        return true;
    const isEmpty = !hasImage && current === undefined && previous === undefined;
    return createRepository && store.protocol === 'ecr' && isEmpty;
}
async function destinationOf({ store, hasImage }, digest, commit) {
    if (!hasImage || commit === undefined)
        return { store, hasImage, tag: hasImage ? undefined : commit };
    const tags = (await store.tagsOf([digest]))?.get(digest);
    return { store, hasImage, tag: tags === undefined || tags.includes(commit) ? undefined : commit };
}
function linesOf(copied, destinations) {
    return copied.flatMap(({ store, error, bytesCopied, bytesAvoided, referrers }, index) => {
        if (error !== undefined)
            return [];
        const more = referrers === 0 ? '' : `, ${referrers} of its signatures and SBOMs copied`;
        const { region } = store.repository;
        return destinations[index]?.hasImage === true
            ? referrers === 0
                ? []
                : [`${region}: the image was there${more}`]
            : [`${region}: ${(0,journal/* formatBytes */.z)(bytesCopied)} copied, ${(0,journal/* formatBytes */.z)(bytesAvoided)} were there${more}`];
    });
}
function copy_regions_errorOf(copied) {
    const failed = copied.filter(({ error }) => error !== undefined);
    const [first] = failed;
    if (first === undefined)
        return undefined;
    const { reason, hint } = (0,failure/* because */.xx)(first.error);
    const regions = failed.map(({ store }) => store.repository.region).join(' and ');
    return {
        reason: `The image could not be copied to ${regions}: ${reason ?? ''}`,
        ...(hint === undefined ? {} : { hint }),
    };
}

// EXTERNAL MODULE: ./.build/shared/report/markdown.js
var markdown = __webpack_require__(1216);
;// CONCATENATED MODULE: ./.build/shared/release/promote/lost-race.js

/**
 * What a release says that lost its stage's tag to another one at the last moment. What it deployed is left as it is: the
 * winner may have deployed to the same targets since, and whoever was superseded touches nothing. So targets are looked
 * at once more, and those that run this release's image while the tag names the winner's are said first and loudest. The
 * winner run again finds them, as any target that drifted from its tag, and deploys to them.
 * @param winner the digest that the tag names now
 * @param look looks at a target as before the first write
 */
async function explainLostRace(stage, { digest, winner }, ended, look) {
    const deployed = ended.filter(({ outcome }) => outcome.accepted);
    const looked = await Promise.all(deployed.map(async ({ ready: { target } }) => {
        const now = await look(target).catch(() => undefined);
        const isOurs = now && (now.settled || now.outlook.running === digest);
        return { name: target.name, isOurs };
    }));
    const named = (isOurs) => looked
        .filter((each) => each.isOurs === isOurs)
        .map(({ name }) => name)
        .join(' and ');
    const [ours, unknown] = [named(true), named(undefined)];
    const lost = `Another release of "${stage}" moved its tag at the same time: it names ${winner} now.`;
    const reason = [
        lost,
        ...(ours === ''
            ? []
            : [
                `NOT WHAT THE TAG NAMES: ${ours} ${looked.filter(({ isOurs }) => isOurs).length === 1 ? 'runs' : 'run'} the image of this release, ${(0,markdown/* shortDigest */.VK)(digest)}.`,
            ]),
        ...(unknown === '' ? [] : [`What ${unknown} runs could not be told.`]),
    ].join(' ');
    const group = 'Give the workflow a concurrency group for each stage, so that releases wait for each other.';
    const again = 'Run the other release once more: it deploys to what does not run its image.';
    return { reason, hint: ours === '' && unknown === '' ? group : `${again} ${group}` };
}

// EXTERNAL MODULE: ./.build/shared/release/promote/tag-stage.js
var tag_stage = __webpack_require__(8116);
;// CONCATENATED MODULE: ./.build/shared/release/report/report.js
/** Puts together what a release did. */
async function reportOf(known, course) {
    const { request, images, previousDigest } = known;
    const { result, ended, because } = course;
    const { digest } = images.manifest;
    const commits = await known.commits;
    const { pushedAt } = images.states[0].store;
    const moved = result === 'released' || result === 'tagged';
    return {
        request,
        started: course.started,
        stage: request.stage,
        source: request.source,
        result,
        reason: because?.reason,
        hint: because?.hint,
        cause: course.cause,
        home: request.home,
        digest,
        previousDigest,
        commit: commits.get(digest),
        previousCommit: previousDigest === undefined ? undefined : commits.get(previousDigest),
        pushedAt: pushedAt?.(digest),
        previousPushedAt: previousDigest === undefined ? undefined : pushedAt?.(previousDigest),
        changed: course.changed,
        deployed: ended.some(({ outcome }) => outcome.result === 'deployed'),
        targets: ended.map(({ ready: { target, outlook }, outcome }) => ({ target, outlook, ...outcome })),
        repositories: images.states.map(({ store, isAbsent, hasImage, current }) => ({
            repository: store.repository,
            isAbsent,
            hasImage,
            current: current?.digest,
        })),
        copies: course.copies ?? [],
        command: course.command,
        board: images.board.map((entry) => {
            const now = moved && entry.stage === request.stage ? digest : entry.digest;
            return {
                stage: entry.stage,
                regions: request.regionsOfStages?.[entry.stage] ?? [],
                digest: now,
                commit: now === undefined ? undefined : commits.get(now),
            };
        }),
        milliseconds: course.milliseconds,
    };
}

// EXTERNAL MODULE: ./.build/shared/release/request/identity.js
var identity = __webpack_require__(2186);
;// CONCATENATED MODULE: ./.build/shared/release/release.js
















// What is left to a cancelled job is seconds: what can be done without waits for no longer than this.
const SHORT_MS = 500;
// A task has to be stopped before the step ends.
const COMMAND_MS = 4_000;
/**
 * Releases a stage: resolves the source once to a digest, looks at everything before the first write, copies to every
 * region, runs the command, deploys wave by wave, and moves the stage's tag last. On any failure the tags stay, and
 * what was deployed is brought back.
 * @throws UserError for what was found wrong before the first write; later failures are in the report
 */
async function release(request, sessions, ports, hooks) {
    const started = ports.clock.now();
    const keeper = keeperOf(ports.state, ports.signal);
    const isCancelled = () => ports.signal.aborted;
    const sessionOf = (0,identity/* identityOf */.c)(request, sessions);
    const shielded = followUntilShielded(ports.signal);
    const registries = (0,registry_open/* openRegistries */.c)(sessionOf, { ...ports, signal: shielded.signal });
    const looking = lookAtAll(request, registries, sessions, ports);
    const { known, ready, runCommand } = await (0,within_reach/* withinReach */.D)(looking, ports.signal, 0, () => {
        throw (0,failure/* cancelledEarly */.Vh)(request.stage, ports.signal);
    });
    const { images } = known;
    const { manifest, states } = images;
    const report = async (course) => {
        keeper.ended(course.result);
        const milliseconds = ports.clock.now() - started;
        // Labels of commits are no reason to be late.
        const commits = (0,within_reach/* withinReach */.D)(known.commits, ports.signal, SHORT_MS, () => new Map());
        return await reportOf({ ...known, commits }, { ...course, started, milliseconds });
    };
    const isDone = (0,stage_tag/* isTaggedEverywhere */.jI)(states, manifest.digest) && ready.every(({ settled }) => settled);
    if (request.plan)
        return await report({ result: 'planned', ended: ready.map(planned), changed: false });
    if (isDone)
        return await report({ result: 'unchanged', ended: ready.map(unchanged), changed: false });
    // From here on something is written.
    if (isCancelled())
        throw (0,failure/* cancelledEarly */.Vh)(request.stage, ports.signal);
    await (0,within_reach/* withinReach */.D)(hooks.begins(known, ready), ports.signal, SHORT_MS, () => undefined);
    const commit = states.length > 1 ? (await known.commits).get(manifest.digest) : undefined;
    const copying = copyToRegions(images, commit, request, sessionOf, { ...ports, retries: registries.retries });
    const { copies, error } = await (0,within_reach/* withinReach */.D)(copying, ports.signal, SHORT_MS, () => ({
        copies: [],
        error: (0,failure/* because */.xx)(ports.signal.reason),
    }));
    let written = { changed: true, copies };
    const cancelled = async (ended) => {
        const { back, because } = await leaveOrReturn(ended, manifest.digest, request, ports);
        return await report({ ...written, result: 'cancelled', ended: back, because });
    };
    if (isCancelled())
        return await cancelled(allSkipped(ready));
    if (error !== undefined) {
        return await report({ ...written, result: 'failed', ended: allSkipped(ready), because: error });
    }
    const command = runCommand && (await (0,within_reach/* withinReach */.D)(runCommand(), ports.signal, COMMAND_MS, failure/* cancelledCommand */.PX));
    written = { ...written, command };
    if (isCancelled())
        return await cancelled(allSkipped(ready));
    if (command?.failure !== undefined) {
        return await report({ ...written, result: 'failed', ended: allSkipped(ready), because: command.failure });
    }
    keeper.begins(request, images.image, ready);
    const ended = await deployAll(keeper.keeping(ready), request, ports);
    const outcomes = ended.map(({ outcome }) => outcome);
    if (isCancelled())
        return await cancelled(ended);
    if (!allGood(outcomes)) {
        const { back, because, cause } = await bringBack(ended, request, ports, keeper.returns);
        return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because, cause });
    }
    // Everything runs the image. A cancel comes too late from here on: tags that move are finished, or put back.
    shielded.shield();
    keeper.moves(states);
    const tagged = await (0,tag_stage/* tryToTag */.x)(images, request, ports);
    if ('error' in tagged) {
        if (isCancelled())
            return await cancelled(ended);
        const { back, stuck } = await bringBack(ended, request, ports, keeper.returns);
        const reason = `The tag "${request.stage}" could not be moved: ${(0,errors/* messageOf */.b)(tagged.error)}`;
        const cause = { ...(0,failure/* because */.xx)(tagged.error), reason };
        const because = { ...cause, reason: [stuck, reason].filter(Boolean).join(' ') };
        return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because, cause });
    }
    if (tagged.winner !== undefined) {
        const digests = { digest: manifest.digest, winner: tagged.winner };
        const look = looksAt(request, images.image, sessions, ports);
        const because = await explainLostRace(request.stage, digests, ended, look);
        return await report({ ...written, result: 'superseded', ended, because });
    }
    if (isCancelled())
        ports.log.info('The cancel came too late: the release is complete.');
    const because = outcomes.find(({ reason }) => reason);
    return await report({ ...written, result: goodResult(outcomes, true), ended, because });
}
function planned(ready) {
    const nothing = ready.target.runs === undefined ? 'tagged' : 'unchanged';
    return { ready, outcome: { ...ready.names, result: ready.settled ? nothing : 'planned', accepted: false } };
}
function unchanged(ready) {
    return { ready, outcome: { ...ready.names, result: 'unchanged', accepted: false } };
}
function outcomesOf(ended) {
    return ended.map(({ outcome }) => outcome);
}

// EXTERNAL MODULE: ./.build/shared/github/api.js
var github_api = __webpack_require__(8508);
;// CONCATENATED MODULE: ./.build/shared/report/record.js

/** Keeps a record in a bucket. What it tells of has happened already, so a failure is a warning. */
async function keepRecord(record, session, log) {
    const { bucket, region, key, value } = record;
    try {
        const { PutObjectCommand, S3Client } = await __webpack_require__.e(/* import() */ 711).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
        await session.client(S3Client, region).send(new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: `${JSON.stringify(value, undefined, 2)}\n`,
            ContentType: 'application/json',
        }));
        log.info(`Recorded in s3://${bucket}/${key}`);
    }
    catch (error) {
        log.warning(`The record s3://${bucket}/${key} could not be written: ${(0,errors/* messageOf */.b)(error)}`);
    }
}

// EXTERNAL MODULE: ./.build/shared/runner/github-context.js
var github_context = __webpack_require__(3516);
// EXTERNAL MODULE: ./.build/shared/runner/step.js + 8 modules
var step = __webpack_require__(1587);
// EXTERNAL MODULE: ./.build/shared/github/deployments.js
var deployments = __webpack_require__(748);
;// CONCATENATED MODULE: ./.build/shared/github/job-environment.js



// One list and two statuses at most.
const MOST_LISTED = 10;
const MOST_LOOKED_AT = 2;
const GOING_ON = new Set(['in_progress', 'queued', 'pending', 'waiting']);
/**
 * Whether the running job has an `environment:`, for which GitHub made a deployment itself. No variable of the runner
 * says so. A job with `permissions: id-token: write` is told by the claim `environment` of its OIDC token, which only
 * jobs with an environment have. Any other is told by GitHub's own deployments: one of this commit, without a payload,
 * whose newest status is going on and links to this run. Another job of the same run may have made it; then none is made
 * twice rather than one too many.
 * Sources: GitHub Docs, "OpenID Connect reference" (custom claims); GitHub REST API, "List deployments".
 */
async function jobHasEnvironment(api, { sha, runId }, environment, ports, signal) {
    const claimed = await claimOfToken(ports, signal);
    if (claimed !== undefined)
        return claimed;
    if (sha === undefined || runId === undefined)
        return false;
    const listed = await (0,deployments/* deploymentsOf */.o)(api, sha, MOST_LISTED, signal);
    if ('ok' in listed)
        return listed;
    const candidates = listed
        .filter(({ hasPayload }) => !hasPayload)
        .toSorted((a, b) => Number(b.environment === environment) - Number(a.environment === environment))
        .slice(0, MOST_LOOKED_AT);
    const statuses = await Promise.all(candidates.map(async ({ id }) => await (0,deployments/* latestStatus */.Ux)(api, id, signal)));
    return statuses.some((status) => status !== undefined &&
        GOING_ON.has(status.state) &&
        `${status.logUrl}/`.includes(`/actions/runs/${runId}/`));
}
/** Whether the claim is there; undefined for a job that gets no token. */
async function claimOfToken({ env, fetch, log }, signal) {
    const url = env['ACTIONS_ID_TOKEN_REQUEST_URL'];
    const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
    if (!url || !bearer)
        return undefined;
    try {
        const response = await fetch(url, { headers: { authorization: `Bearer ${bearer}` }, signal });
        const answer = await response.json();
        const token = (0,github_api/* isRecord */.u)(answer) && typeof answer['value'] === 'string' ? answer['value'] : '';
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        return (0,github_api/* isRecord */.u)(claims) && typeof claims['environment'] === 'string' && claims['environment'] !== '';
    }
    catch (error) {
        log.debug(`The job's OIDC token cannot be asked for its environment: ${(0,errors/* messageOf */.b)(error)}`);
        return undefined;
    }
}

// EXTERNAL MODULE: ./.build/shared/release/report/left-deployment.js
var left_deployment = __webpack_require__(212);
;// CONCATENATED MODULE: ./.build/shared/release/report/github-deployment.js




const STATES = {
    released: 'success',
    tagged: 'success',
    unchanged: 'success',
    planned: 'inactive',
    failed: 'failure',
    'rolled-back': 'failure',
    'timed-out': 'failure',
    // Something else runs there by now.
    superseded: 'inactive',
    cancelled: 'error',
};
/**
 * Makes a GitHub Deployment of a stage, beside the release, which waits for none of it. What stands in the way is said
 * in one line, as a warning only where a deployment was asked for.
 * @param mode `auto` makes none where the job has an `environment:`
 */
function beginDeployment(mode, stage, api, github, ports) {
    const enough = new AbortController();
    const say = mode === 'true' ? ports.log.warning : ports.log.info;
    const begun = begin(mode, stage, api, github, ports, enough.signal)
        .then((outcome) => {
        if (typeof outcome === 'number' || outcome === undefined)
            return outcome;
        if (!enough.signal.aborted)
            say(github_deployment_refusal(stage.stage, outcome));
        return undefined;
    })
        .catch(() => undefined);
    return {
        end: async ({ result, url = '', reason }, patienceMs) => {
            const timer = setTimeout(() => {
                enough.abort();
            }, patienceMs);
            const id = await begun;
            if (id === undefined && enough.signal.aborted) {
                say(github_deployment_refusal(stage.stage, { status: undefined, message: 'it did not answer in time.' }));
            }
            if (id !== undefined) {
                const description = [result, ...(reason === undefined ? [] : [reason])].join(': ');
                const status = {
                    state: STATES[result],
                    description,
                    logUrl: github.runUrl,
                    ...(STATES[result] === 'success' && url !== '' ? { environmentUrl: url } : {}),
                };
                const answer = await (0,deployments/* setDeploymentStatus */.e9)(api, id, status, enough.signal);
                if (answer.ok)
                    (0,left_deployment/* forgetDeployment */.H8)(ports.state);
                else
                    say(github_deployment_refusal(stage.stage, answer));
            }
            clearTimeout(timer);
        },
    };
}
async function begin(mode, { stage, stages, digest, previousDigest, source, commit }, api, github, ports, signal) {
    const ref = commit ?? github.sha;
    if (ref === undefined)
        return undefined;
    if (mode === 'auto') {
        const has = await jobHasEnvironment(api, github, stage, ports, signal);
        if (has === true) {
            ports.log.debug('The job has an environment, for which GitHub makes a deployment itself.');
            return undefined;
        }
        if (has !== false)
            return has;
    }
    const from = source.startsWith('sha256:') ? (0,markdown/* shortDigest */.VK)(source) : source;
    const description = `${(0,markdown/* shortDigest */.VK)(digest)} from ${from}`;
    const created = await (0,deployments/* createDeployment */.Yy)(api, {
        ref,
        environment: stage,
        description,
        payload: { digest, ...(previousDigest === undefined ? {} : { previousDigest }) },
        isProduction: isProduction(stage, stages),
    }, signal);
    if (typeof created !== 'number')
        return created;
    (0,left_deployment/* keepDeployment */.z2)(ports.state, created);
    const status = {
        state: 'in_progress',
        description: `${digest} from ${source}`,
        logUrl: github.runUrl,
    };
    await (0,deployments/* setDeploymentStatus */.e9)(api, created, status, signal);
    return created;
}
/** The last of several stages, or one that is called so. */
function isProduction(stage, stages) {
    return (stages.length > 1 && stages.at(-1) === stage) || /^prod(?:uction)?(?![a-z])/i.test(stage);
}
function github_deployment_refusal(stage, { status, message }) {
    const made = `GitHub shows no deployment of "${stage}"`;
    // A token without the permission is told that a private repository does not exist.
    if (status === 403 || status === 404) {
        return `${made}: the job's token may not make one. Give the job "permissions: deployments: write", or set "github-deployment: false". GitHub said: ${message}`;
    }
    return `${made}: ${status === undefined ? '' : `it answered ${status}, `}${message}`;
}

;// CONCATENATED MODULE: ./.build/shared/github/compare.js

/**
 * Compares two commits; undefined where GitHub does not tell.
 * Source: GitHub REST API, "Compare two commits": a page of commits in chronological order.
 * @param most how many commits are listed, 1 to 100
 */
async function compareCommits(api, base, head, most, signal) {
    const { ok, body } = await api.ask({
        action: 'CompareCommits',
        path: `compare/${base}...${head}?per_page=${most}`,
        ...(signal === undefined ? {} : { signal }),
    });
    if (!ok || !(0,github_api/* isRecord */.u)(body))
        return undefined;
    const { status, ahead_by: ahead, behind_by: behind, commits } = body;
    if (status !== 'ahead' && status !== 'behind' && status !== 'identical' && status !== 'diverged') {
        return undefined;
    }
    return {
        status,
        ahead: typeof ahead === 'number' ? ahead : 0,
        behind: typeof behind === 'number' ? behind : 0,
        commits: Array.isArray(commits) ? commits.slice(0, most).flatMap(commitOf) : [],
    };
}
function commitOf(entry) {
    if (!(0,github_api/* isRecord */.u)(entry) || typeof entry['sha'] !== 'string')
        return [];
    const commit = (0,github_api/* isRecord */.u)(entry['commit']) ? entry['commit'] : {};
    const message = typeof commit['message'] === 'string' ? commit['message'] : '';
    return [
        {
            sha: entry['sha'],
            title: message.split('\n', 1)[0] ?? '',
            author: textIn(entry['author'], 'login') ?? textIn(commit['author'], 'name'),
        },
    ];
}
function textIn(value, key) {
    const text = (0,github_api/* isRecord */.u)(value) ? value[key] : undefined;
    return typeof text === 'string' && text !== '' ? text : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/release/report/history.js

/** How many commits between two images are listed. */
const MOST_COMMITS = 20;
// Each pair is a request.
const MOST_PAIRS = 6;
/** Without an API nothing is known. */
function openCommitHistory(api) {
    const asked = new Map();
    const enough = new AbortController();
    const ask = (pairs) => {
        if (api === undefined)
            return;
        for (const pair of pairs.slice(0, MOST_PAIRS)) {
            const key = pairKey(pair);
            if (!asked.has(key))
                asked.set(key, compareCommits(api, ...pair, MOST_COMMITS, enough.signal));
        }
    };
    return {
        ask,
        compare: async (pairs, patienceMs) => {
            if (patienceMs > 0)
                ask(pairs);
            const timer = setTimeout(() => {
                enough.abort();
            }, patienceMs);
            const known = await Promise.all(pairs.map(async (pair) => [pairKey(pair), await asked.get(pairKey(pair))]));
            clearTimeout(timer);
            return new Map(known.flatMap(([key, found]) => (found === undefined ? [] : [[key, found]])));
        },
    };
}
/** What a pair is found by. */
function pairKey([base, head]) {
    return `${base}...${head}`;
}
/** The pairs that a report tells about: what changed, and how each stage stands to the one above. */
function pairsOf({ commit, previousCommit, board, }) {
    const changed = pairOf(previousCommit, commit);
    const stages = board.map((entry, index) => pairOf(entry.commit, board[index - 1]?.commit));
    return [changed, ...stages].flatMap((pair) => (pair === undefined ? [] : [pair]));
}
/** Two different commits that are both known. */
function pairOf(base, head) {
    return base === undefined || head === undefined || base === head ? undefined : [base, head];
}

;// CONCATENATED MODULE: ./.build/shared/release/report/board.js


/** What runs where: all stages with what each names, and how it stands to the one above. Undefined without a stages file. */
function boardTable({ board, stage }, comparisons, commitOf) {
    if (board.length === 0)
        return undefined;
    return (0,markdown/* table */.tp)(['stage', 'regions', 'image', 'commit', ''], board.map((entry, index) => [
        entry.stage === stage ? `**${(0,markdown/* code */.aY)(entry.stage)}** (this release)` : (0,markdown/* code */.aY)(entry.stage),
        (0,markdown/* plain */.pj)(entry.regions.join(', ')),
        entry.digest === undefined ? '–' : (0,markdown/* code */.aY)((0,markdown/* shortDigest */.VK)(entry.digest)),
        entry.digest === undefined ? '–' : commitOf(entry.commit),
        relation(entry, board[index - 1], comparisons),
    ]));
}
/** How a stage stands to the one above, in words; '' for the first one. */
function relation(entry, above, known) {
    if (entry.digest === undefined)
        return 'nothing yet';
    if (above?.digest === undefined)
        return '';
    const name = (0,markdown/* code */.aY)(above.stage);
    if (entry.digest === above.digest)
        return `same as ${name}`;
    if (entry.commit !== undefined && entry.commit === above.commit) {
        return `same commit as ${name}, another image`;
    }
    const pair = pairOf(entry.commit, above.commit);
    const comparison = pair === undefined ? undefined : known.get(pairKey(pair));
    switch (comparison?.status) {
        case 'ahead':
            return `${commits(comparison.ahead)} behind ${name}`;
        case 'behind':
            return `${commits(comparison.behind)} ahead of ${name}`;
        case 'diverged':
            return `${commits(comparison.ahead)} behind and ${comparison.behind} ahead of ${name}`;
        default:
            return `another image than ${name}`;
    }
}
/** `1 commit`, `12 commits`. */
function commits(count) {
    return `${count} ${count === 1 ? 'commit' : 'commits'}`;
}

// EXTERNAL MODULE: ./.build/shared/release/report/names.js
var names = __webpack_require__(1795);
// EXTERNAL MODULE: ./.build/shared/release/report/plan-steps.js
var plan_steps = __webpack_require__(8686);
;// CONCATENATED MODULE: ./.build/shared/release/report/image-sections.js




/** A commit in code type, linked where the source repository is known. */
function commitLink(sha, { repositoryUrl }) {
    if (sha === undefined)
        return 'unknown';
    const short = (0,markdown/* code */.aY)(sha.slice(0, 12));
    return repositoryUrl === undefined ? short : (0,markdown/* link */.nf)(short, `${repositoryUrl}/commit/${sha}`);
}
/** What was released from where, how long that took, and where to look next. */
function course(report, context) {
    const { source, home, milliseconds } = report;
    const from = source.startsWith('sha256:') ? (0,markdown/* shortDigest */.VK)(source) : source;
    const after = links(report, context);
    return `${(0,markdown/* code */.aY)(home.name)} from ${(0,markdown/* code */.aY)(from)}, in ${(0,names/* seconds */.YA)(milliseconds)}${after === '' ? '' : ` · ${after}`}`;
}
/** The two images of a release, one under the other. */
function imageTable(report, labels, context) {
    const row = (label, digest, commit, pushed) => [
        label,
        (0,markdown/* code */.aY)((0,markdown/* shortDigest */.VK)(digest)),
        commitLink(commit, context),
        pushed === undefined ? 'unknown' : (0,names/* ago */.KN)(pushed, context.now),
    ];
    const { digest, previousDigest, commit, previousCommit, pushedAt, previousPushedAt } = report;
    const [before, after] = labels;
    return (0,markdown/* table */.tp)(['', 'image', 'commit', 'pushed'], [
        previousDigest === undefined
            ? [before, 'none', '', '']
            : row(before, previousDigest, previousCommit, previousPushedAt),
        row(after, digest, commit, pushedAt),
    ]);
}
/** The commits between the two images, where GitHub told them. */
function commitList({ commit, previousCommit }, context) {
    const pair = pairOf(previousCommit, commit);
    const found = pair === undefined ? undefined : context.comparisons.get(pairKey(pair));
    if (found === undefined || found.commits.length === 0) {
        return found?.status === 'behind' ? [`This goes back ${commits(found.behind)}.`] : [];
    }
    const more = found.ahead - found.commits.length;
    const lines = found.commits.map(({ sha, title, author }) => `${commitLink(sha, context)} ${(0,markdown/* plain */.pj)((0,markdown/* cut */.Jj)(title, 120))}${author === undefined ? '' : ` (${(0,markdown/* plain */.pj)(author)})`}`);
    const title = `${commits(found.ahead)}${more > 0 ? `, the first ${MOST_COMMITS} of them` : ''}`;
    return [(0,markdown/* details */.zH)(title, (0,markdown/* bullets */.e5)([...lines, ...(more > 0 ? [`and ${more} more`] : [])]))];
}
/** Links that a person wants next. */
function links(report, { repositoryUrl, runUrl }) {
    const pair = pairOf(report.previousCommit, report.commit);
    const url = report.targets.find((target) => target.url !== undefined)?.url;
    return [
        ...(pair === undefined || repositoryUrl === undefined
            ? []
            : [(0,markdown/* link */.nf)('Commits between', `${repositoryUrl}/compare/${pairKey(pair)}`)]),
        ...(runUrl === undefined ? [] : [(0,markdown/* link */.nf)('Run', runUrl)]),
        ...(url === undefined ? [] : [(0,markdown/* link */.nf)('Open', url)]),
    ].join(' · ');
}

// EXTERNAL MODULE: ./.build/shared/release/request/arn.js
var arn = __webpack_require__(7613);
;// CONCATENATED MODULE: ./.build/shared/release/report/console-link.js

/**
 * Where AWS's console shows what a target runs; undefined for a region whose console is not known here.
 * Names only: an account id in a link would be masked in many workflows.
 */
function consoleLink({ region, runs }) {
    const host = consoleHost(region);
    if (runs === undefined || host === undefined)
        return undefined;
    const part = (name) => encodeURIComponent((0,arn/* shortName */.EU)(name));
    switch (runs.kind) {
        case 'ecs':
            return `https://${host}/ecs/v2/clusters/${part(runs.cluster)}/services/${part(runs.service)}/deployments?region=${region}`;
        case 'family':
            return `https://${host}/ecs/v2/task-definitions/${part(runs.family)}?region=${region}`;
        case 'lambda':
            return `https://${host}/lambda/home?region=${region}#/functions/${part(runs.name)}`;
    }
}
/** The partitions with a console that is open to the internet under a known name. */
function consoleHost(region) {
    if (region.startsWith('cn-'))
        return `${region}.console.amazonaws.cn`;
    if (region.startsWith('us-gov-'))
        return `${region}.console.amazonaws-us-gov.com`;
    return /^(?:us-iso|eu-iso|eusc-)/.test(region) ? undefined : `${region}.console.aws.amazon.com`;
}

;// CONCATENATED MODULE: ./.build/shared/release/report/target-sections.js



const MARKS = {
    deployed: '✅ deployed',
    unchanged: '✅ unchanged',
    tagged: '🏷️ tagged',
    planned: '📝 planned',
    failed: '❌ failed',
    'rolled-back': '↩️ rolled back',
    'timed-out': '⏱️ timed out',
    superseded: '⚠️ superseded',
    cancelled: '🚫 cancelled',
    skipped: '⏭️ not reached',
};
const MOST_EVIDENCE = 20;
const MOST_OF_A_LINE = 300;
const MOST_OF_A_REASON = 1500;
/** A row for each target: what became of it, and what it runs. Columns that tell nothing are left out. */
function targetTable({ targets }) {
    if (targets.length === 0)
        return [];
    const columns = [
        ['wave', ({ target }) => String(target.wave)],
        ['region', ({ target }) => (0,markdown/* plain */.pj)(target.region)],
        ['target', ({ target }) => (0,markdown/* link */.nf)((0,markdown/* plain */.pj)(target.name.slice(target.region.length + 1)), consoleLink(target))],
        ['result', ({ result }) => MARKS[result]],
        ['revision', revisionCell],
        ['took', ({ milliseconds }) => (milliseconds === undefined ? '' : (0,names/* seconds */.YA)(milliseconds))],
    ];
    const isOneWave = new Set(targets.map(({ target }) => target.wave)).size === 1;
    const telling = columns.filter(([name, cell]) => !(name === 'wave' && isOneWave) && targets.some((entry) => cell(entry) !== ''));
    return [
        (0,markdown/* table */.tp)(telling.map(([name]) => name), targets.map((entry) => telling.map(([, cell]) => cell(entry)))),
    ];
}
function revisionCell(target) {
    const { before, wanted, now } = (0,names/* revisionsOf */.Ow)(target);
    if (target.result === 'rolled-back') {
        if (before === undefined)
            return '';
        return wanted === undefined ? (0,markdown/* code */.aY)(before) : `${(0,markdown/* code */.aY)(wanted)} → back to ${(0,markdown/* code */.aY)(before)}`;
    }
    if (target.result === 'superseded')
        return wanted === undefined ? '' : `${(0,markdown/* code */.aY)(wanted)}, replaced`;
    if (now === undefined)
        return before === undefined ? '' : (0,markdown/* code */.aY)(before);
    return before === undefined || before === now ? (0,markdown/* code */.aY)(now) : `${(0,markdown/* code */.aY)(before)} → ${(0,markdown/* code */.aY)(now)}`;
}
/** What AWS said of each target that tells something, and the log of the command, folded away. */
function evidence({ targets, command }) {
    const ofTargets = targets
        .filter((entry) => (entry.evidence ?? []).length > 0)
        .map(({ target, evidence: lines = [] }) => (0,markdown/* details */.zH)(`${target.name}: what AWS said`, (0,markdown/* codeBlock */.DV)(last(lines).flatMap(wrapped))));
    if (command === undefined || command.log.length === 0)
        return ofTargets;
    const exit = command.exitCode === undefined ? '' : `, exit code ${command.exitCode}`;
    return [
        (0,markdown/* details */.zH)(`The command${exit}: the end of its log`, (0,markdown/* codeBlock */.DV)(last(command.log).flatMap(wrapped))),
        ...ofTargets,
    ];
}
/** The last lines: what a container printed at its end comes last. */
function last(lines) {
    if (lines.length <= MOST_EVIDENCE)
        return lines;
    return [`(${lines.length - MOST_EVIDENCE} lines before)`, ...lines.slice(-MOST_EVIDENCE)];
}
const MOST_COLUMNS = 110;
/** A line in pieces that need no scrolling, the later ones indented. */
function wrapped(line) {
    const pieces = [];
    let rest = (0,markdown/* cut */.Jj)(line.replace(/\s+$/, ''), MOST_OF_A_LINE);
    while (rest.length > MOST_COLUMNS) {
        const blank = rest.lastIndexOf(' ', MOST_COLUMNS);
        const end = blank > MOST_COLUMNS / 2 ? blank : MOST_COLUMNS;
        pieces.push(rest.slice(0, end));
        rest = `    ${rest.slice(end).trimStart()}`;
    }
    return [...pieces, rest];
}
/** A reason or a hint, of a size that a summary bears. */
function sentence(text) {
    return (0,markdown/* plain */.pj)((0,markdown/* cut */.Jj)(text, MOST_OF_A_REASON));
}

;// CONCATENATED MODULE: ./.build/shared/release/report/failure-summary.js





const REFUSED_LABELS = ['tag stays', 'refused'];
const LEFT_LABELS = ['before', 'wanted'];
/** What a summary says of a release that did not succeed: what to look at first, then why and what to do. */
function failureParts(report, context) {
    const { result, targets, cause } = report;
    const left = targets.filter(isLeft);
    const reason = cause?.reason ?? report.reason;
    // A cancelled release has no other reason than what it says of each target.
    const isSaidAbove = result === 'cancelled' && left.length > 0;
    const labels = result === 'cancelled' || result === 'superseded' ? LEFT_LABELS : REFUSED_LABELS;
    const hints = new Set([report.hint, cause?.hint].filter((hint) => hint !== undefined));
    return [
        ...(left.length === 0
            ? []
            : ['**Look at this first: not everything is as it was.**', (0,markdown/* bullets */.e5)(left.map(leftLine))]),
        ...(reason === undefined || isSaidAbove ? [] : [`**Why:** ${whose(targets, reason)}${sentence(reason)}`]),
        ...[...hints].map((hint) => `**What to do:** ${sentence(hint)}`),
        course(report, context),
        imageTable(report, labels, context),
        ...targetTable(report),
        ...otherReasons(targets, reason),
        ...evidence(report),
    ];
}
/** Which of several targets a reason is of. */
function whose(targets, reason) {
    const [first, ...others] = targets.filter((entry) => entry.reason === reason);
    return first === undefined || others.length > 0 || targets.length === 1
        ? ''
        : `${(0,markdown/* plain */.pj)(first.target.name)}: `;
}
function leftLine({ target, reason }) {
    return `**${(0,markdown/* plain */.pj)(target.name)}** may not run its former image.${reason === undefined ? '' : ` ${sentence((0,names/* withShortDigests */.IK)(reason))}`}`;
}
/** Why each of the others did not succeed, as far as that was not said yet. */
function otherReasons(targets, said) {
    const others = targets.filter((entry) => entry.reason !== undefined && entry.reason !== said && !isLeft(entry) && !allGood([entry]));
    if (others.length === 0)
        return [];
    return [(0,markdown/* bullets */.e5)(others.map(({ target, reason = '' }) => `${(0,markdown/* plain */.pj)(target.name)}: ${sentence(reason)}`))];
}

;// CONCATENATED MODULE: ./.build/shared/release/report/plan-summary.js





/** What a summary says of a plan: what a release would do, and what would change. */
function planParts(report, context) {
    const steps = (0,plan_steps/* planSteps */.Dv)(report);
    const body = (0,plan_steps/* isNothingToDo */.ux)(report)
        ? ['Nothing would change: everything runs this image, and every tag names it.']
        : [
            '#### What a release would do',
            steps.map((step, index) => `${index + 1}. ${(0,markdown/* plain */.pj)(step)}`).join('\n'),
            ...report.targets.flatMap((entry) => targetPlan(entry, report)),
        ];
    return [
        course(report, context),
        imageTable(report, ['now', 'then'], context),
        ...targetTable(report),
        ...body,
    ];
}
function targetPlan(entry, { request, digest }) {
    const { target, outlook, result } = entry;
    const notes = outlook.notes.map((note) => sentence((0,names/* withShortDigests */.IK)(note)));
    if (result !== 'planned')
        return notes.length === 0 ? [] : [`**${(0,markdown/* plain */.pj)(target.name)}**`, (0,markdown/* bullets */.e5)(notes)];
    return [
        `**${(0,markdown/* plain */.pj)(target.name)}**, ${(0,markdown/* plain */.pj)((0,plan_steps/* actsAs */.MJ)(target, request.role))}`,
        ...(notes.length === 0 ? [] : [(0,markdown/* bullets */.e5)(notes)]),
        (0,markdown/* codeBlock */.DV)((0,plan_steps/* diffOf */.n_)(entry, digest), 'diff'),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/release/report/summary.js








/** How each result is said in a headline, after the stage's name. */
const HEADLINES = {
    released: 'released',
    unchanged: 'unchanged: this image is there already',
    tagged: 'tagged: nothing to deploy to yet',
    planned: 'planned: nothing was written',
    failed: 'failed',
    'rolled-back': 'rolled back: the former image runs again',
    'timed-out': 'timed out',
    superseded: 'superseded by another deployment',
    cancelled: 'cancelled',
};
const summary_MARKS = {
    planned: '📝',
    superseded: '⚠️',
    cancelled: '🚫',
};
/** The job summary of a release: how it ended and why, what changed, and what runs where. */
function releaseSummary(report, context) {
    const { result, stage } = report;
    const board = boardTable(report, context.comparisons, (sha) => commitLink(sha, context));
    const parts = result === 'planned'
        ? planParts(report, context)
        : isGoodResult(result)
            ? good(report, context)
            : failureParts(report, context);
    return [
        `### ${markOf(result)} ${(0,markdown/* plain */.pj)(stage)} ${HEADLINES[result]}`,
        ...parts,
        ...commitList(report, context),
        ...(board === undefined ? [] : ['#### What runs where', board]),
        '',
    ].join('\n\n');
}
/**
 * The job summary of a release that ended without a report: what was wrong, and what to do.
 * @param began something may have been written
 */
function brokenSummary(stage, error, began, cancelled) {
    const how = cancelled ? 'cancelled' : began ? 'failed' : 'refused: nothing was written';
    const known = error instanceof errors/* UserError */.y;
    return [
        `### ${cancelled ? '🚫' : '❌'} ${(0,markdown/* plain */.pj)(stage)} ${how}`,
        `**Why:** ${sentence(known ? error.message : 'An unexpected error; the log has it.')}`,
        ...(known && error.hint !== undefined ? [`**What to do:** ${sentence(error.hint)}`] : []),
        '',
    ].join('\n\n');
}
function markOf(result) {
    return summary_MARKS[result] ?? (isGoodResult(result) ? '✅' : '❌');
}
function good(report, context) {
    return [
        ...(report.reason === undefined ? [] : [sentence(report.reason)]),
        course(report, context),
        imageTable(report, ['before', 'now'], context),
        ...targetTable(report),
        ...evidence(report),
    ];
}

;// CONCATENATED MODULE: ./.build/shared/release/report/log-lines.js







/** What the summary says, for the end of the log. */
function logLines(report, repositoryUrl, comparisons) {
    const { result, stage } = report;
    return [
        `${stage} ${HEADLINES[result]} (${(0,names/* seconds */.YA)(report.milliseconds)})`,
        ...(isGoodResult(result)
            ? []
            : report.targets.filter(isLeft).map(({ target }) => `  ${target.name} may not run its former image.`)),
        ...imageLines(report, repositoryUrl, comparisons),
        ...report.targets.map((target) => `  ${targetLine(target)}`),
        ...(result === 'planned' ? planLines(report) : []),
        ...boardLines(report, comparisons),
    ];
}
const LABELS = {
    planned: 'then',
    cancelled: 'wanted',
    superseded: 'wanted',
};
function imageLines({ digest, previousDigest, commit, previousCommit, result }, repositoryUrl, comparisons) {
    const image = (of, sha) => `${of}${sha === undefined ? '' : `, commit ${sha.slice(0, 12)}`}`;
    const pair = pairOf(previousCommit, commit);
    const found = pair === undefined ? undefined : comparisons.get(pairKey(pair));
    const after = LABELS[result] ?? (isGoodResult(result) ? 'now' : 'refused');
    return [
        `  ${result === 'planned' ? 'now' : 'before'}: ${previousDigest === undefined ? 'none' : image(previousDigest, previousCommit)}`,
        `  ${after}: ${image(digest, commit)}`,
        ...(pair === undefined || repositoryUrl === undefined
            ? []
            : [`  between: ${repositoryUrl}/compare/${pairKey(pair)}`]),
        ...(found?.commits ?? []).map(({ sha, title }) => `    ${sha.slice(0, 12)} ${title}`),
    ];
}
function targetLine(entry) {
    const { before, now, wanted } = (0,names/* revisionsOf */.Ow)(entry);
    const revision = entry.result === 'rolled-back' && wanted !== undefined
        ? `${wanted} -> back to ${before ?? 'the former one'}`
        : entry.result === 'superseded' && wanted !== undefined
            ? `${wanted} was replaced`
            : before !== undefined && now !== undefined && before !== now
                ? `${before} -> ${now}`
                : (now ?? before);
    return [
        `${entry.target.name}: ${entry.result}`,
        ...(revision === undefined ? [] : [revision]),
        ...(entry.milliseconds === undefined ? [] : [(0,names/* seconds */.YA)(entry.milliseconds)]),
    ].join(', ');
}
function planLines(report) {
    if ((0,plan_steps/* isNothingToDo */.ux)(report))
        return ['Nothing would change.'];
    const { request, digest, targets } = report;
    return [
        'A release would:',
        ...(0,plan_steps/* planSteps */.Dv)(report).map((step, index) => `  ${index + 1}. ${step}`),
        ...targets
            .filter(({ result }) => result === 'planned')
            .flatMap((entry) => [
            `${entry.target.name}, ${(0,plan_steps/* actsAs */.MJ)(entry.target, request.role)}:`,
            ...(0,plan_steps/* diffOf */.n_)(entry, digest).map((line) => `  ${line}`),
        ]),
    ];
}
function boardLines({ board }, comparisons) {
    const plainly = (text) => text.replaceAll('`', '"');
    return board.map((entry, index) => {
        const how = plainly(relation(entry, board[index - 1], comparisons));
        const image = entry.digest === undefined ? '' : ` ${(0,markdown/* shortDigest */.VK)(entry.digest)} in ${entry.regions.join(', ')}`;
        return `  ${entry.stage}:${image}${how === '' ? '' : ` ${entry.digest === undefined ? how : `(${how})`}`}`;
    });
}

// EXTERNAL MODULE: ./.build/shared/release/report/outputs.js
var outputs = __webpack_require__(2929);
;// CONCATENATED MODULE: ./.build/shared/release/report/record.js


/** Where the record of a release is kept in the bucket; keys sort by time. */
function recordKey({ home, stage, started }) {
    return `releases/${home.name}/${stage}/${new Date(started).toISOString()}.json`;
}
/**
 * The record of a release: who released what to where, how that ended, and what it took. Its schema is
 * docs/release-record.md. It has no values of environment variables and no words of commands.
 */
function releaseRecord(report, github, calls) {
    const { command } = report;
    return {
        version: 1,
        stage: report.stage,
        repository: report.home.name,
        source: report.source,
        result: report.result,
        reason: report.reason,
        hint: report.hint,
        cause: report.cause?.reason,
        digest: report.digest,
        previousDigest: report.previousDigest,
        commit: report.commit,
        previousCommit: report.previousCommit,
        changed: report.changed,
        deployed: report.deployed,
        started: isoTime(report.started),
        ended: isoTime(report.started + report.milliseconds),
        milliseconds: report.milliseconds,
        targets: report.targets.map((target) => targetRecord(target, report.digest)),
        copies: report.copies.map(({ repository, bytesCopied }) => ({
            region: repository.region,
            repository: repository.name,
            bytes: bytesCopied,
        })),
        command: command === undefined
            ? undefined
            : {
                succeeded: command.failure === undefined,
                exitCode: command.exitCode,
                reason: command.failure?.reason,
                taskArn: command.taskArn,
                milliseconds: command.milliseconds,
            },
        requests: requestsByService(calls),
        by: {
            actor: github.actor,
            triggeringActor: github.triggeringActor,
            source: github.repositoryUrl,
            workflow: github.workflow,
            run: github.runUrl,
        },
    };
}
function targetRecord(entry, digest) {
    const { target, result, reason, hint, serviceDeploymentArn, milliseconds } = entry;
    const { before, wanted, now } = (0,names/* revisionsOf */.Ow)(entry);
    const { set, remove } = target.environment;
    return {
        name: target.name,
        kind: target.runs?.kind,
        region: target.region,
        image: `${target.repository.name}@${digest}`,
        wave: target.wave,
        result,
        reason,
        hint,
        ...(target.runs?.kind === 'lambda' ? { alias: target.runs.alias } : {}),
        ...(target.runs?.kind === 'ecs' ? { cluster: (0,arn/* shortName */.EU)(target.runs.cluster) } : {}),
        revision: now,
        previousRevision: before,
        refusedRevision: result === 'rolled-back' ? wanted : undefined,
        serviceDeploymentArn,
        environment: { set: Object.keys(set), removed: remove },
        milliseconds,
    };
}
/** Attempts of calls, retries included. */
function requestsByService(calls) {
    const counts = new Map();
    for (const { service } of calls)
        counts.set(service, (counts.get(service) ?? 0) + 1);
    return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
function isoTime(milliseconds) {
    return new Date(milliseconds).toISOString();
}

;// CONCATENATED MODULE: ./.build/shared/release/report/tell.js










// The runner kills a cancelled step 10 s after its first signal, and other things have to be told in that time.
const PATIENCE_MS = 10_000;
const CANCELLED_PATIENCE_MS = 1_000;
/**
 * Opens what tells of a release. Nothing of it makes a release fail.
 * @param session writes the record
 */
async function openTeller(request, inputs, session, ports) {
    const github = await (0,github_context/* readGithubContext */.z)(ports.env);
    const api = (0,github_api/* openGithubApi */.Y)(github, inputs.githubToken, ports);
    const history = openCommitHistory(api);
    let began = false;
    let deployment;
    const patience = () => (ports.signal.aborted ? CANCELLED_PATIENCE_MS : PATIENCE_MS);
    const begin = async ({ images, commits, previousDigest }) => {
        const known = await commits;
        const { digest } = images.manifest;
        const commit = known.get(digest);
        const previousCommit = previousDigest === undefined ? undefined : known.get(previousDigest);
        const board = images.board.map(({ stage, digest: now }) => {
            const after = stage === request.stage ? digest : now;
            return { commit: after === undefined ? undefined : known.get(after) };
        });
        history.ask(pairsOf({ commit, previousCommit, board }));
        if (api === undefined || inputs.githubDeployment === 'false' || !deploysAnything(request))
            return;
        const { stage, stages, source } = request;
        deployment = beginDeployment(inputs.githubDeployment, { stage, stages, source, digest, previousDigest, commit }, api, github, ports);
    };
    let begun = Promise.resolve();
    return {
        begins: (known) => {
            began = true;
            // GitHub is told beside the release, which does not wait for it.
            begun = begin(known);
            return Promise.resolve();
        },
        ended: async (report) => {
            (0,step/* setOutputs */.n0)((0,outputs/* releaseOutputs */.mm)(report));
            await begun;
            const { result, reason } = report;
            const ending = deployment?.end({ result, url: (0,outputs/* urlOf */.rs)(report), reason }, patience());
            const recording = record(report);
            const wanted = result === 'unchanged' ? [] : pairsOf(report);
            const comparisons = await history.compare(wanted, ports.signal.aborted ? 0 : PATIENCE_MS);
            const { repositoryUrl, runUrl } = github;
            await (0,step/* addSummary */.S0)(releaseSummary(report, { repositoryUrl, runUrl, comparisons, now: ports.clock.now() }));
            await Promise.all([ending, recording]);
            for (const line of logLines(report, repositoryUrl, comparisons))
                ports.log.info(line);
        },
        broke: async (error) => {
            const cancelled = ports.signal.aborted;
            await (0,step/* addSummary */.S0)(brokenSummary(request.stage, error, began, cancelled));
            await begun;
            await deployment?.end({ result: cancelled ? 'cancelled' : 'failed' }, patience());
        },
    };
    async function record(report) {
        const { s3Bucket: bucket } = inputs;
        if (bucket === undefined || report.result === 'unchanged' || report.result === 'planned')
            return;
        const value = releaseRecord(report, github, ports.journal.calls);
        const kept = keepRecord({ bucket, region: report.home.region, key: recordKey(report), value }, session, ports.log);
        if (!ports.signal.aborted) {
            await kept;
            return;
        }
        const done = new AbortController();
        const late = ports.clock.sleep(CANCELLED_PATIENCE_MS, done.signal).catch(() => undefined);
        await Promise.race([kept, late]);
        done.abort();
    }
}
/** A stage of which nothing runs has nothing to show in GitHub. */
function deploysAnything({ targets }) {
    return targets.some(({ runs }) => runs !== undefined);
}

// EXTERNAL MODULE: ./.build/shared/release/request/plan.js + 3 modules
var plan = __webpack_require__(8288);
;// CONCATENATED MODULE: ./.build/shared/release/index.js








/**
 * A release from inputs to outputs: plans it, does it, and tells in outputs and summary how it ended.
 * @throws UserError for every result that is not a success
 */
async function runRelease(inputs, ports) {
    const { env, log } = ports;
    const stagesFile = await (0,stages/* readStagesFile */.MT)((0,variable/* workspaceOf */.B)(env), inputs.stagesFile);
    const request = (0,plan/* planRelease */.F)({ inputs, stagesFile, env, note: log.info });
    const sessions = (0,aws_sessions/* openAwsSessions */.T)(ports, request.role);
    const teller = await openTeller(request, inputs, sessions.of(request.role), ports);
    const report = await release(request, sessions, ports, teller).catch(async (error) => {
        await teller.broke(error);
        throw error;
    });
    await teller.ended(report);
    if (isGoodResult(report.result))
        return report;
    const message = `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`;
    throw new errors/* UserError */.y(message.trim(), report.hint, { cause: ports.signal.reason });
}


/***/ })

};
