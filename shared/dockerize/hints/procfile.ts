import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import type { Told } from './told.ts'

/**
 * The `web` and `release` processes of a Procfile: a name, a colon, and the rest of the line as the command. Source:
 * Heroku Dev Center, "The Procfile".
 */
export function procfile(app: App): readonly Told[] {
  const processes = new Map<string, Found<string>>()
  const lines = app.files.text('Procfile')?.split(/\r?\n/) ?? []
  for (const [index, text] of lines.entries()) {
    const colon = text.indexOf(':')
    const name = text.slice(0, Math.max(colon, 0)).trim()
    const value = text.slice(colon + 1).trim()
    // Names are letters, digits, - and _: so a line that begins with # is none, whatever it goes on with.
    if (!/^[\w-]+$/.test(name) || value === '' || processes.has(name)) continue
    processes.set(name, { value, file: app.at('Procfile'), line: index + 1 })
  }
  return processes.size === 0 ? [] : [{ start: processes.get('web'), release: processes.get('release') }]
}
