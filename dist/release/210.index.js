export const id = 210;
export const ids = [210];
export const modules = {

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

/***/ 6210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   listStages: () => (/* binding */ listStages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);
/* harmony import */ var _registry_ecr_host_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1605);
/* harmony import */ var _runner_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1587);
/* harmony import */ var _runner_variable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3089);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6972);
/* harmony import */ var _request_arn_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7613);
/* harmony import */ var _request_contradictions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9534);
/* harmony import */ var _request_stage_runs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6727);
/* harmony import */ var _request_target_name_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5753);









/**
 * Gives the stages of the stages file as the output `stages`, and asks nothing of anyone.
 * @throws UserError where there is no stages file
 */
async function listStages(inputs, { env, log }) {
    (0,_request_contradictions_js__WEBPACK_IMPORTED_MODULE_3__/* .checkTogether */ .RU)(inputs);
    const file = await (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readStagesFile */ .MT)((0,_runner_variable_js__WEBPACK_IMPORTED_MODULE_5__/* .workspaceOf */ .B)(env), inputs.stagesFile);
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('There are no stages to list: the repository has no ".github/stages.yml".', 'Check the repository out before this step, or name the file with "stages-file".');
    }
    const stages = stagesOf(file, inputs);
    for (const { name, previous, targets } of stages) {
        log.info(`${name}: from ${previous}, ${targets.map((target) => target.name).join(', ') || 'tagged only'}`);
    }
    (0,_runner_step_js__WEBPACK_IMPORTED_MODULE_1__/* .setOutputs */ .n0)({ stages: JSON.stringify(stages), changed: false, deployed: false });
}
/** The stages in the order of the file. */
function stagesOf(file, { ecrImageUrl, defaultRegion }) {
    const home = regionOf(ecrImageUrl ?? file.image) ?? defaultRegion;
    return file.stages.map(({ name, previous, targets, region, image }) => {
        const listed = targets.map((target) => listedTarget(target, home));
        // A stage without a target is tagged where its image is.
        const own = region ?? regionOf(image) ?? home;
        const found = listed.length === 0 ? [own] : listed.map((target) => target.region);
        return { name, previous, regions: [...new Set(found.flatMap((each) => each ?? []))], targets: listed };
    });
}
function listedTarget(target, home) {
    const runs = (0,_request_stage_runs_js__WEBPACK_IMPORTED_MODULE_4__/* .stageRuns */ .v)(target, 'service');
    const arn = runs?.kind === 'lambda' ? runs.name : runs?.cluster;
    const region = target.region ?? (0,_request_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .arnRegion */ .yC)(arn) ?? regionOf(target.image) ?? home;
    return {
        name: (0,_request_target_name_js__WEBPACK_IMPORTED_MODULE_7__/* .targetName */ .j)(region ?? '?', runs),
        region: region ?? null,
        wave: target.wave,
        kind: runs?.kind ?? 'registry',
    };
}
function regionOf(image) {
    return image === undefined ? undefined : (0,_registry_ecr_host_js__WEBPACK_IMPORTED_MODULE_8__/* .readEcrHost */ .d)(image.split('/')[0] ?? '')?.region;
}


/***/ }),

/***/ 9534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RU: () => (/* binding */ checkTogether),
/* harmony export */   Sn: () => (/* binding */ checkWait),
/* harmony export */   uA: () => (/* binding */ checkBelonging)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(479);

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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(sentence, hint);
}


/***/ }),

/***/ 9697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  H: () => (/* binding */ isCreated),
  V: () => (/* binding */ targetFromInputs)
});

// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/registry/image-input.js
var image_input = __webpack_require__(4100);
// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var reference = __webpack_require__(2785);
// EXTERNAL MODULE: ./.build/shared/aws/role.js
var aws_role = __webpack_require__(6634);
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

// EXTERNAL MODULE: ./.build/shared/release/request/target-name.js
var target_name = __webpack_require__(5753);
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
        name: (0,target_name/* targetName */.j)(place, runs),
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


/***/ }),

/***/ 6727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ stageRuns)
/* harmony export */ });
/* harmony import */ var _from_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9697);
/* harmony import */ var _traffic_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9281);


/**
 * What runs the image at a target of the stages file; undefined where that is not created yet.
 * @param taskDefinition what is cloned, as the input of this name says
 */
function stageRuns({ ecs, lambda }, taskDefinition) {
    if (lambda !== undefined) {
        if (!(0,_from_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .isCreated */ .H)(emptyAsAbsent(lambda.function)))
            return undefined;
        const traffic = lambda.traffic === undefined ? [] : (0,_traffic_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTraffic */ .D)(lambda.traffic, 'traffic');
        return { kind: 'lambda', name: lambda.function, alias: lambda.alias, traffic };
    }
    if (ecs === undefined)
        return undefined;
    const { container, family, schedules, rules } = ecs;
    const cluster = emptyAsAbsent(ecs.cluster);
    if (!(0,_from_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .isCreated */ .H)(cluster))
        return undefined;
    if (family !== undefined)
        return { kind: 'family', cluster, family, container, schedules, rules };
    const service = emptyAsAbsent(ecs.service);
    if (!(0,_from_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .isCreated */ .H)(service))
        return undefined;
    const codeDeploy = { application: undefined, group: undefined, appSpec: undefined };
    return { kind: 'ecs', cluster, service, container, taskDefinition, codeDeploy };
}
function emptyAsAbsent(name) {
    return name === '' ? undefined : name;
}


/***/ }),

/***/ 5753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withDistinctNames),
/* harmony export */   j: () => (/* binding */ targetName)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7613);

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
            return `lambda ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortName */ .EU)(runs.name)}${runs.alias === undefined ? '' : `:${runs.alias}`}`;
        case 'family':
            return `ecs family ${runs.family}`;
        case 'ecs':
            return `ecs ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortName */ .EU)(runs.cluster)}/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortName */ .EU)(runs.service)}`;
    }
}


/***/ })

};
