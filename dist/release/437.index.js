export const id = 437;
export const ids = [437];
export const modules = {

/***/ 8437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRelease: () => (/* binding */ runRelease)
});

// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/aws/journal-calls.js
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

;// CONCATENATED MODULE: ./.build/shared/aws/errors.js


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
            const { service, action } = describeCommand(context);
            throw explained(error, `${service}:${action}`, region) ?? error;
        }
    }, { step: 'initialize', priority: 'high', name: 'explainMiddleware' });
}
/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
function explained(error, action, region) {
    if (error instanceof errors/* UserError */.y)
        return undefined;
    const name = awsErrorName(error);
    const options = { cause: error };
    if (DENIED.has(name)) {
        const said = (0,errors/* messageOf */.b)(error);
        const resource = /on resource: (\S+?)[\s.]*(?:because|$)/.exec(said)?.[1];
        const missing = /perform: ([\w-]+:\w+)/.exec(said)?.[1] ?? action;
        return new errors/* UserError */.y(`AWS denied ${missing}${resource === undefined ? '' : ` on ${resource}`} in ${region}.`, `Allow "${missing}" in the policy of the role that this job uses.${HINTS[missing] ?? ''} AWS said: ${said}`, options);
    }
    if (EXPIRED.has(name)) {
        return new errors/* UserError */.y(`AWS refused the credentials of this job for ${action} in ${region}: ${(0,errors/* messageOf */.b)(error)}.`, 'They are expired or wrong. Use the input "role-to-assume", or run aws-actions/configure-aws-credentials in the same job.', options);
    }
    if (name === 'CredentialsProviderError') {
        return new errors/* UserError */.y(`There are no AWS credentials for ${action} in ${region}.`, 'Use the input "role-to-assume" with "permissions: id-token: write", or run aws-actions/configure-aws-credentials before this step.', options);
    }
    if (UNREACHABLE.has(errorCode(error))) {
        return new errors/* UserError */.y(`AWS cannot be reached for ${action} in ${region}: ${(0,errors/* messageOf */.b)(error)}.`, 'Check the region, and AWS_ENDPOINT_URL where it is set.', options);
    }
    const status = errors_statusOf(error);
    if (status === undefined && name !== 'TimeoutError')
        return undefined;
    if (name === 'TimeoutError' || (status ?? 0) >= 500 || THROTTLED.test(name)) {
        return new errors/* UserError */.y(`AWS did not carry out ${action} in ${region}, however often it was asked (${name}): ${(0,errors/* messageOf */.b)(error)}`, THROTTLED.test(name)
            ? 'The account makes too many of these calls at once: run it again later, or have the quota raised.'
            : 'Run it again; if that does not help, see the AWS Health Dashboard.', options);
    }
    return new errors/* UserError */.y(`AWS refused ${action} in ${region} (${name}): ${(0,errors/* messageOf */.b)(error)}`, undefined, options);
}
/**
 * True when AWS answered and refused, so that nothing was changed. Any other failure of a call that changes something
 * leaves open whether it was carried out.
 */
