import { shortDigest } from '../../report/markdown.ts'
import type { ReportedTarget } from '../deploy/outcome.ts'

/** `family:revision` of a task definition's ARN. */
function shortRevision(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

/** What a target runs, by name: `app:12` for ECS, a version for Lambda. */
export interface Revisions {
  readonly before: string | undefined
  /** What the release wanted it to run; undefined where it did not come to that. */
  readonly wanted: string | undefined
  /** What it runs after all, as far as that is known. */
  readonly now: string | undefined
}

/** The revisions of a target before and after a release. */
export function revisionsOf(target: ReportedTarget): Revisions {
  const { previousTaskDefinitionArn: former, taskDefinitionArn, functionVersion, outlook, result } = target
  const before = outlook.revision ?? (former === undefined ? undefined : shortRevision(former))
  const given = taskDefinitionArn === undefined ? functionVersion : shortRevision(taskDefinitionArn)
  const wanted = given === before ? undefined : given
  // What someone else deployed meanwhile is not known here.
  if (result === 'superseded') return { before, wanted, now: undefined }
  const stays = result === 'rolled-back' || result === 'planned' || result === 'skipped'
  return { before, wanted, now: stays ? before : (given ?? before) }
}

/** `1.2 s`, `5 min`, `1 min 35 s`. */
export function seconds(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000)
  if (whole < 60) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`
}

/** How long ago something was: `3 hours ago`. Both in ms since the epoch. */
export function ago(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}

/** A text for people: the digests in it are as long as it takes to tell images apart. */
export function withShortDigests(text: string): string {
  return text.replace(/sha256:[0-9a-f]{64}/g, shortDigest)
}
