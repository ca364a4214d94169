import type { Sandbox } from '../../sandbox/index.ts'

const SERVICES = ['ecr', 'ecs', 'lambda', 'registry', 'blob'] as const
// A signal takes longer than an answer on the same machine.
const ANSWER_LATE_MS = 40

/** The nth request of a release, counted from 1. */
export interface NthRequest {
  /** Aborted when it arrives. */
  readonly signal: AbortSignal
  /** What it was, for messages; undefined before it arrives, and for good where there are fewer. */
  readonly name: () => string | undefined
}

/**
 * Waits for the nth request.
 * @param damage `reset`: it is not carried out; `lost-reply`: it is, and its answer is lost; `late`: its answer comes
 * after whoever waits for the request has acted
 */
export function nthRequest(
  sandbox: Sandbox,
  nth: number,
  damage: 'reset' | 'lost-reply' | 'late',
  counts: (action: string) => boolean = () => true,
): NthRequest {
  const arrived = new AbortController()
  let seen = 0
  let name: string | undefined
  for (const service of SERVICES) {
    sandbox.fail({
      service,
      ...(damage === 'late' ? { kind: 'delay', milliseconds: ANSWER_LATE_MS } : { kind: damage }),
      when: ({ action, region }) => {
        if (name !== undefined || !counts(action)) return false
        seen += 1
        if (seen !== nth) return false
        name = `${action} in ${region}`
        arrived.abort()
        return true
      },
    })
  }
  return { signal: arrived.signal, name: () => name }
}

/** True for operations that change something. */
export function isChanging(action: string): boolean {
  return /^(Put|Update|Register|Tag|Start|Stop|Publish|Create|Initiate|Complete|Upload|Finish)/.test(action)
}

/**
 * Does what is to be done for 1, 2, 3, ... until one says that there is no such, some at once.
 * @param step 2 for every other, and so on
 * @returns how many there were
 */
export async function forEachNth(
  workers: number,
  work: (nth: number) => Promise<boolean>,
  step = 1,
): Promise<number> {
  let next = 1
  let last = Infinity
  let done = 0
  const worker = async (): Promise<void> => {
    while (next < last) {
      const nth = next
      next += step
      if (await work(nth)) done += 1
      else last = Math.min(last, nth)
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return done
}
