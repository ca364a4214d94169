import { fromInput, type Found } from '../found.ts'
import { DEFAULT_PORT, type Plan, type Provider } from '../plan.ts'
import type { App } from '../view/file-view.ts'
import { NGINX, NGINX_VERSION, siteStage } from './site.ts'

// Where an index.html is looked for: the top first, then what generators and people call the published folder.
const FOLDERS = ['', 'public', 'dist', 'site', 'www', '_site', 'docs']

/** Files alone: an index.html, and no language that serves it. */
export const site: Provider = {
  language: 'static',
  frameworks: ['static'],
  lookedFor: `index.html (also in ${FOLDERS.slice(1).join(', ')})`,
  detect: (app) => (folderOf(app) === undefined ? undefined : 'helper'),
  plan: (app, request): Plan => {
    const { overrides } = request
    const folder = folderOf(app) ?? ''
    const index = app.at(folder === '' ? 'index.html' : `${folder}/index.html`)
    const port: Found<number> =
      overrides.port === undefined
        ? { value: DEFAULT_PORT, why: 'default' }
        : fromInput(overrides.port, 'port')
    const healthCheckPath: Found<string> =
      overrides.healthCheckPath === undefined
        ? { value: '/', file: index }
        : fromInput(overrides.healthCheckPath, 'health-check-path')
    const path = app.at(folder)
    const stage = siteStage(
      {
        copy: { kind: 'copy', sources: [path === '' ? '.' : `${path}/`], to: '/srv/www/' },
        fallback: false,
        port: port.value,
        healthCheckPath: healthCheckPath.value,
      },
      request,
    )
    return {
      language: { value: 'static', file: index },
      framework: { value: 'static', file: index },
      version: { value: NGINX_VERSION, why: 'nginx' },
      runCommand: { value: NGINX, why: 'files alone' },
      port,
      healthCheckPath,
      stages: [stage],
      ignore: ['**/*.md'],
      warnings: [],
    }
  },
}

function folderOf(app: App): string | undefined {
  return FOLDERS.find((folder) => app.files.isFile(folder === '' ? 'index.html' : `${folder}/index.html`))
}
