import { execFile, spawn, type SpawnOptionsWithoutStdio } from 'node:child_process'

/** A process that was started, with the end of what it wrote. */
export interface Child {
  readonly pid: number | undefined
  readonly logs: () => string
  /** Its exit code; 128 for a signal, 127 where it could not be started. Never rejects. */
  readonly exited: Promise<number>
}

const KEPT = 64 * 1024

/** Starts a process and keeps the end of both of its streams. */
export function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
): Child {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let tail = ''
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-KEPT)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exited = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      keep(Buffer.from(`${error.message}\n`))
      resolve(127)
    })
    child.on('close', (code) => {
      resolve(code ?? 128)
    })
  })
  return { pid: child.pid, logs: () => tail, exited }
}

/** Runs a command to its end and answers what it printed. Rejects with the last line it wrote to standard error. */
export async function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(command, args, { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim())
      else reject(new Error(stderr.trim().split('\n').at(-1) ?? error.message))
    })
  })
}
