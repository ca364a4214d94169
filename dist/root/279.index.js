export const id = 279;
export const ids = [279];
export const modules = {

/***/ 7463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZH: () => (/* binding */ awsErrorName),
  Y6: () => (/* binding */ explainAwsErrors),
  to: () => (/* binding */ explained),
  w7: () => (/* binding */ isAccessDenied),
  _d: () => (/* binding */ isExpired),
  vu: () => (/* binding */ isRefusal),
  B5: () => (/* binding */ isThrottled)
});

// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
;// CONCATENATED MODULE: ./.build/shared/aws/denial-hints.js
/** What else a denial of an action may need, as a sentence to append; '' where there is nothing to add. */
function hintFor(action) {
    const hint = HINTS[action];
    return hint === undefined ? '' : ` ${hint}`;
}
// Denials whose cause is not the action that the caller thinks of, or whose statement needs more than the action.
// Source: the Service Authorization Reference, "Actions, resources, and condition keys", of each service.
const HINTS = {
    'iam:PassRole': 'The roles that are passed are those of the task definition (task role, execution role), or that of the schedule or rule.',
    'ecs:TagResource': 'Registering a task definition that has tags needs it.',
    'ecs:RegisterTaskDefinition': 'It goes with "iam:PassRole" on the task role and the execution role.',
    'ecs:RunTask': 'It goes with "iam:PassRole" on the task role and the execution role.',
    'scheduler:UpdateSchedule': 'It goes with "iam:PassRole" on the role of the schedule.',
    'events:PutTargets': 'It goes with "iam:PassRole" on the role of the rule\'s target.',
    'codedeploy:CreateDeployment': 'It goes with "codedeploy:GetDeploymentConfig" and "codedeploy:RegisterApplicationRevision".',
    'cloudwatch:DescribeAlarms': 'Composite alarms are told only where the resource is "*".',
    'logs:GetLogEvents': 'Its resource is the log stream; a trailing "*" takes in every task.',
    'lambda:UpdateFunctionCode': 'An image of another account needs "ecr:GetRepositoryPolicy" and "ecr:SetRepositoryPolicy" or a repository policy for Lambda, too.',
    'lambda:UpdateAlias': 'Its resource is the function.',
    'sts:AssumeRole': 'The trust policy of the role that is assumed has to allow it, too.',
    'ecr:GetAuthorizationToken': 'Its resource is always "*".',
};

// EXTERNAL MODULE: ./.build/shared/aws/role.js
var aws_role = __webpack_require__(6634);
;// CONCATENATED MODULE: ./.build/shared/aws/resource.js

/**
 * The ARN of what a call is about, from what it was given: AWS does not always name it. Undefined where the call does
 * not tell, or where the account is not known, as no role was asked for.
 * Source: the Service Authorization Reference, "Resource types defined by" each service.
 */
function resourceOf({ action, region, role, input }) {
    const [service = ''] = action.split(':');
    const text = (key) => textIn(input, key);
    const account = text('registryId') ?? (role === undefined ? undefined : (0,aws_role/* readRole */.fP)(role)?.account);
    const given = ARN_KEYS.map(text).find((value) => value?.startsWith('arn:'));
    if (given !== undefined)
        return given;
    const path = PATHS[service]?.(text);
    if (path === undefined)
        return undefined;
    if (service === 's3')
        return `arn:${(0,aws_role/* partitionOf */.iQ)(region)}:s3:::${path}`;
    return account === undefined
        ? undefined
        : `arn:${(0,aws_role/* partitionOf */.iQ)(region)}:${service}:${region}:${account}:${path}`;
}
// In this order: a service's ARN says more than that of its cluster.
const ARN_KEYS = [
    'service',
    'serviceArn',
    'serviceDeploymentArn',
    'taskDefinition',
    'FunctionName',
    'Resource',
    'RoleArn',
    'cluster',
];
const PATHS = {
    ecr: (text) => joined('repository/', text('repositoryName')),
    ecs: (text) => {
        const cluster = text('cluster');
        const short = cluster?.split('/').at(-1);
        const service = text('service');
        return service === undefined || short === undefined
            ? joined('cluster/', short)
            : `service/${short}/${service}`;
    },
    lambda: (text) => joined('function:', text('FunctionName')),
    events: (text) => joined('rule/', text('Rule') ?? text('Name')),
    scheduler: (text) => joined(`schedule/${text('GroupName') ?? 'default'}/`, text('Name')),
    codedeploy: (text) => {
        const application = text('applicationName');
        const group = text('deploymentGroupName');
        if (application === undefined)
            return undefined;
        return group === undefined ? `application:${application}` : `deploymentgroup:${application}/${group}`;
    },
    logs: (text) => {
        const group = text('logGroupName');
        return group === undefined ? undefined : `log-group:${group}:log-stream:${text('logStreamName') ?? '*'}`;
    },
    s3: (text) => {
        const bucket = text('Bucket');
        return bucket === undefined ? undefined : [bucket, text('Key')].filter(Boolean).join('/');
    },
};
function joined(prefix, name) {
    return name === undefined ? undefined : `${prefix}${name}`;
}
function textIn(input, key) {
    if (typeof input !== 'object' || input === null)
        return undefined;
    const value = Object.entries(input).find(([name]) => name === key)?.[1];
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./.build/shared/aws/denial.js



/**
 * The sentence for a denial: who was denied what on what, and the statement that would allow it, or the policy that
 * forbids it. The action and the resource are those that AWS names, which may be others than the call's.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
function explainDenial(error, call) {
    const said = (0,errors/* messageOf */.b)(error);
    const action = /(?:perform|authorized to):? ([\w-]+:\w+)/.exec(said)?.[1] ?? call.action;
    const named = / on resource: (\S+?)\.?(?:\s|$)/.exec(said)?.[1];
    const resource = named ?? (action === call.action ? resourceOf(call) : undefined);
    const whom = call.role === undefined ? 'AWS denied' : `The role ${call.role} was denied`;
    return new errors/* UserError */.y(`${whom} ${action}${resource === undefined ? '' : ` on ${resource}`} in ${call.region}.`, `${cure(said, action, resource ?? '*', call.role)}${hintFor(action)} AWS said: ${said}`, { cause: error });
}
function cure(said, action, resource, role) {
    const policy = role === undefined ? 'the role that this job uses' : `the role ${role}`;
    const forbidding = /explicit deny in (an? [\w -]*polic(?:y|ies)(?:: \S+)?)/.exec(said)?.[1];
    if (forbidding !== undefined)
        return `It is denied explicitly in ${forbidding}: no other policy can allow it.`;
    const caller = /User: arn:[\w-]+:\w+::(\d{12}):/.exec(said)?.[1];
    const owner = /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(resource)?.[1];
    if (caller !== undefined && owner !== undefined && caller !== owner) {
        return `The resource is in the account ${owner}, and the credentials are of ${caller}: give a role of ${owner}, as "role:" at the target in the stages file or as "role-to-assume".`;
    }
    const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
    const boundary = /no (permissions boundary|session policy|VPC endpoint policy|service control policy|resource control policy) allows/.exec(said)?.[1];
    const where = boundary === undefined
        ? `the policy of ${policy}`
        : `the ${boundary} too, not only the policy of ${policy}`;
    const encoded = /encoded authorization failure message/i.test(said)
        ? ' "aws sts decode-authorization-message" tells the rest.'
        : '';
    return `Allow "${action}" in ${where}: ${statement}.${encoded}`;
}

// EXTERNAL MODULE: ./.build/shared/aws/journal-calls.js
var journal_calls = __webpack_require__(2347);
;// CONCATENATED MODULE: ./.build/shared/aws/errors.js



/**
 * Turns every failure of a call into a sentence: denials name the role, the IAM action and the resource, missing or
 * expired credentials say how to bring some, and any other says what was asked and what AWS answered. Who knows more
 * about one of them recognizes it by `awsErrorName`.
 * @param role whose session makes the calls; undefined for the credentials at hand
 */
function explainAwsErrors(stack, region, role) {
    stack.add((next, context) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            const { service, action } = (0,journal_calls/* describeCommand */.v)(context);
            throw explained(error, { action: `${service}:${action}`, region, role, input: args.input }) ?? error;
        }
    }, { step: 'initialize', priority: 'high', name: 'explainMiddleware' });
}
/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
function explained(error, call) {
    if (error instanceof errors/* UserError */.y)
        return undefined;
    const { action, region, role } = call;
    const name = awsErrorName(error);
    const options = { cause: error };
    if (/permission to access the ECR image/i.test((0,errors/* messageOf */.b)(error))) {
        return new errors/* UserError */.y(`Lambda may not pull the image in ${region}: ${(0,errors/* messageOf */.b)(error)}`, 'The repository\'s policy has to allow it: {"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}, and the account of the function, where that is another one.', options);
    }
    if (DENIED.has(name))
        return explainDenial(error, call);
    if (isExpired(error) || WRONG.has(name)) {
        const whose = role === undefined ? 'of this job' : `of the role ${role}`;
        return new errors/* UserError */.y(`AWS refused the credentials ${whose} for ${action} in ${region}: ${(0,errors/* messageOf */.b)(error).replace(/\.$/, '')}.`, 'They are expired or wrong. Use the input "role-to-assume", or run aws-actions/configure-aws-credentials in the same job.', options);
    }
    if (name === 'CredentialsProviderError') {
        return new errors/* UserError */.y(`There are no AWS credentials for ${action} in ${region}.`, 'Use the input "role-to-assume" with "permissions: id-token: write", or run aws-actions/configure-aws-credentials before this step.', options);
    }
    if (UNREACHABLE.has(errorCode(error))) {
        return new errors/* UserError */.y(`AWS cannot be reached for ${action} in ${region}: ${(0,errors/* messageOf */.b)(error)}.`, 'Check the region, and AWS_ENDPOINT_URL where it is set.', options);
    }
    const status = statusOf(error);
    if (status === undefined && name !== 'TimeoutError')
        return undefined;
    if (name === 'TimeoutError' || (status ?? 0) >= 500 || THROTTLED.test(name)) {
        return new errors/* UserError */.y(`AWS did not carry out ${action} in ${region}, however often it was asked (${name}): ${(0,errors/* messageOf */.b)(error)}`, THROTTLED.test(name)
            ? 'The account makes too many of these calls at once: run it again later, or have the quota raised.'
            : 'Run it again; if that does not help, see the AWS Health Dashboard.', options);
    }
    const asked = role === undefined ? '' : `, asked by the role ${role}`;
    return new errors/* UserError */.y(`AWS refused ${action} in ${region} (${name})${asked}: ${(0,errors/* messageOf */.b)(error)}`, undefined, options);
}
/**
 * True when AWS answered and refused, so that nothing was changed. Any other failure of a call that changes something
 * leaves open whether it was carried out.
 */
