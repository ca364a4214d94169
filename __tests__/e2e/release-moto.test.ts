import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type TaskDefinition,
} from '@aws-sdk/client-ecs'
import { BatchGetImageCommand } from '@aws-sdk/client-ecr'
import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge'
import { GetAliasCommand, GetFunctionCommand } from '@aws-sdk/client-lambda'
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { GetScheduleCommand } from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BUCKET, type MotoStage, startMotoStage } from '../support/moto-stage.ts'
import { describeNeeding } from '../support/needs.ts'
import type { ActionRun } from '../support/run-action.ts'

// What we send has to suit an AWS that we did not write: the real bundle against moto.
describeNeeding(['moto'], 'releases to moto', () => {
  let stage: MotoStage
  beforeAll(async () => {
    stage = await startMotoStage()
  })
  afterAll(async () => {
    await stage.stop()
  })

  async function release(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
    const run = await stage.release(inputs)
    expect(
      run.annotations.filter(({ level }) => level === 'error'),
      run.log,
    ).toStrictEqual([])
    expect(run.leftovers).toStrictEqual([])
    return run
  }

  async function definition(taskDefinition: string | undefined): Promise<TaskDefinition> {
    const answer = await stage.aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }),
    )
    return answer.taskDefinition ?? {}
  }

  /** All that runs and is tagged, as moto says it. */
  async function world(): Promise<Readonly<Record<string, unknown>>> {
    const { ecs, lambda, scheduler, events, ecr } = stage.aws
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'prod', services: ['app'] }))
    const schedule = await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'nightly' }))
    const alias = await lambda.send(new GetAliasCommand({ FunctionName: 'app', Name: 'live' }))
    const live = await lambda.send(
      new GetFunctionCommand({ FunctionName: 'app', Qualifier: alias.FunctionVersion }),
    )
    const scheduled = await definition(schedule.Target?.EcsParameters?.TaskDefinitionArn)
    const { images } = await ecr.send(
      new BatchGetImageCommand({ repositoryName: 'app', imageIds: [{ imageTag: 'prod' }] }),
    )
    return {
      service: (await definition(services?.[0]?.taskDefinition)).containerDefinitions?.map(
        ({ image }) => image,
      ),
      function: live.Code?.ImageUri,
      environment: live.Configuration?.Environment?.Variables,
      scheduled: scheduled.containerDefinitions?.map(({ image }) => image),
      ruled: Targets?.[0]?.EcsParameters?.TaskDefinitionArn === scheduled.taskDefinitionArn,
      tag: images?.[0]?.imageId?.imageDigest,
    }
  }

  function expected(digest: string): Readonly<Record<string, unknown>> {
    const image = `${stage.image}@${digest}`
    return {
      service: ['public.ecr.aws/envoy:1', image],
      function: `${stage.image}@${stage.childOf(digest)}`,
      scheduled: [image],
      ruled: true,
      tag: digest,
    }
  }

  it('goes to a service, a function and a family at once, and is unchanged the second time', async () => {
    const { scheduler, lambda, ecs, s3 } = stage.aws
    const before = await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))
    const digest = await stage.push('second')

    const planned = await release({ plan: 'true' })
    expect(planned.outputs).toMatchObject({ result: 'planned', digest })
    expect(await world()).toMatchObject(expected(stage.running))

    const run = await release()
    expect(run.outputs, run.log).toMatchObject({
      result: 'released',
      digest,
      'previous-digest': stage.running,
    })
    expect(await world()).toMatchObject({ ...expected(digest), environment: { MODE: 'first' } })
    const after = await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))
    for (const key of [
      'Description',
      'FlexibleTimeWindow',
      'EndDate',
      'State',
      'ScheduleExpressionTimezone',
    ] as const)
      expect(after[key]).toStrictEqual(before[key])
    expect(after.Target).toStrictEqual({
      ...before.Target,
      EcsParameters: {
        ...before.Target?.EcsParameters,
        TaskDefinitionArn: expect.stringMatching(/nightly:2$/) as unknown,
      },
    })
    const { Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))
    expect(Tags).toStrictEqual({ team: 'web', IMAGE_SHA: digest })
    const { tags } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'app:2', include: ['TAGS'] }),
    )
    expect(tags).toStrictEqual([{ key: 'team', value: 'web' }])
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))
    const record = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: Contents[0]?.Key }))
    expect(await record.Body?.transformToString()).toContain(digest)

    // moto names an image by the last of its tags, whichever was asked for.
    const again = await release({ 'previous-stage-name': digest })
    expect(again.outputs, again.log).toMatchObject({ result: 'unchanged', digest })
  })

  it('takes variables along, and goes back without them being lost', async () => {
    const digest = String((await world())['tag'])
    const run = await release({ 'previous-stage-name': digest, 'environment-variables': 'MODE=full\nEMPTY=' })
    expect(run.outputs, run.log).toMatchObject({ result: 'released' })
    expect(await world()).toMatchObject({ environment: { MODE: 'full', EMPTY: '' } })
    const { containerDefinitions } = await definition('nightly')
    expect(containerDefinitions?.[0]?.environment).toStrictEqual([
      { name: 'MODE', value: 'full' },
      { name: 'EMPTY', value: '' },
    ])

    const back = await release({ rollback: 'true' })
    expect(back.outputs, back.log).toMatchObject({ result: 'released', digest: stage.running })
    expect(await world()).toMatchObject({
      ...expected(stage.running),
      environment: { MODE: 'full', EMPTY: '' },
    })
  })

  it('brings all of them back when the stage does not answer', async () => {
    const before = await world()
    const digest = await stage.push('third')
    const run = await stage.release({
      'previous-stage-name': digest,
      'health-check-url': 'http://127.0.0.1:9/',
      'health-check-minutes': '0.02',
    })
    expect(run.outputs, run.log).toMatchObject({ result: 'rolled-back', digest })
    expect(await world()).toStrictEqual(before)
  })

  it('is refused before any write for what is not there', async () => {
    const digest = String((await world())['tag'])
    const run = await stage.release({
      'previous-stage-name': digest,
      'cluster-arn': 'prod',
      'service-name': 'none',
    })
    expect(run.annotations[0]?.message).toMatch(/no ECS service "none" in the cluster "prod"/)
    const missing = await stage.release({ 'previous-stage-name': 'none' })
    expect(missing.annotations[0]?.message).toMatch(/none/)
  })
})
