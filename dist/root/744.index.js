export const id = 744;
export const ids = [744];
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

/***/ 3681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject),
/* harmony export */   d: () => (/* binding */ sendRaw)
/* harmony export */ });
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


/***/ }),

/***/ 5744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheckIn: () => (/* binding */ runCheckIn)
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

;// CONCATENATED MODULE: ./.build/shared/build/summary.js

const MADE = {
    built: 'built and pushed',
    copied: 'pushed from an image built elsewhere',
    there: 'there already, nothing was built',
};
const STATES = {
    moved: 'moved here',
    there: 'was here',
    kept: 'left where it is',
};
/**
 * The job summary of a build: which image this commit is, and what its tags name.
 * @param source URL of the source repository, for a link to the commit
 */
function buildSummary(result, source) {
    const { repository, commit, digest, difference } = result;
    const link = source?.startsWith('https://')
        ? `[${code(commit.slice(0, 12))}](${source}/commit/${commit})`
        : code(commit);
    return [
        `### ✅ ${code(repository.name)} ${MADE[result.made]}`,
        table(['', ''], [
            ['image', code(repository.url)],
            ['digest', code(digest)],
            ['commit', link],
            ...(difference === undefined
                ? []
                : [['work tree', `differs from the commit (${code(difference.slice(0, 12))})`]]),
            ...result.outcomes.map(({ tag, state, why }) => [code(`:${tag}`), `${STATES[state]}: ${plain(why)}`]),
            ['seconds', (result.milliseconds / 1000).toFixed(1)],
        ]),
        '',
    ].join('\n\n');
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

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 6 modules
var step = __webpack_require__(2095);
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

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
    return thrown instanceof Error ? thrown : new Error((0,shared_errors/* messageOf */.b)(thrown));
}

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

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
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

;// CONCATENATED MODULE: ./.build/shared/registry/http/registry-http.js





const registry_http_MOST_ATTEMPTS = 5;
const MOST_REDIRECTS = 5;
const registry_http_IDLE_MS = 30_000;
/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or an answer of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 * @param idleMs how long the registry may be silent, in milliseconds
 */
function registryHttp(repository, tokens, ports, idleMs = registry_http_IDLE_MS) {
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

;// CONCATENATED MODULE: ./.build/shared/build/git.js
/** Runs git in a folder. Ours are questions only, in a folder that another user may own, as in container jobs. */
async function git(exec, folder, args) {
    const safely = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '--no-optional-locks'];
    return await exec('git', ['-C', folder, ...safely, ...args]);
}
/** The checkout that a folder is in, or undefined where there is none, no commit, or no git. */
async function readCheckout(exec, folder) {
    const asked = ['rev-parse', '--show-toplevel', '--is-shallow-repository', 'HEAD', 'HEAD^{tree}'];
    const { exitCode, stdout } = await git(exec, folder, asked);
    const [root, shallow, head, tree] = stdout.split('\n');
    if (exitCode !== 0 || !root || !head || !tree)
        return undefined;
    return { folder, root, head, tree, shallow: shallow === 'true' };
}
/** The time of a commit, RFC 3339, or undefined when the checkout does not have it. */
async function commitTime(exec, folder, commit) {
    const { exitCode, stdout } = await git(exec, folder, ['show', '--no-patch', '--format=%cI', commit, '--']);
    return exitCode === 0 ? stdout.trim() : undefined;
}
/** The id of a commit's tree, or undefined when the checkout does not have it. */
async function treeOf(exec, folder, commit) {
    const { exitCode, stdout } = await git(exec, folder, [
        'rev-parse',
        '--verify',
        '--quiet',
        `${commit}^{tree}`,
    ]);
    return exitCode === 0 ? stdout.trim() : undefined;
}
/** Whether a commit is an ancestor of another; undefined when the history at hand can't tell. */
async function isAncestor(exec, checkout, ancestor, descendant) {
    const { exitCode } = await git(exec, checkout.folder, ['merge-base', '--is-ancestor', ancestor, descendant]);
    if (exitCode === 0)
        return true;
    // A "no" may only mean that the way between the two was cut off.
    return exitCode === 1 && !checkout.shallow ? false : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/build/ancestry.js

/**
 * Whether one commit comes before another, from the checkout or, where that lacks the history, from GitHub.
 * Undefined when neither can tell.
 */
async function comesBefore(history, ancestor, descendant, ports) {
    const { checkout } = history;
    const local = checkout === undefined ? undefined : await isAncestor(ports.exec, checkout, ancestor, descendant);
    return local ?? (await askGithub(history, ancestor, descendant, ports));
}
/** Source: GitHub REST API, "Compare two commits": `status` is how the head stands to the base. */
async function askGithub({ github, token }, base, head, { fetch, clock, journal, log, signal }) {
    if (github.repository === undefined || token === undefined)
        return undefined;
    const started = clock.now();
    const record = (status, text) => {
        journal.record({
            service: 'github',
            action: 'CompareCommits',
            region: undefined,
            status,
            bytesSent: 0,
            bytesReceived: Buffer.byteLength(text),
            milliseconds: clock.now() - started,
        });
    };
    try {
        // One commit of one page: the comparison itself is all that is wanted.
        const url = `${github.apiUrl}/repos/${github.repository}/compare/${base}...${head}?per_page=1`;
        const response = await fetch(url, {
            headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
            signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
        });
        const text = await response.text();
        record(response.status, text);
        if (response.ok)
            return isAhead(text);
        log.debug(`GitHub answered ${response.status} to comparing ${base} with ${head}.`);
    }
    catch (error) {
        signal.throwIfAborted();
        record(undefined, '');
        log.debug(`GitHub cannot be asked: ${String(error)}`);
    }
    return undefined;
}
function isAhead(text) {
    try {
        const answer = JSON.parse(text);
        return typeof answer?.status === 'string' ? answer.status === 'ahead' : undefined;
    }
    catch {
        return undefined;
    }
}
const PATIENCE_MS = 10_000;

;// CONCATENATED MODULE: ./.build/shared/build/cache.js
/**
 * The flags of a cache mode. A cache that cannot be written must not fail a build whose image is pushed already, hence
 * `ignore-error`; and a pull request reads the cache without writing what nobody has reviewed into it.
 * Source: docs.docker.com, "Cache storage backends", Registry and GitHub Actions; ECR needs `image-manifest=true`.
 * @param scope tells the caches of several images in one GitHub repository apart
 */
function cacheFlags(mode, repositoryUrl, scope, readOnly) {
    if (mode === 'none')
        return { from: [], to: [] };
    const common = mode === 'ecr' ? `type=registry,ref=${repositoryUrl}:buildcache` : `type=gha,scope=${scope}`;
    const registryOnly = mode === 'ecr' ? ',image-manifest=true,oci-mediatypes=true' : '';
    return {
        from: [common],
        to: readOnly ? [] : [`${common},mode=max${registryOnly},ignore-error=true`],
    };
}

;// CONCATENATED MODULE: ./.build/shared/build/commit.js


/**
 * The commit of a build: the one that was asked for, else the checkout's HEAD, else the run's.
 * @throws UserError for a value that is no full sha, and when nothing names a commit
 */
function chooseCommit(asked, checkout, github) {
    if (asked !== undefined) {
        if (isCommit(asked))
            return { commit: asked, why: 'the input "sha"' };
        throw new shared_errors/* UserError */.y(`The input "sha" is "${asked}", which is no full commit sha.`, 'It has 40 hexadecimal digits in lower case, as "git rev-parse HEAD" prints it.');
    }
    if (checkout !== undefined && isCommit(checkout.head)) {
        const merge = github.event?.startsWith('pull_request') && checkout.head === github.sha;
        return {
            commit: checkout.head,
            why: merge
                ? `HEAD of the checkout, which a ${github.event ?? ''} event sets; "sha" can name another`
                : 'HEAD of the checkout',
        };
    }
    if (github.sha !== undefined && isCommit(github.sha)) {
        return { commit: github.sha, why: 'GITHUB_SHA; there is no git checkout here' };
    }
    throw new shared_errors/* UserError */.y('There is no git checkout here, so the commit of the image is not known.', 'Run actions/checkout before this step, or set the input "sha".');
}

;// CONCATENATED MODULE: ./.build/shared/build/ignore-pattern.js
/**
 * Reads a pattern that is cleaned of `.`, `..` and outer slashes. One that is not valid matches nothing: Docker refuses
 * it, and then no more is left out than it would.
 * Source: docs.docker.com, "Build context", .dockerignore files, Matching; the corners as moby/patternmatcher has them.
 */
function ignorePattern(pattern) {
    if (!/[*?[\]\\]/.test(pattern))
        return { literal: pattern, matches: (path) => path === pattern };
    const suffix = /^\*\*([^*?[\]\\]*)$/.exec(pattern)?.[1];
    if (suffix !== undefined) {
        const name = suffix.startsWith('/') ? suffix.slice(1) : undefined;
        return { literal: undefined, matches: (path) => path.endsWith(suffix) || path === name };
    }
    const expression = compiled(pattern);
    return { literal: undefined, matches: (path) => expression?.test(path) ?? false };
}
function compiled(pattern) {
    const parts = pattern.match(/\*\*\/?|\\[^]|[^]/g) ?? [];
    const text = parts.map((part, index) => translated(part, index === parts.length - 1)).join('');
    try {
        return new RegExp(`^${text}$`);
    }
    catch {
        return undefined;
    }
}
function translated(part, isLast) {
    if (part.startsWith('**'))
        return isLast ? '.*' : '(?:.*/)?';
    if (part === '*')
        return '[^/]*';
    if (part === '?')
        return '[^/]';
    if (part.startsWith('\\'))
        return part.length > 1 ? literally(part.slice(1)) : '\\\\';
    return /[.+()|{}$]/.test(part) ? literally(part) : part;
}
/** By its number, which is right inside and outside of a class. */
function literally(character) {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

;// CONCATENATED MODULE: ./.build/shared/build/context-filter.js



/**
 * Reads what the build leaves out of its context. An ignore file beside the Dockerfile wins over the context's own.
 * Source: docs.docker.com, "Build context", .dockerignore files, Filename and location.
 */
async function readContextFilter(context, dockerfile) {
    const beside = await readIfThere(`${dockerfile}.dockerignore`);
    return contextFilter(beside ?? (await readIfThere((0,external_node_path_.join)(context, '.dockerignore'))) ?? '');
}
/**
 * The filter of an ignore file's text, as BuildKit understands it: the last rule that matches decides, and a rule that
 * matches a folder matches all that is in it. A rule is not asked where it would change nothing, and what it then
 * would have said of a folder is lost for what is in the folder.
 * Source: moby/patternmatcher, MatchesUsingParentResults; a test compares it with Docker.
 */
function contextFilter(text) {
    const rules = rulesIn(text);
    const exceptions = rules.filter(({ exception }) => exception);
    const folders = new Map([['.', rules.map(() => false)]]);
    const matchesOfFolder = (folder) => {
        const known = folders.get(folder);
        if (known !== undefined)
            return known;
        const found = matchesOf(folder);
        folders.set(folder, found);
        return found;
    };
    const matchesOf = (path) => {
        const above = matchesOfFolder(external_node_path_.posix.dirname(path));
        let leftOut = false;
        return rules.map(({ exception, matches }, index) => {
            const match = above[index] === true || (exception === leftOut && matches(path));
            if (match)
                leftOut = !exception;
            return match;
        });
    };
    const sends = (path) => {
        if (path === '' || rules.length === 0)
            return true;
        const last = matchesOf(path).lastIndexOf(true);
        return last < 0 || rules[last]?.exception === true;
    };
    return {
        sends,
        leavesOut: (folder) => !sends(folder) &&
            exceptions.every(({ literal }) => literal !== undefined && !literal.startsWith(`${folder}/`)),
    };
}
/** Source: moby/patternmatcher, ignorefile: comments begin a line, blanks around a rule do not count. */
function rulesIn(text) {
    return text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .map((line) => line.trim())
        .filter((line) => line !== '' && line !== '!')
        .map((line) => {
        const exception = line.startsWith('!');
        const pattern = cleaned(exception ? line.slice(1).trim() : line);
        return { exception, ...ignorePattern(pattern) };
    });
}
function cleaned(pattern) {
    const path = external_node_path_.posix.normalize(pattern);
    return path.length > 1 ? path.replace(/^\//, '').replace(/\/$/, '') : path;
}
async function readIfThere(path) {
    return await (0,promises_.readFile)(path, 'utf8').catch(() => undefined);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./.build/shared/build/describe-files.js





const LARGE_BYTES = 1024 * 1024;
const BETWEEN_PAUSES = 500;
/**
 * One line for every file below the paths: where it is, what it is, and its content. Files of the context that the
 * build leaves out have none, nor has what git keeps in `.git`.
 */
async function describeFiles(scope, paths) {
    const lines = [];
    const waiting = [...paths];
    for (let count = 1; waiting.length > 0; count += 1) {
        const path = waiting.pop() ?? '';
        // Many small files are read fastest one after another, without a promise for each; signals get their turn.
        if (count % BETWEEN_PAUSES === 0)
            await (0,external_node_timers_promises_.setImmediate)();
        const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (found?.isDirectory())
            waiting.push(...describe_files_entriesOf(scope, path));
        else if (counts(scope, path))
            lines.push(...(await describeFile(scope.root, path, found)));
    }
    return lines;
}
/** Whether a path is a folder or below it. */
function isWithin(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return !(0,external_node_path_.isAbsolute)(way) && way !== '..' && !way.startsWith('../');
}
function counts({ context, filter }, path) {
    return !isWithin(context, path) || filter.sends((0,external_node_path_.relative)(context, path));
}
function describe_files_entriesOf({ context, filter }, folder) {
    if (isWithin(context, folder) && filter.leavesOut((0,external_node_path_.relative)(context, folder)))
        return [];
    const names = unlessDenied(() => (0,external_node_fs_.readdirSync)(folder)) ?? [];
    return names.filter((name) => name !== '.git').map((name) => (0,external_node_path_.join)(folder, name));
}
async function describeFile(root, path, found) {
    const name = JSON.stringify((0,external_node_path_.relative)(root, path));
    if (found === undefined)
        return [`${name} absent`];
    if (found.isSymbolicLink())
        return [`${name} link ${JSON.stringify((0,external_node_fs_.readlinkSync)(path))}`];
    if (!found.isFile())
        return [];
    const content = found.size > LARGE_BYTES
        ? await hashOfLarge(path)
        : unlessDenied(() => (0,external_node_crypto_.hash)('sha256', (0,external_node_fs_.readFileSync)(path)));
    const kind = (found.mode & 0o111) === 0 ? 'file' : 'program';
    return [`${name} ${kind} ${content ?? 'unreadable'}`];
}
async function hashOfLarge(path) {
    const sum = (0,external_node_crypto_.createHash)('sha256');
    try {
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), sum);
    }
    catch (error) {
        if (isDenied(error))
            return undefined;
        throw error;
    }
    return sum.digest('hex');
}
function unlessDenied(read) {
    try {
        return read();
    }
    catch (error) {
        if (isDenied(error))
            return undefined;
        throw error;
    }
}
/** A file that may not be read here cannot be read by the build, either: it fails, or does not need it. */
function isDenied(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' || code === 'ENOENT';
}

;// CONCATENATED MODULE: ./.build/shared/build/git-changes.js





/**
 * The paths below a folder of a work tree that are not as its commit has them: changed, untracked, ignored, and those
 * that git was told not to look at. Folders stand for all that is in them. Absolute paths.
 * @param root the root of the work tree
 * @param files files elsewhere in it that count as well, ignored or not
 */
async function pathsUnlikeCommit(exec, root, folder, files) {
    const [changed, untracked, tracked, ignored] = await Promise.all([
        changedPaths(exec, root, [folder, ...files]),
        untrackedPaths(exec, root, files),
        list(exec, root, ['ls-files', '-v', '-s', '-z', '--', folder]),
        ignoredPaths(exec, root, folder),
    ]);
    const hidden = tracked.filter((entry) => /^[Sa-z] /.test(entry)).map(pathOf);
    const found = [...changed, ...untracked, ...hidden, ...ignored].map((path) => (0,external_node_path_.join)(root, path));
    const inside = await Promise.all(submodulesIn(root, tracked).map(async (submodule) => await ignoredBySubmodule(exec, submodule)));
    return [...found.map((path) => (isWithin(path, folder) ? folder : path)), ...inside.flat()];
}
async function changedPaths(exec, root, paths) {
    const found = await list(exec, root, [
        'status',
        '--porcelain',
        '--no-renames',
        '--untracked-files=all',
        '--ignore-submodules=none',
        '-z',
        '--',
        ...paths,
    ]);
    return found.map((entry) => entry.slice('XY '.length));
}
/** Those of the paths that the commit does not have, ignored ones as well. */
async function untrackedPaths(exec, root, paths) {
    if (paths.length === 0)
        return [];
    return await list(exec, root, ['ls-files', '--others', '-z', '--', ...paths]);
}
/** A folder that is ignored as a whole is one path, however many files it has. */
async function ignoredPaths(exec, root, folder) {
    const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', '--', folder];
    return await list(exec, root, args);
}
/** git asks no submodule for what it ignores; what else differs in one makes it a changed path. */
async function ignoredBySubmodule(exec, submodule) {
    const [ignored, tracked] = await Promise.all([
        ignoredPaths(exec, submodule, submodule),
        list(exec, submodule, ['ls-files', '-v', '-s', '-z']),
    ]);
    const inside = await Promise.all(submodulesIn(submodule, tracked).map(async (inner) => await ignoredBySubmodule(exec, inner)));
    return [...ignored.map((path) => (0,external_node_path_.join)(submodule, path)), ...inside.flat()];
}
/** Submodules that are checked out. Source: git-ls-files(1), Output; gitdatamodel(7): a submodule has the mode 160000. */
function submodulesIn(root, tracked) {
    return tracked
        .filter((entry) => entry.slice('H '.length).startsWith('160000 '))
        .map((entry) => (0,external_node_path_.join)(root, pathOf(entry)))
        .filter((path) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, '.git')));
}
function pathOf(entry) {
    return entry.slice(entry.indexOf('\t') + 1);
}
async function list(exec, root, args) {
    const { exitCode, stdout, stderr } = await git(exec, root, ['--literal-pathspecs', ...args]);
    if (exitCode === 0)
        return stdout.split('\0').filter((entry) => entry !== '');
    throw new shared_errors/* UserError */.y(`git cannot say what differs from the commit: ${stderr.trim()}`, 'Check the repository out again.');
}

;// CONCATENATED MODULE: ./.build/shared/build/difference.js







/**
 * What makes a work tree another than the commit's, in one hash: undefined when nothing does. Counted are tracked
 * changes, untracked files and files that git ignores, as far as the context that is sent to the build has them, and
 * the Dockerfile and its ignore file by their content wherever they are. The same generated Dockerfile gives the same
 * hash, so that its image is found again.
 * @param commit the commit that the image is for; when another is checked out, that one's tree is a difference, too
 */
async function differenceFrom(exec, checkout, commit, inputs) {
    const context = await (0,promises_.realpath)(inputs.context);
    const control = await controlFiles({ ...inputs, context });
    const inside = control.filter((path) => isWithin(checkout.root, path));
    const [unlike, filter, tree] = await Promise.all([
        pathsUnlikeCommit(exec, checkout.root, context, inside),
        readContextFilter(context, inputs.dockerfile),
        commit === checkout.head ? checkout.tree : treeOf(exec, checkout.folder, commit),
    ]);
    const differing = new Set(unlike);
    const ofControl = control.filter((path) => differing.has(path) || !isWithin(checkout.root, path));
    const lines = await describe({ root: checkout.root, context, filter }, [...differing], ofControl);
    if (tree !== checkout.tree)
        lines.add(`tree ${checkout.tree}`);
    return lines.size === 0 ? undefined : hashOf(lines);
}
/** The hash of a whole context, for a folder that is no git checkout and hence differs from its commit by all it has. */
async function hashOfContext({ context, dockerfile }) {
    const real = await (0,promises_.realpath)(context);
    const control = await controlFiles({ context: real, dockerfile });
    const filter = await readContextFilter(real, dockerfile);
    return hashOf(await describe({ root: real, context: real, filter }, [real], control));
}
/** The build takes the Dockerfile and its ignore file even where that one leaves them out. */
async function describe(scope, paths, control) {
    const all = { ...scope, filter: contextFilter('') };
    return new Set([...(await describeFiles(scope, paths)), ...(await describeFiles(all, control))]);
}
/** Under their own paths and, where a link stands there, that of what it points to; also where none is there now. */
async function controlFiles({ context, dockerfile }) {
    const candidates = [dockerfile, `${dockerfile}.dockerignore`, (0,external_node_path_.join)(context, '.dockerignore')];
    const found = await Promise.all(candidates.map(async (path) => {
        const own = (0,external_node_path_.join)(await (0,promises_.realpath)((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
        return [own, await (0,promises_.realpath)(path).catch(() => own)];
    }));
    return [...new Set(found.flat())];
}
function hashOf(lines) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update([...lines].sort().join('\n'))
        .digest('hex');
}

;// CONCATENATED MODULE: ./.build/shared/build/build-args.js
/** The arguments of `docker` that build and push an image. Secrets are named here, never given. */
function buildArgs(command) {
    const { options, cache } = command;
    return [
        'buildx',
        'build',
        ...definitionArgs(command),
        '--progress=plain',
        '--push',
        ...flags('--tag', [command.reference]),
        ...flags('--annotation', options.annotations),
        ...flags('--cache-to', [...options.cacheTo, ...cache.to]),
        `--provenance=${options.provenance}`,
        ...(options.sbom === 'false' ? [] : [`--sbom=${options.sbom}`]),
        '--metadata-file',
        command.metadataFile,
        command.context,
    ];
}
/** The arguments of `docker` that run the build checks of the same Dockerfile and build nothing. */
function checkArgs(command) {
    return ['buildx', 'build', ...definitionArgs(command), '--call', 'check,format=json', command.context];
}
function definitionArgs({ dockerfile, labels, cache, options }) {
    return [
        ...flags('--builder', optional(options.builder)),
        ...flags('--file', [dockerfile]),
        ...flags('--target', optional(options.target)),
        ...flags('--platform', options.platforms.length === 0 ? [] : [options.platforms.join(',')]),
        ...flags('--build-arg', options.buildArgs),
        ...flags('--label', labels),
        ...flags('--secret', options.secrets.map(({ id }, index) => `id=${id},env=${secretVariable(index)}`)),
        ...flags('--secret', options.secretEnvs.map(({ id, value }) => `id=${id},env=${value}`)),
        ...flags('--secret', options.secretFiles.map(({ id, value }) => `id=${id},${csvField(`src=${value}`)}`)),
        ...flags('--ssh', options.ssh),
        ...flags('--network', optional(options.network)),
        ...flags('--cache-from', [...options.cacheFrom, ...cache.from]),
        ...(options.noCache ? ['--no-cache'] : []),
        ...(options.pull ? ['--pull'] : []),
    ];
}
/** The environment that hands the values of `secrets` to the build: not on a command line, and in no file. */
function secretEnvironment(options) {
    return Object.fromEntries(options.secrets.map(({ value }, index) => [secretVariable(index), value]));
}
function secretVariable(index) {
    return `TINYSTACKS_BUILD_SECRET_${index}`;
}
function flags(name, values) {
    return values.flatMap((value) => [name, value]);
}
function optional(value) {
    return value === undefined ? [] : [value];
}
/** One field of the comma-separated values that Buildx reads. Source: RFC 4180, section 2. */
function csvField(value) {
    return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

;// CONCATENATED MODULE: ./.build/shared/build/checks.js

// More annotations than these GitHub does not show for one step. Source: docs.github.com, "Workflow commands", limits.
const MOST_ANNOTATIONS = 10;
/**
 * The warnings in a build's metadata.
 * Source: docs.docker.com, "docker buildx build", --metadata-file, `buildx.build.warnings`: `short` and `detail` are
 * base64, lines count from 1.
 */
function warningsInMetadata(metadata) {
    return listIn(metadata, 'buildx.build.warnings').flatMap((warning) => {
        const message = decoded(warning['short']);
        if (message === undefined)
            return [];
        const [, rule, rest] = /^(\w+): (.*)$/s.exec(message) ?? [];
        return [
            {
                rule: rule ?? 'Warning',
                message: [rest ?? message, ...details(warning['detail'])].join(' '),
                url: textIn(warning, 'url'),
                line: startLine(listIn(warning, 'range')),
            },
        ];
    });
}
/** The warnings that `docker buildx build --call check,format=json` prints. */
function warningsInReport(report) {
    return listIn(report, 'warnings').map((warning) => {
        const location = warning['location'];
        return {
            rule: textIn(warning, 'ruleName') ?? 'Warning',
            message: textIn(warning, 'detail') ?? textIn(warning, 'description') ?? '',
            url: textIn(warning, 'url'),
            line: startLine(listIn(location, 'ranges')),
        };
    });
}
/** Shows warnings beside the lines of the Dockerfile, the first ten of them. */
function annotate(log, warnings, dockerfile, workspace) {
    const path = (0,external_node_path_.relative)(workspace, dockerfile);
    const place = path.startsWith('..') || (0,external_node_path_.isAbsolute)(path) ? {} : { file: path };
    for (const { rule, message, url, line } of warnings.slice(0, MOST_ANNOTATIONS)) {
        log.warning(`${rule}: ${message}${url === undefined ? '' : ` ${url}`}`, {
            title: 'Build check',
            ...place,
            ...(line === undefined ? {} : { line }),
        });
    }
    const rest = warnings.length - MOST_ANNOTATIONS;
    if (rest > 0)
        log.info(`${rest} more build-check warnings stand in the log of the build.`);
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
function listIn(value, name) {
    const list = isObject(value) ? value[name] : undefined;
    return Array.isArray(list) ? list.filter(isObject) : [];
}
function textIn(value, name) {
    const text = isObject(value) ? value[name] : undefined;
    return typeof text === 'string' && text !== '' ? text : undefined;
}
function decoded(value) {
    return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}
function details(value) {
    return Array.isArray(value) ? value.flatMap((detail) => decoded(detail) ?? []) : [];
}
function startLine(ranges) {
    const start = ranges[0]?.['start'];
    const line = isObject(start) ? start['line'] : undefined;
    return typeof line === 'number' && line > 0 ? line : undefined;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./.build/shared/aws/raw-json.js
var raw_json = __webpack_require__(3681);
;// CONCATENATED MODULE: ./.build/shared/runner/variable.js
/** An environment variable's value; empty is absent. */
function variable(env, name) {
    const value = env[name];
    return value === '' ? undefined : value;
}
/** The folder that relative paths of inputs start from. */
function variable_workspaceOf(env) {
    return variable(env, 'GITHUB_WORKSPACE') ?? process.cwd();
}

;// CONCATENATED MODULE: ./.build/shared/build/docker-config.js






// Plugins, builders and contexts of the user: what `docker buildx` is and where it builds.
const LINKED = ['cli-plugins', 'buildx', 'contexts'];
/**
 * Gives work a folder of its own that only this user can read, and removes it in every case.
 * A kill is the one end that nothing can follow; the runner empties its temporary folder after the job.
 */
async function withTemporaryFolder({ env }, work) {
    const parent = variable(env, 'RUNNER_TEMP') ?? (0,external_node_os_.tmpdir)();
    // mkdtemp makes the folder with mode 700.
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'tinystacks-build-'));
    try {
        return await work(folder);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 3 });
    }
}
/**
 * Writes a Docker configuration into a folder: the user's own, so that builders and private base images still work,
 * but for one registry without any login of the user's. The folder is then where `docker login` keeps the token.
 * @returns the environment for `docker`
 */
async function writeDockerConfig(folder, host, env) {
    const own = (0,external_node_path_.resolve)(variable(env, 'DOCKER_CONFIG') ?? (0,external_node_path_.join)(variable(env, 'HOME') ?? (0,external_node_os_.homedir)(), '.docker'));
    const config = withoutRegistry(await readConfig((0,external_node_path_.join)(own, 'config.json')), host);
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'config.json'), JSON.stringify(config, undefined, 2), { mode: 0o600 });
    for (const name of LINKED) {
        const target = (0,external_node_path_.join)(own, name);
        // A link, because a builder that is used writes its state there.
        if ((0,external_node_fs_.existsSync)(target))
            await (0,promises_.symlink)(target, (0,external_node_path_.join)(folder, name), 'junction');
    }
    return { ...env, DOCKER_CONFIG: folder };
}
/**
 * The configuration without a login for a registry. A credential store would keep our token beyond the step, so the
 * registries that it serves get it as their own helper instead, and ours none.
 * Source: docs.docker.com, "docker login", Credential stores and Credential helpers.
 */