function isRefusal(error) {
    const status = statusOf(error instanceof errors/* UserError */.y ? error.cause : error);
    return status !== undefined && status >= 400 && status < 500;
}
/** True when AWS wants fewer calls, explained or not: the same call is answered later. */
function isThrottled(error) {
    return THROTTLED.test(awsErrorName(error));
}
/** True for a denial, explained or not. */
function isAccessDenied(error) {
    return DENIED.has(awsErrorName(error));
}
/** True where AWS says that the credentials of a call have expired. */
function isExpired(error) {
    return ['ExpiredToken', 'ExpiredTokenException'].includes(awsErrorName(error));
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
const WRONG = new Set([
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
    const service = client.replace(/Client$/, '').toLowerCase();
    return { service: IAM_PREFIXES[service] ?? service, action: command.replace(/Command$/, '') };
}
// Where the SDK's name is another one. Source: the Service Authorization Reference.
const IAM_PREFIXES = { cloudwatchlogs: 'logs', eventbridge: 'events' };
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

/***/ 6634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R1: () => (/* binding */ checkRole),
/* harmony export */   fP: () => (/* binding */ readRole),
/* harmony export */   iQ: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

// A path may stand before the name. Source: IAM User Guide, "IAM identifiers"; partitions: AWS SDKs, partitions.json.
const ROLE = /^arn:(aws(?:-cn|-us-gov|-eusc|-iso(?:-[bef])?)?):iam::(\d{12}):role\/(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/;
/** The parts of a role's ARN; undefined for anything else. */
function readRole(arn) {
    const [, partition, account] = ROLE.exec(arn) ?? [];
    return partition === undefined || account === undefined ? undefined : { partition, account };
}
/**
 * Checks the ARN of a role.
 * @param place how a sentence names where it was given, for example `The input "role-to-assume"`
 * @throws UserError for what is no ARN of a role
 */
function checkRole(arn, place) {
    if (readRole(arn) !== undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place} is "${arn.slice(0, 300)}", ${faultOfRole(arn)}.`, 'It looks like arn:aws:iam::123456789012:role/deploy.');
}
/** The partition of a region. Source: AWS SDKs, partitions.json, `regionRegex`. */
function partitionOf(region) {
    const [prefix = '', second = ''] = region.split('-');
    if (prefix === 'cn')
        return 'aws-cn';
    if (prefix === 'eusc')
        return 'aws-eusc';
    if (second === 'gov')
        return 'aws-us-gov';
    if (second === 'iso')
        return 'aws-iso';
    return second.startsWith('iso') ? `aws-iso-${second.at(3) ?? ''}` : 'aws';
}
function faultOfRole(arn) {
    const [first, partition = '', service, region, account = '', ...rest] = arn.split(':');
    if (first !== 'arn')
        return 'which is no ARN of an IAM role';
    if (service === 'sts')
        return 'which is a session of a role and not the role itself';
    if (service !== 'iam')
        return `which is an ARN of ${service ?? 'nothing'} and not of an IAM role`;
    if (!partition.startsWith('aws'))
        return `whose partition "${partition}" does not exist`;
    if (region !== '')
        return 'which has a region; a role has none';
    if (!/^\d{12}$/.test(account))
        return `whose account "${account}" is not 12 digits`;
    return rest.join(':').startsWith('role/')
        ? 'whose name is not one of a role'
        : 'which is no ARN of an IAM role';
}


/***/ }),

/***/ 2495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ openAwsSession)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
;// CONCATENATED MODULE: ./.build/shared/aws/end-retries.js
/**
 * Lets no call that began before the job was cancelled be tried again: an UpdateService whose answer was lost would
 * come after the one that undoes it. Calls that begin after the cancel are tried as often as any.
 */
function endRetriesOnCancel(stack, signal) {
    const endRetriesMiddleware = (next) => {
        // The SDK puts its middleware together anew for each call.
        const beganBefore = !signal.aborted;
        return async (args) => {
            if (beganBefore)
                signal.throwIfAborted();
            return await next(args);
        };
    };
    // Behind the retry middleware, so that it is asked before each attempt.
    stack.add(endRetriesMiddleware, { step: 'finalizeRequest', priority: 'low', name: 'endRetriesMiddleware' });
}

// EXTERNAL MODULE: ./.build/shared/aws/journal-calls.js
var journal_calls = __webpack_require__(2347);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(3360);
;// CONCATENATED MODULE: ./.build/shared/aws/assume.js



// The audience that AWS documents for GitHub's OIDC provider.
// Source: IAM User Guide, "Create a role for OpenID Connect federation", GitHub.
const AUDIENCE = 'sts.amazonaws.com';
/**
 * Assumes a role with the job's OIDC token, a fresh one: GitHub's live for minutes only.
 * @throws UserError that says what the trust policy has to allow
 */
async function assumeByToken({ role, sessionName, region, }) {
    const { fromWebToken } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
    const webIdentityToken = await oidcToken();
    const assume = fromWebToken({
        roleArn: role,
        roleSessionName: sessionName,
        webIdentityToken,
        clientConfig: { region },
    });
    return await assume().catch((error) => {
        if (!(0,errors/* isRefusal */.vu)(error))
            throw (0,errors/* explained */.to)(error, { action: 'sts:AssumeRoleWithWebIdentity', region }) ?? error;
        throw new shared_errors/* UserError */.y(`The role ${role} could not be assumed with the OIDC token of this job: ${withoutPeriod(error)}.`, `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`, { cause: error });
    });
}
/**
 * Assumes a role by other credentials.
 * @param by whose credentials they are, as a sentence goes on after "by"
 * @param credentials undefined for those at hand
 * @throws UserError that says what both policies have to allow
 */
async function assumeByCredentials({ role, sessionName, region }, by, credentials) {
    const { fromTemporaryCredentials } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
    const assume = fromTemporaryCredentials({
        params: { RoleArn: role, RoleSessionName: sessionName },
        clientConfig: { region },
        ...(credentials === undefined ? {} : { masterCredentials: credentials }),
    });
    return await assume().catch((error) => {
        if (error instanceof shared_errors/* UserError */.y)
            throw error;
        if (!(0,errors/* isRefusal */.vu)(error))
            throw (0,errors/* explained */.to)(error, { action: 'sts:AssumeRole', region }) ?? error;
        throw new shared_errors/* UserError */.y(`The role ${role} could not be assumed by ${by}: ${withoutPeriod(error)}.`, `Its trust policy must allow them "sts:AssumeRole", and so must their own policy: {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}.`, { cause: error });
    });
}
async function oidcToken() {
    return await (0,core/* getIDToken */.V9)(AUDIENCE).catch((error) => {
        throw new shared_errors/* UserError */.y(`GitHub gave this job no OIDC token: ${(0,shared_errors/* messageOf */.b)(error).replace(/\s+/g, ' ')}.`, 'Give the job "permissions: id-token: write".', { cause: error });
    });
}
function withoutPeriod(error) {
    return (0,shared_errors/* messageOf */.b)(error).replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./.build/shared/aws/renewable.js

const RENEW_BEFORE_MS = 6 * 60_000;
// On a runner whose clock is wrong every session looks as if it had ended.
const USE_FOR_AT_LEAST_MS = 60_000;
/** One identity for many clients that ask at once. A failure is not kept. */
function renewable(fetch, clock) {
    let known;
    let inUse;
    const renew = () => {
        const asked = fetch().then((identity) => {
            const ends = identity.expiration?.getTime() ?? Infinity;
            inUse = identity;
            return { identity, renewAt: Math.max(ends - RENEW_BEFORE_MS, clock.now() + USE_FOR_AT_LEAST_MS) };
        });
        known = asked;
        asked.catch(() => {
            if (known === asked)
                known = undefined;
        });
        return asked;
    };
    const provide = async () => {
        const asked = known ?? renew();
        const { identity, renewAt } = await asked;
        if (clock.now() < renewAt)
            return identity;
        return (await (known === asked ? renew() : (known ?? renew()))).identity;
    };
    return Object.assign(provide, {
        memoized: true,
        forget: (refused) => {
            if (inUse === refused)
                known = undefined;
        },
    });
}
/**
 * Makes a call once more, with new credentials, when AWS calls those it was signed with expired: a session can end
 * before its time, and a wait can be longer than one.
 */
function renewExpired(stack, credentials) {
    stack.add((next) => async (args) => {
        const used = await credentials();
        try {
            return await next(args);
        }
        catch (error) {
            if (!(0,errors/* isExpired */._d)(error))
                throw error;
            credentials.forget(used);
            return await next(args);
        }
    }, { step: 'initialize', priority: 'low', name: 'renewMiddleware' });
}

// EXTERNAL MODULE: ./.build/shared/aws/role.js
var aws_role = __webpack_require__(6634);
;// CONCATENATED MODULE: ./.build/shared/aws/credentials.js





/**
 * The credentials of a role, assumed anew when they end. Every role is assumed the same way:
 *
 * 1. with the job's OIDC token, where the job has one (`permissions: id-token: write`);
 * 2. else by the credentials at hand (the usual AWS chain);
 * 3. a target's role that neither may assume, by the role of the job: `role-to-assume`, or `role:` at the top of the
 *    stages file. Where one account has GitHub's OIDC provider, the roles of the others trust its role.
 *
 * @param region of the STS that is asked
 * @param hub the role of the job, for a role that is another one
 * @throws UserError for a value that is no role ARN
 */
function credentialsFor(ports, region, role, hub) {
    (0,aws_role/* checkRole */.R1)(role, 'The input "role-to-assume"');
    const assumption = { role, sessionName: sessionName(ports.env), region };
    const byToken = Boolean(ports.env['ACTIONS_ID_TOKEN_REQUEST_URL']);
    const directly = async () => byToken
        ? await assumeByToken(assumption)
        : await assumeByCredentials(assumption, 'the credentials at hand', undefined);
    if (hub === undefined)
        return renewable(directly, ports.clock);
    // Once one way was refused and the other was not, that one is taken for good.
    let isRefused = false;
    return renewable(async () => {
        if (isRefused)
            return await byHub(assumption, hub);
        try {
            return await directly();
        }
        catch (error) {
            if (!(0,errors/* isRefusal */.vu)(error) && !(0,errors/* isAccessDenied */.w7)(error))
                throw error;
            const identity = await byHub(assumption, hub).catch((second) => {
                throw bothRefused(error, second);
            });
            isRefused = true;
            return identity;
        }
    }, ports.clock);
}
async function byHub(assumption, { role, credentials }) {
    return await assumeByCredentials(assumption, `the role ${role}`, credentials);
}
function bothRefused(first, second) {
    if (!(first instanceof shared_errors/* UserError */.y) || !(second instanceof shared_errors/* UserError */.y))
        return second;
    return new shared_errors/* UserError */.y(`${first.message} ${second.message}`, `${first.hint ?? ''} Or: ${second.hint ?? ''}`, {
        cause: second.cause,
    });
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
 * Opens a session with the usual AWS credential chain or, with a role, that role, assumed as `credentialsFor` says.
 * Asks nothing yet.
 * @param hub the session of the job's own role, for a role that is another one
 */
function openAwsSession(ports, role, hub) {
    const clients = new Map();
    // One for all clients: a role is the same in every region, and is assumed once.
    let credentials;
    const credentialsIn = (region) => {
        if (role === undefined)
            return undefined;
        credentials ??= credentialsFor(ports, region, role, hub && hubIn(hub, region));
        return credentials;
    };
    return {
        role,
        credentials: credentialsIn,
        client: (service, region, attempts = MOST_ATTEMPTS) => {
            const ofService = clients.get(service) ?? new Map();
            clients.set(service, ofService);
            const key = `${region} ${attempts}`;
            const existing = ofService.get(key);
            if (existing instanceof service)
                return existing;
            const identity = credentialsIn(region);
            const client = new service({
                region,
                maxAttempts: attempts,
                requestHandler: TIMEOUTS,
                ...(identity === undefined ? {} : { credentials: identity }),
            });
            (0,errors/* explainAwsErrors */.Y6)(client.middlewareStack, region, role);
            if (identity !== undefined)
                renewExpired(client.middlewareStack, identity);
            (0,journal_calls/* journalCalls */.T)(client.middlewareStack, ports, region);
            endRetriesOnCancel(client.middlewareStack, ports.signal);
            ofService.set(key, client);
            return client;
        },
    };
}
function hubIn({ role, credentials }, region) {
    const known = credentials(region);
    return role === undefined || known === undefined ? undefined : { role, credentials: known };
}


/***/ }),

/***/ 6283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ openAwsSessions)
/* harmony export */ });
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2495);

/**
 * Opens no session before it is asked for.
 * @param jobRole the role of the job itself, by whose session others may be assumed
 */
function openAwsSessions(ports, jobRole) {
    const sessions = new Map();
    const of = (role = jobRole) => {
        const hub = jobRole === undefined || role === jobRole ? undefined : of(jobRole);
        const session = sessions.get(role) ?? (0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .openAwsSession */ .a)(ports, role, hub);
        sessions.set(role, session);
        return session;
    };
    return { of };
}


/***/ }),

/***/ 1947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HL: () => (/* binding */ watchForIdle),
/* harmony export */   NF: () => (/* binding */ idleError),
/* harmony export */   bM: () => (/* binding */ watchedChunks)
/* harmony export */ });
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


/***/ }),

/***/ 5489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ refused),
/* harmony export */   R: () => (/* binding */ isFinalRefusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

/**
 * The error for an answer that was not the wanted one.
 * @param doing what was asked: `reading dev`
 */
function refused(answer, repository, doing) {
    const said = saidIn(Buffer.from(answer.bytes).toString('utf8'));
    const refusal = { status: answer.status, said };
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The registry answered ${answer.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`, hintFor(answer.status), { cause: refusal });
}
/** The status that a registry refused something with; undefined for any other error. */
function refusedWith(error) {
    const cause = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y ? error.cause : undefined;
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
    const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(error);
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


/***/ }),

/***/ 3903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ backoff),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   kZ: () => (/* binding */ retryBudget)
/* harmony export */ });
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


