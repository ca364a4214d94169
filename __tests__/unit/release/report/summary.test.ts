import { describe, expect, it } from 'vitest'
import type { SummaryContext } from '../../../../shared/release/report/image-sections.ts'
import { releaseSummary } from '../../../../shared/release/report/summary.ts'
import { aReport, NEW_COMMIT, NOON, OLD, OLD_COMMIT, revision, serviceIn, targetOf } from './a-report.ts'

const context: SummaryContext = {
  repositoryUrl: 'https://github.com/o/r',
  runUrl: 'https://github.com/o/r/actions/runs/1',
  comparisons: new Map([
    [
      `${OLD_COMMIT}...${NEW_COMMIT}`,
      {
        status: 'ahead',
        ahead: 2,
        behind: 0,
        commits: [
          { sha: 'e'.repeat(40), title: 'Fix <b>it</b>', author: 'ann' },
          { sha: NEW_COMMIT, title: 'Two | three', author: undefined },
        ],
      },
    ],
  ]),
  now: NOON,
}
const summary = (...of: Parameters<typeof aReport>): string => releaseSummary(aReport(...of), context)

const EAST = serviceIn('us-east-1')
const WEST = serviceIn('us-west-2', { wave: 2 })

describe('the summary of a release', () => {
  it('is short when it succeeded', () => {
    expect(summary()).toMatchInlineSnapshot(`
      "### ✅ prod released

      \`app\` from \`staging\`, in 1 min 5 s · [Commits between](https://github.com/o/r/compare/cccccccccccccccccccccccccccccccccccccccc...dddddddddddddddddddddddddddddddddddddddd) · [Run](https://github.com/o/r/actions/runs/1)

      |  | image | commit | pushed |
      | --- | --- | --- | --- |
      | before | \`sha256:aaaaaaaaaaaa\` | [\`cccccccccccc\`](https://github.com/o/r/commit/cccccccccccccccccccccccccccccccccccccccc) | 9 days ago |
      | now | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) | 3 hours ago |

      | region | target | result | revision | took |
      | --- | --- | --- | --- | --- |
      | us-east-1 | [ecs prod/app](https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-east-1) | ✅ deployed | \`app:1\` → \`app:2\` | 1 min 1 s |

      <details><summary>2 commits</summary>

      - [\`eeeeeeeeeeee\`](https://github.com/o/r/commit/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee) Fix &lt;b>it&lt;/b> (ann)
      - [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) Two \\| three

      </details>

      #### What runs where

      | stage | regions | image | commit |  |
      | --- | --- | --- | --- | --- |
      | \`staging\` | us-east-1 | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) |  |
      | **\`prod\`** (this release) | us-east-1, us-west-2 | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) | same as \`staging\` |

      "
    `)
  })

  it('says first what may not run its former image, then what failed first, then what to do', () => {
    const failed = summary({
      result: 'failed',
      reason:
        '1 of 2 targets could not be brought back. us-east-1 ecs prod/app: AWS denied ecs:UpdateService.',
      hint: 'Allow it.',
      cause: { reason: 'The circuit breaker rolled it back.', hint: 'Look at the log.' },
      deployed: false,
      targets: [
        targetOf(EAST, {
          result: 'failed',
          accepted: true,
          reason: 'AWS denied ecs:UpdateService.',
          taskDefinitionArn: revision(2),
          milliseconds: 1000,
        }),
        targetOf(WEST, {
          result: 'rolled-back',
          accepted: true,
          reason: 'The circuit breaker rolled it back.',
          evidence: ['2 tasks stopped: exit code 1', 'log: ```panic``` at <main>'],
          taskDefinitionArn: revision(7, 'us-west-2'),
          milliseconds: 125_000,
        }),
      ],
      board: [
        { stage: 'staging', regions: ['us-east-1'], digest: `sha256:${'f'.repeat(64)}`, commit: NEW_COMMIT },
        { stage: 'prod', regions: ['us-east-1', 'us-west-2'], digest: OLD, commit: OLD_COMMIT },
      ],
    })
    expect(failed).toMatchInlineSnapshot(`
      "### ❌ prod failed

      **Look at this first: not everything is as it was.**

      - **us-east-1 ecs prod/app** may not run its former image. AWS denied ecs:UpdateService.

      **Why:** us-west-2 ecs prod/app: The circuit breaker rolled it back.

      **What to do:** Allow it.

      **What to do:** Look at the log.

      \`app\` from \`staging\`, in 1 min 5 s · [Commits between](https://github.com/o/r/compare/cccccccccccccccccccccccccccccccccccccccc...dddddddddddddddddddddddddddddddddddddddd) · [Run](https://github.com/o/r/actions/runs/1)

      |  | image | commit | pushed |
      | --- | --- | --- | --- |
      | tag stays | \`sha256:aaaaaaaaaaaa\` | [\`cccccccccccc\`](https://github.com/o/r/commit/cccccccccccccccccccccccccccccccccccccccc) | 9 days ago |
      | refused | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) | 3 hours ago |

      | wave | region | target | result | revision | took |
      | --- | --- | --- | --- | --- | --- |
      | 1 | us-east-1 | [ecs prod/app](https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-east-1) | ❌ failed | \`app:1\` → \`app:2\` | 1.0 s |
      | 2 | us-west-2 | [ecs prod/app](https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-west-2) | ↩️ rolled back | \`app:7\` → back to \`app:1\` | 2 min 5 s |

      <details><summary>us-west-2 ecs prod/app: what AWS said</summary>

      \`\`\`\`
      2 tasks stopped: exit code 1
      log: \`\`\`panic\`\`\` at <main>
      \`\`\`\`

      </details>

      <details><summary>2 commits</summary>

      - [\`eeeeeeeeeeee\`](https://github.com/o/r/commit/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee) Fix &lt;b>it&lt;/b> (ann)
      - [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) Two \\| three

      </details>

      #### What runs where

      | stage | regions | image | commit |  |
      | --- | --- | --- | --- | --- |
      | \`staging\` | us-east-1 | \`sha256:ffffffffffff\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) |  |
      | **\`prod\`** (this release) | us-east-1, us-west-2 | \`sha256:aaaaaaaaaaaa\` | [\`cccccccccccc\`](https://github.com/o/r/commit/cccccccccccccccccccccccccccccccccccccccc) | 2 commits behind \`staging\` |

      "
    `)
  })

  it('shows of a plan what would be done, in its order, and what would change', () => {
    const absent = { ...aReport().repositories[0], isAbsent: true, hasImage: false, current: undefined }
    const planned = summary(
      {
        result: 'planned',
        changed: false,
        deployed: false,
        targets: [
          targetOf(
            EAST,
            { result: 'planned', accepted: false },
            { diff: ['- cpu: 256', '+ cpu: 512'], notes: ['The circuit breaker is off.'] },
          ),
          targetOf(WEST, { result: 'unchanged', accepted: false }),
        ],
        repositories: [...aReport().repositories, { ...absent, repository: WEST.repository }],
      },
      {
        command: ['rake', 'db:migrate'],
        healthCheck: { url: 'https://app.example.com/healthy', milliseconds: 300_000 },
        targets: [EAST, { ...WEST, role: 'arn:aws:iam::210987654321:role/west' }],
        role: 'arn:aws:iam::123456789012:role/deploy',
      },
    )
    expect(planned).toMatchInlineSnapshot(`
      "### 📝 prod planned: nothing was written

      \`app\` from \`staging\`, in 1 min 5 s · [Commits between](https://github.com/o/r/compare/cccccccccccccccccccccccccccccccccccccccc...dddddddddddddddddddddddddddddddddddddddd) · [Run](https://github.com/o/r/actions/runs/1)

      |  | image | commit | pushed |
      | --- | --- | --- | --- |
      | now | \`sha256:aaaaaaaaaaaa\` | [\`cccccccccccc\`](https://github.com/o/r/commit/cccccccccccccccccccccccccccccccccccccccc) | 9 days ago |
      | then | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) | 3 hours ago |

      | wave | region | target | result | revision |
      | --- | --- | --- | --- | --- |
      | 1 | us-east-1 | [ecs prod/app](https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-east-1) | 📝 planned | \`app:1\` |
      | 2 | us-west-2 | [ecs prod/app](https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/prod/services/app/deployments?region=us-west-2) | ✅ unchanged | \`app:1\` |

      #### What a release would do

      1. Copy the image to us-west-2, into app, which is created first as arn:aws:iam::210987654321:role/west.
      2. Run a one-off task of us-east-1 ecs prod/app: rake db:migrate
      3. Wave 1: deploy us-east-1 ecs prod/app.
      4. After each wave, wait until https://app.example.com/healthy answers with success for a steady while, for 5 min at most.
      5. Move the tag prod to sha256:bbbbbbbbbbbb in us-east-1 (app), us-west-2 (app). prod-previous keeps the outgoing image in us-east-1 (app).

      **us-east-1 ecs prod/app**, as arn:aws:iam::123456789012:role/deploy

      - The circuit breaker is off.

      \`\`\`diff
      - cpu: 256
      + cpu: 512
      \`\`\`

      <details><summary>2 commits</summary>

      - [\`eeeeeeeeeeee\`](https://github.com/o/r/commit/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee) Fix &lt;b>it&lt;/b> (ann)
      - [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) Two \\| three

      </details>

      #### What runs where

      | stage | regions | image | commit |  |
      | --- | --- | --- | --- | --- |
      | \`staging\` | us-east-1 | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) |  |
      | **\`prod\`** (this release) | us-east-1, us-west-2 | \`sha256:bbbbbbbbbbbb\` | [\`dddddddddddd\`](https://github.com/o/r/commit/dddddddddddddddddddddddddddddddddddddddd) | same as \`staging\` |

      "
    `)
  })

  it('says of a plan that nothing would change', () => {
    const { repositories } = aReport()
    const planned = summary({
      result: 'planned',
      targets: [targetOf(EAST, { result: 'unchanged', accepted: false })],
      repositories: repositories.map((each) => ({ ...each, current: aReport().digest })),
    })
    expect(planned).toContain('Nothing would change')
    expect(planned).not.toContain('What a release would do')
  })

  it('says of a cancelled one where each target stands, once', () => {
    const cancelled = summary({
      result: 'cancelled',
      reason: `The job was cancelled. us-east-1 ecs prod/app is given ${aReport().digest}.`,
      hint: 'Run it again.',
      targets: [
        targetOf(EAST, {
          result: 'cancelled',
          accepted: true,
          reason: `It is given ${aReport().digest}.`,
          taskDefinitionArn: revision(2),
        }),
        targetOf(WEST, { result: 'skipped', accepted: false, reason: 'It was not reached.' }),
      ],
    })
    expect(cancelled).toContain(
      '- **us-east-1 ecs prod/app** may not run its former image. It is given sha256:bbbbbbbbbbbb.',
    )
    expect(cancelled).toContain('- us-west-2 ecs prod/app: It was not reached.')
    expect(cancelled).not.toContain('**Why:**')
    expect(cancelled).toContain('**What to do:** Run it again.')
    expect(cancelled).toContain('| wanted | `sha256:bbbbbbbbbbbb` |')
  })

  it('does not say what runs where someone else deployed', () => {
    const superseded = summary({
      result: 'superseded',
      targets: [targetOf(EAST, { result: 'superseded', accepted: true, taskDefinitionArn: revision(2) })],
    })
    expect(superseded).toContain('| ⚠️ superseded | `app:2`, replaced |')
  })

  it('bears whatever AWS says: lines are cut, and there are not too many', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `${index} ${'x'.repeat(5000)}`)
    const long = summary({
      result: 'failed',
      reason: 'y'.repeat(100_000),
      targets: [
        targetOf(EAST, { result: 'failed', accepted: true, reason: 'z'.repeat(100_000), evidence: lines }),
      ],
    })
    expect(long.length).toBeLessThan(16_000)
    expect(long).toContain('(480 lines before)')
    expect(long).toContain('499 xxx')
  })

  it('tells where there is no source repository, no commit and no stages file', () => {
    const bare = releaseSummary(
      aReport({ commit: undefined, previousCommit: undefined, previousDigest: undefined, board: [] }),
      { repositoryUrl: undefined, runUrl: undefined, comparisons: new Map(), now: NOON },
    )
    expect(bare).not.toContain('undefined')
    expect(bare).not.toContain('What runs where')
  })
})
