import { shortDigest } from '../../report/markdown.ts'
import { previousTag } from '../../stages/index.ts'
import type { FoundRepository, ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { seconds, withShortDigests } from './names.ts'

type Planned = Pick<ReleaseReport, 'request' | 'stage' | 'digest' | 'targets' | 'repositories'>

/** True when a release would write nothing: every target runs the image, and every repository's tag names it. */
export function isNothingToDo({ targets, repositories, digest }: Planned): boolean {
  return (
    targets.every(({ result }) => result !== 'planned') &&
    repositories.every(({ current }) => current === digest)
  )
}

/** What a release would do, in its order, a sentence a step; none when it would do nothing. */
export function planSteps(report: Planned): readonly string[] {
  if (isNothingToDo(report)) return []
  const { request, targets } = report
  const waves = [...new Set(targets.map(({ target }) => target.wave))].toSorted((a, b) => a - b)
  return [
    ...copySteps(report),
    ...commandSteps(report),
    ...waves.flatMap((wave) => waveSteps(targets.filter(({ target }) => target.wave === wave))),
    ...(request.healthCheck === undefined || !targets.some(({ target }) => target.runs !== undefined)
      ? []
      : [
          `After ${waves.length > 1 ? 'each wave' : 'that'}, wait until ${request.healthCheck.url} answers with success for a steady while, for ${seconds(request.healthCheck.milliseconds)} at most.`,
        ]),
    ...tagSteps(report),
  ]
}

/** Who a target is reached as, for people. */
export function actsAs(target: ReportedTarget['target'], role: string | undefined): string {
  const own = target.role ?? role
  return own === undefined ? 'with the credentials at hand' : `as ${own}`
}

/** The lines of what would change, without the registry's host; where a target has none, the image is what does. */
export function diffOf({ outlook, target }: ReportedTarget, digest: string): readonly string[] {
  const { diff, running } = outlook
  const { name, host } = target.repository
  if (diff.length > 0) return diff.map((line) => withShortDigests(line.replaceAll(`${host}/`, '')))
  const former = running === undefined ? [] : [`- image: ${name}@${shortDigest(running)}`]
  return [...former, `+ image: ${name}@${shortDigest(digest)}`]
}

function copySteps({ repositories, request }: Planned): readonly string[] {
  return repositories
    .filter(({ hasImage }) => !hasImage)
    .map(({ repository, isAbsent }) => {
      const role = request.targets.find((target) => target.repository.url === repository.url)?.role
      const who = role === undefined ? '' : ` as ${role}`
      const created = isAbsent ? ', which is created first' : ''
      return `Copy the image to ${repository.region}, into ${repository.name}${created}${who}.`
    })
}

function commandSteps({ request, targets }: Planned): readonly string[] {
  const { command } = request
  const first = targets.find(({ target }) => target.runs?.kind === 'ecs')
  if (command.length === 0 || first === undefined) return []
  return [`Run a one-off task of ${first.target.name}: ${command.join(' ')}`]
}

function waveSteps(wave: readonly ReportedTarget[]): readonly string[] {
  const planned = wave.filter(({ result }) => result === 'planned')
  if (planned.length === 0) return []
  const names = planned.map(
    ({ target }) => `${target.name}${target.role === undefined ? '' : ` as ${target.role}`}`,
  )
  return [`Wave ${wave[0]?.target.wave ?? 1}: deploy ${names.join('; ')}.`]
}

function tagSteps({ repositories, request, digest, stage }: Planned): readonly string[] {
  const moving = repositories.filter(({ current }) => current !== digest)
  if (moving.length === 0) return []
  const former = moving.filter(({ current }) => current !== undefined)
  const kept =
    request.rollback || former.length === 0
      ? ''
      : ` ${previousTag(stage)} keeps the outgoing image${former.length === moving.length ? '' : ` in ${regionsOf(former)}`}.`
  return [`Move the tag ${stage} to ${shortDigest(digest)} in ${regionsOf(moving)}.${kept}`]
}

function regionsOf(repositories: readonly FoundRepository[]): string {
  return repositories.map(({ repository }) => `${repository.region} (${repository.name})`).join(', ')
}