/***/ }),

/***/ 4100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ imageRepository),
/* harmony export */   q: () => (/* binding */ checkEndpoint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2785);


/**
 * The image's own repository.
 * @param fallback the repository that the stages file names
 * @throws UserError when it is missing or not valid, and when another input disagrees with it
 */
function imageRepository(inputs, fallback, env) {
    const url = inputs.ecrImageUrl ?? fallback;
    if (url === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('The input "ecr-image-url" is missing.', 'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.');
    }
    const repository = (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRepository */ .SU)(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env });
    checkEndpoint(repository, inputs.ecrEndpoint, 'ecr-endpoint', 'ecr-image-url');
    if (inputs.awsRegion !== undefined && inputs.awsRegion !== repository.region) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The input "aws-region" says ${inputs.awsRegion}, and "ecr-image-url" is in ${repository.region}.`, '"aws-region" is the region of "ecr-image-url"; it can be left out.');
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`The inputs "${endpointInput}" (${endpoint}) and "${urlInput}" (${repository.url}) name different registries.`, `"${endpointInput}" is the host of "${urlInput}"; it can be left out.`);
}


/***/ }),

/***/ 5471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ manifestsIn),
/* harmony export */   Kw: () => (/* binding */ mediaTypeIn),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   W1: () => (/* binding */ configOf),
/* harmony export */   _P: () => (/* binding */ MANIFEST_TYPES),
/* harmony export */   nw: () => (/* binding */ isIndex),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* unused harmony exports OCI_INDEX, OCI_MANIFEST */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);


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
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The manifest ${manifest.digest} is no JSON object, so what it needs is not known.`);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The manifest ${digest} points to something without a sha256 digest or a size.`, 'Such an image cannot be copied. Build it again.');
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


/***/ }),

/***/ 2562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ mapLimited)
/* harmony export */ });
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


/***/ }),

/***/ 8026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ openRegistries)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var registry_reference = __webpack_require__(2785);
// EXTERNAL MODULE: ./.build/shared/registry/http/idle.js
var idle = __webpack_require__(1947);
;// CONCATENATED MODULE: ./.build/shared/registry/http/exchange.js



// Source: OCI Distribution Specification v1.1, "Pushing Manifests": registries take 4 MiB at least; this is twice that.
const MOST_BYTES = 8 * 1024 * 1024;
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
    const authorization = url.origin === (0,registry_reference/* originOf */.yv)(repository) ? { authorization: basic(login) } : {};
    const { body, length = body instanceof Uint8Array ? body.byteLength : 0, stream } = request;
    const watch = (0,idle/* watchForIdle */.HL)(isStream(body) ? AbortSignal.any([signal, body.signal]) : signal);
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
        const chunks = (0,idle/* watchedChunks */.bM)(response.body, watch, idleMs);
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
        if (size > MOST_BYTES) {
            throw new shared_errors/* UserError */.y(`The registry ${host} answered ${method} ${kind} (${status}) with more than ${MOST_BYTES / 1024 / 1024} MiB.`, 'No manifest is that large. Check that the host in the image URL is a registry.');
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

// EXTERNAL MODULE: ./.build/shared/registry/http/retry.js
var retry = __webpack_require__(3903);
;// CONCATENATED MODULE: ./.build/shared/registry/http/registry-http.js





const MOST_ATTEMPTS = 5;
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
    const origin = (0,registry_reference/* originOf */.yv)(repository);
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
            const last = () => once || attempt >= MOST_ATTEMPTS || !retries.take();
            let wait = (0,retry/* backoff */.JN)(attempt);
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
                if (!(0,retry/* mayPass */.bg)(answer.status) || last())
                    return answer;
                wait = (0,retry/* retryAfter */.P9)(answer.header('retry-after'), clock.now()) ?? wait;
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
const RENEW_BEFORE_MS = 10 * 60_000;
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
            renewAt: Math.max(expires - RENEW_BEFORE_MS, clock.now() + USE_FOR_AT_LEAST_MS),
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

// EXTERNAL MODULE: ./.build/shared/registry/http/refusal.js
var refusal = __webpack_require__(5489);
// EXTERNAL MODULE: ./.build/shared/registry/manifest.js
var registry_manifest = __webpack_require__(5471);
// EXTERNAL MODULE: ./.build/shared/registry/map-limited.js
var map_limited = __webpack_require__(2562);
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
        throw (0,refusal/* refused */.J)(answer, repository, `reading ${digest}`);
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
        throw (0,refusal/* refused */.J)(session, repository, 'starting an upload');
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
            throw (0,refusal/* refused */.J)(answer, repository, `uploading ${digest}`);
    };
}
function uploadUrl(location, digest, repository) {
    if (!URL.canParse(location, (0,registry_reference/* originOf */.yv)(repository))) {
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} gave "${location.slice(0, 200)}" as the address of an upload, which is none.`);
    }
    const url = new URL(location, (0,registry_reference/* originOf */.yv)(repository));
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
            const found = await (0,map_limited/* mapLimited */.b)(references, AT_ONCE, async (reference) => {
                const manifest = await readManifest(http, repository, reference);
                return manifest === undefined ? [] : [[reference, manifest]];
            });
            return new Map(found.flat());
        },
        has: async (digests) => {
            const there = await (0,map_limited/* mapLimited */.b)(digests, AT_ONCE, async (digest) => (await exists(http, repository, 'manifest', digest)) ? [digest] : []);
            return new Set(there.flat());
        },
        write: async (manifest, tag) => {
            await writeManifest(http, repository, manifest, tag);
        },
        missing: async (blobs) => {
            const lacking = await (0,map_limited/* mapLimited */.b)(blobs, AT_ONCE, async (blob) => (await exists(http, repository, 'blob', blob.digest)) ? [] : [blob]);
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
        headers: { accept: registry_manifest/* MANIFEST_TYPES */._P.join(', ') },
    });
    if (answer.status === 404)
        return undefined;
    if (answer.status !== 200)
        throw (0,refusal/* refused */.J)(answer, repository, `reading ${reference}`);
    const { bytes } = answer;
    const digest = (0,registry_manifest/* digestOf */.ol)(bytes);
    if ((0,registry_reference/* isDigest */.Bc)(reference) && digest !== reference) {
        throw new shared_errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`);
    }
    const said = answer.header('content-type')?.split(';')[0]?.trim();
    // What is no JSON is no manifest: a page of a proxy, say, which answers 200 to everything.
    const own = (0,registry_manifest/* mediaTypeIn */.Kw)(bytes);
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
    const error = (0,refusal/* refused */.J)(answer, repository, `writing ${tag ?? manifest.digest}`);
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
        ...(kind === 'manifest' ? { headers: { accept: registry_manifest/* MANIFEST_TYPES */._P.join(', ') } } : {}),
    });
    if (answer.status === 200)
        return true;
    if (answer.status === 404)
        return false;
    throw (0,refusal/* refused */.J)(answer, repository, `asking for ${digest}`);
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
            throw (0,refusal/* refused */.J)(answer, repository, `listing what refers to ${digest}`);
        found.push(...(0,registry_manifest/* manifestsIn */.IK)(answer.bytes));
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
    const pushed = new Map();
    return {
        pushedAt: (digest) => pushed.get(digest),
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
            for (const { imageDigest = '', imagePushedAt } of imageDetails) {
                if (imagePushedAt !== undefined)
                    pushed.set(imageDigest, imagePushedAt.getTime());
            }
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
                acceptedMediaTypes: [...registry_manifest/* MANIFEST_TYPES */._P],
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
    const digest = (0,registry_manifest/* digestOf */.ol)(bytes);
    if (digest !== imageId.imageDigest) {
        throw new shared_errors/* UserError */.y(`ECR answered ${imageId.imageDigest} of ${url} with a manifest of another digest, ${digest}.`);
    }
    const manifest = { bytes, digest, mediaType: imageManifestMediaType ?? (0,registry_manifest/* mediaTypeIn */.Kw)(bytes) ?? '' };
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

;// CONCATENATED MODULE: ./.build/shared/registry/open.js







// An account has ten PutImage a second in a region, and other jobs share them.
// Source: Amazon ECR User Guide, "Amazon ECR service quotas".
const PUTS_AT_ONCE = 10;
const PUTS_PER_SECOND = 5;
const RETRIES_EACH = 100;
/**
 * Opens the registries of a job. Asks nothing yet.
 * @param sessionOf whose identity a repository is read and written with
 */
function openRegistries(sessionOf, ports) {
    const { signal, log, clock } = ports;
    const sources = new Map();
    const tokensOf = (session) => {
        const source = sources.get(session) ?? tokenSource(session, clock);
        sources.set(session, source);
        return source;
    };
    const retries = (0,retry/* retryBudget */.kZ)();
    const paces = new Map();
    const paceOf = (session, region) => {
        const key = `${session.role ?? ''} ${region}`;
        const pace = paces.get(key) ?? openPace(clock, PUTS_AT_ONCE, PUTS_PER_SECOND);
        paces.set(key, pace);
        return pace;
    };
    const open = (repository, protocol = 'ecr') => {
        const { region } = repository;
        const session = sessionOf(repository);
        const tokens = tokensOf(session);
        // A budget of its own: one that fails does not spend what the others need.
        const http = registryHttp(repository, tokens, { ...ports, retries: (0,retry/* retryBudget */.kZ)(RETRIES_EACH) });
        const signIn = async () => {
            await tokens.login(region);
        };
        if (protocol === 'distribution')
            return distributionStore(repository, http, signIn);
        return ecrStore(repository, {
            session,
            http,
            signIn,
            pace: paceOf(session, region),
            signal,
            note: log.info,
        });
    };
    return {
        tokensOf: (repository) => tokensOf(sessionOf(repository)),
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


/***/ }),

/***/ 8099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ prepareTarget)
});

// EXTERNAL MODULE: ./.build/shared/aws/errors.js + 3 modules
var errors = __webpack_require__(7463);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/nearest.js
var nearest = __webpack_require__(9716);
;// CONCATENATED MODULE: ./.build/shared/release/deploy/alarm-state.js

// Source: Service Authorization Reference, Amazon CloudWatch, "alarm": arn:partition:cloudwatch:region:account:alarm:name.
const ALARM_ARN = /^arn:[\w-]+:cloudwatch:([a-z0-9-]+):\d{12}:alarm:(.+)$/;
/**
 * The alarms of a list of names and ARNs, each once.
 * @param region of the alarms that are given by name
 * @throws UserError for an ARN that is not one of an alarm
 */
function parseAlarms(namesOrArns, region) {
    const alarms = new Map();
    for (const given of namesOrArns) {
        const alarm = parseAlarm(given, region);
        const key = `${alarm.region} ${alarm.name}`;
        const known = alarms.get(key);
        alarms.set(key, known?.arn === undefined ? alarm : known);
    }
    return [...alarms.values()];
}
function parseAlarm(given, region) {
    if (!given.startsWith('arn:'))
        return { name: given, region, arn: undefined };
    const [, ofArn, name] = ALARM_ARN.exec(given) ?? [];
    if (ofArn !== undefined && name !== undefined)
        return { name, region: ofArn, arn: given };
    throw new shared_errors/* UserError */.y(`"${given.slice(0, 200)}" among the alarms is no ARN of a CloudWatch alarm.`, 'It looks like arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors; the name alone is enough in the region of the target.');
}
/**
 * Which alarms went off, of those that were looked at before. One that was off then does not count until it was quiet
 * again, be it between two looks: what is released may be its cure.
 * @param off the alarms that do not count, by name
 * @returns those that went off, and those that still do not count
 */
function judgeAlarms(off, now) {
    const inAlarm = now.filter(({ state }) => state === 'ALARM');
    const still = inAlarm.filter((alarm) => {
        const before = off.get(alarm.name);
        return before !== undefined && before.since === alarm.since;
    });
    return {
        gone: inAlarm.filter((alarm) => !still.includes(alarm)),
        off: new Map(still.map((alarm) => [alarm.name, alarm])),
    };
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/alarms.js




const ASK_EVERY_MS = 10_000;
// Source: CloudWatch API Reference, DescribeAlarms: 100 names a call, and without types metric alarms alone.
const NAMES_A_CALL = 100;
const TYPES = ['MetricAlarm', 'CompositeAlarm'];
/**
 * Looks at a target's alarms before the first write. One that is off already does not count until it was quiet again:
 * what is released may be its cure. An alarm of another region is asked there.
 * @throws UserError for an alarm that is not there, or that may not be seen
 */
async function openAlarmCheck({ name, region, alarms }, { session, ports }) {
    const { clock, log } = ports;
    const wanted = parseAlarms(alarms, region);
    if (wanted.length === 0)
        return { check: () => Promise.resolve([]), notes: [] };
    const asked = inRegions(wanted);
    const opened = await Promise.all(asked.map(async ([ofRegion, names]) => {
        const client = await clientOf(session, ofRegion);
        const found = await describeAlarms(client, names);
        for (const alarm of names)
            await refuseAbsent(client, alarm, found);
        return { client, names, off: judgeAlarms(new Map(), found).gone };
    }));
    const regions = opened.map(({ client, names, off }) => ({
        client,
        names,
        off: new Map(off.map((alarm) => [alarm.name, alarm])),
    }));
    const gone = new Set();
    let askedAt = -Infinity;
    let hasWarned = false;
    let isDenied = false;
    const ask = async () => {
        await Promise.all(regions.map(async (watched) => {
            const judged = judgeAlarms(watched.off, await describeAlarms(watched.client, watched.names));
            watched.off = judged.off;
            for (const alarm of judged.gone) {
                gone.add(alarm.name);
                log.info(`${name}: the alarm "${alarm.name}" went off. ${alarm.reason ?? ''}`.trim());
            }
        }));
    };
    return {
        check: async (isDue = false) => {
            const now = clock.now();
            if (gone.size > 0 || isDenied || (!isDue && now - askedAt < ASK_EVERY_MS))
                return [...gone];
            askedAt = now;
            try {
                await ask();
            }
            catch (error) {
                // A deployment is not brought back because nobody could look; what was asked before the first write stands.
                isDenied = (0,errors/* isAccessDenied */.w7)(error);
                if (!hasWarned)
                    log.warning(`${name}: its alarms could not be looked at: ${(0,shared_errors/* messageOf */.b)(error)}`);
                hasWarned = true;
            }
            return [...gone];
        },
        notes: opened.flatMap(({ off }) => off).map(noteOf),
    };
}
function noteOf({ name, reason }) {
    const why = reason === undefined ? '' : ` CloudWatch says: ${reason}`;
    return `The alarm "${name}" is off already, and does not count until it was quiet again.${why}`;
}
function inRegions(alarms) {
    const regions = new Set(alarms.map(({ region }) => region));
    return [...regions].map((region) => [region, alarms.filter((alarm) => alarm.region === region)]);
}
async function clientOf(session, region) {
    const { CloudWatchClient } = await __webpack_require__.e(/* import() */ 85).then(__webpack_require__.t.bind(__webpack_require__, 4085, 19));
    return session.client(CloudWatchClient, region);
}
async function describeAlarms(client, alarms) {
    const { DescribeAlarmsCommand } = await __webpack_require__.e(/* import() */ 85).then(__webpack_require__.t.bind(__webpack_require__, 4085, 19));
    const found = [];
    for (let start = 0; start < alarms.length; start += NAMES_A_CALL) {
        const AlarmNames = alarms.slice(start, start + NAMES_A_CALL).map(({ name }) => name);
        // Fifty alarms are a page unless more are asked for, and a hundred are the most.
        const answer = await client.send(new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: TYPES, MaxRecords: NAMES_A_CALL }));
        found.push(...[...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].map(stateOf));
    }
    return found;
}
function stateOf(alarm) {
    return {
        name: alarm.AlarmName ?? '',
        arn: alarm.AlarmArn,
        state: alarm.StateValue,
        since: alarm.StateTransitionedTimestamp?.getTime(),
        reason: alarm.StateReason,
    };
}
async function refuseAbsent(client, { name, region, arn }, found) {
    const alarm = found.find((candidate) => candidate.name === name);
    if (alarm === undefined) {
        const meant = await nearestAlarm(client, name);
        throw new shared_errors/* UserError */.y(`There is no CloudWatch alarm "${name}" in ${region}.`, `${meant === undefined ? '' : `Did you mean "${meant}"? `}Check the input "alarms" (or "alarms" in the stages file); an alarm of another region is given by its ARN.`);
    }
    if (arn === undefined || alarm.arn === undefined || alarm.arn === arn)
        return;
    throw new shared_errors/* UserError */.y(`The alarm ${arn} belongs to another account than the target, which has ${alarm.arn}.`, 'Name alarms of the account that is deployed to.');
}
/** The alarm that was probably meant, among the first of the region. */
async function nearestAlarm(client, name) {
    const { DescribeAlarmsCommand } = await __webpack_require__.e(/* import() */ 85).then(__webpack_require__.t.bind(__webpack_require__, 4085, 19));
    const answer = await client
        .send(new DescribeAlarmsCommand({ AlarmTypes: TYPES, MaxRecords: NAMES_A_CALL }))
        .catch(() => undefined);
    const all = [...(answer?.MetricAlarms ?? []), ...(answer?.CompositeAlarms ?? [])];
    return (0,nearest/* nearest */.p)(name, all.flatMap(({ AlarmName }) => AlarmName ?? []));
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/prepare.js

/**
 * Looks at a target before the first write: it exists, takes this image, and it is known what would change.
 * @throws UserError when the release cannot work here
 */
async function prepareTarget(target, image, context) {
    const { runs } = target;
    if (runs === undefined)
        return onlyTagged(target);
    const opening = openAlarmCheck(target, context);
    const alarms = async (isDue) => await (await opening).check(isDue);
    const [ready, { notes }] = await Promise.all([
        prepareKind(target, runs, { ...context, image, alarms }),
        opening,
    ]);
    if (notes.length === 0)
        return ready;
    return { ...ready, outlook: { ...ready.outlook, notes: [...ready.outlook.notes, ...notes] } };
}
async function prepareKind(target, runs, prepared) {
    // The SDK's clients are loaded for who needs them: each takes as long as a request.
    switch (runs.kind) {
        case 'ecs': {
            const { prepareEcsService } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(62), __webpack_require__.e(903)]).then(__webpack_require__.bind(__webpack_require__, 8903));
            return await prepareEcsService(target, runs, prepared);
        }
        case 'family': {
            const { prepareFamily } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(127), __webpack_require__.e(943)]).then(__webpack_require__.bind(__webpack_require__, 943));
            return await prepareFamily(target, runs, prepared);
        }
        case 'lambda': {
            const { prepareLambdaTarget } = await Promise.all(/* import() */[__webpack_require__.e(696), __webpack_require__.e(518), __webpack_require__.e(547)]).then(__webpack_require__.bind(__webpack_require__, 2547));
            return await prepareLambdaTarget(target, runs, prepared);
        }
    }
}
function onlyTagged(target) {
    const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' };
    const deploy = () => Promise.resolve(nothing);
    const outlook = { running: undefined, revision: undefined, diff: [], notes: [] };
    return { target, settled: true, outlook, deploy, wayBack: undefined, rollBack: deploy };
}


/***/ }),

/***/ 264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ standing),
/* harmony export */   Xi: () => (/* binding */ formerly),
/* harmony export */   iv: () => (/* binding */ whereTheyStand)
/* harmony export */ });
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8835);

const MOST_SAID = 10;
/**
 * Where the targets of a cancelled release stand, each with what it runs, was told to run, and ran before.
 * @param wentBack what was deployed was brought back, or that was started
 */
function whereTheyStand(ended, digest, wentBack) {
    const running = ended.filter(({ ready }) => ready.target.runs !== undefined);
    const said = running
        .slice(0, MOST_SAID)
        .map((entry) => `${entry.ready.target.name} ${standing(entry, digest, wentBack)}`);
    const more = running.length - said.length;
    return [...said, ...(more > 0 ? [`And ${more} more, see the job summary.`] : [])].join(' ');
}
/** The same of one target, as a sentence without its subject. */
function standing({ ready, outcome }, digest, wentBack) {
    const { accepted, result, reason } = outcome;
    const former = formerly(ready.outlook);
    const now = named(digest, revisionOf(outcome));
    if (result === 'unchanged')
        return `runs ${now}, as before.`;
    if (!accepted)
        return `runs ${former} still: nothing was deployed there.`;
    if (result === 'rolled-back')
        return `runs ${former} again.`;
    if (result === 'superseded')
        return `was taken over by another deployment. ${reason ?? ''}`.trim();
    if (wentBack)
        return `is not back yet. ${reason ?? ''}`.trim();
    if (result === 'deployed' || result === 'tagged')
        return `runs ${now} by this release; it ran ${former}.`;
    if (result === 'cancelled')
        return `was told to run ${now}, and goes on by itself; it ran ${former}.`;
    return `ended as ${result}. ${reason ?? ''}`.trim();
}
/** `sha256:0123456789ab (app:7)`: what ran before the release, as far as AWS tells. */
function formerly({ running, revision }) {
    if (running === undefined)
        return revision ?? 'an image that AWS does not name by its digest';
    return named(running, revision);
}
function named(digest, revision) {
    return revision === undefined ? (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(digest) : `${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(digest)} (${revision})`;
}
function revisionOf({ taskDefinitionArn, functionVersion }) {
    return taskDefinitionArn?.split('/').at(-1) ?? functionVersion;
}


/***/ }),

/***/ 8294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readImages)
/* harmony export */ });
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7463);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(479);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5471);
/* harmony import */ var _registry_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2785);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6972);





/**
 * Resolves the source to a digest, once and for all, and looks at every repository in one read each.
 * @param atHome asks for the commits of the images in the image's own repository; what it returns is `asked`
 * @param platformOf reads the platform of an image that is no index
 * @throws UserError when the source or a repository does not exist, or the digest is not the expected one
 */
async function readImages(registries, request, atHome, platformOf) {
    const { stage, home, expectedDigest } = request;
    const source = request.rollback ? (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_4__/* .previousTag */ .W8)(stage) : request.source;
    // The other stages cost no request of their own: they are for the board.
    const wanted = [...new Set([source, stage, (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_4__/* .previousTag */ .W8)(stage), ...request.stages])];
    const { store, found } = await registries.locate(home, wanted);
    const manifest = found.get(source);
    if (manifest === undefined)
        throw missingSource(request, source);
    if (expectedDigest !== undefined && manifest.digest !== expectedDigest) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`The tag "${source}" of ${home.url} is ${manifest.digest} now, not the expected ${expectedDigest}.`, 'Something else was built or released since. Approve the new digest, or release the expected one by giving it as "previous-stage-name".');
    }
    const asked = atHome(store, manifest, found);
    const others = distinctRepositories(request).filter(({ url }) => url !== home.url);
    // Where the commit's tag has another image already, that is to be known before anything is copied there.
    const commit = others.length === 0 ? undefined : (await asked)?.get(manifest.digest);
    const states = await Promise.all(others.map(async (repository) => {
        const regional = registries.open(repository, store.protocol);
        const tags = [stage, (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_4__/* .previousTag */ .W8)(stage), ...(commit === undefined ? [] : [commit])];
        const there = await readOrExplain(regional, [manifest.digest, ...tags], request);
        return state(regional, there, manifest.digest, stage, commit);
    }));
    return {
        manifest,
        image: releasedImage(manifest, async () => await platformOf(store, manifest)),
        board: request.stages.map((name) => ({ stage: name, digest: found.get(name)?.digest })),
        asked,
        states: [{ ...state(store, found, manifest.digest, stage), hasImage: true }, ...states],
    };
}
function state(store, found, digest, stage, commit) {
    const ofCommit = commit === undefined ? undefined : found?.get(commit);
    return {
        store,
        isAbsent: found === undefined,
        hasImage: found?.has(digest) ?? false,
        current: found?.get(stage),
        previous: found?.get((0,_stages_index_js__WEBPACK_IMPORTED_MODULE_4__/* .previousTag */ .W8)(stage)),
        taken: commit === undefined || ofCommit === undefined || ofCommit.digest === digest
            ? undefined
            : { tag: commit, digest: ofCommit.digest },
    };
}
function releasedImage(manifest, ask) {
    const platforms = platformsOf(manifest);
    let asked;
    const platform = async () => {
        if ((0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isIndex */ .nw)(manifest))
            return undefined;
        // Several targets ask for the same.
        asked ??= ask().catch(() => undefined);
        return await asked;
    };
    return { digest: manifest.digest, platforms, platform };
}
function distinctRepositories({ targets }) {
    return [...new Map(targets.map(({ repository }) => [repository.url, repository])).values()];
}
async function readOrExplain(store, references, { createRepository }) {
    try {
        return await store.read(references);
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .awsErrorName */ .ZH)(error) !== 'RepositoryNotFoundException')
            throw error;
        if (createRepository)
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no repository "${store.repository.name}" in ${store.repository.region} (${store.repository.url}).`, 'Set "create-repository: true", which creates it with the settings of the image\'s own repository, or create it yourself.', { cause: error });
    }
}
function missingSource({ home, stage, rollback }, source) {
    const hint = (0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(source)
        ? 'A digest is released from the repository that has it: check "ecr-image-url", and that no lifecycle rule removed it.'
        : rollback
            ? `The stage "${stage}" keeps its former image under that tag from its second release on.`
            : source === 'latest' || (0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isCommit */ .WM)(source)
                ? 'Build it first, with build-action.'
                : `Release to the stage "${source}" first, or give another tag as "previous-stage-name".`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`There is no image "${source}" in ${home.url}.`, hint);
}
/** The images in an index by platform. Attestations stand there as `unknown/unknown`. */
function platformsOf(manifest) {
    return new Map((0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .childrenOf */ .LU)(manifest).flatMap(({ platform, digest }) => platform === undefined || platform.os === 'unknown'
        ? []
        : [[`${platform.os}/${platform.architecture}`, digest]]));
}


