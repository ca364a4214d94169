export const id = 45;
export const ids = [45];
export const modules = {

/***/ 9045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheckIn: () => (/* binding */ runCheckIn)
});

// EXTERNAL MODULE: ./.build/shared/aws/session.js + 4 modules
var aws_session = __webpack_require__(2495);
// EXTERNAL MODULE: ./.build/shared/report/markdown.js
var markdown = __webpack_require__(8835);
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
        ? `[${(0,markdown/* code */.aY)(commit.slice(0, 12))}](${source}/commit/${commit})`
        : (0,markdown/* code */.aY)(commit);
    return [
        `### ✅ ${(0,markdown/* code */.aY)(repository.name)} ${MADE[result.made]}`,
        (0,markdown/* table */.tp)(['', ''], [
            ['image', (0,markdown/* code */.aY)(repository.url)],
            ['digest', (0,markdown/* code */.aY)(digest)],
            ['commit', link],
            ...(difference === undefined
                ? []
                : [['work tree', `differs from the commit (${(0,markdown/* code */.aY)(difference.slice(0, 12))})`]]),
            ...result.outcomes.map(({ tag, state, why }) => [(0,markdown/* code */.aY)(`:${tag}`), `${STATES[state]}: ${(0,markdown/* plain */.pj)(why)}`]),
            ['seconds', (result.milliseconds / 1000).toFixed(1)],
        ]),
        '',
    ].join('\n\n');
}

// EXTERNAL MODULE: ./.build/shared/errors.js
var errors = __webpack_require__(479);
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

// EXTERNAL MODULE: ./.build/shared/runner/step.js + 7 modules
var step = __webpack_require__(1338);
// EXTERNAL MODULE: ./.build/shared/stages/index.js + 6 modules
var stages = __webpack_require__(6972);
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

