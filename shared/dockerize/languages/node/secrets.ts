import type { Mount } from '../../image/steps.ts'
import type { App } from '../../view/file-view.ts'

/** The settings of registries that stand in the repository, and the secrets that they ask for. */
export interface RegistrySettings {
  readonly files: readonly string[]
  readonly mounts: readonly Mount[]
}

/** Reads .npmrc and .yarnrc.yml for the variables that stand for tokens. */
export function registrySettings(app: App): RegistrySettings {
  const files = ['.npmrc'].filter((name) => app.files.isFile(name))
  const variables = new Set<string>()
  for (const name of ['.npmrc', '.yarnrc.yml']) {
    for (const [, variable] of (app.files.text(name) ?? '').matchAll(/\$\{([A-Z_][A-Z0-9_]*)[^}]*\}/gi)) {
      if (variable !== undefined) variables.add(variable)
    }
  }
  const mounts: Mount[] = [...variables].sort().map((name) => ({ type: 'secret', id: name, env: name }))
  // What a runner's own .npmrc (as actions/setup-node writes it) can be handed in as.
  if (files.length > 0) mounts.push({ type: 'secret', id: 'npmrc', target: '/root/.npmrc' })
  return { files, mounts }
}
