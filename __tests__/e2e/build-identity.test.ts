import { expect, it } from 'vitest'
import { useBuildBench } from '../support/build-bench.ts'
import { describeNeeding } from '../support/needs.ts'
import type { ActionRun } from '../support/run-action.ts'

describeNeeding(['docker'], 'which image a commit has', () => {
  const bench = useBuildBench()
  const build = async (inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => {
    const run = await bench.build(inputs, { PATH: process.env['PATH'] ?? '' })
    expect(run.exitCode).toBe(0)
    return run
  }

  it('is never that of another service in the same repository, and the log says so', async () => {
    const dockerfile = (name: string): string => `FROM scratch\nARG V=1\nLABEL v=$V\nCOPY ${name} /\n`
    bench.repo.commit('Add', { 'api/Dockerfile': dockerfile('api'), 'web/Dockerfile': dockerfile('web') })
    const api = await build({ 'dockerfile-path': 'api/Dockerfile' })
    const same = await build({ 'dockerfile-path': 'api/Dockerfile' })
    expect(same.outputs).toMatchObject({ skipped: 'true', digest: api.outputs['digest'] })
    const web = await build({ 'dockerfile-path': 'web/Dockerfile' })
    expect(web.outputs['skipped']).toBe('false')
    expect(web.outputs['digest']).not.toBe(api.outputs['digest'])
    expect(web.annotations.map(({ level }) => level)).toEqual(['warning'])
    const other = await build({ 'dockerfile-path': 'web/Dockerfile', 'build-args': 'V=2' })
    expect(other.outputs['skipped']).toBe('false')
  })

  it('is found again when its base was built here from a changed work tree', async () => {
    bench.repo.write({ 'new.txt': 'new' })
    const base = (await build()).outputs['image-uri'] ?? ''
    bench.repo.commit('Build upon it', { Dockerfile: `FROM ${base}\nCOPY README.md /again\n` })
    expect((await build()).outputs['skipped']).toBe('false')
    expect((await build()).outputs['skipped']).toBe('true')
  })
})
