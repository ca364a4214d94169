import { isJsonObject, type Json, type JsonObject } from '../../../aws/raw-json.ts'
import { textOf } from './json.ts'

/**
 * What differs between two task definitions, a line each: the released image first, then its environment variables,
 * then the rest by the path of the field: `+ cpu: 256 -> 512`. Values of environment variables are never shown, nor
 * whatever else is called a secret. A container that comes or goes is one line with its image.
 * @param container the container that is released: its environment variables are named without it
 */
export function diffLines(from: JsonObject, to: JsonObject, container: string): readonly string[] {
  const [before, after] = [leavesOf(from), leavesOf(to)]
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const)
    foldContainers(one, other)
  const own = `containerDefinitions.${container}`
  const rank = (path: string): number =>
    path === `${own}.image` ? 0 : path.startsWith(`${own}.environment`) ? 1 : 2
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return paths
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((path) => {
      const [was, is] = [before.get(path), after.get(path)]
      return was === is ? [] : lineOf(path, was, is, container)
    })
}

/** Leaves the image alone of every container that the other one does not have. */
function foldContainers(one: Map<string, string>, other: ReadonlyMap<string, string>): void {
  const there = new Set([...other.keys()].map((path) => CONTAINER.exec(path)?.[0]))
  for (const path of [...one.keys()]) {
    const its = CONTAINER.exec(path)?.[0]
    if (its === undefined || there.has(its)) continue
    const image = one.get(`${its}image`)
    if (path === `${its}image`) one.set(its.slice(0, -1), image ?? '')
    one.delete(path)
  }
}

const CONTAINER = /^containerDefinitions\.[^.]+\./

function lineOf(
  path: string,
  was: string | undefined,
  is: string | undefined,
  container: string,
): readonly string[] {
  const sign = is === undefined ? '-' : '+'
  const what = is === undefined ? 'removed' : was === undefined ? 'added' : 'changed'
  const [inEnvironment, owner = '', variable = ''] = ENVIRONMENT.exec(path) ?? []
  if (inEnvironment !== undefined) {
    const whose = owner === container ? '' : `containerDefinitions.${owner}.`
    return [`${sign} ${whose}environment ${variable} (${what})`.replace('  ', ' ')]
  }
  if (isTelling(path, was) || isTelling(path, is)) return [`${sign} ${path} (${what})`]
  if (is === undefined) return [`- ${path}: ${was ?? ''}`]
  if (was === undefined) return [`+ ${path}: ${is}`]
  const line = `+ ${path}: ${was} -> ${is}`
  return line.length <= WIDEST ? [line] : [`- ${path}: ${was}`, `+ ${path}: ${is}`]
}

const WIDEST = 100
// A container's name has no dot, a variable's may.
const ENVIRONMENT = /^containerDefinitions\.([^.]+)\.environment(?:\.(.+?)(?:\.value)?)?$/s
// Tokens stand in the options of log drivers and proxies, and on command lines.
const SECRET_NAME = /(?:token|password|passwd|secret|api_?key|credential)[^.]*$/i
const SECRET_TEXT = /(?:token|password|passwd|secret|api[-_]?key)["\s]*[=:,]/i
const FREE_TEXT = /\.(?:command|entryPoint)$/

function isTelling(path: string, value: string | undefined): boolean {
  if (value === undefined || path.endsWith('.valueFrom')) return false
  return SECRET_NAME.test(path) || (FREE_TEXT.test(path) && SECRET_TEXT.test(value))
}

/** Every value by its path; what has a name stands under it, whatever its place in the list. */
function leavesOf(value: JsonObject): Map<string, string> {
  const leaves = new Map<string, string>()
  collect(value, '', leaves)
  return leaves
}

function collect(value: Json | undefined, path: string, leaves: Map<string, string>): void {
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`)
  if (value === undefined || value === null) return
  if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      // The name is in the path already.
      if (key !== idOf(value) || !path.endsWith(`.${textOf(value[key])}`)) collect(inner, below(key), leaves)
    }
    return
  }
  if (!Array.isArray(value)) {
    leaves.set(path, String(value))
    return
  }
  if (value.every((item) => !isJsonObject(item))) {
    if (value.length > 0) leaves.set(path, JSON.stringify(value))
    return
  }
  for (const [index, item] of value.entries()) {
    const id = isJsonObject(item) ? idOf(item) : undefined
    const name = isJsonObject(item) && id !== undefined ? textOf(item[id]) : ''
    collect(item, below(name === '' ? String(index) : name), leaves)
  }
}

/** The member by which an object of a list is known: of a container, a variable, a volume; of a tag. */
function idOf(item: JsonObject): 'name' | 'key' | undefined {
  if (typeof item['name'] === 'string') return 'name'
  return typeof item['key'] === 'string' ? 'key' : undefined
}
