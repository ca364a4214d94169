import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

describe('a package.json beside Python', () => {
  const django = {
    'requirements.txt': 'django==5.2.0\ngunicorn==23.0.0\n',
    'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")\n',
    'web/settings.py': 'STATIC_ROOT = "static"\nMIDDLEWARE = ["whitenoise"]\n',
    'web/wsgi.py': '',
    'package-lock.json': '{}',
  }

  it('that bundles is a stage before static files are collected', () => {
    const manifest = {
      scripts: { build: 'esbuild js/main.js --outdir=assets' },
      devDependencies: { esbuild: '1' },
    }
    const { dockerfile, language } = planFor({ ...django, 'package.json': manifest })
    expect(language.value).toBe('python')
    expect(dockerfile).toMatch(/AS assets[^]*RUN npm run build \\\n && rm -rf node_modules[^]*AS build/)
    expect(dockerfile).toMatch(/COPY --from=assets \/app \.\nRUN python manage.py collectstatic/)
  })

  it('that builds nothing is left alone', () => {
    const { dockerfile } = planFor({ ...django, 'package.json': { devDependencies: { prettier: '3' } } })
    expect(dockerfile).not.toContain('assets')
  })
})