/***/ }),

/***/ 4192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fd: () => (/* binding */ checkTagsCanMove),
  jI: () => (/* binding */ isTaggedEverywhere),
  Aw: () => (/* binding */ moveStageTag)
});

// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/stages/index.js + 6 modules
var stages = __webpack_require__(6972);
;// CONCATENATED MODULE: ./.build/shared/release/promote/tag-race.js


// Registries have no compare-and-swap, so that two releases of one stage can write its tags at the same time, region by
// region in any order. The image's own repository decides: whom its tag names has won. Everyone reads all tags after
// their last write, and whoever finds a region that disagrees with it, and wrote there, sets it right. So the last
// writer of any tag has read all of them afterwards, and in the end they agree.
const MOST_ROUNDS = 6;
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
        note(`The tags of "${stage}" could not all be read back and set right: ${(0,errors/* messageOf */.b)(error)}`);
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
        note(`The tags of "${stage}" could not all be put back: ${(0,errors/* messageOf */.b)(error)}`);
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
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
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
                wrong.push({ state, to, tag: (0,stages/* previousTag */.W8)(stage) });
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
    const tags = withPrevious ? [stage, (0,stages/* previousTag */.W8)(stage)] : [stage];
    const read = await Promise.all(states.map(async (state) => [state, await state.store.read(tags)]));
    const of = (tag) => new Map(read.map(([state, found]) => [state, found.get(tag)]));
    return { now: of(stage), previous: of((0,stages/* previousTag */.W8)(stage)) };
}

