import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { ignorePattern } from './ignore-pattern.ts'

/** Which files of a context are sent to the build. Paths are relative to the context, with `/`; '' is the context. */
export interface ContextFilter {
  readonly sends: (path: string) => boolean
  /** True when nothing below a folder is sent, so that it need not be looked into. */
  readonly leavesOut: (folder: string) => boolean
}

interface Rule {
  /** Brings back what an earlier rule left out. */
  readonly exception: boolean
  /** The path of the one thing that it matches; undefined for a rule with wildcards. */
  readonly literal: string | undefined
  readonly matches: (path: string) => boolean
}

/**
 * Reads what the build leaves out of its context. An ignore file beside the Dockerfile wins over the context's own.
 * Source: docs.docker.com, "Build context", .dockerignore files, Filename and location.
 */
export async function readContextFilter(context: string, dockerfile: string): Promise<ContextFilter> {
  const beside = await readIfThere(`${dockerfile}.dockerignore`)
  return contextFilter(beside ?? (await readIfThere(join(context, '.dockerignore'))) ?? '')
}

/**
 * The filter of an ignore file's text, as BuildKit understands it: the last rule that matches decides, and a rule that
 * matches a folder matches all that is in it. A rule is not asked where it would change nothing, and what it then
 * would have said of a folder is lost for what is in the folder.
 * Source: moby/patternmatcher, MatchesUsingParentResults; a test compares it with Docker.
 */
export function contextFilter(text: string): ContextFilter {
  const rules = rulesIn(text)
  const exceptions = rules.filter(({ exception }) => exception)
  const folders = new Map<string, readonly boolean[]>([['.', rules.map(() => false)]])

  const matchesOfFolder = (folder: string): readonly boolean[] => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const found = matchesOf(folder)
    folders.set(folder, found)
    return found
  }
  const matchesOf = (path: string): readonly boolean[] => {
    const above = matchesOfFolder(posix.dirname(path))
    let leftOut = false
    return rules.map(({ exception, matches }, index) => {
      const match = above[index] === true || (exception === leftOut && matches(path))
      if (match) leftOut = !exception
      return match
    })
  }
  const sends = (path: string): boolean => {
    if (path === '' || rules.length === 0) return true
    const last = matchesOf(path).lastIndexOf(true)
    return last < 0 || rules[last]?.exception === true
  }
  return {
    sends,
    leavesOut: (folder) =>
      !sends(folder) &&
      exceptions.every(({ literal }) => literal !== undefined && !literal.startsWith(`${folder}/`)),
  }
}

/** Source: moby/patternmatcher, ignorefile: comments begin a line, blanks around a rule do not count. */
function rulesIn(text: string): readonly Rule[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '!')
    .map((line) => {
      const exception = line.startsWith('!')
      const pattern = cleaned(exception ? line.slice(1).trim() : line)
      return { exception, ...ignorePattern(pattern) }
    })
}

function cleaned(pattern: string): string {
  const path = posix.normalize(pattern)
  return path.length > 1 ? path.replace(/^\//, '').replace(/\/$/, '') : path
}

async function readIfThere(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch(() => undefined)
}
