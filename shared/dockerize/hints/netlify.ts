import { posix } from 'node:path'
import type { Found } from '../found.ts'
import { textAt, type Document } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { isHere, manifests } from './files.ts'
import { isEverything, isIndex, rewriteAt } from './rewrites.ts'
import { commandAt, variableTable, type Told } from './told.ts'

/**
 * netlify.toml, and `_redirects` beside a site's public files. Sources: Netlify's documentation, "File-based
 * configuration" and "Redirects and rewrites".
 */
export function netlify(app: App): readonly Told[] {
  const configured = manifests(app, ['netlify.toml']).flatMap(({ document, folder }): readonly Told[] => {
    const base = textAt(document, 'build', 'base')?.value ?? ''
    if (!isHere(app, folder, base)) return []
    return [
      {
        build:
          commandAt(document, 'context', 'production', 'command') ?? commandAt(document, 'build', 'command'),
        siteFolder: publish(document, base),
        fallback: rewriteAt(document, ['redirects'], 'from', 'to'),
        variables: variableTable(document, 'build', 'environment'),
      },
    ]
  })
  const fallback = redirects(app)
  return fallback === undefined ? configured : [...configured, { fallback }]
}

// Relative to the base folder; older files repeat it, as it was relative to the repository then.
function publish(document: Document, base: string): Found<string> | undefined {
  const found = textAt(document, 'context', 'production', 'publish') ?? textAt(document, 'build', 'publish')
  if (found === undefined) return undefined
  const inside = posix.relative(posix.join('/', base), posix.join('/', found.value))
  return base === '' || inside.startsWith('..') ? found : { ...found, value: inside }
}

function redirects(app: App): Found<boolean> | undefined {
  const path = ['public/_redirects', 'static/_redirects', '_redirects'].find((name) => app.files.isFile(name))
  const lines = (path === undefined ? undefined : app.files.text(path))?.split(/\r?\n/) ?? []
  const index = lines.findIndex((line) => {
    const [from, to, status = '301'] = line.trim().split(/\s+/)
    return isEverything(from) && isIndex(to) && /^200!?$/.test(status)
  })
  return path === undefined || index === -1 ? undefined : { value: true, file: app.at(path), line: index + 1 }
}
