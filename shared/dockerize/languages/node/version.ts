import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { NODE_CODENAMES, NODE_RELEASES } from './releases.ts'
import { readHints } from '../../hints/index.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import type { Manifest } from './manifest.ts'
import { newestCompiling } from './native/ceiling.ts'

const DEFAULT = NODE_RELEASES[0]?.line ?? 'lts'

/**
 * The tag of the official image: what pins a version beats what only gives a range. `top` is the package.json at the top
 * of the workspace.
 */
export function nodeVersion(
  app: App,
  manifest: Manifest | undefined,
  input: string | undefined,
  top?: Manifest,
): Found<string> {
  // The top of a workspace speaks for every package; with Volta one may also say `extends`, which is the same.
  const manifests = [manifest, ...(top === undefined || top === manifest ? [] : [top])]
  const asked = askedVersion(app, input, { files: ['.nvmrc', '.node-version'], tools: ['nodejs', 'node'] }, [
    // Netlify and Render pin it so.
    readHints(app).variables.get('NODE_VERSION'),
    ...manifests.flatMap((one) => [one?.json.string('volta', 'node'), runtimeVersion(one)]),
    ...manifests.map((one) => one?.json.string('engines', 'node')),
  ])
  const newest = newestCompiling(app)
  if (asked === undefined) return newest ?? { value: DEFAULT, why: 'the default long-term line' }
  const tag = resolveNodeVersion(asked.value)
  // A range leaves the choice open; a version does not.
  if (newest !== undefined && tag !== asked.value && Number(tag) > Number(newest.value)) {
    if (semver.satisfies(`${newest.value}.99.99`, asked.value)) return newest
  }
  if (tag !== undefined) return withValue(asked, tag)
  throw new UserError(
    `No release of Node.js is known that fits "${asked.value}" (${originOf(asked)}).`,
    'Set the input "version", for example to 24.',
  )
}

/** The image tag for what a version file or range says: `v22` gives 22, `>=20` the preferred line, `22.4.1` itself. */
export function resolveNodeVersion(text: string): string | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
  if (['node', 'stable', 'current', 'latest', 'lts', 'lts/*', '*'].includes(word)) return DEFAULT
  const codename = NODE_CODENAMES[word.replace(/^lts\//, '')]
  if (codename !== undefined) return codename
  // A version or a part of one is a tag as it stands, whether or not its line is in our table.
  if (/^\d+(\.\d+){0,2}$/.test(word)) return word
  if (semver.validRange(word) === null) return undefined
  for (const { line } of NODE_RELEASES) {
    const tag = tagWithin(line, word)
    if (tag !== undefined) return tag
  }
  return undefined
}

// A floating tag is its line's newest release: it fits only where the range leaves the line open at the top.
function tagWithin(line: string, range: string): string | undefined {
  if (semver.satisfies(`${line}.99.99`, range)) return line
  for (let minor = 30; minor >= 0; minor -= 1) {
    if (semver.satisfies(`${line}.${minor}.99`, range)) return `${line}.${minor}`
  }
  const lowest = semver.minVersion(range)
  return lowest !== null && lowest.major === Number(line) && semver.satisfies(lowest, range)
    ? lowest.version
    : undefined
}

function runtimeVersion(manifest: Manifest | undefined): Found<string> | undefined {
  const name = manifest?.json.string('devEngines', 'runtime', 'name')
  return name?.value === 'node' ? manifest?.json.string('devEngines', 'runtime', 'version') : undefined
}
