import type { Found } from '../../found.ts'
import type { DenoConfig } from './config.ts'

/** A framework: what its modules are called in imports. */
interface DenoFramework {
  readonly name: string
  readonly modules: RegExp
}

/** In the order in which they are looked for: what builds on another comes before it. */
const DENO_FRAMEWORKS: readonly DenoFramework[] = [
  { name: 'fresh', modules: /@fresh\/core|deno\.land\/x\/fresh@/ },
  { name: 'lume', modules: /deno\.land\/x\/lume|@lume\/lume/ },
  { name: 'oak', modules: /@oak\/oak|deno\.land\/x\/oak@/ },
  { name: 'hono', modules: /(?:npm:|jsr:@hono\/)hono\b|deno\.land\/x\/hono@/ },
  { name: 'express', modules: /npm:express\b/ },
  { name: 'fastify', modules: /npm:fastify\b/ },
]

const PLAIN = 'deno'

// Names that other languages' frameworks have, too, mean those.
export const FRAMEWORK_NAMES: readonly string[] = ['fresh', 'oak', PLAIN]

/** The framework that the imports of the configuration or of the source reveal. */
export function findFramework(
  { imports }: DenoConfig,
  files: readonly { readonly path: string; readonly text: string }[],
): Found<string> {
  for (const { name, modules } of DENO_FRAMEWORKS) {
    const named = [...imports.values()].find(({ value }) => modules.test(value))
    if (named !== undefined) return { ...named, value: name }
    const file = files.find(({ text }) => importLines(text).some((line) => modules.test(line)))
    if (file !== undefined) return { value: name, file: file.path }
  }
  return { value: PLAIN, why: 'no known framework' }
}

function importLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => /\bfrom\s+["']|^\s*import\b/.test(line))
}
