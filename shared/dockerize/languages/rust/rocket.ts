import type { Found, Warning } from '../../found.ts'
import { readToml } from '../../parse/once.ts'
import type { App } from '../../view/file-view.ts'
import { isPort } from '../../decide/routes.ts'
import { dependencies, type Package } from './manifest.ts'

const FILE = 'Rocket.toml'
// What a release build goes by. Source: Rocket's programming guide, "Configuration", Profiles: `global` overrides all.
const PROFILES = ['global', 'release', 'default']

/** What Rocket.toml says of a server that was built for release. */
export interface RocketSettings {
  readonly port: Found<number> | undefined
  /** The folder of its templates. */
  readonly templates: string
}

/** Reads Rocket.toml; the defaults without one. Throws a UserError for what is not valid TOML. */
export function rocketSettings(app: App): RocketSettings {
  const toml = readToml(app, FILE)
  const set = PROFILES.flatMap((profile) => {
    const port = toml?.get(profile, 'port')
    return typeof port === 'number' && isPort(port) ? [{ profile, port }] : []
  })[0]
  const line = set === undefined ? undefined : toml?.lineOf(set.profile, 'port')
  const folder = PROFILES.map((profile) => toml?.string(profile, 'template_dir')?.value).find(Boolean)
  return {
    port:
      set === undefined
        ? undefined
        : { value: set.port, file: app.at(FILE), ...(line === undefined ? {} : { line }) },
    templates: folder?.replace(/^\.\/|\/$/g, '') ?? 'templates',
  }
}

/** Source: Rocket's programming guide, "Configuration", Secret Key. */
export function rocketWarnings(app: App, { toml }: Package): readonly Warning[] {
  const features = dependencies(toml).get('rocket')?.['features']
  const withSecrets = Array.isArray(features) && features.includes('secrets')
  const file = readToml(app, FILE)
  if (!withSecrets || PROFILES.some((profile) => file?.get(profile, 'secret_key') !== undefined)) return []
  const line = toml.lineOf('dependencies', 'rocket')
  return [
    {
      text: 'Rocket has private cookies, and does not start without a key for them: set ROCKET_SECRET_KEY where the image runs, to what "openssl rand -base64 32" prints.',
      file: toml.file,
      ...(line === undefined ? {} : { line }),
    },
  ]
}
