import type { Mount } from '../../image/steps.ts'
import type { Module } from './modules.ts'

const FORGES = ['github.com', 'gitlab.com', 'bitbucket.org']
// Files in which people set GOPRIVATE for themselves and for CI.
const SETTINGS = ['Makefile', '.envrc', 'mise.toml', '.mise.toml', 'Taskfile.yml']

/**
 * Secrets for modules that no public proxy has: the credentials of their host, and GOPRIVATE, which names them.
 * Source: go.dev, "Go Modules Reference", Private modules. Empty where nothing speaks for such a module.
 */
export function privateModules({ app, mod }: Module): readonly Mount[] {
  const owner = ownerOf(mod.module?.value ?? '')
  const siblings = [...mod.requires.keys()].some((path) => owner !== undefined && path.startsWith(owner))
  const named = SETTINGS.some((file) =>
    /\bGO(?:PRIVATE|NOSUMDB|NOPROXY)\b/.test(app.repository.head(file) ?? ''),
  )
  if (!siblings && !named) return []
  return [
    { type: 'secret', id: 'netrc', target: '/root/.netrc' },
    { type: 'secret', id: 'GOPRIVATE', env: 'GOPRIVATE' },
  ]
}

/** What modules of the same people begin with: a forge's account, or a host of their own. */
function ownerOf(module: string): string | undefined {
  const [host = '', account] = module.split('/')
  if (!host.includes('.') || host.startsWith('example.')) return undefined
  if (!FORGES.includes(host)) return `${host}/`
  return account === undefined ? undefined : `${host}/${account}/`
}
