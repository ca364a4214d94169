import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

const flaskFiles = {
  'requirements.txt': '# web\nflask==3.1.2  # pinned\n-r more.txt\n',
  'more.txt': 'requests\n',
  'app.py': "from flask import Flask\n\napp = Flask(__name__)\n\n@app.route('/health')\ndef health(): ...\n",
}

describe('Flask', () => {
  it('is served by gunicorn, which is added where requirements have no server', () => {
    const { dockerfile, runCommand, framework, healthCheckPath, warnings } = planFor(flaskFiles)
    expect(framework).toEqual({ value: 'flask', file: 'requirements.txt', line: 2 })
    expect(runCommand).toMatchObject({ file: 'app.py', line: 3 })
    expect(runCommand.value.at(-1)).toBe('app:app')
    expect(healthCheckPath).toEqual({ value: '/health', file: 'app.py', line: 5 })
    expect(dockerfile).toMatch(/pip install --requirement requirements.txt gunicorn==\d+/)
    expect(dockerfile).toContain('COPY requirements.txt more.txt ./')
    expect(dockerfile).toMatch(/^USER 1001:1001$/m)
    expect(warnings[0]?.text).toMatch(/adds gunicorn==/)
  })

  it('adds nothing where there is a server', () => {
    const { dockerfile } = planFor({ ...flaskFiles, 'more.txt': 'Gunicorn==23.0.0\n' })
    expect(dockerfile).toContain('pip install --requirement requirements.txt\n')
  })

  it('says which line to add where downloads are held to hashes', () => {
    const hashed = { ...flaskFiles, 'more.txt': 'requests==2.32.0 --hash=sha256:00\n' }
    expect(errorOf(() => planFor(hashed)).hint).toMatch(/requirements.txt.*gunicorn/)
  })

  it('calls a factory', () => {
    const files = {
      ...flaskFiles,
      'app.py': '',
      'shop/__init__.py': 'def create_app():\n    return Flask(__name__)\n',
    }
    expect(planFor(files).runCommand.value.at(-1)).toBe('shop:create_app()')
  })

  it('refuses the development server of a Procfile', () => {
    expect(() => planFor({ ...flaskFiles, Procfile: 'web: flask run --port 5000\n' })).toThrow(
      /development server/,
    )
  })

  it('leaves out what a Procfile migrates before the server, and says so', () => {
    const line = 'flask db upgrade; flask translate compile; gunicorn app:app'
    const { runCommand, warnings } = planFor({ ...flaskFiles, Procfile: `web: ${line}\n` })
    expect(runCommand.value).toEqual(['/bin/sh', '-c', 'flask translate compile && exec gunicorn app:app'])
    expect(warnings.map(({ text }) => text).join()).toContain('"flask db upgrade" (Procfile:1) is left out')
    expect(planFor(flaskFiles, { runCommand: line }).runCommand.value[2]).toMatch(/^flask db upgrade; /)
  })

  it('takes the command of a Procfile with the port in its place', () => {
    const { runCommand, port, dockerfile } = planFor({
      ...flaskFiles,
      Procfile: 'release: ./migrate\nweb: gunicorn --bind 0.0.0.0:${PORT:-9000} app:app\n',
    })
    expect(port.value).toBe(9000)
    expect(runCommand).toEqual({
      value: ['gunicorn', '--bind', '0.0.0.0:9000', 'app:app'],
      file: 'Procfile',
      line: 2,
    })
    expect(dockerfile).toContain('CMD ["gunicorn", "--bind", "0.0.0.0:9000", "app:app"]')
  })
})

const uvFiles = {
  'pyproject.toml':
    '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.10,<3.13"\ndependencies = ["fastapi", "uvicorn"]\n\n[build-system]\nrequires = []\n',
  'uv.lock': 'version = 1\n\n[[package]]\nname = "fastapi"\n\n[[package]]\nname = "uvicorn"\n',
  'src/shop/__init__.py': '',
  'src/shop/main.py': 'app = FastAPI()\n',
}

