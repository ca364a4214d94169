import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { portVariable, variableList, type Told } from './told.ts'

/**
 * project.toml of Cloud Native Buildpacks: its build environment, in which buildpacks take their settings. Sources:
 * buildpacks.io, "Project descriptor" (schema 0.1 and 0.2); Google's buildpacks, GOOGLE_ENTRYPOINT; Paketo's web
 * servers, BP_WEB_SERVER_ROOT and BP_WEB_SERVER_ENABLE_PUSH_STATE.
 */
export function projectDescriptor(app: App): readonly Told[] {
  const toml = ownManifest(app, ['project.toml'])
  if (toml === undefined) return []
  const variables = new Map([
    ...variableList(toml, 'name', 'build', 'env'),
    ...variableList(toml, 'name', 'io', 'buildpacks', 'build', 'env'),
  ])
  const push = variables.get('BP_WEB_SERVER_ENABLE_PUSH_STATE')
  return [
    {
      start: variables.get('GOOGLE_ENTRYPOINT'),
      port: portVariable(variables),
      siteFolder: variables.get('BP_WEB_SERVER_ROOT'),
      fallback: push === undefined ? undefined : { ...push, value: push.value === 'true' },
      variables,
    },
  ]
}
