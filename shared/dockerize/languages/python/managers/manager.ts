import type { Found, Warning } from '../../../found.ts'
import type { Mount, Step } from '../../../image/steps.ts'

/** How one package manager installs into /opt/venv inside an image. */
export interface PythonManager {
  readonly found: Found<string>
  /** Puts the manager itself in place; absent for pip, which every image has. */
  readonly setup?: Step
  /** The files that decide what is installed, relative to the repository; undefined where any file may. */
  readonly files: readonly string[] | undefined
  readonly env?: Readonly<Record<string, string>>
  /** Why `env` is what it is. */
  readonly whyEnv?: string
  readonly mounts: readonly Mount[]
  /** Installs production dependencies; `added` are requirements beside those that the files name. */
  readonly install: (added: readonly string[]) => readonly string[]
  /** It makes the virtual environment by itself. */
  readonly makesEnvironment?: boolean
  /** Installs the packages of the repository in `siblings`, once their source is there. */
  readonly installSiblings?: string
  /** Installs the application itself once its source is there; absent where it runs from its source. */
  readonly installSelf?: string
  /** What is installed points at its source, which has to stay in its place. */
  readonly editable?: boolean
  /** Folders of the repository that its dependencies come from, inside the application's or beside it. */
  readonly siblings?: readonly string[]
  /** They are installed with all the others, so that they are there before. */
  readonly siblingsFirst?: boolean
  /** Other paths of the repository outside the application's folder that installing needs. */
  readonly outside?: readonly string[]
  /** What the installations after the first are told, so that they keep what was added. */
  readonly keeping?: string
  /** The command that adds a requirement to the lockfile, less the name. */
  readonly addCommand?: string
  /** Every download is held to a hash, so that nothing can be added beside. */
  readonly hashed?: boolean
  readonly warnings: readonly Warning[]
}

/** The secrets by which a package manager takes a user and a password for an index: `UV_INDEX_INNER_PASSWORD`. */
export function indexSecrets(prefix: string, index: string): readonly Mount[] {
  const name = `${prefix}_${index.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
  return ['USERNAME', 'PASSWORD'].map((part) => secretVariable(`${name}_${part}`))
}

/** Adds requirements beside those that a lockfile has; nothing for none. */
export function addedBeside(
  added: readonly string[],
  command = 'pip install --no-cache-dir',
): readonly string[] {
  return added.length === 0 ? [] : [[command, ...added].join(' ')]
}

/** A secret that is an environment variable while the step runs. */
export function secretVariable(name: string): Mount {
  return { type: 'secret', id: name, env: name }
}

/** The variables that a text expands: `https://${USER}:${TOKEN}@...`. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)\}?/g)].map((match) => match[1] ?? ''))]
}

/** The manager at a version in an environment of its own: its dependencies are not the application's. */
export function ownEnvironment(name: string, requirements: readonly string[], why: string): Step {
  const quoted = requirements.map((one) => (/^[\w.=-]+$/.test(one) ? one : `'${one}'`)).join(' ')
  return {
    kind: 'run',
    why: [why],
    commands: [`python -m venv /opt/${name}`, `/opt/${name}/bin/pip install ${quoted}`],
    mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
  }
}
