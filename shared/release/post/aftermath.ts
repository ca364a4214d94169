import { code, plain, shortDigest, table } from '../../report/markdown.ts'
import type { KeptRelease } from '../kept/kept.ts'
import type { Standing } from './targets.ts'

/** What was found after a release that did not come to its end. */
export interface Aftermath {
  readonly kept: KeptRelease
  readonly standings: readonly Standing[]
  /** What became of the tags, where they had begun to move. */
  readonly tags: string | undefined
}

/** How it stands, in one sentence or two. */
export function headlineOf({ kept, standings, tags }: Aftermath): string {
  const release = `The release of ${shortDigest(kept.image.digest)} to "${kept.stage}"`
  const was = kept.cancelled === undefined ? 'was broken off' : 'was cancelled'
  if (tags !== undefined) return `${release} ${was} while its tags moved. ${tags}`
  const count = (state: Standing['state']): number => standings.filter((each) => each.state === state).length
  const stuck = count('stuck')
  if (stuck > 0)
    return `${release} ${was}, and ${stuck} of ${standings.length} targets could not be brought back.`
  if (count('former') === standings.length) return `${release} ${was}, and what ran before runs.`
  return `${release} ${was}. Run it again to complete it: what was deployed is not deployed twice.`
}

const SIGNS: Readonly<Record<Standing['state'], string>> = {
  released: 'this release',
  former: 'as before',
  foreign: 'another deployment',
  stuck: '**not brought back**',
  lost: 'unknown',
}

/** The post step's part of the job summary. */
export function aftermathSummary(aftermath: Aftermath): string {
  const { kept, standings } = aftermath
  const rows = standings.map(({ name, sentence, state }) => [plain(name), SIGNS[state], plain(sentence)])
  const isStuck = standings.some(({ state }) => state === 'stuck')
  return [
    `### ${isStuck ? '❌' : '⚠️'} ${plain(kept.stage)} after the ${kept.cancelled === undefined ? 'break' : 'cancel'}`,
    plain(headlineOf(aftermath)),
    ...(rows.length === 0 ? [] : [table(['target', 'runs', ''], rows)]),
    `Image of the release: ${code(kept.image.digest)}.`,
    '',
  ].join('\n\n')
}
