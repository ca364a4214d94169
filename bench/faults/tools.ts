import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseScene } from '../../__tests__/support/fault-release.ts'
import { HOME, NEAR, type Scene } from '../../__tests__/support/fault-scene.ts'

/** The columns of the matrix. */
export const TOOLS = ['ours', 'crane', 'skopeo', 'skopeo --retry-times 3'] as const

export type Tool = (typeof TOOLS)[number]

/** How a tool's run ended. */
export interface Ended {
  /** null where it had to be killed. */
  readonly exitCode: number | null
  readonly milliseconds: number
  readonly log: string
}

// Beyond the time in which ours gives a stalled connection up and goes on.
const PATIENCE_MS = 90_000

/** Copies the scene's image to one other region under the stage's tag, over plain HTTP, as a user would tell the tool to. */
export async function copyWith(tool: Tool, scene: Scene): Promise<Ended> {
  if (tool === 'ours') return await ours(scene)
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    const [from, to] = [`${scene.hosts[HOME] ?? ''}/app:latest`, `${scene.hosts[NEAR] ?? ''}/app:prod`]
    const login = (region: string): string => btoa(`AWS:${scene.sandbox.password(region)}`)
    const auths = Object.fromEntries(
      [HOME, NEAR].map((region) => [scene.hosts[region] ?? '', { auth: login(region) }]),
    )
    const config = join(folder, 'config.json')
    writeFileSync(config, JSON.stringify({ auths }))
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TMPDIR: folder,
      DOCKER_CONFIG: folder,
      REGISTRY_AUTH_FILE: config,
    }
    return await execute(commandOf(tool, from, to), env)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ours(scene: Scene): Promise<Ended> {
  const started = performance.now()
  try {
    return await releaseScene(scene, {}, [NEAR], PATIENCE_MS)
  } catch (error) {
    return { exitCode: null, milliseconds: performance.now() - started, log: String(error) }
  }
}

function commandOf(tool: Exclude<Tool, 'ours'>, from: string, to: string): [string, ...string[]] {
  if (tool === 'crane') return ['crane', 'copy', '--insecure', from, to]
  const exact = ['--all', '--preserve-digests', '--src-tls-verify=false', '--dest-tls-verify=false']
  const retries = tool === 'skopeo' ? [] : ['--retry-times', '3']
  return ['skopeo', '--insecure-policy', 'copy', ...retries, ...exact, `docker://${from}`, `docker://${to}`]
}

async function execute(
  [command, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  const read = (chunk: string): void => {
    log += chunk
  }
  child.stdout.setEncoding('utf8').on('data', read)
  child.stderr.setEncoding('utf8').on('data', read)
  const giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => {
    clearTimeout(giveUp)
  })
  return { exitCode, milliseconds: performance.now() - started, log }
}
