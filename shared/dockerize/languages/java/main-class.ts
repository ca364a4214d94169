import { posix } from 'node:path'
import { choose, type Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import { sources, type App } from '../../view/file-view.ts'

const FOLDERS = ['src/main/java', 'src/main/kotlin', 'src']
const JAVA_MAIN = /\bstatic\s+(?:final\s+)?void\s+main\s*\(\s*(?:final\s+)?String\b|^\s*void\s+main\s*\(/m
const KOTLIN_MAIN = /^(?:suspend\s+)?fun\s+main\s*\(/m
const KOTLIN_STATIC = /@JvmStatic\s+fun\s+main\s*\(/

/** Java's and Kotlin's source files of a module, relative to it, the nearest to the top first. */
export function javaSources(app: App): readonly string[] {
  const folder = FOLDERS.find((path) => app.files.isFolder(path))
  if (folder === undefined) return []
  const main = folder.startsWith('src/main') ? 'src/main' : folder
  const view = { ...app.files, list: (path: string) => app.files.list(posix.join(main, path)) }
  return sources(view, ['.java', '.kt']).map((path) => posix.join(main, path))
}

/** Every class of the source that can be started, the one in the topmost package first. */
export function mainClasses(app: App, files: readonly string[]): readonly Found<string>[] {
  return files.flatMap((file): readonly Found<string>[] => {
    const text = app.files.head(file) ?? ''
    const kotlin = file.endsWith('.kt')
    const match = searchLines(text, kotlin ? KOTLIN_MAIN : JAVA_MAIN) ?? searchLines(text, KOTLIN_STATIC)
    if (match === undefined) return []
    const own = className(file, text, kotlin && KOTLIN_MAIN.test(text))
    return [{ value: own, file: app.at(file), line: match.line }]
  })
}

/** The class to start: the only one, or the one whose name says so; the others are told. */
export function mainClass(app: App, files: readonly string[]): Found<string> | undefined {
  const all = mainClasses(app, files)
  const named = all.filter(({ value }) =>
    /(?:^|\.)(?:\w*Application|\w*Main|App|MainKt|ApplicationKt|AppKt|Server)$/.test(value),
  )
  const [first] = named
  return first === undefined ? choose(all) : choose([first, ...all.filter((one) => one !== first)])
}

/** Source: Kotlin's documentation, "Calling Kotlin from Java": functions of App.kt are in the class AppKt. */
function className(file: string, text: string, topLevel: boolean): string {
  const base = posix.basename(file, posix.extname(file))
  const [, inPackage] = /^\s*package\s+([\w.`]+)/m.exec(text) ?? []
  const [, named] = /^@file:JvmName\(\s*"(\w+)"\s*\)/m.exec(text) ?? []
  const name = topLevel ? (named ?? `${base.charAt(0).toUpperCase()}${base.slice(1)}Kt`) : base
  return inPackage === undefined ? name : `${inPackage.replaceAll('`', '')}.${name}`
}
