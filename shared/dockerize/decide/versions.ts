import { choose, fromInput, type Found } from '../found.ts'
import { firstLine, toolVersion } from '../parse/lines.ts'
import { isTable, parseToml } from '../parse/toml.ts'
import { upward, type App } from '../view/file-view.ts'

/** Where a runtime's version may be pinned. */
export interface Pins {
  /** Files whose first line is the version, the strongest first: `.nvmrc`. */
  readonly files: readonly string[]
  /** What .tool-versions and mise.toml call the runtime: `nodejs`, `node`. */
  readonly tools: readonly string[]
}

/**
 * The version as it was asked for, unresolved: the input, then what pins one (in the application's folder, or in one
 * above it, the nearest first), then `ranges`, which a manifest allows. What lost is remembered.
 */
export function askedVersion(
  app: App,
  input: string | undefined,
  { files, tools }: Pins,
  ranges: readonly (Found<string> | undefined)[] = [],
): Found<string> | undefined {
  const pinned = upward(app).flatMap((above) => [
    ...files.map((file) => firstLine(above, file)),
    toolVersion(above, tools),
    miseVersion(above, tools),
  ])
  return choose([input === undefined ? undefined : fromInput(input, 'version'), ...pinned, ...ranges])
}

/** Source: mise's documentation, "Configuration": a string, a list of them, or a table with `version`. */
function miseVersion(app: App, tools: readonly string[]): Found<string> | undefined {
  for (const path of ['mise.toml', '.mise.toml', '.config/mise.toml']) {
    const text = app.files.text(path)
    if (text === undefined) continue
    const toml = parseToml(app.at(path), text)
    for (const tool of tools) {
      const value = first(toml.get('tools', tool))
      if (value === undefined) continue
      const line = toml.lineOf(tool)
      return { value, file: app.at(path), ...(line === undefined ? {} : { line }) }
    }
  }
  return undefined
}

function first(value: unknown): string | undefined {
  if (Array.isArray(value)) return first(value[0])
  if (isTable(value)) return first(value['version'])
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
