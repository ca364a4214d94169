import { describe, expect, it } from 'vitest'
import { relation } from '../../../../shared/release/report/board.ts'
import { consoleLink } from '../../../../shared/release/report/console-link.ts'
import { isProduction } from '../../../../shared/release/report/github-deployment.ts'
import { pairsOf } from '../../../../shared/release/report/history.ts'
import { logLines } from '../../../../shared/release/report/log-lines.ts'
import { ago, seconds } from '../../../../shared/release/report/names.ts'
import { aReport, NEW, NEW_COMMIT, OLD, OLD_COMMIT, serviceIn } from './a-report.ts'

const MINUTE = 60_000
const NONE = new Map<string, never>()

describe('times for people', () => {
  it.each([
    [0, '0.0 s'],
    [1234, '1.2 s'],
    [59_400, '59.4 s'],
    [60_000, '1 min'],
    [95_000, '1 min 35 s'],
  ])('%d ms: %s', (milliseconds, text) => {
    expect(seconds(milliseconds)).toBe(text)
  })

  it.each([
    [-MINUTE, 'just now'],
    [MINUTE, '1 minute ago'],
    [119 * MINUTE, '119 minutes ago'],
    [180 * MINUTE, '3 hours ago'],
    [72 * 60 * MINUTE, '3 days ago'],
  ])('%d ms: %s', (milliseconds, text) => {
    expect(ago(0, milliseconds)).toBe(text)
  })
})

describe("links to AWS's console", () => {
  const lambda = { kind: 'lambda' as const, name: 'app', alias: undefined, traffic: [] }
  it.each([
    [
      'us-east-1',
      serviceIn('us-east-1').runs,
      'https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-east-1',
    ],
    [
      'cn-north-1',
      lambda,
      'https://cn-north-1.console.amazonaws.cn/lambda/home?region=cn-north-1#/functions/app',
    ],
    [
      'us-gov-west-1',
      lambda,
      'https://us-gov-west-1.console.amazonaws-us-gov.com/lambda/home?region=us-gov-west-1#/functions/app',
    ],
    ['us-iso-east-1', lambda, undefined],
    ['us-east-1', undefined, undefined],
  ])('in %s', (region, runs, url) => {
    expect(consoleLink({ region, runs })).toBe(url)
  })
})

describe('how a stage stands to the one above', () => {
  const above = { stage: 'staging', digest: NEW, commit: NEW_COMMIT }
  const told = (status: 'ahead' | 'behind' | 'diverged', ahead: number, behind: number) =>
    new Map([[`${OLD_COMMIT}...${NEW_COMMIT}`, { status, ahead, behind, commits: [] }]])
  const prod = { stage: 'prod', digest: OLD, commit: OLD_COMMIT }

  it.each([
    ['the first one', prod, undefined, NONE, ''],
    ['nothing there', { ...prod, digest: undefined }, above, NONE, 'nothing yet'],
    ['nothing above', prod, { ...above, digest: undefined }, NONE, ''],
    ['the same image', { ...prod, digest: NEW }, above, NONE, 'same as `staging`'],
    [
      'the commit built twice',
      { ...prod, commit: NEW_COMMIT },
      above,
      NONE,
      'same commit as `staging`, another image',
    ],
    ['another one', prod, above, NONE, 'another image than `staging`'],
    ['an older one', prod, above, told('ahead', 1, 0), '1 commit behind `staging`'],
    ['a newer one', prod, above, told('behind', 0, 2), '2 commits ahead of `staging`'],
    [
      'one of another branch',
      prod,
      above,
      told('diverged', 3, 2),
      '3 commits behind and 2 ahead of `staging`',
    ],
  ])('%s', (_, entry, other, known, words) => {
    expect(relation(entry, other, known)).toBe(words)
  })
})

describe('the commits that GitHub is asked to compare', () => {
  it('are those that are known and differ', () => {
    const board = [
      { stage: 'dev', digest: NEW, commit: NEW_COMMIT },
      { stage: 'staging', digest: OLD, commit: OLD_COMMIT },
      { stage: 'prod', digest: OLD, commit: OLD_COMMIT },
    ]
    expect(pairsOf({ commit: NEW_COMMIT, previousCommit: undefined, board })).toStrictEqual([
      [OLD_COMMIT, NEW_COMMIT],
    ])
  })
})

describe('a production environment', () => {
  it.each([
    ['prod', [], true],
    ['prod-eu', [], true],
    ['Production', [], true],
    ['product-test', [], false],
    ['live', ['dev', 'live'], true],
    ['dev', ['dev', 'live'], false],
    ['dev', ['dev'], false],
  ])('%s of %j: %s', (stage, stages, production) => {
    expect(isProduction(stage, stages)).toBe(production)
  })
})

describe("the log's last lines", () => {
  it('say what the summary says', () => {
    expect(logLines(aReport(), 'https://github.com/o/r', new Map())).toStrictEqual([
      'prod released (1 min 5 s)',
      `  before: ${OLD}, commit cccccccccccc`,
      `  now: ${NEW}, commit dddddddddddd`,
      `  between: https://github.com/o/r/compare/${OLD_COMMIT}...${NEW_COMMIT}`,
      '  us-east-1 ecs prod/app: deployed, app:1 -> app:2, 1 min 1 s',
      '  staging: sha256:bbbbbbbbbbbb in us-east-1',
      '  prod: sha256:bbbbbbbbbbbb in us-east-1, us-west-2 (same as "staging")',
    ])
  })
})
