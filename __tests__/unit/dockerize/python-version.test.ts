import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

type Files = Readonly<Record<string, string>>
const APP = { 'app.py': 'app = Flask(__name__)\n', 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n' }
const project = (requires: string) =>
  `[project]\nname = "x"\nrequires-python = "${requires}"\ndependencies = ["flask", "gunicorn"]\n`
const PIPFILE = (requires: string) => `[packages]\nflask = "*"\ngunicorn = "*"\n[requires]\n${requires}\n`

const FOUND: readonly (readonly [files: Files, version: string, file: string])[] = [
  [{ '.python-version': '3.12\n', 'runtime.txt': 'python-3.11.4\n' }, '3.12', '.python-version'],
  [{ 'runtime.txt': 'python-3.11.4\n' }, '3.11.4', 'runtime.txt'],
  [{ '.tool-versions': 'python 3.12.1\n' }, '3.12.1', '.tool-versions'],
  [{ 'mise.toml': '[tools]\npython = "3.14"\n' }, '3.14', 'mise.toml'],
  [{ '.python-version': 'latest\n', 'pyproject.toml': project('<3.12') }, '3.11', '.python-version'],
  [{ '.python-version': '>=3.12\n' }, '3.13', '.python-version'],
  [{ '.python-version': '3.12.x\n' }, '3.12', '.python-version'],
  [{ Pipfile: PIPFILE('python_version = "3.12"'), 'Pipfile.lock': '{}' }, '3.12', 'Pipfile'],
  [
    { Pipfile: PIPFILE('python_full_version = "3.11.9"\npython_version = "3.11"'), 'Pipfile.lock': '{}' },
    '3.11.9',
    'Pipfile',
  ],
  [{ 'pyproject.toml': project('>=3.10,!=3.13.*') }, '3.14', 'pyproject.toml'],
  [
    {
      'pyproject.toml': '[project]\nname = "x"\ndependencies = ["flask", "gunicorn"]\n',
      'uv.lock': 'requires-python = ">=3.14"\n',
    },
    '3.14',
    'uv.lock',
  ],
  [{ 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\nnumpy==1.26.4\n' }, '3.12', 'requirements.txt'],
]

describe('the version of Python', () => {
  it.each(FOUND)('with %j is %s by %s', (files, version, file) => {
    expect(planFor({ ...APP, ...files }).version).toMatchObject({ value: version, file })
  })

  it('is one that what is locked has wheels for', () => {
    const lock = `requires-python = ">=3.11"
[[package]]
name = "x"
dependencies = [{ name = "flask" }, { name = "old" }]
[[package]]
name = "flask"
[[package]]
name = "gunicorn"
[[package]]
name = "old"
wheels = [{ url = "https://x.example/old-1-cp311-cp311-manylinux_2_17_x86_64.whl" }, { url = "https://x.example/old-1-cp312-cp312-manylinux_2_17_x86_64.whl" }]
`
    const files = { ...APP, 'pyproject.toml': project('>=3.11'), 'uv.lock': lock }
    expect(planFor(files).version.value).toBe('3.12')
    const compiled = planFor({ ...files, '.python-version': '3.14\n' }).dockerfile
    expect(compiled).toMatch(/apt-get install .*gcc/)
  })

  it.each([
    [
      { '.python-version': '3.9\n', 'pyproject.toml': project('>=3.11') },
      /3\.9 \(\.python-version:1\) is outside ">=3\.11" \(pyproject\.toml:3\)/,
    ],
    [{ '.python-version': '3.14t\n' }, /free-threaded/],
    [
      { '.python-version': 'pypy3.10\n' },
      /No release of Python is known that fits "pypy3\.10" \(\.python-version:1\)/,
    ],
    [{ '.python-version': '3.99\n' }, /"3\.99"/],
    [{ 'runtime.txt': 'python-2.7.18\n' }, /"python-2\.7\.18" \(runtime\.txt:1\)/],
  ])('%j is an error that names the place', (files, message) => {
    expect(errorOf(() => planFor({ ...APP, ...files })).message).toMatch(message)
  })

  it.each([
    ['3.9', /Python 3\.9 has had no security fixes since 2025-10-31/],
    ['3.15.0rc2', /3\.15\.0rc2 is a pre-release: Python 3\.15 was released on 2026-10-01/],
  ])('%s is said with its date', (version, text) => {
    const { warnings, dockerfile } = planFor({ ...APP, '.python-version': `${version}\n` })
    expect(warnings[0]).toMatchObject({ file: '.python-version', line: 1 })
    expect(warnings[0]?.text).toMatch(text)
    expect(dockerfile).toContain(`FROM python:${version}-slim`)
  })
})

describe('another platform', () => {
  it('gives version and build, of which the image leaves out what it does itself', () => {
    const files = {
      ...APP,
      'render.yaml':
        'services:\n  - type: web\n    runtime: python\n    buildCommand: pip install -r requirements.txt && python compile.py\n    startCommand: gunicorn app:app\n    envVars:\n      - key: PYTHON_VERSION\n        value: 3.12.4\n',
    }
    const { version, buildCommand, runCommand } = planFor(files)
    expect(version).toMatchObject({ value: '3.12.4', file: 'render.yaml' })
    expect(buildCommand).toMatchObject({ value: 'python compile.py', file: 'render.yaml' })
    expect(runCommand.value).toEqual(['gunicorn', 'app:app'])
  })
})