;// CONCATENATED MODULE: ./.build/shared/release/promote/stage-tag.js



/** True when every repository's stage tag names the digest. */
function isTaggedEverywhere(states, digest) {
    return states.every(({ current }) => current?.digest === digest);
}
/**
 * Refuses to begin when a tag that has to move cannot: the stage's, `<stage>-previous`, or in a region that gets the
 * image that of its commit. A repository whose settings may not be read is tried.
 * @throws UserError that names the filters to add
 */
async function checkTagsCanMove(states, manifest, stage, keepPrevious) {
    await Promise.all(states.map(async ({ store, current, previous, taken }) => {
        if (current?.digest === manifest.digest)
            return;
        const movesPrevious = keepPrevious && previous !== undefined && previous.digest !== current?.digest;
        const ofStage = current === undefined ? [] : [stage, ...(movesPrevious ? [(0,stages/* previousTag */.W8)(stage)] : [])];
        const moving = [...ofStage, ...(taken === undefined ? [] : [taken.tag])];
        if (moving.length === 0)
            return;
        const immutable = (await store.immutable(moving)) ?? [];
        if (taken !== undefined && immutable.includes(taken.tag)) {
            throw new errors/* UserError */.y(`The tag "${taken.tag}" of ${store.repository.url} is immutable and names another image, ${taken.digest}, not that of this release.`, 'The tag of a commit belongs to its image: delete it there, or release the image that it names.');
        }
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
                await store.write(former, (0,stages/* previousTag */.W8)(stage));
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


/***/ }),

/***/ 8116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ tryToTag)
/* harmony export */ });
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5471);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8835);
/* harmony import */ var _stage_tag_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4192);



