import { parseJson } from './json.ts'
import { parseToml } from './toml.ts'
import { parseYamlFile } from './yaml.ts'
import type { App, FileView } from '../view/file-view.ts'
import { boundedCache, type Cache } from '../view/text-cache.ts'

// In characters of the texts: what is parsed takes some times the memory, and a repository has thousands of manifests.
const KEPT = 2_000_000

interface Kept<T> {
  readonly parsed: T
  readonly length: number
}

/**
 * A reader of an application's files that parses each once in a view of a repository, as every provider asks for the
 * same manifests: undefined where there is no such file. What is broken throws each time, as `parse` does.
 */
export function parsedOnce<T>(
  parse: (file: string, text: string) => T,
): (app: App, path: string) => T | undefined {
  const caches = new WeakMap<FileView, Cache<Kept<T> | undefined>>()
  return ({ repository, at }, path) => {
    let cache = caches.get(repository)
    if (cache === undefined) {
      cache = boundedCache(KEPT, (kept) => kept?.length ?? 0)
      caches.set(repository, cache)
    }
    const file = at(path)
    if (!repository.isFile(file)) return undefined
    return cache(file, () => {
      const text = repository.text(file)
      return text === undefined ? undefined : { parsed: parse(file, text), length: text.length }
    })?.parsed
  }
}

/** JSON. Throws a UserError with file, line and column, as the others do. */
export const readJson = parsedOnce((file, text) => parseJson(file, text))

/** JSON with comments and commas at ends. */
export const readJsonc = parsedOnce((file, text) => parseJson(file, text, 'jsonc'))

export const readToml = parsedOnce(parseToml)

export const readYaml = parsedOnce(parseYamlFile)