function isRefusal(error) {
    const status = errors_statusOf(error instanceof errors/* UserError */.y ? error.cause : error);
    return status !== undefined && status >= 400 && status < 500;
}
/** True for a denial, explained or not. */
function isAccessDenied(error) {
    return DENIED.has(awsErrorName(error));
}
/** The error's code as the service names it (`ImageNotFoundException`), explained or not; or ''. */
function awsErrorName(error) {
    const said = error instanceof errors/* UserError */.y ? error.cause : error;
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
function errors_statusOf(error) {
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

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(3360);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/credential-providers/dist-cjs/index.js
var dist_cjs = __webpack_require__(9719);
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
        throw new errors/* UserError */.y(`The input "role-to-assume" is "${role}", which is no ARN of an IAM role.`, 'It looks like arn:aws:iam::123456789012:role/deploy.');
    }
    const roleSessionName = sessionName(ports.env);
    if (!ports.env['ACTIONS_ID_TOKEN_REQUEST_URL']) {
        const assume = (0,dist_cjs/* fromTemporaryCredentials */.ss)({
            params: { RoleArn: role, RoleSessionName: roleSessionName },
            clientConfig: { region },
        });
        return shared(async () => await assume(), ports.clock);
    }
    return shared(async () => {
        const webIdentityToken = await oidcToken();
        const assume = (0,dist_cjs/* fromWebToken */.G7)({
            roleArn: role,
            roleSessionName,
            webIdentityToken,
            clientConfig: { region },
        });
        return await assume().catch((error) => {
            if (!isRefusal(error))
                throw explained(error, 'sts:AssumeRoleWithWebIdentity', region) ?? error;
            throw new errors/* UserError */.y(`The role ${role} could not be assumed with the OIDC token of this job: ${(0,errors/* messageOf */.b)(error)}.`, `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`, { cause: error });
        });
    }, ports.clock);
}
async function oidcToken() {
    return await (0,core/* getIDToken */.V9)(AUDIENCE).catch((error) => {
        throw new errors/* UserError */.y(`GitHub gave this job no OIDC token: ${(0,errors/* messageOf */.b)(error).replace(/\s+/g, ' ')}.`, 'Give the job "permissions: id-token: write".', { cause: error });
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
            explainAwsErrors(client.middlewareStack, region);
            journalCalls(client.middlewareStack, ports, region);
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
        log.warning(`The record s3://${bucket}/${key} could not be written: ${(0,errors/* messageOf */.b)(error)}`);
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

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 4 modules
var step = __webpack_require__(1652);
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

;// CONCATENATED MODULE: ./.build/shared/stages/names.js

const PREVIOUS_SUFFIX = '-previous';
const MOST_CHARACTERS = 128;
/** What makes a good stage name, for hints. */
const STAGE_NAME_HINT = 'A stage name is an image tag: 1 to 128 letters, digits, ".", "_" or "-", for example "dev".';
/**
 * What is wrong with a stage name, as a clause that goes on after the name (`which ...`); undefined for a good one.
 * A stage name is a tag (OCI Distribution Specification v1.1, "Pulling manifests") that no other tag of ours can be.
 */
function stageNameFault(name) {
    if (name === '')
        return 'which is empty';
    if (name.length > MOST_CHARACTERS) {
        return `which has ${name.length} characters; a tag has at most ${MOST_CHARACTERS}`;
    }
    if (/^[.-]/.test(name))
        return `which starts with "${name.slice(0, 1)}"; a tag cannot`;
    const stranger = /[^\w.-]/u.exec(name);
    if (stranger) {
        return `whose character "${stranger[0]}" (number ${stranger.index + 1}) cannot be in a tag`;
    }
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
        throw new errors/* UserError */.y(`The input "${input}" is "${name.slice(0, 200)}", ${fault}.`, STAGE_NAME_HINT);
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
const value_MOST_CHARACTERS = 2048;
/** An error at an offset of the file: `file:line:column: sentence`, lines and columns from 1. */
function faultAt(source, offset, sentence, hint) {
    const { line, col } = source.lines.linePos(offset);
    const capital = sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
    return new errors/* UserError */.y(`${source.file}:${line}:${col}: ${capital}`, hint);
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
    if (text.length <= value_MOST_CHARACTERS && shape.pattern.test(text))
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
        throw new errors/* UserError */.y(`${input} does not exist.`, 'Check the input "stages-file", and that the repository is checked out.');
    }
    // A link in a checked-out repository may point anywhere on the runner.
    if (!isInside(await (0,promises_.realpath)(workspace), real))
        throw outside(input);
    const found = await (0,promises_.stat)(real);
    if (!found.isFile())
        throw new errors/* UserError */.y(`${input} is no file.`, 'Give the path of a YAML file.');
    if (found.size > read_MOST_BYTES)
        throw new errors/* UserError */.y(`${input} is bigger than 1 MB.`);
    const name = (0,external_node_path_.relative)((0,external_node_path_.resolve)(workspace), given).split(external_node_path_.sep).join('/');
    return parseStagesFile(decode(await (0,promises_.readFile)(real), input), name);
}
function outside(input) {
    return new errors/* UserError */.y(`${input} is outside the workspace.`, 'Give a path relative to the root of the repository.');
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
        throw new errors/* UserError */.y(`${input} is not encoded as UTF-8.`, 'Save it as UTF-8.');
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
        throw new errors/* UserError */.y(`${input} cannot be read: ${(0,errors/* messageOf */.b)(error)}.`, undefined, { cause: error });
    }
}

;// CONCATENATED MODULE: ./.build/shared/stages/index.js




// EXTERNAL MODULE: ./.build/shared/release/outputs.js
var outputs = __webpack_require__(6110);
// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var registry_reference = __webpack_require__(2785);
;// CONCATENATED MODULE: ./.build/shared/registry/image-input.js


/**
 * The image's own repository.
 * @param fallback the repository that the stages file names
 * @throws UserError when it is missing or not valid, and when another input disagrees with it
 */
function imageRepository(inputs, fallback, env) {
    const url = inputs.ecrImageUrl ?? fallback;
    if (url === undefined) {
        throw new errors/* UserError */.y('The input "ecr-image-url" is missing.', 'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.');
    }
    const repository = (0,registry_reference/* parseRepository */.SU)(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env });
    checkEndpoint(repository, inputs.ecrEndpoint, 'ecr-endpoint', 'ecr-image-url');
    if (inputs.awsRegion !== undefined && inputs.awsRegion !== repository.region) {
        throw new errors/* UserError */.y(`The input "aws-region" says ${inputs.awsRegion}, and "ecr-image-url" is in ${repository.region}.`, '"aws-region" is the region of "ecr-image-url"; it can be left out.');
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
    throw new errors/* UserError */.y(`The inputs "${endpointInput}" (${endpoint}) and "${urlInput}" (${repository.url}) name different registries.`, `"${endpointInput}" is the host of "${urlInput}"; it can be left out.`);
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
        throw new errors/* UserError */.y('The input "cluster-arn" is missing.', `Set "cluster-arn" or the environment variable CLUSTER_ARN to the cluster of the service "${serviceName}", by name or ARN.`);
    }
    return { kind: 'ecs', cluster: clusterArn, service: serviceName, container: inputs.containerName };
}
function checkFunctionName(name, arn) {
    // Code is given to a function; its versions cannot change, and an alias names one of them.
    const qualifier = /(?:^|:function:)[\w-]+:([^:]+)$/.exec(name)?.[1];
    if (qualifier !== undefined && qualifier !== '$LATEST') {
        throw new errors/* UserError */.y(`The input "lambda-function-name" is "${name}", which names the version or alias "${qualifier}".`, 'Give the function without it.');
    }
    if (arn === undefined || !isCreated(arn))
        return;
    const inArn = arn.split(':')[6];
    const short = name.startsWith('arn:') ? name.split(':')[6] : name;
    if (inArn === short)
        return;
    throw new errors/* UserError */.y(`The inputs "lambda-function-name" (${name}) and "lambda-function-arn" (${arn}) name different functions.`, 'One of them is enough.');
}
function regionalRepository(inputs, env) {
    const { regionalEcrImageUrl, regionalEcrEndpoint, stageRegion, defaultRegion } = inputs;
    if (regionalEcrImageUrl === undefined) {
        if (regionalEcrEndpoint === undefined)
            return undefined;
        throw new errors/* UserError */.y('The input "regional-ecr-image-url" is missing: "regional-ecr-endpoint" alone names no repository.', 'Set "regional-ecr-image-url" or the environment variable REGIONAL_ECR_IMAGE_URL.');
    }
    const repository = (0,registry_reference/* parseRepository */.SU)(regionalEcrImageUrl, {
        input: 'regional-ecr-image-url',
        region: stageRegion ?? arnRegion(inputs.clusterArn) ?? arnRegion(inputs.lambdaFunctionArn) ?? defaultRegion,
        env,
    });
    checkEndpoint(repository, regionalEcrEndpoint, 'regional-ecr-endpoint', 'regional-ecr-image-url');
    return repository;
}
function disagree(one, oneRegion, other, otherRegion) {
    return new errors/* UserError */.y(`The input "${one}" says ${oneRegion}, and "${other}" is in ${otherRegion}.`, 'All of a stage is in one region; correct one of them.');
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
    throw new errors/* UserError */.y(`The ${FILE} has no stage "${name}".`, `Its stages: ${file.stages.map((candidate) => candidate.name).join(', ')}.`);
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
        throw new errors/* UserError */.y(`A target of the stage "${stage.name}" has the region ${given} and an ARN in ${arn}.`, `Correct one of them in the ${FILE}.`);
    }
    const own = target.image === undefined
        ? undefined
        : (0,registry_reference/* parseRepository */.SU)(target.image, {
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
        return (0,registry_reference/* parseRepository */.SU)(image, { input: `image of ${stage}`, region, env });
    const twin = (0,registry_reference/* inRegion */.Qg)(home, region);
    if (twin !== undefined)
        return twin;
    throw new errors/* UserError */.y(`The stage "${stage}" is in ${region}, and the registry ${home.host} has no other region.`, `Give its image in the ${FILE}: "image: host/${home.name}".`);
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
    throw new errors/* UserError */.y(`The stage "${stage.name}" uses "${first[0]}", which releases do not support yet.`, `Remove it from the ${FILE}; nothing was released.`);
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
        throw new errors/* UserError */.y(`The inputs "stage-name" and "previous-stage-name" are both "${source}".`, 'A stage is promoted from the one before it; the first one from "latest".');
    }
    if ((0,registry_reference/* isTag */.dz)(source) || (0,registry_reference/* isDigest */.Bc)(source))
        return source;
    throw new errors/* UserError */.y(`The input "previous-stage-name" is "${source}", which is neither a tag nor a digest.`, 'Give the name of a stage, a commit sha, "latest", or a digest (sha256:...).');
}
function plan_missing(input, variable) {
    return new errors/* UserError */.y(`The input "${input}" is missing.`, `Set "${input}" or the environment variable ${variable}.`);
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
/** The manifests that an index points to; none for an image. Throws a SyntaxError for bytes that are no JSON. */
function childrenOf(manifest) {
    return isIndex(manifest) ? (parse(manifest).manifests ?? []) : [];
}
/**
 * The blobs that a manifest needs in its own repository: config and layers. Foreign layers, which are fetched from
 * elsewhere, are left out.
 * Source: OCI Image Specification v1.1, "Non-Distributable Layers"; Docker schema 2, `urls`.
 */
function blobsOf(manifest) {
    if (isIndex(manifest))
        return [];
    const { config, layers = [] } = parse(manifest);
    return [...(config ? [config] : []), ...layers].filter((blob) => (blob.urls?.length ?? 0) === 0);
}
/** The descriptor of an image's configuration, or undefined for an index. */
function configOf(manifest) {
    return isIndex(manifest) ? undefined : parse(manifest).config;
}
function parse(manifest) {
    return JSON.parse(Buffer.from(manifest.bytes).toString('utf8'));
}
/** The media type that a manifest says it has, for registries and layouts that don't. */
function mediaTypeIn(bytes) {
    const value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value.mediaType === 'string')
        return value.mediaType;
    return Array.isArray(value.manifests) ? OCI_INDEX : OCI_MANIFEST;
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

;// CONCATENATED MODULE: ./.build/shared/registry/copy.js




const BLOBS_AT_ONCE = 5;
const ATTEMPTS_PER_BLOB = 4;
const FIRST_DELAY_MS = 250;
/**
 * Makes an image exist in another repository, byte for byte: blobs, then child manifests, then the root by its digest
 * and, where one is given, under a tag. Until the root is written, nothing of it can be seen; stopped at any point, the same copy
 * goes on from what is there.
 * @param root the manifest to copy; when the destination has it, it has its content too and nothing is asked
 * @throws UserError when the source's content does not have the digest or size that its manifest says
 */
async function copyImage(source, destination, root, tag, ports) {
    const children = await readChildren(source, root);
    const blobs = distinct([root, ...children].flatMap(blobsOf));
    const missing = blobs.length === 0 ? [] : await destination.missing(blobs);
    await mapLimited(missing, BLOBS_AT_ONCE, async (blob) => {
        await copyBlob(source, destination, blob, ports);
    });
    // Deepest first: a registry refuses an index whose children it does not have.
    for (const child of children.toReversed())
        await destination.write(child);
    await destination.write(root, tag);
    const bytesCopied = sum(missing);
    const bytesAvoided = sum(blobs) - bytesCopied;
    ports.journal.avoid(bytesAvoided);
    return { blobsCopied: missing.length, bytesCopied, bytesAvoided };
}
/** All manifests below an index, each before its own children. Those that the source lacks (a sparse index) are left out. */
async function readChildren(source, root) {
    const all = new Map();
    let level = [root];
    while (level.some(isIndex)) {
        const digests = distinct(level.flatMap(childrenOf))
            .map(({ digest }) => digest)
            .filter((digest) => !all.has(digest));
        const found = digests.length === 0 ? new Map() : await source.read(digests);
        for (const [digest, manifest] of found)
            all.set(digest, manifest);
        level = [...found.values()];
    }
    return [...all.values()];
}
async function copyBlob(source, destination, blob, { clock, signal }) {
    for (let attempt = 1;; attempt += 1) {
        const content = (await source.readBlob(blob)).pipeThrough(verifying(blob));
        try {
            await destination.writeBlob(blob, content);
            return;
        }
        catch (error) {
            // Where nothing was sent of it, the source still waits for a reader.
            await content.cancel().catch(() => undefined);
            if (signal.aborted || attempt >= ATTEMPTS_PER_BLOB)
                throw error;
        }
        await clock.sleep(FIRST_DELAY_MS * 2 ** (attempt - 1), signal);
    }
}
/** Passes bytes on, and fails the stream when they are not those of the descriptor. */
function verifying(blob) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    return new TransformStream({
        transform: (chunk, controller) => {
            hash.update(chunk);
            size += chunk.byteLength;
            controller.enqueue(chunk);
        },
        flush: (controller) => {
            const digest = `sha256:${hash.digest('hex')}`;
            if (digest === blob.digest && size === blob.size)
                return;
            controller.error(new errors/* UserError */.y(`The source gave ${size} bytes of digest ${digest} for the blob ${blob.digest} of ${blob.size} bytes.`));
        },
    });
}
function distinct(descriptors) {
    return [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()];
}
function sum(blobs) {
    return blobs.reduce((total, { size }) => total + size, 0);
}

;// CONCATENATED MODULE: ./.build/shared/registry/distribution-store.js




const AT_ONCE = 6;
/**
 * A repository through the distribution protocol alone, which every registry speaks.
 * Source: OCI Distribution Specification v1.1.
 */
function distributionStore(repository, http) {
    return {
        repository,
        protocol: 'distribution',
        read: async (references) => {
            const found = await mapLimited(references, AT_ONCE, async (reference) => {
                const manifest = await readManifest(http, repository, reference);
                return manifest === undefined ? [] : [[reference, manifest]];
            });
            return new Map(found.flat());
        },
        write: async (manifest, tag) => {
            await writeManifest(http, repository, manifest, tag);
        },
        missing: async (blobs) => {
            const lacking = await mapLimited(blobs, AT_ONCE, async (blob) => (await hasBlob(http, repository, blob)) ? [] : [blob]);
            return lacking.flat();
        },
        readBlob: async (blob) => await readBlob(http, repository, blob),
        writeBlob: async (blob, content) => {
            await writeBlob(http, repository, blob, content);
        },
        // The protocol lists a repository's tags but not a digest's, and knows no settings.
        tagsOf: () => Promise.resolve(undefined),
        immutable: () => Promise.resolve(undefined),
    };
}
async function readManifest(http, repository, reference) {
    const response = await http({
        method: 'GET',
        target: `manifests/${reference}`,
        kind: 'manifest',
        headers: { accept: MANIFEST_TYPES.join(', ') },
    });
    if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
    }
    if (response.status !== 200)
        throw await refused(response, repository, `reading ${reference}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const digest = digestOf(bytes);
    if ((0,registry_reference/* isDigest */.Bc)(reference) && digest !== reference) {
        throw new errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`);
    }
    const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim();
    return { bytes, digest, mediaType: mediaType ?? mediaTypeIn(bytes) ?? '' };
}
async function writeManifest(http, repository, manifest, tag) {
    const response = await http({
        method: 'PUT',
        target: `manifests/${tag ?? manifest.digest}`,
        kind: 'manifest',
        headers: { 'content-type': manifest.mediaType },
        body: new Uint8Array(manifest.bytes),
        length: manifest.bytes.byteLength,
    });
    if (response.status === 201 || response.status === 200) {
        await response.body?.cancel();
        return;
    }
    const error = await refused(response, repository, `writing ${tag ?? manifest.digest}`);
    // An immutable tag is refused even when it names this very digest already.
    const existing = tag === undefined ? undefined : await readManifest(http, repository, tag);
    if (existing?.digest !== manifest.digest)
        throw error;
}
async function hasBlob(http, repository, blob) {
    const response = await http({ method: 'HEAD', target: `blobs/${blob.digest}`, kind: 'blob' });
    if (response.status === 200)
        return true;
    if (response.status === 404)
        return false;
    throw await refused(response, repository, `asking for ${blob.digest}`);
}
/** Opens a blob for reading. ECR redirects to a presigned URL. */
async function readBlob(http, repository, blob) {
    const response = await http({ method: 'GET', target: `blobs/${blob.digest}`, kind: 'blob' });
    if (response.status !== 200 || response.body === null) {
        throw await refused(response, repository, `reading ${blob.digest}`);
    }
    return response.body;
}
/**
 * Uploads a blob by POST and one PUT. Sessions are never continued: ECR expects the next byte of a session that
 * failed and refuses the first.
 */
