import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

const SETTINGS =
  'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = "static"\nMIDDLEWARE = ["whitenoise.x"]\n'

function django(files: Readonly<Record<string, string>>, requirements = '') {
  return planFor({
    'requirements.txt': `django==5.2.0\ngunicorn==23.0.0\nuvicorn==0.34.0\n${requirements}`,
    'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")\n',
    'web/settings.py': SETTINGS,
    'web/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")\n',
    ...files,
  })
}

describe('settings', () => {
  it('are those of the server where manage.py names others', () => {
    const { dockerfile, buildCommand } = django({
      'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
      'config/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")\n',
      'config/settings/__init__.py': '',
      'config/settings/base.py': SETTINGS,
      'config/settings/local.py': 'from .base import *\nSECRET_KEY = "x"\n',
      'config/settings/production.py': 'from .base import *\nSECRET_KEY = env("DJANGO_SECRET_KEY")\n',
      'web/wsgi.py': '',
    })
    expect(dockerfile).toContain('DJANGO_SETTINGS_MODULE=config.settings.production')
    expect(buildCommand?.value).toBe(
      'DJANGO_SECRET_KEY=build DJANGO_SETTINGS_MODULE=config.settings.production python manage.py collectstatic --noinput',
    )
  })

  it('are those for production where both are beside each other', () => {
    const { dockerfile, warnings } = django({
      'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings.dev")\n',
      'web/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings.dev")\n',
      'web/settings/dev.py': SETTINGS,
      'web/settings/prod.py': SETTINGS,
    })
    expect(dockerfile).toContain('DJANGO_SETTINGS_MODULE=web.settings.prod')
    expect(warnings.map(({ text }) => text)).toEqual([])
  })

  it('for development alone are said', () => {
    const { warnings } = django({
      'web/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.local")\n',
      'web/local.py': SETTINGS,
    })
    expect(warnings.map(({ text }) => text).join()).toMatch(/web.local looks like settings for development/)
  })

  it.each([
    ['os.environ["SECRET_KEY"]', 'SECRET_KEY=build'],
    ['os.getenv("SECRET_KEY")', 'SECRET_KEY=build'],
    ['int(os.environ["WORKERS"])', 'WORKERS=0'],
    ['env.bool("DEBUG")', 'DEBUG=false'],
    ['env.db()', 'DATABASE_URL=sqlite:////tmp/build.sqlite3'],
    ['env("REDIS_URL")', 'REDIS_URL=redis://build'],
    ['config("DEBUG", cast=bool)', 'DEBUG=false'],
  ])('that insist on %s get a stand-in for the build alone', (expression, standIn) => {
    const { buildCommand, dockerfile } = django({ 'web/settings.py': `${SETTINGS}X = ${expression}\n` })
    expect(buildCommand?.value).toBe(`${standIn} python manage.py collectstatic --noinput`)
    expect(dockerfile).not.toMatch(new RegExp(`^ENV[^\\n]*${standIn}`, 'm'))
  })

  it.each(['1\nif not DEBUG:\n    KEY = os.environ["KEY"]', '1\nX = {\n    "a": os.environ["KEY"],\n}'])(
    'that insist on a variable in %j get it, too',
    (code) => {
      const { buildCommand } = django({ 'web/settings.py': `${SETTINGS}X = ${code}\n` })
      expect(buildCommand?.value).toBe('KEY=build python manage.py collectstatic --noinput')
    },
  )

  it.each([
    'os.environ.get("SECRET_KEY", "x")',
    'os.environ["TZ"] = "UTC"',
    'env("DEBUG", default=1)',
    'env = Env(DEBUG=(bool, False))\nY = env("DEBUG")',
    'config("DEBUG", default=False)',
    'os.environ["KEY"] if "KEY" in os.environ else ""',
    '1\nif "KEY" in os.environ:\n    KEY = os.environ["KEY"]',
    '1\nif (\n    "A" in os.environ\n    or "B" in os.environ\n):\n    KEY = {\n        "a": os.environ["KEY"],\n    }',
    '1\nif "A" in os.environ:\n    X = 1\nelse:\n    KEY = os.environ["KEY"]',
    '1\ntry:\n    KEY = os.environ["KEY"]\nexcept KeyError:\n    KEY = ""',
  ])('with %s insist on nothing', (expression) => {
    const { buildCommand } = django({ 'web/settings.py': `${SETTINGS}X = ${expression}\n` })
    expect(buildCommand?.value).toBe('python manage.py collectstatic --noinput')
  })
})

describe('static files', () => {
  it.each([
    ['STATIC_URL = "static/"\n', undefined, []],
    ['STATIC_ROOT = "x"\nINSTALLED_APPS = ["x"]\n', undefined, []],
    [
      `${SETTINGS}STATICFILES_STORAGE = "storages.backends.s3.S3Storage"\n`,
      undefined,
      [/stored outside the image/],
    ],
    ['STATIC_ROOT = "x"\n', 'python manage.py collectstatic --noinput', [/Nothing in the settings serves/]],
  ])('by %j are collected as far as there is a place', (settings, build, warnings) => {
    const plan = django({ 'web/settings.py': settings })
    expect(plan.buildCommand?.value).toBe(build)
    expect(plan.warnings).toHaveLength(warnings.length)
    for (const [index, text] of warnings.entries()) expect(plan.warnings[index]?.text).toMatch(text)
  })
})

describe('the server', () => {
  const asgi = {
    'web/asgi.py': '',
    'web/settings.py': `${SETTINGS}ASGI_APPLICATION = "web.asgi.application"\n`,
  }

  it.each([
    ['', {}, 'gunicorn', 'web.wsgi:application'],
    ['channels==4.2.0\n', asgi, 'uvicorn', 'web.asgi:application'],
    ['daphne==4.1.0\n', asgi, 'uvicorn', 'web.asgi:application'],
    ['channels==4.2.0\n', {}, 'gunicorn', 'web.wsgi:application'],
  ])('with %j is for the interface that the application needs', (requirements, files, program, target) => {
    const { runCommand } = django(files, requirements)
    expect(runCommand.value[0]).toBe(program)
    expect(runCommand.value.at(-1)).toBe(target)
  })

  it('runs where manage.py is', () => {
    const { dockerfile, runCommand } = planFor({
      'requirements.txt': 'django==5.2.0\n',
      'site/manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")\n',
      'site/web/settings.py': SETTINGS,
      'site/web/wsgi.py': '',
    })
    expect(runCommand.value.at(-1)).toBe('web.wsgi:application')
    expect(dockerfile).toContain('RUN python site/manage.py collectstatic')
    expect(dockerfile).toContain('WORKDIR /app/site\n')
  })

  it('has the memory of the machine for its workers where no function of Lambda may be', () => {
    const files = {
      'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n',
      'app.py': 'app = Flask(__name__)',
    }
    expect(planFor(files, {}, { lambda: 'never' }).runCommand.value.join(' ')).toContain(
      '--worker-tmp-dir /dev/shm',
    )
    expect(planFor(files).runCommand.value).not.toContain('/dev/shm')
  })
})
