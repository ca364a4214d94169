import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answeredBy } from './access-log.ts'

/** Debian's packaging of the Distribution registry (2.8), on a free port of loopback. */
export interface DebianRegistry {
  /** `127.0.0.1:PORT` (HTTP) */
  readonly host: string
  /** `METHOD /path` of what it has answered so far, in the order of its answers. */
  readonly requests: () => Promise<readonly string[]>
  /** Ends it, and removes its images. */
  readonly stop: () => Promise<void>
}

/** Starts the program `docker-registry` with an empty store in a temporary folder, and waits until it listens. */
export async function startDebianRegistry(): Promise<DebianRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-registry-'))
  const config = join(folder, 'config.yml')
  writeFileSync(config, JSON.stringify(configuration(join(folder, 'store'))))
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve()
    })
  })
  let log = ''
  const read = (chunk: string): void => {
    log += chunk
  }
  child.once('error', ({ message }) => {
    read(message)
  })
  child.stdout.setEncoding('utf8').on('data', read)
  child.stderr.setEncoding('utf8').on('data', read)
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 200; attempt += 1) {
    // It picks a free port itself, and says which.
    const [, host] = /listening on (127\.0\.0\.1:\d+)/.exec(log) ?? []
    if (host !== undefined) return { host, requests: async () => await answeredBy(host, () => log), stop }
    await sleep(50)
  }
  await stop()
  throw new Error(`docker-registry did not listen within 10 seconds:\n${log}`)
}

// JSON is YAML. Foreign layers are refused unless a pattern allows where they point to.
function configuration(store: string): object {
  return {
    version: '0.1',
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: store }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:0' },
    validation: { manifests: { urls: { allow: ['.*'] } } },
  }
}
