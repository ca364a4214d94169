import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProcess } from './run-process.ts'

/** Whether `railpack` is on PATH. */
export function hasRailpack(): boolean {
  return spawnSync('railpack', ['--version']).status === 0
}

/**
 * Milliseconds of `railpack plan` over an application; undefined where it makes no plan of it, which it does too where
 * its mise cannot be reached.
 */
export async function railpackPlan(files: Readonly<Record<string, string>>): Promise<number | undefined> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-railpack-'))
  try {
    const folder = join(scratch, 'app')
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const { log, milliseconds } = await runProcess({
      argv: ['railpack', 'plan', folder],
      env: { PATH: process.env['PATH'] ?? '', HOME: scratch },
      cwd: scratch,
    })
    return log.includes('"deploy"') ? milliseconds : undefined
  } catch {
    return undefined
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
