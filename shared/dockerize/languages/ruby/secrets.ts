import type { Mount } from '../../image/steps.ts'
import type { Gemfile } from './gemfile.ts'

/**
 * Credentials of gem servers other than the public one, as Bundler takes them from the environment: a host's dots become
 * two underscores, its dashes three. Source: Bundler's documentation, "bundle-config(1)", credentials for gem sources.
 */
export function gemServerSecrets({ sources }: Gemfile): readonly Mount[] {
  const hosts = sources.flatMap((source) => (URL.canParse(source) ? [new URL(source).host] : []))
  const names = hosts
    .filter((host) => !/^(?:index\.)?rubygems\./.test(host))
    .map(
      (host) =>
        `BUNDLE_${host.replaceAll('-', '___').replaceAll('.', '__').replaceAll(':', '_').toUpperCase()}`,
    )
  return [...new Set(names)].sort().map((name) => ({ type: 'secret', id: name, env: name }))
}
