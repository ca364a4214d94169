import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { HARNESS_FILES, type Application } from './applications.ts'
import { outputOf } from './command.ts'
import type { Preparation } from './expectations.ts'

/** The application in a folder of its own, as a checkout has it. The caller removes it. */
export function checkout({ name, folder }: Application): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), `app-${basename(name)}-`)))
  cpSync(folder, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !HARNESS_FILES.includes(basename(source)),
  })
  return copy
}

/**
 * Makes the files that an application does not commit.
 * @throws Error with the log as its cause where the command fails or a file is not there afterwards
 */
export async function prepare(workspace: string, how: Preparation, signal: AbortSignal): Promise<void> {
  const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
  const script = `set -e; ${how.command}; ls ${how.makes.join(' ')}; chown -R ${owner} .`
  const place = ['--rm', '--volume', `${workspace}:/work`, '--workdir', '/work']
  // So that a cache outside of the volume is copied from, and not linked to with a warning.
  const env = ['--env', 'UV_LINK_MODE=copy']
  await outputOf(['docker', 'run', ...place, ...env, how.image, 'sh', '-c', script], signal)
}

/** Removes a checkout; what a container left there may take a second attempt. */
export function discard(workspace: string): void {
  rmSync(workspace, { recursive: true, force: true, maxRetries: 3 })
}
