import { tablesAt } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { commandAt, pathAt, portAt, type Told } from './told.ts'

/**
 * heroku.yml and app.json. Sources: Heroku Dev Center, "Building Docker Images with heroku.yml" and "app.json Schema";
 * the health checks of app.json are Dokku's ("Zero Downtime Deploys").
 */
export function heroku(app: App): readonly Told[] {
  const yaml = ownManifest(app, ['heroku.yml'])
  const json = ownManifest(app, ['app.json'])
  return [
    ...(yaml === undefined
      ? []
      : [
          {
            start: commandAt(yaml, 'run', 'web') ?? commandAt(yaml, 'run', 'web', 'command'),
            release: commandAt(yaml, 'release', 'command'),
          },
        ]),
    ...(json === undefined
      ? []
      : [
          {
            port: portAt(json, 'env', 'PORT', 'value') ?? portAt(json, 'env', 'PORT'),
            healthCheckPath: tablesAt(json, 'healthchecks', 'web')
              .map(({ index }) => pathAt(json, 'healthchecks', 'web', index, 'path'))
              .find((path) => path !== undefined),
          },
        ]),
  ]
}