async function writeBlob(http, repository, blob, content) {
    const session = await http({ method: 'POST', target: 'blobs/uploads/', kind: 'upload', length: 0 });
    const location = session.headers.get('location');
    if (session.status !== 202 || location === null)
        throw await refused(session, repository, 'starting an upload');
    await session.body?.cancel();
    const base = session.url === '' ? `https://${repository.host}` : session.url;
    const target = new URL(location, base);
    target.searchParams.set('digest', blob.digest);
    const response = await http({
        method: 'PUT',
        target: target.href,
        kind: 'upload',
        headers: { 'content-type': 'application/octet-stream' },
        body: content,
        length: blob.size,
    });
    if (response.status !== 201)
        throw await refused(response, repository, `uploading ${blob.digest}`);
    await response.body?.cancel();
}
async function refused(response, repository, doing) {
    const said = saidIn(await response.text().catch(() => ''));
    const hint = response.status === 401 || response.status === 403
        ? 'The token was refused: check that the role may use this repository.'
        : response.status === 404
            ? 'Check that the repository exists in that region, or create it.'
            : undefined;
    return new errors/* UserError */.y(`The registry answered ${response.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`, hint);
}
/**
 * What a registry says about an error, for people. A proxy's page says nothing to them.
 * Source: OCI Distribution Specification v1.1, "Error Codes".
 */
