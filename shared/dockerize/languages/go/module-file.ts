import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'

/** A module that another file names, and the version it asks for. */
interface Requirement extends Found<string> {
  /** No package of the module imports it by itself. */
  readonly indirect: boolean
}

/** A module that stands at a path instead of coming from a proxy. */
interface Replacement {
  readonly module: string
  /** As it is written: relative to the file's folder. */
  readonly path: string
}

/** What a go.mod or go.work says. */
export interface ModuleFile {
  readonly file: string
  readonly module?: Found<string>
  /** The least version of Go: `1.22`, `1.22.3`. */
  readonly go?: Found<string>
  /** The toolchain that the module's authors use: `1.24.1`; never below `go`. */
  readonly toolchain?: Found<string>
  readonly requires: ReadonlyMap<string, Requirement>
  readonly replaces: readonly Replacement[]
  /** Folders of a workspace's modules, as they are written. */
  readonly uses: readonly string[]
  /** What Heroku is told in a comment. Source: Heroku's documentation, "Go Support", `+heroku goVersion`. */
  readonly herokuVersion?: Found<string>
}

/** A directive's words, with the comment that follows them. */
interface Line {
  readonly words: readonly string[]
  readonly comment: string
  readonly line: number
}

/**
 * Reads a go.mod or go.work. Source: go.dev, "Go Modules Reference", go.mod files, Lexical elements.
 * @throws UserError for a block or a string that does not end
 */
export function parseModuleFile(file: string, text: string): ModuleFile {
  const requires = new Map<string, Requirement>()
  const replaces: Replacement[] = []
  const uses: string[] = []
  const single: Record<string, Found<string>> = {}
  for (const { words, comment, line } of directives(file, text)) {
    const [name = '', first = '', second = ''] = words
    const heroku = /^\s*\+heroku\s+goVersion\s+(\S+)/.exec(comment)?.[1]
    if (heroku !== undefined) single['heroku'] = { value: heroku, file, line }
    if (name === 'module' || name === 'go') single[name] = { value: first, file, line }
    if (name === 'toolchain' && first.startsWith('go')) {
      // The patch number may carry a suffix of whoever built it.
      single[name] = { value: first.slice(2).replace(/[-+].*$/, ''), file, line }
    }
    if (name === 'require') {
      requires.set(first, { value: second, file, line, indirect: /^\s*indirect\b/.test(comment) })
    }
    if (name === 'use') uses.push(first)
    const target = words[words.indexOf('=>') + 1]
    if (name === 'replace' && target !== undefined && /^\.{1,2}(?:\/|$)/.test(target)) {
      replaces.push({ module: first, path: target })
    }
  }
  const { module, go, toolchain, heroku } = single
  return {
    file,
    ...(module === undefined ? {} : { module }),
    ...(go === undefined ? {} : { go }),
    ...(toolchain === undefined ? {} : { toolchain }),
    ...(heroku === undefined ? {} : { herokuVersion: heroku }),
    requires,
    replaces,
    uses,
  }
}

/** Every directive as if it stood on a line of its own: a block's name is put before each of its lines. */
function directives(file: string, text: string): readonly Line[] {
  const lines: Line[] = []
  let block: { readonly name: string; readonly line: number } | undefined
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const { words, comment } = split(file, raw, index + 1)
    if (words.length === 0 && comment === '') continue
    if (words[0] === ')') block = undefined
    else if (words.at(-1) === '(') block = { name: words[0] ?? '', line: index + 1 }
    else {
      const named = block === undefined || words.length === 0 ? words : [block.name, ...words]
      lines.push({ words: named, comment, line: index + 1 })
    }
  }
  if (block === undefined) return lines
  throw new UserError(
    `${file} is not valid: the block "${block.name} (" of line ${block.line} does not end.`,
    `Mend ${file}; nothing was written.`,
  )
}

function split(
  file: string,
  raw: string,
  line: number,
): { readonly words: readonly string[]; readonly comment: string } {
  const words: string[] = []
  let rest = raw.trimStart()
  while (rest !== '' && !rest.startsWith('//')) {
    const quote = ['"', '`'].find((mark) => rest.startsWith(mark))
    const end = quote === undefined ? rest.search(/[\s()]|\/\/|$/) : rest.indexOf(quote, 1)
    if (end === -1) {
      throw new UserError(
        `${file} is not valid at line ${line}: a string does not end.`,
        `Mend ${file}; nothing was written.`,
      )
    }
    // A parenthesis is a word of its own.
    const length = Math.max(end, 1)
    words.push(quote === undefined ? rest.slice(0, length) : rest.slice(1, end))
    rest = rest.slice(quote === undefined ? length : end + 1).trimStart()
  }
  return { words, comment: rest.slice(2) }
}
