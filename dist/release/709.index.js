export const id = 709;
export const ids = [709];
export const modules = {

/***/ 6177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y6: () => (/* binding */ explainAwsErrors),
/* harmony export */   ZH: () => (/* binding */ awsErrorName),
/* harmony export */   to: () => (/* binding */ explained),
/* harmony export */   vu: () => (/* binding */ isRefusal),
/* harmony export */   w7: () => (/* binding */ isAccessDenied)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _journal_calls_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2347);


/**
 * Turns every failure of a call into a sentence: denials name the IAM action and the resource, missing or expired
 * credentials say how to bring some, and any other says what was asked and what AWS answered. Who knows more about one
 * of them recognizes it by `awsErrorName`.
 */
function explainAwsErrors(stack, region) {
    stack.add((next, context) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            const { service, action } = (0,_journal_calls_js__WEBPACK_IMPORTED_MODULE_1__/* .describeCommand */ .v)(context);
            throw explained(error, `${service}:${action}`, region) ?? error;
        }
    }, { step: 'initialize', priority: 'high', name: 'explainMiddleware' });
}
/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
function explained(error, action, region) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y)
        return undefined;
    const name = awsErrorName(error);
    const options = { cause: error };
    if (DENIED.has(name)) {
        const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error);
        const resource = /on resource: (\S+?)[\s.]*(?:because|$)/.exec(said)?.[1];
        const missing = /perform: ([\w-]+:\w+)/.exec(said)?.[1] ?? action;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`AWS denied ${missing}${resource === undefined ? '' : ` on ${resource}`} in ${region}.`, `Allow "${missing}" in the policy of the role that this job uses.${HINTS[missing] ?? ''} AWS said: ${said}`, options);
    }
    if (EXPIRED.has(name)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`AWS refused the credentials of this job for ${action} in ${region}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error)}.`, 'They are expired or wrong. Use the input "role-to-assume", or run aws-actions/configure-aws-credentials in the same job.', options);
    }
    if (name === 'CredentialsProviderError') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`There are no AWS credentials for ${action} in ${region}.`, 'Use the input "role-to-assume" with "permissions: id-token: write", or run aws-actions/configure-aws-credentials before this step.', options);
    }
    if (UNREACHABLE.has(errorCode(error))) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`AWS cannot be reached for ${action} in ${region}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error)}.`, 'Check the region, and AWS_ENDPOINT_URL where it is set.', options);
    }
    const status = statusOf(error);
    if (status === undefined && name !== 'TimeoutError')
        return undefined;
    if (name === 'TimeoutError' || (status ?? 0) >= 500 || THROTTLED.test(name)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`AWS did not carry out ${action} in ${region}, however often it was asked (${name}): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error)}`, THROTTLED.test(name)
            ? 'The account makes too many of these calls at once: run it again later, or have the quota raised.'
            : 'Run it again; if that does not help, see the AWS Health Dashboard.', options);
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`AWS refused ${action} in ${region} (${name}): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error)}`, undefined, options);
}
/**
 * True when AWS answered and refused, so that nothing was changed. Any other failure of a call that changes something
 * leaves open whether it was carried out.
 */
function isRefusal(error) {
    const status = statusOf(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y ? error.cause : error);
    return status !== undefined && status >= 400 && status < 500;
}
/** True for a denial, explained or not. */
function isAccessDenied(error) {
    return DENIED.has(awsErrorName(error));
}
/** The error's code as the service names it (`ImageNotFoundException`), explained or not; or ''. */
function awsErrorName(error) {
    const said = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y ? error.cause : error;
    return said instanceof Error ? said.name : '';
}
const DENIED = new Set([
    'AccessDeniedException',
    'AccessDenied',
    'UnauthorizedOperation',
    'AuthorizationError',
]);
const EXPIRED = new Set([
    'ExpiredToken',
    'ExpiredTokenException',
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'InvalidIdentityToken',
]);
const UNREACHABLE = new Set([
    'ENOTFOUND',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
]);
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
// Denials whose cause is not the action that the caller thinks of.
const HINTS = {
    'iam:PassRole': ' Its resources are the task role and the execution role of the task definition.',
    'ecs:TagResource': ' Registering a task definition that has tags needs it.',
};
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const metadata = error.$metadata;
    if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata))
        return undefined;
    return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
function errorCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return '';
    return typeof error.code === 'string' ? error.code : '';
}


/***/ }),

/***/ 2347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ journalCalls),
/* harmony export */   v: () => (/* binding */ describeCommand)
/* harmony export */ });
/** Records every attempt of every call of an SDK client, retries included. */
function journalCalls(stack, { clock, journal }, region) {
    const journalMiddleware = (next, context) => async (args) => {
        const started = clock.now();
        const record = (status, bytesReceived) => {
            const { service, action } = describeCommand(context);
            journal.record({
                service,
                action,
                region,
                status,
                bytesSent: contentLength(args.request),
                bytesReceived,
                milliseconds: clock.now() - started,
            });
        };
        try {
            const result = await next(args);
            record(statusOf(result.response), contentLength(result.response));
            return result;
        }
        catch (error) {
            record(metadataStatus(error), 0);
            throw error;
        }
    };
    // Behind the retry middleware, so that attempts are counted and not calls.
    stack.add(journalMiddleware, { step: 'finalizeRequest', priority: 'low', name: 'journalMiddleware' });
}
/** The service's IAM prefix and the operation, from what the SDK says of the command that runs. */
function describeCommand(context) {
    const client = context.clientName ?? 'AwsClient';
    const command = context.commandName ?? 'Unknown';
    return { service: client.replace(/Client$/, '').toLowerCase(), action: command.replace(/Command$/, '') };
}
function contentLength(message) {
    if (!isRecord(message) || !isRecord(message['headers']))
        return 0;
    const length = Number(message['headers']['content-length'] ?? 0);
    return Number.isFinite(length) ? length : 0;
}
function statusOf(response) {
    const status = isRecord(response) ? response['statusCode'] : undefined;
    return typeof status === 'number' ? status : undefined;
}
function metadataStatus(error) {
    const metadata = isRecord(error) ? error['$metadata'] : undefined;
    const status = isRecord(metadata) ? metadata['httpStatusCode'] : undefined;
    return typeof status === 'number' ? status : undefined;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 9034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ brokenOff),
/* harmony export */   x: () => (/* binding */ because)
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
        ? 'The job was cancelled while the deployment went on; it was left as it is.'
        : 'The job was cancelled before anything was deployed here.';
    return { result: 'cancelled', accepted, reason };
}


/***/ }),

/***/ 5709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRelease: () => (/* binding */ runRelease)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js
var errors = __webpack_require__(6177);
// EXTERNAL MODULE: ./.build/shared/aws/journal-calls.js
var journal_calls = __webpack_require__(2347);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(3360);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/aws/credentials.js



// The audience that AWS documents for GitHub's OIDC provider.
// Source: IAM User Guide, "Create a role for OpenID Connect federation", GitHub.
const AUDIENCE = 'sts.amazonaws.com';
/**
 * A credential provider for a role, or undefined for the SDK's own chain. The role is assumed again when its
 * credentials are about to expire, and each time a fresh OIDC token is fetched: GitHub's live for minutes only.
 * @param region of the STS that is asked
 * @throws UserError for a value that is no role ARN.
 */
function credentialsFor(ports, region, role) {
    if (role === undefined)
        return undefined;
    if (!/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role)) {
        throw new shared_errors/* UserError */.y(`The input "role-to-assume" is "${role}", which is no ARN of an IAM role.`, 'It looks like arn:aws:iam::123456789012:role/deploy.');
    }
    const roleSessionName = sessionName(ports.env);
    if (!ports.env['ACTIONS_ID_TOKEN_REQUEST_URL']) {
        return shared(async () => {
            const { fromTemporaryCredentials } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
            const params = { RoleArn: role, RoleSessionName: roleSessionName };
            return await fromTemporaryCredentials({ params, clientConfig: { region } })();
        }, ports.clock);
    }
    return shared(async () => {
        const { fromWebToken } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
        const webIdentityToken = await oidcToken();
        const assume = fromWebToken({
            roleArn: role,
            roleSessionName,
            webIdentityToken,
            clientConfig: { region },
        });
        return await assume().catch((error) => {
            if (!(0,errors/* isRefusal */.vu)(error))
                throw (0,errors/* explained */.to)(error, 'sts:AssumeRoleWithWebIdentity', region) ?? error;
            throw new shared_errors/* UserError */.y(`The role ${role} could not be assumed with the OIDC token of this job: ${(0,shared_errors/* messageOf */.b)(error)}.`, `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`, { cause: error });
        });
    }, ports.clock);
}
async function oidcToken() {
    return await (0,core/* getIDToken */.V9)(AUDIENCE).catch((error) => {
        throw new shared_errors/* UserError */.y(`GitHub gave this job no OIDC token: ${(0,shared_errors/* messageOf */.b)(error).replace(/\s+/g, ' ')}.`, 'Give the job "permissions: id-token: write".', { cause: error });
    });
}
// The SDK's clients ask again five minutes before the end.
const RENEW_BEFORE_MS = 6 * 60_000;
/** One identity for many clients that ask at once. A failure is not kept. */
function shared(fetch, clock) {
    let known;
    const renew = () => {
        const asked = fetch();
        known = asked;
        asked.catch(() => {
            if (known === asked)
                known = undefined;
        });
        return asked;
    };
    return async () => {
        const asked = known ?? renew();
        const identity = await asked;
        const ends = identity.expiration?.getTime() ?? Infinity;
        if (ends - RENEW_BEFORE_MS > clock.now())
            return identity;
        return await (known === asked ? renew() : (known ?? renew()));
    };
}
/** Names the repository and run in CloudTrail. Source: STS API Reference, AssumeRole, RoleSessionName: [\w+=,.@-]{2,64}. */
function sessionName(env) {
    const repository = env['GITHUB_REPOSITORY'] ?? 'tinystacks-actions';
    return `${repository}-${env['GITHUB_RUN_ID'] ?? 'local'}`.replace(/[^\w+=,.@-]/g, '-').slice(-64);
}

;// CONCATENATED MODULE: ./.build/shared/aws/session.js



// The SDK's own three attempts end within a second, too soon for a throttled account: PutImage has ten calls a second.
const MOST_ATTEMPTS = 7;
// The SDK waits for good.
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };
/**
 * Opens a session with the usual AWS credential chain or, with a role, that role: assumed with the job's OIDC token
 * where the job has one (`permissions: id-token: write`), else by the credentials at hand. Asks nothing yet.
 */
function openAwsSession(ports, role) {
    const clients = new Map();
    // One for all clients: a role is the same in every region, and is assumed once.
    let credentials;
    return {
        role,
        client: (service, region) => {
            const ofService = clients.get(service) ?? new Map();
            clients.set(service, ofService);
            const existing = ofService.get(region);
            if (existing instanceof service)
                return existing;
            credentials ??= credentialsFor(ports, region, role);
            const client = new service({
                region,
                maxAttempts: MOST_ATTEMPTS,
                requestHandler: TIMEOUTS,
                ...(credentials === undefined ? {} : { credentials }),
            });
            (0,errors/* explainAwsErrors */.Y6)(client.middlewareStack, region);
            (0,journal_calls/* journalCalls */.T)(client.middlewareStack, ports, region);
            ofService.set(region, client);
            return client;
        },
    };
}

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
        log.warning(`The record s3://${bucket}/${key} could not be written: ${(0,shared_errors/* messageOf */.b)(error)}`);
    }
}

;// CONCATENATED MODULE: ./.build/shared/release/verdict.js
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
 * What a release that did not succeed amounts to, after whatever was brought back. `rolled-back` is said only when
 * every target that was touched runs its former image again, whoever brought it back.
 */
function badResult(outcomes) {
    const results = new Set(outcomes.map(({ result }) => result));
    if (results.has('superseded'))
        return 'superseded';
    if (results.has('cancelled'))
        return 'cancelled';
    const touched = outcomes.filter(({ accepted }) => accepted);
    if (touched.length > 0 && touched.every(({ result }) => result === 'rolled-back'))
        return 'rolled-back';
    if (!results.has('failed') && results.has('timed-out'))
        return 'timed-out';
    return 'failed';
}
/** The outcome that explains a failed release: what could not be brought back first, then what failed first. */
function decisive(outcomes) {
    const order = ['failed', 'timed-out', 'superseded', 'cancelled', 'rolled-back'];
    return order
        .flatMap((result) => outcomes.filter((outcome) => outcome.result === result))
        .find(({ reason }) => reason);
}
/** True for the results that exit 0. */
function isGoodResult(result) {
    return result === 'released' || result === 'unchanged' || result === 'tagged';
}

// EXTERNAL MODULE: ./.build/shared/runner/log.js
var log = __webpack_require__(3423);
;// CONCATENATED MODULE: ./.build/shared/report/markdown.js

/**
 * Text from outside as plain text in GitHub's Markdown: characters that mean something there are escaped, lines become
 * one, and it can neither mention people nor open HTML.
 */
