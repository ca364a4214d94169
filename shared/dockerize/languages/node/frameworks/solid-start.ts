import { readConfig } from '../config/index.ts'
import type { NodeFramework } from './framework.ts'
import { nitroOutput, presetOf, presetOfPlugin } from './nitro.ts'

/** SolidStart: a server by Nitro, which Vinxi brings before version 2 and a plugin of Vite since. */
export const solidStart: NodeFramework = {
  name: 'solid-start',
  packages: ['@solidjs/start'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/vinxi build',
  leaves: ['.output', '.vinxi', '.nitro'],
  output: (app, manifest) => {
    const config = readConfig(app, 'app.config', 'vite.config')
    const start = config?.calls('plugins').find(({ value: { name } }) => name === 'solidStart')
    const ssr = config?.boolean('ssr') ?? start?.value.options.boolean('ssr')
    const preset = presetOf(manifest, config?.string('server', 'preset') ?? presetOfPlugin(config))
    const previews = ['vinxi start', 'vinxi serve', 'vinxi preview', 'vite preview']
    // Source: docs.solidjs.com, "defineConfig", ssr: without it, one page for every path.
    return nitroOutput(app, 'SolidStart', preset, previews, ssr?.value === false)
  },
}
