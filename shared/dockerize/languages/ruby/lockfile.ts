import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'

/** What Gemfile.lock says. */
export interface Lockfile {
  readonly file: string
  /** Every gem with its version and line, whatever its group: the lockfile does not know groups. */
  readonly gems: ReadonlyMap<string, Found<string>>
  /** Servers that gems come from. */
  readonly remotes: readonly string[]
  /** Folders of the repository that hold gems, relative to the Gemfile. */
  readonly paths: readonly string[]
  /** Some gems come from a server. */
  readonly fetched: boolean
  readonly fromGit: boolean
  readonly platforms: readonly Found<string>[]
  readonly ruby: Found<string> | undefined
  readonly bundler: Found<string> | undefined
}

/**
 * Reads a Gemfile.lock: sections begin at the left, their members are indented by two, gems by four.
 * Source: Bundler's LockfileParser.
 */
export function readLockfile(app: App): Lockfile | undefined {
  const name = ['Gemfile.lock', 'gems.locked'].find((path) => app.files.isFile(path))
  if (name === undefined) return undefined
  const file = app.at(name)
  const gems = new Map<string, Found<string>>()
  const remotes: string[] = []
  const paths: string[] = []
  const platforms: Found<string>[] = []
  let fetched = false
  let fromGit = false
  let ruby: Found<string> | undefined
  let bundler: Found<string> | undefined
  let section = ''
  for (const [index, text] of (app.files.text(name) ?? '').split(/\r?\n/).entries()) {
    const place = { file, line: index + 1 }
    if (/^[A-Z]/.test(text)) {
      section = text.trim()
      fromGit ||= section === 'GIT'
      continue
    }
    const line = text.trim()
    if (line === '') continue
    const gem = /^ {4}(\S+) \(([^)]+)\)$/.exec(text)
    const remote = /^ {2}remote: (\S+)$/.exec(text)?.[1]
    fetched ||= gem !== null && section === 'GEM'
    if (gem?.[1] !== undefined && gem[2] !== undefined) gems.set(gem[1], { value: gem[2], ...place })
    else if (remote !== undefined && section === 'GEM') remotes.push(remote)
    else if (remote !== undefined && section === 'PATH') paths.push(remote)
    else if (section === 'PLATFORMS') platforms.push({ value: line, ...place })
    else if (section === 'RUBY VERSION')
      ruby = { value: line.replace(/^ruby /, '').replace(/p\d+$/, ''), ...place }
    else if (section === 'BUNDLED WITH') bundler = { value: line, ...place }
  }
  return { file, gems, remotes, paths, fetched, fromGit, platforms, ruby, bundler }
}