function saidIn(body) {
    const line = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 500);
    if (/^\s*</.test(body))
        return '';
    try {
        const { errors } = JSON.parse(body);
        const messages = (errors ?? []).map(({ code = '', message = '' }) => `${code} ${message}`);
        return line(messages.length > 0 ? messages.join(', ') : body);
    }
    catch {
        return line(body);
    }
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var client_ecr_dist_cjs = __webpack_require__(8249);
;// CONCATENATED MODULE: ./.build/shared/registry/ecr-store.js






// Source: Amazon ECR API Reference, BatchGetImage and BatchCheckLayerAvailability: at most 100 identifiers a call.
const BATCH = 100;
/**
 * A repository through ECR's API for manifests and questions, which batch and need no registry token, and through the
 * distribution protocol for blobs.
 */
function ecrStore(repository, session, http) {
    const client = session.client(client_ecr_dist_cjs/* ECRClient */.S70, repository.region);
    const repositoryName = repository.name;
    const registryId = repository.account;
    const read = async (references) => {
        const found = new Map();
        for (const batch of batches([...new Set(references)])) {
            const { images = [], failures = [] } = await client.send(new client_ecr_dist_cjs/* BatchGetImageCommand */.P8n({
                registryId,
                repositoryName,
                imageIds: batch.map(identifier),
                acceptedMediaTypes: [...MANIFEST_TYPES],
            }));
            for (const image of images)
                addImage(found, batch, image);
            const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound');
            if (failure) {
                throw new errors/* UserError */.y(`ECR cannot give ${failure.imageId?.imageTag ?? failure.imageId?.imageDigest ?? 'an image'} of ${repository.url}: ${failure.failureReason ?? failure.failureCode ?? 'no reason given'}.`);
            }
        }
        return found;
    };
    return {
        repository,
        protocol: 'ecr',
        read,
        write: async (manifest, tag) => {
            try {
                await client.send(new client_ecr_dist_cjs/* PutImageCommand */.SUU({
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
                const { layers = [] } = await client.send(new client_ecr_dist_cjs/* BatchCheckLayerAvailabilityCommand */.YmI({
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
        readBlob: async (blob) => await readBlob(http, repository, blob),
        writeBlob: async (blob, content) => {
            await writeBlob(http, repository, blob, content);
        },
        tagsOf: async (digests) => await unlessDenied(async () => {
            const { imageDetails = [] } = await client.send(new client_ecr_dist_cjs/* DescribeImagesCommand */.ji5({
                registryId,
                repositoryName,
                imageIds: digests.map((imageDigest) => ({ imageDigest })),
            }));
            return new Map(imageDetails.map(({ imageDigest = '', imageTags = [] }) => [imageDigest, imageTags]));
        }),
        immutable: async (tags) => await unlessDenied(async () => {
            const { repositories } = await client.send(new client_ecr_dist_cjs/* DescribeRepositoriesCommand */.pE_({ registryId, repositoryNames: [repositoryName] }));
            const settings = repositories?.[0];
            const filters = (settings?.imageTagMutabilityExclusionFilters ?? []).map(({ filter = '' }) => filter);
            const byDefault = settings?.imageTagMutability?.startsWith('IMMUTABLE') ?? false;
            return tags.filter((tag) => filters.some((filter) => matchesWildcard(tag, filter)) !== byDefault);
        }),
    };
    // Source: Amazon ECR API Reference, PutImage, errors. An immutable repository refuses even the identical image.
    async function acceptExisting(error, manifest, tag) {
        const name = awsErrorName(error);
        if (name === 'ImageAlreadyExistsException')
            return;
        if (name !== 'ImageTagAlreadyExistsException' || tag === undefined)
            throw error;
        const existing = (await read([tag])).get(tag);
        if (existing?.digest === manifest.digest)
            return;
        throw new errors/* UserError */.y(`The tag "${tag}" of ${repository.url} is immutable and names another image, ${existing?.digest ?? 'unknown'}.`, `Tags that move (stages and "latest") must be excluded from tag immutability: add a filter for "${tag}" to the repository's settings.`, { cause: error });
    }
}
function addImage(found, asked, image) {
    const { imageId, imageManifest, imageManifestMediaType } = image;
    if (imageManifest === undefined || imageId?.imageDigest === undefined)
        return;
    const bytes = new Uint8Array(Buffer.from(imageManifest, 'utf8'));
    const manifest = {
        bytes,
        digest: imageId.imageDigest,
        mediaType: imageManifestMediaType ?? mediaTypeIn(bytes) ?? '',
    };
    for (const reference of asked) {
        if (reference === imageId.imageTag || reference === imageId.imageDigest)
            found.set(reference, manifest);
    }
}
function identifier(reference) {
    return (0,registry_reference/* isDigest */.Bc)(reference) ? { imageDigest: reference } : { imageTag: reference };
}
function batches(values) {
    return Array.from({ length: Math.ceil(values.length / BATCH) }, (_, index) => values.slice(index * BATCH, (index + 1) * BATCH));
}
async function unlessDenied(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (isAccessDenied(error) || awsErrorName(error) === 'ImageNotFoundException')
            return undefined;
        throw error;
    }
}
/** Source: Amazon ECR API Reference, ImageTagMutabilityExclusionFilter: `*` stands for any characters. */
function matchesWildcard(tag, filter) {
    const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(tag);
}

;// CONCATENATED MODULE: ./.build/shared/registry/stall.js
/**
 * Begins to watch a request. A connection can be dead without either side being told: without this a copy waits for
 * as long as the job may run.
 * @param idleMs how long nothing may move, in milliseconds
 */
function watchForStall(signal, idleMs) {
    const stalled = new AbortController();
    const timer = setTimeout(() => {
        stalled.abort(new Error(`not a byte moved for ${idleMs / 1000} s`));
    }, idleMs);
    // A body that nobody reads must not keep the process.
    timer.unref();
    const end = () => {
        clearTimeout(timer);
    };
    return {
        signal: AbortSignal.any([signal, stalled.signal]),
        end,
        through: (stream) => stream.pipeThrough(new TransformStream({
            transform: (chunk, controller) => {
                timer.refresh();
                controller.enqueue(chunk);
            },
            flush: end,
        })),
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/http.js



const http_MOST_ATTEMPTS = 5;
const MOST_REDIRECTS = 5;
const http_FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 8_000;
const STALLED_AFTER_MS = 60_000;
/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or a body of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 */
function registryHttp(repository, tokens, { fetch, clock, journal, signal }, stalledAfterMs = STALLED_AFTER_MS) {
    const origin = `${(0,registry_reference/* isLoopback */.U9)(repository.host) ? 'http' : 'https'}://${repository.host}`;
    const send = async (url, request) => {
        const started = clock.now();
        const own = url.origin === origin;
        const record = (status, received) => {
            journal.record({
                service: 'registry',
                action: `${request.method} ${request.kind}`,
                region: repository.region,
                status,
                bytesSent: request.length ?? 0,
                bytesReceived: received,
                milliseconds: clock.now() - started,
            });
        };
        const watch = watchForStall(signal, stalledAfterMs);
        const { body } = request;
        try {
            const response = await fetch(url, {
                method: request.method,
                redirect: 'manual',
                signal: watch.signal,
                headers: {
                    ...request.headers,
                    ...(own ? { authorization: await authorization(repository, tokens) } : {}),
                    ...(request.length === undefined ? {} : { 'content-length': String(request.length) }),
                },
                ...(body === undefined
                    ? {}
                    : { body: body instanceof ReadableStream ? watch.through(body) : body, duplex: 'half' }),
            });
            record(response.status, request.method === 'GET' ? Number(response.headers.get('content-length') ?? 0) : 0);
            if (request.method === 'GET' && response.status === 200 && response.body !== null) {
                return new Response(watch.through(response.body), response);
            }
            watch.end();
            return response;
        }
        catch (error) {
            watch.end();
            record(undefined, 0);
            throw error;
        }
    };
    const follow = async (request) => {
        let url = new URL(request.target.includes('://') ? request.target : `${origin}/v2/${repository.name}/${request.target}`);
        for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
            const response = await send(url, request);
            const location = response.headers.get('location');
            if (response.status < 300 || response.status >= 400 || location === null)
                return response;
            await response.body?.cancel();
            url = new URL(location, url);
        }
        throw new errors/* UserError */.y(`The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`);
    };
    return async (request) => {
        const once = request.body instanceof ReadableStream;
        let renewed = false;
        for (let attempt = 1;; attempt += 1) {
            const last = once || attempt >= http_MOST_ATTEMPTS;
            let wait = backoff(attempt);
            try {
                const response = await follow(request);
                if (!renewed && !once && (await isTokenRefused(response))) {
                    renewed = true;
                    tokens.forget(repository.region);
                    continue;
                }
                if (last || !mayPass(response.status))
                    return response;
                wait = retryAfter(response.headers.get('retry-after'), clock.now()) ?? wait;
                await response.body?.cancel();
            }
            catch (error) {
                if (signal.aborted || error instanceof errors/* UserError */.y)
                    throw error;
                if (last)
                    throw unreachable(repository, request, error);
            }
            await clock.sleep(wait, signal);
        }
    };
}
async function authorization(repository, tokens) {
    const { username, password } = await tokens.login(repository.region);
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
// ECR says 403 for an expired token, not 401. Source: error text of ECR, "Your authorization token has expired".
async function isTokenRefused(response) {
    if (response.status === 401)
        return true;
    if (response.status !== 403)
        return false;
    return /token has expired|reauthenticate/i.test(await response.clone().text());
}
function mayPass(status) {
    return status === 408 || status === 429 || status >= 500;
}
/** Full jitter, so that many jobs which were throttled together do not come back together. */
function backoff(attempt) {
    return Math.random() * Math.min(LONGEST_DELAY_MS, http_FIRST_DELAY_MS * 2 ** attempt);
}
function retryAfter(header, now) {
    if (header === null)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isFinite(milliseconds) ? Math.min(Math.max(milliseconds, 0), 30_000) : undefined;
}
function unreachable(repository, request, error) {
    const cause = error instanceof Error && error.cause !== undefined ? `: ${(0,errors/* messageOf */.b)(error.cause)}` : '';
    return new errors/* UserError */.y(`The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${(0,errors/* messageOf */.b)(error)}${cause}.`, 'Check the host and region in the image URL, and the network of the runner.', { cause: error });
}

;// CONCATENATED MODULE: ./.build/shared/registry/token.js


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
    const fetchToken = async (region) => {
        const client = session.client(client_ecr_dist_cjs/* ECRClient */.S70, region);
        const { authorizationData } = await client.send(new client_ecr_dist_cjs/* GetAuthorizationTokenCommand */.Eu6({}));
        const data = authorizationData?.[0];
        const [username, password] = Buffer.from(data?.authorizationToken ?? '', 'base64')
            .toString('utf8')
            .split(/:(.*)/s);
        if (!username || !password) {
            throw new errors/* UserError */.y(`ECR in ${region} gave no registry token.`, 'Allow "ecr:GetAuthorizationToken" on "*".');
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
        token.catch(() => tokens.delete(region));
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
        forget: (region) => {
            tokens.delete(region);
        },
    };
}

;// CONCATENATED MODULE: ./.build/shared/registry/open.js





/** Opens the registries for a session. Asks nothing yet. */
function openRegistries(session, ports) {
    const tokens = tokenSource(session, ports.clock);
    const open = (repository, protocol = 'ecr') => {
        const http = registryHttp(repository, tokens, ports);
        return protocol === 'ecr' ? ecrStore(repository, session, http) : distributionStore(repository, http);
    };
    return {
        tokens,
        open,
        locate: async (repository, references) => {
            const store = open(repository);
            const found = await store.read(references).catch((error) => {
                if (awsErrorName(error) === 'RepositoryNotFoundException')
                    return undefined;
                throw error;
            });
            if (found !== undefined && found.size > 0)
                return { store, found };
            const fallback = open(repository, 'distribution');
            const direct = await fallback.read(references).catch(() => {
                ports.signal.throwIfAborted();
                return new Map();
            });
            if (direct.size > 0)
                return { store: fallback, found: direct };
            return { store, found: found ?? new Map() };
        },
    };
}

// EXTERNAL MODULE: ./.build/shared/runner/journal.js
var journal = __webpack_require__(6902);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var client_ecs_dist_cjs = __webpack_require__(212);
;// CONCATENATED MODULE: ./.build/shared/release/failure.js

/** Why something failed, in the words of the error that ended it. */
function because(error) {
    return {
        reason: (0,errors/* messageOf */.b)(error),
        ...(error instanceof errors/* UserError */.y && error.hint !== undefined ? { hint: error.hint } : {}),
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

;// CONCATENATED MODULE: ./.build/shared/release/ecs/container.js

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
        throw new errors/* UserError */.y(`The task definition ${taskDefinition} has no container "${name}".`, `Its containers: ${listed}. Set "container-name" to one of them.`);
    }
    const matching = containers.flatMap((container, index) => repositoryName(container.image) === repository.name ? [index] : []);
    const [only, another] = matching.length === 0 && containers.length === 1 ? [0] : matching;
    if (only !== undefined && another === undefined)
        return only;
    const count = only === undefined ? 'no container' : `${matching.length} containers`;
    throw new errors/* UserError */.y(`The task definition ${taskDefinition} has ${count} of the repository "${repository.name}".`, `Its containers: ${listed}. Set "container-name" to the one that runs this application.`);
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
            .send(new client_ecs_dist_cjs/* DescribeServicesCommand */.H7c({ cluster: service.cluster, services: [service.service] }))
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
    const { taskArns = [] } = await client.send(new client_ecs_dist_cjs/* ListTasksCommand */.MYg({ cluster, serviceName, desiredStatus: 'STOPPED' }));
    if (taskArns.length === 0)
        return [];
    const { tasks = [] } = await client.send(new client_ecs_dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks: taskArns.slice(0, 100) }));
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
        .send(new client_ecs_dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [service] }))
        .catch((error) => {
        if (awsErrorName(error) !== 'ClusterNotFoundException')
            throw error;
        throw new errors/* UserError */.y(`There is no ECS cluster "${cluster}" in ${target.region}.`, 'Check "cluster-arn" and the region ("stage-region", or the one in the ARN).', { cause: error });
    });
    const found = answer.services?.[0];
    if (found === undefined) {
        throw new errors/* UserError */.y(`There is no ECS service "${service}" ${where}.`, 'Check "service-name", the cluster and the region. A service that is not created yet is given as "placeholder" or left empty.');
    }
    if (found.status !== 'ACTIVE') {
        throw new errors/* UserError */.y(`The ECS service "${service}" ${where} is ${found.status ?? 'in no state'}, not ACTIVE.`);
    }
    const controller = found.deploymentController?.type ?? 'ECS';
    if (controller !== 'ECS') {
        throw new errors/* UserError */.y(`The ECS service "${service}" ${where} is deployed by ${controller}, which this action cannot do.`, 'Its deployment controller must be ECS (rolling, blue/green, linear or canary).');
    }
    return found;
}
/** Reads a task definition as it is, with its tags and with fields that no SDK knows. */
async function describeTaskDefinition(client, taskDefinition) {
    const command = new client_ecs_dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition, include: ['TAGS'] });
    return readTaskDefinition(await sendRaw(command.middlewareStack, async () => await client.send(command)));
}
/** Registers a revision from raw JSON. Returns its ARN. */
async function registerTaskDefinition(client, definition) {
    const command = new client_ecs_dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({ family: '', containerDefinitions: [] });
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
    const answer = await client.send(new client_ecs_dist_cjs/* UpdateServiceCommand */.kZr({ cluster, service, taskDefinition }));
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
                const why = isAccessDenied(error)
                    ? 'the role may not see its service deployments. Allow ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions for exact reasons.'
                    : (0,errors/* messageOf */.b)(error);
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
    const { serviceDeployments = [] } = await client.send(new client_ecs_dist_cjs/* ListServiceDeploymentsCommand */.jz8({ cluster, service, ...(after ? { createdAt: { after } } : {}) }));
    const revisions = serviceDeployments.flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
    if (revisions.length === 0)
        return undefined;
    const { serviceRevisions = [] } = await client.send(new client_ecs_dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns: [...new Set(revisions)].slice(0, 20) }));
    const own = new Set(serviceRevisions
        .filter(({ taskDefinition }) => taskDefinition === watched.taskDefinition)
        .map(({ serviceRevisionArn }) => serviceRevisionArn));
    return serviceDeployments
        .filter(({ targetServiceRevisionArn }) => own.has(targetServiceRevisionArn))
        .toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0]
        ?.serviceDeploymentArn;
}
async function describeDeployment(client, arn) {
    const answer = await client.send(new client_ecs_dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: [arn] }));
    return answer.serviceDeployments?.[0];
}
async function readService(client, { cluster, service }) {
    const answer = await client.send(new client_ecs_dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [service] }));
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
    const client = session.client(client_ecs_dist_cjs/* ECSClient */.Zgc, target.region);
    const service = await describeService(client, target, runs);
    const former = await describeTaskDefinition(client, service.taskDefinition ?? '');
    const container = findContainer(former.containers, target.repository, runs.container, shortArn(former.arn));
    const runsNow = digestIn(former.containers[container]?.image ?? '');
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
            return brokenOff(error, true, ports.signal);
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
            return brokenOff(error, !isRefusal(error), ports.signal);
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

