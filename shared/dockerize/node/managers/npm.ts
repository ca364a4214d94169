import type { Found, Warning } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { PackageManager } from './manager.ts'

/** npm, the one that every image has. */
export function npm(app: App, found: Found<string>, version: string | undefined): PackageManager {
  const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => app.files.isFile(name))
  const warnings: Warning[] =
    lockfile === undefined
      ? [
          {
            text: 'There is no lockfile: each build may install other versions. Commit package-lock.json.',
            file: app.at('package.json'),
          },
        ]
      : []
  const omit = (what: 'all' | 'production'): string => (what === 'production' ? ' --omit=dev' : '')
  return {
    found,
    ...(version === undefined
      ? {}
      : {
          setup: {
            kind: 'run',
            why: [`The npm that package.json pins.`],
            commands: [`npm install --global npm@${version}`],
          },
        }),
    files: lockfile === undefined ? [] : [lockfile],
    mounts: [{ type: 'cache', target: '/root/.npm' }],
    install: (what) =>
      lockfile === undefined ? `npm install --no-package-lock${omit(what)}` : `npm ci${omit(what)}`,
    prune: 'npm prune --omit=dev',
    run: (script) => `npm run ${script}`,
    warnings,
  }
}
