import { execFileSync, spawnSync } from 'node:child_process'
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
 */
export async function startRegistryContainer(
  settings: Readonly<Record<string, string>> = {},
): Promise<RegistryContainer> {
  const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim()
  const variables = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const id = docker('run', '--detach', '--rm', '--publish', '127.0.0.1::5000', ...variables, 'registry:3')
  const stop = (): void => {
    docker('rm', '--force', '--volumes', id)
  }
  // The access log stands on one stream or the other, by version.
  const log = (): string => {
    const { stdout, stderr } = spawnSync('docker', ['logs', id], { encoding: 'utf8' })
    return stdout + stderr
  }
  const host = docker('port', id, '5000/tcp').split('\n')[0] ?? ''
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(`http://${host}/v2/`))
      return { host, requests: async () => await answeredBy(host, log), stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  stop()
  throw new Error('registry:3 did not answer within 10 seconds.')
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}
