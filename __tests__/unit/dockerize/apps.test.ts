import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ownApplications } from '../../../scripts/test-apps/applications.ts'
import { discard } from '../../../scripts/test-apps/checkout.ts'
import { expectationsOf } from '../../../scripts/test-apps/expectations.ts'
import { brokenPromises } from '../../../scripts/test-apps/promises.ts'
import { dockerizeOutputs } from '../../../shared/dockerize/outputs.ts'
import { repositoryRoot } from '../../support/action-file.ts'
import { checkedOut, dockerized } from './app-on-disk.ts'

const folders: string[] = []
afterAll(() => {
  folders.forEach(discard)
})

const apps = ownApplications(repositoryRoot).map((app) => {
  const beside = app.expectations ?? app.folder
  return { ...app, beside, expected: expectationsOf(beside) }
})

describe('the applications', () => {
  it('all say what is expected of them', () => {
    expect(apps.filter(({ expected }) => expected === undefined).map(({ name }) => name)).toEqual([])
    const silent = apps.filter(({ expected }) => expected?.says === undefined && expected?.build !== false)
    expect(silent.map(({ name }) => name)).toEqual([])
  })
})

describe.each(apps)('of $name', ({ expected = {}, beside, ...app }) => {
  const workspace = checkedOut(app, expected)
  folders.push(workspace)

  it('the plan and the files are the expected ones, every time', async () => {
    const { plan, dockerfile = '', dockerignore } = await dockerized(workspace, expected)
    const again = await dockerized(workspace, expected)
    expect([again.dockerfile, again.dockerignore]).toEqual([dockerfile, dockerignore])

    const outputs = dockerizeOutputs({ ...again, generated: true })
    const found = Object.entries(outputs).map(([name, value]) => [name, String(value ?? '')])
    expect(Object.fromEntries(found)).toMatchObject(expected.plan ?? {})
    const builds = plan?.buildCommand !== undefined
    const text = dockerignore?.text ?? ''
    expect(brokenPromises({ dockerfile, dockerignore: text, workspace, builds })).toEqual([])
    await expect(dockerfile).toMatchFileSnapshot(join(beside, 'Dockerfile.expected'))
    await expect(text).toMatchFileSnapshot(join(beside, 'dockerignore.expected'))
  })

  it('the source that a test changes is there', () => {
    const [source = '.'] = expected.source ?? []
    expect(existsSync(join(workspace, expected.root ?? '', source))).toBe(true)
  })
})
