import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { issueToken } from '../ecr/operations.ts'
import { runCommand, startChild, type Child } from './child.ts'
import type { Container, ContainerSpec, Runtime } from './runtime.ts'

const LABEL = 'tinystacks.sandbox'

/** Whether a Docker Engine answers. */
export async function dockerAnswers(): Promise<boolean> {
  return await runCommand('docker', ['info', '--format', '{{.ID}}']).then(
    () => true,
    () => false,
  )
}

/** Runs containers by the Docker Engine, each limited, labelled and removed at the end; pulled images go, too. */
export async function dockerRuntime(): Promise<Runtime> {
  const id = randomBytes(4).toString('hex')
  const env = { ...process.env, DOCKER_HOST: await engineHost() }
  const running = new Map<string, Child>()
  const pulled = new Set<string>()
  const remove = async (name: string): Promise<void> => {
    await runCommand('docker', ['rm', '--force', '--volumes', name], env).catch(() => undefined)
    await running.get(name)?.exited
    running.delete(name)
  }
  return {
    kind: 'docker',
    start: async (spec) => {
      const image = `${spec.ecr.host}/${spec.repository.name}@${spec.digest}`
      await pull(image, spec, env)
      pulled.add(image)
      const name = `sandbox-${id}-${spec.name.replace(/[^\w-]/g, '-')}-${randomBytes(3).toString('hex')}`
      const child = startChild('docker', runArguments(name, id, image, spec), {
        env: { ...spec.environment, ...env },
      })
      running.set(name, child)
      const url = spec.port === undefined ? undefined : await urlOf(name, spec.port, child, env)
      const container: Container = { url, logs: child.logs, exited: child.exited, stop: () => remove(name) }
      return container
    },
    stop: async () => {
      await Promise.all([...running.keys()].map(remove))
      if (pulled.size === 0) return
      await runCommand('docker', ['image', 'rm', '--force', ...pulled], env).catch(() => undefined)
    },
  }
}

// A DOCKER_CONFIG of our own would hide which engine the user's context points at.
async function engineHost(): Promise<string | undefined> {
  const set = process.env['DOCKER_HOST']
  if (set) return set
  return await runCommand('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']).catch(
    () => undefined,
  )
}

/** Pulls by digest with a token of the sandbox's registry, kept in a folder that is removed at once. */
async function pull(image: string, spec: ContainerSpec, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-docker-'))
  try {
    const auth = Buffer.from(`AWS:${issueToken(spec.ecr).password}`).toString('base64')
    const config = JSON.stringify({ auths: { [spec.ecr.host]: { auth } } })
    await writeFile(join(folder, 'config.json'), config, { mode: 0o600 })
    await runCommand('docker', ['pull', '--quiet', image], { ...env, DOCKER_CONFIG: folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runArguments(name: string, id: string, image: string, spec: ContainerSpec): string[] {
  const [program, ...first] = spec.entryPoint ?? []
  return [
    'run',
    '--rm',
    ['--name', name, '--label', `${LABEL}=${id}`],
    ['--memory', `${spec.memoryMb}m`, '--cpus', '1', '--pids-limit', '512'],
    spec.port === undefined ? [] : ['--publish', `127.0.0.1::${spec.port}`],
    // By name where that can be, so that values stay off the command line; the client's own variables are its own.
    Object.entries(spec.environment).flatMap(([key, value]) => [
      '--env',
      key in process.env ? `${key}=${value}` : key,
    ]),
    program === undefined ? [] : ['--entrypoint', program],
    image,
    first,
    spec.command ?? [],
  ].flat()
}

/** Where the port is published, as soon as the engine says; a container that ended before has none. */
async function urlOf(name: string, port: number, child: Child, env: NodeJS.ProcessEnv): Promise<string> {
  const ended = child.exited.then(() => true)
  for (;;) {
    const shown = await runCommand('docker', ['port', name, `${port}/tcp`], env).catch(() => '')
    const address = /127\.0\.0\.1:\d+/.exec(shown)?.[0]
    if (address !== undefined) return `http://${address}`
    if (await Promise.race([ended, sleep(50, false)])) return 'http://127.0.0.1:9'
  }
}