;// CONCATENATED MODULE: ./.build/shared/release/images.js





/**
 * Resolves the source to a digest, once and for all, and looks at every repository in one read each.
 * @throws UserError when the source or a repository does not exist, or the digest is not the expected one
 */
async function readImages(registries, request) {
    const { stage, home, expectedDigest } = request;
    const source = request.rollback ? previousTag(stage) : request.source;
    const { store, found } = await registries.locate(home, [source, stage, previousTag(stage)]);
    const manifest = found.get(source);
    if (manifest === undefined)
        throw missingSource(request, source);
    if (expectedDigest !== undefined && manifest.digest !== expectedDigest) {
        throw new errors/* UserError */.y(`The tag "${source}" of ${home.url} is ${manifest.digest} now, not the expected ${expectedDigest}.`, 'Something else was built or released since. Approve the new digest, or release the expected one by giving it as "previous-stage-name".');
    }
    const others = distinctRepositories(request).filter(({ url }) => url !== home.url);
    const states = await Promise.all(others.map(async (repository) => {
        const regional = registries.open(repository, store.protocol);
        const there = await readOrExplain(regional, [manifest.digest, stage, previousTag(stage)]);
        return state(regional, there, manifest.digest, stage);
    }));
    return {
        manifest,
        image: { digest: manifest.digest, platforms: platformsOf(manifest) },
        states: [{ ...state(store, found, manifest.digest, stage), hasImage: true }, ...states],
    };
}
function state(store, found, digest, stage) {
    return {
        store,
        hasImage: found.has(digest),
        current: found.get(stage),
        previous: found.get(previousTag(stage)),
    };
}
function distinctRepositories({ targets }) {
    return [...new Map(targets.map(({ repository }) => [repository.url, repository])).values()];
}
async function readOrExplain(store, references) {
    try {
        return await store.read(references);
    }
    catch (error) {
        if (awsErrorName(error) !== 'RepositoryNotFoundException')
            throw error;
        throw new errors/* UserError */.y(`There is no repository "${store.repository.name}" in ${store.repository.region} (${store.repository.url}).`, "Create it there, with the settings of the image's own repository.", { cause: error });
    }
}
function missingSource({ home, stage, rollback }, source) {
    const hint = (0,registry_reference/* isDigest */.Bc)(source)
        ? 'A digest is released from the repository that has it: check "ecr-image-url", and that no lifecycle rule removed it.'
        : rollback
            ? `The stage "${stage}" keeps its former image under that tag from its second release on.`
            : source === 'latest' || (0,registry_reference/* isCommit */.WM)(source)
                ? 'Build it first, with build-action.'
                : `Release to the stage "${source}" first, or give another tag as "previous-stage-name".`;
    return new errors/* UserError */.y(`There is no image "${source}" in ${home.url}.`, hint);
}
/** The images in an index by platform. Attestations stand there as `unknown/unknown`. */
function platformsOf(manifest) {
    return new Map(childrenOf(manifest).flatMap(({ platform, digest }) => platform === undefined || platform.os === 'unknown'
        ? []
        : [[`${platform.os}/${platform.architecture}`, digest]]));
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-lambda/dist-cjs/index.js
var client_lambda_dist_cjs = __webpack_require__(1696);
;// CONCATENATED MODULE: ./.build/shared/release/lambda/deployable.js

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
    throw new errors/* UserError */.y(`The function "${functionName}" runs on ${architecture}, and the image ${image.digest} has no ${platform} in it.`, `It has ${[...image.platforms.keys()].join(', ')}. Build with "platforms: ${platform}", or change the function's architecture.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/lambda/function.js



const function_FIRST_POLL_MS = 500;
const function_SLOWEST_POLL_MS = 5_000;
/**
 * Looks a function up and refuses what cannot be given an image.
 * @throws UserError
 */
async function describeFunction(client, name, region) {
    const answer = await client.send(new client_lambda_dist_cjs/* GetFunctionCommand */.YF5({ FunctionName: name })).catch((error) => {
        if (awsErrorName(error) !== 'ResourceNotFoundException')
            throw error;
        throw new errors/* UserError */.y(`There is no Lambda function "${name}" in ${region}.`, 'Check "lambda-function-name" and the region ("stage-region", or the one in the ARN). A function that is not created yet is given as "placeholder" or left empty.', { cause: error });
    });
    if (answer.Configuration?.PackageType !== 'Image') {
        throw new errors/* UserError */.y(`The Lambda function "${name}" in ${region} is packaged as ${answer.Configuration?.PackageType ?? 'Zip'}, not as an image.`, 'The package type of a function cannot be changed: create it with "PackageType: Image".');
    }
    return readState(answer);
}
function readState({ Configuration, Code, Tags, TagsError }) {
    return {
        arn: (Configuration?.FunctionArn ?? '').split(':').slice(0, 7).join(':'),
        architecture: Configuration?.Architectures?.[0] ?? 'x86_64',
        image: Code?.ResolvedImageUri ?? Code?.ImageUri,
        updating: Configuration?.LastUpdateStatus === 'InProgress' || Configuration?.State === 'Pending',
        lastUpdate: Configuration?.LastUpdateStatus,
        tags: TagsError === undefined ? (Tags ?? {}) : undefined,
    };
}
/**
 * Gives the function an image; the update goes on afterwards. The architecture is sent as it is, because the API's
 * default is x86_64 whatever the function has.
 * @param deadline in milliseconds since the epoch
 * Source: AWS Lambda API Reference, UpdateFunctionCode; Developer Guide, "Lambda function states".
 */
async function startUpdate(client, state, imageUri, deadline, ports) {
    const architecture = state.architecture === 'arm64' ? 'arm64' : 'x86_64';
    // An update that someone else started has to end first, whatever its outcome.
    if (state.updating)
        await settle(client, state.arn, deadline, ports);
    await whileUpdating(ports, deadline, async () => {
        await client.send(new client_lambda_dist_cjs/* UpdateFunctionCodeCommand */.KfB({
            FunctionName: state.arn,
            ImageUri: imageUri,
            Architectures: [architecture],
        }));
    });
}
/**
 * Waits until no update of the function is in progress, and says how the last one ended.
 * @param deadline in milliseconds since the epoch
 */
async function settle(client, name, deadline, { clock, signal }) {
    for (let pause = function_FIRST_POLL_MS;; pause = Math.min(pause * 1.5, function_SLOWEST_POLL_MS)) {
        const now = await client.send(new client_lambda_dist_cjs/* GetFunctionConfigurationCommand */.qA6({ FunctionName: name }));
        const pending = now.State === 'Pending' || now.LastUpdateStatus === 'InProgress';
        if (!pending) {
            const failed = now.LastUpdateStatus === 'Failed' || now.State === 'Failed';
            const code = now.LastUpdateStatusReasonCode ?? now.StateReasonCode;
            const reason = now.LastUpdateStatusReason ?? now.StateReason;
            return {
                status: failed ? 'Failed' : 'Successful',
                reason: failed ? [code, reason].filter((part) => part !== undefined).join(': ') : undefined,
            };
        }
        if (clock.now() >= deadline)
            return { status: 'TimedOut', reason: 'the update was still in progress' };
        await clock.sleep(pause, signal);
    }
}
/** Sets tags on the function and keeps its others. */
async function tagFunction(client, arn, tags, deadline, ports) {
    await whileUpdating(ports, deadline, async () => {
        await client.send(new client_lambda_dist_cjs/* TagResourceCommand */.eqU({ Resource: arn, Tags: { ...tags } }));
    });
}
/** Tries again while Lambda answers 409 because an update is in progress. */
async function whileUpdating({ clock, signal }, deadline, call) {
    for (let pause = function_FIRST_POLL_MS;; pause = Math.min(pause * 2, function_SLOWEST_POLL_MS)) {
        try {
            await call();
            return;
        }
        catch (error) {
            if (awsErrorName(error) !== 'ResourceConflictException' || clock.now() >= deadline)
                throw error;
            await clock.sleep(pause, signal);
        }
    }
}

;// CONCATENATED MODULE: ./.build/shared/release/lambda/target.js







// TinyStacks' own name for it; the digest in the registry, not the image id that its script put there.
const DIGEST_TAG = 'IMAGE_SHA';
const TAKEN = { status: 'Successful', reason: undefined };
/**
 * Looks at a Lambda function before the first write: it exists, takes images, and the image has its architecture.
 * @throws UserError when the release cannot work here
 */
async function prepareLambdaTarget(session, target, runs, image, request, ports) {
    const { log, clock } = ports;
    if (target.repository.region !== target.region) {
        throw new errors/* UserError */.y(`The Lambda function "${runs.name}" is in ${target.region}, and its image in ${target.repository.region}. Lambda takes images of its own region only.`, 'Set "regional-ecr-image-url" to a repository in the region of the function; the image is copied there.');
    }
    const client = session.client(client_lambda_dist_cjs/* LambdaClient */.Nox, target.region);
    const state = await describeFunction(client, runs.name, target.region);
    const digest = digestForLambda(image, state.architecture, runs.name);
    const formerDigest = digestIn(state.image ?? '');
    const runsIt = formerDigest === digest && !state.updating && state.lastUpdate !== 'Failed';
    const update = async (imageUri, tagged) => {
        const functionArn = state.arn;
        const deadline = clock.now() + request.waitMs;
        try {
            await startUpdate(client, state, imageUri, deadline, ports);
        }
        catch (error) {
            return { ...brokenOff(error, !isRefusal(error), ports.signal), functionArn };
        }
        try {
            const outcome = request.wait === 'none' ? TAKEN : await settle(client, state.arn, deadline, ports);
            if (outcome.status === 'TimedOut') {
                return {
                    result: 'timed-out',
                    accepted: true,
                    reason: `The update was not over in time: ${outcome.reason ?? ''}.`,
                    functionArn,
                };
            }
            if (outcome.status === 'Failed') {
                return {
                    result: 'failed',
                    accepted: true,
                    reason: `Lambda did not take the image: ${outcome.reason ?? 'no reason given'}.`,
                    functionArn,
                };
            }
        }
        catch (error) {
            return { ...brokenOff(error, true, ports.signal), functionArn };
        }
        if (tagged !== undefined)
            await tag(tagged);
        return { result: 'deployed', accepted: true, functionArn, functionVersion: '$LATEST' };
    };
    const tag = async (value) => {
        try {
            await tagFunction(client, state.arn, { [DIGEST_TAG]: value }, clock.now() + request.waitMs, ports);
        }
        catch (error) {
            log.warning(`${target.name}: the function runs the image, but its tag ${DIGEST_TAG} could not be set: ${(0,errors/* messageOf */.b)(error)}`);
        }
    };
    return {
        target,
        settled: runsIt && (state.tags === undefined || state.tags[DIGEST_TAG] === image.digest),
        deploy: async () => {
            if (runsIt) {
                await tag(image.digest);
                return { result: 'unchanged', accepted: false, functionArn: state.arn, functionVersion: '$LATEST' };
            }
            return await update(`${target.repository.url}@${digest}`, image.digest);
        },
        rollBack: async () => {
            if (state.image === undefined || runsIt) {
                return { result: 'failed', accepted: true, reason: 'It is not known what the function ran before.' };
            }
            const outcome = await update(state.image, state.tags?.[DIGEST_TAG] ?? formerDigest);
            return outcome.result === 'deployed'
                ? { ...outcome, result: 'rolled-back' }
                : {
                    ...outcome,
                    result: 'failed',
                    reason: `It could not be brought back: ${outcome.reason ?? outcome.result}`,
                };
        },
    };
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
        throw new errors/* UserError */.y(`The tags of ${store.repository.url} are immutable, so ${immutable.map((tag) => `"${tag}"`).join(' and ')} cannot move to another image.`, `Exclude the stages from tag immutability: add the filter "${stage}*" to the repository's settings (five filters at most).`);
    }));
}
/**
 * Moves the stage's tag in every repository, each after the digest it names now was kept as `<stage>-previous`. The
 * image's own repository is the last: the next stage is promoted from its tag, which moves when all others have.
 * A failure anywhere puts the tags that moved back, where there was something to go back to.
 * @param states the image's own repository first
 * @param keepPrevious false for a rollback, whose source is that very tag
 * @returns the repositories whose tag names something else right afterwards: another release of this stage was faster
 */
