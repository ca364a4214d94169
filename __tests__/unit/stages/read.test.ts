import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { readStagesFile } from '../../../shared/stages/index.ts'

const TEXT = 'stages: [{ name: dev }]\n'

describe('readStagesFile', () => {
  let root: string
  let workspace: string

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'stages-')))
    workspace = join(root, 'workspace')
    await mkdir(join(workspace, '.github'), { recursive: true })
    await writeFile(join(root, 'outside.yml'), TEXT)
  })

  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })

  const put = (path: string, content: string | Uint8Array): Promise<void> =>
    writeFile(join(workspace, path), content)

  async function refusal(path: string | undefined): Promise<string> {
    try {
      await readStagesFile(workspace, path)
    } catch (error) {
      if (error instanceof UserError) return error.message
      throw error
    }
    throw new Error('Nothing was refused.')
  }

  it('has nothing to read where no path is given and the default one does not exist', async () => {
    expect(await readStagesFile(workspace, undefined)).toBeUndefined()
  })

  it('reads the default path', async () => {
    await put('.github/stages.yml', TEXT)
    expect((await readStagesFile(workspace, undefined))?.stages[0]?.name).toBe('dev')
  })

  it.each(['deploy/../stages.yaml', './stages.yaml', '..stages.yaml'])(
    'reads the given path %s',
    async (path) => {
      await mkdir(join(workspace, 'deploy'))
      await put('stages.yaml', TEXT)
      await put('..stages.yaml', TEXT)
      expect((await readStagesFile(workspace, path))?.stages[0]?.name).toBe('dev')
    },
  )

  it('reads an absolute path in the workspace and names it from its root', async () => {
    await put('stages.yml', 'stages: []')
    expect(await refusal(join(workspace, 'stages.yml'))).toBe('stages.yml:1:9: "stages" lists no stage.')
  })

  it('reads a file whose text starts with a byte order mark', async () => {
    await put('stages.yml', `\uFEFF${TEXT}`)
    expect((await readStagesFile(workspace, 'stages.yml'))?.stages).toHaveLength(1)
  })

  it('refuses a given path that does not exist', async () => {
    expect(await refusal('none.yml')).toBe('The stages file "none.yml" does not exist.')
  })

  it('refuses a given default path that does not exist', async () => {
    expect(await refusal('.github/stages.yml')).toContain('does not exist')
  })

  it('refuses a folder', async () => {
    expect(await refusal('.github')).toBe('The stages file ".github" is no file.')
  })

  it.each(['../outside.yml', '.github/../../outside.yml', '../none.yml'])('refuses %s', async (path) => {
    expect(await refusal(path)).toBe(`The stages file "${path}" is outside the workspace.`)
  })

  it('refuses an absolute path elsewhere', async () => {
    expect(await refusal(join(root, 'outside.yml'))).toContain('is outside the workspace')
  })

  it('refuses a link that leads out of the workspace, at the default path too', async () => {
    await symlink(join(root, 'outside.yml'), join(workspace, '.github/stages.yml'))
    expect(await refusal(undefined)).toBe('The stages file ".github/stages.yml" is outside the workspace.')
  })

  it('refuses a link that leads to itself', async () => {
    await symlink('stages.yml', join(workspace, '.github/stages.yml'))
    expect(await refusal(undefined)).toContain('The stages file ".github/stages.yml" cannot be read: ')
  })

  it('reads through a link to the workspace', async () => {
    await put('stages.yml', TEXT)
    await symlink(workspace, join(root, 'link'))
    expect((await readStagesFile(join(root, 'link'), 'stages.yml'))?.stages).toHaveLength(1)
  })

  it('refuses what is not UTF-8', async () => {
    await put('stages.yml', Uint8Array.from([0x61, 0xff]))
    expect(await refusal('stages.yml')).toBe('The stages file "stages.yml" is not encoded as UTF-8.')
  })

  it('refuses a file over 1 MB without reading it', async () => {
    await put('stages.yml', '#\n'.repeat(600_000))
    expect(await refusal('stages.yml')).toBe('The stages file "stages.yml" is bigger than 1 MB.')
  })
})
