import { warningAt, withValue, type Found, type Warning } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'
import type { NodeFramework, Output } from './framework.ts'
import { majorOf, usesSqlite, writing } from './helpers.ts'

/** AdonisJS: `node ace build` gives an application of its own in `build`. */
export const adonis: NodeFramework = {
  name: 'adonis',
  packages: ['@adonisjs/core'],
  port: 3333,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  build: 'node ace build',
  leaves: ['build'],
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('@adonisjs/core')
    if (found === undefined) return undefined
    const entry = (majorOf(manifest, '@adonisjs/core') ?? 6) >= 6 ? 'bin/server.js' : 'server.js'
    return {
      kind: 'server',
      run: withValue(found, ['node', entry]),
      replaces: ['node build/server.js', 'node build/bin/server.js', 'node ace serve'],
      modules: true,
      built: [{ from: 'build', to: '.' }],
      // By the configuration that its packages bring. Source: docs.adonisjs.com, "SQL and Lucid", "Drive".
      writes: writing(
        found,
        ...(manifest.dependency('@adonisjs/drive') === undefined ? [] : ['storage']),
        ...(usesSqlite(manifest) ? ['tmp'] : []),
      ),
      warnings: [insisted(app, found), ...migrated(manifest)],
    }
  },
}

// What the image sets.
const SET = ['NODE_ENV', 'PORT', 'HOST']

/** Source: docs.adonisjs.com, "Environment variables": the server ends at once where one is missing. */
function insisted(app: App, found: Found<unknown>): Warning {
  const env = readConfig(app, 'start/env', 'env')
  const names = (env?.keys() ?? []).filter((name) => {
    const rule = env?.call(name)?.value.name
    return rule !== undefined && !rule.startsWith('optional') && !SET.includes(name)
  })
  const text = 'AdonisJS starts only with all the variables that it asks for. Set where the image runs'
  if (env === undefined || names.length === 0)
    return warningAt(found, `${text}: APP_KEY and those of start/env.ts.`)
  return { text: `${text}: ${names.join(', ')}.`, file: env.file }
}

/** Source: docs.adonisjs.com, "Deployment", Migrating database. */
function migrated(manifest: Manifest): readonly Warning[] {
  const lucid = manifest.dependency('@adonisjs/lucid')
  if (lucid === undefined) return []
  return [warningAt(lucid, 'Run `node ace migration:run --force` in this image before each release.')]
}
