export const id = 601;
export const ids = [601];
export const modules = {

/***/ 1601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runBuild: () => (/* binding */ runBuild)
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

;// CONCATENATED MODULE: ./.build/shared/aws/role.js

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
    throw new errors/* UserError */.y(`${place} is "${arn.slice(0, 300)}", ${faultOfRole(arn)}.`, 'It looks like arn:aws:iam::123456789012:role/deploy.');
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

;// CONCATENATED MODULE: ./.build/shared/aws/resource.js

/**
 * The ARN of what a call is about, from what it was given: AWS does not always name it. Undefined where the call does
 * not tell, or where the account is not known, as no role was asked for.
 * Source: the Service Authorization Reference, "Resource types defined by" each service.
 */
function resourceOf({ action, region, role, input }) {
    const [service = ''] = action.split(':');
    const text = (key) => textIn(input, key);
    const account = text('registryId') ?? (role === undefined ? undefined : readRole(role)?.account);
    const given = ARN_KEYS.map(text).find((value) => value?.startsWith('arn:'));
    if (given !== undefined)
        return given;
    const path = PATHS[service]?.(text);
    if (path === undefined)
        return undefined;
    if (service === 's3')
        return `arn:${partitionOf(region)}:s3:::${path}`;
    return account === undefined
        ? undefined
        : `arn:${partitionOf(region)}:${service}:${region}:${account}:${path}`;
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
            const { service, action } = describeCommand(context);
            throw explained(error, { action: `${service}:${action}`, region, role, input: args.input }) ?? error;
        }
    }, { step: 'initialize', priority: 'high', name: 'explainMiddleware' });
}
/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
function explained(error, call) {
    if (error instanceof errors/* UserError */.y)
        return undefined;
    const { action, region, role } = call;
    const name = errors_awsErrorName(error);
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
    const status = errors_statusOf(error);
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
    const status = errors_statusOf(error instanceof errors/* UserError */.y ? error.cause : error);
    return status !== undefined && status >= 400 && status < 500;
}
/** True when AWS wants fewer calls, explained or not: the same call is answered later. */
function isThrottled(error) {
    return THROTTLED.test(errors_awsErrorName(error));
}
/** True for a denial, explained or not. */
function errors_isAccessDenied(error) {
    return DENIED.has(errors_awsErrorName(error));
}
/** True where AWS says that the credentials of a call have expired. */
function isExpired(error) {
    return ['ExpiredToken', 'ExpiredTokenException'].includes(errors_awsErrorName(error));
}
/** The error's code as the service names it (`ImageNotFoundException`), explained or not; or ''. */
function errors_awsErrorName(error) {
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
        if (!isRefusal(error))
            throw explained(error, { action: 'sts:AssumeRoleWithWebIdentity', region }) ?? error;
        throw new errors/* UserError */.y(`The role ${role} could not be assumed with the OIDC token of this job: ${withoutPeriod(error)}.`, `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`, { cause: error });
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
        if (error instanceof errors/* UserError */.y)
            throw error;
        if (!isRefusal(error))
            throw explained(error, { action: 'sts:AssumeRole', region }) ?? error;
        throw new errors/* UserError */.y(`The role ${role} could not be assumed by ${by}: ${withoutPeriod(error)}.`, `Its trust policy must allow them "sts:AssumeRole", and so must their own policy: {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}.`, { cause: error });
    });
}
async function oidcToken() {
    return await (0,core/* getIDToken */.V9)(AUDIENCE).catch((error) => {
        throw new errors/* UserError */.y(`GitHub gave this job no OIDC token: ${(0,errors/* messageOf */.b)(error).replace(/\s+/g, ' ')}.`, 'Give the job "permissions: id-token: write".', { cause: error });
    });
}
function withoutPeriod(error) {
    return (0,errors/* messageOf */.b)(error).replace(/\.$/, '');
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
            if (!isExpired(error))
                throw error;
            credentials.forget(used);
            return await next(args);
        }
    }, { step: 'initialize', priority: 'low', name: 'renewMiddleware' });
}

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
    checkRole(role, 'The input "role-to-assume"');
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
            if (!isRefusal(error) && !errors_isAccessDenied(error))
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
    if (!(first instanceof errors/* UserError */.y) || !(second instanceof errors/* UserError */.y))
        return second;
    return new errors/* UserError */.y(`${first.message} ${second.message}`, `${first.hint ?? ''} Or: ${second.hint ?? ''}`, {
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
            explainAwsErrors(client.middlewareStack, region, role);
            if (identity !== undefined)
                renewExpired(client.middlewareStack, identity);
            journalCalls(client.middlewareStack, ports, region);
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
    const longest = longestRun(line);
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
/** A list whose items are Markdown already. */
function bullets(items) {
    return items.map((item) => `- ${item}`).join('\n');
}
/** Text from outside as a block of code, line by line as it is; a long line is cut. */
function codeBlock(lines, language = '') {
    const shown = lines.map((line) => cut(printable(line).replace(/\s*\n\s*/g, ' '), MOST_OF_A_LINE));
    const fence = '`'.repeat(Math.max(2, longestRun(shown.join('\n'))) + 1);
    return [`${fence}${language}`, ...shown, fence].join('\n');
}
/**
 * A part that is folded away until it is opened.
 * @param title text from outside; GitHub shows it as HTML, where Markdown means nothing
 * @param body Markdown
 */
function details(title, body) {
    const shown = oneLine(title)
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/@(?=\w)/g, '@\u200b');
    return `<details><summary>${shown}</summary>\n\n${body}\n\n</details>`;
}
/** A link; without an address, or with one that is none of the web, its text alone. */
function markdown_link(markdown, url) {
    if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url))
        return markdown;
    const address = new URL(url).href.replace(/[()<>\s|]/g, (character) => encodeURIComponent(character));
    // These two are left as they are by encodeURIComponent.
    return `[${markdown}](${address.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
}
/** At most so many characters of a text, of a longer one with an ellipsis at its end. */
function cut(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
const MOST_OF_A_LINE = 300;
function longestRun(text) {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
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
        log.warning(`The record s3://${bucket}/${key} could not be written: ${(0,errors/* messageOf */.b)(error)}`);
    }
}

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 8 modules
var step = __webpack_require__(368);
;// CONCATENATED MODULE: ./.build/shared/registry/grammar.js
/**
 * What is wrong with a name, tag or digest, as a clause that goes on after it (`which ...`, `whose ...`); undefined for
 * a valid one. Source: OCI Distribution Specification v1.1, "Pulling manifests", and the grammar of
 * github.com/distribution/reference, which is the same one with a longest name.
 */