/**
 * Moves the stage's tag everywhere and says so.
 * @returns the digest of another release that won the tag meanwhile, or the error that ended it
 */
async function tryToTag({ manifest, states }, { stage, rollback }, { log, journal }) {
    try {
        const winner = await log.group(`Tag ${stage}`, async () => {
            const superseding = await (0,_stage_tag_js__WEBPACK_IMPORTED_MODULE_2__/* .moveStageTag */ .Aw)(states, manifest, stage, !rollback, log.info);
            for (const { hasImage } of states)
                if (hasImage)
                    journal.avoid(bytesOf(manifest));
            for (const { store, current } of states) {
                const from = current === undefined ? 'new' : (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(current.digest);
                log.info(`${store.repository.url}:${stage}: ${from} -> ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(superseding ?? manifest.digest)}`);
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
function bytesOf(manifest) {
    return (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .blobsOf */ .OR)(manifest).reduce((sum, { size }) => sum + size, 0);
}


/***/ }),

/***/ 2186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ identityOf)
/* harmony export */ });
/**
 * Whose identity a repository of a release is read and written with: the image's own with that of the release, a
 * target's with the target's.
 */
function identityOf({ home, role, targets }, sessions) {
    return ({ url }) => {
        const target = url === home.url ? undefined : targets.find(({ repository }) => repository.url === url);
        return sessions.of(target?.role ?? role);
    };
}


/***/ }),

/***/ 1111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ planRelease)
});

// EXTERNAL MODULE: ./.build/shared/aws/role.js
var aws_role = __webpack_require__(6634);
// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/registry/image-input.js
var image_input = __webpack_require__(4100);
// EXTERNAL MODULE: ./.build/shared/registry/grammar.js
var grammar = __webpack_require__(8029);
// EXTERNAL MODULE: ./.build/shared/stages/index.js + 6 modules
var stages = __webpack_require__(6972);
// EXTERNAL MODULE: ./.build/shared/release/request/command.js
var command = __webpack_require__(4635);
;// CONCATENATED MODULE: ./.build/shared/release/request/contradictions.js

/**
 * Refuses inputs that contradict each other, whatever is released.
 * @throws UserError that names both
 */
function checkTogether(inputs) {
    const { expectedDigest, rollback, list } = inputs;
    if (rollback && expectedDigest !== undefined) {
        throw contradiction({
            sentence: 'The inputs "rollback" and "expected-digest" contradict each other: a rollback releases what the stage had before, whatever that is.',
            hint: 'To release a certain digest, leave out "rollback" and give the digest as "previous-stage-name".',
        });
    }
    if (!list)
        return;
    for (const [input, given] of [
        ['plan', inputs.plan],
        ['rollback', rollback],
        ['command', inputs.command.length > 0],
        ['expected-digest', expectedDigest !== undefined],
    ]) {
        if (given) {
            throw contradiction({
                sentence: `The inputs "list" and "${input}" contradict each other: "list: true" releases nothing.`,
                hint: `Remove "${input}" from the step that lists the stages.`,
            });
        }
    }
}
/**
 * Refuses inputs that belong to something else than what is released: they would be passed over without a word.
 * @param own what the inputs themselves name; undefined where they name none
 * @param fromFile the stages file names what is released
 * @throws UserError that names the input
 */
function checkBelonging(inputs, own, fromFile) {
    const ofService = [
        ['container-name', inputs.containerName],
        ['task-definition', inputs.taskDefinition === 'service' ? undefined : inputs.taskDefinition],
        ['codedeploy-application', inputs.codeDeploy.application],
        ['codedeploy-deployment-group', inputs.codeDeploy.group],
        ['codedeploy-appspec', inputs.codeDeploy.appSpec],
        ['command', inputs.command[0]],
    ];
    const ofFunction = [
        ['lambda-alias', inputs.lambdaAlias],
        ['lambda-traffic', inputs.lambdaTraffic[0]],
    ];
    const given = (rows) => rows.find(([, value]) => value !== undefined)?.[0];
    const service = given(ofService);
    if (own?.kind === 'lambda' && service !== undefined) {
        throw contradiction({
            sentence: `The input "${service}" belongs to an ECS service, and the Lambda function "${own.name}" is released.`,
            hint: `Remove "${service}", or the inputs that name the function.`,
        });
    }
    const fn = given(ofFunction);
    if (own?.kind === 'ecs' && fn !== undefined) {
        throw contradiction({
            sentence: `The input "${fn}" belongs to a Lambda function, and the ECS service "${own.service}" is released.`,
            hint: `Remove "${fn}", or name the function with "lambda-function-name".`,
        });
    }
    if (inputs.lambdaTraffic.length > 0 && inputs.lambdaAlias === undefined) {
        throw contradiction({
            sentence: 'The input "lambda-traffic" is shifted at an alias, and "lambda-alias" names none.',
            hint: 'Name the alias with "lambda-alias", or remove "lambda-traffic".',
        });
    }
    const unused = fromFile
        ? given([...ofService.filter(([name]) => !OF_ANY.has(name)), ...ofFunction])
        : undefined;
    if (unused === undefined)
        return;
    throw contradiction({
        sentence: `The input "${unused}" is for a service or function that the inputs name, and this stage's are in the stages file.`,
        hint: `Say it there: "container" beside "service", "alias" and "traffic" beside "function"; or name what is released with "service-name" or "lambda-function-name".`,
    });
}
// They say something of whatever service is released.
const OF_ANY = new Set(['task-definition', 'command']);
/**
 * Refuses what only makes sense after a wait, where nothing is waited for.
 * @param healthCheck of the inputs or the stages file
 * @throws UserError that names what would be passed over
 */
function checkWait({ wait, stageName = '', alarms, healthCheck }, targets, hasHealthCheck) {
    if (wait !== 'none')
        return;
    const file = `of the stage "${stageName}" in the stages file`;
    const shifts = targets.find(({ runs }) => runs?.kind === 'lambda' && runs.traffic.length > 0);
    const what = healthCheck !== undefined
        ? 'The input "health-check-url"'
        : hasHealthCheck
            ? `The "health-check" ${file}`
            : alarms.length > 0
                ? 'The input "alarms"'
                : targets.some((target) => target.alarms.length > 0)
                    ? `The "alarms" ${file}`
                    : shifts === undefined
                        ? undefined
                        : `The traffic of the target "${shifts.name}"`;
    if (what === undefined)
        return;
    throw contradiction({
        sentence: `${what} and "wait: none" contradict each other: what is not waited for is not watched.`,
        hint: 'Use "wait: deployed", or remove the other one.',
    });
}
function contradiction({ sentence, hint }) {
    return new errors/* UserError */.y(sentence, hint);
}

// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var reference = __webpack_require__(2785);
// EXTERNAL MODULE: ./.build/shared/release/request/arn.js
var request_arn = __webpack_require__(7613);
;// CONCATENATED MODULE: ./.build/shared/release/request/agreement.js



/**
 * Checks that all inputs put the stage into one region, and its service into one account.
 * @returns the region that they name; undefined where they name none
 * @throws UserError that names two which disagree
 */
function checkAgreement(inputs, runs, regional) {
    const arns = runs?.kind === 'lambda'
        ? [
            ['lambda-function-arn', inputs.lambdaFunctionArn],
            ['lambda-function-name', runs.name],
        ]
        : runs?.kind === 'ecs'
            ? [
                ['cluster-arn', runs.cluster],
                ['service-name', runs.service],
                ['task-definition', runs.taskDefinition],
            ]
            : [];
    const regions = given([
        ['stage-region', inputs.stageRegion],
        ...arns.map(([input, value]) => [input, (0,request_arn/* arnRegion */.yC)(value)]),
        ['regional-ecr-image-url', regional?.region],
    ]);
    const [first, otherRegion] = twoThatDiffer(regions);
    if (first !== undefined && otherRegion !== undefined) {
        throw new errors/* UserError */.y(`The input "${first[0]}" says ${first[1]}, and "${otherRegion[0]}" is in ${otherRegion[1]}.`, 'All of a stage is in one region; correct one of them.');
    }
    const accounts = given(arns.map(([input, value]) => [input, (0,request_arn/* arnAccount */.Rv)(value)]));
    const role = inputs.roleToAssume === undefined ? undefined : (0,aws_role/* readRole */.fP)(inputs.roleToAssume)?.account;
    // ECS lets nobody in from another account; a function's own policy can.
    const roleSays = role === undefined || runs?.kind !== 'ecs' ? [] : [['role-to-assume', role]];
    const [one, otherAccount] = twoThatDiffer([...accounts, ...roleSays]);
    if (one !== undefined && otherAccount !== undefined) {
        throw new errors/* UserError */.y(`The input "${one[0]}" is in the account ${one[1]}, and "${otherAccount[0]}" in ${otherAccount[1]}.`, 'All of a stage is in one account, and so is the role that deploys it; correct one of them.');
    }
    return regions[0]?.[1];
}
function given(rows) {
    return rows.flatMap(([input, value]) => (value === undefined ? [] : [[input, value]]));
}
function twoThatDiffer(said) {
    const [first, ...rest] = said;
    return [first, rest.find(([, value]) => value !== first?.[1])];
}

;// CONCATENATED MODULE: ./.build/shared/release/request/target-name.js

/** How a target is called in logs and summaries. */
function targetName(region, runs) {
    return `${region} ${runs === undefined ? 'registry' : describeRuns(runs)}`;
}
/**
 * Targets whose names tell them apart: those that would be called the same are in different accounts, of which the last
 * digits are added. The whole number may be masked in logs.
 * @param accountOf the account of a target, where it is known
 */
