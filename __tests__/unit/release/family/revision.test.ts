import { describe, expect, it } from 'vitest'
import { formersOf, planFamily } from '../../../../shared/release/deploy/family/revision.ts'
import { pinsOf, type Run } from '../../../../shared/release/deploy/family/starter.ts'
import type { TaskDefinition } from '../../../../shared/release/deploy/ecs/task-definition.ts'
import type { EnvironmentChange } from '../../../../shared/release/request/target.ts'
import { definitionArn, FAMILY, revision, run, starter } from './family-world.ts'

const OLD = `host/app@sha256:${'0'.repeat(64)}`
const DIGEST = `sha256:${'1'.repeat(64)}`
const NEW = `host/app@${DIGEST}`
const NONE: EnvironmentChange = { set: {}, remove: [] }
const MODE: EnvironmentChange = { set: { MODE: 'full' }, remove: [] }
const withMode = {
  containerDefinitions: [{ name: 'job', image: NEW, environment: [{ name: 'MODE', value: 'full' }] }],
}

interface Case {
  readonly what: string
  /** Oldest first; the last is the newest active one. */
  readonly revisions: readonly TaskDefinition[]
  readonly runs: readonly Run[]
  readonly environment?: EnvironmentChange
  /** `register`, or the revision that is used. */
  readonly uses: 'register' | number
  /** Ids of the runs that are moved. */
  readonly moves: readonly string[]
  readonly settled: boolean
  readonly follows?: boolean
}

const pinned = (...names: readonly string[]): readonly Run[] =>
  names.map((name, index) => run(name, { id: String(index) }))

const cases: readonly Case[] = [
  {
    what: 'another image is registered and moved to',
    revisions: [revision(1, OLD)],
    runs: pinned('nightly:1'),
    uses: 'register',
    moves: ['0'],
    settled: false,
  },
  {
    what: 'what runs already is settled',
    revisions: [revision(1, NEW)],
    runs: pinned('nightly:1', 'nightly:1'),
    uses: 1,
    moves: [],
    settled: true,
  },
  {
    what: 'the digest under another spelling is settled',
    revisions: [revision(1, `elsewhere/app:v1@${DIGEST}`)],
    runs: pinned('nightly:1'),
    uses: 1,
    moves: [],
    settled: true,
  },
  {
    what: 'a release that was killed after it registered goes on from there',
    revisions: [revision(1, OLD), revision(2, NEW)],
    runs: pinned('nightly:1'),
    uses: 2,
    moves: ['0'],
    settled: false,
  },
  {
    what: 'a release that was killed between two schedules moves the other one',
    revisions: [revision(1, OLD), revision(2, NEW)],
    runs: pinned('nightly:2', 'nightly:1'),
    uses: 2,
    moves: ['1'],
    settled: false,
  },
  {
    what: 'what a release brought back is settled, though the newest revision is another',
    revisions: [revision(1, NEW), revision(2, OLD)],
    runs: pinned('nightly:1'),
    uses: 1,
    moves: [],
    settled: true,
  },
  {
    what: 'a newest revision that differs by more than its image is cloned',
    revisions: [revision(1, NEW), revision(2, OLD, { cpu: '1024' })],
    runs: pinned('nightly:1'),
    uses: 'register',
    moves: ['0'],
    settled: false,
  },
  {
    what: 'a pinned revision that was deregistered is not used',
    revisions: [revision(1, NEW, { status: 'INACTIVE' }), revision(2, OLD)],
    runs: pinned('nightly:1'),
    uses: 'register',
    moves: ['0'],
    settled: false,
  },
  {
    what: 'a pinned revision that is gone is moved from',
    revisions: [revision(2, NEW)],
    runs: pinned('nightly:1'),
    uses: 2,
    moves: ['0'],
    settled: false,
  },
  {
    what: 'what names no revision is never moved',
    revisions: [revision(1, OLD)],
    runs: pinned('nightly', 'nightly:1'),
    uses: 'register',
    moves: ['1'],
    settled: false,
    follows: true,
  },
  {
    what: 'what names no revision needs the newest one, whatever others pin',
    revisions: [revision(1, NEW), revision(2, OLD)],
    runs: pinned('nightly', 'nightly:1'),
    uses: 'register',
    moves: ['1'],
    settled: false,
    follows: true,
  },
  {
    what: 'with nothing named the newest revision is all',
    revisions: [revision(1, NEW)],
    runs: [],
    uses: 1,
    moves: [],
    settled: true,
    follows: true,
  },
  {
    what: 'a variable that changes is a revision',
    revisions: [revision(1, NEW)],
    runs: pinned('nightly:1'),
    environment: MODE,
    uses: 'register',
    moves: ['0'],
    settled: false,
  },
  {
    what: 'a variable that is there already is none',
    revisions: [revision(1, NEW, withMode)],
    runs: pinned('nightly:1'),
    environment: MODE,
    uses: 1,
    moves: [],
    settled: true,
  },
]