// RepositoryNameTotalLengthMax of distribution/reference, without which no Docker client can name it; ECR itself takes
// 2 to 256 characters (Amazon ECR API Reference, CreateRepository).
const LONGEST_NAME = 255;
const SHORTEST_NAME = 2;
const LONGEST_TAG = 128;
const MOST_SHOWN = 300;
const HEXADECIMAL_DIGITS = 64;
// One ".", one or two "_", or any number of "-".
const SEPARATOR = /^(?:\.|__?|-+)$/;
/** What is wrong with the name of a repository, without its host. */
function faultOfName(name) {
    if (name === '')
        return 'which is empty';
    if (name.length > LONGEST_NAME) {
        return `which has ${name.length} characters; a repository's name has at most ${LONGEST_NAME}`;
    }
    if (name.startsWith('/'))
        return 'which begins with "/"';
    if (name.endsWith('/'))
        return 'which ends with "/"';
    if (name.includes('//'))
        return 'which has an empty part between "/" and "/"';
    const parts = name.split('/');
    const part = parts.find((candidate) => faultOfPart(candidate) !== undefined);
    if (part !== undefined) {
        return `${parts.length === 1 ? 'which' : `whose part "${part}"`} ${faultOfPart(part) ?? ''}`;
    }
    if (name.length < SHORTEST_NAME) {
        return `which has 1 character; a repository's name in Amazon ECR has at least ${SHORTEST_NAME}`;
    }
    return undefined;
}
function faultOfPart(part) {
    const upper = /[A-Z]/.exec(part)?.[0];
    if (upper !== undefined)
        return `has the upper-case letter "${upper}"`;
    const stranger = /[^a-z0-9._-]/u.exec(part)?.[0];
    if (stranger !== undefined)
        return `has the character ${shownCharacter(stranger)}`;
    const first = /^[._-]/.exec(part)?.[0];
    if (first !== undefined)
        return `begins with "${first}"`;
    const last = /[._-]$/.exec(part)?.[0];
    if (last !== undefined)
        return `ends with "${last}"`;
    const separator = (part.match(/[._-]+/g) ?? []).find((run) => !SEPARATOR.test(run));
    if (separator === undefined)
        return undefined;
    return `has "${separator}"; one ".", one or two "_", or hyphens can be between letters and digits`;
}
/** What is wrong with a tag. */
function faultOfTag(tag) {
    if (tag === '')
        return 'which is empty';
    if (tag.length > LONGEST_TAG)
        return `which has ${tag.length} characters; a tag has at most ${LONGEST_TAG}`;
    const first = /^[.-]/.exec(tag)?.[0];
    if (first !== undefined)
        return `which starts with "${first}"; a tag cannot`;
    const stranger = /[^\w.-]/u.exec(tag);
    if (stranger === null)
        return undefined;
    return `whose character ${shownCharacter(stranger[0])} (number ${stranger.index + 1}) cannot be in a tag`;
}
/** What is wrong with a digest; sha256 is the only algorithm that ECR has. */
function faultOfDigest(digest) {
    if (digest === '')
        return 'which is empty';
    const colon = digest.indexOf(':');
    if (colon < 0) {
        return /^[0-9a-f]{64}$/i.test(digest)
            ? 'which lacks "sha256:" before its digits'
            : 'which has no ":"; a digest is "sha256:" and 64 hexadecimal digits';
    }
    const algorithm = digest.slice(0, colon);
    if (algorithm !== 'sha256') {
        return `whose algorithm is "${shortened(algorithm)}"; Amazon ECR has no other than "sha256"`;
    }
    const digits = digest.slice(colon + 1);
    const stranger = /[^0-9a-f]/iu.exec(digits);
    if (stranger !== null) {
        const number = colon + 1 + stranger.index + 1;
        return `whose character ${shownCharacter(stranger[0])} (number ${number}) is no hexadecimal digit`;
    }
    const upper = /[A-F]/.exec(digits)?.[0];
    if (upper !== undefined)
        return `which has the upper-case digit "${upper}"; a digest has lower-case ones`;
    if (digits.length === HEXADECIMAL_DIGITS)
        return undefined;
    return `which has ${digits.length} hexadecimal digits instead of ${HEXADECIMAL_DIGITS}`;
}
/** What is wrong with what may be a tag or a digest; as a digest where it looks like one. */
function faultOfReference(reference) {
    const looksLikeDigest = /^(?:sha\d+:|[a-z0-9]+:[0-9a-f]{32})/i.test(reference);
    return looksLikeDigest ? faultOfDigest(reference) : faultOfTag(reference);
}
/** A character for a message: as it is where it can be seen, else by its number. */
function shownCharacter(character) {
    if (/^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character))
        return `"${character}"`;
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
/** A text for a message: an input can be as long as a whole file. */
function shortened(text) {
    return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}...`;
}

;// CONCATENATED MODULE: ./.build/shared/stages/names.js


const PREVIOUS_SUFFIX = '-previous';
/** What makes a good stage name, for hints. */
const STAGE_NAME_HINT = 'A stage name is an image tag: 1 to 128 letters, digits, ".", "_" or "-", for example "dev".';
/**
 * What is wrong with a stage name, as a clause that goes on after the name (`which ...`); undefined for a good one.
 * A stage name is a tag that no other tag of ours can be.
 */
function stageNameFault(name) {
    const fault = faultOfTag(name);
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
        throw new UserError(`The input "${input}" is "${name.slice(0, 200)}", ${fault}.`, STAGE_NAME_HINT);
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
;// CONCATENATED MODULE: ./.build/shared/registry/ecr-host.js

// Account, `-fips`, region. Source: Amazon ECR User Guide, "Amazon ECR registry endpoints" (IPv4 and dual-stack).
const ECR_HOST = /^(\d{12})\.dkr(?:\.ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.amazonaws(?:\.com(?:\.cn)?|\.eu)|-ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.on\.aws)$/;
const REGION = /^[a-z]{2}[a-z0-9-]*-\d$/;
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
        return `which has the character ${shownCharacter(stranger)}`;
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
    const at = rest.findIndex((label) => REGION.test(label));
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
    const wrong = (part) => new errors/* UserError */.y(`The input "${input}" is "${shortened(url)}", ${part}.`, 'It looks like 123456789012.dkr.ecr.us-east-1.amazonaws.com/app.');
    const fault = faultOfRepository(url);
    if (fault !== undefined)
        throw wrong(fault);
    const { host, name } = partsOf(url);
    const own = { host, name, url };
    const ecr = readEcrHost(host);
    if (ecr !== undefined)
        return { ...own, ...ecr };
    if (!isLoopbackEndpoint(env['AWS_ENDPOINT_URL'])) {
        throw wrong('a registry on this machine, which is used only while AWS_ENDPOINT_URL is on this machine too');
    }
    if (region === undefined) {
        throw new errors/* UserError */.y(`The region of the registry "${host}" is not known.`, 'Set the input "aws-region" or the environment variable AWS_REGION.');
    }
    return { ...own, account: undefined, region };
}
/**
 * What is wrong with `host/name`, as a clause that goes on after it (`which ...`, `with ...`); undefined for a repository
 * of ECR or of a loopback registry.
 */
function faultOfRepository(url) {
    const { host, name } = partsOf(url);
    if (url.includes('://'))
        return 'which starts with a protocol; an image URL has none';
    if (!url.includes('/') && (readEcrHost(url) !== undefined || faultOfEcrHost(url) !== undefined))
        return 'which names a registry, and no repository in it';
    if (host === '' || !/[.:]|^localhost$/.test(host))
        return 'which names no registry';
    if (name.includes('@') || name.includes(':'))
        return 'which has a tag or digest; only the repository belongs here';
    const fault = faultOfName(name);
    if (fault !== undefined)
        return `with the repository name "${shortened(name)}", ${fault}`;
    if (readEcrHost(host) !== undefined || LOOPBACK_HOST.test(host))
        return undefined;
    const nearly = faultOfEcrHost(host);
    return nearly === undefined
        ? `whose registry "${shortened(host)}" is not one of Amazon ECR; only those are used`
        : `with the registry "${shortened(host)}", ${nearly}`;
}
function partsOf(url) {
    const slash = url.indexOf('/');
    return { host: slash < 0 ? '' : url.slice(0, slash), name: url.slice(slash + 1) };
}
/** The repository of the same name in the ECR of an account and region. Both are of the same partition. */
function inPlace(repository, account, region) {
    const host = repository.host.replace(/^\d{12}/, account).replace(repository.region, region);
    return { ...repository, host, account, region, url: `${host}/${repository.name}` };
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
    return faultOfDigest(value) === undefined;
}
/** True for a full git commit sha, which is also a tag that the build gives. */
function isCommit(value) {
    return COMMIT.test(value);
}

;// CONCATENATED MODULE: ./.build/shared/stages/shapes.js
// Sources: "Amazon Resource Names (ARNs)" in the IAM User Guide; per service its page in the Service Authorization
// Reference, "Resource types". Names: the API references of ECS, Lambda, EventBridge, EventBridge Scheduler, CloudWatch.
const ARN = (service, resource) => `arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}`;
const ECS_NAME = '[A-Za-z0-9_-]{1,255}';
const FUNCTION_NAME = '[A-Za-z0-9_-]{1,64}';
const EVENT_NAME = '[A-Za-z0-9._-]{1,64}';
const whole = (...alternatives) => new RegExp(`^(?:${alternatives.join('|')})$`);
/** A region's code, as `us-east-1`, `us-gov-west-1` or `eusc-de-east-1`. */
const shapes_REGION = {
    pattern: /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/,
    what: 'the code of an AWS region',
    example: '"us-east-1"',
};
/** A role's ARN, with or without a path. */
const shapes_ROLE = {
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

// EXTERNAL MODULE: ./.build/shared/nearest.js
var nearest = __webpack_require__(9716);
;// CONCATENATED MODULE: ./.build/shared/stages/value.js



const value_MOST_SHOWN = 100;
const MOST_CHARACTERS = 2048;
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
    return text.length <= value_MOST_SHOWN ? `"${text}"` : `"${text.slice(0, value_MOST_SHOWN)}..."`;
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
        const meant = (0,nearest/* nearest */.p)(key, known);
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
/** A repository, where the key is there; what is wrong with one is said by the part that is. */
function optionalImage(fields) {
    const value = fields.get('image');
    const text = value && textOf(value, { ...IMAGE, pattern: /^/ });
    if (value === undefined || text === undefined || IMAGE.pattern.test(text))
        return text;
    throw fault(value, `${value.label} is ${shown(text)}, ${faultOfRepository(text) ?? `which is not ${IMAGE.what}`}.`, `It looks like ${IMAGE.example}.`);
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
        region: optionalText(fields, 'region', shapes_REGION),
        image: optionalImage(fields),
        role: optionalText(fields, 'role', shapes_ROLE),
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
    const image = optionalImage(fields);
    return {
        image,
        role: optionalText(fields, 'role', shapes_ROLE),
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
;// CONCATENATED MODULE: ./.build/shared/runner/workspace-file.js



const workspace_file_MOST_BYTES = 1024 * 1024;
/**
 * Reads a text file that lies in the workspace, also where a link leads.
 * @param path relative to the workspace
 * @param what what the file is, as a sentence about it begins: `The stages file`
 * @returns undefined where there is nothing at the path
 * @throws UserError where the path leads out of the workspace or to no file of text
 */
async function readWorkspaceFile(workspace, path, what) {
    const given = (0,external_node_path_.resolve)(workspace, path);
    const input = `${what} "${path}"`;
    if (!isInside((0,external_node_path_.resolve)(workspace), given))
        throw outside(input);
    const real = await realpathOf(given, input);
    if (real === undefined)
        return undefined;
    // A link in a checked-out repository may point anywhere on the runner.
    if (!isInside(await (0,promises_.realpath)(workspace), real))
        throw outside(input);
    const found = await (0,promises_.stat)(real);
    if (!found.isFile())
        throw new errors/* UserError */.y(`${input} is no file.`, 'Give the path of a YAML file.');
    if (found.size > workspace_file_MOST_BYTES)
        throw new errors/* UserError */.y(`${input} is bigger than 1 MB.`);
    const name = (0,external_node_path_.relative)((0,external_node_path_.resolve)(workspace), given).split(external_node_path_.sep).join('/');
    return { name, text: decode(await (0,promises_.readFile)(real), input) };
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

;// CONCATENATED MODULE: ./.build/shared/stages/read.js



const DEFAULT_PATH = '.github/stages.yml';
/**
 * Reads the stages file of a workspace: at `path`, relative to the workspace, which must exist; without one at
 * `.github/stages.yml` where that exists, else undefined.
 * @throws UserError where the path leads out of the workspace or to no file, and what `parseStagesFile` throws.
 */
async function readStagesFile(workspace, path) {
    const found = await readWorkspaceFile(workspace, path ?? DEFAULT_PATH, 'The stages file');
    if (found !== undefined)
        return parseStagesFile(found.text, found.name);
    if (path === undefined)
        return undefined;
    throw new errors/* UserError */.y(`The stages file "${path}" does not exist.`, 'Check the input "stages-file", and that the repository is checked out.');
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
    return new errors/* UserError */.y(`The registry answered ${answer.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`, refusal_hintFor(answer.status), { cause: refusal });
}
/** The status that a registry refused something with; undefined for any other error. */
function refusedWith(error) {
    const cause = error instanceof errors/* UserError */.y ? error.cause : undefined;
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
    const said = (0,errors/* messageOf */.b)(error);
    if (status === 403)
        return !/expired|reauthenticate/i.test(said);
    if (status === 404)
        return !said.includes('BLOB_UPLOAD_UNKNOWN');
    return status === 405 || status === 413;
}
function refusal_hintFor(status) {
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
                throw error instanceof errors/* UserError */.y ? error : unreadable(blob, error);
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
    return thrown instanceof Error ? thrown : new Error((0,errors/* messageOf */.b)(thrown));
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
    throw new errors/* UserError */.y(`The manifest ${manifest.digest} is no JSON object, so what it needs is not known.`);
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
    throw new errors/* UserError */.y(`The manifest ${digest} points to something without a sha256 digest or a size.`, 'Such an image cannot be copied. Build it again.');
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
            throw new errors/* UserError */.y(`The image ${root.digest} has more than ${MOST_MANIFESTS} manifests.`, 'Promote the index of one application, not that of a whole repository.');
        }
        // A child of another type can be a blob, which has any size.
        const manifests = wanted.filter(({ mediaType }) => MANIFEST_TYPES.includes(mediaType));
        bytes += manifests.reduce((sum, { size }) => sum + size, 0);
        if (bytes > tree_MOST_BYTES) {
            throw new errors/* UserError */.y(`The manifests of the image ${root.digest} have more than ${tree_MOST_BYTES / 1024 / 1024} MiB.`, 'Something large stands in a manifest that belongs into a blob.');
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
    const name = errors_awsErrorName(error);
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
async function read_settings_readSettings(model, session, log) {
    const { account: registryId, name, region, url } = model;
    const client = session.client(ECRClient, region);
    const named = { registryId, repositoryName: name };
    const [described, lifecycle, policy] = await Promise.all([
        orNotice(client.send(new DescribeRepositoriesCommand({ registryId, repositoryNames: [name] })), `Mutability, scanning and encryption of ${url} cannot be read, so the defaults are used.`, log),
        orNotice(client.send(new GetLifecyclePolicyCommand(named)), `The lifecycle policy of ${url} cannot be read, and is not copied.`, log),
        orNotice(client.send(new GetRepositoryPolicyCommand(named)), `The repository policy of ${url} cannot be read, and is not copied.`, log),
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
        if (!NO_POLICY.test(awsErrorName(error)))
            log.notice(`${sentence} ${messageOf(error)}`);
        return undefined;
    }
}
/** True where a policy is known not to exist: one that cannot be read is not replaced. */
async function read_settings_isAbsent(answer) {
    try {
        await answer;
        return false;
    }
    catch (error) {
        return NO_POLICY.test(awsErrorName(error));
    }
}
const NO_POLICY = /^(?:Lifecycle|Repository)PolicyNotFoundException$/;

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
    const client = session.client(ECRClient, wanted.region);
    const named = { registryId: wanted.account, repositoryName: wanted.name };
    // The permission first: without it a function does not start, without a lifecycle only old images pile up.
    const lacks = async (read) => created || (await isAbsent(read()));
    if (settings.policy !== undefined &&
        (await lacks(async () => await client.send(new GetRepositoryPolicyCommand(named))))) {
        const set = new SetRepositoryPolicyCommand({ ...named, policyText: settings.policy });
        await orWarn(client.send(set), `${wanted.url} does not let Lambda pull, as ${model.url} does.`, log);
    }
    if (settings.lifecycle !== undefined &&
        (await lacks(async () => await client.send(new GetLifecyclePolicyCommand(named))))) {
        const put = new PutLifecyclePolicyCommand({ ...named, lifecyclePolicyText: settings.lifecycle });
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
        if (errors_awsErrorName(error) !== 'RepositoryAlreadyExistsException')
            throw error;
        return false;
    }
}
/** True where it is known that a repository has no image. */
async function isEmpty({ account, name, region }, session) {
    const ask = new DescribeImagesCommand({ registryId: account, repositoryName: name, maxResults: 1 });
    const answer = await session
        .client(ECRClient, region)
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
        if (!isAccessDenied(error))
            throw error;
        log.warning(`${sentence} ${messageOf(error)}`);
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
            throw new errors/* UserError */.y(`The registry ${host} answered ${method} ${kind} (${status}) with more than ${exchange_MOST_BYTES / 1024 / 1024} MiB.`, 'No manifest is that large. Check that the host in the image URL is a registry.');
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
    throw new errors/* UserError */.y(`The registry ${from.host} sends on to ${to.origin}, ${wrong}.`, 'That is not followed. Check that the host in the image URL is the registry that was meant.');
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
        throw new errors/* UserError */.y(`The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`);
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
                if (error instanceof errors/* UserError */.y)
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
    throw new errors/* UserError */.y(`The registry ${host} redirects to "${location.slice(0, 200)}", which is no address.`);
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
    return new errors/* UserError */.y(`The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${(0,errors/* messageOf */.b)(error)}.`, 'Check the host and region in the image URL, and the network of the runner.', { cause: error });
}

;// CONCATENATED MODULE: ./.build/shared/registry/http/token.js


// A token lives for 12 hours; a long copy that starts with one about to expire would end in the middle.
const token_RENEW_BEFORE_MS = 10 * 60_000;
// On a runner whose clock is wrong every token looks expired.
const token_USE_FOR_AT_LEAST_MS = 60_000;
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
            throw new errors/* UserError */.y(`ECR in ${region} gave no registry token.`, 'Allow "ecr:GetAuthorizationToken" on "*".');
        }
        const expires = data?.expiresAt?.getTime() ?? clock.now() + 12 * 3600_000;
        return {
            login: { username, password },
            renewAt: Math.max(expires - token_RENEW_BEFORE_MS, clock.now() + token_USE_FOR_AT_LEAST_MS),
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
    throw new errors/* UserError */.y(`The registry ${repository.host} gave bytes of ${digest} from ${from ?? 'somewhere'} on, not from ${offset}.`);
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
        throw new errors/* UserError */.y(`The registry ${repository.host} gave "${location.slice(0, 200)}" as the address of an upload, which is none.`);
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
        throw new errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`);
    }
    const said = answer.header('content-type')?.split(';')[0]?.trim();
    // What is no JSON is no manifest: a page of a proxy, say, which answers 200 to everything.
    const own = mediaTypeIn(bytes);
    if (own === undefined) {
        throw new errors/* UserError */.y(`The registry ${repository.host} answered ${reference} with ${said ?? 'something'} that is no manifest.`, 'Check that the host in the image URL is a registry, and that no proxy answers in its place.');
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
            const name = errors_awsErrorName(error);
            if (name === 'RepositoryNotFoundException')
                throw error;
            if (name !== 'ImageNotFoundException') {
                note(`${what} of ${repository.url} cannot be read, and it goes on without. ${(0,errors/* messageOf */.b)(error)}`);
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
                acceptedMediaTypes: [...MANIFEST_TYPES],
            }));
            for (const image of images)
                addImage(found, batch, image, repository);
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
        const name = errors_awsErrorName(error);
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
function addImage(found, asked, image, { url }) {
    const { imageId, imageManifest, imageManifestMediaType } = image;
    if (imageManifest === undefined || imageId?.imageDigest === undefined)
        return;
    const bytes = new Uint8Array(Buffer.from(imageManifest, 'utf8'));
    const digest = digestOf(bytes);
    if (digest !== imageId.imageDigest) {
        throw new errors/* UserError */.y(`ECR answered ${imageId.imageDigest} of ${url} with a manifest of another digest, ${digest}.`);
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
    const retries = retryBudget();
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
        const http = registryHttp(repository, tokens, { ...ports, retries: retryBudget(RETRIES_EACH) });
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
                if (errors_awsErrorName(error) === 'RepositoryNotFoundException')
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

;// CONCATENATED MODULE: ./.build/shared/github/api.js

const PATIENCE_MS = 10_000;
/** The API of the run's own repository; undefined outside of GitHub, and without a token. */
function openGithubApi({ apiUrl, repository }, token, ports) {
    if (repository === undefined || token === undefined)
        return undefined;
    const base = `${apiUrl}/repos/${repository}/`;
    return { ask: async (question) => await ask(base, token, question, ports) };
}
/** Source: GitHub REST API, "Getting started with the REST API": headers and versions. */
async function ask(base, token, { action, method = 'GET', path, body, signal }, { fetch, clock, journal, log }) {
    const started = clock.now();
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const record = (status, received) => {
        journal.record({
            service: 'github',
            action,
            region: undefined,
            status,
            bytesSent: Buffer.byteLength(sent ?? ''),
            bytesReceived: Buffer.byteLength(received),
            milliseconds: clock.now() - started,
        });
    };
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
        const response = await fetch(`${base}${path}`, {
            method,
            headers: {
                authorization: `Bearer ${token}`,
                accept: 'application/vnd.github+json',
                'x-github-api-version': '2022-11-28',
                ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(sent === undefined ? {} : { body: sent }),
            signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
        });
        const text = await response.text();
        record(response.status, text);
        const answer = parsed(text);
        const said = api_isRecord(answer) && typeof answer['message'] === 'string' ? answer['message'] : '';
        if (!response.ok)
            log.debug(`GitHub answered ${response.status} to ${action}: ${said}`);
        return { ok: response.ok, status: response.status, body: answer, message: said };
    }
    catch (error) {
        record(undefined, '');
        log.debug(`GitHub cannot be asked for ${action}: ${(0,errors/* messageOf */.b)(error)}`);
        return { ok: false, status: undefined, body: undefined, message: (0,errors/* messageOf */.b)(error) };
    }
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** True for what JSON calls an object. */
function api_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
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
    if (!ok || !api_isRecord(body))
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
    if (!api_isRecord(entry) || typeof entry['sha'] !== 'string')
        return [];
    const commit = api_isRecord(entry['commit']) ? entry['commit'] : {};
    const message = typeof commit['message'] === 'string' ? commit['message'] : '';
    return [
        {
            sha: entry['sha'],
            title: message.split('\n', 1)[0] ?? '',
            author: compare_textIn(entry['author'], 'login') ?? compare_textIn(commit['author'], 'name'),
        },
    ];
}
function compare_textIn(value, key) {
    const text = api_isRecord(value) ? value[key] : undefined;
    return typeof text === 'string' && text !== '' ? text : undefined;
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
async function askGithub({ github, token }, base, head, ports) {
    const api = openGithubApi(github, token, ports);
    if (api === undefined)
        return undefined;
    // One commit of one page: the comparison itself is all that is wanted.
    const comparison = await compareCommits(api, base, head, 1, ports.signal);
    ports.signal.throwIfAborted();
    return comparison === undefined ? undefined : comparison.status === 'ahead';
}

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
        throw new errors/* UserError */.y(`The input "sha" is "${asked}", which is no full commit sha.`, 'It has 40 hexadecimal digits in lower case, as "git rev-parse HEAD" prints it.');
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
    throw new errors/* UserError */.y('There is no git checkout here, so the commit of the image is not known.', 'Run actions/checkout before this step, or set the input "sha".');
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
    throw new errors/* UserError */.y(`git cannot say what differs from the commit: ${stderr.trim()}`, 'Check the repository out again.');
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
                message: [rest ?? message, ...checks_details(warning['detail'])].join(' '),
                url: checks_textIn(warning, 'url'),
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
            rule: checks_textIn(warning, 'ruleName') ?? 'Warning',
            message: checks_textIn(warning, 'detail') ?? checks_textIn(warning, 'description') ?? '',
            url: checks_textIn(warning, 'url'),
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
function checks_textIn(value, name) {
    const text = isObject(value) ? value[name] : undefined;
    return typeof text === 'string' && text !== '' ? text : undefined;
}
function decoded(value) {
    return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}
function checks_details(value) {
    return Array.isArray(value) ? value.flatMap((detail) => decoded(detail) ?? []) : [];
}
function startLine(ranges) {
    const start = ranges[0]?.['start'];
    const line = isObject(start) ? start['line'] : undefined;
    return typeof line === 'number' && line > 0 ? line : undefined;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
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

// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
;// CONCATENATED MODULE: ./.build/shared/build/docker-config.js






// Plugins, builders and contexts of the user: what `docker buildx` is and where it builds.
const LINKED = ['cli-plugins', 'buildx', 'contexts'];
/**
 * Gives work a folder of its own that only this user can read, and removes it in every case.
 * A kill is the one end that nothing can follow; the runner empties its temporary folder after the job.
 */
async function withTemporaryFolder({ env }, work) {
    const parent = (0,variable/* variable */.b)(env, 'RUNNER_TEMP') ?? (0,external_node_os_.tmpdir)();
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
    const own = (0,external_node_path_.resolve)((0,variable/* variable */.b)(env, 'DOCKER_CONFIG') ?? (0,external_node_path_.join)((0,variable/* variable */.b)(env, 'HOME') ?? (0,external_node_os_.homedir)(), '.docker'));
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
    return isJsonObject(value) ? value : {};
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
        return new errors/* UserError */.y('No Docker Engine answers.', 'Use a Linux runner with Docker, and check DOCKER_HOST.');
    }
    if (/unauthorized|denied|forbidden|\b40[13]\b|no basic auth/i.test(stderr)) {
        return new errors/* UserError */.y(`The registry ${host} refused the token that ECR gave: ${ended(said)}`, 'Check that the role belongs to the account of the image URL, or that its repository policy lets the role in.');
    }
    return new errors/* UserError */.y(`Docker cannot sign in to ${host}: ${ended(said)}`, 'Check the host and region in the image URL, and the network of the runner.');
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
        return new errors/* UserError */.y(ended(known.message(said, build)), known.hint);
    const failed = failedLine(stderr);
    if (failed === undefined)
        return new errors/* UserError */.y(`The build failed: ${ended(said)}`, SEE_LOG);
    const place = `${build.dockerfile}:${failed.line}`;
    const code = /did not complete successfully: exit code: (\d+)/.exec(said)?.[1];
    if (code === undefined)
        return new errors/* UserError */.y(`The build failed at ${place}: ${ended(said)}`, hintForLine(said, build));
    const last = failed.output.length === 0 ? 'it printed nothing' : failed.output.join(' | ');
    return new errors/* UserError */.y(`The build failed at ${place} with exit code ${code}: ${ended(last)}`, hintForCommand(code, last));
}
function dockerAbsent() {
    return new errors/* UserError */.y('There is no "docker" command here.', 'Use a runner with Docker and Buildx, or give an image that was built elsewhere by the input "from".');
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
    throw new errors/* UserError */.y(`The build checks found ${warnings.length === 1 ? 'a problem' : `${warnings.length} problems`} in the Dockerfile, and the input "check" is "error".`, 'Mend what the annotations name, or set "check" to "warn".');
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
        throw new errors/* UserError */.y('Buildx did not say which digest it pushed.', 'Update Docker Buildx: 0.10 or later is needed.');
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
    const labels = image === undefined ? undefined : (await image_labels_readConfig(store, image, session, ports)).config?.Labels;
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
    const { os, architecture } = await image_labels_readConfig(store, image, session, ports);
    return typeof os === 'string' && typeof architecture === 'string' ? `${os}/${architecture}` : undefined;
}
async function image_labels_readConfig(store, image, session, ports) {
    const config = configOf(image);
    if (config === undefined)
        return {};
    const bytes = (await fromApi(store, config, session, ports)) ?? (await bytesOf(await store.readBlob(config)));
    if (digestOf(bytes) !== config.digest)
        throw new Error(`The configuration ${config.digest} has another digest.`);
    return JSON.parse(Buffer.from(bytes).toString('utf8')) ?? {};
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
        ports.log.notice(`The commit's image exists, but what it was made from cannot be read, so it is built again. Allow "ecr:GetDownloadUrlForLayer" on the repository. ${(0,errors/* messageOf */.b)(error)}`);
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
        if (errors_awsErrorName(error) !== 'RepositoryNotFoundException')
            throw error;
        if (create !== undefined) {
            await create();
            return true;
        }
        if (store.repository.account === undefined)
            return false;
        throw new errors/* UserError */.y(`There is no repository "${store.repository.name}" in ${store.repository.host}.`, `Set "create-repository" of build-action, create it by "aws ecr create-repository --region ${store.repository.region} --repository-name ${store.repository.name}", or correct "ecr-image-url".`);
    }
}
/** Refuses to replace a commit's image where tags cannot be moved. */
async function refuseImmutableCommit(store, commit) {
    if (!(await store.immutable([commit]))?.includes(commit))
        return;
    throw new errors/* UserError */.y(`${store.repository.url}:${commit} exists and its tag is immutable, so another image of this commit cannot be pushed.`, 'Commit what differs, give each service a repository of its own, or leave "rebuild" at "false".');
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
            throw new errors/* UserError */.y(`"${archive}" is cut off.`);
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
        throw new errors/* UserError */.y('A header of the tar archive is too long.');
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
    return new errors/* UserError */.y(`"${archive}" is ${compressed ? 'compressed' : 'no tar archive'}.`, compressed
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
        throw new errors/* UserError */.y(`"${path}" is no OCI image layout: it has no index.json.`, 'Write one by "docker buildx build --output type=oci,dest=image.tar", or by "docker save" of Docker 25 or later.');
    }
    const digests = new Set(layout_source_manifestsIn(index).map(({ digest }) => digest));
    const [digest] = digests;
    if (digest === undefined || digests.size > 1) {
        throw new errors/* UserError */.y(`"${path}" holds ${digests.size === 0 ? 'no image' : `${digests.size} images`}.`, 'Give a layout of one image.');
    }
    const root = (await source.read([digest])).get(digest);
    if (root === undefined)
        throw new errors/* UserError */.y(`"${path}" lacks the manifest ${digest} that its index names.`);
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
                    throw new errors/* UserError */.y(`"${path}" is damaged: ${digest} has the content of ${digestOf(bytes)}.`);
                }
                found.set(digest, { bytes, digest, mediaType: mediaTypeIn(bytes) ?? '' });
            }
            return found;
        },
        readBlob: async ({ digest }, offset = 0) => {
            if (!isDigest(digest))
                throw new errors/* UserError */.y(`"${path}" names the digest "${digest}", which is none.`);
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
                throw new errors/* UserError */.y(`"${archive}" lacks ${path}.`);
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
    throw new errors/* UserError */.y(`There is no image ${reference} in ${repository.url}.`, 'Check the input "from", and that the image was pushed.');
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
        throw new errors/* UserError */.y(`The input "from" is "${shortened(from)}", which is neither an OCI image layout in the workspace nor a reference.`, HINT);
    }
    refuse(from, 'tag', tag, faultOfTag);
    refuse(from, 'digest', digest, faultOfDigest);
    return { url, reference };
}
const HINT = 'Give the path of a layout (a folder or a tar), or HOST/NAME:TAG or HOST/NAME@sha256:....';
function refuse(from, what, value, faultOf) {
    const fault = value === undefined ? undefined : faultOf(value);
    if (value === undefined || fault === undefined)
        return;
    throw new errors/* UserError */.y(`The input "from" is "${shortened(from)}", with the ${what} "${shortened(value)}", ${fault}.`, HINT);
}