describe('FastAPI with uv', () => {
  it('is installed as the lockfile says, itself included', () => {
    const { dockerfile, version } = planFor(uvFiles)
    expect(version).toEqual({ value: '3.12', file: 'pyproject.toml', line: 4 })
    expect(dockerfile).toContain('uv sync --locked --no-default-groups --no-install-project')
    expect(dockerfile).toContain('uv sync --locked --no-default-groups --no-editable')
    expect(dockerfile).toContain('"--port", "8000", "shop.main:app"]')
  })

  it('adds a server beside a lockfile that has none, keeps it, and says which command would lock it', () => {
    const files = {
      ...uvFiles,
      'pyproject.toml':
        '[project]\nname = "shop"\ndependencies = ["fastapi"]\n\n[build-system]\nrequires = ["hatchling"]\n',
      'uv.lock': 'version = 1\n\n[[package]]\nname = "fastapi"\n',
    }
    const { dockerfile, warnings } = planFor(files)
    expect(dockerfile).toMatch(/--no-install-project \\\n && uv pip install uvicorn==[\d.]+\n/)
    // Another sync would take it out again.
    expect(dockerfile).toMatch(/uv sync .*--no-editable --inexact\n/)
    expect(warnings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/the image adds uvicorn==[\d.]+\. "uv add uvicorn" would lock it\.$/),
    ])
  })

  it.each([
    ['poetry', { 'pyproject.toml': '[tool.poetry.dependencies]\nflask = "^3"\n', 'poetry.lock': '' }],
    ['pdm', { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["flask"]\n', 'pdm.lock': '' }],
    ['pipenv', { Pipfile: '[packages]\nflask = "*"\n', 'Pipfile.lock': '{"default":{"flask":{}}}' }],
  ])('adds it with pip beside what %s locks', (_, manifest) => {
    const { dockerfile } = planFor({
      ...manifest,
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    })
    expect(dockerfile).toMatch(/ && pip install --no-cache-dir gunicorn==[\d.]+\n/)
  })

  it('gives file, line and column of broken TOML', () => {
    expect(() => planFor({ ...uvFiles, 'pyproject.toml': '[project\n' })).toThrow(
      /pyproject.toml is not valid TOML at line 1, column \d+/,
    )
  })
})

const djangoFiles = {
  'pyproject.toml':
    '[tool.poetry.dependencies]\npython = "^3.11"\ndjango = "^5.2"\ngunicorn = "*"\npsycopg2 = "*"\n\n[[tool.poetry.source]]\nname = "inner-pypi"\n',
  'poetry.lock':
    '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.\n\n[[package]]\nname = "django"\ngroups = ["main"]\n',
  'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")\n',
  'web/__init__.py': '',
  'web/settings.py':
    'SECRET_KEY = os.environ["SECRET_KEY"]\nWSGI_APPLICATION = "web.wsgi.application"\nSTATIC_ROOT = "static"\n',
  'web/urls.py': 'urlpatterns = [path("healthz/", ok)]\n',
}

describe('Django with Poetry', () => {
  it('collects static files at build time, with a stand-in for the secret', () => {
    const { dockerfile, buildCommand, runCommand, healthCheckPath, warnings } = planFor(djangoFiles)
    expect(buildCommand).toEqual({
      value: 'SECRET_KEY=build python manage.py collectstatic --noinput',
      file: 'web/settings.py',
      line: 3,
    })
    expect(runCommand).toMatchObject({ file: 'web/settings.py', line: 2 })
    expect(runCommand.value.at(-1)).toBe('web.wsgi:application')
    expect(healthCheckPath.value).toBe('/healthz/')
    // The health check's own host is not one of ALLOWED_HOSTS: the refusal is an answer.
    expect(dockerfile).toContain('.status >= 500')
    expect(dockerfile).not.toMatch(/^ENV.*SECRET_KEY/m)
    expect(warnings.map(({ text }) => text).join()).toMatch(/does not start without SECRET_KEY/)
  })

  it('installs the Poetry that wrote the lockfile, system libraries, and tokens by secret', () => {
    const { dockerfile, packageManager } = planFor(djangoFiles)
    expect(packageManager?.value).toBe('poetry')
    expect(dockerfile).toContain('pip install poetry==2.1.3')
    expect(dockerfile).toContain('install --only main --no-root')
    expect(dockerfile).toContain('libpq-dev')
    expect(dockerfile.slice(dockerfile.indexOf('AS runtime'))).toContain('libpq5')
    expect(dockerfile).toContain('id=POETRY_HTTP_BASIC_INNER_PYPI_PASSWORD,')
  })
})
