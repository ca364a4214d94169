import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

const nextFiles = {
  'package.json': {
    scripts: { build: 'next build', start: 'next start' },
    dependencies: { next: '16', react: '19' },
  },
  'package-lock.json': '{}',
  'app/page.tsx': 'process.env.NEXT_PUBLIC_URL',
  'app/healthz/route.ts': '',
}

describe('Next.js', () => {
  it('takes the standalone server with its own modules', () => {
    const { dockerfile, runCommand, healthCheckPath } = planFor({
      ...nextFiles,
      'next.config.ts': "// output: 'export'\nexport default { output: 'standalone' }",
    })
    expect(runCommand).toMatchObject({ value: ['node', 'server.js'], file: 'next.config.ts', line: 2 })
    expect(healthCheckPath).toEqual({ value: '/healthz', file: 'app/healthz/route.ts' })
    expect(dockerfile).toContain('ARG NEXT_PUBLIC_URL')
    expect(dockerfile).toContain('HOSTNAME=0.0.0.0')
    expect(dockerfile).toContain('--chown=1000:1000 /app/.next/written ./.next')
    expect(dockerfile).not.toContain('/node_modules ./node_modules')
  })

  it('copies public files only where there are some', () => {
    expect(planFor(nextFiles).dockerfile).not.toContain('/app/public')
    expect(planFor({ ...nextFiles, 'public/logo.svg': '' }).dockerfile).toContain('/app/public ./public')
  })

  it('starts its server without npm where it is not standalone', () => {
    const { dockerfile, warnings } = planFor(nextFiles)
    expect(dockerfile).toContain('CMD ["node_modules/.bin/next", "start"]')
    expect(warnings.map(({ text }) => text).join()).toMatch(/standalone/)
  })

  it('takes along what its configuration loads when it starts', () => {
    const { dockerfile } = planFor({
      ...nextFiles,
      'package.json': {
        ...nextFiles['package.json'],
        devDependencies: { '@next/bundle-analyzer': '16', '@types/node': '24' },
      },
      'next.config.mjs':
        "import './src/env.js'\nimport analyze from '@next/bundle-analyzer'\nconst x = await import('./i18n/config')\nexport default analyze({})({})",
      'src/env.js': "require('./names.cjs')",
      'src/names.cjs': '',
      'i18n/config.ts': "import type { A } from './types'",
      'i18n/types.ts': '',
    })
    expect(dockerfile).toContain('COPY --from=build /app/src/env.js ./src/env.js')
    expect(dockerfile).toContain('COPY --from=build /app/src/names.cjs ./src/names.cjs')
    expect(dockerfile).toContain('COPY --from=build /app/i18n/config.ts ./i18n/config.ts')
    expect(dockerfile).not.toContain('types.ts')
    expect(dockerfile).toContain('what runs needs one that is for development')
  })

  it('serves an export as files', () => {
    const { dockerfile } = planFor({ ...nextFiles, 'next.config.mjs': "export default { output: 'export' }" })
    expect(dockerfile).toContain('COPY --from=build /app/out /srv/www')
    expect(dockerfile).toMatch(/^FROM nginx:1 AS runtime$/m)
    expect(dockerfile).toMatch(/^USER 101:101$/m)
  })
})

describe('NestJS', () => {
  const files = {
    'package.json': {
      scripts: { build: 'nest build', start: 'nest start' },
      dependencies: { '@nestjs/core': '11' },
      devDependencies: { '@nestjs/cli': '11' },
    },
    'package-lock.json': '{}',
    'tsconfig.json': '{ /* compiled */ "compilerOptions": { "outDir": "./out" } }',
    'src/main.ts': 'app.listen(process.env.PORT ?? 3001)',
    'src/health.controller.ts': "@Controller('health')\nclass HealthController {}",
    'views/index.hbs': '',
  }

  it('starts what was compiled, with production dependencies and the files beside the source', () => {
    const { dockerfile, port, healthCheckPath } = planFor(files)
    expect(port.value).toBe(3001)
    expect(healthCheckPath.value).toBe('/health')
    expect(dockerfile).toContain('CMD ["node", "out/main.js"]')
    expect(dockerfile).toContain('npm prune --omit=dev')
    expect(dockerfile).toContain('COPY --from=production-deps /app/node_modules ./node_modules')
    expect(dockerfile).toContain('COPY --from=build /app/views ./views')
    expect(dockerfile).not.toContain('/app/src ./src')
  })

  it('believes no health path below a global prefix', () => {
    const prefixed = { ...files, 'src/main.ts': "app.setGlobalPrefix('v1')" }
    expect(planFor(prefixed).healthCheckPath.value).toBe('/')
  })
})

describe('a bundled site', () => {
  it('is served with a fallback to its page', () => {
    const { dockerfile } = planFor({
      'package.json': { scripts: { build: 'vite build' }, devDependencies: { vite: '7' } },
      'package-lock.json': '{}',
      'index.html': '',
      'vite.config.ts': "export default { build: { outDir: 'public_html' } }",
    })
    expect(dockerfile).toContain('COPY --from=build /app/public_html /srv/www')
    expect(dockerfile).toContain('try_files $uri $uri.html $uri/ /index.html;')
  })

  it('is not taken for one where a framework with a server builds on its bundler', () => {
    const files = {
      'package.json': {
        scripts: { build: 'remix vite:build' },
        devDependencies: { '@remix-run/dev': '2', vite: '7' },
      },
      'package-lock.json': '{}',
    }
    expect(() => planFor(files)).toThrow(/No start command/)
  })

  it('is only a helper beside the application of another language', () => {
    const plan = planFor({
      'package.json': { scripts: { build: 'vite build' }, devDependencies: { vite: '7' } },
      'requirements.txt': 'flask\n',
      'app.py': 'app = Flask(__name__)\n',
    })
    expect(plan.language.value).toBe('python')
  })
})

describe('files alone', () => {
  it('are served by nginx as a numbered user', () => {
    const { dockerfile, port } = planFor({ 'index.html': '<p>' })
    expect(port.value).toBe(8000)
    expect(dockerfile).toContain('COPY . /srv/www/')
    expect(dockerfile).toContain('listen 8000;')
    expect(dockerfile).toContain('STOPSIGNAL SIGQUIT')
  })
})
