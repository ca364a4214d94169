import type { ManagerContext, PackageManager } from './manager.ts'
import { unlocked } from './lockfile.ts'

/**
 * npm, the one that every image of Node.js has. Of a workspace it installs what it finds the package.json of, and takes
 * no offence at the others (seen with npm 8 to 12).
 */
export function npm({ project, found, version }: ManagerContext): PackageManager {
  const { top } = project
  const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => top.files.isFile(name))
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
    manifests: 'closure',
    install: (what) =>
      lockfile === undefined ? `npm install --no-package-lock${omit(what)}` : `npm ci${omit(what)}`,
    prune: 'npm prune --omit=dev',
    pkg: 'npm pkg',
    run: (script) => `npm run ${script}`,
    runIn: ({ place }, script) => `npm run ${script} --workspace=${place}`,
    warnings: lockfile === undefined ? [unlocked(project, 'package-lock.json')] : [],
  }
}