;// CONCATENATED MODULE: ./.build/shared/runner/github-context.js


/** Reads the variables of a run, and the default branch from the event's payload. */
async function readGithubContext(env) {
    const value = (name) => (0,variable/* variable */.b)(env, name);
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
        runId: run,
        workflow: value('GITHUB_WORKFLOW'),
        actor: value('GITHUB_ACTOR'),
        triggeringActor: value('GITHUB_TRIGGERING_ACTOR') ?? value('GITHUB_ACTOR'),
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
        throw new errors/* UserError */.y(`The input "context" is "${request.context}", which is no folder in the workspace.`, 'Run actions/checkout before this step, and give a path from the root of the workspace.');
    }
    const dockerfile = (0,external_node_path_.resolve)(request.workspace, request.dockerfile);
    if (!(await isFile(dockerfile))) {
        throw new errors/* UserError */.y(`There is no Dockerfile at "${request.dockerfile}".`, 'Set "dockerfile-path", or run auto-dockerize-action before this step: it writes one.');
    }
    for (const { id, value } of request.options.secretFiles) {
        if (await isFile((0,external_node_path_.resolve)(request.workspace, value)))
            continue;
        throw new errors/* UserError */.y(`The file "${value}" of the secret "${id}" in "secret-files" does not exist.`);
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
            throw new errors/* UserError */.y(`The input "tags" has "${shortened(tag)}", ${why}`);
    }
    return [...new Set(tags)].filter((tag) => tag !== commit);
}
function refusal(tag, stages, commit) {
    const fault = faultOfTag(tag);
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
    throw new errors/* UserError */.y(`The input "${input}" sets ${found}, which a build cannot change.`, `Use another name; immutable are ${[...IMMUTABLE].join(', ')}.`);
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
    const registries = openRegistries(() => session, ports);
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
    }, registries.tokensOf(repository), ports);
    // Read again: while it was built, other runs may have moved what the tags name.
    const after = await locate(work, digest);
    const image = after.found.get(digest);
    if (image === undefined) {
        throw new errors/* UserError */.y(`Buildx says that it pushed ${digest}, but ${repository.url} does not have it.`, 'Run the job again; when it happens again, look at the log of the build.');
    }
    const named = after.found.get(commit)?.digest;
    if (named !== digest) {
        throw new errors/* UserError */.y(`:${commit} names ${named ?? 'nothing'} and not ${digest}, which this run pushed: another run builds the same commit.`, 'Run the job again, and give the workflow a "concurrency" group.');
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
        throw new errors/* UserError */.y('The input "ecr-image-url" is missing.', 'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.');
    }
    const repository = parseRepository(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env });
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
        workspace: (0,variable/* workspaceOf */.B)(env),
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
    const stagesFile = await readStagesFile((0,variable/* workspaceOf */.B)(env), inputs.stagesFile);
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


/***/ })

};
