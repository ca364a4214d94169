import { posix } from 'node:path'
import type { Found } from '../../found.ts'
import { join, type App } from '../../view/file-view.ts'
import { localPackage, type LocalPackage } from './local-package.ts'

/** A requirements.txt with all that it includes. */
export interface Requirements {
  /** The file itself, relative to the application. */
  readonly top: string
  /** The file and what it includes, the repository's paths. */
  readonly files: readonly string[]
  /** Folders of packages that it installs, and files of packages, the repository's paths; the application itself is none. */
  readonly folders: readonly string[]
  readonly archives: readonly string[]
  /** Some of these folders are where Python imports from. */
  readonly editable: boolean
  /** Names as indexes compare them, with where they stand; extras are part of the value. */
  readonly packages: ReadonlyMap<string, Found<string>>
  /** Versions that are pinned by `==`, by name. */
  readonly pins: ReadonlyMap<string, string>
  /** Every download is checked against a hash: nothing can be added beside. */
  readonly hashed: boolean
  /** It installs the application itself, which needs the source. */
  readonly local: boolean
  /** Something is fetched by Git. */
  readonly git: boolean
  /** It names an index of its own. */
  readonly index: boolean
  /** Names of environment variables in it, for tokens of private indexes. */
  readonly variables: readonly string[]
}

// The one for production where there are several; the top of the application first.
const NAMES = [
  'requirements.txt',
  'requirements/production.txt',
  'requirements/prod.txt',
  'requirements-production.txt',
  'requirements-prod.txt',
  'requirements.prod.txt',
  'requirements/requirements.txt',
  'requirements/base.txt',
  'requirements/main.txt',
  'requirements.in',
  'requirements/production.in',
]

/** The requirements files that are there, the one to install first. */
export function requirementsFiles(app: App): readonly string[] {
  return NAMES.filter((name) => app.files.isFile(name))
}

/** Reads a requirements file. Source: pip's documentation, "Requirements File Format". */
export function readRequirements(app: App, top: string): Requirements {
  const files: string[] = []
  const packages = new Map<string, Found<string>>()
  const pins = new Map<string, string>()
  const variables = new Set<string>()
  const places: LocalPackage[] = []
  const says = { hashed: false, git: false, index: false }
  const queue = [{ path: app.at(top), constrains: false }]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, constrains } = next
    const text = app.repository.text(path)
    if (text === undefined || files.includes(path) || files.length > 50) continue
    files.push(path)
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = raw.replace(/(?:^|\s)#.*$/, '').trim()
      for (const [, name] of line.matchAll(/\$\{([A-Z0-9_]+)\}/g)) if (name !== undefined) variables.add(name)
      says.hashed ||= line.includes('--hash=')
      says.git ||= /(?:^|\s)(?:-e\s+)?git\+/.test(line)
      says.index ||= /^(?:-i|-f|--(?:extra-)?index-url|--find-links)\b/.test(line)
      const [, option, included] = /^(-r|-c|--requirement|--constraint)[\s=]*(\S+)/.exec(line) ?? []
      if (included !== undefined) {
        const file = posix.normalize(join(posix.dirname(path), included))
        // A constraint says at which version, not that it is installed.
        queue.push({ path: file, constrains: constrains || option === '-c' || option === '--constraint' })
      }
      const place = localPackage(app, { value: line, file: path, line: index + 1 })
      if (place !== undefined) places.push(place)
      const requirement = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(?:===?\s*([\w.+!-]+))?/.exec(line)
      if (requirement?.[1] === undefined || place !== undefined) continue
      const name = canonical(requirement[1])
      if (requirement[3] !== undefined && !pins.has(name)) pins.set(name, requirement[3])
      if (constrains || packages.has(name)) continue
      packages.set(name, { value: `${name}${requirement[2] ?? ''}`, file: path, line: index + 1 })
    }
  }
  const of = (kind: LocalPackage['kind']): readonly string[] =>
    [...new Set(places.filter((one) => one.kind === kind).map(({ path }) => path))].sort()
  return {
    top,
    files,
    packages,
    pins,
    ...says,
    local: of('self').length > 0,
    folders: of('folder'),
    archives: of('archive'),
    editable: places.some(({ kind, editable }) => kind === 'folder' && editable),
    variables: [...variables].sort(),
  }
}

/** A name as indexes compare it. Source: PyPA specifications, "Names and normalization". */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
