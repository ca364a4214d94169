import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** moto's AWS server, on a free port of loopback. */
export interface Moto {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string
  /** The variables that point any AWS client at it. */
  readonly env: (region?: string) => Record<string, string>
  readonly stop: () => Promise<void>
}

/** The program: `moto_server`, or what MOTO_SERVER names. */
export function motoServer(): string {
  return process.env['MOTO_SERVER'] ?? 'moto_server'
}

/** Starts moto, and waits until it answers. Its ECS services run one task each at once, so that a deployment completes. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const child = spawn(motoServer(), ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_ECS_SERVICE_RUNNING: '1' },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve()
    })
  })
  const endpoint = `http://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
  }
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await answers(`${endpoint}/moto-api/data.json`))
      return { endpoint, env: environmentOf(endpoint), stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error('moto did not answer within 30 seconds.')
}

function environmentOf(endpoint: string): Moto['env'] {
  return (region = 'us-east-1') => ({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}
