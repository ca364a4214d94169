import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../../sandbox/index.ts'
import { putTargets } from '../../../../shared/release/deploy/family/rules.ts'
import { clientsOf, EAST, type Clients } from '../../sandbox/clients.ts'

let sandbox: Sandbox
let events: Clients['events']
let pauses: number[]
beforeEach(async () => {
  sandbox = await startSandbox()
  ;({ events } = clientsOf(sandbox))
  pauses = []
})
afterEach(async () => {
  await sandbox.stop()
})

const RULE = { bus: 'default', name: 'nightly', arn: undefined }

/** Puts the targets `a` and `b`, of which `b` fails as often as told. */
async function put(times: number): Promise<void> {
  const task = { cluster: 'prod', taskDefinition: 'nightly:1' }
  sandbox.createRule(EAST, { name: 'nightly', targets: { a: task, b: task }, contended: { b: times } })
  const targets = Object.values(sandbox.ruleTargets(EAST, 'nightly'))
  sandbox.requests.length = 0
  const sleep = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds)
    return Promise.resolve()
  }
  await putTargets(events, RULE, targets, { now: () => 0, sleep })
}

function ids(): string[] {
  return sandbox.requests.map(({ body }) =>
    [...JSON.stringify(body).matchAll(/"Id":"(\w)"/g)].map(([, id]) => id).join(' '),
  )
}

describe('targets of a rule that others write to', () => {
  it('are put again, those that failed and no others', async () => {
    await put(2)
    expect(ids()).toStrictEqual(['a b', 'b', 'b'])
    expect(pauses).toStrictEqual([300, 600])
  })

  it('are given up after a while, with the words of EventBridge', async () => {
    await expect(put(99)).rejects.toThrow(
      /did not take the target "b" of the rule nightly \(ConcurrentModificationException\): Too many requests/,
    )
    expect(ids()).toHaveLength(5)
  })

  it('are put again as a whole where the call itself is refused for that', async () => {
    sandbox.fail({
      service: 'events',
      action: 'PutTargets',
      code: 'ConcurrentModificationException',
      times: 1,
    })
    await put(0)
    expect(ids()).toStrictEqual(['a b', 'a b'])
  })
})
