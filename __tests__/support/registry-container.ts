import { execFileSync, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { answeredBy } from './access-log.ts'

/** The Distribution registry in a container, on a free port of loopback. */
export interface RegistryContainer {
  /** `127.0.0.1:PORT` (HTTP) */
  readonly host: string
  /** `METHOD /path` of what it has answered so far. */
  readonly requests: () => Promise<readonly string[]>
  readonly stop: () => void
}

/**
 * Starts `registry:3`, and waits until it answers. Its images end with it.
 * @param settings what differs from its configuration, as REGISTRY_* variables
 * @param network `host` on Linux: its bytes do not pass through Docker's proxy then, which copies them once more
 */
export async function startRegistryContainer(
  settings: Readonly<Record<string, string>> = {},
  network: 'published' | 'host' = 'published',
): Promise<RegistryContainer> {
  const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim()
  const own = network === 'host' ? `127.0.0.1:${await freePort()}` : undefined
  const all = own === undefined ? settings : { ...settings, REGISTRY_HTTP_ADDR: own }
  const variables = Object.entries(all).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const reached = own === undefined ? ['--publish', '127.0.0.1::5000'] : ['--network', 'host']
  const id = docker('run', '--detach', '--rm', ...reached, ...variables, 'registry:3')
  const stop = (): void => {
    docker('rm', '--force', '--volumes', id)
  }
  // The access log stands on one stream or the other, by version.
  const log = (): string => {
    const { stdout, stderr } = spawnSync('docker', ['logs', id], { encoding: 'utf8' })
    return stdout + stderr
  }
  const host = own ?? docker('port', id, '5000/tcp').split('\n')[0] ?? ''
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(`http://${host}/v2/`))
      return { host, requests: async () => await answeredBy(host, log), stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  stop()
  throw new Error('registry:3 did not answer within 10 seconds.')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}
