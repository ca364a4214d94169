import { textAt } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { rewriteAt } from './rewrites.ts'
import { commandAt, variableTable, type Told } from './told.ts'

/** vercel.json. Source: Vercel's documentation, "Project configuration". */
export function vercel(app: App): readonly Told[] {
  const json = ownManifest(app, ['vercel.json'])
  if (json === undefined) return []
  return [
    {
      build: commandAt(json, 'buildCommand'),
      siteFolder: textAt(json, 'outputDirectory'),
      fallback:
        rewriteAt(json, ['rewrites'], 'source', 'destination') ?? rewriteAt(json, ['routes'], 'src', 'dest'),
      variables: variableTable(json, 'build', 'env'),
    },
  ]
}