function withDistinctNames(targets, accountOf) {
    return targets.map((target) => {
        const isAlone = targets.filter(({ name }) => name === target.name).length === 1;
        const account = accountOf(target);
        return isAlone || account === undefined
            ? target
            : { ...target, name: `${target.name} (account ...${account.slice(-4)})` };
    });
}
function describeRuns(runs) {
    switch (runs.kind) {
        case 'lambda':
            return `lambda ${(0,request_arn/* shortName */.EU)(runs.name)}${runs.alias === undefined ? '' : `:${runs.alias}`}`;
        case 'family':
            return `ecs family ${runs.family}`;
        case 'ecs':
            return `ecs ${(0,request_arn/* shortName */.EU)(runs.cluster)}/${(0,request_arn/* shortName */.EU)(runs.service)}`;
    }
}

;// CONCATENATED MODULE: ./.build/shared/release/request/from-inputs.js






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
    const region = checkAgreement(inputs, runs, regional);
    if (runs === undefined && regional === undefined)
        return undefined;
    const place = region ?? home.region;
    return {
        name: targetName(place, runs),
        region: place,
        repository: regional ?? home,
        wave: 1,
        // The one identity of the inputs is the release's own.
        role: undefined,
        alarms: inputs.alarms,
        environment: inputs.environment,
        runs,
    };
}
function whatRuns(inputs, note) {
    const { serviceName, lambdaFunctionName, lambdaFunctionArn } = inputs;
    const lambda = [lambdaFunctionName, lambdaFunctionArn].find(isCreated);
    // A placeholder beside a real ARN means that the function is not created yet, as in TinyStacks.
    if (lambda !== undefined && isCreated(lambdaFunctionName ?? lambda)) {
        if (isCreated(serviceName)) {
            note(`A Lambda function and the ECS service "${serviceName}" are named: the function is released, the service is not.`);
        }
        const name = lambdaFunctionName ?? lambda;
        checkFunctionName(name, lambdaFunctionArn);
        return { kind: 'lambda', name, alias: inputs.lambdaAlias, traffic: inputs.lambdaTraffic };
    }
    if (!isCreated(serviceName)) {
        note('Service is not ready yet: the image is tagged, there is nothing to deploy to.');
        return undefined;
    }
    return {
        kind: 'ecs',
        cluster: clusterOf(serviceName, inputs.clusterArn),
        service: serviceName,
        container: inputs.containerName,
        taskDefinition: inputs.taskDefinition,
        codeDeploy: inputs.codeDeploy,
    };
}
/** The cluster that is named, or the one in the service's ARN. */
function clusterOf(service, cluster) {
    const inArn = (0,request_arn/* clusterOfService */.B9)(service);
    const given = cluster ?? inArn;
    if (given === undefined) {
        throw new errors/* UserError */.y('The input "cluster-arn" is missing.', `Set "cluster-arn" or the environment variable CLUSTER_ARN to the cluster of the service "${service}", by name or ARN.`);
    }
    if (inArn === undefined || (0,request_arn/* shortName */.EU)(inArn) === (0,request_arn/* shortName */.EU)(given))
        return given;
    throw new errors/* UserError */.y(`The input "cluster-arn" names the cluster "${(0,request_arn/* shortName */.EU)(given)}", and the ARN in "service-name" the cluster "${(0,request_arn/* shortName */.EU)(inArn)}".`, 'Correct one of them; the ARN of a service is enough.');
}
function checkFunctionName(name, arn) {
    if (arn === undefined || !isCreated(arn))
        return;
    const nameOf = (reference) => (0,request_arn/* shortName */.EU)(reference.replace(/:\$LATEST$/, ''));
    if (nameOf(arn) === nameOf(name))
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
    const repository = (0,reference/* parseRepository */.SU)(regionalEcrImageUrl, {
        input: 'regional-ecr-image-url',
        region: stageRegion ?? (0,request_arn/* arnRegion */.yC)(inputs.clusterArn) ?? (0,request_arn/* arnRegion */.yC)(inputs.lambdaFunctionArn) ?? defaultRegion,
        env,
    });
    (0,image_input/* checkEndpoint */.q)(repository, regionalEcrEndpoint, 'regional-ecr-endpoint', 'regional-ecr-image-url');
    return repository;
}

// EXTERNAL MODULE: ./.build/shared/nearest.js
var nearest = __webpack_require__(9716);
// EXTERNAL MODULE: ./.build/shared/release/request/traffic.js
var request_traffic = __webpack_require__(6424);
;// CONCATENATED MODULE: ./.build/shared/release/request/stage-runs.js


/**
 * What runs the image at a target of the stages file; undefined where that is not created yet.
 * @param taskDefinition what is cloned, as the input of this name says
 */
function stageRuns({ ecs, lambda }, taskDefinition) {
    if (lambda !== undefined) {
        if (!isCreated(emptyAsAbsent(lambda.function)))
            return undefined;
        const traffic = lambda.traffic === undefined ? [] : (0,request_traffic/* parseTraffic */.D)(lambda.traffic, 'traffic');
        return { kind: 'lambda', name: lambda.function, alias: lambda.alias, traffic };
    }
    if (ecs === undefined)
        return undefined;
    const { container, family, schedules, rules } = ecs;
    const cluster = emptyAsAbsent(ecs.cluster);
    if (!isCreated(cluster))
        return undefined;
    if (family !== undefined)
        return { kind: 'family', cluster, family, container, schedules, rules };
    const service = emptyAsAbsent(ecs.service);
    if (!isCreated(service))
        return undefined;
    const codeDeploy = { application: undefined, group: undefined, appSpec: undefined };
    return { kind: 'ecs', cluster, service, container, taskDefinition, codeDeploy };
}
function emptyAsAbsent(name) {
    return name === '' ? undefined : name;
}

;// CONCATENATED MODULE: ./.build/shared/release/request/from-stages.js







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
    const names = file.stages.map((candidate) => candidate.name);
    const meant = (0,nearest/* nearest */.p)(name, names);
    throw new errors/* UserError */.y(`The ${FILE} has no stage "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`, `Its stages: ${names.join(', ')}.`);
}
/**
 * The targets of a stage. A target's image is its own, or the one of the same name in its account and region.
 * @throws UserError for regions and accounts that disagree
 */
function targetsOfStage(around) {
    const { stage, home } = around;
    const targets = stage.targets.map((target) => toTarget(target, around));
    if (targets.length > 0)
        return targets;
    const repository = repositoryOf(stage, stage.region, around);
    // A stage without a target is still copied to its own image, if it has one.
    if (repository.url === home.url)
        return [];
    const region = stage.region ?? repository.region;
    return [{ ...ofStage(stage), name: targetName(region, undefined), region, repository, runs: undefined }];
}
function ofStage(stage) {
    return {
        wave: 1,
        role: stage.role,
        alarms: stage.alarms,
        environment: { set: stage.environment, remove: [] },
    };
}
function toTarget(target, around) {
    const { stage, home } = around;
    const runs = stageRuns(target, around.taskDefinition);
    const arns = arnsOf(runs);
    const said = agreed(stage, 'region', [target.region, ...arns.map(request_arn/* arnRegion */.yC)]);
    const repository = repositoryOf(target, said, around);
    const region = said ?? (target.image === undefined ? home.region : repository.region);
    // ECS lets nobody in from another account; a function's own policy can.
    const role = target.role ?? around.role;
    const ofRole = role === undefined || runs?.kind === 'lambda' ? undefined : (0,aws_role/* readRole */.fP)(role)?.account;
    agreed(stage, 'account', [ofRole, ...arns.map(request_arn/* arnAccount */.Rv)]);
    return {
        ...ofStage(stage),
        name: targetName(region, runs),
        region,
        repository,
        wave: target.wave,
        role: target.role,
        alarms: [...new Set([...stage.alarms, ...target.alarms])],
        runs,
    };
}
function arnsOf(runs) {
    switch (runs?.kind) {
        case undefined:
            return [];
        case 'lambda':
            return [runs.name];
        case 'family':
            return [runs.cluster];
        case 'ecs':
            return [runs.cluster, runs.service];
    }
}
/** The one value that is said. */
function agreed({ name }, what, said) {
    const [first, ...rest] = said.filter((value) => value !== undefined);
    const other = rest.find((value) => value !== first);
    if (first === undefined || other === undefined)
        return first;
    const [from, hint] = what === 'region'
        ? [`has the region ${first}`, `Correct one of them in the ${FILE}.`]
        : [
            `has a role or ARN of the account ${first}`,
            `A service takes calls of its own account only: correct "role:" or the ARN in the ${FILE}.`,
        ];
    throw new errors/* UserError */.y(`A target of the stage "${name}" ${from} and an ARN in ${other}.`, hint);
}
/** Where a target's image is: its own, or the twin of the image in the account of its role and in its region. */
function repositoryOf({ image, role }, said, { stage, home, role: homeRole, env }) {
    const region = said ?? home.region;
    if (image !== undefined)
        return (0,reference/* parseRepository */.SU)(image, { input: `image of ${stage.name}`, region, env });
    const accountOf = (arn) => arn && (0,aws_role/* readRole */.fP)(arn)?.account;
    const homeAccount = home.account ?? accountOf(homeRole);
    const account = accountOf(role) ?? homeAccount;
    const isElsewhere = homeAccount !== undefined && account !== homeAccount;
    // A host of another partition ends otherwise, and one on this machine tells neither account nor region.
    const hasTwin = home.account !== undefined && (0,aws_role/* partitionOf */.iQ)(region) === (0,aws_role/* partitionOf */.iQ)(home.region);
    if (region === home.region && !isElsewhere)
        return home;
    if (hasTwin && account !== undefined)
        return (0,reference/* inPlace */.zp)(home, account, region);
    throw new errors/* UserError */.y(`The stage "${stage.name}" is in ${region}${isElsewhere ? ` in the account ${account ?? '?'}` : ''}, and the registry ${home.host} has no counterpart there.`, `Give its image in the ${FILE}: "image: host/${home.name}".`);
}

// EXTERNAL MODULE: ./.build/shared/registry/ecr-host.js
var ecr_host = __webpack_require__(1605);
;// CONCATENATED MODULE: ./.build/shared/release/request/stage-regions.js


/**
 * The regions of each stage of the stages file, for the board. What does not agree in a stage that is not released is
 * found when it is.
 */
