import type { Env } from './ports.ts'

/** An environment variable's value; empty is absent. */
export function variable(env: Env, name: string): string | undefined {
  const value = env[name]
  return value === '' ? undefined : value
}

/** The folder that relative paths of inputs start from. */
export function workspaceOf(env: Env): string {
  return variable(env, 'GITHUB_WORKSPACE') ?? process.cwd()
}
