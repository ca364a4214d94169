import type { Sandbox } from '../../../sandbox/index.ts'
import { explainAwsErrors } from '../../../shared/aws/errors.ts'
import type { AwsSession } from '../../../shared/aws/session.ts'
import type { Clock } from '../../../shared/runner/clock.ts'
import { openJournal } from '../../../shared/runner/journal.ts'
import type { Log } from '../../../shared/runner/log.ts'
import type { Ports } from '../../../shared/runner/ports.ts'

/** A clock that goes on only by sleeping, and at once. */
export interface FakeClock extends Clock {
  readonly pass: (milliseconds: number) => void
}

export function fakeClock(): FakeClock {
  let now = 1_000_000
  return {
    now: () => now,
    pass: (milliseconds) => {
      now += milliseconds
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      now += milliseconds
      await Promise.resolve()
    },
  }
}

/** Ports with a clock that takes no time, and the lines that were logged, `warning: ...` where they are more than info. */
export function fakePorts(more: Partial<Ports> = {}): {
  readonly ports: Ports
  readonly clock: FakeClock
  readonly said: string[]
} {
  const clock = fakeClock()
  const said: string[] = []
  const note =
    (level: string) =>
    (text: string): void => {
      said.push(`${level}${text}`)
    }
  const log: Log = {
    info: note(''),
    debug: () => undefined,
    notice: note('notice: '),
    warning: note('warning: '),
    group: async (_, work) => await work(),
  }
  const absent = (): Promise<never> => Promise.reject(new Error('This test has no such port.'))
  const ports: Ports = {
    env: {},
    log,
    clock,
    exec: absent,
    fetch: absent,
    http: absent,
    journal: openJournal(clock),
    state: { isPost: false, keep: () => undefined, kept: () => undefined },
    signal: new AbortController().signal,
    ...more,
  }
  return { ports, clock, said }
}

/** The sandbox's AWS, everything tried once. */
export function sandboxSession(sandbox: Sandbox): AwsSession {
  return {
    role: undefined,
    client: (service, region) => {
      const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
      const settings = { endpoint: sandbox.endpoint, region, maxAttempts: 1, requestHandler: {} }
      const client = new service({ ...settings, credentials: () => Promise.resolve(credentials) })
      explainAwsErrors(client.middlewareStack, region)
      return client
    },
  }
}
