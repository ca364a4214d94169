import type { Rule } from '../../../sandbox/wire/rules.ts'
import { fault, type Fault } from '../fault.ts'
import { HOME } from '../fault-scene.ts'

type Strike =
  Omit<Extract<Rule, { kind: unknown }>, 'service'> | Omit<Extract<Rule, { code: string }>, 'service'>

/** Strikes one layer in the store that downloads are redirected to. */
function atLayer(name: string, strike: Strike, more: Partial<Fault> = {}): Fault {
  const arm: Fault['arm'] = ({ fail, layer }) => {
    fail({ service: 'blob', region: HOME, when: ({ path }) => path.includes(layer), ...strike })
  }
  return fault(name, arm, more)
}

/** Strikes the registry's answer that names the place of a blob. */
function atRegistry(name: string, strike: Strike, more: Partial<Fault> = {}): Fault {
  const arm: Fault['arm'] = ({ fail }) => {
    fail({ service: 'registry', action: 'GetBlob', region: HOME, ...strike })
  }
  return fault(name, arm, more)
}

const unavailable = { status: 503, code: 'ServiceUnavailable' } as const
const slowDown = { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' } as const
const tooMany = { status: 429, code: 'TOOMANYREQUESTS' } as const
const namesLayer: Fault['says'] = ({ layer }) => [layer]

/** What was read already was not read again. */
const resumed: Fault['holds'] = ({ sandbox }) =>
  sandbox.requests.some(({ headers }) => headers['range'] !== undefined)

/** What goes wrong while layers are read from the source. */
export const downloadFaults: readonly Fault[] = [
  atLayer('source body cut half-way, once', { kind: 'truncate', times: 1 }, { holds: resumed }),
  atLayer('source body cut half-way, three times in a row', { kind: 'truncate', times: 3 }),
  atLayer('source connection reset before the first byte, once', { kind: 'reset', times: 1 }),
  atLayer('blob store 503, once', { ...unavailable, times: 1 }),
  atLayer('blob store 503, four times in a row', { ...unavailable, times: 4 }),
  atLayer('blob store 503 SlowDown, twice', { ...slowDown, times: 2 }),
  atRegistry('source registry 500 on a blob, once', { status: 500, code: 'UNKNOWN', times: 1 }),
  atRegistry('source registry 429 on a blob, three times in a row', { ...tooMany, times: 3 }),
  fault(
    'source registry 429 on a blob with Retry-After: 2',
    ({ fail, layer }) => {
      const headers = { 'retry-after': '2' }
      const get = { service: 'registry', action: 'GetBlob', region: HOME, ...tooMany, headers } as const
      // Twice, so that it does not matter whether each region reads for itself.
      fail({ ...get, times: 2, when: ({ path }) => path.endsWith(layer) })
    },
    { protocols: ['distribution'], pausesMs: 2000 },
  ),
  atLayer('one flipped bit in a layer, once', { kind: 'flip', times: 1 }),
  atLayer('one flipped bit in a layer, for good', { kind: 'flip' }, { slow: true, says: namesLayer }),
  fault(
    'half a layer stored, for good',
    ({ repositories, layer }) => {
      const blobs = repositories[HOME]?.blobs
      const whole = blobs?.get(layer) ?? Buffer.alloc(0)
      blobs?.set(layer, whole.subarray(0, whole.length / 2))
    },
    { slow: true, says: namesLayer },
  ),
  fault(
    'a layer that the source has lost',
    ({ repositories, layer }) => {
      repositories[HOME]?.blobs.delete(layer)
    },
    { says: namesLayer },
  ),
  atRegistry('slow but alive: every answer of the source 1 s late', { kind: 'delay', milliseconds: 1000 }),
  fault(
    'slow but alive: a layer comes in 40 s, a piece a second',
    async ({ relay }) => {
      await relay(HOME, { harm: 'slow-download', seconds: 40 })
    },
    { slow: true },
  ),
  atLayer('source stalls before the first byte, once', { kind: 'stall', times: 1 }, { slow: true }),
  fault(
    'source stalls half-way through a layer, once',
    async ({ relay }) => {
      await relay(HOME, { harm: 'stall-download' })
    },
    { slow: true },
  ),
]