function plain(text) {
    return oneLine(text)
        .replace(/[\\`*_[\]|~]/g, '\\$&')
        .replace(/^(?:[#>+=-]|\d+(?=[.)]))/, '\\$&')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/@(?=\w)/g, '@\u200b');
}
/** Text from outside in code type, for names, digests and commands. */
function code(text) {
    const line = oneLine(text);
    if (line === '')
        return '';
    const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = longest > 0 ? ' ' : '';
    // A table cell ends at a bar even inside code.
    return `${fence}${pad}${line.replace(/\|/g, '\\|')}${pad}${fence}`;
}
/** A table whose cells are Markdown already. */
function table(header, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
/** `sha256:0123456789ab`: enough of a digest to tell images apart. */
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}
function oneLine(text) {
    return (0,log/* printable */.g)(text).replace(/\s+/g, ' ').trim();
}

;// CONCATENATED MODULE: ./.build/shared/release/summary.js


const HEADLINES = {
    released: 'released',
    unchanged: 'unchanged: this image is there already',
    tagged: 'tagged: nothing to deploy to yet',
    failed: 'failed',
    'rolled-back': 'rolled back: the former image runs again',
    'timed-out': 'timed out',
    superseded: 'superseded by another deployment',
    cancelled: 'cancelled',
};
/**
 * The job summary of a release: how it ended and why, what changed, and what runs where.
 * @param repository URL of the source repository, for links to commits; without it they are not linked
 */
function releaseSummary(report, repository) {
    const good = isGoodResult(report.result);
    const commit = (sha) => commitLink(sha, repository);
    const change = [
        ['', 'digest', 'commit'],
        [
            'before',
            report.previousDigest === undefined ? 'none' : code(shortDigest(report.previousDigest)),
            commit(report.previousCommit),
        ],
        [good ? 'now' : 'refused', code(shortDigest(report.digest)), commit(report.commit)],
    ];
    const [header, ...rows] = change;
    return [
        `### ${good ? '✅' : '❌'} ${plain(report.stage)} ${HEADLINES[report.result]}`,
        ...(report.reason === undefined ? [] : [plain(report.reason)]),
        ...(report.hint === undefined || good ? [] : [`**What to do:** ${plain(report.hint)}`]),
        `${code(report.home.name)} promoted from ${code(shortSource(report.source))} in ${(report.milliseconds / 1000).toFixed(1)} s.${compareLink(report, repository)}`,
        table(header, rows),
        ...(report.targets.length === 0 ? [] : [targetTable(report)]),
        ...report.targets.flatMap(evidenceOf),
        '',
    ].join('\n\n');
}
function targetTable(report) {
    return table(['region', 'target', 'result', 'revision'], report.targets.map(({ target, result, taskDefinitionArn, functionVersion }) => [
        plain(target.region),
        plain(target.name.slice(target.region.length + 1)),
        plain(result),
        code(taskDefinitionArn?.split('/').at(-1) ?? functionVersion ?? ''),
    ]));
}
function evidenceOf({ target, reason, evidence = [] }) {
    if (evidence.length === 0)
        return [];
    const lines = evidence.map((line) => `- ${plain(line)}`).join('\n');
    return [`**${plain(target.name)}**${reason === undefined ? '' : `: ${plain(reason)}`}`, lines];
}
function commitLink(sha, repository) {
    if (sha === undefined)
        return 'unknown';
    const short = sha.slice(0, 12);
    return repository === undefined ? code(short) : `[${code(short)}](${repository}/commit/${sha})`;
}
function compareLink(report, repository) {
    const { commit, previousCommit } = report;
    if (repository === undefined ||
        commit === undefined ||
        previousCommit === undefined ||
        commit === previousCommit) {
        return '';
    }
    return ` [Commits between](${repository}/compare/${previousCommit}...${commit}).`;
}
function shortSource(source) {
    return source.startsWith('sha256:') ? shortDigest(source) : source;
}

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 7 modules
var step = __webpack_require__(2521);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./.build/shared/runner/variable.js
/** An environment variable's value; empty is absent. */
function variable(env, name) {
    const value = env[name];
    return value === '' ? undefined : value;
}
/** The folder that relative paths of inputs start from. */
function workspaceOf(env) {
    return variable(env, 'GITHUB_WORKSPACE') ?? process.cwd();
}

;// CONCATENATED MODULE: ./.build/shared/runner/github-context.js


/** Reads the variables of a run, and the default branch from the event's payload. */
async function readGithubContext(env) {
    const value = (name) => variable(env, name);
    const repository = value('GITHUB_REPOSITORY');
    const server = value('GITHUB_SERVER_URL') ?? 'https://github.com';
    const run = value('GITHUB_RUN_ID');
    const repositoryUrl = repository === undefined ? undefined : `${server}/${repository}`;
    return {
        event: value('GITHUB_EVENT_NAME'),
        ref: value('GITHUB_REF'),
        sha: value('GITHUB_SHA'),
        defaultBranch: await defaultBranchIn(value('GITHUB_EVENT_PATH')),
        repository,
        repositoryUrl,
        runUrl: repositoryUrl === undefined || run === undefined ? undefined : `${repositoryUrl}/actions/runs/${run}`,
        actor: value('GITHUB_ACTOR'),
        apiUrl: value('GITHUB_API_URL') ?? 'https://api.github.com',
    };
}
async function defaultBranchIn(eventPath) {
    if (eventPath === undefined)
        return undefined;
    const text = await (0,promises_.readFile)(eventPath, 'utf8').catch(() => '{}');
    try {
        const payload = JSON.parse(text);
        const branch = payload?.repository?.default_branch;
        return typeof branch === 'string' && branch !== '' ? branch : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./.build/shared/registry/grammar.js
var grammar = __webpack_require__(8029);
;// CONCATENATED MODULE: ./.build/shared/stages/names.js


const PREVIOUS_SUFFIX = '-previous';
/** What makes a good stage name, for hints. */
const STAGE_NAME_HINT = 'A stage name is an image tag: 1 to 128 letters, digits, ".", "_" or "-", for example "dev".';
/**
 * What is wrong with a stage name, as a clause that goes on after the name (`which ...`); undefined for a good one.
 * A stage name is a tag that no other tag of ours can be.
 */
function stageNameFault(name) {
    const fault = (0,grammar/* faultOfTag */.YY)(name);
    if (fault !== undefined)
        return fault;
    if (name === 'latest')
        return 'the tag of the newest build, which is no stage';
    if (/^[0-9a-f]{7,40}$/i.test(name))
        return 'which is shaped like a commit sha, the tag that builds give';
    if (name.endsWith(PREVIOUS_SUFFIX)) {
        return `which ends in "${PREVIOUS_SUFFIX}", the tags that releases keep for a rollback`;
    }
    return undefined;
}
/**
 * Checks a stage name that an input gave.
 * @throws UserError that names the input and the part that is wrong.
 */
function checkStageName(name, input) {
    const fault = stageNameFault(name);
    if (fault !== undefined) {
        throw new shared_errors/* UserError */.y(`The input "${input}" is "${name.slice(0, 200)}", ${fault}.`, STAGE_NAME_HINT);
    }
}
/** The tag that keeps the image a stage had before its last release. */
function previousTag(stage) {
    return `${stage}${PREVIOUS_SUFFIX}`;
}
/** The tags that belong to these stages and that a build may not give: their names and `<stage>-previous`. */
function reservedTags(names) {
    return names.flatMap((name) => [name, previousTag(name)]);
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/shared/stages/shapes.js
// Sources: "Amazon Resource Names (ARNs)" in the IAM User Guide; per service its page in the Service Authorization
// Reference, "Resource types". Names: the API references of ECS, Lambda, EventBridge, EventBridge Scheduler, CloudWatch.
const ARN = (service, resource) => `arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}`;
const ECS_NAME = '[A-Za-z0-9_-]{1,255}';
const FUNCTION_NAME = '[A-Za-z0-9_-]{1,64}';
const EVENT_NAME = '[A-Za-z0-9._-]{1,64}';
const whole = (...alternatives) => new RegExp(`^(?:${alternatives.join('|')})$`);
/** A region's code, as `us-east-1`, `us-gov-west-1` or `eusc-de-east-1`. */
const REGION = {
    pattern: /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/,
    what: 'the code of an AWS region',
    example: '"us-east-1"',
};
/** A role's ARN, with or without a path. */
const ROLE = {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/,
    what: 'the ARN of an IAM role',
    example: '"arn:aws:iam::123456789012:role/deploy"',
};
/** A repository of ECR or of a registry on this machine, without protocol, tag and digest. */
const IMAGE = {
    pattern: /^(?:\d{12}\.dkr(?:\.ecr|-ecr)(?:-fips)?\.[a-z]{2}[a-z0-9-]*-\d+\.[a-z.]+|localhost(?::\d{1,5})?|127(?:\.\d{1,3}){3}(?::\d{1,5})?|\[::1\](?::\d{1,5})?)\/(?=.{2,256}$)[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/,
    what: 'a repository of Amazon ECR without protocol, tag and digest',
    example: '"123456789012.dkr.ecr.us-east-1.amazonaws.com/app"',
};
/** The region in the host of an ECR repository; undefined for any other. */
function regionOfImage(image) {
    return /^\d{12}\.dkr(?:\.ecr|-ecr)(?:-fips)?\.([a-z0-9-]+)\./.exec(image)?.[1];
}
/** An http(s) URL without a user name and password, which would be shown in logs. */
const URL_SHAPE = {
    pattern: /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/,
    what: 'an http or https URL without a user name',
    example: '"https://app.example.com/healthy"',
};
/** An alarm's name, or its ARN. */
const ALARM = {
    pattern: /^(?:arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.{1,255}|(?!arn:).{1,255})$/,
    what: 'the name or ARN of a CloudWatch alarm',
    example: '"app-errors" or "arn:aws:cloudwatch:us-east-1:123456789012:alarm:app-errors"',
};
/** A cluster's name or ARN. */
const CLUSTER = {
    pattern: whole(ECS_NAME, ARN('ecs', `cluster/${ECS_NAME}`)),
    what: 'the name or ARN of an ECS cluster',
    example: '"prod" or "arn:aws:ecs:us-east-1:123456789012:cluster/prod"',
};
/** A service's name or ARN; ARNs of the old format have no cluster. */
const SERVICE = {
    pattern: whole(ECS_NAME, ARN('ecs', `service/(?:${ECS_NAME}/)?${ECS_NAME}`)),
    what: 'the name or ARN of an ECS service',
    example: '"app" or "arn:aws:ecs:us-east-1:123456789012:service/prod/app"',
};
/** A container's name in its task definition. */
const CONTAINER = {
    pattern: whole(ECS_NAME),
    what: 'the name of a container',
    example: '"web"',
};
/** A task definition's family, without a revision: a new one is made. */
const FAMILY = {
    pattern: whole(ECS_NAME),
    what: 'the family of a task definition without a revision',
    example: '"nightly-report"',
};
/** A schedule, with its group where that is not the default one, or its ARN. */
const SCHEDULE = {
    pattern: whole(`(?:${EVENT_NAME}/)?${EVENT_NAME}`, ARN('scheduler', `schedule/${EVENT_NAME}/${EVENT_NAME}`)),
    what: 'the name, group and name, or ARN of a schedule',
    example: '"nightly", "reports/nightly" or "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly"',
};
/** A rule of the default event bus, or the ARN of any. */
const RULE = {
    pattern: whole(EVENT_NAME, ARN('events', `rule/(?:[A-Za-z0-9/._-]{1,256}/)?${EVENT_NAME}`)),
    what: 'the name or ARN of an EventBridge rule',
    example: '"nightly" or "arn:aws:events:us-east-1:123456789012:rule/nightly"',
};
/** A function's name or ARN, without a version or alias. */
const FUNCTION = {
    pattern: whole(FUNCTION_NAME, ARN('lambda', `function:${FUNCTION_NAME}`)),
    what: 'the name or ARN of a Lambda function without a version',
    example: '"app" or "arn:aws:lambda:us-east-1:123456789012:function:app"',
};
/** An alias; a name of digits only would be a version. */
const ALIAS = {
    pattern: /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/,
    what: 'the name of an alias of a Lambda function',
    example: '"live"',
};
/** The name of an environment variable, as the input `environment-variables` can name it too. */
const VARIABLE = {
    pattern: /^[^\s=\p{Cc}-][^\s=\p{Cc}]{0,255}$/u,
    what: 'the name of an environment variable',
    example: '"LOG_LEVEL"',
};
/** Steps `PERCENT[:MINUTES]`; that they rise is checked apart. */
const TRAFFIC = {
    pattern: /^ *(?:100|[1-9]\d?)(?::\d+(?:\.\d+)?)?(?: *, *(?:100|[1-9]\d?)(?::\d+(?:\.\d+)?)?)* *$/,
    what: 'a list of rising steps PERCENT[:MINUTES]',
    example: '"10:5,50:10,100"',
};

;// CONCATENATED MODULE: ./.build/shared/stages/nearest.js
/** The candidate that `word` was probably meant to be: the same but for hyphens and case, or a slip or two away. */
function nearest(word, candidates) {
    const plain = (text) => text.toLowerCase().replace(/[-_ ]/g, '');
    // Longer than any key can be mistyped: the distance costs the product of both lengths.
    if (word.length > 40)
        return undefined;
    const measured = candidates
        .map((candidate) => ({ candidate, distance: distance(plain(word), plain(candidate)) }))
        .sort((a, b) => a.distance - b.distance);
    const best = measured[0];
    if (best === undefined)
        return undefined;
    return best.distance <= Math.min(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}
/** Levenshtein's distance, a swap of neighbours counted as one. */
function distance(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row++) {
        const current = [row];
        for (let column = 1; column <= to.length; column++) {
            const same = from[row - 1] === to[column - 1];
            const swapped = from[row - 2] === to[column - 1] && from[row - 1] === to[column - 2];
            current.push(Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Infinity));
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}

;// CONCATENATED MODULE: ./.build/shared/stages/value.js



const MOST_SHOWN = 100;
const MOST_CHARACTERS = 2048;
/** An error at an offset of the file: `file:line:column: sentence`, lines and columns from 1. */
function faultAt(source, offset, sentence, hint) {
    const { line, col } = source.lines.linePos(offset);
    const capital = sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
    return new shared_errors/* UserError */.y(`${source.file}:${line}:${col}: ${capital}`, hint);
}
/** An error at a value. */
function fault(value, sentence, hint) {
    return faultAt(value.source, value.offset, sentence, hint);
}
/** A text from the file as messages quote it. */
function shown(text) {
    return text.length <= MOST_SHOWN ? `"${text}"` : `"${text.slice(0, MOST_SHOWN)}..."`;
}
/** True where nothing, or `null`, stands after a key. */
function isNull(value) {
    return value.node === null || ((0,dist/* isScalar */.jn)(value.node) && value.node.value === null);
}
/** An error for a value of another kind than `wanted`. It never shows the value, which may be a secret. */
function wrongKind(value, wanted, hint) {
    if ((0,dist/* isAlias */.Vj)(value.node)) {
        return fault(value, `${value.label} is an alias, which this file cannot have.`, 'Write the value out.');
    }
    if (isNull(value)) {
        return fault(value, `${value.label} has no value; it must be ${wanted}.`, hint ?? 'Give it one, or remove it.');
    }
    return fault(value, `${value.label} is ${kindOf(value.node)}; it must be ${wanted}.`, hint);
}
function kindOf(node) {
    if ((0,dist/* isMap */.jh)(node))
        return 'a mapping';
    if ((0,dist/* isSeq */.oP)(node))
        return 'a list';
    if (!(0,dist/* isScalar */.jn)(node))
        return 'no value';
    if (typeof node.value === 'string')
        return 'a text';
    if (typeof node.value === 'boolean')
        return 'a boolean';
    return typeof node.value === 'number' ? 'a number' : 'a value of another kind';
}
/**
 * The values of a mapping.
 * @throws UserError at another kind of value and at a key that stands twice.
 */
function entriesOf(value) {
    const { node, source } = value;
    if (!(0,dist/* isMap */.jh)(node))
        throw wrongKind(value, 'a mapping of keys to values');
    const fields = new Map();
    for (const pair of node.items) {
        if (!(0,dist/* isScalar */.jn)(pair.key))
            throw fault(value, `${value.label} has a key that is no text.`);
        const key = String(pair.key.value);
        const offset = pair.key.range?.[0] ?? value.offset;
        if (fields.has(key)) {
            throw faultAt(source, offset, `The key ${shown(key)} stands here a second time.`, 'Remove one of them.');
        }
        fields.set(key, { node: pair.value, offset: offsetOf(pair.value, offset), label: shown(key), source });
    }
    return fields;
}
/**
 * The values of a mapping that has no other keys than these.
 * @throws UserError at an unknown key, with the nearest known one.
 */
function fieldsOf(value, known) {
    const fields = entriesOf(value);
    for (const [key] of fields) {
        if (known.includes(key))
            continue;
        const meant = nearest(key, known);
        const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
        throw faultAt(value.source, keyOffset(value.node, key) ?? value.offset, `${shown(key)} is no key of ${value.label}.${question}`, `Keys here: ${known.join(', ')}.`);
    }
    return fields;
}
function keyOffset(node, name) {
    if (!(0,dist/* isMap */.jh)(node))
        return undefined;
    const key = node.items
        .map((pair) => pair.key)
        .find((candidate) => (0,dist/* isScalar */.jn)(candidate) && candidate.value === name);
    return (0,dist/* isScalar */.jn)(key) ? key.range?.[0] : undefined;
}
/** The items of a list, each called as the list. */
function itemsOf(value, wanted) {
    const { node, label, source } = value;
    if (!(0,dist/* isSeq */.oP)(node))
        throw wrongKind(value, wanted);
    return node.items.map((item) => ({ node: item, offset: offsetOf(item, value.offset), label, source }));
}
/**
 * A text of a shape.
 * @throws UserError at another kind of value and at a text of another shape.
 */
function textOf(value, shape) {
    const text = (0,dist/* isScalar */.jn)(value.node) ? value.node.value : undefined;
    if (typeof text !== 'string') {
        const number = typeof text === 'number' || typeof text === 'boolean';
        throw wrongKind(value, shape.what, number ? 'Put it in quotes.' : undefined);
    }
    if (text.length <= MOST_CHARACTERS && shape.pattern.test(text))
        return text;
    throw fault(value, `${value.label} is ${shown(text)}, which is not ${shape.what}.`, `It looks like ${shape.example}.`);
}
/** A text of a shape, or `''` where it is empty: what is not created yet. */
function textOrEmpty(value, shape) {
    if (isNull(value) || ((0,dist/* isScalar */.jn)(value.node) && value.node.value === ''))
        return '';
    return textOf(value, shape);
}
/** A text, number or boolean as it is written; undefined for anything else. */
function writtenText({ node }) {
    if (!(0,dist/* isScalar */.jn)(node))
        return undefined;
    if (typeof node.value === 'string')
        return node.value;
    if (typeof node.value === 'number' || typeof node.value === 'boolean')
        return node.source ?? String(node.value);
    return undefined;
}
function offsetOf(node, otherwise) {
    if ((0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) || (0,dist/* isAlias */.Vj)(node))
        return node.range?.[0] ?? otherwise;
    return otherwise;
}

;// CONCATENATED MODULE: ./.build/shared/stages/compute.js




/** Reads `ecs:`. */
function readEcs(value) {
    const fields = fieldsOf(value, ['cluster', 'service', 'container', 'family', 'schedules', 'rules']);
    const cluster = requiredField(value, fields, 'cluster');
    const family = optionalText(fields, 'family', FAMILY);
    const service = fields.get('service');
    if (service === undefined && family === undefined) {
        throw fault(value, 'An "ecs" must name a "service" or a "family".', 'An empty "service" is not created yet.');
    }
    if (service !== undefined && family !== undefined) {
        throw fault(service, 'An "ecs" names a "service" or a "family", not both.', 'Make it two targets.');
    }
    for (const key of ['schedules', 'rules']) {
        const field = fields.get(key);
        if (field === undefined || family !== undefined)
            continue;
        throw fault(field, `"${key}" belongs to a "family", which is not named here.`, 'Name the "family" that it runs.');
    }
    return {
        cluster: textOrEmpty(cluster, CLUSTER),
        service: service && textOrEmpty(service, SERVICE),
        container: optionalText(fields, 'container', CONTAINER),
        family,
        schedules: readList(fields, 'schedules', SCHEDULE),
        rules: readList(fields, 'rules', RULE),
    };
}
/** Reads `lambda:`. */
function readLambda(value) {
    const fields = fieldsOf(value, ['function', 'alias', 'traffic']);
    const traffic = fields.get('traffic');
    const alias = optionalText(fields, 'alias', ALIAS);
    if (traffic !== undefined && alias === undefined) {
        throw fault(traffic, '"traffic" is shifted at an alias, and no "alias" is named.', 'Name the "alias".');
    }
    return {
        function: textOrEmpty(requiredField(value, fields, 'function'), FUNCTION),
        alias,
        traffic: traffic && readTraffic(traffic),
    };
}
// One step alone, `traffic: 100`, is a number to YAML.
function readTraffic(value) {
    const number = (0,dist/* isScalar */.jn)(value.node) && typeof value.node.value === 'number';
    const text = number ? writtenText(value) : textOf(value, TRAFFIC);
    if (text === undefined || !TRAFFIC.pattern.test(text))
        throw wrongKind(value, TRAFFIC.what, hint(TRAFFIC));
    const steps = text.split(',').map((step) => step.trim());
    const percents = steps.map((step) => Number(step.split(':')[0]));
    if (percents.every((percent, index) => index === 0 || percent > (percents[index - 1] ?? 0)))
        return steps.join(',');
    throw fault(value, `"traffic" is "${text}", whose percentages do not rise.`, hint(TRAFFIC));
}
function hint(shape) {
    return `It looks like ${shape.example}.`;
}
/** A text of a shape, where the key is there. */
function optionalText(fields, key, shape) {
    const value = fields.get(key);
    return value && textOf(value, shape);
}
/** The texts of a list, each once; none where the key is absent. */
function readList(fields, key, shape) {
    const value = fields.get(key);
    if (value === undefined)
        return [];
    const seen = new Set();
    for (const item of itemsOf(value, 'a list')) {
        const text = textOf(item, shape);
        if (seen.has(text))
            throw fault(item, `"${text}" stands a second time in "${key}".`, 'Remove one of them.');
        seen.add(text);
    }
    return [...seen];
}
/** @throws UserError at the mapping that lacks the key. */
function requiredField(parent, fields, key) {
    const value = fields.get(key);
    if (value !== undefined)
        return value;
    throw missing(parent, key);
}
function missing(parent, key) {
    return fault(parent, `The key "${key}" is missing in ${parent.label}.`, `Add "${key}:".`);
}

;// CONCATENATED MODULE: ./.build/shared/stages/document.js


const MOST_BYTES = 1024 * 1024;
// The YAML library's cost grows with the indentation that one line can open, so no line may be as long as the file.
const MOST_LINE_CHARACTERS = 100_000;
// The library's own messages quote the text, and a text of this file may be a variable's value.
const SENTENCES = {
    ALIAS_PROPS: 'An alias cannot have a tag or an anchor.',
    BAD_ALIAS: 'There is no anchor of this name above; this file cannot have aliases.',
    BAD_DQ_ESCAPE: 'There is no such escape in a text in double quotes.',
    BAD_INDENT: 'The indentation here does not fit the lines above.',
    BAD_SCALAR_START: 'A text that starts with this character must be put in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'A mapping or list cannot begin here; it belongs on a line of its own.',
    BLOCK_IN_FLOW: 'A mapping or list inside braces or brackets must use braces or brackets too.',
    MISSING_CHAR: 'A quote, bracket, brace, comma, colon or blank is missing here.',
    MULTILINE_IMPLICIT_KEY: 'A key and its colon must be on one line.',
    MULTIPLE_DOCS: 'The file has a second document here; it must have one.',
    NON_STRING_KEY: 'A key must be a text.',
    RESOURCE_EXHAUSTION: 'The values here are nested too deep.',
    TAB_AS_INDENT: 'A tab cannot be used as indentation; use blanks.',
    TAG_RESOLVE_FAILED: 'This file cannot have a tag of this kind.',
    UNEXPECTED_TOKEN: 'This is not expected here.',
};
/**
 * Reads a text as one YAML document.
 * @throws UserError with line and column where it is no YAML, is empty, or is too big to be a stages file.
 */
function parseYaml(text, file) {
    const lines = new dist/* LineCounter */.HN();
    lines.addNewLine(0);
    const source = { file, lines };
    refuseTooBig(text, source);
    const parsed = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text.replace(/^\uFEFF/, ''), {
        lineCounter: parsed,
        prettyErrors: false,
        stringKeys: true,
        // Ours names the first of both, and costs no square of the number of keys.
        uniqueKeys: false,
        // At 'silent' a second document would pass unseen.
        logLevel: 'error',
    });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) {
        const sentence = SENTENCES[problem.code] ?? 'This is not valid YAML.';
        throw faultAt({ file, lines: parsed }, problem.pos[0], sentence, 'The file must be valid YAML.');
    }
    const root = { node: document.contents, offset: 0, label: 'this file', source: { file, lines: parsed } };
    if (isNull(root))
        throw fault(root, 'The file is empty.', 'List the stages under "stages:", or remove the file.');
    return { ...root, offset: document.contents?.range[0] ?? 0 };
}
function refuseTooBig(text, source) {
    if (Buffer.byteLength(text) > MOST_BYTES) {
        throw faultAt(source, 0, 'The file is bigger than 1 MB.', 'A stages file lists stages and their targets only.');
    }
    let start = 0;
    let line = 1;
    while (start < text.length) {
        const newline = text.indexOf('\n', start);
        const end = newline < 0 ? text.length : newline;
        if (end - start > MOST_LINE_CHARACTERS) {
            throw faultAt(source, start, `Line ${line} has more than ${MOST_LINE_CHARACTERS} characters.`);
        }
        start = end + 1;
        line += 1;
        source.lines.addNewLine(start);
    }
}

;// CONCATENATED MODULE: ./.build/shared/stages/target.js




/** Reads the keys that stand at a stage and at a target alike. */
function readPlace(fields) {
    return {
        region: optionalText(fields, 'region', REGION),
        image: optionalText(fields, 'image', IMAGE),
        role: optionalText(fields, 'role', ROLE),
    };
}
/**
 * Reads one of `targets:`. Region and image say together where it is, so a target with one of its own takes neither
 * from its stage: a stage's image in another region would contradict the target's region.
 */
function readTarget(value, stage) {
    const fields = fieldsOf(value, ['region', 'image', 'role', 'wave', 'ecs', 'lambda', 'alarms']);
    const own = readPlace(fields);
    const place = own.region === undefined && own.image === undefined ? stage : own;
    const wave = fields.get('wave');
    return {
        region: place.region,
        image: place.image,
        role: own.role ?? stage.role,
        wave: wave === undefined ? 1 : readWave(wave),
        ...readComputes(fields),
        alarms: readList(fields, 'alarms', ALARM),
    };
}
/** Reads `ecs` and `lambda`, of which there is at most one. */
function readComputes(fields) {
    const ecs = fields.get('ecs');
    const lambda = fields.get('lambda');
    if (ecs !== undefined && lambda !== undefined) {
        throw fault(lambda, '"ecs" and "lambda" cannot be at one target.', 'Make it two targets under "targets:".');
    }
    return { ecs: ecs && readEcs(ecs), lambda: lambda && readLambda(lambda) };
}
function readWave(value) {
    const number = (0,dist/* isScalar */.jn)(value.node) ? value.node.value : undefined;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 1)
        return number;
    if (typeof number === 'number') {
        throw fault(value, `"wave" is ${number}; it must be a whole number from 1.`, 'Waves go from the lowest number on.');
    }
    throw wrongKind(value, 'a whole number from 1');
}
/**
 * What two targets of one stage cannot share: both would deploy to it at once. Undefined for what is not created yet,
 * of which there may be several.
 */
function identityOf(target, image) {
    const { ecs, lambda } = target;
    const region = target.region ?? regionOfImage(target.image ?? image ?? '');
    const names = ecs ? namesOfEcs(ecs) : lambda ? namesOfLambda(lambda) : ['copy', target.image ?? ''];
    if (names.some((name) => name === 'placeholder' || (name === '' && (ecs ?? lambda) !== undefined)))
        return undefined;
    return JSON.stringify([region, target.role, ...names]);
}
function namesOfEcs(ecs) {
    // A family is the same one whatever cluster runs it.
    if (ecs.family !== undefined)
        return ['family', ecs.family];
    return ['service', shortName(ecs.cluster), shortName(ecs.service ?? '')];
}
function namesOfLambda(lambda) {
    return ['function', shortName(lambda.function), lambda.alias ?? '$LATEST'];
}
function shortName(nameOrArn) {
    return nameOrArn.slice(Math.max(nameOrArn.lastIndexOf('/'), nameOrArn.lastIndexOf(':')) + 1);
}

;// CONCATENATED MODULE: ./.build/shared/stages/parse.js






const STAGE_KEYS = [
    'name',
    'region',
    'image',
    'role',
    'health-check',
    'environment',
    'alarms',
    'ecs',
    'lambda',
    'targets',
];
// They say where a stack lives; the actions read them, and an application that overrides them is not the stack's.
const IMMUTABLE_VARIABLES = ['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL'];
/** The grammar of names is checked by `stageNameFault`, which can say what is wrong. */
const NAME = { pattern: /^/, what: 'the name of a stage', example: '"dev"' };
/**
 * Reads the text of a stages file. `file` is its name in messages.
 * @throws UserError `file:line:column: sentence` at the first thing that is wrong.
 */
function parseStagesFile(text, file) {
    const root = parseYaml(text, file);
    const fields = fieldsOf(root, ['image', 'role', 'stages']);
    const image = optionalText(fields, 'image', IMAGE);
    return {
        image,
        role: optionalText(fields, 'role', ROLE),
        stages: readStages(requiredField(root, fields, 'stages'), image),
    };
}
function readStages(value, image) {
    const stages = [];
    const names = new Set();
    for (const item of itemsOf(value, 'a list of stages')) {
        const named = { ...item, label: 'a stage' };
        const fields = fieldsOf(named, STAGE_KEYS);
        const nameField = requiredField(named, fields, 'name');
        const name = readName(nameField);
        if (names.has(name)) {
            throw fault(nameField, `There is a stage "${name}" above already.`, 'Give each stage a name of its own.');
        }
        names.add(name);
        stages.push(readStage(fields, name, { previous: stages.at(-1)?.name ?? 'latest', image }));
    }
    if (stages.length === 0)
        throw fault(value, '"stages" lists no stage.', 'List at least one, as "- name: dev".');
    return stages;
}
function readName(value) {
    const name = textOf(value, NAME);
    const wrong = stageNameFault(name);
    if (wrong !== undefined)
        throw fault(value, `The stage's name is ${shown(name)}, ${wrong}.`, STAGE_NAME_HINT);
    return name;
}
function readStage(fields, name, { previous, image }) {
    const place = readPlace(fields);
    const environment = fields.get('environment');
    const healthCheck = fields.get('health-check');
    return {
        name,
        previous,
        ...place,
        healthCheck: healthCheck && readUrl(healthCheck),
        environment: environment ? readEnvironment(environment) : {},
        alarms: readList(fields, 'alarms', ALARM),
        targets: readTargets(fields, place, place.image ?? image),
    };
}
function readUrl(value) {
    const url = textOf(value, URL_SHAPE);
    if (URL.canParse(url))
        return url;
    throw fault(value, `${value.label} is ${shown(url)}, which is no valid URL.`, `It looks like ${URL_SHAPE.example}.`);
}
function readTargets(fields, place, image) {
    const compute = readComputes(fields);
    const value = fields.get('targets');
    if (value === undefined) {
        if (compute.ecs === undefined && compute.lambda === undefined)
            return [];
        return [{ ...place, wave: 1, ...compute, alarms: [] }];
    }
    if (compute.ecs !== undefined || compute.lambda !== undefined) {
        const key = compute.ecs === undefined ? 'lambda' : 'ecs';
        throw fault(value, `A stage has "${key}" or "targets", not both.`, `Make the "${key}" one of the targets.`);
    }
    const targets = [];
    const identities = new Set();
    for (const item of itemsOf(value, 'a list of targets')) {
        const named = { ...item, label: 'a target' };
        const target = readTarget(named, place);
        const identity = identityOf(target, image);
        if (identity !== undefined && identities.has(identity)) {
            throw fault(named, 'This target is the same as one above it.', 'Remove one of them.');
        }
        if (identity !== undefined)
            identities.add(identity);
        targets.push(target);
    }
    if (targets.length === 0)
        throw fault(value, '"targets" lists no target.', 'List one, or remove the key.');
    return targets;
}
function readEnvironment(value) {
    const variables = [];
    for (const [key, entry] of entriesOf(value)) {
        if (!VARIABLE.pattern.test(key)) {
            throw fault(entry, `${shown(key)} is not ${VARIABLE.what}.`, `It looks like ${VARIABLE.example}.`);
        }
        if (IMMUTABLE_VARIABLES.includes(key)) {
            throw fault(entry, `The variable "${key}" says where the stack lives and cannot be set.`, 'Remove it.');
        }
        const text = writtenText(entry);
        if (text === undefined)
            throw wrongKind(entry, 'a text, a number, or true or false', emptyHint(key));
        variables.push([key, text]);
    }
    // fromEntries, because an assignment to "__proto__" would set no key.
    return Object.fromEntries(variables);
}
function emptyHint(key) {
    return `An empty text is written ${key.slice(0, 40)}: "".`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./.build/shared/stages/read.js




const DEFAULT_PATH = '.github/stages.yml';
const read_MOST_BYTES = 1024 * 1024;
/**
 * Reads the stages file of a workspace: at `path`, relative to the workspace, which must exist; without one at
 * `.github/stages.yml` where that exists, else undefined.
 * @throws UserError where the path leads out of the workspace or to no file, and what `parseStagesFile` throws.
 */
async function readStagesFile(workspace, path) {
    const given = (0,external_node_path_.resolve)(workspace, path ?? DEFAULT_PATH);
    const input = `The stages file "${path ?? DEFAULT_PATH}"`;
    if (!isInside((0,external_node_path_.resolve)(workspace), given))
        throw outside(input);
    const real = await realpathOf(given, input);
    if (real === undefined) {
        if (path === undefined)
            return undefined;
        throw new shared_errors/* UserError */.y(`${input} does not exist.`, 'Check the input "stages-file", and that the repository is checked out.');
    }
    // A link in a checked-out repository may point anywhere on the runner.
    if (!isInside(await (0,promises_.realpath)(workspace), real))
        throw outside(input);
    const found = await (0,promises_.stat)(real);
    if (!found.isFile())
        throw new shared_errors/* UserError */.y(`${input} is no file.`, 'Give the path of a YAML file.');
    if (found.size > read_MOST_BYTES)
        throw new shared_errors/* UserError */.y(`${input} is bigger than 1 MB.`);
    const name = (0,external_node_path_.relative)((0,external_node_path_.resolve)(workspace), given).split(external_node_path_.sep).join('/');
    return parseStagesFile(decode(await (0,promises_.readFile)(real), input), name);
}
function outside(input) {
    return new shared_errors/* UserError */.y(`${input} is outside the workspace.`, 'Give a path relative to the root of the repository.');
}
function isInside(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way !== '..' && !way.startsWith((0,external_node_path_.join)('..', external_node_path_.sep)) && !(0,external_node_path_.isAbsolute)(way);
}
function decode(bytes, input) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        throw new shared_errors/* UserError */.y(`${input} is not encoded as UTF-8.`, 'Save it as UTF-8.');
    }
}
// Undefined where nothing is at the path.
async function realpathOf(path, input) {
    try {
        return await (0,promises_.realpath)(path);
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw new shared_errors/* UserError */.y(`${input} cannot be read: ${(0,shared_errors/* messageOf */.b)(error)}.`, undefined, { cause: error });
    }
}

;// CONCATENATED MODULE: ./.build/shared/stages/index.js




// EXTERNAL MODULE: ./.build/shared/release/outputs.js
var outputs = __webpack_require__(6110);
;// CONCATENATED MODULE: ./.build/shared/registry/ecr-host.js

// Account, `-fips`, region. Source: Amazon ECR User Guide, "Amazon ECR registry endpoints" (IPv4 and dual-stack).
const ECR_HOST = /^(\d{12})\.dkr(?:\.ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.amazonaws(?:\.com(?:\.cn)?|\.eu)|-ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.on\.aws)$/;
const ecr_host_REGION = /^[a-z]{2}[a-z0-9-]*-\d$/;
const FORM = 'ACCOUNT.dkr.ecr.REGION.amazonaws.com';
/** The account and region that a host of ECR names; undefined for any other host. */
function readEcrHost(host) {
    const [, account, region, dualStackRegion] = ECR_HOST.exec(host) ?? [];
    return account === undefined ? undefined : { account, region: region ?? dualStackRegion ?? '' };
}
/**
 * Which part of a host that is meant to be one of ECR is wrong, as a clause that goes on after it (`which ...`,
 * `whose ...`); undefined for a host of ECR, and for one that does not resemble any.
 */
function faultOfEcrHost(host) {
    if (readEcrHost(host) !== undefined || !resemblesEcr(host))
        return undefined;
    if (host === 'public.ecr.aws')
        return 'which is Amazon ECR Public; only private registries are used';
    const upper = /[A-Z]/.exec(host)?.[0];
    if (upper !== undefined)
        return `which has the upper-case letter "${upper}"`;
    const port = /:\d*$/.exec(host)?.[0];
    if (port !== undefined)
        return `which has the port "${port}"; Amazon ECR has none`;
    const stranger = /[^a-z0-9.-]/u.exec(host)?.[0];
    if (stranger !== undefined)
        return `which has the character ${(0,grammar/* shownCharacter */.nH)(stranger)}`;
    return faultOfLabels(host.split('.'));
}
function resemblesEcr(host) {
    return /(?:^|[.-])(?:dkr|ecr)(?:[.-]|$)|^\d{10,14}\./i.test(host);
}
function faultOfLabels(labels) {
    const [account = '', ...rest] = labels;
    if (/^(?:dkr|ecr|api)/.test(account))
        return `which has no account before "${account}": ${FORM}`;
    if (/^\d+$/.test(account) && account.length !== 12) {
        return `whose account "${account}" has ${account.length} digits instead of 12`;
    }
    if (!/^\d{12}$/.test(account))
        return `whose account "${account}" is not 12 digits`;
    const at = rest.findIndex((label) => ecr_host_REGION.test(label));
    if (at < 0)
        return faultWithoutRegion(rest);
    const service = rest.slice(0, at).join('.');
    const suffix = rest.slice(at + 1).join('.');
    if (!isService(service)) {
        return service === ''
            ? 'which has no "dkr.ecr" between account and region'
            : `which has "${service}" where "dkr.ecr" belongs`;
    }
    const wanted = service.startsWith('dkr-') ? 'on.aws' : suffixOf(rest[at] ?? '');
    return suffix === ''
        ? `which ends with its region; "${wanted}" is missing`
        : `which has "${suffix}" after its region, where "${wanted}" belongs`;
}
function faultWithoutRegion(rest) {
    const length = rest[0]?.startsWith('dkr-') ? 1 : 2;
    const service = rest.slice(0, length).join('.');
    const [region, ...more] = rest.slice(length);
    if (!isService(service))
        return `which is not of the form ${FORM}`;
    return region === undefined || region === 'amazonaws' || (region === 'on' && more[0] === 'aws')
        ? `which has no region after "${service}"`
        : `whose region "${region}" is none; one looks like "us-east-1"`;
}
function isService(service) {
    return /^dkr[.-]ecr(?:-fips)?$/.test(service);
}
// Partitions aws-cn and aws-eusc. Source: AWS General Reference, "Amazon ECR endpoints and quotas".
function suffixOf(region) {
    if (region.startsWith('cn-'))
        return 'amazonaws.com.cn';
    return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

;// CONCATENATED MODULE: ./.build/shared/registry/reference.js



const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
const COMMIT = /^[0-9a-f]{40}$/;
/**
 * Reads `host/name`. Only ECR hosts are registries here; a loopback one too, as long as AWS itself is one
 * (AWS_ENDPOINT_URL), so that a token never goes to a host that someone else chose.
 * @throws UserError that names the input and the part that is wrong.
 */
function parseRepository(url, { input, region, env }) {
    const slash = url.indexOf('/');
    const host = slash < 0 ? '' : url.slice(0, slash);
    const name = url.slice(slash + 1);
    const example = 'It looks like 123456789012.dkr.ecr.us-east-1.amazonaws.com/app.';
    const wrong = (part) => new shared_errors/* UserError */.y(`The input "${input}" is "${(0,grammar/* shortened */.vI)(url)}", ${part}.`, example);
    if (url.includes('://'))
        throw wrong('which starts with a protocol; an image URL has none');
    if (slash < 0 && (readEcrHost(url) !== undefined || faultOfEcrHost(url) !== undefined))
        throw wrong('which names a registry, and no repository in it');
    if (host === '' || !/[.:]|^localhost$/.test(host))
        throw wrong('which names no registry');
    if (name.includes('@') || name.includes(':'))
        throw wrong('which has a tag or digest; only the repository belongs here');
    const fault = (0,grammar/* faultOfName */.nL)(name);
    if (fault !== undefined)
        throw wrong(`with the repository name "${(0,grammar/* shortened */.vI)(name)}", ${fault}`);
    const own = { host, name, url };
    const ecr = readEcrHost(host);
    if (ecr !== undefined)
        return { ...own, ...ecr };
    if (!LOOPBACK_HOST.test(host)) {
        const nearly = faultOfEcrHost(host);
        throw wrong(nearly === undefined
            ? `whose registry "${(0,grammar/* shortened */.vI)(host)}" is not one of Amazon ECR; only those are used`
            : `with the registry "${(0,grammar/* shortened */.vI)(host)}", ${nearly}`);
    }
    if (!isLoopbackEndpoint(env['AWS_ENDPOINT_URL'])) {
        throw wrong('a registry on this machine, which is used only while AWS_ENDPOINT_URL is on this machine too');
    }
    if (region === undefined) {
        throw new shared_errors/* UserError */.y(`The region of the registry "${host}" is not known.`, 'Set the input "aws-region" or the environment variable AWS_REGION.');
    }
    return { ...own, account: undefined, region };
}
/**
 * The repository of the same name in another region of the same account; undefined for a loopback registry, whose host
 * tells nothing about its regions.
 */
function inRegion(repository, region) {
    if (region === repository.region)
        return repository;
    if (repository.account === undefined)
        return undefined;
    const host = repository.host.replace(repository.region, region);
    return { ...repository, host, region, url: `${host}/${repository.name}` };
}
function isLoopbackEndpoint(endpoint) {
    return endpoint !== undefined && URL.canParse(endpoint) && LOOPBACK_HOST.test(new URL(endpoint).host);
}
/** Scheme and host of a repository's registry; one on this machine is spoken to without TLS. */
function originOf({ host }) {
    return `${LOOPBACK_HOST.test(host) ? 'http' : 'https'}://${host}`;
}
/** True for a sha256 digest, the only algorithm that ECR has. */
function isDigest(value) {
    return (0,grammar/* faultOfDigest */.Cp)(value) === undefined;
}
/** True for a full git commit sha, which is also a tag that the build gives. */
function isCommit(value) {
    return COMMIT.test(value);
}

;// CONCATENATED MODULE: ./.build/shared/registry/image-input.js


/**
 * The image's own repository.
 * @param fallback the repository that the stages file names
 * @throws UserError when it is missing or not valid, and when another input disagrees with it
 */
function imageRepository(inputs, fallback, env) {
    const url = inputs.ecrImageUrl ?? fallback;
    if (url === undefined) {
        throw new shared_errors/* UserError */.y('The input "ecr-image-url" is missing.', 'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.');
    }
    const repository = parseRepository(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env });
    checkEndpoint(repository, inputs.ecrEndpoint, 'ecr-endpoint', 'ecr-image-url');
    if (inputs.awsRegion !== undefined && inputs.awsRegion !== repository.region) {
        throw new shared_errors/* UserError */.y(`The input "aws-region" says ${inputs.awsRegion}, and "ecr-image-url" is in ${repository.region}.`, '"aws-region" is the region of "ecr-image-url"; it can be left out.');
    }
    return repository;
}
/**
 * Checks TinyStacks' second name for a registry, its host, against the repository.
 * @throws UserError that names both inputs
 */
function checkEndpoint(repository, endpoint, endpointInput, urlInput) {
    if (endpoint === undefined || endpoint.replace(/^https?:\/\//, '').replace(/\/$/, '') === repository.host)
        return;
    throw new shared_errors/* UserError */.y(`The inputs "${endpointInput}" (${endpoint}) and "${urlInput}" (${repository.url}) name different registries.`, `"${endpointInput}" is the host of "${urlInput}"; it can be left out.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/plan-inputs.js



/** The region in an ARN. Source: AWS General Reference, "Amazon Resource Names", arn:partition:service:region:account:... */
function arnRegion(value) {
    if (!value?.startsWith('arn:'))
        return undefined;
    return value.split(':')[3];
}
/** TinyStacks' word for a service or function that is not created yet. */
function isCreated(name) {
    return name !== undefined && name.toLowerCase() !== 'placeholder';
}
/**
 * The target that the inputs describe: a Lambda function, an ECS service, or a region to copy the image to. Undefined
 * when they describe none: the image is tagged in its own repository, and that is all.
 * @param note takes a sentence about what was decided
 * @throws UserError for inputs that contradict each other
 */
function targetFromInputs(inputs, home, env, note) {
    const runs = whatRuns(inputs, note);
    const regional = regionalRepository(inputs, env);
    const named = [
        ['stage-region', inputs.stageRegion],
        ['cluster-arn', runs?.kind === 'ecs' ? arnRegion(runs.cluster) : undefined],
        ['service-name', runs?.kind === 'ecs' ? arnRegion(runs.service) : undefined],
        ['lambda-function-arn', runs?.kind === 'lambda' ? arnRegion(inputs.lambdaFunctionArn) : undefined],
        ['lambda-function-name', runs?.kind === 'lambda' ? arnRegion(runs.name) : undefined],
        ['regional-ecr-image-url', regional?.region],
    ].filter((entry) => entry[1] !== undefined);
    const [first, ...rest] = named;
    const other = rest.find(([, region]) => region !== first?.[1]);
    if (first && other)
        throw disagree(first[0], first[1], other[0], other[1]);
    if (runs === undefined && regional === undefined)
        return undefined;
    const region = first?.[1] ?? home.region;
    return { name: targetName(region, runs), region, repository: regional ?? home, wave: 1, runs };
}
/** How a target is called in logs and summaries. */
function targetName(region, runs) {
    if (runs === undefined)
        return `${region} registry`;
    const short = (nameOrArn) => nameOrArn.split(/[/:]/).at(-1) ?? nameOrArn;
    return runs.kind === 'lambda'
        ? `${region} lambda ${short(runs.name)}`
        : `${region} ecs ${short(runs.cluster)}/${short(runs.service)}`;
}
function whatRuns(inputs, note) {
    const { serviceName, clusterArn, lambdaFunctionName, lambdaFunctionArn } = inputs;
    const lambda = [lambdaFunctionName, lambdaFunctionArn].find(isCreated);
    // A placeholder beside a real ARN means that the function is not created yet, as in TinyStacks.
    if (lambda !== undefined && isCreated(lambdaFunctionName ?? lambda)) {
        if (isCreated(serviceName)) {
            note(`A Lambda function and the ECS service "${serviceName}" are named: the function is released, the service is not.`);
        }
        const name = lambdaFunctionName ?? lambda;
        checkFunctionName(name, lambdaFunctionArn);
        return { kind: 'lambda', name };
    }
    if (!isCreated(serviceName)) {
        note('Service is not ready yet: the image is tagged, there is nothing to deploy to.');
        return undefined;
    }
    if (clusterArn === undefined) {
        throw new shared_errors/* UserError */.y('The input "cluster-arn" is missing.', `Set "cluster-arn" or the environment variable CLUSTER_ARN to the cluster of the service "${serviceName}", by name or ARN.`);
    }
    return { kind: 'ecs', cluster: clusterArn, service: serviceName, container: inputs.containerName };
}
function checkFunctionName(name, arn) {
    // Code is given to a function; its versions cannot change, and an alias names one of them.
    const qualifier = /(?:^|:function:)[\w-]+:([^:]+)$/.exec(name)?.[1];
    if (qualifier !== undefined && qualifier !== '$LATEST') {
        throw new shared_errors/* UserError */.y(`The input "lambda-function-name" is "${name}", which names the version or alias "${qualifier}".`, 'Give the function without it.');
    }
    if (arn === undefined || !isCreated(arn))
        return;
    const inArn = arn.split(':')[6];
    const short = name.startsWith('arn:') ? name.split(':')[6] : name;
    if (inArn === short)
        return;
    throw new shared_errors/* UserError */.y(`The inputs "lambda-function-name" (${name}) and "lambda-function-arn" (${arn}) name different functions.`, 'One of them is enough.');
}
function regionalRepository(inputs, env) {
    const { regionalEcrImageUrl, regionalEcrEndpoint, stageRegion, defaultRegion } = inputs;
    if (regionalEcrImageUrl === undefined) {
        if (regionalEcrEndpoint === undefined)
            return undefined;
        throw new shared_errors/* UserError */.y('The input "regional-ecr-image-url" is missing: "regional-ecr-endpoint" alone names no repository.', 'Set "regional-ecr-image-url" or the environment variable REGIONAL_ECR_IMAGE_URL.');
    }
    const repository = parseRepository(regionalEcrImageUrl, {
        input: 'regional-ecr-image-url',
        region: stageRegion ?? arnRegion(inputs.clusterArn) ?? arnRegion(inputs.lambdaFunctionArn) ?? defaultRegion,
        env,
    });
    checkEndpoint(repository, regionalEcrEndpoint, 'regional-ecr-endpoint', 'regional-ecr-image-url');
    return repository;
}
function disagree(one, oneRegion, other, otherRegion) {
    return new shared_errors/* UserError */.y(`The input "${one}" says ${oneRegion}, and "${other}" is in ${otherRegion}.`, 'All of a stage is in one region; correct one of them.');
}

;// CONCATENATED MODULE: ./.build/shared/release/plan-stages.js



/** What the stages file is called in messages. */
const FILE = 'stages file';
/**
 * The stage of a name.
 * @throws UserError that lists the stages
 */
function findStage(file, name) {
    const stage = file.stages.find((candidate) => candidate.name === name);
    if (stage !== undefined)
        return stage;
    throw new shared_errors/* UserError */.y(`The ${FILE} has no stage "${name}".`, `Its stages: ${file.stages.map((candidate) => candidate.name).join(', ')}.`);
}
/**
 * The targets of a stage. A target's image is its own, or the one of the same name in its region.
 * @throws UserError for what is not supported yet, and for regions that disagree
 */
function targetsOfStage(stage, home, role, env) {
    refuseUnsupported(stage, role);
    const targets = stage.targets.map((target) => toTarget(target, stage, home, env));
    if (targets.length > 0)
        return targets;
    const region = stage.region ?? home.region;
    const repository = repositoryOf(stage.image, region, stage.name, home, env);
    // A stage without a target is still copied to its own image, if it has one.
    return repository.url === home.url
        ? []
        : [{ name: targetName(region, undefined), region, repository, wave: 1, runs: undefined }];
}
function toTarget(target, stage, home, env) {
    const runs = plan_stages_whatRuns(target);
    const arn = runs?.kind === 'ecs' ? (arnRegion(runs.cluster) ?? arnRegion(runs.service)) : arnRegion(runs?.name);
    const given = target.region;
    if (given !== undefined && arn !== undefined && given !== arn) {
        throw new shared_errors/* UserError */.y(`A target of the stage "${stage.name}" has the region ${given} and an ARN in ${arn}.`, `Correct one of them in the ${FILE}.`);
    }
    const own = target.image === undefined
        ? undefined
        : parseRepository(target.image, {
            input: `image of ${stage.name}`,
            region: given ?? arn ?? home.region,
            env,
        });
    const region = given ?? arn ?? own?.region ?? home.region;
    const repository = own ?? repositoryOf(undefined, region, stage.name, home, env);
    return { name: targetName(region, runs), region, repository, wave: target.wave, runs };
}
function repositoryOf(image, region, stage, home, env) {
    if (image !== undefined)
        return parseRepository(image, { input: `image of ${stage}`, region, env });
    const twin = inRegion(home, region);
    if (twin !== undefined)
        return twin;
    throw new shared_errors/* UserError */.y(`The stage "${stage}" is in ${region}, and the registry ${home.host} has no other region.`, `Give its image in the ${FILE}: "image: host/${home.name}".`);
}
function plan_stages_whatRuns({ ecs, lambda }) {
    if (lambda !== undefined) {
        return isCreated(emptyAsAbsent(lambda.function)) ? { kind: 'lambda', name: lambda.function } : undefined;
    }
    const service = emptyAsAbsent(ecs?.service);
    if (ecs === undefined || !isCreated(service))
        return undefined;
    return { kind: 'ecs', cluster: ecs.cluster, service, container: ecs.container };
}
function emptyAsAbsent(name) {
    return name === '' ? undefined : name;
}
function refuseUnsupported(stage, role) {
    const used = [
        ['health-check', stage.healthCheck !== undefined],
        ['environment', Object.keys(stage.environment).length > 0],
        ['alarms', stage.alarms.length > 0 || stage.targets.some(({ alarms }) => alarms.length > 0)],
        [
            'role',
            [stage.role, ...stage.targets.map((target) => target.role)].some((own) => own !== undefined && own !== role),
        ],
        ['family', stage.targets.some(({ ecs }) => ecs?.family !== undefined)],
        ['alias', stage.targets.some(({ lambda }) => lambda?.alias !== undefined)],
        ['traffic', stage.targets.some(({ lambda }) => lambda?.traffic !== undefined)],
    ];
    const first = used.find(([, isUsed]) => isUsed);
    if (first === undefined)
        return;
    throw new shared_errors/* UserError */.y(`The stage "${stage.name}" uses "${first[0]}", which releases do not support yet.`, `Remove it from the ${FILE}; nothing was released.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/plan.js






/**
 * The release that inputs and stages file ask for. An input wins over the file: with a service, function or regional
 * image among the inputs, the file's targets are not used.
 * @throws UserError for what is missing, not valid, or contradicts itself
 */
function planRelease({ inputs, stagesFile, env, note }) {
    const stageName = inputs.stageName;
    if (stageName === undefined)
        throw plan_missing('stage-name', 'STAGE_NAME');
    checkStageName(stageName, 'stage-name');
    // A stages file that nobody named does not stand in the way of a release that the inputs describe.
    const inFile = stagesFile?.stages.some(({ name }) => name === stageName) ?? false;
    const described = inputs.stagesFile === undefined && inputs.previousStageName !== undefined;
    const stage = stagesFile && (inFile || !described) ? findStage(stagesFile, stageName) : undefined;
    const home = imageRepository(inputs, stagesFile?.image, env);
    const own = targetFromInputs(inputs, home, env, stage === undefined ? note : () => undefined);
    if (own !== undefined && stage !== undefined && stage.targets.length > 0) {
        note(`The inputs name a target, so those of "${stageName}" in the stages file are not used.`);
    }
    const fromFile = stage && own === undefined ? targetsOfStage(stage, home, roleOf(inputs, stagesFile), env) : [];
    return {
        stage: stageName,
        source: sourceOf(inputs, stageName, stage?.previous),
        home,
        targets: own === undefined ? fromFile : [own],
        expectedDigest: inputs.expectedDigest,
        rollback: inputs.rollback,
        wait: inputs.wait,
        waitMs: inputs.waitMs,
        rollbackOnFailure: inputs.rollbackOnFailure,
        referrers: inputs.referrers,
        createRepository: inputs.createRepository,
    };
}
/** The role to assume: the input's, or the one for the image's account in the stages file. */
function roleOf(inputs, stagesFile) {
    return inputs.roleToAssume ?? stagesFile?.role;
}
function sourceOf(inputs, stageName, above) {
    if (inputs.rollback)
        return previousTag(stageName);
    const source = inputs.previousStageName ?? above;
    if (source === undefined)
        throw plan_missing('previous-stage-name', 'PREVIOUS_STAGE_NAME');
    if (source === stageName) {
        throw new shared_errors/* UserError */.y(`The inputs "stage-name" and "previous-stage-name" are both "${source}".`, 'A stage is promoted from the one before it; the first one from "latest".');
    }
    const fault = (0,grammar/* faultOfReference */.jk)(source);
    if (fault === undefined)
        return source;
    throw new shared_errors/* UserError */.y(`The input "previous-stage-name" is "${(0,grammar/* shortened */.vI)(source)}", ${fault}.`, 'Give the name of a stage, a commit sha, "latest", or a digest (sha256:...).');
}
function plan_missing(input, variable) {
    return new shared_errors/* UserError */.y(`The input "${input}" is missing.`, `Set "${input}" or the environment variable ${variable}.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/record.js
/** Where the record of a release is kept in the bucket; keys sort by time. */
function recordKey(report, now) {
    return `releases/${report.home.name}/${report.stage}/${new Date(now).toISOString()}.json`;
}
/**
 * The record of a release: which image a stage got, how that ended, and which run did it.
 * @param now milliseconds since the epoch
 */
function releaseRecord(report, github, now) {
    const { stage, source, result, reason, digest, previousDigest, commit, previousCommit, changed, milliseconds, } = report;
    return {
        version: 1,
        repository: report.home.name,
        stage,
        source,
        result,
        reason,
        digest,
        previousDigest,
        commit,
        previousCommit,
        changed,
        targets: report.targets.map(({ target, ...outcome }) => ({
            name: target.name,
            region: target.region,
            image: `${target.repository.url}@${digest}`,
            ...outcome,
        })),
        milliseconds,
        source_repository: github.repositoryUrl,
        actor: github.actor,
        run: github.runUrl,
        time: new Date(now).toISOString(),
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/shared/registry/manifest.js


const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
/**
 * Always all four: a registry that is asked for fewer may convert, which changes the digest.
 * Source: OCI Distribution Specification v1.1, "Pulling manifests"; ECR BatchGetImage, acceptedMediaTypes.
 */
const MANIFEST_TYPES = [OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST];
/** The sha256 digest of bytes. */
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** True for an image index or manifest list, which points to other manifests. */
function isIndex(manifest) {
    return manifest.mediaType === OCI_INDEX || manifest.mediaType === DOCKER_LIST;
}
/**
 * The manifests that an index points to; none for an image.
 * @throws UserError for bytes that are no manifest
 */
function childrenOf(manifest) {
    return isIndex(manifest) ? descriptors(parse(manifest)['manifests'], manifest) : [];
}
/**
 * The blobs that a manifest needs in its own repository: config and layers, and what an artifact of OCI 1.1's first
 * drafts calls `blobs`. Foreign layers, which are fetched from elsewhere, are left out.
 * Source: OCI Image Specification v1.1, "Non-Distributable Layers"; Docker schema 2, `urls`.
 * @throws UserError for bytes that are no manifest
 */
function blobsOf(manifest) {
    if (isIndex(manifest))
        return [];
    const { config, layers, blobs } = parse(manifest);
    const all = [config === undefined ? [] : [config], layers, blobs];
    return all.flatMap((each) => descriptors(each, manifest)).filter((blob) => (blob.urls?.length ?? 0) === 0);
}
/** The descriptor of an image's configuration, or undefined for an index. */
function configOf(manifest) {
    if (isIndex(manifest))
        return undefined;
    const { config } = parse(manifest);
    return config === undefined ? undefined : descriptors([config], manifest)[0];
}
/** The manifests that the answer to a question for referrers lists; nothing for what is no list. */
function manifestsIn(bytes) {
    const value = jsonObject(bytes);
    return Array.isArray(value?.['manifests']) ? value['manifests'].filter(isDescriptor) : [];
}
/** The media type that a manifest says it has, for registries and layouts that don't; undefined for what is none. */
function mediaTypeIn(bytes) {
    const value = jsonObject(bytes);
    if (value === undefined)
        return undefined;
    if (typeof value['mediaType'] === 'string')
        return value['mediaType'];
    return Array.isArray(value['manifests']) ? OCI_INDEX : OCI_MANIFEST;
}
function parse(manifest) {
    const value = jsonObject(manifest.bytes);
    if (value !== undefined)
        return value;
    throw new shared_errors/* UserError */.y(`The manifest ${manifest.digest} is no JSON object, so what it needs is not known.`);
}
function jsonObject(bytes) {
    try {
        const value = JSON.parse(Buffer.from(bytes).toString('utf8'));
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
// What stands here becomes part of a URL, so it is a digest or nothing.
function descriptors(values, { digest }) {
    if (values === undefined || values === null)
        return [];
    if (Array.isArray(values) && values.every(isDescriptor))
        return values;
    throw new shared_errors/* UserError */.y(`The manifest ${digest} points to something without a sha256 digest or a size.`, 'Such an image cannot be copied. Build it again.');
}
function isDescriptor(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { digest, size } = value;
    return (typeof digest === 'string' &&
        /^sha256:[0-9a-f]{64}$/.test(digest) &&
        Number.isSafeInteger(size) &&
        Number(size) >= 0);
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/idle.js
/** Begins to watch a request, of which nothing is expected yet. */
function watchForIdle(signal) {
    const idle = new AbortController();
    let timer;
    const rest = () => {
        clearTimeout(timer);
    };
    return {
        signal: AbortSignal.any([signal, idle.signal]),
        rest,
        expect: (milliseconds) => {
            rest();
            // It keeps no process alive: a request that is given up does not have to be waited for.
            timer = setTimeout(() => {
                idle.abort(idleError(milliseconds));
            }, milliseconds).unref();
        },
    };
}
/** What is said of a connection on which nothing moved for so many milliseconds. */
function idleError(milliseconds) {
    return new Error(`not a byte moved for ${milliseconds / 1000} s`);
}
/**
 * Passes chunks on; each has so many milliseconds to come. How long the reader takes between them does not count: it
 * may wait for a slower destination.
 */
async function* watchedChunks(body, watch, idleMs) {
    try {
        watch.expect(idleMs);
        for await (const chunk of body) {
            watch.rest();
            yield chunk;
            watch.expect(idleMs);
        }
    }
    finally {
        watch.rest();
    }
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/exchange.js



// Source: OCI Distribution Specification v1.1, "Pushing Manifests": registries take 4 MiB at least; this is twice that.
const exchange_MOST_BYTES = 8 * 1024 * 1024;
// A registry verifies the digest of what it got before it answers.
const VERIFIED_BYTES_PER_MS = 10_000;
/**
 * Sends one request once, and takes its answer: signed in where it goes to the registry itself, watched for silence, and
 * in the journal.
 * @throws UserError for an answer that is too large; any other error is one of the connection
 */
async function exchange(url, request, { http, clock, journal, signal, repository, login, idleMs }) {
    const started = clock.now();
    const record = (status, bytesSent, bytesReceived) => {
        journal.record({
            service: 'registry',
            action: `${request.method} ${request.kind}`,
            region: repository.region,
            status,
            bytesSent,
            bytesReceived,
            milliseconds: clock.now() - started,
        });
    };
    const authorization = url.origin === originOf(repository) ? { authorization: basic(login) } : {};
    const { body, length = body instanceof Uint8Array ? body.byteLength : 0, stream } = request;
    const watch = watchForIdle(isStream(body) ? AbortSignal.any([signal, body.signal]) : signal);
    const answerMs = idleMs + length / VERIFIED_BYTES_PER_MS;
    if (!isStream(body))
        watch.expect(idleMs);
    try {
        const response = await http({
            method: request.method,
            url,
            headers: {
                ...request.headers,
                ...authorization,
                ...(request.method === 'GET' || request.method === 'HEAD'
                    ? {}
                    : { 'content-length': String(length) }),
            },
            ...(body === undefined
                ? {}
                : // Until everything is sent, who gives the bytes sees whether they are taken.
                    { body: isStream(body) ? thenExpect(body.chunks, watch, answerMs) : body }),
            ...(stream === undefined ? {} : { expectedBytes: stream }),
            signal: watch.signal,
        });
        const { status, header } = response;
        const chunks = watchedChunks(response.body, watch, idleMs);
        if (stream !== undefined && (status === 200 || status === 206)) {
            const counted = counting(chunks, (received) => {
                record(status, length, received);
            });
            return { status, header, bytes: NOTHING, chunks: counted };
        }
        const bytes = await collect(chunks, status, repository, request);
        record(status, length, bytes.byteLength);
        return { status, header, bytes };
    }
    catch (error) {
        watch.rest();
        record(undefined, 0, 0);
        throw watch.signal.aborted ? watch.signal.reason : error;
    }
}
const NOTHING = new Uint8Array();
/** True for a body that cannot be sent twice. */
function isStream(body) {
    return body !== undefined && 'chunks' in body;
}
async function* thenExpect(chunks, watch, milliseconds) {
    yield* chunks;
    watch.expect(milliseconds);
}
function basic({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** The whole of a small body; of one that is not, nothing is kept. */
async function collect(chunks, status, { host }, { method, kind }) {
    const parts = [];
    let size = 0;
    for await (const chunk of chunks) {
        size += chunk.byteLength;
        if (size > exchange_MOST_BYTES) {
            throw new shared_errors/* UserError */.y(`The registry ${host} answered ${method} ${kind} (${status}) with more than ${exchange_MOST_BYTES / 1024 / 1024} MiB.`, 'No manifest is that large. Check that the host in the image URL is a registry.');
        }
        parts.push(chunk);
    }
    return new Uint8Array(Buffer.concat(parts));
}
async function* counting(chunks, done) {
    let bytes = 0;
    try {
        for await (const chunk of chunks) {
            bytes += chunk.byteLength;
            yield chunk;
        }
    }
    finally {
        done(bytes);
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./.build/shared/registry/http/redirect.js


/**
 * Checks where a registry sends a client on to: never from TLS to plain text, and never from a registry elsewhere to
 * an address of this machine or its network, where the answer could come from a metadata service.
 * @throws UserError that names the address
 */
function checkOnward(from, to) {
    const wrong = wrongWith(from, to);
    if (wrong === undefined)
        return;
    throw new shared_errors/* UserError */.y(`The registry ${from.host} sends on to ${to.origin}, ${wrong}.`, 'That is not followed. Check that the host in the image URL is the registry that was meant.');
}
function wrongWith(from, to) {
    if (to.protocol !== 'https:' && to.protocol !== 'http:')
        return `which has the protocol "${to.protocol}"`;
    if (from.protocol === 'https:' && to.protocol === 'http:')
        return 'which is not encrypted';
    if (isLocal(to.hostname) && !isLocal(from.hostname))
        return 'which is an address of this machine or its network';
    return undefined;
}
/** Source: RFC 1918, RFC 3927 (link-local), RFC 4193 and RFC 4291 (IPv6), RFC 6598 (shared). */
function isLocal(hostname) {
    const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
    if (host === 'localhost' || host.endsWith('.localhost'))
        return true;
    if ((0,external_node_net_.isIP)(host) === 4) {
        return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(host);
    }
    return (0,external_node_net_.isIP)(host) === 6 && /^(?:::|f[cd]|fe[89ab])/.test(host);
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/retry.js
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 30_000;
/** A budget of so many retries, over all requests together. */
function retryBudget(retries = 200) {
    let left = retries;
    return {
        take: () => {
            left -= 1;
            return left >= 0;
        },
    };
}
/** True for an answer that another attempt may change: a timeout, a throttled or a failed request. */
function mayPass(status) {
    return status === 408 || status === 429 || status >= 500;
}
/**
 * How long to wait before another attempt, in milliseconds: full jitter, so that many jobs which were throttled
 * together do not come back together.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 * @param attempt that failed, counted from 1
 */
function backoff(attempt, random = Math.random) {
    return random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
}
/**
 * What `Retry-After` says, in milliseconds and bounded; undefined for a header that says nothing.
 * Source: RFC 9110, 10.2.3: seconds or a date.
 * @param now milliseconds since the epoch
 */
function retryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = millisecondsIn(header, now);
    if (!Number.isFinite(milliseconds))
        return undefined;
    return Math.min(Math.max(milliseconds, 0), LONGEST_RETRY_AFTER_MS);
}
// `Date.parse` alone takes almost anything for a date, -1 for example.
function millisecondsIn(header, now) {
    if (/^\d+$/.test(header))
        return Number(header) * 1000;
    return /^[A-Z][a-z]+, .* GMT$/.test(header) ? Date.parse(header) - now : NaN;
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/registry-http.js





const registry_http_MOST_ATTEMPTS = 5;
const MOST_REDIRECTS = 5;
const IDLE_MS = 30_000;
/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or an answer of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 * @param idleMs how long the registry may be silent, in milliseconds
 */
function registryHttp(repository, tokens, ports, idleMs = IDLE_MS) {
    const origin = originOf(repository);
    const { clock, signal, retries } = ports;
    const follow = async (request, login) => {
        const absolute = URL.canParse(request.target);
        let url = new URL(absolute ? request.target : `${origin}/v2/${repository.name}/${request.target}`);
        if (absolute)
            checkOnward(new URL(origin), url);
        for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
            const answer = await exchange(url, request, { ...ports, repository, login, idleMs });
            const location = answer.header('location');
            if (answer.status < 300 || answer.status >= 400 || location === undefined)
                return answer;
            if (isStream(request.body))
                return answer;
            const next = onward(location, url, repository);
            checkOnward(url, next);
            url = next;
        }
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`);
    };
    return async (request) => {
        const once = isStream(request.body);
        let renewed = false;
        for (let attempt = 1;; attempt += 1) {
            const last = () => once || attempt >= registry_http_MOST_ATTEMPTS || !retries.take();
            let wait = backoff(attempt);
            try {
                const login = await tokens.login(repository.region);
                const answer = await follow(request, login);
                if (!renewed && isTokenRefused(answer, request)) {
                    renewed = true;
                    tokens.forget(repository.region, login);
                    // Whoever sends a stream begins anew, with the next token.
                    if (!once)
                        continue;
                }
                if (!mayPass(answer.status) || last())
                    return answer;
                wait = retryAfter(answer.header('retry-after'), clock.now()) ?? wait;
            }
            catch (error) {
                if (signal.aborted)
                    throw signal.reason;
                if (error instanceof shared_errors/* UserError */.y)
                    throw error;
                if (last())
                    throw unreachable(repository, request, error);
            }
            await clock.sleep(wait, signal);
        }
    };
}
function onward(location, from, { host }) {
    if (URL.canParse(location, from.href))
        return new URL(location, from);
    throw new shared_errors/* UserError */.y(`The registry ${host} redirects to "${location.slice(0, 200)}", which is no address.`);
}
// ECR says 403 for an expired token, not 401. Source: error text of ECR, "Your authorization token has expired".
// The answer to HEAD has no words, so there it may be that.
function isTokenRefused({ status, bytes }, { method }) {
    if (status === 401 || (status === 403 && method === 'HEAD'))
        return true;
    if (status !== 403)
        return false;
    return /token has expired|reauthenticate/i.test(Buffer.from(bytes).toString('utf8'));
}
function unreachable(repository, request, error) {
    return new shared_errors/* UserError */.y(`The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${(0,shared_errors/* messageOf */.b)(error)}.`, 'Check the host and region in the image URL, and the network of the runner.', { cause: error });
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
;// CONCATENATED MODULE: ./.build/shared/registry/http/token.js


// A token lives for 12 hours; a long copy that starts with one about to expire would end in the middle.
const token_RENEW_BEFORE_MS = 10 * 60_000;
// On a runner whose clock is wrong every token looks expired.
const USE_FOR_AT_LEAST_MS = 60_000;
/**
 * Registry logins from ECR's API.
 * Source: Amazon ECR API Reference, GetAuthorizationToken (base64 of user:password, valid for 12 hours for every
 * registry that the identity may access).
 */
function tokenSource(session, clock) {
    const tokens = new Map();
    // None while a token is fetched: what is refused meanwhile is an older one.
    const inUse = new Map();
    const fetchToken = async (region) => {
        const client = session.client(dist_cjs/* ECRClient */.S70, region);
        const { authorizationData } = await client.send(new dist_cjs/* GetAuthorizationTokenCommand */.Eu6({}));
        const data = authorizationData?.[0];
        const [username, password] = Buffer.from(data?.authorizationToken ?? '', 'base64')
            .toString('utf8')
            .split(/:(.*)/s);
        if (!username || !password) {
            throw new shared_errors/* UserError */.y(`ECR in ${region} gave no registry token.`, 'Allow "ecr:GetAuthorizationToken" on "*".');
        }
        const expires = data?.expiresAt?.getTime() ?? clock.now() + 12 * 3600_000;
        return {
            login: { username, password },
            renewAt: Math.max(expires - token_RENEW_BEFORE_MS, clock.now() + USE_FOR_AT_LEAST_MS),
        };
    };
    const remember = (region) => {
        const token = fetchToken(region);
        tokens.set(region, token);
        inUse.delete(region);
        token.then(({ login }) => inUse.set(region, login), () => tokens.delete(region));
        return token;
    };
    return {
        login: async (region) => {
            const known = tokens.get(region);
            // Set before anything is awaited: many blobs ask at once, and one token serves them all.
            if (known === undefined)
                return (await remember(region)).login;
            const { login, renewAt } = await known;
            if (clock.now() < renewAt)
                return login;
            return (await (tokens.get(region) === known ? remember(region) : (tokens.get(region) ?? known))).login;
        },
        forget: (region, refused) => {
            if (inUse.get(region) === refused)
                tokens.delete(region);
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/pace.js
/**
 * A token bucket: so many calls at once, and then so many a second, in the order in which they came.
 * @param burst calls that need not wait
 * @param perSecond calls a second after those
 */
function openPace(clock, burst, perSecond) {
    // The time at which the bucket is full again.
    let full = -Infinity;
    const each = 1000 / perSecond;
    return async (signal) => {
        const now = clock.now();
        full = Math.max(full, now) + each;
        const wait = full - now - burst * each;
        if (wait > 0)
            await clock.sleep(wait, signal);
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/refusal.js

/**
 * The error for an answer that was not the wanted one.
 * @param doing what was asked: `reading dev`
 */
function refused(answer, repository, doing) {
    const said = saidIn(Buffer.from(answer.bytes).toString('utf8'));
    const refusal = { status: answer.status, said };
    return new shared_errors/* UserError */.y(`The registry answered ${answer.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`, hintFor(answer.status), { cause: refusal });
}
/** The status that a registry refused something with; undefined for any other error. */
function refusedWith(error) {
    const cause = error instanceof shared_errors/* UserError */.y ? error.cause : undefined;
    if (typeof cause !== 'object' || cause === null || !('status' in cause))
        return undefined;
    return typeof cause.status === 'number' ? cause.status : undefined;
}
/**
 * True when a registry's refusal will stay one, however often it is asked. A token that has expired is renewed, and a
 * lost upload session is followed by another.
 */
function isFinalRefusal(error) {
    const status = refusedWith(error);
    if (status === undefined)
        return false;
    const said = (0,shared_errors/* messageOf */.b)(error);
    if (status === 403)
        return !/expired|reauthenticate/i.test(said);
    if (status === 404)
        return !said.includes('BLOB_UPLOAD_UNKNOWN');
    return status === 405 || status === 413;
}
function hintFor(status) {
    if (status === 401 || status === 403) {
        return 'The token was refused: check that the role may use this repository.';
    }
    if (status === 404)
        return 'Check that the repository exists in that region, or set "create-repository".';
    return undefined;
}
/**
 * What a registry says about an error, for people. A proxy's page says nothing to them.
 * Source: OCI Distribution Specification v1.1, "Error Codes".
 */
function saidIn(body) {
    if (/^\s*</.test(body))
        return '';
    return messagesIn(body).replace(/\s+/g, ' ').trim().slice(0, 500);
}
function messagesIn(body) {
    try {
        const { errors } = JSON.parse(body);
        if (!Array.isArray(errors))
            return body;
        const messages = errors.map((error) => [error?.code, error?.message].filter((part) => typeof part === 'string').join(' '));
        return messages.length > 0 ? messages.join(', ') : body;
    }
    catch {
        return body;
    }
}

;// CONCATENATED MODULE: ./.build/shared/registry/map-limited.js
/** Maps values with a bound on how many are worked on at once; results keep the order. The first error stops it. */
async function mapLimited(values, limit, work) {
    const results = [];
    let next = 0;
    let failed = false;
    const worker = async () => {
        while (next < values.length && !failed) {
            const index = next;
            next += 1;
            const value = values[index];
            if (value === undefined)
                continue;
            try {
                results[index] = await work(value);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, values.length) }, worker));
    return results;
}

;// CONCATENATED MODULE: ./.build/shared/registry/stores/blobs.js



/**
 * Opens a blob for reading, from an offset on. ECR redirects to a presigned URL, which is asked for anew each time: it
 * does not live long.
 * Source: OCI Distribution Specification v1.1, "Pulling blobs" (Range); RFC 9110, 15.3.7.
 */
async function readBlob(http, repository, { digest, size }, offset = 0) {
    const answer = await http({
        method: 'GET',
        target: `blobs/${digest}`,
        kind: 'blob',
        stream: size - offset,
        ...(offset === 0 ? {} : { headers: { range: `bytes=${offset}-` } }),
    });
    if (answer.chunks === undefined)
        throw refused(answer, repository, `reading ${digest}`);
    // A server that does not know ranges begins at the first byte again.
    if (answer.status === 200)
        return offset === 0 ? answer.chunks : skip(answer.chunks, offset);
    const from = /^bytes (\d+)-/.exec(answer.header('content-range') ?? '')?.[1];
    if (Number(from) === offset)
        return answer.chunks;
    await leave(answer.chunks);
    throw new shared_errors/* UserError */.y(`The registry ${repository.host} gave bytes of ${digest} from ${from ?? 'somewhere'} on, not from ${offset}.`);
}
/** Ends an answer that nobody wants: one that is not read holds its connection. */
async function leave(chunks) {
    const reading = chunks[Symbol.asyncIterator]();
    await reading.next();
    await reading.return?.();
}
async function* skip(chunks, bytes) {
    let left = bytes;
    for await (const chunk of chunks) {
        if (left < chunk.byteLength)
            yield left === 0 ? chunk : chunk.subarray(left);
        left = Math.max(0, left - chunk.byteLength);
    }
}
/**
 * Begins an upload by POST; the content follows in one PUT. Sessions are never continued: ECR expects the next byte of
 * one that failed and refuses the first. With `mountFrom` the registry may take the blob from there, and then there is
 * nothing to send.
 * Source: OCI Distribution Specification v1.1, "Pushing Blobs", "Mounting a blob from another repository".
 */
async function startUpload(http, repository, { digest, size }, mountFrom) {
    const mount = mountFrom === undefined ? '' : `?${new URLSearchParams({ mount: digest, from: mountFrom }).toString()}`;
    const session = await http({ method: 'POST', target: `blobs/uploads/${mount}`, kind: 'upload' });
    if (mountFrom !== undefined && session.status === 201)
        return undefined;
    const location = session.header('location');
    if (session.status !== 202 || location === undefined)
        throw refused(session, repository, 'starting an upload');
    const target = uploadUrl(location, digest, repository);
    return async (content) => {
        const answer = await http({
            method: 'PUT',
            target,
            kind: 'upload',
            headers: { 'content-type': 'application/octet-stream' },
            body: content,
            length: size,
        });
        if (answer.status !== 201)
            throw refused(answer, repository, `uploading ${digest}`);
    };
}
function uploadUrl(location, digest, repository) {
    if (!URL.canParse(location, originOf(repository))) {
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} gave "${location.slice(0, 200)}" as the address of an upload, which is none.`);
    }
    const url = new URL(location, originOf(repository));
    url.searchParams.set('digest', digest);
    return url.href;
}

;// CONCATENATED MODULE: ./.build/shared/registry/stores/distribution-store.js






const AT_ONCE = 8;
/**
 * A repository through the distribution protocol alone, which every registry speaks.
 * Source: OCI Distribution Specification v1.1.
 * @param signIn fetches the registry's login
 */
function distributionStore(repository, http, signIn) {
    return {
        repository,
        protocol: 'distribution',
        signIn,
        read: async (references) => {
            const found = await mapLimited(references, AT_ONCE, async (reference) => {
                const manifest = await readManifest(http, repository, reference);
                return manifest === undefined ? [] : [[reference, manifest]];
            });
            return new Map(found.flat());
        },
        has: async (digests) => {
            const there = await mapLimited(digests, AT_ONCE, async (digest) => (await exists(http, repository, 'manifest', digest)) ? [digest] : []);
            return new Set(there.flat());
        },
        write: async (manifest, tag) => {
            await writeManifest(http, repository, manifest, tag);
        },
        missing: async (blobs) => {
            const lacking = await mapLimited(blobs, AT_ONCE, async (blob) => (await exists(http, repository, 'blob', blob.digest)) ? [] : [blob]);
            return lacking.flat();
        },
        readBlob: async (blob, offset) => await readBlob(http, repository, blob, offset),
        startUpload: async (blob, mountFrom) => await startUpload(http, repository, blob, mountFrom),
        referrers: async (digest) => await listReferrers(http, repository, digest),
        // The protocol lists a repository's tags but not a digest's, and knows no settings.
        tagsOf: () => Promise.resolve(undefined),
        immutable: () => Promise.resolve(undefined),
    };
}
async function readManifest(http, repository, reference) {
    const answer = await http({
        method: 'GET',
        target: `manifests/${reference}`,
        kind: 'manifest',
        headers: { accept: MANIFEST_TYPES.join(', ') },
    });
    if (answer.status === 404)
        return undefined;
    if (answer.status !== 200)
        throw refused(answer, repository, `reading ${reference}`);
    const { bytes } = answer;
    const digest = digestOf(bytes);
    if (isDigest(reference) && digest !== reference) {
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`);
    }
    const said = answer.header('content-type')?.split(';')[0]?.trim();
    // What is no JSON is no manifest: a page of a proxy, say, which answers 200 to everything.
    const own = mediaTypeIn(bytes);
    if (own === undefined) {
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with ${said ?? 'something'} that is no manifest.`, 'Check that the host in the image URL is a registry, and that no proxy answers in its place.');
    }
    return { bytes, digest, mediaType: said?.includes('vnd.') === true ? said : own };
}
async function writeManifest(http, repository, manifest, tag) {
    const answer = await http({
        method: 'PUT',
        target: `manifests/${tag ?? manifest.digest}`,
        kind: 'manifest',
        headers: { 'content-type': manifest.mediaType },
        body: manifest.bytes,
    });
    if (answer.status === 201 || answer.status === 200)
        return;
    const error = refused(answer, repository, `writing ${tag ?? manifest.digest}`);
    // An immutable tag is refused even when it names this very digest already.
    const existing = tag === undefined ? undefined : await readManifest(http, repository, tag);
    if (existing?.digest !== manifest.digest)
        throw error;
}
async function exists(http, repository, kind, digest) {
    const answer = await http({
        method: 'HEAD',
        target: `${kind}s/${digest}`,
        kind,
        ...(kind === 'manifest' ? { headers: { accept: MANIFEST_TYPES.join(', ') } } : {}),
    });
    if (answer.status === 200)
        return true;
    if (answer.status === 404)
        return false;
    throw refused(answer, repository, `asking for ${digest}`);
}
// A registry that lists referrers in pages without end is not followed for ever.
const MOST_PAGES = 100;
async function listReferrers(http, repository, digest) {
    const found = [];
    let target = `referrers/${digest}`;
    for (let page = 0; target !== undefined && page < MOST_PAGES; page += 1) {
        const answer = await http({ method: 'GET', target, kind: 'referrers' });
        // Registries older than OCI 1.1 do not have the endpoint.
        if (answer.status === 404 || answer.status === 405)
            return undefined;
        if (answer.status !== 200)
            throw refused(answer, repository, `listing what refers to ${digest}`);
        found.push(...manifestsIn(answer.bytes));
        target = nextPage(answer.header('link'), target);
    }
    return found;
}
/** Source: RFC 8288; the link is relative to the request. */
function nextPage(link, current) {
    const [, next] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? [];
    if (next === undefined)
        return undefined;
    const query = next.split('?')[1];
    return query === undefined ? undefined : `${current.split('?')[0] ?? ''}?${query}`;
}

;// CONCATENATED MODULE: ./.build/shared/registry/stores/ecr-questions.js



/**
 * What ECR's API tells besides images. Tags and settings are asked for to tell more or earlier; whatever stands in the
 * way of them is noted, and the work goes on without.
 */
function ecrQuestions(repository, client, { note, signal }) {
    const repositoryName = repository.name;
    const registryId = repository.account;
    const optional = async (what, ask) => {
        try {
            return await ask();
        }
        catch (error) {
            signal.throwIfAborted();
            // A repository that does not exist is no question that may stay open.
            const name = (0,errors/* awsErrorName */.ZH)(error);
            if (name === 'RepositoryNotFoundException')
                throw error;
            if (name !== 'ImageNotFoundException') {
                note(`${what} of ${repository.url} cannot be read, and it goes on without. ${(0,shared_errors/* messageOf */.b)(error)}`);
            }
            return undefined;
        }
    };
    return {
        referrers: async (imageDigest) => {
            const found = [];
            let nextToken;
            do {
                const answer = await client.send(new dist_cjs/* ListImageReferrersCommand */.hxf({
                    registryId,
                    repositoryName,
                    subjectId: { imageDigest },
                    nextToken,
                }));
                found.push(...(answer.referrers ?? []).map(descriptorOf));
                nextToken = answer.nextToken;
            } while (nextToken !== undefined);
            return found;
        },
        tagsOf: async (digests) => await optional('The tags', async () => {
            const { imageDetails = [] } = await client.send(new dist_cjs/* DescribeImagesCommand */.ji5({
                registryId,
                repositoryName,
                imageIds: digests.map((imageDigest) => ({ imageDigest })),
            }));
            return new Map(imageDetails.map(({ imageDigest = '', imageTags = [] }) => [imageDigest, imageTags]));
        }),
        immutable: async (tags) => await optional('The settings', async () => {
            const { repositories } = await client.send(new dist_cjs/* DescribeRepositoriesCommand */.pE_({ registryId, repositoryNames: [repositoryName] }));
            const settings = repositories?.[0];
            const filters = (settings?.imageTagMutabilityExclusionFilters ?? []).map(({ filter = '' }) => filter);
            const byDefault = settings?.imageTagMutability?.startsWith('IMMUTABLE') ?? false;
            return tags.filter((tag) => filters.some((filter) => matchesWildcard(tag, filter)) !== byDefault);
        }),
    };
}
function descriptorOf({ digest = '', mediaType = '', size = 0 }) {
    return { digest, mediaType, size };
}
/** Source: Amazon ECR API Reference, ImageTagMutabilityExclusionFilter: `*` stands for any characters. */
function matchesWildcard(tag, filter) {
    const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(tag);
}

;// CONCATENATED MODULE: ./.build/shared/registry/stores/ecr-store.js







// Source: Amazon ECR API Reference, BatchGetImage and BatchCheckLayerAvailability: at most 100 identifiers a call.
const BATCH = 100;
/**
 * A repository through ECR's API for manifests and questions, which batch and need no registry token, and through the
 * distribution protocol for blobs.
 */
function ecrStore(repository, access) {
    const { session, http, signIn, pace, signal } = access;
    const client = session.client(dist_cjs/* ECRClient */.S70, repository.region);
    const repositoryName = repository.name;
    const registryId = repository.account;
    const read = async (references) => {
        const found = new Map();
        for (const batch of batches([...new Set(references)])) {
            const { images = [], failures = [] } = await client.send(new dist_cjs/* BatchGetImageCommand */.P8n({
                registryId,
                repositoryName,
                imageIds: batch.map(identifier),
                acceptedMediaTypes: [...MANIFEST_TYPES],
            }));
            for (const image of images)
                addImage(found, batch, image, repository);
            const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound');
            if (failure) {
                throw new shared_errors/* UserError */.y(`ECR cannot give ${failure.imageId?.imageTag ?? failure.imageId?.imageDigest ?? 'an image'} of ${repository.url}: ${failure.failureReason ?? failure.failureCode ?? 'no reason given'}.`);
            }
        }
        return found;
    };
    return {
        repository,
        protocol: 'ecr',
        signIn,
        read,
        has: async (digests) => new Set((await read(digests)).keys()),
        write: async (manifest, tag) => {
            await pace(signal);
            try {
                await client.send(new dist_cjs/* PutImageCommand */.SUU({
                    registryId,
                    repositoryName,
                    imageManifest: Buffer.from(manifest.bytes).toString('utf8'),
                    imageManifestMediaType: manifest.mediaType,
                    imageDigest: manifest.digest,
                    imageTag: tag,
                }));
            }
            catch (error) {
                await acceptExisting(error, manifest, tag);
            }
        },
        missing: async (blobs) => {
            const available = new Set();
            for (const batch of batches(blobs)) {
                const { layers = [] } = await client.send(new dist_cjs/* BatchCheckLayerAvailabilityCommand */.YmI({
                    registryId,
                    repositoryName,
                    layerDigests: batch.map(({ digest }) => digest),
                }));
                for (const layer of layers) {
                    if (layer.layerAvailability === 'AVAILABLE' && layer.layerDigest)
                        available.add(layer.layerDigest);
                }
            }
            return blobs.filter(({ digest }) => !available.has(digest));
        },
        readBlob: async (blob, offset) => await readBlob(http, repository, blob, offset),
        startUpload: async (blob, mountFrom) => await startUpload(http, repository, blob, mountFrom),
        ...ecrQuestions(repository, client, access),
    };
    // Source: Amazon ECR API Reference, PutImage, errors. An immutable repository refuses even the identical image.
    async function acceptExisting(error, manifest, tag) {
        const name = (0,errors/* awsErrorName */.ZH)(error);
        if (name === 'ImageAlreadyExistsException')
            return;
        if (name !== 'ImageTagAlreadyExistsException' || tag === undefined)
            throw error;
        const existing = (await read([tag])).get(tag);
        if (existing?.digest === manifest.digest)
            return;
        throw new shared_errors/* UserError */.y(`The tag "${tag}" of ${repository.url} is immutable and names another image, ${existing?.digest ?? 'unknown'}.`, `Tags that move (stages and "latest") must be excluded from tag immutability: add a filter for "${tag}" to the repository's settings.`, { cause: error });
    }
}
function addImage(found, asked, image, { url }) {
    const { imageId, imageManifest, imageManifestMediaType } = image;
    if (imageManifest === undefined || imageId?.imageDigest === undefined)
        return;
    const bytes = new Uint8Array(Buffer.from(imageManifest, 'utf8'));
    const digest = digestOf(bytes);
    if (digest !== imageId.imageDigest) {
        throw new shared_errors/* UserError */.y(`ECR answered ${imageId.imageDigest} of ${url} with a manifest of another digest, ${digest}.`);
    }
    const manifest = { bytes, digest, mediaType: imageManifestMediaType ?? mediaTypeIn(bytes) ?? '' };
    for (const reference of asked) {
        if (reference === imageId.imageTag || reference === imageId.imageDigest)
            found.set(reference, manifest);
    }
}
function identifier(reference) {
    return isDigest(reference) ? { imageDigest: reference } : { imageTag: reference };
}
function batches(values) {
    return Array.from({ length: Math.ceil(values.length / BATCH) }, (_, index) => values.slice(index * BATCH, (index + 1) * BATCH));
}

;// CONCATENATED MODULE: ./.build/shared/registry/open.js







// An account has ten PutImage a second in a region, and other jobs share them.
// Source: Amazon ECR User Guide, "Amazon ECR service quotas".
const PUTS_AT_ONCE = 10;
const PUTS_PER_SECOND = 5;
const RETRIES_EACH = 100;
/** Opens the registries for a session. Asks nothing yet. */
function openRegistries(session, ports) {
    const { signal, log, clock } = ports;
    const tokens = tokenSource(session, clock);
    const retries = retryBudget();
    const paces = new Map();
    const paceOf = (region) => {
        const pace = paces.get(region) ?? openPace(clock, PUTS_AT_ONCE, PUTS_PER_SECOND);
        paces.set(region, pace);
        return pace;
    };
    const open = (repository, protocol = 'ecr') => {
        const { region } = repository;
        // A budget of its own: one that fails does not spend what the others need.
        const http = registryHttp(repository, tokens, { ...ports, retries: retryBudget(RETRIES_EACH) });
        const signIn = async () => {
            await tokens.login(region);
        };
        if (protocol === 'distribution')
            return distributionStore(repository, http, signIn);
        return ecrStore(repository, { session, http, signIn, pace: paceOf(region), signal, note: log.info });
    };
    return {
        tokens,
        retries,
        open,
        locate: async (repository, references) => {
            const store = open(repository);
            const found = await store.read(references).catch((error) => {
                if ((0,errors/* awsErrorName */.ZH)(error) === 'RepositoryNotFoundException')
                    return undefined;
                throw error;
            });
            if (found !== undefined && found.size > 0)
                return { store, found };
            const fallback = open(repository, 'distribution');
            const direct = await fallback.read(references).catch(() => {
                signal.throwIfAborted();
                return new Map();
            });
            if (direct.size > 0)
                return { store: fallback, found: direct };
            return { store, found: found ?? new Map() };
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/image-labels.js


/** The commit that an image was made from. Source: OCI Image Specification v1.1, "Pre-Defined Annotation Keys". */
const REVISION_LABEL = 'org.opencontainers.image.revision';
/**
 * The labels of an image; of an index those of its first image. Throws when the configuration cannot be read.
 * In ECR the blob is asked of the API, which answers with a presigned URL: no registry token is needed.
 * Source: Amazon ECR API Reference, GetDownloadUrlForLayer.
 */
async function readLabels(store, manifest, session, ports) {
    const image = isIndex(manifest) ? await firstImage(store, manifest) : manifest;
    const config = image === undefined ? undefined : configOf(image);
    if (config === undefined)
        return {};
    const bytes = (await fromApi(store, config, session, ports)) ?? (await bytesOf(await store.readBlob(config)));
    if (digestOf(bytes) !== config.digest)
        throw new Error(`The configuration ${config.digest} has another digest.`);
    const parsed = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const labels = parsed?.config?.Labels;
    if (typeof labels !== 'object' || labels === null)
        return {};
    return Object.fromEntries(Object.entries(labels).filter((entry) => typeof entry[1] === 'string'));
}
/** Attestations stand in an index as images of an unknown platform. */
async function firstImage(store, index) {
    const child = childrenOf(index).find(({ platform }) => platform?.os !== 'unknown');
    if (child === undefined)
        return undefined;
    const image = (await store.read([child.digest])).get(child.digest);
    return image !== undefined && isIndex(image) ? undefined : image;
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
const image_labels_MOST_BYTES = 8 * 1024 * 1024;
async function bytesOf(chunks) {
    const parts = [];
    let size = 0;
    for await (const chunk of chunks) {
        size += chunk.byteLength;
        if (size > image_labels_MOST_BYTES)
            throw new Error('The configuration is larger than any is.');
        parts.push(chunk);
    }
    return new Uint8Array(Buffer.concat(parts));
}

;// CONCATENATED MODULE: ./.build/shared/release/commits.js


/**
 * The commits of the incoming and the outgoing image: by their tags or, in a registry that cannot say which tags a
 * digest has, by their revision label. What cannot be told is absent.
 * @param source the tag that the incoming image was found by
 */
async function lookUpCommits(store, incoming, outgoing, source, session, ports) {
    const images = [
        incoming,
        ...(outgoing === undefined || outgoing.digest === incoming.digest ? [] : [outgoing]),
    ];
    const tags = await store.tagsOf(images.map(({ digest }) => digest)).catch(() => undefined);
    const commitOf = async (image) => {
        if (image === incoming && isCommit(source))
            return source;
        if (store.protocol === 'ecr')
            return tags?.get(image.digest)?.find(isCommit);
        const labels = await readLabels(store, image, session, ports).catch(() => undefined);
        const revision = labels?.[REVISION_LABEL];
        return revision !== undefined && isCommit(revision) ? revision : undefined;
    };
    const [commit, former] = await Promise.all(images.map(commitOf));
    return { commit, previousCommit: outgoing?.digest === incoming.digest ? commit : former };
}

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
            if (isDamaged(error) || isFinalRefusal(error) || failures > MOST_FAILURES || !retries.take())
                throw error instanceof shared_errors/* UserError */.y ? error : unreadable(blob, error);
            await clock.sleep(backoff(failures), signal);
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
    return error instanceof shared_errors/* UserError */.y && error.cause === DAMAGED;
}
function unreadable({ digest }, error) {
    return new shared_errors/* UserError */.y(`The blob ${digest} cannot be read to its end: ${(0,shared_errors/* messageOf */.b)(error)}.`, 'Run it again: what is there already is not copied again.', { cause: error });
}
const DAMAGED = Symbol('damaged');
function damaged(blob, got) {
    return new shared_errors/* UserError */.y(`The source gave ${got} for the blob ${blob.digest} of ${blob.size} bytes.`, 'The image is damaged where it is read. Build it again.', { cause: DAMAGED });
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
                        fail(idleError(idleMs));
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




const copy_blob_MOST_ATTEMPTS = 4;
// What is damaged on disk stays so, and what was damaged on the way does not: once more tells them apart.
const MOST_DAMAGED = 2;
const copy_blob_IDLE_MS = 30_000;
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
            await ports.clock.sleep(isDamaged(broken) ? 0 : backoff(attempt), ports.signal);
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
    return broken === undefined && !isFinalRefusal(error) && attempt < copy_blob_MOST_ATTEMPTS;
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
    const { failures, broken } = await tee(blobContent(source, blob, ports), takers, copy_blob_IDLE_MS);
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
    return thrown instanceof Error ? thrown : new Error((0,shared_errors/* messageOf */.b)(thrown));
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
        .flatMap(blobsOf)
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
        const wanted = distinct(level.flatMap(childrenOf)).filter(({ digest }) => !known.has(digest));
        if (known.size + wanted.length > MOST_MANIFESTS) {
            throw new shared_errors/* UserError */.y(`The image ${root.digest} has more than ${MOST_MANIFESTS} manifests.`, 'Promote the index of one application, not that of a whole repository.');
        }
        // A child of another type can be a blob, which has any size.
        const manifests = wanted.filter(({ mediaType }) => MANIFEST_TYPES.includes(mediaType));
        bytes += manifests.reduce((sum, { size }) => sum + size, 0);
        if (bytes > tree_MOST_BYTES) {
            throw new shared_errors/* UserError */.y(`The manifests of the image ${root.digest} have more than ${tree_MOST_BYTES / 1024 / 1024} MiB.`, 'Something large stands in a manifest that belongs into a blob.');
        }
        const found = wanted.length === 0 ? NONE : await source.read(wanted.map(({ digest }) => digest));
        for (const child of wanted) {
            if (!found.has(child.digest) && !MANIFEST_TYPES.includes(child.mediaType))
                unknown.set(child.digest, child);
        }
        for (const [digest, manifest] of found)
            known.set(digest, manifest);
        level = [...found.values()];
    }
    const children = inPostOrder(root, known).slice(0, -1);
    const blobs = [...children, root].flatMap(blobsOf);
    return { root, children, blobs: distinct([...blobs, ...(await blobsAmong([...unknown.values()], source))]) };
}
const NONE = new Map();
/** A manifest can stand below several others, at different depths. */
function inPostOrder(root, known) {
    const ordered = new Map();
    const visit = (manifest) => {
        if (ordered.has(manifest.digest))
            return;
        for (const { digest } of childrenOf(manifest)) {
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
        await mend(tree, store, (0,shared_errors/* messageOf */.b)(error), source, ports);
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
    const name = (0,errors/* awsErrorName */.ZH)(error);
    if (name === 'LayersNotFoundException' || name === 'ReferencedImagesNotFoundException')
        return true;
    return /MANIFEST_BLOB_UNKNOWN|BLOB_UNKNOWN|BLOB_UPLOAD_UNKNOWN|MANIFEST_UNKNOWN/.test((0,shared_errors/* messageOf */.b)(error));
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
        await mapLimited(blobs, BLOBS_AT_ONCE, async (blob) => {
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
    const [inTheirs, inOurs] = [merge_tag_entriesOf(theirs), merge_tag_entriesOf(ours)];
    if (isWithin(inTheirs, inOurs))
        return { kind: 'keep' };
    if (isWithin(inOurs, inTheirs))
        return { kind: 'write', manifest: theirs };
    if (!isIndex(theirs) || !isIndex(ours))
        return { kind: 'conflict' };
    return { kind: 'write', manifest: together(ours, inTheirs) };
}
/** What a list lists: referrers in an index, signatures as the layers of an image of cosign. */
function merge_tag_entriesOf(manifest) {
    if (isIndex(manifest))
        return childrenOf(manifest);
    // The configuration names all layers, so it is another one with each signature.
    const config = configOf(manifest)?.digest;
    return blobsOf(manifest).filter(({ digest }) => digest !== config);
}
function isWithin(some, all) {
    const digests = new Set(all.map(({ digest }) => digest));
    return some.every(({ digest }) => digests.has(digest));
}
function together(index, more) {
    const document = JSON.parse(Buffer.from(index.bytes).toString('utf8'));
    const there = childrenOf(index);
    const added = more.filter(({ digest }) => !there.some((each) => each.digest === digest));
    const bytes = new Uint8Array(Buffer.from(JSON.stringify({ ...document, manifests: [...there, ...added] })));
    return { bytes, digest: digestOf(bytes), mediaType: index.mediaType };
}

;// CONCATENATED MODULE: ./.build/shared/registry/copy/attach.js





const attach_AT_ONCE = 4;
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
    await mapLimited(groups(lacking.flat()), attach_AT_ONCE, async ({ tree, tag, stores: wanting }) => {
        const destinations = wanting.map((store) => ({ store, tag }));
        const copied = await copyTree(source, tree, destinations, ports).catch((error) => wanting.map((store) => ({ store, error: errorOf(error) })));
        for (const { store, error } of copied) {
            const { count } = attached.get(store) ?? { count: 0 };
            if (error === undefined)
                attached.set(store, { count: count + 1, error: attached.get(store)?.error });
            else if (policy === 'require' || ports.signal.aborted)
                fail(store, error);
            else {
                ports.log.warning(`${store.repository.url} did not take ${tag ?? tree.root.digest}, which refers to the image; the image is released without it. ${(0,shared_errors/* messageOf */.b)(error)}`);
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
        const conflict = new shared_errors/* UserError */.y(`${store.repository.url}:${tag} has signatures of its own, and lacks some of the source's.`, 'Sign the image once, where it is built, or set "referrers: off".');
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
            throw new shared_errors/* UserError */.y(`What refers to ${root.digest} in ${source.repository.url} cannot be read: ${(0,shared_errors/* messageOf */.b)(error)}`, 'With "referrers: copy" the image is released without its signatures and SBOMs, and with a warning.', { cause: error });
        }
        note(`Signatures and SBOMs of ${root.digest} cannot be read in ${source.repository.url}, so none are copied. ${(0,shared_errors/* messageOf */.b)(error)}`);
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
        const below = level.flatMap(childrenOf).filter(({ digest }) => !found.has(digest));
        for (const { digest } of below)
            found.add(digest);
        const indexes = below.filter(isIndex).map(({ digest }) => digest);
        level = indexes.length === 0 ? [] : [...(await source.read(indexes)).values()];
    }
    return [...found];
}
async function referrersOf(source, subjects) {
    const listed = await mapLimited(subjects, attachments_AT_ONCE, async (subject) => (await source.referrers(subject)) ?? []);
    const digests = [...new Set(listed.flat().map(({ digest }) => digest))];
    checkCount(digests.length);
    return digests.length === 0 ? [] : [...(await source.read(digests)).values()];
}
function checkCount(manifests) {
    if (manifests <= MOST_SUBJECTS)
        return;
    throw new shared_errors/* UserError */.y(`More than ${MOST_SUBJECTS} manifests belong to it or refer to it.`);
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
        if (!NO_POLICY.test((0,errors/* awsErrorName */.ZH)(error)))
            log.notice(`${sentence} ${(0,shared_errors/* messageOf */.b)(error)}`);
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
        return NO_POLICY.test((0,errors/* awsErrorName */.ZH)(error));
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
    const document = found.policy === undefined ? undefined : repository_settings_parse(found.policy);
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
function repository_settings_parse(text) {
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
async function createRepositoryLike(model, wanted, session, log) {
    // Everything is read before anything is made, so that only two calls are left to be cut off from the first one.
    const settings = settingsLike(model, wanted, await readSettings(model, session, log));
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
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'RepositoryAlreadyExistsException')
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
        if (!(0,errors/* isAccessDenied */.w7)(error))
            throw error;
        log.warning(`${sentence} ${(0,shared_errors/* messageOf */.b)(error)}`);
    }
}

// EXTERNAL MODULE: ./.build/shared/release/failure.js
var failure = __webpack_require__(9034);
;// CONCATENATED MODULE: ./.build/shared/release/copy-regions.js




/**
 * Brings the image, the commit's tag and what refers to the image to every repository of the release that lacks them;
 * the repository first, where it is to be created.
 * @param commit whose tag the image has; undefined where it is not known
 * @throws before anything is written, when a repository cannot be asked
 */
async function copyToRegions({ manifest, states: [home, ...others] }, commit, request, session, ports) {
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
            await createRepositoryLike(home.store.repository, state.store.repository, session, ports.log);
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
    const { reason, hint } = (0,failure/* because */.x)(first.error);
    const regions = failed.map(({ store }) => store.repository.region).join(' and ');
    return {
        reason: `The image could not be copied to ${regions}: ${reason ?? ''}`,
        ...(hint === undefined ? {} : { hint }),
    };
}

;// CONCATENATED MODULE: ./.build/shared/release/images.js





/**
 * Resolves the source to a digest, once and for all, and looks at every repository in one read each.
 * @param atHome asks more of the image's own repository, while the others are read; what it returns is `asked`
 * @throws UserError when the source or a repository does not exist, or the digest is not the expected one
 */
async function readImages(registries, request, atHome) {
    const { stage, home, expectedDigest } = request;
    const source = request.rollback ? previousTag(stage) : request.source;
    const { store, found } = await registries.locate(home, [source, stage, previousTag(stage)]);
    const manifest = found.get(source);
    if (manifest === undefined)
        throw missingSource(request, source);
    if (expectedDigest !== undefined && manifest.digest !== expectedDigest) {
        throw new shared_errors/* UserError */.y(`The tag "${source}" of ${home.url} is ${manifest.digest} now, not the expected ${expectedDigest}.`, 'Something else was built or released since. Approve the new digest, or release the expected one by giving it as "previous-stage-name".');
    }
    const asked = atHome(store, manifest, found.get(stage));
    const others = distinctRepositories(request).filter(({ url }) => url !== home.url);
    const states = await Promise.all(others.map(async (repository) => {
        const regional = registries.open(repository, store.protocol);
        const there = await readOrExplain(regional, [manifest.digest, stage, previousTag(stage)], request);
        return state(regional, there, manifest.digest, stage);
    }));
    return {
        manifest,
        image: { digest: manifest.digest, platforms: platformsOf(manifest) },
        asked,
        states: [{ ...state(store, found, manifest.digest, stage), hasImage: true }, ...states],
    };
}
function state(store, found, digest, stage) {
    return {
        store,
        isAbsent: found === undefined,
        hasImage: found?.has(digest) ?? false,
        current: found?.get(stage),
        previous: found?.get(previousTag(stage)),
    };
}
function distinctRepositories({ targets }) {
    return [...new Map(targets.map(({ repository }) => [repository.url, repository])).values()];
}
async function readOrExplain(store, references, { createRepository }) {
    try {
        return await store.read(references);
    }
    catch (error) {
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'RepositoryNotFoundException')
            throw error;
        if (createRepository)
            return undefined;
        throw new shared_errors/* UserError */.y(`There is no repository "${store.repository.name}" in ${store.repository.region} (${store.repository.url}).`, 'Set "create-repository: true", which creates it with the settings of the image\'s own repository, or create it yourself.', { cause: error });
    }
}
function missingSource({ home, stage, rollback }, source) {
    const hint = isDigest(source)
        ? 'A digest is released from the repository that has it: check "ecr-image-url", and that no lifecycle rule removed it.'
        : rollback
            ? `The stage "${stage}" keeps its former image under that tag from its second release on.`
            : source === 'latest' || isCommit(source)
                ? 'Build it first, with build-action.'
                : `Release to the stage "${source}" first, or give another tag as "previous-stage-name".`;
    return new shared_errors/* UserError */.y(`There is no image "${source}" in ${home.url}.`, hint);
}
/** The images in an index by platform. Attestations stand there as `unknown/unknown`. */
function platformsOf(manifest) {
    return new Map(childrenOf(manifest).flatMap(({ platform, digest }) => platform === undefined || platform.os === 'unknown'
        ? []
        : [[`${platform.os}/${platform.architecture}`, digest]]));
}

;// CONCATENATED MODULE: ./.build/shared/release/tag-race.js


// Registries have no compare-and-swap, so that two releases of one stage can write its tags at the same time, region by
// region in any order. The image's own repository decides: whom its tag names has won. Everyone reads all tags after
// their last write, and whoever finds a region that disagrees with it, and wrote there, sets it right. So the last
// writer of any tag has read all of them afterwards, and in the end they agree.
const tag_race_MOST_ROUNDS = 6;
/**
 * Reads the tags of a stage back after they were written, until every region has what the image's own repository names.
 * @param moved the repositories that were written to
 * @returns the digest that another release gave the tag, when that one has won
 */
async function settleTags(states, moved, manifest, kept, stage, note) {
    const wish = (atHome) => {
        const won = atHome?.digest === manifest.digest;
        const former = (state) => (won ? kept.get(state) : undefined);
        return { wanted: () => (won ? manifest : atHome), former, everywhere: won };
    };
    try {
        const atHome = await agree(states, moved, manifest, stage, kept.size > 0, wish, note);
        return atHome?.digest === manifest.digest ? undefined : (atHome?.digest ?? 'nothing');
    }
    catch (error) {
        // All tags were written, and the registry said so.
        note(`The tags of "${stage}" could not all be read back and set right: ${(0,shared_errors/* messageOf */.b)(error)}`);
        return undefined;
    }
}
/**
 * Puts tags back that a release moved before it failed. One that another release has moved since is left to it, and
 * where that one has the image's own repository already, its digest is what the others get.
 */
async function restoreTags(states, moved, manifest, kept, stage, note) {
    const [home] = states;
    const isOthers = (atHome) => atHome !== undefined && ![manifest.digest, home.current?.digest].includes(atHome.digest);
    const wish = (atHome) => ({
        wanted: ({ current }) => (isOthers(atHome) ? atHome : current),
        former: (state) => {
            if (!kept.has(state))
                return undefined;
            // The other one counts on what was kept of the image that both found.
            return isOthers(atHome) ? kept.get(state) : state.previous;
        },
        everywhere: false,
    });
    try {
        await agree(states, moved, manifest, stage, kept.size > 0, wish, note);
    }
    catch (error) {
        note(`The tags of "${stage}" could not all be put back: ${(0,shared_errors/* messageOf */.b)(error)}`);
    }
}
/**
 * @param keeps `<stage>-previous` was written too
 * @returns what the image's own repository names in the end
 */
async function agree(states, moved, manifest, stage, keeps, wish, note) {
    const written = new Map(moved.map((state) => [state, new Set([manifest.digest])]));
    const [home] = states;
    let atHome;
    let failed;
    for (let round = 0; round < tag_race_MOST_ROUNDS; round += 1) {
        const { now, previous } = await readTags(states, stage, keeps);
        atHome = now.get(home);
        const { wanted, former, everywhere } = wish(atHome);
        const wrong = states.flatMap((state) => {
            const to = wanted(state);
            const named = now.get(state)?.digest ?? '';
            if (to === undefined || named === to.digest)
                return [];
            return everywhere || written.get(state)?.has(named) === true ? [{ state, to, tag: stage }] : [];
        });
        for (const state of states) {
            const to = former(state);
            if (to !== undefined && previous.get(state)?.digest !== to.digest)
                wrong.push({ state, to, tag: previousTag(stage) });
        }
        if (wrong.length === 0)
            return atHome;
        const ended = await Promise.allSettled(wrong.map(async ({ state, to, tag }) => {
            note(`${state.store.repository.url}:${tag}: set to ${to.digest}`);
            if (tag === stage)
                written.set(state, (written.get(state) ?? new Set()).add(to.digest));
            await state.store.write(to, tag);
        }));
        failed = ended.find(({ status }) => status === 'rejected');
    }
    if (failed?.status === 'rejected')
        throw failed.reason;
    return atHome;
}
async function readTags(states, stage, withPrevious) {
    const tags = withPrevious ? [stage, previousTag(stage)] : [stage];
    const read = await Promise.all(states.map(async (state) => [state, await state.store.read(tags)]));
    const of = (tag) => new Map(read.map(([state, found]) => [state, found.get(tag)]));
    return { now: of(stage), previous: of(previousTag(stage)) };
}

;// CONCATENATED MODULE: ./.build/shared/release/stage-tag.js



/** True when every repository's stage tag names the digest. */
function isTaggedEverywhere(states, digest) {
    return states.every(({ current }) => current?.digest === digest);
}
/**
 * Refuses to begin when a tag that has to move cannot. A repository whose settings may not be read is tried.
 * @throws UserError that names the filters to add
 */
async function checkTagsCanMove(states, manifest, stage, keepPrevious) {
    await Promise.all(states.map(async ({ store, current, previous }) => {
        if (current === undefined || current.digest === manifest.digest)
            return;
        const movesPrevious = keepPrevious && previous !== undefined && previous.digest !== current.digest;
        const moving = [stage, ...(movesPrevious ? [previousTag(stage)] : [])];
        const immutable = (await store.immutable(moving)) ?? [];
        if (immutable.length === 0)
            return;
        throw new shared_errors/* UserError */.y(`The tags of ${store.repository.url} are immutable, so ${immutable.map((tag) => `"${tag}"`).join(' and ')} cannot move to another image.`, `Exclude the stages from tag immutability: add the filter "${stage}*" to the repository's settings (five filters at most).`);
    }));
}
/**
 * Moves the stage's tag in every repository, each after the digest it names now was kept as `<stage>-previous`. The
 * image's own repository is the last: the next stage is promoted from its tag, which moves when all others have.
 * A failure anywhere puts the tags that moved back, where there was something to go back to.
 * @param states the image's own repository first
 * @param keepPrevious false for a rollback, whose source is that very tag
 * @returns the digest that another release of this stage gave its tag meanwhile, where it came later
 */
async function moveStageTag(states, manifest, stage, keepPrevious, note) {
    const toMove = states.filter(({ current }) => current?.digest !== manifest.digest);
    const [home] = states;
    const kept = new Map();
    const move = async (state) => {
        const { store, previous } = state;
        const former = keepPrevious ? await formerOf(state, home, manifest) : undefined;
        if (former !== undefined) {
            kept.set(state, former);
            if (previous?.digest !== former.digest)
                await store.write(former, previousTag(stage));
        }
        await store.write(manifest, stage);
    };
    try {
        await allOf(toMove.filter((state) => state !== home).map(move));
        await allOf(toMove.filter((state) => state === home).map(move));
    }
    catch (error) {
        await restoreTags(states, toMove, manifest, kept, stage, note);
        throw error;
    }
    if (toMove.length === 0)
        return undefined;
    return await settleTags(states, toMove, manifest, kept, stage, note);
}
/** Waits for all, whatever one of them does, so that nothing is still being written when the first error is thrown. */
async function allOf(writes) {
    const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected')
        throw failed.reason;
}
/**
 * What a repository keeps as the former image: what the image's own one names, wherever it is there. A region may name
 * that of a release which is under way or broke off, and never had the stage.
 */
async function formerOf({ store, current }, home, manifest) {
    const digest = home.current?.digest;
    if (current === undefined || digest === undefined || [current.digest, manifest.digest].includes(digest)) {
        return current;
    }
    return (await store.read([digest])).get(digest) ?? current;
}

;// CONCATENATED MODULE: ./.build/shared/release/waves.js


const SKIPPED = { result: 'skipped', accepted: false };
/** Targets by wave, in the order of the waves. */
function inWaves(targets) {
    const numbers = [...new Set(targets.map(({ target }) => target.wave))].toSorted((a, b) => a - b);
    return numbers.map((wave) => targets.filter(({ target }) => target.wave === wave));
}
/**
 * Deploys wave by wave, the targets of one wave at once; after a wave that is not all good the rest is skipped, and
 * nothing begins once the job is cancelled.
 */
async function deployWaves(targets, ports) {
    const ended = [];
    for (const wave of inWaves(targets)) {
        const good = allGood(ended.map(({ outcome }) => outcome));
        ended.push(...(await Promise.all(wave.map(async (ready) => ({
            ready,
            outcome: good ? await attempt(ready.deploy, ports) : SKIPPED,
        })))));
    }
    return ended;
}
/** Brings back what was deployed. The reason why the release failed stays the reason of its target. */
async function rollBackAll(ended, ports) {
    return await Promise.all(ended.map(async ({ ready, outcome }) => {
        if (!isToBringBack(outcome))
            return { ready, outcome };
        const back = await attempt(ready.rollBack, ports);
        const reason = back.result === 'rolled-back' ? outcome.reason : `${back.reason ?? ''} ${outcome.reason ?? ''}`.trim();
        return {
            ready,
            outcome: {
                ...outcome,
                result: back.result,
                accepted: true,
                reason: reason ?? 'Brought back, because the release failed elsewhere.',
            },
        };
    }));
}
/** A superseded target belongs to someone else now, and a rolled-back one is back already. */
function isToBringBack({ accepted, result }) {
    return accepted && result !== 'rolled-back' && result !== 'superseded' && result !== 'cancelled';
}
/** Whatever is thrown while a target is deployed is that target's failure: others may have to be brought back. */
async function attempt(work, { signal }) {
    try {
        signal.throwIfAborted();
        return await work();
    }
    catch (error) {
        return (0,failure/* brokenOff */.H)(error, false, signal);
    }
}
/** All targets of a release that ended before its first deployment. */
function allSkipped(targets) {
    return targets.map((ready) => ({ ready, outcome: SKIPPED }));
}

;// CONCATENATED MODULE: ./.build/shared/release/release.js












/**
 * Releases a stage: resolves the source once to a digest, looks at everything before the first write, copies to every
 * region, deploys wave by wave, and moves the stage's tag last. On any failure the tags stay, and what was deployed is
 * brought back.
 * @throws UserError for what was found wrong before the first write; later failures are in the report
 */
async function release(request, session, ports) {
    const started = ports.clock.now();
    const registries = openRegistries(session, ports);
    const lookUp = (store, incoming, former) => lookUpCommits(store, incoming, former, request.source, session, ports);
    const images = await ports.log.group(`Look at ${request.stage}`, async () => {
        const found = await readImages(registries, request, lookUp);
        ports.log.info(`${isDigest(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`);
        return found;
    });
    const { manifest, image, states } = images;
    const [home] = states;
    // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
    const outgoing = states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? home.current;
    // Nothing waits for it but the copy to other regions, which takes the commit's tag along.
    const commits = outgoing?.digest === home.current?.digest ? images.asked : lookUp(home.store, manifest, outgoing);
    const [ready] = await Promise.all([
        Promise.all(request.targets.map(async (target) => await prepare(session, target, image, request, ports))),
        checkTagsCanMove(states, manifest, request.stage, !request.rollback),
    ]);
    const report = async (result, ended, written, because) => ({
        ...(await commits),
        stage: request.stage,
        source: request.source,
        result,
        reason: because?.reason,
        hint: because?.hint,
        home: request.home,
        digest: manifest.digest,
        previousDigest: outgoing?.digest,
        changed: written.changed,
        deployed: ended.some(({ outcome }) => outcome.result === 'deployed'),
        targets: ended.map(({ ready: { target }, outcome }) => ({ target, ...outcome })),
        copies: written.copies ?? [],
        milliseconds: ports.clock.now() - started,
    });
    if (isTaggedEverywhere(states, manifest.digest) && ready.every(({ settled }) => settled)) {
        const ended = ready.map((target) => ({
            ready: target,
            outcome: { result: 'unchanged', accepted: false },
        }));
        return await report('unchanged', ended, { changed: false });
    }
    // From here on something is written.
    ports.signal.throwIfAborted();
    const commit = states.length > 1 ? (await commits).commit : undefined;
    const { retries } = registries;
    const { copies, error } = await copyToRegions(images, commit, request, session, { ...ports, retries });
    if (error !== undefined) {
        const result = ports.signal.aborted ? 'cancelled' : 'failed';
        return await report(result, allSkipped(ready), { changed: true, copies }, error);
    }
    const ended = await deployAll(ready, ports);
    const outcomes = ended.map(({ outcome }) => outcome);
    const written = { changed: true, copies };
    if (!allGood(outcomes)) {
        const { back, because } = await bringBack(ended, request, ports);
        return await report(badResult(back.map(({ outcome }) => outcome)), back, written, because);
    }
    const tagged = await tryToTag(images, request, ports);
    if ('error' in tagged) {
        const { back } = await bringBack(ended, request, ports);
        return await report(badResult(back.map(({ outcome }) => outcome)), back, written, {
            ...(0,failure/* because */.x)(tagged.error),
            reason: `The tag "${request.stage}" could not be moved: ${(0,shared_errors/* messageOf */.b)(tagged.error)}`,
        });
    }
    if (tagged.winner !== undefined) {
        return await report('superseded', ended, written, {
            reason: `Another release of "${request.stage}" moved its tag at the same time: it names ${tagged.winner} now.`,
            hint: 'Give the workflow a concurrency group for each stage, so that releases wait for each other.',
        });
    }
    return await report(goodResult(outcomes, true), ended, written, outcomes.find(({ reason }) => reason));
}
async function prepare(session, target, image, request, ports) {
    // The SDK's clients are loaded for who needs them: each takes as long as a request.
    if (target.runs?.kind === 'ecs') {
        const { prepareEcsTarget } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(20)]).then(__webpack_require__.bind(__webpack_require__, 4020));
        return await prepareEcsTarget(session, target, target.runs, image, request, ports);
    }
    if (target.runs?.kind === 'lambda') {
        const { prepareLambdaTarget } = await Promise.all(/* import() */[__webpack_require__.e(696), __webpack_require__.e(714)]).then(__webpack_require__.bind(__webpack_require__, 1714));
        return await prepareLambdaTarget(session, target, target.runs, image, request, ports);
    }
    const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' };
    const deploy = () => Promise.resolve(nothing);
    return { target, settled: true, deploy, rollBack: deploy };
}
async function deployAll(ready, ports) {
    if (ready.every(({ target }) => target.runs === undefined))
        return await deployWaves(ready, ports);
    return await ports.log.group('Deploy', async () => {
        const ended = await deployWaves(ready, ports);
        for (const { ready: done, outcome } of ended) {
            ports.log.info(`${done.target.name}: ${outcome.result}${outcome.reason === undefined ? '' : `. ${outcome.reason}`}`);
            for (const line of outcome.evidence ?? [])
                ports.log.info(`  ${line}`);
        }
        return ended;
    });
}
/** Brings back what was deployed, where that is wanted, and says why the release failed. */
async function bringBack(ended, request, ports) {
    const before = decisive(ended.map(({ outcome }) => outcome));
    if (!request.rollbackOnFailure || ports.signal.aborted)
        return { back: ended, because: before };
    const back = await ports.log.group('Bring back', async () => await rollBackAll(ended, ports));
    // What could not be brought back is said before what failed first.
    const stuck = decisive(back.map(({ outcome }) => outcome));
    return { back, because: stuck?.result === 'failed' ? stuck : (before ?? stuck) };
}
async function tryToTag({ manifest, states }, request, { log, journal }) {
    const { stage, rollback } = request;
    try {
        const winner = await log.group(`Tag ${stage}`, async () => {
            const superseding = await moveStageTag(states, manifest, stage, !rollback, log.info);
            for (const { hasImage } of states)
                if (hasImage)
                    journal.avoid(release_bytesOf(manifest));
            for (const { store, current } of states) {
                const from = current === undefined ? 'new' : shortDigest(current.digest);
                log.info(`${store.repository.url}:${stage}: ${from} -> ${shortDigest(superseding ?? manifest.digest)}`);
            }
            return superseding;
        });
        return { winner };
    }
    catch (error) {
        return { error };
    }
}
/** The size of an image; of an index it is known only by those who read all of it. */
function release_bytesOf(manifest) {
    return blobsOf(manifest).reduce((sum, { size }) => sum + size, 0);
}

;// CONCATENATED MODULE: ./.build/shared/release/index.js













/**
 * A release from inputs to outputs: plans it, does it, and tells in outputs and summary how it ended.
 * @throws UserError for every result that is not a success
 */
async function runRelease(inputs, ports) {
    const { env, log } = ports;
    const stagesFile = await readStagesFile(workspaceOf(env), inputs.stagesFile);
    const request = planRelease({ inputs, stagesFile, env, note: log.info });
    const session = openAwsSession(ports, roleOf(inputs, stagesFile));
    const report = await release(request, session, ports);
    (0,step/* setOutputs */.n0)((0,outputs/* releaseOutputs */.m)(report));
    const github = await readGithubContext(env);
    await (0,step/* addSummary */.S0)(releaseSummary(report, github.repositoryUrl));
    if (inputs.s3Bucket !== undefined && report.result !== 'unchanged') {
        const now = ports.clock.now();
        const value = releaseRecord(report, github, now);
        const { region } = report.home;
        await keepRecord({ bucket: inputs.s3Bucket, region, key: recordKey(report, now), value }, session, log);
    }
    log.info(`${report.stage}: ${report.result}, ${report.digest}`);
    if (isGoodResult(report.result))
        return report;
    const message = `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`;
    throw new shared_errors/* UserError */.y(message.trim(), report.hint);
}


/***/ })

};
