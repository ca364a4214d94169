import type { Warning } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { Manifest } from './manifest.ts'

/** Prefixes by which a build puts variables into what browsers load, each by its own framework's documentation. */
export const PUBLIC_PREFIXES = '(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|VITE|REACT_APP|GATSBY|VUE_APP|PUBLIC)'

/** What committed files of settings mean for a build. */
export interface PublicSettings {
  /** Files that hold nothing but what everybody may know, relative to the application: the build reads them. */
  readonly files: readonly string[]
  /** Of files that hold something else as well, and are kept out for that. */
  readonly warnings: readonly Warning[]
}

const PUBLIC = new RegExp(`^${PUBLIC_PREFIXES}_`)
// What says how to build or serve, and nothing that anybody could use.
const PLAIN =
  /^(?:NODE_ENV|PORT|HOST|HOSTNAME|TZ|BROWSER|PUBLIC_URL|BASE_URL|BUILD_PATH|GENERATE_SOURCEMAP|INLINE_RUNTIME_CHUNK|DISABLE_ESLINT_PLUGIN|\w+_TELEMETRY_DISABLED)$/

/**
 * Reads `.env` and `.env.production`, where they are committed. Sources: vite.dev, "Env Variables and Modes", and
 * nextjs.org, "Environment Variables": both read them in a production build, and what is secret goes into files that git
 * ignores.
 */
export function publicSettings(app: App, manifest: Manifest): PublicSettings {
  const mode = /--mode[= ]([\w-]+)/.exec(manifest.scripts.get('build')?.value ?? '')?.[1] ?? 'production'
  const files: string[] = []
  const warnings: Warning[] = []
  for (const name of ['.env', `.env.${mode}`]) {
    const lines = app.files.text(name)?.split(/\r?\n/) ?? []
    const variables = lines.map(nameIn)
    const given = variables.find((variable) => variable !== undefined && PUBLIC.test(variable))
    if (given === undefined) continue
    const index = variables.findIndex((variable) => variable !== undefined && !isPlain(variable))
    if (index === -1) files.push(name)
    else warnings.push(keptOut(app.at(name), index + 1, variables[index] ?? '', given))
  }
  return { files, warnings }
}

/** The variable of a line; `''` for a line that is no assignment, undefined for one without content. */
function nameIn(line: string): string | undefined {
  if (/^\s*(?:#|$)/.test(line)) return undefined
  return /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? ''
}

function isPlain(variable: string): boolean {
  return PUBLIC.test(variable) || PLAIN.test(variable)
}

function keptOut(file: string, line: number, variable: string, given: string): Warning {
  const what = variable === '' ? 'this line' : variable
  return {
    text:
      `${file} is kept out of the build for ${what}, which may be a secret, and with it ${given}, which browsers load: ` +
      'give that by --build-arg, or leave only what is public in the file.',
    file,
    line,
  }
}
