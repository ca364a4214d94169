import { fault, type Fault } from '../fault.ts'
import { HOME, NEAR, type Scene } from '../fault-scene.ts'
import { shiftedClock } from '../strict-clock.ts'

const EXPIRED = 'Your authorization token has expired. Reauthenticate and try again.'
const HOUR = 3600_000

/** Lets the region's tokens expire as the nth call of an action arrives. It is then refused by the registry itself. */
function expireAt({ sandbox, fail }: Scene, action: string, region: string, nth: number): void {
  let calls = 0
  fail({
    service: 'registry',
    action,
    region,
    kind: 'delay',
    milliseconds: 0,
    times: 1,
    when: () => {
      calls += 1
      if (calls !== nth) return false
      sandbox.expireTokens(region)
      return true
    },
  })
}

const expiry = (what: string, action: string, region: string, more: Partial<Fault> = {}): Fault =>
  fault(
    `token expires in the middle, at ${what}`,
    (scene) => {
      // The first layer's call is let through; a tool may write no more than one manifest.
      expireAt(scene, action, region, action === 'PutManifest' ? 1 : 2)
    },
    more,
  )

const clockOff = (name: string, milliseconds: number): Fault =>
  fault(
    name,
    async ({ strictClock, env }) => {
      await strictClock()
      env['NODE_OPTIONS'] = shiftedClock(milliseconds)
    },
    {
      protocols: ['ecr'],
      oursOnly: true,
      // One for each region: a token that looks expired to a clock that is wrong is still used.
      atMost: { actions: ['GetAuthorizationToken'], times: 3 },
    },
  )

/** What goes wrong with tokens, permissions and time. */
export const tokenFaults: readonly Fault[] = [
  expiry('the start of an upload', 'StartUpload', NEAR),
  expiry('the end of an upload', 'FinishUpload', NEAR),
  expiry('a download', 'GetBlob', HOME),
  // An answer to HEAD has no body that says why.
  expiry('a question for a blob', 'HeadBlob', NEAR, { protocols: ['distribution'] }),
  expiry('a manifest', 'PutManifest', NEAR, { protocols: ['distribution'] }),
  fault(
    'every token said to be expired, for good',
    ({ fail }) => {
      const start = { service: 'registry', action: 'StartUpload', region: NEAR } as const
      fail({ ...start, status: 403, code: 'DENIED', message: EXPIRED })
    },
    {
      says: () => [NEAR, '403', 'token has expired'],
      // Three layers, a configuration and a few attempts at each, in two regions.
      atMost: { actions: ['StartUpload'], times: 40 },
    },
  ),
  fault(
    'upload refused with 403, for good',
    ({ fail }) => {
      const message = 'not authorized to perform: ecr:InitiateLayerUpload'
      const start = { service: 'registry', action: 'StartUpload', region: NEAR } as const
      fail({ ...start, status: 403, code: 'DENIED', message })
    },
    {
      says: () => [NEAR, '403', 'ecr:InitiateLayerUpload'],
      // Each of four blobs in each of two regions, once: a refusal is not tried again.
      atMost: { actions: ['StartUpload'], times: 8 },
    },
  ),
  fault(
    'manifest refused with 403, for good',
    ({ fail, protocol }) => {
      const message = 'not authorized to perform: ecr:PutImage'
      if (protocol === 'ecr') {
        fail({ service: 'ecr', action: 'PutImage', region: NEAR, code: 'AccessDeniedException', message })
        return
      }
      fail({ service: 'registry', action: 'PutManifest', region: NEAR, status: 403, code: 'DENIED', message })
    },
    {
      says: () => [NEAR, 'ecr:PutImage'],
      atMost: { actions: ['PutImage', 'PutManifest'], times: 4 },
    },
  ),
  clockOff("the runner's clock 13 hours ahead", 13 * HOUR),
  clockOff("the runner's clock 6 hours behind", -6 * HOUR),
]
