export const id = 714;
export const ids = [714];
export const modules = {

/***/ 3169:
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

/***/ 1714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareLambdaTarget: () => (/* binding */ prepareLambdaTarget)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-lambda/dist-cjs/index.js
var dist_cjs = __webpack_require__(1696);
// EXTERNAL MODULE: ./.build/shared/aws/errors.js
var errors = __webpack_require__(6177);
// EXTERNAL MODULE: ./.build/shared/errors.js
var shared_errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/release/ecs/container.js
var container = __webpack_require__(3169);
// EXTERNAL MODULE: ./.build/shared/release/failure.js
var failure = __webpack_require__(9034);
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
    throw new shared_errors/* UserError */.y(`The function "${functionName}" runs on ${architecture}, and the image ${image.digest} has no ${platform} in it.`, `It has ${[...image.platforms.keys()].join(', ')}. Build with "platforms: ${platform}", or change the function's architecture.`);
}

;// CONCATENATED MODULE: ./.build/shared/release/lambda/function.js



const FIRST_POLL_MS = 500;
const SLOWEST_POLL_MS = 5_000;
/**
 * Looks a function up and refuses what cannot be given an image.
 * @throws UserError
 */
async function describeFunction(client, name, region) {
    const answer = await client.send(new dist_cjs/* GetFunctionCommand */.YF5({ FunctionName: name })).catch((error) => {
        if ((0,errors/* awsErrorName */.ZH)(error) !== 'ResourceNotFoundException')
            throw error;
        throw new shared_errors/* UserError */.y(`There is no Lambda function "${name}" in ${region}.`, 'Check "lambda-function-name" and the region ("stage-region", or the one in the ARN). A function that is not created yet is given as "placeholder" or left empty.', { cause: error });
    });
    if (answer.Configuration?.PackageType !== 'Image') {
        throw new shared_errors/* UserError */.y(`The Lambda function "${name}" in ${region} is packaged as ${answer.Configuration?.PackageType ?? 'Zip'}, not as an image.`, 'The package type of a function cannot be changed: create it with "PackageType: Image".');
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
        await client.send(new dist_cjs/* UpdateFunctionCodeCommand */.KfB({
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
    for (let pause = FIRST_POLL_MS;; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
        const now = await client.send(new dist_cjs/* GetFunctionConfigurationCommand */.qA6({ FunctionName: name }));
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
        await client.send(new dist_cjs/* TagResourceCommand */.eqU({ Resource: arn, Tags: { ...tags } }));
    });
}
/** Tries again while Lambda answers 409 because an update is in progress. */
async function whileUpdating({ clock, signal }, deadline, call) {
    for (let pause = FIRST_POLL_MS;; pause = Math.min(pause * 2, SLOWEST_POLL_MS)) {
        try {
            await call();
            return;
        }
        catch (error) {
            if ((0,errors/* awsErrorName */.ZH)(error) !== 'ResourceConflictException' || clock.now() >= deadline)
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
        throw new shared_errors/* UserError */.y(`The Lambda function "${runs.name}" is in ${target.region}, and its image in ${target.repository.region}. Lambda takes images of its own region only.`, 'Set "regional-ecr-image-url" to a repository in the region of the function; the image is copied there.');
    }
    const client = session.client(dist_cjs/* LambdaClient */.Nox, target.region);
    const state = await describeFunction(client, runs.name, target.region);
    const digest = digestForLambda(image, state.architecture, runs.name);
    const formerDigest = (0,container/* digestIn */.s)(state.image ?? '');
    const runsIt = formerDigest === digest && !state.updating && state.lastUpdate !== 'Failed';
    const update = async (imageUri, tagged) => {
        const functionArn = state.arn;
        const deadline = clock.now() + request.waitMs;
        try {
            await startUpdate(client, state, imageUri, deadline, ports);
        }
        catch (error) {
            return { ...(0,failure/* brokenOff */.H)(error, !(0,errors/* isRefusal */.vu)(error), ports.signal), functionArn };
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
            return { ...(0,failure/* brokenOff */.H)(error, true, ports.signal), functionArn };
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
            log.warning(`${target.name}: the function runs the image, but its tag ${DIGEST_TAG} could not be set: ${(0,shared_errors/* messageOf */.b)(error)}`);
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


/***/ })

};
