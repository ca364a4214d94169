import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import { fits, isConstraint } from './constraint.ts'
import type { Project } from './project.ts'
import { PYTHON_RELEASES } from './releases.ts'
import { hasWheel, minor, newestLine } from './wheels.ts'

const DEFAULT = PYTHON_RELEASES[0]?.line ?? '3'
const PINS = { files: ['.python-version', 'runtime.txt'], tools: ['python'] }

/**
 * The tag of the official image: what pins a version beats what only gives a range, and has to be in it. `platform`:
 * what another platform's manifest sets as PYTHON_VERSION. Throws a UserError for a version that is not known, and for two places that contradict each other.
 */
export function pythonVersion(
  app: App,
  project: Project,
  input: string | undefined,
  platform?: Found<string>,
): Found<string> {
  const { pyproject, pipfile } = project
  const ranges = [
    pyproject?.string('project', 'requires-python'),
    pyproject?.string('tool', 'poetry', 'dependencies', 'python'),
  ].filter((range) => range !== undefined)
  // That of a workspace's lockfile is what all of its members have in common.
  const locked = project.lockedPython()
  const all = locked === undefined ? ranges : [...ranges, locked]
  const asked = askedVersion(app, input, PINS, [
    platform,
    pipfile?.string('requires', 'python_full_version'),
    pipfile?.string('requires', 'python_version'),
    ...(ranges.length === 0 ? all : ranges),
  ])
  if (asked === undefined) return unasked(project)

  const candidates = candidatesFor(asked)
  const tag = preferred(project, candidates, all)
  if (tag !== undefined) return withValue(asked, tag)
  const against = all.find((range) => !candidates.some((candidate) => fits(floating(candidate), range.value)))
  throw new UserError(
    `Python ${asked.value} (${originOf(asked)}) is outside "${against?.value ?? ''}" (${against === undefined ? '' : originOf(against)}).`,
    'Change one of the two, or set the input "version".',
  )
}

function unasked(project: Project): Found<string> {
  const newest = newestLine(project)
  const tag =
    preferred(
      project,
      PYTHON_RELEASES.map(({ line }) => line),
      [],
    ) ?? DEFAULT
  return newest?.value === tag ? newest : { value: tag, why: 'the default' }
}

/** The best of the candidates in all ranges: the first one that what is installed has wheels for. */
function preferred(
  project: Project,
  candidates: readonly string[],
  ranges: readonly Found<string>[],
): string | undefined {
  const open = candidates.filter((candidate) => ranges.every(({ value }) => fits(floating(candidate), value)))
  if (open.length < 2) return open[0]
  const newest = newestLine(project)
  const installed = [...(project.installed()?.values() ?? [])]
  const ready = open.filter((tag) => newest === undefined || minor(tag) <= minor(newest.value))
  return ready.find((tag) => installed.every((one) => hasWheel(one, tag) !== false)) ?? ready[0] ?? open[0]
}

/** The tags that what was asked for leaves open, the best first. Throws a UserError for a version that is not known. */
function candidatesFor(asked: Found<string>): readonly string[] {
  const word = asked.value.trim().replace(/^(?:python|cpython)[-@]?(?=\d|>|<|=|~)/i, '')
  if (/^3\.\d+(?:\.\d+)?t$/.test(word)) {
    throw unknown(asked, 'There is no official image of a free-threaded Python.')
  }
  const tags = tagsFor(word)
  if (tags.length === 0) throw unknown(asked)
  return tags
}

function unknown(asked: Found<string>, reason?: string): UserError {
  return new UserError(
    `No release of Python is known that fits "${asked.value}" (${originOf(asked)}).${reason === undefined ? '' : ` ${reason}`}`,
    `Set the input "version", for example to ${DEFAULT}.`,
  )
}

/** The image tag for what a version file or constraint says: `python-3.12.1` gives 3.12.1, `>=3.10` the preferred line. */
export function resolvePythonVersion(text: string): string | undefined {
  return tagsFor(text.trim().replace(/^(?:python|cpython)[-@]/i, ''))[0]
}

function tagsFor(word: string): readonly string[] {
  const lines = PYTHON_RELEASES.map(({ line }) => line)
  if (['*', '3', '3.x', 'latest', 'stable'].includes(word)) return lines
  const exact = /^(3\.\d+)(?:\.(?:\d+|x|\*))?(?:-?(?:(?:a|b|rc)\d+|dev))?$/.exec(word)
  const line = exact?.[1]
  if (line !== undefined) return lines.includes(line) || /(?:a|b|rc)\d+$/.test(word) ? [tagOf(word)] : []
  if (!isConstraint(word)) return []
  const open = lines.filter((one) => fits(floating(one), word))
  const only = open.length === 0 ? lowest(word) : undefined
  return only === undefined ? open : [only]
}

// A pre-release has a tag of its own, and the newest build of a line that is still one does, too.
function tagOf(word: string): string {
  return word
    .replace(/\.[x*]$/, '')
    .replace(/-?dev$/, '')
    .replace(/-(?=(?:a|b|rc)\d)/, '')
}

/** A floating tag is its line's newest release. */
function floating(tag: string): string {
  return /^3\.\d+$/.test(tag) ? `${tag}.99` : tag
}

// A constraint such as `<3.12.4` leaves no line open at the top: one exact version then.
function lowest(constraint: string): string | undefined {
  for (const { line } of PYTHON_RELEASES) {
    for (let patch = 30; patch >= 0; patch -= 1) {
      if (fits(`${line}.${patch}`, constraint)) return `${line}.${patch}`
    }
  }
  return undefined
}
