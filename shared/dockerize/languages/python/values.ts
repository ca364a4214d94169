import { literal } from './calls.ts'

/** What an expression for a host or port comes to, as far as the file tells. */
export interface Value {
  /** What it is, or is where no variable says otherwise. */
  readonly text?: string
  /** The environment variable that it is read from. */
  readonly variable?: string
}

const READ =
  /(?:\benviron(?:\.get\(|\[)|\bgetenv\(|\benv(?:\.\w+)?\(|\bconfig\()\s*['"](\w+)['"]\s*\]?\s*(?:,\s*(?:default\s*=\s*)?(['"]?)([\w.:-]*)\2)?/

/** Evaluates an expression: a literal, an environment variable with its default, or a name of the file that is one. */
export function evaluate(expression: string, code: string, depth = 0): Value {
  const text = literal(expression)
  if (text !== undefined) return { text }
  if (/^\d+$/.test(expression)) return { text: expression }
  const read = READ.exec(expression)
  if (read?.[1] !== undefined) {
    const given = read[3] === '' ? undefined : read[3]
    const fallback = given ?? /\bor\s+['"]?([\w.]+)/.exec(expression)?.[1]
    return { variable: read[1], ...(fallback === undefined ? {} : { text: fallback }) }
  }
  if (depth > 3) return {}
  const wrapped = /^(?:int|str)\(\s*([\s\S]*?)\s*\)$/.exec(expression)?.[1]
  if (wrapped !== undefined) return evaluate(wrapped, code, depth + 1)
  // `args.port` of an argument parser, which is not given one in an image.
  const option = /^(?:args|options|opts|arguments|cli_args|parsed\w*)\.(\w+)$/.exec(expression)?.[1]
  if (option !== undefined) {
    const made = new RegExp(`add_argument\\([^)]*['"]--${option.replace(/_/g, '[-_]')}['"]([^\\n]*)`).exec(
      code,
    )
    const value = /\bdefault\s*=\s*(.+?)(?:,\s*\w+\s*=|\)\s*$|$)/m.exec(made?.[1] ?? '')?.[1]
    return value === undefined ? {} : evaluate(value.trim(), code, depth + 1)
  }
  if (!/^[A-Za-z_]\w*$/.test(expression)) return {}
  const assigned = new RegExp(`^[ \\t]*${expression}\\s*(?::\\s*\\w+\\s*)?=(?!=)\\s*(.+)$`, 'm').exec(
    code,
  )?.[1]
  return assigned === undefined ? {} : evaluate(assigned.trim(), code, depth + 1)
}
