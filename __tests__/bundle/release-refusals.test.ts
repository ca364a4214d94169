import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('what cannot be released', () => {
  it.each([
    [
      'a service that does not exist',
      { 'service-name': 'other' },
      /no ECS service "other" in the cluster "dev"/,
    ],
    ['a cluster that does not exist', { 'cluster-arn': 'other' }, /no ECS cluster "other" in us-east-1/],
    ['no cluster', { 'cluster-arn': '' }, /"cluster-arn" is missing/],
    ['a container that does not exist', { 'container-name': 'api' }, /no container "api"/],
    ['a tag that does not exist', { 'previous-stage-name': 'staging' }, /no image "staging"/],
    ['no source', { 'previous-stage-name': '' }, /"previous-stage-name" is missing/],
    ['no stage', { 'stage-name': '' }, /"stage-name" is missing/],
    ['a stage name with a blank', { 'stage-name': 'my stage' }, /"stage-name" is "my stage"/],
    ['a stage called latest', { 'stage-name': 'latest' }, /"stage-name" is "latest"/],
    ['an image URL without a registry', { 'ecr-image-url': 'app' }, /names no registry/],
    [
      'an image name with a capital',
      { 'ecr-image-url': '123456789012.dkr.ecr.us-east-1.amazonaws.com/My/App' },
      /whose part "My" has the upper-case letter "M"/,
    ],
    [
      'an account of 11 digits',
      { 'ecr-image-url': '12345678901.dkr.ecr.us-east-1.amazonaws.com/app' },
      /whose account "12345678901" has 11 digits instead of 12/,
    ],
    ['a source that is no tag', { 'previous-stage-name': '-x' }, /"-x", which starts with "-"/],
    ['a registry that is not ECR', { 'ecr-image-url': 'ghcr.io/team/app' }, /not one of Amazon ECR/],
    [
      'a region that disagrees with an ARN',
      { 'stage-region': 'us-west-2', 'cluster-arn': 'arn:aws:ecs:us-east-1:123456789012:cluster/dev' },
      /"stage-region" says us-west-2/,
    ],
    ['an endpoint of another registry', { 'ecr-endpoint': '127.0.0.1:1' }, /different registries/],
    [
      'another digest than expected',
      { 'expected-digest': `sha256:${'0'.repeat(64)}` },
      /not the expected sha256:000/,
    ],
    [
      'a digest that is none',
      { 'expected-digest': 'sha256:abc' },
      /"sha256:abc", which has 3 hexadecimal digits/,
    ],
    ['minutes that are none', { 'wait-minutes': 'soon' }, /"wait-minutes" is "soon"/],
  ])('%s: one sentence, nothing written', async (_, inputs, message) => {
    stage.furnish()
    const run = await stage.release(inputs)
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations.map(({ level }) => level)).toStrictEqual(['error'])
    expect(run.annotations[0]?.message).toMatch(message)
    expect(stage.writes()).toStrictEqual([])
  })

  it('refuses a service whose task sets something else makes', async () => {
    const { running } = stage.furnish()
    stage.sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'external',
      controller: 'EXTERNAL',
      containers: { app: `${stage.url}@${running}` },
    })
    const run = await stage.release({ 'service-name': 'external' })
    expect(run.annotations[0]?.message).toMatch(/deployed by EXTERNAL/)
    expect(stage.writes()).toStrictEqual([])
  })

  it('refuses a stage tag that cannot move, and names the filter to add', async () => {
    stage.sandbox.createRepository(EAST, 'fixed', { mutability: 'IMMUTABLE' })
    stage.sandbox.putImage(EAST, 'fixed', 'dev', { marker: 'before' })
    stage.sandbox.putImage(EAST, 'fixed', 'latest', { marker: 'after' })
    const run = await stage.release({
      'ecr-image-url': `${stage.sandbox.registries[EAST] ?? ''}/fixed`,
      'service-name': 'placeholder',
    })
    expect(run.annotations[0]?.message).toMatch(/immutable.*add the filter "dev\*"/)
    expect(stage.writes()).toStrictEqual([])
  })

  it('names the denied action and the resource', async () => {
    stage.furnish()
    const message =
      'User: arn:aws:iam::1:user/x is not authorized to perform: ecs:RegisterTaskDefinition on resource: * because no policy allows it'
    stage.sandbox.fail({
      service: 'ecs',
      action: 'RegisterTaskDefinition',
      code: 'AccessDeniedException',
      message,
    })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('failed')
    expect(run.annotations[0]?.message).toMatch(/AWS denied ecs:RegisterTaskDefinition on \* in us-east-1/)
    expect(stage.writes().filter((action) => action !== 'RegisterTaskDefinition')).toStrictEqual([])
  })

  it('says what brings credentials when there are none', async () => {
    const run = await stage.release(
      {},
      { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' } },
    )
    expect(run.annotations[0]?.message).toMatch(/no AWS credentials.*role-to-assume/)
  })
})
