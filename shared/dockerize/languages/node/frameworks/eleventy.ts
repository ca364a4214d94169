import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { folderFrom, optionIn } from './helpers.ts'

/** Eleventy: pages of files. */
export const eleventy: NodeFramework = {
  name: 'eleventy',
  packages: ['@11ty/eleventy'],
  build: 'node_modules/.bin/eleventy',
  leaves: ['_site'],
  output: (app, manifest): Output => {
    const config = readConfig(app, '.eleventy.js', 'eleventy.config')
    const named =
      optionIn(manifest.scripts.get('build'), '--output') ??
      config?.given('setOutputDirectory') ??
      config?.string('dir', 'output') ??
      config?.exported('config').string('dir', 'output')
    const folder =
      named === undefined ? { value: '_site', why: 'the default of Eleventy' } : folderFrom(named)
    return { kind: 'site', folder, fallback: false }
  },
}
