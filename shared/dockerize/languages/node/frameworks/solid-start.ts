import { readConfig } from '../config/index.ts'
import type { NodeFramework } from './framework.ts'
import { nitroOutput } from './nitro.ts'

/** SolidStart: a server by Nitro. */
export const solidStart: NodeFramework = {
  name: 'solid-start',
  packages: ['@solidjs/start'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/vinxi build',
  leaves: ['.output', '.vinxi'],
  output: (app) =>
    nitroOutput(app, 'SolidStart', readConfig(app, 'app.config')?.string('server', 'preset'), [
      'vinxi start',
      'vinxi serve',
    ]),
}