function regionsOfStages({ stages }, home) {
    return Object.fromEntries(stages.map((stage) => [stage.name, regionsOf(stage, home)]));
}
function regionsOf(stage, home) {
    const targets = stage.targets.map(({ region, image, ecs, lambda }) => region ??
        (0,request_arn/* arnRegion */.yC)(ecs?.cluster ?? '') ??
        (0,request_arn/* arnRegion */.yC)(lambda?.function ?? '') ??
        imageRegion(image) ??
        home.region);
    return targets.length > 0
        ? [...new Set(targets)]
        : [stage.region ?? imageRegion(stage.image) ?? home.region];
}
function imageRegion(image) {
    return image === undefined ? undefined : (0,ecr_host/* readEcrHost */.d)(image.split('/', 1)[0] ?? '')?.region;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/stages/shapes.js
var shapes = __webpack_require__(8176);
;// CONCATENATED MODULE: ./.build/shared/release/request/shapes.js






/** Beside a name and an ARN, Lambda takes one without its beginning. Source: Lambda API Reference, FunctionName. */
const PARTIAL_FUNCTION = /^(?:\d{12}:)?(?:function:)?[A-Za-z0-9_-]{1,64}$/;
const FUNCTION_ARN = {
    pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}$/,
    what: 'the ARN of a Lambda function without a version',
    example: '"arn:aws:lambda:us-east-1:123456789012:function:app"',
};
const REVISION = {
    pattern: /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}:\d+$/,
    what: '"service", "family" or the ARN of a revision',
    example: '"arn:aws:ecs:us-east-1:123456789012:task-definition/app:7"',
};
/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const BUCKET = {
    pattern: /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    what: 'the name of a bucket',
    example: '"releases-of-app"',
};
/**
 * Checks what every input looks like, before anything is asked.
 * @throws UserError that names the input, its value, and what it should look like
 */
function checkShapes(inputs, env) {
    check('aws-region', inputs.awsRegion, shapes/* REGION */.Zg);
    check('stage-region', inputs.stageRegion, shapes/* REGION */.Zg);
    check('cluster-arn', inputs.clusterArn, shapes/* CLUSTER */.Bs);
    check('service-name', inputs.serviceName, shapes/* SERVICE */.YV);
    check('container-name', inputs.containerName, shapes/* CONTAINER */.MR);
    check('lambda-alias', inputs.lambdaAlias, shapes/* ALIAS */.dt);
    check('s3-bucket', inputs.s3Bucket, BUCKET);
    for (const alarm of inputs.alarms)
        check('alarms', alarm, shapes/* ALARM */._$);
    checkFunction(inputs);
    checkTaskDefinition(inputs.taskDefinition);
    checkAppSpec(inputs.codeDeploy.appSpec, (0,variable/* workspaceOf */.B)(env));
}
function check(input, value, { pattern, what, example }) {
    if (value === undefined || pattern.test(value))
        return;
    throw new errors/* UserError */.y(`The input "${input}" is "${(0,grammar/* shortened */.vI)(value)}", which is not ${what}.`, `It looks like ${example}.`);
}
function checkFunction({ lambdaFunctionName: name, lambdaFunctionArn: arn }) {
    for (const [input, value] of [
        ['lambda-function-name', name],
        ['lambda-function-arn', arn],
    ]) {
        const rest = value?.startsWith('arn:')
            ? value.split(':function:')[1]
            : value?.replace(/^(?:\d{12}:)?(?:function:)?/, '');
        // Code is given to a function; its versions cannot change, and an alias names one of them.
        const qualifier = /^[\w-]+:([\w-]+)$/.exec(rest ?? '')?.[1];
        if (value === undefined || qualifier === undefined)
            continue;
        throw new errors/* UserError */.y(`The input "${input}" is "${(0,grammar/* shortened */.vI)(value)}", which names the version or alias "${qualifier}".`, 'Give the function without it; "lambda-alias" names an alias.');
    }
    const plain = name?.replace(/:\$LATEST$/, '');
    if (plain !== undefined && !PARTIAL_FUNCTION.test(plain))
        check('lambda-function-name', plain, shapes/* FUNCTION */.H3);
    if (arn !== undefined && arn.toLowerCase() !== 'placeholder')
        check('lambda-function-arn', arn.replace(/:\$LATEST$/, ''), FUNCTION_ARN);
}
function checkTaskDefinition(value) {
    if (value === 'service' || value === 'family' || REVISION.pattern.test(value))
        return;
    const meant = (0,nearest/* nearest */.p)(value, ['service', 'family']);
    const lacks = /:task-definition\/[\w-]+$/.test(value)
        ? ', which names no revision'
        : `, which is not ${REVISION.what}`;
    throw new errors/* UserError */.y(`The input "task-definition" is "${(0,grammar/* shortened */.vI)(value)}"${lacks}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`, `Valid values: service, family, or an ARN as ${REVISION.example}.`);
}
function checkAppSpec(path, workspace) {
    if (path === undefined)
        return;
    const way = (0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(workspace, path));
    if (way !== '' && way !== '..' && !way.startsWith('../') && !(0,external_node_path_.isAbsolute)(way))
        return;
    throw new errors/* UserError */.y(`The input "codedeploy-appspec" is "${(0,grammar/* shortened */.vI)(path)}", which is no file in the workspace.`, 'Give the path of a YAML or JSON file relative to the root of the repository.');
}

// EXTERNAL MODULE: ./.build/shared/release/request/url.js
var url = __webpack_require__(3943);
// EXTERNAL MODULE: ./.build/shared/release/request/environment.js
var request_environment = __webpack_require__(6175);
;// CONCATENATED MODULE: ./.build/shared/release/request/plan.js














/**
 * The release that inputs and stages file ask for. An input wins over the file: with a service, function or regional
 * image among the inputs, the file's targets are not used.
 * @throws UserError for what is missing, not valid, or contradicts itself
 */
function planRelease({ inputs, stagesFile, env, note }) {
    const stageName = inputs.stageName;
    if (stageName === undefined)
        throw missing('stage-name', 'STAGE_NAME');
    (0,stages/* checkStageName */.Af)(stageName, 'stage-name');
    checkShapes(inputs, env);
    checkTogether(inputs);
    // A stages file that nobody named does not stand in the way of a release that the inputs describe.
    const inFile = stagesFile?.stages.some(({ name }) => name === stageName) ?? false;
    const described = inputs.stagesFile === undefined && inputs.previousStageName !== undefined;
    const stage = stagesFile && (inFile || !described) ? findStage(stagesFile, stageName) : undefined;
    const home = (0,image_input/* imageRepository */.a)(inputs, stagesFile?.image, env);
    const own = targetFromInputs(inputs, home, env, stage === undefined ? note : () => undefined);
    if (own !== undefined && stage !== undefined && stage.targets.length > 0) {
        note(`The inputs name a target, so those of "${stageName}" in the stages file are not used.`);
    }
    const { taskDefinition } = inputs;
    const role = roleOf(inputs, stagesFile);
    const fromFile = stage && own === undefined
        ? targetsOfStage({ stage, home, role, env, taskDefinition }).map((target) => withInputs(target, inputs))
        : [];
    checkBelonging(inputs, own?.runs, fromFile.length > 0);
    if (fromFile.length > 0)
        noteUnused(inputs, note);
    const targets = own === undefined ? fromFile : [own];
    if (inputs.command.length > 0 && !targets.some(({ runs }) => runs?.kind === 'ecs'))
        throw (0,command/* commandNeedsService */.C)(stageName);
    const healthCheck = inputs.healthCheck ?? (0,url/* readHealthCheck */.t)(stage?.healthCheck, 'health-check', inputs.healthCheckMs);
    checkWait(inputs, targets, healthCheck !== undefined);
    checkPartition(role, home.region);
    for (const target of targets)
        checkPartition(target.role ?? role, target.region);
    return {
        stage: stageName,
        source: sourceOf(inputs, stageName, stage?.previous),
        home,
        role,
        targets: withDistinctNames(targets, (target) => accountOf(target.role ?? role) ?? home.account),
        expectedDigest: inputs.expectedDigest,
        rollback: inputs.rollback,
        plan: inputs.plan,
        wait: inputs.wait,
        waitMs: inputs.waitMs,
        rollbackOnFailure: inputs.rollbackOnFailure,
        onCancel: inputs.onCancel,
        healthCheck,
        command: inputs.command,
        referrers: inputs.referrers,
        createRepository: inputs.createRepository,
        stages: stagesFile?.stages.map(({ name }) => name) ?? [],
        ...(stagesFile === undefined ? {} : { regionsOfStages: regionsOfStages(stagesFile, home) }),
    };
}
/** What the inputs say of every target, beside or over what the stages file says of it. */
function withInputs(target, { alarms, environment }) {
    return {
        ...target,
        alarms: [...new Set([...target.alarms, ...alarms])],
        environment: (0,request_environment/* bothChanges */.v)(target.environment, environment),
    };
}
/**
 * The role of the release itself: the input's, or the one for the image's account in the stages file.
 * @throws UserError for what is no role
 */
function roleOf({ roleToAssume }, stagesFile) {
    if (roleToAssume !== undefined)
        (0,aws_role/* checkRole */.R1)(roleToAssume, 'The input "role-to-assume"');
    return roleToAssume ?? stagesFile?.role;
}
function accountOf(role) {
    return role === undefined ? undefined : (0,aws_role/* readRole */.fP)(role)?.account;
}
function checkPartition(role, region) {
    const partition = role === undefined ? undefined : (0,aws_role/* readRole */.fP)(role)?.partition;
    if (role === undefined || partition === undefined || partition === (0,aws_role/* partitionOf */.iQ)(region))
        return;
    throw new errors/* UserError */.y(`The role ${role} is of the partition "${partition}", and ${region} is a region of "${(0,aws_role/* partitionOf */.iQ)(region)}".`, 'A role acts in the regions of its own partition only.');
}
/** Says which inputs have no meaning beside the targets of the stages file. */
function noteUnused({ stageRegion, clusterArn }, note) {
    const unused = [
        ...(stageRegion === undefined ? [] : ['"stage-region"']),
        ...(clusterArn === undefined ? [] : ['"cluster-arn"']),
    ];
    if (unused.length === 0)
        return;
    note(`Not used, because the stages file says where the stage is: ${unused.join(' and ')}.`);
}
function sourceOf(inputs, stageName, above) {
    if (inputs.rollback)
        return (0,stages/* previousTag */.W8)(stageName);
    const source = inputs.previousStageName ?? above;
    if (source === undefined)
        throw missing('previous-stage-name', 'PREVIOUS_STAGE_NAME');
    if (source === stageName) {
        throw new errors/* UserError */.y(`The inputs "stage-name" and "previous-stage-name" are both "${source}".`, 'A stage is promoted from the one before it; the first one from "latest".');
    }
    const fault = (0,grammar/* faultOfReference */.jk)(source);
    if (fault === undefined)
        return source;
    throw new errors/* UserError */.y(`The input "previous-stage-name" is "${(0,grammar/* shortened */.vI)(source)}", ${fault}.`, 'Give the name of a stage, a commit sha, "latest", or a digest (sha256:...).');
}
function missing(input, variable) {
    return new errors/* UserError */.y(`The input "${input}" is missing.`, `Set "${input}" or the environment variable ${variable}.`);
}


/***/ })

};
