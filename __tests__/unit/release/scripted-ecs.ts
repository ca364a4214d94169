import { ECSClient } from '@aws-sdk/client-ecs'
import type { Clock } from '../../../shared/runner/clock.ts'
import { fakeClock } from './fakes.ts'

/** A call that was made, and when. */
interface ScriptedCall {
  readonly action: string
  readonly at: number
}

/** What ECS answers to a call; an error's name for one that it refuses, or fails at. */
export type Answer = object | { readonly status: number; readonly error: string }

/** ECS that answers as a test says at its time, without a network, and a clock whose waits take none. */
export interface ScriptedEcs {
  readonly client: ECSClient
  readonly clock: Clock
  readonly calls: readonly ScriptedCall[]
  /** Notes a call that is none of ECS. */
  readonly note: (action: string) => void
}

/** @param answer is asked for each call, with the milliseconds since the beginning */
export function scriptedEcs(answer: (action: string, now: number) => Answer): ScriptedEcs {
  const calls: ScriptedCall[] = []
  const clock = fakeClock()
  const began = clock.now()
  const note = (action: string): void => {
    calls.push({ action, at: clock.now() - began })
  }
  const client = new ECSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      handle: (request: { readonly headers: Readonly<Record<string, string>> }) => {
        const action = request.headers['x-amz-target']?.split('.')[1] ?? ''
        note(action)
        const said = answer(action, clock.now() - began)
        const failed = 'error' in said
        const body = failed ? { __type: said.error, message: said.error } : said
        return Promise.resolve({
          response: {
            statusCode: failed ? said.status : 200,
            headers: { 'content-type': 'application/x-amz-json-1.1' },
            body: Buffer.from(JSON.stringify(body)),
          },
        })
      },
    },
  })
  return { client, clock, calls, note }
}
