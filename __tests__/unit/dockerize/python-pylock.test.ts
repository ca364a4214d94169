import { describe, expect, it } from 'vitest'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const SOURCE = 'from fastapi import FastAPI\napp = FastAPI()\n'
const entry = (name: string, more = ''): string =>
  `[[packages]]\nname = "${name}"\nversion = "1.0"\n${more}\n`
const LOCK = `lock-version = "1.0"\ncreated-by = "uv"\nrequires-python = ">=3.13"\n\n${entry('fastapi')}${entry('uvicorn')}`
const app = { 'main.py': SOURCE, 'pylock.toml': LOCK }

describe('pylock.toml', () => {
  it('is what is installed, by uv, and tells the framework where nothing else does', () => {
    expect(hasApplication(memoryApp(app))).toBe(true)
    const { dockerfile, framework, packageManager, version } = planFor(app)
    expect(framework).toMatchObject({ value: 'fastapi', file: 'pylock.toml' })
    expect(packageManager).toMatchObject({ value: 'uv', file: 'pylock.toml' })
    expect(version).toMatchObject({ value: '3.13', file: 'pylock.toml', line: 3 })
    expect(dockerfile).toContain('COPY pylock.toml ./\nRUN ')
    expect(dockerfile).toContain('uv pip install --requirements pylock.toml\n')
  })

  it('tells the libraries that its packages need', () => {
    const { dockerfile } = planFor({ ...app, 'pylock.toml': `${LOCK}${entry('psycopg2')}` })
    expect(dockerfile).toContain('libpq5')
  })

  it('loses against the lockfile of a tool, and that is told', () => {
    const { packageManager, warnings } = planFor({
      ...app,
      'poetry.lock': '',
      'pyproject.toml': '[tool.poetry.dependencies]\nfastapi = "1"\nuvicorn = "1"\n',
    })
    expect(packageManager?.value).toBe('poetry')
    expect(warnings.map(({ text }) => text)).toContain(
      'Installed is what poetry.lock says; pylock.toml is not read.',
    )
  })

  it('beats a list of requirements, which may say what is asked for', () => {
    const { packageManager, framework } = planFor({ ...app, 'requirements.in': 'fastapi\n' })
    expect(packageManager?.file).toBe('pylock.toml')
    expect(framework).toMatchObject({ file: 'requirements.in', line: 1 })
  })

  it('brings the folders of packages', () => {
    const files = {
      'apps/api/main.py': SOURCE,
      'apps/api/pylock.toml': `${LOCK}[[packages]]\nname = "words"\ndirectory = { path = "../../libs/words", editable = true }\n`,
      'libs/words/pyproject.toml': '',
    }
    const { dockerfile, scope } = planFor(files, {}, { folder: 'apps/api' })
    expect(scope).toEqual(['libs/words'])
    expect(dockerfile.match(/COPY libs\/words\/ \/app\/libs\/words\//g)).toHaveLength(2)
    const own = `${LOCK}[[packages]]\nname = "api"\ndirectory = { path = ".", editable = true }\n`
    expect(planFor({ ...app, 'pylock.toml': own }).dockerfile).toMatch(/COPY \. \.\nRUN [^]*uv pip install/)
  })
})

it('refuses an environment of conda, and tells how to name what it has', () => {
  const error = errorOf(() =>
    planFor({ 'environment.yml': 'dependencies:\n  - fastapi\n', 'main.py': SOURCE }),
  )
  expect(error.message).toContain('environment.yml alone does not say what pip can install')
  expect(error.hint).toContain('pip list --format=freeze > requirements.txt')
})