describe('what a family is given', () => {
  it.each(cases)(
    '$what',
    ({ revisions, runs, environment = NONE, uses, moves, settled, follows = false }) => {
      const newest = revisions.at(-1) ?? revision(0, '')
      const state = {
        newest,
        container: 0,
        pins: pinsOf(runs.length === 0 ? [] : [starter('rule nightly', runs)], FAMILY),
        revisions: new Map(revisions.map((each) => [each.arn, each])),
      }
      const plan = planFamily(state, { repository: 'host/app', digest: DIGEST, environment })
      expect(plan.existing?.arn ?? 'register').toBe(
        uses === 'register' ? 'register' : definitionArn(`nightly:${uses}`),
      )
      expect(plan.moves.map(({ id }) => id)).toStrictEqual(moves)
      expect(plan).toMatchObject({ settled, follows })
    },
  )
})

describe('what is brought back', () => {
  const OLD_DIGEST = `sha256:${'0'.repeat(64)}`
  it.each<
    [what: string, runs: readonly Run[], stageDigest: string | undefined, former: Record<string, string>]
  >([
    ['what was moved', pinned('nightly:1', 'nightly:1'), OLD_DIGEST, { 0: 'nightly:1', 1: 'nightly:1' }],
    [
      'what a killed release had moved',
      pinned('nightly:2', 'nightly:1'),
      OLD_DIGEST,
      { 0: 'nightly:1', 1: 'nightly:1' },
    ],
    [
      'only what is moved now, where the tag names another',
      pinned('nightly:2', 'nightly:1'),
      DIGEST,
      { 1: 'nightly:1' },
    ],
    [
      'only what is moved now, before there is a tag',
      pinned('nightly:2', 'nightly:1'),
      undefined,
      { 1: 'nightly:1' },
    ],
    [
      'only what is moved now, where they pinned several',
      pinned('nightly:2', 'nightly:1', 'nightly:3'),
      OLD_DIGEST,
      { 1: 'nightly:1', 2: 'nightly:3' },
    ],
    ['nothing that names no revision', pinned('nightly', 'nightly:1'), OLD_DIGEST, { 1: 'nightly:1' }],
  ])('is %s', (_, runs, stageDigest, former) => {
    const revisions = new Map([revision(1, OLD), revision(2, NEW)].map((each) => [each.arn, each]))
    const pins = pinsOf([starter('rule nightly', runs)], FAMILY)
    const existing = revisions.get(definitionArn('nightly:2'))
    const moves = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition !== existing?.arn)
    expect(
      Object.fromEntries(formersOf({ existing, moves }, { pins, revisions }, stageDigest)),
    ).toStrictEqual(
      Object.fromEntries(
        Object.entries(former).map(([id, name]) => [`rule nightly (target ${id})`, definitionArn(name)]),
      ),
    )
  })
})
