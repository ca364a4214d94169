import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  EAST,
  EU,
  MIDDLE_COMMIT,
  NEW_COMMIT,
  startThreeRegions,
  type ThreeRegions,
  WEST,
} from '../support/three-regions.ts'

let stack: ThreeRegions
beforeEach(async () => {
  stack = await startThreeRegions()
})
afterEach(async () => {
  await stack.stop()
})

describe('a plan', () => {
  it('shows what a release would do, in log, summary and outputs, and writes nothing anywhere', async () => {
    stack.sandbox.createBucket(EAST, 'records')
    const run = await stack.release({
      plan: 'true',
      command: 'rake db:migrate',
      's3-bucket': 'records',
      'environment-variables': 'LOG_LEVEL=warn\nTOKEN=very-secret',
      'health-check-url': 'https://app.example.com/healthy',
      'github-token': 'token',
      'github-deployment': 'true',
    })
    expect(run).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: {
        result: 'planned',
        changed: 'false',
        deployed: 'false',
        digest: stack.next,
        'previous-digest': stack.running,
        commit: NEW_COMMIT,
      },
    })
    expect(stack.writes()).toStrictEqual([])
    expect(stack.sandbox.github.deployments).toStrictEqual([])
    expect(stack.sandbox.objects('records')).toStrictEqual({})

    const steps = [
      `Copy the image to ${WEST}, into app.`,
      `Copy the image to ${EU}, into app.`,
      `Run a one-off task of ${EAST} ecs prod/app: rake db:migrate`,
      `Wave 1: deploy ${EAST} ecs prod/app.`,
      `Wave 2: deploy ${WEST} ecs prod/app; ${EU} lambda app.`,
    ]
    for (const [index, step] of steps.entries()) {
      expect(run.summary).toContain(`${index + 1}. ${step}`)
      expect(run.log).toContain(`${index + 1}. ${step}`)
    }
    expect(run.summary).toContain('https://app.example.com/healthy')
    expect(run.summary).toContain('prod-previous keeps the outgoing image')
    expect(run.summary).toContain('```diff')
    expect(run.summary).toContain(`compare/${'a'.repeat(40)}...${NEW_COMMIT}`)
    expect(run.summary).toContain(MIDDLE_COMMIT.slice(0, 12))
    expect(run.summary).toContain('Fix the &lt;b>price&lt;/b> \\| of @\u200ball (ben)')
    expect(run.summary).not.toContain('At length.')
    expect(`${run.summary}${run.log}${JSON.stringify(run.outputs)}`).not.toContain('very-secret')
    expect(JSON.parse(run.outputs['regions'] ?? '')).toMatchObject([
      { region: EAST, result: 'planned', revision: 'app:1', diff: expect.any(Array) as unknown },
      { region: WEST, result: 'planned' },
      { region: EU, result: 'planned', function: 'app' },
    ])
  })

  it('asks nothing of AWS but what a release asks before its first write', async () => {
    await stack.release({ plan: 'true' })
    const planned = stack.sandbox.requests.map(
      ({ service, action, region }) => `${service} ${action} ${region}`,
    )
    await stack.release()
    const asked = stack.sandbox.requests.map(
      ({ service, action, region }) => `${service} ${action} ${region}`,
    )
    expect(planned.filter((call) => !asked.includes(call))).toStrictEqual([])
  })

  it('says that nothing would change, when everything runs it and is tagged', async () => {
    await stack.release()
    const run = await stack.release({ plan: 'true' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned', changed: 'false' } })
    expect(run.summary).toContain('Nothing would change')
    expect(run.log).toContain('Nothing would change')
    expect(JSON.parse(run.outputs['regions'] ?? '')).toMatchObject([
      { result: 'unchanged' },
      { result: 'unchanged' },
      { result: 'unchanged' },
    ])
  })

  it('goes on without the commits where GitHub does not tell', async () => {
    stack.sandbox.fail({ service: 'github', status: 502, code: 'Bad' })
    const run = await stack.release({ plan: 'true', 'github-token': 'token' })
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { result: 'planned' } })
    expect(run.summary).toContain('Commits between')
  })
})
