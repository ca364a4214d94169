import { execFileSync } from 'node:child_process'

/** The Distribution registry in a container, on a free port of loopback. */
export interface RegistryContainer {
  /** `127.0.0.1:PORT` (HTTP) */
  readonly host: string
  readonly stop: () => void
}

/** Starts `registry:3`, and waits until it answers. Its images end with it. */
export async function startRegistryContainer(): Promise<RegistryContainer> {
  const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim()
  const id = docker('run', '--detach', '--rm', '--publish', '127.0.0.1::5000', 'registry:3')
  const stop = (): void => {
    docker('rm', '--force', '--volumes', id)
  }
  const host = docker('port', id, '5000/tcp').split('\n')[0] ?? ''
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(`http://${host}/v2/`)) return { host, stop }
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
