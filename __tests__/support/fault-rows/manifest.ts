import type { Rule, Seen } from '../../../sandbox/wire/rules.ts'
import { fault, type Fault } from '../fault.ts'
import { COMMIT, NEAR, type Scene } from '../fault-scene.ts'

type Strike =
  Omit<Extract<Rule, { kind: unknown }>, 'service'> | Omit<Extract<Rule, { code: string }>, 'service'>

// ECR's API throttles by 400 and its registry by 429. Sources: Amazon ECR API Reference, "Common Errors"; OCI
// Distribution Specification v1.1, "Error Codes".
function throttled({ protocol }: Scene): { status: number; code: string; message: string } {
  return protocol === 'ecr'
    ? { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' }
    : { status: 429, code: 'TOOMANYREQUESTS', message: 'Rate exceeded' }
}

/** Strikes the write of a manifest, by whichever protocol it comes. */
function atWrite(name: string, strikeFor: (scene: Scene) => Strike, more: Partial<Fault> = {}): Fault {
  const arm: Fault['arm'] = (scene) => {
    const write =
      scene.protocol === 'ecr'
        ? ({ service: 'ecr', action: 'PutImage' } as const)
        : ({ service: 'registry', action: 'PutManifest' } as const)
    scene.fail({ region: NEAR, ...write, ...strikeFor(scene) })
  }
  return fault(name, arm, more)
}

function writes({ path, body }: Seen, tag: string): boolean {
  return path.endsWith(`/${tag}`) || body['imageTag'] === tag
}

/** What goes wrong while manifests and tags are written to one of the regions. */
export const manifestFaults: readonly Fault[] = [
  atWrite('manifest PUT throttled, once', (scene) => ({ ...throttled(scene), times: 1 })),
  atWrite('manifest PUT throttled, three times in a row', (scene) => ({ ...throttled(scene), times: 3 })),
  atWrite(
    'manifest PUT 429 with Retry-After: 2',
    () => ({ status: 429, code: 'TooManyRequestsException', headers: { 'retry-after': '2' }, times: 1 }),
    { pausesMs: 2000 },
  ),
  atWrite('manifest PUT 503 with an unknown code, twice', () => ({
    status: 503,
    code: 'NO_SUCH_CODE',
    times: 2,
  })),
  atWrite('manifest PUT 500, once', () => ({ status: 500, code: 'ServerException', times: 1 })),
  atWrite('manifest PUT: connection reset, once', () => ({ kind: 'reset', times: 1 })),
  atWrite('manifest stored, but the answer lost', () => ({ kind: 'lost-reply', times: 1 })),
  atWrite(
    "the commit's immutable tag written, but the answer lost",
    () => ({ kind: 'lost-reply', times: 1, when: (call) => writes(call, COMMIT) }),
    {
      // Only ECR's API tells the commit of an image.
      protocols: ['ecr'],
      oursOnly: true,
      scene: {
        repository: {
          mutability: 'IMMUTABLE_WITH_EXCLUSION',
          exclusionFilters: ['prod*', 'latest'].map((filter) => ({ filterType: 'WILDCARD', filter })),
        },
      },
    },
  ),
  atWrite("the stage's tag moved, but the answer lost", () => ({
    kind: 'lost-reply',
    times: 1,
    when: (call) => writes(call, 'prod'),
  })),
  atWrite(
    "the stage's tag refused in one region, for good",
    ({ protocol }) => ({
      status: 400,
      code: protocol === 'ecr' ? 'InvalidParameterException' : 'MANIFEST_INVALID',
      message: 'no such luck',
      when: (call) => writes(call, 'prod'),
    }),
    { says: () => ['prod', 'no such luck'] },
  ),
]
