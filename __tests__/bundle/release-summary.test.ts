import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, NEW_COMMIT, startThreeRegions, type ThreeRegions, WEST } from '../support/three-regions.ts'

let stack: ThreeRegions
beforeEach(async () => {
  stack = await startThreeRegions()
})
afterEach(async () => {
  await stack.stop()
})

/** Outputs as another job gets them: GitHub drops each that a mask would change. */
function acrossJobs(outputs: Readonly<Record<string, string>>, masks: readonly string[]): string[] {
  return Object.entries(outputs)
    .filter(([, value]) => value !== '' && !masks.some((mask) => value.includes(mask)))
    .map(([name]) => name)
}

describe('the summary of a release', () => {
  it('of three regions is short: what changed, and what runs where', async () => {
    const run = await stack.release({ 'github-token': 'token' })
    expect(run.outputs['result']).toBe('released')
    expect(run.summary).toMatch(/^### ✅ prod released\n/)
    expect(run.summary.match(/✅ deployed/g)).toHaveLength(3)
    expect(run.summary).toContain('`app:1` → `app:2`')
    expect(run.summary).toContain('<summary>2 commits</summary>')
    expect(run.summary).toContain('same as `staging`')
    expect(run.summary.split('\n').length).toBeLessThan(40)
    const last = run.log.slice(run.log.lastIndexOf('prod released ('))
    expect(last).toContain(`now: ${stack.next}, commit ${NEW_COMMIT.slice(0, 12)}`)
    expect(last).toContain(`${WEST} ecs prod/app: deployed, app:1 -> app:2`)
  })

  it('of a failed one says why, what was brought back, and what AWS said', async () => {
    stack.sandbox.nextRollout(WEST, 'prod', 'app', 'circuit-breaker')
    const run = await stack.release({ 'github-token': 'token' })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.summary).toMatch(
      /^### ❌ prod rolled back: the former image runs again\n\n\*\*Why:\*\* us-west-2/,
    )
    expect(run.summary).toContain(`<details><summary>${WEST} ecs prod/app: what AWS said</summary>`)
    expect(run.summary.match(/↩️ rolled back/g)).toHaveLength(3)
    expect(run.summary).toContain('2 commits behind `staging`')
  })

  it('says first and loudest what could not be brought back', async () => {
    stack.sandbox.nextRollout(WEST, 'prod', 'app', 'circuit-breaker')
    stack.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      region: EAST,
      after: 1,
      code: 'ClientException',
    })
    const run = await stack.release()
    expect(run.outputs['result']).toBe('failed')
    expect(run.summary).toMatch(
      /^### ❌ prod failed\n\n\*\*Look at this first.*\n\n- \*\*us-east-1 ecs prod\/app\*\* may not run its former image/,
    )
    expect(run.summary).toMatch(/\*\*Why:\*\* us-west-2 ecs prod\/app: ECS rolled/)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toContain('could not be brought back')
  })

  it('of a refused one says what was wrong and that nothing was written', async () => {
    const run = await stack.release({ 'expected-digest': `sha256:${'0'.repeat(64)}` })
    expect(run.summary).toMatch(/^### ❌ prod refused: nothing was written\n\n\*\*Why:\*\* The tag "staging"/)
    expect(run.summary).toContain('**What to do:**')
  })

  it('of an unchanged one asks GitHub nothing', async () => {
    await stack.release()
    const run = await stack.release({ 'github-token': 'token' })
    expect(run.summary).toContain('✅ prod unchanged')
    expect(stack.sandbox.requests.filter(({ service }) => service === 'github')).toStrictEqual([])
  })
})

describe('outputs beside a masked account id', () => {
  it('reach the next job: digest, result, regions and commits', async () => {
    const { account, registries } = stack.sandbox
    const masks = [account, ...Object.values(registries)]
    const good = await stack.release({ 'health-check-url': '' })
    const known = [
      'digest',
      'previous-digest',
      'result',
      'regions',
      'commit',
      'previous-commit',
      'changed',
      'deployed',
    ]
    expect(acrossJobs(good.outputs, masks)).toEqual(expect.arrayContaining(known))

    stack.sandbox.putImage(EAST, 'app', ['staging'], { marker: 'another' })
    const message = `User: arn:aws:iam::${account}:user/x is not authorized to perform: ecs:RegisterTaskDefinition on resource: arn:aws:ecs:${EAST}:${account}:task-definition/app:* because no policy allows it`
    stack.sandbox.fail({
      service: 'ecs',
      action: 'RegisterTaskDefinition',
      code: 'AccessDeniedException',
      message,
    })
    const bad = await stack.release()
    expect(bad.outputs['result']).toBe('failed')
    expect(acrossJobs(bad.outputs, masks)).toEqual(expect.arrayContaining(['digest', 'result', 'regions']))
  })
})
