import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'

/** The `web` process of a Procfile: what Heroku and its successors start. */
export function procfileWeb(app: App): Found<string> | undefined {
  const lines = app.files.text('Procfile')?.split(/\r?\n/) ?? []
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(':')
    if (line.slice(0, Math.max(colon, 0)).trim() !== 'web') continue
    const value = line.slice(colon + 1).trim()
    if (value !== '') return { value, file: app.at('Procfile'), line: index + 1 }
  }
  return undefined
}
