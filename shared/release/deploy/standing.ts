import { shortDigest } from '../../report/markdown.ts'
import type { Outlook, TargetOutcome } from './outcome.ts'
import type { Ended } from './waves.ts'

const MOST_SAID = 10

/**
 * Where the targets of a cancelled release stand, each with what it runs, was told to run, and ran before.
 * @param wentBack what was deployed was brought back, or that was started
 */
export function whereTheyStand(ended: readonly Ended[], digest: string, wentBack: boolean): string {
  const running = ended.filter(({ ready }) => ready.target.runs !== undefined)
  const said = running
    .slice(0, MOST_SAID)
    .map((entry) => `${entry.ready.target.name} ${standing(entry, digest, wentBack)}`)
  const more = running.length - said.length
  return [...said, ...(more > 0 ? [`And ${more} more, see the job summary.`] : [])].join(' ')
}

/** The same of one target, as a sentence without its subject. */
export function standing({ ready, outcome }: Ended, digest: string, wentBack: boolean): string {
  const { accepted, result, reason } = outcome
  const former = formerly(ready.outlook)
  const now = named(digest, revisionOf(outcome))
  if (result === 'unchanged') return `runs ${now}, as before.`
  if (!accepted) return `runs ${former} still: nothing was deployed there.`
  if (result === 'rolled-back') return `runs ${former} again.`
  if (result === 'superseded') return `was taken over by another deployment. ${reason ?? ''}`.trim()
  if (wentBack) return `is not back yet. ${reason ?? ''}`.trim()
  if (result === 'deployed' || result === 'tagged') return `runs ${now} by this release; it ran ${former}.`
  if (result === 'cancelled') return `was told to run ${now}, and goes on by itself; it ran ${former}.`
  return `ended as ${result}. ${reason ?? ''}`.trim()
}

/** `sha256:0123456789ab (app:7)`: what ran before the release, as far as AWS tells. */
export function formerly({ running, revision }: Pick<Outlook, 'running' | 'revision'>): string {
  if (running === undefined) return revision ?? 'an image that AWS does not name by its digest'
  return named(running, revision)
}

function named(digest: string, revision: string | undefined): string {
  return revision === undefined ? shortDigest(digest) : `${shortDigest(digest)} (${revision})`
}

function revisionOf({ taskDefinitionArn, functionVersion }: TargetOutcome): string | undefined {
  return taskDefinitionArn?.split('/').at(-1) ?? functionVersion
}
