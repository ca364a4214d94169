import { describe, expect, it } from 'vitest'
import { readRequirements } from '../../../shared/dockerize/languages/python/requirements.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const api = {
  'services/api/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  'libs/greet/pyproject.toml': '[project]\nname = "greet"\n',
  'libs/wheels/words-1.0-py3-none-any.whl': '',
}
const folder = 'services/api'

describe('a requirement that is a path', () => {
  it.each([
    ['-e ../../libs/greet', { folders: ['libs/greet'], editable: true }],
    ['--editable=../../libs/greet[extra]', { folders: ['libs/greet'], editable: true }],
    ['../../libs/greet', { folders: ['libs/greet'], editable: false }],
    ['file:../../libs/greet', { folders: ['libs/greet'], editable: false }],
    ['plugins/one', { folders: ['services/api/plugins/one'], editable: false }],
    [
      '../../libs/wheels/words-1.0-py3-none-any.whl',
      { archives: ['libs/wheels/words-1.0-py3-none-any.whl'] },
    ],
    ['-e .', { local: true, folders: [] }],
    ['.[web]', { local: true, folders: [] }],
    ['-e ../..', { local: true, folders: [] }],
    ['./not/there', { local: true, folders: [] }],
    ['greet==1.0', { local: false, folders: [], archives: [] }],
    ['greet @ git+https://example.com/libs/greet', { local: false, folders: [] }],
    ['https://example.com/plugins/one', { local: false, folders: [] }],
  ])('%s', (line, expected) => {
    const files = { ...api, 'services/api/plugins/one/setup.py': '', 'services/api/requirements.txt': line }
    expect(readRequirements(memoryApp(files, folder), 'requirements.txt')).toMatchObject(expected)
  })

  it('outside the repository is an error', () => {
    const files = { ...api, 'services/api/requirements.txt': 'fastapi\n-e ../../../lib\n' }
    expect(errorOf(() => planFor(files, {}, { folder })).message).toBe(
      '"-e ../../../lib" (services/api/requirements.txt:2) is outside the repository, where no build can read it.',
    )
  })

  it('brings its folder, which stays in its place where it is editable', () => {
    const plan = (line: string): ReturnType<typeof planFor> =>
      planFor(
        { ...api, 'services/api/requirements.txt': `fastapi==1\nuvicorn==1\n${line}\n` },
        {},
        { folder },
      )
    const { dockerfile, scope } = plan('-e ../../libs/greet')
    expect(scope).toEqual(['libs/greet'])
    expect(dockerfile).toMatch(/COPY libs\/greet\/ \/app\/libs\/greet\/\nRUN [^]*pip install --requirement/)
    expect(dockerfile.split('AS runtime')[1]).toContain('COPY libs/greet/ /app/libs/greet/')
    expect(plan('../../libs/greet').dockerfile.split('AS runtime')[1]).not.toContain('libs/greet')
  })

  it('brings an archive as one of the files that decide', () => {
    const requirements = 'fastapi==1\nuvicorn==1\n../../libs/wheels/words-1.0-py3-none-any.whl\n'
    const { dockerfile } = planFor({ ...api, 'services/api/requirements.txt': requirements }, {}, { folder })
    expect(dockerfile).toContain('COPY libs/wheels/words-1.0-py3-none-any.whl /app/libs/wheels/\n')
  })
})

it('includes files from outside of the folder of the application', () => {
  const files = {
    ...api,
    'services/api/requirements.txt': '-r ../../requirements/base.txt\nuvicorn==1\n',
    'requirements/base.txt': '-c limits.txt\nfastapi==0.1\n',
    'requirements/limits.txt': 'anyio==4\n',
  }
  const { dockerfile, framework, scope } = planFor(files, {}, { folder })
  expect(framework).toMatchObject({ value: 'fastapi', file: 'requirements/base.txt', line: 2 })
  expect(scope).toEqual(['requirements/base.txt', 'requirements/limits.txt'])
  expect(dockerfile).toContain('COPY requirements/base.txt requirements/limits.txt /app/requirements/\n')
  const self = planFor(
    { ...files, 'services/api/requirements.txt': '-r ../../requirements/base.txt\n-e .\n' },
    {},
    { folder },
  )
  expect(self.dockerfile).toContain('COPY requirements/base.txt')
})
