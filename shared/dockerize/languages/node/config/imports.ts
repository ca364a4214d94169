import { posix } from 'node:path'
import type { App } from '../../../view/file-view.ts'
import { statementsOf } from './syntax.ts'

/** What a file of configuration loads while it is read. */
export interface Loaded {
  /** Files of the application, this one first. */
  readonly files: readonly string[]
  /** Packages, by name. */
  readonly packages: readonly string[]
}

const ENDINGS = [
  '',
  '.js',
  '.mjs',
  '.cjs',
  '.ts',
  '.mts',
  '.cts',
  '.json',
  '/index.js',
  '/index.mjs',
  '/index.ts',
]
// A configuration that loads half the application is no configuration.
const MOST_FILES = 40

/** Follows the imports of a file through the application's own files. Types are erased, and so left out. */
export function loadedBy(app: App, path: string): Loaded {
  const files = [path]
  const packages = new Set<string>()
  for (let index = 0; index < files.length && files.length < MOST_FILES; index += 1) {
    const file = files[index] ?? path
    for (const source of sourcesIn(app.files.head(file) ?? '')) {
      if (source.startsWith('.')) {
        const found = resolve(app, posix.join(posix.dirname(file), source))
        if (found !== undefined && !files.includes(found)) files.push(found)
      } else if (/^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/.test(source)) {
        packages.add(source.split('/', source.startsWith('@') ? 2 : 1).join('/'))
      }
    }
  }
  return { files, packages: [...packages].sort() }
}

function resolve(app: App, path: string): string | undefined {
  // TypeScript lets `./x.js` stand for `./x.ts`.
  const typed = path.replace(/\.([cm]?)js$/, '.$1ts')
  return [...ENDINGS.map((ending) => path + ending), typed].find((file) => app.files.isFile(file))
}

/** The modules that a text imports or requires, by whatever function: `import`, `require`, `jiti(...)('./env')`. */
function sourcesIn(text: string): readonly string[] {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!isNode(node)) return
    const source = sourceOf(node)
    if (source !== undefined) found.add(source)
    if (!('importKind' in node) || node.importKind !== 'type') Object.values(node).forEach(visit)
  }
  visit(statementsOf(text))
  return [...found]
}

function isNode(value: unknown): value is { readonly type: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value
}

function sourceOf(node: { readonly type: unknown }): string | undefined {
  const types = 'importKind' in node && node.importKind === 'type'
  if (!types && 'source' in node && /^(?:Import|Export)/.test(String(node.type))) return textOf(node.source)
  if (node.type !== 'CallExpression' || !('arguments' in node) || !Array.isArray(node.arguments))
    return undefined
  const list: readonly unknown[] = node.arguments
  const value = textOf(list[0])
  const callee = 'callee' in node && isNode(node.callee) ? node.callee : undefined
  const loads =
    callee?.type === 'Import' || (callee !== undefined && 'name' in callee && callee.name === 'require')
  return loads || /^\.\.?\//.test(value ?? '') ? value : undefined
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'StringLiteral' && 'value' in node && typeof node.value === 'string'
    ? node.value
    : undefined
}
