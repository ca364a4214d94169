import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import { composerRange } from './constraint.ts'
import type { Composer } from './composer.ts'
import { PHP_RELEASES } from './releases.ts'

const DEFAULT = PHP_RELEASES[0]?.line ?? '8'

/**
 * The line of the official image: what pins a version beats what only allows some; of those the best that the locked
 * packages allow, too. Throws a UserError where nothing fits, naming both places.
 */
export function phpVersion(
  app: App,
  composer: Composer | undefined,
  input: string | undefined,
): Found<string> {
  const asked = askedVersion(app, input, { files: ['.php-version'], tools: ['php'] }, [
    platformVersion(composer),
    composer?.require.get('php'),
  ])
  const locked = [...(composer?.locked?.values() ?? [])].flatMap(({ name, require }) => {
    const range = composerRange(require['php'] ?? '*')
    return range === undefined ? [] : [{ name, range, text: require['php'] ?? '*' }]
  })
  const lines = PHP_RELEASES.map(({ line }) => line)
  const within = lines.filter((line) => locked.every(({ range }) => semver.satisfies(`${line}.99`, range)))
  if (asked === undefined) return { value: within[0] ?? DEFAULT, why: 'the default' }
  const candidates = resolvePhpVersions(asked.value)
  const [best] = candidates
  if (best === undefined) {
    throw new UserError(
      `No release of PHP is known that fits "${asked.value}" (${originOf(asked)}).`,
      `Set the input "version", for example to ${DEFAULT}.`,
    )
  }
  const both = candidates.find((line) => locked.length === 0 || within.includes(lineOf(line)))
  if (both === best) return withValue(asked, both)
  if (both !== undefined) {
    const limit = locked.find(({ range }) => !semver.satisfies(`${lineOf(best)}.99`, range))
    return { ...withValue(asked, both), why: `${limit?.name ?? 'a locked package'} allows no ${best}` }
  }
  const against = locked.find(({ range }) => !semver.satisfies(`${lineOf(best)}.99`, range))
  throw new UserError(
    `PHP ${best} (${originOf(asked)}) is not what ${against?.name ?? 'a package'} in ${app.at('composer.lock')} allows: "${against?.text ?? ''}".`,
    'Make both agree: change the constraint in composer.json, or update the package.',
  )
}

// What packages are chosen for, down to a patch that nobody wants to run: its line is meant.
function platformVersion(composer: Composer | undefined): Found<string> | undefined {
  const found = composer?.json.string('config', 'platform', 'php')
  return found === undefined ? undefined : withValue(found, lineOf(found.value))
}

function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** Image tags for what a version file or constraint says, the best first: `8.3.4` itself, `>=8.2` the lines that fit. */
export function resolvePhpVersions(text: string): readonly string[] {
  const word = text.trim().replace(/^(?:php[-@]|v(?=\d))/i, '')
  if (word === 'latest' || word === '*') return [DEFAULT]
  if (/^\d+\.\d+(\.\d+)?$/.test(word)) return [word]
  const range = composerRange(word)
  if (range === undefined) return []
  const open = PHP_RELEASES.filter(({ line }) => semver.satisfies(`${line}.99`, range))
  if (open.length > 0) return open.map(({ line }) => line)
  const lowest = semver.minVersion(range)
  return lowest === null || !semver.satisfies(lowest, range) ? [] : [lowest.version]
}
