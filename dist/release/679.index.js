export const id = 679;
export const ids = [679];
export const modules = {

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  finishRelease: () => (/* binding */ finishRelease)
});

// EXTERNAL MODULE: ./.build/shared/aws/sessions.js + 5 modules
var sessions = __webpack_require__(6402);
// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
// EXTERNAL MODULE: ./.build/shared/runner/step.js + 8 modules
var step = __webpack_require__(1587);
// EXTERNAL MODULE: ./.build/shared/runner/variable.js
var variable = __webpack_require__(3089);
// EXTERNAL MODULE: ./.build/shared/stages/index.js + 6 modules
var stages = __webpack_require__(6972);
// EXTERNAL MODULE: ./.build/shared/release/request/plan.js + 3 modules
var plan = __webpack_require__(8288);
// EXTERNAL MODULE: ./.build/shared/report/markdown.js
var markdown = __webpack_require__(1216);
;// CONCATENATED MODULE: ./.build/shared/release/post/aftermath.js

/** How it stands, in one sentence or two. */
function headlineOf({ kept, standings, tags }) {
    const release = `The release of ${(0,markdown/* shortDigest */.VK)(kept.image.digest)} to "${kept.stage}"`;
    const was = kept.cancelled === undefined ? 'was broken off' : 'was cancelled';
    if (tags !== undefined)
        return `${release} ${was} while its tags moved. ${tags}`;
    const count = (state) => standings.filter((each) => each.state === state).length;
    const stuck = count('stuck');
    if (stuck > 0)
        return `${release} ${was}, and ${stuck} of ${standings.length} targets could not be brought back.`;
    if (count('former') === standings.length)
        return `${release} ${was}, and what ran before runs.`;
    return `${release} ${was}. Run it again to complete it: what was deployed is not deployed twice.`;
}
const SIGNS = {
    released: 'this release',
    former: 'as before',
    foreign: 'another deployment',
    stuck: '**not brought back**',
    lost: 'unknown',
};
/** The post step's part of the job summary. */
function aftermathSummary(aftermath) {
    const { kept, standings } = aftermath;
    const rows = standings.map(({ name, sentence, state }) => [(0,markdown/* plain */.pj)(name), SIGNS[state], (0,markdown/* plain */.pj)(sentence)]);
    const isStuck = standings.some(({ state }) => state === 'stuck');
    return [
        `### ${isStuck ? '❌' : '⚠️'} ${(0,markdown/* plain */.pj)(kept.stage)} after the ${kept.cancelled === undefined ? 'break' : 'cancel'}`,
        (0,markdown/* plain */.pj)(headlineOf(aftermath)),
        ...(rows.length === 0 ? [] : [(0,markdown/* table */.tp)(['target', 'runs', ''], rows)]),
        `Image of the release: ${(0,markdown/* code */.aY)(kept.image.digest)}.`,
        '',
    ].join('\n\n');
}

// EXTERNAL MODULE: ./.build/shared/registry/open.js + 9 modules
var registry_open = __webpack_require__(8026);
// EXTERNAL MODULE: ./.build/shared/release/promote/images.js
var promote_images = __webpack_require__(8294);
// EXTERNAL MODULE: ./.build/shared/release/promote/tag-stage.js
var tag_stage = __webpack_require__(8116);
// EXTERNAL MODULE: ./.build/shared/release/request/identity.js
var identity = __webpack_require__(2186);
;// CONCATENATED MODULE: ./.build/shared/release/post/tags.js






/**
 * Moves the rest of the stage's tags where the release was broken off between them. Everything ran the image by then:
 * the tags are not put back, but brought to where the next release would bring them.
 * @param standings of all targets, which must run the image still
 * @returns what was done, as a sentence; undefined where no tag had begun to move
 */
