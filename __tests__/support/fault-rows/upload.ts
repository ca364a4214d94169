import type { Rule } from '../../../sandbox/wire/rules.ts'
import { fault, type Fault } from '../fault.ts'
import { FAR, NEAR, type Scene } from '../fault-scene.ts'
import type { RelayOptions } from '../relay.ts'

type Strike =
  Omit<Extract<Rule, { kind: unknown }>, 'service'> | Omit<Extract<Rule, { code: string }>, 'service'>

const striking =
  (action: string) =>
  (name: string, strike: Strike, more: Partial<Fault> = {}): Fault => {
    const arm: Fault['arm'] = ({ fail }) => {
      fail({ service: 'registry', action, region: NEAR, ...strike })
    }
    return fault(name, arm, more)
  }

const atStart = striking('StartUpload')
const atEnd = striking('FinishUpload')

function onTheWay(name: string, harm: RelayOptions['harm'], more: Partial<Fault> = {}): Fault {
  const arm: Fault['arm'] = async ({ relay }) => {
    await relay(NEAR, { harm })
  }
  // More than the buffers of two sockets take at once: the sender is still sending.
  return fault(name, arm, { scene: { layerBytes: 8 * 1024 * 1024 }, ...more })
}

/** The region that nothing is wrong with has the whole image, though no stage tag. */
const othersHaveIt: Fault['holds'] = ({ repositories, incoming }) =>
  repositories[FAR]?.manifests.has(incoming) === true

/** The region that nothing is wrong with was sent each of its four blobs once, and all of them were taken. */
function othersAreSentOnce({ sandbox }: Scene): boolean {
  const sent = sandbox.requests.filter(({ region, action }) => region === FAR && action === 'FinishUpload')
  return sent.length === 4 && sent.every(({ status }) => status === 201)
}

/** Moreover it had its last layer before the other region had: it did not wait for the second attempt there. */
const othersGoOn: Fault['holds'] = (scene) => {
  const lastLayerOf = (region: string): number =>
    scene.sandbox.requests.findLastIndex((call) => call.region === region && call.action === 'FinishUpload')
  return lastLayerOf(FAR) < lastLayerOf(NEAR) && othersAreSentOnce(scene)
}

/** What goes wrong while layers are written to one of the regions. */
export const uploadFaults: readonly Fault[] = [
  atEnd('upload 500, once', { status: 500, code: 'UNKNOWN', times: 1 }),
  atEnd(
    'upload 500, for good',
    { status: 500, code: 'UNKNOWN' },
    { slow: true, says: () => [NEAR, '500'], holds: othersHaveIt },
  ),
  atStart('upload 503, four times in a row', { status: 503, code: 'UNAVAILABLE', times: 4 }),
  // As often as there are blobs, whose uploads all begin by the same request.
  atStart(
    'upload 429 with Retry-After: 2',
    { status: 429, code: 'TOOMANYREQUESTS', headers: { 'retry-after': '2' }, times: 4 },
    { protocols: ['distribution'], pausesMs: 2000 },
  ),
  atEnd('upload stored, but its answer lost', { kind: 'lost-reply', times: 1 }),
  onTheWay('upload stored, but answered with 500', 'stored-500', { scene: {} }),
  atStart('connection reset before an upload begins, once', { kind: 'reset', times: 1 }),
  onTheWay('connection reset in the middle of an upload, once', 'cut-upload'),
  atEnd('slow but alive: every answer to an upload 1 s late', { kind: 'delay', milliseconds: 1000 }),
  atStart(
    'one destination stalls before an upload begins, once',
    { kind: 'stall', times: 1 },
    { slow: true, protocols: ['distribution'], holds: othersAreSentOnce },
  ),
  onTheWay('one destination stalls in the middle of an upload, once', 'stall-upload', {
    slow: true,
    holds: othersGoOn,
  }),
]
