import { posix } from 'node:path'
import { join, type App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'
import { HOOKS } from '../stages/hooks.ts'
import type { PartOfNeeds } from './needs.ts'

const COMMAND = 'node_modules/.bin/prisma generate'

/**
 * What Prisma needs: OpenSSL for its engines, and its client generated. That goes into node_modules, and then has to
 * happen where those are installed, or beside the source, and then before the build.
 */
export function prismaNeeds(app: App, manifest: Manifest): PartOfNeeds | undefined {
  const client = manifest.dependency('@prisma/client') ?? manifest.dependency('prisma')
  if (client === undefined) return undefined
  // Its engines verify certificates with the system's own.
  const system: PartOfNeeds = { build: ['openssl'], run: ['ca-certificates', 'openssl'] }
  const schema = schemaOf(app, manifest)
  if (schema === undefined || manifest.dependency('prisma') === undefined) return system
  const generates = (names: readonly string[]): boolean =>
    names.some((name) => manifest.scripts.get(name)?.value.includes('prisma generate') === true)
  const inModules = schema.outputs.every((output) => output === undefined || output.includes('node_modules'))
  const line = `${environment(app)}${COMMAND}${schema.flag}`
  const files = [schema.copied, ...CONFIGS.filter((path) => app.files.isFile(path))]
  if (inModules) return generates(HOOKS) ? { ...system, files } : { ...system, files, after: [line] }
  // The hook runs where the source is not, and what it writes beside it is in no later stage.
  return generates(['prebuild', 'build']) ? system : { ...system, beforeBuild: [line] }
}

const CONFIGS = ['prisma.config.ts', 'prisma.config.mts', 'prisma.config.js', 'prisma.config.mjs']

interface Schema {
  /** The file or folder that an installation needs of it. */
  readonly copied: string
  /** The option that names it where Prisma would not find it. */
  readonly flag: string
  /** Where each generator writes, relative to the schema. */
  readonly outputs: readonly (string | undefined)[]
}

function schemaOf(app: App, manifest: Manifest): Schema | undefined {
  const named = manifest.json.string('prisma', 'schema') ?? readConfig(app, 'prisma.config')?.string('schema')
  const paths =
    named === undefined
      ? ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma', 'prisma']
      : [posix.normalize(named.value)]
  for (const path of paths) {
    const inside = app.files.list(path).filter(({ name }) => name.endsWith('.prisma'))
    const files = app.files.isFile(path) ? [path] : inside.map(({ name }) => join(path, name))
    if (files.length === 0) continue
    const outputs = files.flatMap((file) => generatorOutputs(app.files.head(file) ?? ''))
    return { copied: path.includes('/') ? (path.split('/')[0] ?? path) : path, flag: '', outputs }
  }
  return undefined
}

/** The `output` of each generator block of a schema. Source: prisma.io, "Prisma schema", generators. */
function generatorOutputs(text: string): readonly (string | undefined)[] {
  const outputs: (string | undefined)[] = []
  let inside = false
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (/^generator\s+\w+\s*\{/.test(line)) {
      inside = true
      outputs.push(undefined)
    } else if (line.startsWith('}')) inside = false
    else if (inside) {
      const output = /^output\s*=\s*"([^"]*)"/.exec(line)?.[1]
      if (output !== undefined) outputs[outputs.length - 1] = output
    }
  }
  return outputs
}

// Prisma 7 reads its configuration for `generate` too, and ends where a variable in it is not set. No database is asked.
function environment(app: App): string {
  const url = readConfig(app, 'prisma.config')?.call('datasource', 'url')?.value
  const name = url?.name === 'env' ? url.options.string()?.value : undefined
  return name === undefined || !/^\w+$/.test(name) ? '' : `${name}=postgresql://localhost/none `
}
