import type { Member } from './members.ts'

// Source: the runners' documentation of what means every package.
const EVERY =
  /\b(?:turbo|lerna) (?:run )?\w|\bnx (?:run-many|affected)\b|\s(?:-r|--recursive|--workspaces|-ws)(?:\s|$)|\bworkspaces foreach\b/

/**
 * The members of a workspace that command lines at its top are about: by folder (`node packages/api/index.js`), by name
 * (`--filter=api`), or all of them, where a task runner is asked to run through them.
 */
export function namedMembers(lines: readonly string[], members: readonly Member[]): readonly Member[] {
  if (lines.some((line) => EVERY.test(line))) return members
  return members.filter(({ place, name }) =>
    lines.some((line) => line.split(/[\s"'=;&|()]+/).some((word) => means(word, place, name))),
  )
}

function means(word: string, place: string, name: string): boolean {
  const path = word.replace(/^\.\//, '')
  return path === place || path.startsWith(`${place}/`) || path === name
}
