import type { BuildResult } from './result.ts'
import { code, plain, table } from '../report/markdown.ts'

const MADE: Readonly<Record<BuildResult['made'], string>> = {
  built: 'built and pushed',
  copied: 'pushed from an image built elsewhere',
  there: 'there already, nothing was built',
}

const STATES: Readonly<Record<BuildResult['outcomes'][number]['state'], string>> = {
  moved: 'moved here',
  there: 'was here',
  kept: 'left where it is',
}

/**
 * The job summary of a build: which image this commit is, and what its tags name.
 * @param source URL of the source repository, for a link to the commit
 */
export function buildSummary(result: BuildResult, source: string | undefined): string {
  const { repository, commit, digest, difference } = result
  const link = source?.startsWith('https://')
    ? `[${code(commit.slice(0, 12))}](${source}/commit/${commit})`
    : code(commit)
  return [
    `### ✅ ${code(repository.name)} ${MADE[result.made]}`,
    table(
      ['', ''],
      [
        ['image', code(repository.url)],
        ['digest', code(digest)],
        ['commit', link],
        ...(difference === undefined
          ? []
          : [['work tree', `differs from the commit (${code(difference.slice(0, 12))})`]]),
        ...result.outcomes.map(({ tag, state, why }) => [code(`:${tag}`), `${STATES[state]}: ${plain(why)}`]),
        ['seconds', (result.milliseconds / 1000).toFixed(1)],
      ],
    ),
    '',
  ].join('\n\n')
}
