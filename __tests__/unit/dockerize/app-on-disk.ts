import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { Application } from '../../../scripts/test-apps/applications.ts'
import { checkout } from '../../../scripts/test-apps/checkout.ts'
import type { Expectations } from '../../../scripts/test-apps/expectations.ts'
import { dockerize, type Dockerized } from '../../../shared/dockerize/index.ts'
import { readDockerizeInputs } from '../../../shared/dockerize/inputs.ts'
import { inputReader } from '../../../shared/runner/inputs.ts'
import { NOW } from './memory-view.ts'

/** A copy of an application, with files that have to be prepared as empty as their formats allow. The caller removes it. */
export function checkedOut(app: Application, { prepare }: Expectations): string {
  const workspace = checkout(app)
  for (const made of prepare?.makes ?? []) {
    const path = join(workspace, made)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, EMPTY[extname(made)] ?? '')
  }
  return workspace
}

const EMPTY: Readonly<Record<string, string>> = { '.json': '{}\n', '.yaml': '{}\n', '.yml': '{}\n' }

/** What the action makes of a checkout, with nothing written. */
export async function dockerized(
  workspace: string,
  { root, inputs = {} }: Expectations,
): Promise<Dockerized> {
  const given = { ...inputs, ...(root === undefined ? {} : { 'root-directory': root }) }
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
  const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda } = readDockerizeInputs(
    inputReader(env),
  )
  return await dockerize({
    workspace,
    overrides,
    lambda,
    write: false,
    now: NOW,
    ...(rootDirectory === undefined ? {} : { rootDirectory }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    ...(baseRegistry === undefined ? {} : { baseRegistry }),
  })
}
