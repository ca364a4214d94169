import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { Env } from '../runner/ports.ts'
import type { BuildPaths } from './paths.ts'
import type { BuildOptions } from './request.ts'

/**
 * Which image of a commit is built, beside its files: Dockerfile and context by their paths, target, build arguments
 * and platforms, in one hash. Undefined for the plain one: the Dockerfile at the root, and nothing else given.
 * Labels, annotations, attestations and secrets are no part of it: they often are others in every run.
 * @param root the folder that paths are relative to, so that another checkout gives the same
 * @param env has the values of build arguments that are given by name
 */
export async function recipeOf(
  root: string,
  { context, dockerfile }: BuildPaths,
  { target, buildArgs, platforms }: Pick<BuildOptions, 'target' | 'buildArgs' | 'platforms'>,
  env: Env,
): Promise<string | undefined> {
  const base = await realpath(root)
  const recipe = {
    context: relative(base, await realpath(context)),
    dockerfile: relative(base, join(await realpath(dirname(dockerfile)), basename(dockerfile))),
    target: target ?? '',
    buildArgs: valuesOf(buildArgs, env),
    platforms: [...new Set(platforms)].sort(),
  }
  const text = JSON.stringify(recipe)
  return text === PLAIN ? undefined : createHash('sha256').update(text).digest('hex')
}

const PLAIN = JSON.stringify({
  context: '',
  dockerfile: 'Dockerfile',
  target: '',
  buildArgs: [],
  platforms: [],
})

/** The last of two with one name counts, and an argument by name alone that the environment does not have is none. */
function valuesOf(buildArgs: readonly string[], env: Env): readonly (readonly [string, string])[] {
  const values = new Map<string, string>()
  for (const argument of buildArgs) {
    const equals = argument.indexOf('=')
    const name = equals < 0 ? argument : argument.slice(0, equals)
    const value = equals < 0 ? env[name] : argument.slice(equals + 1)
    if (value !== undefined) values.set(name, value)
  }
  return [...values].sort(([one], [other]) => (one < other ? -1 : 1))
}
