import { foundAt, textAt } from '../parse/document.ts'
import { parseYamlFile } from '../parse/yaml.ts'
import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { isIndex, rewriteAt } from './rewrites.ts'
import type { Told } from './told.ts'

/**
 * Hosts of files alone: Staticfile, firebase.json and staticwebapp.config.json. Sources: Cloud Foundry's
 * documentation, "Staticfile buildpack"; Firebase's, "Configure Hosting behavior"; Azure's, "Configure Azure Static
 * Web Apps".
 */
export function staticFiles(app: App): readonly Told[] {
  return [...staticfile(app), ...firebase(app), ...azure(app)]
}

function staticfile(app: App): readonly Told[] {
  const text = app.files.text('Staticfile')
  if (text === undefined) return []
  const yaml = parseYamlFile(app.at('Staticfile'), text)
  const push = textAt(yaml, 'pushstate')
  return [
    {
      siteFolder: textAt(yaml, 'root'),
      fallback: push === undefined ? undefined : { ...push, value: push.value === 'enabled' },
    },
  ]
}

function firebase(app: App): readonly Told[] {
  const json = ownManifest(app, ['firebase.json'])
  if (json === undefined) return []
  return [
    {
      siteFolder: textAt(json, 'hosting', 'public'),
      fallback: rewriteAt(json, ['hosting', 'rewrites'], 'source', 'destination'),
    },
  ]
}

function azure(app: App): readonly Told[] {
  const json = ownManifest(app, ['staticwebapp.config.json', 'public/staticwebapp.config.json'])
  const page = json?.get('navigationFallback', 'rewrite')
  if (json === undefined || page === undefined) return []
  return [{ fallback: foundAt(json, isIndex(page), 'navigationFallback', 'rewrite') }]
}
