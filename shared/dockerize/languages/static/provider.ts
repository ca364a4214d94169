import { decideHealthPath, decidePort } from '../../decide/values.ts'
import type { Found } from '../../found.ts'
import { readHints, type Hints } from '../../hints/index.ts'
import type { Plan, Provider } from '../../plan.ts'
import { join, type App } from '../../view/file-view.ts'
import { NGINX, NGINX_VERSION, siteStage } from './site.ts'

// Where an index.html is looked for: the top first, then what generators and people call the published folder.
const FOLDERS = ['', 'public', 'dist', 'site', 'www', 'htdocs', 'public_html', '_site', 'docs']

/** Files alone: an index.html, and no language that serves it. */
export const site: Provider = {
  language: 'static',
  frameworks: ['static'],
  lookedFor: `index.html (also in ${FOLDERS.slice(1).join(', ')})`,
  detect: (app) => (conventional(app) === undefined ? undefined : 'helper'),
  plan: (app, request): Plan => {
    const hints = readHints(app)
    const index = indexOf(app, hints)
    const fallback = hints.fallback?.value ?? false
    const port = decidePort(request, { ...hints, port: undefined }, undefined)
    const health = decideHealthPath(request, hints, { ...index, value: '/' })
    const path = app.at(index.value)
    const stage = siteStage(
      {
        copy: { kind: 'copy', sources: [path === '' ? '.' : `${path}/`], to: '/srv/www/' },
        fallback,
        port: port.value,
        healthCheckPath: health.value,
        // What is no UTF-8 says itself what it is.
        utf8: app.files.head(join(index.value, 'index.html'))?.includes('\ufffd') !== true,
      },
      request,
    )
    return {
      language: { ...index, value: 'static' },
      framework: { ...index, value: 'static' },
      version: { value: NGINX_VERSION, why: 'nginx' },
      runCommand: { value: NGINX, why: 'files alone' },
      port,
      healthCheckPath: health,
      stages: [stage],
      ignore: ['**/*.md', ...CONFIGURATION],
      warnings: [],
    }
  },
}

// For other hosts of files, which take these for settings and do not serve them.
const CONFIGURATION = ['Staticfile', 'vercel.json', 'netlify.toml', '_redirects', '_headers', 'firebase.json']

/** The folder with the index.html: what another host serves, else where one is by convention. */
function indexOf(app: App, { siteFolder }: Hints): Found<string> {
  const told = siteFolder !== undefined && hasIndex(app, siteFolder.value) ? siteFolder : undefined
  const folder = conventional(app)
  const own = folder === undefined ? undefined : { value: folder, file: app.at(join(folder, 'index.html')) }
  return told ?? own ?? { value: '', why: 'the input "framework"' }
}

function conventional(app: App): string | undefined {
  const { siteFolder } = readHints(app)
  const folders = siteFolder === undefined ? FOLDERS : [siteFolder.value, ...FOLDERS]
  return folders.find((folder) => hasIndex(app, folder))
}

function hasIndex(app: App, folder: string): boolean {
  return app.files.isFile(join(folder, 'index.html'))
}
