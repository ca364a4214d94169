import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { commandAt, portAt, variableList, type Told } from './told.ts'

/** apprunner.yaml. Source: AWS App Runner developer guide, "App Runner configuration file reference". */
export function appRunner(app: App): readonly Told[] {
  const yaml = ownManifest(app, ['apprunner.yaml'])
  if (yaml === undefined) return []
  const lines = yaml.get('build', 'commands', 'build')
  const build = (Array.isArray(lines) ? lines : []).filter((line: unknown) => typeof line === 'string')
  const first = commandAt(yaml, 'build', 'commands', 'build', 0)
  return [
    {
      start: commandAt(yaml, 'run', 'command'),
      build: first === undefined ? undefined : { ...first, value: build.join(' && ') },
      port: portAt(yaml, 'run', 'network', 'port'),
      variables: variableList(yaml, 'name', 'run', 'env'),
    },
  ]
}
