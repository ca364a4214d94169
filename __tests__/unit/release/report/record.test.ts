import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { ReleaseReport } from '../../../../shared/release/deploy/outcome.ts'
import { recordKey, releaseRecord } from '../../../../shared/release/report/record.ts'
import type { GithubContext } from '../../../../shared/runner/github-context.ts'
import { openJournal } from '../../../../shared/runner/journal.ts'
import { aReport, NEW, NOON, OLD, repositoryIn, revision, serviceIn, targetOf } from './a-report.ts'

const github: GithubContext = {
  event: 'push',
  ref: 'refs/heads/main',
  sha: 'd'.repeat(40),
  defaultBranch: 'main',
  repository: 'octo-org/app',
  repositoryUrl: 'https://github.com/octo-org/app',
  runUrl: 'https://github.com/octo-org/app/actions/runs/1234567890',
  runId: '1234567890',
  workflow: 'release',
  actor: 'octocat',
  triggeringActor: 'hubot',
  apiUrl: 'https://api.github.com',
}

const ARN = 'arn:aws:ecs:us-west-2:123456789012:service-deployment/prod/app/NCWGC2ZR-taawPAYrIaU5'

/** Two regions, of which the second rolled back, and so everything. */
function example(): ReleaseReport {
  const east = serviceIn('us-east-1', {
    environment: { set: { LOG_LEVEL: 'never shown' }, remove: ['OLD_FLAG'] },
  })
  const west = serviceIn('us-west-2', { wave: 2 })
  return aReport(
    {
      result: 'rolled-back',
      reason: 'Tasks of app:8 stopped: container app exited with code 1.',
      hint: 'Look at its log.',
      deployed: false,
      targets: [
        targetOf(east, {
          result: 'rolled-back',
          accepted: true,
          reason: 'Brought back, because the release failed elsewhere.',
          taskDefinitionArn: revision(2),
          milliseconds: 95_000,
        }),
        targetOf(
          west,
          {
            result: 'rolled-back',
            accepted: true,
            reason: 'Tasks of app:8 stopped: container app exited with code 1.',
            hint: 'Look at its log.',
            taskDefinitionArn: revision(8, 'us-west-2'),
            serviceDeploymentArn: ARN,
            milliseconds: 74_000,
          },
          { revision: 'app:7' },
        ),
      ],
      copies: [{ repository: repositoryIn('us-west-2'), bytesCopied: 48_233_412 }],
      command: {
        exitCode: 0,
        taskArn: 'arn:aws:ecs:us-east-1:123456789012:task/prod/0123456789abcdef0123456789abcdef',
        log: ['never shown'],
        milliseconds: 21_000,
      },
      milliseconds: 128_000,
    },
    { command: ['rake', 'never-shown'], targets: [east, west] },
  )
}

function written(report: ReleaseReport): unknown {
  const journal = openJournal({ now: () => NOON, sleep: () => Promise.resolve() })
  for (const service of ['ecr', 'ecs', 'ecs', 'github', 'ecs', 'ecr']) {
    const call = { action: 'Any', region: undefined, status: 200, bytesSent: 0, bytesReceived: 0 }
    journal.record({ service, ...call, milliseconds: 1 })
  }
  return JSON.parse(JSON.stringify(releaseRecord(report, github, journal.calls)))
}

const page = readFileSync(
  fileURLToPath(new URL('../../../../docs/release-record.md', import.meta.url)),
  'utf8',
)

describe('the record of a release', () => {
  it('is what docs/release-record.md shows', () => {
    const shown = /```json\n([^]*?)```/.exec(page)?.[1] ?? ''
    expect(written(example())).toStrictEqual(JSON.parse(shown))
  })

  it('has no member that docs/release-record.md does not explain', () => {
    const explained = new Set([...page.matchAll(/^\| `([\w.[\]]+)`/gm)].map(([, name]) => name))
    expect(namesIn(written(example())).filter((name) => !explained.has(name))).toStrictEqual([])
  })

  it('has neither values of variables nor words of commands nor logs', () => {
    expect(JSON.stringify(written(example()))).not.toMatch(/never.shown/)
  })

  it('is kept by repository, stage and time', () => {
    expect(recordKey(example())).toBe('releases/app/prod/2026-11-28T12:00:00.000Z.json')
  })

  it('names the image without the registry', () => {
    expect(written(aReport())).toMatchObject({
      digest: NEW,
      previousDigest: OLD,
      targets: [{ image: `app@${NEW}` }],
    })
  })
})

/** `targets[].name` and the like. Counts by service are data, not members. */
function namesIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => namesIn(item, `${path}[]`)))]
  if (typeof value !== 'object' || value === null || path === 'requests') return [path]
  return Object.entries(value).flatMap(([name, member]) =>
    namesIn(member, path === '' ? name : `${path}.${name}`),
  )
}
