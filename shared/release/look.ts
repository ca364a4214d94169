import type { AwsSessions } from '../aws/sessions.ts'
import { readPlatform } from '../registry/image-labels.ts'
import type { Registries } from '../registry/open.ts'
import { isDigest } from '../registry/reference.ts'
import type { Ports } from '../runner/ports.ts'
import { commandRunnerOf } from './deploy/deploy.ts'
import type { CommandOutcome, ReadyTarget, ReleasedImage } from './deploy/outcome.ts'
import { prepareTarget } from './deploy/prepare.ts'
import { lookUpCommits } from './promote/commits.ts'
import { readImages } from './promote/images.ts'
import { checkTagsCanMove } from './promote/stage-tag.ts'
import type { Known } from './report/report.ts'
import type { ReleaseRequest } from './request/request.ts'
import type { Target } from './request/target.ts'

/** What a release knows before its first write. */
export interface Looked {
  readonly known: Known
  readonly ready: readonly ReadyTarget[]
  readonly runCommand: (() => Promise<CommandOutcome>) | undefined
}

/**
 * Looks at everything that can be known before the first write.
 * @throws UserError for what stands in the way of the release
 */
export async function lookAtAll(
  request: ReleaseRequest,
  registries: Registries,
  sessions: AwsSessions,
  ports: Ports,
): Promise<Looked> {
  const home = sessions.of(request.role)
  const images = await ports.log.group(`Look at ${request.stage}`, async () => {
    const found = await readImages(
      registries,
      request,
      (store, incoming, there) =>
        lookUpCommits(store, [incoming, ...there.values()], request.source, home, ports),
      async (store, manifest) => await readPlatform(store, manifest, home, ports),
    )
    ports.log.info(`${isDigest(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`)
    return found
  })
  const { manifest, image, states } = images
  const [first] = states
  // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
  const outgoing =
    states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? first.current
  const commits =
    outgoing === undefined || outgoing.digest === first.current?.digest
      ? images.asked
      : lookUpCommits(first.store, [manifest, outgoing], request.source, home, ports)
  const look = looksAt(request, image, sessions, ports, first.current?.digest)
  const [ready] = await Promise.all([
    Promise.all(request.targets.map(look)),
    checkTagsCanMove(states, manifest, request.stage, !request.rollback),
  ])
  for (const { target, outlook } of ready) {
    for (const note of outlook.notes) ports.log.info(`${target.name}: ${note}`)
  }
  return {
    known: { request, images, commits, previousDigest: outgoing?.digest },
    ready,
    runCommand: commandRunnerOf(ready, request),
  }
}

/** What looks at a target with its own identity. */
export function looksAt(
  request: ReleaseRequest,
  image: ReleasedImage,
  sessions: AwsSessions,
  ports: Ports,
  stageDigest?: string,
): (target: Target) => Promise<ReadyTarget> {
  return async (target) => {
    const session = sessions.of(target.role ?? request.role)
    return await prepareTarget(target, image, { session, request, ports, stageDigest })
  }
}
