import picomatch from 'picomatch'
import { appIn, join, type App } from '../../../view/file-view.ts'
import type { JsonFile } from '../../../parse/json.ts'
import { readJson } from '../../../parse/once.ts'
import { manifestOf, type Manifest } from '../manifest.ts'

/** A package of a workspace. */
export interface Member {
  readonly app: App
  /** Its package.json, read when asked: a workspace has many members, and an application needs few. */
  readonly manifest: () => Manifest
  /** The folder below the workspace's top, with slashes; `''` is the top itself. */
  readonly place: string
  /** What other packages call it; the folder where it has no name. */
  readonly name: string
  readonly version: string
}

/** Folders that never hold a member of their own. */
const NEVER = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.next', '.turbo', '.nx'])
const DEPTH = 8
const MOST = 5000

/** Tells whether a folder below the workspace's top is one of its members. Later patterns beat earlier ones. */
export function memberMatcher(patterns: readonly string[]): (place: string) => boolean {
  const rules = patterns.map((pattern) => {
    const excludes = pattern.startsWith('!')
    const glob = pattern
      .replace(/^!/, '')
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '')
    return { excludes, matches: picomatch(glob) }
  })
  return (place) => {
    let member = false
    for (const { excludes, matches } of rules) if (matches(place)) member = !excludes
    return member
  }
}

/** All members below a workspace's top, sorted by folder; a bounded part of a huge tree. */
export function findMembers(top: App, patterns: readonly string[]): readonly Member[] {
  const isMember = memberMatcher(patterns)
  const depth = Math.max(...patterns.filter((pattern) => !pattern.startsWith('!')).map(depthOf), 1)
  // Whole folders are passed over that no pattern can lead into.
  const starts = patterns.filter((pattern) => !pattern.startsWith('!')).map(fixedPart)
  const leadsOn = (place: string): boolean =>
    starts.some((start) => start === '' || within(place, start) || within(start, place))
  const members: Member[] = []
  let level = ['']
  for (let step = 0; step < depth && level.length > 0 && members.length < MOST; step += 1) {
    level = level.flatMap((folder) =>
      top.files
        .list(folder)
        .filter(({ name, kind }) => kind === 'folder' && !NEVER.has(name))
        .map(({ name }) => join(folder, name))
        .filter(leadsOn),
    )
    for (const place of level) {
      const member = isMember(place) ? readMember(top, place) : undefined
      if (member !== undefined) members.push(member)
    }
  }
  return members.sort((one, other) => (one.place < other.place ? -1 : 1))
}

/** The package in a folder below the workspace's top, or undefined where none is. */
export function readMember(top: App, place: string): Member | undefined {
  const app = appIn(top.repository, join(top.folder, place))
  const json = readJson(app, 'package.json')
  if (json === undefined) return undefined
  let manifest: Manifest | undefined
  return {
    app,
    manifest: () => (manifest ??= manifestOf(json)),
    place,
    name: stringAt(json, 'name') ?? place,
    version: stringAt(json, 'version') ?? '0.0.0',
  }
}

function stringAt(json: JsonFile, key: string): string | undefined {
  const value = json.get(key)
  return typeof value === 'string' ? value : undefined
}

function depthOf(pattern: string): number {
  return pattern.includes('**') ? DEPTH : pattern.replace(/^\.?\/|\/+$/g, '').split('/').length
}

function fixedPart(pattern: string): string {
  const parts = pattern.replace(/^\.?\//, '').split('/')
  const end = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part))
  return (end === -1 ? parts : parts.slice(0, end)).join('/')
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