function withoutRegistry(config, host) {
    const { credsStore, auths, credHelpers, ...rest } = config;
    const logins = Object.entries(objectOr(auths));
    const stored = typeof credsStore === 'string' ? logins.map(([name]) => [name, credsStore]) : [];
    const others = (entries) => Object.fromEntries(entries.filter(([name]) => !names(name, host)));
    return {
        ...rest,
        auths: others(logins),
        credHelpers: others([...stored, ...Object.entries(objectOr(credHelpers))]),
    };
}
/** Old configurations name a registry by a URL. */
function names(entry, host) {
    return entry.replace(/^https?:\/\//, '').split('/', 1)[0] === host;
}
async function readConfig(path) {
    const text = await (0,promises_.readFile)(path, 'utf8').catch(() => '{}');
    try {
        return objectOr(JSON.parse(text));
    }
    catch {
        return {};
    }
}
function objectOr(value) {
    return (0,raw_json/* isJsonObject */.O)(value) ? value : {};
}

;// CONCATENATED MODULE: ./.build/shared/build/failed-line.js
const LAST_LINES = 3;
const LONGEST = 200;
/**
 * What Buildx shows after a build that failed: the output of the command between two rules, and the Dockerfile's name
 * and line above its excerpt.
 */
function failedLine(stderr) {
    const line = /^\S.*:(\d+)\n-{20}\n(?: +\d+ \|.*\n)*? +\d+ \| >>> /m.exec(stderr)?.[1];
    if (line === undefined)
        return undefined;
    const output = /^-{6}\n > \[.*\n([^]*?)^-{6}$/m.exec(stderr)?.[1] ?? '';
    return {
        line: Number(line),
        output: output
            .split('\n')
            .map((text) => text.replace(/^\d+\.\d+ /, '').trim())
            .filter((text) => text !== '')
            .slice(-LAST_LINES)
            .map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)),
    };
}

;// CONCATENATED MODULE: ./.build/shared/build/known-failures.js
/** The failures that have a sentence of their own; the first that matches BuildKit's reason is it. */
function knownFailure(said) {
    return KNOWN.find(({ pattern }) => pattern.test(said));
}
const SETUP_BUILDX = 'Run docker/setup-buildx-action before this step';
const KNOWN = [
    {
        pattern: /'buildx' is not a docker command|unknown command: docker buildx|docker: unknown flag: --|unknown flag: --(?:builder|file|progress)/,
        message: () => 'Docker has no Buildx here.',
        hint: `${SETUP_BUILDX}, or use a runner that has it.`,
    },
    {
        pattern: /Cannot connect to the Docker daemon|failed to connect to the docker API|docker daemon is not running/i,
        message: (said) => `No Docker Engine answers: ${said}`,
        hint: 'Use a Linux runner with Docker, or give an image that was built elsewhere by the input "from".',
    },
    {
        pattern: /^no builder "/,
        message: (said) => `There is ${said.replace(/ found$/, '')}.`,
        hint: `${SETUP_BUILDX}, or correct the input "builder".`,
    },
    {
        pattern: /Cache export is not supported for the docker driver/,
        message: () => 'This builder cannot write a cache.',
        hint: `${SETUP_BUILDX}, or set "cache" to "none".`,
    },
    {
        pattern: /Attestation is not supported for the docker driver/,
        message: () => 'This builder cannot make attestations.',
        hint: `${SETUP_BUILDX}, or leave "provenance" and "sbom" at "false".`,
    },
    {
        pattern: /Multi-platform build is not supported for the docker driver/i,
        message: () => 'This builder cannot build for several platforms at once.',
        hint: `${SETUP_BUILDX}, or give one of "platforms".`,
    },
    {
        pattern: /no space left on device/i,
        message: (said) => `The disk of the builder is full: ${said}`,
        hint: 'Free space before this step, for example by "docker system prune --all --force", or use a larger runner.',
    },
    {
        pattern: /toomanyrequests|429 Too Many Requests/i,
        message: (said) => `A registry gives no more base images for now: ${said}`,
        hint: 'Sign in to it before this step (docker/login-action), or take the base image from public.ecr.aws/docker/library.',
    },
    {
        pattern: /failed to resolve source metadata for/,
        message: (said) => `A base image cannot be read: ${said.replace(/^.*?failed to resolve source metadata for /, '')}`,
        hint: 'Check its name and tag after FROM; one that is private needs a login before this step.',
    },
    {
        pattern: /target stage .* could not be found/,
        message: (said) => `The Dockerfile does not have what "target" asks for: ${said}`,
        hint: 'Give the name after AS of one of its stages.',
    },
    {
        pattern: /tag is immutable|ImageTagAlreadyExists|cannot be overwritten because/,
        message: (said, { repositoryUrl }) => `A tag in ${repositoryUrl} is immutable and has an image already: ${said}`,
        hint: 'Build another commit, or let the repository overwrite tags.',
    },
    {
        pattern: /name unknown|NAME_UNKNOWN|repository .*does not exist/i,
        message: (_, { repositoryUrl }) => `There is no repository ${repositoryUrl}.`,
        hint: 'Create it, or correct "ecr-image-url".',
    },
    {
        pattern: /failed to push[^]*(?:denied|unauthorized|\b40[13]\b)/i,
        message: (said, { repositoryUrl }) => `The push to ${repositoryUrl} was denied: ${said}`,
        hint: 'Allow "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:BatchCheckLayerAvailability" and "ecr:PutImage" on the repository.',
    },
];
/** Where to look when nothing better is known. */
const SEE_LOG = 'The log of this step has the whole output.';
/** What to do about a line of the Dockerfile that failed. */
function hintForLine(said, { context }) {
    if (said.includes('parse error'))
        return 'Correct that line.';
    if (!said.endsWith(': not found'))
        return SEE_LOG;
    return `Its path is relative to the context "${context}", and .dockerignore must not leave it out.`;
}
/** What to do about a command of the Dockerfile that failed. */
function hintForCommand(code, output) {
    if (code === '137')
        return 'It was killed, most often because the runner has too little memory.';
    if (!output.includes('exec format error'))
        return SEE_LOG;
    return 'The builder cannot run that platform: run docker/setup-qemu-action before this step.';
}

;// CONCATENATED MODULE: ./.build/shared/build/docker-errors.js



/** The sentence for a `docker login` that failed. */
function loginError(host, { exitCode, stderr }) {
    const said = lastLine(stderr);
    if (exitCode === 127)
        return dockerAbsent();
    // Without an engine the client itself asks a registry on loopback, by the wrong protocol.
    if (said.includes('HTTP response to HTTPS client')) {
        return new shared_errors/* UserError */.y('No Docker Engine answers.', 'Use a Linux runner with Docker, and check DOCKER_HOST.');
    }
    if (/unauthorized|denied|forbidden|\b40[13]\b|no basic auth/i.test(stderr)) {
        return new shared_errors/* UserError */.y(`The registry ${host} refused the token that ECR gave: ${ended(said)}`, 'Check that the role belongs to the account of the image URL, or that its repository policy lets the role in.');
    }
    return new shared_errors/* UserError */.y(`Docker cannot sign in to ${host}: ${ended(said)}`, 'Check the host and region in the image URL, and the network of the runner.');
}
/**
 * The sentence for a `docker buildx` that failed.
 * @param build with the Dockerfile, relative to the workspace
 */
function buildError(build, { exitCode, stderr }) {
    if (exitCode === 127)
        return dockerAbsent();
    const said = reason(stderr);
    const known = knownFailure(said);
    if (known !== undefined)
        return new shared_errors/* UserError */.y(ended(known.message(said, build)), known.hint);
    const failed = failedLine(stderr);
    if (failed === undefined)
        return new shared_errors/* UserError */.y(`The build failed: ${ended(said)}`, SEE_LOG);
    const place = `${build.dockerfile}:${failed.line}`;
    const code = /did not complete successfully: exit code: (\d+)/.exec(said)?.[1];
    if (code === undefined)
        return new shared_errors/* UserError */.y(`The build failed at ${place}: ${ended(said)}`, hintForLine(said, build));
    const last = failed.output.length === 0 ? 'it printed nothing' : failed.output.join(' | ');
    return new shared_errors/* UserError */.y(`The build failed at ${place} with exit code ${code}: ${ended(last)}`, hintForCommand(code, last));
}
function dockerAbsent() {
    return new shared_errors/* UserError */.y('There is no "docker" command here.', 'Use a runner with Docker and Buildx, or give an image that was built elsewhere by the input "from".');
}
/**
 * What Buildx gives as the reason: from its last line that begins with ERROR, else all that was said. What the commands
 * of the Dockerfile printed never begins a line, and so is never taken for it.
 */
function reason(stderr) {
    const start = [...stderr.matchAll(/^(?:ERROR|error): /gm)].at(-1)?.index;
    const text = start === undefined ? withoutError(stderr) : stderr.slice(start);
    return text
        .replace(/^(?:ERROR|error): /, '')
        .replace(/^(?:failed to build: |failed to solve: |failed to compute cache key: )+/, '')
        .replace(/failed to calculate checksum of ref \S+: /, '')
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim();
}
/** The Docker client says what is wrong before its usage; a build that was ended from outside has a last line. */
function withoutError(stderr) {
    return stderr.startsWith('#')
        ? lastLine(stderr)
        : (stderr.trim().split(/\n\s*\n/, 1)[0] ?? '') || 'no reason given';
}
function lastLine(text) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.at(-1)?.trim() ?? 'no reason given';
}
/** A sentence's end, so that the hint does not run on. */
function ended(text) {
    return /[.!?…]$/.test(text) ? text : `${text}.`;
}

;// CONCATENATED MODULE: ./.build/shared/build/engine.js








/**
 * Builds an image with Docker Buildx and pushes it under one tag. The registry's token is known to a configuration that
 * lives as long as this call.
 * @throws UserError when Docker or Buildx is absent, the token is refused, or the build fails
 */
async function buildByEngine(build, tokens, ports) {
    return await withTemporaryFolder(ports, async (folder) => {
        const env = await signIn(build.repository, folder, tokens, ports);
        const command = { ...build.command, metadataFile: (0,external_node_path_.join)(folder, 'metadata.json') };
        const options = command.options;
        const run = {
            cwd: build.workspace,
            signal: ports.signal,
            env: {
                ...env,
                ...secretEnvironment(options),
                ...(options.check === 'off' ? {} : { BUILDX_METADATA_WARNINGS: 'true' }),
            },
        };
        if (options.check === 'error')
            await checkFirst(build, command, run, ports);
        const result = await ports.log.group(`docker buildx build ${command.reference}`, async () => ports.exec('docker', buildArgs(command), { ...run, show: true }));
        if (result.exitCode !== 0)
            throw buildError(failedBuild(build), result);
        return await readMetadata(build, command, ports);
    });
}
async function signIn(repository, folder, tokens, { env, exec, signal }) {
    const { username, password } = await tokens.login(repository.region);
    const dockerEnv = await writeDockerConfig(folder, repository.host, env);
    const args = ['login', '--username', username, '--password-stdin', repository.host];
    const result = await exec('docker', args, { input: password, env: dockerEnv, signal });
    if (result.exitCode !== 0)
        throw loginError(repository.host, result);
    return dockerEnv;
}
async function checkFirst(build, command, run, { exec, log }) {
    const result = await exec('docker', checkArgs(command), run);
    const warnings = warningsInReport(parseJson(result.stdout));
    if (result.exitCode === 0 && warnings.length === 0)
        return;
    if (warnings.length === 0)
        throw buildError(failedBuild(build), result);
    annotate(log, warnings, command.dockerfile, build.workspace);
    throw new shared_errors/* UserError */.y(`The build checks found ${warnings.length === 1 ? 'a problem' : `${warnings.length} problems`} in the Dockerfile, and the input "check" is "error".`, 'Mend what the annotations name, or set "check" to "warn".');
}
async function readMetadata(build, command, { log }) {
    const metadata = parseJson(await (0,promises_.readFile)(command.metadataFile, 'utf8').catch(() => ''));
    if (command.options.check === 'warn') {
        annotate(log, warningsInMetadata(metadata), command.dockerfile, build.workspace);
    }
    // The warnings carry the whole Dockerfile, which an output has no use for.
    const rest = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'buildx.build.warnings'));
    const digest = rest['containerimage.digest'];
    if (typeof digest !== 'string' || !isDigest(digest)) {
        throw new shared_errors/* UserError */.y('Buildx did not say which digest it pushed.', 'Update Docker Buildx: 0.10 or later is needed.');
    }
    return { digest, metadata: JSON.stringify(rest) };
}
/** Paths as a user knows them, relative to the workspace. */
function failedBuild({ repository, workspace, command }) {
    return {
        repositoryUrl: repository.url,
        dockerfile: (0,external_node_path_.relative)(workspace, command.dockerfile),
        context: (0,external_node_path_.relative)(workspace, command.context) || '.',
    };
}
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? { ...value } : {};
    }
    catch {
        return {};
    }
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

;// CONCATENATED MODULE: ./.build/shared/build/labels.js

/**
 * Says that an image was made from a work tree that was not the commit's: the hash of the difference. Empty, or not
 * there, for the commit's own.
 */
const DIFFERENCE_LABEL = 'com.tinystacks.build.difference';
/** Says which image of its commit an image is, where the commit can have several: the hash of its recipe, or empty. */
const RECIPE_LABEL = 'com.tinystacks.build.recipe';
/**
 * The labels of an image: ours, then those that were asked for. One of the same name as ours takes its place, except
 * the difference and the recipe, by which later builds recognise the image.
 * @param asked `KEY=VALUE` each
 */
