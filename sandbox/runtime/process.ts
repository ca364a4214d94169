import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild, type Child } from './child.ts'
import { imageConfig, unpack } from './root-filesystem.ts'
import type { ContainerSpec, Runtime } from './runtime.ts'

const GRACE = 2_000

/**
 * Runs an image's command as a process of this machine, in a folder of the image's files: no isolation, and the
 * machine's own programs (`node` is the one that runs the sandbox). Good for images of an application's files alone.
 */
export function processRuntime(): Runtime {
  const stops = new Set<() => Promise<void>>()
  return {
    kind: 'process',
    start: async (spec) => {
      const root = await mkdtemp(join(tmpdir(), 'sandbox-run-'))
      const port = spec.port === undefined ? undefined : await freePort()
      const child = await launch(spec, root, port).catch(async (error: unknown) => {
        await rm(root, { recursive: true, force: true })
        throw error
      })
      const stop = async (): Promise<void> => {
        stops.delete(stop)
        await end(child)
        await rm(root, { recursive: true, force: true })
      }
      stops.add(stop)
      const url = port === undefined ? undefined : `http://127.0.0.1:${port}`
      return { url, logs: child.logs, exited: child.exited, stop }
    },
    stop: async () => {
      await Promise.all([...stops].map((stop) => stop()))
    },
  }
}

async function launch(spec: ContainerSpec, root: string, port: number | undefined): Promise<Child> {
  const image = imageConfig(spec.repository, spec.digest)
  await unpack(spec.repository, image.layers, root)
  const entryPoint = spec.entryPoint ?? image.entryPoint
  // As in Docker: another entry point does away with the image's command.
  const command = spec.command ?? (spec.entryPoint === undefined ? image.command : [])
  const [program, ...args] = [...entryPoint, ...command].map((part) => inRoot(root, part))
  if (program === undefined) throw new Error('the image has neither ENTRYPOINT nor CMD')
  return startChild(/^(?:.*\/)?node$/.test(program) ? process.execPath : program, args, {
    cwd: join(root, image.workingDirectory),
    // A group of its own, so that what a shell started ends with it.
    detached: true,
    env: {
      ...image.environment,
      ...spec.environment,
      PATH: process.env['PATH'],
      HOME: root,
      ...(port === undefined ? {} : { PORT: String(port), HOST: '127.0.0.1' }),
    },
  })
}

function inRoot(root: string, part: string): string {
  return isAbsolute(part) && existsSync(join(root, part)) ? join(root, part) : part
}

async function end({ pid, exited }: Child): Promise<void> {
  if (pid === undefined) return
  signal(pid, 'SIGTERM')
  const late = await Promise.race([exited.then(() => false), sleep(GRACE, true, { ref: false })])
  if (late) signal(pid, 'SIGKILL')
  await exited
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name)
  } catch {
    // It ended already.
  }
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