// EXTERNAL MODULE: ./.build/shared/registry/manifest.js
var registry_manifest = __webpack_require__(5471);
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
const MOST_BYTES = 64 * 1024 * 1024;
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
        if (bytes > MOST_BYTES) {
            throw new errors/* UserError */.y(`The manifests of the image ${root.digest} have more than ${MOST_BYTES / 1024 / 1024} MiB.`, 'Something large stands in a manifest that belongs into a blob.');
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

// EXTERNAL MODULE: ./.build/shared/registry/open.js + 9 modules
var registry_open = __webpack_require__(8026);
// EXTERNAL MODULE: ./.build/shared/github/api.js
var github_api = __webpack_require__(8508);
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
    const api = (0,github_api/* openGithubApi */.Y)(github, token, ports);
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

// EXTERNAL MODULE: ./.build/shared/registry/reference.js
var registry_reference = __webpack_require__(2785);
;// CONCATENATED MODULE: ./.build/shared/build/commit.js


/**
 * The commit of a build: the one that was asked for, else the checkout's HEAD, else the run's.
 * @throws UserError for a value that is no full sha, and when nothing names a commit
 */
function chooseCommit(asked, checkout, github) {
    if (asked !== undefined) {
        if ((0,registry_reference/* isCommit */.WM)(asked))
            return { commit: asked, why: 'the input "sha"' };
        throw new errors/* UserError */.y(`The input "sha" is "${asked}", which is no full commit sha.`, 'It has 40 hexadecimal digits in lower case, as "git rev-parse HEAD" prints it.');
    }
    if (checkout !== undefined && (0,registry_reference/* isCommit */.WM)(checkout.head)) {
        const merge = github.event?.startsWith('pull_request') && checkout.head === github.sha;
        return {
            commit: checkout.head,
            why: merge
                ? `HEAD of the checkout, which a ${github.event ?? ''} event sets; "sha" can name another`
                : 'HEAD of the checkout',
        };
    }
    if (github.sha !== undefined && (0,registry_reference/* isCommit */.WM)(github.sha)) {
        return { commit: github.sha, why: 'GITHUB_SHA; there is no git checkout here' };
    }
    throw new errors/* UserError */.y('There is no git checkout here, so the commit of the image is not known.', 'Run actions/checkout before this step, or set the input "sha".');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
            waiting.push(...entriesOf(scope, path));
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
function entriesOf({ context, filter }, folder) {
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
                message: [rest ?? message, ...details(warning['detail'])].join(' '),
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
    if (typeof digest !== 'string' || !(0,registry_reference/* isDigest */.Bc)(digest)) {
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
    const image = (0,registry_manifest/* isIndex */.nw)(manifest) ? await firstImage(store, manifest) : manifest;
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
    const commits = tags.filter(registry_reference/* isCommit */.WM);
    if (commits.length > 0)
        return commits;
    const labels = await readLabels(store, image, session, ports).catch(() => {
        ports.signal.throwIfAborted();
        return undefined;
    });
    const revision = labels?.[REVISION_LABEL];
    return revision !== undefined && (0,registry_reference/* isCommit */.WM)(revision) ? [revision] : [];
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
        if ((0,aws_errors/* awsErrorName */.ZH)(error) !== 'RepositoryNotFoundException')
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

// EXTERNAL MODULE: ./.build/shared/registry/grammar.js
var grammar = __webpack_require__(8029);
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
    const digests = new Set(manifestsIn(index).map(({ digest }) => digest));
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
                const bytes = (0,registry_reference/* isDigest */.Bc)(digest) ? await files.read(blobPath(digest)) : undefined;
                if (bytes === undefined)
                    continue;
                if ((0,registry_manifest/* digestOf */.ol)(bytes) !== digest) {
                    throw new errors/* UserError */.y(`"${path}" is damaged: ${digest} has the content of ${(0,registry_manifest/* digestOf */.ol)(bytes)}.`);
                }
                found.set(digest, { bytes, digest, mediaType: (0,registry_manifest/* mediaTypeIn */.Kw)(bytes) ?? '' });
            }
            return found;
        },
        readBlob: async ({ digest }, offset = 0) => {
            if (!(0,registry_reference/* isDigest */.Bc)(digest))
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
function manifestsIn(index) {
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
    const repository = (0,registry_reference/* parseRepository */.SU)(url, { input: 'from', region: target.region, env });
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
        throw new errors/* UserError */.y(`The input "from" is "${(0,grammar/* shortened */.vI)(from)}", which is neither an OCI image layout in the workspace nor a reference.`, HINT);
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
    throw new errors/* UserError */.y(`The input "from" is "${(0,grammar/* shortened */.vI)(from)}", with the ${what} "${(0,grammar/* shortened */.vI)(value)}", ${fault}.`, HINT);
}

// EXTERNAL MODULE: ./.build/shared/runner/github-context.js
var github_context = __webpack_require__(3516);
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
        const why = tags_refusal(tag, reserved, commit);
        if (why !== undefined)
            throw new errors/* UserError */.y(`The input "tags" has "${(0,grammar/* shortened */.vI)(tag)}", ${why}`);
    }
    return [...new Set(tags)].filter((tag) => tag !== commit);
}
function tags_refusal(tag, stages, commit) {
    const fault = (0,grammar/* faultOfTag */.YY)(tag);
    if (fault !== undefined)
        return `${fault}.`;
    if (tag === 'latest')
        return 'which has an input of its own: use "latest".';
    if (stages.has(tag))
        return 'which is the name of a stage: only a release gives it.';
    if (tag.endsWith('-previous'))
        return 'which ends in "-previous", the tag of what a stage ran before.';
    if ((0,registry_reference/* isCommit */.WM)(tag) && tag !== commit)
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
        (0,github_context/* readGithubContext */.z)(ports.env),
        readCheckout(ports.exec, paths?.context ?? request.workspace),
    ]);
    const { commit, why } = chooseCommit(request.commit, checkout, github);
    const tags = checkTags(request.tags, request.stages, commit);
    ports.log.info(`Commit ${commit} (${why})`);
    const registries = (0,registry_open/* openRegistries */.c)(() => session, ports);
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