async function finishTags({ kept, request, sessions, ports }, standings) {
    if (kept.phase !== 'tagging')
        return undefined;
    const { stage } = kept;
    const strays = standings.filter(({ state }) => state !== 'released').map(({ name }) => name);
    if (strays.length > 0) {
        return `The tags of "${stage}" were left as they are, because the image does not run everywhere: see ${strays.join(', ')}.`;
    }
    const registries = (0,registry_open/* openRegistries */.c)((0,identity/* identityOf */.c)(request, sessions), ports);
    const images = await (0,promote_images/* readImages */.H)(registries, request, () => undefined, () => Promise.resolve(undefined));
    const { manifest, states } = images;
    const late = states.filter(({ current }) => current?.digest !== manifest.digest);
    if (manifest.digest === kept.image.digest && late.length === 0) {
        return `Every tag "${stage}" names ${(0,markdown/* shortDigest */.VK)(manifest.digest)}: the release is complete.`;
    }
    const foreign = late.find(({ store, current }) => current?.digest !== kept.tags.get(store.repository.url));
    if (manifest.digest !== kept.image.digest || foreign !== undefined) {
        return `The tags of "${stage}" were left as they are: another release has moved them.`;
    }
    const tagged = await (0,tag_stage/* tryToTag */.x)(images, request, ports);
    if ('error' in tagged)
        return `The tags of "${stage}" could not all be moved: ${(0,errors/* messageOf */.b)(tagged.error)}`;
    return `The tags of "${stage}" that had not moved yet were moved to ${(0,markdown/* shortDigest */.VK)(manifest.digest)}: the release is complete.`;
}

;// CONCATENATED MODULE: ./.build/shared/release/deploy/bring-back.js
/**
 * Brings a target back to what it ran before, from what is known of that alone: the process that deployed to it may be
 * gone. Once it is back, or on its way, to ask again changes nothing.
 */
async function bringBackTarget(target, wayBack, pace, context) {
    const { runs } = target;
    if (runs === undefined)
        return { result: 'tagged', accepted: false };
    // The SDK's clients are loaded for who needs them: each takes as long as a request.
    switch (runs.kind) {
        case 'ecs': {
            const { bringBackEcs } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(62)]).then(__webpack_require__.bind(__webpack_require__, 1062));
            return await bringBackEcs(target, runs, wayBack, pace, context);
        }
        case 'lambda': {
            const { bringBackLambda } = await Promise.all(/* import() */[__webpack_require__.e(696), __webpack_require__.e(518)]).then(__webpack_require__.bind(__webpack_require__, 5518));
            return await bringBackLambda(target, runs, wayBack, pace, context);
        }
        case 'family': {
            const { bringBackFamily } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(127)]).then(__webpack_require__.bind(__webpack_require__, 8127));
            return await bringBackFamily(target, runs, wayBack, pace, context);
        }
    }
}

// EXTERNAL MODULE: ./.build/shared/release/deploy/prepare.js + 2 modules
var prepare = __webpack_require__(8099);
// EXTERNAL MODULE: ./.build/shared/release/deploy/standing.js
var standing = __webpack_require__(264);
;// CONCATENATED MODULE: ./.build/shared/release/post/targets.js




/** Brings back what is to be brought back, all at once, and says of each target what it runs. */
async function settleTargets(context) {
    const { kept, request } = context;
    const wanted = kept.phase === 'returning' || (kept.phase === 'deploying' && kept.cancelled === 'rollback');
    const withSomething = kept.targets.filter(({ name }) => {
        const target = request.targets.find((each) => each.name === name);
        return target === undefined || target.runs !== undefined;
    });
    return await Promise.all(withSomething.map(async (target) => {
        const { name } = target;
        try {
            const mayRun = target.reached === 'begun' || target.reached === 'accepted';
            const standing = wanted && mayRun ? await broughtBack(target, context) : await looked(target, context);
            return { name, ...standing };
        }
        catch (error) {
            const sentence = `could not be looked at: ${(0,errors/* messageOf */.b)(error)}`;
            return { name, state: wanted && target.reached !== 'left' ? 'stuck' : 'lost', sentence };
        }
    }));
}
async function broughtBack(kept, context) {
    const former = (0,standing/* formerly */.Xi)(kept);
    if (kept.wayBack === undefined) {
        return { state: 'stuck', sentence: 'was not brought back: it is not known what it ran before.' };
    }
    const { target, deploy } = contextOf(kept, context);
    const { result, reason = '' } = await bringBackTarget(target, kept.wayBack, 'wait', deploy);
    if (result === 'rolled-back')
        return { state: 'former', sentence: `runs ${former} again.` };
    if (result === 'superseded')
        return { state: 'foreign', sentence: `was left alone. ${reason}` };
    return { state: 'stuck', sentence: `was not brought back to ${former}: ${reason || result}` };
}
/** Looks once, as a release does before its first write. */
async function looked(kept, context) {
    const { target, deploy } = contextOf(kept, context);
    const { digest, platforms } = context.kept.image;
    const image = { digest, platforms, platform: () => Promise.resolve(undefined) };
    const { outlook, settled } = await (0,prepare/* prepareTarget */.z)(target, image, deploy);
    return whatRuns(outlook, settled, kept, context.kept.image);
}
/** What a target runs, against what a release wanted it to run and what it ran before. */
function whatRuns(outlook, settled, kept, { digest, platforms }) {
    const now = (0,standing/* formerly */.Xi)(outlook);
    const isReleased = outlook.running === digest || [...platforms.values()].some((each) => each === outlook.running);
    if (isReleased) {
        if (settled)
            return { state: 'released', sentence: `runs ${now}, the image of this release.` };
        return {
            state: 'released',
            sentence: `is given ${now}, the image of this release, and that goes on by itself.`,
        };
    }
    const isFormer = outlook.running === kept.running && (outlook.running !== undefined || outlook.revision === kept.revision);
    if (isFormer)
        return { state: 'former', sentence: `runs ${now}, as before.` };
    return { state: 'foreign', sentence: `runs ${now}, which is not of this release: another deployment came.` };
}
function contextOf({ name }, { request, sessions, ports }) {
    const target = request.targets.find((each) => each.name === name);
    if (target === undefined)
        throw new Error('the stages file does not describe it any more');
    const session = sessions.of(target.role ?? request.role);
    return { target, deploy: { session, request, ports } };
}