async function moveStageTag(states, manifest, stage, keepPrevious) {
    const toMove = states.filter(({ current }) => current?.digest !== manifest.digest);
    const move = async ({ store, current, previous }) => {
        if (keepPrevious && current !== undefined && previous?.digest !== current.digest) {
            await store.write(current, previousTag(stage));
        }
        await store.write(manifest, stage);
    };
    const [home] = states;
    try {
        await allOf(toMove.filter((state) => state !== home).map(move));
        await allOf(toMove.filter((state) => state === home).map(move));
    }
    catch (error) {
        await restore(toMove, stage);
        throw error;
    }
    const readBack = await Promise.all(toMove.map(async ({ store }) => {
        const now = (await store.read([stage])).get(stage);
        return now?.digest === manifest.digest ? [] : [store.repository.url];
    }));
    return readBack.flat();
}
/** Waits for all, whatever one of them does, so that nothing is still being written when the first error is thrown. */
async function allOf(writes) {
    const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected')
        throw failed.reason;
}
async function restore(states, stage) {
    await Promise.allSettled(states.flatMap(({ store, current, previous }) => [
        ...(current === undefined ? [] : [store.write(current, stage)]),
        ...(previous === undefined ? [] : [store.write(previous, previousTag(stage))]),
    ]));
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
        return brokenOff(error, false, signal);
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
    const images = await ports.log.group(`Look at ${request.stage}`, async () => {
        const found = await readImages(openRegistries(session, ports), request);
        ports.log.info(`${(0,registry_reference/* isDigest */.Bc)(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`);
        return found;
    });
    const { manifest, image, states } = images;
    const [home] = states;
    // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
    const outgoing = states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? home.current;
    const [ready, tags] = await Promise.all([
        Promise.all(request.targets.map(async (target) => await prepare(session, target, image, request, ports))),
        home.store.tagsOf([...new Set([manifest.digest, outgoing?.digest ?? manifest.digest])]),
        checkTagsCanMove(states, manifest, request.stage, !request.rollback),
    ]);
    const commitOf = (digest) => digest === undefined ? undefined : tags?.get(digest)?.find(registry_reference/* isCommit */.WM);
    const commit = commitOf(manifest.digest) ?? ((0,registry_reference/* isCommit */.WM)(request.source) ? request.source : undefined);
    const report = (result, ended, written, because) => ({
        stage: request.stage,
        source: request.source,
        result,
        reason: because?.reason,
        hint: because?.hint,
        home: request.home,
        digest: manifest.digest,
        previousDigest: outgoing?.digest,
        commit,
        previousCommit: commitOf(outgoing?.digest),
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
        return report('unchanged', ended, { changed: false });
    }
    // From here on something is written.
    ports.signal.throwIfAborted();
    const { copies, error } = await copyEverywhere(images, commit, ports);
    if (error !== undefined) {
        const result = ports.signal.aborted ? 'cancelled' : 'failed';
        return report(result, allSkipped(ready), { changed: true, copies }, error);
    }
    const ended = await deployAll(ready, ports);
    const outcomes = ended.map(({ outcome }) => outcome);
    const written = { changed: true, copies };
    if (!allGood(outcomes)) {
        const { back, because } = await bringBack(ended, request, ports);
        return report(badResult(back.map(({ outcome }) => outcome)), back, written, because);
    }
    const tagged = await tryToTag(images, request, ports);
    if ('error' in tagged) {
        const { back } = await bringBack(ended, request, ports);
        return report(badResult(back.map(({ outcome }) => outcome)), back, written, {
            ...because(tagged.error),
            reason: `The tag "${request.stage}" could not be moved: ${(0,errors/* messageOf */.b)(tagged.error)}`,
        });
    }
    if (tagged.others.length > 0) {
        return report('superseded', ended, written, {
            reason: `Another release of "${request.stage}" moved its tag at the same time in ${tagged.others.join(', ')}.`,
            hint: 'Give the workflow a concurrency group for each stage, so that releases wait for each other.',
        });
    }
    return report(goodResult(outcomes, true), ended, written, outcomes.find(({ reason }) => reason));
}
async function prepare(session, target, image, request, ports) {
    if (target.runs?.kind === 'ecs')
        return await prepareEcsTarget(session, target, target.runs, image, request, ports);
    if (target.runs?.kind === 'lambda') {
        return await prepareLambdaTarget(session, target, target.runs, image, request, ports);
    }
    const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' };
    const deploy = () => Promise.resolve(nothing);
    return { target, settled: true, deploy, rollBack: deploy };
}
async function copyEverywhere({ manifest, states }, commit, ports) {
    const [home] = states;
    const lacking = states.filter(({ hasImage }) => !hasImage);
    if (lacking.length === 0)
        return { copies: [] };
    const regions = lacking.map(({ store }) => store.repository.region);
    return await ports.log.group(`Copy to ${regions.join(', ')}`, async () => {
        const ended = await Promise.allSettled(lacking.map(async ({ store }) => {
            const { bytesCopied, bytesAvoided } = await copyImage(home.store, store, manifest, commit, ports);
            ports.log.info(`${store.repository.region}: ${(0,journal/* formatBytes */.z)(bytesCopied)} copied, ${(0,journal/* formatBytes */.z)(bytesAvoided)} were there`);
            return { repository: store.repository, bytesCopied };
        }));
        const copies = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
        const failed = ended.findIndex(({ status }) => status === 'rejected');
        const end = ended[failed];
        if (end?.status !== 'rejected')
            return { copies };
        const { reason, hint } = because(end.reason);
        return {
            copies,
            error: {
                reason: `The image could not be copied to ${regions[failed] ?? ''}: ${reason ?? ''}`,
                ...(hint === undefined ? {} : { hint }),
            },
        };
    });
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
async function tryToTag(images, request, ports) {
    try {
        return { others: await moveTags(images, request, ports) };
    }
    catch (error) {
        return { error };
    }
}
async function moveTags(images, request, ports) {
    return await ports.log.group(`Tag ${request.stage}`, async () => {
        const others = await moveStageTag(images.states, images.manifest, request.stage, !request.rollback);
        for (const { store, current } of images.states) {
            const from = current === undefined ? 'new' : shortDigest(current.digest);
            ports.log.info(`${store.repository.url}:${request.stage}: ${from} -> ${shortDigest(images.manifest.digest)}`);
        }
        return others;
    });
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
    throw new errors/* UserError */.y(message.trim(), report.hint);
}


/***/ })

};
