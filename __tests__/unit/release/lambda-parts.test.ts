import { LastUpdateStatusReasonCode, StateReasonCode } from '@aws-sdk/client-lambda'
import { describe, expect, it } from 'vitest'
import {
  environmentDiff,
  isApplied,
  isSameEnvironment,
  mergedEnvironment,
  undoOf,
} from '../../../shared/release/deploy/lambda/environment.ts'
import { checkPlatform } from '../../../shared/release/deploy/lambda/deployable.ts'
import { explainReason, hintForRefusal } from '../../../shared/release/deploy/lambda/reasons.ts'
import {
  type FormerFunction,
  fromWayBack,
  toWayBack,
} from '../../../shared/release/deploy/lambda/way-back.ts'

describe('a change of the environment', () => {
  const current = { A: '1', B: '2', C: '' }
  const change = { set: { A: 'x', N: '', constructor: 'y' }, remove: ['B', 'GONE'] }

  it('is merged, taken back, and told without values', () => {
    const merged = mergedEnvironment(current, change)
    expect(merged).toStrictEqual({ A: 'x', C: '', N: '', constructor: 'y' })
    expect(isApplied(merged, change)).toBe(true)
    const undo = undoOf(current, change)
    expect(undo).toStrictEqual({ set: { A: '1', B: '2' }, remove: ['N', 'constructor'] })
    expect(mergedEnvironment(merged, undo)).toStrictEqual(current)
    expect(environmentDiff(current, change)).toStrictEqual([
      '- environment A (its former value)',
      '+ environment A (a new value)',
      '- environment B',
      '+ environment N',
      '+ environment constructor',
    ])
  })

  it.each([
    ['nothing', current, { set: {}, remove: [] }, true],
    ['the same value', current, { set: { A: '1' }, remove: ['GONE'] }, true],
    ['another value', current, { set: { A: '2' }, remove: [] }, false],
    ['an empty value that is there', current, { set: { C: '' }, remove: [] }, true],
    ['an empty value that is not', current, { set: { D: '' }, remove: [] }, false],
    ['a removal', current, { set: {}, remove: ['A'] }, false],
    ['nothing of what cannot be read', undefined, { set: {}, remove: [] }, true],
    ['something of what cannot be read', undefined, { set: { A: '1' }, remove: [] }, false],
  ])('to %s is applied already: %#', (_, now, wanted, applied) => {
    expect(isApplied(now, wanted)).toBe(applied)
  })

  it.each([
    [{ A: '1' }, { A: '1' }, true],
    [{ A: '1' }, { A: '2' }, false],
    [{ A: '1' }, { A: '1', B: '' }, false],
    [{ A: '1' }, undefined, false],
    [undefined, undefined, true],
  ])('%j is %j: %s', (one, other, same) => {
    expect(isSameEnvironment(one, other)).toBe(same)
  })
})

describe('why Lambda did not take an image', () => {
  // What a function is while it is made ready, or idle, is no reason for a failure.
  const inPassing = ['Creating', 'Idle', 'Restoring', 'DrainingDurableExecutions', 'DependencyError']
  // They belong to functions of other kinds than ours.
  const elsewhere = ['InvalidRuntime', 'InvalidZipFileException', 'CapacityProviderScalingLimitExceeded']
  const codes = new Set<string>([
    ...Object.values(LastUpdateStatusReasonCode),
    ...Object.values(StateReasonCode),
  ])

  it.each([...codes].filter((code) => !inPassing.includes(code) && !elsewhere.includes(code)))(
    '%s comes with a hint',
    (code) => {
      expect(explainReason('Lambda did not take the image', code, 'Because.')).toStrictEqual({
        reason: `Lambda did not take the image: ${code}: Because.`,
        hint: expect.stringMatching(/\w{3,}.*\.$/) as string,
      })
    },
  )

  it('is a sentence without a reason, too, and a new kind of error has the hint of its family', () => {
    expect(explainReason('It failed', undefined, undefined)).toStrictEqual({
      reason: 'It failed: no reason given.',
    })
    expect(explainReason('It failed', 'FunctionError.New', undefined).hint).toMatch(
      /failed when it was started/,
    )
  })

  it.each([
    [
      'Lambda does not have permission to access the ECR image. Check the ECR permissions.',
      /lambda\.amazonaws\.com/,
    ],
    [
      'The image manifest, config or layer media type for the source image x is not supported.',
      /single platform/,
    ],
    ['Source image x does not exist. Provide a valid source image.', /deleted/],
  ])('%s', (message, hint) => {
    expect(hintForRefusal(message)).toMatch(hint)
  })
})

describe('the platform of a single image', () => {
  const image = (platform: string | undefined): Parameters<typeof checkPlatform>[0] => ({
    digest: 'sha256:1',
    platforms: new Map(),
    platform: () => Promise.resolve(platform),
  })

  it.each([
    ['linux/amd64', 'x86_64'],
    ['linux/arm64', 'arm64'],
    [undefined, 'arm64'],
  ])('%s runs on %s', async (platform, architecture) => {
    await expect(checkPlatform(image(platform), architecture, 'app')).resolves.toBeUndefined()
  })

  it('is refused where the function has another one', async () => {
    await expect(checkPlatform(image('linux/arm64'), 'x86_64', 'app')).rejects.toMatchObject({
      message: 'The function "app" runs on x86_64, and the image sha256:1 is for linux/arm64.',
      hint: expect.stringMatching(/platforms: linux\/amd64/) as string,
    })
  })
})

describe('the way back of a function', () => {
  const former: FormerFunction = {
    image: 'host/app@sha256:1',
    released: 'sha256:2',
    tag: 'sha256:1',
    routing: { version: '7', weights: { '6': 0.07 } },
    environment: { set: { A: 'secret' }, remove: ['N'] },
    forgotten: [],
  }

  it('is kept without the value of any variable', () => {
    const kept: unknown = JSON.parse(JSON.stringify(toWayBack(former)))
    expect(JSON.stringify(kept)).not.toContain('secret')
    expect(fromWayBack(toWayBack(former))).toStrictEqual({
      ...former,
      environment: { set: {}, remove: ['N'] },
      forgotten: ['A'],
    })
  })

  it('is kept of a function without an alias and a tag', () => {
    const bare = { ...former, tag: undefined, routing: undefined, environment: { set: {}, remove: [] } }
    expect(fromWayBack(toWayBack(bare))).toStrictEqual(bare)
  })

  it('is none where it is of something else', () => {
    expect(fromWayBack({ taskDefinition: 'app:7' })).toBeUndefined()
  })
})
