import { join, sources, type App, type FileView } from '../../view/file-view.ts'
import { isBuilt } from './constraints.ts'
import type { Module, Modules } from './modules.ts'

/** A package of one of the repository's modules that the application is built from. */
export interface Package {
  readonly module: Module
  /** The repository's path of its folder. */
  readonly folder: string
  /** The repository's paths of the files that are compiled. */
  readonly files: readonly string[]
  /** Import paths, as they are written. */
  readonly imports: readonly string[]
}

/** A package that is a program. */
export interface Main {
  /** Relative to the module; `''` is its top. */
  readonly folder: string
  /** A build tag without which there would be no program: what Heroku sets. */
  readonly tag?: string
}

// Enough for the largest repositories; what is further down is no program that anyone deploys from the top.
const FILES = 4000
/** What Heroku sets. Source: Heroku's buildpack for Go, README, "Development Flow". */
const HEROKU_TAG = 'heroku'

/** The programs of a module: `package main` with `func main()`, without those of modules inside it. */
export function mains(app: App): readonly Main[] {
  const byFolder = new Map<string, string[]>()
  for (const path of sources(app.files, ['.go'], FILES)) {
    const folder = path.split('/').slice(0, -1).join('/')
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path])
  }
  return [...byFolder].flatMap(([folder, files]) => {
    if (isOtherModule(app.files, folder)) return []
    const main = programIn(app.files, folder, files)
    return main === undefined ? [] : [main]
  })
}

function isOtherModule(view: FileView, folder: string): boolean {
  if (folder === '') return false
  const parts = folder.split('/')
  return parts.some((_, index) => view.isFile(`${parts.slice(0, index + 1).join('/')}/go.mod`))
}

function programIn(view: FileView, folder: string, files: readonly string[]): Main | undefined {
  const texts = files.map((path) => ({ path, text: view.head(path) ?? '' }))
  for (const tag of [undefined, HEROKU_TAG]) {
    const tags = tag === undefined ? [] : [tag]
    const built = texts.filter(({ path, text }) => isBuilt(path, text, tags))
    const starts = built.some(({ text }) => isMain(text) && /^func main\(\)/m.test(text))
    if (starts) return { folder, ...(tag === undefined ? {} : { tag }) }
  }
  return undefined
}

function isMain(text: string): boolean {
  return /^package main\b/m.test(text)
}

/** The packages of this repository that a program is compiled from, itself first. */
export function reachable({ own, local, workspace }: Modules, main: Main): readonly Package[] {
  const modules = [own, ...local, ...(workspace?.members ?? [])]
  const first = readPackage(own, own.app.at(main.folder), main.tag)
  const found = new Map<string, Package>([[first.folder, first]])
  for (const { imports } of found.values()) {
    for (const path of imports) {
      const module = modules
        .filter(({ mod }) => isBelow(path, mod.module?.value))
        .sort((one, other) => nameOf(other).length - nameOf(one).length)[0]
      if (module === undefined) continue
      const folder = join(module.app.folder, path.slice(nameOf(module).length + 1))
      if (!found.has(folder)) found.set(folder, readPackage(module, folder, main.tag))
    }
  }
  return [...found.values()]
}

function nameOf({ mod }: Module): string {
  return mod.module?.value ?? ''
}

function isBelow(path: string, module: string | undefined): boolean {
  return module !== undefined && (path === module || path.startsWith(`${module}/`))
}

function readPackage(module: Module, folder: string, tag: string | undefined): Package {
  const { repository } = module.app
  const files: string[] = []
  const imports = new Set<string>()
  for (const { name, kind } of repository.list(folder)) {
    const path = join(folder, name)
    if (kind !== 'file' || !name.endsWith('.go')) continue
    const text = repository.head(path) ?? ''
    if (!isBuilt(path, text, tag === undefined ? [] : [tag])) continue
    files.push(path)
    for (const one of importsOf(text)) imports.add(one)
  }
  return { module, folder, files, imports: [...imports] }
}

// Imports stand before every other declaration, one each or in parentheses.
function importsOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^import\s*\(([^)]*)\)/gm)].map(([, block = '']) => block)
  const lines = [...text.matchAll(/^import\s+(?:[\w.]+\s+)?("[^"\n]+")/gm)].map(([, line = '']) => line)
  return [...blocks, ...lines].flatMap((block) =>
    block.split('\n').flatMap((line) => {
      const path = /^\s*(?:[\w.]+\s+)?["`]([^"`]+)["`]/.exec(line)?.[1]
      return path === undefined ? [] : [path]
    }),
  )
}
