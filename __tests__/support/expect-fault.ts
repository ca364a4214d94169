import { expect, it } from 'vitest'
import { digestOf } from '../../sandbox/images/digest.ts'
import type { Fault } from './fault.ts'
import { releaseScene } from './fault-release.ts'
import { openScene, type Scene } from './fault-scene.ts'
import type { ActionRun } from './run-action.ts'

/** Defines a test for each protocol of each row. */
export function defineFaultTests(rows: readonly Fault[], timeout: number): void {
  for (const fault of rows) {
    for (const protocol of fault.protocols) {
      const name = `${fault.name} [${protocol}]`
      it.concurrent(name, { timeout }, async () => {
        const scene = await openScene(protocol, fault.scene)
        try {
          await fault.arm(scene)
          scene.sandbox.requests.length = 0
          const run = await releaseScene(scene, fault.inputs)
          expectEnd(fault, scene, run)
        } finally {
          await scene.close()
        }
      })
    }
  }
}

function expectEnd(fault: Fault, scene: Scene, run: ActionRun): void {
  const errors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  if (fault.says === undefined) {
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { digest: scene.incoming, result: 'tagged' } })
    expect(errors).toStrictEqual([])
    expectCopied(scene)
  } else {
    expect(run, run.log).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(errors).toHaveLength(1)
    for (const words of fault.says(scene)) expect(errors[0]).toContain(words)
    expect(errors[0]).not.toContain('Unexpected error')
    expectTagsAsBefore(scene)
  }
  expectStruck(fault, scene)
  expectDetails(fault, scene, run)
}

/** The exact digest in every region, whole, under the stage's tag, and the outgoing one under its own. */
function expectCopied({ repositories, incoming, outgoing }: Scene): void {
  for (const [region, { tags, manifests, blobs }] of Object.entries(repositories)) {
    expect([region, tags.get('prod'), tags.get('prod-previous')]).toStrictEqual([region, incoming, outgoing])
    for (const [digest, { bytes }] of manifests) expect(digestOf(bytes)).toBe(digest)
    for (const [digest, bytes] of blobs) expect(digestOf(bytes)).toBe(digest)
  }
}

function expectTagsAsBefore({ repositories, outgoing, older }: Scene): void {
  for (const [region, { tags }] of Object.entries(repositories)) {
    expect([region, tags.get('prod'), tags.get('prod-previous')]).toStrictEqual([region, outgoing, older])
  }
}

/** A fault that did not happen shows nothing. */
function expectStruck(fault: Fault, scene: Scene): void {
  const { struck, due } = scene.strikes()
  if (fault.says !== undefined) expect(struck).toBeGreaterThanOrEqual(Math.min(1, due))
  else if (Number.isFinite(due)) expect(struck).toBe(due)
  else expect(struck).toBeGreaterThan(0)
}

const CHANGING = /^(Put|Start|Patch|Finish|Create|Delete|Initiate|Upload|Complete)/

function expectDetails(fault: Fault, scene: Scene, run: ActionRun): void {
  const { requests } = scene.sandbox
  if (fault.writesNothing === true) {
    expect(requests.filter(({ action }) => CHANGING.test(action))).toStrictEqual([])
  }
  if (fault.atMost !== undefined) {
    const { actions, times } = fault.atMost
    expect(requests.filter(({ action }) => actions.includes(action)).length).toBeLessThanOrEqual(times)
  }
  // A timer may be a little early.
  if (fault.pausesMs !== undefined) expect(scene.pauseMs()).toBeGreaterThan(fault.pausesMs - 20)
  const warnings = run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
  for (const words of fault.warns?.(scene) ?? []) expect(warnings.join('\n')).toContain(words)
  if (fault.holds !== undefined) expect(fault.holds(scene), run.log).toBe(true)
}
