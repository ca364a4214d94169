import { posix } from 'node:path'
import { withValue, type Found } from '../../../found.ts'
import { readJsonc } from '../../../parse/once.ts'
import { healthPath } from '../../../decide/routes.ts'
import type { App } from '../../../view/file-view.ts'
import type { NodeFramework } from './framework.ts'

// The path of a whole controller: one for health answers there.
const CONTROLLERS = /@Controller\(\s*['"`]([\w/-]{2,40})['"`]\s*\)/g

/** NestJS. Its own `start` compiles and watches; what runs in production is the compiled entry. */
export const nest: NodeFramework = {
  name: 'nest',
  packages: ['@nestjs/core'],
  port: 3000,
  build: 'node_modules/.bin/nest build',
  healthPath: (app, files) => {
    // Below a prefix no path is what its controller says.
    const prefixed = files.some((path) => app.files.head(path)?.includes('.setGlobalPrefix(') === true)
    return prefixed ? undefined : healthPath(app, files, CONTROLLERS)
  },
  entry: (app): Found<string> => {
    const cli = readJsonc(app, 'nest-cli.json')
    const root = cli?.string('root')
    // In a monorepo of Nest each project is compiled into a folder of its path. Source: docs.nestjs.com, "Workspaces".
    const project = cli?.get('monorepo') === true && root !== undefined ? root.value : ''
    const main = `${cli?.string('entryFile')?.value ?? 'main'}.js`
    const folder = outDir(app, cli?.string('compilerOptions', 'tsConfigPath')?.value)
    if (folder === undefined || project !== '') {
      const value = posix.join('dist', project, main)
      return project === '' || root === undefined
        ? { value, why: 'the default of Nest' }
        : withValue(root, value)
    }
    return withValue(folder, posix.join(folder.value, main))
  },
}

function outDir(app: App, named: string | undefined): Found<string> | undefined {
  const paths = [named, 'tsconfig.build.json', 'tsconfig.json'].filter((path) => path !== undefined)
  return paths
    .map((path) => readJsonc(app, path)?.string('compilerOptions', 'outDir'))
    .find((found) => found !== undefined)
}
