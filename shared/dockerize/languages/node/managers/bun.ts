import { unlocked } from './lockfile.ts'
import type { ManagerContext, PackageManager } from './manager.ts'

const IMAGE = 'oven/bun'

/** The official image of Bun at a version, a part of one, or its newest. */
export function bunImage(version: string | undefined): string {
  return `${IMAGE}:${version ?? '1'}-slim`
}

/**
 * Bun as the package manager. From 1.4 on it installs a part of a workspace; before, its frozen lockfile insists on the
 * package.json of every member, and a filter tells the part (seen with Bun 1.1, 1.2, 1.3 and 1.4).
 */
export function bun({ project, found, version }: ManagerContext): PackageManager {
  const { top } = project
  const lockfile = ['bun.lock', 'bun.lockb'].find((name) => top.files.isFile(name))
  const insists = project.file !== undefined && version !== undefined && /^1\.[0-3]\./.test(version)
  const filters = (places: readonly string[]): string =>
    insists ? places.map((place) => ` --filter ./${place}`).join('') : ''
  return {
    found,
    setup: {
      kind: 'copy',
      why: ['Bun installs; Node.js runs.'],
      from: bunImage(version),
      sources: ['/usr/local/bin/bun'],
      to: '/usr/local/bin/',
    },
    files: ['bun.lock', 'bun.lockb', 'bunfig.toml'].filter((name) => top.files.isFile(name)),
    mounts: [{ type: 'cache', target: '/root/.bun/install/cache' }],
    manifests: insists ? 'all' : 'closure',
    install: (what, places) =>
      `bun install${lockfile === undefined ? ' --no-save' : ' --frozen-lockfile'}` +
      `${what === 'production' ? ' --production' : ''}${filters(places)}`,
    prune: 'bun install --production --frozen-lockfile --ignore-scripts',
    again: true,
    pkg: 'bun pm pkg',
    run: (script) => `bun run ${script}`,
    runIn: ({ place }, script) => `bun run --cwd=${place} ${script}`,
    warnings: lockfile === undefined ? [unlocked(project, 'bun.lock')] : [],
  }
}
