import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { commandAt, pathAt, type Told } from './told.ts'

/** railway.json or railway.toml. Source: Railway's documentation, "Config as Code Reference". */
export function railway(app: App): readonly Told[] {
  const file = ownManifest(app, ['railway.json', 'railway.toml'])
  if (file === undefined) return []
  return [
    {
      start: commandAt(file, 'deploy', 'startCommand'),
      build: commandAt(file, 'build', 'buildCommand'),
      release: commandAt(file, 'deploy', 'preDeployCommand'),
      healthCheckPath: pathAt(file, 'deploy', 'healthcheckPath'),
    },
  ]
}
