import { posix } from 'node:path'
import semver from 'semver'
import type { Found } from '../../../found.ts'
import type { Member } from './members.ts'

/** What an application needs of its workspace; the application itself is in neither list. */
export interface Closure {
  /** The members that building takes, each after those that it depends on. */
  readonly builds: readonly Member[]
  /** Those of them that running takes: reached without a development dependency. */
  readonly runs: readonly Member[]
}

/**
 * Follows an application's dependencies through the members of its workspace. Cycles are followed once. `named` are
 * members that it takes without depending on them.
 */
export function closureOf(
  application: Member,
  members: readonly Member[],
  named: readonly Member[] = [],
): Closure {
  const byName = new Map(members.map((member) => [member.name, member]))
  const byPlace = new Map(members.map((member) => [member.place, member]))
  const reach = (development: boolean): readonly Member[] => {
    const ordered: Member[] = []
    const seen = new Set([application.place])
    const visit = (member: Member): void => {
      for (const [name, asked] of dependenciesOf(member, development)) {
        const next = target(member, name, asked.value, byName, byPlace)
        if (next === undefined || seen.has(next.place)) continue
        seen.add(next.place)
        visit(next)
        ordered.push(next)
      }
    }
    visit(application)
    for (const next of named) {
      if (seen.has(next.place)) continue
      seen.add(next.place)
      visit(next)
      ordered.push(next)
    }
    return ordered
  }
  return { builds: reach(true), runs: reach(false) }
}

function dependenciesOf(member: Member, development: boolean): readonly (readonly [string, Found<string>])[] {
  const manifest = member.manifest()
  return [
    ...manifest.dependencies,
    ...manifest.json.strings('peerDependencies'),
    ...(development ? manifest.devDependencies : []),
  ]
}

/**
 * The member that a dependency means, or undefined for a package of a registry. Sources: pnpm's documentation,
 * "Workspace protocol" (`workspace:*`, `workspace:name@range`, `workspace:../folder`); Yarn's, "Workspaces"; npm's,
 * package.json "Local Paths" (`file:`) and "Workspaces", where a plain range that the member satisfies means it.
 */
function target(
  from: Member,
  name: string,
  asked: string,
  byName: ReadonlyMap<string, Member>,
  byPlace: ReadonlyMap<string, Member>,
): Member | undefined {
  const [, protocol, rest = ''] = /^(workspace|file|link|portal):(.*)$/.exec(asked) ?? []
  if (protocol !== undefined && (protocol !== 'workspace' || /^\.{0,2}\//.test(rest))) {
    const place = posix.normalize(posix.join(from.place, rest)).replace(/\/+$/, '')
    return byPlace.get(place === '.' ? '' : place)
  }
  if (protocol === 'workspace') {
    const alias = /^(@?[^@]+)@./.exec(rest)?.[1]
    return byName.get(alias ?? name) ?? byPlace.get(rest)
  }
  const member = byName.get(name)
  return member !== undefined && satisfies(member, asked) ? member : undefined
}

function satisfies(member: Member, range: string): boolean {
  if (range === '' || range === '*' || range === 'latest') return true
  return semver.satisfies(member.version, range, { includePrerelease: true })
}
