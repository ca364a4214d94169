import type { Step } from '../../../image/steps.ts'
import type { Facts } from '../facts.ts'
import { isTable } from '../../../parse/document.ts'
import { runtimeEntries } from '../runtime-files.ts'
import type { Member } from '../workspace/members.ts'
import { copyFolder, imageFolder, target } from './layout.ts'

/** What a running application needs of another package of its workspace: what was built, or all as it is. */
export function memberFiles({ project, build }: Facts, member: Member): readonly Step[] {
  const { place, app } = member
  if (build?.members.includes(member) !== true) return [copyFolder(app.folder, place)]
  const { folders, names } = runtimeEntries(app, [])
  const listed = new Set(app.files.list('').map(({ name }) => name))
  const entries = entryFolders(member)
  // Entry points below a folder that is not there before the build are in one that the build makes.
  const made = entries.filter((name) => !listed.has(name))
  const source = entries.filter((name) => listed.has(name))
  const all = [...new Set([...folders, ...made, ...source])].sort()
  const from = imageFolder(project, place)
  return [
    { kind: 'copy', from: 'build', sources: names.map((name) => `${from}/${name}`), to: target(place) },
    ...all.map((name): Step => ({
      kind: 'copy',
      from: 'build',
      sources: [`${from}/${name}`],
      to: `${target(place)}${name}`,
    })),
  ]
}

/** The folders that a package's entry points are in. Source: nodejs.org, "Packages", Package entry points. */
function entryFolders({ manifest }: Member): readonly string[] {
  const { json } = manifest()
  const paths = ['main', 'module', 'exports'].flatMap((key) => strings(json.get(key)))
  const first = paths.map((path) => /^(?:\.\/)?([^./*][^/*]*)\//.exec(path)?.[1])
  return [...new Set(first.filter((name) => name !== undefined))]
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  // Types are for compilers alone, and may be in a folder of their own.
  return isTable(value)
    ? Object.entries(value).flatMap(([key, inner]) => (key === 'types' ? [] : strings(inner)))
    : []
}