;// CONCATENATED MODULE: ./.build/shared/release/post/post.js









// What is left of a cancelled job has five minutes together.
// Source: docs.github.com, "Workflow cancellation reference".
const POST_MS = 4 * 60_000;
/**
 * Finishes what can be finished of a release whose step was cancelled or killed: follows the way back where there is
 * one, moves the tags that are left where everything runs the image already, and says what runs where.
 * The job had its result before, so what goes wrong here is a warning; but a way back that fails is an error.
 * @throws UserError for what was to be brought back, and was not
 */
async function finishRelease(kept, inputs, ports) {
    const aftermath = await settled(kept, inputs, ports).catch((error) => {
        const { stage } = kept;
        ports.log.warning(`It could not be found out where the release to "${stage}" stands: ${(0,errors/* messageOf */.b)(error)}`);
    });
    if (aftermath === undefined)
        return;
    const headline = headlineOf(aftermath);
    await (0,step/* addSummary */.S0)(aftermathSummary(aftermath));
    const said = [headline, ...aftermath.standings.map(({ name, sentence }) => `${name} ${sentence}`)].join(' ');
    if (aftermath.standings.some(({ state }) => state === 'stuck')) {
        throw new errors/* UserError */.y(said, 'Run the release again, or bring it back by "rollback: true".');
    }
    if (kept.killed)
        ports.log.warning(said);
    else
        ports.log.notice(said);
}
async function settled(kept, inputs, ports) {
    const { log } = ports;
    const request = await plannedAgain(kept, inputs, ports);
    const context = { kept, request, sessions: (0,sessions/* openAwsSessions */.T)(ports, request.role), ports };
    const standings = await log.group(`Where the release to ${kept.stage} stands`, async () => {
        const all = await settleTargets(context);
        for (const { name, sentence } of all)
            log.info(`${name} ${sentence}`);
        return all;
    });
    return { kept, standings, tags: await finishTags(context, standings) };
}
/** The request of the main step, from the same inputs: nothing of it was kept that might be secret. */
async function plannedAgain({ stage, image }, inputs, { env }) {
    const stagesFile = await (0,stages/* readStagesFile */.MT)((0,variable/* workspaceOf */.B)(env), inputs.stagesFile);
    // A check-in has taken the first stage, and released the digest that it built.
    const same = { ...inputs, stageName: stage, previousStageName: inputs.previousStageName ?? image.digest };
    const request = (0,plan/* planRelease */.F)({ inputs: same, stagesFile, env, note: () => undefined });
    const source = request.rollback ? request.source : image.digest;
    return { ...request, source, expectedDigest: undefined, wait: 'deployed', waitMs: POST_MS };
}


/***/ })

};
