import type { Step } from './steps.ts'

/** Installs Debian packages, or is nothing for none. */
export function aptInstall(packages: readonly string[], why: string): Step | undefined {
  if (packages.length === 0) return undefined
  return {
    kind: 'run',
    why: [why],
    commands: [
      'apt-get update',
      `apt-get install --yes --no-install-recommends ${packages.join(' ')}`,
      'rm -rf /var/lib/apt/lists/*',
    ],
  }
}
