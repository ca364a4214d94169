import { posix } from 'node:path'
import semver from 'semver'
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
  const schema = schemaOf(app, manifest)
  const system: PartOfNeeds = {
    build: ['openssl'],
    // Its engines verify certificates with the system's own.
    run: runsEngine(client.value, schema, manifest) ? ['ca-certificates', 'openssl'] : [],
  }
  if (schema === undefined || manifest.dependency('prisma') === undefined) {
    return app.files.isFolder('prisma') ? { ...system, files: ['prisma'] } : system
  }
  const generates = (names: readonly string[]): boolean =>
    names.some((name) => manifest.scripts.get(name)?.value.includes('prisma generate') === true)
  const inModules = schema.outputs.every(
    ({ output }) => output === undefined || output.includes('node_modules'),
  )
  const url = variable(app)
  const line = `${url === undefined ? '' : `${url}=${NO_DATABASE} `}${COMMAND}`
  const files = [schema.copied, ...CONFIGS.filter((path) => app.files.isFile(path))]
  const placeholders = url === undefined ? {} : { [url]: NO_DATABASE }
  if (generates(HOOKS) && inModules) return { ...system, files, placeholders }
  if (inModules) return { ...system, files, after: [line] }
  const hooked = generates(HOOKS) ? { ...system, files, placeholders } : system
  // The hook runs where the source is not, and what it writes beside it is in no later stage.
  return generates(['prebuild', 'build']) ? { ...hooked, placeholders } : { ...hooked, beforeBuild: [line] }
}

/**
 * Whether what runs loads an engine, a program of Prisma's own: before Prisma 7, unless the schema says otherwise, and
 * whatever the version for its commands. Source: prisma.io, "Upgrade to Prisma ORM 7", "Prisma schema", engineType.
 */
function runsEngine(version: string, schema: Schema | undefined, manifest: Manifest): boolean {
  if (manifest.dependencies.has('prisma')) return true
  if ((semver.coerce(version)?.major ?? 0) >= 7) return false
  const generators = schema?.outputs ?? []
  return generators.length === 0 || generators.some(({ engine }) => engine !== 'client')
}

const CONFIGS = ['prisma.config.ts', 'prisma.config.mts', 'prisma.config.js', 'prisma.config.mjs']

interface Schema {
  /** The file or folder that an installation needs of it. */
  readonly copied: string
  readonly outputs: readonly Generator[]
}

/** What a generator block says. Source: prisma.io, "Prisma schema", generators. */
interface Generator {
  /** Where it writes, relative to the schema. */
  readonly output?: string
  /** Its `engineType`. */
  readonly engine?: string
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
    const outputs = files.flatMap((file) => generatorsOf(app.files.head(file) ?? ''))
    return { copied: path.includes('/') ? (path.split('/')[0] ?? path) : path, outputs }
  }
  return undefined
}

function generatorsOf(text: string): readonly Generator[] {
  const generators: Generator[] = []
  let current: Readonly<Record<string, string>> | undefined
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (/^generator\s+\w+\s*\{/.test(line)) current = {}
    else if (current === undefined) continue
    else if (line.startsWith('}')) {
      const { output, engineType } = current
      generators.push({
        ...(output === undefined ? {} : { output }),
        ...(engineType === undefined ? {} : { engine: engineType }),
      })
      current = undefined
    } else {
      const [, name, value] = /^(\w+)\s*=\s*"([^"]*)"/.exec(line) ?? []
      if (name !== undefined && value !== undefined) current = { ...current, [name]: value }
    }
  }
  return generators
}

const NO_DATABASE = 'postgresql://localhost/none'

// Prisma 7 reads its configuration for `generate` too, and ends where a variable in it is not set. No database is asked.
function variable(app: App): string | undefined {
  const url = readConfig(app, 'prisma.config')?.call('datasource', 'url')?.value
  const name = url?.name === 'env' ? url.options.string()?.value : undefined
  return name === undefined || !/^\w+$/.test(name) ? undefined : name
}
