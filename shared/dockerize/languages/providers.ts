import { UserError } from '../../errors.ts'
import { nearestFirst } from '../../nearest.ts'
import type { Considered } from '../found.ts'
import { dotnet } from './dotnet/provider.ts'
import { elixir } from './elixir/provider.ts'
import { deno } from './deno/provider.ts'
import { generators } from './generators/provider.ts'
import { go } from './go/provider.ts'
import { java } from './java/provider.ts'
import { node } from './node/provider.ts'
import { php } from './php/provider.ts'
import type { Provider } from '../plan.ts'
import { python } from './python/provider.ts'
import { ruby } from './ruby/provider.ts'
import { rust } from './rust/provider.ts'
import { site } from './static/provider.ts'
import type { App } from '../view/file-view.ts'

/**
 * In the order in which they are asked. Languages whose sites have a package.json for their assets come before Node.js;
 * what only generates or serves files comes last.
 */
const PROVIDERS: readonly Provider[] = [
  php,
  ruby,
  elixir,
  dotnet,
  java,
  go,
  rust,
  python,
  deno,
  node,
  generators,
  site,
]

interface Choice {
  readonly provider: Provider
  /** The languages that were there, too. */
  readonly others: readonly Considered[]
}

/** The provider of an application: the first whose language runs it, else the first whose language is there at all. */
export function chooseProvider(app: App, framework: string | undefined): Choice {
  if (framework !== undefined) return { provider: providerOf(framework), others: [] }
  const matches = PROVIDERS.map((provider) => ({ provider, role: provider.detect(app) })).filter(
    ({ role }) => role !== undefined,
  )
  const match = matches.find(({ role }) => role === 'application') ?? matches[0]
  if (match !== undefined) {
    const others = matches.filter((other) => other !== match)
    return {
      provider: match.provider,
      others: others.map(({ provider, role }) => ({
        value: provider.language,
        why: role === 'helper' ? 'only beside the application' : 'asked for later',
      })),
    }
  }
  throw new UserError(
    `No application was recognised in ${app.folder === '' ? 'the repository' : app.folder}: looked for ` +
      `${PROVIDERS.map(({ lookedFor }) => lookedFor).join('; ')}.`,
    'Set "root-directory" to the folder that the application is in, "framework" to what it is, or write a Dockerfile.',
  )
}

/** What there is to recognise, for the documentation. */
export function known(): readonly Pick<Provider, 'language' | 'frameworks' | 'lookedFor'>[] {
  return PROVIDERS
}

/** Whether a folder has something that can be run or served, of a framework where one is given, but for a language. */
export function hasApplication(app: App, framework?: string, except?: string): boolean {
  const providers = framework === undefined ? PROVIDERS : [providerOf(framework)]
  return providers.some((provider) => provider.language !== except && provider.detect(app) === 'application')
}

function providerOf(framework: string): Provider {
  const provider = PROVIDERS.find(({ frameworks }) => frameworks.includes(framework))
  if (provider !== undefined) return provider
  const names = nearestFirst(
    framework,
    PROVIDERS.flatMap(({ frameworks }) => frameworks),
  )
  throw new UserError(
    `The input "framework" is "${framework}".`,
    `Valid values, nearest first: ${names.join(', ')}.`,
  )
}
