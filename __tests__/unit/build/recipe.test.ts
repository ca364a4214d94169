import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recipeOf } from '../../../shared/build/recipe.ts'
import type { BuildOptions } from '../../../shared/build/request.ts'
import { noOptions } from './options.ts'

describe('recipeOf', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'recipe-'))
    mkdirSync(join(root, 'api'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  const recipe = async (
    options: Partial<BuildOptions> = {},
    context = '.',
    dockerfile = 'Dockerfile',
    env: Readonly<Record<string, string>> = {},
  ): Promise<string | undefined> => {
    const paths = { context: join(root, context), dockerfile: join(root, dockerfile) }
    return await recipeOf(root, paths, { ...noOptions, ...options }, env)
  }

  it('is none for the Dockerfile at the root, whatever only decorates the image', async () => {
    expect(await recipe()).toBeUndefined()
    expect(await recipe({ labels: ['a=b'], provenance: 'true', cache: 'ecr', noCache: true })).toBeUndefined()
  })

  it('tells another Dockerfile, context, target, build argument and platform apart', async () => {
    const recipes = await Promise.all([
      recipe({}, '.', 'api/Dockerfile'),
      recipe({}, 'api', 'api/Dockerfile'),
      recipe({ target: 'web' }),
      recipe({ buildArgs: ['A=1'] }),
      recipe({ buildArgs: ['A=2'] }),
      recipe({ buildArgs: ['A'] }, '.', 'Dockerfile', { A: '3' }),
      recipe({ platforms: ['linux/arm64'] }),
    ])
    expect(recipes.filter((found) => /^[0-9a-f]{64}$/.test(found ?? ''))).toHaveLength(recipes.length)
    expect(new Set(recipes).size).toBe(recipes.length)
  })

  it('is the same for what builds the same', async () => {
    const args = await recipe({ buildArgs: ['A=1', 'B=2'] })
    expect(await recipe({ buildArgs: ['B=2', 'A=0', 'A=1'] })).toBe(args)
    expect(await recipe({ buildArgs: ['B', 'A=1', 'C'] }, '.', 'Dockerfile', { B: '2' })).toBe(args)
    const platforms = await recipe({ platforms: ['linux/arm64', 'linux/amd64'] })
    expect(await recipe({ platforms: ['linux/amd64', 'linux/arm64'] })).toBe(platforms)
  })
})