// EXTERNAL MODULE: ./.build/shared/registry/image-input.js
var image_input = __webpack_require__(4100);
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
        repository: (0,image_input/* imageRepository */.a)(inputs, stagesFile?.image, env),
        workspace: (0,variable/* workspaceOf */.B)(env),
        context: inputs.context,
        dockerfile: inputs.dockerfilePath ?? defaultDockerfile(inputs.context),
        from: inputs.from,
        commit: inputs.sha,
        tags: inputs.tags,
        stages: (0,stages/* reservedTags */.Wm)([...inputs.stages, ...(stagesFile?.stages ?? []).map(({ name }) => name)]),
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
    const stagesFile = await (0,stages/* readStagesFile */.MT)((0,variable/* workspaceOf */.B)(env), inputs.stagesFile);
    const request = planBuild(inputs, stagesFile, env);
    const session = (0,aws_session/* openAwsSession */.a)(ports, request.role);
    const result = await buildImage(request, ports, session);
    (0,step/* setOutputs */.n0)(buildOutputs(result));
    const github = await (0,github_context/* readGithubContext */.z)(env);
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
function originOf(found) {
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
    throw new errors/* UserError */.y(`"lambda" is true, but the application listens on port ${port}, and AWS Lambda lets no process bind a port below 1024.`, 'Set the input "port" to a higher one that the application listens on, or "lambda" to false.');
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
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
        `the scripts ${SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
        `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`, 'Set the input "run-command", for example to "node server.js".');
}
function fromLine(line, manifest) {
    const start = reduceLine(line.value, manifest);
    if (start.kind === 'process')
        return fromStart(start, line);
    const what = start.kind === 'development' ? `starts ${start.tool}, which is for development` : 'starts nothing';
    throw new errors/* UserError */.y(`"${line.value}" ${what}.`, 'Set the input "run-command" to what runs in production.');
}
function fromStart(start, origin) {
    if (start.command === 'bun' || start.command === 'deno') {
        throw new errors/* UserError */.y(`"${origin.value}" (${originOf(origin)}) starts ${start.command}, which is not supported yet.`, 'Set the input "run-command" to a command of Node.js, or write a Dockerfile.');
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
    throw new errors/* UserError */.y(`The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`, 'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.');
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
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        throw new errors/* UserError */.y(`${file} is not valid JSON${place(error)}: ${(0,errors/* messageOf */.b)(error).replace(/ \(\d+:\d+\)$/, '')}`, `Mend ${file}; nothing was written.`);
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
var dist = __webpack_require__(3292);
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
        return (0,dist/* parse */.qg)(text);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new errors/* UserError */.y(`${file} is nested too deeply to be read.`);
        const place = error instanceof dist/* TomlError */.zx ? ` at line ${error.line}, column ${error.column}` : '';
        const reason = (0,errors/* messageOf */.b)(error).split('\n')[0] ?? '';
        throw new errors/* UserError */.y(`${file} is not valid TOML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
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

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/shared/dockerize/parse/yaml.js


/** Parses YAML into plain values. Throws a UserError with file, line and column. */
function parseYaml(file, text) {
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, { prettyErrors: true });
    const error = document.errors[0];
    if (error !== undefined) {
        const at = error.linePos?.[0];
        const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
        const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
        throw new errors/* UserError */.y(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`);
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
    const parsed = parseYaml(app.at('pnpm-lock.yaml'), head.join('\n'));
    const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined;
    const version = typeof field === 'number' || typeof field === 'string' ? String(field) : '';
    if (version.startsWith('9'))
        return '10';
    if (version.startsWith('6'))
        return '8';
    if (version.startsWith('5.4'))
        return '7';
    throw new errors/* UserError */.y(`${app.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`, 'Set "packageManager" in package.json, for example to "pnpm@10.20.0".');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/managers/yarn.js



// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22';
/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
function yarn(app, found, pinned) {
    const text = app.files.text('.yarnrc.yml');
    const settings = text === undefined ? undefined : parseYaml(app.at('.yarnrc.yml'), text);
    const yarnPath = isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined;
    const version = pinned ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1];
    const berryLock = /^__metadata:/m.test(app.files.head('yarn.lock') ?? '');
    if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
        return classic(app, found, version ?? CLASSIC);
    if (version === undefined) {
        throw new errors/* UserError */.y(`${app.at('yarn.lock')} was written by Yarn 2 or later, but nothing says which version.`, 'Set "packageManager" in package.json (`yarn set version stable` does), for example to "yarn@4.11.0".');
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
        throw new errors/* UserError */.y(`${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`, 'Valid ones: npm, pnpm, yarn.');
    }
    const exact = semver.valid(version?.split('+')[0]);
    return { name, version: exact ?? undefined, found: { ...field, value: name } };
}
function bunError(file) {
    return new errors/* UserError */.y(`${file}: Bun is not supported yet.`, 'Write a Dockerfile, or commit the lockfile of npm, pnpm or yarn.');
}

;// CONCATENATED MODULE: ./.build/shared/dockerize/node/manifest.js

/** The application's package.json, or undefined. Throws a UserError when it is no JSON. */
function readManifest(app) {
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
    throw new errors/* UserError */.y(`No release of Node.js is known that fits "${asked.value}" (${originOf(asked)}).`, 'Set the input "version", for example to 24.');
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
        const manifest = readManifest(app);
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
    const manifest = readManifest(app);
    if (manifest === undefined) {
        throw new errors/* UserError */.y(`${app.at('package.json')} is not there, which every Node.js application has.`, 'Set "root-directory" to the folder of the application.');
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
    throw new errors/* UserError */.y(`${file} belongs to a workspace of several packages, which is not supported yet.`, 'Write a Dockerfile for the application; it is then used as it is.');
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
    throw new errors/* UserError */.y(`${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone is not supported yet`}: looked for uv.lock, poetry.lock, requirements.txt and [project] in pyproject.toml.`, 'Commit a requirements.txt, for example by `pip freeze > requirements.txt`.');
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
        throw new errors/* UserError */.y(`The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`, `${manager.addCommand} ${chosen}`);
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
    throw new errors/* UserError */.y(`No release of Python is known that fits "${asked.value}" (${originOf(asked)}).`, `Set the input "version", for example to ${version_DEFAULT}.`);
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
    throw new errors/* UserError */.y(`No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile` +
        `${looked.map(({ name, lookedFor }) => `, for ${name} ${lookedFor}`).join('')}.`, 'Set the input "run-command", for example to "gunicorn app:app".');
}
function provider_fromLine(line) {
    const parsed = parseCommandLine(line.value);
    const server = { added: [], warnings: [], env: {} };
    const development = server_developmentServer(line.value.split(/\s+/));
    if (development !== undefined) {
        throw new errors/* UserError */.y(`"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`, 'Start a production server instead, for example by "gunicorn app:app".');
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
    throw new errors/* UserError */.y(`No application was recognised in ${app.folder === '' ? 'the repository' : app.folder}: looked for ` +
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
    const nearest = [...names].sort((one, other) => distance(framework, one) - distance(framework, other));
    throw new errors/* UserError */.y(`The input "framework" is "${framework}".`, `Valid values, nearest first: ${nearest.join(', ')}.`);
}
/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(one, other) {
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
        throw new errors/* UserError */.y(`${path} has ${Math.round(size / 1024 / 1024)} MiB: too large to be read as a manifest.`, `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`);
    }
    return decode((0,external_node_fs_.readFileSync)(real));
}
function readHead(top, path) {
    const real = resolveInside(top, path);
    if (real === undefined)
        return undefined;
    const file = (0,external_node_fs_.openSync)(real, 'r');
    try {
        const bytes = Buffer.alloc(Math.min(HEAD_BYTES, (0,external_node_fs_.statSync)(real).size));
        return decode(bytes.subarray(0, (0,external_node_fs_.readSync)(file, bytes)));
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
// Invalid UTF-8 becomes replacement characters: a file in another encoding must not end the run.
function decode(bytes) {
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
    return values(plan).flatMap(([name, value]) => value === undefined ? [] : [`${`${name}:`.padEnd(19)}${shown(value.value)} (${originOf(value)})`]);
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
    const rows = (plan === undefined ? [] : values(plan)).flatMap(([name, value]) => value === undefined ? [] : [[name, (0,markdown/* code */.aY)(shown(value.value)), (0,markdown/* plain */.pj)(originOf(value))]]);
    return [
        `### ${(0,markdown/* code */.aY)(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
        ...(rows.length === 0 ? [] : [(0,markdown/* table */.tp)(['value', 'found', 'where'], rows)]),
        ...(warnings.length === 0 ? [] : [warnings.map(({ text }) => `- ${(0,markdown/* plain */.pj)(text)}`).join('\n')]),
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
function shown(value) {
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
        throw new errors/* UserError */.y(`The input "dockerfile-path" is "${dockerfile ?? ''}".`, 'Name the file, for example services/api/Dockerfile.');
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
        throw new errors/* UserError */.y(`The folder "${folder}" (input "${name}") is not there.`, `Workspace: ${workspace}.`);
    }
    if (!within((0,external_node_fs_.realpathSync)(workspace), real))
        throw outside(name, folder);
    return { folder, dockerfilePath: given ?? (folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`) };
}
function inside(workspace, path, input) {
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    if (!within((0,external_node_path_.resolve)(workspace), absolute) || ((0,external_node_path_.isAbsolute)(path) && !within(workspace, path)))
        throw outside(input, path);
    return (0,external_node_path_.relative)(workspace, absolute).split(external_node_path_.sep).join('/');
}
function within(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : folder + external_node_path_.sep);
}
function outside(input, path) {
    return new errors/* UserError */.y(`The input "${input}" is "${path}", which is outside the repository.`, 'Use a path relative to its top.');
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
        throw new errors/* UserError */.y(`${path} is a link, and nothing is written through links.`, 'Replace it by a file of its own.');
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
        throw new errors/* UserError */.y(`${dockerignore.path} keeps ${ignored.join(', ')} out of the build, but the image needs it.`, 'Take the pattern out of the file.');
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
        if (!(error instanceof errors/* UserError */.y))
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
    const result = await dockerize(optionsOf(inputs, (0,variable/* workspaceOf */.B)(env), clock.now()));
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

// EXTERNAL MODULE: ./.build/shared/release/request/plan.js + 8 modules
var plan = __webpack_require__(1111);
// EXTERNAL MODULE: ./.build/shared/aws/sessions.js
var aws_sessions = __webpack_require__(6283);
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
        if (image.digest === incoming?.digest && (0,registry_reference/* isCommit */.WM)(source))
            return source;
        if (store.protocol === 'ecr')
            return tags?.get(image.digest)?.find(registry_reference/* isCommit */.WM);
        const labels = await readLabels(store, image, session, ports).catch(() => undefined);
        const revision = labels?.[REVISION_LABEL];
        return revision !== undefined && (0,registry_reference/* isCommit */.WM)(revision) ? revision : undefined;
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
        ports.log.info(`${(0,registry_reference/* isDigest */.Bc)(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`);
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
    if (!(0,registry_manifest/* isIndex */.nw)(theirs) || !(0,registry_manifest/* isIndex */.nw)(ours))
        return { kind: 'conflict' };
    return { kind: 'write', manifest: together(ours, inTheirs) };
}
/** What a list lists: referrers in an index, signatures as the layers of an image of cosign. */
function merge_tag_entriesOf(manifest) {
    if ((0,registry_manifest/* isIndex */.nw)(manifest))
        return (0,registry_manifest/* childrenOf */.LU)(manifest);
    // The configuration names all layers, so it is another one with each signature.
    const config = (0,registry_manifest/* configOf */.W1)(manifest)?.digest;
    return (0,registry_manifest/* blobsOf */.OR)(manifest).filter(({ digest }) => digest !== config);
}
function merge_tag_isWithin(some, all) {
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




const github_deployment_STATES = {
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
                    state: github_deployment_STATES[result],
                    description,
                    logUrl: github.runUrl,
                    ...(github_deployment_STATES[result] === 'success' && url !== '' ? { environmentUrl: url } : {}),
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
var report_names = __webpack_require__(1795);
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
    return `${(0,markdown/* code */.aY)(home.name)} from ${(0,markdown/* code */.aY)(from)}, in ${(0,report_names/* seconds */.YA)(milliseconds)}${after === '' ? '' : ` · ${after}`}`;
}
/** The two images of a release, one under the other. */
function imageTable(report, labels, context) {
    const row = (label, digest, commit, pushed) => [
        label,
        (0,markdown/* code */.aY)((0,markdown/* shortDigest */.VK)(digest)),
        commitLink(commit, context),
        pushed === undefined ? 'unknown' : (0,report_names/* ago */.KN)(pushed, context.now),
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
        ['took', ({ milliseconds }) => (milliseconds === undefined ? '' : (0,report_names/* seconds */.YA)(milliseconds))],
    ];
    const isOneWave = new Set(targets.map(({ target }) => target.wave)).size === 1;
    const telling = columns.filter(([name, cell]) => !(name === 'wave' && isOneWave) && targets.some((entry) => cell(entry) !== ''));
    return [
        (0,markdown/* table */.tp)(telling.map(([name]) => name), targets.map((entry) => telling.map(([, cell]) => cell(entry)))),
    ];
}
function revisionCell(target) {
    const { before, wanted, now } = (0,report_names/* revisionsOf */.Ow)(target);
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
    return `**${(0,markdown/* plain */.pj)(target.name)}** may not run its former image.${reason === undefined ? '' : ` ${sentence((0,report_names/* withShortDigests */.IK)(reason))}`}`;
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
    const notes = outlook.notes.map((note) => sentence((0,report_names/* withShortDigests */.IK)(note)));
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
        `${stage} ${HEADLINES[result]} (${(0,report_names/* seconds */.YA)(report.milliseconds)})`,
        ...(isGoodResult(result)
            ? []
            : report.targets.filter(isLeft).map(({ target }) => `  ${target.name} may not run its former image.`)),
        ...imageLines(report, repositoryUrl, comparisons),
        ...report.targets.map((target) => `  ${targetLine(target)}`),
        ...(result === 'planned' ? log_lines_planLines(report) : []),
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
    const { before, now, wanted } = (0,report_names/* revisionsOf */.Ow)(entry);
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
        ...(entry.milliseconds === undefined ? [] : [(0,report_names/* seconds */.YA)(entry.milliseconds)]),
    ].join(', ');
}
function log_lines_planLines(report) {
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
function record_recordKey({ home, stage, started }) {
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
    const { before, wanted, now } = (0,report_names/* revisionsOf */.Ow)(entry);
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
        const kept = keepRecord({ bucket, region: report.home.region, key: record_recordKey(report), value }, session, ports.log);
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

;// CONCATENATED MODULE: ./.build/shared/check-in/index.js








/**
 * A check-in from inputs to outputs: a Dockerfile where there is none, the commit's image, and its release to the
 * first stage. The very digest that was built or found is released, never what `latest` names.
 * @throws UserError; what can be known to be wrong about the release is known before anything is built
 */
async function runCheckIn(inputs, ports) {
    const stagesFile = await (0,stages/* readStagesFile */.MT)((0,variable/* workspaceOf */.B)(ports.env), inputs.release.stagesFile);
    const release = forFirstStage(inputs.release, stagesFile);
    // The digest is not known yet; everything else about the release is, and wrong inputs end it here.
    (0,plan/* planRelease */.F)({
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
    throw new errors/* UserError */.y('The input "stage-name" is missing.', 'Set "stage-name" or the environment variable STAGE_NAME, or describe the stages in .github/stages.yml.');
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


/***/ })

};