function imageLabels(origin, asked) {
    const names = new Set(asked.map((label) => label.split('=', 1)[0]));
    const own = [
        [REVISION_LABEL, origin.commit],
        ['org.opencontainers.image.source', origin.source],
        ['org.opencontainers.image.created', origin.committed],
    ];
    return [
        ...own.flatMap(([name, value]) => (value === undefined || names.has(name) ? [] : [`${name}=${value}`])),
        ...asked.filter((label) => ![DIFFERENCE_LABEL, RECIPE_LABEL].includes(label.split('=', 1)[0] ?? '')),
        // Also when empty: a base image may have been built here, and an image inherits labels.
        `${DIFFERENCE_LABEL}=${origin.difference ?? ''}`,
        `${RECIPE_LABEL}=${origin.recipe ?? ''}`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/build/existing.js





/**
 * Whether a commit's image was made from a work tree with the same difference to the commit as the one at hand, and by
 * the same recipe. An image whose labels cannot be read is not taken for it. Says why it is not.
 */
async function isMadeFrom({ difference, recipe }, image, store, session, ports) {
    try {
        const labels = await readLabels(store, image, session, ports);
        if ((labels[RECIPE_LABEL] ?? '') !== (recipe ?? '')) {
            ports.log.warning(`${image.digest} was built from this commit by another Dockerfile, context, target, build-args or platforms. It is built again, and the commit's tag moves. Give each service a repository of its own.`);
            return false;
        }
        if ((labels[DIFFERENCE_LABEL] ?? '') === (difference ?? ''))
            return true;
        ports.log.info(`${image.digest} was made from other files than this commit's image is now: it is built again.`);
        return false;
    }
    catch (error) {
        ports.signal.throwIfAborted();
        ports.log.notice(`The commit's image exists, but what it was made from cannot be read, so it is built again. Allow "ecr:GetDownloadUrlForLayer" on the repository. ${(0,shared_errors/* messageOf */.b)(error)}`);
        return false;
    }
}
/** The commits that an image is of: by its tags or, where they tell none, by its revision label. */
async function commitsOf(image, store, session, ports) {
    const tags = (await store.tagsOf([image.digest]))?.get(image.digest) ?? [];
    const commits = tags.filter(isCommit);
    if (commits.length > 0)
        return commits;
    const labels = await readLabels(store, image, session, ports).catch(() => {
        ports.signal.throwIfAborted();
        return undefined;
    });
    const revision = labels?.[REVISION_LABEL];
    return revision !== undefined && isCommit(revision) ? [revision] : [];
}
/**
 * Checks that a repository which has none of the tags exists at all, before anything is built for it.
 * @param create makes it, where that was asked for
 * @returns false when ECR's API does not know it but a registry without ECR may, as on loopback
 * @throws UserError when it does not exist
 */
async function repositoryExists(store, tag, create) {
    if (store.protocol !== 'ecr')
        return true;
    try {
        await store.immutable([tag]);
        return true;
    }
    catch (error) {
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'RepositoryNotFoundException')
            throw error;
        if (create !== undefined) {
            await create();
            return true;
        }
        if (store.repository.account === undefined)
            return false;
        throw new shared_errors/* UserError */.y(`There is no repository "${store.repository.name}" in ${store.repository.host}.`, `Set "create-repository" of build-action, create it by "aws ecr create-repository --region ${store.repository.region} --repository-name ${store.repository.name}", or correct "ecr-image-url".`);
    }
}
/** Refuses to replace a commit's image where tags cannot be moved. */
async function refuseImmutableCommit(store, commit) {
    if (!(await store.immutable([commit]))?.includes(commit))
        return;
    throw new shared_errors/* UserError */.y(`${store.repository.url}:${commit} exists and its tag is immutable, so another image of this commit cannot be pushed.`, 'Commit what differs, give each service a repository of its own, or leave "rebuild" at "false".');
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./.build/shared/registry/stores/tar-entries.js


const BLOCK = 512;
/**
 * The regular files of a tar archive by path, from its headers alone.
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format".
 * @throws UserError for a file that is no tar archive, or a compressed one
 */
async function tarEntries(archive) {
    const file = await (0,promises_.open)(archive);
    try {
        return await readEntries(file, archive);
    }
    finally {
        await file.close();
    }
}
async function readEntries(file, archive) {
    const entries = new Map();
    const { size: end } = await file.stat();
    if (end < BLOCK)
        throw notTar(archive, await readAt(file, 0, end));
    let extended = {};
    for (let at = 0; at + BLOCK <= end;) {
        const header = await readAt(file, at, BLOCK);
        if (header.every((byte) => byte === 0))
            break;
        if (!hasChecksum(header))
            throw notTar(archive, header);
        const size = extended.size ?? numberIn(header, 124, 12);
        const offset = at + BLOCK;
        const type = String.fromCharCode(header[156] ?? 0);
        at = offset + Math.ceil(size / BLOCK) * BLOCK;
        if (offset + size > end)
            throw new shared_errors/* UserError */.y(`"${archive}" is cut off.`);
        if (type === 'x')
            extended = { ...extended, ...parsePax(await readAt(file, offset, size)) };
        else if (type === 'L')
            extended = { ...extended, path: cString(await readAt(file, offset, size)) };
        else if (type !== 'g') {
            if (type === '0' || type === '\0')
                entries.set(normal(extended.path ?? pathIn(header)), { offset, size });
            extended = {};
        }
    }
    return entries;
}
async function readAt(file, position, length) {
    // A header's size is not to be trusted with memory; the longest path that a system takes is 4 kB.
    if (length > 1024 * 1024)
        throw new shared_errors/* UserError */.y('A header of the tar archive is too long.');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
}
/** The sum of a header's bytes, its own eight counted as blanks. */
function hasChecksum(header) {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    return sum === numberIn(header, 148, 8);
}
/** Octal text or, where the first bit is set, a binary number. */
function numberIn(header, start, length) {
    const field = header.subarray(start, start + length);
    if (((field[0] ?? 0) & 0x80) !== 0)
        return Number(field.readBigUInt64BE(length - 8));
    return Number.parseInt(cString(field).trim() || '0', 8);
}
function pathIn(header) {
    const name = cString(header.subarray(0, 100));
    const prefix = header.subarray(257, 262).toString() === 'ustar' ? cString(header.subarray(345, 500)) : '';
    return prefix === '' ? name : `${prefix}/${name}`;
}
/** Records `LENGTH KEY=VALUE\n`, where the length counts all of its record. */
function parsePax(data) {
    let found = {};
    for (let at = 0; at < data.length;) {
        const blank = data.indexOf(0x20, at);
        const length = Number.parseInt(data.subarray(at, blank).toString(), 10);
        if (blank < 0 || !(length > 0))
            break;
        const [key, value = ''] = data
            .subarray(blank + 1, at + length - 1)
            .toString()
            .split(/=(.*)/s);
        if (key === 'path')
            found = { ...found, path: value };
        if (key === 'size')
            found = { ...found, size: Number(value) };
        at += length;
    }
    return found;
}
function cString(field) {
    const end = field.indexOf(0);
    return field.subarray(0, end < 0 ? field.length : end).toString();
}
function normal(path) {
    return path.replace(/^(?:\.\/)+/, '');
}
// How gzip (RFC 1952) and zstd (RFC 8878) files begin.
const MAGIC = [Buffer.from([0x1f, 0x8b]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])];
function notTar(archive, start) {
    const compressed = MAGIC.some((magic) => start.subarray(0, magic.length).equals(magic));
    return new shared_errors/* UserError */.y(`"${archive}" is ${compressed ? 'compressed' : 'no tar archive'}.`, compressed
        ? 'Decompress it first, for example by gunzip.'
        : 'Give an OCI image layout, as a folder or a tar.');
}

;// CONCATENATED MODULE: ./.build/shared/registry/stores/layout-source.js








/**
 * Opens an OCI image layout: a folder, or an uncompressed tar of one, as `docker buildx build -o type=oci` and
 * `docker save` write it. Of a tar only its headers and what is asked for are read.
 * Source: OCI Image Specification v1.1, "Image Layout".
 * @throws UserError when there is no layout, or it holds no image or several
 */
async function openLayout(path) {
    const files = (await (0,promises_.stat)(path)).isDirectory() ? folderFiles(path) : await tarFiles(path);
    const source = layoutSource(path, files);
    const index = await files.read('index.json');
    if (index === undefined) {
        throw new shared_errors/* UserError */.y(`"${path}" is no OCI image layout: it has no index.json.`, 'Write one by "docker buildx build --output type=oci,dest=image.tar", or by "docker save" of Docker 25 or later.');
    }
    const digests = new Set(layout_source_manifestsIn(index).map(({ digest }) => digest));
    const [digest] = digests;
    if (digest === undefined || digests.size > 1) {
        throw new shared_errors/* UserError */.y(`"${path}" holds ${digests.size === 0 ? 'no image' : `${digests.size} images`}.`, 'Give a layout of one image.');
    }
    const root = (await source.read([digest])).get(digest);
    if (root === undefined)
        throw new shared_errors/* UserError */.y(`"${path}" lacks the manifest ${digest} that its index names.`);
    return { source, root };
}
function layoutSource(path, files) {
    return {
        read: async (references) => {
            const found = new Map();
            for (const digest of references) {
                const bytes = isDigest(digest) ? await files.read(blobPath(digest)) : undefined;
                if (bytes === undefined)
                    continue;
                if (digestOf(bytes) !== digest) {
                    throw new shared_errors/* UserError */.y(`"${path}" is damaged: ${digest} has the content of ${digestOf(bytes)}.`);
                }
                found.set(digest, { bytes, digest, mediaType: mediaTypeIn(bytes) ?? '' });
            }
            return found;
        },
        readBlob: async ({ digest }, offset = 0) => {
            if (!isDigest(digest))
                throw new shared_errors/* UserError */.y(`"${path}" names the digest "${digest}", which is none.`);
            return await files.stream(blobPath(digest), offset);
        },
    };
}
function folderFiles(folder) {
    return {
        read: async (path) => await (0,promises_.readFile)((0,external_node_path_.join)(folder, path)).catch(undefinedIfAbsent),
        stream: async (path, offset) => {
            const handle = await (0,promises_.open)((0,external_node_path_.join)(folder, path));
            return handle.createReadStream({ start: offset });
        },
    };
}
async function tarFiles(archive) {
    const entries = await tarEntries(archive);
    const stream = (entry, offset = 0) => entry.size <= offset
        ? external_node_stream_.Readable.from([])
        : (0,external_node_fs_.createReadStream)(archive, { start: entry.offset + offset, end: entry.offset + entry.size - 1 });
    return {
        read: async (path) => {
            const entry = entries.get(path);
            if (entry === undefined)
                return undefined;
            const chunks = [];
            for await (const chunk of stream(entry))
                chunks.push(chunk);
            return Buffer.concat(chunks);
        },
        stream: (path, offset) => {
            const entry = entries.get(path);
            if (entry === undefined)
                throw new shared_errors/* UserError */.y(`"${archive}" lacks ${path}.`);
            return Promise.resolve(stream(entry, offset));
        },
    };
}
function blobPath(digest) {
    return `blobs/${digest.replace(':', '/')}`;
}
function layout_source_manifestsIn(index) {
    const value = JSON.parse(Buffer.from(index).toString('utf8'));
    return value.manifests ?? [];
}
function undefinedIfAbsent(error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return undefined;
    throw error;
}

;// CONCATENATED MODULE: ./.build/shared/build/from.js






/**
 * Opens what the input `from` names: an OCI layout in the workspace, or a reference in a registry. A path that exists
 * is a path.
 * @param target where it goes to; a loopback registry is in its region
 * @throws UserError when it is neither, or names no image
 */
async function openFrom(from, workspace, target, registries, env) {
    const path = (0,external_node_path_.resolve)(workspace, from);
    if ((await (0,promises_.stat)(path).catch(() => undefined)) !== undefined) {
        const { source, root } = await openLayout(path);
        return { source, image: root };
    }
    const { url, reference } = splitReference(from);
    const repository = parseRepository(url, { input: 'from', region: target.region, env });
    const { store, found } = await registries.locate(repository, [reference]);
    const image = found.get(reference);
    if (image !== undefined)
        return { source: store, image };
    throw new shared_errors/* UserError */.y(`There is no image ${reference} in ${repository.url}.`, 'Check the input "from", and that the image was pushed.');
}
/**
 * Splits `host/name:tag` or `host/name@digest`.
 * @throws UserError for anything else
 */
function splitReference(from) {
    const [, url, tag, digest] = /^(.*\/[^:@/]*)(?::([^@/]*))?(?:@([^/]*))?$/s.exec(from) ?? [];
    // With both, the digest is what was meant: a tag can move.
    const reference = digest ?? tag;
    if (url === undefined || reference === undefined) {
        throw new shared_errors/* UserError */.y(`The input "from" is "${(0,grammar/* shortened */.vI)(from)}", which is neither an OCI image layout in the workspace nor a reference.`, HINT);
    }
    refuse(from, 'tag', tag, grammar/* faultOfTag */.YY);
    refuse(from, 'digest', digest, grammar/* faultOfDigest */.Cp);
    return { url, reference };
}
const HINT = 'Give the path of a layout (a folder or a tar), or HOST/NAME:TAG or HOST/NAME@sha256:....';
function refuse(from, what, value, faultOf) {
    const fault = value === undefined ? undefined : faultOf(value);
    if (value === undefined || fault === undefined)
        return;
    throw new shared_errors/* UserError */.y(`The input "from" is "${(0,grammar/* shortened */.vI)(from)}", with the ${what} "${(0,grammar/* shortened */.vI)(value)}", ${fault}.`, HINT);
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

;// CONCATENATED MODULE: ./.build/shared/build/latest.js
// A tag, a release or a pull request builds an image of something else than the branch's tip.
const EVENTS = new Set(['push', 'workflow_dispatch', 'repository_dispatch', 'schedule']);
/** Whether a run may move `:latest`, before anything is asked of the history. */
function mayMoveLatest(mode, github) {
    if (mode === 'false')
        return { moves: false, why: 'the input "latest" is false' };
    if (mode === 'true')
        return { moves: true, why: 'the input "latest" is true', forced: true };
    const { event, ref, defaultBranch } = github;
    if (event === undefined)
        return { moves: true, why: 'this is no workflow run' };
    if (!EVENTS.has(event))
        return { moves: false, why: `the event is ${event}` };
    const branch = ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
    if (branch === undefined)
        return { moves: false, why: `${ref ?? 'the ref'} is no branch` };
    const isDefault = defaultBranch === undefined ? /^(main|master)$/.test(branch) : branch === defaultBranch;
    if (!isDefault)
        return { moves: false, why: `${branch} is not the default branch` };
    return { moves: true, why: `${branch} is the default branch` };
}
/**
 * Whether `:latest` moves, by how the commits that it names stand to this one: never backwards.
 * @param named the commits that `:latest` names; none when that can't be told
 * @param isAncestor whether this commit is an ancestor of another; undefined when that can't be told
 */
async function latestBeside(commit, named, isAncestor) {
    if (named.length === 0)
        return { moves: true, why: 'the commit that it named cannot be told' };
    if (named.includes(commit))
        return { moves: true, why: 'it named this commit' };
    let unknown = false;
    for (const other of named) {
        const descends = await isAncestor(other);
        if (descends)
            return { moves: false, why: `it names ${other}, which comes after this commit` };
        if (descends === undefined)
            unknown = true;
    }
    if (unknown)
        return { moves: true, why: `how ${named.join(', ')} stands to this commit cannot be told` };
    return { moves: true, why: `it named ${named.join(', ')}, which does not come after this commit` };
}

;// CONCATENATED MODULE: ./.build/shared/build/paths.js



/**
 * Finds the context and the Dockerfile. A Dockerfile in a subfolder leaves the context where it is, at the root of the
 * workspace unless another was asked for.
 * @throws UserError when one of them, or a secret's file, does not exist
 */
async function findPaths(request) {
    const context = (0,external_node_path_.resolve)(request.workspace, request.context);
    if (!(await (0,promises_.stat)(context).catch(() => undefined))?.isDirectory()) {
        throw new shared_errors/* UserError */.y(`The input "context" is "${request.context}", which is no folder in the workspace.`, 'Run actions/checkout before this step, and give a path from the root of the workspace.');
    }
    const dockerfile = (0,external_node_path_.resolve)(request.workspace, request.dockerfile);
    if (!(await isFile(dockerfile))) {
        throw new shared_errors/* UserError */.y(`There is no Dockerfile at "${request.dockerfile}".`, 'Set "dockerfile-path", or run auto-dockerize-action before this step: it writes one.');
    }
    for (const { id, value } of request.options.secretFiles) {
        if (await isFile((0,external_node_path_.resolve)(request.workspace, value)))
            continue;
        throw new shared_errors/* UserError */.y(`The file "${value}" of the secret "${id}" in "secret-files" does not exist.`);
    }
    return { context, dockerfile };
}
/** Where the Dockerfile is when nothing says so, relative to the workspace. */
function defaultDockerfile(context) {
    return (0,external_node_path_.join)(context, 'Dockerfile');
}
async function isFile(path) {
    return (await (0,promises_.stat)(path).catch(() => undefined))?.isFile() ?? false;
}

;// CONCATENATED MODULE: ./.build/shared/build/publish.js
/**
 * Gives an image that the repository has its other tags: those that were asked for, and `latest` after all of them.
 * @param found what the tags name now
 * @param decideLatest asked only when `latest` names another image
 */
async function publishTags(store, image, tags, found, decideLatest, { log }) {
    const outcomes = [];
    for (const tag of tags)
        outcomes.push(await giveTag(store, image, tag, found, 'it was asked for'));
    outcomes.push(await giveLatest(store, image, found, decideLatest));
    for (const { tag, state, why } of outcomes) {
        if (state === 'moved')
            log.info(`:${tag} names it now: ${why}.`);
        if (state === 'kept')
            log.info(`:${tag} stays as it is: ${why}.`);
    }
    return outcomes;
}
async function giveTag(store, image, tag, found, why) {
    if (found.get(tag)?.digest === image.digest)
        return { tag, state: 'there', why: 'it named this image' };
    await store.write(image, tag);
    return { tag, state: 'moved', why };
}
async function giveLatest(store, image, found, decide) {
    const tag = 'latest';
    if (found.get(tag)?.digest === image.digest)
        return { tag, state: 'there', why: 'it named this image' };
    const { moves, why, forced } = await decide();
    if (!moves)
        return { tag, state: 'kept', why };
    try {
        return await giveTag(store, image, tag, found, why);
    }
    catch (error) {
        // Nobody asked for `latest` by name, and in an immutable repository it cannot move: the build is good without.
        if (forced || !(await store.immutable([tag]))?.includes(tag))
            throw error;
        return { tag, state: 'kept', why: 'the repository does not let it move (immutable tags)' };
    }
}

;// CONCATENATED MODULE: ./.build/shared/build/recipe.js



/**
 * Which image of a commit is built, beside its files: Dockerfile and context by their paths, target, build arguments
 * and platforms, in one hash. Undefined for the plain one: the Dockerfile at the root, and nothing else given.
 * Labels, annotations, attestations and secrets are no part of it: they often are others in every run.
 * @param root the folder that paths are relative to, so that another checkout gives the same
 * @param env has the values of build arguments that are given by name
 */
async function recipeOf(root, { context, dockerfile }, { target, buildArgs, platforms }, env) {
    const base = await (0,promises_.realpath)(root);
    const recipe = {
        context: (0,external_node_path_.relative)(base, await (0,promises_.realpath)(context)),
        dockerfile: (0,external_node_path_.relative)(base, (0,external_node_path_.join)(await (0,promises_.realpath)((0,external_node_path_.dirname)(dockerfile)), (0,external_node_path_.basename)(dockerfile))),
        target: target ?? '',
        buildArgs: valuesOf(buildArgs, env),
        platforms: [...new Set(platforms)].sort(),
    };
    const text = JSON.stringify(recipe);
    return text === PLAIN ? undefined : (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
const PLAIN = JSON.stringify({
    context: '',
    dockerfile: 'Dockerfile',
    target: '',
    buildArgs: [],
    platforms: [],
});
/** The last of two with one name counts, and an argument by name alone that the environment does not have is none. */
function valuesOf(buildArgs, env) {
    const values = new Map();
    for (const argument of buildArgs) {
        const equals = argument.indexOf('=');
        const name = equals < 0 ? argument : argument.slice(0, equals);
        const value = equals < 0 ? env[name] : argument.slice(equals + 1);
        if (value !== undefined)
            values.set(name, value);
    }
    return [...values].sort(([one], [other]) => (one < other ? -1 : 1));
}

;// CONCATENATED MODULE: ./.build/shared/build/tags.js



/**
 * Checks the tags that are asked for beside the commit's and `latest`. A tag that a stage has, or may get, would let a
 * build pass for a release.
 * @returns the tags without duplicates and without the commit's own
 * @throws UserError that names the first tag that is refused, and why
 */
function checkTags(tags, stages, commit) {
    const reserved = new Set(stages);
    for (const tag of tags) {
        const why = refusal(tag, reserved, commit);
        if (why !== undefined)
            throw new shared_errors/* UserError */.y(`The input "tags" has "${(0,grammar/* shortened */.vI)(tag)}", ${why}`);
    }
    return [...new Set(tags)].filter((tag) => tag !== commit);
}
function refusal(tag, stages, commit) {
    const fault = (0,grammar/* faultOfTag */.YY)(tag);
    if (fault !== undefined)
        return `${fault}.`;
    if (tag === 'latest')
        return 'which has an input of its own: use "latest".';
    if (stages.has(tag))
        return 'which is the name of a stage: only a release gives it.';
    if (tag.endsWith('-previous'))
        return 'which ends in "-previous", the tag of what a stage ran before.';
    if (isCommit(tag) && tag !== commit)
        return `which is shaped like a commit, and this one is ${commit}.`;
    return undefined;
}
// TinyStacks' own variables. Source: docs.tinystacks.com, "Builds & releases": "your build cannot override them".
const IMMUTABLE = new Set(['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL']);
/**
 * Refuses a build argument or secret with the name of a variable that a stack owns.
 * @param input the input that the names stand in, for the message
 * @throws UserError for the first of them
 */
function refuseImmutable(input, names) {
    const found = names.find((name) => IMMUTABLE.has(name));
    if (found === undefined)
        return;
    throw new shared_errors/* UserError */.y(`The input "${input}" sets ${found}, which a build cannot change.`, `Use another name; immutable are ${[...IMMUTABLE].join(', ')}.`);
}

;// CONCATENATED MODULE: ./.build/shared/build/build-image.js





















/**
 * Makes the image of a commit exist under the commit's tag, then gives it its other tags, `latest` last. An image
 * that exists already is taken when it was made from the same files.
 * @throws UserError for everything that a user can mend; until the image is pushed, nothing is written
 */
async function buildImage(request, ports, session) {
    const started = ports.clock.now();
    const paths = request.from === undefined ? await findPaths(request) : undefined;
    const [github, checkout] = await Promise.all([
        readGithubContext(ports.env),
        readCheckout(ports.exec, paths?.context ?? request.workspace),
    ]);
    const { commit, why } = chooseCommit(request.commit, checkout, github);
    const tags = checkTags(request.tags, request.stages, commit);
    ports.log.info(`Commit ${commit} (${why})`);
    const registries = openRegistries(session, ports);
    const work = { request, commit, tags, checkout, github, session, registries, ports };
    const made = paths === undefined ? await takeElsewhere(work) : await buildHere(work, paths);
    const { store, image, found } = made;
    const outcomes = await publishTags(store, image, tags, found, async () => await decideLatest(work, made), ports);
    return {
        repository: request.repository,
        commit,
        digest: image.digest,
        made: made.made,
        outcomes,
        difference: made.likeness?.difference,
        recipe: made.likeness?.recipe,
        metadata: made.metadata,
        milliseconds: ports.clock.now() - started,
    };
}
async function buildHere(work, paths) {
    const { request, commit, checkout, github, registries, session, ports } = work;
    const [difference, recipe, located] = await Promise.all([
        checkout === undefined ? hashOfContext(paths) : differenceFrom(ports.exec, checkout, commit, paths),
        recipeOf(checkout?.root ?? request.workspace, paths, request.options, ports.env),
        locate(work),
    ]);
    const likeness = { difference, recipe };
    if (difference !== undefined && checkout !== undefined) {
        ports.log.info(`The work tree differs from the commit (${difference.slice(0, 12)}): the image says so.`);
    }
    const { store, found } = located;
    const existing = found.get(commit);
    if (existing !== undefined && !request.rebuild) {
        const same = await isMadeFrom(likeness, existing, store, session, ports);
        if (same)
            return thereAlready(located, existing, likeness);
    }
    if (existing !== undefined)
        await refuseImmutableCommit(store, commit);
    if (found.size === 0)
        await ensureRepository(work, store);
    const { repository, options } = request;
    const labels = imageLabels({
        commit,
        committed: checkout === undefined ? undefined : await commitTime(ports.exec, checkout.folder, commit),
        source: github.repositoryUrl,
        ...likeness,
    }, options.labels);
    const { digest, metadata } = await buildByEngine({
        repository,
        workspace: request.workspace,
        command: {
            ...paths,
            reference: `${repository.url}:${commit}`,
            labels,
            cache: cacheOf(work),
            options,
        },
    }, registries.tokens, ports);
    // Read again: while it was built, other runs may have moved what the tags name.
    const after = await locate(work, digest);
    const image = after.found.get(digest);
    if (image === undefined) {
        throw new shared_errors/* UserError */.y(`Buildx says that it pushed ${digest}, but ${repository.url} does not have it.`, 'Run the job again; when it happens again, look at the log of the build.');
    }
    const named = after.found.get(commit)?.digest;
    if (named !== digest) {
        throw new shared_errors/* UserError */.y(`:${commit} names ${named ?? 'nothing'} and not ${digest}, which this run pushed: another run builds the same commit.`, 'Run the job again, and give the workflow a "concurrency" group.');
    }
    ports.log.info(`${repository.url}@${digest} is pushed as :${commit}.`);
    return { ...after, image, made: 'built', likeness, metadata };
}
async function takeElsewhere(work) {
    const { request, commit, registries, ports } = work;
    const { repository, from = '' } = request;
    const [elsewhere, located] = await Promise.all([
        openFrom(from, request.workspace, repository, registries, ports.env),
        locate(work),
    ]);
    const existing = located.found.get(commit);
    if (existing?.digest === elsewhere.image.digest)
        return thereAlready(located, existing);
    if (existing !== undefined)
        await refuseImmutableCommit(located.store, commit);
    const known = located.found.size > 0 || (await ensureRepository(work, located.store));
    const store = known ? located.store : registries.open(repository, 'distribution');
    await pushElsewhere(elsewhere, store, work);
    return { store, found: located.found, image: elsewhere.image, made: 'copied' };
}
async function ensureRepository({ request, commit, session, ports }, store) {
    const create = async () => {
        await createRepository(request.repository, session, ports.log);
    };
    return await repositoryExists(store, commit, request.createRepository ? create : undefined);
}
async function pushElsewhere({ source, image }, store, { commit, registries: { retries }, ports }) {
    const tree = await readTree(source, image);
    const [copied] = await copyTree(source, tree, [{ store, tag: commit }], { ...ports, retries });
    if (copied === undefined)
        return;
    if (copied.error !== undefined)
        throw copied.error;
    ports.log.info(`${store.repository.url}@${image.digest} is pushed as :${commit}: ${(0,journal/* formatBytes */.z)(copied.bytesCopied)} sent, ${(0,journal/* formatBytes */.z)(copied.bytesAvoided)} were there.`);
}
function thereAlready({ store, found }, image, likeness) {
    return { store, found, image, made: 'there', likeness };
}
/** Reads what the tags name now; with a digest also that image, which a registry without ECR's API may have. */
async function locate({ request, commit, tags, registries }, digest) {
    const references = [...(digest === undefined ? [] : [digest]), commit, 'latest', ...tags];
    return await registries.locate(request.repository, references);
}
async function decideLatest(work, { store, found }) {
    const { request, commit, checkout, github, session, ports } = work;
    const allowed = mayMoveLatest(request.latest, github);
    const former = found.get('latest');
    if (!allowed.moves || allowed.forced || former === undefined)
        return allowed;
    const history = { checkout, github, token: request.githubToken };
    return await latestBeside(commit, await commitsOf(former, store, session, ports), async (descendant) => await comesBefore(history, commit, descendant, ports));
}
function cacheOf({ request, github, ports }) {
    const { repository, options } = request;
    if (options.cache === 'gha' && !ports.env['ACTIONS_RUNTIME_TOKEN']) {
        ports.log.notice('There is no GitHub cache here, so the build goes without one.');
        return { from: [], to: [] };
    }
    const readOnly = github.event?.startsWith('pull_request') ?? false;
    return cacheFlags(options.cache, repository.url, repository.name.replaceAll('/', '-'), readOnly);
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

;// CONCATENATED MODULE: ./.build/shared/build/plan.js





/**
 * The build that inputs and stages file ask for. The file names the repository and the role where no input does, and
 * its stages are reserved as tags.
 * @throws UserError for what is missing, not valid, or contradicts itself
 */
function planBuild(inputs, stagesFile, env) {
    const { options } = inputs;
    refuseImmutable('build-args', options.buildArgs.map((argument) => argument.split('=', 1)[0] ?? ''));
    refuseImmutable('secret-envs', options.secretEnvs.flatMap(({ id, value }) => [id, value]));
    return {
        repository: imageRepository(inputs, stagesFile?.image, env),
        workspace: variable_workspaceOf(env),
        context: inputs.context,
        dockerfile: inputs.dockerfilePath ?? defaultDockerfile(inputs.context),
        from: inputs.from,
        commit: inputs.sha,
        tags: inputs.tags,
        stages: reservedTags([...inputs.stages, ...(stagesFile?.stages ?? []).map(({ name }) => name)]),
        latest: inputs.latest,
        rebuild: inputs.rebuild,
        createRepository: inputs.createRepository,
        options,
        bucket: inputs.s3Bucket,
        role: inputs.roleToAssume ?? stagesFile?.role,
        githubToken: inputs.githubToken,
    };
}

;// CONCATENATED MODULE: ./.build/shared/build/result.js
/** The tags that name the image now, the commit's first. */
function tagsOfResult({ commit, outcomes, }) {
    return [commit, ...outcomes.filter(({ state }) => state !== 'kept').map(({ tag }) => tag)];
}
/**
 * The outputs of a build. GitHub drops an output that contains anything masked, and account ids often are: only
 * `image-uri` and `image-tag` hold the registry's host.
 * Source: actions/runner, JobExtension, "Skip output since it may contain secret".
 */
function buildOutputs(result) {
    const { repository, digest, commit } = result;
    return {
        digest,
        'image-uri': `${repository.url}@${digest}`,
        'image-tag': `${repository.url}:${commit}`,
        'commit-tag': commit,
        repository: repository.name,
        tags: tagsOfResult(result).join('\n'),
        skipped: result.made === 'there',
        metadata: result.metadata,
        services: '',
    };
}

;// CONCATENATED MODULE: ./.build/shared/build/record.js

/** Where the record of a commit's build is kept in the bucket. */
function recordKey({ repository, commit }) {
    return `builds/${repository.name}/${commit}.json`;
}
/**
 * The record of a build: which image a commit became, and which run made it.
 * @param now milliseconds since the epoch
 */
function buildRecord(result, github, now) {
    const { repository, commit, digest, difference, recipe } = result;
    return {
        version: 1,
        repository: repository.name,
        commit,
        digest,
        image: `${repository.url}@${digest}`,
        tags: tagsOfResult(result),
        difference,
        recipe,
        source: github.repositoryUrl,
        run: github.runUrl,
        time: new Date(now).toISOString(),
    };
}

;// CONCATENATED MODULE: ./.build/shared/build/index.js











/**
 * A build from inputs to outputs: plans it, does it, and tells what came of it in outputs, summary and record.
 * @throws UserError
 */
async function runBuild(inputs, ports) {
    const { env, log, clock } = ports;
    const stagesFile = await readStagesFile(variable_workspaceOf(env), inputs.stagesFile);
    const request = planBuild(inputs, stagesFile, env);
    const session = openAwsSession(ports, request.role);
    const result = await buildImage(request, ports, session);
    (0,step/* setOutputs */.n0)(buildOutputs(result));
    const github = await readGithubContext(env);
    await (0,step/* addSummary */.S0)(buildSummary(result, github.repositoryUrl));
    if (request.bucket !== undefined && result.made !== 'there') {
        const { region } = result.repository;
        const value = buildRecord(result, github, clock.now());
        await keepRecord({ bucket: request.bucket, region, key: recordKey(result), value }, session, log);
    }
    const how = { built: 'built', copied: 'pushed', there: 'there already, nothing was built' }[result.made];
    log.info(`${result.repository.name}: ${how}, ${result.digest}`);
    return result;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/found.js
/** A value that an input of the action gave: it wins over everything found. */
function fromInput(value, input) {
    return { value, why: `the input "${input}"` };
}
/** The same origin with another value. */
function withValue(origin, value) {
    return { ...origin, value };
}
/** For people: `package.json:12`, or the reason, or both. */
function found_originOf(found) {
    if (found.file === undefined)
        return found.why ?? 'default';
    const place = found.line === undefined ? found.file : `${found.file}:${found.line}`;
    return found.why === undefined ? place : `${place}, ${found.why}`;
}

// EXTERNAL MODULE: ./node_modules/shell-quote/index.js
var shell_quote = __webpack_require__(6591);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/shell.js

/** Stands in an argv for the port that is found later: `$PORT`, or `${PORT:-3000}` with its default in the second part. */
const PORT_WORD = '$PORT';
/** Splits a command line as a shell splits words. `port` is the default of a `${PORT:-N}` in it. */
function parseCommandLine(line) {
    const variables = new Set();
    let operators = false;
    let port;
    const tokens = (0,shell_quote.parse)(line, (variable) => {
        const [name, fallback] = variable.split(/:?-/);
        if (name === 'PORT') {
            if (fallback !== undefined && /^\d+$/.test(fallback))
                port = Number(fallback);
            return PORT_WORD;
        }
        variables.add(variable);
        return `$${variable}`;
    });
    const words = [[]];
    for (const token of tokens) {
        if (typeof token === 'string')
            words.at(-1)?.push(token);
        else if ('comment' in token)
            break;
        else if ('op' in token && token.op === '&&')
            words.push([]);
        else if ('op' in token && token.op === 'glob' && 'pattern' in token)
            words.at(-1)?.push(token.pattern);
        else
            operators = true;
    }
    const segments = words.filter((list) => list.length > 0).map(segment);
    const single = segments.length === 1 && !operators;
    return {
        segments,
        needsShell: variables.size > 0 || operators,
        single,
        ...(port === undefined ? {} : { port }),
    };
}
function segment(words) {
    const rest = [...words];
    const env = {};
    for (let word = rest[0]; word !== undefined; word = rest[0]) {
        const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
        if (assignment?.[1] !== undefined)
            env[assignment[1]] = assignment[2] ?? '';
        // cross-env does on Windows what the shell does by itself; exec is what the exec form is anyway.
        else if (word !== 'cross-env' && word !== 'env' && word !== 'exec')
            break;
        rest.shift();
    }
    return { env, argv: rest };
}
/** The words as a line for a shell. */
function shellLine(argv) {
    return (0,shell_quote.quote)(argv.map(String));
}
/** A line that only a shell understands. */
function throughShell(line, { single, segments }) {
    if (!single)
        return ['/bin/sh', '-c', line];
    const assigns = Object.keys(segments[0]?.env ?? {}).length > 0;
    return ['/bin/sh', '-c', `exec ${assigns ? 'env ' : ''}${line}`];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/plan.js

/** The port where nothing tells: TinyStacks' own default. */
const DEFAULT_PORT = 8000;
/** Whether this image gets the Lambda adapter. Throws a UserError where that is insisted on and cannot work. */
function takesLambda(request, port) {
    // Lambda runs every image as a user that may not bind the ports below 1024.
    if (request.lambda === 'never' || port >= 1024)
        return request.lambda !== 'never';
    if (request.lambda === 'auto')
        return false;
    throw new shared_errors/* UserError */.y(`"lambda" is true, but the application listens on port ${port}, and AWS Lambda lets no process bind a port below 1024.`, 'Set the input "port" to a higher one that the application listens on, or "lambda" to false.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/releases.js
/**
 * Node.js, in the order of choice where a range leaves one: the long-term line that most native modules have prebuilt
 * files for, then its neighbours, then what only an application that insists on it should get.
 * Source: nodejs/Release, schedule.json.
 */
const NODE_RELEASES = [
    { line: '24', endOfLife: '2028-04-30' },
    { line: '22', endOfLife: '2027-04-30' },
    { line: '26', endOfLife: '2029-04-30' },
    { line: '25', endOfLife: '2026-06-01' },
    { line: '20', endOfLife: '2026-04-30' },
    { line: '23', endOfLife: '2025-06-01' },
    { line: '21', endOfLife: '2024-06-01' },
    { line: '18', endOfLife: '2025-04-30' },
    { line: '19', endOfLife: '2023-06-01' },
    { line: '16', endOfLife: '2023-09-11' },
    { line: '17', endOfLife: '2022-06-01' },
    { line: '14', endOfLife: '2023-04-30' },
    { line: '12', endOfLife: '2022-04-30' },
];
/** Names that .nvmrc may use for long-term lines. Source: nodejs/Release, CODENAMES.md. */
const NODE_CODENAMES = {
    erbium: '12',
    fermium: '14',
    gallium: '16',
    hydrogen: '18',
    iron: '20',
    jod: '22',
    krypton: '24',
};
/**
 * Python, in the order of choice where a range leaves one: a line that wheels have been published for since a while.
 * Source: Python Developer's Guide, "Status of Python versions".
 */
const PYTHON_RELEASES = [
    { line: '3.13', endOfLife: '2029-10-31' },
    { line: '3.14', endOfLife: '2030-10-31' },
    { line: '3.12', endOfLife: '2028-10-31' },
    { line: '3.11', endOfLife: '2027-10-31' },
    { line: '3.10', endOfLife: '2026-10-31' },
    { line: '3.9', endOfLife: '2025-10-31' },
    { line: '3.8', endOfLife: '2024-10-07' },
    { line: '3.7', endOfLife: '2023-06-27' },
];
/** The sentence about a version whose line is past its end of life. `now` in milliseconds since the epoch. */
function endOfLifeWarning(runtime, version, releases, now) {
    const release = releases.find(({ line }) => version === line || version.startsWith(`${line}.`));
    if (release === undefined || Date.parse(release.endOfLife) > now)
        return undefined;
    return `${runtime} ${version} has had no security fixes since ${release.endOfLife}.`;
}

// EXTERNAL MODULE: ./.build/shared/dockerize/routes.js
var routes = __webpack_require__(225);
;// CONCATENATED MODULE: ./.build/shared/dockerize/image.js
/** What a Dockerfile is made of, before it is text: providers decide, one renderer writes. */
/** Leaves out what does not apply, so that stages read as lists. */
function steps(...parts) {
    return parts.filter((part) => part !== false && part !== undefined);
}
/** An official image, from Docker Hub or a mirror of it: `public.ecr.aws/docker/library` gives `.../node:24-slim`. */
function officialImage(baseRegistry, image) {
    return baseRegistry === undefined ? image : `${baseRegistry.replace(/\/+$/, '')}/${image}`;
}
// Source: the adapter's README, "Lambda functions packaged as Docker Images"; the gallery has no floating major tag.
const LAMBDA_ADAPTER = 'public.ecr.aws/awsguru/aws-lambda-adapter:1.0.1';
/** How every image that serves HTTP ends, whatever the language. */
function serving(options) {
    const { port, lambda, healthCheckPath, user, probe, argv, stopSignal, whyStopSignal, env = {} } = options;
    return steps(lambda && {
        kind: 'copy',
        why: [
            'The same image runs on AWS Lambda: there, and only there, this extension hands events to the server on $PORT.',
        ],
        from: LAMBDA_ADAPTER,
        sources: ['/lambda-adapter'],
        to: '/opt/extensions/lambda-adapter',
    }, {
        kind: 'env',
        values: {
            ...env,
            PORT: String(port),
            // Lambda's readiness check asks `/` otherwise, which an API may not have.
            ...(lambda && healthCheckPath !== '/' ? { AWS_LWA_READINESS_CHECK_PATH: healthCheckPath } : {}),
        },
    }, { kind: 'user', why: ['By number, so that an orchestrator can tell it is not root.'], value: user }, { kind: 'expose', value: String(port) }, stopSignal !== undefined && {
        kind: 'stopsignal',
        ...(whyStopSignal === undefined ? {} : { why: [whyStopSignal] }),
        value: stopSignal,
    }, {
        kind: 'healthcheck',
        why: ['Asked with what the image has already: nothing to install or patch.'],
        argv: probe,
    }, {
        kind: 'cmd',
        why: ['The process itself is PID 1, so that it gets SIGTERM and can finish its requests.'],
        argv,
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/static/site.js


/** The process of every site. */
const NGINX = ['nginx', '-g', 'daemon off;'];
/** The release line that the image's tag names. */
const NGINX_VERSION = '1';
/** The stage that serves files: nginx, as its own non-root user, writing to /tmp alone. */
function siteStage(site, request) {
    const lambda = takesLambda(request, site.port);
    return {
        name: 'runtime',
        base: officialImage(request.baseRegistry, `nginx:${NGINX_VERSION}`),
        steps: [
            {
                kind: 'inline',
                why: ['All that nginx writes goes to /tmp, so that it needs neither root nor a writable image.'],
                to: '/etc/nginx/nginx.conf',
                lines: configuration(site),
            },
            { ...site.copy, why: ['The files belong to root: the server can read them and change nothing.'] },
            ...serving({
                port: site.port,
                lambda,
                healthCheckPath: site.healthCheckPath,
                user: '101:101',
                probe: [
                    'curl',
                    '--fail',
                    '--silent',
                    '--output',
                    '/dev/null',
                    `http://127.0.0.1:${site.port}${site.healthCheckPath}`,
                ],
                argv: NGINX,
                stopSignal: 'SIGQUIT',
                whyStopSignal: 'The signal on which nginx finishes its requests; SIGTERM cuts them off.',
            }),
        ],
    };
}
function configuration({ fallback, port }) {
    return `
pid /tmp/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  # The load balancer logs requests; a container's stdout cannot be opened by path everywhere.
  access_log off;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  server_tokens off;
  sendfile on;
  gzip on;
  gzip_vary on;
  gzip_types text/css text/plain text/javascript application/javascript application/json image/svg+xml;
  server {
    listen ${port};
    root /srv/www;
    index index.html;
    # Behind a load balancer the port of a redirect would be the wrong one.
    absolute_redirect off;
    location / {
      try_files $uri $uri.html $uri/ ${fallback ? '/index.html' : '=404'};
    }${fallback ? '' : '\n    error_page 404 /404.html;'}
  }
}`
        .trim()
        .split('\n');
}

// EXTERNAL MODULE: ./.build/shared/dockerize/parse/lines.js
var lines = __webpack_require__(8100);
;// CONCATENATED MODULE: ./.build/shared/dockerize/node/start.js

const BIN = 'node_modules/.bin/';
/** Follows a script through `npm run` to the process that stays, without running anything. */
function reduceScript(name, manifest, seen = []) {
    const script = manifest.scripts.get(name);
    if (script === undefined || seen.includes(name) || seen.length > 8)
        return { kind: 'none' };
    const before = manifest.scripts.get(`pre${name}`);
    const line = before === undefined ? script.value : `${before.value} && ${script.value}`;
    return reduceLine(line, manifest, [...seen, name]);
}
/** The same for a command line: a Procfile's, or the input's. */
function reduceLine(line, manifest, seen = []) {
    const parsed = parseCommandLine(line);
    const { segments, needsShell, port } = parsed;
    const withPort = port === undefined ? {} : { port };
    if (needsShell) {
        const argv = throughShell(line, parsed);
        return { kind: 'process', argv, env: {}, build: [], command: undefined, ...withPort };
    }
    const last = segments.at(-1);
    if (last === undefined)
        return { kind: 'none' };
    const start = reduceSegment(last, manifest, seen);
    if (start.kind !== 'process')
        return start;
    const earlier = segments.slice(0, -1);
    const build = earlier.filter(isBuild).map(lineOf);
    const prefix = earlier.filter((segment) => !isBuild(segment)).map(lineOf);
    if (prefix.length === 0)
        return { ...start, build: [...build, ...start.build], ...withPort };
    const argv = ['/bin/sh', '-c', [...prefix, `exec ${shellLine(start.argv)}`].join(' && ')];
    return { ...start, argv, build: [...build, ...start.build], ...withPort };
}
function reduceSegment({ env, argv }, manifest, seen) {
    const script = scriptOf(argv, manifest);
    if (script !== undefined && manifest !== undefined) {
        const start = reduceScript(script.name, manifest, seen);
        if (start.kind !== 'process')
            return start;
        return { ...start, env: { ...env, ...start.env }, argv: [...start.argv, ...script.args] };
    }
    const [first = '', ...rest] = argv[0] === 'npx' ? argv.slice(1).filter((word) => word !== '--no-install') : argv;
    const command = first.replace(/^(\.\/)?node_modules\/\.bin\//, '');
    const development = developmentServer(command, rest);
    if (development)
        return { kind: 'development', tool: [command, ...rest].join(' '), entry: entryOf(rest) };
    const plain = command === 'node' || command === 'sh' || command === 'bash' || command.includes('/');
    return {
        kind: 'process',
        argv: plain ? [command, ...rest] : [`${BIN}${command}`, ...rest],
        env,
        build: [],
        command: plain ? undefined : command,
    };
}
/** `npm run x`, `npm start`, `yarn x`, `pnpm x`: the script, if there is one of that name. */
function scriptOf([manager = '', ...words], manifest) {
    if (manager !== 'npm' && manager !== 'yarn' && manager !== 'pnpm')
        return undefined;
    const rest = words.filter((word) => word !== '--silent' && word !== '-s');
    const [name = '', ...args] = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest;
    if (manifest?.scripts.has(name) !== true)
        return undefined;
    return { name, args: args[0] === '--' ? args.slice(1) : args };
}
function developmentServer(command, args) {
    const [first] = args;
    switch (command) {
        case 'nodemon':
        case 'ts-node-dev':
        case 'tsnd':
        case 'node-dev':
        case 'webpack-dev-server':
        case 'live-server':
        case 'react-scripts':
        case 'vue-cli-service':
            return true;
        case 'vite':
            return first !== 'build';
        case 'next':
        case 'astro':
        case 'nuxt':
        case 'nuxi':
        case 'remix':
        case 'react-router':
            return first === undefined || first === 'dev';
        case 'ng':
        case 'webpack':
            return first === 'serve';
        case 'nest':
            return first === 'start';
        case 'tsx':
            return first === 'watch';
        case 'node':
            return args.some((arg) => arg.startsWith('--watch'));
        default:
            return false;
    }
}
function entryOf(args) {
    return args.find((arg) => /\.[cm]?[jt]s$/.test(arg));
}
const BUILD_COMMANDS = new Set([
    'tsc',
    'rimraf',
    'tsup',
    'esbuild',
    'swc',
    'webpack',
    'rollup',
    'babel',
    'tsc-alias',
]);
function isBuild({ argv }) {
    const words = argv[0] === 'npx' ? argv.slice(1) : argv;
    const [command = '', ...rest] = words;
    if (['npm', 'yarn', 'pnpm'].includes(command)) {
        const name = rest[0] === 'run' ? rest[1] : rest[0];
        return (name !== undefined &&
            (name === 'build' || name.startsWith('build:') || name === 'install' || name === 'ci'));
    }
    return BUILD_COMMANDS.has(command) || (['next', 'nest', 'vite'].includes(command) && rest[0] === 'build');
}
function lineOf({ env, argv }) {
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${shellLine([value])}`);
    return [...assignments, shellLine(argv)].join(' ');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/resolve.js




/** In the order in which they are tried. */
// A plain `start` is often for development where one of the others is there.
const SCRIPTS = ['start:prod', 'start:production', 'start', 'serve'];
const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main'];
const LISTENS = /\.listen\(|createServer\(|\bserve\(/;
/** Finds what to start: the input, the Procfile, the framework's own way, scripts, `main`, files that listen. */
function findCommand(app, manifest, framework, output, source, input) {
    if (input !== undefined)
        return fromLine(fromInput(input, 'run-command'), manifest);
    const procfile = (0,lines/* procfileWeb */.bM)(app);
    if (procfile !== undefined)
        return fromLine(procfile, manifest);
    if (output?.kind === 'server')
        return { run: output.run, env: {}, build: [] };
    const refused = [];
    for (const name of SCRIPTS) {
        const script = manifest?.scripts.get(name);
        if (manifest === undefined || script === undefined)
            continue;
        const start = reduceScript(name, manifest);
        if (start.kind === 'process')
            return fromStart(start, script);
        if (start.kind === 'development')
            refused.push(`the script "${name}" starts ${start.tool}, which is for development`);
    }
    const compiled = framework.entry?.(app);
    if (compiled !== undefined)
        return { run: withValue(compiled, ['node', compiled.value]), env: {}, build: [] };
    const entry = entryFile(app, manifest, source);
    if (entry !== undefined)
        return { run: entry, env: {}, build: [] };
    throw new shared_errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
        `the scripts ${SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
        `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`, 'Set the input "run-command", for example to "node server.js".');
}
function fromLine(line, manifest) {
    const start = reduceLine(line.value, manifest);
    if (start.kind === 'process')
        return fromStart(start, line);
    const what = start.kind === 'development' ? `starts ${start.tool}, which is for development` : 'starts nothing';
    throw new shared_errors/* UserError */.y(`"${line.value}" ${what}.`, 'Set the input "run-command" to what runs in production.');
}
function fromStart(start, origin) {
    if (start.command === 'bun' || start.command === 'deno') {
        throw new shared_errors/* UserError */.y(`"${origin.value}" (${found_originOf(origin)}) starts ${start.command}, which is not supported yet.`, 'Set the input "run-command" to a command of Node.js, or write a Dockerfile.');
    }
    return {
        run: withValue(origin, start.argv),
        env: start.env,
        build: start.build,
        ...(start.command === undefined ? {} : { command: start.command }),
        ...(start.port === undefined ? {} : { port: start.port }),
    };
}
function entryFile(app, manifest, source) {
    const main = manifest?.json.string('main');
    const file = main === undefined ? undefined : scriptFile(app, main.value);
    if (main !== undefined && file !== undefined && listens(app, file))
        return withValue(main, ['node', file]);
    for (const entry of ENTRIES) {
        const path = ['.js', '.mjs', '.cjs']
            .map((ending) => entry + ending)
            .find((name) => source.files.includes(name));
        if (path !== undefined && listens(app, path)) {
            return { value: ['node', path], file: app.at(path), why: 'a file that listens' };
        }
    }
    return undefined;
}
function listens(app, path) {
    return LISTENS.test(app.files.head(path) ?? '');
}
/** The file that `node PATH` would load, as Node.js itself looks for it; undefined where there is none yet. */
function scriptFile(app, path) {
    const plain = path.replace(/^\.\//, '').replace(/\/$/, '');
    return [plain, `${plain}.js`, `${plain}.cjs`, `${plain}/index.js`].find((name) => app.files.isFile(name));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/build.js



/**
 * What is built before the application starts, or undefined. Throws a UserError when the file to start is neither there
 * nor built by anything.
 */
function findBuild(app, manifest, framework, manager, command, input) {
    if (input !== undefined)
        return fromInput(input, 'build-command');
    const script = manifest.scripts.get('build');
    if (script !== undefined)
        return { ...script, value: manager.run('build') };
    if (command.build.length > 0)
        return { ...command.run, value: command.build.map(local).join(' && ') };
    if (framework.build !== undefined)
        return { value: framework.build, why: `the build of ${framework.name}` };
    const [program, ...args] = command.run.value;
    const entry = program === 'node' ? args.find((arg) => !arg.startsWith('-')) : undefined;
    if (entry === undefined || scriptFile(app, entry) !== undefined)
        return undefined;
    if (app.files.isFile('tsconfig.json') && manifest.dependency('typescript') !== undefined) {
        return { value: 'node_modules/.bin/tsc', file: app.at('tsconfig.json'), why: 'no build script' };
    }
    throw new shared_errors/* UserError */.y(`The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`, 'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.');
}
// Commands of dependencies are not on the image's PATH.
function local(line) {
    return /^(?:npm|npx|yarn|pnpm|node)\b|^\w+=/.test(line) ? line : `node_modules/.bin/${line}`;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/create-react-app.js
/** Create React App: a single page application of files. */
const createReactApp = {
    name: 'create-react-app',
    packages: ['react-scripts'],
    build: 'node_modules/.bin/react-scripts build',
    output: () => ({
        kind: 'site',
        folder: { value: 'build', why: 'the default of react-scripts' },
        fallback: true,
    }),
};

// EXTERNAL MODULE: ./node_modules/@humanwhocodes/momoa/dist/momoa.js
var momoa = __webpack_require__(3162);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/json.js


/** Parses JSON, or JSON with comments for the files that allow it. Throws a UserError with file, line and column. */
function json_parseJson(file, text, mode = 'json') {
    const root = parseRoot(file, text, mode);
    const locate = (path) => {
        let node = root;
        for (const key of path)
            node = node && members(node).find((member) => keyOf(member) === key)?.value;
        return node;
    };
    const found = (node) => node?.type === 'String' ? { value: node.value, file, line: node.loc.start.line } : undefined;
    return {
        file,
        string: (...path) => found(locate(path)),
        strings: (...path) => {
            const node = locate(path);
            const pairs = (node ? members(node) : []).flatMap((member) => {
                const value = found(member.value);
                return value === undefined ? [] : [[keyOf(member), value]];
            });
            return new Map(pairs);
        },
        has: (...path) => locate(path) !== undefined,
    };
}
function parseRoot(file, text, mode) {
    try {
        return (0,momoa/* parse */.qg)(text, { mode, allowTrailingCommas: mode === 'jsonc' }).body;
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new shared_errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        throw new shared_errors/* UserError */.y(`${file} is not valid JSON${place(error)}: ${(0,shared_errors/* messageOf */.b)(error).replace(/ \(\d+:\d+\)$/, '')}`, `Mend ${file}; nothing was written.`);
    }
}
function place(error) {
    if (!(error instanceof Error) || !('line' in error) || !('column' in error))
        return '';
    return ` at line ${String(error.line)}, column ${String(error.column)}`;
}
function members(node) {
    return node.type === 'Object' ? node.members : [];
}
function keyOf(member) {
    return member.name.type === 'String' ? member.name.value : member.name.name;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/nest.js


// The path of a whole controller: one for health answers there.
const CONTROLLERS = /@Controller\(\s*['"`]([\w/-]{2,40})['"`]\s*\)/g;
/** NestJS. Its own `start` compiles and watches; what runs in production is the compiled entry. */
const nest = {
    name: 'nest',
    packages: ['@nestjs/core'],
    port: 3000,
    build: 'node_modules/.bin/nest build',
    healthPath: (app, files) => {
        // Below a prefix no path is what its controller says.
        const prefixed = files.some((path) => app.files.head(path)?.includes('.setGlobalPrefix(') === true);
        return prefixed ? undefined : (0,routes/* healthPath */.OW)(app, files, CONTROLLERS);
    },
    entry: (app) => {
        const text = app.files.text('tsconfig.json');
        const json = text === undefined ? undefined : json_parseJson(app.at('tsconfig.json'), text, 'jsonc');
        const folder = json?.string('compilerOptions', 'outDir');
        if (folder === undefined)
            return { value: 'dist/main.js', why: 'the default of Nest' };
        return { ...folder, value: `${folder.value.replace(/^\.\//, '').replace(/\/+$/, '')}/main.js` };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/next.js


const CONFIGS = ['next.config.ts', 'next.config.mjs', 'next.config.js', 'next.config.cjs', 'next.config.mts'];
/** Next.js: a server, a standalone server with its own dependencies traced, or a site of files. */
const next = {
    name: 'next',
    packages: ['next'],
    port: 3000,
    portInSource: false,
    buildCache: '.next/cache',
    buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
    build: 'node_modules/.bin/next build',
    healthPath: routeFile,
    output: (app) => {
        const config = CONFIGS.find((path) => app.files.isFile(path));
        const text = withoutComments((config === undefined ? undefined : app.files.head(config)) ?? '');
        const output = (0,lines/* searchLines */.gV)(text, /\boutput\s*:\s*['"`](\w+)['"`]/);
        const dist = (0,lines/* searchLines */.gV)(text, /\bdistDir\s*:\s*['"`]([\w./-]+)['"`]/)
            ?.groups[0]?.replace(/^\.\//, '')
            .replace(/\/+$/, '');
        const origin = {
            file: app.at(config ?? 'package.json'),
            ...(output === undefined ? {} : { line: output.line }),
        };
        if (output?.groups[0] === 'export') {
            return { kind: 'site', folder: { value: dist ?? 'out', ...origin }, fallback: false };
        }
        return output?.groups[0] === 'standalone'
            ? standalone(app, dist ?? '.next', origin)
            : server(app, dist ?? '.next', config);
    },
};
const ENV = { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' };
/** COPY fails for a folder that is not there, and many applications have no public files. */
function publicFiles(app) {
    return app.files.isFolder('public') ? [{ from: 'public', to: 'public' }] : [];
}
function standalone(app, dist, origin) {
    return {
        kind: 'server',
        run: { value: ['node', 'server.js'], ...origin, why: 'standalone output' },
        modules: false,
        env: ENV,
        // Apart from the rest, so that it alone belongs to the server's user, and is in the image once.
        afterBuild: `mv ${dist}/standalone/${dist} ${dist}/written`,
        built: [
            { from: `${dist}/standalone`, to: '.' },
            { from: `${dist}/written`, to: dist, writable: true },
            { from: `${dist}/static`, to: `${dist}/static` },
            ...publicFiles(app),
        ],
    };
}
function server(app, dist, config) {
    const text = "With `output: 'standalone'` in the Next.js configuration the image would be several times smaller.";
    return {
        kind: 'server',
        run: { value: ['node_modules/.bin/next', 'start'], file: app.at('package.json'), why: 'next' },
        modules: true,
        env: ENV,
        built: [
            { from: dist, to: dist, writable: true },
            ...publicFiles(app),
            { from: 'package.json', to: 'package.json' },
            ...(config === undefined ? [] : [{ from: config, to: config }]),
        ],
        warnings: [{ text, file: app.at(config ?? 'package.json') }],
    };
}
/** A route handler (app/api/health/route.ts, app/healthz/route.js) or API route (pages/api/health.ts). */
function routeFile(app) {
    for (const top of ['', 'src/']) {
        for (const path of routes/* HEALTH_NAMES */.qW.flatMap((name) => [name, `api/${name}`])) {
            const routes = ['ts', 'js'].map((ending) => `${top}app/${path}/route.${ending}`);
            const pages = path.startsWith('api/')
                ? ['ts', 'js'].map((ending) => `${top}pages/${path}.${ending}`)
                : [];
            const file = [...routes, ...pages].find((name) => app.files.isFile(name));
            if (file !== undefined)
                return { value: `/${path}`, file: app.at(file) };
        }
    }
    return undefined;
}
// Blanks them out rather than removing them, so that lines stay where they are.
function withoutComments(text) {
    return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/vite.js

const vite_CONFIGS = ['vite.config.ts', 'vite.config.mts', 'vite.config.js', 'vite.config.mjs'];
/** Vite: a single page application of files. */
const vite = {
    name: 'vite',
    packages: ['vite'],
    unless: [
        '@remix-run/dev',
        '@react-router/dev',
        '@sveltejs/kit',
        '@angular/core',
        '@solidjs/start',
        '@tanstack/react-start',
        '@builder.io/qwik-city',
        '@redwoodjs/core',
        'astro',
        'nuxt',
        'vitepress',
    ],
    build: 'node_modules/.bin/vite build',
    output: (app) => {
        const config = vite_CONFIGS.find((path) => app.files.isFile(path));
        const text = config === undefined ? '' : (app.files.head(config) ?? '');
        const found = (0,lines/* searchLines */.gV)(text, /\boutDir\s*:\s*['"`]([\w./-]+)['"`]/);
        const folder = found?.groups[0]?.replace(/^\.\//, '');
        return {
            kind: 'site',
            folder: folder === undefined || config === undefined || folder.startsWith('.')
                ? { value: 'dist', why: 'the default of Vite' }
                : { value: folder, file: app.at(config), line: found?.line ?? 1 },
            fallback: true,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/frameworks/index.js





// Servers that need nothing but their start command: named so that the plan can name them.
const frameworks_server = (name, packages = [name]) => ({ name, packages });
/** In the order in which they are looked for: what builds on another comes before it, a server before its bundler. */
const NODE_FRAMEWORKS = [
    next,
    nest,
    frameworks_server('express'),
    frameworks_server('fastify'),
    frameworks_server('koa'),
    frameworks_server('hono', ['@hono/node-server']),
    createReactApp,
    vite,
];
/** Any other server, and one without dependencies. */
const plainNode = { name: 'node', packages: [] };
/** The framework that the input names, or that the dependencies reveal, or none. */
function findFramework(app, manifest, input) {
    if (input !== undefined) {
        const framework = NODE_FRAMEWORKS.find(({ name }) => name === input) ?? plainNode;
        return { framework, found: fromInput(framework.name, 'framework') };
    }
    for (const framework of NODE_FRAMEWORKS) {
        if (framework.unless?.some((name) => manifest.dependency(name)))
            continue;
        // A server's dependency must be there in production: in development alone it is a test's or a tool's.
        const places = framework.output === undefined ? manifest.dependencies : undefined;
        for (const name of framework.packages) {
            const found = places === undefined ? manifest.dependency(name) : places.get(name);
            if (found !== undefined)
                return { framework, found: { ...found, value: framework.name } };
        }
    }
    return {
        framework: plainNode,
        found: { value: plainNode.name, file: app.at('package.json'), why: 'no known framework' },
    };
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/npm.js
/** npm, the one that every image has. */
function npm(app, found, version) {
    const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => app.files.isFile(name));
    const warnings = lockfile === undefined
        ? [
            {
                text: 'There is no lockfile: each build may install other versions. Commit package-lock.json.',
                file: app.at('package.json'),
            },
        ]
        : [];
    const omit = (what) => (what === 'production' ? ' --omit=dev' : '');
    return {
        found,
        ...(version === undefined
            ? {}
            : {
                setup: {
                    kind: 'run',
                    why: [`The npm that package.json pins.`],
                    commands: [`npm install --global npm@${version}`],
                },
            }),
        files: lockfile === undefined ? [] : [lockfile],
        mounts: [{ type: 'cache', target: '/root/.npm' }],
        install: (what) => lockfile === undefined ? `npm install --no-package-lock${omit(what)}` : `npm ci${omit(what)}`,
        prune: 'npm prune --omit=dev',
        run: (script) => `npm run ${script}`,
        warnings,
    };
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var smol_toml_dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/toml.js


/** Parses TOML. Throws a UserError with file, line and column. */
function parseToml(file, text) {
    const root = toml_parseRoot(file, text);
    const get = (...path) => path.reduce((value, key) => (isTable(value) ? value[key] : undefined), root);
    return {
        file,
        get,
        string: (...path) => {
            const value = get(...path);
            if (typeof value !== 'string')
                return undefined;
            const line = toml_lineOf(text, path.at(-1) ?? '', value);
            return { value, file, ...(line === undefined ? {} : { line }) };
        },
        lineOf: (name) => toml_lineOf(text, name, ''),
        table: (...path) => {
            const value = get(...path);
            return isTable(value) ? value : {};
        },
    };
}
function toml_parseRoot(file, text) {
    try {
        return (0,smol_toml_dist/* parse */.qg)(text);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new shared_errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        const place = error instanceof smol_toml_dist/* TomlError */.zx ? ` at line ${error.line}, column ${error.column}` : '';
        const reason = (0,shared_errors/* messageOf */.b)(error).split('\n')[0] ?? '';
        throw new shared_errors/* UserError */.y(`${file} is not valid TOML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
    }
}
/** Whether a parsed value is a table (TOML), mapping (YAML) or object (JSON). */
function isTable(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
// The parser keeps no positions. The value itself comes from the parser; this only finds the line to show for it.
function toml_lineOf(text, key, value) {
    const lines = text.split('\n');
    const both = lines.findIndex((line) => line.includes(key) && line.includes(value));
    return both === -1 ? undefined : both + 1;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/yaml.js


/** Parses YAML into plain values. Throws a UserError with file, line and column. */
function yaml_parseYaml(file, text) {
    const document = (0,dist/* parseDocument */.Tp)(text, { prettyErrors: true });
    const error = document.errors[0];
    if (error !== undefined) {
        const at = error.linePos?.[0];
        const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
        const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
        throw new shared_errors/* UserError */.y(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
    }
    // Aliases that multiply (a "billion laughs" document) are refused by the library's own limit.
    return document.toJS({ maxAliasCount: 100 });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/pnpm.js



/** pnpm, at the version that package.json pins or that wrote the lockfile. */
function pnpm(app, found, pinned) {
    const version = pinned ?? versionOfLockfile(app);
    const exact = version === undefined ? 'pnpm@10' : `pnpm@${version}`;
    const locked = app.files.isFile('pnpm-lock.yaml');
    const only = (what) => (what === 'production' ? ' --prod' : '');
    return {
        found,
        setup: {
            kind: 'run',
            why: [
                pinned === undefined
                    ? 'The pnpm that reads this lockfile; "packageManager" in package.json would pin it exactly.'
                    : 'The pnpm that package.json pins.',
            ],
            commands: [`npm install --global ${exact}`],
        },
        files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs'].filter((name) => app.files.isFile(name)),
        // pnpm asks before it removes node_modules unless it knows that nobody is there to answer.
        env: { CI: 'true' },
        mounts: [{ type: 'cache', id: 'pnpm', target: '/pnpm/store' }],
        install: (what) => `pnpm install ${locked ? '--frozen-lockfile' : '--no-frozen-lockfile'} --store-dir=/pnpm/store${only(what)}`,
        prune: 'pnpm prune --prod --ignore-scripts --store-dir=/pnpm/store',
        run: (script) => `pnpm run ${script}`,
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit pnpm-lock.yaml.',
                    file: app.at('package.json'),
                },
            ],
    };
}
// Source: pnpm/pnpm, packages/constants, LOCKFILE_VERSION of each major release.
function versionOfLockfile(app) {
    const text = app.files.text('pnpm-lock.yaml');
    if (text === undefined)
        return undefined;
    // Only the first lines: the version stands there, and the rest can have hundred thousands of lines.
    const head = text.split('\n', 20).filter((line) => line.startsWith('lockfileVersion'));
    const parsed = yaml_parseYaml(app.at('pnpm-lock.yaml'), head.join('\n'));
    const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined;
    const version = typeof field === 'number' || typeof field === 'string' ? String(field) : '';
    if (version.startsWith('9'))
        return '10';
    if (version.startsWith('6'))
        return '8';
    if (version.startsWith('5.4'))
        return '7';
    throw new shared_errors/* UserError */.y(`${app.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`, 'Set "packageManager" in package.json, for example to "pnpm@10.20.0".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/yarn.js



// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22';
/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
function yarn(app, found, pinned) {
    const text = app.files.text('.yarnrc.yml');
    const settings = text === undefined ? undefined : yaml_parseYaml(app.at('.yarnrc.yml'), text);
    const yarnPath = isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined;
    const version = pinned ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1];
    const berryLock = /^__metadata:/m.test(app.files.head('yarn.lock') ?? '');
    if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
        return classic(app, found, version ?? CLASSIC);
    if (version === undefined) {
        throw new shared_errors/* UserError */.y(`${app.at('yarn.lock')} was written by Yarn 2 or later, but nothing says which version.`, 'Set "packageManager" in package.json (`yarn set version stable` does), for example to "yarn@4.11.0".');
    }
    return berry(app, found, version);
}
function classic(app, found, version) {
    const locked = app.files.isFile('yarn.lock');
    const install = `yarn install${locked ? ' --frozen-lockfile' : ' --no-lockfile'} --non-interactive`;
    return {
        found,
        setup: {
            kind: 'run',
            why: ['Newer images come without Yarn; older ones with another one, hence --force.'],
            commands: [`npm install --global --force yarn@${version}`],
        },
        files: ['yarn.lock', '.yarnrc'].filter((name) => app.files.isFile(name)),
        mounts: [{ type: 'cache', target: '/usr/local/share/.cache/yarn' }],
        install: (what) => (what === 'production' ? `${install} --production` : install),
        prune: `${install} --production --ignore-scripts --prefer-offline`,
        run: (script) => `yarn run ${script}`,
        warnings: locked
            ? []
            : [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit yarn.lock.',
                    file: app.at('package.json'),
                },
            ],
    };
}
function berry(app, found, version) {
    const focus = Number(version.split('.')[0]) >= 4;
    const own = ['.yarn/releases', '.yarn/plugins', '.yarn/patches'].filter((name) => app.files.isFolder(name));
    return {
        found,
        setup: {
            kind: 'run',
            why: ['The Yarn that the repository pins; images bring Yarn 1 or none, hence --force.'],
            commands: [`npm install --global --force @yarnpkg/cli-dist@${version}`],
        },
        files: [...['yarn.lock', '.yarnrc.yml'].filter((name) => app.files.isFile(name)), ...own],
        // The lockfile is the same for every linker; node_modules is what every framework and native module can load.
        env: {
            YARN_NODE_LINKER: 'node-modules',
            YARN_ENABLE_GLOBAL_CACHE: 'true',
            YARN_GLOBAL_FOLDER: '/var/cache/yarn',
        },
        mounts: [{ type: 'cache', target: '/var/cache/yarn' }],
        install: (what) => what === 'production' && focus ? 'yarn workspaces focus --production' : 'yarn install --immutable',
        ...(focus ? { prune: 'yarn workspaces focus --production' } : {}),
        run: (script) => `yarn run ${script}`,
        warnings: focus
            ? []
            : [
                {
                    text: `Yarn ${version} cannot leave out development dependencies: they are in the image. Yarn 4 can.`,
                    file: found.file ?? app.at('package.json'),
                },
            ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/choose.js





const MANAGERS = { npm: npm, pnpm: pnpm, yarn: yarn };
const LOCKFILES = [
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
    ['package-lock.json', 'npm'],
    ['npm-shrinkwrap.json', 'npm'],
];
/** What package.json declares, then the lockfile there is, then npm. */
function choosePackageManager(app, manifest) {
    const declared = declaredManager(manifest);
    const locks = LOCKFILES.filter(([file]) => app.files.isFile(file));
    if (declared !== undefined) {
        return MANAGERS[declared.name](app, declared.found, declared.version);
    }
    const [first, second] = locks;
    if (first === undefined) {
        if (app.files.isFile('bun.lock') || app.files.isFile('bun.lockb'))
            throw bunError(app.at('bun.lock'));
        return npm(app, { value: 'npm', why: 'no lockfile' }, undefined);
    }
    const [file, name] = first;
    const manager = MANAGERS[name](app, { value: name, file: app.at(file) }, undefined);
    if (second === undefined || second[1] === name)
        return manager;
    const text = `Both ${file} and ${second[0]} are there: ${name} is used. Remove one, or set "packageManager" in package.json.`;
    return { ...manager, warnings: [...manager.warnings, { text, file: app.at(second[0]) }] };
}
// Source: nodejs.org, "Packages", the packageManager field (`name@version`, with an optional hash).
function declaredManager(manifest) {
    const field = manifest.json.string('packageManager') ?? manifest.json.string('devEngines', 'packageManager', 'name');
    if (field === undefined)
        return undefined;
    const [name, version = manifest.json.string('devEngines', 'packageManager', 'version')?.value] = field.value.split('@');
    if (name === 'bun')
        throw bunError(field.file ?? 'package.json');
    if (name !== 'npm' && name !== 'pnpm' && name !== 'yarn') {
        throw new shared_errors/* UserError */.y(`${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`, 'Valid ones: npm, pnpm, yarn.');
    }
    const exact = semver.valid(version?.split('+')[0]);
    return { name, version: exact ?? undefined, found: { ...field, value: name } };
}
function bunError(file) {
    return new shared_errors/* UserError */.y(`${file}: Bun is not supported yet.`, 'Write a Dockerfile, or commit the lockfile of npm, pnpm or yarn.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/manifest.js

/** The application's package.json, or undefined. Throws a UserError when it is no JSON. */
function manifest_readManifest(app) {
    const text = app.files.text('package.json');
    if (text === undefined)
        return undefined;
    const json = json_parseJson(app.at('package.json'), text);
    const dependencies = new Map([...json.strings('optionalDependencies'), ...json.strings('dependencies')]);
    const devDependencies = json.strings('devDependencies');
    return {
        json,
        scripts: json.strings('scripts'),
        dependencies,
        devDependencies,
        dependency: (name) => dependencies.get(name) ?? devDependencies.get(name),
    };
}
// What each command belongs to, where the package is not called the same.
const PACKAGE_OF = {
    tsc: 'typescript',
    nest: '@nestjs/cli',
    'remix-serve': '@remix-run/serve',
    'react-router-serve': '@react-router/serve',
    'babel-node': '@babel/node',
    'pm2-runtime': 'pm2',
};
/** The package that brings a command. */
function packageOf(command) {
    return PACKAGE_OF[command] ?? command;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/view/file-view.js
/** Joins two relative paths; either may be `''`. */
function join(folder, path) {
    return folder === '' ? path : path === '' ? folder : `${folder}/${path}`;
}
/** The application in a folder of a repository. */
function file_view_appIn(repository, folder) {
    const at = (path) => join(folder, path);
    const files = {
        isFile: (path) => repository.isFile(at(path)),
        isFolder: (path) => repository.isFolder(at(path)),
        text: (path) => repository.text(at(path)),
        head: (path) => repository.head(at(path)),
        list: (path) => repository.list(at(path)),
    };
    return { files, repository, folder, at };
}
const GENERATED = `.git node_modules bower_components vendor .venv venv env __pycache__ site-packages dist build out
  coverage`.split(/\s+/);
// Often far more files than the source; tests start servers of their own, and migrations are endless.
const NOT_SOURCE = 'test tests __tests__ spec e2e fixtures examples docs migrations'.split(' ');
const PASSED_OVER = new Set([...GENERATED, ...NOT_SOURCE]);
/** Files with one of these endings, nearest to the top first, at most `limit` of them. */
function sources(view, endings, limit = 500) {
    const found = [];
    let folders = [''];
    for (let depth = 0; depth < 12 && folders.length > 0; depth += 1) {
        const deeper = [];
        for (const folder of folders) {
            for (const { name, kind } of view.list(folder)) {
                const path = join(folder, name);
                if (kind === 'folder') {
                    if (!PASSED_OVER.has(name) && !name.startsWith('.'))
                        deeper.push(path);
                }
                else if (endings.some((ending) => name.endsWith(ending)) &&
                    !/\.(test|spec|config|d)\.\w+$/.test(name)) {
                    found.push(path);
                    if (found.length >= limit)
                        return found;
                }
            }
        }
        folders = deeper;
    }
    return found;
}
/** Folders that may have an application of their own, nearest to the top first, at most `limit` of them. */
function file_view_folders(view, limit = 5000) {
    const found = [];
    let level = [''];
    for (let depth = 0; depth < 6 && level.length > 0 && found.length < limit; depth += 1) {
        level = level.flatMap((folder) => view
            .list(folder)
            .filter(({ name, kind }) => kind === 'folder' && !GENERATED.includes(name) && !name.startsWith('.'))
            .map(({ name }) => join(folder, name)));
        found.push(...level);
    }
    return found.slice(0, limit);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/source.js


const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
const PORT_READ = /process\.env(?:\.PORT\b|\[['"]PORT['"]\])|\bBun\.env\.PORT\b/;
const PORTS = [
    /process\.env(?:\.PORT\b|\[['"]PORT['"]\])[\s)]*(?:\|\||\?\?|,)\s*['"]?(\d{2,5})\b/,
    /\.listen\(\s*(?:\{[^}]*?\bport:\s*)?(\d{2,5})\b/,
    /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*['"]?(\d{2,5})\b/,
    /\bport:\s*(\d{2,5})\b/,
];
// Only routes of the application itself: a router's are below a path that is not to be seen here.
const ROUTES = /(?:\b(?:app|server|fastify|application)\s*\.(?:get|all|route|head)\(\s*|\b(?:url|pathname|path)\s*={2,3}\s*|\bcase\s+)['"`]([\w/-]{2,40})['"`]/g;
const PUBLIC = /(?:process\.env|import\.meta\.env)\.((?:NEXT_PUBLIC|VITE|REACT_APP)_[A-Z0-9_]+)\b/g;
/** Reads the source nearest to the top, a bounded part of it. */
function readSource(app) {
    const files = sources(app.files, ENDINGS);
    const publicVariables = new Set();
    let readsPort = false;
    for (const path of files) {
        const text = app.files.head(path) ?? '';
        readsPort ||= PORT_READ.test(text);
        for (const [, name] of text.matchAll(PUBLIC))
            if (name !== undefined)
                publicVariables.add(name);
    }
    return {
        files,
        port: (0,routes/* portIn */.Ju)(app, files, PORTS),
        readsPort,
        healthPath: (0,routes/* healthPath */.OW)(app, files, ROUTES),
        publicVariables: [...publicVariables].sort(),
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/apt.js
/** Installs Debian packages, or is nothing for none. */
function aptInstall(packages, why) {
    if (packages.length === 0)
        return undefined;
    return {
        kind: 'run',
        why: [why],
        commands: [
            'apt-get update',
            `apt-get install --yes --no-install-recommends ${packages.join(' ')}`,
            'rm -rf /var/lib/apt/lists/*',
        ],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/secrets.js
/** Reads .npmrc and .yarnrc.yml for the variables that stand for tokens. */
function registrySettings(app) {
    const files = ['.npmrc'].filter((name) => app.files.isFile(name));
    const variables = new Set();
    for (const name of ['.npmrc', '.yarnrc.yml']) {
        for (const [, variable] of (app.files.text(name) ?? '').matchAll(/\$\{([A-Z_][A-Z0-9_]*)[^}]*\}/gi)) {
            if (variable !== undefined)
                variables.add(variable);
        }
    }
    const mounts = [...variables].sort().map((name) => ({ type: 'secret', id: name, env: name }));
    // What a runner's own .npmrc (as actions/setup-node writes it) can be handed in as.
    if (files.length > 0)
        mounts.push({ type: 'secret', id: 'npmrc', target: '/root/.npmrc' });
    return { files, mounts };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/system-packages.js
const TOOLCHAIN = ['g++', 'make', 'python3'];
// Native modules: what their installation may have to compile with, and what they load while running.
const PACKAGES = {
    prisma: { build: ['openssl'], run: ['openssl'] },
    '@prisma/client': { build: ['openssl'], run: ['openssl'] },
    bcrypt: { build: TOOLCHAIN },
    'better-sqlite3': { build: TOOLCHAIN },
    sqlite3: { build: TOOLCHAIN },
    argon2: { build: TOOLCHAIN },
    'fluent-ffmpeg': { run: ['ffmpeg'] },
};
/** Debian packages that the dependencies need beyond the slim image, by stage. */
function systemPackages(manifest) {
    const named = Object.entries(PACKAGES).filter(([name]) => manifest.dependency(name) !== undefined);
    const of = (stage) => [...new Set(named.flatMap(([, packages]) => packages[stage] ?? []))].sort();
    return { build: of('build'), run: of('run') };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/install.js





const HOOKS = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'];
// Hooks for people's checkouts, which do nothing where there is no .git.
const GIT_HOOKS = /^(?:is-ci \|\| )?(?:husky|lefthook|simple-git-hooks)\b/;
/** Plans the installation so that it runs again only when the lockfile changes, and once for all stages. */
function installation(facts, base) {
    const { manifest, manager, build, command } = facts;
    const development = manifest.devDependencies.size > 0;
    if (manifest.dependencies.size === 0 && !development) {
        return { stages: () => [], all: undefined, modules: 'deps', keep: false, why: '' };
    }
    // A start command from a development dependency would not be there after pruning.
    const needed = command.command === undefined ? undefined : packageOf(command.command);
    const keep = needed !== undefined && !manifest.dependencies.has(needed) && manifest.devDependencies.has(needed);
    const hooks = HOOKS.some((name) => manifest.scripts.has(name));
    const everything = (build !== undefined || hooks || keep) && development;
    const prunes = everything && !keep && manager.prune !== undefined;
    const deps = {
        name: 'deps',
        base,
        steps: installSteps(facts, everything ? 'all' : 'production'),
    };
    const pruned = {
        name: 'production-deps',
        base: 'deps',
        why: ['From the same installation, so that nothing is compiled or fetched twice.'],
        steps: manager.prune === undefined ? [] : [{ kind: 'run', commands: [manager.prune], mounts: manager.mounts }],
    };
    return {
        stages: (modules) => (prunes && modules ? [deps, pruned] : [deps]),
        all: 'deps',
        modules: prunes ? 'production-deps' : 'deps',
        keep,
        why: keep
            ? 'All dependencies: the start command is a development dependency.'
            : 'Production dependencies only.',
    };
}
function installSteps(facts, what) {
    const { app, manifest, manager } = facts;
    const registry = registrySettings(app);
    const extra = hookFiles(facts);
    const names = ['package.json', ...manager.files, ...registry.files, ...(extra ?? [])];
    const folders = names.filter((name) => app.files.isFolder(name));
    return steps({ kind: 'workdir', value: '/app' }, aptInstall(systemPackages(manifest).build, 'What dependencies are compiled with; not in the final stage.'), manager.setup, manager.env !== undefined && { kind: 'env', values: manager.env }, {
        kind: 'copy',
        why: extra === undefined
            ? [
                "package.json has scripts that run while installing and may need any of the application's files.",
            ]
            : ['Only what decides the dependencies, so that a change of source alone installs nothing again.'],
        sources: extra === undefined
            ? [app.folder === '' ? '.' : `${app.folder}/`]
            : names.filter((name) => !folders.includes(name)).map((name) => app.at(name)),
        to: './',
    }, ...(extra === undefined ? [] : folders).map((folder) => ({
        kind: 'copy',
        sources: [app.at(folder)],
        to: `./${folder}`,
    })), { kind: 'run', commands: [manager.install(what)], mounts: [...manager.mounts, ...registry.mounts] });
}
/** Files that hooks of the installation read; undefined where they may read anything. */
function hookFiles({ app, manifest }) {
    const extra = ['prisma', 'patches'].filter((name) => app.files.isFolder(name));
    for (const hook of HOOKS) {
        const script = manifest.scripts.get(hook)?.value.trim();
        if (script === undefined || GIT_HOOKS.test(script))
            continue;
        if (/^(?:npx )?(?:prisma generate|patch-package)$/.test(script))
            continue;
        return undefined;
    }
    return extra;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/probe.js
/** Asks the server with Node.js itself, in a way that every release still in use understands. */
function nodeProbe(path) {
    // At `/` any answer but a server error will do: an API may well have nothing there.
    const limit = path === '/' ? 500 : 400;
    const url = `'http://127.0.0.1:'+process.env.PORT+${JSON.stringify(path).replace(/^"|"$/g, "'")}`;
    return [
        'node',
        '-e',
        `require('http').get(${url},r=>process.exit(r.statusCode<${limit}?0:1)).on('error',()=>process.exit(1))`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/runtime-files.js
// Source and what only builds, tests or people need; what a build makes comes from its stage.
const NOT_RUN = new Set(`src test tests __tests__ __mocks__ spec e2e docs coverage node_modules scripts examples bin.ts patches
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml Procfile Makefile
  docker-compose.yml docker-compose.yaml compose.yml compose.yaml jest.setup.ts`.split(/\s+/));
const NOT_RUN_PATTERN = /^\.|^(?:Dockerfile|LICEN[CS]E|README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT|AUTHORS)|\.(?:md|ts|tsx|mts|cts|tsbuildinfo|log)$|^tsconfig.*\.json$|^(?:nest-cli|tslint|biome|renovate|turbo|nx)\.json$|\.config\.\w+$/;
/**
 * What a built server needs beside its dependencies: the folder that the start command names, and what stands beside
 * the source (views, public files, templates). Paths below the application.
 */
function runtimeEntries(app, argv) {
    const started = argv.slice(1).find((word) => !word.startsWith('-') && !word.startsWith('node_modules/'));
    const first = started?.replace(/^\.\//, '').split('/')[0];
    const entries = app.files.list('').filter(({ name }) => !NOT_RUN.has(name) && !NOT_RUN_PATTERN.test(name));
    const folders = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
    const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
    names.add('package.json');
    if (first !== undefined && started?.includes('/'))
        folders.add(first);
    return { folders: [...folders].sort(), names: [...names].sort() };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/stages.js









// The user `node` of the official images.
const USER = '1000:1000';
/** The stages of a server: what it installs, what it builds, and what runs. */
function serverStages(facts, how, request) {
    const { manifest, output, build, command } = facts;
    const base = baseImage(facts, request);
    const install = installation(facts, base);
    const own = output?.kind === 'server' && output.run === command.run ? output : undefined;
    const modules = (own?.modules ?? true) && manifest.dependencies.size + (install.keep ? 1 : 0) > 0;
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(systemPackages(manifest).run, 'Libraries that dependencies load while they run.'), modules && {
            kind: 'copy',
            why: [install.why],
            from: install.modules,
            sources: ['/app/node_modules'],
            to: './node_modules',
        }, ...runtimeFiles(facts, own?.built), ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: USER,
            probe: nodeProbe(how.healthCheckPath),
            env: { NODE_ENV: 'production', ...own?.env, ...environment(facts, how.argv) },
        })),
    };
    const building = build === undefined ? [] : [buildStage(facts, base, install, build)];
    const installing = modules || build !== undefined ? install.stages(modules) : [];
    const source = sourceStage(facts, base);
    return [...installing, ...building, ...(source === undefined ? [] : [source]), runtime];
}
/** The stages of files that a build makes and nginx serves. */
function siteStages(facts, site, how, request) {
    const base = baseImage(facts, request);
    const install = installation(facts, base);
    const copy = {
        kind: 'copy',
        from: 'build',
        sources: [`/app/${site.folder.value}`],
        to: '/srv/www',
    };
    const build = facts.build ?? { value: facts.manager.run('build') };
    return [
        ...install.stages(false),
        buildStage(facts, base, install, build),
        siteStage({ ...how, copy, fallback: site.fallback }, request),
    ];
}
function baseImage({ version }, { baseRegistry }) {
    return officialImage(baseRegistry, `node:${version}-slim`);
}
function buildStage(facts, base, install, build) {
    const { app, framework, source } = facts;
    const cache = framework.buildCache;
    const after = facts.output?.kind === 'server' && facts.output.run === facts.command.run
        ? facts.output.afterBuild
        : undefined;
    const why = ['Public by their prefix: they end up in what browsers load. Given by --build-arg.'];
    return {
        name: 'build',
        base: install.all ?? base,
        steps: steps(install.all === undefined && { kind: 'workdir', value: '/app' }, copyAll(app), ...source.publicVariables.map((value, index) => ({
            kind: 'arg',
            value,
            ...(index === 0 ? { why } : {}),
        })), framework.buildEnv !== undefined && { kind: 'env', values: framework.buildEnv }, {
            kind: 'run',
            commands: [build.value, ...(after === undefined ? [] : [after])],
            ...(cache === undefined ? {} : { mounts: [{ type: 'cache', target: `/app/${cache}` }] }),
        }),
    };
}
/** Everything that .dockerignore lets through, from the application's folder. */
function copyAll(app) {
    return app.folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${app.folder}/`], to: './' };
}
// The settings of registries may hold a token: the source reaches the final stage by way of one without them.
function sourceStage(facts, base) {
    const { files } = registrySettings(facts.app);
    if (facts.build !== undefined || files.length === 0)
        return undefined;
    return {
        name: 'source',
        base,
        steps: [
            { kind: 'workdir', value: '/app' },
            copyAll(facts.app),
            { kind: 'run', why: ['It may hold a token.'], commands: [`rm ${files.join(' ')}`] },
        ],
    };
}
// They belong to root, so that a server that was broken into can change none of them.
function runtimeFiles(facts, built) {
    if (facts.build === undefined) {
        if (registrySettings(facts.app).files.length > 0) {
            return [{ kind: 'copy', from: 'source', sources: ['/app'], to: '.' }];
        }
        return [
            { ...copyAll(facts.app), why: ['Owned by root: the server can read its source and change nothing.'] },
        ];
    }
    if (built !== undefined)
        return built.map(copyBuilt);
    const { folders, names } = runtimeEntries(facts.app, facts.command.run.value);
    return [
        {
            kind: 'copy',
            why: [
                'What was built, and what stands beside the source (views, public files). Owned by root: the server can',
                'read it and change nothing.',
            ],
            from: 'build',
            sources: names.map((name) => `/app/${name}`),
            to: './',
        },
        ...folders.map((folder) => ({
            kind: 'copy',
            from: 'build',
            sources: [`/app/${folder}`],
            to: `./${folder}`,
        })),
    ];
}
function copyBuilt({ from, to, writable = false }) {
    const step = {
        kind: 'copy',
        from: 'build',
        sources: [`/app/${from}`],
        to: to === '.' ? './' : `./${to}`,
    };
    if (!writable)
        return step;
    return {
        ...step,
        why: ['Written to while the server runs: pages rendered again, optimised images.'],
        owner: USER,
    };
}
// What the start script sets, and for a shell the commands of dependencies, which npm has on its PATH.
function environment({ command }, [first]) {
    const own = Object.entries(command.env).filter(([name]) => name !== 'PORT' && name !== 'NODE_ENV');
    if (first !== '/bin/sh')
        return Object.fromEntries(own);
    const path = '/app/node_modules/.bin:$PATH';
    return { ...Object.fromEntries(own), PATH: path };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/version.js






const DEFAULT = NODE_RELEASES[0]?.line ?? 'lts';
/** The tag of the official image: what pins a version beats what only gives a range. */
function nodeVersion(app, manifest, input) {
    const asked = (input === undefined ? undefined : fromInput(input, 'version')) ??
        (0,lines/* firstLine */.TM)(app, '.nvmrc') ??
        (0,lines/* firstLine */.TM)(app, '.node-version') ??
        (0,lines/* toolVersion */.fX)(app, ['nodejs', 'node']) ??
        miseVersion(app) ??
        manifest?.json.string('volta', 'node') ??
        runtimeVersion(manifest) ??
        manifest?.json.string('engines', 'node');
    if (asked === undefined)
        return { value: DEFAULT, why: 'the default long-term line' };
    const tag = resolveNodeVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new shared_errors/* UserError */.y(`No release of Node.js is known that fits "${asked.value}" (${found_originOf(asked)}).`, 'Set the input "version", for example to 24.');
}
/** The image tag for what a version file or range says: `v22` gives 22, `>=20` the preferred line, `22.4.1` itself. */
function resolveNodeVersion(text) {
    const word = text
        .trim()
        .toLowerCase()
        .replace(/^v(?=\d)/, '');
    if (['node', 'stable', 'current', 'latest', 'lts', 'lts/*', '*'].includes(word))
        return DEFAULT;
    const codename = NODE_CODENAMES[word.replace(/^lts\//, '')];
    if (codename !== undefined)
        return codename;
    // A version or a part of one is a tag as it stands, whether or not its line is in our table.
    if (/^\d+(\.\d+){0,2}$/.test(word))
        return word;
    if (semver.validRange(word) === null)
        return undefined;
    for (const { line } of NODE_RELEASES) {
        const tag = tagWithin(line, word);
        if (tag !== undefined)
            return tag;
    }
    return undefined;
}
// A floating tag is its line's newest release: it fits only where the range leaves the line open at the top.
function tagWithin(line, range) {
    if (semver.satisfies(`${line}.99.99`, range))
        return line;
    for (let minor = 30; minor >= 0; minor -= 1) {
        if (semver.satisfies(`${line}.${minor}.99`, range))
            return `${line}.${minor}`;
    }
    const lowest = semver.minVersion(range);
    return lowest !== null && lowest.major === Number(line) && semver.satisfies(lowest, range)
        ? lowest.version
        : undefined;
}
function miseVersion(app) {
    for (const path of ['mise.toml', '.mise.toml']) {
        const text = app.files.text(path);
        const found = text === undefined ? undefined : parseToml(app.at(path), text).string('tools', 'node');
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function runtimeVersion(manifest) {
    const name = manifest?.json.string('devEngines', 'runtime', 'name');
    return name?.value === 'node' ? manifest?.json.string('devEngines', 'runtime', 'version') : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/provider.js















const OTHERS = ['manage.py', 'requirements.txt', 'pyproject.toml', 'artisan', 'Gemfile', 'go.mod'];
/** Applications with a package.json. */
const node = {
    language: 'node',
    frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
    lookedFor: 'package.json',
    detect: (app) => {
        const manifest = manifest_readManifest(app);
        if (manifest === undefined)
            return undefined;
        const { framework } = findFramework(app, manifest, undefined);
        // A bundler beside another language makes that application's assets.
        const assets = framework.output?.(app, manifest).kind === 'site' && OTHERS.some((name) => app.files.isFile(name));
        const runs = (framework !== plainNode && !assets) || SCRIPTS.slice(0, 3).some((name) => manifest.scripts.has(name));
        return runs ? 'application' : 'helper';
    },
    plan: planNode,
};
function planNode(app, request) {
    const { overrides } = request;
    const manifest = manifest_readManifest(app);
    if (manifest === undefined) {
        throw new shared_errors/* UserError */.y(`${app.at('package.json')} is not there, which every Node.js application has.`, 'Set "root-directory" to the folder of the application.');
    }
    refuseWorkspaces(app, manifest);
    const { framework, found } = findFramework(app, manifest, overrides.framework);
    const output = framework.output?.(app, manifest);
    const site = output?.kind === 'site' && overrides.runCommand === undefined ? output : undefined;
    const source = readSource(app);
    const manager = choosePackageManager(app, manifest);
    const version = nodeVersion(app, manifest, overrides.version);
    const command = site === undefined
        ? findCommand(app, manifest, framework, output, source, overrides.runCommand)
        : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [] };
    const build = findBuild(app, manifest, framework, manager, command, overrides.buildCommand);
    const port = findPort(framework, command, site === undefined ? source : undefined, overrides.port);
    const healthCheckPath = findHealthPath(app, framework, site === undefined ? source : undefined, request);
    const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const facts = {
        app,
        manifest,
        source,
        framework,
        output,
        manager,
        version: version.value,
        build,
        command,
    };
    const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value };
    return {
        language: { value: 'node', file: app.at('package.json') },
        framework: found,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
        ignore: ['coverage', ...(build === undefined ? [] : outputFolders(facts))],
        warnings: warningsOf(facts, version, port, request.now),
    };
}
function findPort({ port: fallback, portInSource = true }, command, source, input) {
    if (input !== undefined)
        return fromInput(input, 'port');
    const named = (0,routes/* portInArguments */.B5)(command.run.value) ?? command.port ?? Number(command.env['PORT']);
    if ((0,routes/* isPort */.sW)(named))
        return withValue(command.run, named);
    if (portInSource && source?.port !== undefined)
        return source.port;
    if (source === undefined || fallback === undefined)
        return { value: DEFAULT_PORT, why: 'default' };
    return { value: fallback, why: "the framework's default" };
}
function findHealthPath(app, { healthPath }, source, { overrides }) {
    if (overrides.healthCheckPath !== undefined)
        return fromInput(overrides.healthCheckPath, 'health-check-path');
    const found = source && (healthPath === undefined ? source.healthPath : healthPath(app, source.files));
    return found ?? { value: '/', why: 'no health path in the source' };
}
function warningsOf({ manager, manifest, output, command, source, framework }, version, port, now) {
    const ended = endOfLifeWarning('Node.js', version.value, NODE_RELEASES, now);
    const fixed = framework.portInSource === false || source.readsPort ? undefined : source.port;
    return [
        ...(ended === undefined ? [] : [{ ...provider_place(version), text: ended }]),
        ...(manifest.dependencies.size + manifest.devDependencies.size === 0 ? [] : manager.warnings),
        ...(output?.kind === 'server' && output.run === command.run ? (output.warnings ?? []) : []),
        ...(fixed === undefined || fixed.value === port.value || output?.kind === 'site'
            ? []
            : [
                {
                    ...provider_place(fixed),
                    text: `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
                },
            ]),
    ];
}
function provider_place({ file, line }) {
    return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
/** What a build on this machine has left: never what goes into the image. */
function outputFolders({ app, framework, output, command }) {
    if (output?.kind === 'site')
        return [output.folder.value, ...(framework.name === 'next' ? ['.next'] : [])];
    if (output?.kind === 'server')
        return ['.next'];
    const entry = command.run.value.slice(1).find((word) => !word.startsWith('-'));
    const folder = entry?.includes('/') === true ? entry.replace(/^\.\//, '').split('/')[0] : undefined;
    // A folder that git knows is source, whatever it is called.
    return folder === undefined || app.files.list('').some(({ name }) => name === folder) ? [] : [folder];
}
// Said rather than built wrongly: the packages of a workspace are installed from its top, together.
function refuseWorkspaces(app, manifest) {
    const local = [...manifest.dependencies].find(([, { value }]) => value.startsWith('workspace:'));
    const file = manifest.json.has('workspaces') ? app.at('package.json') : local?.[1].file;
    if (file === undefined)
        return;
    throw new shared_errors/* UserError */.y(`${file} belongs to a workspace of several packages, which is not supported yet.`, 'Write a Dockerfile for the application; it is then used as it is.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/django.js



/** Django: the WSGI application that its settings name, or the ASGI one where channels need it. */
const django = {
    name: 'django',
    package: 'django',
    lookedFor: 'manage.py with DJANGO_SETTINGS_MODULE, and WSGI_APPLICATION in those settings or a wsgi.py beside them',
    routes: /\bre_path\(\s*r?['"]\^?([\w/-]{2,40})\$?['"]|\bpath\(\s*r?['"]([\w/-]{2,40})['"]/g,
    // Included ones are below a prefix, and so are no paths of their own.
    routeFiles: (files) => files.filter((file) => file.endsWith('urls.py')).slice(0, 1),
    checksHost: true,
    target: (app, files, project) => {
        const manage = files.find((file) => external_node_path_.posix.basename(file) === 'manage.py');
        if (manage === undefined)
            return undefined;
        const path = manage.includes('/') ? external_node_path_.posix.dirname(manage) : '';
        const module = (0,lines/* searchLines */.gV)(app.files.head(manage) ?? '', /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/);
        const name = module?.groups[0];
        if (module === undefined || name === undefined)
            return undefined;
        const settings = settingsFiles(app, path, name);
        const channels = project.dependency('channels') !== undefined;
        const protocol = channels ? 'asgi' : 'wsgi';
        const found = application(app, path, name, settings, protocol);
        if (found === undefined)
            return undefined;
        const texts = settings.map((file) => app.files.head(file) ?? '');
        const needs = requiredVariables(texts.join('\n'));
        const build = collectStatic(app, path, settings, needs);
        return {
            found,
            protocol,
            factory: false,
            path,
            env: { DJANGO_SETTINGS_MODULE: name },
            needs,
            ...(build === undefined ? {} : { build }),
        };
    },
};
/** The settings module, and what is in its package: settings are often split. */
function settingsFiles(app, path, module) {
    const file = join(path, module.replaceAll('.', '/'));
    const package_ = [file, external_node_path_.posix.dirname(file)].find((folder) => app.files.isFile(`${folder}/__init__.py`) && folder.includes('settings'));
    const split = package_ === undefined ? [] : app.files.list(package_).map(({ name }) => `${package_}/${name}`);
    return [...new Set([`${file}.py`, ...split])].filter((name) => name.endsWith('.py') && app.files.isFile(name));
}
function application(app, path, module, settings, protocol) {
    const pattern = protocol === 'wsgi'
        ? /^WSGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
        : /^ASGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m;
    for (const file of settings) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', pattern);
        if (match !== undefined)
            return { value: match.groups.join(':'), file: app.at(file), line: match.line };
    }
    const parts = module.split('.');
    for (let length = parts.length - 1; length > 0; length -= 1) {
        const file = join(path, `${parts.slice(0, length).join('/')}/${protocol}.py`);
        if (app.files.isFile(file)) {
            return { value: `${parts.slice(0, length).join('.')}.${protocol}:application`, file: app.at(file) };
        }
    }
    return undefined;
}
/** Only with STATIC_ROOT: without it there is nowhere to collect to. */
function collectStatic(app, path, settings, needs) {
    for (const file of settings) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', /^STATIC_ROOT\s*=/m);
        if (match === undefined)
            continue;
        const environment = needs.map((name) => `${name}=${placeholder(name)} `);
        const manage = join(path, 'manage.py');
        return {
            value: `${environment.join('')}python ${manage} collectstatic --noinput`,
            file: app.at(file),
            line: match.line,
        };
    }
    return undefined;
}
// Settings are loaded without the environment of a running container: what they insist on gets a stand-in, for this one
// command and not in the image.
function requiredVariables(text) {
    const names = new Set();
    for (const match of text.matchAll(/os\.environ\[['"](\w+)['"]\]|\bgetenv\(['"](\w*SECRET_KEY\w*)['"]\)|\benviron\.get\(['"](\w*SECRET_KEY\w*)['"]\)|\benv(?:\.\w+)?\(\s*['"](\w+)['"]\s*\)|\bconfig\(\s*['"](\w+)['"]\s*\)/g)) {
        const name = match.slice(1).find(Boolean);
        if (name !== undefined)
            names.add(name);
    }
    if (/\benv\.db(?:_url)?\(\s*\)/.test(text))
        names.add('DATABASE_URL');
    return [...names].sort();
}
function placeholder(name) {
    return name.includes('DATABASE_URL') ? 'sqlite:////tmp/build.sqlite3' : 'build';
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/modules.js


/** `src/shop/main.py` is the module `shop.main` below `src`, unless `src` is a package itself. */
function moduleOf(app, file) {
    const path = file.startsWith('src/') && !app.files.isFile('src/__init__.py') ? 'src' : '';
    const inside = path === '' ? file : file.slice(path.length + 1);
    const name = inside
        .replace(/\.py$/, '')
        .replace(/\/__init__$/, '')
        .replaceAll('/', '.');
    return { name, path };
}
// What people call the file with the application, the one made for servers first.
const NAMES = [
    'wsgi.py',
    'asgi.py',
    'main.py',
    'app.py',
    'application.py',
    'server.py',
    'api.py',
    'run.py',
    '__init__.py',
];
/** A name that a pattern finds at the start of a line of some file: its first group. */
function findName(app, files, pattern) {
    const rank = (file) => (NAMES.indexOf(external_node_path_.posix.basename(file)) + NAMES.length + 1) % (NAMES.length + 1);
    const depth = (file) => file.split('/').length;
    const order = [...files].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
    for (const file of order) {
        const match = (0,lines/* searchLines */.gV)(app.files.head(file) ?? '', pattern);
        const value = match?.groups.find((group) => group !== undefined);
        if (match === undefined || value === undefined)
            continue;
        return { module: moduleOf(app, file), name: { value, file: app.at(file), line: match.line } };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/fastapi.js


/** FastAPI: an ASGI application. */
const fastapi = {
    name: 'fastapi',
    package: 'fastapi',
    lookedFor: '`app = FastAPI(...)` or `def create_app()`',
    routes: /@\w*(?:app|application|api)\.get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (app, files) => {
        const made = findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:fastapi\.)?FastAPI\(/m);
        const found = made ?? findName(app, files, /^def\s+(create_app|make_app)\s*\(/m);
        if (found === undefined)
            return undefined;
        const { module, name } = found;
        return {
            found: withValue(name, `${module.name}:${name.value}`),
            protocol: 'asgi',
            factory: made === undefined,
            path: module.path,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/flask.js


/** Flask: its own server is for development, so a WSGI server loads the application object or calls its factory. */
const flask = {
    name: 'flask',
    package: 'flask',
    lookedFor: '`app = Flask(...)` or `def create_app()`',
    routes: /@\w*(?:app|application)\.(?:route|get)\(\s*(?:rule\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
    target: (app, files) => {
        const made = findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:flask\.)?Flask\(/m) ??
            findName(app, files, /^(app|application)\s*=\s*(?:create_app|make_app)\(/m);
        if (made !== undefined) {
            const { module, name } = made;
            const found = withValue(name, `${module.name}:${name.value}`);
            return { found, protocol: 'wsgi', factory: false, path: module.path };
        }
        const factory = findName(app, files, /^def\s+(create_app|make_app)\s*\(/m);
        if (factory === undefined)
            return undefined;
        const { module, name } = factory;
        return {
            found: withValue(name, `${module.name}:${name.value}`),
            protocol: 'wsgi',
            factory: true,
            path: module.path,
        };
    },
};

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/frameworks/index.js



/** In the order in which they are looked for. */
const PYTHON_FRAMEWORKS = [django, fastapi, flask];

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/pip.js
/** pip: with a requirements.txt, or with a pyproject.toml that no lockfile accompanies. */
function pip(app, { requirements }) {
    const variables = (requirements?.variables ?? []).map((name) => ({
        type: 'secret',
        id: name,
        env: name,
    }));
    const mounts = [{ type: 'cache', target: '/root/.cache/pip' }, ...variables];
    if (requirements === undefined) {
        return {
            found: { value: 'pip', file: app.at('pyproject.toml') },
            files: undefined,
            mounts,
            install: (added) => ['pip install .', ...added].join(' '),
            warnings: [
                {
                    text: 'There is no lockfile: each build may install other versions. Commit uv.lock, poetry.lock or a requirements.txt with versions.',
                    file: app.at('pyproject.toml'),
                },
            ],
        };
    }
    return {
        found: { value: 'pip', file: app.at('requirements.txt') },
        files: requirements.local ? undefined : requirements.files,
        mounts,
        install: (added) => ['pip install --requirement requirements.txt', ...added].join(' '),
        ...(requirements.hashed ? { addCommand: 'Add to requirements.txt, with its hash:' } : {}),
        warnings: [],
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/poetry.js

const DEFAULT_VERSION = '2.5.1';
/** Poetry, at the version that wrote the lockfile, in an environment of its own. */
function poetry(app, { pyproject }) {
    const head = app.files.head('poetry.lock')?.split('\n', 1)[0] ?? '';
    const written = /generated by Poetry (\d+\.\d+\.\d+)/.exec(head)?.[1];
    return {
        found: { value: 'poetry', file: app.at('poetry.lock'), ...(written === undefined ? {} : { line: 1 }) },
        setup: {
            kind: 'run',
            why: [
                written === undefined
                    ? 'In an environment of its own: its dependencies are not those of the application.'
                    : "The Poetry that wrote the lockfile, in an environment of its own: its dependencies are not the application's.",
            ],
            commands: [
                'python -m venv /opt/poetry',
                `/opt/poetry/bin/pip install poetry==${written ?? DEFAULT_VERSION}`,
            ],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
        files: ['pyproject.toml', 'poetry.lock', 'poetry.toml'].filter((name) => app.files.isFile(name)),
        env: { POETRY_CACHE_DIR: '/var/cache/poetry', POETRY_NO_INTERACTION: '1' },
        mounts: [
            { type: 'cache', target: '/var/cache/poetry' },
            ...credentials(pyproject?.get('tool', 'poetry', 'source')),
        ],
        install: () => '/opt/poetry/bin/poetry install --only main --no-root',
        addCommand: 'poetry add',
        warnings: [],
    };
}
// Source: Poetry's documentation, "Configuring credentials": POETRY_HTTP_BASIC_<NAME>_USERNAME and _PASSWORD.
function credentials(sources) {
    return (Array.isArray(sources) ? sources : []).flatMap((source) => {
        if (!isTable(source) || typeof source['name'] !== 'string')
            return [];
        const name = `POETRY_HTTP_BASIC_${source['name'].toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
        return ['USERNAME', 'PASSWORD'].map((part) => ({
            type: 'secret',
            id: `${name}_${part}`,
            env: `${name}_${part}`,
        }));
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/uv.js

// Any recent one reads every lockfile, unless "required-version" in pyproject.toml says otherwise.
const uv_DEFAULT_VERSION = 'uv==0.13.9';
/** uv: exactly what uv.lock says, without its development groups. */
function uv(app, { pyproject }) {
    const required = pyproject?.string('tool', 'uv', 'required-version')?.value;
    const version = required === undefined ? uv_DEFAULT_VERSION : /^\d/.test(required) ? `uv==${required}` : `uv${required}`;
    // Without a build system uv treats the project as its source alone.
    const packaged = pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'uv', 'package') !== false;
    return {
        found: { value: 'uv', file: app.at('uv.lock') },
        setup: {
            kind: 'run',
            commands: [`pip install ${/^[\w.=]+$/.test(version) ? version : `'${version}'`}`],
            mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
        },
        files: ['pyproject.toml', 'uv.lock'],
        env: {
            UV_PROJECT_ENVIRONMENT: '/opt/venv',
            // The image's own Python, compiled files, and copies: the cache is another file system.
            UV_PYTHON_DOWNLOADS: 'never',
            UV_COMPILE_BYTECODE: '1',
            UV_LINK_MODE: 'copy',
        },
        mounts: [
            { type: 'cache', target: '/root/.cache/uv' },
            ...uv_credentials(pyproject?.get('tool', 'uv', 'index')),
        ],
        makesEnvironment: true,
        install: () => `uv sync --locked --no-default-groups --no-install-project`,
        ...(packaged ? { installSelf: 'uv sync --locked --no-default-groups --no-editable' } : {}),
        addCommand: 'uv add',
        warnings: [],
    };
}
// Source: uv's documentation, "Package indexes": UV_INDEX_<NAME>_USERNAME and _PASSWORD.
function uv_credentials(indexes) {
    return (Array.isArray(indexes) ? indexes : []).flatMap((index) => {
        if (!isTable(index) || typeof index['name'] !== 'string')
            return [];
        const name = `UV_INDEX_${index['name'].toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
        return ['USERNAME', 'PASSWORD'].map((part) => ({
            type: 'secret',
            id: `${name}_${part}`,
            env: `${name}_${part}`,
        }));
    });
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/managers/choose.js




/** The lockfile that is there; a requirements.txt beside one is mostly an export of it. */
function chooseManager(app, project) {
    if (app.files.isFile('uv.lock'))
        return uv(app, project);
    if (app.files.isFile('poetry.lock'))
        return poetry(app, project);
    if (project.requirements !== undefined || project.pyproject?.get('project') !== undefined)
        return pip(app, project);
    const there = ['Pipfile', 'pdm.lock', 'environment.yml', 'setup.py', 'pyproject.toml'].find((name) => app.files.isFile(name));
    throw new shared_errors/* UserError */.y(`${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone is not supported yet`}: looked for uv.lock, poetry.lock, requirements.txt and [project] in pyproject.toml.`, 'Commit a requirements.txt, for example by `pip freeze > requirements.txt`.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/probe.js
/**
 * Asks the server with Python itself. `limit`: the first status that is no longer well; `port`: a number, or undefined
 * for what PORT says when it is asked.
 */
function pythonProbe(path, limit, port) {
    const where = port === undefined ? "int(os.environ['PORT'])" : String(port);
    const imports = port === undefined ? 'http.client, os, sys' : 'http.client, sys';
    return [
        'python',
        '-c',
        `import ${imports}; c = http.client.HTTPConnection('127.0.0.1', ${where}, timeout=4); ` +
            `c.request('GET', '${path}'); sys.exit(c.getresponse().status >= ${limit})`,
    ];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/requirements.js

/** Reads a requirements file. Source: pip's documentation, "Requirements File Format". */
function readRequirements(app, top) {
    const files = [];
    const packages = new Map();
    const variables = new Set();
    let hashed = false;
    let local = false;
    const queue = [top];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const text = app.files.text(path);
        if (text === undefined || files.includes(path) || files.length > 50)
            continue;
        files.push(path);
        for (const [index, raw] of text.split(/\r?\n/).entries()) {
            const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
            for (const [, name] of line.matchAll(/\$\{([A-Z0-9_]+)\}/g))
                if (name !== undefined)
                    variables.add(name);
            hashed ||= line.includes('--hash=');
            const included = /^(?:-r|-c|--requirement|--constraint)[\s=]+(\S+)/.exec(line)?.[1];
            if (included !== undefined)
                queue.push(external_node_path_.posix.normalize(external_node_path_.posix.join(external_node_path_.posix.dirname(path), included)));
            local ||= /^(?:-e\s+|--editable[\s=]+)?\.(?:\/|\[|$)/.test(line);
            const requirement = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?/.exec(line);
            if (requirement?.[1] === undefined)
                continue;
            const name = canonical(requirement[1]);
            if (!packages.has(name)) {
                packages.set(name, { value: `${name}${requirement[2] ?? ''}`, file: app.at(path), line: index + 1 });
            }
        }
    }
    return { files, packages, hashed, local, variables: [...variables].sort() };
}
/** A name as PyPI compares it. Source: PyPA specifications, "Names and normalization". */
function canonical(name) {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/project.js


/** Reads pyproject.toml, lockfiles and requirements.txt. Throws a UserError where one is no TOML. */
function readProject(app) {
    const toml = (path) => {
        const text = app.files.text(path);
        return text === undefined ? undefined : parseToml(app.at(path), text);
    };
    const pyproject = toml('pyproject.toml');
    const locked = toml('uv.lock') ?? toml('poetry.lock');
    const requirements = app.files.isFile('requirements.txt')
        ? readRequirements(app, 'requirements.txt')
        : undefined;
    const direct = new Map([...(requirements?.packages ?? []), ...declared(pyproject)]);
    const installed = lockedNames(locked);
    return {
        pyproject,
        requirements,
        mise: toml('mise.toml') ?? toml('.mise.toml'),
        dependency: (name) => direct.get(name) ?? (installed.has(name) ? { value: name, file: locked?.file ?? '' } : undefined),
    };
}
function declared(pyproject) {
    if (pyproject === undefined)
        return new Map();
    const list = pyproject.get('project', 'dependencies');
    const standard = (Array.isArray(list) ? list : []).flatMap((entry) => {
        const match = typeof entry === 'string' ? /^([\w.-]+)\s*(\[[^\]]*\])?/.exec(entry) : null;
        return match?.[1] === undefined ? [] : [[canonical(match[1]), match[2] ?? '']];
    });
    const poetry = Object.entries(pyproject.table('tool', 'poetry', 'dependencies')).map(([name, value]) => {
        const extras = isTable(value) && Array.isArray(value['extras']) ? `[${value['extras'].join(',')}]` : '';
        return [canonical(name), extras];
    });
    return new Map([...standard, ...poetry].map(([name, extras]) => {
        const line = pyproject.lineOf(name);
        const found = { value: name + extras, file: pyproject.file, ...(line === undefined ? {} : { line }) };
        return [name, found];
    }));
}
// Development groups are locked, too: what only they need is not installed in production.
function lockedNames(lock) {
    const packages = lock?.get('package');
    const names = (Array.isArray(packages) ? packages : []).flatMap((entry) => {
        if (!isTable(entry) || typeof entry['name'] !== 'string')
            return [];
        const { groups } = entry;
        return Array.isArray(groups) && !groups.includes('main') ? [] : [canonical(entry['name'])];
    });
    return new Set(names);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/server.js


// Exact, so that two builds are the same; an entry of one's own in the requirements replaces them.
const ADDED = { gunicorn: 'gunicorn==27.0.1', uvicorn: 'uvicorn==0.54.0' };
// The last ones for Python before 3.10.
const ADDED_BEFORE_3_10 = { gunicorn: 'gunicorn==23.0.0', uvicorn: 'uvicorn==0.33.0' };
/** Chooses a production server among the dependencies, or adds one. Throws a UserError where adding would break a lockfile. */
function chooseServer(target, project, manager, version) {
    const has = (name) => project.dependency(name) !== undefined;
    const standard = /\[(?:.*,)?\s*(?:standard|all)\b/.test(project.dependency('fastapi')?.value ?? '');
    const name = target.protocol === 'wsgi' ? wsgiServer(has) : asgiServer(has);
    const chosen = name ?? (target.protocol === 'wsgi' ? 'gunicorn' : 'uvicorn');
    const missing = name === undefined && !(chosen === 'uvicorn' && standard);
    if (missing && manager.addCommand !== undefined) {
        throw new shared_errors/* UserError */.y(`The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`, `${manager.addCommand} ${chosen}`);
    }
    const pins = Number(version.split('.')[1]) < 10 ? ADDED_BEFORE_3_10 : ADDED;
    const added = missing && (chosen === 'gunicorn' || chosen === 'uvicorn') ? [pins[chosen]] : [];
    return {
        ...commandOf(chosen, target),
        added,
        warnings: added.map((requirement) => ({
            text: `The dependencies have no production server: the image adds ${requirement}. Add it to choose the version.`,
            ...(manager.found.file === undefined ? {} : { file: manager.found.file }),
        })),
    };
}
function wsgiServer(has) {
    return ['gunicorn', 'waitress'].find(has);
}
function asgiServer(has) {
    return ['uvicorn', 'hypercorn'].find(has);
}
function commandOf(name, { found, factory }) {
    const called = factory ? `${found.value}()` : found.value;
    switch (name) {
        // Its default address is 0.0.0.0:$PORT. Workers are processes: threads let a slow request wait without the others.
        case 'gunicorn':
            return {
                argv: ['gunicorn', '--threads', '4', '--access-logfile', '-', called],
                readsPort: true,
                env: { WEB_CONCURRENCY: '2' },
            };
        case 'waitress': {
            const call = factory ? ['--call'] : [];
            return {
                argv: ['waitress-serve', `--listen=0.0.0.0:${PORT_WORD}`, ...call, found.value],
                readsPort: false,
                env: {},
            };
        }
        case 'uvicorn': {
            const flag = factory ? ['--factory'] : [];
            return {
                argv: ['uvicorn', ...flag, '--host', '0.0.0.0', '--port', PORT_WORD, found.value],
                readsPort: false,
                env: {},
            };
        }
        case 'hypercorn':
            return { argv: ['hypercorn', '--bind', `0.0.0.0:${PORT_WORD}`, called], readsPort: false, env: {} };
    }
}
/** The server of a command line of one's own, for the error about a development server: undefined for any other. */
function server_developmentServer(argv) {
    const line = argv.join(' ');
    const found = /\bmanage\.py runserver\b|\bflask\b.*\brun\b|\bfastapi dev\b|\buvicorn\b.*--reload\b/.exec(line);
    return found?.[0];
}
/** The origin of a server that the target alone decides. */
function serverOrigin({ found }, argv) {
    return { ...found, value: argv };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/system-packages.js
// Packages that come as source and link to a library, by what their installation and their running need.
const system_packages_PACKAGES = {
    psycopg2: { build: ['gcc', 'libc6-dev', 'libpq-dev'], run: ['libpq5'] },
    psycopg: { build: [], run: ['libpq5'] },
    mysqlclient: {
        build: ['gcc', 'libc6-dev', 'default-libmysqlclient-dev', 'pkg-config'],
        run: ['libmariadb3'],
    },
    pycairo: { build: ['gcc', 'libc6-dev', 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] },
    pdf2image: { build: [], run: ['poppler-utils'] },
    pydub: { build: [], run: ['ffmpeg'] },
    weasyprint: { build: [], run: ['libpango-1.0-0', 'libpangoft2-1.0-0'] },
};
/** Debian packages that the dependencies need beyond the slim image, by stage. */
function system_packages_systemPackages(project) {
    const named = Object.entries(system_packages_PACKAGES).filter(([name]) => {
        const found = project.dependency(name);
        // psycopg[binary] brings the library along.
        return found !== undefined && !found.value.includes('binary');
    });
    const of = (stage) => [...new Set(named.flatMap(([, packages]) => packages[stage]))].sort();
    return { build: of('build'), run: of('run') };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/stages.js




const stages_USER = '1001:1001';
const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' };
/** Dependencies, then whatever is built from the source, then what runs. */
function pythonStages(facts, how, request) {
    const { app, project, manager, build, path, env } = facts;
    const base = officialImage(request.baseRegistry, `python:${facts.version}-slim`);
    const built = build !== undefined || manager.installSelf !== undefined;
    const own = build !== undefined;
    const source = own ? { kind: 'copy', from: 'build', sources: ['/app'], to: '.' } : stages_copyAll(app);
    const runtime = {
        name: 'runtime',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(system_packages_systemPackages(project).run, 'Libraries that dependencies load while they run.'), {
            kind: 'run',
            why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
            commands: [
                'groupadd --gid 1001 app',
                'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
            ],
        }, {
            kind: 'copy',
            why: ['The virtual environment alone: neither compiler nor cache comes along.'],
            from: manager.installSelf === undefined ? 'deps' : 'build',
            sources: ['/opt/venv'],
            to: '/opt/venv',
        }, { ...source, why: ['Owned by root: the server can read its source and change nothing.'] }, ...serving({
            ...how,
            lambda: takesLambda(request, how.port),
            user: stages_USER,
            env: {
                ...VENV,
                PYTHONUNBUFFERED: '1',
                PYTHONDONTWRITEBYTECODE: '1',
                ...(path === '' || manager.installSelf !== undefined ? {} : { PYTHONPATH: `/app/${path}` }),
                ...env,
            },
        })),
    };
    return [depsStage(facts, base), ...(built ? [stages_buildStage(facts)] : []), runtime];
}
function depsStage({ app, project, manager, added }, base) {
    const { files } = manager;
    return {
        name: 'deps',
        base,
        steps: steps({ kind: 'workdir', value: '/app' }, aptInstall(system_packages_systemPackages(project).build, 'What dependencies are compiled with; not in the final stage.'), manager.setup, manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] }, { kind: 'env', values: { ...VENV, ...manager.env } }, ...(files === undefined
            ? [{ ...stages_copyAll(app), why: ['The application itself is installed, which needs its source.'] }]
            : copyFiles(app, files)), { kind: 'run', commands: [manager.install(added)], mounts: manager.mounts }),
    };
}
/** Each file into the folder that it stands in. */
function copyFiles(app, files) {
    const folders = [...new Set(files.map((file) => file.split('/').slice(0, -1).join('/')))];
    return folders.map((folder, index) => ({
        kind: 'copy',
        sources: files.filter((file) => file.split('/').slice(0, -1).join('/') === folder).map(app.at),
        to: folder === '' ? './' : `./${folder}/`,
        ...(index === 0
            ? {
                why: [
                    'Only what decides the dependencies, so that a change of source alone installs nothing again.',
                ],
            }
            : {}),
    }));
}
function stages_buildStage({ app, manager, build }) {
    return {
        name: 'build',
        base: 'deps',
        steps: steps(stages_copyAll(app), manager.installSelf !== undefined && {
            kind: 'run',
            why: ['The application itself, so that its metadata and entry points are there.'],
            commands: [manager.installSelf],
            mounts: manager.mounts,
        }, build !== undefined && { kind: 'run', commands: [build] }),
    };
}
function stages_copyAll(app) {
    return app.folder === ''
        ? { kind: 'copy', sources: ['.'], to: '.' }
        : { kind: 'copy', sources: [`${app.folder}/`], to: './' };
}

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js
var pep440 = __webpack_require__(8898);
;// CONCATENATED MODULE: ./.build/shared/dockerize/python/version.js






const version_DEFAULT = PYTHON_RELEASES[0]?.line ?? '3';
/** The tag of the official image: what pins a version beats what only gives a range. */
function pythonVersion(app, project, input) {
    const asked = (input === undefined ? undefined : fromInput(input, 'version')) ??
        (0,lines/* firstLine */.TM)(app, '.python-version') ??
        (0,lines/* toolVersion */.fX)(app, ['python']) ??
        project.mise?.string('tools', 'python') ??
        (0,lines/* firstLine */.TM)(app, 'runtime.txt') ??
        project.pyproject?.string('project', 'requires-python') ??
        project.pyproject?.string('tool', 'poetry', 'dependencies', 'python');
    if (asked === undefined)
        return { value: version_DEFAULT, why: 'the default' };
    const tag = resolvePythonVersion(asked.value);
    if (tag !== undefined)
        return withValue(asked, tag);
    throw new shared_errors/* UserError */.y(`No release of Python is known that fits "${asked.value}" (${found_originOf(asked)}).`, `Set the input "version", for example to ${version_DEFAULT}.`);
}
/** The image tag for what a version file or constraint says: `python-3.12.1` gives 3.12.1, `>=3.10` the preferred line. */
function resolvePythonVersion(text) {
    const word = text.trim().replace(/^(?:python|cpython)[-@]/i, '');
    if (word === '*' || word === '3' || word === 'latest')
        return version_DEFAULT;
    if (/^3\.\d+(\.\d+)?$/.test(word))
        return word;
    return PYTHON_RELEASES.find(({ line }) => fits(`${line}.99`, word))?.line ?? lowest(word);
}
// A floating tag is its line's newest release. Poetry writes carets and alternatives, which PEP 440 does not know.
function fits(version, constraint) {
    return constraint.split('||').some((alternative) => alternative
        .split(',')
        .map((part) => part.trim())
        .every((part) => fitsOne(version, part)));
}
function fitsOne(version, part) {
    if (/^[\^~](?!=)/.test(part))
        return semver.satisfies(version, part);
    if (/^\d/.test(part))
        return fitsOne(version, part.includes('*') ? `==${part}` : `==${part}.*`);
    return pep440.validRange(part) && pep440.satisfies(version, part);
}
// A constraint such as `<3.12.4` leaves no line open at the top: one exact version then.
function lowest(constraint) {
    for (const { line } of PYTHON_RELEASES) {
        for (let patch = 30; patch >= 0; patch -= 1) {
            if (fits(`${line}.${patch}`, constraint))
                return `${line}.${patch}`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/python/provider.js















const MANIFESTS = [
    'requirements.txt',
    'pyproject.toml',
    'uv.lock',
    'poetry.lock',
    'Pipfile',
    'setup.py',
    'manage.py',
];
const provider_PLAIN = 'python';
const provider_PORTS = [
    /environ(?:\.get\(|\[)\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /getenv\(\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
    /\.run\([^)]*\bport\s*=\s*(\d{2,5})\b/,
];
/** Applications with a Python manifest. */
const python = {
    language: 'python',
    frameworks: [...PYTHON_FRAMEWORKS.map(({ name }) => name), provider_PLAIN],
    lookedFor: MANIFESTS.slice(0, 4).join(', '),
    detect: (app) => {
        if (!MANIFESTS.some((name) => app.files.isFile(name)))
            return undefined;
        const project = readProject(app);
        const runs = PYTHON_FRAMEWORKS.some((framework) => project.dependency(framework.package) !== undefined);
        return runs || (0,lines/* procfileWeb */.bM)(app) !== undefined ? 'application' : 'helper';
    },
    plan: planPython,
};
function planPython(app, request) {
    const { overrides } = request;
    const project = readProject(app);
    const files = sources(app.files, ['.py']);
    const { framework, found } = provider_findFramework(app, project, overrides.framework);
    const target = framework?.target(app, files, project);
    const manager = chooseManager(app, project);
    const version = pythonVersion(app, project, overrides.version);
    const ended = endOfLifeWarning('Python', version.value, PYTHON_RELEASES, request.now);
    const line = overrides.runCommand === undefined ? (0,lines/* procfileWeb */.bM)(app) : fromInput(overrides.runCommand, 'run-command');
    const command = line === undefined
        ? findServer(app, framework, target, { project, manager, version: version.value })
        : provider_fromLine(line);
    const port = provider_findPort(app, files, command, overrides.port);
    const healthCheckPath = provider_findHealthPath(app, files, framework, overrides.healthCheckPath);
    const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)));
    const anything = healthCheckPath.value === '/' || framework?.checksHost === true;
    const build = overrides.buildCommand === undefined ? target?.build : fromInput(overrides.buildCommand, 'build-command');
    return {
        language: { value: 'python', file: app.at(MANIFESTS.find((name) => app.files.isFile(name)) ?? '') },
        framework: found,
        version,
        packageManager: manager.found,
        ...(build === undefined ? {} : { buildCommand: build }),
        runCommand: withValue(command.run, argv),
        port,
        healthCheckPath,
        stages: pythonStages({
            app,
            project,
            manager,
            version: version.value,
            added: command.server.added,
            build: build?.value,
            path: target?.path ?? '',
            env: { ...target?.env, ...command.server.env },
        }, {
            argv,
            port: port.value,
            healthCheckPath: healthCheckPath.value,
            probe: pythonProbe(healthCheckPath.value, anything ? 500 : 400, command.readsPort ? undefined : port.value),
        }, request),
        ignore: [
            '**/.venv',
            '**/venv',
            '**/__pycache__',
            '**/*.pyc',
            '.pytest_cache',
            '.mypy_cache',
            '.ruff_cache',
        ],
        warnings: [
            ...(ended === undefined ? [] : [warningAt(version, ended)]),
            ...manager.warnings,
            ...command.server.warnings,
            ...(target?.needs?.length
                ? [
                    warningAt(target.found, `The application does not start without ${target.needs.join(', ')}: set it where the image runs.`),
                ]
                : []),
        ],
    };
}
function warningAt({ file, line }, text) {
    return { text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
function provider_findFramework(app, project, input) {
    if (input !== undefined) {
        return {
            framework: PYTHON_FRAMEWORKS.find(({ name }) => name === input),
            found: fromInput(input, 'framework'),
        };
    }
    // A dependency on several (a test client, a mounted application): the one whose application object is there.
    const files = sources(app.files, ['.py']);
    const named = PYTHON_FRAMEWORKS.filter((framework) => project.dependency(framework.package) !== undefined);
    const framework = named.find((one) => one.target(app, files, project) !== undefined) ?? named[0];
    const origin = framework && project.dependency(framework.package);
    if (framework === undefined || origin === undefined) {
        return { framework: undefined, found: { value: provider_PLAIN, why: 'no known framework' } };
    }
    return { framework, found: withValue(origin, framework.name) };
}
function findServer(app, framework, target, { project, manager, version, }) {
    if (target !== undefined) {
        const server = chooseServer(target, project, manager, version);
        return { run: serverOrigin(target, server.argv), readsPort: server.readsPort, server };
    }
    const looked = PYTHON_FRAMEWORKS.filter((one) => framework === undefined || one === framework);
    throw new shared_errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile` +
        `${looked.map(({ name, lookedFor }) => `, for ${name} ${lookedFor}`).join('')}.`, 'Set the input "run-command", for example to "gunicorn app:app".');
}
function provider_fromLine(line) {
    const parsed = parseCommandLine(line.value);
    const server = { added: [], warnings: [], env: {} };
    const development = server_developmentServer(line.value.split(/\s+/));
    if (development !== undefined) {
        throw new shared_errors/* UserError */.y(`"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`, 'Start a production server instead, for example by "gunicorn app:app".');
    }
    const [only, ...more] = parsed.segments;
    const port = parsed.port === undefined ? {} : { port: parsed.port };
    if (parsed.needsShell || only === undefined || more.length > 0) {
        return { run: withValue(line, throughShell(line.value, parsed)), readsPort: true, server, ...port };
    }
    const bound = (0,routes/* portInArguments */.B5)(only.argv) !== undefined || only.argv.some((word) => word.includes(PORT_WORD));
    return { run: withValue(line, only.argv), readsPort: !bound, server: { ...server, env: only.env }, ...port };
}
function provider_findPort(app, files, command, input) {
    if (input !== undefined)
        return fromInput(input, 'port');
    const named = (0,routes/* portInArguments */.B5)(command.run.value) ?? command.port;
    if (named !== undefined)
        return withValue(command.run, named);
    return (0,routes/* portIn */.Ju)(app, files, provider_PORTS) ?? { value: DEFAULT_PORT, why: 'default' };
}
function provider_findHealthPath(app, files, framework, input) {
    if (input !== undefined)
        return fromInput(input, 'health-check-path');
    const found = framework && (0,routes/* healthPath */.OW)(app, framework.routeFiles?.(files) ?? files, framework.routes);
    return found ?? { value: '/', why: 'no health path in the source' };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/static/provider.js



// Where an index.html is looked for: the top first, then what generators and people call the published folder.
const FOLDERS = ['', 'public', 'dist', 'site', 'www', '_site', 'docs'];
/** Files alone: an index.html, and no language that serves it. */
const site = {
    language: 'static',
    frameworks: ['static'],
    lookedFor: `index.html (also in ${FOLDERS.slice(1).join(', ')})`,
    detect: (app) => (folderOf(app) === undefined ? undefined : 'helper'),
    plan: (app, request) => {
        const { overrides } = request;
        const folder = folderOf(app) ?? '';
        const index = app.at(folder === '' ? 'index.html' : `${folder}/index.html`);
        const port = overrides.port === undefined
            ? { value: DEFAULT_PORT, why: 'default' }
            : fromInput(overrides.port, 'port');
        const healthCheckPath = overrides.healthCheckPath === undefined
            ? { value: '/', file: index }
            : fromInput(overrides.healthCheckPath, 'health-check-path');
        const path = app.at(folder);
        const stage = siteStage({
            copy: { kind: 'copy', sources: [path === '' ? '.' : `${path}/`], to: '/srv/www/' },
            fallback: false,
            port: port.value,
            healthCheckPath: healthCheckPath.value,
        }, request);
        return {
            language: { value: 'static', file: index },
            framework: { value: 'static', file: index },
            version: { value: NGINX_VERSION, why: 'nginx' },
            runCommand: { value: NGINX, why: 'files alone' },
            port,
            healthCheckPath,
            stages: [stage],
            ignore: ['**/*.md'],
            warnings: [],
        };
    },
};
function folderOf(app) {
    return FOLDERS.find((folder) => app.files.isFile(folder === '' ? 'index.html' : `${folder}/index.html`));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/providers.js




/** In the order in which they are asked. */
const PROVIDERS = [node, python, site];
/** The provider of an application: the first whose language runs it, else the first whose language is there at all. */
function chooseProvider(app, framework) {
    if (framework !== undefined)
        return providerOf(framework);
    const matches = PROVIDERS.map((provider) => ({ provider, role: provider.detect(app) }));
    const match = matches.find(({ role }) => role === 'application') ?? matches.find(({ role }) => role !== undefined);
    if (match !== undefined)
        return match.provider;
    throw new shared_errors/* UserError */.y(`No application was recognised in ${app.folder === '' ? 'the repository' : app.folder}: looked for ` +
        `${PROVIDERS.map(({ lookedFor }) => lookedFor).join('; ')}.`, 'Set "root-directory" to the folder that the application is in, "framework" to what it is, or write a Dockerfile.');
}
/** Whether a folder has something that can be run or served. */
function providers_hasApplication(app) {
    return PROVIDERS.some((provider) => provider.detect(app) === 'application');
}
function providerOf(framework) {
    const provider = PROVIDERS.find(({ frameworks }) => frameworks.includes(framework));
    if (provider !== undefined)
        return provider;
    const names = PROVIDERS.flatMap(({ frameworks }) => frameworks);
    const nearest = [...names].sort((one, other) => providers_distance(framework, one) - providers_distance(framework, other));
    throw new shared_errors/* UserError */.y(`The input "framework" is "${framework}".`, `Valid values, nearest first: ${nearest.join(', ')}.`);
}
/** How many letters have to be put in, taken out or changed (Levenshtein). */
function providers_distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (const [index, letter] of Array.from(one).entries()) {
        const next = [index + 1];
        for (const [column, against] of Array.from(other).entries()) {
            const change = (row[column] ?? 0) + (letter === against ? 0 : 1);
            next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}

// EXTERNAL MODULE: ./node_modules/ignore/index.js
var ignore = __webpack_require__(298);
;// CONCATENATED MODULE: ./.build/shared/dockerize/view/disk-view.js





const HEAD_BYTES = 256 * 1024;
// The largest lockfiles of public repositories are under 10 MB; beyond this a file is an accident or an attack.
const TEXT_BYTES = 32 * 1024 * 1024;
/** The files below a folder of this machine. Every path is resolved first, so that no link leads out. */
function disk_view_diskView(root) {
    const top = (0,external_node_fs_.realpathSync)(root);
    const ignored = gitIgnores((path) => readText(top, path));
    const kindOf = (path) => {
        const real = resolveInside(top, path);
        if (real === undefined)
            return undefined;
        const stat = (0,external_node_fs_.statSync)(real);
        return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : undefined;
    };
    return {
        isFile: (path) => kindOf(path) === 'file',
        isFolder: (path) => kindOf(path) === 'folder',
        text: (path) => (kindOf(path) === 'file' ? readText(top, path) : undefined),
        head: (path) => (kindOf(path) === 'file' ? readHead(top, path) : undefined),
        list: (folder) => {
            const real = resolveInside(top, folder);
            if (real === undefined || kindOf(folder) !== 'folder')
                return [];
            return (0,external_node_fs_.readdirSync)(real, { withFileTypes: true })
                .flatMap((entry) => {
                const path = join(folder, entry.name);
                const kind = entry.isSymbolicLink()
                    ? linkKind(kindOf(path))
                    : entry.isFile()
                        ? 'file'
                        : entry.isDirectory()
                            ? 'folder'
                            : undefined;
                if (kind === undefined || entry.name === '.git' || ignored(path, kind))
                    return [];
                return [{ name: entry.name, kind }];
            })
                .sort((one, other) => (one.name < other.name ? -1 : 1));
        },
    };
}
// A linked folder is another name of one that is listed anyway, or a cycle.
function linkKind(kind) {
    return kind === 'file' ? kind : undefined;
}
function resolveInside(top, path) {
    if (path.includes('\0'))
        return undefined;
    try {
        const real = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(top, path));
        return real === top || real.startsWith(top.endsWith(external_node_path_.sep) ? top : top + external_node_path_.sep) ? real : undefined;
    }
    catch {
        return undefined;
    }
}
function readText(top, path) {
    const real = resolveInside(top, path);
    if (real === undefined)
        return undefined;
    const { size } = (0,external_node_fs_.statSync)(real);
    if (size > TEXT_BYTES) {
        throw new shared_errors/* UserError */.y(`${path} has ${Math.round(size / 1024 / 1024)} MiB: too large to be read as a manifest.`, `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`);
    }
    return disk_view_decode((0,external_node_fs_.readFileSync)(real));
}
function readHead(top, path) {
    const real = resolveInside(top, path);
    if (real === undefined)
        return undefined;
    const file = (0,external_node_fs_.openSync)(real, 'r');
    try {
        const bytes = Buffer.alloc(Math.min(HEAD_BYTES, (0,external_node_fs_.statSync)(real).size));
        return disk_view_decode(bytes.subarray(0, (0,external_node_fs_.readSync)(file, bytes)));
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
// Invalid UTF-8 becomes replacement characters: a file in another encoding must not end the run.
function disk_view_decode(bytes) {
    return new TextDecoder('utf-8').decode(bytes);
}
/** The rules of every .gitignore from the top down to a path, each read once. */
function gitIgnores(read) {
    const rules = new Map();
    const rulesOf = (folder) => {
        if (!rules.has(folder)) {
            const text = read(join(folder, '.gitignore'));
            rules.set(folder, text === undefined ? undefined : ignore().add(text));
        }
        return rules.get(folder);
    };
    return (path, kind) => {
        const parts = path.split('/');
        let verdict = false;
        for (let depth = 0; depth < parts.length; depth += 1) {
            const inside = parts.slice(depth).join('/') + (kind === 'folder' ? '/' : '');
            const result = rulesOf(parts.slice(0, depth).join('/'))?.test(inside);
            if (result?.ignored)
                verdict = true;
            if (result?.unignored)
                verdict = false;
        }
        return verdict;
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/applications.js



/** The folders of a checkout that have an application, `.` being the top, for a workflow's matrix. */
function applications_applications(workspace) {
    const view = diskView(workspace);
    return ['', ...folders(view)]
        .filter((folder) => hasApplication(appIn(view, folder)))
        .map((folder) => (folder === '' ? '.' : folder));
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerfile.js
/** A Dockerfile's text. Pure: the same stages are the same bytes. */
function renderDockerfile(header, stages) {
    const lines = [
        // Parser directives count only before everything else.
        '# syntax=docker/dockerfile:1',
        '# check=error=true',
        '',
        ...header.map((line) => comment(line)),
        ...stages.flatMap((stage) => ['', ...renderStage(stage)]),
    ];
    return `${lines.join('\n')}\n`;
}
function renderStage({ name, base, why = [], steps }) {
    const lines = [...why.map(comment), `FROM ${base} AS ${name}`];
    for (const step of steps) {
        // A comment starts a paragraph; what follows without one belongs to it.
        if (step.why !== undefined)
            lines.push('', ...step.why.map(comment));
        lines.push(...renderStep(step));
    }
    return lines;
}
function renderStep(step) {
    switch (step.kind) {
        case 'copy': {
            const flags = [
                step.from === undefined ? [] : [`--from=${step.from}`],
                step.owner === undefined ? [] : [`--chown=${step.owner}`],
            ].flat();
            return [['COPY', ...flags, copyPaths(step.sources, step.to, step.from === undefined)].join(' ')];
        }
        case 'run':
            return [
                `RUN ${[...(step.mounts ?? []).map(renderMount), step.commands.join(' \\\n && ')].join(' \\\n    ')}`,
            ];
        case 'inline':
            return [`COPY <<'EOF' ${step.to}`, ...step.lines, 'EOF'];
        case 'env':
            return [
                `ENV ${Object.entries(step.values)
                    .map(([name, value]) => `${name}=${quote(value)}`)
                    .join(' \\\n    ')}`,
            ];
        case 'healthcheck':
            return [
                'HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=2s --retries=3 \\',
                `    CMD ${execForm(step.argv)}`,
            ];
        case 'cmd':
            return [`CMD ${execForm(step.argv)}`];
        case 'workdir':
        case 'user':
        case 'expose':
        case 'stopsignal':
        case 'arg':
            return [`${step.kind.toUpperCase()} ${step.value}`];
    }
}
function renderMount(mount) {
    if (mount.type === 'cache') {
        const id = mount.id === undefined ? '' : `,id=${mount.id}`;
        return `--mount=type=cache${id},target=${mount.target}`;
    }
    const where = 'env' in mount ? `env=${mount.env}` : `target=${mount.target}`;
    return `--mount=type=secret,id=${mount.id},${where},required=false`;
}
/** Exec form is JSON; the builder expands nothing in it. */
function execForm(argv) {
    return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}
// The builder expands variables and, from the context, patterns in COPY's paths: names that happen to hold such
// characters have to stand for themselves. Source: Dockerfile reference, COPY and "Environment replacement".
function copyPaths(sources, to, patterns) {
    const literal = (path) => {
        const plain = path.replace(/\$/g, '\\$');
        return patterns
            ? plain.replace(/[[*?]/g, (character) => (character === '[' ? '[[]' : `[${character}]`))
            : plain;
    };
    const target = sources.length > 1 && !to.endsWith('/') ? `${to}/` : to;
    const paths = [...sources.map(literal), target];
    return paths.some((path) => /\s/.test(path)) ? execForm(paths) : paths.join(' ');
}
// The one variable that is meant: a path put before those that the image has.
function quote(value) {
    if (value.endsWith(':$PATH'))
        return `${quote(value.slice(0, -':$PATH'.length))}:$PATH`;
    return /^[\w./:@%+,=-]+$/.test(value)
        ? value
        : `"${value.replace(/["\\$]/g, (character) => `\\${character}`)}"`;
}
// A line break in outside text would end the comment and begin an instruction.
function comment(text) {
    return `# ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`.trimEnd();
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/dockerignore.js

/** What must never get into an image, whatever else an existing file says. */
const SAFETY = ['**/.git', '**/node_modules', '**/.env', '**/.env.*'];
const PYTHON_SAFETY = ['**/.venv', '**/__pycache__'];
/** Beside that: what no build needs, and what changes without the application changing. */
const COMMON = [
    '.github',
    '.gitignore',
    '.gitattributes',
    'README.md',
    '.gitlab-ci.yml',
    '.vscode',
    '.idea',
    '**/.DS_Store',
    '**/*.log',
    'Dockerfile*',
    '*.Dockerfile',
    '.dockerignore',
    'compose*.yml',
    'compose*.yaml',
    'docker-compose*',
];
/**
 * The text of the .dockerignore. `folder` is the application's; below the top everything else is left out, as other
 * applications of the repository are none of this image's business.
 */
function renderDockerignore(folder, patterns) {
    const inside = (pattern) => folder === '' ? pattern : `${folder}/${pattern.replace(/^\//, '')}`;
    const own = [...new Set([...SAFETY, ...COMMON, ...patterns])].map((pattern) => inside(pattern.replace(/^\//, '')));
    const lines = [
        ...(folder === '' ? [] : ['# Other folders are other applications.', '*', `!${folder}`, '']),
        '# Neither built from nor safe to have in an image; it would also make unchanged layers new.',
        ...own,
        '',
        '# The sample of the settings is no secret.',
        `!${inside('**/.env.example')}`,
    ];
    return `${lines.join('\n')}\n`;
}
/** Completes an existing file by what is missing for safety, and by nothing else. */
function completeDockerignore(existing, folder, language) {
    const has = new Set(existing.split(/\r?\n/).map(dockerignore_normal));
    const wanted = [...SAFETY, ...(language === 'python' ? PYTHON_SAFETY : [])];
    const everything = has.has('*');
    const added = everything
        ? []
        : wanted.filter((pattern) => !has.has(dockerignore_normal(pattern)) && !has.has(dockerignore_normal(`${folder}/${pattern}`)));
    if (added.length === 0)
        return { text: existing, added };
    const start = existing === '' || existing.endsWith('\n') ? existing : `${existing}\n`;
    return {
        text: `${start}\n# Never in an image: secrets, history, and what belongs to this machine.\n${added.join('\n')}\n`,
        added,
    };
}
/** Paths that the Dockerfile copies and that the .dockerignore keeps from it. */
function ignoredCopies(text, stages) {
    const copied = stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])));
    const paths = copied.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '.' && path !== '');
    return [...new Set(paths)].filter((path) => isIgnored(text, path));
}
// Unlike in .gitignore, patterns start at the top, and the last one that fits a path or a folder above it decides.
// Source: Docker's documentation, "Build context", .dockerignore files.
function isIgnored(text, path) {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    let ignored = false;
    for (const line of text.split(/\r?\n/)) {
        const pattern = line.trim();
        if (pattern === '' || pattern.startsWith('#'))
            continue;
        const plain = pattern.replace(/^!/, '').replace(/^\.?\//, '');
        const matcher = ignore({ allowRelativePaths: true }).add(`/${plain}`);
        if (above.some((folder) => matcher.ignores(folder)))
            ignored = !pattern.startsWith('!');
    }
    return ignored;
}
function dockerignore_normal(line) {
    return line
        .trim()
        .replace(/^(?:\.?\/|\*\*\/)+/, '')
        .replace(/(?:\/\*{0,2})+$/, '');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/render/summary.js


/** The plan's values in the order in which people read them. */
function values(plan) {
    return [
        ['language', plan.language],
        ['framework', plan.framework],
        ['version', plan.version],
        ['package manager', plan.packageManager],
        ['build command', plan.buildCommand],
        ['run command', plan.runCommand],
        ['port', plan.port],
        ['health check path', plan.healthCheckPath],
    ];
}
/** The plan for the log, a value a line. */
function planLines(plan) {
    return values(plan).flatMap(([name, value]) => value === undefined ? [] : [`${`${name}:`.padEnd(19)}${summary_shown(value.value)} (${found_originOf(value)})`]);
}
/** The Dockerfile's head: what it was made from. */
function explanation(plan) {
    return [
        'Made by auto-dockerize from what it found. It is yours to change, and never overwritten unasked.',
        ...planLines(plan).map((line) => `  ${line}`),
    ];
}
/** The job summary: each value, and where it was found. */
function dockerizeSummary({ generated, dockerfilePath, plan, warnings }) {
    const rows = (plan === undefined ? [] : values(plan)).flatMap(([name, value]) => value === undefined ? [] : [[name, code(summary_shown(value.value)), plain(found_originOf(value))]]);
    return [
        `### ${code(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
        ...(rows.length === 0 ? [] : [table(['value', 'found', 'where'], rows)]),
        ...(warnings.length === 0 ? [] : [warnings.map(({ text }) => `- ${plain(text)}`).join('\n')]),
        '',
    ].join('\n\n');
}
/** The output `plan`: each value's name with `{value, file, line}`; null where no file says so. */
function planJson(plan) {
    const entries = values(plan).flatMap(([name, found]) => {
        if (found === undefined)
            return [];
        const { value, file = null, line = null, why } = found;
        return [[name.replaceAll(' ', '-'), { value, file, line, ...(why === undefined ? {} : { why }) }]];
    });
    return JSON.stringify(Object.fromEntries(entries));
}
/** An exec form's words for people. */
function commandLine(argv) {
    return argv.map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}
function summary_shown(value) {
    return typeof value === 'object' ? commandLine(value) : String(value);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/target.js




/**
 * The application's folder and its Dockerfile, relative to the workspace. Throws a UserError for a path that leads out
 * of it or to nothing.
 */
function target_locate(workspace, rootDirectory, dockerfile) {
    const given = dockerfile === undefined ? undefined : inside(workspace, dockerfile, 'dockerfile-path');
    if (given === '') {
        throw new shared_errors/* UserError */.y(`The input "dockerfile-path" is "${dockerfile ?? ''}".`, 'Name the file, for example services/api/Dockerfile.');
    }
    const parent = given?.includes('/') ? external_node_path_.posix.dirname(given) : '';
    const folder = rootDirectory === undefined ? parent : inside(workspace, rootDirectory, 'root-directory');
    const name = rootDirectory === undefined ? 'dockerfile-path' : 'root-directory';
    let real;
    try {
        real = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(workspace, folder));
        if (!(0,external_node_fs_.lstatSync)(real).isDirectory())
            throw new Error('no folder');
    }
    catch {
        throw new shared_errors/* UserError */.y(`The folder "${folder}" (input "${name}") is not there.`, `Workspace: ${workspace}.`);
    }
    if (!within((0,external_node_fs_.realpathSync)(workspace), real))
        throw target_outside(name, folder);
    return { folder, dockerfilePath: given ?? (folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`) };
}
function inside(workspace, path, input) {
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    if (!within((0,external_node_path_.resolve)(workspace), absolute) || ((0,external_node_path_.isAbsolute)(path) && !within(workspace, path)))
        throw target_outside(input, path);
    return (0,external_node_path_.relative)(workspace, absolute).split(external_node_path_.sep).join('/');
}
function within(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : folder + external_node_path_.sep);
}
function target_outside(input, path) {
    return new shared_errors/* UserError */.y(`The input "${input}" is "${path}", which is outside the repository.`, 'Use a path relative to its top.');
}
/** Whether anything is at a path, a broken link included. */
function pathExists(workspace, path) {
    return (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(workspace, path), { throwIfNoEntry: false }) !== undefined;
}
/** Writes a file at once or not at all, and never through a link that leads out of the workspace. */
async function writeInside(workspace, path, text) {
    const file = (0,external_node_path_.join)(workspace, path);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    if (!within((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(file))) ||
        (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw new shared_errors/* UserError */.y(`${path} is a link, and nothing is written through links.`, 'Replace it by a file of its own.');
    }
    const draft = `${file}.${process.pid}.tmp`;
    await (0,promises_.writeFile)(draft, text);
    await (0,promises_.rename)(draft, file);
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/index.js








/**
 * Finds the application, plans its image and writes the Dockerfile and its .dockerignore, unless a Dockerfile is there.
 * Throws a UserError, having written nothing, for an application that is not recognised or cannot run.
 */
async function dockerize(options) {
    const { workspace, overwrite = false, write = true } = options;
    const { folder, dockerfilePath } = target_locate(workspace, options.rootDirectory, options.dockerfilePath);
    const app = file_view_appIn(disk_view_diskView(workspace), folder);
    const exists = pathExists(workspace, dockerfilePath);
    const place = { dockerfilePath, context: '.' };
    if (exists && !overwrite)
        return { generated: false, ...place, ...reportOnly(app, options) };
    const plan = planOf(app, options);
    const dockerfile = renderDockerfile(explanation(plan), plan.stages);
    const dockerignore = ignoreFile(app, dockerfilePath, plan);
    const ignored = ignoredCopies(dockerignore.text, plan.stages);
    if (ignored[0] !== undefined) {
        throw new shared_errors/* UserError */.y(`${dockerignore.path} keeps ${ignored.join(', ')} out of the build, but the image needs it.`, 'Take the pattern out of the file.');
    }
    if (write) {
        await writeInside(workspace, dockerignore.path, dockerignore.text);
        await writeInside(workspace, dockerfilePath, dockerfile);
    }
    return {
        generated: true,
        ...place,
        plan,
        dockerfile,
        dockerignore,
        warnings: [...plan.warnings, ...ignoreWarnings(dockerignore)],
    };
}
function planOf(app, { overrides = {}, lambda = 'auto', baseRegistry, now }) {
    const request = { overrides, lambda, now, ...(baseRegistry === undefined ? {} : { baseRegistry }) };
    return chooseProvider(app, overrides.framework).plan(app, request);
}
/** The plan beside a Dockerfile that stays: nothing to fail for, as the Dockerfile knows better. */
function reportOnly(app, options) {
    try {
        return { plan: planOf(app, options), warnings: [] };
    }
    catch (error) {
        if (!(error instanceof shared_errors/* UserError */.y))
            throw error;
        return { warnings: [{ text: `The application itself is not described: ${error.message}` }] };
    }
}
/** BuildKit reads `<Dockerfile>.dockerignore` in place of the context's own. Source: docs.docker.com, "Build context". */
function ignoreFile(app, dockerfilePath, plan) {
    const path = dockerfilePath === 'Dockerfile' ? '.dockerignore' : `${dockerfilePath}.dockerignore`;
    const existing = app.repository.text(path);
    if (existing === undefined)
        return { path, text: renderDockerignore(app.folder, plan.ignore), added: [] };
    return { path, ...completeDockerignore(existing, app.folder, plan.language.value) };
}
function ignoreWarnings({ path, added }) {
    return added.length === 0
        ? []
        : [{ text: `Completed ${path} by what must not be in an image: ${added.join(', ')}.`, file: path }];
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/outputs.js

/** The action's outputs; those of the plan are empty where nothing could be told. */
function dockerizeOutputs({ generated, dockerfilePath, context, plan }) {
    return {
        generated,
        'dockerfile-path': dockerfilePath,
        context,
        language: plan?.language.value,
        framework: plan?.framework.value,
        version: plan?.version.value,
        'package-manager': plan?.packageManager?.value,
        port: plan?.port.value,
        'run-command': plan === undefined ? undefined : commandLine(plan.runCommand.value),
        'health-check-path': plan?.healthCheckPath.value,
        plan: plan === undefined ? undefined : planJson(plan),
        apps: undefined,
    };
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/run.js






/**
 * auto-dockerize from inputs to outputs, log and summary.
 * @throws UserError, having written nothing
 */
async function runDockerize(inputs, ports) {
    const { env, log, clock } = ports;
    const result = await dockerize(optionsOf(inputs, variable_workspaceOf(env), clock.now()));
    const { generated, dockerfilePath, dockerignore, plan, warnings } = result;
    for (const line of plan === undefined ? [] : planLines(plan))
        log.info(line);
    for (const { text, ...place } of warnings)
        log.warning(text, { title: 'auto-dockerize', ...place });
    log.info(generated
        ? `Wrote ${dockerfilePath} and ${dockerignore?.path ?? 'its .dockerignore'}`
        : `${dockerfilePath} is there already and stays as it is; "overwrite: true" would replace it`);
    (0,step/* setOutputs */.n0)(dockerizeOutputs(result));
    await (0,step/* addSummary */.S0)(dockerizeSummary(result));
    return result;
}
/** `list: true`: the folders with an application as JSON, and nothing else. */
function listApplications({ env, log }) {
    const apps = applications(workspaceOf(env));
    log.info(apps.length === 0 ? 'No application was found.' : `Applications in ${apps.join(', ')}`);
    setOutputs({ generated: false, apps: JSON.stringify(apps) });
}
function optionsOf(inputs, workspace, now) {
    const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda, overwrite } = inputs;
    return {
        workspace,
        now,
        overrides,
        lambda,
        overwrite,
        ...(rootDirectory === undefined ? {} : { rootDirectory }),
        ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
        ...(baseRegistry === undefined ? {} : { baseRegistry }),
    };
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

// EXTERNAL MODULE: ./.build/shared/release/outputs.js
var outputs = __webpack_require__(6110);
;// CONCATENATED MODULE: ./.build/shared/release/record.js
/** Where the record of a release is kept in the bucket; keys sort by time. */
function record_recordKey(report, now) {
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
    if (merge_tag_isWithin(inTheirs, inOurs))
        return { kind: 'keep' };
    if (merge_tag_isWithin(inOurs, inTheirs))
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
function merge_tag_isWithin(some, all) {
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
        const { prepareEcsTarget } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(425)]).then(__webpack_require__.bind(__webpack_require__, 6425));
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
    const stagesFile = await readStagesFile(variable_workspaceOf(env), inputs.stagesFile);
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
        await keepRecord({ bucket: inputs.s3Bucket, region, key: record_recordKey(report, now), value }, session, log);
    }
    log.info(`${report.stage}: ${report.result}, ${report.digest}`);
    if (isGoodResult(report.result))
        return report;
    const message = `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`;
    throw new shared_errors/* UserError */.y(message.trim(), report.hint);
}

;// CONCATENATED MODULE: ./.build/shared/check-in/index.js








/**
 * A check-in from inputs to outputs: a Dockerfile where there is none, the commit's image, and its release to the
 * first stage. The very digest that was built or found is released, never what `latest` names.
 * @throws UserError; what can be known to be wrong about the release is known before anything is built
 */
async function runCheckIn(inputs, ports) {
    const stagesFile = await readStagesFile(variable_workspaceOf(ports.env), inputs.release.stagesFile);
    const release = forFirstStage(inputs.release, stagesFile);
    // The digest is not known yet; everything else about the release is, and wrong inputs end it here.
    planRelease({
        inputs: { ...release, previousStageName: NO_DIGEST_YET },
        stagesFile,
        env: ports.env,
        note: () => undefined,
    });
    const build = inputs.build.from === undefined ? await withDockerfile(inputs, ports) : inputs.build;
    const { digest } = await runBuild(build, ports);
    await runRelease({ ...release, previousStageName: digest }, ports);
}
const NO_DIGEST_YET = `sha256:${'0'.repeat(64)}`;
/** The stage of the inputs, else the first one of the stages file. */
function forFirstStage(inputs, stagesFile) {
    const stageName = inputs.stageName ?? stagesFile?.stages[0]?.name;
    if (stageName !== undefined)
        return { ...inputs, stageName };
    throw new shared_errors/* UserError */.y('The input "stage-name" is missing.', 'Set "stage-name" or the environment variable STAGE_NAME, or describe the stages in .github/stages.yml.');
}
/** The build with the Dockerfile that is there, or that was written because none was. */
async function withDockerfile({ dockerize, build }, ports) {
    if (build.context !== '.') {
        // A generated Dockerfile takes its files from the repository's root; only one that is there can have another context.
        ports.log.info(`The context is ${build.context}: its Dockerfile is taken as it is.`);
        (0,step/* setOutputs */.n0)({ generated: false });
        return build;
    }
    const { dockerfilePath } = await ports.log.group('Dockerfile', async () => await runDockerize(dockerize, ports));
    return { ...build, dockerfilePath };
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


/***/ })

};
