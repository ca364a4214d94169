import { posix } from 'node:path'
import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'

const INSTALLS =
  /^(?:(?:python[\d.]*\s+-m\s+)?pip[\d.]*|uv(?:\s+pip)?|poetry|pipenv|pdm|hatch)\s+(?:install|sync|self|config|env)\b|^curl\b.*\buv\b/
const MIGRATES =
  /\bmanage\.py\s+migrate\b|\balembic\s+upgrade\b|\bflask\s+(?:--app\s+\S+\s+)?db\s+upgrade\b|\bmanage\.py\s+createsuperuser\b/

/**
 * What remains of another platform's build command: the image installs dependencies in a step of its own, there is no
 * database to migrate while it is built, and `collectstatic` comes from the settings. Undefined where nothing does.
 */
export function ownBuild(app: App, build: Found<string> | undefined): Found<string> | undefined {
  if (build === undefined) return undefined
  const rest = commands(app, build.value).filter(
    (line) => !INSTALLS.test(line) && !MIGRATES.test(line) && !/\bmanage\.py\s+collectstatic\b/.test(line),
  )
  return rest.length === 0 ? undefined : { ...build, value: rest.join(' && ') }
}

/** The commands of a line, those of a script of the repository in its place. */
function commands(app: App, line: string): readonly string[] {
  return line.split(/\s*(?:&&|;)\s*/).flatMap((part) => {
    const command = part.trim()
    const script = /^(?:(?:ba)?sh\s+)?(?:\.\/)?([\w./-]+\.sh)$/.exec(command)?.[1]
    const text = script === undefined ? undefined : app.files.text(posix.normalize(script))
    if (text === undefined) return command === '' ? [] : [command]
    return text
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter((one) => one !== '' && !/^(?:#|set\b|echo\b|exit\b)/.test(one))
  })
}
