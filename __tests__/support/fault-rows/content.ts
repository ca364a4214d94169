import { fault, type Fault } from '../fault.ts'
import { HOME, NEAR, type Scene } from '../fault-scene.ts'

const INDEX = { platforms: ['linux/amd64', 'linux/arm64'] }

/** The source's index names a manifest that the source no longer has. */
function loseChild({ repositories, children }: Scene): void {
  repositories[HOME]?.manifests.delete(children[1] ?? '')
}

/** A signature that refers to the image, which the region's registry does not take (ECR: 405 on some media types). */
function refuseReferrer({ sandbox, repositories, incoming, protocol, fail }: Scene): void {
  const subject = repositories[HOME]?.manifests.get(incoming)
  if (subject === undefined) throw new Error('there is no image')
  const { digest } = sandbox.putImage(HOME, 'app', [], {
    marker: 'signature',
    artifactType: 'application/vnd.example.signature',
    subject: { digest: incoming, mediaType: subject.mediaType, size: subject.bytes.length },
  })
  const message = "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"
  if (protocol === 'distribution') {
    const when = ({ path }: { path: string }): boolean => path.endsWith(digest)
    const write = { service: 'registry', action: 'PutManifest', region: NEAR } as const
    fail({ ...write, when, status: 405, code: 'UNSUPPORTED', message })
  } else {
    const when = ({ body }: { body: unknown }): boolean =>
      JSON.stringify(body).includes('vnd.example.signature')
    const write = { service: 'ecr', action: 'PutImage', region: NEAR } as const
    fail({ ...write, when, code: 'InvalidParameterException', message })
  }
}

const refusedReferrerRow = (policy: string, more: Partial<Fault>): Fault =>
  fault(`referrer refused with 405, referrers: ${policy}`, refuseReferrer, {
    inputs: { referrers: policy },
    oursOnly: true,
    ...more,
  })

const withoutRepository = (what: string, more: Partial<Fault>): Fault =>
  fault(`destination repository missing${what}`, () => undefined, { scene: { without: NEAR }, ...more })

/** What is wrong with the image itself, or with where it is to go. */
export const contentFaults: readonly Fault[] = [
  fault('sparse index: a manifest that the source has lost', loseChild, {
    scene: INDEX,
    says: ({ children }) => [children[1] ?? ''],
  }),
  withoutRepository('', {
    protocols: ['ecr'],
    oursOnly: true,
    says: () => ['repository', NEAR, 'app'],
    writesNothing: true,
  }),
  // A registry may make a repository as it is pushed to, so that only the push tells.
  withoutRepository('', { protocols: ['distribution'], says: () => ['repository', NEAR, 'app'] }),
  withoutRepository(', to be created', {
    protocols: ['ecr'],
    inputs: { 'create-repository': 'true' },
    oursOnly: true,
  }),
  refusedReferrerRow('copy', { warns: ({ hosts }) => [hosts[NEAR] ?? '', 'Invalid JSON syntax'] }),
  refusedReferrerRow('require', { says: () => [NEAR, 'Invalid JSON syntax'] }),
]
