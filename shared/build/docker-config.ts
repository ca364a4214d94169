import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isJsonObject, type Json, type JsonObject } from '../aws/raw-json.ts'
import type { Env, Ports } from '../runner/ports.ts'
import { variable } from '../runner/variable.ts'

// Plugins, builders and contexts of the user: what `docker buildx` is and where it builds.
const LINKED = ['cli-plugins', 'buildx', 'contexts']

/**
 * Gives work a folder of its own that only this user can read, and removes it in every case.
 * A kill is the one end that nothing can follow; the runner empties its temporary folder after the job.
 */
export async function withTemporaryFolder<T>(
  { env }: Pick<Ports, 'env'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = variable(env, 'RUNNER_TEMP') ?? tmpdir()
  // mkdtemp makes the folder with mode 700.
  const folder = await mkdtemp(join(parent, 'tinystacks-build-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/**
 * Writes a Docker configuration into a folder: the user's own, so that builders and private base images still work,
 * but for one registry without any login of the user's. The folder is then where `docker login` keeps the token.
 * @returns the environment for `docker`
 */
export async function writeDockerConfig(folder: string, host: string, env: Env): Promise<Env> {
  const own = resolve(variable(env, 'DOCKER_CONFIG') ?? join(variable(env, 'HOME') ?? homedir(), '.docker'))
  const config = withoutRegistry(await readConfig(join(own, 'config.json')), host)
  await writeFile(join(folder, 'config.json'), JSON.stringify(config, undefined, 2), { mode: 0o600 })
  for (const name of LINKED) {
    const target = join(own, name)
    // A link, because a builder that is used writes its state there.
    if (existsSync(target)) await symlink(target, join(folder, name), 'junction')
  }
  return { ...env, DOCKER_CONFIG: folder }
}

/**
 * The configuration without a login for a registry. A credential store would keep our token beyond the step, so the
 * registries that it serves get it as their own helper instead, and ours none.
 * Source: docs.docker.com, "docker login", Credential stores and Credential helpers.
 */
export function withoutRegistry(config: JsonObject, host: string): JsonObject {
  const { credsStore, auths, credHelpers, ...rest } = config
  const logins = Object.entries(objectOr(auths))
  const stored: readonly (readonly [string, Json | undefined])[] =
    typeof credsStore === 'string' ? logins.map(([name]) => [name, credsStore]) : []
  const others = (entries: readonly (readonly [string, Json | undefined])[]): JsonObject =>
    Object.fromEntries(entries.filter(([name]) => !names(name, host)))
  return {
    ...rest,
    auths: others(logins),
    credHelpers: others([...stored, ...Object.entries(objectOr(credHelpers))]),
  }
}

/** Old configurations name a registry by a URL. */
function names(entry: string, host: string): boolean {
  return entry.replace(/^https?:\/\//, '').split('/', 1)[0] === host
}

async function readConfig(path: string): Promise<JsonObject> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    return objectOr(JSON.parse(text) as Json)
  } catch {
    return {}
  }
}

function objectOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
