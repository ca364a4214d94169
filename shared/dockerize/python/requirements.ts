import { posix } from 'node:path'
import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'

/** A requirements.txt with all that it includes. */
export interface Requirements {
  /** The file and what it includes, relative to the application. */
  readonly files: readonly string[]
  /** Names as PyPI compares them, with where they stand; extras are part of the value. */
  readonly packages: ReadonlyMap<string, Found<string>>
  /** Every download is checked against a hash: nothing can be added beside. */
  readonly hashed: boolean
  /** It installs the application itself, which needs the source. */
  readonly local: boolean
  /** Names of environment variables in it, for tokens of private indexes. */
  readonly variables: readonly string[]
}

/** Reads a requirements file. Source: pip's documentation, "Requirements File Format". */
export function readRequirements(app: App, top: string): Requirements {
  const files: string[] = []
  const packages = new Map<string, Found<string>>()
  const variables = new Set<string>()
  let hashed = false
  let local = false
  const queue = [top]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const text = app.files.text(path)
    if (text === undefined || files.includes(path) || files.length > 50) continue
    files.push(path)
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = raw.replace(/(?:^|\s)#.*$/, '').trim()
      for (const [, name] of line.matchAll(/\$\{([A-Z0-9_]+)\}/g)) if (name !== undefined) variables.add(name)
      hashed ||= line.includes('--hash=')
      const included = /^(?:-r|-c|--requirement|--constraint)[\s=]+(\S+)/.exec(line)?.[1]
      if (included !== undefined) queue.push(posix.normalize(posix.join(posix.dirname(path), included)))
      local ||= /^(?:-e\s+|--editable[\s=]+)?\.(?:\/|\[|$)/.test(line)
      const requirement = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?/.exec(line)
      if (requirement?.[1] === undefined) continue
      const name = canonical(requirement[1])
      if (!packages.has(name)) {
        packages.set(name, { value: `${name}${requirement[2] ?? ''}`, file: app.at(path), line: index + 1 })
      }
    }
  }
  return { files, packages, hashed, local, variables: [...variables].sort() }
}

/** A name as PyPI compares it. Source: PyPA specifications, "Names and normalization". */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
