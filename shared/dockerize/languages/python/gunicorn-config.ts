import type { Source } from './source.ts'
import { lineAt } from './source.ts'
import { evaluate, type Value } from './values.ts'

/** Where gunicorn's own settings let it listen. */
export interface GunicornConfig {
  /** Relative to the application. */
  readonly file: string
  /** Undefined where the file leaves it to gunicorn: 0.0.0.0:$PORT. */
  readonly bind?: { readonly line: number; readonly host: Value; readonly port: Value }
}

/** The settings that gunicorn reads: the file that it is given, else the one that it looks for. Source: its documentation, "Configuration Overview". */
export function gunicornConfig(source: Source, given: string | undefined): GunicornConfig | undefined {
  const file = (given ?? './gunicorn.conf.py').replace(/^(?:file:)?(?:\.\/)?/, '')
  if (!source.app.files.isFile(file)) return undefined
  const code = source.code(file)
  const match = /^bind\s*=\s*(.+)$/m.exec(code)
  const expression = match?.[1]?.trim().replace(/^\[\s*|\s*\]$/g, '')
  if (match === null || expression === undefined) return { file }
  const inText = /['"]([\w.[\]]*):(\d+)?/.exec(expression)
  const rest =
    /\{(.+?)(?:![rsa])?\}/.exec(expression)?.[1] ?? /\+\s*(?:str\()?(.+?)\)?$/.exec(expression)?.[1]
  const direct = evaluate(expression, code)
  const host = inText?.[1] ?? direct.text?.split(':')[0]
  const number = inText?.[2] ?? direct.text?.split(':')[1]
  return {
    file,
    bind: {
      line: lineAt(code, match.index),
      host: host === undefined ? {} : { text: host },
      port: number === undefined ? (rest === undefined ? {} : evaluate(rest.trim(), code)) : { text: number },
    },
  }
}
